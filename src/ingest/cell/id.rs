//! Ids of tasks as input methods and spreadsheets leave them.

use std::borrow::Cow;

/// Figures and letters of full width as those of half width; the rest stays as written.
pub fn half_width(text: Cow<'_, str>) -> Cow<'_, str> {
    let wide = |c: char| matches!(c, '０'..='９' | 'Ａ'..='Ｚ' | 'ａ'..='ｚ' | '－' | '．');
    if text.is_ascii() || !text.contains(wide) {
        return text;
    }
    let half = |c: char| match c {
        c if wide(c) => char::from_u32(u32::from(c) - 0xfee0).unwrap_or(c),
        c => c,
    };
    Cow::Owned(text.chars().map(half).collect())
}

/// Whether a spreadsheet cut a long number down to some of its figures: `2.02109E+13`.
pub fn is_rounded(text: &str) -> bool {
    let bytes = text.as_bytes();
    let is_figure = bytes.first().is_some_and(u8::is_ascii_digit);
    is_figure
        && text.split_once(['E', 'e']).is_some_and(|(figures, power)| {
            let figures = figures.split_once('.').unwrap_or((figures, ""));
            let all_digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
            let power = power.strip_prefix('+').unwrap_or_default();
            figures.0.len() == 1 && all_digits(figures.1) && power.len() == 2 && all_digits(power)
        })
}

/// How far from the plan's year the year may lie in which an id was typed that became a day.
const TYPED_WITHIN: i32 = 3;

/// The id that a spreadsheet took for a day: who types `1-4` into Excel or WPS gets the 4th of
/// January of the year, saved as `1月4日`, `4-Jan` or, of a workbook, `2021-01-04`. `None`: it is no
/// day. Where the id cannot be told (`Jan-45`; a year far from the plan's, as of `1-4-2`), the
/// text itself.
pub fn taken_for_a_day(text: &str, year: i32) -> Option<Cow<'_, str>> {
    // Nearly all are none, and are known by a few bytes.
    let bytes = text.as_bytes();
    let first = *bytes.first()?;
    let may = text.len() <= "2021年12月31日".len()
        && if first.is_ascii_digit() {
            text.ends_with('日')
                || bytes.last().is_some_and(u8::is_ascii_alphabetic)
                || matches!(bytes.get(4), Some(b'-' | b'/'))
        } else {
            first.is_ascii_uppercase() && bytes.get(3) == Some(&b'-')
        };
    if !may {
        return None;
    }
    let typed = |month: u32, day: u32| Some(Cow::Owned(format!("{month}-{day}")));
    if let Some((month, day)) = text
        .strip_suffix('日')
        .and_then(|text| text.split_once('月'))
    {
        return match (figure(month, 12), figure(day, 31)) {
            (Some(month), Some(day)) => typed(month, day),
            _ => None,
        };
    }
    if let Some((day, month)) = text.split_once('-')
        && let (Some(month), Some(day)) = (month_of(month), figure(day, 31))
    {
        return typed(month, day);
    }
    if let Some((month, rest)) = text.split_once('-')
        && month_of(month).is_some()
        && rest.len() == 2
        && figure(rest, 99).is_some()
    {
        return Some(Cow::Borrowed(text));
    }
    // A spreadsheet writes 2021/1/4 or 2021-01-04; 2021-1-4 is an id with its year.
    let full = text.len() == "2021-01-04".len();
    let separator = if text.contains('/') { '/' } else { '-' };
    let (typed_in, day) = text.split_once(separator)?;
    let (month, day) = day.split_once(separator)?;
    if separator == '-' && !full {
        return None;
    }
    let typed_in = (typed_in.len() == 4).then(|| typed_in.parse::<i32>().ok())??;
    match (figure(month, 12), figure(day, 31)) {
        (Some(month), Some(day)) if (typed_in - year).abs() <= TYPED_WITHIN => typed(month, day),
        (Some(_), Some(_)) if (1900..2100).contains(&typed_in) => Some(Cow::Borrowed(text)),
        _ => None,
    }
}

/// One or two digits, from 1 to `most`.
fn figure(text: &str, most: u32) -> Option<u32> {
    let digits = (1..=2).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit());
    let value = text.parse().ok().filter(|_| digits)?;
    (1..=most).contains(&value).then_some(value)
}

/// The number of an English month of three letters.
fn month_of(name: &str) -> Option<u32> {
    const MONTHS: [&str; 12] = [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ];
    let at = MONTHS.iter().position(|month| *month == name)?;
    u32::try_from(at + 1).ok()
}

#[cfg(test)]
mod tests {
    use super::{is_rounded, taken_for_a_day};
    use proptest::prelude::*;
    use rstest::rstest;

    #[test]
    fn a_long_number_cut_down() {
        for cut in ["2.02109E+13", "2E+14", "3.5e+11"] {
            assert!(is_rounded(cut), "{cut}");
        }
        for id in [
            "2E-3", "E+13", "1-4", "12E+13", "2021E+1", "A2.0E+13", "2.0E+1a", "",
        ] {
            assert!(!is_rounded(id), "{id}");
        }
    }

    /// What Excel and WPS make of `1-4`, `12-31` and `1-45` typed in 2021, and of `1-4-2`.
    #[rstest]
    #[case("1月4日", Some("1-4"))]
    #[case("12月31日", Some("12-31"))]
    #[case("4-Jan", Some("1-4"))]
    #[case("31-Dec", Some("12-31"))]
    #[case("2021-01-04", Some("1-4"))]
    #[case("2021/1/4", Some("1-4"))]
    #[case("2024/1/4", Some("1-4"))]
    #[case("2025/1/4", Some("2025/1/4"))]
    #[case("2021-1-4", None)]
    #[case("2021-01-4", None)]
    #[case("2021/1-4", None)]
    #[case("2001-04-02", Some("2001-04-02"))]
    #[case("Jan-45", Some("Jan-45"))]
    #[case("1-4", None)]
    #[case("1-4-2", None)]
    #[case("13月4日", None)]
    #[case("0月4日", None)]
    #[case("2021年1月4日", None)]
    #[case("2021-13", None)]
    #[case("2021-0101", None)]
    #[case("2021-13-01", None)]
    #[case("9021-01-01", None)]
    #[case("QT-21", None)]
    #[case("QTX-21", None)]
    #[case("1-4a", None)]
    #[case("4-Jane", None)]
    #[case("示例1", None)]
    #[case("", None)]
    fn days(#[case] text: &str, #[case] wanted: Option<&str>) {
        assert_eq!(taken_for_a_day(text, 2021).as_deref(), wanted);
    }

    proptest! {
        /// Every id of two figures that could be a day comes back from what becomes of it.
        #[test]
        fn an_id_comes_back(month in 1_u32..=12, day in 1_u32..=31) {
            let id = format!("{month}-{day}");
            for spoiled in [
                format!("{month}月{day}日"),
                format!("2021-{month:02}-{day:02}"),
                format!("2021/{month}/{day}"),
            ] {
                let back = taken_for_a_day(&spoiled, 2021);
                prop_assert_eq!(back.as_deref(), Some(id.as_str()));
            }
            prop_assert_eq!(taken_for_a_day(&id, 2021), None);
        }

        /// Any text is answered.
        #[test]
        fn total(text in ".{0,12}", near in "[0-9]{0,4}[-/月]?[0-9A-Za-z]{0,3}[-/日]?[0-9]{0,2}") {
            let _ = taken_for_a_day(&text, 2021);
            let _ = taken_for_a_day(&near, 2021);
        }
    }
}
