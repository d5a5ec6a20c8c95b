//! From a finding to the row of the file it is about.

use crate::session::Session;
use std::fs;

const HEAD: &str = "任务编号,任务名称,责任单位,完成时限,销号日期\n";

#[test]
fn enter_shows_the_row_with_the_cell_marked() {
    let folder = tempfile::tempdir().unwrap();
    let rows = "1,管网改造,县住建局,2021-12-31,2021-13-05\n2,矿山复绿,县林业局,待定,\n3,固废处置,县发改局,2021-12-31,21.8.27\n";
    fs::write(folder.path().join("任务.csv"), format!("{HEAD}{rows}")).unwrap();
    let mut duban = Session::start(&[".", "--screen", "data"], folder.path());
    duban.wait_for("“2021-13-05”不是日期");
    duban.press("\r", "2 │ 1,管网改造,县住建局,2021-12-31,2021-13-05");
    duban.wait_for("^^^^^^^^^^");
    duban.wait_for("▌销号日期");
    // On to the next finding without leaving.
    duban.press("j", "3 │ 2,矿山复绿,县林业局,待定,");
    duban.wait_for("▌完成时限");
    duban.press("j", "▌销号日期");
    duban.press("k", "▌完成时限");
    // The file is mended while its row is looked at: the finding goes, the box stays.
    duban.send("\u{1b}");
    duban.wait_gone("▌完成时限");
    fs::write(
        folder.path().join("任务.csv"),
        format!("{HEAD}{}", rows.replace("待定", "长期坚持")),
    )
    .unwrap();
    duban.wait_gone("待定");
    // A task's own row, from the list of tasks.
    duban.press("2", "矿山复绿");
    duban.press("o", "任务.csv:");
    duban.send("q");
    assert_eq!(duban.ends_within(std::time::Duration::from_secs(5)), 0);
    duban.assert_restored();
}

#[test]
fn kinds_fold_and_filter() {
    let folder = tempfile::tempdir().unwrap();
    let rows = (0..60).fold(String::new(), |all, n| {
        all + &n.to_string() + ",甲,县住建局,待定,\n"
    });
    fs::write(folder.path().join("任务.csv"), format!("{HEAD}{rows}")).unwrap();
    let mut duban = Session::start(&[".", "--screen", "data"], folder.path());
    duban.wait_for("▸错误");
    duban.wait_for("60 处，1 个文件");
    duban.press("\r", "▾错误");
    duban.wait_for("任务.csv:2:4");
    duban.send("z");
    duban.wait_gone("任务.csv:2:4");
    duban.press("f", "任务.csv:2:4");
    duban.send("\u{1b}");
    duban.wait_gone("任务.csv:2:4");
    // The file's dialect stands below when the file is under the cursor.
    duban.press("h", "换行 LF");
    duban.send("q");
    assert_eq!(duban.ends_within(std::time::Duration::from_secs(5)), 0);
}

#[test]
fn a_decision_is_recorded_and_heads_the_overview() {
    let folder = tempfile::tempdir().unwrap();
    let rows = "1,管网改造,腊口镇,2021-09-22,\n2,矿山复绿,县林业局,2021-12-31,\n";
    fs::write(folder.path().join("任务.csv"), format!("{HEAD}{rows}")).unwrap();
    let arguments = [".", "--as-of", "2021-10-15", "--screen", "overdue"];
    let mut duban = Session::start(&arguments, folder.path());
    // From the late town to its task, and the form is filled in.
    duban.wait_for("腊口镇，逾期 23 天");
    duban.press("a", "责任单位");
    duban.wait_for("2021-10-29");
    duban.send("\u{1b}");
    duban.wait_gone("末格 Enter 保存");
    duban.press("2", "管网改造");
    duban.press("a", "1 管网改造");
    // Without words nothing is recorded; a bad date says so and keeps the text.
    duban.send("\t\t");
    duban.press("\r", "请写议定事项");
    duban.send("\u{1b}[A\u{1b}[A");
    duban.press("每周报进度, \"倒排\"到户", "倒排");
    duban.send("\t\t");
    duban.press("x\r", "不是日期");
    duban.wait_for("每周报进度");
    duban.press("\u{7f}\r", "已记入");
    let file = folder.path().join("decisions.csv");
    let text = fs::read_to_string(&file).unwrap();
    assert!(text.starts_with('\u{feff}'), "{text}");
    assert!(
        text.contains(
            "Y20211015-01,2021-10-15,\"每周报进度, \"\"倒排\"\"到户\",腊口镇,2021-10-29,1,正在落实"
        ),
        "{text}"
    );
    // The task's file shows it, and a second one gets the next number.
    duban.press("\r", "议定事项");
    duban.wait_for("每周报进度");
    duban.send("\u{1b}");
    // An escape and a letter in one breath are another key.
    duban.wait_gone("为什么 · 下一步");
    duban.press("a", "末格 Enter 保存");
    duban.send("通报全县\t\t\r");
    duban.wait_gone("末格 Enter 保存");
    duban.wait_until("the second row", |_| {
        fs::read_to_string(&file).is_ok_and(|text| text.contains("Y20211015-02,"))
    });
    // At the next meeting it heads the overview.
    duban.send("q");
    assert_eq!(duban.ends_within(std::time::Duration::from_secs(5)), 0);
    let mut next = Session::start(&[".", "--as-of", "2021-11-01"], folder.path());
    next.wait_for("议定事项还有 2 件没有办结，其中 2 件逾期");
    // Nothing is written over the sample.
    next.send("q");
    next.ends_within(std::time::Duration::from_secs(5));
    let empty = tempfile::tempdir().unwrap();
    let mut sample = Session::start(&[], empty.path());
    sample.wait_for("示例数据");
    sample.press("a", "不能记录");
    sample.send("q");
    sample.ends_within(std::time::Duration::from_secs(5));
    assert_eq!(fs::read_dir(empty.path()).unwrap().count(), 0);
}

#[test]
fn a_decision_that_cannot_be_written_keeps_its_text() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(
        folder.path().join("任务.csv"),
        format!("{HEAD}1,管网改造,腊口镇,2021-09-22,\n"),
    )
    .unwrap();
    fs::create_dir(folder.path().join("decisions.csv")).unwrap();
    let mut duban = Session::start(&[".", "--screen", "tasks"], folder.path());
    duban.wait_for("管网改造");
    duban.press("a", "末格 Enter 保存");
    duban.send("通报全县\t\t");
    duban.press("\r", "没有写入");
    duban.wait_for("通报全县");
    fs::remove_dir(folder.path().join("decisions.csv")).unwrap();
    duban.press("\r", "已记入");
    assert!(folder.path().join("decisions.csv").is_file());
    duban.send("q");
    assert_eq!(duban.ends_within(std::time::Duration::from_secs(5)), 0);
}
