//! 数据: which files were read, how, and what is wrong in which line and column.

use crate::action::Action;
use crate::analysis::board::Light;
use crate::diagnostic::{Diagnostic, Severity};
use crate::tr;
use crate::ui::widgets::list::Cursor;
use crate::ui::widgets::table::{self, Cell, Column, Rows};
use crate::ui::widgets::{paint, panel};
use crate::ui::{Outcome, Screen, View, words};
use ratatui::buffer::Buffer;
use ratatui::layout::{Constraint, Layout, Rect};
use ratatui::style::Style;

/// Data health.
#[derive(Debug, Default)]
pub struct Data {
    sources: Cursor,
    findings: Cursor,
    /// Which of the two lists the keys move in.
    in_sources: bool,
    /// Indices of segments, current ones first.
    files: Vec<usize>,
    /// Indices of diagnostics, errors first.
    rows: Vec<usize>,
    drawn_files: Rows,
    drawn_rows: Rows,
    /// Only findings of this severity.
    severity: Option<Severity>,
    /// Only findings of this file.
    file: Option<String>,
    query: String,
}

impl Data {
    fn list(&mut self, view: &View<'_>) {
        let segments = &view.board.tables.segments;
        let current = |at: usize| view.board.tables.current.get(at).copied().unwrap_or(false);
        let mut files: Vec<usize> = (0..segments.len()).collect();
        files.sort_by_key(|&at| (!current(at), segments[at].source.file.clone()));
        self.files = files;
        let findings = &view.board.diagnostics;
        let mut rows: Vec<usize> = (0..findings.len())
            .filter(|&at| self.severity.is_none_or(|s| findings[at].severity() == s))
            .filter(|&at| {
                self.file
                    .as_ref()
                    .is_none_or(|f| findings[at].file.as_ref() == f)
            })
            .filter(|&at| {
                self.query.is_empty()
                    || crate::ui::overlays::find::matches(&findings[at].file, &self.query)
                    || crate::ui::overlays::find::matches(
                        &words::diagnostic(view.locale, &findings[at]),
                        &self.query,
                    )
            })
            .collect();
        rows.sort_by_key(|&at| (findings[at].severity(), at));
        self.rows = rows;
        self.sources.rebase(self.files.len(), |_| None);
        self.findings.rebase(self.rows.len(), |_| None);
    }

    fn selected<'a>(&self, view: &'a View<'_>) -> Option<&'a Diagnostic> {
        view.board
            .diagnostics
            .get(*self.rows.get(self.findings.index())?)
    }
}

impl Screen for Data {
    fn headline(&self, view: &View<'_>) -> String {
        let l = view.locale;
        let count = |severity| {
            view.board
                .diagnostics
                .iter()
                .filter(|d| d.severity() == severity)
                .count()
        };
        let current = view.board.tables.current.iter().filter(|c| **c).count();
        let rows: usize = view
            .board
            .tables
            .segments
            .iter()
            .map(|s| s.source.rows)
            .sum();
        let files = tr!(
            l,
            "data-headline",
            files = view.board.tables.segments.len(),
            current = current,
            rows = rows
        );
        let (errors, warnings, notes) = (
            count(Severity::Error),
            count(Severity::Warning),
            count(Severity::Note),
        );
        let findings = if errors + warnings == 0 {
            tr!(l, "data-headline-clean", notes = notes)
        } else {
            tr!(
                l,
                "data-headline-findings",
                errors = errors,
                warnings = warnings,
                notes = notes
            )
        };
        format!("{files}{findings}")
    }

    fn update(&mut self, action: Action, view: &View<'_>) -> Outcome {
        let (cursor, count) = if self.in_sources {
            (&mut self.sources, self.files.len())
        } else {
            (&mut self.findings, self.rows.len())
        };
        if let Some(row) = cursor.moved(action, count) {
            // At the top of the findings `up` goes on into the files above.
            if action == Action::Up
                && !self.in_sources
                && row == cursor.index()
                && !self.files.is_empty()
            {
                self.in_sources = true;
                return Outcome::Handled;
            }
            if action == Action::Down && self.in_sources && row == cursor.index() {
                self.in_sources = false;
                return Outcome::Handled;
            }
            cursor.select(row, count, |_| None);
            return Outcome::Handled;
        }
        match action {
            Action::Left => self.in_sources = true,
            Action::Right => self.in_sources = false,
            Action::Open | Action::Filter if self.in_sources => {
                let file = self
                    .files
                    .get(self.sources.index())
                    .and_then(|&at| view.board.tables.segments.get(at))
                    .map(|segment| segment.source.file.to_string());
                self.file = if self.file == file { None } else { file };
                self.in_sources = false;
            }
            Action::Filter => {
                self.severity = match self.severity {
                    Some(_) => None,
                    None => self.selected(view).map(Diagnostic::severity),
                };
            }
            Action::Back
                if self.severity.is_some() || self.file.is_some() || !self.query.is_empty() =>
            {
                self.severity = None;
                self.file = None;
                self.query.clear();
            }
            _ => return Outcome::Ignored,
        }
        self.list(view);
        Outcome::Handled
    }

    fn refresh(&mut self, view: &View<'_>) {
        self.list(view);
    }

    fn find(&mut self, query: &str, view: &View<'_>) {
        query.clone_into(&mut self.query);
        self.list(view);
    }

    fn click(&mut self, x: u16, y: u16, _view: &View<'_>) -> Outcome {
        if let Some(row) = self.drawn_files.at(x, y) {
            self.in_sources = true;
            self.sources.select(row, self.files.len(), |_| None);
            return Outcome::Handled;
        }
        if let Some(row) = self.drawn_rows.at(x, y) {
            self.in_sources = false;
            self.findings.select(row, self.rows.len(), |_| None);
            return Outcome::Handled;
        }
        Outcome::Ignored
    }

    fn offers(&self, action: Action) -> bool {
        matches!(action, Action::Find | Action::Filter)
            || (action == Action::Open && self.in_sources)
            || (action == Action::Back
                && (self.severity.is_some() || self.file.is_some() || !self.query.is_empty()))
    }

    fn chips(&self, view: &View<'_>) -> Vec<String> {
        let l = view.locale;
        let mut chips = Vec::new();
        if let Some(severity) = self.severity {
            chips.push(severity_word(view, severity));
        }
        if let Some(file) = &self.file {
            chips.push(tr!(l, "chip-file", file = file.as_str()));
        }
        if !self.query.is_empty() {
            chips.push(tr!(
                l,
                "chip-query",
                query = self.query.as_str(),
                count = self.rows.len()
            ));
        }
        chips
    }

    fn render(&mut self, area: Rect, buffer: &mut Buffer, view: &View<'_>) {
        let l = view.locale;
        let detail_height = if area.height >= 20 { 5 } else { 3 };
        let files = (self.files.len() as u16 + 2)
            .min((area.height - detail_height) / 2)
            .max(4);
        let [above, middle, below] = Layout::vertical([
            Constraint::Length(files),
            Constraint::Min(3),
            Constraint::Length(detail_height),
        ])
        .areas(area);
        let body = panel::heading(
            buffer,
            above,
            &tr!(l, "data-files"),
            &view.feed.place,
            view.theme,
        );
        let columns = file_columns(view);
        let list = &self.files;
        self.drawn_files = table::draw(
            buffer,
            body,
            view.theme,
            &columns,
            &mut self.sources,
            list.len(),
            self.in_sources,
            |row| (file_row(view, list[row]), false),
        );
        let body = panel::heading(
            buffer,
            middle,
            &tr!(l, "data-findings", count = self.rows.len()),
            "",
            view.theme,
        );
        if self.rows.is_empty() {
            paint::put(
                buffer,
                body.x + 1,
                body.y,
                &tr!(l, "data-no-findings"),
                body.width,
                view.theme.light(Light::Green),
            );
        } else {
            let columns = finding_columns(view);
            let rows = &self.rows;
            self.drawn_rows = table::draw(
                buffer,
                body,
                view.theme,
                &columns,
                &mut self.findings,
                rows.len(),
                !self.in_sources,
                |row| (finding_row(view, &view.board.diagnostics[rows[row]]), false),
            );
        }
        if let Some(finding) = self.selected(view) {
            let body = panel::heading(
                buffer,
                below,
                &place(finding),
                finding.code.name(),
                view.theme,
            );
            paint::paragraph(
                buffer,
                body,
                &words::diagnostic(l, finding),
                view.theme.text,
            );
        }
    }
}

fn place(finding: &Diagnostic) -> String {
    match (finding.line, finding.column) {
        (0, _) => finding.file.to_string(),
        (line, 0) => format!("{}:{line}", finding.file),
        (line, column) => format!("{}:{line}:{column}", finding.file),
    }
}

fn severity_word(view: &View<'_>, severity: Severity) -> String {
    match severity {
        Severity::Error => tr!(view.locale, "severity-error"),
        Severity::Warning => tr!(view.locale, "severity-warning"),
        Severity::Note => tr!(view.locale, "severity-note"),
    }
}

fn severity_style(view: &View<'_>, severity: Severity) -> Style {
    view.theme.light(match severity {
        Severity::Error => Light::Red,
        Severity::Warning => Light::Yellow,
        Severity::Note => Light::Grey,
    })
}

fn file_columns(view: &View<'_>) -> Vec<Column> {
    let l = view.locale;
    vec![
        Column::words(tr!(l, "column-file"), 20, 5, 0).at_most(64),
        Column::words(tr!(l, "column-table"), 8, 0, 0),
        Column::words(tr!(l, "column-version"), 10, 0, 1),
        Column::words(tr!(l, "column-current"), 8, 0, 2),
        Column::words(tr!(l, "column-encoding"), 9, 0, 3),
        Column::words(tr!(l, "column-separator"), 6, 0, 5),
        Column::figures(tr!(l, "column-rows"), 6, 0),
        Column::figures(tr!(l, "column-rejected"), 8, 4),
        Column::figures(tr!(l, "column-findings"), 8, 1),
    ]
}

fn file_row(view: &View<'_>, at: usize) -> Vec<Cell> {
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
        '\t' => tr!(l, "separator-tab"),
        other => other.to_string(),
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
            if current {
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

fn finding_columns(view: &View<'_>) -> Vec<Column> {
    let l = view.locale;
    vec![
        Column::words(tr!(l, "column-severity"), 6, 0, 0),
        Column::words(tr!(l, "column-place"), 22, 3, 0).at_most(48),
        Column::words(tr!(l, "column-finding"), 24, 6, 0),
    ]
}

fn finding_row(view: &View<'_>, finding: &Diagnostic) -> Vec<Cell> {
    let style = severity_style(view, finding.severity());
    // The end of a long path says more than its beginning.
    let place = place(finding);
    let file_room = 46;
    let place = if crate::text::width(&place) > file_room {
        let name = finding.file.rsplit('/').next().unwrap_or(&finding.file);
        place.replacen(finding.file.as_ref(), &format!("…/{name}"), 1)
    } else {
        place
    };
    vec![
        Cell::new(severity_word(view, finding.severity()), style),
        Cell::new(place, view.theme.muted),
        Cell::new(words::diagnostic(view.locale, finding), view.theme.text),
    ]
}
