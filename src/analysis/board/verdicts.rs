//! The verdicts on all tasks, in stretches that one board shares with the next.

use super::{MilestoneVerdict, TaskIx, TaskVerdict};
use crate::analysis::ids::Index;
use crate::analysis::tally::Tally;
use std::ops::{self, Range};
use std::sync::Arc;

/// Tasks one behind the other that have neither a parent nor a part nor a milestone outside: they are
/// judged by themselves. All links inside are counted from the first of them.
#[derive(Debug, Default, PartialEq)]
pub struct Stretch {
    /// Its tasks.
    pub(in crate::analysis) tasks: Vec<TaskVerdict>,
    /// Parts, grouped by parent.
    pub(in crate::analysis) parts: Vec<TaskIx>,
    /// Milestones, grouped by task, by date.
    pub(in crate::analysis) milestones: Vec<MilestoneVerdict>,
    /// Tasks whose parent is not there, as they were met.
    pub(in crate::analysis) lost: Vec<TaskIx>,
    /// Milestones of tasks that are not there, as [`MilestoneVerdict::row`].
    pub(in crate::analysis) orphans: Vec<u32>,
    /// Where its tasks stand.
    pub(in crate::analysis) index: Arc<Index>,
    /// What is counted of it; nothing where it only serves to compare with.
    pub(in crate::analysis) tally: Tally,
}

impl Stretch {
    /// The verdicts on its tasks.
    pub fn tasks(&self) -> &[TaskVerdict] {
        &self.tasks
    }

    /// A task's parts, counted from the first task of the stretch.
    pub(in crate::analysis) fn parts_of(&self, verdict: &TaskVerdict) -> &[TaskIx] {
        &self.parts[places(&verdict.parts)]
    }

    /// A task's milestones, by date.
    pub(in crate::analysis) fn milestones_of(&self, verdict: &TaskVerdict) -> &[MilestoneVerdict] {
        &self.milestones[places(&verdict.milestones)]
    }
}

fn places(range: &Range<u32>) -> Range<usize> {
    range.start as usize..range.end as usize
}

/// A stretch and its first task.
type Placed = (TaskIx, Arc<Stretch>);

/// How many tasks share a hint.
const HINT: usize = 1 << 12;

/// The verdicts on all tasks, in step with [`Tables::tasks`](crate::model::Tables::tasks).
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Verdicts {
    stretches: Vec<Placed>,
    /// The stretch of each 4,096th task: a country has a million tasks in thousands of files.
    hints: Vec<u32>,
    count: usize,
}

impl Verdicts {
    /// One stretch behind the other.
    pub(in crate::analysis) fn new(stretches: impl IntoIterator<Item = Arc<Stretch>>) -> Self {
        let mut all = Self::default();
        for stretch in stretches.into_iter().filter(|one| !one.tasks.is_empty()) {
            let first = all.count as TaskIx;
            all.count += stretch.tasks.len();
            let hints = all.count.div_ceil(HINT);
            all.hints.resize(hints, all.stretches.len() as u32);
            all.stretches.push((first, stretch));
        }
        all
    }

    /// The stretches, each with the place of its first task.
    pub fn stretches(&self) -> impl Iterator<Item = (TaskIx, &Arc<Stretch>)> {
        self.stretches.iter().map(|(first, one)| (*first, one))
    }

    /// How many tasks there are.
    pub fn len(&self) -> usize {
        self.count
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.count == 0
    }

    fn placed(&self, ix: usize) -> Option<&Placed> {
        let mut at = *self.hints.get(ix / HINT)? as usize;
        while let Some((first, _)) = self.stretches.get(at + 1)
            && *first as usize <= ix
        {
            at += 1;
        }
        self.stretches.get(at)
    }

    /// A task's verdict.
    pub fn get(&self, ix: usize) -> Option<&TaskVerdict> {
        let (first, stretch) = self.placed(ix)?;
        stretch.tasks.get(ix - *first as usize)
    }

    /// All of them.
    pub fn iter(&self) -> impl Iterator<Item = &TaskVerdict> + Clone {
        self.stretches.iter().flat_map(|(_, one)| &one.tasks)
    }

    /// The stretch of a task, with the place of its first.
    pub(in crate::analysis) fn stretch_of(&self, ix: TaskIx) -> Option<(TaskIx, &Stretch)> {
        let (first, stretch) = self.placed(ix as usize)?;
        Some((*first, stretch))
    }

    /// The task that a task is a part of.
    pub fn parent(&self, ix: TaskIx) -> Option<TaskIx> {
        let (first, stretch) = self.placed(ix as usize)?;
        let above = stretch.tasks.get((ix - first) as usize)?.parent.get()?;
        Some(first + above)
    }

    /// A task's parts, in the order of the register.
    pub fn parts(&self, ix: TaskIx) -> impl ExactSizeIterator<Item = TaskIx> + Clone + '_ {
        let (first, parts) = self.placed(ix as usize).map_or((0, &[][..]), |placed| {
            let (first, stretch) = (placed.0, &placed.1);
            let verdict = stretch.tasks.get((ix - first) as usize);
            (first, verdict.map_or(&[][..], |one| stretch.parts_of(one)))
        });
        parts.iter().map(move |part| first + part)
    }

    /// A task's milestones, by date.
    pub fn milestones(&self, ix: TaskIx) -> &[MilestoneVerdict] {
        let Some((first, stretch)) = self.placed(ix as usize) else {
            return &[];
        };
        let verdict = stretch.tasks.get((ix - first) as usize);
        verdict.map_or(&[], |one| stretch.milestones_of(one))
    }
}

impl ops::Index<usize> for Verdicts {
    type Output = TaskVerdict;

    fn index(&self, ix: usize) -> &TaskVerdict {
        let at = self.hints[ix / HINT] as usize;
        let more = self.stretches[at + 1..].iter();
        let more = more.take_while(|(first, _)| *first as usize <= ix).count();
        let (first, stretch) = &self.stretches[at + more];
        &stretch.tasks[ix - *first as usize]
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::judge::blank;
    use proptest::prelude::*;

    /// A stretch of so many tasks, each but the first a part of the first.
    fn stretch(many: usize) -> Arc<Stretch> {
        let parts: Vec<TaskIx> = (1..many as TaskIx).collect();
        let task = |ix: usize| TaskVerdict {
            parent: (ix > 0).then_some(0).into(),
            parts: 0..if ix == 0 { parts.len() as u32 } else { 0 },
            days_past: ix as u32,
            ..blank()
        };
        Arc::new(Stretch {
            tasks: (0..many).map(task).collect(),
            parts,
            ..Stretch::default()
        })
    }

    proptest! {
        /// Whatever stretches there are, each task is found, with its parent and parts, and none behind
        /// the last.
        #[test]
        fn each_task_is_found(
            sizes in prop::collection::vec(
                prop_oneof![Just(0_usize), 1..40_usize, 4_000..9_000_usize],
                0..12,
            ),
        ) {
            let all = Verdicts::new(sizes.iter().map(|size| stretch(*size)));
            let count: usize = sizes.iter().sum();
            prop_assert_eq!((all.len(), all.iter().count()), (count, count));
            let mut first = 0;
            for size in sizes {
                for at in [0, 1, size / 2, size.saturating_sub(1)] {
                    if at >= size {
                        continue;
                    }
                    let ix = first + at;
                    prop_assert_eq!(all[ix].days_overdue(), at as i64);
                    prop_assert_eq!(all.get(ix).map(TaskVerdict::days_overdue), Some(at as i64));
                    let parent = (at > 0).then_some(first as TaskIx);
                    prop_assert_eq!(all.parent(ix as TaskIx), parent);
                    let parts: Vec<TaskIx> = all.parts(ix as TaskIx).collect();
                    let own = if at == 0 { first + 1..first + size } else { 0..0 };
                    prop_assert!(parts.into_iter().eq(own.map(|ix| ix as TaskIx)));
                }
                first += size;
            }
            prop_assert!(all.get(count).is_none());
        }
    }
}
