//! A file read in pieces is the file read in one.

use super::*;
use crate::plan::EMBEDDED;
use encoding_rs::GB18030;
use std::fmt::Write as _;
use std::path::Path;

/// Numbers that look like chance, the same every time.
struct Chance(u64);

impl Chance {
    fn of(&mut self, many: u64) -> u64 {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1);
        (self.0 >> 33) % many
    }
}

/// A register of more than one piece with what offices do to it.
fn register() -> String {
    let mut text = String::from(
        "任务编号,任务名称,反馈问题,责任单位,牵头单位,完成时限,进度,状态,区县,备注\r\n",
    );
    let mut chance = Chance(7);
    for row in 0..60_000_u32 {
        let id = if chance.of(400) == 0 { row / 2 } else { row };
        let note = match chance.of(300) {
            0 => "\"两行\n里有,逗号\"",
            1 => "带\u{200b}控制",
            2 => "多,一格",
            _ => "",
        };
        let title = if chance.of(300) == 0 {
            ""
        } else {
            "城区污水管网改造工程"
        };
        let deadline = [
            "2021-06-30",
            "2021/7/1",
            "2021年6月底前",
            "待定",
            "长期坚持",
        ][if chance.of(50) == 0 {
            3
        } else {
            chance.of(3) as usize
        }];
        let unit = [
            "县住建局",
            "县水利局、鹤城街道",
            "县住建局牵头，县水利局配合",
        ][chance.of(3) as usize];
        let problem = if chance.of(9) == 0 {
            ""
        } else {
            "部分老旧小区雨污混流"
        };
        let _ = write!(
            text,
            "{id},{title},{problem},{unit},,{deadline},{}%,达到序时进度,{},{note}\r\n",
            chance.of(120),
            ["青田县", "莲都区", ""][chance.of(3) as usize],
        );
        match chance.of(900) {
            0 => text.push_str(",,,,,,,,,\r\n"),
            1 => text.push_str("合计,,,,,,,,,\r\n"),
            2 => text.push_str("一、共性问题,,,,,,,,,\r\n"),
            _ => {}
        }
    }
    text
}

/// Readings of days and months, out of order, some twice.
fn readings() -> String {
    let mut text = String::from("指标,日期,点位,数值,区县\n");
    let mut chance = Chance(11);
    for row in 0..200_000_u32 {
        let (month, day) = (row / 28 % 12 + 1, row % 28 + 1);
        let date = match chance.of(500) {
            0 => format!("2021年{month}月{day}日"),
            1 => format!("2021-{month:02}"),
            2 => "2021-01-01".to_owned(),
            _ => format!("2021-{month:02}-{day:02}"),
        };
        let value = ["21", "-9999", "Ⅱ", "", "0"][if chance.of(40) == 0 {
            chance.of(5) as usize
        } else {
            0
        }];
        let _ = writeln!(text, "PM2.5,{date},站{},{value},青田县", row / 336);
    }
    text
}

/// Both ways of reading the same bytes, rows and findings in words.
fn both(bytes: &[u8]) -> [(String, Source, Vec<Diagnostic>); 2] {
    let plan = Plan::parse(EMBEDDED).unwrap();
    let origin = Origin::new(Path::new("a.csv"), None);
    let told = |rows: &Rows| {
        let segment = Segment {
            source: origin.source(0),
            rows: None,
        };
        let mut out = String::new();
        match rows {
            Rows::Tasks(tasks) => {
                for row in 0..tasks.len() {
                    let task = tasks.row(&segment, row);
                    let _ = writeln!(
                        out,
                        "{} {} {} {} {:?} {} {:?} {:?} {:?} {:?} {} {}",
                        task.line(),
                        task.id(),
                        task.title(),
                        task.problem(),
                        task.units(),
                        task.lead(),
                        task.helpers(),
                        task.deadline(),
                        task.progress(),
                        task.status(),
                        task.region(),
                        task.note(),
                    );
                }
            }
            Rows::Readings(readings) => {
                for row in 0..readings.len() {
                    let one = readings.row(&segment, row);
                    let _ = writeln!(
                        out,
                        "{} {} {} {:?} {:?} {}",
                        one.line(),
                        one.indicator(),
                        one.site(),
                        one.period(),
                        one.value(),
                        one.region_cell(),
                    );
                }
            }
            other => panic!("{:?}", other.kind()),
        }
        out
    };
    let read = |pieces: bool| {
        let parsed = if pieces {
            parse_pieces(&origin, &bytes, &plan, &|_, _| {}).unwrap()
        } else {
            parse_whole(&origin, bytes, &plan)
        };
        let Segment { source, rows } = Arc::into_inner(parsed.segment).unwrap();
        (told(&rows.unwrap()), source, parsed.diagnostics)
    };
    [read(true), read(false)]
}

#[track_caller]
fn alike(bytes: &[u8]) {
    let [pieces, whole] = both(bytes);
    assert!(pieces.0 == whole.0, "rows differ");
    assert_eq!(pieces.1, whole.1);
    let place = |one: &Diagnostic| (one.line, one.column, one.code);
    let sorted = |mut list: Vec<Diagnostic>| {
        list.sort_by_key(place);
        list
    };
    let (pieces, whole) = (sorted(pieces.2), sorted(whole.2));
    assert!(whole.len() > 300, "{}", whole.len());
    for (a, b) in pieces.iter().zip(&whole) {
        assert_eq!(a, b);
    }
    assert_eq!(pieces.len(), whole.len());
}

#[test]
fn a_register_in_pieces() {
    let text = register();
    alike(text.as_bytes());
    alike(&GB18030.encode(&text).0);
}

#[test]
fn readings_in_pieces() {
    let text = readings();
    assert!(text.len() > 5 << 20);
    alike(text.as_bytes());
}

#[test]
fn what_needs_the_whole_is_left_to_it() {
    let plan = Plan::parse(EMBEDDED).unwrap();
    let origin = Origin::new(Path::new("a.csv"), None);
    let left = |bytes: &[u8]| parse_pieces(&origin, &bytes, &plan, &|_, _| {}).is_none();
    let text = register();
    assert!(!left(text.as_bytes()));
    // A quote that stays open over a cut.
    let plain = text.replace("\"两行\n里有,逗号\"", "");
    assert!(!left(plain.as_bytes()));
    let open = plain.replacen("\r\n20000,", "\r\n20000,\"", 1);
    assert!(open.len() > plain.len() && left(open.as_bytes()));
    // A line of another encoding.
    let mut mixed = text.clone().into_bytes();
    mixed.extend(
        GB18030
            .encode("70000,温溪镇污水管网,,县水利局\r\n")
            .0
            .iter(),
    );
    assert!(left(&mixed));
    // Merged cells.
    let merged = format!("{text},,,县水利局,,2021-06-30,,,,\r\n");
    assert!(left(merged.as_bytes()));
    // A small file.
    assert!(left(&text.as_bytes()[..4096]));
}
