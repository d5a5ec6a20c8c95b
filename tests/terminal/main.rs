//! The real program in a real pseudo-terminal, as a person meets it.
//!
//! The terminal here never answers a query (`ESC[6n`), as some do not.
#![cfg(unix)]
#![expect(
    clippy::unwrap_used,
    clippy::disallowed_methods,
    reason = "a test that fails stops here, and tests write files"
)]

mod clipboard;
mod endings;
mod faults;
mod live;
mod log;
mod meeting;
mod memory;
mod rough;
mod session;
mod source;
mod stalls;
mod truth;
mod walk;
