//! 督办: which step each late unit is due, which was taken, what is missing; answers, look-backs,
//! cases, publicity (plan 五(三)–(五)).
//!
//! What folds first: 公开, 问责, 曝光, 任务; unit, ladder and gap stay.

use super::ledger::{Ledger, Source, ledger};
use crate::action::Action;
use crate::analysis::board::{Escalation, Light, TaskVerdict, rung};
use crate::terms::{Level, LookbackResult, Release};
use crate::ui::overlays::find::Query;
use crate::ui::widgets::blocks::{self, Block, Line};
use crate::ui::widgets::sieve::{self, Key, Sieve};
use crate::ui::widgets::table::{Cell, Column};
use crate::ui::widgets::{paint, panel};
use crate::ui::{Outcome, Screen, Seen, Target, View, words};
use crate::words::sentences;
use crate::{text, tr};
use ratatui::buffer::Buffer;
use ratatui::layout::{Constraint, Layout, Rect};
use ratatui::style::Style;

/// What each late unit is due, as a table; rows are indices of the escalations.
#[derive(Debug, Clone, Default)]
struct Ladder;

impl Source for Ladder {
    type Row = usize;

    fn count(&self, view: &View<'_>) -> usize {
        view.board.supervision.escalations.len()
    }

    fn rows(&self, view: &View<'_>, _sieve: &Sieve) -> Vec<usize> {
        (0..self.count(view)).collect()
    }

    fn columns(&self, view: &View<'_>) -> Vec<Column> {
        columns(view)
    }

    fn cells(&self, view: &View<'_>, row: usize, _plain: bool) -> (Vec<Cell>, bool) {
        ladder_row(view, row)
    }

    fn values(&self, view: &View<'_>, row: usize, column: usize) -> Vec<String> {
        values(view, row, column)
    }

    fn sort_key(&self, view: &View<'_>, row: usize, column: usize) -> Key {
        sort_key(view, row, column)
    }

    fn matches(&self, view: &View<'_>, row: usize, query: &Query<'_>) -> bool {
        let one = view.board.supervision.escalations.get(row);
        one.is_some_and(|&one| query.matches(unit(view, one)) || query.matches(title(view, one)))
    }

    /// The task of a row; a task of several units has a row for each, told apart by the unit.
    fn key(&self, view: &View<'_>, row: usize) -> Option<Target> {
        let one = view.board.supervision.escalations.get(row)?;
        let (region, id) = view.board.task_key(one.task)?;
        Some(Target::Late(region, id, unit(view, *one).to_owned()))
    }
}

/// How many rows the record needs to stand below the ladder: a gap, its heading and some lines.
const RECORD: u16 = 6;

/// How wide the units of a line of the record may be, cells.
const UNITS: usize = 24;

/// The screen of supervision.
#[derive(Debug, Default)]
pub struct Supervision {
    table: Ledger<Ladder>,
}

fn unit<'a>(view: &View<'a>, one: Escalation) -> &'a str {
    view.board
        .units
        .get(one.unit)
        .map_or("", |unit| unit.unit.as_str())
}

fn title<'a>(view: &View<'a>, one: Escalation) -> &'a str {
    view.board
        .task(one.task)
        .map_or("", crate::model::Task::title)
}

impl Screen for Supervision {
    ledger!(table);

    fn headline(&self, view: &View<'_>) -> String {
        sentences::supervision(view)
    }

    fn update(&mut self, action: Action, view: &View<'_>) -> Outcome {
        match action {
            Action::Open => self.current().map_or(Outcome::Ignored, Outcome::Go),
            other => self.table.update(other, view),
        }
    }

    fn current(&self) -> Option<Target> {
        match self.table.current().cloned()? {
            Target::Late(region, id, _) => Some(Target::Task(region, id)),
            other => Some(other),
        }
    }

    fn click(&mut self, x: u16, y: u16, view: &View<'_>) -> Outcome {
        match self.table.click(x, y, view) {
            Ok(outcome) => outcome,
            Err(true) => self.update(Action::Open, view),
            Err(false) => Outcome::Handled,
        }
    }

    fn offers(&self, action: Action) -> bool {
        match action {
            Action::Open => !self.table.rows().is_empty(),
            other => self.table.offers(other),
        }
    }

    fn unit(&self, view: &View<'_>) -> Option<String> {
        let one = view
            .board
            .supervision
            .escalations
            .get(self.table.selected()?)?;
        Some(view.board.units.get(one.unit)?.unit.clone())
    }

    fn render(&mut self, area: Rect, buffer: &mut Buffer, view: &View<'_>) {
        let l = view.locale;
        let count = u16::try_from(self.table.rows().len()).unwrap_or(u16::MAX);
        let (above, sides) = if area.width >= 150 {
            let [left, right] =
                Layout::horizontal([Constraint::Percentage(55), Constraint::Min(0)])
                    .spacing(3)
                    .areas(area);
            (left, vec![right])
        } else {
            let table = count
                .saturating_add(3)
                .clamp(5, (area.height * 3 / 5).max(5));
            let [above, below] =
                Layout::vertical([Constraint::Length(table), Constraint::Min(0)]).areas(area);
            if area.width >= 100 {
                let [left, right] =
                    Layout::horizontal([Constraint::Percentage(50), Constraint::Min(0)])
                        .spacing(2)
                        .areas(below);
                (above, vec![left, right])
            } else {
                (above, vec![below])
            }
        };
        let body = panel::heading(buffer, above, &tr!(l, "supervision-ladder"), "", view.theme);
        if view.board.supervision.escalations.is_empty() {
            let words = tr!(l, "supervision-empty");
            let style = view.theme.light(Light::Green);
            paint::put(buffer, body.x + 1, body.y, &words, body.width, style);
        } else {
            // That nothing matches is no all-clear.
            let none = tr!(l, "overdue-empty");
            self.table.draw(body, buffer, view, true, &none);
        }
        // No list shows more lines than the screen has: a country has tens of thousands.
        let room = usize::from(area.height);
        let mut all = blocks(view, room);
        // The record stands below a ladder that leaves room for it, else behind the rest.
        let ladder = count.saturating_add(3).min(above.height);
        let below = Rect {
            y: above.y + ladder,
            height: above.height - ladder,
            ..above
        };
        if below.height >= RECORD {
            blocks::draw(buffer, below, view.theme, &[record(view, room)], |count| {
                tr!(l, "more-items", count = count)
            });
        } else {
            all.push(record(view, room));
        }
        let share = all.len().div_ceil(sides.len());
        for (side, part) in sides.into_iter().zip(all.chunks(share.max(1))) {
            blocks::draw(buffer, side, view.theme, part, |count| {
                tr!(l, "more-items", count = count)
            });
        }
    }
}

fn columns(view: &View<'_>) -> Vec<Column> {
    let l = view.locale;
    let mut columns = vec![
        Column::words(tr!(l, "column-unit"), 14, 2, 0).at_most(26),
        Column::figures(tr!(l, "column-late"), 8, 0),
    ];
    for index in 0..view.board.plan.steps.len() {
        columns.push(Column::words(words::step(view, Some(index)), 9, 0, 0));
    }
    columns.push(Column::words(
        words::level(l, Level::Accountability),
        6,
        0,
        4,
    ));
    columns.push(Column::words(words::level(l, Level::Exposure), 6, 0, 5));
    columns.push(Column::words(tr!(l, "column-gap"), 8, 0, 0));
    columns.push(Column::words(tr!(l, "column-task"), 16, 5, 3).at_most(40));
    columns
}

/// The values of a row in a column that rows can be kept by.
fn values(view: &View<'_>, at: usize, column: usize) -> Vec<String> {
    let Some(one) = view.board.supervision.escalations.get(at) else {
        return Vec::new();
    };
    let cells = ladder_row(view, at).0;
    let gap = cells.len().saturating_sub(2);
    match column {
        0 => vec![unit(view, *one).to_owned()],
        // On a rung: the step that is due.
        _ if column < gap => vec![words::step(view, Some(one.due))],
        _ => sieve::values(view.locale, cells.get(column)),
    }
}

fn sort_key(view: &View<'_>, at: usize, column: usize) -> Key {
    let Some(one) = view.board.supervision.escalations.get(at) else {
        return Key::Nothing;
    };
    let last = view.board.plan.steps.len() + 5;
    match column {
        0 => Key::words(unit(view, *one)),
        1 => Key::Number(
            -view
                .board
                .verdict(one.task)
                .map_or(0.0, |v| v.days_overdue() as f64),
        ),
        _ if column == last => {
            Key::words(view.board.task(one.task).map_or("", crate::model::Task::id))
        }
        _ if column + 1 == last => Key::Number(-(one.gap as f64)),
        _ => Key::Number(-(one.due as f64)),
    }
}

/// One rung of the ladder: taken with its day, due and missing, or neither.
fn rung_cell(view: &View<'_>, one: Escalation, place: usize, reached: Option<usize>) -> Cell {
    let theme = view.theme;
    let taken_here = one.taken.filter(|_| reached == Some(place));
    if let Some(taken) = taken_here {
        // Without its year, which the record has: at 80 columns the gap would find no room.
        let words = format!("◆ {}", taken.date.format("%m-%d"));
        return Cell::new(words, theme.light(Light::Blue));
    }
    if reached.is_some_and(|reached| place < reached) {
        // A rung may be passed over; what was not taken is not said to be.
        return if one.is_taken(place) {
            Cell::new("◆", theme.light(Light::Blue))
        } else {
            Cell::new("–", theme.muted)
        };
    }
    if place == one.due {
        return Cell::new(
            format!("◇ {}", tr!(view.locale, "rung-due")),
            theme.light(Light::Red),
        );
    }
    if place < one.due {
        return Cell::new("◇", theme.light(Light::Yellow));
    }
    Cell::new("·", theme.muted)
}

fn ladder_row(view: &View<'_>, row: usize) -> (Vec<Cell>, bool) {
    let one = view.board.supervision.escalations[row];
    let theme = view.theme;
    let reached = one
        .taken
        .and_then(|taken| rung(&view.board.plan, taken.level));
    let verdict = view.board.verdict(one.task);
    let days = verdict.map_or(0, TaskVerdict::days_overdue);
    let mut cells = vec![
        Cell::new(
            unit(view, one),
            if one.gap > 0 { theme.title } else { theme.text },
        ),
        Cell::new(
            if days > 0 {
                tr!(view.locale, "days", count = days)
            } else {
                verdict.map_or_else(String::new, |v| words::standing(view.locale, v))
            },
            theme.light(Light::Red),
        ),
    ];
    let steps = view.board.plan.steps.len();
    for place in 0..=steps {
        cells.push(rung_cell(view, one, place, reached));
    }
    cells.push(match one.exposed {
        Some(day) => Cell::new(day.format("%m-%d").to_string(), theme.light(Light::Yellow)),
        None => Cell::new("·", theme.muted),
    });
    cells.push(if one.gap == 0 {
        Cell::new(tr!(view.locale, "gap-none"), theme.light(Light::Green))
    } else {
        Cell::new(
            tr!(view.locale, "gap-steps", count = one.gap),
            theme.light(Light::Red),
        )
    });
    let id = view.board.task(one.task).map_or("", crate::model::Task::id);
    cells.push(Cell::new(format!("{id} {}", title(view, one)), theme.muted));
    (cells, false)
}

/// The steps taken, the newest first: what was sent to whom, and whether it was answered.
fn record(view: &View<'_>, room: usize) -> Block {
    let l = view.locale;
    let theme = view.theme;
    let all = &view.board.supervision.taken;
    let rows: Vec<_> = all
        .iter()
        .take(room)
        .filter_map(|&row| view.board.tables.action(row))
        .map(|action| {
            let date = words::date_cell(view, action.date());
            let level = action.level();
            let level = level.map_or_else(|| "—".to_owned(), |level| words::level(l, level));
            (
                action,
                [
                    date,
                    level,
                    words::units(view, &action.units(), action.region()),
                ],
            )
        })
        .collect();
    let widest = |column: usize| {
        let widths = rows.iter().map(|(_, cells)| text::width(&cells[column]));
        widths.max().unwrap_or(0)
    };
    let widths = [widest(0), widest(1), widest(2).min(UNITS)];
    let lines: Vec<Line> = rows
        .iter()
        .map(|(action, cells)| {
            let cell = |column: usize| text::pad(&cells[column], widths[column]);
            let said = [action.number(), action.demand()];
            let said: Vec<&str> = said.into_iter().filter(|words| !words.is_empty()).collect();
            let answered = action.replied().filter(|day| *day <= view.board.as_of);
            let answer = match (answered, action.reply_due()) {
                (Some(day), _) => {
                    let words = tr!(l, "record-answered", date = words::date(view, day));
                    Some((words, theme.light(Light::Green)))
                }
                (None, _) if action.is_answered(view.board.as_of) => {
                    Some((tr!(l, "record-answered-once"), theme.light(Light::Green)))
                }
                (None, Some(due)) => Some(until(view, (view.board.as_of - due).num_days())),
                (None, None) => None,
            };
            Line::Words(
                vec![
                    (format!("{}  ", cell(0)), theme.muted),
                    (format!("{}  {}  ", cell(1), cell(2)), theme.text),
                    (said.join("  "), theme.muted),
                ],
                answer,
            )
        })
        .collect();
    Block {
        title: tr!(l, "block-record", count = all.len()),
        note: String::new(),
        behind: all.len().saturating_sub(room),
        lines: if lines.is_empty() {
            vec![Line::new(tr!(l, "block-none"), theme.muted)]
        } else {
            lines
        },
    }
}

/// So many days late, or left.
fn until(view: &View<'_>, days: i64) -> (String, Style) {
    if days > 0 {
        let words = tr!(view.locale, "days-late", count = days);
        (words, view.theme.light(Light::Red))
    } else {
        let words = tr!(view.locale, "days-left", count = -days);
        (words, view.theme.muted)
    }
}

/// The lists beside the ladder: answers, look-backs, cases, publicity.
fn blocks(view: &View<'_>, room: usize) -> Vec<Block> {
    let l = view.locale;
    let theme = view.theme;
    let board = view.board;
    let none = || vec![Line::new(tr!(l, "block-none"), theme.muted)];
    let filled = |lines: Vec<Line>| if lines.is_empty() { none() } else { lines };
    let replies: Vec<Line> = board
        .supervision
        .replies
        .iter()
        .take(room)
        .filter_map(|reply| {
            let action = board.tables.action(reply.row)?;
            let level = action
                .level()
                .map_or_else(String::new, |level| words::level(l, level));
            Some(Line::Words(
                vec![
                    (
                        format!("{}  ", words::units(view, &action.units(), action.region())),
                        theme.text,
                    ),
                    (format!("{level} {}  ", action.number()), theme.muted),
                    (action.demand().to_owned(), theme.muted),
                ],
                Some(until(view, reply.days_late)),
            ))
        })
        .collect();
    let lookbacks: Vec<Line> = board
        .supervision
        .lookbacks
        .iter()
        .take(room)
        .filter_map(|one| {
            let row = board.tables.lookback(one.row)?;
            let style = match one.result {
                Some(LookbackResult::Passed) => theme.light(Light::Green),
                Some(_) if one.reopens => theme.light(Light::Red),
                Some(_) => theme.light(Light::Yellow),
                None => theme.muted,
            };
            let symbol = if one.reopens { "■" } else { "●" };
            let result = one
                .result
                .map_or_else(|| "—".to_owned(), |r| words::lookback(l, r));
            let name = one
                .task
                .and_then(|ix| board.task(ix))
                .map_or("", crate::model::Task::title);
            let tail = match (one.open, row.deadline()) {
                (true, Some(day)) => tr!(l, "lookback-by", date = words::date(view, day)),
                _ if !one.open && row.fixed().is_some() => tr!(l, "lookback-fixed"),
                _ => String::new(),
            };
            Some(Line::Words(
                vec![
                    (format!("{symbol} {result}  "), style),
                    (
                        format!("{}  ", words::date_cell(view, row.date())),
                        theme.muted,
                    ),
                    (
                        format!(
                            "{} {name}  ",
                            words::numbered(view, row.region(), row.task())
                        ),
                        theme.text,
                    ),
                    (row.problem().to_owned(), theme.muted),
                ],
                Some((tail, style)).filter(|(words, _)| !words.is_empty()),
            ))
        })
        .collect();
    let cases: Vec<Line> = board
        .supervision
        .cases
        .iter()
        .take(room)
        .filter_map(|one| {
            let case = board.tables.case(one.row)?;
            let right = if one.reported {
                (tr!(l, "case-reported"), theme.light(Light::Blue))
            } else if one.days_overdue > 0 {
                until(view, one.days_overdue)
            } else {
                one.days_left
                    .map_or_else(|| (String::new(), theme.muted), |left| until(view, -left))
            };
            Some(Line::Words(
                vec![
                    (format!("{}  ", case.clue()), theme.text),
                    (
                        words::units(view, &case.units(), case.region()),
                        theme.muted,
                    ),
                ],
                Some(right),
            ))
        })
        .collect();
    let made_public = &board.supervision.published;
    let published: Vec<Line> = board
        .top_tasks()
        .take(room)
        .filter_map(|ix| {
            let task = board.task(ix)?;
            let known = made_public.binary_search_by_key(&ix, |one| one.task);
            let known = known.ok().map(|at| made_public[at]);
            let mut pieces = vec![(
                format!("{} ", words::numbered(view, task.region(), task.id())),
                theme.muted,
            )];
            for kind in Release::ALL {
                let (mark, style) = match known.and_then(|one| one.day(*kind)) {
                    Some(_) if *kind == Release::Exposure => ("▲", theme.light(Light::Yellow)),
                    Some(_) => ("●", theme.light(Light::Green)),
                    None => ("·", theme.muted),
                };
                pieces.push((format!("{mark}{} ", words::release(l, *kind)), style));
            }
            pieces.push((format!(" {}", task.title()), theme.muted));
            Some(Line::Words(pieces, None))
        })
        .collect();
    vec![
        Block {
            title: tr!(l, "block-replies", count = board.supervision.replies.len()),
            note: String::new(),
            behind: board.supervision.replies.len().saturating_sub(room),
            lines: filled(replies),
        },
        Block {
            title: tr!(
                l,
                "block-lookbacks",
                count = board.supervision.lookbacks.len()
            ),
            note: String::new(),
            behind: board.supervision.lookbacks.len().saturating_sub(room),
            lines: filled(lookbacks),
        },
        Block {
            title: tr!(
                l,
                "block-cases",
                count = board.supervision.cases.len(),
                late = board.supervision.glance.late_cases
            ),
            note: String::new(),
            behind: board.supervision.cases.len().saturating_sub(room),
            lines: filled(cases),
        },
        Block {
            title: tr!(l, "block-publicity"),
            note: String::new(),
            behind: board.top.total.saturating_sub(room),
            lines: filled(published),
        },
    ]
}
