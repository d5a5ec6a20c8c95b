//! What ends the program from outside: signals, and a terminal that is gone.
//!
//! Whatever the drawing thread is stuck in, the program ends within a second.

use super::terminal;
use std::io;
use std::sync::atomic::{AtomicI32, Ordering};
use std::thread;
use std::time::Duration;

/// What came from outside.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outside {
    /// The program is to end.
    End,
    /// The program goes on after it was stopped.
    Continued,
}

/// How long the loop has to end in order.
const ORDERLY: Duration = Duration::from_millis(500);
/// How long giving the terminal back may take where the loop did not.
const RESTORE: Duration = Duration::from_millis(200);

static EXIT: AtomicI32 = AtomicI32::new(0);

/// The exit code that was asked for from outside; 0 without one.
pub fn exit_code() -> i32 {
    EXIT.load(Ordering::SeqCst)
}

/// The terminal gave no more input: ends as a hang-up does.
pub fn input_lost() {
    let _ = EXIT.compare_exchange(0, HANG_UP, Ordering::SeqCst, Ordering::SeqCst);
}

/// 128 + SIGHUP.
const HANG_UP: i32 = 129;

/// Tells the loop, then ends the program from here if the loop has not.
fn end(code: i32, tell: impl Fn(Outside)) -> ! {
    EXIT.store(code, Ordering::SeqCst);
    log::info!("ended from outside code={code}");
    tell(Outside::End);
    thread::sleep(ORDERLY);
    // On a thread of its own: where the loop is stuck in a write it holds the output, and
    // waiting for that would keep the program for ever.
    let _ = thread::Builder::new()
        .name("restore".into())
        .spawn(terminal::restore);
    thread::sleep(RESTORE);
    std::process::exit(code)
}

/// Listens for TERM, HUP, INT, QUIT, CONT and for the terminal going away.
///
/// A window that is closed does not always send HUP (a program under `nohup` or in another
/// session gets none), and crossterm then spins on the closed terminal (crossterm#793).
#[cfg(unix)]
pub fn listen(tell: impl Fn(Outside) + Clone + Send + 'static) -> io::Result<()> {
    use signal_hook::consts::{SIGCONT, SIGHUP, SIGINT, SIGQUIT, SIGTERM};
    let mut signals =
        signal_hook::iterator::Signals::new([SIGTERM, SIGHUP, SIGINT, SIGQUIT, SIGCONT])?;
    let hang_up = tell.clone();
    thread::Builder::new()
        .name("signals".into())
        .spawn(move || {
            for signal in signals.forever() {
                if signal == SIGCONT {
                    tell(Outside::Continued);
                } else {
                    end(128 + signal, &tell);
                }
            }
        })?;
    thread::Builder::new()
        .name("hang-up".into())
        .spawn(move || {
            if hung_up() {
                end(HANG_UP, &hang_up);
            }
        })?;
    Ok(())
}

/// Waits until the terminal is gone, without waking before. `false`: this system does not
/// tell (macOS does not poll terminals).
#[cfg(unix)]
fn hung_up() -> bool {
    use rustix::event::{PollFd, PollFlags, poll};
    let stdin = io::stdin();
    // No events asked for: only the ones that are always told remain.
    let mut terminal = [PollFd::new(&stdin, PollFlags::empty())];
    loop {
        match poll(&mut terminal, None) {
            Ok(_) => return terminal[0].revents().intersects(PollFlags::HUP),
            Err(rustix::io::Errno::INTR) => {}
            Err(_) => return false,
        }
    }
}

/// As on unix, for Ctrl-C, Ctrl-Break and a closed console. Untried on a real console.
#[cfg(windows)]
pub fn listen(tell: impl Fn(Outside) + Clone + Send + 'static) -> io::Result<()> {
    ctrlc::set_handler(move || end(130, &tell)).map_err(io::Error::other)
}
