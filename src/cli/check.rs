//! `duban check`: findings as a compiler prints them.

use crate::analysis::board::Board;
use crate::diagnostic::Severity;
use crate::i18n::Locale;
use crate::{report, text, tr};
use std::io::{self, Write};
use std::process::ExitCode;

/// Prints every finding and a summary.
pub fn text(board: &Board, locale: &Locale) -> io::Result<()> {
    let mut out = io::BufWriter::new(io::stdout().lock());
    for finding in &board.diagnostics {
        let line = format!(
            "{}:{}:{}: {}[{}]: {}",
            finding.file,
            finding.line,
            finding.column,
            finding.severity().name(),
            finding.code.name(),
            report::message(locale, finding)
        );
        writeln!(out, "{}", text::clean(&line))?;
    }
    let count = |severity| {
        board
            .diagnostics
            .iter()
            .filter(|d| d.severity() == severity)
            .count()
    };
    let summary = tr!(
        locale,
        "check-summary",
        files = board.tables.segments.len(),
        errors = count(Severity::Error),
        warnings = count(Severity::Warning),
        notes = count(Severity::Note),
    );
    writeln!(out, "{summary}")?;
    out.flush()
}

/// 1 where something could not be read, else 0.
pub fn exit(board: &Board) -> ExitCode {
    let errors = board
        .diagnostics
        .iter()
        .any(|d| d.severity() == Severity::Error);
    ExitCode::from(u8::from(errors))
}
