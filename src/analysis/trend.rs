//! Progress at each version up to the day: what the curves and sparklines draw.
//!
//! Each point is the past judged as it was then, by the same rules.

use super::board::{State, TaskIx, TaskVerdict, TrendPoint};
use super::findings::Findings;
use super::judge;
use super::merge::{self, Archive, Ids};
use super::progress;
use crate::plan::Plan;
use chrono::NaiveDate;

/// The points at every version date before `as_of`, then `as_of` itself; fills the history
/// of every verdict in step with them.
pub fn trend(
    archive: &Archive,
    plan: &Plan,
    as_of: NaiveDate,
    ids: &Ids<'_>,
    verdicts: &mut [TaskVerdict],
) -> Vec<TrendPoint> {
    let dates = archive.task_dates(as_of);
    for verdict in &mut *verdicts {
        verdict.history = vec![None; dates.len() + 1];
    }
    let mut points = Vec::with_capacity(dates.len() + 1);
    for (at, &date) in dates.iter().enumerate() {
        let (tables, _) = archive.tables(date, false);
        let then = merge::identities(&tables);
        let judged = judge::judge(&tables, &then, plan, date, &mut Findings::default());
        for (&key, &ix) in &then {
            let now = ids
                .get(&key)
                .and_then(|&now: &TaskIx| verdicts.get_mut(now as usize));
            if let (Some(now), Some(then)) = (now, judged.tasks.get(ix as usize)) {
                now.history[at] = then.actual;
            }
        }
        points.push(point(date, &judged.tasks));
    }
    for verdict in &mut *verdicts {
        if let Some(last) = verdict.history.last_mut() {
            *last = verdict.actual;
        }
    }
    points.push(point(as_of, verdicts));
    points
}

/// One point: means over the leaves (rows without parts), counts over all rows.
pub fn point(date: NaiveDate, verdicts: &[TaskVerdict]) -> TrendPoint {
    let leaves = || verdicts.iter().filter(|verdict| verdict.parts.is_empty());
    TrendPoint {
        date,
        actual: progress::mean(leaves().map(|verdict| verdict.actual)),
        expected: progress::mean(leaves().map(|verdict| verdict.expected)),
        done: verdicts.iter().filter(|v| v.state == State::Done).count(),
        overdue: verdicts.iter().filter(|v| v.is_overdue()).count(),
        total: verdicts.len(),
    }
}
