//! Findings of merging, a hundred of a kind and file, the rest counted.

use crate::diagnostic::{Code, Diagnostic};
use crate::plan::Plan;
use chrono::{Datelike, NaiveDate};
use std::collections::HashMap;
use std::sync::Arc;

/// How many findings of one kind in one file are listed.
const LISTED: u32 = 100;

/// A list that cannot grow with the data.
#[derive(Debug, Default)]
pub struct Findings {
    list: Vec<Diagnostic>,
    counts: HashMap<(Arc<str>, Code), u32>,
}

impl Findings {
    /// Lists a finding, or counts it beyond the first hundred of its kind.
    pub fn push(&mut self, finding: Diagnostic) {
        let count = self
            .counts
            .entry((Arc::clone(&finding.file), finding.code))
            .or_default();
        *count += 1;
        if *count <= LISTED {
            self.list.push(finding);
        }
    }

    /// The list; what was only counted is one note a kind.
    pub fn into_list(mut self) -> Vec<Diagnostic> {
        let mut more: Vec<_> = self
            .counts
            .into_iter()
            .filter(|&(_, count)| count > LISTED)
            .collect();
        more.sort();
        self.list
            .extend(more.into_iter().map(|((file, code), count)| {
                Diagnostic::new(&file, 0, 0, Code::More)
                    .with_value(code.name())
                    .with_understood(count - LISTED)
            }));
        self.list
    }
}

/// Whether the plan that is built in, of another county and year, is held against a register of this
/// year: what reads days without a year and sets the goals must not be a guess. `last`: the last
/// deadline of the register.
pub fn of_year(plan: &Plan, as_of: NaiveDate, last: Option<NaiveDate>) -> Option<Diagnostic> {
    let year = as_of.year();
    let meant = last.is_some_and(|last| last.year() >= year);
    (plan.built_in && plan.year < year && meant).then(|| {
        let found = Diagnostic::new(&Arc::from("plan.toml"), 0, 0, Code::PlanOfYear);
        let found = found.with_value(&plan.county).with_expected(plan.year);
        found.with_understood(year)
    })
}
