//! What is judged of a region.

use super::{Counts, TaskIx};
use std::ops::{Deref, Range};
use std::sync::Arc;

/// Where a region stands, as it is counted with its stretch: no region stands in two.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct RegionTally {
    /// 区县; empty: rows of the folder itself.
    pub region: String,
    /// Counts over its tasks without a parent.
    pub top: Counts,
    /// Counts over its parts.
    pub sub: Counts,
    /// Mean progress of its rows without parts, as the whole's is: actual and expected, percent.
    pub progress: [Option<f64>; 2],
    /// How many of its rows without parts are overdue.
    pub overdue: usize,
    /// How many of them are behind: red or yellow, not overdue.
    pub behind: usize,
    /// Total days overdue.
    pub overdue_days: i64,
    /// Days of its latest task.
    pub longest_overdue: i64,
    /// How many units have an overdue task here.
    pub late_units: usize,
    /// Where its tasks stand, counted from the first of the stretch; ascending.
    pub(in crate::analysis) places: Vec<Range<TaskIx>>,
}

/// The verdict on a region.
#[derive(Debug, Clone, PartialEq)]
pub struct RegionVerdict {
    /// Shared with the board before where nothing changed.
    pub(in crate::analysis) tally: Arc<RegionTally>,
    /// What its tasks are counted from.
    pub(in crate::analysis) first: TaskIx,
}

impl Deref for RegionVerdict {
    type Target = RegionTally;
    fn deref(&self) -> &RegionTally {
        &self.tally
    }
}

impl RegionVerdict {
    /// Its tasks and parts, ascending.
    pub fn tasks(&self) -> impl Iterator<Item = TaskIx> + Clone + '_ {
        let places = self.places.iter().cloned().flatten();
        places.map(|ix| self.first + ix)
    }

    /// Whether a task is one of its own.
    pub fn has(&self, task: TaskIx) -> bool {
        let own = task.checked_sub(self.first);
        own.is_some_and(|ix| {
            let behind = self.places.partition_point(|places| places.end <= ix);
            self.places
                .get(behind)
                .is_some_and(|places| places.contains(&ix))
        })
    }
}
