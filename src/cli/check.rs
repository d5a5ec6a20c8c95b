//! `duban check`: findings as a compiler prints them, each with its row and a mark under the cell.

use crate::analysis::board::Board;
use crate::diagnostic::{Diagnostic, Excerpt, Severity};
use crate::i18n::Locale;
use crate::shell::loader::Loader;
use crate::{report, text, tr};
use crossterm::style::{Color, Stylize};
use std::io::{self, IsTerminal, Write};
use std::process::ExitCode;

/// How wide a row is shown.
const WIDTH: usize = 96;

/// Prints every finding and a summary.
pub fn text(board: &Board, loader: &Loader, locale: &Locale) -> io::Result<()> {
    let stdout = io::stdout();
    let no_color = std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
    let coloured = stdout.is_terminal() && !no_color;
    let mut out = io::BufWriter::new(stdout.lock());
    for file in board.diagnostics.chunk_by(|a, b| a.file == b.file) {
        let places: Vec<(u32, u32)> = file.iter().map(|d| (d.line, d.column)).collect();
        let excerpts = loader.excerpts(&file[0].file, &places);
        for (finding, excerpt) in file.iter().zip(excerpts) {
            write(&mut out, finding, excerpt.as_ref(), locale, coloured)?;
        }
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

fn write(
    out: &mut impl Write,
    finding: &Diagnostic,
    excerpt: Option<&Excerpt>,
    locale: &Locale,
    coloured: bool,
) -> io::Result<()> {
    let colour = match finding.severity() {
        Severity::Error => Color::Red,
        Severity::Warning => Color::Yellow,
        Severity::Note => Color::Cyan,
    };
    let paint = |words: String| {
        if coloured {
            words.with(colour).bold().to_string()
        } else {
            words
        }
    };
    let place = format!("{}:{}:{}: ", finding.file, finding.line, finding.column);
    let kind = format!("{}[{}]", finding.severity().name(), finding.code.name());
    let message = format!(": {}", report::message(locale, finding));
    writeln!(
        out,
        "{}{}{}",
        text::clean(&place),
        paint(kind),
        text::clean(&message)
    )?;
    // A note's row is worth a look where a cell is in question.
    let Some(excerpt) = excerpt.filter(|excerpt| excerpt.marked().is_some()) else {
        return Ok(());
    };
    let (before, cell, after) = excerpt.parts();
    let cell = text::truncate(&cell, WIDTH / 2).into_owned();
    let marked = text::width(&cell).max(1);
    let before = text::truncate_start(&before, WIDTH - WIDTH / 4 - marked.min(WIDTH / 2));
    let after = text::truncate(&after, WIDTH - text::width(&before) - marked).into_owned();
    let number = excerpt.line.to_string();
    let blank = " ".repeat(number.len());
    writeln!(out, "  {number} │ {before}{cell}{after}")?;
    let name = excerpt
        .marked()
        .and_then(|at| excerpt.names.get(at))
        .map_or("", String::as_str);
    let mark = format!("{} {name}", "^".repeat(marked));
    writeln!(
        out,
        "  {blank} │ {}{}",
        " ".repeat(text::width(&before)),
        paint(mark.trim_end().to_owned())
    )
}

/// 1 where something could not be read, else 0.
pub fn exit(board: &Board) -> ExitCode {
    let errors = board
        .diagnostics
        .iter()
        .any(|d| d.severity() == Severity::Error);
    ExitCode::from(u8::from(errors))
}
