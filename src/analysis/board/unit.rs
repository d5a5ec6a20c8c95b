//! What is judged of a unit.

use super::TaskIx;
use crate::analysis::progress::Mean;
use crate::plan::Plan;
use crate::terms::Level;
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

/// The verdict on a unit: its tally, and what was done about it.
#[derive(Debug, Clone, PartialEq)]
pub struct UnitVerdict {
    /// Shared with the board before where nothing changed.
    pub(in crate::analysis) tally: Arc<UnitTally>,
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
        &self.tally
    }
}

impl UnitVerdict {
    /// Tasks it is responsible for (a row with parts does not count, its parts do), ascending.
    pub fn tasks(&self) -> impl ExactSizeIterator<Item = TaskIx> + Clone + '_ {
        self.placed(&self.tally.tasks)
    }

    /// Tasks it only leads.
    pub fn led(&self) -> impl ExactSizeIterator<Item = TaskIx> + Clone + '_ {
        self.placed(&self.tally.led)
    }

    /// Where the tally stands: of two boards that share it the same.
    pub fn address(&self) -> *const UnitTally {
        Arc::as_ptr(&self.tally)
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
