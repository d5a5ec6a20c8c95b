//! What the fixtures' cells were read as, worked out by hand.

use super::read;
use duban::ingest::Parsed;
use duban::model::Stored;
use duban::terms::{Handling, Level, LookbackResult, Release, Stage, Status, Truth, Value, Visit};
use std::path::Path;

fn fixture(name: &str) -> Parsed {
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/fixtures/valid")
        .join(name);
    read(name, &std::fs::read(path).unwrap())
}

fn day(text: &str) -> Option<chrono::NaiveDate> {
    let day = text.parse().ok();
    assert!(day.is_some(), "{text}");
    day
}

#[test]
fn a_task_over_several_rows_is_a_task_and_its_parts() {
    let parsed = fixture("合并单元格.csv");
    let segment = &parsed.segment;
    let tasks = segment.tasks().unwrap();
    let rows: Vec<_> = (0..tasks.len())
        .map(|row| tasks.row(segment, row))
        .collect();
    let ids: Vec<_> = rows.iter().map(|task| (task.id(), task.parent())).collect();
    assert_eq!(
        ids,
        [
            ("1", ""),
            ("1-1", "1"),
            ("1-2", "1"),
            ("1-3", "1"),
            ("2", "")
        ]
    );
    // The whole: the last deadline, all units; its state is said only where all parts are done.
    assert_eq!(rows[0].deadline().date, day("2022-06-30"));
    assert_eq!(rows[0].units(), ["县住建局", "鹤城街道", "瓯南街道"]);
    assert_eq!(rows[0].status(), None);
    // The parts: their own cells, and what was merged over them.
    assert_eq!(rows[1].title(), "新建主管网");
    assert_eq!(rows[1].status(), Some(Status::Completed));
    assert_eq!(rows[2].units(), ["鹤城街道"]);
    assert_eq!(rows[3].deadline().date, day("2022-06-30"));
    assert_eq!((rows[1].line(), rows[2].line(), rows[3].line()), (2, 3, 4));
    assert_eq!(rows[4].title(), "矿山未复绿");
}

/// What the first of several rows alone says of how far it is, is its own where the others say
/// themselves how far they are: a part of 20% below one that is signed off is not signed off. Where no
/// other says anything it was merged over all of them. Rows with titles of their own are a task of the
/// problem they are about, which was merged over them.
#[test]
fn a_row_that_is_signed_off_signs_off_no_other() {
    let head =
        "序号,反馈问题,整改任务,责任单位,整改时限,完成比例,整改状态,存在问题,完成时间,销号时间\n";
    let tasks = |rows: &str| read("台账.csv", format!("{head}{rows}").as_bytes()).segment;
    let of = |segment: &duban::model::Segment| -> Vec<_> {
        let tasks = segment.tasks().unwrap();
        let rows = (0..tasks.len()).map(|row| tasks.row(segment, row));
        rows.map(|one| (one.progress(), one.status(), one.signed_off()))
            .collect()
    };
    let own = tasks(
        "1,低散乱。三处,木制家具,石桥镇,2026-09-30,100%,已销号,管位难协调,2026-09-28,2026-10-15\n\
         ,,电镀入园,云岭镇,2026-10-31,20%,未达到序时进度,,,\n\
         ,,小印染,云岭镇,2026-11-01,,未达到序时进度,,,\n",
    );
    let signed = day("2026-10-15");
    assert_eq!(
        of(&own),
        [
            (None, None, None),
            (Some(100.0), Some(Status::SignedOff), signed),
            (Some(20.0), Some(Status::Behind), None),
            (None, Some(Status::Behind), None),
        ]
    );
    let table = own.tasks().unwrap();
    let titles: Vec<&str> = (0..4).map(|row| table.row(&own, row).title()).collect();
    assert_eq!(titles, ["低散乱", "木制家具", "电镀入园", "小印染"]);
    let obstacles: Vec<&str> = (1..4).map(|row| table.row(&own, row).obstacles()).collect();
    assert_eq!(obstacles, ["管位难协调", "", ""]);
    let merged = tasks(
        "1,低散乱,木制家具,石桥镇,2026-09-30,,已销号,,2026-09-28,2026-10-15\n\
         ,,电镀入园,云岭镇,2026-10-31,,,,,\n",
    );
    let done = (None, Some(Status::SignedOff), signed);
    assert_eq!(of(&merged), [done; 3]);
    // Where all rows are at 100% a sign-off was merged over them, and without one the whole is completed;
    // what finishes nothing was merged.
    let whole = tasks(
        "1,低散乱,木制家具,石桥镇,2026-09-30,100%,已销号,,2026-09-28,2026-10-15\n\
         ,,电镀入园,云岭镇,2026-10-31,100%,,,,\n",
    );
    assert_eq!(
        of(&whole),
        [None, Some(100.0), Some(100.0)].map(|progress| (
            progress,
            Some(Status::SignedOff),
            signed
        ))
    );
    // Where each says how far it is, a sign-off is the first row's own.
    let each = tasks(
        "1,低散乱,木制家具,石桥镇,2026-09-30,100%,已销号,,2026-09-28,2026-10-15\n\
         ,,电镀入园,云岭镇,2026-10-31,100%,已完成整改,,,\n",
    );
    assert_eq!(
        of(&each),
        [
            (None, Some(Status::Completed), None),
            (Some(100.0), Some(Status::SignedOff), signed),
            (Some(100.0), Some(Status::Completed), None),
        ]
    );
    let unsaid = tasks(
        "1,低散乱,木制家具,石桥镇,2026-09-30,100%,,,,\n\
         ,,电镀入园,云岭镇,2026-10-31,100%,,,,\n",
    );
    assert_eq!(
        of(&unsaid),
        [
            (None, Some(Status::Completed), None),
            (Some(100.0), None, None),
            (Some(100.0), None, None),
        ]
    );
    let behind = tasks(
        "1,低散乱,木制家具,石桥镇,2026-09-30,40%,未达到序时进度,,,\n\
         ,,电镀入园,云岭镇,2026-10-31,20%,,,,\n",
    );
    let each = |progress| (progress, Some(Status::Behind), None);
    assert_eq!(of(&behind), [None, Some(40.0), Some(20.0)].map(each));
    // Without a problem they are told by the first of them.
    let bare = tasks("1,,木制家具,石桥镇,2026-09-30,,,,,\n,,电镀入园,云岭镇,,,,,,\n");
    let table = bare.tasks().unwrap();
    assert_eq!(table.row(&bare, 0).title(), "木制家具等2项");
}

#[test]
fn deadlines_of_every_form() {
    let parsed = fixture("时限的写法.csv");
    let segment = &parsed.segment;
    let tasks = segment.tasks().unwrap();
    let dates: Vec<Option<String>> = (0..tasks.len())
        .map(|row| {
            tasks
                .row(segment, row)
                .deadline()
                .date
                .map(|d| d.to_string())
        })
        .collect();
    let june = Some("2021-06-30");
    let december = Some("2021-12-31");
    let expected = [
        june,
        june,
        june,
        june,
        june, // 2021-06-30 … 2021年6月底前
        december,
        june,
        june,
        june, // 2021年底, 6月30日, 20210630, 44377
        december,
        december,
        december,
        december, // 十二月底前 … 即日起至
        Some("2025-12-31"),
        june,
        december,
        june, // “十四五”, 上半年, 2021年度, 每年6月底前
        None,
        december, // 长期坚持; dated and long-term
        None,
        None,
        None,
        None,
    ];
    assert_eq!(
        dates.iter().map(Option::as_deref).collect::<Vec<_>>(),
        expected
    );
    let both = tasks.row(segment, 18).deadline();
    assert!(both.long_term && !both.recurring);
    assert!(tasks.row(segment, 16).deadline().recurring);
    assert!(!tasks.row(segment, 19).deadline().recognised);
}

#[test]
fn units_by_role() {
    let parsed = fixture("单位的写法.csv");
    let segment = &parsed.segment;
    let tasks = segment.tasks().unwrap();
    let row = |row| tasks.row(segment, row);
    assert_eq!(
        (row(0).leads(), row(0).units()),
        // Who leads those that are responsible is one of them.
        (vec!["县住建局"], vec!["县住建局", "县水利局"])
    );
    assert_eq!(row(1).leads(), ["市生态环境局"]);
    assert_eq!(row(1).helpers(), ["市发改委", "市经信局"]);
    assert_eq!(row(2).units(), ["县住建局", "县水利局"]);
    assert_eq!(row(3).units(), ["县住建局", "鹤城街道"]);
    assert_eq!(row(4).units(), ["县住建局", "鹤城街道"]);
    assert_eq!(row(5).units(), ["各乡镇（街道）"]);
}

#[test]
fn tables_of_the_closed_loop() {
    let parsed = fixture("信访件.csv");
    let table = parsed.segment.petitions().unwrap();
    let one = table.row(&parsed.segment, 0);
    assert_eq!(one.status(), Some(Handling::StageClosed));
    assert_eq!(one.kinds(), ["噪声", "扬尘"]);
    assert_eq!(one.verified(), Some(Truth::Partly));
    assert_eq!((one.town(), one.accountable()), ("鹤城街道", Some(2)));
    assert_eq!(
        (one.received(), one.deadline().date),
        (day("2021-08-02"), day("2021-09-30"))
    );
    assert_eq!(table.row(&parsed.segment, 1).status(), Some(Handling::Open));

    let parsed = fixture("督办记录.csv");
    let one = parsed.segment.actions().unwrap().row(&parsed.segment, 0);
    assert_eq!((one.level(), one.task()), (Some(Level::Supervision), "1-1"));
    assert_eq!(
        (one.reply_due(), one.replied()),
        (day("2021-09-20"), day("2021-09-18"))
    );

    let parsed = fixture("回头看.csv");
    let one = parsed.segment.lookbacks().unwrap().row(&parsed.segment, 0);
    assert_eq!(one.result(), Some(LookbackResult::Relapsed));
    assert_eq!(one.method(), Some(Visit::Unannounced));
    assert_eq!((one.deadline(), one.fixed()), (day("2021-11-30"), None));

    let parsed = fixture("项目.csv");
    let table = parsed.segment.projects().unwrap();
    let one = table.row(&parsed.segment, 0);
    assert_eq!(one.stage(), Some(Stage::Upkeep));
    assert_eq!(
        (one.area(), one.regreen_due(), one.regreened()),
        (Some(1086.5), Some(8.0), Some(5.0))
    );
    assert_eq!(
        table.row(&parsed.segment, 1).stage(),
        Some(Stage::Withdrawn)
    );

    let parsed = fixture("问责.csv");
    let one = parsed.segment.cases().unwrap().row(&parsed.segment, 0);
    assert_eq!(
        (one.status(), one.accountable()),
        (Some(Handling::Closed), Some(3))
    );

    let parsed = fixture("公开.csv");
    let one = parsed.segment.publicity().unwrap().row(&parsed.segment, 0);
    assert_eq!(
        (one.kind(), one.medium()),
        (Some(Release::Progress), "县政府门户网站")
    );

    let parsed = fixture("议定事项.csv");
    let one = parsed.segment.decisions().unwrap().row(&parsed.segment, 0);
    assert_eq!((one.id(), one.status()), ("Y-1", Some(Handling::Open)));
}

#[test]
fn workbooks_say_what_their_csv_would() {
    for name in ["台账.xlsx", "台账1904.xlsx"] {
        let parsed = fixture(name);
        let source = &parsed.segment.source;
        assert_eq!(
            (source.encoding, source.sheet.as_deref()),
            ("xlsx", Some("台账"))
        );
        assert_eq!((source.separator, source.header_line), (None, 2));
        let tasks = parsed.segment.tasks().unwrap();
        let (one, part) = (tasks.row(&parsed.segment, 0), tasks.row(&parsed.segment, 1));
        assert_eq!(
            (one.id(), one.deadline().date),
            ("1", day("2021-12-31")),
            "{name}"
        );
        // 0.6 and 1 in cells formatted as percents.
        assert_eq!((one.progress(), part.progress()), (Some(60.0), Some(100.0)));
        assert_eq!(
            (part.deadline().date, part.signed_off()),
            (day("2021-09-30"), day("2021-09-28"))
        );
        assert_eq!(part.line(), 4);
    }
    let parsed = fixture("老台账.et");
    assert_eq!(parsed.segment.source.encoding, "xls");
    let one = parsed.segment.tasks().unwrap().row(&parsed.segment, 0);
    assert_eq!(
        (one.id(), one.title(), one.progress()),
        ("1", "管网改造", Some(60.0))
    );
    assert_eq!(one.deadline().date, day("2021-12-31"));
}

#[test]
fn wide_readings_are_readings() {
    let parsed = fixture("宽表.csv");
    let table = parsed.segment.readings().unwrap();
    let rows: Vec<_> = (0..table.len())
        .map(|row| {
            let one = table.row(&parsed.segment, row);
            (one.indicator(), one.site(), one.value())
        })
        .collect();
    assert_eq!(
        rows,
        [
            ("AQI", "青田", Value::Number(66.0)),
            ("PM2.5", "青田", Value::Number(31.0)),
            ("AQI", "青田", Value::Number(28.0)),
            ("PM2.5", "青田", Value::Number(12.0)),
        ]
    );
}

#[test]
fn a_quote_that_never_closes_loses_no_row() {
    let parsed = read(
        "t.csv",
        "任务编号,任务名称,责任单位,完成时限\n1,\"甲,县住建局,2021-12-31\n2,乙,县水利局,2021-12-31\n".as_bytes(),
    );
    let tasks = parsed.segment.tasks().unwrap();
    let titles: Vec<_> = (0..2)
        .map(|row| tasks.row(&parsed.segment, row).title())
        .collect();
    assert_eq!(titles, ["\"甲", "乙"]);
}

#[test]
fn a_state_that_is_asked_for_is_answered_with_yes_or_no() {
    let parsed = read(
        "t.csv",
        "任务编号,任务名称,责任单位,完成时限,是否销号\n1,甲,县住建局,2021-12-31,是\n2,乙,县水利局,2021-12-31,否\n".as_bytes(),
    );
    let tasks = parsed.segment.tasks().unwrap();
    let status = |row| tasks.row(&parsed.segment, row).status();
    assert_eq!(status(0), Some(Status::SignedOff));
    assert_eq!(status(1), Some(Status::NotSignedOff));
    // Beside what it has come to it says one thing more, and its words stay.
    let parsed = read(
        "t.csv",
        "任务编号,任务名称,责任单位,完成时限,完成情况,是否销号\n1,甲,县住建局,2021-12-31,已完成,是\n2,乙,县水利局,2021-12-31,已完成,否\n3,丙,县水利局,2021-12-31,,否\n".as_bytes(),
    );
    let tasks = parsed.segment.tasks().unwrap();
    let rows = (0..3).map(|row| tasks.row(&parsed.segment, row));
    let told: Vec<_> = rows.map(|one| (one.status(), one.status_text())).collect();
    assert_eq!(
        told,
        [
            (Some(Status::SignedOff), "已完成"),
            (Some(Status::Completed), "已完成"),
            (Some(Status::NotSignedOff), "否"),
        ]
    );
    assert!(parsed.diagnostics.is_empty(), "{:?}", parsed.diagnostics);
}

/// What was found in a table, as `line:column code value`.
fn found(text: &str) -> (usize, Vec<String>) {
    let parsed = read("表.csv", text.as_bytes());
    let rows = parsed.segment.rows.as_ref().unwrap();
    let found = parsed.diagnostics.iter().map(|one| {
        let value = &one.value;
        format!("{}:{} {} {value}", one.line, one.column, one.code.name())
    });
    assert!(!rows.is_empty());
    (rows.len(), found.collect())
}

/// One row of each table lacks what it is known by; it is left out and told, the other is read.
#[test]
fn a_row_without_what_it_is_known_by_is_left_out_of_every_table() {
    for (text, place) in [
        (
            "任务编号,节点名称,计划日期\n—,收尾,2021-09-01\n1,进场,2021-06-01\n",
            "2:1",
        ),
        ("指标,目标值,方向\nPM2.5,22,≤\n—,10,≤\n", "3:1"),
        (
            "指标,日期,数值\nPM2.5,2021-06-01,20\n,2021-06-02,21\n",
            "3:1",
        ),
        (
            "日期,单位,方式\n2021-06-01,甲镇,提醒\n2021-06-02,/,提醒\n",
            "3:2",
        ),
        (
            "日期,任务编号,结果\n2021-06-01,1,合格\n2021-06-02,,合格\n",
            "3:2",
        ),
        (
            "日期,任务编号,媒体\n2021-06-01,1,门户\n2021-06-02,,门户\n",
            "3:2",
        ),
        (
            "项目编号,项目名称,乡镇,阶段\nP1,甲,乙镇,选址论证\n,丙,丁镇,选址论证\n",
            "3:1",
        ),
        (
            "编号,线索,移交日期,状态\nC1,甲,2021-06-01,办理中\n,乙,2021-06-02,办理中\n",
            "3:1",
        ),
        (
            "信访编号,交办日期,责任单位,办理状态\nX1,2021-06-01,甲镇,办理中\n,2021-06-02,乙镇,办理中\n",
            "3:1",
        ),
        (
            "编号,会议日期,议定事项,责任单位,完成时限\nD1,2021-06-01,甲,乙镇,2021-07-01\n,2021-06-01,丙,丁镇,2021-07-01\n",
            "3:1",
        ),
    ] {
        let (rows, found) = found(text);
        assert_eq!(rows, 1, "{text}{found:?}");
        let missing: Vec<_> = found
            .iter()
            .filter(|one| one.contains("id-missing"))
            .collect();
        assert_eq!(missing.len(), 1, "{text}{found:?}");
        assert!(missing[0].starts_with(place), "{text}{found:?}");
    }
}

#[test]
fn words_of_the_targets_that_are_not_known_are_told_and_the_row_is_kept() {
    let (rows, found) = found(
        "指标,目标值,方向,性质,考核方式,年度,点位\n\
         PM2.5,22,≤,约束性,均值,2021,\n\
         PM2.5,23,≤,约束性,均值,2021,\n\
         优良率,98,朝上,随意,掷骰子,某年,甲\n",
    );
    assert_eq!(rows, 3);
    assert_eq!(
        found,
        [
            "3:1 id-twice PM2.5",
            "4:3 word-unknown 朝上",
            "4:4 word-unknown 随意",
            "4:5 word-unknown 掷骰子",
            "4:6 date-invalid 某年",
        ]
    );
}

/// A month is its last day; of 九月底 and of a day with words a day can be made; each is told.
#[test]
fn days_that_are_no_plain_days() {
    let parsed = read(
        "任务.csv",
        "任务编号,任务名称,责任单位,完成时限,实际完成日期\n\
         1,甲,乙镇,2021-12-31,2021-06\n\
         2,甲,乙镇,2021-12-31,2021年9月底\n\
         3,甲,乙镇,2021-12-31,—\n\
         4,甲,乙镇,2021-12-31,长期坚持\n"
            .as_bytes(),
    );
    let segment = &parsed.segment;
    let tasks = segment.tasks().unwrap();
    let days: Vec<_> = (0..tasks.len())
        .map(|row| tasks.row(segment, row).completed())
        .collect();
    assert_eq!(days, [day("2021-06-30"), day("2021-09-30"), None, None]);
    let codes: Vec<_> = parsed
        .diagnostics
        .iter()
        .map(|one| {
            (
                one.line,
                one.column,
                one.code.name(),
                one.understood.as_str(),
            )
        })
        .collect();
    assert_eq!(
        codes,
        [
            (2, 5, "date-ambiguous", "2021-06-30"),
            (3, 5, "date-ambiguous", "2021-09-30"),
            (5, 5, "date-invalid", ""),
        ]
    );
}

#[test]
fn a_weight_is_a_figure_and_a_file_is_of_one_table() {
    let text = "任务编号,节点名称,计划日期,权重\n1,进场,2021-06-01,2\n1,收尾,2021-09-01,-1\n";
    let parsed = read("节点.csv", text.as_bytes());
    let codes: Vec<_> = parsed
        .diagnostics
        .iter()
        .map(|one| (one.line, one.column, one.code.name()))
        .collect();
    assert_eq!(codes, [(3, 4, "number-invalid")]);
    let segment = &parsed.segment;
    assert!(segment.tasks().is_none() && segment.readings().is_none());
    let steps = segment.milestones().unwrap();
    assert!(!steps.is_empty());
    assert_eq!(steps.row(segment, 0).weight(), Some(2.0));
}

/// A column of shares is told by days: of those that count where a column says how many these are
/// (8 of 10 in February), else of all; 0.58 of January's 31 under a name that says so are 17.98.
#[test]
fn shares_of_months_are_days() {
    let days = |text: &str| -> Vec<(Option<f64>, Option<f64>)> {
        let segment = read("空气.csv", text.as_bytes()).segment;
        let readings = segment.readings().unwrap();
        let rows = (0..readings.len()).map(|row| readings.row(&segment, row));
        rows.map(|one| (one.numerator(), one.denominator()))
            .collect()
    };
    let told = days("月份,优良率,有效天数\n2021-02,80,10\n2021-01,100,\n2021-03,50,45\n");
    let expected = [(8.0, 10.0), (31.0, 31.0), (15.5, 31.0)];
    assert_eq!(told, expected.map(|(good, all)| (Some(good), Some(all))));
    let told = days("月份,优良天数比例\n2021-01,0.58\n2021-02,100%\n");
    let (good, all) = told[0];
    assert!((good.unwrap() - 17.98).abs() < 1e-9 && all == Some(31.0));
    assert_eq!(told[1], (Some(28.0), Some(28.0)));
}

/// A workbook's merged cell holds in each row it stands in (three of one batch, one day to close
/// them by), and a sheet that was hidden is not read instead of the one that is shown.
#[test]
fn merged_cells_of_a_workbook_hold_in_each_row() {
    let parsed = fixture("信访合并.xlsx");
    let segment = &parsed.segment;
    assert_eq!(segment.source.sheet.as_deref(), Some("信访件"));
    let petitions = segment.petitions().unwrap();
    let rows = (0..petitions.len()).map(|row| petitions.row(segment, row));
    let told: Vec<_> = rows
        .map(|one| (one.id(), one.received(), one.deadline().date, one.batch()))
        .collect();
    let first = |id| (id, day("2021-08-01"), day("2021-08-31"), "第一批");
    let last = ("X4", day("2021-09-10"), day("2021-10-31"), "第二批");
    assert_eq!(told, [first("X1"), first("X2"), first("X3"), last]);
}

/// A state merged over rows is each row's, also where a column says row by row what is signed off; the
/// whole is signed off only where each is.
#[test]
fn what_is_signed_off_row_by_row() {
    let states = |rows: &str| {
        let text = format!("编号,反馈问题,任务名称,责任单位,完成时限,状态,是否销号\n{rows}");
        let parsed = read("任务.csv", text.as_bytes());
        let segment = &parsed.segment;
        let tasks = segment.tasks().unwrap();
        let all = (0..tasks.len()).map(|row| tasks.row(segment, row).status());
        all.collect::<Vec<_>>()
    };
    let (done, signed) = (Some(Status::Completed), Some(Status::SignedOff));
    let rows = "1,低散乱,甲,石桥镇,2021-09-30,已完成整改,是\n,,乙,石桥镇,2021-09-30,,否\n";
    assert_eq!(states(rows), [done, signed, done]);
    let rows = "1,低散乱,甲,石桥镇,2021-09-30,已完成整改,是\n,,乙,石桥镇,2021-09-30,,是\n";
    assert_eq!(states(rows), [signed, signed, signed]);
    // Beside the first row alone it signs off that row where the others say how far they are; where
    // all are finished, or 否, it was merged over them.
    let behind = Some(Status::Behind);
    let rows =
        "1,低散乱,甲,石桥镇,2021-09-30,已完成整改,是\n,,乙,石桥镇,2021-09-30,未达到序时进度,\n";
    assert_eq!(states(rows), [None, signed, behind]);
    // A state that is not understood does not say that all is finished.
    for state in ["施工中", "已完成80%", "尚未完成整改", "一期已完成"] {
        let rows = format!(
            "1,低散乱,甲,石桥镇,2021-09-30,已完成整改,是\n,,乙,石桥镇,2021-09-30,{state},\n"
        );
        let told = states(&rows);
        assert_eq!(told[1], signed, "{state}");
        assert!(told[0] != signed && told[2] != signed, "{state}");
    }
    let rows = "1,低散乱,甲,石桥镇,2021-09-30,已完成整改,是\n,,乙,石桥镇,2021-09-30,已完成整改,\n";
    assert_eq!(states(rows), [signed, signed, signed]);
    let rows =
        "1,低散乱,甲,石桥镇,2021-09-30,已完成整改,否\n,,乙,石桥镇,2021-09-30,未达到序时进度,\n";
    assert_eq!(states(rows), [Some(Status::NotSignedOff), done, behind]);
    // Where no row says that it is open it was merged over all, also where days alone say that they end.
    let rows = "1,低散乱,甲,石桥镇,2021-09-30,已完成整改,是\n,,乙,石桥镇,2021-09-30,长期坚持,\n";
    assert_eq!(states(rows), [signed, signed, signed]);
    let head = "编号,反馈问题,任务名称,责任单位,完成时限,实际完成日期,是否销号\n";
    let rows = "1,低散乱,甲,石桥镇,2021-09-30,2021-09-20,是\n,,乙,石桥镇,2021-09-30,2021-09-25,\n";
    let parsed = read("任务.csv", format!("{head}{rows}").as_bytes());
    let tasks = parsed.segment.tasks().unwrap();
    assert!((0..3).all(|row| tasks.row(&parsed.segment, row).status() == signed));
}

/// So do numbers that are no amounts: a task of two look-backs, a month of two sites.
#[test]
fn merged_numbers_of_a_workbook_hold_too() {
    let parsed = fixture("回头看合并.xlsx");
    let segment = &parsed.segment;
    let lookbacks = segment.lookbacks().unwrap();
    let rows = (0..lookbacks.len()).map(|row| lookbacks.row(segment, row));
    let tasks: Vec<&str> = rows.map(duban::model::Lookback::task).collect();
    assert_eq!(tasks, ["1", "1"]);
    let parsed = fixture("监测合并.xlsx");
    let segment = &parsed.segment;
    let readings = segment.readings().unwrap();
    let rows = (0..readings.len()).map(|row| readings.row(segment, row));
    let told: Vec<_> = rows
        .map(|one| (one.period().map(|period| period.to_string()), one.stored()))
        .collect();
    let of = |month: &str, value| (Some(month.to_owned()), Stored::Number(value));
    assert_eq!(
        told,
        [
            of("2021-08", 24.0),
            of("2021-08", 30.0),
            of("2021-09", 20.0),
            of("2021-09", 40.0)
        ]
    );
}

/// Three ids that a spreadsheet cut down to the same figures are three, and a milestone that names these
/// figures is of none of them; where one alone was cut down it is that one's.
#[test]
fn cut_down_ids_that_look_the_same() {
    let ids = |rows: &str| {
        let text = format!("任务编号,任务名称,责任单位,完成时限\n{rows}");
        let parsed = read("任务.csv", text.as_bytes());
        let segment = &parsed.segment;
        let tasks = segment.tasks().unwrap();
        let ids = (0..tasks.len()).map(|row| tasks.row(segment, row).id().to_owned());
        ids.collect::<Vec<_>>()
    };
    let row = |name: &str| format!("2.02109E+13,{name},县住建局,2021-10-01\n");
    let two = ids(&format!("{}{}", row("甲"), row("乙")));
    assert_eq!(two, ["2.02109E+13#2", "2.02109E+13#3"]);
    assert_eq!(ids(&row("甲")), ["2.02109E+13"]);
}

/// Months of one section across, with what it is in front: told to be crosswise, not to be goals.
#[test]
fn months_across_behind_two_columns() {
    for header in ["断面,指标,1月,2月,3月", "监测项目,点位,单位,1月,2月"] {
        let text = format!("{header}\n温溪,氨氮,0.2,0.3,0.4\n");
        let parsed = read("表.csv", text.as_bytes());
        let codes: Vec<_> = parsed
            .diagnostics
            .iter()
            .map(|one| one.code.name())
            .collect();
        assert_eq!(codes, ["header-across"], "{header}");
    }
}

/// 优良率 beside a day is that of the days up to it also where the header has the sign; a word is the
/// day's own.
#[test]
fn shares_beside_days() {
    let rows = |name: &str, value: &str| format!("日期,PM2.5,{name}\n2021-01-01,20,{value}\n");
    for (name, value) in [
        ("优良率(%)", "96.4"),
        ("优良率", "0.96"),
        ("优良率", "96.4%"),
    ] {
        let (count, told) = found(&rows(name, value));
        assert_eq!(count, 1, "{name} {value}");
        assert!(
            told.iter().any(|one| one.contains("share-of-day")),
            "{name} {value}: {told:?}"
        );
    }
    assert_eq!(found(&rows("优良率", "优")).0, 2);
    // One reading a line: with its sign it is no AQI.
    let long = |value: &str| {
        let more = format!("空气质量优良率,2021-09-01,{value}\n");
        found(&format!("指标,日期,数值\nPM2.5,2021-09-01,20\n{more}"))
    };
    let (count, told) = long("88.5%");
    assert_eq!(count, 1);
    assert!(
        told.iter().any(|one| one.contains("share-of-day")),
        "{told:?}"
    );
    assert_eq!(long("88"), (2, vec![]));
    // 丽水 is a city, 地表水 is water.
    let named = |name: &str| {
        let more = format!("{name},2021-09-01,85.2%\n");
        found(&format!("指标,日期,数值\nPM2.5,2021-09-01,20\n{more}")).1
    };
    assert!(named("丽水市空气质量优良率")[0].contains("share-of-day"));
    for water in ["地表水优良比例", "水环境质量优良率", "县控水站优良率"] {
        assert_eq!(named(water), Vec::<String>::new(), "{water}");
    }
}

/// Rows below the months that sum them up are none of them, and no fault.
#[test]
fn rows_that_sum_up_months_are_notes() {
    let rows = "月份,PM2.5\n2021-01,20\n2021-02,22\n1-2月,21\n去年同期,23\n同比,-2\n累计,42\n";
    let (count, told) = found(rows);
    assert_eq!(count, 2);
    let footers = ["4:1 footer-row 1-2月", "5:1 footer-row 去年同期"];
    assert!(
        footers.iter().all(|one| told.contains(&(*one).to_owned())),
        "{told:?}"
    );
    assert!(
        !told.iter().any(|one| one.contains("date-invalid")),
        "{told:?}"
    );
}
