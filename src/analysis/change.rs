//! What changed: the board held against the board of a baseline (DESIGN §4, Change).

use super::board::{
    Baseline, Changes, IndicatorVerdict, Moved, Revised, State, TaskIx, TaskVerdict, Vanished,
    Verdict, Verdicts, WentBack,
};
use super::ids::Ids;
use super::merge::Archive;
use super::tally;
use crate::model::{Reading, TableKind, Tables, Task};
use crate::plan::Plan;
use crate::terms::{Period, Status, Value};
use chrono::NaiveDate;
use rustc_hash::{FxHashMap, FxHashSet};
use std::collections::BTreeMap;

/// The day to compare with where none was asked for: the last meeting if there was a version
/// by then, else the newest version older than the current one.
pub fn baseline(archive: &Archive, plan: &Plan, as_of: NaiveDate) -> Option<NaiveDate> {
    let dates = archive.task_dates(as_of);
    if let Some(meeting) = plan.last_meeting(as_of)
        && dates.first().is_some_and(|&first| first <= meeting)
    {
        return Some(meeting);
    }
    let current = archive
        .series(TableKind::Tasks)
        .filter_map(|series| series.by(as_of).last())
        .map(|version| version.date.min(as_of))
        .max()?;
    dates.into_iter().rfind(|&date| date < current)
}

/// The days a board can be held against: the versions of the register before the current one,
/// and the meetings before the day that had a version by then.
pub fn baselines(archive: &Archive, plan: &Plan, as_of: NaiveDate) -> Vec<Baseline> {
    let dates = archive.task_dates(as_of);
    let Some(&first) = dates.first() else {
        return Vec::new();
    };
    let meetings = plan.meetings.iter().copied();
    let mut days: Vec<Baseline> = meetings
        .filter(|&day| first <= day && day < as_of)
        .map(|day| Baseline { day, meeting: true })
        .chain(dates.iter().map(|&day| Baseline {
            day,
            meeting: plan.meetings.contains(&day),
        }))
        .collect();
    days.sort_by_key(|one| one.day);
    days.dedup();
    days
}

/// The tasks and indicators of one day.
#[derive(Debug, Clone, Copy)]
pub struct Day<'a> {
    /// Its rows.
    pub tables: &'a Tables,
    /// Its tasks by identity.
    pub ids: &'a Ids<'a>,
    /// Its verdicts.
    pub judged: &'a Verdicts,
    /// Its indicators.
    pub indicators: &'a [IndicatorVerdict],
    /// How often each task's deadline moved, in step with the tasks.
    pub moves: &'a [u32],
}

/// How far a reported status says a task has come; states that say nothing of it stand with
/// those under way.
fn stand(status: Status) -> u8 {
    match status {
        Status::NotStarted => 0,
        Status::NearlyDone => 2,
        Status::Completed => 3,
        Status::Accepted => 4,
        Status::SignedOff => 5,
        _ => 1,
    }
}

fn old_task<'a>(before: Day<'a>, task: Task<'_>) -> Option<Task<'a>> {
    let ix = before.ids.get((task.region(), task.id()))?;
    let row = before.tables.tasks.get(ix as usize)?;
    before.tables.task(*row)
}

/// How many revised readings are listed.
const LISTED: usize = 100;

/// Readings of now that stood otherwise before: only rows of files that did not count then are
/// looked up.
fn revised(before: &Tables, now: &Tables) -> (Vec<Revised>, usize) {
    type Key<'a> = (&'a str, &'a str, &'a str, Period);
    fn key(reading: Reading<'_>) -> Option<Key<'_>> {
        Some((
            reading.region(),
            reading.indicator(),
            reading.site(),
            reading.period()?,
        ))
    }
    let known: FxHashSet<u32> = before.readings.iter().map(|id| id.segment).collect();
    let mut fresh = now
        .readings
        .iter()
        .filter(|id| !known.contains(&id.segment))
        .peekable();
    if known.is_empty() || fresh.peek().is_none() {
        return (Vec::new(), 0);
    }
    let old: FxHashMap<Key<'_>, Reading<'_>> = before
        .readings
        .iter()
        .filter_map(|id| {
            let reading = before.reading(id)?;
            Some((key(reading)?, reading))
        })
        .collect();
    let mut list = Vec::new();
    let mut count = 0;
    for id in fresh {
        let Some(reading) = now.reading(id) else {
            continue;
        };
        let Some(was) = key(reading).and_then(|key| old.get(&key)) else {
            continue;
        };
        if was.value() == reading.value() {
            continue;
        }
        count += 1;
        if list.len() < LISTED
            && let Some(period) = reading.period()
        {
            list.push(Revised {
                indicator: reading.indicator().to_owned(),
                site: reading.site().to_owned(),
                period,
                from: shown(was.value()),
                to: shown(reading.value()),
            });
        }
    }
    (list, count)
}

/// What had no data then did not cross anything.
fn has_crossed(was: Verdict, is: Verdict) -> bool {
    let both = [was, is].into_iter();
    let mut known = both.map(|one| matches!(one, Verdict::Met | Verdict::Missed));
    was != is && known.all(|known| known)
}

fn shown(value: Value<'_>) -> String {
    match value {
        Value::Number(number) => number.to_string(),
        Value::Class(class) => class.to_string(),
        Value::Word(word) => word.to_owned(),
        Value::Missing(_) => "—".to_owned(),
    }
}

/// What changed from one day to another. A row that appeared already signed off or overdue
/// before the baseline is new, not newly done or newly overdue; the rows of a region that delivers
/// for the first time are neither.
pub fn changes(from: NaiveDate, before: Day<'_>, now: Day<'_>) -> Changes {
    let mut changes = Changes {
        from: Some(from),
        actual: tally::groups_judged(before.judged).counts()[3].actual,
        ..Changes::default()
    };
    let known = before.tables.tasks.iter();
    let known = known.filter_map(|&id| before.tables.task(id));
    let known: FxHashSet<&str> = known.map(Task::region).collect();
    let mut fresh: BTreeMap<&str, usize> = BTreeMap::new();
    for (ix, (verdict, &id)) in now.judged.iter().zip(&now.tables.tasks).enumerate() {
        let Some(task) = now.tables.task(id) else {
            continue;
        };
        let index = ix as TaskIx;
        if !known.is_empty() && !known.contains(task.region()) {
            *fresh.entry(task.region()).or_default() += 1;
            continue;
        }
        let old = before.ids.get((task.region(), task.id()));
        let Some(old) = old.and_then(|old| before.judged.get(old as usize)) else {
            changes.appeared.push(index);
            if verdict.state == State::Done && task.signed_off().is_none_or(|day| day > from) {
                changes.newly_done.push(index);
            }
            if verdict.is_overdue() && verdict.deadline.is_some_and(|day| day >= from) {
                changes.newly_overdue.push(index);
            }
            continue;
        };
        if verdict.state == State::Done && old.state != State::Done {
            changes.newly_done.push(index);
        }
        if verdict.is_overdue() && !old.is_overdue() {
            changes.newly_overdue.push(index);
        }
        let reopened = |verdict: &TaskVerdict| verdict.state == State::Reopened;
        if reopened(verdict) && !reopened(old) {
            changes.reopened.push(index);
        }
        // A failed look-back sets a deadline of its own: nobody moved one.
        if verdict.deadline != old.deadline && !reopened(verdict) && !reopened(old) {
            changes.deadline_moved.push(Moved {
                task: index,
                from: old.deadline,
                to: verdict.deadline,
                times: now.moves.get(ix).copied().unwrap_or(0).max(1),
            });
        }
        let was = old_task(before, task);
        if let (Some(from), Some(to)) = (was.and_then(Task::status), task.status())
            && stand(to) < stand(from)
        {
            changes.went_back.push(WentBack {
                task: index,
                from,
                to,
            });
        }
        if verdict.light != old.light {
            changes.lights.push((index, old.light, verdict.light));
        }
        if let (Some(was), Some(is)) = (old.actual(), verdict.actual())
            && (is - was).abs() > 1e-9
        {
            changes.progress.push((index, was, is));
        }
    }
    let fresh = fresh.into_iter();
    changes.new_regions = fresh
        .map(|(name, count)| (name.to_owned(), count))
        .collect();
    for &id in &before.tables.tasks {
        let Some(task) = before.tables.task(id) else {
            continue;
        };
        if now.ids.get((task.region(), task.id())).is_none() {
            changes.vanished.push(Vanished {
                region: task.region().to_owned(),
                id: task.id().to_owned(),
                title: task.title().to_owned(),
            });
        }
    }
    (changes.revised, changes.revised_count) = revised(before.tables, now.tables);
    let old: FxHashMap<&str, &IndicatorVerdict> = before
        .indicators
        .iter()
        .map(|verdict| (verdict.indicator.as_str(), verdict))
        .collect();
    for (ix, verdict) in now.indicators.iter().enumerate() {
        let Some(old) = old.get(verdict.indicator.as_str()) else {
            continue;
        };
        if has_crossed(old.verdict, verdict.verdict) {
            changes.crossed.push((ix, old.verdict, verdict.verdict));
        }
        let regions = old.regions.iter();
        let regions: FxHashMap<&str, Verdict> = regions
            .map(|one| (one.region.as_str(), one.verdict))
            .collect();
        for one in &verdict.regions {
            if let Some(&was) = regions.get(one.region.as_str())
                && has_crossed(was, one.verdict)
            {
                let region = one.region.clone();
                changes.crossed_in.push((ix, region, was, one.verdict));
            }
        }
    }
    changes
}
