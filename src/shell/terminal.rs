//! Takes the terminal and always gives it back: on quit, error, panic and signals.

use crossterm::cursor::{Hide, Show};
use crossterm::event::{
    DisableBracketedPaste, DisableMouseCapture, EnableBracketedPaste, EnableMouseCapture,
};
use crossterm::execute;
use crossterm::terminal::{
    EnterAlternateScreen, LeaveAlternateScreen, disable_raw_mode, enable_raw_mode,
};
use std::io::{self, Write};
use std::sync::OnceLock;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread::ThreadId;

static TAKEN: AtomicBool = AtomicBool::new(false);
static OWNER: OnceLock<ThreadId> = OnceLock::new();

/// Takes the terminal: raw mode, alternate screen, mouse, paste. What was taken before a
/// step fails is given back.
pub fn enter() -> io::Result<()> {
    let _ = OWNER.set(std::thread::current().id());
    TAKEN.store(true, Ordering::SeqCst);
    let taken = enable_raw_mode().and_then(|()| {
        execute!(
            io::stdout(),
            EnterAlternateScreen,
            EnableMouseCapture,
            EnableBracketedPaste,
            Hide
        )
    });
    if taken.is_err() {
        restore();
    }
    taken
}

/// Gives the terminal back; each step is tried even where another fails. Only the first
/// call does anything.
pub fn restore() {
    if !TAKEN.swap(false, Ordering::SeqCst) {
        return;
    }
    let mut out = io::stdout();
    let _ = execute!(out, DisableBracketedPaste);
    let _ = execute!(out, DisableMouseCapture);
    let _ = execute!(out, LeaveAlternateScreen);
    let _ = execute!(out, Show);
    let _ = disable_raw_mode();
    let _ = out.flush();
}

/// Makes a panic of the drawing thread give the terminal back before it is told.
///
/// Other threads' panics are caught where they happen and become findings; the built-in
/// hook would leave the alternate screen under a program that goes on drawing.
pub fn install_panic_hook() {
    let told = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |info| {
        let owner = OWNER
            .get()
            .is_none_or(|id| *id == std::thread::current().id());
        if owner {
            restore();
            told(info);
        } else if !TAKEN.load(Ordering::SeqCst) {
            told(info);
        }
    }));
}

/// Listens for signals that end a program. `ask` is told first, so that the loop can end in
/// order; if it has not half a second later, the terminal is given back from here. A window
/// that was closed leaves crossterm spinning (crossterm#793), so waiting is not enough.
#[cfg(unix)]
pub fn on_signals(ask: impl Fn() + Send + 'static) -> io::Result<()> {
    use signal_hook::consts::{SIGHUP, SIGINT, SIGQUIT, SIGTERM};
    let mut signals = signal_hook::iterator::Signals::new([SIGTERM, SIGHUP, SIGINT, SIGQUIT])?;
    std::thread::Builder::new()
        .name("signals".into())
        .spawn(move || {
            if let Some(signal) = signals.forever().next() {
                EXIT.store(128 + signal, Ordering::SeqCst);
                ask();
                std::thread::sleep(std::time::Duration::from_millis(500));
                restore();
                std::process::exit(128 + signal);
            }
        })?;
    Ok(())
}

/// As on unix, for Ctrl-C, Ctrl-Break and a closed console. Untried on a real console.
#[cfg(windows)]
pub fn on_signals(ask: impl Fn() + Send + 'static) -> io::Result<()> {
    ctrlc::set_handler(move || {
        EXIT.store(130, Ordering::SeqCst);
        ask();
        std::thread::sleep(std::time::Duration::from_millis(500));
        restore();
        std::process::exit(130);
    })
    .map_err(io::Error::other)
}

static EXIT: std::sync::atomic::AtomicI32 = std::sync::atomic::AtomicI32::new(0);

/// The exit code a signal asked for; 0 without one.
pub fn exit_code() -> i32 {
    EXIT.load(Ordering::SeqCst)
}
