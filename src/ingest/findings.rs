//! Collects what is wrong with one file, at most a hundred of a kind.

use crate::diagnostic::{Code, Diagnostic};
use crate::text;
use std::collections::BTreeMap;
use std::sync::Arc;

/// How many of one kind are told one by one.
const LIMIT: usize = 100;

/// The findings of one file.
#[derive(Debug, Clone)]
pub struct Findings {
    file: Arc<str>,
    list: Vec<Diagnostic>,
    counts: BTreeMap<Code, usize>,
    /// Where findings beyond the limit go.
    spill: Diagnostic,
}

/// The finding just added, to say more of it.
pub struct Added<'a>(&'a mut Diagnostic);

impl Added<'_> {
    /// What was understood.
    pub fn understood(self, words: impl std::fmt::Display) -> Self {
        self.0.understood = words.to_string();
        self
    }

    /// What to write instead, or the name of the column.
    pub fn expected(self, words: impl std::fmt::Display) -> Self {
        self.0.expected = words.to_string();
        self
    }
}

impl Findings {
    /// No findings yet.
    pub fn new(file: &Arc<str>) -> Self {
        Self {
            file: Arc::clone(file),
            list: Vec::new(),
            counts: BTreeMap::new(),
            spill: Diagnostic::new(file, 0, 0, Code::More),
        }
    }

    /// Adds a finding at a line and column with the offending text.
    pub fn add(&mut self, line: u32, column: u32, code: Code, value: &str) -> Added<'_> {
        let count = self.counts.entry(code).or_default();
        *count += 1;
        if *count > LIMIT {
            return Added(&mut self.spill);
        }
        let at = self.list.len();
        self.list
            .push(Diagnostic::new(&self.file, line, column, code).with_value(&text::clean(value)));
        Added(&mut self.list[at])
    }

    /// The list in file order; kinds with more than the limit get one line with the rest.
    pub fn finish(mut self) -> Vec<Diagnostic> {
        for (code, count) in &self.counts {
            if *count > LIMIT {
                self.list.push(
                    Diagnostic::new(&self.file, 0, 0, Code::More)
                        .with_value(code.name())
                        .with_understood(count - LIMIT),
                );
            }
        }
        self.list.sort_by_key(|d| (d.line, d.column));
        self.list
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ten_thousand_of_a_kind_are_counted() {
        let mut findings = Findings::new(&"a.csv".into());
        for line in 1..=10_000 {
            findings.add(line, 1, Code::IdTwice, "1");
        }
        let list = findings.finish();
        assert_eq!(list.len(), 101);
        let more = list.iter().find(|d| d.code == Code::More).unwrap();
        assert_eq!(
            (more.value.as_str(), more.understood.as_str()),
            ("id-twice", "9900")
        );
    }
}
