//! 目标: targets that replace or add to the plan's own (plan 三(二)).

use super::column::{Cells, Lists, WordCells, table};
use crate::terms::{Direction, Method, Nature, WaterClass};

table! {
    /// The targets of one file.
    Targets,
    /// One target: an indicator, perhaps at one site.
    Target {
        /// 指标.
        indicator: WordCells,
        /// 点位; empty: the indicator as a whole.
        site: WordCells,
        /// 目标值 as a figure; `None` where it is a class or a word.
        number: Cells<Option<f64>>,
        /// 目标值 as a water class.
        class: Cells<Option<WaterClass>>,
        /// 目标值 as written, without the direction's words.
        word: WordCells,
        /// 不适用 stands for the target.
        not_applicable: Cells<bool>,
        /// 方向, from its own column or the target's words.
        direction: Cells<Option<Direction>>,
        /// 分组.
        group: WordCells,
        /// 性质.
        nature: Cells<Option<Nature>>,
        /// 单位.
        unit: WordCells,
        /// 考核方式.
        method: Cells<Option<Method>>,
        /// 年度.
        year: Cells<Option<i32>>,
        /// 责任单位, each name.
        units: Lists,
        /// 依据.
        clause: WordCells,
        /// 小数位.
        decimals: Cells<Option<u8>>,
        /// 达标率, percent.
        share: Cells<Option<f64>>,
        /// 区县 of the row; empty: the file's region.
        region_cell: WordCells,
    }
}

impl<'a> Target<'a> {
    /// The region: the row's own, else the file's.
    pub fn region(self) -> &'a str {
        match self.region_cell() {
            "" => &self.segment.source.region,
            own => own,
        }
    }
}
