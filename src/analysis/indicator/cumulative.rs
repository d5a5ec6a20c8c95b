//! `cumulative`: the sum over the year, as enterprises treated are counted.
//!
//! Plan 四(五): 完成涉 VOCs 企业治理10家以上.

use super::calendar;
use super::data::Data;
use super::spec::Spec;
use super::{mean, settle_goal, year_over};
use crate::analysis::board::{IndicatorVerdict, Outlook, Verdict};
use crate::terms::{Goal, Period};
use chrono::NaiveDate;
use std::collections::BTreeMap;

/// Value and outlook: reached = locked in, below a straight line over the year = at risk,
/// year over and not reached = lost. A sum that must stay low is lost once passed and
/// locked in only at the year's end (DESIGN §4, `cumulative`).
pub fn fill(verdict: &mut IndicatorVerdict, spec: &Spec, data: &Data<'_>, as_of: NaiveDate) {
    let this_year = by_period(spec, data, spec.year, as_of);
    let before = by_period(spec, data, spec.year.saturating_sub(1), NaiveDate::MAX);
    verdict.last_year = before.iter().map(|(&p, &v)| (p, v)).collect();
    let Some(&like) = this_year.keys().min_by_key(|p| p.rank()) else {
        return;
    };
    let value: f64 = this_year.values().sum();
    verdict.series = this_year.iter().map(|(&p, &v)| (p, v)).collect();
    verdict.n = this_year.len();
    let over = this_year
        .keys()
        .filter(|p| p.rank() == like.rank() && p.last_day() <= as_of);
    verdict.coverage = mean::share(over.count(), like.elapsed(spec.year, as_of));
    verdict.value = Some(value);
    settle_goal(verdict);
    verdict.year_on_year = year_on_year(&this_year, &before, as_of);
    let Goal::Number(target) = verdict.goal else {
        return;
    };
    let (days, year) = calendar::elapsed(spec.year, as_of);
    let due = target * f64::from(days) / f64::from(year);
    let met = verdict.verdict == Verdict::Met;
    let lower = verdict.direction.lower_is_better();
    let behind = if lower {
        value > due + 1e-9
    } else {
        value + 1e-9 < due
    };
    verdict.outlook = if days >= year {
        year_over(verdict)
    } else if lower && !met {
        Outlook::Lost
    } else if !lower && met {
        Outlook::LockedIn
    } else if behind {
        Outlook::AtRisk
    } else {
        Outlook::OnTrack
    };
}

/// This year's sum less last year's, up to the same day. Of a sum a month without a row is nothing, not
/// a gap; but what comes behind the last that is told may still be reported, and of a period that is
/// not over, or reaches beyond the other year's, nobody knows how much falls before that day.
fn year_on_year(
    this_year: &BTreeMap<Period, f64>,
    before: &BTreeMap<Period, f64>,
    as_of: NaiveDate,
) -> Option<f64> {
    let twins: Vec<(Period, f64)> = before
        .iter()
        .map(|(&period, &value)| (calendar::year_after(period), value))
        .collect();
    let begun = this_year.keys().filter(|p| p.last_day() > as_of);
    let begun = begun.map(|p| p.first_day()).min();
    let told = this_year.keys().map(|p| p.last_day()).max()?;
    let mut end = match begun {
        Some(first) => first.pred_opt()?,
        None => told,
    };
    let across = |end: NaiveDate| {
        let periods = this_year.keys().chain(twins.iter().map(|(twin, _)| twin));
        let mut across = periods.filter(move |p| p.first_day() <= end && end < p.last_day());
        across.next().map(|p| p.first_day())
    };
    while let Some(first) = across(end) {
        end = first.pred_opt()?;
    }
    let up_to = |periods: &mut dyn Iterator<Item = (Period, f64)>| {
        let values = periods.filter(|(p, _)| p.last_day() <= end);
        let values: Vec<f64> = values.map(|(_, value)| value).collect();
        (!values.is_empty()).then(|| values.iter().sum::<f64>())
    };
    let now = up_to(&mut this_year.iter().map(|(&p, &v)| (p, v)))?;
    Some(now - up_to(&mut twins.into_iter())?)
}

/// Sums by period, sites together, of periods begun by `as_of`. A longer period of a region that
/// holds a shorter one with data is that data again and does not count twice.
fn by_period(spec: &Spec, data: &Data<'_>, year: i32, as_of: NaiveDate) -> BTreeMap<Period, f64> {
    let mut regions: BTreeMap<&str, BTreeMap<Period, f64>> = BTreeMap::new();
    for datum in data.under(&spec.key) {
        if datum.period.year() == year
            && datum.period.first_day() <= as_of
            && let Some(number) = datum.number()
        {
            let sums = regions.entry(datum.place().0).or_default();
            *sums.entry(datum.period).or_default() += number;
        }
    }
    let mut all: BTreeMap<Period, f64> = BTreeMap::new();
    for sums in regions.into_values().map(shortest) {
        for (period, sum) in sums {
            *all.entry(period).or_default() += sum;
        }
    }
    all
}

fn shortest(mut sums: BTreeMap<Period, f64>) -> BTreeMap<Period, f64> {
    let all: Vec<Period> = sums.keys().copied().collect();
    sums.retain(|&long, _| {
        let from = all.partition_point(|p| p.first_day() < long.first_day());
        !all[from..]
            .iter()
            .take_while(|p| p.first_day() <= long.last_day())
            .any(|p| p.rank() < long.rank())
    });
    sums
}
