//! 议定事项.

use super::cells::Cells;
use crate::diagnostic::Code;
use crate::ingest::cell;
use crate::ingest::header::{ColumnSpec, TableSpec};
use crate::model::{Decisions, TableKind};

const fn required(key: &'static str, names: &'static [&'static str]) -> ColumnSpec {
    ColumnSpec::required(key, names)
}

const fn more(key: &'static str, names: &'static [&'static str]) -> ColumnSpec {
    ColumnSpec::more(key, names)
}

/// The columns of DESIGN §3.
pub const SPEC: TableSpec = TableSpec {
    kind: TableKind::Decisions,
    file: "decisions.csv",
    mark: "id",
    words: &[],
    columns: &[
        required("id", &["编号", "事项编号", "议定事项编号", "序号"]).like("示例1"),
        required("meeting", &["会议日期", "会议时间", "议定日期"]).like("2021-09-28"),
        required(
            "text",
            &["议定事项", "事项", "议定内容", "会议议定事项", "决定事项"],
        )
        .like("示例：县住建局牵头协调管位"),
        required("units", &["责任单位", "牵头单位", "落实单位"]).like("县住建局"),
        required("deadline", &["完成时限", "时限", "办结时限", "落实时限"]).like("2021-10-20"),
        more("task", &["任务编号", "任务序号", "整改任务编号"]).like("1"),
        more("status", &["状态", "落实情况", "办理状态", "办理情况"]).like("正在落实"),
        more("closed", &["办结日期", "完成日期", "落实日期", "办结时间"]),
        more("region", &["区县", "县区", "县市区"]),
        more("note", &["备注", "说明"]).like("以“示例”开头的行不计入任何数字"),
    ],
};

/// Reads one row; `false`: left out.
pub fn row(table: &mut Decisions, cells: &mut Cells<'_>) -> bool {
    let Some(id) = cells.identity(key!("id"), key!("region")) else {
        return false;
    };
    let at = table.count;
    table.count += 1;
    table.line.set(at, cells.line());
    table.id.set(at, &id);
    let meeting = cells.date_wanted(key!("meeting"));
    table.meeting.set(at, meeting);
    cells.long(key!("text"), &mut table.text, at);
    cells.units(key!("units"), &mut table.words, &mut table.units, at);
    table.deadline.set(at, cells.deadline(key!("deadline")).0);
    let task = cells.reference(key!("task")).into_owned();
    if cell::nothing(&task).is_none() {
        table.task.set(at, &task);
    }
    table.status.set(
        at,
        cells.choice(
            key!("status"),
            (Code::StatusUnknown, cell::HANDLING),
            cell::handling,
        ),
    );
    cells.word(key!("status"), &mut table.words, &mut table.status_text, at);
    let closed = cells.date(key!("closed"));
    table.closed.set(at, closed);
    cells.word(key!("region"), &mut table.words, &mut table.region_cell, at);
    cells.long(key!("note"), &mut table.note, at);
    true
}
