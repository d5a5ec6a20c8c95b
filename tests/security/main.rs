//! Who could send what, and that it does not get in: the tests that `docs/THREATS.md` names.
#![cfg(unix)]
#![expect(
    clippy::unwrap_used,
    clippy::disallowed_methods,
    reason = "a test that fails stops here, and tests write files"
)]

mod house;
mod text;
mod writing;
