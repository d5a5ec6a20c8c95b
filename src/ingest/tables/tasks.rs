//! 整改任务.

use super::cells::Cells;
use crate::diagnostic::Code;
use crate::ingest::cell::{self, Read};
use crate::ingest::header::{ColumnSpec, Key, TableSpec};
use crate::model::{TableKind, Tasks, Word};
use crate::terms::Status;

const fn required(key: &'static str, names: &'static [&'static str]) -> ColumnSpec {
    ColumnSpec::required(key, names)
}

const fn more(key: &'static str, names: &'static [&'static str]) -> ColumnSpec {
    ColumnSpec::more(key, names)
}

/// The columns of DESIGN §3, with the names seen in offices' files (DOMAIN §1.1).
pub const SPEC: TableSpec = TableSpec {
    kind: TableKind::Tasks,
    file: "整改任务清单.csv",
    mark: "id",
    words: &[],
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
        )
        .like("示例1"),
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
                "具体问题",
                "问题线索概要",
                "概要",
                "事项",
            ],
        )
        .like("示例：城区污水管网改造"),
        required(
            "units",
            &[
                "责任单位",
                "整改责任单位",
                "责任部门",
                "承办单位",
                "责任主体",
                "责任单位及责任人",
                "承办部门",
            ],
        )
        .like("县住建局"),
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
                "完成整改时限",
                "整改完成时限",
                "计划完成时限",
                "办结时限",
            ],
        )
        .like("2021年12月底前"),
        more(
            "parent",
            &[
                "上级编号",
                "上级任务编号",
                "父任务编号",
                "所属任务",
                "所属任务编号",
            ],
        ),
        more("region", &["区县", "县区", "县市区", "县"]),
        more(
            "round",
            &["轮次", "归类", "问题来源", "督察批次", "批次", "督察轮次"],
        )
        .like("中央第二轮"),
        more("category", &["问题类型", "任务类别", "任务类型"]).like("个性"),
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
        )
        .like("部分老旧小区雨污混流"),
        more(
            "goal",
            &["整改目标", "任务具体整改要求", "整改要求", "目标"],
        )
        .like("完成 12 公里污水管网改造"),
        more("measures", &["整改措施", "具体措施", "措施"]).like("分三段施工；逐段闭水试验"),
        more("standard", &["工作标准", "验收标准", "标准"]).like("闭水试验合格率 100%"),
        more("stakes", &["奖惩措施", "奖惩"]).like("纳入年度考核"),
        more(
            "lead",
            &["牵头单位", "牵头部门", "督办单位", "县级牵头部门"],
        )
        .like("县住建局"),
        more(
            "local",
            &["属地单位", "属地", "行政区划", "乡镇", "属地乡镇"],
        )
        .like("鹤城街道"),
        more("helpers", &["配合单位", "涉及部门", "协助单位"]).like("县水利局、县财政局"),
        more(
            "supervisor",
            &["督导单位", "督察单位", "验收单位", "验收层级"],
        )
        .like("县整改办"),
        more(
            "person",
            &[
                "责任人",
                "责任领导",
                "牵头领导",
                "包案领导",
                "牵头人",
                "联络员",
            ],
        )
        .like("分管副局长"),
        more("phone", &["联系电话", "责任人电话", "电话", "联系方式"]),
        more(
            "progress_text",
            &[
                "进展情况",
                "整改进展情况",
                "目前进展情况及存在问题",
                "整改情况",
                "整改完成情况",
                "目前进展",
                "进展",
                "工作进展",
                "整改进展情况及成效",
            ],
        )
        .like("已完成 7 公里"),
        more("obstacles", &["存在问题", "存在困难", "困难问题"]).like("一处管位待协调"),
        more(
            "next_steps",
            &["下步措施", "下一步措施", "下步计划", "下一步工作"],
        )
        .like("10 月底前完成二段"),
        more("kind", &["整改类型", "整改类别"]).like("分阶段"),
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
        )
        .like("2021-05-20"),
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
        )
        .like("60%"),
        more(
            "status",
            &[
                "状态",
                "整改状态",
                "完成情况",
                "整改进展",
                "办理状态",
                "是否完成",
                "目前状态",
            ],
        )
        .like("达到序时进度"),
        more(
            "completed",
            &["实际完成日期", "实际完成时间", "完成日期", "完成时间"],
        ),
        more("is_signed_off", &["是否销号", "销号情况", "是否已销号"]),
        more("accepted", &["验收日期", "验收时间"]),
        more("published", &["公示日期", "公示时间"]),
        more(
            "signed_off",
            &["销号日期", "销号时间", "完成销号日期", "完成销号时间"],
        ),
        more("note", &["备注", "说明"]).like("编号以“示例”开头的行不计入任何数字，填表时请删去"),
    ],
};

/// Reads one row; `false`: left out.
pub fn row(table: &mut Tasks, cells: &mut Cells<'_>) -> bool {
    let key = if cells.id_is_title() {
        key!("title")
    } else {
        key!("id")
    };
    let Some(id) = cells.id(key) else {
        return false;
    };
    // A title is no id that could have been taken for a day.
    let id = if cells.id_is_title() {
        cell::half_width(id)
    } else {
        cells.task_id(key, id)
    };
    let at = table.count;
    table.count += 1;
    table.line.set(at, cells.line());
    table.id.set(at, &id);
    let parent = cells.reference(key!("parent"));
    if cell::nothing(&parent).is_none() && parent != id {
        table.parent.set(at, &parent);
    }
    title(table, cells, at);
    cells.word(key!("region"), &mut table.words, &mut table.region_cell, at);
    units(table, cells, at);
    deadline(table, cells, at);
    words(table, cells, at);
    table.category.set(
        at,
        cells.choice(
            key!("category"),
            (Code::WordUnknown, cell::CATEGORY),
            cell::category,
        ),
    );
    table.kind.set(
        at,
        cells.choice(key!("kind"), (Code::WordUnknown, cell::KIND), cell::kind),
    );
    table.start.set(at, cells.date(key!("start")));
    table.progress.set(at, cells.percent(key!("progress")));
    // 已完成 and 是否销号: 是. What is not signed off stands as it does otherwise.
    let (own, text) = status(table, cells, key!("status"));
    let (signed, told) = status(table, cells, key!("is_signed_off"));
    let status = match (own, signed) {
        (None, _) | (_, Some(Status::SignedOff)) => signed,
        _ => own,
    };
    let text = if text == Word::default() { told } else { text };
    table.status.set(at, status);
    table.status_text.set(at, text);
    table.completed.set(at, cells.date(key!("completed")));
    table.accepted.set(at, cells.date(key!("accepted")));
    table.published.set(at, cells.date(key!("published")));
    table.signed_off.set(at, cells.date(key!("signed_off")));
    true
}

/// What a column says of how far a task has come, and its words.
fn status(table: &mut Tasks, cells: &mut Cells<'_>, key: Key) -> (Option<Status>, Word) {
    let column = cells.header_name(key);
    if column.is_empty() {
        return (None, Word::default());
    }
    let read = |text: &str| asked(column, text).map_or_else(|| cell::status(text), Read::Value);
    let told = (Code::StatusUnknown, cell::STATUS_WORDS);
    cells.choice_word(key, told, &mut table.words, read)
}

fn units(table: &mut Tasks, cells: &mut Cells<'_>, at: usize) {
    let found = cells.units(key!("units"), &mut table.words, &mut table.units, at);
    let (lead, helpers) = found.as_deref().map_or((&[][..], &[][..]), |found| {
        (found.lead.as_slice(), found.helpers.as_slice())
    });
    cells.word(key!("lead"), &mut table.words, &mut table.lead, at);
    cells.units(key!("lead"), &mut table.words, &mut table.lead_units, at);
    cells.units(key!("local"), &mut table.words, &mut table.local, at);
    if !lead.is_empty() && table.lead_units.get(at).is_empty() {
        // `A牵头，B、C` in the responsible cell names the lead.
        let list: Vec<_> = lead.iter().map(|name| table.words.intern(name)).collect();
        table.lead_units.set(at, &list);
        table.lead.set(at, table.words.intern(&lead.join("、")));
    }
    if helpers.is_empty() {
        cells.units(key!("helpers"), &mut table.words, &mut table.helpers, at);
    } else {
        let own = cells.text(key!("helpers")).into_owned();
        let own = cell::units(&own).units;
        let names = helpers.iter().chain(&own);
        let list: Vec<_> = names.map(|name| table.words.intern(name)).collect();
        table.helpers.set(at, &list);
    }
    if table.units.get(at).is_empty() && table.lead_units.get(at).is_empty() {
        cells.tell(key!("units"), Code::CellMissing, "", "");
    }
}

fn deadline(table: &mut Tasks, cells: &mut Cells<'_>, at: usize) {
    let (deadline, text) = cells.deadline_word(key!("deadline"), &mut table.words);
    table.deadline_text.set(at, text);
    table.deadline.set(at, deadline);
}

/// The title and the problem; cells merged over several tasks are carried down.
fn title(table: &mut Tasks, cells: &mut Cells<'_>, at: usize) {
    let mut title = cells.text(key!("title"));
    if title.is_empty() {
        match cells.above(key!("title")) {
            Some(above) => {
                cells.tell(key!("title"), Code::CellCarried, &above, "");
                title = above.into();
            }
            None => cells.tell(key!("title"), Code::CellMissing, "", ""),
        }
    }
    table.title.set(at, &title);
    cells.keep(key!("title"), &title);
    let mut problem = cells.text(key!("problem"));
    if cell::nothing(&problem).is_some() {
        // A part's problem is its task's; with a goal of its own the blank is meant.
        let own = !table.parent.get(at).is_empty() || !cells.text(key!("goal")).is_empty();
        problem = match cells.above(key!("problem")) {
            Some(above) if !own && cells.has(key!("problem")) => {
                cells.tell(key!("problem"), Code::CellCarried, &above, "");
                above.into()
            }
            _ => "".into(),
        };
    }
    table.problem.set(at, &problem);
    if !problem.is_empty() {
        cells.keep(key!("problem"), &problem);
    }
}

/// The state that 是 or 否 means in a column that asks for one: 是否销号, 是否完成.
fn asked(column: &str, text: &str) -> Option<Status> {
    let Read::Value(yes) = cell::yes_no(text) else {
        return None;
    };
    match (column.contains("销号"), column.contains("完成"), yes) {
        (true, _, true) => Some(Status::SignedOff),
        (true, _, false) => Some(Status::NotSignedOff),
        (_, true, true) => Some(Status::Completed),
        (_, true, false) => Some(Status::NotDone),
        _ => None,
    }
}

fn words(table: &mut Tasks, cells: &mut Cells<'_>, at: usize) {
    cells.word(key!("round"), &mut table.words, &mut table.round, at);
    cells.word(
        key!("supervisor"),
        &mut table.words,
        &mut table.supervisor,
        at,
    );
    cells.word(key!("person"), &mut table.words, &mut table.person, at);
    cells.word(key!("phone"), &mut table.words, &mut table.phone, at);
    cells.long(key!("goal"), &mut table.goal, at);
    cells.long(key!("measures"), &mut table.measures, at);
    cells.long(key!("standard"), &mut table.standard, at);
    cells.long(key!("stakes"), &mut table.stakes, at);
    cells.long(key!("progress_text"), &mut table.progress_text, at);
    cells.long(key!("obstacles"), &mut table.obstacles, at);
    cells.long(key!("next_steps"), &mut table.next_steps, at);
    cells.long(key!("note"), &mut table.note, at);
}
