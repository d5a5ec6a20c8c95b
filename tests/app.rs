//! The program's state under any hand: random actions, keys, clicks, reloads and sizes on random
//! boards. No panic, and what is under the cursor is on the board.

#![expect(clippy::unwrap_used, reason = "a test that fails stops here")]

use chrono::{NaiveDateTime, TimeDelta};
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
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;
use ratatui::Terminal;
use ratatui::backend::TestBackend;
use std::path::Path;
use std::sync::{Arc, LazyLock};

static PLAN: LazyLock<Arc<Plan>> = LazyLock::new(|| Arc::new(Plan::parse(EMBEDDED).unwrap()));

fn now() -> NaiveDateTime {
    "2021-10-15T09:00:00".parse().unwrap()
}

/// How many rows each table has, and from which number on.
#[derive(Debug, Clone)]
struct Shape {
    tasks: usize,
    from: usize,
    others: usize,
    readings: usize,
}

fn shape() -> impl Strategy<Value = Shape> {
    (
        prop_oneof![Just(0_usize), 1..5_usize, 5..80_usize],
        0..40_usize,
        0..12_usize,
        prop_oneof![Just(0_usize), 1..400_usize],
    )
        .prop_map(|(tasks, from, others, readings)| Shape {
            tasks,
            from,
            others,
            readings,
        })
}

fn rows(header: &str, count: usize, row: impl Fn(usize) -> String) -> String {
    (0..count).fold(format!("{header}\n"), |all, at| all + &row(at) + "\n")
}

fn board(shape: &Shape) -> Arc<Board> {
    let day = |at: usize| format!("2021-{:02}-{:02}", 1 + at % 12, 1 + at % 28);
    let units = ["县住建局", "温溪镇、腊口镇", "", "县水利局"];
    let files = [
        (
            "任务.csv",
            rows(
                "任务编号,任务名称,上级编号,责任单位,完成时限,进度,状态,销号日期",
                shape.tasks,
                |at| {
                    let id = at + shape.from;
                    let parent = if id.is_multiple_of(3) {
                        String::new()
                    } else {
                        (id - id % 3).to_string()
                    };
                    let signed = if id.is_multiple_of(7) {
                        day(id)
                    } else {
                        String::new()
                    };
                    format!(
                        "{id},第{id}件很长很长的事情名称,{parent},{},{},{},,{signed}",
                        units[id % 4],
                        day(id),
                        id * 7 % 101
                    )
                },
            ),
        ),
        (
            "节点.csv",
            rows(
                "任务编号,节点名称,计划日期,完成日期",
                shape.others,
                |at| format!("{},节点{at},{},", at + shape.from, day(at)),
            ),
        ),
        (
            "信访.csv",
            rows(
                "信访编号,交办日期,责任单位,办理状态,办结时限,乡镇",
                shape.others,
                |at| {
                    format!(
                        "X{at},{},{},{},{},温溪镇",
                        day(at),
                        units[at % 4],
                        ["办理中", "已办结", "阶段性办结"][at % 3],
                        day(at + 3)
                    )
                },
            ),
        ),
        (
            "项目.csv",
            rows(
                "项目编号,项目名称,乡镇,阶段,应还,已还",
                shape.others,
                |at| format!("P{at},项目{at},温溪镇,施工监管,{at},{}", at / 2),
            ),
        ),
        (
            "督办.csv",
            rows("日期,单位,方式,任务编号", shape.others, |at| {
                format!("{},{},通报,{at}", day(at), units[at % 4])
            }),
        ),
        (
            "回头看.csv",
            rows(
                "日期,任务编号,结果,整改时限",
                shape.others / 2,
                |at| format!("{},{},反弹,{}", day(at), at + shape.from, day(at + 1)),
            ),
        ),
        (
            "监测.csv",
            rows("指标,日期,数值", shape.readings, |at| {
                let when =
                    "2021-01-01".parse::<chrono::NaiveDate>().unwrap() + TimeDelta::days(at as i64);
                format!("{},{when},{}", ["AQI", "PM2.5"][at % 2], 10 + at % 130)
            }),
        ),
        (
            "坏.csv",
            rows(
                "任务编号,任务名称,责任单位,完成时限",
                shape.others,
                |at| format!("b{at},甲,乙,待定{at}"),
            ),
        ),
    ];
    let mut segments = Vec::new();
    let mut diagnostics = Vec::new();
    for (name, text) in files {
        let parsed = parse(&Origin::new(Path::new(name), None), text.as_bytes(), &PLAN);
        segments.push(Arc::new(parsed.segment));
        diagnostics.extend(parsed.diagnostics);
    }
    let as_of = now().date();
    Arc::new(analysis::build(Input {
        segments: Arc::new(segments),
        diagnostics,
        plan: Arc::clone(&PLAN),
        today: as_of,
        as_of,
        baseline: None,
    }))
}

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
                app.loaded(Loaded { board, feed }, clock);
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
        if let (Some(board), Some(target)) = (&shown, app.current()) {
            prop_assert!(is_there(board, &target), "{target:?} after {step:?}");
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

/// More tasks than are put in order while a key waits.
fn large() -> Arc<Board> {
    static LARGE: LazyLock<Arc<Board>> = LazyLock::new(|| {
        board(&Shape {
            tasks: 24_000,
            from: 1,
            others: 0,
            readings: 0,
        })
    });
    Arc::clone(&LARGE)
}

fn text(app: &mut App) -> String {
    let mut terminal = Terminal::new(TestBackend::new(120, 30)).unwrap();
    terminal.draw(|frame| app.draw(frame, now())).unwrap();
    let buffer = terminal.backend().buffer();
    let lines = buffer.content.chunks(120);
    let line = |cells: &[ratatui::buffer::Cell]| {
        let mut x = 0;
        let mut out = String::new();
        while x < cells.len() {
            out.push_str(cells[x].symbol());
            x += duban::text::width(cells[x].symbol()).max(1);
        }
        out
    };
    lines.map(|cells| line(cells) + "\n").collect()
}

/// A large table is put in order elsewhere: keys go on meanwhile, the next one calls the work back,
/// and what comes too late changes nothing.
#[test]
fn large_tables_are_put_in_order_elsewhere() {
    let mut app = App::new(&Options {
        screen: ScreenId::Tasks,
        ..Options::default()
    });
    let load = |app: &mut App| {
        let feed = Feed {
            at: now(),
            ..Feed::default()
        };
        let board = large();
        app.loaded(Loaded { board, feed }, now());
    };
    let press = |app: &mut App, code| {
        let event = Event::Key(KeyEvent::new(code, KeyModifiers::NONE));
        let _ = app.handle(&event, now());
    };
    load(&mut app);
    let waiting = text(&mut app);
    assert!(waiting.contains("正在整理 24000 行…"), "{waiting}");
    // Keys are acted on while there is nothing to move in.
    press(&mut app, KeyCode::Down);
    press(&mut app, KeyCode::Char('?'));
    assert!(text(&mut app).contains("查找与排序"));
    press(&mut app, KeyCode::Esc);
    app.settle();
    assert!(text(&mut app).contains("第1件很长很长的事情名称"));

    // 第17件 and 第170件 to 第179件, 1,700s, 17,000s, and any other number with 17 in it: typed in
    // two keys, the work of the first is called back by the second.
    press(&mut app, KeyCode::Char('/'));
    press(&mut app, KeyCode::Char('1'));
    let first = app.jobs();
    assert!(!first.is_empty());
    let waiting = text(&mut app);
    assert!(waiting.contains("查找“1”：…"), "{waiting}");
    press(&mut app, KeyCode::Char('7'));
    assert!(
        first.into_iter().all(|job| job.run().is_none()),
        "called back"
    );
    let second = app.jobs();
    press(&mut app, KeyCode::Enter);
    let late: Vec<_> = second
        .into_iter()
        .filter_map(duban::app::Job::run)
        .collect();
    assert!(!late.is_empty());
    for answer in late {
        app.answer(answer);
    }
    let found = (1..=24_000).filter(|at: &u32| at.to_string().contains("17"));
    let count = found.count();
    let shown = text(&mut app);
    assert!(shown.contains(&format!("查找“17”：{count}")), "{shown}");
    assert!(app.jobs().is_empty());

    // The cursor stays on its thing through an order, and a board that comes meanwhile makes the
    // answer worthless.
    press(&mut app, KeyCode::Char('s'));
    let sorting: Vec<_> = app
        .jobs()
        .into_iter()
        .filter_map(duban::app::Job::run)
        .collect();
    load(&mut app);
    for answer in sorting {
        app.answer(answer);
    }
    let waiting = text(&mut app);
    assert!(waiting.contains("正在整理"), "{waiting}");
    app.settle();
    assert!(text(&mut app).contains(&format!("查找“17”：{count}")));
}
