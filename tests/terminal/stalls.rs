//! The system misbehaves under the running program: a share that stops answering, a clock that
//! jumps, a full disk, a process that stands still, a terminal that goes.

use crate::session::Session;
use crate::truth::assert_true;
use std::fs;
use std::path::Path;
use std::time::{Duration, Instant};

const HEAD: &str = "任务编号,任务名称,责任单位,开始日期,完成时限,进度(%),状态\n";
const LIMIT: Duration = Duration::from_secs(3);

fn write(folder: &Path, progress: u8) {
    let rows = format!(
        "{HEAD}1,管网改造,县住建局,2021-01-01,2021-09-30,{progress},\n2,工地扬尘,县住建局,2021-01-01,2021-12-31,85,\n"
    );
    fs::write(folder.join("任务.csv"), rows).unwrap();
}

/// A share that stops answering holds the reader, and nobody else: keys and drawing go on, the
/// program can be left, and once the share answers the new state is there.
#[test]
#[cfg(debug_assertions)]
fn a_share_that_stops_answering() {
    let folder = tempfile::tempdir().unwrap();
    let home = tempfile::tempdir().unwrap();
    let stall = home.path().join("stall");
    write(folder.path(), 40);
    let path = folder.path().to_str().unwrap();
    let start = || {
        Session::with_environment(
            &["--as-of", "2021-10-15", "--screen", "tasks", path],
            folder.path(),
            &[("DUBAN_TEST_STALL", stall.to_str().unwrap())],
        )
    };
    let mut duban = start();
    duban.wait_for("2 项任务：");
    fs::write(&stall, "").unwrap();
    write(folder.path(), 55);
    duban.send("r");
    for _ in 0..5 {
        duban.assert_awake();
        duban.send("rr");
        duban.press("1", "下次会议前");
        duban.press("2", "2 项任务：");
        std::thread::sleep(Duration::from_millis(200));
    }
    assert!(duban.screen().contains(" 40%"), "{}", duban.screen());
    fs::remove_file(&stall).unwrap();
    assert_true(&duban, folder.path(), "2021-10-15");
    // It can be left while the share is dead.
    fs::write(&stall, "").unwrap();
    duban.send("rq");
    assert_eq!(duban.ends_within(Duration::from_secs(1)), 0);
    duban.assert_restored();
}

/// The clock a day ahead and a day back: the day that is judged follows, and what is told goes
/// away as it would have.
#[test]
#[cfg(debug_assertions)]
fn a_clock_that_jumps() {
    let folder = tempfile::tempdir().unwrap();
    let home = tempfile::tempdir().unwrap();
    let clock = home.path().join("clock");
    write(folder.path(), 40);
    let mut duban = Session::with_environment(
        &[".", "--screen", "tasks"],
        folder.path(),
        &[("DUBAN_TEST_CLOCK", clock.to_str().unwrap())],
    );
    duban.wait_for("2 项任务：");
    let today = chrono::Local::now().date_naive();
    let late = |days: i64| {
        let due = "2021-09-30".parse::<chrono::NaiveDate>().unwrap();
        format!("{} 天", (today - due).num_days() + days)
    };
    duban.wait_for(&late(0));
    for (seconds, days) in [("86400", 1), ("0", 0), ("-86400", -1), ("0", 0)] {
        // Something is told, and the clock jumps while it is.
        duban.press("y", "已复制");
        fs::write(&clock, seconds).unwrap();
        duban.wait_for(&late(days));
        duban.assert_awake();
        let start = Instant::now();
        duban.wait_gone("已复制");
        duban.wait_until("the footer's keys", |screen| screen.contains("q 退出"));
        assert!(
            start.elapsed() < Duration::from_secs(9),
            "{:?}",
            start.elapsed()
        );
        assert_true(
            &duban,
            folder.path(),
            &(today + chrono::TimeDelta::days(days)).to_string(),
        );
    }
    duban.send("q");
    assert_eq!(duban.ends_within(LIMIT), 0);
}

/// No room on the disk: no half row stays, the text of the form stays, and with room it is
/// written.
#[test]
fn a_disk_that_is_full_while_a_decision_is_recorded() {
    let folder = tempfile::tempdir().unwrap();
    write(folder.path(), 40);
    let file = folder.path().join("decisions.csv");
    let head = "编号,会议日期,议定事项,责任单位,完成时限\n";
    // The file is a few bytes short of the limit: the row would be cut in its middle.
    let mut before = head.to_owned();
    while before.len() < 1000 {
        before += "Y1,2021-09-01,每周报告一次进展情况,县住建局,2021-09-30\n";
    }
    let before = before[..before.len().min(1024)].to_owned();
    fs::write(&file, &before).unwrap();
    let mut duban = Session::with_little_room(
        2,
        &[".", "--as-of", "2021-10-15", "--screen", "tasks"],
        folder.path(),
    );
    duban.wait_for("2 项任务：");
    duban.press("a", "末格 Enter 保存");
    duban.send("通报全县并约谈主要负责人\t\t");
    duban.press("\r", "没有写入");
    duban.wait_for("通报全县并约谈主要负责人");
    assert_eq!(fs::read_to_string(&file).unwrap(), before);
    // Room is made: rows of the past go to another file.
    fs::write(&file, head).unwrap();
    duban.press("\r", "已记入");
    let after = fs::read_to_string(&file).unwrap();
    assert!(after.contains("通报全县并约谈主要负责人"), "{after}");
    duban.send("q");
    assert_eq!(duban.ends_within(LIMIT), 0);
    duban.assert_restored();
}

/// Stopped while a file changes: it goes on with the new state.
#[test]
fn stopped_and_continued() {
    let folder = tempfile::tempdir().unwrap();
    write(folder.path(), 40);
    let mut duban = Session::start(
        &[".", "--as-of", "2021-10-15", "--screen", "tasks"],
        folder.path(),
    );
    duban.wait_for("2 项任务：");
    for progress in [50, 60] {
        duban.signal("-STOP");
        write(folder.path(), progress);
        std::thread::sleep(Duration::from_millis(600));
        duban.signal("-CONT");
        assert_true(&duban, folder.path(), "2021-10-15");
        duban.assert_awake();
    }
    // A closed window: an end within a second.
    let start = Instant::now();
    duban.signal("-HUP");
    duban.hang_up();
    duban.ends_within(Duration::from_millis(1500));
    assert!(start.elapsed() < Duration::from_millis(2500));
}
