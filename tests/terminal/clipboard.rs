//! What reaches the terminal and the clipboard where cells and plan are hostile.

use crate::session::Session;
use std::fs;
use std::time::Duration;

/// The bytes of a base64 text (RFC 4648).
fn decoded(text: &str) -> Vec<u8> {
    let value = |c: u8| match c {
        b'A'..=b'Z' => u32::from(c - b'A'),
        b'a'..=b'z' => u32::from(c - b'a') + 26,
        b'0'..=b'9' => u32::from(c - b'0') + 52,
        b'+' => 62,
        _ => 63,
    };
    let letters: Vec<u8> = text.bytes().filter(|c| *c != b'=').collect();
    letters
        .chunks(4)
        .flat_map(|four| {
            let bits = four.iter().fold(0, |bits, c| bits << 6 | value(*c));
            let bits = bits << (6 * (4 - four.len()));
            bits.to_be_bytes()[1..four.len()].to_vec()
        })
        .collect()
}

#[test]
fn no_cell_steers_the_terminal_or_fills_the_clipboard() {
    let folder = tempfile::tempdir().unwrap();
    let payload = "\u{1b}]52;c;ZXZpbA==\u{7}\u{9d}0;t\u{9c}\u{1b}[6n\u{202e}";
    let rows = (0..5).fold(
        "任务编号,任务名称,责任单位,完成时限\n".to_owned(),
        |all, at| all + &format!("{at}{payload},事{payload},镇{payload},2021-09-22\n"),
    );
    fs::write(folder.path().join("任务.csv"), rows).unwrap();
    let escaped = "\\u001b]52;c;ZXZpbA==\\u0007\\u009b6n\\u202e";
    fs::write(
        folder.path().join("plan.toml"),
        format!(
            "[plan]\ntitle = \"案{escaped}\"\ncounty = \"县{escaped}\"\nyear = 2021\n[[step]]\ndays = 1\nname = \"提醒{escaped}\"\n[[target]]\nindicator = \"指标{escaped}\"\ntarget = 1\nunit = \"位{escaped}\"\n"
        ),
    )
    .unwrap();
    let mut duban = Session::start(&[".", "--as-of", "2021-10-15"], folder.path());
    duban.wait_for("5 项任务");
    for (copied, screen) in (1..).zip(["1", "2", "3", "4", "5", "6", "7", "8", "9", "0"]) {
        duban.send(screen);
        duban.send("y");
        duban.wait_until("the copy", |_| {
            duban.raw().matches("\u{1b}]52;c;").count() == copied
        });
    }
    duban.send("q");
    assert_eq!(duban.ends_within(Duration::from_secs(3)), 0);
    let raw = duban.raw();
    // What the program itself asks the terminal when it starts is before the first frame.
    let drawn = &raw[raw.find("\u{1b}[?1049h").unwrap()..];
    for (at, _) in drawn.match_indices("\u{1b}]") {
        assert!(
            drawn[at..].starts_with("\u{1b}]52;c;"),
            "{:?}",
            &drawn[at..]
        );
        let payload = &drawn[at + 7..];
        let end = payload.find(['\u{7}', '\u{1b}']).unwrap();
        let copied = String::from_utf8(decoded(&payload[..end])).unwrap();
        assert!(!copied.chars().any(duban::text::is_unsafe), "{copied:?}");
        assert_ne!(copied, "evil");
    }
    assert!(!drawn.contains("\u{1b}[6n"), "a cell asked the terminal");
    // The bell ends our own words to the clipboard, and stands nowhere else.
    for part in drawn.split("\u{1b}]52;c;") {
        let rest = part.split_once('\u{7}').map_or(part, |(_, rest)| rest);
        assert!(!rest.contains(['\u{9b}', '\u{9d}', '\u{9c}', '\u{202e}']));
    }
}
