//! What of the last board still holds: a refresh judges anew only what the changed files touch.
//!
//! Readings and petitions are merged and judged by their own files, the plan and the day alone;
//! tasks, their milestones and look-backs, with units and the trend, by theirs. Where those are the
//! same their verdicts are. Where files of these changed, stretches that they say nothing new about
//! are taken over; units, whose ranking reaches across all of them, are ranked anew.

use super::around::Around;
use super::board::{Board, Supervision, Verdicts};
use super::merge::{Found, Known};
use super::stretches;
use super::supervision::FollowUps;
use crate::diagnostic::Diagnostic;
use crate::model::{Rows, Segment, TableKind, Tables};
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
    /// What was found in merging each table.
    pub(super) merging: Arc<Found>,
    /// What was found in judging tasks and milestones.
    pub(super) found: Arc<Vec<Diagnostic>>,
    /// The stretches its tasks were judged in.
    pub(super) known: Arc<stretches::Known>,
    /// What was done about each of them.
    pub(super) follow_ups: Arc<FollowUps>,
}

/// What is taken over of the last board, where its files are the same.
#[derive(Debug, Clone, Default)]
pub struct Kept<'a> {
    /// The board of the same plan and day.
    last: Option<&'a Last>,
    /// The tables of which a file is another.
    changed: Vec<TableKind>,
    /// The verdicts on indicators.
    pub indicators: Option<&'a Board>,
    /// The verdicts on petitions.
    pub petitions: Option<&'a Board>,
    /// Those on tasks, with their rows, findings, units and the trend.
    pub tasks: Option<&'a Last>,
    /// Stretches of tasks, of files that are the same.
    pub stretches: Option<stretches::Before<'a>>,
    /// What was done about units; only with the tasks.
    pub supervision: Option<&'a Last>,
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
        let before = &*board.tables.segments;
        let mut changed = Vec::new();
        for at in 0..before.len().max(segments.len()) {
            let (a, b) = (before.get(at), segments.get(at));
            if !a.zip(b).is_some_and(|(a, b)| Arc::ptr_eq(a, b)) {
                let rows = [a, b].into_iter().flatten();
                let rows = rows.filter_map(|one| one.rows.as_ref());
                changed.extend(rows.map(Rows::kind));
            }
        }
        let same = |tables: &[TableKind]| !tables.iter().any(|kind| changed.contains(kind));
        let indicators = same(&[TableKind::Readings, TableKind::Targets]);
        let stretches = stretches::Before {
            known: &last.known,
            tables: &board.tables,
            around: &board.around,
            milestones_changed: !same(&[TableKind::Milestones]),
            lookbacks_changed: !same(&[TableKind::Lookbacks]),
        };
        let tasks = same(&[
            TableKind::Tasks,
            TableKind::Milestones,
            TableKind::Lookbacks,
        ]);
        let supervision =
            tasks && same(&[TableKind::Actions, TableKind::Cases, TableKind::Publicity]);
        Self {
            indicators: indicators.then_some(board),
            petitions: same(&[TableKind::Petitions]).then_some(board),
            tasks: tasks.then_some(last),
            stretches: Some(stretches),
            supervision: supervision.then_some(last),
            changes: (tasks && indicators).then_some(board),
            last: Some(last),
            changed,
        }
    }

    /// The rows that need not be merged again.
    pub fn known(&self) -> Known<'_> {
        let last = self.last.map(|last| (&last.board.tables, &*last.merging));
        let changed = &self.changed;
        Known { last, changed }
    }

    fn same(&self, tables: &[TableKind]) -> bool {
        !tables.iter().any(|kind| self.changed.contains(kind))
    }

    /// Where the rows of each region stand in the tables around the tasks.
    pub fn around(&self, tables: &Tables) -> Around {
        let known = self.last.map(|last| &last.board.around);
        Around::new(tables, known, &self.changed)
    }

    /// What was done about the stretches of the last board, where only tasks may have changed: some
    /// of them are stretches of this one too.
    pub fn follow_ups(&self) -> Option<(&Verdicts, &FollowUps)> {
        let tables = [
            TableKind::Milestones,
            TableKind::Lookbacks,
            TableKind::Actions,
            TableKind::Publicity,
        ];
        let last = self.last.filter(|_| self.same(&tables))?;
        Some((&last.board.tasks, &last.follow_ups))
    }

    /// What was done about units, as far as it is told by this table alone.
    pub fn supervision_of(&self, table: TableKind) -> Option<&Supervision> {
        let last = self.last.filter(|_| self.same(&[table]))?;
        Some(&last.board.supervision)
    }
}
