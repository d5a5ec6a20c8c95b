//! duban (督办): a terminal dashboard for meetings that follow an
//! environmental-inspection rectification plan.
//!
//! ```text
//! bytes → decoded text → recognised table → typed rows + diagnostics   ingest
//!       → merged tables → Arc<Board>: all verdicts, once a load        analysis
//!       → screen: borrows the board, draws only what is visible        ui, app
//! ```
//!
//! Imports: a module may use those below its name, and what these may use.
//! `tests/architecture.rs` holds the table and fails on any other.
//!
//! ```text
//! main → cli → shell, report, analysis      shell → app, ingest, analysis    app → ui
//! ui → words, keymap, theme, glyphs, collation, parallel     report → words
//! words → analysis::board, action     shell, analysis, ingest → parallel
//! words → i18n, text   analysis, ingest → model, plan, diagnostic   keymap → action
//! model, plan, diagnostic → terms           terms, action, text, i18n, parallel, collation → nothing of ours
//! ```
#![forbid(unsafe_code)]

pub mod action;
pub mod analysis;
pub mod app;
pub mod cli;
mod collation;
pub mod diagnostic;
pub mod glyphs;
pub mod i18n;
pub mod ingest;
pub mod keymap;
pub mod model;
mod parallel;

pub mod plan;
pub mod report;
pub mod shell;
pub mod terms;
pub mod text;
pub mod theme;
pub mod ui;
pub mod words;
