//! What stands around the tasks of each region: where in their lists its milestones, look-backs, steps of
//! supervision, publications and petitions are.
//!
//! Places only; a refresh that changes none of these tables takes them over.

use super::board::{Board, PetitionVerdict, Petitions};
use crate::model::{Announcement, Lookback, Milestone, SupervisionAction, TableKind, Tables};
use crate::parallel;
use chrono::NaiveDate;
use rustc_hash::FxHashMap;
use std::cmp::Reverse;
use std::ops::Range;
use std::sync::Arc;

/// Places in a list by region; those of one in the order of the list.
#[derive(Debug, Default)]
pub struct ByRegion {
    regions: FxHashMap<Box<str>, Range<u32>>,
    places: Vec<u32>,
}

impl ByRegion {
    /// The regions of the items of a list, one after the other.
    fn of<'a>(items: impl Iterator<Item = &'a str>) -> Self {
        let mut numbers: FxHashMap<&str, u32> = FxHashMap::default();
        let mut counts: Vec<u32> = Vec::new();
        // Neighbours are mostly of one region.
        let mut last = None;
        let numbered = items.map(|region| match last {
            Some((known, number)) if known == region => number,
            _ => {
                let next = numbers.len() as u32;
                let number = *numbers.entry(region).or_insert(next);
                last = Some((region, number));
                number
            }
        });
        let numbered: Vec<u32> = numbered
            .inspect(|&number| {
                if number as usize == counts.len() {
                    counts.push(0);
                }
                counts[number as usize] += 1;
            })
            .collect();
        let mut starts = Vec::with_capacity(counts.len());
        let mut end = 0;
        for count in &counts {
            starts.push(end);
            end += count;
        }
        let range = |number: u32| {
            let start = starts[number as usize];
            start..start + counts[number as usize]
        };
        let regions = numbers.iter();
        let regions = regions.map(|(region, &number)| (Box::from(*region), range(number)));
        let regions = regions.collect();
        let mut places = vec![0; numbered.len()];
        for (place, number) in (0..).zip(numbered) {
            let next = &mut starts[number as usize];
            places[*next as usize] = place;
            *next += 1;
        }
        Self { regions, places }
    }

    /// The places of a region, ascending.
    pub fn get(&self, region: &str) -> &[u32] {
        let range = self.regions.get(region);
        range.map_or(&[], |range| self.slice(range))
    }

    /// Every region that has any, with its places, in no order.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &[u32])> {
        let regions = self.regions.iter();
        regions.map(|(region, range)| (&**region, self.slice(range)))
    }

    fn slice(&self, range: &Range<u32>) -> &[u32] {
        &self.places[range.start as usize..range.end as usize]
    }
}

/// The tables around the tasks, region by region.
#[derive(Debug, Clone, Default)]
pub struct Around {
    /// Places in [`Tables::milestones`].
    pub milestones: Arc<ByRegion>,
    /// Places in [`Tables::lookbacks`].
    pub lookbacks: Arc<ByRegion>,
    /// Places in [`Tables::actions`].
    pub actions: Arc<ByRegion>,
    /// Places in [`Tables::publicity`].
    pub publicity: Arc<ByRegion>,
    /// Places in [`Petitions::items`].
    pub petitions: Arc<ByRegion>,
    /// The place that each look-back has where the newest stand first; those of one day stand in the
    /// order of the list.
    pub newest: Arc<Vec<u32>>,
}

impl Around {
    /// Of these tables; what of `known` is of a table that did not change is taken over. Petitions are
    /// put in order first, so they are left out.
    pub fn new(tables: &Tables, known: Option<&Self>, changed: &[TableKind]) -> Self {
        let known = |kind| known.filter(|_| !changed.contains(&kind));
        let kinds = [
            TableKind::Milestones,
            TableKind::Actions,
            TableKind::Lookbacks,
            TableKind::Publicity,
        ];
        let lists = parallel::map(&kinds, |&kind| match (kind, known(kind)) {
            (TableKind::Milestones, Some(known)) => Arc::clone(&known.milestones),
            (TableKind::Milestones, None) => {
                let rows = tables.milestones.iter();
                let regions = rows.map(|&row| tables.milestone(row).map_or("", Milestone::region));
                Arc::new(ByRegion::of(regions))
            }
            (TableKind::Actions, Some(known)) => Arc::clone(&known.actions),
            (TableKind::Actions, None) => {
                let rows = tables.actions.iter();
                let region = |row| tables.action(row).map_or("", SupervisionAction::region);
                Arc::new(ByRegion::of(rows.map(|&row| region(row))))
            }
            (TableKind::Lookbacks, Some(known)) => Arc::clone(&known.lookbacks),
            (TableKind::Lookbacks, None) => {
                let rows = tables.lookbacks.iter();
                let regions = rows.map(|&row| tables.lookback(row).map_or("", Lookback::region));
                Arc::new(ByRegion::of(regions))
            }
            (_, Some(known)) => Arc::clone(&known.publicity),
            (_, None) => {
                let rows = tables.publicity.iter();
                let region = |row| tables.announcement(row).map_or("", Announcement::region);
                Arc::new(ByRegion::of(rows.map(|&row| region(row))))
            }
        });
        let newest = match known(TableKind::Lookbacks) {
            Some(known) => Arc::clone(&known.newest),
            None => Arc::new(newest(tables)),
        };
        let mut lists = lists.into_iter();
        let mut next = || lists.next().unwrap_or_default();
        Self {
            milestones: next(),
            actions: next(),
            lookbacks: next(),
            publicity: next(),
            petitions: Arc::default(),
            newest,
        }
    }

    /// The petitions of each region, in the order of urgency.
    pub fn petitions(tables: &Tables, petitions: &Petitions) -> Arc<ByRegion> {
        let items = petitions.items.iter();
        let region = |one: &PetitionVerdict| {
            let row = tables.petition(one.row);
            row.map_or("", crate::model::Petition::region)
        };
        Arc::new(ByRegion::of(items.map(region)))
    }
}

fn newest(tables: &Tables) -> Vec<u32> {
    let day = |place: u32| -> Option<NaiveDate> {
        let row = tables.lookbacks.get(place as usize)?;
        tables.lookback(*row)?.date()
    };
    let mut order: Vec<_> = (0..tables.lookbacks.len() as u32)
        .map(|place| (Reverse(day(place)), place))
        .collect();
    order.sort_unstable();
    let mut newest = vec![0; order.len()];
    for (at, (_, place)) in (0..).zip(order) {
        newest[place as usize] = at;
    }
    newest
}

impl Board {
    /// The steps of supervision of a region, in the order of the files.
    pub fn actions_of(&self, region: &str) -> impl Iterator<Item = SupervisionAction<'_>> {
        let places = self.around.actions.get(region).iter();
        let rows = places.filter_map(|&place| self.tables.actions.get(place as usize));
        rows.filter_map(|&row| self.tables.action(row))
    }

    /// What was made public of a region, in the order of the files.
    pub fn publicity_of(&self, region: &str) -> impl Iterator<Item = Announcement<'_>> {
        let places = self.around.publicity.get(region).iter();
        let rows = places.filter_map(|&place| self.tables.publicity.get(place as usize));
        rows.filter_map(|&row| self.tables.announcement(row))
    }

    /// The petitions of a region, the most urgent first.
    pub fn petitions_of(&self, region: &str) -> impl Iterator<Item = &PetitionVerdict> {
        let places = self.around.petitions.get(region).iter();
        places.filter_map(|&place| self.petitions.items.get(place as usize))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        /// Every place stands under its region, once and in order, and nothing under another.
        #[test]
        fn places_by_region(items in prop::collection::vec(0_u8..5, 0..60)) {
            let names: Vec<String> = items.iter().map(|item| format!("{item}县")).collect();
            let by_region = ByRegion::of(names.iter().map(String::as_str));
            for item in 0..6 {
                let own = (0..).zip(&items).filter(|(_, other)| **other == item);
                let own: Vec<u32> = own.map(|(place, _)| place).collect();
                prop_assert_eq!(by_region.get(&format!("{item}县")), &*own);
            }
            let all = by_region.iter().map(|(_, places)| places.len()).sum::<usize>();
            prop_assert_eq!(all, items.len());
        }
    }
}
