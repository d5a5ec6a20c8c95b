//! A file as rows of cells: separator, quotes, line numbers. A workbook's sheet is such rows
//! already.

mod split;

pub use split::Record;

use super::workbook::SheetRow;
use crate::text;
use memchr::{memchr, memchr2, memmem};
use split::{Dialect, Span, Splitter};
use std::borrow::Cow;

/// Stands for a full-width comma, which a byte reader cannot part at.
const STAND_IN: char = '\u{1f}';

/// The rows of a file.
#[derive(Debug)]
pub struct Sheet<'a> {
    body: Body<'a>,
    /// Lines before the body (a `sep=` line).
    skipped: u32,
}

#[derive(Debug)]
enum Body<'a> {
    Text(Text<'a>),
    Cells(&'a [SheetRow]),
}

#[derive(Debug)]
struct Text<'a> {
    text: Cow<'a, str>,
    separator: char,
    quote: u8,
    line_end: &'static str,
}

/// One row with its place.
#[derive(Debug)]
pub struct Row<'r> {
    /// 1-based line of the file where the row begins.
    pub line: u32,
    /// The cells as they stand.
    pub cells: &'r Record<'r>,
    /// The text the row was read from; empty in a workbook.
    pub raw: &'r str,
    /// A cell holds a line break.
    pub breaks: bool,
    /// The text ends within its quotes.
    pub open: bool,
    /// No cell holds a character that text is cleaned of.
    pub clean: bool,
}

impl<'r> Row<'r> {
    /// A row that no text stands behind.
    pub fn of(line: u32, cells: &'r Record<'r>) -> Self {
        Self {
            line,
            cells,
            raw: "",
            breaks: cells.iter().any(|cell| cell.contains('\n')),
            open: false,
            clean: false,
        }
    }

    /// A cell, empty where the row is short.
    pub fn get(&self, column: usize) -> &str {
        self.cells.get(column).unwrap_or("")
    }

    /// Whether no cell holds anything.
    pub fn is_blank(&self) -> bool {
        self.cells.iter().all(|cell| text::trim(cell).is_empty())
    }
}

impl<'a> Sheet<'a> {
    /// Finds separator, quote and line end of a text.
    pub fn new(text: &'a str) -> Self {
        let mut skipped = 0;
        let mut line_end = match text.find('\n') {
            Some(at) if text[..at].ends_with('\r') => "crlf",
            _ => "lf",
        };
        let mut body = Cow::Borrowed(text);
        let mut hint = None;
        if text.contains('\r') && !text.contains('\n') {
            // Lines that end in CR alone, as old Macs write them.
            body = Cow::Owned(text.replace('\r', "\n"));
            line_end = "cr";
        } else if let Some(rest) = text.strip_prefix("sep=")
            && let Some(separator) = rest.chars().next()
            && let Some(end) = text.find('\n')
            && end <= 8
        {
            // Excel's own hint, which is no row.
            body = Cow::Borrowed(&text[end + 1..]);
            hint = Some(separator);
            skipped = 1;
        }
        let separator = hint.unwrap_or_else(|| sniff(&body));
        let quote = sniff_quote(&body, separator);
        if !separator.is_ascii() {
            // Its own stand-ins are control characters, which no cell keeps.
            let bare = body.replace(STAND_IN, "");
            body = Cow::Owned(bare.replace(separator, &STAND_IN.to_string()));
        }
        Self {
            body: Body::Text(Text {
                text: body,
                separator,
                quote,
                line_end,
            }),
            skipped,
        }
    }

    /// Further rows of the same file, `before` lines of it standing in front.
    pub fn part<'b>(&self, text: &'b str, before: u32) -> Sheet<'b> {
        let body = match &self.body {
            Body::Text(known) => Body::Text(Text {
                text: Cow::Borrowed(text),
                separator: known.separator,
                quote: known.quote,
                line_end: known.line_end,
            }),
            Body::Cells(_) => Body::Cells(&[]),
        };
        Sheet {
            body,
            skipped: before,
        }
    }

    /// The rows of a workbook's sheet.
    pub fn of_cells(rows: &'a [SheetRow]) -> Self {
        Self {
            body: Body::Cells(rows),
            skipped: 0,
        }
    }

    /// The separator found; a workbook has none.
    pub fn separator(&self) -> Option<char> {
        match &self.body {
            Body::Text(text) => Some(text.separator),
            Body::Cells(_) => None,
        }
    }

    /// The quote found; a workbook has none.
    pub fn quote(&self) -> Option<char> {
        match &self.body {
            Body::Text(text) => Some(char::from(text.quote)),
            Body::Cells(_) => None,
        }
    }

    /// How lines end: `crlf`, `lf`, `cr`; empty for a workbook.
    pub fn line_end(&self) -> &'static str {
        match &self.body {
            Body::Text(text) => text.line_end,
            Body::Cells(_) => "",
        }
    }

    /// Calls `each` with every row until it answers `false`.
    pub fn rows(&self, mut each: impl FnMut(&Row<'_>) -> bool) {
        match &self.body {
            Body::Text(text) => text.rows(&text.text, self.skipped, true, &mut each),
            Body::Cells(rows) => {
                let mut record = Record::default();
                for row in *rows {
                    row.write(&mut record);
                    let row = Row::of(row.line, &record);
                    if !each(&row) {
                        return;
                    }
                }
            }
        }
    }

    /// Whether a text may stand in some cell: no, where it is nowhere in the file.
    pub fn holds(&self, piece: &str) -> bool {
        match &self.body {
            Body::Text(text) => memmem::find(text.text.as_bytes(), piece.as_bytes()).is_some(),
            Body::Cells(_) => true,
        }
    }

    /// Whether a row ends because its quotes do, not because the file does. Only worth asking
    /// of a row with line breaks in its cells.
    pub fn is_well_quoted(&self, row: &Row<'_>) -> bool {
        match &self.body {
            Body::Text(text) => text.is_well_quoted(row.raw),
            Body::Cells(_) => true,
        }
    }

    /// The lines of a row again, each a row of its own, with quotes as plain characters: what
    /// is left to do where a quote opens and never closes.
    pub fn unquoted(&self, row: &Row<'_>, mut each: impl FnMut(&Row<'_>) -> bool) {
        if let Body::Text(text) = &self.body {
            text.rows(row.raw, row.line - 1, false, &mut each);
        }
    }

    /// `whole`, the text this sheet was made of, with `fresh` in the place of a row; all else stays
    /// as it is. `None` where the text cannot be put together again.
    pub fn with_row(&self, whole: &str, row: &Row<'_>, fresh: &str) -> Option<String> {
        let Body::Text(text) = &self.body else {
            return None;
        };
        let from = (row.raw.as_ptr() as usize).checked_sub(text.text.as_ptr() as usize)?;
        let to = from.checked_add(row.raw.len())?;
        let (head, tail) = (text.text.get(..from)?, text.text.get(to..)?);
        let rest = text.written(&text.text);
        let before = whole.strip_suffix(rest.as_str())?;
        let (head, tail) = (text.written(head), text.written(tail));
        Some(format!("{before}{head}{fresh}{tail}"))
    }

    /// How many separators a piece of text has.
    pub fn count_separators(&self, piece: &str) -> usize {
        match &self.body {
            Body::Text(text) => piece.matches(text.byte() as char).count(),
            Body::Cells(_) => 0,
        }
    }

    /// A row's cells as the file writes them, quotes and all.
    pub fn pieces(&self, row: &Row<'_>) -> Vec<String> {
        match &self.body {
            Body::Text(text) => {
                let pieces = text.pieces(row.raw);
                if pieces.len() == row.cells.len() {
                    return pieces;
                }
                row.cells.iter().map(str::to_owned).collect()
            }
            Body::Cells(_) => row.cells.iter().map(str::to_owned).collect(),
        }
    }
}

/// Which rows need no cleaning, found out for many rows at once: few texts have one that does.
struct Plain<'t> {
    text: &'t str,
    /// How far it is known.
    to: usize,
    /// Whether it is true of all rows that end before.
    all: bool,
}

impl<'t> Plain<'t> {
    /// How many bytes are looked at at once, more or less.
    const BLOCK: usize = 1 << 15;

    fn of(text: &'t str) -> Self {
        Self {
            text,
            to: 0,
            all: true,
        }
    }

    /// Whether no cell of a row, which stands behind those asked for before, holds a character
    /// that text is cleaned of.
    fn has(&mut self, row: &Span) -> bool {
        let bytes = self.text.as_bytes();
        if row.end > self.to {
            let far = (row.end + Self::BLOCK).min(bytes.len());
            let end = memchr(b'\n', &bytes[far..]);
            self.to = end.map_or(bytes.len(), |end| far + end + 1);
            self.all = text::is_plain(self.text.get(row.start..self.to).unwrap_or_default());
        }
        if self.all && !row.quoted {
            return true;
        }
        let raw = self.text.get(row.start..row.end).unwrap_or_default();
        (self.all || text::is_plain(raw))
            && !(row.quoted && memchr2(b'\n', b'\r', raw.as_bytes()).is_some())
    }
}

impl Text<'_> {
    fn byte(&self) -> u8 {
        if self.separator.is_ascii() {
            self.separator as u8
        } else {
            STAND_IN as u8
        }
    }

    fn rows(&self, text: &str, before: u32, quoting: bool, each: &mut dyn FnMut(&Row<'_>) -> bool) {
        let dialect = Dialect {
            separator: self.byte(),
            quote: quoting.then_some(self.quote),
        };
        let mut splitter = Splitter::new(text, dialect);
        let mut record = Record::default();
        let mut plain = Plain::of(text);
        while let Some(span) = splitter.next(&mut record) {
            if !self.separator.is_ascii() && record.iter().any(|cell| cell.contains(STAND_IN)) {
                // Inside quotes it was no separator.
                let separator = self.separator.to_string();
                let cells: Vec<String> = record
                    .iter()
                    .map(|cell| cell.replace(STAND_IN, &separator))
                    .collect();
                record = cells.iter().map(String::as_str).collect();
            }
            let mut raw = text.get(span.start..span.end).unwrap_or_default();
            if span.open {
                raw = raw.trim_end_matches(['\r', '\n']);
            }
            let row = Row {
                line: span.line + before,
                cells: &record,
                raw,
                breaks: span.breaks,
                open: span.open,
                clean: self.separator.is_ascii() && plain.has(&span),
            };
            if !each(&row) {
                return;
            }
        }
    }

    /// A piece of the body as the file writes it.
    fn written(&self, piece: &str) -> String {
        let mut out = piece.to_owned();
        if !self.separator.is_ascii() {
            out = out.replace(STAND_IN, &self.separator.to_string());
        }
        if self.line_end == "cr" {
            out = out.replace('\n', "\r");
        }
        out
    }

    fn pieces(&self, raw: &str) -> Vec<String> {
        let mut pieces = Vec::new();
        let (mut quoted, mut start, mut closed) = (false, 0, None);
        for (at, byte) in raw.bytes().enumerate() {
            // A quote right behind the one that closed is a quote of the text: still open.
            if byte == self.quote && (quoted || at == start || closed == Some(at)) {
                quoted = !quoted;
                closed = (!quoted).then_some(at + 1);
            } else if byte == self.byte() && !quoted {
                pieces.push(raw[start..at].to_owned());
                start = at + 1;
            }
        }
        pieces.push(raw[start..].to_owned());
        if !self.separator.is_ascii() {
            for piece in &mut pieces {
                *piece = piece.replace(STAND_IN, &self.separator.to_string());
            }
        }
        pieces
    }

    fn is_well_quoted(&self, raw: &str) -> bool {
        let bytes = raw.as_bytes();
        let (separator, quote) = (self.byte(), self.quote);
        let mut at = 0;
        while at < bytes.len() {
            if bytes[at] != quote {
                // An open cell: to the next separator.
                match bytes[at..].iter().position(|b| *b == separator) {
                    Some(next) => at += next + 1,
                    None => return true,
                }
                continue;
            }
            at += 1;
            loop {
                match bytes[at..].iter().position(|b| *b == quote) {
                    // It never closes.
                    None => return false,
                    Some(next) => {
                        at += next + 1;
                        match bytes.get(at) {
                            Some(b) if *b == quote => at += 1,
                            Some(b) if *b == separator => {
                                at += 1;
                                break;
                            }
                            None => return true,
                            // It closes before other text: it belongs to another cell.
                            Some(_) => return false,
                        }
                    }
                }
            }
        }
        true
    }
}

/// How much of a file tells its separator and quote.
const HEAD: usize = 64 * 1024;
const HEAD_LINES: usize = 60;

/// The beginning of a text.
fn head(text: &str) -> &str {
    &text[..text.floor_char_boundary(HEAD.min(text.len()))]
}

/// `'` where no cell of the head is quoted with `"` and most text stands between `'`.
fn sniff_quote(text: &str, separator: char) -> u8 {
    let head = head(text);
    if head.contains('"') {
        return b'"';
    }
    let is_quoted = |cell: &str| cell.len() >= 2 && cell.starts_with('\'') && cell.ends_with('\'');
    let (mut quoted, mut cells) = (0, 0);
    for cell in head
        .lines()
        .take(HEAD_LINES)
        .flat_map(|line| line.split(separator))
    {
        cells += usize::from(!cell.is_empty());
        quoted += usize::from(is_quoted(cell));
    }
    if quoted >= 2 && quoted * 3 >= cells {
        b'\''
    } else {
        b'"'
    }
}

/// The separator that stands most evenly in the first rows, outside quotes, the header among
/// them: of two that part about as many rows the one that did so first. A list within a cell
/// (`1.推进;2.修复;3.运维`) may stand as evenly as the columns, but not in the header.
fn sniff(text: &str) -> char {
    const CANDIDATES: [char; 4] = [',', '\t', ';', '，'];
    let head = head(text);
    let parted: Vec<(char, Parted)> = CANDIDATES
        .into_iter()
        .filter_map(|candidate| Some((candidate, parted(head, candidate)?)))
        .collect();
    let most = parted.iter().map(|(_, one)| one.rows).max().unwrap_or(0);
    let score = |one: &Parted| one.rows * one.count.min(40);
    let mut best: Option<(char, Parted)> = None;
    for (candidate, one) in parted {
        if one.rows * 2 <= most {
            continue;
        }
        let better = best.as_ref().is_none_or(|(_, known)| {
            one.first < known.first || (one.first == known.first && score(&one) > score(known))
        });
        if better {
            best = Some((candidate, one));
        }
    }
    best.map_or(',', |(candidate, _)| candidate)
}

/// How a separator parts the first rows.
struct Parted {
    /// How often it stands in the rows that agree; a title row does not.
    count: usize,
    /// How many rows agree.
    rows: usize,
    /// The first of them.
    first: usize,
}

fn parted(head: &str, separator: char) -> Option<Parted> {
    let mut counts = Vec::new();
    let mut count = 0;
    let mut quoted = false;
    for c in head.chars() {
        match c {
            '"' => quoted = !quoted,
            '\n' if !quoted => {
                counts.push(count);
                count = 0;
                if counts.len() >= HEAD_LINES {
                    break;
                }
            }
            c if c == separator && !quoted => count += 1,
            _ => {}
        }
    }
    if count > 0 {
        counts.push(count);
    }
    let mut sorted: Vec<usize> = counts.iter().copied().filter(|n| *n > 0).collect();
    sorted.sort_unstable();
    let run = sorted
        .chunk_by(|a, b| a == b)
        .max_by_key(|run| run.len() * run[0].min(40))?;
    Some(Parted {
        count: run[0],
        rows: run.len(),
        first: counts.iter().position(|n| *n == run[0])?,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn rows(text: &str) -> (char, Vec<(u32, Vec<String>)>) {
        let sheet = Sheet::new(text);
        let mut rows = Vec::new();
        sheet.rows(|row| {
            rows.push((row.line, row.cells.iter().map(str::to_owned).collect()));
            true
        });
        (sheet.separator().unwrap(), rows)
    }

    #[test]
    fn separators() {
        assert_eq!(rows("a,b\n1,2\n").0, ',');
        assert_eq!(rows("a\tb,c\n1\t2,3\n4\t5\n").0, '\t');
        assert_eq!(rows("a;b\n1;2\n").0, ';');
        assert_eq!(rows("编号，名称\n1，甲\n").0, '，');
        assert_eq!(rows("编号，名称\n1，甲\n").1[1].1, ["1", "甲"]);
        let (separator, rows) = rows("sep=;\na;b\n1;2\n");
        assert_eq!((separator, rows[1].0), (';', 3));
    }

    /// A list within a cell is no separator, however evenly it stands, nor is a title's.
    #[test]
    fn separators_within_cells() {
        let list = "编号,名称,措施,时限\n1,甲,一;二;三;四;五;六,1月\n2,乙,一;二;三;四;五;六,2月\n";
        assert_eq!(rows(list).0, ',');
        assert_eq!(rows(list).1[1].1.len(), 4);
        let decimals = "名称;值;上年\n甲;1,5;2,5\n乙;1,6;2,6\n";
        assert_eq!(rows(decimals).0, ';');
        let titled = "某县，整改，清单，一览,2021\n编号;名称\n1;甲\n";
        assert_eq!(rows(titled).0, ';');
    }

    proptest! {
        /// A row is called clean only where none of its cells would be changed by cleaning, also
        /// far down a text of many blocks.
        #[test]
        fn clean_rows_are_clean(
            rows in prop::collection::vec("([a甲…]{1,3}|,|\"[a\n\r\t,]{0,2}\"|\u{200b}|\r){0,4}", 1..8),
            between in 0_usize..3,
        ) {
            let filler = "甲,乙…\n".repeat(between * Plain::BLOCK / 10);
            let text = rows.join(&format!("\n{filler}"));
            let mut clean = 0;
            Sheet::new(&text).rows(|row| {
                let changed = row.cells.iter().any(|cell| matches!(text::clean(cell), Cow::Owned(_)));
                assert!(!(row.clean && changed), "{:?}", row.raw);
                clean += usize::from(row.clean);
                true
            });
            let plain = filler.lines().count() * (rows.len() - 1);
            prop_assert!(clean >= plain || text.contains(['"', '\t']), "{clean} of {plain}");
        }
    }

    #[test]
    fn lines_that_end_in_cr_alone() {
        let (_, rows) = rows("a,b\r1,2\r3,4\r");
        assert_eq!(rows[2], (3, vec!["3".to_owned(), "4".to_owned()]));
    }

    #[test]
    fn line_numbers_count_breaks_in_quotes() {
        let (_, rows) = rows("a,b\n\"1\n2\",x\n3,y\n");
        assert_eq!(rows[1].0, 2);
        assert_eq!(rows[2].0, 4);
    }

    #[test]
    fn single_quotes() {
        let sheet = Sheet::new("'编号','名称'\n'1','甲,乙'\n'2','丙'\n");
        assert_eq!(sheet.quote(), Some('\''));
        let mut cells = Vec::new();
        sheet.rows(|row| {
            cells.push(row.get(1).to_owned());
            true
        });
        assert_eq!(cells, ["名称", "甲,乙", "丙"]);
        // Excel's mark of text is no quote.
        assert_eq!(
            Sheet::new("编号,名称\n'001,甲\n'002,乙\n").quote(),
            Some('"')
        );
    }

    #[test]
    fn a_quote_that_never_closes_is_found() {
        let ill = |text: &str| {
            let sheet = Sheet::new(text);
            let mut ill = Vec::new();
            sheet.rows(|row| {
                if row.cells.iter().any(|cell| cell.contains('\n')) && !sheet.is_well_quoted(row) {
                    let mut lines = Vec::new();
                    sheet.unquoted(row, |line| {
                        lines.push((line.line, line.get(1).to_owned()));
                        true
                    });
                    ill.push(lines);
                }
                true
            });
            ill
        };
        assert!(ill("a,b\n1,\"x\ny\"\n2,\"say \"\"so\"\"\n\"\n").is_empty());
        assert_eq!(
            ill("a,b\n1,\"x\n2,y\n3,z\n"),
            [vec![
                (2, "\"x".to_owned()),
                (3, "y".to_owned()),
                (4, "z".to_owned())
            ]]
        );
        // The next quoted cell ends it, and text follows.
        assert_eq!(ill("a,b\n1,\"x\n2,\"y\"\n3,z\n").len(), 1);
    }

    #[test]
    fn the_dialect_is_told() {
        assert_eq!(Sheet::new("a,b\r\n1,2\r\n").line_end(), "crlf");
        assert_eq!(Sheet::new("a,b\n1,2\n").line_end(), "lf");
        assert_eq!(Sheet::new("a,b\r1,2\r").line_end(), "cr");
        let sheet = Sheet::new("编号，名称\n1，\"甲，乙\"\n");
        let mut pieces = Vec::new();
        sheet.rows(|row| {
            pieces.push(sheet.pieces(row));
            true
        });
        assert_eq!(pieces[0], ["编号", "名称"]);
        assert_eq!(pieces[1], ["1", "\"甲，乙\""]);
    }
}
