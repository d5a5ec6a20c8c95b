//! What was done about the tasks of one stretch.
//!
//! Steps, look-backs and publications are of the region of the task they name, or of none and then of no
//! task in particular (DESIGN §4). So what was done about a stretch is a matter of the stretch, and a
//! refresh that leaves it and those tables as they are takes it over.

use super::Context;
use super::escalation::{Abouts, Ladder, Names};
use crate::analysis::board::{
    Escalation, LookbackVerdict, Published, State, Stretch, TaskIx, UnitTally,
};
use crate::analysis::ids::Ids;
use crate::analysis::lookback;
use crate::analysis::own::Own;
use crate::model::TableKind;
use crate::parallel;
use chrono::NaiveDate;
use std::collections::BTreeMap;

/// How many units are looked at in one go: the first are late with many tasks, most with none.
const UNITS: usize = 1024;

/// A row that names a task which is not there: its table, and its place in the list.
pub type Stray = (TableKind, u32);

/// What was done about the tasks of one stretch, counted from its first.
#[derive(Debug, Default, PartialEq)]
pub struct FollowUp {
    /// Late tasks by unit, in the order of the stretch's units, the largest gap of a unit first.
    escalations: Vec<Escalation>,
    /// The end of those of each unit.
    ends: Vec<u32>,
    /// Look-backs of its regions, with their places among all, the newest first.
    pub lookbacks: Vec<(u32, LookbackVerdict)>,
    /// What was made public of its tasks without a parent, in their order.
    pub published: Vec<Published>,
    /// Rows of its regions that name a task which is not there.
    pub strays: Vec<Stray>,
}

impl FollowUp {
    /// Of a stretch.
    pub fn of_stretch<'a>(
        context: Context<'a>,
        own: Own<'a>,
        stretch: &'a Stretch,
        general: &'a Abouts<'a>,
    ) -> Self {
        let ladder = Ladder::new(context, own, stretch, general);
        let units = stretch.tally.units();
        let lists = parallel::map_pieces(units, UNITS, |units| {
            let of_unit = |unit: &UnitTally| {
                if unit.pressed.is_empty() {
                    return Vec::new();
                }
                let names = Names::of(&unit.unit, &unit.bare, context.plan);
                ladder.of_unit(names, &unit.pressed)
            };
            units.iter().map(of_unit).collect::<Vec<_>>()
        });
        let mut all = Self {
            ends: Vec::with_capacity(units.len()),
            ..Self::of_regions(context, own, stretch, stretch.tally.regions())
        };
        for list in lists.into_iter().flatten() {
            all.escalations.extend(list);
            all.ends.push(all.escalations.len() as u32);
        }
        all.escalations.shrink_to_fit();
        all
    }

    /// Of regions that have no task.
    pub fn of_none<'a>(
        context: Context<'a>,
        regions: impl Iterator<Item = &'a str> + Clone,
    ) -> Self {
        let own = Own::of(context.tables, 0..0);
        Self::of_regions(context, own, &Stretch::default(), regions)
    }

    fn of_regions<'a>(
        context: Context<'a>,
        own: Own<'a>,
        stretch: &Stretch,
        regions: impl Iterator<Item = &'a str> + Clone,
    ) -> Self {
        let ids = Ids::of_stretch(own, stretch);
        let mut strays = strays(context, &ids, regions.clone());
        strays.shrink_to_fit();
        Self {
            lookbacks: lookbacks(context, &ids, stretch, regions.clone()),
            published: published(context, &ids, stretch, regions),
            strays,
            ..Self::default()
        }
    }

    /// Those of all units.
    pub fn escalations(&self) -> &[Escalation] {
        &self.escalations
    }

    /// The escalations of a unit, by its place among those of the stretch.
    pub fn of_unit(&self, at: usize) -> &[Escalation] {
        let end = |at: usize| self.ends.get(at).map_or(0, |end| *end as usize);
        let start = at.checked_sub(1).map_or(0, end);
        self.escalations.get(start..end(at)).unwrap_or_default()
    }
}

fn lookbacks<'a>(
    Context {
        tables,
        around,
        as_of,
        ..
    }: Context<'a>,
    ids: &Ids<'_>,
    stretch: &Stretch,
    regions: impl Iterator<Item = &'a str>,
) -> Vec<(u32, LookbackVerdict)> {
    let places = regions.flat_map(|region| around.lookbacks.get(region));
    let places: Vec<u32> = places.copied().collect();
    let rows = places.iter();
    let rows = rows.filter_map(|&place| tables.lookbacks.get(place as usize).copied());
    let reopenings = lookback::reopenings_of(tables, rows, as_of);
    let verdict = |place: u32| {
        let row = *tables.lookbacks.get(place as usize)?;
        let lookback = tables.lookback(row)?;
        let key = (lookback.region(), lookback.task());
        let task = ids.get(key);
        let state = task.and_then(|ix| Some(stretch.tasks().get(ix as usize)?.state));
        // A task that is closed all the same was signed off again after the look-back.
        let of_task = reopenings
            .get(&key)
            .filter(|_| !matches!(state, Some(State::Completed | State::Done)))
            .map_or(&[][..], Vec::as_slice);
        let open = of_task.iter().any(|one| one.row == row);
        let last = of_task.last().is_some_and(|one| one.row == row);
        let past = lookback
            .deadline()
            .map_or(0, |day| (as_of - day).num_days().max(0));
        let at = *around.newest.get(place as usize)?;
        let verdict = LookbackVerdict {
            row,
            task,
            result: lookback.result(),
            open,
            reopens: last && state == Some(State::Reopened),
            days_overdue: if open { past } else { 0 },
        };
        Some((at, verdict))
    };
    places.iter().filter_map(|&place| verdict(place)).collect()
}

/// What names a task that is not there, and so counts for none.
fn strays<'a>(
    Context { tables, around, .. }: Context<'a>,
    ids: &Ids<'_>,
    regions: impl Iterator<Item = &'a str>,
) -> Vec<Stray> {
    let mut strays = Vec::new();
    for region in regions {
        let mut look = |kind, place, task: &str| {
            if !task.is_empty() && ids.get((region, task)).is_none() {
                strays.push((kind, place));
            }
        };
        for &place in around.lookbacks.get(region) {
            let row = tables.lookbacks.get(place as usize);
            if let Some(one) = row.and_then(|&row| tables.lookback(row)) {
                look(TableKind::Lookbacks, place, one.task());
            }
        }
        for &place in around.actions.get(region) {
            let row = tables.actions.get(place as usize);
            if let Some(one) = row.and_then(|&row| tables.action(row)) {
                look(TableKind::Actions, place, one.task());
            }
        }
        for &place in around.publicity.get(region) {
            let row = tables.publicity.get(place as usize);
            if let Some(one) = row.and_then(|&row| tables.announcement(row)) {
                look(TableKind::Publicity, place, one.task());
            }
        }
    }
    strays
}

/// The newest day of each kind of publicity, of the tasks without a parent that were made public, in
/// their order.
fn published<'a>(
    Context { tables, around, .. }: Context<'a>,
    ids: &Ids<'_>,
    stretch: &Stretch,
    regions: impl Iterator<Item = &'a str>,
) -> Vec<Published> {
    let mut list: BTreeMap<TaskIx, [Option<NaiveDate>; 4]> = BTreeMap::new();
    let parent = |ix: TaskIx| stretch.tasks().get(ix as usize)?.parent.get();
    for &place in regions.flat_map(|region| around.publicity.get(region)) {
        let row = tables.publicity.get(place as usize);
        let Some(one) = row.and_then(|&row| tables.announcement(row)) else {
            continue;
        };
        let Some(ix) = ids.get((one.region(), one.task())) else {
            continue;
        };
        // A register is not deeper than this; a ring of parents ends here too.
        let top = std::iter::successors(Some(ix), |ix| parent(*ix))
            .take(9)
            .last();
        let top = top.filter(|&top| parent(top).is_none());
        if let Some((top, kind)) = top.zip(one.kind()) {
            let day = &mut list.entry(top).or_default()[kind as usize];
            *day = (*day).max(one.date());
        }
    }
    let list = list.into_iter();
    list.map(|(task, days)| Published { task, days }).collect()
}
