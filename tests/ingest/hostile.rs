//! Input that means harm, or was harmed: no panic, no hang, bounded findings, nothing raw.

use super::read;
use duban::diagnostic::Code;
use duban::ingest::{Parsed, excerpts};
use duban::text;
use std::fmt::Write;

const HEAD: &str = "任务编号,任务名称,责任单位,完成时限\n";

/// At most a hundred of a kind, and nothing that steers a terminal.
fn sound(parsed: &Parsed) {
    use std::collections::HashMap;
    let mut counts: HashMap<Code, usize> = HashMap::new();
    for d in &parsed.diagnostics {
        *counts.entry(d.code).or_default() += 1;
        for words in [&d.value, &d.understood, &d.expected] {
            assert!(!words.chars().any(text::is_unsafe), "{words:?}");
        }
        assert!(d.value.chars().count() <= 80);
        assert!(d.understood.chars().count() <= 2_000, "{}", d.code.name());
        assert!(d.expected.chars().count() <= 2_000, "{}", d.code.name());
    }
    assert!(counts.values().all(|n| *n <= 101), "{counts:?}");
    assert!(!parsed.segment.source.file.chars().any(text::is_unsafe));
}

fn task(title: &str) -> Vec<u8> {
    format!("{HEAD}1,{title},县住建局,2021-12-31\n").into_bytes()
}

#[test]
fn cells_that_steer_terminals() {
    let steers = [
        "\x1b[2J\x1b[31m红",
        "\x1b]0;title\x07",
        "\x1b]8;;http://x\x1b\\link\x1b]8;;\x1b\\",
        "\x1b]52;c;cm0gLXJm\x07",
        "\x1bP1$r\x1b\\",
        "\u{9b}31m",
        "\u{90}q\u{9c}",
        "\u{202e}gnp.exe",
        "\u{2066}\u{2069}",
        "零\u{200b}宽\u{200d}\u{feff}",
        "\u{e0041}\u{e0042}",
        "a\0b",
        "\x7f\x08\x08",
    ];
    for steer in steers {
        let bytes = task(steer);
        let parsed = read("a.csv", &bytes);
        sound(&parsed);
        let tasks = parsed.segment.tasks().unwrap();
        let title = tasks.row(&parsed.segment, 0).title();
        assert!(!title.chars().any(text::is_unsafe), "{title:?}");
        assert!(
            parsed
                .diagnostics
                .iter()
                .any(|d| d.code == Code::TextCleaned),
            "{steer:?}"
        );
        let shown = excerpts(&bytes, None, &[(2, 2)]).pop().flatten().unwrap();
        for cell in shown.cells.iter().chain(&shown.names) {
            assert!(!cell.chars().any(text::is_unsafe), "{cell:?}");
        }
    }
    // In the header, and in a file that is nothing.
    for bytes in [&b"\x1b[2J,\x1b]0;x\x07\n1,2\n"[..], b"a\x1b[31m,b\n"] {
        sound(&read("a\x1b[31m.csv", bytes));
    }
}

#[test]
fn stacks_of_marks_and_one_cell_of_ten_megabytes() {
    let stack = format!("字{}", "\u{301}".repeat(10_000));
    sound(&read("a.csv", &task(&stack)));
    let huge = "整改".repeat(10 << 20 >> 3);
    let parsed = read("a.csv", &task(&huge));
    sound(&parsed);
    let tasks = parsed.segment.tasks().unwrap();
    assert_eq!(tasks.row(&parsed.segment, 0).title().len(), huge.len());
    // The same in one that never closes its quote.
    let parsed = read("a.csv", &task(&format!("\"{huge}")));
    sound(&parsed);
    // And in a cell that is a date, a number, a list of units.
    let names = [
        "任务编号",
        "任务名称",
        "责任单位",
        "完成时限",
        "进度",
        "状态",
    ];
    for column in &names[2..] {
        let cell = |name: &&str| {
            if name == column {
                "1、".repeat(200_000)
            } else {
                "1".to_owned()
            }
        };
        let row: Vec<String> = names.iter().map(cell).collect();
        let text = format!("{}\n{}\n", names.join(","), row.join(","));
        sound(&read("a.csv", text.as_bytes()));
    }
}

#[test]
fn a_hundred_thousand_columns() {
    let mut head = HEAD.trim().to_owned();
    let mut row = "1,甲,县住建局,2021-12-31".to_owned();
    for at in 0..100_000 {
        write!(head, ",列{at}").unwrap();
        row.push_str(",1");
    }
    let parsed = read("a.csv", format!("{head}\n{row}\n").as_bytes());
    sound(&parsed);
    assert_eq!(parsed.segment.source.rows, 1);
    // A hundred thousand of the same name, and of none.
    let same = "任务编号,".repeat(100_000) + "任务名称,责任单位,完成时限";
    sound(&read("a.csv", format!("{same}\n").as_bytes()));
    sound(&read(
        "a.csv",
        (",".repeat(100_000) + "\n").repeat(20).as_bytes(),
    ));
}

#[test]
fn many_of_everything_is_counted() {
    let mut text = HEAD.to_owned();
    for _ in 0..10_000 {
        text.push_str("1,甲,县住建局,待定\n");
    }
    let parsed = read("a.csv", text.as_bytes());
    sound(&parsed);
    let more: Vec<_> = parsed
        .diagnostics
        .iter()
        .filter(|d| d.code == Code::More)
        .map(|d| (d.value.as_str(), d.understood.as_str()))
        .collect();
    assert_eq!(more, [("id-twice", "9899"), ("deadline-invalid", "9900")]);
    // Ten thousand lines of another encoding.
    let mut bytes = HEAD.as_bytes().to_vec();
    for at in 0..10_000 {
        bytes.extend(format!("{at},鹤城街道管网,县住建局,2021-12-31\n").bytes());
        bytes.extend(
            encoding_rs::GB18030
                .encode(&format!("g{at},鹤城街道管网,县住建局,2021-12-31\n"))
                .0
                .iter(),
        );
    }
    let parsed = read("a.csv", &bytes);
    sound(&parsed);
    assert_eq!(parsed.segment.source.rows, 20_000);
}

#[test]
fn figures_that_are_none() {
    for value in [
        "NaN", "inf", "-inf", "1e309", "1e-309", "0x10", "1_000", "٣", "½", "--1", ".",
    ] {
        let text = format!("指标,日期,数值\nPM2.5,2021-01-01,{value}\n");
        let parsed = read("a.csv", text.as_bytes());
        sound(&parsed);
        let readings = parsed.segment.readings().unwrap();
        assert!(
            !matches!(
                readings.row(&parsed.segment, 0).value(),
                duban::terms::Value::Number(_)
            ),
            "{value}"
        );
    }
    for date in [
        "0000-01-01",
        "99999-12-31",
        "2021-02-30",
        "-1",
        "9999999999",
        "2021-00-10",
    ] {
        let text = format!("指标,日期,数值\nPM2.5,{date},1\n");
        let parsed = read("a.csv", text.as_bytes());
        assert_eq!(parsed.segment.source.rejected, 1, "{date}");
    }
}

#[test]
fn files_that_are_cut_or_upside_down() {
    let whole = format!("{HEAD}1,甲,县住建局,2021-12-31\n2,乙,县水利局,2021-12-31\n");
    for end in 0..whole.len() {
        sound(&read("a.csv", &whole.as_bytes()[..end]));
    }
    for bytes in [
        &b"\""[..],
        b"\"\"\"\"\"",
        b",,,,\n\n\n",
        b"\n\r\n\r\r\n",
        b"\0\0\0\0\0\0\0\0\0\0",
        b"\xef\xbb\xbf",
        b"\xff\xfe",
        b"\xfe\xff\x00",
        b"sep=",
        b"sep=;\n",
        b"PK\x03\x04",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
    ] {
        let parsed = read("a.csv", bytes);
        sound(&parsed);
        assert!(!parsed.diagnostics.is_empty(), "{bytes:?}");
        let _ = excerpts(bytes, None, &[(1, 1), (2, 2)]);
    }
}

#[test]
fn a_workbook_that_names_far_cells_takes_no_memory() {
    // One cell in the last row and column a sheet can have, of a real workbook's bytes.
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/valid");
    let bytes = std::fs::read(folder.join("台账.xlsx")).unwrap();
    for at in (0..bytes.len()).step_by(97) {
        let mut broken = bytes.clone();
        broken[at] ^= 0xff;
        sound(&read("台账.xlsx", &broken));
    }
    let bytes = std::fs::read(folder.join("老台账.et")).unwrap();
    for at in (0..bytes.len()).step_by(61) {
        let mut broken = bytes.clone();
        broken[at] ^= 0xff;
        sound(&read("老台账.et", &broken));
    }
}
