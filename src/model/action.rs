//! 督办记录: what was done about units that lag (plan 五(三): 通报、督办、约谈).

use super::column::{Cells, Lists, Texts, WordCells, table};
use crate::terms::Level;
use chrono::NaiveDate;

table! {
    /// The actions of one file.
    Actions,
    /// One step taken.
    SupervisionAction {
        /// 日期.
        date: Cells<Option<NaiveDate>>,
        /// 单位, each name.
        units: Lists,
        /// 方式.
        level: Cells<Option<Level>>,
        /// 任务编号; empty: no task in particular.
        task: Texts,
        /// 文号.
        number: WordCells,
        /// 要求.
        demand: Texts,
        /// 反馈时限.
        reply_due: Cells<Option<NaiveDate>>,
        /// 反馈日期.
        replied: Cells<Option<NaiveDate>>,
        /// The answer came, and nobody says when: 已反馈.
        answered: Cells<bool>,
        /// 结果.
        result: Texts,
        /// All cells as one number: such rows have no other identity.
        identity: Cells<u64>,
        /// 区县 of the row; empty: the file's region.
        region_cell: WordCells,
        /// 备注.
        note: Texts,
    }
}

impl<'a> SupervisionAction<'a> {
    /// Whether the answer is there on a day.
    pub fn is_answered(self, day: NaiveDate) -> bool {
        match self.replied() {
            Some(replied) => replied <= day,
            None => self.answered(),
        }
    }

    /// 区县 of the row, else of its file.
    pub fn region(self) -> &'a str {
        match self.region_cell() {
            "" => &self.segment.source.region,
            own => own,
        }
    }
}
