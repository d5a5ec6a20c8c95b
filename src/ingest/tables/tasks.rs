//! 整改任务.

use super::reader::Cells;
use crate::diagnostic::Code;
use crate::ingest::cell::{self, Read};
use crate::ingest::header::{ColumnSpec, TableSpec};
use crate::model::{TableKind, Tasks};

const fn required(key: &'static str, names: &'static [&'static str]) -> ColumnSpec {
    ColumnSpec {
        key,
        names,
        required: true,
    }
}

const fn more(key: &'static str, names: &'static [&'static str]) -> ColumnSpec {
    ColumnSpec {
        key,
        names,
        required: false,
    }
}

/// The columns of DESIGN §3, with the names seen in offices' files (DOMAIN §1.1).
pub const SPEC: TableSpec = TableSpec {
    kind: TableKind::Tasks,
    columns: &[
        required(
            "id",
            &[
                "任务编号",
                "编号",
                "序号",
                "问题序号",
                "任务序号",
                "整改编号",
            ],
        ),
        required(
            "title",
            &[
                "任务名称",
                "整改任务",
                "任务",
                "项目",
                "任务内容",
                "反馈问题",
                "问题简述",
                "问题描述",
            ],
        ),
        required(
            "units",
            &[
                "责任单位",
                "整改责任单位",
                "责任部门",
                "承办单位",
                "责任主体",
            ],
        ),
        required(
            "deadline",
            &[
                "完成时限",
                "整改时限",
                "整改期限",
                "时限要求",
                "计划完成时间",
                "时限",
                "完成期限",
                "计划完成日期",
            ],
        ),
        more(
            "parent",
            &["上级编号", "上级任务编号", "父任务编号", "所属任务"],
        ),
        more("region", &["区县", "县区", "县市区", "县"]),
        more("round", &["轮次", "归类", "问题来源", "督察批次"]),
        more("category", &["问题类型", "任务类别", "任务类型"]),
        more(
            "problem",
            &[
                "反馈问题",
                "问题简述",
                "问题描述",
                "具体问题",
                "问题线索概要",
                "问题",
            ],
        ),
        more(
            "goal",
            &["整改目标", "任务具体整改要求", "整改要求", "目标"],
        ),
        more("measures", &["整改措施", "具体措施", "措施"]),
        more("standard", &["工作标准", "验收标准", "标准"]),
        more("stakes", &["奖惩措施", "奖惩"]),
        more(
            "lead",
            &["牵头单位", "牵头部门", "督办单位", "县级牵头部门"],
        ),
        more(
            "local",
            &["属地单位", "属地", "行政区划", "乡镇", "属地乡镇"],
        ),
        more("helpers", &["配合单位", "涉及部门", "协助单位"]),
        more("supervisor", &["督导单位", "验收单位", "验收层级"]),
        more(
            "person",
            &["责任人", "责任领导", "牵头领导", "包案领导", "牵头人"],
        ),
        more("phone", &["联系电话", "责任人电话", "电话"]),
        more(
            "progress_text",
            &[
                "进展情况",
                "整改进展情况",
                "目前进展情况及存在问题",
                "整改情况",
                "整改完成情况",
                "目前进展",
            ],
        ),
        more("obstacles", &["存在问题", "存在困难", "困难问题"]),
        more(
            "next_steps",
            &["下步措施", "下一步措施", "下步计划", "下一步工作"],
        ),
        more("kind", &["整改类型", "整改类别"]),
        more(
            "start",
            &[
                "开始日期",
                "开始时间",
                "启动日期",
                "启动时间",
                "交办日期",
                "交办时间",
            ],
        ),
        more(
            "progress",
            &[
                "进度",
                "完成比例",
                "完成率",
                "形象进度",
                "整改进度",
                "完成进度",
            ],
        ),
        more(
            "status",
            &["状态", "整改状态", "完成情况", "整改进展", "办理状态"],
        ),
        more(
            "completed",
            &["实际完成日期", "实际完成时间", "完成日期", "完成时间"],
        ),
        more("accepted", &["验收日期", "验收时间"]),
        more("published", &["公示日期", "公示时间"]),
        more("signed_off", &["销号日期", "销号时间"]),
        more("note", &["备注", "说明"]),
    ],
};

/// Reads one row; `false`: left out.
pub fn row(table: &mut Tasks, cells: &mut Cells<'_>) -> bool {
    let id = cells.text("id").into_owned();
    if cell::nothing(&id).is_some() {
        cells.tell("id", Code::IdMissing, &id, "");
        return false;
    }
    if id.contains("E+") {
        cells.tell("id", Code::NumberInvalid, &id, "");
    }
    let region = cells.text("region").into_owned();
    if let Err(before) = cells.first_time(format!("{region}\u{1f}{id}")) {
        cells.tell("id", Code::IdTwice, &id, &before.to_string());
    }
    let at = table.count;
    table.count += 1;
    table.line.set(at, cells.line());
    table.id.set(at, &id);
    let title = cells.text("title").into_owned();
    if title.is_empty() {
        cells.tell("title", Code::CellMissing, "", "");
    }
    table.title.set(at, &title);
    table.region_cell.set(at, table.words.intern(&region));
    let parent = cells.text("parent").into_owned();
    if cell::nothing(&parent).is_none() && parent != id {
        table.parent.set(at, &parent);
    }
    units(table, cells, at);
    deadline(table, cells, at);
    words(table, cells, at);
    table.category.set(
        at,
        cells.choice("category", Code::WordUnknown, cell::category),
    );
    table
        .kind
        .set(at, cells.choice("kind", Code::WordUnknown, cell::kind));
    table.start.set(at, cells.date("start"));
    table.progress.set(at, cells.percent("progress"));
    let status = cells.text("status").into_owned();
    table.status.set(
        at,
        cells.choice("status", Code::StatusUnknown, cell::status),
    );
    table.status_text.set(at, table.words.intern(&status));
    table.completed.set(at, cells.date("completed"));
    table.accepted.set(at, cells.date("accepted"));
    table.published.set(at, cells.date("published"));
    table.signed_off.set(at, cells.date("signed_off"));
    true
}

fn units(table: &mut Tasks, cells: &mut Cells<'_>, at: usize) {
    let found = cells.units("units", &mut table.words, &mut table.units, at);
    cells.word("lead", &mut table.words, &mut table.lead, at);
    cells.units("lead", &mut table.words, &mut table.lead_units, at);
    cells.units("local", &mut table.words, &mut table.local, at);
    if table.lead_units.get(at).is_empty() && !found.lead.is_empty() {
        // `A牵头，B、C` in the responsible cell names the lead.
        let list: Vec<_> = found
            .lead
            .iter()
            .map(|name| table.words.intern(name))
            .collect();
        table.lead_units.set(at, &list);
        table
            .lead
            .set(at, table.words.intern(&found.lead.join("、")));
    }
    if found.helpers.is_empty() {
        cells.units("helpers", &mut table.words, &mut table.helpers, at);
    } else {
        let own = cells.text("helpers").into_owned();
        let names: Vec<String> = found
            .helpers
            .into_iter()
            .chain(cell::units(&own).units)
            .collect();
        let list: Vec<_> = names.iter().map(|name| table.words.intern(name)).collect();
        table.helpers.set(at, &list);
    }
    if table.units.get(at).is_empty() && table.lead_units.get(at).is_empty() {
        cells.tell("units", Code::CellMissing, "", "");
    }
}

fn deadline(table: &mut Tasks, cells: &mut Cells<'_>, at: usize) {
    let text = cells.text("deadline").into_owned();
    table.deadline_text.set(at, table.words.intern(&text));
    match cell::deadline(&text, cells.plan) {
        Read::Value(found) => table.deadline.set(at, found),
        Read::Guess(found) => {
            let read = found
                .date
                .map_or_else(|| "长期坚持".to_owned(), |day| day.to_string());
            cells.tell("deadline", Code::DateAmbiguous, &text, &read);
            table.deadline.set(at, found);
        }
        Read::Nothing(_) => {}
        Read::Invalid => cells.tell("deadline", Code::DeadlineInvalid, &text, ""),
    }
}

fn words(table: &mut Tasks, cells: &mut Cells<'_>, at: usize) {
    cells.word("round", &mut table.words, &mut table.round, at);
    cells.word("supervisor", &mut table.words, &mut table.supervisor, at);
    cells.word("person", &mut table.words, &mut table.person, at);
    cells.word("phone", &mut table.words, &mut table.phone, at);
    cells.long("problem", &mut table.problem, at);
    cells.long("goal", &mut table.goal, at);
    cells.long("measures", &mut table.measures, at);
    cells.long("standard", &mut table.standard, at);
    cells.long("stakes", &mut table.stakes, at);
    cells.long("progress_text", &mut table.progress_text, at);
    cells.long("obstacles", &mut table.obstacles, at);
    cells.long("next_steps", &mut table.next_steps, at);
    cells.long("note", &mut table.note, at);
}
