//! All verdicts of one load, as pure functions of (tables, plan, `as_of`) (DESIGN §4).
//!
//! No words, no clock, no files.

pub mod board;
mod change;
mod counts;
mod decisions;
mod due;
mod findings;
pub mod indicator;
mod integrity;
mod judge;
mod light;
mod lookback;
mod merge;
mod past;
mod petitions;
mod progress;
mod projects;
mod state;
mod supervision;
mod tree;
mod trend;
mod units;

use crate::diagnostic::Diagnostic;
use crate::model::Segment;
use crate::plan::Plan;
use board::Board;
use change::Day;
use chrono::NaiveDate;
use findings::Findings;
use merge::Archive;
use std::sync::Arc;

/// Everything a board is made of.
#[derive(Debug, Clone)]
pub struct Input {
    /// Every file that was read, past versions included.
    pub segments: Arc<Vec<Arc<Segment>>>,
    /// The findings of reading.
    pub diagnostics: Vec<Diagnostic>,
    /// The plan.
    pub plan: Arc<Plan>,
    /// The day by the clock: dateless files count as of the plan's `as_of`, else this.
    pub today: NaiveDate,
    /// The day to judge at: `--as-of`, else the plan's, else today.
    pub as_of: NaiveDate,
    /// The day to compare with; `None`: the last meeting, else the version before.
    pub baseline: Option<NaiveDate>,
}

/// All verdicts at `as_of`. Pure: the same input gives the same board.
pub fn build(input: Input) -> Board {
    let Input {
        segments,
        mut diagnostics,
        plan,
        today,
        as_of,
        baseline,
    } = input;
    let archive = Archive::new(segments, plan.as_of.unwrap_or(today));
    let (tables, merged) = archive.tables(as_of, true);
    let mut findings = Findings::default();
    let ids = merge::identities(&tables);
    let mut judged = judge::judge(&tables, &ids, &plan, as_of, &mut findings);
    let past = past::past(&archive, &tables, &ids, &plan, as_of);
    let updated = past::updated(&archive, &tables, &past, as_of);
    let integrity = integrity::integrity(&tables, &judged, &past, as_of);
    for ((verdict, updated), integrity) in judged.tasks.iter_mut().zip(updated).zip(integrity) {
        verdict.updated = updated;
        verdict.integrity = integrity;
    }
    let trend = trend::trend(&archive, &plan, as_of, &ids, &mut judged.tasks);
    let mut units = units::units(&tables, &judged.tasks, &plan, trend.len());
    let reopenings = lookback::reopenings(&tables, as_of);
    let supervision = supervision::supervision(
        &tables,
        &ids,
        &judged.tasks,
        &mut units,
        &reopenings,
        &plan,
        as_of,
    );
    drop(reopenings);
    let petitions = petitions::petitions(&tables, as_of);
    let projects = projects::projects(&tables, as_of);
    let decisions = decisions::decisions(&tables, as_of);
    let moves: Vec<u32> = past.slips.iter().map(|slip| slip.moves).collect();
    let indicators = indicator::verdicts(&tables, &plan, as_of);
    let changes = baseline
        .or_else(|| change::baseline(&archive, &plan, as_of))
        .and_then(|from| {
            let (tables_then, _) = archive.tables(from, true);
            if tables_then.tasks.is_empty() {
                return None;
            }
            let ids_then = merge::identities(&tables_then);
            let judged_then = judge::judge(
                &tables_then,
                &ids_then,
                &plan,
                from,
                &mut Findings::default(),
            );
            let indicators_then = indicator::verdicts(&tables_then, &plan, from);
            Some(change::changes(
                from,
                Day {
                    tables: &tables_then,
                    ids: &ids_then,
                    judged: &judged_then,
                    indicators: &indicators_then,
                    moves: &[],
                },
                Day {
                    tables: &tables,
                    ids: &ids,
                    judged: &judged,
                    indicators: &indicators,
                    moves: &moves,
                },
            ))
        })
        .unwrap_or_default();
    let baselines = change::baselines(&archive, &plan, as_of);
    let (horizon, horizon_is_meeting) = due::horizon(&plan, as_of);
    let due_soon = due::due_soon(&judged, as_of, horizon);
    let register = counts::register(&tables, &judged.tasks, &plan);
    diagnostics.extend(merged);
    diagnostics.extend(findings.into_list());
    diagnostics.sort_by(|a, b| {
        (&a.file, a.line, a.column, a.code).cmp(&(&b.file, b.line, b.column, b.code))
    });
    drop(ids);
    let planned = trend::planned(&judged.tasks, &judged.milestones, plan.year);
    Board {
        as_of,
        all: counts::counts(judged.tasks.iter()),
        top: counts::counts(judged.tasks.iter().filter(|v| v.parent.is_none())),
        sub: counts::counts(judged.tasks.iter().filter(|v| v.parent.is_some())),
        tables,
        tasks: judged.tasks,
        parts: judged.parts,
        milestones: judged.milestones,
        units,
        indicators,
        supervision,
        petitions,
        projects,
        decisions,
        changes,
        baselines,
        planned,
        trend,
        register,
        horizon,
        horizon_is_meeting,
        due_soon,
        diagnostics,
        plan,
    }
}
