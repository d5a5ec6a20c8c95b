//! All verdicts of one load, as pure functions of (tables, plan, `as_of`) (DESIGN §4).
//!
//! No words, no clock, no files.

mod around;
pub mod board;
mod change;
mod counts;
mod decisions;
mod due;
mod findings;
mod ids;
pub mod indicator;
mod integrity;
mod judge;
mod kept;
mod light;
mod local;
mod lookback;
mod merge;
mod own;
mod past;
mod petitions;
mod progress;
mod projects;
mod ranking;
mod regions;
mod state;
mod stretches;
mod supervision;
mod tally;
mod tree;
mod trend;
mod units;

use crate::diagnostic::Diagnostic;
use crate::model::{Segment, Tables};
use crate::parallel;
use crate::plan::Plan;
use around::{Around, ByRegion};
use board::{
    Board, Changes, Glance, IndicatorVerdict, Petitions, RegionVerdict, Supervision, TrendPoint,
    UnitVerdict, Verdicts,
};
use change::Day;
use chrono::NaiveDate;
use judge::By;
use kept::Kept;
use merge::{Archive, Merged};
use own::Own;
use std::sync::Arc;
use supervision::{Context, FollowUps};
use tally::{Count, Total};

pub use ids::Ids;
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
        found: merging,
    } = archive.tables_with(as_of, true, kept.known());
    let mut around = kept.around(&tables);
    let from = baseline.or_else(|| change::baseline(&archive, &plan, as_of));
    let known_changes = kept.changes.filter(|board| board.changes.from == from);
    // Indicators and the baseline need nothing of today's tasks, and take as long.
    let (horizon, horizon_is_meeting) = due::horizon(&plan, as_of);
    let (others, work) = parallel::both(
        || Others {
            indicators: match kept.indicators {
                // A county that tells nothing is a gap of those that tell something.
                Some(board) if indicator::same_regions(&board.tables, &tables) => {
                    board.indicators.clone()
                }
                _ => indicator::verdicts(&tables, &plan, as_of),
            },
            petitions: match kept.petitions {
                Some(board) => (board.petitions.clone(), Arc::clone(&board.around.petitions)),
                None => {
                    let petitions = petitions::petitions(&tables, as_of);
                    let around = Around::petitions(&tables, &petitions);
                    (petitions, around)
                }
            },
            before: from
                .filter(|_| known_changes.is_none())
                .and_then(|from| before(&archive, &plan, from)),
        },
        || match kept.tasks {
            Some(last) => Work::of(last),
            None => {
                let by = By { plan: &plan, as_of };
                self::work(&archive, &tables, &around, by, kept.stretches)
            }
        },
    );
    let Others {
        indicators,
        petitions,
        before,
    } = others;
    let (petitions, petitions_of) = petitions;
    around.petitions = petitions_of;
    let context = Context {
        tables: &tables,
        around: &around,
        plan: &plan,
        as_of,
    };
    let Told {
        total,
        units,
        regions,
        supervision,
        follow_ups,
    } = tell(context, &work.judged, &kept);
    let Work {
        judged,
        moves,
        trend,
        found,
        known,
    } = work;
    let projects = projects::projects(&tables, as_of);
    let decisions = decisions::decisions(&tables, as_of);
    let changes = match (known_changes, before) {
        (Some(board), _) => board.changes.clone(),
        (None, None) => Changes::default(),
        (None, Some(before)) => change::changes(
            before.day,
            Day {
                tables: &before.tables,
                ids: &Ids::of(&before.tables, &before.judged),
                judged: &before.judged,
                indicators: &before.indicators,
                moves: &[],
            },
            Day {
                tables: &tables,
                ids: &Ids::of(&tables, &judged),
                judged: &judged,
                indicators: &indicators,
                moves: &moves,
            },
        ),
    };
    let baselines = change::baselines(&archive, &plan, as_of);
    diagnostics.extend(found.iter().cloned());
    diagnostics.extend(merging.values().flatten().cloned());
    diagnostics.extend(supervision.strays.iter().cloned());
    diagnostics.extend(findings::of_year(&plan, as_of, total.figures.span.end));
    diagnostics.sort_by(|a, b| {
        (&a.file, a.line, a.column, a.code).cmp(&(&b.file, b.line, b.column, b.code))
    });
    let figures = total.figures;
    let [all, top, sub, leaves, undivided] = figures.groups.counts();
    let facts = counts::facts(
        &undivided,
        figures.span,
        total.steps,
        &units,
        &tables,
        &diagnostics,
    );
    let unread = regions::unread(&tables, &regions, &diagnostics);
    let unread_files = regions::unread_files(&tables, &diagnostics).into_iter();
    let unread_files = unread_files.map(|file| file.file.to_string()).collect();
    let names = regions.iter().map(|one| one.region.clone());
    let board = Board {
        names: Arc::new(names.collect()),
        as_of,
        all,
        top,
        sub,
        leaves,
        tables,
        tasks: judged,
        units,
        regions,
        unread,
        unread_files,
        indicators,
        supervision,
        around,
        petitions,
        projects,
        decisions,
        changes,
        baselines,
        planned: total.planned,
        trend,
        register: figures.marks.register(&plan),
        horizon,
        horizon_is_meeting,
        worst: figures.worst.tasks(),
        due_soon: figures.due_soon,
        diagnostics,
        facts,
        plan,
    };
    Last {
        board: Arc::new(board),
        today,
        moves,
        merging: Arc::new(merging),
        follow_ups,
        found,
        known,
    }
}

/// What needs nothing of today's tasks.
struct Others {
    indicators: Vec<IndicatorVerdict>,
    /// And where those of each region stand.
    petitions: (Petitions, Arc<ByRegion>),
    before: Option<Before>,
}

/// What is judged of the tasks of a day, their past seen.
struct Work {
    judged: Verdicts,
    /// How often each deadline moved.
    moves: Arc<Vec<u32>>,
    trend: Vec<TrendPoint>,
    /// What was found on the way.
    found: Arc<Vec<Diagnostic>>,
    /// What a refresh may take over of it.
    known: Arc<stretches::Known>,
}

impl Work {
    /// As it was judged last.
    fn of(last: &Last) -> Self {
        Self {
            judged: last.board.tasks.clone(),
            moves: Arc::clone(&last.moves),
            trend: last.board.trend.clone(),
            found: Arc::clone(&last.found),
            known: Arc::clone(&last.known),
        }
    }
}

/// All that is told of the tasks of a day.
struct Told {
    total: Total,
    units: Vec<UnitVerdict>,
    regions: Vec<RegionVerdict>,
    supervision: Supervision,
    /// What a refresh may take over of it.
    follow_ups: Arc<FollowUps>,
}

fn tell(context: Context<'_>, judged: &Verdicts, kept: &Kept<'_>) -> Told {
    let plan = context.plan;
    if let Some(last) = kept.supervision {
        return Told {
            total: tally::total(judged, plan),
            units: last.board.units.clone(),
            regions: tally::regions(judged),
            supervision: last.board.supervision.clone(),
            follow_ups: Arc::clone(&last.follow_ups),
        };
    }
    // Sums and the ranking need nothing of what was done.
    let (ranked, (total, regions, follow_ups)) = parallel::both(
        || ranking::ranked(judged.stretches(), plan),
        || {
            let follow_ups = supervision::follow_ups(context, judged, kept.follow_ups());
            (
                tally::total(judged, plan),
                tally::regions(judged),
                follow_ups,
            )
        },
    );
    let (events, (units, escalations)) = parallel::both(
        || {
            let known = |table| kept.supervision_of(table);
            supervision::events(context, judged, &follow_ups, known)
        },
        || supervision::escalate(context, judged, &follow_ups, ranked),
    );
    let mut supervision = Supervision {
        escalations,
        ..events
    };
    supervision.glance = Glance::of(&supervision);
    Told {
        total,
        units,
        regions,
        supervision,
        follow_ups: Arc::new(follow_ups),
    }
}

/// Tasks and the trend.
fn work(
    archive: &Archive,
    tables: &Tables,
    around: &Around,
    by: By<'_>,
    known: Option<stretches::Before<'_>>,
) -> Work {
    if let Some(parted) = stretches::judge(archive, tables, around, by, known) {
        let judged = parted.verdicts;
        let found = stretches::findings(tables, &judged, &parted.orphans);
        return Work {
            moves: Arc::default(),
            trend: vec![now(by, &judged)],
            judged,
            found: Arc::new(found),
            known: Arc::new(parted.known),
        };
    }
    let open = lookback::reopenings(tables, by.as_of);
    let own = Own::whole(tables);
    let ids = ids::identities(own);
    let mut whole = judge::judge_whole(tables, &ids, &open, by);
    let past = past::past(archive, tables, &ids, by.plan, by.as_of);
    let updated = past::updated(archive, tables, &past, by.as_of);
    integrity::fill(own, &mut whole, &past, by.as_of);
    for (verdict, updated) in whole.tasks.iter_mut().zip(updated) {
        verdict.updated = updated;
    }
    let mut trend = trend::past(archive, by, &ids, &mut whole.tasks);
    let orphans = std::mem::take(&mut whole.orphans);
    Count::new(by, &units::several_regions(own)).fill(own, &mut whole);
    let judged = Verdicts::new([Arc::new(whole)]);
    trend.push(now(by, &judged));
    let found = stretches::findings(tables, &judged, &orphans);
    Work {
        judged,
        moves: Arc::new(past.slips.iter().map(|slip| slip.moves).collect()),
        trend,
        found: Arc::new(found),
        known: Arc::default(),
    }
}

/// The last point of the trend.
fn now(by: By<'_>, judged: &Verdicts) -> TrendPoint {
    trend::point(by.as_of, &tally::groups(judged))
}

/// The day that is compared with.
struct Before {
    day: NaiveDate,
    tables: Tables,
    judged: Verdicts,
    indicators: Vec<IndicatorVerdict>,
}

fn before(archive: &Archive, plan: &Plan, day: NaiveDate) -> Option<Before> {
    let tables = archive.tables(day, true);
    if tables.tasks.is_empty() {
        return None;
    }
    let ids = ids::identities(Own::whole(&tables));
    let open = lookback::reopenings(&tables, day);
    let by = By { plan, as_of: day };
    let judged = judge::judge_whole(&tables, &ids, &open, by);
    let judged = Verdicts::new([Arc::new(judged)]);
    drop((ids, open));
    let indicators = indicator::verdicts(&tables, plan, day);
    Some(Before {
        day,
        tables,
        judged,
        indicators,
    })
}
