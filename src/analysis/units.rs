//! Units: what each is responsible for, how late, which step is due (plan 五(二), 五(三)).
//!
//! A task counts once for each responsible unit, so the sum over units may exceed the tasks.

use super::board::{ReadClass, State, TaskIx, TaskVerdict, UnitVerdict, Verdicts};
use super::own::runs;
use super::{local, progress};
use crate::model::{Tables, Task};
use crate::parallel;
use crate::plan::Plan;
use rustc_hash::{FxHashMap, FxHashSet};
use std::borrow::Cow;
use std::cmp::Reverse;
use std::rc::Rc;

/// The units of all leaf rows, in the order of the ranking (DESIGN §4, Units): 责任单位, the
/// lead where that is empty; a part with neither counts for the units of its parent, and a
/// part without a lead is led by its parent's. A row with parts does not count. Groups expand
/// only to the members the plan lists; aliases join under the spelling seen first. Of several
/// regions a name that each of them may have is a unit of each.
pub fn units(tables: &Tables, verdicts: &Verdicts, plan: &Plan, points: usize) -> Vec<UnitVerdict> {
    let all = verdicts.iter().enumerate();
    of(tables, verdicts, all, plan, points)
}

/// As [`units`], of these tasks only.
pub fn units_among(
    tables: &Tables,
    verdicts: &Verdicts,
    among: impl Iterator<Item = usize>,
    plan: &Plan,
    points: usize,
) -> Vec<UnitVerdict> {
    let among = among.filter_map(|ix| Some((ix, verdicts.get(ix)?)));
    of(tables, verdicts, among, plan, points)
}

fn of<'a>(
    tables: &Tables,
    verdicts: &'a Verdicts,
    among: impl Iterator<Item = (usize, &'a TaskVerdict)>,
    plan: &Plan,
    points: usize,
) -> Vec<UnitVerdict> {
    let regions = several_regions(tables);
    let several = !regions.is_empty();
    let mut roster = Roster::new(plan, regions);
    let (mut responsible_lists, mut lead_lists) = (Lists::default(), Lists::default());
    for (ix, verdict) in among {
        if verdict.has_parts() {
            continue;
        }
        let row = tables.tasks.get(ix).copied();
        let lists = row.and_then(|id| {
            let task = tables.task(id)?;
            let (units, leads) = (&task.table.units, &task.table.lead_units);
            let numbers = (units.number_of(task.row), leads.number_of(task.row));
            let region = if several { task.region() } else { "" };
            Some((id.segment, numbers, region))
        });
        // A row without one or the other has them from above.
        let (segment, (units, leads), region) = lists.unwrap_or_default();
        let responsible = responsible_lists.places(segment, units, region, || {
            let names = inherited(tables, verdicts, ix, Task::responsible);
            roster.places(&names, region)
        });
        let leads = lead_lists.places(segment, leads, region, || {
            roster.places(&inherited(tables, verdicts, ix, Task::leads), region)
        });
        for &at in &*responsible {
            roster.units[at].tasks.push(ix as TaskIx);
        }
        for &at in leads.iter().filter(|at| !responsible.contains(at)) {
            roster.units[at].led.push(ix as TaskIx);
        }
    }
    let mut units = roster.units;
    parallel::pieces(&mut units, |_, piece| {
        for unit in piece {
            judge(unit, verdicts, plan, points);
        }
    });
    let order: FxHashMap<&str, usize> = plan
        .units
        .order
        .iter()
        .enumerate()
        .map(|(place, name)| (plan.canonical_unit(name), place))
        .collect();
    let place = |unit: &UnitVerdict| {
        let name = plan.canonical_unit(&unit.bare);
        order.get(name).copied().unwrap_or(usize::MAX)
    };
    // Overdue tasks, then total overdue days, then worst lag (DESIGN §4, Ranking); worked out once
    // a unit, of which a country has tens of thousands.
    units.sort_by_cached_key(|unit| {
        let lag = unit.worst_lag.unwrap_or(f64::NEG_INFINITY);
        let first = (unit.overdue, unit.overdue_days, ordered(lag));
        (Reverse(first), place(unit), unit.unit.clone())
    });
    units
}

/// The regions of the tasks, where there are several.
fn several_regions(tables: &Tables) -> FxHashSet<&str> {
    let mut regions: FxHashSet<&str> = runs(tables).map(|run| run.region).collect();
    if regions.len() < 2 {
        regions.clear();
    }
    regions
}

/// A whole number for each figure, in the order of [`f64::total_cmp`]: bits of figures below zero
/// run the other way.
fn ordered(figure: f64) -> i64 {
    let bits = figure.to_bits() as i64;
    bits ^ ((bits >> 63) & i64::MAX)
}

/// Where the units of each list of a column stand, by file and by the list's number in it: the same
/// lists come again and again, mostly in rows of one region.
#[derive(Default)]
struct Lists<'a> {
    last: Vec<Vec<Option<Found<'a>>>>,
    /// All of them by region, of files whose regions take turns.
    all: FxHashMap<(usize, usize, &'a str), Rc<[usize]>>,
}

/// The region of a row, and the places of its units.
type Found<'a> = (&'a str, Rc<[usize]>);

impl<'a> Lists<'a> {
    /// The places of one list in a row of a region, found once; those of none, which is 0, anew.
    fn places(
        &mut self,
        segment: u32,
        number: u32,
        region: &'a str,
        find: impl FnOnce() -> Vec<usize>,
    ) -> Rc<[usize]> {
        let (segment, number) = (segment as usize, number as usize);
        if number == 0 {
            return find().into();
        }
        if self.last.len() <= segment {
            self.last.resize_with(segment + 1, Vec::new);
        }
        let known = &mut self.last[segment];
        if known.len() <= number {
            known.resize(number + 1, None);
        }
        match &known[number] {
            Some((of, places)) if *of == region => Rc::clone(places),
            other => {
                let places = if let Some((of, places)) = other {
                    self.all.insert((segment, number, *of), Rc::clone(places));
                    let known = self.all.get(&(segment, number, region));
                    known.map_or_else(|| find().into(), Rc::clone)
                } else {
                    Rc::from(find())
                };
                known[number] = Some((region, Rc::clone(&places)));
                places
            }
        }
    }
}

/// How many rows above a part are asked for its units.
const ABOVE: usize = 8;

/// The row's own names, else those of the nearest row above it that has any.
fn inherited<'a>(
    tables: &'a Tables,
    verdicts: &Verdicts,
    ix: usize,
    names: impl Fn(Task<'a>) -> Vec<&'a str>,
) -> Vec<&'a str> {
    let mut at = Some(ix);
    for _ in 0..=ABOVE {
        let Some(ix) = at else { break };
        let task = tables.tasks.get(ix).and_then(|&id| tables.task(id));
        let found = task.map_or_else(Vec::new, &names);
        if !found.is_empty() {
            return found;
        }
        at = verdicts.parent(ix as TaskIx).map(|up| up as usize);
    }
    Vec::new()
}

/// The units met so far, and where each name as written leads.
struct Roster<'a> {
    plan: &'a Plan,
    /// Those that stand side by side, where there are several.
    regions: FxHashSet<&'a str>,
    units: Vec<UnitVerdict>,
    /// By the name counted under.
    known: FxHashMap<Cow<'a, str>, usize>,
    /// By the name as written and the region, where the plan has groups: one leads to many.
    written: FxHashMap<(&'a str, &'a str), Vec<usize>>,
    /// Groups by their name without regard to the width of its brackets.
    groups: FxHashMap<String, &'a [String]>,
}

impl<'a> Roster<'a> {
    fn new(plan: &'a Plan, regions: FxHashSet<&'a str>) -> Self {
        let groups = plan.units.groups.iter();
        Self {
            plan,
            regions,
            units: Vec::new(),
            known: FxHashMap::default(),
            written: FxHashMap::default(),
            groups: groups
                .map(|(name, members)| (narrow(name), members.as_slice()))
                .collect(),
        }
    }

    /// The places of these names of a row of a region in the list, groups expanded, each once.
    fn places(&mut self, names: &[&'a str], region: &'a str) -> Vec<usize> {
        let mut places: Vec<usize> = Vec::new();
        for &name in names.iter().filter(|name| !name.is_empty()) {
            if self.groups.is_empty() {
                let at = self.place(name, region);
                if !places.contains(&at) {
                    places.push(at);
                }
                continue;
            }
            let key = (name, region);
            if !self.written.contains_key(&key) {
                let found = self.resolve(name, region);
                self.written.insert(key, found);
            }
            let found = self.written.get(&key).map_or(&[][..], Vec::as_slice);
            for &at in found {
                if !places.contains(&at) {
                    places.push(at);
                }
            }
        }
        places
    }

    fn resolve(&mut self, name: &'a str, region: &str) -> Vec<usize> {
        let group = self.groups.get(&narrow(name));
        let group = group.or_else(|| self.groups.get(&narrow(self.plan.canonical_unit(name))));
        match group.copied() {
            Some(members) => {
                let place = |member: &'a String| self.place(member, region);
                members.iter().map(place).collect()
            }
            None => vec![self.place(name, region)],
        }
    }

    fn place(&mut self, name: &'a str, region: &str) -> usize {
        let units = &mut self.units;
        let bare = self.plan.canonical_unit(name);
        let several = !self.regions.is_empty();
        let local = several && local::is_local(bare, region);
        // A county's own name in front says whose it is, whoever writes it.
        let owner = if several {
            local::owner(bare, &self.regions)
        } else {
            None
        };
        if region.is_empty() || !local || owner.is_some() {
            let key = match owner {
                Some(owner) => local::qualified(bare, owner),
                None => Cow::Borrowed(bare),
            };
            let own_level = local && owner.is_none();
            return *self.known.entry(key).or_insert_with_key(|key| {
                let shown = if owner.is_some() { key } else { name };
                units.push(UnitVerdict {
                    own_level,
                    ..unit(shown)
                });
                units.len() - 1
            });
        }
        let full = local::qualified(bare, region);
        let at = *self.known.entry(full).or_insert_with_key(|full| {
            units.push(unit(full));
            units.len() - 1
        });
        // Another file may have written the whole name.
        if units[at].region.is_empty() {
            bare.clone_into(&mut units[at].bare);
            region.clone_into(&mut units[at].region);
        }
        at
    }
}

/// Brackets in their half-width form.
fn narrow(name: &str) -> String {
    name.replace('（', "(").replace('）', ")")
}

fn judge(unit: &mut UnitVerdict, verdicts: &Verdicts, plan: &Plan, points: usize) {
    let tasks: Vec<&TaskVerdict> = unit
        .tasks
        .iter()
        .filter_map(|&ix| verdicts.get(ix as usize))
        .collect();
    let count = |holds: &dyn Fn(&TaskVerdict) -> bool| tasks.iter().filter(|v| holds(v)).count();
    unit.done = count(&|v| v.state == State::Done);
    unit.completed = count(&|v| v.state == State::Completed);
    unit.overdue = count(&|v| v.is_overdue());
    unit.behind = count(&|v| v.class == ReadClass::Behind);
    unit.at_risk = tasks
        .iter()
        .any(|v| v.is_overdue() || v.state == State::Reopened);
    unit.overdue_days = tasks.iter().map(|v| v.days_overdue).sum();
    unit.longest_overdue = tasks.iter().map(|v| v.days_overdue).max().unwrap_or(0);
    let open = || {
        tasks
            .iter()
            .filter(|v| matches!(v.state, State::Open | State::Reopened))
    };
    unit.worst_lag = open().filter_map(|v| v.lag).max_by(f64::total_cmp);
    unit.actual = progress::mean(tasks.iter().map(|v| v.actual));
    unit.step_due = tasks.iter().filter_map(|v| v.step_due(plan)).max();
    unit.updated = open().filter_map(|v| v.updated).reduce(|a, b| a || b);
    unit.history = (0..points)
        .map(|at| progress::mean(tasks.iter().map(|v| v.history.get(at).copied().flatten())))
        .collect();
}

fn unit(name: &str) -> UnitVerdict {
    UnitVerdict {
        unit: name.to_owned(),
        bare: name.to_owned(),
        region: String::new(),
        own_level: false,
        tasks: Vec::new(),
        led: Vec::new(),
        done: 0,
        completed: 0,
        overdue: 0,
        behind: 0,
        overdue_days: 0,
        longest_overdue: 0,
        worst_lag: None,
        actual: None,
        step_due: None,
        step_taken: None,
        step_gap: 0,
        updated: None,
        at_risk: false,
        history: Vec::new(),
    }
}
