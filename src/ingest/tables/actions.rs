//! 督办记录.

use super::cells::Cells;
use crate::diagnostic::Code;
use crate::ingest::cell;
use crate::ingest::header::{ColumnSpec, TableSpec};
use crate::model::{Actions, TableKind};

const fn required(key: &'static str, names: &'static [&'static str]) -> ColumnSpec {
    ColumnSpec::required(key, names)
}

const fn more(key: &'static str, names: &'static [&'static str]) -> ColumnSpec {
    ColumnSpec::more(key, names)
}

/// The columns of DESIGN §3.
pub const SPEC: TableSpec = TableSpec {
    kind: TableKind::Actions,
    file: "督办记录.csv",
    mark: "units",
    words: &["提醒", "通报", "督办", "约谈", "曝光", "问责"],
    columns: &[
        required(
            "date",
            &["日期", "督办日期", "时间", "发文日期", "印发日期"],
        )
        .like("2021-10-08"),
        required(
            "units",
            &["单位", "责任单位", "被督办单位", "督办对象", "对象"],
        )
        .like("示例单位"),
        required(
            "level",
            &["方式", "督办方式", "类型", "措施", "级别", "形式"],
        )
        .like("督办"),
        more("task", &["任务编号", "任务序号", "编号", "整改任务编号"]).like("1"),
        more("number", &["文号", "文件编号", "发文字号"]).like("青整改督〔2021〕3 号"),
        more(
            "demand",
            &["要求", "督办要求", "事项", "督办事项", "办理要求", "内容"],
        )
        .like("10 月 20 日前书面反馈"),
        more(
            "reply_due",
            &["反馈时限", "回复时限", "反馈期限", "要求反馈时间"],
        )
        .like("2021-10-20"),
        more("replied", &["反馈日期", "回复日期", "反馈时间", "回复时间"]),
        more("result", &["结果", "办理结果", "反馈情况", "反馈结果"]),
        more("region", &["区县", "县区", "县市区"]),
        more("note", &["备注", "说明"]).like("以“示例”开头的行不计入任何数字"),
    ],
};

/// Reads one row; `false`: left out.
pub fn row(table: &mut Actions, cells: &mut Cells<'_>) -> bool {
    // A row that says neither when nor of whom is nothing.
    let subject = cells.text(key!("units")).into_owned();
    if cell::nothing(&subject).is_some() {
        cells.tell(key!("units"), Code::IdMissing, &subject, "");
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
    cells.units(key!("units"), &mut table.words, &mut table.units, at);
    table.level.set(
        at,
        cells.choice(key!("level"), (Code::WordUnknown, cell::LEVEL), cell::level),
    );
    let task = cells.reference(key!("task")).into_owned();
    if cell::nothing(&task).is_none() {
        table.task.set(at, &task);
    }
    cells.word(key!("number"), &mut table.words, &mut table.number, at);
    cells.long(key!("demand"), &mut table.demand, at);
    let reply_due = cells.date(key!("reply_due"));
    table.reply_due.set(at, reply_due);
    // 已反馈 stands in the column for its day, or in the one for what came of it.
    let own = cell::replied(&cells.text(key!("replied")));
    let said = own.or_else(|| cell::replied(&cells.text(key!("result"))));
    let replied = if own.is_some() {
        None
    } else {
        cells.date(key!("replied"))
    };
    table.replied.set(at, replied);
    table.answered.set(at, said == Some(true));
    cells.long(key!("result"), &mut table.result, at);
    table.identity.set(at, identity);
    cells.word(key!("region"), &mut table.words, &mut table.region_cell, at);
    cells.long(key!("note"), &mut table.note, at);
    true
}
