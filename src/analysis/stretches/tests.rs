//! Stretches judged by themselves against all tasks judged together.

use super::*;
use crate::analysis::board::{Link, RegionTally, TaskVerdict, UnitTally};
use crate::analysis::progress::Mean;
use crate::analysis::ranking::ranked;
use crate::analysis::supervision::{self, Context, FollowUps};
use crate::analysis::{lookback, tally};
use crate::ingest;
use crate::plan::{EMBEDDED, Plan};
use chrono::NaiveDate;
use proptest::prelude::*;
use std::path::Path;

const HEADER: &str =
    "区县,任务编号,上级编号,任务名称,责任单位,牵头单位,开始日期,完成时限,进度,状态,销号日期\n";

fn segment((name, text): &(&str, String)) -> Arc<Segment> {
    let origin = ingest::Origin::new(Path::new(name), None);
    ingest::parse(&origin, text.as_bytes(), &plan()).segment
}

fn archive(files: &[(&str, String)]) -> Archive {
    let parsed = files.iter().map(segment);
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
        alone.parent = Link::NONE;
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
    (all.collect(), found, counted(verdicts))
}

/// Counts, the curve ahead, regions and units; means only so far as the order of their sums
/// does not show.
fn counted(verdicts: &Verdicts) -> Vec<String> {
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
    for region in tally::regions(verdicts) {
        let tasks: Vec<TaskIx> = region.tasks().collect();
        let mut figures = RegionTally::clone(&region.tally);
        figures.places.clear();
        let means = [&mut figures.top, &mut figures.sub]
            .map(|one| (mean(one.actual.take()), mean(one.expected.take())));
        lines.push(format!("{figures:?} {tasks:?} {means:?}"));
    }
    for unit in ranked(verdicts.stretches(), &plan)
        .into_iter()
        .map(|one| one.unit)
    {
        let lists = (
            unit.tasks().collect::<Vec<_>>(),
            unit.led().collect::<Vec<_>>(),
            unit.pressed
                .iter()
                .map(|ix| unit.first + ix)
                .collect::<Vec<_>>(),
        );
        let actual = mean(unit.actual());
        let figures = UnitTally {
            tasks: Vec::new(),
            led: Vec::new(),
            pressed: Vec::new(),
            actual: Mean::default(),
            ..UnitTally::clone(&unit)
        };
        lines.push(format!("{figures:?} {lists:?} {actual:?}"));
    }
    lines
}

/// Everything about supervision, and what of it the next board takes over.
fn supervised(
    tables: &Tables,
    verdicts: &Verdicts,
    known: Option<(&Verdicts, &FollowUps)>,
) -> (Vec<String>, FollowUps) {
    let plan = plan();
    let around = Around::new(tables, None, &[]);
    let context = Context {
        tables,
        around: &around,
        plan: &plan,
        as_of: day(),
    };
    let follow_ups = supervision::follow_ups(context, verdicts, known);
    let events = supervision::events(context, verdicts, &follow_ups, |_| None);
    let ranked = ranked(verdicts.stretches(), &plan);
    let (units, escalations) = supervision::escalate(context, verdicts, &follow_ups, ranked);
    let mut lines = vec![format!("{events:?}")];
    lines.extend(escalations.iter().map(|one| format!("{one:?}")));
    let units = units.iter();
    lines.extend(units.map(|one| format!("{} {:?} {}", one.unit, one.step_taken, one.step_gap)));
    (lines, follow_ups)
}

fn whole(tables: &Tables, by: By<'_>) -> (Verdicts, Vec<u32>) {
    let own = Own::whole(tables);
    let ids = identities(own);
    let open = lookback::reopenings(tables, by.as_of);
    let mut stretch = judge::judge_whole(tables, &ids, &open, by);
    integrity::fill(own, &mut stretch, &Past::default(), by.as_of);
    Count::new(by, &units::several_regions(own)).fill(own, &mut stretch);
    let orphans = stretch.orphans.clone();
    (Verdicts::new([Arc::new(stretch)]), orphans)
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
    /// not there and go round in a circle, milestones and look-backs of any region; and so are the
    /// steps taken about them, of any region and of none.
    #[test]
    fn stretches_are_judged_as_the_whole(
        rows in prop::collection::vec((0_u8..4, 1_u8..7, 0_u8..8, 0_u8..4), 1..40),
        steps in prop::collection::vec((1_u8..6, 0_u8..8, any::<bool>()), 0..12),
        looks in prop::collection::vec((1_u8..6, 1_u8..7, 1_u8..6), 0..6),
        actions in prop::collection::vec((0_u8..6, 0_u8..8, 0_u8..6, 4_u8..11), 0..9),
        least in 1_usize..9,
        sorted in any::<bool>(),
        other in ((1_u8..6, 0_u8..8, any::<bool>()), (1_u8..6, 1_u8..7, 1_u8..6), 0_usize..13, 0_u8..3),
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
        let steps: Vec<String> = steps.iter().map(line).collect();
        let (other_step, other_look, other_at, other_in) = other;
        // A row set in among the milestones, in the place of another, or taken out.
        let mut other_steps = steps.clone();
        let at = other_at.min(steps.len());
        if other_in < 2 && at < steps.len() {
            other_steps.remove(at);
        }
        if other_in > 0 {
            other_steps.insert(at, line(&other_step));
        }
        let look = |(region, task, day): &(u8, u8, u8)| {
            let result = if *day == 5 { "合格" } else { "反弹" };
            format!("县{region},{task},2021-10-0{},{result},2021-11-0{day}\n", day / 2 + 1)
        };
        let looks: String = looks.iter().map(look).collect();
        let other_looks = format!("{looks}{}", look(&other_look));
        let step = |(region, task, unit, month): &(u8, u8, u8, u8)| {
            let region = if *region == 0 { String::new() } else { format!("县{region}") };
            let task = if *task == 0 { String::new() } else { task.to_string() };
            let level = ["提醒", "通报", "督办", "约谈", "曝光"][*month as usize % 5];
            // A county's own name stands in front, or is left to the row.
            let unit = UNITS[*unit as usize];
            format!("{region},{task},2021-{month:02}-14,{unit},{level}\n")
        };
        let actions: String = actions.iter().map(step).collect();
        let step_file = |steps: &[String]| {
            ("节点.csv", format!("区县,任务编号,节点名称,计划时间,完成时间\n{}", steps.concat()))
        };
        let look_file = |looks: &str| ("回头看.csv", format!("区县,任务编号,日期,结果,整改时限\n{looks}"));
        let files = [
            ("任务.csv", format!("{HEADER}{tasks}")),
            ("督办.csv", format!("区县,任务编号,日期,单位,方式\n{actions}")),
            ("公开.csv", String::from("区县,任务编号,公开日期,公开类型\n县1,2,2021-10-01,整改方案\n县5,2,2021-10-02,整改方案\n")),
            ("别县.csv", format!("{HEADER}县9,1,,别的,县水利局,,2021-01-01,2021-09-01,20,进行中,\n")),
            step_file(&steps),
            look_file(&looks),
        ];
        let segments: Vec<Arc<Segment>> = files.iter().map(segment).collect();
        let archive = Archive::new(Arc::new(segments.clone()), day());
        let tables = archive.tables(day(), true);
        let plan = plan();
        let by = By { plan: &plan, as_of: day() };
        let around = Around::new(&tables, None, &[]);
        let parted = judge_in(&archive, &tables, &around, by, None, least);
        let Parted { verdicts, known, orphans } = parted.unwrap();
        // The other county's file is a stretch of its own.
        prop_assert!(verdicts.stretches().count() > 1);
        let (together, lost) = whole(&tables, by);
        let expected = told(&tables, &together, &lost);
        prop_assert_eq!(told(&tables, &verdicts, &orphans), expected);
        let (expected, _) = supervised(&tables, &together, None);
        let (lines, follow_ups) = supervised(&tables, &verdicts, None);
        prop_assert_eq!(lines, &*expected);
        // The same once more is taken over, all of it.
        let before = Before {
            known: &known,
            tables: &tables,
            around: &around,
            milestones_changed: false,
            lookbacks_changed: false,
        };
        let again = judge_in(&archive, &tables, &around, by, Some(before), least).unwrap();
        let last = Some((&verdicts, &follow_ups));
        let (lines, taken_over) = supervised(&tables, &again.verdicts, last);
        prop_assert_eq!(lines, expected);
        for (a, b) in follow_ups.iter().zip(&taken_over) {
            prop_assert!(Arc::ptr_eq(a, b));
        }
        let pairs = verdicts.stretches().zip(again.verdicts.stretches());
        for ((_, a), (_, b)) in pairs {
            prop_assert!(Arc::ptr_eq(a, b));
        }
        prop_assert_eq!(&again.orphans, &orphans);
        // Other milestones and look-backs: judged anew is what they are about, and nothing else where
        // milestones keep their places.
        for (steps_change, looks_change) in [(true, false), (false, true), (true, true)] {
            let mut segments = segments.clone();
            let changed = steps_change.then(|| (4, segment(&step_file(&other_steps))));
            for (at, fresh) in changed
                .into_iter()
                .chain(looks_change.then(|| (5, segment(&look_file(&other_looks)))))
            {
                segments[at] = fresh;
            }
            let archive = Archive::new(Arc::new(segments), day());
            let tables = archive.tables(day(), true);
            let now = Around::new(&tables, None, &[]);
            let before = Before {
                milestones_changed: steps_change,
                lookbacks_changed: looks_change,
                ..before
            };
            let again = judge_in(&archive, &tables, &now, by, Some(before), least).unwrap();
            let (together, lost) = whole(&tables, by);
            let expected = told(&tables, &together, &lost);
            prop_assert_eq!(told(&tables, &again.verdicts, &again.orphans), expected);
            for (ix, task) in Own::whole(&tables).tasks() {
                let places = again.verdicts.milestones(ix).iter().map(|step| step.row as usize);
                for step in places.filter_map(|at| tables.milestone(*tables.milestones.get(at)?)) {
                    prop_assert_eq!((step.region(), step.task()), (task.region(), task.id()));
                }
            }
            // No milestone and no look-back is of the other county's task.
            let last = |verdicts: &Verdicts| Arc::clone(verdicts.stretches().last().unwrap().1);
            prop_assert!(Arc::ptr_eq(&last(&verdicts), &last(&again.verdicts)));
        }
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
        let around = Around::new(&tables, None, &[]);
        let parted = judge_in(&archive, &tables, &around, by, None, 1);
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
