//! What was said: messages that have gone from the footer.

use super::framed;
use crate::action::Action;
use crate::i18n::Locale;
use crate::theme::Theme;
use crate::tr;
use crate::ui::widgets::paint;
use chrono::NaiveDateTime;
use ratatui::buffer::Buffer;

/// The log over the screen, the newest message first.
#[derive(Debug, Clone, Copy, Default)]
pub struct Log {
    scroll: usize,
}

impl Log {
    /// Acts; `false`: to leave.
    pub fn update(&mut self, action: Action, count: usize) -> bool {
        let last = count.saturating_sub(1);
        self.scroll = match action {
            Action::Down => (self.scroll + 1).min(last),
            Action::Up => self.scroll.saturating_sub(1),
            Action::PageDown => (self.scroll + 10).min(last),
            Action::PageUp => self.scroll.saturating_sub(10),
            Action::First => 0,
            Action::Last => last,
            _ => return false,
        };
        true
    }

    /// Draws it over the middle of the screen.
    pub fn draw(
        self,
        buffer: &mut Buffer,
        said: &[(NaiveDateTime, String)],
        locale: &Locale,
        theme: &Theme,
    ) {
        let height = (said.len() as u16 + 4).clamp(8, 24);
        let title = tr!(locale, "log-title");
        let keys = tr!(locale, "log-keys");
        let body = framed(buffer, theme, (100, height), &title, &keys);
        if said.is_empty() {
            let words = tr!(locale, "log-empty");
            paint::put(buffer, body.x, body.y + 1, &words, body.width, theme.muted);
        }
        let shown = said.iter().rev().skip(self.scroll);
        for (y, (at, words)) in (body.y + 1..body.bottom()).zip(shown) {
            let time = format!("{}  ", at.format("%H:%M:%S"));
            let parts = [(time.as_str(), theme.muted), (words.as_str(), theme.text)];
            paint::pieces(buffer, body.x, y, body.width, &parts);
        }
    }
}
