//! The verdict on every task of one day: state, progress, light, parts before their parents.
//!
//! Needs only the tables of that day; what older versions tell is added by `past`.

use super::board::{
    ActualFrom, Clear, Clears, History, Light, MilestoneVerdict, ReadClass, Reason, State, TaskIx,
    TaskVerdict,
};
use super::findings::Findings;
use super::ids::Ids;
use super::light::{self, Facts};
use super::lookback::{self, Reopening, Reopenings};
use super::{progress, state, tree};
use crate::model::{Tables, Task};
use crate::parallel;
use crate::plan::Plan;
use chrono::NaiveDate;
use rustc_hash::FxHashMap;
use std::sync::Arc;

/// The tasks of one day, judged. Shared: a country has a million, and a refresh takes them over.
#[derive(Debug, Clone, Default)]
pub struct Judged {
    /// In step with the tables' tasks.
    pub tasks: Arc<Vec<TaskVerdict>>,
    /// Parts, grouped by parent.
    pub parts: Arc<Vec<TaskIx>>,
    /// Milestones, grouped by task.
    pub milestones: Arc<Vec<MilestoneVerdict>>,
}

impl Judged {
    /// A task's parts.
    pub fn parts_of(&self, verdict: &TaskVerdict) -> &[TaskIx] {
        self.parts
            .get(verdict.parts.start as usize..verdict.parts.end as usize)
            .unwrap_or_default()
    }

    /// A task's milestones.
    pub fn milestones_of(&self, verdict: &TaskVerdict) -> &[MilestoneVerdict] {
        self.milestones
            .get(verdict.milestones.start as usize..verdict.milestones.end as usize)
            .unwrap_or_default()
    }
}

/// Judges every task at `as_of` (DESIGN §4).
pub fn judge(
    tables: &Tables,
    ids: &Ids<'_>,
    reopenings: &Reopenings<'_>,
    plan: &Plan,
    as_of: NaiveDate,
    findings: &mut Findings,
) -> Judged {
    let tree = tree::tree(tables, ids, findings);
    let (milestones, steps) = tree::milestones(tables, ids, as_of, findings);
    let mut tasks: Vec<TaskVerdict> = vec![blank(); tables.tasks.len()];
    let steps_of = |known: &TaskVerdict| {
        let range = known.milestones.start as usize..known.milestones.end as usize;
        milestones.get(range).unwrap_or_default()
    };
    let reopening: FxHashMap<TaskIx, Reopening> = reopenings
        .iter()
        .filter_map(|(task, open)| Some((ids.get(*task)?, *open.last()?)))
        .collect();
    let row = |ix: usize| tables.tasks.get(ix).and_then(|&id| tables.task(id));
    // Rows without parts need no other row; those with parts follow from the bottom up.
    parallel::pieces(&mut tasks, |first, piece| {
        for (ix, known) in (first..).zip(piece) {
            known.parent = tree.parent[ix];
            known.parts = tree.ranges[ix].clone();
            known.milestones = steps[ix].clone();
            if let Some(task) = row(ix).filter(|_| known.parts.is_empty()) {
                let steps = steps_of(known);
                fill(
                    known,
                    task,
                    steps,
                    &[],
                    reopening.get(&(ix as TaskIx)),
                    plan,
                    as_of,
                );
            }
        }
    });
    let parents = tree.bottom_up.into_iter();
    for ix in parents.filter(|&ix| !tree.ranges[ix as usize].is_empty()) {
        let known = &tasks[ix as usize];
        if let Some(task) = row(ix as usize) {
            let own = known.parts.start as usize..known.parts.end as usize;
            let own = tree.parts.get(own).unwrap_or_default().iter();
            let parts: Vec<(TaskIx, &TaskVerdict)> =
                own.map(|&part| (part, &tasks[part as usize])).collect();
            let mut verdict = known.clone();
            let steps = steps_of(known);
            fill(
                &mut verdict,
                task,
                steps,
                &parts,
                reopening.get(&ix),
                plan,
                as_of,
            );
            tasks[ix as usize] = verdict;
        }
    }
    Judged {
        tasks: Arc::new(tasks),
        parts: Arc::new(tree.parts),
        milestones: Arc::new(milestones),
    }
}

/// Fills in the verdict on a task whose links to others are known.
fn fill(
    verdict: &mut TaskVerdict,
    task: Task<'_>,
    milestones: &[MilestoneVerdict],
    parts: &[(TaskIx, &TaskVerdict)],
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
        progress::mean(parts().map(|(_, part)| part.actual)),
        milestones,
    );
    let expected = progress::expected_by_milestones(milestones, as_of)
        .or_else(|| progress::expected_by_dates(start, deadline, as_of))
        .or_else(|| progress::mean(parts().map(|(_, part)| part.expected)));
    let lag = progress::lag(state, actual, expected);
    let mut missed: Option<(u32, i64)> = None;
    for (step, at) in milestones.iter().zip(verdict.milestones.clone()) {
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
            lag,
            has_milestones: !milestones.is_empty(),
            missed,
        },
        &plan.thresholds,
    );
    // Of several red parts the one overdue longest is named, the first of equals.
    let mut red: Option<(TaskIx, i64)> = None;
    for (part, other) in parts() {
        if other.light == Light::Red && red.is_none_or(|(_, days)| other.days_overdue > days) {
            red = Some((part, other.days_overdue));
        }
    }
    let (light, reason) = light::with_parts(own, red.map(|(part, _)| part));
    let past = state::days_past(deadline, as_of);
    verdict.state = state;
    verdict.deadline = deadline;
    verdict.long_term = state::long_term(task);
    verdict.start = start;
    verdict.days_overdue = match state {
        State::Open | State::Reopened => past,
        State::Completed | State::Done => 0,
    };
    verdict.days_late_sign_off = if state == State::Completed { past } else { 0 };
    verdict.actual = actual;
    verdict.actual_from = actual_from;
    verdict.expected = expected;
    verdict.lag = lag;
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

fn blank() -> TaskVerdict {
    TaskVerdict {
        parent: None,
        parts: 0..0,
        milestones: 0..0,
        state: State::Open,
        deadline: None,
        long_term: false,
        start: None,
        days_overdue: 0,
        days_late_sign_off: 0,
        actual: None,
        actual_from: ActualFrom::Unknown,
        expected: None,
        lag: None,
        light: Light::Grey,
        reason: Reason::Unknown,
        class: ReadClass::Unknown,
        unclear: Clears::default(),
        mismatch: false,
        integrity: Vec::new(),
        updated: None,
        history: History::default(),
    }
}
