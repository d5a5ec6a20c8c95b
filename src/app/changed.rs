//! What a reload changed, by identity.

use crate::analysis::board::{Board, TaskIx, UnitVerdict};
use crate::ui::Target;
use std::collections::{HashMap, HashSet};
use std::sync::Arc;

/// The tasks, units and indicators that differ between two boards.
pub fn changed(old: &Board, new: &Board) -> HashSet<Target> {
    let mut changed = HashSet::new();
    let before: HashMap<(&str, &str), TaskIx> = (0..old.tasks.len() as TaskIx)
        .filter_map(|ix| {
            let task = old.task(ix)?;
            Some(((task.region(), task.id()), ix))
        })
        .collect();
    for ix in 0..new.tasks.len() as TaskIx {
        let (Some(task), Some(now)) = (new.task(ix), new.verdict(ix)) else {
            continue;
        };
        let same = before.get(&(task.region(), task.id())).is_some_and(|&ix| {
            let (Some(was), Some(then)) = (old.task(ix), old.verdict(ix)) else {
                return false;
            };
            was.title() == task.title()
                && was.progress_text() == task.progress_text()
                && was.status_text() == task.status_text()
                && then.state == now.state
                && then.light == now.light
                && then.deadline == now.deadline
                && then.actual == now.actual
                && was.responsible() == task.responsible()
        });
        if !same {
            changed.insert(Target::Task(task.region().to_owned(), task.id().to_owned()));
        }
    }
    let after: HashSet<(&str, &str)> = (0..new.tasks.len() as TaskIx)
        .filter_map(|ix| new.task(ix).map(|task| (task.region(), task.id())))
        .collect();
    // What is gone has no row to mark, but is told.
    for (region, id) in before.into_keys().filter(|key| !after.contains(key)) {
        changed.insert(Target::Task(region.to_owned(), id.to_owned()));
    }
    for now in &new.indicators {
        let same = old.indicators.iter().any(|then| {
            then.indicator == now.indicator
                && then.value == now.value
                && then.word == now.word
                && then.verdict == now.verdict
                && then.goal == now.goal
                && then.n == now.n
        });
        if !same {
            changed.insert(Target::Indicator(now.indicator.clone()));
        }
    }
    let before: HashMap<&str, &UnitVerdict> = old
        .units
        .iter()
        .map(|unit| (unit.unit.as_str(), unit))
        .collect();
    for now in &new.units {
        let same = before.get(now.unit.as_str()).is_some_and(|then| {
            then.overdue == now.overdue
                && then.overdue_days == now.overdue_days
                && then.done == now.done
                && then.tasks.len() == now.tasks.len()
        });
        if !same {
            changed.insert(Target::Unit(now.unit.clone()));
        }
    }
    changed
}

/// Whether two boards were made of the very same files.
pub(super) fn same_files(old: &Board, new: &Board) -> bool {
    let (old, new) = (&old.tables.segments, &new.tables.segments);
    old.len() == new.len() && old.iter().zip(new.iter()).all(|(a, b)| Arc::ptr_eq(a, b))
}

/// The files with rows that one board was made of and the other is not, by name.
pub(super) fn gone<'a>(old: &'a Board, new: &Board) -> Vec<&'a str> {
    let left: HashSet<&str> = new
        .tables
        .segments
        .iter()
        .map(|one| &*one.source.file)
        .collect();
    let files = old.tables.segments.iter();
    files
        .filter(|one| one.rows.is_some())
        .map(|one| &*one.source.file)
        .filter(|file| !left.contains(file))
        .collect()
}
