//! Which rows count at a day: versions of a series, series of a table (DESIGN §3).
//!
//! State tables: the newest version of every series not after the day, merged by identity.
//! Event tables: all versions up to the day united by key, the newer row wins. The result
//! is an index of rows, never a copy. Nothing here judges.

mod displaced;
#[cfg(test)]
mod tests;

use super::findings::Findings;
use crate::diagnostic::{Code, Diagnostic};
use crate::model::{
    Behaviour, RowId, RowList, Rows, Segment, Source, TableKind, Tables, Word, Words,
};
use crate::parallel;
use crate::terms::Period;
use chrono::{Datelike, NaiveDate};
use rustc_hash::{FxHashMap, FxHashSet};
use std::hash::Hash;
use std::sync::Arc;

/// One version of a series.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Version {
    /// Index of its segment.
    pub segment: u32,
    /// The day it counts as of.
    pub date: NaiveDate,
    /// Whether the file's name says so.
    pub dated: bool,
    /// The first day that a file tells of whose name has months and no day: from then on it serves
    /// where there is none but of before.
    pub from: Option<NaiveDate>,
}

/// All versions of one series, oldest first.
#[derive(Debug, Clone)]
pub struct Series {
    /// The table.
    pub kind: TableKind,
    versions: Vec<Version>,
}

impl Series {
    /// The versions that count at a day, oldest first. A dateless file counts as of the
    /// plan's `as_of`, else today; for an earlier day it serves only where its series has
    /// no dated version by then (DESIGN §3).
    pub fn by(&self, day: NaiveDate) -> &[Version] {
        let known = self.versions.partition_point(|version| version.date <= day);
        let last = known.checked_sub(1).and_then(|at| self.versions.get(at));
        if let (Some(last), Some(next)) = (last, self.versions.get(known)) {
            let begun = next
                .from
                .is_some_and(|from| last.date < from && from <= day);
            return &self.versions[..known + usize::from(begun)];
        }
        if known > 0 {
            return &self.versions[..known];
        }
        let dateless = self.versions.iter().position(|version| !version.dated);
        dateless.map_or(&[], |from| {
            let many = self.versions[from..]
                .iter()
                .take_while(|version| !version.dated)
                .count();
            &self.versions[from..from + many]
        })
    }
}

/// The day that a file counts as of, and whether its name says so. What tells of months counts as of
/// their end; while they are not over, of the day on which it was written, or as a dateless file does.
fn standing(source: &Source, dateless: NaiveDate) -> (NaiveDate, bool) {
    match (source.months, source.version) {
        (None, version) => (version.unwrap_or(dateless), version.is_some()),
        (Some(months), None) if months.last.year() < dateless.year() => (months.last, false),
        (Some(_), None) => (dateless, false),
        (Some(months), Some(version)) if version == months.last => (version, false),
        (Some(_), Some(version)) => (version.min(dateless), false),
    }
}

/// Every segment by series and version.
#[derive(Debug, Clone)]
pub struct Archive {
    segments: Arc<Vec<Arc<Segment>>>,
    series: Vec<Series>,
}

/// Tables of which rows are known already, because their files are the same.
#[derive(Debug, Clone, Copy, Default)]
pub struct Known<'a> {
    /// Tasks, milestones and look-backs.
    pub tasks: Option<&'a Tables>,
    /// Readings.
    pub readings: Option<&'a Tables>,
}

/// The rows that count, and what was found in merging them.
#[derive(Debug)]
pub struct Merged {
    /// The rows.
    pub tables: Tables,
    /// About tasks and milestones; nothing where they were known.
    pub of_tasks: Vec<Diagnostic>,
    /// About the other tables.
    pub of_others: Vec<Diagnostic>,
}

/// Tasks with all that decides on their state.
struct Work {
    tasks: Vec<RowId>,
    milestones: Vec<RowId>,
    lookbacks: Vec<RowId>,
    /// Tasks behind others of the same number.
    displaced: usize,
    found: Findings,
}

impl Archive {
    /// Sorts segments into series: table, region of the file and name less its date.
    /// `dateless` is the day that files without a date count as of.
    pub fn new(segments: Arc<Vec<Arc<Segment>>>, dateless: NaiveDate) -> Self {
        let mut series: Vec<Series> = Vec::new();
        let mut known: FxHashMap<(TableKind, &str, &str), usize> = FxHashMap::default();
        for (index, segment) in segments.iter().enumerate() {
            let Some(rows) = &segment.rows else { continue };
            let source = &segment.source;
            let at = *known
                .entry((rows.kind(), &source.region, &source.series))
                .or_insert_with(|| {
                    series.push(Series {
                        kind: rows.kind(),
                        versions: Vec::new(),
                    });
                    series.len() - 1
                });
            let (date, dated) = standing(source, dateless);
            series[at].versions.push(Version {
                segment: index as u32,
                date,
                dated,
                from: source.months.map(|months| months.first),
            });
        }
        let mut twins = Vec::new();
        for one in &mut series {
            one.versions.sort_by_key(|version| {
                let copy = in_history(&segments, version.segment);
                (version.date, !version.dated, !copy, version.segment)
            });
            if one.kind.behaviour() == Behaviour::Event {
                continue;
            }
            // Two files of one day are one version: the dateless file before a dated one,
            // the file itself before its copy under `history/`. Two that differ in nothing
            // but their ending are two series, so that no row is lost without a word.
            let all = std::mem::take(&mut one.versions);
            for (at, version) in all.iter().enumerate() {
                match all.get(at + 1) {
                    Some(next) if next.date == version.date => {
                        let copy = in_history(&segments, version.segment);
                        if next.dated == version.dated && !copy {
                            twins.push(Series {
                                kind: one.kind,
                                versions: vec![*version],
                            });
                        }
                    }
                    _ => one.versions.push(*version),
                }
            }
        }
        series.extend(twins);
        Self { segments, series }
    }

    /// The segments.
    pub fn segments(&self) -> &[Arc<Segment>] {
        &self.segments
    }

    /// The series of one table, in the order in which their first file came.
    pub fn series(&self, kind: TableKind) -> impl Iterator<Item = &Series> {
        self.series.iter().filter(move |one| one.kind == kind)
    }

    /// The days of all versions of the task series before a day, ascending, each once.
    pub fn task_dates(&self, before: NaiveDate) -> Vec<NaiveDate> {
        let mut dates: Vec<NaiveDate> = self
            .series(TableKind::Tasks)
            .flat_map(|one| one.by(before))
            .map(|version| version.date)
            .filter(|&date| date < before)
            .collect();
        dates.sort_unstable();
        dates.dedup();
        dates
    }

    /// The rows that count at a day. Where only tasks, their milestones and look-backs are asked
    /// for (`events` false), the other tables stay empty.
    pub fn tables(&self, as_of: NaiveDate, events: bool) -> Tables {
        self.tables_with(as_of, events, Known::default()).tables
    }

    /// As [`Self::tables`], with what is known already, and what was found in merging them.
    pub fn tables_with(&self, as_of: NaiveDate, events: bool, known: Known<'_>) -> Merged {
        let readings = || match known.readings {
            Some(tables) if events => tables.readings.clone(),
            None if events => self.readings(as_of),
            _ => RowList::default(),
        };
        let (readings, mut merged) =
            parallel::both(readings, || self.states(as_of, events, known.tasks));
        merged.tables.readings = readings;
        merged
    }

    /// All tables but the readings.
    fn states(&self, as_of: NaiveDate, events: bool, tasks: Option<&Tables>) -> Merged {
        let mut tables = Tables {
            segments: Arc::clone(&self.segments),
            current: vec![false; self.segments.len()],
            ..Tables::default()
        };
        for one in &self.series {
            if let Some(version) = one.by(as_of).last() {
                tables.current[version.segment as usize] = true;
            }
        }
        let work = || match tasks {
            Some(known) => Work {
                tasks: known.tasks.clone(),
                milestones: known.milestones.clone(),
                lookbacks: known.lookbacks.clone(),
                displaced: known.displaced,
                found: Findings::default(),
            },
            None => self.work(as_of),
        };
        let others = || {
            let mut findings = Findings::default();
            if events {
                self.others(as_of, &mut tables, &mut findings);
            }
            findings
        };
        let (work, of_others) = parallel::both(work, others);
        tables.tasks = work.tasks;
        tables.milestones = work.milestones;
        tables.lookbacks = work.lookbacks;
        tables.displaced = work.displaced;
        Merged {
            tables,
            of_tasks: work.found.into_list(),
            of_others: of_others.into_list(),
        }
    }

    /// Tasks with all that decides on their state.
    fn work(&self, as_of: NaiveDate) -> Work {
        let mut found = Findings::default();
        let tasks = self.state(
            TableKind::Tasks,
            as_of,
            true,
            &mut found,
            |segment, row| {
                let task = segment.tasks()?.row(segment, row);
                (!task.id().is_empty()).then(|| (task.region(), task.id()))
            },
            |(_, id)| id,
        );
        let milestones = self.state(
            TableKind::Milestones,
            as_of,
            false,
            &mut found,
            |segment, row| {
                let step = segment.milestones()?.row(segment, row);
                Some((step.region(), step.task(), step.name()))
            },
            |(_, task, _)| task,
        );
        // They decide whether a task is done, so every day is judged with them.
        let lookbacks = self.events(TableKind::Lookbacks, as_of, |segment, row| {
            let lookback = segment.lookbacks()?.row(segment, row);
            let happened = lookback.date().is_none_or(|day| day <= as_of);
            happened.then(|| (lookback.region(), lookback.identity()))
        });
        Work {
            displaced: self.displaced(as_of, &tasks),
            tasks,
            milestones,
            lookbacks,
            found,
        }
    }

    /// What the plan's indicators are held against, and the tables of the closed loop.
    fn others(&self, as_of: NaiveDate, tables: &mut Tables, findings: &mut Findings) {
        tables.targets = self.state(
            TableKind::Targets,
            as_of,
            true,
            findings,
            |segment, row| {
                let target = segment.targets()?.row(segment, row);
                let region = target.region();
                let key = (region, target.indicator(), target.site(), target.year());
                (!target.indicator().is_empty()).then_some(key)
            },
            |(_, indicator, _, _)| indicator,
        );
        self.closing(as_of, tables, findings);
    }

    /// The tables of the closed loop. Projects and decisions are states; the others are events,
    /// by id where they have one, else by the whole row (DESIGN §3). What is dated after `as_of`
    /// has not happened yet.
    fn closing(&self, as_of: NaiveDate, tables: &mut Tables, findings: &mut Findings) {
        tables.projects = self.state(
            TableKind::Projects,
            as_of,
            true,
            findings,
            |segment, row| {
                let project = segment.projects()?.row(segment, row);
                Some((project.region(), project.id()))
            },
            |(_, id)| id,
        );
        tables.decisions = self.state(
            TableKind::Decisions,
            as_of,
            true,
            findings,
            |segment, row| {
                let decision = segment.decisions()?.row(segment, row);
                let happened = decision.meeting().is_none_or(|day| day <= as_of);
                happened.then(|| (decision.region(), decision.id()))
            },
            |(_, id)| id,
        );
        let happened = |day: Option<NaiveDate>| day.is_none_or(|day| day <= as_of);
        tables.petitions = self.events(TableKind::Petitions, as_of, |segment, row| {
            let petition = segment.petitions()?.row(segment, row);
            happened(petition.received()).then(|| (petition.region(), petition.id()))
        });
        tables.cases = self.events(TableKind::Cases, as_of, |segment, row| {
            let case = segment.cases()?.row(segment, row);
            happened(case.received()).then(|| (case.region(), case.id()))
        });
        tables.actions = self.events(TableKind::Actions, as_of, |segment, row| {
            let action = segment.actions()?.row(segment, row);
            happened(action.date()).then(|| (action.region(), action.identity()))
        });
        tables.publicity = self.events(TableKind::Publicity, as_of, |segment, row| {
            let one = segment.publicity()?.row(segment, row);
            happened(one.date()).then(|| (one.region(), one.identity()))
        });
    }

    /// The union of all versions of a table's series up to a day by key, in the order in which
    /// a key came first; the newer row wins. `key` answers `None` for what has not happened.
    fn events<'a, K: Eq + Hash>(
        &'a self,
        kind: TableKind,
        as_of: NaiveDate,
        key: impl Fn(&'a Segment, usize) -> Option<K>,
    ) -> Vec<RowId> {
        let mut versions: Vec<Version> = self
            .series(kind)
            .flat_map(|one| one.by(as_of))
            .copied()
            .collect();
        versions.sort_by_key(|version| version.date);
        if self.are_apart(&versions) {
            return self.rows_of(&versions, |segment, row| key(segment, row).is_some());
        }
        let mut places: FxHashMap<K, usize> = FxHashMap::default();
        let mut united = Vec::new();
        for version in versions {
            let segment = &*self.segments[version.segment as usize];
            let count = segment.rows.as_ref().map_or(0, Rows::len);
            for row in 0..count {
                let Some(key) = key(segment, row) else {
                    continue;
                };
                let id = RowId {
                    segment: version.segment,
                    row: row as u32,
                };
                match places.get(&key) {
                    Some(&place) => united[place] = id,
                    None => {
                        places.insert(key, united.len());
                        united.push(id);
                    }
                }
            }
        }
        united
    }

    /// The newest version of every series, merged by key: of the same key in two series the
    /// newer file wins (in one file the later row). `unique`: one row a key; else all rows
    /// of the file that wins, without a word.
    fn state<'a, K: Eq + Hash + Copy>(
        &'a self,
        kind: TableKind,
        as_of: NaiveDate,
        unique: bool,
        findings: &mut Findings,
        key: impl Fn(&'a Segment, usize) -> Option<K>,
        name: impl Fn(K) -> &'a str,
    ) -> Vec<RowId> {
        let serving: Vec<Version> = self
            .series(kind)
            .filter_map(|one| one.by(as_of).last().copied())
            .collect();
        let keeps_all = !unique && serving.len() <= 1;
        if keeps_all || self.are_apart(&serving) {
            return self.rows_of(&serving, |segment, row| key(segment, row).is_some());
        }
        let mut places: FxHashMap<K, u32> = FxHashMap::default();
        let mut winners: Vec<(RowId, NaiveDate)> = Vec::new();
        // For each row that has a key the place of its winner, to look it up only once.
        let mut rows: Vec<(RowId, u32)> = Vec::new();
        for version in &serving {
            let segment = &*self.segments[version.segment as usize];
            let count = segment.rows.as_ref().map_or(0, Rows::len);
            rows.reserve(count);
            places.reserve(count.saturating_sub(places.capacity() - places.len()));
            for row in 0..count {
                let Some(key) = key(segment, row) else {
                    continue;
                };
                let (id, date) = (
                    RowId {
                        segment: version.segment,
                        row: row as u32,
                    },
                    version.date,
                );
                let next = winners.len() as u32;
                let place = *places.entry(key).or_insert(next);
                rows.push((id, place));
                if place == next {
                    winners.push((id, date));
                    continue;
                }
                let known = &mut winners[place as usize];
                let newer = date >= known.1;
                if known.0.segment != id.segment && unique {
                    let (winner, loser) = if newer { (id, known.0) } else { (known.0, id) };
                    let winner = &self.segments[winner.segment as usize].source.file;
                    let (file, line) = self.line(loser);
                    findings.push(
                        Diagnostic::new(file, line, 0, Code::IdTwoSeries)
                            .with_value(name(key))
                            .with_understood(winner),
                    );
                }
                if newer {
                    *known = (id, date);
                }
            }
        }
        rows.retain(|&(id, place)| {
            let winner = winners[place as usize].0;
            winner == id || (!unique && winner.segment == id.segment)
        });
        rows.into_iter().map(|(id, _)| id).collect()
    }

    /// Whether each region's tasks stand in one file, each once, and none has an older version by
    /// the day.
    pub fn tasks_are_apart(&self, as_of: NaiveDate) -> bool {
        let mut serving = Vec::new();
        for series in self.series(TableKind::Tasks) {
            match series.by(as_of) {
                [] => {}
                [only] => serving.push(*only),
                _ => return false,
            }
        }
        self.task_dates(as_of).is_empty() && self.are_apart(&serving)
    }

    /// Whether no two rows of these versions can have one identity: each file has its own once,
    /// and no region's rows stand in two.
    fn are_apart(&self, versions: &[Version]) -> bool {
        let mut known: FxHashSet<&str> = FxHashSet::default();
        versions.iter().all(|version| {
            let Some((once, regions)) = self.regions_of(version) else {
                return true;
            };
            once && regions.into_iter().all(|region| known.insert(region))
        })
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

    /// Whether a version's rows stand once each, and the regions they are of: one of them twice where
    /// some rows name it and others leave it to their file. `None` without rows.
    fn regions_of(&self, version: &Version) -> Option<(bool, Vec<&str>)> {
        let segment = &self.segments[version.segment as usize];
        let (once, regions) = segment.rows.as_ref()?.identities();
        // A region's cells come again and again: of each run one.
        let cells: FxHashSet<&str> = regions.collect();
        let regions = cells.into_iter().map(|region| match region {
            "" => &*segment.source.region,
            region => region,
        });
        Some((once, regions.collect()))
    }

    /// The rows of these versions that count, one file behind the other.
    fn rows_of<'a>(
        &'a self,
        versions: &[Version],
        counts: impl Fn(&'a Segment, usize) -> bool,
    ) -> Vec<RowId> {
        let segment = |version: &Version| &*self.segments[version.segment as usize];
        let many = |version: &Version| segment(version).rows.as_ref().map_or(0, Rows::len);
        let mut rows = Vec::with_capacity(versions.iter().map(many).sum());
        for version in versions {
            let own = 0..many(version);
            let own = own.filter(|&row| counts(segment(version), row));
            rows.extend(own.map(|row| RowId {
                segment: version.segment,
                row: row as u32,
            }));
        }
        rows
    }

    /// The file and the line of a row.
    fn line(&self, row: RowId) -> (&Arc<str>, u32) {
        let segment = &self.segments[row.segment as usize];
        let rows = segment.rows.as_ref();
        let line = rows.map_or(0, |rows| rows.line(row.row as usize));
        (&segment.source.file, line)
    }

    /// The union of all versions of all reading series by (region, indicator, site, period);
    /// a period that begins after `as_of` has not happened yet (DESIGN §3, §4).
    fn readings(&self, as_of: NaiveDate) -> RowList {
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

fn in_history(segments: &[Arc<Segment>], segment: u32) -> bool {
    segments.get(segment as usize).is_some_and(|segment| {
        segment
            .source
            .file
            .split(['/', '\\'])
            .any(|part| part == "history")
    })
}
