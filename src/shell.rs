//! What touches the system: files, clock, threads, terminal. The only such place but `cli`.

pub mod decisions;
pub mod export;
pub mod loader;
pub mod probe;
pub mod run;
pub mod signals;
pub mod source;
pub mod terminal;
pub mod watch;
pub mod wide;

use chrono::{Local, NaiveDateTime};

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

/// The local time.
#[expect(
    clippy::disallowed_methods,
    reason = "the shell is where the clock is read"
)]
pub fn now() -> NaiveDateTime {
    Local::now().naive_local()
}
