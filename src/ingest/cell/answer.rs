//! Whether an answer came, by what is said of it.

use super::half;
use super::word::clauses;

/// Whether words say that an answer came: 已反馈, 9月27日已书面回复; `None`: they say neither. One that is
/// told to be missing counts before one that came (县水利局未反馈), unless it came later (未按时反馈，10月25日
/// 已反馈). What was sent in (已报送) counts where no clause speaks of an answer.
pub fn replied(text: &str) -> Option<bool> {
    const ANSWERS: [&str; 6] = ["反馈", "回复", "答复", "函复", "复函", "回函"];
    const SENT: [&str; 3] = ["报送", "上报", "提交"];
    const NONE: [&str; 6] = [
        "已反馈:无",
        "已反馈:0",
        "已反馈:/",
        "反馈:无",
        "反馈:0",
        "反馈:/",
    ];
    // Most say nothing of it.
    if !ANSWERS.iter().chain(&SENT).any(|word| text.contains(word)) {
        return None;
    }
    let folded = half(text).replace(' ', "");
    if let Some(said) = asked(&folded, &ANSWERS) {
        return of_the_question(said);
    }
    // 已反馈，退回重报: it has to come again, and 退回后已重新反馈 says that it did.
    let back = ["退回", "被退"]
        .iter()
        .filter_map(|word| Some(folded.rfind(word)? + word.len()))
        .max();
    let came_again = |rest: &str| {
        let came = |words: &[&str]| {
            clauses(rest).any(|clause| matches!(answered(clause, words), Some(Answer::Came)))
        };
        rest.contains("已报") || rest_came(rest) || came(&ANSWERS) || came(&SENT)
    };
    let back = match back {
        Some(at) => !came_again(&folded[at..]),
        None => folded.contains(":否") || NONE.contains(&folded.as_str()),
    };
    let back = back || some_of(&folded).is_some_and(|at| !came_again(&folded[at..]));
    let answers = clauses(&folded).filter_map(|clause| answered(clause, &ANSWERS));
    all(answers.chain(back.then_some(Answer::Missing))).or_else(|| {
        let sent = clauses(&folded).filter(|clause| is_of_the_matter(clause));
        all(sent.filter_map(|clause| answered(clause, &SENT)))
    })
}

/// What is answered to the question whether an answer came: 是否已反馈：是，10月18日. `None`: it is not
/// asked, or something else is (是否属实已反馈).
fn asked<'a>(folded: &'a str, answers: &[&str]) -> Option<&'a str> {
    let rest = folded.strip_prefix("是否")?;
    let found = answers
        .iter()
        .filter_map(|word| Some((rest.find(word)?, word.len())));
    let (at, many) = found.min()?;
    let said = rest[at + many..].trim_matches([':', '(', ')', '?', '？']);
    is_how(rest[..at].trim_start_matches('已')).then_some(said)
}

/// Whether an answer came, by what is said to the question; what follows may speak against it:
/// 是，但县水利局未反馈.
fn of_the_question(said: &str) -> Option<bool> {
    const YES: [&str; 10] = [
        "☑是□否",
        "是的",
        "是",
        "√",
        "✔",
        "✓",
        "有",
        "已报",
        "Y",
        "y",
    ];
    const NO: [&str; 8] = ["□是☑否", "否", "无", "×", "未反馈", "没有", "N", "n"];
    match said.split(['，', ',']).next().unwrap_or_default() {
        "" => return None,
        "已" => return Some(true),
        "未" => return Some(false),
        _ => {}
    }
    if let Some(rest) = YES.iter().find_map(|yes| said.strip_prefix(yes)) {
        return Some(replied(&format!("已反馈，{rest}")).unwrap_or(true));
    }
    if NO.iter().any(|no| said.starts_with(no)) {
        return Some(false);
    }
    // 10月18日书面.
    let when = said.trim_start_matches(is_of_a_day);
    if when.len() < said.len() && is_how(when) {
        return Some(true);
    }
    replied(said)
}

/// Where it is said that fewer answers came than were asked for, its end: 应反馈5家，已反馈3家;
/// 5家单位3家已反馈; 2家未报.
fn some_of(folded: &str) -> Option<usize> {
    // So many offices, and where that ends.
    let count = |word: &str| {
        let at = folded.find(word)? + word.len();
        let behind = &folded[at..];
        let rest = behind.trim_start_matches(|c: char| c.is_ascii_digit());
        let many: u32 = behind[..behind.len() - rest.len()].parse().ok()?;
        let unit = rest.chars().next().filter(|c| "家个".contains(*c))?;
        // 已反馈1家汇总件 counts something else.
        let noun = &rest[unit.len_utf8()..];
        let plain = noun.is_empty()
            || noun.starts_with("单位")
            || noun.starts_with(['，', ',', ';', '；', '。', ')']);
        plain.then_some((many, folded.len() - rest.len(), unit))
    };
    let came = count("已反馈").or_else(|| count("已回复"));
    let asked = count("应反馈").or_else(|| count("应回复"));
    let fewer = came
        .zip(asked)
        .filter(|((came, _, unit), (asked, _, of))| came < asked && unit == of)
        .map(|((_, end, _), _)| end);
    let ends = |clause: &str| folded.rfind(clause).map(|at| at + clause.len());
    let lacks = ["未报送", "未上报", "未报"];
    let lacks = clauses(folded).filter_map(|clause| {
        let who = lacks.iter().find_map(|end| clause.strip_suffix(end));
        let lacks = who.is_some_and(|who| who.ends_with(['家', '局', '镇', '乡']));
        let some = clause.split_once("已反馈").or(clause.split_once("已回复"));
        let fewer = some.is_some_and(|(who, _)| is_fewer(who));
        (lacks || fewer).then(|| ends(clause)).flatten()
    });
    lacks.max().max(fewer)
}

/// Whether the rest is said to have come: 另2家10月18日反馈, 剩余1家已补报.
fn rest_came(text: &str) -> bool {
    let rest = ["另", "其余", "剩余", "余下"];
    let came = ["反馈", "回复", "补报", "报送", "上报"];
    clauses(text).any(|clause| {
        rest.iter().any(|word| clause.starts_with(word))
            && came.iter().any(|word| clause.contains(word))
            && !clause.contains(['未', '待', '尚', '将'])
    })
}

/// Whether so many offices are said to be fewer than those in front: 5家单位3家. 3个乡镇1个街道 are four.
fn is_fewer(who: &str) -> bool {
    let Some(unit) = who.chars().next_back().filter(|c| "家个".contains(*c)) else {
        return false;
    };
    let counts = who.match_indices(unit).filter_map(|(at, _)| {
        let front = &who[..at];
        let digits = front.trim_end_matches(|c: char| c.is_ascii_digit());
        front[digits.len()..].parse::<u32>().ok()
    });
    let counts: Vec<u32> = counts.collect();
    matches!(*counts, [all, some] if some < all)
}

/// What a clause says of an answer.
#[derive(Debug, Clone, Copy)]
enum Answer {
    Came,
    Missing,
    /// It was missing on a day or the first time: 首次未反馈.
    Then,
    /// One of another kind is, or it came late: 尚未销号反馈, 未按时反馈.
    Otherwise,
}

fn all(found: impl Iterator<Item = Answer>) -> Option<bool> {
    let (mut any, mut came, mut missing, mut then) = (false, false, false, false);
    for answer in found {
        any = true;
        match answer {
            Answer::Came => (came, then) = (true, false),
            Answer::Missing => missing = true,
            Answer::Then => then = true,
            Answer::Otherwise => {}
        }
    }
    any.then_some(came && !missing && !then)
}

/// Whether what was sent is the matter that was asked about: 整改情况已上报, and not 污染线索已上报 or
/// 举报材料已上报.
fn is_of_the_matter(clause: &str) -> bool {
    let cut = clause.find(['已', '未', '尚', '没']).unwrap_or_default();
    let front = clause[..cut].trim_start_matches(is_of_a_day);
    let what = ["情况", "报告", "材料", "方案", "结果"];
    let other = [
        "污染", "违法", "举报", "线索", "督办", "通知", "信访", "排污", "案件",
    ];
    let is_what = front.is_empty() || what.iter().any(|what| front.ends_with(what));
    is_what && !other.iter().any(|word| front.contains(word))
}

fn is_of_a_day(c: char) -> bool {
    c.is_ascii_digit() || "年月日号-/.".contains(c)
}

/// What a clause says of an answer, called by one of some words.
fn answered(clause: &str, words: &[&str]) -> Option<Answer> {
    let found = words
        .iter()
        .filter_map(|word| Some((clause.find(word)?, word)));
    let (at, word) = found.min()?;
    let before = &clause[..at];
    // 不动产中心已反馈: what stands behind 已 counts.
    let denial = before.rfind(DENIALS);
    if let Some(cut) = denial.filter(|cut| !before[*cut..].contains('已')) {
        let cut = before[..cut].trim_end_matches(DENIALS).len();
        let how = before[cut..].trim_start_matches(DENIALS);
        let how = how.trim_start_matches(['有', '能']);
        return Some(denied(&before[..cut], how));
    }
    let behind = &clause[at + word.len()..];
    let Some((who, how)) = before.rsplit_once('已') else {
        // 10月18日书面回复, 按期反馈: when and how it came; 10月20日前反馈 is what was asked for.
        let when = before.contains(|c: char| c.is_ascii_digit())
            || ["按期", "按时", "如期", "及时", "逾期"]
                .iter()
                .any(|word| before.starts_with(word));
        // 10月20日反馈要求: what was asked for.
        let asks = ["期限", "时限", "截止", "要求", "通知", "时间", "率", "单"];
        let when = when && !asks.iter().any(|word| behind.contains(word));
        let came = when && !before.contains('前') && is_how(before) && !is_down(behind);
        return came.then_some(Answer::Came);
    };
    if who.ends_with("是否") || !is_how(how) || is_down(behind) || who.ends_with("清单") {
        return None;
    }
    // 部分单位已反馈, 3家单位中2家已反馈, 除县水利局外均已反馈: not all of them.
    let some = [
        "部分",
        "多数",
        "大部",
        "个别",
        "外均",
        "除",
        "仅",
        "家中",
        "单位中",
        "个中",
    ];
    let some = some.iter().any(|word| who.contains(word));
    Some(if some { Answer::Missing } else { Answer::Came })
}

const DENIALS: [char; 5] = ['未', '没', '不', '待', '尚'];

/// What a clause says in which an answer is denied; what stands in front of that, and between it and
/// the answer.
fn denied(front: &str, how: &str) -> Answer {
    let in_time = ["按时", "按期", "及时", "如期"];
    // 群众未回复: another's answer.
    let others = [
        "群众",
        "市局",
        "省厅",
        "省级",
        "市级",
        "上级",
        "督察组",
        "企业",
        "对方",
    ];
    if !is_how(how)
        || in_time.iter().any(|word| how.starts_with(word))
        || others.iter().any(|word| front.ends_with(word))
        || ["群众", "信访人", "举报人"]
            .iter()
            .any(|who| front.contains(who))
    {
        return Answer::Otherwise;
    }
    // 逾期未反馈, 截至10月20日未反馈, 第一次催办未反馈; with a name in front (县水利局未反馈) it is missing.
    let when = [
        "截至",
        "截止",
        "逾期",
        "超期",
        "首次",
        "第一次",
        "首轮",
        "此前",
        "之前",
        "前期",
        "起初",
        "一次",
        "两次",
        "二次",
        "开始",
        "先",
        "至",
        "催办",
        "督办",
        "到期",
        "前",
        "原",
    ];
    let mut rest = front;
    loop {
        let less = rest.trim_start_matches(is_of_a_day);
        let less = when
            .iter()
            .find_map(|word| less.strip_prefix(word))
            .unwrap_or(less);
        if less.len() == rest.len() {
            break;
        }
        rest = less;
    }
    if rest.is_empty() {
        Answer::Then
    } else {
        Answer::Missing
    }
}

/// Whether what stands behind an answer says that what was found was handed down, or told to those
/// above: 已反馈给县住建局, 已反馈属地乡镇, 已上报省厅. 已反馈至县整改办 is an answer.
fn is_down(behind: &str) -> bool {
    let to = ["给", "至", "到"]
        .iter()
        .find_map(|word| behind.strip_prefix(word));
    let places = [
        "属地",
        "乡镇",
        "街道",
        "责任单位",
        "相关单位",
        "相关部门",
        "省",
        "群众",
        "信访人",
        "举报人",
        "企业",
        "村",
    ];
    match to {
        Some(whom) => !(whom.is_empty() || whom == "位" || is_office(whom)),
        // 已反馈县住建局整改; 已反馈企业整改情况 is an answer, and 市生态环境局 asks.
        // 已反馈责任单位督查情况 tells them what was found.
        None if ["情况", "进展", "报告"]
            .iter()
            .any(|end| behind.ends_with(end))
            && (["整改", "办理", "处理", "落实"]
                .iter()
                .any(|what| behind.contains(what))
                || !["督查", "督办", "检查", "巡查", "核查", "存在问题"]
                    .iter()
                    .any(|found| behind.contains(found))) =>
        {
            false
        }
        None if ["环境", "环保", "市局", "县局"]
            .iter()
            .any(|word| behind.contains(word)) =>
        {
            false
        }
        None => {
            let office = behind.find('局').map(|at| &behind[..at + '局'.len_utf8()]);
            places.iter().any(|place| behind.starts_with(place))
                || office
                    .is_some_and(|name| name.starts_with(['县', '市', '区']) && !is_office(behind))
        }
    }
}

/// Whether a name is that of the office which asks: 县整改办, 督察组, 生态环境分局. A 街道办 is asked.
fn is_office(name: &str) -> bool {
    if ["街道", "镇", "乡", "村", "社区"]
        .iter()
        .any(|place| name.contains(place))
    {
        return false;
    }
    if name.ends_with("分局") {
        return name == "分局" || name.contains("环境") || name.contains("环保");
    }
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
        "交办单位",
    ];
    words.iter().any(|word| name.contains(word)) || ends.iter().any(|end| name.ends_with(end))
}

/// Whether words between 已 and an answer only say when, how and to whom it came; 已要求反馈 is what
/// the office did.
fn is_how(words: &str) -> bool {
    const HOW: [&str; 30] = [
        "补",
        "发函",
        "微信",
        "联合",
        "补充",
        "正式文件",
        "收到",
        "来函",
        "重新",
        "来文",
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
    // 已通过浙政钉反馈, 已在系统中反馈.
    let through = ["通过", "在"]
        .iter()
        .find_map(|word| words.strip_prefix(word));
    if through.is_some_and(|by| !by.is_empty() && by.chars().count() <= 5) {
        return true;
    }
    if let Some(whom) = words.strip_prefix('向') {
        return is_office(whom);
    }
    let mut front = HOW.iter().filter_map(|how| words.strip_prefix(how));
    front.any(is_how)
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    #[rstest]
    #[case("已反馈", Some(true))]
    #[case("已反馈责任单位督查情况", None)]
    #[case("已反馈整改情况", Some(true))]
    #[case("应反馈5家，已反馈3家", Some(false))]
    #[case("应反馈5家，已反馈5家", Some(true))]
    #[case("5家单位3家已反馈", Some(false))]
    #[case("已反馈（2家未报）", Some(false))]
    #[case("已反馈：无", Some(false))]
    #[case("是否已反馈", None)]
    #[case("是否已反馈：是", Some(true))]
    #[case("是否已反馈：已反馈", Some(true))]
    #[case("是否已反馈（是）", Some(true))]
    #[case("是否已反馈：是，但县水利局未反馈", Some(false))]
    #[case("是否已反馈：√，被退回", Some(false))]
    #[case("是否已反馈：10月18日", Some(true))]
    #[case("是否已反馈？是", Some(true))]
    #[case("是否已反馈：已，10月18日", Some(true))]
    #[case("是否已反馈：未，已催办", Some(false))]
    #[case("是否按时反馈：未按时，10月25日反馈", Some(true))]
    #[case("是否已反馈：☑是 □否", Some(true))]
    #[case("是否属实已反馈", Some(true))]
    #[case("3个乡镇1个街道均已反馈", Some(true))]
    #[case("5家单位3个工作日内已反馈", Some(true))]
    #[case("5家单位3家已反馈，另2家10月18日反馈", Some(true))]
    #[case("应反馈3家，已反馈2家，剩余1家已于25日补报", Some(true))]
    #[case("应反馈5个单位，已反馈1个报告", Some(true))]
    #[case("是否已按时反馈：是，10月18日", Some(true))]
    #[case("2家企业和1家养殖场已反馈", Some(true))]
    #[case("应反馈5家，已反馈3家；10月25日2家已补反馈", Some(true))]
    #[case("是否已反馈 否", Some(false))]
    #[case("是否已反馈：9月28日反馈", Some(true))]
    #[case("已反馈企业问题整改报告", Some(true))]
    #[case("已反馈省级交办问题办理情况", Some(true))]
    #[case("2家未报，催办后已全部反馈", Some(true))]
    #[case("县水利局未报，10月25日已补充反馈", Some(true))]
    #[case("应反馈5家，已反馈3家，现已全部反馈", Some(true))]
    #[case("3家单位3家均已反馈", Some(true))]
    #[case("国家督办的2家企业整改情况已反馈", Some(true))]
    #[case("应反馈10月20日，已反馈9月28日", Some(true))]
    #[case("已反馈，群众反馈：无", Some(true))]
    #[case("已反馈省级督察问题整改情况", Some(true))]
    #[case("已反馈，退回要求重新上报", Some(false))]
    #[case("已反馈，被退回，要求补充材料", Some(false))]
    #[case("已反馈，退回后已重新反馈", Some(true))]
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
    // One that is missing counts before those that came.
    #[case("县住建局已反馈，县水利局未反馈", Some(false))]
    #[case("县水利局未反馈，县住建局已反馈", Some(false))]
    #[case("1家已反馈，2家未反馈", Some(false))]
    #[case("已反馈初步方案，整改结果未反馈", Some(false))]
    #[case("已反馈，退回重报，至今未反馈", Some(false))]
    #[case("第一次已反馈，第二次逾期未反馈", Some(false))]
    #[case("已口头反馈，书面报告未反馈", Some(false))]
    #[case("已部分反馈，余下未反馈", Some(false))]
    #[case("方案已上报，结果未上报", Some(false))]
    #[case("方案未上报", Some(false))]
    #[case("未按时反馈，10月25日已反馈", Some(true))]
    #[case("10月20日未反馈，10月25日已反馈", Some(true))]
    #[case("首次未反馈，催办后已反馈", Some(true))]
    #[case("有关单位已反馈", Some(true))]
    #[case("县不动产中心已反馈", Some(true))]
    #[case("没有反馈", Some(false))]
    #[case("首次未反馈，现已反馈", Some(true))]
    #[case("未按时反馈", Some(false))]
    #[case("逾期未反馈", Some(false))]
    #[case("逾期未反馈，10月25日已反馈", Some(true))]
    #[case("截至10月20日未反馈，10月25日已反馈", Some(true))]
    #[case("10月20日前未反馈，10月25日已反馈", Some(true))]
    #[case("第一次催办未反馈，第二次催办后已反馈", Some(true))]
    #[case("未反馈（10月25日已反馈）", Some(true))]
    #[case("县水利局已反馈；县住建局逾期未反馈", Some(false))]
    #[case("县住建局逾期未反馈，县水利局已反馈", Some(false))]
    #[case("首次已反馈，此次未反馈", Some(false))]
    #[case("已反馈，群众未回复", Some(true))]
    #[case("已反馈，省厅尚未回复", Some(true))]
    #[case("已书面反馈，群众不满意未答复", Some(true))]
    #[case("一次催办未反馈，10月28日已反馈", Some(true))]
    #[case("整改进展情况已上报", Some(true))]
    #[case("自查报告已报送", Some(true))]
    #[case("反馈报告已上报", Some(true))]
    #[case("县住建局整改报告已报送", Some(true))]
    #[case("待反馈", Some(false))]
    // Handed down, or another matter.
    #[case("问题已反馈给鹤城街道办，要求限期整改", None)]
    #[case("已反馈至油竹街道办", None)]
    #[case("已反馈给县公安局鹤城分局", None)]
    #[case("已反馈给市生态环境局青田分局", Some(true))]
    #[case("污染情况已上报", None)]
    #[case("违法排污情况已上报", None)]
    #[case("举报材料已上报", None)]
    #[case("督办通知已上报", None)]
    // When and how it came is enough; not from all, sent back or told to others is none.
    #[case("10月18日书面回复", Some(true))]
    #[case("按期反馈", Some(true))]
    #[case("10月20日前反馈", None)]
    #[case("已收到书面反馈", Some(true))]
    #[case("已通过浙政钉反馈", Some(true))]
    #[case("已提交整改报告", Some(true))]
    #[case("部分单位已反馈", Some(false))]
    #[case("3家单位中2家已反馈", Some(false))]
    #[case("除县水利局外均已反馈", Some(false))]
    #[case("已反馈，退回重报", Some(false))]
    #[case("已反馈：否", Some(false))]
    #[case("已答复信访人", None)]
    #[case("已反馈县住建局整改", None)]
    #[case("问题清单已反馈", None)]
    #[case("已反馈市生态环境局", Some(true))]
    #[case("已反馈县住建局整改情况", Some(true))]
    #[case("已反馈企业整改情况", Some(true))]
    #[case("已反馈，退回，10月25日已重新反馈", Some(true))]
    #[case("10月25日反馈期限", None)]
    #[case("2021-10-20反馈时限", None)]
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
        assert_eq!(replied(text), expected, "{text}");
    }
}
