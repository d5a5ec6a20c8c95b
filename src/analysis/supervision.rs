//! What was done about units that lag: the step due, the step taken, the gap; answers, look-backs,
//! cases, publicity (plan 五(三)–(五)).
//!
//! What is about tasks is worked out stretch by stretch ([`follow_up`]) and put together here.

mod escalation;
mod follow_up;

use super::around::Around;
use super::board::{
    CaseVerdict, Escalation, LookbackVerdict, Reply, Stretch, Supervision, UnitVerdict, Verdicts,
};
use super::findings::Findings;
use super::own::Own;
use super::ranking::Ranked;
use crate::diagnostic::{Code, Diagnostic};
use crate::model::{RowId, Segment, SupervisionAction, TableKind, Tables};
use crate::parallel;
use crate::plan::Plan;
use crate::terms::Handling;
use chrono::NaiveDate;
use escalation::{Ladder, Names};
use rustc_hash::{FxHashMap, FxHashSet};
use std::cell::OnceCell;
use std::cmp::Reverse;
use std::sync::{Arc, OnceLock};

pub use escalation::shown;
pub use follow_up::FollowUp;

/// What supervision is told of and judged by.
#[derive(Debug, Clone, Copy)]
pub struct Context<'a> {
    /// The rows that count.
    pub tables: &'a Tables,
    /// Where those of each region stand.
    pub around: &'a Around,
    /// The plan.
    pub plan: &'a Plan,
    /// The day.
    pub as_of: NaiveDate,
}

/// What was done about the tasks of each stretch, in step with the stretches.
pub type FollowUps = Vec<Arc<FollowUp>>;

/// What was done about each stretch; `known`: about stretches of the board before, where none of the
/// tables it follows from changed.
pub fn follow_ups(
    context: Context<'_>,
    tasks: &Verdicts,
    known: Option<(&Verdicts, &FollowUps)>,
) -> FollowUps {
    let known = known.into_iter();
    let known = known.flat_map(|(tasks, follow_ups)| tasks.stretches().zip(follow_ups));
    let known: FxHashMap<usize, &Arc<FollowUp>> = known
        .map(|((_, stretch), follow_up)| (Arc::as_ptr(stretch).addr(), follow_up))
        .collect();
    let general = OnceLock::new();
    let stretches: Vec<(u32, &Arc<Stretch>)> = tasks.stretches().collect();
    parallel::map(&stretches, |&(first, stretch)| {
        let fresh = || {
            let from = first as usize;
            let own = Own::of(context.tables, from..from + stretch.tasks().len());
            let general = general.get_or_init(|| escalation::general(context));
            Arc::new(FollowUp::of_stretch(context, own, stretch, general))
        };
        let known = known.get(&Arc::as_ptr(stretch).addr());
        known.map_or_else(fresh, |known| Arc::clone(known))
    })
}

/// What happened, whatever the units: supervision without its escalations; of `known` answers and
/// steps, or cases, are taken over where their table did not change.
pub fn events<'a>(
    context: Context<'_>,
    tasks: &Verdicts,
    follow_ups: &FollowUps,
    known: impl Fn(TableKind) -> Option<&'a Supervision>,
) -> Supervision {
    let Context { tables, as_of, .. } = context;
    // Regions that have no task.
    let stretches = tasks.stretches().map(|(_, stretch)| stretch);
    let told = stretches.flat_map(|stretch| stretch.tally.regions());
    let told: FxHashSet<&str> = told.collect();
    let around = context.around;
    let others = [&around.lookbacks, &around.actions, &around.publicity].into_iter();
    let others = others.flat_map(|rows| rows.iter().map(|(region, _)| region));
    let others: FxHashSet<&str> = others.filter(|region| !told.contains(region)).collect();
    let rest = FollowUp::of_none(context, others.iter().copied());
    let (replies, taken) = match known(TableKind::Actions) {
        Some(known) => (known.replies.clone(), known.taken.clone()),
        None => (replies(tables, as_of), taken(tables)),
    };
    let placed = || {
        let firsts = tasks.stretches().map(|(first, _)| first);
        let all = firsts.zip(follow_ups.iter().map(|one| &**one));
        all.chain([(0, &rest)])
    };
    let mut lookbacks: Vec<Option<LookbackVerdict>> = vec![None; tables.lookbacks.len()];
    for (first, follow_up) in placed() {
        for (at, verdict) in &follow_up.lookbacks {
            if let Some(place) = lookbacks.get_mut(*at as usize) {
                let task = verdict.task.map(|ix| first + ix);
                *place = Some(LookbackVerdict { task, ..*verdict });
            }
        }
    }
    let published = placed().flat_map(|(first, follow_up)| {
        let list = follow_up.published.iter().copied();
        list.map(move |mut one| {
            one.task += first;
            one
        })
    });
    Supervision {
        replies,
        lookbacks: lookbacks.into_iter().flatten().collect(),
        cases: match known(TableKind::Cases) {
            Some(known) => known.cases.clone(),
            None => cases(tables, as_of),
        },
        published: published.collect(),
        taken,
        strays: strays(tables, placed().map(|(_, follow_up)| follow_up)),
        ..Supervision::default()
    }
}

/// The units with the steps taken about them, and all steps due and taken, unit by unit.
pub fn escalate(
    context: Context<'_>,
    tasks: &Verdicts,
    follow_ups: &FollowUps,
    ranked: Vec<Ranked>,
) -> (Vec<UnitVerdict>, Vec<Escalation>) {
    let plan = context.plan;
    let stretches: Vec<(u32, &Arc<Stretch>)> = tasks.stretches().collect();
    let general = OnceCell::new();
    let general = || general.get_or_init(|| escalation::general(context));
    let ladders: Vec<OnceCell<Ladder<'_>>> = stretches.iter().map(|_| OnceCell::new()).collect();
    let ladder = |at: usize| {
        ladders[at].get_or_init(|| {
            let (first, stretch) = stretches[at];
            let from = first as usize;
            let own = Own::of(context.tables, from..from + stretch.tasks().len());
            Ladder::new(context, own, stretch, general())
        })
    };
    let many = follow_ups.iter().map(|one| one.escalations().len());
    let mut all: Vec<Escalation> = Vec::with_capacity(many.sum());
    let mut units = Vec::with_capacity(ranked.len());
    for (unit, one) in ranked.into_iter().enumerate() {
        let from = all.len();
        let several = one.is_in_several();
        let names = several.then(|| Names::of(&one.unit.unit, &one.unit.bare, plan));
        for (stretch, at) in one.places() {
            let first = stretches[stretch].0;
            let place = |one: &Escalation| Escalation {
                unit,
                task: first + one.task,
                ..*one
            };
            if let Some(names) = names {
                let tally = &stretches[stretch].1.tally.units()[at];
                // Only in another stretch its name may be written in a way that actions have it.
                if names != Names::of(&tally.unit, &tally.bare, plan) {
                    let list = ladder(stretch).of_unit(names, &tally.pressed);
                    all.extend(list.iter().map(place));
                    continue;
                }
            }
            all.extend(follow_ups[stretch].of_unit(at).iter().map(place));
        }
        let of_unit = &mut all[from..];
        if several {
            of_unit.sort_by_key(escalation::order);
        }
        let mut verdict = one.unit;
        if !of_unit.is_empty() {
            (verdict.step_taken, verdict.step_gap) = shown(&*of_unit, verdict.step_due, plan);
        }
        units.push(verdict);
    }
    (units, all)
}

/// What names a task that is not there. Not what names one of an older version that was taken out
/// since, nor what lies in the folder of a county without a register; a county that a row names
/// itself may be misspelt.
fn strays<'a>(tables: &Tables, follow_ups: impl Iterator<Item = &'a FollowUp>) -> Vec<Diagnostic> {
    let mut found = Findings::default();
    let all = follow_ups.flat_map(|follow_up| &follow_up.strays);
    let mut all: Vec<follow_up::Stray> = all.copied().collect();
    if all.is_empty() || tables.tasks.is_empty() {
        return Vec::new();
    }
    all.sort_unstable();
    let known = Registers::of(tables);
    for (kind, place) in all {
        let told: Option<(&Segment, u32, &str, &str)> = tables
            .list(kind)
            .get(place as usize)
            .and_then(|&row| match kind {
                TableKind::Lookbacks => {
                    let one = tables.lookback(row)?;
                    Some((one.segment, one.line(), one.region(), one.task()))
                }
                TableKind::Actions => {
                    let one = tables.action(row)?;
                    Some((one.segment, one.line(), one.region(), one.task()))
                }
                _ => {
                    let one = tables.announcement(row)?;
                    Some((one.segment, one.line(), one.region(), one.task()))
                }
            });
        let Some((segment, line, region, task)) = told else {
            continue;
        };
        let of_folder = !region.is_empty() && segment.source.region == region;
        let is_unread = of_folder && !known.regions.contains(region);
        if !is_unread && !known.tasks.contains(&(region, task)) {
            let stray = Diagnostic::new(&segment.source.file, line, 0, Code::TaskUnknown);
            found.push(stray.with_value(task));
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
