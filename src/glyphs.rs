//! Symbols, in a set for terminals with modern fonts and a plain one.
//!
//! On a Chinese console ambiguous-width symbols take two cells while the layout counts
//! one. The plain set maps each of them to one ASCII cell, in one place, after drawing:
//! widgets draw the rich symbols and need not know.

use crate::analysis::board::{Light, ReadClass};
use ratatui::buffer::Buffer;

/// Which set is drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Glyphs {
    /// Box drawing, blocks and shapes.
    #[default]
    Unicode,
    /// ASCII and Han characters only.
    Plain,
}

impl Glyphs {
    /// The symbol of a light; completed (待销号) looks different from done and on schedule.
    pub fn light(self, light: Light, class: ReadClass) -> &'static str {
        match (light, class) {
            (Light::Blue, _) => "★",
            (Light::Green, ReadClass::Completed) => "◆",
            (Light::Green, _) => "●",
            (Light::Yellow, ReadClass::Completed) => "◇",
            (Light::Yellow, _) => "▲",
            (Light::Red, _) => "■",
            (Light::Grey, _) => "○",
        }
    }

    /// Replaces what the plain set does not have, cell for cell.
    pub fn finish(self, buffer: &mut Buffer) {
        if self == Self::Unicode {
            return;
        }
        for cell in &mut buffer.content {
            let mut chars = cell.symbol().chars();
            if let (Some(c), None) = (chars.next(), chars.next())
                && let Some(plain) = plain(c)
            {
                cell.set_char(plain);
            }
        }
    }
}

/// The one-cell ASCII stand-in of an ambiguous or rare symbol.
pub fn plain(c: char) -> Option<char> {
    Some(match c {
        '━' | '╸' => '=',
        '─' | '╌' | '┄' | '—' | '–' | '╴' | '╶' | '╺' | '▔' => '-',
        '│' | '┃' | '╎' | '┆' | '┊' | '▏' | '▕' | '▎' | '▍' | '▌' | '▐' => {
            '|'
        }
        '┌' | '┐' | '└' | '┘' | '├' | '┤' | '┬' | '┴' | '┼' | '╭' | '╮' | '╰' | '╯' | '╪' | '┿' => {
            '+'
        }
        '█' | '▉' | '▊' | '▋' | '▇' | '▆' => '#',
        '▅' | '▄' | '▃' | '▀' => '=',
        '▂' | '▁' => '_',
        '░' => '.',
        '▒' => ':',
        '▓' => '%',
        '★' => '*',
        '●' => 'o',
        '◆' => '+',
        '◇' => '~',
        '▲' | '↑' => '^',
        '▼' | '↓' => 'v',
        '■' | '▪' => '!',
        '○' | '▫' => '-',
        '•' | '·' => '.',
        '→' | '▶' | '▸' | '›' | '≥' => '>',
        '←' | '◀' | '≤' => '<',
        '…' => '~',
        'Ⅰ' => '1',
        'Ⅱ' => '2',
        'Ⅲ' => '3',
        'Ⅳ' => '4',
        'Ⅴ' => '5',
        '²' => '2',
        '³' => '3',
        'µ' | 'μ' => 'u',
        '×' => 'x',
        '±' => '~',
        '°' | '℃' => 'C',
        '“' | '”' => '"',
        '‘' | '’' => '\'',
        '①'..='⑨' => char::from_digit(c as u32 - '①' as u32 + 1, 10)?,
        '✓' => 'v',
        '✗' => 'x',
        '\u{2800}'..='\u{28ff}' => '.',
        _ => return None,
    })
}
