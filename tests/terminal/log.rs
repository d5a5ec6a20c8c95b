//! The log for support: what happened is in it, what stands in the cells is not.

use crate::session::Session;
use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::time::{Duration, Instant};

const LIMIT: Duration = Duration::from_secs(3);

const ROWS: &str = "任务编号,任务名称,责任单位,完成时限\n1,绝密事项,张家镇,2021-13-05\n";

fn wait_for_line(log: &Path, text: &str) {
    let start = Instant::now();
    while !fs::read_to_string(log).is_ok_and(|all| all.contains(text)) {
        let all = fs::read_to_string(log);
        assert!(start.elapsed() < Duration::from_secs(10), "{text}: {all:?}");
        std::thread::sleep(Duration::from_millis(20));
    }
}

#[test]
fn the_log_tells_what_happened_and_nothing_of_the_cells() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("data");
    fs::create_dir(&data).unwrap();
    // A name that a terminal would act on.
    let file = data.join("任务\u{1b}[31m\n.csv");
    fs::write(&file, ROWS).unwrap();
    let log = folder.path().join("duban.log");
    fs::write(&log, "from before\n").unwrap();
    let arguments = ["--log", "duban.log", "--screen", "tasks", "data"];
    let environment = [("RUST_LOG", "debug")];
    let mut duban = Session::with_environment(&arguments, folder.path(), &environment);
    duban.wait_for("绝密事项");
    // A save that another program makes is a change that the watch sees.
    wait_for_line(&log, "load files=1 rows=1");
    fs::write(&file, format!("{ROWS}2,又一件密事,李家镇,2021-12-05\n")).unwrap();
    duban.wait_for("又一件密事");
    // What is typed is not logged either.
    duban.press("/秘密查询\r", "没有符合条件的任务");
    duban.send("\u{1b}");
    duban.wait_for("又一件密事");
    // A file stands in the place of the exports' folder: it fails, and the log says so.
    fs::write(folder.path().join("duban-out"), "").unwrap();
    duban.press("e", "CSV");
    duban.send("c");
    wait_for_line(&log, "export not written ending=csv");
    duban.send("q");
    assert_eq!(duban.ends_within(LIMIT), 0);
    let text = fs::read_to_string(&log).unwrap();
    for there in [
        "from before\n",
        concat!("start duban ", env!("CARGO_PKG_VERSION")),
        r#"args: "--log" "duban.log" "--screen" "tasks" "data""#,
        "terminal size=Some((120, 36)) wide=None light=None",
        "watch: changed",
        "load files=1 rows=2",
        r#"finding error[deadline-invalid] file="任务"#,
        "line=2 column=4",
        "end ",
    ] {
        assert!(text.contains(there), "{there}: {text}");
    }
    for secret in ["绝密", "密事", "家镇", "秘密查询", "2021-13-05", "\u{1b}"] {
        assert!(!text.contains(secret), "{secret}: {text}");
    }
    // One record a line: each begins with the day.
    let odd = text.lines().skip(1).find(|line| !line.starts_with("20"));
    assert_eq!(odd, None);
    // Nothing of it came to the terminal.
    assert!(!duban.raw().contains("load files"));
}

#[test]
fn without_a_file_the_dashboard_logs_nothing_whatever_the_environment_says() {
    let folder = tempfile::tempdir().unwrap();
    let mut duban = Session::with_environment(&[], folder.path(), &[("RUST_LOG", "trace")]);
    duban.wait_for("6 项任务");
    duban.press("2", "腊口镇集镇污水管网入户工程");
    duban.send("q");
    assert_eq!(duban.ends_within(LIMIT), 0);
    assert!(!duban.raw().contains("INFO"), "{}", duban.raw());
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0);
}

#[test]
fn a_new_log_is_its_owners_only() {
    let folder = tempfile::tempdir().unwrap();
    let mut duban = Session::start(&["--log", "new.log"], folder.path());
    duban.wait_for("6 项任务");
    duban.signal("-TERM");
    assert_eq!(duban.ends_within(LIMIT), 143);
    let log = folder.path().join("new.log");
    let mode = fs::metadata(&log).unwrap().permissions().mode();
    assert_eq!(mode & 0o777, 0o600);
    let text = fs::read_to_string(&log).unwrap();
    assert!(text.contains("ended from outside code=143"), "{text}");
    // Without RUST_LOG it begins at info.
    assert!(text.contains("INFO") && !text.contains("DEBUG"), "{text}");
}
