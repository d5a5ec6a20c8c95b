//! The closed loop in the contract: petitions, projects, supervision, decisions.
//!
//! The keys of DESIGN §8 and more beside them; rates are `null` where there is nothing to divide.

use crate::analysis::board::{Board, PetitionCounts, Work};
use crate::terms::{Handling, LookbackResult, Stage, Truth};
use serde::Serialize;
use std::collections::BTreeMap;

#[derive(Serialize)]
pub struct Petitions<'a> {
    total: usize,
    closed: usize,
    stage_closed: usize,
    open: usize,
    overdue: usize,
    closed_rate: Option<f64>,
    closed_rate_with_stage: Option<f64>,
    truth: BTreeMap<&'static str, usize>,
    items: Vec<Petition<'a>>,
}

#[derive(Serialize)]
struct Petition<'a> {
    id: &'a str,
    region: &'a str,
    town: &'a str,
    kinds: Vec<&'a str>,
    units: Vec<&'a str>,
    status: Option<&'static str>,
    days_overdue: i64,
    days_left: Option<i64>,
}

impl<'a> Petitions<'a> {
    pub fn of(board: &'a Board) -> Self {
        let counts: PetitionCounts = board.petitions.counts;
        Self {
            total: counts.total,
            closed: counts.closed,
            stage_closed: counts.stage_closed,
            open: counts.open,
            overdue: counts.overdue,
            closed_rate: counts.closed_rate(),
            closed_rate_with_stage: counts.closed_rate_with_stage(),
            truth: Truth::ALL
                .iter()
                .map(|truth| (truth.name(), counts.truth(*truth)))
                .collect(),
            items: board
                .petitions
                .items
                .iter()
                .filter_map(|verdict| {
                    let petition = board.tables.petition(verdict.row)?;
                    Some(Petition {
                        id: petition.id(),
                        region: petition.region(),
                        town: petition.town(),
                        kinds: petition.kinds(),
                        units: petition.units(),
                        status: verdict.state.map(Handling::name),
                        days_overdue: verdict.days_overdue,
                        days_left: verdict.days_left,
                    })
                })
                .collect(),
        }
    }
}

#[derive(Serialize)]
pub struct Projects<'a> {
    total: usize,
    returned_rate: Option<f64>,
    regreened_rate: Option<f64>,
    tended_rate: Option<f64>,
    stages: BTreeMap<&'static str, usize>,
    items: Vec<Project<'a>>,
}

#[derive(Serialize)]
struct Project<'a> {
    id: &'a str,
    region: &'a str,
    name: &'a str,
    town: &'a str,
    stage: Option<&'static str>,
    missing: f64,
    must_restore: bool,
    days_overdue: i64,
}

impl<'a> Projects<'a> {
    pub fn of(board: &'a Board) -> Self {
        let projects = &board.projects;
        let [returned, regreened, tended] = projects.works.map(Work::rate);
        Self {
            total: projects.items.len(),
            returned_rate: returned,
            regreened_rate: regreened,
            tended_rate: tended,
            stages: Stage::ALL
                .iter()
                .map(|stage| (stage.name(), projects.stages[*stage as usize]))
                .collect(),
            items: projects
                .items
                .iter()
                .filter_map(|verdict| {
                    let project = board.tables.project(verdict.row)?;
                    Some(Project {
                        id: project.id(),
                        region: project.region(),
                        name: project.name(),
                        town: project.town(),
                        stage: verdict.stage.map(Stage::name),
                        missing: verdict.missing(),
                        must_restore: verdict.must_restore,
                        days_overdue: verdict.days_overdue,
                    })
                })
                .collect(),
        }
    }
}

#[derive(Serialize)]
pub struct Supervision<'a> {
    escalations: Vec<Escalation<'a>>,
    replies_outstanding: usize,
    replies_late: usize,
    lookbacks: Vec<Lookback<'a>>,
    cases: usize,
    cases_late: usize,
}

#[derive(Serialize)]
struct Escalation<'a> {
    unit: &'a str,
    task: &'a str,
    region: &'a str,
    step_due: Option<&'a str>,
    step_taken: Option<&'static str>,
    taken_on: Option<String>,
    exposed_on: Option<String>,
    gap: usize,
}

#[derive(Serialize)]
struct Lookback<'a> {
    date: Option<String>,
    task: &'a str,
    result: Option<&'static str>,
    reopens: bool,
    days_overdue: i64,
}

impl<'a> Supervision<'a> {
    pub fn of(board: &'a Board) -> Self {
        let supervision = &board.supervision;
        Self {
            escalations: supervision
                .escalations
                .iter()
                .filter_map(|one| {
                    let task = board.task(one.task)?;
                    Some(Escalation {
                        unit: &board.units.get(one.unit)?.unit,
                        task: task.id(),
                        region: task.region(),
                        step_due: board.plan.steps.get(one.due).map(|step| step.name.as_str()),
                        step_taken: one.taken.map(|taken| taken.level.word()),
                        taken_on: one.taken.map(|taken| taken.date.to_string()),
                        exposed_on: one.exposed.map(|day| day.to_string()),
                        gap: one.gap,
                    })
                })
                .collect(),
            replies_outstanding: supervision.replies.len(),
            replies_late: supervision
                .replies
                .iter()
                .filter(|reply| reply.days_late > 0)
                .count(),
            lookbacks: supervision
                .lookbacks
                .iter()
                .filter_map(|verdict| {
                    let lookback = board.tables.lookback(verdict.row)?;
                    Some(Lookback {
                        date: lookback.date().map(|day| day.to_string()),
                        task: lookback.task(),
                        result: verdict.result.map(LookbackResult::name),
                        reopens: verdict.reopens,
                        days_overdue: verdict.days_overdue,
                    })
                })
                .collect(),
            cases: supervision.cases.len(),
            cases_late: supervision
                .cases
                .iter()
                .filter(|case| case.days_overdue > 0)
                .count(),
        }
    }
}

#[derive(Serialize)]
pub struct Decision<'a> {
    id: &'a str,
    region: &'a str,
    meeting: Option<String>,
    text: &'a str,
    units: Vec<&'a str>,
    deadline: Option<String>,
    open: bool,
    days_overdue: i64,
}

/// What meetings decided, open ones first.
pub fn decisions(board: &Board) -> Vec<Decision<'_>> {
    board
        .decisions
        .iter()
        .filter_map(|verdict| {
            let decision = board.tables.decision(verdict.row)?;
            Some(Decision {
                id: decision.id(),
                region: decision.region(),
                meeting: decision.meeting().map(|day| day.to_string()),
                text: decision.text(),
                units: decision.units(),
                deadline: decision.deadline().date.map(|day| day.to_string()),
                open: verdict.open,
                days_overdue: verdict.days_overdue,
            })
        })
        .collect()
}
