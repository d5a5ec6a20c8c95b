//! A paper as it would be written, to be read before it is saved.

use super::framed;
use crate::action::Action;
use crate::analysis::board::Light;
use crate::i18n::Locale;
use crate::text;
use crate::theme::Theme;
use crate::tr;
use crate::ui::widgets::paint;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

/// Whom a notice is for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Whom {
    /// The unit.
    pub unit: String,
    /// The only region whose matters it names; `None`: all of them.
    pub region: Option<String>,
}

/// A paper over the screen.
#[derive(Debug, Clone)]
pub struct Sheet {
    /// Whom it is for.
    pub whom: Whom,
    /// Its text; `None`: not here yet.
    pub text: Option<String>,
    /// Where it was saved, or why not.
    pub said: Option<Result<String, String>>,
    scroll: usize,
    hidden: usize,
}

/// What a person wants after a key.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wish {
    /// Nothing more.
    Stay,
    /// To leave.
    Leave,
    /// To save it.
    Save,
    /// To copy its text.
    Copy,
}

impl Sheet {
    /// A paper that was asked for.
    pub fn waiting(whom: Whom) -> Self {
        Self {
            whom,
            text: None,
            said: None,
            scroll: 0,
            hidden: 0,
        }
    }

    /// Acts.
    pub fn update(&mut self, action: Action) -> Wish {
        match action {
            Action::Down => self.scroll += usize::from(self.hidden > 0),
            Action::Up => self.scroll = self.scroll.saturating_sub(1),
            Action::PageDown => self.scroll += self.hidden.min(10),
            Action::PageUp => self.scroll = self.scroll.saturating_sub(10),
            Action::First => self.scroll = 0,
            Action::Last => self.scroll += self.hidden,
            Action::Notice | Action::Open | Action::Export if self.text.is_some() => {
                return Wish::Save;
            }
            Action::Copy if self.text.is_some() => return Wish::Copy,
            Action::Back => return Wish::Leave,
            _ => {}
        }
        Wish::Stay
    }

    /// Draws it over the middle of the screen.
    pub fn draw(&mut self, buffer: &mut Buffer, locale: &Locale, theme: &Theme) {
        let screen = *buffer.area();
        let width = screen.width.min(86);
        let lines: Vec<String> = match &self.text {
            Some(words) => words
                .lines()
                .flat_map(|line| text::wrap(line, usize::from(width.saturating_sub(4))))
                .collect(),
            None => vec![tr!(locale, "loading")],
        };
        let height = (lines.len() as u16 + 4).min(screen.height);
        let title = tr!(locale, "paper-notice");
        let keys = tr!(locale, "paper-keys");
        let body = framed(buffer, theme, (width, height), &title, &keys);
        let said = u16::from(self.said.is_some());
        let room = usize::from(body.height.saturating_sub(1 + said));
        self.scroll = self.scroll.min(lines.len().saturating_sub(room));
        self.hidden = lines.len().saturating_sub(self.scroll + room);
        for (row, line) in (1u16..).zip(lines.iter().skip(self.scroll).take(room)) {
            paint::put(buffer, body.x, body.y + row, line, body.width, theme.text);
        }
        if self.hidden > 0 {
            let words = tr!(locale, "more-lines", count = self.hidden);
            let y = body.y + room as u16;
            paint::put_right(
                buffer,
                body.x,
                y,
                &format!(" {words}"),
                body.width,
                theme.accent,
            );
        }
        if let Some(said) = &self.said {
            let (words, style) = match said {
                Ok(path) => (
                    tr!(locale, "export-saved", path = path.as_str()),
                    theme.light(Light::Green),
                ),
                Err(words) => (words.clone(), theme.light(Light::Red)),
            };
            let row = Rect {
                y: body.bottom() - 1,
                height: 1,
                ..body
            };
            paint::fill(buffer, row, theme.text);
            paint::put(buffer, row.x, row.y, &words, row.width, style);
        }
    }
}
