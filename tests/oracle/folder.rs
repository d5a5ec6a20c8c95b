//! Random folders: several tables, versions and townships, dates close around the day that is
//! judged. Everything is drawn from short lists, simplest first, so that what fails shrinks to a
//! few cells.

use crate::events::events;
use crate::plan::{ALIAS, GROUP, Plan, Target};
use crate::readings::readings;
use chrono::{Datelike, NaiveDate, TimeDelta};
use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;
use proptest::sample::select;

#[derive(Debug, Clone)]
pub struct Case {
    pub as_of: NaiveDate,
    pub today: NaiveDate,
    pub plan: Plan,
    /// Path below the folder, and text.
    pub files: Vec<(String, String)>,
}

/// Days from the day that is judged: on, beside and far from the bounds of the rules.
pub const AROUND: &[i64] = &[
    0, -1, 1, -2, 2, -7, -8, -9, -14, 14, -15, 15, -16, 16, -17, -29, -30, -31, -32, 30, -60, 60,
    -100, 100, -200, 200, -400, 400,
];
pub const PAST: &[i64] = &[-1, 0, -2, -8, -15, -20, -30, -31, -45, -90, 1, 5];
const UNITS: &[&str] = &[
    "县住建局",
    "温溪镇",
    "",
    "县住建局、温溪镇",
    ALIAS.0,
    GROUP,
    "县水利局、县住建局、县水利局",
];
const LEADS: &[&str] = &["", "县林业局", "县住建局", "县林业局、温溪镇"];
const PROGRESS: &[&str] = &["", "0", "40", "60", "70", "89.9", "90", "99.5", "100"];
const STATUSES: &[&str] = &[
    "",
    "达到序时进度",
    "未达到序时进度",
    "尚未启动",
    "已完成",
    "完成整改",
    "已整改",
    "已验收",
    "已销号",
    "基本完成",
];
/// Number and its parent's.
pub const IDS: &[(&str, &str)] = &[
    ("1", ""),
    ("2", ""),
    ("3", ""),
    ("1-1", "1"),
    ("1-2", "1"),
    ("2-1", "2"),
    ("1-1-1", "1-1"),
    ("9-1", "9"),
];

pub type Cells = Vec<String>;

pub fn csv_text(header: &[&str], rows: &[Cells]) -> String {
    let mut writer = csv::Writer::from_writer(Vec::new());
    writer.write_record(header).unwrap();
    for row in rows {
        writer.write_record(row).unwrap();
    }
    String::from_utf8(writer.into_inner().unwrap()).unwrap()
}

pub fn shown(as_of: NaiveDate, offset: Option<i64>) -> String {
    offset.map_or_else(String::new, |days| {
        (as_of + TimeDelta::days(days)).to_string()
    })
}

#[derive(Debug, Clone)]
struct TaskSpec {
    names: (&'static str, &'static str),
    dates: [Option<i64>; 4],
    deadline: u8,
    progress: &'static str,
    status: &'static str,
    clears: (bool, bool, bool),
    linked: bool,
}

fn task() -> impl Strategy<Value = TaskSpec> {
    (
        (select(UNITS), select(LEADS)),
        (
            option::weighted(0.5, select(AROUND)),
            option::weighted(0.8, select(AROUND)),
            option::weighted(0.25, select(PAST)),
            option::weighted(0.2, select(PAST)),
        ),
        prop_oneof![6 => Just(0u8), 1 => 1u8..4],
        select(PROGRESS),
        prop_oneof![2 => Just(""), 3 => select(STATUSES)],
        any::<(bool, bool, bool)>(),
        prop_oneof![4 => Just(true), 1 => Just(false)],
    )
        .prop_map(
            |(names, d, deadline, progress, status, clears, linked)| TaskSpec {
                names,
                dates: [d.0, d.1, d.2, d.3],
                deadline,
                progress,
                status,
                clears,
                linked,
            },
        )
}

const TASK_HEADER: &[&str] = &[
    "任务编号",
    "任务名称",
    "上级编号",
    "责任单位",
    "牵头单位",
    "整改目标",
    "工作标准",
    "奖惩措施",
    "开始日期",
    "完成时限",
    "进度",
    "状态",
    "实际完成日期",
    "销号日期",
];

fn task_cells(as_of: NaiveDate, at: usize, spec: &TaskSpec) -> Cells {
    let (id, parent) = IDS[at];
    let date = |offset| shown(as_of, offset);
    let word = |there: bool, word: &str| {
        if there {
            word.to_owned()
        } else {
            String::new()
        }
    };
    let deadline = match (spec.deadline, spec.dates[1]) {
        (1, _) => "长期坚持".to_owned(),
        (2, _) => "立行立改".to_owned(),
        (3, Some(_)) => format!("{}，长期坚持", date(spec.dates[1])),
        _ => date(spec.dates[1]),
    };
    vec![
        id.to_owned(),
        format!("任务{id}"),
        word(spec.linked, parent),
        spec.names.0.to_owned(),
        spec.names.1.to_owned(),
        word(spec.clears.0, "达标"),
        word(spec.clears.1, "标准"),
        word(spec.clears.2, "通报"),
        date(spec.dates[0]),
        deadline,
        spec.progress.to_owned(),
        spec.status.to_owned(),
        date(spec.dates[2]),
        date(spec.dates[3]),
    ]
}

/// A register at one moment: which of the tasks stand in it, and what they say.
fn register() -> impl Strategy<Value = Vec<Option<TaskSpec>>> {
    vec(option::weighted(0.55, task()), IDS.len())
}

fn register_text(as_of: NaiveDate, register: &[Option<TaskSpec>]) -> String {
    let rows: Vec<Cells> = register
        .iter()
        .enumerate()
        .filter_map(|(at, spec)| Some(task_cells(as_of, at, spec.as_ref()?)))
        .collect();
    csv_text(TASK_HEADER, &rows)
}

/// Earlier or later than now: rows stay as they are, change, come or go.
fn earlier(
    now: &[Option<TaskSpec>],
    then: &[Option<TaskSpec>],
    same: &[bool],
) -> Vec<Option<TaskSpec>> {
    now.iter()
        .zip(then)
        .zip(same)
        .map(|((now, then), same)| if *same { now.clone() } else { then.clone() })
        .collect()
}

type Milestone = (usize, i64, Option<&'static str>, Option<i64>);

fn milestones() -> impl Strategy<Value = Vec<Milestone>> {
    vec(
        (
            0..IDS.len(),
            select(AROUND),
            option::weighted(0.4, select(&["1", "2", "0.5", "3"][..])),
            option::weighted(0.5, select(PAST)),
        ),
        0..7,
    )
}

fn milestone_text(as_of: NaiveDate, list: &[Milestone]) -> String {
    let rows: Vec<Cells> = list
        .iter()
        .enumerate()
        .map(|(at, (task, due, weight, done))| {
            vec![
                IDS[*task].0.to_owned(),
                format!("节点{at}"),
                shown(as_of, Some(*due)),
                weight.unwrap_or_default().to_owned(),
                shown(as_of, *done),
            ]
        })
        .collect();
    csv_text(
        &["任务编号", "节点名称", "计划日期", "权重", "完成日期"],
        &rows,
    )
}

fn plan(as_of: NaiveDate) -> impl Strategy<Value = Plan> {
    let target = |indicator, method, direction, goals: &'static [&'static str]| {
        (
            select(goals),
            option::of(0u32..2),
            prop_oneof![3 => Just(None), 1 => Just(Some("80"))],
        )
            .prop_map(move |(goal, decimals, share)| Target {
                indicator,
                method,
                goal,
                direction,
                decimals: decimals.filter(|_| method != "class"),
                share: share.filter(|_| method == "class"),
            })
    };
    (
        option::weighted(0.7, select(&[-200i64, -60, -20, 5][..])),
        (
            target("PM2.5", "mean", "<=", &["22", "23", "30", "5"]),
            target("森林覆盖指数", "mean", ">=", &["22", "10", "60"]),
            target(
                "空气质量优良率",
                "ratio",
                ">=",
                &["98", "50", "90", "100", "0"],
            ),
            target("地表水水质", "class", ">=", &["Ⅱ", "Ⅲ", "Ⅰ"]),
            target("固废安全处理率", "latest", ">=", &["98", "99"]),
            target("涉VOCs企业治理", "cumulative", ">=", &["10", "2", "5"]),
            target("应还尽还率", "rate", ">=", &["98", "50"]),
        ),
        select(&[(30, 10), (20, 5), (60, 40)][..]),
        prop_oneof![3 => Just([1, 8, 16, 31]), 1 => Just([1, 15, 30, 60])],
    )
        .prop_map(move |(issued, t, lag, days)| Plan {
            year: as_of.year(),
            issued: issued.map(|days| as_of + TimeDelta::days(days)),
            targets: vec![t.0, t.1, t.2, t.3, t.4, t.5, t.6],
            steps: days
                .into_iter()
                .zip(["提醒", "通报", "督办", "约谈"])
                .collect(),
            lag_red: lag.0,
            lag_yellow: lag.1,
            warning_days: 15,
            milestone_red_days: 15,
            immediate_days: 30,
            nearly_done: 90,
        })
}

/// The registers: now, earlier, later, of another series, of a township's own folder, undated.
fn registers(as_of: NaiveDate) -> impl Strategy<Value = Vec<(String, String)>> {
    (
        register(),
        option::weighted(0.5, (register(), vec(any::<bool>(), IDS.len()))),
        option::weighted(0.3, register()),
        option::weighted(0.2, register()),
        option::weighted(0.3, register()),
        option::weighted(0.2, register()),
        select(&[-1i64, -2, -15, -29, -40][..]),
    )
        .prop_map(move |(now, before, later, other, township, undated, age)| {
            let day = |days: i64| as_of + TimeDelta::days(days);
            let mut files = vec![(
                format!("整改任务清单{}.csv", day(age)),
                register_text(as_of, &now),
            )];
            if let Some((before, same)) = before {
                let text = register_text(as_of, &earlier(&now, &before, &same));
                files.push((format!("history/{}/整改任务清单.csv", day(age - 31)), text));
            }
            if let Some(later) = later {
                files.push((
                    format!("整改任务清单{}.csv", day(3)),
                    register_text(as_of, &later),
                ));
            }
            if let Some(other) = other {
                files.push((
                    format!("另一份{}.csv", day(-50)),
                    register_text(as_of, &other),
                ));
            }
            if let Some(township) = township {
                files.push((
                    format!("邻县/整改任务清单{}.csv", day(-3)),
                    register_text(as_of, &township),
                ));
            }
            if let Some(undated) = undated {
                files.push(("补充任务.csv".to_owned(), register_text(as_of, &undated)));
            }
            files
        })
}

pub fn case() -> impl Strategy<Value = Case> {
    const DAYS: &[(i32, u32, u32)] = &[
        (2021, 10, 15),
        (2021, 12, 31),
        (2021, 3, 1),
        (2020, 2, 29),
        (2021, 1, 1),
        (2021, 10, 31),
        (2021, 12, 30),
    ];
    (select(DAYS), select(&[0i64, 1, 40][..])).prop_flat_map(|((year, month, date), ahead)| {
        let as_of = NaiveDate::from_ymd_opt(year, month, date).unwrap();
        (
            plan(as_of),
            registers(as_of),
            milestones(),
            option::of(milestones()),
            events(as_of),
            readings(as_of),
        )
            .prop_map(move |(plan, tasks, steps, before, events, readings)| {
                let mut files = tasks;
                files.push((format!("节点{as_of}.csv"), milestone_text(as_of, &steps)));
                if let Some(before) = before {
                    let day = as_of - TimeDelta::days(10);
                    files.push((format!("节点{day}.csv"), milestone_text(as_of, &before)));
                }
                files.extend(events);
                files.extend(readings);
                Case {
                    as_of,
                    today: as_of + TimeDelta::days(ahead),
                    plan,
                    files,
                }
            })
    })
}
