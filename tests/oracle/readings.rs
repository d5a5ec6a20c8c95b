//! Random readings: days and months read with gaps, this year and last, in one version or two.

use crate::folder::{AROUND, Cells, csv_text, shown};
use chrono::{Datelike, NaiveDate, TimeDelta};
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;

/// Readings of one indicator over a year: which days or months are read, and the values in turn.
fn series(
    indicator: &'static str,
    by_day: bool,
    site: &'static str,
    values: &'static [&'static str],
    as_of: NaiveDate,
    year: i32,
) -> impl Strategy<Value = Vec<Cells>> {
    (
        vec(select(values), 1..9),
        prop_oneof![3 => 0usize..15, 1 => Just(400usize)],
        2usize..40,
        prop_oneof![3 => Just(0i64), 1 => -3i64..4, 1 => Just(-40i64)],
    )
        .prop_map(move |(values, count, gap, shift)| {
            let mut rows = Vec::new();
            let same = as_of.with_year(year).unwrap_or(as_of) + TimeDelta::days(shift);
            for back in 0..count {
                if back % gap == gap - 1 {
                    continue;
                }
                let when = if by_day {
                    same - TimeDelta::days(back as i64)
                } else {
                    let months = same.year() * 12 + same.month0() as i32 - back as i32;
                    NaiveDate::from_ymd_opt(
                        months.div_euclid(12),
                        months.rem_euclid(12) as u32 + 1,
                        1,
                    )
                    .unwrap()
                };
                if !by_day && back > 14 {
                    break;
                }
                let period = if by_day {
                    when.to_string()
                } else {
                    when.format("%Y-%m").to_string()
                };
                rows.push(vec![
                    indicator.to_owned(),
                    period,
                    values[back % values.len()].to_owned(),
                    site.to_owned(),
                ]);
            }
            rows
        })
}

const AQI: &[&str] = &["50", "100", "101", "30", "150", "0", "优", "良", "轻度污染"];
const PM: &[&str] = &["22", "23", "21.5", "22.5", "10", "40", "0"];
const WATER: &[&str] = &["Ⅱ", "Ⅰ", "Ⅲ", "劣Ⅴ"];

pub fn readings(as_of: NaiveDate) -> impl Strategy<Value = Vec<(String, String)>> {
    let year = as_of.year();
    let flow = vec((select(AROUND), select(&["1", "2", "4", "10"][..])), 0..5);
    let pairs = vec(
        (
            1u32..13,
            select(&["0", "5", "98", "10"][..]),
            select(&["10", "100", "0"][..]),
        ),
        0..4,
    );
    (
        (
            series("空气质量优良率", true, "", AQI, as_of, year),
            series("空气质量优良率", true, "", AQI, as_of, year - 1),
            series("PM2.5", true, "", PM, as_of, year),
            series("PM2.5", true, "", PM, as_of, year - 1),
        ),
        (
            series("地表水水质", false, "甲断面", WATER, as_of, year),
            series("地表水水质", false, "乙断面", WATER, as_of, year),
            series("地表水水质", false, "甲断面", WATER, as_of, year - 1),
            series("森林覆盖指数", false, "", PM, as_of, year),
        ),
        series(
            "固废安全处理率",
            false,
            "",
            &["98", "97.9", "99"],
            as_of,
            year,
        ),
        flow,
        pairs,
        any::<bool>(),
    )
        .prop_map(move |(air, water, waste, flow, pairs, two_versions)| {
            let header = &["指标", "日期", "数值", "点位"][..];
            // Both years of a series may reach into one another: the first of a day stays.
            let once = |parts: Vec<Vec<Cells>>| {
                let mut seen = std::collections::BTreeSet::new();
                let mut rows: Vec<Cells> = parts.into_iter().flatten().collect();
                rows.retain(|row| seen.insert((row[0].clone(), row[1].clone(), row[3].clone())));
                rows
            };
            let mut rows = once(vec![
                air.0, air.1, air.2, air.3, water.0, water.1, water.2, water.3, waste,
            ]);
            let mut days = std::collections::BTreeSet::new();
            for (day, value) in flow {
                if days.insert(day) {
                    rows.push(vec![
                        "涉VOCs企业治理".to_owned(),
                        shown(as_of, Some(day)),
                        value.to_owned(),
                        String::new(),
                    ]);
                }
            }
            let mut files = Vec::new();
            if two_versions && rows.len() > 4 {
                // The newer version says some of it anew.
                let mut older = rows.clone();
                older.truncate(rows.len() / 2 + 2);
                for row in &mut older {
                    if row[0] == "PM2.5" {
                        "35".clone_into(&mut row[2]);
                    }
                }
                let newer = rows.split_off(rows.len() / 2);
                let before = as_of - TimeDelta::days(9);
                files.push((format!("监测{before}.csv"), csv_text(header, &older)));
                files.push((format!("监测{as_of}.csv"), csv_text(header, &newer)));
            } else {
                files.push((format!("监测{as_of}.csv"), csv_text(header, &rows)));
            }
            let mut months = std::collections::BTreeSet::new();
            let rates: Vec<Cells> = pairs
                .into_iter()
                .filter(|(month, ..)| months.insert(*month))
                .map(|(month, part, whole)| {
                    vec![
                        "应还尽还率".to_owned(),
                        format!("{year}-{month:02}"),
                        String::new(),
                        part.to_owned(),
                        whole.to_owned(),
                    ]
                })
                .collect();
            files.push((
                format!("比率{as_of}.csv"),
                csv_text(&["指标", "日期", "数值", "分子", "分母"], &rates),
            ));
            files
        })
}
