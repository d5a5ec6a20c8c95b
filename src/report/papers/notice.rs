//! 督办单: what one unit is late with, what is asked of it, and by when it must answer
//! (plan 五(三)).

use super::Speaker;
use super::facts::{Head, Matter, clean, long_date, more};
use crate::analysis::board::{Board, Escalation, RegionVerdict, UnitVerdict};
use crate::terms::Level;
use crate::terms::county::same_county;
use crate::tr;
use crate::words;
use chrono::Datelike;
use serde::Serialize;

/// Why there is nothing to write.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NoNotice {
    /// No unit has this name; these come near.
    Unknown(Vec<String>),
    /// Nothing of this unit is late.
    NothingLate,
    /// No task is of this region; these there are.
    NoRegion(Vec<String>),
}

/// How many matters a notice names.
const MATTERS: usize = 40;

/// How many regions are told to whom asks for one that is not there.
const REGIONS: usize = 12;

/// Everything in the notice.
#[derive(Debug, Serialize)]
pub struct Notice {
    head: Head,
    label: Labels,
    number: String,
    unit: String,
    opening: String,
    matters: Vec<Matter>,
    more: String,
    demands: Vec<String>,
    reply_by: String,
    closing: String,
}

#[derive(Debug, Serialize)]
struct Labels {
    number: String,
    unit: String,
    matter: String,
    deadline: String,
    late: String,
    standing: String,
    obstacles: String,
    due: String,
    taken: String,
    demands: String,
    reply_by: String,
    issued_by: String,
    signed: String,
    received: String,
    seal: String,
}

/// The facts of a unit's notice, of the matters of one region only where there is one.
pub fn facts(speaker: &Speaker<'_>, unit: &str, region: Option<&str>) -> Result<Notice, NoNotice> {
    let l = speaker.locale;
    let board = speaker.board;
    let region = match region {
        Some(asked) => Some(self::region(speaker, asked)?),
        None => None,
    };
    let at = find(board, unit, region.unwrap_or_default())?;
    let late: Vec<Escalation> = board
        .supervision
        .escalations
        .iter()
        .filter(|one| one.unit == at)
        .filter(|one| {
            let task = board.task(one.task);
            region.is_none_or(|region| task.is_some_and(|task| task.region() == region))
        })
        .copied()
        .collect();
    // What was done already is not done again: the step is that of a matter that lacks one.
    let lacking = late.iter().filter(|one| one.gap > 0);
    let Some(first) = lacking
        .max_by_key(|one| (one.due, one.gap))
        .or_else(|| late.iter().max_by_key(|one| one.due))
    else {
        return Err(NoNotice::NothingLate);
    };
    let unit = clean(&board.units[at].unit);
    let reply = board.plan.reply_by(board.as_of);
    let overdue = late
        .iter()
        .filter(|one| {
            board
                .verdict(one.task)
                .is_some_and(|v| v.days_overdue() > 0)
        })
        .count();
    Ok(Notice {
        head: Head::new(speaker, tr!(l, "paper-notice")),
        label: labels(speaker),
        number: number(board, region.unwrap_or(&board.units[at].region)),
        opening: opening(
            speaker,
            first,
            &if overdue == late.len() {
                tr!(l, "notice-overdue", count = overdue)
            } else if overdue == 0 {
                tr!(l, "notice-behind", count = late.len())
            } else {
                tr!(l, "notice-both", count = late.len(), overdue = overdue)
            },
        ),
        matters: late
            .iter()
            .take(MATTERS)
            .filter_map(|one| Matter::of(speaker, *one))
            .collect(),
        more: more(speaker, late.len().saturating_sub(MATTERS)),
        demands: demands(speaker, at, &late, region),
        reply_by: long_date(speaker, reply),
        // Behind the last rung comes accountability, behind the last but one a summons.
        closing: if first.due + 1 >= board.plan.steps.len() {
            tr!(l, "notice-closing-last", clauses = clauses(board))
        } else if first.due + 2 == board.plan.steps.len() {
            tr!(l, "notice-closing", clauses = clauses(board))
        } else {
            tr!(l, "notice-closing-mild")
        },
        unit,
    })
}

/// The region of a name: as its rows have it, as it is shown, or as it is spelled otherwise where
/// only one can be meant.
fn region<'a>(speaker: &Speaker<'a>, asked: &str) -> Result<&'a str, NoNotice> {
    let all = &speaker.board.regions;
    let shown = |one: &RegionVerdict| words::region(speaker, &one.region);
    let one = |is: &dyn Fn(&RegionVerdict) -> bool| {
        let mut found = all.iter().filter(|one| is(one));
        let first = found.next();
        first.filter(|_| found.next().is_none())
    };
    let found = one(&|one| one.region == asked)
        .or_else(|| one(&|one| shown(one) == asked))
        .or_else(|| one(&|one| same_county(&one.region, asked)));
    found.map(|one| one.region.as_str()).ok_or_else(|| {
        let names = all.iter().take(REGIONS).map(|one| clean(&shown(one)));
        let more = (all.len() > REGIONS).then(|| "…".to_owned());
        NoNotice::NoRegion(names.chain(more).collect())
    })
}

/// What is late and the step that is taken with this notice; one that was taken already is not
/// taken again.
fn opening(speaker: &Speaker<'_>, first: &Escalation, matters: &str) -> String {
    let l = speaker.locale;
    let board = speaker.board;
    let date = long_date(speaker, board.as_of);
    let plan = clean(&board.plan.title);
    let step = clean(&words::step(speaker, Some(first.due)));
    if first.gap == 0 {
        // Every matter has its step or a higher one: what was taken is named.
        let taken = first.taken.map(|taken| words::level(l, taken.level));
        let step = taken.map_or(step, |taken| clean(&taken));
        tr!(
            l,
            "notice-opening-again",
            clauses = clauses(board),
            date = date,
            matters = matters,
            plan = plan,
            step = step
        )
    } else {
        tr!(
            l,
            "notice-opening",
            clauses = clauses(board),
            date = date,
            matters = matters,
            plan = plan,
            step = step
        )
    }
}

/// Whether the plan's clauses are known: another county's or city's plan has others.
fn clauses(board: &Board) -> &'static str {
    if board.plan.is_published() {
        "known"
    } else {
        "other"
    }
}

/// The unit of a name: as written or by an alias of the plan, the one of the region where each may
/// have it, or the one name that holds it.
fn find(board: &Board, name: &str, region: &str) -> Result<usize, NoNotice> {
    let name = name.trim();
    let all = |is: &dyn Fn(&UnitVerdict) -> bool| -> Vec<usize> {
        let every = 0..board.units.len();
        every.filter(|&at| is(&board.units[at])).collect()
    };
    // The name as it is shown means nothing else, unless a region is named besides.
    if region.is_empty()
        && let [only] = all(&|one| one.unit == name).as_slice()
    {
        return Ok(*only);
    }
    let called = all(&|one| one.is_called(&board.plan, name, region));
    let here = |at: &&usize| board.units[**at].region == region;
    let mut near = match called.iter().find(here) {
        Some(at) => vec![*at],
        None => called,
    };
    if near.is_empty() && !name.is_empty() {
        near = all(&|one| one.unit.contains(name));
    }
    match near.as_slice() {
        [only] => Ok(*only),
        _ => Err(NoNotice::Unknown(
            near.iter()
                .take(8)
                .map(|&at| clean(&board.units[at].unit))
                .collect(),
        )),
    }
}

fn labels(speaker: &Speaker<'_>) -> Labels {
    let l = speaker.locale;
    Labels {
        number: tr!(l, "notice-number"),
        unit: tr!(l, "notice-unit"),
        matter: tr!(l, "notice-matter"),
        deadline: tr!(l, "column-deadline"),
        late: tr!(l, "paper-how-late"),
        standing: tr!(l, "field-progress-text"),
        obstacles: tr!(l, "field-obstacles"),
        due: tr!(l, "column-step-due"),
        taken: tr!(l, "column-step-taken"),
        demands: tr!(l, "notice-demands"),
        reply_by: tr!(l, "notice-reply-by"),
        issued_by: tr!(l, "notice-issued-by"),
        signed: tr!(l, "notice-signed"),
        received: tr!(l, "notice-received"),
        seal: tr!(l, "notice-seal"),
    }
}

/// The number behind the last 督办 of the year, `青整改督〔2021〕3号` behind `…2号`; with a gap
/// to be filled where there was none. Of several counties each numbers its own, and the city what
/// is of no county.
fn number(board: &Board, region: &str) -> String {
    let year = format!("〔{}〕", board.as_of.year());
    let of = |region: Option<&str>| last_number(board, &year, region);
    // A city may keep one register of all its counties, without a column for them.
    let last = if board.regions.len() > 1 {
        of(Some(region)).or_else(|| of(Some("")))
    } else {
        of(None)
    };
    match last {
        Some((n, head)) => clean(&format!("{head}{year}{}号", n.saturating_add(1))),
        None => format!("＿＿＿{year}＿＿号"),
    }
}

/// The highest number of a 督办 of the year, with what stands before the year.
fn last_number<'a>(board: &'a Board, year: &str, region: Option<&str>) -> Option<(u32, &'a str)> {
    let mut best: Option<(u32, &str)> = None;
    for &id in &board.tables.actions {
        let Some(action) = board.tables.action(id) else {
            continue;
        };
        let elsewhere = region.is_some_and(|region| region != action.region());
        if elsewhere || action.level() != Some(Level::Supervision) {
            continue;
        }
        let Some((head, tail)) = action.number().split_once(year) else {
            continue;
        };
        if let Ok(n) = tail.trim_end_matches('号').trim().parse::<u32>()
            && best.is_none_or(|(known, _)| n > known)
        {
            best = Some((n, head));
        }
    }
    best
}

/// What is asked: an answer, what the unit itself named as its next steps, answers that are
/// overdue.
fn demands(
    speaker: &Speaker<'_>,
    unit: usize,
    late: &[Escalation],
    region: Option<&str>,
) -> Vec<String> {
    let l = speaker.locale;
    let board = speaker.board;
    let reply = board.plan.reply_by(board.as_of);
    let mut out = vec![tr!(l, "demand-answer", date = words::date(speaker, reply))];
    for one in late.iter().take(MATTERS) {
        let (Some(task), Some(verdict)) = (board.task(one.task), board.verdict(one.task)) else {
            continue;
        };
        let name = clean(&format!("{} {}", task.id(), task.title()));
        if verdict.reason == crate::analysis::board::Reason::Reopened {
            if let Some(day) = verdict.deadline {
                let date = words::date(speaker, day);
                out.push(if day < board.as_of {
                    tr!(l, "demand-put-right-now", name = name, date = date)
                } else {
                    tr!(l, "demand-put-right", name = name, date = date)
                });
            }
        } else if !task.next_steps().trim().is_empty() {
            let steps = clean(task.next_steps());
            let steps = steps.trim_end_matches(['。', '.', '；', ';']);
            out.push(tr!(l, "demand-next-steps", name = name, steps = steps));
        }
    }
    for reply in board.supervision.replies.iter().filter(|r| r.days_late > 0) {
        let Some(action) = board.tables.action(reply.row) else {
            continue;
        };
        let own = |other: &&str| board.units[unit].is_called(&board.plan, other, action.region());
        let here = region.is_none_or(|region| ["", region].contains(&action.region()));
        if here && action.units().iter().any(own) {
            // A step without a number is named by what it was and when.
            let number = match (action.number(), action.level(), action.date()) {
                ("", Some(level), Some(day)) => tr!(
                    l,
                    "paper-taken",
                    step = words::level(l, level),
                    date = words::date(speaker, day)
                ),
                (number, ..) => clean(number),
            };
            out.push(tr!(
                l,
                "demand-late-answer",
                number = number,
                days = reply.days_late
            ));
        }
    }
    out
}
