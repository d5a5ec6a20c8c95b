//! Words of the closed loop. Each stands among its opposites (`不属实` holds `属实`, `未办结` holds
//! `办结`), so the longest word decides, and a negation before it makes it unknown.

use super::word::longest;
use super::{Read, half, nothing};
use crate::terms::{Handling, Level, LookbackResult, Release, Stage, Truth, Visit};

/// The words that messages offer, of what each function below reads.
pub const HANDLING: &str = "已办结、阶段性办结、正在办理、未办结";
/// As [`HANDLING`], of [`truth()`].
pub const TRUTH: &str = "属实、基本属实、部分属实、不属实";
/// As [`HANDLING`], of [`level()`].
pub const LEVEL: &str = "提醒、通报、督办、约谈、曝光、问责";
/// As [`HANDLING`], of [`lookback()`].
pub const LOOKBACK: &str = "合格、反弹、不到位、弄虚作假";
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
    longest(
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
    )
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

/// 合格, 反弹, 不到位 or 弄虚作假. A problem that is told and not said to be mended is inadequate; that it
/// is to be mended (限期整改到位) is no result.
pub fn lookback(text: &str) -> Read<LookbackResult> {
    let folded = half(text).replace(' ', "");
    let clauses: Vec<&str> = folded
        .split(['，', ',', ';', '；', '。', '、', '(', ')'])
        .collect();
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
    words.iter().any(|word| clause.contains(word))
}

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

/// Whether words say that an answer came: 已反馈, 9月27日已书面回复; `None`: they say neither. What was sent in
/// (已报送) counts where no clause speaks of an answer.
pub fn replied(text: &str) -> Option<bool> {
    const ANSWERS: [&str; 6] = ["反馈", "回复", "答复", "函复", "复函", "回函"];
    const SENT: [&str; 2] = ["报送", "上报"];
    // Most say nothing of it.
    if !ANSWERS.iter().chain(&SENT).any(|word| text.contains(word)) {
        return None;
    }
    let folded = half(text).replace(' ', "");
    let clauses = || folded.split(['，', ',', ';', '；', '。', '、', '(', ')']);
    let answers = clauses().filter_map(|clause| answered(clause, &ANSWERS));
    let found: Vec<bool> = answers.collect();
    let answer = found.contains(&true).then_some(true);
    answer.or(found.first().copied()).or_else(|| {
        let sent = clauses().filter(|clause| {
            // 污染线索已上报: something else.
            let front = clause.split('已').next().unwrap_or_default();
            let what = ["情况", "报告", "材料", "方案"];
            front
                .chars()
                .all(|c| c.is_ascii_digit() || "年月日号-/.".contains(c))
                || what.iter().any(|word| front.ends_with(word))
        });
        sent.filter_map(|clause| answered(clause, &SENT))
            .next_back()
    })
}

/// What a clause says of an answer, called by one of some words.
fn answered(clause: &str, words: &[&str]) -> Option<bool> {
    let found = words
        .iter()
        .filter_map(|word| Some((clause.find(word)?, word)));
    let (at, word) = found.min()?;
    let before = &clause[..at];
    if before.contains(['未', '没', '不', '待', '尚']) {
        return Some(false);
    }
    let (_, how) = before.rsplit_once('已')?;
    let behind = &clause[at + word.len()..];
    (is_how(how) && !is_down(behind)).then_some(true)
}

/// Whether what stands behind an answer says that what was found was handed down, or told to those
/// above: 已反馈给县住建局, 已反馈属地乡镇, 已上报省厅. 已反馈至县整改办 is an answer.
fn is_down(behind: &str) -> bool {
    let to = ["给", "至", "到"]
        .iter()
        .find_map(|word| behind.strip_prefix(word));
    let places = ["属地", "乡镇", "街道", "责任单位", "相关单位", "省"];
    match to {
        Some(whom) => !(whom.is_empty() || whom == "位" || is_office(whom)),
        None => places.iter().any(|place| behind.starts_with(place)),
    }
}

/// Whether a name is that of the office which asks: 县整改办, 督察组, 协调小组.
fn is_office(name: &str) -> bool {
    let words = [
        "督察",
        "督查",
        "领导小组",
        "协调",
        "指挥部",
        "专班",
        "办公室",
    ];
    let ends = [
        "办",
        "县委",
        "县政府",
        "县府",
        "市委",
        "市政府",
        "整改组",
        "分局",
        "交办单位",
    ];
    words.iter().any(|word| name.contains(word)) || ends.iter().any(|end| name.ends_with(end))
}

/// Whether words between 已 and an answer only say when, how and to whom it came; 已要求反馈 is what
/// the office did.
fn is_how(words: &str) -> bool {
    const HOW: [&str; 20] = [
        "书面",
        "按时",
        "按期",
        "及时",
        "全部",
        "正式",
        "如期",
        "按要求",
        "逾期",
        "经",
        "作",
        "作出",
        "完成",
        "口头",
        "电话",
        "再次",
        "于",
        "在",
        "以",
        "均",
    ];
    // 9月20日, 2021-09-20前.
    let words =
        words.trim_start_matches(|c: char| c.is_ascii_digit() || "年月日号-/.前".contains(c));
    if words.is_empty() {
        return true;
    }
    if let Some(whom) = words.strip_prefix('向') {
        return is_office(whom);
    }
    let mut front = HOW.iter().filter_map(|how| words.strip_prefix(how));
    front.any(is_how)
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
    use rstest::rstest;

    #[rstest]
    #[case("已办结", Read::Value(Handling::Closed))]
    #[case("办结", Read::Value(Handling::Closed))]
    #[case("阶段性办结", Read::Value(Handling::StageClosed))]
    #[case("未办结", Read::Value(Handling::Open))]
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

    #[rstest]
    #[case("已反馈", Some(true))]
    #[case("9月27日已书面反馈", Some(true))]
    #[case("已按时回复，正在整改", Some(true))]
    #[case("已于9月20日书面反馈", Some(true))]
    #[case("已经反馈", Some(true))]
    #[case("已作书面回复", Some(true))]
    #[case("已向县整改办反馈", Some(true))]
    #[case("已函复", Some(true))]
    #[case("已报送", Some(true))]
    #[case("已按时书面反馈", Some(true))]
    #[case("已完成反馈", Some(true))]
    #[case("已上报反馈材料", Some(true))]
    #[case("问题已反馈给县住建局，要求限期整改", None)]
    #[case("已反馈属地乡镇，责令整改", None)]
    #[case("已要求于9月30日前反馈", None)]
    #[case("情况已上报省厅", None)]
    #[case("已反馈至县整改办", Some(true))]
    #[case("已反馈给县整改办", Some(true))]
    #[case("已反馈到位", Some(true))]
    #[case("已及时反馈到督察组", Some(true))]
    #[case("企业未上报台账，已书面反馈整改情况", Some(true))]
    #[case("尚有2户未报送资料，已回复", Some(true))]
    #[case("已向温溪镇政府反馈问题，责令整改", None)]
    #[case("已向县住建局反馈", None)]
    #[case("污染线索已上报", None)]
    #[case("已反馈，尚未销号反馈", Some(true))]
    #[case("已向县督查室反馈", Some(true))]
    #[case("已向县府办反馈", Some(true))]
    #[case("已反馈给县委办", Some(true))]
    #[case("已反馈至交办单位", Some(true))]
    #[case("整改情况已上报", Some(true))]
    #[case("2021-09-27已上报", Some(true))]
    #[case("未反馈", Some(false))]
    #[case("尚未回复", Some(false))]
    #[case("已两次催促，未反馈", Some(false))]
    #[case("请于10月20日前反馈", None)]
    #[case("已要求反馈", None)]
    #[case("已将问题反馈给县住建局", None)]
    #[case("已向群众反馈", None)]
    #[case("是", None)]
    #[case("已整改", None)]
    #[case("", None)]
    fn answers(#[case] text: &str, #[case] expected: Option<bool>) {
        assert_eq!(replied(text), expected);
    }

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
