//! `duban render`: one frame of a screen as text or picture, without a terminal.

mod svg;

use crate::analysis::board::Board;
use crate::app::{App, Loaded, Options};
use crate::shell::wide;
use crate::theme::Theme;
use crate::ui::Feed;
use chrono::NaiveTime;
use ratatui::Terminal;
use ratatui::backend::TestBackend;
use ratatui::buffer::Buffer;
use ratatui::style::{Color, Modifier, Style};
use std::fmt::Write;
use std::sync::Arc;

/// How a frame is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub enum Format {
    /// The characters alone.
    Text,
    /// With colours, for `cat`.
    Ansi,
    /// A picture.
    Svg,
}

/// Draws the first screen of `options` with the clock standing at 09:00 of the as-of day.
pub fn frame(
    board: &Board,
    feed: &Feed,
    options: &Options,
    size: (u16, u16),
    format: Format,
) -> String {
    let now = board
        .as_of
        .and_time(NaiveTime::from_hms_opt(9, 0, 0).unwrap_or_default());
    let mut app = App::new(options);
    let feed = Feed {
        at: now,
        ..feed.clone()
    };
    app.loaded(
        Loaded {
            board: Arc::new(board.clone()),
            feed,
            since: None,
        },
        now,
    );
    app.settle();
    let Ok(mut terminal) = Terminal::new(TestBackend::new(size.0, size.1));
    let Ok(_) = terminal.draw(|frame| {
        app.draw(frame, now);
        wide::mend(frame.buffer_mut());
    });
    let buffer = terminal.backend().buffer();
    match format {
        Format::Text => text(buffer),
        Format::Ansi => ansi(buffer),
        Format::Svg => svg::svg(buffer, Theme::new(options.theme.unwrap_or_default()).text),
    }
}

/// The characters of a buffer, line by line; the blank second cell of a wide character is
/// not a blank.
pub fn text(buffer: &Buffer) -> String {
    let mut out = String::new();
    for y in 0..buffer.area.height {
        let mut line = String::new();
        let mut x = 0;
        while x < buffer.area.width {
            let symbol = buffer[(x, y)].symbol();
            line.push_str(symbol);
            x += (crate::text::width(symbol) as u16).max(1);
        }
        out.push_str(line.trim_end());
        out.push('\n');
    }
    out
}

fn ansi(buffer: &Buffer) -> String {
    let mut out = String::new();
    for y in 0..buffer.area.height {
        let mut last = Style::new();
        let mut x = 0;
        while x < buffer.area.width {
            let cell = &buffer[(x, y)];
            let style = cell.style();
            if style != last {
                out.push_str("\u{1b}[0m");
                out.push_str(&escapes(style));
                last = style;
            }
            out.push_str(cell.symbol());
            x += (crate::text::width(cell.symbol()) as u16).max(1);
        }
        out.push_str("\u{1b}[0m\n");
    }
    out
}

fn escapes(style: Style) -> String {
    let mut out = String::new();
    if style.add_modifier.contains(Modifier::BOLD) {
        out.push_str("\u{1b}[1m");
    }
    if style.add_modifier.contains(Modifier::REVERSED) {
        out.push_str("\u{1b}[7m");
    }
    for (color, code) in [(style.fg, 38), (style.bg, 48)] {
        if let Some(Color::Rgb(r, g, b)) = color {
            let _ = write!(out, "\u{1b}[{code};2;{r};{g};{b}m");
        }
    }
    out
}
