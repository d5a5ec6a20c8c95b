//! What a reload changed, by identity.

use crate::analysis::board::{
    Board, IndicatorVerdict, RegionIndicator, Stretch, TaskIx, UnitVerdict,
};
use crate::model::{Segment, Task};
use crate::parallel;
use crate::ui::Target;
use rustc_hash::{FxHashMap, FxHashSet};
use std::cell::OnceCell;
use std::collections::HashSet;
use std::sync::Arc;

/// The tasks, units and indicators that differ between two boards.
pub fn changed(old: &Board, new: &Board) -> HashSet<Target> {
    let mut changed = HashSet::new();
    tasks(old, new, &mut changed);
    for now in &new.indicators {
        let mut old = old.indicators.iter();
        let then = old.find(|then| then.indicator == now.indicator);
        let same = then.is_some_and(|then| {
            then.value == now.value
                && then.word == now.word
                && then.verdict == now.verdict
                && then.goal == now.goal
                && then.n == now.n
                && then.regions == now.regions
        });
        if !same {
            changed.insert(Target::Indicator(now.indicator.clone()));
            regions(then, now, &mut changed);
        }
    }
    units(old, new, &mut changed);
    changed
}

/// The stretches of a board.
fn stretches(board: &Board) -> FxHashSet<*const Stretch> {
    let all = board.tasks.stretches();
    all.map(|(_, stretch)| Arc::as_ptr(stretch)).collect()
}

/// The units that differ.
fn units(old: &Board, new: &Board, changed: &mut HashSet<Target>) {
    // Of a country's tens of thousands most are of stretches that both boards have.
    let (then, now) = (stretches(old), stretches(new));
    let is_of_both = |unit: &UnitVerdict| {
        let stretch = unit.stretch().map(Arc::as_ptr);
        stretch.is_some_and(|stretch| then.contains(&stretch) && now.contains(&stretch))
    };
    let before = old.units.iter().filter(|unit| !is_of_both(unit));
    let before: FxHashMap<&str, &UnitVerdict> =
        before.map(|unit| (unit.unit.as_str(), unit)).collect();
    let all: OnceCell<FxHashMap<&str, &UnitVerdict>> = OnceCell::new();
    // One that stood in several stretches may be of a single one now, which both boards have.
    let is_new = |unit: &&UnitVerdict| !is_of_both(unit) || before.contains_key(unit.unit.as_str());
    for now in new.units.iter().filter(is_new) {
        let then = before.get(now.unit.as_str()).copied();
        // One that was of one such stretch is of another as well.
        let then = then.or_else(|| {
            let all = now.stretch().is_none().then(|| {
                all.get_or_init(|| {
                    let all = old.units.iter();
                    all.map(|unit| (unit.unit.as_str(), unit)).collect()
                })
            });
            all?.get(now.unit.as_str()).copied()
        });
        let same = then.is_some_and(|then| {
            then.overdue == now.overdue
                && then.overdue_days == now.overdue_days
                && then.done == now.done
                && then.tasks().len() == now.tasks().len()
        });
        if !same {
            changed.insert(Target::Unit(now.unit.clone()));
        }
    }
}

/// The regions in which an indicator differs.
fn regions(then: Option<&IndicatorVerdict>, now: &IndicatorVerdict, changed: &mut HashSet<Target>) {
    let old = then.into_iter().flat_map(|then| &then.regions);
    let old: FxHashMap<&str, &RegionIndicator> =
        old.map(|one| (one.region.as_str(), one)).collect();
    let differ = now.regions.iter();
    let differ = differ.filter(|one| old.get(one.region.as_str()) != Some(one));
    changed
        .extend(differ.map(|one| Target::IndicatorOf(now.indicator.clone(), one.region.clone())));
}

/// The tasks that differ, those that came and those that are gone.
fn tasks(old: &Board, new: &Board, changed: &mut HashSet<Target>) {
    let key = |task: Task<'_>| Target::Task(task.region().to_owned(), task.id().to_owned());
    // Of a million mostly each stands where it stood, or as many rows off as the one above.
    let mut off = 0;
    let mut places = None;
    let mut pairs = Vec::new();
    let mut gone = vec![true; old.tasks.len()];
    // Stretches that were taken over need not be looked at.
    let known: FxHashMap<*const Stretch, TaskIx> = old
        .tasks
        .stretches()
        .map(|(first, stretch)| (Arc::as_ptr(stretch), first))
        .collect();
    let mut fresh = Vec::new();
    for (first, stretch) in new.tasks.stretches() {
        let many = stretch.tasks().len();
        match known.get(&Arc::as_ptr(stretch)) {
            Some(&then) => gone[then as usize..then as usize + many].fill(false),
            None => fresh.push(first..first + many as TaskIx),
        }
    }
    for ix in fresh.into_iter().flatten() {
        let Some(task) = new.task(ix) else {
            continue;
        };
        let identity = (task.region(), task.id());
        let near = TaskIx::try_from(i64::from(ix) - off).ok();
        let near = near.filter(|&at| {
            let there = old.task(at).map(|was| (was.region(), was.id()));
            there == Some(identity)
        });
        let at = near.or_else(|| {
            let places = places.get_or_insert_with(|| old.identities());
            places.get(identity)
        });
        let Some(at) = at.filter(|at| old.task(*at).is_some()) else {
            changed.insert(key(task));
            continue;
        };
        off = i64::from(ix) - i64::from(at);
        gone[at as usize] = false;
        pairs.push((at, ix));
    }
    // Of a million this is most of the work.
    let differ = parallel::map_pieces(&pairs, parallel::PIECE, |pairs| {
        let differ = pairs.iter().filter(|(at, ix)| is_other(old, new, *at, *ix));
        differ.map(|(_, ix)| *ix).collect::<Vec<TaskIx>>()
    });
    changed.extend(
        differ
            .into_iter()
            .flatten()
            .filter_map(|ix| new.task(ix).map(key)),
    );
    // What is gone has no row to mark, but is told.
    let gone = (0..).zip(gone).filter(|(_, gone)| *gone);
    changed.extend(gone.filter_map(|(at, _)| old.task(at).map(key)));
}

/// Whether a task of one board differs from the same of another.
fn is_other(old: &Board, new: &Board, at: TaskIx, ix: TaskIx) -> bool {
    let then = old.task(at).zip(old.verdict(at));
    let now = new.task(ix).zip(new.verdict(ix));
    let Some(((was, then), (task, now))) = then.zip(now) else {
        return true;
    };
    then.state != now.state
        || then.light != now.light
        || then.deadline != now.deadline
        || then.actual() != now.actual()
        // Milestones may say otherwise what is due by the same day.
        || old.as_of == new.as_of && then.expected() != now.expected()
        || !says_the_same(was, task)
}

/// Whether two rows of one task read the same.
fn says_the_same(was: Task<'_>, now: Task<'_>) -> bool {
    let is_one = std::ptr::eq(was.table, now.table) && was.row == now.row;
    is_one
        || was.title() == now.title()
            && was.progress_text() == now.progress_text()
            && was.status_text() == now.status_text()
            && was.obstacles() == now.obstacles()
            && was.next_steps() == now.next_steps()
            && was.note() == now.note()
            && was.responsible() == now.responsible()
}

/// The files that one board was made of and the other was not, by name.
pub(super) fn fresh<'a>(old: &Board, new: &'a Board) -> Vec<&'a str> {
    let known: FxHashSet<*const Segment> = old.tables.segments.iter().map(Arc::as_ptr).collect();
    let files = new.tables.segments.iter();
    let files = files.filter(|one| !known.contains(&Arc::as_ptr(one)));
    files.map(|one| &*one.source.file).collect()
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
