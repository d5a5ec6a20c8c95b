//! Rows that stand twice in a file, found once all its rows are there and settled.
//!
//! Tables of millions of rows keep no text of their own for this: tasks are known by their
//! columns, readings by the numbers of their words.

use super::{Context, Table, counties};
use crate::diagnostic::Code;
use crate::ingest::findings::Findings;
use crate::ingest::header::Header;
use crate::model::{Petitions, Readings, Tasks, Texts, Word, WordCells};
use crate::parallel;
use crate::terms::Period;
use rustc_hash::{FxHashMap, FxHashSet};
use std::ops::Range;

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

/// How many rows a core looks at in one go.
const MANY: usize = 1 << 16;

/// The rows in parts of at least so many, of which no region stands in two: to be looked at side by
/// side.
fn apart(regions: &WordCells, count: usize, least: usize) -> Vec<Range<usize>> {
    let mut begun: FxHashSet<Word> = FxHashSet::default();
    let (mut parts, mut from, mut row) = (Vec::new(), 0, 0);
    let mut last = None;
    while row < count {
        let region = regions.word(row);
        if last != Some(region) {
            if !begun.insert(region) {
                // It comes again.
                return std::iter::once(0..count).collect();
            }
            if row - from >= least {
                parts.push(from..row);
                from = row;
            }
        }
        last = Some(region);
        row = regions.0.until(row);
    }
    parts.push(from..count);
    parts
}

/// Rows with the region and the id of one above, each with the last such row; `least`: as
/// [`apart`].
fn again(regions: &WordCells, ids: &Texts, count: usize, least: usize) -> Vec<(usize, usize)> {
    let parts = apart(regions, count, least);
    let found = parallel::map(&parts, |part| {
        let (mut seen, mut found) = (FxHashMap::default(), Vec::new());
        let mut last = Word::default();
        for row in part.clone() {
            let region = regions.word(row);
            // Of several parts no region that is over comes again.
            if parts.len() > 1 && region != last {
                seen.clear();
            }
            last = region;
            if let Some(before) = seen.insert((region, ids.get(row)), row) {
                found.push((row, before));
            }
        }
        found
    });
    found.into_iter().flatten().collect()
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
                let found = again(&self.region_cell, &self.id, self.count, MANY);
                self.once = found.is_empty();
                for (row, before) in found {
                    let (line, before) = (self.line.get(row), self.line.get(before));
                    told.add(line, key, Code::IdTwice, self.id.get(row), before);
                }
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

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        /// In parts of any size, whether regions stand together or not: what a look at all pairs of
        /// rows finds.
        #[test]
        fn what_stands_twice_is_found(
            runs in proptest::collection::vec((0_u32..6, proptest::collection::vec(0_u8..9, 1..9)), 0..9),
            least in 1_usize..20,
        ) {
            let rows = runs.iter().flat_map(|(region, ids)| ids.iter().map(move |id| (*region, *id)));
            let rows: Vec<(u32, u8)> = rows.collect();
            let (mut regions, mut ids) = (WordCells::default(), Texts::default());
            for (row, (region, id)) in rows.iter().enumerate() {
                regions.set(row, Word(*region));
                ids.set(row, &format!("{id}号"));
            }
            let expected = rows.iter().enumerate().filter_map(|(row, one)| {
                let before = rows[..row].iter().rposition(|other| other == one)?;
                Some((row, before))
            });
            let expected: Vec<(usize, usize)> = expected.collect();
            prop_assert_eq!(again(&regions, &ids, rows.len(), least), expected);
            let parts = apart(&regions, rows.len(), least);
            prop_assert_eq!(parts.iter().map(Range::len).sum::<usize>(), rows.len());
        }
    }
}
