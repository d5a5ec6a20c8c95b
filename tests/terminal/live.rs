//! Files that change under the running program.

use crate::session::Session;
use std::fs;
use std::path::Path;
use std::time::Duration;

const HEAD: &str = "任务编号,任务名称,责任单位,开始日期,完成时限,进度(%),状态\n";

fn write(folder: &Path, rows: &str) {
    fs::write(folder.join("任务.csv"), format!("{HEAD}{rows}")).unwrap();
}

fn open(folder: &Path) -> Session {
    let path = folder.to_str().unwrap();
    Session::start(
        &["--as-of", "2021-10-15", "--screen", "tasks", path],
        folder,
    )
}

const ROWS: &str = "1,管网改造,县住建局,2021-01-01,2021-12-31,80,\n2,工地扬尘,县住建局,2021-01-01,2021-12-31,80,\n";

#[test]
fn saves_of_every_kind_are_seen() {
    let folder = tempfile::tempdir().unwrap();
    write(folder.path(), ROWS);
    let mut duban = open(folder.path());
    duban.wait_for("工地扬尘");
    // Onto the second row: it stays under the cursor whatever comes above it.
    duban.send("\u{1b}[B");
    // Written over.
    write(folder.path(), &ROWS.replace("管网改造", "管网二期"));
    duban.wait_for("管网二期");
    duban.wait_for("数据已更新");
    // Replaced by rename, as editors and offices do.
    let beside = folder.path().join("save.tmp");
    fs::write(
        &beside,
        format!("{HEAD}0,新增任务,县水利局,2021-01-01,2021-12-31,90,\n{ROWS}"),
    )
    .unwrap();
    fs::rename(&beside, folder.path().join("任务.csv")).unwrap();
    duban.wait_for("新增任务");
    duban.press("\r", "2 工地扬尘");
    duban.send("\u{1b}");
    // Grown by a row.
    write(
        folder.path(),
        &format!("{ROWS}3,养殖尾水,县农业农村局,2021-01-01,2021-12-31,90,\n"),
    );
    duban.wait_for("养殖尾水");
    // Deleted and restored, with another file beside it.
    fs::write(
        folder.path().join("其他.csv"),
        format!("{HEAD}9,另一份,县发改局,2021-01-01,2021-12-31,90,\n"),
    )
    .unwrap();
    duban.wait_for("另一份");
    fs::remove_file(folder.path().join("任务.csv")).unwrap();
    duban.wait_gone("养殖尾水");
    write(folder.path(), ROWS);
    duban.wait_for("工地扬尘");
    // In GB18030, as WPS saves it.
    let (bytes, ..) = encoding_rs::GB18030
        .encode("任务编号,任务名称,责任单位,完成时限\r\n1,国标编码,县住建局,2021-12-31\r\n");
    fs::write(folder.path().join("任务.csv"), &bytes).unwrap();
    duban.wait_for("国标编码");
    duban.send("q");
    assert_eq!(duban.ends_within(Duration::from_secs(3)), 0);
}

#[test]
fn a_broken_save_keeps_the_last_good_state_and_says_so() {
    let folder = tempfile::tempdir().unwrap();
    write(folder.path(), ROWS);
    let mut duban = open(folder.path());
    duban.wait_for("工地扬尘");
    for broken in [&b""[..], b"\xff\xff\xfe broken", b"a,b,c\n1,2,3\n"] {
        fs::write(folder.path().join("任务.csv"), broken).unwrap();
        duban.wait_for("起显示上次读到的数据");
        // A frame comes in pieces: the rows may be a moment behind the banner.
        duban.wait_for("工地扬尘");
        // Asking again changes nothing.
        duban.send("r");
        duban.wait_for("起显示上次读到的数据");
        write(folder.path(), ROWS);
        duban.wait_gone("起显示上次读到的数据");
        duban.wait_for("工地扬尘");
    }
    // A directory and a pipe in the file's place neither block nor take the rows away.
    let file = folder.path().join("任务.csv");
    fs::remove_file(&file).unwrap();
    let made = std::process::Command::new("mkfifo")
        .arg(&file)
        .status()
        .unwrap();
    assert!(made.success());
    duban.wait_for("起显示上次读到的数据");
    duban.wait_for("工地扬尘");
    duban.send("q");
    assert_eq!(duban.ends_within(Duration::from_secs(3)), 0);
}

#[test]
fn a_broken_plan_keeps_the_last_good_one() {
    let folder = tempfile::tempdir().unwrap();
    write(folder.path(), ROWS);
    let plan = folder.path().join("plan.toml");
    fs::write(
        &plan,
        "[plan]\ntitle = \"第一版方案\"\ncounty = \"某县\"\nyear = 2021\n",
    )
    .unwrap();
    let mut duban = open(folder.path());
    duban.wait_for("第一版方案");
    fs::write(&plan, "[plan\n").unwrap();
    duban.wait_for("方案文件有误");
    duban.wait_for("第一版方案");
    // The page that the banner sends people to says where and what.
    duban.press("0", "第 1 行第 ");
    fs::write(
        &plan,
        "[plan]\ntitle = \"第二版方案\"\ncounty = \"某县\"\nyear = 2021\n",
    )
    .unwrap();
    duban.wait_for("第二版方案");
    duban.wait_gone("方案文件有误");
    duban.send("q");
    assert_eq!(duban.ends_within(Duration::from_secs(3)), 0);
}

#[test]
fn the_folder_goes_and_comes_back() {
    let home = tempfile::tempdir().unwrap();
    let folder = home.path().join("data");
    fs::create_dir(&folder).unwrap();
    write(&folder, ROWS);
    let mut duban = open(&folder);
    duban.wait_for("工地扬尘");
    fs::rename(&folder, home.path().join("away")).unwrap();
    duban.press("r", "打不开");
    duban.wait_for("工地扬尘");
    fs::rename(home.path().join("away"), &folder).unwrap();
    write(&folder, &ROWS.replace("工地扬尘", "工地复工"));
    duban.wait_for("工地复工");
    duban.send("q");
    assert_eq!(duban.ends_within(Duration::from_secs(3)), 0);
}
