//! The findings: a heading for each kind, where each is, and what it says.

use super::Row;
use crate::analysis::board::Light;
use crate::diagnostic::{Diagnostic, Severity};
use crate::tr;
use crate::ui::widgets::table::{Cell, Column};
use crate::ui::{View, words};
use ratatui::style::Style;

pub(super) fn columns(view: &View<'_>) -> Vec<Column> {
    let l = view.locale;
    vec![
        Column::words(tr!(l, "column-severity"), 8, 0, 0),
        Column::words(tr!(l, "column-place"), 22, 3, 0).at_most(48),
        Column::words(tr!(l, "column-finding"), 24, 6, 0),
    ]
}

pub(super) fn row(view: &View<'_>, row: Row, open: bool) -> Vec<Cell> {
    let l = view.locale;
    match row {
        Row::Kind(code, count, files) => {
            let style = severity_style(view, code.severity());
            let mark = if open { "▾" } else { "▸" };
            vec![
                Cell::new(
                    format!("{mark}{}", severity_word(view, code.severity())),
                    style,
                ),
                Cell::new(words::code(l, code), style),
                Cell::new(
                    tr!(l, "data-kind", count = count, files = files),
                    view.theme.muted,
                ),
            ]
        }
        Row::One(at, below) => {
            let finding = &view.board.diagnostics[at];
            let style = severity_style(view, finding.severity());
            let word = if below {
                String::new()
            } else {
                format!(" {}", severity_word(view, finding.severity()))
            };
            vec![
                Cell::new(word, style),
                Cell::Tail(place(finding), view.theme.muted),
                Cell::new(words::diagnostic(l, finding), view.theme.text),
            ]
        }
    }
}

pub(super) fn place(finding: &Diagnostic) -> String {
    match (finding.line, finding.column) {
        (0, _) => finding.file.to_string(),
        (line, 0) => format!("{}:{line}", finding.file),
        (line, column) => format!("{}:{line}:{column}", finding.file),
    }
}

pub(super) fn severity_word(view: &View<'_>, severity: Severity) -> String {
    match severity {
        Severity::Error => tr!(view.locale, "severity-error"),
        Severity::Warning => tr!(view.locale, "severity-warning"),
        Severity::Note => tr!(view.locale, "severity-note"),
    }
}

pub(super) fn severity_style(view: &View<'_>, severity: Severity) -> Style {
    view.theme.light(match severity {
        Severity::Error => Light::Red,
        Severity::Warning => Light::Yellow,
        Severity::Note => Light::Grey,
    })
}
