//! The files: what each is, how it was read, and why some show their last good state.

use super::findings::severity_style;
use crate::analysis::board::Light;
use crate::diagnostic::{Diagnostic, Severity};
use crate::i18n::Arg;
use crate::model::Source;
use crate::tr;
use crate::ui::widgets::paint;
use crate::ui::widgets::table::{Cell, Column};
use crate::ui::{View, words};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

/// How many faults are told above the lists, and how many rows these need at least.
const FAULTS: usize = 3;
const LEAST: u16 = 12;

/// Why files show their last good state, each in words above the lists; answers what is left.
pub(super) fn faults(area: Rect, buffer: &mut Buffer, view: &View<'_>) -> Rect {
    let l = view.locale;
    let mut left = area;
    for fault in view.feed.faults.iter().take(FAULTS) {
        if left.height < LEAST {
            break;
        }
        let reason = match &fault.plan {
            Some(wrong) => {
                let value = crate::text::clean(&wrong.value).into_owned();
                tr!(
                    l,
                    "data-fault-plan",
                    line = wrong.line,
                    column = wrong.column,
                    message = l.tr_args(wrong.what, &[("value", Arg::from(value))])
                )
            }
            None if fault.detail.is_empty() => words::code(l, fault.code),
            None => tr!(
                l,
                "data-fault-reason",
                code = words::code(l, fault.code),
                said = l.why(&fault.detail).into_owned()
            ),
        };
        let words = tr!(
            l,
            "data-fault",
            file = fault.file.as_ref(),
            reason = reason,
            time = fault.since.format("%H:%M:%S").to_string()
        );
        let room = Rect { height: 2, ..left };
        let used = paint::paragraph(buffer, room, &words, view.theme.light(Light::Red));
        left.y += used;
        left.height -= used;
    }
    if left.height < area.height && left.height > LEAST {
        left.y += 1;
        left.height -= 1;
    }
    left
}

pub(super) fn columns(view: &View<'_>) -> Vec<Column> {
    let l = view.locale;
    vec![
        Column::words(tr!(l, "column-file"), 20, 5, 0).at_most(64),
        Column::words(tr!(l, "column-table"), 10, 0, 0),
        Column::words(tr!(l, "column-version"), 10, 0, 1),
        Column::words(tr!(l, "column-current"), 8, 0, 2),
        Column::words(tr!(l, "column-encoding"), 9, 0, 3),
        Column::words(tr!(l, "column-separator"), 6, 0, 5),
        Column::figures(tr!(l, "column-rows"), 6, 0),
        Column::figures(tr!(l, "column-rejected"), 8, 4),
        Column::figures(tr!(l, "column-findings"), 8, 1),
    ]
}

pub(super) fn row(view: &View<'_>, at: usize) -> Vec<Cell> {
    let l = view.locale;
    let theme = view.theme;
    let segment = &view.board.tables.segments[at];
    let source = &segment.source;
    let current = view.board.tables.current.get(at).copied().unwrap_or(false);
    let worst = view
        .board
        .diagnostics
        .iter()
        .filter(|d| d.file == source.file)
        .map(Diagnostic::severity)
        .min();
    let count = view
        .board
        .diagnostics
        .iter()
        .filter(|d| d.file == source.file && d.severity() != Severity::Note)
        .count();
    let text = if current { theme.text } else { theme.muted };
    let separator = match source.separator {
        Some('\t') => tr!(l, "separator-tab"),
        Some(other) => other.to_string(),
        None => "—".to_owned(),
    };
    let table = words::table(l, source.table);
    vec![
        Cell::new(source.file.as_ref(), text),
        Cell::new(
            table,
            if source.table.is_some() {
                text
            } else {
                theme.light(Light::Red)
            },
        ),
        Cell::new(
            source
                .version
                .map_or_else(|| "—".to_owned(), |v| v.to_string()),
            text,
        ),
        Cell::new(
            if source.table.is_none() {
                tr!(l, "is-unused")
            } else if current {
                tr!(l, "is-current")
            } else {
                tr!(l, "is-past")
            },
            text,
        ),
        Cell::new(source.encoding, theme.muted),
        Cell::new(separator, theme.muted),
        Cell::new(source.rows.to_string(), text),
        Cell::new(
            if source.rejected == 0 {
                "·".to_owned()
            } else {
                source.rejected.to_string()
            },
            if source.rejected == 0 {
                theme.muted
            } else {
                theme.light(Light::Yellow)
            },
        ),
        Cell::new(
            if count == 0 {
                "·".to_owned()
            } else {
                count.to_string()
            },
            worst
                .filter(|_| count > 0)
                .map_or(theme.muted, |s| severity_style(view, s)),
        ),
    ]
}

/// How a file was read, in a sentence: encoding, separator, quote, line ends, header, sheet.
pub(super) fn dialect(view: &View<'_>, source: &Source) -> String {
    let l = view.locale;
    let mut facts = Vec::new();
    if source.encoding.is_empty() {
        facts.push(tr!(l, "dialect-unread"));
    } else {
        facts.push(tr!(l, "dialect-encoding", encoding = source.encoding));
    }
    if let Some(sheet) = &source.sheet {
        facts.push(tr!(l, "dialect-sheet", sheet = sheet.as_str()));
    }
    if let Some(separator) = source.separator {
        let separator = match separator {
            '\t' => tr!(l, "separator-tab"),
            other => other.to_string(),
        };
        facts.push(tr!(l, "dialect-separator", separator = separator));
    }
    if let Some(quote) = source.quote {
        facts.push(tr!(l, "dialect-quote", quote = quote.to_string()));
    }
    if !source.line_end.is_empty() {
        facts.push(tr!(
            l,
            "dialect-lines",
            end = source.line_end.to_uppercase()
        ));
    }
    if source.header_line > 0 {
        let line = source.header_line as usize;
        facts.push(tr!(l, "dialect-header", line = line));
        let (rows, rejected) = (source.rows, source.rejected);
        facts.push(tr!(l, "dialect-rows", rows = rows, rejected = rejected));
    }
    facts.push(tr!(l, "dialect-series", series = source.series.as_str()));
    if !source.region.is_empty() {
        facts.push(tr!(l, "dialect-region", region = source.region.as_str()));
    }
    facts.join(&tr!(l, "dialect-join"))
}
