//! Which look-backs reopen a task (DESIGN §4, Done; plan 五(三), 回头看).

use super::board::State;
use crate::model::{RowId, Tables, Task};
use crate::terms::LookbackResult;
use chrono::NaiveDate;
use rustc_hash::FxHashMap;

/// A look-back that found a task undone and was not put right yet.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Reopening {
    /// Its row.
    pub row: RowId,
    /// Its day.
    pub date: NaiveDate,
    /// 整改时限: the task's deadline from then on.
    pub deadline: Option<NaiveDate>,
}

/// The failed look-backs open for each task, by (region, id): the oldest first, never none. The
/// last of them is what reopens the task.
pub type Reopenings<'a> = FxHashMap<(&'a str, &'a str), Vec<Reopening>>;

/// The look-backs that found 反弹, 不到位 or 弄虚作假 of each task, until their 整改完成 or a
/// later 合格. Look-backs after `as_of` have not happened; those without a day or a result say
/// nothing.
pub fn reopenings(tables: &Tables, as_of: NaiveDate) -> Reopenings<'_> {
    reopenings_of(tables, tables.lookbacks.iter().copied(), as_of)
}

/// As [`reopenings`], of these look-backs alone: all those of some regions, in their order.
pub fn reopenings_of(
    tables: &Tables,
    rows: impl Iterator<Item = RowId>,
    as_of: NaiveDate,
) -> Reopenings<'_> {
    /// One look-back: its result, whether it was put right, what it would reopen.
    type Seen = (LookbackResult, bool, Reopening);
    let mut found: FxHashMap<(&str, &str), Vec<Seen>> = FxHashMap::default();
    for row in rows {
        let Some(one) = tables.lookback(row) else {
            continue;
        };
        let (Some(date), Some(result)) = (one.date(), one.result()) else {
            continue;
        };
        if date > as_of {
            continue;
        }
        let fixed = one.fixed().is_some_and(|day| day <= as_of);
        let reopening = Reopening {
            row,
            date,
            deadline: one.deadline(),
        };
        found
            .entry((one.region(), one.task()))
            .or_default()
            .push((result, fixed, reopening));
    }
    found
        .into_iter()
        .filter_map(|(key, mut list)| {
            // Of one day the later row is the later look.
            list.sort_by_key(|(.., reopening)| reopening.date);
            let mut open = Vec::new();
            for (result, fixed, reopening) in list {
                if result == LookbackResult::Passed {
                    open.clear();
                } else if !fixed {
                    open.push(reopening);
                }
            }
            (!open.is_empty()).then_some((key, open))
        })
        .collect()
}

/// The state with look-backs seen: one on or after the day a task was completed or signed off
/// reopens it; a sign-off after the look-back stands.
pub fn apply(
    state: State,
    task: Task<'_>,
    reopening: Option<&Reopening>,
    as_of: NaiveDate,
) -> (State, Option<Reopening>) {
    let (State::Completed | State::Done, Some(reopening)) = (state, reopening) else {
        return (state, None);
    };
    let finished = [task.completed(), task.signed_off()]
        .into_iter()
        .flatten()
        .filter(|day| *day <= as_of)
        .max();
    if finished.is_some_and(|day| day > reopening.date) {
        return (state, None);
    }
    (State::Reopened, Some(*reopening))
}
