//! 数据: which files were read, how, and what is wrong in which line and column.
//!
//! What folds first: separators, rows left out, encodings, what is current, versions; then the height
//! of the finding in full. File, table and rows stay, as do place and words of a finding.

use crate::action::Action;
use crate::analysis::board::Light;
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::i18n::Arg;
use crate::model::Source;
use crate::tr;
use crate::ui::widgets::list::Cursor;
use crate::ui::widgets::table::{self, Cell, Column, Rows};
use crate::ui::widgets::{paint, panel};
use crate::ui::{Outcome, Place, Screen, Seen, Target, View, words};
use ratatui::buffer::Buffer;
use ratatui::layout::{Constraint, Layout, Rect};
use ratatui::style::Style;
use std::collections::HashMap;
use std::sync::Arc;

/// Groups with more findings than this begin folded, where there are many in all.
const OPEN: usize = 3;
/// How many faults are told above the lists, and how many rows these need at least.
const FAULTS: usize = 3;
const LEAST: u16 = 12;
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

/// Why files show their last good state, each in words above the lists; answers what is left.
fn faults(area: Rect, buffer: &mut Buffer, view: &View<'_>) -> Rect {
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
            chips.push(severity_word(view, severity));
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
            return table::seen(&file_columns(view), list.len(), |row| {
                file_row(view, list[row])
            });
        }
        let rows = &self.rows;
        table::seen(&finding_columns(view), rows.len(), |row| {
            finding_row(view, rows[row], true)
        })
    }

    fn query(&self) -> &str {
        &self.query
    }

    fn render(&mut self, area: Rect, buffer: &mut Buffer, view: &View<'_>) {
        let l = view.locale;
        let area = faults(area, buffer, view);
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
                |row| {
                    // A heading with none of its findings below it is folded.
                    let open = matches!(rows.get(row + 1), Some(Row::One(_, true)));
                    (finding_row(view, rows[row], open), false)
                },
            );
        }
        if let (true, Some(&at)) = (self.in_sources, self.files.get(self.sources.index())) {
            let source = &view.board.tables.segments[at].source;
            let table = words::table(l, source.table);
            let body = panel::heading(buffer, below, &source.file, &table, view.theme);
            paint::paragraph(buffer, body, &dialect(view, source), view.theme.text);
        } else if let Some(finding) = self.selected(view) {
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

/// How a file was read, in a sentence: encoding, separator, quote, line ends, header, sheet.
fn dialect(view: &View<'_>, source: &Source) -> String {
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

fn finding_columns(view: &View<'_>) -> Vec<Column> {
    let l = view.locale;
    vec![
        Column::words(tr!(l, "column-severity"), 8, 0, 0),
        Column::words(tr!(l, "column-place"), 22, 3, 0).at_most(48),
        Column::words(tr!(l, "column-finding"), 24, 6, 0),
    ]
}

fn finding_row(view: &View<'_>, row: Row, open: bool) -> Vec<Cell> {
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
