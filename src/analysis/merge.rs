//! Which rows count at a day: versions of a series, series of a table (DESIGN §3).
//!
//! The files of a folder as series of versions; which of their rows count is for [`rows`] and, of
//! readings, [`readings`] to say. Nothing here judges.

mod displaced;
mod readings;
mod rows;
#[cfg(test)]
mod tests;

use crate::model::{Behaviour, Segment, Source, TableKind, is_archive};
use chrono::{Datelike, NaiveDate};
use rustc_hash::{FxHashMap, FxHashSet};
use std::sync::Arc;

pub use rows::{Found, Known, Merged};

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
}

fn in_history(segments: &[Arc<Segment>], segment: u32) -> bool {
    segments
        .get(segment as usize)
        .is_some_and(|segment| segment.source.file.split(['/', '\\']).any(is_archive))
}
