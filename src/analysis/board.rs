//! The board: every verdict of one load, immutable, shared with screens and reports.
//!
//! Plain data. Codes and arguments only; `ui` and `report` make the words.

mod closing;

pub use closing::{
    CaseVerdict, DecisionVerdict, Escalation, LookbackVerdict, PetitionCounts, PetitionVerdict,
    Petitions, ProjectVerdict, Projects, Published, Reply, Revised, Supervision, Taken, Tally,
    WentBack, Work, rung,
};

use crate::diagnostic::Diagnostic;
use crate::model::{Milestone, RowId, Tables, Task};
use crate::plan::Plan;
use crate::terms::{Direction, Goal, Level, Method, Nature, Period};
use chrono::NaiveDate;
use std::ops::Range;
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
    pub tasks: Vec<TaskVerdict>,
    /// Parts, grouped by parent: [`TaskVerdict::parts`] are ranges of this.
    pub parts: Vec<TaskIx>,
    /// Milestones, grouped by task, by date: [`TaskVerdict::milestones`] are ranges of this.
    pub milestones: Vec<MilestoneVerdict>,
    /// Counts over every row.
    pub all: Counts,
    /// Counts over rows without a parent.
    pub top: Counts,
    /// Counts over parts only.
    pub sub: Counts,
    /// Units in the order of the ranking: overdue tasks, overdue days, worst lag, name.
    pub units: Vec<UnitVerdict>,
    /// Regions (区县) in the order of the ranking: overdue tasks, overdue days, tasks behind, name.
    pub regions: Vec<RegionVerdict>,
    /// Indicators in the plan's order, then those only the targets table has.
    pub indicators: Vec<IndicatorVerdict>,
    /// What was done about units that lag.
    pub supervision: Supervision,
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
    /// Overdue rows without parts.
    pub overdue_leaves: usize,
    /// Units with an overdue task: the first ones of the ranking.
    pub late_units: usize,
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

    /// A task's parts.
    pub fn parts_of(&self, ix: TaskIx) -> &[TaskIx] {
        self.verdict(ix).map_or(&[], |verdict| {
            &self.parts[verdict.parts.start as usize..verdict.parts.end as usize]
        })
    }

    /// A task's milestones, by date.
    pub fn milestones_of(&self, ix: TaskIx) -> &[MilestoneVerdict] {
        self.verdict(ix).map_or(&[], |verdict| {
            &self.milestones[verdict.milestones.start as usize..verdict.milestones.end as usize]
        })
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
        let mut own = own.tasks.iter().copied();
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
        (0..self.tasks.len() as TaskIx).filter(|&ix| self.tasks[ix as usize].parent.is_none())
    }
}

/// What a task has come to (DESIGN §4, Done).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum State {
    /// Neither completed nor signed off.
    Open,
    /// 已完成, not signed off.
    Completed,
    /// 已销号.
    Done,
    /// A look-back found it undone (反弹): neither done nor completed.
    Reopened,
}

/// The lights, worst last.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Light {
    /// 已销号.
    Blue,
    /// On schedule or completed.
    Green,
    /// 情况不明, 未启动, 无时限.
    Grey,
    /// 滞后, or late to be signed off.
    Yellow,
    /// 逾期, far behind, or reopened.
    Red,
}

impl Light {
    /// All lights, as the JSON contract lists them.
    pub const ALL: [Self; 5] = [Self::Blue, Self::Green, Self::Yellow, Self::Red, Self::Grey];

    /// As the JSON contract writes it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Blue => "blue",
            Self::Green => "green",
            Self::Grey => "grey",
            Self::Yellow => "yellow",
            Self::Red => "red",
        }
    }
}

/// Why a light is what it is: the first rule that held, with its figures.
#[derive(Debug, Clone, PartialEq)]
pub enum Reason {
    /// Red: a look-back reopened it.
    Reopened,
    /// Blue: signed off.
    Done,
    /// Yellow: completed, past the deadline by so many days, not signed off.
    LateSignOff(i64),
    /// Green: completed, still in time to be signed off.
    Completed,
    /// Red: overdue by so many days.
    Overdue(i64),
    /// Red or yellow: behind by so many points.
    Lag(f64),
    /// Red or yellow: this milestone (index into [`Board::milestones`]) is missed by so many days.
    Milestone(u32, i64),
    /// Yellow: due in so many days and not nearly done.
    DueSoon(i64),
    /// Yellow: this part is red.
    RedPart(TaskIx),
    /// Grey: starts on a later day.
    NotStarted,
    /// Grey: neither deadline nor milestones.
    NoDeadline,
    /// Grey: nothing tells how far it is (情况不明).
    Unknown,
    /// Green.
    OnSchedule,
}

/// Read-out classes: exclusive, summing to the total.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum ReadClass {
    /// 已销号.
    Done,
    /// 已完成待销号.
    Completed,
    /// 逾期, reopened included.
    Overdue,
    /// 滞后: red or yellow, not overdue.
    Behind,
    /// 达到序时.
    OnSchedule,
    /// 未启动 / 无时限.
    NotStarted,
    /// 情况不明.
    Unknown,
}

impl ReadClass {
    /// All classes in the order they are read out.
    pub const ALL: [Self; 7] = [
        Self::Done,
        Self::Completed,
        Self::Overdue,
        Self::Behind,
        Self::OnSchedule,
        Self::NotStarted,
        Self::Unknown,
    ];
}

/// Where the actual progress comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ActualFrom {
    /// Completed or done: 100.
    State,
    /// The 进度 column.
    Column,
    /// The done share of milestone weight.
    Milestones,
    /// The mean of its parts.
    Parts,
    /// Nowhere.
    Unknown,
}

/// One of the five clears (plan 五(二), 五明确).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Clear {
    /// 目标任务.
    Goal,
    /// 工作标准.
    Standard,
    /// 责任主体.
    Responsible,
    /// 完成时限.
    Deadline,
    /// 奖惩措施.
    Stakes,
}

impl Clear {
    /// All of them, as the plan names them.
    pub const ALL: [Self; 5] = [
        Self::Goal,
        Self::Standard,
        Self::Responsible,
        Self::Deadline,
        Self::Stakes,
    ];
}

/// Some of the five clears: one byte, as there is one for each of a million tasks.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
pub struct Clears(u8);

impl Clears {
    /// Whether this one is among them.
    pub fn contains(self, clear: &Clear) -> bool {
        self.0 & (1 << *clear as u8) != 0
    }

    /// How many there are.
    pub fn len(self) -> usize {
        self.0.count_ones() as usize
    }

    /// Whether there is none.
    pub fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// Each, as the plan names them.
    pub fn iter(self) -> impl Iterator<Item = Clear> {
        Clear::ALL
            .into_iter()
            .filter(move |clear| self.contains(clear))
    }
}

impl FromIterator<Clear> for Clears {
    fn from_iter<I: IntoIterator<Item = Clear>>(clears: I) -> Self {
        let bits = clears.into_iter();
        Self(bits.fold(0, |bits, clear| bits | (1 << clear as u8)))
    }
}

impl std::fmt::Debug for Clears {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_list().entries(self.iter()).finish()
    }
}

impl<const N: usize> PartialEq<[Clear; N]> for Clears {
    fn eq(&self, other: &[Clear; N]) -> bool {
        self.iter().eq(other.iter().copied())
    }
}

/// Progress at each point of a curve. Of one point only, as where there is one version, it is kept
/// in place.
#[derive(Clone, PartialEq)]
pub enum History {
    /// One point.
    One([Option<f64>; 1]),
    /// All points.
    Many(Box<[Option<f64>]>),
}

impl History {
    /// So many points of which nothing is known.
    pub fn unknown(points: usize) -> Self {
        match points {
            1 => Self::One([None]),
            _ => Self::Many(vec![None; points].into()),
        }
    }

    /// The points, to be filled.
    pub fn points(&mut self) -> &mut [Option<f64>] {
        match self {
            Self::One(point) => point,
            Self::Many(points) => points,
        }
    }
}

impl Default for History {
    fn default() -> Self {
        Self::unknown(0)
    }
}

impl std::ops::Deref for History {
    type Target = [Option<f64>];
    fn deref(&self) -> &[Option<f64>] {
        match self {
            Self::One(point) => point,
            Self::Many(points) => points,
        }
    }
}

impl std::fmt::Debug for History {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        (**self).fmt(f)
    }
}

impl<const N: usize> PartialEq<[Option<f64>; N]> for History {
    fn eq(&self, other: &[Option<f64>; N]) -> bool {
        **self == *other
    }
}

/// Findings against padded progress (防包装式整改, plan 五(三)).
#[derive(Debug, Clone, PartialEq)]
pub enum Integrity {
    /// Progress 100 with open milestones.
    FullWithOpenMilestones,
    /// Signed off without acceptance.
    DoneWithoutAcceptance,
    /// Signed off without publication.
    DoneWithoutPublication,
    /// Signed off or completed with an open part.
    DoneWithOpenPart,
    /// An event dated after `as_of`.
    FutureDate(NaiveDate),
    /// Progress went down: from, to.
    ProgressFell(f64, f64),
    /// The deadline moved between versions: first, last, how often.
    DeadlineMoved(Option<NaiveDate>, Option<NaiveDate>, u32),
    /// The deadline was emptied: what it had been.
    DeadlineEmptied(NaiveDate),
    /// A look-back reopened it.
    Reopened,
}

impl Integrity {
    /// The code in the JSON contract.
    pub fn code(&self) -> &'static str {
        match self {
            Self::FullWithOpenMilestones => "full-with-open-milestones",
            Self::DoneWithoutAcceptance => "done-without-acceptance",
            Self::DoneWithoutPublication => "done-without-publication",
            Self::DoneWithOpenPart => "done-with-open-part",
            Self::FutureDate(_) => "future-date",
            Self::ProgressFell(..) => "progress-fell",
            Self::DeadlineMoved(..) => "deadline-moved",
            Self::DeadlineEmptied(_) => "deadline-emptied",
            Self::Reopened => "reopened",
        }
    }
}

/// The verdict on one task or part.
#[derive(Debug, Clone, PartialEq)]
pub struct TaskVerdict {
    /// The task it is a part of.
    pub parent: Option<TaskIx>,
    /// Its parts: a range of [`Board::parts`].
    pub parts: Range<u32>,
    /// Its milestones: a range of [`Board::milestones`].
    pub milestones: Range<u32>,
    /// What it has come to.
    pub state: State,
    /// The deadline in force.
    pub deadline: Option<NaiveDate>,
    /// A standing duty, dated or not.
    pub long_term: bool,
    /// 开始日期, else the plan's day of issue.
    pub start: Option<NaiveDate>,
    /// Natural days past the deadline; 0 where it is not overdue.
    pub days_overdue: i64,
    /// Natural days past the deadline while completed and not signed off; 0 otherwise.
    pub days_late_sign_off: i64,
    /// Actual progress, 0 to 100.
    pub actual: Option<f64>,
    /// Where that comes from.
    pub actual_from: ActualFrom,
    /// 序时进度, 0 to 100.
    pub expected: Option<f64>,
    /// Expected − actual in points; negative: ahead; 0 once completed or done.
    pub lag: Option<f64>,
    /// The light.
    pub light: Light,
    /// Why.
    pub reason: Reason,
    /// The class it is read out in.
    pub class: ReadClass,
    /// Which of the five clears are missing.
    pub unclear: Clears,
    /// The reported status says otherwise than the light.
    pub mismatch: bool,
    /// Findings against padded progress.
    pub integrity: Vec<Integrity>,
    /// The row differs from the version before: someone updated it. `None` without an
    /// earlier version of it.
    pub updated: Option<bool>,
    /// Actual progress at each point of [`Board::trend`]; `None` where it was not there.
    pub history: History,
}

impl TaskVerdict {
    /// How many of the five clears are there.
    pub fn five_clears(&self) -> usize {
        5 - self.unclear.len()
    }

    /// The step due, as an index into [`Plan::steps`]: by days late; red but not overdue
    /// (进度明显滞后) is 通报, the second step where the ladder has no such name
    /// (DESIGN §4, Escalation).
    pub fn step_due(&self, plan: &Plan) -> Option<usize> {
        if self.is_overdue() {
            return plan.step_due(self.days_overdue);
        }
        if self.light != Light::Red {
            return None;
        }
        let named = plan.steps.iter().position(|step| step.name == "通报");
        named.or_else(|| plan.steps.len().min(2).checked_sub(1))
    }

    /// Red or yellow and not overdue (滞后).
    pub fn is_behind(&self) -> bool {
        self.class == ReadClass::Behind
    }

    /// Past its deadline and neither completed nor done.
    pub fn is_overdue(&self) -> bool {
        self.days_overdue > 0
    }
}

/// A milestone with its standing.
#[derive(Debug, Clone, PartialEq)]
pub struct MilestoneVerdict {
    /// The row: index into [`Tables::milestones`].
    pub row: u32,
    /// Planned day.
    pub due: Option<NaiveDate>,
    /// Day it was done, not after `as_of`.
    pub done: Option<NaiveDate>,
    /// Weight, 1 where none is given.
    pub weight: f64,
    /// Days past `due` while not done; 0 otherwise.
    pub days_missed: i64,
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

/// The verdict on a unit.
#[derive(Debug, Clone, PartialEq)]
pub struct UnitVerdict {
    /// The unit's name as first written.
    pub unit: String,
    /// Tasks it is responsible for (a row with parts does not count, its parts do).
    pub tasks: Vec<TaskIx>,
    /// Tasks it only leads.
    pub led: Vec<TaskIx>,
    /// How many of `tasks` are signed off.
    pub done: usize,
    /// How many are completed and not signed off.
    pub completed: usize,
    /// How many are overdue.
    pub overdue: usize,
    /// How many are behind: red or yellow, not overdue.
    pub behind: usize,
    /// Total days overdue.
    pub overdue_days: i64,
    /// Days of its latest task.
    pub longest_overdue: i64,
    /// Worst lag of its open tasks, points.
    pub worst_lag: Option<f64>,
    /// Mean actual progress of its tasks where known.
    pub actual: Option<f64>,
    /// Step due: index into [`Plan::steps`].
    pub step_due: Option<usize>,
    /// Step taken, of its tasks with that step the one with the largest gap.
    pub step_taken: Option<Level>,
    /// How many rungs of the ladder are missing there.
    pub step_gap: usize,
    /// Whether any of its open rows changed since the last version; `None` where there is
    /// no earlier version or no open row.
    pub updated: Option<bool>,
    /// Responsible for an overdue or reopened task: 一票否优 is a risk, not a verdict (plan 五(二)).
    pub at_risk: bool,
    /// Mean actual progress at each point of [`Board::trend`].
    pub history: Vec<Option<f64>>,
}

/// Where a region stands.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct RegionVerdict {
    /// 区县; empty: rows of the folder itself.
    pub region: String,
    /// Its tasks and parts, ascending.
    pub tasks: Vec<TaskIx>,
    /// Counts over its tasks without a parent.
    pub top: Counts,
    /// Counts over its parts.
    pub sub: Counts,
    /// How many of its rows without parts are overdue.
    pub overdue: usize,
    /// How many of them are behind: red or yellow, not overdue.
    pub behind: usize,
    /// Total days overdue.
    pub overdue_days: i64,
    /// Days of its latest task.
    pub longest_overdue: i64,
    /// How many units have an overdue task here.
    pub late_units: usize,
    /// Steps of supervision here, in their order.
    pub actions: Vec<RowId>,
    /// What was made public here, in its order.
    pub publicity: Vec<RowId>,
    /// Petitions of here: indexes into [`Petitions::items`], ascending.
    pub petitions: Vec<u32>,
}

/// Whether a target is met.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Verdict {
    /// Met.
    Met,
    /// Missed.
    Missed,
    /// No data is never met.
    NoData,
    /// 不适用.
    NotApplicable,
}

impl Verdict {
    /// As the JSON contract writes it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Met => "met",
            Self::Missed => "missed",
            Self::NoData => "no_data",
            Self::NotApplicable => "not_applicable",
        }
    }
}

/// What is still possible this year.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Outlook {
    /// Nothing can undo it.
    LockedIn,
    /// Will be met if it goes on as before.
    OnTrack,
    /// Will be missed if it goes on as before.
    AtRisk,
    /// Can no longer be met.
    Lost,
    /// Not a question for this method, or no data.
    None,
}

impl Outlook {
    /// As the JSON contract writes it.
    pub fn name(self) -> &'static str {
        match self {
            Self::LockedIn => "locked_in",
            Self::OnTrack => "on_track",
            Self::AtRisk => "at_risk",
            Self::Lost => "lost",
            Self::None => "none",
        }
    }
}

/// A value of an indicator as shown.
#[derive(Debug, Clone, PartialEq)]
pub enum Shown {
    /// A figure in the indicator's unit; shares in percent 0 to 100.
    Number(f64),
    /// A class or a word.
    Word(String),
}

/// A site and period below its target class.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Failure {
    /// The site; empty where there is only one.
    pub site: String,
    /// The period.
    pub period: Period,
    /// The class or value found.
    pub value: String,
}

/// One site of an indicator.
#[derive(Debug, Clone, PartialEq)]
pub struct SiteVerdict {
    /// The site.
    pub site: String,
    /// Its own target where it has one, else the indicator's.
    pub goal: Goal,
    /// The readings of the plan's year up to `as_of`; none where there are more sites than a
    /// picture could show, classes apart.
    pub points: Vec<(Period, Shown)>,
    /// How many of them are at the target or better.
    pub good: usize,
}

/// The verdict on one indicator.
#[derive(Debug, Clone, PartialEq)]
pub struct IndicatorVerdict {
    /// The indicator's name.
    pub indicator: String,
    /// 分组.
    pub group: String,
    /// 性质.
    pub nature: Option<Nature>,
    /// How its value is made.
    pub method: Method,
    /// How it is held against the target.
    pub direction: Direction,
    /// The target.
    pub goal: Goal,
    /// For classes: the share asked for, percent.
    pub share: f64,
    /// The unit of measure.
    pub unit: String,
    /// The clause it comes from.
    pub clause: String,
    /// 责任单位.
    pub units: Vec<String>,
    /// 小数位.
    pub decimals: Option<u8>,
    /// The year it is judged for.
    pub year: i32,
    /// The raw value; shares in percent.
    pub value: Option<f64>,
    /// The value rounded half to even (GB/T 8170), which decides; the raw one without 小数位.
    pub rounded: Option<f64>,
    /// The value where it is a word.
    pub word: Option<String>,
    /// The year of the value where it is an earlier one (EI comes late).
    pub value_year: Option<i32>,
    /// Met or not.
    pub verdict: Verdict,
    /// What is still possible.
    pub outlook: Outlook,
    /// Fewer valid days than a year's verdict asks, or an earlier year's value.
    pub provisional: bool,
    /// Target − value where lower is better, value − target otherwise: positive is room.
    pub margin: Option<f64>,
    /// 同比, in the figure's unit; shares in points.
    pub year_on_year: Option<f64>,
    /// Periods with data ÷ periods elapsed.
    pub coverage: Option<f64>,
    /// Periods with data (for classes: site-periods).
    pub n: usize,
    /// Periods of the year still to come (R).
    pub remaining: usize,
    /// For a mean: what the remaining periods must average.
    pub needed: Option<f64>,
    /// For a mean: last year's mean of the same remaining dates, else the year to date.
    pub reference: Option<f64>,
    /// Whether `reference` is last year's.
    pub reference_is_last_year: bool,
    /// For a ratio: bad days the target allows in the year.
    pub budget: Option<i64>,
    /// For a ratio: bad days so far.
    pub budget_used: Option<i64>,
    /// For a ratio: bad days still allowed; negative once lost.
    pub budget_left: Option<i64>,
    /// What fell short, oldest first.
    pub failures: Vec<Failure>,
    /// The plan year's values by period up to `as_of`, the mean over sites; for a ratio the AQI.
    pub series: Vec<(Period, f64)>,
    /// The year before, the same way, whole.
    pub last_year: Vec<(Period, f64)>,
    /// For a ratio: whether each period of `series` was good.
    pub good: Vec<bool>,
    /// By site, where there are several or they have targets of their own.
    pub sites: Vec<SiteVerdict>,
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
    /// The milestone (index into [`Board::milestones`]); `None`: the task itself.
    pub milestone: Option<u32>,
}

/// A day a board can be held against.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Baseline {
    /// The day.
    pub day: NaiveDate,
    /// Whether the plan names it as a meeting; else a version has its date.
    pub meeting: bool,
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
    /// Rows that vanished: id and title.
    pub vanished: Vec<(String, String)>,
    /// Lights that changed: task, before, now.
    pub lights: Vec<(TaskIx, Light, Light)>,
    /// Progress gained or lost: task, before, now.
    pub progress: Vec<(TaskIx, f64, f64)>,
    /// Indicators whose verdict changed: index into [`Board::indicators`], before, now.
    pub crossed: Vec<(usize, Verdict, Verdict)>,
    /// Reported statuses that went back.
    pub went_back: Vec<WentBack>,
    /// Readings that were revised, at most the first hundred.
    pub revised: Vec<Revised>,
    /// How many were revised in all.
    pub revised_count: usize,
}
