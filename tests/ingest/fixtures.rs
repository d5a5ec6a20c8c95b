//! `tests/fixtures`: files in `valid` say nothing worse than they must, files in `invalid` have
//! one fault each. What is expected of a file lies beside it:
//!
//! ```text
//! table tasks
//! rows 2
//! 3:5 warning date-ambiguous 2021-06-30
//! ```
//!
//! The last word, where there is one, is what was understood.

use super::read;
use duban::ingest::Parsed;
use std::fmt::Write;
use std::path::{Path, PathBuf};

fn files(kind: &str) -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/fixtures")
        .join(kind);
    let mut files: Vec<PathBuf> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| {
            path.extension()
                .is_none_or(|e| e != "expected" && e != "md")
        })
        .collect();
    files.sort();
    files
}

/// What was read, as an expectation is written.
fn found(parsed: &Parsed, expected: &str) -> String {
    let source = &parsed.segment.source;
    let mut out = String::new();
    let table = source.table.map_or("none", duban::model::TableKind::name);
    writeln!(out, "table {table}").unwrap();
    for line in expected.lines() {
        match line.split(' ').next() {
            Some("rows") => writeln!(out, "rows {}", source.rows).unwrap(),
            Some("rejected") => writeln!(out, "rejected {}", source.rejected).unwrap(),
            _ => {}
        }
    }
    for d in &parsed.diagnostics {
        let place = format!(
            "{}:{} {} {}",
            d.line,
            d.column,
            d.severity().name(),
            d.code.name()
        );
        // What was understood is compared where the expectation names it.
        let named = expected
            .lines()
            .any(|line| line.starts_with(&place) && line.len() > place.len());
        if named {
            writeln!(out, "{place} {}", d.understood).unwrap();
        } else {
            writeln!(out, "{place}").unwrap();
        }
    }
    out
}

fn check(kind: &str) -> usize {
    let files = files(kind);
    let mut wrong = String::new();
    for path in &files {
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        let expected = std::fs::read_to_string(path.with_file_name(format!("{name}.expected")));
        let expected = expected.unwrap_or_else(|error| format!("{name}: {error}"));
        let parsed = read(&name, &std::fs::read(path).unwrap());
        let found = found(&parsed, &expected);
        if found != expected {
            writeln!(wrong, "── {name}\nexpected\n{expected}found\n{found}").unwrap();
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
    files.len()
}

#[test]
fn what_offices_write_is_read() {
    assert!(check("valid") >= 20);
}

#[test]
fn each_fault_is_told_where_it_is() {
    assert!(check("invalid") >= 30);
}

#[test]
fn every_code_of_reading_has_a_file() {
    use duban::diagnostic::Code;
    use std::collections::BTreeSet;
    // Told by the shell or by merging files, or past a hundred of a kind.
    const ELSEWHERE: &[Code] = &[
        Code::FileUnreadable,
        Code::NotAFile,
        Code::FileTooLarge,
        Code::FileCutOff,
        Code::WorkbookShadowed,
        Code::WorkbookNewer,
        Code::IdTwoSeries,
        Code::ParentUnknown,
        Code::TaskUnknown,
        Code::PlanInvalid,
        Code::PlanOfYear,
        Code::More,
    ];
    let mut told = BTreeSet::new();
    for path in files("valid").into_iter().chain(files("invalid")) {
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        let parsed = read(&name, &std::fs::read(path).unwrap());
        told.extend(parsed.diagnostics.into_iter().map(|d| d.code));
    }
    for code in Code::ALL {
        assert!(
            told.contains(code) || ELSEWHERE.contains(code),
            "{} has no fixture",
            code.name()
        );
    }
}
