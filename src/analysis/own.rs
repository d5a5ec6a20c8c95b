//! The rows of a stretch of tasks, region by region.

use super::board::TaskIx;
use crate::model::{RowId, Tables, Task};
use std::ops::Range;

/// Some tasks one behind the other, counted from the first of them.
#[derive(Debug, Clone, Copy)]
pub struct Own<'a> {
    /// The tables they stand in.
    pub tables: &'a Tables,
    rows: &'a [RowId],
}

impl<'a> Own<'a> {
    /// All tasks.
    pub fn whole(tables: &'a Tables) -> Self {
        let rows = &tables.tasks;
        Self { tables, rows }
    }

    /// Those at these places.
    pub fn of(tables: &'a Tables, places: Range<usize>) -> Self {
        let rows = tables.tasks.get(places).unwrap_or_default();
        Self { tables, rows }
    }

    /// How many there are.
    pub fn len(self) -> usize {
        self.rows.len()
    }

    /// The file of one of them.
    pub fn segment(self, ix: usize) -> u32 {
        self.rows.get(ix).map_or(0, |row| row.segment)
    }

    /// One of them.
    pub fn task(self, ix: usize) -> Option<Task<'a>> {
        self.tables.task(*self.rows.get(ix)?)
    }

    /// All of them with their places.
    pub fn tasks(self) -> impl Iterator<Item = (TaskIx, Task<'a>)> {
        let rows = (0..).zip(self.rows);
        rows.filter_map(move |(ix, &id)| Some((ix, self.tables.task(id)?)))
    }
}

/// Tasks of one region one behind the other, in their file too.
#[derive(Debug, Clone)]
pub struct Run<'a> {
    /// 区县.
    pub region: &'a str,
    /// Their file.
    pub segment: u32,
    /// Their places among the rows.
    pub places: Range<usize>,
}

/// All rows, in runs as long as they are told in one go: two neighbours may be of one region.
fn told(own: Own<'_>) -> impl Iterator<Item = Run<'_>> {
    let mut at = 0;
    std::iter::from_fn(move || {
        let id = *own.rows.get(at)?;
        let task = own.tables.task(id);
        let until = task.map_or(0, |task| task.table.region_cell.0.until(task.row));
        let until = until.min(task.map_or(0, |task| task.table.len()));
        let many = until.saturating_sub(id.row as usize).max(1);
        // Rows that do not count may stand between them.
        let last = own.rows.get(at + many - 1).copied();
        let together = RowId {
            row: id.row + (many - 1) as u32,
            ..id
        };
        let many = if last == Some(together) { many } else { 1 };
        at += many;
        Some(Run {
            region: task.map_or("", Task::region),
            segment: id.segment,
            places: at - many..at,
        })
    })
}

/// All rows in runs, each as long as can be.
pub fn runs(own: Own<'_>) -> impl Iterator<Item = Run<'_>> {
    let mut told = told(own).peekable();
    std::iter::from_fn(move || {
        let mut run = told.next()?;
        let same = |next: &Run<'_>| next.segment == run.segment && next.region == run.region;
        while let Some(next) = told.next_if(same) {
            run.places.end = next.places.end;
        }
        Some(run)
    })
}
