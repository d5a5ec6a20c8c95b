//! The form of a cell: lines, boxes to be ticked, answers of nought.

use super::half;

/// A cell without blanks: what stands behind a line's end, or behind a word that closes a clause, is
/// another clause (合格 现场有异味), or goes on with a list that is denied (未发现反弹 弄虚作假).
pub fn parted(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    let lines = text.lines().filter(|line| !line.trim().is_empty());
    for (at, line) in lines.enumerate() {
        if at > 0 {
            let end = end_of_clause(&folded);
            folded.push(end);
        }
        for word in half(line).split(' ').filter(|word| !word.is_empty()) {
            let closes = ["合格", "到位", "反弹", "作假", "彻底", "验收"];
            if closes.iter().any(|end| folded.ends_with(end)) {
                let end = end_of_clause(&folded);
                folded.push(end);
            }
            folded.push_str(word);
        }
    }
    folded
}

/// What stands between the last clause and the next, where nothing was written.
fn end_of_clause(folded: &str) -> char {
    let governs = [
        "未发现",
        "未出现",
        "未发生",
        "未见",
        "不存在",
        "防止",
        "严防",
        "避免",
        "杜绝",
        "严禁",
        "禁止",
        "警惕",
    ];
    let last = folded.rsplit(['，', ',', ';', '；', '。', '\n']).next();
    let last = last.unwrap_or(folded);
    if governs.iter().any(|word| last.contains(word)) {
        '、'
    } else {
        '\n'
    }
}

/// What is ticked of a form: ☑合格 □不合格, 合格（√） 不合格（ ）; the label stands behind its mark where the form
/// begins with one, else in front. Empty where nothing is ticked, or several are; `None` where it is
/// no form.
pub fn ticked(text: &str) -> Option<String> {
    const TICKS: [char; 5] = ['☑', '✓', '✔', '√', '■'];
    const BLANKS: [char; 4] = ['□', '☐', '☒', '×'];
    let mut form = half(text);
    for (open, close) in [('(', ')'), ('[', ']')] {
        for tick in TICKS {
            form = form.replace(&format!("{open}{tick}{close}"), "☑");
        }
        for blank in ["", " ", "  ", "×"] {
            form = form.replace(&format!("{open}{blank}{close}"), "□");
        }
    }
    let is_mark = |c: char| TICKS.contains(&c) || BLANKS.contains(&c);
    let marks: Vec<(usize, char)> = form.char_indices().filter(|(_, c)| is_mark(*c)).collect();
    let label = |text: &str| {
        let label = text.trim_matches([' ', '\n', '、', '，', ',', '/', ';', '；']);
        label.to_owned()
    };
    match *marks {
        [] => None,
        // 合格√ alone; √合格 不合格 may mean either.
        [(at, tick)] if TICKS.contains(&tick) => {
            let rest = [&form[..at], &form[at + tick.len_utf8()..]].concat();
            let rest = label(&rest);
            let one = !rest.is_empty() && !rest.contains([' ', '、', ',', '/']);
            Some(if one { rest } else { String::new() })
        }
        [(_, '×')] => None,
        _ => {
            let mut ticks = marks.iter().enumerate();
            let mut ticks = ticks.by_ref().filter(|(_, (_, mark))| TICKS.contains(mark));
            let (first, more) = (ticks.next(), ticks.next());
            let Some((number, &(at, tick))) = first.filter(|_| more.is_none()) else {
                return Some(String::new());
            };
            let begins = form.trim_start().starts_with(is_mark);
            Some(label(if begins {
                let next = marks.get(number + 1).map_or(form.len(), |(next, _)| *next);
                &form[at + tick.len_utf8()..next]
            } else {
                let last = number.checked_sub(1).and_then(|last| marks.get(last));
                let from = last.map_or(0, |(last, mark)| last + mark.len_utf8());
                &form[from..at]
            }))
        }
    }
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
