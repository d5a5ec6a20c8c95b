//! Any hand on any board: no panic, and what is under the cursor is on the board.

use crate::boards::{Shape, board, loaded, now, shape};
use chrono::TimeDelta;
use crossterm::event::{
    Event, KeyCode, KeyEvent, KeyModifiers, MouseButton, MouseEvent, MouseEventKind,
};
use duban::action::Action;
use duban::analysis::board::Board;
use duban::app::{App, Effect, Options};
use duban::keymap;
use duban::ui::{Feed, ScreenId, Target};
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;
use ratatui::Terminal;
use ratatui::backend::TestBackend;
use std::sync::Arc;

/// What happens to the program.
#[derive(Debug, Clone)]
enum Step {
    Act(Action),
    Key(char),
    Special(KeyCode),
    Click(u16, u16),
    Wheel(bool),
    Paste,
    Size(u16, u16),
    Load(usize),
    Fail,
    Later(i64),
}

fn step() -> impl Strategy<Value = Step> {
    let actions: Vec<Action> = keymap::BINDINGS.iter().map(|b| b.action).collect();
    prop_oneof![
        8 => select(actions).prop_map(Step::Act),
        4 => any::<prop::sample::Index>().prop_map(|at| {
            let keys: Vec<char> = "ghjklGnNfsozwerytpab?:/ 督３²\u{200d}\u{301}".chars().collect();
            Step::Key(*at.get(&keys))
        }),
        3 => select(&[
            KeyCode::Enter, KeyCode::Esc, KeyCode::Tab, KeyCode::BackTab, KeyCode::Up,
            KeyCode::Down, KeyCode::Left, KeyCode::Right, KeyCode::PageDown, KeyCode::PageUp,
            KeyCode::Home, KeyCode::End, KeyCode::Backspace, KeyCode::Delete, KeyCode::F(2),
        ][..]).prop_map(Step::Special),
        2 => (0..300_u16, 0..100_u16).prop_map(|(x, y)| Step::Click(x, y)),
        1 => any::<bool>().prop_map(Step::Wheel),
        1 => Just(Step::Paste),
        2 => prop_oneof![
            (1..=300_u16, 1..=100_u16),
            (60..=80_u16, 20..=24_u16),
            Just((1, 1)),
            Just((300, 100)),
        ].prop_map(|(w, h)| Step::Size(w, h)),
        1 => (0..3_usize).prop_map(Step::Load),
        1 => Just(Step::Fail),
        1 => select(&[0_i64, 3, 5, 86_400, -86_400][..]).prop_map(Step::Later),
    ]
}

/// What is under the cursor stands on the board.
fn is_there(board: &Board, target: &Target) -> bool {
    match target {
        Target::Task(region, id) => board.find_task(region, id).is_some(),
        Target::Unit(name) => board.units.iter().any(|unit| unit.unit == *name),
        Target::Indicator(name) => board.indicators.iter().any(|one| one.indicator == *name),
        Target::IndicatorOf(name, region) => board.indicators.iter().any(|one| {
            one.indicator == *name && one.regions.iter().any(|own| own.region == *region)
        }),
        Target::Petition(region, id) => board.petitions.items.iter().any(|one| {
            board
                .tables
                .petition(one.row)
                .is_some_and(|row| row.id() == id && row.region() == region)
        }),
        Target::Project(region, id) => board.projects.items.iter().any(|one| {
            board
                .tables
                .project(one.row)
                .is_some_and(|row| row.id() == id && row.region() == region)
        }),
        Target::Region(name) => board.regions.iter().any(|one| one.region == *name),
        Target::Screen(_) | Target::Finding(_) | Target::Decision(..) | Target::Late(..) => true,
    }
}

fn play(shapes: &[Shape], screen: ScreenId, steps: &[Step]) -> Result<(), TestCaseError> {
    let boards: Vec<Arc<Board>> = shapes.iter().map(board).collect();
    let mut app = App::new(&Options {
        screen,
        ..Options::default()
    });
    let mut terminal = Terminal::new(TestBackend::new(100, 30)).unwrap();
    let mut clock = now();
    let mut shown: Option<Arc<Board>> = None;
    let key = |code| Event::Key(KeyEvent::new(code, KeyModifiers::NONE));
    for step in steps {
        let effects = match step {
            Step::Act(action) => app.act(*action, clock),
            Step::Key(c) => app.handle(&key(KeyCode::Char(*c)), clock),
            Step::Special(code) => app.handle(&key(*code), clock),
            Step::Click(column, row) => {
                let kind = MouseEventKind::Down(MouseButton::Left);
                let (column, row, modifiers) = (*column, *row, KeyModifiers::NONE);
                let mouse = MouseEvent {
                    kind,
                    column,
                    row,
                    modifiers,
                };
                app.handle(&Event::Mouse(mouse), clock)
            }
            Step::Wheel(down) => {
                let kind = if *down {
                    MouseEventKind::ScrollDown
                } else {
                    MouseEventKind::ScrollUp
                };
                let mouse = MouseEvent {
                    kind,
                    column: 5,
                    row: 9,
                    modifiers: KeyModifiers::NONE,
                };
                app.handle(&Event::Mouse(mouse), clock)
            }
            Step::Paste => app.handle(&Event::Paste("贴\u{1b}[31m²".repeat(400)), clock),
            Step::Size(width, height) => {
                terminal.backend_mut().resize(*width, *height);
                app.handle(&Event::Resize(*width, *height), clock)
            }
            Step::Load(at) => {
                let board = Arc::clone(&boards[at % boards.len()]);
                shown = Some(Arc::clone(&board));
                let feed = Feed {
                    at: clock,
                    ..Feed::default()
                };
                app.loaded(loaded(board, feed), clock);
                Vec::new()
            }
            Step::Fail => {
                app.load_failed("打不开".to_owned(), clock);
                Vec::new()
            }
            Step::Later(seconds) => {
                clock += TimeDelta::seconds(*seconds);
                Vec::new()
            }
        };
        for effect in effects {
            match effect {
                Effect::Excerpt(place) => app.excerpt(&place, None),
                Effect::Decide(_) => app.decided(Err("没有写入".to_owned()), clock),
                _ => {}
            }
        }
        // A message never outlives its time, whatever the clock does.
        let waits = app.next_deadline(clock);
        prop_assert!(waits.is_none_or(|wait| wait <= std::time::Duration::from_secs(5)));
        terminal.draw(|frame| app.draw(frame, clock)).unwrap();
        if let (Some(board), Some(target)) = (&shown, app.current())
            && !is_there(board, &target)
        {
            // The file of a task stays open when the task goes, and says so; Esc leaves it.
            prop_assert!(app.active() == ScreenId::Tasks, "{target:?} after {step:?}");
            // Of a slide first.
            for _ in 0..3 {
                app.act(Action::Back, clock);
            }
            let there = app.current().is_none_or(|next| is_there(board, &next));
            prop_assert!(there, "{target:?} after {step:?}");
        }
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: 100,
        max_shrink_iters: 400,
        failure_persistence: None,
        ..ProptestConfig::default()
    })]
    #[test]
    fn any_hand_on_any_board(
        shapes in vec(shape(), 1..4),
        screen in select(ScreenId::ALL),
        steps in vec(step(), 1..60),
    ) {
        let steps: Vec<Step> = std::iter::once(Step::Load(0)).chain(steps).collect();
        play(&shapes, screen, &steps)?;
    }

    /// Keys come before the first board, too.
    #[test]
    fn any_hand_before_there_is_a_board(
        shape in shape(),
        screen in select(ScreenId::ALL),
        steps in vec(step(), 1..20),
    ) {
        play(&[shape], screen, &steps)?;
    }
}
