//! 垦造耕地项目.

use super::cells::Cells;
use crate::diagnostic::Code;
use crate::ingest::cell;
use crate::ingest::header::{ColumnSpec, TableSpec};
use crate::model::{Projects, TableKind};

const fn required(key: &'static str, names: &'static [&'static str]) -> ColumnSpec {
    ColumnSpec::required(key, names)
}

const fn more(key: &'static str, names: &'static [&'static str]) -> ColumnSpec {
    ColumnSpec::more(key, names)
}

/// The columns of DESIGN §3.
pub const SPEC: TableSpec = TableSpec {
    kind: TableKind::Projects,
    file: "垦造耕地项目.csv",
    mark: "id",
    words: &[],
    columns: &[
        required("id", &["项目编号", "编号", "序号"]).like("示例1"),
        required("name", &["项目名称", "项目", "名称"]).like("示例：某村垦造耕地项目"),
        required(
            "town",
            &["乡镇", "乡镇街道", "所在乡镇", "属地", "属地乡镇"],
        )
        .like("北山镇"),
        required("stage", &["阶段", "项目阶段", "当前阶段", "所处阶段"]).like("后期管护"),
        more("area", &["面积", "项目面积", "建设面积"]).like("86.5"),
        more(
            "return_due",
            &["应还", "应还面积", "应退耕还林面积", "应退还面积"],
        )
        .like("12"),
        more("returned", &["已还", "已还面积", "已退耕还林面积"]).like("12"),
        more("regreen_due", &["应复", "应复面积", "应复绿面积"]).like("8"),
        more("regreened", &["已复", "已复面积", "已复绿面积"]).like("5"),
        more("tend_due", &["应提", "应提面积", "应提质面积"]).like("60"),
        more("tended", &["已提", "已提面积", "已提质面积"]).like("42"),
        more("units", &["责任单位", "实施单位", "业主单位"]).like("北山镇"),
        more("deadline", &["时限", "完成时限", "整改时限"]).like("2021年12月底前"),
        more("region", &["区县", "县区", "县市区"]),
        more("note", &["备注", "说明"]).like("以“示例”开头的行不计入任何数字"),
    ],
};

/// Reads one row; `false`: left out.
pub fn row(table: &mut Projects, cells: &mut Cells<'_>) -> bool {
    let Some(id) = cells.identity(key!("id"), key!("region")) else {
        return false;
    };
    let at = table.count;
    table.count += 1;
    table.line.set(at, cells.line());
    table.id.set(at, &id);
    cells.long(key!("name"), &mut table.name, at);
    cells.word(key!("town"), &mut table.words, &mut table.town, at);
    table.stage.set(
        at,
        cells.choice(key!("stage"), (Code::WordUnknown, cell::STAGE), cell::stage),
    );
    table.area.set(at, cells.number(key!("area")));
    table.return_due.set(at, cells.number(key!("return_due")));
    table.returned.set(at, cells.number(key!("returned")));
    table.regreen_due.set(at, cells.number(key!("regreen_due")));
    table.regreened.set(at, cells.number(key!("regreened")));
    table.tend_due.set(at, cells.number(key!("tend_due")));
    table.tended.set(at, cells.number(key!("tended")));
    cells.units(key!("units"), &mut table.words, &mut table.units, at);
    table.deadline.set(at, cells.deadline(key!("deadline")).0);
    cells.word(key!("region"), &mut table.words, &mut table.region_cell, at);
    cells.long(key!("note"), &mut table.note, at);
    true
}
