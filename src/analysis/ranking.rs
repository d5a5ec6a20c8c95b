//! Units in the order of the ranking (DESIGN §4, Ranking): overdue tasks, total days overdue, worst lag,
//! then the plan's order and the name.
//!
//! A country has tens of thousands of units, and a refresh leaves most as they were: they are ranked
//! within their stretch, and a board only puts the stretches together.

use super::board::{Stretch, TaskIx, UnitTally, UnitVerdict};
use crate::plan::Plan;
use hashbrown::HashTable;
use rustc_hash::{FxBuildHasher, FxHashMap};
use std::cmp::Reverse;
use std::hash::BuildHasher;
use std::sync::Arc;

/// What a unit is ranked by, but for the rest of its name: overdue tasks, total days overdue and worst
/// lag, the most first, then its place in the plan's order, then how its name begins.
type Rank = (Reverse<(usize, i64, i64)>, u32, [u8; BEGINNING]);

/// So many bytes of a name tell the units of one county from those of another: names lie far apart in
/// memory, and most units have neither overdue tasks nor lag.
const BEGINNING: usize = 16;

/// The plan's order of units.
struct Order<'a> {
    plan: &'a Plan,
    places: FxHashMap<&'a str, u32>,
}

impl<'a> Order<'a> {
    fn of(plan: &'a Plan) -> Self {
        let names = (0..).zip(&plan.units.order);
        let places = names.map(|(place, name)| (plan.canonical_unit(name), place));
        let places = places.collect();
        Self { plan, places }
    }

    fn rank(&self, unit: &UnitTally) -> Rank {
        let lag = ordered(unit.worst_lag.unwrap_or(f64::NEG_INFINITY));
        let place = self.places.get(self.plan.canonical_unit(&unit.bare));
        let place = place.copied().unwrap_or(u32::MAX);
        let figures = Reverse((unit.overdue, unit.overdue_days, lag));
        let mut beginning = [0; BEGINNING];
        for (to, byte) in beginning.iter_mut().zip(unit.unit.bytes()) {
            *to = byte;
        }
        (figures, place, beginning)
    }
}

/// A whole number for each figure, in the order of [`f64::total_cmp`]: bits of figures below zero
/// run the other way.
fn ordered(figure: f64) -> i64 {
    let bits = figure.to_bits() as i64;
    bits ^ ((bits >> 63) & i64::MAX)
}

/// The units of a stretch in the order of the ranking.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Units {
    list: Vec<UnitTally>,
    /// The rank of each, and the hash of the name it is counted under.
    keys: Vec<(Rank, u64)>,
}

impl Units {
    /// These units, in order.
    pub fn new(list: Vec<UnitTally>, plan: &Plan) -> Self {
        let order = Order::of(plan);
        let ranked = list.into_iter().map(|unit| (order.rank(&unit), unit));
        let mut ranked: Vec<(Rank, UnitTally)> = ranked.collect();
        ranked.sort_by(|(rank, a), (other, b)| rank.cmp(other).then_with(|| a.unit.cmp(&b.unit)));
        let key = |(rank, unit): &(Rank, UnitTally)| (*rank, FxBuildHasher.hash_one(unit.key()));
        Self {
            keys: ranked.iter().map(key).collect(),
            list: ranked.into_iter().map(|(_, unit)| unit).collect(),
        }
    }

    /// They in order.
    pub fn list(&self) -> &[UnitTally] {
        &self.list
    }
}

/// A unit of a board, and where its tallies stand: the stretch, and the place among the units there.
#[derive(Debug)]
pub struct Ranked {
    /// The verdict, nothing told yet of the steps taken.
    pub unit: UnitVerdict,
    first: (u32, u32),
    /// Of a unit that stands in several stretches the others.
    more: Vec<(u32, u32)>,
}

impl Ranked {
    /// Where its tallies stand, in the order of the stretches.
    pub fn places(&self) -> impl Iterator<Item = (usize, usize)> + '_ {
        let all = [self.first].into_iter().chain(self.more.iter().copied());
        all.map(|(stretch, at)| (stretch as usize, at as usize))
    }

    /// Whether it stands in several stretches.
    pub fn is_in_several(&self) -> bool {
        !self.more.is_empty()
    }
}

/// A unit by where it was met first.
#[derive(Debug, Clone, Copy)]
struct Slot {
    rank: Rank,
    hash: u64,
    stretch: u32,
    at: u32,
    number: u32,
}

/// All units of some stretches, each with the place of its first task, in order.
pub fn ranked<'a>(
    stretches: impl Iterator<Item = (TaskIx, &'a Arc<Stretch>)>,
    plan: &Plan,
) -> Vec<Ranked> {
    let stretches: Vec<(TaskIx, &Arc<Stretch>)> = stretches.collect();
    let tally = |stretch: u32, at: u32| {
        let units = &stretches[stretch as usize].1.tally.units;
        &units.list[at as usize]
    };
    let unit = |stretch: u32, at: u32| {
        let (first, of) = stretches[stretch as usize];
        UnitVerdict::of(of, at, first)
    };
    let many = stretches.iter().map(|(_, one)| one.tally.units.list.len());
    let many = many.sum();
    let mut slots: Vec<Slot> = Vec::with_capacity(many);
    let mut known: HashTable<u32> = HashTable::with_capacity(many);
    let mut several: FxHashMap<u32, (UnitVerdict, Vec<(u32, u32)>)> = FxHashMap::default();
    for (stretch, (first, one)) in (0..).zip(&stretches) {
        for (at, &(rank, hash)) in (0..).zip(&one.tally.units.keys) {
            let number = slots.len() as u32;
            let is_one = |&other: &u32| {
                let other = slots[other as usize];
                let name = || tally(other.stretch, other.at).key() == tally(stretch, at).key();
                other.hash == hash && name()
            };
            if let Some(&there) = known.find(hash, is_one) {
                let slot = slots[there as usize];
                let first_met = || (unit(slot.stretch, slot.at), Vec::new());
                let (unit, more) = several.entry(there).or_insert_with(first_met);
                unit.add_all(tally(stretch, at), *first);
                more.push((stretch, at));
                continue;
            }
            known.insert_unique(hash, number, |&other| slots[other as usize].hash);
            slots.push(Slot {
                rank,
                hash,
                stretch,
                at,
                number,
            });
        }
    }
    let order = Order::of(plan);
    for (number, (unit, _)) in &several {
        slots[*number as usize].rank = order.rank(unit);
    }
    // Each stretch is in order, so this only merges them.
    slots.sort_by(|a, b| {
        let names = || {
            tally(a.stretch, a.at)
                .unit
                .cmp(&tally(b.stretch, b.at).unit)
        };
        a.rank.cmp(&b.rank).then_with(names)
    });
    let ranked = slots.into_iter().map(|slot| {
        let first = (slot.stretch, slot.at);
        let known = several.remove(&slot.number);
        let (unit, more) = known.unwrap_or_else(|| (unit(slot.stretch, slot.at), Vec::new()));
        Ranked { unit, first, more }
    });
    ranked.collect()
}

/// Units of no stretch, with the place of their first task, in order.
pub fn alone(units: Vec<UnitTally>, first: TaskIx, plan: &Plan) -> Vec<UnitVerdict> {
    let units = Units::new(units, plan).list.into_iter();
    units
        .map(|tally| UnitVerdict::alone(tally, first))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::plan::EMBEDDED;
    use proptest::prelude::*;

    /// Names that begin alike for longer than is remembered, and one that is the beginning of another.
    const NAMES: [&str; 7] = [
        "青田县生态环境保护",
        "青田县生态环境保护综合执法队",
        "青田县生态环境保护站",
        "青田县",
        "县住建局",
        "A",
        "A\0",
    ];

    proptest! {
        /// By overdue tasks, days overdue and worst lag, the most first, then the plan's order and the
        /// name: the key must not say otherwise.
        #[test]
        fn units_are_in_the_order_of_the_ranking(
            units in prop::collection::vec((0..7_usize, 0..3_usize, 0..3_i64, -1..3_i8), 0..30),
        ) {
            let plan = Plan::parse(EMBEDDED).unwrap();
            let unit = |&(name, overdue, overdue_days, lag): &(usize, usize, i64, i8)| UnitTally {
                unit: NAMES[name].to_owned(),
                bare: NAMES[name].to_owned(),
                overdue,
                overdue_days,
                worst_lag: (lag >= 0).then(|| f64::from(lag) - 1.0),
                ..UnitTally::default()
            };
            let units: Vec<UnitTally> = units.iter().map(unit).collect();
            let place = |unit: &UnitTally| {
                let mut order = plan.units.order.iter();
                order.position(|name| *name == unit.bare).unwrap_or(usize::MAX)
            };
            let mut expected = units.clone();
            expected.sort_by(|a, b| {
                let lag = |unit: &UnitTally| unit.worst_lag.unwrap_or(f64::NEG_INFINITY);
                (b.overdue, b.overdue_days)
                    .cmp(&(a.overdue, a.overdue_days))
                    .then_with(|| lag(b).total_cmp(&lag(a)))
                    .then_with(|| place(a).cmp(&place(b)))
                    .then_with(|| a.unit.cmp(&b.unit))
            });
            let ranked = alone(units, 0, &plan);
            prop_assert!(ranked.iter().map(|unit| &**unit).eq(&expected));
        }
    }
}
