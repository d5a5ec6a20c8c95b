//! Ranks, newest values, words, sums and rates; the list of indicators.

use super::support::{G, V, near, r, world};
use duban::analysis::board::{Outlook, Verdict};
use duban::terms::{Goal, Method, WaterClass};
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
