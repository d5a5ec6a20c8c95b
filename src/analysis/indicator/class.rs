//! `class`: the share of (site, period) at the target water class or better.
//!
//! Plan 三(二): "水质保持Ⅱ类及以上,达标率保持100%". The direction column is ignored: better is
//! always allowed.

use super::calendar::{self, comparable, finest};
use super::data::{Data, Datum, Depth, Place};
use super::spec::{Spec, class_of};
use super::{mean, ratio, settle, year_over};
use crate::analysis::board::{Failure, IndicatorVerdict, Outlook, Shown, SiteVerdict};
use crate::terms::{Direction, Goal, Period, Value, WaterClass};
use chrono::NaiveDate;
use std::collections::{BTreeMap, BTreeSet};

type Sites<'a> = BTreeMap<Place<'a>, BTreeMap<Period, WaterClass>>;

/// Value, named failures, 同比 in points and outlook (DESIGN §4, `class`).
pub fn fill(verdict: &mut IndicatorVerdict, spec: &Spec, data: &Data<'_>, as_of: NaiveDate) {
    let this_year = by_site(spec, data, spec.year, as_of);
    let before = by_site(spec, data, spec.year.saturating_sub(1), NaiveDate::MAX);
    verdict.direction = Direction::AtLeast;
    // A site read last year and not this year is a gap, in the length of its last readings.
    let mut lengths: BTreeMap<Place<'_>, Period> = BTreeMap::new();
    for (place, points) in before.iter().chain(&this_year) {
        if let Some(&period) = points.keys().next() {
            lengths.insert(*place, period);
        }
    }
    let elapsed: u32 = lengths.values().map(|p| p.elapsed(spec.year, as_of)).sum();
    let remaining: usize = lengths
        .iter()
        .map(|(place, &like)| {
            let read = |p| {
                this_year
                    .get(place)
                    .is_some_and(|points| points.contains_key(&p))
            };
            calendar::remaining(like, spec.year, as_of, read).len()
        })
        .sum();
    let (good, n) = tally(spec, &this_year, |_| true);
    let told: BTreeSet<Period> = this_year
        .values()
        .flat_map(|points| points.keys().copied())
        .collect();
    let like = told.first().copied();
    let twin = |period| comparable(period, as_of, like, |twin| told.contains(&twin));
    let (old_good, old_n) = tally(spec, &before, twin);
    verdict.n = n;
    verdict.remaining = remaining;
    verdict.coverage = mean::share(n, elapsed);
    verdict.value = percent(good, n);
    verdict.year_on_year = verdict
        .value
        .zip(percent(old_good, old_n))
        .map(|(now, old)| now - old);
    if data.depth >= Depth::Pictures {
        picture(verdict, spec, data, &this_year);
        verdict.last_year = shares(spec, &before);
    }
    if n == 0 || !matches!(spec.goal, Goal::Class(_)) {
        return;
    }
    settle(verdict, spec.share, Direction::AtLeast);
    if remaining == 0 {
        verdict.outlook = year_over(verdict);
        return;
    }
    let bad = (n - good) as i64;
    let budget = ratio::budget(spec.share, Direction::AtLeast, (n + remaining) as i64);
    let (days, year) = calendar::elapsed(spec.year, as_of);
    verdict.outlook = match ratio::outlook(budget, bad, remaining as i64, days, year) {
        // Sections are few: nothing is locked in before the year is over.
        Outlook::LockedIn => Outlook::OnTrack,
        other => other,
    };
}

/// Shares by period, what fell short, and each site with its classes.
fn picture(verdict: &mut IndicatorVerdict, spec: &Spec, data: &Data<'_>, this_year: &Sites<'_>) {
    verdict.series = shares(spec, this_year);
    for (&place, points) in this_year {
        let goal = goal(spec, place);
        let failed = points.iter().filter(|&(_, &class)| !meets(class, &goal));
        verdict
            .failures
            .extend(failed.map(|(&period, class)| Failure {
                site: data.site(place),
                period,
                value: class.to_string(),
            }));
        verdict.sites.push(SiteVerdict {
            site: data.site(place),
            good: points
                .values()
                .filter(|&&class| meets(class, &goal))
                .count(),
            points: points
                .iter()
                .map(|(&period, class)| (period, Shown::Word(class.to_string())))
                .collect(),
            goal,
        });
    }
    verdict.failures.sort_by_key(|failure| failure.period);
    if verdict.sites.len() < 2 && spec.sites.is_empty() {
        verdict.sites.clear();
    }
}

/// The target class of a site: its own, else the indicator's.
fn goal(spec: &Spec, place: Place<'_>) -> Goal {
    match spec.goal_at(place) {
        goal @ Goal::Class(_) => goal.clone(),
        _ => spec.goal.clone(),
    }
}

fn meets(class: WaterClass, goal: &Goal) -> bool {
    matches!(goal, Goal::Class(target) if class <= *target)
}

fn percent(good: usize, n: usize) -> Option<f64> {
    (n > 0).then(|| 100.0 * good as f64 / n as f64)
}

fn tally(spec: &Spec, sites: &Sites<'_>, counts: impl Fn(Period) -> bool) -> (usize, usize) {
    let (mut good, mut n) = (0, 0);
    for (&place, points) in sites {
        let goal = goal(spec, place);
        for (_, &class) in points.iter().filter(|&(&period, _)| counts(period)) {
            n += 1;
            good += usize::from(meets(class, &goal));
        }
    }
    (good, n)
}

/// The share of sites at their target, by period.
fn shares(spec: &Spec, sites: &Sites<'_>) -> Vec<(Period, f64)> {
    let mut periods: BTreeMap<Period, (usize, usize)> = BTreeMap::new();
    for (&place, points) in sites {
        let goal = goal(spec, place);
        for (&period, &class) in points {
            let entry = periods.entry(period).or_default();
            entry.0 += usize::from(meets(class, &goal));
            entry.1 += 1;
        }
    }
    periods
        .into_iter()
        .filter_map(|(period, (good, n))| Some((period, percent(good, n)?)))
        .collect()
}

/// A site's periods of a year that are over by `as_of`; of unlike lengths the shortest.
fn by_site<'a>(spec: &Spec, data: &Data<'a>, year: i32, as_of: NaiveDate) -> Sites<'a> {
    let mut sites = Sites::new();
    for datum in data.of_indicator(&spec.key, spec.method) {
        if datum.period.year() == year
            && datum.period.last_day() <= as_of
            && let Some(class) = class(&datum)
        {
            sites
                .entry(datum.place())
                .or_default()
                .insert(datum.period, class);
        }
    }
    sites
        .into_iter()
        .map(|(place, points)| (place, finest(points)))
        .collect()
}

fn class(datum: &Datum<'_>) -> Option<WaterClass> {
    match datum.value() {
        Value::Class(class) => Some(class),
        Value::Number(number) => class_of(number),
        Value::Word(_) | Value::Missing(_) => None,
    }
}
