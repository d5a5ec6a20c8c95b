//! Nothing is written outside of what was named, and nothing is half written.

use chrono::NaiveDateTime;
use duban::app::NewDecision;
use duban::shell::loader::{Loader, Request};
use duban::shell::source::Place;
use std::collections::HashSet;
use std::fs;
use std::os::unix::fs::symlink;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

const TASKS: &str = "任务编号,任务名称,责任单位,完成时限\n1,管网改造,县住建局,2021-09-30\n";
const DECISIONS: &str = "编号,会议日期,议定事项,责任单位,完成时限\n";

fn duban(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_duban"))
        .args(arguments)
        .output()
        .unwrap()
}

/// Records a decision as the dashboard does after a load of the paths.
fn record(paths: &[PathBuf]) -> Result<PathBuf, String> {
    let mut loader = Loader::new(Request {
        place: Place::Paths(paths.to_vec()),
        plan: None,
        as_of: "2021-10-15".parse().ok(),
        since: None,
    });
    loader
        .load(NaiveDateTime::default(), &HashSet::new(), |_, _| {})
        .unwrap();
    let decision = NewDecision {
        id: "Y1".to_owned(),
        meeting: "2021-10-15".parse().unwrap(),
        text: "通报全县".to_owned(),
        units: "县住建局".to_owned(),
        deadline: None,
        task: String::new(),
        region: String::new(),
    };
    loader
        .record(&decision)
        .map_err(|fault| format!("{fault:?}"))
}

/// A folder of tasks, and a place outside of it.
fn places() -> (tempfile::TempDir, tempfile::TempDir) {
    let (inside, outside) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    fs::write(inside.path().join("任务.csv"), TASKS).unwrap();
    (inside, outside)
}

/// Who may put a link into the folder could else have rows written into any file of whoever
/// runs the meeting.
#[test]
fn a_decision_does_not_follow_a_link_out_of_the_folder() {
    let (inside, outside) = places();
    let target = outside.path().join("other.csv");
    fs::write(&target, DECISIONS).unwrap();
    let link = inside.path().join("decisions.csv");
    symlink(&target, &link).unwrap();
    assert!(record(&[inside.path().to_owned()]).is_err());
    assert_eq!(fs::read_to_string(&target).unwrap(), DECISIONS);
    // A link to nothing would make the file there.
    fs::remove_file(&target).unwrap();
    assert!(record(&[inside.path().to_owned()]).is_err());
    assert!(!target.exists());
    // A file of decisions within a folder that is a link out.
    fs::remove_file(&link).unwrap();
    fs::write(&target, DECISIONS).unwrap();
    symlink(outside.path(), inside.path().join("2021")).unwrap();
    let _ = record(&[inside.path().to_owned()]);
    assert_eq!(fs::read_to_string(&target).unwrap(), DECISIONS);
}

/// A link within the folder, and one that was named itself, are what the user meant.
#[test]
fn links_that_stay_inside_or_were_named_are_followed() {
    let (inside, outside) = places();
    fs::write(inside.path().join("议定事项.csv"), DECISIONS).unwrap();
    symlink("议定事项.csv", inside.path().join("decisions.csv")).unwrap();
    record(&[inside.path().to_owned()]).unwrap();
    let text = fs::read_to_string(inside.path().join("议定事项.csv")).unwrap();
    assert!(text.contains("通报全县"), "{text}");
    // A file that was named by itself, and by its bare name.
    let run = Command::new(env!("CARGO_BIN_EXE_duban"))
        .args(["snapshot", "任务.csv", "--as-of", "2021-10-15"])
        .current_dir(inside.path())
        .output()
        .unwrap();
    assert_eq!(run.status.code(), Some(0));
    assert!(inside.path().join("history/2021-10-15/任务.csv").exists());
    let named = outside.path().join("named");
    symlink(inside.path(), &named).unwrap();
    record(&[named]).unwrap();
}

/// A pipe in the file's place would hold the loader for ever.
#[test]
fn a_decision_does_not_wait_for_a_pipe() {
    let (inside, _outside) = places();
    let pipe = inside.path().join("decisions.csv");
    assert!(
        Command::new("mkfifo")
            .arg(&pipe)
            .status()
            .unwrap()
            .success()
    );
    let path = inside.path().to_owned();
    let (tell, told) = std::sync::mpsc::channel();
    std::thread::spawn(move || tell.send(record(&[path]).is_err()));
    let refused = told.recv_timeout(std::time::Duration::from_secs(5));
    assert_eq!(refused, Ok(true));
}

#[test]
fn a_snapshot_does_not_follow_a_folder_out() {
    let (inside, outside) = places();
    fs::write(
        outside.path().join("节点.csv"),
        "任务编号,节点名称,计划日期\n1,开工,2021-09-30\n",
    )
    .unwrap();
    symlink(outside.path(), inside.path().join("乡镇")).unwrap();
    let run = duban(&[
        "snapshot",
        inside.path().to_str().unwrap(),
        "--as-of",
        "2021-10-15",
    ]);
    assert!(inside.path().join("history/2021-10-15/任务.csv").exists());
    assert!(
        !outside.path().join("history").exists(),
        "{}",
        String::from_utf8_lossy(&run.stdout)
    );
    assert_ne!(run.status.code(), Some(0), "what was left out is told");
}

/// The disk is full: what was there before stays whole, and nothing is left beside it.
#[test]
fn a_report_is_whole_or_not_there() {
    let (inside, outside) = places();
    let rows = (0..500).fold(TASKS.to_owned(), |all, at| {
        all + &format!("x{at},一件事,县住建局,2021-09-30\n")
    });
    fs::write(inside.path().join("任务.csv"), rows).unwrap();
    let names = |folder: &Path| -> Vec<String> {
        let mut names: Vec<String> = fs::read_dir(folder)
            .unwrap()
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .collect();
        names.sort();
        names
    };
    for format in ["json", "csv"] {
        let file = outside.path().join(format!("last.{format}"));
        let path = file.to_str().unwrap();
        let arguments = ["report", "--format", format, "-o", path];
        let folder = inside.path().to_str().unwrap();
        let limited = |path: &Path| {
            Command::new("sh")
                .args(["-c", "trap '' XFSZ; ulimit -f 8; exec \"$@\"", "sh"])
                .arg(env!("CARGO_BIN_EXE_duban"))
                .args(["report", "--format", format, "-o"])
                .arg(path)
                .arg(folder)
                .output()
                .unwrap()
        };
        let fresh = outside.path().join("fresh");
        assert_eq!(limited(&fresh).status.code(), Some(2));
        assert!(!fresh.exists(), "half a report stays");
        let run = duban(&[&arguments[..], &[folder]].concat());
        assert_eq!(run.status.code(), Some(0));
        let before = fs::read(&file).unwrap();
        assert_eq!(limited(&file).status.code(), Some(2));
        assert_eq!(fs::read(&file).unwrap(), before, "the last report is gone");
    }
    assert_eq!(names(outside.path()), ["last.csv", "last.json"]);
}

#[test]
fn a_template_is_whole_or_not_there() {
    let folder = tempfile::tempdir().unwrap();
    let run = Command::new("sh")
        .args(["-c", "trap '' XFSZ; ulimit -f 1; exec \"$@\"", "sh"])
        .arg(env!("CARGO_BIN_EXE_duban"))
        .arg("init")
        .arg(folder.path().join("新"))
        .output()
        .unwrap();
    assert_eq!(run.status.code(), Some(2));
    let whole = tempfile::tempdir().unwrap();
    assert!(
        duban(&["init", whole.path().to_str().unwrap()])
            .status
            .success()
    );
    for entry in fs::read_dir(folder.path().join("新")).unwrap() {
        let path = entry.unwrap().path();
        let same = whole.path().join(path.file_name().unwrap());
        assert_eq!(
            fs::read(&path).unwrap(),
            fs::read(same).unwrap(),
            "{path:?}"
        );
    }
}
