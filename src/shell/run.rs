//! The loop: events in, one drawing for all that waited, nothing while nothing happens.
//!
//! ```text
//! input, watcher, loader, signals ──▶ channel ──▶ App::handle ──▶ effects
//!                                                  └─▶ draw once
//! ```

use super::loader::{LoadError, Loader, Request};
use super::source::Place;
use super::{now, terminal, watch};
use crate::app::{App, Effect, Loaded};
use crate::i18n::Locale;
use crate::tr;
use crossterm::clipboard::CopyToClipboard;
use crossterm::event::Event as TerminalEvent;
use crossterm::execute;
use crossterm::terminal::{BeginSynchronizedUpdate, EndSynchronizedUpdate};
use ratatui::Terminal;
use ratatui::backend::CrosstermBackend;
use std::collections::HashSet;
use std::io::{self, Stdout};
use std::path::PathBuf;
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, Sender};
use std::thread;
use std::time::Duration;

/// What happened.
enum Event {
    Terminal(TerminalEvent),
    Progress(usize, usize),
    Loaded(Box<Loaded>),
    Failed(LoadError),
    Terminate,
}

/// Asks the loader for a board; files in `hold` are still being written.
struct Ask {
    hold: HashSet<PathBuf>,
}

/// Runs the dashboard until it is left; answers the exit code.
pub fn run(mut app: App, request: Request, watching: bool) -> io::Result<i32> {
    let (events, inbox) = mpsc::channel();
    terminal::install_panic_hook();
    let stop = events.clone();
    terminal::on_signals(move || {
        let _ = stop.send(Event::Terminate);
    })?;
    terminal::enter()?;
    let result = go(&mut app, request, watching, &events, &inbox);
    terminal::restore();
    result?;
    Ok(terminal::exit_code())
}

fn go(
    app: &mut App,
    request: Request,
    watching: bool,
    events: &Sender<Event>,
    inbox: &Receiver<Event>,
) -> io::Result<()> {
    let mut screen = Terminal::new(CrosstermBackend::new(io::stdout()))?;
    draw(&mut screen, app)?;
    #[cfg(debug_assertions)]
    if std::env::var_os("DUBAN_TEST_PANIC").is_some_and(|v| v == "main") {
        super::asked_to_panic();
    }
    let (asks, work) = mpsc::channel();
    spawn_loader(request.clone(), events.clone(), work)?;
    let _ = asks.send(Ask {
        hold: HashSet::new(),
    });
    if watching {
        spawn_watcher(request, asks.clone())?;
    }
    spawn_input(events.clone())?;
    loop {
        let first = match app.next_deadline(now()) {
            Some(wait) => match inbox.recv_timeout(wait.max(Duration::from_millis(5))) {
                Ok(event) => Some(event),
                Err(RecvTimeoutError::Timeout) => None,
                Err(RecvTimeoutError::Disconnected) => return Ok(()),
            },
            None => match inbox.recv() {
                Ok(event) => Some(event),
                Err(_) => return Ok(()),
            },
        };
        // Everything that waited is one drawing.
        for event in first.into_iter().chain(inbox.try_iter()) {
            if !step(event, app, &asks, &mut screen)? {
                return Ok(());
            }
        }
        app.tick(now());
        draw(&mut screen, app)?;
    }
}

/// Acts on one event; `false`: the end.
fn step(
    event: Event,
    app: &mut App,
    asks: &Sender<Ask>,
    screen: &mut Terminal<CrosstermBackend<Stdout>>,
) -> io::Result<bool> {
    match event {
        Event::Terminate => return Ok(false),
        Event::Progress(done, total) => app.loading(done, total),
        Event::Loaded(loaded) => app.loaded(*loaded, now()),
        Event::Failed(error) => {
            let words = explain(app.locale(), &error);
            app.load_failed(words, now());
        }
        Event::Terminal(event) => {
            for effect in app.handle(&event, now()) {
                match effect {
                    Effect::Quit => return Ok(false),
                    Effect::Reload => {
                        let _ = asks.send(Ask {
                            hold: HashSet::new(),
                        });
                    }
                    Effect::Redraw => repaint(screen)?,
                    Effect::Copy(words) => {
                        execute!(io::stdout(), CopyToClipboard::to_clipboard_from(words))?;
                    }
                }
            }
        }
    }
    Ok(true)
}

fn draw(screen: &mut Terminal<CrosstermBackend<Stdout>>, app: &mut App) -> io::Result<()> {
    execute!(io::stdout(), BeginSynchronizedUpdate)?;
    screen.draw(|frame| app.draw(frame, now()))?;
    execute!(io::stdout(), EndSynchronizedUpdate)
}

/// Every cell again. `Terminal::clear` would ask the terminal where its cursor is and block
/// where nothing answers.
fn repaint(screen: &mut Terminal<CrosstermBackend<Stdout>>) -> io::Result<()> {
    let size = screen.size()?;
    screen.resize(ratatui::layout::Rect::new(0, 0, size.width, size.height))
}

fn spawn_input(events: Sender<Event>) -> io::Result<()> {
    thread::Builder::new().name("input".into()).spawn(move || {
        loop {
            match crossterm::event::read() {
                Ok(event) => {
                    if events.send(Event::Terminal(event)).is_err() {
                        return;
                    }
                }
                // The terminal is gone.
                Err(_) => {
                    let _ = events.send(Event::Terminate);
                    return;
                }
            }
        }
    })?;
    Ok(())
}

fn spawn_loader(request: Request, events: Sender<Event>, work: Receiver<Ask>) -> io::Result<()> {
    thread::Builder::new()
        .name("loader".into())
        .spawn(move || {
            let mut loader = Loader::new(request);
            while let Ok(mut ask) = work.recv() {
                // Several requests that waited are one load; only files that all of them hold stay.
                for later in work.try_iter() {
                    ask.hold.retain(|path| later.hold.contains(path));
                }
                let progress = events.clone();
                let loaded = loader.load(now(), &ask.hold, |done, total| {
                    if done % 16 == 0 {
                        let _ = progress.send(Event::Progress(done, total));
                    }
                });
                let event = match loaded {
                    Ok(loaded) => Event::Loaded(Box::new(loaded)),
                    Err(error) => Event::Failed(error),
                };
                if events.send(event).is_err() {
                    return;
                }
            }
        })?;
    Ok(())
}

fn spawn_watcher(request: Request, asks: Sender<Ask>) -> io::Result<()> {
    let Place::Paths(paths) = request.place else {
        return Ok(());
    };
    thread::Builder::new()
        .name("watcher".into())
        .spawn(move || {
            let mut watch = watch::Watch::default();
            let mut today = now().date();
            loop {
                if let Some(picture) = watch::picture(&paths, request.plan.as_ref())
                    && let Some(change) = watch.poll(picture)
                    && asks.send(Ask { hold: change.hold }).is_err()
                {
                    return;
                }
                // A new day is a new as-of date.
                if now().date() != today {
                    today = now().date();
                    if asks
                        .send(Ask {
                            hold: HashSet::new(),
                        })
                        .is_err()
                    {
                        return;
                    }
                }
                thread::sleep(watch::PERIOD);
            }
        })?;
    Ok(())
}

/// Why there is no board, and what to do.
pub fn explain(locale: &Locale, error: &LoadError) -> String {
    let shown = |path: &PathBuf| crate::text::clean(&path.to_string_lossy()).into_owned();
    match error {
        LoadError::Missing(path, reason) => tr!(
            locale,
            "error-missing",
            path = shown(path),
            reason = reason.as_str()
        ),
        LoadError::Nothing(paths) => {
            let first = paths.first().map(shown).unwrap_or_default();
            tr!(locale, "error-nothing", path = first)
        }
        LoadError::Plan(path, error) => {
            let place = format!("{}:{}:{}", shown(path), error.line, error.column);
            tr!(
                locale,
                "error-plan",
                place = place,
                message = error.message.as_str()
            )
        }
        LoadError::PlanUnreadable(path, reason) => {
            tr!(
                locale,
                "error-plan-unreadable",
                path = shown(path),
                reason = reason.as_str()
            )
        }
    }
}
