//! 节点: the steps of a schedule counted back from the deadline (plan 三(一), 倒排进度).

use super::column::{Cells, Lists, Texts, WordCells, table};
use chrono::NaiveDate;

table! {
    /// The milestones of one file.
    Milestones,
    /// One milestone of a task.
    Milestone {
        /// 任务编号.
        task: Texts,
        /// 节点名称.
        name: Texts,
        /// 计划日期.
        due: Cells<Option<NaiveDate>>,
        /// 权重; `None`: 1.
        weight: Cells<Option<f64>>,
        /// 责任单位, each name.
        units: Lists,
        /// 完成日期.
        done: Cells<Option<NaiveDate>>,
        /// 区县 of the row; empty: the file's region.
        region_cell: WordCells,
        /// 备注.
        note: Texts,
    }
}

impl<'a> Milestone<'a> {
    /// 区县 of the row, else of its file.
    pub fn region(self) -> &'a str {
        match self.region_cell() {
            "" => &self.segment.source.region,
            own => own,
        }
    }
}
