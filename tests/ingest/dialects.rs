//! The same table in any dialect is the same table.

use super::read;
use duban::ingest::Parsed;
use encoding_rs::GB18030;
use proptest::prelude::*;

/// A row: title, unit, month and day of the deadline, progress.
type Row = (String, String, u32, u32, u32);

fn rows() -> impl Strategy<Value = Vec<Row>> {
    let title = "[一-龥]{2,8}[，。、；：（）《》“”a-z0-9,;\"\n]{0,3}[一-龥]{1,3}";
    let unit = prop_oneof![
        Just("县住建局".to_owned()),
        Just("鹤城街道".to_owned()),
        Just("县水利局".to_owned())
    ];
    proptest::collection::vec((title, unit, 1u32..=12, 1u32..=28, 0u32..=100), 2..12)
}

/// How a file is written.
#[derive(Debug, Clone)]
struct Dialect {
    encoding: usize,
    separator: char,
    line_end: &'static str,
    date: usize,
    title_rows: usize,
    total: bool,
    order: usize,
    index: bool,
}

fn dialect() -> impl Strategy<Value = Dialect> {
    (
        0usize..5,
        prop_oneof![Just(','), Just('\t'), Just(';'), Just('，')],
        prop_oneof![Just("\n"), Just("\r\n")],
        0usize..6,
        0usize..3,
        any::<bool>(),
        0usize..5,
        any::<bool>(),
    )
        .prop_map(
            |(encoding, separator, line_end, date, title_rows, total, order, index)| Dialect {
                encoding,
                separator,
                line_end,
                date,
                title_rows,
                total,
                order,
                index,
            },
        )
}

fn quoted(cell: &str, separator: char) -> String {
    if cell.contains([separator, '"', '\n', '\r', ',', ';', '\t']) {
        format!("\"{}\"", cell.replace('"', "\"\""))
    } else {
        cell.to_owned()
    }
}

fn write(rows: &[Row], dialect: &Dialect) -> Vec<u8> {
    let mut columns = ["任务编号", "任务名称", "责任单位", "完成时限", "进度(%)"];
    let turn = dialect.order % columns.len();
    columns.rotate_left(turn);
    let mut lines: Vec<Vec<String>> = Vec::new();
    for at in 0..dialect.title_rows {
        lines.push(vec![format!("青田县整改任务清单（第{at}稿）")]);
    }
    let mut head: Vec<String> = columns.iter().map(|name| (*name).to_owned()).collect();
    if dialect.index {
        head.insert(0, String::new());
    }
    lines.push(head);
    for (at, (title, unit, month, day, progress)) in rows.iter().enumerate() {
        let date = match dialect.date {
            0 => format!("2021-{month:02}-{day:02}"),
            1 => format!("2021/{month}/{day}"),
            2 => format!("2021.{month}.{day}"),
            3 => format!("2021年{month}月{day}日"),
            4 => format!("2021{month:02}{day:02}"),
            _ => format!("{month}月{day}日"),
        };
        let mut cells = vec![
            format!("R{at}"),
            title.clone(),
            unit.clone(),
            date,
            format!("{progress}%"),
        ];
        cells.rotate_left(turn);
        if dialect.index {
            cells.insert(0, at.to_string());
        }
        lines.push(cells);
    }
    if dialect.total {
        lines.push(vec!["合计".to_owned()]);
    }
    let text: String = lines
        .iter()
        .map(|cells| {
            let cells: Vec<String> = cells.iter().map(|c| quoted(c, dialect.separator)).collect();
            cells.join(&dialect.separator.to_string()) + dialect.line_end
        })
        .collect();
    match dialect.encoding {
        0 => text.into_bytes(),
        1 => [b"\xef\xbb\xbf", text.as_bytes()].concat(),
        2 => GB18030.encode(&text).0.into_owned(),
        3 => [0xff, 0xfe]
            .into_iter()
            .chain(text.encode_utf16().flat_map(u16::to_le_bytes))
            .collect(),
        _ => [0xfe, 0xff]
            .into_iter()
            .chain(text.encode_utf16().flat_map(u16::to_be_bytes))
            .collect(),
    }
}

fn said(parsed: &Parsed) -> Vec<Row> {
    use chrono::Datelike;
    let tasks = parsed.segment.tasks().unwrap();
    (0..tasks.len())
        .map(|row| {
            let task = tasks.row(&parsed.segment, row);
            let date = task.deadline().date.unwrap();
            (
                task.title().to_owned(),
                task.units().join("、"),
                date.month(),
                date.day(),
                task.progress().unwrap() as u32,
            )
        })
        .collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn the_same_table_in_any_dialect(rows in rows(), dialect in dialect()) {
        let bytes = write(&rows, &dialect);
        let parsed = read("清单2021-09-30.csv", &bytes);
        prop_assert_eq!(
            parsed.segment.source.table,
            Some(duban::model::TableKind::Tasks),
            "{:?}",
            parsed.diagnostics
        );
        // Line breaks in a cell become one blank.
        let expected: Vec<Row> = rows
            .iter()
            .map(|(title, unit, month, day, progress)| {
                let mut title = title.replace('\n', " ");
                while title.contains("  ") {
                    title = title.replace("  ", " ");
                }
                (title, unit.clone(), *month, *day, *progress)
            })
            .collect();
        prop_assert_eq!(said(&parsed), expected);
    }

    #[test]
    fn nothing_is_made_up(bytes in proptest::collection::vec(any::<u8>(), 0..2000)) {
        let parsed = read("x.csv", &bytes);
        prop_assert!(parsed.segment.rows.is_some() || !parsed.diagnostics.is_empty());
    }

    #[test]
    fn damage_never_panics(rows in rows(), dialect in dialect(), at in any::<proptest::sample::Index>(), byte in any::<u8>(), cut in any::<bool>()) {
        let mut bytes = write(&rows, &dialect);
        let at = at.index(bytes.len());
        if cut {
            bytes.truncate(at);
        } else {
            bytes[at] = byte;
        }
        let parsed = read("x.csv", &bytes);
        // Every row of a table is counted, kept or left out; a quote that is lost turns those behind it
        // round, and then each line of a title is a row.
        let lines: usize = rows.iter().map(|(title, ..)| title.matches('\n').count()).sum();
        let most = rows.len() + lines + 2 + dialect.title_rows;
        prop_assert!(parsed.segment.source.rows <= most);
    }
}
