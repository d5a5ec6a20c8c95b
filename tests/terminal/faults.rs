//! Files that misbehave under the running program: no crash, no stall, no wrong figure, and the
//! last good state stays until there is a better one.

use crate::session::Session;
use crate::truth::assert_true;
use std::fs::{self, File};
use std::io::Write;
use std::path::Path;
use std::time::Duration;

const AS_OF: &str = "2021-10-15";
const HEAD: &str = "任务编号,任务名称,责任单位,开始日期,完成时限,进度(%),状态\n";
const OLD: &str = "起显示上次读到的数据";
const LIMIT: Duration = Duration::from_secs(3);

/// So many tasks, each of another progress by `turn`.
fn rows(count: usize, turn: usize) -> String {
    (1..=count).fold(HEAD.to_owned(), |all, at| {
        let progress = (turn + at) % 90;
        let due = if at % 2 == 0 {
            "2021-09-30"
        } else {
            "2021-12-31"
        };
        all + &format!("{at},第{at}件事,县住建局,2021-01-01,{due},{progress},\n")
    })
}

fn open(folder: &Path) -> Session {
    let path = folder.to_str().unwrap();
    Session::start(&["--as-of", AS_OF, "--screen", "tasks", path], folder)
}

fn quit(mut session: Session) {
    session.send("q");
    assert_eq!(session.ends_within(LIMIT), 0);
    session.assert_restored();
}

/// Written over in 50 pieces over more than seven seconds: never a part of it on the screen.
#[test]
fn truncated_and_written_in_slow_pieces() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("任务.csv");
    fs::write(&file, rows(20, 1)).unwrap();
    let mut duban = open(folder.path());
    duban.wait_for("20 项任务：");
    let text = rows(20, 40);
    let mut out = File::create(&file).unwrap();
    for piece in text.as_bytes().chunks(text.len().div_ceil(50)) {
        out.write_all(piece).unwrap();
        out.flush().unwrap();
        std::thread::sleep(Duration::from_millis(150));
        let screen = duban.screen();
        assert!(screen.contains("20 项任务："), "{screen}");
    }
    duban.assert_awake();
    drop(out);
    assert_true(&duban, folder.path(), AS_OF);
    quit(duban);
}

#[test]
fn replaced_two_hundred_times() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("任务.csv");
    fs::write(&file, rows(12, 0)).unwrap();
    let mut duban = open(folder.path());
    duban.wait_for("12 项任务：");
    for turn in 0..200 {
        let beside = folder.path().join(".save.tmp");
        fs::write(&beside, rows(12, turn)).unwrap();
        fs::rename(&beside, &file).unwrap();
        if turn % 50 == 25 {
            duban.assert_awake();
        }
        let screen = duban.screen();
        assert!(screen.contains("12 项任务："), "{screen}");
        assert!(!screen.contains(OLD), "{screen}");
        std::thread::sleep(Duration::from_millis(10));
    }
    assert_true(&duban, folder.path(), AS_OF);
    quit(duban);
}

/// Puts something that is no table in a file's place.
type Put = fn(&Path);

/// What stands in the file's place is no table: the last good state stays and is said to be old.
#[test]
fn something_else_in_the_files_place() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("任务.csv");
    fs::write(&file, rows(12, 0)).unwrap();
    let mut duban = open(folder.path());
    duban.wait_for("12 项任务：");
    let kinds: [(&str, Put); 4] = [
        ("a folder", |file| fs::create_dir(file).unwrap()),
        ("a pipe", |file| {
            let made = std::process::Command::new("mkfifo").arg(file).status();
            assert!(made.unwrap().success());
        }),
        ("a socket", |file| {
            drop(std::os::unix::net::UnixListener::bind(file).unwrap());
        }),
        ("300 MB of nothing", |file| {
            File::create(file).unwrap().set_len(300 << 20).unwrap();
        }),
    ];
    for (turn, (name, put)) in kinds.into_iter().enumerate() {
        fs::remove_file(&file).unwrap();
        put(&file);
        duban.wait_until(name, |screen| {
            screen.contains(OLD) && screen.contains("12 项任务：")
        });
        duban.assert_awake();
        if file.is_dir() {
            fs::remove_dir(&file).unwrap();
        } else {
            fs::remove_file(&file).unwrap();
        }
        fs::write(&file, rows(12, turn + 1)).unwrap();
        duban.wait_gone(OLD);
        assert_true(&duban, folder.path(), AS_OF);
    }
    quit(duban);
}

/// A link to nothing is a file that was deleted; a second file is there so that the folder is
/// not empty.
#[test]
fn deleted_dangling_unreadable_and_restored() {
    use std::os::unix::fs::PermissionsExt;
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("任务.csv");
    fs::write(&file, rows(12, 0)).unwrap();
    let other = format!("{HEAD}99,另一件事,县水利局,2021-01-01,2021-12-31,80,\n");
    fs::write(folder.path().join("其他.csv"), other).unwrap();
    let mut duban = open(folder.path());
    duban.wait_for("13 项任务：");
    fs::remove_file(&file).unwrap();
    duban.wait_for("1 项任务：");
    duban.wait_for("任务.csv 已不在，数据按余下的文件统计");
    assert_true(&duban, folder.path(), AS_OF);
    std::os::unix::fs::symlink(folder.path().join("nowhere.csv"), &file).unwrap();
    duban.assert_awake();
    assert_true(&duban, folder.path(), AS_OF);
    fs::remove_file(&file).unwrap();
    fs::write(&file, rows(12, 3)).unwrap();
    duban.wait_for("13 项任务：");
    assert_true(&duban, folder.path(), AS_OF);
    // Who is root reads it all the same, and then there is no fault to show.
    fs::write(&file, rows(12, 4)).unwrap();
    fs::set_permissions(&file, fs::Permissions::from_mode(0o000)).unwrap();
    if File::open(&file).is_err() {
        duban.wait_for(OLD);
        duban.wait_for("13 项任务：");
    }
    duban.assert_awake();
    fs::set_permissions(&file, fs::Permissions::from_mode(0o600)).unwrap();
    duban.wait_gone(OLD);
    assert_true(&duban, folder.path(), AS_OF);
    quit(duban);
}

/// Another program holds the file locked, as spreadsheets do: it is read all the same, and while
/// duban runs the other can lock and save it.
#[test]
fn locked_by_another_program() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("任务.csv");
    fs::write(&file, rows(12, 0)).unwrap();
    let mut duban = open(folder.path());
    duban.wait_for("12 项任务：");
    let mut other = File::options().write(true).open(&file).unwrap();
    other.try_lock().unwrap();
    other.write_all(rows(12, 7).as_bytes()).unwrap();
    other.sync_all().unwrap();
    assert_true(&duban, folder.path(), AS_OF);
    duban.send("r");
    duban.assert_awake();
    assert_true(&duban, folder.path(), AS_OF);
    drop(other);
    quit(duban);
}

#[test]
fn the_folder_renamed_away_and_back() {
    let home = tempfile::tempdir().unwrap();
    let (here, away) = (home.path().join("here"), home.path().join("away"));
    fs::create_dir(&here).unwrap();
    fs::write(here.join("任务.csv"), rows(12, 0)).unwrap();
    let mut duban = open(&here);
    duban.wait_for("12 项任务：");
    for turn in 1..4 {
        fs::rename(&here, &away).unwrap();
        duban.wait_for(OLD);
        duban.wait_for("12 项任务：");
        duban.assert_awake();
        fs::write(away.join("任务.csv"), rows(12, turn)).unwrap();
        fs::rename(&away, &here).unwrap();
        duban.wait_gone(OLD);
        assert_true(&duban, &here, AS_OF);
    }
    quit(duban);
}
