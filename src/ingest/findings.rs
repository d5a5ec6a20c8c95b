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

    /// Takes in the findings of the rows that follow.
    pub fn absorb(&mut self, later: Self) {
        let mut listed: BTreeMap<Code, usize> = BTreeMap::new();
        for finding in later.list {
            let here = listed.entry(finding.code).or_default();
            *here += 1;
            if self.counts.get(&finding.code).copied().unwrap_or(0) + *here <= LIMIT {
                self.list.push(finding);
            }
        }
        for (code, count) in later.counts {
            *self.counts.entry(code).or_default() += count;
        }
    }

    /// No findings of the same file yet.
    pub fn fresh(&self) -> Self {
        Self::new(&self.file)
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
    fn piece_by_piece_is_as_in_one() {
        let fill = |findings: &mut Findings, lines: std::ops::Range<u32>| {
            for line in lines {
                findings.add(line, 1, Code::IdTwice, "1");
                if line % 3 == 0 {
                    findings.add(line, 2, Code::DateInvalid, "x");
                }
            }
        };
        let mut whole = Findings::new(&"a.csv".into());
        fill(&mut whole, 1..400);
        let mut parts = Findings::new(&"a.csv".into());
        for lines in [1..40, 40..90, 90..260, 260..400] {
            let mut part = parts.fresh();
            fill(&mut part, lines);
            parts.absorb(part);
        }
        assert_eq!(parts.finish(), whole.finish());
    }

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
