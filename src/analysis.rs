//! All verdicts of one load, as pure functions of (tables, plan, as_of) (DESIGN §4).
//!
//! No words, no clock, no files.

pub mod board;
