//! The rules on indicators, by method, as DESIGN §4 states them.

use crate::number::Exact;
use crate::periods::{Period, periods};
use crate::plan::{Plan, Target};
use crate::sums;
use crate::tables::{Folder, Row};
use chrono::{Datelike, NaiveDate};

#[derive(Debug, Clone, Default)]
pub struct Indicator {
    pub value: Option<Exact>,
    pub rounded: Option<Exact>,
    pub verdict: &'static str,
    pub outlook: &'static str,
    pub provisional: bool,
    pub year_on_year: Option<Exact>,
    pub coverage: Option<Exact>,
    pub n: usize,
    pub needed: Option<Exact>,
    pub budget: Option<i128>,
    pub budget_used: Option<i128>,
    pub budget_left: Option<i128>,
    /// Site, period and class.
    pub failures: Vec<(String, String, String)>,
}

pub struct Reading {
    site: String,
    pub period: Period,
    text: String,
    pub number: Option<Exact>,
    pub parts: Option<(Exact, Exact)>,
}

const CLASSES: [&str; 6] = ["Ⅰ", "Ⅱ", "Ⅲ", "Ⅳ", "Ⅴ", "劣Ⅴ"];

fn class(text: &str) -> Option<usize> {
    CLASSES.iter().position(|class| *class == text)
}

pub fn sum<'a>(values: impl IntoIterator<Item = &'a Exact>) -> Exact {
    values
        .into_iter()
        .fold(Exact::whole(0), |sum, next| sum + *next)
}

fn mean(values: &[Exact]) -> Option<Exact> {
    (!values.is_empty()).then(|| sum(values) / Exact::whole(values.len() as i128))
}

/// Whether a value (as it decides) meets the target.
fn met(direction: &str, value: Exact, goal: Exact) -> bool {
    match direction {
        ">=" => value >= goal,
        "<=" => value <= goal,
        ">" => value > goal,
        "<" => value < goal,
        _ => value == goal,
    }
}

fn lower_is_better(direction: &str) -> bool {
    direction.starts_with('<')
}

/// The judgement of every target of the plan, by its name.
pub fn judge(folder: &Folder, plan: &Plan, as_of: NaiveDate) -> Vec<(String, Indicator)> {
    let rows = folder.events("readings", as_of, "日期", &["指标", "点位", "日期"]);
    let table = folder.state("targets", as_of, &["指标", "点位"]);
    let mut names: Vec<Target> = plan.targets.clone();
    for target in &mut names {
        let own = table
            .iter()
            .find(|row| row.text("指标") == target.indicator && row.text("点位").is_empty());
        // A row of the targets table replaces the plan's of the same name and site.
        if let Some(row) = own {
            target.goal = Box::leak(row.text("目标值").to_owned().into_boxed_str());
        }
    }
    names
        .iter()
        .map(|target| {
            let readings: Vec<Reading> = rows
                .iter()
                .filter(|row| row.text("指标") == target.indicator)
                .filter_map(reading)
                .collect();
            let sites: Vec<(String, usize)> = table
                .iter()
                .filter(|row| row.text("指标") == target.indicator && !row.text("点位").is_empty())
                .filter_map(|row| Some((row.text("点位").to_owned(), class(row.text("目标值"))?)))
                .collect();
            let judged = one(target, &readings, &sites, plan.year, as_of);
            (target.indicator.to_owned(), judged)
        })
        .collect()
}

fn reading(row: &Row) -> Option<Reading> {
    if row.text("有效") == "否" {
        return None;
    }
    let name = row.text("指标");
    let number = Exact::parse(row.text("数值"));
    // Air of 0 is missing, not the best.
    if (name == "PM2.5" || name == "空气质量优良率") && number == Some(Exact::whole(0)) {
        return None;
    }
    let parts = Exact::parse(row.text("分子")).zip(Exact::parse(row.text("分母")));
    if row.text("数值").is_empty() && parts.is_none() {
        return None;
    }
    Some(Reading {
        site: row.text("点位").to_owned(),
        period: Period::parse(row.text("日期"))?,
        text: row.text("数值").to_owned(),
        number,
        parts,
    })
}

fn one(
    target: &Target,
    all: &[Reading],
    sites: &[(String, usize)],
    year: i32,
    as_of: NaiveDate,
) -> Indicator {
    // A figure of the running month is not final: it counts for what is summed or newest, and
    // for a mean, a share or a class only once the month is over.
    let running = matches!(target.method, "cumulative" | "rate" | "latest");
    let of_year: Vec<&Reading> = all
        .iter()
        .filter(|reading| reading.period.last.year() == year)
        .filter(|reading| {
            let counts = if running {
                reading.period.first
            } else {
                reading.period.last
            };
            counts <= as_of
        })
        .collect();
    let earlier: Vec<&Reading> = all
        .iter()
        .filter(|reading| reading.period.last.year() == year - 1)
        .collect();
    let mut judged = match target.method {
        "mean" => mean_rule(target, &of_year, &earlier, year, as_of),
        "ratio" => ratio_rule(target, &of_year, &earlier, year, as_of),
        "class" => class_rule(target, &of_year, &earlier, sites, year, as_of),
        "cumulative" => sums::cumulative_rule(target, &of_year, &earlier, year, as_of),
        "rate" => sums::rate_rule(&of_year, &earlier, year, as_of),
        _ => sums::latest_rule(all, &of_year, year, as_of),
    };
    judged.outlook = if judged.outlook.is_empty() {
        "none"
    } else {
        judged.outlook
    };
    let Some(value) = judged.value else {
        judged.verdict = "no_data";
        judged.outlook = "none";
        return judged;
    };
    // No decimals given: the raw value decides.
    let rounded = target
        .decimals
        .map_or(value, |decimals| value.rounded(decimals));
    judged.rounded = Some(rounded);
    let goal = goal(target);
    let direction = if target.method == "class" {
        ">="
    } else {
        target.direction
    };
    let holds = met(direction, rounded, goal);
    judged.verdict = if holds { "met" } else { "missed" };
    // Nothing is left of the year: what it came to.
    if judged.outlook == "over" {
        judged.outlook = if holds { "locked_in" } else { "lost" };
    }
    judged
}

pub fn goal(target: &Target) -> Exact {
    if target.method == "class" {
        Exact::parse(target.share.unwrap_or("100")).unwrap()
    } else {
        Exact::parse(target.goal).unwrap()
    }
}

/// Periods of the year after `as_of`, and its own while unread.
fn left(of_year: &[&Reading], year: i32, by_day: bool, as_of: NaiveDate) -> Vec<Period> {
    periods(year, by_day)
        .into_iter()
        .filter(|period| {
            period.first > as_of
                || (period.last >= as_of && !of_year.iter().any(|r| r.period == *period))
        })
        .collect()
}

/// Days or months with data ÷ those that are over; unknown where nothing was ever read.
pub fn coverage(
    of_year: &[&Reading],
    earlier: &[&Reading],
    year: i32,
    as_of: NaiveDate,
) -> Option<Exact> {
    let like = of_year.first().or(earlier.first())?;
    let elapsed = over(year, like.period.is_day(), as_of);
    let read = elapsed
        .iter()
        .filter(|period| of_year.iter().any(|r| r.period == **period))
        .count();
    (!elapsed.is_empty()).then(|| Exact::of(read as i128, elapsed.len() as i128))
}

/// The days or months of a year that are over.
pub fn over(year: i32, by_day: bool, as_of: NaiveDate) -> Vec<Period> {
    periods(year, by_day)
        .into_iter()
        .filter(|period| period.last <= as_of)
        .collect()
}

/// Fewer than 324 valid days, or 27 in a month (25 in February).
fn provisional(of_year: &[&Reading], year: i32) -> bool {
    let days: Vec<NaiveDate> = of_year
        .iter()
        .filter(|r| r.period.is_day())
        .map(|r| r.period.first)
        .collect();
    !days.is_empty()
        && (days.len() < 324
            || (1..=12).any(|month| {
                let asked = if month == 2 { 25 } else { 27 };
                days.iter()
                    .filter(|day| day.year() == year && day.month() == month)
                    .count()
                    < asked
            }))
}

/// Last year's values of the same days or months: those that are over this year too, and told.
pub fn same_of_last_year<'a>(
    earlier: &[&'a Reading],
    of_year: &[&Reading],
    as_of: NaiveDate,
) -> Vec<&'a Reading> {
    earlier
        .iter()
        .copied()
        .filter(|then| {
            let twin = then.period.year_after();
            twin.last <= as_of && of_year.iter().any(|now| now.period == twin)
        })
        .collect()
}

pub fn numbers(readings: &[&Reading]) -> Vec<Exact> {
    readings.iter().filter_map(|r| r.number).collect()
}

fn mean_rule(
    target: &Target,
    of_year: &[&Reading],
    earlier: &[&Reading],
    year: i32,
    as_of: NaiveDate,
) -> Indicator {
    let values = numbers(of_year);
    let by_day = of_year.iter().chain(earlier).any(|r| r.period.is_day());
    let mut judged = Indicator {
        value: mean(&values),
        n: values.len(),
        coverage: coverage(of_year, earlier, year, as_of),
        provisional: provisional(of_year, year),
        ..Indicator::default()
    };
    let Some(value) = judged.value else {
        return judged;
    };
    let then = numbers(&same_of_last_year(earlier, of_year, as_of));
    judged.year_on_year = mean(&then).map(|then| value - then);
    let lower = lower_is_better(target.direction);
    let goal = goal(target);
    let limit = target.decimals.map_or(goal, |decimals| {
        let half = Exact::of(1, 2 * 10i128.pow(decimals));
        if lower { goal + half } else { goal - half }
    });
    let rest = left(of_year, year, by_day, as_of);
    if rest.is_empty() {
        judged.outlook = "over";
        return judged;
    }
    let count = |n: usize| Exact::whole(n as i128);
    let needed = (limit * count(values.len() + rest.len()) - sum(&values)) / count(rest.len());
    judged.needed = Some(needed);
    let rest_of_last: Vec<Exact> = earlier
        .iter()
        .filter(|then| rest.contains(&then.period.year_after()))
        .filter_map(|then| then.number)
        .collect();
    let likely = mean(&rest_of_last).unwrap_or(value);
    judged.outlook = if lower && needed < Exact::whole(0) {
        "lost"
    } else if (lower && needed > likely) || (!lower && needed < likely) {
        "on_track"
    } else {
        "at_risk"
    };
    judged
}

fn is_good(reading: &Reading) -> bool {
    match reading.number {
        Some(aqi) => aqi <= Exact::whole(100),
        None => ["优", "良"].contains(&reading.text.as_str()),
    }
}

fn share_of_good(readings: &[&Reading]) -> Option<Exact> {
    let good = readings.iter().filter(|r| is_good(r)).count();
    (!readings.is_empty()).then(|| Exact::of(100 * good as i128, readings.len() as i128))
}

fn ratio_rule(
    target: &Target,
    of_year: &[&Reading],
    earlier: &[&Reading],
    year: i32,
    as_of: NaiveDate,
) -> Indicator {
    let mut judged = Indicator {
        value: share_of_good(of_year),
        n: of_year.len(),
        coverage: coverage(of_year, earlier, year, as_of),
        provisional: provisional(of_year, year),
        ..Indicator::default()
    };
    let Some(value) = judged.value else {
        return judged;
    };
    let then = share_of_good(&same_of_last_year(earlier, of_year, as_of));
    judged.year_on_year = then.map(|then| value - then);
    let rest = left(of_year, year, true, as_of).len() as i128;
    let allowed = Exact::whole(1) - goal(target) / Exact::whole(100);
    let budget = (allowed * Exact::whole(of_year.len() as i128 + rest)).floor();
    let used = of_year.iter().filter(|r| !is_good(r)).count() as i128;
    judged.budget = Some(budget);
    judged.budget_used = Some(used);
    judged.budget_left = Some(budget - used);
    let all = periods(year, true);
    let elapsed = all.iter().filter(|period| period.last <= as_of).count();
    judged.outlook = if rest == 0 {
        "over"
    } else {
        budgeted(
            budget,
            used,
            rest,
            Exact::of(elapsed as i128, all.len() as i128),
        )
    };
    judged
}

fn budgeted(budget: i128, used: i128, rest: i128, elapsed: Exact) -> &'static str {
    if used > budget {
        "lost"
    } else if used + rest <= budget {
        "locked_in"
    } else if budget > 0 && Exact::of(used, budget) > elapsed {
        "at_risk"
    } else {
        "on_track"
    }
}

fn class_rule(
    target: &Target,
    of_year: &[&Reading],
    earlier: &[&Reading],
    sites: &[(String, usize)],
    year: i32,
    as_of: NaiveDate,
) -> Indicator {
    let asked = |site: &str| {
        sites
            .iter()
            .find(|(name, _)| name == site)
            .map_or_else(|| class(target.goal).unwrap(), |(_, class)| *class)
    };
    let good = |r: &&&Reading| class(&r.text).is_some_and(|class| class <= asked(&r.site));
    let classed = |readings: &[&Reading]| {
        (!readings.is_empty()).then(|| {
            let good = readings.iter().filter(good).count();
            Exact::of(100 * good as i128, readings.len() as i128)
        })
    };
    let mut read_sites: Vec<&str> = Vec::new();
    for reading in of_year.iter().chain(earlier) {
        if !read_sites.contains(&reading.site.as_str()) {
            read_sites.push(&reading.site);
        }
    }
    let elapsed = over(year, false, as_of).len() * read_sites.len();
    let rest: usize = read_sites
        .iter()
        .map(|site| {
            let own: Vec<&Reading> = of_year
                .iter()
                .copied()
                .filter(|r| r.site == *site)
                .collect();
            left(&own, year, false, as_of).len()
        })
        .sum();
    let mut judged = Indicator {
        value: classed(of_year),
        n: of_year.len(),
        failures: of_year
            .iter()
            .filter(|r| !good(r))
            .map(|r| (r.site.clone(), r.period.written(), r.text.clone()))
            .collect(),
        coverage: (elapsed > 0).then(|| Exact::of(of_year.len() as i128, elapsed as i128)),
        ..Indicator::default()
    };
    let Some(value) = judged.value else {
        return judged;
    };
    judged.year_on_year =
        classed(&same_of_last_year(earlier, of_year, as_of)).map(|then| value - then);
    // The design says only when all is lost; for the rest a budget of failures as for days, and
    // nothing is locked in before the year is over.
    let allowed = Exact::whole(1) - goal(target) / Exact::whole(100);
    let budget = (allowed * Exact::whole((of_year.len() + rest) as i128)).floor();
    let all = periods(year, true).len();
    let days = over(year, true, as_of).len();
    judged.outlook = if rest == 0 {
        "over"
    } else {
        let used = judged.failures.len() as i128;
        match budgeted(
            budget,
            used,
            rest as i128,
            Exact::of(days as i128, all as i128),
        ) {
            "locked_in" => "on_track",
            other => other,
        }
    };
    judged
}
