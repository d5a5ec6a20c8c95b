//! Random tables of what happened: look-backs, steps of supervision, petitions; and projects.

use crate::folder::{AROUND, Cells, IDS, PAST, csv_text, shown};
use crate::plan::ALIAS;
use chrono::{NaiveDate, TimeDelta};
use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;
use proptest::sample::select;

pub fn events(as_of: NaiveDate) -> impl Strategy<Value = Vec<(String, String)>> {
    let lookbacks = vec(
        (
            select(PAST),
            0..IDS.len(),
            select(&["合格", "反弹", "不到位", "弄虚作假"][..]),
            option::weighted(0.7, select(AROUND)),
            option::weighted(0.3, select(PAST)),
        ),
        0..5,
    )
    .prop_map(move |list| {
        let rows: Vec<Cells> = list
            .iter()
            .map(|(day, task, result, due, done)| {
                vec![
                    shown(as_of, Some(*day)),
                    IDS[*task].0.to_owned(),
                    (*result).to_owned(),
                    shown(as_of, *due),
                    shown(as_of, *done),
                ]
            })
            .collect();
        csv_text(&["日期", "任务编号", "结果", "整改时限", "整改完成"], &rows)
    });
    let actions = vec(
        (
            select(PAST),
            select(
                &[
                    "县住建局",
                    "温溪镇",
                    "县水利局",
                    "鹤城街道",
                    ALIAS.0,
                    "县林业局",
                ][..],
            ),
            select(&["提醒", "通报", "督办", "约谈", "问责", "曝光"][..]),
            option::weighted(0.6, 0..IDS.len()),
        ),
        0..7,
    )
    .prop_map(move |list| {
        let rows: Vec<Cells> = list
            .iter()
            .map(|(day, unit, level, task)| {
                vec![
                    shown(as_of, Some(*day)),
                    (*unit).to_owned(),
                    (*level).to_owned(),
                    task.map_or("", |at| IDS[at].0).to_owned(),
                ]
            })
            .collect();
        csv_text(&["日期", "单位", "方式", "任务编号"], &rows)
    });
    let petitions = || {
        vec(
            (
                select(&["X1", "X2", "X3", "X4", "X5"][..]),
                select(PAST),
                select(&["已办结", "阶段性办结", "办理中", "未办结"][..]),
                option::weighted(0.7, select(AROUND)),
                option::weighted(0.4, select(PAST)),
                select(&["", "属实", "基本属实", "部分属实", "不属实"][..]),
            ),
            0..6,
        )
        .prop_map(move |list| {
            let mut seen = Vec::new();
            let rows: Vec<Cells> = list
                .iter()
                .filter(|row| {
                    let new = !seen.contains(&row.0);
                    seen.push(row.0);
                    new
                })
                .map(|(id, day, status, due, closed, truth)| {
                    vec![
                        (*id).to_owned(),
                        shown(as_of, Some(*day)),
                        "县住建局".to_owned(),
                        (*status).to_owned(),
                        shown(as_of, *due),
                        if status.ends_with("办结") && *status != "未办结" {
                            shown(as_of, *closed)
                        } else {
                            String::new()
                        },
                        (*truth).to_owned(),
                    ]
                })
                .collect();
            csv_text(
                &[
                    "信访编号",
                    "交办日期",
                    "责任单位",
                    "办理状态",
                    "办结时限",
                    "办结日期",
                    "是否属实",
                ],
                &rows,
            )
        })
    };
    let amounts = &["", "0", "10", "12.5", "30"][..];
    let projects = vec(
        (
            select(&["选址论证", "施工监管", "竣工验收", "后期管护"][..]),
            [select(amounts), select(amounts), select(amounts)],
            [select(amounts), select(amounts), select(amounts)],
        ),
        0..4,
    )
    .prop_map(|list| {
        let rows: Vec<Cells> = list
            .iter()
            .enumerate()
            .map(|(at, (stage, owed, given))| {
                let mut row = vec![format!("P{at}"), "项目".to_owned(), "温溪镇".to_owned()];
                row.push((*stage).to_owned());
                for (owed, given) in owed.iter().zip(given) {
                    row.push((*owed).to_owned());
                    row.push((*given).to_owned());
                }
                row
            })
            .collect();
        csv_text(
            &[
                "项目编号",
                "项目名称",
                "乡镇",
                "阶段",
                "应还",
                "已还",
                "应复",
                "已复",
                "应提",
                "已提",
            ],
            &rows,
        )
    });
    (
        lookbacks,
        actions,
        petitions(),
        option::of(petitions()),
        projects,
    )
        .prop_map(move |(lookbacks, actions, petitions, older, projects)| {
            let mut files = vec![
                (format!("回头看{as_of}.csv"), lookbacks),
                (format!("督办记录{as_of}.csv"), actions),
                (format!("信访件{as_of}.csv"), petitions),
                (format!("项目{as_of}.csv"), projects),
            ];
            if let Some(older) = older {
                let before = as_of - TimeDelta::days(20);
                files.push((format!("history/{before}/信访件.csv"), older));
            }
            files
        })
}
