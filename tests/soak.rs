//! A day of meetings in a few minutes: a folder that is saved and read again and again, shown
//! each time. Memory stays flat, no descriptor or thread is left behind, and the last reload is
//! as quick as the first.
#![cfg(target_os = "linux")]
#![expect(
    clippy::unwrap_used,
    clippy::disallowed_methods,
    reason = "a test that fails stops here, and tests write files"
)]

use chrono::{NaiveDateTime, TimeDelta};
use duban::action::Action;
use duban::app::{App, Options};
use duban::shell::loader::{Loader, Request};
use duban::shell::source::Place;
use ratatui::Terminal;
use ratatui::backend::TestBackend;
use std::collections::HashSet;
use std::fmt::Write;
use std::fs;
use std::path::Path;
use std::time::{Duration, Instant};

const TASKS: usize = 2000;

/// One save of the register: every task a little further.
fn save(folder: &Path, turn: usize) {
    let mut rows =
        "任务编号,任务名称,责任单位,牵头单位,开始日期,完成时限,进度,状态,进展情况\n".to_owned();
    for at in 0..TASKS {
        let unit = at % 60;
        let progress = (at + turn) % 100;
        writeln!(
            rows,
            "{at},第{at}件整改任务,第{unit}镇,县住建局,2021-01-01,2021-{:02}-28,{progress},,第{turn}次填报",
            1 + at % 12
        )
        .unwrap();
    }
    fs::write(folder.join("整改任务清单.csv"), rows).unwrap();
}

/// Peak of resident memory so far in KiB, open files, threads. The peak, because what is resident
/// between two loads moves by 1 MiB with the allocator's pools; what is kept lifts every peak.
fn held() -> (u64, usize, usize) {
    let status = fs::read_to_string("/proc/self/status").unwrap();
    let memory = status
        .lines()
        .find_map(|line| line.strip_prefix("VmHWM:"))
        .and_then(|rest| rest.split_whitespace().next()?.parse().ok())
        .unwrap();
    let count = |folder: &str| fs::read_dir(folder).unwrap().count();
    (memory, count("/proc/self/fd"), count("/proc/self/task"))
}

fn mean(times: &[Duration]) -> Duration {
    times.iter().sum::<Duration>() / times.len() as u32
}

/// So many reloads; answers what was found, in words.
fn soak(reloads: usize) -> String {
    let folder = tempfile::tempdir().unwrap();
    let mut loader = Loader::new(Request {
        place: Place::Paths(vec![folder.path().to_owned()]),
        plan: None,
        as_of: "2021-10-15".parse().ok(),
        since: None,
    });
    let mut app = App::new(&Options::default());
    let mut terminal = Terminal::new(TestBackend::new(120, 36)).unwrap();
    let mut now: NaiveDateTime = "2021-10-15T09:00:00".parse().unwrap();
    let mut times = Vec::with_capacity(reloads);
    // What is held once all has been done a few times: every reload shows the next screen.
    let settled_at = (reloads / 10).max(6 * duban::ui::ScreenId::ALL.len());
    let mut settled = held();
    for turn in 0..reloads {
        save(folder.path(), turn);
        now += TimeDelta::seconds(1);
        let start = Instant::now();
        let loaded = loader.load(now, &HashSet::new(), |_, _| {}).unwrap();
        assert_eq!(loaded.board.tasks.len(), TASKS);
        app.loaded(loaded, now);
        app.act(Action::NextScreen, now);
        app.act(Action::Down, now);
        terminal.draw(|frame| app.draw(frame, now)).unwrap();
        times.push(start.elapsed());
        if turn == settled_at {
            settled = held();
        }
    }
    let after = held();
    let hundred = 100.min(reloads / 4);
    let (first, last) = (
        mean(&times[settled_at..settled_at + hundred]),
        mean(&times[reloads - hundred..]),
    );
    let told = format!(
        "{reloads} reloads: {} KiB, then {} KiB; files {} and {}; threads {} and {}; {first:?} a reload, then {last:?}",
        settled.0, after.0, settled.1, after.1, settled.2, after.2
    );
    assert!(after.0 <= settled.0 + settled.0 / 20, "{told}");
    assert!(after.1 <= settled.1, "{told}");
    assert!(after.2 <= settled.2, "{told}");
    // Other tests run beside this one at its beginning or at its end.
    assert!(last < first * 2, "{told}");
    told
}

#[test]
fn two_hundred_reloads() {
    soak(200);
}

/// By hand: `cargo test --release --test soak ten_thousand -- --ignored --nocapture`.
#[test]
#[ignore = "takes minutes"]
fn ten_thousand_reloads() {
    let told = soak(10_000);
    std::io::Write::write_all(&mut std::io::stdout(), told.as_bytes()).unwrap();
}
