//! 公开: what the public was told (plan 五(五)).

use super::column::{Cells, Texts, WordCells, table};
use crate::terms::Release;
use chrono::NaiveDate;

table! {
    /// The announcements of one file.
    Publicity,
    /// One announcement.
    Announcement {
        /// 日期.
        date: Cells<Option<NaiveDate>>,
        /// 任务编号.
        task: Texts,
        /// 媒体.
        medium: WordCells,
        /// 标题.
        title: Texts,
        /// 类型.
        kind: Cells<Option<Release>>,
        /// All cells as one number: such rows have no other identity.
        identity: Cells<u64>,
        /// 区县 of the row; empty: the file's region.
        region_cell: WordCells,
        /// 备注.
        note: Texts,
    }
}

impl<'a> Announcement<'a> {
    /// 区县 of the row, else of its file.
    pub fn region(self) -> &'a str {
        match self.region_cell() {
            "" => &self.segment.source.region,
            own => own,
        }
    }
}
