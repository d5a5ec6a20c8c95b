//! The sample's board: its figures, and every screen that shows them.

#![expect(
    clippy::unwrap_used,
    clippy::disallowed_methods,
    clippy::panic,
    reason = "a test that fails stops here, and tests write files"
)]

mod city;
mod sample;
mod screens;
mod slides;
mod support;
mod ways;
