//! Rows that stand twice in a file, found once all its rows are there and settled.
//!
//! Tables of millions of rows keep no text of their own for this: tasks are known by their
//! columns, readings by the numbers of their words.

use super::{Context, Table, counties};
use crate::diagnostic::Code;
use crate::ingest::findings::Findings;
use crate::ingest::header::Header;
use crate::model::{Petitions, Readings, Tasks, Word};
use crate::terms::Period;
use rustc_hash::{FxHashMap, FxHashSet};

/// What rows that stand twice are told with.
pub struct Told<'a> {
    /// The file's header.
    pub header: &'a Header,
    /// Where to.
    pub findings: &'a mut Findings,
    /// The text of a column in the rows of these lines, one for each.
    pub texts: &'a dyn Fn(&[u32], usize) -> Vec<String>,
    /// Dates stand as `2021-06-30` throughout.
    pub iso: bool,
}

impl Told<'_> {
    fn add(&mut self, line: u32, key: &str, code: Code, value: &str, before: u32) {
        let column = self.header.column(key);
        let name = column.map_or(key, |column| self.header.name(column));
        self.findings
            .add(line, column.map_or(0, |at| at as u32 + 1), code, value)
            .understood(before)
            .expected(name);
    }
}

/// Whether all rows of a region follow each other.
fn stand_together(regions: impl Iterator<Item = Word>) -> bool {
    let mut begun: FxHashSet<Word> = FxHashSet::default();
    let mut last = None;
    let mut together = true;
    for region in regions {
        together &= last == Some(region) || begun.insert(region);
        last = Some(region);
    }
    together
}

macro_rules! by_id {
    ($($rows:ident: $key:expr;)+) => {
        $(impl Table for $rows {
            fn count(&self) -> usize {
                self.count
            }

            fn like(&self) -> Self {
                Self::like(self)
            }

            fn expect(&mut self, times: usize) {
                Self::expect(self, times);
            }

            fn append(&mut self, later: Self) {
                Self::append(self, later);
            }

            fn fold(&mut self, context: Context<'_>) -> Option<(u32, usize)> {
                let (cells, own) = (&mut self.region_cell, &mut self.own);
                let found = counties::fold(cells, &mut self.words, self.count, own, context)?;
                Some((self.line.get(found.row), found.count))
            }

            fn settle(&mut self) {
                Self::settle(self);
            }

            /// The same (region, id).
            fn twice(&mut self, told: &mut Told<'_>) {
                let key: fn(&Header) -> &'static str = $key;
                let key = key(told.header);
                let region = |row| self.region_cell.word(row);
                let together = stand_together(self.region_cell.0.values(self.count));
                let mut seen: FxHashMap<(Word, &str), u32> = FxHashMap::default();
                let mut last = Word::default();
                let mut once = true;
                for row in 0..self.count {
                    let (id, line, region) = (self.id.get(row), self.line.get(row), region(row));
                    // No row of a region that is over comes again.
                    if together && region != last {
                        seen.clear();
                    }
                    last = region;
                    if let Some(before) = seen.insert((region, id), line) {
                        told.add(line, key, Code::IdTwice, id, before);
                        once = false;
                    }
                }
                self.once = once;
            }
        })+
    };
}

by_id! {
    Tasks: |header| if header.id_is_title { "title" } else { "id" };
    Petitions: |_| "id";
}

impl Table for Readings {
    fn count(&self) -> usize {
        self.count
    }

    fn like(&self) -> Self {
        Self::like(self)
    }

    fn expect(&mut self, times: usize) {
        Self::expect(self, times);
    }

    fn append(&mut self, later: Self) {
        Self::append(self, later);
    }

    fn fold(&mut self, context: Context<'_>) -> Option<(u32, usize)> {
        let (cells, own) = (&mut self.region_cell, &mut self.own);
        let found = counties::fold(cells, &mut self.words, self.count, own, context)?;
        Some((self.line.get(found.row), found.count))
    }

    fn settle(&mut self) {
        Self::settle(self);
    }

    /// The same indicator, site, period and region. Rows of a site mostly follow each other in
    /// time, and then none can stand twice.
    fn twice(&mut self, told: &mut Told<'_>) {
        type Place = [Word; 3];
        let place = |row| {
            [
                self.indicator.word(row),
                self.site.word(row),
                self.region_cell.word(row),
            ]
        };
        let day = |row: usize| self.period.first_day(row);
        let mut latest: FxHashMap<Place, Option<chrono::NaiveDate>> = FxHashMap::default();
        let mut unsure: FxHashSet<Place> = FxHashSet::default();
        let mut last: Option<(Place, Option<chrono::NaiveDate>)> = None;
        let mut row = 0;
        while row < self.count {
            let columns = [&self.indicator, &self.site, &self.region_cell];
            let until = columns.map(|column| column.0.until(row));
            let until = until.into_iter().fold(self.count, usize::min);
            let place = place(row);
            let mut before = match last {
                Some((known, day)) if known == place => Some(day),
                _ => {
                    if let Some((known, day)) = last {
                        latest.insert(known, day);
                    }
                    latest.get(&place).copied()
                }
            };
            let mut rising = true;
            for day in (row..until).map(day) {
                rising &= before.is_none_or(|before| before < day);
                before = Some(before.map_or(day, |before| before.max(day)));
            }
            // Periods that begin on one day, or out of order, are looked at one by one.
            if !rising {
                unsure.insert(place);
            }
            last = before.map(|day| (place, day));
            row = until;
        }
        if unsure.is_empty() {
            self.once = true;
            return;
        }
        let mut seen: FxHashMap<(Place, Option<Period>), u32> = FxHashMap::default();
        let mut twice = Vec::new();
        for row in 0..self.count {
            let place = place(row);
            if unsure.contains(&place) {
                let (period, line) = (self.period.get(row), self.line.get(row));
                if let Some(before) = seen.insert((place, period), line) {
                    twice.push((line, period, before));
                }
            }
        }
        self.once = twice.is_empty();
        // Beyond those that are listed only the number counts.
        let listed: Vec<u32> = twice.iter().take(100).map(|(line, ..)| *line).collect();
        let dates = match told.header.column("date") {
            Some(column) if !told.iso => (told.texts)(&listed, column),
            _ => Vec::new(),
        };
        for (at, (line, period, before)) in twice.iter().enumerate() {
            let date = match dates.get(at) {
                Some(date) => date.clone(),
                None => period.map_or_else(String::new, |period| period.to_string()),
            };
            told.add(*line, "date", Code::ReadingTwice, &date, *before);
        }
    }
}
