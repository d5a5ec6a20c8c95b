//! The closed loop's verdicts: supervision, petitions, projects, cases, publicity, decisions
//! (DESIGN §4; plan 四(二)(三), 五(二)–(五)).

use super::TaskIx;
use crate::diagnostic::Diagnostic;
use crate::model::RowId;
use crate::plan::Plan;
use crate::terms::{Handling, Level, LookbackResult, Period, Release, Stage, Status, Truth};
use chrono::NaiveDate;

/// A step of supervision that was taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Taken {
    /// Which.
    pub level: Level,
    /// When.
    pub date: NaiveDate,
    /// Its row in the actions table.
    pub row: RowId,
}

/// The place of a level on the plan's ladder: an index into [`Plan::steps`], one past its end
/// for 问责. 曝光 and what the ladder does not name have none.
pub fn rung(plan: &Plan, level: Level) -> Option<usize> {
    match level {
        Level::Accountability => Some(plan.steps.len()),
        Level::Exposure => None,
        other => plan.steps.iter().position(|step| step.name == other.word()),
    }
}

/// A late task of one unit held against the ladder (DESIGN §4, Escalation).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Escalation {
    /// The unit: index into [`super::Board::units`].
    pub unit: usize,
    /// The task.
    pub task: TaskIx,
    /// The step due: index into [`Plan::steps`].
    pub due: usize,
    /// The highest step taken.
    pub taken: Option<Taken>,
    /// Which of the first 32 rungs were taken, a bit each: one may be passed over.
    pub rungs: u32,
    /// 曝光 beside the ladder: its day.
    pub exposed: Option<NaiveDate>,
    /// How many rungs are missing; 0: what is due was done.
    pub gap: usize,
}

impl Escalation {
    /// Whether the rung at this place of the ladder was taken.
    pub fn is_taken(&self, place: usize) -> bool {
        let bits = u32::try_from(place)
            .ok()
            .and_then(|place| self.rungs.checked_shr(place));
        bits.is_some_and(|bits| bits & 1 == 1)
    }
}

/// A demand that was not answered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Reply {
    /// The row in the actions table.
    pub row: RowId,
    /// The day it is due.
    pub due: NaiveDate,
    /// Natural days past that day; 0 or less: days to go, negated.
    pub days_late: i64,
}

/// A look-back and what it means for its task.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LookbackVerdict {
    /// Its row.
    pub row: RowId,
    /// The task, if the register has it.
    pub task: Option<TaskIx>,
    /// What it found.
    pub result: Option<LookbackResult>,
    /// It found something that was not put right by the day: no 整改完成, no later 合格, no later
    /// sign-off.
    pub open: bool,
    /// It keeps a closed task reopened: of several that are open the last does.
    pub reopens: bool,
    /// Natural days past its 整改时限 while it is open; 0 otherwise.
    pub days_overdue: i64,
}

/// A case with its reporting deadline (plan 五(四)).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CaseVerdict {
    /// Its row.
    pub row: RowId,
    /// It was reported upwards by the day.
    pub reported: bool,
    /// Natural days past the reporting deadline while not reported; 0 otherwise.
    pub days_overdue: i64,
    /// Natural days until the reporting deadline; `None`: reported, past or without one.
    pub days_left: Option<i64>,
}

/// What the public was told of a task (plan 五(五)): the newest day of each kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Published {
    /// A task without a parent; what was told of its parts counts for it.
    pub task: TaskIx,
    /// In the order of [`Release::ALL`].
    pub days: [Option<NaiveDate>; 4],
}

impl Published {
    /// The newest day of a kind.
    pub fn day(&self, kind: Release) -> Option<NaiveDate> {
        self.days[kind as usize]
    }
}

/// What is said of supervision in every frame, counted once: a country has tens of thousands of
/// rows.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Glance {
    /// Units that are due a step.
    pub due: usize,
    /// Those of them of which a task is short of it.
    pub short: usize,
    /// The task furthest short of its step, of equals the first of the ranking; `None`: nothing is due.
    pub worst: Option<Escalation>,
    /// Answers past their day.
    pub late_replies: usize,
    /// Look-backs that keep a task reopened.
    pub reopening: usize,
    /// Cases past their reporting deadline.
    pub late_cases: usize,
}

impl Glance {
    /// Counts; the escalations come unit by unit.
    pub(in crate::analysis) fn of(supervision: &Supervision) -> Self {
        let all = &supervision.escalations;
        let units = || all.chunk_by(|a, b| a.unit == b.unit);
        let short = |of_unit: &&[Escalation]| of_unit.iter().any(|one| one.gap > 0);
        let replies = supervision.replies.iter();
        let lookbacks = supervision.lookbacks.iter();
        let cases = supervision.cases.iter();
        Self {
            due: units().count(),
            short: units().filter(short).count(),
            worst: all
                .iter()
                .rev()
                .max_by_key(|one| (one.gap, one.due))
                .copied(),
            late_replies: replies.filter(|reply| reply.days_late > 0).count(),
            reopening: lookbacks.filter(|one| one.reopens).count(),
            late_cases: cases.filter(|case| case.days_overdue > 0).count(),
        }
    }
}

/// Everything about supervision.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Supervision {
    /// The figures of the lists below.
    pub glance: Glance,
    /// Late tasks by unit, in the order of the units, the largest gap of a unit first.
    pub escalations: Vec<Escalation>,
    /// Demands without an answer, the latest first.
    pub replies: Vec<Reply>,
    /// Look-backs, the newest first.
    pub lookbacks: Vec<LookbackVerdict>,
    /// Cases, the most urgent first.
    pub cases: Vec<CaseVerdict>,
    /// What was made public, of each task without a parent of which anything was, in their order.
    pub published: Vec<Published>,
    /// The steps taken up to the day, the newest first; those without a day last.
    pub taken: Vec<RowId>,
    /// Look-backs, steps and publications of tasks that are not there: they count for none.
    pub strays: Vec<Diagnostic>,
}

/// Where one petition stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PetitionVerdict {
    /// Its row.
    pub row: RowId,
    /// 办理状态 as of the day; `None`: not known.
    pub state: Option<Handling>,
    /// Natural days past the deadline while not 已办结; 0 otherwise.
    pub days_overdue: i64,
    /// Natural days until the deadline while not 已办结 and not past it.
    pub days_left: Option<i64>,
}

/// Counts of petitions. `open` leaves 阶段性办结 out; so published rates differ, and both are
/// given.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct PetitionCounts {
    /// All.
    pub total: usize,
    /// 已办结.
    pub closed: usize,
    /// 阶段性办结.
    pub stage_closed: usize,
    /// 未办结.
    pub open: usize,
    /// Not 已办结 and past the deadline.
    pub overdue: usize,
    /// In the order of [`Truth::ALL`].
    pub truth: [usize; 4],
}

impl PetitionCounts {
    /// 办结率 without 阶段性办结, percent.
    pub fn closed_rate(&self) -> Option<f64> {
        share(self.closed, self.total)
    }

    /// 办结率 with 阶段性办结, percent.
    pub fn closed_rate_with_stage(&self) -> Option<f64> {
        share(self.closed + self.stage_closed, self.total)
    }

    /// How many were found so.
    pub fn truth(&self, truth: Truth) -> usize {
        self.truth[truth as usize]
    }
}

fn share(part: usize, whole: usize) -> Option<f64> {
    (whole > 0).then(|| part as f64 * 100.0 / whole as f64)
}

/// The petitions of a town, a kind or a batch.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tally {
    /// The town, kind or batch; empty where the cell is.
    pub name: String,
    /// Its counts.
    pub counts: PetitionCounts,
}

/// Everything about petitions.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Petitions {
    /// Over all.
    pub counts: PetitionCounts,
    /// Each one: overdue first, then by days left, then as the file has them.
    pub items: Vec<PetitionVerdict>,
    /// By town, most first.
    pub towns: Vec<Tally>,
    /// By kind, most first; a petition of several kinds counts in each.
    pub kinds: Vec<Tally>,
    /// By batch, else by the month they were handed over, in time.
    pub batches: Vec<Tally>,
}

/// An area to be worked and what was worked of it, in the file's unit.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Work {
    /// 应.
    pub due: f64,
    /// 已.
    pub done: f64,
}

impl Work {
    /// Done ÷ due in percent, `None` where nothing is due.
    pub fn rate(self) -> Option<f64> {
        (self.due > 0.0).then(|| self.done * 100.0 / self.due)
    }

    /// What is missing, never negative.
    pub fn missing(self) -> f64 {
        (self.due - self.done).max(0.0)
    }
}

/// One reclaimed-land project.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct ProjectVerdict {
    /// Its row.
    pub row: RowId,
    /// Its stage; `None`: not known.
    pub stage: Option<Stage>,
    /// 退耕还林, 生态复绿, 管护提质.
    pub works: [Work; 3],
    /// Past its deadline with something missing, in natural days; 0 otherwise.
    pub days_overdue: i64,
    /// Withdrawn and not made green again yet: it must be restored.
    pub must_restore: bool,
}

impl ProjectVerdict {
    /// The area missing in all three works.
    pub fn missing(&self) -> f64 {
        self.works.iter().map(|work| work.missing()).sum()
    }
}

/// Everything about projects.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Projects {
    /// Each one, as the file has them.
    pub items: Vec<ProjectVerdict>,
    /// The sums of 退耕还林, 生态复绿, 管护提质.
    pub works: [Work; 3],
    /// How many stand at each stage, in the order of [`Stage::ALL`].
    pub stages: [usize; 6],
}

/// What a meeting decided and what became of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DecisionVerdict {
    /// Its row.
    pub row: RowId,
    /// Not done by the day.
    pub open: bool,
    /// Natural days past its deadline while open; 0 otherwise.
    pub days_overdue: i64,
    /// Decided before the day: the next meeting asks for it.
    pub earlier: bool,
}

/// A reading that was revised between two versions (HJ 633 allows it; worth telling).
#[derive(Debug, Clone, PartialEq)]
pub struct Revised {
    /// The indicator as written.
    pub indicator: String,
    /// The site.
    pub site: String,
    /// The period.
    pub period: Period,
    /// What it had been, as shown.
    pub from: String,
    /// What it is.
    pub to: String,
}

/// A reported status that went back.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct WentBack {
    /// The task.
    pub task: TaskIx,
    /// Before.
    pub from: Status,
    /// Now.
    pub to: Status,
}
