//! Who is a part of whom, and which milestones belong to which task.
//!
//! Links only; nothing here judges.

use super::board::{MilestoneVerdict, TaskIx};
use super::findings::Findings;
use super::ids::Ids;
use crate::diagnostic::{Code, Diagnostic};
use crate::model::{Milestone, RowId, Tables};
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
}

/// Looks parents up by (region, id). A parent that is not there, the row itself, or a
/// circle makes the row a task of its own, and is reported (DESIGN §4, Tasks with a parent).
pub fn tree(tables: &Tables, ids: &Ids<'_>, findings: &mut Findings) -> Tree {
    let count = tables.tasks.len();
    let mut parent: Vec<Option<TaskIx>> = vec![None; count];
    for (ix, &id) in tables.tasks.iter().enumerate() {
        let Some(task) = tables.task(id) else {
            continue;
        };
        if task.parent().is_empty() {
            continue;
        }
        match ids.get((task.region(), task.parent())) {
            Some(found) if found as usize != ix => parent[ix] = Some(found),
            _ => report(tables, id, findings),
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
                        if let Some(&id) = tables.tasks.get(last) {
                            report(tables, id, findings);
                        }
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
    }
}

fn report(tables: &Tables, id: RowId, findings: &mut Findings) {
    if let Some(task) = tables.task(id) {
        findings.push(
            Diagnostic::new(
                &task.segment.source.file,
                task.line(),
                0,
                Code::ParentUnknown,
            )
            .with_value(task.parent()),
        );
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

/// Milestones by task and date, with their standing at `as_of`: a day of completion after
/// it has not come yet; missed by `as_of` − due where due < `as_of` (DESIGN §4, Light).
/// A milestone of a task that is not there is reported; one whose file knows no region joins
/// the task of that id where only one region has it.
pub fn milestones(
    tables: &Tables,
    ids: &Ids<'_>,
    as_of: NaiveDate,
    findings: &mut Findings,
) -> (Vec<MilestoneVerdict>, Vec<Range<u32>>) {
    let mut owned: Vec<(usize, u32)> = Vec::with_capacity(tables.milestones.len());
    let mut anywhere: Option<FxHashMap<&str, Option<TaskIx>>> = None;
    for (row, &id) in tables.milestones.iter().enumerate() {
        let Some(step) = tables.milestone(id) else {
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
            let alone = anywhere.get_or_insert_with(alone);
            (step.region().is_empty())
                .then(|| alone.get(step.task()).copied().flatten())
                .flatten()
        });
        if let Some(task) = found {
            owned.push((task as usize, row as u32));
        } else {
            let file = &step.segment.source.file;
            findings.push(
                Diagnostic::new(file, step.line(), 0, Code::TaskUnknown).with_value(step.task()),
            );
        }
    }
    let due = |row: u32| tables.milestone(tables.milestones[row as usize])?.due();
    owned.sort_by_cached_key(|&(task, row)| {
        let due = due(row);
        (task, due.is_none(), due, row)
    });
    let (rows, ranges) = group(owned.iter().copied(), tables.tasks.len());
    let verdicts = rows
        .into_iter()
        .map(|row| {
            let step = tables.milestone(tables.milestones[row as usize]);
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
    (verdicts, ranges)
}
