//! Regions: where each county of a city, or of the country, stands, and its units by themselves.
//!
//! A region is what the data contract calls 区县: the column of a row, else the folder of its file.

use super::board::{
    Board, Escalation, Petitions, RegionVerdict, TaskIx, TaskVerdict, UnitVerdict, Verdicts,
};
use super::{counts, supervision, units};
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::model::{Tables, Task};
use crate::parallel;
use crate::plan::Plan;
use crate::terms::Level;
use crate::terms::county::same_county;
use rustc_hash::{FxHashMap, FxHashSet};
use std::cmp::Reverse;
use std::collections::BTreeSet;

/// How many units are looked at in one go.
const UNITS: usize = 1 << 13;

/// The regions of all tasks, the latest first: overdue tasks, total days overdue, tasks behind,
/// then by name. Overdue and behind count rows without parts, as units do. Late units are for
/// [`late_units`].
pub fn regions(tables: &Tables, verdicts: &Verdicts, petitions: &Petitions) -> Vec<RegionVerdict> {
    let mut places: FxHashMap<&str, usize> = FxHashMap::default();
    let mut regions: Vec<RegionVerdict> = Vec::new();
    // Rows of one region mostly come one behind the other.
    let mut last: Option<(&str, usize)> = None;
    for ix in 0..verdicts.len() {
        let name = region(tables, ix);
        let at = match last {
            Some((known, at)) if known == name => at,
            _ => *places.entry(name).or_insert_with(|| {
                regions.push(RegionVerdict {
                    region: name.to_owned(),
                    ..RegionVerdict::default()
                });
                regions.len() - 1
            }),
        };
        last = Some((name, at));
        regions[at].tasks.push(ix as TaskIx);
    }
    let place = |name: &str| places.get(name).copied();
    for &id in &tables.actions {
        if let Some(at) = tables.action(id).and_then(|row| place(row.region())) {
            regions[at].actions.push(id);
        }
    }
    for &id in &tables.publicity {
        if let Some(at) = tables.announcement(id).and_then(|row| place(row.region())) {
            regions[at].publicity.push(id);
        }
    }
    for (item, one) in (0..).zip(&petitions.items) {
        if let Some(at) = tables.petition(one.row).and_then(|row| place(row.region())) {
            regions[at].petitions.push(item);
        }
    }
    for region in &mut regions {
        // Looked up once: a million are not found for nothing.
        let own = region.tasks.iter();
        let own: Vec<&TaskVerdict> = own.filter_map(|&ix| verdicts.get(ix as usize)).collect();
        let [_, top, sub, ..] = counts::counts(own.iter().copied());
        for verdict in own.iter().filter(|verdict| !verdict.has_parts()) {
            if verdict.is_overdue() {
                region.overdue += 1;
                region.overdue_days += verdict.days_overdue;
                region.longest_overdue = region.longest_overdue.max(verdict.days_overdue);
            }
            region.behind += usize::from(verdict.is_behind());
        }
        (region.top, region.sub) = (top, sub);
        region.tasks.shrink_to_fit();
        region.actions.shrink_to_fit();
        region.publicity.shrink_to_fit();
        region.petitions.shrink_to_fit();
    }
    regions.sort_by(|a, b| {
        let rank = |one: &RegionVerdict| {
            (
                Reverse(one.overdue),
                Reverse(one.overdue_days),
                Reverse(one.behind),
            )
        };
        rank(a).cmp(&rank(b)).then_with(|| a.region.cmp(&b.region))
    });
    regions
}

/// The regions with a table that could not be read, and without any task, in their order. A note
/// beside the tables is none, nor is a workbook whose CSV was read.
pub fn unread(
    tables: &Tables,
    regions: &[RegionVerdict],
    diagnostics: &[Diagnostic],
) -> Vec<String> {
    let failed = diagnostics
        .iter()
        .filter(|one| one.severity() == Severity::Error);
    let failed = failed.filter(|one| match one.code {
        Code::NotAFile => false,
        // A text without a table's header is a note.
        Code::HeaderUnknown => !one.file.to_lowercase().ends_with(".txt"),
        _ => true,
    });
    let failed: FxHashSet<&str> = failed.map(|one| &*one.file).collect();
    let files = tables.segments.iter();
    let files = files.filter(|file| file.rows.is_none() && failed.contains(&*file.source.file));
    let names = files.map(|file| file.source.region.as_str());
    let names: BTreeSet<&str> = names.filter(|name| !name.is_empty()).collect();
    let known = |name: &str| regions.iter().any(|one| same_county(&one.region, name));
    let names = names.into_iter().filter(|name| !known(name));
    names.map(str::to_owned).collect()
}

/// Fills in how many units of each region are late.
pub fn late_units(
    regions: &mut [RegionVerdict],
    tables: &Tables,
    verdicts: &Verdicts,
    units: &[UnitVerdict],
) {
    let names: Vec<String> = regions.iter().map(|one| one.region.clone()).collect();
    let places = names.iter().enumerate();
    let places: FxHashMap<&str, usize> = places.map(|(at, name)| (name.as_str(), at)).collect();
    let late = parallel::map_pieces(units, UNITS, |piece| {
        let mut late = vec![0; places.len()];
        // The last unit that was late in each region, from 1.
        let mut seen = vec![0; places.len()];
        let late_units = (1..).zip(piece).filter(|(_, unit)| unit.overdue > 0);
        for (unit, verdict) in late_units {
            let own = verdict.tasks.iter().map(|&ix| ix as usize);
            let own = own.filter(|&ix| verdicts[ix].is_overdue());
            // Most units are of one region.
            let mut last = None;
            for name in own.map(|ix| region(tables, ix)) {
                if last == Some(name) {
                    continue;
                }
                last = Some(name);
                if let Some(&at) = places.get(name)
                    && seen[at] != unit
                {
                    seen[at] = unit;
                    late[at] += 1;
                }
            }
        }
        late
    });
    for late in late {
        for (region, late) in regions.iter_mut().zip(late) {
            region.late_units += late;
        }
    }
}

/// The region of a task.
fn region(tables: &Tables, ix: usize) -> &str {
    let id = tables.tasks.get(ix).copied();
    id.and_then(|id| tables.task(id)).map_or("", Task::region)
}

impl Board {
    /// The units of one region by themselves, in the order of the ranking; `at`: index into
    /// [`Board::regions`]. Worked out when asked for: a country has tens of thousands.
    pub fn units_of(&self, at: usize) -> Vec<UnitVerdict> {
        let Some(region) = self.regions.get(at) else {
            return Vec::new();
        };
        let own = region.tasks.iter().map(|&ix| ix as usize);
        let mut units =
            units::units_among(&self.tables, &self.tasks, own, &self.plan, self.trend.len());
        self.steps_taken(&mut units, &region.tasks);
        units
    }

    /// Fills the steps taken about these units, as far as they are about these tasks.
    fn steps_taken(&self, units: &mut [UnitVerdict], tasks: &[TaskIx]) {
        let plan: &Plan = &self.plan;
        let mut by_unit: FxHashMap<&str, Vec<&Escalation>> = FxHashMap::default();
        // Tasks of a region are in the order of their numbers.
        let own = |one: &&Escalation| tasks.binary_search(&one.task).is_ok();
        for one in self.supervision.escalations.iter().filter(own) {
            if let Some(unit) = self.units.get(one.unit) {
                let name = plan.canonical_unit(&unit.unit);
                by_unit.entry(name).or_default().push(one);
            }
        }
        for unit in units {
            let own = by_unit.get(plan.canonical_unit(&unit.unit));
            let own = own.into_iter().flatten().copied();
            let (taken, gap): (Option<Level>, usize) = supervision::shown(own, unit.step_due, plan);
            (unit.step_taken, unit.step_gap) = (taken, gap);
        }
    }
}
