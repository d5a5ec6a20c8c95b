//! 公开.

use super::cells::Cells;
use crate::diagnostic::Code;
use crate::ingest::cell;
use crate::ingest::header::{ColumnSpec, TableSpec};
use crate::model::{Publicity, TableKind};

const fn required(key: &'static str, names: &'static [&'static str]) -> ColumnSpec {
    ColumnSpec::required(key, names)
}

const fn more(key: &'static str, names: &'static [&'static str]) -> ColumnSpec {
    ColumnSpec::more(key, names)
}

/// The columns of DESIGN §3.
pub const SPEC: TableSpec = TableSpec {
    kind: TableKind::Publicity,
    file: "信息公开.csv",
    mark: "task",
    words: &["方案", "进展", "公示", "曝光"],
    columns: &[
        required(
            "date",
            &["日期", "公开日期", "发布日期", "刊发日期", "时间"],
        )
        .like("2021-09-15"),
        required("task", &["任务编号", "任务序号", "编号", "整改任务编号"]).like("示例1"),
        required(
            "medium",
            &["媒体", "公开渠道", "平台", "媒体名称", "公开平台"],
        )
        .like("县政府门户网站"),
        more("title", &["标题", "题目", "稿件标题"]).like("示例：整改进展公开"),
        more("kind", &["类型", "公开类型", "类别", "公开内容"]).like("进展"),
        more("region", &["区县", "县区", "县市区"]),
        more("note", &["备注", "说明"]).like("以“示例”开头的行不计入任何数字"),
    ],
};

/// Reads one row; `false`: left out.
pub fn row(table: &mut Publicity, cells: &mut Cells<'_>) -> bool {
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
    cells.word(key!("medium"), &mut table.words, &mut table.medium, at);
    cells.long(key!("title"), &mut table.title, at);
    table.kind.set(
        at,
        cells.choice(
            key!("kind"),
            (Code::WordUnknown, cell::RELEASE),
            cell::release,
        ),
    );
    table.identity.set(at, identity);
    cells.word(key!("region"), &mut table.words, &mut table.region_cell, at);
    cells.long(key!("note"), &mut table.note, at);
    true
}
