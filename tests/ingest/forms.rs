//! What the fixtures' cells were read as, worked out by hand.

use super::read;
use duban::ingest::Parsed;
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
        (vec!["县住建局"], vec!["县水利局"])
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
}
