//! Takes the terminal and always gives it back: on quit, error, panic and signals.
//!
//! Decides nothing about when to end; that is [`super::signals`] and the loop.

use crossterm::cursor::{Hide, Show};
use crossterm::event::{
    DisableBracketedPaste, DisableMouseCapture, EnableBracketedPaste, EnableMouseCapture,
};
use crossterm::execute;
use crossterm::terminal::{
    EndSynchronizedUpdate, EnterAlternateScreen, LeaveAlternateScreen, disable_raw_mode,
    enable_raw_mode,
};
use std::io::{self, Write};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, OnceLock, PoisonError};
use std::thread::ThreadId;

static TAKEN: AtomicBool = AtomicBool::new(false);
static OWNER: OnceLock<ThreadId> = OnceLock::new();
static WORKER_PANIC: Mutex<Option<String>> = Mutex::new(None);

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

/// Takes the terminal once more after the program stood still (`kill -STOP`, `fg`): the
/// shell has used it in between.
pub fn reenter() -> io::Result<()> {
    if TAKEN.load(Ordering::SeqCst) {
        // Without this crossterm believes the terminal still raw and does nothing.
        let _ = disable_raw_mode();
        enter()?;
    }
    Ok(())
}

/// Gives the terminal back; each step is tried even where another fails. Only the first
/// call does anything.
pub fn restore() {
    if !TAKEN.swap(false, Ordering::SeqCst) {
        return;
    }
    // First, as it cannot block: a terminal that takes no more bytes still gets its modes.
    let _ = disable_raw_mode();
    let mut out = io::stdout();
    let _ = execute!(out, EndSynchronizedUpdate);
    let _ = execute!(out, DisableBracketedPaste);
    let _ = execute!(out, DisableMouseCapture);
    let _ = execute!(out, LeaveAlternateScreen);
    let _ = execute!(out, Show);
    let _ = out.flush();
}

/// Makes a panic of the drawing thread give the terminal back before it is told.
///
/// Other threads' panics are caught where they happen and become findings; the built-in
/// hook would leave the alternate screen under a program that goes on drawing.
pub fn install_panic_hook() {
    let told = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |info| {
        // Caught where it happens, and told as a damaged workbook.
        if crate::ingest::is_guarded() {
            return;
        }
        let owner = OWNER
            .get()
            .is_none_or(|id| *id == std::thread::current().id());
        if owner {
            restore();
            told(info);
        } else if TAKEN.load(Ordering::SeqCst) {
            let words = crate::text::clean(&info.to_string()).into_owned();
            *WORKER_PANIC.lock().unwrap_or_else(PoisonError::into_inner) = Some(words);
        } else {
            told(info);
        }
    }));
}

/// What the last panic of another thread said, once.
pub fn take_worker_panic() -> Option<String> {
    WORKER_PANIC
        .lock()
        .unwrap_or_else(PoisonError::into_inner)
        .take()
}

/// Collects what is drawn and writes it at once.
///
/// Unlike a `BufWriter` it writes nothing when it is dropped: a panic while drawing must not
/// put half a frame on the screen that was just given back.
#[derive(Debug, Default)]
pub struct Frames(Vec<u8>);

impl Write for Frames {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        let mut out = io::stdout().lock();
        let written = out.write_all(&self.0).and_then(|()| out.flush());
        self.0.clear();
        written
    }
}
