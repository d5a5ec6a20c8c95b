//! The command line as scripts and clerks use it.

#![expect(
    clippy::unwrap_used,
    clippy::disallowed_methods,
    reason = "a test that fails stops here, and tests write files"
)]

use assert_cmd::Command;
use serde_json::Value;
use std::fs;
use std::path::Path;
use tempfile::TempDir;

fn duban(folder: &Path, arguments: &[&str]) -> (i32, String, String) {
    let output = Command::cargo_bin("duban")
        .unwrap()
        .current_dir(folder)
        .args(arguments)
        .output()
        .unwrap();
    (
        output.status.code().unwrap_or(-1),
        String::from_utf8(output.stdout).unwrap(),
        String::from_utf8(output.stderr).unwrap(),
    )
}

fn folder(files: &[(&str, &str)]) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (name, text) in files {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    folder
}

fn report(folder: &Path, arguments: &[&str]) -> Value {
    let (code, out, err) = duban(
        folder,
        &[&["report", "--format", "json"], arguments].concat(),
    );
    assert_eq!(code, 0, "{err}");
    serde_json::from_str(&out).unwrap()
}

const HEAD: &str = "任务编号,上级编号,任务名称,问题类型,责任单位,开始日期,完成时限,进度,状态,实际完成日期,验收日期,公示日期,销号日期\n";

#[test]
fn check_tells_place_and_code_and_exits_accordingly() {
    let clean = folder(&[(
        "任务.csv",
        &format!("{HEAD}1,,甲,共性,县住建局,2021-01-01,2021-12-31,80,,,,,\n"),
    )]);
    let (code, out, _) = duban(clean.path(), &["check", "."]);
    assert_eq!((code, out.lines().count()), (0, 1), "{out}");

    let bad = folder(&[(
        "任务.csv",
        &format!("{HEAD}1,,甲,共性,县住建局,2021-13-01,2021-12-31,80,,,,,\n"),
    )]);
    let (code, out, _) = duban(bad.path(), &["check", ".", "--lang", "en"]);
    assert_eq!(code, 1);
    assert!(
        out.starts_with("任务.csv:2:6: error[date-invalid]: “2021-13-01”"),
        "{out}"
    );
    let (code, out, _) = duban(
        bad.path(),
        &["--lang", "zh", "check", "--format", "json", "."],
    );
    assert_eq!(code, 1);
    let findings: Value = serde_json::from_str(&out).unwrap();
    assert_eq!(findings[0]["line"], 2);
    assert_eq!(findings[0]["column"], 6);

    for arguments in [
        &["check", "no-such-folder"][..],
        &["report", "no-such-folder"],
    ] {
        let (code, _, err) = duban(bad.path(), arguments);
        assert_eq!(code, 2);
        assert!(
            err.contains("no-such-folder") && err.contains("示例"),
            "{err}"
        );
    }
    let empty = tempfile::tempdir().unwrap();
    let path = empty.path().to_str().unwrap();
    let (code, _, err) = duban(empty.path(), &["check", path]);
    assert_eq!(code, 2);
    assert!(err.contains(".csv"), "{err}");
    let strange = folder(&[("通讯录.csv", "姓名,电话\n甲,1\n")]);
    let (code, out, _) = duban(strange.path(), &["check", "."]);
    assert_eq!(code, 1);
    assert!(out.contains("header-unknown"), "{out}");
    let (code, _, err) = duban(strange.path(), &["check", ".", "--plan", "no-plan.toml"]);
    assert_eq!(code, 2);
    assert!(err.contains("no-plan.toml"), "{err}");
    // The dashboard without a terminal says so instead of drawing into a pipe.
    let (code, out, err) = duban(strange.path(), &["."]);
    assert_eq!((code, out.as_str()), (2, ""));
    assert!(err.contains("终端"), "{err}");
}

#[test]
fn the_report_is_the_contract() {
    let rows = "\
1,,管网,共性,县住建局,2021-01-01,2021-12-31,,,,,,\n\
1-1,1,主干管,,县住建局、鹤城街道,2021-01-01,2021-09-22,80,达到序时进度,,,,\n\
1-2,1,支管,,县住建局,2021-01-01,2021-08-31,,已销号,2021-08-01,2021-08-10,2021-08-12,2021-08-20\n\
2,,垦地,个性,县林业局,2021-01-01,2021-08-31,100,完成整改,2021-08-30,,,\n";
    let data = folder(&[
        ("任务2021-10-15.csv", &format!("{HEAD}{rows}")),
        (
            "监测.csv",
            "指标,日期,数值\nPM2.5,2021-10-14,20\nPM2.5,2021-10-15,23\n",
        ),
    ]);
    let json = report(data.path(), &["--as-of", "2021-10-15", "."]);
    let keys =
        |value: &Value| -> Vec<String> { value.as_object().unwrap().keys().cloned().collect() };
    for (at, wanted) in [
        (
            "",
            "schema as_of plan sources diagnostics tasks units indicators petitions projects changes",
        ),
        (
            "/plan",
            "title county year expected_common expected_specific",
        ),
        (
            "/sources/0",
            "file table series version current encoding separator rows rejected",
        ),
        (
            "/tasks",
            "total done completed overdue late_sign_off displaced lights top items",
        ),
        ("/tasks/lights", "blue green yellow red grey"),
        ("/tasks/top", "total done completed overdue"),
        (
            "/tasks/items/0",
            "id title parent category kind lead units start deadline actual expected lag light done completed days_overdue five_clears integrity",
        ),
        (
            "/units/0",
            "unit tasks done overdue overdue_days led worst_lag step_due step_taken updated",
        ),
        (
            "/indicators/0",
            "indicator group method direction target value rounded verdict outlook provisional year_on_year coverage n needed budget budget_used budget_left failures",
        ),
        (
            "/petitions",
            "total closed stage_closed open overdue closed_rate closed_rate_with_stage",
        ),
        (
            "/projects",
            "total returned_rate regreened_rate tended_rate",
        ),
        (
            "/changes",
            "from newly_done newly_overdue deadline_moved appeared vanished",
        ),
    ] {
        let have = keys(json.pointer(at).unwrap());
        for key in wanted.split(' ') {
            assert!(have.iter().any(|k| k == key), "{at} lacks {key}");
        }
    }
    // 1-1 is 23 days overdue; 1-2 is done; 2 is completed and 45 days late; 1 is yellow by
    // its red part: (80 + 100) ÷ 2 = 90 against (1-1: 100, 1-2: 100 → its own dates: 287 of
    // 364 days = 78.8).
    let tasks = &json["tasks"];
    assert_eq!(tasks["total"], 4);
    assert_eq!(
        (
            &tasks["done"],
            &tasks["completed"],
            &tasks["overdue"],
            &tasks["late_sign_off"]
        ),
        (
            &Value::from(1),
            &Value::from(1),
            &Value::from(1),
            &Value::from(1)
        )
    );
    assert_eq!(
        tasks["lights"],
        serde_json::json!({"blue": 1, "green": 0, "yellow": 2, "red": 1, "grey": 0})
    );
    assert_eq!(tasks["top"]["total"], 2);
    assert_eq!(tasks["items"][0]["actual"], 90.0);
    assert_eq!(tasks["items"][1]["days_overdue"], 23);
    let units: Vec<&str> = json["units"]
        .as_array()
        .unwrap()
        .iter()
        .map(|u| u["unit"].as_str().unwrap())
        .collect();
    // One overdue task of 23 days each; the tie is settled by the name.
    assert_eq!(&units[..2], ["县住建局", "鹤城街道"]);
    assert_eq!(json["units"][0]["step_due"], "督办");
    let pm = json["indicators"]
        .as_array()
        .unwrap()
        .iter()
        .find(|i| i["indicator"] == "PM2.5")
        .unwrap();
    assert_eq!(
        (&pm["value"], &pm["rounded"], &pm["verdict"]),
        (&Value::from(21.5), &Value::from(22.0), &Value::from("met"))
    );
}

#[test]
fn as_of_is_a_time_machine() {
    let row = |deadline: &str| format!("{HEAD}1,,甲,共性,县住建局,2021-01-01,{deadline},50,,,,,\n");
    let data = folder(&[
        ("任务2021-08-31.csv", &row("2021-08-21")),
        ("history/2021-09-30/任务.csv", &row("2021-10-10")),
        ("任务2021-10-15.csv", &row("2021-12-31")),
    ]);
    let late = |day: &str| {
        report(data.path(), &[".", "--as-of", day])["tasks"]["items"][0]["days_overdue"].clone()
    };
    assert_eq!(late("2021-08-31"), 10);
    // The version of 30 September is not there yet on the 29th.
    assert_eq!(late("2021-09-29"), 39);
    assert_eq!(late("2021-10-14"), 4);
    assert_eq!(late("2021-10-15"), 0);
    let moved =
        report(data.path(), &[".", "--as-of", "2021-10-15"])["changes"]["deadline_moved"].clone();
    assert_eq!(
        moved,
        serde_json::json!([{"id": "1", "from": "2021-10-10", "to": "2021-12-31", "times": 2}])
    );
}

#[test]
fn no_cell_or_name_steers_a_terminal() {
    let hostile = "\u{1b}]0;title\u{7}\u{1b}[31m红\u{9b}32m\u{202e}倒\u{200b}\u{7f}";
    let data = folder(&[(
        "任务\u{202e}x.csv",
        &format!(
            "{HEAD}1,,{hostile},共性,{hostile},2021-01-01,{hostile},{hostile},{hostile},,,,\n"
        ),
    )]);
    for arguments in [
        &["check", "."][..],
        &["report", "."],
        &["render", ".", "--screen", "tasks"],
        &["render", ".", "--screen", "data"],
        &["render", ".", "--screen", "overdue"],
    ] {
        let (_, out, err) = duban(data.path(), arguments);
        let raw = out
            .chars()
            .chain(err.chars())
            .find(|c| *c != '\n' && duban::text::is_unsafe(*c));
        assert_eq!(raw, None, "{arguments:?} printed {raw:?}");
        assert!(!out.contains("]0;title"), "litter of an escape sequence");
    }
}

#[test]
fn every_screen_renders_at_every_size() {
    let empty = tempfile::tempdir().unwrap();
    for screen in [
        "overview",
        "tasks",
        "overdue",
        "indicators",
        "timeline",
        "data",
    ] {
        for (width, height) in [(60, 20), (80, 24), (200, 60)] {
            for lang in ["zh", "en"] {
                let size = format!("{width}x{height}");
                let (code, out, err) = duban(
                    empty.path(),
                    &[
                        "render", "--screen", screen, "--size", &size, "--lang", lang,
                    ],
                );
                assert_eq!(code, 0, "{err}");
                assert_eq!(out.lines().count(), height);
                for line in out.lines() {
                    assert!(duban::text::width(line) <= width, "{screen} {size}: {line}");
                }
            }
        }
    }
    let (code, out, _) = duban(
        empty.path(),
        &["render", "--screen", "overdue", "--format", "ansi"],
    );
    assert!(code == 0 && out.contains("\u{1b}[38;2;"));
}

#[test]
fn encodings_and_separators_make_no_difference() {
    let text = "任务编号,任务名称,责任单位,完成时限\r\n1,管网改造,县住建局,2021-12-31\r\n";
    let gb = encoding_rs::GB18030.encode(text).0.into_owned();
    let utf16: Vec<u8> = [0xff, 0xfe]
        .into_iter()
        .chain(
            text.replace(',', "\t")
                .encode_utf16()
                .flat_map(u16::to_le_bytes),
        )
        .collect();
    let bom = [b"\xef\xbb\xbf", text.as_bytes()].concat();
    let semicolon = text.replace(',', ";").into_bytes();
    let wide = text.replace(',', "，").into_bytes();
    for (bytes, encoding, separator) in [
        (gb, "gb18030", ","),
        (utf16, "utf-16le", "\t"),
        (bom, "utf-8-bom", ","),
        (semicolon, "utf-8", ";"),
        (wide, "utf-8", "，"),
    ] {
        let data = tempfile::tempdir().unwrap();
        fs::write(data.path().join("任务.csv"), bytes).unwrap();
        let json = report(data.path(), &["."]);
        assert_eq!(json["sources"][0]["encoding"], encoding);
        assert_eq!(json["sources"][0]["separator"], separator);
        assert_eq!(json["tasks"]["items"][0]["title"], "管网改造");
        assert_eq!(json["diagnostics"], serde_json::json!([]));
    }
}

#[test]
fn a_report_goes_to_a_file_and_a_pipe_may_close() {
    let data = tempfile::tempdir().unwrap();
    let (code, out, _) = duban(data.path(), &["report", "-o", "out.json"]);
    assert_eq!((code, out.as_str()), (0, ""));
    let json: Value =
        serde_json::from_str(&fs::read_to_string(data.path().join("out.json")).unwrap()).unwrap();
    assert_eq!(json["schema"], 1);
    let (code, out, _) = duban(data.path(), &["completions", "bash"]);
    assert!(code == 0 && out.contains("duban"));
}

#[test]
fn without_a_path_the_folder_counts_only_if_it_holds_a_table() {
    let strange = folder(&[("通讯录.csv", "姓名,电话\n甲,1\n")]);
    assert_eq!(
        report(strange.path(), &[])["tasks"]["top"]["total"],
        6,
        "the sample"
    );
    let below = folder(&[("data/sample/任务.csv", HEAD), ("data/任务.csv", HEAD)]);
    assert_eq!(
        report(below.path(), &[])["tasks"]["top"]["total"],
        6,
        "what lies deep below does not hide the sample"
    );
    let known = folder(&[(
        "任务.csv",
        &format!("{HEAD}1,,甲,共性,县住建局,2021-01-01,2021-12-31,80,,,,,\n"),
    )]);
    assert_eq!(report(known.path(), &[])["tasks"]["top"]["total"], 1);
}

#[test]
fn folders_side_by_side_are_regions() {
    let row = |title: &str| format!("{HEAD}1,,{title},共性,环保局,2021-01-01,2021-12-31,50,,,,,\n");
    let data = folder(&[
        ("青田县/任务.csv", &row("青田的")),
        ("缙云县/任务.csv", &row("缙云的")),
    ]);
    let json = report(data.path(), &["."]);
    assert_eq!(json["tasks"]["total"], 2);
    assert_eq!(
        json["diagnostics"],
        serde_json::json!([]),
        "the same id in two regions is two tasks"
    );
    let json = report(data.path(), &["青田县", "缙云县"]);
    assert_eq!(json["tasks"]["total"], 2);
}

#[test]
fn check_marks_the_cell_in_its_row() {
    let bad = folder(&[(
        "任务.csv",
        &format!("{HEAD}1,,甲,共性,县住建局,2021-13-01,2021-12-31,80,,,,,\n"),
    )]);
    let (_, out, _) = duban(bad.path(), &["check", "."]);
    let lines: Vec<&str> = out.lines().collect();
    assert_eq!(
        lines[1],
        "  2 │ 1,,甲,共性,县住建局,2021-13-01,2021-12-31,80,,,,,"
    );
    // 23 cells stand before the cell: 1,,甲,共性,县住建局, with Han two cells wide.
    let before = unicode_width::UnicodeWidthStr::width("1,,甲,共性,县住建局,");
    assert_eq!(
        lines[2],
        format!("    │ {}^^^^^^^^^^ 开始日期", " ".repeat(before))
    );
    let (_, out, _) = duban(bad.path(), &["check", ".", "--format", "json"]);
    let findings: Value = serde_json::from_str(&out).unwrap();
    assert_eq!(findings[0]["expected"], "开始日期");
}

#[test]
fn init_writes_templates_and_touches_nothing_that_is_there() {
    let empty = tempfile::tempdir().unwrap();
    let (code, out, _) = duban(empty.path(), &["init", "数据"]);
    assert_eq!(code, 0, "{out}");
    let place = empty.path().join("数据");
    let tasks = fs::read(place.join("整改任务清单.csv")).unwrap();
    assert!(tasks.starts_with(b"\xef\xbb\xbf"));
    let text = String::from_utf8(tasks).unwrap();
    assert_eq!(text.matches("\r\n").count(), 2);
    // Every table and the plan; the examples count nowhere.
    assert_eq!(fs::read_dir(&place).unwrap().count(), 12);
    let (code, out, _) = duban(empty.path(), &["check", "数据"]);
    assert_eq!(code, 0, "{out}");
    assert_eq!(out.matches("note[example-row]").count(), 11);
    let json = report(empty.path(), &["数据"]);
    assert_eq!(json["tasks"]["total"], 0);
    assert_eq!(json["sources"].as_array().unwrap().len(), 11);

    fs::write(place.join("整改任务清单.csv"), "mine").unwrap();
    fs::remove_file(place.join("整改节点.csv")).unwrap();
    let (code, out, _) = duban(empty.path(), &["init", "数据", "--lang", "en"]);
    assert_eq!(code, 0);
    assert!(
        out.contains("not touched") && out.contains("wrote"),
        "{out}"
    );
    assert_eq!(fs::read(place.join("整改任务清单.csv")).unwrap(), b"mine");
    assert!(place.join("整改节点.csv").exists());
    // A file in the folder's place.
    let (code, _, err) = duban(empty.path(), &["init", "数据/plan.toml"]);
    assert_eq!(code, 2, "{err}");
}

#[test]
fn the_dialect_found_is_in_the_report() {
    let data = folder(&[(
        "任务2021-09-30.csv",
        "整改清单\r\n'任务编号';'任务名称';'责任单位';'完成时限'\r\n'1';'甲;乙';'县住建局';'2021-12-31'\r\n",
    )]);
    let source = &report(data.path(), &["."])["sources"][0];
    assert_eq!(source["encoding"], "utf-8");
    assert_eq!(source["separator"], ";");
    assert_eq!(source["quote"], "'");
    assert_eq!(source["line_end"], "crlf");
    assert_eq!(source["header_line"], 2);
    assert_eq!(source["sheet"], Value::Null);
}

#[test]
fn a_snapshot_archives_and_never_overwrites() {
    let row = |deadline: &str| format!("{HEAD}1,,甲,共性,县住建局,2021-01-01,{deadline},50,,,,,\n");
    let data = folder(&[
        ("任务.csv", &row("2021-10-10")),
        (
            "青田县/节点.csv",
            "任务编号,节点名称,计划日期\n1,设计,2021-06-30\n",
        ),
        ("通讯录.csv", "姓名,电话\n甲,1\n"),
    ]);
    let archive = data.path().join("history/2021-09-30/任务.csv");
    let (code, out, _) = duban(data.path(), &["snapshot", ".", "--as-of", "2021-09-30"]);
    assert_eq!(code, 0, "{out}");
    assert_eq!(fs::read_to_string(&archive).unwrap(), row("2021-10-10"));
    // Beside the region's own files; what is no table stays where it is.
    assert!(
        data.path()
            .join("青田县/history/2021-09-30/节点.csv")
            .exists()
    );
    assert!(!data.path().join("history/2021-09-30/通讯录.csv").exists());
    // Again with nothing changed: nothing is done.
    let (code, out, _) = duban(data.path(), &["snapshot", ".", "--as-of", "2021-09-30"]);
    assert_eq!((code, out.lines().count()), (0, 1), "{out}");
    // Changed: the archive stays, and that is told.
    fs::write(data.path().join("任务.csv"), row("2021-12-31")).unwrap();
    let (code, out, _) = duban(data.path(), &["snapshot", ".", "--as-of", "2021-09-30"]);
    assert_eq!(code, 1, "{out}");
    assert_eq!(fs::read_to_string(&archive).unwrap(), row("2021-10-10"));
    // The archive is the past of the board.
    let moved = &report(data.path(), &["."])["changes"]["deadline_moved"];
    assert_eq!(moved[0]["from"], "2021-10-10", "{moved}");
    let (code, _, err) = duban(tempfile::tempdir().unwrap().path(), &["snapshot"]);
    assert_eq!(code, 2, "{err}");
}

#[cfg(unix)]
#[test]
fn a_snapshot_writes_through_no_link() {
    let data = folder(&[(
        "任务.csv",
        &format!("{HEAD}1,,甲,共性,县住建局,2021-01-01,2021-12-31,50,,,,,\n"),
    )]);
    let elsewhere = tempfile::tempdir().unwrap();
    std::os::unix::fs::symlink(elsewhere.path(), data.path().join("history")).unwrap();
    let (code, _, err) = duban(data.path(), &["snapshot", "."]);
    assert_eq!(code, 2, "{err}");
    assert_eq!(fs::read_dir(elsewhere.path()).unwrap().count(), 0);
}

#[test]
fn the_late_ones_as_a_table_for_excel() {
    let data = folder(&[
        (
            "任务.csv",
            "任务编号,任务名称,责任单位,完成时限,进展情况\n1,=1+1,腊口镇,2021-09-22,\"已完成, 七成\"\n2,乙,县水利局,2021-12-31,\n",
        ),
        (
            "督办.csv",
            "日期,单位,方式,任务编号\n2021-10-08,腊口镇,通报,1\n",
        ),
    ]);
    let arguments = [
        "report",
        ".",
        "--format",
        "csv",
        "--as-of",
        "2021-10-15",
        "-o",
        "逾期.csv",
    ];
    let (code, _, err) = duban(data.path(), &arguments);
    assert_eq!(code, 0, "{err}");
    let text = fs::read_to_string(data.path().join("逾期.csv")).unwrap();
    assert_eq!(
        text,
        "\u{feff}单位,任务编号,任务名称,完成时限,逾期天数,应采取,已采取,还差几步,进展情况,存在问题,下步措施,原因\r\n\
         腊口镇,1,'=1+1,2021-09-22,23,督办,通报,1,\"已完成, 七成\",,,逾期 23 天未完成\r\n"
    );
}

/// On the narrowest screen an old export and its faults leave the title no room, and never stand
/// one over the other.
#[test]
fn the_narrowest_header_says_one_thing_after_another() {
    let rows = (1..=12).map(|n| format!("{n},,第{n}件,共性,县住建局,,看不懂,80,,,,,\n"));
    let data = folder(&[(
        "任务2021-08-01.csv",
        &format!("{HEAD}{}", rows.collect::<String>()),
    )]);
    for (lang, wanted) in [
        ("zh", "督办 截至 2021-12-31 ▲ 数据已 152 天未更新 · ▲ 12"),
        ("en", "duban as of 2021-12-31 ▲ data 152 days old · ▲ 12"),
    ] {
        let (code, out, err) = duban(
            data.path(),
            &[
                "--lang",
                lang,
                "--as-of",
                "2021-12-31",
                "render",
                "--size",
                "60x24",
                ".",
            ],
        );
        assert_eq!(code, 0, "{err}");
        let header: Vec<&str> = out.lines().next().unwrap().split_whitespace().collect();
        assert_eq!(header.join(" "), wanted);
    }
}

/// Rows without parts are what is late: 1 is one (overdue), 2 has a part that is overdue and is due
/// later itself. Beside "1 项逾期" of the two tasks, "2" has to say what it counts.
#[test]
fn what_is_overdue_says_whether_tasks_or_parts_are_counted() {
    let whole = "1,,甲,共性,县住建局,,2021-09-30,80,,,,,\n";
    let parted =
        "2,,乙,共性,县水利局,,2021-12-31,80,,,,,\n2-1,2,丙,,县水利局,,2021-09-30,80,,,,,\n";
    for (rows, sentence, card) in [
        (
            whole.to_owned(),
            "；逾期 1 项，最长的是县住建局",
            "逾期任务 ",
        ),
        (
            parted.to_owned(),
            "；子项逾期 1 项，最长的是县水利局",
            "逾期子项 ",
        ),
        (
            format!("{whole}{parted}"),
            "；任务和子项共逾期 2 项，最长的是",
            "逾期任务和子项 ",
        ),
    ] {
        let data = folder(&[("任务.csv", &format!("{HEAD}{rows}"))]);
        let arguments = ["--as-of", "2021-10-15", "render", "--size", "120x36", "."];
        let (code, out, err) = duban(data.path(), &arguments);
        assert_eq!(code, 0, "{err}");
        assert!(out.contains(sentence) && out.contains(card), "{out}");
    }
}

/// A town of two counties: a notice asks which, and is written for the one whose county is told.
#[test]
fn a_notice_to_a_name_of_two_counties_asks_which() {
    let row = |title: &str| format!("{HEAD}1,,{title},共性,城关镇,,2021-08-31,50,,,,,\n");
    let data = folder(&[
        ("松阳县/任务.csv", &row("松阳的")),
        ("青田县/任务.csv", &row("青田的")),
    ]);
    let notice = |more: &[&str]| {
        let arguments = [
            &["--as-of", "2021-09-30", "notice", "--unit"][..],
            more,
            &["."],
        ];
        duban(data.path(), &arguments.concat())
    };
    let (code, _, err) = notice(&["城关镇"]);
    assert_ne!(code, 0);
    assert!(
        err.contains("松阳县城关镇") && err.contains("青田县城关镇"),
        "{err}"
    );
    for arguments in [&["青田县城关镇"][..], &["城关镇", "--region", "青田县"]] {
        let (code, out, err) = notice(arguments);
        assert_eq!(code, 0, "{err}");
        assert!(
            out.contains("青田县城关镇") && out.contains("青田的") && !out.contains("松阳的"),
            "{out}"
        );
    }
}

/// Two counties, a unit of the city late in both. What a county's notice says is of that county: its
/// number, its matters, its answers; a county that is not there is no all-clear.
#[test]
fn a_countys_notice_is_of_that_county() {
    let row = |title: &str| format!("{HEAD}1,,{title},共性,市水务集团,,2021-08-31,50,,,,,\n");
    let data = folder(&[
        ("松阳县/任务.csv", &row("松阳的")),
        ("青田县/任务.csv", &row("青田的")),
        (
            "青田县/督办记录.csv",
            "日期,单位,方式,任务编号,文号,反馈时限\n\
             2021-09-05,市水务集团,督办,1,青督〔2021〕2号,2021-09-10\n",
        ),
    ]);
    let notice = |region: &str| {
        let arguments = [
            "--as-of",
            "2021-09-30",
            "notice",
            "--unit",
            "市水务集团",
            "--region",
            region,
            ".",
        ];
        duban(data.path(), &arguments)
    };
    let (code, out, err) = notice("青田县");
    assert_eq!(code, 0, "{err}");
    assert!(out.contains("青督〔2021〕3号"), "{out}");
    assert!(out.contains("青督〔2021〕2号 的反馈已逾期 20 天"), "{out}");
    let (code, out, err) = notice("松阳县");
    assert_eq!(code, 0, "{err}");
    assert!(
        out.contains("＿〔2021〕＿") && !out.contains("青督"),
        "{out}"
    );
    let (code, out, err) = notice("云和县");
    assert_eq!((code, out.as_str()), (2, ""));
    assert!(
        err.contains("松阳县") && err.contains("青田县") && !err.contains("没有逾期"),
        "{err}"
    );
}

/// Ten months of 23.5 on the mean (235 in all), ≤ 22 as rounded: (12 × 22.5 − 235) / 2 = 17.5 for
/// each of the two that are left.
#[test]
fn monthly_readings_are_told_in_months() {
    let months = [35, 31, 28, 25, 22, 18, 16, 17, 20, 23];
    let rows = (1..).zip(months);
    let rows = rows.map(|(month, value)| format!("PM2.5,2021-{month:02},{value}\n"));
    let data = folder(&[(
        "监测.csv",
        &format!("指标,日期,数值\n{}", rows.collect::<String>()),
    )]);
    let arguments = ["--as-of", "2021-11-15", "report", "--format", "text", "."];
    let (code, out, err) = duban(data.path(), &arguments);
    assert_eq!(code, 0, "{err}");
    assert!(out.contains("余下 2 个月月均须 ≤ 17.5"), "{out}");
}

/// Ten units lack a step: eight are named, two are counted.
#[test]
fn what_is_to_be_decided_is_counted_whole() {
    let rows = (0..10).map(|n| format!("{n},,第{n}件,共性,第{n}局,,2021-09-10,50,,,,,\n"));
    let data = folder(&[("任务.csv", &format!("{HEAD}{}", rows.collect::<String>()))]);
    let arguments = ["--as-of", "2021-09-30", "report", "--format", "text", "."];
    let (code, out, err) = duban(data.path(), &arguments);
    assert_eq!(code, 0, "{err}");
    assert_eq!(out.matches("采取督办（").count(), 8, "{out}");
    assert!(out.contains("另有 2 家单位也有未到位的措施"), "{out}");
}

/// Eight counties and one indicator: the pictures do not take the counties' room.
#[test]
fn counties_come_before_pictures() {
    let names: Vec<String> = (1..=8).map(|n| format!("第{n}县")).collect();
    let mut files = vec![(
        "plan.toml".to_owned(),
        "[plan]\ntitle = \"某市方案\"\ncounty = \"某市\"\nyear = 2021\n[[target]]\n\
         indicator = \"PM2.5\"\ntarget = 25\ndirection = \"<=\"\nmethod = \"mean\"\n"
            .to_owned(),
    )];
    for name in &names {
        let rows = format!("{HEAD}1,,甲,共性,水利局,,2021-09-10,50,,,,,\n");
        files.push((format!("{name}/任务.csv"), rows));
    }
    let files: Vec<(&str, &str)> = files
        .iter()
        .map(|(a, b)| (a.as_str(), b.as_str()))
        .collect();
    let data = folder(&files);
    for size in ["120x30", "120x36", "120x40"] {
        let arguments = ["--as-of", "2021-09-30", "render", "--size", size, "."];
        let (code, out, err) = duban(data.path(), &arguments);
        assert_eq!(code, 0, "{err}");
        for name in &names {
            assert!(out.contains(name.as_str()), "{size} {name}\n{out}");
        }
    }
}

/// Of three counties one cannot be read and one is a month and a half behind: both are said.
#[test]
fn a_county_that_is_missing_or_behind_is_told() {
    let row = |unit: &str| format!("{HEAD}1,,甲,共性,{unit},,2021-09-10,50,,,,,\n");
    let data = folder(&[
        ("松阳县/任务2021-09-30.csv", &row("东山镇")),
        ("青田县/任务2021-08-10.csv", &row("温溪镇")),
        ("云和县/任务2021-09-30.xlsx", "不是工作簿"),
    ]);
    let day = ["--as-of", "2021-09-30"];
    let (code, out, err) = duban(
        data.path(),
        &[&day[..], &["render", "--size", "200x60", "."]].concat(),
    );
    assert_eq!(code, 0, "{err}");
    // 10 August to 30 September: 51 days, above 31.
    assert!(out.contains("▲ 青田县数据已 51 天未更新"), "{out}");
    assert!(
        out.contains("；1 个区县的表读不出，没有计入（云和县）"),
        "{out}"
    );
    assert!(out.contains("2 个，2 个有逾期；另有 1 个读不出"), "{out}");
    let (_, out, _) = duban(
        data.path(),
        &[&day[..], &["report", "--format", "csv", "."]].concat(),
    );
    let rows: Vec<&str> = out
        .lines()
        .skip(1)
        .map(|row| &row[..row.len().min(40)])
        .collect();
    assert!(out.starts_with("\u{feff}区县,单位,任务编号,"), "{out}");
    assert!(rows[0].starts_with("松阳县,松阳县东山镇,1,"), "{rows:?}");
}

/// Without a plan file a county's paper has the title and goals of the plan that is built in: it
/// says so; with one, and of the sample, it does not.
#[test]
fn a_paper_without_a_plan_says_whose_plan_it_follows() {
    let rows = format!("{HEAD}1,,甲,共性,县住建局,,2021-08-31,50,,,,,\n");
    let plan = "[plan]\ntitle = \"缙云县方案\"\ncounty = \"缙云县\"\nyear = 2021\n";
    let words = "没有方案文件 plan.toml";
    for (files, told) in [
        (vec![("任务.csv", rows.as_str())], true),
        (
            vec![("任务.csv", rows.as_str()), ("plan.toml", plan)],
            false,
        ),
        (vec![], false),
    ] {
        let data = folder(&files);
        for more in [
            &["report", "--format", "text"][..],
            &["report", "--circular"],
        ] {
            let (code, out, err) = duban(data.path(), more);
            assert_eq!(code, 0, "{err}");
            // The lines of a paper are cut.
            assert_eq!(
                out.replace(['\n', ' '], "")
                    .contains(&words.replace(' ', "")),
                told,
                "{out}"
            );
        }
    }
}
