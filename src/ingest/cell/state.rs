//! The state a unit reports, by its words: the whole cell first, then the longest word of each clause.
//!
//! A wrong 已完成 would take a task from what is overdue, so only what a clause surely says counts: what is to
//! be, a part of the work or a step towards it leave the state unknown, which is told.

mod part;
mod words;

use super::word::clauses;
use super::{Read, half, nothing};
use crate::terms::Status;
use part::{is_a_fraction, is_a_part, is_a_rest, is_a_share, is_of_a_part, is_of_one};
use words::{STATUS, WHOLE};

/// The words that messages offer, of what [`status()`] reads.
pub const STATUS_WORDS: &str =
    "尚未启动、未达到序时进度、达到序时进度、超过序时进度、完成整改、已销号";
/// The state a unit reports. Each clause is read by itself; a finished state wins over a
/// standing duty or a pace beside it (`已经完成，长期坚持`), and a clause that turns its words
/// round (`未按要求完成整改`, `拟销号`) leaves the whole unknown.
pub fn status(text: &str) -> Read<Status> {
    let folded = half(text).replace(' ', "");
    if folded == "不适用" {
        return Read::Value(Status::NotApplicable);
    }
    if let Some(nothing) = nothing(&folded) {
        return Read::Nothing(nothing);
    }
    if let Some((_, state)) = STATUS.iter().chain(WHOLE).find(|(word, _)| *word == folded) {
        return Read::Value(*state);
    }
    let mut all = Said::default();
    for clause in clauses(&folded.replace("一、二期", "一期二期")) {
        if !all.add(clause) {
            return Read::Invalid;
        }
    }
    all.state().map_or(Read::Invalid, Read::Value)
}

/// What the clauses of a cell say.
#[derive(Debug, Default)]
struct Said {
    /// States, as they came.
    found: Vec<Status>,
    /// Something is not finished.
    open: bool,
    /// A sign-off is yet to come, or was taken back.
    turned: bool,
    /// Something speaks against what is finished.
    against: bool,
}

impl Said {
    /// With one clause more; `false`: the whole is unknown.
    fn add(&mut self, clause: &str) -> bool {
        let clause = match less_duty(clause) {
            Some(front) => {
                self.found.push(Status::LongTerm);
                front
            }
            None => clause,
        };
        let best = STATUS
            .iter()
            .chain(WHOLE.iter().filter(|(word, _)| *word == clause))
            .filter_map(|(word, state)| clause.find(word).map(|at| (*word, at, *state)))
            // 已完成整改并已销号: the longest, but a sign-off behind what is finished.
            .max_by_key(|(word, at, state)| {
                let signed = *state == Status::SignedOff && clause[..*at].contains("整改");
                (signed && !clause[..*at].contains(['待', '未']), word.len())
            });
        // 土建已完成，设备正在安装: the work goes on; 正在申请销号 and 正在试运行 are what comes behind its end.
        let goes_on = [
            "正在整改",
            "正在施工",
            "正在安装",
            "正在建设",
            "正在推进",
            "正在实施",
            "正在改造",
            "正在治理",
            "正在清理",
            "正在搬迁",
            "正在拆",
            "正在征",
            "仍在",
            "在建",
            "施工中",
            "建设中",
            "安装中",
            "整改中",
        ];
        self.open |= !is_of_the_end(clause)
            && best.is_none_or(|(_, _, state)| !state.is_completed())
            && goes_on.iter().any(|word| clause.contains(word));
        self.against |= is_against(clause);
        self.open |= is_a_rest(clause);
        match best {
            Some((word, at, state)) => {
                let (front, behind) = clause.split_at(at);
                self.add_state(state, front, word, &behind[word.len()..])
            }
            None => {
                self.turned |= awaits(clause);
                // 已完成（80%）, 已销号（2/5）.
                self.against |= is_a_fraction(clause) || is_a_share(clause);
                true
            }
        }
    }

    /// With a state that is called by a word, and what stands around that; `false`: the whole is unknown.
    fn add_state(&mut self, state: Status, front: &str, word: &str, rest: &str) -> bool {
        const TURNS: [&str; 13] = [
            "是否", "未", "不", "无", "没", "非", "尚", "拟", "预计", "力争", "申请", "部分",
            "基本",
        ];
        // 12月底前完成整改, 限期完成整改: what is to be says nothing of how it stands.
        let waits = front.contains("已完成待") || front.contains("已完成尚待");
        if state.is_completed() && !waits && is_to_be(front, word) {
            return true;
        }
        // 已完成待验收销号, 未验收销号: what is not signed off yet.
        if state == Status::SignedOff && word.starts_with("验收") {
            if ["未", "尚未"].contains(&front) {
                self.found.push(Status::NotSignedOff);
                return true;
            }
            if front.trim_end_matches('尚').ends_with('待') {
                self.found.push(Status::Completed);
                return true;
            }
        }
        if TURNS.iter().any(|word| front.contains(word)) {
            return false;
        }
        // 已完成80%, 已销号2项, 已完成一期, 已完成方案编制: a part of it, and nobody says of what.
        let figures = [word, rest].concat();
        let is_dated = is_dated(&figures) && !is_a_fraction(rest);
        let figures = figures.contains(|c: char| c.is_ascii_digit() || c == '%')
            || rest.starts_with(|c| "一二三四五六七八九十".contains(c))
                && ["处", "项", "个", "家", "户", "件"]
                    .iter()
                    .any(|of| rest.ends_with(of));
        // 整改完成时限2021年12月底, 整改完成率较低: the name of a figure.
        let named = ["时间", "时限", "期限", "率", "度", "情况"];
        let named = named.iter().any(|name| rest.starts_with(name));
        let part = named
            || is_a_fraction(front) && !is_a_month_and_day(front)
            || is_a_part(front, word, state)
            || is_of_a_part(word, rest, state);
        if state.is_completed() && (figures && !is_dated || part) {
            return false;
        }
        // 已销号申请, 已销号待批, 已验收未通过.
        if matches!(state, Status::Accepted | Status::SignedOff) {
            let other = [
                "中",
                "办理",
                "进行",
                "准备",
                "流程",
                "程序",
                "公示",
                "初审",
                "时间",
                "时限",
                "申请",
                "申报",
                "上报",
                "待批",
                "待审",
                "待省",
                "待市",
                "待确认",
                "后反",
                "材料",
                "资料",
                "前公示",
                "标准",
                "条件",
            ];
            let failed = ["未通过", "不合格", "不通过"];
            self.turned |= other.iter().any(|word| rest.starts_with(word));
            self.against |= failed.iter().any(|word| rest.starts_with(word));
        }
        // 已完成（二期未完成）; what comes behind the end (验收未完成) is another matter.
        let later = is_of_the_end(front);
        let undone = matches!(state, Status::NotDone | Status::NotStarted);
        // 西片滞后; 案件正在办理 and 较计划超期10天 are another matter.
        let behind = matches!(state, Status::Behind | Status::InProgress);
        let undone = undone || behind && word != "正在办理" && is_of_one(front);
        self.open |= undone && !front.is_empty() && !later;
        if !(later && state == Status::NotDone) {
            self.found.push(state);
        }
        true
    }

    /// The state: one that says how far it is before a duty or a pace, of what is finished the furthest.
    fn state(self) -> Option<Status> {
        let Self { found, .. } = &self;
        let has = |states: &[Status]| found.iter().any(|state| states.contains(state));
        let done = found.iter().any(|state| state.is_completed());
        let turned = self.turned || has(&[Status::NotSignedOff]);
        if done && (self.open || self.against) || turned && has(&[Status::SignedOff]) {
            return None;
        }
        let weak = [Status::LongTerm, Status::InProgress, Status::NotSignedOff];
        let strong = found.iter().copied().find(|state| !weak.contains(state));
        let furthest = [Status::SignedOff, Status::Accepted].into_iter();
        let furthest = furthest
            .filter(|_| strong.is_some_and(Status::is_completed))
            .find(|state| found.contains(state));
        furthest.or(strong).or(found.first().copied())
    }
}

/// A clause less the duty that is told beside what was done: 已完成并长期坚持. `None` where there is none;
/// 未能长期坚持 and 未按要求持续推进 say otherwise, 不断完善并长期坚持 does not.
fn less_duty(clause: &str) -> Option<&str> {
    let mut duties = STATUS
        .iter()
        .filter(|(_, state)| *state == Status::LongTerm);
    let (word, _) = duties.find(|(word, _)| clause.ends_with(word) && *word != clause)?;
    let front = clause.trim_end_matches(word).trim_end_matches(LINKS);
    let turns = ["未", "没", "不能", "不再", "不", "无法", "难"];
    let turned = turns
        .iter()
        .any(|turn| front.ends_with(turn) || *turn != "不" && front.starts_with(turn));
    (!turned).then_some(front)
}

/// Whether a clause says that a sign-off is yet to come: 待市级销号, 待省级确认.
fn awaits(clause: &str) -> bool {
    let begins = ["待", "尚待", "等待", "拟", "申请"];
    let ends = ["销号", "确认", "审核", "审批", "批复"];
    ends.iter().any(|end| clause.ends_with(end))
        && begins.iter().any(|word| clause.starts_with(word))
}

/// Whether a clause says something against what is finished beside it: 出现反弹, 省级验收未通过. 未反弹 and 防止反弹
/// do not.
fn is_against(clause: &str) -> bool {
    let words = [
        "不到位",
        "不合格",
        "存在问题",
        "未通过",
        "不通过",
        "不彻底",
        "不达标",
        "未达标",
        "返工",
        "重新整改",
    ];
    let denies = [
        "未", "无", "防", "没", "严", "杜", "避免", "不", "零", "遏", "控", "制", "禁", "查",
        "可能",
    ];
    let relapsed = clause.contains("反弹") && !denies.iter().any(|word| clause.contains(word));
    // 不存在问题, 不合格设备已更换.
    let none = ["不存在", "无", "零", "没有", "未发现", "已"];
    let said = words.iter().any(|word| clause.contains(word));
    let said = said && (clause.contains("通过") || !none.iter().any(|word| clause.contains(word)));
    // 销号被退回; 占用耕地已退回 is another matter.
    let back = ["退回", "撤销", "取消"]
        .iter()
        .any(|word| clause.contains(word));
    let plain = clause.trim_start_matches(['被', '已', '又']);
    let back = back
        && (clause.contains("销号")
            || ["退回", "撤销", "取消", "退回整改", "退回重报", "退回补正"].contains(&plain));
    relapsed || said || back || clause == "部分"
}

/// Whether words may be a month and a day: 9/30.
fn is_a_month_and_day(text: &str) -> bool {
    let number = |text: &str| text.parse::<u32>().ok();
    text.split_once('/')
        .and_then(|(month, day)| Some((number(month)?, number(day)?)))
        .is_some_and(|(month, day)| month <= 12 && (13..=31).contains(&day))
}

/// Whether words are a day in figures: 2021-09-30, 2021.9.30, 20210930.
fn is_a_day(text: &str) -> bool {
    let parts = text.split(['-', '.', '/']);
    let digits = text.chars().filter(char::is_ascii_digit).count();
    let figures = text
        .chars()
        .all(|c| c.is_ascii_digit() || "-./".contains(c));
    figures && (digits == 8 || parts.count() == 3)
}

/// Whether a clause speaks of what comes behind the end of the work: 正在申请销号, 验收未完成.
fn is_of_the_end(clause: &str) -> bool {
    let words = [
        "验收", "公示", "销号", "手续", "备案", "资料", "报批", "移交", "归档", "巩固", "申请",
    ];
    words.iter().any(|word| clause.contains(word))
}

/// Whether what stands in front of a finished state makes it one that is to be: 计划12月完成整改, 限期完成整改,
/// 资金到位后完成整改. A word that says that it was done (已完成) is not turned by when.
fn is_to_be(front: &str, word: &str) -> bool {
    const WHEN: [&str; 36] = [
        "督促",
        "责令",
        "责成",
        "推动",
        "指导",
        "协调",
        "下步",
        "下一步",
        "近期",
        "计划",
        "预计",
        "力争",
        "确保",
        "限期",
        "尽快",
        "即将",
        "将",
        "延期",
        "争取",
        "抓紧",
        "加快",
        "难以",
        "待",
        "拟",
        "应",
        "须",
        "需",
        "承诺",
        "正在",
        "前",
        "底",
        "后",
        "至",
        "要求",
        "年",
        "月",
    ];
    let to_be = |front: &str| WHEN.iter().any(|word| front.contains(word));
    // 已于9月底前完成, 已按要求完成; 已延期至12月底完成 and 经济开发区12月底前完成 tell of another deed, or none.
    let done = front.rfind(['已', '经']).is_some_and(|at| {
        let how = front[at..].trim_start_matches(['已', '经']);
        let ways = ["于", "在", "按", "依", "提前", "如期", "全部", "均"];
        ways.iter().any(|way| how.starts_with(way)) || !to_be(how)
    });
    // 12月底前通过验收.
    let passed = word.starts_with("通过") && !to_be(front);
    let told = word.starts_with('已') || passed || done;
    let asked = ["要求", "责令", "督促", "通知", "责成"];
    let asked = asked.iter().any(|word| front.contains(word)) && !front.contains("按");
    let front = front.replace("截至目前", "").replace("目前", "");
    if told && !asked || front.is_empty() {
        return false;
    }
    // 按要求完成整改, 9月30日完成整改: how and when it was done.
    let when = ["前", "底", "至", "将", "拟", "预", "确保", "力争"];
    let by = ["按", "依", "根据"].iter().any(|by| front.starts_with(by))
        || ["按照", "依照", "对照"].iter().any(|by| front.contains(by))
        || front.ends_with('日')
        || front.ends_with('月') && word.ends_with("销号")
        || is_a_day(&front);
    if by && !when.iter().any(|word| front.contains(word)) && !front.starts_with("计划") {
        return false;
    }
    // 计划按期完成整改 is a plan, 按期完成整改 none.
    let plans = WHEN.iter().any(|word| front.contains(word));
    // 整改完成 is said of what it is behind; in front of 完成整改 an unknown word may say that it is not yet.
    let ends = [
        "现",
        "均",
        "全部",
        "全面",
        "按期",
        "按时",
        "如期",
        "提前",
        "逾期",
        "超期",
        "顺利",
        "任务",
        "问题",
        "工作",
        "项目",
        "工程",
        "局",
        "镇",
        "乡",
        "厂",
        "站",
        "场",
        "园",
        "司",
        "县",
        "村",
        "街道",
        "单位",
        "业主",
        "及时",
        "圆满",
        "高质量",
        "保质保量",
        "率先",
        "同步",
        "100%",
        "验收",
        "级",
        "程序",
        "点位",
        "片区",
        "企业",
        "户",
        "家",
        "个",
        "处",
        "项",
    ];
    let known = word.starts_with("整改") || ends.iter().any(|end| front.ends_with(end));
    plans || !known
}

/// What stands between a state and a duty beside it: 已完成并长期坚持.
const LINKS: [char; 8] = ['并', '且', '需', '须', '要', '后', '仍', '将'];

/// Whether the figures behind a word are a day or a month: `已销号2021年9月`.
fn is_dated(text: &str) -> bool {
    text.contains(['年', '月', '日']) || text.contains('-') || text.contains('/')
}

#[cfg(test)]
mod tests;
