//! The presentation: its slides, its keys, its time.

use crate::support::{app, draw, loaded, now, text};
use chrono::TimeDelta;
use crossterm::event::{Event, KeyCode, KeyEvent, KeyModifiers};
use duban::app::{App, Effect, Loaded, Options};
use duban::glyphs::Glyphs;
use duban::i18n::Lang;
use duban::ui::ScreenId;
use std::sync::Arc;

fn press(app: &mut App, code: KeyCode) -> Vec<Effect> {
    app.handle(&Event::Key(KeyEvent::new(code, KeyModifiers::NONE)), now())
}

fn shown(app: &mut App) -> String {
    text(&draw(app, 80, 24))
}

/// The first line: the question and the place.
fn question(app: &mut App) -> String {
    shown(app).lines().next().unwrap().to_owned()
}

#[test]
fn every_slide() {
    for lang in Lang::ALL {
        let mut app = app(lang, ScreenId::Overview, Glyphs::Unicode);
        press(&mut app, KeyCode::Char('p'));
        for at in 1..=10 {
            let name = format!("slide-{at:02}-{}", lang.name());
            insta::assert_snapshot!(format!("{name}-80x24"), shown(&mut app));
            if lang == Lang::Zh {
                let large = text(&draw(&mut app, 120, 36));
                insta::assert_snapshot!(format!("{name}-120x36"), large);
            }
            press(&mut app, KeyCode::PageDown);
        }
    }
}

/// What presenters' remotes send: page keys, arrows, space, Enter, `b` and `.`, Escape.
#[test]
fn a_remote_drives_it() {
    let mut app = app(Lang::Zh, ScreenId::Overview, Glyphs::Unicode);
    press(&mut app, KeyCode::Char('p'));
    let place = |app: &mut App| {
        let line = question(app);
        line.split_whitespace().last().unwrap().to_owned()
    };
    assert_eq!(place(&mut app), "1/10");
    for (key, to) in [
        (KeyCode::PageDown, "2/10"),
        (KeyCode::Char(' '), "3/10"),
        (KeyCode::Right, "4/10"),
        (KeyCode::Down, "5/10"),
        (KeyCode::Enter, "6/10"),
        (KeyCode::PageUp, "5/10"),
        (KeyCode::Left, "4/10"),
        (KeyCode::Up, "3/10"),
        (KeyCode::End, "10/10"),
        (KeyCode::PageDown, "10/10"),
        (KeyCode::Home, "1/10"),
        (KeyCode::PageUp, "1/10"),
        (KeyCode::Char('7'), "7/10"),
        (KeyCode::Char('３'), "3/10"),
    ] {
        press(&mut app, key);
        assert_eq!(place(&mut app), to, "{key:?}");
    }
    // Blank: nothing is shown until the next key, which only brings it back.
    for key in [KeyCode::Char('b'), KeyCode::Char('.')] {
        press(&mut app, key);
        assert_eq!(shown(&mut app).trim(), "");
        press(&mut app, KeyCode::PageDown);
        assert_eq!(place(&mut app), "3/10");
    }
    // Into the unit that is latest, its task, and back to the slide.
    press(&mut app, KeyCode::Char('o'));
    assert!(shown(&mut app).contains("3 逾期 "));
    press(&mut app, KeyCode::Enter);
    press(&mut app, KeyCode::Enter);
    assert!(shown(&mut app).contains("老街81户"));
    for _ in 0..2 {
        press(&mut app, KeyCode::Esc);
    }
    assert_eq!(place(&mut app), "3/10");
    // The slide's sentence on the clipboard.
    let copied = press(&mut app, KeyCode::Char('y'));
    assert!(matches!(&copied[..], [Effect::Copy(words)] if words.contains("腊口镇，逾期 23 天")));
    press(&mut app, KeyCode::Esc);
    assert!(shown(&mut app).contains("1 总览"));
}

#[test]
fn slides_turn_by_themselves_and_wait_while_one_looks_closer() {
    let mut app = app(Lang::Zh, ScreenId::Overview, Glyphs::Unicode);
    app.present(Some(20), now());
    let at = |seconds| now() + TimeDelta::seconds(seconds);
    assert!(app.next_deadline(now()).is_some());
    app.tick(at(19));
    assert!(question(&mut app).ends_with("1/10"));
    app.tick(at(20));
    assert!(question(&mut app).ends_with("2/10"));
    // Inside a thing of the slide time stands still.
    press(&mut app, KeyCode::Char('o'));
    app.tick(at(500));
    press(&mut app, KeyCode::Esc);
    assert!(question(&mut app).ends_with("2/10"));
    // It begins again after the end.
    for step in 0..9 {
        app.tick(at(1000 + step * 20));
    }
    assert!(question(&mut app).ends_with("1/10"));
}

#[test]
fn a_slide_without_content_is_left_out_and_said_so() {
    let mut app = App::new(&duban::app::Options::default());
    let whole = loaded();
    let mut board = (*whole.board).clone();
    board.projects = duban::analysis::board::Projects::default();
    board.decisions.clear();
    app.loaded(
        Loaded {
            board: Arc::new(board),
            ..whole
        },
        now(),
    );
    app.present(None, now());
    assert!(question(&mut app).ends_with("1/8"));
    assert!(question(&mut app).contains("整改任务到哪一步了"));
    press(&mut app, KeyCode::End);
    let end = shown(&mut app);
    assert!(
        end.contains("略过：上次议定的事，办得怎样？、垦造耕地项目还缺什么？"),
        "{end}"
    );
}

/// In the plain theme red is black on white: letters stay readable so, but a figure made of blocks
/// would be a white box.
#[test]
fn blocks_are_never_reversed() {
    use ratatui::style::Modifier;
    let mut app = App::new(&Options {
        theme: Some(duban::theme::ThemeName::None),
        ..Options::default()
    });
    app.loaded(loaded(), now());
    let check = |app: &mut App, from: u16| {
        let buffer = draw(app, 120, 36);
        let mut blocks = 0;
        for y in 0..buffer.area.height {
            for x in from..buffer.area.width {
                let cell = &buffer[(x, y)];
                let is_block = cell
                    .symbol()
                    .starts_with(|c| matches!(c, '\u{2580}'..='\u{259f}' | '━' | '╸'));
                if is_block {
                    blocks += 1;
                    assert!(
                        !cell.modifier.contains(Modifier::REVERSED),
                        "{} at {x},{y}\n{}",
                        cell.symbol(),
                        text(&buffer)
                    );
                }
            }
        }
        blocks
    };
    // The calendar beside the list, whose chosen row is reversed on purpose.
    press(&mut app, KeyCode::Char('4'));
    assert!(check(&mut app, 52) > 0);
    press(&mut app, KeyCode::Char('p'));
    let mut blocks = 0;
    for _ in 0..10 {
        blocks += check(&mut app, 0);
        press(&mut app, KeyCode::PageDown);
    }
    assert!(blocks > 100);
}
