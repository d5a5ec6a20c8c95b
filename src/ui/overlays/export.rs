//! In which form what is seen is written.

use super::framed;
use crate::i18n::Locale;
use crate::theme::Theme;
use crate::tr;
use crate::ui::widgets::paint;
use ratatui::buffer::Buffer;

/// A form of an export.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// For Excel and WPS.
    Csv,
    /// For a wiki.
    Markdown,
    /// A page for Word, WPS and printing.
    Html,
}

impl Kind {
    /// The form a key stands for.
    pub fn of(key: char) -> Option<Self> {
        match key {
            'c' | '1' => Some(Self::Csv),
            'm' | '2' => Some(Self::Markdown),
            'h' | '3' => Some(Self::Html),
            _ => None,
        }
    }
}

/// Draws the choice over the middle of the screen.
pub fn draw(buffer: &mut Buffer, rows: usize, locale: &Locale, theme: &Theme) {
    let title = tr!(locale, "export-title", rows = rows);
    let keys = tr!(locale, "export-keys");
    let body = framed(buffer, theme, (60, 9), &title, &keys);
    let lines = [
        ("c", tr!(locale, "export-csv")),
        ("m", tr!(locale, "export-md")),
        ("h", tr!(locale, "export-html")),
    ];
    for (row, (key, words)) in (2u16..).zip(&lines) {
        paint::put(buffer, body.x, body.y + row, key, 2, theme.accent);
        paint::put(
            buffer,
            body.x + 3,
            body.y + row,
            words,
            body.width - 3,
            theme.text,
        );
    }
}
