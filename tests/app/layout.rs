//! Every screen and every slide at every size on random boards: no wide character is halved, and
//! no words are drawn over others.

use crate::boards::{board, loaded, now, shape};
use crossterm::event::{Event, KeyCode, KeyEvent, KeyModifiers};
use duban::app::{App, Options};
use duban::glyphs::Glyphs;
use duban::i18n::Lang;
use duban::theme::ThemeName;
use duban::ui::{Feed, ScreenId};
use proptest::prelude::*;
use proptest::sample::select;
use ratatui::Terminal;
use ratatui::backend::TestBackend;
use ratatui::buffer::Buffer;
use std::fmt::Write;

fn text(buffer: &Buffer) -> String {
    let mut out = String::new();
    for y in 0..buffer.area.height {
        let mut x = 0;
        while x < buffer.area.width {
            let symbol = buffer[(x, y)].symbol();
            out.push_str(symbol);
            x += (duban::text::width(symbol) as u16).max(1);
        }
        let _ = writeln!(out);
    }
    out
}

/// No wide character hangs over the edge or is covered in its second half.
fn halved(buffer: &Buffer) -> Option<String> {
    for y in 0..buffer.area.height {
        for x in 0..buffer.area.width {
            let symbol = buffer[(x, y)].symbol();
            if duban::text::width(symbol) != 2 {
                continue;
            }
            if x + 1 == buffer.area.width {
                return Some(format!("{symbol} hangs over the edge at {x},{y}"));
            }
            let next = buffer[(x + 1, y)].symbol();
            if !next.trim().is_empty() {
                return Some(format!("{symbol} at {x},{y} is covered by {next}"));
            }
        }
    }
    None
}

/// Words drawn over others since asked last: only builds with debug assertions watch for them.
fn collisions() -> Vec<String> {
    #[cfg(debug_assertions)]
    return duban::ui::widgets::paint::collisions();
    #[cfg(not(debug_assertions))]
    Vec::new()
}

fn frame(app: &mut App, width: u16, height: u16) -> Result<(), TestCaseError> {
    let mut terminal = Terminal::new(TestBackend::new(width, height)).unwrap();
    let _ = collisions();
    terminal.draw(|frame| app.draw(frame, now())).unwrap();
    let over = collisions();
    let buffer = terminal.backend().buffer();
    let fault = halved(buffer).or_else(|| over.first().cloned());
    if let Some(fault) = fault {
        prop_assert!(false, "{fault} at {width}x{height}\n{}", text(buffer));
    }
    Ok(())
}

fn size() -> impl Strategy<Value = (u16, u16)> {
    prop_oneof![
        4 => (60..=300_u16, 20..=80_u16),
        2 => (60..=82_u16, 20..=25_u16),
        1 => select(&[(60, 20), (80, 24), (120, 36), (200, 60), (300, 80)][..]),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: 60,
        failure_persistence: None,
        ..ProptestConfig::default()
    })]
    #[test]
    fn nothing_overlaps_at_any_size(
        shape in shape(),
        lang in select(&Lang::ALL[..]),
        plain in any::<bool>(),
        sizes in proptest::collection::vec(size(), 1..4),
        down in 0..6_usize,
        open in any::<bool>(),
    ) {
        let board = board(&shape);
        let glyphs = if plain { Glyphs::Plain } else { Glyphs::Unicode };
        let mut app = App::new(&Options {
            lang,
            glyphs,
            theme: Some(ThemeName::None),
            ..Options::default()
        });
        let feed = Feed { at: now(), ..Feed::default() };
        app.loaded(loaded(board, feed), now());
        let press = |app: &mut App, code| {
            let event = Event::Key(KeyEvent::new(code, KeyModifiers::NONE));
            let _ = app.handle(&event, now());
        };
        for screen in ScreenId::ALL {
            for key in screen.key().chars() {
                press(&mut app, KeyCode::Char(key));
            }
            for _ in 0..down {
                press(&mut app, KeyCode::Down);
            }
            for &(width, height) in &sizes {
                frame(&mut app, width, height)?;
            }
            if open {
                press(&mut app, KeyCode::Enter);
                for &(width, height) in &sizes {
                    frame(&mut app, width, height)?;
                }
                press(&mut app, KeyCode::Esc);
            }
        }
        press(&mut app, KeyCode::Char('p'));
        for _ in 0..10 {
            for &(width, height) in &sizes {
                frame(&mut app, width, height)?;
            }
            press(&mut app, KeyCode::PageDown);
        }
    }
}
