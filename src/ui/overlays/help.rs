//! The keys, from the one table of keys, in two columns where there is room: those that do
//! something here stand out.

use super::framed;
use crate::action::Action;
use crate::i18n::Locale;
use crate::keymap::{self, BINDINGS, Binding, Group};
use crate::theme::Theme;
use crate::tr;
use crate::ui::widgets::paint;
use crate::ui::words;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

/// The page of keys.
#[derive(Debug, Clone, Copy, Default)]
pub struct Help {
    scroll: usize,
    hidden: usize,
}

impl Help {
    /// Acts; `false`: to leave.
    pub fn update(&mut self, action: Action) -> bool {
        match action {
            Action::Down if self.hidden > 0 => self.scroll += 1,
            Action::PageDown | Action::Last if self.hidden > 0 => self.scroll += self.hidden,
            Action::Up if self.scroll > 0 => self.scroll -= 1,
            Action::PageUp | Action::First if self.scroll > 0 => self.scroll = 0,
            _ => return false,
        }
        true
    }
}

/// A line of a column.
enum Line {
    Title(String),
    Key(&'static Binding),
    Gap,
}

fn column(groups: &[Group], locale: &Locale) -> Vec<Line> {
    let mut lines = Vec::new();
    for group in groups {
        if !lines.is_empty() {
            lines.push(Line::Gap);
        }
        lines.push(Line::Title(match group {
            Group::Screens => tr!(locale, "help-screens"),
            Group::Moving => tr!(locale, "help-moving"),
            Group::Finding => tr!(locale, "help-finding"),
            Group::Meeting => tr!(locale, "help-meeting"),
            Group::Program => tr!(locale, "help-program"),
        }));
        let of_group = BINDINGS.iter().filter(|binding| binding.group == *group);
        lines.extend(of_group.map(Line::Key));
    }
    lines
}

/// Draws the page over the middle of the screen.
pub fn draw(
    help: &mut Help,
    buffer: &mut Buffer,
    locale: &Locale,
    theme: &Theme,
    offers: &dyn Fn(Action) -> bool,
) {
    let screen = *buffer.area();
    let cell = if screen.width >= 84 { 39 } else { 37 };
    let halves: Vec<Vec<Line>> = if screen.width >= 78 {
        vec![
            column(&[Group::Screens, Group::Moving], locale),
            column(&[Group::Finding, Group::Meeting, Group::Program], locale),
        ]
    } else {
        vec![column(Group::ALL, locale)]
    };
    let rows = halves.iter().map(Vec::len).max().unwrap_or(0);
    let size = (
        cell * halves.len() as u16 + 4,
        (rows as u16 + 4).min(screen.height),
    );
    let title = tr!(locale, "help-title");
    let keys = tr!(locale, "help-keys");
    let body = framed(buffer, theme, size, &title, &keys);
    let room = usize::from(body.height.saturating_sub(1));
    help.scroll = help.scroll.min(rows.saturating_sub(room));
    help.hidden = rows.saturating_sub(help.scroll + room);
    for (at, half) in (0u16..).zip(&halves) {
        let x = body.x + at * cell;
        for (y, line) in (body.y + 1..body.bottom()).zip(half.iter().skip(help.scroll)) {
            match line {
                Line::Gap => {}
                Line::Title(title) => {
                    paint::put(buffer, x, y, title, cell, theme.title);
                }
                Line::Key(binding) => {
                    let keys: Vec<String> =
                        binding.keys.iter().map(|key| keymap::label(key)).collect();
                    let here = binding.group == Group::Moving || offers(binding.action);
                    let (key, words_) = if here {
                        (theme.accent, theme.text)
                    } else {
                        (theme.muted, theme.muted)
                    };
                    paint::put(buffer, x, y, &keys.join(" "), 11, key);
                    let words = words::action(locale, binding.action);
                    paint::put(buffer, x + 12, y, &words, cell - 13, words_);
                }
            }
        }
    }
    if help.hidden > 0 {
        let words = tr!(locale, "more-lines", count = help.hidden);
        let y = body.bottom() - 1;
        paint::put_right(
            buffer,
            body.x,
            y,
            &format!(" {words}"),
            body.width,
            theme.accent,
        );
    }
}

/// Empties an area for something that lies over the screen, with a frame.
///
/// A wide character that is cut by the left edge is blanked too: ratatui 0.30 would leave
/// its second half on the terminal (ratatui#2526).
pub fn clear(buffer: &mut Buffer, area: Rect, theme: &Theme) {
    let area = area.intersection(*buffer.area());
    if area.is_empty() {
        return;
    }
    for y in area.top()..area.bottom() {
        if area.x > buffer.area().x
            && let Some(cell) = buffer.cell_mut((area.x - 1, y))
            && crate::text::width(cell.symbol()) > 1
        {
            cell.set_symbol(" ");
        }
    }
    // Likewise what the right edge cuts: its second half lies beyond the edge.
    for y in area.top()..area.bottom() {
        let last = area.right() - 1;
        let cut = buffer
            .cell((last, y))
            .is_some_and(|cell| crate::text::width(cell.symbol()) > 1);
        if cut && let Some(cell) = buffer.cell_mut((area.right(), y)) {
            cell.set_symbol(" ").set_style(theme.text);
        }
    }
    paint::fill(buffer, area, theme.text);
    if area.width < 2 || area.height < 2 {
        return;
    }
    for x in area.left()..area.right() {
        paint::put(buffer, x, area.y, "─", 1, theme.border);
        paint::put(buffer, x, area.bottom() - 1, "─", 1, theme.border);
    }
    for y in area.top()..area.bottom() {
        paint::put(buffer, area.x, y, "│", 1, theme.border);
        paint::put(buffer, area.right() - 1, y, "│", 1, theme.border);
    }
    for (x, y, corner) in [
        (area.x, area.y, "┌"),
        (area.right() - 1, area.y, "┐"),
        (area.x, area.bottom() - 1, "└"),
        (area.right() - 1, area.bottom() - 1, "┘"),
    ] {
        paint::put(buffer, x, y, corner, 1, theme.border);
    }
}
