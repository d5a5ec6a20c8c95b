//! Progress at each version up to the day: what the curves and sparklines draw.
//!
//! Each point is the past judged as it was then, by the same rules.

use super::board::{History, State, TaskIx, TaskVerdict, TrendPoint, Verdicts};
use super::ids::{self, Ids};
use super::judge::{self, By};
use super::lookback;
use super::merge::Archive;
use super::own::Own;
use super::progress::{self, Mean, Weights};
use crate::parallel;
use chrono::{Datelike, Months, NaiveDate};

/// Begins the history of every verdict: so many points, the last of which is now.
pub fn begin(verdicts: &mut [TaskVerdict], points: usize) {
    for verdict in verdicts {
        let mut history = History::unknown(points);
        if let Some(last) = history.points().last_mut() {
            *last = verdict.actual;
        }
        verdict.history = history;
    }
}

/// The points at every version date before `as_of`; fills the history of every verdict in step with
/// them, and with `as_of` behind them.
pub fn past(
    archive: &Archive,
    by: By<'_>,
    ids: &Ids<'_>,
    verdicts: &mut [TaskVerdict],
) -> Vec<TrendPoint> {
    let dates = archive.task_dates(by.as_of);
    begin(verdicts, dates.len() + 1);
    let mut points = Vec::with_capacity(dates.len() + 1);
    for (at, &date) in dates.iter().enumerate() {
        let tables = archive.tables(date, false);
        let then = ids::identities(Own::whole(&tables));
        let open = lookback::reopenings(&tables, date);
        let day = By { as_of: date, ..by };
        let judged = judge::judge_whole(&tables, &then, &open, day);
        for (key, ix) in then.all() {
            let now = ids
                .get(key)
                .and_then(|now: TaskIx| verdicts.get_mut(now as usize));
            if let (Some(now), Some(then)) = (now, judged.tasks.get(ix as usize)) {
                now.history.points()[at] = then.actual;
            }
        }
        points.push(point(date, &Verdicts::new([judged.into()])));
    }
    points
}

/// The schedule as it stands, drawn ahead: the mean expected progress of the leaves at each
/// month's first day, from the plan's January to the month after the last date, two years at
/// most. The same rule as every task's own expected progress (DESIGN §4).
pub fn planned(verdicts: &Verdicts, year: i32) -> Vec<(NaiveDate, f64)> {
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
    let number = |day: NaiveDate| day.num_days_from_ce();
    let numbers: Vec<i32> = days.iter().copied().map(number).collect();
    let sums = parallel::map(&verdicts.pieces(parallel::PIECE), |piece| {
        // All days of a row before the next row: rows are many.
        let mut sums = vec![Mean::default(); days.len()];
        for verdict in piece.tasks.iter().filter(|verdict| !verdict.has_parts()) {
            let steps = piece.stretch.milestones_of(verdict);
            if let Some(weights) = Weights::dated(steps) {
                for (&day, sum) in days.iter().zip(&mut sums) {
                    sum.add(Some(weights.due_before(day)));
                }
            } else if let Some((start, deadline)) = verdict.start.zip(verdict.deadline) {
                let (start, deadline) = (number(start), number(deadline));
                for (&day, sum) in numbers.iter().zip(&mut sums) {
                    sum.add(Some(progress::expected_between(start, deadline, day)));
                }
            }
        }
        sums
    });
    let sums = sums.into_iter().reduce(|mut all, more| {
        for (sum, more) in all.iter_mut().zip(more) {
            *sum = sum.with(more);
        }
        all
    });
    days.into_iter()
        .zip(sums.unwrap_or_default())
        .filter_map(|(day, mean)| Some((day, mean.mean()?)))
        .collect()
}

/// One point: means over the leaves (rows without parts), counts over all rows.
pub fn point(date: NaiveDate, verdicts: &Verdicts) -> TrendPoint {
    // All in one pass: a million verdicts come slowly from memory.
    let sums = parallel::map(&verdicts.pieces(parallel::PIECE), |piece| {
        let mut sums = Sums::default();
        for verdict in piece.tasks {
            if !verdict.has_parts() {
                sums.actual.add(verdict.actual);
                sums.expected.add(verdict.expected);
            }
            sums.done += usize::from(verdict.state == State::Done);
            sums.overdue += usize::from(verdict.is_overdue());
        }
        sums
    });
    let all = sums.into_iter().fold(Sums::default(), Sums::with);
    TrendPoint {
        date,
        actual: all.actual.mean(),
        expected: all.expected.mean(),
        done: all.done,
        overdue: all.overdue,
        total: verdicts.len(),
    }
}

/// What a point is made of.
#[derive(Debug, Clone, Copy, Default)]
struct Sums {
    actual: Mean,
    expected: Mean,
    done: usize,
    overdue: usize,
}

impl Sums {
    fn with(self, more: Self) -> Self {
        Self {
            actual: self.actual.with(more.actual),
            expected: self.expected.with(more.expected),
            done: self.done + more.done,
            overdue: self.overdue + more.overdue,
        }
    }
}
