//! 问责: cases handed over for accountability (plan 五(四)).

use super::column::{Cells, Lists, Texts, WordCells, table};
use crate::terms::Handling;
use chrono::NaiveDate;

table! {
    /// The cases of one file.
    Cases,
    /// One case.
    Case {
        /// 编号.
        id: Texts,
        /// 线索.
        clue: Texts,
        /// 移交日期.
        received: Cells<Option<NaiveDate>>,
        /// 状态 as understood.
        status: Cells<Option<Handling>>,
        /// 状态 as written.
        status_text: WordCells,
        /// 责任单位, each name.
        units: Lists,
        /// 报送时限.
        report_due: Cells<Option<NaiveDate>>,
        /// 报送日期.
        reported: Cells<Option<NaiveDate>>,
        /// 问责人数.
        accountable: Cells<Option<u32>>,
        /// 区县 of the row; empty: the file's region.
        region_cell: WordCells,
        /// 备注.
        note: Texts,
    }
}

impl<'a> Case<'a> {
    /// 区县 of the row, else of its file.
    pub fn region(self) -> &'a str {
        match self.region_cell() {
            "" => &self.segment.source.region,
            own => own,
        }
    }
}
