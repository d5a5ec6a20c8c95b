//! 信访件: letters and calls of citizens that the inspection handed over (plan 五(三), 一案一档).

use super::column::{Cells, Lists, Texts, WordCells, table};
use crate::terms::{Deadline, Handling, Truth};
use chrono::NaiveDate;

table! {
    /// The petitions of one file.
    Petitions,
    /// One petition.
    Petition {
        /// 信访编号.
        id: Texts,
        /// 批次.
        batch: WordCells,
        /// 交办日期.
        received: Cells<Option<NaiveDate>>,
        /// 责任单位, each name.
        units: Lists,
        /// 办理状态 as understood.
        status: Cells<Option<Handling>>,
        /// 办理状态 as written.
        status_text: WordCells,
        /// 问题类型, each kind: a case may have several.
        kinds: Lists,
        /// 乡镇.
        town: WordCells,
        /// 内容.
        content: Texts,
        /// 任务编号; empty: no task in particular.
        task: Texts,
        /// 是否属实.
        verified: Cells<Option<Truth>>,
        /// 调查核实情况.
        investigation: Texts,
        /// 处理和整改情况.
        handling: Texts,
        /// 办结时限 as read.
        deadline: Cells<Deadline>,
        /// 办结日期.
        closed: Cells<Option<NaiveDate>>,
        /// 满意度 as written.
        satisfaction: WordCells,
        /// 问责人数.
        accountable: Cells<Option<u32>>,
        /// 区县 of the row; empty: the file's region.
        region_cell: WordCells,
        /// 备注.
        note: Texts,
    }
}

impl<'a> Petition<'a> {
    /// 区县 of the row, else of its file.
    pub fn region(self) -> &'a str {
        match self.region_cell() {
            "" => &self.segment.source.region,
            own => own,
        }
    }
}
