//! 回头看.

use super::cells::Cells;
use crate::diagnostic::Code;
use crate::ingest::cell;
use crate::ingest::header::{ColumnSpec, TableSpec};
use crate::model::{Lookbacks, TableKind};

const fn required(key: &'static str, names: &'static [&'static str]) -> ColumnSpec {
    ColumnSpec::required(key, names)
}

const fn more(key: &'static str, names: &'static [&'static str]) -> ColumnSpec {
    ColumnSpec::more(key, names)
}

/// The columns of DESIGN §3.
pub const SPEC: TableSpec = TableSpec {
    kind: TableKind::Lookbacks,
    file: "回头看.csv",
    mark: "task",
    words: &[
        "合格",
        "反弹",
        "不到位",
        "弄虚作假",
        "四不两直",
        "明察",
        "暗访",
    ],
    columns: &[
        required(
            "date",
            &[
                "日期",
                "检查日期",
                "回头看日期",
                "督查日期",
                "检查时间",
                "回头看时间",
                "督查时间",
                "时间",
            ],
        )
        .like("2021-09-26"),
        required("task", &["任务编号", "任务序号", "编号", "整改任务编号"]).like("示例1"),
        required("result", &["结果", "检查结果", "回头看结果", "结论"]).like("合格"),
        more("method", &["方式", "检查方式", "督查方式"]).like("四不两直"),
        more("units", &["单位", "责任单位", "检查单位", "被检查单位"]).like("县住建局"),
        more("problem", &["问题", "发现问题", "存在问题"]),
        more("deadline", &["整改时限", "整改期限", "完成时限"]),
        more(
            "fixed",
            &["整改完成", "整改完成日期", "整改完成时间", "完成日期"],
        ),
        more("region", &["区县", "县区", "县市区"]),
        more("note", &["备注", "说明"]).like("以“示例”开头的行不计入任何数字"),
    ],
};

/// Reads one row; `false`: left out.
pub fn row(table: &mut Lookbacks, cells: &mut Cells<'_>) -> bool {
    // A row that says neither when nor of whom is nothing.
    let subject = cells.reference(key!("task")).into_owned();
    if cell::nothing(&subject).is_some() {
        cells.tell(key!("task"), Code::IdMissing, &subject, "");
        return false;
    }
    let Some(identity) = cells.whole_row() else {
        return false;
    };
    let at = table.count;
    table.count += 1;
    table.line.set(at, cells.line());
    let date = cells.date_wanted(key!("date"));
    table.date.set(at, date);
    table.task.set(at, &subject);
    table.result.set(
        at,
        cells.choice(
            key!("result"),
            (Code::WordUnknown, cell::LOOKBACK),
            cell::lookback,
        ),
    );
    table.method.set(
        at,
        cells.choice(
            key!("method"),
            (Code::WordUnknown, cell::VISIT),
            cell::visit,
        ),
    );
    cells.units(key!("units"), &mut table.words, &mut table.units, at);
    cells.long(key!("problem"), &mut table.problem, at);
    table
        .deadline
        .set(at, cells.deadline(key!("deadline")).0.date);
    let fixed = cells.date(key!("fixed"));
    table.fixed.set(at, fixed);
    table.identity.set(at, identity);
    cells.word(key!("region"), &mut table.words, &mut table.region_cell, at);
    cells.long(key!("note"), &mut table.note, at);
    true
}
