//! Where each task stands, by its identity.
//!
//! Finds only; nothing here merges or judges.

use super::own::Own;
use rustc_hash::{FxBuildHasher, FxHashMap};
use std::hash::BuildHasher;

/// The region and the number of a task.
pub type Identity<'a> = (&'a str, &'a str);

/// Tasks by identity: for each region a stretch of places of its own, since rows of a region mostly
/// stand together and ask for each other, and of a country's index little is looked at at a time.
#[derive(Debug)]
pub struct Ids<'a> {
    own: Own<'a>,
    /// From and to.
    regions: FxHashMap<&'a str, (usize, usize)>,
    /// By the hash of a task's number, or the next free place behind it; [`FREE`] where there is
    /// none. Half of each stretch is free.
    places: Vec<u32>,
}

/// A place without a task.
const FREE: u32 = u32::MAX;

impl<'a> Ids<'a> {
    /// The task's place among the rows.
    pub fn get(&self, (region, id): Identity<'_>) -> Option<u32> {
        let stretch = *self.regions.get(region)?;
        let found = self.places[self.look(stretch, id)];
        (found != FREE).then_some(found)
    }

    /// Every identity with its place, in no order.
    pub fn all(&self) -> impl Iterator<Item = (Identity<'a>, u32)> {
        let own = self.own;
        let places = self.places.iter().filter(|ix| **ix != FREE);
        places.filter_map(move |&ix| {
            let task = own.task(ix as usize)?;
            Some(((task.region(), task.id()), ix))
        })
    }

    /// Where a number of a region stands, or would stand.
    fn look(&self, (from, to): (usize, usize), id: &str) -> usize {
        let number = |ix: u32| Some(self.own.task(ix as usize)?.id());
        let hash = FxBuildHasher.hash_one(id) as usize;
        let mut at = from + hash % (to - from);
        loop {
            match self.places[at] {
                FREE => return at,
                ix if number(ix) == Some(id) => return at,
                _ => at += 1,
            }
            if at == to {
                at = from;
            }
        }
    }
}

/// The index of every task of some rows by (region, id).
pub fn identities(own: Own<'_>) -> Ids<'_> {
    let tasks = || own.tasks();
    let mut counts: FxHashMap<&str, usize> = FxHashMap::default();
    let mut last: Option<(&str, usize)> = None;
    for (_, task) in tasks() {
        let region = task.region();
        last = Some(match last {
            Some((known, count)) if known == region => (known, count + 1),
            _ => {
                let (known, count) = last.unwrap_or((region, 0));
                *counts.entry(known).or_default() += count;
                (region, 1)
            }
        });
    }
    if let Some((known, count)) = last {
        *counts.entry(known).or_default() += count;
    }
    let mut end = 0;
    let stretch = |(region, count): (_, usize)| {
        let start = end;
        end += count * 2;
        (region, (start, end))
    };
    let regions = counts.into_iter().map(stretch).collect();
    let mut ids = Ids {
        own,
        regions,
        places: vec![FREE; end],
    };
    let mut last: Option<(&str, (usize, usize))> = None;
    for (ix, task) in tasks() {
        let region = task.region();
        let known = last.filter(|(known, _)| *known == region);
        let known = known.map(|(_, stretch)| stretch);
        let Some(stretch) = known.or_else(|| ids.regions.get(region).copied()) else {
            continue;
        };
        let at = ids.look(stretch, task.id());
        ids.places[at] = ix;
        last = Some((region, stretch));
    }
    ids
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ingest::Origin;
    use crate::model::{RowId, Rows, Segment, Tables, Tasks, Word};
    use proptest::prelude::*;
    use std::sync::Arc;

    fn tables(rows: &[(u8, u8)]) -> Tables {
        let mut tasks = Tasks {
            count: rows.len(),
            ..Tasks::default()
        };
        for (at, (region, id)) in rows.iter().enumerate() {
            let region = match region {
                0 => Word::default(),
                region => tasks.words.intern(&format!("{region}县")),
            };
            tasks.region_cell.set(at, region);
            tasks.id.set(at, &format!("{id}号"));
        }
        let row = |row| RowId { segment: 0, row };
        Tables {
            tasks: (0..rows.len() as u32).map(row).collect(),
            segments: Arc::new(vec![Arc::new(Segment {
                source: Origin::new(std::path::Path::new("0县/任务.csv"), None).source(0),
                rows: Some(Rows::Tasks(tasks)),
            })]),
            ..Tables::default()
        }
    }

    proptest! {
        /// Every task is found under its region and number, whatever the order of regions, and no
        /// other is.
        #[test]
        fn tasks_by_identity(
            rows in proptest::collection::hash_set((0_u8..5, 0_u8..40), 0..120),
            asked in proptest::collection::vec((0_u8..6, 0_u8..41), 40),
        ) {
            let rows: Vec<(u8, u8)> = rows.into_iter().collect();
            let tables = tables(&rows);
            let ids = identities(Own::whole(&tables));
            for (region, id) in rows.iter().chain(&asked).copied() {
                let place = rows.iter().position(|row| *row == (region, id));
                let found = ids.get((&format!("{region}县"), &format!("{id}号")));
                prop_assert_eq!(found, place.map(|at| at as u32));
            }
            let mut all: Vec<u32> = ids.all().map(|(_, ix)| ix).collect();
            all.sort_unstable();
            prop_assert_eq!(all, (0..rows.len() as u32).collect::<Vec<_>>());
        }
    }
}
