//! What touches the system: files, clock, threads, terminal. The only such place but `cli`.

pub mod clipboard;
pub mod decisions;
pub mod export;
pub mod journal;
pub mod loader;
pub mod panics;
pub mod probe;
pub mod run;
pub mod signals;
pub mod source;
pub mod state;
pub mod terminal;
pub mod watch;
pub mod wide;

use chrono::{Local, NaiveDateTime, TimeDelta};
use std::path::Path;
use std::time::Duration;

/// Panics where a test of a debug build asks for it by `DUBAN_TEST_PANIC`.
#[expect(clippy::panic, reason = "what a test asks for")]
fn panic_for_test(place: &str) {
    if cfg!(debug_assertions) && std::env::var_os("DUBAN_TEST_PANIC").is_some_and(|v| v == place) {
        std::panic::panic_any("asked for by a test");
    }
}

/// Ends the process on the spot where a test of a debug build asks for it, as a power cut would.
fn abort_for_test(place: &str) {
    if cfg!(debug_assertions) && std::env::var_os("DUBAN_TEST_ABORT").is_some_and(|v| v == place) {
        std::process::abort();
    }
}

/// Waits as a dead share would, while the file that `DUBAN_TEST_STALL` names is there: for tests
/// of a debug build, as no file system can be made to stop answering everywhere.
fn stall_for_test() {
    if cfg!(debug_assertions)
        && let Some(file) = std::env::var_os("DUBAN_TEST_STALL")
    {
        while Path::new(&file).exists() {
            std::thread::sleep(Duration::from_millis(10));
        }
    }
}

/// How many seconds the clock is wrong: what the file says that a test of a debug build names by
/// `DUBAN_TEST_CLOCK`.
fn clock_for_test() -> TimeDelta {
    let seconds = || {
        let file = std::env::var_os("DUBAN_TEST_CLOCK")?;
        std::fs::read_to_string(file).ok()?.trim().parse().ok()
    };
    TimeDelta::seconds(if cfg!(debug_assertions) {
        seconds().unwrap_or(0)
    } else {
        0
    })
}

/// What the system said, as a `why-` key of the locale files, so that it is told in the language in
/// use; what has no words of ours stays as the system says it.
pub fn why(error: &std::io::Error) -> String {
    use std::io::ErrorKind as Kind;
    match error.kind() {
        Kind::NotFound => "not-found",
        Kind::PermissionDenied => "no-permission",
        Kind::StorageFull | Kind::QuotaExceeded | Kind::FileTooLarge => "no-room",
        Kind::ReadOnlyFilesystem => "read-only",
        Kind::NotADirectory => "not-a-folder",
        Kind::IsADirectory => "a-folder",
        Kind::AlreadyExists => "exists",
        Kind::ResourceBusy | Kind::ExecutableFileBusy => "busy",
        Kind::TimedOut | Kind::StaleNetworkFileHandle | Kind::NetworkUnreachable => "no-answer",
        Kind::InvalidFilename => "bad-name",
        _ => return error.to_string(),
    }
    .to_owned()
}

/// The local time.
#[expect(
    clippy::disallowed_methods,
    reason = "the shell is where the clock is read"
)]
pub fn now() -> NaiveDateTime {
    Local::now().naive_local() + clock_for_test()
}
