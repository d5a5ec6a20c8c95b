//! Keeps wide characters whole where something was drawn over half of one.
//!
//! ratatui 0.30.2 skips the second cell of a wide character even when a popup's border
//! stands there, so that the character paints over the border (ratatui#2526).

use crate::text;
use ratatui::buffer::Buffer;

/// Blanks every wide character whose second cell was drawn over, or lies beyond the edge.
pub fn mend(buffer: &mut Buffer) {
    let area = buffer.area;
    for y in area.top()..area.bottom() {
        let mut x = area.left();
        while x < area.right() {
            let symbol = buffer[(x, y)].symbol();
            // Most cells are one byte; measuring them all would cost more than the frame.
            let width = if symbol.len() < 2 {
                1
            } else {
                text::width(symbol)
            };
            if width < 2 {
                x += 1;
                continue;
            }
            let cut = x + 1 >= area.right() || !matches!(buffer[(x + 1, y)].symbol(), " " | "");
            if cut {
                buffer[(x, y)].set_symbol(" ");
                x += 1;
            } else {
                x += width as u16;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use ratatui::Terminal;
    use ratatui::backend::CrosstermBackend;
    use ratatui::layout::Rect;
    use ratatui::style::{Color, Style};
    use ratatui::widgets::{Block, Clear, Paragraph, Widget};
    use std::cell::RefCell;
    use std::io::Write;
    use std::rc::Rc;

    const SIZE: Rect = Rect::new(0, 0, 12, 4);

    #[derive(Clone, Default)]
    struct Pipe(Rc<RefCell<Vec<u8>>>);

    impl Write for Pipe {
        fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
            self.0.borrow_mut().extend_from_slice(bytes);
            Ok(bytes.len())
        }
        fn flush(&mut self) -> std::io::Result<()> {
            Ok(())
        }
    }

    /// Draws the frames one after another and holds the emulated screen against the buffer.
    fn compare(frames: &[&dyn Fn(&mut Buffer)]) {
        let pipe = Pipe::default();
        let mut terminal = Terminal::with_options(
            CrosstermBackend::new(pipe.clone()),
            ratatui::TerminalOptions {
                viewport: ratatui::Viewport::Fixed(SIZE),
            },
        )
        .unwrap();
        let mut emulator = vt100::Parser::new(SIZE.height, SIZE.width, 0);
        for (number, draw) in frames.iter().enumerate() {
            let buffer = terminal
                .draw(|frame| {
                    draw(frame.buffer_mut());
                    mend(frame.buffer_mut());
                })
                .unwrap()
                .buffer
                .clone();
            emulator.process(&std::mem::take(&mut *pipe.0.borrow_mut()));
            let mut skip = false;
            for (index, cell) in buffer.content.iter().enumerate() {
                let (x, y) = buffer.pos_of(index);
                let seen = emulator.screen().cell(y, x).unwrap();
                if std::mem::take(&mut skip) {
                    // What the buffer holds here cannot be seen, so it must be nothing.
                    assert_eq!(cell.symbol(), " ", "frame {number} at {x},{y}");
                    assert!(seen.is_wide_continuation(), "frame {number} at {x},{y}");
                    continue;
                }
                skip = text::width(cell.symbol()) > 1;
                let contents = match seen.contents() {
                    "" => " ",
                    contents => contents,
                };
                assert_eq!(contents, cell.symbol(), "frame {number} at {x},{y}");
                let blue = matches!(cell.bg, Color::Blue);
                assert_eq!(
                    blue,
                    seen.bgcolor() == vt100::Color::Idx(4),
                    "frame {number}, background at {x},{y}"
                );
            }
        }
    }

    fn rows(buffer: &mut Buffer) {
        for (y, row) in ["超期天数多a", "x城关镇整改", "按序时推进中", "达标不达标"]
            .iter()
            .enumerate()
        {
            buffer.set_string(0, y as u16, row, Style::new());
        }
    }

    fn highlight(buffer: &mut Buffer, y: u16) {
        rows(buffer);
        buffer.set_style(Rect::new(0, y, SIZE.width, 1), Style::new().bg(Color::Blue));
    }

    fn popup(buffer: &mut Buffer, x: u16) {
        rows(buffer);
        let area = Rect::new(x, 0, 5, 4);
        Clear.render(area, buffer);
        Paragraph::new("内容")
            .block(Block::bordered())
            .render(area, buffer);
    }

    #[test]
    fn a_moving_highlight_leaves_no_halves() {
        compare(&[
            &|b| highlight(b, 0),
            &|b| highlight(b, 1),
            &|b| highlight(b, 2),
            &|b| highlight(b, 0),
            &rows,
        ]);
    }

    #[test]
    fn a_popup_on_half_a_character_keeps_its_border() {
        for x in 0..6 {
            compare(
                &[&rows, &|b| popup(b, x), &rows, &|b| highlight(b, 1), &|b| {
                    popup(b, x);
                }],
            );
        }
    }

    #[test]
    fn nothing_else_is_touched() {
        let mut buffer = Buffer::empty(SIZE);
        rows(&mut buffer);
        let before = buffer.clone();
        mend(&mut buffer);
        assert_eq!(buffer, before);
    }
}
