//! However the program ends, the terminal is given back.

use crate::session::Session;
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
    // No report can be written here: it is told itself.
    for told in [
        "asked for by a test",
        "出现自身故障",
        "backtrace:",
        "未能写入",
    ] {
        assert!(
            raw[left..].contains(told),
            "{told} on the main screen: {raw}"
        );
    }
}

#[test]
#[cfg(debug_assertions)]
fn a_panic_leaves_a_report_without_data_and_names_it() {
    use std::fs;
    use std::os::unix::fs::PermissionsExt;
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("data");
    fs::create_dir(&data).unwrap();
    let rows = "任务编号,任务名称,责任单位,完成时限\n1,绝密事项,张家镇,2021-12-31\n";
    fs::write(data.join("任务.csv"), rows).unwrap();
    let state = folder.path().join("state");
    let mut duban = Session::with_environment(
        &["--screen", "tasks", "data"],
        folder.path(),
        &[
            ("DUBAN_TEST_PANIC", "key"),
            ("DUBAN_STATE_DIR", state.to_str().unwrap()),
        ],
    );
    duban.wait_for("绝密事项");
    // The report speaks the language that is spoken then.
    duban.press("\u{1b}OQ", "Overview");
    duban.press("2", "Responsible");
    duban.press("/", "Find");
    duban.press("juemi", "juemi");
    // F12.
    duban.send("\u{1b}[24~");
    assert_ne!(duban.ends_within(LIMIT), 0);
    duban.assert_restored();
    let reports: Vec<_> = fs::read_dir(&state).unwrap().flatten().collect();
    let [report] = &reports[..] else {
        unreachable!("one report: {reports:?}");
    };
    let raw = duban.raw();
    let told = &raw[raw.rfind("\u{1b}[?1049l").unwrap()..];
    let name = report.path().to_str().unwrap().to_owned();
    assert!(told.contains("met a fault of its own"), "{told}");
    assert!(told.contains(&name), "{name}: {told}");
    let mode = report.metadata().unwrap().permissions().mode();
    assert_eq!(mode & 0o777, 0o600);
    let text = fs::read_to_string(report.path()).unwrap();
    for there in [
        concat!("duban ", env!("CARGO_PKG_VERSION"), " linux"),
        "asked for by a test (src/shell.rs:",
        "terminal 120x36",
        "key F(2)",
        "key show-tasks",
        "key find",
        "  text",
        "key F(12)",
        "duban::shell::run",
    ] {
        // The system's name is its own.
        let there = there.replace("linux", std::env::consts::OS);
        let found = text.contains(&there) || there == "  text" && text.contains(" text\n");
        assert!(found, "{there}: {text}");
    }
    for secret in ["绝密", "张家镇", "juemi", "key j"] {
        assert!(!text.contains(secret), "{secret}: {text}");
    }
}

#[test]
#[cfg(debug_assertions)]
fn a_panic_while_reading_costs_that_file_only() {
    use std::fs;
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
