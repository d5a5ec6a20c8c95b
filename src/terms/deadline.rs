//! What a deadline cell says: a date, a standing duty, or both.

use chrono::NaiveDate;

/// A deadline as read. `2021年12月底前完成，长期坚持` is dated *and* long-term.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "facts of one cell, free of each other"
)]
pub struct Deadline {
    /// The last day on which the work is in time, if the cell holds one.
    pub date: Option<NaiveDate>,
    /// 长期坚持, 持续推进: a duty that goes on.
    pub long_term: bool,
    /// 立行立改 without a date: issued + the plan's days; also any other derived date.
    pub derived: bool,
    /// 每年6月底前: comes back every year; `date` is this plan year's.
    pub recurring: bool,
    /// 立行立改 / 即知即改 was written.
    pub immediate: bool,
    /// The cell held something that is a kind of deadline, dated or not (五明确).
    pub recognised: bool,
}
