//! The palette: every action and every county, task, unit and indicator by a few letters, Chinese or
//! pinyin.

use super::{find, framed};
use crate::action::Action;
use crate::keymap;
use crate::parallel;
use crate::tr;
use crate::ui::widgets::paint;
use crate::ui::{Answered, Errand, Target, View, words};
use crossterm::event::{Event, KeyCode, KeyEvent};
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use tui_input::Input;
use tui_input::backend::crossterm::EventHandler;

/// What can be chosen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Choice {
    /// To do this.
    Act(Action),
    /// To open this.
    Go(Target),
}

/// What a person wants after a key.
#[derive(Debug, PartialEq, Eq)]
pub enum Wish {
    /// Go on typing.
    Stay,
    /// To leave.
    Leave,
    /// This one.
    Take(Choice),
}

/// A line of the list.
#[derive(Debug, Clone)]
struct Line {
    words: String,
    note: String,
    choice: Choice,
}

/// How many lines are looked for: more are better found by another letter.
const MOST: usize = 60;

/// Boards of more tasks are looked through on a worker.
const AT_ONCE: usize = 4_000;

/// How many tasks are looked at in one go.
const PIECE: usize = 1 << 14;

/// The palette.
#[derive(Debug, Default)]
pub struct Palette {
    input: Input,
    lines: Vec<Line>,
    at: usize,
    ticket: u64,
    errand: Option<Errand>,
    /// Set when the answer that is out is not wanted any more; `None`: none is out.
    out: Option<Arc<AtomicBool>>,
    /// Enter was pressed before the answer was there.
    pressed: bool,
}

impl Drop for Palette {
    fn drop(&mut self) {
        self.call_back();
    }
}

impl Palette {
    /// The palette with every action and screen.
    pub fn new(view: &View<'_>) -> Self {
        let mut this = Self::default();
        this.refresh(view);
        this
    }

    /// Looks again for what was typed.
    pub fn refresh(&mut self, view: &View<'_>) {
        self.call_back();
        self.pressed = false;
        let query = self.input.value().trim().to_owned();
        let actions = actions(view, &query);
        let most = MOST.saturating_sub(actions.len());
        if query.is_empty() {
            self.list(&query, actions, Vec::new());
        } else if view.board.tasks.len() <= AT_ONCE {
            let things = things(view, &query, most, &AtomicBool::new(false));
            self.list(&query, actions, things.unwrap_or_default());
        } else {
            // A million titles would keep the next key waiting.
            self.list(&query, actions, Vec::new());
            self.ticket += 1;
            let cancel = Arc::new(AtomicBool::new(false));
            self.errand = Some(Errand::new(self.ticket, &cancel, move |view, cancel| {
                Some(Box::new(things(view, &query, most, cancel)?))
            }));
            self.out = Some(cancel);
        }
    }

    /// What is to be looked for elsewhere, once.
    pub fn errand(&mut self) -> Option<Errand> {
        self.errand.take()
    }

    /// Takes what was found elsewhere; what comes too late is dropped. Answers what a person wanted
    /// who had pressed Enter already.
    pub fn answer(&mut self, ticket: u64, answer: Answered, view: &View<'_>) -> Wish {
        if self.out.is_none() || ticket != self.ticket {
            return Wish::Stay;
        }
        self.out = None;
        let chosen = self.lines.get(self.at).map(|line| line.choice.clone());
        if let Ok(things) = answer.downcast::<Vec<Line>>() {
            let query = self.input.value().trim().to_owned();
            self.list(&query, actions(view, &query), *things);
        }
        if self.at > 0 {
            // The cursor stays on its line.
            let at = self
                .lines
                .iter()
                .position(|line| Some(&line.choice) == chosen.as_ref());
            self.at = at.unwrap_or(self.at);
        }
        if std::mem::take(&mut self.pressed) {
            return self.take();
        }
        Wish::Stay
    }

    fn take(&self) -> Wish {
        match self.lines.get(self.at) {
            Some(line) => Wish::Take(line.choice.clone()),
            None => Wish::Leave,
        }
    }

    /// Nobody wants the answer that is out any more.
    fn call_back(&mut self) {
        self.errand = None;
        if let Some(out) = self.out.take() {
            out.store(true, Ordering::Relaxed);
        }
    }

    /// Who types a name wants the thing; actions whose words happen to match come behind.
    fn list(&mut self, query: &str, actions: Vec<Line>, things: Vec<Line>) {
        let lower = query.to_lowercase();
        let starts = |line: &Line| line.words.to_lowercase().starts_with(&lower);
        let (first, rest): (Vec<Line>, Vec<Line>) = actions.into_iter().partition(starts);
        self.lines = first.into_iter().chain(things).chain(rest).collect();
        self.at = self.at.min(self.lines.len().saturating_sub(1));
    }

    /// Types pasted text.
    pub fn paste(&mut self, text: &str, view: &View<'_>) {
        for c in crate::text::clean(text).chars().take(200) {
            self.input.handle(tui_input::InputRequest::InsertChar(c));
        }
        self.refresh(view);
    }

    /// Acts on a key.
    pub fn key(&mut self, key: KeyEvent, view: &View<'_>) -> Wish {
        let last = self.lines.len().saturating_sub(1);
        self.pressed = false;
        match key.code {
            KeyCode::Esc => return Wish::Leave,
            // What stands first may be another thing once all was looked through.
            KeyCode::Enter if self.out.is_some() && self.at == 0 => self.pressed = true,
            KeyCode::Enter => return self.take(),
            KeyCode::Down | KeyCode::Tab => self.at = (self.at + 1).min(last),
            KeyCode::Up | KeyCode::BackTab => self.at = self.at.saturating_sub(1),
            KeyCode::PageDown => self.at = (self.at + 8).min(last),
            KeyCode::PageUp => self.at = self.at.saturating_sub(8),
            _ => {
                self.input.handle_event(&Event::Key(key));
                self.at = 0;
                self.refresh(view);
            }
        }
        Wish::Stay
    }

    /// Draws it over the middle of the screen; answers where the cursor stands.
    pub fn draw(&self, buffer: &mut Buffer, view: &View<'_>) -> Position {
        let l = view.locale;
        let theme = view.theme;
        let screen = *buffer.area();
        let height = screen.height.saturating_sub(2).min(22);
        let keys = tr!(l, "palette-keys");
        let title = tr!(l, "palette-title");
        let body = framed(buffer, theme, (76, height), &title, &keys);
        let row = Rect {
            y: body.y + 1,
            height: 1,
            ..body
        };
        paint::fill(buffer, row, theme.bar);
        let used = paint::put(buffer, row.x, row.y, ": ", 2, theme.key);
        let room = row.width.saturating_sub(used + 1);
        let scroll = self.input.visual_scroll(usize::from(room));
        let shown = crate::text::skip(self.input.value(), scroll);
        paint::put(buffer, row.x + used, row.y, &shown, room, theme.bar);
        let list = Rect {
            y: body.y + 3,
            height: body.height.saturating_sub(3),
            ..body
        };
        if self.out.is_some() {
            let words = tr!(l, "palette-looking");
            let y = (list.y + self.lines.len() as u16).min(list.bottom().saturating_sub(1));
            paint::put(buffer, list.x, y, &words, list.width, theme.muted);
        } else if self.lines.is_empty() {
            let words = tr!(l, "palette-none");
            paint::put(buffer, list.x, list.y, &words, list.width, theme.muted);
        }
        let page = usize::from(list.height);
        let from = (self.at + 1).saturating_sub(page);
        for (y, (at, line)) in (list.y..list.bottom()).zip(self.lines.iter().enumerate().skip(from))
        {
            let note = crate::text::width(&line.note) as u16;
            paint::put_right(buffer, list.x, y, &line.note, list.width, theme.muted);
            let room = list.width.saturating_sub(note + 2);
            paint::put(buffer, list.x, y, &line.words, room, theme.text);
            if at == self.at {
                let area = Rect::new(list.x, y, list.width, 1);
                paint::tint(buffer, area, theme.selected);
            }
        }
        let column = self.input.visual_cursor().max(scroll) - scroll;
        Position::new(row.x + used + (column as u16).min(room), row.y)
    }
}

/// The actions whose words, keys or names match. Moving about is no command.
fn actions(view: &View<'_>, query: &str) -> Vec<Line> {
    let ready = find::Query::new(query);
    keymap::BINDINGS
        .iter()
        .filter(|binding| binding.group != keymap::Group::Moving)
        .filter_map(|binding| {
            let words = words::action(view.locale, binding.action);
            let keys: Vec<String> = binding.keys.iter().map(|key| keymap::label(key)).collect();
            let found = ready.matches(&words) || binding.action.name().contains(query);
            found.then(|| Line {
                words,
                note: keys.join(" "),
                choice: Choice::Act(binding.action),
            })
        })
        .collect()
}

/// Counties, units, tasks and indicators whose names match, at most so many; `None`: nobody wants
/// them any more.
fn things(view: &View<'_>, query: &str, most: usize, cancel: &AtomicBool) -> Option<Vec<Line>> {
    let l = view.locale;
    let board = view.board;
    let literal = query.to_lowercase();
    let many = board.tasks.len() > AT_ONCE;
    // One for each thread: it remembers what it was asked.
    let asked = || {
        if many {
            find::Query::for_many(query)
        } else {
            find::Query::new(query)
        }
    };
    let ready = asked();
    let line = |words: String, note: String, target: Target| Line {
        words,
        note,
        choice: Choice::Go(target),
    };
    let regions = board.regions.iter().filter(|_| board.regions.len() > 1);
    let regions = regions
        .map(|one| (one, words::region(view, &one.region)))
        .filter(|(_, name)| ready.matches(name))
        .map(|(one, words)| {
            let target = Target::Region(one.region.clone());
            line(words, tr!(l, "column-region"), target)
        });
    let units = board.units.iter();
    let units = units.filter(|unit| ready.matches(&unit.unit)).map(|unit| {
        let target = Target::Unit(unit.unit.clone());
        line(unit.unit.clone(), tr!(l, "column-unit"), target)
    });
    let indicators = board.indicators.iter();
    let indicators = indicators
        .filter(|one| ready.matches(&one.indicator))
        .map(|one| {
            let target = Target::Indicator(one.indicator.clone());
            line(one.indicator.clone(), tr!(l, "screen-indicators"), target)
        });
    let mut found: Vec<Line> = regions.chain(units).chain(indicators).take(most).collect();
    let all: Vec<u32> = (0..board.tasks.len() as u32).collect();
    let room = most - found.len();
    let tasks = parallel::map_pieces(&all, PIECE, |piece| {
        if room == 0 || cancel.load(Ordering::Relaxed) {
            return Vec::new();
        }
        let ready = asked();
        let named = piece.iter().filter_map(|&ix| {
            let task = board.task(ix)?;
            let id = words::numbered(view, task.region(), task.id());
            let words = format!("{id} {}", task.title());
            ready.matches(&words).then_some((ix, words))
        });
        named.take(room).collect()
    });
    if cancel.load(Ordering::Relaxed) {
        return None;
    }
    let tasks = tasks.into_iter().flatten().take(room);
    found.extend(tasks.filter_map(|(ix, words)| {
        let target = view.task_target(ix)?;
        Some(line(words, tr!(l, "column-task"), target))
    }));
    // What holds the letters themselves comes before what they are initials of.
    found.sort_by_key(|line| !line.words.to_lowercase().contains(&literal));
    Some(found)
}
