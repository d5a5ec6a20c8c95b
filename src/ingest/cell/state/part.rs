//! What is finished of a part of the work, or of a step towards it, and what is left.

use super::words::{PARTS, STEPS};
use crate::terms::Status;

/// Whether words are so many of so many: 3/5, 3/5处. 9/30 may be a day as well, and then nobody knows.
pub fn is_a_fraction(text: &str) -> bool {
    let text = text.trim_end_matches(['处', '个', '家', '户', '项', '件']);
    let number = |text: &str| text.parse::<u32>().ok();
    text.split_once('/')
        .and_then(|(some, all)| Some((number(some)?, number(all)?)))
        .is_some_and(|(some, all)| some < all)
}

/// Whether words are a share of the work and less than all of it: 80%, 进度约九成. 满意率98% is of something
/// else.
pub fn is_a_share(text: &str) -> bool {
    let text = ["以上", "左右"]
        .iter()
        .find_map(|end| text.strip_suffix(end))
        .unwrap_or(text);
    let (front, less) = if let Some(front) = text.strip_suffix('%') {
        let rest = front.trim_end_matches(|c: char| c.is_ascii_digit() || c == '.');
        let share = front[rest.len()..].parse::<f64>();
        (rest, share.is_ok_and(|share| share < 100.0))
    } else {
        let front = text.strip_suffix('成').unwrap_or_default();
        let rest = front.trim_end_matches(|c| "一二三四五六七八九".contains(c));
        (rest, rest.len() < front.len())
    };
    let of_the_work = [
        "",
        "进度",
        "完成",
        "完成率",
        "已完成",
        "整改进度",
        "总进度",
        "整体进度",
        "完成进度",
        "仅",
    ];
    less && of_the_work.contains(&front.trim_end_matches([':', '约', '达', '为']))
}

/// Whether a clause tells of what is left to be done: 剩余2处12月底前完成, 2处除外. 剩余问题已全部整改 and 其余均达标
/// do not.
pub fn is_a_rest(clause: &str) -> bool {
    const BEGINS: [&str; 11] = [
        "剩余", "剩下", "余下", "其余", "还剩", "尚剩", "尚余", "尚有", "仍有", "还有", "另有",
    ];
    const WELL: [&str; 24] = [
        "已",
        "停产",
        "搬迁",
        "不涉及",
        "无问题",
        "专人",
        "问责",
        "拆除",
        "正常",
        "不存在",
        "资料",
        "手续",
        "均",
        "到位",
        "达标",
        "关停",
        "完成整改",
        "已完成",
        "已整改",
        "已销号",
        "整改完成",
        "长期坚持",
        "已解决",
        "全部",
    ];
    const TO_BE: [&str; 15] = [
        "制定",
        "安排",
        "开工",
        "进场",
        "前",
        "底",
        "计划",
        "待",
        "拟",
        "申请",
        "启动",
        "列入",
        "未",
        "推进",
        "整改中",
    ];
    let has = |words: &[&str]| words.iter().any(|word| clause.contains(word));
    let rest = BEGINS.iter().find_map(|word| clause.strip_prefix(word));
    let rest = rest.is_some_and(|rest| {
        let well = has(&WELL) && !has(&TO_BE);
        !(well || rest.is_empty() || rest == "无" || rest.starts_with('待'))
    });
    rest || clause.ends_with("除外")
}

/// Whether words name one place or part of several: 西片, 二期, 2处.
pub fn is_of_one(front: &str) -> bool {
    let parts = ["片", "二期", "三期", "标段", "部分"];
    let rest = ["另有", "另外", "其余", "其他", "剩余", "余下"];
    let counted = front.match_indices(['处', '家']).any(|(at, _)| {
        let before = front[..at].chars().next_back();
        before.is_some_and(|c| c.is_ascii_digit() || "一二两三四五六七八九十".contains(c))
    });
    let part = parts.iter().any(|part| front.contains(part)) && !front.contains("阶段");
    part || counted || rest.iter().any(|word| front.starts_with(word))
}

/// Whether what stands behind a finished state says that a part of the work or a step towards it is
/// what was finished. 全部三期 is all of it, 主体责任 no part, and what was signed off 第二批 is signed off;
/// what follows the end (并报省厅备案, 转入巩固阶段) is no part, and a step with what it was for (排查整治)
/// no step.
pub fn is_of_a_part(word: &str, behind: &str, state: Status) -> bool {
    const WORK: [&str; 9] = [
        "整改", "整治", "任务", "到位", "治理", "销号", "验收", "自纠", "自改",
    ];
    // 已完成整改并组织培训: what follows came beside it.
    const LESS: [&str; 11] = [
        "一半", "部分", "正在", "一期", "二期", "三期", "方案", "编制", "设计", "规划", "招标",
    ];
    let beside = word.ends_with("整改") && behind.starts_with(['并', '且']);
    if beside && !LESS.iter().any(|less| behind.contains(less)) {
        return false;
    }
    // 整改报省厅备案: it was finished, then reported.
    let done = ["整改", "销号", "验收"];
    let rest = done.iter().find_map(|word| behind.strip_prefix(word));
    let told = rest.is_some() || done.iter().any(|end| word.ends_with(end));
    let reports = ["报省", "报市", "报县", "报请"];
    let rest = rest.unwrap_or(behind);
    if told && reports.iter().any(|word| rest.starts_with(word)) {
        return false;
    }
    // 整改任务并转入…: only what stands in front of the next thing was finished.
    let next = [
        "并转",
        "并进",
        "并报",
        "并启动",
        "并通过",
        "并移交",
        "并投入",
        "并开展",
        "并按",
        "并持续",
        "且",
        "后转",
        "后进",
        "后报",
        "后移交",
        "后启动",
        "后开展",
        "待审",
        "待批",
        "待验收",
        "待销号",
        "待公示",
        "转入",
        "进入",
        "同时",
    ];
    let ends = next.iter().filter_map(|word| behind.find(word)).min();
    let behind = &behind[..ends.unwrap_or(behind.len())];
    let halves = ["一半", "过半"].iter().any(|word| behind.contains(word))
        || behind
            .find('成')
            .is_some_and(|at| behind[..at].ends_with(|c| "一二三四五六七八九".contains(c)));
    if halves {
        return true;
    }
    let is_part = |part: &&str| {
        behind.match_indices(part).any(|(at, _)| {
            let (front, back) = (&behind[..at], &behind[at + part.len()..]);
            let is_batch = state == Status::SignedOff && front.ends_with('第');
            let is_duty = *part == "主体" && back.starts_with("责任");
            !(front.ends_with("全部") || is_batch || is_duty)
        })
    };
    let is_step = |step: &&str| {
        behind.rfind(step).is_some_and(|at| {
            let back = &behind[at + step.len()..];
            !WORK.iter().any(|word| back.contains(word))
        })
    };
    let steps = state == Status::Completed && STEPS.iter().any(is_step);
    steps || PARTS.iter().any(is_part)
}

/// Whether what stands in front of a finished state names a part of the work, or a step towards it:
/// 一期已完成, 主体工程已完成, 方案编制已完成. 责任主体已完成 and 一期二期已完成 do not, nor what was signed off by
/// batches.
pub fn is_a_part(front: &str, word: &str, state: Status) -> bool {
    const PHASES: [&str; 8] = [
        "一期",
        "二期",
        "三期",
        "首期",
        "首批",
        "一批",
        "二批",
        "阶段性",
    ];
    let front = front.trim_end_matches(['已', '的', '全']);
    let some = front.ends_with("局部")
        || ["初步", "大部", "过半", "大半", "一半", "近半"]
            .iter()
            .any(|word| front.contains(word) && !front.contains("大部门"))
        || ["前期", "土建", "土建工程", "主管网"].contains(&front)
        || ["主要", "多数", "大部"]
            .iter()
            .any(|word| front.starts_with(word))
        || front.starts_with("除") && front.contains('外')
        || front.contains('中') && front.contains(|c: char| c.is_ascii_digit());
    if some {
        return true;
    }
    let phases = PHASES.iter().filter(|word| front.contains(**word)).count();
    let all = ["全部", "各期", "均", "两期"]
        .iter()
        .any(|word| front.contains(word));
    let body = ["主体工程", "主体结构", "主体建设", "前期工作"];
    let body = front == "主体" || body.iter().any(|word| front.ends_with(word));
    let by = ["按", "依", "根据"].iter().any(|word| front.contains(word));
    // 企业自查已完成整改 says what was done.
    let checked = word.contains("整改") && front.ends_with("自查");
    let step = !by && !checked && STEPS.iter().any(|step| front.ends_with(step));
    let batch = state == Status::SignedOff && front.contains('批');
    !all && !batch && (phases == 1 || body) || state == Status::Completed && step
}
