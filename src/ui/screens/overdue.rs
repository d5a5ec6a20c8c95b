//! 逾期: who is late, by how long, and what step is due (plan 五(三)).
//!
//! What folds first: 最大滞后, 已销号, 滞后项; unit, overdue tasks and days stay.

use crate::action::Action;
use crate::analysis::board::{Light, TaskIx};
use crate::tr;
use crate::ui::widgets::blocks::{self, Block, Line};
use crate::ui::widgets::list::Listing;
use crate::ui::widgets::sieve::{self, Done, Key, Sieve};
use crate::ui::widgets::table::{self, Cell, Column, Rows};
use crate::ui::widgets::{bar, paint, panel};
use crate::ui::{Outcome, Screen, Seen, Target, View, words};
use crate::words::sentences;
use ratatui::buffer::Buffer;
use ratatui::layout::{Constraint, Layout, Rect};

/// The screen of units.
#[derive(Debug, Default)]
pub struct Overdue {
    list: Listing<usize>,
    drawn: Rows,
    sieve: Sieve,
    /// Whether the keys move in the tasks of the unit, and on which.
    inside: Option<usize>,
}

impl Overdue {
    fn refill(&mut self, view: &View<'_>) {
        let units = &view.board.units;
        let mut rows: Vec<usize> = (0..units.len())
            .filter(|&at| {
                let query = self.sieve.query();
                query.is_empty() || crate::ui::overlays::find::matches(&units[at].unit, query)
            })
            .filter(|&at| self.sieve.keeps(|column| values(view, at, column)))
            .collect();
        self.sieve
            .sort(&mut rows, |at, column| sort_key(view, at, column));
        self.list.fill(rows, |row| key(view, row));
    }

    /// The tasks of the unit under the cursor, the latest first.
    fn tasks(&self, view: &View<'_>) -> Vec<TaskIx> {
        let Some(unit) = self.list.selected().and_then(|at| view.board.units.get(at)) else {
            return Vec::new();
        };
        let mut tasks = unit.tasks.clone();
        tasks.sort_by_key(|&ix| {
            let verdict = &view.board.tasks[ix as usize];
            (
                std::cmp::Reverse(verdict.days_overdue),
                std::cmp::Reverse(verdict.light),
            )
        });
        tasks
    }
}

impl Screen for Overdue {
    fn headline(&self, view: &View<'_>) -> String {
        sentences::overdue(view)
    }

    fn update(&mut self, action: Action, view: &View<'_>) -> Outcome {
        let tasks = self.tasks(view);
        if let Some(at) = self.inside {
            let last = tasks.len().saturating_sub(1);
            match action {
                Action::Up => self.inside = Some(at.saturating_sub(1)),
                Action::Down => self.inside = Some((at + 1).min(last)),
                Action::First => self.inside = Some(0),
                Action::Last => self.inside = Some(last),
                Action::Left | Action::Back => self.inside = None,
                Action::Open => {
                    return tasks
                        .get(at)
                        .and_then(|&ix| view.task_target(ix))
                        .map_or(Outcome::Ignored, Outcome::Go);
                }
                _ => return Outcome::Ignored,
            }
            return Outcome::Handled;
        }
        if self.list.step(action, |row| key(view, row)) {
            return Outcome::Handled;
        }
        match action {
            Action::Open if !tasks.is_empty() => {
                self.inside = Some(0);
                return Outcome::Handled;
            }
            other => {
                let at = self.list.selected();
                let values = |column| at.map_or_else(Vec::new, |at| values(view, at, column));
                match self.sieve.update(other, &self.drawn, values, falls) {
                    Done::No => return Outcome::Ignored,
                    Done::Look => return Outcome::Handled,
                    Done::Rows => {}
                    Done::Order => {
                        self.refill(view);
                        self.list.select(0, |row| key(view, row));
                        return Outcome::Handled;
                    }
                }
            }
        }
        self.refill(view);
        Outcome::Handled
    }

    fn refresh(&mut self, view: &View<'_>) {
        self.refill(view);
        let count = self.tasks(view).len();
        self.inside = self
            .inside
            .filter(|_| count > 0)
            .map(|at| at.min(count - 1));
    }

    fn find(&mut self, query: &str, view: &View<'_>) {
        self.sieve.find(query);
        self.refill(view);
    }

    fn reveal(&mut self, target: &Target, view: &View<'_>) {
        self.inside = None;
        if !self.list.reveal(target, |row| key(view, row)) {
            self.sieve.clear();
            self.refill(view);
            self.list.reveal(target, |row| key(view, row));
        }
    }

    fn current(&self) -> Option<Target> {
        self.list.cursor.key().cloned()
    }

    fn click(&mut self, x: u16, y: u16, view: &View<'_>) -> Outcome {
        if let Some(column) = self.drawn.heading_at(x, y) {
            self.sieve.choose(column);
            return self.update(Action::Sort, view);
        }
        let Some(row) = self.drawn.at(x, y) else {
            return Outcome::Ignored;
        };
        self.inside = (row == self.list.cursor.index()).then_some(0);
        self.list.select(row, |row| key(view, row));
        Outcome::Handled
    }

    fn offers(&self, action: Action) -> bool {
        match self.inside {
            Some(_) => matches!(action, Action::Open | Action::Back),
            None => {
                matches!(
                    action,
                    Action::Open
                        | Action::Find
                        | Action::Filter
                        | Action::Sort
                        | Action::Left
                        | Action::Right
                ) || (action == Action::Back && self.sieve.is_filtered())
            }
        }
    }

    fn chips(&self, view: &View<'_>) -> Vec<String> {
        let count = self.list.rows().len();
        self.sieve.chips(view.locale, &columns(view), count)
    }

    fn seen(&self, view: &View<'_>) -> Seen {
        let rows = self.list.rows();
        table::seen(&columns(view), rows.len(), |row| {
            unit_row(view, rows[row], 1).0
        })
    }

    fn drop_chip(&mut self, at: usize, view: &View<'_>) {
        self.sieve.drop_chip(at);
        self.refill(view);
    }

    fn show_all(&mut self) {
        self.sieve.clear();
    }

    fn memo(&self) -> String {
        self.sieve.memo()
    }

    fn recall(&mut self, memo: &str, view: &View<'_>) {
        self.sieve.recall(memo, columns(view).len());
        self.refill(view);
    }

    fn query(&self) -> &str {
        self.sieve.query()
    }

    fn render(&mut self, area: Rect, buffer: &mut Buffer, view: &View<'_>) {
        if self.list.rows().is_empty() {
            paint::paragraph(
                buffer,
                area,
                &tr!(view.locale, "overdue-empty"),
                view.theme.muted,
            );
            return;
        }
        let (list, detail) = if area.width >= 150 {
            let [list, detail] =
                Layout::horizontal([Constraint::Percentage(56), Constraint::Min(0)])
                    .spacing(3)
                    .areas(area);
            (list, detail)
        } else {
            let below = (area.height / 3).clamp(4, 12);
            let [list, detail] =
                Layout::vertical([Constraint::Min(4), Constraint::Length(below)]).areas(area);
            (list, detail)
        };
        let columns = columns(view);
        let (rows, cursor) = self.list.parts();
        let most = view
            .board
            .units
            .iter()
            .map(|u| u.longest_overdue)
            .max()
            .unwrap_or(1)
            .max(1);
        let head = self.sieve.head();
        self.drawn = table::draw_ordered(
            buffer,
            list,
            view.theme,
            &columns,
            cursor,
            rows.len(),
            (true, head),
            |row| unit_row(view, rows[row], most),
        );
        self.detail(detail, buffer, view);
    }
}

impl Overdue {
    fn detail(&self, area: Rect, buffer: &mut Buffer, view: &View<'_>) {
        let Some(unit) = self.list.selected().and_then(|at| view.board.units.get(at)) else {
            return;
        };
        let l = view.locale;
        let note = match unit.updated {
            Some(false) => tr!(l, "unit-stale"),
            _ => String::new(),
        };
        let mut body = panel::heading(
            buffer,
            area,
            &tr!(l, "unit-detail", unit = unit.unit.as_str()),
            &note,
            view.theme,
        );
        if body.height > 6 {
            let facts = tr!(
                l,
                "unit-facts",
                tasks = unit.tasks.len(),
                done = unit.done,
                completed = unit.completed,
                overdue = unit.overdue,
                behind = unit.behind,
                led = unit.led.len()
            );
            let used =
                paint::paragraph(buffer, Rect { height: 2, ..body }, &facts, view.theme.text);
            body.y += used;
            body.height -= used;
            if unit.at_risk {
                let risk = if unit.longest_overdue > 0 {
                    tr!(l, "unit-risk", days = unit.longest_overdue)
                } else {
                    tr!(l, "unit-risk-reopened")
                };
                let used = paint::paragraph(
                    buffer,
                    Rect { height: 2, ..body },
                    &risk,
                    view.theme.light(Light::Red),
                );
                body.y += used;
                body.height -= used;
            }
            if unit.history.iter().flatten().count() > 1 {
                let spark = bar::spark(&unit.history);
                paint::pieces(
                    buffer,
                    body.x,
                    body.y,
                    body.width,
                    &[
                        (&format!("{} ", tr!(l, "unit-trend")), view.theme.muted),
                        (&spark, view.theme.accent),
                        (
                            &format!(" {}", words::percent(unit.actual)),
                            view.theme.text,
                        ),
                    ],
                );
                body.y += 1;
                body.height -= 1;
            }
        }
        let tasks = self.tasks(view);
        // A high terminal shows below the tasks what was done about the unit.
        let listed = tasks.len() as u16 * 2 + 1;
        if body.height >= listed + 6 {
            let below = Rect {
                y: body.y + listed,
                height: body.height - listed,
                ..body
            };
            blocks::draw(
                buffer,
                below,
                view.theme,
                &done_about(view, &unit.unit),
                |count| tr!(l, "more-items", count = count),
            );
            body.height = listed;
        }
        // Two lines a task where there is room: what it is, and why it stands so.
        let lines: u16 = if usize::from(body.height) >= tasks.len() * 2 {
            2
        } else {
            1
        };
        let room = usize::from(body.height / lines);
        let first = self.inside.map_or(0, |at| (at + 1).saturating_sub(room));
        for (slot, (at, &ix)) in (0u16..).zip(tasks.iter().enumerate().skip(first).take(room)) {
            let (Some(task), Some(verdict)) = (view.board.task(ix), view.board.verdict(ix)) else {
                continue;
            };
            let y = body.y + slot * lines;
            let light = view.theme.light(verdict.light);
            let badge = format!(
                "{} {}",
                view.glyphs.light(verdict.light, verdict.class),
                words::standing(l, verdict)
            );
            let badge_width = words::badge_width(l) + 1;
            let badge = crate::text::pad(&badge, usize::from(badge_width));
            let due = words::date_cell(view, verdict.deadline);
            let due_width = crate::text::width(&due) as u16;
            let room = body.width.saturating_sub(due_width + 2);
            if lines == 2 {
                paint::pieces(
                    buffer,
                    body.x + 1,
                    y,
                    room,
                    &[(&badge, light), (task.title(), view.theme.text)],
                );
                paint::put(
                    buffer,
                    body.x + 1 + badge_width,
                    y + 1,
                    &words::reason(view, ix),
                    body.width.saturating_sub(1 + badge_width),
                    view.theme.muted,
                );
            } else {
                let reason = words::reason(view, ix);
                paint::pieces(
                    buffer,
                    body.x + 1,
                    y,
                    room,
                    &[
                        (&badge, light),
                        (task.title(), view.theme.text),
                        ("  ", view.theme.text),
                        (&reason, view.theme.muted),
                    ],
                );
            }
            paint::put_right(
                buffer,
                body.x,
                y,
                &due,
                body.width,
                if verdict.is_overdue() {
                    light
                } else {
                    view.theme.muted
                },
            );
            if self.inside == Some(at) {
                paint::tint(
                    buffer,
                    Rect {
                        x: body.x,
                        y,
                        width: body.width,
                        height: lines,
                    },
                    view.theme.selected,
                );
            }
        }
    }
}

/// The steps taken about a unit and what meetings decided of it.
fn done_about(view: &View<'_>, unit: &str) -> Vec<Block> {
    let l = view.locale;
    let theme = view.theme;
    let board = view.board;
    let name = board.plan.canonical_unit(unit);
    let own = |units: &[&str]| {
        units
            .iter()
            .any(|one| board.plan.canonical_unit(one) == name)
    };
    let mut actions: Vec<_> = board
        .tables
        .actions
        .iter()
        .filter_map(|&id| board.tables.action(id))
        .filter(|action| own(&action.units()))
        .collect();
    actions.sort_by_key(|action| std::cmp::Reverse(action.date()));
    let actions: Vec<Line> = actions
        .into_iter()
        .map(|action| {
            let level = action
                .level()
                .map_or_else(String::new, |level| words::level(l, level));
            let date = words::date_cell(view, action.date());
            Line::Words(
                vec![
                    (format!("{date}  {level}  "), theme.text),
                    (
                        format!("{}  {}", action.number(), action.demand()),
                        theme.muted,
                    ),
                ],
                None,
            )
        })
        .collect();
    let decisions: Vec<Line> = board
        .decisions
        .iter()
        .filter_map(|one| {
            let row = board
                .tables
                .decision(one.row)
                .filter(|row| own(&row.units()))?;
            let (mark, light, standing) = crate::ui::overlays::agenda::standing(view, one);
            let style = theme.light(light);
            Some(Line::Words(
                vec![
                    (format!("{mark} "), style),
                    (row.text().to_owned(), theme.text),
                ],
                Some((standing, style)),
            ))
        })
        .collect();
    [
        (tr!(l, "file-supervision"), actions),
        (tr!(l, "file-decisions"), decisions),
    ]
    .into_iter()
    .filter(|(_, lines)| !lines.is_empty())
    .map(|(title, lines)| Block {
        title,
        note: String::new(),
        lines,
        behind: 0,
    })
    .collect()
}

fn columns(view: &View<'_>) -> Vec<Column> {
    let l = view.locale;
    vec![
        Column::words(tr!(l, "column-unit"), 14, 4, 0).at_most(30),
        Column::figures(tr!(l, "column-overdue"), 6, 0),
        Column::figures(tr!(l, "column-longest"), 8, 0),
        Column::words(String::new(), 6, 4, 7).at_most(24),
        Column::figures(tr!(l, "column-overdue-days"), 8, 3),
        Column::figures(tr!(l, "column-behind"), 6, 2),
        Column::figures(tr!(l, "column-worst-lag"), 8, 5),
        Column::figures(tr!(l, "column-tasks"), 5, 2),
        Column::figures(tr!(l, "column-done"), 6, 6),
        Column::words(tr!(l, "column-trend"), 8, 0, 4),
        Column::words(tr!(l, "column-step-due"), 9, 0, 0),
        Column::words(tr!(l, "column-step-taken"), 9, 0, 1),
        Column::words(tr!(l, "column-updated"), 8, 0, 1),
    ]
}

/// The values of a unit in a column that rows can be kept by.
fn values(view: &View<'_>, at: usize, column: usize) -> Vec<String> {
    let unit = &view.board.units[at];
    let cells = unit_row(view, at, 1).0;
    match column {
        // Late or not is what one wants to know, not how many of it.
        1..=3 => vec![if unit.overdue > 0 {
            tr!(view.locale, "class-overdue")
        } else {
            tr!(view.locale, "value-not-late")
        }],
        _ => sieve::values(view.locale, cells.get(column)),
    }
}

/// Columns whose greatest comes first.
fn falls(column: usize) -> bool {
    !matches!(column, 0 | 9)
}

fn sort_key(view: &View<'_>, at: usize, column: usize) -> Key {
    let unit = &view.board.units[at];
    match column {
        0 => Key::words(&unit.unit),
        1 => Key::count(unit.overdue),
        2 | 3 => Key::Number(unit.longest_overdue as f64),
        4 => Key::Number(unit.overdue_days as f64),
        5 => Key::count(unit.behind),
        6 => Key::figure(unit.worst_lag),
        7 => Key::count(unit.tasks.len()),
        8 => Key::count(unit.done),
        9 => Key::figure(unit.actual),
        10 => Key::figure(unit.step_due.map(|step| step as f64)),
        11 => match unit.step_due {
            Some(_) => Key::count(unit.step_gap),
            None => Key::Nothing,
        },
        _ => Key::count(usize::from(unit.updated == Some(false))),
    }
}

fn unit_row(view: &View<'_>, at: usize, most: i64) -> (Vec<Cell>, bool) {
    let unit = &view.board.units[at];
    let theme = view.theme;
    let red = theme.light(Light::Red);
    let yellow = theme.light(Light::Yellow);
    let count = |n: usize| {
        if n == 0 {
            "·".to_owned()
        } else {
            n.to_string()
        }
    };
    let late = unit.overdue > 0;
    let style = if late { red } else { theme.muted };
    let cells = vec![
        Cell::new(
            unit.unit.clone(),
            if late { theme.title } else { theme.text },
        ),
        Cell::new(count(unit.overdue), style),
        Cell::new(
            if late {
                tr!(view.locale, "days", count = unit.longest_overdue)
            } else {
                "·".to_owned()
            },
            style,
        ),
        if late {
            Cell::Bar(Some(unit.longest_overdue as f64 / most as f64), None, red)
        } else {
            Cell::new("", theme.muted)
        },
        Cell::new(
            if late {
                unit.overdue_days.to_string()
            } else {
                "·".to_owned()
            },
            style,
        ),
        Cell::new(
            count(unit.behind),
            if unit.behind > 0 { yellow } else { theme.muted },
        ),
        Cell::new(
            unit.worst_lag
                .filter(|lag| *lag > 0.05)
                .map_or_else(|| "·".to_owned(), |lag| words::number(lag, 1)),
            theme.text,
        ),
        Cell::new(unit.tasks.len().to_string(), theme.text),
        Cell::new(count(unit.done), theme.light(Light::Blue)),
        Cell::new(bar::course(&unit.history, 8), theme.accent),
        Cell::new(
            words::step(view, unit.step_due),
            if unit.step_due.is_some() {
                theme.title
            } else {
                theme.muted
            },
        ),
        Cell::new(
            match unit.step_taken {
                Some(level) => words::level(view.locale, level),
                None if unit.step_due.is_some() => tr!(view.locale, "step-not-taken"),
                None => "—".to_owned(),
            },
            match (unit.step_due, unit.step_gap) {
                (None, _) => theme.muted,
                (Some(_), 0) => theme.light(Light::Green),
                (Some(_), _) => red,
            },
        ),
        Cell::new(
            if unit.updated == Some(false) {
                tr!(view.locale, "not-updated")
            } else {
                String::new()
            },
            yellow,
        ),
    ];
    (cells, view.marks.contains(&Target::Unit(unit.unit.clone())))
}

/// The identity of a row.
fn key(view: &View<'_>, row: usize) -> Option<Target> {
    Some(Target::Unit(view.board.units.get(row)?.unit.clone()))
}
