//! 议定事项: what a meeting decided, checked at the next (plan 五(三), closed loop).

use super::column::{Cells, Lists, Texts, WordCells, table};
use crate::terms::{Deadline, Handling};
use chrono::NaiveDate;

table! {
    /// The decisions of one file.
    Decisions,
    /// One decision.
    Decision {
        /// 编号.
        id: Texts,
        /// 会议日期.
        meeting: Cells<Option<NaiveDate>>,
        /// 议定事项.
        text: Texts,
        /// 责任单位, each name.
        units: Lists,
        /// 完成时限 as read.
        deadline: Cells<Deadline>,
        /// 任务编号; empty: no task in particular.
        task: Texts,
        /// 状态 as understood.
        status: Cells<Option<Handling>>,
        /// 状态 as written.
        status_text: WordCells,
        /// 办结日期.
        closed: Cells<Option<NaiveDate>>,
        /// 区县 of the row; empty: the file's region.
        region_cell: WordCells,
        /// 备注.
        note: Texts,
    }
}

impl<'a> Decision<'a> {
    /// 区县 of the row, else of its file.
    pub fn region(self) -> &'a str {
        match self.region_cell() {
            "" => &self.segment.source.region,
            own => own,
        }
    }
}
