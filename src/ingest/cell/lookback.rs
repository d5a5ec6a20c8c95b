//! What a look-back found, by its words.
//!
//! Offices write sentences. Each clause is read by itself, and only what it surely says counts: a word
//! beside another that may turn it (防止, 部分, 3家) leaves the whole unknown, which is told. A wrong
//! result would reopen a task, or hide that it has to be.

use super::word::clauses;
use super::{Read, half, nothing};
use crate::terms::LookbackResult;

/// The words that messages offer, of what [`lookback()`] reads.
pub const LOOKBACK: &str = "合格、反弹、不到位、弄虚作假";

/// 合格, 反弹, 不到位 or 弄虚作假. A problem that is told and not said to be mended is inadequate; that it
/// is to be mended (限期整改到位) is no result. Of several results the worst counts.
pub fn lookback(text: &str) -> Read<LookbackResult> {
    let folded = half(text).replace(' ', "");
    if let Some(nothing) = nothing(&folded) {
        return Read::Nothing(nothing);
    }
    let mut all = Said::default();
    for clause in clauses(&folded).filter(|clause| !clause.is_empty()) {
        all.add(said(clause));
    }
    let problem = all.open || all.problem && !all.mended;
    match all.bad {
        Some(bad) => Read::Value(bad),
        None if all.doubt => Read::Invalid,
        // 合格，存在问题限期整改: it is for them to say which.
        None if all.passed && problem => Read::Invalid,
        None if all.passed => Read::Value(LookbackResult::Passed),
        None if problem => Read::Value(LookbackResult::Inadequate),
        None => Read::Invalid,
    }
}

/// What clauses say. Where they say nothing of a result all is `false`.
#[derive(Debug, Clone, Copy, Default)]
#[expect(clippy::struct_excessive_bools, reason = "a cell may say all of it")]
struct Said {
    /// It is well.
    passed: bool,
    /// The worst that is said of it.
    bad: Option<LookbackResult>,
    /// There is a problem.
    problem: bool,
    /// What was found is mended.
    mended: bool,
    /// Something is not mended.
    open: bool,
    /// It may say something, and what is not sure.
    doubt: bool,
}

impl Said {
    fn add(&mut self, other: Self) {
        let rank = |result: &LookbackResult| match result {
            LookbackResult::Passed => 0,
            LookbackResult::Inadequate => 1,
            LookbackResult::Relapsed => 2,
            LookbackResult::Fraud => 3,
        };
        self.bad = self.bad.into_iter().chain(other.bad).max_by_key(rank);
        self.passed |= other.passed;
        self.problem |= other.problem;
        self.mended |= other.mended;
        self.open |= other.open;
        self.doubt |= other.doubt;
    }

    fn bad(result: LookbackResult) -> Self {
        Self {
            bad: Some(result),
            ..Self::default()
        }
    }

    fn passed() -> Self {
        Self {
            passed: true,
            ..Self::default()
        }
    }

    fn doubt() -> Self {
        Self {
            doubt: true,
            ..Self::default()
        }
    }
}

fn has(text: &str, words: &[&str]) -> bool {
    words.iter().any(|word| text.contains(word))
}

/// Words that something is not to be, or is not: what stands behind them is no finding.
const AGAINST: [&str; 14] = [
    "防",
    "避免",
    "杜绝",
    "严禁",
    "禁止",
    "警惕",
    "不得",
    "不存在",
    "要求",
    "确保",
    "无",
    "没有",
    "未发现",
    "未出现",
];

fn said(clause: &str) -> Said {
    let contrast = ["但是", "但", "不过", "然而"]
        .iter()
        .find_map(|word| clause.strip_prefix(word));
    let clause = contrast.unwrap_or(clause);
    if let Some(said) = of_a_relapse(clause)
        .or_else(|| of_fraud(clause))
        .or_else(|| of_what_is_bad(clause))
    {
        return said;
    }
    let found = problem(clause);
    let mended = mended(clause);
    let said = Said {
        passed: is_good(clause) == Some(true),
        problem: found == Some(true),
        mended: mended == Some(true),
        open: is_open(clause),
        doubt: is_good(clause).is_none() || mended.is_none(),
        bad: None,
    };
    let says = said.passed || said.problem || said.mended || said.open || said.doubt;
    if says || demands(clause) {
        return said;
    }
    // What is set against the rest, or speaks of problems otherwise, is not passed over.
    let known = has(clause, &["问题", "正在整改", "整改中"]) && found.is_none();
    Said {
        doubt: contrast.is_some() || known,
        ..said
    }
}

/// What a clause says of a relapse. 防止反弹 asks for none to be, 未反弹 says that there is none, and 反弹
/// alone that there is.
fn of_a_relapse(clause: &str) -> Option<Said> {
    const NOISE: [&str; 6] = ["现象", "情况", "问题", "迹象", "发生", "等"];
    const NONE: [&str; 10] = [
        "未",
        "无",
        "没有",
        "没",
        "未见",
        "未发现",
        "未出现",
        "未发生",
        "未再",
        "不存在",
    ];
    const TURNS: [&str; 7] = ["不", "未", "无", "没", "零", "否", "率"];
    const RISKS: [&str; 8] = [
        "风险", "隐患", "机制", "措施", "可能", "预警", "巡查", "是否",
    ];
    let at = clause.find("反弹")?;
    let (front, mut back) = (&clause[..at], &clause[at + "反弹".len()..]);
    while let Some(rest) = NOISE.iter().find_map(|noise| back.strip_prefix(noise)) {
        back = rest;
    }
    let asks = has(
        front,
        &[
            "防", "避免", "杜绝", "严禁", "禁止", "警惕", "不得", "要求", "确保", "需", "须", "应",
        ],
    );
    // What stands right in front turns it: 不再出现反弹. Further away it belongs to something else.
    let near: String = {
        let many = front.chars().count();
        front.chars().skip(many.saturating_sub(4)).collect()
    };
    let denies = NONE.iter().any(|none| front.ends_with(none));
    if !back.is_empty() {
        let turned = asks || has(front, &TURNS) || has(back, &TURNS) || has(clause, &RISKS);
        return Some(if turned {
            Said::doubt()
        } else {
            Said::bad(LookbackResult::Relapsed)
        });
    }
    let kept = ["不", "不再", "未再"]
        .iter()
        .find_map(|word| front.strip_suffix(word));
    if kept.is_some_and(|kept| is_good(kept) == Some(true)) {
        return Some(Said::passed());
    }
    if has(
        front,
        &["到位", "合格", "彻底", "作假", "虚假", "导致", "造成"],
    ) && (asks || has(front, &TURNS))
    {
        return Some(Said::doubt());
    }
    Some(if denies && !asks {
        Said::passed()
    } else if asks || has(&near, &TURNS) {
        Said::default()
    } else if has(front, &TURNS) || has(clause, &RISKS) {
        Said::doubt()
    } else {
        Said::bad(LookbackResult::Relapsed)
    })
}

/// What a clause says of fraud: 未发现弄虚作假 and 严禁弄虚作假 of none.
fn of_fraud(clause: &str) -> Option<Said> {
    let words = ["弄虚作假", "虚假整改", "虚假"];
    let at = words.iter().find_map(|word| clause.find(word))?;
    let front = &clause[..at];
    Some(if !has(front, &AGAINST) && !front.ends_with('未') {
        Said::bad(LookbackResult::Fraud)
    } else if has(clause, &["到位", "合格", "彻底"]) {
        Said::doubt()
    } else {
        Said::default()
    })
}

/// What a clause says by a word that is never good, whatever it asks for behind it: 交办问题整改不到位.
fn of_what_is_bad(clause: &str) -> Option<Said> {
    let words = [
        "不合格",
        "未通过",
        "不到位",
        "未到位",
        "未整改到位",
        "未整改",
        "部分到位",
        "不彻底",
    ];
    let at = words.iter().filter_map(|word| clause.find(word)).min()?;
    // 防止渗漏措施不到位, 未发现整改不到位.
    Some(if has(&clause[..at], &AGAINST) {
        Said::doubt()
    } else {
        Said::bad(LookbackResult::Inadequate)
    })
}

/// Whether a clause says that there is no problem.
fn is_free(clause: &str) -> bool {
    has(clause, &["未发现问题", "不存在问题", "无问题", "没有问题"])
}

/// Whether a clause says that all is well; `None` where it says so of a part, or in a way that is not
/// sure.
fn is_good(clause: &str) -> Option<bool> {
    const PARTLY: [&str; 14] = [
        "未", "不", "没", "非", "拟", "无", "部分", "多数", "基本", "率", "%", "待", "将", "计划",
    ];
    if is_free(clause) {
        return Some(true);
    }
    let by = ["验收", "核查", "复核", "审核", "评估", "核验", "检查"];
    let passes = clause
        .split_once("通过")
        .is_some_and(|(_, back)| back.is_empty() || by.iter().any(|what| back.starts_with(what)));
    if !(passes || has(clause, &["合格", "整改到位"])) {
        return Some(false);
    }
    if demands(clause) {
        return Some(false);
    }
    // 3家整改到位: what of the others?
    let counts = ["家", "个", "处", "项", "件", "户", "座", "条", "起", "批"];
    let counted = counts.iter().any(|unit| {
        let mut at = clause.match_indices(unit);
        at.any(|(at, _)| clause[..at].ends_with(|c: char| c.is_ascii_digit()))
    });
    let partly = has(clause, &PARTLY) || counted && !has(clause, &["全部", "均", "都"]);
    (!partly).then_some(true)
}

/// Whether there is a problem, where a clause tells of one: 仍存在问题, 发现问题3个. 存在问题：无 and
/// 发现问题0个 tell of none.
fn problem(clause: &str) -> Option<bool> {
    let clause = clause.trim_start_matches(['仍', '还', '尚']);
    let told = ["存在", "有", "发现"].iter().any(|front| {
        let rest = clause.strip_prefix(front).unwrap_or_default();
        let rest = rest.trim_start_matches(|c: char| c.is_ascii_digit());
        let rest = rest.trim_start_matches(['个', '处', '项', '件', '新']);
        rest.starts_with("问题")
    });
    let zero = ["0", "0个", "0处", "0项", "0件", "0个问题", "0项问题"];
    let zero = zero.iter().any(|end| {
        let front = clause.strip_suffix(end);
        front.is_some_and(|front| !front.ends_with(|c: char| c.is_ascii_digit()))
    });
    let ends = ["无", "/", "-", "—", "未发现"];
    told.then(|| !zero && !ends.iter().any(|end| clause.ends_with(end)))
}

/// What was done ends with these, as a whole.
const DONE: [&str; 9] = [
    "整改完成",
    "完成整改",
    "整改到位",
    "整改完毕",
    "全部整改",
    "解决",
    "处理完毕",
    "清理完毕",
    "办结",
];

/// It may be done where a clause ends with these.
const PERHAPS_DONE: [&str; 6] = ["整改", "处理", "销号", "清理", "落实", "完成"];

/// Whether a clause says that what was found is mended: 已全部整改, 得到解决; `None` where that is not
/// sure. 已下发整改通知 and 已移交整改 only say what was set going.
fn mended(clause: &str) -> Option<bool> {
    const SET_GOING: [&str; 15] = [
        "下发", "列入", "制定", "启动", "移交", "交办", "转办", "部署", "安排", "组织", "开展",
        "限期", "责令", "督促", "通知",
    ];
    let ends = |words: &[&str]| words.iter().any(|word| clause.ends_with(word));
    let done = ends(&DONE);
    if is_open(clause) || !(done || ends(&PERHAPS_DONE)) {
        return Some(false);
    }
    if !has(clause, &["已", "得到", "均", "全部"]) || demands(clause) && !done {
        return Some(false);
    }
    let turned = has(
        clause,
        &["未", "不", "没", "无", "尚", "需", "待", "拟", "将"],
    );
    let by_the_notice = has(clause, &["按", "依", "根据"]);
    let set_going = has(clause, &SET_GOING) && !by_the_notice || demands(clause);
    match (done, set_going, turned) {
        (_, false, false) => Some(true),
        (true, ..) => None,
        (false, ..) => Some(false),
    }
}

/// Whether a clause says that something is not mended: 未全部整改, 不能得到有效解决.
fn is_open(clause: &str) -> bool {
    const HOW: [&str; 9] = [
        "得到", "有效", "全部", "完全", "及时", "按时", "按期", "彻底", "完成",
    ];
    const NOT: [&str; 7] = ["未", "未能", "没有", "不能", "无法", "尚未", "没"];
    let mut ends = DONE.iter().chain(&PERHAPS_DONE);
    ends.any(|word| {
        let Some(mut front) = clause.strip_suffix(word) else {
            return false;
        };
        while let Some(rest) = HOW.iter().find_map(|how| front.strip_suffix(how)) {
            front = rest;
        }
        NOT.iter().any(|not| front.ends_with(not))
    })
}

/// Whether a clause asks for something, and so says nothing of how it stands: 限期整改到位, 需继续整改.
/// 已按要求整改到位 says it.
fn demands(clause: &str) -> bool {
    const WORDS: [&str; 13] = [
        "限期",
        "责令",
        "督促",
        "移交",
        "交办",
        "尽快",
        "继续整改",
        "前整改",
        "继续推进",
        "建议",
        "防止",
        "避免",
        "杜绝",
    ];
    const FRONTS: [&str; 14] = [
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
        "请",
        "加强",
    ];
    let asked = clause.find("要求").is_some_and(|at| {
        let by = ["按", "照", "符合", "达到", "依"];
        !has(&clause[..at], &by)
    });
    asked || has(clause, &WORDS) || FRONTS.iter().any(|word| clause.starts_with(word))
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
    // A demand beside a result changes nothing.
    #[case("合格，要求加强巡查防反弹", Read::Value(LookbackResult::Passed))]
    #[case("合格，督促企业加强管理防反弹", Read::Value(LookbackResult::Passed))]
    #[case("合格，需警惕反弹", Read::Value(LookbackResult::Passed))]
    #[case("合格，要求做到零反弹", Read::Value(LookbackResult::Passed))]
    #[case("合格（需防反弹）", Read::Value(LookbackResult::Passed))]
    #[case("通过，需防反弹", Read::Value(LookbackResult::Passed))]
    #[case("合格，要求严禁弄虚作假", Read::Value(LookbackResult::Passed))]
    #[case("未反弹，要求严禁弄虚作假", Read::Value(LookbackResult::Passed))]
    #[case("合格，确保不再反弹", Read::Value(LookbackResult::Passed))]
    #[case("合格，确保不出现反弹", Read::Value(LookbackResult::Passed))]
    #[case("合格，预防反弹", Read::Value(LookbackResult::Passed))]
    #[case("合格，严禁反弹", Read::Value(LookbackResult::Passed))]
    #[case("合格，但需加强巡查", Read::Value(LookbackResult::Passed))]
    #[case("合格，未发现弄虚作假", Read::Value(LookbackResult::Passed))]
    #[case("整改到位不反弹", Read::Value(LookbackResult::Passed))]
    #[case("移交问题未反弹", Read::Value(LookbackResult::Passed))]
    #[case("限期整改的3个问题均未反弹", Read::Value(LookbackResult::Passed))]
    #[case("未发现反弹现象", Read::Value(LookbackResult::Passed))]
    #[case("5个问题全部整改到位", Read::Value(LookbackResult::Passed))]
    // What may turn it leaves it unknown.
    #[case("合格，存在反弹风险", Read::Invalid)]
    #[case("合格，建立防反弹机制", Read::Invalid)]
    #[case("反弹情况：无", Read::Invalid)]
    #[case("是否反弹：否", Read::Invalid)]
    #[case("合格，防止渗漏措施不到位", Read::Invalid)]
    #[case("通过验收，但防止污水外溢措施不到位", Read::Invalid)]
    #[case("防止反弹", Read::Invalid)]
    #[case("整改到位2个", Read::Invalid)]
    #[case("部分整改到位", Read::Invalid)]
    #[case("大部分整改到位", Read::Invalid)]
    #[case("整改到位率60%", Read::Invalid)]
    #[case("合格，存在问题5个，已整改3个", Read::Invalid)]
    #[case("合格，但发现3个问题", Read::Invalid)]
    #[case("合格，但墙角渗漏", Read::Invalid)]
    #[case("合格，未全部整改", Read::Invalid)]
    #[case("存在问题5个，已整改到位3个，剩余2个正在整改", Read::Invalid)]
    #[case("整改不力导致反弹", Read::Invalid)]
    // The worst counts.
    #[case("大部分整改到位，1家反弹", Read::Value(LookbackResult::Relapsed))]
    #[case("3个点位整改到位，1个点位反弹", Read::Value(LookbackResult::Relapsed))]
    #[case("整改到位2个，未整改3个", Read::Value(LookbackResult::Inadequate))]
    #[case(
        "3家整改到位，2家整改不到位需严防二次污染",
        Read::Value(LookbackResult::Inadequate)
    )]
    #[case("弄虚作假现象未杜绝", Read::Value(LookbackResult::Fraud))]
    #[case("不到位，垃圾反弹", Read::Value(LookbackResult::Relapsed))]
    #[case("反弹严重", Read::Value(LookbackResult::Relapsed))]
    // How it was mended is no doubt of it; what was set going is.
    #[case(
        "存在问题，企业已按整改方案整改到位",
        Read::Value(LookbackResult::Passed)
    )]
    #[case("存在问题3个，均已按方案整改完成", Read::Invalid)]
    #[case("存在问题，经督办已整改完成", Read::Invalid)]
    #[case("存在问题，已按整改通知书要求完成整改", Read::Invalid)]
    #[case("发现问题2个，下发通知后均已整改完成", Read::Invalid)]
    #[case("存在问题，不到10天即全部完成整改", Read::Invalid)]
    #[case("发现问题3个，已交办并全部完成整改", Read::Invalid)]
    #[case(
        "合格，发现问题2个均已按计划完成整改",
        Read::Value(LookbackResult::Passed)
    )]
    #[case("存在问题，未整改", Read::Value(LookbackResult::Inadequate))]
    fn what_a_look_back_found(#[case] text: &str, #[case] expected: Read<LookbackResult>) {
        assert_eq!(lookback(text), expected);
    }
}
