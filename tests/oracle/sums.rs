//! Indicators that are summed, divided or read off: `cumulative`, `rate`, `latest`.

use crate::indicators::{
    Indicator, Reading, coverage, goal, numbers, over, same_of_last_year, sum,
};
use crate::number::Exact;
use crate::periods::{Period, periods};
use crate::plan::Target;
use chrono::{Datelike, NaiveDate};

pub fn cumulative_rule(
    target: &Target,
    of_year: &[&Reading],
    earlier: &[&Reading],
    year: i32,
    as_of: NaiveDate,
) -> Indicator {
    let values = numbers(of_year);
    let mut judged = Indicator {
        value: (!values.is_empty()).then(|| sum(&values)),
        n: values.len(),
        coverage: coverage(of_year, &[], year, as_of),
        ..Indicator::default()
    };
    let Some(value) = judged.value else {
        return judged;
    };
    judged.year_on_year = compared(of_year, earlier, as_of);
    let goal = goal(target);
    let decides = target
        .decimals
        .map_or(value, |decimals| value.rounded(decimals));
    let all = periods(year, true).len();
    let days = over(year, true, as_of).len();
    let line = goal * Exact::of(days as i128, all as i128);
    judged.outlook = if decides >= goal {
        "locked_in"
    } else if days == all {
        "lost"
    } else if value < line {
        "at_risk"
    } else {
        "on_track"
    };
    judged
}

/// Both years up to the last day on which periods of both end, and which all that is told has reached.
fn compared(of_year: &[&Reading], earlier: &[&Reading], as_of: NaiveDate) -> Option<Exact> {
    let own: Vec<_> = of_year.iter().map(|r| r.period).collect();
    let then: Vec<_> = earlier.iter().map(|r| r.period.year_after()).collect();
    let reaches = own.iter().map(|p| p.last).max()?;
    let begun = own.iter().filter(|p| p.last > as_of).map(|p| p.first).min();
    let is_end = |day: NaiveDate| {
        let within = begun.map_or(day <= reaches, |first| day < first);
        let cuts = |p: &&Period| p.first <= day && day < p.last;
        within && own.iter().chain(&then).find(cuts).is_none()
    };
    let mut day = as_of.max(reaches);
    while !is_end(day) {
        day = day.pred_opt()?;
        if own.iter().chain(&then).all(|p| p.first > day) {
            return None;
        }
    }
    let now: Vec<_> = of_year
        .iter()
        .copied()
        .filter(|r| r.period.last <= day)
        .collect();
    let past = earlier.iter().copied();
    let past: Vec<_> = past.filter(|r| r.period.year_after().last <= day).collect();
    let (now, past) = (numbers(&now), numbers(&past));
    (!now.is_empty() && !past.is_empty()).then(|| sum(&now) - sum(&past))
}

pub fn rate_rule(
    of_year: &[&Reading],
    earlier: &[&Reading],
    year: i32,
    as_of: NaiveDate,
) -> Indicator {
    // Where there is nothing to divide by, nothing is said.
    let counts = |r: &&&Reading| r.parts.is_some_and(|(_, whole)| whole > Exact::whole(0));
    let quotient = |readings: &[&Reading]| {
        let parts: Vec<(Exact, Exact)> = readings.iter().filter_map(|r| r.parts).collect();
        let whole = sum(parts.iter().map(|(_, whole)| whole));
        (whole > Exact::whole(0))
            .then(|| sum(parts.iter().map(|(part, _)| part)) * Exact::whole(100) / whole)
    };
    let own: Vec<&Reading> = of_year.iter().filter(counts).copied().collect();
    let then: Vec<&Reading> = earlier.iter().filter(counts).copied().collect();
    let value = quotient(&own);
    Indicator {
        value,
        n: own.len(),
        coverage: coverage(&own, &[], year, as_of),
        year_on_year: value
            .zip(quotient(&same_of_last_year(&then, &own, as_of)))
            .map(|(now, then)| now - then),
        outlook: if over(year, true, as_of).len() == periods(year, true).len() {
            "over"
        } else {
            ""
        },
        ..Indicator::default()
    }
}

pub fn latest_rule(
    all: &[Reading],
    of_year: &[&Reading],
    year: i32,
    as_of: NaiveDate,
) -> Indicator {
    let newest = all
        .iter()
        .filter(|r| r.period.last.year() <= year && r.period.first <= as_of)
        .max_by_key(|r| r.period.last);
    let value = newest.and_then(|r| r.number);
    let twin = newest.and_then(|newest| {
        all.iter()
            .find(|r| r.period.year_after() == newest.period)
            .and_then(|r| r.number)
    });
    Indicator {
        value,
        n: of_year.len(),
        coverage: coverage(of_year, &[], year, as_of),
        year_on_year: value.zip(twin).map(|(now, then)| now - then),
        provisional: newest.is_some_and(|r| r.period.last.year() < year),
        ..Indicator::default()
    }
}
