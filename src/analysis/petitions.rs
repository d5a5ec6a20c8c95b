//! Petitions: where each stands, and the counts both ways (DESIGN §4, Petitions; plan 五(三)).

use super::board::{PetitionCounts, PetitionVerdict, Petitions, Tally};
use crate::model::{Petition, Tables};
use crate::terms::Handling;
use chrono::{Datelike, NaiveDate};
use rustc_hash::FxHashMap;
use std::cmp::Reverse;

/// Every petition handed over by the day.
pub fn petitions(tables: &Tables, as_of: NaiveDate) -> Petitions {
    let mut all = Petitions::default();
    let mut towns = Tallies::default();
    let mut kinds = Tallies::default();
    let mut batches = Tallies::default();
    let mut months: FxHashMap<(i32, u32), String> = FxHashMap::default();
    for &row in &tables.petitions {
        let Some(petition) = tables.petition(row) else {
            continue;
        };
        let state = state(petition, as_of);
        let left = petition
            .deadline()
            .date
            .filter(|_| state != Some(Handling::Closed))
            .map(|day| (day - as_of).num_days());
        let verdict = PetitionVerdict {
            row,
            state,
            days_overdue: left.map_or(0, |left| (-left).max(0)),
            days_left: left.filter(|left| *left >= 0),
        };
        count(&mut all.counts, petition, verdict);
        count(towns.of(petition.town()), petition, verdict);
        let of = petition.kinds();
        for kind in &of {
            count(kinds.of(kind), petition, verdict);
        }
        if of.is_empty() {
            count(kinds.of(""), petition, verdict);
        }
        let batch = match (petition.batch(), petition.received()) {
            ("", Some(day)) => {
                let month = (day.year(), day.month());
                let name = || format!("{:04}-{:02}", day.year(), day.month());
                months.entry(month).or_insert_with(name).as_str()
            }
            (batch, _) => batch,
        };
        count(batches.of(batch), petition, verdict);
        all.items.push(verdict);
    }
    all.items.sort_by_key(|one| {
        (
            one.state == Some(Handling::Closed),
            Reverse(one.days_overdue),
            one.days_left.unwrap_or(i64::MAX),
        )
    });
    all.towns = towns.most_first();
    all.kinds = kinds.most_first();
    // Batches come in the order of the file, months in time.
    all.batches = batches.list;
    all
}

/// 办理状态 as of the day: a date of closing after it has not happened, and one up to it says
/// closed where the status says nothing.
fn state(petition: Petition<'_>, as_of: NaiveDate) -> Option<Handling> {
    match (petition.status(), petition.closed()) {
        (Some(Handling::Closed | Handling::StageClosed) | None, Some(day)) if day > as_of => {
            Some(Handling::Open)
        }
        (None, Some(_)) => Some(Handling::Closed),
        (status, _) => status,
    }
}

fn count(counts: &mut PetitionCounts, petition: Petition<'_>, verdict: PetitionVerdict) {
    counts.total += 1;
    match verdict.state {
        Some(Handling::Closed) => counts.closed += 1,
        Some(Handling::StageClosed) => counts.stage_closed += 1,
        Some(Handling::Open) => counts.open += 1,
        None => {}
    }
    counts.overdue += usize::from(verdict.days_overdue > 0);
    if let Some(truth) = petition.verified() {
        counts.truth[truth as usize] += 1;
    }
}

/// Counts by name, in the order in which names came.
#[derive(Default)]
struct Tallies {
    list: Vec<Tally>,
    places: FxHashMap<String, usize>,
}

impl Tallies {
    fn of(&mut self, name: &str) -> &mut PetitionCounts {
        let place = match self.places.get(name) {
            Some(&place) => place,
            None => {
                self.places.insert(name.to_owned(), self.list.len());
                self.list.push(Tally {
                    name: name.to_owned(),
                    counts: PetitionCounts::default(),
                });
                self.list.len() - 1
            }
        };
        &mut self.list[place].counts
    }

    fn most_first(mut self) -> Vec<Tally> {
        self.list.sort_by(|a, b| {
            b.counts
                .total
                .cmp(&a.counts.total)
                .then(a.name.cmp(&b.name))
        });
        self.list
    }
}
