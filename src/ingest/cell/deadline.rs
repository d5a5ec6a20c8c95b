//! Deadline phrases: dated, long-term, recurring, at once, or two of them in a cell.

use super::date::{Dating, arabic, month_end};
use super::{Read, date, half, nothing};
use crate::plan::Plan;
use crate::terms::Deadline;
use chrono::NaiveDate;

const LONG_TERM: [&str; 10] = [
    "长期坚持",
    "长期",
    "持续推进",
    "持续",
    "久久为功",
    "常态化",
    "常抓不懈",
    "需要长期努力",
    "坚持不懈",
    "常年",
];
const AT_ONCE: [&str; 4] = ["立行立改", "即知即改", "立即整改", "立即"];
const RECURRING: [&str; 4] = ["每年", "每季度", "每月", "每半年"];

/// A deadline cell: any date of [`date()`]; a month (its last day); `2021年底前`; `上半年`;
/// `一季度末`; `6月中旬`; `十二月底前`; a stretch such as `2021年10-12月` or `即日起至年底` (its
/// end); `“十四五”期间` (2025-12-31); `2021年度`; `立行立改` (issued + the plan's days,
/// derived); `3个月内` (from the day of issue, a guess); `长期坚持`; or a date and a standing
/// duty in one cell.
pub fn deadline(text: &str, plan: &Plan, from_1904: bool) -> Read<Deadline> {
    let dating = Dating {
        year: plan.year,
        from_1904,
    };
    let folded = half(text);
    let folded = arabic(without_time(&folded)).replace(' ', "");
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
        if let Some(span) = within(piece) {
            // Counted from the day of issue: nobody says from when.
            deadline.derived = true;
            deadline.recognised = true;
            if deadline.date.is_none() {
                deadline.date = plan.issued.and_then(|issued| span.after(issued));
            }
            guessed = true;
            continue;
        }
        match stretch(piece, dating) {
            // A second date in the cell: the first is taken, and the reader is told.
            Read::Value(day) if deadline.date.is_some_and(|first| first != day) => guessed = true,
            Read::Value(day) => deadline.date = Some(day),
            Read::Guess(day) if deadline.date.is_none() => {
                deadline.date = Some(day);
                guessed = true;
            }
            // 2022年6月底前验收: a day of something else; the reader is told.
            _ => {
                guessed |= !deadline.recurring
                    && piece.contains(['年', '月'])
                    && piece.contains(|c: char| c.is_ascii_digit());
            }
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
    deadline.recognised = deadline.recognised
        || deadline.date.is_some()
        || deadline.long_term
        || deadline.immediate
        || deadline.recurring;
    if !deadline.recognised {
        return Read::Invalid;
    }
    if guessed {
        Read::Guess(deadline)
    } else {
        Read::Value(deadline)
    }
}

/// A cell less the time of day that programs write behind a date: `2021/8/31 0:00:00`.
fn without_time(folded: &str) -> &str {
    let is_time = |time: &str| {
        time.contains(':')
            && time
                .chars()
                .all(|c| c.is_ascii_digit() || matches!(c, ':' | '.' | 'Z' | '+'))
    };
    match folded.split_once([' ', 'T']) {
        Some((day, time)) if is_time(time.trim()) => day,
        _ => folded,
    }
}

/// A length of time.
enum Span {
    Days(u32),
    Months(u32),
}

impl Span {
    fn after(&self, day: NaiveDate) -> Option<NaiveDate> {
        match *self {
            Self::Days(days) => day.checked_add_days(chrono::Days::new(days.into())),
            Self::Months(months) => day.checked_add_months(chrono::Months::new(months)),
        }
    }
}

/// `3个月内`, `30日内`, `接到交办后15天内`.
fn within(piece: &str) -> Option<Span> {
    let front = piece
        .strip_suffix("完成")
        .unwrap_or(piece)
        .strip_suffix('内')
        .or_else(|| piece.strip_suffix("以内"))?;
    let number = |text: &str| -> Option<u32> {
        let start = text.rfind(|c: char| !c.is_ascii_digit()).map_or(0, |at| {
            at + text[at..].chars().next().map_or(1, char::len_utf8)
        });
        let before = &text[..start];
        let alone = before.is_empty() || before.ends_with(['后', '起', '在', '于']);
        let number: u32 = text[start..].parse().ok()?;
        (alone && (1..=600).contains(&number)).then_some(number)
    };
    if let Some(months) = front.strip_suffix("个月") {
        return number(months).map(Span::Months);
    }
    if let Some(years) = front.strip_suffix('年') {
        return number(years)
            .filter(|n| *n <= 20)
            .and_then(|n| Some(Span::Months(n.checked_mul(12)?)));
    }
    let days = front
        .strip_suffix("个工作日")
        .or_else(|| front.strip_suffix(['日', '天']))?;
    number(days).map(Span::Days)
}

/// The date of one phrase, or the end of a stretch: `2021年10-12月`, `2021年6月至12月`,
/// `2021-2025年`, `即日起至2021年底`.
fn stretch(piece: &str, dating: Dating) -> Read<NaiveDate> {
    let whole = dated(piece, dating);
    if !matches!(whole, Read::Invalid) {
        return whole;
    }
    // 2021-12-31前完成主体工程: what stands before 前.
    if let Some((front, _)) = piece.split_once('前')
        && let found @ (Read::Value(_) | Read::Guess(_)) = dated(front, dating)
    {
        return found;
    }
    for mark in ["至", "到", "—", "~", "-"] {
        let Some((from, to)) = piece.rsplit_once(mark) else {
            continue;
        };
        let from = from.trim_end_matches(['—', '-', '起']);
        let begins = from.contains(|c: char| c.is_ascii_digit())
            || ["即日", "现在", "印发", "开始"]
                .iter()
                .any(|word| from.contains(word));
        if !begins {
            continue;
        }
        // The end is in the year of the beginning where it names none.
        let (year, _) = year_of(from, dating.year);
        let end = dated(
            to,
            Dating {
                year,
                from_1904: false,
            },
        );
        if let Read::Value(day) | Read::Guess(day) = end {
            return Read::Value(day);
        }
    }
    whole
}

/// Words in front of and behind a date that say nothing of it.
const BEFORE: [&str; 14] = [
    "完成时限:",
    "整改时限:",
    "时限:",
    "已延期至",
    "延期至",
    "延至",
    "确保",
    "力争",
    "计划",
    "预计",
    "原则上",
    "不晚于",
    "于",
    "在",
];
const BEHIND: [&str; 16] = [
    "持续推进",
    "长期坚持",
    "完成整改",
    "整改到位",
    "全面",
    "全部",
    "基本",
    "完成",
    "整改",
    "销号",
    "出台",
    "建成",
    "之前",
    "以前",
    "前",
    "止",
];

/// The date of one phrase.
fn dated(piece: &str, dating: Dating) -> Read<NaiveDate> {
    let year = dating.year;
    let mut text = piece;
    for word in RECURRING {
        text = text.strip_prefix(word).unwrap_or(text);
    }
    loop {
        let shorter = BEFORE
            .iter()
            .find_map(|word| text.strip_prefix(word))
            .or_else(|| BEHIND.iter().find_map(|word| text.strip_suffix(word)))
            .or_else(|| text.strip_suffix('内'));
        match shorter {
            Some(shorter) if !shorter.is_empty() => text = shorter,
            _ => break,
        }
    }
    if text.contains("十四五") {
        return end(2025, 12);
    }
    if text.contains("十三五") {
        return end(2020, 12);
    }
    match date(text, dating) {
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
    for (quarter, names) in (1u32..).zip([
        ["一季度", "1季度", "Q1"],
        ["二季度", "2季度", "Q2"],
        ["三季度", "3季度", "Q3"],
        ["四季度", "4季度", "Q4"],
    ]) {
        if names.iter().any(|name| rest.ends_with(name)) {
            return end(of, quarter * 3);
        }
    }
    if let Some((month, tail)) = rest.split_once('月') {
        let month = month.trim_start_matches(['-', '/', '.']);
        if let Ok(month) = month.parse::<u32>() {
            let day = match tail {
                "" | "底" | "末" | "下旬" | "中下旬" | "份" => return end(of, month),
                "上旬" => 10,
                "中旬" | "中" | "上中旬" => 20,
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
        match deadline(text, &plan(), false) {
            Read::Value(found) => found,
            other => panic!("{text}: {other:?}"),
        }
    }

    #[rstest]
    #[case("2021-06-30", "2021-06-30")]
    #[case("2021/8/31 0:00:00", "2021-08-31")]
    #[case("2021-08-31T00:00:00", "2021-08-31")]
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
    #[case("十二月底前", "2021-12-31")]
    #[case("二〇二一年十二月底前", "2021-12-31")]
    #[case("2021年10-12月", "2021-12-31")]
    #[case("2021年6月-12月", "2021-12-31")]
    #[case("2021年6月至11月", "2021-11-30")]
    #[case("2021年6月—2022年6月", "2022-06-30")]
    #[case("2021-2025年", "2025-12-31")]
    #[case("2021.6-2021.12", "2021-12-31")]
    #[case("2021-06-01至2021-12-15", "2021-12-15")]
    #[case("即日起至2021年12月底", "2021-12-31")]
    #[case("即日起至年底前", "2021-12-31")]
    #[case("力争2021年11月底前全面完成整改", "2021-11-30")]
    #[case("2021年12月底前完成销号", "2021-12-31")]
    #[case("2021年年底", "2021-12-31")]
    #[case("2021年11月中下旬", "2021-11-30")]
    #[case("2021-12-31前完成主体工程", "2021-12-31")]
    #[case("2021年4季度", "2021-12-31")]
    #[case("10月份前", "2021-10-31")]
    #[case("44377", "2021-06-30")]
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
        let going = read("2021年12月前持续推进");
        assert!(going.long_term && going.date == Some("2021-12-31".parse().unwrap()));
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
    fn lengths_of_time_count_from_the_day_of_issue() {
        // Issued 2021-05-20.
        for (text, expected) in [
            ("3个月内", "2021-08-20"),
            ("三个月内完成", "2021-08-20"),
            ("30日内", "2021-06-19"),
            ("接到交办后15天内", "2021-06-04"),
            ("三年内", "2024-05-20"),
        ] {
            let Read::Guess(found) = deadline(text, &plan(), false) else {
                panic!("{text}")
            };
            assert_eq!(found.date, Some(expected.parse().unwrap()), "{text}");
            assert!(found.derived);
        }
        let mut unknown = plan();
        unknown.issued = None;
        let found = deadline("3个月内", &unknown, false);
        assert!(
            matches!(
                found,
                Read::Guess(Deadline {
                    date: None,
                    recognised: true,
                    ..
                })
            ),
            "{found:?}"
        );
    }

    #[test]
    fn what_is_no_deadline() {
        assert!(matches!(deadline("6.30", &plan(), false), Read::Guess(_)));
        assert_eq!(deadline("甲-乙", &plan(), false), Read::Invalid);
        assert_eq!(deadline("分3批-完成", &plan(), false), Read::Invalid);
        assert_eq!(deadline("待定", &plan(), false), Read::Invalid);
        assert_eq!(deadline("2021-13-05", &plan(), false), Read::Invalid);
        assert!(matches!(deadline("—", &plan(), false), Read::Nothing(_)));
        assert!(matches!(
            deadline("21.6.30", &plan(), false),
            Read::Guess(_)
        ));
        assert!(matches!(
            deadline("9月30日（已延期至12月31日）", &plan(), false),
            Read::Guess(Deadline { date: Some(day), .. }) if day.to_string() == "2021-09-30"
        ));
        // The second day is of the acceptance; nothing of that is dropped in silence.
        assert!(matches!(
            deadline("2021年底前完成，2022年6月底前验收", &plan(), false),
            Read::Guess(Deadline { date: Some(day), .. }) if day.to_string() == "2021-12-31"
        ));
        assert!(matches!(
            deadline("第3阶段起长期坚持", &plan(), false),
            Read::Guess(_)
        ));
    }

    proptest! {
        #[test]
        fn never_panics(text in any::<String>()) {
            let _ = deadline(&text, &plan(), false);
        }
        #[test]
        fn never_panics_on_likely_text(text in "[0-9年月日底前季度上下半旬一二三四，、长期坚持.-]{0,12}") {
            let _ = deadline(&text, &plan(), false);
        }
    }
}
