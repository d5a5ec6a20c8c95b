//! Figures three rows high, made of half blocks, for the back of the room.

use super::paint;
use ratatui::buffer::Buffer;
use ratatui::style::Style;

/// How high a figure is, in rows.
pub const HEIGHT: u16 = 3;

/// Three rows of a character; two pixel rows a cell row, the sixth pixel row stays empty.
fn glyph(c: char) -> Option<[&'static str; 3]> {
    Some(match c {
        '0' => ["█▀█", "█ █", "▀▀▀"],
        '1' => ["▀█ ", " █ ", "▀▀▀"],
        '2' => ["▀▀█", "█▀▀", "▀▀▀"],
        '3' => ["▀▀█", " ▀█", "▀▀▀"],
        '4' => ["█ █", "▀▀█", "  ▀"],
        '5' => ["█▀▀", "▀▀█", "▀▀▀"],
        '6' => ["█▀▀", "█▀█", "▀▀▀"],
        '7' => ["▀▀█", "  █", "  ▀"],
        '8' => ["█▀█", "█▀█", "▀▀▀"],
        '9' => ["█▀█", "▀▀█", "▀▀▀"],
        '.' => [" ", " ", "▀"],
        '-' => ["  ", "▀▀", "  "],
        '/' => ["  █", " █ ", "▀  "],
        '%' => ["█ ▄▀", "▄▀ ▄", "▀  ▀"],
        '—' => ["   ", "▀▀▀", "   "],
        _ => return None,
    })
}

/// Draws `text` twice as large: each half block becomes a whole one, two cells wide.
pub fn draw_double(buffer: &mut Buffer, x: u16, y: u16, text: &str, style: Style) {
    let style = paint::solid(style);
    let mut left = x;
    for rows in text.chars().filter_map(glyph) {
        for (row, line) in (0u16..).zip(rows) {
            for (column, symbol) in (0u16..).zip(line.chars()) {
                let (upper, lower) = match symbol {
                    '█' => (true, true),
                    '▀' => (true, false),
                    '▄' => (false, true),
                    _ => (false, false),
                };
                for (half, on) in [(0, upper), (1, lower)] {
                    for cell in 0..2 {
                        let at = (left + column * 2 + cell, y + row * 2 + half);
                        if on && let Some(cell) = buffer.cell_mut(at) {
                            cell.set_char('█').set_style(style);
                        }
                    }
                }
            }
        }
        left += rows[0].chars().count() as u16 * 2 + 2;
    }
}

/// The cells `text` takes, or `None` where it holds something without a figure.
pub fn width(text: &str) -> Option<u16> {
    let mut cells = 0;
    for c in text.chars() {
        cells += glyph(c)?[0].chars().count() as u16 + 1;
    }
    Some(cells.saturating_sub(1))
}

/// Draws `text` with its upper left corner at (x, y).
pub fn draw(buffer: &mut Buffer, x: u16, y: u16, text: &str, style: Style) {
    let style = paint::solid(style);
    let mut left = x;
    for rows in text.chars().filter_map(glyph) {
        for (row, line) in (0u16..).zip(rows) {
            for (column, symbol) in (0u16..).zip(line.chars()) {
                if symbol != ' '
                    && let Some(cell) = buffer.cell_mut((left + column, y + row))
                {
                    cell.set_char(symbol).set_style(style);
                }
            }
        }
        left += rows[0].chars().count() as u16 + 1;
    }
}
