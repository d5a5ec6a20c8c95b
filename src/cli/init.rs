//! `duban init`: a folder to begin with, a template for every table and a plan file.
//!
//! Writes only what is not there: nobody's file is ever replaced.

use crate::i18n::{Lang, Locale};
use crate::ingest::{self, TableSpec};
use crate::plan::EMBEDDED;
use crate::{text, tr};
use std::fs::OpenOptions;
use std::io::{self, Write};
use std::path::Path;
use std::process::ExitCode;

/// The plan file with every key and its default, up to the goals, in both languages.
const PLANS: [(Lang, &str); 2] = [
    (Lang::Zh, include_str!("../locales/zh/plan.toml")),
    (Lang::En, include_str!("../locales/en/plan.toml")),
];

/// Writes the templates into a folder, which is made where it is not there.
pub fn run(folder: &Path, locale: &Locale) -> io::Result<ExitCode> {
    std::fs::create_dir_all(folder)?;
    let mut out = io::stdout().lock();
    let plan = plan(locale.lang());
    let files = ingest::contract()
        .iter()
        .map(|spec| (spec.file, template(spec)))
        .chain([("plan.toml", plan.into_bytes())]);
    for (name, bytes) in files {
        let path = folder.join(name);
        let shown = text::clean(&path.to_string_lossy()).into_owned();
        match OpenOptions::new().write(true).create_new(true).open(&path) {
            Ok(mut file) => {
                if let Err(error) = file.write_all(&bytes).and_then(|()| file.sync_all()) {
                    // Half a template would be kept by the next run.
                    let _ = std::fs::remove_file(&path);
                    return Err(error);
                }
                writeln!(out, "{}", tr!(locale, "init-written", path = shown))?;
            }
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {
                writeln!(out, "{}", tr!(locale, "init-kept", path = shown))?;
            }
            Err(error) => return Err(error),
        }
    }
    let shown = text::clean(&folder.to_string_lossy()).into_owned();
    writeln!(out, "{}", tr!(locale, "init-next", path = shown))?;
    out.flush()?;
    Ok(ExitCode::SUCCESS)
}

/// The plan file: the keys explained, then the goals of the published plan.
fn plan(lang: Lang) -> String {
    let head = PLANS
        .iter()
        .find(|(known, _)| *known == lang)
        .map_or("", |(_, head)| head);
    let goals = EMBEDDED
        .find("[[target]]")
        .and_then(|at| EMBEDDED[..at].rfind("\n\n"))
        .map_or("", |at| &EMBEDDED[at + 1..]);
    format!("{head}{goals}")
}

/// A table's columns and an example row, as Excel and WPS open them rightly: UTF-8 with BOM,
/// lines that end in CRLF.
fn template(spec: &TableSpec) -> Vec<u8> {
    let mut bytes = b"\xef\xbb\xbf".to_vec();
    let names: Vec<&str> = spec.columns.iter().map(|column| column.names[0]).collect();
    let examples: Vec<&str> = spec.columns.iter().map(|column| column.example).collect();
    for row in [names, examples] {
        bytes.extend(row.join(",").bytes());
        bytes.extend(b"\r\n");
    }
    bytes
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::{Code, Severity};
    use crate::ingest::{EXAMPLE, Origin};
    use crate::plan::{Plan, Thresholds};

    #[test]
    fn every_template_is_its_table_and_its_row_an_example() {
        let plan = Plan::parse(EMBEDDED).unwrap();
        for spec in ingest::contract() {
            // The rows are joined without quotes.
            for column in spec.columns {
                assert!(!column.example.contains([',', '"', '\n']), "{}", column.key);
            }
            let mark = spec.columns.iter().find(|c| c.key == spec.mark).unwrap();
            assert!(mark.example.starts_with(EXAMPLE), "{}", spec.file);
            let parsed = ingest::parse(
                &Origin::new(Path::new(spec.file), None),
                &template(spec),
                &plan,
            );
            assert_eq!(
                parsed.segment.source.table,
                Some(spec.kind),
                "{}",
                spec.file
            );
            assert_eq!(parsed.segment.source.rows, 0);
            let codes: Vec<Code> = parsed.diagnostics.iter().map(|d| d.code).collect();
            assert_eq!(codes, [Code::ExampleRow], "{}", spec.file);
        }
    }

    #[test]
    fn the_example_rows_are_good_rows() {
        // With the mark taken away the row is read whole, without a word.
        let plan = Plan::parse(EMBEDDED).unwrap();
        for spec in ingest::contract() {
            let text = String::from_utf8(template(spec)).unwrap();
            let real = text.replacen("示例", "真", 1);
            let parsed = ingest::parse(
                &Origin::new(Path::new(spec.file), None),
                real.as_bytes(),
                &plan,
            );
            assert_eq!(parsed.segment.source.rows, 1, "{}", spec.file);
            let told: Vec<_> = parsed
                .diagnostics
                .iter()
                .filter(|d| d.severity() != Severity::Note)
                .collect();
            assert!(told.is_empty(), "{}: {told:?}", spec.file);
        }
    }

    #[test]
    fn the_plan_template_has_every_default() {
        for (lang, text) in PLANS {
            let embedded = Plan::parse(EMBEDDED).unwrap();
            let plan = Plan::parse(&plan(lang)).unwrap();
            assert_eq!(plan.targets, embedded.targets);
            assert_eq!(plan.thresholds, Thresholds::default());
            assert_eq!(plan.steps, embedded.steps);
            // Every line that is no comment has one above it or behind it.
            let mut explained = false;
            for line in text.lines() {
                let line = line.trim();
                if line.starts_with('#') {
                    explained = true;
                } else if line.is_empty() {
                    explained = false;
                } else if !line.starts_with('[') {
                    assert!(explained || line.contains(" # "), "{line}");
                }
            }
        }
    }
}
