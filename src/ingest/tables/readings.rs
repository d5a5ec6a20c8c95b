//! 监测.

use super::cells::Cells;
use crate::diagnostic::Code;
use crate::ingest::cell::{self, Read, ReadingCell};
use crate::ingest::header::{ColumnSpec, TableSpec};
use crate::model::{Readings, Stored, TableKind, Word, Words};
use crate::terms::{Nothing, Period};
use std::borrow::Cow;

const fn required(key: &'static str, names: &'static [&'static str]) -> ColumnSpec {
    ColumnSpec::required(key, names)
}

const fn more(key: &'static str, names: &'static [&'static str]) -> ColumnSpec {
    ColumnSpec::more(key, names)
}

/// The columns of DESIGN §3.
pub const SPEC: TableSpec = TableSpec {
    kind: TableKind::Readings,
    file: "监测数据.csv",
    mark: "indicator",
    words: &[],
    columns: &[
        required(
            "indicator",
            &[
                "指标",
                "指标名称",
                "监测指标",
                "监测项目",
                "监测因子",
                "因子",
                "项目名称",
            ],
        )
        .like("示例指标"),
        required(
            "date",
            &[
                "日期",
                "监测日期",
                "监测时间",
                "时间",
                "月份",
                "期间",
                "监测月份",
                "timepoint",
            ],
        )
        .like("2021-10-15"),
        required(
            "value",
            &["数值", "监测值", "值", "结果", "监测结果", "水质类别"],
        )
        .like("21"),
        more(
            "site",
            &[
                "点位",
                "断面",
                "站点",
                "监测点位",
                "点位名称",
                "站点名称",
                "断面名称",
                "水源地",
                "城市",
                "positionname",
            ],
        ),
        more("numerator", &["分子"]),
        more("denominator", &["分母"]),
        more(
            "days",
            &["有效天数", "有效监测天数", "监测天数", "实测天数"],
        ),
        more("valid", &["有效", "是否有效"]).like("是"),
        more("region", &["区县", "县区", "县市区"]),
        more("note", &["备注", "说明"]).like("指标以“示例”开头的行不计入"),
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

/// Reads one row; `false`: left out. A row of a wide table is a reading of each indicator.
pub fn row(table: &mut Readings, cells: &mut Cells<'_>) -> bool {
    let wide = cells.wide();
    let again = cells.again(key!("indicator"));
    let indicator = match again {
        Some(_) => Cow::Borrowed(""),
        None => cells.text(key!("indicator")),
    };
    if wide.is_empty() && again.is_none() && cell::nothing(&indicator).is_some() {
        cells.tell(key!("indicator"), Code::IdMissing, &indicator, "");
        return false;
    }
    let (date, read, alone) = match cells.iso_day(key!("date")) {
        Some(day) => (Cow::Borrowed(""), Read::Value(Period::Day(day)), true),
        None => {
            let date = cells.text(key!("date"));
            let (read, alone) = cells.period(&date);
            (date, read, alone)
        }
    };
    let period = match read {
        Read::Value(period) => period,
        Read::Guess(period) => {
            cells.tell(
                key!("date"),
                Code::DateAmbiguous,
                &date,
                &period.to_string(),
            );
            period
        }
        Read::Nothing(_) | Read::Invalid => {
            // Of nothing it is no sum: then the whole file is one that is not read.
            let code = if table.count > 0 && is_summary(&date) {
                Code::FooterRow
            } else {
                Code::DateInvalid
            };
            cells.tell(key!("date"), code, &date, "");
            return false;
        }
    };
    // A day alone has no hour.
    if !alone && let Some(hour) = cell::hour(&date) {
        cells.tell(key!("date"), Code::HourlyValue, &date, &hour.to_string());
    }
    if wide.is_empty() {
        let named = again.map_or(Named::Text(&indicator), Named::Again);
        one(table, cells, period, named, None);
    }
    for (column, indicator) in wide {
        // 优良率 beside a day is that of the days up to it, and says nothing of the day.
        if indicator == SHARE && period.rank() == 0 {
            let text = cells.text_at(*column).into_owned();
            // A word (优, 良) is that of the day, where no index says more.
            let is_share = text.contains(['%', '％'])
                || wide.iter().any(|(_, one)| one == "AQI")
                || matches!(cells.reading(&text), Some(ReadingCell::Number(_)));
            if is_share && cell::nothing(&text).is_none() {
                cells.tell_once(*column, Code::ShareOfDay, &text);
            }
            if is_share {
                continue;
            }
        }
        one(table, cells, period, Named::Text(indicator), Some(*column));
    }
    true
}

/// Whether a row below the periods sums them up or compares them: 累计, 1-9月, 去年同期, 同比.
fn is_summary(date: &str) -> bool {
    let folded = cell::half(date).replace(' ', "");
    let words = [
        "累计", "平均", "均值", "年均", "同期", "同比", "环比", "增减", "变化",
    ];
    let spans = || {
        let months = folded.trim_start_matches(|c: char| c.is_ascii_digit() || "年月".contains(c));
        let rest = months.strip_prefix(['-', '~', '～', '—', '至']);
        rest.is_some_and(|rest| rest.trim_start_matches(|c: char| c.is_ascii_digit()) == "月")
    };
    words.iter().any(|word| folded.contains(word)) || spans()
}

/// The indicator of which a column of a wide table holds shares of good days.
const SHARE: &str = "空气质量优良率";

/// Whether an indicator's name is that of the share of good days.
fn is_share_of_days(indicator: &str) -> bool {
    let is_share = ["率", "比例"].iter().any(|word| indicator.contains(word));
    // Of cities that are called by water.
    let cities = ["丽水", "衡水", "天水", "溧水", "涟水", "吉水"];
    let named = cities
        .iter()
        .fold(indicator.to_owned(), |name, city| name.replace(city, ""));
    indicator.contains("优良") && is_share && !named.contains('水')
}

/// Of so many days of a period so many were good, by the share that is told; the valid ones where a
/// column tells them.
fn good_days(cells: &mut Cells<'_>, percent: f64, period: Period) -> Option<(f64, f64)> {
    if period.rank() == 0 {
        return None;
    }
    let all = (period.last_day() - period.first_day()).num_days() as f64 + 1.0;
    let valid = cells.number(key!("days"));
    let valid = valid
        .filter(|days| (1.0..=all).contains(days))
        .unwrap_or(all);
    let good = (0.0..=100.0).contains(&percent);
    good.then_some((valid * percent / 100.0, valid))
}

/// An indicator, as it is called or as the row above calls it.
#[derive(Clone, Copy)]
enum Named<'a> {
    Text(&'a str),
    Again(Word),
}

impl<'a> Named<'a> {
    fn text(self, words: &'a Words) -> &'a str {
        match self {
            Self::Text(text) => text,
            Self::Again(word) => words.get(word),
        }
    }
}

/// One reading; `column` is its file column in a wide table.
fn one(
    table: &mut Readings,
    cells: &mut Cells<'_>,
    period: Period,
    indicator: Named<'_>,
    column: Option<usize>,
) {
    let tell = |cells: &mut Cells<'_>, code, text: &str, understood: &str| match column {
        Some(column) => cells.tell_at(column, code, text, understood),
        None => cells.tell(key!("value"), code, text, understood),
    };
    let (mut numerator, mut denominator) = match column {
        None => (
            cells.number(key!("numerator")),
            cells.number(key!("denominator")),
        ),
        Some(_) => (None, None),
    };
    let pair = numerator.is_some() && denominator.is_some();
    // A figure of one and more alone says all, and nothing has to be told of it.
    let figure = match column {
        None if !pair => cells.decimal(key!("value")),
        _ => None,
    };
    let figure = figure.filter(|figure| *figure >= 1.0);
    let text = match (figure, column) {
        (Some(_), _) => Cow::Borrowed(""),
        (None, Some(column)) => cells.text_at(column),
        (None, None) => cells.text(key!("value")),
    };
    let read = match figure {
        Some(figure) => Some(ReadingCell::Number(figure)),
        None => cells.reading(&text),
    };
    let is_share_column = column.is_some() && indicator.text(&table.words) == SHARE;
    let stored = match read {
        None => {
            tell(cells, Code::NumberInvalid, &text, "");
            Stored::Missing(Nothing::Blank)
        }
        Some(ReadingCell::Missing(nothing)) => {
            match nothing {
                Nothing::Sentinel => tell(cells, Code::ValueSentinel, &text, ""),
                Nothing::Blank if !pair => tell(cells, Code::ValueMissing, &text, ""),
                _ => {}
            }
            Stored::Missing(nothing)
        }
        Some(ReadingCell::Number(value))
            if value == 0.0 && zero_is_missing(indicator.text(&table.words)) =>
        {
            tell(cells, Code::ValueSentinel, &text, "");
            Stored::Missing(Nothing::Sentinel)
        }
        // 优良率 of a day with its sign is that of the days up to it.
        Some(ReadingCell::Number(_))
            if period.rank() == 0
                && column.is_none()
                && text.ends_with(['%', '％'])
                && is_share_of_days(indicator.text(&table.words)) =>
        {
            if let Some(column) = cells.column(key!("value")) {
                cells.tell_once(column, Code::ShareOfDay, &text);
            }
            return;
        }
        Some(ReadingCell::Number(value)) => {
            let mut value = value;
            // 优良天数比例 0.968.
            if let Some(column) = column.filter(|_| is_share_column)
                && value <= 1.0
                && period.rank() > 0
                && !text.contains(['%', '％'])
                && cells.says_ratio(column)
            {
                value *= 100.0;
            }
            if let Some((good, valid)) = column
                .filter(|_| is_share_column)
                .and_then(|_| good_days(cells, value, period))
            {
                (numerator, denominator) = (Some(good), Some(valid));
            }
            if 0.0 < value
                && value < 1.0
                && !text.contains(['%', '％'])
                && cells.is_share(indicator.text(&table.words))
            {
                tell(cells, Code::PercentSmall, &text, &format!("{value}%"));
            }
            if column.is_none() {
                disagreement(cells, value, numerator, denominator, &text);
            }
            Stored::Number(value)
        }
        Some(ReadingCell::Class(class)) => Stored::Class(class),
        Some(ReadingCell::Word(word)) => {
            // 川类 for Ⅲ类, as scanned pages have it; Ⅰ~Ⅲ类.
            if word.ends_with('类') {
                tell(cells, Code::ClassInvalid, &text, "");
            }
            Stored::Word(table.words.intern(&word))
        }
    };
    let at = table.count;
    table.count += 1;
    table.line.set(at, cells.line());
    let word = match indicator {
        Named::Text(text) => cells.interned(key!("indicator"), text, &mut table.words),
        Named::Again(word) => word,
    };
    table.indicator.set(at, word);
    let word = cells.any_word(key!("site"), &mut table.words);
    table.site.set(at, word);
    table.period.set(at, Some(period));
    table.stored.set(at, stored);
    table.numerator.set(at, numerator);
    table.denominator.set(at, denominator);
    table.valid.set(
        at,
        cells.choice(
            key!("valid"),
            (Code::WordUnknown, cell::YES_NO),
            cell::yes_no,
        ),
    );
    let word = cells.any_word(key!("region"), &mut table.words);
    table.region_cell.set(at, word);
    cells.long(key!("note"), &mut table.note, at);
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
            key!("value"),
            Code::RatioDisagrees,
            text,
            &format!("{:.2}%", quotient * 100.0),
        );
    }
}
