//! Counts as they are read out: all rows, tasks of their own, parts (DESIGN §4).

use super::board::{Counts, Facts, Light, ReadClass, Register, State, TaskVerdict, UnitVerdict};
use super::judge::Judged;
use crate::diagnostic::{Diagnostic, Severity};
use crate::model::{Tables, Task};
use crate::plan::Plan;
use crate::terms::Category;

/// Counts and sums while they grow.
#[derive(Default)]
struct Sums {
    counts: Counts,
    actual: (f64, u32),
    expected: (f64, u32),
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
        for (count, class) in counts.classes.iter_mut().zip(ReadClass::ALL) {
            *count += usize::from(verdict.class == class);
        }
        for (sum, value) in [
            (&mut self.actual, verdict.actual),
            (&mut self.expected, verdict.expected),
        ] {
            if let Some(value) = value {
                *sum = (sum.0 + value, sum.1 + 1);
            }
        }
    }

    fn counts(self) -> Counts {
        let mean = |(sum, count): (f64, u32)| (count > 0).then(|| sum / f64::from(count));
        Counts {
            actual: mean(self.actual),
            expected: mean(self.expected),
            ..self.counts
        }
    }
}

/// Counts over all rows, over those without a parent, over parts, over those without parts. The
/// classes of each sum to its total.
pub fn counts<'a>(verdicts: impl IntoIterator<Item = &'a TaskVerdict>) -> [Counts; 4] {
    let [mut all, mut top, mut sub, mut leaves] = [(); 4].map(|()| Sums::default());
    for verdict in verdicts {
        all.add(verdict);
        if verdict.parent.is_none() {
            top.add(verdict);
        } else {
            sub.add(verdict);
        }
        if verdict.parts.is_empty() {
            leaves.add(verdict);
        }
    }
    [all, top, sub, leaves].map(Sums::counts)
}

/// The figures of every frame.
pub fn facts(
    judged: &Judged,
    units: &[UnitVerdict],
    tables: &Tables,
    diagnostics: &[Diagnostic],
) -> Facts {
    let whole = |verdict: &&TaskVerdict| verdict.parent.is_none() && verdict.parts.is_empty();
    let wholes = || judged.tasks.iter().filter(whole);
    let found = |severity: Severity| {
        let all = diagnostics.iter();
        all.filter(|one| one.severity() == severity).count()
    };
    let steps = || judged.milestones.iter();
    Facts {
        undivided: wholes().count(),
        undivided_overdue: wholes().filter(|verdict| verdict.is_overdue()).count(),
        undivided_behind: wholes().filter(|verdict| verdict.is_behind()).count(),
        late_units: units.iter().filter(|unit| unit.overdue > 0).count(),
        milestones_done: steps().filter(|step| step.done.is_some()).count(),
        milestones_missed: steps().filter(|step| step.days_missed > 0).count(),
        errors: found(Severity::Error),
        warnings: found(Severity::Warning),
        current_files: tables.current.iter().filter(|current| **current).count(),
    }
}

/// The register held against the number of tasks the plan names: at least so many top-level
/// tasks marked 共性 and 个性 (plan 三(一): 5 + 1).
pub fn register(tables: &Tables, verdicts: &[TaskVerdict], plan: &Plan) -> Register {
    let mut register = Register::default();
    let top = verdicts.iter().zip(&tables.tasks);
    for (_, &id) in top.filter(|(verdict, _)| verdict.parent.is_none()) {
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
