//! `mean`: the arithmetic mean of the periods' values, as PM2.5 is judged.
//!
//! Plan 三(二): "PM2.5浓度控制在22微克/立方米以下". The needed mean tells what the rest of the
//! year may average.

use super::calendar::{self, Line, Sums, comparable};
use super::data::{Data, Depth, by_place};
use super::spec::Spec;
use super::{round_half_even, settle_goal, year_over};
use crate::analysis::board::{IndicatorVerdict, Outlook, Shown, SiteVerdict};
use crate::analysis::progress;
use crate::terms::{Direction, Goal, Period};
use chrono::NaiveDate;
use std::collections::BTreeSet;

/// Value, needed mean L·(n+R)−sum over R, 同比 and outlook (DESIGN §4, `mean`).
pub fn fill(verdict: &mut IndicatorVerdict, spec: &Spec, data: &Data<'_>, as_of: NaiveDate) {
    let years = Years::of(spec, data, as_of);
    tell(verdict, spec, &years, data.depth, as_of);
    if data.depth >= Depth::Sites
        && let Some(like) = years.this_year.first()
    {
        sites(verdict, spec, data, as_of, like);
    }
}

/// What follows from the figures of two years.
pub fn tell(
    verdict: &mut IndicatorVerdict,
    spec: &Spec,
    years: &Years,
    depth: Depth,
    as_of: NaiveDate,
) {
    let Years {
        this_year,
        before,
        sum,
        year_on_year,
    } = years;
    if depth >= Depth::Pictures {
        verdict.last_year = before.iter().map(|(p, &v)| (p, v)).collect();
    }
    let Some(like) = this_year.first() else {
        verdict.coverage = before
            .first()
            .and_then(|p| (p.elapsed(spec.year, as_of) > 0).then_some(0.0));
        return;
    };
    if depth >= Depth::Pictures {
        verdict.series = this_year.iter().map(|(p, &v)| (p, v)).collect();
    }
    let n = this_year.len();
    let value = sum / n as f64;
    verdict.n = n;
    verdict.value = Some(value);
    verdict.coverage = share(n, like.elapsed(spec.year, as_of));
    verdict.provisional = calendar::short_of_a_year(this_year.keys());
    settle_goal(verdict);
    verdict.year_on_year = *year_on_year;
    let rest = calendar::remaining(like, spec.year, as_of, |p| this_year.has(p));
    verdict.remaining = rest.len();
    let Goal::Number(target) = verdict.goal else {
        return;
    };
    if rest.is_empty() {
        verdict.outlook = year_over(verdict);
        return;
    }
    let remaining = rest.len() as f64;
    let limit = limit(target, verdict.direction, verdict.decimals);
    let needed = (limit * (n as f64 + remaining) - sum) / remaining;
    verdict.needed = Some(needed);
    let decides = verdict
        .decimals
        .map_or(limit, |decimals| round_half_even(limit, decimals));
    verdict.needed_holds = verdict.direction.holds(decides, target);
    let rest: BTreeSet<Period> = rest.into_iter().collect();
    let same_dates = before
        .iter()
        .filter(|&(p, _)| rest.contains(&calendar::year_after(p)))
        .map(|(_, &v)| Some(v));
    let last_year = progress::mean(same_dates);
    let reference = last_year.unwrap_or(value);
    verdict.reference = Some(reference);
    verdict.reference_is_last_year = last_year.is_some();
    let lower = verdict.direction.lower_is_better();
    let easier = if lower {
        needed > reference
    } else {
        needed < reference
    };
    verdict.outlook = match (lower && needed < 0.0, easier) {
        (true, _) => Outlook::Lost,
        (false, true) => Outlook::OnTrack,
        (false, false) => Outlook::AtRisk,
    };
}

/// L: the target moved by half of the last decimal towards what still rounds to met:
/// ≤ 22 → 22.5, ≥ 22 → 21.5, < 22 → 21.5, > 22 → 22.5; the target itself without 小数位.
pub fn limit(target: f64, direction: Direction, decimals: Option<u8>) -> f64 {
    let Some(decimals) = decimals else {
        return target;
    };
    let half = 0.5 / 10_f64.powi(i32::from(decimals.min(12)));
    match direction {
        Direction::AtMost | Direction::Above => target + half,
        Direction::AtLeast | Direction::Below => target - half,
        Direction::Equal => target,
    }
}

/// Periods with data ÷ periods elapsed.
pub fn share(n: usize, elapsed: u32) -> Option<f64> {
    (elapsed > 0).then(|| n as f64 / f64::from(elapsed))
}

/// The figures of this year, as far as it is over, and of the last.
#[derive(Debug)]
pub struct Years {
    this_year: Line<f64>,
    before: Line<f64>,
    /// Value times periods.
    sum: f64,
    year_on_year: Option<f64>,
}

impl Years {
    /// Those of some readings.
    pub fn of(spec: &Spec, data: &Data<'_>, as_of: NaiveDate) -> Self {
        let [this_year, before] = by_period(spec, data, as_of);
        let told = this_year.first();
        let twins = before
            .iter()
            .filter(|&(p, _)| comparable(p, as_of, told, |twin| this_year.has(twin)));
        let then = progress::mean(twins.map(|(_, &v)| Some(v)));
        let mut years = Self {
            sum: this_year.values().sum(),
            year_on_year: None,
            this_year,
            before,
        };
        years.year_on_year = years.value().zip(then).map(|(value, then)| value - then);
        years
    }

    fn value(&self) -> Option<f64> {
        let n = self.this_year.len();
        (n > 0).then(|| self.sum / n as f64)
    }
}

/// The figures of several regions as one: those of a day or month are averaged first, each region
/// counting the same however many sites it has, as those of sites are; a month stands for each of
/// its days where others deliver days. So a county that tells a day only does not weigh as much as
/// one that tells a year.
#[derive(Debug, Default)]
pub struct Together {
    this_year: Sums<(f64, u32)>,
    before: Sums<(f64, u32)>,
    /// Each region's change times its periods of this year, and those periods: a county's change counts
    /// as far as its figures do.
    changes: (f64, usize),
}

impl Together {
    /// One region more.
    pub fn add(&mut self, years: &Years) {
        let both = [
            (&mut self.this_year, &years.this_year),
            (&mut self.before, &years.before),
        ];
        for (sums, line) in both {
            for (period, value) in line.iter() {
                let sum = sums.of(period);
                *sum = (sum.0 + value, sum.1 + 1);
            }
        }
        if let Some(change) = years.year_on_year {
            let n = years.this_year.len();
            self.changes.0 += change * n as f64;
            self.changes.1 += n;
        }
    }

    /// Other regions behind these.
    pub fn absorb(&mut self, other: Self) {
        let add = |sum: &mut (f64, u32), more: (f64, u32)| {
            *sum = (sum.0 + more.0, sum.1 + more.1);
        };
        self.this_year.absorb(other.this_year, add);
        self.before.absorb(other.before, add);
        self.changes.0 += other.changes.0;
        self.changes.1 += other.changes.1;
    }

    /// What they come to.
    pub fn years(self) -> Years {
        let add = |sum: &mut (f64, u32), more: &(f64, u32)| {
            *sum = (sum.0 + more.0, sum.1 + more.1);
        };
        let this_year = means(self.this_year.levelled(add).like(None));
        let (changes, n) = self.changes;
        Years {
            sum: this_year.values().sum(),
            this_year,
            before: means(self.before.levelled(add).like(None)),
            year_on_year: (n > 0).then(|| changes / n as f64),
        }
    }
}

/// Each period of the year that is over by `as_of`, and each of the year before, with the mean over
/// its sites.
fn by_period(spec: &Spec, data: &Data<'_>, as_of: NaiveDate) -> [Line<f64>; 2] {
    let mut sums: [Sums<(f64, u32)>; 2] = Default::default();
    for datum in data.of_indicator(&spec.key, spec.method) {
        let Some(year) = calendar::of_two_years(datum.period, spec.year, as_of) else {
            continue;
        };
        let quotient = || datum.fraction().map(|(part, whole)| part / whole);
        if let Some(number) = datum.number().or_else(quotient) {
            let entry = sums[year].of(datum.period);
            entry.0 += number;
            entry.1 += 1;
        }
    }
    // The mean of a month's days, each of which is one of its sites.
    let month = |days: &[(NaiveDate, &(f64, u32))]| {
        let days = days.iter().map(|(_, (sum, count))| sum / f64::from(*count));
        days.fold((0.0, 0), |(sum, count), mean| (sum + mean, count + 1))
    };
    let [this_year, before] = sums.map(|sums| sums.with_months_of_days(as_of, month));
    let this_year = this_year.fullest();
    let before = before.like(this_year.first());
    [means(this_year), means(before)]
}

fn means(sums: Line<(f64, u32)>) -> Line<f64> {
    sums.map(|_, (sum, count)| sum / f64::from(count))
}

fn sites(
    verdict: &mut IndicatorVerdict,
    spec: &Spec,
    data: &Data<'_>,
    as_of: NaiveDate,
    like: Period,
) {
    let figures = data
        .of_indicator(&spec.key, spec.method)
        .filter_map(|datum| {
            let period = datum.period;
            let counts = period.year() == spec.year
                && period.rank() == like.rank()
                && period.last_day() <= as_of;
            let number = datum.number().filter(|_| counts)?;
            Some((datum, number))
        });
    let places = by_place(figures);
    if places.len() < 2 && spec.sites.is_empty() && spec.local.is_empty() {
        return;
    }
    for (place, points) in places {
        let goal = spec.goal_at(place).clone();
        let good = match goal {
            Goal::Number(target) => points
                .iter()
                .filter(|&&(_, value)| verdict.direction.holds(value, target))
                .count(),
            Goal::Class(_) | Goal::Word(_) => 0,
        };
        verdict.sites.push(SiteVerdict {
            site: data.site(place),
            goal,
            points: points
                .into_iter()
                .map(|(period, value)| (period, Shown::Number(value)))
                .collect(),
            good,
        });
    }
}
