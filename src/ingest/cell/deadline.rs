//! Deadline phrases: dated, long-term, recurring, at once, or two of them in a cell.

use super::date::month_end;
use super::{Read, date, half, nothing};
use crate::plan::Plan;
use crate::terms::Deadline;
use chrono::NaiveDate;

const LONG_TERM: [&str; 9] = [
    "长期坚持",
    "长期",
    "持续推进",
    "持续",
    "久久为功",
    "常态化",
    "常抓不懈",
    "需要长期努力",
    "坚持不懈",
];
const AT_ONCE: [&str; 4] = ["立行立改", "即知即改", "立即整改", "立即"];
const RECURRING: [&str; 4] = ["每年", "每季度", "每月", "每半年"];

/// A deadline cell: any date of [`date()`]; a month (its last day); `2021年底前`; `上半年`;
/// `一季度末`; `6月中旬`; `“十四五”期间` (2025-12-31); `2021年度`; `立行立改` (issued + the
/// plan's days, derived); `长期坚持`; or a date and a standing duty in one cell.
pub fn deadline(text: &str, plan: &Plan) -> Read<Deadline> {
    let folded = half(text).replace(' ', "");
    if let Some(nothing) = nothing(&folded) {
        return Read::Nothing(nothing);
    }
    let has = |words: &[&str]| words.iter().any(|word| folded.contains(word));
    let mut deadline = Deadline {
        long_term: has(&LONG_TERM),
        immediate: has(&AT_ONCE),
        recurring: has(&RECURRING),
        ..Deadline::default()
    };
    let mut guessed = false;
    let parted = folded.replace("同时", "，");
    for piece in parted.split(['，', ',', ';', '；', '。', '、', '(', ')', '并', '且']) {
        match dated(piece, plan.year) {
            // A second date in the cell: the first is taken, and the reader is told.
            Read::Value(day) if deadline.date.is_some_and(|first| first != day) => guessed = true,
            Read::Value(day) => deadline.date = Some(day),
            Read::Guess(day) if deadline.date.is_none() => {
                deadline.date = Some(day);
                guessed = true;
            }
            _ => {}
        }
    }
    // A standing duty with figures that were not understood may hide a date.
    guessed |= deadline.date.is_none()
        && deadline.long_term
        && folded.contains(|c: char| c.is_ascii_digit());
    if deadline.date.is_none() && deadline.immediate {
        deadline.derived = true;
        deadline.date = plan.issued.and_then(|day| {
            day.checked_add_signed(chrono::TimeDelta::try_days(plan.thresholds.immediate_days)?)
        });
    }
    deadline.recognised =
        deadline.date.is_some() || deadline.long_term || deadline.immediate || deadline.recurring;
    if !deadline.recognised {
        return Read::Invalid;
    }
    if guessed {
        Read::Guess(deadline)
    } else {
        Read::Value(deadline)
    }
}

/// The date of one phrase.
fn dated(piece: &str, year: i32) -> Read<NaiveDate> {
    let mut text = piece;
    for word in RECURRING {
        text = text.strip_prefix(word).unwrap_or(text);
    }
    for word in ["已延期至", "延期至", "延至"] {
        text = text.strip_prefix(word).unwrap_or(text);
    }
    for word in [
        "完成整改",
        "整改到位",
        "完成",
        "整改",
        "销号",
        "出台",
        "建成",
        "之前",
        "以前",
        "前",
        "止",
        "内",
    ] {
        text = text.strip_suffix(word).unwrap_or(text);
    }
    if text.contains("十四五") {
        return end(2025, 12);
    }
    if text.contains("十三五") {
        return end(2020, 12);
    }
    match date(text, year) {
        Read::Invalid | Read::Nothing(_) => {}
        found => return found,
    }
    let (of, rest) = year_of(text, year);
    let rest = rest
        .strip_suffix('末')
        .or_else(|| rest.strip_suffix('底'))
        .filter(|front| !front.is_empty())
        .unwrap_or(rest);
    match rest {
        "年" | "年度" | "度" | "年底" | "年末" | "全年" | "下半年" | "底" | "末" => {
            return end(of, 12);
        }
        "上半年" | "年上半年" | "年中" => return end(of, 6),
        _ => {}
    }
    for (quarter, name) in (1u32..).zip(["一季度", "二季度", "三季度", "四季度"]) {
        if rest.ends_with(name) {
            return end(of, quarter * 3);
        }
    }
    if let Some((month, tail)) = rest.split_once('月') {
        let month = month.trim_start_matches(['-', '/', '.']);
        if let Ok(month) = month.parse::<u32>() {
            let day = match tail {
                "" | "底" | "末" | "下旬" | "份" => return end(of, month),
                "上旬" => 10,
                "中旬" | "中" => 20,
                _ => return Read::Invalid,
            };
            return NaiveDate::from_ymd_opt(of, month, day).map_or(Read::Invalid, Read::Value);
        }
    }
    // 2021-12, 2021/12, 2021.12: a month alone.
    if let Some(rest) = rest.strip_prefix(['-', '/', '.'])
        && let Ok(month) = rest.parse::<u32>()
        && text != rest
    {
        return end(of, month);
    }
    Read::Invalid
}

/// A year in front, else the plan's; and the rest, without 年 unless it stands alone.
fn year_of(text: &str, year: i32) -> (i32, &str) {
    if text.len() >= 4
        && text.is_char_boundary(4)
        && let Ok(found) = text[..4].parse::<i32>()
        && (1990..=2099).contains(&found)
    {
        let rest = &text[4..];
        return match rest.strip_prefix('年') {
            Some("") | None => (found, rest),
            Some(after) => (found, after),
        };
    }
    (year, text)
}

fn end(year: i32, month: u32) -> Read<NaiveDate> {
    month_end(year, month).map_or(Read::Invalid, Read::Value)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::plan::EMBEDDED;
    use proptest::prelude::*;
    use rstest::rstest;

    fn plan() -> Plan {
        let mut plan = Plan::parse(EMBEDDED).unwrap();
        plan.issued = NaiveDate::from_ymd_opt(2021, 5, 20);
        plan
    }

    fn read(text: &str) -> Deadline {
        match deadline(text, &plan()) {
            Read::Value(found) => found,
            other => panic!("{text}: {other:?}"),
        }
    }

    #[rstest]
    #[case("2021-06-30", "2021-06-30")]
    #[case("2021年6月", "2021-06-30")]
    #[case("2021年6月底前", "2021-06-30")]
    #[case("2021年6月底前完成", "2021-06-30")]
    #[case("6月底前", "2021-06-30")]
    #[case("2020年12月", "2020-12-31")]
    #[case("2021-12", "2021-12-31")]
    #[case("2021年底", "2021-12-31")]
    #[case("2021年底前", "2021-12-31")]
    #[case("年底前", "2021-12-31")]
    #[case("2021年度", "2021-12-31")]
    #[case("上半年", "2021-06-30")]
    #[case("2022年上半年", "2022-06-30")]
    #[case("一季度末", "2021-03-31")]
    #[case("2021年三季度", "2021-09-30")]
    #[case("10月中旬", "2021-10-20")]
    #[case("6月30日", "2021-06-30")]
    #[case("2021年9月15日前", "2021-09-15")]
    #[case("“十四五”期间", "2025-12-31")]
    #[case("2021年2月底", "2021-02-28")]
    fn dated_phrases(#[case] text: &str, #[case] expected: &str) {
        let found = read(text);
        assert_eq!(found.date, Some(expected.parse().unwrap()));
        assert!(found.recognised && !found.long_term && !found.recurring && !found.derived);
    }

    #[test]
    fn kinds_without_a_date_and_two_facts() {
        let standing = read("长期坚持");
        assert!(standing.long_term && standing.date.is_none());
        assert!(read("持续推进").long_term);
        let both = read("2021年12月底前完成，长期坚持");
        assert!(both.long_term && both.date == Some("2021-12-31".parse().unwrap()));
        let joined = read("2021年12月底前完成并长期坚持");
        assert!(joined.long_term && joined.date == Some("2021-12-31".parse().unwrap()));
        let yearly = read("每年6月底前");
        assert!(yearly.recurring && yearly.date == Some("2021-06-30".parse().unwrap()));
        // Issued 2021-05-20 + 30 days.
        let at_once = read("立行立改");
        assert!(at_once.derived && at_once.date == Some("2021-06-19".parse().unwrap()));
        assert!(read("立行立改，2021年6月底前").date == Some("2021-06-30".parse().unwrap()));
    }

    #[test]
    fn what_is_no_deadline() {
        assert_eq!(deadline("待定", &plan()), Read::Invalid);
        assert_eq!(deadline("2021-13-05", &plan()), Read::Invalid);
        assert!(matches!(deadline("—", &plan()), Read::Nothing(_)));
        assert!(matches!(deadline("21.6.30", &plan()), Read::Guess(_)));
        assert!(matches!(
            deadline("9月30日（已延期至12月31日）", &plan()),
            Read::Guess(Deadline { date: Some(day), .. }) if day.to_string() == "2021-09-30"
        ));
        assert!(matches!(
            deadline("第3阶段起长期坚持", &plan()),
            Read::Guess(_)
        ));
    }

    proptest! {
        #[test]
        fn never_panics(text in any::<String>()) {
            let _ = deadline(&text, &plan());
        }
        #[test]
        fn never_panics_on_likely_text(text in "[0-9年月日底前季度上下半旬一二三四，、长期坚持.-]{0,12}") {
            let _ = deadline(&text, &plan());
        }
    }
}
