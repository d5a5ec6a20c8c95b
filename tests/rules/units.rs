//! Units: who counts for what, ranking, the step due (plan 五(二), 五(三)).

use super::support::{T, near, unit, world};
use rstest::rstest;

fn row(id: &'static str, units: &'static [&'static str], deadline: &'static str) -> T {
    T {
        id,
        units,
        deadline,
        progress: Some(50.0),
        ..T::default()
    }
}

/// One task of two units counts for both; the lead only where 责任单位 is empty; who only
/// leads stands apart; a row with parts does not count.
#[test]
fn counting() {
    let board = world()
        .tasks(&[
            row("1", &["丙局"], "2021-12-31"),
            T {
                parent: "1",
                ..row("1.1", &["甲局", "乙镇"], "2021-10-05")
            },
            T {
                lead: &["甲局"],
                ..row("2", &["乙镇"], "2021-12-31")
            },
            T {
                lead: &["甲局"],
                ..row("3", &[], "2021-10-14")
            },
        ])
        .board();
    let a = unit(&board, "甲局");
    assert!(a.tasks().eq([1, 3]) && a.led().eq([2]));
    assert_eq!((a.overdue, a.overdue_days, a.longest_overdue), (2, 11, 10));
    assert!(a.at_risk);
    let b = unit(&board, "乙镇");
    assert_eq!((b.tasks().len(), b.overdue, b.overdue_days), (2, 1, 10));
    near(b.actual(), 50.0);
    assert!(board.units.iter().all(|u| u.unit != "丙局"));
}

/// A part without any unit counts for its parent's.
#[test]
fn a_part_without_units() {
    let part = T {
        parent: "1",
        ..row("1.1", &[], "2021-10-05")
    };
    let board = world()
        .tasks(&[row("1", &["丙局"], "2021-12-31"), part])
        .board();
    assert!(unit(&board, "丙局").tasks().eq([1]));
}

/// Overdue tasks, then days, then worst lag, then the plan's order, then name.
#[test]
fn ranking() {
    let lagging = T {
        start: "2021-01-01",
        ..row("4", &["丁"], "2021-12-31")
    };
    let board = world()
        .plan(|plan| plan.units.order = vec!["戊".into()])
        .tasks(&[
            row("1", &["甲"], "2021-10-14"),
            row("2", &["甲"], "2021-10-14"),
            row("3", &["乙"], "2021-09-14"),
            lagging,
            row("5", &["丙"], "2021-10-13"),
            row("6", &["B"], ""),
            row("7", &["A"], ""),
            row("8", &["戊"], ""),
        ])
        .board();
    let names: Vec<_> = board.units.iter().map(|u| u.unit.as_str()).collect();
    assert_eq!(names, ["甲", "乙", "丙", "丁", "戊", "A", "B"]);
}

/// None is overdue, so the worst lag decides, and those ahead of schedule come last: 287 of 364
/// days are 78.8%, less 40, 60, 90 and 99 leaves 38.8, 18.8, -11.2 and -20.2. The order of the
/// file's rows does not matter.
#[test]
fn ranking_from_any_order() {
    let at = |unit: &'static [&'static str], progress| T {
        start: "2021-01-01",
        progress: Some(progress),
        ..row(unit[0], unit, "2021-12-31")
    };
    let ranked = [
        at(&["甲"], 40.0),
        at(&["乙"], 60.0),
        at(&["丙"], 90.0),
        at(&["丁"], 99.0),
    ];
    for order in 0..4_usize.pow(4) {
        let places = [order % 4, order / 4 % 4, order / 16 % 4, order / 64];
        if (0..4).any(|at| !places.contains(&at)) {
            continue;
        }
        let board = world().tasks(&places.map(|at| ranked[at].clone())).board();
        let names: Vec<_> = board.units.iter().map(|u| u.unit.as_str()).collect();
        assert_eq!(names, ["甲", "乙", "丙", "丁"], "{places:?}");
    }
}

#[test]
fn groups_and_aliases() {
    let board = world()
        .plan(|plan| {
            let members = vec!["鹤城街道".to_owned(), "油竹街道".to_owned()];
            plan.units.groups.insert("各乡镇(街道)".into(), members);
            plan.units
                .aliases
                .insert("环保局".into(), "生态环境局".into());
        })
        .tasks(&[
            row("1", &["各乡镇（街道）", "鹤城街道"], ""),
            row("2", &["环保局"], ""),
            row("3", &["生态环境局"], ""),
            row("4", &["各部门"], ""),
        ])
        .board();
    assert!(unit(&board, "鹤城街道").tasks().eq([0]));
    assert!(unit(&board, "油竹街道").tasks().eq([0]));
    // Joined, under the spelling seen first.
    assert!(unit(&board, "环保局").tasks().eq([1, 2]));
    assert!(unit(&board, "各部门").tasks().eq([3]));
    assert_eq!(board.units.len(), 4);
}

/// ≥ 1 提醒, ≥ 8 通报, ≥ 16 督办, ≥ 31 约谈, counted back from 2021-10-15.
#[rstest]
#[case("2021-10-15", None)]
#[case("2021-10-14", Some(0))]
#[case("2021-10-08", Some(0))]
#[case("2021-10-07", Some(1))]
#[case("2021-09-30", Some(1))]
#[case("2021-09-29", Some(2))]
#[case("2021-09-15", Some(2))]
#[case("2021-09-14", Some(3))]
fn steps(#[case] deadline: &'static str, #[case] step: Option<usize>) {
    let board = world().tasks(&[row("1", &["甲"], deadline)]).board();
    assert_eq!(unit(&board, "甲").step_due, step);
    assert_eq!(unit(&board, "甲").step_taken, None);
}

/// Red and not overdue (2021-01-01 to 2021-12-31 is 364 days, 287 gone, expected 78.8,
/// actual 40, lag 38.8): 通报, and no risk of 一票否优.
#[test]
fn far_behind_is_circulated() {
    let behind = T {
        start: "2021-01-01",
        progress: Some(40.0),
        ..row("1", &["甲"], "2021-12-31")
    };
    let late = row("2", &["乙"], "2021-10-05");
    let board = world().tasks(&[behind, late]).board();
    // What is overdue is not counted as behind as well.
    assert!(board.tasks[0].is_behind() && !board.tasks[1].is_behind());
    let unit = unit(&board, "甲");
    assert_eq!(
        (unit.step_due, unit.at_risk, unit.behind),
        (Some(1), false, 1)
    );
    near(unit.worst_lag, 100.0 * 287.0 / 364.0 - 40.0);
}

/// A ladder that names its steps otherwise: what is red and not overdue is due its second step, or
/// the only one; a ladder without steps has none.
#[rstest]
#[case(&["警示", "警告", "挂牌"], Some(1))]
#[case(&["警示"], Some(0))]
#[case(&[], None)]
#[case(&["警示", "警告", "通报"], Some(2))]
fn another_ladder(#[case] names: &[&str], #[case] step: Option<usize>) {
    use duban::plan::Step;
    let behind = T {
        start: "2021-01-01",
        progress: Some(40.0),
        ..row("1", &["甲"], "2021-12-31")
    };
    let board = world()
        .plan(|plan| {
            let steps = names.iter().zip(1..);
            let steps = steps.map(|(name, days)| Step {
                days,
                name: (*name).to_owned(),
            });
            plan.steps = steps.collect();
        })
        .tasks(&[behind])
        .board();
    assert_eq!(board.tasks[0].step_due(&board.plan), step);
}

/// What falls due: after the day, up to the next meeting with it.
#[test]
fn due_before_the_meeting() {
    use super::support::{M, day};
    let board = world()
        .plan(|plan| plan.meetings = vec![day("2021-09-15"), day("2021-11-01")])
        .tasks(&[
            row("1", &[], "2021-10-15"),
            row("2", &[], "2021-11-01"),
            row("3", &[], "2021-11-02"),
            T {
                completed: "2021-10-01",
                ..row("4", &[], "2021-10-20")
            },
        ])
        .milestones(
            "",
            &[
                M {
                    task: "3",
                    due: "2021-10-16",
                    ..M::default()
                },
                M {
                    task: "9",
                    due: "2021-10-16",
                    ..M::default()
                },
            ],
        )
        .board();
    assert_eq!(
        (board.horizon, board.horizon_is_meeting),
        (day("2021-11-01"), true)
    );
    let due: Vec<_> = board
        .due_soon
        .iter()
        .map(|d| (d.task, d.is_milestone))
        .collect();
    assert_eq!(due, [(2, true), (1, false)]);
    // The milestone of a task that is not there is reported.
    assert_eq!(board.diagnostics.len(), 1);
}

/// Parts without any unit count for their own parent's, not for that of the row above them in
/// the file.
#[test]
fn parts_without_units_under_two_parents() {
    let part = |id, parent| T {
        parent,
        ..row(id, &[], "2021-10-05")
    };
    let board = world()
        .tasks(&[
            row("1", &["丙局"], "2021-12-31"),
            part("1.1", "1"),
            row("2", &["丁局"], "2021-12-31"),
            part("2.1", "2"),
        ])
        .board();
    assert!(unit(&board, "丙局").tasks().eq([1]));
    assert!(unit(&board, "丁局").tasks().eq([3]));
}

/// Of four tasks one is signed off, two are completed and one is open. A unit is up to date where
/// one of its open tasks is: only the open ones are asked.
#[test]
fn what_a_unit_has_done_and_whether_it_reports() {
    let at = |text| {
        [
            T {
                signed_off: "2021-09-01",
                ..row("1", &["甲"], "2021-12-31")
            },
            T {
                completed: "2021-09-01",
                ..row("2", &["甲"], "2021-12-31")
            },
            T {
                completed: "2021-09-02",
                ..row("3", &["甲"], "2021-12-31")
            },
            T {
                text,
                ..row("4", &["甲"], "2021-12-31")
            },
            row("5", &["甲"], "2021-12-31"),
        ]
    };
    let board = world()
        .tasks_in("x", "2021-09-30", &at("开工"))
        .tasks_in("x", "", &at("快好了"))
        .board();
    let one = unit(&board, "甲");
    assert_eq!((one.done, one.completed), (1, 2));
    assert_eq!(one.updated, Some(true));
}
