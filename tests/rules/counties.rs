//! Indicators of several counties: each by its own goal, and the whole (DESIGN §3, 区县).

use super::support::{G, R, T, V, World, near, r, world};
use duban::analysis::board::{IndicatorVerdict, Outlook, RegionIndicator, Verdict};
use duban::terms::{Direction, Goal, Method, WaterClass};
use proptest::prelude::*;
use proptest::sample::select;

fn pm(number: f64) -> G {
    G {
        indicator: "PM2.5",
        number: Some(number),
        ..G::default()
    }
}

fn months(indicator: &'static str, values: &[(&str, f64)]) -> Vec<R> {
    let all = values.iter();
    all.map(|&(when, value)| r(indicator, "", when, V::N(value)))
        .collect()
}

type Told<'a> = (&'a str, Option<f64>, Goal, Option<f64>, Verdict);

/// Region, value, goal, margin and verdict of each, in their order.
fn told(one: &IndicatorVerdict) -> Vec<Told<'_>> {
    let all = one.regions.iter();
    all.map(|one| {
        let region = one.region.as_str();
        (region, one.value, one.goal.clone(), one.margin, one.verdict)
    })
    .collect()
}

/// 甲县 (20 + 22) / 2 = 21 of 22; 乙县 (26 + 28) / 2 = 27 of its own 25; 丙县 has tasks only. The
/// whole: (20 + 26) / 2 = 23 and (22 + 28) / 2 = 25, so 24 of the plan's 22.
#[test]
fn each_county_by_its_own_goal() {
    let found = world()
        .folder("甲县")
        .readings(
            "",
            &months("PM2.5", &[("2021-08", 20.0), ("2021-09", 22.0)]),
        )
        .folder("乙县")
        .targets(&[pm(25.0)])
        .readings(
            "",
            &months("PM2.5", &[("2021-08", 26.0), ("2021-09", 28.0)]),
        )
        .folder("丙县")
        .tasks(&[T {
            id: "1",
            ..T::default()
        }])
        .indicator("PM2.5");
    near(found.value, 24.0);
    assert_eq!(
        (found.goal.clone(), found.verdict),
        (Goal::Number(22.0), Verdict::Missed)
    );
    let number = Goal::Number;
    assert_eq!(
        told(&found),
        [
            (
                "乙县",
                Some(27.0),
                number(25.0),
                Some(-2.0),
                Verdict::Missed
            ),
            ("丙县", None, number(22.0), None, Verdict::NoData),
            ("甲县", Some(21.0), number(22.0), Some(1.0), Verdict::Met),
        ]
    );
    assert_eq!(found.regions_that(Verdict::Met), 1);
}

/// What one county alone has is no comparison; nor is one county's folder: its goal and figures are
/// the whole's.
#[test]
fn one_county_is_the_whole() {
    let rows = months("PM2.5", &[("2021-08", 20.0), ("2021-09", 24.0)]);
    let one = world()
        .folder("甲县")
        .targets(&[pm(25.0)])
        .readings("", &rows);
    let one = one.indicator("PM2.5");
    assert_eq!((one.goal, one.verdict), (Goal::Number(25.0), Verdict::Met));
    assert!(one.regions.is_empty());
    // Of several the other one reads something else.
    let two = world()
        .folder("甲县")
        .readings("", &rows)
        .folder("乙县")
        .readings("", &months("固废", &[("2021-09", 99.0)]));
    let two = two.indicator("PM2.5");
    assert!(two.regions.is_empty());
    near(two.value, 22.0);
}

/// A folder that has neither tasks nor readings is no county: its goals are the whole's.
#[test]
fn a_folder_of_targets_is_no_county() {
    let found = world()
        .folder("目标")
        .targets(&[pm(30.0)])
        .folder("甲县")
        .readings("", &months("PM2.5", &[("2021-08", 20.0)]))
        .folder("乙县")
        .readings("", &months("PM2.5", &[("2021-08", 26.0)]))
        .indicator("PM2.5");
    assert_eq!(found.goal, Goal::Number(30.0));
    let regions: Vec<&str> = found.regions.iter().map(|one| &*one.region).collect();
    assert_eq!(regions, ["乙县", "甲县"]);
}

/// Two counties, each with a goal and a mean of its own.
fn two(plan_is_built_in: bool, goals: [f64; 2]) -> World {
    world()
        .plan(|plan| plan.built_in = plan_is_built_in)
        .folder("甲县")
        .targets(&[pm(goals[0])])
        .readings("", &months("PM2.5", &[("2021-08", 20.0)]))
        .folder("乙县")
        .targets(&[pm(goals[1])])
        .readings("", &months("PM2.5", &[("2021-08", 26.0)]))
}

/// The plan that is built in is another county's: where all counties state a goal it is theirs, and
/// where these differ the whole has none and is met once all are. A plan file beside the data
/// speaks for the whole.
#[test]
fn the_goal_of_the_whole() {
    let whole = |world: World| {
        let found = world.indicator("PM2.5");
        (found.goal, found.verdict)
    };
    let none = || Goal::Word(String::new());
    assert_eq!(
        whole(two(true, [24.0, 24.0])),
        (Goal::Number(24.0), Verdict::Met)
    );
    assert_eq!(whole(two(true, [22.0, 25.0])), (none(), Verdict::Missed));
    assert_eq!(whole(two(true, [22.0, 26.0])), (none(), Verdict::Met));
    assert_eq!(
        whole(two(false, [22.0, 26.0])),
        (Goal::Number(22.0), Verdict::Missed)
    );
    // A row of the folder itself does, too.
    let with_row = two(true, [22.0, 26.0]).folder("").targets(&[pm(23.0)]);
    assert_eq!(whole(with_row), (Goal::Number(23.0), Verdict::Met));
}

/// What is counted is counted together: 3 of 5 and 6 of 6 are 9 of 11.
#[test]
fn sums_are_summed() {
    let goal = |number| G {
        indicator: "整治河道",
        number: Some(number),
        method: Some(Method::Cumulative),
        ..G::default()
    };
    let found = world()
        .folder("甲县")
        .targets(&[goal(5.0)])
        .readings("", &months("整治河道", &[("2021-08", 3.0)]))
        .folder("乙县")
        .targets(&[goal(6.0)])
        .readings(
            "",
            &months("整治河道", &[("2021-08", 2.0), ("2021-09", 4.0)]),
        )
        .indicator("整治河道");
    near(found.value, 9.0);
    assert_eq!(
        (found.goal.clone(), found.verdict),
        (Goal::Number(11.0), Verdict::Missed)
    );
    assert_eq!(
        told(&found),
        [
            (
                "甲县",
                Some(3.0),
                Goal::Number(5.0),
                Some(-2.0),
                Verdict::Missed
            ),
            (
                "乙县",
                Some(6.0),
                Goal::Number(6.0),
                Some(0.0),
                Verdict::Met
            ),
        ]
    );
}

/// A number that the plan asks of all together is no single county's: 6 and 6 are 12 of 10.
#[test]
fn a_sum_of_all_is_no_countys() {
    let name = "涉VOCs企业治理";
    let found = world()
        .folder("甲县")
        .readings("", &months(name, &[("2021-08", 6.0)]))
        .folder("乙县")
        .readings("", &months(name, &[("2021-08", 6.0)]))
        .indicator(name);
    assert_eq!((found.value, found.verdict), (Some(12.0), Verdict::Met));
    let each: Vec<_> = found
        .regions
        .iter()
        .map(|one| (one.value, one.verdict))
        .collect();
    assert_eq!(each, [(Some(6.0), Verdict::NotApplicable); 2]);
}

/// What only one county is asked for is told as that county's.
#[test]
fn a_goal_of_one_county_alone() {
    let found = world()
        .folder("甲县")
        .targets(&[G {
            indicator: "火点数",
            number: Some(3.0),
            direction: Some(Direction::AtMost),
            ..G::default()
        }])
        .readings("", &months("火点数", &[("2021-08", 4.0)]))
        .folder("乙县")
        .readings("", &months("PM2.5", &[("2021-08", 20.0)]))
        .indicator("火点数");
    assert_eq!(
        told(&found),
        [(
            "甲县",
            Some(4.0),
            Goal::Number(3.0),
            Some(-1.0),
            Verdict::Missed
        )]
    );
    assert_eq!(found.worst_of.as_deref(), Some("甲县"));
}

/// Two of nine months in 甲县 and none in 丙县, whose tasks are known, all nine in 乙县: 11 of 27.
#[test]
fn a_county_without_data_is_a_gap_of_the_whole() {
    let nine: Vec<R> = (1..=9)
        .map(|month| r("PM2.5", "", &format!("2021-{month:02}"), V::N(20.0)))
        .collect();
    let found = world()
        .folder("甲县")
        .readings(
            "",
            &months("PM2.5", &[("2021-08", 20.0), ("2021-09", 22.0)]),
        )
        .folder("乙县")
        .readings("", &nine)
        .folder("丙县")
        .tasks(&[T {
            id: "1",
            ..T::default()
        }])
        .indicator("PM2.5");
    near(found.coverage, 11.0 / 27.0);
}

/// Seventy counties, judged in two goes: PM2.5 of 1 to 70 is 35.5 on the whole, by month as well; one
/// bad day each in the second half of them is 35 of 70 days.
#[test]
fn many_counties_make_one_whole() {
    let mut all = world().at("2021-01-31");
    for at in 1..=70_i32 {
        let name: &'static str = Box::leak(format!("{at:02}县").into_boxed_str());
        let aqi = if at > 35 { 120.0 } else { 50.0 };
        all = all.folder(name).readings(
            "",
            &[
                r("PM2.5", "", "2021-01", V::N(f64::from(at))),
                r("AQI", "", "2021-01-05", V::N(aqi)),
                r("AQI", "", "2020-01-05", V::N(50.0)),
            ],
        );
    }
    let board = all.board();
    let found = |name: &str| {
        board
            .indicators
            .iter()
            .find(|one| one.indicator == name)
            .unwrap()
    };
    let pm = found("PM2.5");
    near(pm.value, 35.5);
    let series: Vec<f64> = pm.series.iter().map(|(_, value)| *value).collect();
    assert_eq!((series, pm.regions.len()), (vec![35.5], 70));
    let air = found("空气质量优良率");
    near(air.value, 50.0);
    near(air.year_on_year, -50.0);
    assert_eq!(
        (air.n, air.budget_used, air.failures.len()),
        (70, Some(35), 35)
    );
    // (35 × 50 + 35 × 120) / 70, and 50 the year before.
    let day = |series: &[(duban::terms::Period, f64)]| {
        series.iter().map(|(_, aqi)| *aqi).collect::<Vec<_>>()
    };
    assert_eq!(
        (day(&air.series), day(&air.last_year)),
        (vec![85.0], vec![50.0])
    );
    assert_eq!(air.good, [false]);
}

/// 县住建局 is told with its county where there are several, 市水利局 is not.
#[test]
fn units_are_told_with_their_county() {
    let row = |id| [T { id, ..T::default() }];
    let two = world()
        .folder("甲县")
        .tasks(&row("1"))
        .folder("乙县")
        .tasks(&row("1"))
        .board();
    assert_eq!(two.unit_in("县住建局", "甲县"), "甲县住建局");
    assert_eq!(two.unit_in("市水利局", "甲县"), "市水利局");
    let one = world().folder("甲县").tasks(&row("1")).board();
    assert_eq!(one.unit_in("县住建局", "甲县"), "县住建局");
}

/// A county that reads what only others are asked for is held against nothing.
#[test]
fn what_is_asked_of_others() {
    let rows = |value| months("绿化率", &[("2021-09", value)]);
    let found = world()
        .folder("甲县")
        .targets(&[G {
            indicator: "绿化率",
            number: Some(40.0),
            ..G::default()
        }])
        .readings("", &rows(41.0))
        .folder("乙县")
        .readings("", &rows(39.0))
        .folder("丙县")
        .readings("", &months("PM2.5", &[("2021-09", 20.0)]))
        .indicator("绿化率");
    assert_eq!(
        told(&found),
        [
            (
                "乙县",
                Some(39.0),
                Goal::Word(String::new()),
                None,
                Verdict::NoData
            ),
            (
                "甲县",
                Some(41.0),
                Goal::Number(40.0),
                Some(1.0),
                Verdict::Met
            ),
        ]
    );
}

/// Ranks have no mean: 12 of 5 and 12 is the whole's, of at most 10. The folder's own is, where it
/// has one.
#[test]
fn the_worst_rank_is_the_wholes() {
    let name = "生态环境状况指数(EI)全省排名";
    let rank = |value| months(name, &[("2021", value)]);
    let counties = || {
        world()
            .folder("甲县")
            .readings("", &rank(5.0))
            .folder("乙县")
            .readings("", &rank(12.0))
    };
    let found = counties().indicator(name);
    assert_eq!((found.value, found.verdict), (Some(12.0), Verdict::Missed));
    assert_eq!(found.worst_of.as_deref(), Some("乙县"));
    let found = counties()
        .folder("")
        .readings("", &rank(8.0))
        .indicator(name);
    assert_eq!((found.value, found.verdict), (Some(8.0), Verdict::Met));
    assert_eq!(found.regions.len(), 2);
    // Of shares the lowest: 97 of 99 and 97, of at least 98.
    let waste = |value| months("工业固废安全处理率", &[("2021-09", value)]);
    let found = world()
        .folder("甲县")
        .readings("", &waste(99.0))
        .folder("乙县")
        .readings("", &waste(97.0))
        .indicator("工业固废安全处理率");
    assert_eq!((found.value, found.verdict), (Some(97.0), Verdict::Missed));
}

/// The folder's own readings are the whole's, and no county's: 30, not the mean of 20, 26 and 30.
#[test]
fn the_folders_own_readings_are_the_wholes() {
    let found = two(false, [22.0, 26.0])
        .folder("")
        .readings("", &months("PM2.5", &[("2021-08", 30.0)]))
        .indicator("PM2.5");
    near(found.value, 30.0);
    let regions: Vec<_> = found.regions.iter().map(|one| one.value).collect();
    assert_eq!(regions, [Some(26.0), Some(20.0)]);
}

/// The counties of a day are averaged first, each counting the same however many sites it has; a
/// month stands for its days: on 1 September (10 + 20) / 2 = 15, 30 and 21 are 22, and the 29 other
/// days are 丙县's 21. In all (22 + 29 × 21) / 30.
#[test]
fn counties_count_the_same() {
    let at = |site, when, value| r("PM2.5", site, when, V::N(value));
    let found = world()
        .folder("甲县")
        .readings(
            "",
            &[at("东", "2021-09-01", 10.0), at("西", "2021-09-01", 20.0)],
        )
        .folder("乙县")
        .readings("", &[at("", "2021-09-01", 30.0)])
        .folder("丙县")
        .readings("", &[at("", "2021-09", 21.0)])
        .indicator("PM2.5");
    near(found.value, (22.0 + 29.0 * 21.0) / 30.0);
    near(found.series.first().map(|(_, value)| *value), 22.0);
    assert_eq!((found.series.len(), found.n), (30, 30));
    // Months and a quarter: July (10 + 40) / 2 = 25, August and September 40, so 35.
    let found = world()
        .folder("甲县")
        .readings("", &[at("", "2021-07", 10.0)])
        .folder("乙县")
        .readings("", &[at("", "2021-Q3", 40.0)])
        .indicator("PM2.5");
    near(found.value, 35.0);
    assert_eq!(found.n, 3);
    // 同比 in the same way: 甲 5 less than a year before, 丙 1 more, 乙 unknown: 2 less.
    let found = world()
        .folder("甲县")
        .readings("", &[at("", "2021-09", 15.0), at("", "2020-09", 20.0)])
        .folder("乙县")
        .readings("", &[at("", "2021-09", 30.0)])
        .folder("丙县")
        .readings("", &[at("", "2021-09", 21.0), at("", "2020-09", 20.0)])
        .indicator("PM2.5");
    near(found.year_on_year, -2.0);
}

/// Days of counties are counted together: of 20 each, 甲县 had none bad and 乙县 two, so 38 of 40
/// are good. With 345 still to come in each, 2% of 730 are 14 in whole days. A mean of both would
/// have hidden the two: (50 + 120) / 2 is good.
#[test]
fn days_of_counties_are_counted_together() {
    let days = |bad: &[u32]| -> Vec<R> {
        let days = (1..=20).map(|day| {
            let aqi = if bad.contains(&day) { 120.0 } else { 50.0 };
            r("AQI", "", &format!("2021-01-{day:02}"), V::N(aqi))
        });
        days.collect()
    };
    let found = world()
        .at("2021-01-20")
        .folder("甲县")
        .readings("", &days(&[]))
        .folder("乙县")
        .readings("", &days(&[3, 9]))
        .indicator("空气质量优良率");
    near(found.value, 95.0);
    near(found.coverage, 1.0);
    assert_eq!(
        (
            found.n,
            found.remaining,
            found.budget,
            found.budget_used,
            found.budget_left
        ),
        (40, 690, Some(14), Some(2), Some(12))
    );
    let bad: Vec<usize> = (1..)
        .zip(&found.good)
        .filter(|(_, good)| !**good)
        .map(|(day, _)| day)
        .collect();
    assert_eq!(bad, [3, 9]);
    near(Some(found.series[2].1), 85.0);
    let failed: Vec<_> = found
        .failures
        .iter()
        .map(|one| (&*one.site, one.period.to_string(), &*one.value))
        .collect();
    assert_eq!(
        failed,
        [
            ("乙县", "2021-01-03".to_owned(), "120"),
            ("乙县", "2021-01-09".to_owned(), "120"),
        ]
    );
    let each: Vec<_> = found.regions.iter().map(|one| one.value).collect();
    assert_eq!(each, [Some(90.0), Some(100.0)]);
}

/// Ⅲ is enough in 乙县, whose goal it is, and not in 甲县: one of two on the whole. The site of a
/// county has its own goal there only.
#[test]
fn classes_by_the_goal_of_their_county() {
    let name = "地表水水质";
    let water = |site| [r(name, site, "2021-09", V::C(WaterClass::III))];
    let goal = |site, class| G {
        indicator: name,
        site,
        class: Some(class),
        ..G::default()
    };
    let counties = || {
        world()
            .folder("甲县")
            .readings("", &water("桥头"))
            .folder("乙县")
            .readings("", &water("桥头"))
    };
    let found = counties()
        .targets(&[goal("", WaterClass::III)])
        .indicator(name);
    near(found.value, 50.0);
    let failed: Vec<&str> = found.failures.iter().map(|one| &*one.site).collect();
    assert_eq!(failed, ["甲县/桥头"]);
    let each: Vec<_> = found
        .regions
        .iter()
        .map(|one| (&*one.region, one.value))
        .collect();
    assert_eq!(each, [("甲县", Some(0.0)), ("乙县", Some(100.0))]);
    // Of the site alone, the county's goal stays the whole's.
    let found = counties()
        .targets(&[goal("桥头", WaterClass::III)])
        .indicator(name);
    near(found.value, 50.0);
    assert_eq!(found.regions[1].goal, Goal::Class(WaterClass::II));
    assert_eq!(found.regions[1].verdict, Verdict::Met);
}

/// Lost, missed, in doubt, unknown, met; in each the one that is short of the most first.
#[test]
fn the_worst_first() {
    let air = "空气质量优良率";
    // Of a year of 365 days at 98% seven may be bad.
    let days = |bad: u32| -> Vec<R> {
        let days = (1..=20).map(|day| (day, if day <= bad { 150.0 } else { 50.0 }));
        days.map(|(day, aqi)| r("AQI", "", &format!("2021-01-{day:02}"), V::N(aqi)))
            .collect()
    };
    let found = world()
        .at("2021-01-20")
        .folder("甲")
        .readings("", &days(0))
        .folder("乙")
        .readings("", &days(1))
        .folder("丙")
        .readings("", &days(8))
        .folder("丁")
        .readings("", &days(2))
        .folder("戊")
        .tasks(&[T {
            id: "1",
            ..T::default()
        }])
        .indicator(air);
    let order: Vec<_> = found
        .regions
        .iter()
        .map(|one| (&*one.region, one.outlook, one.verdict))
        .collect();
    assert_eq!(
        order,
        [
            ("丙", Outlook::Lost, Verdict::Missed),
            ("丁", Outlook::AtRisk, Verdict::Missed),
            ("乙", Outlook::AtRisk, Verdict::Missed),
            ("戊", Outlook::None, Verdict::NoData),
            ("甲", Outlook::OnTrack, Verdict::Met),
        ]
    );
}

/// 乙县 crossed its own goal of 25 between the versions, the whole did not cross 22.
#[test]
fn a_county_crosses_its_goal() {
    let board = world()
        .since("2021-09-10")
        .folder("甲县")
        .tasks_in(
            "清单",
            "2021-09-10",
            &[T {
                id: "1",
                ..T::default()
            }],
        )
        .readings("2021-09-10", &months("PM2.5", &[("2021-08", 30.0)]))
        .folder("乙县")
        .targets(&[pm(25.0)])
        .readings("2021-09-10", &months("PM2.5", &[("2021-08", 25.0)]))
        .readings("2021-10-10", &months("PM2.5", &[("2021-09", 27.0)]))
        .board();
    assert_eq!(board.changes.crossed, []);
    let crossed: Vec<_> = board
        .changes
        .crossed_in
        .iter()
        .map(|(at, region, was, is)| (&*board.indicators[*at].indicator, &**region, *was, *is))
        .collect();
    assert_eq!(crossed, [("PM2.5", "乙县", Verdict::Met, Verdict::Missed)]);
}

const NAMES: [&str; 5] = [
    "PM2.5",
    "空气质量优良率",
    "地表水水质",
    "涉VOCs企业治理",
    "工业固废安全处理率",
];

/// 甲县 is not asked (不适用): its 60 is nobody's, so 乙县's 20 is the whole, its goal the whole's,
/// and none is short of data. Of ranks the worst that is asked; of sums and classes the same.
#[test]
fn a_county_that_is_not_asked_is_not_counted() {
    let none = |indicator| G {
        indicator,
        not_applicable: true,
        ..G::default()
    };
    let two = |indicator: &'static str, values: [V; 2]| {
        let [a, b] = values.map(|value| [r(indicator, "", "2021-09", value)]);
        world()
            .plan(|plan| plan.built_in = true)
            .folder("甲县")
            .targets(&[none(indicator)])
            .readings("", &a)
            .folder("乙县")
            .readings("", &b)
    };
    let found = two("PM2.5", [V::N(60.0), V::N(20.0)])
        .targets(&[pm(25.0)])
        .indicator("PM2.5");
    assert_eq!((found.value, found.verdict), (Some(20.0), Verdict::Met));
    assert_eq!(found.goal, Goal::Number(25.0));
    let verdicts: Vec<_> = found
        .regions
        .iter()
        .map(|one| (&*one.region, one.verdict))
        .collect();
    assert_eq!(
        verdicts,
        [("乙县", Verdict::Met), ("甲县", Verdict::NotApplicable)]
    );
    // One of nine months in the only county that is asked.
    near(found.coverage, 1.0 / 9.0);
    let rank = |number| G {
        indicator: "排名",
        number: Some(number),
        method: Some(Method::Rank),
        ..G::default()
    };
    let found = two("排名", [V::N(50.0), V::N(20.0)])
        .targets(&[rank(30.0)])
        .indicator("排名");
    assert_eq!(
        (found.value, found.worst_of.as_deref()),
        (Some(20.0), Some("乙县"))
    );
    let sum = |number| G {
        indicator: "整治河道",
        number: Some(number),
        method: Some(Method::Cumulative),
        ..G::default()
    };
    let found = two("整治河道", [V::N(10.0), V::N(7.0)])
        .targets(&[sum(6.0)])
        .indicator("整治河道");
    assert_eq!((found.value, found.goal), (Some(7.0), Goal::Number(6.0)));
    let water = "地表水水质";
    let found = two(water, [V::C(WaterClass::V), V::C(WaterClass::II)]).indicator(water);
    assert_eq!((found.value, found.n), (Some(100.0), 1));
    // Where nobody is asked the whole is not.
    let found = two("PM2.5", [V::N(60.0), V::N(20.0)])
        .targets(&[none("PM2.5")])
        .indicator("PM2.5");
    assert_eq!(found.verdict, Verdict::NotApplicable);
}

/// Who was not asked in 2020 is asked in 2021 as the others: 甲 90 and 乙 20 are 55 of 40. Who states
/// a sum for 2020 states none for 2021, so the whole has none. A county that says nothing is judged for
/// the plan's year, and is not unasked because the first one is.
#[test]
fn rows_of_other_years_say_nothing_of_this() {
    let found = world()
        .targets(&[pm(40.0)])
        .folder("甲县")
        .targets(&[G {
            year: Some(2020),
            not_applicable: true,
            ..pm(22.0)
        }])
        .readings("", &months("PM2.5", &[("2021-09", 90.0)]))
        .folder("乙县")
        .readings("", &months("PM2.5", &[("2021-09", 20.0)]))
        .indicator("PM2.5");
    assert_eq!((found.value, found.verdict), (Some(55.0), Verdict::Missed));
    let goals: Vec<_> = found.regions.iter().map(|one| one.goal.clone()).collect();
    assert_eq!(goals, [Goal::Number(40.0), Goal::Number(40.0)]);

    let name = "整治河道";
    let sum = |number, year| G {
        indicator: name,
        number: Some(number),
        method: Some(Method::Cumulative),
        year: Some(year),
        ..G::default()
    };
    let found = world()
        .folder("甲县")
        .targets(&[sum(5.0, 2021)])
        .readings("", &months(name, &[("2021-09", 8.0)]))
        .folder("乙县")
        .targets(&[sum(7.0, 2020)])
        .readings("", &months(name, &[("2021-09", 8.0)]))
        .folder("丙县")
        .readings("", &months(name, &[("2021-09", 3.0)]))
        .indicator(name);
    assert_eq!(found.goal, Goal::Word(String::new()));
    let third = found
        .regions
        .iter()
        .find(|one| one.region == "丙县")
        .unwrap();
    assert_eq!(
        (third.value, third.goal.clone()),
        (Some(3.0), Goal::Word(String::new()))
    );

    let water = "断面水质";
    let row = |site, class, not_applicable| G {
        indicator: water,
        site,
        class,
        not_applicable,
        method: Some(Method::Class),
        ..G::default()
    };
    let read = || [r(water, "断面1", "2021-09", V::C(WaterClass::V))];
    let found = world()
        .folder("甲县")
        .targets(&[row("", Some(WaterClass::II), true)])
        .readings("", &read())
        .folder("乙县")
        .targets(&[row("断面1", Some(WaterClass::II), false)])
        .readings("", &read())
        .folder("丙县")
        .readings("", &read())
        .indicator(water);
    let unasked: Vec<_> = found
        .regions
        .iter()
        .filter(|one| one.verdict == Verdict::NotApplicable)
        .map(|one| &*one.region)
        .collect();
    assert_eq!(unasked, ["甲县"]);
}

/// Where no county is asked the whole is not, whoever states its goal.
#[test]
fn nobody_is_asked() {
    let none = G {
        not_applicable: true,
        ..pm(22.0)
    };
    let found = world()
        .folder("甲县")
        .targets(std::slice::from_ref(&none))
        .readings("", &months("PM2.5", &[("2021-09", 30.0)]))
        .folder("乙县")
        .targets(&[none])
        .readings("", &months("PM2.5", &[("2021-09", 30.0)]))
        .indicator("PM2.5");
    assert_eq!(found.verdict, Verdict::NotApplicable);
}

/// A row of 2020 in 甲县 asks for 2020: (10) there, and told as that year's; the whole stays the
/// plan's year, (40 + 40) / 2.
#[test]
fn a_countys_row_of_another_year_is_its_own() {
    let values = [("2020-09", 10.0), ("2021-09", 40.0)];
    let found = world()
        .plan(|plan| plan.built_in = true)
        .folder("甲县")
        .targets(&[G {
            year: Some(2020),
            ..pm(22.0)
        }])
        .readings("", &months("PM2.5", &values))
        .folder("乙县")
        .targets(&[G {
            year: Some(2021),
            ..pm(22.0)
        }])
        .readings("", &months("PM2.5", &values))
        .indicator("PM2.5");
    assert_eq!((found.value, found.year), (Some(40.0), 2021));
    assert_eq!(found.verdict, Verdict::Missed);
    let each: Vec<_> = found
        .regions
        .iter()
        .map(|one| (&*one.region, one.value, one.value_year))
        .collect();
    assert_eq!(
        each,
        [("乙县", Some(40.0), None), ("甲县", Some(10.0), Some(2020))]
    );
}

/// 甲县 tells months, 9 in all, and 乙县 a quarter, 30: what of one county holds a shorter period is
/// that again, of another it is not. 39.
#[test]
fn sums_of_months_and_of_quarters() {
    let name = "整治河道";
    let goal = |number| G {
        indicator: name,
        number: Some(number),
        method: Some(Method::Cumulative),
        ..G::default()
    };
    let nine: Vec<R> = (1..=9)
        .map(|month| r(name, "", &format!("2021-{month:02}"), V::N(1.0)))
        .collect();
    let found = world()
        .folder("甲县")
        .targets(&[goal(10.0)])
        .readings("", &nine)
        .folder("乙县")
        .targets(&[goal(30.0)])
        .readings("", &months(name, &[("2021-Q1", 30.0)]))
        .indicator(name);
    near(found.value, 39.0);
    assert_eq!(found.goal, Goal::Number(40.0));
}

/// Of an indicator that only counties have, what one leaves blank is not another's: 乙县 names a
/// site's goal alone, 丙县 nothing but the indicator. And a county with a goal of its own keeps the
/// goals that the whole has for a site.
#[test]
fn a_countys_goal_is_not_lent_to_another() {
    let name = "噪声";
    let of = |number, site| G {
        indicator: name,
        number,
        site,
        direction: Some(Direction::AtMost),
        method: Some(Method::Mean),
        ..G::default()
    };
    let found = world()
        .folder("甲县")
        .targets(&[G {
            decimals: Some(0),
            ..of(Some(20.0), "")
        }])
        .readings("", &months(name, &[("2021-09", 20.4)]))
        .folder("乙县")
        .targets(&[of(Some(30.0), "东")])
        .readings("", &months(name, &[("2021-09", 25.0)]))
        .folder("丙县")
        .targets(&[of(None, "")])
        .readings("", &months(name, &[("2021-09", 25.0)]))
        .folder("丁县")
        .targets(&[of(Some(20.0), "")])
        .readings("", &months(name, &[("2021-09", 20.4)]))
        .indicator(name);
    let verdict = |region| {
        let one = found
            .regions
            .iter()
            .find(|one| one.region == region)
            .unwrap();
        (one.goal.clone(), one.verdict)
    };
    let none = || (Goal::Word(String::new()), Verdict::NoData);
    assert_eq!(verdict("甲县"), (Goal::Number(20.0), Verdict::Met));
    assert_eq!(verdict("乙县"), none());
    assert_eq!(verdict("丙县"), none());
    // 小数位 0 is 甲县's.
    assert_eq!(verdict("丁县"), (Goal::Number(20.0), Verdict::Missed));

    let water = "地表水水质";
    let class = |site, class| G {
        indicator: water,
        site,
        class: Some(class),
        ..G::default()
    };
    let found = world()
        .targets(&[class("出境", WaterClass::IV)])
        .folder("甲县")
        .targets(&[class("", WaterClass::II)])
        .readings("", &[r(water, "出境", "2021-09", V::C(WaterClass::IV))])
        .folder("乙县")
        .readings("", &[r(water, "桥头", "2021-09", V::C(WaterClass::II))])
        .indicator(water);
    let each: Vec<_> = found
        .regions
        .iter()
        .map(|one| (&*one.region, one.value))
        .collect();
    assert_eq!(each, [("乙县", Some(100.0)), ("甲县", Some(100.0))]);
    near(found.value, 100.0);
}

/// The city's own AQI, bad each day, is the whole's, though its counties tell shares of good days.
#[test]
fn the_folders_own_readings_under_another_name() {
    let air = "空气质量优良率";
    let days: Vec<R> = (1..=9)
        .map(|day| r("AQI", "", &format!("2021-09-{day:02}"), V::N(150.0)))
        .collect();
    let found = world()
        .folder("甲县")
        .readings("", &months(air, &[("2021-09", 100.0)]))
        .folder("乙县")
        .readings("", &months(air, &[("2021-09", 100.0)]))
        .folder("")
        .readings("", &days)
        .indicator(air);
    assert_eq!((found.value, found.verdict), (Some(0.0), Verdict::Missed));
}

/// A goal that one county alone states is told beside the plan's, though no other reads it.
#[test]
fn a_goal_of_the_only_county_that_reads() {
    let found = world()
        .folder("甲县")
        .targets(&[pm(35.0)])
        .readings("", &months("PM2.5", &[("2021-09", 30.0)]))
        .folder("乙县")
        .readings("", &months("固废", &[("2021-09", 99.0)]))
        .indicator("PM2.5");
    assert_eq!(
        (found.value, found.goal.clone()),
        (Some(30.0), Goal::Number(22.0))
    );
    let own = found
        .regions
        .iter()
        .find(|one| one.region == "甲县")
        .unwrap();
    assert_eq!(
        (own.goal.clone(), own.verdict),
        (Goal::Number(35.0), Verdict::Met)
    );
}

/// 甲县 names its water one way, 乙县 another: Ⅱ and Ⅴ are one of two.
#[test]
fn classes_under_two_names() {
    let found = world()
        .folder("甲县")
        .readings(
            "",
            &[r("地表水国控断面水质", "", "2021-09", V::C(WaterClass::II))],
        )
        .folder("乙县")
        .readings("", &[r("地表水水质", "", "2021-09", V::C(WaterClass::V))]);
    let goal = G {
        indicator: "地表水国控断面水质",
        class: Some(WaterClass::II),
        ..G::default()
    };
    let found = found
        .folder("")
        .targets(&[goal])
        .indicator("地表水国控断面水质");
    let each: Vec<_> = found
        .regions
        .iter()
        .map(|one| (&*one.region, one.value))
        .collect();
    assert_eq!(each, [("乙县", Some(0.0)), ("甲县", Some(100.0))]);
    near(found.value, 50.0);
}

/// A county's 同比 counts as far as its figures do: 甲县 is 20 always, on 30 days; 乙县 has one day, 10
/// then and 510 now: 500 of 31 days. A station that is new in October says nothing of the year before
/// it: 丙县 is 60 always, 丁县 30.
#[test]
fn a_change_is_that_of_the_figures() {
    let days = |year: i32| -> Vec<R> {
        let days = 1..=30;
        days.map(|day| r("PM2.5", "", &format!("{year}-09-{day:02}"), V::N(20.0)))
            .collect()
    };
    let one = |when, value| r("PM2.5", "", when, V::N(value));
    let found = world()
        .folder("甲县")
        .readings("", &[days(2020), days(2021)].concat())
        .folder("乙县")
        .readings("", &[one("2020-09-01", 10.0), one("2021-09-01", 510.0)])
        .indicator("PM2.5");
    near(found.value, (265.0 + 29.0 * 20.0) / 30.0);
    near(found.year_on_year, 500.0 / 31.0);
    let months = |year: i32, from: u32, value: f64| -> Vec<R> {
        let months = from..=9;
        months
            .map(|month| r("PM2.5", "", &format!("{year}-{month:02}"), V::N(value)))
            .collect()
    };
    let found = world()
        .folder("丙县")
        .readings("", &[months(2020, 7, 60.0), months(2021, 1, 60.0)].concat())
        .folder("丁县")
        .readings("", &[months(2020, 1, 30.0), months(2021, 1, 30.0)].concat())
        .indicator("PM2.5");
    near(found.year_on_year, 0.0);
}

fn rows() -> impl Strategy<Value = Vec<R>> {
    let row = (
        select(&NAMES[..]),
        select(&["", "桥头"][..]),
        select(&["2021-09-01", "2021-08", "2020-09-01", "2021-10-14"][..]),
        select(
            &[
                V::N(20.0),
                V::N(150.0),
                V::C(WaterClass::III),
                V::F(9.0, 10.0),
                V::N(2.0),
            ][..],
        ),
    );
    let row = row.prop_map(|(name, site, when, value)| r(name, site, when, value));
    proptest::collection::vec(row, 0..12)
}

fn goals() -> impl Strategy<Value = Vec<G>> {
    let goal = (
        select(&NAMES[..]),
        select(&["", "桥头"][..]),
        select(&[Some(25.0), Some(3.0), None][..]),
        select(&[None, Some(Direction::AtMost)][..]),
    );
    let goal = goal.prop_map(|(indicator, site, number, direction)| G {
        indicator,
        site,
        number,
        direction,
        ..G::default()
    });
    proptest::collection::vec(goal, 0..4)
}

proptest! {
    /// A county among others is told what it is told when its folder is opened alone.
    #[test]
    fn a_county_among_others_is_as_alone(
        own in (rows(), goals()),
        other in (rows(), goals()),
    ) {
        let alone = world().folder("甲县").readings("", &own.0).targets(&own.1).board();
        let both = world()
            .folder("甲县")
            .readings("", &own.0)
            .targets(&own.1)
            .folder("乙县")
            .readings("", &other.0)
            .targets(&other.1)
            .board();
        for (at, whole) in both.indicators.iter().enumerate() {
            let Some(one) = whole.regions.iter().find(|one| one.region == "甲县") else {
                continue;
            };
            // What the plan sums up over all is no county's where there are several.
            if one.method == Method::Cumulative && one.verdict == Verdict::NotApplicable {
                continue;
            }
            let Some(at_home) = alone.indicators.iter().position(|v| v.indicator == whole.indicator)
            else {
                continue;
            };
            let home = &alone.indicators[at_home];
            prop_assert_eq!(
                format!("{:?}", RegionIndicator::of("甲县", home)),
                format!("{one:?}")
            );
            // With its pictures as well.
            let full = both.indicator_in_full(at, Some("甲县"));
            let home = alone.indicator_in_full(at_home, None);
            prop_assert_eq!(format!("{home:?}"), format!("{full:?}"));
        }
    }
}
