//! What was done about units that lag: the step due, the step taken, the gap; answers, look-backs,
//! cases, publicity (plan 五(三)–(五)).

use super::board::{
    CaseVerdict, Escalation, LookbackVerdict, Published, Reply, State, Supervision, Taken, TaskIx,
    UnitVerdict, Verdicts, rung,
};
use super::findings::Findings;
use super::ids::Ids;
use super::lookback::Reopenings;
use super::units::Groups;
use crate::diagnostic::{Code, Diagnostic};
use crate::model::{RowId, Segment, SupervisionAction, Tables, Task};
use crate::parallel;
use crate::plan::Plan;
use crate::terms::{Handling, Level};
use chrono::{NaiveDate, TimeDelta};
use rustc_hash::{FxHashMap, FxHashSet};
use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::ops::Range;

/// How long a step counts for a task that is red but not overdue, days (DESIGN §4).
const RECENT: i64 = 30;

/// How many units are looked at in one go: the first are late with many tasks, most with none.
const UNITS: usize = 1024;

/// What happened, whatever the units: supervision without its escalations.
pub fn events(
    tables: &Tables,
    ids: &Ids<'_>,
    tasks: &Verdicts,
    reopenings: &Reopenings<'_>,
    as_of: NaiveDate,
) -> Supervision {
    Supervision {
        replies: replies(tables, as_of),
        lookbacks: lookbacks(tables, ids, tasks, reopenings, as_of),
        cases: cases(tables, as_of),
        published: published(tables, ids, tasks),
        taken: taken(tables),
        strays: strays(tables, ids),
        ..Supervision::default()
    }
}

/// The steps due and taken, unit by unit in the order of the units; fills what of it the units show.
pub fn escalate(
    tables: &Tables,
    tasks: &Verdicts,
    units: &mut [UnitVerdict],
    plan: &Plan,
    as_of: NaiveDate,
) -> Vec<Escalation> {
    let escalations = escalations(tables, tasks, units, plan, as_of);
    for of_unit in escalations.chunk_by(|a, b| a.unit == b.unit) {
        let Some(unit) = of_unit.first().and_then(|one| units.get_mut(one.unit)) else {
            continue;
        };
        (unit.step_taken, unit.step_gap) = shown(of_unit, unit.step_due, plan);
    }
    escalations
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

/// The actions that may count for a unit's task: dated after its deadline, or, where it is not
/// overdue, in the last 30 days.
fn escalations(
    tables: &Tables,
    tasks: &Verdicts,
    units: &[UnitVerdict],
    plan: &Plan,
    as_of: NaiveDate,
) -> Vec<Escalation> {
    let actions: Vec<(RowId, SupervisionAction<'_>)> = tables
        .actions
        .iter()
        .filter_map(|&id| Some((id, tables.action(id)?)))
        .collect();
    let about = Abouts::of(actions.iter().map(|(_, action)| *action), plan);
    let units: Vec<(usize, &UnitVerdict)> = units.iter().enumerate().collect();
    let of_unit = |(at, unit): (usize, &UnitVerdict)| {
        // An action may write the region in front, or leave it to its row.
        let (full, bare) = (
            plan.canonical_unit(&unit.unit),
            plan.canonical_unit(&unit.bare),
        );
        let bare = Some(bare).filter(|bare| *bare != full);
        let names = [Some(full), bare].into_iter().flatten();
        let about: Vec<_> = names.filter_map(|name| about.of_unit(name)).collect();
        let mut of_unit: Vec<Escalation> = unit
            .pressed()
            .filter_map(|task| {
                let verdict = tasks.get(task as usize)?;
                let due = verdict.step_due(plan)?;
                let after = match verdict.deadline {
                    Some(deadline) if verdict.is_overdue() => deadline,
                    _ => as_of - TimeDelta::days(RECENT + 1),
                };
                let mut taken: Option<(usize, Taken)> = None;
                let mut exposed = None;
                let mut rungs = 0;
                let mut own: Vec<usize> = Vec::new();
                if !about.is_empty() {
                    for key in concerned(tables, tasks, task) {
                        let found = about.iter().flat_map(|about| Abouts::under(about, key));
                        own.extend(found);
                    }
                    own.sort_unstable();
                    own.dedup();
                }
                for (row, action) in own.into_iter().filter_map(|at| actions.get(at)) {
                    let (Some(level), Some(date)) = (action.level(), action.date()) else {
                        continue;
                    };
                    if date <= after || date > as_of {
                        continue;
                    }
                    if level == Level::Exposure {
                        exposed = exposed.max(Some(date));
                    }
                    let Some(place) = rung(plan, level) else {
                        continue;
                    };
                    rungs |= 1_u32.checked_shl(place as u32).unwrap_or(0);
                    let step = Taken {
                        level,
                        date,
                        row: *row,
                    };
                    // Of equal steps the newest is shown.
                    if taken.is_none_or(|(known, other)| (place, date) > (known, other.date)) {
                        taken = Some((place, step));
                    }
                }
                let reached = taken.map_or(0, |(place, _)| place + 1);
                Some(Escalation {
                    unit: at,
                    task,
                    due,
                    taken: taken.map(|(_, step)| step),
                    rungs,
                    exposed,
                    gap: (due + 1).saturating_sub(reached),
                })
            })
            .collect();
        of_unit.sort_by_key(|one| (Reverse(one.gap), Reverse(one.due)));
        of_unit
    };
    let found = parallel::map_pieces(&units, UNITS, |piece| {
        piece.iter().copied().flat_map(of_unit).collect::<Vec<_>>()
    });
    found.into_iter().flatten().collect()
}

/// What an action is about: its region and task, empty where it names none.
type About<'a> = (&'a str, &'a str);

/// Actions by unit, then by region and task: a country has a hundred thousand steps taken about units
/// of one name, and none about most.
struct Abouts<'a> {
    /// Where those of each unit stand.
    units: FxHashMap<&'a str, Range<usize>>,
    /// What each is about, and its place among the actions; those of one unit in that order.
    all: Vec<(About<'a>, usize)>,
}

impl<'a> Abouts<'a> {
    fn of(actions: impl Iterator<Item = SupervisionAction<'a>>, plan: &'a Plan) -> Self {
        let mut units: FxHashMap<&str, Range<usize>> = FxHashMap::default();
        let mut all: Vec<(usize, (About<'_>, usize))> = Vec::new();
        let groups = Groups::of(plan);
        for (at, action) in actions.enumerate() {
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
    fn of_unit(&self, unit: &str) -> Option<&[(About<'a>, usize)]> {
        self.all.get(self.units.get(unit)?.clone())
    }

    /// The places of those that are about this, of the actions about a unit.
    fn under<'b>(
        of_unit: &'b [(About<'a>, usize)],
        about: About<'_>,
    ) -> impl Iterator<Item = usize> + use<'a, 'b> {
        let from = of_unit.partition_point(|(key, _)| *key < about);
        let many = of_unit[from..].partition_point(|(key, _)| *key == about);
        of_unit[from..from + many].iter().map(|(_, at)| *at)
    }
}

/// Regions and tasks of the actions that are about a task: it, those above it, or no task in
/// particular, of its region or of none. A unit of the same name may stand in another county.
fn concerned<'a>(
    tables: &'a Tables,
    tasks: &'a Verdicts,
    task: TaskIx,
) -> impl Iterator<Item = About<'a>> {
    let own = |ix: TaskIx| {
        tables
            .tasks
            .get(ix as usize)
            .and_then(|&id| tables.task(id))
    };
    let region = own(task).map_or("", Task::region);
    let none = Some("").filter(|none| *none != region);
    let in_general = std::iter::once(region).chain(none);
    // A register is not deeper than this; a ring of parents ends here too.
    let above = move |ix: &TaskIx| tasks.parent(*ix);
    let rows = std::iter::successors(Some(task), above).take(8);
    let rows = rows.filter_map(own).filter(|row| !row.id().is_empty());
    in_general
        .map(|region| (region, ""))
        .chain(rows.map(|row| (row.region(), row.id())))
}

/// The steps taken, the newest first; of one day in the order of the files.
fn taken(tables: &Tables) -> Vec<RowId> {
    let day = |row: RowId| tables.action(row).and_then(SupervisionAction::date);
    let mut list: Vec<(Option<NaiveDate>, RowId)> =
        tables.actions.iter().map(|&row| (day(row), row)).collect();
    list.sort_by_key(|(date, _)| Reverse(*date));
    list.into_iter().map(|(_, row)| row).collect()
}

/// Demands with a day to answer by and no answer up to the day.
fn replies(tables: &Tables, as_of: NaiveDate) -> Vec<Reply> {
    let mut list: Vec<Reply> = tables
        .actions
        .iter()
        .filter_map(|&row| {
            let action = tables.action(row)?;
            let due = action.reply_due()?;
            (!action.is_answered(as_of)).then(|| Reply {
                row,
                due,
                days_late: (as_of - due).num_days(),
            })
        })
        .collect();
    list.sort_by_key(|reply| Reverse(reply.days_late));
    list
}

fn lookbacks(
    tables: &Tables,
    ids: &Ids<'_>,
    tasks: &Verdicts,
    reopenings: &Reopenings<'_>,
    as_of: NaiveDate,
) -> Vec<LookbackVerdict> {
    let mut list: Vec<(Option<NaiveDate>, LookbackVerdict)> = tables
        .lookbacks
        .iter()
        .filter_map(|&row| {
            let lookback = tables.lookback(row)?;
            let key = (lookback.region(), lookback.task());
            let task = ids.get(key);
            let state = task.and_then(|ix| Some(tasks.get(ix as usize)?.state));
            // A task that is closed all the same was signed off again after the look-back.
            let of_task = reopenings
                .get(&key)
                .filter(|_| !matches!(state, Some(State::Completed | State::Done)))
                .map_or(&[][..], Vec::as_slice);
            let open = of_task.iter().any(|one| one.row == row);
            let last = of_task.last().is_some_and(|one| one.row == row);
            let past = lookback
                .deadline()
                .map_or(0, |day| (as_of - day).num_days().max(0));
            Some((
                lookback.date(),
                LookbackVerdict {
                    row,
                    task,
                    result: lookback.result(),
                    open,
                    reopens: last && state == Some(State::Reopened),
                    days_overdue: if open { past } else { 0 },
                },
            ))
        })
        .collect();
    list.sort_by_key(|(date, _)| Reverse(*date));
    list.into_iter().map(|(_, verdict)| verdict).collect()
}

/// What names a task that is not there, and so counts for none. Not what names one of an older version
/// that was taken out since, nor what lies in the folder of a county without a register; a county that
/// a row names itself may be misspelt.
fn strays(tables: &Tables, ids: &Ids<'_>) -> Vec<Diagnostic> {
    let mut found = Findings::default();
    if tables.tasks.is_empty() {
        return Vec::new();
    }
    let mut known: Option<Registers<'_>> = None;
    let mut look = |segment: &Segment, line: u32, region: &str, task: &str| {
        if task.is_empty() || ids.get((region, task)).is_some() {
            return;
        }
        let known = known.get_or_insert_with(|| Registers::of(tables));
        let of_folder = !region.is_empty() && segment.source.region == region;
        let is_unread = of_folder && !known.regions.contains(region);
        if !is_unread && !known.tasks.contains(&(region, task)) {
            let stray = Diagnostic::new(&segment.source.file, line, 0, Code::TaskUnknown);
            found.push(stray.with_value(task));
        }
    };
    for &row in &tables.lookbacks {
        if let Some(one) = tables.lookback(row) {
            look(one.segment, one.line(), one.region(), one.task());
        }
    }
    for &row in &tables.actions {
        if let Some(one) = tables.action(row) {
            look(one.segment, one.line(), one.region(), one.task());
        }
    }
    for &row in &tables.publicity {
        if let Some(one) = tables.announcement(row) {
            look(one.segment, one.line(), one.region(), one.task());
        }
    }
    found.into_list()
}

/// All tasks of all registers, of whatever version, and the regions they are of.
struct Registers<'a> {
    regions: FxHashSet<&'a str>,
    tasks: FxHashSet<(&'a str, &'a str)>,
}

impl<'a> Registers<'a> {
    fn of(tables: &'a Tables) -> Self {
        let mut all = Self {
            regions: FxHashSet::default(),
            tasks: FxHashSet::default(),
        };
        for segment in tables.segments.iter() {
            let Some(tasks) = segment.tasks() else {
                continue;
            };
            for row in 0..tasks.len() {
                let task = tasks.row(segment, row);
                all.regions.insert(task.region());
                all.tasks.insert((task.region(), task.id()));
            }
        }
        all
    }
}

/// Cases: reported by the day, or so many days late or left (plan 五(四)).
fn cases(tables: &Tables, as_of: NaiveDate) -> Vec<CaseVerdict> {
    let mut list: Vec<CaseVerdict> = tables
        .cases
        .iter()
        .filter_map(|&row| {
            let case = tables.case(row)?;
            let reported = match case.reported() {
                Some(day) => day <= as_of,
                None => case.status() == Some(Handling::Closed),
            };
            let left = case.report_due().map(|due| (due - as_of).num_days());
            let open = left.filter(|_| !reported);
            Some(CaseVerdict {
                row,
                reported,
                days_overdue: open.map_or(0, |left| (-left).max(0)),
                days_left: open.filter(|left| *left >= 0),
            })
        })
        .collect();
    list.sort_by_key(|case| {
        (
            case.reported,
            Reverse(case.days_overdue),
            case.days_left.unwrap_or(i64::MAX),
        )
    });
    list
}

/// The newest day of each kind of publicity, of the tasks without a parent that were made public, in
/// their order.
fn published(tables: &Tables, ids: &Ids<'_>, tasks: &Verdicts) -> Vec<Published> {
    let mut list: BTreeMap<TaskIx, [Option<NaiveDate>; 4]> = BTreeMap::new();
    for &row in &tables.publicity {
        let Some(one) = tables.announcement(row) else {
            continue;
        };
        let Some(ix) = ids.get((one.region(), one.task())) else {
            continue;
        };
        let mut top = ix;
        for _ in 0..8 {
            match tasks.parent(top) {
                Some(parent) => top = parent,
                None => break,
            }
        }
        let is_top = tasks.parent(top).is_none();
        if let Some(kind) = one.kind().filter(|_| is_top) {
            let day = &mut list.entry(top).or_default()[kind as usize];
            *day = (*day).max(one.date());
        }
    }
    let list = list.into_iter();
    list.map(|(task, days)| Published { task, days }).collect()
}
