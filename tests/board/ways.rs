//! The way to a thing, how old the data is, and what `f` keeps of the indicators.

use crate::support::{app, draw, loaded, now, text};
use chrono::TimeDelta;
use crossterm::event::{
    Event, KeyCode, KeyEvent, KeyModifiers, MouseButton, MouseEvent, MouseEventKind,
};
use duban::app::{App, Options};
use duban::glyphs::Glyphs;
use duban::i18n::Lang;
use duban::ui::{ScreenId, Target};

fn press(app: &mut App, code: KeyCode) {
    let _ = app.handle(&Event::Key(KeyEvent::new(code, KeyModifiers::NONE)), now());
}

fn click(app: &mut App, column: u16, row: u16) {
    let mouse = MouseEvent {
        kind: MouseEventKind::Down(MouseButton::Left),
        column,
        row,
        modifiers: KeyModifiers::NONE,
    };
    let _ = app.handle(&Event::Mouse(mouse), now());
}

/// Where words begin on a frame: column and row.
fn find(frame: &str, words: &str) -> Option<(u16, u16)> {
    (0..).zip(frame.lines()).find_map(|(row, line)| {
        let at = line.find(words)?;
        Some((duban::text::width(&line[..at]) as u16, row))
    })
}

#[test]
fn the_way_to_a_thing_is_told_and_can_be_gone_back() {
    let mut app = app(Lang::Zh, ScreenId::Overview, Glyphs::Unicode);
    let frame = |app: &mut App| text(&draw(app, 80, 24));
    assert!(!frame(&mut app).contains(" › "));
    // The Overview's tasks first, then the late units.
    while !matches!(app.current(), Some(Target::Unit(_))) {
        press(&mut app, KeyCode::Down);
    }
    let Some(Target::Unit(unit)) = app.current() else {
        return;
    };
    press(&mut app, KeyCode::Enter);
    let there = frame(&mut app);
    assert!(there.contains(&format!("总览 › 逾期 {unit}")), "{there}");
    // Into its tasks, and into the first of them.
    press(&mut app, KeyCode::Enter);
    press(&mut app, KeyCode::Enter);
    let Some(Target::Task(_, id)) = app.current() else {
        panic!("no task: {:?}", app.current());
    };
    let there = frame(&mut app);
    let way = format!("总览 › 逾期 {unit} › 任务 {id}");
    let (x, y) = find(&there, &way).unwrap_or_else(|| panic!("{there}"));
    // A click on the middle goes there, `]`… the other way is kept, too.
    click(&mut app, x + 8, y);
    assert_eq!(app.current(), Some(Target::Unit(unit.clone())));
    assert!(frame(&mut app).contains(&format!("总览 › 逾期 {unit}")));
    click(&mut app, x, y);
    assert_eq!(app.active(), ScreenId::Overview);
    assert!(!frame(&mut app).contains(" › "));
    press(&mut app, KeyCode::Char('['));
    assert!(frame(&mut app).contains(&format!("总览 › 逾期 {unit}")));
    // A screen that is chosen by its tab begins anew.
    press(&mut app, KeyCode::Char('4'));
    assert!(!frame(&mut app).contains(" › "));
}

#[test]
fn a_way_that_is_too_long_loses_its_beginning() {
    let mut app = app(Lang::En, ScreenId::Overview, Glyphs::Unicode);
    while !matches!(app.current(), Some(Target::Unit(_))) {
        press(&mut app, KeyCode::Down);
    }
    for _ in 0..3 {
        press(&mut app, KeyCode::Enter);
    }
    let wide = text(&draw(&mut app, 120, 36));
    assert!(wide.contains("Overview › "), "{wide}");
    let narrow = text(&draw(&mut app, 60, 24));
    let line = narrow.lines().find(|line| line.contains(" › "));
    let line = line.unwrap_or_else(|| panic!("{narrow}"));
    assert!(
        line.starts_with(" Overview › ") || line.starts_with(" … › "),
        "{line}"
    );
    assert!(line.trim_end().ends_with(char::is_alphanumeric), "{line}");
}

/// Offices report by the month: 31 days are in order, one more is not (`stale_days`).
#[test]
fn an_old_export_is_told_in_yellow() {
    let age = |days: i64, width: u16| {
        let mut app = App::new(&Options::default());
        let mut loaded = loaded();
        loaded.feed.exported = Some(now().date() - TimeDelta::days(days));
        app.loaded(loaded, now());
        let buffer = draw(&mut app, width, 24);
        let frame = text(&buffer);
        let head = frame.lines().next().unwrap_or_default().to_owned();
        let colour = find(&head, "▲ 数据已").map(|at| buffer[at].fg);
        (head, colour)
    };
    for width in [80, 120] {
        let (head, colour) = age(31, width);
        assert!(!head.contains("未更新"), "{head}");
        assert_eq!(head.contains("数据 9月14日"), width == 120, "{head}");
        assert_eq!(colour, None);
        let (head, colour) = age(32, width);
        assert!(head.contains("▲ 数据已 32 天未更新"), "{head}");
        let theme = duban::theme::Theme::new(duban::theme::ThemeName::Dark);
        let yellow = theme.light(duban::analysis::board::Light::Yellow).fg;
        assert_eq!(colour, yellow);
    }
    // The sample's newest list of tasks is of the day it is judged at.
    assert_eq!(loaded().feed.exported, Some(now().date()));
}

#[test]
fn indicators_are_kept_by_how_they_stand() {
    let mut app = app(Lang::Zh, ScreenId::Indicators, Glyphs::Unicode);
    let all = text(&draw(&mut app, 120, 36));
    press(&mut app, KeyCode::Char('f'));
    let some = text(&draw(&mut app, 120, 36));
    assert!(some.contains("状态："), "{some}");
    let rows = |frame: &str| {
        let own = ["优良天数", "PM2.5", "Ⅱ类", "EI", "固"];
        frame
            .lines()
            .filter(|line| own.iter().any(|one| line.contains(one)))
            .count()
    };
    assert!(rows(&some) < rows(&all), "{some}");
    // The chip goes by a click, as everywhere.
    let (x, y) = find(&some, "状态：").unwrap_or_default();
    click(&mut app, x, y);
    let again = text(&draw(&mut app, 120, 36));
    assert!(!again.contains("状态："), "{again}");
}

/// One petition has a number, many have a state: `f` begins with what many share.
#[test]
fn what_f_keeps_first_is_shared_by_many_rows() {
    for (screen, chip) in [
        (ScreenId::Petitions, "办理：阶段性办结  ✗"),
        (ScreenId::Projects, "阶段："),
    ] {
        let mut app = app(Lang::Zh, screen, Glyphs::Unicode);
        draw(&mut app, 120, 36);
        press(&mut app, KeyCode::Char('f'));
        let frame = text(&draw(&mut app, 120, 36));
        assert!(frame.contains(chip), "{frame}");
    }
}
