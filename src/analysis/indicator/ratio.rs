//! `ratio`: good days ÷ valid days, as the share of good-air days is judged.
//!
//! Plan 三(二): "优良率保持98%以上". A day without a valid value is neither good nor bad.

use super::calendar::{self, Line, Sums, comparable};
use super::data::{Data, Datum, Depth, by_place};
use super::names;
use super::spec::Spec;
use super::{mean, settle_goal, year_over};
use crate::analysis::board::{Failure, IndicatorVerdict, Outlook, Shown, SiteVerdict};
use crate::terms::{Direction, Goal, Period, Value, WaterClass};
use chrono::NaiveDate;

/// An AQI up to this is good: the bound of class 良 in HJ 633, 2012 and 2026 alike (the
/// concentrations behind it are the standard's and are never recomputed here).
const GOOD_AQI: f64 = 100.0;

/// What one period says.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
struct Found {
    /// Days; of a share that is told for a month or of several sites a fraction of one as well.
    good: f64,
    valid: f64,
    aqi: Option<f64>,
}

/// Value, budget of bad days floor((1−target)·(n+R)), 同比 and outlook (DESIGN §4, `ratio`).
pub fn fill(verdict: &mut IndicatorVerdict, spec: &Spec, data: &Data<'_>, as_of: NaiveDate) {
    let years = Years::of(spec, data, as_of);
    let mut all = Together::default();
    all.add("", &years, spec, data.depth, as_of);
    tell(verdict, spec, all, data.depth, as_of);
    if data.depth >= Depth::Sites
        && let Some(like) = years.this_year.first()
    {
        sites(verdict, spec, data, years.key, as_of, like);
    }
}

/// What follows from the days of a region, or of several together.
pub fn tell(
    verdict: &mut IndicatorVerdict,
    spec: &Spec,
    all: Together,
    depth: Depth,
    as_of: NaiveDate,
) {
    let Together {
        good,
        valid,
        remaining,
        ..
    } = all;
    if depth >= Depth::Pictures {
        verdict.last_year = series(&lines(all.before));
    }
    if valid <= 0.0 && all.read == 0 {
        verdict.coverage = all.known.and_then(|elapsed| (elapsed > 0).then_some(0.0));
        return;
    }
    verdict.n = valid.round() as usize;
    verdict.value = percent(good, valid);
    verdict.coverage = mean::share(all.read, all.elapsed);
    verdict.provisional = all.short;
    settle_goal(verdict);
    let (old_good, old_valid) = all.then;
    verdict.year_on_year = verdict
        .value
        .zip(percent(old_good, old_valid))
        .map(|(now, old)| now - old);
    if depth >= Depth::Pictures {
        let this_year = lines(all.this_year);
        verdict.series = series(&this_year);
        let good = this_year.values();
        verdict.good = good.map(|found| !found.is_bad()).collect();
        verdict.failures = all.failures;
        verdict.failures.sort_by_key(|failure| failure.period);
    }
    verdict.remaining = usize::try_from(remaining).unwrap_or(0);
    let Goal::Number(target) = verdict.goal else {
        return;
    };
    if verdict.direction.lower_is_better() {
        if remaining == 0 {
            verdict.outlook = year_over(verdict);
        }
        return;
    }
    let days = valid.round() as i64;
    let budget = budget(target, verdict.direction, days + remaining);
    let used = (valid - good).round() as i64;
    verdict.budget = Some(budget);
    verdict.budget_used = Some(used);
    verdict.budget_left = Some(budget - used);
    let (elapsed, year) = calendar::elapsed(spec.year, as_of);
    verdict.outlook = if remaining == 0 {
        year_over(verdict)
    } else {
        outlook(budget, used, remaining, elapsed, year)
    };
}

/// This year, as far as it is over, and the last.
#[derive(Debug)]
pub struct Years<'a> {
    /// The key its readings stand under.
    key: &'a str,
    this_year: Line<Found>,
    before: Line<Found>,
}

impl<'a> Years<'a> {
    /// Those of some readings.
    pub fn of(spec: &'a Spec, data: &Data<'_>, as_of: NaiveDate) -> Self {
        let mut key = spec.key.as_str();
        let [mut this_year, mut before] = by_period(data, key, spec.year, as_of);
        if this_year.is_empty() {
            // No usable readings of its own: the air-quality index's. Before the year's first
            // reading of either, last year's own stay.
            let air = by_period(data, names::AIR, spec.year, as_of);
            if before.is_empty() || !air[0].is_empty() {
                key = names::AIR;
                [this_year, before] = air;
            }
        } else if this_year.first().is_some_and(|period| period.rank() == 1) {
            // Months of shares until days of the index begin: these make a month each.
            let [air, _] = by_period(data, names::AIR, spec.year, as_of);
            this_year = this_year.with_months_of_days(&air, as_of, |days| {
                let days = days.iter().map(|(_, found)| *found);
                days.fold(Found::default(), |sum, day| Found {
                    good: sum.good + day.good,
                    valid: sum.valid + day.valid,
                    aqi: None,
                })
            });
        }
        Self {
            key,
            this_year,
            before,
        }
    }

    /// Days that still come.
    fn remaining(&self, spec: &Spec, as_of: NaiveDate) -> i64 {
        let Some(like) = self.this_year.first() else {
            return 0;
        };
        calendar::remaining(like, spec.year, as_of, |p| self.this_year.has(p))
            .iter()
            .map(|p| (p.last_day() - p.first_day()).num_days() + 1)
            .sum()
    }
}

/// Days of regions counted together; a day of the pictures is good where it is in all of them.
#[derive(Debug, Default)]
pub struct Together {
    this_year: Sums<(Found, f64, u32)>,
    before: Sums<(Found, f64, u32)>,
    good: f64,
    valid: f64,
    /// Good and valid ones of the year before up to the same day.
    then: (f64, f64),
    /// Periods read, of so many that are over.
    read: usize,
    elapsed: u32,
    /// Some region has fewer days than a year's verdict asks.
    short: bool,
    remaining: i64,
    /// Periods that are over where there is something of last year only.
    known: Option<u32>,
    failures: Vec<Failure>,
}

impl Together {
    /// One region more; empty: the folder's own.
    pub fn add(
        &mut self,
        region: &str,
        years: &Years<'_>,
        spec: &Spec,
        depth: Depth,
        as_of: NaiveDate,
    ) {
        let Years {
            this_year, before, ..
        } = years;
        if depth >= Depth::Pictures {
            for (sums, line) in [(&mut self.this_year, this_year), (&mut self.before, before)] {
                for (period, found) in line.iter() {
                    let (sum, aqi, count) = sums.of(period);
                    sum.good += found.good;
                    sum.valid += found.valid;
                    if let Some(own) = found.aqi {
                        *aqi += own;
                        *count += 1;
                    }
                }
            }
            let bad = this_year.iter();
            let bad = bad.filter(|(_, found)| found.is_bad());
            self.failures.extend(bad.map(|(period, found)| Failure {
                site: region.to_owned(),
                period,
                value: match found.aqi {
                    Some(aqi) => format!("{aqi}"),
                    None => format!("{}/{}", figure(found.good), figure(found.valid)),
                },
            }));
        }
        let known = before.first().map(|p| p.elapsed(spec.year, as_of));
        self.known = self.known.max(known);
        let Some(like) = this_year.first() else {
            return;
        };
        let (good, valid) = totals(this_year.values());
        self.good += good;
        self.valid += valid;
        let twins = before
            .iter()
            .filter(|&(p, _)| comparable(p, as_of, Some(like), |twin| this_year.has(twin)));
        let (good, valid) = totals(twins.map(|(_, found)| found));
        self.then = (self.then.0 + good, self.then.1 + valid);
        self.read += this_year.len();
        self.elapsed += like.elapsed(spec.year, as_of);
        self.short |= calendar::short_of_a_year(this_year.keys());
        self.remaining += years.remaining(spec, as_of);
    }

    /// Other regions behind these.
    pub fn absorb(&mut self, other: Self) {
        let add = |sum: &mut (Found, f64, u32), more: (Found, f64, u32)| {
            sum.0.good += more.0.good;
            sum.0.valid += more.0.valid;
            sum.1 += more.1;
            sum.2 += more.2;
        };
        self.this_year.absorb(other.this_year, add);
        self.before.absorb(other.before, add);
        self.good += other.good;
        self.valid += other.valid;
        self.then = (self.then.0 + other.then.0, self.then.1 + other.then.1);
        self.read += other.read;
        self.elapsed += other.elapsed;
        self.short |= other.short;
        self.remaining += other.remaining;
        self.known = self.known.max(other.known);
        self.failures.extend(other.failures);
    }
}

/// Periods with the mean AQI of their regions; of unlike lengths the shortest.
fn lines(sums: Sums<(Found, f64, u32)>) -> Line<Found> {
    sums.like(None).map(|_, (sum, aqi, count)| Found {
        aqi: (count > 0).then(|| aqi / f64::from(count)),
        ..sum
    })
}

/// Lost once more was used than there is; locked in when all the rest could be bad; at risk
/// when the share used exceeds the share of the year elapsed.
pub fn outlook(budget: i64, used: i64, remaining: i64, elapsed: u32, year: u32) -> Outlook {
    if used > budget {
        Outlook::Lost
    } else if used + remaining <= budget {
        Outlook::LockedIn
    } else if used * i64::from(year) > budget * i64::from(elapsed) {
        Outlook::AtRisk
    } else {
        Outlook::OnTrack
    }
}

/// floor((1 − target)·days) in whole numbers: 98% of 350 days leave 7 exactly. More than a
/// target (超过) leaves one less where that is exact.
pub fn budget(target: f64, direction: Direction, days: i64) -> i64 {
    let missing = 100_000 - (target.clamp(0.0, 100.0) * 1000.0).round() as i64;
    let product = missing * days;
    match direction {
        Direction::Above if product % 100_000 == 0 => product / 100_000 - 1,
        _ => product / 100_000,
    }
}

/// The AQI of each site by day, where there are several.
fn sites(
    verdict: &mut IndicatorVerdict,
    spec: &Spec,
    data: &Data<'_>,
    key: &str,
    as_of: NaiveDate,
    like: Period,
) {
    if like.rank() != 0 {
        return;
    }
    let figures = data.under(key).filter_map(|datum| {
        let period = datum.period;
        let counts = period.year() == spec.year && period.rank() == 0 && period.last_day() <= as_of;
        let aqi = datum.number().filter(|&aqi| counts && aqi > 0.0)?;
        Some((datum, aqi))
    });
    let places = by_place(figures);
    if places.len() < 2 {
        return;
    }
    verdict.sites = places
        .into_iter()
        .map(|(place, points)| SiteVerdict {
            site: data.site(place),
            goal: spec.goal.clone(),
            good: points.iter().filter(|&&(_, aqi)| aqi <= GOOD_AQI).count(),
            points: points
                .into_iter()
                .map(|(period, aqi)| (period, Shown::Number(aqi)))
                .collect(),
        })
        .collect();
}

impl Found {
    /// Whether not all of it is good; what is left of adding up is nothing.
    fn is_bad(&self) -> bool {
        self.good < self.valid - 1e-6
    }
}

/// Days with a tenth, where they are not whole.
fn figure(days: f64) -> String {
    let tenths = (days * 10.0).round() / 10.0;
    format!("{tenths}")
}

fn percent(good: f64, valid: f64) -> Option<f64> {
    (valid > 0.0).then(|| 100.0 * good / valid)
}

fn totals<'a>(found: impl Iterator<Item = &'a Found>) -> (f64, f64) {
    found.fold((0.0, 0.0), |(good, valid), one| {
        (good + one.good, valid + one.valid)
    })
}

/// The AQI by day; the good share in percent where numerators and denominators were given.
fn series(periods: &Line<Found>) -> Vec<(Period, f64)> {
    periods
        .iter()
        .filter_map(|(period, found)| {
            Some((
                period,
                found.aqi.or_else(|| percent(found.good, found.valid))?,
            ))
        })
        .collect()
}

#[derive(Default)]
struct Sum {
    aqi: (f64, u32),
    /// Some site's word for the day is not good.
    bad_word: bool,
    fractions: (f64, f64, u32),
}

/// Each period of the year that is over by `as_of`, and each of the year before, sites taken
/// together: a day is good when
/// the mean AQI of its sites, rounded up, is at most 100; where there are only words, when
/// all are good; numerators and denominators are averaged over sites. Words count for days only, and
/// so do figures: a month's figure is no AQI, but under the indicator's own name the share of its
/// good days.
fn by_period(data: &Data<'_>, key: &str, year: i32, as_of: NaiveDate) -> [Line<Found>; 2] {
    let mut sums: [Sums<Sum>; 2] = Default::default();
    for datum in data.under(key) {
        let Some(sums) = calendar::of_two_years(datum.period, year, as_of).map(|at| &mut sums[at])
        else {
            continue;
        };
        let day = datum.period.rank() == 0;
        if let Some((part, whole)) = datum.fraction() {
            let fractions = &mut sums.of(datum.period).fractions;
            *fractions = (fractions.0 + part, fractions.1 + whole, fractions.2 + 1);
        } else if let Some(aqi) = datum.number().filter(|&aqi| day && aqi > 0.0) {
            let sum = &mut sums.of(datum.period).aqi;
            *sum = (sum.0 + aqi, sum.1 + 1);
        } else if let Some(share) = datum
            .number()
            .filter(|_| !day && key != names::AIR)
            .and_then(share)
        {
            let period = datum.period;
            let days = (period.last_day() - period.first_day()).num_days() + 1;
            let fractions = &mut sums.of(period).fractions;
            let whole = days as f64;
            *fractions = (
                fractions.0 + whole * share,
                fractions.1 + whole,
                fractions.2 + 1,
            );
        } else if let Some(good) = good_word(&datum).filter(|_| day) {
            sums.of(datum.period).bad_word |= !good;
        }
    }
    // So many of a month's days were good.
    let month = |days: &[(NaiveDate, &Sum)]| {
        let days = days.iter().map(|(day, sum)| found(Period::Day(*day), sum));
        let fractions = days.fold((0.0, 0.0, 1), |(part, whole, sites), day| {
            (part + day.good, whole + day.valid, sites)
        });
        Sum {
            fractions,
            ..Sum::default()
        }
    };
    let [this_year, before] = sums.map(|sums| sums.with_months_of_days(as_of, month));
    let this_year = this_year.fullest();
    let before = before.like(this_year.first());
    [this_year, before].map(|line| line.map(|period, sum| found(period, &sum)))
}

fn found(period: Period, sum: &Sum) -> Found {
    let one = |good: bool, aqi| Found {
        good: f64::from(u8::from(good)),
        valid: 1.0,
        aqi,
    };
    let (part, whole, sites) = sum.fractions;
    if sites > 0 && period.rank() == 0 {
        return one(part >= whole, None);
    }
    if sites > 0 {
        let days = |sum: f64| (sum / f64::from(sites)).clamp(0.0, 366.0);
        // What is less than half a day has none to judge.
        let valid = Some(days(whole)).filter(|days| *days >= 0.5).unwrap_or(0.0);
        return Found {
            good: days(part).min(valid),
            valid,
            aqi: None,
        };
    }
    if sum.aqi.1 > 0 {
        // AQI is rounded up to a whole number (HJ 633-2012, 6.2).
        let aqi = (sum.aqi.0 / f64::from(sum.aqi.1) - 1e-9).ceil();
        return one(aqi <= GOOD_AQI, Some(aqi));
    }
    one(!sum.bad_word, None)
}

/// A month's share of good days, as counties report it: 96.7 of a hundred. Below 60 a figure is
/// rather a month's mean AQI, which says nothing.
fn share(percent: f64) -> Option<f64> {
    (60.0..=100.0).contains(&percent).then_some(percent / 100.0)
}

/// 优 and 良 (一级, 二级) are good, 污染 and worse grades bad; other words say nothing.
fn good_word(datum: &Datum<'_>) -> Option<bool> {
    match datum.value() {
        Value::Word("优" | "良" | "优良" | "一级" | "二级") => Some(true),
        Value::Word(word)
            if word.contains("污染")
                || matches!(
                    word,
                    "轻度" | "中度" | "重度" | "严重" | "三级" | "四级" | "五级" | "六级"
                ) =>
        {
            Some(false)
        }
        Value::Class(class) => Some(class <= WaterClass::II),
        _ => None,
    }
}
