//! The keys, from the one table of keys, in two columns where there is room.

use crate::i18n::Locale;
use crate::keymap::{self, BINDINGS, Binding, Group};
use crate::theme::Theme;
use crate::tr;
use crate::ui::widgets::paint;
use crate::ui::words;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

/// Draws the page over the middle of the screen.
pub fn draw(buffer: &mut Buffer, locale: &Locale, theme: &Theme) {
    let screen = *buffer.area();
    let columns = if screen.width >= 76 { 2 } else { 1 };
    let cell = 34u16;
    let width = (cell * columns + 4).min(screen.width);
    let blocks: Vec<(Group, Vec<&Binding>)> = Group::ALL
        .into_iter()
        .map(|group| {
            (
                group,
                BINDINGS.iter().filter(|b| b.group == group).collect(),
            )
        })
        .collect();
    let halves: Vec<&[(Group, Vec<&Binding>)]> = if columns == 2 {
        vec![&blocks[..2], &blocks[2..]]
    } else {
        vec![&blocks[..]]
    };
    let rows = halves
        .iter()
        .map(|half| half.iter().map(|(_, list)| list.len() + 2).sum::<usize>())
        .max()
        .unwrap_or(0) as u16;
    let height = (rows + 3).min(screen.height);
    let area = Rect {
        x: screen.x + (screen.width - width) / 2,
        y: screen.y + (screen.height - height) / 2,
        width,
        height,
    };
    clear(buffer, area, theme);
    paint::put(
        buffer,
        area.x + 2,
        area.y,
        &format!(" {} ", tr!(locale, "help-title")),
        area.width,
        theme.tab,
    );
    for (at, half) in (0u16..).zip(&halves) {
        let x = area.x + 2 + at * cell;
        let mut y = area.y + 2;
        for (group, list) in *half {
            let title = match group {
                Group::Screens => tr!(locale, "help-screens"),
                Group::Moving => tr!(locale, "help-moving"),
                Group::Finding => tr!(locale, "help-finding"),
                Group::Program => tr!(locale, "help-program"),
            };
            if y + 1 < area.bottom() {
                paint::put(buffer, x, y, &title, cell, theme.title);
            }
            y += 1;
            for binding in list {
                if y + 1 >= area.bottom() {
                    break;
                }
                let keys: Vec<String> = binding.keys.iter().map(|key| keymap::label(key)).collect();
                paint::put(buffer, x, y, &keys.join(" "), 11, theme.accent);
                paint::put(
                    buffer,
                    x + 12,
                    y,
                    &words::action(locale, binding.action),
                    cell - 13,
                    theme.text,
                );
                y += 1;
            }
            y += 1;
        }
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
