//! What the screen says is what a fresh run of the program says.

use crate::session::Session;
use serde_json::Value;
use std::path::Path;

/// The report of a fresh run.
pub fn report(folder: &Path, as_of: &str) -> Value {
    let run = std::process::Command::new(env!("CARGO_BIN_EXE_duban"))
        .args(["report", "--format", "json", "--as-of", as_of])
        .arg(folder)
        .output()
        .unwrap();
    serde_json::from_slice(&run.stdout).unwrap()
}

/// Whether the list of tasks on the screen says what the report says: how many there are, and
/// for each its light, its progress and the days it is late.
fn agrees(screen: &str, report: &Value) -> Result<(), String> {
    let total = format!("{} 项任务：", report["tasks"]["total"]);
    if !screen.contains(&total) {
        return Err(total);
    }
    for item in report["tasks"]["items"].as_array().unwrap() {
        let title = item["title"].as_str().unwrap();
        let Some(line) = screen.lines().find(|line| line.contains(title)) else {
            return Err(title.to_owned());
        };
        let light = match item["light"].as_str().unwrap() {
            "red" if item["days_overdue"].as_i64() > Some(0) => "逾期",
            "red" | "yellow" => "滞后",
            "green" => "达序时",
            other => return Err(format!("a light of {other} is not in these tests")),
        };
        let actual = format!(" {}%", item["actual"].as_f64().unwrap());
        let days = match item["days_overdue"].as_i64() {
            Some(days @ 1..) => format!("{days} 天"),
            _ => String::new(),
        };
        if ![light, &actual, &days]
            .iter()
            .all(|word| line.contains(*word))
        {
            return Err(format!("{light} {actual} {days} in: {line}"));
        }
    }
    Ok(())
}

/// Waits until the screen says what a fresh run says; the two may be a moment apart.
pub fn assert_true(session: &Session, folder: &Path, as_of: &str) {
    let report = report(folder, as_of);
    session.wait_until(&format!("the figures of {report:#}"), |screen| {
        agrees(screen, &report).is_ok()
    });
}
