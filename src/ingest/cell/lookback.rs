//! What a look-back found, by its words.

use super::word::{clauses, longest};
use super::{Read, half};
use crate::terms::LookbackResult;

/// The words that messages offer, of what [`lookback()`] reads.
pub const LOOKBACK: &str = "合格、反弹、不到位、弄虚作假";

/// 合格, 反弹, 不到位 or 弄虚作假. A problem that is told and not said to be mended is inadequate; that it
/// is to be mended (限期整改到位) is no result.
pub fn lookback(text: &str) -> Read<LookbackResult> {
    let folded = half(text).replace(' ', "");
    let clauses: Vec<&str> = clauses(&folded).collect();
    let problem = clauses.iter().any(|clause| is_problem(clause));
    let problem = problem && !clauses.iter().any(|clause| is_mended(clause));
    let is_demand = |clause: &&&str| demands(clause) && !is_bad(clause);
    let results = clauses.iter().filter(|clause| !is_demand(clause));
    let results: Vec<&str> = results.copied().collect();
    match result(&results.join("，")) {
        // 合格，存在问题限期整改: it is for them to say which.
        Read::Value(LookbackResult::Passed) if problem => Read::Invalid,
        Read::Invalid | Read::Nothing(_) if problem => Read::Value(LookbackResult::Inadequate),
        Read::Nothing(_) if results.len() < clauses.len() => Read::Invalid,
        read => read,
    }
}

/// Whether a clause tells of a problem: 仍存在问题, 发现问题3个. 存在问题：无 and 发现问题0个 tell of none.
fn is_problem(clause: &str) -> bool {
    let clause = clause.trim_start_matches(['仍', '还', '尚']);
    let told = ["存在问题", "有问题", "存在新问题", "发现问题"];
    let zero = ["0", "0个", "0处", "0项", "0件"].iter().any(|end| {
        let front = clause.strip_suffix(end);
        front.is_some_and(|front| !front.ends_with(|c: char| c.is_ascii_digit()))
    });
    let ends = ["无", "/", "-", "—", "未发现"];
    let none = zero || ends.iter().any(|end| clause.ends_with(end));
    told.iter().any(|word| clause.starts_with(word)) && !none
}

/// Whether a clause says that what was found is mended: 已全部整改, 得到解决. 已下发整改通知 and
/// 未得到解决 do not.
fn is_mended(clause: &str) -> bool {
    const WHAT: [&str; 9] = [
        "整改", "解决", "处理", "销号", "落实", "清理", "完成", "到位", "办结",
    ];
    const NOT: [&str; 18] = [
        "未", "不", "没", "无", "尚", "需", "待", "拟", "将", "下发", "列入", "制定", "启动",
        "督办", "通知", "方案", "清单", "计划",
    ];
    let has = |words: &[&str]| words.iter().any(|word| clause.contains(word));
    has(&["已", "得到", "均", "全部"]) && has(&WHAT) && !has(&NOT) && !demands(clause)
}

/// Whether a clause says that something is not well, whatever it asks for beside: 移交问题反弹.
fn is_bad(clause: &str) -> bool {
    let words = [
        "反弹",
        "不到位",
        "未到位",
        "未整改",
        "不合格",
        "不彻底",
        "弄虚作假",
        "虚假",
    ];
    let has = |words: &[&str]| words.iter().any(|word| clause.contains(word));
    has(&words) && !has(&AGAINST)
}

/// What is said of a relapse that is not to be: 防止反弹, 确保不反弹.
const AGAINST: [&str; 6] = ["防止", "严防", "谨防", "杜绝", "避免", "不反弹"];

/// Whether a clause asks for something, and so says nothing of how it stands: 限期整改到位, 需继续整改.
/// 已按要求整改到位 says it.
fn demands(clause: &str) -> bool {
    const WORDS: [&str; 9] = [
        "限期",
        "责令",
        "督促",
        "移交",
        "交办",
        "尽快",
        "继续整改",
        "前整改",
        "继续推进",
    ];
    const FRONTS: [&str; 12] = [
        "需",
        "须",
        "还需",
        "仍需",
        "尚需",
        "还须",
        "仍须",
        "应当",
        "应于",
        "应在",
        "应尽快",
        "确保",
    ];
    let asked = clause.find("要求").is_some_and(|at| {
        let by = ["按", "照", "符合", "达到", "依"];
        !by.iter().any(|word| clause[..at].contains(word))
    });
    asked
        || AGAINST.iter().any(|word| clause.contains(word))
        || WORDS.iter().any(|word| clause.contains(word))
        || FRONTS.iter().any(|word| clause.starts_with(word))
}

fn result(text: &str) -> Read<LookbackResult> {
    longest(
        text,
        &[
            ("合格", LookbackResult::Passed),
            ("通过", LookbackResult::Passed),
            ("未反弹", LookbackResult::Passed),
            ("无反弹", LookbackResult::Passed),
            ("未见反弹", LookbackResult::Passed),
            ("未发现反弹", LookbackResult::Passed),
            ("整改到位", LookbackResult::Passed),
            ("不合格", LookbackResult::Inadequate),
            ("未通过", LookbackResult::Inadequate),
            ("不到位", LookbackResult::Inadequate),
            ("未到位", LookbackResult::Inadequate),
            ("未整改到位", LookbackResult::Inadequate),
            ("部分到位", LookbackResult::Inadequate),
            ("不彻底", LookbackResult::Inadequate),
            ("未发现问题", LookbackResult::Passed),
            ("不存在问题", LookbackResult::Passed),
            ("整改不到位", LookbackResult::Inadequate),
            ("整改未到位", LookbackResult::Inadequate),
            ("反弹", LookbackResult::Relapsed),
            ("弄虚作假", LookbackResult::Fraud),
            ("虚假整改", LookbackResult::Fraud),
        ],
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    #[rstest]
    #[case("存在问题，限期整改到位", Read::Value(LookbackResult::Inadequate))]
    #[case(
        "存在问题，责令10月底前整改到位",
        Read::Value(LookbackResult::Inadequate)
    )]
    #[case("仍存在问题，需继续整改", Read::Value(LookbackResult::Inadequate))]
    #[case("仍存在问题", Read::Value(LookbackResult::Inadequate))]
    #[case("存在问题3个，整改不到位", Read::Value(LookbackResult::Inadequate))]
    #[case("存在问题，垃圾反弹", Read::Value(LookbackResult::Relapsed))]
    #[case("合格（存在问题已整改）", Read::Value(LookbackResult::Passed))]
    #[case("存在问题，现已整改到位", Read::Value(LookbackResult::Passed))]
    #[case("不存在问题", Read::Value(LookbackResult::Passed))]
    #[case("整改到位", Read::Value(LookbackResult::Passed))]
    #[case("限期整改到位", Read::Invalid)]
    #[case("合格，存在问题限期整改", Read::Invalid)]
    #[case("合格，防止反弹", Read::Value(LookbackResult::Passed))]
    #[case("合格，确保不反弹", Read::Value(LookbackResult::Passed))]
    #[case("存在问题已解决", Read::Invalid)]
    #[case("发现问题已全部整改", Read::Invalid)]
    #[case("发现问题0个", Read::Invalid)]
    #[case("存在问题：/", Read::Invalid)]
    #[case("存在问题（已解决）", Read::Invalid)]
    #[case("发现问题10个", Read::Value(LookbackResult::Inadequate))]
    #[case("发现问题30", Read::Value(LookbackResult::Inadequate))]
    #[case("移交问题反弹", Read::Value(LookbackResult::Relapsed))]
    #[case("限期整改后反弹", Read::Value(LookbackResult::Relapsed))]
    #[case("交办问题整改不到位", Read::Value(LookbackResult::Inadequate))]
    #[case("存在问题10个，未全部整改", Read::Value(LookbackResult::Inadequate))]
    #[case("存在问题，已下发整改通知", Read::Value(LookbackResult::Inadequate))]
    #[case("存在问题，不能得到有效解决", Read::Value(LookbackResult::Inadequate))]
    #[case("存在问题，已制定整改方案", Read::Value(LookbackResult::Inadequate))]
    #[case("合格，存在问题3个，未全部整改", Read::Invalid)]
    #[case("存在问题，已移交整改", Read::Value(LookbackResult::Inadequate))]
    #[case("已按要求整改到位", Read::Value(LookbackResult::Passed))]
    #[case("应急池整改到位", Read::Value(LookbackResult::Passed))]
    #[case("相应措施已整改到位", Read::Value(LookbackResult::Passed))]
    #[case("整改到位且群众反应良好", Read::Value(LookbackResult::Passed))]
    #[case("继续保持整改到位", Read::Value(LookbackResult::Passed))]
    #[case("合格（发现问题0个）", Read::Value(LookbackResult::Passed))]
    #[case("合格，发现问题2个已现场整改", Read::Value(LookbackResult::Passed))]
    fn what_a_look_back_found(#[case] text: &str, #[case] expected: Read<LookbackResult>) {
        assert_eq!(lookback(text), expected);
    }
}
