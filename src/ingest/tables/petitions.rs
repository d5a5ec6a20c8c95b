//! 信访件.

use super::cells::Cells;
use crate::diagnostic::Code;
use crate::ingest::cell;
use crate::ingest::header::{ColumnSpec, TableSpec};
use crate::model::{Petitions, TableKind};

const fn required(key: &'static str, names: &'static [&'static str]) -> ColumnSpec {
    ColumnSpec::required(key, names)
}

const fn more(key: &'static str, names: &'static [&'static str]) -> ColumnSpec {
    ColumnSpec::more(key, names)
}

/// The columns of DESIGN §3.
pub const SPEC: TableSpec = TableSpec {
    kind: TableKind::Petitions,
    file: "信访件.csv",
    mark: "id",
    words: &[],
    columns: &[
        required(
            "id",
            &[
                "信访编号",
                "受理编号",
                "信访件编号",
                "案件编号",
                "件号",
                "编号",
                "序号",
            ],
        )
        .like("示例1"),
        required(
            "received",
            &[
                "交办日期",
                "交办时间",
                "转办日期",
                "转办时间",
                "受理日期",
                "受理时间",
                "交办日",
            ],
        )
        .like("2021-09-03"),
        required(
            "units",
            &[
                "责任单位",
                "承办单位",
                "办理单位",
                "整改责任单位",
                "责任部门",
            ],
        )
        .like("县住建局"),
        required(
            "status",
            &[
                "办理状态",
                "是否办结",
                "办结情况",
                "办理情况",
                "办结状态",
                "状态",
            ],
        )
        .like("正在办理"),
        more("batch", &["批次", "转办批次", "交办批次", "轮次"]).like("第 12 批"),
        more("kinds", &["问题类型", "污染类型", "问题类别", "类型"]).like("噪声、扬尘"),
        more(
            "town",
            &[
                "乡镇",
                "行政区域",
                "乡镇街道",
                "所属乡镇",
                "属地",
                "行政区划",
                "属地乡镇",
            ],
        )
        .like("鹤城街道"),
        more(
            "content",
            &[
                "内容",
                "交办问题基本情况",
                "问题内容",
                "信访内容",
                "举报内容",
                "主要内容",
                "基本情况",
                "信访问题",
            ],
        )
        .like("示例：某工地夜间施工扰民"),
        more("task", &["任务编号", "关联任务", "整改任务编号"]),
        more("verified", &["是否属实", "属实情况", "核查结果"]).like("部分属实"),
        more(
            "investigation",
            &["调查核实情况", "核查情况", "调查情况", "核实情况"],
        ),
        more(
            "handling",
            &[
                "处理和整改情况",
                "处理及整改情况",
                "处理情况",
                "整改情况",
                "处理结果",
            ],
        ),
        more(
            "deadline",
            &["办结时限", "办理时限", "整改时限", "完成时限"],
        )
        .like("2021-10-31"),
        more("closed", &["办结日期", "办结时间"]),
        more(
            "satisfaction",
            &["满意度", "群众满意度", "满意情况", "群众是否满意"],
        ),
        more(
            "accountable",
            &[
                "问责人数",
                "问责人次",
                "责任人被处理情况",
                "责任人被处理人数",
            ],
        ),
        more("region", &["区县", "县区", "县市区"]),
        more("note", &["备注", "说明"]).like("以“示例”开头的行不计入任何数字"),
    ],
};

/// Reads one row; `false`: left out.
pub fn row(table: &mut Petitions, cells: &mut Cells<'_>) -> bool {
    let Some(id) = cells.id(key!("id")) else {
        return false;
    };
    let at = table.count;
    table.count += 1;
    table.line.set(at, cells.line());
    table.id.set(at, &id);
    let received = cells.date_wanted(key!("received"));
    table.received.set(at, received);
    cells.units(key!("units"), &mut table.words, &mut table.units, at);
    table.status.set(
        at,
        cells.choice(
            key!("status"),
            (Code::StatusUnknown, cell::HANDLING),
            cell::handling,
        ),
    );
    cells.word(key!("status"), &mut table.words, &mut table.status_text, at);
    cells.word(key!("batch"), &mut table.words, &mut table.batch, at);
    cells.list(key!("kinds"), &mut table.words, &mut table.kinds, at);
    cells.word(key!("town"), &mut table.words, &mut table.town, at);
    cells.long(key!("content"), &mut table.content, at);
    let task = cells.reference(key!("task")).into_owned();
    if cell::nothing(&task).is_none() {
        table.task.set(at, &task);
    }
    table.verified.set(
        at,
        cells.choice(
            key!("verified"),
            (Code::WordUnknown, cell::TRUTH),
            cell::truth,
        ),
    );
    cells.long(key!("investigation"), &mut table.investigation, at);
    cells.long(key!("handling"), &mut table.handling, at);
    table.deadline.set(at, cells.deadline(key!("deadline")).0);
    let closed = cells.date(key!("closed"));
    table.closed.set(at, closed);
    cells.word(
        key!("satisfaction"),
        &mut table.words,
        &mut table.satisfaction,
        at,
    );
    table.accountable.set(at, cells.count(key!("accountable")));
    cells.word(key!("region"), &mut table.words, &mut table.region_cell, at);
    cells.long(key!("note"), &mut table.note, at);
    true
}
