//! Headed blocks of lines, one below the other, sharing the height there is.

use super::{paint, panel};
use crate::theme::Theme;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

/// A line of a block.
#[derive(Debug, Clone)]
pub enum Line {
    /// Words in styles; the last piece may stand at the right edge.
    Words(Vec<(String, Style)>, Option<(String, Style)>),
    /// A label, a bar of 0..=1 in a style and words behind it.
    Bar(String, Option<f64>, Style, String),
}

impl Line {
    /// Words in one style.
    pub fn new(words: String, style: Style) -> Self {
        Self::Words(vec![(words, style)], None)
    }
}

/// A heading with lines below it.
#[derive(Debug, Clone)]
pub struct Block {
    /// The heading.
    pub title: String,
    /// What stands at its right end.
    pub note: String,
    /// The lines, most important first.
    pub lines: Vec<Line>,
    /// How many more there are, beyond what any terminal shows.
    pub behind: usize,
}

/// As many lines of a block as a terminal may show.
pub const LINES: usize = 300;

/// How many lines each block gets of `room`, headings apart: all of them where they fit, else
/// the room in turn, so that no block takes what another needs.
fn shares(wanted: &[usize], room: usize) -> Vec<usize> {
    let mut given = vec![0; wanted.len()];
    let mut left = room;
    while left > 0 {
        let mut any = false;
        for (given, wanted) in given.iter_mut().zip(wanted) {
            if left > 0 && *given < *wanted {
                *given += 1;
                left -= 1;
                any = true;
            }
        }
        if !any {
            break;
        }
    }
    given
}

/// Draws blocks; `more` says in words how many lines of one are left out.
pub fn draw(
    buffer: &mut Buffer,
    area: Rect,
    theme: &Theme,
    blocks: &[Block],
    more: impl Fn(usize) -> String,
) {
    if blocks.is_empty() {
        return;
    }
    let height = usize::from(area.height);
    // A heading and two lines each; blocks that find no room fold from the end.
    let count = blocks.len().min((height / 3).max(1));
    let blocks = &blocks[..count];
    let wanted: Vec<usize> = blocks.iter().map(|block| block.lines.len()).collect();
    let gaps = usize::from(wanted.iter().sum::<usize>() + count * 2 <= height + 1);
    let room = height.saturating_sub(count + gaps * (count - 1).min(count));
    let given = shares(&wanted, room);
    let mut y = area.y;
    for (block, given) in blocks.iter().zip(given) {
        if y >= area.bottom() {
            return;
        }
        let row = Rect {
            y,
            height: 1,
            ..area
        };
        panel::heading(buffer, row, &block.title, &block.note, theme);
        y += 1;
        for (at, line) in block.lines.iter().take(given).enumerate() {
            if y >= area.bottom() {
                return;
            }
            let left = block.lines.len() + block.behind - at;
            if at + 1 == given && left > 1 && given > 1 {
                let words = more(left);
                paint::put(buffer, area.x + 1, y, &words, area.width, theme.accent);
            } else {
                one(
                    buffer,
                    Rect {
                        y,
                        height: 1,
                        ..area
                    },
                    theme,
                    line,
                );
            }
            y += 1;
        }
        y += gaps as u16;
    }
}

fn one(buffer: &mut Buffer, area: Rect, theme: &Theme, line: &Line) {
    let x = area.x + 1;
    let width = area.width.saturating_sub(1);
    match line {
        Line::Words(pieces, right) => {
            let reserved = right
                .as_ref()
                .map_or(0, |(words, _)| crate::text::width(words) as u16 + 1);
            let pieces: Vec<(&str, Style)> = pieces
                .iter()
                .map(|(words, style)| (words.as_str(), *style))
                .collect();
            paint::pieces(buffer, x, area.y, width.saturating_sub(reserved), &pieces);
            if let Some((words, style)) = right {
                paint::put_right(buffer, x, area.y, words, width, *style);
            }
        }
        Line::Bar(label, value, style, words) => {
            let name = (width / 3).clamp(6, 16);
            let tail = (crate::text::width(words) as u16).min(width / 2);
            paint::put(buffer, x, area.y, label, name, theme.text);
            let room = width.saturating_sub(name + tail + 2);
            super::bar::bar(
                buffer,
                x + name + 1,
                area.y,
                room,
                *value,
                None,
                *style,
                theme.track,
                theme.target,
            );
            paint::put_right(buffer, x, area.y, words, width, theme.text);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn room_is_shared_in_turn() {
        assert_eq!(shares(&[5, 1, 3], 9), [5, 1, 3]);
        assert_eq!(shares(&[5, 1, 3], 5), [2, 1, 2]);
        assert_eq!(shares(&[], 5), Vec::<usize>::new());
        assert_eq!(shares(&[4, 4], 0), [0, 0]);
    }
}
