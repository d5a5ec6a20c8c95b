//! What falls due before the next meeting (DESIGN §1, the chair's questions).

use super::board::{Due, State, TaskIx};
use super::judge::Judged;
use crate::plan::Plan;
use chrono::{Days, NaiveDate};

/// Days looked ahead where the plan names no later meeting.
const LOOK_AHEAD: u64 = 30;

/// The next meeting of the plan, else `as_of` + 30 days; and whether it is a meeting.
pub fn horizon(plan: &Plan, as_of: NaiveDate) -> (NaiveDate, bool) {
    match plan.next_meeting(as_of) {
        Some(meeting) => (meeting, true),
        None => (
            as_of
                .checked_add_days(Days::new(LOOK_AHEAD))
                .unwrap_or(as_of),
            false,
        ),
    }
}

/// Deadlines and undone milestones in (`as_of`, `horizon`] of rows neither completed nor
/// signed off, rows with parts too; by date, then in file order.
pub fn due_soon(judged: &Judged, as_of: NaiveDate, horizon: NaiveDate) -> Vec<Due> {
    let soon = |date: Option<NaiveDate>| date.filter(|&date| date > as_of && date <= horizon);
    let mut due = Vec::new();
    for (ix, verdict) in judged.tasks.iter().enumerate() {
        if matches!(verdict.state, State::Completed | State::Done) {
            continue;
        }
        let task = ix as TaskIx;
        if let Some(date) = soon(verdict.deadline) {
            due.push(Due {
                date,
                task,
                milestone: None,
            });
        }
        let steps = judged.milestones_of(verdict).iter();
        for (step, at) in steps.zip(verdict.milestones.clone()) {
            if let Some(date) = soon(step.due).filter(|_| step.done.is_none()) {
                due.push(Due {
                    date,
                    task,
                    milestone: Some(at),
                });
            }
        }
    }
    due.sort_by_key(|due| due.date);
    due
}
