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
