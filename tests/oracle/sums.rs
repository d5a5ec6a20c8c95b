//! Indicators that are summed, divided or read off: `cumulative`, `rate`, `latest`.

use crate::indicators::{
    Indicator, Reading, coverage, goal, numbers, over, same_of_last_year, sum,
};
use crate::number::Exact;
use crate::periods::periods;
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
    // A month without a row is nothing: all that is over is compared, up to the last that is told.
    let told = of_year.iter().map(|r| r.period.last).max();
    let then = earlier.iter().copied();
    let then = then.filter(|then| {
        let twin = then.period.year_after().last;
        twin <= as_of && told.is_some_and(|told| twin <= told)
    });
    let then = numbers(&then.collect::<Vec<_>>());
    let mut judged = Indicator {
        value: (!values.is_empty()).then(|| sum(&values)),
        n: values.len(),
        coverage: coverage(of_year, &[], year, as_of),
        ..Indicator::default()
    };
    let Some(value) = judged.value else {
        return judged;
    };
    let now = of_year.iter().copied().filter(|r| r.period.last <= as_of);
    let now = sum(&numbers(&now.collect::<Vec<_>>()));
    judged.year_on_year = (!then.is_empty()).then(|| now - sum(&then));
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
