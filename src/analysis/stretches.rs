//! All tasks of a day judged, in stretches that need nothing of each other.
//!
//! A parent, a milestone and a look-back are of the task's own region (DESIGN §4). So tasks of
//! regions that stand nowhere else are a stretch: it is judged beside the others, and where its
//! file, the milestones and the look-backs are the same, a refresh takes it over. Not parted are
//! tasks with older versions, which are compared with them and drawn along them, and those beside a
//! milestone of no region, which may be of any.

use super::board::{Stretch, TaskIx, Verdicts};
use super::findings::Findings;
use super::ids::identities;
use super::judge::{self, By, LastReopening};
use super::lookback::Reopenings;
use super::merge::Archive;
use super::own::{Own, Run, runs};
use super::past::Past;
use super::tally::Count;
use super::{integrity, units};
use crate::diagnostic::{Code, Diagnostic};
use crate::model::{Milestone, RowId, Segment, Tables};
use crate::parallel;
use rustc_hash::{FxHashMap, FxHashSet};
use std::ops::Range;
use std::sync::Arc;

/// A stretch has at least so many tasks of its file, where there are more.
const LEAST: usize = 1 << 14;

/// Where a stretch came from: its file, and the places of its rows among those of the file that count.
#[derive(Debug, Clone)]
pub struct Origin {
    segment: Arc<Segment>,
    rows: Range<usize>,
}

impl Origin {
    fn is(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.segment, &other.segment) && self.rows == other.rows
    }
}

/// Stretches that were judged.
#[derive(Debug, Clone, Default)]
pub struct Known {
    /// The regions of all tasks, where there are several: whose a unit is depends on them.
    regions: FxHashSet<String>,
    /// By the file they came from.
    stretches: FxHashMap<usize, Vec<(Origin, Arc<Stretch>)>>,
}

impl Known {
    fn new(regions: &FxHashSet<&str>) -> Self {
        Self {
            regions: regions.iter().copied().map(str::to_owned).collect(),
            stretches: FxHashMap::default(),
        }
    }

    /// Whether they were judged beside the same regions.
    fn holds(&self, regions: &FxHashSet<&str>) -> bool {
        let mut own = self.regions.iter();
        self.regions.len() == regions.len() && own.all(|one| regions.contains(one.as_str()))
    }

    fn get(&self, origin: &Origin) -> Option<&Arc<Stretch>> {
        let key = Arc::as_ptr(&origin.segment).addr();
        let known = self.stretches.get(&key)?;
        let same = known.iter().find(|(known, _)| known.is(origin));
        same.map(|(_, stretch)| stretch)
    }

    fn insert(&mut self, origin: Origin, stretch: Arc<Stretch>) {
        let key = Arc::as_ptr(&origin.segment).addr();
        let of_file = self.stretches.entry(key).or_default();
        of_file.push((origin, stretch));
    }
}

/// All tasks of a day, judged in stretches.
#[derive(Debug)]
pub struct Parted {
    /// The verdicts.
    pub verdicts: Verdicts,
    /// To be taken over by the next board.
    pub known: Known,
    /// Milestones of tasks that are not there.
    pub orphans: Vec<u32>,
}

/// The tasks of one stretch, and what is about them.
struct Part<'a> {
    origin: Origin,
    own: Own<'a>,
    /// Rows of the milestones.
    steps: Vec<u32>,
    reopenings: Vec<LastReopening<'a>>,
}

/// Judges all tasks in stretches, but for those that are known; `None` where they are not to be
/// parted.
pub fn judge(
    archive: &Archive,
    tables: &Tables,
    reopenings: &Reopenings<'_>,
    by: By<'_>,
    known: Option<&Known>,
) -> Option<Parted> {
    judge_in(archive, tables, reopenings, by, known, LEAST)
}

/// As [`judge()`], in stretches of at least so many tasks.
fn judge_in(
    archive: &Archive,
    tables: &Tables,
    reopenings: &Reopenings<'_>,
    by: By<'_>,
    known: Option<&Known>,
    least: usize,
) -> Option<Parted> {
    if !archive.tasks_are_apart(by.as_of) {
        return None;
    }
    let (parts, mut orphans) = parts(tables, reopenings, least)?;
    let regions = units::several_regions(Own::whole(tables));
    let count = Count::new(by, &regions);
    let known = known.filter(|known| known.holds(&regions));
    let judged = parallel::map(&parts, |part| {
        let known = known.and_then(|known| known.get(&part.origin));
        known.map_or_else(|| Arc::new(judged(part, &count)), Arc::clone)
    });
    let mut all = Known::new(&regions);
    for (part, stretch) in parts.into_iter().zip(&judged) {
        orphans.extend(&stretch.orphans);
        all.insert(part.origin, Arc::clone(stretch));
    }
    orphans.sort_unstable();
    Some(Parted {
        verdicts: Verdicts::new(judged),
        known: all,
        orphans,
    })
}

fn judged(part: &Part<'_>, count: &Count<'_>) -> Stretch {
    let by = count.by;
    let ids = identities(part.own);
    let (steps, open) = (part.steps.iter(), part.reopenings.iter());
    let mut stretch = judge::judge(part.own, &ids, steps.copied(), open.copied(), by);
    integrity::fill(part.own, &mut stretch, &Past::default(), by.as_of);
    count.fill(part.own, &mut stretch);
    stretch
}

/// Parts the tasks, with the milestones that are nobody's; `None` where one of those may be
/// anybody's.
fn parts<'a>(
    tables: &'a Tables,
    reopenings: &Reopenings<'a>,
    least: usize,
) -> Option<(Vec<Part<'a>>, Vec<u32>)> {
    let mut parts: Vec<Part<'_>> = Vec::new();
    let mut of_region: FxHashMap<&str, usize> = FxHashMap::default();
    let runs: Vec<Run<'_>> = runs(Own::whole(tables)).collect();
    for of_file in runs.chunk_by(|a, b| a.segment == b.segment) {
        let (Some(first), Some(last)) = (of_file.first(), of_file.last()) else {
            continue;
        };
        let Some(segment) = tables.segments.get(first.segment as usize) else {
            continue;
        };
        // A region that stands in two places of its file holds the file together.
        let mut seen = FxHashSet::default();
        let together = !of_file.iter().all(|run| seen.insert(run.region));
        let (start, end) = (first.places.start, last.places.end);
        let mut from = start;
        for run in of_file {
            of_region.insert(run.region, parts.len());
            let is_last = run.places.end == end;
            let is_long = !together && run.places.end - from >= least;
            if is_long || is_last {
                parts.push(Part {
                    origin: Origin {
                        segment: Arc::clone(segment),
                        rows: from - start..run.places.end - start,
                    },
                    own: Own::of(tables, from..run.places.end),
                    steps: Vec::new(),
                    reopenings: Vec::new(),
                });
                from = run.places.end;
            }
        }
    }
    let mut orphans = Vec::new();
    let mut last: Option<(&str, Option<usize>)> = None;
    for (row, &id) in (0..).zip(&tables.milestones) {
        let region = tables.milestone(id).map_or("", Milestone::region);
        if region.is_empty() && parts.len() > 1 {
            return None;
        }
        let at = match last {
            Some((known, at)) if known == region => at,
            // The only stretch knows whose a milestone without a region is.
            _ if region.is_empty() => (parts.len() == 1).then_some(0),
            _ => of_region.get(region).copied(),
        };
        last = Some((region, at));
        match at.and_then(|at| parts.get_mut(at)) {
            Some(part) => part.steps.push(row),
            None => orphans.push(row),
        }
    }
    for (task, open) in reopenings {
        let at = of_region.get(task.0);
        if let (Some(part), Some(open)) = (at.and_then(|&at| parts.get_mut(at)), open.last()) {
            part.reopenings.push((*task, *open));
        }
    }
    Some((parts, orphans))
}

/// What is found of parents and tasks that are not there.
pub fn findings(tables: &Tables, verdicts: &Verdicts, orphans: &[u32]) -> Vec<Diagnostic> {
    let mut findings = Findings::default();
    for (first, stretch) in verdicts.stretches() {
        let lost = stretch.lost.iter().map(|ix| first + ix);
        let row = |ix: TaskIx| -> Option<&RowId> { tables.tasks.get(ix as usize) };
        for task in lost.filter_map(|ix| tables.task(*row(ix)?)) {
            let file = &task.segment.source.file;
            let lost = Diagnostic::new(file, task.line(), 0, Code::ParentUnknown);
            findings.push(lost.with_value(task.parent()));
        }
    }
    let steps = orphans.iter();
    let steps = steps.filter_map(|&row| tables.milestone(*tables.milestones.get(row as usize)?));
    for step in steps {
        let file = &step.segment.source.file;
        let orphan = Diagnostic::new(file, step.line(), 0, Code::TaskUnknown);
        findings.push(orphan.with_value(step.task()));
    }
    findings.into_list()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::board::{Petitions, TaskVerdict, UnitTally};
    use crate::analysis::progress::Mean;
    use crate::analysis::{lookback, tally};
    use crate::ingest;
    use crate::plan::{EMBEDDED, Plan};
    use chrono::NaiveDate;
    use proptest::prelude::*;
    use std::path::Path;

    const HEADER: &str =
        "区县,任务编号,上级编号,任务名称,责任单位,牵头单位,开始日期,完成时限,进度,状态,销号日期\n";

    fn archive(files: &[(&str, String)]) -> Archive {
        let plan = plan();
        let parsed = files.iter().map(|(name, text)| {
            let origin = ingest::Origin::new(Path::new(name), None);
            ingest::parse(&origin, text.as_bytes(), &plan).segment
        });
        Archive::new(Arc::new(parsed.collect()), day())
    }

    fn plan() -> Plan {
        Plan::parse(EMBEDDED).unwrap()
    }

    fn day() -> NaiveDate {
        NaiveDate::from_ymd_opt(2021, 10, 15).unwrap()
    }

    /// Every task with what it is linked to, what is found, and all that is counted.
    type Told = (
        Vec<(TaskVerdict, Option<TaskIx>, Vec<TaskIx>, usize)>,
        Vec<Diagnostic>,
        Vec<String>,
    );

    fn told(tables: &Tables, verdicts: &Verdicts, orphans: &[u32]) -> Told {
        let all = 0..verdicts.len() as TaskIx;
        let all = all.map(|ix| {
            // Links are counted from the stretch; of a task by itself they are told beside it.
            let mut alone = verdicts[ix as usize].clone();
            alone.parent = None;
            (alone.parts, alone.milestones) = (0..0, 0..0);
            let parts = verdicts.parts(ix).collect();
            (
                alone,
                verdicts.parent(ix),
                parts,
                verdicts.milestones(ix).len(),
            )
        });
        let mut found = findings(tables, verdicts, orphans);
        found.sort_by_key(|one| (one.line, one.code));
        (all.collect(), found, counted(tables, verdicts))
    }

    /// Counts, the curve ahead, regions and units; means only so far as the order of their sums
    /// does not show.
    fn counted(tables: &Tables, verdicts: &Verdicts) -> Vec<String> {
        let plan = plan();
        let mean = |mean: Option<f64>| mean.map(|mean| format!("{mean:.6}"));
        let total = tally::total(verdicts, &plan);
        let mut lines: Vec<String> = Vec::new();
        for mut counts in total.figures.groups.counts() {
            let means = (mean(counts.actual.take()), mean(counts.expected.take()));
            lines.push(format!("{counts:?} {means:?}"));
        }
        let ahead = total.planned.iter();
        lines.extend(ahead.map(|(day, figure)| format!("{day} {figure:.6}")));
        lines.push(format!(
            "{:?} {:?} {:?} {:?}",
            total.steps, total.figures.span, total.figures.due_soon, total.figures.marks
        ));
        lines.push(format!("{:?}", total.figures.worst.tasks()));
        for mut region in tally::regions(verdicts, tables, &Petitions::default()) {
            let means = [&mut region.top, &mut region.sub]
                .map(|one| (mean(one.actual.take()), mean(one.expected.take())));
            lines.push(format!("{region:?} {means:?}"));
        }
        for unit in tally::units(verdicts, &plan) {
            let lists = (
                unit.tasks().collect::<Vec<_>>(),
                unit.led().collect::<Vec<_>>(),
                unit.pressed().collect::<Vec<_>>(),
            );
            let actual = mean(unit.actual());
            let figures = UnitTally {
                tasks: Vec::new(),
                led: Vec::new(),
                pressed: Vec::new(),
                actual: Mean::default(),
                ..UnitTally::clone(&unit.tally)
            };
            lines.push(format!("{figures:?} {lists:?} {actual:?}"));
        }
        lines
    }

    fn whole(tables: &Tables, by: By<'_>) -> Told {
        let own = Own::whole(tables);
        let ids = identities(own);
        let open = lookback::reopenings(tables, by.as_of);
        let mut stretch = judge::judge_whole(tables, &ids, &open, by);
        integrity::fill(own, &mut stretch, &Past::default(), by.as_of);
        Count::new(by, &units::several_regions(own)).fill(own, &mut stretch);
        let orphans = stretch.orphans.clone();
        told(tables, &Verdicts::new([Arc::new(stretch)]), &orphans)
    }

    /// Units as rows may name them: of each county, of none, another county's, and none at all.
    const UNITS: [&str; 6] = [
        "县住建局",
        "省厅",
        "县住建局、省厅",
        "县1县住建局",
        "",
        "腊口镇",
    ];

    proptest! {
        /// Tasks judged in stretches are judged as all together: with parents that are there, are
        /// not there and go round in a circle, milestones and look-backs of any region.
        #[test]
        fn stretches_are_judged_as_the_whole(
            rows in prop::collection::vec((0_u8..4, 1_u8..7, 0_u8..8, 0_u8..4), 1..40),
            steps in prop::collection::vec((1_u8..6, 0_u8..8, any::<bool>()), 0..12),
            looks in prop::collection::vec((1_u8..6, 1_u8..7), 0..6),
            least in 1_usize..9,
            sorted in any::<bool>(),
        ) {
            let mut rows = rows;
            rows.sort_by_key(|(region, id, ..)| (*region, *id));
            rows.dedup_by_key(|(region, id, ..)| (*region, *id));
            if !sorted {
                rows.rotate_left(1);
            }
            let line = |(region, id, parent, state): &(u8, u8, u8, u8)| {
                let up = if *parent == 0 { String::new() } else { parent.to_string() };
                let state = ["进行中,", "已完成,", "已销号,2021-09-01", "未启动,"][*state as usize];
                let (unit, lead) = (UNITS[(id + parent) as usize % 6], UNITS[*id as usize % 6]);
                let day = format!("2021-{:02}-28", id * 2);
                format!("县{region},{id},{up},任务{id},{unit},{lead},2021-01-01,{day},50,{state}\n")
            };
            let tasks: String = rows.iter().map(line).collect();
            let line = |(region, task, done): &(u8, u8, bool)| {
                let done = if *done { "2021-05-01" } else { "" };
                let year = 2021 + u16::from(task % 2);
                format!("县{region},{task},初验,{year}-06-0{},{done}\n", task + 1)
            };
            let steps: String = steps.iter().map(line).collect();
            let look = |(region, task): &(u8, u8)| format!("县{region},{task},2021-10-01,反弹\n");
            let looks: String = looks.iter().map(look).collect();
            let archive = archive(&[
                ("任务.csv", format!("{HEADER}{tasks}")),
                ("别县.csv", format!("{HEADER}县9,1,,别的,县水利局,,2021-01-01,2021-09-01,20,进行中,\n")),
                ("节点.csv", format!("区县,任务编号,节点名称,计划时间,完成时间\n{steps}")),
                ("回头看.csv", format!("区县,任务编号,日期,结果\n{looks}")),
            ]);
            let tables = archive.tables(day(), true);
            let open = lookback::reopenings(&tables, day());
            let plan = plan();
            let by = By { plan: &plan, as_of: day() };
            let parted = judge_in(&archive, &tables, &open, by, None, least);
            let Parted { verdicts, known, orphans } = parted.unwrap();
            // The other county's file is a stretch of its own.
            prop_assert!(verdicts.stretches().count() > 1);
            prop_assert_eq!(told(&tables, &verdicts, &orphans), whole(&tables, by));
            // The same once more is taken over, all of it.
            let again = judge_in(&archive, &tables, &open, by, Some(&known), least).unwrap();
            let pairs = verdicts.stretches().zip(again.verdicts.stretches());
            for ((_, a), (_, b)) in pairs {
                prop_assert!(Arc::ptr_eq(a, b));
            }
            prop_assert_eq!(again.orphans, orphans);
        }
    }

    /// One county in two files, one twice in a file, and a milestone of nobody in particular.
    #[test]
    fn what_hangs_together_is_not_parted() {
        let row = |region: &str, id: u8| {
            format!("{region},{id},,任务{id},县住建局,,2021-01-01,2021-09-28,50,进行中,\n")
        };
        let plan = plan();
        let by = By {
            plan: &plan,
            as_of: day(),
        };
        let stretches = |files: &[(&str, String)]| {
            let archive = archive(files);
            let tables = archive.tables(day(), true);
            let open = lookback::reopenings(&tables, day());
            let parted = judge_in(&archive, &tables, &open, by, None, 1);
            parted.map(|parted| parted.verdicts.stretches().count())
        };
        let file = |rows: &[String]| format!("{HEADER}{}", rows.concat());
        let (a, b) = (row("甲县", 1), row("乙县", 1));
        assert_eq!(
            stretches(&[("任务.csv", file(&[a.clone(), b.clone()]))]),
            Some(2)
        );
        let again = [a.clone(), b.clone(), row("甲县", 2)];
        assert_eq!(stretches(&[("任务.csv", file(&again))]), Some(1));
        let two = [
            ("一.csv", file(std::slice::from_ref(&a))),
            ("二.csv", file(&[row("甲县", 2)])),
        ];
        assert_eq!(stretches(&two), None);
        let step = "任务编号,节点名称,计划时间\n1,初验,2021-06-01\n".to_owned();
        let both = ("任务.csv", file(&[a.clone(), b.clone()]));
        assert_eq!(stretches(&[both.clone(), ("节点.csv", step)]), None);
        let before = ("任务2021-09-01.csv", file(&[a]));
        assert_eq!(stretches(&[both, before]), None);
    }
}
