//! 变化: what changed since the last meeting, each in a sentence that opens its thing
//! (DESIGN §4, Change).

use crate::action::Action;
use crate::analysis::board::{Light, TaskIx, Verdict};
use crate::tr;
use crate::ui::widgets::list::Listing;
use crate::ui::widgets::table::{self, Cell, Column, Rows};
use crate::ui::widgets::{bar, paint};
use crate::ui::{Outcome, Screen, Target, View, words};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use std::collections::{BTreeMap, BTreeSet};

/// Kinds of change, the most urgent first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Kind {
    Reopened,
    Overdue,
    Done,
    Vanished,
    Moved,
    WentBack,
    Crossed,
    Light,
    Progress,
    Appeared,
    Revised,
}

/// One change.
#[derive(Debug, Clone)]
struct Change {
    kind: Kind,
    light: Light,
    words: String,
    target: Option<Target>,
    /// The task whose progress is drawn beside it.
    task: Option<TaskIx>,
}

/// The screen of changes.
#[derive(Debug, Default)]
pub struct Changes {
    all: Vec<Change>,
    list: Listing<usize>,
    drawn: Rows,
    kind: Option<Kind>,
    query: String,
}

impl Changes {
    fn refill(&mut self) {
        let all = &self.all;
        let rows = (0..all.len())
            .filter(|&at| self.kind.is_none_or(|kind| all[at].kind == kind))
            .filter(|&at| {
                self.query.is_empty()
                    || crate::ui::overlays::find::matches(&all[at].words, &self.query)
            })
            .collect();
        self.list.fill(rows, |row| all[row].target.clone());
    }

    fn step(&mut self, action: Action) -> bool {
        let all = &self.all;
        self.list.step(action, |row| all[row].target.clone())
    }
}

/// Everything that changed, in sentences.
fn changes(view: &View<'_>) -> Vec<Change> {
    let l = view.locale;
    let board = view.board;
    let changes = &board.changes;
    let mut places: BTreeMap<&str, TaskIx> = BTreeMap::new();
    for ix in 0..board.tasks.len() as TaskIx {
        if let Some(task) = board.task(ix) {
            places.entry(task.id()).or_insert(ix);
        }
    }
    let mut out = Vec::new();
    let mut push = |kind, light, words: String, task: Option<TaskIx>| {
        out.push(Change {
            kind,
            light,
            words,
            target: task.and_then(|ix| view.task_target(ix)),
            task,
        });
    };
    let name = |ix: Option<TaskIx>, id: &str| match ix.and_then(|ix| board.task(ix)) {
        Some(task) => format!("{} {}", task.id(), task.title()),
        None => id.to_owned(),
    };
    let date = |day| words::date_cell(view, day);
    for id in &changes.reopened {
        let ix = places.get(id.as_str()).copied();
        push(
            Kind::Reopened,
            Light::Red,
            tr!(l, "change-reopened", name = name(ix, id)),
            ix,
        );
    }
    for id in &changes.newly_overdue {
        let ix = places.get(id.as_str()).copied();
        let days = ix
            .and_then(|ix| board.verdict(ix))
            .map_or(0, |verdict| verdict.days_overdue);
        let words = tr!(l, "change-overdue", name = name(ix, id), days = days);
        push(Kind::Overdue, Light::Red, words, ix);
    }
    for id in &changes.newly_done {
        let ix = places.get(id.as_str()).copied();
        push(
            Kind::Done,
            Light::Blue,
            tr!(l, "change-done", name = name(ix, id)),
            ix,
        );
    }
    for (id, title) in &changes.vanished {
        let words = tr!(l, "change-vanished", name = format!("{id} {title}"));
        push(Kind::Vanished, Light::Red, words, None);
    }
    for moved in &changes.deadline_moved {
        let ix = places.get(moved.id.as_str()).copied();
        let words = tr!(
            l,
            "change-moved",
            name = name(ix, &moved.id),
            from = date(moved.from),
            to = date(moved.to),
            times = i64::from(moved.times)
        );
        push(Kind::Moved, Light::Yellow, words, ix);
    }
    for one in &changes.went_back {
        let words = tr!(
            l,
            "change-went-back",
            name = name(Some(one.task), ""),
            from = words::status(l, one.from),
            to = words::status(l, one.to)
        );
        push(Kind::WentBack, Light::Yellow, words, Some(one.task));
    }
    let told: BTreeSet<TaskIx> = [
        &changes.reopened,
        &changes.newly_overdue,
        &changes.newly_done,
    ]
    .into_iter()
    .flatten()
    .filter_map(|id| places.get(id.as_str()).copied())
    .collect();
    for (ix, was, is) in &changes.lights {
        // Its light is the least of what was told of it.
        if told.contains(ix) {
            continue;
        }
        let light = *is;
        let words = tr!(
            l,
            "change-light",
            name = name(Some(*ix), ""),
            from = words::light(l, *was),
            to = words::light(l, light)
        );
        push(Kind::Light, light, words, Some(*ix));
    }
    for (ix, was, is) in &changes.progress {
        let light = if is < was {
            Light::Yellow
        } else {
            Light::Green
        };
        let words = tr!(
            l,
            "change-progress",
            name = name(Some(*ix), ""),
            from = words::percent_short(Some(*was)),
            to = words::percent_short(Some(*is)),
            points = format!("{:+.0}", is - was)
        );
        push(Kind::Progress, light, words, Some(*ix));
    }
    for id in &changes.appeared {
        let ix = places.get(id.as_str()).copied();
        push(
            Kind::Appeared,
            Light::Grey,
            tr!(l, "change-appeared", name = name(ix, id)),
            ix,
        );
    }
    for (at, was, is) in &changes.crossed {
        let Some(indicator) = board.indicators.get(*at) else {
            continue;
        };
        out.push(Change {
            kind: Kind::Crossed,
            light: if *is == Verdict::Missed {
                Light::Red
            } else {
                Light::Green
            },
            words: tr!(
                l,
                "change-crossed",
                name = indicator.indicator.as_str(),
                from = words::verdict(l, *was),
                to = words::verdict(l, *is)
            ),
            target: Some(Target::Indicator(indicator.indicator.clone())),
            task: None,
        });
    }
    for one in &changes.revised {
        let name = match one.site.as_str() {
            "" => one.indicator.clone(),
            site => format!("{}（{site}）", one.indicator),
        };
        out.push(Change {
            kind: Kind::Revised,
            light: Light::Grey,
            words: tr!(
                l,
                "change-revised",
                name = name,
                period = words::period(view, one.period),
                from = one.from.as_str(),
                to = one.to.as_str()
            ),
            target: Some(Target::Indicator(one.indicator.clone())),
            task: None,
        });
    }
    out.sort_by_key(|change| change.kind);
    out
}

impl Screen for Changes {
    fn headline(&self, view: &View<'_>) -> String {
        let l = view.locale;
        let changes = &view.board.changes;
        let Some(from) = changes.from else {
            return tr!(l, "changes-headline-none");
        };
        tr!(
            l,
            "changes-headline",
            date = words::date(view, from),
            done = changes.newly_done.len(),
            overdue = changes.newly_overdue.len(),
            reopened = changes.reopened.len(),
            moved = changes.deadline_moved.len(),
            vanished = changes.vanished.len(),
            crossed = changes.crossed.len()
        )
    }

    fn update(&mut self, action: Action, _view: &View<'_>) -> Outcome {
        if self.step(action) {
            return Outcome::Handled;
        }
        let selected = self.list.selected().map(|row| self.all[row].clone());
        match action {
            Action::Open => {
                return selected
                    .and_then(|change| change.target)
                    .map_or(Outcome::Ignored, Outcome::Go);
            }
            Action::Filter => {
                self.kind = match self.kind {
                    Some(_) => None,
                    None => selected.map(|change| change.kind),
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
        self.all = changes(view);
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
            Action::Back => self.kind.is_some() || !self.query.is_empty(),
            _ => false,
        }
    }

    fn chips(&self, view: &View<'_>) -> Vec<String> {
        let l = view.locale;
        let mut chips = Vec::new();
        if let Some(kind) = self.kind {
            chips.push(kind_word(view, kind));
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

    fn render(&mut self, area: Rect, buffer: &mut Buffer, view: &View<'_>) {
        let l = view.locale;
        if self.list.rows().is_empty() {
            let words = if view.board.changes.from.is_none() {
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
                let change = &all[rows[row]];
                let style = view.theme.light(change.light);
                let spark = change
                    .task
                    .and_then(|ix| view.board.verdict(ix))
                    .filter(|verdict| verdict.history.iter().flatten().count() > 1)
                    .map_or_else(String::new, |verdict| bar::spark(&verdict.history));
                let symbol = match change.light {
                    Light::Red => "■",
                    Light::Yellow => "▲",
                    Light::Green => "●",
                    Light::Blue => "★",
                    Light::Grey => "·",
                };
                let cells = vec![
                    Cell::new(format!("{symbol} {}", kind_word(view, change.kind)), style),
                    Cell::new(change.words.clone(), view.theme.text),
                    Cell::new(spark, view.theme.accent),
                ];
                (cells, false)
            },
        );
    }
}

fn kind_word(view: &View<'_>, kind: Kind) -> String {
    let l = view.locale;
    match kind {
        Kind::Reopened => tr!(l, "kind-reopened"),
        Kind::Overdue => tr!(l, "kind-overdue"),
        Kind::Done => tr!(l, "kind-done"),
        Kind::Vanished => tr!(l, "kind-vanished"),
        Kind::Moved => tr!(l, "kind-moved"),
        Kind::WentBack => tr!(l, "kind-went-back"),
        Kind::Crossed => tr!(l, "kind-crossed"),
        Kind::Light => tr!(l, "kind-light"),
        Kind::Progress => tr!(l, "kind-progress"),
        Kind::Appeared => tr!(l, "kind-appeared"),
        Kind::Revised => tr!(l, "kind-revised"),
    }
}
