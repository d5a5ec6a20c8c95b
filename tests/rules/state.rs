//! Done, completed, overdue, late sign-off (plan 三(一), 限时销号).

use super::support::{M, T, day, near, world};
use duban::analysis::board::{ActualFrom, State};
use duban::terms::{Kind, Status};
use rstest::rstest;

fn row(completed: &'static str, signed_off: &'static str) -> T {
    T {
        id: "1",
        completed,
        signed_off,
        ..T::default()
    }
}

/// The day is 2021-10-15; an event of that day has happened, of the next has not.
#[rstest]
#[case::signed_off_today(row("", "2021-10-15"), None, State::Done)]
#[case::signed_off_tomorrow(row("", "2021-10-16"), None, State::Open)]
#[case::signed_off_by_status(row("", ""), Some(Status::SignedOff), State::Done)]
#[case::status_but_date_tomorrow(row("", "2021-10-16"), Some(Status::SignedOff), State::Completed)]
#[case::completed_today(row("2021-10-15", ""), None, State::Completed)]
#[case::completed_tomorrow(row("2021-10-16", ""), None, State::Open)]
#[case::completed_by_status(row("", ""), Some(Status::Completed), State::Completed)]
#[case::accepted_by_status(row("", ""), Some(Status::Accepted), State::Completed)]
#[case::a_date_beats_the_status(row("2021-10-16", ""), Some(Status::Completed), State::Open)]
#[case::nearly_done_is_not_completed(row("", ""), Some(Status::NearlyDone), State::Open)]
#[case::not_signed_off(row("", ""), Some(Status::NotSignedOff), State::Open)]
fn states(#[case] row: T, #[case] status: Option<Status>, #[case] expected: State) {
    let task = world().tasks(&[T { status, ..row }]).task();
    assert_eq!(task.state, expected);
}

#[rstest]
#[case(99.9, State::Open)]
#[case(100.0, State::Completed)]
fn full_progress_is_completed(#[case] progress: f64, #[case] expected: State) {
    let row = T {
        progress: Some(progress),
        ..row("", "")
    };
    assert_eq!(world().tasks(&[row]).task().state, expected);
}

/// Days in natural days: 22 September to 15 October is 8 + 15 = 23. Today is not overdue.
#[rstest]
#[case::long_ago("2021-09-22", "", 23, 0)]
#[case::yesterday("2021-10-14", "", 1, 0)]
#[case::today("2021-10-15", "", 0, 0)]
#[case::completed_late("2021-09-22", "2021-10-01", 0, 23)]
#[case::completed_due_today("2021-10-15", "2021-10-01", 0, 0)]
#[case::no_deadline("", "", 0, 0)]
fn overdue(
    #[case] deadline: &'static str,
    #[case] completed: &'static str,
    #[case] days: i64,
    #[case] late: i64,
) {
    let row = T {
        deadline,
        ..row(completed, "")
    };
    let task = world().tasks(&[row]).task();
    assert_eq!(
        (task.days_overdue(), task.days_late_sign_off()),
        (days, late)
    );
}

/// A long-term task has a deadline where its cell holds a date, and none where not.
#[test]
fn long_term() {
    let long = T {
        long_term: true,
        ..row("", "")
    };
    let task = world().tasks(std::slice::from_ref(&long)).task();
    assert_eq!(
        (task.deadline, task.days_overdue(), task.long_term),
        (None, 0, true)
    );
    let dated = T {
        deadline: "2021-10-14",
        ..long
    };
    assert_eq!(world().tasks(&[dated]).task().days_overdue(), 1);
}

/// 立行立改 without a date is issued + 30 days: 2021-09-01 + 30 = 2021-10-01.
#[test]
fn at_once_without_a_date() {
    let now = T {
        immediate: true,
        ..row("", "")
    };
    let task = world()
        .plan(|plan| plan.issued = Some(day("2021-09-01")))
        .tasks(&[now])
        .task();
    assert_eq!(task.deadline, Some(day("2021-10-01")));
    assert_eq!(task.days_overdue(), 14);
}

/// 2021-01-01 to 2021-04-11 is 100 days; 2021-03-12 is day 70 of them.
#[rstest]
#[case::on_the_way("2021-03-12", 70.0)]
#[case::before_the_start("2020-12-31", 0.0)]
#[case::from_the_deadline_on("2021-04-11", 100.0)]
#[case::after_the_deadline("2021-10-15", 100.0)]
fn expected_by_dates(#[case] as_of: &str, #[case] expected: f64) {
    let row = T {
        start: "2021-01-01",
        deadline: "2021-04-11",
        progress: Some(60.0),
        ..row("", "")
    };
    let task = world().at(as_of).tasks(&[row]).task();
    near(task.expected(), expected);
    near(task.actual(), 60.0);
    near(task.lag(), expected - 60.0);
    assert_eq!(task.actual_from, ActualFrom::Column);
}

/// The embedded plan has no day of issue, so without 开始日期 nothing is expected.
#[test]
fn no_start_no_expectation() {
    let row = T {
        deadline: "2021-12-31",
        progress: Some(10.0),
        ..row("", "")
    };
    let task = world().tasks(&[row]).task();
    assert_eq!((task.expected(), task.lag()), (None, None));
}

#[test]
fn lag_is_nothing_once_completed() {
    let row = T {
        start: "2021-01-01",
        deadline: "2021-04-11",
        progress: Some(60.0),
        ..row("2021-10-01", "")
    };
    let task = world().tasks(&[row]).task();
    assert_eq!((task.actual(), task.lag()), (Some(100.0), Some(0.0)));
    assert_eq!(task.actual_from, ActualFrom::State);
}

/// Nothing due yet is 0, not the -0 that a sum of nothing is: it would be read out as "-0.0%".
#[test]
fn nothing_due_is_no_negative_nothing() {
    let step = M {
        task: "1",
        name: "开工",
        due: "2021-12-31",
        ..M::default()
    };
    let task = world().tasks(&[row("", "")]).milestones("", &[step]).task();
    for value in [task.actual(), task.expected(), task.lag()] {
        assert_eq!(value, Some(0.0));
        assert!(value.is_some_and(f64::is_sign_positive), "{value:?}");
    }
}

/// Issued on 2021-05-20, 立行立改 without a day is due 30 days later, on 2021-06-19; with 长期坚持
/// beside it, or where nothing is written, there is none.
#[rstest]
#[case::at_once(true, false, Some("2021-06-19"))]
#[case::at_once_and_for_long(true, true, None)]
#[case::for_long(false, true, None)]
#[case::blank(false, false, None)]
fn a_deadline_from_the_day_of_issue(
    #[case] immediate: bool,
    #[case] long_term: bool,
    #[case] expected: Option<&'static str>,
) {
    let row = T {
        id: "1",
        immediate,
        long_term,
        ..T::default()
    };
    let task = world()
        .plan(|plan| plan.issued = Some(day("2021-05-20")))
        .tasks(&[row])
        .task();
    assert_eq!(task.deadline, expected.map(day));
}

/// 长期坚持 in the deadline, the kind or the status, each by itself.
#[rstest]
#[case::nowhere(false, None, None, false)]
#[case::others(false, Some(Kind::Staged), Some(Status::InProgress), false)]
#[case::deadline(true, None, None, true)]
#[case::kind(false, Some(Kind::LongTerm), None, true)]
#[case::status(false, None, Some(Status::LongTerm), true)]
fn a_standing_duty(
    #[case] long_term: bool,
    #[case] kind: Option<Kind>,
    #[case] status: Option<Status>,
    #[case] expected: bool,
) {
    let row = T {
        id: "1",
        long_term,
        kind,
        status,
        ..T::default()
    };
    assert_eq!(world().tasks(&[row]).task().long_term, expected);
}

/// What is due today is not expected yet, as it is not overdue: weight 1 of 4 was due yesterday,
/// 3 are due today. A milestone without a day weighs, and is never expected: 1 of 5.
#[test]
fn a_milestone_due_today_is_not_expected_yet() {
    let step = |name, due, weight| M {
        task: "1",
        name,
        due,
        weight: Some(weight),
        done: "",
    };
    let mut steps = vec![step("一", "2021-10-14", 1.0), step("二", "2021-10-15", 3.0)];
    let expected = |steps: &[M]| {
        let world = world().tasks(&[row("", "")]);
        world.milestones("", steps).task().expected()
    };
    near(expected(&steps), 25.0);
    steps.push(step("三", "", 1.0));
    near(expected(&steps), 20.0);
    // None of them has a day: nothing is known.
    assert_eq!(expected(&steps[2..]), None);
}
