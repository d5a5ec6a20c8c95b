//! The light of a task and why; its read-out class; whether the reported status agrees.
//!
//! First rule that holds, thresholds from the plan (DESIGN §4, Light).

use super::board::{ActualFrom, Light, ReadClass, Reason, State};
use crate::plan::Thresholds;
use crate::terms::Status;
use chrono::NaiveDate;

/// Differences below this are representation, not measure: thresholds compare unrounded
/// values, and 72.5 − 62.5 must be 10.
const NOISE: f64 = 1e-9;

/// What a light depends on.
#[derive(Debug, Clone, Copy)]
pub struct Facts {
    /// The day.
    pub as_of: NaiveDate,
    /// What the task has come to.
    pub state: State,
    /// The deadline in force.
    pub deadline: Option<NaiveDate>,
    /// 开始日期, else the plan's day of issue.
    pub start: Option<NaiveDate>,
    /// Actual progress.
    pub actual: Option<f64>,
    /// Where it comes from.
    pub actual_from: ActualFrom,
    /// Expected − actual.
    pub lag: Option<f64>,
    /// Whether it has milestones.
    pub has_milestones: bool,
    /// The milestone missed longest: its index, and by how many days, at least one.
    pub missed: Option<(u32, i64)>,
}

/// The light by the row's own columns; [`with_parts`] then looks at its parts.
pub fn light(facts: &Facts, bounds: &Thresholds) -> (Light, Reason) {
    let past = facts
        .deadline
        .map(|deadline| (facts.as_of - deadline).num_days());
    match facts.state {
        State::Reopened => return (Light::Red, Reason::Reopened),
        State::Done => return (Light::Blue, Reason::Done),
        State::Completed => {
            return match past {
                Some(days) if days > 0 => (Light::Yellow, Reason::LateSignOff(days)),
                _ => (Light::Green, Reason::Completed),
            };
        }
        State::Open => {}
    }
    // Where actual comes from milestones, lag is shown but not tested.
    let by_milestones = facts.actual_from == ActualFrom::Milestones;
    let lag = facts.lag.filter(|_| !by_milestones);
    if let Some(days) = past.filter(|&days| days > 0) {
        return (Light::Red, Reason::Overdue(days));
    }
    if let Some(lag) = lag.filter(|lag| lag + NOISE >= bounds.lag_red) {
        return (Light::Red, Reason::Lag(lag));
    }
    if let Some((step, days)) = facts.missed
        && by_milestones
        && days > bounds.milestone_red_days
    {
        return (Light::Red, Reason::Milestone(step, days));
    }
    if let Some(lag) = lag.filter(|lag| lag + NOISE >= bounds.lag_yellow) {
        return (Light::Yellow, Reason::Lag(lag));
    }
    if let Some((step, days)) = facts.missed {
        return (Light::Yellow, Reason::Milestone(step, days));
    }
    let short = facts
        .actual
        .is_none_or(|actual| actual + NOISE < bounds.nearly_done);
    if let Some(days) = past
        .map(|days| -days)
        .filter(|&days| days <= bounds.warning_days)
        && short
    {
        return (Light::Yellow, Reason::DueSoon(days));
    }
    if facts.start.is_some_and(|start| start > facts.as_of) {
        return (Light::Grey, Reason::NotStarted);
    }
    if facts.deadline.is_none() && !facts.has_milestones {
        return (Light::Grey, Reason::NoDeadline);
    }
    if facts.actual.is_none() {
        return (Light::Grey, Reason::Unknown);
    }
    (Light::Green, Reason::OnSchedule)
}

/// Green or grey with a red part shows yellow and names the part (DESIGN §4).
pub fn with_parts(own: (Light, Reason), red_part: Option<u32>) -> (Light, Reason) {
    match (own.0, red_part) {
        (Light::Green | Light::Grey, Some(part)) => (Light::Yellow, Reason::RedPart(part)),
        _ => own,
    }
}

/// The class it is read out in: exclusive, summing to the total (DESIGN §4).
pub fn class(state: State, light: Light, reason: &Reason) -> ReadClass {
    match (state, light) {
        (State::Done, _) => ReadClass::Done,
        (State::Completed, _) => ReadClass::Completed,
        (State::Reopened, _) => ReadClass::Overdue,
        (State::Open, Light::Red | Light::Yellow) => match reason {
            Reason::Overdue(_) => ReadClass::Overdue,
            _ => ReadClass::Behind,
        },
        (State::Open, Light::Grey) => match reason {
            Reason::Unknown => ReadClass::Unknown,
            _ => ReadClass::NotStarted,
        },
        (State::Open, Light::Green | Light::Blue) => ReadClass::OnSchedule,
    }
}

/// Whether the status a unit reports is contradicted (DESIGN §4, Reported against computed):
///
/// | reported | disagrees where |
/// |---|---|
/// | 达到, 超过序时进度 | red; or yellow for lag, a milestone or a red part |
/// | 完成整改, 已验收 | still open; or yellow for a red part |
/// | 已销号 | not signed off |
/// | 未达到序时进度 | blue or green |
/// | 尚未启动 | blue or green |
/// | 逾期 | neither overdue nor late to be signed off |
/// | 未完成 | completed or signed off |
/// | 未销号 | signed off |
/// | 正在推进, 基本完成, 长期坚持, 不适用 | never: they say nothing of the pace |
pub fn mismatch(status: Option<Status>, state: State, light: Light, reason: &Reason) -> bool {
    let Some(status) = status else { return false };
    let good = matches!(light, Light::Blue | Light::Green);
    let finished = matches!(state, State::Completed | State::Done);
    match status {
        Status::OnSchedule | Status::Ahead => {
            light == Light::Red
                || (light == Light::Yellow
                    && matches!(
                        reason,
                        Reason::Lag(_) | Reason::Milestone(..) | Reason::RedPart(_)
                    ))
        }
        Status::Completed | Status::Accepted => !finished || matches!(reason, Reason::RedPart(_)),
        Status::SignedOff => state != State::Done,
        Status::Behind | Status::NotStarted => good,
        Status::Overdue => !matches!(
            reason,
            Reason::Overdue(_) | Reason::LateSignOff(_) | Reason::Reopened
        ),
        Status::NotDone => finished,
        Status::NotSignedOff => state == State::Done,
        Status::InProgress | Status::NearlyDone | Status::LongTerm | Status::NotApplicable => false,
    }
}
