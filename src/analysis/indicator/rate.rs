//! `rate`: Σ numerator ÷ Σ denominator, as reclaimed land returned is judged.
//!
//! Plan 四(三): 应还尽还, 应复必复, 应提尽提.

use super::calendar;
use super::data::Data;
use super::latest;
use super::settle_goal;
use super::spec::Spec;
use super::{mean, year_over};
use crate::analysis::board::IndicatorVerdict;
use crate::terms::Period;
use chrono::NaiveDate;
use std::collections::BTreeMap;

/// The rate in percent over the year's readings begun by `as_of`; where there are only
/// values, the newest (DESIGN §4, `rate`). No outlook before the year is over.
pub fn fill(verdict: &mut IndicatorVerdict, spec: &Spec, data: &Data<'_>, as_of: NaiveDate) {
    let this_year = by_period(spec, data, spec.year, as_of);
    if this_year.is_empty() {
        latest::fill(verdict, spec, data, as_of);
        return;
    }
    let before = by_period(spec, data, spec.year.saturating_sub(1), NaiveDate::MAX);
    let each = |periods: &BTreeMap<Period, (f64, f64)>| -> Vec<(Period, f64)> {
        periods
            .iter()
            .map(|(&period, (part, whole))| (period, 100.0 * part / whole))
            .collect()
    };
    verdict.series = each(&this_year);
    verdict.last_year = each(&before);
    verdict.n = this_year.len();
    verdict.value = quotient(this_year.values());
    settle_goal(verdict);
    let like = this_year.keys().next().copied();
    let twins = before.iter().filter(|&(&p, _)| {
        calendar::comparable(p, as_of, like, |twin| this_year.contains_key(&twin))
    });
    verdict.year_on_year = verdict
        .value
        .zip(quotient(twins.map(|(_, sums)| sums)))
        .map(|(now, old)| now - old);
    if let Some(&like) = this_year.keys().min_by_key(|p| p.rank()) {
        let over = this_year
            .keys()
            .filter(|p| p.rank() == like.rank() && p.last_day() <= as_of);
        verdict.coverage = mean::share(over.count(), like.elapsed(spec.year, as_of));
        let (days, year) = calendar::elapsed(spec.year, as_of);
        if days >= year {
            verdict.outlook = year_over(verdict);
        }
    }
}

fn quotient<'a>(sums: impl Iterator<Item = &'a (f64, f64)>) -> Option<f64> {
    let (part, whole) = sums.fold((0.0, 0.0), |(a, b), (part, whole)| (a + part, b + whole));
    (whole > 0.0).then(|| 100.0 * part / whole)
}

fn by_period(
    spec: &Spec,
    data: &Data<'_>,
    year: i32,
    as_of: NaiveDate,
) -> BTreeMap<Period, (f64, f64)> {
    let mut sums: BTreeMap<Period, (f64, f64)> = BTreeMap::new();
    for datum in data.under(&spec.key) {
        if datum.period.year() == year
            && datum.period.first_day() <= as_of
            && let Some((part, whole)) = datum.fraction()
        {
            let entry = sums.entry(datum.period).or_default();
            *entry = (entry.0 + part, entry.1 + whole);
        }
    }
    sums
}
