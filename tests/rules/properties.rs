//! Whatever the rows: no panic, classes sum to the total, units are ranked.

use super::support::{M, R, T, V, day, world};
use duban::terms::{Status, WaterClass};
use proptest::prelude::*;

const IDS: &[&str] = &["", "1", "2", "3", "1.1", "1.2"];
const DATES: &[&str] = &[
    "",
    "2020-02-29",
    "2021-09-30",
    "2021-10-15",
    "2021-10-16",
    "2022-01-01",
];
const UNITS: &[&[&str]] = &[&[], &["甲"], &["乙", "甲"], &["丙", "丙"]];
const STATUSES: &[Option<Status>] = &[
    None,
    Some(Status::SignedOff),
    Some(Status::OnSchedule),
    Some(Status::Completed),
];
const NAMES: &[&str] = &[
    "PM2.5",
    "AQI",
    "地表水水质",
    "涉VOCs企业治理",
    "退耕还林应还尽还率",
    "",
];
const PERIODS: &[&str] = &[
    "2020-10-15",
    "2021-01-01",
    "2021-10-15",
    "2021-09",
    "2021-Q3",
    "2021",
    "2020",
];

fn number() -> impl Strategy<Value = f64> {
    prop_oneof![
        0.0..500.0,
        Just(f64::NAN),
        Just(f64::INFINITY),
        Just(-1e300),
        Just(0.0),
        Just(1e300)
    ]
}

fn task() -> impl Strategy<Value = T> {
    use prop::sample::select;
    (
        (select(IDS), select(IDS), select(UNITS), select(UNITS)),
        (select(DATES), select(DATES), select(DATES), select(DATES)),
        (proptest::option::of(number()), select(STATUSES)),
    )
        .prop_map(|(names, dates, (progress, status))| T {
            id: names.0,
            parent: names.1,
            units: names.2,
            lead: names.3,
            start: dates.0,
            deadline: dates.1,
            completed: dates.2,
            signed_off: dates.3,
            progress,
            status,
            ..T::default()
        })
}

fn milestone() -> impl Strategy<Value = M> {
    use prop::sample::select;
    (
        select(IDS),
        select(DATES),
        select(DATES),
        proptest::option::of(number()),
    )
        .prop_map(|(task, due, done, weight)| M {
            task,
            due,
            done,
            weight,
            name: "n",
        })
}

fn reading() -> impl Strategy<Value = R> {
    use prop::sample::select;
    let value = prop_oneof![
        number().prop_map(V::N),
        (number(), number()).prop_map(|(a, b)| V::F(a, b)),
        select(&WaterClass::ALL[..]).prop_map(V::C),
        select(&["优", "污染", "未建立"][..]).prop_map(V::W),
    ];
    (
        select(NAMES),
        select(&["", "甲"][..]),
        select(PERIODS),
        value,
    )
        .prop_map(|(name, site, when, value)| (name, site, when.to_owned(), value))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]
    #[test]
    fn any_tables(
        now in prop::collection::vec(task(), 0..12),
        before in prop::collection::vec(task(), 0..12),
        steps in prop::collection::vec(milestone(), 0..8),
        readings in prop::collection::vec(reading(), 0..20),
        as_of in prop::sample::select(&["2019-01-01", "2020-12-31", "2021-09-30", "2021-10-15", "2021-12-31", "2023-01-01"][..]),
    ) {
        let board = world()
            .at(as_of)
            .tasks(&now)
            .tasks_in("整改任务清单", "2021-09-30", &before)
            .tasks_in("另一份", "2020-06-30", &before)
            .milestones("", &steps)
            .readings("", &readings)
            .board();
        for counts in [&board.all, &board.top, &board.sub] {
            prop_assert_eq!(counts.classes.iter().sum::<usize>(), counts.total);
            prop_assert_eq!(counts.lights.iter().sum::<usize>(), counts.total);
        }
        prop_assert_eq!(board.top.total + board.sub.total, board.all.total);
        prop_assert_eq!(board.tasks.len(), board.tables.tasks.len());
        for pair in board.units.windows(2) {
            prop_assert!(
                (pair[0].overdue, pair[0].overdue_days) >= (pair[1].overdue, pair[1].overdue_days)
            );
        }
        for verdict in board.tasks.iter() {
            prop_assert_eq!(verdict.history().len(), board.trend.len());
            prop_assert!(verdict.actual().is_none_or(|actual| (0.0..=100.0).contains(&actual)));
            prop_assert!(verdict.expected().is_none_or(|expected| (0.0..=100.0).contains(&expected)));
        }
        for verdict in &board.indicators {
            prop_assert!(verdict.value.is_none_or(f64::is_finite));
        }
        prop_assert_eq!(board.as_of, day(as_of));
    }
}

/// A hundred thousand tasks over two versions and their units take seconds, not hours: no
/// rule compares every row with every other.
#[test]
fn many_rows() {
    let id = |n: usize| -> &'static str { Box::leak(n.to_string().into_boxed_str()) };
    let rows: Vec<T> = (0..100_000)
        .map(|n| T {
            id: id(n),
            parent: if n % 10 == 0 { "" } else { id(n - n % 10) },
            units: UNITS[n % UNITS.len()],
            deadline: "2021-10-01",
            progress: Some(50.0),
            ..T::default()
        })
        .collect();
    let started = std::time::Instant::now();
    let board = world()
        .tasks(&rows)
        .tasks_in("整改任务清单", "2021-09-30", &rows)
        .board();
    assert_eq!((board.all.total, board.top.total), (100_000, 10_000));
    assert!(started.elapsed().as_secs() < 60);
}
