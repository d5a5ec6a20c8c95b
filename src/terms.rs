//! The words of the field as types: periods, deadlines, classes, methods, states.
//!
//! Plan, model and rules all speak these; nothing here reads a cell, knows a
//! language or judges anything.

mod closing;
pub mod county;
mod deadline;
mod measure;
mod period;
mod state;

pub use closing::{Handling, Level, LookbackResult, Release, Stage, Truth, Visit};
pub use deadline::Deadline;
pub use measure::{Direction, Goal, Method, Nature, Value, WaterClass};
pub use period::{Months, Period};
pub use state::{Category, Kind, Nothing, Status};
