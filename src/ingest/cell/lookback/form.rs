//! The form of a cell: lines, boxes to be ticked, answers of nought.

use super::half;

/// A cell without blanks: what stands behind a line's end, or behind a word that closes a clause, is
/// another clause (合格 现场有异味).
pub fn parted(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    for (at, line) in text
        .lines()
        .filter(|line| !line.trim().is_empty())
        .enumerate()
    {
        if at > 0 {
            folded.push('\n');
        }
        for word in half(line).split(' ').filter(|word| !word.is_empty()) {
            let closes = ["合格", "到位", "反弹", "作假", "彻底", "验收", "问题"];
            if closes.iter().any(|end| folded.ends_with(end)) {
                folded.push('\n');
            }
            folded.push_str(word);
        }
    }
    folded
}

/// What is ticked of a form: ☑合格 □不合格, 合格（√） 不合格（ ）. Empty where none
/// of its boxes is, or several are; `None` where it is no form.
pub fn ticked(text: &str) -> Option<String> {
    let folded = half(text).replace(' ', "");
    let boxes = ['□', '☐', '☑', '☒', '✓', '✔'];
    if folded.contains(['□', '☐']) {
        let mut ticks = folded.match_indices(['☑', '✓', '✔']);
        let (first, more) = (ticks.next(), ticks.next());
        let Some((at, tick)) = first.filter(|_| more.is_none()) else {
            return Some(String::new());
        };
        let rest = &folded[at + tick.len()..];
        return Some(rest.split(boxes).next().unwrap_or(rest).to_owned());
    }
    let mut ticks = ["(√)", "(✓)"]
        .iter()
        .flat_map(|tick| folded.match_indices(*tick));
    let (at, _) = ticks.next().filter(|_| ticks.next().is_none())?;
    let front = &folded[..at];
    let chosen = front
        .rsplit([')', '，', ',', '/', '、', ';'])
        .next()
        .unwrap_or(front);
    folded.contains("()").then(|| chosen.to_owned())
}

/// Whether an answer says that there is none: 暂无, 未发现, 0起.
pub fn is_nought(answer: &str) -> bool {
    let none = [
        "无",
        "暂无",
        "没有",
        "未发现",
        "暂未发现",
        "未见",
        "不存在",
        "/",
        "-",
        "—",
        "否",
    ];
    let counted = answer.strip_prefix('0').is_some_and(|unit| {
        [
            "", "个", "处", "起", "件", "家", "项", "户", "次", "条", "例",
        ]
        .contains(&unit)
    });
    none.contains(&answer) || counted
}
