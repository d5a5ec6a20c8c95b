//! The real program against terminals that misbehave: gone, stuck, silent, drawing wide,
//! used by another program meanwhile. What a person does to it is in `tests/terminal`.
#![cfg(unix)]
#![expect(
    clippy::unwrap_used,
    clippy::panic,
    clippy::disallowed_methods,
    reason = "a test that fails stops here, and tests write files"
)]

use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, native_pty_system};
use std::io::{Read, Write};
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};
use tempfile::TempDir;

/// Long enough for a busy machine; nothing waits for it when all is well.
const PATIENCE: Duration = Duration::from_secs(20);
const LEAVE: &str = "\u{1b}[?1049l";

struct Seen {
    parser: vt100::Parser,
    raw: Vec<u8>,
}

struct Session {
    child: Box<dyn Child + Send + Sync>,
    master: Option<Box<dyn MasterPty + Send>>,
    input: Option<Box<dyn Write + Send>>,
    seen: Arc<Mutex<Seen>>,
    /// While set, nobody reads what the program writes.
    deaf: Arc<AtomicBool>,
    /// Once set, the bytes that come next are the last that are read.
    closing: Arc<AtomicBool>,
}

/// How the terminal answers a question for its cursor.
#[derive(Clone, Copy, PartialEq)]
enum Answers {
    Never,
    /// After one ambiguous character from the first column: 2 or 3.
    Column(u8),
}

impl Session {
    fn start(folder: &Path, set_up: impl FnOnce(&mut CommandBuilder), answers: Answers) -> Self {
        let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_duban"));
        command.env("DUBAN_STATE_DIR", "/dev/null/none");
        set_up(&mut command);
        Self::spawn(command, folder, answers)
    }

    fn spawn(mut command: CommandBuilder, folder: &Path, answers: Answers) -> Self {
        let pair = native_pty_system()
            .openpty(PtySize {
                rows: 30,
                cols: 100,
                pixel_width: 0,
                pixel_height: 0,
            })
            .unwrap();
        command.cwd(folder);
        command.env("TERM", "xterm-256color");
        command.env_remove("NO_COLOR");
        let child = pair.slave.spawn_command(command).unwrap();
        drop(pair.slave);
        let mut reader = pair.master.try_clone_reader().unwrap();
        let input = Arc::new(Mutex::new(pair.master.take_writer().unwrap()));
        let seen = Arc::new(Mutex::new(Seen {
            parser: vt100::Parser::new(30, 100, 0),
            raw: Vec::new(),
        }));
        let deaf = Arc::new(AtomicBool::new(false));
        let closing = Arc::new(AtomicBool::new(false));
        let last = Arc::clone(&closing);
        let (screen, ignore, answer) = (Arc::clone(&seen), Arc::clone(&deaf), Arc::clone(&input));
        std::thread::spawn(move || {
            let mut chunk = [0; 4096];
            loop {
                while ignore.load(Ordering::SeqCst) {
                    std::thread::sleep(Duration::from_millis(5));
                }
                let Ok(count @ 1..) = reader.read(&mut chunk) else {
                    return;
                };
                let bytes = &chunk[..count];
                if let Answers::Column(column) = answers
                    && bytes.windows(4).any(|four| four == b"\x1b[6n")
                {
                    let _ = write!(answer.lock().unwrap(), "\x1b[1;{column}R");
                }
                let mut seen = screen.lock().unwrap();
                seen.parser.process(bytes);
                seen.raw.extend_from_slice(bytes);
                if last.load(Ordering::SeqCst) {
                    return;
                }
            }
        });
        Self {
            child,
            master: Some(pair.master),
            input: Some(Box::new(Shared(input))),
            seen,
            deaf,
            closing,
        }
    }

    fn press(&mut self, keys: &str) {
        let input = self.input.as_mut().unwrap();
        input.write_all(keys.as_bytes()).unwrap();
        input.flush().unwrap();
    }

    fn screen(&self) -> String {
        self.seen.lock().unwrap().parser.screen().contents()
    }

    fn raw(&self) -> String {
        String::from_utf8_lossy(&self.seen.lock().unwrap().raw).into_owned()
    }

    fn wait(&self, what: &str, holds: impl Fn(&str) -> bool) {
        let end = Instant::now() + PATIENCE;
        while !holds(&self.screen()) {
            assert!(
                Instant::now() < end,
                "{what} never came:\n{}",
                self.screen()
            );
            std::thread::sleep(Duration::from_millis(10));
        }
    }

    fn wait_for(&self, words: &str) {
        self.wait(words, |screen| screen.contains(words));
    }

    fn signal(&self, name: &str) {
        let pid = self.child.process_id().unwrap().to_string();
        let sent = std::process::Command::new("kill")
            .args(["-s", name, &pid])
            .status();
        assert!(sent.unwrap().success());
    }

    /// The exit code, and how long the end took.
    fn end(&mut self) -> (u32, Duration) {
        let start = Instant::now();
        while start.elapsed() < PATIENCE {
            if let Some(status) = self.child.try_wait().unwrap() {
                return (status.exit_code(), start.elapsed());
            }
            std::thread::sleep(Duration::from_millis(5));
        }
        let _ = self.child.kill();
        panic!("it did not end:\n{}", self.screen());
    }

    /// Alternate screen left, cursor shown, mouse and paste off, line editing on again.
    fn assert_given_back(&self) {
        let end = Instant::now() + PATIENCE;
        while !self.raw().contains(LEAVE) {
            assert!(Instant::now() < end, "the alternate screen was never left");
            std::thread::sleep(Duration::from_millis(10));
        }
        self.wait("the end of the output", |_| {
            let seen = self.seen.lock().unwrap();
            let screen = seen.parser.screen();
            !screen.alternate_screen()
                && !screen.hide_cursor()
                && !screen.bracketed_paste()
                && screen.mouse_protocol_mode() == vt100::MouseProtocolMode::None
        });
        let modes = self.master.as_ref().unwrap().get_termios().unwrap();
        let local = format!("{:?}", modes.local_flags);
        assert!(
            local.contains("ICANON") && local.contains("ECHO"),
            "{local}"
        );
    }
}

struct Shared(Arc<Mutex<Box<dyn Write + Send>>>);

impl Write for Shared {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.lock().unwrap().write(bytes)
    }
    fn flush(&mut self) -> std::io::Result<()> {
        self.0.lock().unwrap().flush()
    }
}

fn office() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    save(folder.path(), "污水管网");
    folder
}

fn save(folder: &Path, title: &str) {
    let csv = format!("任务编号,任务名称,责任单位,完成时限\nA1,{title},鹤城街道,2021-09-22\n");
    std::fs::write(folder.join("任务.csv"), csv).unwrap();
}

fn tasks(command: &mut CommandBuilder) {
    command.args([".", "--screen", "tasks", "--as-of", "2021-10-15"]);
}

#[test]
fn quit_gives_the_terminal_back() {
    let office = office();
    // A terminal that never answers where its cursor is: no wait, no error.
    let mut session = Session::start(office.path(), tasks, Answers::Never);
    session.wait_for("污水管网");
    session.press("q");
    assert_eq!(session.end().0, 0);
    session.assert_given_back();
}

// The panic for it is in debug builds alone.
#[cfg(debug_assertions)]
#[test]
fn a_panic_while_loading_costs_one_load() {
    let office = office();
    // A path as short as a home's, so that it is read whole in the footer.
    let state = tempfile::Builder::new().prefix("st").tempdir().unwrap();
    let set_up = |command: &mut CommandBuilder| {
        tasks(command);
        command.env("DUBAN_TEST_PANIC", "reload");
        command.env("DUBAN_STATE_DIR", state.path());
    };
    let mut session = Session::start(office.path(), set_up, Answers::Never);
    session.wait_for("污水管网");
    session.press("r");
    session.wait_for("内部出错");
    assert!(session.screen().contains("污水管网"));
    let reports = || {
        let all = std::fs::read_dir(state.path()).unwrap().flatten();
        let names = all.map(|entry| entry.file_name().into_string().unwrap());
        names
            .filter(|name| name.starts_with("panic-"))
            .collect::<Vec<_>>()
    };
    let [report] = &reports()[..] else {
        unreachable!("one report: {:?}", reports());
    };
    session.wait_for(report);
    assert!(
        !session.raw().contains(LEAVE),
        "the hook left the alternate screen"
    );
    session.press("q");
    assert_eq!(session.end().0, 0);
    session.assert_given_back();
}

/// The terminal goes and no signal comes: the program is in a session of its own. crossterm
/// would read the closed terminal in a circle for ever (crossterm#793).
#[cfg(target_os = "linux")]
#[test]
fn a_terminal_that_is_gone_ends_the_program() {
    let office = office();
    let mut command = CommandBuilder::new("setsid");
    command.env("DUBAN_STATE_DIR", "/dev/null/none");
    command.args(["-w", "sh", "-c", "echo $$ > pid; exec \"$@\"", "sh"]);
    command.arg(env!("CARGO_BIN_EXE_duban"));
    tasks(&mut command);
    let mut session = Session::spawn(command, office.path(), Answers::Never);
    session.wait_for("污水管网");
    let pid = std::fs::read_to_string(office.path().join("pid")).unwrap();
    let process = Path::new("/proc").join(pid.trim());
    assert!(process.exists());
    // Until the frame is whole a write is under way, and its failing would end the program.
    let whole = || session.raw().ends_with("\u{1b}[?2026l");
    session.wait("the end of the frame", |_| whole());
    // The reader has a handle of its own and lets go after one more byte. That comes from
    // here, as the program is to have nothing to write.
    session.closing.store(true, Ordering::SeqCst);
    let name = session.master.as_ref().unwrap().tty_name().unwrap();
    std::fs::write(name, "x").unwrap();
    session.input = None;
    session.master = None;
    let start = Instant::now();
    while process.exists() && !is_zombie(&process) {
        assert!(start.elapsed() < Duration::from_secs(5), "still there");
        std::thread::sleep(Duration::from_millis(10));
    }
}

#[cfg(target_os = "linux")]
fn is_zombie(process: &Path) -> bool {
    std::fs::read_to_string(process.join("stat")).is_ok_and(|stat| stat.contains(") Z "))
}

/// A terminal that takes no more bytes (a frozen window) does not keep the program.
#[test]
fn a_stuck_terminal_does_not_keep_the_program() {
    let office = office();
    let mut session = Session::start(office.path(), tasks, Answers::Never);
    session.wait_for("污水管网");
    session.deaf.store(true, Ordering::SeqCst);
    // Language and back: whole frames until the pipe is full.
    for _ in 0..200 {
        session.press("\u{1b}[12~");
        std::thread::sleep(Duration::from_millis(2));
    }
    session.signal("TERM");
    let (code, took) = session.end();
    assert_eq!(code, 143);
    assert!(took < Duration::from_secs(2), "{took:?}");
}

#[test]
fn the_glyphs_follow_the_terminal() {
    let office = office();
    for (answers, wide) in [(Answers::Column(2), false), (Answers::Column(3), true)] {
        let mut session = Session::start(office.path(), tasks, answers);
        session.wait_for("污水管网");
        let drawn = session
            .screen()
            .contains(['─', '│', '━', '┃', '▎', '●', '▲', '■']);
        assert_eq!(drawn, !wide, "{}", session.screen());
        session.press("q");
        assert_eq!(session.end().0, 0);
    }
}

#[test]
fn a_folder_that_goes_and_comes_back_keeps_what_was_shown() {
    let parent = tempfile::tempdir().unwrap();
    let (here, away) = (parent.path().join("数据"), parent.path().join("away"));
    std::fs::create_dir(&here).unwrap();
    save(&here, "污水管网");
    let set_up = |command: &mut CommandBuilder| {
        command.args(["数据", "--screen", "tasks", "--as-of", "2021-10-15"]);
    };
    let mut session = Session::start(parent.path(), set_up, Answers::Never);
    session.wait_for("污水管网");
    let calm = session.screen();
    std::fs::rename(&here, &away).unwrap();
    session.wait("a banner", |screen| {
        screen.contains("数据 ") && screen != calm
    });
    assert!(session.screen().contains("污水管网"));
    save(&away, "扬尘治理");
    std::fs::rename(&away, &here).unwrap();
    session.wait_for("扬尘治理");
    session.press("q");
    assert_eq!(session.end().0, 0);
}

#[test]
fn a_program_that_was_stopped_draws_itself_again() {
    let office = office();
    let mut session = Session::start(office.path(), tasks, Answers::Never);
    session.wait_for("污水管网");
    session.signal("STOP");
    // The shell wrote over the screen meanwhile.
    session
        .seen
        .lock()
        .unwrap()
        .parser
        .process(b"\x1b[?1049l\x1b[2J$ ");
    assert!(!session.screen().contains("污水管网"));
    session.signal("CONT");
    session.wait_for("污水管网");
    session.press("q");
    assert_eq!(session.end().0, 0);
    session.assert_given_back();
}
