//! Rough hands: a window dragged about, a book pasted, keys at random.

use crate::session::Session;
use std::fs;
use std::path::Path;
use std::time::{Duration, Instant};

const LIMIT: Duration = Duration::from_secs(3);

fn tasks(folder: &Path) -> Session {
    let rows = (0..300).fold(
        "任务编号,任务名称,责任单位,开始日期,完成时限,进度(%)\n".to_owned(),
        |all, at| {
            all + &format!(
                "{at},第{at}件事,县住建局,2021-01-01,2021-12-31,{}\n",
                at % 100
            )
        },
    );
    fs::write(folder.join("任务.csv"), rows).unwrap();
    let session = Session::start(&[".", "--as-of", "2021-10-15", "--screen", "tasks"], folder);
    session.wait_for("300 项任务：");
    session
}

/// 2,000 sizes in five seconds, down to one cell.
#[test]
fn a_window_that_is_dragged_about() {
    let folder = tempfile::tempdir().unwrap();
    let mut duban = tasks(folder.path());
    let start = Instant::now();
    for step in 0..2000_u16 {
        let (columns, rows) = match step % 4 {
            0 => (1, 1),
            1 => (1 + step % 200, 1 + step % 60),
            2 => (200 - step % 200, 2),
            _ => (2, 60 - step % 60),
        };
        duban.resize(columns, rows);
        std::thread::sleep(Duration::from_millis(2));
    }
    assert!(start.elapsed() < Duration::from_secs(20));
    // By way of another size, so that the last frame is a whole one for certain.
    duban.resize(100, 30);
    std::thread::sleep(Duration::from_millis(300));
    duban.resize(120, 36);
    let back = Instant::now();
    duban.wait_for("300 项任务：");
    assert!(
        back.elapsed() < Duration::from_secs(2),
        "{:?}",
        back.elapsed()
    );
    duban.assert_awake();
    duban.send("q");
    assert_eq!(duban.ends_within(LIMIT), 0);
    duban.assert_restored();
}

/// A megabyte pasted where nothing takes text, into the search and into the form; then once more
/// by a terminal that does not mark what is pasted.
#[test]
fn a_book_that_is_pasted() {
    let folder = tempfile::tempdir().unwrap();
    let mut duban = tasks(folder.path());
    let book = "整改 e=mc²\u{7}\n".repeat((1 << 20) / 18);
    let marked = format!("\u{1b}[200~{book}\u{1b}[201~");
    duban.send(&marked);
    duban.assert_awake();
    duban.press("/", "查找（汉字");
    duban.send(&marked);
    duban.wait_for("整改 e=mc²");
    duban.send("\u{1b}");
    duban.wait_gone("查找“");
    duban.assert_awake();
    duban.press("a", "末格 Enter 保存");
    duban.send(&marked);
    duban.wait_for("整改 e=mc²");
    duban.send("\u{1b}");
    duban.wait_gone("末格 Enter 保存");
    duban.assert_awake();
    // As keys: the letters of the book do what letters do, so it is a book of one letter.
    duban.press("/", "查找（汉字");
    duban.send(&"事".repeat((1 << 20) / 3));
    let start = Instant::now();
    // Twice: the first may be the last of exactly 1,024 bytes, see the next test.
    duban.send("\u{1b}\u{1b}");
    duban.wait_gone("查找（汉字");
    assert!(
        start.elapsed() < Duration::from_secs(5),
        "{:?}",
        start.elapsed()
    );
    duban.assert_awake();
    duban.send("q");
    assert_eq!(duban.ends_within(LIMIT), 0);
    assert!(!folder.path().join("decisions.csv").exists());
}

/// crossterm reads 1,024 bytes at a time and takes an Esc at the very end of a full read for the
/// beginning of a sequence, until the next byte (crossterm 0.29, `source/unix/tty.rs`). That
/// cannot be mended from outside; a person presses the key again, and that must do what it says.
#[test]
fn an_escape_at_the_end_of_a_full_read() {
    let folder = tempfile::tempdir().unwrap();
    let mut duban = tasks(folder.path());
    // 1,023 and 1,020 bytes before the Esc, all there before the program reads again.
    for (letters, presses) in [(341, 2), (340, 1)] {
        duban.press("/", "查找（汉字");
        duban.signal("-STOP");
        duban.send(&"事".repeat(letters));
        duban.send("\u{1b}");
        duban.signal("-CONT");
        if presses == 2 {
            duban.wait_for("事事事");
            duban.send("\u{1b}");
        }
        duban.wait_gone("查找（汉字");
        duban.wait_gone("事事事");
        duban.assert_awake();
    }
    duban.send("q");
    assert_eq!(duban.ends_within(LIMIT), 0);
}

/// What a hand may press, but for the keys that leave.
const KEYS: &[&str] = &[
    "\u{1b}[A",
    "\u{1b}[B",
    "\u{1b}[C",
    "\u{1b}[D",
    "\u{1b}[5~",
    "\u{1b}[6~",
    "\u{1b}[H",
    "\u{1b}[F",
    "\r",
    "\u{1b}",
    "\t",
    "\u{1b}[Z",
    "\u{7f}",
    "\u{1b}OQ",
    "\u{1b}[3~",
    "1",
    "2",
    "3",
    "4",
    "5",
    "6",
    "7",
    "8",
    "9",
    "0",
    "g",
    "G",
    "h",
    "j",
    "k",
    "l",
    "/",
    "f",
    "s",
    "o",
    "n",
    "N",
    "a",
    "y",
    "z",
    "?",
    ":",
    "r",
    "t",
    "p",
    "b",
    ".",
    " ",
    "w",
    "e",
    "x",
    "督",
    "３",
    "ｊ",
    "²",
    "\u{1b}[<0;10;2M",
    "\u{1b}[<0;40;12M",
    "\u{1b}[<64;40;12M",
    "\u{1b}[<65;40;12M",
    "\u{1b}[200~粘贴\u{1b}[201~",
    "\u{0}",
    "\u{1}",
    "\u{c}",
    "\u{1b}[999~",
    "\u{1b}[I",
];

/// Keys at random for so long: nothing falls over, and memory stays flat. The seed is told.
fn random_keys(seed: u64, time: Duration) {
    let folder = tempfile::tempdir().unwrap();
    let mut duban = tasks(folder.path());
    let mut state = seed;
    let mut next = move || {
        // xorshift64*: the same keys for the same seed everywhere.
        state ^= state >> 12;
        state ^= state << 25;
        state ^= state >> 27;
        state.wrapping_mul(0x2545_F491_4F6C_DD1D) >> 33
    };
    let start = Instant::now();
    #[cfg(target_os = "linux")]
    let mut settled = None;
    let mut pressed = 0_u64;
    while start.elapsed() < time {
        for _ in 0..20 {
            let key = KEYS[next() as usize % KEYS.len()];
            // The letter that leaves is none of these, but Alt and a letter after an escape may be.
            duban.send(key);
            pressed += 1;
            std::thread::sleep(Duration::from_millis(1));
        }
        if next() % 50 == 0 {
            duban.resize(1 + (next() % 200) as u16, 1 + (next() % 60) as u16);
        }
        if pressed.is_multiple_of(2000) {
            duban.forget();
        }
        #[cfg(target_os = "linux")]
        if settled.is_none() && start.elapsed() > time / 4 {
            settled = Some(duban.memory());
        }
        assert!(
            !duban.raw().contains("panicked"),
            "seed {seed}: a panic after {pressed} keys\n{}",
            duban.screen()
        );
    }
    duban.resize(100, 30);
    std::thread::sleep(Duration::from_millis(300));
    duban.resize(120, 36);
    // What was pressed last is still on its way where the machine is busy.
    let still = std::cell::RefCell::new((String::new(), Instant::now()));
    duban.wait_until("a still picture", |screen| {
        let mut still = still.borrow_mut();
        if still.0 != screen {
            *still = (screen.to_owned(), Instant::now());
        }
        still.1.elapsed() > Duration::from_secs(1)
    });
    // Out of whatever box is open, one escape at a time.
    for _ in 0..5 {
        duban.send("\u{1b}");
        std::thread::sleep(Duration::from_millis(150));
    }
    duban.assert_awake();
    #[cfg(target_os = "linux")]
    {
        let (before, after) = (settled.unwrap(), duban.memory());
        assert!(
            after <= before + before / 10 + 4096,
            "seed {seed}: {before} KiB grew to {after} KiB over {pressed} keys"
        );
    }
    duban.send("q");
    assert_eq!(duban.ends_within(LIMIT), 0, "seed {seed}");
    assert!(!duban.in_alternate_screen());
}

#[test]
fn keys_at_random() {
    random_keys(20_211_015, Duration::from_secs(20));
}

/// By hand: `cargo test --test terminal ten_minutes -- --ignored --nocapture`.
#[test]
#[ignore = "takes ten minutes"]
fn keys_at_random_for_ten_minutes() {
    random_keys(5, Duration::from_mins(10));
}
