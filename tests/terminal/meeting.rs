//! A meeting from end to end: who is late, why, what is decided, what became of it, the notice;
//! and what happens to the decisions file when the disk is full or the power goes.

use crate::session::Session;
use std::fs;
use std::path::Path;
use std::time::Duration;

/// The sample county's folder as an office has it: files on a disk.
fn county() -> tempfile::TempDir {
    fn copy(from: &Path, to: &Path) {
        for entry in fs::read_dir(from).unwrap() {
            let (from, to) = {
                let entry = entry.unwrap();
                (entry.path(), to.join(entry.file_name()))
            };
            if from.is_dir() {
                fs::create_dir(&to).unwrap();
                copy(&from, &to);
            } else {
                fs::copy(&from, &to).unwrap();
            }
        }
    }
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("数据");
    fs::create_dir(&data).unwrap();
    copy(
        &Path::new(env!("CARGO_MANIFEST_DIR")).join("data/sample"),
        &data,
    );
    folder
}

#[test]
fn the_whole_loop() {
    let county = county();
    let decisions = county.path().join("数据/decisions.csv");
    let before = fs::read(&decisions).unwrap();
    let mut duban = Session::start(&["数据"], county.path());
    duban.wait_for("6 项任务");
    // The town that is latest, and its task.
    duban.press("3", "腊口镇，逾期 23 天");
    duban.send("\r");
    duban.press("\r", "为什么 · 下一步");
    duban.wait_for("老街81户院落狭窄");
    duban.wait_for("X2021-020");
    // What the meeting decides about it.
    duban.press("a", "末格 Enter 保存");
    duban.send("每周二现场调度\t\t");
    duban.press("\r", "已记入");
    duban.wait_gone("末格 Enter 保存");
    let text = fs::read_to_string(&decisions).unwrap();
    assert!(text.as_bytes().starts_with(&before), "{text}");
    assert!(
        text.contains("Y20211015-01,2021-10-15,每周二现场调度,腊口镇,2021-11-15,1-4,正在落实,"),
        "{text}"
    );
    // It stands on the overview and among the decisions.
    duban.press("1", "本次议定：每周二现场调度");
    duban.press("d", "标记办结 · Enter 看任务");
    duban.wait_for("每周二现场调度");
    // The first of them is the late one of the last meeting: asked twice, it is done.
    duban.press("d", "再按 d");
    duban.send("\u{1b}");
    duban.wait_gone("再按 d");
    assert_eq!(fs::read_to_string(&decisions).unwrap(), text);
    duban.press("d", "再按 d");
    duban.send("d");
    duban.wait_until("the mark", |_| {
        fs::read_to_string(&decisions).is_ok_and(|text| {
            text.contains("Y2021-03,2021-09-16,腊口镇污水入户倒排到户，每周报进度,腊口镇,2021-10-10,1-4,已办结,2021-10-15")
        })
    });
    let marked = fs::read_to_string(&decisions).unwrap();
    assert_eq!(
        marked.replace("1-4,已办结,2021-10-15", "1-4,正在落实,"),
        text
    );
    let backup = fs::read_to_string(county.path().join("数据/decisions.csv.bak")).unwrap();
    assert_eq!(backup, text);
    duban.send("\u{1b}");
    duban.wait_gone("Enter 看任务");
    duban.wait_for("议定事项还有 1 件没有办结");
    // The notice for the town, read and saved beside the data, not among it.
    duban.press("3", "腊口镇，逾期 23 天");
    duban.press("w", "青整改督〔2021〕3号");
    duban.press("w", "已存为");
    let notice = county
        .path()
        .join("duban-out/督办单 腊口镇 2021-10-15.html");
    let page = fs::read_to_string(notice).unwrap();
    assert!(
        page.contains("草稿") && page.contains("逾期 23 天"),
        "{page}"
    );
    duban.send("\u{1b}");
    duban.wait_gone("青整改督〔2021〕3号");
    // The list for Excel.
    duban.press("e", "导出所见");
    duban.press("c", "已存为");
    let csv = fs::read_to_string(county.path().join("duban-out/逾期 2021-10-15.csv")).unwrap();
    assert!(
        csv.starts_with("\u{feff}单位,") && csv.contains("\r\n腊口镇,1,23 天,"),
        "{csv}"
    );
    duban.send("q");
    assert_eq!(duban.ends_within(Duration::from_secs(5)), 0);
    duban.assert_restored();
}

const HEAD: &str = "编号,会议日期,议定事项,责任单位,完成时限,状态,办结日期\n";
const ROW: &str = "Y-1,2021-09-16,甲,县住建局,2021-10-10,正在落实,\n";

/// A folder with a task and a decisions file of so many bytes.
fn office(bytes: usize) -> (tempfile::TempDir, Vec<u8>) {
    let folder = tempfile::tempdir().unwrap();
    let tasks = "任务编号,任务名称,责任单位,完成时限\n1,管网改造,腊口镇,2021-09-22\n";
    fs::write(folder.path().join("任务.csv"), tasks).unwrap();
    let mut text = format!("{HEAD}{ROW}");
    let mut at = 2;
    while text.len() + 200 < bytes {
        let row = format!("Y-{at},2021-08-16,乙,县水利局,,已办结,2021-08-20\n");
        text.push_str(&row);
        at += 1;
    }
    let row = format!("Y-{at},2021-08-16,,县水利局,,已办结,2021-08-20\n");
    let room = bytes.saturating_sub(text.len() + row.len());
    text.push_str(&row.replace(",,县水利局", &format!(",{},县水利局", "x".repeat(room))));
    let path = folder.path().join("decisions.csv");
    fs::write(&path, &text).unwrap();
    (folder, text.into_bytes())
}

#[test]
fn a_full_disk_takes_no_half_a_row_and_keeps_what_was_typed() {
    // No file may grow beyond 16 blocks of 512 bytes: the row is cut in the middle.
    let (folder, before) = office(16 * 512 - 4);
    assert_eq!(before.len(), 16 * 512 - 4);
    let path = folder.path().join("decisions.csv");
    let mut duban = Session::with_little_room(
        16,
        &[".", "--as-of", "2021-10-15", "--screen", "tasks"],
        folder.path(),
    );
    duban.wait_for("管网改造");
    duban.press("a", "末格 Enter 保存");
    duban.send("每周二现场调度\t\t");
    duban.press("\r", "没有写入");
    duban.wait_for("每周二现场调度");
    assert_eq!(fs::read(&path).unwrap(), before);
    duban.send("\u{1b}");
    duban.wait_gone("末格 Enter 保存");
    // Marking done makes the file longer than the disk takes: nothing is left half.
    duban.press("d", "标记办结");
    duban.press("d", "再按 d");
    duban.press("d", "没有写入");
    assert_eq!(fs::read(&path).unwrap(), before);
    let left: Vec<_> = fs::read_dir(folder.path())
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .filter(|name| name.ends_with('~'))
        .collect();
    assert!(left.is_empty(), "{left:?}");
    duban.send("\u{1b}");
    duban.wait_gone("标记办结");
    duban.send("q");
    assert_eq!(duban.ends_within(Duration::from_secs(5)), 0);
}

#[cfg(debug_assertions)]
#[test]
fn a_kill_between_writing_and_renaming_loses_nothing() {
    let (folder, before) = office(0);
    let path = folder.path().join("decisions.csv");
    let arguments = [".", "--as-of", "2021-10-15", "--screen", "tasks"];
    let mut duban =
        Session::with_environment(&arguments, folder.path(), &[("DUBAN_TEST_ABORT", "rename")]);
    duban.wait_for("管网改造");
    duban.press("d", "标记办结");
    duban.press("d", "再按 d");
    duban.send("d");
    duban.ends_within(Duration::from_secs(5));
    assert_eq!(fs::read(&path).unwrap(), before);
    assert!(folder.path().join(".decisions.csv.new~").exists());
    // What was left is no data, and in nobody's way.
    let mut again = Session::start(&arguments, folder.path());
    again.wait_for("管网改造");
    again.press("d", "标记办结");
    again.press("d", "再按 d");
    again.send("d");
    again.wait_until("the mark", |_| {
        fs::read_to_string(&path).is_ok_and(|text| {
            text.contains("Y-1,2021-09-16,甲,县住建局,2021-10-10,已办结,2021-10-15\n")
        })
    });
    again.wait_until("nothing left", |_| {
        !folder.path().join(".decisions.csv.new~").exists()
    });
    again.send("q");
    // The box over the screen takes the key as well.
    assert_eq!(again.ends_within(Duration::from_secs(5)), 0);
}
