//! 监测.

use super::reader::Cells;
use crate::diagnostic::Code;
use crate::ingest::cell::{self, Read, ReadingCell};
use crate::ingest::header::{ColumnSpec, TableSpec};
use crate::model::{Readings, Stored, TableKind};
use crate::terms::Nothing;

const fn column(key: &'static str, names: &'static [&'static str], required: bool) -> ColumnSpec {
    ColumnSpec {
        key,
        names,
        required,
    }
}

/// The columns of DESIGN §3.
pub const SPEC: TableSpec = TableSpec {
    kind: TableKind::Readings,
    columns: &[
        column(
            "indicator",
            &["指标", "指标名称", "监测指标", "监测项目"],
            true,
        ),
        column(
            "date",
            &["日期", "监测日期", "监测时间", "时间", "月份", "期间"],
            true,
        ),
        column(
            "value",
            &["数值", "监测值", "值", "结果", "监测结果", "水质类别"],
            true,
        ),
        column(
            "site",
            &["点位", "断面", "站点", "监测点位", "点位名称"],
            false,
        ),
        column("numerator", &["分子"], false),
        column("denominator", &["分母"], false),
        column("valid", &["有效", "是否有效"], false),
        column("region", &["区县", "县区", "县市区"], false),
        column("note", &["备注", "说明"], false),
    ],
};

/// Indicators for which zero means "no reading", not the best air.
fn zero_is_missing(indicator: &str) -> bool {
    let folded = cell::half(indicator).to_uppercase();
    [
        "AQI",
        "空气质量",
        "优良",
        "PM2.5",
        "PM10",
        "细颗粒物",
        "O3",
        "臭氧",
    ]
    .iter()
    .any(|name| folded.contains(name))
}

/// Reads one row; `false`: left out.
pub fn row(table: &mut Readings, cells: &mut Cells<'_>) -> bool {
    let indicator = cells.text("indicator").into_owned();
    if cell::nothing(&indicator).is_some() {
        cells.tell("indicator", Code::IdMissing, &indicator, "");
        return false;
    }
    let date = cells.text("date").into_owned();
    let period = match cell::period(&date, cells.plan.year) {
        Read::Value(period) => period,
        Read::Guess(period) => {
            cells.tell("date", Code::DateAmbiguous, &date, &period.to_string());
            period
        }
        Read::Nothing(_) | Read::Invalid => {
            cells.tell("date", Code::DateInvalid, &date, "");
            return false;
        }
    };
    let site = cells.text("site").into_owned();
    let region = cells.text("region").into_owned();
    if let Err(before) = cells.first_time(format!(
        "{indicator}\u{1f}{site}\u{1f}{period}\u{1f}{region}"
    )) {
        cells.tell("date", Code::ReadingTwice, &date, &before.to_string());
    }
    let numerator = cells.number("numerator");
    let denominator = cells.number("denominator");
    let text = cells.text("value").into_owned();
    let pair = numerator.is_some() && denominator.is_some();
    let stored = match cell::reading(&text) {
        None => {
            cells.tell("value", Code::NumberInvalid, &text, "");
            Stored::Missing(Nothing::Blank)
        }
        Some(ReadingCell::Missing(nothing)) => {
            match nothing {
                Nothing::Sentinel => cells.tell("value", Code::ValueSentinel, &text, ""),
                Nothing::Blank if !pair => cells.tell("value", Code::ValueMissing, &text, ""),
                _ => {}
            }
            Stored::Missing(nothing)
        }
        Some(ReadingCell::Number(value)) if value == 0.0 && zero_is_missing(&indicator) => {
            cells.tell("value", Code::ValueSentinel, &text, "");
            Stored::Missing(Nothing::Sentinel)
        }
        Some(ReadingCell::Number(value)) => {
            disagreement(cells, value, numerator, denominator, &text);
            Stored::Number(value)
        }
        Some(ReadingCell::Class(class)) => Stored::Class(class),
        Some(ReadingCell::Word(word)) => Stored::Word(table.words.intern(&word)),
    };
    let at = table.count;
    table.count += 1;
    table.line.set(at, cells.line());
    table.indicator.set(at, table.words.intern(&indicator));
    table.site.set(at, table.words.intern(&site));
    table.period.set(at, Some(period));
    table.stored.set(at, stored);
    table.numerator.set(at, numerator);
    table.denominator.set(at, denominator);
    table
        .valid
        .set(at, cells.choice("valid", Code::WordUnknown, cell::yes_no));
    table.region_cell.set(at, table.words.intern(&region));
    cells.long("note", &mut table.note, at);
    true
}

/// Tells where numerator ÷ denominator is neither the value nor a hundredth of it, to the
/// places the value is given in.
fn disagreement(
    cells: &mut Cells<'_>,
    value: f64,
    numerator: Option<f64>,
    denominator: Option<f64>,
    text: &str,
) {
    let (Some(numerator), Some(denominator)) = (numerator, denominator) else {
        return;
    };
    if denominator == 0.0 {
        return;
    }
    let quotient = numerator / denominator;
    let near = |a: f64, b: f64| (a - b).abs() <= 0.006 * b.abs().max(1.0);
    if !near(quotient, value) && !near(quotient * 100.0, value) {
        cells.tell(
            "value",
            Code::RatioDisagrees,
            text,
            &format!("{:.2}%", quotient * 100.0),
        );
    }
}
