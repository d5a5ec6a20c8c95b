//! A year of days as months × days: what a bad week looks like.

use super::paint;
use chrono::{Datelike, NaiveDate};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

/// The rows a calendar takes: a heading and twelve months.
pub const HEIGHT: u16 = 13;

/// Draws the days of `year`; `cell` gives each day's symbol and style. Days are as wide as
/// the area allows, one cell at least. Answers the cells a day takes.
pub fn draw(
    buffer: &mut Buffer,
    area: Rect,
    year: i32,
    months: &[String],
    muted: Style,
    cell: impl Fn(NaiveDate) -> (&'static str, Style),
) -> u16 {
    let label = months
        .iter()
        .map(|month| crate::text::width(month) as u16)
        .max()
        .unwrap_or(0)
        + 1;
    let day_width = (area.width.saturating_sub(label) / 31).clamp(1, 3);
    for day in [1u16, 5, 10, 15, 20, 25, 30] {
        let x = area.x + label + (day - 1) * day_width;
        if x + 2 <= area.right() {
            paint::put(buffer, x, area.y, &day.to_string(), 2, muted);
        }
    }
    for (month, name) in (1u32..).zip(months) {
        let y = area.y + month as u16;
        if y >= area.bottom() {
            break;
        }
        paint::put(buffer, area.x, y, name, label, muted);
        for day in 1..=31 {
            let Some(date) = NaiveDate::from_ymd_opt(year, month, day) else {
                break;
            };
            let (symbol, style) = cell(date);
            let x = area.x + label + (date.day0() as u16) * day_width;
            for at in 0..day_width.max(2) - 1 {
                paint::put(buffer, x + at, y, symbol, 1, style);
            }
        }
    }
    day_width
}
