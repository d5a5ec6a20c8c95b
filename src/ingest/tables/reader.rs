//! Goes through the rows of a file and reads cells by name, telling what it could not.

use super::Context;
use super::merged::{self, Held};
use crate::diagnostic::Code;
use crate::ingest::cell::{self, Dating, Read};
use crate::ingest::findings::Findings;
use crate::ingest::header::{EXAMPLE, Header};
use crate::ingest::records::{Row, Sheet};
use crate::model::{Lists, TableKind, Texts, Word, WordCells, Words};
use crate::plan::Plan;
use crate::terms::Deadline;
use crate::text;
use chrono::NaiveDate;
use std::borrow::Cow;
use std::collections::{BTreeMap, HashMap};
use std::hash::{DefaultHasher, Hash, Hasher};

/// One row on its way into a table.
pub struct Cells<'a> {
    row: &'a Row<'a>,
    header: &'a Header,
    /// The plan, for dates without a year.
    pub plan: &'a Plan,
    dating: Dating,
    findings: &'a mut Findings,
    memory: &'a mut Memory,
    /// Columns whose control characters were told.
    cleaned: Vec<usize>,
}

/// What the rows of a file leave behind for those below.
#[derive(Default)]
struct Memory {
    /// Identities with their lines.
    seen: HashMap<String, u32>,
    /// Whole rows, as numbers, with their lines.
    rows: HashMap<u64, u32>,
    /// Cells of the row above that merged cells may cover.
    above: BTreeMap<&'static str, String>,
}

/// Reads every row with `read`, which answers whether the row was kept.
pub fn rows<T: Default>(
    sheet: &Sheet<'_>,
    header: &Header,
    context: Context<'_>,
    findings: &mut Findings,
    read: impl Fn(&mut T, &mut Cells<'_>) -> bool,
) -> (T, usize) {
    let dating = dating(sheet, header, context, findings);
    let clean = findings.clone();
    let mut pass = Pass::new(sheet, header, context.plan, dating, findings, &read);
    pass.run();
    if !pass.merged {
        return pass.finish();
    }
    // Merged cells: once more, with rows held back until those that belong to them are known.
    *findings = clean;
    let mut wider = header.clone();
    wider.with_virtual("parent");
    let mut pass = Pass::new(sheet, &wider, context.plan, dating, findings, &read);
    pass.width = header.names.len();
    pass.holding = true;
    pass.run();
    pass.finish()
}

/// One walk through the rows.
#[expect(
    clippy::struct_excessive_bools,
    reason = "facts of the walk, free of each other"
)]
struct Pass<'a, T, F> {
    sheet: &'a Sheet<'a>,
    header: &'a Header,
    plan: &'a Plan,
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
    /// A row that may continue the one above was met.
    merged: bool,
    /// Rows are held back, to be joined with those that continue them.
    holding: bool,
    held: Vec<Held>,
    /// A row of data stands right above.
    adjacent: bool,
    /// Another table begins: what follows is not this one's.
    ended: bool,
}

impl<'a, T: Default, F: Fn(&mut T, &mut Cells<'_>) -> bool> Pass<'a, T, F> {
    fn new(
        sheet: &'a Sheet<'a>,
        header: &'a Header,
        plan: &'a Plan,
        dating: Dating,
        findings: &'a mut Findings,
        read: &'a F,
    ) -> Self {
        Self {
            sheet,
            header,
            plan,
            dating,
            findings,
            read,
            width: header.names.len(),
            table: T::default(),
            rejected: 0,
            memory: Memory::default(),
            unnamed: BTreeMap::new(),
            merged: false,
            holding: false,
            held: Vec::new(),
            adjacent: false,
            ended: false,
        }
    }

    fn run(&mut self) {
        let sheet = self.sheet;
        sheet.rows(|row| {
            self.row(row, true);
            (self.holding || !self.merged) && !self.ended
        });
        self.release();
    }

    fn finish(self) -> (T, usize) {
        for (column, text) in self.unnamed {
            self.findings.add(
                self.header.line,
                column as u32 + 1,
                Code::ColumnUnnamed,
                &text,
            );
        }
        (self.table, self.rejected)
    }

    /// What stands above is above no longer.
    fn part(&mut self) {
        self.release();
        self.memory.above.clear();
        self.adjacent = false;
    }

    /// `一、共性问题` alone in a row: a heading within the table.
    fn section(&self, row: &Row<'_>) -> Option<String> {
        let mut filled = row
            .cells
            .iter()
            .enumerate()
            .filter(|(_, cell)| !cell.trim().is_empty());
        let (column, cell) = filled.next()?;
        let alone = filled.next().is_none() && self.width >= 3;
        let at_front = column == 0 || self.header.column(self.header.spec.mark) == Some(column);
        let cell = cell.trim();
        let is_words = cell.chars().count() >= 3
            && cell.chars().any(|c| ('\u{4e00}'..='\u{9fff}').contains(&c));
        (alone && at_front && is_words).then(|| cell.to_owned())
    }

    /// Whether another table's header stands here: it names the column that tells rows apart,
    /// and is not this header again.
    fn begins_another(&self, row: &Row<'_>) -> bool {
        let mark = self.header.column(self.header.spec.mark);
        mark.is_some_and(|column| {
            let cell = row.get(column).trim();
            !cell.is_empty() && cell == self.header.name(column)
        })
    }

    fn row(&mut self, row: &Row<'_>, quoted: bool) {
        if row.line <= self.header.line || self.ended {
            return;
        }
        if row.is_blank() {
            self.part();
            return;
        }
        if self.header.is_again(row) {
            self.release();
            self.findings.add(row.line, 0, Code::HeaderRepeated, "");
            return;
        }
        if let Some(word) = footer(row) {
            self.part();
            self.findings.add(row.line, 1, Code::FooterRow, &word);
            return;
        }
        if let Some(words) = self.section(row) {
            self.part();
            self.findings.add(row.line, 1, Code::SectionRow, &words);
            return;
        }
        if self.begins_another(row) {
            self.part();
            self.findings
                .add(row.line, 0, Code::SecondTable, row.get(0));
            self.ended = true;
            return;
        }
        if quoted && row.cells.iter().any(|cell| cell.contains('\n')) && self.quotes(row) {
            return;
        }
        if let Some(mark) = self.header.column(self.header.spec.mark)
            && cell::half(row.get(mark)).starts_with(EXAMPLE)
        {
            self.part();
            self.findings
                .add(row.line, mark as u32 + 1, Code::ExampleRow, row.get(mark));
            return;
        }
        self.lengths(row);
        for (column, cell) in row.cells.iter().enumerate().take(self.width) {
            if self.header.name(column).is_empty() && !cell.trim().is_empty() {
                self.unnamed
                    .entry(column)
                    .or_insert_with(|| cell.trim().to_owned());
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
            column.is_some_and(|column| !row.get(column).trim().is_empty())
        };
        if self.adjacent
            && self.header.spec.kind == TableKind::Tasks
            && !self.header.id_is_title
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
        let surplus = row
            .cells
            .iter()
            .skip(want)
            .any(|cell| !cell.trim().is_empty());
        if have > want && surplus {
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
            let plan = self.plan;
            let from_1904 = self.dating.from_1904;
            merged::split(&held, self.header, |text| {
                cell::deadline(text, plan, from_1904).value()?.date
            })
        } else {
            held
        };
        for row in rows {
            let record = row.record();
            self.take(&Row {
                line: row.line,
                cells: &record,
                raw: "",
            });
        }
    }

    fn take(&mut self, row: &Row<'_>) {
        let mut cells = Cells {
            row,
            header: self.header,
            plan: self.plan,
            dating: self.dating,
            findings: self.findings,
            memory: &mut self.memory,
            cleaned: Vec::new(),
        };
        if !(self.read)(&mut self.table, &mut cells) {
            self.rejected += 1;
        }
    }
}

/// How the file's serials count. A workbook says so itself; a CSV of a 1904 workbook has dates
/// that lie four years too early throughout.
fn dating(
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
    let mut filled = row.cells.iter().filter(|cell| !cell.trim().is_empty());
    let first = filled.next()?;
    // Most rows begin with a number or a long text.
    if first.len() > 400 || first.starts_with(|c: char| c.is_ascii_digit()) {
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

impl<'a> Cells<'a> {
    /// 1-based line where the row begins.
    pub fn line(&self) -> u32 {
        self.row.line
    }

    /// How dates are read.
    pub fn dating(&self) -> Dating {
        self.dating
    }

    /// The columns that are readings of one indicator each: file column, indicator.
    pub fn wide(&self) -> &'a [(usize, String)] {
        &self.header.wide
    }

    /// Whether the titles stand for ids.
    pub fn id_is_title(&self) -> bool {
        self.header.id_is_title
    }

    /// Whether the file has a column.
    pub fn has(&self, key: &str) -> bool {
        self.header.column(key).is_some()
    }

    /// The cell of a column, cleaned and trimmed; empty where the file has no such column.
    pub fn text(&mut self, key: &str) -> Cow<'a, str> {
        match self.header.column(key) {
            Some(column) => self.text_at(column),
            None => Cow::Borrowed(""),
        }
    }

    /// The cell of a file column, cleaned and trimmed.
    pub fn text_at(&mut self, column: usize) -> Cow<'a, str> {
        let row = self.row;
        let raw = row.get(column);
        if raw
            .chars()
            .any(|c| text::is_unsafe(c) && !matches!(c, '\n' | '\r' | '\t'))
            && !self.cleaned.contains(&column)
        {
            self.cleaned.push(column);
            self.findings
                .add(self.row.line, column as u32 + 1, Code::TextCleaned, raw);
        }
        match text::clean(raw) {
            Cow::Borrowed(clean) => Cow::Borrowed(clean.trim()),
            Cow::Owned(clean) => Cow::Owned(clean.trim().to_owned()),
        }
    }

    /// The name of the column as the file writes it.
    pub fn header_name(&self, key: &str) -> &'a str {
        self.header
            .column(key)
            .map_or("", |column| self.header.name(column))
    }

    /// Tells of a cell.
    pub fn tell(&mut self, key: &str, code: Code, value: &str, understood: &str) {
        let Some(column) = self.header.column(key) else {
            self.findings
                .add(self.row.line, 0, code, value)
                .understood(understood)
                .expected(key);
            return;
        };
        self.tell_at(column, code, value, understood);
    }

    /// Tells of the cell of a file column.
    pub fn tell_at(&mut self, column: usize, code: Code, value: &str, understood: &str) {
        self.findings
            .add(self.row.line, column as u32 + 1, code, value)
            .understood(understood)
            .expected(self.header.name(column));
    }

    /// The row's id; without one, or with one that stands above, it is told.
    pub fn identity(&mut self, key: &str) -> Option<String> {
        let id = self.text(key).into_owned();
        if cell::nothing(&id).is_some() {
            self.tell(key, Code::IdMissing, &id, "");
            return None;
        }
        let region = self.text("region").into_owned();
        if let Err(before) = self.first_time(format!("{region}\u{1f}{id}")) {
            self.tell(key, Code::IdTwice, &id, &before.to_string());
        }
        Some(id)
    }

    /// The row as a number, for tables whose rows have no other identity. The same row again
    /// counts once.
    pub fn whole_row(&mut self) -> Option<u64> {
        let mut hasher = DefaultHasher::new();
        for column in &self.header.at {
            match column {
                Some(column) => self.row.get(*column).trim().hash(&mut hasher),
                None => "".hash(&mut hasher),
            }
        }
        let number = hasher.finish();
        match self.memory.rows.insert(number, self.row.line) {
            None => Some(number),
            Some(before) => {
                self.findings
                    .add(self.row.line, 0, Code::RowTwice, "")
                    .understood(before);
                None
            }
        }
    }

    /// The text of the row above, where cells may be merged over this one.
    pub fn above(&self, key: &'static str) -> Option<String> {
        self.memory.above.get(key).cloned()
    }

    /// Keeps a text for the rows below.
    pub fn keep(&mut self, key: &'static str, text: &str) {
        match self.memory.above.get_mut(key) {
            Some(known) => {
                known.clear();
                known.push_str(text);
            }
            None => {
                self.memory.above.insert(key, text.to_owned());
            }
        }
    }

    /// Long text into its column; `—` and the like are no text.
    pub fn long(&mut self, key: &str, column: &mut Texts, at: usize) {
        let text = self.text(key);
        if cell::nothing(&text).is_none() {
            column.set(at, &text);
        }
    }

    /// A word into its column.
    pub fn word(&mut self, key: &str, words: &mut Words, column: &mut WordCells, at: usize) {
        let text = self.text(key);
        if !text.is_empty() && cell::nothing(&text).is_none() {
            let word = words.intern(&text);
            column.set(at, word);
        }
    }

    /// A list of words, such as the kinds of a petition, into its column.
    pub fn list(&mut self, key: &str, words: &mut Words, column: &mut Lists, at: usize) {
        let text = self.text(key);
        let mut list: Vec<Word> = Vec::new();
        for name in text.split(['、', ',', '，', ';', '；', '/', '\n']) {
            let name = name.trim();
            if cell::nothing(name).is_none() {
                let word = words.intern(name);
                if !list.contains(&word) {
                    list.push(word);
                }
            }
        }
        column.set(at, &list);
    }

    /// A list of units into its column.
    pub fn units(
        &mut self,
        key: &str,
        words: &mut Words,
        column: &mut Lists,
        at: usize,
    ) -> cell::UnitCell {
        let Some(index) = self.header.column(key) else {
            return cell::UnitCell::default();
        };
        let raw = text::clean(&self.row.get(index).replace(['\n', '\r'], "、")).into_owned();
        let found = cell::units(&raw);
        // Without a role of its own a cell's lead is responsible too.
        let names = if found.units.is_empty() {
            &found.lead
        } else {
            &found.units
        };
        let list: Vec<Word> = names.iter().map(|name| words.intern(name)).collect();
        column.set(at, &list);
        found
    }

    /// A date.
    pub fn date(&mut self, key: &str) -> Option<NaiveDate> {
        let text = self.text(key);
        match cell::date(&text, self.dating) {
            Read::Nothing(_) => None,
            Read::Value(day) => Some(day),
            Read::Guess(day) => {
                self.tell(key, Code::DateAmbiguous, &text, &day.to_string());
                Some(day)
            }
            // A month in a date column is its last day, and says so.
            Read::Invalid => match cell::period(&text, self.dating) {
                Read::Value(period) if period.rank() < 3 => {
                    let day = period.last_day();
                    self.tell(key, Code::DateAmbiguous, &text, &day.to_string());
                    Some(day)
                }
                // 2021年9月底, 2021年9月3日完成: a day can be made of it.
                _ => match cell::deadline(&text, self.plan, self.dating.from_1904).value() {
                    Some(Deadline {
                        date: Some(day),
                        derived: false,
                        ..
                    }) => {
                        self.tell(key, Code::DateAmbiguous, &text, &day.to_string());
                        Some(day)
                    }
                    _ => {
                        self.tell(key, Code::DateInvalid, &text, "");
                        None
                    }
                },
            },
        }
    }

    /// A date that every row should have.
    pub fn date_wanted(&mut self, key: &str) -> Option<NaiveDate> {
        if cell::nothing(&self.text(key)).is_some() {
            self.tell(key, Code::CellMissing, "", "");
            return None;
        }
        self.date(key)
    }

    /// A deadline with its text.
    pub fn deadline(&mut self, key: &str) -> (Deadline, Cow<'a, str>) {
        let text = self.text(key);
        let found = match cell::deadline(&text, self.plan, self.dating.from_1904) {
            Read::Value(found) => found,
            Read::Guess(found) => {
                let read = match found.date {
                    Some(day) => day.to_string(),
                    None if found.long_term => "长期坚持".to_owned(),
                    None => String::new(),
                };
                let code = if found.derived {
                    Code::DeadlineRelative
                } else {
                    Code::DateAmbiguous
                };
                self.tell(key, code, &text, &read);
                found
            }
            Read::Nothing(_) => Deadline::default(),
            Read::Invalid => {
                self.tell(key, Code::DeadlineInvalid, &text, "");
                Deadline::default()
            }
        };
        (found, text)
    }

    /// A percent of 0 to 100.
    pub fn percent(&mut self, key: &str) -> Option<f64> {
        let name = self.header_name(key);
        let ratio = ["比例", "小数", "ratio"]
            .iter()
            .any(|word| name.contains(word))
            && !name.contains(['%', '％']);
        let text = self.text(key);
        match cell::percent(&text, ratio) {
            Read::Nothing(_) => None,
            Read::Value(value) => Some(value),
            Read::Guess(value) => {
                let read = value.clamp(0.0, 100.0);
                let code = if (0.0..=2.0).contains(&value) {
                    Code::PercentSmall
                } else {
                    Code::PercentRange
                };
                self.tell(key, code, &text, &format!("{read}%"));
                Some(read)
            }
            Read::Invalid => {
                self.tell(key, Code::NumberInvalid, &text, "");
                None
            }
        }
    }

    /// A number.
    pub fn number(&mut self, key: &str) -> Option<f64> {
        let text = self.text(key);
        match cell::number(&text) {
            Read::Value(value) => Some(value),
            Read::Guess(value) => {
                self.tell(key, Code::NumberUnit, &text, &value.to_string());
                Some(value)
            }
            Read::Nothing(_) => None,
            Read::Invalid => {
                self.tell(key, Code::NumberInvalid, &text, "");
                None
            }
        }
    }

    /// A count of people or cases: `2人`, `23件(含县区共办1件)`.
    pub fn count(&mut self, key: &str) -> Option<u32> {
        let value = self.number(key)?;
        if value.fract() == 0.0 && (0.0..=1e9).contains(&value) {
            return Some(value as u32);
        }
        let text = self.text(key);
        self.tell(key, Code::NumberInvalid, &text, "");
        None
    }

    /// A word of a vocabulary; what is not known is told with `code`.
    pub fn choice<T>(
        &mut self,
        key: &str,
        code: Code,
        read: impl Fn(&str) -> Read<T>,
    ) -> Option<T> {
        let text = self.text(key);
        match read(&text) {
            Read::Value(value) | Read::Guess(value) => Some(value),
            Read::Nothing(_) => None,
            Read::Invalid => {
                self.tell(key, code, &text, "");
                None
            }
        }
    }

    /// Remembers an identity; answers the line where it stood before.
    pub fn first_time(&mut self, identity: String) -> Result<(), u32> {
        match self.memory.seen.insert(identity, self.row.line) {
            None => Ok(()),
            Some(line) => Err(line),
        }
    }
}
