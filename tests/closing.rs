//! The closed loop, from files as offices write them to verdicts worked out by hand
//! (DESIGN §4, Escalation, Done, Petitions; plan 四(三), 五(二)–(五)).

#![expect(clippy::unwrap_used, reason = "a test that fails stops here")]

use duban::analysis::board::{Board, Light, ProjectVerdict, ReadClass, Reason, State, TaskVerdict};
use duban::analysis::{self, Input};
use duban::diagnostic::Code;
use duban::ingest::{Origin, parse};
use duban::model::Segment;
use duban::plan::{EMBEDDED, Plan};
use duban::terms::{Handling, Level, LookbackResult, Release, Stage, Status, Truth};
use std::path::Path;
use std::sync::Arc;

/// The board of some segments by a plan of their own.
fn board_by<const N: usize>(plan: Arc<Plan>, segments: [Arc<Segment>; N], as_of: &str) -> Board {
    let as_of = as_of.parse().unwrap();
    analysis::build(Input {
        segments: Arc::new(segments.into()),
        diagnostics: Vec::new(),
        plan,
        today: as_of,
        as_of,
        baseline: None,
    })
}

/// A board of files, a name and a text each, at a day.
fn board(as_of: &str, files: &[(&str, &str)]) -> Board {
    let plan = Plan::parse(EMBEDDED).unwrap();
    let mut segments = Vec::new();
    let mut diagnostics = Vec::new();
    for (name, text) in files {
        let parsed = parse(&Origin::new(Path::new(name), None), text.as_bytes(), &plan);
        assert!(
            parsed.segment.rows.is_some(),
            "{name}: {:?}",
            parsed.diagnostics
        );
        segments.push(parsed.segment);
        diagnostics.extend(parsed.diagnostics);
    }
    let as_of = as_of.parse().unwrap();
    analysis::build(Input {
        segments: Arc::new(segments),
        diagnostics,
        plan: Arc::new(plan),
        today: as_of,
        as_of,
        baseline: None,
    })
}

fn task<'a>(board: &'a Board, id: &str) -> &'a TaskVerdict {
    board.verdict(board.find_task("", id).unwrap()).unwrap()
}

const TASKS: &str =
    "任务编号,上级编号,任务名称,责任单位,开始日期,完成时限,进度,状态,实际完成日期,销号日期\n";

fn late(rows: &str) -> String {
    format!("{TASKS}{rows}")
}

#[test]
fn a_failed_look_back_reopens_what_was_signed_off() {
    let tasks = late("1,,甲,县住建局,2021-01-01,2021-08-31,100,已销号,2021-08-20,2021-09-06\n");
    let visits = "日期,任务编号,结果,方式,整改时限,整改完成\n2021-10-12,1,反弹,暗访,2021-10-14,\n";
    let files = [("任务.csv", tasks.as_str()), ("回头看.csv", visits)];
    // Before the visit it is signed off.
    assert_eq!(task(&board("2021-10-11", &files), "1").state, State::Done);
    // On the day it is open again: red, due by the look-back's own deadline.
    let then = board("2021-10-12", &files);
    let one = task(&then, "1");
    assert_eq!((one.state, one.light), (State::Reopened, Light::Red));
    assert_eq!(one.reason, Reason::Reopened);
    assert_eq!(one.deadline, "2021-10-14".parse().ok());
    assert_eq!((one.class, one.days_overdue()), (ReadClass::Overdue, 0));
    assert!(then.units[0].at_risk);
    // Two days past that deadline it is overdue too: 提醒 is due from the first day.
    let later = board("2021-10-16", &files);
    assert_eq!(task(&later, "1").days_overdue(), 2);
    assert_eq!(later.supervision.lookbacks[0].days_overdue, 2);
    assert!(later.supervision.lookbacks[0].reopens);
    assert_eq!(later.supervision.glance.reopening, 1);
    assert_eq!(later.all.done, 0);
}

#[test]
fn a_reopened_task_closes_by_being_put_right_or_by_a_later_pass() {
    let tasks = late("1,,甲,县住建局,2021-01-01,2021-08-31,,已销号,2021-08-20,2021-09-06\n");
    let state = |visits: &str, day: &str| {
        let head = "日期,任务编号,结果,整改完成\n";
        let visits = format!("{head}{visits}");
        let files = [
            ("任务.csv", tasks.as_str()),
            ("回头看.csv", visits.as_str()),
        ];
        task(&board(day, &files), "1").state
    };
    let fixed = "2021-09-20,1,不到位,2021-10-08\n";
    assert_eq!(state(fixed, "2021-10-07"), State::Reopened);
    assert_eq!(state(fixed, "2021-10-08"), State::Done);
    let passed = "2021-09-20,1,弄虚作假,\n2021-10-10,1,合格,\n";
    assert_eq!(state(passed, "2021-10-09"), State::Reopened);
    assert_eq!(state(passed, "2021-10-10"), State::Done);
    // One before the sign-off says nothing against it.
    assert_eq!(state("2021-08-25,1,反弹,\n", "2021-10-15"), State::Done);
    assert_eq!(state("2021-09-20,1,合格,\n", "2021-10-15"), State::Done);
}

/// What a failed look-back means while its task is open, and once a sign-off stands against it.
#[test]
fn a_failed_look_back_is_open_until_put_right_and_reopens_only_what_was_closed() {
    let tasks = late(
        "1,,甲,县住建局,2021-01-01,2021-12-31,50,,,\n\
         2,,乙,县水利局,2021-01-01,2021-08-31,100,已销号,2021-08-20,2021-10-15\n",
    );
    // Task 1 was never completed; two looks at it found something, the first was put right on
    // 14 October. Task 2 was signed off after the look. Task 9 is not in the register. What
    // is seen on the 20th does not exist by 16 October.
    let visits = "日期,任务编号,结果,方式,整改时限,整改完成\n\
        2021-10-01,1,不到位,暗访,2021-10-08,2021-10-14\n\
        2021-10-12,1,反弹,暗访,2021-10-14,\n\
        2021-10-10,2,反弹,暗访,2021-10-12,\n\
        2021-10-11,9,反弹,暗访,2021-10-13,\n\
        2021-10-20,1,反弹,暗访,2021-10-25,\n";
    let files = [("任务.csv", tasks.as_str()), ("回头看.csv", visits)];
    let seen = |day: &str| {
        let board = board(day, &files);
        let list = &board.supervision.lookbacks;
        let rows = list.iter().map(|one| {
            let row = board.tables.lookback(one.row).unwrap();
            let date = row.date().unwrap().to_string();
            (date, one.open, one.reopens, one.days_overdue)
        });
        rows.collect::<Vec<_>>()
    };
    let row = |date: &str, open, days| (format!("2021-10-{date}"), open, false, days);
    // The open task stays open by its own deadline; what the look asked for by the 14th is 2 days
    // late. Task 9's is 3 days late. None reopens anything.
    assert_eq!(
        seen("2021-10-16"),
        [
            row("12", true, 2),
            row("11", true, 3),
            row("10", false, 0),
            row("01", false, 0),
        ]
    );
    // The day before it was put right the first look at task 1 was open too, 5 days late; task 2
    // was not signed off again yet: the look reopened it, 1 day late.
    let then = seen("2021-10-13");
    assert_eq!(then[3], row("01", true, 5));
    assert_eq!(then[2], ("2021-10-10".to_owned(), true, true, 1));
}

#[test]
fn the_step_taken_is_the_highest_after_the_deadline() {
    // 1-1 is 23 days late: 督办 is due. 2 is 8 days late: 通报.
    let tasks = late(
        "1,,甲,县住建局,2021-01-01,2021-12-31,50,,,\n\
         1-1,1,乙,腊口镇,2021-01-01,2021-09-22,80,,,\n\
         2,,丙,油竹街道,2021-01-01,2021-10-07,80,,,\n\
         3,,丁,山口镇,2021-01-01,2021-10-12,80,,,\n",
    );
    let actions = "日期,单位,方式,任务编号,反馈时限,反馈日期\n\
        2021-09-22,腊口镇,约谈,1-1,,\n\
        2021-09-25,腊口镇,提醒,1-1,2021-09-30,2021-09-29\n\
        2021-10-08,腊口镇,通报,1,2021-10-13,\n\
        2021-10-09,腊口镇,曝光,,,\n\
        2021-10-16,腊口镇,督办,1-1,,\n\
        2021-10-09,油竹街道,督办,3,,\n\
        2021-10-14,油竹街道,提醒,,2021-10-20,\n";
    let board = board(
        "2021-10-15",
        &[("任务.csv", tasks.as_str()), ("督办.csv", actions)],
    );
    let find = |unit: &str| {
        let at = board.units.iter().position(|u| u.unit == unit).unwrap();
        *board
            .supervision
            .escalations
            .iter()
            .find(|e| e.unit == at)
            .unwrap()
    };
    // On the day of the deadline is not after it; on the 16th is after the day judged at. The
    // 通报 of the parent counts; 曝光 stands beside the ladder.
    let town = find("腊口镇");
    assert_eq!(board.plan.steps[town.due].name, "督办");
    assert_eq!(town.taken.unwrap().level, Level::Circular);
    assert_eq!(town.exposed, "2021-10-09".parse().ok());
    assert_eq!(town.gap, 1);
    // 督办 was for another task, the 提醒 for none in particular: due 通报, one missing.
    let street = find("油竹街道");
    assert_eq!(
        (street.taken.unwrap().level, street.gap),
        (Level::Reminder, 1)
    );
    // Nothing was done: 提醒 is due and missing.
    let other = find("山口镇");
    assert_eq!((other.taken, other.gap, other.due), (None, 1, 0));
    let unit = board.units.iter().find(|u| u.unit == "腊口镇").unwrap();
    assert_eq!((unit.step_taken, unit.step_gap), (Some(Level::Circular), 1));
    // Unanswered: 2 days late, and 5 days to go.
    let late: Vec<i64> = board
        .supervision
        .replies
        .iter()
        .map(|r| r.days_late)
        .collect();
    assert_eq!(late, [2, -5]);
    // All three units are short of a rung; the town's is the highest.
    let glance = board.supervision.glance;
    assert_eq!((glance.due, glance.short), (3, 3));
    assert_eq!(board.units[glance.worst.unwrap().unit].unit, "腊口镇");
    assert_eq!((glance.late_replies, glance.reopening), (1, 0));
}

#[test]
fn far_behind_but_not_overdue_counts_steps_of_thirty_days() {
    // Half of the year gone, nothing done: red by lag; 通报 is due.
    let tasks = late("1,,甲,县水利局,2021-01-01,2021-12-31,10,,,\n");
    let taken = |day: &str| {
        let actions = format!("日期,单位,方式\n{day},县水利局,通报\n");
        let board = board(
            "2021-10-15",
            &[("任务.csv", tasks.as_str()), ("督办.csv", actions.as_str())],
        );
        let one = board.supervision.escalations[0];
        assert_eq!(board.plan.steps[one.due].name, "通报");
        one.gap
    };
    // 15 September is 30 days before 15 October.
    assert_eq!(taken("2021-09-15"), 0);
    assert_eq!(taken("2021-09-14"), 2);
}

#[test]
fn of_equal_gaps_the_least_that_was_done_is_shown() {
    // Both 8 days late: 通报 is due. Nothing is missing with either, yet more was taken with one.
    let tasks = late(
        "1,,甲,县水利局,2021-01-01,2021-10-07,80,,,\n\
         2,,乙,县水利局,2021-01-01,2021-10-07,80,,,\n",
    );
    let shown = |first: &str, second: &str| {
        let actions = format!(
            "日期,单位,方式,任务编号\n2021-10-08,县水利局,{first},1\n2021-10-09,县水利局,{second},2\n"
        );
        let board = board(
            "2021-10-15",
            &[("任务.csv", tasks.as_str()), ("督办.csv", actions.as_str())],
        );
        (board.units[0].step_taken, board.units[0].step_gap)
    };
    assert_eq!(shown("督办", "通报"), (Some(Level::Circular), 0));
    assert_eq!(shown("通报", "督办"), (Some(Level::Circular), 0));
    // A gap goes before: 提醒 is one short of 通报.
    assert_eq!(shown("督办", "提醒"), (Some(Level::Reminder), 1));
}

/// A look-back on the very day of the completion came after it.
#[test]
fn a_look_back_on_the_day_of_the_completion_reopens() {
    let tasks = late("1,,甲,县住建局,2021-01-01,2021-12-31,,,2021-10-12,\n");
    let visits = "日期,任务编号,结果\n2021-10-12,1,反弹\n";
    let files = [("任务.csv", tasks.as_str()), ("回头看.csv", visits)];
    assert_eq!(
        task(&board("2021-10-15", &files), "1").state,
        State::Reopened
    );
}

/// Two counties with a unit of the same name, both 8 days late: 通报 is due. A step without a
/// task number counts in the county it names; one that names none is the city's and counts in
/// both. What is taken on the day itself counts; of equal steps the newest is shown, of one day
/// the first row.
#[test]
fn a_step_without_a_number_counts_where_it_was_taken() {
    let tasks = "任务编号,任务名称,责任单位,完成时限,进度,区县\n\
        1,甲,水利局,2021-10-07,80,甲县\n\
        1,乙,水利局,2021-10-07,80,乙县\n";
    let taken = |rows: &str| {
        let actions = format!("日期,单位,方式,区县\n{rows}");
        let board = board(
            "2021-10-15",
            &[("任务.csv", tasks), ("督办.csv", actions.as_str())],
        );
        let of = |region: &str| {
            let at = board.regions.iter().position(|one| one.region == region);
            let units = board.units_of(at.unwrap());
            let task = board.find_task(region, "1").unwrap();
            let list = &board.supervision.escalations;
            let one = list.iter().find(|one| one.task == task).unwrap();
            let step = one.taken.map(|taken| {
                let line = board.tables.action(taken.row).unwrap().line();
                (taken.level, line)
            });
            // What the county's own list of units says is the same.
            assert_eq!(units[0].step_taken, step.map(|(level, _)| level));
            (step, units[0].step_gap)
        };
        (of("甲县"), of("乙县"))
    };
    let none = (None, 2);
    let reminded = |line| (Some((Level::Reminder, line)), 1);
    assert_eq!(taken("2021-10-08,水利局,提醒,甲县\n"), (reminded(2), none));
    assert_eq!(taken("2021-10-15,水利局,提醒,乙县\n"), (none, reminded(2)));
    let both = taken("2021-10-08,水利局,提醒,\n");
    assert_eq!(both, (reminded(2), reminded(2)));
    let newest = taken(
        "2021-10-08,水利局,提醒,甲县\n2021-10-10,水利局,提醒,甲县\n2021-10-09,水利局,提醒,甲县\n",
    );
    assert_eq!(newest, (reminded(3), none));
    let first = taken("2021-10-08,水利局,提醒,甲县\n2021-10-08,水利局、住建局,提醒,甲县\n");
    assert_eq!(first, (reminded(2), none));
}

#[test]
fn accountability_is_beyond_every_rung() {
    let tasks = late("1,,甲,县水利局,2021-01-01,2021-06-30,10,,,\n");
    let board = board(
        "2021-10-15",
        &[
            ("任务.csv", tasks.as_str()),
            ("督办.csv", "日期,单位,方式\n2021-08-01,县水利局,问责\n"),
        ],
    );
    // 107 days late: 约谈 is due; 问责 is more.
    let one = board.supervision.escalations[0];
    assert_eq!(board.plan.steps[one.due].name, "约谈");
    assert_eq!(
        (one.gap, one.taken.unwrap().level),
        (0, Level::Accountability)
    );
}

#[test]
fn petitions_are_counted_both_ways() {
    let text = "信访编号,批次,交办日期,责任单位,办理状态,问题类型,乡镇,是否属实,办结时限,办结日期\n\
        1,一,2021-08-01,甲局,已办结,\"水、大气\",甲镇,属实,2021-09-01,2021-08-30\n\
        2,一,2021-08-01,甲局,阶段性办结,水,甲镇,部分属实,2021-10-10,\n\
        3,二,2021-09-01,乙局,未办结,噪声,乙镇,基本属实,2021-10-15,\n\
        4,二,2021-09-01,乙局,未办结,噪声,乙镇,不属实,2021-10-20,\n\
        5,二,2021-09-01,乙局,已办结,噪声,乙镇,属实,2021-10-01,2021-10-16\n\
        6,三,2021-10-16,乙局,未办结,噪声,乙镇,属实,2021-11-01,\n";
    let board = board("2021-10-15", &[("信访.csv", text)]);
    let all = &board.petitions;
    let counts = all.counts;
    // 6 comes tomorrow; 5 closes tomorrow, so it is open today and 14 days late. 2 is late
    // though stage-closed (5 days); 3 is due today: not late.
    assert_eq!(
        (counts.total, counts.closed, counts.stage_closed),
        (5, 1, 1)
    );
    assert_eq!((counts.open, counts.overdue), (3, 2));
    assert_eq!(counts.closed_rate(), Some(20.0));
    assert_eq!(counts.closed_rate_with_stage(), Some(40.0));
    assert_eq!(
        Truth::ALL
            .iter()
            .map(|t| counts.truth(*t))
            .collect::<Vec<_>>(),
        [2, 1, 1, 1]
    );
    let order: Vec<(&str, i64, Option<i64>)> = all
        .items
        .iter()
        .map(|one| {
            let id = board.tables.petition(one.row).unwrap().id();
            (id, one.days_overdue, one.days_left)
        })
        .collect();
    assert_eq!(
        order,
        [
            ("5", 14, None),
            ("2", 5, None),
            ("3", 0, Some(0)),
            ("4", 0, Some(5)),
            ("1", 0, None)
        ]
    );
    assert_eq!(all.items[4].state, Some(Handling::Closed));
    // Two kinds of one petition count in both: the sum is more than the petitions.
    let kinds: Vec<(&str, usize)> = all
        .kinds
        .iter()
        .map(|kind| (kind.name.as_str(), kind.counts.total))
        .collect();
    assert_eq!(kinds, [("噪声", 3), ("水", 2), ("大气", 1)]);
    assert_eq!(all.towns[0].name, "乙镇");
    let batches: Vec<(&str, usize)> = all
        .batches
        .iter()
        .map(|batch| (batch.name.as_str(), batch.counts.closed))
        .collect();
    assert_eq!(batches, [("一", 1), ("二", 0)]);
}

/// Sites of one name in two counties of one file are two: each county has its own figure.
#[test]
fn sites_of_two_counties_in_one_file() {
    let text = "指标,点位,日期,数值,区县\n\
        PM2.5,甲,2021-09-01,20,青田县\nPM2.5,甲,2021-09-01,22,云和县\n";
    let board = board("2021-10-15", &[("空气.csv", text)]);
    let found = board.indicators.iter().find(|one| one.indicator == "PM2.5");
    let regions = found.unwrap().regions.iter();
    let told: Vec<_> = regions.map(|one| (&*one.region, one.value)).collect();
    // The one with less room first.
    assert_eq!(told, [("云和县", Some(22.0)), ("青田县", Some(20.0))]);
}

/// Of nothing there is no share: neither of no petition nor of no area.
#[test]
fn nothing_has_no_rate() {
    let text = "信访编号,交办日期,责任单位,办理状态\n1,2021-10-16,甲局,未办结\n";
    let board = board("2021-10-15", &[("信访.csv", text)]);
    let counts = board.petitions.counts;
    assert_eq!(counts.total, 0);
    assert_eq!(counts.closed_rate(), None);
    assert_eq!(counts.closed_rate_with_stage(), None);
    assert_eq!(
        board.projects.works.map(duban::analysis::board::Work::rate),
        [None; 3]
    );
}

#[test]
fn projects_sum_what_is_due_and_done() {
    let text = "项目编号,项目名称,乡镇,阶段,应还,已还,应复,已复,应提,已提,时限\n\
        1,甲,甲镇,后期管护,100,80,0,0,50,60,2021-10-10\n\
        2,乙,乙镇,已撤销,0,0,40,10,,,2021-12-31\n\
        3,丙,乙镇,选址论证,,,,,,,\n";
    let board = board("2021-10-15", &[("项目.csv", text)]);
    let projects = &board.projects;
    let rates: Vec<Option<f64>> = projects.works.iter().map(|work| work.rate()).collect();
    assert_eq!(rates, [Some(80.0), Some(25.0), Some(120.0)]);
    // 20 missing of the first, 30 of the second; more than asked is not less than nothing.
    let missing: Vec<f64> = projects.items.iter().map(ProjectVerdict::missing).collect();
    assert_eq!(missing, [20.0, 30.0, 0.0]);
    assert_eq!(projects.items[0].days_overdue, 5);
    assert!(projects.items[1].must_restore && !projects.items[0].must_restore);
    assert_eq!(projects.stages[Stage::Upkeep as usize], 1);
    assert_eq!(projects.stages[Stage::Withdrawn as usize], 1);
}

/// A project is late where something is missing past its date, not where its date alone is past;
/// only a withdrawn one whose area was not regreened must be restored.
#[test]
fn a_project_is_late_by_what_is_missing() {
    let text = "项目编号,项目名称,乡镇,阶段,应还,已还,应复,已复,时限\n\
        1,甲,甲镇,后期管护,100,100,0,0,2021-10-10\n\
        2,乙,甲镇,后期管护,100,110,0,0,2021-10-10\n\
        3,丙,甲镇,已撤销,0,0,40,40,2021-10-10\n\
        4,丁,甲镇,后期管护,0,0,40,10,2021-10-15\n\
        5,戊,甲镇,已撤销,50,20,0,0,2021-10-10\n";
    let board = board("2021-10-15", &[("项目.csv", text)]);
    let told: Vec<(i64, bool)> = board
        .projects
        .items
        .iter()
        .map(|one| (one.days_overdue, one.must_restore))
        .collect();
    assert_eq!(
        told,
        [(0, false), (0, false), (0, false), (0, false), (5, false)]
    );
}

/// Closed on the day is closed.
#[test]
fn a_petition_closed_on_the_day() {
    let text = "信访编号,交办日期,责任单位,办理状态,办结时限,办结日期\n\
        1,2021-08-01,甲局,已办结,2021-10-01,2021-10-15\n\
        2,2021-08-01,甲局,,2021-10-01,2021-10-15\n\
        3,2021-08-01,甲局,,2021-10-01,2021-10-16\n";
    let counts = board("2021-10-15", &[("信访.csv", text)]).petitions.counts;
    assert_eq!((counts.closed, counts.open, counts.overdue), (2, 1, 1));
}

#[test]
fn cases_publicity_and_decisions() {
    let tasks = late(
        "1,,甲,县住建局,2021-01-01,2021-12-31,50,,,\n1-1,1,乙,县住建局,2021-01-01,2021-12-31,50,,,\n",
    );
    let board = board(
        "2021-10-15",
        &[
            ("任务.csv", tasks.as_str()),
            (
                "问责.csv",
                "编号,线索,移交日期,状态,报送时限,报送日期\n1,甲,2021-08-01,正在办理,2021-10-10,\n2,乙,2021-08-01,已办结,2021-09-01,2021-08-30\n3,丙,2021-08-01,正在办理,2021-10-20,2021-10-16\n",
            ),
            (
                "公开.csv",
                "日期,任务编号,媒体,类型\n2021-05-28,1,甲,方案\n2021-09-01,1-1,甲,进展\n2021-09-20,1,甲,进展\n2021-10-16,1,甲,公示\n",
            ),
            (
                "议定.csv",
                "编号,会议日期,议定事项,责任单位,完成时限,状态,办结日期\n1,2021-09-16,甲,县住建局,2021-10-10,正在落实,\n2,2021-09-16,乙,县住建局,2021-10-01,已办结,2021-10-16\n3,2021-08-16,丙,县住建局,2021-09-01,已完成,\n4,2021-10-15,丁,县住建局,2021-10-31,正在落实,\n5,2021-10-16,戊,县住建局,2021-10-31,正在落实,\n",
            ),
        ],
    );
    // The third is reported tomorrow: five days to go today.
    let cases: Vec<(i64, Option<i64>, bool)> = board
        .supervision
        .cases
        .iter()
        .map(|case| (case.days_overdue, case.days_left, case.reported))
        .collect();
    assert_eq!(
        cases,
        [(5, None, false), (0, Some(5), false), (0, None, true)]
    );
    assert_eq!(board.supervision.glance.late_cases, 1);
    let told = &board.supervision.published;
    assert_eq!(told.len(), 1);
    assert_eq!(told[0].day(Release::Plan), "2021-05-28".parse().ok());
    // What was told of a part counts for its task.
    assert_eq!(told[0].day(Release::Progress), "2021-09-20".parse().ok());
    assert_eq!(told[0].day(Release::Notice), None);
    let decisions: Vec<(&str, bool, i64, bool)> = board
        .decisions
        .iter()
        .map(|one| {
            let id = board.tables.decision(one.row).unwrap().id();
            (id, one.open, one.days_overdue, one.earlier)
        })
        .collect();
    // 2 is done tomorrow: open today, 14 days late. 5 is not decided yet.
    assert_eq!(
        decisions,
        [
            ("2", true, 14, true),
            ("1", true, 5, true),
            ("4", true, 0, false),
            ("3", false, 0, true)
        ]
    );
}

#[test]
fn two_months_of_a_register_and_what_changed() {
    let head = "任务编号,任务名称,责任单位,开始日期,完成时限,进度,状态,销号日期\n";
    let august = format!(
        "{head}1,甲,县住建局,2021-01-01,2021-12-31,60,完成整改,\n2,乙,县水利局,2021-01-01,2021-09-10,50,达到序时进度,\n3,丙,县林业局,2021-01-01,2021-09-30,40,达到序时进度,\n4,丁,县林业局,2021-01-01,2021-12-31,40,达到序时进度,\n"
    );
    let september = format!(
        "{head}1,甲,县住建局,2021-01-01,2021-12-31,70,达到序时进度,\n2,乙,县水利局,2021-01-01,2021-09-10,55,未达到序时进度,\n3,丙,县林业局,2021-01-01,2021-11-30,40,达到序时进度,\n5,戊,县林业局,2021-01-01,2021-12-31,100,已销号,2021-09-20\n"
    );
    let air = "指标,日期,数值\nPM2.5,2021-08-01,20\nPM2.5,2021-08-02,21\n";
    let revised = "指标,日期,数值\nPM2.5,2021-08-01,22\nPM2.5,2021-08-02,21\n";
    let board = board(
        "2021-09-30",
        &[
            ("清单2021-08-31.csv", august.as_str()),
            ("清单2021-09-30.csv", september.as_str()),
            ("空气2021-08-31.csv", air),
            ("空气2021-09-30.csv", revised),
        ],
    );
    let changes = &board.changes;
    assert_eq!(changes.from, "2021-08-31".parse().ok());
    assert_eq!(board.ids(&changes.newly_done), ["5"]);
    assert_eq!(board.ids(&changes.newly_overdue), ["2"]);
    assert_eq!(board.ids(&changes.appeared), ["5"]);
    let gone: Vec<_> = changes
        .vanished
        .iter()
        .map(|one| (&*one.id, &*one.title))
        .collect();
    assert_eq!(gone, [("4", "丁")]);
    let moved = &changes.deadline_moved[0];
    assert_eq!((board.ids(&[moved.task]), moved.times), (vec!["3"], 1));
    // 1 reported 完成整改 and now only 达到序时进度.
    let back: Vec<(u32, Status, Status)> = changes
        .went_back
        .iter()
        .map(|one| (one.task, one.from, one.to))
        .collect();
    assert_eq!(back, [(0, Status::Completed, Status::OnSchedule)]);
    // One of two readings stands otherwise.
    assert_eq!(changes.revised_count, 1);
    let one = &changes.revised[0];
    assert_eq!((one.from.as_str(), one.to.as_str()), ("20", "22"));
}

/// A look-back of 10 October reopens 1, which was closed at the baseline. 2 was reopened before
/// it and 3 put right since: neither is newly reopened. None of the deadlines that come and go
/// with a look-back was moved by anybody.
#[test]
fn what_was_reopened_since_the_baseline() {
    let tasks = late(
        "1,,甲,县住建局,2021-01-01,2021-08-31,,已销号,2021-08-20,2021-09-06\n\
         2,,乙,县住建局,2021-01-01,2021-08-31,,已销号,2021-08-20,2021-09-06\n\
         3,,丙,县住建局,2021-01-01,2021-08-31,,已销号,2021-08-20,2021-09-06\n",
    );
    let visits = "日期,任务编号,结果,整改时限,整改完成\n\
        2021-10-10,1,反弹,2021-11-10,\n\
        2021-09-20,2,反弹,2021-11-20,\n\
        2021-09-21,3,反弹,2021-11-21,2021-10-08\n";
    let board = board(
        "2021-10-15",
        &[
            ("任务2021-09-30.csv", tasks.as_str()),
            ("任务2021-10-14.csv", tasks.as_str()),
            ("回头看.csv", visits),
        ],
    );
    let states = ["1", "2", "3"].map(|id| task(&board, id).state);
    assert_eq!(states, [State::Reopened, State::Reopened, State::Done]);
    let changes = &board.changes;
    assert_eq!(changes.from, "2021-09-30".parse().ok());
    assert_eq!(board.ids(&changes.reopened), ["1"]);
    assert_eq!(board.ids(&changes.newly_done), ["3"]);
    assert!(changes.deadline_moved.is_empty());
}

#[test]
fn results_of_look_backs_have_their_names() {
    assert_eq!(LookbackResult::Fraud.name(), "fraud");
    assert_eq!(LookbackResult::ALL.len(), 4);
}

/// A copy that a program laid under `history/` is the same version (DESIGN §3): what it holds
/// beyond the file itself was struck out since, and is no row of another series.
#[test]
fn a_copy_under_history_is_no_version_of_its_own() {
    let now = late("1,,甲,县住建局,2021-01-01,2021-12-31,80,进行中,,\n");
    let before = late(
        "1,,甲,县住建局,2021-01-01,2021-12-31,10,进行中,,\n\
         2,,乙,县水利局,2021-01-01,2021-12-31,10,进行中,,\n",
    );
    let board = board(
        "2021-09-15",
        &[
            ("任务2021-08-31.csv", now.as_str()),
            ("history/任务2021-08-31.csv", before.as_str()),
        ],
    );
    assert_eq!(board.tasks.len(), 1);
    assert_eq!(board.task(0).unwrap().progress(), Some(80.0));
    assert_eq!(board.diagnostics, []);
}

/// An input method leaves figures of full width: the milestone is of the task all the same.
#[test]
fn a_task_is_found_by_its_number_of_full_width() {
    let tasks = late("３－１,,甲,县住建局,2021-01-01,2021-12-31,80,,,\n");
    let steps = "任务编号,节点名称,计划时间\n3-1,初验,2021-10-01\n";
    let board = board("2021-10-15", &[("任务.csv", &tasks), ("节点.csv", steps)]);
    let own = board.milestones_of(board.find_task("", "3-1").unwrap());
    assert_eq!(own.len(), 1);
    assert_eq!(board.diagnostics, []);
}

/// 约谈 is due 45 days past the deadline, 通报 was taken without 提醒: of the four rungs only the
/// second is one that was taken. Of two units as short of their step the first of the ranking is
/// named: 甲镇, the later by days.
#[test]
fn a_rung_that_was_passed_over_was_not_taken() {
    let tasks = late(
        "1,,一,甲镇,2021-01-01,2021-08-31,80,,,\n\
         2,,二,乙镇,2021-01-01,2021-09-05,80,,,\n",
    );
    let actions = "日期,单位,方式,任务编号\n2021-09-18,甲镇,通报,1\n2021-09-18,乙镇,通报,2\n";
    let board = board("2021-10-15", &[("任务.csv", &tasks), ("督办.csv", actions)]);
    let all = &board.supervision.escalations;
    let rungs: Vec<(u32, usize)> = all.iter().map(|one| (one.rungs, one.gap)).collect();
    assert_eq!(rungs, [(0b10, 2), (0b10, 2)]);
    // A plan may have more steps than there are bits: those beyond are not said to be taken.
    assert_eq!(
        [0, 1, 2, 32, 40].map(|place| all[0].is_taken(place)),
        [false, true, false, false, false]
    );
    let worst = board.supervision.glance.worst.unwrap();
    assert_eq!(board.units[worst.unit].unit, "甲镇");
}

/// 1-1 is three days late: red; 1 stands for itself, but a red part makes it yellow (DESIGN §4).
#[test]
fn a_board_is_asked_by_row() {
    let tasks = late(
        "1,,一,甲镇,2021-01-01,2021-12-31,90,,,\n\
         1-1,1,二,甲镇,2021-01-01,2021-10-12,90,,,\n\
         2,,三,甲镇,2021-01-01,2021-12-31,90,,,\n",
    );
    let steps = "任务编号,节点名称,计划时间\n1-1,初验,2021-10-01\n1-1,验收,2021-10-11\n";
    let board = board("2021-10-15", &[("任务.csv", &tasks), ("节点.csv", steps)]);
    assert_eq!(board.top_tasks().collect::<Vec<_>>(), [0, 2]);
    let key = |id: &str| Some((String::new(), id.to_owned()));
    assert_eq!(
        (board.task_key(0), board.task_key(1)),
        (key("1"), key("1-1"))
    );
    assert_eq!(board.task_key(3), None);
    let names = |ix| {
        let steps = board.milestones_of(ix).iter();
        steps
            .map(|one| board.milestone_name(one))
            .collect::<Vec<_>>()
    };
    assert_eq!(names(0), Vec::<&str>::new());
    assert_eq!(names(1), ["初验", "验收"]);
    let lights = Light::ALL.map(|light| board.all.light(light));
    let of = |light| lights[Light::ALL.iter().position(|one| *one == light).unwrap()];
    assert_eq!(
        (of(Light::Red), of(Light::Yellow), of(Light::Green)),
        (1, 1, 1)
    );
    let class = |class| board.all.class(class);
    assert_eq!(class(ReadClass::Overdue), 1);
    assert_eq!((class(ReadClass::Behind), class(ReadClass::Done)), (1, 0));
    assert_eq!((board.leaves.total, board.facts.undivided), (2, 1));
}

/// 立行立改 is counted from the plan's day of issue (DESIGN §3). Without that day it has no
/// deadline, and the reader is told; with it, it is 30 days later and nothing need be said.
#[test]
fn at_once_needs_a_day_to_count_from() {
    let tasks = late("1,,甲,县住建局,,立行立改,,,,\n");
    let read = |issued: Option<&str>| {
        let mut plan = Plan::parse(EMBEDDED).unwrap();
        plan.issued = issued.map(|day| day.parse().unwrap());
        let origin = Origin::new(Path::new("任务.csv"), None);
        let parsed = parse(&origin, tasks.as_bytes(), &plan);
        let rows = parsed.segment.tasks().unwrap();
        let deadline = rows.row(&parsed.segment, 0).deadline().date;
        let found: Vec<(Code, u32)> = parsed
            .diagnostics
            .iter()
            .map(|d| (d.code, d.line))
            .collect();
        (deadline, found)
    };
    assert_eq!(read(None), (None, vec![(Code::DeadlineRelative, 2)]));
    assert_eq!(
        read(Some("2021-06-01")),
        ("2021-07-01".parse().ok(), vec![])
    );
}

/// Three days late: 提醒 is due and was taken, so one unit is due a step and none is short of it.
/// Of its answers one was due yesterday, one is due today, two are still to come.
#[test]
fn what_was_done_is_not_short_and_today_is_not_late() {
    let tasks = late("1,,一,甲镇,2021-01-01,2021-10-12,80,,,\n");
    let actions = "日期,单位,方式,任务编号,反馈时限\n\
        2021-10-13,甲镇,提醒,1,2021-10-14\n\
        2021-10-13,甲镇,提醒,1,2021-10-15\n\
        2021-10-13,甲镇,提醒,1,2021-10-18\n\
        2021-10-13,甲镇,提醒,1,2021-10-20\n";
    let board = board("2021-10-15", &[("任务.csv", &tasks), ("督办.csv", actions)]);
    let glance = board.supervision.glance;
    assert_eq!((glance.due, glance.short), (1, 0));
    assert_eq!(glance.late_replies, 1);
    assert_eq!(board.supervision.taken.len(), 4);
}

/// Task 1 is undivided and overdue; of task 2 a part is overdue whose own part is not. What is late
/// is a task, not a part, though as many parts are late as leaves.
#[test]
fn an_undivided_task_is_no_part() {
    let tasks = late(
        "1,,一,乙局,2021-01-01,2021-10-05,80,,,\n\
         2,,二,甲镇,2021-01-01,2021-12-31,90,,,\n\
         2-1,2,三,甲镇,2021-01-01,2021-10-10,90,,,\n\
         2-1-1,2-1,四,甲镇,2021-01-01,2021-12-31,90,,,\n",
    );
    let board = board("2021-10-15", &[("任务.csv", &tasks)]);
    assert_eq!((board.leaves.overdue, board.sub.overdue), (1, 1));
    let facts = board.facts;
    assert_eq!(
        (
            facts.undivided,
            facts.undivided_overdue,
            facts.undivided_behind
        ),
        (1, 1, 0)
    );
}

/// Two counties side by side. Every county has a 县住建局 and many a 城关镇: they are units of their
/// own, with the county in front, however its file writes them. A city's company is one unit.
#[test]
fn names_that_every_county_has_are_units_of_each() {
    // Past their days on 30 September: 30 (31 August), 10 (20 September) and none.
    let (month, ten, open) = ("2021-08-31", "2021-09-20", "2021-12-31");
    let rows = |rows: &[(&str, &str, &str)]| {
        let rows = rows
            .iter()
            .map(|(id, unit, due)| format!("{id},,第{id}件,{unit},,{due},50,,,\n"));
        late(&rows.collect::<String>())
    };
    let songyang = rows(&[
        ("1", "县住建局", month),
        ("2", "城关镇", ten),
        ("3", "市水务集团", ten),
    ]);
    let qingtian = rows(&[
        ("1", "县住建局、县水利局", ten),
        ("2", "城关镇", open),
        ("3", "市水务集团", month),
        ("4", "青田县住建局", ten),
        ("5", "青田县城关镇", open),
    ]);
    let step = "日期,单位,方式\n2021-09-25,县住建局,提醒\n";
    let board = board(
        "2021-09-30",
        &[
            ("松阳县/任务.csv", &songyang),
            ("青田县/任务.csv", &qingtian),
            ("青田县/督办记录.csv", step),
        ],
    );
    let units: Vec<(&str, usize, i64)> = board
        .units
        .iter()
        .map(|unit| (unit.unit.as_str(), unit.overdue, unit.overdue_days))
        .collect();
    assert_eq!(
        units,
        [
            ("市水务集团", 2, 40),
            ("青田县住建局", 2, 20),
            ("松阳县住建局", 1, 30),
            ("松阳县城关镇", 1, 10),
            ("青田县水利局", 1, 10),
            ("青田县城关镇", 0, 0),
        ]
    );
    // The step of one county is none of the other; it is of both rows of its own unit.
    let taken: Vec<Option<Level>> = board.units.iter().map(|unit| unit.step_taken).collect();
    assert_eq!(taken, [None, Some(Level::Reminder), None, None, None, None]);
    // Of a county by itself they have the same names: one leads to the other.
    let at = board.regions.iter().position(|one| one.region == "青田县");
    let own = board.units_of(at.unwrap());
    let taken: Vec<(&str, Option<Level>)> = own
        .iter()
        .map(|unit| (unit.unit.as_str(), unit.step_taken))
        .collect();
    assert_eq!(
        taken,
        [
            ("青田县住建局", Some(Level::Reminder)),
            ("市水务集团", None),
            ("青田县水利局", None),
            ("青田县城关镇", None),
        ]
    );
}

/// A name means a unit as it stands in the list, or without the county in a row of that county or
/// of none.
#[test]
fn a_name_means_the_unit_of_its_row() {
    let one = late("1,,甲,城关镇、市水务集团,,2021-08-31,50,,,\n");
    let board = board(
        "2021-09-30",
        &[("松阳县/任务.csv", &one), ("青田县/任务.csv", &one)],
    );
    let unit = |name: &str| board.units.iter().find(|one| one.unit == name).unwrap();
    let town = unit("青田县城关镇");
    assert_eq!(
        (town.bare.as_str(), town.region.as_str()),
        ("城关镇", "青田县")
    );
    for (name, region, wanted) in [
        ("城关镇", "青田县", true),
        ("城关镇", "", true),
        ("城关镇", "松阳县", false),
        ("青田县城关镇", "松阳县", true),
        ("松阳县城关镇", "青田县", false),
        ("市水务集团", "青田县", false),
    ] {
        let called = town.is_called(&board.plan, name, region);
        assert_eq!(called, wanted, "{name} in {region}");
    }
    let company = unit("市水务集团");
    assert_eq!(company.region, "");
    assert!(company.is_called(&board.plan, "市水务集团", "青田县"));
}

/// The members of a group are of the row's county as well; an order in the plan is of names
/// without it: 油竹街道 stands before 鹤城街道 there, behind it in the order of names.
#[test]
fn groups_and_the_plans_order_are_of_names_without_a_county() {
    let plan = "[plan]\ntitle = \"方案\"\ncounty = \"市\"\nyear = 2021\n[units]\n\
                order = [\"油竹街道\", \"鹤城街道\"]\n[units.groups]\n\
                \"各街道\" = [\"鹤城街道\", \"油竹街道\"]\n";
    let plan = Arc::new(Plan::parse(plan).unwrap());
    let segments = [("松阳县", "甲"), ("青田县", "乙")].map(|(county, title)| {
        let text = late(&format!("1,,{title},各街道,,2021-12-31,90,,,\n"));
        let path = format!("{county}/任务.csv");
        parse(&Origin::new(Path::new(&path), None), text.as_bytes(), &plan).segment
    });
    let board = board_by(plan, segments, "2021-09-30");
    let units: Vec<(&str, usize)> = board
        .units
        .iter()
        .map(|unit| (unit.unit.as_str(), unit.tasks().len()))
        .collect();
    assert_eq!(
        units,
        [
            ("松阳县油竹街道", 1),
            ("青田县油竹街道", 1),
            ("松阳县鹤城街道", 1),
            ("青田县鹤城街道", 1),
        ]
    );
}

/// A county alone names its units as it writes them.
#[test]
fn a_county_alone_keeps_the_names_of_its_units() {
    let one = late("1,,甲,县住建局、城关镇,,2021-08-31,50,,,\n");
    let board = board("2021-09-30", &[("松阳县/任务.csv", &one)]);
    let units: Vec<&str> = board.units.iter().map(|unit| unit.unit.as_str()).collect();
    assert_eq!(units, ["县住建局", "城关镇"]);
}

/// One file with a column of counties: the same cell is another unit in the rows of another county,
/// the same one in those of its own.
#[test]
fn one_file_of_several_counties_has_units_of_each() {
    let head = TASKS.trim_end();
    let rows = ["松阳县", "青田县", "松阳县", "青田县"];
    let rows = (1..)
        .zip(rows)
        .map(|(id, county)| format!("{id},,第{id}件,县住建局,,2021-12-31,90,,,,{county}\n"));
    let text = format!("{head},区县\n{}", rows.collect::<String>());
    let board = board("2021-09-30", &[("任务.csv", &text)]);
    let units = board.units.iter();
    let units: Vec<(&str, Vec<u32>)> = units
        .map(|unit| (unit.unit.as_str(), unit.tasks().collect()))
        .collect();
    assert_eq!(
        units,
        [("松阳县住建局", vec![0, 2]), ("青田县住建局", vec![1, 3])]
    );
}

/// Counties none of whose files could be read are told once each; one that has a register beside a
/// broken file is not, nor is what lies in no county's folder.
#[test]
fn counties_without_a_file_that_can_be_read() {
    let plan = Plan::parse(EMBEDDED).unwrap();
    let one = late("1,,甲,县住建局,,2021-08-31,50,,,\n");
    let files = [
        ("青田县/任务.csv", one.as_str()),
        ("青田县/别的.csv", ""),
        ("松阳县/任务.csv", ""),
        ("松阳县/节点.csv", ""),
        ("云和县/任务.csv", ""),
        ("别的.csv", ""),
    ];
    let parsed = files
        .map(|(name, text)| parse(&Origin::new(Path::new(name), None), text.as_bytes(), &plan));
    let diagnostics = parsed.iter().flat_map(|one| one.diagnostics.clone());
    let diagnostics = diagnostics.collect();
    let segments = parsed.map(|one| one.segment);
    let as_of = "2021-09-30".parse().unwrap();
    let board = analysis::build(Input {
        segments: Arc::new(segments.into()),
        diagnostics,
        plan: Arc::new(plan),
        today: as_of,
        as_of,
        baseline: None,
    });
    assert_eq!(board.unread, ["云和县", "松阳县"]);
    assert!(board.unread_files.contains(&"青田县/别的.csv".to_owned()));
}

/// A step about a group of the plan is one about each of its members. 已反馈 is an answer without its
/// day: of four demands whose day is past the two without one are late.
#[test]
fn steps_about_a_group_and_answers_without_a_day() {
    let plan = "[plan]\ntitle = \"方案\"\ncounty = \"县\"\nyear = 2021\n[units.groups]\n\
                \"各乡镇\" = [\"石桥镇\", \"云岭镇\"]\n";
    let plan = Arc::new(Plan::parse(plan).unwrap());
    let tasks = late("1,,甲,各乡镇,,2021-08-31,50,,,\n");
    let actions = "日期,单位,方式,任务编号,反馈时限,反馈情况\n\
        2021-09-10,各乡镇,约谈,1,2021-09-20,已反馈\n\
        2021-09-11,石桥镇,提醒,1,2021-09-20,9月18日已书面反馈\n\
        2021-09-12,石桥镇,提醒,1,2021-09-20,未反馈\n\
        2021-09-13,云岭镇,提醒,1,2021-09-20,\n";
    let segments = [("任务.csv", tasks.as_str()), ("督办.csv", actions)].map(|(name, text)| {
        parse(&Origin::new(Path::new(name), None), text.as_bytes(), &plan).segment
    });
    let board = board_by(plan, segments, "2021-09-30");
    let taken: Vec<_> = board.units.iter().map(|unit| unit.step_taken).collect();
    assert_eq!(taken, [Some(Level::Interview); 2]);
    let late: Vec<i64> = board
        .supervision
        .replies
        .iter()
        .map(|r| r.days_late)
        .collect();
    assert_eq!(late, [10, 10]);
}

/// What names no task of the register counts for none, and is told with its line: a look-back, a step
/// and a publication. A step about a unit alone names none.
#[test]
fn what_names_no_task_is_told() {
    let tasks = format!("{TASKS}1,,甲,县住建局,2021-01-01,2021-12-31,50%,,,\n");
    let files = [
        ("任务.csv", tasks.as_str()),
        (
            "回头看.csv",
            "日期,任务编号,检查结果\n2021-09-01,1,合格\n2021-09-02,9,反弹\n",
        ),
        (
            "督办.csv",
            "日期,单位,方式,任务编号\n2021-09-01,县住建局,提醒,\n2021-09-02,县住建局,通报,8\n",
        ),
        (
            "公开.csv",
            "日期,任务编号,媒体\n2021-09-01,7,县政府网\n2021-09-02,1,县政府网\n",
        ),
    ];
    let told = |files: &[(&str, &str)]| {
        let found = board("2021-10-15", files);
        let found = found.diagnostics.iter();
        let found = found.filter(|one| one.code == Code::TaskUnknown);
        found
            .map(|one| format!("{}:{} {}", one.file, one.line, one.value))
            .collect::<Vec<_>>()
    };
    assert_eq!(
        told(&files),
        ["公开.csv:2 7", "回头看.csv:3 9", "督办.csv:3 8"]
    );
    // One that an older register has was there.
    let older = format!("{TASKS}9,,乙,县水利局,2021-01-01,2021-06-30,100%,已销号,,\n");
    let mut more = files.to_vec();
    more.push(("任务2021-06-30.csv", &older));
    assert_eq!(told(&more), ["公开.csv:2 7", "督办.csv:3 8"]);
    // Without a register there is nothing to find them in.
    assert!(told(&files[1..]).is_empty());
}

/// Open decisions: the latest first (20 days, then 10), what is due today before what is due later, what
/// has no day last.
#[test]
fn open_decisions_are_in_the_order_in_which_they_are_due() {
    let row = |id: u32, due: &str| format!("{id},2021-09-01,某事,县住建局,{due},正在落实\n");
    let rows: String = [
        row(1, "2021-11-05"),
        row(2, ""),
        row(3, "2021-10-05"),
        row(4, "2021-10-15"),
        row(5, "2021-09-25"),
    ]
    .concat();
    let text = format!("编号,会议日期,议定事项,责任单位,完成时限,状态\n{rows}");
    let found = board("2021-10-15", &[("议定.csv", text.as_str())]);
    let ids: Vec<&str> = found
        .decisions
        .iter()
        .map(|one| found.tables.decision(one.row).unwrap().id())
        .collect();
    assert_eq!(ids, ["5", "3", "4", "1", "2"]);
}

/// A reload marks a task whose obstacles, next steps or note say something else, and no other.
#[test]
fn what_is_said_of_a_task_marks_it() {
    let of = |obstacles: &str, next: &str, note: &str| {
        let text = format!(
            "任务编号,任务名称,责任单位,完成时限,存在问题,下步措施,备注\n\
             1,甲,县住建局,2021-12-31,{obstacles},{next},{note}\n2,乙,县水利局,2021-12-31,,,\n"
        );
        board("2021-10-15", &[("任务.csv", text.as_str())])
    };
    let before = of("缺人", "招聘", "无");
    for after in [
        of("供地未批", "招聘", "无"),
        of("缺人", "借调", "无"),
        of("缺人", "招聘", "停工"),
    ] {
        assert_eq!(duban::app::changed(&before, &after).len(), 1);
    }
    assert!(duban::app::changed(&before, &of("缺人", "招聘", "无")).is_empty());
}
