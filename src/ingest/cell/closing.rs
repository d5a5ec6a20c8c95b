//! Words of the closed loop. Each stands among its opposites (`不属实` holds `属实`, `未办结` holds
//! `办结`), so the longest word decides, and a negation before it makes it unknown.

use super::word::{clauses, longest};
use super::{Read, half, nothing};
use crate::terms::{Handling, Level, Release, Stage, Truth, Visit};

/// The words that messages offer, of what each function below reads.
pub const HANDLING: &str = "已办结、阶段性办结、正在办理、未办结";
/// As [`HANDLING`], of [`truth()`].
pub const TRUTH: &str = "属实、基本属实、部分属实、不属实";
/// As [`HANDLING`], of [`level()`].
pub const LEVEL: &str = "提醒、通报、督办、约谈、曝光、问责";
/// As [`HANDLING`], of [`visit()`].
pub const VISIT: &str = "四不两直、明察、暗访";
/// As [`HANDLING`], of [`stage()`].
pub const STAGE: &str = "选址论证、立项审批、施工监管、竣工验收、后期管护、已撤销";
/// As [`HANDLING`], of [`release()`].
pub const RELEASE: &str = "方案、进展、公示、曝光";

/// 已办结, 阶段性办结 or 未办结; `是` and `否` for a column that asks 是否办结.
pub fn handling(text: &str) -> Read<Handling> {
    match half(text).as_str() {
        "是" | "√" => return Read::Value(Handling::Closed),
        "否" | "×" => return Read::Value(Handling::Open),
        _ => {}
    }
    let read = longest(
        text,
        &[
            ("阶段性办结", Handling::StageClosed),
            ("阶段办结", Handling::StageClosed),
            ("阶段性完成", Handling::StageClosed),
            ("基本办结", Handling::StageClosed),
            ("未办结", Handling::Open),
            ("部分办结", Handling::Open),
            ("尚未办结", Handling::Open),
            ("正在办理", Handling::Open),
            ("办理中", Handling::Open),
            ("在办", Handling::Open),
            ("调查中", Handling::Open),
            ("进行中", Handling::Open),
            ("推进中", Handling::Open),
            ("正在推进", Handling::Open),
            ("正在落实", Handling::Open),
            ("正在整改", Handling::Open),
            ("整改中", Handling::Open),
            ("未启动", Handling::Open),
            ("未完成", Handling::Open),
            ("未落实", Handling::Open),
            ("已交办", Handling::Open),
            ("已移交", Handling::Open),
            ("已受理", Handling::Open),
            ("已立案", Handling::Open),
            ("已办结", Handling::Closed),
            ("办结", Handling::Closed),
            ("已完成", Handling::Closed),
            ("完成", Handling::Closed),
            ("已落实", Handling::Closed),
            ("已结案", Handling::Closed),
            ("已问责", Handling::Closed),
            ("已处理", Handling::Closed),
            ("销号", Handling::Closed),
        ],
    );
    match read {
        Read::Value(Handling::Closed) if is_to_be(&half(text)) => Read::Invalid,
        read => read,
    }
}

/// Whether what is said to be closed is to be, or a part of it: 待办结, 12月底办结, 完成80%. 已于9月办结 is, and what
/// other clauses say (部分属实，已办结) is another matter.
fn is_to_be(text: &str) -> bool {
    const WHEN: [&str; 18] = [
        "待", "计划", "预计", "限期", "延期", "即将", "尽快", "难", "部分", "基本", "申请", "拟",
        "争取", "力争", "确保", "抓紧", "底前", "月底",
    ];
    const GOES_ON: [&str; 6] = [
        "整改中",
        "正在整改",
        "推进中",
        "办理中",
        "正在推进",
        "正在办理",
    ];
    const CLOSED: [&str; 3] = ["办结", "结案", "销号"];
    const CLOSES: [&str; 7] = ["办结", "完成", "落实", "结案", "问责", "处理", "销号"];
    // 12月底前办结，已处理1家: what is closed counts before what was done.
    let closed = clauses(text).any(|clause| CLOSED.iter().any(|word| clause.contains(word)));
    let ends = if closed { &CLOSED[..] } else { &CLOSES[..] };
    let found = clauses(text).filter_map(|clause| {
        let ends = ends.iter();
        let at = ends
            .filter_map(|word| Some((clause.find(word)?, *word)))
            .min()?;
        Some((&clause[..at.0], &clause[at.0 + at.1.len()..]))
    });
    let Some((front, rest)) = found.last() else {
        return false;
    };
    let figures = rest.contains('%') && !rest.contains("100%");
    let partly = ["一半", "部分", "大半", "近半"]
        .iter()
        .any(|word| rest.starts_with(word));
    // 办结（80%）; 5件已办结3件; 整改中，已落实资金.
    let figures = figures
        || clauses(text).any(|clause| {
            let share = clause.strip_suffix('%').map(str::parse::<f64>);
            matches!(share, Some(Ok(share)) if share < 100.0)
        });
    let count = |text: &str| {
        let digits = text.trim_start_matches(|c: char| c.is_ascii_digit());
        let many = text[..text.len() - digits.len()].parse::<u32>().ok();
        many.filter(|_| digits.starts_with('件'))
    };
    let closed_so_many = count(rest);
    // What stands in front: 已办结1件，查处案件2件 is another matter.
    let told = text.find(front).map_or(0, |at| at + front.len());
    let of = text[..told].match_indices('件').filter_map(|(at, _)| {
        let front = &text[..at];
        let digits = front.trim_end_matches(|c: char| c.is_ascii_digit());
        front[digits.len()..].parse::<u32>().ok()
    });
    let fewer = of
        .max()
        .zip(closed_so_many)
        .is_some_and(|(of, many)| many < of);
    let left = clauses(text).any(|clause| {
        let begins = ["剩", "还剩", "尚余", "其余"];
        begins.iter().any(|word| clause.starts_with(word))
            && !clause.contains(['已', '均', '无', '正'])
    });
    let fewer = fewer || left;
    let goes_on = clauses(text).any(|clause| {
        let ends = GOES_ON.iter().any(|word| clause.ends_with(word));
        ends && !clause.contains('案')
    });
    let goes_on = !closed && !rest.is_empty() && goes_on;
    let partly = partly || fewer || goes_on;
    // 已于9月底前办结; 已延期至12月底办结 tells of another deed.
    let told = front.rfind('已').is_some_and(|at| {
        let how = &front[at + '已'.len_utf8()..];
        how.starts_with(['于', '在', '按', '依']) || !WHEN.iter().any(|word| how.contains(word))
    });
    figures || partly || !told && WHEN.iter().any(|word| front.contains(word))
}

/// 属实, 基本属实, 部分属实, 不属实; `是` and `否` for a column that asks 是否属实.
pub fn truth(text: &str) -> Read<Truth> {
    match half(text).as_str() {
        "是" => return Read::Value(Truth::True),
        "否" => return Read::Value(Truth::Untrue),
        _ => {}
    }
    longest(
        text,
        &[
            ("属实", Truth::True),
            ("基本属实", Truth::Mostly),
            ("部分属实", Truth::Partly),
            ("不属实", Truth::Untrue),
        ],
    )
}

/// 提醒, 通报, 督办, 约谈, 曝光, 问责, also in the names of their papers (`督办函`).
pub fn level(text: &str) -> Read<Level> {
    longest(
        text,
        &[
            ("提醒", Level::Reminder),
            ("通报", Level::Circular),
            ("督办", Level::Supervision),
            ("约谈", Level::Interview),
            ("曝光", Level::Exposure),
            ("问责", Level::Accountability),
        ],
    )
}

/// 四不两直, 明察 or 暗访.
pub fn visit(text: &str) -> Read<Visit> {
    longest(
        text,
        &[
            ("四不两直", Visit::Unannounced),
            ("明察", Visit::Open),
            ("明查", Visit::Open),
            ("暗访", Visit::Covert),
            ("暗查", Visit::Covert),
        ],
    )
}

/// One of the five stages, or 已撤销.
pub fn stage(text: &str) -> Read<Stage> {
    longest(
        text,
        &[
            ("选址论证", Stage::Siting),
            ("选址", Stage::Siting),
            ("立项审批", Stage::Approval),
            ("立项", Stage::Approval),
            ("施工监管", Stage::Construction),
            ("施工", Stage::Construction),
            ("在建", Stage::Construction),
            ("竣工验收", Stage::Acceptance),
            ("竣工", Stage::Acceptance),
            ("验收", Stage::Acceptance),
            ("后期管护", Stage::Upkeep),
            ("管护", Stage::Upkeep),
            ("已撤销", Stage::Withdrawn),
            ("撤销", Stage::Withdrawn),
            ("已退出", Stage::Withdrawn),
        ],
    )
}

/// 方案, 进展, 公示 or 曝光.
pub fn release(text: &str) -> Read<Release> {
    if let Some(nothing) = nothing(&half(text)) {
        return Read::Nothing(nothing);
    }
    longest(
        text,
        &[
            ("方案", Release::Plan),
            ("进展", Release::Progress),
            ("公示", Release::Notice),
            ("销号公示", Release::Notice),
            ("曝光", Release::Exposure),
        ],
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ingest::cell::lookback;
    use crate::terms::LookbackResult;
    use rstest::rstest;

    #[rstest]
    #[case("已办结", Read::Value(Handling::Closed))]
    #[case("办结", Read::Value(Handling::Closed))]
    #[case("阶段性办结", Read::Value(Handling::StageClosed))]
    #[case("未办结", Read::Value(Handling::Open))]
    #[case("待办结", Read::Invalid)]
    #[case("办结（80%）", Read::Invalid)]
    #[case("5件已办结3件", Read::Invalid)]
    #[case("办结3件，剩2件", Read::Invalid)]
    #[case("整改中存在的问题已处理完成", Read::Value(Handling::Closed))]
    #[case("已办结1件，查处案件2件", Read::Value(Handling::Closed))]
    #[case("交办5件，已办结5件", Read::Value(Handling::Closed))]
    #[case("整改中，已落实资金", Read::Invalid)]
    #[case("已落实资金，已办结", Read::Value(Handling::Closed))]
    #[case("计划12月底办结", Read::Invalid)]
    #[case("限期办结", Read::Invalid)]
    #[case("难以办结", Read::Invalid)]
    #[case("部分完成", Read::Invalid)]
    #[case("完成80%", Read::Invalid)]
    #[case("已申请销号", Read::Invalid)]
    #[case("已于9月底办结", Read::Value(Handling::Closed))]
    #[case("部分属实，已办结", Read::Value(Handling::Closed))]
    #[case("责令限期整改，已办结", Read::Value(Handling::Closed))]
    #[case("已办结（满意率100%）", Read::Value(Handling::Closed))]
    #[case("9月底前已办结", Read::Value(Handling::Closed))]
    #[case("已延期至12月底办结", Read::Invalid)]
    #[case("12月底前办结，已处理1家", Read::Invalid)]
    #[case("已完成一半", Read::Invalid)]
    #[case("9月30日办结", Read::Value(Handling::Closed))]
    #[case("正在办理（未办结）", Read::Value(Handling::Open))]
    #[case("是", Read::Value(Handling::Closed))]
    #[case("否", Read::Value(Handling::Open))]
    #[case("部分办结", Read::Value(Handling::Open))]
    #[case("未能办结", Read::Invalid)]
    #[case("待研究", Read::Invalid)]
    fn petitions_stand(#[case] text: &str, #[case] expected: Read<Handling>) {
        assert_eq!(handling(text), expected);
    }

    #[rstest]
    #[case("属实", Truth::True)]
    #[case("基本属实", Truth::Mostly)]
    #[case("部分属实", Truth::Partly)]
    #[case("不属实", Truth::Untrue)]
    #[case("经核查，部分属实", Truth::Partly)]
    fn truths(#[case] text: &str, #[case] expected: Truth) {
        assert_eq!(truth(text), Read::Value(expected));
    }

    #[test]
    fn the_others() {
        assert_eq!(level("督办函"), Read::Value(Level::Supervision));
        assert_eq!(lookback("不合格"), Read::Value(LookbackResult::Inadequate));
        assert_eq!(lookback("未反弹"), Read::Value(LookbackResult::Passed));
        assert_eq!(lookback("无反弹"), Read::Value(LookbackResult::Passed));
        assert_eq!(lookback("尚无明显反弹"), Read::Invalid);
        for inadequate in ["未整改到位", "部分到位", "整改不彻底", "存在问题"] {
            let read = lookback(inadequate);
            assert_eq!(
                read,
                Read::Value(LookbackResult::Inadequate),
                "{inadequate}"
            );
        }
        for passed in ["未发现问题", "已整改到位", "不存在问题"] {
            assert_eq!(
                lookback(passed),
                Read::Value(LookbackResult::Passed),
                "{passed}"
            );
        }
        for passed in ["合格（存在问题已整改）", "存在问题已整改到位"] {
            assert_eq!(
                lookback(passed),
                Read::Value(LookbackResult::Passed),
                "{passed}"
            );
        }
        assert_eq!(
            lookback("存在问题反弹"),
            Read::Value(LookbackResult::Relapsed)
        );
        assert_eq!(lookback("存在问题：无"), Read::Invalid);
        assert_eq!(lookback("问题反弹"), Read::Value(LookbackResult::Relapsed));
        assert_eq!(visit("四不两直暗访"), Read::Value(Visit::Unannounced));
        assert_eq!(stage("施工监管阶段"), Read::Value(Stage::Construction));
        assert_eq!(stage("未立项"), Read::Invalid);
        assert_eq!(release("整改方案公开"), Read::Value(Release::Plan));
        assert!(matches!(release("—"), Read::Nothing(_)));
    }
}
