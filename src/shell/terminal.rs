//! Takes the terminal and always gives it back: on quit, error, panic and signals.
//!
//! Decides nothing about when to end; that is [`super::signals`], [`super::panics`] and the loop.

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

/// Whether the terminal is taken and this thread is not the one that draws.
pub fn is_anothers() -> bool {
    let owner = OWNER
        .get()
        .is_none_or(|id| *id == std::thread::current().id());
    !owner && TAKEN.load(Ordering::SeqCst)
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
