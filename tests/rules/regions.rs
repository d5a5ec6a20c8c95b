//! Regions: what stands where, the ranking, and the units of one by themselves (DESIGN §3, 区县).

use super::support::{T, near, world};

fn row(
    id: &'static str,
    region: &'static str,
    units: &'static [&'static str],
    deadline: &'static str,
) -> T {
    T {
        id,
        region,
        units,
        deadline,
        progress: Some(50.0),
        ..T::default()
    }
}

/// A county's progress is that of its rows without parts, as the whole's: (100 + 0 + 40) / 3, where its
/// two tasks come to (50 + 40) / 2.
#[test]
fn progress_of_a_region_is_that_of_its_parts() {
    let part = |id, progress| T {
        parent: "1",
        progress: Some(progress),
        ..row(id, "甲县", &["住建局"], "2021-12-31")
    };
    let board = world()
        .tasks(&[
            row("1", "甲县", &["住建局"], "2021-12-31"),
            part("1.1", 100.0),
            part("1.2", 0.0),
            T {
                progress: Some(40.0),
                ..row("2", "甲县", &["住建局"], "2021-12-31")
            },
        ])
        .board();
    let region = &board.regions[0];
    near(region.progress[0], 140.0 / 3.0);
    near(board.leaves.actual, 140.0 / 3.0);
    near(region.top.actual, 45.0);
}

/// At 2021-10-15: 甲县 has one part late by 10 days and a task in time; 乙县 one task late by 15
/// days and one signed off. A parent does not count as late, its part does. 住建局 is late in both.
#[test]
fn each_region_by_itself() {
    let board = world()
        .tasks(&[
            row("1", "甲县", &["住建局"], "2021-12-31"),
            T {
                parent: "1",
                ..row("1.1", "甲县", &["住建局"], "2021-10-05")
            },
            row("1", "乙县", &["住建局", "水利局"], "2021-09-30"),
            T {
                accepted: "2021-09-01",
                published: "2021-09-02",
                signed_off: "2021-09-03",
                ..row("2", "乙县", &["水利局"], "2021-09-30")
            },
        ])
        .board();
    // One late row each; the more days first.
    let names: Vec<&str> = board
        .regions
        .iter()
        .map(|one| one.region.as_str())
        .collect();
    assert_eq!(names, ["乙县", "甲县"]);
    let (b, a) = (&board.regions[0], &board.regions[1]);
    assert_eq!((b.overdue, b.overdue_days, b.longest_overdue), (1, 15, 15));
    assert_eq!((a.overdue, a.overdue_days, a.longest_overdue), (1, 10, 10));
    assert_eq!((b.late_units, a.late_units), (2, 1));
    assert_eq!((b.top.total, b.top.done), (2, 1));
    assert_eq!((a.top.total, a.sub.total), (1, 1));
    // 50 and 100 of what is signed off.
    near(b.top.actual, 75.0);
    assert_eq!(a.tasks().collect::<Vec<_>>(), [0, 1]);
    assert_eq!(b.tasks().collect::<Vec<_>>(), [2, 3]);

    // 住建局 has two late tasks on the whole, one in each county.
    assert_eq!(board.units[0].unit, "住建局");
    assert_eq!(
        (board.units[0].overdue, board.units[0].overdue_days),
        (2, 25)
    );
    let own = board.units_of(0);
    let told: Vec<_> = own
        .iter()
        .map(|unit| (unit.unit.as_str(), unit.tasks().len(), unit.overdue_days))
        .collect();
    assert_eq!(told, [("住建局", 1, 15), ("水利局", 2, 15)]);
    let own = board.units_of(1);
    assert_eq!(own.len(), 1);
    assert_eq!((own[0].overdue, own[0].overdue_days), (1, 10));
    assert!(board.units_of(2).is_empty());
}

/// Rows of the folder itself are a region without a name.
#[test]
fn rows_without_a_region() {
    let board = world()
        .tasks(&[row("1", "", &["住建局"], "2021-12-31")])
        .board();
    assert_eq!(board.regions.len(), 1);
    assert_eq!(board.regions[0].region, "");
}
