//! 任务: the register as a tree of tasks and parts, and the file of each.
//!
//! What folds first: 滞后, 序时, 时限, 责任单位; light, title and progress stay.

use super::ledger::{Ledger, Source, ledger};
use super::task_file::TaskFile;
use crate::action::Action;
use crate::analysis::board::{TaskIx, TaskVerdict};
use crate::model::Task;
use crate::tr;
use crate::ui::overlays::find::Query;
use crate::ui::widgets::sieve::{Key, Sieve};
use crate::ui::widgets::table::{Cell, Column};
use crate::ui::widgets::{bar, paint};
use crate::ui::{Outcome, Screen, Seen, Target, View, words};
use crate::words::sentences;
use ratatui::buffer::Buffer;
use ratatui::layout::{Constraint, Layout, Rect};
use std::collections::HashSet;

/// The register as a table.
#[derive(Debug, Clone, Default)]
struct Register {
    /// Tasks whose parts are not shown.
    folded: HashSet<Target>,
}

impl Register {
    /// A row and, unless folded, its parts. `open`: every fold is.
    fn push_tree(
        &self,
        view: &View<'_>,
        ix: TaskIx,
        open: bool,
        rows: &mut Vec<TaskIx>,
        depth: usize,
    ) {
        if depth > 8 {
            return;
        }
        rows.push(ix);
        let folded = !open
            && view
                .task_target(ix)
                .is_some_and(|key| self.folded.contains(&key));
        if !folded {
            for part in view.board.parts_of(ix) {
                self.push_tree(view, part, open, rows, depth + 1);
            }
        }
    }
}

impl Source for Register {
    type Row = TaskIx;

    fn count(&self, view: &View<'_>) -> usize {
        view.board.tasks.len()
    }

    /// As in the register, parts under their task; an order of its own knows no parts. A filter
    /// opens every fold.
    fn rows(&self, view: &View<'_>, sieve: &Sieve) -> Vec<TaskIx> {
        let board = view.board;
        if sieve.order().is_some() {
            return (0..board.tasks.len() as TaskIx).collect();
        }
        let open = sieve.is_filtered() || self.folded.is_empty();
        let mut rows = Vec::with_capacity(board.tasks.len());
        for top in board.top_tasks() {
            self.push_tree(view, top, open, &mut rows, 0);
        }
        rows
    }

    fn columns(&self, view: &View<'_>) -> Vec<Column> {
        columns(view)
    }

    fn cells(&self, view: &View<'_>, row: TaskIx, plain: bool) -> (Vec<Cell>, bool) {
        task_row(view, row, !plain, &self.folded)
    }

    fn values(&self, view: &View<'_>, row: TaskIx, column: usize) -> Vec<String> {
        match (view.board.task(row), view.board.verdict(row)) {
            (Some(task), Some(verdict)) => values(view, row, (task, verdict), column),
            _ => Vec::new(),
        }
    }

    fn sort_key(&self, view: &View<'_>, row: TaskIx, column: usize) -> Key {
        sort_key(view, row, column)
    }

    fn falls(&self, column: usize) -> bool {
        matches!(column, 0 | 8 | 9)
    }

    fn matches(&self, view: &View<'_>, row: TaskIx, query: &Query<'_>) -> bool {
        let segment = view.board.tables.tasks.get(row as usize);
        let segment = u64::from(segment.map_or(0, |id| id.segment));
        view.board.task(row).is_some_and(|task| {
            // The same lists of units stand in thousands of rows.
            let number = |list: u32, lead: u64| segment << 33 | lead << 32 | u64::from(list);
            let any = |query: &Query<'_>, names: Vec<&str>| {
                names.into_iter().any(|name| query.matches(name))
            };
            let (units, leads) = (&task.table.units, &task.table.lead_units);
            let units = number(units.number_of(task.row), 0);
            let leads = number(leads.number_of(task.row), 1);
            // With its county, where there are several.
            let id = words::numbered(view, task.region(), task.id());
            [&*id, task.title(), task.problem()]
                .into_iter()
                .any(|words| query.matches(words))
                || query.once(units, |query| any(query, task.units()))
                || query.once(leads, |query| any(query, task.leads()))
        })
    }

    fn key(&self, view: &View<'_>, row: TaskIx) -> Option<Target> {
        view.task_target(row)
    }

    fn is(&self, view: &View<'_>, row: TaskIx, target: &Target) -> bool {
        let Target::Task(region, id) = target else {
            return false;
        };
        let task = view.board.task(row);
        task.is_some_and(|task| task.id() == id && task.region() == region)
    }
}

/// The task screen.
#[derive(Debug, Default)]
pub struct Tasks {
    table: Ledger<Register>,
    file: Option<TaskFile>,
    /// The file beside the table, on a wide terminal.
    side: Option<TaskFile>,
    /// The file was opened from another screen.
    visiting: bool,
}

impl Tasks {
    fn open(&mut self, view: &View<'_>) -> Outcome {
        match self.table.selected().and_then(|ix| view.task_target(ix)) {
            Some(key) => {
                self.file = Some(TaskFile::new(key));
                self.visiting = false;
                Outcome::Handled
            }
            None => Outcome::Ignored,
        }
    }

    /// Folds the task under the cursor, or the one it is a part of; or opens it again.
    fn fold(&mut self, view: &View<'_>) {
        let Some(ix) = self.table.selected() else {
            return;
        };
        let ix = if view.board.parts_of(ix).len() == 0 {
            view.board.parent_of(ix).unwrap_or(ix)
        } else {
            ix
        };
        if let Some(target) = view.task_target(ix) {
            let folded = &mut self.table.source.folded;
            if !folded.remove(&target) {
                folded.insert(target.clone());
            }
            self.table.refill_on(&target, view);
        }
    }
}

impl Screen for Tasks {
    ledger!(but own table);

    fn headline(&self, view: &View<'_>) -> String {
        match &self.file {
            Some(file) => file.headline(view),
            None => sentences::tasks(view),
        }
    }

    fn update(&mut self, action: Action, view: &View<'_>) -> Outcome {
        if let Some(file) = &mut self.file {
            match action {
                Action::Back => {
                    self.file = None;
                    // Who came here for this file goes back to where he came from.
                    return if std::mem::take(&mut self.visiting) {
                        Outcome::Ignored
                    } else {
                        Outcome::Handled
                    };
                }
                Action::Left | Action::Right => {
                    // The next and the previous file without going back to the list.
                    let step = if action == Action::Left {
                        Action::Up
                    } else {
                        Action::Down
                    };
                    if self.table.update(step, view) == Outcome::Handled {
                        return self.open(view);
                    }
                }
                _ => return file.update(action),
            }
        }
        match action {
            Action::Open => self.open(view),
            Action::Fold => {
                self.fold(view);
                Outcome::Handled
            }
            other => self.table.update(other, view),
        }
    }

    fn reveal(&mut self, target: &Target, view: &View<'_>) {
        if let Target::Task(..) = target {
            self.point(target, view);
            self.file = Some(TaskFile::new(target.clone()));
            self.visiting = true;
        }
    }

    fn point(&mut self, target: &Target, view: &View<'_>) {
        if let Target::Task(..) = target {
            self.file = None;
            self.table.reveal(target, view);
        }
    }

    fn current(&self) -> Option<Target> {
        match &self.file {
            Some(file) => Some(file.key().clone()),
            None => self.table.current().cloned(),
        }
    }

    fn click(&mut self, x: u16, y: u16, view: &View<'_>) -> Outcome {
        if self.file.is_some() {
            return Outcome::Ignored;
        }
        match self.table.click(x, y, view) {
            Ok(outcome) => outcome,
            Err(true) => self.open(view),
            Err(false) => Outcome::Handled,
        }
    }

    fn offers(&self, action: Action) -> bool {
        if self.file.is_some() {
            return matches!(action, Action::Back);
        }
        matches!(action, Action::Open | Action::Fold) || self.table.offers(action)
    }

    fn chips(&self, view: &View<'_>) -> Vec<String> {
        if self.file.is_some() {
            return Vec::new();
        }
        self.table.chips(view)
    }

    fn seen(&self, view: &View<'_>) -> Seen {
        if let Some(file) = &self.file {
            return file.seen(view);
        }
        self.table.seen(view)
    }

    fn query(&self) -> &str {
        if self.file.is_some() {
            ""
        } else {
            self.table.query()
        }
    }

    fn render(&mut self, area: Rect, buffer: &mut Buffer, view: &View<'_>) {
        if let Some(file) = &mut self.file {
            file.render(area, buffer, view, false);
            return;
        }
        // A wide terminal shows the file of the task under the cursor beside the table.
        let (list, side) = if area.width >= 150 {
            let [list, side] = Layout::horizontal([Constraint::Percentage(58), Constraint::Min(0)])
                .spacing(3)
                .areas(area);
            (list, Some(side))
        } else {
            (area, None)
        };
        let none = if view.board.tasks.is_empty() {
            tr!(view.locale, "tasks-empty")
        } else {
            tr!(view.locale, "tasks-none-found")
        };
        self.table.draw(list, buffer, view, true, &none);
        if self.table.rows().is_empty() {
            return;
        }
        if let (Some(side), Some(key)) = (side, self.table.current().cloned()) {
            for y in side.top()..side.bottom() {
                paint::put(buffer, side.x - 2, y, "│", 1, view.theme.border);
            }
            // Kept from frame to frame: it reads every version of its row.
            let file = match &mut self.side {
                Some(file) if *file.key() == key => file,
                other => other.insert(TaskFile::new(key)),
            };
            file.render(side, buffer, view, true);
        }
    }
}

fn columns(view: &View<'_>) -> Vec<Column> {
    let l = view.locale;
    vec![
        Column::words(tr!(l, "column-light"), words::badge_width(l), 0, 0),
        // With the county in front it tells more than what folds before it.
        match view.board.regions.len() {
            0 | 1 => Column::words(tr!(l, "column-id"), 6, 0, 3),
            _ => Column::words(tr!(l, "column-id"), 12, 1, 0).at_most(20),
        },
        Column::words(tr!(l, "column-title"), 24, 6, 0),
        Column::words(tr!(l, "column-units"), 14, 3, 2).at_most(34),
        Column::figures(tr!(l, "column-deadline"), 10, 1),
        Column::words(tr!(l, "column-progress"), 10, 2, 0).at_most(20),
        Column::figures("%".to_owned(), 4, 0),
        Column::words(tr!(l, "column-trend"), 8, 0, 5),
        Column::figures(tr!(l, "column-lag"), 7, 4),
        Column::figures(tr!(l, "column-late"), 9, 0),
    ]
}

/// The values of a task in a column that rows can be kept by.
fn values(
    view: &View<'_>,
    ix: TaskIx,
    (task, verdict): (Task<'_>, &TaskVerdict),
    column: usize,
) -> Vec<String> {
    let l = view.locale;
    let one = |words: String| {
        if words.is_empty() {
            Vec::new()
        } else {
            vec![words]
        }
    };
    match column {
        0 => one(words::standing(l, verdict)),
        // Of its number the task it is a part of, else itself.
        1 | 2 => {
            let parent = view
                .board
                .parent_of(ix)
                .and_then(|parent| view.board.task(parent));
            let of = parent.unwrap_or(task);
            one(words::numbered(view, of.region(), of.id()).into_owned())
        }
        3 => {
            let units = task.responsible().into_iter();
            let told = |unit| view.board.unit_in(unit, task.region()).into_owned();
            units.map(told).collect()
        }
        4 => one(verdict
            .deadline
            .map_or_else(|| "—".to_owned(), |day| day.format("%Y-%m").to_string())),
        _ => one(words::light(l, verdict.light)),
    }
}

fn sort_key(view: &View<'_>, ix: TaskIx, column: usize) -> Key {
    let (Some(task), Some(verdict)) = (view.board.task(ix), view.board.verdict(ix)) else {
        return Key::Nothing;
    };
    match column {
        // The worst light, of those the latest.
        0 => Key::Number(
            f64::from(verdict.light as u8) * 1e6 + verdict.days_overdue().clamp(0, 99_999) as f64,
        ),
        1 => Key::words(&words::numbered(view, task.region(), task.id())),
        2 => Key::words(task.title()),
        3 => Key::words(task.responsible().first().copied().unwrap_or_default()),
        4 => Key::day(verdict.deadline),
        8 => Key::figure(verdict.lag()),
        9 => match verdict.days_overdue().max(verdict.days_late_sign_off()) {
            0 => Key::Nothing,
            days => Key::Number(days as f64),
        },
        _ => Key::figure(verdict.actual()),
    }
}

fn task_row(
    view: &View<'_>,
    ix: TaskIx,
    tree: bool,
    folded: &HashSet<Target>,
) -> (Vec<Cell>, bool) {
    let (Some(task), Some(verdict)) = (view.board.task(ix), view.board.verdict(ix)) else {
        return (Vec::new(), false);
    };
    let theme = view.theme;
    let light = theme.light(verdict.light);
    let key = view.task_target(ix);
    let has_parts = verdict.has_parts();
    let indent = match (tree, verdict.is_part(), has_parts) {
        (true, true, _) => "  ",
        (true, false, true) if key.as_ref().is_some_and(|k| folded.contains(k)) => "▸ ",
        _ => "",
    };
    let title_style = if verdict.is_part() {
        theme.text
    } else {
        theme.title
    };
    let late = if verdict.days_overdue() > 0 {
        tr!(view.locale, "days", count = verdict.days_overdue())
    } else if verdict.days_late_sign_off() > 0 {
        tr!(
            view.locale,
            "days-unsigned",
            count = verdict.days_late_sign_off()
        )
    } else {
        String::new()
    };
    let lag = verdict
        .lag()
        .filter(|lag| *lag > 0.05)
        .map_or_else(String::new, |lag| words::number(lag, 1));
    let lag_style = if verdict
        .lag()
        .is_some_and(|lag| lag >= view.board.plan.thresholds.lag_yellow)
    {
        light
    } else {
        theme.muted
    };
    let units = task.responsible().join(&view.locale.tr("list-separator"));
    let cells = vec![
        Cell::new(
            format!(
                "{} {}",
                view.glyphs.light(verdict.light, verdict.class),
                words::standing(view.locale, verdict)
            ),
            light,
        ),
        Cell::Tail(
            words::numbered(view, task.region(), task.id()).into_owned(),
            theme.muted,
        ),
        Cell::new(format!("{indent}{}", task.title()), title_style),
        Cell::new(units, theme.text),
        Cell::Day(
            words::date_cell(view, verdict.deadline),
            verdict.deadline,
            if verdict.is_overdue() {
                light
            } else {
                theme.muted
            },
        ),
        Cell::Bar(
            verdict.actual().map(|v| v / 100.0),
            verdict.expected().map(|v| v / 100.0),
            light,
        ),
        Cell::new(words::percent_short(verdict.actual()), theme.text),
        Cell::new(bar::course(&verdict.history(), 8), theme.accent),
        Cell::new(lag, lag_style),
        Cell::new(late, light),
    ];
    (cells, key.is_some_and(|key| view.marks.contains(&key)))
}
