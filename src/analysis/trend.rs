//! Progress at each version up to the day: what the curves and sparklines draw.
//!
//! Each point is the past judged as it was then, by the same rules.

use super::board::{History, MilestoneVerdict, State, TaskIx, TaskVerdict, TrendPoint};
use super::findings::Findings;
use super::judge;
use super::merge::{self, Archive, Ids};
use super::parallel;
use super::progress;
use crate::plan::Plan;
use chrono::{Datelike, Months, NaiveDate};

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
        verdict.history = History::unknown(dates.len() + 1);
    }
    let mut points = Vec::with_capacity(dates.len() + 1);
    for (at, &date) in dates.iter().enumerate() {
        let tables = archive.tables(date, false);
        let then = merge::identities(&tables);
        let judged = judge::judge(&tables, &then, plan, date, &mut Findings::default());
        for (&key, &ix) in &then {
            let now = ids
                .get(&key)
                .and_then(|&now: &TaskIx| verdicts.get_mut(now as usize));
            if let (Some(now), Some(then)) = (now, judged.tasks.get(ix as usize)) {
                now.history.points()[at] = then.actual;
            }
        }
        points.push(point(date, &judged.tasks));
    }
    for verdict in &mut *verdicts {
        if let Some(last) = verdict.history.points().last_mut() {
            *last = verdict.actual;
        }
    }
    points.push(point(as_of, verdicts));
    points
}

/// The schedule as it stands, drawn ahead: the mean expected progress of the leaves at each
/// month's first day, from the plan's January to the month after the last date, two years at
/// most. The same rule as every task's own expected progress (DESIGN §4).
pub fn planned(
    verdicts: &[TaskVerdict],
    milestones: &[MilestoneVerdict],
    year: i32,
) -> Vec<(NaiveDate, f64)> {
    let Some(mut day) = NaiveDate::from_ymd_opt(year, 1, 1) else {
        return Vec::new();
    };
    let last = verdicts
        .iter()
        .filter_map(|verdict| verdict.deadline)
        .max()
        .unwrap_or(day);
    let mut days = Vec::new();
    loop {
        days.push(day);
        let past_the_end = day > last && (day.month() == 1 || day.year() > year);
        match day.checked_add_months(Months::new(1)) {
            Some(next) if !past_the_end && next.year() <= year + 1 => day = next,
            _ => break,
        }
    }
    let sums = parallel::map_pieces(verdicts, |piece| {
        // All days of a row before the next row: rows are many.
        let mut sums = vec![(0.0, 0_u32); days.len()];
        for verdict in piece.iter().filter(|verdict| verdict.parts.is_empty()) {
            let steps = milestones
                .get(verdict.milestones.start as usize..verdict.milestones.end as usize)
                .unwrap_or_default();
            for (&day, sum) in days.iter().zip(&mut sums) {
                let expected = progress::expected_by_milestones(steps, day)
                    .or_else(|| progress::expected_by_dates(verdict.start, verdict.deadline, day));
                if let Some(expected) = expected {
                    *sum = (sum.0 + expected, sum.1 + 1);
                }
            }
        }
        sums
    });
    let sums = sums.into_iter().reduce(|mut all, more| {
        for (sum, more) in all.iter_mut().zip(more) {
            *sum = (sum.0 + more.0, sum.1 + more.1);
        }
        all
    });
    days.into_iter()
        .zip(sums.unwrap_or_default())
        .filter(|(_, (_, count))| *count > 0)
        .map(|(day, (sum, count))| (day, sum / f64::from(count)))
        .collect()
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
