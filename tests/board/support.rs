//! The sample on a drawing board, with the clock standing still.

use chrono::{NaiveDate, NaiveDateTime};
use duban::app::{App, Loaded, Options};
use duban::glyphs::Glyphs;
use duban::i18n::Lang;
use duban::shell::loader::{Loader, Request};
use duban::shell::source::Place;
use duban::ui::ScreenId;
use ratatui::Terminal;
use ratatui::backend::TestBackend;
use ratatui::buffer::Buffer;
use std::collections::HashSet;
use std::sync::OnceLock;

/// The moment of every drawing.
pub fn now() -> NaiveDateTime {
    NaiveDate::from_ymd_opt(2021, 10, 15)
        .and_then(|day| day.and_hms_opt(9, 0, 0))
        .unwrap()
}

/// The sample's board.
pub fn loaded() -> Loaded {
    static LOADED: OnceLock<Loaded> = OnceLock::new();
    LOADED
        .get_or_init(|| {
            let request = Request {
                place: Place::Sample,
                plan: None,
                as_of: None,
                since: None,
            };
            Loader::new(request)
                .load(now(), &HashSet::new(), |_, _| {})
                .unwrap()
        })
        .clone()
}

/// The program with the sample loaded.
pub fn app(lang: Lang, screen: ScreenId, glyphs: Glyphs) -> App {
    let mut app = App::new(&Options {
        lang,
        theme: None,
        glyphs,
        screen,
        depth: duban::theme::Depth::True,
    });
    app.loaded(loaded(), now());
    app
}

/// One frame.
pub fn draw(app: &mut App, width: u16, height: u16) -> Buffer {
    let mut terminal = Terminal::new(TestBackend::new(width, height)).unwrap();
    terminal.draw(|frame| app.draw(frame, now())).unwrap();
    terminal.backend().buffer().clone()
}

/// A buffer's characters line by line; the second half of a wide one is no blank.
pub fn text(buffer: &Buffer) -> String {
    let mut out = String::new();
    for y in 0..buffer.area.height {
        let mut line = String::new();
        let mut x = 0;
        while x < buffer.area.width {
            let symbol = buffer[(x, y)].symbol();
            line.push_str(symbol);
            x += (duban::text::width(symbol) as u16).max(1);
        }
        out.push_str(line.trim_end());
        out.push('\n');
    }
    out
}
