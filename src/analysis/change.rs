//! What changed: the board held against the board of a baseline (DESIGN §4, Change).

use super::board::{Changes, IndicatorVerdict, Moved, State, TaskIx};
use super::judge::Judged;
use super::merge::{Archive, Ids};
use crate::model::{TableKind, Tables};
use crate::plan::Plan;
use chrono::NaiveDate;
use std::collections::HashMap;

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

/// The tasks and indicators of one day.
#[derive(Debug, Clone, Copy)]
pub struct Day<'a> {
    /// Its rows.
    pub tables: &'a Tables,
    /// Its tasks by identity.
    pub ids: &'a Ids<'a>,
    /// Its verdicts.
    pub judged: &'a Judged,
    /// Its indicators.
    pub indicators: &'a [IndicatorVerdict],
}

/// What changed from one day to another. A row that appeared already signed off or overdue
/// before the baseline is new, not newly done or newly overdue.
pub fn changes(from: NaiveDate, before: Day<'_>, now: Day<'_>) -> Changes {
    let mut changes = Changes {
        from: Some(from),
        ..Changes::default()
    };
    for (ix, (verdict, &id)) in now.judged.tasks.iter().zip(&now.tables.tasks).enumerate() {
        let Some(task) = now.tables.task(id) else {
            continue;
        };
        let id = || task.id().to_owned();
        let old = before.ids.get(&(task.region(), task.id()));
        let Some(old) = old.and_then(|&old| before.judged.tasks.get(old as usize)) else {
            changes.appeared.push(id());
            if verdict.state == State::Done && task.signed_off().is_none_or(|day| day > from) {
                changes.newly_done.push(id());
            }
            if verdict.is_overdue() && verdict.deadline.is_some_and(|day| day >= from) {
                changes.newly_overdue.push(id());
            }
            continue;
        };
        if verdict.state == State::Done && old.state != State::Done {
            changes.newly_done.push(id());
        }
        if verdict.is_overdue() && !old.is_overdue() {
            changes.newly_overdue.push(id());
        }
        if verdict.deadline != old.deadline {
            changes.deadline_moved.push(Moved {
                id: id(),
                from: old.deadline,
                to: verdict.deadline,
            });
        }
        let ix = ix as TaskIx;
        if verdict.light != old.light {
            changes.lights.push((ix, old.light, verdict.light));
        }
        if let (Some(was), Some(is)) = (old.actual, verdict.actual)
            && (is - was).abs() > 1e-9
        {
            changes.progress.push((ix, was, is));
        }
    }
    for &id in &before.tables.tasks {
        let Some(task) = before.tables.task(id) else {
            continue;
        };
        if !now.ids.contains_key(&(task.region(), task.id())) {
            let row = (task.id().to_owned(), task.title().to_owned());
            changes.vanished.push(row);
        }
    }
    let old: HashMap<&str, &IndicatorVerdict> = before
        .indicators
        .iter()
        .map(|verdict| (verdict.indicator.as_str(), verdict))
        .collect();
    for (ix, verdict) in now.indicators.iter().enumerate() {
        if let Some(old) = old.get(verdict.indicator.as_str())
            && old.verdict != verdict.verdict
        {
            changes.crossed.push((ix, old.verdict, verdict.verdict));
        }
    }
    changes
}
