//! The board against its baseline.

use super::support::{T, V, World, day, r, world};
use duban::analysis::board::{Light, Moved, Verdict};
use duban::terms::{Category, Status};
use rstest::rstest;

fn row(id: &'static str, deadline: &'static str, progress: f64) -> T {
    T {
        id,
        title: "某项",
        deadline,
        progress: Some(progress),
        ..T::default()
    }
}

fn story() -> World {
    world()
        .tasks_in("x", "2021-08-31", &[row("1", "2021-12-31", 10.0)])
        .tasks_in(
            "x",
            "2021-09-30",
            &[
                row("1", "2021-12-31", 50.0),
                row("2", "2021-10-10", 50.0),
                row("3", "2021-10-10", 50.0),
                row("4", "2021-12-31", 50.0),
                row("gone", "2021-12-31", 50.0),
            ],
        )
        .tasks_in(
            "x",
            "",
            &[
                T {
                    signed_off: "2021-10-09",
                    ..row("1", "2021-12-31", 100.0)
                },
                row("2", "2021-10-10", 50.0),
                row("3", "2021-12-30", 45.0),
                row("4", "", 50.0),
                row("new", "2021-12-31", 0.0),
                T {
                    signed_off: "2021-06-01",
                    ..row("old", "2021-06-30", 100.0)
                },
            ],
        )
        .readings(
            "",
            &[
                r("PM2.5", "", "2021-09-29", V::N(20.0)),
                r("PM2.5", "", "2021-10-02", V::N(60.0)),
            ],
        )
}

/// No meeting: the version before.
#[test]
fn since_the_version_before() {
    let board = story().board();
    let changes = &board.changes;
    assert_eq!(changes.from, Some(day("2021-09-30")));
    assert_eq!(board.ids(&changes.newly_done), ["1"]);
    assert_eq!(board.ids(&changes.newly_overdue), ["2"]);
    let moved = |id: &str, from, to| Moved {
        task: board.find_task("", id).unwrap(),
        from: Some(day(from)),
        to,
        times: 1,
    };
    assert_eq!(
        changes.deadline_moved,
        [
            moved("3", "2021-10-10", Some(day("2021-12-30"))),
            moved("4", "2021-12-31", None),
        ]
    );
    assert_eq!(board.ids(&changes.appeared), ["new", "old"]);
    let gone: Vec<_> = changes
        .vanished
        .iter()
        .map(|one| (&*one.id, &*one.title))
        .collect();
    assert_eq!(gone, [("gone", "某项")]);
    assert!(changes.lights.contains(&(0, Light::Green, Light::Blue)));
    assert_eq!(changes.progress, [(0, 50.0, 100.0), (2, 50.0, 45.0)]);
    // PM2.5: 20 was met; (20 + 60) / 2 = 40 is not.
    let crossed = changes.crossed.first().unwrap();
    assert_eq!(board.indicators[crossed.0].indicator, "PM2.5");
    assert_eq!((crossed.1, crossed.2), (Verdict::Met, Verdict::Missed));
}

#[rstest]
#[case::last_meeting(&["2021-09-10", "2021-11-10"], "", Some("2021-09-10"))]
#[case::meeting_before_any_version(&["2021-08-30"], "", Some("2021-09-30"))]
#[case::asked_for(&["2021-09-10"], "2021-08-31", Some("2021-08-31"))]
fn baselines(
    #[case] meetings: &'static [&'static str],
    #[case] asked: &str,
    #[case] expected: Option<&str>,
) {
    let board = story()
        .plan(|plan| plan.meetings = meetings.iter().map(|text| day(text)).collect())
        .since(asked)
        .board();
    assert_eq!(board.changes.from, expected.map(day));
}

#[test]
fn nothing_to_compare_with() {
    let board = world().tasks(&[row("1", "", 1.0)]).board();
    assert_eq!(board.changes, duban::analysis::board::Changes::default());
}

/// The plan names 5 + 1 tasks (三(一)); parts do not count.
#[rstest]
#[case(5, 1, true)]
#[case(4, 1, false)]
#[case(5, 0, false)]
fn register(#[case] common: usize, #[case] specific: usize, #[case] complete: bool) {
    let ids = ["1", "2", "3", "4", "5", "6", "7"];
    let of = |category| T {
        category: Some(category),
        ..T::default()
    };
    let mut rows = vec![of(Category::Common); common];
    rows.extend(vec![of(Category::Specific); specific]);
    for (row, id) in rows.iter_mut().zip(ids) {
        row.id = id;
    }
    rows.push(T {
        id: "1.1",
        parent: "1",
        ..of(Category::Specific)
    });
    let register = world().tasks(&rows).board().register;
    assert_eq!((register.common, register.specific), (common, specific));
    assert_eq!(register.complete, complete);
}

/// All versions dated before the day: the newest is the current one, the one before it is what is
/// compared with.
#[test]
fn the_current_version_is_not_its_own_baseline() {
    let at = |progress| [row("1", "2021-12-31", progress)];
    let board = world()
        .tasks_in("x", "2021-08-31", &at(10.0))
        .tasks_in("x", "2021-09-30", &at(20.0))
        .board();
    assert_eq!(board.changes.from, Some(day("2021-08-31")));
    assert_eq!(board.changes.progress, [(0, 10.0, 20.0)]);
}

/// The versions before the day, and the meetings from the first of them up to the day before; a
/// meeting on the day of a version is one day to choose, not two.
#[test]
fn days_to_compare_with() {
    let meetings = [
        "2021-08-30",
        "2021-08-31",
        "2021-09-16",
        "2021-10-14",
        "2021-10-15",
        "2021-11-16",
    ];
    let board = story()
        .plan(|plan| plan.meetings = meetings.iter().map(|text| day(text)).collect())
        .board();
    let days: Vec<_> = board
        .baselines
        .iter()
        .map(|one| (one.day.to_string(), one.meeting))
        .collect();
    let expected = [
        ("2021-08-31", true),
        ("2021-09-16", true),
        ("2021-09-30", false),
        ("2021-10-14", true),
    ];
    assert_eq!(
        days,
        expected.map(|(day, meeting)| (day.to_owned(), meeting))
    );
    assert_eq!(world().board().baselines, []);
}

/// 未启动 < all that is under way < 基本完成 < 已完成 < 已验收 < 已销号; a claim that falls went
/// back, one that rises or stays did not.
#[test]
fn claims_that_went_back() {
    use Status::{Accepted, Completed, InProgress, NearlyDone, NotStarted, OnSchedule, SignedOff};
    let went_back = |from, to| {
        let at = |status| {
            [T {
                status: Some(status),
                ..row("1", "2021-12-31", 50.0)
            }]
        };
        let board = world()
            .tasks_in("x", "2021-09-30", &at(from))
            .tasks_in("x", "", &at(to))
            .board();
        let changes = &board.changes.went_back;
        changes.iter().any(|one| (one.from, one.to) == (from, to))
    };
    let ladder = [
        NotStarted, InProgress, NearlyDone, Completed, Accepted, SignedOff,
    ];
    for (low, &to) in ladder.iter().enumerate() {
        for (high, &from) in ladder.iter().enumerate() {
            assert_eq!(went_back(from, to), low < high, "{from:?} to {to:?}");
        }
    }
    assert!(!went_back(OnSchedule, InProgress));
    assert!(!went_back(InProgress, OnSchedule));
}

/// A row that appeared was done or late before the baseline, or since: a sign-off on the day of
/// the baseline was there already; a deadline on that day is passed on the next.
#[test]
fn what_appeared_after_the_baseline() {
    let signed = |id, signed_off| T {
        signed_off,
        ..row(id, "2021-12-31", 100.0)
    };
    let board = world()
        .tasks_in("x", "2021-09-30", &[row("1", "2021-12-31", 50.0)])
        .tasks_in(
            "x",
            "",
            &[
                row("1", "2021-12-31", 50.0),
                signed("on the day", "2021-09-30"),
                signed("since", "2021-10-01"),
                row("late before", "2021-09-29", 50.0),
                row("late since", "2021-09-30", 50.0),
                row("late from today", "2021-10-14", 50.0),
                row("in time", "2021-10-15", 50.0),
            ],
        )
        .board();
    let changes = &board.changes;
    assert_eq!(board.ids(&changes.newly_done), ["since"]);
    assert_eq!(
        board.ids(&changes.newly_overdue),
        ["late since", "late from today"]
    );
}

/// Of 101 readings that stand otherwise 100 are listed and all counted.
#[test]
fn many_revised_readings() {
    let site = |at: usize| -> &'static str { format!("点位{at}").leak() };
    let at = |value| -> Vec<_> {
        (0..101)
            .map(|one| r("PM2.5", site(one), "2021-09-01", V::N(value)))
            .collect()
    };
    let board = world()
        .tasks_in("x", "2021-09-10", &[row("1", "", 1.0)])
        .tasks_in("x", "2021-09-30", &[row("1", "", 1.0)])
        .readings("2021-09-10", &at(20.0))
        .readings("2021-09-30", &at(21.0))
        .board();
    assert_eq!(board.changes.revised.len(), 100);
    assert_eq!(board.changes.revised_count, 101);
}

/// 乙县 delivers for the first time: told once, and none of its rows as new, signed off or overdue.
/// A row of 甲县 that is gone carries its county.
#[test]
fn a_county_that_delivers_for_the_first_time() {
    let row = |id, deadline| T {
        id,
        title: "某项",
        deadline,
        ..T::default()
    };
    let done = T {
        accepted: "2021-10-01",
        published: "2021-10-02",
        signed_off: "2021-10-03",
        ..row("2", "2021-12-31")
    };
    let board = world()
        .since("2021-09-10")
        .folder("甲县")
        .tasks_in(
            "清单",
            "2021-09-10",
            &[row("1", "2021-12-31"), row("9", "2021-12-31")],
        )
        .tasks_in(
            "清单",
            "2021-10-10",
            &[row("1", "2021-10-01"), row("3", "2021-12-31")],
        )
        .folder("乙县")
        .tasks_in("清单", "2021-10-10", &[row("1", "2021-10-01"), done])
        .board();
    let changes = &board.changes;
    assert_eq!(changes.new_regions, [("乙县".to_owned(), 2)]);
    assert_eq!(board.ids(&changes.appeared), ["3"]);
    assert_eq!(board.ids(&changes.newly_overdue), ["1"]);
    assert_eq!(
        board
            .task(changes.newly_overdue[0])
            .map(duban::model::Task::region),
        Some("甲县")
    );
    assert!(changes.newly_done.is_empty());
    let gone = &changes.vanished[0];
    assert_eq!((&*gone.region, &*gone.id), ("甲县", "9"));
}
