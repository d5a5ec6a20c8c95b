//! 变化: what changed since the last meeting or any earlier day, each in a sentence that opens its
//! thing (DESIGN §4, Change).
//!
//! What folds first: the course of progress, then the row of days to compare with; kind and sentence
//! stay.

use crate::action::Action;
use crate::analysis::board::{Baseline, Light};
use crate::tr;
use crate::ui::widgets::list::Listing;
use crate::ui::widgets::table::{self, Cell, Column, Rows};
use crate::ui::widgets::{bar, paint};
use crate::ui::{Outcome, Screen, Seen, Target, View, words};
use crate::words::changes::{About, Change, Kind, changes, kind as kind_word};
use crate::words::sentences;
use chrono::NaiveDate;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

/// One change with the thing it opens.
#[derive(Debug, Clone)]
struct Row {
    change: Change,
    target: Option<Target>,
}

/// The screen of changes.
#[derive(Debug, Default)]
pub struct Changes {
    all: Vec<Row>,
    list: Listing<usize>,
    drawn: Rows,
    /// Where the days that can be compared with were drawn.
    days: Vec<(Rect, NaiveDate)>,
    kind: Option<Kind>,
    query: String,
}

impl Changes {
    fn refill(&mut self) {
        let all = &self.all;
        let rows = (0..all.len())
            .filter(|&at| self.kind.is_none_or(|kind| all[at].change.kind == kind))
            .filter(|&at| {
                self.query.is_empty()
                    || crate::ui::overlays::find::matches(&all[at].change.words, &self.query)
            })
            .collect();
        self.list.fill(rows, |row| all[row].target.clone());
    }

    fn step(&mut self, action: Action) -> bool {
        let all = &self.all;
        self.list.step(action, |row| all[row].target.clone())
    }
}

/// The day before or behind the one compared with.
fn neighbour(view: &View<'_>, later: bool) -> Option<NaiveDate> {
    let days = &view.board.baselines;
    let from = view.board.changes.from?;
    let mut sorted = days.iter().map(|one| one.day);
    if later {
        sorted.find(|&day| day > from)
    } else {
        sorted.rfind(|&day| day < from)
    }
}

impl Screen for Changes {
    fn headline(&self, view: &View<'_>) -> String {
        sentences::changes(view)
    }

    fn update(&mut self, action: Action, view: &View<'_>) -> Outcome {
        if self.step(action) {
            return Outcome::Handled;
        }
        let selected = self.list.selected().map(|row| self.all[row].clone());
        match action {
            Action::Left | Action::Right => {
                return neighbour(view, action == Action::Right)
                    .map_or(Outcome::Handled, Outcome::Compare);
            }
            Action::Open => {
                return selected
                    .and_then(|row| row.target)
                    .map_or(Outcome::Ignored, Outcome::Go);
            }
            Action::Filter => {
                self.kind = match self.kind {
                    Some(_) => None,
                    None => selected.map(|row| row.change.kind),
                }
            }
            Action::Back if self.kind.is_some() || !self.query.is_empty() => {
                self.kind = None;
                self.query.clear();
            }
            _ => return Outcome::Ignored,
        }
        self.refill();
        Outcome::Handled
    }

    fn refresh(&mut self, view: &View<'_>) {
        self.all = changes(view)
            .into_iter()
            .map(|change| Row {
                target: match &change.about {
                    About::Task(ix) => view.task_target(*ix),
                    About::Indicator(name) => Some(Target::Indicator(name.clone())),
                    About::Region(name) => Some(Target::Region(name.clone())),
                    About::Nothing => None,
                },
                change,
            })
            .collect();
        self.refill();
    }

    fn find(&mut self, query: &str, _view: &View<'_>) {
        query.clone_into(&mut self.query);
        self.refill();
    }

    fn current(&self) -> Option<Target> {
        self.list.cursor.key().cloned()
    }

    fn click(&mut self, x: u16, y: u16, view: &View<'_>) -> Outcome {
        let day = self.days.iter().find(|(at, _)| at.contains((x, y).into()));
        if let Some((_, day)) = day {
            return Outcome::Compare(*day);
        }
        let Some(row) = self.drawn.at(x, y) else {
            return Outcome::Ignored;
        };
        if row == self.list.cursor.index() {
            return self.update(Action::Open, view);
        }
        let all = &self.all;
        self.list.select(row, |row| all[row].target.clone());
        Outcome::Handled
    }

    fn offers(&self, action: Action) -> bool {
        match action {
            Action::Open => self
                .list
                .selected()
                .is_some_and(|row| self.all[row].target.is_some()),
            Action::Find | Action::Filter => !self.all.is_empty(),
            Action::Left | Action::Right => self.days.len() > 1,
            Action::Back => self.kind.is_some() || !self.query.is_empty(),
            _ => false,
        }
    }

    fn chips(&self, view: &View<'_>) -> Vec<String> {
        let l = view.locale;
        let mut chips = Vec::new();
        if let Some(kind) = self.kind {
            chips.push(kind_word(l, kind));
        }
        if !self.query.is_empty() {
            let count = self.list.rows().len();
            chips.push(tr!(
                l,
                "chip-query",
                query = self.query.as_str(),
                count = count
            ));
        }
        chips
    }

    fn seen(&self, view: &View<'_>) -> Seen {
        let l = view.locale;
        let rows = self.list.rows().iter().map(|&at| &self.all[at].change);
        Seen {
            head: vec![tr!(l, "column-kind"), tr!(l, "column-change")],
            rows: rows
                .map(|change| vec![kind_word(l, change.kind), change.words.clone()])
                .collect(),
        }
    }

    fn query(&self) -> &str {
        &self.query
    }

    fn render(&mut self, area: Rect, buffer: &mut Buffer, view: &View<'_>) {
        let l = view.locale;
        self.days = draw_days(area, buffer, view);
        let used = if self.days.is_empty() { 0 } else { 2 };
        let area = Rect {
            y: area.y + used,
            height: area.height.saturating_sub(used),
            ..area
        };
        if self.list.rows().is_empty() {
            let words = if !self.all.is_empty() {
                tr!(l, "overdue-empty")
            } else if view.board.changes.from.is_none() {
                tr!(l, "changes-empty-baseline")
            } else {
                tr!(l, "changes-empty")
            };
            paint::paragraph(buffer, area, &words, view.theme.muted);
            return;
        }
        let columns = vec![
            Column::words(tr!(l, "column-kind"), 12, 0, 0),
            Column::words(tr!(l, "column-change"), 30, 5, 0),
            Column::words(tr!(l, "column-trend"), 10, 0, 1),
        ];
        let all = &self.all;
        let (rows, cursor) = self.list.parts();
        self.drawn = table::draw(
            buffer,
            area,
            view.theme,
            &columns,
            cursor,
            rows.len(),
            true,
            |row| {
                let change = &all[rows[row]].change;
                let style = view.theme.light(change.light);
                let task = match change.about {
                    About::Task(ix) => view.board.verdict(ix),
                    _ => None,
                };
                let spark = task.map_or_else(String::new, |task| bar::course(&task.history(), 10));
                let symbol = match change.light {
                    Light::Red => "■",
                    Light::Yellow => "▲",
                    Light::Green => "●",
                    Light::Blue => "★",
                    Light::Grey => "·",
                };
                let kind = kind_word(l, change.kind);
                let cells = vec![
                    Cell::new(format!("{symbol} {kind}"), style),
                    Cell::new(change.words.clone(), view.theme.text),
                    Cell::new(spark, view.theme.accent),
                ];
                (cells, false)
            },
        );
    }
}

/// The days the board can be held against in a line, the one in force marked; answers where each
/// stands.
fn draw_days(area: Rect, buffer: &mut Buffer, view: &View<'_>) -> Vec<(Rect, NaiveDate)> {
    let l = view.locale;
    let from = view.board.changes.from;
    let mut days = view.board.baselines.clone();
    // A day asked for by `--since` that is neither version nor meeting.
    if let Some(from) = from
        && days.iter().all(|one| one.day != from)
    {
        let own = Baseline {
            day: from,
            meeting: false,
        };
        days.push(own);
        days.sort_by_key(|one| one.day);
    }
    if days.is_empty() || area.height < 6 {
        return Vec::new();
    }
    let label = |one: &Baseline| {
        let day = words::date_cell(view, Some(one.day));
        if one.meeting {
            tr!(l, "baseline-meeting", day = day)
        } else {
            day
        }
    };
    let title = tr!(l, "changes-against");
    let mut x =
        area.x + 1 + paint::put(buffer, area.x, area.y, &title, area.width, view.theme.muted);
    // Where not all of them fit, the latest do, and the one in force always.
    let room = usize::from(area.right().saturating_sub(x + 2));
    let width = |one: &Baseline| crate::text::width(&label(one)) + 3;
    let chosen = days.iter().position(|one| Some(one.day) == from);
    let mut first = 0;
    while days[first..].iter().map(width).sum::<usize>() > room
        && chosen.is_none_or(|at| first < at)
        && first + 1 < days.len()
    {
        first += 1;
    }
    if first > 0 {
        x += paint::put(buffer, x, area.y, "… ", 2, view.theme.muted);
    }
    let mut spots = Vec::new();
    for one in &days[first..] {
        let words = format!(" {} ", label(one));
        let cells = crate::text::width(&words) as u16;
        if x + cells > area.right() {
            paint::put(buffer, x, area.y, "…", 1, view.theme.muted);
            break;
        }
        let style = if Some(one.day) == from {
            view.theme.tab
        } else {
            view.theme.text
        };
        paint::put(buffer, x, area.y, &words, cells, style);
        spots.push((Rect::new(x, area.y, cells, 1), one.day));
        x += cells + 1;
    }
    spots
}
