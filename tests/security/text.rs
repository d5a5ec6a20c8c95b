//! Whatever stands in a cell, a header, a file's name or the plan: no output carries it raw.

use duban::text::is_unsafe;
use std::fmt::Write;
use std::fs;
use std::path::Path;
use std::process::{Command, Output};

/// What a cell may hold: the clipboard (OSC 52), the title, colours, a question that the terminal
/// answers by typing, their eight-bit forms, a bell, a turned line, invisible letters.
const PAYLOADS: [&str; 8] = [
    "\u{1b}]52;c;ZXZpbA==\u{7}",
    "\u{1b}]0;title\u{1b}\\",
    "\u{1b}[31m\u{1b}[2J\u{1b}[6n",
    "\u{9d}52;c;ZXZpbA==\u{9c}",
    "\u{9b}31m\u{9b}6n",
    "\u{7}\u{8}\u{7f}",
    "\u{202e}txet\u{2066}",
    "\u{feff}\u{200b}\u{e0041}",
];

/// A folder in which everything that can hold a text holds a payload.
fn hostile(folder: &Path) {
    let cell = |at: usize| format!("甲{}乙", PAYLOADS[at % PAYLOADS.len()]);
    let mut tasks = format!(
        "任务编号,任务名称,责任单位,牵头单位,完成时限,进度,状态,进展情况,存在问题,下步措施,销号日期,{}\n",
        cell(0)
    );
    for at in 0..16 {
        let c = cell(at);
        writeln!(
            tasks,
            "{at}{c},{c},{c},{c},2021-09-30,{c},{c},{c},{c},{c},{c},{c}"
        )
        .unwrap();
    }
    // A unit's name and a title that begin as formulas do.
    tasks += "=1+1,=HYPERLINK(\"http://x\"),@SUM(A1),,2021-09-30,10,,+1,-inf,\t=1,,\n";
    tasks += "-5,-1.5,+甲,,2021-09-30,10,,-2+3,-7,-1e3,,\n";
    let rows = |header: &str, columns: usize| {
        (0..8).fold(format!("{header}\n"), |all, at| {
            let row = vec![cell(at); columns].join(",");
            all + &row.replacen(&cell(at), &format!("{at}"), 1) + "\n"
        })
    };
    let name = |at: usize| PAYLOADS[at].replace(['/', '\\'], "");
    fs::write(folder.join(format!("任务{}.csv", name(0))), tasks).unwrap();
    fs::write(
        folder.join(format!("监测{}.csv", name(2))),
        rows("指标,日期,数值,点位", 4),
    )
    .unwrap();
    fs::write(
        folder.join("信访.csv"),
        rows("信访编号,交办日期,责任单位,办理状态,内容,乡镇", 6),
    )
    .unwrap();
    fs::write(
        folder.join("项目.csv"),
        rows("项目编号,项目名称,乡镇,阶段,应还,已还", 6),
    )
    .unwrap();
    fs::write(
        folder.join("议定.csv"),
        rows("编号,会议日期,议定事项,责任单位,完成时限", 5),
    )
    .unwrap();
    fs::write(folder.join("无表头.csv"), rows(&cell(3), 3)).unwrap();
    let escaped = PAYLOADS.concat().chars().fold(String::new(), |mut all, c| {
        write!(all, "\\U{:08X}", u32::from(c)).unwrap();
        all
    });
    fs::write(
        folder.join("plan.toml"),
        format!(
            "[plan]\ntitle = \"方案{escaped}\"\ncounty = \"县{escaped}\"\nyear = 2021\n[[step]]\ndays = 1\nname = \"提醒{escaped}\"\n[[target]]\nindicator = \"指标{escaped}\"\ntarget = \"好{escaped}\"\nunit = \"位{escaped}\"\ngroup = \"组{escaped}\"\nclause = \"条{escaped}\"\n"
        ),
    )
    .unwrap();
}

fn run(folder: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_duban"))
        .args(arguments)
        .args(["--as-of", "2021-10-15"])
        .arg(folder)
        .output()
        .unwrap()
}

/// Our own colours taken out.
fn without_colours(text: &str) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some(at) = rest.find("\u{1b}[") {
        out += &rest[..at];
        let body = &rest[at + 2..];
        let end = body
            .find(|c: char| !(c.is_ascii_digit() || c == ';' || c == ':'))
            .unwrap();
        assert!(body[end..].starts_with('m'), "{:?}", &body[..=end]);
        rest = &body[end + 1..];
    }
    out + rest
}

#[track_caller]
fn assert_clean(what: &str, bytes: &[u8]) {
    let text = String::from_utf8(bytes.to_vec()).unwrap();
    let bad = text
        .strip_prefix('\u{feff}')
        .unwrap_or(&text)
        .char_indices()
        .find(|(_, c)| is_unsafe(*c) && !matches!(c, '\n' | '\r'));
    assert!(bad.is_none(), "{what}: {bad:?} in {text:?}");
}

#[test]
fn no_output_carries_a_payload() {
    let home = tempfile::tempdir().unwrap();
    let folder = home.path().join("数据\u{1b}[31m\u{202e}");
    fs::create_dir(&folder).unwrap();
    hostile(&folder);
    for lang in ["zh", "en"] {
        let out = |arguments: &[&str]| {
            let run = run(&folder, &[arguments, &["--lang", lang]].concat());
            assert_clean(&format!("errors of {arguments:?}"), &run.stderr);
            run.stdout
        };
        // JSON keeps what stands there, escaped.
        let json = String::from_utf8(out(&["report", "--format", "json"])).unwrap();
        assert!(!json.chars().any(|c| is_unsafe(c) && c != '\n'), "{json}");
        let json = String::from_utf8(out(&["check", "--format", "json"])).unwrap();
        assert!(!json.chars().any(|c| is_unsafe(c) && c != '\n'), "{json}");
        assert_clean("check", &out(&["check"]));
        assert_clean("csv", &out(&["report", "--format", "csv"]));
        for format in ["text", "md", "html"] {
            assert_clean(format, &out(&["report", "--format", format]));
            assert_clean(format, &out(&["report", "--circular", "--format", format]));
        }
        for screen in duban::ui::ScreenId::ALL {
            let name = screen.name();
            let render = ["render", "--size", "200x60", "--screen", name];
            assert_clean(name, &out(&[&render[..], &["--format", "text"]].concat()));
            let ansi = String::from_utf8(out(&[&render[..], &["--format", "ansi"]].concat()));
            assert_clean(name, without_colours(&ansi.unwrap()).as_bytes());
        }
        assert_clean("snapshot", &out(&["snapshot"]));
    }
}

#[test]
fn no_error_carries_a_payload() {
    let home = tempfile::tempdir().unwrap();
    let nowhere = home.path().join(PAYLOADS[0].replace('/', "") + PAYLOADS[3]);
    for arguments in [
        &["check"][..],
        &["report"],
        &["render", "--screen", "tasks"],
        &[],
    ] {
        let run = run(&nowhere, arguments);
        assert_ne!(run.status.code(), Some(0));
        assert_clean(&format!("{arguments:?}"), &run.stderr);
        assert_clean(&format!("{arguments:?}"), &run.stdout);
    }
    // A plan that is wrong says where, and what stands there.
    fs::write(
        home.path().join("任务.csv"),
        "任务编号,任务名称,责任单位,完成时限\n1,甲,乙,2021-09-30\n",
    )
    .unwrap();
    for plan in [
        format!(
            "[plan]\ntitle = \"x\"\ncounty = \"x\"\nyear = 2021\n\"{}\" = 1\n",
            "\\u001b]52;c;ZXZpbA==\\u0007"
        ),
        format!(
            "[plan]\ntitle = \"x\"\ncounty = \"x\"\nyear = 2021\nissued = \"{}\"\n",
            "\\u001b[31m\\u009b6n"
        ),
        format!("[plan]\n{}\n", PAYLOADS.concat()),
    ] {
        fs::write(home.path().join("plan.toml"), plan).unwrap();
        let run = run(home.path(), &["check"]);
        assert_eq!(run.status.code(), Some(2));
        assert_clean("plan", &run.stderr);
    }
}

/// Excel and WPS take a cell that begins with = + - or @ for a formula; a negative figure stays
/// one.
#[test]
fn no_exported_cell_starts_a_formula() {
    let folder = tempfile::tempdir().unwrap();
    hostile(folder.path());
    let out = run(folder.path(), &["report", "--format", "csv"]).stdout;
    let text = String::from_utf8(out).unwrap();
    let mut reader =
        csv::ReaderBuilder::new().from_reader(text.trim_start_matches('\u{feff}').as_bytes());
    let mut guarded = 0;
    let mut negative = 0;
    for record in reader.records() {
        for cell in &record.unwrap() {
            if let Some(rest) = cell.strip_prefix('\'') {
                guarded += usize::from(rest.starts_with(['=', '+', '-', '@']));
            }
            if cell.starts_with(['=', '+', '-', '@', '\t', '\r']) {
                let figure = cell.strip_prefix('-').is_some_and(|rest| {
                    rest.starts_with(|c: char| c.is_ascii_digit())
                        && rest.parse::<f64>().is_ok_and(f64::is_finite)
                });
                assert!(figure, "{cell:?}");
                negative += 1;
            }
        }
    }
    assert!(guarded >= 6, "{guarded} cells were guarded in {text}");
    assert!(negative >= 3, "{negative} negative figures in {text}");
}
