//! What a task has come to: signed off, completed, open; its deadline and how late it is.
//!
//! Judges one row by its own cells (DESIGN §4, Done and Overdue; plan 三(一), 限时销号).

use super::board::State;
use crate::model::Task;
use crate::plan::Plan;
use crate::terms::{Deadline, Kind, Status};
use chrono::{Days, NaiveDate};

/// The cells that tell a task's state.
#[derive(Debug, Clone, Copy, Default)]
pub struct Cells {
    /// 销号日期.
    pub signed_off: Option<NaiveDate>,
    /// 实际完成日期.
    pub completed: Option<NaiveDate>,
    /// 状态.
    pub status: Option<Status>,
    /// 进度.
    pub progress: Option<f64>,
}

impl Cells {
    /// The cells of a row.
    pub fn of(task: Task<'_>) -> Self {
        Self {
            signed_off: task.signed_off(),
            completed: task.completed(),
            status: task.status(),
            progress: task.progress(),
        }
    }
}

/// *Done* = 销号日期 ≤ `as_of`, or status 已销号 without a date. *Completed* = completed date
/// ≤ `as_of`; only without any completed date do the status or 进度 ≥ 100 count.
/// A date after `as_of` has not happened (DESIGN §4, Done).
pub fn state(cells: Cells, as_of: NaiveDate) -> State {
    let signed_off = match cells.signed_off {
        Some(day) => day <= as_of,
        None => cells.status == Some(Status::SignedOff),
    };
    if signed_off {
        return State::Done;
    }
    let completed = match cells.completed {
        Some(day) => day <= as_of,
        None => {
            cells.status.is_some_and(Status::is_completed)
                || cells.progress.is_some_and(|progress| progress >= 100.0)
        }
    };
    if completed {
        State::Completed
    } else {
        State::Open
    }
}

/// The deadline in force: the cell's date; 立行立改 without one is issued + the plan's days
/// (DESIGN §3). A long-term task has none only where its cell holds no date.
pub fn deadline(cell: Deadline, plan: &Plan) -> Option<NaiveDate> {
    cell.date.or_else(|| {
        let days = u64::try_from(plan.thresholds.immediate_days).ok()?;
        (cell.immediate && !cell.long_term)
            .then(|| plan.issued?.checked_add_days(Days::new(days)))
            .flatten()
    })
}

/// 长期坚持 in the deadline, the kind or the status.
pub fn long_term(task: Task<'_>) -> bool {
    task.deadline().long_term
        || task.kind() == Some(Kind::LongTerm)
        || task.status() == Some(Status::LongTerm)
}

/// Natural days past the deadline, 0 on the day itself and before (DESIGN §4, Overdue).
pub fn days_past(deadline: Option<NaiveDate>, as_of: NaiveDate) -> i64 {
    deadline.map_or(0, |deadline| (as_of - deadline).num_days().max(0))
}
