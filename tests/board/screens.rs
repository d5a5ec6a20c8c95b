//! Every screen as text and as lights, at both meeting sizes, in both languages.
//!
//! `INSTA_UPDATE=always cargo test --test screens` accepts what was looked at.

use crate::support::{app, draw, now, text};
use crossterm::event::{Event, KeyCode, KeyEvent, KeyModifiers};
use duban::analysis::board::Light;
use duban::app::{App, Options, Progress};
use duban::glyphs::Glyphs;
use duban::i18n::Lang;
use duban::theme::{Theme, ThemeName};
use duban::ui::ScreenId;
use proptest::prelude::*;
use ratatui::buffer::Buffer;

/// One letter for each cell that has a light's colour: what a text snapshot cannot show.
fn lights(buffer: &Buffer) -> String {
    let theme = Theme::new(ThemeName::Dark);
    let letter = |fg| {
        Light::ALL
            .into_iter()
            .find(|light| theme.light(*light).fg == Some(fg))
            .map_or('.', |light| light.name().chars().next().unwrap_or('.'))
    };
    (0..buffer.area.height)
        .map(|y| {
            let line: String = (0..buffer.area.width)
                .map(|x| {
                    let cell = &buffer[(x, y)];
                    if cell.symbol().trim().is_empty() {
                        '.'
                    } else {
                        letter(cell.fg)
                    }
                })
                .collect();
            line.trim_end_matches('.').to_owned() + "\n"
        })
        .collect()
}

#[test]
fn every_screen() {
    for lang in Lang::ALL {
        for (width, height) in [(80, 24), (120, 36)] {
            for &screen in ScreenId::ALL {
                let mut app = app(lang, screen, Glyphs::Unicode);
                let buffer = draw(&mut app, width, height);
                let name = format!("{}-{}-{width}x{height}", screen.name(), lang.name());
                insta::assert_snapshot!(name.clone(), text(&buffer));
                if lang == Lang::Zh {
                    insta::assert_snapshot!(format!("{name}-lights"), lights(&buffer));
                }
            }
        }
    }
}

#[test]
fn the_task_file_and_the_help_page() {
    let mut app = app(Lang::Zh, ScreenId::Tasks, Glyphs::Unicode);
    for key in [KeyCode::Down; 4].into_iter().chain([KeyCode::Enter]) {
        press(&mut app, key);
    }
    insta::assert_snapshot!("task-file-zh-80x24", text(&draw(&mut app, 80, 24)));
    press(&mut app, KeyCode::Char('?'));
    insta::assert_snapshot!("help-zh-120x36", text(&draw(&mut app, 120, 36)));
}

#[test]
fn what_lies_over_a_screen() {
    for (lang, name) in [(Lang::Zh, "zh"), (Lang::En, "en")] {
        let mut app = app(lang, ScreenId::Overview, Glyphs::Unicode);
        for (key, what) in [
            ('d', "agenda"),
            (':', "palette"),
            ('e', "export"),
            ('m', "log"),
        ] {
            press(&mut app, KeyCode::Char(key));
            if key == ':' {
                "lk".chars().for_each(|c| press(&mut app, KeyCode::Char(c)));
            }
            let shown = text(&draw(&mut app, 80, 24));
            insta::assert_snapshot!(format!("{what}-{name}-80x24"), shown);
            press(&mut app, KeyCode::Esc);
        }
        // The whole file of a task on one screen.
        for key in [
            KeyCode::Char('2'),
            KeyCode::Down,
            KeyCode::Down,
            KeyCode::Enter,
        ] {
            press(&mut app, key);
        }
        let shown = text(&draw(&mut app, 120, 36));
        insta::assert_snapshot!(format!("task-file-{name}-120x36"), shown);
    }
}

fn press(app: &mut App, code: KeyCode) {
    let _ = app.handle(&Event::Key(KeyEvent::new(code, KeyModifiers::NONE)), now());
}

/// No wide character is cut in half, and nothing of the plain set is ambiguous.
fn whole(buffer: &Buffer, plain: bool) -> Result<(), String> {
    for y in 0..buffer.area.height {
        for x in 0..buffer.area.width {
            let symbol = buffer[(x, y)].symbol();
            let width = duban::text::width(symbol);
            if width == 2 {
                if x + 1 == buffer.area.width {
                    return Err(format!("{symbol} hangs over the edge at {x},{y}"));
                }
                let next = buffer[(x + 1, y)].symbol();
                if !next.trim().is_empty() {
                    return Err(format!("{symbol} at {x},{y} is covered by {next}"));
                }
            }
            if plain && width == 1 && unicode_width::UnicodeWidthStr::width_cjk(symbol) != 1 {
                return Err(format!("{symbol} at {x},{y} is ambiguous"));
            }
        }
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn any_size_any_keys_draw_whole_characters(
        width in 1u16..220,
        height in 1u16..70,
        plain in any::<bool>(),
        english in any::<bool>(),
        keys in proptest::collection::vec(0usize..44, 0..24),
    ) {
        const KEYS: [KeyCode; 44] = [
            KeyCode::Char('1'), KeyCode::Char('2'), KeyCode::Char('3'), KeyCode::Char('4'),
            KeyCode::Char('5'), KeyCode::Char('0'), KeyCode::Tab, KeyCode::BackTab,
            KeyCode::Down, KeyCode::Up, KeyCode::Left, KeyCode::Right, KeyCode::PageDown,
            KeyCode::PageUp, KeyCode::Home, KeyCode::End, KeyCode::Enter, KeyCode::Esc,
            KeyCode::Char('/'), KeyCode::Char('h'), KeyCode::Char('镇'), KeyCode::Char('f'),
            KeyCode::Char('s'), KeyCode::Char('S'), KeyCode::Char('z'), KeyCode::Char('?'),
            KeyCode::Char('t'), KeyCode::F(2), KeyCode::Char('6'), KeyCode::Char('7'),
            KeyCode::Char('8'), KeyCode::Char('9'), KeyCode::Char('a'), KeyCode::Char('d'),
            KeyCode::Char('w'), KeyCode::Char('e'), KeyCode::Char('c'), KeyCode::Char(':'),
            KeyCode::Char('m'), KeyCode::Char('n'), KeyCode::Char('['), KeyCode::Char(']'),
            KeyCode::Char('o'), KeyCode::Char('l'),
        ];
        let lang = if english { Lang::En } else { Lang::Zh };
        let glyphs = if plain { Glyphs::Plain } else { Glyphs::Unicode };
        let mut app = app(lang, ScreenId::Overview, glyphs);
        for key in keys {
            press(&mut app, KEYS[key]);
            let buffer = draw(&mut app, width, height);
            if let Err(fault) = whole(&buffer, plain) {
                prop_assert!(false, "{} after {:?} at {}x{}\n{}", fault, KEYS[key], width, height, text(&buffer));
            }
        }
    }
}

#[test]
fn an_app_without_a_board_draws_at_any_size() {
    let mut app = App::new(&Options::default());
    for (width, height) in [(1, 1), (59, 19), (80, 24), (300, 80)] {
        app.loading(Progress {
            files: 1,
            of: 3,
            rows: 1200,
            percent: 40,
        });
        let _ = draw(&mut app, width, height);
    }
}

#[test]
fn the_selected_task_stays_selected_across_a_reload_and_a_language() {
    let mut app = app(Lang::Zh, ScreenId::Tasks, Glyphs::Unicode);
    for _ in 0..7 {
        press(&mut app, KeyCode::Down);
    }
    let before = app.current();
    assert!(before.is_some());
    press(&mut app, KeyCode::F(2));
    app.loaded(crate::support::loaded(), now());
    assert_eq!(app.current(), before);
    // A filter keeps the thing under the cursor too.
    press(&mut app, KeyCode::Char('f'));
    assert_eq!(app.current(), before);
}
