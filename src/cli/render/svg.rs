//! A frame as a picture: cells of one size, runs of one style, every character in its place
//! whatever the font.

use ratatui::buffer::Buffer;
use ratatui::style::{Color, Modifier, Style};
use std::fmt::Write;

/// The size of a cell in pixels; a wide character takes two.
const CELL: (f64, f64) = (8.4, 18.0);

/// Space around the frame.
const MARGIN: f64 = 10.0;

/// Draws the cells of a buffer on a background.
pub fn svg(buffer: &Buffer, background: Style) -> String {
    let (width, height) = (
        f64::from(buffer.area.width).mul_add(CELL.0, 2.0 * MARGIN),
        f64::from(buffer.area.height).mul_add(CELL.1, 2.0 * MARGIN),
    );
    let plain = Color::Rgb(0x0f, 0x14, 0x1b);
    let back = background.bg.filter(|c| hex(*c).is_some()).unwrap_or(plain);
    let fore = background.fg.filter(|c| hex(*c).is_some());
    let fore = fore.unwrap_or(Color::Rgb(0xe6, 0xed, 0xf3));
    let mut out = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width:.0} {height:.0}\" \
         width=\"{width:.0}\" height=\"{height:.0}\" font-size=\"14\" font-family=\"Menlo, Consolas, \
         'DejaVu Sans Mono', 'Noto Sans Mono CJK SC', 'Microsoft YaHei', monospace\" \
         xml:space=\"preserve\">\n<rect width=\"100%\" height=\"100%\" rx=\"6\" fill=\"{}\"/>\n",
        hex(back).unwrap_or_default()
    );
    for y in 0..buffer.area.height {
        let mut x = 0;
        while x < buffer.area.width {
            let run = Run::at(buffer, x, y);
            run.draw(&mut out, (x, y), (fore, back));
            x += run.cells;
        }
    }
    out.push_str("</svg>\n");
    out
}

/// Characters of one style and one width, side by side.
struct Run {
    text: String,
    style: Style,
    cells: u16,
}

impl Run {
    fn at(buffer: &Buffer, from: u16, y: u16) -> Self {
        let wide = |symbol: &str| (crate::text::width(symbol) as u16).max(1);
        let first = &buffer[(from, y)];
        let (style, width) = (first.style(), wide(first.symbol()));
        let blocks = block(first.symbol()).is_some();
        let mut run = Self {
            text: String::new(),
            style,
            cells: 0,
        };
        while from + run.cells < buffer.area.width {
            let cell = &buffer[(from + run.cells, y)];
            if cell.style() != style
                || wide(cell.symbol()) != width
                || block(cell.symbol()).is_some() != blocks
            {
                break;
            }
            run.text.push_str(cell.symbol());
            run.cells += width;
        }
        run
    }

    fn draw(&self, out: &mut String, (x, y): (u16, u16), (fore, back): (Color, Color)) {
        let reversed = self.style.add_modifier.contains(Modifier::REVERSED);
        let of = |color: Option<Color>, other| color.filter(|c| hex(*c).is_some()).unwrap_or(other);
        let (mut ink, mut paper) = (of(self.style.fg, fore), of(self.style.bg, back));
        if reversed {
            std::mem::swap(&mut ink, &mut paper);
        }
        let left = f64::from(x).mul_add(CELL.0, MARGIN);
        let top = f64::from(y).mul_add(CELL.1, MARGIN);
        let width = f64::from(self.cells) * CELL.0;
        if paper != back {
            let _ = writeln!(
                out,
                "<rect x=\"{left:.1}\" y=\"{top:.1}\" width=\"{width:.1}\" height=\"{:.1}\" fill=\"{}\"/>",
                CELL.1,
                hex(paper).unwrap_or_default()
            );
        }
        if self.text.trim().is_empty() {
            return;
        }
        // Blocks are drawn: no font fills its cell to the edge.
        if self
            .text
            .chars()
            .all(|c| block(c.encode_utf8(&mut [0; 4])).is_some())
        {
            for (at, c) in self.text.chars().enumerate() {
                let (from, across, down, high) =
                    block(c.encode_utf8(&mut [0; 4])).unwrap_or_default();
                let _ = writeln!(
                    out,
                    "<rect x=\"{:.1}\" y=\"{:.1}\" width=\"{:.1}\" height=\"{:.1}\" fill=\"{}\"/>",
                    left + (at as f64 + from) * CELL.0,
                    top + down * CELL.1,
                    across * CELL.0,
                    high * CELL.1,
                    hex(ink).unwrap_or_default()
                );
            }
            return;
        }
        // Blanks at the ends move the run instead of being stretched with it.
        let lead = self.text.len() - self.text.trim_start_matches(' ').len();
        let text = self.text.trim_matches(' ');
        let shift = crate::text::width(&self.text[..lead]) as f64 * CELL.0;
        let bold = if self.style.add_modifier.contains(Modifier::BOLD) {
            " font-weight=\"bold\""
        } else {
            ""
        };
        let line = if self.style.add_modifier.contains(Modifier::UNDERLINED) {
            " text-decoration=\"underline\""
        } else {
            ""
        };
        let _ = writeln!(
            out,
            "<text x=\"{:.1}\" y=\"{:.1}\" textLength=\"{:.1}\" lengthAdjust=\"spacingAndGlyphs\" \
             fill=\"{}\"{bold}{line}>{}</text>",
            left + shift,
            top + CELL.1 * 0.74,
            crate::text::width(text) as f64 * CELL.0,
            hex(ink).unwrap_or_default(),
            crate::text::escape_markup(text)
        );
    }
}

/// The part of its cell that a block element fills: from the left, across, from the top, high.
fn block(symbol: &str) -> Option<(f64, f64, f64, f64)> {
    let mut chars = symbol.chars();
    let (Some(c), None) = (chars.next(), chars.next()) else {
        return None;
    };
    Some(match c {
        '▀' => (0.0, 1.0, 0.0, 0.5),
        // ▁ to █: so many eighths from the bottom.
        '▁'..='█' => {
            let high = f64::from(c as u32 - '▁' as u32 + 1) / 8.0;
            (0.0, 1.0, 1.0 - high, high)
        }
        // ▉ to ▏: so many eighths from the left.
        '▉'..='▏' => (0.0, f64::from('▏' as u32 - c as u32 + 1) / 8.0, 0.0, 1.0),
        '▐' => (0.5, 0.5, 0.0, 1.0),
        _ => return None,
    })
}

fn hex(color: Color) -> Option<String> {
    match color {
        Color::Rgb(r, g, b) => Some(format!("#{r:02x}{g:02x}{b:02x}")),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use ratatui::layout::Rect;

    #[test]
    fn blocks_fill_their_part() {
        assert_eq!(block("▄"), Some((0.0, 1.0, 0.5, 0.5)));
        assert_eq!(block("▎"), Some((0.0, 0.25, 0.0, 1.0)));
        assert_eq!(block("a"), None);
    }

    #[test]
    fn cells_keep_their_places_and_no_text_becomes_markup() {
        let mut buffer = Buffer::empty(Rect::new(0, 0, 12, 1));
        let ink = Style::new().fg(Color::Rgb(255, 0, 0));
        buffer.set_string(0, 0, "  <b>县a", ink);
        let made = svg(&buffer, Style::new());
        // Two blanks of 8.4 beside the margin; three narrow characters; a wide one.
        assert!(
            made.contains("<text x=\"26.8\"") && made.contains(">&lt;b&gt;</text>"),
            "{made}"
        );
        assert!(
            made.contains("x=\"52.0\" y=\"23.3\" textLength=\"16.8\""),
            "{made}"
        );
        assert!(
            made.contains(">县</text>") && made.contains(">a</text>"),
            "{made}"
        );
    }
}
