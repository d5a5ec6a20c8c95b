//! The board against its baseline.

use super::support::{T, V, World, day, r, world};
use duban::analysis::board::{Light, Moved, Verdict};
use duban::terms::Category;
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
    assert_eq!(changes.vanished, [("gone".to_owned(), "某项".to_owned())]);
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
