//! Every screen and key.

use crate::session::Session;
use std::time::Duration;

#[test]
fn the_sample_opens_and_every_key_does_what_it_says() {
    let folder = tempfile::tempdir().unwrap();
    let mut duban = Session::start(&[], folder.path());
    duban.wait_for("示例数据");
    duban.wait_for("6 项任务");
    duban.press("2", "6 项任务分为 34 个子项");
    duban.press("3", "腊口镇，逾期 23 天");
    duban.press("4", "15 项指标");
    duban.press("5", "总体进度");
    duban.press("0", "问题清单");
    duban.press("1", "下次会议前");
    duban.press("\t", "6 项任务分为");
    duban.press("\u{1b}[Z", "下次会议前");
    // Into the first task and back to where one came from.
    duban.press("\r", "为什么 · 下一步");
    duban.send("\u{1b}");
    duban.wait_gone("为什么 · 下一步");
    duban.press("?", "按光标所在列排序");
    duban.send("\u{1b}");
    duban.wait_gone("按光标所在列排序");
    // Finding by initials of the pinyin: 腊口镇 is lkz.
    duban.press("2", "城区雨污分流改造");
    duban.press("/", "查找（汉字");
    duban.press("lkz", "腊口镇集镇污水管网入户工程");
    duban.wait_gone("城区雨污分流改造");
    duban.send("\r");
    duban.wait_for("查找“lkz”：1");
    duban.send("\u{1b}");
    duban.wait_gone("查找“lkz”");
    duban.press("g", "城区雨污分流改造");
    // Filter by the class under the cursor, order, fold.
    duban.press("f", "状态：");
    duban.send("f");
    duban.wait_gone("状态：");
    // Ordered by the column under the cursor: its own direction, the other, none.
    duban.press("s", "状态▼");
    duban.press("s", "状态▲");
    duban.send("s");
    duban.wait_gone("状态▲");
    duban.send("z");
    duban.wait_gone("城区雨污分流改造");
    duban.press("z", "城区雨污分流改造");
    duban.press("t", "主题：浅色");
    duban.press("\u{1b}OQ", "Overview");
    duban.wait_for("34 parts");
    duban.press("\u{1b}OQ", "总览");
    duban.press("y", "本页结论已复制");
    assert!(
        duban.raw().contains("\u{1b}]52;c;"),
        "the clipboard was not asked"
    );
    // A Chinese input method: full-width keys work, a Han character is explained.
    duban.press("３", "家单位");
    duban.press("环", "当前为中文输入法");
    duban.send("q");
    assert_eq!(duban.ends_within(Duration::from_secs(3)), 0);
    duban.assert_restored();
    // Once, to measure its symbols, before anything is drawn; never again.
    let raw = duban.raw();
    let drawn = raw.find("\u{1b}[?1049h").unwrap();
    assert!(
        !raw[drawn..].contains("\u{1b}[6n"),
        "the terminal was asked for its cursor"
    );
}

#[test]
fn any_size_and_back() {
    let folder = tempfile::tempdir().unwrap();
    let mut duban = Session::start(&[], folder.path());
    duban.wait_for("6 项任务");
    duban.resize(40, 10);
    duban.wait_for("窗口太小");
    duban.resize(200, 60);
    duban.wait_for("总体进度曲线");
    duban.resize(1, 1);
    duban.resize(80, 24);
    duban.wait_for("6 项任务");
    for step in 0..200u16 {
        duban.resize(20 + step % 120, 5 + step % 50);
    }
    duban.resize(120, 36);
    duban.wait_for("下次会议前");
    duban.send("q");
    assert_eq!(duban.ends_within(Duration::from_secs(3)), 0);
    duban.assert_restored();
}

/// What the emulator shows is what was drawn, also where a highlight moves over Chinese
/// text and a page opens on half a character (ratatui#2526, #2652).
#[test]
fn the_terminal_shows_what_was_drawn() {
    let folder = tempfile::tempdir().unwrap();
    let mut duban = Session::start(&["--screen", "tasks"], folder.path());
    duban.wait_for("城区雨污分流改造");
    // A whole frame, not the middle of one.
    duban.press("\u{1b}[B", "1-1");
    duban.send("\u{1b}[A");
    duban.wait_until("a still picture", {
        let last = std::cell::RefCell::new((String::new(), std::time::Instant::now()));
        move |screen| {
            let mut last = last.borrow_mut();
            if last.0 != screen {
                *last = (screen.to_owned(), std::time::Instant::now());
            }
            last.1.elapsed() > std::time::Duration::from_millis(400)
        }
    });
    let clean = duban.screen();
    for _ in 0..5 {
        duban.send("\u{1b}[B");
    }
    duban.press("?", "按光标所在列排序");
    duban.send("\u{1b}");
    duban.wait_gone("按光标所在列排序");
    for _ in 0..5 {
        duban.send("\u{1b}[A");
    }
    duban.wait_until("the same screen", |screen| screen == clean);
    duban.send("q");
    duban.ends_within(Duration::from_secs(3));
}
