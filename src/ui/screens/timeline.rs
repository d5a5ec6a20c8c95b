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
use crate::ui::widgets::list::Listing;
use crate::ui::widgets::paint;
use crate::ui::{Outcome, Screen, Seen, Target, View, words};
use crate::words::sentences;
use axis::{Axis, Span, months};
use ratatui::buffer::Buffer;
use ratatui::layout::{Constraint, Layout, Rect};
use ratatui::style::Style;

/// The timeline.
#[derive(Debug, Default)]
pub struct Timeline {
    list: Listing<TaskIx>,
    body: Rect,
    query: String,
    only_top: bool,
    /// The days the rows take.
    span: Span,
}

impl Timeline {
    fn refill(&mut self, view: &View<'_>) {
        let mut rows = Vec::new();
        for top in view.board.top_tasks() {
            rows.push(top);
            if !self.only_top {
                rows.extend_from_slice(view.board.parts_of(top));
            }
        }
        if !self.query.is_empty() {
            let query = crate::ui::overlays::find::Query::new(&self.query);
            rows.retain(|&ix| {
                let task = view.board.task(ix);
                task.is_some_and(|task| query.matches(task.title()))
            });
        }
        self.span = Span::of(view, &rows);
        self.list.fill(rows, |row| key(view, row));
    }
}

impl Screen for Timeline {
    fn headline(&self, view: &View<'_>) -> String {
        sentences::timeline(view)
    }

    fn update(&mut self, action: Action, view: &View<'_>) -> Outcome {
        if self.list.step(action, |row| key(view, row)) {
            return Outcome::Handled;
        }
        match action {
            Action::Open => return self.current().map_or(Outcome::Ignored, Outcome::Go),
            Action::Fold => self.only_top = !self.only_top,
            Action::Back if !self.query.is_empty() => self.query.clear(),
            _ => return Outcome::Ignored,
        }
        self.refill(view);
        Outcome::Handled
    }

    fn refresh(&mut self, view: &View<'_>) {
        self.refill(view);
    }

    fn find(&mut self, query: &str, view: &View<'_>) {
        query.clone_into(&mut self.query);
        self.refill(view);
    }

    fn current(&self) -> Option<Target> {
        self.list.cursor.key().cloned()
    }

    fn click(&mut self, x: u16, y: u16, view: &View<'_>) -> Outcome {
        if !self.body.contains((x, y).into()) {
            return Outcome::Ignored;
        }
        let row = self.list.cursor.offset() + usize::from(y - self.body.y);
        if row >= self.list.rows().len() {
            return Outcome::Ignored;
        }
        if row == self.list.cursor.index() {
            return self.current().map_or(Outcome::Ignored, Outcome::Go);
        }
        self.list.select(row, |row| key(view, row));
        Outcome::Handled
    }

    fn offers(&self, action: Action) -> bool {
        matches!(action, Action::Open | Action::Find | Action::Fold)
            || (action == Action::Back && !self.query.is_empty())
    }

    fn chips(&self, view: &View<'_>) -> Vec<String> {
        if self.query.is_empty() {
            return Vec::new();
        }
        vec![tr!(
            view.locale,
            "chip-query",
            query = self.query.as_str(),
            count = self.list.rows().len()
        )]
    }

    fn seen(&self, view: &View<'_>) -> Seen {
        let l = view.locale;
        let mut rows = Vec::new();
        for &ix in self.list.rows() {
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

    fn query(&self) -> &str {
        &self.query
    }

    fn render(&mut self, area: Rect, buffer: &mut Buffer, view: &View<'_>) {
        if self.list.rows().is_empty() {
            paint::paragraph(
                buffer,
                area,
                &tr!(view.locale, "tasks-empty"),
                view.theme.muted,
            );
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
        let wanted = self.list.rows().len() as u16 + 2;
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
            self.span,
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
        let window = self
            .list
            .cursor
            .window(usize::from(body.height), self.list.rows().len());
        for (line, at) in (0u16..).zip(window) {
            let y = body.y + line;
            let ix = self.list.rows()[at];
            let (Some(task), Some(verdict)) = (view.board.task(ix), view.board.verdict(ix)) else {
                continue;
            };
            let light = theme.light(verdict.light);
            let part = verdict.parent.is_some();
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
            if at == self.list.cursor.index() {
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
                + (f64::from(to.saturating_sub(from)) * verdict.actual.unwrap_or(0.0) / 100.0)
                    .round() as u16;
            for x in from..=to {
                let (symbol, style) = if x < reach || verdict.actual.is_some_and(|a| a >= 100.0) {
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

/// The identity of a row.
fn key(view: &View<'_>, row: TaskIx) -> Option<Target> {
    view.task_target(row)
}
