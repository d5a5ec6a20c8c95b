//! 节点.

use super::cells::Cells;
use crate::diagnostic::Code;
use crate::ingest::cell;
use crate::ingest::header::{ColumnSpec, TableSpec};
use crate::model::{Milestones, TableKind};

const fn required(key: &'static str, names: &'static [&'static str]) -> ColumnSpec {
    ColumnSpec::required(key, names)
}

const fn more(key: &'static str, names: &'static [&'static str]) -> ColumnSpec {
    ColumnSpec::more(key, names)
}

/// The columns of DESIGN §3.
pub const SPEC: TableSpec = TableSpec {
    kind: TableKind::Milestones,
    file: "整改节点.csv",
    mark: "task",
    words: &[],
    columns: &[
        required("task", &["任务编号", "编号", "任务序号"]).like("示例1"),
        required(
            "name",
            &["节点名称", "节点", "工作节点", "阶段目标", "节点任务"],
        )
        .like("完成二段 4 公里"),
        required(
            "due",
            &[
                "计划日期",
                "计划时间",
                "计划完成日期",
                "节点时限",
                "计划完成时间",
            ],
        )
        .like("2021-10-31"),
        more("weight", &["权重"]).like("1"),
        more("units", &["责任单位"]).like("县住建局"),
        more(
            "done",
            &["完成日期", "实际完成日期", "完成时间", "实际完成时间"],
        ),
        more("region", &["区县", "县区", "县市区"]),
        more("note", &["备注", "说明"]).like("编号以“示例”开头的行不计入"),
    ],
};

/// Reads one row; `false`: left out.
pub fn row(table: &mut Milestones, cells: &mut Cells<'_>) -> bool {
    let mut task = cells.reference(key!("task")).into_owned();
    if cell::nothing(&task).is_some() {
        // The task's number is often merged over its milestones.
        let Some(above) = cells.above(key!("task")) else {
            cells.tell(key!("task"), Code::IdMissing, &task, "");
            return false;
        };
        cells.tell(key!("task"), Code::CellCarried, &above, "");
        task = above;
    }
    cells.keep(key!("task"), &task);
    let at = table.count;
    table.count += 1;
    table.line.set(at, cells.line());
    table.task.set(at, &task);
    cells.word(key!("region"), &mut table.words, &mut table.region_cell, at);
    cells.long(key!("name"), &mut table.name, at);
    // 6月底 and 上半年 are plan dates too.
    let date = match cells
        .deadline_read(key!("due"))
        .value()
        .and_then(|d| d.date)
    {
        Some(day) => Some(day),
        None => cells.date(key!("due")),
    };
    table.due.set(at, date);
    let weight = cells.number(key!("weight"));
    if weight.is_some_and(|weight| weight < 0.0) {
        let text = cells.text(key!("weight")).into_owned();
        cells.tell(key!("weight"), Code::NumberInvalid, &text, "");
    }
    table.weight.set(at, weight.filter(|weight| *weight >= 0.0));
    cells.units(key!("units"), &mut table.words, &mut table.units, at);
    table.done.set(at, cells.date(key!("done")));
    cells.long(key!("note"), &mut table.note, at);
    true
}
