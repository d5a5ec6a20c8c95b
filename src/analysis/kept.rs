//! What of the last board still holds: a refresh judges anew only what the changed files touch.
//!
//! Readings and petitions are merged and judged by their own files, the plan and the day alone;
//! tasks, their milestones and look-backs, with units and the trend, by theirs. Where those are the
//! same their verdicts are. Where only files of tasks changed, stretches of the others are taken
//! over; units, whose ranking reaches across all of them, are ranked anew.

use super::board::Board;
use super::merge::Known;
use super::stretches;
use crate::diagnostic::Diagnostic;
use crate::model::{Segment, TableKind};
use crate::plan::Plan;
use chrono::NaiveDate;
use std::sync::Arc;

/// A board with what it was judged by.
#[derive(Debug, Clone)]
pub struct Last {
    /// The board.
    pub board: Arc<Board>,
    /// Its day by the clock, which dateless files counted as of.
    pub(super) today: NaiveDate,
    /// How often each task's deadline moved.
    pub(super) moves: Arc<Vec<u32>>,
    /// What was found in merging and judging tasks and milestones.
    pub(super) found: Arc<Vec<Diagnostic>>,
    /// The stretches its tasks were judged in.
    pub(super) known: Arc<stretches::Known>,
}

/// What is taken over of the last board, where its files are the same.
#[derive(Debug, Clone, Copy, Default)]
pub struct Kept<'a> {
    /// The readings that count.
    pub readings: Option<&'a Board>,
    /// The verdicts on indicators.
    pub indicators: Option<&'a Board>,
    /// The verdicts on petitions.
    pub petitions: Option<&'a Board>,
    /// Those on tasks, with their rows, findings, units and the trend.
    pub tasks: Option<&'a Last>,
    /// Stretches of tasks, of files that are the same.
    pub stretches: Option<&'a stretches::Known>,
    /// What was done about units; only with the tasks.
    pub supervision: Option<&'a Board>,
    /// What changed since the baseline, where that is the same day.
    pub changes: Option<&'a Board>,
}

impl<'a> Kept<'a> {
    /// What still holds for these files, this plan and this day.
    pub fn new(
        last: Option<&'a Last>,
        segments: &[Arc<Segment>],
        plan: &Arc<Plan>,
        today: NaiveDate,
        as_of: NaiveDate,
    ) -> Self {
        let Some(last) = last.filter(|last| {
            let dateless = |today| plan.as_of.unwrap_or(today);
            Arc::ptr_eq(&last.board.plan, plan)
                && last.board.as_of == as_of
                && dateless(last.today) == dateless(today)
        }) else {
            return Self::default();
        };
        let board = &*last.board;
        // Rows are known by the place of their file: it must be the same too.
        let same = |tables: &[TableKind]| {
            let before = &*board.tables.segments;
            (0..before.len().max(segments.len())).all(|at| {
                let (a, b) = (before.get(at), segments.get(at));
                let of = |one: Option<&Arc<Segment>>| {
                    let rows = one.and_then(|one| one.rows.as_ref());
                    rows.is_some_and(|rows| tables.contains(&rows.kind()))
                };
                let equal = a.zip(b).is_some_and(|(a, b)| Arc::ptr_eq(a, b));
                equal || !(of(a) || of(b))
            })
        };
        let readings = same(&[TableKind::Readings]);
        let indicators = readings && same(&[TableKind::Targets]);
        let tasks = same(&[
            TableKind::Tasks,
            TableKind::Milestones,
            TableKind::Lookbacks,
        ]);
        let around = same(&[TableKind::Milestones, TableKind::Lookbacks]);
        let supervision =
            tasks && same(&[TableKind::Actions, TableKind::Cases, TableKind::Publicity]);
        Self {
            readings: readings.then_some(board),
            indicators: indicators.then_some(board),
            petitions: same(&[TableKind::Petitions]).then_some(board),
            tasks: tasks.then_some(last),
            stretches: around.then_some(&*last.known),
            supervision: supervision.then_some(board),
            changes: (tasks && indicators).then_some(board),
        }
    }

    /// The rows that need not be merged again.
    pub fn known(&self) -> Known<'a> {
        Known {
            tasks: self.tasks.map(|last| &last.board.tables),
            readings: self.readings.map(|board| &board.tables),
        }
    }
}
