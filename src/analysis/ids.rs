//! Where each task stands, by its identity.
//!
//! Finds only; nothing here merges or judges.

use super::board::{Board, Stretch, TaskIx, Verdicts};
use super::own::{Own, Run, runs};
use crate::model::{Tables, Task};
use rustc_hash::{FxBuildHasher, FxHashMap};
use std::hash::BuildHasher;
use std::ops::Range;
use std::sync::Arc;

/// The region and the number of a task.
pub type Identity<'a> = (&'a str, &'a str);

/// Where the tasks of some rows stand: for each region a range of places of its own, since rows of a
/// region mostly stand together and ask for each other, and of a country's index little is looked at
/// at a time. Useless without the rows.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Index {
    /// One task of each region, and the region's places.
    regions: Vec<(TaskIx, Range<u32>)>,
    /// By the hash of a task's number, or the next free place behind it; [`FREE`] where there is
    /// none. Half of each range is free.
    places: Vec<TaskIx>,
}

/// A place without a task.
const FREE: TaskIx = TaskIx::MAX;

impl Index {
    fn of(own: Own<'_>) -> Self {
        // One task of each region, and how many there are.
        let mut counts: FxHashMap<&str, (TaskIx, u32)> = FxHashMap::default();
        let known: Vec<Run<'_>> = runs(own).collect();
        for run in &known {
            let first = run.places.start as TaskIx;
            let count = counts.entry(run.region).or_insert((first, 0));
            count.1 += run.places.len() as u32;
        }
        let mut end = 0;
        let mut regions: FxHashMap<&str, (TaskIx, Range<u32>)> = FxHashMap::default();
        for (region, (first, count)) in counts {
            let start = end;
            end += count * 2;
            regions.insert(region, (first, start..end));
        }
        let mut places = vec![FREE; end as usize];
        for run in known {
            let Some((_, range)) = regions.get(run.region) else {
                continue;
            };
            for ix in run.places {
                let id = own.task(ix).map_or("", Task::id);
                let at = look(own, &places, range, id);
                places[at] = ix as TaskIx;
            }
        }
        let mut regions: Vec<(TaskIx, Range<u32>)> = regions.into_values().collect();
        regions.sort_unstable_by_key(|(first, _)| *first);
        Self { regions, places }
    }
}

/// Where a number of a region stands, or would stand.
fn look(own: Own<'_>, places: &[TaskIx], range: &Range<u32>, id: &str) -> usize {
    let number = |ix: TaskIx| Some(own.task(ix as usize)?.id());
    let (from, to) = (range.start as usize, range.end as usize);
    let hash = FxBuildHasher.hash_one(id) as usize;
    let mut at = from + hash % (to - from);
    loop {
        match places[at] {
            FREE => return at,
            ix if number(ix) == Some(id) => return at,
            _ => at += 1,
        }
        if at == to {
            at = from;
        }
    }
}

/// Tasks by identity.
#[derive(Debug)]
pub struct Ids<'a> {
    parts: Vec<Part<'a>>,
    /// The part of each region, and its places there.
    regions: FxHashMap<&'a str, (usize, Range<u32>)>,
}

/// The rows of one index.
#[derive(Debug)]
struct Part<'a> {
    /// The place of the first of them.
    first: TaskIx,
    own: Own<'a>,
    index: Arc<Index>,
}

impl<'a> Ids<'a> {
    fn new(parts: Vec<Part<'a>>) -> Self {
        let mut regions = FxHashMap::default();
        for (at, part) in parts.iter().enumerate() {
            for (task, range) in &part.index.regions {
                let region = part.own.task(*task as usize).map_or("", Task::region);
                regions.insert(region, (at, range.clone()));
            }
        }
        Self { parts, regions }
    }

    /// As they were found in judging; a region stands in one stretch.
    pub fn of(tables: &'a Tables, verdicts: &Verdicts) -> Self {
        let part = |(first, stretch): (TaskIx, &Arc<Stretch>)| {
            let from = first as usize;
            Part {
                first,
                own: Own::of(tables, from..from + stretch.tasks.len()),
                index: Arc::clone(&stretch.index),
            }
        };
        Self::new(verdicts.stretches().map(part).collect())
    }

    /// As they were found in judging one stretch, counted from its first.
    pub fn of_stretch(own: Own<'a>, stretch: &Stretch) -> Self {
        let (first, index) = (0, Arc::clone(&stretch.index));
        Self::new(vec![Part { first, own, index }])
    }

    /// The index of the only rows there are, to be kept beside their verdicts.
    pub fn index(&self) -> Arc<Index> {
        let first = self.parts.first();
        first.map_or_else(Arc::default, |part| Arc::clone(&part.index))
    }

    /// The task's place among the rows.
    pub fn get(&self, (region, id): Identity<'_>) -> Option<TaskIx> {
        let (part, range) = self.regions.get(region)?;
        let part = &self.parts[*part];
        let found = part.index.places[look(part.own, &part.index.places, range, id)];
        (found != FREE).then(|| part.first + found)
    }

    /// Every identity with its place, in no order.
    pub fn all(&self) -> impl Iterator<Item = (Identity<'a>, TaskIx)> {
        self.parts.iter().flat_map(|part| {
            let places = part.index.places.iter().filter(|ix| **ix != FREE);
            places.filter_map(move |&ix| {
                let task = part.own.task(ix as usize)?;
                Some(((task.region(), task.id()), part.first + ix))
            })
        })
    }
}

impl Board {
    /// Its tasks by identity: to find many of them.
    pub fn identities(&self) -> Ids<'_> {
        Ids::of(&self.tables, &self.tasks)
    }
}

/// The index of every task of some rows by (region, id).
pub fn identities(own: Own<'_>) -> Ids<'_> {
    let index = Arc::new(Index::of(own));
    let first = 0;
    Ids::new(vec![Part { first, own, index }])
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
