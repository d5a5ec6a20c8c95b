//! What the older versions of a row tell: what it said before, how its deadline moved,
//! whether anyone updated it.
//!
//! Looks only at versions of the row's own series up to the day (DESIGN §3, §4).

use super::ids::Ids;
use super::merge::Archive;
use super::state;
use crate::model::{Milestone, RowId, TableKind, Tables, Task};
use crate::parallel;
use crate::plan::Plan;
use chrono::NaiveDate;
use rustc_hash::{FxHashMap, FxHashSet};

/// How a deadline moved over the versions of a row.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Slip {
    /// The first date it ever had.
    pub first: Option<NaiveDate>,
    /// The last date it had.
    pub last_date: Option<NaiveDate>,
    /// What the newest version says.
    pub now: Option<NaiveDate>,
    /// How often it changed, emptying included.
    pub moves: u32,
}

impl Slip {
    /// The next version says so. Setting a deadline where there had been none is no move.
    pub fn push(&mut self, deadline: Option<NaiveDate>) {
        if self.first.is_none() {
            self.first = deadline;
        } else if deadline != self.now {
            self.moves += 1;
        }
        self.now = deadline;
        self.last_date = deadline.or(self.last_date);
    }
}

/// The past of every task, in step with the tables' tasks; empty where no file has an older version.
#[derive(Debug, Default)]
pub struct Past {
    /// The same row in the version just before the current one of its series.
    pub previous: Vec<Option<RowId>>,
    /// How its deadline moved.
    pub slips: Vec<Slip>,
}

/// Reads the older versions of every task's series once, oldest first.
pub fn past(
    archive: &Archive,
    tables: &Tables,
    ids: &Ids<'_>,
    plan: &Plan,
    as_of: NaiveDate,
) -> Past {
    let mut series = archive.series(TableKind::Tasks);
    if series.all(|series| series.by(as_of).len() <= 1) {
        return Past::default();
    }
    let count = tables.tasks.len();
    let mut past = Past {
        previous: vec![None; count],
        slips: vec![Slip::default(); count],
    };
    for series in archive.series(TableKind::Tasks) {
        let Some((current, older)) = series.by(as_of).split_last() else {
            continue;
        };
        let before = older.last().map(|version| version.segment);
        for version in older {
            let Some(segment) = archive.segments().get(version.segment as usize) else {
                continue;
            };
            let Some(tasks) = segment.tasks() else {
                continue;
            };
            for row in 0..tasks.len() {
                let task = tasks.row(segment, row);
                let Some(ix) = ids.get((task.region(), task.id())) else {
                    continue;
                };
                // The row that counts may stand in another series.
                if tables.tasks[ix as usize].segment != current.segment {
                    continue;
                }
                past.slips[ix as usize].push(state::deadline(task.deadline(), plan));
                if before == Some(version.segment) {
                    past.previous[ix as usize] = Some(RowId {
                        segment: version.segment,
                        row: row as u32,
                    });
                }
            }
        }
    }
    // The row that counts is the newest of its series. Once for all series: there may be thousands.
    parallel::pieces(&mut past.slips, |first, slips| {
        for (slip, &now) in slips.iter_mut().zip(&tables.tasks[first..]) {
            if let Some(task) = tables.task(now) {
                slip.push(state::deadline(task.deadline(), plan));
            }
        }
    });
    past
}

/// Whether each row, or a milestone of it, differs from the version before; `None` without
/// an earlier version of the row (DESIGN §4, Not updated).
pub fn updated(
    archive: &Archive,
    tables: &Tables,
    past: &Past,
    as_of: NaiveDate,
) -> Vec<Option<bool>> {
    if past.previous.iter().all(Option::is_none) {
        return vec![None; tables.tasks.len()];
    }
    let moved = moved_milestones(archive, tables, as_of);
    // As with the milestones' tasks: one without a region joins the only task of its number.
    let mut alone: FxHashMap<&str, bool> = FxHashMap::default();
    if moved.iter().any(|(region, _)| region.is_empty()) {
        for task in tables.tasks.iter().filter_map(|&id| tables.task(id)) {
            let seen = alone.entry(task.id());
            seen.and_modify(|alone| *alone = false).or_insert(true);
        }
    }
    tables
        .tasks
        .iter()
        .zip(&past.previous)
        .map(|(&now, &before)| {
            let (now, before) = (tables.task(now)?, tables.task(before?)?);
            let joins = alone.get(now.id()) == Some(&true) && moved.contains(&("", now.id()));
            let step = joins || moved.contains(&(now.region(), now.id()));
            Some(step || !same(now, before))
        })
        .collect()
}

/// Tasks with a milestone that is new or done since the version before of its series.
fn moved_milestones<'a>(
    archive: &'a Archive,
    tables: &'a Tables,
    as_of: NaiveDate,
) -> FxHashSet<(&'a str, &'a str)> {
    // What each file's version before it said, by the file: there may be thousands of series.
    let mut known: FxHashMap<u32, FxHashSet<_>> = FxHashMap::default();
    for series in archive.series(TableKind::Milestones) {
        let [.., before, current] = series.by(as_of) else {
            continue;
        };
        let Some(segment) = archive.segments().get(before.segment as usize) else {
            continue;
        };
        let Some(steps) = segment.milestones() else {
            continue;
        };
        let said = (0..steps.len()).map(|row| step(steps.row(segment, row)));
        known.insert(current.segment, said.collect());
    }
    let mut moved = FxHashSet::default();
    for &id in &tables.milestones {
        if let Some(known) = known.get(&id.segment)
            && let Some(now) = tables.milestone(id)
            && !known.contains(&step(now))
        {
            moved.insert((now.region(), now.task()));
        }
    }
    moved
}

/// What of a milestone counts as an update.
fn step(step: Milestone<'_>) -> (&str, &str, &str, Option<NaiveDate>, Option<NaiveDate>) {
    (
        step.region(),
        step.task(),
        step.name(),
        step.due(),
        step.done(),
    )
}

/// Whether every column of two rows says the same.
fn same(a: Task<'_>, b: Task<'_>) -> bool {
    macro_rules! all {
        ($($column:ident)+) => { true $(&& a.$column() == b.$column())+ };
    }
    all!(
        progress status status_text progress_text completed accepted published signed_off
        obstacles next_steps deadline deadline_text start note title units parent round
        category problem goal measures standard stakes lead lead_units local helpers
        supervisor person phone kind
    )
}
