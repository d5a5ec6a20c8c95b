//! Series, versions, regions: `--as-of` is a time machine (DESIGN §3).

use super::support::{M, R, T, V, day, near, r, verdict, world};
use duban::analysis::board::{Board, TaskVerdict};
use duban::diagnostic::Code;
use rstest::rstest;

fn row(id: &'static str, progress: f64) -> T {
    T {
        id,
        progress: Some(progress),
        ..T::default()
    }
}

fn county() -> super::support::World {
    world()
        .tasks(&[row("1", 80.0)])
        .tasks_in(
            "整改任务清单",
            "2021-09-30",
            &[row("1", 60.0), row("2", 5.0)],
        )
        .tasks_in("整改任务清单", "2021-08-31", &[row("1", 40.0)])
}

/// The newest version not after the day counts. The dateless file is of 2021-10-15, and
/// serves earlier only where there is nothing else.
#[rstest]
#[case("2021-10-15", 80.0, 1)]
#[case("2021-12-31", 80.0, 1)]
#[case("2021-10-14", 60.0, 2)]
#[case("2021-09-30", 60.0, 2)]
#[case("2021-09-29", 40.0, 1)]
#[case("2021-08-31", 40.0, 1)]
#[case("2021-08-30", 80.0, 1)]
fn time_machine(#[case] as_of: &str, #[case] progress: f64, #[case] rows: usize) {
    let board = county().at(as_of).board();
    near(verdict(&board, "1").actual(), progress);
    assert_eq!(board.tasks.len(), rows);
}

/// A dateless file of an archived folder is of the plan's day, not of today.
#[test]
fn dateless_files_follow_the_plan() {
    let mut old = county().plan(|plan| plan.as_of = Some(day("2021-10-15")));
    old.today = day("2026-11-23");
    near(verdict(&old.at("2021-10-15").board(), "1").actual(), 80.0);
}

#[test]
fn trend_and_history() {
    let board = county().board();
    let dates: Vec<_> = board.trend.iter().map(|point| point.date).collect();
    let expected = ["2021-08-31", "2021-09-30", "2021-10-15"].map(day);
    assert_eq!(dates, expected);
    // September: (60 + 5) / 2.
    near(board.trend[1].actual, 32.5);
    assert_eq!(board.trend[1].total, 2);
    assert_eq!(
        verdict(&board, "1").history(),
        [Some(40.0), Some(60.0), Some(80.0)]
    );
    // The second row was there in September only.
    assert_ne!(verdict(&board, "1").history(), [None, Some(5.0), None]);
    assert_eq!(board.tables.current, [true, false, false]);
}

/// The same id in two series: the newer file wins and the other row is named.
#[test]
fn two_series() {
    let board = world()
        .tasks_in("甲", "2021-10-01", &[row("1", 10.0), row("2", 11.0)])
        .tasks_in("乙", "2021-09-01", &[row("1", 20.0)])
        .board();
    near(verdict(&board, "1").actual(), 10.0);
    assert_eq!(board.tasks.len(), 2);
    let found = &board.diagnostics[0];
    assert_eq!(
        (found.code, &*found.file, found.line),
        (Code::IdTwoSeries, "/乙2021-09-01.csv", 2)
    );
    assert_eq!(
        (found.value.as_str(), found.understood.as_str()),
        ("1", "/甲2021-10-01.csv")
    );
}

/// The later of two rows with one id in one file is taken (ingest reports it).
#[test]
fn twice_in_one_file() {
    let board = world().tasks(&[row("1", 10.0), row("1", 20.0)]).board();
    assert_eq!(board.tasks.len(), 1);
    near(verdict(&board, "1").actual(), 20.0);
    // It is no other series.
    assert!(board.diagnostics.is_empty());
}

/// A row without a 区县 is of its folder's region, and so is one that names it: the same number in
/// both is one task, the later row's, although the two cells differ.
#[test]
fn one_region_by_folder_and_by_cell() {
    let of = |region, progress| T {
        region,
        ..row("1", progress)
    };
    let world = || world().folder("甲县");
    let board = world().tasks(&[of("", 10.0), of("甲县", 20.0)]).board();
    assert_eq!(board.tasks.len(), 1);
    near(board.tasks[0].actual(), 20.0);
    // Another county's is a task of its own.
    let board = world().tasks(&[of("", 10.0), of("乙县", 20.0)]).board();
    assert_eq!(board.tasks.len(), 2);
}

/// Files of two regions hold the same number, those of one region the numbers of both: no row is
/// lost, and only what stands twice is told.
#[test]
fn numbers_of_two_regions_and_of_one() {
    let two = world()
        .folder("甲县")
        .tasks(&[row("1", 10.0)])
        .folder("乙县")
        .tasks(&[row("1", 20.0), row("2", 30.0)])
        .board();
    let progress: Vec<_> = two.tasks.iter().map(TaskVerdict::actual).collect();
    assert_eq!(progress, [Some(10.0), Some(20.0), Some(30.0)]);
    assert!(two.diagnostics.is_empty());
    let one = world()
        .folder("甲县")
        .tasks_in("甲", "2021-10-01", &[row("1", 10.0), row("2", 20.0)])
        .tasks_in("乙", "2021-09-01", &[row("2", 25.0), row("3", 30.0)])
        .board();
    let progress: Vec<_> = one.tasks.iter().map(TaskVerdict::actual).collect();
    assert_eq!(progress, [Some(10.0), Some(20.0), Some(30.0)]);
    assert_eq!(one.diagnostics.len(), 1);
}

/// Milestones have no number: a task may have two of one name. Of two files with that name for it
/// the newer one's rows all count and the older one's do not, without a word; what only the older
/// one has stays.
#[test]
fn milestones_of_one_name_in_two_series() {
    let step = |name, due| M {
        task: "1",
        name,
        due,
        ..M::default()
    };
    let board = world()
        .tasks(&[row("1", 10.0)])
        .milestones_in(
            "甲",
            "2021-09-30",
            &[
                step("验收", "2021-10-01"),
                step("验收", "2021-11-01"),
                step("开工", "2021-03-01"),
            ],
        )
        .milestones_in(
            "乙",
            "2021-10-10",
            &[step("验收", "2021-12-01"), step("验收", "2021-12-15")],
        )
        .board();
    let due: Vec<_> = board
        .tables
        .milestones
        .iter()
        .map(|&id| board.tables.milestone(id).unwrap().due().unwrap())
        .collect();
    assert_eq!(due, ["2021-03-01", "2021-12-01", "2021-12-15"].map(day));
    assert!(board.diagnostics.is_empty());
}

/// Identity is (region, id): the folder's, or the row's own 区县. Parents stay in their region.
#[test]
fn regions() {
    let child = T {
        parent: "1",
        ..row("1.1", 50.0)
    };
    let board = world()
        .folder("青田县")
        .tasks(&[row("1", 10.0), child])
        .folder("云和县")
        .tasks(&[
            row("1", 20.0),
            T {
                region: "景宁县",
                ..row("1", 30.0)
            },
        ])
        .board();
    let actual = |board: &Board, region| {
        let ix = board.find_task(region, "1").unwrap();
        board.verdict(ix).unwrap().actual()
    };
    near(actual(&board, "青田县"), 10.0);
    near(actual(&board, "云和县"), 20.0);
    near(actual(&board, "景宁县"), 30.0);
    assert_eq!(board.sub.total, 1);
    assert!(board.diagnostics.is_empty());
}

/// Readings unite over versions, the newer row wins; what begins after the day is not there.
#[test]
fn revised_readings() {
    let pm = |when: &str, value| -> R { r("PM2.5", "", when, V::N(value)) };
    let files = |as_of: &str| {
        world()
            .at(as_of)
            .readings(
                "2021-09-30",
                &[pm("2021-08-01", 20.0), pm("2021-08-02", 30.0)],
            )
            .readings(
                "2021-10-10",
                &[pm("2021-08-02", 10.0), pm("2021-10-01", 40.0)],
            )
            .indicator("PM2.5")
    };
    // 20, 10 (revised), 40.
    near(files("2021-10-15").value, 70.0 / 3.0);
    // Before the revision: 20, 30.
    near(files("2021-10-09").value, 25.0);
    assert_eq!(files("2021-08-01").n, 0);
}

/// The days of a site may lie in any order and come again in any order: each counts once, as it
/// was said last. 5, 3, 4 and 1 September were 10 each; of them 3 and 5 became 20: 60 / 4.
#[test]
fn readings_in_any_order() {
    let pm = |when: &str, value| -> R { r("PM2.5", "", when, V::N(value)) };
    let first = ["2021-09-05", "2021-09-03", "2021-09-04", "2021-09-01"];
    let again = ["2021-09-03", "2021-09-05"];
    let verdict = world()
        .readings("2021-09-10", &first.map(|day| pm(day, 10.0)))
        .readings("2021-09-30", &again.map(|day| pm(day, 20.0)))
        .indicator("PM2.5");
    assert_eq!(verdict.n, 4);
    near(verdict.value, 15.0);
}

/// A copy under `history/` of the same day is no version of its own; two files that differ
/// in their ending are two series, and what both hold is reported.
#[test]
fn copies_and_twins() {
    let board = world()
        .tasks_in("x", "2021-10-15", &[row("1", 70.0)])
        .tasks_in("x", "", &[row("1", 80.0)])
        .board();
    assert_eq!(board.trend.len(), 1);
    assert_eq!(verdict(&board, "1").updated, None);
    let board = world()
        .tasks_in("x", "", &[row("1", 70.0), row("2", 70.0)])
        .tasks_in("x", "", &[row("1", 80.0)])
        .board();
    assert_eq!(board.tasks.len(), 2);
    assert_eq!(board.diagnostics[0].code, Code::IdTwoSeries);
}

/// Milestones of a file without regions join tasks that have one, unless two regions share
/// the id.
#[test]
fn milestones_without_a_region() {
    use super::support::M;
    let step = M {
        task: "1",
        due: "2021-10-10",
        ..M::default()
    };
    let here = T {
        region: "青田县",
        ..row("1", 50.0)
    };
    let there = T {
        region: "云和县",
        ..row("1", 50.0)
    };
    let one = world()
        .tasks(std::slice::from_ref(&here))
        .milestones("", std::slice::from_ref(&step))
        .board();
    assert_eq!((one.facts.milestones, one.diagnostics.len()), (1, 0));
    let two = world()
        .tasks(&[here, there])
        .milestones("", &[step])
        .board();
    assert_eq!((two.facts.milestones, two.diagnostics.len()), (0, 1));
}
