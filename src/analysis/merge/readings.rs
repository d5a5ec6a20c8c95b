//! Which readings count at a day: all versions united, one row for each period of each site.

use super::{Archive, Version};
use crate::model::{RowId, RowList, TableKind, Word, Words};
use crate::terms::Period;
use chrono::{Datelike, NaiveDate};
use rustc_hash::{FxHashMap, FxHashSet};

impl Archive {
    /// The union of all versions of all reading series by (region, indicator, site, period);
    /// a period that begins after `as_of` has not happened yet (DESIGN §3, §4).
    pub(super) fn readings(&self, as_of: NaiveDate) -> RowList {
        let mut versions: Vec<Version> = self
            .series(TableKind::Readings)
            .flat_map(|one| one.by(as_of))
            .copied()
            .collect();
        versions.sort_by_key(|version| version.date);
        if self.are_apart(&versions) || self.are_of_other_indicators(&versions) {
            let mut rows = RowList::default();
            for version in versions {
                let segment = version.segment;
                let Some(readings) = self.segments[segment as usize].readings() else {
                    continue;
                };
                let period = &readings.period;
                let begun = |day: Option<NaiveDate>| day.is_some_and(|day| day <= as_of);
                // Mostly nothing of a file is still to come.
                if period.first_days(readings.len()).all(begun) {
                    rows.push_run(RowId { segment, row: 0 }, readings.len() as u32);
                    continue;
                }
                for row in (0..readings.len()).filter(|&row| begun(period.first_day(row))) {
                    rows.push(RowId {
                        segment,
                        row: row as u32,
                    });
                }
            }
            return rows;
        }
        let mut names: FxHashMap<&str, u32> = FxHashMap::default();
        let mut places = Places::default();
        let mut united: Vec<RowId> = Vec::new();
        for version in versions {
            let segment = &*self.segments[version.segment as usize];
            let Some(readings) = segment.readings() else {
                continue;
            };
            let mut numbers = Numbers::new(&readings.words);
            let region = number(&mut names, &segment.source.region);
            for row in 0..readings.len() {
                let reading = readings.row(segment, row);
                let Some(period) = reading.period() else {
                    continue;
                };
                if period.first_day() > as_of {
                    continue;
                }
                let own = match readings.region_cell.word(row) {
                    Word(0) => region,
                    word => numbers.get(&mut names, word),
                };
                let key = [
                    own,
                    numbers.get(&mut names, readings.indicator.word(row)),
                    numbers.get(&mut names, readings.site.word(row)),
                ];
                let id = RowId {
                    segment: version.segment,
                    row: row as u32,
                };
                match places.find_or_set(key, period, united.len() as u32) {
                    Some(place) => united[place as usize] = id,
                    None => united.push(id),
                }
            }
        }
        united.into_iter().collect()
    }

    /// Whether no two readings of these versions can have one identity: each file has its own once,
    /// and no region's readings of an indicator stand in two.
    fn are_of_other_indicators(&self, versions: &[Version]) -> bool {
        /// Files whose rows are of more regions and indicators than this are looked at row by row.
        const MANY: usize = 1 << 16;
        let mut known: FxHashSet<(&str, &str)> = FxHashSet::default();
        versions.iter().all(|version| {
            let segment = &*self.segments[version.segment as usize];
            let (Some(readings), Some((once, regions))) =
                (segment.readings(), self.regions_of(version))
            else {
                return true;
            };
            let indicators = readings.indicator.0.values(readings.len());
            let indicators: FxHashSet<Word> = indicators.collect();
            let few = regions.len().saturating_mul(indicators.len()) <= MANY;
            let mut all = regions.into_iter().flat_map(|region| {
                let words = indicators.iter();
                words.map(move |&word| (region, readings.words.get(word)))
            });
            once && few && all.all(|one| known.insert(one))
        })
    }
}

/// Where each period of each (region, indicator, site) stands. Files hold a site's days one
/// behind the other, so most periods are new because they are the latest yet.
#[derive(Default)]
struct Places {
    sites: FxHashMap<[u32; 3], u32>,
    last: Option<([u32; 3], u32)>,
    /// For each site its periods as numbers in order, with their places.
    periods: Vec<Vec<(u32, u32)>>,
}

impl Places {
    /// The place that is known, else `None` and `place` is remembered.
    fn find_or_set(&mut self, site: [u32; 3], period: Period, place: u32) -> Option<u32> {
        let at = match self.last {
            Some((last, at)) if last == site => at,
            _ => {
                let periods = &mut self.periods;
                *self.sites.entry(site).or_insert_with(|| {
                    periods.push(Vec::new());
                    periods.len() as u32 - 1
                })
            }
        };
        self.last = Some((site, at));
        let known = &mut self.periods[at as usize];
        let number = period_number(period);
        if known.last().is_none_or(|&(last, _)| last < number) {
            known.push((number, place));
            return None;
        }
        match known.binary_search_by_key(&number, |&(known, _)| known) {
            Ok(at) => Some(known[at].1),
            Err(at) => {
                known.insert(at, (number, place));
                None
            }
        }
    }
}

/// A number for each period; the later of two of the same length has the greater one.
fn period_number(period: Period) -> u32 {
    let (rank, number) = match period {
        Period::Day(day) => (0, day.num_days_from_ce() as u32),
        Period::Month(year, month) => (1, year as u32 * 12 + u32::from(month)),
        Period::Quarter(year, quarter) => (2, year as u32 * 4 + u32::from(quarter)),
        Period::Year(year) => (3, year as u32),
    };
    rank << 29 | (number & 0x1fff_ffff)
}

/// A word's number across files.
fn number<'a>(names: &mut FxHashMap<&'a str, u32>, name: &'a str) -> u32 {
    let next = names.len() as u32;
    *names.entry(name).or_insert(next)
}

/// A file's words as numbers across files, each looked up once.
struct Numbers<'a> {
    words: &'a Words,
    numbers: Vec<Option<u32>>,
}

impl<'a> Numbers<'a> {
    fn new(words: &'a Words) -> Self {
        Self {
            words,
            numbers: vec![None; words.count()],
        }
    }

    fn get(&mut self, names: &mut FxHashMap<&'a str, u32>, word: Word) -> u32 {
        let known = self.numbers.get(word.0 as usize).copied().flatten();
        known.unwrap_or_else(|| {
            let number = number(names, self.words.get(word));
            if let Some(place) = self.numbers.get_mut(word.0 as usize) {
                *place = Some(number);
            }
            number
        })
    }
}
