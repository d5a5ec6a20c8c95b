//! The edges of the command line: what cannot be read or must not be written, and what the
//! dashboard says where it cannot run. The outputs themselves are in `tests/cli.rs`.

#![expect(
    clippy::unwrap_used,
    clippy::disallowed_methods,
    reason = "a test that fails stops here, and tests write files"
)]

use assert_cmd::Command;
use serde_json::Value;
use std::path::Path;
use tempfile::TempDir;

const TASKS: &str = "任务编号,任务名称,责任单位,完成时限,进度,状态,销号日期
A1,污水管网,鹤城街道,2021-09-22,60,未达到序时进度,
A2,扬尘治理,住建局,2021-12-31,,已销号,2021-09-01
";

fn duban(folder: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_duban"));
    command
        .current_dir(folder)
        .env_remove("NO_COLOR")
        .args(["--as-of", "2021-10-15"]);
    command
}

fn office(files: &[(&str, &[u8])]) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (name, content) in files {
        let path = folder.path().join(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, content).unwrap();
    }
    folder
}

fn run(command: &mut Command) -> (i32, String, String) {
    let output = command.output().unwrap();
    (
        output.status.code().unwrap(),
        String::from_utf8(output.stdout).unwrap(),
        String::from_utf8(output.stderr).unwrap(),
    )
}

#[test]
fn report_leaves_sources_alone() {
    let office = office(&[("任务.csv", TASKS.as_bytes())]);
    let (code, _, err) = run(duban(office.path()).args(["report", ".", "-o", "任务.csv"]));
    assert_eq!(code, 2, "{err}");
    let left = std::fs::read(office.path().join("任务.csv")).unwrap();
    assert_eq!(left, TASKS.as_bytes());
    let (code, _, err) = run(duban(office.path()).args(["report", ".", "-o", "out.json"]));
    assert_eq!(code, 0, "{err}");
    assert!(office.path().join("out.json").exists());
}

#[test]
fn a_file_that_cannot_be_made_is_named() {
    let office = office(&[("任务.csv", TASKS.as_bytes())]);
    let mut command = duban(office.path());
    let (code, _, err) = run(command.args(["--lang", "zh", "report", ".", "-o", "nodir/x.json"]));
    assert_eq!(code, 2);
    assert!(
        err.contains("写不进 nodir/x.json：文件或文件夹不存在"),
        "{err}"
    );
    assert!(!office.path().join("nodir").exists());
}

#[test]
fn what_cannot_be_read_says_what_to_do() {
    let empty = office(&[]);
    let foreign = office(&[("账目.csv", b"a,b\n1,2\n")]);
    let plan = office(&[
        ("任务.csv", TASKS.as_bytes()),
        ("plan.toml", b"[plan]\nx = 1\n"),
    ]);
    for (folder, path, words, exit) in [
        (&empty, "nowhere", "nowhere", 2),
        (&empty, ".", ".csv", 2),
        (&foreign, ".", "任务编号", 1),
        (&plan, ".", "plan.toml:2:1", 2),
    ] {
        for lang in ["zh", "en"] {
            let (code, _, err) = run(duban(folder.path()).args(["check", path, "--lang", lang]));
            assert_eq!(code, exit, "{path}: {err}");
            assert!(err.contains(words), "{path}: {err}");
        }
    }
}

#[test]
fn another_folder_s_csv_does_not_hide_the_sample() {
    let foreign = office(&[("账目.csv", b"a,b\n1,2\n")]);
    let (code, out, _) = run(duban(foreign.path()).arg("report"));
    assert_eq!(code, 0);
    let report: Value = serde_json::from_str(&out).unwrap();
    assert!(report["tasks"]["total"].as_u64().unwrap() > 6);
}

#[test]
fn render_is_the_same_every_time() {
    let folder = office(&[]);
    let draw = |lang: &str, format: &str| {
        run(duban(folder.path()).args([
            "render", "--screen", "overview", "--size", "80x24", "--lang", lang, "--format", format,
        ]))
        .1
    };
    let first = draw("zh", "text");
    assert_eq!(first, draw("zh", "text"));
    assert_eq!(first.lines().count(), 24);
    assert!(first.contains("总览"), "{first}");
    assert!(draw("en", "text").contains("Overview"));
    assert!(draw("zh", "ansi").contains("\u{1b}["));
}

#[test]
fn without_a_terminal_the_dashboard_says_so() {
    let (code, _, err) = run(&mut duban(office(&[]).path()));
    assert_eq!(code, 2);
    assert!(err.contains("duban report"), "{err}");
}

#[test]
fn a_line_that_is_wrong_is_told_in_the_language_it_asks_for() {
    let place = office(&[]);
    let (code, out, told) = run(duban(place.path()).args(["--sceen", "tasks"]));
    assert_eq!((code, out.as_str()), (2, ""));
    assert!(told.contains("是否要写 --screen"), "{told}");
    let (code, _, told) = run(duban(place.path()).args(["check", "--lang", "en", "--as-of", "3"]));
    assert_eq!(code, 2);
    assert!(told.contains("Write a day as 2021-10-15."), "{told}");
    let (code, help, told) = run(duban(place.path()).args(["notice", "--help"]));
    assert_eq!((code, told.as_str()), (0, ""));
    assert!(
        help.contains("选项：") && !help.contains("Options"),
        "{help}"
    );
}

#[test]
fn a_plan_that_is_wrong_is_told_in_both_languages() {
    let head = "[plan]\ntitle = \"甲\"\ncounty = \"乙\"\nyear = 2021\n";
    let target = "[[target]]\nindicator = \"丙\"\n";
    for (line, zh, en) in [
        (
            "colour = 3",
            "5:1：没有 colour 这个键",
            "5:1: there is no key colour",
        ),
        ("issued = \"3月\"", "3月 不是日期", "3月 is no date"),
        ("meetings = 3", "值的类型不对", "of another type"),
        ("[unclosed", "TOML 写法有误", "this is no TOML"),
        (target, "这一节缺少 target", "this part lacks target"),
    ] {
        let place = office(&[("plan.toml", format!("{head}{line}\n").as_bytes())]);
        let (code, _, told) = run(duban(place.path()).args(["check", "."]));
        assert!(code == 2 && told.contains(zh), "{told}");
        let (code, _, told) = run(duban(place.path()).args(["check", ".", "--lang", "en"]));
        assert!(code == 2 && told.contains(en), "{told}");
    }
    for (line, words) in [
        ("target = 3\nmethod = \"guess\"", "没有 guess 这种算法"),
        ("target = 3\ndirection = \"~\"", "没有 ~ 这种方向"),
        ("target = 3\nnature = \"x\"", "x 应为“约束性”或“参考性”"),
        ("target = nan", "目标值不是有限的数"),
        ("target = \"Ⅵ\"\nmethod = \"class\"", "Ⅵ 不是水质类别"),
    ] {
        let place = office(&[("plan.toml", format!("{head}{target}{line}\n").as_bytes())]);
        let (code, _, told) = run(duban(place.path()).args(["check", "."]));
        assert!(code == 2 && told.contains(words), "{told}");
    }
}

#[test]
fn completions_come_from_the_same_tree() {
    for shell in ["bash", "zsh", "fish", "powershell"] {
        let (code, out, _) = run(duban(office(&[]).path()).args(["completions", shell]));
        assert_eq!(code, 0);
        assert!(out.contains("no-watch"), "{shell}");
        // What an option may be: themes, screens, languages.
        for value in ["contrast", "supervision"] {
            assert!(out.contains(value), "{shell}: {value}");
        }
    }
}

/// Runs with `RUST_LOG` set.
fn logged(folder: &Path, wish: &str, arguments: &[&str]) -> (i32, String) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_duban"));
    let (code, _, words) = run(command
        .current_dir(folder)
        .env("RUST_LOG", wish)
        .args(arguments));
    (code, words)
}

#[test]
fn a_command_logs_where_it_is_asked_to_and_nowhere_else() {
    let folder = tempfile::tempdir().unwrap();
    let (code, words) = logged(folder.path(), "info", &["check"]);
    assert_eq!(code, 1);
    assert!(words.contains("INFO  load files=20 rows=2107"), "{words}");
    // With a file nothing is left for the terminal.
    let (_, words) = logged(folder.path(), "info", &["check", "--log", "a.log"]);
    assert_eq!(words, "");
    let text = std::fs::read_to_string(folder.path().join("a.log")).unwrap();
    assert!(text.contains("load files=20 rows=2107"), "{text}");
    let (_, words) = logged(folder.path(), "", &["check"]);
    assert_eq!(words, "");
    // What is asked of the notice names a unit: that is a cell.
    let (_, words) = logged(folder.path(), "info", &["notice", "--unit", "腊口镇"]);
    assert!(
        words.contains("start duban") && !words.contains("腊口镇"),
        "{words}"
    );
    let (code, words) = logged(folder.path(), "duban=loud", &["check", "--lang", "en"]);
    assert_eq!(code, 2);
    assert!(words.contains("RUST_LOG cannot be understood"), "{words}");
}

#[test]
fn a_log_is_never_a_table_nor_a_link() {
    let folder = tempfile::tempdir().unwrap();
    let table = folder.path().join("任务.csv");
    let rows = "任务编号,任务名称,责任单位,完成时限\n1,甲,乙镇,2021-12-31\n";
    std::fs::write(&table, rows).unwrap();
    for name in ["任务.csv", "new.csv", "new.txt"] {
        let (code, words) = logged(folder.path(), "info", &["check", ".", "--log", name]);
        assert_eq!(code, 2, "{name}");
        assert!(words.contains(name) && words.contains(".log"), "{words}");
    }
    assert_eq!(std::fs::read_to_string(&table).unwrap(), rows);
    assert!(!folder.path().join("new.csv").exists());
    let (code, words) = logged(folder.path(), "info", &["check", "--log", "no/such/a.log"]);
    assert_eq!(code, 2);
    assert!(words.contains("no/such/a.log"), "{words}");
    #[cfg(unix)]
    {
        std::os::unix::fs::symlink("elsewhere", folder.path().join("a.log")).unwrap();
        let (code, _) = logged(folder.path(), "info", &["check", "--log", "a.log"]);
        assert_eq!(code, 2);
        assert!(!folder.path().join("elsewhere").exists());
    }
}
