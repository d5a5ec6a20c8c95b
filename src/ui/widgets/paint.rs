//! Text into a buffer, cut to its room and never half a wide character.

use crate::text;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::{Modifier, Style};

/// A style for what is drawn with blocks and lines: reversed, as the plain theme has its red, they
/// would be holes in a white box.
pub fn solid(style: Style) -> Style {
    style.remove_modifier(Modifier::REVERSED)
}

/// Whether there is nothing but blocks and heavy lines in `words`.
fn is_blocks(words: &str) -> bool {
    let block = |c| matches!(c, '\u{2580}'..='\u{259f}' | '━' | '╸');
    words.chars().any(block) && words.chars().all(|c| block(c) || c == ' ')
}

/// Draws `words` at (x, y), at most `room` cells; answers how many were used.
pub fn put(buffer: &mut Buffer, x: u16, y: u16, words: &str, room: u16, style: Style) -> u16 {
    let area = *buffer.area();
    if y < area.top() || y >= area.bottom() || x < area.left() || x >= area.right() {
        return 0;
    }
    let room = room.min(area.right() - x);
    // Over the second half of a wide character: its first half goes, or a terminal would
    // draw the whole of it over what is written here (ratatui#2526).
    if room > 0
        && x > area.left()
        && let Some(before) = buffer.cell_mut((x - 1, y))
        && text::width(before.symbol()) > 1
    {
        before.set_symbol(" ");
    }
    let style = if is_blocks(words) {
        solid(style)
    } else {
        style
    };
    let cut = text::truncate(words, usize::from(room));
    #[cfg(debug_assertions)]
    collide(buffer, x, y, &cut);
    let (end, _) = buffer.set_stringn(x, y, cut.as_ref(), usize::from(room), style);
    end - x
}

#[cfg(debug_assertions)]
thread_local! {
    static COLLISIONS: std::cell::RefCell<Vec<String>> = const { std::cell::RefCell::new(Vec::new()) };
}

/// How many collisions are kept.
#[cfg(debug_assertions)]
const COLLIDED: usize = 16;

/// The words that this thread drew over other words since it was asked last; a debug build tells
/// them for tests of the layout.
#[cfg(debug_assertions)]
pub fn collisions() -> Vec<String> {
    COLLISIONS.take()
}

/// Notes where letters or figures are about to be drawn over others.
#[cfg(debug_assertions)]
fn collide(buffer: &Buffer, x: u16, y: u16, words: &str) {
    use unicode_segmentation::UnicodeSegmentation;
    let is_word = |symbol: &str| symbol.chars().any(char::is_alphanumeric);
    let mut at = x;
    for symbol in words.graphemes(true) {
        let there = buffer.cell((at, y)).map_or("", |cell| cell.symbol());
        if is_word(there) && is_word(symbol) && there != symbol {
            COLLISIONS.with_borrow_mut(|all| {
                if all.len() < COLLIDED {
                    all.push(format!("“{words}” at {x},{y} covers “{there}” at {at}"));
                }
            });
            return;
        }
        at += text::width(symbol) as u16;
    }
}

/// As [`put`], ending at the right edge of the room.
pub fn put_right(buffer: &mut Buffer, x: u16, y: u16, words: &str, room: u16, style: Style) {
    let cut = text::truncate(words, usize::from(room));
    let used = text::width(&cut) as u16;
    put(buffer, x + room.saturating_sub(used), y, &cut, room, style);
}

/// As [`put`], in the middle of the room.
pub fn put_centre(buffer: &mut Buffer, x: u16, y: u16, words: &str, room: u16, style: Style) {
    let cut = text::truncate(words, usize::from(room));
    let used = text::width(&cut) as u16;
    put(
        buffer,
        x + room.saturating_sub(used) / 2,
        y,
        &cut,
        room,
        style,
    );
}

/// Draws pieces of different styles one behind the other; answers the cells used.
pub fn pieces(buffer: &mut Buffer, x: u16, y: u16, room: u16, parts: &[(&str, Style)]) -> u16 {
    let mut used = 0;
    for (words, style) in parts {
        if used >= room {
            break;
        }
        used += put(buffer, x + used, y, words, room - used, *style);
    }
    used
}

/// Fills an area with one style, leaving no symbol behind.
pub fn fill(buffer: &mut Buffer, area: Rect, style: Style) {
    let area = area.intersection(*buffer.area());
    for y in area.top()..area.bottom() {
        for x in area.left()..area.right() {
            buffer[(x, y)].reset();
            buffer[(x, y)].set_style(style);
        }
    }
}

/// Lays a style over a row that is drawn already, so that gaps in wide text take it too.
pub fn tint(buffer: &mut Buffer, area: Rect, style: Style) {
    buffer.set_style(area.intersection(*buffer.area()), style);
}

/// Draws wrapped text; answers the rows used. What does not fit ends in `…`.
pub fn paragraph(buffer: &mut Buffer, area: Rect, words: &str, style: Style) -> u16 {
    if area.is_empty() {
        return 0;
    }
    let lines = text::wrap(words, usize::from(area.width));
    let shown = lines.len().min(usize::from(area.height));
    for (row, line) in lines.iter().take(shown).enumerate() {
        let y = area.y + row as u16;
        if row + 1 == shown && lines.len() > shown {
            let more = format!("{line}…");
            if text::width(&more) <= usize::from(area.width) {
                put(buffer, area.x, y, &more, area.width, style);
            } else {
                let cut = text::truncate(line, usize::from(area.width) - 1);
                let cut = cut.trim_end_matches('…');
                put(buffer, area.x, y, &format!("{cut}…"), area.width, style);
            }
        } else {
            put(buffer, area.x, y, line, area.width, style);
        }
    }
    shown as u16
}

/// The horizontal line between things.
pub fn rule(buffer: &mut Buffer, x: u16, y: u16, width: u16, style: Style) {
    for at in x..x.saturating_add(width) {
        if let Some(cell) = buffer.cell_mut((at, y)) {
            cell.set_symbol("─").set_style(style);
        }
    }
}
