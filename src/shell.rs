//! What touches the system: files, clock, threads, terminal. The only such place but `cli`.

pub mod loader;
pub mod run;
pub mod source;
pub mod terminal;
pub mod watch;

use chrono::{Local, NaiveDateTime};

/// The local time.
#[expect(
    clippy::disallowed_methods,
    reason = "the shell is where the clock is read"
)]
pub fn now() -> NaiveDateTime {
    Local::now().naive_local()
}

/// What a test of the panic path asks for; not in release builds.
#[cfg(debug_assertions)]
#[expect(clippy::panic, reason = "a test asked for it")]
fn asked_to_panic() {
    panic!("asked for by a test");
}
