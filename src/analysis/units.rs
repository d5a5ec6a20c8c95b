//! Units: what each is responsible for, how late, which step is due (plan 五(二), 五(三)).
//!
//! A task counts once for each responsible unit, so the sum over units may exceed the tasks.

use super::board::{ReadClass, State, Stretch, TaskIx, TaskVerdict, UnitTally};
use super::local;
use super::own::{Own, runs};
use super::progress::Mean;
use crate::model::Task;
use crate::plan::Plan;
use rustc_hash::{FxHashMap, FxHashSet};
use std::borrow::Cow;
use std::rc::Rc;

/// The units of leaf rows of a stretch (DESIGN §4, Units): 责任单位, the lead where that is empty; a
/// part with neither counts for the units of its parent, and a part without a lead is led by its
/// parent's. A row with parts does not count. Groups expand only to the members the plan lists;
/// aliases join under the spelling seen first. Of several regions (`regions`) a name that each of them
/// may have is a unit of each.
pub fn units(
    own: Own<'_>,
    stretch: &Stretch,
    among: impl Iterator<Item = usize>,
    regions: &FxHashSet<&str>,
    plan: &Plan,
) -> Vec<UnitTally> {
    let several = !regions.is_empty();
    let mut roster = Roster::new(plan, regions);
    let (mut responsible_lists, mut lead_lists) = (Lists::default(), Lists::default());
    for ix in among {
        let Some(verdict) = stretch.tasks.get(ix).filter(|one| !one.has_parts()) else {
            continue;
        };
        let lists = own.task(ix).map(|task| {
            let (units, leads) = (&task.table.units, &task.table.lead_units);
            let numbers = (units.number_of(task.row), leads.number_of(task.row));
            let region = if several { task.region() } else { "" };
            (own.segment(ix), numbers, region)
        });
        // A row without one or the other has them from above.
        let (segment, (units, leads), region) = lists.unwrap_or_default();
        let responsible = responsible_lists.places(segment, units, region, || {
            roster.places(&inherited(own, stretch, ix, Task::responsible), region)
        });
        let leads = lead_lists.places(segment, leads, region, || {
            roster.places(&inherited(own, stretch, ix, Task::leads), region)
        });
        for &at in &*responsible {
            roster.units[at].add(ix as TaskIx, verdict, plan);
        }
        for &at in leads.iter().filter(|at| !responsible.contains(at)) {
            roster.units[at].led.push(ix as TaskIx);
        }
    }
    let mut units = roster.units;
    for unit in &mut units {
        unit.tasks.shrink_to_fit();
        unit.led.shrink_to_fit();
        unit.pressed.shrink_to_fit();
    }
    units
}

/// The regions of some tasks, where there are several.
pub fn several_regions(own: Own<'_>) -> FxHashSet<&str> {
    let mut regions: FxHashSet<&str> = runs(own).map(|run| run.region).collect();
    if regions.len() < 2 {
        regions.clear();
    }
    regions
}

/// Where the units of each list of a column stand, by file and by the list's number in it: the same
/// lists come again and again, mostly in rows of one region.
#[derive(Default)]
struct Lists<'a> {
    last: Vec<Numbered<'a>>,
    /// All of them by region, of files whose regions take turns.
    all: FxHashMap<(usize, usize, &'a str), Rc<[usize]>>,
}

/// The region of a row, and the places of its units.
type Found<'a> = (&'a str, Rc<[usize]>);

/// What was found last of each list of a file, by its number: the lists of a stretch mostly are
/// numbers close together, far from the first of the file.
#[derive(Default)]
struct Numbered<'a> {
    /// The number of the first of them.
    first: usize,
    found: Vec<Option<Found<'a>>>,
}

impl<'a> Numbered<'a> {
    /// The place for what is found of a list.
    fn slot(&mut self, number: usize) -> &mut Option<Found<'a>> {
        if self.found.is_empty() {
            self.first = number;
        }
        if number < self.first {
            let more = self.first - number;
            self.found.splice(0..0, std::iter::repeat_n(None, more));
            self.first = number;
        }
        let at = number - self.first;
        if self.found.len() <= at {
            self.found.resize(at + 1, None);
        }
        &mut self.found[at]
    }
}

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
            self.last.resize_with(segment + 1, Numbered::default);
        }
        match self.last[segment].slot(number) {
            Some((of, places)) if *of == region => Rc::clone(places),
            other => {
                let places = if let Some((of, places)) = &*other {
                    self.all.insert((segment, number, *of), Rc::clone(places));
                    let known = self.all.get(&(segment, number, region));
                    known.map_or_else(|| find().into(), Rc::clone)
                } else {
                    Rc::from(find())
                };
                *other = Some((region, Rc::clone(&places)));
                places
            }
        }
    }
}

/// How many rows above a part are asked for its units.
const ABOVE: usize = 8;

/// The row's own names, else those of the nearest row above it that has any.
fn inherited<'a>(
    own: Own<'a>,
    stretch: &Stretch,
    ix: usize,
    names: impl Fn(Task<'a>) -> Vec<&'a str>,
) -> Vec<&'a str> {
    let mut at = Some(ix);
    for _ in 0..=ABOVE {
        let Some(ix) = at else { break };
        let found = own.task(ix).map_or_else(Vec::new, &names);
        if !found.is_empty() {
            return found;
        }
        let parent = stretch
            .tasks
            .get(ix)
            .and_then(|verdict| verdict.parent.get());
        at = parent.map(|up| up as usize);
    }
    Vec::new()
}

/// Groups by their name without regard to the width of its brackets.
pub struct Groups<'a>(FxHashMap<String, &'a [String]>);

impl<'a> Groups<'a> {
    /// Those the plan lists.
    pub fn of(plan: &'a Plan) -> Self {
        let groups = plan.units.groups.iter();
        Self(
            groups
                .map(|(name, members)| (narrow(name), members.as_slice()))
                .collect(),
        )
    }

    /// The members of a group; `None`: it is none.
    pub fn of_name(&self, name: &str, plan: &Plan) -> Option<&'a [String]> {
        if self.0.is_empty() {
            return None;
        }
        let group = self.0.get(&narrow(name));
        let group = group.or_else(|| self.0.get(&narrow(plan.canonical_unit(name))));
        group.copied()
    }
}

/// The units met so far, and where each name as written leads.
struct Roster<'a> {
    plan: &'a Plan,
    /// Those that stand side by side, where there are several.
    regions: &'a FxHashSet<&'a str>,
    units: Vec<UnitTally>,
    /// By the name counted under.
    known: FxHashMap<Cow<'a, str>, usize>,
    /// By the name as written and the region, where the plan has groups: one leads to many.
    written: FxHashMap<(&'a str, &'a str), Vec<usize>>,
    groups: Groups<'a>,
}

impl<'a> Roster<'a> {
    fn new(plan: &'a Plan, regions: &'a FxHashSet<&'a str>) -> Self {
        Self {
            plan,
            regions,
            units: Vec::new(),
            known: FxHashMap::default(),
            written: FxHashMap::default(),
            groups: Groups::of(plan),
        }
    }

    /// The places of these names of a row of a region in the list, groups expanded, each once.
    fn places(&mut self, names: &[&'a str], region: &'a str) -> Vec<usize> {
        let mut places: Vec<usize> = Vec::new();
        for &name in names.iter().filter(|name| !name.is_empty()) {
            if self.groups.0.is_empty() {
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
        match self.groups.of_name(name, self.plan) {
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
            local::owner(bare, self.regions)
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
                units.push(UnitTally {
                    own_level,
                    ..UnitTally::new(shown, key)
                });
                units.len() - 1
            });
        }
        let full = local::qualified(bare, region);
        let at = *self.known.entry(full).or_insert_with_key(|full| {
            units.push(UnitTally::new(full, full));
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

impl UnitTally {
    fn new(name: &str, key: &str) -> Self {
        Self {
            unit: name.to_owned(),
            bare: name.to_owned(),
            key: (name != key).then(|| key.into()),
            ..Self::default()
        }
    }

    /// The name it is counted under.
    pub(super) fn key(&self) -> &str {
        self.key.as_deref().unwrap_or(&self.unit)
    }

    /// One task more.
    fn add(&mut self, ix: TaskIx, verdict: &TaskVerdict, plan: &Plan) {
        let open = matches!(verdict.state, State::Open | State::Reopened);
        let late = verdict.is_overdue();
        self.tasks.push(ix);
        self.done += usize::from(verdict.state == State::Done);
        self.completed += usize::from(verdict.state == State::Completed);
        self.overdue += usize::from(late);
        self.behind += usize::from(verdict.class == ReadClass::Behind);
        self.at_risk |= late || verdict.state == State::Reopened;
        self.overdue_days += verdict.days_overdue();
        self.longest_overdue = self.longest_overdue.max(verdict.days_overdue());
        if open {
            self.worst_lag = worse(self.worst_lag, verdict.lag());
            self.updated = either(self.updated, verdict.updated);
        }
        self.actual.add(verdict.actual());
        if let Some(due) = verdict.step_due(plan) {
            self.step_due = self.step_due.max(Some(due));
            self.pressed.push(ix);
        }
        let past = verdict.past();
        if self.past.len() < past.len() {
            self.past.resize(past.len(), Mean::default());
        }
        for (mean, &then) in self.past.iter_mut().zip(past) {
            mean.add(then);
        }
    }

    /// What it has to do elsewhere, counted from `first`.
    pub(super) fn add_all(&mut self, more: &Self, first: TaskIx) {
        // Another file may have written the whole name.
        if self.region.is_empty() && !more.region.is_empty() {
            self.bare.clone_from(&more.bare);
            self.region.clone_from(&more.region);
        }
        let places = |list: &[TaskIx]| list.iter().map(move |ix| first + ix).collect::<Vec<_>>();
        self.tasks.extend(places(&more.tasks));
        self.led.extend(places(&more.led));
        self.pressed.extend(places(&more.pressed));
        self.done += more.done;
        self.completed += more.completed;
        self.overdue += more.overdue;
        self.behind += more.behind;
        self.at_risk |= more.at_risk;
        self.overdue_days += more.overdue_days;
        self.longest_overdue = self.longest_overdue.max(more.longest_overdue);
        self.worst_lag = worse(self.worst_lag, more.worst_lag);
        self.updated = either(self.updated, more.updated);
        self.actual = self.actual.with(more.actual);
        self.step_due = self.step_due.max(more.step_due);
        // Of several stretches there is no past.
        debug_assert!(self.past.is_empty() && more.past.is_empty());
    }
}

fn worse(a: Option<f64>, b: Option<f64>) -> Option<f64> {
    a.into_iter().chain(b).max_by(f64::total_cmp)
}

fn either(a: Option<bool>, b: Option<bool>) -> Option<bool> {
    a.into_iter().chain(b).reduce(|a, b| a || b)
}
