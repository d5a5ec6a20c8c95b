//! Column charts with target lines, and curves; blocks only, no braille.

use super::paint;
use crate::theme::Theme;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

const EIGHTHS: [&str; 8] = ["▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"];

/// A level line over some of the columns.
#[derive(Debug, Clone)]
pub struct Level {
    /// Its value.
    pub value: f64,
    /// First and one past the last column it covers.
    pub columns: std::ops::Range<usize>,
    /// How it looks.
    pub style: Style,
    /// `╌` or `━`.
    pub symbol: &'static str,
    /// What stands at the axis; empty: nothing.
    pub label: String,
}

/// A chart of columns.
#[derive(Debug, Clone, Default)]
pub struct Columns {
    /// One for each column: its value and style; `None`: no data.
    pub bars: Vec<Option<(f64, Style)>>,
    /// A dot for each column, such as last year's value.
    pub dots: Vec<Option<f64>>,
    /// Lines such as the target.
    pub levels: Vec<Level>,
    /// Words below a column.
    pub labels: Vec<(usize, String)>,
}

impl Columns {
    /// Draws axis, columns, dots and lines.
    pub fn draw(&self, buffer: &mut Buffer, area: Rect, theme: &Theme) {
        let count = self.bars.len().max(self.dots.len());
        if area.height < 3 || area.width < 12 || count == 0 {
            return;
        }
        let top = self
            .bars
            .iter()
            .flatten()
            .map(|(value, _)| *value)
            .chain(self.dots.iter().flatten().copied())
            .chain(self.levels.iter().map(|level| level.value))
            .fold(0.0_f64, f64::max);
        let top = nice_above(top);
        let axis = self
            .levels
            .iter()
            .map(|level| crate::text::width(&level.label))
            .chain([crate::ui::words::number(top, 1).len()])
            .max()
            .unwrap_or(0) as u16
            + 1;
        let plot = Rect {
            x: area.x + axis,
            width: area.width - axis,
            y: area.y,
            height: area.height - 1,
        };
        let step = (plot.width / count as u16).max(1);
        let shown = (plot.width / step).min(count as u16);
        let row_of = |value: f64| -> u16 {
            let rows = f64::from(plot.height);
            let from_bottom = (value / top * rows).clamp(0.0, rows - 0.01) as u16;
            plot.bottom() - 1 - from_bottom
        };
        for column in 0..shown {
            if let Some(Some((value, style))) = self.bars.get(usize::from(column)) {
                let eighths = (value / top * f64::from(plot.height) * 8.0)
                    .round()
                    .max(1.0) as u16;
                let bar = if step >= 3 { step - 1 } else { step };
                for row in 0..plot.height {
                    let here = eighths.saturating_sub(row * 8).min(8);
                    if here == 0 {
                        break;
                    }
                    for cell in 0..bar {
                        paint::put(
                            buffer,
                            plot.x + column * step + cell,
                            plot.bottom() - 1 - row,
                            EIGHTHS[usize::from(here) - 1],
                            1,
                            *style,
                        );
                    }
                }
            }
        }
        // The rows that have a label.
        let mut told: Vec<u16> = Vec::new();
        for level in &self.levels {
            let y = row_of(level.value);
            for column in level.columns.clone() {
                if column >= usize::from(shown) {
                    break;
                }
                for cell in 0..step {
                    let x = plot.x + column as u16 * step + cell;
                    if let Some(target) = buffer.cell_mut((x, y)) {
                        // A line over a bar keeps the bar's colour behind it.
                        let behind = if target.symbol() == "█" {
                            Some(target.fg)
                        } else {
                            None
                        };
                        if matches!(target.symbol(), " " | "█") {
                            target.set_symbol(level.symbol).set_style(level.style);
                            if let Some(colour) = behind {
                                target.set_bg(colour);
                                target.set_fg(theme.text.bg.unwrap_or_default());
                            }
                        }
                    }
                }
            }
            // Of two at one height the first, which matters more.
            if !level.label.is_empty() && !told.contains(&y) {
                paint::put_right(buffer, area.x, y, &level.label, axis - 1, level.style);
                told.push(y);
            }
        }
        let ends = [
            (plot.y, crate::ui::words::number(top, 1)),
            (plot.bottom() - 1, "0".to_owned()),
        ];
        for (y, end) in ends {
            if !told.contains(&y) {
                paint::put_right(buffer, area.x, y, &end, axis - 1, theme.muted);
                told.push(y);
            }
        }
        for (column, dot) in self.dots.iter().enumerate().take(usize::from(shown)) {
            if let Some(value) = dot {
                let x = plot.x + column as u16 * step + (step.saturating_sub(1)) / 2;
                let y = row_of(*value);
                if let Some(cell) = buffer.cell_mut((x, y)) {
                    let on_bar = EIGHTHS.contains(&cell.symbol());
                    if on_bar {
                        let colour = cell.fg;
                        cell.set_symbol("•").set_bg(colour);
                        cell.set_fg(theme.text.bg.unwrap_or_default());
                    } else {
                        cell.set_symbol("•").set_style(theme.muted);
                    }
                }
            }
        }
        let mut free = plot.x;
        for (column, words) in &self.labels {
            let x = plot.x + *column as u16 * step;
            if x >= free && x + (crate::text::width(words) as u16) <= plot.right() {
                free =
                    x + paint::put(
                        buffer,
                        x,
                        plot.bottom(),
                        words,
                        plot.right() - x,
                        theme.muted,
                    ) + 1;
            }
        }
    }
}

/// The next of 1, 2, 2.5, 4, 5, 6, 8 × a power of ten at or above a value.
fn nice_above(value: f64) -> f64 {
    if value <= 0.0 || !value.is_finite() {
        return 1.0;
    }
    let power = 10_f64.powf(value.log10().floor());
    for step in [1.0, 1.5, 2.0, 2.5, 3.0, 4.0, 5.0, 6.0, 8.0, 10.0] {
        if step * power >= value - 1e-9 {
            return step * power;
        }
    }
    value
}

/// Draws a curve through points of (0..=1, 0..=1), x to the right and y upward, in half
/// rows. Between two points it is straight; before the first and after the last, nothing.
pub fn curve(buffer: &mut Buffer, plot: Rect, points: &[(f64, f64)], style: Style, dotted: bool) {
    if plot.width < 2 || plot.height == 0 {
        return;
    }
    for column in 0..plot.width {
        if dotted && column % 2 == 1 {
            continue;
        }
        let x = f64::from(column) / f64::from(plot.width - 1);
        let Some(pair) = points
            .windows(2)
            .find(|pair| pair[0].0 <= x && x <= pair[1].0)
        else {
            continue;
        };
        let span = pair[1].0 - pair[0].0;
        let y = if span <= 0.0 {
            pair[1].1
        } else {
            pair[0].1 + (pair[1].1 - pair[0].1) * (x - pair[0].0) / span
        };
        let halves = (y.clamp(0.0, 1.0) * (f64::from(plot.height) * 2.0 - 1.0)).round() as u16;
        let row = plot.bottom() - 1 - halves / 2;
        let symbol = if halves.is_multiple_of(2) {
            "▄"
        } else {
            "▀"
        };
        if let Some(cell) = buffer.cell_mut((plot.x + column, row)) {
            cell.set_symbol(symbol).set_style(style);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::nice_above;

    #[test]
    fn axis_tops() {
        let close = |a: f64, b: f64| assert!((a - b).abs() < 1e-9, "{a} {b}");
        close(nice_above(22.0), 25.0);
        close(nice_above(61.0), 80.0);
        close(nice_above(100.0), 100.0);
        close(nice_above(0.0), 1.0);
    }
}
