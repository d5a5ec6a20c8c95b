//! Findings of merging, a hundred of a kind and file, the rest counted.

use crate::diagnostic::{Code, Diagnostic};
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
