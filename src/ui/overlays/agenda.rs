//! 议定事项: what meetings decided and what became of it; one of them is marked done here.

use super::framed;
use crate::action::Action;
use crate::analysis::board::{DecisionVerdict, Light, UnitVerdict};
use crate::tr;
use crate::ui::widgets::list::Cursor;
use crate::ui::widgets::paint;
use crate::ui::{Target, View, words};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use std::cmp::Reverse;

/// The list of decisions.
#[derive(Debug, Default)]
pub struct Agenda {
    /// The task or unit under the cursor when it was opened: what concerns it comes first.
    about: Option<Target>,
    cursor: Cursor,
    /// Whether marking the one under the cursor was asked for once.
    asked: bool,
    /// Why it was not marked.
    pub error: Option<String>,
}

/// What a person wants after a key.
#[derive(Debug, PartialEq, Eq)]
pub enum Wish {
    /// Nothing more.
    Stay,
    /// To leave.
    Leave,
    /// To record a new one.
    New,
    /// To mark this one done: an index into the board's decisions.
    Close(usize),
    /// To open its task.
    Go(Target),
}

impl Agenda {
    /// The list, opened for a thing.
    pub fn new(about: Option<Target>) -> Self {
        Self {
            about,
            ..Self::default()
        }
    }

    /// The unit the list was opened for; looked for once, a country has tens of thousands.
    fn unit<'a>(&self, view: &View<'a>) -> Option<&'a UnitVerdict> {
        match &self.about {
            Some(Target::Unit(name)) => view.board.units.iter().find(|one| one.unit == *name),
            _ => None,
        }
    }

    /// Whether a decision is about the thing the list was opened for, `unit` where that is one.
    fn concerns(&self, view: &View<'_>, unit: Option<&UnitVerdict>, one: &DecisionVerdict) -> bool {
        let Some(row) = view.board.tables.decision(one.row) else {
            return false;
        };
        match &self.about {
            Some(Target::Task(region, id)) => row.region() == region && row.task() == id,
            Some(Target::Unit(_)) => unit.is_some_and(|unit| {
                let called = |one: &&str| unit.is_called(&view.board.plan, one, row.region());
                row.units().iter().any(called)
            }),
            _ => false,
        }
    }

    /// Indexes into the board's decisions, in the order shown.
    fn rows(&self, view: &View<'_>) -> Vec<usize> {
        let all = &view.board.decisions;
        let mut rows: Vec<usize> = (0..all.len()).collect();
        let unit = self.unit(view);
        rows.sort_by_cached_key(|&at| Reverse(self.concerns(view, unit, &all[at])));
        rows
    }

    fn key(view: &View<'_>, at: usize) -> Option<Target> {
        let one = view.board.decisions.get(at)?;
        let row = view.board.tables.decision(one.row)?;
        Some(Target::Decision(
            row.region().to_owned(),
            row.id().to_owned(),
        ))
    }

    /// Finds its place again on a new board.
    pub fn refresh(&mut self, view: &View<'_>) {
        let rows = self.rows(view);
        let before = self.cursor.key().cloned();
        self.cursor
            .rebase(rows.len(), |row| Self::key(view, rows[row]));
        // What was asked for one is not asked for its neighbour.
        self.asked &= before.as_ref() == self.cursor.key();
    }

    /// Acts.
    pub fn update(&mut self, action: Action, view: &View<'_>) -> Wish {
        let rows = self.rows(view);
        if let Some(row) = self.cursor.moved(action, rows.len()) {
            self.cursor
                .select(row, rows.len(), |row| Self::key(view, rows[row]));
            self.asked = false;
            self.error = None;
            return Wish::Stay;
        }
        let chosen = rows.get(self.cursor.index()).copied();
        let open = chosen.filter(|&at| view.board.decisions[at].open);
        match (action, open) {
            (Action::Back, _) if self.asked => self.asked = false,
            (Action::Back, _) => return Wish::Leave,
            (Action::Decide, _) => return Wish::New,
            // Once to ask, once to do it: a stray key marks nothing.
            (Action::Done, Some(at)) if self.asked => {
                self.asked = false;
                return Wish::Close(at);
            }
            (Action::Open, Some(at)) if self.asked => {
                self.asked = false;
                return Wish::Close(at);
            }
            (Action::Done, Some(_)) => {
                self.asked = true;
                self.error = None;
            }
            (Action::Open, _) => {
                let task = chosen
                    .and_then(|at| view.board.tables.decision(view.board.decisions[at].row))
                    .filter(|row| !row.task().is_empty());
                if let Some(row) = task
                    && view.board.find_task(row.region(), row.task()).is_some()
                {
                    return Wish::Go(Target::Task(row.region().to_owned(), row.task().to_owned()));
                }
            }
            _ => {}
        }
        Wish::Stay
    }

    /// Draws the list over the middle of the screen.
    pub fn draw(&mut self, buffer: &mut Buffer, view: &View<'_>) {
        let l = view.locale;
        let theme = view.theme;
        let rows = self.rows(view);
        let screen = *buffer.area();
        let width = screen.width.min(110);
        let height = u16::try_from(rows.len())
            .unwrap_or(u16::MAX)
            .saturating_add(8)
            .clamp(10, screen.height.saturating_sub(2).max(10));
        let keys = if self.asked {
            tr!(l, "agenda-keys-asked")
        } else {
            tr!(l, "agenda-keys")
        };
        let title = tr!(l, "decide-title");
        let body = framed(buffer, theme, (width, height), &title, &keys);
        if rows.is_empty() {
            paint::paragraph(
                buffer,
                Rect {
                    y: body.y + 1,
                    height: body.height.saturating_sub(1),
                    ..body
                },
                &tr!(l, "agenda-empty"),
                theme.muted,
            );
            return;
        }
        // The one under the cursor stands in full below the list.
        let below = 4.min(body.height / 2);
        let window = self
            .cursor
            .window(usize::from(body.height - below - 1), rows.len());
        for (line, row) in (1u16..).zip(window) {
            let at = rows[row];
            let Some(decision) = view.board.tables.decision(view.board.decisions[at].row) else {
                continue;
            };
            let (mark, light, standing) = standing(view, &view.board.decisions[at]);
            let y = body.y + line;
            let style = theme.light(light);
            let tail = crate::text::width(&standing) as u16;
            let x = body.x;
            paint::put(buffer, x, y, mark, 2, style);
            let day = words::date_cell(view, decision.meeting());
            paint::put(buffer, x + 2, y, &day, 10, theme.muted);
            let units = words::units(view, &decision.units(), decision.region());
            let text_x = x + 8 + day.len().saturating_sub(5) as u16;
            let room = body.right().saturating_sub(text_x + tail + 2);
            let units_room = (room / 3).min(20);
            let text_room = room.saturating_sub(units_room + 1);
            paint::put(buffer, text_x, y, decision.text(), text_room, theme.text);
            paint::put(
                buffer,
                text_x + text_room + 1,
                y,
                &units,
                units_room,
                theme.muted,
            );
            paint::put_right(buffer, x, y, &standing, body.width, style);
            if row == self.cursor.index() {
                let area = Rect::new(x, y, body.width, 1);
                paint::tint(buffer, area, theme.selected);
            }
        }
        self.draw_chosen(buffer, view, &rows, body, below);
    }

    fn draw_chosen(
        &self,
        buffer: &mut Buffer,
        view: &View<'_>,
        rows: &[usize],
        body: Rect,
        below: u16,
    ) {
        let l = view.locale;
        let theme = view.theme;
        let room = Rect {
            y: body.bottom() - below,
            height: below,
            ..body
        };
        paint::rule(buffer, room.x, room.y, room.width, theme.border);
        let room = Rect {
            y: room.y + 1,
            height: below.saturating_sub(1),
            ..room
        };
        let chosen = rows.get(self.cursor.index()).copied();
        let Some(decision) = chosen
            .and_then(|at| view.board.decisions.get(at))
            .and_then(|one| view.board.tables.decision(one.row))
        else {
            return;
        };
        if let Some(error) = &self.error {
            paint::paragraph(buffer, room, error, theme.light(Light::Red));
            return;
        }
        let mut text = format!("{} {}", decision.id(), decision.text());
        if self.asked {
            text = tr!(l, "agenda-ask", text = text);
        } else if !decision.task().is_empty()
            && let Some(ix) = view.board.find_task(decision.region(), decision.task())
        {
            let title = view.board.task(ix).map_or("", crate::model::Task::title);
            text = format!("{text}  →  {} {title}", decision.task());
        }
        let style = if self.asked { theme.accent } else { theme.text };
        paint::paragraph(buffer, room, &text, style);
    }
}

/// The mark, light and words of where a decision stands.
pub fn standing(view: &View<'_>, one: &DecisionVerdict) -> (&'static str, Light, String) {
    let l = view.locale;
    match (one.open, one.days_overdue) {
        (false, _) => ("★", Light::Blue, tr!(l, "decision-done")),
        (true, 0) => {
            let due = view
                .board
                .tables
                .decision(one.row)
                .and_then(|row| row.deadline().date);
            let words = match due {
                Some(day) => tr!(l, "paper-by", date = words::date(view, day)),
                None => tr!(l, "decision-open"),
            };
            ("◇", Light::Yellow, words)
        }
        (true, days) => ("■", Light::Red, tr!(l, "days-late", count = days)),
    }
}
