//! A row of a source file as it stands, with the cell in question marked: by colour, by a line
//! under it and in the list of its columns.

use super::help;
use crate::analysis::board::Light;
use crate::diagnostic::{Excerpt, Severity};
use crate::i18n::Locale;
use crate::text;
use crate::theme::Theme;
use crate::tr;
use crate::ui::Place;
use crate::ui::widgets::paint;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::{Modifier, Style};

/// What is shown, and how far it has come.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shown {
    /// The place asked for.
    pub place: Place,
    row: Row,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Row {
    Waiting,
    Missing,
    Here(Box<Excerpt>),
}

impl Shown {
    /// Asked for, not here yet.
    pub fn waiting(place: Place) -> Self {
        let row = if place.line == 0 {
            Row::Missing
        } else {
            Row::Waiting
        };
        Self { place, row }
    }

    /// The row came, or cannot be shown.
    pub fn answer(&mut self, excerpt: Option<Excerpt>) {
        self.row = excerpt.map_or(Row::Missing, |excerpt| Row::Here(Box::new(excerpt)));
    }
}

/// Draws it over the middle of the screen.
pub fn draw(buffer: &mut Buffer, shown: &Shown, locale: &Locale, theme: &Theme) {
    let screen = *buffer.area();
    // On a narrow screen nothing is left beside it but scraps.
    let width = if screen.width <= 128 {
        screen.width
    } else {
        120
    };
    let inner = width.saturating_sub(4);
    let words = text::wrap(&shown.place.words, usize::from(inner));
    let fields = match &shown.row {
        Row::Here(excerpt) => fields(excerpt),
        _ => Vec::new(),
    };
    let fixed = words.len() as u16 + 8;
    let height = (fixed + fields.len().max(1) as u16).min(screen.height.saturating_sub(2));
    let area = Rect {
        x: screen.x + (screen.width - width) / 2,
        y: screen.y + (screen.height - height) / 2,
        width,
        height,
    };
    help::clear(buffer, area, theme);
    let title = match (shown.place.line, shown.place.column) {
        (0, _) => shown.place.file.to_string(),
        (line, 0) => format!("{}:{line}", shown.place.file),
        (line, column) => format!("{}:{line}:{column}", shown.place.file),
    };
    paint::put(
        buffer,
        area.x + 2,
        area.y,
        &format!(" {} ", text::truncate(&title, usize::from(inner))),
        inner,
        theme.tab,
    );
    let alarm = match shown.place.severity {
        Some(Severity::Error) => theme.light(Light::Red),
        Some(Severity::Warning) => theme.light(Light::Yellow),
        Some(Severity::Note) | None => theme.text,
    };
    let x = area.x + 2;
    let mut y = area.y + 2;
    let body = |y: u16, height: u16| Rect {
        x,
        y,
        width: inner,
        height,
    };
    let room = (area.bottom() - 1).saturating_sub(y);
    y += paint::paragraph(
        buffer,
        body(y, (words.len() as u16).min(room.saturating_sub(4).max(1))),
        &shown.place.words,
        alarm,
    );
    y += 1;
    match &shown.row {
        Row::Waiting => {
            paint::put(
                buffer,
                x,
                y,
                &tr!(locale, "source-waiting"),
                inner,
                theme.muted,
            );
        }
        Row::Missing => {
            paint::put(
                buffer,
                x,
                y,
                &tr!(locale, "source-missing"),
                inner,
                theme.muted,
            );
        }
        Row::Here(excerpt) => {
            if y + 2 < area.bottom() {
                line(buffer, body(y, 2), excerpt, alarm, theme);
            }
            y += 3;
            let below = (area.bottom() - 1).saturating_sub(y + 1);
            list(buffer, body(y, below), excerpt, &fields, alarm, theme);
        }
    }
    let hint = tr!(locale, "source-keys");
    paint::put_right(
        buffer,
        area.x + 2,
        area.bottom() - 1,
        &format!(" {hint} "),
        inner,
        theme.muted,
    );
}

/// The row in one line, moved so that the cell in question is in sight, and a mark under it.
fn line(buffer: &mut Buffer, area: Rect, excerpt: &Excerpt, alarm: Style, theme: &Theme) {
    let gutter = format!("{} │ ", excerpt.line);
    let used = paint::put(buffer, area.x, area.y, &gutter, area.width, theme.muted);
    let room = usize::from(area.width - used);
    let (before, cell, after) = excerpt.parts();
    let cell = text::truncate(&cell, room * 2 / 3).into_owned();
    let marked = text::width(&cell);
    // What stands before gives way first; a third of the room stays for what stands behind.
    let left = room.saturating_sub(marked).saturating_sub(room / 4);
    let before = if excerpt.marked().is_none() {
        text::truncate(&before, room).into_owned()
    } else {
        text::truncate_start(&before, left)
    };
    let mut x = area.x + used;
    let end = area.right();
    x += paint::put(buffer, x, area.y, &before, end - x, theme.text);
    let at = x;
    if excerpt.marked().is_none() {
        return;
    }
    x += paint::put(
        buffer,
        x,
        area.y,
        &cell,
        end - x,
        alarm.add_modifier(Modifier::BOLD),
    );
    if x < end {
        paint::put(buffer, x, area.y, &after, end - x, theme.text);
    }
    let carets = "^".repeat(marked.max(1));
    paint::put(buffer, at, area.y + 1, &carets, end - at, alarm);
}

/// The cells with the names of their columns; blank ones are left out, the marked one never.
fn fields(excerpt: &Excerpt) -> Vec<usize> {
    (0..excerpt.cells.len())
        .filter(|&at| !excerpt.cells[at].trim().is_empty() || excerpt.marked() == Some(at))
        .collect()
}

fn list(
    buffer: &mut Buffer,
    area: Rect,
    excerpt: &Excerpt,
    fields: &[usize],
    alarm: Style,
    theme: &Theme,
) {
    let rows = usize::from(area.height);
    if rows == 0 {
        return;
    }
    let marked = excerpt
        .marked()
        .and_then(|at| fields.iter().position(|field| *field == at));
    let first = marked
        .unwrap_or(0)
        .saturating_sub(rows / 2)
        .min(fields.len().saturating_sub(rows));
    let names = fields
        .iter()
        .map(|&at| text::width(&name(excerpt, at)) as u16)
        .max()
        .unwrap_or(0)
        .min(area.width / 3);
    for (y, &at) in (area.y..).zip(fields.iter().skip(first).take(rows)) {
        let here = excerpt.marked() == Some(at);
        let (mark, style) = if here {
            ("▌", alarm)
        } else {
            (" ", theme.text)
        };
        paint::put(buffer, area.x, y, mark, 1, alarm);
        let title = name(excerpt, at);
        paint::put(buffer, area.x + 1, y, &title, names, theme.muted);
        let x = area.x + names + 3;
        let cell = if excerpt.cells[at].trim().is_empty() {
            "—"
        } else {
            &excerpt.cells[at]
        };
        paint::put(buffer, x, y, cell, area.right().saturating_sub(x), style);
    }
}

/// A column's name, else its letters as a spreadsheet has them.
fn name(excerpt: &Excerpt, at: usize) -> String {
    match excerpt.names.get(at) {
        Some(name) if !name.is_empty() => name.clone(),
        _ => letters(excerpt.first as usize + at),
    }
}

/// A, B, … Z, AA, AB, … of a 1-based column.
fn letters(column: usize) -> String {
    let mut out = Vec::new();
    let mut rest = column;
    while rest > 0 {
        rest -= 1;
        out.push(char::from(b'A' + (rest % 26) as u8));
        rest /= 26;
    }
    out.iter().rev().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_have_letters() {
        for (column, expected) in [(1, "A"), (26, "Z"), (27, "AA"), (52, "AZ"), (703, "AAA")] {
            assert_eq!(letters(column), expected);
        }
    }
}
