//! Good-air days: share, budget of bad days, outlook (plan 三(二): 优良率保持98%以上).

use super::support::{G, R, V, day, near, period, r, world};
use duban::analysis::board::{IndicatorVerdict, Outlook, Shown, Verdict};
use duban::terms::{Direction, WaterClass};
use rstest::rstest;

const NAME: &str = "空气质量优良率";

/// So many bad days (AQI 101), then good ones (100), the last on `as_of`.
fn year(as_of: &str, bad: u64, good: u64) -> IndicatorVerdict {
    let last = day(as_of);
    let rows: Vec<R> = (0..bad + good)
        .map(|back| {
            let when = last - chrono::Days::new(back);
            let aqi = if back < good { 100.0 } else { 101.0 };
            r("AQI", "", &when.to_string(), V::N(aqi))
        })
        .collect();
    world().at(as_of).readings("", &rows).indicator(NAME)
}

/// 2021-01-16 read, 15 days before it a gap: n = 1, R = 349, 2% of 350 is 7 exactly.
/// One bad day of 7 (14.3%) with 16 of 365 days gone (4.4%) is at risk.
#[rstest]
#[case(0, 1, 0, Outlook::OnTrack)]
#[case(1, 0, 1, Outlook::AtRisk)]
fn budget(#[case] bad: u64, #[case] good: u64, #[case] used: i64, #[case] outlook: Outlook) {
    let found = year("2021-01-16", bad, good);
    assert_eq!((found.n, found.remaining), (1, 349));
    assert_eq!((found.budget, found.budget_used), (Some(7), Some(used)));
    assert_eq!(
        (found.budget_left, found.outlook),
        (Some(7 - used), outlook)
    );
}

/// 8 bad of n = 8, R = 349: floor(7.14) = 7 < 8.
#[test]
fn lost() {
    let found = year("2021-01-16", 8, 0);
    assert_eq!((found.budget, found.budget_left), (Some(7), Some(-1)));
    assert_eq!(
        (found.outlook, found.verdict),
        (Outlook::Lost, Verdict::Missed)
    );
    assert_eq!(found.failures.len(), 8);
    assert_eq!(
        (
            found.failures[0].period.to_string(),
            found.failures[0].value.as_str()
        ),
        ("2021-01-09".to_owned(), "101")
    );
}

/// 50 good days up to 30 December, one to come: floor(2% × 51) = 1, and it could be bad.
/// 48 good days: floor(2% × 49) = 0.
#[rstest]
#[case(50, Outlook::LockedIn)]
#[case(48, Outlook::OnTrack)]
fn locked_in(#[case] good: u64, #[case] outlook: Outlook) {
    assert_eq!(year("2021-12-30", 0, good).outlook, outlook);
}

/// 365 valid days: 7 bad is 98.08%, 8 bad is 97.81%.
#[rstest]
#[case(7, Verdict::Met, Outlook::LockedIn)]
#[case(8, Verdict::Missed, Outlook::Lost)]
fn the_whole_year(#[case] bad: u64, #[case] verdict: Verdict, #[case] outlook: Outlook) {
    let found = year("2021-12-31", bad, 365 - bad);
    near(found.value, 100.0 * (365 - bad) as f64 / 365.0);
    assert_eq!((found.verdict, found.outlook), (verdict, outlook));
    assert_eq!((found.budget, found.provisional), (Some(7), false));
}

/// Exactly 98%: 49 of 50.
#[test]
fn exactly_the_target() {
    let found = year("2021-10-15", 1, 49);
    assert_eq!(found.verdict, Verdict::Met);
    near(found.margin, 0.0);
    assert!(found.provisional);
}

/// Two sites: 100 and 101 average 100.5, rounded up 101: not good. 99 and 101: good.
#[rstest]
#[case(100.0, 101.0, 0.0)]
#[case(99.0, 101.0, 100.0)]
fn sites(#[case] a: f64, #[case] b: f64, #[case] value: f64) {
    let rows = [
        r("AQI", "甲", "2021-10-01", V::N(a)),
        r("AQI", "乙", "2021-10-01", V::N(b)),
    ];
    near(world().readings("", &rows).indicator(NAME).value, value);
}

/// Words: 优 and 良 are good; what says nothing is no valid day; AQI 0 is missing.
#[test]
fn words() {
    let rows = [
        r("AQI", "", "2021-10-01", V::W("优")),
        r("AQI", "", "2021-10-02", V::W("良")),
        r("AQI", "", "2021-10-03", V::W("轻度污染")),
        r("AQI", "", "2021-10-04", V::W("停机")),
        r("AQI", "", "2021-10-05", V::N(0.0)),
    ];
    let found = world().readings("", &rows).indicator(NAME);
    assert_eq!(found.n, 3);
    near(found.value, 200.0 / 3.0);
    assert_eq!(found.failures.len(), 1);
}

/// Its own readings as days good of days valid: 30 of 31 and 28 of 28 is 58 of 59. On
/// 2021-03-15 ten months, March included, still come: 365 − 59 = 306 days.
#[test]
fn numerators() {
    let rows = [
        r(NAME, "", "2021-01", V::F(30.0, 31.0)),
        r(NAME, "", "2021-02", V::F(28.0, 28.0)),
        r("AQI", "", "2021-01-01", V::N(500.0)),
    ];
    let found = world().at("2021-03-15").readings("", &rows).indicator(NAME);
    near(found.value, 5800.0 / 59.0);
    assert_eq!((found.n, found.remaining), (59, 306));
    // floor(2% × 365) = 7.
    assert_eq!((found.budget, found.budget_used), (Some(7), Some(1)));
}

/// In points: 50% this year, 100% on the same days of last year.
#[test]
fn year_on_year() {
    let rows = [
        r("空气质量指数", "", "2021-01-01", V::N(50.0)),
        r("空气质量指数", "", "2021-01-02", V::N(150.0)),
        r("空气质量指数", "", "2020-01-02", V::N(50.0)),
        r("空气质量指数", "", "2020-01-03", V::N(150.0)),
    ];
    let found = world().at("2021-01-02").readings("", &rows).indicator(NAME);
    near(found.year_on_year, -50.0);
    near(found.coverage, 1.0);
}

/// A row of the targets table replaces the plan's figure and keeps the rest of it.
#[test]
fn another_target() {
    let rows = [r("AQI", "", "2021-10-01", V::N(50.0))];
    let found = world()
        .targets(&[G {
            indicator: NAME,
            number: Some(90.0),
            ..G::default()
        }])
        .readings("", &rows)
        .indicator(NAME);
    // n = 1, R = 77 + the unread day itself: floor(10% × 79) = 7.
    assert_eq!((found.budget, found.clause.as_str()), (Some(7), "三(二)"));
}

/// In the first days of January nothing is read yet: last year's line is still there to be held
/// against, and the days that are over are days without data.
#[test]
fn before_the_first_reading_of_the_year() {
    let rows = [
        r(NAME, "", "2020-01-02", V::N(50.0)),
        r(NAME, "", "2020-01-03", V::N(150.0)),
    ];
    let found = world().at("2021-01-02").readings("", &rows).indicator(NAME);
    assert_eq!(found.verdict, Verdict::NoData);
    assert_eq!(found.last_year.len(), 2);
    near(found.coverage, 0.0);
}

/// Where its own readings are all of last year, the air-quality index stands in as soon as it has a
/// day of this year; where it has only last year's days, those are the line to be held against.
#[test]
fn the_index_stands_in_for_readings_of_its_own() {
    let own = r(NAME, "", "2020-01-02", V::N(150.0));
    let old = r("AQI", "", "2020-01-02", V::N(50.0));
    let new = r("AQI", "", "2021-01-02", V::N(50.0));
    let on = |rows: &[R]| world().at("2021-01-02").readings("", rows).indicator(NAME);
    let found = on(&[own.clone(), new]);
    near(found.value, 100.0);
    // Its own line of last year is not of the same kind.
    assert_eq!((found.last_year.len(), found.year_on_year), (0, None));
    let found = on(std::slice::from_ref(&old));
    assert_eq!((found.value, found.last_year.len()), (None, 1));
    // Its own stays while neither has a day of this year.
    let found = on(&[own, old]);
    assert_eq!(found.last_year, [(period("2020-01-02"), 150.0)]);
}

/// In the first month nothing has elapsed for a monthly figure: no coverage, not one of zero.
#[test]
fn no_month_is_over() {
    let rows = [r(NAME, "", "2020-01", V::F(30.0, 31.0))];
    let found = world().at("2021-01-15").readings("", &rows).indicator(NAME);
    assert_eq!((found.coverage, found.last_year.len()), (None, 1));
}

/// "More than 98%" must not use up a budget that comes out whole: 2% of 350 days is 7, of which 6
/// may be bad. 2% of 365 is 7.3, and with 7 bad days it is still more.
#[rstest]
#[case("2021-01-16", 6, 349)]
#[case("2021-12-31", 7, 0)]
fn more_than_the_target(#[case] as_of: &str, #[case] budget: i64, #[case] remaining: usize) {
    let days = if remaining == 0 { 365 } else { 1 };
    let rows: Vec<R> = (0..days)
        .map(|back| day(as_of) - chrono::Days::new(back))
        .map(|when| r("AQI", "", &when.to_string(), V::N(100.0)))
        .collect();
    let found = world()
        .at(as_of)
        .targets(&[G {
            indicator: NAME,
            direction: Some(Direction::Above),
            ..G::default()
        }])
        .readings("", &rows)
        .indicator(NAME);
    assert_eq!(
        (found.budget, found.remaining),
        (Some(budget), remaining),
        "2% of {} days",
        days as usize + remaining
    );
}

/// Eight months of shares, all days good, then AQI 150 each day of September: 243 of 273 days, 30 bad.
/// Until September is over it is not counted.
#[test]
fn months_of_shares_and_then_days_of_the_index() {
    let mut rows: Vec<R> = (1..=8)
        .map(|month| r(NAME, "", &format!("2021-0{month}"), V::N(100.0)))
        .collect();
    rows.extend((1..=30).map(|day| r("AQI", "", &format!("2021-09-{day:02}"), V::N(150.0))));
    let at = |as_of| world().at(as_of).readings("", &rows).indicator(NAME);
    let found = at("2021-09-30");
    near(found.value, 100.0 * 243.0 / 273.0);
    assert_eq!(
        (found.budget_used, found.outlook),
        (Some(30), Outlook::Lost)
    );
    near(at("2021-09-29").value, 100.0);
}

/// A share that must stay low has no budget of bad days: 1 of 2 days is 50%, which is settled only
/// once the year is over.
#[rstest]
#[case("2021-12-30", 50.0, Outlook::None)]
#[case("2021-12-31", 50.0, Outlook::LockedIn)]
#[case("2021-12-31", 49.0, Outlook::Lost)]
fn a_share_that_must_stay_low(#[case] as_of: &str, #[case] target: f64, #[case] outlook: Outlook) {
    let last = day(as_of);
    let rows = [
        r("AQI", "", as_of, V::N(100.0)),
        r(
            "AQI",
            "",
            &last.pred_opt().unwrap().to_string(),
            V::N(101.0),
        ),
    ];
    let found = world()
        .at(as_of)
        .targets(&[G {
            indicator: NAME,
            number: Some(target),
            direction: Some(Direction::AtMost),
            ..G::default()
        }])
        .readings("", &rows)
        .indicator(NAME);
    near(found.value, 50.0);
    assert_eq!((found.budget, found.outlook), (None, outlook));
}

/// Two sites: each with its days of this year up to the day itself, 100 still good. What is of last
/// year, of tomorrow, of a whole month, or nought is no day of theirs, and none of the value's.
#[test]
fn days_by_site() {
    let at = |site, when, aqi| r("AQI", site, when, V::N(aqi));
    let rows = [
        at("甲", "2020-10-01", 50.0),
        at("甲", "2021-09", 50.0),
        at("甲", "2021-10-01", 100.0),
        at("甲", "2021-10-02", 0.0),
        at("甲", "2021-10-15", 90.0),
        at("甲", "2021-10-16", 50.0),
        at("乙", "2021-10-01", 101.0),
    ];
    let found = world().readings("", &rows).indicator(NAME);
    let sites: Vec<_> = found
        .sites
        .iter()
        .map(|one| (one.site.as_str(), one.good, one.points.clone()))
        .collect();
    let on = |when, aqi| (period(when), Shown::Number(aqi));
    assert_eq!(
        sites,
        [
            ("乙", 0, vec![on("2021-10-01", 101.0)]),
            (
                "甲",
                2,
                vec![on("2021-10-01", 100.0), on("2021-10-15", 90.0)]
            ),
        ]
    );
    // 1 October: (100 + 101) / 2, rounded up, is 101.
    let series = [("2021-10-01", 101.0), ("2021-10-15", 90.0)];
    assert_eq!(found.series, series.map(|(when, aqi)| (period(when), aqi)));
    assert_eq!(found.good, [false, true]);
    near(found.value, 50.0);
}

/// Of one site alone there is nothing to be told apart; nor of months given as numerators.
#[test]
fn one_site_is_no_list() {
    assert!(year("2021-10-15", 1, 1).sites.is_empty());
    let months = [
        r(NAME, "甲", "2021-01", V::F(30.0, 31.0)),
        r(NAME, "乙", "2021-01", V::F(28.0, 31.0)),
    ];
    let found = world().readings("", &months).indicator(NAME);
    assert!(found.sites.is_empty());
    // The month has 31 days however many sites there are: (30 + 28) / 2 of them good.
    assert_eq!((found.n, found.budget_used), (31, Some(2)));
    assert_eq!(found.failures[0].value, "29/31");
}

/// A month's AQI is no AQI, and a month of less than half a day has none to judge.
#[test]
fn what_has_no_days() {
    let found = |row: R| world().readings("", &[row]).indicator(NAME);
    let month = found(r("AQI", "", "2021-09", V::N(50.0)));
    assert_eq!((month.verdict, month.value), (Verdict::NoData, None));
    let word = found(r("AQI", "", "2021-09", V::W("优")));
    assert_eq!((word.verdict, word.value), (Verdict::NoData, None));
    let none = found(r(NAME, "", "2021-09", V::F(0.0, 0.4)));
    assert_eq!((none.verdict, none.value), (Verdict::NoData, None));
    assert!(none.series.is_empty());
    assert_eq!(none.year_on_year, None);
}

/// Grades say it too: 二级 is 良, 三级 is not. A day of 24 hours is good when all of them were.
#[rstest]
#[case(V::C(WaterClass::II), 100.0)]
#[case(V::C(WaterClass::III), 0.0)]
#[case(V::W("二级"), 100.0)]
#[case(V::W("轻度"), 0.0)]
#[case(V::F(24.0, 24.0), 100.0)]
#[case(V::F(23.0, 24.0), 0.0)]
fn grades(#[case] value: V, #[case] expected: f64) {
    let rows = [r(NAME, "", "2021-10-01", value)];
    let found = world().readings("", &rows).indicator(NAME);
    near(found.value, expected);
    // Without last year's there is nothing to hold it against.
    assert_eq!((found.n, found.year_on_year), (1, None));
}

/// What stands in brackets may belong to the name: this is the share, not the index.
#[rstest]
#[case("空气质量(优良率)")]
#[case("空气质量优良率(%)")]
fn spellings(#[case] name: &'static str) {
    let rows = [r(name, "", "2021-09", V::F(27.0, 30.0))];
    near(world().readings("", &rows).indicator(NAME).value, 90.0);
}

/// Days may be told in words: 优 and 良 are good, 轻度污染 is not. With two sites all of them must
/// be: of three days one is good, last year's two of two.
#[test]
fn days_in_words() {
    let rows = [
        r(NAME, "甲站", "2021-09-01", V::W("优")),
        r(NAME, "乙站", "2021-09-01", V::W("良")),
        r(NAME, "甲站", "2021-09-02", V::W("良")),
        r(NAME, "乙站", "2021-09-02", V::W("轻度污染")),
        r(NAME, "甲站", "2021-09-03", V::W("轻度污染")),
        r(NAME, "甲站", "2020-09-01", V::W("优")),
        r(NAME, "甲站", "2020-09-02", V::W("良")),
    ];
    let found = world().readings("", &rows).indicator(NAME);
    assert_eq!(found.n, 3);
    near(found.value, 100.0 / 3.0);
    near(found.year_on_year, 100.0 / 3.0 - 100.0);
}

/// A month's share of good days as counties report it: 96.7 of September's 30 are 29.01, one day is
/// bad; 100 of October's first days are none yet. 45 is a month's mean AQI, and under the name of an index 96.7
/// is as well.
#[test]
fn a_months_share_of_good_days() {
    let at = |name, when, value| r(name, "", when, V::N(value));
    let rows = [
        at(NAME, "2021-09", 96.7),
        at(NAME, "2021-10", 100.0),
        at(NAME, "2021-08", 45.0),
    ];
    let found = world().readings("", &rows).indicator(NAME);
    near(found.value, 96.7);
    assert_eq!((found.n, found.budget_used), (30, Some(1)));
    // Of several stations a share is no whole number of days: of 273 days those are bad that 98.2 of each
    // month leaves, 4.9, and not nine times one.
    let months = ["1", "2", "3", "4", "5", "6", "7", "8", "9"];
    let months = months.map(|month| format!("2021-0{month}"));
    let rows = months
        .each_ref()
        .map(|month| at(NAME, month.as_str(), 98.2));
    let found = world().readings("", &rows).indicator(NAME);
    near(found.value, 98.2);
    assert_eq!(
        (found.n, found.budget_used, found.budget),
        (273, Some(5), Some(7))
    );
    assert_eq!(found.verdict, Verdict::Met);
    let found = world()
        .readings("", &[at("AQI", "2021-09", 96.7)])
        .indicator(NAME);
    assert_eq!(found.verdict, Verdict::NoData);
}
