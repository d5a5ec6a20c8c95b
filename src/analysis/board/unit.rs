//! What is judged of a unit.

use super::{Stretch, TaskIx};
use crate::analysis::progress::Mean;
use crate::plan::Plan;
use crate::terms::Level;
use std::fmt;
use std::ops::Deref;
use std::sync::Arc;

/// What a unit has to do, and how far it has come, of the tasks of one stretch or of several.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct UnitTally {
    /// The unit's name as first written. Where several regions stand side by side and every one
    /// may have a unit of this name (县住建局, a town), with the region in front.
    pub unit: String,
    /// The name without a region.
    pub bare: String,
    /// The region of a name that every region may have; empty: there is one such unit only.
    pub region: String,
    /// The unit of the folder itself, not of a county beside it, by a name that each may have.
    pub own_level: bool,
    /// How many of its tasks are signed off.
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
    /// Step due: index into [`Plan::steps`].
    pub step_due: Option<usize>,
    /// Whether any of its open rows changed since the last version; `None` where there is
    /// no earlier version or no open row.
    pub updated: Option<bool>,
    /// Responsible for an overdue or reopened task: 一票否优 is a risk, not a verdict (plan 五(二)).
    pub at_risk: bool,
    /// The name it is counted under, where that is not `unit`.
    pub(in crate::analysis) key: Option<Box<str>>,
    /// Tasks it is responsible for, counted from the first of their stretch.
    pub(in crate::analysis) tasks: Vec<TaskIx>,
    /// Tasks it only leads, counted so.
    pub(in crate::analysis) led: Vec<TaskIx>,
    /// Those of `tasks` that have a step due.
    pub(in crate::analysis) pressed: Vec<TaskIx>,
    /// Actual progress of its tasks where known.
    pub(in crate::analysis) actual: Mean,
    /// The same at each point of the trend before the last.
    pub(in crate::analysis) past: Vec<Mean>,
}

impl UnitTally {
    /// Mean actual progress of its tasks where known.
    pub fn actual(&self) -> Option<f64> {
        self.actual.mean()
    }

    /// Mean actual progress at each point of [`Board::trend`](super::Board::trend); of a unit that
    /// only leads there is no past.
    pub fn history(&self) -> Vec<Option<f64>> {
        let all = self.past.iter().chain([&self.actual]);
        all.map(|mean| mean.mean()).collect()
    }
}

/// Where a unit's tally is held.
#[derive(Clone)]
enum Held {
    /// In its stretch, which one board shares with the next.
    Shared(Arc<Stretch>, u32),
    /// By itself: it stands in several stretches, or in none.
    Own(Arc<UnitTally>),
}

/// The verdict on a unit: its tally, and what was done about it.
#[derive(Clone)]
pub struct UnitVerdict {
    held: Held,
    /// What the tally's tasks are counted from.
    pub(in crate::analysis) first: TaskIx,
    /// Step taken, of its tasks with that step the one with the largest gap.
    pub step_taken: Option<Level>,
    /// How many rungs of the ladder are missing there.
    pub step_gap: usize,
}

impl Deref for UnitVerdict {
    type Target = UnitTally;
    fn deref(&self) -> &UnitTally {
        match &self.held {
            Held::Shared(stretch, at) => &stretch.tally.units()[*at as usize],
            Held::Own(tally) => tally,
        }
    }
}

impl PartialEq for UnitVerdict {
    fn eq(&self, other: &Self) -> bool {
        let rest = |one: &Self| (one.first, one.step_taken, one.step_gap);
        rest(self) == rest(other) && **self == **other
    }
}

/// Without the rest of its stretch.
impl fmt::Debug for UnitVerdict {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("UnitVerdict")
            .field("tally", &**self)
            .field("first", &self.first)
            .field("step_taken", &self.step_taken)
            .field("step_gap", &self.step_gap)
            .finish_non_exhaustive()
    }
}

impl UnitVerdict {
    fn new(held: Held, first: TaskIx) -> Self {
        Self {
            held,
            first,
            step_taken: None,
            step_gap: 0,
        }
    }

    /// One of a stretch, nothing told of the steps taken.
    pub(in crate::analysis) fn of(stretch: &Arc<Stretch>, at: u32, first: TaskIx) -> Self {
        Self::new(Held::Shared(Arc::clone(stretch), at), first)
    }

    /// One of no stretch.
    pub(in crate::analysis) fn alone(tally: UnitTally, first: TaskIx) -> Self {
        Self::new(Held::Own(Arc::new(tally)), first)
    }

    /// What it has to do in another stretch as well.
    pub(in crate::analysis) fn add_all(&mut self, more: &UnitTally, first: TaskIx) {
        let own = std::mem::take(&mut self.first);
        if let Held::Shared(..) = self.held {
            self.held = Held::Own(Arc::new(UnitTally::clone(self)));
        }
        let Held::Own(tally) = &mut self.held else {
            return;
        };
        let tally = Arc::make_mut(tally);
        for list in [&mut tally.tasks, &mut tally.led, &mut tally.pressed] {
            for ix in list {
                *ix += own;
            }
        }
        tally.add_all(more, first);
    }

    /// The only stretch its tasks are of, where a board may share it with the next.
    pub fn stretch(&self) -> Option<&Arc<Stretch>> {
        match &self.held {
            Held::Shared(stretch, _) => Some(stretch),
            Held::Own(_) => None,
        }
    }

    /// Tasks it is responsible for (a row with parts does not count, its parts do), ascending.
    pub fn tasks(&self) -> impl ExactSizeIterator<Item = TaskIx> + Clone + '_ {
        self.placed(&self.tasks)
    }

    /// Tasks it only leads.
    pub fn led(&self) -> impl ExactSizeIterator<Item = TaskIx> + Clone + '_ {
        self.placed(&self.led)
    }

    fn placed<'a>(
        &self,
        list: &'a [TaskIx],
    ) -> impl ExactSizeIterator<Item = TaskIx> + Clone + use<'a> {
        let first = self.first;
        list.iter().map(move |ix| first + ix)
    }

    /// Whether a name means this unit in a row of a region; a row of none may mean any.
    pub fn is_called(&self, plan: &Plan, name: &str, region: &str) -> bool {
        if name == self.unit {
            return !self.own_level || region.is_empty();
        }
        let name = plan.canonical_unit(name);
        let here = if self.own_level {
            region.is_empty()
        } else {
            self.region.is_empty() || region.is_empty() || region == self.region
        };
        let full = !self.own_level && name == plan.canonical_unit(&self.unit);
        full || (here && name == plan.canonical_unit(&self.bare))
    }
}
