//! 节点.

use super::reader::Cells;
use crate::diagnostic::Code;
use crate::ingest::cell;
use crate::ingest::header::{ColumnSpec, TableSpec};
use crate::model::{Milestones, TableKind};

const fn column(key: &'static str, names: &'static [&'static str], required: bool) -> ColumnSpec {
    ColumnSpec {
        key,
        names,
        required,
    }
}

/// The columns of DESIGN §3.
pub const SPEC: TableSpec = TableSpec {
    kind: TableKind::Milestones,
    columns: &[
        column("task", &["任务编号", "编号", "任务序号"], true),
        column(
            "name",
            &["节点名称", "节点", "工作节点", "阶段目标", "节点任务"],
            true,
        ),
        column(
            "due",
            &[
                "计划日期",
                "计划时间",
                "计划完成日期",
                "节点时限",
                "计划完成时间",
            ],
            true,
        ),
        column("weight", &["权重"], false),
        column("units", &["责任单位"], false),
        column(
            "done",
            &["完成日期", "实际完成日期", "完成时间", "实际完成时间"],
            false,
        ),
        column("region", &["区县", "县区", "县市区"], false),
        column("note", &["备注", "说明"], false),
    ],
};

/// Reads one row; `false`: left out.
pub fn row(table: &mut Milestones, cells: &mut Cells<'_>) -> bool {
    let task = cells.text("task").into_owned();
    if cell::nothing(&task).is_some() {
        cells.tell("task", Code::IdMissing, &task, "");
        return false;
    }
    let at = table.count;
    table.count += 1;
    table.line.set(at, cells.line());
    table.task.set(at, &task);
    cells.word("region", &mut table.words, &mut table.region_cell, at);
    cells.long("name", &mut table.name, at);
    let due = cells.text("due").into_owned();
    // 6月底 and 上半年 are plan dates too.
    let date = match cell::deadline(&due, cells.plan)
        .value()
        .and_then(|d| d.date)
    {
        Some(day) => Some(day),
        None => cells.date("due"),
    };
    table.due.set(at, date);
    let weight = cells.number("weight");
    if weight.is_some_and(|weight| weight < 0.0) {
        let text = cells.text("weight").into_owned();
        cells.tell("weight", Code::NumberInvalid, &text, "");
    }
    table.weight.set(at, weight.filter(|weight| *weight >= 0.0));
    cells.units("units", &mut table.words, &mut table.units, at);
    table.done.set(at, cells.date("done"));
    cells.long("note", &mut table.note, at);
    true
}
