//! Ranks, newest values, words, sums and rates; the list of indicators.

use super::support::{G, R, V, near, period, r, world};
use duban::analysis::board::{Outlook, Verdict};
use duban::terms::{Direction, Goal, Method, WaterClass};
use rstest::rstest;

/// EI comes late: last year's rank shows its year and is provisional.
#[rstest]
#[case(&[("2020", 8.0)], 8.0, Some(2020), Verdict::Met)]
#[case(&[("2020", 8.0), ("2021", 11.0)], 11.0, None, Verdict::Missed)]
#[case(&[("2021", 10.0)], 10.0, None, Verdict::Met)]
fn rank(
    #[case] values: &[(&str, f64)],
    #[case] value: f64,
    #[case] year: Option<i32>,
    #[case] verdict: Verdict,
) {
    let name = "生态环境状况指数(EI)全省排名";
    let rows: Vec<_> = values
        .iter()
        .map(|&(when, v)| r(name, "", when, V::N(v)))
        .collect();
    let found = world().readings("", &rows).indicator(name);
    near(found.value, value);
    assert_eq!(
        (found.value_year, found.provisional),
        (year, year.is_some())
    );
    assert_eq!((found.verdict, found.outlook), (verdict, Outlook::None));
}

/// The newest, a quotient where no value is given: 59.9 then 61 of 100.
#[test]
fn latest() {
    let name = "柴油货车尾气监测率";
    let rows = [
        r(name, "", "2021-Q3", V::F(61.0, 100.0)),
        r(name, "", "2021-Q2", V::N(59.9)),
    ];
    let found = world().readings("", &rows).indicator(name);
    near(found.value, 61.0);
    assert_eq!((found.verdict, found.n), (Verdict::Met, 2));
}

/// Plan 四(五): 10 or more. On 2021-10-15, day 288 of 365, a straight line stands at 7.9.
#[rstest]
#[case("2021-10-15", 7.0, Outlook::AtRisk)]
#[case("2021-10-15", 8.0, Outlook::OnTrack)]
#[case("2021-10-15", 10.0, Outlook::LockedIn)]
#[case("2021-12-31", 9.0, Outlook::Lost)]
#[case("2021-12-31", 10.0, Outlook::LockedIn)]
fn cumulative(#[case] as_of: &str, #[case] sum: f64, #[case] outlook: Outlook) {
    let name = "涉VOCs企业治理";
    let rows = [
        r(name, "", "2021-03", V::N(sum - 3.0)),
        r(name, "", "2021-09", V::N(3.0)),
        // Last year's, and a quarter that holds a month already counted.
        r(name, "", "2020-09", V::N(50.0)),
        r(name, "", "2021-Q3", V::N(3.0)),
    ];
    let found = world().at(as_of).readings("", &rows).indicator(name);
    near(found.value, sum);
    assert_eq!(found.outlook, outlook);
}

/// A sum that must stay low, 10 at most: lost once passed, never locked in before the year is over,
/// at risk above the straight line, which stands at 7.9 on day 288.
#[rstest]
#[case("2021-10-15", 7.0, Outlook::OnTrack)]
#[case("2021-10-15", 8.0, Outlook::AtRisk)]
#[case("2021-10-15", 11.0, Outlook::Lost)]
#[case("2021-12-31", 10.0, Outlook::LockedIn)]
#[case("2021-12-31", 11.0, Outlook::Lost)]
fn a_sum_that_must_stay_low(#[case] as_of: &str, #[case] sum: f64, #[case] outlook: Outlook) {
    let name = "涉VOCs企业治理";
    let found = world()
        .at(as_of)
        .targets(&[G {
            indicator: name,
            direction: Some(Direction::AtMost),
            ..G::default()
        }])
        .readings("", &[r(name, "", "2021-09", V::N(sum))])
        .indicator(name);
    assert_eq!(found.outlook, outlook);
}

/// 365 over the year is 100 by 10 April, day 100: just on the line is neither below nor above it.
#[rstest]
#[case(Direction::AtLeast)]
#[case(Direction::AtMost)]
fn on_the_straight_line(#[case] direction: Direction) {
    let name = "涉VOCs企业治理";
    let found = world()
        .at("2021-04-10")
        .targets(&[G {
            indicator: name,
            number: Some(365.0),
            direction: Some(direction),
            ..G::default()
        }])
        .readings("", &[r(name, "", "2021-03", V::N(100.0))])
        .indicator(name);
    assert_eq!(found.outlook, Outlook::OnTrack);
}

/// March lies before the second quarter, not in it: 1 + 2 = 3.
#[test]
fn a_month_before_a_quarter_is_no_part_of_it() {
    let name = "涉VOCs企业治理";
    let at = |when, value| r(name, "", when, V::N(value));
    let rows = [at("2021-03", 1.0), at("2021-Q2", 2.0)];
    let found = world().at("2021-06-30").readings("", &rows).indicator(name);
    near(found.value, 3.0);
}

const MONTHS: [&str; 8] = [
    "2021-01", "2021-02", "2021-03", "2021-04", "2021-05", "2021-06", "2021-07", "2021-08",
];

/// A quarter counts where none of its months was read (the second), not beside July; what has begun
/// counts (October), what has not does not. 1 + 2 + 1 + 3 = 7. Of nine months over two were read.
/// Last year's March and September were 2, its November has no twin yet; October is not over, so that
/// 1 + 2 + 1 = 4 are held against them. Where July is the last that is told, September may still come:
/// 4 - 1.
#[test]
fn what_a_sum_is_made_of() {
    let name = "涉VOCs企业治理";
    let at = |when, value| r(name, "", when, V::N(value));
    let mut rows = vec![
        at("2021-03", 1.0),
        at("2021-Q2", 2.0),
        at("2021-07", 1.0),
        at("2021-Q3", 4.0),
        at("2021-10", 3.0),
        at("2021-11", 50.0),
    ];
    let alone = world().readings("", &rows).indicator(name);
    assert_eq!(alone.year_on_year, None);
    rows.extend([at("2020-03", 1.0), at("2020-09", 1.0), at("2020-11", 9.0)]);
    let found = world().readings("", &rows).indicator(name);
    let series = [
        ("2021-03", 1.0),
        ("2021-Q2", 2.0),
        ("2021-07", 1.0),
        ("2021-10", 3.0),
    ];
    assert_eq!(
        found.series,
        series.map(|(when, value)| (period(when), value))
    );
    near(found.value, 7.0);
    near(found.coverage, 2.0 / 9.0);
    near(found.year_on_year, 2.0);
    rows.retain(|row| row.2 != "2021-10");
    let found = world().readings("", &rows).indicator(name);
    near(found.year_on_year, 3.0);
    // A total of the year so far ends nowhere that last year's months do.
    let so_far = [at("2021", 8.0), at("2020-03", 1.0)];
    assert_eq!(
        world().readings("", &so_far).indicator(name).year_on_year,
        None
    );
    // Eight months of 1 against quarters of 3: to the end of June, 6 - 6.
    let mut rows: Vec<R> = (1..=8).map(|month| at(MONTHS[month - 1], 1.0)).collect();
    rows.extend(["2020-Q1", "2020-Q2", "2020-Q3", "2020-Q4"].map(|quarter| at(quarter, 3.0)));
    near(
        world().readings("", &rows).indicator(name).year_on_year,
        0.0,
    );
    // On 5 January no month is over.
    let begun = [r(name, "", "2021-01", V::N(1.0))];
    let begun = world()
        .at("2021-01-05")
        .readings("", &begun)
        .indicator(name);
    assert_eq!((begun.value, begun.coverage), (Some(1.0), None));
}

/// The newest that has begun by the day, its sites taken together: (50 + 70) / 2. Of nine months
/// over two were read; last October was 55.
#[test]
fn the_newest_of_several_sites() {
    let name = "柴油货车尾气监测率";
    let at = |site, when, value| r(name, site, when, V::N(value));
    let rows = [
        at("甲", "2021-08", 80.0),
        at("甲", "2021-09", 90.0),
        at("甲", "2021-10", 50.0),
        at("乙", "2021-10", 70.0),
        at("甲", "2021-11", 10.0),
        at("甲", "2022-01", 20.0),
        at("甲", "2020-10", 55.0),
    ];
    let on = |as_of: &str, rows: &[R]| world().at(as_of).readings("", rows).indicator(name);
    // From the first day of October.
    for day in ["2021-10-01", "2021-10-15"] {
        let found = on(day, &rows);
        let series = [("2021-08", 80.0), ("2021-09", 90.0), ("2021-10", 60.0)];
        assert_eq!(
            found.series,
            series.map(|(when, value)| (period(when), value))
        );
        assert_eq!(found.last_year, [(period("2020-10"), 55.0)]);
        near(found.value, 60.0);
        near(found.coverage, 2.0 / 9.0);
        near(found.year_on_year, 5.0);
        assert_eq!((found.verdict, found.n), (Verdict::Met, 3));
    }
    assert_eq!(on("2021-09-30", &rows).value, Some(90.0));
    // The next year's is not this plan's.
    let found = on("2022-02-01", &rows);
    assert_eq!((found.value, found.n), (Some(10.0), 4));
    // Nothing is over on 5 January.
    assert_eq!(on("2021-01-05", &[at("", "2021-01", 1.0)]).coverage, None);
}

/// A class held against a class: as good or better is met.
#[rstest]
#[case(WaterClass::I, Verdict::Met)]
#[case(WaterClass::II, Verdict::Met)]
#[case(WaterClass::III, Verdict::Missed)]
fn the_newest_class(#[case] value: WaterClass, #[case] verdict: Verdict) {
    let name = "出境断面水质";
    let found = world()
        .targets(&[G {
            indicator: name,
            class: Some(WaterClass::II),
            method: Some(Method::Latest),
            ..G::default()
        }])
        .readings("", &[r(name, "", "2021-09", V::C(value))])
        .indicator(name);
    assert_eq!(found.verdict, verdict);
    assert_eq!(found.word, Some(value.to_string()));
}

/// Numerators and denominators are summed over sites and periods begun: 45 + 50 + 35 + 10
/// of 50 + 50 + 40 + 20 is 87.5%. Of nine months over two were read. Last March was 40 of 50; last December
/// has no twin yet. What is missed is lost once the year is over.
#[test]
fn what_a_rate_is_made_of() {
    let name = "退耕还林应还尽还率";
    let at = |site, when, part, whole| r(name, site, when, V::F(part, whole));
    let mut rows = vec![
        at("甲", "2021-03", 20.0, 25.0),
        at("乙", "2021-03", 25.0, 25.0),
        at("甲", "2021-Q2", 50.0, 50.0),
        at("甲", "2021-07", 35.0, 40.0),
        at("甲", "2021-10", 10.0, 20.0),
        at("甲", "2021-11", 0.0, 100.0),
    ];
    assert_eq!(
        world().readings("", &rows).indicator(name).year_on_year,
        None
    );
    rows.extend([
        at("甲", "2020-03", 40.0, 50.0),
        at("甲", "2020-12", 0.0, 50.0),
    ]);
    let found = world().readings("", &rows).indicator(name);
    let series = [
        ("2021-03", 90.0),
        ("2021-Q2", 100.0),
        ("2021-07", 87.5),
        ("2021-10", 50.0),
    ];
    assert_eq!(
        found.series,
        series.map(|(when, value)| (period(when), value))
    );
    let line = [("2020-03", 80.0), ("2020-12", 0.0)];
    assert_eq!(
        found.last_year,
        line.map(|(when, value)| (period(when), value))
    );
    near(found.value, 87.5);
    near(found.coverage, 2.0 / 9.0);
    near(found.year_on_year, 7.5);
    assert_eq!((found.n, found.outlook), (4, Outlook::None));
    let over = world().at("2021-12-31").readings("", &rows).indicator(name);
    assert_eq!(over.outlook, Outlook::Lost);
    // On 5 January no month is over.
    let begun = [at("", "2021-01", 1.0, 1.0)];
    let begun = world()
        .at("2021-01-05")
        .readings("", &begun)
        .indicator(name);
    assert_eq!((begun.value, begun.coverage), (Some(100.0), None));
}

/// Σ 95 ÷ Σ 100.
#[test]
fn rate() {
    let name = "退耕还林应还尽还率";
    let rows = [
        r(name, "", "2021-Q1", V::F(45.0, 50.0)),
        r(name, "", "2021-Q2", V::F(50.0, 50.0)),
    ];
    let found = world().readings("", &rows).indicator(name);
    near(found.value, 95.0);
    assert_eq!(found.verdict, Verdict::Missed);
}

/// A target may be a word; a word that says no is not met.
#[rstest]
#[case("已建立", Verdict::Met)]
#[case("建立", Verdict::Met)]
#[case("未建立", Verdict::Missed)]
#[case("正在起草", Verdict::Missed)]
fn words(#[case] value: &'static str, #[case] verdict: Verdict) {
    let name = "应急管理机制";
    let found = world()
        .targets(&[G {
            indicator: name,
            word: "建立",
            ..G::default()
        }])
        .readings("", &[r(name, "", "2021-09", V::W(value))])
        .indicator(name);
    assert_eq!(found.verdict, verdict);
    assert_eq!(found.word.as_deref(), Some(value));
}

#[test]
fn not_applicable() {
    let found = world()
        .targets(&[G {
            indicator: "PM2.5",
            not_applicable: true,
            ..G::default()
        }])
        .readings("", &[r("PM2.5", "", "2021-09-01", V::N(20.0))])
        .indicator("PM2.5");
    assert_eq!(
        (found.verdict, found.outlook),
        (Verdict::NotApplicable, Outlook::None)
    );
}

/// The plan's order, then what only the table has, in its order; nothing without data is met.
#[test]
fn the_list() {
    let new = |indicator| G {
        indicator,
        number: Some(1.0),
        method: Some(Method::Latest),
        ..G::default()
    };
    let board = world()
        .targets(&[
            new("乙"),
            G {
                year: Some(2020),
                ..new("丙")
            },
            G {
                indicator: "PM2.5",
                number: Some(25.0),
                ..G::default()
            },
            new("甲"),
        ])
        .board();
    let names: Vec<_> = board
        .indicators
        .iter()
        .map(|v| v.indicator.as_str())
        .collect();
    assert_eq!(names.len(), board.plan.targets.len() + 3);
    assert_eq!(&names[names.len() - 3..], ["乙", "丙", "甲"]);
    assert!(
        board
            .indicators
            .iter()
            .all(|v| v.verdict == Verdict::NoData)
    );
    assert_eq!(board.indicators[2].goal, Goal::Number(25.0));
    assert_eq!(board.indicators[2].method, Method::Mean);
}

/// An indicator without readings under its own name takes those of the plan's own.
#[rstest]
#[case(
    "水环境(地表水)达标率",
    Method::Class,
    "地表水水质类别",
    V::C(WaterClass::II),
    100.0
)]
#[case(
    "饮用水安全",
    Method::Class,
    "饮用水源地水质",
    V::C(WaterClass::II),
    100.0
)]
#[case("全年PM2.5控制目标", Method::Mean, "PM2.5日均浓度", V::N(20.0), 20.0)]
#[case("细颗粒物年度目标", Method::Mean, "PM2.5日均浓度", V::N(20.0), 20.0)]
#[case("蓝天目标", Method::Ratio, "空气质量指数(AQI)", V::N(20.0), 100.0)]
fn stand_ins(
    #[case] indicator: &'static str,
    #[case] method: Method,
    #[case] reading: &'static str,
    #[case] value: V,
    #[case] expected: f64,
) {
    let found = world()
        .targets(&[G {
            indicator,
            method: Some(method),
            number: (method != Method::Class).then_some(22.0),
            class: (method == Method::Class).then_some(WaterClass::II),
            ..G::default()
        }])
        .readings(
            "",
            &[r(
                reading,
                "",
                if method == Method::Class {
                    "2021-09"
                } else {
                    "2021-09-01"
                },
                value,
            )],
        )
        .indicator(indicator);
    near(found.value, expected);
}

/// Only what its name says: no lake is a river, and ozone is no dust.
#[rstest]
#[case(
    "湖库水质",
    Method::Class,
    "地表水水质",
    "2021-09",
    V::C(WaterClass::II)
)]
#[case("臭氧浓度", Method::Mean, "PM2.5", "2021-09-01", V::N(20.0))]
fn nothing_else_stands_in(
    #[case] indicator: &'static str,
    #[case] method: Method,
    #[case] reading: &'static str,
    #[case] when: &str,
    #[case] value: V,
) {
    let found = world()
        .targets(&[G {
            indicator,
            method: Some(method),
            number: (method != Method::Class).then_some(22.0),
            class: (method == Method::Class).then_some(WaterClass::II),
            ..G::default()
        }])
        .readings("", &[r(reading, "", when, value)])
        .indicator(indicator);
    assert_eq!((found.verdict, found.n), (Verdict::NoData, 0));
}

/// Of several years' rows the plan's year is taken, else the newest, in whatever order they stand.
#[rstest]
#[case(&[(2021, 25.0), (2022, 20.0)], 25.0, 2021)]
#[case(&[(2022, 20.0), (2021, 25.0)], 25.0, 2021)]
#[case(&[(2020, 30.0), (2019, 28.0)], 30.0, 2020)]
fn targets_of_several_years(#[case] rows: &[(i32, f64)], #[case] target: f64, #[case] year: i32) {
    let rows: Vec<G> = rows
        .iter()
        .map(|&(year, number)| G {
            indicator: "PM2.5",
            number: Some(number),
            year: Some(year),
            ..G::default()
        })
        .collect();
    let found = world().targets(&rows).indicator("PM2.5");
    assert_eq!((found.goal, found.year), (Goal::Number(target), year));
}

/// A rank without a direction must be at most its target, any other figure at least; a figure is
/// no class where none is asked for.
#[rstest]
#[case(Method::Rank, 2.0, Verdict::Met)]
#[case(Method::Rank, 4.0, Verdict::Missed)]
#[case(Method::Latest, 2.0, Verdict::Missed)]
#[case(Method::Latest, 3.0, Verdict::Met)]
fn directions_left_out(#[case] method: Method, #[case] value: f64, #[case] verdict: Verdict) {
    let found = world()
        .targets(&[G {
            indicator: "群众满意度",
            number: Some(3.0),
            method: Some(method),
            ..G::default()
        }])
        .readings("", &[r("群众满意度", "", "2021-09", V::N(value))])
        .indicator("群众满意度");
    assert_eq!((found.goal, found.verdict), (Goal::Number(3.0), verdict));
}

/// Nothing can be divided by nought: 5 of 0 is no figure, 1 of 2 is 50%.
#[test]
fn nothing_due() {
    let name = "退耕还林应还尽还率";
    let rows = [
        r(name, "", "2021-Q1", V::F(1.0, 2.0)),
        r(name, "", "2021-Q2", V::F(5.0, 0.0)),
        r(name, "", "2021-Q3", V::F(f64::NAN, 2.0)),
    ];
    let found = world().readings("", &rows).indicator(name);
    assert_eq!((found.n, found.value), (1, Some(50.0)));
    let found = world().readings("", &rows[1..]).indicator(name);
    assert_eq!((found.n, found.verdict), (0, Verdict::NoData));
}

/// The words of the JSON contract (DESIGN §4, Indicator).
#[test]
fn words_of_verdicts() {
    let verdicts = [
        Verdict::Met,
        Verdict::Missed,
        Verdict::NoData,
        Verdict::NotApplicable,
    ];
    assert_eq!(
        verdicts.map(Verdict::name),
        ["met", "missed", "no_data", "not_applicable"]
    );
    let outlooks = [
        Outlook::LockedIn,
        Outlook::OnTrack,
        Outlook::AtRisk,
        Outlook::Lost,
        Outlook::None,
    ];
    assert_eq!(
        outlooks.map(Outlook::name),
        ["locked_in", "on_track", "at_risk", "lost", "none"]
    );
}
