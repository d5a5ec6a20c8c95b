//! What is judged of a task.

use super::TaskIx;
use crate::plan::Plan;
use chrono::NaiveDate;
use std::ops::Range;

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
    /// Red or yellow: the milestone at this place among the task's is missed by so many days.
    Milestone(u32, i64),
    /// Yellow: due in so many days and not nearly done.
    DueSoon(i64),
    /// Yellow: the part at this place among the task's is red.
    RedPart(u32),
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

/// The verdict on one task or part. A country has a million: what follows from the rest is worked out
/// when asked for.
#[derive(Debug, Clone, PartialEq)]
pub struct TaskVerdict {
    /// The task it is a part of, counted from the first task of their stretch.
    pub(in crate::analysis) parent: Link,
    /// Its parts: a range of those of its stretch.
    pub(in crate::analysis) parts: Range<u32>,
    /// Its milestones: a range of those of its stretch.
    pub(in crate::analysis) milestones: Range<u32>,
    /// What it has come to.
    pub state: State,
    /// The deadline in force.
    pub deadline: Option<NaiveDate>,
    /// A standing duty, dated or not.
    pub long_term: bool,
    /// 开始日期, else the plan's day of issue.
    pub start: Option<NaiveDate>,
    /// Natural days past the deadline; 0 once it is signed off.
    pub(in crate::analysis) days_past: u32,
    /// Actual progress, 0 to 100.
    pub(in crate::analysis) actual: Figure,
    /// Where that comes from.
    pub actual_from: ActualFrom,
    /// 序时进度, 0 to 100.
    pub(in crate::analysis) expected: Figure,
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
    /// The row differs from the version before: someone updated it. `None` without an
    /// earlier version of it.
    pub updated: Option<bool>,
    /// What most tasks have nothing of.
    pub(in crate::analysis) seldom: Option<Box<Seldom>>,
}

/// What few of a country's tasks have.
#[derive(Debug, Clone, PartialEq, Default)]
pub(in crate::analysis) struct Seldom {
    /// Findings against padded progress.
    pub integrity: Box<[Integrity]>,
    /// Actual progress at each point of [`Board::trend`](super::Board::trend) before the last.
    pub past: Box<[Option<f64>]>,
}

/// The place of a task or none, in the room of a place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::analysis) struct Link(TaskIx);

impl Link {
    /// No task.
    pub const NONE: Self = Self(TaskIx::MAX);

    /// The place, where there is one.
    pub fn get(self) -> Option<TaskIx> {
        (self != Self::NONE).then_some(self.0)
    }
}

impl From<Option<TaskIx>> for Link {
    fn from(place: Option<TaskIx>) -> Self {
        place.map_or(Self::NONE, Self)
    }
}

/// A figure or none, in the room of a figure.
#[derive(Debug, Clone, Copy)]
pub(in crate::analysis) struct Figure(f64);

impl Figure {
    /// No figure.
    pub const NONE: Self = Self(f64::NAN);

    fn get(self) -> Option<f64> {
        (!self.0.is_nan()).then_some(self.0)
    }
}

impl From<Option<f64>> for Figure {
    fn from(figure: Option<f64>) -> Self {
        figure.map_or(Self::NONE, Self)
    }
}

impl PartialEq for Figure {
    fn eq(&self, other: &Self) -> bool {
        self.get() == other.get()
    }
}

impl TaskVerdict {
    /// Whether it is a part of another task.
    pub fn is_part(&self) -> bool {
        self.parent.get().is_some()
    }

    /// Whether it has parts.
    pub fn has_parts(&self) -> bool {
        !self.parts.is_empty()
    }

    /// Natural days past the deadline; 0 where it is not overdue.
    pub fn days_overdue(&self) -> i64 {
        match self.state {
            State::Open | State::Reopened => self.days_past.into(),
            State::Completed | State::Done => 0,
        }
    }

    /// Natural days past the deadline while completed and not signed off; 0 otherwise.
    pub fn days_late_sign_off(&self) -> i64 {
        match self.state {
            State::Completed => self.days_past.into(),
            State::Open | State::Reopened | State::Done => 0,
        }
    }

    /// Actual progress, 0 to 100.
    pub fn actual(&self) -> Option<f64> {
        self.actual.get()
    }

    /// 序时进度, 0 to 100.
    pub fn expected(&self) -> Option<f64> {
        self.expected.get()
    }

    /// Findings against padded progress.
    pub fn integrity(&self) -> &[Integrity] {
        self.seldom.as_ref().map_or(&[], |seldom| &seldom.integrity)
    }

    /// Actual progress at each point of [`Board::trend`](super::Board::trend) before the last.
    pub(in crate::analysis) fn past(&self) -> &[Option<f64>] {
        self.seldom.as_ref().map_or(&[], |seldom| &seldom.past)
    }

    /// What most have nothing of, to be filled in.
    pub(in crate::analysis) fn seldom(&mut self) -> &mut Seldom {
        self.seldom.get_or_insert_default()
    }

    /// Expected − actual in points; negative: ahead; 0 once completed or done; unknown where either is
    /// (DESIGN §4, Lag).
    pub fn lag(&self) -> Option<f64> {
        match self.state {
            State::Completed | State::Done => Some(0.0),
            State::Open | State::Reopened => Some(self.expected()? - self.actual()?),
        }
    }

    /// Actual progress at each point of [`Board::trend`](super::Board::trend); `None` where it was not
    /// there.
    pub fn history(&self) -> Vec<Option<f64>> {
        self.past().iter().copied().chain([self.actual()]).collect()
    }

    /// How many of the five clears are there.
    pub fn five_clears(&self) -> usize {
        5 - self.unclear.len()
    }

    /// The step due, as an index into [`Plan::steps`]: by days late; red but not overdue
    /// (进度明显滞后) is 通报, the second step where the ladder has no such name
    /// (DESIGN §4, Escalation).
    pub fn step_due(&self, plan: &Plan) -> Option<usize> {
        if self.is_overdue() {
            return plan.step_due(self.days_overdue());
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
        self.days_overdue() > 0
    }
}

/// A milestone with its standing.
#[derive(Debug, Clone, PartialEq)]
pub struct MilestoneVerdict {
    /// The row: index into [`Tables::milestones`](crate::model::Tables::milestones).
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

#[cfg(test)]
mod tests {
    use super::*;

    /// A country's million of them is a fifth of all that is held, and each byte costs its loading.
    #[test]
    fn a_verdict_is_small() {
        assert!(
            size_of::<TaskVerdict>() <= 80,
            "{}",
            size_of::<TaskVerdict>()
        );
    }

    #[test]
    fn none_has_the_room_of_one() {
        assert_eq!(Figure::from(None).get(), None);
        assert_eq!(Figure::from(Some(0.0)).get(), Some(0.0));
        assert_eq!(Figure::from(None), Figure::NONE);
        assert_ne!(Figure::from(Some(0.0)), Figure::NONE);
        assert_eq!(Link::from(None).get(), None);
        assert_eq!(Link::from(Some(0)).get(), Some(0));
    }
}
