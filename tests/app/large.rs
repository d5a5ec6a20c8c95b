//! Tables of more rows than are put in order while a key waits.

use crate::boards::{Shape, board, board_of, loaded, now};
use crossterm::event::{Event, KeyCode, KeyEvent, KeyModifiers};
use duban::analysis::board::Board;
use duban::app::{App, Job, Options};
use duban::ui::{Feed, ScreenId};
use ratatui::Terminal;
use ratatui::backend::TestBackend;
use std::sync::{Arc, LazyLock};

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
        app.loaded(loaded(board, feed), now());
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
    let late: Vec<_> = second.into_iter().filter_map(Job::run).collect();
    assert!(!late.is_empty());
    for answer in late {
        let _ = app.answer(answer, now());
    }
    let found = (1..=24_000).filter(|at: &u32| at.to_string().contains("17"));
    let count = found.count();
    let shown = text(&mut app);
    assert!(shown.contains(&format!("查找“17”：{count}")), "{shown}");
    assert!(app.jobs().is_empty());

    // The cursor stays on its thing through an order, and a board that comes meanwhile makes the
    // answer worthless.
    press(&mut app, KeyCode::Char('s'));
    let sorting: Vec<_> = app.jobs().into_iter().filter_map(Job::run).collect();
    load(&mut app);
    for answer in sorting {
        let _ = app.answer(answer, now());
    }
    let waiting = text(&mut app);
    assert!(waiting.contains("正在整理"), "{waiting}");
    app.settle();
    assert!(text(&mut app).contains(&format!("查找“17”：{count}")));

    // Who moves while rows are put in order stays where he is.
    press(&mut app, KeyCode::Esc);
    app.settle();
    press(&mut app, KeyCode::Home);
    let first = app.current();
    press(&mut app, KeyCode::Char('s'));
    press(&mut app, KeyCode::Down);
    press(&mut app, KeyCode::Down);
    let moved = app.current();
    assert_ne!(moved, first);
    app.settle();
    assert_eq!(app.current(), moved);

    // A key before the rows of a new board are there does not lose the place.
    load(&mut app);
    press(&mut app, KeyCode::Down);
    press(&mut app, KeyCode::PageDown);
    load(&mut app);
    app.settle();
    assert_eq!(app.current(), moved);

    // Nothing is exported that is not what was asked for.
    press(&mut app, KeyCode::Char('f'));
    press(&mut app, KeyCode::Char('e'));
    let shown = text(&mut app);
    assert!(shown.contains("正在整理…"), "{shown}");

    // Work that came to nothing is no empty table.
    load(&mut app);
    for job in app.jobs() {
        let _ = app.answer(job.nothing(), now());
    }
    let shown = text(&mut app);
    assert!(shown.contains("不是没有内容"), "{shown}");
}

/// The palette and the timeline look through the tasks elsewhere, too; the next key calls it back.
#[test]
fn no_key_waits_for_a_search_of_all_tasks() {
    let mut app = App::new(&Options {
        screen: ScreenId::Timeline,
        ..Options::default()
    });
    app.loaded(
        loaded(
            large(),
            Feed {
                at: now(),
                ..Feed::default()
            },
        ),
        now(),
    );
    let press = |app: &mut App, code| {
        let event = Event::Key(KeyEvent::new(code, KeyModifiers::NONE));
        let _ = app.handle(&event, now());
    };
    let waiting = text(&mut app);
    assert!(waiting.contains("正在整理 24000 行…"), "{waiting}");
    app.settle();
    assert!(text(&mut app).contains("第1件很长很长的事情名称"));
    press(&mut app, KeyCode::Char('/'));
    press(&mut app, KeyCode::Char('7'));
    let called_back = app.jobs();
    press(&mut app, KeyCode::Char('7'));
    assert!(called_back.into_iter().all(|job| job.run().is_none()));
    app.settle();
    let found = text(&mut app);
    assert!(
        found.contains("第77件很") && !found.contains("第7件很"),
        "{found}"
    );
    press(&mut app, KeyCode::Esc);
    press(&mut app, KeyCode::Esc);
    app.settle();

    press(&mut app, KeyCode::Char(':'));
    for key in "第170".chars() {
        press(&mut app, KeyCode::Char(key));
    }
    let waiting = text(&mut app);
    assert!(waiting.contains("正在查找任务…"), "{waiting}");
    let mut jobs = app.jobs();
    let late = jobs.pop().unwrap();
    assert!(jobs.is_empty());
    press(&mut app, KeyCode::Char('件'));
    assert!(late.run().is_none());
    app.settle();
    let found = text(&mut app);
    assert!(
        found.contains("第170件很") && !found.contains("第1700件"),
        "{found}"
    );
    assert!(!found.contains("正在查找"), "{found}");
    press(&mut app, KeyCode::Enter);
    assert_eq!(app.active(), ScreenId::Tasks);
    // Closed, nobody waits for it.
    press(&mut app, KeyCode::Char(':'));
    press(&mut app, KeyCode::Char('第'));
    let jobs = app.jobs();
    press(&mut app, KeyCode::Esc);
    assert!(jobs.into_iter().all(|job| job.run().is_none()));
}

/// Enter before all was looked through waits for what will stand first, though an action stands
/// there by then: 出 begins with 出 as 导出 does not, and a task is called so.
#[test]
fn enter_waits_for_what_was_typed() {
    let mut app = App::new(&Options::default());
    let feed = Feed {
        at: now(),
        ..Feed::default()
    };
    app.loaded(loaded(large(), feed), now());
    app.settle();
    let press = |app: &mut App, code| {
        let event = Event::Key(KeyEvent::new(code, KeyModifiers::NONE));
        let _ = app.handle(&event, now());
    };
    // 第17件 is a task, and no action: without waiting the palette would close on nothing.
    press(&mut app, KeyCode::Char(':'));
    for key in "第17件".chars() {
        press(&mut app, KeyCode::Char(key));
    }
    press(&mut app, KeyCode::Enter);
    let waiting = text(&mut app);
    assert!(waiting.contains("正在查找任务…"), "{waiting}");
    app.settle();
    let opened = text(&mut app);
    assert!(opened.contains("第17件很长"), "{opened}");
    assert!(!opened.contains("正在查找任务…"), "{opened}");
    // Another key takes the Enter back.
    press(&mut app, KeyCode::Esc);
    press(&mut app, KeyCode::Char(':'));
    press(&mut app, KeyCode::Char('第'));
    press(&mut app, KeyCode::Enter);
    press(&mut app, KeyCode::Char('9'));
    app.settle();
    let listed = text(&mut app);
    assert!(
        listed.contains("第9件很长") && listed.contains(": 第9"),
        "{listed}"
    );
}

/// The screen of indicators of a board.
fn indicators(board: Arc<Board>) -> App {
    let mut app = App::new(&Options {
        screen: ScreenId::Indicators,
        ..Options::default()
    });
    let feed = Feed {
        at: now(),
        ..Feed::default()
    };
    app.loaded(loaded(board, feed), now());
    app
}

/// Two counties of so many readings that the picture of one takes longer than a key has: its figures
/// stand at once, the picture comes, and the next key calls it back.
#[test]
fn pictures_of_counties_are_worked_out_elsewhere() {
    let header = "指标,点位,日期,数值\n";
    let rows = |value: u32| {
        let rows = (1..=100).flat_map(|site| {
            let day = move |day: u32| {
                let (month, day) = (1 + day / 28, 1 + day % 28);
                format!("PM2.5,{site}号,2021-{month:02}-{day:02},{value}\n")
            };
            (0..252).map(day)
        });
        header.to_owned() + &rows.collect::<String>()
    };
    let (one, two) = (rows(20), rows(30));
    let board = board_of(&[("青田县/空气.csv", &one), ("松阳县/空气.csv", &two)]);
    let mut app = indicators(board);
    let press = |app: &mut App, code| {
        let event = Event::Key(KeyEvent::new(code, KeyModifiers::NONE));
        let _ = app.handle(&event, now());
    };
    press(&mut app, KeyCode::Enter);
    let first = text(&mut app);
    // The legend of a picture.
    assert!(
        first.contains("松阳县") && !first.contains("周均值"),
        "{first}"
    );
    let called_back = app.jobs();
    assert_eq!(called_back.len(), 1);
    assert!(app.jobs().is_empty(), "asked for once");
    press(&mut app, KeyCode::Down);
    let wanted = app.jobs();
    assert!(called_back.into_iter().all(|job| job.run().is_none()));
    for answer in wanted.into_iter().filter_map(Job::run) {
        let _ = app.answer(answer, now());
    }
    let shown = text(&mut app);
    assert!(
        shown.contains("周均值") && shown.contains("PM2.5（青田县）"),
        "{shown}"
    );
    assert!(app.jobs().is_empty());
}

/// Months of shares have no days for a calendar: they stand as columns against the goal, and one of
/// 87% is none that is good.
#[test]
fn shares_of_months_have_no_calendar() {
    let rows = "指标,月份,数值\n空气质量优良率,2021-01,87.1\n空气质量优良率,2021-02,100\n";
    let mut app = indicators(board_of(&[("空气.csv", rows)]));
    let shown = text(&mut app);
    assert!(
        shown.contains("当期值") && shown.contains("98 ╌"),
        "{shown}"
    );
    assert!(!shown.contains("缺测"), "{shown}");
}
