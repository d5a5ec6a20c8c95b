//! Widgets: they draw what they are given and know no domain.

pub mod bar;
pub mod blocks;
pub mod calendar;
pub mod chart;
pub mod figures;
pub mod list;
pub mod paint;
pub mod panel;
pub mod sieve;
pub mod table;
