//! The cells of one row, read by name, with what could not be read told.

use super::Context;
use super::above::Above;
use super::memo::{self, Memo, Plain, UnitList};
use crate::diagnostic::Code;
use crate::ingest::cell::{self, Dating, Read, ReadingCell};
use crate::ingest::findings::Findings;
use crate::ingest::header::{Header, Key};
use crate::ingest::records::Row;
use crate::model::{Lists, Texts, Word, WordCells, Words};
use crate::plan::Plan;
use crate::terms::{Deadline, Goal, Period};
use crate::text;
use chrono::NaiveDate;
use rustc_hash::{FxHashMap, FxHashSet};
use std::borrow::Cow;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::rc::Rc;

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
    told: Vec<usize>,
}

/// What the rows of a file leave behind for those below.
pub struct Memory {
    /// Identities with their lines.
    seen: FxHashMap<Box<str>, u32>,
    /// Whole rows, as numbers, with their lines.
    rows: FxHashMap<u64, u32>,
    /// Ids that were read back from a day, with how they stood.
    days: FxHashMap<String, String>,
    /// Ids that a spreadsheet cut down to the same figures, where the whole file is known.
    pub alike: Option<FxHashSet<String>>,
    /// Such an id was met where it is not.
    pub unsure: bool,
    /// Cells of the row above that merged cells may cover.
    pub above: Above,
    /// Columns of which something was told that is told once.
    once: Vec<(usize, Code)>,
    /// Every date so far stood as `2021-06-30`.
    pub iso: bool,
    /// What cells were read as.
    pub memo: Memo,
}

impl Default for Memory {
    fn default() -> Self {
        Self {
            seen: FxHashMap::default(),
            rows: FxHashMap::default(),
            days: FxHashMap::default(),
            alike: None,
            unsure: false,
            above: Above::default(),
            once: Vec::new(),
            iso: true,
            memo: Memo::default(),
        }
    }
}

impl Memory {
    /// What stands above is above no longer.
    pub fn part(&mut self) {
        self.above.forget();
    }
}

impl<'a> Cells<'a> {
    /// The cells of a row under its header.
    pub fn new(
        row: &'a Row<'a>,
        header: &'a Header,
        context: Context<'a>,
        dating: Dating,
        findings: &'a mut Findings,
        memory: &'a mut Memory,
    ) -> Self {
        Self {
            row,
            header,
            plan: context.plan,
            dating,
            findings,
            memory,
            told: Vec::new(),
        }
    }

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

    /// The file column of a spec column, where the file has it.
    #[inline]
    pub fn column(&self, key: Key) -> Option<usize> {
        self.header.place(key)
    }

    /// Whether the file has a column.
    pub fn has(&self, key: Key) -> bool {
        self.column(key).is_some()
    }

    /// The cell of a column, cleaned and trimmed; empty where the file has no such column.
    #[inline]
    pub fn text(&mut self, key: Key) -> Cow<'a, str> {
        match self.column(key) {
            Some(column) => self.text_at(column),
            None => Cow::Borrowed(""),
        }
    }

    /// The cell of a file column, cleaned and trimmed.
    #[inline]
    pub fn text_at(&mut self, column: usize) -> Cow<'a, str> {
        let row = self.row;
        if row.clean {
            return Cow::Borrowed(text::trim(row.get(column)));
        }
        self.cleaned(column)
    }

    fn cleaned(&mut self, column: usize) -> Cow<'a, str> {
        let raw = self.row.get(column);
        if raw
            .chars()
            .any(|c| text::is_unsafe(c) && !matches!(c, '\n' | '\r' | '\t'))
            && !self.told.contains(&column)
        {
            self.told.push(column);
            self.findings
                .add(self.row.line, column as u32 + 1, Code::TextCleaned, raw);
        }
        match text::clean(raw) {
            Cow::Borrowed(clean) => Cow::Borrowed(clean.trim()),
            Cow::Owned(clean) => Cow::Owned(clean.trim().to_owned()),
        }
    }

    /// The name of the column as the file writes it.
    pub fn header_name(&self, key: Key) -> &'a str {
        self.column(key)
            .map_or("", |column| self.header.name(column))
    }

    /// Tells of a cell.
    pub fn tell(&mut self, key: Key, code: Code, value: &str, understood: &str) {
        let Some(column) = self.column(key) else {
            self.findings
                .add(self.row.line, 0, code, value)
                .understood(understood)
                .expected(key.name);
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

    /// Tells of a file column once, by the first cell of it.
    pub fn tell_once(&mut self, column: usize, code: Code, value: &str) {
        if !self.memory.once.contains(&(column, code)) {
            self.memory.once.push((column, code));
            self.tell_at(column, code, value, "");
        }
    }

    /// Tells of a word that is not one of those known.
    pub fn tell_unknown(&mut self, key: Key, code: Code, value: &str, known: &str) {
        let column = self.column(key).map_or(0, |column| column as u32 + 1);
        let found = self.findings.add(self.row.line, column, code, value);
        found.expected(known);
    }

    /// The cell of a column that names a task by its id, read as [`Self::task_id`].
    pub fn reference(&mut self, key: Key) -> Cow<'a, str> {
        let id = self.text(key);
        self.task_id(key, id)
    }

    /// A task's id: figures and letters of full width, as an input method leaves them, are those of
    /// half width; one that a spreadsheet took for a day is read back, which is told.
    pub fn task_id(&mut self, key: Key, id: Cow<'a, str>) -> Cow<'a, str> {
        let id = cell::half_width(id);
        let Some(read) = cell::taken_for_a_day(&id, self.dating.year).map(Cow::into_owned) else {
            return id;
        };
        // Two that would become one were written so.
        let known = self.memory.days.entry(read.clone());
        let read = if *known.or_insert_with(|| id.clone().into_owned()) == *id {
            read
        } else {
            id.clone().into_owned()
        };
        self.tell(key, Code::IdIsDay, &id, &read);
        Cow::Owned(read)
    }

    /// The row's id; without one it is told.
    pub fn id(&mut self, key: Key) -> Option<Cow<'a, str>> {
        let id = self.text(key);
        if cell::nothing(&id).is_some() {
            self.tell(key, Code::IdMissing, &id, "");
            return None;
        }
        if cell::is_rounded(&id) {
            // What it was is lost, and of two that look the same neither is the one that others name.
            let alike = self.memory.alike.as_ref();
            self.memory.unsure |= alike.is_none();
            let own = if alike.is_some_and(|alike| alike.contains(&*id)) {
                format!("{id}#{}", self.row.line)
            } else {
                id.clone().into_owned()
            };
            self.tell(key, Code::IdRounded, &id, &own);
            return Some(Cow::Owned(own));
        }
        Some(id)
    }

    /// The row's id; without one, or with one that stands above, it is told.
    pub fn identity(&mut self, key: Key, region: Key) -> Option<String> {
        let id = self.id(key)?.into_owned();
        let region = self.text(region).into_owned();
        if let Err(before) = self.first_time(&format!("{region}\u{1f}{id}")) {
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
                Some(column) => text::trim(self.row.get(*column)).hash(&mut hasher),
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

    /// Whether the plan asks for an indicator in percent, and for more than one.
    pub fn is_share(&self, indicator: &str) -> bool {
        let mut targets = self.plan.targets.iter();
        targets.any(|target| {
            target.indicator == indicator
                && matches!(target.unit.as_str(), "%" | "％")
                && matches!(target.goal, Goal::Number(goal) if goal > 1.0)
        })
    }

    /// Whether the name of a file column says that its figures are ratios of one.
    pub fn says_ratio(&mut self, column: usize) -> bool {
        let name = self.header.name(column);
        self.memory.memo.says_ratio(name)
    }

    /// The text of the row above, where cells may be merged over this one.
    pub fn above(&mut self, key: Key) -> Option<String> {
        self.memory.above.get(key)
    }

    /// Keeps a text for the rows below.
    pub fn keep(&mut self, key: Key, text: &str) {
        self.memory.above.keep(key, text);
    }

    /// Long text into its column; `—` and the like are no text.
    #[inline]
    pub fn long(&mut self, key: Key, column: &mut Texts, at: usize) {
        // Most files lack most columns: of those here that is asked where they are read.
        if let Some(place) = self.column(key) {
            self.long_at(place, column, at);
        }
    }

    fn long_at(&mut self, place: usize, column: &mut Texts, at: usize) {
        let text = self.text_at(place);
        if cell::nothing(&text).is_none() {
            column.set(at, &text);
        }
    }

    /// A word into its column.
    #[inline]
    pub fn word(&mut self, key: Key, words: &mut Words, column: &mut WordCells, at: usize) {
        match self.again(key) {
            Some(word) => column.set(at, word),
            None => {
                if let Some(place) = self.column(key) {
                    self.word_at(place, key, words, column, at);
                }
            }
        }
    }

    fn word_at(
        &mut self,
        place: usize,
        key: Key,
        words: &mut Words,
        column: &mut WordCells,
        at: usize,
    ) {
        let text = self.text_at(place);
        if cell::nothing(&text).is_none() {
            column.set(at, self.memory.memo.word(key, &text, words));
        }
    }

    /// The word of a column where it is that of the row above byte by byte, which was clean.
    #[inline]
    pub fn again(&self, key: Key) -> Option<Word> {
        let raw = self.row.cells.bytes(self.column(key)?);
        self.memory.memo.again(key, raw)
    }

    /// The cell of a column as a word of the table, whatever it says.
    #[inline]
    pub fn any_word(&mut self, key: Key, words: &mut Words) -> Word {
        let Some(column) = self.column(key) else {
            return Word::default();
        };
        if let Some(word) = self.again(key) {
            return word;
        }
        let text = self.text_at(column);
        self.memory.memo.word(key, &text, words)
    }

    /// A word of a column of words.
    pub fn interned(&mut self, key: Key, word: &str, words: &mut Words) -> Word {
        self.memory.memo.word(key, word, words)
    }

    /// A list of words, such as the kinds of a petition, into its column.
    pub fn list(&mut self, key: Key, words: &mut Words, column: &mut Lists, at: usize) {
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

    /// A list of units into its column; the units by role, where the cell names any role.
    #[inline]
    pub fn units(
        &mut self,
        key: Key,
        words: &mut Words,
        column: &mut Lists,
        at: usize,
    ) -> Option<Rc<cell::UnitCell>> {
        let place = self.column(key)?;
        self.units_at(place, key, words, column, at)
    }

    fn units_at(
        &mut self,
        place: usize,
        key: Key,
        words: &mut Words,
        column: &mut Lists,
        at: usize,
    ) -> Option<Rc<cell::UnitCell>> {
        let raw = self.row.get(place);
        if raw.is_empty() {
            return None;
        }
        let known = self.memory.memo.units(key).get(raw);
        let (found, number) = known.unwrap_or_else(|| {
            // 责任单位及责任人: 县住建局（张三） is the unit.
            let persons = self.header.name(place).contains("责任人");
            let names = if persons {
                Cow::Owned(cell::without_persons(raw))
            } else {
                Cow::Borrowed(raw)
            };
            let read = unit_list(&names, words, column);
            self.memory.memo.units(key).keep(raw, read.clone());
            read
        });
        column.set_number(at, number);
        found
    }

    /// A date.
    #[inline]
    pub fn date(&mut self, key: Key) -> Option<NaiveDate> {
        let place = self.column(key)?;
        self.date_at(place, key)
    }

    fn date_at(&mut self, place: usize, key: Key) -> Option<NaiveDate> {
        let raw = self.row.cells.bytes(place);
        if raw.is_empty() {
            return None;
        }
        // A plain day has nothing to be cleaned of.
        if let Some(day) = memo::day(raw) {
            return Some(day);
        }
        let text = self.text_at(place);
        if text.is_empty() {
            return None;
        }
        let known = memo::day(text.as_bytes());
        if let Some(day) = known.or_else(|| self.memory.memo.dates.get(&text)) {
            return Some(day);
        }
        match cell::date(&text, self.dating) {
            Read::Nothing(_) => None,
            Read::Value(day) => {
                self.memory.memo.dates.keep(&text, day);
                Some(day)
            }
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

    /// The day of a cell that stands as `2021-06-30` and no other way, as most do.
    #[inline]
    pub fn iso_day(&self, key: Key) -> Option<NaiveDate> {
        memo::iso(self.row.cells.bytes(self.column(key)?))
    }

    /// The figure of a cell that is digits and a point alone.
    #[inline]
    pub fn decimal(&self, key: Key) -> Option<f64> {
        memo::decimal(self.row.cells.bytes(self.column(key)?))
    }

    /// A period, and whether it is a day in a usual form with nothing beside it.
    pub fn period(&mut self, text: &str) -> (Read<Period>, bool) {
        let iso = memo::iso(text.as_bytes());
        self.memory.iso &= iso.is_some();
        if let Some(day) = iso.or_else(|| memo::day(text.as_bytes())) {
            return (Read::Value(Period::Day(day)), true);
        }
        if let Some(period) = self.memory.memo.periods.get(text) {
            return (Read::Value(period), false);
        }
        let read = cell::period(text, self.dating);
        if let Read::Value(period) = read {
            self.memory.memo.periods.keep(text, period);
        }
        (read, false)
    }

    /// The value of a reading.
    pub fn reading(&mut self, text: &str) -> Option<ReadingCell> {
        if let Some(number) = memo::decimal(text.as_bytes()) {
            return Some(ReadingCell::Number(number));
        }
        match self.memory.memo.readings.get(text) {
            Some(Plain::Missing(nothing)) => return Some(ReadingCell::Missing(nothing)),
            Some(Plain::Class(class)) => return Some(ReadingCell::Class(class)),
            None => {}
        }
        let read = cell::reading(text);
        let plain = match &read {
            Some(ReadingCell::Missing(nothing)) => Some(Plain::Missing(*nothing)),
            Some(ReadingCell::Class(class)) => Some(Plain::Class(*class)),
            _ => None,
        };
        if let Some(plain) = plain {
            self.memory.memo.readings.keep(text, plain);
        }
        read
    }

    /// A date that every row should have.
    pub fn date_wanted(&mut self, key: Key) -> Option<NaiveDate> {
        if cell::nothing(&self.text(key)).is_some() {
            self.tell(key, Code::CellMissing, "", "");
            return None;
        }
        self.date(key)
    }

    /// A deadline as it can be read, nothing told.
    pub fn deadline_read(&mut self, key: Key) -> Read<Deadline> {
        let text = self.text(key);
        self.read_deadline(&text)
    }

    fn read_deadline(&mut self, text: &str) -> Read<Deadline> {
        if let Some(day) = memo::day(text.as_bytes()) {
            return Read::Value(Deadline {
                date: Some(day),
                recognised: true,
                ..Deadline::default()
            });
        }
        if let Some(known) = self.memory.memo.deadlines.get(text) {
            return Read::Value(known);
        }
        let read = cell::deadline(text, self.plan, self.dating.from_1904);
        if let Read::Value(found) = read {
            self.memory.memo.deadlines.keep(text, found);
        }
        read
    }

    /// A deadline with its text.
    pub fn deadline(&mut self, key: Key) -> (Deadline, Cow<'a, str>) {
        let text = self.text(key);
        let found = match self.read_deadline(&text) {
            Read::Value(found) => {
                if !is_sure(found) {
                    self.tell(key, Code::DeadlineRelative, &text, "");
                }
                found
            }
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

    /// A deadline with its text as a word.
    pub fn deadline_word(&mut self, key: Key, words: &mut Words) -> (Deadline, Word) {
        let text = self.text(key);
        let word = words.intern(&text);
        if let Some(known) = self.memory.memo.deadlines_of_words.get(word) {
            return (known, word);
        }
        let sure = matches!(self.read_deadline(&text), Read::Value(found) if is_sure(found));
        let (found, _) = self.deadline(key);
        if sure {
            self.memory.memo.deadlines_of_words.keep(word, found);
        }
        (found, word)
    }

    /// A percent of 0 to 100.
    #[inline]
    pub fn percent(&mut self, key: Key) -> Option<f64> {
        let place = self.column(key)?;
        self.percent_at(place, key)
    }

    fn percent_at(&mut self, place: usize, key: Key) -> Option<f64> {
        let text = self.text_at(place);
        if text.is_empty() {
            return None;
        }
        let name = self.header_name(key);
        let known = usize::from(self.memory.memo.says_ratio(name));
        let ratio = known == 1;
        if let Some(value) = self.memory.memo.percents[known].get(&text) {
            return Some(value);
        }
        match cell::percent(&text, ratio) {
            Read::Nothing(_) => None,
            Read::Value(value) => {
                self.memory.memo.percents[known].keep(&text, value);
                Some(value)
            }
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
    #[inline]
    pub fn number(&mut self, key: Key) -> Option<f64> {
        let place = self.column(key)?;
        self.number_at(place, key)
    }

    fn number_at(&mut self, place: usize, key: Key) -> Option<f64> {
        let text = self.text_at(place);
        if text.is_empty() {
            return None;
        }
        if let Some(value) = memo::decimal(text.as_bytes()) {
            return Some(value);
        }
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
    pub fn count(&mut self, key: Key) -> Option<u32> {
        let value = self.number(key)?;
        if value.fract() == 0.0 && (0.0..=1e9).contains(&value) {
            return Some(value as u32);
        }
        let text = self.text(key);
        self.tell(key, Code::NumberInvalid, &text, "");
        None
    }

    /// A word of a vocabulary; what is not known is told with `code` and the words that are.
    #[inline]
    pub fn choice<T: Clone + 'static>(
        &mut self,
        key: Key,
        told: (Code, &str),
        read: impl Fn(&str) -> Read<T>,
    ) -> Option<T> {
        let place = self.column(key)?;
        self.choice_at(place, key, told, read)
    }

    fn choice_at<T: Clone + 'static>(
        &mut self,
        place: usize,
        key: Key,
        (code, known_words): (Code, &str),
        read: impl Fn(&str) -> Read<T>,
    ) -> Option<T> {
        let text = self.text_at(place);
        if text.is_empty() {
            return None;
        }
        let known = self.memory.memo.choices::<T>(key);
        if let Some(value) = known.and_then(|known| known.texts.get(&text)) {
            return Some(value);
        }
        match read(&text) {
            Read::Value(value) | Read::Guess(value) => {
                if let Some(known) = self.memory.memo.choices::<T>(key) {
                    known.texts.keep(&text, value.clone());
                }
                Some(value)
            }
            Read::Nothing(_) => None,
            Read::Invalid => {
                self.tell_unknown(key, code, &text, known_words);
                None
            }
        }
    }

    /// As [`Self::choice`], with the cell's text as a word.
    pub fn choice_word<T: Clone + 'static>(
        &mut self,
        key: Key,
        told: (Code, &str),
        words: &mut Words,
        read: impl Fn(&str) -> Read<T>,
    ) -> (Option<T>, Word) {
        let word = self.any_word(key, words);
        let known = self.memory.memo.choices::<T>(key);
        if let Some(value) = known.and_then(|known| known.words.get(word)) {
            return (Some(value), word);
        }
        let value = self.choice(key, told, read);
        if let Some(known) = self.memory.memo.choices::<T>(key)
            && let Some(value) = &value
        {
            known.words.keep(word, value.clone());
        }
        (value, word)
    }

    /// Remembers an identity; answers the line where it stood before.
    pub fn first_time(&mut self, identity: &str) -> Result<(), u32> {
        if let Some(line) = self.memory.seen.get_mut(identity) {
            return Err(std::mem::replace(line, self.row.line));
        }
        self.memory.seen.insert(identity.into(), self.row.line);
        Ok(())
    }
}

/// A cell of units as its roles and the number of its list in its column.
fn unit_list(raw: &str, words: &mut Words, column: &mut Lists) -> UnitList {
    let mut list = |names: &mut dyn Iterator<Item = &str>| {
        let list: Vec<Word> = names.map(|name| words.intern(name)).collect();
        column.number(&list)
    };
    if let Some(names) = cell::plain_units(raw) {
        return (None, list(&mut names.into_iter()));
    }
    let text = text::clean(&raw.replace(['\n', '\r'], "、")).into_owned();
    let found = cell::units(&text);
    // Who leads those that are responsible is responsible first.
    let others = found.units.iter().filter(|unit| !found.lead.contains(unit));
    let number = list(&mut found.lead.iter().chain(others).map(String::as_str));
    (Some(Rc::new(found)), number)
}

/// Whether a deadline needs no telling: 立行立改 of a plan that does not say when it was issued has
/// no day.
fn is_sure(deadline: Deadline) -> bool {
    !deadline.derived || deadline.date.is_some()
}
