//! Folders as they grow over months and townships: series, versions, regions, and what stands
//! beside them (workbooks, links).

#![expect(
    clippy::unwrap_used,
    clippy::disallowed_methods,
    reason = "a test that fails stops here, and tests write files"
)]

use chrono::{NaiveDate, NaiveDateTime};
use duban::analysis::board::{Board, Integrity};
use duban::diagnostic::Code;
use duban::shell::loader::{Loader, Request};
use duban::shell::source::Place;
use duban::terms::Level;
use encoding_rs::GB18030;
use std::collections::{BTreeSet, HashSet};
use std::fs;
use std::path::Path;
use std::sync::Arc;
use tempfile::TempDir;

const HEAD: &str = "任务编号,任务名称,责任单位,完成时限,进度(%),状态\n";

fn save(folder: &Path, name: &str, bytes: &[u8]) {
    let path = folder.join(name);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, bytes).unwrap();
}

fn gbk(text: &str) -> Vec<u8> {
    GB18030.encode(text).0.into_owned()
}

fn load(folder: &Path, as_of: &str) -> Arc<Board> {
    let mut loader = Loader::new(Request {
        place: Place::Paths(vec![folder.to_owned()]),
        plan: None,
        as_of: Some(as_of.parse().unwrap()),
        since: None,
    });
    loader
        .load(NaiveDateTime::default(), &HashSet::new(), |_, _| {})
        .unwrap()
        .board
}

fn ids(board: &Board) -> Vec<(String, String)> {
    (0..board.tasks.len() as u32)
        .map(|ix| board.task_key(ix).unwrap())
        .collect()
}

fn codes(board: &Board) -> BTreeSet<&'static str> {
    board.diagnostics.iter().map(|d| d.code.name()).collect()
}

/// Four months of one register, saved by two people: dates in names and folders, UTF-8 with
/// BOM and GB18030, commas and tabs.
fn months() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    let at = folder.path();
    save(
        at,
        "history/2021-07-31/整改任务清单.csv",
        &gbk(&format!(
            "{HEAD}1,管网,县住建局,2021-09-30,40,达到序时进度\n2,矿山,县林业局,2021-12-31,30,达到序时进度\n3,固废,县发改局,2021-08-31,50,达到序时进度\n"
        )),
    );
    save(
        at,
        "整改任务清单（截至2021年8月31日）.csv",
        &[
            b"\xef\xbb\xbf",
            format!(
                "{HEAD}1,管网,县住建局,2021-10-31,55,达到序时进度\n2,矿山,县林业局,2021-12-31,45,达到序时进度\n3,固废,县发改局,2021-08-31,60,达到序时进度\n"
            )
            .as_bytes(),
        ]
        .concat(),
    );
    // Task 3 is gone; progress of task 2 went down; the deadline of task 1 moved again.
    save(
        at,
        "整改任务清单20210930.csv",
        &gbk(&format!(
            "{HEAD}1,管网,县住建局,2021年12月底前,60,达到序时进度\n2,矿山,县林业局,2021-12-31,35,达到序时进度\n"
        )
        .replace(',', "\t")),
    );
    folder
}

#[test]
fn a_folder_of_months_carries_its_own_history() {
    let folder = months();
    let board = load(folder.path(), "2021-10-15");
    assert_eq!(ids(&board).len(), 2);
    let integrity = |ix: usize| -> Vec<&str> {
        board.tasks[ix]
            .integrity()
            .iter()
            .map(Integrity::code)
            .collect()
    };
    assert!(
        integrity(0).contains(&"deadline-moved"),
        "{:?}",
        integrity(0)
    );
    assert!(
        integrity(1).contains(&"progress-fell"),
        "{:?}",
        integrity(1)
    );
    let moved = board.tasks[0]
        .integrity()
        .iter()
        .find(|one| one.code() == "deadline-moved");
    let text = format!("{moved:?}");
    assert!(
        text.contains("2021-09-30") && text.contains("2021-12-31"),
        "{text}"
    );
    assert_eq!(board.changes.vanished.len(), 1, "{:?}", board.changes);

    // The time machine: what stood in August.
    let then = load(folder.path(), "2021-09-10");
    assert_eq!(ids(&then).len(), 3);
    let task = then.task(0).unwrap();
    assert_eq!(task.deadline().date, NaiveDate::from_ymd_opt(2021, 10, 31));
    assert!(then.changes.vanished.is_empty());
    // Before the first version there is nothing.
    assert!(ids(&load(folder.path(), "2021-07-01")).is_empty());
}

#[test]
fn one_id_in_two_series_is_the_newer_and_told() {
    let folder = tempfile::tempdir().unwrap();
    let at = folder.path();
    save(
        at,
        "住建任务2021-09-30.csv",
        format!("{HEAD}1,旧,县住建局,2021-12-31,40,\n").as_bytes(),
    );
    save(
        at,
        "全县任务2021-10-10.csv",
        format!("{HEAD}1,新,县住建局,2021-12-31,50,\n2,乙,县水利局,2021-12-31,50,\n").as_bytes(),
    );
    let board = load(at, "2021-10-15");
    assert_eq!(board.task(0).unwrap().title(), "新");
    assert_eq!(ids(&board).len(), 2);
    let told = board
        .diagnostics
        .iter()
        .find(|d| d.code == Code::IdTwoSeries)
        .unwrap();
    assert_eq!(
        (&*told.file, told.line, told.value.as_str()),
        ("住建任务2021-09-30.csv", 2, "1")
    );
    assert_eq!(told.understood, "全县任务2021-10-10.csv");
}

#[test]
fn townships_are_regions_by_folder_or_by_column() {
    let folder = tempfile::tempdir().unwrap();
    let at = folder.path();
    let row = |title: &str| format!("{HEAD}1,{title},{title}政府,2021-12-31,40,\n");
    save(at, "青田县/任务2021-09-30.csv", row("青田").as_bytes());
    save(at, "云和县/任务2021-09-30.csv", &gbk(&row("云和")));
    save(
        at,
        "云和县/history/2021-08-31/任务.csv",
        row("云和").as_bytes(),
    );
    save(
        at,
        "全市任务2021-09-30.csv",
        "区县,任务编号,任务名称,责任单位,完成时限\n缙云县,1,缙云,缙云政府,2021-12-31\n遂昌县,1,遂昌,遂昌政府,2021-12-31\n".as_bytes(),
    );
    let board = load(at, "2021-10-15");
    let found: BTreeSet<(String, String)> = ids(&board).into_iter().collect();
    let expected: BTreeSet<(String, String)> = ["云和县", "缙云县", "遂昌县", "青田县"]
        .map(|region| (region.to_owned(), "1".to_owned()))
        .into();
    assert_eq!(found, expected);
    assert!(
        !codes(&board).contains("id-two-series"),
        "{:?}",
        codes(&board)
    );
}

#[test]
fn events_of_all_versions_are_one_list() {
    let folder = tempfile::tempdir().unwrap();
    let at = folder.path();
    let head = "信访编号,交办日期,责任单位,办理状态\n";
    save(
        at,
        "信访件2021-08-31.csv",
        format!("{head}X1,2021-08-02,县住建局,未办结\nX2,2021-08-05,县水利局,未办结\n").as_bytes(),
    );
    // September's export holds only what is new or changed.
    save(
        at,
        "信访件2021-09-30.csv",
        &gbk(&format!(
            "{head}X1,2021-08-02,县住建局,已办结\nX3,2021-09-05,县林业局,正在办理\nX4,2021-10-20,县林业局,正在办理\n"
        )),
    );
    let steps = "日期,单位,方式\n2021-09-10,县住建局,提醒\n";
    save(at, "督办记录2021-08-31.csv", steps.as_bytes());
    save(
        at,
        "督办记录2021-09-30.csv",
        format!("{steps}2021-09-20,县住建局,通报\n").as_bytes(),
    );
    let board = load(at, "2021-10-15");
    let petitions: Vec<_> = board
        .tables
        .petitions
        .iter()
        .map(|id| {
            let one = board.tables.petition(*id).unwrap();
            (one.id(), one.status().unwrap().name())
        })
        .collect();
    // X4 has not happened yet on 15 October.
    assert_eq!(
        petitions,
        [("X1", "closed"), ("X2", "open"), ("X3", "open")]
    );
    assert_eq!(board.tables.actions.len(), 2);
    // On 10 September only August's export was there.
    let then = load(at, "2021-09-12");
    let first = then.tables.petition(then.tables.petitions[0]).unwrap();
    assert_eq!(first.status().unwrap().name(), "open");
    assert_eq!(then.tables.actions.len(), 1);
}

fn fixture(name: &str) -> Vec<u8> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/valid");
    fs::read(path.join(name)).unwrap()
}

#[test]
fn a_csv_wins_over_the_workbook_of_its_name() {
    let folder = tempfile::tempdir().unwrap();
    let at = folder.path();
    save(at, "台账.xlsx", &fixture("台账.xlsx"));
    let board = load(at, "2021-10-15");
    assert_eq!(ids(&board).len(), 2);
    save(
        at,
        "台账.csv",
        format!("{HEAD}9,甲,县住建局,2021-12-31,40,\n").as_bytes(),
    );
    let board = load(at, "2021-10-15");
    assert_eq!(ids(&board), [(String::new(), "9".to_owned())]);
    assert!(codes(&board).contains("workbook-shadowed"));
    assert!(!codes(&board).contains("id-two-series"));
    // An older CSV may be forgotten: that is worth a warning.
    let csv = fs::File::options()
        .write(true)
        .open(at.join("台账.csv"))
        .unwrap();
    let hour = std::time::Duration::from_hours(1);
    csv.set_modified(std::time::SystemTime::now() - hour)
        .unwrap();
    let board = load(at, "2021-10-15");
    assert!(
        codes(&board).contains("workbook-newer"),
        "{:?}",
        codes(&board)
    );
}

#[cfg(unix)]
#[test]
fn links_that_lead_in_a_circle_are_followed_once() {
    let folder = tempfile::tempdir().unwrap();
    let at = folder.path();
    save(
        at,
        "青田县/任务.csv",
        format!("{HEAD}1,甲,县住建局,2021-12-31,40,\n").as_bytes(),
    );
    std::os::unix::fs::symlink(at, at.join("青田县/回去")).unwrap();
    std::os::unix::fs::symlink(at.join("青田县"), at.join("又一个")).unwrap();
    std::os::unix::fs::symlink("自己.csv", at.join("自己.csv")).unwrap();
    let board = load(at, "2021-10-15");
    assert_eq!(ids(&board).len(), 1, "{:?}", ids(&board));
}

#[cfg(unix)]
#[test]
fn a_file_without_permission_is_told() {
    use std::os::unix::fs::PermissionsExt;
    let folder = tempfile::tempdir().unwrap();
    let at = folder.path();
    save(
        at,
        "a.csv",
        format!("{HEAD}1,甲,县住建局,2021-12-31,40,\n").as_bytes(),
    );
    save(
        at,
        "b.csv",
        format!("{HEAD}2,乙,县住建局,2021-12-31,40,\n").as_bytes(),
    );
    fs::set_permissions(at.join("a.csv"), fs::Permissions::from_mode(0o0)).unwrap();
    let board = load(at, "2021-10-15");
    // For the superuser there are no permissions.
    if fs::read(at.join("a.csv")).is_err() {
        assert!(codes(&board).contains("file-unreadable"));
        assert_eq!(ids(&board).len(), 1);
    }
}

#[test]
fn a_file_that_shrinks_and_grows_while_it_is_read() {
    let folder = tempfile::tempdir().unwrap();
    let at = folder.path().to_owned();
    let row = |n: usize| format!("{n},甲,县住建局,2021-12-31,40,\n");
    let many = HEAD.to_owned() + &(0..20_000).map(row).collect::<String>();
    let few = HEAD.to_owned() + &row(0);
    save(&at, "任务.csv", many.as_bytes());
    let stop = Arc::new(std::sync::atomic::AtomicBool::new(false));
    let writer = std::thread::spawn({
        let (at, stop) = (at.clone(), Arc::clone(&stop));
        move || {
            let mut big = false;
            while !stop.load(std::sync::atomic::Ordering::Relaxed) {
                save(
                    &at,
                    "任务.csv",
                    if big { many.as_bytes() } else { few.as_bytes() },
                );
                big = !big;
            }
        }
    });
    let mut loader = Loader::new(Request {
        place: Place::Paths(vec![at]),
        plan: None,
        as_of: Some("2021-10-15".parse().unwrap()),
        since: None,
    });
    for _ in 0..20 {
        // Whatever was caught, it is a board, and no row of it is half of one.
        let loaded = loader
            .load(NaiveDateTime::default(), &HashSet::new(), |_, _| {})
            .unwrap();
        assert!(loaded.board.tasks.len() <= 20_000);
    }
    stop.store(true, std::sync::atomic::Ordering::Relaxed);
    writer.join().unwrap();
}

/// 10 days late is due 通报 (8 to 15 days, plan 五(三)): a step against a unit in one county is none in
/// the other, where its own two steps are missing.
#[test]
fn a_step_in_one_county_is_none_in_the_other() {
    let folder = tempfile::tempdir().unwrap();
    for county in ["甲县", "乙县"] {
        save(
            folder.path(),
            &format!("{county}/任务.csv"),
            format!("{HEAD}1,管网,住建局,2021-10-05,40,\n").as_bytes(),
        );
    }
    save(
        folder.path(),
        "乙县/督办.csv",
        "日期,单位,方式,任务编号\n2021-10-12,住建局,通报,1\n".as_bytes(),
    );
    let board = load(folder.path(), "2021-10-15");
    let step = |name: &str| {
        let mut all = board.regions.iter();
        let at = all.position(|one| one.region == name).unwrap();
        let units = board.units_of(at);
        assert_eq!(units.len(), 1);
        (units[0].step_taken.map(Level::word), units[0].step_gap)
    };
    assert_eq!(step("乙县"), (Some("通报"), 0));
    assert_eq!(step("甲县"), (None, 2));
    // Without a number it is about all of the unit's tasks, in its own county.
    save(
        folder.path(),
        "甲县/督办.csv",
        "日期,单位,方式,任务编号\n2021-10-13,住建局,约谈,\n".as_bytes(),
    );
    let again = load(folder.path(), "2021-10-15");
    let taken: Vec<_> = again
        .supervision
        .escalations
        .iter()
        .map(|one| {
            let region = again.task_key(one.task).unwrap().0;
            (region, one.taken.map(|taken| taken.level.word()))
        })
        .collect();
    assert!(
        taken.contains(&("甲县".to_owned(), Some("约谈"))),
        "{taken:?}"
    );
    assert!(
        taken.contains(&("乙县".to_owned(), Some("通报"))),
        "{taken:?}"
    );
    // Of both the one with the larger gap is told.
    assert_eq!(
        (board.units[0].step_taken, board.units[0].step_gap),
        (None, 2)
    );
}

/// Excel and WPS take `1-4` for the 4th of January when a register is typed or opened, and save
/// `1月4日`. The next month's file must not look like another task.
#[test]
fn an_id_that_became_a_day_is_the_same_task() {
    let folder = TempDir::new().unwrap();
    let row = |id: &str, done: u32| {
        format!("{HEAD}{id},腊口镇集镇污水管网入户工程,腊口镇,2021-12-31,{done},推进中\n")
    };
    save(
        folder.path(),
        "任务2021-08-31.csv",
        row("1-4", 40).as_bytes(),
    );
    save(
        folder.path(),
        "任务2021-09-30.csv",
        row("1月4日", 60).as_bytes(),
    );
    save(
        folder.path(),
        "节点.csv",
        "任务编号,节点名称,计划日期,完成日期\n4-Jan,管网施工,2021-08-31,2021-08-30\n".as_bytes(),
    );
    let board = load(folder.path(), "2021-09-30");
    assert_eq!(ids(&board), [(String::new(), "1-4".to_owned())]);
    assert_eq!(board.milestones_of(0).len(), 1);
    assert_eq!(board.tasks[0].updated, Some(true));
    assert_eq!(codes(&board), BTreeSet::from(["id-is-day"]));
}

/// The folder says 松阳县, the register's cells 松阳, the record of steps nothing: one county.
#[test]
fn a_county_is_one_however_its_folder_and_cells_spell_it() {
    let folder = TempDir::new().unwrap();
    save(
        folder.path(),
        "松阳县/任务.csv",
        "任务编号,任务名称,责任单位,完成时限,区县\n1,甲,东山镇,2021-09-10,松阳\n".as_bytes(),
    );
    save(
        folder.path(),
        "松阳县/督办记录.csv",
        "日期,单位,方式,任务编号\n2021-09-20,东山镇,通报,1\n".as_bytes(),
    );
    save(
        folder.path(),
        "松阳县/监测.csv",
        "指标,日期,数值,区县\nPM2.5,2021-09-01,20,松阳\nPM2.5,2021-09-01,20,松阳县\n".as_bytes(),
    );
    save(
        folder.path(),
        "青田县/任务.csv",
        "任务编号,任务名称,责任单位,完成时限,区县\n1,甲,温溪镇,2021-12-31,丽水\n".as_bytes(),
    );
    let board = load(folder.path(), "2021-09-30");
    let regions: Vec<&str> = board
        .regions
        .iter()
        .map(|one| one.region.as_str())
        .collect();
    assert_eq!(regions, ["松阳县", "丽水"]);
    let late = board.supervision.escalations.first().unwrap();
    assert_eq!(late.taken.map(|taken| taken.level), Some(Level::Circular));
    assert_eq!(codes(&board), BTreeSet::from(["reading-twice"]));
}

/// Without a plan file a register of this year is held against the plan that is built in, of 2021 and
/// of another county, and that is told; one of that year, looked at later, is not.
#[test]
fn a_register_of_another_year_than_the_built_in_plans() {
    let folder = tempfile::tempdir().unwrap();
    let of =
        |deadline: &str| format!("任务编号,任务名称,责任单位,完成时限\n1,甲,县水利局,{deadline}\n");
    for (deadline, as_of, told) in [
        ("2026-12-31", "2026-11-28", true),
        ("2021-12-31", "2026-11-28", false),
        ("2021-12-31", "2021-11-28", false),
    ] {
        save(folder.path(), "任务.csv", of(deadline).as_bytes());
        let board = load(folder.path(), as_of);
        assert_eq!(
            codes(&board).contains("plan-of-year"),
            told,
            "{deadline} {as_of}"
        );
    }
    save(
        folder.path(),
        "plan.toml",
        b"[plan]\ntitle = \"A\"\ncounty = \"B\"\nyear = 2021\n",
    );
    save(folder.path(), "任务.csv", of("2026-12-31").as_bytes());
    assert!(!codes(&load(folder.path(), "2026-11-28")).contains("plan-of-year"));
}
