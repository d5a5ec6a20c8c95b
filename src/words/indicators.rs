//! Words of indicators: value, target, what is still possible, how their regions stand.

use super::{Voice, list, number, outlook, period, region, verdict};
use crate::analysis::board::{
    Failure, IndicatorVerdict, Light, Outlook, RegionIndicator, Shown, Verdict,
};
use crate::i18n::Locale;
use crate::terms::{Direction, Goal, Method, Period, WaterClass};
use crate::tr;
use std::collections::HashSet;

/// The light an indicator is shown in: the verdict, dimmed by the outlook. What is met on the whole
/// and missed in a region is a warning.
pub fn indicator_light(indicator: &IndicatorVerdict) -> Light {
    let missed = indicator.regions_that(Verdict::Missed) > 0;
    match (indicator.verdict, indicator.outlook) {
        (Verdict::Met, outlook) if missed && outlook != Outlook::Lost => Light::Yellow,
        (Verdict::NoData | Verdict::NotApplicable, _) => Light::Grey,
        (_, Outlook::Lost) => Light::Red,
        (Verdict::Met, Outlook::AtRisk) => Light::Yellow,
        (Verdict::Met, _) => Light::Green,
        // Short of the target while the year goes on is a warning, not yet a failure.
        (Verdict::Missed, _) => Light::Yellow,
    }
}

/// The sign of an indicator's light.
pub fn indicator_mark(light: Light) -> &'static str {
    match light {
        Light::Green => "●",
        Light::Yellow => "▲",
        Light::Red => "■",
        Light::Blue | Light::Grey => "○",
    }
}

/// How an indicator stands, in a table's cell: how many regions miss it, else what is still
/// possible, else the verdict.
pub fn indicator_standing(locale: &Locale, indicator: &IndicatorVerdict) -> String {
    let missed = indicator.regions_that(Verdict::Missed);
    if missed > 0 {
        return tr!(locale, "indicator-regions-missed", count = missed);
    }
    let outlook = outlook(locale, indicator.outlook);
    if outlook.is_empty() {
        verdict(locale, indicator.verdict)
    } else {
        outlook
    }
}

/// A target as written: `≤ 22`, `≥ 98%`, `Ⅱ类 100%`.
pub fn goal(locale: &Locale, indicator: &IndicatorVerdict) -> String {
    goal_of(locale, indicator, &indicator.goal)
}

/// Another goal of an indicator, such as a site's, as written.
pub fn goal_of(locale: &Locale, indicator: &IndicatorVerdict, goal: &Goal) -> String {
    let sign = match indicator.direction {
        Direction::AtLeast => "≥",
        Direction::AtMost => "≤",
        Direction::Above => ">",
        Direction::Below => "<",
        Direction::Equal => "=",
    };
    match goal {
        Goal::Number(value) => format!("{sign} {}{}", number(*value, 2), unit(indicator)),
        Goal::Class(class) => tr!(
            locale,
            "goal-class",
            class = class.to_string(),
            share = number(indicator.share, 1)
        ),
        Goal::Word(word) if word.is_empty() && !indicator.regions.is_empty() => {
            tr!(locale, "goal-of-regions")
        }
        Goal::Word(word) => word.clone(),
    }
}

/// A target in a table's cell: as [`goal`], with classes in a few cells.
pub fn goal_short(locale: &Locale, indicator: &IndicatorVerdict) -> String {
    match &indicator.goal {
        Goal::Class(class) => tr!(
            locale,
            "goal-class-short",
            class = class.to_string(),
            share = number(indicator.share, 1)
        ),
        _ => goal(locale, indicator),
    }
}

/// The unit to put behind a figure: `%` close by, others apart.
pub fn unit(indicator: &IndicatorVerdict) -> String {
    match indicator.unit.as_str() {
        "%" | "％" => "%".to_owned(),
        "" if indicator.method == Method::Class => "%".to_owned(),
        "" => String::new(),
        other => format!(" {other}"),
    }
}

/// The value that decides, as shown: `22`, `98.3%`, `Ⅱ`; `—` without data.
pub fn value(indicator: &IndicatorVerdict) -> String {
    if let Some(word) = &indicator.word {
        return word.clone();
    }
    match (indicator.rounded, indicator.value) {
        (Some(rounded), _) if indicator.decimals.is_some() => format!(
            "{:.*}{}",
            usize::from(indicator.decimals.unwrap_or(0)),
            rounded,
            short_unit(indicator)
        ),
        (_, Some(raw)) => format!("{}{}", number(raw, 1), short_unit(indicator)),
        _ => "—".to_owned(),
    }
}

fn short_unit(indicator: &IndicatorVerdict) -> &'static str {
    if unit(indicator) == "%" { "%" } else { "" }
}

/// A shown value of a site and period.
pub fn shown(value: &Shown) -> String {
    match value {
        Shown::Number(number_) => number(*number_, 1),
        Shown::Word(word) => word.clone(),
    }
}

/// How many regions a sentence names.
const NAMED: usize = 3;

/// How the regions of an indicator stand, in a sentence a chair can read out; empty where it has
/// none.
pub fn regions_sentence(voice: &impl Voice, indicator: &IndicatorVerdict) -> String {
    let l = voice.locale();
    let total = indicator.regions.len() - indicator.regions_that(Verdict::NotApplicable);
    if total == 0 {
        return String::new();
    }
    let mut out = tr!(
        l,
        "indicator-regions",
        total = total,
        met = indicator.regions_that(Verdict::Met)
    );
    // They stand the worst first.
    let missed = indicator.regions.iter();
    let missed = missed.filter(|one| one.verdict == Verdict::Missed);
    let named: Vec<String> = missed
        .take(NAMED)
        .map(|one| {
            let value = value(&indicator.in_region(one));
            format!("{} {value}", region(voice, &one.region))
        })
        .collect();
    let missed = indicator.regions_that(Verdict::Missed);
    if missed > 0 {
        let names: Vec<&str> = named.iter().map(String::as_str).collect();
        let names = list(l, &names);
        out.push_str(&if missed > NAMED {
            tr!(l, "indicator-regions-of", count = missed, names = names)
        } else {
            tr!(l, "indicator-regions-named", count = missed, names = names)
        });
    }
    let unknown = indicator.regions_that(Verdict::NoData);
    if unknown > 0 {
        out.push_str(&tr!(l, "indicator-regions-no-data", count = unknown));
    }
    out
}

/// The name of an indicator in one of its regions.
pub fn in_region(voice: &impl Voice, indicator: &str, region: &str) -> String {
    let region = super::region(voice, region);
    tr!(
        voice.locale(),
        "indicator-in-region",
        indicator = indicator,
        region = region
    )
}

/// How the regions of an indicator stand, and its outlook, in a sentence a chair can read out;
/// empty where there is nothing to say.
pub fn outlook_sentence(voice: &impl Voice, indicator: &IndicatorVerdict) -> String {
    let own = own_outlook(voice, indicator);
    let regions = regions_sentence(voice, indicator);
    let own = match indicator.worst_of.as_deref() {
        Some(worst) => {
            let worst = tr!(
                voice.locale(),
                "indicator-worst",
                region = region(voice, worst)
            );
            if own.is_empty() {
                worst
            } else {
                tr!(voice.locale(), "indicator-both", regions = worst, own = own)
            }
        }
        None => own,
    };
    if own.is_empty() || regions.is_empty() {
        return format!("{own}{regions}");
    }
    tr!(
        voice.locale(),
        "indicator-both",
        regions = regions,
        own = own
    )
}

/// The failure of the worst class, of equals the oldest; of a whole one in a region that misses its
/// goal, where there is one.
fn worst_failure<'a>(failures: &'a [Failure], regions: &[RegionIndicator]) -> Option<&'a Failure> {
    let missed = regions.iter().filter(|one| one.verdict == Verdict::Missed);
    let missed: HashSet<&str> = missed.map(|one| one.region.as_str()).collect();
    let missed = |site: &str| {
        let region = site.split_once('/').map_or(site, |(region, _)| region);
        missed.contains(region)
    };
    let classes = WaterClass::ALL.map(|class| class.to_string());
    let class = |one: &Failure| classes.iter().position(|class| *class == one.value);
    // Of equals the last of the order is taken: from the newest to the oldest.
    let all = failures.iter().rev();
    all.max_by_key(|one| (missed(&one.site), class(one)))
}

/// What the rest must average, as it is told: to one decimal, on the side that is sure to do.
pub fn bound(indicator: &IndicatorVerdict, needed: f64) -> f64 {
    safe(indicator.direction, indicator.needed_holds, needed)
}

fn safe(direction: Direction, holds: bool, needed: f64) -> f64 {
    // What just holds is told as it is, whatever binary fractions make of it.
    let hair = if holds { 1e-9 } else { -1e-9 };
    if direction.lower_is_better() {
        ((needed + hair) * 10.0).floor() / 10.0
    } else {
        ((needed - hair) * 10.0).ceil() / 10.0
    }
}

/// Whose days are counted: those of one place, or of all its regions together.
fn days_of(indicator: &IndicatorVerdict) -> &'static str {
    if indicator.regions.is_empty() {
        "one"
    } else {
        "regions"
    }
}

fn own_outlook(voice: &impl Voice, indicator: &IndicatorVerdict) -> String {
    let l = voice.locale();
    match indicator.method {
        Method::Mean => match (indicator.outlook, indicator.needed) {
            (Outlook::Lost, _) => tr!(l, "outlook-mean-lost"),
            (Outlook::LockedIn, _) => tr!(l, "outlook-mean-locked"),
            (_, Some(needed)) => {
                let sign = if indicator.direction.lower_is_better() {
                    "≤"
                } else {
                    "≥"
                };
                let needed = format!("{sign} {}", number(bound(indicator, needed), 1));
                let period = match indicator.series.first() {
                    Some((Period::Month(..), _)) => "month",
                    Some((Period::Quarter(..), _)) => "quarter",
                    _ => "day",
                };
                match indicator.reference {
                    Some(reference) if indicator.reference_is_last_year => {
                        tr!(
                            l,
                            "outlook-mean-last-year",
                            days = indicator.remaining,
                            period = period,
                            needed = needed,
                            reference = number(reference, 1)
                        )
                    }
                    Some(reference) => tr!(
                        l,
                        "outlook-mean-to-date",
                        days = indicator.remaining,
                        period = period,
                        needed = needed,
                        reference = number(reference, 1)
                    ),
                    None => tr!(
                        l,
                        "outlook-mean",
                        days = indicator.remaining,
                        period = period,
                        needed = needed
                    ),
                }
            }
            _ => String::new(),
        },
        Method::Ratio => match (
            indicator.outlook,
            indicator.budget,
            indicator.budget_used,
            indicator.budget_left,
        ) {
            (Outlook::Lost, Some(budget), Some(used), _) => tr!(
                l,
                "outlook-ratio-lost",
                of = days_of(indicator),
                budget = budget,
                used = used
            ),
            (Outlook::LockedIn, ..) => tr!(l, "outlook-ratio-locked"),
            (_, Some(budget), Some(used), Some(left)) => {
                tr!(
                    l,
                    "outlook-ratio",
                    of = days_of(indicator),
                    budget = budget,
                    used = used,
                    left = left
                )
            }
            _ => String::new(),
        },
        Method::Class => match worst_failure(&indicator.failures, &indicator.regions) {
            Some(first) => {
                let lost = if indicator.outlook == Outlook::Lost {
                    let share = number(indicator.share, 1);
                    tr!(l, "outlook-class-lost", share = share)
                } else {
                    String::new()
                };
                // Where all are of one class none is the worst.
                let mut failures = indicator.failures.iter();
                let many = if failures.all(|one| one.value == first.value) {
                    "alike"
                } else {
                    "worst"
                };
                let failed = tr!(
                    l,
                    "outlook-class-failed",
                    count = indicator.failures.len(),
                    many = many,
                    site = first.site.as_str(),
                    period = period(voice, first.period),
                    class = first.value.as_str()
                );
                format!("{failed}{lost}")
            }
            None if indicator.n > 0 => tr!(l, "outlook-class-clean", count = indicator.n),
            None => String::new(),
        },
        Method::Cumulative => match (indicator.outlook, indicator.margin) {
            (Outlook::LockedIn, _) => tr!(l, "outlook-sum-reached"),
            (Outlook::Lost, Some(margin)) => {
                tr!(
                    l,
                    "outlook-sum-lost",
                    missing = format!("{}{}", number(-margin, 1), unit(indicator))
                )
            }
            (_, Some(margin)) => {
                tr!(
                    l,
                    "outlook-sum",
                    missing = format!("{}{}", number(-margin, 1), unit(indicator))
                )
            }
            _ => String::new(),
        },
        Method::Rank | Method::Latest | Method::Rate => {
            match (indicator.value_year, indicator.margin) {
                (Some(year), _) if year != indicator.year => {
                    tr!(l, "outlook-year", year = year.to_string())
                }
                (_, Some(margin)) if margin < 0.0 => {
                    tr!(
                        l,
                        "outlook-short",
                        missing = format!("{}{}", number(-margin, 1), point_unit(voice, indicator))
                    )
                }
                _ => String::new(),
            }
        }
    }
}

/// The unit of a difference: points for shares.
pub fn point_unit(voice: &impl Voice, indicator: &IndicatorVerdict) -> String {
    if unit(indicator) == "%" {
        tr!(voice.locale(), "unit-points")
    } else {
        unit(indicator)
    }
}

#[cfg(test)]
mod tests {
    use super::{safe, worst_failure};
    use crate::analysis::board::{Failure, Outlook, RegionIndicator, Verdict};
    use crate::terms::{Direction, Goal, Method, Period};
    use rstest::rstest;

    /// Of the counties that miss their goal the worst class, of equals the oldest; without counties
    /// just so.
    #[test]
    fn the_worst_failure_is_named() {
        let missed = RegionIndicator {
            region: "龙泉市".to_owned(),
            goal: Goal::Word(String::new()),
            method: Method::Class,
            direction: Direction::AtMost,
            share: 100.0,
            decimals: Some(0),
            value: None,
            rounded: None,
            word: None,
            value_year: None,
            verdict: Verdict::Missed,
            outlook: Outlook::None,
            provisional: false,
            margin: None,
            year_on_year: None,
            coverage: None,
            n: 0,
        };
        let fail = |site: &str, month, class: &str| Failure {
            site: site.to_owned(),
            period: Period::Month(2021, month),
            value: class.to_owned(),
        };
        let failures = [
            fail("缙云县/好溪口", 3, "劣Ⅴ"),
            fail("龙泉市/查田", 4, "Ⅲ"),
            fail("龙泉市/新建溪", 8, "劣Ⅴ"),
            fail("龙泉市/新建溪", 9, "劣Ⅴ"),
        ];
        assert_eq!(worst_failure(&failures, &[missed]), Some(&failures[2]));
        assert_eq!(worst_failure(&failures, &[]), Some(&failures[0]));
        assert_eq!(worst_failure(&[], &[]), None);
    }

    /// On the side that is sure to do: below 22.75 for at most, above 21.51 for at least; a bound that
    /// itself rounds away is left out.
    #[rstest]
    #[case(22.75, Direction::AtMost, false, 22.7)]
    #[case(22.75, Direction::AtMost, true, 22.7)]
    #[case(18.0, Direction::AtMost, false, 17.9)]
    #[case(22.5, Direction::AtMost, true, 22.5)]
    #[case(21.5, Direction::AtLeast, true, 21.5)]
    #[case(21.51, Direction::AtLeast, true, 21.6)]
    #[case(23.0, Direction::AtLeast, false, 23.1)]
    fn bounds(
        #[case] needed: f64,
        #[case] direction: Direction,
        #[case] holds: bool,
        #[case] told: f64,
    ) {
        let found = safe(direction, holds, needed);
        assert!((found - told).abs() < 1e-9, "{found}");
    }
}
