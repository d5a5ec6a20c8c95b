//! Whether a clause says that all is well: of all there is, already, and surely.

use super::words::TURNS;
use super::{demands, has};

/// Whether a clause says that there is no problem.
fn is_free(clause: &str) -> bool {
    let Some(front) = clause.strip_suffix("问题") else {
        return false;
    };
    let what = [
        "", "新", "其他", "其它", "明显", "突出", "同类", "类似", "较大", "任何",
    ];
    let denies = [
        "未发现",
        "不存在",
        "无",
        "没有",
        "未见",
        "没发现",
        "暂未发现",
    ];
    denies.iter().any(|word| {
        let rest = front.split_once(word);
        rest.is_some_and(|(subject, rest)| {
            what.contains(&rest.trim_end_matches('的')) && !has(subject, &TURNS)
        })
    })
}

/// Whether a clause says that all is well; `None` where it says so of a part, or in a way that is not
/// sure.
pub fn is_good(clause: &str) -> Option<bool> {
    if is_free(clause) {
        return Some(true);
    }
    let by = [
        "", "验收", "核查", "复核", "审核", "评估", "核验", "检查", "销号",
    ];
    let passes = clause.split_once("通过").map(|(_, back)| {
        let back = less_ending(back);
        let ends = by.iter().any(|what| {
            back.strip_suffix(what).is_some_and(|whom| {
                whom.is_empty() || !what.is_empty() && whom.chars().count() <= 5
            })
        });
        ends && !back.contains("发现")
    });
    let words = ["合格", "整改到位", "整改彻底"];
    if passes.is_none() && !has(clause, &words) {
        return Some(false);
    }
    let rest = less_ending(clause);
    if demands(rest) {
        return Some(false);
    }
    // 年底整改到位, 据企业反映已整改到位; 群众反映问题已整改到位 is no hearsay.
    let to_be = ["年底", "月底", "底前", "月前", "日前"];
    let said = [
        "据企业",
        "据反映",
        "据介绍",
        "据了解",
        "反映已",
        "汇报已",
        "反映称",
        "汇报称",
        "承诺",
    ];
    if has(rest, &said) {
        return Some(false);
    }
    if has(rest, &to_be) && !has(rest, &["已", "截至", "全部", "均"]) {
        return None;
    }
    // 整改到位后又偷排, 整改到位但现场有垃圾: only what is known may stand behind it.
    let ends = passes.is_some() || words.iter().any(|word| rest.ends_with(word));
    (ends && !is_of_a_part(clause) && passes != Some(false)).then_some(true)
}

/// A clause that says that all is well less what may stand behind that: 整改到位建议销号.
fn less_ending(mut clause: &str) -> &str {
    const ENDS: [&str; 26] = [
        "群众反应良好",
        "群众反映良好",
        "群众满意",
        "群众满意度高",
        "建议销号",
        "建议予以销号",
        "同意销号",
        "予以销号",
        "可销号",
        "准予销号",
        "可以销号",
        "并销号",
        "已销号",
        "并",
        "且",
        "。",
        "的",
        "了",
        "标准",
        "要求",
        "效果良好",
        "情况良好",
        "良好",
        "持续巩固",
        "长期坚持",
        "无反复",
    ];
    while let Some(rest) = ENDS.iter().find_map(|end| clause.strip_suffix(end)) {
        clause = rest;
    }
    clause
}

/// Whether a clause speaks of a part of what there is, of what is to come, or in a way that is not sure.
pub fn is_of_a_part(clause: &str) -> bool {
    const PARTLY: [&str; 72] = [
        "条件",
        "原则",
        "方可",
        "大部",
        "大体",
        "局部",
        "部份",
        "标段",
        "形式上",
        "承诺",
        "保证",
        "有望",
        "据称",
        "未",
        "不",
        "没",
        "非",
        "拟",
        "无",
        "否",
        "部分",
        "多数",
        "基本",
        "率",
        "%",
        "待",
        "将",
        "计划",
        "难",
        "离",
        "差",
        "困难",
        "低于",
        "仍",
        "尚",
        "争取",
        "预计",
        "若",
        "如",
        "上报",
        "自报",
        "一半",
        "多家",
        "其他",
        "除",
        "少数",
        "总体",
        "自查",
        "到位前",
        "阶段",
        "初步",
        "大多",
        "过半",
        "仅",
        "只有",
        "表面",
        "自评",
        "曾",
        "一期",
        "二期",
        "首期",
        "首批",
        "东片",
        "西片",
        "南片",
        "北片",
        "主体",
        "近期",
        "暂时",
        "自认",
        "自称",
        "主要",
    ];
    // 3家整改到位, 三家整改到位: what of the others?
    let counts = [
        "家", "个", "处", "项", "件", "户", "座", "条", "起", "批", "台", "亩", "宗", "村", "口",
        "辆", "成",
    ];
    let counted = counts.iter().any(|unit| {
        let mut at = clause.match_indices(unit);
        at.any(|(at, _)| {
            let number = |c: char| c.is_ascii_digit() || "一二两三四五六七八九十几".contains(c);
            clause[..at].ends_with(number)
        })
    });
    has(clause, &PARTLY) || counted && !has(clause, &["全部", "均", "都"])
}
