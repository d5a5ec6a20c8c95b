//! PM2.5: mean, rounding, the mean that is still needed (plan 三(二)).

use super::support::{G, R, V, near, period, r, world};
use duban::analysis::board::{IndicatorVerdict, Outlook, Shown, Verdict};
use duban::analysis::indicator::round_half_even;
use duban::terms::{Direction, Goal};
use rstest::rstest;

fn pm(values: &[(&str, f64)]) -> Vec<R> {
    values
        .iter()
        .map(|&(when, value)| r("PM2.5", "", when, V::N(value)))
        .collect()
}

fn at(as_of: &str, values: &[(&str, f64)]) -> IndicatorVerdict {
    world()
        .at(as_of)
        .readings("", &pm(values))
        .indicator("PM2.5")
}

/// GB/T 8170: a tie goes to the even digit.
#[rstest]
#[case(22.5, 0, 22.0)]
#[case(23.5, 0, 24.0)]
#[case(22.500_001, 0, 23.0)]
#[case(22.4, 0, 22.0)]
#[case(0.125, 2, 0.12)]
#[case(0.135, 2, 0.14)]
#[case(2.675, 2, 2.68)]
#[case(1.005, 2, 1.0)]
#[case(-22.5, 0, -22.0)]
#[case(98.25, 1, 98.2)]
#[case::what_doubles_cannot_hold(10_000.095, 2, 10_000.1)]
// A sum of doubles misses a large tie by one part in 10⁹: still a tie.
#[case::a_large_tie_missed(100_000_000.500_000_01, 0, 100_000_000.0)]
#[case::whole_beyond_fractions(1_000_000_000_000_001.0, 0, 1_000_000_000_000_001.0)]
#[case::many_whole(600_000_001.0, 0, 600_000_001.0)]
#[case::many_hundredths(6_000_000.01, 2, 6_000_000.01)]
#[case::beyond_doubles(1e300, 12, 1e300)]
fn rounding(#[case] value: f64, #[case] decimals: u8, #[case] expected: f64) {
    near(Some(round_half_even(value, decimals)), expected);
}

/// 以下 includes 22, and the rounded value decides: 22.5 → 22 is met, 22.6 → 23 is not.
#[rstest]
#[case(22.0, 23.0, 22.0, Verdict::Met)]
#[case(22.2, 23.0, 23.0, Verdict::Missed)]
#[case(21.0, 22.0, 22.0, Verdict::Met)]
fn the_rounded_value_decides(
    #[case] a: f64,
    #[case] b: f64,
    #[case] rounded: f64,
    #[case] expected: Verdict,
) {
    let found = at("2021-10-15", &[("2021-10-01", a), ("2021-10-02", b)]);
    near(found.value, f64::midpoint(a, b));
    near(found.rounded, rounded);
    assert_eq!(found.verdict, expected);
    near(found.margin, 22.0 - rounded);
    assert!(found.provisional);
}

/// On 30 December with 29 and 30 read (20, 24): n = 2, R = 1 (the 31st; the gaps before stay
/// gaps), needed = 22.5 × 3 − 44 = 23.5.
#[rstest]
#[case::a_better_last_year(Some(23.0), 23.0, Outlook::OnTrack)]
#[case::a_worse_last_year(Some(24.0), 24.0, Outlook::AtRisk)]
#[case::just_such_a_last_year(Some(23.5), 23.5, Outlook::AtRisk)]
#[case::no_last_year(None, 22.0, Outlook::OnTrack)]
fn needed(#[case] last_year: Option<f64>, #[case] reference: f64, #[case] outlook: Outlook) {
    let mut values = vec![("2021-12-29", 20.0), ("2021-12-30", 24.0)];
    values.extend(last_year.map(|value| ("2020-12-31", value)));
    let found = at("2021-12-30", &values);
    near(found.needed, 23.5);
    near(found.reference, reference);
    assert_eq!(found.reference_is_last_year, last_year.is_some());
    assert_eq!((found.n, found.remaining, found.outlook), (2, 1, outlook));
}

/// The unread day itself still comes: R = 2, needed = (22.5 × 3 − 20) ÷ 2 = 23.75.
#[test]
fn the_day_itself_unread() {
    let found = at("2021-12-30", &[("2021-12-29", 20.0)]);
    assert_eq!((found.n, found.remaining), (1, 2));
    near(found.needed, 23.75);
}

/// 20 + 70: needed = 67.5 − 90 < 0, and nothing is below zero.
#[test]
fn lost_before_the_end() {
    let found = at("2021-12-30", &[("2021-12-29", 20.0), ("2021-12-30", 70.0)]);
    near(found.needed, -22.5);
    assert_eq!(found.outlook, Outlook::Lost);
}

/// 20 + 47.5: needed = 67.5 − 67.5 = 0, which a day could still be.
#[test]
fn nought_is_not_yet_lost() {
    let found = at("2021-12-30", &[("2021-12-29", 20.0), ("2021-12-30", 47.5)]);
    near(found.needed, 0.0);
    assert_eq!(found.outlook, Outlook::AtRisk);
}

/// R = 0.
#[rstest]
#[case(22.0, Outlook::LockedIn)]
#[case(23.0, Outlook::Lost)]
fn the_year_is_over(#[case] value: f64, #[case] outlook: Outlook) {
    let found = at("2021-12-31", &[("2021-12-31", value)]);
    assert_eq!(
        (found.remaining, found.needed, found.outlook),
        (0, None, outlook)
    );
    assert_eq!(at("2022-03-01", &[("2021-12-31", value)]).outlook, outlook);
}

/// Against the same dates: 1 January 2020 counts, 31 December 2020 does not.
#[test]
fn year_on_year() {
    let found = at(
        "2021-01-01",
        &[
            ("2021-01-01", 20.0),
            ("2020-01-01", 30.0),
            ("2020-12-31", 90.0),
        ],
    );
    near(found.year_on_year, -10.0);
    assert_eq!(found.last_year.len(), 2);
}

/// The 29 February of a leap year is compared with by 28 February.
#[test]
fn leap_day() {
    let found = world()
        .at("2021-02-28")
        .readings(
            "",
            &pm(&[
                ("2021-02-28", 20.0),
                ("2020-02-29", 30.0),
                ("2020-03-01", 99.0),
            ]),
        )
        .indicator("PM2.5");
    near(found.year_on_year, -10.0);
}

/// 2021-10-15 is day 288: 3 of 288. Sites of one day are averaged first: (10 + 30) / 2 = 20,
/// then (20 + 20 + 26) / 3 = 22. Invalid and missing values are no values.
#[test]
fn sites_and_coverage() {
    let mut rows = pm(&[("2021-10-02", 20.0), ("2021-10-03", 26.0)]);
    rows.push(r("PM2.5", "甲", "2021-10-01", V::N(10.0)));
    rows.push(r("PM2.5", "乙", "2021-10-01", V::N(30.0)));
    rows.push(r("PM2.5", "", "2021-10-04", V::Invalid(500.0)));
    rows.push(r("PM2.5", "", "2021-10-05", V::None));
    let found = world().readings("", &rows).indicator("PM2.5");
    near(found.value, 22.0);
    near(found.coverage, 3.0 / 288.0);
    assert_eq!(found.sites.len(), 3);
}

/// Months and days are never mixed. The days are taken where they cover three quarters of what the
/// months do: 24 of August's 31, and not 23. A day of October does not stand for a year of months.
#[test]
fn unlike_lengths() {
    let august = |days: u32| {
        let days: Vec<String> = (1..=days).map(|day| format!("2021-08-{day:02}")).collect();
        let days = days.iter().map(|day| (day.as_str(), 20.0));
        let all: Vec<(&str, f64)> = days.chain([("2021-08", 90.0)]).collect();
        at("2021-10-15", &all).value
    };
    near(august(24), 20.0);
    near(august(23), 90.0);
    let found = at("2021-10-15", &[("2021-10-02", 20.0), ("2021-08", 90.0)]);
    near(found.value, 90.0);
    // Where days and months follow each other both count: 27 days of September are its month, and
    // the mean of nine months (8 x 90 + 20) / 9; with 26 it is that of eight. So are days of October, once
    // it is over.
    let months: Vec<String> = (1..=8).map(|month| format!("2021-0{month}")).collect();
    let since = |as_of, month: u32, days: u32| {
        let days: Vec<String> = (1..=days)
            .map(|day| format!("2021-{month:02}-{day:02}"))
            .collect();
        let days = days.iter().map(|day| (day.as_str(), 20.0));
        let months = months.iter().map(|month| (month.as_str(), 90.0));
        at(as_of, &days.chain(months).collect::<Vec<_>>()).value
    };
    near(since("2021-10-15", 9, 27), 740.0 / 9.0);
    near(since("2021-10-15", 9, 26), 90.0);
    near(since("2021-10-30", 10, 30), 90.0);
    near(since("2021-10-31", 10, 31), 740.0 / 9.0);
    // A month does not stand for three quarters of a year.
    let quarters = [
        ("2021-Q1", 35.0),
        ("2021-Q2", 30.0),
        ("2021-Q3", 28.0),
        ("2021-09", 15.0),
    ];
    near(at("2021-10-15", &quarters).value, 31.0);
    // Last year is taken by the same length, else by what there is.
    let months = [("2021-08", 90.0), ("2020-08", 80.0), ("2020-08-02", 10.0)];
    near(at("2021-10-15", &months).year_on_year, 10.0);
}

/// Months that this year does not tell yet are compared with none of last year: January to June are
/// the same in both, and what came after does not count.
#[test]
fn the_same_months_of_last_year() {
    let months = |year: i32, last: u32, value: f64| {
        (1..=last).map(move |month| (format!("{year}-{month:02}"), value))
    };
    let all: Vec<(String, f64)> = months(2021, 6, 20.0)
        .chain(months(2020, 6, 20.0))
        .chain([("2020-07".to_owned(), 5.0), ("2020-08".to_owned(), 5.0)])
        .collect();
    let all: Vec<(&str, f64)> = all
        .iter()
        .map(|(when, value)| (when.as_str(), *value))
        .collect();
    near(at("2021-10-15", &all).year_on_year, 0.0);
}

/// A month counts once its last day has come: August and September of nine; R = 3 with
/// October, unread.
#[test]
fn monthly_values() {
    let found = at(
        "2021-10-15",
        &[("2021-08", 20.0), ("2021-09", 22.0), ("2021-10", 90.0)],
    );
    near(found.value, 21.0);
    near(found.coverage, 2.0 / 9.0);
    assert_eq!((found.n, found.remaining, found.provisional), (2, 3, false));
}

/// 365 days of 20, less some: 324 are enough where every month has its 27.
#[rstest]
#[case::all(0, 0, false)]
#[case::four_short_in_one_month(6, 4, false)]
#[case::five_short_in_one_month(6, 5, true)]
fn valid_days(#[case] month0: u32, #[case] short: u32, #[case] provisional: bool) {
    use chrono::Datelike;
    let first = super::support::day("2021-01-01");
    let rows: Vec<R> = first
        .iter_days()
        .take(365)
        .filter(|day| day.month0() != month0 || day.day0() >= short)
        .map(|day| r("PM2.5", "", &day.to_string(), V::N(20.0)))
        .collect();
    assert_eq!(is_provisional(&rows), provisional);
}

/// February asks 25 of its 28 days, every other month 27, the year 324: 41 of 365 may be missing
/// though the months by themselves let 43 (four of each long one, three of each other).
#[rstest]
#[case::february_just_enough(&[2], 3, false)]
#[case::february_one_short(&[2], 4, true)]
#[case::a_long_month_just_enough(&[1], 4, false)]
#[case::the_year_just_enough(&[1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12], 41, false)]
#[case::the_year_one_short(&[1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12], 42, true)]
fn days_that_may_be_missing(
    #[case] months: &[u32],
    #[case] missing: u32,
    #[case] provisional: bool,
) {
    use chrono::Datelike;
    let mut left = missing;
    let mut rows = Vec::new();
    for day in super::support::day("2021-01-01").iter_days().take(365) {
        let may = match day.month() {
            1 | 3 | 5 | 7 | 8 | 10 | 12 => 4,
            _ => 3,
        };
        // Of one month as many as the case says.
        let may = if months.len() == 1 { missing } else { may };
        if left > 0 && months.contains(&day.month()) && day.day() <= may {
            left -= 1;
        } else {
            rows.push(r("PM2.5", "", &day.to_string(), V::N(20.0)));
        }
    }
    assert_eq!(left, 0);
    assert_eq!(is_provisional(&rows), provisional);
}

/// ≥ with decimals 0: L = 21.5; needed = 21.5 × 3 − 44 = 20.5; easier means lower. With 30 and 40
/// read, 64.5 − 70: below zero is no loss, anything will do.
#[rstest]
#[case::easier_than_this_year(20.0, 24.0, None, 20.5, Outlook::OnTrack)]
#[case::as_last_year(20.0, 24.0, Some(20.5), 20.5, Outlook::AtRisk)]
#[case::anything(30.0, 40.0, Some(20.5), -5.5, Outlook::OnTrack)]
fn higher_is_better(
    #[case] a: f64,
    #[case] b: f64,
    #[case] last_year: Option<f64>,
    #[case] needed: f64,
    #[case] outlook: Outlook,
) {
    let mut values = vec![("2021-12-29", a), ("2021-12-30", b)];
    values.extend(last_year.map(|value| ("2020-12-31", value)));
    let found = world()
        .at("2021-12-30")
        .targets(&[G {
            indicator: "PM2.5",
            number: Some(22.0),
            direction: Some(Direction::AtLeast),
            ..G::default()
        }])
        .readings("", &pm(&values))
        .indicator("PM2.5");
    near(found.needed, needed);
    assert_eq!(found.outlook, outlook);
}

/// One decimal: at most 22 is kept up to 22.05; needed = 22.05 × 3 − 44 = 22.15.
#[test]
fn half_of_the_last_decimal() {
    let found = world()
        .at("2021-12-30")
        .targets(&[G {
            indicator: "PM2.5",
            number: Some(22.0),
            decimals: Some(1),
            ..G::default()
        }])
        .readings("", &pm(&[("2021-12-29", 20.0), ("2021-12-30", 24.0)]))
        .indicator("PM2.5");
    near(found.needed, 22.15);
}

/// Before the year's first reading: at 2 January a day is over and has none; on 15 January no month
/// is over, so there is nothing to have a share of.
#[test]
fn before_the_first_reading_of_the_year() {
    near(at("2021-01-02", &[("2020-01-02", 20.0)]).coverage, 0.0);
    let found = at("2021-01-15", &[("2020-01", 20.0)]);
    assert_eq!((found.coverage, found.verdict), (None, Verdict::NoData));
    assert_eq!(found.last_year, [(period("2020-01"), 20.0)]);
}

/// Two sites, one with a target of its own: each with its days of this year up to the day itself,
/// counted where they hold its target. Last year's, tomorrow's and a whole month are no day of
/// theirs. A day given as a sum over hours is 480 ÷ 24 = 20, and no reading of a site's picture. Days
/// come in order whatever the order of the file's rows.
#[test]
fn days_by_site() {
    let at = |site, when, value| r("PM2.5", site, when, V::N(value));
    let rows = [
        at("甲", "2020-10-01", 10.0),
        at("甲", "2020-09", 10.0),
        at("甲", "2021-10-15", 23.0),
        at("甲", "2021-10-01", 22.0),
        at("甲", "2021-10-16", 10.0),
        at("乙", "2021-10-01", 24.0),
        r("PM2.5", "甲", "2021-10-02", V::F(480.0, 24.0)),
    ];
    let found = world()
        .targets(&[G {
            indicator: "PM2.5",
            site: "乙",
            number: Some(24.0),
            ..G::default()
        }])
        .readings("", &rows)
        .indicator("PM2.5");
    let series = [
        ("2021-10-01", 23.0),
        ("2021-10-02", 20.0),
        ("2021-10-15", 23.0),
    ];
    assert_eq!(
        found.series,
        series.map(|(when, value)| (period(when), value))
    );
    let sites: Vec<_> = found
        .sites
        .into_iter()
        .map(|one| (one.site, one.goal, one.good, one.points))
        .collect();
    let on = |when, value| (period(when), Shown::Number(value));
    assert_eq!(
        sites,
        [
            (
                "乙".to_owned(),
                Goal::Number(24.0),
                1,
                vec![on("2021-10-01", 24.0)]
            ),
            (
                "甲".to_owned(),
                Goal::Number(22.0),
                1,
                vec![on("2021-10-01", 22.0), on("2021-10-15", 23.0)]
            ),
        ]
    );
}

/// A list of sites is for several, or for one that has a target of its own.
#[test]
fn one_site_is_no_list() {
    let rows = [
        r("PM2.5", "甲", "2021-10-01", V::N(20.0)),
        r("PM2.5", "乙", "2021-10-01", V::N(20.0)),
    ];
    let sites = |rows: &[R], own: &[G]| {
        let world = world().targets(own).readings("", rows);
        world.indicator("PM2.5").sites.len()
    };
    assert_eq!(sites(&rows[..1], &[]), 0);
    assert_eq!(sites(&rows, &[]), 2);
    let own = G {
        indicator: "PM2.5",
        site: "甲",
        number: Some(25.0),
        ..G::default()
    };
    assert_eq!(sites(&rows[..1], &[own]), 1);
}

#[test]
fn no_data_is_never_met() {
    let found = at("2021-10-15", &[]);
    assert_eq!(
        (found.verdict, found.outlook),
        (Verdict::NoData, Outlook::None)
    );
}

/// Other spellings of the plan's indicator join it.
#[rstest]
#[case("PM₂.₅")]
#[case("ＰＭ2.5浓度")]
#[case("细颗粒物(PM2.5)")]
#[case("pm2.5年均浓度（微克/立方米）")]
#[case("PM 2.5")]
#[case("“PM-2.5”")]
#[case("【PM2.5】")]
#[case("(全县(市))PM2.5")]
fn spellings(#[case] name: &'static str) {
    let found = world()
        .readings("", &[r(name, "", "2021-10-01", V::N(20.0))])
        .indicator("PM2.5");
    near(found.value, 20.0);
}

/// Whether a year of these readings is too thin to count.
fn is_provisional(rows: &[R]) -> bool {
    let world = world().at("2021-12-31").readings("", rows);
    world.indicator("PM2.5").provisional
}

/// The rest may average what still rounds to the goal: 22.5 rounds to 22 (half to even), 25.5 to 26.
#[rstest]
#[case(22.0, Direction::AtMost, true)]
#[case(25.0, Direction::AtMost, false)]
#[case(22.0, Direction::AtLeast, true)]
#[case(23.0, Direction::AtLeast, false)]
fn whether_the_bound_itself_will_do(
    #[case] goal: f64,
    #[case] direction: Direction,
    #[case] holds: bool,
) {
    let found = world()
        .targets(&[G {
            indicator: "PM2.5",
            number: Some(goal),
            direction: Some(direction),
            ..G::default()
        }])
        .readings("", &pm(&[("2021-10-02", 20.0)]))
        .indicator("PM2.5");
    assert_eq!(found.needed_holds, holds);
}
