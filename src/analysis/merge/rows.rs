//! Which rows of each table count at a day.
//!
//! State tables: the newest version of every series not after the day, merged by identity. Event
//! tables: all versions up to the day united by key, the newer row wins. The result is an index of
//! rows, never a copy.

use super::{Archive, Version};
use crate::analysis::findings::Findings;
use crate::diagnostic::{Code, Diagnostic};
use crate::model::{RowId, RowList, Rows, Segment, TableKind, Tables};
use crate::parallel;
use chrono::NaiveDate;
use rustc_hash::FxHashMap;
use std::collections::BTreeMap;
use std::hash::Hash;
use std::sync::Arc;

/// What was found in merging each table; those of which nothing was are not there.
pub type Found = BTreeMap<TableKind, Vec<Diagnostic>>;

/// Rows that are known already, because the files of their table are the same.
#[derive(Debug, Clone, Copy, Default)]
pub struct Known<'a> {
    /// The rows that counted, and what was found in merging them.
    pub last: Option<(&'a Tables, &'a Found)>,
    /// The tables of which a file is another.
    pub changed: &'a [TableKind],
}

impl<'a> Known<'a> {
    fn of(self, kind: TableKind) -> Option<(&'a Tables, &'a Found)> {
        self.last.filter(|_| !self.changed.contains(&kind))
    }
}

/// The rows that count, and what was found in merging them.
#[derive(Debug)]
pub struct Merged {
    /// The rows.
    pub tables: Tables,
    /// What was found.
    pub found: Found,
}

/// The rows of a table that count.
struct List {
    rows: Vec<RowId>,
    found: Vec<Diagnostic>,
    /// Of tasks how many stand behind another of their number.
    displaced: usize,
}

/// All tables but the readings, those first that are mostly the longest.
const ALL: &[TableKind] = &[
    TableKind::Tasks,
    TableKind::Milestones,
    TableKind::Petitions,
    TableKind::Actions,
    TableKind::Lookbacks,
    TableKind::Publicity,
    TableKind::Projects,
    TableKind::Targets,
    TableKind::Cases,
    TableKind::Decisions,
];

/// Tasks with all that decides on their state: look-backs decide whether one is done, so every day is
/// judged with them.
const OF_TASKS: &[TableKind] = &[
    TableKind::Tasks,
    TableKind::Milestones,
    TableKind::Lookbacks,
];

impl Archive {
    /// The rows that count at a day. Where only tasks, their milestones and look-backs are asked
    /// for (`events` false), the other tables stay empty.
    pub fn tables(&self, as_of: NaiveDate, events: bool) -> Tables {
        self.tables_with(as_of, events, Known::default()).tables
    }

    /// As [`Self::tables`], with what is known already, and what was found in merging them.
    pub fn tables_with(&self, as_of: NaiveDate, events: bool, known: Known<'_>) -> Merged {
        let readings = || match known.of(TableKind::Readings) {
            Some((tables, _)) if events => tables.readings.clone(),
            None if events => self.readings(as_of),
            _ => RowList::default(),
        };
        let kinds = if events { ALL } else { OF_TASKS };
        let lists = || parallel::map(kinds, |&kind| (kind, self.list(kind, as_of, known)));
        let (readings, lists) = parallel::both(readings, lists);
        let mut lists: BTreeMap<TableKind, List> = lists.into_iter().collect();
        let displaced = lists.values().map(|list| list.displaced).sum();
        let mut found = Found::new();
        let mut list = |kind| {
            let list = lists.remove(&kind)?;
            if !list.found.is_empty() {
                found.insert(kind, list.found);
            }
            Some(list.rows)
        };
        let mut list = |kind| list(kind).unwrap_or_default();
        let mut current = vec![false; self.segments.len()];
        for one in &self.series {
            if let Some(version) = one.by(as_of).last() {
                current[version.segment as usize] = true;
            }
        }
        let tables = Tables {
            segments: Arc::clone(&self.segments),
            current,
            tasks: list(TableKind::Tasks),
            displaced,
            milestones: list(TableKind::Milestones),
            targets: list(TableKind::Targets),
            readings,
            petitions: list(TableKind::Petitions),
            actions: list(TableKind::Actions),
            lookbacks: list(TableKind::Lookbacks),
            projects: list(TableKind::Projects),
            cases: list(TableKind::Cases),
            publicity: list(TableKind::Publicity),
            decisions: list(TableKind::Decisions),
        };
        Merged { tables, found }
    }

    /// The rows of a table, taken over where they are known.
    fn list(&self, kind: TableKind, as_of: NaiveDate, known: Known<'_>) -> List {
        if let Some((tables, found)) = known.of(kind) {
            let displaced = match kind {
                TableKind::Tasks => tables.displaced,
                _ => 0,
            };
            return List {
                rows: tables.list(kind).to_vec(),
                found: found.get(&kind).cloned().unwrap_or_default(),
                displaced,
            };
        }
        let mut findings = Findings::default();
        let rows = self.merged(kind, as_of, &mut findings);
        let displaced = match kind {
            TableKind::Tasks => self.displaced(as_of, &rows),
            _ => 0,
        };
        List {
            rows,
            found: findings.into_list(),
            displaced,
        }
    }

    /// The rows of a table. Tasks, milestones, targets, projects and decisions are states; the others
    /// are events, by id where they have one, else by the whole row (DESIGN §3). What is dated after
    /// `as_of` has not happened yet.
    fn merged(&self, kind: TableKind, as_of: NaiveDate, findings: &mut Findings) -> Vec<RowId> {
        let happened = |day: Option<NaiveDate>| day.is_none_or(|day| day <= as_of);
        match kind {
            TableKind::Tasks => self.state(
                kind,
                as_of,
                true,
                findings,
                |segment, row| {
                    let task = segment.tasks()?.row(segment, row);
                    (!task.id().is_empty()).then(|| (task.region(), task.id()))
                },
                |(_, id)| id,
            ),
            TableKind::Milestones => self.state(
                kind,
                as_of,
                false,
                findings,
                |segment, row| {
                    let step = segment.milestones()?.row(segment, row);
                    Some((step.region(), step.task(), step.name()))
                },
                |(_, task, _)| task,
            ),
            TableKind::Targets => self.state(
                kind,
                as_of,
                true,
                findings,
                |segment, row| {
                    let target = segment.targets()?.row(segment, row);
                    let region = target.region();
                    let key = (region, target.indicator(), target.site(), target.year());
                    (!target.indicator().is_empty()).then_some(key)
                },
                |(_, indicator, _, _)| indicator,
            ),
            TableKind::Projects => self.state(
                kind,
                as_of,
                true,
                findings,
                |segment, row| {
                    let project = segment.projects()?.row(segment, row);
                    Some((project.region(), project.id()))
                },
                |(_, id)| id,
            ),
            TableKind::Decisions => self.state(
                kind,
                as_of,
                true,
                findings,
                |segment, row| {
                    let decision = segment.decisions()?.row(segment, row);
                    happened(decision.meeting()).then(|| (decision.region(), decision.id()))
                },
                |(_, id)| id,
            ),
            TableKind::Lookbacks => self.events(kind, as_of, |segment, row| {
                let lookback = segment.lookbacks()?.row(segment, row);
                happened(lookback.date()).then(|| (lookback.region(), lookback.identity()))
            }),
            TableKind::Petitions => self.events(kind, as_of, |segment, row| {
                let petition = segment.petitions()?.row(segment, row);
                happened(petition.received()).then(|| (petition.region(), petition.id()))
            }),
            TableKind::Cases => self.events(kind, as_of, |segment, row| {
                let case = segment.cases()?.row(segment, row);
                happened(case.received()).then(|| (case.region(), case.id()))
            }),
            TableKind::Actions => self.events(kind, as_of, |segment, row| {
                let action = segment.actions()?.row(segment, row);
                happened(action.date()).then(|| (action.region(), action.identity()))
            }),
            TableKind::Publicity => self.events(kind, as_of, |segment, row| {
                let one = segment.publicity()?.row(segment, row);
                happened(one.date()).then(|| (one.region(), one.identity()))
            }),
            // They are united by site and period.
            TableKind::Readings => Vec::new(),
        }
    }

    /// The union of all versions of a table's series up to a day by key, in the order in which
    /// a key came first; the newer row wins. `key` answers `None` for what has not happened.
    fn events<'a, K: Eq + Hash>(
        &'a self,
        kind: TableKind,
        as_of: NaiveDate,
        key: impl Fn(&'a Segment, usize) -> Option<K>,
    ) -> Vec<RowId> {
        let mut versions: Vec<Version> = self
            .series(kind)
            .flat_map(|one| one.by(as_of))
            .copied()
            .collect();
        versions.sort_by_key(|version| version.date);
        if self.are_apart(&versions) {
            return self.rows_of(&versions, |segment, row| key(segment, row).is_some());
        }
        let mut places: FxHashMap<K, usize> = FxHashMap::default();
        let mut united = Vec::new();
        for version in versions {
            let segment = &*self.segments[version.segment as usize];
            let count = segment.rows.as_ref().map_or(0, Rows::len);
            for row in 0..count {
                let Some(key) = key(segment, row) else {
                    continue;
                };
                let id = RowId {
                    segment: version.segment,
                    row: row as u32,
                };
                match places.get(&key) {
                    Some(&place) => united[place] = id,
                    None => {
                        places.insert(key, united.len());
                        united.push(id);
                    }
                }
            }
        }
        united
    }

    /// The newest version of every series, merged by key: of the same key in two series the
    /// newer file wins (in one file the later row). `unique`: one row a key; else all rows
    /// of the file that wins, without a word.
    fn state<'a, K: Eq + Hash + Copy>(
        &'a self,
        kind: TableKind,
        as_of: NaiveDate,
        unique: bool,
        findings: &mut Findings,
        key: impl Fn(&'a Segment, usize) -> Option<K>,
        name: impl Fn(K) -> &'a str,
    ) -> Vec<RowId> {
        let serving: Vec<Version> = self
            .series(kind)
            .filter_map(|one| one.by(as_of).last().copied())
            .collect();
        let keeps_all = !unique && serving.len() <= 1;
        if keeps_all || self.are_apart(&serving) {
            return self.rows_of(&serving, |segment, row| key(segment, row).is_some());
        }
        let mut places: FxHashMap<K, u32> = FxHashMap::default();
        let mut winners: Vec<(RowId, NaiveDate)> = Vec::new();
        // For each row that has a key the place of its winner, to look it up only once.
        let mut rows: Vec<(RowId, u32)> = Vec::new();
        for version in &serving {
            let segment = &*self.segments[version.segment as usize];
            let count = segment.rows.as_ref().map_or(0, Rows::len);
            rows.reserve(count);
            places.reserve(count.saturating_sub(places.capacity() - places.len()));
            for row in 0..count {
                let Some(key) = key(segment, row) else {
                    continue;
                };
                let (id, date) = (
                    RowId {
                        segment: version.segment,
                        row: row as u32,
                    },
                    version.date,
                );
                let next = winners.len() as u32;
                let place = *places.entry(key).or_insert(next);
                rows.push((id, place));
                if place == next {
                    winners.push((id, date));
                    continue;
                }
                let known = &mut winners[place as usize];
                let newer = date >= known.1;
                if known.0.segment != id.segment && unique {
                    let (winner, loser) = if newer { (id, known.0) } else { (known.0, id) };
                    let winner = &self.segments[winner.segment as usize].source.file;
                    let (file, line) = self.line(loser);
                    findings.push(
                        Diagnostic::new(file, line, 0, Code::IdTwoSeries)
                            .with_value(name(key))
                            .with_understood(winner),
                    );
                }
                if newer {
                    *known = (id, date);
                }
            }
        }
        rows.retain(|&(id, place)| {
            let winner = winners[place as usize].0;
            winner == id || (!unique && winner.segment == id.segment)
        });
        rows.into_iter().map(|(id, _)| id).collect()
    }

    /// The rows of these versions that count, one file behind the other.
    fn rows_of<'a>(
        &'a self,
        versions: &[Version],
        counts: impl Fn(&'a Segment, usize) -> bool,
    ) -> Vec<RowId> {
        let segment = |version: &Version| &*self.segments[version.segment as usize];
        let many = |version: &Version| segment(version).rows.as_ref().map_or(0, Rows::len);
        let mut rows = Vec::with_capacity(versions.iter().map(many).sum());
        for version in versions {
            let of = segment(version);
            let id = |row: usize| RowId {
                segment: version.segment,
                row: row as u32,
            };
            let own = 0..many(version);
            if every_row_counts(of) {
                rows.extend(own.map(id));
            } else {
                rows.extend(own.filter(|&row| counts(of, row)).map(id));
            }
        }
        rows
    }

    /// The file and the line of a row.
    fn line(&self, row: RowId) -> (&Arc<str>, u32) {
        let segment = &self.segments[row.segment as usize];
        let rows = segment.rows.as_ref();
        let line = rows.map_or(0, |rows| rows.line(row.row as usize));
        (&segment.source.file, line)
    }
}

/// Whether every row of a file counts, so that none need be looked at. Where that is not plain the
/// answer is no.
fn every_row_counts(segment: &Segment) -> bool {
    match &segment.rows {
        Some(Rows::Tasks(tasks)) => tasks.id.is_full(tasks.len()),
        Some(Rows::Milestones(_) | Rows::Projects(_)) => true,
        _ => false,
    }
}
