//! Who is a part of whom, and which milestones belong to which task.
//!
//! Links only; nothing here judges.

use super::board::{MilestoneVerdict, TaskIx};
use super::ids::Ids;
use super::own::Own;
use crate::model::{Milestone, Tables};
use chrono::NaiveDate;
use rustc_hash::FxHashMap;
use std::ops::Range;

/// Parents and parts of all tasks.
#[derive(Debug, Default)]
pub struct Tree {
    /// Each task's parent.
    pub parent: Vec<Option<TaskIx>>,
    /// Parts, grouped by parent, in file order.
    pub parts: Vec<TaskIx>,
    /// Each task's range of `parts`.
    pub ranges: Vec<Range<u32>>,
    /// All tasks, parts always before the task they are parts of.
    pub bottom_up: Vec<TaskIx>,
    /// Those whose parent is not there, as they were met.
    pub lost: Vec<TaskIx>,
}

/// Looks parents up by (region, id). A parent that is not there, the row itself, or a
/// circle makes the row a task of its own, and lost (DESIGN §4, Tasks with a parent).
pub fn tree(own: Own<'_>, ids: &Ids<'_>) -> Tree {
    let count = own.len();
    let mut lost = Vec::new();
    let mut parent: Vec<Option<TaskIx>> = vec![None; count];
    for (ix, task) in own.tasks() {
        if task.parent().is_empty() {
            continue;
        }
        match ids.get((task.region(), task.parent())) {
            Some(found) if found != ix => parent[ix as usize] = Some(found),
            _ => lost.push(ix),
        }
    }
    // 0: not walked, 1: on the walk, 2: leads to a top.
    let mut walked = vec![0_u8; count];
    let mut path = Vec::new();
    for from in 0..count {
        let mut at = from;
        loop {
            match walked[at] {
                0 => {
                    walked[at] = 1;
                    path.push(at);
                }
                1 => {
                    // The walk met itself: the row that closes the circle is cut off.
                    if let Some(&last) = path.last() {
                        parent[last] = None;
                        lost.push(last as TaskIx);
                    }
                    break;
                }
                _ => break,
            }
            match parent[at] {
                Some(next) => at = next as usize,
                None => break,
            }
        }
        for at in path.drain(..) {
            walked[at] = 2;
        }
    }
    let (parts, ranges) = group(
        parent
            .iter()
            .enumerate()
            .filter_map(|(ix, parent)| Some(((*parent)? as usize, ix as TaskIx))),
        count,
    );
    let mut waiting: Vec<u32> = ranges.iter().map(|range| range.end - range.start).collect();
    let mut bottom_up: Vec<TaskIx> = (0..count as TaskIx)
        .filter(|&ix| waiting[ix as usize] == 0)
        .collect();
    let mut next = 0;
    while let Some(&ix) = bottom_up.get(next) {
        next += 1;
        if let Some(up) = parent[ix as usize] {
            waiting[up as usize] -= 1;
            if waiting[up as usize] == 0 {
                bottom_up.push(up);
            }
        }
    }
    Tree {
        parent,
        parts,
        ranges,
        bottom_up,
        lost,
    }
}

/// Groups items by owner, keeping their order.
fn group<T: Copy + Default>(
    items: impl Iterator<Item = (usize, T)> + Clone,
    owners: usize,
) -> (Vec<T>, Vec<Range<u32>>) {
    let mut counts = vec![0_u32; owners];
    for (owner, _) in items.clone() {
        counts[owner] += 1;
    }
    let mut ranges = Vec::with_capacity(owners);
    let mut start = 0;
    for count in counts {
        ranges.push(start..start + count);
        start += count;
    }
    let mut next: Vec<u32> = ranges
        .iter()
        .map(|range: &Range<u32>| range.start)
        .collect();
    let mut grouped = vec![T::default(); start as usize];
    for (owner, item) in items {
        grouped[next[owner] as usize] = item;
        next[owner] += 1;
    }
    (grouped, ranges)
}

/// Milestones by task and date.
#[derive(Debug, Default)]
pub struct Steps {
    /// With their standing, grouped by task.
    pub verdicts: Vec<MilestoneVerdict>,
    /// Each task's range of them.
    pub ranges: Vec<Range<u32>>,
    /// The rows of tasks that are not there.
    pub orphans: Vec<u32>,
}

/// Of these rows of the milestones, ascending, with their standing at `as_of`: a day of completion
/// after it has not come yet; missed by `as_of` − due where due < `as_of` (DESIGN §4, Light).
/// One whose file knows no region joins the task of that id where only one region has it.
pub fn milestones(
    own: Own<'_>,
    ids: &Ids<'_>,
    of: impl ExactSizeIterator<Item = u32>,
    as_of: NaiveDate,
) -> Steps {
    let tables: &Tables = own.tables;
    let mut owned: Vec<(usize, u32)> = Vec::with_capacity(of.len());
    let mut orphans = Vec::new();
    let mut anywhere: Option<FxHashMap<&str, Option<TaskIx>>> = None;
    let step = |row: u32| tables.milestone(*tables.milestones.get(row as usize)?);
    for row in of {
        let Some(step) = step(row) else {
            continue;
        };
        let exact = ids.get((step.region(), step.task()));
        let found = exact.or_else(|| {
            let alone = || {
                let mut alone = FxHashMap::default();
                for ((_, id), ix) in ids.all() {
                    let seen = alone.entry(id);
                    seen.and_modify(|ix| *ix = None).or_insert(Some(ix));
                }
                alone
            };
            (step.region().is_empty())
                .then(|| {
                    let alone = anywhere.get_or_insert_with(alone);
                    alone.get(step.task()).copied().flatten()
                })
                .flatten()
        });
        match found {
            Some(task) => owned.push((task as usize, row)),
            None => orphans.push(row),
        }
    }
    let due = |row: u32| step(row)?.due();
    owned.sort_by_cached_key(|&(task, row)| {
        let due = due(row);
        (task, due.is_none(), due, row)
    });
    let (rows, ranges) = group(owned.iter().copied(), own.len());
    let verdicts = rows
        .into_iter()
        .map(|row| {
            let step = step(row);
            let due = step.and_then(Milestone::due);
            let done = step.and_then(Milestone::done).filter(|&day| day <= as_of);
            let weight = step.and_then(Milestone::weight);
            MilestoneVerdict {
                row,
                due,
                done,
                weight: weight
                    .filter(|weight| weight.is_finite())
                    .unwrap_or(1.0)
                    .max(0.0),
                days_missed: match (due, done) {
                    (Some(due), None) => (as_of - due).num_days().max(0),
                    _ => 0,
                },
            }
        })
        .collect();
    Steps {
        verdicts,
        ranges,
        orphans,
    }
}
