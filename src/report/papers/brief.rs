//! 会议一页纸: where everything stands, in the order in which a meeting asks.
//!
//! It stays one page: of long lists the worst are named and the rest counted.

use super::facts::{Head, Matter, clean, mark, more};
use super::{Speaker, charts};
use crate::analysis::board::{Board, TaskIx};
use crate::diagnostic::Severity;
use crate::tr;
use crate::words::changes::{self, Kind};
use crate::words::{self, sentences};
use serde::Serialize;

/// How many of each a page has room for.
const TASKS: usize = 8;
const MATTERS: usize = 8;
const INDICATORS: usize = 16;
const CHANGES: usize = 6;
const DECISIONS: usize = 5;
const LOOKBACKS: usize = 3;

/// Everything on the page.
#[derive(Debug, Serialize)]
pub struct Brief {
    head: Head,
    label: Labels,
    sentence: Sentences,
    decisions: Vec<DecisionLine>,
    more_decisions: String,
    tasks: Vec<TaskLine>,
    more_tasks: String,
    matters: Vec<MatterLine>,
    more_matters: String,
    lookbacks: Vec<LookbackLine>,
    indicators: Vec<IndicatorLine>,
    more_indicators: String,
    changes: Vec<ChangeLine>,
    more_changes: String,
    todo: Vec<String>,
    more_todo: Vec<String>,
    chart: charts::Charts,
    source: String,
}

#[derive(Debug, Serialize)]
struct Labels {
    decisions: String,
    tasks: String,
    overdue: String,
    supervision: String,
    petitions: String,
    projects: String,
    indicators: String,
    timeline: String,
    changes: String,
    todo: String,
    task: String,
    unit: String,
    deadline: String,
    progress: String,
    standing: String,
    why: String,
    late: String,
    due: String,
    taken: String,
    gap: String,
    indicator: String,
    value: String,
    target: String,
    verdict: String,
    outlook: String,
    lookbacks: String,
    none: String,
}

#[derive(Debug, Serialize)]
struct Sentences {
    overview: String,
    tasks: String,
    overdue: String,
    supervision: String,
    petitions: String,
    projects: String,
    indicators: String,
    timeline: String,
    changes: String,
    decisions: String,
}

#[derive(Debug, Serialize)]
struct DecisionLine {
    date: String,
    text: String,
    units: String,
    standing: String,
    late: bool,
}

#[derive(Debug, Serialize)]
struct TaskLine {
    light: &'static str,
    mark: &'static str,
    id: String,
    title: String,
    standing: String,
    units: String,
    deadline: String,
    /// Percent; `None`: unknown.
    actual: Option<f64>,
    /// Percent; `None`: unknown.
    expected: Option<f64>,
    progress: String,
    reason: String,
    bar: String,
}

#[derive(Debug, Serialize)]
struct MatterLine {
    unit: String,
    at_risk: bool,
    #[serde(flatten)]
    matter: Matter,
}

#[derive(Debug, Serialize)]
struct LookbackLine {
    light: &'static str,
    mark: &'static str,
    date: String,
    task: String,
    result: String,
    problem: String,
}

#[derive(Debug, Serialize)]
struct IndicatorLine {
    light: &'static str,
    mark: &'static str,
    name: String,
    value: String,
    target: String,
    verdict: String,
    outlook: String,
    sentence: String,
}

#[derive(Debug, Serialize)]
struct ChangeLine {
    light: &'static str,
    mark: &'static str,
    kind: String,
    words: String,
}

/// The facts of the page.
pub fn facts(speaker: &Speaker<'_>) -> Brief {
    let l = speaker.locale;
    let board = speaker.board;
    let escalations = &board.supervision.escalations;
    let open = || board.decisions.iter().filter(|one| one.open && one.earlier);
    let (lines, left_changes) = change_lines(speaker);
    let todo = sentences::todo(speaker);
    let files = board.tables.current.iter().filter(|now| **now).count();
    Brief {
        head: Head::new(speaker, tr!(l, "paper-brief")),
        label: labels(speaker),
        sentence: Sentences {
            overview: clean(&sentences::overview(speaker)),
            tasks: clean(&sentences::tasks(speaker)),
            overdue: clean(&sentences::overdue(speaker)),
            supervision: clean(&sentences::supervision(speaker)),
            petitions: clean(&sentences::petitions(speaker)),
            projects: clean(&sentences::projects(speaker)),
            indicators: clean(&sentences::indicators(
                speaker,
                sentences::pressing(speaker),
            )),
            timeline: clean(&sentences::timeline(speaker)),
            changes: clean(&sentences::changes(speaker)),
            decisions: clean(&sentences::decisions(speaker)),
        },
        decisions: decision_lines(speaker),
        more_decisions: more(speaker, open().count().saturating_sub(DECISIONS)),
        tasks: worst(board)
            .into_iter()
            .filter_map(|ix| task_line(speaker, ix))
            .collect(),
        more_tasks: more(speaker, board.top.total.saturating_sub(TASKS)),
        matters: escalations
            .iter()
            .take(MATTERS)
            .filter_map(|one| {
                let unit = board.units.get(one.unit)?;
                Some(MatterLine {
                    unit: clean(&unit.unit),
                    at_risk: unit.at_risk,
                    matter: Matter::of(speaker, *one)?,
                })
            })
            .collect(),
        more_matters: more(speaker, escalations.len().saturating_sub(MATTERS)),
        lookbacks: lookback_lines(speaker),
        indicators: board
            .indicators
            .iter()
            .take(INDICATORS)
            .map(|one| indicator_line(speaker, one))
            .collect(),
        more_indicators: more(speaker, board.indicators.len().saturating_sub(INDICATORS)),
        changes: lines,
        more_changes: more(speaker, left_changes),
        todo: todo.items.iter().map(|one| clean(&one.line(l))).collect(),
        more_todo: todo.more.iter().map(|one| clean(one)).collect(),
        chart: charts::Charts::of(speaker),
        source: tr!(
            l,
            "paper-source",
            files = files,
            findings = board
                .diagnostics
                .iter()
                .filter(|one| one.severity() != Severity::Note)
                .count(),
            unread = board.unread_files.len(),
            names = unread_names(board),
            displaced = board.tables.displaced
        ),
    }
}

/// How many files that could not be read are named.
const UNREAD: usize = 3;

fn unread_names(board: &Board) -> String {
    let names = board.unread_files.iter().take(UNREAD);
    let names: Vec<&str> = names.map(String::as_str).collect();
    let more = if board.unread_files.len() > UNREAD {
        "……"
    } else {
        ""
    };
    format!("{}{more}", names.join("、"))
}

fn labels(speaker: &Speaker<'_>) -> Labels {
    let l = speaker.locale;
    Labels {
        decisions: tr!(l, "paper-decisions"),
        tasks: tr!(l, "overview-tasks"),
        overdue: tr!(l, "screen-overdue"),
        supervision: tr!(l, "paper-late"),
        petitions: tr!(l, "screen-petitions"),
        projects: tr!(l, "screen-projects"),
        indicators: tr!(l, "overview-indicators"),
        timeline: tr!(l, "screen-timeline"),
        changes: tr!(l, "screen-changes"),
        todo: tr!(l, "paper-todo"),
        task: tr!(l, "column-task"),
        unit: tr!(l, "column-unit"),
        deadline: tr!(l, "column-deadline"),
        progress: tr!(l, "screen-timeline"),
        standing: tr!(l, "column-light"),
        why: tr!(l, "paper-why"),
        late: tr!(l, "paper-how-late"),
        due: tr!(l, "column-step-due"),
        taken: tr!(l, "column-step-taken"),
        gap: tr!(l, "column-gap"),
        indicator: tr!(l, "screen-indicators"),
        value: tr!(l, "paper-value"),
        target: tr!(l, "fact-target"),
        verdict: tr!(l, "paper-verdict"),
        outlook: tr!(l, "paper-outlook"),
        lookbacks: tr!(l, "paper-lookbacks"),
        none: tr!(l, "block-none"),
    }
}

/// The tasks the page names: all of a short register in its order, of a long one the worst.
fn worst(board: &Board) -> Vec<TaskIx> {
    if board.top.total <= TASKS {
        board.top_tasks().collect()
    } else {
        board.worst.iter().copied().take(TASKS).collect()
    }
}

fn task_line(speaker: &Speaker<'_>, ix: TaskIx) -> Option<TaskLine> {
    let l = speaker.locale;
    let task = speaker.board.task(ix)?;
    let verdict = speaker.board.verdict(ix)?;
    Some(TaskLine {
        light: verdict.light.name(),
        mark: mark(verdict.light),
        id: clean(&words::numbered(speaker, task.region(), task.id())),
        title: clean(task.title()),
        standing: words::standing(l, verdict),
        units: clean(&words::list(l, &task.responsible())),
        deadline: verdict
            .deadline
            .map_or_else(|| "—".to_owned(), |day| words::date(speaker, day)),
        actual: verdict.actual(),
        expected: verdict.expected(),
        progress: words::percent_short(verdict.actual()),
        reason: clean(&words::reason(speaker, ix)),
        bar: charts::bar(verdict.actual(), verdict.expected(), verdict.light),
    })
}

fn decision_lines(speaker: &Speaker<'_>) -> Vec<DecisionLine> {
    let l = speaker.locale;
    let board = speaker.board;
    let open = board.decisions.iter().filter(|one| one.open && one.earlier);
    open.take(DECISIONS)
        .filter_map(|one| {
            let row = board.tables.decision(one.row)?;
            let standing = match (one.days_overdue, row.deadline().date) {
                (0, Some(day)) => tr!(l, "paper-by", date = words::date(speaker, day)),
                (0, None) => "—".to_owned(),
                (days, _) => tr!(l, "days-late", count = days),
            };
            Some(DecisionLine {
                date: words::date_cell(speaker, row.meeting()),
                text: clean(row.text()),
                units: clean(&words::units(speaker, &row.units(), row.region())),
                standing,
                late: one.days_overdue > 0,
            })
        })
        .collect()
}

/// Look-backs that found something, the newest first.
fn lookback_lines(speaker: &Speaker<'_>) -> Vec<LookbackLine> {
    let l = speaker.locale;
    let board = speaker.board;
    board
        .supervision
        .lookbacks
        .iter()
        .filter(|one| one.open)
        .take(LOOKBACKS)
        .filter_map(|one| {
            use crate::analysis::board::Light;
            let row = board.tables.lookback(one.row)?;
            let title = one.task.and_then(|ix| board.task(ix));
            let light = if one.reopens {
                Light::Red
            } else {
                Light::Yellow
            };
            Some(LookbackLine {
                light: light.name(),
                mark: mark(light),
                date: words::date_cell(speaker, row.date()),
                task: clean(&format!(
                    "{} {}",
                    words::numbered(speaker, row.region(), row.task()),
                    title.map_or("", crate::model::Task::title)
                )),
                result: one
                    .result
                    .map_or_else(|| "—".to_owned(), |result| words::lookback(l, result)),
                problem: clean(row.problem()),
            })
        })
        .collect()
}

fn indicator_line(
    speaker: &Speaker<'_>,
    one: &crate::analysis::board::IndicatorVerdict,
) -> IndicatorLine {
    let l = speaker.locale;
    let light = words::indicator_light(one);
    IndicatorLine {
        light: light.name(),
        mark: mark(light),
        name: clean(&one.indicator),
        value: clean(&words::value(one)),
        target: clean(&words::goal_short(l, one)),
        verdict: words::verdict(l, one.verdict),
        outlook: words::outlook(l, one.outlook),
        sentence: clean(&words::outlook_sentence(speaker, one)),
    }
}

/// The first changes, and how many were left out. Lights and progress are in the other lists.
fn change_lines(speaker: &Speaker<'_>) -> (Vec<ChangeLine>, usize) {
    let told: Vec<_> = changes::changes(speaker)
        .into_iter()
        .filter(|one| !matches!(one.kind, Kind::Light | Kind::Progress | Kind::Revised))
        .collect();
    let left = told.len().saturating_sub(CHANGES);
    let lines = told.into_iter().take(CHANGES);
    let lines = lines.map(|one| ChangeLine {
        light: one.light.name(),
        mark: mark(one.light),
        kind: changes::kind(speaker.locale, one.kind),
        words: clean(&one.words),
    });
    (lines.collect(), left)
}
