//! A file's text as rows of cells: separator, quotes, line numbers.

use csv::{ReaderBuilder, StringRecord};
use std::borrow::Cow;

/// The rows of a decoded file.
#[derive(Debug)]
pub struct Sheet<'a> {
    text: Cow<'a, str>,
    separator: char,
    /// Lines before `text` (a `sep=` line).
    skipped: u32,
}

/// One row with its place.
#[derive(Debug)]
pub struct Row<'r> {
    /// 1-based line of the file where the row begins.
    pub line: u32,
    /// The cells as they stand.
    pub cells: &'r StringRecord,
}

impl Row<'_> {
    /// A cell, empty where the row is short.
    pub fn get(&self, column: usize) -> &str {
        self.cells.get(column).unwrap_or("")
    }

    /// Whether no cell holds anything.
    pub fn is_blank(&self) -> bool {
        self.cells.iter().all(|cell| cell.trim().is_empty())
    }
}

impl<'a> Sheet<'a> {
    /// Finds the separator of a text.
    pub fn new(text: &'a str) -> Self {
        if text.contains('\r') && !text.contains('\n') {
            // Lines that end in CR alone, as old Macs write them.
            let text = text.replace('\r', "\n");
            let separator = sniff(&text);
            return Self {
                text: Cow::Owned(text),
                separator,
                skipped: 0,
            };
        }
        // Excel's own hint, which is no row.
        if let Some(rest) = text.strip_prefix("sep=")
            && let Some(separator) = rest.chars().next()
            && let Some(end) = text.find('\n')
            && end <= 8
        {
            return Self {
                text: Cow::Borrowed(&text[end + 1..]),
                separator,
                skipped: 1,
            };
        }
        Self {
            text: Cow::Borrowed(text),
            separator: sniff(text),
            skipped: 0,
        }
    }

    /// The separator found.
    pub fn separator(&self) -> char {
        self.separator
    }

    /// Calls `each` with every row until it answers `false`.
    pub fn rows(&self, mut each: impl FnMut(&Row<'_>) -> bool) {
        // A full-width comma is three bytes; it is turned into one that no cell holds.
        let replaced;
        let (text, byte) = match u8::try_from(self.separator) {
            Ok(byte) if self.separator.is_ascii() => (self.text.as_ref(), byte),
            _ => {
                replaced = self.text.replace(self.separator, "\u{1f}");
                (replaced.as_str(), 0x1f)
            }
        };
        let mut reader = ReaderBuilder::new()
            .has_headers(false)
            .flexible(true)
            .delimiter(byte)
            .from_reader(text.as_bytes());
        let mut record = StringRecord::new();
        while let Ok(true) = reader.read_record(&mut record) {
            // The reader's position stands before the blank lines it skipped.
            let line = record.position().map_or(0, |at| {
                let rest = text
                    .as_bytes()
                    .get(at.byte() as usize..)
                    .unwrap_or_default();
                let blank = rest
                    .iter()
                    .take_while(|b| matches!(b, b'\r' | b'\n'))
                    .filter(|b| **b == b'\n')
                    .count();
                at.line() as u32 + blank as u32
            });
            let row = Row {
                line: line + self.skipped,
                cells: &record,
            };
            if !each(&row) {
                return;
            }
        }
    }
}

/// The separator that stands most evenly in the first rows, outside quotes.
fn sniff(text: &str) -> char {
    const CANDIDATES: [char; 4] = [',', '\t', ';', '，'];
    let mut best = (0, ',');
    for candidate in CANDIDATES {
        let mut counts = Vec::new();
        let mut count = 0;
        let mut quoted = false;
        for c in text.chars().take(200_000) {
            match c {
                '"' => quoted = !quoted,
                '\n' if !quoted => {
                    counts.push(count);
                    count = 0;
                    if counts.len() >= 30 {
                        break;
                    }
                }
                c if c == candidate && !quoted => count += 1,
                _ => {}
            }
        }
        if count > 0 {
            counts.push(count);
        }
        // Rows that agree with the most common number of separators; a title row does not.
        let mut sorted: Vec<usize> = counts.into_iter().filter(|n| *n > 0).collect();
        sorted.sort_unstable();
        let score = sorted
            .chunk_by(|a, b| a == b)
            .map(|run| run.len() * run[0].min(40))
            .max()
            .unwrap_or(0);
        if score > best.0 {
            best = (score, candidate);
        }
    }
    best.1
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(text: &str) -> (char, Vec<(u32, Vec<String>)>) {
        let sheet = Sheet::new(text);
        let mut rows = Vec::new();
        sheet.rows(|row| {
            rows.push((row.line, row.cells.iter().map(str::to_owned).collect()));
            true
        });
        (sheet.separator(), rows)
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
}
