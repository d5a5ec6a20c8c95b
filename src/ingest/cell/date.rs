//! Dates and periods as offices write them.

use super::{Read, half, nothing};
use crate::terms::{Months, Period};
use chrono::{Datelike, NaiveDate};

/// Years a date may have; anything else is a slip of the pen.
const YEARS: std::ops::RangeInclusive<i32> = 1990..=2099;

/// What a date cell is read with besides itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Dating {
    /// The year of dates without one: the plan's.
    pub year: i32,
    /// Serials count from 1904, as workbooks of old Macs do.
    pub from_1904: bool,
}

impl From<i32> for Dating {
    fn from(year: i32) -> Self {
        Self {
            year,
            from_1904: false,
        }
    }
}

/// Days between the two systems of Excel serials.
const FROM_1904: u32 = 1462;

/// Chinese numerals in front of 年, 月, 日, 号, 天 and 个 as digits: `二〇二一年十二月`.
pub(super) fn arabic(text: &str) -> String {
    const DIGITS: &str = "〇一二三四五六七八九";
    let digit = |c: char| match c {
        '零' | '○' => Some(0),
        '两' => Some(2),
        c => DIGITS.chars().position(|d| d == c).map(|n| n as u32),
    };
    let chars: Vec<char> = text.chars().collect();
    let mut out = String::with_capacity(text.len());
    let mut at = 0;
    while at < chars.len() {
        let run = chars[at..]
            .iter()
            .take_while(|c| **c == '十' || digit(**c).is_some())
            .count();
        let before_unit = chars
            .get(at + run)
            .is_some_and(|c| matches!(c, '年' | '月' | '日' | '号' | '天' | '个'));
        if run == 0 || run > 4 || !before_unit {
            let keep = run.max(1);
            out.extend(&chars[at..at + keep]);
            at += keep;
            continue;
        }
        let piece = &chars[at..at + run];
        match piece.iter().position(|c| *c == '十') {
            Some(ten) if run <= 3 && ten <= 1 && ten + 2 >= run => {
                let tens = piece[..ten].first().map_or(Some(1), |c| digit(*c));
                let ones = piece[ten + 1..].first().map_or(Some(0), |c| digit(*c));
                match tens.zip(ones) {
                    Some((tens, ones)) => out.push_str(&(tens * 10 + ones).to_string()),
                    None => out.extend(piece),
                }
            }
            Some(_) => out.extend(piece),
            None => piece
                .iter()
                .filter_map(|c| digit(*c))
                .for_each(|n| out.push_str(&n.to_string())),
        }
        at += run;
    }
    out
}

/// The hour of a time of day behind a date, where it is not midnight: `2017-07-29T14:00:00Z`,
/// `2017/7/29 14:00`, `7月29日14时`.
pub fn hour(text: &str) -> Option<u32> {
    let folded = half(text);
    let time = match folded.split_once(['T', ' ']) {
        Some((_, time)) if time.contains(':') => time.split(':').next()?.to_owned(),
        _ => {
            let (_, time) = folded.rsplit_once('日')?;
            time.strip_suffix('时')?.to_owned()
        }
    };
    let hour: u32 = time.trim().parse().ok()?;
    (1..=23).contains(&hour).then_some(hour)
}

/// A run of digits and what stands between them.
fn parts(text: &str) -> (Vec<&str>, Vec<&str>) {
    let mut digits = Vec::new();
    let mut between = Vec::new();
    let mut rest = text;
    loop {
        let start = rest
            .find(|c: char| c.is_ascii_digit())
            .unwrap_or(rest.len());
        between.push(&rest[..start]);
        rest = &rest[start..];
        if rest.is_empty() {
            return (digits, between);
        }
        let end = rest
            .find(|c: char| !c.is_ascii_digit())
            .unwrap_or(rest.len());
        digits.push(&rest[..end]);
        rest = &rest[end..];
    }
}

fn ymd(year: i32, month: u32, day: u32) -> Option<NaiveDate> {
    YEARS
        .contains(&year)
        .then(|| NaiveDate::from_ymd_opt(year, month, day))?
}

/// The last day of a month.
pub(super) fn month_end(year: i32, month: u32) -> Option<NaiveDate> {
    ((1..=12).contains(&month) && YEARS.contains(&year))
        .then(|| Period::Month(year, month as u8).last_day())
}

/// A date: `2021-06-30`, `2021/6/30`, `2021.6.30`, `2021年6月30日`, `6月30日` (of `year`),
/// `二〇二一年六月三十日`, `20210630`, an Excel serial such as `44377`, each also with a time
/// of day or a remark in brackets behind it.
///
/// `21.6.30`, `6.30` and `03/04/2021` can be read in several ways and come as a guess.
pub fn date(text: &str, dating: impl Into<Dating>) -> Read<NaiveDate> {
    let Dating { year, from_1904 } = dating.into();
    let folded = arabic(&half(text));
    if let Some(nothing) = nothing(&folded) {
        return Read::Nothing(nothing);
    }
    // A time of day says nothing of the day.
    let day_part = folded
        .split_once(['T', ' '])
        .filter(|(_, time)| time.contains(':'))
        .map_or(folded.as_str(), |(day, _)| day);
    let day_part = match day_part.split_once('(') {
        Some((day, remark)) if remark.ends_with(')') && !day.is_empty() => day.trim_end(),
        _ => day_part,
    };
    let day_part = match day_part.rsplit_once('日') {
        Some((_, hour)) if hour.ends_with('时') => &day_part[..day_part.len() - hour.len()],
        _ => day_part,
    };
    let (digits, between) = parts(day_part);
    let numbers: Vec<u32> = digits.iter().filter_map(|d| d.parse().ok()).collect();
    if numbers.len() != digits.len() {
        return Read::Invalid;
    }
    let plain = |s: &&str| matches!(s.trim(), "-" | "/" | "." | "年" | "月" | "_");
    let tail = between.last().map_or("", |s| s.trim());
    let clean_tail = matches!(tail, "" | "日" | "号" | "日前" | "前" | "止");
    let found = match (digits.len(), between.first().copied().unwrap_or("")) {
        (3, "") if between[1..3].iter().all(plain) && clean_tail => {
            if digits[0].len() == 4 {
                ymd(numbers[0] as i32, numbers[1], numbers[2])
            } else if digits[2].len() == 4 {
                // 03/04/2021: month first or day first.
                return guess(
                    ymd(numbers[2] as i32, numbers[0], numbers[1])
                        .or_else(|| ymd(numbers[2] as i32, numbers[1], numbers[0])),
                );
            } else if digits[0].len() == 2 {
                return guess(ymd(2000 + numbers[0] as i32, numbers[1], numbers[2]));
            } else {
                None
            }
        }
        (2, "") if between[1].trim() == "月" && clean_tail => ymd(year, numbers[0], numbers[1]),
        // 6.30: a day of the plan's year, or a figure in the wrong column.
        (2, "")
            if matches!(between[1].trim(), "." | "/" | "-")
                && clean_tail
                && digits.iter().all(|d| d.len() <= 2) =>
        {
            return guess(ymd(year, numbers[0], numbers[1]));
        }
        (1, "") if tail.is_empty() && digits[0].len() == 8 => {
            let n = numbers[0];
            ymd((n / 10_000) as i32, n / 100 % 100, n % 100)
        }
        (1, "") if tail.is_empty() && digits[0].len() == 5 => serial(numbers[0], from_1904),
        _ => None,
    };
    found.map_or(Read::Invalid, Read::Value)
}

fn guess(date: Option<NaiveDate>) -> Read<NaiveDate> {
    date.map_or(Read::Invalid, Read::Guess)
}

/// The year of an Excel serial in the 1900 and in the 1904 system, if the cell is one.
pub fn serial_years(text: &str) -> Option<(i32, i32)> {
    // Nearly all are dates as people write them: eight figures and more.
    if text.is_ascii() && text.trim().trim_start_matches('\'').trim().len() != 5 {
        return None;
    }
    let folded = half(text);
    let is_serial = folded.len() == 5 && folded.bytes().all(|b| b.is_ascii_digit());
    let days: u32 = is_serial.then(|| folded.parse().ok())??;
    let year = |date: Option<NaiveDate>| date.map_or(0, |d| d.year());
    Some((year(serial(days, false)), year(serial(days, true))))
}

/// Day 1 is 1900-01-01, and day 60 a 29 February that never was; in the 1904 system day 0 is
/// 1904-01-01.
fn serial(days: u32, from_1904: bool) -> Option<NaiveDate> {
    let days = if from_1904 { days + FROM_1904 } else { days };
    let days = if days > 60 { days - 1 } else { days };
    let date =
        NaiveDate::from_ymd_opt(1899, 12, 31)?.checked_add_days(chrono::Days::new(days.into()))?;
    ymd(
        chrono::Datelike::year(&date),
        chrono::Datelike::month(&date),
        chrono::Datelike::day(&date),
    )
}

/// A day, month, quarter or year: also `2021-09`, `2021年9月`, `202109`, `2021年第三季度`,
/// `2021Q3`, `2021-Q3`, `2021年`, `2021年度`, `2021`.
pub fn period(text: &str, dating: impl Into<Dating>) -> Read<Period> {
    let dating = dating.into();
    let year = dating.year;
    let folded = arabic(&half(text));
    if let Some(nothing) = nothing(&folded) {
        return Read::Nothing(nothing);
    }
    let upper = folded.to_uppercase();
    let quarter = ["一季度", "二季度", "三季度", "四季度"]
        .iter()
        .position(|name| upper.contains(name))
        .or_else(|| {
            let at = upper.find('Q')?;
            let n = upper[at + 1..].chars().next()?.to_digit(10)?;
            (1..=4).contains(&n).then(|| n as usize - 1)
        })
        .or_else(|| {
            let before = upper.strip_suffix("季度")?;
            let n = before.chars().next_back()?.to_digit(10)?;
            (1..=4).contains(&n).then(|| n as usize - 1)
        });
    let (digits, between) = parts(&folded);
    if let Some(quarter) = quarter {
        let of = digits
            .first()
            .filter(|d| d.len() == 4)
            .and_then(|d| d.parse().ok());
        let of = of.unwrap_or(year);
        return if YEARS.contains(&of) {
            Read::Value(Period::Quarter(of, quarter as u8 + 1))
        } else {
            Read::Invalid
        };
    }
    let tail = between.last().map_or("", |s| s.trim());
    let number = |at: usize| digits.get(at).and_then(|d| d.parse::<u32>().ok());
    let found = match (digits.len(), digits.first().map_or(0, |d| d.len())) {
        (1, 4)
            if matches!(tail, "" | "年" | "年度" | "全年" | "年全年") && between[0].is_empty() =>
        {
            number(0).map(|y| Period::Year(y as i32))
        }
        (1, 6) if tail.is_empty() && between[0].is_empty() => {
            number(0).and_then(|n| month(n / 100, n % 100))
        }
        // 2021年第1批 is no January.
        (2, 4)
            if matches!(tail, "" | "月" | "月份")
                && between[0].is_empty()
                && !between[1].contains('第') =>
        {
            number(0).zip(number(1)).and_then(|(y, m)| month(y, m))
        }
        (1, 1 | 2) if matches!(tail, "月" | "月份") && between[0].is_empty() => {
            number(0).and_then(|m| month(year as u32, m))
        }
        _ => return date(text, dating).map(Period::Day),
    };
    match found {
        Some(period) if YEARS.contains(&period.year()) => Read::Value(period),
        _ => Read::Invalid,
    }
}

fn month(year: u32, month: u32) -> Option<Period> {
    (1..=12)
        .contains(&month)
        .then_some(Period::Month(year as i32, month as u8))
}

/// A date inside a file or folder name, with what stands before and after it. A month is
/// taken as its last day.
pub fn date_in_name(name: &str) -> Option<(NaiveDate, &str, &str)> {
    let starts = name.char_indices().filter(|(at, c)| {
        c.is_ascii_digit() && !name[..*at].ends_with(|c: char| c.is_ascii_digit())
    });
    for (start, _) in starts {
        // The longest piece from here that is a date wins.
        let ends: Vec<usize> = name[start..]
            .char_indices()
            .map(|(at, c)| start + at + c.len_utf8())
            .take(14)
            .collect();
        for &end in ends.iter().rev() {
            let piece = &name[start..end];
            if name[end..].starts_with(|c: char| c.is_ascii_digit()) || piece.len() < 6 {
                continue;
            }
            // 〔2021〕12号 is the number of a paper.
            if name[..start].ends_with(['〔', '[', '［', '【', '（', '('])
                && is_paper(&name[start..])
            {
                continue;
            }
            if piece.ends_with(|c: char| !c.is_ascii_digit() && !"日月号".contains(c)) {
                continue;
            }
            let folded = piece.replace('_', "-");
            if let Read::Value(Period::Day(day)) = period(&folded, 0)
                && (folded.len() != 5)
            {
                return Some((day, &name[..start], &name[end..]));
            }
            // 2021年12项重点任务.
            let counts = folded.contains('年') && !folded.ends_with('月');
            let counts =
                counts && name[end..].starts_with(|c| "项个件条批号轮期类家大处".contains(c));
            if let Read::Value(month @ Period::Month(..)) = period(&folded, 0)
                && !counts
            {
                return Some((month.last_day(), &name[..start], &name[end..]));
            }
        }
    }
    None
}

/// The months that a name tells from one to another, with what stands before and after them.
pub fn months_in_name(name: &str) -> Option<(Months, &str, &str)> {
    let mut starts = name.match_indices("20").map(|(at, _)| at);
    starts.find_map(|at| {
        let (found, after) = months(&name[at..])?;
        Some((found, &name[..at], after))
    })
}

/// `2021〕12号`: the year and the serial number of a paper, less the bracket in front.
fn is_paper(name: &str) -> bool {
    let rest = name.trim_start_matches(|c: char| c.is_ascii_digit());
    let Some(rest) = rest.strip_prefix(['〕', ']', '］', '】', '）', ')']) else {
        return false;
    };
    let rest = rest.trim_start_matches(|c: char| c == '第' || c.is_whitespace());
    let behind = rest.trim_start_matches(|c: char| c.is_ascii_digit());
    behind.len() < rest.len() && behind.trim_start().starts_with('号')
}

/// `2021年第三季度`, `2021Q3`, `2021年上半年`, and what stands behind; of a folder. A file's name
/// tells no version so: it lists what that quarter has to do, as one of a batch does.
pub fn quarter(name: &str) -> Option<(Months, &str)> {
    let rest = name.trim_start_matches(|c: char| c.is_ascii_digit());
    let year: i32 = name[..name.len() - rest.len()].parse().ok()?;
    if !YEARS.contains(&year) {
        return None;
    }
    let told = rest.strip_prefix('年');
    let rest = told.unwrap_or(rest).trim_start_matches(['-', '_', ' ']);
    let span = |first: u8, last: u8| Months {
        first: Period::Month(year, first).first_day(),
        last: Period::Month(year, last).last_day(),
    };
    let halves = [("上半年", 1), ("下半年", 7)];
    if let Some((after, first)) = halves
        .iter()
        .find_map(|(word, first)| Some((rest.strip_prefix(word)?, *first)))
        && told.is_some()
    {
        return Some((span(first, first + 5), after));
    }
    let (mark, rest) = match rest.strip_prefix(['Q', 'q']) {
        Some(rest) => (true, rest),
        None => (false, rest.trim_start_matches('第')),
    };
    let mut chars = rest.chars();
    let number = match chars.next()? {
        '1' | '一' => 1,
        '2' | '二' => 2,
        '3' | '三' => 3,
        '4' | '四' => 4,
        _ => return None,
    };
    let after = match chars.as_str().strip_prefix("季度") {
        Some(after) => after,
        None if mark
            && !chars
                .as_str()
                .starts_with(|c: char| c.is_ascii_alphanumeric()) =>
        {
            chars.as_str()
        }
        None => return None,
    };
    Some((span(number * 3 - 2, number * 3), after))
}

/// `2021年1-9月`, and what stands behind.
fn months(name: &str) -> Option<(Months, &str)> {
    let (year, rest) = name.split_once('年')?;
    let year: i32 = year.parse().ok().filter(|year| YEARS.contains(year))?;
    let rest = rest.trim_start();
    let digits =
        |text: &str| text.len() - text.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    // 1日 behind a month, if it stands there.
    let day = |rest: &'_ str| -> (Option<u32>, usize) {
        let many = digits(rest);
        let end = ["日", "号"]
            .iter()
            .find(|end| rest[many..].starts_with(**end));
        match (rest[..many].parse(), end) {
            (Ok(day), Some(end)) => (Some(day), many + end.len()),
            _ => (None, 0),
        }
    };
    let (first, rest) = rest.split_at(digits(rest));
    let rest = match rest.strip_prefix('月') {
        Some(rest) => &rest[day(rest).1..],
        None => rest,
    };
    let rest = rest.strip_prefix(['-', '－', '—', '–', '~', '～', '至', '到'])?;
    let rest = rest.trim_start_matches(['-', '—']);
    let (last, rest) = rest.split_at(digits(rest));
    let rest = rest.strip_prefix('月')?;
    let (last_day, many) = day(rest);
    let after =
        Some(&rest[many..]).filter(|rest| !rest.starts_with(|c: char| c.is_ascii_digit()))?;
    let (first, last): (u32, u32) = (first.parse().ok()?, last.parse().ok()?);
    let is_span = (1..=12).contains(&first) && first < last && last <= 12;
    if !is_span {
        return None;
    }
    let last_day = match last_day {
        Some(day) => NaiveDate::from_ymd_opt(year, last, day)?,
        None => Period::Month(year, last as u8).last_day(),
    };
    let months = Months {
        first: Period::Month(year, first as u8).first_day(),
        last: last_day,
    };
    Some((months, after))
}

/// A month and day inside a file name that leaves out the year, `11月12日`, with what stands before
/// and after it. Only with both signs: `11-12` may be anything.
pub fn day_in_name(name: &str) -> Option<(u32, u32, &str, &str)> {
    let (head, tail) = name.split_once('月')?;
    let before = head.trim_end_matches(|c: char| c.is_ascii_digit());
    let month: u32 = head[before.len()..].parse().ok()?;
    let rest = tail.trim_start_matches(|c: char| c.is_ascii_digit());
    let day: u32 = tail[..tail.len() - rest.len()].parse().ok()?;
    let after = rest.strip_prefix(['日', '号'])?;
    // A leap year: whether the day is there is for the year to say.
    NaiveDate::from_ymd_opt(2024, month, day)?;
    (!before.ends_with('年')).then_some((month, day, before, after))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use rstest::rstest;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[rstest]
    #[case("2021-06-30")]
    #[case("2021/6/30")]
    #[case("2021.6.30")]
    #[case("2021年6月30日")]
    #[case("２０２１年６月３０日")]
    #[case("6月30日")]
    #[case("20210630")]
    #[case("44377")]
    #[case(" 2021-6-30 00:00:00")]
    #[case("2021-06-30T14:00:00Z")]
    #[case("'2021-06-30")]
    #[case("二〇二一年六月三十日")]
    #[case("六月三十日")]
    #[case("2021年6月30日（星期三）")]
    #[case("2021年6月30日14时")]
    fn the_same_day(#[case] text: &str) {
        assert_eq!(date(text, 2021), Read::Value(day("2021-06-30")));
    }

    #[rstest]
    #[case("21.6.30", "2021-06-30")]
    #[case("03/04/2021", "2021-03-04")]
    #[case("25/04/2021", "2021-04-25")]
    #[case("6.30", "2021-06-30")]
    #[case("6/30", "2021-06-30")]
    fn guesses(#[case] text: &str, #[case] expected: &str) {
        assert_eq!(date(text, 2021), Read::Guess(day(expected)));
    }

    #[rstest]
    #[case("2021-13-05")]
    #[case("2021-02-29")]
    #[case("0000-01-01")]
    #[case("99999-01-01")]
    #[case("待定")]
    #[case("1.1E+11")]
    #[case("12345678901234567890")]
    fn not_dates(#[case] text: &str) {
        assert_eq!(date(text, 2021), Read::Invalid);
    }

    #[rstest]
    #[case("2021-09", Period::Month(2021, 9))]
    #[case("2021年9月", Period::Month(2021, 9))]
    #[case("202109", Period::Month(2021, 9))]
    #[case("9月", Period::Month(2021, 9))]
    #[case("2021年第三季度", Period::Quarter(2021, 3))]
    #[case("2021Q3", Period::Quarter(2021, 3))]
    #[case("2021-Q3", Period::Quarter(2021, 3))]
    #[case("2021年3季度", Period::Quarter(2021, 3))]
    #[case("2021年", Period::Year(2021))]
    #[case("2021年度", Period::Year(2021))]
    #[case("2021", Period::Year(2021))]
    fn periods(#[case] text: &str, #[case] expected: Period) {
        assert_eq!(period(text, 2021), Read::Value(expected));
    }

    #[test]
    fn excel_serials() {
        // 45383 is 2024-04-01 in the 1900 system; 61 is the first day after the phantom leap day.
        assert_eq!(date("45383", 2021), Read::Value(day("2024-04-01")));
        assert_eq!(serial(36526, false).unwrap(), day("2000-01-01"));
        // The same day in a workbook of the 1904 system is 1462 less.
        let mac = Dating {
            year: 2021,
            from_1904: true,
        };
        assert_eq!(date("43921", mac), Read::Value(day("2024-04-01")));
        assert_eq!(serial_years("42915"), Some((2017, 2021)));
        assert_eq!(serial_years("2021-06-30"), None);
    }

    #[test]
    fn chinese_numerals_before_their_units() {
        assert_eq!(arabic("二〇二一年十二月三十一日"), "2021年12月31日");
        assert_eq!(arabic("十月底前"), "10月底前");
        assert_eq!(arabic("三个月内"), "3个月内");
        assert_eq!(arabic("二十五日"), "25日");
        // Not numbers of a date.
        assert_eq!(arabic("“十四五”期间，一季度"), "“十四五”期间，一季度");
        assert_eq!(arabic("七个百分百"), "7个百分百");
    }

    #[test]
    fn hours_of_a_day() {
        assert_eq!(hour("2017-07-29T14:00:00Z"), Some(14));
        assert_eq!(hour("2021/6/30 9:30"), Some(9));
        assert_eq!(hour("7月29日14时"), Some(14));
        assert_eq!(hour("2021-06-30 00:00:00"), None);
        assert_eq!(hour("2021-06-30"), None);
    }

    proptest! {
        #[test]
        fn printed_days_come_back(days in 0i64..40_000) {
            let day = day("1990-01-01") + chrono::Duration::days(days);
            prop_assume!(YEARS.contains(&chrono::Datelike::year(&day)));
            for form in ["%Y-%m-%d", "%Y/%-m/%-d", "%Y.%-m.%-d", "%Y年%-m月%-d日", "%Y%m%d"] {
                prop_assert_eq!(date(&day.format(form).to_string(), 2021), Read::Value(day));
            }
        }

        #[test]
        fn never_panics(text in any::<String>()) {
            let _ = (date(&text, 2021), period(&text, 2021), date_in_name(&text));
        }
    }
}
