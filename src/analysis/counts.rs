//! Counts as they are read out: all rows, tasks of their own, parts (DESIGN §4).

use super::board::{Counts, Light, ReadClass, Register, State, TaskVerdict};
use super::progress;
use crate::model::{Tables, Task};
use crate::plan::Plan;
use crate::terms::Category;

/// Counts over some verdicts. The classes sum to the total.
pub fn counts<'a>(verdicts: impl Iterator<Item = &'a TaskVerdict> + Clone) -> Counts {
    let mut counts = Counts::default();
    for verdict in verdicts.clone() {
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
    }
    counts.actual = progress::mean(verdicts.clone().map(|verdict| verdict.actual));
    counts.expected = progress::mean(verdicts.map(|verdict| verdict.expected));
    counts
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
