//! Regions: where each county of a city, or of the country, stands, and its units by themselves.
//!
//! A region is what the data contract calls 区县: the column of a row, else the folder of its file.

use super::board::{
    Board, Escalation, RegionTally, RegionVerdict, Stretch, TaskIx, TaskVerdict, UnitTally,
    UnitVerdict,
};
use super::counts::Groups;
use super::own::{Own, Run, runs};
use super::{ranking, supervision, units};
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::model::{Source, Tables};
use crate::plan::Plan;
use crate::terms::Level;
use crate::terms::county::same_county;
use rustc_hash::{FxHashMap, FxHashSet};
use std::cmp::Reverse;
use std::collections::BTreeSet;
use std::sync::Arc;

/// The regions of a stretch, as they were met. Overdue and behind count rows without parts, as units
/// do.
pub fn of_stretch(own: Own<'_>, stretch: &Stretch, units: &[UnitTally]) -> Vec<Arc<RegionTally>> {
    let mut known: FxHashMap<&str, usize> = FxHashMap::default();
    let mut regions: Vec<(RegionTally, Groups)> = Vec::new();
    // Where each run begins, and its region.
    let mut starts: Vec<(TaskIx, usize)> = Vec::new();
    for Run { region, places, .. } in runs(own) {
        let at = *known.entry(region).or_insert_with(|| {
            let mut tally = RegionTally::default();
            region.clone_into(&mut tally.region);
            regions.push((tally, Groups::default()));
            regions.len() - 1
        });
        let (one, groups) = &mut regions[at];
        for verdict in stretch.tasks.get(places.clone()).unwrap_or_default() {
            groups.add(verdict);
            if !verdict.has_parts() {
                if verdict.is_overdue() {
                    one.overdue += 1;
                    one.overdue_days += verdict.days_overdue();
                    one.longest_overdue = one.longest_overdue.max(verdict.days_overdue());
                }
                one.behind += usize::from(verdict.is_behind());
            }
        }
        let places = places.start as TaskIx..places.end as TaskIx;
        starts.push((places.start, at));
        one.places.push(places);
    }
    // The last unit that was late in each region, from 1.
    let mut seen = vec![0; regions.len()];
    for (unit, tally) in (1..).zip(units).filter(|(_, unit)| unit.overdue > 0) {
        let late = tally.tasks.iter().filter(|&&ix| {
            let verdict = stretch.tasks.get(ix as usize);
            verdict.is_some_and(TaskVerdict::is_overdue)
        });
        for &ix in late {
            let run = starts.partition_point(|(start, _)| *start <= ix);
            let Some(&(_, at)) = run.checked_sub(1).and_then(|run| starts.get(run)) else {
                continue;
            };
            if seen[at] != unit {
                seen[at] = unit;
                regions[at].0.late_units += 1;
            }
        }
    }
    let regions = regions.into_iter().map(|(mut tally, groups)| {
        let [_, top, sub, leaves, _] = groups.counts();
        (tally.top, tally.sub) = (top, sub);
        tally.progress = [leaves.actual, leaves.expected];
        tally.places.shrink_to_fit();
        Arc::new(tally)
    });
    regions.collect()
}

/// The regions of all tasks, the latest first: overdue tasks, total days overdue, tasks behind,
/// then by name; of stretches, each with the place of its first task.
pub fn regions<'a>(
    stretches: impl Iterator<Item = (TaskIx, &'a [Arc<RegionTally>])>,
) -> Vec<RegionVerdict> {
    let regions = stretches.flat_map(|(first, tallies)| {
        tallies.iter().map(move |tally| RegionVerdict {
            tally: Arc::clone(tally),
            first,
        })
    });
    let mut regions: Vec<RegionVerdict> = regions.collect();
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
    let files = unread_files(tables, diagnostics);
    let names = files.iter().map(|file| file.region.as_str());
    let names: BTreeSet<&str> = names.filter(|name| !name.is_empty()).collect();
    let known = |name: &str| regions.iter().any(|one| same_county(&one.region, name));
    let names = names.into_iter().filter(|name| !known(name));
    names.map(str::to_owned).collect()
}

/// The tables that could not be read, in the order of the files. A note beside the tables is none, nor
/// is a workbook whose CSV was read.
pub fn unread_files<'a>(tables: &'a Tables, diagnostics: &[Diagnostic]) -> Vec<&'a Source> {
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
    files.map(|file| &file.source).collect()
}

impl Board {
    /// The units of one region by themselves, in the order of the ranking; `at`: index into
    /// [`Board::regions`]. Worked out when asked for: a country has tens of thousands.
    pub fn units_of(&self, at: usize) -> Vec<UnitVerdict> {
        let Some(region) = self.regions.get(at) else {
            return Vec::new();
        };
        // All of a region stand in one stretch.
        let Some((first, stretch)) = self.tasks.stretch_of(region.first) else {
            return Vec::new();
        };
        let from = first as usize;
        let own = Own::of(&self.tables, from..from + stretch.tasks.len());
        let among = region.places.iter().cloned().flatten();
        let among = among.map(|ix| ix as usize);
        let regions = units::several_regions(Own::whole(&self.tables));
        let tallies = units::units(own, stretch, among, &regions, &self.plan);
        let mut units = ranking::alone(tallies, first, &self.plan);
        self.steps_taken(&mut units, region);
        units
    }

    /// Fills the steps taken about these units, as far as they are about tasks of this region.
    fn steps_taken(&self, units: &mut [UnitVerdict], region: &RegionVerdict) {
        let plan: &Plan = &self.plan;
        let mut by_unit: FxHashMap<&str, Vec<&Escalation>> = FxHashMap::default();
        let own = |one: &&Escalation| region.has(one.task);
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
