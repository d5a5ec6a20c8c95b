//! The board: every verdict of one load, immutable, shared with screens and reports.
//!
//! Plain data. Codes and arguments only; `ui` and `report` make the words.

mod closing;
mod indicator;
mod region;
mod task;
mod unit;
mod verdicts;

pub use closing::{
    CaseVerdict, DecisionVerdict, Escalation, Glance, LookbackVerdict, PetitionCounts,
    PetitionVerdict, Petitions, ProjectVerdict, Projects, Published, Reply, Revised, Supervision,
    Taken, Tally, WentBack, Work, rung,
};
pub use indicator::{
    Failure, IndicatorVerdict, Outlook, RegionIndicator, Shown, SiteVerdict, Verdict,
};
pub use region::{RegionTally, RegionVerdict};
pub use task::{
    ActualFrom, Clear, Clears, Integrity, Light, MilestoneVerdict, ReadClass, Reason, State,
    TaskVerdict,
};
pub(super) use task::{Figure, Link};
pub use unit::{UnitTally, UnitVerdict};
pub use verdicts::{Stretch, Verdicts};

use super::around::Around;
use crate::diagnostic::Diagnostic;
use crate::model::{Milestone, Tables, Task};
use crate::plan::Plan;
use chrono::NaiveDate;
use rustc_hash::FxHashSet;
use std::sync::Arc;

/// Index into [`Board::tasks`] and, in step with it, [`Tables::tasks`].
pub type TaskIx = u32;

/// All verdicts at one day.
#[derive(Debug, Clone)]
pub struct Board {
    /// The day everything is judged at.
    pub as_of: NaiveDate,
    /// The plan it is judged by.
    pub plan: Arc<Plan>,
    /// The rows that count at `as_of`.
    pub tables: Tables,
    /// One verdict for each of `tables.tasks`.
    pub tasks: Verdicts,
    /// Counts over every row.
    pub all: Counts,
    /// Counts over rows without a parent.
    pub top: Counts,
    /// Counts over parts only.
    pub sub: Counts,
    /// Counts over rows without parts: what the work is measured by.
    pub leaves: Counts,
    /// Units in the order of the ranking: overdue tasks, overdue days, worst lag, name.
    pub units: Vec<UnitVerdict>,
    /// Regions (区县) in the order of the ranking: overdue tasks, overdue days, tasks behind, name.
    pub regions: Vec<RegionVerdict>,
    /// Their names.
    pub names: Arc<FxHashSet<String>>,
    /// Regions with a file that could not be read, and without any task: they are missing from all
    /// counts.
    pub unread: Vec<String>,
    /// Tables that could not be read, by name: what they hold is missing as well.
    pub unread_files: Vec<String>,
    /// Indicators in the plan's order, then those only the targets table has.
    pub indicators: Vec<IndicatorVerdict>,
    /// What was done about units that lag.
    pub supervision: Supervision,
    /// Where the rows of each region stand in the tables around the tasks.
    pub(super) around: Around,
    /// Petitions.
    pub petitions: Petitions,
    /// Reclaimed-land projects.
    pub projects: Projects,
    /// What meetings decided, open ones first.
    pub decisions: Vec<DecisionVerdict>,
    /// This board held against the baseline.
    pub changes: Changes,
    /// The days it can be held against, ascending: older versions, and meetings that had one.
    pub baselines: Vec<Baseline>,
    /// Overall progress at each version date up to `as_of`, the last point being `as_of`.
    pub trend: Vec<TrendPoint>,
    /// The plan's own curve: mean expected progress of the leaves over the plan's year and up
    /// to the last deadline, by month.
    pub planned: Vec<(NaiveDate, f64)>,
    /// The register held against the plan's number of tasks (plan 三(一)).
    pub register: Register,
    /// The end of the look-ahead of `due_soon`: the next meeting, else `as_of` + 30 days.
    pub horizon: NaiveDate,
    /// Whether `horizon` is a meeting of the plan.
    pub horizon_is_meeting: bool,
    /// Of the tasks without a parent those that stand worst, so many as a slide or a paper may show:
    /// by light, days overdue, then in the order of the register.
    pub worst: Vec<TaskIx>,
    /// What falls due after `as_of` and up to `horizon`, earliest first.
    pub due_soon: Vec<Due>,
    /// Findings of reading and of merging, by file, line, column.
    pub diagnostics: Vec<Diagnostic>,
    /// Figures that screens tell with every frame.
    pub facts: Facts,
}

/// Figures over the whole board, counted once a load: a frame must not go through a million rows.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Facts {
    /// Tasks that have neither a parent nor parts.
    pub undivided: usize,
    /// Those of them that are overdue.
    pub undivided_overdue: usize,
    /// Those of them that are behind.
    pub undivided_behind: usize,
    /// Units with an overdue task: the first ones of the ranking.
    pub late_units: usize,
    /// Milestones.
    pub milestones: usize,
    /// Milestones done by the day.
    pub milestones_done: usize,
    /// Milestones missed.
    pub milestones_missed: usize,
    /// Findings that lose something.
    pub errors: usize,
    /// Findings read one way of several.
    pub warnings: usize,
    /// Files that hold the current version of their series.
    pub current_files: usize,
    /// The first start of a task in the plan's year or later.
    pub first_start: Option<NaiveDate>,
    /// The last deadline of a task.
    pub last_deadline: Option<NaiveDate>,
}

impl Board {
    /// The row of a task. `None` only for an index of another board.
    pub fn task(&self, ix: TaskIx) -> Option<Task<'_>> {
        self.tables.task(*self.tables.tasks.get(ix as usize)?)
    }

    /// A task's verdict.
    pub fn verdict(&self, ix: TaskIx) -> Option<&TaskVerdict> {
        self.tasks.get(ix as usize)
    }

    /// The task that a task is a part of.
    pub fn parent_of(&self, ix: TaskIx) -> Option<TaskIx> {
        self.tasks.parent(ix)
    }

    /// A task's parts.
    pub fn parts_of(&self, ix: TaskIx) -> impl ExactSizeIterator<Item = TaskIx> + Clone + '_ {
        self.tasks.parts(ix)
    }

    /// A task's milestones, by date.
    pub fn milestones_of(&self, ix: TaskIx) -> &[MilestoneVerdict] {
        self.tasks.milestones(ix)
    }

    /// The name of a milestone.
    pub fn milestone_name(&self, step: &MilestoneVerdict) -> &str {
        let row = self.tables.milestones.get(step.row as usize);
        let step = row.and_then(|&id| self.tables.milestone(id));
        step.map_or("", Milestone::name)
    }

    /// The identity of a task, (region, id), to find it again on another board.
    pub fn task_key(&self, ix: TaskIx) -> Option<(String, String)> {
        let task = self.task(ix)?;
        Some((task.region().to_owned(), task.id().to_owned()))
    }

    /// The ids of tasks.
    pub fn ids(&self, tasks: &[TaskIx]) -> Vec<&str> {
        tasks
            .iter()
            .filter_map(|&ix| self.task(ix))
            .map(Task::id)
            .collect()
    }

    /// The task with this identity.
    pub fn find_task(&self, region: &str, id: &str) -> Option<TaskIx> {
        // A country has a million tasks, and a county some hundreds of them.
        let own = self.region(region)?;
        let mut own = own.tasks();
        own.find(|&ix| self.task(ix).is_some_and(|task| task.id() == id))
    }

    /// The region of this name.
    pub fn region(&self, name: &str) -> Option<&RegionVerdict> {
        self.regions.iter().find(|one| one.region == name)
    }

    /// Units with an overdue task, in the order of the ranking: indexes into [`Board::units`].
    pub fn late_units(&self) -> impl DoubleEndedIterator<Item = usize> + '_ {
        // The ranking begins with them.
        0..self.facts.late_units
    }

    /// Tasks without a parent, in file order.
    pub fn top_tasks(&self) -> impl Iterator<Item = TaskIx> + '_ {
        let all = (0..).zip(self.tasks.iter());
        all.filter_map(|(ix, verdict)| (!verdict.is_part()).then_some(ix))
    }
}

/// Counts of tasks.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Counts {
    /// All.
    pub total: usize,
    /// Signed off.
    pub done: usize,
    /// Completed and not signed off.
    pub completed: usize,
    /// Past the deadline and open.
    pub overdue: usize,
    /// Completed, past the deadline, not signed off.
    pub late_sign_off: usize,
    /// In the order of [`Light::ALL`].
    pub lights: [usize; 5],
    /// In the order of [`ReadClass::ALL`].
    pub classes: [usize; 7],
    /// How many have no known progress: they are in neither mean below.
    pub unknown: usize,
    /// Mean of the known actual progress, percent.
    pub actual: Option<f64>,
    /// Mean of the known expected progress, percent.
    pub expected: Option<f64>,
}

impl Counts {
    /// How many have this light.
    pub fn light(&self, light: Light) -> usize {
        Light::ALL
            .iter()
            .position(|&other| other == light)
            .map_or(0, |at| self.lights[at])
    }

    /// How many are read out in this class.
    pub fn class(&self, class: ReadClass) -> usize {
        self.classes[class as usize]
    }
}

/// A point of the overall curve.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct TrendPoint {
    /// The version's day.
    pub date: NaiveDate,
    /// Mean actual progress of the leaves (rows without parts), percent.
    pub actual: Option<f64>,
    /// Mean expected progress of the same rows.
    pub expected: Option<f64>,
    /// Rows signed off.
    pub done: usize,
    /// Rows overdue.
    pub overdue: usize,
    /// Rows.
    pub total: usize,
}

/// The register against the plan.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Register {
    /// Top-level tasks marked 共性.
    pub common: usize,
    /// Top-level tasks marked 个性.
    pub specific: usize,
    /// Top-level tasks with neither.
    pub unmarked: usize,
    /// Whether the register holds what the plan names.
    pub complete: bool,
}

/// Something that falls due.
#[derive(Debug, Clone, PartialEq)]
pub struct Due {
    /// The day.
    pub date: NaiveDate,
    /// The task.
    pub task: TaskIx,
    /// Whether it is a milestone of the task; else it is the task itself.
    pub is_milestone: bool,
}

/// A day a board can be held against.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Baseline {
    /// The day.
    pub day: NaiveDate,
    /// Whether the plan names it as a meeting; else a version has its date.
    pub meeting: bool,
}

/// A row that is not there any more.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Vanished {
    /// 区县.
    pub region: String,
    /// Its id.
    pub id: String,
    /// Its title.
    pub title: String,
}

/// A deadline that moved.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Moved {
    /// The task.
    pub task: TaskIx,
    /// Before; `None`: it had none.
    pub from: Option<NaiveDate>,
    /// Now; `None`: emptied.
    pub to: Option<NaiveDate>,
    /// How often it moved in all the versions there are.
    pub times: u32,
}

/// What changed between the baseline and now.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Changes {
    /// The baseline's day; `None`: there is no earlier version.
    pub from: Option<NaiveDate>,
    /// Mean actual progress of the leaves then, percent.
    pub actual: Option<f64>,
    /// Signed off since.
    pub newly_done: Vec<TaskIx>,
    /// Overdue since.
    pub newly_overdue: Vec<TaskIx>,
    /// Reopened by a look-back since.
    pub reopened: Vec<TaskIx>,
    /// Deadlines that moved or were emptied.
    pub deadline_moved: Vec<Moved>,
    /// Rows that appeared.
    pub appeared: Vec<TaskIx>,
    /// Regions that had delivered nothing before, with how many tasks they have: these are none of
    /// those that appeared, were signed off or fell overdue.
    pub new_regions: Vec<(String, usize)>,
    /// Rows that vanished.
    pub vanished: Vec<Vanished>,
    /// Lights that changed: task, before, now.
    pub lights: Vec<(TaskIx, Light, Light)>,
    /// Progress gained or lost: task, before, now.
    pub progress: Vec<(TaskIx, f64, f64)>,
    /// Indicators whose verdict changed: index into [`Board::indicators`], before, now.
    pub crossed: Vec<(usize, Verdict, Verdict)>,
    /// The same of regions by themselves: index into [`Board::indicators`], 区县, before, now.
    pub crossed_in: Vec<(usize, String, Verdict, Verdict)>,
    /// Reported statuses that went back.
    pub went_back: Vec<WentBack>,
    /// Readings that were revised, at most the first hundred.
    pub revised: Vec<Revised>,
    /// How many were revised in all.
    pub revised_count: usize,
}
