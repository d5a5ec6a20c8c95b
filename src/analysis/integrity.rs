//! Findings against padded progress (plan 五(三), 防包装式整改), each with its own code.
//!
//! Finds; does not accuse, and does not change a light.

use super::board::{ActualFrom, Integrity, State, Stretch, TaskVerdict};
use super::own::Own;
use super::past::{Past, Slip};
use super::progress;
use super::state::{self, Cells};
use crate::model::{Tables, Task};
use crate::parallel;
use chrono::NaiveDate;

/// Fills in the findings on every task (DESIGN §4, Integrity).
pub fn fill(own: Own<'_>, stretch: &mut Stretch, past: &Past, as_of: NaiveDate) {
    let pieces = parallel::map_places(own.len(), |tasks| {
        let found = tasks.map(|ix| (ix, of_task(ix, own, stretch, past, as_of)));
        let found = found.filter(|(_, found)| !found.is_empty());
        found.collect::<Vec<(usize, Vec<Integrity>)>>()
    });
    for (ix, found) in pieces.into_iter().flatten() {
        stretch.tasks[ix].seldom().integrity = found.into();
    }
}

fn of_task(
    ix: usize,
    own: Own<'_>,
    stretch: &Stretch,
    past: &Past,
    as_of: NaiveDate,
) -> Vec<Integrity> {
    let (Some(task), Some(verdict)) = (own.task(ix), stretch.tasks.get(ix)) else {
        return Vec::new();
    };
    let mut found = of_row(task, verdict, stretch, own.tables, as_of);
    let before = past.previous.get(ix).copied().flatten();
    if let Some(before) = before.and_then(|id| own.tables.task(id))
        && let Some(fell) = fell(before, task, as_of)
    {
        found.push(fell);
    }
    if let Some(moved) = past.slips.get(ix).and_then(slip) {
        found.push(moved);
    }
    if verdict.state == State::Reopened {
        found.push(Integrity::Reopened);
    }
    found
}

fn of_row(
    task: Task<'_>,
    verdict: &TaskVerdict,
    stretch: &Stretch,
    tables: &Tables,
    as_of: NaiveDate,
) -> Vec<Integrity> {
    let mut found = Vec::new();
    let milestones = stretch.milestones_of(verdict);
    let claimed = matches!(verdict.actual_from, ActualFrom::State | ActualFrom::Column);
    if claimed
        && verdict.actual().is_some_and(|actual| actual >= 100.0)
        && milestones.iter().any(|step| step.done.is_none())
    {
        found.push(Integrity::FullWithOpenMilestones);
    }
    let happened = |day: Option<NaiveDate>| day.is_some_and(|day| day <= as_of);
    if verdict.state == State::Done {
        if !happened(task.accepted()) {
            found.push(Integrity::DoneWithoutAcceptance);
        }
        if !happened(task.published()) {
            found.push(Integrity::DoneWithoutPublication);
        }
    }
    let open = |state| matches!(state, State::Open | State::Reopened);
    if !open(verdict.state)
        && stretch.parts_of(verdict).iter().any(|&part| {
            stretch
                .tasks
                .get(part as usize)
                .is_some_and(|p| open(p.state))
        })
    {
        found.push(Integrity::DoneWithOpenPart);
    }
    let events = [
        task.completed(),
        task.accepted(),
        task.published(),
        task.signed_off(),
    ];
    let steps = milestones.iter().filter_map(|step| {
        let id = tables.milestones.get(step.row as usize)?;
        tables.milestone(*id)?.done()
    });
    let future = events.into_iter().flatten().chain(steps);
    if let Some(day) = future.filter(|&day| day > as_of).min() {
        found.push(Integrity::FutureDate(day));
    }
    found
}

/// Progress of the version before against now, both by state and 进度 as at `as_of`.
fn fell(before: Task<'_>, now: Task<'_>, as_of: NaiveDate) -> Option<Integrity> {
    let claimed = |task: Task<'_>| {
        let cells = Cells::of(task);
        progress::actual(state::state(cells, as_of), cells.progress, None, &[]).0
    };
    let (from, to) = (claimed(before)?, claimed(now)?);
    (to < from).then_some(Integrity::ProgressFell(from, to))
}

fn slip(slip: &Slip) -> Option<Integrity> {
    match (slip.moves, slip.now, slip.last_date) {
        (0, ..) => None,
        (_, None, Some(last)) => Some(Integrity::DeadlineEmptied(last)),
        (moves, now, _) => Some(Integrity::DeadlineMoved(slip.first, now, moves)),
    }
}
