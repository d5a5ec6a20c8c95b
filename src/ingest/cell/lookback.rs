//! What a look-back found, by its words.
//!
//! Offices write sentences. Each clause is read by itself, and only what it surely says counts: a word
//! beside another that may turn it (防止, 部分, 3家) leaves the whole unknown, which is told. A wrong
//! result would reopen a task, or hide that it has to be.

mod form;
mod good;
mod words;

use super::{Read, half, nothing};
use crate::terms::LookbackResult;
use form::{is_nought, parted, ticked};
use good::{is_good, is_of_a_part};
use words::{
    ASKS, DENIES, DONE, FORBIDS, GOVERNS, KEEPS_DOWN, NOISE, NOT_WELL, PART, PERHAPS_DONE, SEEN,
    TURNS, WANTED,
};

/// The words that messages offer, of what [`lookback()`] reads.
pub const LOOKBACK: &str = "合格、反弹、不到位、弄虚作假";

/// 合格, 反弹, 不到位 or 弄虚作假. A problem that is told and not said to be mended is inadequate; that it
/// is to be mended (限期整改到位) is no result. Of several results the worst counts, unless what follows
/// says that it was mended: 8月反弹，现已整改到位 is for them to say.
pub fn lookback(text: &str) -> Read<LookbackResult> {
    match ticked(text) {
        Some(ticked) if ticked.is_empty() => return Read::Invalid,
        Some(ticked) => return lookback(&ticked),
        None => {}
    }
    let folded = parted(text);
    if let Some(nothing) = nothing(&folded) {
        return Read::Nothing(nothing);
    }
    let mut all = Said::default();
    // 四不两直 is how it was looked at.
    let folded = folded.replace("四不两直", "").replace("死灰复燃", "反弹");
    let ends = [
        '，', ',', ';', '；', '。', '！', '!', '(', ')', '[', ']', '\n',
    ];
    // 合格（一期、二期） names all there are.
    let each = folded.split(ends).flat_map(|sentence| sentence.split('、'));
    let parts = each.filter(|clause| PART.contains(clause)).count();
    for sentence in folded.split(ends) {
        let mut governed = false;
        for clause in sentence.split('、').filter(|clause| !clause.is_empty()) {
            let said = match clause.split_once(':') {
                Some((front, back)) => of_a_heading(front, back),
                None => None,
            };
            let said = said.unwrap_or_else(|| match colon(clause) {
                Some((front, back)) => said_of(front).beside(said_of(back)),
                None => said_of(clause),
            });
            // 未发现反弹、弄虚作假等问题: what is denied in front is behind as well.
            let listed = governed && is_bare(clause);
            // 合格（限期整改）, 合格（一期）, 整改到位（1处除外）.
            let less = demands(clause)
                && clause.ends_with("整改")
                && !has(clause, &["已", "均", "无需", "不需"])
                || parts == 1 && PART.contains(&clause)
                || clause.ends_with("除外");
            all.doubt |= all.passed && less;
            all = all.then(match said {
                _ if listed => Said::default(),
                said if governed && said.bad.is_some() => Said::doubt(),
                said => said,
            });
            governed |= governs(clause) || has(clause, &ASKS);
        }
    }
    let problem = all.open || all.problem && !all.mended;
    match all.bad {
        Some(_) if all.overtaken => Read::Invalid,
        Some(bad) => Read::Value(bad),
        None if all.doubt => Read::Invalid,
        // 合格，存在问题限期整改: it is for them to say which.
        None if all.passed && problem => Read::Invalid,
        None if all.passed => Read::Value(LookbackResult::Passed),
        None if problem => Read::Value(LookbackResult::Inadequate),
        None => Read::Invalid,
    }
}

/// What an answer to a heading says, of which the answer alone tells: 反弹情况：未发现反弹, 存在问题：暂无.
/// `None` where it is no heading, or one that tells something itself.
fn of_a_heading(front: &str, back: &str) -> Option<Said> {
    let ends = [
        "情况", "问题", "点位", "数", "数量", "结果", "结论", "现象", "行为", "意见",
    ];
    let is_bad = [
        "反弹",
        "弄虚作假",
        "虚假",
        "不到位",
        "不合格",
        "不彻底",
        "未整改",
        "回潮",
    ]
    .iter()
    .any(|word| front.contains(word));
    let is_heading = ends.iter().any(|end| front.ends_with(end));
    if (is_heading || problem(front) == Some(true)) && is_nought(back) {
        return Some(Said::default());
    }
    if !is_heading || problem(front) == Some(true) || !is_bad && said_of(front).says() {
        return None;
    }
    // 反弹情况：2起.
    let counted = back.trim_start_matches(|c: char| c.is_ascii_digit());
    let counted = counted.len() < back.len()
        && ["个", "处", "起", "件", "家", "项", "户", "次", "例"]
            .iter()
            .any(|unit| counted.starts_with(unit));
    if is_bad && counted {
        let name = ends.iter().find_map(|end| front.strip_suffix(end));
        return Some(said_of(name.unwrap_or(front)));
    }
    let said = said_of(back);
    Some(if said.says() { said } else { Said::doubt() })
}

/// What stands before and behind a colon, where that is no answer to it: 合格：未发现反弹.
fn colon(clause: &str) -> Option<(&str, &str)> {
    let (front, back) = clause.split_once(':')?;
    let answers = ["是", "否", "有", "无", "0", "/", "-", "", "×", "√"];
    let denied = DENIES.contains(&back);
    (!answers.contains(&back) && !denied).then_some((front, back))
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
    /// What was bad was well later.
    overtaken: bool,
}

impl Said {
    /// With what the next clause says.
    fn then(self, next: Self) -> Self {
        let overtaken = self.bad.is_some() && (next.passed || next.mended);
        let all = self.beside(next);
        Self {
            overtaken: all.overtaken || overtaken,
            ..all
        }
    }

    fn beside(self, other: Self) -> Self {
        let rank = |result: &LookbackResult| match result {
            LookbackResult::Passed => 0,
            LookbackResult::Inadequate => 1,
            LookbackResult::Relapsed => 2,
            LookbackResult::Fraud => 3,
        };
        Self {
            passed: self.passed || other.passed,
            bad: self.bad.into_iter().chain(other.bad).max_by_key(rank),
            problem: self.problem || other.problem,
            mended: self.mended || other.mended,
            open: self.open || other.open,
            doubt: self.doubt || other.doubt,
            overtaken: self.overtaken || other.overtaken,
        }
    }

    /// Whether they say anything.
    fn says(self) -> bool {
        self.passed || self.bad.is_some() || self.problem || self.mended || self.open || self.doubt
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

/// Whether what a clause denies or forbids goes on behind a 、: 无偷排、反弹, 防止渗漏、反弹. 无证经营、反弹 and
/// 无专人管护、反弹 deny nothing of what follows.
fn governs(clause: &str) -> bool {
    let nouns = [
        "防护",
        "防治",
        "防渗",
        "防尘",
        "防洪",
        "防汛",
        "防控",
        "防范措施",
    ];
    let forbids = clause.starts_with('防') && !nouns.iter().any(|noun| clause.starts_with(noun));
    let denies = ["没有", "无"]
        .iter()
        .filter_map(|word| clause.split_once(word))
        .any(|(_, what)| is_bare(what) || SEEN.iter().any(|seen| what.starts_with(seen)));
    forbids || denies || forbids_on(clause)
}

/// Whether what a clause denies or forbids goes on even on the next line: 未发现反弹, 谨防反弹. 无反弹 does not.
fn forbids_on(clause: &str) -> bool {
    // 未有效遏制反弹 forbids nothing, 预防措施不力 neither.
    let bad = ["反弹", "弄虚作假", "虚假", "回潮"];
    let fails = ["未", "没", "难", "不", "无"];
    let keeps = KEEPS_DOWN.iter().any(|word| {
        let parts = clause.split_once(word);
        parts.is_some_and(|(front, what)| has(what, &bad) && !has(front, &fails))
    });
    keeps || clause.contains("确保不") || has(clause, &GOVERNS)
}

fn less_noise(mut text: &str) -> &str {
    while let Some(rest) = NOISE.iter().find_map(|noise| text.strip_suffix(noise)) {
        text = rest;
    }
    text
}

/// Whether a clause is nothing but the name of what is bad: 弄虚作假等问题.
fn is_bare(clause: &str) -> bool {
    let names = [
        "反弹",
        "弄虚作假",
        "虚假整改",
        "虚假",
        "表面整改",
        "敷衍整改",
        "整改不到位",
        "不到位",
        "整改不彻底",
        "不彻底",
        "回潮",
        "偷排",
        "漏排",
    ];
    names.contains(&less_noise(clause))
}

fn said_of(clause: &str) -> Said {
    let contrast = ["但是", "但", "不过", "然而"]
        .iter()
        .find_map(|word| clause.strip_prefix(word));
    let clause = contrast.unwrap_or(clause);
    // 1家反弹，其余均整改到位: what is said of the rest takes nothing back.
    let rest = ["其余", "其他", "其它", "余下"]
        .iter()
        .find_map(|word| clause.strip_prefix(word));
    if let Some(rest) = rest {
        let said = said_of(rest);
        return if said.passed || said.mended {
            Said::default()
        } else {
            said
        };
    }
    // What is left of a colon is an answer to it.
    if clause.contains(':') {
        return if problem(clause) == Some(false) {
            Said::default()
        } else {
            Said::doubt()
        };
    }
    if let Some(said) = of_a_relapse(clause)
        .or_else(|| of_fraud(clause))
        .or_else(|| of_what_is_bad(clause))
    {
        return said;
    }
    let found = problem(clause);
    let mended = mended(clause);
    let good = is_good(clause);
    let said = Said {
        passed: good == Some(true),
        problem: found == Some(true),
        mended: mended == Some(true),
        open: is_open(clause),
        doubt: good.is_none() || mended.is_none(),
        ..Said::default()
    };
    if said.says() || demands(clause) {
        return said;
    }
    // What is set against the rest, speaks of problems otherwise, or of what is not well.
    let is_measure = clause.starts_with("举一反三");
    let known = clause.contains("问题") && found.is_none() && !is_measure;
    let bad = has(clause, &NOT_WELL) && !is_absent(clause) && !is_put_right(clause);
    // 无污水处理设施: what should be there is not.
    let lacks = has(clause, &["无", "没有"]) && WANTED.iter().any(|end| clause.ends_with(end));
    let bad = found.is_none() && (bad || lacks);
    Said {
        doubt: contrast.is_some() || known || bad,
        ..said
    }
}

/// Whether a clause says that what was not well is put right: 垃圾已清运, 漏点已修复, 黑臭水体消除.
fn is_put_right(clause: &str) -> bool {
    let ends = [
        "清运",
        "清除",
        "修复",
        "消除",
        "复绿",
        "拆除",
        "清零",
        "清理",
        "清理干净",
        "清运完毕",
        "清理完毕",
    ];
    let turns = [
        "未", "不", "没", "无", "待", "拟", "将", "需", "正在", "部分", "仍", "尚",
    ];
    // 污染防治设施已拆除 is no good.
    let kept = ["设施", "设备", "措施", "管网", "围挡"];
    ends.iter().any(|end| clause.ends_with(end)) && !has(clause, &turns) && !has(clause, &kept)
}

/// Whether a clause says that something is not there: 现场无异味, 未发现污水直排. 无组织排放超标 does not.
fn is_absent(clause: &str) -> bool {
    let turns = ["未", "不", "没", "仍", "尚", "缺", "差", "难"];
    let denies = ["未发现", "未见", "没有", "不存在", "无"];
    denies.iter().any(|word| {
        let Some((front, back)) = clause.split_once(word) else {
            return false;
        };
        // 无污水处理设施 is no good.
        let seen = SEEN.iter().any(|what| back.starts_with(what));
        let seen = seen && !WANTED.iter().any(|end| back.ends_with(end));
        seen && !has(front, &NOT_WELL) && !has(back, &turns)
    })
}

/// What stands in front of a relapse less what only says that it happens: 不再出现.
fn less_again(mut front: &str) -> &str {
    let again = [
        "再次", "再", "出现", "发生", "产生", "新的", "污染", "问题", "垃圾",
    ];
    while let Some(rest) = again.iter().find_map(|word| front.strip_suffix(word)) {
        front = rest;
    }
    front
}

/// What is said of a word that is bad where nothing stands beside it; `None` where what stands in front
/// denies or forbids it.
fn asserted(front: &str, result: LookbackResult) -> Option<Said> {
    // 消防, 堤防 and 供应站 forbid nothing, and are not sure.
    let nouns = ["消防", "堤防", "国防", "海防", "人防", "设防"];
    let front = less_again(front);
    let governed = |words: &[&str]| {
        words.iter().any(|word| front.ends_with(word))
            && !nouns.iter().any(|noun| front.ends_with(noun))
    };
    let nought = front.strip_suffix('0');
    let nought = nought.is_some_and(|rest| !rest.ends_with(|c: char| c.is_ascii_digit()));
    if nought || governed(&DENIES) {
        return None;
    }
    if governed(&FORBIDS) {
        // 未能有效遏制反弹, 屡次被查处反弹: it was not kept from.
        let rests = FORBIDS.iter().filter_map(|word| front.strip_suffix(word));
        let rest = rests.min_by_key(|rest| rest.len()).unwrap_or(front);
        let fails = ["未", "没", "无", "难", "失", "被", "疏", "缺"];
        return has(rest, &fails).then(Said::doubt);
    }
    // 持续跟踪反弹情况, 极易反弹: something is looked for, or may come.
    let looks = [
        "跟踪", "关注", "检查", "排查", "核查", "监测", "巡查", "查处", "易", "恐",
    ];
    if looks.iter().any(|word| front.ends_with(word)) {
        return Some(Said::doubt());
    }
    Some(if has(front, &TURNS) {
        Said::doubt()
    } else {
        Said::bad(result)
    })
}

/// What a clause says of a relapse. 防止反弹 asks for none to be, 未反弹 says that there is none, and 反弹
/// alone that there is.
fn of_a_relapse(clause: &str) -> Option<Said> {
    let at = clause.find("反弹")?;
    let (front, back) = (&clause[..at], &clause[at + "反弹".len()..]);
    let back = less_noise(back);
    // 跟踪反弹情况: what is looked for is not there yet; 未发现反弹情况 is less its noise.
    if !back.is_empty() {
        let degree = ["严重", "明显", "较多", "加剧", "突出"];
        let many = back.trim_end_matches(['处', '个', '起', '次']);
        let counted = many.parse::<u32>().is_ok_and(|many| many > 0) && many.len() < back.len();
        let plain = (degree.contains(&back) || counted) && !has(front, &TURNS);
        return Some(if plain {
            Said::bad(LookbackResult::Relapsed)
        } else {
            Said::doubt()
        });
    }
    if let Some(said) = asserted(front, LookbackResult::Relapsed) {
        return Some(said);
    }
    // What stands in front of the denial: 整改到位未反弹, 3个问题均未反弹, 不能确认未反弹.
    let front = less_again(front);
    let denied = DENIES.iter().filter_map(|word| front.strip_suffix(word));
    let forbidden = FORBIDS.iter().filter_map(|word| front.strip_suffix(word));
    let denial = denied.min_by_key(|rest| rest.len());
    let rest = denial.or(forbidden.min_by_key(|rest| rest.len()));
    let rest = rest.unwrap_or(front);
    let partly = is_of_a_part(rest);
    let rest = rest.trim_end_matches(['且', '并', ':', '/', '-', '均', '也', '后']);
    let asks = has(
        rest,
        &["要求", "确保", "需", "须", "应", "防", "督促", "加强"],
    );
    Some(if is_good(rest) == Some(true) {
        Said::passed()
    } else if has(
        rest,
        &[
            "到位", "合格", "彻底", "作假", "虚假", "导致", "造成", "不", "没", "否",
        ],
    ) {
        Said::doubt()
    } else if denial.is_some() && partly {
        // 除1家外均未反弹, 部分点位未反弹.
        Said::doubt()
    } else if denial.is_some() && !asks && !rest.contains(['未', '无']) {
        Said::passed()
    } else {
        Said::default()
    })
}

/// What a clause says of fraud: 未发现弄虚作假 and 严禁弄虚作假 of none.
fn of_fraud(clause: &str) -> Option<Said> {
    let words = ["弄虚作假", "虚假整改", "虚假", "台账造假", "数据造假"];
    let at = words.iter().find_map(|word| clause.find(word))?;
    let said = asserted(&clause[..at], LookbackResult::Fraud);
    Some(said.unwrap_or_else(|| {
        if has(clause, &["到位", "合格", "彻底"]) {
            Said::doubt()
        } else {
            Said::default()
        }
    }))
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
    let (at, word) = words
        .iter()
        .filter_map(|word| Some((clause.find(word)?, word)))
        .min()?;
    let (front, back) = (&clause[..at], &clause[at + word.len()..]);
    // 防止渗漏措施不到位, 未发现整改不到位; 未整改问题已全部整改到位, 首次不合格.
    let against = [
        "没有", "是否", "未再", "首次", "上次", "前期", "曾", "解决", "原", "由", "针对",
    ];
    // 不合格0家: there is none.
    if is_nought(back) && back.starts_with('0') {
        return Some(Said::default());
    }
    let behind = back.replace("现象", "");
    let later = ["已", "后", "现", "转为", "均整改", "进行通报"];
    let forbids = KEEPS_DOWN
        .iter()
        .any(|word| front.strip_prefix(word) == Some("整改"))
        || has(front, &GOVERNS);
    let turned = forbids
        || has(front, &ASKS)
        || has(front, &against)
        || front.starts_with(['无', '对'])
        || has(&behind, &later);
    Some(if turned {
        Said::doubt()
    } else {
        Said::bad(LookbackResult::Inadequate)
    })
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

/// Whether a clause says that what was found is mended: 已全部整改, 得到解决; `None` where that is not
/// sure. 已下发整改通知 and 已移交整改 only say what was set going.
fn mended(clause: &str) -> Option<bool> {
    const SET_GOING: [&str; 15] = [
        "下发", "列入", "制定", "启动", "移交", "交办", "转办", "部署", "安排", "组织", "开展",
        "限期", "责令", "督促", "通知",
    ];
    // 已整改3个: of how many?
    let counted = clause.trim_end_matches(['个', '处', '项', '件', '家']);
    let done = ["已整改", "已完成整改", "已解决", "已处理"];
    let figures = counted.trim_end_matches(|c: char| c.is_ascii_digit());
    if figures.len() < counted.len() && done.iter().any(|word| figures.ends_with(word)) {
        return None;
    }
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
    const PROMISES: [&str; 14] = [
        "力争",
        "承诺",
        "必须",
        "务必",
        "抓紧",
        "加快",
        "立即",
        "直至",
        "申请",
        "应立即",
        "保证",
        "争取",
        "加大",
        "跟踪督办",
    ];
    const WORDS: [&str; 14] = [
        "直到",
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
    const FRONTS: [&str; 19] = [
        "推动",
        "下一步",
        "继续推动",
        "持续推动",
        "促使",
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
    let promised = has(clause, &PROMISES) && !has(clause, &["已", "经"]);
    asked
        || promised
        || clause.contains("申请")
        || WORDS.iter().any(|word| {
            clause.contains(word)
                && !(["前整改", "直到"].contains(word) && clause.contains(['已', '经']))
        })
        || FRONTS.iter().any(|word| clause.starts_with(word))
}

#[cfg(test)]
mod tests;
