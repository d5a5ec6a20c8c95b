//! Findings against padded progress (plan 五(三)); who did not update.

use super::support::{M, T, day, unit, verdict, world};
use duban::analysis::board::Integrity;
use rstest::rstest;

fn row() -> T {
    T {
        id: "1",
        units: &["甲局"],
        ..T::default()
    }
}

fn of(row: T) -> Vec<Integrity> {
    world().tasks(&[row]).task().integrity().to_vec()
}

#[test]
fn full_progress_with_an_open_milestone() {
    let full = T {
        progress: Some(100.0),
        ..row()
    };
    let step = M {
        task: "1",
        due: "2021-12-01",
        ..M::default()
    };
    let task = world().tasks(&[full]).milestones("", &[step]).task();
    assert_eq!(*task.integrity(), [Integrity::FullWithOpenMilestones]);
}

#[rstest]
#[case("", "", vec![Integrity::DoneWithoutAcceptance, Integrity::DoneWithoutPublication])]
#[case("2021-09-01", "", vec![Integrity::DoneWithoutPublication])]
#[case("2021-09-01", "2021-09-05", vec![])]
fn done_without(
    #[case] accepted: &'static str,
    #[case] published: &'static str,
    #[case] expected: Vec<Integrity>,
) {
    let done = T {
        signed_off: "2021-10-01",
        accepted,
        published,
        ..row()
    };
    assert_eq!(of(done), expected);
}

#[test]
fn dates_that_have_not_come() {
    let future = T {
        completed: "2021-10-16",
        ..row()
    };
    assert_eq!(of(future), [Integrity::FutureDate(day("2021-10-16"))]);
}

/// Over the versions of 07-31, 08-31, 09-30 and now.
#[rstest]
#[case::moved_twice(["2021-08-31", "2021-09-30", "2021-09-30", "2021-12-31"],
    vec![Integrity::DeadlineMoved(Some(day("2021-08-31")), Some(day("2021-12-31")), 2)])]
#[case::there_and_back(["2021-08-31", "2021-09-30", "2021-08-31", "2021-08-31"],
    vec![Integrity::DeadlineMoved(Some(day("2021-08-31")), Some(day("2021-08-31")), 2)])]
#[case::emptied(["2021-08-31", "2021-09-30", "", ""],
    vec![Integrity::DeadlineEmptied(day("2021-09-30"))])]
#[case::set_for_the_first_time(["", "", "2021-12-31", "2021-12-31"], vec![])]
#[case::kept(["2021-12-31"; 4], vec![])]
fn deadlines(#[case] texts: [&'static str; 4], #[case] expected: Vec<Integrity>) {
    let at = |deadline| [T { deadline, ..row() }];
    let task = world()
        .tasks_in("整改", "2021-09-30", &at(texts[2]))
        .tasks_in("整改", "2021-07-31", &at(texts[0]))
        .tasks_in("整改", "", &at(texts[3]))
        .tasks_in("整改", "2021-08-31", &at(texts[1]))
        .task();
    assert_eq!(*task.integrity(), expected);
}

#[test]
fn progress_that_fell() {
    let at = |progress| {
        [T {
            progress: Some(progress),
            ..row()
        }]
    };
    let task = world()
        .tasks_in("x", "2021-09-30", &at(60.0))
        .tasks_in("x", "", &at(55.0))
        .task();
    assert_eq!(*task.integrity(), [Integrity::ProgressFell(60.0, 55.0)]);
}

/// Compared with the version just before: here 09-30, which says the same as now or not.
#[rstest]
#[case::same("做了一半", "做了一半", Some(false))]
#[case::another_text("做了一半", "快好了", Some(true))]
fn updated(
    #[case] before: &'static str,
    #[case] now: &'static str,
    #[case] expected: Option<bool>,
) {
    let at = |text| [T { text, ..row() }];
    let board = world()
        .tasks_in("x", "2021-08-31", &at("开工"))
        .tasks_in("x", "2021-09-30", &at(before))
        .tasks_in("x", "", &at(now))
        .board();
    assert_eq!(verdict(&board, "1").updated, expected);
    assert_eq!(unit(&board, "甲局").updated, expected);
}

/// A milestone done since the last version is an update too; without any earlier version
/// nobody can tell.
#[test]
fn updated_by_milestone() {
    let step = |done| {
        [M {
            task: "1",
            due: "2021-10-01",
            done,
            ..M::default()
        }]
    };
    let board = world()
        .tasks_in("x", "2021-09-30", &[row()])
        .tasks_in("x", "", &[row()])
        .milestones("2021-09-30", &step(""))
        .milestones("", &step("2021-10-02"))
        .board();
    assert_eq!(verdict(&board, "1").updated, Some(true));
    assert_eq!(world().tasks(&[row()]).task().updated, None);
}

/// Two counties side by side: a milestone belongs to the task of its own, so that one county's
/// work does not show the other's as updated.
#[test]
fn a_neighbours_milestone_updates_nothing() {
    let step = |done: &'static str| M {
        task: "1",
        name: "开工",
        due: "2021-09-01",
        done,
        ..M::default()
    };
    let board = world()
        .tasks_in("清单", "2021-08-31", &[row()])
        .tasks_in("清单", "2021-09-30", &[row()])
        .milestones("2021-08-31", &[step("")])
        .milestones("2021-09-30", &[step("2021-09-02")])
        .folder("邻县")
        .tasks_in("清单", "2021-08-31", &[row()])
        .tasks_in("清单", "2021-09-30", &[row()])
        .board();
    assert_eq!(verdict(&board, "1").updated, Some(true));
    let neighbour = board.find_task("邻县", "1").unwrap();
    assert_eq!(board.verdict(neighbour).unwrap().updated, Some(false));
}

/// As with the task a milestone belongs to: a file without regions tells of the only task of its
/// number, whatever its region, and of none where two regions have it. Task 2 has a milestone too,
/// which did not move.
#[test]
fn updated_by_a_milestone_without_a_region() {
    let step = |task, done| M {
        task,
        name: "开工",
        due: "2021-09-01",
        done,
        ..M::default()
    };
    let here = |id, region| T {
        id,
        region,
        ..row()
    };
    let at = |tasks: &[T]| {
        world()
            .tasks_in("清单", "2021-08-31", tasks)
            .tasks_in("清单", "2021-09-30", tasks)
            .milestones("2021-08-31", &[step("1", ""), step("2", "")])
            .milestones("2021-09-30", &[step("1", "2021-09-02"), step("2", "")])
            .board()
    };
    let updated = |tasks: &[T]| {
        let board = at(tasks);
        let of = |task: &T| board.find_task(task.region, task.id).unwrap();
        let verdicts = tasks.iter().map(|task| board.verdict(of(task)).unwrap());
        verdicts.map(|one| one.updated).collect::<Vec<_>>()
    };
    let (first, second) = (here("1", "青田县"), here("2", "青田县"));
    assert_eq!(
        updated(&[first.clone(), second.clone()]),
        [Some(true), Some(false)]
    );
    assert_eq!(
        updated(&[first, here("1", "云和县"), second]),
        [Some(false); 3]
    );
}

/// What a row had been is asked of its own series: the same number in another file, with other
/// words and another deadline, is neither its past nor its update.
#[test]
fn another_series_is_not_its_past() {
    let at = |deadline, text| {
        [T {
            deadline,
            text,
            ..row()
        }]
    };
    let task = world()
        .tasks_in("甲", "2021-08-31", &at("2021-10-31", "开工"))
        .tasks_in("甲", "2021-09-15", &at("2021-11-30", "开工"))
        .tasks_in("乙", "2021-08-31", &at("2021-12-31", "快好了"))
        .tasks_in("乙", "2021-09-30", &at("2021-12-31", "快好了"))
        .task();
    assert!(task.integrity().is_empty() && task.updated == Some(false));
}

/// Each finding has its own code.
#[test]
fn codes() {
    let all = [
        Integrity::FullWithOpenMilestones,
        Integrity::DoneWithoutAcceptance,
        Integrity::DoneWithoutPublication,
        Integrity::DoneWithOpenPart,
        Integrity::FutureDate(day("2021-10-16")),
        Integrity::ProgressFell(60.0, 55.0),
        Integrity::DeadlineMoved(None, None, 1),
        Integrity::DeadlineEmptied(day("2021-10-16")),
        Integrity::Reopened,
    ];
    let codes: std::collections::BTreeSet<_> = all.iter().map(Integrity::code).collect();
    assert_eq!(codes.len(), all.len());
    assert_eq!(all[4].code(), "future-date");
}

/// What is done on the day itself has come.
#[test]
fn a_date_of_the_day_has_come() {
    let today = T {
        completed: "2021-10-15",
        ..row()
    };
    assert_eq!(of(today), []);
}

#[test]
fn progress_that_stood_still_did_not_fall() {
    let at = [T {
        progress: Some(60.0),
        ..row()
    }];
    let task = world()
        .tasks_in("x", "2021-09-30", &at)
        .tasks_in("x", "", &at)
        .task();
    assert_eq!(*task.integrity(), []);
}
