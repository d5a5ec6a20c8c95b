//! What is remembered from one run to the next, outside the data.

use crate::session::Session;
use std::fs;
use std::time::Duration;

#[test]
fn screen_theme_language_and_order_come_back_with_the_folder() {
    let (folder, state) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let rows = "1,管网改造,腊口镇,2021-12-31\n2,矿山复绿,县林业局,2021-03-31\n";
    let head = "任务编号,任务名称,责任单位,完成时限\n";
    fs::write(folder.path().join("任务.csv"), format!("{head}{rows}")).unwrap();
    let environment = [("DUBAN_STATE_DIR", state.path().to_str().unwrap())];
    let start =
        |arguments: &[&str]| Session::with_environment(arguments, folder.path(), &environment);
    let mut first = start(&["."]);
    first.wait_for("总览");
    first.press("2", "管网改造");
    // To the column of deadlines, ordered by it.
    first.send("\u{1b}[C\u{1b}[C\u{1b}[C\u{1b}[C");
    first.press("s", "时限▲");
    first.press("t", "主题：浅色");
    first.press("\u{1b}OQ", "Tasks");
    first.send("q");
    assert_eq!(first.ends_within(Duration::from_secs(5)), 0);
    let mut second = start(&["."]);
    second.wait_for("Due▲");
    second.send("q");
    assert_eq!(second.ends_within(Duration::from_secs(5)), 0);
    // What is asked for wins, and another folder begins anew.
    let mut third = start(&[".", "--lang", "zh", "--screen", "overview"]);
    third.wait_for("下次会议前");
    third.send("q");
    third.ends_within(Duration::from_secs(5));
    let other = tempfile::tempdir().unwrap();
    let mut sample = Session::with_environment(&[], other.path(), &environment);
    sample.wait_for("下次会议前");
    sample.send("q");
    sample.ends_within(Duration::from_secs(5));
    // Nothing of it lies among the data.
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
}

/// A theme that nobody chose is the terminal's: on a light projector next time it is another one.
#[test]
fn only_a_theme_that_was_chosen_is_remembered() {
    let (folder, state) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let environment = [("DUBAN_STATE_DIR", state.path().to_str().unwrap())];
    let remembered = |arguments: &[&str], chooses: bool| {
        let mut duban = Session::with_environment(arguments, folder.path(), &environment);
        duban.wait_for("下次会议前");
        if chooses {
            duban.press("t", "主题：浅色");
        }
        duban.send("q");
        assert_eq!(duban.ends_within(Duration::from_secs(5)), 0);
        let mut files = fs::read_dir(state.path()).unwrap();
        let file = files.next().unwrap().unwrap().path();
        let text = fs::read_to_string(file).unwrap();
        let theme = text.lines().find(|line| line.starts_with("theme")).unwrap();
        theme.to_owned()
    };
    assert_eq!(remembered(&[], false), "theme = \"\"");
    assert_eq!(remembered(&["--theme", "contrast"], false), "theme = \"\"");
    assert_eq!(remembered(&[], true), "theme = \"light\"");
    // It stays, also where something else was asked for once.
    let asked = remembered(&["--theme", "contrast"], false);
    assert_eq!(asked, "theme = \"light\"");
}
