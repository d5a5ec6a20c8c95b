//! The clipboard: by the terminal (OSC 52), which reaches over SSH, and by the system, which some
//! terminals need.
//!
//! The system is asked on a thread of its own: a display that stopped answering must not stall keys.

use crossterm::clipboard::CopyToClipboard;
use crossterm::execute;
use std::io;
use std::sync::mpsc::{self, Receiver, Sender};
use std::thread;

/// Both ways to the clipboard.
#[derive(Debug, Default)]
pub struct Clipboard {
    system: Option<Sender<String>>,
}

impl Clipboard {
    /// Puts words on the clipboard, cleaned: names from a plan stand in them as they are.
    pub fn copy(&mut self, words: &str) -> io::Result<()> {
        let words = crate::text::clean(words).into_owned();
        match execute!(io::stdout(), CopyToClipboard::to_clipboard_from(&words)) {
            // An old console has no such sequence; the system's clipboard is there.
            Err(error) if error.kind() == io::ErrorKind::Unsupported => {}
            other => other.inspect_err(|error| log::error!("clipboard: {error}"))?,
        }
        let system = self.system.get_or_insert_with(|| {
            let (send, texts) = mpsc::channel();
            // Without the thread the terminal's way remains.
            let _ = thread::Builder::new()
                .name("clipboard".into())
                .spawn(move || serve(&texts));
            send
        });
        let _ = system.send(words);
        Ok(())
    }
}

/// Hands over texts as they come. What was copied is kept by this thread where the system keeps
/// nothing itself, as under X11.
fn serve(texts: &Receiver<String>) {
    let mut system = None;
    while let Ok(words) = texts.recv() {
        if system.is_none() {
            // No display at all is the usual answer over SSH.
            system = arboard::Clipboard::new()
                .inspect_err(|error| log::info!("no clipboard of the system: {error}"))
                .ok();
        }
        let failed = system
            .as_mut()
            .is_some_and(|system| system.set_text(words).is_err());
        if failed {
            system = None;
        }
    }
}
