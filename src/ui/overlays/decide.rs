//! A short form for what the meeting decides: text, unit, deadline. The real cursor stands in the
//! field, where an input method opens.

use super::help;
use crate::analysis::board::Light;
use crate::i18n::Locale;
use crate::theme::Theme;
use crate::tr;
use crate::ui::widgets::paint;
use crossterm::event::{Event, KeyCode, KeyEvent, KeyModifiers};
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use tui_input::Input;
use tui_input::backend::crossterm::EventHandler;

/// What a person wants after a key.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wish {
    /// Go on typing.
    Stay,
    /// Record it.
    Save,
    /// Leave it.
    Leave,
}

/// The form.
#[derive(Debug, Clone, Default)]
pub struct Form {
    /// 议定事项, 责任单位, 完成时限.
    fields: [Input; 3],
    at: usize,
    /// The task it is about; empty: none in particular.
    pub task: String,
    /// Its region.
    pub region: String,
    /// What it is about, in words.
    pub about: String,
    /// Why it was not recorded.
    pub error: Option<String>,
    /// It was handed over and no answer has come yet.
    pub sending: bool,
}

/// The longest text of a field, in characters.
const LONGEST: usize = 500;

impl Form {
    /// Why it was not recorded; the keys go on in the field that is wrong.
    pub fn refuse(&mut self, field: usize, words: String) {
        self.at = field.min(self.fields.len() - 1);
        self.error = Some(words);
    }

    /// A form about something, with unit and deadline filled in.
    pub fn new(about: String, units: &str, deadline: &str) -> Self {
        Self {
            fields: [
                Input::default(),
                Input::new(units.to_owned()),
                Input::new(deadline.to_owned()),
            ],
            about,
            ..Self::default()
        }
    }

    /// The text of a field: 0 the matter, 1 the unit, 2 the deadline.
    pub fn text(&self, field: usize) -> &str {
        self.fields
            .get(field)
            .map_or("", |field| field.value().trim())
    }

    /// Types pasted text.
    pub fn paste(&mut self, text: &str) {
        for c in crate::text::clean(text).chars().take(LONGEST) {
            self.insert(c);
        }
    }

    fn insert(&mut self, c: char) {
        let field = &mut self.fields[self.at];
        if field.value().chars().count() < LONGEST {
            field.handle(tui_input::InputRequest::InsertChar(c));
        }
    }

    /// Acts on a key.
    pub fn key(&mut self, key: KeyEvent) -> Wish {
        let last = self.fields.len() - 1;
        match key.code {
            KeyCode::Esc => return Wish::Leave,
            KeyCode::Enter if self.at == last => return Wish::Save,
            KeyCode::Enter | KeyCode::Tab | KeyCode::Down => self.at = (self.at + 1).min(last),
            KeyCode::BackTab | KeyCode::Up => self.at = self.at.saturating_sub(1),
            KeyCode::Char(c) if key.modifiers.difference(KeyModifiers::SHIFT).is_empty() => {
                self.insert(c);
                self.error = None;
            }
            _ => {
                self.fields[self.at].handle_event(&Event::Key(key));
                self.error = None;
            }
        }
        Wish::Stay
    }

    /// Draws the form over the middle of the screen; answers where the cursor stands.
    pub fn draw(&self, buffer: &mut Buffer, locale: &Locale, theme: &Theme) -> Position {
        let screen = *buffer.area();
        let width = screen.width.min(84);
        let area = Rect {
            x: screen.x + (screen.width - width) / 2,
            y: screen.y + (screen.height.saturating_sub(11)) / 2,
            width,
            height: 11.min(screen.height),
        };
        help::clear(buffer, area, theme);
        let title = tr!(locale, "decide-title");
        paint::put(
            buffer,
            area.x + 2,
            area.y,
            &format!(" {title} "),
            width,
            theme.tab,
        );
        let inner = width.saturating_sub(4);
        let x = area.x + 2;
        paint::put(buffer, x, area.y + 2, &self.about, inner, theme.muted);
        let labels = [
            tr!(locale, "decide-text"),
            tr!(locale, "decide-units"),
            tr!(locale, "decide-deadline"),
        ];
        let name = 10;
        let room = inner.saturating_sub(name + 2);
        let mut cursor = Position::new(x, area.y);
        for (at, (label, field)) in labels.iter().zip(&self.fields).enumerate() {
            let y = area.y + 4 + at as u16;
            let here = at == self.at;
            paint::put(
                buffer,
                x,
                y,
                label,
                name,
                if here { theme.accent } else { theme.muted },
            );
            let scroll = field.visual_scroll(usize::from(room));
            let row = Rect {
                x: x + name,
                y,
                width: room + 1,
                height: 1,
            };
            paint::fill(buffer, row, theme.bar);
            let shown = crate::text::skip(field.value(), scroll);
            paint::put(buffer, x + name, y, &shown, room, theme.bar);
            if here {
                let column = field.visual_cursor().max(scroll) - scroll;
                cursor = Position::new(x + name + (column as u16).min(room), y);
            }
        }
        if let Some(error) = &self.error {
            let row = Rect {
                x,
                y: area.y + 8,
                width: inner,
                height: 2,
            };
            paint::paragraph(buffer, row, error, theme.light(Light::Red));
        }
        let hint = tr!(locale, "decide-keys");
        paint::put_right(
            buffer,
            x,
            area.bottom() - 1,
            &format!(" {hint} "),
            inner,
            theme.muted,
        );
        cursor
    }
}
