//! 回头看: visits that check whether what was signed off still holds (plan 五(三)).

use super::column::{Cells, Lists, Texts, WordCells, table};
use crate::terms::{LookbackResult, Visit};
use chrono::NaiveDate;

table! {
    /// The lookbacks of one file.
    Lookbacks,
    /// One lookback.
    Lookback {
        /// 日期.
        date: Cells<Option<NaiveDate>>,
        /// 任务编号.
        task: Texts,
        /// 结果.
        result: Cells<Option<LookbackResult>>,
        /// 方式.
        method: Cells<Option<Visit>>,
        /// 单位, each name.
        units: Lists,
        /// 问题.
        problem: Texts,
        /// 整改时限.
        deadline: Cells<Option<NaiveDate>>,
        /// 整改完成.
        fixed: Cells<Option<NaiveDate>>,
        /// All cells as one number: such rows have no other identity.
        identity: Cells<u64>,
        /// 区县 of the row; empty: the file's region.
        region_cell: WordCells,
        /// 备注.
        note: Texts,
    }
}

impl<'a> Lookback<'a> {
    /// 区县 of the row, else of its file.
    pub fn region(self) -> &'a str {
        match self.region_cell() {
            "" => &self.segment.source.region,
            own => own,
        }
    }
}
