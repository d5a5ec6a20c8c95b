//! What falls due before the next meeting (DESIGN §1, the chair's questions).

use super::board::{Due, MilestoneVerdict, State, TaskIx, TaskVerdict};
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

/// Of one task its deadline and undone milestones in (`as_of`, `horizon`], where it is neither
/// completed nor signed off; of a row with parts too.
pub fn due_soon<'a>(
    task: TaskIx,
    verdict: &'a TaskVerdict,
    milestones: &'a [MilestoneVerdict],
    (as_of, horizon): (NaiveDate, NaiveDate),
) -> impl Iterator<Item = Due> + 'a {
    let open = !matches!(verdict.state, State::Completed | State::Done);
    let own = verdict.deadline.map(|date| (date, false));
    let steps = milestones.iter().filter(|step| step.done.is_none());
    let steps = steps.filter_map(|step| Some((step.due?, true)));
    let all = own.into_iter().chain(steps).filter(move |_| open);
    all.filter(move |(date, _)| *date > as_of && *date <= horizon)
        .map(move |(date, is_milestone)| Due {
            date,
            task,
            is_milestone,
        })
}
