//! A progress bar with a tick where it ought to be.

use super::paint;
use ratatui::buffer::Buffer;
use ratatui::style::Style;

/// Draws `value` of 0..=1 over `width` cells, with the track behind and a tick at
/// `expected`. Half cells are drawn, so that a percent step shows on a wide bar.
#[expect(
    clippy::too_many_arguments,
    reason = "a drawing primitive: place, figures, styles"
)]
pub fn bar(
    buffer: &mut Buffer,
    x: u16,
    y: u16,
    width: u16,
    value: Option<f64>,
    expected: Option<f64>,
    fill: Style,
    track: Style,
    tick: Style,
) {
    if width == 0 {
        return;
    }
    let fill = paint::solid(fill);
    let halves = (value.unwrap_or(0.0).clamp(0.0, 1.0) * f64::from(width) * 2.0).round() as u16;
    for at in 0..width {
        let (symbol, style) = match halves.saturating_sub(at * 2) {
            // A thin track under a thick fill tells them apart without colour.
            0 => ("─", track),
            1 => ("╸", fill),
            _ => ("━", fill),
        };
        if let Some(cell) = buffer.cell_mut((x + at, y)) {
            cell.set_symbol(symbol).set_style(style);
        }
    }
    if let Some(expected) = expected {
        let at = (expected.clamp(0.0, 1.0) * f64::from(width - 1)).round() as u16;
        if let Some(cell) = buffer.cell_mut((x + at, y)) {
            cell.set_symbol("┃").set_style(tick);
        }
    }
}

/// The newest values of a history as sparks in so many cells; empty where there is no course to
/// be seen.
pub fn course(history: &[Option<f64>], cells: usize) -> String {
    let newest = &history[history.len().saturating_sub(cells)..];
    if newest.iter().flatten().count() < 2 {
        return String::new();
    }
    spark(newest)
}

/// Whether a character is a spark's, or none at all.
pub fn is_spark(c: char) -> bool {
    ('▁'..='█').contains(&c) || c == ' '
}

/// A row of eighth blocks, one for each value, scaled between the least and the greatest. None
/// fills its cell: rows above each other stay apart.
pub fn spark(values: &[Option<f64>]) -> String {
    const STEPS: [char; 7] = ['▁', '▂', '▃', '▄', '▅', '▆', '▇'];
    let known = || values.iter().flatten().copied();
    let low = known().fold(f64::INFINITY, f64::min);
    let high = known().fold(f64::NEG_INFINITY, f64::max);
    values
        .iter()
        .map(|value| match value {
            None => ' ',
            Some(_) if high - low < 1e-9 => '▄',
            Some(value) => STEPS[(((value - low) / (high - low)) * 6.0).round() as usize],
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sparks_scale_between_least_and_greatest() {
        assert_eq!(spark(&[Some(0.0), None, Some(50.0), Some(100.0)]), "▁ ▄▇");
        assert_eq!(spark(&[Some(3.0), Some(3.0)]), "▄▄");
        assert_eq!(spark(&[]), "");
        assert_eq!(course(&[Some(9.0), Some(0.0), Some(1.0)], 2), "▁▇");
        assert_eq!(course(&[None, Some(1.0)], 8), "");
    }
}
