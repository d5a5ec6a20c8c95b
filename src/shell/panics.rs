//! A fault of duban's own: the terminal is given back, a report is written, and the person is told
//! in their language where it lies.
//!
//! The report is for whoever mends the fault: what broke and where, on which system, and the last
//! things that were asked for by name. Nothing of the data and nothing typed is in it: of the panic's
//! words only those before a text that they quote, as the text may be a cell.

use super::{now, state, terminal};
use crate::i18n::{Lang, Locale};
use crate::keymap;
use crate::text::clean;
use crate::tr;
use crossterm::event::{Event, KeyCode, MouseEventKind};
use std::backtrace::Backtrace;
use std::collections::VecDeque;
use std::fmt::Write as _;
use std::fs::{self, OpenOptions};
use std::io::{self, Write};
use std::panic::PanicHookInfo;
use std::path::PathBuf;
use std::sync::{Mutex, PoisonError};

/// How many of the last things are remembered.
const LAST: usize = 40;

/// How many reports are kept: a fault that comes with every start must not fill a disk.
const KEPT: usize = 20;

/// What is known of the moment before.
struct Moment {
    lang: Lang,
    last: VecDeque<String>,
    /// Faults of other threads and their reports, that each is reported once.
    told: Vec<(String, String)>,
}

static MOMENT: Mutex<Moment> = Mutex::new(Moment {
    lang: Lang::Zh,
    last: VecDeque::new(),
    told: Vec::new(),
});

static WORKER: Mutex<Option<Told>> = Mutex::new(None);

/// What is told of a panic.
#[derive(Debug, Clone, Default)]
pub struct Told {
    /// What it said and where.
    pub what: String,
    /// The report's file, as shown; empty: none could be written.
    pub report: String,
}

fn moment<T>(act: impl FnOnce(&mut Moment) -> T) -> T {
    act(&mut MOMENT.lock().unwrap_or_else(PoisonError::into_inner))
}

/// The language to speak in.
pub fn speak(lang: Lang) {
    moment(|moment| moment.lang = lang);
}

/// Remembers something that was done.
pub fn remember(what: impl Into<String>) {
    moment(|moment| {
        if moment.last.len() >= LAST {
            moment.last.pop_front();
        }
        moment
            .last
            .push_back(format!("{} {}", now().format("%H:%M:%S%.3f"), what.into()));
    });
}

/// Remembers what a person did, by its name: of a text that is typed only that it is.
pub fn remember_input(event: &Event, typing: bool) {
    match event {
        Event::Key(key) => remember(match key.code {
            KeyCode::Char(_) if typing => "text".to_owned(),
            KeyCode::Char(_) => keymap::lookup(*key).map_or_else(
                || "a key without a meaning".to_owned(),
                |action| format!("key {}", action.name()),
            ),
            code => format!("key {code:?}"),
        }),
        Event::Mouse(mouse) if !matches!(mouse.kind, MouseEventKind::Moved) => remember(format!(
            "mouse {:?} {},{}",
            mouse.kind, mouse.column, mouse.row
        )),
        Event::Paste(text) => remember(format!("paste of {} bytes", text.len())),
        Event::Resize(width, height) => remember(format!("size {width}x{height}")),
        _ => {}
    }
}

/// What the last panic of another thread was, once.
pub fn take_worker() -> Option<Told> {
    WORKER.lock().unwrap_or_else(PoisonError::into_inner).take()
}

/// From now on a panic is reported and told.
///
/// Panics of other threads are caught where they happen and become findings: while the dashboard is
/// up only the report is written, as words would go into the middle of the screen.
pub fn install() {
    std::panic::set_hook(Box::new(|info| {
        // Caught where it happens, and told as a damaged workbook.
        if crate::ingest::is_guarded() {
            return;
        }
        let what = what(info);
        if terminal::is_anothers() {
            log::error!("panic {what}");
            let known = moment(|moment| {
                let known = moment.told.iter().find(|(fault, _)| *fault == what);
                known.map(|(_, report)| report.clone())
            });
            let report = known.unwrap_or_else(|| {
                let report = report(&what).0.as_deref().map(shown).unwrap_or_default();
                moment(|moment| moment.told.push((what.clone(), report.clone())));
                report
            });
            let told = Told { what, report };
            *WORKER.lock().unwrap_or_else(PoisonError::into_inner) = Some(told);
            return;
        }
        terminal::restore();
        let (path, text) = report(&what);
        log::error!("panic {what}");
        let locale = Locale::new(moment(|moment| moment.lang));
        let words = match path {
            Some(path) => tr!(locale, "panic-told", what = what, report = shown(&path)),
            None => tr!(locale, "panic-told-here", what = what, report = text),
        };
        let _ = writeln!(io::stderr(), "duban: {words}");
    }));
}

fn shown(path: &std::path::Path) -> String {
    clean(&path.to_string_lossy()).into_owned()
}

/// What broke and where, without what it quotes.
fn what(info: &PanicHookInfo<'_>) -> String {
    let payload = info.payload();
    let words = payload
        .downcast_ref::<&str>()
        .copied()
        .or_else(|| payload.downcast_ref::<String>().map(String::as_str))
        .unwrap_or("a panic without words");
    let place = info.location().map(ToString::to_string);
    format!("{} ({})", told_of(words), place.unwrap_or_default())
}

/// The words of a panic up to where a text of the data may begin: a quote that is not one of the
/// language's own, the value of an error, a second line, letters that are not of the program.
fn told_of(words: &str) -> String {
    let mut line = words.lines().next().unwrap_or_default().to_owned();
    for own in OWN {
        line = line.replace(&format!("`{own}`"), &format!("\u{1}{own}\u{2}"));
    }
    let odd = |c: char| matches!(c, '`' | '"' | '\'' | '“') || !(c.is_ascii() || c == '…');
    let end = line
        .find(odd)
        .into_iter()
        .chain(line.find(" value: ").map(|at| at + " value:".len()))
        .min();
    let mut kept = match end {
        Some(end) => format!("{} …", line[..end].trim_end()),
        None => line,
    };
    kept = kept.replace(['\u{1}', '\u{2}'], "`");
    clean(&kept).into_owned()
}

/// What the standard library quotes of the program, never of the data.
const OWN: [&str; 7] = [
    "Option::unwrap()",
    "Option::expect()",
    "Result::unwrap()",
    "Result::unwrap_err()",
    "None",
    "Err",
    "Ok",
];

/// Writes the report; answers its file and its text.
fn report(what: &str) -> (Option<PathBuf>, String) {
    let mut text = String::new();
    let thread = std::thread::current();
    let (width, height) = crossterm::terminal::size().unwrap_or_default();
    let _ = writeln!(
        text,
        "duban {} {} {}\n{}\nthread {}\n{what}\nterminal {width}x{height} TERM={}\n\nlast:",
        env!("CARGO_PKG_VERSION"),
        std::env::consts::OS,
        std::env::consts::ARCH,
        now().format("%Y-%m-%d %H:%M:%S"),
        thread.name().unwrap_or("?"),
        clean(&std::env::var("TERM").unwrap_or_default()),
    );
    for one in moment(|moment| moment.last.clone()) {
        let _ = writeln!(text, "  {one}");
    }
    let _ = writeln!(text, "\nbacktrace:\n{}", Backtrace::force_capture());
    let written = write(&text);
    if let Err(error) = &written {
        log::error!("panic report not written: {error}");
    }
    (written.ok(), text)
}

/// A new file of its owner's only, beside what is remembered of the folders.
fn write(text: &str) -> io::Result<PathBuf> {
    let folder = state::folder().ok_or(io::ErrorKind::NotFound)?;
    fs::create_dir_all(&folder)?;
    let stem = format!(
        "panic-{}-{}",
        now().format("%Y%m%d-%H%M%S"),
        std::process::id()
    );
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::OpenOptionsExt;
        options.mode(0o600);
    }
    for number in 1..10 {
        let path = folder.join(format!("{stem}-{number}.txt"));
        match options.open(&path) {
            Ok(mut file) => {
                file.write_all(text.as_bytes())?;
                forget_old(&folder);
                return Ok(path);
            }
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
            Err(error) => return Err(error),
        }
    }
    Err(io::ErrorKind::AlreadyExists.into())
}

/// The oldest reports go. Their names begin with the day, so that they sort by age.
fn forget_old(folder: &std::path::Path) {
    let mut reports: Vec<PathBuf> = fs::read_dir(folder)
        .into_iter()
        .flatten()
        .flatten()
        .filter(|entry| {
            let name = entry.file_name();
            let name = name.to_string_lossy();
            name.starts_with("panic-2") && name.ends_with(".txt")
        })
        .map(|entry| entry.path())
        .collect();
    reports.sort_unstable();
    let old = reports.len().saturating_sub(KEPT);
    for path in reports.into_iter().take(old) {
        let _ = fs::remove_file(path);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crossterm::event::{KeyEvent, KeyModifiers};

    #[test]
    fn of_a_panic_nothing_of_the_data_is_told() {
        for (words, told) in [
            (
                "index out of bounds: the len is 3 but the index is 5",
                "index out of bounds: the len is 3 but the index is 5",
            ),
            (
                "byte index 1 is not a char boundary; it is inside '督' (bytes 0..3) of `督办 13800000000`",
                "byte index 1 is not a char boundary; it is inside …",
            ),
            (
                "called `Result::unwrap()` on an `Err` value: Custom { text: 13800000000 }",
                "called `Result::unwrap()` on an `Err` value: …",
            ),
            (
                "called `Option::unwrap()` on a `None` value",
                "called `Option::unwrap()` on a `None` value",
            ),
            (
                "assertion `left == right` failed\n  left: 13800000000",
                "assertion …",
            ),
            ("张三 is late", " …"),
            ("no entry\u{1b}[31m", "no entry"),
        ] {
            assert_eq!(told_of(words), told);
        }
    }

    #[test]
    fn what_was_typed_is_not_remembered() {
        let key = |c| Event::Key(KeyEvent::new(KeyCode::Char(c), KeyModifiers::NONE));
        remember_input(&key('密'), true);
        remember_input(&key('j'), false);
        remember_input(&key('~'), false);
        remember_input(&Event::Paste("秘密".to_owned()), true);
        let last = moment(|moment| moment.last.iter().cloned().collect::<Vec<_>>());
        let ends = [
            "text",
            "key down",
            "a key without a meaning",
            "paste of 6 bytes",
        ];
        assert_eq!(last.len(), ends.len());
        for (line, end) in last.iter().zip(ends) {
            assert!(line.ends_with(end), "{line}");
        }
        for _ in 0..100 {
            remember("x");
        }
        assert_eq!(moment(|moment| moment.last.len()), LAST);
    }

    #[test]
    #[expect(clippy::disallowed_methods, reason = "the test writes files")]
    fn old_reports_go_and_nothing_else() {
        let folder = tempfile::tempdir().unwrap();
        for day in 10..35 {
            let name = format!("panic-202601{day}-080000-1-1.txt");
            fs::write(folder.path().join(name), "").unwrap();
        }
        fs::write(folder.path().join("0123.toml"), "").unwrap();
        fs::write(folder.path().join("panic-2.md"), "").unwrap();
        forget_old(folder.path());
        let mut left: Vec<_> = fs::read_dir(folder.path())
            .unwrap()
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .collect();
        left.sort_unstable();
        assert_eq!(left.len(), KEPT + 2);
        assert_eq!(left[0], "0123.toml");
        assert_eq!(left[2], "panic-20260115-080000-1-1.txt");
    }
}
