//! What falls due before the next meeting (DESIGN §1, the chair's questions).

use super::board::{Due, State, Verdicts};
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
pub fn due_soon(verdicts: &Verdicts, as_of: NaiveDate, horizon: NaiveDate) -> Vec<Due> {
    let soon = |date: Option<NaiveDate>| date.filter(|&date| date > as_of && date <= horizon);
    let mut due = Vec::new();
    for (first, stretch) in verdicts.stretches() {
        let open = (first..).zip(stretch.tasks());
        let open = open.filter(|(_, one)| !matches!(one.state, State::Completed | State::Done));
        for (task, verdict) in open {
            let mut push = |date, is_milestone| {
                due.push(Due {
                    date,
                    task,
                    is_milestone,
                });
            };
            if let Some(date) = soon(verdict.deadline) {
                push(date, false);
            }
            let steps = stretch.milestones_of(verdict).iter();
            for step in steps.filter(|step| step.done.is_none()) {
                if let Some(date) = soon(step.due) {
                    push(date, true);
                }
            }
        }
    }
    due.sort_by_key(|due| due.date);
    due
}
