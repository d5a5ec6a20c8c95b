//! Progress at each version up to the day: what the curves and sparklines draw.
//!
//! Each point is the past judged as it was then, by the same rules.

use super::board::{Stretch, TaskIx, TaskVerdict, TrendPoint};
use super::counts::Groups;
use super::ids::{self, Ids};
use super::judge::{self, By};
use super::lookback;
use super::merge::Archive;
use super::own::Own;
use super::progress::{self, Mean, Weights};
use super::tally;
use crate::parallel;
use chrono::{Datelike, NaiveDate};

/// The points at every version date before `as_of`; fills the past of every verdict in step with
/// them.
pub fn past(
    archive: &Archive,
    by: By<'_>,
    ids: &Ids<'_>,
    verdicts: &mut [TaskVerdict],
) -> Vec<TrendPoint> {
    let dates = archive.task_dates(by.as_of);
    if !dates.is_empty() {
        for verdict in &mut *verdicts {
            verdict.seldom().past = vec![None; dates.len()].into();
        }
    }
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
                now.seldom().past[at] = then.actual();
            }
        }
        points.push(point(date, &tally::groups_of(&judged)));
    }
    points
}

/// Sums of the expected progress of the leaves of some tasks on the first days of months, from the
/// January of the plan's year until nothing is to come, two years at most. The same rule as every
/// task's own expected progress (DESIGN §4).
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Ahead(Vec<Mean>);

impl Ahead {
    /// Of a stretch.
    pub fn of(stretch: &Stretch, year: i32) -> Self {
        let deadlines = stretch.tasks.iter().filter_map(|verdict| verdict.deadline);
        let dues = stretch.milestones.iter().filter_map(|step| step.due);
        let last = deadlines.max().max(dues.max());
        // What comes after the last of these days is as on the first day behind it.
        let days = months(year);
        let until = last.map_or(0, |last| days.partition_point(|day| *day <= last));
        let days = &days[..days.len().min(until + 1)];
        let number = |day: &NaiveDate| day.num_days_from_ce();
        let numbers: Vec<i32> = days.iter().map(number).collect();
        let sums = parallel::map_pieces(&stretch.tasks, parallel::PIECE, |tasks| {
            let mut sums = vec![Mean::default(); days.len()];
            // So many begin to count as whole on each day, and stay so; of rows with a start and a
            // deadline only the days between are reckoned.
            let mut whole = vec![0_u32; days.len()];
            let mut dated = 0;
            for verdict in tasks.iter().filter(|verdict| !verdict.has_parts()) {
                let steps = stretch.milestones_of(verdict);
                if let Some(weights) = Weights::dated(steps) {
                    for (&day, sum) in days.iter().zip(&mut sums) {
                        sum.add(Some(weights.due_before(day)));
                    }
                } else if let Some((start, deadline)) = verdict.start.zip(verdict.deadline) {
                    let (start, deadline) = (number(&start), number(&deadline));
                    let over = numbers.partition_point(|day| *day < deadline);
                    let begun = numbers.partition_point(|day| *day <= start).min(over);
                    dated += 1;
                    if let Some(whole) = whole.get_mut(over) {
                        *whole += 1;
                    }
                    let between = numbers[begun..over].iter().zip(&mut sums[begun..over]);
                    for (&day, sum) in between {
                        sum.add_part(progress::expected_between(start, deadline, day));
                    }
                }
            }
            let mut over = 0;
            for (sum, whole) in sums.iter_mut().zip(whole) {
                over += whole;
                sum.add_part(100.0 * f64::from(over));
                sum.add_count(dated);
            }
            sums
        });
        let mut all = Self::default();
        for sums in sums {
            all.add_all(&Self(sums));
        }
        all
    }

    /// Other tasks as well.
    pub fn add_all(&mut self, more: &Self) {
        let (own, others) = (self.0.last().copied(), more.0.last().copied());
        let many = self.0.len().max(more.0.len());
        self.0.resize(many, own.unwrap_or_default());
        let rest = std::iter::repeat(others.unwrap_or_default());
        for (sum, more) in self.0.iter_mut().zip(more.0.iter().copied().chain(rest)) {
            *sum = sum.with(more);
        }
    }

    /// The schedule as it stands, drawn ahead: the mean at each month's first day, from the plan's
    /// January to the month after the last deadline, within two years.
    pub fn planned(&self, year: i32, last: Option<NaiveDate>) -> Vec<(NaiveDate, f64)> {
        let days = months(year);
        let last = last.or_else(|| days.first().copied());
        // The plan's own year is drawn to its end.
        let until = days.iter().position(|day| {
            last.is_some_and(|last| *day > last) && (day.month() == 1 || day.year() > year)
        });
        let days = days.into_iter().take(until.map_or(usize::MAX, |at| at + 1));
        let rest = std::iter::repeat(self.0.last().copied().unwrap_or_default());
        days.zip(self.0.iter().copied().chain(rest))
            .filter_map(|(day, mean)| Some((day, mean.mean()?)))
            .collect()
    }
}

/// The first days of the months of a year and the next.
fn months(year: i32) -> Vec<NaiveDate> {
    let months = (year..=year.saturating_add(1)).flat_map(|year| (1..=12).map(move |m| (year, m)));
    months
        .filter_map(|(year, month)| NaiveDate::from_ymd_opt(year, month, 1))
        .collect()
}

/// One point: means over the leaves (rows without parts), counts over all rows.
pub fn point(date: NaiveDate, groups: &Groups) -> TrendPoint {
    let [all, _, _, leaves, _] = groups.counts();
    TrendPoint {
        date,
        actual: leaves.actual,
        expected: leaves.expected,
        done: all.done,
        overdue: all.overdue,
        total: all.total,
    }
}
