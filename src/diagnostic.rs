//! What is wrong with a file, where, and how it was read: codes and places, no words.
//!
//! A message is made from `diag-<code>` of the locale files with the arguments
//! `value`, `understood`, `expected`; nothing here speaks a language.

use std::fmt;
use std::sync::Arc;

/// How bad it is: `Error` loses something, `Warning` had to be read one way of several,
/// `Note` is for the record.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Severity {
    /// Something could not be read.
    Error,
    /// Read, but in one of several ways.
    Warning,
    /// Nothing lost; worth knowing.
    Note,
}

impl Severity {
    /// As the JSON contract and `duban check` write it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
            Self::Note => "note",
        }
    }
}

macro_rules! codes {
    ($($(#[$doc:meta])* $variant:ident = $name:literal, $severity:ident;)+) => {
        /// Every kind of finding. One line each: name in the contract, severity.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum Code { $($(#[$doc])* $variant,)+ }

        impl Code {
            /// All codes, in the order of the list.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)+];

            /// The name in `duban check` and the JSON contract.
            pub fn name(self) -> &'static str {
                match self { $(Self::$variant => $name,)+ }
            }

            /// How bad it is.
            pub fn severity(self) -> Severity {
                match self { $(Self::$variant => Severity::$severity,)+ }
            }
        }
    };
}

codes! {
    /// The file could not be opened or read.
    FileUnreadable = "file-unreadable", Error;
    /// The path is not a regular file (a directory, a pipe, a device).
    NotAFile = "not-a-file", Error;
    /// The file is larger than duban takes.
    FileTooLarge = "file-too-large", Error;
    /// The file holds no bytes: a save may be under way.
    FileEmpty = "file-empty", Error;
    /// The file ends in the middle of a row and has fewer rows than before.
    FileCutOff = "file-cut-off", Error;
    /// Neither UTF-8, UTF-16 nor GB18030.
    EncodingUnknown = "encoding-unknown", Error;
    /// A line in another encoding than most.
    EncodingMixed = "encoding-mixed", Warning;
    /// A line with bytes of no encoding.
    BytesInvalid = "bytes-invalid", Error;
    /// A workbook protected by a password.
    WorkbookLocked = "workbook-locked", Error;
    /// A workbook that is damaged or of a kind not known.
    WorkbookBroken = "workbook-broken", Error;
    /// More sheets of a workbook fit a table; only the first is read.
    SheetsLeft = "sheets-left", Warning;
    /// A workbook beside a CSV of the same name; the CSV is read.
    WorkbookShadowed = "workbook-shadowed", Note;
    /// The same, and the workbook was written later.
    WorkbookNewer = "workbook-newer", Warning;
    /// No row of the file is the header of a known table.
    HeaderUnknown = "header-unknown", Error;
    /// A table of readings with periods or sites across.
    HeaderAcross = "header-across", Error;
    /// A required column is missing.
    ColumnMissing = "column-missing", Error;
    /// Two columns claim the same meaning; the first was taken.
    ColumnTwice = "column-twice", Warning;
    /// A column that means nothing here; kept out.
    ColumnUnknown = "column-unknown", Note;
    /// A column whose name is nearly a known one.
    ColumnSimilar = "column-similar", Warning;
    /// A row with more cells than the header.
    RowTooLong = "row-too-long", Warning;
    /// A row with fewer cells than the header.
    RowTooShort = "row-too-short", Note;
    /// A column without a name that holds something; kept out.
    ColumnUnnamed = "column-unnamed", Note;
    /// A register without an id column; titles stand for ids.
    IdFromTitle = "id-from-title", Warning;
    /// A header on two rows.
    HeaderTwoRows = "header-two-rows", Note;
    /// Readings with a column for each indicator.
    ReadingsWide = "readings-wide", Note;
    /// Title rows above the header.
    Preamble = "preamble", Note;
    /// Total and footer rows left out.
    FooterRow = "footer-row", Note;
    /// A heading within the table, such as 一、共性问题.
    SectionRow = "section-row", Note;
    /// The header of another table in the middle of the file; what follows is not read.
    SecondTable = "second-table", Error;
    /// The header again in the middle of the file.
    HeaderRepeated = "header-repeated", Note;
    /// A quote that does not close; its lines were read one by one.
    QuoteUnclosed = "quote-unclosed", Error;
    /// A cell that holds what looks like whole rows.
    QuoteSwallows = "quote-swallows", Warning;
    /// A row of the template that shows how to write; left out.
    ExampleRow = "example-row", Note;
    /// Rows without an id below one with it: merged cells, read as one task and its parts.
    CellsMerged = "cells-merged", Note;
    /// A blank cell under a filled one: merged, its text was carried down.
    CellCarried = "cell-carried", Note;
    /// The row has no identity; it is left out.
    IdMissing = "id-missing", Error;
    /// The same identity twice in one file; the later row was taken.
    IdTwice = "id-twice", Warning;
    /// A spreadsheet took a task's id for a day.
    IdIsDay = "id-is-day", Warning;
    /// A spreadsheet kept some figures of a long id only.
    IdRounded = "id-rounded", Warning;
    /// The same row twice in one file; it counts once.
    RowTwice = "row-twice", Warning;
    /// The same identity in two series; the newer was taken.
    IdTwoSeries = "id-two-series", Warning;
    /// Rows without a county, where others of the file name theirs.
    RegionMissing = "region-missing", Warning;
    /// A row names a parent that is not there.
    ParentUnknown = "parent-unknown", Warning;
    /// A row names a task that is not there.
    TaskUnknown = "task-unknown", Warning;
    /// Not a date.
    DateInvalid = "date-invalid", Error;
    /// A date that could be read in several ways.
    DateAmbiguous = "date-ambiguous", Warning;
    /// Excel serials that count from 1904.
    Serial1904 = "serial-1904", Warning;
    /// A value of one hour where days are asked for.
    HourlyValue = "hourly-value", Warning;
    /// A length of time, counted from the plan's day of issue.
    DeadlineRelative = "deadline-relative", Warning;
    /// Not a deadline.
    DeadlineInvalid = "deadline-invalid", Error;
    /// Not a number.
    NumberInvalid = "number-invalid", Error;
    /// A figure with 万 or 亿 behind it; taken as it stands.
    NumberUnit = "number-unit", Warning;
    /// A figure of 0 to 1 in a percent column: a percent, or a share?
    PercentSmall = "percent-small", Warning;
    /// A share of good days beside a day: that of the days up to it.
    ShareOfDay = "share-of-day", Warning;
    /// A percent outside 0 to 100.
    PercentRange = "percent-range", Warning;
    /// A status nobody knows.
    StatusUnknown = "status-unknown", Warning;
    /// A word outside the column's vocabulary.
    WordUnknown = "word-unknown", Warning;
    /// Not a water class.
    ClassInvalid = "class-invalid", Error;
    /// A value that means "no reading", such as -9999 or an AQI of 0.
    ValueSentinel = "value-sentinel", Note;
    /// A reading with neither value nor numerator and denominator.
    ValueMissing = "value-missing", Note;
    /// Numerator ÷ denominator is not the value given.
    RatioDisagrees = "ratio-disagrees", Warning;
    /// Two readings of one indicator, site and period in one file; the later was taken.
    ReadingTwice = "reading-twice", Warning;
    /// Control or direction characters were removed.
    TextCleaned = "text-cleaned", Warning;
    /// A required cell is empty.
    CellMissing = "cell-missing", Warning;
    /// The plan file could not be read; the last good plan holds.
    PlanInvalid = "plan-invalid", Error;
    /// There is no plan file, and the plan that is built in is of another year.
    PlanOfYear = "plan-of-year", Warning;
    /// The rows of this kind beyond the first hundred were only counted.
    More = "more", Note;
}

/// One finding.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diagnostic {
    /// The file as the user named it.
    pub file: Arc<str>,
    /// 1-based line of the file where the row begins; 0 for the file as a whole.
    pub line: u32,
    /// 1-based column of the table (A = 1); 0 for the row as a whole.
    pub column: u32,
    /// What kind of finding.
    pub code: Code,
    /// The offending text, cleaned, at most 80 characters.
    pub value: String,
    /// What was understood, in the contract's own spelling; empty where nothing was.
    pub understood: String,
    /// What to write instead or the name of the column, as the code's message needs it.
    pub expected: String,
}

impl Diagnostic {
    /// A finding at a place; the other texts are filled by the `with_` methods.
    pub fn new(file: &Arc<str>, line: u32, column: u32, code: Code) -> Self {
        Self {
            file: Arc::clone(file),
            line,
            column,
            code,
            value: String::new(),
            understood: String::new(),
            expected: String::new(),
        }
    }

    /// Sets the offending text, cut to 80 characters.
    #[must_use]
    pub fn with_value(mut self, value: &str) -> Self {
        self.value = value.chars().take(80).collect();
        self
    }

    /// Sets what was understood.
    #[must_use]
    pub fn with_understood(mut self, understood: impl fmt::Display) -> Self {
        self.understood = understood.to_string();
        self
    }

    /// Sets what to write instead.
    #[must_use]
    pub fn with_expected(mut self, expected: impl fmt::Display) -> Self {
        self.expected = expected.to_string();
        self
    }

    /// How bad it is.
    pub fn severity(&self) -> Severity {
        self.code.severity()
    }
}

/// The row of a file that a finding is about: cells as the file writes them, cleaned.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Excerpt {
    /// 1-based line where the row begins.
    pub line: u32,
    /// 1-based column in question; 0 for the row as a whole.
    pub column: u32,
    /// 1-based column of the first cell here.
    pub first: u32,
    /// The columns' names, as many as cells; empty where the header gives none.
    pub names: Vec<String>,
    /// The cells.
    pub cells: Vec<String>,
    /// What to write between cells.
    pub separator: String,
    /// Cells in front were left out.
    pub cut_before: bool,
    /// Cells behind were left out.
    pub cut_after: bool,
}

impl Excerpt {
    /// The cell in question, as an index of [`Excerpt::cells`].
    pub fn marked(&self) -> Option<usize> {
        let at = self.column.checked_sub(self.first)? as usize;
        (at < self.cells.len()).then_some(at)
    }

    /// The row in one line in three parts: before the cell in question, the cell, behind it.
    /// Without such a cell everything stands in the first.
    pub fn parts(&self) -> (String, String, String) {
        let join = |cells: &[String]| cells.join(&self.separator);
        let dots = |cut: bool| if cut { "…" } else { "" };
        let Some(at) = self.marked() else {
            let whole = join(&self.cells);
            let (before, after) = (dots(self.cut_before), dots(self.cut_after));
            return (
                format!("{before}{whole}{after}"),
                String::new(),
                String::new(),
            );
        };
        let mut before = dots(self.cut_before).to_owned();
        if at > 0 {
            before += &join(&self.cells[..at]);
            before += &self.separator;
        }
        let mut after = String::new();
        if at + 1 < self.cells.len() {
            after += &self.separator;
            after += &join(&self.cells[at + 1..]);
        }
        after += dots(self.cut_after);
        (before, self.cells[at].clone(), after)
    }
}
