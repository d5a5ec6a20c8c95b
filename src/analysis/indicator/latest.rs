//! `latest` and `rank`: the newest value there is; what still comes is not a question.
//!
//! Plan 三(二): "生态环境状况指数EI保持全省前十". EI comes late: an earlier year's value shows
//! its year and is provisional.

use super::calendar::finest;
use super::data::{Data, Datum};
use super::spec::Spec;
use super::{mean, settle_goal};
use crate::analysis::board::{IndicatorVerdict, Verdict};
use crate::terms::{Goal, Period, Value};
use chrono::NaiveDate;
use std::collections::BTreeMap;

/// What one period says: a figure (the mean over its sites), else a class or word.
#[derive(Debug, Clone, Default)]
struct Found<'a> {
    numbers: (f64, u32),
    word: Option<Value<'a>>,
}

impl Found<'_> {
    fn number(&self) -> Option<f64> {
        (self.numbers.1 > 0).then(|| self.numbers.0 / f64::from(self.numbers.1))
    }
}

/// The newest value of a period that has begun by `as_of` (DESIGN §4, `rank`, `latest`).
pub fn fill(verdict: &mut IndicatorVerdict, spec: &Spec, data: &Data<'_>, as_of: NaiveDate) {
    let all = by_period(spec, data, as_of);
    let Some((&period, found)) = all.last_key_value() else {
        return;
    };
    let numbers = |year: i32| -> Vec<(Period, f64)> {
        all.iter()
            .filter(|(period, _)| period.year() == year)
            .filter_map(|(&period, found)| Some((period, found.number()?)))
            .collect()
    };
    verdict.series = numbers(spec.year);
    verdict.last_year = numbers(spec.year.saturating_sub(1));
    let this_year: BTreeMap<Period, bool> = all
        .keys()
        .filter(|p| p.year() == spec.year)
        .map(|&p| (p, true))
        .collect();
    verdict.n = this_year.len();
    let over = finest(this_year);
    if let Some(like) = over.keys().next() {
        let read = over.keys().filter(|p| p.last_day() <= as_of).count();
        verdict.coverage = mean::share(read, like.elapsed(spec.year, as_of));
    }
    if period.year() != spec.year {
        verdict.value_year = Some(period.year());
        verdict.provisional = true;
    }
    verdict.value = found.number();
    if verdict.value.is_some() {
        settle_goal(verdict);
        let twin = all.get(&period.year_before()).and_then(Found::number);
        verdict.year_on_year = verdict.value.zip(twin).map(|(now, old)| now - old);
    } else if let Some(value) = found.word {
        settle_word(verdict, value);
    }
}

/// A word meets a word that it equals or contains (已建立 contains 建立), unless it says no
/// (未建立, 尚未…, 不…, 没有…); a class meets a class at least as good.
fn settle_word(verdict: &mut IndicatorVerdict, value: Value<'_>) {
    let met = match (value, &verdict.goal) {
        (Value::Word(word), Goal::Word(goal)) => {
            let denied = ["未", "尚未", "不", "没", "无"]
                .iter()
                .any(|no| word.contains(no));
            Some(word == goal || (!goal.is_empty() && word.contains(goal.as_str()) && !denied))
        }
        (Value::Class(class), Goal::Class(goal)) => Some(class <= *goal),
        _ => None,
    };
    verdict.word = match value {
        Value::Word(word) => Some(word.to_owned()),
        Value::Class(class) => Some(class.to_string()),
        Value::Number(_) | Value::Missing(_) => None,
    };
    verdict.verdict = match met {
        Some(true) => Verdict::Met,
        Some(false) => Verdict::Missed,
        None => Verdict::NoData,
    };
}

/// Percent of a quotient where no value is given.
pub fn figure(datum: &Datum<'_>) -> Option<f64> {
    let quotient = || datum.fraction().map(|(part, whole)| 100.0 * part / whole);
    datum.number().or_else(quotient)
}

fn by_period<'a>(spec: &Spec, data: &Data<'a>, as_of: NaiveDate) -> BTreeMap<Period, Found<'a>> {
    let mut all: BTreeMap<Period, Found<'a>> = BTreeMap::new();
    for datum in data.under(&spec.key) {
        if datum.period.year() > spec.year || datum.period.first_day() > as_of {
            continue;
        }
        if let Some(number) = figure(&datum) {
            let found = all.entry(datum.period).or_default();
            found.numbers = (found.numbers.0 + number, found.numbers.1 + 1);
        } else if matches!(datum.value(), Value::Word(_) | Value::Class(_)) {
            all.entry(datum.period).or_default().word = Some(datum.value());
        }
    }
    all
}
