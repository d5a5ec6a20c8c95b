//! 问责.

use super::cells::Cells;
use crate::diagnostic::Code;
use crate::ingest::cell;
use crate::ingest::header::{ColumnSpec, TableSpec};
use crate::model::{Cases, TableKind};

const fn required(key: &'static str, names: &'static [&'static str]) -> ColumnSpec {
    ColumnSpec::required(key, names)
}

const fn more(key: &'static str, names: &'static [&'static str]) -> ColumnSpec {
    ColumnSpec::more(key, names)
}

/// The columns of DESIGN §3.
pub const SPEC: TableSpec = TableSpec {
    kind: TableKind::Cases,
    file: "问责情况.csv",
    mark: "id",
    words: &[],
    columns: &[
        required("id", &["编号", "线索编号", "案件编号", "序号"]).like("示例1"),
        required(
            "clue",
            &[
                "线索",
                "问题线索",
                "线索内容",
                "问题线索概要",
                "责任追究问题",
            ],
        )
        .like("示例：某项目验收把关不严"),
        required("received", &["移交日期", "移交时间", "交办日期"]).like("2021-08-10"),
        required("status", &["状态", "办理状态", "办理情况", "进展"]).like("正在办理"),
        more("units", &["责任单位", "涉及单位", "单位"]),
        more("report_due", &["报送时限", "上报时限", "报送期限"]).like("2021-10-31"),
        more("reported", &["报送日期", "上报日期", "报送时间"]),
        more("accountable", &["问责人数", "问责人次", "处理人数"]),
        more("region", &["区县", "县区", "县市区"]),
        more("note", &["备注", "说明"]).like("以“示例”开头的行不计入任何数字"),
    ],
};

/// Reads one row; `false`: left out.
pub fn row(table: &mut Cases, cells: &mut Cells<'_>) -> bool {
    let Some(id) = cells.identity(key!("id"), key!("region")) else {
        return false;
    };
    let at = table.count;
    table.count += 1;
    table.line.set(at, cells.line());
    table.id.set(at, &id);
    cells.long(key!("clue"), &mut table.clue, at);
    let received = cells.date_wanted(key!("received"));
    table.received.set(at, received);
    table.status.set(
        at,
        cells.choice(
            key!("status"),
            (Code::StatusUnknown, cell::HANDLING),
            cell::handling,
        ),
    );
    cells.word(key!("status"), &mut table.words, &mut table.status_text, at);
    cells.units(key!("units"), &mut table.words, &mut table.units, at);
    table
        .report_due
        .set(at, cells.deadline(key!("report_due")).0.date);
    let reported = cells.date(key!("reported"));
    table.reported.set(at, reported);
    table.accountable.set(at, cells.count(key!("accountable")));
    cells.word(key!("region"), &mut table.words, &mut table.region_cell, at);
    cells.long(key!("note"), &mut table.note, at);
    true
}
