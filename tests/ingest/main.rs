//! Files as offices save them, read from their bytes.

#![expect(
    clippy::unwrap_used,
    clippy::disallowed_methods,
    reason = "a test that fails stops here, and tests read files"
)]

mod dialects;
mod fixtures;
mod forms;
mod hostile;
mod real;

use duban::ingest::{Origin, Parsed, parse};
use duban::plan::{EMBEDDED, Plan};
use std::path::Path;

/// The embedded plan, issued on a day of our own.
fn plan() -> Plan {
    let mut plan = Plan::parse(EMBEDDED).unwrap();
    plan.issued = chrono::NaiveDate::from_ymd_opt(2021, 5, 20);
    plan
}

/// Reads bytes as a file of that name.
fn read(name: &str, bytes: &[u8]) -> Parsed {
    parse(&Origin::new(Path::new(name), None), bytes, &plan())
}
