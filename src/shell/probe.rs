//! Measures how wide this terminal draws ambiguous characters (`─`, `Ⅲ`, `●`).
//!
//! One cell to ratatui, two on a Chinese console (microsoft/edit#115). Runs before the input
//! thread starts, so that the two do not fight for the answer. `crossterm::cursor::position`
//! would wait two seconds where nothing answers.

/// Whether ambiguous characters take two cells here; `None`: the terminal does not say
/// within a tenth of a second. A late answer is swallowed by crossterm.
#[cfg(unix)]
pub fn ambiguous_is_wide() -> Option<bool> {
    use crossterm::terminal::{disable_raw_mode, enable_raw_mode};
    use std::io::Write;
    enable_raw_mode().ok()?;
    let mut out = std::io::stdout().lock();
    let answer = out
        .write_all("\r─\u{1b}[6n".as_bytes())
        .and_then(|()| out.flush())
        .ok()
        .and_then(|()| answer());
    let _ = out.write_all(b"\r\x1b[K").and_then(|()| out.flush());
    let _ = disable_raw_mode();
    column(&answer?).map(|column| column > 2)
}

/// Untried: the guess from the environment stands.
#[cfg(not(unix))]
pub fn ambiguous_is_wide() -> Option<bool> {
    None
}

/// What comes from the terminal up to the end of a position report.
#[cfg(unix)]
fn answer() -> Option<Vec<u8>> {
    use rustix::event::{PollFd, PollFlags, Timespec, poll};
    use std::time::{Duration, Instant};
    let end = Instant::now() + Duration::from_millis(100);
    let stdin = std::io::stdin();
    let mut bytes = Vec::new();
    while !bytes.contains(&b'R') {
        let left = end.checked_duration_since(Instant::now())?;
        let wait = Timespec {
            tv_sec: 0,
            tv_nsec: i64::from(left.subsec_nanos()),
        };
        let mut ready = [PollFd::new(&stdin, PollFlags::IN)];
        if poll(&mut ready, Some(&wait)).ok()? == 0 {
            return None;
        }
        // Not through `Stdin`, which would keep what it read ahead.
        let mut chunk = [0; 64];
        match rustix::io::read(&stdin, &mut chunk) {
            Ok(0) | Err(_) => return None,
            Ok(count) => bytes.extend_from_slice(&chunk[..count]),
        }
    }
    Some(bytes)
}

/// The column of `ESC [ row ; column R`, wherever it stands among typed keys.
#[cfg(unix)]
fn column(bytes: &[u8]) -> Option<u16> {
    let text = String::from_utf8_lossy(bytes);
    let (before, _) = text.rsplit_once('R')?;
    let (_, report) = before.rsplit_once("\u{1b}[")?;
    report.split_once(';')?.1.parse().ok()
}

#[cfg(all(test, unix))]
mod tests {
    use super::column;

    #[test]
    fn the_report_is_found_among_keys() {
        assert_eq!(column(b"\x1b[12;3R"), Some(3));
        assert_eq!(column(b"jj\x1b[1;2R"), Some(2));
        assert_eq!(column(b"R"), None);
        assert_eq!(column(b"\x1b[12R"), None);
    }
}
