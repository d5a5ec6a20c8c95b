//! Counts as they are read out: all rows, tasks of their own, parts (DESIGN §4).

use super::board::{
    Counts, Facts, Light, MilestoneVerdict, ReadClass, Register, State, TaskIx, TaskVerdict,
    UnitVerdict,
};
use super::progress::Mean;
use crate::diagnostic::{Diagnostic, Severity};
use crate::model::{Tables, Task};
use crate::plan::Plan;
use crate::terms::Category;
use chrono::{Datelike, NaiveDate};
use std::cmp::Reverse;

/// Counts and sums while they grow.
#[derive(Debug, Clone, Default, PartialEq)]
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
        counts.late_sign_off += usize::from(verdict.days_late_sign_off() > 0);
        for (count, light) in counts.lights.iter_mut().zip(Light::ALL) {
            *count += usize::from(verdict.light == light);
        }
        counts.classes[verdict.class as usize] += 1;
        counts.unknown += usize::from(verdict.actual().is_none());
        self.actual.add(verdict.actual());
        self.expected.add(verdict.expected());
    }

    fn add_all(&mut self, more: &Self) {
        let (counts, others) = (&mut self.counts, &more.counts);
        counts.total += others.total;
        counts.done += others.done;
        counts.completed += others.completed;
        counts.overdue += others.overdue;
        counts.late_sign_off += others.late_sign_off;
        counts.unknown += others.unknown;
        for (count, more) in counts.lights.iter_mut().zip(others.lights) {
            *count += more;
        }
        for (count, more) in counts.classes.iter_mut().zip(others.classes) {
            *count += more;
        }
        self.actual = self.actual.with(more.actual);
        self.expected = self.expected.with(more.expected);
    }

    fn counts(&self) -> Counts {
        Counts {
            actual: self.actual.mean(),
            expected: self.expected.mean(),
            ..self.counts.clone()
        }
    }
}

/// Sums over rows without a parent and over parts, each without and with parts of their own. What is
/// read out are sums of these: a row is counted once.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Groups([[Sums; 2]; 2]);

impl Groups {
    /// One row more.
    pub fn add(&mut self, verdict: &TaskVerdict) {
        let (has_parent, has_parts) = (verdict.is_part(), verdict.has_parts());
        self.0[usize::from(has_parent)][usize::from(has_parts)].add(verdict);
    }

    /// Other rows as well.
    pub fn add_all(&mut self, more: &Self) {
        let own = self.0.as_flattened_mut().iter_mut();
        for (sums, more) in own.zip(more.0.as_flattened()) {
            sums.add_all(more);
        }
    }

    /// Counts over these rows: all, those without a parent, parts, those without parts, those with
    /// neither a parent nor parts. The classes of each sum to its total.
    pub fn counts(&self) -> [Counts; 5] {
        let [[undivided, divided], [part, divided_part]] = &self.0;
        let both = |one: &Sums, more: &Sums| {
            let mut both = one.clone();
            both.add_all(more);
            both
        };
        let (top, sub) = (both(undivided, divided), both(part, divided_part));
        let sums = [both(&top, &sub), top, sub, both(undivided, part)];
        let [all, top, sub, leaves] = sums.each_ref().map(Sums::counts);
        [all, top, sub, leaves, undivided.counts()]
    }
}

/// How many tasks the list of the worst holds.
const WORST: usize = 128;

/// By light, days overdue, then in the order of the register.
type Rank = (Reverse<(Light, i64)>, TaskIx);

/// The worst of some tasks without a parent.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Worst(Vec<Rank>);

impl Worst {
    /// One task more, without a parent.
    pub fn add(&mut self, ix: TaskIx, verdict: &TaskVerdict) {
        let rank = Reverse((verdict.light, verdict.days_overdue()));
        self.0.push((rank, ix));
        if self.0.len() > 16 * WORST {
            self.shrink();
        }
    }

    /// Other tasks as well, counted from `first`.
    pub fn add_all(&mut self, more: &Self, first: TaskIx) {
        let more = more.0.iter().map(|(rank, ix)| (*rank, first + ix));
        self.0.extend(more);
        self.shrink();
    }

    fn shrink(&mut self) {
        if self.0.len() > WORST {
            self.0.select_nth_unstable(WORST);
            self.0.truncate(WORST);
        }
    }

    /// They in their order.
    pub fn tasks(mut self) -> Vec<TaskIx> {
        self.shrink();
        self.0.sort_unstable();
        self.0.into_iter().map(|(_, ix)| ix).collect()
    }
}

/// The first start in the plan's year or later, and the last deadline, of some tasks.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Span {
    /// The first start.
    pub start: Option<NaiveDate>,
    /// The last deadline.
    pub end: Option<NaiveDate>,
}

impl Span {
    /// One task more.
    pub fn add(&mut self, verdict: &TaskVerdict, year: i32) {
        let start = verdict.start.filter(|day| day.year() >= year);
        self.add_all(Self {
            start,
            end: verdict.deadline,
        });
    }

    /// Other tasks as well.
    pub fn add_all(&mut self, more: Self) {
        self.start = self.start.into_iter().chain(more.start).min();
        self.end = self.end.max(more.end);
    }
}

/// How many milestones there are.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Steps {
    all: usize,
    done: usize,
    missed: usize,
}

impl Steps {
    /// These milestones.
    pub fn of(steps: &[MilestoneVerdict]) -> Self {
        let count = |is: fn(&&MilestoneVerdict) -> bool| steps.iter().filter(is).count();
        Self {
            all: steps.len(),
            done: count(|step| step.done.is_some()),
            missed: count(|step| step.days_missed > 0),
        }
    }

    /// Others as well.
    pub fn add_all(&mut self, more: Self) {
        self.all += more.all;
        self.done += more.done;
        self.missed += more.missed;
    }
}

/// The figures of every frame; `undivided`: counts over tasks with neither a parent nor parts.
pub fn facts(
    undivided: &Counts,
    span: Span,
    steps: Steps,
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
        milestones: steps.all,
        milestones_done: steps.done,
        milestones_missed: steps.missed,
        errors: found(Severity::Error),
        warnings: found(Severity::Warning),
        current_files: tables.current.iter().filter(|current| **current).count(),
        first_start: span.start,
        last_deadline: span.end,
    }
}

/// How many tasks without a parent are marked 共性 and 个性.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Marks {
    common: usize,
    specific: usize,
    unmarked: usize,
}

impl Marks {
    /// One task more, without a parent.
    pub fn add(&mut self, task: Task<'_>) {
        match task.category() {
            Some(Category::Common) => self.common += 1,
            Some(Category::Specific) => self.specific += 1,
            None => self.unmarked += 1,
        }
    }

    /// Other tasks as well.
    pub fn add_all(&mut self, more: Self) {
        self.common += more.common;
        self.specific += more.specific;
        self.unmarked += more.unmarked;
    }

    /// The register held against the number of tasks the plan names: at least so many top-level
    /// tasks marked 共性 and 个性 (plan 三(一): 5 + 1).
    pub fn register(self, plan: &Plan) -> Register {
        let holds = |count: usize, wanted: Option<u32>| wanted.is_none_or(|n| count >= n as usize);
        Register {
            common: self.common,
            specific: self.specific,
            unmarked: self.unmarked,
            complete: holds(self.common, plan.expected_common)
                && holds(self.specific, plan.expected_specific),
        }
    }
}
