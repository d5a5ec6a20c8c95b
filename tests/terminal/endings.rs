//! However the program ends, the terminal is given back.

use crate::session::Session;
use std::fs;
use std::time::Duration;

const LIMIT: Duration = Duration::from_secs(3);

#[test]
fn signals() {
    for (name, code) in [("-TERM", 143), ("-HUP", 129), ("-INT", 130), ("-QUIT", 131)] {
        let folder = tempfile::tempdir().unwrap();
        let mut duban = Session::start(&[], folder.path());
        duban.wait_for("6 项任务");
        duban.signal(name);
        assert_eq!(duban.ends_within(LIMIT), code, "{name}");
        duban.assert_restored();
    }
}

#[test]
fn a_typed_ctrl_c_quits() {
    let folder = tempfile::tempdir().unwrap();
    let mut duban = Session::start(&[], folder.path());
    duban.wait_for("6 项任务");
    duban.send("\u{3}");
    assert_eq!(duban.ends_within(LIMIT), 0);
    duban.assert_restored();
}

#[test]
fn a_closed_window_ends_the_program() {
    let folder = tempfile::tempdir().unwrap();
    let mut duban = Session::start(&[], folder.path());
    duban.wait_for("6 项任务");
    // Closing the terminal sends the hang-up that a window's end sends.
    duban.signal("-HUP");
    duban.hang_up();
    duban.ends_within(LIMIT);
}

#[test]
#[cfg(debug_assertions)]
fn a_panic_of_the_drawing_thread() {
    let folder = tempfile::tempdir().unwrap();
    let mut duban = Session::with_environment(&[], folder.path(), &[("DUBAN_TEST_PANIC", "main")]);
    let code = duban.ends_within(LIMIT);
    assert_ne!(code, 0);
    duban.assert_restored();
    let raw = duban.raw();
    let left = raw.rfind("\u{1b}[?1049l").unwrap();
    assert!(
        raw[left..].contains("asked for by a test"),
        "the panic is told on the main screen"
    );
}

#[test]
#[cfg(debug_assertions)]
fn a_panic_while_reading_costs_that_file_only() {
    let folder = tempfile::tempdir().unwrap();
    let rows = "任务编号,任务名称,责任单位,完成时限\n1,好文件,县住建局,2021-12-31\n";
    fs::write(folder.path().join("任务.csv"), rows).unwrap();
    fs::write(
        folder.path().join("panic.csv"),
        rows.replace("好文件", "坏文件"),
    )
    .unwrap();
    let path = folder.path().to_str().unwrap();
    let mut duban = Session::with_environment(
        &["--screen", "tasks", path],
        folder.path(),
        &[("DUBAN_TEST_PANIC", "loader")],
    );
    duban.wait_for("好文件");
    assert!(
        duban.in_alternate_screen(),
        "the screen was left under a running program"
    );
    assert!(
        !duban.raw().contains("asked for by a test"),
        "the panic was drawn over"
    );
    duban.press("0", "打不开");
    duban.send("q");
    assert_eq!(duban.ends_within(LIMIT), 0);
    duban.assert_restored();
}
