//! 垦造耕地项目: reclaimed-land projects in their five stages (plan 四(三)).

use super::column::{Cells, Lists, Texts, WordCells, table};
use crate::terms::{Deadline, Stage};

table! {
    /// The projects of one file.
    Projects,
    /// One project.
    Project {
        /// 项目编号.
        id: Texts,
        /// 项目名称.
        name: Texts,
        /// 乡镇.
        town: WordCells,
        /// 阶段.
        stage: Cells<Option<Stage>>,
        /// 面积, in the file's unit (亩 unless it says otherwise).
        area: Cells<Option<f64>>,
        /// 应还: area to be returned to forest (应还尽还).
        return_due: Cells<Option<f64>>,
        /// 已还.
        returned: Cells<Option<f64>>,
        /// 应复: area to be made green again (应复必复).
        regreen_due: Cells<Option<f64>>,
        /// 已复.
        regreened: Cells<Option<f64>>,
        /// 应提: area whose upkeep is to be raised (应提尽提).
        tend_due: Cells<Option<f64>>,
        /// 已提.
        tended: Cells<Option<f64>>,
        /// 责任单位, each name.
        units: Lists,
        /// 时限 as read.
        deadline: Cells<Deadline>,
        /// 区县 of the row; empty: the file's region.
        region_cell: WordCells,
        /// 备注.
        note: Texts,
    }
}

impl<'a> Project<'a> {
    /// 区县 of the row, else of its file.
    pub fn region(self) -> &'a str {
        match self.region_cell() {
            "" => &self.segment.source.region,
            own => own,
        }
    }
}
