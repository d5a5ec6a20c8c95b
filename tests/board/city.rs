//! A city's folder: three counties, each in its own sub-folder, drilled from the top to a task.

use crate::support::{draw, now, text};
use crossterm::event::{Event, KeyCode, KeyEvent, KeyModifiers};
use duban::app::{App, Effect, Options};
use duban::i18n::Lang;
use duban::report::papers::{self, Format, Paper};
use duban::shell::loader::{Loader, Request};
use duban::shell::source::Place;
use duban::ui::{ScreenId, Target};
use std::collections::HashSet;

fn press(app: &mut App, code: KeyCode) {
    let _ = app.handle(&Event::Key(KeyEvent::new(code, KeyModifiers::NONE)), now());
}

/// 景宁 is late with two tasks, 云和 with one, 松阳 with none; 住建局 works in all of them.
fn city(lang: Lang, screen: ScreenId) -> App {
    city_with(lang, screen, &[])
}

/// The same with more files.
fn city_with(lang: Lang, screen: ScreenId, files: &[(&str, &str)]) -> App {
    let folder = tempfile::tempdir().unwrap();
    let head = "任务编号,任务名称,责任单位,完成时限,进度,状态,验收日期,公示日期,销号日期\n";
    let counties = [
        (
            "云和县",
            "1,城区管网改造,住建局,2021-10-05,60,,,,\n2,河道清淤,水利局,2021-12-31,80,,,,\n",
        ),
        (
            "景宁县",
            "1,填埋场封场,住建局,2021-09-20,50,,,,\n2,尾矿库治理,应急管理局、住建局,2021-10-01,70,,,,\n\
             3,畜禽养殖整治,农业农村局,2021-12-31,85,,,,\n",
        ),
        (
            "松阳县",
            "1,砂石场整治,住建局,2021-11-30,100,已销号,2021-09-10,2021-09-11,2021-09-12\n\
             2,扬尘治理,执法局,2021-12-31,85,,,,\n",
        ),
    ];
    for (county, rows) in counties {
        std::fs::create_dir(folder.path().join(county)).unwrap();
        let path = folder.path().join(county).join("整改任务.csv");
        std::fs::write(path, format!("{head}{rows}")).unwrap();
    }
    for (path, text) in files {
        std::fs::write(folder.path().join(path), text).unwrap();
    }
    let request = Request {
        place: Place::Paths(vec![folder.path().to_owned()]),
        plan: None,
        as_of: Some(now().date()),
        since: None,
    };
    let mut loaded = Loader::new(request)
        .load(now(), &HashSet::new(), |_, _| {})
        .unwrap();
    // The files are of the day the test runs.
    loaded.feed.exported = None;
    let mut app = App::new(&Options {
        lang,
        screen,
        ..Options::default()
    });
    app.loaded(loaded, now());
    app
}

#[test]
fn the_screens_of_a_city() {
    for lang in Lang::ALL {
        for (width, height) in [(80, 24), (120, 36)] {
            for screen in [ScreenId::Overview, ScreenId::Overdue] {
                let mut app = city(lang, screen);
                let name = format!("city-{}-{}-{width}x{height}", screen.name(), lang.name());
                insta::assert_snapshot!(name, text(&draw(&mut app, width, height)));
            }
        }
    }
}

/// 云和 misses its own goal for PM2.5, 景宁 meets the plan's, 松阳 has no figure; the river of 景宁
/// was of class Ⅲ once.
const AIR: &[(&str, &str)] = &[
    (
        "云和县/监测.csv",
        "指标,点位,日期,数值\nPM2.5,县城,2021-08,21\nPM2.5,县城,2021-09,23\nPM2.5,开发区,2021-08,25\n\
         地表水水质,石塘断面,2021-08,Ⅱ\n地表水水质,石塘断面,2021-09,Ⅱ\n",
    ),
    ("云和县/目标.csv", "指标,目标值,方向\nPM2.5,20,≤\n"),
    (
        "景宁县/监测.csv",
        "指标,点位,日期,数值\nPM2.5,,2021-08,17\nPM2.5,,2021-09,19\n\
         地表水水质,鹤溪断面,2021-08,Ⅲ\n地表水水质,鹤溪断面,2021-09,Ⅱ\n",
    ),
];

#[test]
fn the_indicators_of_a_city() {
    for lang in Lang::ALL {
        for (width, height) in [(80, 24), (120, 36), (200, 60)] {
            let mut app = city_with(lang, ScreenId::Indicators, AIR);
            let name = |level| format!("city-indicators-{level}-{}-{width}x{height}", lang.name());
            insta::assert_snapshot!(name("whole"), text(&draw(&mut app, width, height)));
            press(&mut app, KeyCode::Enter);
            insta::assert_snapshot!(name("counties"), text(&draw(&mut app, width, height)));
        }
    }
}

#[test]
fn from_an_indicator_to_its_counties_and_back() {
    let mut app = city_with(Lang::Zh, ScreenId::Indicators, AIR);
    let frame = |app: &mut App| text(&draw(app, 120, 36));
    let whole = Some(Target::Indicator("PM2.5".to_owned()));
    let county = |name: &str| Some(Target::IndicatorOf("PM2.5".to_owned(), name.to_owned()));
    assert_eq!(app.current(), whole);
    press(&mut app, KeyCode::Enter);
    // The worst first.
    assert_eq!(app.current(), county("云和县"));
    let inside = frame(&mut app);
    assert!(
        inside.contains("3 个区县中 1 个达标，1 个未达标：云和县 23，1 个无数据"),
        "{inside}"
    );
    assert!(inside.contains("指标：PM2.5"), "{inside}");
    press(&mut app, KeyCode::Down);
    assert_eq!(app.current(), county("松阳县"));
    // Ordered and searched as any table.
    press(&mut app, KeyCode::Char('/'));
    for c in "jn".chars() {
        press(&mut app, KeyCode::Char(c));
    }
    press(&mut app, KeyCode::Enter);
    assert_eq!(app.current(), county("景宁县"));
    press(&mut app, KeyCode::Esc);
    assert_eq!(app.current(), county("景宁县"));
    press(&mut app, KeyCode::Esc);
    assert_eq!(app.current(), whole);
    // What no county reads does not open.
    press(&mut app, KeyCode::Home);
    let first = app.current();
    press(&mut app, KeyCode::Enter);
    assert_eq!(app.current(), first);
}

#[test]
fn from_the_city_to_a_task_and_back() {
    let mut app = city(Lang::Zh, ScreenId::Overdue);
    let frame = |app: &mut App| text(&draw(app, 120, 36));
    // All of them first, then the latest county.
    let top = frame(&mut app);
    assert!(top.contains("3 个区县中 2 个有逾期，共 3 项"), "{top}");
    press(&mut app, KeyCode::Down);
    assert_eq!(app.current(), Some(Target::Region("景宁县".to_owned())));
    press(&mut app, KeyCode::Enter);
    let county = frame(&mut app);
    assert!(county.contains("区县：景宁县"), "{county}");
    assert!(
        county.contains("景宁县：2 家单位逾期，共 2 项；最长的是住建局，25 天"),
        "{county}"
    );
    assert!(!county.contains("执法局"), "{county}");
    // Its worst unit, its latest task there, and nothing of the other counties.
    assert_eq!(app.current(), Some(Target::Unit("住建局".to_owned())));
    assert!(!county.contains("城区管网改造"), "{county}");
    press(&mut app, KeyCode::Enter);
    press(&mut app, KeyCode::Enter);
    let task = Target::Task("景宁县".to_owned(), "1".to_owned());
    assert_eq!((app.active(), app.current()), (ScreenId::Tasks, Some(task)));
    assert!(frame(&mut app).contains("逾期 住建局 › 任务 景宁县 1"));
    // The same way back, the county still chosen.
    press(&mut app, KeyCode::Esc);
    assert_eq!(app.current(), Some(Target::Unit("住建局".to_owned())));
    assert!(frame(&mut app).contains("区县：景宁县"));
    press(&mut app, KeyCode::Esc);
    press(&mut app, KeyCode::Esc);
    assert_eq!(app.current(), Some(Target::Region("景宁县".to_owned())));
    // All units of the city, each over all its counties.
    press(&mut app, KeyCode::Up);
    press(&mut app, KeyCode::Enter);
    let all = frame(&mut app);
    assert!(
        all.contains("区县：全部区县") && all.contains("执法局"),
        "{all}"
    );
}

#[test]
fn a_county_on_the_overview_opens_and_esc_comes_back() {
    let mut app = city(Lang::Zh, ScreenId::Overview);
    assert_eq!(app.current(), Some(Target::Region("景宁县".to_owned())));
    press(&mut app, KeyCode::Enter);
    assert_eq!(app.active(), ScreenId::Overdue);
    let frame = text(&draw(&mut app, 120, 36));
    assert!(frame.contains("总览 › 逾期"), "{frame}");
    assert!(frame.contains("区县：景宁县"), "{frame}");
    press(&mut app, KeyCode::Esc);
    assert_eq!(app.active(), ScreenId::Overview);
    // Counties are found by their initials, too.
    press(&mut app, KeyCode::Char('3'));
    press(&mut app, KeyCode::Char('/'));
    for c in "yhx".chars() {
        press(&mut app, KeyCode::Char(c));
    }
    press(&mut app, KeyCode::Enter);
    assert_eq!(app.current(), Some(Target::Region("云和县".to_owned())));
}

/// 住建局 is late with one task in 云和 and two in 景宁: a notice that is drafted inside a county
/// names that county's only.
#[test]
fn a_notice_from_inside_a_county_is_of_that_county() {
    let mut app = city(Lang::Zh, ScreenId::Overdue);
    let ask = |app: &mut App| {
        let key = KeyEvent::new(KeyCode::Char('w'), KeyModifiers::NONE);
        let effects = app.handle(&Event::Key(key), now());
        let [Effect::Notice(whom)] = effects.as_slice() else {
            panic!("no notice: {effects:?}");
        };
        let paper = Paper::Notice(&whom.unit, whom.region.as_deref());
        let board = app.board().unwrap();
        let made = papers::write(paper, Format::Text, board, app.locale(), false, None).unwrap();
        press(app, KeyCode::Esc);
        made
    };
    press(&mut app, KeyCode::Down);
    press(&mut app, KeyCode::Enter);
    let county = ask(&mut app);
    assert!(
        county.contains("填埋场封场") && county.contains("尾矿库治理"),
        "{county}"
    );
    assert!(!county.contains("城区管网改造"), "{county}");
    // Of all counties from the list of all units.
    press(&mut app, KeyCode::Esc);
    press(&mut app, KeyCode::Home);
    press(&mut app, KeyCode::Enter);
    assert_eq!(app.current(), Some(Target::Unit("住建局".to_owned())));
    assert!(ask(&mut app).contains("城区管网改造"));
    // A unit named elsewhere is meant with all it has to do, whatever county was looked at last.
    press(&mut app, KeyCode::Esc);
    press(&mut app, KeyCode::Down);
    press(&mut app, KeyCode::Enter);
    press(&mut app, KeyCode::Char('1'));
    while !matches!(app.current(), Some(Target::Unit(_))) {
        press(&mut app, KeyCode::Down);
    }
    press(&mut app, KeyCode::Enter);
    let all = text(&draw(&mut app, 120, 36));
    assert!(all.contains("区县：全部区县"), "{all}");
    press(&mut app, KeyCode::Esc);
    assert_eq!(app.active(), ScreenId::Overview);
}

/// Forty sections of a river, only the last of them below class II: of more than find room the one
/// that failed stands first, and the rest are counted.
#[test]
fn of_many_sections_those_that_failed_are_shown() {
    let folder = tempfile::tempdir().unwrap();
    let mut rows = vec!["指标名称,断面,月份,数值".to_owned()];
    rows.extend((1..=40).map(|site| {
        let class = if site == 40 { "Ⅳ" } else { "Ⅱ" };
        format!("地表水水质,第{site}断面,2021-09,{class}")
    }));
    let rows = rows.join("\n");
    std::fs::write(folder.path().join("水质.csv"), rows).unwrap();
    let request = Request {
        place: Place::Paths(vec![folder.path().to_owned()]),
        plan: None,
        as_of: Some(now().date()),
        since: None,
    };
    let loaded = Loader::new(request)
        .load(now(), &HashSet::new(), |_, _| {})
        .unwrap();
    let mut app = App::new(&Options {
        lang: Lang::Zh,
        screen: ScreenId::Indicators,
        ..Options::default()
    });
    app.loaded(loaded, now());
    // The only indicator with readings is under the cursor.
    let frame = text(&draw(&mut app, 120, 36));
    let (failed, first) = (frame.find("第40断面   "), frame.find("第1断面   "));
    assert!(failed.is_some() && failed < first, "{frame}");
    let shown = frame.matches("断面   ").count();
    assert!(
        frame.contains(&format!("还有 {} 项", 40 - shown)),
        "{shown}\n{frame}"
    );
}

/// 20 days late with a 通报 and no 提醒: the slide shows the rung that was passed over as that, as the
/// screen does.
#[test]
fn a_rung_that_was_passed_over_was_not_taken() {
    let folder = tempfile::tempdir().unwrap();
    let tasks = "任务编号,任务名称,责任单位,完成时限,进度\n1,甲,水利局,2021-09-25,60\n";
    let actions = "日期,单位,方式,任务编号\n2021-10-04,水利局,通报,1\n";
    std::fs::write(folder.path().join("任务.csv"), tasks).unwrap();
    std::fs::write(folder.path().join("督办记录.csv"), actions).unwrap();
    let request = Request {
        place: Place::Paths(vec![folder.path().to_owned()]),
        plan: None,
        as_of: Some(now().date()),
        since: None,
    };
    let loaded = Loader::new(request)
        .load(now(), &HashSet::new(), |_, _| {})
        .unwrap();
    let mut app = App::new(&Options::default());
    app.loaded(loaded, now());
    press(&mut app, KeyCode::Char('p'));
    let mut frame = text(&draw(&mut app, 120, 36));
    for _ in 0..12 {
        if frame.contains("采取了什么措施，还差什么？") {
            break;
        }
        press(&mut app, KeyCode::Right);
        frame = text(&draw(&mut app, 120, 36));
    }
    let ladder = frame.lines().find(|line| line.contains("水利局  "));
    let marks: Vec<&str> = ladder.unwrap_or_default().split_whitespace().collect();
    assert_eq!(marks[..5], ["水利局", "–", "◆", "◇", "·"], "{frame}");
}

/// In 景宁县 the second unit is under the cursor, which 云和县 has not; there it begins with the unit
/// that is late the most, not with the second.
#[test]
fn a_county_begins_with_its_latest_unit() {
    let mut app = city(Lang::Zh, ScreenId::Overdue);
    draw(&mut app, 120, 36);
    for code in [KeyCode::Down, KeyCode::Enter, KeyCode::Down] {
        press(&mut app, code);
        draw(&mut app, 120, 36);
    }
    assert_eq!(app.current(), Some(Target::Unit("应急管理局".to_owned())));
    for code in [KeyCode::Esc, KeyCode::Down, KeyCode::Enter] {
        press(&mut app, code);
        draw(&mut app, 120, 36);
    }
    assert_eq!(app.current(), Some(Target::Unit("住建局".to_owned())));
}
