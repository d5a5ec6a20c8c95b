//! What is counted of a stretch of tasks as soon as it is judged.
//!
//! A board adds up stretches, not tasks: a million of them come slowly from memory, and of those that
//! a refresh takes over nothing is counted again.

use super::board::{Due, RegionTally, RegionVerdict, Stretch, TaskIx, UnitTally, Verdicts};
use super::counts::{Groups, Marks, Span, Steps, Worst};
use super::judge::By;
use super::own::Own;
use super::ranking::Units;
use super::regions;
use super::trend::Ahead;
use super::{due, units};
use crate::parallel;
use crate::plan::Plan;
use chrono::NaiveDate;
use rustc_hash::FxHashSet;
use std::sync::Arc;

/// Everything that is counted of a stretch.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Tally {
    figures: Figures,
    ahead: Ahead,
    steps: Steps,
    regions: Vec<Arc<RegionTally>>,
    /// Its units.
    pub(super) units: Units,
}

/// What one pass over the tasks counts.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Figures {
    /// Counts and means.
    pub groups: Groups,
    /// From the first start to the last deadline.
    pub span: Span,
    /// The worst tasks.
    pub worst: Worst,
    /// What falls due soon, in the order of the tasks.
    pub due_soon: Vec<Due>,
    /// 共性 and 个性.
    pub marks: Marks,
}

impl Figures {
    fn of(own: Own<'_>, stretch: &Stretch, by: &Count<'_>) -> Self {
        let pieces = parallel::map_places(stretch.tasks.len(), |tasks| {
            let mut figures = Self::default();
            for ix in tasks {
                figures.add(ix, own, stretch, by);
            }
            figures
        });
        let mut all = Self::default();
        for piece in &pieces {
            all.add_all(piece, 0);
        }
        all
    }

    fn add(&mut self, ix: usize, own: Own<'_>, stretch: &Stretch, by: &Count<'_>) {
        let Some(verdict) = stretch.tasks.get(ix) else {
            return;
        };
        let (place, plan) = (ix as TaskIx, by.by.plan);
        self.groups.add(verdict);
        self.span.add(verdict, plan.year);
        if !verdict.is_part() {
            self.worst.add(place, verdict);
            if let Some(task) = own.task(ix) {
                self.marks.add(task);
            }
        }
        let steps = stretch.milestones_of(verdict);
        let days = (by.by.as_of, by.horizon);
        self.due_soon
            .extend(due::due_soon(place, verdict, steps, days));
    }

    fn add_all(&mut self, more: &Self, first: TaskIx) {
        self.groups.add_all(&more.groups);
        self.span.add_all(more.span);
        self.worst.add_all(&more.worst, first);
        self.marks.add_all(more.marks);
        let due = more.due_soon.iter();
        self.due_soon.extend(due.map(|due| Due {
            task: first + due.task,
            ..due.clone()
        }));
    }
}

/// What a stretch is counted by.
#[derive(Debug, Clone, Copy)]
pub struct Count<'a> {
    /// The plan and the day.
    pub by: By<'a>,
    /// The end of the look-ahead.
    pub horizon: NaiveDate,
    /// The regions of all tasks, where there are several.
    pub regions: &'a FxHashSet<&'a str>,
}

impl<'a> Count<'a> {
    /// Of all tasks: `regions` as [`units::several_regions`].
    pub fn new(by: By<'a>, regions: &'a FxHashSet<&'a str>) -> Self {
        let (horizon, _) = due::horizon(by.plan, by.as_of);
        Self {
            by,
            horizon,
            regions,
        }
    }

    /// Counts a stretch that is judged.
    pub fn fill(&self, own: Own<'_>, stretch: &mut Stretch) {
        stretch.tally = self.tally(own, stretch);
    }

    fn tally(&self, own: Own<'_>, stretch: &Stretch) -> Tally {
        let plan = self.by.plan;
        let all = 0..stretch.tasks.len();
        let units = || units::units(own, stretch, all, self.regions, plan);
        let figures = || {
            (
                Figures::of(own, stretch, self),
                Ahead::of(stretch, plan.year),
            )
        };
        // The first runs beside the other where the stretch is long.
        let (units, (figures, ahead)) = if stretch.tasks.len() < parallel::PIECE {
            (units(), figures())
        } else {
            parallel::both(units, figures)
        };
        let units = Units::new(units, plan);
        Tally {
            figures,
            ahead,
            steps: Steps::of(&stretch.milestones),
            regions: regions::of_stretch(own, stretch, units.list()),
            units,
        }
    }
}

/// Counts and means of all stretches.
pub fn groups(verdicts: &Verdicts) -> Groups {
    let mut all = Groups::default();
    for (_, stretch) in verdicts.stretches() {
        all.add_all(&stretch.tally.figures.groups);
    }
    all
}

/// Counts and means of stretches that are not counted otherwise.
pub fn groups_judged(verdicts: &Verdicts) -> Groups {
    let mut all = Groups::default();
    for (_, stretch) in verdicts.stretches() {
        all.add_all(&groups_of(stretch));
    }
    all
}

/// Counts and means of a stretch that is not counted otherwise.
pub fn groups_of(stretch: &Stretch) -> Groups {
    let pieces = parallel::map_pieces(&stretch.tasks, parallel::PIECE, |tasks| {
        let mut groups = Groups::default();
        for verdict in tasks {
            groups.add(verdict);
        }
        groups
    });
    let mut all = Groups::default();
    for piece in &pieces {
        all.add_all(piece);
    }
    all
}

/// What is counted of all tasks, units and regions apart.
pub struct Total {
    /// As they were counted; what falls due soon by date, then in the order of the tasks.
    pub figures: Figures,
    /// The mean expected progress ahead.
    pub planned: Vec<(NaiveDate, f64)>,
    /// Milestones.
    pub steps: Steps,
}

/// Adds up all stretches.
pub fn total(verdicts: &Verdicts, plan: &Plan) -> Total {
    let (mut figures, mut ahead) = (Figures::default(), Ahead::default());
    let mut steps = Steps::default();
    for (first, stretch) in verdicts.stretches() {
        let tally = &stretch.tally;
        figures.add_all(&tally.figures, first);
        ahead.add_all(&tally.ahead);
        steps.add_all(tally.steps);
    }
    figures.due_soon.sort_by_key(|due| due.date);
    Total {
        planned: ahead.planned(plan.year, figures.span.end),
        figures,
        steps,
    }
}

/// The regions of all stretches, as [`regions::regions`].
pub fn regions(verdicts: &Verdicts) -> Vec<RegionVerdict> {
    let stretches = verdicts.stretches();
    regions::regions(stretches.map(|(first, one)| (first, &*one.tally.regions)))
}

impl Tally {
    /// The regions of the stretch.
    pub fn regions(&self) -> impl Iterator<Item = &str> + Clone {
        self.regions.iter().map(|tally| tally.region.as_str())
    }

    /// Its units, ranked.
    pub fn units(&self) -> &[UnitTally] {
        self.units.list()
    }
}
