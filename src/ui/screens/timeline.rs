//! 进度: every task on the year's axis, with milestones and today, and the overall curve.
//!
//! ```text
//!                      1月  2月  3月 … 10月│11月 12月
//! 1 环境基础设施       ━━━━━━━━━◆━━━━━━━━━━│╌╌╌╌◇
//! ```
//!
//! What folds first: the curve, then the width of the names.

mod axis;
mod curve;

pub(in crate::ui) use curve::progress_curve;

use crate::action::Action;
use crate::analysis::board::{Light, TaskIx};
use crate::tr;
use crate::ui::overlays::find::Query;
use crate::ui::screens::ledger::{Ledger, Source, ledger};
use crate::ui::widgets::paint;
use crate::ui::widgets::sieve::{Key, Sieve};
use crate::ui::widgets::table::{Cell, Column};
use crate::ui::{Outcome, Screen, Seen, Target, View, words};
use crate::words::sentences;
use axis::{Axis, months};
use ratatui::buffer::Buffer;
use ratatui::layout::{Constraint, Layout, Rect};
use ratatui::style::Style;

/// Tasks with their parts, or alone, in the order of the register.
#[derive(Debug, Clone, Default)]
struct Schedule {
    only_top: bool,
}

impl Source for Schedule {
    type Row = TaskIx;

    fn count(&self, view: &View<'_>) -> usize {
        view.board.tasks.len()
    }

    fn rows(&self, view: &View<'_>, _sieve: &Sieve) -> Vec<TaskIx> {
        let mut rows = Vec::with_capacity(view.board.tasks.len());
        for top in view.board.top_tasks() {
            rows.push(top);
            if !self.only_top {
                rows.extend(view.board.parts_of(top));
            }
        }
        rows
    }

    /// Bars, not cells: there is nothing to order or to keep them by.
    fn columns(&self, _view: &View<'_>) -> Vec<Column> {
        Vec::new()
    }

    fn cells(&self, _view: &View<'_>, _row: TaskIx, _plain: bool) -> (Vec<Cell>, bool) {
        (Vec::new(), false)
    }

    fn values(&self, _view: &View<'_>, _row: TaskIx, _column: usize) -> Vec<String> {
        Vec::new()
    }

    fn sort_key(&self, _view: &View<'_>, _row: TaskIx, _column: usize) -> Key {
        Key::Nothing
    }

    fn matches(&self, view: &View<'_>, row: TaskIx, query: &Query<'_>) -> bool {
        let task = view.board.task(row);
        task.is_some_and(|task| query.matches(task.title()))
    }

    fn key(&self, view: &View<'_>, row: TaskIx) -> Option<Target> {
        view.task_target(row)
    }

    fn is(&self, view: &View<'_>, row: TaskIx, target: &Target) -> bool {
        let task = view.board.task(row);
        matches!(target, Target::Task(region, id)
            if task.is_some_and(|task| task.id() == id && task.region() == region))
    }
}

/// The timeline.
#[derive(Debug, Default)]
pub struct Timeline {
    table: Ledger<Schedule>,
    body: Rect,
}

impl Screen for Timeline {
    ledger!(but own table);

    fn headline(&self, view: &View<'_>) -> String {
        sentences::timeline(view)
    }

    fn update(&mut self, action: Action, view: &View<'_>) -> Outcome {
        match action {
            Action::Open => self.current().map_or(Outcome::Ignored, Outcome::Go),
            Action::Fold => {
                self.table.source.only_top = !self.table.source.only_top;
                self.table.refill(view);
                Outcome::Handled
            }
            Action::Sort | Action::Filter | Action::Left | Action::Right => Outcome::Ignored,
            other => self.table.update(other, view),
        }
    }

    fn current(&self) -> Option<Target> {
        self.table.current().cloned()
    }

    fn click(&mut self, x: u16, y: u16, view: &View<'_>) -> Outcome {
        if !self.body.contains((x, y).into()) {
            return Outcome::Ignored;
        }
        match self.table.hit(usize::from(y - self.body.y), view) {
            Some(true) => self.current().map_or(Outcome::Ignored, Outcome::Go),
            Some(false) => Outcome::Handled,
            None => Outcome::Ignored,
        }
    }

    fn offers(&self, action: Action) -> bool {
        matches!(action, Action::Open | Action::Find | Action::Fold)
            || (action == Action::Back && self.table.is_filtered())
    }

    fn chips(&self, view: &View<'_>) -> Vec<String> {
        self.table.chips(view)
    }

    fn query(&self) -> &str {
        self.table.query()
    }

    fn seen(&self, view: &View<'_>) -> Seen {
        let l = view.locale;
        let mut rows = Vec::new();
        for &ix in self.table.rows() {
            let Some(task) = view.board.task(ix) else {
                continue;
            };
            for step in view.board.milestones_of(ix) {
                let day = |day: Option<chrono::NaiveDate>| {
                    day.map_or_else(String::new, |day| day.to_string())
                };
                rows.push(vec![
                    words::numbered(view, task.region(), task.id()).into_owned(),
                    task.title().to_owned(),
                    view.board.milestone_name(step).to_owned(),
                    day(step.due),
                    day(step.done),
                    match step.days_missed {
                        0 => String::new(),
                        days => tr!(l, "days-late", count = days),
                    },
                ]);
            }
        }
        Seen {
            head: vec![
                tr!(l, "column-id"),
                tr!(l, "column-title"),
                tr!(l, "file-milestones"),
                tr!(l, "column-deadline"),
                tr!(l, "milestone-done-day"),
                tr!(l, "column-late"),
            ],
            rows,
        }
    }

    fn render(&mut self, area: Rect, buffer: &mut Buffer, view: &View<'_>) {
        if self.table.rows().is_empty() {
            let words = self.table.nothing(view, &tr!(view.locale, "tasks-empty"));
            paint::paragraph(buffer, area, &words, view.theme.muted);
            return;
        }
        let curve_height = if view.board.planned.len() < 2 {
            0
        } else if area.height >= 44 {
            14
        } else if area.height >= 24 {
            9
        } else {
            0
        };
        let rows = u16::try_from(self.table.rows().len()).unwrap_or(u16::MAX);
        let wanted = rows.saturating_add(2);
        let [gantt, curve] = Layout::vertical([
            Constraint::Max(wanted.max(area.height.saturating_sub(curve_height))),
            Constraint::Length(curve_height),
        ])
        .areas(area);
        self.gantt(gantt, buffer, view);
        if curve.height > 3 {
            progress_curve(curve, buffer, view);
        }
    }
}

impl Timeline {
    fn gantt(&mut self, area: Rect, buffer: &mut Buffer, view: &View<'_>) {
        let theme = view.theme;
        let names = (area.width / 3).clamp(18, 44);
        let axis = Axis::of(
            view,
            area.x + names + 2,
            area.width.saturating_sub(names + 3),
        );
        months(buffer, area.y, axis, view);
        let body = Rect {
            y: area.y + 1,
            height: area.height.saturating_sub(1),
            ..area
        };
        self.body = body;
        let today = axis.at(view.board.as_of);
        let (window, under) = self.table.window(usize::from(body.height));
        for (line, at) in (0u16..).zip(window) {
            let y = body.y + line;
            let Some(&ix) = self.table.rows().get(at) else {
                continue;
            };
            let (Some(task), Some(verdict)) = (view.board.task(ix), view.board.verdict(ix)) else {
                continue;
            };
            let light = theme.light(verdict.light);
            let part = verdict.is_part();
            paint::put(
                buffer,
                body.x + 1,
                y,
                view.glyphs.light(verdict.light, verdict.class),
                1,
                light,
            );
            let (indent, style) = if part {
                (2, theme.text)
            } else {
                (0, theme.title)
            };
            paint::put(
                buffer,
                body.x + 3 + indent,
                y,
                task.title(),
                names.saturating_sub(4 + indent),
                style,
            );
            self.bar(buffer, y, axis, view, ix, light);
            if at == under {
                paint::tint(
                    buffer,
                    Rect {
                        y,
                        height: 1,
                        ..body
                    },
                    theme.selected,
                );
                paint::put(
                    buffer,
                    body.x,
                    y,
                    "▌",
                    1,
                    theme.accent.patch(theme.selected),
                );
            }
            if view
                .task_target(ix)
                .is_some_and(|key| view.marks.contains(&key))
            {
                paint::put(buffer, body.x, y, "•", 1, theme.accent);
            }
        }
        // Today runs through the bars; only a milestone on the day itself covers it.
        for y in body.top()..body.bottom() {
            if let Some(cell) = buffer.cell_mut((today, y))
                && !matches!(cell.symbol(), "◆" | "◇")
            {
                let symbol = if cell.symbol() == "━" { "┿" } else { "│" };
                cell.set_symbol(symbol)
                    .set_fg(theme.accent.fg.unwrap_or_default());
            }
        }
    }

    #[expect(clippy::unused_self, reason = "one row of this screen's picture")]
    fn bar(
        &self,
        buffer: &mut Buffer,
        y: u16,
        axis: Axis,
        view: &View<'_>,
        ix: TaskIx,
        light: Style,
    ) {
        let theme = view.theme;
        let Some(verdict) = view.board.verdict(ix) else {
            return;
        };
        let milestones = view.board.milestones_of(ix);
        let first = verdict
            .start
            .or_else(|| milestones.iter().filter_map(|m| m.due).min());
        let last = verdict
            .deadline
            .or_else(|| milestones.iter().filter_map(|m| m.due).max());
        if let (Some(start), Some(end)) = (first, last) {
            let (from, to) = (axis.at(start), axis.at(end));
            let reach = from
                + (f64::from(to.saturating_sub(from)) * verdict.actual().unwrap_or(0.0) / 100.0)
                    .round() as u16;
            for x in from..=to {
                let (symbol, style) = if x < reach || verdict.actual().is_some_and(|a| a >= 100.0) {
                    ("━", light)
                } else {
                    ("╌", theme.muted)
                };
                paint::put(buffer, x, y, symbol, 1, style);
            }
            if verdict.is_overdue() {
                for x in to..=axis.at(view.board.as_of) {
                    paint::put(buffer, x, y, "▒", 1, light);
                }
            }
        } else if verdict.long_term {
            paint::put(
                buffer,
                axis.x,
                y,
                &tr!(view.locale, "long-term"),
                axis.width,
                theme.muted,
            );
        }
        for milestone in milestones {
            let Some(due) = milestone.due else { continue };
            let (symbol, style) = if milestone.done.is_some() {
                ("◆", theme.light(Light::Blue))
            } else if milestone.days_missed > 0 {
                ("◆", theme.light(Light::Red))
            } else {
                ("◇", theme.text)
            };
            paint::put(buffer, axis.at(due), y, symbol, 1, style);
        }
    }
}
