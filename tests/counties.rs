//! Counties as a city's folders, registers and rows spell them: what is one county, what is one
//! unit, and whose a letter is. Real folders, read as the program reads them.

#![expect(
    clippy::unwrap_used,
    clippy::disallowed_methods,
    reason = "a test that fails stops here, and tests write files"
)]

use chrono::NaiveDateTime;
use duban::analysis::board::{Board, IndicatorVerdict};
use duban::app::{Closing, NewDecision};
use duban::i18n::{Lang, Locale};
use duban::report::papers::{self, Format, Paper};
use duban::shell::loader::{Loader, Request};
use duban::shell::source::Place;
use duban::terms::Level;
use std::collections::HashSet;
use std::fs;
use std::path::Path;
use std::sync::Arc;
use tempfile::TempDir;

const HEAD: &str = "任务编号,任务名称,责任单位,完成时限,进度";

fn folder(files: &[(&str, &str)]) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (name, text) in files {
        save(folder.path(), name, text);
    }
    folder
}

fn save(folder: &Path, name: &str, text: &str) {
    let path = folder.join(name);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, text).unwrap();
}

fn loader(folder: &Path) -> Loader {
    Loader::new(Request {
        place: Place::Paths(vec![folder.to_owned()]),
        plan: None,
        as_of: Some("2021-11-15".parse().unwrap()),
        since: None,
    })
}

fn load(loader: &mut Loader) -> Arc<Board> {
    let now = NaiveDateTime::default();
    loader.load(now, &HashSet::new(), |_, _| {}).unwrap().board
}

fn board(files: &[(&str, &str)]) -> Arc<Board> {
    load(&mut loader(folder(files).path()))
}

/// 区县 and 编号 of every task.
fn tasks(board: &Board) -> Vec<String> {
    (0..board.tasks.len() as u32)
        .filter_map(|ix| board.task_key(ix))
        .map(|(region, id)| format!("{region} {id}"))
        .collect()
}

fn units(board: &Board) -> Vec<(&str, usize)> {
    let all = board.units.iter();
    all.map(|unit| (unit.unit.as_str(), unit.tasks().len()))
        .collect()
}

fn notice(board: &Board, unit: &str, region: Option<&str>) -> String {
    let locale = Locale::new(Lang::Zh);
    let paper = Paper::Notice(unit, region);
    match papers::write(paper, Format::Text, board, &locale, false, None) {
        Ok(text) => text,
        Err(fault) => papers::explain(&locale, paper, &fault),
    }
}

/// One task of each county, late by 45 days, in a file without a column of counties.
fn late(unit: &str) -> String {
    format!("{HEAD}\n1,甲,{unit},2021-10-01,50\n")
}

/// A city's folder is none of its counties, and their rows stay three.
#[test]
fn a_city_does_not_swallow_its_counties() {
    let head = format!("{HEAD},区县");
    let rows = ["丽水市青田县", "丽水市松阳县", "丽水市莲都区"];
    let rows = rows.map(|one| format!("1,甲,水利局,2021-12-31,50,{one}\n"));
    let rows = rows.concat();
    let board = board(&[("丽水市/任务.csv", &format!("{head}\n{rows}"))]);
    assert_eq!(
        tasks(&board),
        ["丽水市青田县 1", "丽水市松阳县 1", "丽水市莲都区 1"]
    );
    // 长沙县 lies beside 长沙, and is not the folder 长沙 where both are named.
    let rows = "1,甲,水利局,2021-12-31,50,长沙市\n1,乙,水利局,2021-12-31,50,长沙县\n";
    let board = self::board(&[("长沙/任务.csv", &format!("{head}\n{rows}"))]);
    assert_eq!(tasks(&board), ["长沙市 1", "长沙县 1"]);
}

/// The city's register of steps names 松阳县 where the folder is 松阳: they meet, also where the
/// folder comes later.
#[test]
fn a_citys_register_meets_the_folders_of_its_counties() {
    let steps = "日期,区县,单位,方式,任务编号\n2021-10-20,松阳县,县住建局,督办,1\n";
    let data = folder(&[
        ("督办记录.csv", steps),
        ("青田县/任务.csv", &late("县住建局")),
        ("松阳/任务.csv", &late("县住建局")),
    ]);
    let taken = |board: &Board| -> Vec<(String, Option<Level>)> {
        let all = board.units.iter();
        all.map(|unit| (unit.unit.clone(), unit.step_taken))
            .collect()
    };
    let wanted = [
        ("松阳县住建局".to_owned(), Some(Level::Supervision)),
        ("青田县住建局".to_owned(), None),
    ];
    let mut loader = loader(data.path());
    assert_eq!(taken(&load(&mut loader)), wanted);
    // Without the folder the name stands for itself.
    let away = tempfile::tempdir().unwrap();
    fs::rename(data.path().join("松阳"), away.path().join("松阳")).unwrap();
    let board = load(&mut loader);
    let region = board
        .tables
        .actions
        .first()
        .and_then(|&id| board.tables.action(id));
    assert_eq!(region.unwrap().region(), "松阳县");
    fs::rename(away.path().join("松阳"), data.path().join("松阳")).unwrap();
    assert_eq!(taken(&load(&mut loader)), wanted);
}

/// Ids that begin with their year are ids; of two that would become one neither is lost.
#[test]
fn ids_with_a_year_stay() {
    let row = |id: &str| format!("{id},甲,水利局,2021-12-31,50\n");
    let text = |ids: &[&str]| {
        format!(
            "{HEAD}\n{}",
            ids.iter().map(|id| row(id)).collect::<String>()
        )
    };
    let board = board(&[("任务.csv", &text(&["2021-1-4", "2020-1-4", "2021-13-1"]))]);
    assert_eq!(tasks(&board), [" 2021-1-4", " 2020-1-4", " 2021-13-1"]);
    assert!(board.diagnostics.is_empty(), "{:?}", board.diagnostics);
    let board = self::board(&[("任务.csv", &text(&["2021-01-04", "2022-01-04", "2021/1/5"]))]);
    assert_eq!(tasks(&board), [" 1-4", " 2022-01-04", " 1-5"]);
}

/// A unit that is named with its county is that county's, whoever names it: the city's own bureaus
/// in 市直, or a row of 松阳 that writes 松阳县 in full.
#[test]
fn a_unit_named_with_its_county_is_the_countys() {
    let board = board(&[
        ("市直/任务.csv", &late("青田县腊口镇、市水利局")),
        ("青田县/任务.csv", &late("腊口镇")),
        (
            "松阳/任务.csv",
            &format!("{}2,乙,松阳县城关镇,2021-10-01,50\n", late("城关镇")),
        ),
    ]);
    let mut told = units(&board);
    told.sort_unstable();
    assert_eq!(
        told,
        [("市水利局", 1), ("松阳城关镇", 2), ("青田县腊口镇", 2)]
    );
    // It is found by the name that is shown.
    let text = notice(&board, "青田县腊口镇", None);
    assert!(text.contains("责任单位：青田县腊口镇"), "{text}");
    assert!(text.contains("有 2 项逾期"), "{text}");
}

/// 龙泉 is a city among counties: its 市住建局 is its own, that of 青田县's rows the prefecture's.
#[test]
fn a_city_among_counties_has_bureaus_of_its_own() {
    let board = board(&[
        ("龙泉市/任务.csv", &late("市住建局")),
        ("青田县/任务.csv", &late("市住建局")),
    ]);
    assert_eq!(units(&board), [("市住建局", 1), ("龙泉市住建局", 1)]);
}

/// The folder's own 县住建局 does not answer for a letter to that of 松阳县; a register of the city
/// without a column of counties still numbers on.
#[test]
fn letters_to_others_are_not_demanded() {
    let files = [
        ("任务.csv", late("县住建局")),
        ("松阳县/任务.csv", late("县住建局")),
        (
            "松阳县/督办记录.csv",
            "日期,单位,方式,任务编号,文号,反馈时限\n\
             2021-10-20,县住建局,督办,1,松整督〔2021〕1号,2021-11-05\n"
                .to_owned(),
        ),
    ];
    let files = files.each_ref().map(|(name, text)| (*name, text.as_str()));
    let board = board(&files);
    let own = notice(&board, "县住建局", Some(""));
    assert!(!own.contains("松整督"), "{own}");
    let county = notice(&board, "县住建局", Some("松阳县"));
    assert!(
        county.contains("松整督〔2021〕1号 的反馈已逾期 10 天"),
        "{county}"
    );
    // The county as it is shown, and as it is spelled otherwise.
    let shown = notice(&board, "县住建局", Some("青田县"));
    assert_eq!(shown, own);
    assert_eq!(notice(&board, "县住建局", Some("松阳")), county);

    let board = self::board(&[
        ("青田县/任务.csv", &late("县住建局")),
        ("松阳县/任务.csv", &late("县住建局")),
        (
            "督办记录.csv",
            "日期,单位,方式,文号\n2021-10-20,青田县住建局,督办,丽整督〔2021〕7号\n",
        ),
    ]);
    let text = notice(&board, "青田县住建局", None);
    assert!(text.contains("丽整督〔2021〕8号"), "{text}");
}

/// A county is missing where a table of it cannot be read: not where a note lies in its folder, nor
/// a workbook whose CSV was read, nor where the city's own table has its tasks.
#[test]
fn what_is_no_table_is_not_missing() {
    let head = format!("{HEAD},区县\n1,甲,水利局,2021-12-31,50,松阳县\n");
    let board = board(&[
        ("任务.csv", &head),
        ("青田县/任务.csv", &late("水利局")),
        ("附件/说明.txt", "本目录存放各县报送的附件。\n"),
        ("松阳/说明.txt", "见市里的总表。\n"),
        (
            "云和县/任务.csv",
            "任务编号,任务名称,责任单位\n1,甲,水利局\n",
        ),
        ("景宁县/任务.csv", ""),
    ]);
    assert_eq!(board.unread, ["云和县", "景宁县"]);
}

/// A city's plan has clauses of its own: a notice names it, and cites none of another's.
#[test]
fn another_plan_is_not_cited_by_its_clauses() {
    let plan = "[plan]\ntitle = \"丽水市整改方案\"\ncounty = \"丽水市\"\nyear = 2021\n";
    let board = board(&[("plan.toml", plan), ("青田县/任务.csv", &late("水利局"))]);
    let text = notice(&board, "水利局", None).replace('\n', "");
    assert!(text.contains("根据《丽水市整改方案》，现予"), "{text}");
    assert!(
        !text.contains("五（三）") && !text.contains("一票否优"),
        "{text}"
    );
    let board = self::board(&[("青田县/任务.csv", &late("水利局"))]);
    let text = notice(&board, "水利局", None).replace('\n', "");
    assert!(text.contains("》五（三），现予"), "{text}");
}

/// A county that comes while the program runs and tells no figure is a gap at once, though no
/// reading changed.
#[test]
fn a_county_that_comes_later_is_a_gap() {
    let air = |value: u32| format!("指标,日期,数值\nPM2.5,2021-09,{value}\n");
    let data = folder(&[
        ("青田县/任务.csv", &late("水利局")),
        ("青田县/监测.csv", &air(20)),
        ("松阳县/监测.csv", &air(24)),
    ]);
    let regions = |board: &Board| -> Vec<String> {
        let one = board.indicators.iter().find(|one| one.indicator == "PM2.5");
        let all = one.map_or_else(Vec::new, |one| one.regions.clone());
        all.into_iter().map(|one| one.region).collect()
    };
    let mut loader = loader(data.path());
    assert_eq!(regions(&load(&mut loader)), ["松阳县", "青田县"]);
    save(data.path(), "云和县/任务.csv", &late("水利局"));
    assert_eq!(regions(&load(&mut loader)), ["松阳县", "云和县", "青田县"]);
    fs::remove_dir_all(data.path().join("云和县")).unwrap();
    assert_eq!(regions(&load(&mut loader)), ["松阳县", "青田县"]);
}

fn indicator<'a>(board: &'a Board, name: &str) -> &'a IndicatorVerdict {
    let mut all = board.indicators.iter();
    all.find(|one| one.indicator == name).unwrap()
}

fn codes(board: &Board) -> Vec<&'static str> {
    board
        .diagnostics
        .iter()
        .map(|one| one.code.name())
        .collect()
}

/// 全市 in the column of counties is the city's own figure, 31; a blank there is nobody's, and told:
/// the city is the mean of 10 and 12 then. In a file without the column all is the city's own.
#[test]
fn the_citys_own_figure_is_named() {
    let rows = |own: &str| {
        format!(
            "指标,日期,数值,区县\nPM2.5,2021-09,10,松阳县\nPM2.5,2021-09,12,龙泉市\nPM2.5,2021-09,31,{own}\n"
        )
    };
    let told = |files: &[(&str, &str)]| {
        let board = board(files);
        let one = indicator(&board, "PM2.5");
        let regions: Vec<String> = one.regions.iter().map(|one| one.region.clone()).collect();
        (one.value, regions, codes(&board))
    };
    let two = vec!["龙泉市".to_owned(), "松阳县".to_owned()];
    let plan = "[plan]\ntitle = \"方案\"\ncounty = \"丽水市\"\nyear = 2021\n\
                [[target]]\nindicator = \"PM2.5\"\ntarget = 25\ndirection = \"<=\"\nmethod = \"mean\"\n";
    for own in ["全市", "市本级", "丽水市"] {
        let found = told(&[("plan.toml", plan), ("监测.csv", &rows(own))]);
        assert_eq!(found, (Some(31.0), two.clone(), vec![]), "{own}");
    }
    let found = told(&[("监测.csv", &rows(""))]);
    assert_eq!(found, (Some(11.0), two.clone(), vec!["region-missing"]));
    let counties = rows("云和县");
    let found = told(&[
        ("监测.csv", &counties),
        ("全市.csv", "指标,日期,数值\nPM2.5,2021-09,9\n"),
    ]);
    assert_eq!(found.0, Some(9.0));
    // The same with tasks: the city's own are no county's.
    let tasks = format!(
        "{HEAD},区县\n1,甲,水利局,2021-12-31,50,松阳县\n2,乙,水利局,2021-12-31,50,龙泉市\n3,丙,水利局,2021-12-31,50,全市\n"
    );
    let board = board(&[("任务.csv", &tasks)]);
    assert_eq!(self::tasks(&board), ["松阳县 1", "龙泉市 2", " 3"]);
}

/// 松阳 and 松阳县 in the city's table are the folder 松阳县: 10, 30 and 12 make 17.33; 景宁县 is
/// short for 景宁畲族自治县.
#[test]
fn two_spellings_of_a_folder_are_one_county() {
    let board = board(&[
        (
            "监测.csv",
            "指标,日期,数值,区县\nPM2.5,2021-09,10,松阳\nPM2.5,2021-10,30,松阳县\nPM2.5,2021-09,20,景宁县\n",
        ),
        ("松阳县/监测.csv", "指标,日期,数值\nPM2.5,2021-08,12\n"),
        (
            "景宁畲族自治县/监测.csv",
            "指标,日期,数值\nPM2.5,2021-08,22\n",
        ),
    ]);
    let one = indicator(&board, "PM2.5");
    let regions: Vec<_> = one
        .regions
        .iter()
        .map(|one| (&*one.region, one.value, one.n))
        .collect();
    let value = (10.0 + 30.0 + 12.0) / 3.0;
    assert_eq!(
        regions,
        [
            ("景宁畲族自治县", Some(21.0), 2),
            ("松阳县", Some(value), 3),
        ]
    );
}

/// A share of 1 where the plan asks for percent is told, and so is a goal that is not there.
#[test]
fn a_share_of_one_and_a_goal_that_is_missing_are_told() {
    let board = board(&[
        (
            "监测.csv",
            "指标,日期,数值\n工业固废安全处理率,2021-09,0.992\n工业固废安全处理率,2021-10,0.5%\n",
        ),
        (
            "目标.csv",
            "指标,目标值,方向\nPM2.5,,≤\n地表水水质,不适用,≥\n",
        ),
    ]);
    assert_eq!(codes(&board), ["percent-small", "cell-missing"]);
}

/// A spelling that is a folder's own means that folder, whatever lies beside it.
#[test]
fn a_folder_of_that_very_name_is_meant() {
    let head =
        format!("{HEAD},区县\n1,甲,水利局,2021-12-31,50,长沙\n2,乙,水利局,2021-12-31,50,浏阳市\n");
    let board = board(&[
        ("任务.csv", &head),
        (
            "长沙/任务.csv",
            &format!("{HEAD}\n8,丙,水利局,2021-12-31,50\n"),
        ),
        (
            "长沙县/任务.csv",
            &format!("{HEAD}\n9,丁,水利局,2021-12-31,50\n"),
        ),
    ]);
    let mut all = tasks(&board);
    all.sort();
    assert_eq!(all, ["浏阳市 2", "长沙 1", "长沙 8", "长沙县 9"]);
}

/// A city's register that names the whole alone, 全市, is the city's own, as where it names counties.
#[test]
fn the_whole_alone_is_no_county() {
    let board = board(&[
        ("监测.csv", "指标,日期,数值,区县\nPM2.5,2021-09,21,全市\n"),
        ("青田县/监测.csv", "指标,日期,数值\nPM2.5,2021-09,30\n"),
        ("松阳县/监测.csv", "指标,日期,数值\nPM2.5,2021-09,30\n"),
        (
            "任务.csv",
            &format!("{HEAD},区县\n1,甲,市水利局,2021-12-31,50,全市\n"),
        ),
        (
            "青田县/任务.csv",
            &format!("{HEAD}\n1,乙,县水利局,2021-12-31,50\n"),
        ),
    ]);
    let one = indicator(&board, "PM2.5");
    assert_eq!(one.value, Some(21.0));
    assert_eq!(one.regions.len(), 2);
    assert_eq!(tasks(&board), [" 1", "青田县 1"]);
    assert_eq!(units(&board), [("市水利局", 1), ("青田县水利局", 1)]);
}

/// What was good stays when a county's folder comes beside it, though the file is broken by now, or
/// still being written.
#[test]
fn a_new_county_costs_nothing_that_was_good() {
    let register = format!("{HEAD}\n1,甲,市水利局,2021-12-31,50\n");
    let folder = folder(&[("任务.csv", &register)]);
    let mut loader = loader(folder.path());
    assert_eq!(load(&mut loader).tasks.len(), 1);
    let other = format!("{HEAD}\n1,乙,县水利局,2021-12-31,50\n");
    save(folder.path(), "任务.csv", "");
    save(folder.path(), "青田县/任务.csv", &other);
    let now = NaiveDateTime::default();
    let loaded = loader.load(now, &HashSet::new(), |_, _| {}).unwrap();
    assert_eq!(tasks(&loaded.board), [" 1", "青田县 1"]);
    assert_eq!(loaded.feed.faults.len(), 1);
    save(folder.path(), "任务.csv", &register);
    assert_eq!(load(&mut loader).tasks.len(), 2);
    save(folder.path(), "松阳县/任务.csv", &other);
    let held = HashSet::from([folder.path().join("任务.csv")]);
    let loaded = loader.load(now, &held, |_, _| {}).unwrap();
    assert_eq!(loaded.board.tasks.len(), 3);
}

/// duban's own decisions: one of the whole is marked done where the file says 全市, and a new one is
/// written in the file's spelling, for two spellings of a county might be two.
#[test]
fn decisions_in_the_files_own_spelling() {
    let head = "编号,会议日期,议定事项,责任单位,完成时限,任务编号,状态,办结日期,区县";
    let folder = folder(&[
        (
            "松阳/任务.csv",
            &format!("{HEAD}\n1,治水,县水利局,2021-12-31,50\n"),
        ),
        (
            "青田/任务.csv",
            &format!("{HEAD}\n1,治水,县水利局,2021-12-31,50\n"),
        ),
        (
            "decisions.csv",
            &format!(
                "{head}\nY1,2021-10-01,甲,市水利局,,,,,全市\nY2,2021-10-01,乙,县水利局,,1,,,松阳县\n"
            ),
        ),
    ]);
    let mut loader = loader(folder.path());
    let of = |board: &Board| -> Vec<String> {
        let all = board
            .tables
            .decisions
            .iter()
            .filter_map(|&id| board.tables.decision(id));
        all.map(|one| format!("{} {}", one.region(), one.id()))
            .collect()
    };
    assert_eq!(of(&load(&mut loader)), [" Y1", "松阳 Y2"]);
    let decision = NewDecision {
        id: "Y3".to_owned(),
        meeting: "2021-11-15".parse().unwrap(),
        text: "丙".to_owned(),
        units: "县水利局".to_owned(),
        deadline: None,
        task: "1".to_owned(),
        region: "松阳".to_owned(),
    };
    loader.record(&decision).unwrap();
    assert_eq!(of(&load(&mut loader)), [" Y1", "松阳 Y2", "松阳 Y3"]);
    let closing = Closing {
        file: "decisions.csv".into(),
        id: "Y1".to_owned(),
        region: String::new(),
        day: "2021-11-15".parse().unwrap(),
    };
    loader.close(&closing).unwrap();
    let board = load(&mut loader);
    let open: Vec<bool> = board.decisions.iter().map(|one| one.open).collect();
    assert_eq!(open.iter().filter(|open| !**open).count(), 1);
}

/// Below history/2021-11-12/ a name with a day and no year is of the series it is of outside.
#[test]
fn an_archived_version_is_of_its_series() {
    let row = |id: u8| format!("{id},甲,县水利局,2021-12-31,50\n");
    let board = board(&[
        (
            "history/2021-11-12/台账(11月12日).csv",
            &format!("{HEAD}\n{}{}", row(1), row(2)),
        ),
        ("台账(11月13日).csv", &format!("{HEAD}\n{}", row(1))),
    ]);
    assert_eq!(tasks(&board), [" 1"]);
    assert_eq!(board.changes.vanished.len(), 1);
    assert_eq!(codes(&board), Vec::<&str>::new());
}

/// Each task counts once, whatever copies lie beside the list and however its folders are called.
#[test]
fn copies_and_months_of_a_county_count_once() {
    let row = |id: u8| format!("{id},甲,县水利局,2021-12-31,50\n");
    let list = |ids: &[u8]| {
        let rows: String = ids.iter().copied().map(row).collect();
        format!("{HEAD}\n{rows}")
    };
    for (older, newer, region) in [
        ("备份/台账.csv", "台账.csv", ""),
        ("backup/台账2021-10-12.csv", "台账2021-10-20.csv", ""),
        ("青田县9月/台账.csv", "青田县10月/台账.csv", "青田县"),
        ("九月/台账.csv", "十月/台账.csv", ""),
        ("2021Q2/台账.csv", "2021Q3/台账.csv", ""),
    ] {
        let board = board(&[(older, &list(&[1, 2])), (newer, &list(&[1]))]);
        assert_eq!(tasks(&board), [format!("{region} 1")], "{older}");
    }
}

/// A goal of the only county that reads is in its list, its headline and its picture.
#[test]
fn a_picture_says_what_its_list_says() {
    let board = board(&[
        ("青田县/监测.csv", "指标,日期,数值\nPM2.5,2021-09,30\n"),
        ("青田县/目标.csv", "指标,目标值,方向\nPM2.5,35,<=\n"),
        (
            "松阳县/任务.csv",
            &format!("{HEAD}\n1,乙,县水利局,2021-12-31,50\n"),
        ),
        ("松阳县/监测.csv", "指标,日期,数值\n固废,2021-09,99\n"),
    ]);
    for (at, one) in board.indicators.iter().enumerate() {
        let Some(full) = board.indicator_in_full(at, None) else {
            continue;
        };
        assert_eq!(
            (full.goal, full.verdict),
            (one.goal.clone(), one.verdict),
            "{}",
            one.indicator
        );
    }
    let own = &indicator(&board, "PM2.5").regions;
    let own = own.iter().find(|one| one.region == "青田县").unwrap();
    assert_eq!(own.goal, duban::terms::Goal::Number(35.0));
}

/// A town named with its county is that county's, in whosever row.
#[test]
fn a_town_of_another_county_keeps_its_name() {
    let board = board(&[
        (
            "青田县/任务.csv",
            &format!("{HEAD}\n1,甲,松阳县城关镇,2021-12-31,50\n"),
        ),
        (
            "松阳县/任务.csv",
            &format!("{HEAD}\n1,乙,城关镇,2021-12-31,50\n"),
        ),
    ]);
    assert_eq!(units(&board), [("松阳县城关镇", 2)]);
    assert_eq!(board.unit_in("松阳县城关镇", "青田县"), "松阳县城关镇");
    assert_eq!(board.unit_in("城关镇", "松阳县"), "松阳县城关镇");
}

/// 全市 beside one county alone is the whole's too: 90, not 55.
#[test]
fn the_whole_beside_one_county() {
    let rows = "指标,日期,数值,区县\nPM2.5,2021-09,90,全市\nPM2.5,2021-09,20,青田县\n";
    let board = board(&[("监测.csv", rows)]);
    assert_eq!(indicator(&board, "PM2.5").value, Some(90.0));
}

/// A day far behind is a deadline, in the archive as outside: both are of one series.
#[test]
fn a_deadline_in_a_name_is_no_version_of_the_archive() {
    let row = |id: u8| format!("{id},甲,县水利局,2021-12-31,50\n");
    let name = "整改任务(12月31日前完成).csv";
    let folder = folder(&[
        (
            &format!("history/2021-10-10/{name}"),
            &format!("{HEAD}\n{}{}", row(1), row(2)),
        ),
        (name, &format!("{HEAD}\n{}", row(1))),
    ]);
    let written = std::time::SystemTime::UNIX_EPOCH + std::time::Duration::from_secs(1_634_300_000);
    let file = fs::File::options()
        .write(true)
        .open(folder.path().join(name))
        .unwrap();
    file.set_modified(written).unwrap();
    drop(file);
    let now = "2021-11-15T09:00:00".parse().unwrap();
    let loaded = loader(folder.path()).load(now, &HashSet::new(), |_, _| {});
    let board = loaded.unwrap().board;
    assert_eq!(tasks(&board), [" 1"]);
    assert_eq!(board.changes.vanished.len(), 1);
}

/// 长沙 and 长沙县 are two folders: a decision about the one is not written as the other's.
#[test]
fn a_decision_stays_in_its_county() {
    let task = format!("{HEAD}\n1,治水,县水利局,2021-12-31,50\n");
    let head = "编号,会议日期,议定事项,责任单位,完成时限,任务编号,状态,办结日期,区县";
    let folder = folder(&[
        ("长沙/任务.csv", &task),
        ("长沙县/任务.csv", &task),
        (
            "decisions.csv",
            &format!("{head}\nY1,2021-10-01,甲,市水利局,,,,,长沙\n"),
        ),
    ]);
    let mut loader = loader(folder.path());
    load(&mut loader);
    let decision = NewDecision {
        id: "Y2".to_owned(),
        meeting: "2021-11-15".parse().unwrap(),
        text: "乙".to_owned(),
        units: "县水利局".to_owned(),
        deadline: None,
        task: "1".to_owned(),
        region: "长沙县".to_owned(),
    };
    loader.record(&decision).unwrap();
    let board = load(&mut loader);
    let all = board.tables.decisions.iter();
    let all = all.filter_map(|&id| board.tables.decision(id));
    let regions: Vec<&str> = all.map(duban::model::Decision::region).collect();
    assert_eq!(regions, ["长沙", "长沙县"]);
}

/// A milestone of a county that is not there is told as long as it is not there, whatever is taken
/// over of the others.
#[test]
fn a_milestone_waits_for_its_county() {
    let folder = folder(&[
        (
            "任务.csv",
            &format!("{HEAD},区县\n1,甲,县水利局,2021-12-31,50,云和县\n"),
        ),
        (
            "节点.csv",
            "任务编号,节点名称,计划时间,区县\n1,初验,2021-11-01,云和县\n1,初验,2021-11-01,龙泉市\n",
        ),
    ]);
    let mut loader = loader(folder.path());
    let mut load = || {
        let now = "2021-11-15T09:00:00".parse().unwrap();
        let loaded = loader.load(now, &HashSet::new(), |_, _| {}).unwrap();
        codes(&loaded.board)
    };
    assert_eq!(load(), ["task-unknown"]);
    let other = format!("{HEAD},区县\n1,乙,市水利局,2021-12-31,50,龙泉市\n");
    save(folder.path(), "龙任务.csv", &other);
    assert_eq!(load(), Vec::<&str>::new());
    fs::remove_file(folder.path().join("龙任务.csv")).unwrap();
    assert_eq!(load(), ["task-unknown"]);
}
