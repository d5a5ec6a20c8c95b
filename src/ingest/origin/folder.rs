//! Folders that are named for a day or months, or for a county and those beside it.

use super::{day_of, is_of_a_month, of_year, trim};
use crate::ingest::cell::{date_in_name, day_in_name, months_in_name, quarter};
use crate::terms::Months;
use chrono::{Datelike, NaiveDate, TimeDelta};
use std::borrow::Cow;

/// What a folder is named for that is no county.
#[derive(Debug, Clone, Copy)]
pub enum Stamp {
    /// A day; `None`: one that is a deadline.
    Day(Option<NaiveDate>),
    /// A month, by its last day.
    Month(NaiveDate),
    /// Months.
    Span(Months),
}

/// Whether words say only that a list was sent in: 台账, 上报台账, 整改台账.
fn is_sent(text: &str) -> bool {
    const SENT: [&str; 27] = [
        "台账", "清单", "上报", "报送", "报表", "报告", "数据", "材料", "更新", "汇总", "导出",
        "版", "月报", "份", "底", "末", "整改", "任务", "最新", "会议", "终稿", "定稿", "初稿",
        "修改", "审定", "备份", "文件",
    ];
    let mut rest = trim(text);
    while let Some(less) = SENT.iter().find_map(|word| rest.strip_prefix(word)) {
        rest = trim(less);
    }
    rest.is_empty()
}

/// The county of a folder that is named for one, and for a day or months beside it: 青田县10月,
/// 2021-09-30青田县. What else it is named is its county as a whole: 工业园区1-3, 0101鹤城街道.
pub fn county_and_stamp(name: &str, year: i32, modified: Option<i64>) -> (&str, Option<Stamp>) {
    let is_told = |stamp: &str| {
        let digits = stamp.chars().filter(char::is_ascii_digit).count();
        stamp.contains(['月', '日'])
            || stamp.contains("季度")
            || digits >= 6
            || stamp.starts_with("20") && digits >= 5 && stamp.contains(['.', '-'])
    };
    let stamp = |text: &str| {
        let text = trim(text);
        is_told(&text)
            .then(|| stamped(&text, year, modified))
            .flatten()
    };
    let digit = |c: char| c.is_ascii_digit();
    if let Some(at) = name.find(digit).filter(|at| *at > 0) {
        let county =
            name[..at].trim_end_matches(|c: char| c.is_whitespace() || "-_.·（(第".contains(c));
        let behind = stamp(&name[county.len()..]);
        if behind.is_some() && is_a_place(county) {
            return (county, behind);
        }
    }
    let ends = ["县", "市", "区", "旗", "镇", "乡", "街道"];
    let ends = ends
        .iter()
        .filter_map(|end| Some(name.rfind(end)? + end.len()));
    if let Some(end) = ends.max() {
        let (told, rest) = name.split_at(end);
        let begins = told.rfind(|c: char| c.is_ascii_digit() || "月日号".contains(c));
        let begins = begins.map_or(0, |at| {
            at + told[at..].chars().next().map_or(0, char::len_utf8)
        });
        let (front, county) = told.split_at(begins);
        let county =
            county.trim_start_matches(|c: char| c.is_whitespace() || "-_.·）)份底末".contains(c));
        let front = stamp(front);
        if front.is_some() && is_sent(rest) && county.chars().count() > 1 {
            return (county, front);
        }
    }
    (name, None)
}

/// Whether a name may be that of a county, a town or an office: 青田, 青田县, 县住建局. 中央督察2021年9月 is what
/// was handed over then.
fn is_a_place(name: &str) -> bool {
    let ends = [
        "县", "市", "区", "旗", "镇", "乡", "街道", "局", "委", "办", "中心", "公司", "园", "本级",
    ];
    let handed = [
        "督察", "督查", "交办", "问题", "曝光", "信访", "举报", "投诉",
    ];
    let many = name.chars().count();
    let named = many > 1 && ends.iter().any(|end| name.ends_with(end));
    (named || many == 2 && !is_sent(name)) && !handed.iter().any(|word| name.contains(word))
}

/// A name whose months stand in Han figures with them in digits: 十月, 十一月份.
fn in_digits(name: &str) -> Cow<'_, str> {
    let months = [
        "一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "十一", "十二",
    ];
    let Some((head, rest)) = name.split_once('月') else {
        return Cow::Borrowed(name);
    };
    let month = (1..).zip(months).find(|(_, month)| *month == head);
    month.map_or(Cow::Borrowed(name), |(month, _)| {
        Cow::Owned(format!("{month}月{rest}"))
    })
}

/// What a folder tells that is named for a day or months, of a year that it leaves out or with words
/// beside it, or for a quarter, half a year or a year.
pub fn stamped(name: &str, year: i32, modified: Option<i64>) -> Option<Stamp> {
    let name = &*in_digits(name);
    let written = day_of(modified);
    let last_of = |year: i32, month: u32| {
        let first = NaiveDate::from_ymd_opt(year, month, 1)?;
        Some(first + chrono::Months::new(1) - TimeDelta::days(1))
    };
    let span = |year: i32, from: u32, to: u32| {
        let first = NaiveDate::from_ymd_opt(year, from, 1)?;
        let last = last_of(year, to)?;
        Some(Stamp::Span(Months { first, last }))
    };
    // The year in which its months begin, by the day of writing.
    let year_of = |month: u32| of_year(year, month, 1, written).map_or(year, |day| day.year());
    let number = |text: &str| text.parse::<u32>().ok().filter(|_| text.len() <= 2);
    if let Some((months, after)) = quarter(name) {
        return is_sent(after).then_some(Stamp::Span(months));
    }
    if let Some((months, before, after)) = months_in_name(name) {
        return (is_sent(before) && is_sent(after)).then_some(Stamp::Span(months));
    }
    if let Some((day, before, after)) = date_in_name(name) {
        let is_month = is_of_a_month(&name[before.len()..name.len() - after.len()]);
        let stamp = if is_month {
            Stamp::Month(day)
        } else {
            Stamp::Day(Some(day))
        };
        return (is_sent(before) && is_sent(after)).then_some(stamp);
    }
    if let Some((month, day, before, after)) = day_in_name(name) {
        let told = is_sent(before) && is_sent(after);
        return told.then(|| Stamp::Day(of_year(year, month, day, written)));
    }
    // 2021年, 2021年度; 第三季度, 上半年.
    let (named, rest) = match name.split_once('年') {
        Some((digits, rest)) if digits.len() == 4 => (digits.parse().ok(), rest),
        None if name.len() == 4 && name.starts_with("20") => (name.parse().ok(), ""),
        _ => (None, name),
    };
    let rest = rest.trim_start_matches('度');
    if let Some(named) = named.filter(|_| is_sent(rest)) {
        return span(named, 1, 12);
    }
    let of = |month: u32| named.unwrap_or_else(|| year_of(month));
    let quarters = [
        ["一季度", "1季度"],
        ["二季度", "2季度"],
        ["三季度", "3季度"],
        ["四季度", "4季度"],
    ];
    for (quarter, words) in (0..).zip(quarters) {
        let rest = rest.trim_start_matches('第');
        let behind = words.iter().find_map(|word| rest.strip_prefix(word));
        if behind.is_some_and(is_sent) {
            let from = quarter * 3 + 1;
            return span(of(from), from, from + 2);
        }
    }
    for (from, word) in [(1, "上半年"), (7, "下半年")] {
        if rest.strip_prefix(word).is_some_and(is_sent) {
            return span(of(from), from, from + 5);
        }
    }
    // 9月, 1-9月, 1月-9月; 0930, 9.30.
    let name = name.replace("月-", "-").replace("月至", "-");
    if let Some((head, after)) = name.split_once('月') {
        let between = ['-', '至', '—', '~'];
        let mut parts = head.split(between).map(number);
        let (first, last) = (parts.next()??, parts.next_back());
        if !is_sent(after) || head.split(between).any(|one| number(one).is_none()) {
            return None;
        }
        return match last.flatten() {
            Some(last) => span(year_of(first), first, last),
            None => last_of(year_of(first), first).map(Stamp::Month),
        };
    }
    let (month, day) = match name.split_once(['.', '-']) {
        Some(parts) => parts,
        None if name.len() == 4 && name.is_ascii() => name.split_at(2),
        None => return None,
    };
    let (month, day) = (number(month)?, number(day)?);
    NaiveDate::from_ymd_opt(2024, month, day)?;
    Some(Stamp::Day(of_year(year, month, day, written)))
}
