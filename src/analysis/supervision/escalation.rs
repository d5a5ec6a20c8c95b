//! Late tasks held against the ladder: the step due of each, and the steps that were taken about its unit.

use super::Context;
use crate::analysis::board::{Escalation, Stretch, Taken, TaskIx, rung};
use crate::analysis::own::Own;
use crate::analysis::units::Groups;
use crate::model::Task;
use crate::plan::Plan;
use crate::terms::Level;
use chrono::TimeDelta;
use rustc_hash::FxHashMap;
use std::cmp::Reverse;
use std::ops::Range;

/// How long a step counts for a task that is red but not overdue, days (DESIGN §4).
const RECENT: i64 = 30;

/// The names a unit may be written by in an action: the region in front, or left to its row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Names<'a> {
    full: &'a str,
    bare: Option<&'a str>,
}

impl<'a> Names<'a> {
    /// Of a unit by its name, and by its name without a region.
    pub fn of(unit: &'a str, bare: &'a str, plan: &'a Plan) -> Self {
        let (full, bare) = (plan.canonical_unit(unit), plan.canonical_unit(bare));
        let bare = Some(bare).filter(|bare| *bare != full);
        Self { full, bare }
    }
}

/// The tasks of a stretch and the actions that may be about them: those of its regions, and those of
/// no region.
pub struct Ladder<'a> {
    context: Context<'a>,
    own: Own<'a>,
    stretch: &'a Stretch,
    abouts: Abouts<'a>,
    general: &'a Abouts<'a>,
}

impl<'a> Ladder<'a> {
    /// `general`: as [`general`].
    pub fn new(
        context: Context<'a>,
        own: Own<'a>,
        stretch: &'a Stretch,
        general: &'a Abouts<'a>,
    ) -> Self {
        let regions = stretch.tally.regions().filter(|region| !region.is_empty());
        let places = regions.flat_map(|region| context.around.actions.get(region));
        Self {
            context,
            own,
            stretch,
            abouts: Abouts::of(places.copied(), context),
            general,
        }
    }

    /// The escalations of a unit of these names over tasks of the stretch, the largest gap first; the
    /// unit is left to be said. Actions that may count are dated after the deadline of the task, or,
    /// where it is not overdue, in the last 30 days.
    pub fn of_unit(&self, names: Names<'_>, pressed: &[TaskIx]) -> Vec<Escalation> {
        let lists = [&self.abouts, self.general];
        let names = [Some(names.full), names.bare].into_iter().flatten();
        let about = names.flat_map(|name| lists.map(|list| list.of_unit(name)));
        let about: Vec<&[(About<'_>, u32)]> = about.flatten().collect();
        let tasks = pressed.iter();
        let found = tasks.filter_map(|&task| self.escalation(task, &about));
        let mut of_unit: Vec<Escalation> = found.collect();
        of_unit.sort_by_key(order);
        of_unit
    }

    fn escalation(&self, task: TaskIx, about: &[&[(About<'_>, u32)]]) -> Option<Escalation> {
        let Context {
            tables,
            plan,
            as_of,
            ..
        } = self.context;
        let verdict = self.stretch.tasks().get(task as usize)?;
        let due = verdict.step_due(plan)?;
        let after = match verdict.deadline {
            Some(deadline) if verdict.is_overdue() => deadline,
            _ => as_of - TimeDelta::days(RECENT + 1),
        };
        let mut own: Vec<u32> = Vec::new();
        if !about.is_empty() {
            for key in self.concerned(task) {
                own.extend(about.iter().flat_map(|about| Abouts::under(about, key)));
            }
            own.sort_unstable();
            own.dedup();
        }
        let mut taken: Option<(usize, Taken)> = None;
        let mut exposed = None;
        let mut rungs = 0;
        let rows = own.into_iter();
        for row in rows.filter_map(|at| tables.actions.get(at as usize).copied()) {
            let action = tables.action(row);
            let step = action.and_then(|action| action.level().zip(action.date()));
            let Some((level, date)) = step.filter(|(_, date)| *date > after && *date <= as_of)
            else {
                continue;
            };
            if level == Level::Exposure {
                exposed = exposed.max(Some(date));
            }
            let Some(place) = rung(plan, level) else {
                continue;
            };
            rungs |= 1_u32.checked_shl(place as u32).unwrap_or(0);
            let step = Taken { level, date, row };
            // Of equal steps the newest is shown.
            if taken.is_none_or(|(known, other)| (place, date) > (known, other.date)) {
                taken = Some((place, step));
            }
        }
        let reached = taken.map_or(0, |(place, _)| place + 1);
        Some(Escalation {
            unit: 0,
            task,
            due,
            taken: taken.map(|(_, step)| step),
            rungs,
            exposed,
            gap: (due + 1).saturating_sub(reached),
        })
    }

    /// Regions and tasks of the actions that are about a task: it, those above it, or no task in
    /// particular, of its region or of none. A unit of the same name may stand in another county.
    fn concerned(&self, task: TaskIx) -> impl Iterator<Item = About<'a>> {
        let (own, tasks) = (self.own, self.stretch.tasks());
        let region = own.task(task as usize).map_or("", Task::region);
        let none = Some("").filter(|none| *none != region);
        let in_general = std::iter::once(region).chain(none);
        // A register is not deeper than this; a ring of parents ends here too.
        let above = move |ix: &TaskIx| tasks.get(*ix as usize)?.parent.get();
        let rows = std::iter::successors(Some(task), above).take(8);
        let rows = rows.filter_map(move |ix| own.task(ix as usize));
        let rows = rows.filter(|row| !row.id().is_empty());
        in_general
            .map(|region| (region, ""))
            .chain(rows.map(|row| (row.region(), row.id())))
    }
}

/// Of one unit the largest gap comes first.
pub fn order(one: &Escalation) -> impl Ord + use<> {
    (Reverse(one.gap), Reverse(one.due))
}

/// The step taken about a unit and how many rungs are missing: of its tasks with the unit's step
/// the one with the largest gap, of equal gaps the one with which the least was done: more must not
/// be claimed than holds of each, whatever order the files come in.
pub fn shown<'a>(
    of_unit: impl IntoIterator<Item = &'a Escalation>,
    due: Option<usize>,
    plan: &Plan,
) -> (Option<Level>, usize) {
    let shown = of_unit
        .into_iter()
        .filter(|one| Some(one.due) == due)
        .max_by_key(|one| {
            let reached = one.taken.and_then(|taken| rung(plan, taken.level));
            (one.gap, Reverse(reached))
        });
    let taken = shown.and_then(|one| one.taken).map(|taken| taken.level);
    (taken, shown.map_or(0, |one| one.gap))
}

/// What an action is about: its region and task, empty where it names none.
type About<'a> = (&'a str, &'a str);

/// Actions by unit, then by region and task: a country has a hundred thousand steps taken about units
/// of one name, and none about most.
pub struct Abouts<'a> {
    /// Where those of each unit stand.
    units: FxHashMap<&'a str, Range<usize>>,
    /// What each is about, and its place among the actions; those of one unit in that order.
    all: Vec<(About<'a>, u32)>,
}

impl<'a> Abouts<'a> {
    /// Of the actions at these places.
    fn of(places: impl Iterator<Item = u32>, Context { tables, plan, .. }: Context<'a>) -> Self {
        let mut units: FxHashMap<&str, Range<usize>> = FxHashMap::default();
        let mut all: Vec<(usize, (About<'_>, u32))> = Vec::new();
        let groups = Groups::of(plan);
        let action = |at: u32| Some((at, tables.action(*tables.actions.get(at as usize)?)?));
        for (at, action) in places.filter_map(action) {
            let about = (action.region(), action.task());
            for unit in action.units() {
                // What is said to a group is said to each of its members.
                let members = groups.of_name(unit, plan).unwrap_or_default();
                let named = [unit].into_iter().chain(members.iter().map(String::as_str));
                for unit in named {
                    let number = units.len();
                    let unit = units.entry(plan.canonical_unit(unit));
                    // For now a number only.
                    let number = unit.or_insert(number..number).start;
                    all.push((number, (about, at)));
                }
            }
        }
        all.sort_by_key(|(unit, _)| *unit);
        let mut places = Vec::with_capacity(units.len());
        let mut end = 0;
        for of_unit in all.chunk_by_mut(|a, b| a.0 == b.0) {
            of_unit.sort_unstable();
            places.push(end..end + of_unit.len());
            end += of_unit.len();
        }
        for place in units.values_mut() {
            *place = places[place.start].clone();
        }
        let all = all.into_iter().map(|(_, about)| about).collect();
        Self { units, all }
    }

    /// Those about a unit; `None` where there is none.
    fn of_unit(&self, unit: &str) -> Option<&[(About<'a>, u32)]> {
        self.all.get(self.units.get(unit)?.clone())
    }

    /// The places of those that are about this, of the actions about a unit.
    fn under<'b>(
        of_unit: &'b [(About<'a>, u32)],
        about: About<'_>,
    ) -> impl Iterator<Item = u32> + use<'a, 'b> {
        let from = of_unit.partition_point(|(key, _)| *key < about);
        let many = of_unit[from..].partition_point(|(key, _)| *key == about);
        of_unit[from..from + many].iter().map(|(_, at)| *at)
    }
}

/// The actions of no region.
pub fn general(context: Context<'_>) -> Abouts<'_> {
    let places = context.around.actions.get("");
    Abouts::of(places.iter().copied(), context)
}
