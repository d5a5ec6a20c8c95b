//! The loop: events in, one drawing for all that waited, nothing while nothing happens.
//!
//! ```text
//! input, watcher, loader, signals ──▶ channel ──▶ App::handle ──▶ effects
//!                                                  └─▶ draw once
//! ```

use super::clipboard::Clipboard;
use super::loader::{LoadError, Loader, Request};
use super::signals::{self, Outside};
use super::source::Place;
use super::terminal::{self, Frames};
use super::{decisions, export, journal, panics, state};
use super::{now, panic_for_test, watch, wide};
use crate::analysis::board::Board;
use crate::app::{Answer, App, Closing, Effect, Job, Loaded, NewDecision, Progress, changed};
use crate::diagnostic::{Code, Excerpt};
use crate::i18n::{Arg, Locale};
use crate::report::papers::{self, Format, Paper};
use crate::report::table;
use crate::tr;
use crate::ui::overlays::export::Kind;
use crate::ui::overlays::paper::Whom;
use crate::ui::{Fault, Place as Spot};
use chrono::{NaiveDate, NaiveDateTime};
use crossterm::event::{Event as TerminalEvent, KeyCode};
use crossterm::terminal::{BeginSynchronizedUpdate, EndSynchronizedUpdate};
use crossterm::{execute, queue};
use ratatui::Terminal;
use ratatui::backend::CrosstermBackend;
use std::collections::HashSet;
use std::io;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, Sender};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::{Duration, Instant};

/// Between two words on how far a load is.
const TELLING: Duration = Duration::from_millis(100);

/// What happened.
enum Event {
    Terminal(TerminalEvent),
    Progress(Progress),
    Loaded(Box<Loaded>),
    Failed(LoadError),
    Excerpt(Spot, Option<Excerpt>),
    Decided(Result<PathBuf, decisions::Fault>),
    Answer(Answer),
    Outside(Outside),
}

type Screen = Terminal<CrosstermBackend<Frames>>;

/// How long events are acted on before they are drawn.
const BATCH: Duration = Duration::from_millis(100);

/// What the loop remembers besides the program's own state.
#[derive(Default)]
struct Memory {
    /// A board has been shown.
    shown: bool,
    /// Since when nothing can be loaded at all.
    lost: Option<NaiveDateTime>,
    /// Where copies go.
    clipboard: Clipboard,
    /// Who works out what would keep the keys waiting; begun with the first such work.
    worker: Option<Sender<Job>>,
}

impl Memory {
    /// Hands a job to the worker; answers it where there is none.
    fn work(&mut self, job: Job, events: &Sender<Event>) -> Option<Job> {
        if self.worker.is_none() {
            self.worker = spawn_worker(events.clone())
                .inspect_err(|error| log::error!("no worker: {error}"))
                .ok();
        }
        match &self.worker {
            Some(worker) => worker.send(job).err().map(|back| back.0),
            None => Some(job),
        }
    }
}

/// What the loader is asked for.
enum Ask {
    /// A board; these files are still being written.
    Load(HashSet<PathBuf>),
    /// The row of a file.
    Excerpt(Spot),
    /// To record a decision.
    Decide(NewDecision),
    /// To mark a decision done.
    Close(Closing),
    /// A board held against this day.
    Compare(NaiveDate),
}

/// Runs the dashboard until it is left; answers the exit code.
pub fn run(mut app: App, request: Request, watching: bool) -> io::Result<i32> {
    let (events, inbox) = mpsc::channel();
    let place = request.place.clone();
    let stop = events.clone();
    signals::listen(move |what| {
        let _ = stop.send(Event::Outside(what));
    })?;
    terminal::enter()?;
    let result = go(&mut app, request, watching, &events, &inbox);
    terminal::restore();
    state::save(&place, &app.memory());
    // The system frees a million rows faster than we do.
    std::mem::forget(app);
    match signals::exit_code() {
        0 => result.map(|()| 0),
        // Drawing on a terminal that is gone fails; that it is gone is the reason to tell.
        code => Ok(code),
    }
}

fn go(
    app: &mut App,
    request: Request,
    watching: bool,
    events: &Sender<Event>,
    inbox: &Receiver<Event>,
) -> io::Result<()> {
    let mut screen = Terminal::new(CrosstermBackend::new(Frames::default()))?;
    panics::speak(app.locale().lang());
    draw(&mut screen, app)?;
    panic_for_test("main");
    let (asks, work) = mpsc::channel();
    spawn_loader(request.clone(), events.clone(), work)?;
    let _ = asks.send(Ask::Load(HashSet::new()));
    if watching {
        spawn_watcher(request, asks.clone())?;
    }
    spawn_input(events.clone())?;
    let mut memory = Memory::default();
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
        // Everything that waited is one drawing, but for more than a person types: what comes
        // without an end must not keep the screen from being drawn.
        let begun = Instant::now();
        for event in first.into_iter().chain(inbox.try_iter()) {
            if !step(event, app, &asks, &mut screen, &mut memory)? {
                return Ok(());
            }
            if begun.elapsed() > BATCH {
                break;
            }
        }
        app.tick(now());
        for job in app.jobs() {
            // Without a worker it is done here: late is better than never.
            if let Some(job) = memory.work(job, events)
                && let Some(answer) = job.run()
            {
                let effects = app.answer(answer, now());
                if !perform(effects, app, &asks, &mut screen, &mut memory)? {
                    return Ok(());
                }
            }
        }
        panics::speak(app.locale().lang());
        draw(&mut screen, app)?;
    }
}

/// Acts on one event; `false`: the end.
fn step(
    event: Event,
    app: &mut App,
    asks: &Sender<Ask>,
    screen: &mut Screen,
    memory: &mut Memory,
) -> io::Result<bool> {
    match event {
        Event::Outside(Outside::End) => return Ok(false),
        Event::Outside(Outside::Continued) => {
            log::info!("continued");
            terminal::reenter()?;
            repaint(screen)?;
        }
        Event::Progress(at) => app.loading(at),
        Event::Excerpt(place, excerpt) => app.excerpt(&place, excerpt),
        Event::Answer(answer) => {
            let effects = app.answer(answer, now());
            return perform(effects, app, asks, screen, memory);
        }
        Event::Decided(result) => {
            match &result {
                Ok(path) => log::info!("decision recorded {}", journal::name(path)),
                Err(fault) => {
                    log::error!("decision not recorded: {}", journal::decision_fault(fault));
                }
            }
            let told = match result {
                Ok(path) => Ok(crate::text::clean(&path.to_string_lossy()).into_owned()),
                Err(fault) => Err(why_not_recorded(app.locale(), &fault)),
            };
            // What was recorded is shown without waiting for the watcher.
            if told.is_ok() {
                let _ = asks.send(Ask::Load(HashSet::new()));
            }
            app.decided(told, now());
        }
        Event::Loaded(loaded) => {
            panics::remember("loaded");
            memory.shown = true;
            memory.lost = None;
            app.loaded(*loaded, now());
        }
        Event::Failed(error) => {
            panics::remember("load failed");
            let words = explain(app.locale(), &error);
            app.load_failed(words, now());
            // The message goes after a while; that the data is old must stay to be seen.
            if memory.shown {
                let since = *memory.lost.get_or_insert_with(now);
                app.faults(vec![fault(&error, since)]);
            }
        }
        Event::Terminal(event) => {
            panics::remember_input(&event, app.is_typing());
            if matches!(&event, TerminalEvent::Key(key) if key.code == KeyCode::F(12)) {
                panic_for_test("key");
            }
            let effects = app.handle(&event, now());
            return perform(effects, app, asks, screen, memory);
        }
    }
    Ok(true)
}

/// Does what the app asks for; `false`: the end.
fn perform(
    effects: Vec<Effect>,
    app: &mut App,
    asks: &Sender<Ask>,
    screen: &mut Screen,
    memory: &mut Memory,
) -> io::Result<bool> {
    for effect in effects {
        match effect {
            Effect::Quit => return Ok(false),
            Effect::Reload => {
                let _ = asks.send(Ask::Load(HashSet::new()));
            }
            Effect::Redraw => repaint(screen)?,
            Effect::Excerpt(place) => {
                let _ = asks.send(Ask::Excerpt(place));
            }
            Effect::Notice(whom) => {
                let made = notice(app, app.board(), &whom, Format::Text);
                app.paper(&whom, made, now());
            }
            Effect::SaveNotice(whom) => {
                let made = notice(app, app.paper_board(), &whom, Format::Html).and_then(|made| {
                    let day = app.paper_board().map(|board| board.as_of.to_string());
                    let title = tr!(app.locale(), "paper-notice");
                    let region = whom.region.clone().unwrap_or_default();
                    let day = day.unwrap_or_default();
                    let name = format!("{title} {region}{} {day}", whom.unit);
                    saved(app, &name, Format::Html.ending(), made.as_bytes())
                });
                app.saved(made, now());
            }
            Effect::Export {
                kind,
                title,
                sentence,
                seen,
            } => {
                let format = match kind {
                    Kind::Csv => table::Format::Csv,
                    Kind::Markdown => table::Format::Markdown,
                    Kind::Html => table::Format::Html,
                };
                let day = app.board().map(|board| board.as_of.to_string());
                let name = format!("{title} {}", day.unwrap_or_default());
                let made = table::write(format, &name, &sentence, &seen.head, &seen.rows)
                    .map_err(|error| error.to_string())
                    .and_then(|made| saved(app, &name, format.ending(), &made));
                app.saved(made, now());
            }
            Effect::Compare(day) => {
                let _ = asks.send(Ask::Compare(day));
            }
            Effect::Close(closing) => {
                let _ = asks.send(Ask::Close(closing));
            }
            Effect::Decide(decision) => {
                let _ = asks.send(Ask::Decide(decision));
            }
            Effect::Copy(words) => memory.clipboard.copy(&words)?,
        }
    }
    Ok(true)
}

/// A unit's notice, or why there is none.
fn notice(
    app: &App,
    board: Option<&Arc<Board>>,
    whom: &Whom,
    format: Format,
) -> Result<String, String> {
    let locale = app.locale();
    let Some(board) = board else {
        return Err(tr!(locale, "loading"));
    };
    let paper = Paper::Notice(&whom.unit, whom.region.as_deref());
    papers::write(paper, format, board, locale, app.is_sample(), None)
        .map_err(|fault| papers::explain(locale, paper, &fault))
}

/// Writes an export; answers where, or why not, in words.
fn saved(app: &App, name: &str, ending: &str, bytes: &[u8]) -> Result<String, String> {
    let shown = |text: &str| crate::text::clean(text).into_owned();
    let written = export::write(name, ending, bytes);
    match &written {
        // Its name is made of what is seen.
        Ok(_) => log::info!("export written ending={ending} bytes={}", bytes.len()),
        Err(error) => log::error!("export not written ending={ending}: {error}"),
    }
    match written {
        Ok(path) => Ok(shown(&path.to_string_lossy())),
        Err(error) => Err(tr!(
            app.locale(),
            "export-failed",
            folder = export::FOLDER,
            reason = shown(&app.locale().why(&super::why(&error)))
        )),
    }
}

/// What is wrong with the data that is still shown.
fn fault(error: &LoadError, since: NaiveDateTime) -> Fault {
    let file = match error {
        LoadError::Missing(path, _)
        | LoadError::Plan(path, _)
        | LoadError::PlanUnreadable(path, _) => path.to_string_lossy().into_owned(),
        LoadError::Nothing(paths) => paths
            .first()
            .map(|path| path.to_string_lossy().into_owned())
            .unwrap_or_default(),
        LoadError::Internal(_) => "duban".to_owned(),
    };
    Fault {
        file: crate::text::clean(&file).into(),
        code: Code::FileUnreadable,
        detail: String::new(),
        plan: None,
        since,
    }
}

/// One frame, shown whole: terminals that know synchronized updates wait for its end.
fn draw(screen: &mut Screen, app: &mut App) -> io::Result<()> {
    queue!(screen.backend_mut(), BeginSynchronizedUpdate)?;
    screen.draw(|frame| {
        app.draw(frame, now());
        wide::mend(frame.buffer_mut());
    })?;
    execute!(screen.backend_mut(), EndSynchronizedUpdate)
}

/// Every cell again. `Terminal::clear` would ask the terminal where its cursor is and block
/// where nothing answers.
fn repaint(screen: &mut Screen) -> io::Result<()> {
    let size = screen.size()?;
    screen.resize(ratatui::layout::Rect::new(0, 0, size.width, size.height))
}

fn spawn_input(events: Sender<Event>) -> io::Result<()> {
    thread::Builder::new().name("input".into()).spawn(move || {
        // However this ends, without input nobody could leave the program.
        let _ = catch_unwind(AssertUnwindSafe(|| {
            while let Ok(event) = crossterm::event::read() {
                if events.send(Event::Terminal(event)).is_err() {
                    return;
                }
            }
        }));
        signals::input_lost();
        let _ = events.send(Event::Outside(Outside::End));
    })?;
    Ok(())
}

fn spawn_loader(request: Request, events: Sender<Event>, work: Receiver<Ask>) -> io::Result<()> {
    thread::Builder::new()
        .name("loader".into())
        .spawn(move || {
            let mut loader = Loader::new(request);
            let mut kept = Vec::new();
            while let Some(ask) = next_ask(&work, &mut kept) {
                // Several requests that waited are one load; only files that all of them hold
                // stay. Of rows the last one asked for is wanted.
                let mut hold: Option<HashSet<PathBuf>> = None;
                let mut wanted = None;
                for ask in std::iter::once(ask).chain(work.try_iter()) {
                    match ask {
                        Ask::Excerpt(place) => wanted = Some(place),
                        Ask::Decide(decision) => {
                            let result = loader.record(&decision);
                            if events.send(Event::Decided(result)).is_err() {
                                return;
                            }
                        }
                        Ask::Close(closing) => {
                            let result = loader.close(&closing);
                            if events.send(Event::Decided(result)).is_err() {
                                return;
                            }
                        }
                        Ask::Compare(day) => {
                            loader.compare(day);
                            hold.get_or_insert_default();
                        }
                        Ask::Load(later) => match &mut hold {
                            Some(hold) => hold.retain(|path| later.contains(path)),
                            None => hold = Some(later),
                        },
                    }
                }
                if let Some(place) = wanted {
                    let excerpt = loader
                        .excerpts(&place.file, &[(place.line, place.column)])
                        .pop()
                        .flatten();
                    if events.send(Event::Excerpt(place, excerpt)).is_err() {
                        return;
                    }
                }
                let Some(hold) = hold else { continue };
                let progress = events.clone();
                let begun = Instant::now();
                let last = Mutex::new(None::<Instant>);
                let outcome = catch_unwind(AssertUnwindSafe(|| {
                    if !kept.is_empty() {
                        panic_for_test("reload");
                    }
                    let fresh = loader.load_heard(now(), &hold, &|at| {
                        // As often as one can read it.
                        let Ok(mut last) = last.lock() else { return };
                        if last.is_none_or(|last| last.elapsed() >= TELLING) {
                            *last = Some(Instant::now());
                            let _ = progress.send(Event::Progress(at));
                        }
                    })?;
                    // What it changed takes its time, too.
                    let since = kept
                        .last()
                        .map(|last| (Arc::clone(last), changed(last, &fresh.board)));
                    Ok(Loaded { since, ..fresh })
                }));
                match &outcome {
                    Ok(outcome) => journal::loaded(outcome, begun.elapsed()),
                    Err(_) => log::error!("load failed: panic"),
                }
                let event = match outcome {
                    Ok(Ok(fresh)) => {
                        kept.push(Arc::clone(&fresh.board));
                        Event::Loaded(Box::new(fresh))
                    }
                    Ok(Err(error)) => Event::Failed(error),
                    Err(_) => Event::Failed(LoadError::Internal(
                        panics::take_worker().unwrap_or_default(),
                    )),
                };
                if events.send(event).is_err() {
                    return;
                }
            }
        })?;
    Ok(())
}

/// One job after another; those that nobody wants any more end by themselves at once.
fn spawn_worker(events: Sender<Event>) -> io::Result<Sender<Job>> {
    let (send, jobs) = mpsc::channel::<Job>();
    thread::Builder::new()
        .name("worker".into())
        .spawn(move || {
            while let Ok(job) = jobs.recv() {
                // A job that panics is one answer lost, not the worker.
                let nothing = job.nothing();
                let found = catch_unwind(AssertUnwindSafe(|| job.run()));
                if let Some(answer) = found.unwrap_or(Some(nothing))
                    && events.send(Event::Answer(answer)).is_err()
                {
                    return;
                }
            }
        })?;
    Ok(send)
}

/// The next request. A board that nobody looks at any more is freed meanwhile, here, where
/// nobody waits for it: a million rows take their time.
fn next_ask(work: &Receiver<Ask>, kept: &mut Vec<Arc<Board>>) -> Option<Ask> {
    loop {
        kept.retain(|board| Arc::strong_count(board) > 1);
        if kept.len() < 2 {
            return work.recv().ok();
        }
        match work.recv_timeout(Duration::from_secs(1)) {
            Ok(ask) => return Some(ask),
            Err(RecvTimeoutError::Timeout) => {}
            Err(RecvTimeoutError::Disconnected) => return None,
        }
    }
}

fn spawn_watcher(request: Request, asks: Sender<Ask>) -> io::Result<()> {
    let Place::Paths(paths) = request.place else {
        return Ok(());
    };
    thread::Builder::new()
        .name("watcher".into())
        .spawn(move || {
            let (mut watch, mut look) = (watch::Watch::default(), watch::Look::default());
            let mut today = now().date();
            loop {
                // A poll that panics is one poll lost, not the watch.
                let change = catch_unwind(AssertUnwindSafe(|| {
                    watch.poll(look.picture(&paths, request.plan.as_ref()))
                }));
                let change = change.unwrap_or_else(|_| {
                    log::error!("watch: a poll failed: panic");
                    None
                });
                let mut ask = change.map(|change| {
                    log::info!("watch: changed, still moving={}", change.hold.len());
                    Ask::Load(change.hold)
                });
                // A new day is a new as-of date.
                if now().date() != today {
                    today = now().date();
                    log::info!("watch: a new day, {today}");
                    ask = ask.or_else(|| Some(Ask::Load(HashSet::new())));
                }
                if ask.is_some_and(|ask| asks.send(ask).is_err()) {
                    return;
                }
                thread::sleep(watch.rest());
            }
        })?;
    Ok(())
}

/// Why a decision was not recorded, and what to do.
fn why_not_recorded(locale: &Locale, fault: &decisions::Fault) -> String {
    let shown = |path: &PathBuf| crate::text::clean(&path.to_string_lossy()).into_owned();
    match fault {
        decisions::Fault::Sample => tr!(locale, "decide-sample"),
        decisions::Fault::Form(path) => tr!(locale, "decide-form", file = shown(path)),
        decisions::Fault::NoColumn(path) => tr!(locale, "decide-no-column", file = shown(path)),
        decisions::Fault::NoRegion(path) => tr!(locale, "decide-no-region", file = shown(path)),
        decisions::Fault::NotThere(path) => tr!(locale, "decide-not-there", file = shown(path)),
        decisions::Fault::Link(path) => tr!(locale, "decide-link", file = shown(path)),
        decisions::Fault::Busy(path) => tr!(locale, "decide-busy", file = shown(path)),
        decisions::Fault::Outside(path) => tr!(locale, "decide-outside", file = shown(path)),
        decisions::Fault::Io(path, error) => tr!(
            locale,
            "decide-io",
            file = shown(path),
            reason = crate::text::clean(&locale.why(&super::why(error))).into_owned()
        ),
    }
}

/// Why there is no board, and what to do.
pub fn explain(locale: &Locale, error: &LoadError) -> String {
    let shown = |path: &PathBuf| crate::text::clean(&path.to_string_lossy()).into_owned();
    // What the system or the plan's reader says may hold what stands in a file.
    let told = |words: &str| crate::text::clean(&locale.why(words)).into_owned();
    match error {
        LoadError::Missing(path, reason) => tr!(
            locale,
            "error-missing",
            path = shown(path),
            reason = told(reason)
        ),
        LoadError::Nothing(paths) => {
            let first = paths.first().map(shown).unwrap_or_default();
            tr!(locale, "error-nothing", path = first)
        }
        LoadError::Plan(path, error) => {
            let place = format!("{}:{}:{}", shown(path), error.line, error.column);
            let value = crate::text::clean(&error.value).into_owned();
            tr!(
                locale,
                "error-plan",
                place = place,
                message = locale.tr_args(error.what, &[("value", Arg::from(value))])
            )
        }
        LoadError::Internal(panic) if panic.report.is_empty() => {
            tr!(locale, "error-internal", reason = told(&panic.what))
        }
        LoadError::Internal(panic) => tr!(
            locale,
            "error-internal-report",
            reason = told(&panic.what),
            report = panic.report.clone()
        ),
        LoadError::PlanUnreadable(path, reason) => {
            tr!(
                locale,
                "error-plan-unreadable",
                path = shown(path),
                reason = told(reason)
            )
        }
    }
}
