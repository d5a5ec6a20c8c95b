//! What frames, sorting, filtering and finding take on the board of a folder: on the thread that
//! draws, and elsewhere.
//!
//! ```text
//! cargo run --release --example frames -- DIR
//! ```

#![expect(clippy::print_stdout, reason = "a measurement is told")]

use chrono::{NaiveDate, NaiveDateTime};
use crossterm::event::{Event, KeyCode, KeyEvent, KeyModifiers};
use duban::action::Action;
use duban::app::{App, Options};
use duban::glyphs::Glyphs;
use duban::i18n::Lang;
use duban::shell::loader::{Loader, Request};
use duban::shell::source::Place;
use duban::ui::ScreenId;
use ratatui::Terminal;
use ratatui::backend::TestBackend;
use std::collections::HashSet;
use std::path::PathBuf;
use std::time::{Duration, Instant};

/// Frames of each screen and size.
const FRAMES: usize = 100;

fn main() {
    let paths: Vec<PathBuf> = std::env::args_os().skip(1).map(PathBuf::from).collect();
    let now = NaiveDate::from_ymd_opt(2021, 12, 31).map_or(NaiveDateTime::default(), Into::into);
    let mut loader = Loader::new(Request {
        place: Place::Paths(paths),
        plan: None,
        as_of: None,
        since: None,
    });
    let Ok(loaded) = loader.load(now, &HashSet::new(), |_, _| {}) else {
        println!("nothing to load");
        return;
    };
    let mut app = App::new(&Options {
        lang: Lang::Zh,
        theme: None,
        glyphs: Glyphs::Unicode,
        screen: ScreenId::Overview,
        depth: duban::theme::Depth::True,
    });
    let start = Instant::now();
    app.loaded(loaded, now);
    println!("a board taken in: {:.1} ms", millis(start.elapsed()));
    settle(&mut app, "a board");
    let screens = [
        Action::ShowOverview,
        Action::ShowTasks,
        Action::ShowOverdue,
        Action::ShowIndicators,
        Action::ShowTimeline,
        Action::ShowSupervision,
        Action::ShowPetitions,
        Action::ShowProjects,
        Action::ShowChanges,
        Action::ShowData,
    ];
    for show in screens {
        app.act(show, now);
        for (width, height) in [(80, 24), (120, 36), (200, 60)] {
            frames(&mut app, show.name(), width, height, now);
        }
        // A key of each list that is as long as the data.
        for action in [Action::Sort, Action::Filter, Action::Filter] {
            timed(&mut app, show.name(), action, now);
        }
    }
    // The counties of an indicator, each with its picture.
    for step in [
        Action::ShowIndicators,
        Action::First,
        Action::Down,
        Action::Down,
        Action::Open,
    ] {
        app.act(step, now);
    }
    for (width, height) in [(80, 24), (200, 60)] {
        frames(&mut app, "counties", width, height, now);
    }
    timed(&mut app, "counties", Action::Sort, now);
    app.act(Action::Back, now);
    for (screen, open) in [
        (Action::ShowTasks, Action::Find),
        (Action::ShowTimeline, Action::Find),
        (Action::ShowTasks, Action::Palette),
    ] {
        app.act(screen, now);
        app.act(open, now);
        for key in "wsgw".chars() {
            let start = Instant::now();
            let event = Event::Key(KeyEvent::new(KeyCode::Char(key), KeyModifiers::NONE));
            app.handle(&event, now);
            println!("{} {key}: {:.2} ms", open.name(), millis(start.elapsed()));
            settle(&mut app, open.name());
        }
        frames(&mut app, open.name(), 200, 60, now);
        let leave = Event::Key(KeyEvent::new(KeyCode::Esc, KeyModifiers::NONE));
        app.handle(&leave, now);
        app.handle(&leave, now);
        settle(&mut app, "left");
    }
    app.act(Action::Present, now);
    for slide in 1..=9 {
        frames(&mut app, &format!("slide {slide}"), 120, 36, now);
        app.act(Action::Right, now);
    }
    app.act(Action::Back, now);
    let Ok(mut again) = loader.load(now, &HashSet::new(), |_, _| {}) else {
        return;
    };
    // As the program: what changed is found where the board is made, beside the keys.
    let start = Instant::now();
    again.since = app.board().map(|old| {
        let changed = duban::app::changed(old, &again.board);
        (std::sync::Arc::clone(old), changed)
    });
    println!("changes looked for: {:.1} ms", millis(start.elapsed()));
    // The thread that loads keeps the old board until it can free it.
    let kept = app.board().cloned();
    let start = Instant::now();
    app.loaded(again, now);
    println!("another board taken in: {:.1} ms", millis(start.elapsed()));
    settle(&mut app, "another board");
    // The system frees faster than we do.
    std::mem::forget(kept);
    std::mem::forget(app);
    std::mem::forget(loader);
}

fn frames(app: &mut App, name: &str, width: u16, height: u16, now: NaiveDateTime) {
    let Ok(mut terminal) = Terminal::new(TestBackend::new(width, height));
    let mut times: Vec<Duration> = (0..FRAMES)
        .map(|_| {
            // A key and the frame behind it.
            let start = Instant::now();
            if !name.starts_with("slide") {
                app.act(Action::Down, now);
            }
            let Ok(_) = terminal.draw(|frame| app.draw(frame, now));
            start.elapsed()
        })
        .collect();
    times.sort_unstable();
    println!(
        "frame {name} {width}x{height}: median {:.2} ms, p99 {:.2} ms",
        millis(times[FRAMES / 2]),
        millis(times[FRAMES * 99 / 100]),
    );
}

fn timed(app: &mut App, name: &str, action: Action, now: NaiveDateTime) {
    let start = Instant::now();
    app.act(action, now);
    println!(
        "{} on {name}: {:.2} ms",
        action.name(),
        millis(start.elapsed())
    );
    settle(app, action.name());
}

/// What is worked out elsewhere, job by job.
fn settle(app: &mut App, what: &str) {
    for job in app.jobs() {
        let start = Instant::now();
        let answer = job.run();
        let worked = start.elapsed();
        let start = Instant::now();
        if let Some(answer) = answer {
            let _ = app.answer(answer, NaiveDateTime::default());
        }
        println!(
            "  {what}: elsewhere {:.1} ms, taken in {:.2} ms",
            millis(worked),
            millis(start.elapsed())
        );
    }
}

fn millis(time: Duration) -> f64 {
    time.as_secs_f64() * 1000.0
}
