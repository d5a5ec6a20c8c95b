//! Random boards: a few rows of every table, readable and not.

use chrono::{NaiveDateTime, TimeDelta};
use duban::analysis::board::Board;
use duban::analysis::{self, Input};
use duban::app::Loaded;
use duban::ingest::{Origin, parse};
use duban::plan::{EMBEDDED, Plan};
use duban::ui::Feed;
use proptest::prelude::*;
use std::path::Path;
use std::sync::{Arc, LazyLock};

pub static PLAN: LazyLock<Arc<Plan>> = LazyLock::new(|| Arc::new(Plan::parse(EMBEDDED).unwrap()));

pub fn now() -> NaiveDateTime {
    "2021-10-15T09:00:00".parse().unwrap()
}

/// How many rows each table has, and from which number on.
#[derive(Debug, Clone)]
pub struct Shape {
    pub tasks: usize,
    pub from: usize,
    pub others: usize,
    pub readings: usize,
}

pub fn shape() -> impl Strategy<Value = Shape> {
    (
        prop_oneof![Just(0_usize), 1..5_usize, 5..80_usize],
        0..40_usize,
        0..12_usize,
        prop_oneof![Just(0_usize), 1..400_usize],
    )
        .prop_map(|(tasks, from, others, readings)| Shape {
            tasks,
            from,
            others,
            readings,
        })
}

pub fn loaded(board: Arc<Board>, feed: Feed) -> Loaded {
    Loaded {
        board,
        feed,
        since: None,
    }
}

fn rows(header: &str, count: usize, row: impl Fn(usize) -> String) -> String {
    (0..count).fold(format!("{header}\n"), |all, at| all + &row(at) + "\n")
}

pub fn board(shape: &Shape) -> Arc<Board> {
    let day = |at: usize| format!("2021-{:02}-{:02}", 1 + at % 12, 1 + at % 28);
    let units = ["县住建局", "温溪镇、腊口镇", "", "县水利局"];
    let files = [
        (
            "任务.csv",
            rows(
                "任务编号,任务名称,上级编号,责任单位,完成时限,进度,状态,销号日期",
                shape.tasks,
                |at| {
                    let id = at + shape.from;
                    let parent = if id.is_multiple_of(3) {
                        String::new()
                    } else {
                        (id - id % 3).to_string()
                    };
                    let signed = if id.is_multiple_of(7) {
                        day(id)
                    } else {
                        String::new()
                    };
                    format!(
                        "{id},第{id}件很长很长的事情名称,{parent},{},{},{},,{signed}",
                        units[id % 4],
                        day(id),
                        id * 7 % 101
                    )
                },
            ),
        ),
        (
            "节点.csv",
            rows(
                "任务编号,节点名称,计划日期,完成日期",
                shape.others,
                |at| format!("{},节点{at},{},", at + shape.from, day(at)),
            ),
        ),
        (
            "信访.csv",
            rows(
                "信访编号,交办日期,责任单位,办理状态,办结时限,乡镇",
                shape.others,
                |at| {
                    format!(
                        "X{at},{},{},{},{},温溪镇",
                        day(at),
                        units[at % 4],
                        ["办理中", "已办结", "阶段性办结"][at % 3],
                        day(at + 3)
                    )
                },
            ),
        ),
        (
            "项目.csv",
            rows(
                "项目编号,项目名称,乡镇,阶段,应还,已还",
                shape.others,
                |at| format!("P{at},项目{at},温溪镇,施工监管,{at},{}", at / 2),
            ),
        ),
        (
            "督办.csv",
            rows("日期,单位,方式,任务编号", shape.others, |at| {
                format!("{},{},通报,{at}", day(at), units[at % 4])
            }),
        ),
        (
            "回头看.csv",
            rows(
                "日期,任务编号,结果,整改时限",
                shape.others / 2,
                |at| format!("{},{},反弹,{}", day(at), at + shape.from, day(at + 1)),
            ),
        ),
        (
            "监测.csv",
            rows("指标,日期,数值", shape.readings, |at| {
                let when =
                    "2021-01-01".parse::<chrono::NaiveDate>().unwrap() + TimeDelta::days(at as i64);
                format!("{},{when},{}", ["AQI", "PM2.5"][at % 2], 10 + at % 130)
            }),
        ),
        (
            "坏.csv",
            rows(
                "任务编号,任务名称,责任单位,完成时限",
                shape.others,
                |at| format!("b{at},甲,乙,待定{at}"),
            ),
        ),
    ];
    let files = files.each_ref().map(|(name, text)| (*name, text.as_str()));
    board_of(&files)
}

/// The board of these files.
pub fn board_of(files: &[(&str, &str)]) -> Arc<Board> {
    let mut segments = Vec::new();
    let mut diagnostics = Vec::new();
    for (name, text) in files {
        let parsed = parse(&Origin::new(Path::new(name), None), text.as_bytes(), &PLAN);
        segments.push(parsed.segment);
        diagnostics.extend(parsed.diagnostics);
    }
    let as_of = now().date();
    Arc::new(analysis::build(Input {
        segments: Arc::new(segments),
        diagnostics,
        plan: Arc::clone(&PLAN),
        today: as_of,
        as_of,
        baseline: None,
    }))
}
