//! A program in a pseudo-terminal, with an emulator that shows what a person would see.

use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, native_pty_system};
use std::io::{Read, Write};
use std::path::Path;
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

/// How long anything may take before a test fails.
const PATIENCE: Duration = Duration::from_secs(15);

/// How long a key may take. A second is the bar; the other second is for a machine that runs
/// other tests beside this one.
const AWAKE: Duration = Duration::from_secs(2);

pub struct Session {
    master: Option<Box<dyn MasterPty + Send>>,
    child: Box<dyn Child + Send + Sync>,
    keys: Box<dyn Write + Send>,
    seen: Arc<Mutex<Seen>>,
}

struct Seen {
    screen: vt100::Parser,
    raw: Vec<u8>,
    closed: bool,
}

impl Seen {
    /// The emulator trips over what is drawn for a size that it no longer has. It starts anew
    /// then, and the next frame after a resize is a whole one.
    fn emulate(&mut self, act: impl FnOnce(&mut vt100::Parser)) {
        let screen = &mut self.screen;
        let (rows, columns) = screen.screen().size();
        let done = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| act(screen)));
        if done.is_err() {
            self.screen = vt100::Parser::new(rows, columns, 0);
        }
    }
}

impl Session {
    pub fn start(arguments: &[&str], folder: &Path) -> Self {
        Self::with_environment(arguments, folder, &[])
    }

    pub fn with_environment(
        arguments: &[&str],
        folder: &Path,
        environment: &[(&str, &str)],
    ) -> Self {
        let command = CommandBuilder::new(env!("CARGO_BIN_EXE_duban"));
        Self::spawn(command, arguments, folder, environment)
    }

    /// The program where no file may grow beyond so many blocks of 512 bytes: what a full disk
    /// is to whoever writes, without a disk to fill.
    pub fn with_little_room(blocks: u32, arguments: &[&str], folder: &Path) -> Self {
        let mut command = CommandBuilder::new("sh");
        let script = format!("trap '' XFSZ; ulimit -f {blocks}; exec \"$@\"");
        command.args(["-c", &script, "sh", env!("CARGO_BIN_EXE_duban")]);
        Self::spawn(command, arguments, folder, &[])
    }

    fn spawn(
        mut command: CommandBuilder,
        arguments: &[&str],
        folder: &Path,
        environment: &[(&str, &str)],
    ) -> Self {
        let size = PtySize {
            rows: 36,
            cols: 120,
            pixel_width: 0,
            pixel_height: 0,
        };
        let pair = native_pty_system().openpty(size).unwrap();
        command.args(arguments);
        command.cwd(folder);
        command.env("TERM", "xterm-256color");
        // Nothing is remembered but where a test asks for it.
        command.env("DUBAN_STATE_DIR", "/dev/null/none");
        command.env_remove("NO_COLOR");
        for (name, value) in environment {
            command.env(name, value);
        }
        let child = pair.slave.spawn_command(command).unwrap();
        drop(pair.slave);
        let seen = Arc::new(Mutex::new(Seen {
            screen: vt100::Parser::new(36, 120, 0),
            raw: Vec::new(),
            closed: false,
        }));
        let mut reader = pair.master.try_clone_reader().unwrap();
        let sink = Arc::clone(&seen);
        std::thread::spawn(move || {
            let mut chunk = [0; 8192];
            loop {
                match reader.read(&mut chunk) {
                    Ok(0) | Err(_) => {
                        sink.lock().unwrap().closed = true;
                        return;
                    }
                    Ok(count) => {
                        let mut seen = sink.lock().unwrap();
                        seen.raw.extend_from_slice(&chunk[..count]);
                        seen.emulate(|screen| screen.process(&chunk[..count]));
                    }
                }
            }
        });
        Self {
            keys: pair.master.take_writer().unwrap(),
            master: Some(pair.master),
            child,
            seen,
        }
    }

    pub fn screen(&self) -> String {
        self.seen.lock().unwrap().screen.screen().contents()
    }

    pub fn raw(&self) -> String {
        String::from_utf8_lossy(&self.seen.lock().unwrap().raw).into_owned()
    }

    pub fn in_alternate_screen(&self) -> bool {
        self.seen.lock().unwrap().screen.screen().alternate_screen()
    }

    pub fn send(&mut self, keys: &str) {
        self.keys.write_all(keys.as_bytes()).unwrap();
        self.keys.flush().unwrap();
    }

    /// Sends keys and waits for what they bring.
    pub fn press(&mut self, keys: &str, brings: &str) {
        self.send(keys);
        self.wait_for(brings);
    }

    pub fn resize(&self, columns: u16, rows: u16) {
        self.seen
            .lock()
            .unwrap()
            .emulate(|screen| screen.screen_mut().set_size(rows, columns));
        let size = PtySize {
            rows,
            cols: columns,
            pixel_width: 0,
            pixel_height: 0,
        };
        self.master.as_ref().unwrap().resize(size).unwrap();
    }

    pub fn wait_until(&self, what: &str, holds: impl Fn(&str) -> bool) {
        let start = Instant::now();
        while !holds(&self.screen()) {
            assert!(
                start.elapsed() < PATIENCE,
                "never came: {what}\n{}",
                self.screen()
            );
            std::thread::sleep(Duration::from_millis(10));
        }
    }

    pub fn wait_for(&self, text: &str) {
        self.wait_until(text, |screen| screen.contains(text));
    }

    pub fn wait_gone(&self, text: &str) {
        self.wait_until(&format!("end of {text}"), |screen| !screen.contains(text));
    }

    pub fn signal(&self, name: &str) {
        let id = self.child.process_id().unwrap().to_string();
        let done = std::process::Command::new("kill")
            .args([name, &id])
            .status()
            .unwrap();
        assert!(done.success());
    }

    /// The program takes a key and shows what it does, within a second on a quiet machine: the
    /// help, which names ^L in both languages, opens and closes.
    pub fn assert_awake(&mut self) {
        for (keys, there) in [("?", true), ("\u{1b}", false)] {
            let start = Instant::now();
            self.send(keys);
            while self.screen().contains("^L") != there {
                assert!(
                    start.elapsed() < AWAKE,
                    "no answer to a key\n{}",
                    self.screen()
                );
                std::thread::sleep(Duration::from_millis(5));
            }
        }
    }

    /// What the program holds in memory, KiB.
    #[cfg(target_os = "linux")]
    pub fn memory(&self) -> u64 {
        let id = self.child.process_id().unwrap();
        let status = std::fs::read_to_string(format!("/proc/{id}/status")).unwrap();
        let line = status.lines().find(|line| line.starts_with("VmRSS:"));
        let number = line.unwrap().split_whitespace().nth(1);
        number.unwrap().parse().unwrap()
    }

    /// What was written so far is forgotten; the screen stays.
    pub fn forget(&self) {
        self.seen.lock().unwrap().raw.clear();
    }

    pub fn hang_up(&mut self) {
        self.master = None;
    }

    /// Waits for the end; answers the exit code, and fails where it takes longer.
    pub fn ends_within(&mut self, limit: Duration) -> u32 {
        let start = Instant::now();
        loop {
            if let Some(status) = self.child.try_wait().unwrap() {
                // What the program wrote last is still on its way.
                let drained = Instant::now();
                while !self.seen.lock().unwrap().closed
                    && drained.elapsed() < Duration::from_secs(1)
                {
                    std::thread::sleep(Duration::from_millis(5));
                }
                return status.exit_code();
            }
            assert!(start.elapsed() < limit, "still running\n{}", self.screen());
            std::thread::sleep(Duration::from_millis(10));
        }
    }

    /// The terminal was given back: main screen, cursor, no mouse, no paste marks.
    pub fn assert_restored(&self) {
        let raw = self.raw();
        for (on, off) in [
            ("\u{1b}[?1049h", "\u{1b}[?1049l"),
            ("\u{1b}[?1000h", "\u{1b}[?1000l"),
            ("\u{1b}[?2004h", "\u{1b}[?2004l"),
            ("\u{1b}[?25l", "\u{1b}[?25h"),
        ] {
            let (last_on, last_off) = (raw.rfind(on), raw.rfind(off));
            assert!(
                last_on.is_some() && last_off > last_on,
                "{on:?} is not undone"
            );
        }
    }
}

impl Drop for Session {
    fn drop(&mut self) {
        let _ = self.child.kill();
    }
}
