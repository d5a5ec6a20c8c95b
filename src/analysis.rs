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
mod kept;
mod light;
mod lookback;
mod merge;
mod parallel;
mod past;
mod petitions;
mod progress;
mod projects;
mod regions;
mod state;
mod supervision;
mod tree;
mod trend;
mod units;

use crate::diagnostic::Diagnostic;
use crate::model::{Segment, Tables};
use crate::plan::Plan;
use board::{Board, Changes, IndicatorVerdict, Petitions, Supervision, TrendPoint, UnitVerdict};
use change::Day;
use chrono::NaiveDate;
use findings::Findings;
use judge::Judged;
use kept::Kept;
use merge::{Archive, Ids, Merged};
use std::sync::Arc;

pub use kept::Last;

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
    Arc::unwrap_or_clone(rebuild(input, None).board)
}

/// As [`build`], with what still holds of the last board taken from there: the same board as
/// without it.
pub fn rebuild(input: Input, last: Option<&Last>) -> Last {
    let Input {
        segments,
        mut diagnostics,
        plan,
        today,
        as_of,
        baseline,
    } = input;
    let kept = Kept::new(last, &segments, &plan, today, as_of);
    let archive = Archive::new(segments, plan.as_of.unwrap_or(today));
    let Merged {
        tables,
        of_tasks,
        of_others,
    } = archive.tables_with(as_of, true, kept.known());
    let from = baseline.or_else(|| change::baseline(&archive, &plan, as_of));
    let known_changes = kept.changes.filter(|board| board.changes.from == from);
    // Indicators and the baseline need nothing of today's tasks, and take as long.
    let (others, tasks) = parallel::both(
        || Others {
            indicators: match kept.indicators {
                Some(board) => board.indicators.clone(),
                None => indicator::verdicts(&tables, &plan, as_of),
            },
            petitions: match kept.petitions {
                Some(board) => board.petitions.clone(),
                None => petitions::petitions(&tables, as_of),
            },
            before: from
                .filter(|_| known_changes.is_none())
                .and_then(|from| before(&archive, &plan, from)),
        },
        || tasks(&archive, &tables, &plan, as_of, of_tasks, kept),
    );
    let Tasks {
        ids,
        judged,
        moves,
        trend,
        units,
        supervision,
        found,
    } = tasks;
    let Others {
        indicators,
        petitions,
        before,
    } = others;
    let projects = projects::projects(&tables, as_of);
    let decisions = decisions::decisions(&tables, as_of);
    let changes = match (known_changes, before) {
        (Some(board), _) => board.changes.clone(),
        (None, None) => Changes::default(),
        (None, Some(before)) => change::changes(
            before.day,
            Day {
                tables: &before.tables,
                ids: &merge::identities(&before.tables),
                judged: &before.judged,
                indicators: &before.indicators,
                moves: &[],
            },
            Day {
                tables: &tables,
                ids: &ids.unwrap_or_else(|| merge::identities(&tables)),
                judged: &judged,
                indicators: &indicators,
                moves: &moves,
            },
        ),
    };
    let baselines = change::baselines(&archive, &plan, as_of);
    let (horizon, horizon_is_meeting) = due::horizon(&plan, as_of);
    let due_soon = due::due_soon(&judged, as_of, horizon);
    let register = counts::register(&tables, &judged.tasks, &plan);
    diagnostics.extend(found.iter().cloned());
    diagnostics.extend(of_others);
    diagnostics.sort_by(|a, b| {
        (&a.file, a.line, a.column, a.code).cmp(&(&b.file, b.line, b.column, b.code))
    });
    let planned = trend::planned(&judged.tasks, &judged.milestones, plan.year);
    let (([all, top, sub, leaves], facts), regions) = parallel::both(
        || {
            let facts = counts::facts(&judged, &units, &tables, &diagnostics);
            (counts::counts(judged.tasks.iter()), facts)
        },
        || regions::regions(&tables, &judged.tasks, &units, &petitions),
    );
    let board = Board {
        as_of,
        all,
        top,
        sub,
        leaves,
        tables,
        tasks: judged.tasks,
        parts: judged.parts,
        milestones: judged.milestones,
        units,
        regions,
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
        facts,
        plan,
    };
    Last {
        board: Arc::new(board),
        today,
        moves,
        found,
    }
}

/// What needs nothing of today's tasks.
struct Others {
    indicators: Vec<IndicatorVerdict>,
    petitions: Petitions,
    before: Option<Before>,
}

/// What is judged of the tasks of a day, their past seen.
struct Tasks<'a> {
    /// Tasks by identity, where that was worked out.
    ids: Option<Ids<'a>>,
    judged: Judged,
    /// How often each deadline moved.
    moves: Arc<Vec<u32>>,
    trend: Vec<TrendPoint>,
    units: Vec<UnitVerdict>,
    supervision: Supervision,
    /// What was found on the way and in merging.
    found: Arc<Vec<Diagnostic>>,
}

fn tasks<'a>(
    archive: &Archive,
    tables: &'a Tables,
    plan: &Plan,
    as_of: NaiveDate,
    of_tasks: Vec<Diagnostic>,
    kept: Kept<'_>,
) -> Tasks<'a> {
    let mut tasks = match kept.tasks {
        Some(last) => Tasks {
            ids: None,
            judged: Judged {
                tasks: Arc::clone(&last.board.tasks),
                parts: Arc::clone(&last.board.parts),
                milestones: Arc::clone(&last.board.milestones),
            },
            moves: Arc::clone(&last.moves),
            trend: last.board.trend.clone(),
            units: last.board.units.clone(),
            supervision: Supervision::default(),
            found: Arc::clone(&last.found),
        },
        None => work(archive, tables, plan, as_of, of_tasks),
    };
    tasks.supervision = match kept.supervision {
        Some(board) => board.supervision.clone(),
        None => supervision::supervision(
            tables,
            tasks.ids.get_or_insert_with(|| merge::identities(tables)),
            &tasks.judged.tasks,
            &mut tasks.units,
            &lookback::reopenings(tables, as_of),
            plan,
            as_of,
        ),
    };
    tasks
}

/// Tasks, units and the trend, without what was done about them.
fn work<'a>(
    archive: &Archive,
    tables: &'a Tables,
    plan: &Plan,
    as_of: NaiveDate,
    mut found: Vec<Diagnostic>,
) -> Tasks<'a> {
    let mut findings = Findings::default();
    let ids = merge::identities(tables);
    let mut judged = judge::judge(tables, &ids, plan, as_of, &mut findings);
    found.extend(findings.into_list());
    let past = past::past(archive, tables, &ids, plan, as_of);
    let updated = past::updated(archive, tables, &past, as_of);
    let integrity = integrity::integrity(tables, &judged, &past, as_of);
    // Nobody else has them yet: nothing is copied.
    let verdicts = Arc::make_mut(&mut judged.tasks);
    for ((verdict, updated), integrity) in verdicts.iter_mut().zip(updated).zip(integrity) {
        verdict.updated = updated;
        verdict.integrity = integrity;
    }
    let trend = trend::trend(archive, plan, as_of, &ids, verdicts);
    let units = units::units(tables, &judged.tasks, plan, trend.len());
    Tasks {
        ids: Some(ids),
        judged,
        moves: Arc::new(past.slips.iter().map(|slip| slip.moves).collect()),
        trend,
        units,
        supervision: Supervision::default(),
        found: Arc::new(found),
    }
}

/// The day that is compared with.
struct Before {
    day: NaiveDate,
    tables: Tables,
    judged: Judged,
    indicators: Vec<IndicatorVerdict>,
}

fn before(archive: &Archive, plan: &Plan, day: NaiveDate) -> Option<Before> {
    let tables = archive.tables(day, true);
    if tables.tasks.is_empty() {
        return None;
    }
    let ids = merge::identities(&tables);
    let judged = judge::judge(&tables, &ids, plan, day, &mut Findings::default());
    drop(ids);
    let indicators = indicator::verdicts(&tables, plan, day);
    Some(Before {
        day,
        tables,
        judged,
        indicators,
    })
}
