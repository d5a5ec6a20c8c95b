//! Goes through the rows of a file and reads cells by name, telling what it could not.

use crate::diagnostic::Code;
use crate::ingest::cell::{self, Read};
use crate::ingest::findings::Findings;
use crate::ingest::header::Header;
use crate::ingest::records::{Row, Sheet};
use crate::model::{Lists, Texts, Word, WordCells, Words};
use crate::plan::Plan;
use crate::text;
use chrono::NaiveDate;
use std::borrow::Cow;
use std::collections::HashMap;

/// One row on its way into a table.
pub struct Cells<'a> {
    row: &'a Row<'a>,
    header: &'a Header,
    /// The plan, for dates without a year.
    pub plan: &'a Plan,
    findings: &'a mut Findings,
    seen: &'a mut HashMap<String, u32>,
}

/// What the readers need of a table: that it can begin empty.
pub trait Table: Default {}
impl<T: Default> Table for T {}

/// Reads every row with `read`, which answers whether the row was kept.
pub fn rows<T: Table>(
    sheet: &Sheet<'_>,
    header: &Header,
    plan: &Plan,
    findings: &mut Findings,
    read: impl Fn(&mut T, &mut Cells<'_>) -> bool,
) -> (T, usize) {
    let mut table = T::default();
    let mut rejected = 0;
    let mut seen = HashMap::new();
    sheet.rows(|row| {
        if row.line <= header.line || row.is_blank() {
            return true;
        }
        if header.is_again(row) {
            findings.add(row.line, 0, Code::HeaderRepeated, "");
            return true;
        }
        if let Some(word) = footer(row) {
            findings.add(row.line, 1, Code::FooterRow, &word);
            return true;
        }
        let (have, want) = (row.cells.len(), header.names.len());
        let surplus = row
            .cells
            .iter()
            .skip(want)
            .any(|cell| !cell.trim().is_empty());
        if have > want && surplus {
            findings
                .add(row.line, want as u32 + 1, Code::RowTooLong, row.get(want))
                .understood(have)
                .expected(want);
        } else if have < want {
            findings
                .add(row.line, 0, Code::RowTooShort, "")
                .understood(have)
                .expected(want);
        }
        // A quote that does not close runs whole rows into one cell.
        let separator = sheet.separator();
        let swallowed = row.cells.iter().any(|cell| {
            cell.split('\n')
                .skip(1)
                .any(|line| line.matches(separator).count() + 1 >= want.max(3))
        });
        if swallowed {
            findings.add(row.line, 0, Code::QuoteUnclosed, "");
        }
        let mut cells = Cells {
            row,
            header,
            plan,
            findings: &mut *findings,
            seen: &mut seen,
        };
        if !read(&mut table, &mut cells) {
            rejected += 1;
        }
        true
    });
    (table, rejected)
}

/// The word that makes a row a total or a footer, in its first filled cell: 合计 and the like
/// by themselves, 审核 and the like with a colon or alone in the row.
fn footer(row: &Row<'_>) -> Option<String> {
    const TOTALS: [&str; 4] = ["合计", "小计", "总计", "共计"];
    const SIGNATURES: [&str; 8] = [
        "数据来源",
        "填报人",
        "填报单位",
        "制表",
        "审核",
        "注",
        "备注",
        "说明",
    ];
    let mut filled = row.cells.iter().filter(|cell| !cell.trim().is_empty());
    let first = cell::half(filled.next()?).replace(' ', "");
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

impl Cells<'_> {
    /// 1-based line where the row begins.
    pub fn line(&self) -> u32 {
        self.row.line
    }

    /// The cell of a column, cleaned and trimmed; empty where the file has no such column.
    pub fn text(&mut self, key: &str) -> Cow<'_, str> {
        let Some(column) = self.header.column(key) else {
            return Cow::Borrowed("");
        };
        let raw = self.row.get(column);
        if raw
            .chars()
            .any(|c| text::is_unsafe(c) && !matches!(c, '\n' | '\r' | '\t'))
        {
            self.findings
                .add(self.row.line, column as u32 + 1, Code::TextCleaned, raw);
        }
        match text::clean(raw) {
            Cow::Borrowed(clean) => Cow::Borrowed(clean.trim()),
            Cow::Owned(clean) => Cow::Owned(clean.trim().to_owned()),
        }
    }

    /// The name of the column as the file writes it.
    pub fn header_name(&self, key: &str) -> &str {
        self.header
            .column(key)
            .map_or("", |column| self.header.name(column))
    }

    /// Tells of a cell.
    pub fn tell(&mut self, key: &str, code: Code, value: &str, understood: &str) {
        let column = self
            .header
            .column(key)
            .map_or(0, |column| column as u32 + 1);
        let name = self.header_name(key).to_owned();
        self.findings
            .add(self.row.line, column, code, value)
            .understood(understood)
            .expected(name);
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
        let year = self.plan.year;
        let text = self.text(key).into_owned();
        match cell::date(&text, year) {
            Read::Nothing(_) => None,
            Read::Value(day) => Some(day),
            Read::Guess(day) => {
                self.tell(key, Code::DateAmbiguous, &text, &day.to_string());
                Some(day)
            }
            // A month in a date column is its last day, and says so.
            Read::Invalid => match cell::period(&text, year) {
                Read::Value(period) if period.rank() < 3 => {
                    let day = period.last_day();
                    self.tell(key, Code::DateAmbiguous, &text, &day.to_string());
                    Some(day)
                }
                _ => {
                    self.tell(key, Code::DateInvalid, &text, "");
                    None
                }
            },
        }
    }

    /// A percent of 0 to 100.
    pub fn percent(&mut self, key: &str) -> Option<f64> {
        let name = self.header_name(key);
        let ratio = ["比例", "小数", "ratio"]
            .iter()
            .any(|word| name.contains(word))
            && !name.contains(['%', '％']);
        let text = self.text(key).into_owned();
        match cell::percent(&text, ratio) {
            Read::Nothing(_) => None,
            Read::Value(value) => Some(value),
            Read::Guess(value) => {
                let read = value.clamp(0.0, 100.0);
                self.tell(key, Code::PercentRange, &text, &format!("{read}%"));
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
        let text = self.text(key).into_owned();
        match cell::number(&text) {
            Read::Value(value) | Read::Guess(value) => Some(value),
            Read::Nothing(_) => None,
            Read::Invalid => {
                self.tell(key, Code::NumberInvalid, &text, "");
                None
            }
        }
    }

    /// A word of a vocabulary; what is not known is told with `code`.
    pub fn choice<T>(
        &mut self,
        key: &str,
        code: Code,
        read: impl Fn(&str) -> Read<T>,
    ) -> Option<T> {
        let text = self.text(key).into_owned();
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
        match self.seen.insert(identity, self.row.line) {
            None => Ok(()),
            Some(line) => Err(line),
        }
    }
}
