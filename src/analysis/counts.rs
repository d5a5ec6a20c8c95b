//! Counts as they are read out: all rows, tasks of their own, parts (DESIGN §4).

use super::board::{
    Counts, Facts, Light, ReadClass, Register, State, TaskIx, TaskVerdict, UnitVerdict, Verdicts,
};
use super::progress::Mean;
use crate::diagnostic::{Diagnostic, Severity};
use crate::model::{Tables, Task};
use crate::parallel;
use crate::plan::Plan;
use crate::terms::Category;
use chrono::{Datelike, NaiveDate};
use std::cmp::Reverse;

/// Counts and sums while they grow.
#[derive(Default)]
struct Sums {
    counts: Counts,
    actual: Mean,
    expected: Mean,
}

impl Sums {
    fn add(&mut self, verdict: &TaskVerdict) {
        let counts = &mut self.counts;
        counts.total += 1;
        counts.done += usize::from(verdict.state == State::Done);
        counts.completed += usize::from(verdict.state == State::Completed);
        counts.overdue += usize::from(verdict.is_overdue());
        counts.late_sign_off += usize::from(verdict.days_late_sign_off > 0);
        for (count, light) in counts.lights.iter_mut().zip(Light::ALL) {
            *count += usize::from(verdict.light == light);
        }
        counts.classes[verdict.class as usize] += 1;
        self.actual.add(verdict.actual);
        self.expected.add(verdict.expected);
    }

    fn with(mut self, more: Self) -> Self {
        let (counts, others) = (&mut self.counts, more.counts);
        counts.total += others.total;
        counts.done += others.done;
        counts.completed += others.completed;
        counts.overdue += others.overdue;
        counts.late_sign_off += others.late_sign_off;
        for (count, more) in counts.lights.iter_mut().zip(others.lights) {
            *count += more;
        }
        for (count, more) in counts.classes.iter_mut().zip(others.classes) {
            *count += more;
        }
        self.actual = self.actual.with(more.actual);
        self.expected = self.expected.with(more.expected);
        self
    }

    fn counts(self) -> Counts {
        Counts {
            actual: self.actual.mean(),
            expected: self.expected.mean(),
            ..self.counts
        }
    }
}

/// Sums over all rows, over those without a parent, over parts, over those without parts, over those
/// with neither a parent nor parts.
#[derive(Default)]
struct Groups([Sums; 5]);

impl Groups {
    fn add(&mut self, verdict: &TaskVerdict) {
        let [all, top, sub, leaves, undivided] = &mut self.0;
        let (has_parent, has_parts) = (verdict.is_part(), verdict.has_parts());
        all.add(verdict);
        if has_parent { sub } else { top }.add(verdict);
        if !has_parts {
            leaves.add(verdict);
            if !has_parent {
                undivided.add(verdict);
            }
        }
    }

    fn with(self, more: Self) -> Self {
        let mut more = more.0.into_iter();
        Self(
            self.0
                .map(|sums| sums.with(more.next().unwrap_or_default())),
        )
    }

    fn counts(self) -> [Counts; 5] {
        self.0.map(Sums::counts)
    }
}

/// Counts over these rows: all, those without a parent, parts, those without parts, those with
/// neither a parent nor parts. The classes of each sum to its total.
pub fn counts<'a>(verdicts: impl IntoIterator<Item = &'a TaskVerdict>) -> [Counts; 5] {
    let mut groups = Groups::default();
    for verdict in verdicts {
        groups.add(verdict);
    }
    groups.counts()
}

/// As [`counts`], of all tasks.
pub fn counts_of_all(verdicts: &Verdicts) -> [Counts; 5] {
    let groups = parallel::map(&verdicts.pieces(parallel::PIECE), |piece| {
        let mut groups = Groups::default();
        for verdict in piece.tasks {
            groups.add(verdict);
        }
        groups
    });
    let all = groups.into_iter().fold(Groups::default(), Groups::with);
    all.counts()
}

/// How many tasks the list of the worst holds.
const WORST: usize = 128;

/// The worst of the tasks without a parent: by light, days overdue, then in the order of the register.
pub fn worst(verdicts: &Verdicts) -> Vec<TaskIx> {
    type Rank = (Reverse<(Light, i64)>, TaskIx);
    let pieces = parallel::map(&verdicts.pieces(parallel::PIECE), |piece| {
        let tasks = (piece.first..).zip(piece.tasks);
        let tops = tasks.filter(|(_, verdict)| !verdict.is_part());
        let rank = |(ix, one): (_, &TaskVerdict)| (Reverse((one.light, one.days_overdue)), ix);
        let mut tops: Vec<Rank> = tops.map(rank).collect();
        if tops.len() > WORST {
            tops.select_nth_unstable(WORST);
            tops.truncate(WORST);
        }
        tops
    });
    let mut worst = pieces.concat();
    worst.sort_unstable();
    worst.truncate(WORST);
    worst.into_iter().map(|(_, ix)| ix).collect()
}

/// The first start in the plan's year or later, and the last deadline.
pub fn span(verdicts: &Verdicts, plan: &Plan) -> (Option<NaiveDate>, Option<NaiveDate>) {
    let pieces = parallel::map(&verdicts.pieces(parallel::PIECE), |piece| {
        let tasks = piece.tasks.iter();
        let starts = tasks.clone().filter_map(|verdict| verdict.start);
        let start = starts.filter(|day| day.year() >= plan.year).min();
        (start, tasks.filter_map(|verdict| verdict.deadline).max())
    });
    let starts = pieces.iter().filter_map(|piece| piece.0);
    (
        starts.min(),
        pieces.iter().filter_map(|piece| piece.1).max(),
    )
}

/// The figures of every frame; `undivided`: counts over tasks with neither a parent nor parts;
/// `span`: as [`span`].
pub fn facts(
    undivided: &Counts,
    span: (Option<NaiveDate>, Option<NaiveDate>),
    verdicts: &Verdicts,
    units: &[UnitVerdict],
    tables: &Tables,
    diagnostics: &[Diagnostic],
) -> Facts {
    let found = |severity: Severity| {
        let all = diagnostics.iter();
        all.filter(|one| one.severity() == severity).count()
    };
    Facts {
        undivided: undivided.total,
        undivided_overdue: undivided.overdue,
        undivided_behind: undivided.class(ReadClass::Behind),
        late_units: units.iter().filter(|unit| unit.overdue > 0).count(),
        milestones: verdicts.all_milestones().count(),
        milestones_done: verdicts
            .all_milestones()
            .filter(|step| step.done.is_some())
            .count(),
        milestones_missed: verdicts
            .all_milestones()
            .filter(|step| step.days_missed > 0)
            .count(),
        errors: found(Severity::Error),
        warnings: found(Severity::Warning),
        current_files: tables.current.iter().filter(|current| **current).count(),
        first_start: span.0,
        last_deadline: span.1,
    }
}

/// The register held against the number of tasks the plan names: at least so many top-level
/// tasks marked 共性 and 个性 (plan 三(一): 5 + 1).
pub fn register(tables: &Tables, verdicts: &Verdicts, plan: &Plan) -> Register {
    let mut register = Register::default();
    let top = verdicts.iter().zip(&tables.tasks);
    for (_, &id) in top.filter(|(verdict, _)| !verdict.is_part()) {
        match tables.task(id).and_then(Task::category) {
            Some(Category::Common) => register.common += 1,
            Some(Category::Specific) => register.specific += 1,
            None => register.unmarked += 1,
        }
    }
    let holds = |count: usize, expected: Option<u32>| expected.is_none_or(|n| count >= n as usize);
    register.complete = holds(register.common, plan.expected_common)
        && holds(register.specific, plan.expected_specific);
    register
}
