//! The form of a cell: lines, boxes to be ticked, answers of nought.

use super::{forbids_on, half};

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
    let last = folded.rsplit(['，', ',', ';', '；', '。', '\n']).next();
    if forbids_on(last.unwrap_or(folded)) {
        '、'
    } else {
        '\n'
    }
}

/// What is ticked of a form: ☑合格 □不合格, 合格（√） 不合格（ ）; the label stands behind its mark where the form
/// begins with one or with a question (检查结果：□合格 ☑不合格), in front where it ends with one. What is said
/// behind the form is part of it. Empty where nothing is ticked, or several are, or where nobody can
/// tell; `None` where it is no form.
pub fn ticked(text: &str) -> Option<String> {
    const TICKS: [char; 5] = ['☑', '✓', '✔', '√', '■'];
    const BLANKS: [char; 3] = ['□', '☐', '☒'];
    const CROSSES: [char; 5] = ['×', '✗', '✘', '✕', '❌'];
    let mut form = half(text);
    for (open, close) in [('(', ')'), ('[', ']')] {
        for tick in TICKS {
            form = form.replace(&format!("{open}{tick}{close}"), "☑");
        }
        for blank in ["", " ", "  "] {
            form = form.replace(&format!("{open}{blank}{close}"), "□");
        }
        form = form.replace(&format!("{open}×{close}"), "×");
    }
    // Circles are marks only where there are both.
    if form.contains('●') && form.contains('○') {
        form = form.replace('●', "☑").replace('○', "□");
    }
    let is_mark = |c: char| {
        [&TICKS[..], &BLANKS, &CROSSES]
            .iter()
            .any(|all| all.contains(&c))
    };
    // 3×5米 is a size.
    let is_size = |at: usize, mark: char| {
        let (front, behind) = (&form[..at], &form[at + mark.len_utf8()..]);
        CROSSES.contains(&mark)
            && front
                .trim_end()
                .ends_with(|c: char| c.is_ascii_digit() || c == '米')
            && behind
                .trim_start()
                .starts_with(|c: char| c.is_ascii_digit())
    };
    let marks = form.char_indices().filter(|(_, c)| is_mark(*c));
    let marks: Vec<(usize, char)> = marks.filter(|(at, c)| !is_size(*at, *c)).collect();
    match *marks {
        [] => None,
        // 合格√ alone; √合格 不合格 may mean either.
        [(at, tick)] if TICKS.contains(&tick) => {
            let rest = [&form[..at], &form[at + tick.len_utf8()..]].concat();
            let rest = label(&rest);
            let one = !rest.is_empty() && !rest.contains([' ', '、', ',', '/']);
            Some(if one { rest.to_owned() } else { String::new() })
        }
        _ => Some(of_marks(&form, &marks, &TICKS, &CROSSES).unwrap_or_default()),
    }
}

/// The label that is ticked, of several marks; `None` where that is not sure.
fn of_marks(
    form: &str,
    marks: &[(usize, char)],
    ticks: &[char],
    crosses: &[char],
) -> Option<String> {
    let ((first, _), (last, closes)) = (*marks.first()?, *marks.last()?);
    let head = form[..first].trim_end();
    let tail = label(&form[last + closes.len_utf8()..]);
    let numbered = label(head).trim_matches(is_of_a_number).is_empty();
    // 整改到位：√ 反弹：× 备注 asks at each mark, and each stands behind its label.
    let asks_again = marks.windows(2).any(|two| {
        let ((from, mark), (to, _)) = (two[0], two[1]);
        form[from + mark.len_utf8()..to].trim_end().ends_with(':')
    });
    let asks = head.ends_with([':', ',']) && !tail.is_empty() && !asks_again;
    // 现场检查 □合格 ☑不合格 备注: nobody knows which side the labels stand on.
    let behind = numbered || asks;
    if !behind && !tail.is_empty() {
        return None;
    }
    let ends = marks.iter().skip(1).map(|(at, _)| *at).chain([form.len()]);
    let starts = marks.iter().map(|(at, mark)| at + mark.len_utf8());
    let labels: Vec<&str> = if behind {
        starts.zip(ends).map(|(from, to)| &form[from..to]).collect()
    } else {
        let starts = std::iter::once(0).chain(starts);
        let ends = marks.iter().map(|(at, _)| *at);
        starts.zip(ends).map(|(from, to)| &form[from..to]).collect()
    };
    let all = || marks.iter().map(|(_, mark)| *mark).zip(&labels);
    let mut ticked = all().filter(|(mark, _)| ticks.contains(mark));
    let (Some((_, chosen)), None) = (ticked.next(), ticked.next()) else {
        return None;
    };
    let chosen = label(chosen).trim_end_matches(is_of_a_number).trim_end();
    // 整改到位（√） 未反弹（×）: one good thing is, another is not.
    let denied = all().any(|(mark, label)| crosses.contains(&mark) && is_good(label));
    if denied && is_good(chosen) {
        return None;
    }
    // ☑合格 □不合格 问题：渗滤液直排.
    let said = match labels.last() {
        Some(label) if behind && !ticks.contains(&closes) => said_behind(label),
        _ => "",
    };
    Some(if said.is_empty() {
        chosen.to_owned()
    } else {
        format!("{chosen}，{said}")
    })
}

fn label(text: &str) -> &str {
    text.trim_matches([' ', '\n', '、', '，', ',', '/', ';', '；', '。'])
}

/// Of the number of a label: 1. 2. A. B. ① ②.
fn is_of_a_number(c: char) -> bool {
    c.is_ascii_alphanumeric() || ". )(、".contains(c) || "一二三四五六七八九①②③④⑤".contains(c)
}

/// Whether a label says that all is well.
fn is_good(label: &str) -> bool {
    let good = ["合格", "到位", "通过", "未反弹", "无反弹", "完成"];
    let bad = ["不", "未到", "未通过", "未完成", "未整改"];
    good.iter().any(|word| label.contains(word)) && !bad.iter().any(|word| label.contains(word))
}

/// What stands behind the last label of a form, which is not ticked; what is asked and not answered,
/// and what is said of that label in brackets, is nothing.
fn said_behind(last: &str) -> &str {
    let last = last.trim_start_matches([' ', '\n']);
    let at = last.find([' ', '\n', '。', ';', '；', ',', '，', '(']);
    let said = at.map_or("", |at| label(&last[at..]));
    if said.starts_with('(') || said.ends_with(':') {
        ""
    } else {
        said
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
