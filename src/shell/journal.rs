//! The log for support: what the program did, never what stands in a cell.
//!
//! Only file names, places, counts and what the system said are logged, each on one line and with
//! nothing that a terminal would act on. A name is quoted. Records of other crates are left out
//! whatever `RUST_LOG` says: what they log of a workbook may be its cells.
//!
//! `--log FILE`: into that file, from `info` on or as `RUST_LOG` says. `RUST_LOG` alone: to standard
//! error, but for the dashboard, whose terminal is the screen: then nothing is logged.

use super::loader::LoadError;
use super::{decisions, now};
use crate::app::Loaded;
use crate::diagnostic::Severity;
use crate::text::is_unsafe;
use env_filter::Filter;
use log::{LevelFilter, Log, Metadata, Record};
use std::ffi::OsString;
use std::fmt::Write as _;
use std::fs::{self, File, OpenOptions};
use std::io::{self, Write};
use std::path::Path;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

/// Why there is no log.
#[derive(Debug)]
pub enum Fault {
    /// `RUST_LOG` cannot be understood.
    Filter(String),
    /// A link, a folder or a pipe stands in the file's place.
    NotAFile,
    /// The system said no.
    Io(io::Error),
}

/// Where lines go.
enum Sink {
    File(Mutex<File>),
    Errors,
}

struct Journal {
    filter: Filter,
    sink: Sink,
}

impl Log for Journal {
    fn enabled(&self, about: &Metadata<'_>) -> bool {
        let own = about.target() == "duban" || about.target().starts_with("duban::");
        own && self.filter.enabled(about)
    }

    fn log(&self, record: &Record<'_>) {
        if !self.enabled(record.metadata()) || !self.filter.matches(record) {
            return;
        }
        let line = format!(
            "{} {:5} {}\n",
            now().format("%Y-%m-%d %H:%M:%S%.3f"),
            record.level(),
            escaped(&record.args().to_string())
        );
        // A full disk or a closed output is no reason to stop a meeting.
        let _ = match &self.sink {
            Sink::File(file) => file
                .lock()
                .unwrap_or_else(PoisonError::into_inner)
                // One write a line: two programs may append to one file.
                .write_all(line.as_bytes()),
            Sink::Errors => io::stderr().write_all(line.as_bytes()),
        };
    }

    fn flush(&self) {}
}

/// Begins to log, where it is asked for.
pub fn start(file: Option<&Path>, dashboard: bool) -> Result<(), Fault> {
    let wish = std::env::var("RUST_LOG")
        .ok()
        .filter(|wish| !wish.trim().is_empty());
    let sink = match (file, &wish) {
        (Some(path), _) => Sink::File(Mutex::new(open(path)?)),
        (None, Some(_)) if !dashboard => Sink::Errors,
        (None, _) => return Ok(()),
    };
    let mut filter = env_filter::Builder::new();
    match &wish {
        Some(wish) => {
            filter
                .try_parse(wish)
                .map_err(|error| Fault::Filter(error.to_string()))?;
        }
        None => {
            filter.filter_level(LevelFilter::Info);
        }
    }
    let filter = filter.build();
    log::set_max_level(filter.filter());
    // A second call in one process changes nothing.
    let _ = log::set_boxed_logger(Box::new(Journal { filter, sink }));
    Ok(())
}

/// Opens the file to append; a new one is its owner's only.
fn open(path: &Path) -> Result<File, Fault> {
    match fs::symlink_metadata(path) {
        // Whoever can put a link here could have another file written to; a pipe would wait.
        Ok(meta) if !meta.is_file() => return Err(Fault::NotAFile),
        Ok(_) => {}
        Err(error) if error.kind() == io::ErrorKind::NotFound => {}
        Err(error) => return Err(Fault::Io(error)),
    }
    let mut options = OpenOptions::new();
    options.append(true).create(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::OpenOptionsExt;
        options.mode(0o600);
    }
    options.open(path).map_err(Fault::Io)
}

/// One line, whatever stands in it; Chinese stays readable.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\n' => out.push_str("\\n"),
            '\t' => out.push_str("\\t"),
            c if c.is_control() || is_unsafe(c) => {
                let _ = write!(out, "\\u{{{:x}}}", u32::from(c));
            }
            c => out.push(c),
        }
    }
    out
}

/// A file's name for the log: quoted, so that where it ends is plain.
pub fn name(path: &Path) -> String {
    quoted(&path.to_string_lossy())
}

/// A text in quotes.
pub fn quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""))
}

/// The command line without the name of a unit, which stands in the cells.
pub fn arguments(all: impl IntoIterator<Item = OsString>) -> String {
    let mut out = Vec::new();
    let mut hide = false;
    for argument in all {
        let argument = argument.to_string_lossy();
        if std::mem::replace(&mut hide, argument == "--unit") {
            out.push("…".to_owned());
        } else if argument.starts_with("--unit=") {
            out.push("\"--unit=…\"".to_owned());
        } else {
            out.push(quoted(&argument));
        }
    }
    out.join(" ")
}

/// What came of a load.
pub fn loaded(outcome: &Result<Loaded, LoadError>, took: Duration) {
    let ms = took.as_millis();
    match outcome {
        Ok(loaded) => {
            let segments = &loaded.board.tables.segments;
            let rows: usize = segments.iter().map(|s| s.source.rows).sum();
            let count = |severity| {
                let all = &loaded.board.diagnostics;
                all.iter().filter(|d| d.severity() == severity).count()
            };
            log::info!(
                "load files={} rows={rows} ms={ms} faults={} errors={} warnings={} notes={} as_of={}",
                segments.len(),
                loaded.feed.faults.len(),
                count(Severity::Error),
                count(Severity::Warning),
                count(Severity::Note),
                loaded.board.as_of
            );
            for fault in &loaded.feed.faults {
                log::warn!(
                    "old state shown file={} code={} since={}",
                    quoted(&fault.file),
                    fault.code.name(),
                    fault.since.format("%H:%M:%S")
                );
            }
            for found in &loaded.board.diagnostics {
                log::debug!(
                    "finding {}[{}] file={} line={} column={}",
                    found.severity().name(),
                    found.code.name(),
                    quoted(&found.file),
                    found.line,
                    found.column
                );
            }
        }
        Err(error) => log::error!("load failed ms={ms}: {}", load_error(error)),
    }
}

/// Why there is nothing to open a screen for.
pub fn refused(error: &LoadError) {
    log::error!("nothing to show: {}", load_error(error));
}

/// A load's error without what stands in a file.
fn load_error(error: &LoadError) -> String {
    match error {
        LoadError::Missing(path, reason) => format!("missing {} ({reason})", name(path)),
        LoadError::Nothing(paths) => {
            let all: Vec<String> = paths.iter().map(|path| name(path)).collect();
            format!("no tables in {}", all.join(" "))
        }
        // The message shows the line of the plan.
        LoadError::Plan(path, error) => {
            format!(
                "plan {} line={} column={}",
                name(path),
                error.line,
                error.column
            )
        }
        LoadError::PlanUnreadable(path, reason) => {
            format!("plan unreadable {} ({reason})", name(path))
        }
        LoadError::Internal(_) => "panic".to_owned(),
    }
}

/// Why a decision was not recorded, without what was decided.
pub fn decision_fault(fault: &decisions::Fault) -> String {
    use decisions::Fault::{Busy, Form, Io, Link, NoColumn, NoRegion, NotThere, Outside, Sample};
    match fault {
        Sample => "the sample".to_owned(),
        Form(path) => format!("form {}", name(path)),
        NoColumn(path) => format!("no column {}", name(path)),
        NoRegion(path) => format!("no region {}", name(path)),
        NotThere(path) => format!("not there {}", name(path)),
        Link(path) => format!("link {}", name(path)),
        Busy(path) => format!("busy {}", name(path)),
        Outside(path) => format!("outside {}", name(path)),
        Io(path, error) => format!("{} ({error})", name(path)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_record_is_one_line_and_steers_no_terminal() {
        assert_eq!(
            escaped("a\nb\t\u{1b}[31m督\u{202e}\u{9d}"),
            "a\\nb\\t\\u{1b}[31m督\\u{202e}\\u{9d}"
        );
        assert_eq!(name(Path::new("a \"b\\.csv")), r#""a \"b\\.csv""#);
    }

    #[test]
    fn a_units_name_is_not_logged() {
        let all = ["notice", "--unit", "甲镇", "--unit=乙镇", "x"].map(OsString::from);
        assert_eq!(arguments(all), r#""notice" "--unit" … "--unit=…" "x""#);
    }

    #[test]
    fn only_own_records_are_logged() {
        let mut filter = env_filter::Builder::new();
        filter.filter_level(LevelFilter::Trace);
        let journal = Journal {
            filter: filter.build(),
            sink: Sink::Errors,
        };
        let of = |target| {
            Metadata::builder()
                .target(target)
                .level(log::Level::Info)
                .build()
        };
        assert!(journal.enabled(&of("duban::shell::run")) && journal.enabled(&of("duban")));
        assert!(!journal.enabled(&of("calamine::xlsx")) && !journal.enabled(&of("dubanx")));
    }
}
