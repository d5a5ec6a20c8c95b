//! Measures how wide this terminal draws ambiguous characters (`─`, `Ⅲ`, `●`), and asks whether its
//! background is light.
//!
//! One cell to ratatui, two on a Chinese console (microsoft/edit#115). Runs before the input
//! thread starts, so that the two do not fight for the answer. `crossterm::cursor::position`
//! would wait two seconds where nothing answers.

/// What the terminal said.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Answers {
    /// Ambiguous characters take two cells.
    pub wide: Option<bool>,
    /// Its background is light.
    pub light: Option<bool>,
}

/// Asks for the background and for the place of the cursor behind an ambiguous character, in one
/// go: the second is what nearly every terminal answers, so that it ends the wait for both.
/// `None`: it does not say within a tenth of a second. A late answer is swallowed by crossterm.
#[cfg(unix)]
pub fn ask() -> Answers {
    use crossterm::terminal::{disable_raw_mode, enable_raw_mode};
    use std::io::Write;
    if enable_raw_mode().is_err() {
        return Answers::default();
    }
    let mut out = std::io::stdout().lock();
    let answer = out
        .write_all("\u{1b}]11;?\u{1b}\\\r─\u{1b}[6n".as_bytes())
        .and_then(|()| out.flush())
        .ok()
        .and_then(|()| answer())
        .unwrap_or_default();
    let _ = out.write_all(b"\r\x1b[K").and_then(|()| out.flush());
    let _ = disable_raw_mode();
    Answers {
        wide: column(&answer).map(|column| column > 2),
        light: background(&answer),
    }
}

/// Untried: the guess from the environment stands.
#[cfg(not(unix))]
pub fn ask() -> Answers {
    Answers::default()
}

/// What comes from the terminal up to the end of a position report.
#[cfg(unix)]
fn answer() -> Option<Vec<u8>> {
    use rustix::event::{PollFd, PollFlags, Timespec, poll};
    use std::time::{Duration, Instant};
    let end = Instant::now() + Duration::from_millis(100);
    let stdin = std::io::stdin();
    let mut bytes = Vec::new();
    while column(&bytes).is_none() {
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

/// Whether `]11;rgb:RRRR/GGGG/BBBB` names a light colour (its parts have one to four digits).
#[cfg(unix)]
fn background(bytes: &[u8]) -> Option<bool> {
    let text = String::from_utf8_lossy(bytes);
    let (_, rest) = text.split_once("]11;rgb:")?;
    let mut parts = rest.splitn(3, '/').map(|part| {
        let digits: String = part
            .chars()
            .take_while(char::is_ascii_hexdigit)
            .take(4)
            .collect();
        let most = 16_u32.checked_pow(digits.len() as u32)?.checked_sub(1)?;
        let value = u32::from_str_radix(&digits, 16).ok()?;
        Some(f64::from(value) / f64::from(most.max(1)))
    });
    let mut next = || parts.next().flatten();
    let (red, green, blue) = (next()?, next()?, next()?);
    Some(0.2126 * red + 0.7152 * green + 0.0722 * blue > 0.5)
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
    use super::{background, column};

    #[test]
    fn the_report_is_found_among_keys() {
        assert_eq!(column(b"\x1b[12;3R"), Some(3));
        assert_eq!(column(b"jj\x1b[1;2R"), Some(2));
        assert_eq!(column(b"R"), None);
        assert_eq!(
            column(b"\x1b]11;rgb:ffff/ffff/ffff\x1b\\\x1b[1;3R"),
            Some(3)
        );
        assert_eq!(column(b"\x1b[12R"), None);
    }

    #[test]
    fn a_background_is_light_or_dark_or_unknown() {
        assert_eq!(
            background(b"\x1b]11;rgb:ffff/fafa/f0f0\x1b\\\x1b[1;2R"),
            Some(true)
        );
        assert_eq!(
            background(b"j\x1b]11;rgb:1e/1e/2e\x07\x1b[1;2R"),
            Some(false)
        );
        assert_eq!(background(b"\x1b]11;rgb:f/f/f\x07"), Some(true));
        for silent in [
            &b"\x1b[1;2R"[..],
            b"]11;rgb:",
            b"]11;rgb:12",
            b"]11;rgb:zz/1/2",
            b"",
        ] {
            assert_eq!(background(silent), None);
        }
    }
}
