//! Any hand on the program: bytes are actions, keys, clicks, sizes and reloads on boards that
//! bytes shape. Nothing may panic, and what is under the cursor stands on the board.
#![no_main]

use chrono::{NaiveDate, NaiveTime, TimeDelta};
use crossterm::event::{
    Event, KeyCode, KeyEvent, KeyModifiers, MouseButton, MouseEvent, MouseEventKind,
};
use duban::action::Action;
use duban::analysis::board::Board;
use duban::analysis::{self, Input};
use duban::app::{App, Effect, Loaded, Options};
use duban::ingest::{Origin, parse};
use duban::keymap;
use duban::plan::{EMBEDDED, Plan};
use duban::ui::{Feed, ScreenId, Target};
use libfuzzer_sys::fuzz_target;
use ratatui::Terminal;
use ratatui::backend::TestBackend;
use std::path::Path;
use std::sync::{Arc, LazyLock};

static PLAN: LazyLock<Arc<Plan>> =
    LazyLock::new(|| Arc::new(Plan::parse(EMBEDDED).expect("the embedded plan")));

fn as_of() -> NaiveDate {
    NaiveDate::from_ymd_opt(2021, 10, 15).expect("a day")
}

/// A board of so many tasks and others, from a number on.
fn board(tasks: u8, from: u8, others: u8) -> Arc<Board> {
    let day = |at: usize| format!("2021-{:02}-{:02}", 1 + at % 12, 1 + at % 28);
    let rows = |header: &str, count: u8, row: &dyn Fn(usize) -> String| {
        (0..usize::from(count)).fold(format!("{header}\n"), |all, at| all + &row(at) + "\n")
    };
    let first = usize::from(from);
    let files = [
        (
            "任务.csv",
            rows(
                "任务编号,任务名称,上级编号,责任单位,完成时限,进度,销号日期",
                tasks,
                &|at| {
                    let id = at + first;
                    let parent = if id % 3 == 0 {
                        String::new()
                    } else {
                        (id - id % 3).to_string()
                    };
                    let signed = if id % 7 == 0 { day(id) } else { String::new() };
                    format!(
                        "{id},第{id}件很长的事情,{parent},第{}镇,{},{},{signed}",
                        id % 9,
                        day(id),
                        id * 7 % 101
                    )
                },
            ),
        ),
        (
            "信访.csv",
            rows(
                "信访编号,交办日期,责任单位,办理状态,办结时限",
                others,
                &|at| format!("X{at},{},第1镇,办理中,{}", day(at), day(at + 3)),
            ),
        ),
        (
            "项目.csv",
            rows("项目编号,项目名称,乡镇,阶段", others, &|at| {
                format!("P{at},项目{at},第1镇,施工监管")
            }),
        ),
        (
            "监测.csv",
            rows("指标,日期,数值", others, &|at| {
                format!(
                    "{},2021-{:02}-{:02},{}",
                    ["AQI", "PM2.5"][at % 2],
                    1 + at % 9,
                    1 + at % 28,
                    10 + at
                )
            }),
        ),
    ];
    let mut segments = Vec::new();
    let mut diagnostics = Vec::new();
    for (name, text) in files {
        let parsed = parse(&Origin::new(Path::new(name), None), text.as_bytes(), &PLAN);
        segments.push(parsed.segment);
        diagnostics.extend(parsed.diagnostics);
    }
    Arc::new(analysis::build(Input {
        segments: Arc::new(segments),
        diagnostics,
        plan: Arc::clone(&PLAN),
        today: as_of(),
        as_of: as_of(),
        baseline: None,
    }))
}

fn is_there(board: &Board, target: &Target) -> bool {
    match target {
        Target::Task(region, id) => board.find_task(region, id).is_some(),
        Target::Region(name) => board.region(name).is_some(),
        Target::Unit(name) => board.units.iter().any(|unit| unit.unit == *name),
        Target::Indicator(name) => board.indicators.iter().any(|one| one.indicator == *name),
        _ => true,
    }
}

fuzz_target!(|bytes: &[u8]| {
    let mut bytes = bytes.iter().copied();
    let mut next = || bytes.next();
    let mut now = as_of().and_time(NaiveTime::MIN);
    let mut app = App::new(&Options::default());
    let mut terminal = Terminal::new(TestBackend::new(100, 30)).expect("no terminal is needed");
    let mut shown: Option<Arc<Board>> = None;
    let key = |code| Event::Key(KeyEvent::new(code, KeyModifiers::NONE));
    while let Some(kind) = next() {
        let one = next().unwrap_or_default();
        let effects = match kind % 9 {
            0 | 1 => {
                let all = keymap::BINDINGS;
                app.act(all[usize::from(one) % all.len()].action, now)
            }
            2 => app.handle(&key(KeyCode::Char(char::from(one))), now),
            3 => {
                let codes = [
                    KeyCode::Enter,
                    KeyCode::Esc,
                    KeyCode::Backspace,
                    KeyCode::Tab,
                    KeyCode::Up,
                    KeyCode::Down,
                    KeyCode::Char('督'),
                ];
                app.handle(&key(codes[usize::from(one) % codes.len()]), now)
            }
            4 => {
                let row = u16::from(next().unwrap_or_default());
                let mouse = MouseEvent {
                    kind: MouseEventKind::Down(MouseButton::Left),
                    column: u16::from(one),
                    row,
                    modifiers: KeyModifiers::NONE,
                };
                app.handle(&Event::Mouse(mouse), now)
            }
            5 => {
                let (width, height) = (
                    1 + u16::from(one),
                    1 + u16::from(next().unwrap_or(29)) % 100,
                );
                terminal.backend_mut().resize(width, height);
                app.handle(&Event::Resize(width, height), now)
            }
            6 => {
                let board = board(
                    one % 60,
                    next().unwrap_or_default() % 30,
                    next().unwrap_or_default() % 12,
                );
                shown = Some(Arc::clone(&board));
                let feed = Feed {
                    at: now,
                    ..Feed::default()
                };
                let since = None;
                app.loaded(Loaded { board, feed, since }, now);
                Vec::new()
            }
            7 => app.handle(&Event::Paste("贴\u{1b}[31m".repeat(usize::from(one))), now),
            _ => {
                now += TimeDelta::seconds(i64::from(one) - 128);
                let screens = ScreenId::ALL;
                assert!(screens.contains(&app.active()));
                Vec::new()
            }
        };
        for effect in effects {
            match effect {
                Effect::Excerpt(place) => app.excerpt(&place, None),
                Effect::Decide(_) => app.decided(Err("没有写入".to_owned()), now),
                _ => {}
            }
        }
        terminal
            .draw(|frame| app.draw(frame, now))
            .expect("a frame into memory");
        if let (Some(board), Some(target)) = (&shown, app.current())
            && !is_there(board, &target)
        {
            // The file of a task stays open when the task goes, and says so; Esc leaves it.
            assert!(app.active() == ScreenId::Tasks, "{target:?}");
            // Of a slide first.
            for _ in 0..3 {
                app.act(Action::Back, now);
            }
            let next = app.current();
            assert!(next.is_none_or(|next| is_there(board, &next)), "{target:?}");
        }
    }
});
