//! The verdict on every task of one day: state, progress, light, parts before their parents.
//!
//! Needs only the tables of that day; what older versions tell is added by `past`.

use super::board::{
    ActualFrom, Clear, Clears, Figure, Light, Link, MilestoneVerdict, ReadClass, Reason, State,
    Stretch, TaskIx, TaskVerdict,
};
use super::ids::{Identity, Ids};
use super::light::{self, Facts};
use super::lookback::{self, Reopening, Reopenings};
use super::own::Own;
use super::tally::Tally;
use super::{progress, state, tree};
use crate::model::{Tables, Task};
use crate::parallel;
use crate::plan::Plan;
use chrono::NaiveDate;
use rustc_hash::FxHashMap;

/// The last failed look-back of a task that is still open.
pub type LastReopening<'a> = (Identity<'a>, Reopening);

/// What a stretch of tasks is judged by besides its rows.
#[derive(Debug, Clone, Copy)]
pub struct By<'a> {
    /// The plan.
    pub plan: &'a Plan,
    /// The day.
    pub as_of: NaiveDate,
}

/// Judges every task of a stretch (DESIGN §4); `steps`: its milestones, and those of tasks that are
/// not there, as rows of the table.
pub fn judge<'a>(
    own: Own<'_>,
    ids: &Ids<'_>,
    steps: impl ExactSizeIterator<Item = u32>,
    reopenings: impl Iterator<Item = LastReopening<'a>>,
    By { plan, as_of }: By<'_>,
) -> Stretch {
    let tree = tree::tree(own, ids);
    let steps = tree::milestones(own, ids, steps, as_of);
    let reopenings = reopenings.filter_map(|(task, open)| Some((ids.get(task)?, open)));
    let reopenings: FxHashMap<TaskIx, Reopening> = reopenings.collect();
    let milestones = steps.verdicts;
    let steps_of = |known: &TaskVerdict| {
        let range = known.milestones.start as usize..known.milestones.end as usize;
        milestones.get(range).unwrap_or_default()
    };
    let verdict = |ix: usize, parts: &[TaskIx], tasks: &[TaskVerdict]| {
        let mut known = TaskVerdict {
            parent: tree.parent[ix].into(),
            parts: tree.ranges[ix].clone(),
            milestones: steps.ranges[ix].clone(),
            ..blank()
        };
        if let Some(task) = own.task(ix) {
            let parts = parts.iter().filter_map(|&part| tasks.get(part as usize));
            let parts: Vec<&TaskVerdict> = parts.collect();
            let steps = steps_of(&known);
            let reopening = reopenings.get(&(ix as TaskIx));
            fill(&mut known, task, steps, &parts, reopening, plan, as_of);
        }
        known
    };
    // Rows without parts need no other row; those with parts follow from the bottom up.
    let mut tasks = parallel::collect(own.len(), |ix| {
        if tree.ranges[ix].is_empty() {
            verdict(ix, &[], &[])
        } else {
            blank()
        }
    });
    let parents = tree.bottom_up.into_iter();
    for ix in parents.filter(|&ix| !tree.ranges[ix as usize].is_empty()) {
        let range = &tree.ranges[ix as usize];
        let parts = &tree.parts[range.start as usize..range.end as usize];
        tasks[ix as usize] = verdict(ix as usize, parts, &tasks);
    }
    Stretch {
        tasks,
        parts: tree.parts,
        milestones,
        lost: tree.lost,
        orphans: steps.orphans,
        index: ids.index(),
        tally: Tally::default(),
    }
}

/// Judges all tasks of a day as one stretch.
pub fn judge_whole(
    tables: &Tables,
    ids: &Ids<'_>,
    reopenings: &Reopenings<'_>,
    by: By<'_>,
) -> Stretch {
    let open = reopenings.iter();
    let open = open.filter_map(|(task, open)| Some((*task, *open.last()?)));
    let steps = 0..tables.milestones.len() as u32;
    judge(Own::whole(tables), ids, steps, open, by)
}

/// Fills in the verdict on a task whose links to others are known.
fn fill(
    verdict: &mut TaskVerdict,
    task: Task<'_>,
    milestones: &[MilestoneVerdict],
    parts: &[&TaskVerdict],
    reopening: Option<&Reopening>,
    plan: &Plan,
    as_of: NaiveDate,
) {
    let parts = || parts.iter().copied();
    let state = state::state(state::Cells::of(task), as_of);
    let (state, reopening) = lookback::apply(state, task, reopening, as_of);
    // A failed look-back sets a deadline of its own.
    let deadline = match reopening {
        Some(reopening) => reopening.deadline,
        None => state::deadline(task.deadline(), plan),
    };
    let start = task.start().or(plan.issued);
    let (actual, actual_from) = progress::actual(
        state,
        task.progress(),
        progress::mean(parts().map(TaskVerdict::actual)),
        milestones,
    );
    let expected = progress::expected_by_milestones(milestones, as_of)
        .or_else(|| progress::expected_by_dates(start, deadline, as_of))
        .or_else(|| progress::mean(parts().map(TaskVerdict::expected)));
    verdict.state = state;
    (verdict.actual, verdict.expected) = (actual.into(), expected.into());
    let mut missed: Option<(u32, i64)> = None;
    for (at, step) in (0..).zip(milestones) {
        if step.days_missed > missed.map_or(0, |(_, days)| days) {
            missed = Some((at, step.days_missed));
        }
    }
    let own = light::light(
        &Facts {
            as_of,
            state,
            deadline,
            start,
            actual,
            actual_from,
            lag: verdict.lag(),
            has_milestones: !milestones.is_empty(),
            missed,
        },
        &plan.thresholds,
    );
    // Of several red parts the one overdue longest is named, the first of equals.
    let mut red: Option<(u32, i64)> = None;
    for (part, other) in (0..).zip(parts()) {
        if other.light == Light::Red && red.is_none_or(|(_, days)| other.days_overdue() > days) {
            red = Some((part, other.days_overdue()));
        }
    }
    let (light, reason) = light::with_parts(own, red.map(|(part, _)| part));
    let past = state::days_past(deadline, as_of);
    verdict.deadline = deadline;
    verdict.long_term = state::long_term(task);
    verdict.start = start;
    verdict.days_past = match state {
        State::Open | State::Reopened | State::Completed => past as u32,
        State::Done => 0,
    };
    verdict.actual_from = actual_from;
    verdict.class = light::class(state, light, &reason);
    verdict.mismatch = light::mismatch(task.status(), state, light, &reason);
    verdict.light = light;
    verdict.reason = reason;
    verdict.unclear = unclear(task);
}

/// 五明确: goal, standard, responsible unit, deadline of any recognised kind, stakes
/// (plan 五(二)).
fn unclear(task: Task<'_>) -> Clears {
    [
        (Clear::Goal, task.goal().is_empty()),
        (Clear::Standard, task.standard().is_empty()),
        (Clear::Responsible, !task.is_responsible()),
        (Clear::Deadline, !task.deadline().recognised),
        (Clear::Stakes, task.stakes().is_empty()),
    ]
    .into_iter()
    .filter_map(|(clear, missing)| missing.then_some(clear))
    .collect()
}

/// The verdict on a task of which nothing is known yet.
pub(super) fn blank() -> TaskVerdict {
    TaskVerdict {
        parent: Link::NONE,
        parts: 0..0,
        milestones: 0..0,
        state: State::Open,
        deadline: None,
        long_term: false,
        start: None,
        days_past: 0,
        actual: Figure::NONE,
        actual_from: ActualFrom::Unknown,
        expected: Figure::NONE,
        light: Light::Grey,
        reason: Reason::Unknown,
        class: ReadClass::Unknown,
        unclear: Clears::default(),
        mismatch: false,
        updated: None,
        seldom: None,
    }
}
