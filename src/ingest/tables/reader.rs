//! Goes through the rows of a file: what is data, what stands around it, what belongs together.

use super::above::Above;
use super::cells::{Cells, Memory};
use super::merged::{self, Held};
use super::twice::Told;
use super::{Context, Table};
use crate::diagnostic::Code;
use crate::ingest::cell::{self, Dating};
use crate::ingest::findings::Findings;
use crate::ingest::header::{EXAMPLE, Header, is_name};
use crate::ingest::records::{Row, Sheet};
use crate::model::TableKind;
use crate::text;
use rustc_hash::FxHashSet;
use std::collections::{BTreeMap, BTreeSet};

/// Reads every row with `read`, which answers whether the row was kept.
pub fn rows<T: Table>(
    sheet: &Sheet<'_>,
    header: &Header,
    context: Context<'_>,
    findings: &mut Findings,
    read: impl Fn(&mut T, &mut Cells<'_>) -> bool,
) -> (T, usize) {
    let dating = dating(sheet, header, context, findings);
    let clean = findings.clone();
    let alike = ids_alike(sheet, header);
    let mut pass = Pass::new(sheet, header, context, dating, findings, &read);
    pass.memory.alike = Some(alike.clone());
    pass.run();
    if !pass.merged {
        return pass.finish();
    }
    drop(pass);
    // Merged cells: once more, with rows held back until those that belong to them are known.
    *findings = clean;
    let mut wider = header.clone();
    wider.with_virtual("parent");
    let mut pass = Pass::new(sheet, &wider, context, dating, findings, &read);
    pass.width = header.names.len();
    pass.nameless.retain(|column| *column < header.names.len());
    pass.holding = true;
    pass.memory.alike = Some(alike);
    pass.run();
    pass.finish()
}

/// Ids that a spreadsheet cut down to the same figures.
fn ids_alike(sheet: &Sheet<'_>, header: &Header) -> FxHashSet<String> {
    let (mut seen, mut alike) = (FxHashSet::default(), FxHashSet::default());
    let Some(column) = header
        .column("id")
        .filter(|_| sheet.holds("E+") || sheet.holds("e+"))
    else {
        return alike;
    };
    sheet.rows(|row| {
        let id = text::trim(row.get(column));
        if cell::is_rounded(id) && !seen.insert(id.to_owned()) {
            alike.insert(id.to_owned());
        }
        true
    });
    alike
}

/// One walk through the rows.
#[expect(
    clippy::struct_excessive_bools,
    reason = "facts of the walk, free of each other"
)]
pub struct Pass<'a, T, F> {
    sheet: &'a Sheet<'a>,
    header: &'a Header,
    context: Context<'a>,
    dating: Dating,
    findings: &'a mut Findings,
    read: &'a F,
    /// The file's columns.
    width: usize,
    table: T,
    rejected: usize,
    memory: Memory,
    /// Columns without a name that hold something.
    unnamed: BTreeMap<usize, String>,
    /// Columns without a name.
    nameless: Vec<usize>,
    /// The column that tells rows apart.
    mark: Option<usize>,
    /// What tells that a row surely is one of data.
    ordinary: Option<Ordinary>,
    /// The column of ids, where a row without one may continue the row above.
    id: Option<usize>,
    /// A row that may continue the one above was met.
    merged: bool,
    /// Rows are held back, to be joined with those that continue them.
    holding: bool,
    held: Vec<Held>,
    /// A row of data stands right above.
    adjacent: bool,
    /// Another table begins: what follows is not this one's.
    ended: bool,
    /// The text ended within quotes.
    open: bool,
}

impl<'a, T: Table, F: Fn(&mut T, &mut Cells<'_>) -> bool> Pass<'a, T, F> {
    /// Before the first row.
    pub fn new(
        sheet: &'a Sheet<'a>,
        header: &'a Header,
        context: Context<'a>,
        dating: Dating,
        findings: &'a mut Findings,
        read: &'a F,
    ) -> Self {
        let width = header.names.len();
        Self {
            nameless: (0..width)
                .filter(|column| header.name(*column).is_empty())
                .collect(),
            mark: header.column(header.spec.mark),
            ordinary: Ordinary::of(header),
            id: header
                .column("id")
                .filter(|_| header.spec.kind == TableKind::Tasks && !header.id_is_title),
            sheet,
            header,
            context,
            dating,
            findings,
            read,
            width,
            table: T::default(),
            rejected: 0,
            memory: Memory::default(),
            unnamed: BTreeMap::new(),
            merged: false,
            holding: false,
            held: Vec::new(),
            adjacent: false,
            ended: false,
            open: false,
        }
    }

    /// Rows of the same file stand in front, and `above` them what is known.
    pub fn continues(&mut self, above: Option<Above>) {
        self.adjacent = true;
        self.memory.above = above.unwrap_or_else(Above::unknown);
    }

    /// Reads into a table that is empty, but has room.
    pub fn fill(&mut self, table: T) {
        self.table = table;
    }

    /// What was read of a piece; `None` where the file has to be read in one.
    pub fn parts(self, last: bool) -> Option<(T, usize, BTreeMap<usize, String>, Memory)> {
        let whole = !self.merged && !self.ended && !self.memory.unsure && (last || !self.open);
        whole.then_some((self.table, self.rejected, self.unnamed, self.memory))
    }

    /// Reads all rows.
    pub fn run(&mut self) {
        let sheet = self.sheet;
        sheet.rows(|row| {
            self.open = row.open;
            self.row(row, true);
            (self.holding || !self.merged) && !self.ended
        });
        self.release();
    }

    fn finish(mut self) -> (T, usize) {
        tell_unnamed(self.header, self.unnamed, self.findings);
        let sheet = self.sheet;
        let unnamed = self.table.fold(self.context);
        tell_unnamed_counties(unnamed, self.header, self.findings);
        self.table.settle();
        self.table.twice(&mut Told {
            header: self.header,
            findings: self.findings,
            texts: &|lines, column| {
                let mut found = vec![String::new(); lines.len()];
                texts(sheet, lines, column, &mut found);
                found
            },
            iso: self.memory.iso,
        });
        (self.table, self.rejected)
    }

    /// What stands above is above no longer.
    fn part(&mut self) {
        self.release();
        self.memory.part();
        self.adjacent = false;
    }

    /// `一、共性问题` alone in a row: a heading within the table.
    fn section(&self, row: &Row<'_>) -> Option<String> {
        let mut filled = row
            .cells
            .iter()
            .enumerate()
            .filter(|(_, cell)| !text::trim(cell).is_empty());
        let (column, cell) = filled.next()?;
        let alone = filled.next().is_none() && self.width >= 3;
        if !alone {
            return None;
        }
        let at_front = column == 0 || self.mark == Some(column);
        let cell = cell.trim();
        let is_words = cell.chars().count() >= 3
            && cell.chars().any(|c| ('\u{4e00}'..='\u{9fff}').contains(&c));
        (at_front && is_words).then(|| cell.to_owned())
    }

    /// Whether another table's header stands here: it names the column that tells rows apart,
    /// and is not this header again.
    fn begins_another(&self, row: &Row<'_>) -> bool {
        self.mark.is_some_and(|column| {
            let name = self.header.name(column);
            !name.is_empty() && is_name(row, column, name)
        })
    }

    /// A row between those of the table: nothing, a total, a signature, a heading; told.
    fn stands_apart(&mut self, row: &Row<'_>) -> bool {
        if row.is_blank() {
            self.part();
            return true;
        }
        if let Some(word) = footer(row) {
            self.part();
            self.findings.add(row.line, 1, Code::FooterRow, &word);
            return true;
        }
        if let Some(words) = self.section(row) {
            self.part();
            self.findings.add(row.line, 1, Code::SectionRow, &words);
            return true;
        }
        false
    }

    /// The header again, what stands between rows of the table, or another table's header; told.
    fn is_none_of_data(&mut self, row: &Row<'_>) -> bool {
        if self.header.is_again(row) {
            self.release();
            self.findings.add(row.line, 0, Code::HeaderRepeated, "");
            return true;
        }
        if !is_filled(row) && self.stands_apart(row) {
            return true;
        }
        if self.begins_another(row) {
            self.part();
            self.findings
                .add(row.line, 0, Code::SecondTable, row.get(0));
            self.ended = true;
            return true;
        }
        false
    }

    fn row(&mut self, row: &Row<'_>, quoted: bool) {
        if row.line <= self.header.line || self.ended {
            return;
        }
        let ordinary = self
            .ordinary
            .as_ref()
            .is_some_and(|first| first.are_of(row));
        if !ordinary && self.is_none_of_data(row) {
            return;
        }
        if quoted && row.breaks && self.quotes(row) {
            return;
        }
        if let Some(mark) = self.mark
            && !ordinary
            && may_begin(row, mark, &['示'])
            && cell::half(row.get(mark)).starts_with(EXAMPLE)
        {
            self.part();
            self.findings
                .add(row.line, mark as u32 + 1, Code::ExampleRow, row.get(mark));
            return;
        }
        self.lengths(row);
        for &column in &self.nameless {
            let cell = row.get(column).trim();
            if !cell.is_empty() {
                self.unnamed
                    .entry(column)
                    .or_insert_with(|| cell.to_owned());
            }
        }
        if self.holding {
            let held = Held::new(row.line, row.cells);
            let continues = self
                .held
                .first()
                .is_some_and(|first| merged::continues(first, &held, self.header));
            if !continues {
                self.release();
            }
            self.held.push(held);
            return;
        }
        let filled = |key: &str| {
            let column = self.header.column(key);
            column.is_some_and(|column| !text::trim(row.get(column)).is_empty())
        };
        if self.adjacent
            && let Some(id) = self.id
            && !begins(row, id)
            && text::trim(row.get(id)).is_empty()
            && merged::may_continue(filled)
        {
            self.merged = true;
            return;
        }
        self.adjacent = true;
        self.take(row);
    }

    /// A quote that does not close runs whole rows into one cell; `true`: the row was read
    /// line by line instead.
    fn quotes(&mut self, row: &Row<'_>) -> bool {
        if !self.sheet.is_well_quoted(row) {
            self.findings.add(row.line, 0, Code::QuoteUnclosed, row.raw);
            let sheet = self.sheet;
            sheet.unquoted(row, |line| {
                self.row(line, false);
                true
            });
            return true;
        }
        let swallowed = row.cells.iter().any(|cell| {
            cell.split('\n')
                .skip(1)
                .any(|line| self.sheet.count_separators(line) + 1 >= self.width.max(3))
        });
        if swallowed {
            self.findings.add(row.line, 0, Code::QuoteSwallows, row.raw);
        }
        false
    }

    /// Tells of rows with more or fewer cells than the header.
    fn lengths(&mut self, row: &Row<'_>) {
        let (have, want) = (row.cells.len(), self.width);
        if have == want {
            return;
        }
        let surplus = row
            .cells
            .iter()
            .skip(want)
            .any(|cell| !cell.trim().is_empty());
        if surplus {
            self.findings
                .add(row.line, want as u32 + 1, Code::RowTooLong, row.get(want))
                .understood(have)
                .expected(want);
        } else if have < want && self.sheet.separator().is_some() {
            self.findings
                .add(row.line, 0, Code::RowTooShort, "")
                .understood(have)
                .expected(want);
        }
    }

    /// Reads the rows held back.
    fn release(&mut self) {
        let held = std::mem::take(&mut self.held);
        let rows = if held.len() > 1 {
            let first = self.header.column("id").map_or("", |at| {
                held[0].cells.get(at).map_or("", |cell| cell.trim())
            });
            self.findings
                .add(held[1].line, 0, Code::CellsMerged, first)
                .understood(held.len());
            let plan = self.context.plan;
            let from_1904 = self.dating.from_1904;
            merged::split(&held, self.header, |text| {
                cell::deadline(text, plan, from_1904).value()?.date
            })
        } else {
            held
        };
        for row in rows {
            let record = row.record();
            self.take(&Row::of(row.line, &record));
        }
    }

    fn take(&mut self, row: &Row<'_>) {
        let mut cells = Cells::new(
            row,
            self.header,
            self.context,
            self.dating,
            self.findings,
            &mut self.memory,
        );
        if !(self.read)(&mut self.table, &mut cells) {
            self.rejected += 1;
        }
    }
}

/// Tells of rows that name no county, where others do.
pub fn tell_unnamed_counties(
    found: Option<(u32, usize)>,
    header: &Header,
    findings: &mut Findings,
) {
    if let (Some((line, count)), Some(column)) = (found, header.column("region")) {
        findings
            .add(line, column as u32 + 1, Code::RegionMissing, "")
            .understood(count)
            .expected(header.name(column));
    }
}

/// Tells of columns without a name that hold something.
pub fn tell_unnamed(header: &Header, unnamed: BTreeMap<usize, String>, findings: &mut Findings) {
    for (column, text) in unnamed {
        findings.add(header.line, column as u32 + 1, Code::ColumnUnnamed, &text);
    }
}

/// The text of a column in the rows of some lines, in step with them. A line of a row whose
/// quote never closed is a row of its own.
pub fn texts(sheet: &Sheet<'_>, lines: &[u32], column: usize, found: &mut [String]) {
    let mut take = |row: &Row<'_>| {
        for (line, text) in lines.iter().zip(&mut *found) {
            if *line == row.line {
                row.get(column).trim().clone_into(text);
            }
        }
    };
    let wanted: BTreeSet<u32> = lines.iter().copied().collect();
    sheet.rows(|row| {
        let end = row.line + row.raw.matches('\n').count() as u32;
        if wanted.range(row.line..=end).next().is_some() {
            if row.breaks && !sheet.is_well_quoted(row) {
                sheet.unquoted(row, |line| {
                    take(line);
                    true
                });
            } else {
                take(row);
            }
        }
        true
    });
}

/// How the file's serials count. A workbook says so itself; a CSV of a 1904 workbook has dates
/// that lie four years too early throughout.
pub fn dating(
    sheet: &Sheet<'_>,
    header: &Header,
    context: Context<'_>,
    findings: &mut Findings,
) -> Dating {
    const DATES: [&str; 16] = [
        "deadline",
        "due",
        "start",
        "done",
        "completed",
        "accepted",
        "published",
        "signed_off",
        "received",
        "closed",
        "reply_due",
        "replied",
        "fixed",
        "report_due",
        "reported",
        "meeting",
    ];
    const ROWS: usize = 200;
    let year = context.plan.year;
    if let Some(from_1904) = context.from_1904 {
        return Dating { year, from_1904 };
    }
    // Readings may lie years back; a register's dates are the plan's.
    let columns: Vec<usize> = DATES.iter().filter_map(|key| header.column(key)).collect();
    let near = |found: i32| (year - 2..=year + 5).contains(&found);
    let (mut all_1900, mut all_1904, mut example) = (true, true, None);
    let mut rows = 0;
    if header.spec.kind != TableKind::Readings && !columns.is_empty() {
        sheet.rows(|row| {
            if row.line > header.line {
                for &column in &columns {
                    if let Some((in_1900, in_1904)) = cell::serial_years(row.get(column)) {
                        all_1900 &= near(in_1900);
                        all_1904 &= near(in_1904);
                        example.get_or_insert_with(|| {
                            (row.line, column, row.get(column).trim().to_owned())
                        });
                    }
                }
                rows += 1;
            }
            rows < ROWS
        });
    }
    let from_1904 = !all_1900 && all_1904;
    let dating = Dating { year, from_1904 };
    if let Some((line, column, text)) = example.filter(|_| from_1904) {
        let read = cell::date(&text, dating).value();
        findings
            .add(line, column as u32 + 1, Code::Serial1904, &text)
            .understood(read.map_or_else(String::new, |day| day.to_string()));
    }
    dating
}

/// The first bytes with which the first two cells begin of rows that surely are of data: neither a
/// header again, nor a total, a heading, an example or another table. Nearly all rows are told by them.
struct Ordinary([[bool; 256]; 2]);

impl Ordinary {
    /// `None` where these cells do not tell.
    fn of(header: &Header) -> Option<Self> {
        let mark = header.column(header.spec.mark);
        let mut columns = header.first_names().map(|(column, _)| column).chain(mark);
        if columns.any(|column| column > 1) {
            return None;
        }
        let mut first = [[false; 256]; 2];
        for bytes in &mut first {
            for (byte, ordinary) in (0..=u8::MAX).zip(bytes) {
                *ordinary = text::is_letter(byte);
            }
        }
        let mut out = |column: usize, byte: u8| first[column][usize::from(byte)] = false;
        for (column, byte) in header.first_names() {
            out(column, byte);
        }
        for word in FOOTER_FIRST {
            out(0, word.encode_utf8(&mut [0; 4]).as_bytes()[0]);
        }
        if let Some(column) = mark {
            let names = [header.name(column), EXAMPLE];
            for byte in names.iter().filter_map(|name| name.as_bytes().first()) {
                out(column, *byte);
            }
        }
        Some(Self(first))
    }

    #[inline]
    fn are_of(&self, row: &Row<'_>) -> bool {
        let begins = |column: usize| {
            let first = row.cells.first_byte(column);
            first.is_some_and(|byte| self.0[column][usize::from(byte)])
        };
        begins(0) && begins(1)
    }
}

/// How the words of [`footer`] begin.
const FOOTER_FIRST: [char; 11] = [
    '合', '小', '总', '共', '数', '填', '制', '审', '注', '备', '说',
];

/// Whether a cell may begin with one of these ideographs once it is folded: blanks and Excel's mark
/// of text in front do not count.
#[inline]
fn may_begin(row: &Row<'_>, column: usize, with: &[char]) -> bool {
    let first = row.cells.first_byte(column);
    first.is_some_and(|first| !first.is_ascii_alphanumeric()) && begins_with(row.get(column), with)
}

fn begins_with(cell: &str, with: &[char]) -> bool {
    let first = cell
        .chars()
        .find(|c| !c.is_whitespace() && !matches!(c, '\'' | '＇'));
    first.is_some_and(|first| with.contains(&first))
}

/// Whether a row surely is neither blank nor a total nor a heading, as nearly all: its first two
/// cells are filled, and the first begins with no word of a footer.
#[inline]
fn is_filled(row: &Row<'_>) -> bool {
    begins(row, 0) && begins(row, 1) && !may_begin(row, 0, &FOOTER_FIRST)
}

/// Whether a cell begins with a letter, a digit or an ideograph, and so is surely not blank.
#[inline]
fn begins(row: &Row<'_>, column: usize) -> bool {
    row.cells.first_byte(column).is_some_and(text::is_letter)
}

/// The word that makes a row a total or a footer, in its first filled cell: 合计 and the like
/// by themselves, 审核 and the like with a colon or alone in the row.
fn footer(row: &Row<'_>) -> Option<String> {
    const TOTALS: [&str; 4] = ["合计", "小计", "总计", "共计"];
    const SIGNATURES: [&str; 10] = [
        "数据来源",
        "填报人",
        "填报单位",
        "填表人",
        "填报日期",
        "制表",
        "审核",
        "注",
        "备注",
        "说明",
    ];
    let mut filled = row.cells.iter().filter(|cell| !text::trim(cell).is_empty());
    let first = filled.next()?;
    // Most rows begin otherwise, and need no folding to tell.
    if first.len() > 400 || !begins_with(first, &FOOTER_FIRST) {
        return None;
    }
    let first = cell::half(first).replace(' ', "");
    let alone = filled.next().is_none();
    let total = TOTALS
        .iter()
        .any(|word| first.starts_with(word) && first.chars().count() <= 6);
    let signed = SIGNATURES.iter().any(|word| {
        first
            .strip_prefix(word)
            .is_some_and(|rest| alone || rest.starts_with(':') || rest.starts_with("人:"))
    });
    (total || signed).then_some(first)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ingest::header::find;
    use crate::ingest::tables::CONTRACT;
    use proptest::prelude::*;

    proptest! {
        /// What two bytes tell of a row is what a look at all of it tells.
        #[test]
        fn two_bytes_tell_rows_of_data(
            cells in proptest::collection::vec(
                "(任务编号|任务名称|责任单位|完成时限|指标|日期|数值|合计|小 计|备注：|示例1|[ 　']?示例|填报人|1|甲| |)[1甲]?",
                3..5,
            ),
            readings: bool,
        ) {
            let header = if readings { "指标,日期,数值" } else { "任务编号,任务名称,责任单位,完成时限" };
            let text = format!("{header}\n{}\n", cells.join(","));
            let sheet = Sheet::new(&text);
            let header = find(&sheet, &CONTRACT, &[]).unwrap();
            let ordinary = Ordinary::of(&header).unwrap();
            let mark = header.column(header.spec.mark).unwrap();
            sheet.rows(|row| {
                if ordinary.are_of(row) {
                    assert!(!header.is_again(row), "{:?}", row.raw);
                    assert!(is_filled(row) && !row.is_blank() && footer(row).is_none());
                    assert!(!is_name(row, mark, header.name(mark)));
                    assert!(!cell::half(row.get(mark)).starts_with(EXAMPLE));
                }
                true
            });
        }
    }
}
