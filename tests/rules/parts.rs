//! Tasks and their parts (子项): judged at both levels.

use super::support::{T, near, verdict, world};
use duban::analysis::board::{ActualFrom, Integrity, Light, ReadClass, Reason};
use duban::diagnostic::Code;

fn part(id: &'static str, deadline: &'static str, progress: f64) -> T {
    T {
        id,
        parent: "1",
        deadline,
        progress: Some(progress),
        ..T::default()
    }
}

fn whole() -> T {
    T {
        id: "1",
        deadline: "2021-12-31",
        ..T::default()
    }
}

/// The mean of 100 (completed) and 40 is 70; the overdue part makes the green task yellow.
#[test]
fn a_task_with_a_red_part() {
    let board = world()
        .tasks(&[
            whole(),
            part("1.1", "2021-12-31", 100.0),
            part("1.2", "2021-10-05", 40.0),
        ])
        .board();
    let task = verdict(&board, "1");
    near(task.actual(), 70.0);
    assert_eq!(task.actual_from, ActualFrom::Parts);
    assert_eq!(
        (task.light, &task.reason),
        (Light::Yellow, &Reason::RedPart(1))
    );
    assert_eq!(task.class, ReadClass::Behind);
    assert_eq!(
        (board.all.total, board.top.total, board.sub.total),
        (3, 1, 2)
    );
    assert_eq!(
        (board.all.overdue, board.top.overdue, board.sub.overdue),
        (1, 0, 1)
    );
    assert!(board.parts_of(0).eq([1, 2]));
}

/// Its own progress wins over its parts'.
#[test]
fn own_progress_first() {
    let own = T {
        progress: Some(10.0),
        ..whole()
    };
    let board = world()
        .tasks(&[own, part("1.1", "2021-12-31", 90.0)])
        .board();
    near(verdict(&board, "1").actual(), 10.0);
}

/// Without dates of its own, what is expected of a task is the mean of its parts' (half of
/// 2021-10-05 to 2021-10-25 is 50, half of 2021-09-15 to 2021-11-14 is 50).
#[test]
fn expected_from_parts() {
    let undated = T {
        id: "1",
        ..T::default()
    };
    let one = T {
        start: "2021-10-05",
        ..part("1.1", "2021-10-25", 50.0)
    };
    let two = T {
        start: "2021-09-15",
        ..part("1.2", "2021-11-14", 50.0)
    };
    let board = world().tasks(&[undated, one, two]).board();
    near(verdict(&board, "1").expected(), 50.0);
}

#[test]
fn done_with_an_open_part() {
    let done = T {
        signed_off: "2021-10-01",
        accepted: "2021-09-20",
        published: "2021-09-25",
        ..whole()
    };
    let board = world()
        .tasks(&[done, part("1.1", "2021-10-05", 40.0)])
        .board();
    let task = verdict(&board, "1");
    assert_eq!(task.light, Light::Blue);
    assert_eq!(*task.integrity(), [Integrity::DoneWithOpenPart]);
}

/// An unknown parent, and a row that is its own parent, stand for themselves.
#[test]
fn unknown_parents() {
    let board = world()
        .tasks(&[
            T {
                parent: "9",
                ..whole()
            },
            T {
                id: "2",
                parent: "2",
                ..T::default()
            },
        ])
        .board();
    assert_eq!(board.top.total, 2);
    let codes: Vec<_> = board.diagnostics.iter().map(|d| (d.code, d.line)).collect();
    assert_eq!(codes, [(Code::ParentUnknown, 2), (Code::ParentUnknown, 3)]);
}

/// A → B → C → A: the circle is cut once, and every row keeps a verdict.
#[test]
fn circles() {
    let row = |id, parent| T {
        id,
        parent,
        ..T::default()
    };
    let board = world()
        .tasks(&[row("A", "B"), row("B", "C"), row("C", "A"), row("D", "A")])
        .board();
    assert_eq!((board.top.total, board.sub.total), (1, 3));
    assert_eq!(board.diagnostics.len(), 1);
}

/// Three levels: the red part of a part colours the part, not the task above it.
#[test]
fn three_levels() {
    let board = world()
        .tasks(&[
            whole(),
            part("1.1", "2021-12-31", 50.0),
            T {
                parent: "1.1",
                ..part("1.1.1", "2021-10-01", 50.0)
            },
        ])
        .board();
    assert_eq!(verdict(&board, "1.1").light, Light::Yellow);
    assert_eq!(verdict(&board, "1").light, Light::Green);
}

/// Of several red parts the one overdue longest is named, the first of equals. At 2021-10-15 the
/// deadlines of 5, 1 and 9 October are 10, 14 and 6 days past.
#[test]
fn the_part_that_is_overdue_longest_is_named() {
    let reason = |deadlines: [&'static str; 3]| {
        let [a, b, c] = deadlines;
        let board = world()
            .tasks(&[
                whole(),
                part("1.1", a, 40.0),
                part("1.2", b, 40.0),
                part("1.3", c, 40.0),
            ])
            .board();
        verdict(&board, "1").reason.clone()
    };
    let longest = reason(["2021-10-05", "2021-10-01", "2021-10-09"]);
    assert_eq!(longest, Reason::RedPart(1));
    let equal = reason(["2021-10-05", "2021-10-05", "2021-10-09"]);
    assert_eq!(equal, Reason::RedPart(0));
    let first = reason(["2021-10-01", "2021-10-05", "2021-10-09"]);
    assert_eq!(first, Reason::RedPart(0));
}

/// A hundred findings of one kind in one file are listed; of 102 the last two are one note that
/// says so.
#[test]
fn many_findings_of_one_kind() {
    let found = |count: usize| {
        let rows: Vec<T> = (0..count)
            .map(|at| T {
                id: at.to_string().leak(),
                parent: "nowhere",
                ..T::default()
            })
            .collect();
        world().tasks(&rows).board().diagnostics
    };
    let all = found(100);
    assert_eq!(all.len(), 100);
    assert!(all.iter().all(|one| one.code == Code::ParentUnknown));
    let cut = found(102);
    assert_eq!(cut.len(), 101);
    // What is about the file as a whole comes first.
    let more = &cut[0];
    assert_eq!((more.code, more.line), (Code::More, 0));
    assert_eq!(
        (more.value.as_str(), more.understood.as_str()),
        (Code::ParentUnknown.name(), "2")
    );
}
