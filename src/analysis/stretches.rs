//! All tasks of a day judged, in stretches that need nothing of each other.
//!
//! A parent, a milestone and a look-back are of the task's own region (DESIGN §4). So tasks of
//! regions that stand nowhere else are a stretch: it is judged beside the others, and where its file
//! and what its milestones and look-backs say are the same, a refresh takes it over. Not parted are
//! tasks with older versions, which are compared with them and drawn along them, and those beside a
//! milestone of no region, which may be of any.

#[cfg(test)]
mod tests;

use super::around::Around;
use super::board::{Stretch, TaskIx, Verdicts};
use super::findings::Findings;
use super::ids::{Identity, identities};
use super::judge::{self, By};
use super::lookback::{self, Reopening};
use super::merge::Archive;
use super::own::{Own, Run, runs};
use super::past::Past;
use super::tally::Count;
use super::{integrity, units};
use crate::diagnostic::{Code, Diagnostic};
use crate::model::{RowId, Segment, Tables};
use crate::parallel;
use chrono::NaiveDate;
use rustc_hash::{FxHashMap, FxHashSet};
use std::ops::Range;
use std::sync::Arc;

/// A stretch has at least so many tasks of its file, where there are more.
const LEAST: usize = 1 << 14;

/// Where a stretch came from: its file, and the places of its rows among those of the file that count.
#[derive(Debug, Clone)]
pub struct Origin {
    segment: Arc<Segment>,
    rows: Range<usize>,
}

impl Origin {
    fn is(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.segment, &other.segment) && self.rows == other.rows
    }
}

/// Stretches that were judged.
#[derive(Debug, Clone, Default)]
pub struct Known {
    /// The regions of all tasks, where there are several: whose a unit is depends on them.
    regions: FxHashSet<String>,
    /// By the file they came from.
    stretches: FxHashMap<usize, Vec<(Origin, Arc<Stretch>)>>,
}

impl Known {
    fn new(regions: &FxHashSet<&str>) -> Self {
        Self {
            regions: regions.iter().copied().map(str::to_owned).collect(),
            stretches: FxHashMap::default(),
        }
    }

    /// Whether they were judged beside the same regions.
    fn holds(&self, regions: &FxHashSet<&str>) -> bool {
        let mut own = self.regions.iter();
        self.regions.len() == regions.len() && own.all(|one| regions.contains(one.as_str()))
    }

    fn get(&self, origin: &Origin) -> Option<&Arc<Stretch>> {
        let key = Arc::as_ptr(&origin.segment).addr();
        let known = self.stretches.get(&key)?;
        let same = known.iter().find(|(known, _)| known.is(origin));
        same.map(|(_, stretch)| stretch)
    }

    fn insert(&mut self, origin: Origin, stretch: Arc<Stretch>) {
        let key = Arc::as_ptr(&origin.segment).addr();
        let of_file = self.stretches.entry(key).or_default();
        of_file.push((origin, stretch));
    }
}

/// The stretches of a board before, of the same plan and day.
#[derive(Debug, Clone, Copy)]
pub struct Before<'a> {
    /// They.
    pub known: &'a Known,
    /// The tables they were judged by, where the rows around them may be others.
    pub tables: &'a Tables,
    /// Where those rows stand.
    pub around: &'a Around,
    /// A file of milestones is another.
    pub milestones_changed: bool,
    /// A file of look-backs is another.
    pub lookbacks_changed: bool,
}

impl Before<'_> {
    /// Whether the tasks of a part would be judged the same by what stands around them now.
    fn holds(&self, part: &Part<'_>, around: &Around, as_of: NaiveDate) -> bool {
        let tables = part.own.tables;
        let mut regions = part.regions.iter();
        let steps = !self.milestones_changed
            || regions.all(|region| {
                let known = self.around.milestones.get(region);
                let own = around.milestones.get(region);
                // Verdicts know milestones by their places.
                known == own && {
                    let mut rows = own.iter().map(|place| *place as usize);
                    rows.all(|at| step(self.tables, at) == step(tables, at))
                }
            });
        steps
            && (!self.lookbacks_changed || {
                let known = open(self.tables, self.around, &part.regions, as_of);
                let own = open(tables, around, &part.regions, as_of);
                let told = |one: &Reopening| (one.date, one.deadline);
                known.len() == own.len()
                    && own
                        .iter()
                        .all(|(task, one)| known.get(task).map(told) == Some(told(one)))
            })
    }
}

/// What a milestone says, as far as tasks are judged by it.
fn step(tables: &Tables, at: usize) -> impl PartialEq + '_ {
    let row = tables.milestones.get(at);
    let step = row.and_then(|row| tables.milestone(*row))?;
    let weight = step.weight().map(f64::to_bits);
    Some((step.task(), step.due(), step.done(), weight))
}

/// The look-backs that reopen tasks of some regions.
fn open<'a>(
    tables: &'a Tables,
    around: &Around,
    regions: &[&str],
    as_of: NaiveDate,
) -> FxHashMap<Identity<'a>, Reopening> {
    let rows = regions
        .iter()
        .flat_map(|region| around.lookbacks.get(region));
    let rows = rows.filter_map(|&place| tables.lookbacks.get(place as usize));
    let open = lookback::reopenings_of(tables, rows.copied(), as_of);
    let open = open.into_iter();
    open.filter_map(|(task, open)| Some((task, *open.last()?)))
        .collect()
}

/// All tasks of a day, judged in stretches.
#[derive(Debug)]
pub struct Parted {
    /// The verdicts.
    pub verdicts: Verdicts,
    /// To be taken over by the next board.
    pub known: Known,
    /// Milestones of tasks that are not there.
    pub orphans: Vec<u32>,
}

/// The tasks of one stretch, and whose milestones and look-backs are about them.
struct Part<'a> {
    origin: Origin,
    own: Own<'a>,
    /// The regions of its tasks; milestones of none are among those of the only stretch.
    regions: Vec<&'a str>,
}

/// Judges all tasks in stretches, but for those that are known; `None` where they are not to be
/// parted.
pub fn judge(
    archive: &Archive,
    tables: &Tables,
    around: &Around,
    by: By<'_>,
    before: Option<Before<'_>>,
) -> Option<Parted> {
    judge_in(archive, tables, around, by, before, LEAST)
}

/// As [`judge()`], in stretches of at least so many tasks.
fn judge_in(
    archive: &Archive,
    tables: &Tables,
    around: &Around,
    by: By<'_>,
    before: Option<Before<'_>>,
    least: usize,
) -> Option<Parted> {
    if !archive.tasks_are_apart(by.as_of) {
        return None;
    }
    let (parts, mut orphans) = parts(tables, around, least)?;
    let regions = units::several_regions(Own::whole(tables));
    let count = Count::new(by, &regions);
    let before = before.filter(|before| before.known.holds(&regions));
    let judged = parallel::map(&parts, |part| {
        let known = before.and_then(|before| {
            let known = before.known.get(&part.origin)?;
            before.holds(part, around, by.as_of).then_some(known)
        });
        known.map_or_else(|| Arc::new(judged(part, around, &count)), Arc::clone)
    });
    let mut all = Known::new(&regions);
    for (part, stretch) in parts.into_iter().zip(&judged) {
        orphans.extend(&stretch.orphans);
        all.insert(part.origin, Arc::clone(stretch));
    }
    orphans.sort_unstable();
    Some(Parted {
        verdicts: Verdicts::new(judged),
        known: all,
        orphans,
    })
}

fn judged(part: &Part<'_>, around: &Around, count: &Count<'_>) -> Stretch {
    let by = count.by;
    let ids = identities(part.own);
    let regions = || part.regions.iter();
    let steps = regions().flat_map(|region| around.milestones.get(region));
    let mut steps: Vec<u32> = steps.copied().collect();
    steps.sort_unstable();
    let open = open(part.own.tables, around, &part.regions, by.as_of);
    let mut stretch = judge::judge(part.own, &ids, steps.into_iter(), open.into_iter(), by);
    integrity::fill(part.own, &mut stretch, &Past::default(), by.as_of);
    count.fill(part.own, &mut stretch);
    stretch
}

/// Parts the tasks, with the milestones that are nobody's; `None` where one of those may be
/// anybody's.
fn parts<'a>(
    tables: &'a Tables,
    around: &Around,
    least: usize,
) -> Option<(Vec<Part<'a>>, Vec<u32>)> {
    let mut parts: Vec<Part<'_>> = Vec::new();
    let runs: Vec<Run<'_>> = runs(Own::whole(tables)).collect();
    for of_file in runs.chunk_by(|a, b| a.segment == b.segment) {
        let (Some(first), Some(last)) = (of_file.first(), of_file.last()) else {
            continue;
        };
        let Some(segment) = tables.segments.get(first.segment as usize) else {
            continue;
        };
        // A region that stands in two places of its file holds the file together.
        let mut seen = FxHashSet::default();
        let together = !of_file.iter().all(|run| seen.insert(run.region));
        let (start, end) = (first.places.start, last.places.end);
        let mut from = start;
        let mut regions: Vec<&str> = Vec::new();
        for run in of_file {
            regions.push(run.region);
            let is_last = run.places.end == end;
            let is_long = !together && run.places.end - from >= least;
            if is_long || is_last {
                parts.push(Part {
                    origin: Origin {
                        segment: Arc::clone(segment),
                        rows: from - start..run.places.end - start,
                    },
                    own: Own::of(tables, from..run.places.end),
                    regions: std::mem::take(&mut regions),
                });
                from = run.places.end;
            }
        }
    }
    // The only stretch knows whose a milestone without a region is.
    if let [only] = &mut *parts {
        only.regions.push("");
    } else if !parts.is_empty() && !around.milestones.get("").is_empty() {
        return None;
    }
    for part in &mut parts {
        part.regions.sort_unstable();
        part.regions.dedup();
    }
    let known = parts.iter().flat_map(|part| &part.regions);
    let known: FxHashSet<&str> = known.copied().collect();
    let nobodys = around.milestones.iter();
    let nobodys = nobodys.filter(|(region, _)| !known.contains(region));
    let orphans = nobodys.flat_map(|(_, places)| places).copied().collect();
    Some((parts, orphans))
}

/// What is found of parents and tasks that are not there.
pub fn findings(tables: &Tables, verdicts: &Verdicts, orphans: &[u32]) -> Vec<Diagnostic> {
    let mut findings = Findings::default();
    for (first, stretch) in verdicts.stretches() {
        let lost = stretch.lost.iter().map(|ix| first + ix);
        let row = |ix: TaskIx| -> Option<&RowId> { tables.tasks.get(ix as usize) };
        for task in lost.filter_map(|ix| tables.task(*row(ix)?)) {
            let file = &task.segment.source.file;
            let lost = Diagnostic::new(file, task.line(), 0, Code::ParentUnknown);
            findings.push(lost.with_value(task.parent()));
        }
    }
    let steps = orphans.iter();
    let steps = steps.filter_map(|&row| tables.milestone(*tables.milestones.get(row as usize)?));
    for step in steps {
        let file = &step.segment.source.file;
        let orphan = Diagnostic::new(file, step.line(), 0, Code::TaskUnknown);
        findings.push(orphan.with_value(step.task()));
    }
    findings.into_list()
}
