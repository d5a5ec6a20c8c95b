//! The planned curve and the figures of every frame (DESIGN §4, Actual progress; §6, Overview).

use super::support::{M, T, day, near, world};
use duban::terms::Status;

fn row(id: &'static str, deadline: &'static str) -> T {
    T {
        id,
        title: "污水管网改造",
        units: &["县住建局"],
        start: "2021-01-01",
        deadline,
        ..T::default()
    }
}

/// One row from 1 January to 2 March, 60 days: 31 of them by 1 February, 59 by 1 March. The other
/// by its milestones, 3 of 4 parts of the weight due on 10 February, the last on 10 May. The row
/// above them and one without a deadline do not count.
#[test]
fn the_planned_curve_is_the_mean_of_the_leaves() {
    let mut first = row("1-1", "2021-03-02");
    first.parent = "1";
    let step = |name, due, weight| M {
        task: "2",
        name,
        due,
        weight: Some(weight),
        ..M::default()
    };
    let board = world()
        .tasks(&[
            row("1", "2021-12-31"),
            first,
            row("2", "2021-06-30"),
            row("3", ""),
        ])
        .milestones(
            "",
            &[step("甲", "2021-02-10", 3.0), step("乙", "2021-05-10", 1.0)],
        )
        .board();
    let expected = [
        ("2021-01-01", 0.0),
        ("2021-02-01", 31.0 / 0.6 / 2.0),
        ("2021-03-01", f64::midpoint(59.0 / 0.6, 75.0)),
        ("2021-04-01", 87.5),
        ("2021-05-01", 87.5),
        ("2021-06-01", 100.0),
    ];
    // To the first day of the year after: the last deadline lies in this one.
    assert_eq!(board.planned.len(), 13);
    assert_eq!(board.planned[12], (day("2022-01-01"), 100.0));
    for (&(when, value), found) in expected.iter().zip(&board.planned) {
        assert_eq!(found.0, day(when));
        assert!((found.1 - value).abs() < 1e-9, "{found:?} is not {value}");
    }
}

/// To the month after the last deadline, and two years at most.
#[test]
fn the_planned_curve_ends() {
    let last = |deadline| {
        let board = world().tasks(&[row("1", deadline)]).board();
        board.planned.last().map(|(day, _)| day.to_string())
    };
    assert_eq!(last("2021-01-01").as_deref(), Some("2022-01-01"));
    assert_eq!(last("2022-01-01").as_deref(), Some("2022-02-01"));
    assert_eq!(last("2022-06-15").as_deref(), Some("2022-07-01"));
    assert_eq!(last("2022-07-01").as_deref(), Some("2022-08-01"));
    assert_eq!(last("2030-06-15").as_deref(), Some("2022-12-01"));
    assert_eq!(last(""), None);
}

/// On 2021-10-15: two leaves are overdue, of two units and a third that is not late; the row above
/// them is overdue too and does not count. One step is done, one missed since the 14th; the one
/// due on the day is not.
#[test]
fn facts_of_every_frame() {
    let mut part = row("1-1", "2021-10-14");
    part.parent = "1";
    let mut other = row("2", "2021-09-30");
    other.units = &["县水利局"];
    let mut fine = row("3", "2021-12-31");
    fine.units = &["县林业局"];
    let mut closed = row("4", "2021-05-01");
    closed.status = Some(Status::SignedOff);
    closed.signed_off = "2021-04-30";
    let step = |name, due, done| M {
        task: "3",
        name,
        due,
        done,
        ..M::default()
    };
    let board = world()
        .tasks(&[row("1", "2021-10-14"), part, other, fine, closed])
        .milestones(
            "",
            &[
                step("甲", "2021-05-01", "2021-05-01"),
                step("乙", "2021-10-14", ""),
                step("丙", "2021-10-15", ""),
            ],
        )
        .board();
    let facts = &board.facts;
    assert_eq!((board.leaves.overdue, facts.late_units), (2, 2));
    assert_eq!((facts.milestones_done, facts.milestones_missed), (1, 1));
    assert_eq!(facts.current_files, 2);
    let now = board.trend.last().unwrap();
    assert_eq!((now.done, now.overdue, now.total), (1, 3, 5));
}

/// Rows are summed in pieces of 65,536: all of a first piece stand at 100 by 1 February, the 34,464
/// of a second at 31 of 60 days.
#[test]
fn the_planned_curve_of_many_rows() {
    const ALL: usize = 100_000;
    const FIRST: usize = 1 << 16;
    let rows: Vec<T> = (0..ALL)
        .map(|at| {
            let id: &'static str = Box::leak(at.to_string().into_boxed_str());
            row(
                id,
                if at < FIRST {
                    "2021-01-02"
                } else {
                    "2021-03-02"
                },
            )
        })
        .collect();
    let board = world().tasks(&rows).board();
    let (when, found) = board.planned[1];
    let expected = (65_536.0 * 100.0 + 34_464.0 * (31.0 / 0.6)) / 100_000.0;
    assert_eq!(when, day("2021-02-01"));
    assert!((found - expected).abs() < 1e-6, "{found} is not {expected}");
}

/// Means are of what is known: 50 and 70 make 60, and nothing known has none. On 2021-01-31, 30 of
/// 60 days, one row should stand at 50, the one due by then at 100.
#[test]
fn means_and_marks_of_all_rows() {
    let mut first = row("1", "2021-03-02");
    first.progress = Some(50.0);
    let mut second = row("2", "2021-01-31");
    second.progress = Some(70.0);
    let mut lost = row("3", "");
    lost.parent = "9";
    let board = world()
        .at("2021-01-31")
        .tasks(&[first, second, lost])
        .board();
    near(board.all.actual, 60.0);
    near(board.all.expected, 75.0);
    assert_eq!(board.register.unmarked, 3);
    // A part of a task that is not there is one warning, and nothing is lost by it.
    assert_eq!((board.facts.errors, board.facts.warnings), (0, 1));
    let unknown = world().tasks(&[row("1", "")]).board();
    assert_eq!((unknown.all.actual, unknown.all.expected), (None, None));
}

/// The schedule reaches from the first start in the plan's year, 1 March, to the last deadline; a
/// start of the year before is not of it.
#[test]
fn the_days_of_all_tasks() {
    let row = |id, start, deadline| T {
        id,
        start,
        deadline,
        ..T::default()
    };
    let board = world()
        .tasks(&[
            row("1", "2020-05-01", "2021-12-31"),
            row("2", "2021-03-01", "2022-06-30"),
            row("3", "2021-04-01", "2021-06-30"),
        ])
        .board();
    let facts = board.facts;
    assert_eq!(facts.first_start, Some(day("2021-03-01")));
    assert_eq!(facts.last_deadline, Some(day("2022-06-30")));
    let none = world().board().facts;
    assert_eq!((none.first_start, none.last_deadline), (None, None));
}

/// At 15 October: late by 15 days before late by 5, both before what is on schedule; a part is no
/// task of its own. Of many 128 are kept, the late one at the end of the register among them.
#[test]
fn the_worst_tasks_first() {
    let row = |id, parent, deadline| T {
        id,
        parent,
        deadline,
        start: "2021-10-01",
        progress: Some(50.0),
        ..T::default()
    };
    let board = world()
        .tasks(&[
            row("1", "", "2021-12-31"),
            row("2", "", "2021-10-10"),
            row("3", "", "2021-09-30"),
            row("3.1", "3", "2021-08-31"),
            row("4", "", "2021-12-31"),
        ])
        .board();
    assert_eq!(board.ids(&board.worst), ["3", "2", "1", "4"]);
    let many: Vec<T> = (0..130)
        .map(|at| {
            let id: &'static str = Box::leak(format!("a{at}").into_boxed_str());
            row(id, "", "2021-12-31")
        })
        .chain([row("late", "", "2021-09-30")])
        .collect();
    let board = world().tasks(&many).board();
    assert_eq!(board.worst.len(), 128);
    let ids = board.ids(&board.worst);
    assert_eq!((ids[0], ids[1], ids[127]), ("late", "a0", "a126"));
}
