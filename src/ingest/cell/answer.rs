//! Whether an answer came, by what is said of it.

use super::half;
use super::word::clauses;

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
    let answers = clauses(&folded).filter_map(|clause| answered(clause, &ANSWERS));
    let found: Vec<bool> = answers.collect();
    let answer = found.contains(&true).then_some(true);
    answer.or(found.first().copied()).or_else(|| {
        let sent = clauses(&folded).filter(|clause| {
            // 污染线索已上报: something else.
            let front = clause.split('已').next().unwrap_or_default();
            let what = ["情况", "报告", "材料", "方案"];
            front
                .chars()
                .all(|c| c.is_ascii_digit() || "年月日号-/.".contains(c))
                || what.iter().any(|word| front.ends_with(word))
        });
        sent.filter_map(|clause| answered(clause, &SENT)).last()
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

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

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
}
