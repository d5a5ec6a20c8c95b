//! 数据: which files were read, how, and what is wrong in which line and column.
//!
//! What folds first: separators, rows left out, encodings, what is current, versions; then the height
//! of the finding in full. File, table and rows stay, as do place and words of a finding.

mod files;
mod findings;

use crate::action::Action;
use crate::analysis::board::Light;
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::tr;
use crate::ui::widgets::list::Cursor;
use crate::ui::widgets::table::{self, Rows};
use crate::ui::widgets::{paint, panel};
use crate::ui::{Outcome, Place, Screen, Seen, Target, View, words};
use ratatui::buffer::Buffer;
use ratatui::layout::{Constraint, Layout, Rect};
use std::collections::HashMap;
use std::sync::Arc;

/// Groups with more findings than this begin folded, where there are many in all.
const OPEN: usize = 3;
const MANY: usize = 40;

/// A row of the findings: the heading of a kind, or one of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Row {
    /// A kind with how many findings and files.
    Kind(Code, usize, usize),
    /// An index of the board's diagnostics; whether it stands below a heading.
    One(usize, bool),
}

/// Data health.
#[derive(Debug, Default)]
pub struct Data {
    sources: Cursor,
    findings: Cursor,
    /// Which of the two lists the keys move in.
    in_sources: bool,
    /// Indices of segments, current ones first.
    files: Vec<usize>,
    /// The findings by kind, errors first.
    rows: Vec<Row>,
    /// How many findings the rows stand for.
    count: usize,
    /// The thing of each row, to find it again.
    keys: Vec<Target>,
    drawn_files: Rows,
    drawn_rows: Rows,
    /// Kinds whose findings a person has shown or hidden.
    folded: HashMap<Code, bool>,
    /// Only findings of this severity.
    severity: Option<Severity>,
    /// Only findings of this kind.
    code: Option<Code>,
    /// Only findings of this file.
    file: Option<String>,
    query: String,
}

impl Data {
    fn list(&mut self, view: &View<'_>) {
        let segments = &view.board.tables.segments;
        let current = |at: usize| view.board.tables.current.get(at).copied().unwrap_or(false);
        let mut files: Vec<usize> = (0..segments.len()).collect();
        // What is not read at all stands first, then what counts, then the past.
        files.sort_by_key(|&at| {
            (
                segments[at].rows.is_some(),
                !current(at),
                segments[at].source.file.clone(),
            )
        });
        self.files = files;
        let findings = &view.board.diagnostics;
        let mut kept: Vec<usize> = (0..findings.len())
            .filter(|&at| self.severity.is_none_or(|s| findings[at].severity() == s))
            .filter(|&at| self.code.is_none_or(|c| findings[at].code == c))
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
        kept.sort_by_key(|&at| (findings[at].severity(), findings[at].code, at));
        self.count = kept.len();
        self.rows.clear();
        for kind in kept.chunk_by(|&a, &b| findings[a].code == findings[b].code) {
            let code = findings[kind[0]].code;
            if let [one] = kind {
                self.rows.push(Row::One(*one, false));
                continue;
            }
            let mut files: Vec<&str> = kind.iter().map(|&at| &*findings[at].file).collect();
            files.sort_unstable();
            files.dedup();
            self.rows.push(Row::Kind(code, kind.len(), files.len()));
            let folded = self
                .folded
                .get(&code)
                .copied()
                .unwrap_or(self.count > MANY && kind.len() > OPEN && self.code.is_none());
            if !folded {
                self.rows.extend(kind.iter().map(|&at| Row::One(at, true)));
            }
        }
        self.keys = self
            .rows
            .iter()
            .map(|row| {
                Target::Finding(match row {
                    Row::Kind(code, ..) => code.name().to_owned(),
                    Row::One(at, _) => {
                        let found = &findings[*at];
                        let (line, column) = (found.line, found.column);
                        format!("{}:{line}:{column}:{}", found.file, found.code.name())
                    }
                })
            })
            .collect();
        self.sources.rebase(self.files.len(), |_| None);
        let keys = &self.keys;
        self.findings
            .rebase(self.rows.len(), |row| keys.get(row).cloned());
    }

    fn row(&self) -> Option<Row> {
        self.rows.get(self.findings.index()).copied()
    }

    fn selected<'a>(&self, view: &'a View<'_>) -> Option<&'a Diagnostic> {
        match self.row()? {
            Row::One(at, _) => view.board.diagnostics.get(at),
            Row::Kind(..) => None,
        }
    }

    /// The kind of the row under the cursor.
    fn code(&self, view: &View<'_>) -> Option<Code> {
        match self.row()? {
            Row::Kind(code, ..) => Some(code),
            Row::One(..) => self.selected(view).map(|finding| finding.code),
        }
    }

    /// Shows or hides the findings of the kind under the cursor.
    fn fold(&mut self, view: &View<'_>) {
        let Some(code) = self.code(view) else {
            return;
        };
        let shown = self.rows.iter().any(
            |row| matches!(row, Row::One(at, true) if view.board.diagnostics[*at].code == code),
        );
        self.folded.insert(code, shown);
        self.list(view);
        if let Some(at) = self
            .rows
            .iter()
            .position(|row| matches!(row, Row::Kind(kind, ..) if *kind == code))
        {
            self.pick(at);
        }
    }

    fn pick(&mut self, row: usize) {
        let keys = &self.keys;
        self.findings
            .select(row, self.rows.len(), |row| keys.get(row).cloned());
    }

    fn is_filtered(&self) -> bool {
        self.severity.is_some()
            || self.code.is_some()
            || self.file.is_some()
            || !self.query.is_empty()
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
        if self.in_sources {
            if let Some(row) = self.sources.moved(action, self.files.len()) {
                // Below the last file the findings begin.
                if action == Action::Down && row == self.sources.index() {
                    self.in_sources = false;
                } else {
                    self.sources.select(row, self.files.len(), |_| None);
                }
                return Outcome::Handled;
            }
        } else if let Some(row) = self.findings.moved(action, self.rows.len()) {
            // At the top of the findings `up` goes on into the files above.
            if action == Action::Up && row == self.findings.index() && !self.files.is_empty() {
                self.in_sources = true;
            } else {
                self.pick(row);
            }
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
            Action::Open => match self.row() {
                Some(Row::Kind(..)) => self.fold(view),
                Some(Row::One(..)) => {
                    return self.source(view).map_or(Outcome::Handled, Outcome::Source);
                }
                None => return Outcome::Ignored,
            },
            Action::Fold if !self.in_sources => self.fold(view),
            // First the kind under the cursor, then its severity, then everything again.
            Action::Filter => match (self.code, self.severity) {
                (None, None) => {
                    self.code = self.code(view);
                    // Who asks for one kind wants to see it.
                    if let Some(code) = self.code {
                        self.folded.remove(&code);
                    }
                }
                (Some(code), _) => {
                    self.code = None;
                    self.severity = Some(code.severity());
                }
                (None, Some(_)) => self.severity = None,
            },
            Action::Back if self.is_filtered() => {
                self.severity = None;
                self.code = None;
                self.file = None;
                self.query.clear();
            }
            _ => return Outcome::Ignored,
        }
        self.list(view);
        Outcome::Handled
    }

    fn source(&self, view: &View<'_>) -> Option<Place> {
        if self.in_sources {
            return None;
        }
        let finding = self.selected(view)?;
        Some(Place {
            file: Arc::clone(&finding.file),
            line: finding.line,
            column: finding.column,
            words: words::diagnostic(view.locale, finding),
            severity: Some(finding.severity()),
        })
    }

    fn reveal(&mut self, target: &Target, _view: &View<'_>) {
        let keys = &self.keys;
        if self
            .findings
            .reveal(target, self.rows.len(), |row| keys.get(row).cloned())
        {
            self.in_sources = false;
        }
    }

    fn refresh(&mut self, view: &View<'_>) {
        self.list(view);
    }

    fn find(&mut self, query: &str, view: &View<'_>) {
        query.clone_into(&mut self.query);
        self.list(view);
    }

    fn click(&mut self, x: u16, y: u16, view: &View<'_>) -> Outcome {
        if let Some(row) = self.drawn_files.at(x, y) {
            self.in_sources = true;
            self.sources.select(row, self.files.len(), |_| None);
            return Outcome::Handled;
        }
        if let Some(row) = self.drawn_rows.at(x, y) {
            let again = !self.in_sources && row == self.findings.index();
            self.in_sources = false;
            self.pick(row);
            if again {
                return self.update(Action::Open, view);
            }
            return Outcome::Handled;
        }
        Outcome::Ignored
    }

    fn offers(&self, action: Action) -> bool {
        match action {
            Action::Find | Action::Filter => true,
            Action::Open => self.in_sources || self.row().is_some(),
            Action::Fold => !self.in_sources && !self.rows.is_empty(),
            Action::Back => self.is_filtered(),
            _ => false,
        }
    }

    fn chips(&self, view: &View<'_>) -> Vec<String> {
        let l = view.locale;
        let mut chips = Vec::new();
        if let Some(severity) = self.severity {
            chips.push(findings::severity_word(view, severity));
        }
        if let Some(code) = self.code {
            chips.push(words::code(l, code));
        }
        if let Some(file) = &self.file {
            chips.push(tr!(l, "chip-file", file = file.as_str()));
        }
        if !self.query.is_empty() {
            chips.push(tr!(
                l,
                "chip-query",
                query = self.query.as_str(),
                count = self.count
            ));
        }
        chips
    }

    fn seen(&self, view: &View<'_>) -> Seen {
        if self.in_sources {
            let list = &self.files;
            return table::seen(&files::columns(view), list.len(), |row| {
                files::row(view, list[row])
            });
        }
        let rows = &self.rows;
        table::seen(&findings::columns(view), rows.len(), |row| {
            findings::row(view, rows[row], true)
        })
    }

    fn query(&self) -> &str {
        &self.query
    }

    fn render(&mut self, area: Rect, buffer: &mut Buffer, view: &View<'_>) {
        let l = view.locale;
        let area = files::faults(area, buffer, view);
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
        let columns = files::columns(view);
        let list = &self.files;
        self.drawn_files = table::draw(
            buffer,
            body,
            view.theme,
            &columns,
            &mut self.sources,
            list.len(),
            self.in_sources,
            |row| (files::row(view, list[row]), false),
        );
        let body = panel::heading(
            buffer,
            middle,
            &tr!(l, "data-findings", count = self.count),
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
            let columns = findings::columns(view);
            let rows = &self.rows;
            self.drawn_rows = table::draw(
                buffer,
                body,
                view.theme,
                &columns,
                &mut self.findings,
                rows.len(),
                !self.in_sources,
                |row| {
                    // A heading with none of its findings below it is folded.
                    let open = matches!(rows.get(row + 1), Some(Row::One(_, true)));
                    (findings::row(view, rows[row], open), false)
                },
            );
        }
        if let (true, Some(&at)) = (self.in_sources, self.files.get(self.sources.index())) {
            let source = &view.board.tables.segments[at].source;
            let table = words::table(l, source.table);
            let body = panel::heading(buffer, below, &source.file, &table, view.theme);
            paint::paragraph(buffer, body, &files::dialect(view, source), view.theme.text);
        } else if let Some(finding) = self.selected(view) {
            let body = panel::heading(
                buffer,
                below,
                &findings::place(finding),
                finding.code.name(),
                view.theme,
            );
            paint::paragraph(
                buffer,
                body,
                &words::diagnostic(l, finding),
                view.theme.text,
            );
        } else if let Some(Row::Kind(code, count, files)) = self.row() {
            let body = panel::heading(
                buffer,
                below,
                &words::code(l, code),
                code.name(),
                view.theme,
            );
            let words = tr!(l, "data-kind", count = count, files = files);
            paint::paragraph(buffer, body, &words, view.theme.text);
        }
    }
}
