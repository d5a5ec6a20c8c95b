//! 整改任务: tasks and their parts (plan 三(一), 五(二)).

use super::column::{Cells, Lists, Texts, WordCells, table};
use crate::terms::{Category, Deadline, Kind, Status};
use chrono::NaiveDate;

table! {
    /// The tasks of one file.
    Tasks,
    /// One task or part (子项).
    Task {
        /// 任务编号.
        id: Texts,
        /// 任务名称.
        title: Texts,
        /// 责任单位, each name as written.
        units: Lists,
        /// 完成时限 as read.
        deadline: Cells<Deadline>,
        /// 完成时限 as written.
        deadline_text: WordCells,
        /// 上级编号; empty for a task of its own.
        parent: Texts,
        /// 区县 of the row; empty: the file's region.
        region_cell: WordCells,
        /// 轮次.
        round: WordCells,
        /// 问题类型.
        category: Cells<Option<Category>>,
        /// 反馈问题.
        problem: Texts,
        /// 整改目标.
        goal: Texts,
        /// 整改措施.
        measures: Texts,
        /// 工作标准.
        standard: Texts,
        /// 奖惩措施.
        stakes: Texts,
        /// 牵头单位 as written; see [`Task::leads`] for the names.
        lead: WordCells,
        /// 牵头单位, each name.
        lead_units: Lists,
        /// 属地单位, each name.
        local: Lists,
        /// 配合单位, each name; helpers named in the 责任单位 cell stand here too.
        helpers: Lists,
        /// 督导单位.
        supervisor: WordCells,
        /// 责任人: a post or a name, shown only in the task file.
        person: WordCells,
        /// 联系电话.
        phone: WordCells,
        /// 进展情况.
        progress_text: Texts,
        /// 存在问题.
        obstacles: Texts,
        /// 下步措施.
        next_steps: Texts,
        /// 整改类型.
        kind: Cells<Option<Kind>>,
        /// 开始日期.
        start: Cells<Option<NaiveDate>>,
        /// 进度, percent 0 to 100.
        progress: Cells<Option<f64>>,
        /// 状态 as understood.
        status: Cells<Option<Status>>,
        /// 状态 as written.
        status_text: WordCells,
        /// 实际完成日期.
        completed: Cells<Option<NaiveDate>>,
        /// 验收日期.
        accepted: Cells<Option<NaiveDate>>,
        /// 公示日期.
        published: Cells<Option<NaiveDate>>,
        /// 销号日期.
        signed_off: Cells<Option<NaiveDate>>,
        /// 备注.
        note: Texts,
    }
}

impl<'a> Task<'a> {
    /// 区县 of the row, else of its file.
    pub fn region(self) -> &'a str {
        match self.region_cell() {
            "" => &self.segment.source.region,
            own => own,
        }
    }

    /// The names in 牵头单位.
    pub fn leads(self) -> Vec<&'a str> {
        self.lead_units()
    }

    /// Whether there is a unit the task counts for.
    pub fn is_responsible(self) -> bool {
        let (units, leads) = (&self.table.units, &self.table.lead_units);
        !units.get(self.row).is_empty() || !leads.get(self.row).is_empty()
    }

    /// The units a task counts for: 责任单位, the lead where that is empty (DESIGN §4).
    pub fn responsible(self) -> Vec<&'a str> {
        let units = self.units();
        if units.is_empty() {
            self.leads()
        } else {
            units
        }
    }
}
