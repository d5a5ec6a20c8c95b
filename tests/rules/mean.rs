//! PM2.5: mean, rounding, the mean that is still needed (plan 三(二)).

use super::support::{G, R, V, near, r, world};
use duban::analysis::board::{IndicatorVerdict, Outlook, Verdict};
use duban::analysis::indicator::round_half_even;
use duban::terms::Direction;
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

/// Months and days are never mixed: the days are taken.
#[test]
fn unlike_lengths() {
    let found = at("2021-10-15", &[("2021-10-02", 20.0), ("2021-08", 90.0)]);
    near(found.value, 20.0);
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
    let found = world()
        .at("2021-12-31")
        .readings("", &rows)
        .indicator("PM2.5");
    assert_eq!(found.provisional, provisional);
}

/// ≥ with decimals 0: L = 21.5; needed = 21.5 × 3 − 44 = 20.5; easier means lower.
#[test]
fn higher_is_better() {
    let found = world()
        .at("2021-12-30")
        .targets(&[G {
            indicator: "PM2.5",
            number: Some(22.0),
            direction: Some(Direction::AtLeast),
            ..G::default()
        }])
        .readings("", &pm(&[("2021-12-29", 20.0), ("2021-12-30", 24.0)]))
        .indicator("PM2.5");
    near(found.needed, 20.5);
    assert_eq!(found.outlook, Outlook::OnTrack);
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
fn spellings(#[case] name: &'static str) {
    let found = world()
        .readings("", &[r(name, "", "2021-10-01", V::N(20.0))])
        .indicator("PM2.5");
    near(found.value, 20.0);
}
