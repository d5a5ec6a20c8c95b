//! What of the last board still holds: a refresh judges anew only what the changed files touch.
//!
//! Goes by whole tables. Readings and petitions are merged and judged by their own files, the plan
//! and the day alone, so where those are the same their verdicts are. Tasks are not parted by
//! region: a parent, a milestone without a region and a unit's ranking reach across regions, and
//! the baseline and the trend judge all of them again at other days.

use super::board::{Board, IndicatorVerdict, Petitions};
use crate::model::{RowList, Segment, TableKind};
use crate::plan::Plan;
use chrono::NaiveDate;
use std::sync::Arc;

/// The board before, with what it was judged by.
#[derive(Debug, Clone)]
pub struct Last {
    /// The board.
    pub board: Arc<Board>,
    /// Its day by the clock, which dateless files counted as of.
    pub today: NaiveDate,
}

/// What is taken over.
#[derive(Debug, Default)]
pub struct Kept {
    /// The readings that count.
    pub readings: Option<RowList>,
    /// The verdicts on indicators.
    pub indicators: Option<Vec<IndicatorVerdict>>,
    /// The verdicts on petitions.
    pub petitions: Option<Petitions>,
}

impl Kept {
    /// What still holds for these files, this plan and this day.
    pub fn new(
        last: Option<&Last>,
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
        let judged = readings && same(&[TableKind::Targets]);
        Self {
            readings: readings.then(|| board.tables.readings.clone()),
            indicators: judged.then(|| board.indicators.clone()),
            petitions: same(&[TableKind::Petitions]).then(|| board.petitions.clone()),
        }
    }
}
