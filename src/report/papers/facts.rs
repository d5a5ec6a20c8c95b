//! Facts that several papers share, in words.

use super::Speaker;
use crate::analysis::board::{Escalation, Light};
use crate::text;
use crate::tr;
use crate::words::{self, Voice};
use chrono::{Datelike, NaiveDate};
use serde::Serialize;

/// The head of every paper: what it is, of which day, and that it is a draft.
#[derive(Debug, Serialize)]
pub struct Head {
    /// The language, for HTML: `zh-CN`, `en`.
    pub lang: &'static str,
    /// The paper's title.
    pub title: String,
    /// 方案.
    pub plan: String,
    /// 县.
    pub county: String,
    /// The day, in words.
    pub as_of: String,
    /// 草稿, and what that means.
    pub draft: String,
    /// That the data is invented; empty where it is not.
    pub sample: String,
    /// The language's own marks, for templates that serve both.
    pub colon: String,
    /// `（`.
    pub open: String,
    /// `）`.
    pub close: String,
    /// `；`.
    pub semicolon: String,
    /// `。`.
    pub stop: String,
    /// The style sheet of duban's own pages.
    pub css: &'static str,
}

impl Head {
    pub fn new(speaker: &Speaker<'_>, title: String) -> Self {
        let l = speaker.locale;
        Self {
            lang: match l.lang() {
                crate::i18n::Lang::Zh => "zh-CN",
                crate::i18n::Lang::En => "en",
            },
            title,
            plan: clean(&speaker.board.plan.title),
            county: clean(&speaker.board.plan.county),
            as_of: long_date(speaker, speaker.board.as_of),
            draft: if speaker.board.plan.built_in {
                tr!(l, "paper-draft-built-in")
            } else {
                tr!(l, "paper-draft")
            },
            sample: if speaker.sample {
                tr!(l, "paper-sample")
            } else {
                String::new()
            },
            colon: tr!(l, "mark-colon"),
            open: tr!(l, "mark-open"),
            close: tr!(l, "mark-close"),
            semicolon: tr!(l, "mark-semicolon"),
            stop: tr!(l, "mark-stop"),
            css: include_str!("../templates/page.css"),
        }
    }
}

/// A day with its year: `2021年10月15日`, `15 October 2021`.
pub fn long_date(speaker: &Speaker<'_>, day: NaiveDate) -> String {
    let l = speaker.locale;
    tr!(
        l,
        "date-long",
        year = day.year().to_string(),
        day = i64::from(day.day()),
        name = words::month_name(l, day.month())
    )
}

/// A cell without what could steer a terminal, in one line.
pub fn clean(cell: &str) -> String {
    let clean = text::clean(cell);
    clean.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The symbol that stands for a light where there is no colour.
pub fn mark(light: Light) -> &'static str {
    match light {
        Light::Red => "■",
        Light::Yellow => "▲",
        Light::Green => "●",
        Light::Blue => "★",
        Light::Grey => "○",
    }
}

/// A late task of a unit with what is due and what was done.
#[derive(Debug, Serialize)]
pub struct Matter {
    /// 任务编号.
    pub id: String,
    /// 任务名称.
    pub title: String,
    /// 完成时限.
    pub deadline: String,
    /// How late, in words: `逾期 23 天`, the reason of its light where it is not overdue.
    pub late: String,
    /// Natural days overdue; 0: not overdue.
    pub days: i64,
    /// 进展情况 as the unit wrote it.
    pub progress: String,
    /// 存在问题 as the unit wrote it.
    pub obstacles: String,
    /// 下步措施 as the unit wrote it.
    pub next_steps: String,
    /// The step due.
    pub due: String,
    /// The step taken, with its day.
    pub taken: String,
    /// What is missing between the two.
    pub gap: String,
    /// How many steps are missing.
    pub missing: usize,
}

impl Matter {
    pub fn of(speaker: &Speaker<'_>, one: Escalation) -> Option<Self> {
        let l = speaker.locale;
        let board = speaker.board;
        let task = board.task(one.task)?;
        let verdict = board.verdict(one.task)?;
        Some(Self {
            id: clean(task.id()),
            // A town of one name stands in several counties.
            title: if board.regions.len() > 1 {
                tr!(
                    l,
                    "matter-of-region",
                    title = clean(task.title()),
                    region = clean(&words::region(speaker, task.region()))
                )
            } else {
                clean(task.title())
            },
            deadline: verdict
                .deadline
                .map_or_else(|| "—".to_owned(), |day| words::date(speaker, day)),
            late: if verdict.days_overdue() > 0 {
                tr!(l, "days-late", count = verdict.days_overdue())
            } else {
                clean(&words::reason(speaker, one.task))
            },
            days: verdict.days_overdue(),
            progress: clean(task.progress_text()),
            // What the look-back saw says more than the words of before.
            obstacles: match reopened(board, one.task) {
                Some(problem) => problem,
                None => clean(task.obstacles()),
            },
            next_steps: clean(task.next_steps()),
            due: clean(&words::step(speaker, Some(one.due))),
            taken: match one.taken {
                Some(taken) => tr!(
                    l,
                    "paper-taken",
                    step = words::level(l, taken.level),
                    date = words::date(speaker, taken.date)
                ),
                None => tr!(l, "step-not-taken"),
            },
            gap: if one.gap == 0 {
                tr!(l, "gap-none")
            } else {
                tr!(l, "gap-steps", count = one.gap)
            },
            missing: one.gap,
        })
    }
}

/// What the look-back found that reopened a task.
fn reopened(board: &crate::analysis::board::Board, task: u32) -> Option<String> {
    let mut found = board.supervision.lookbacks.iter();
    let one = found.find(|one| one.reopens && one.task == Some(task))?;
    let problem = clean(board.tables.lookback(one.row)?.problem());
    (!problem.is_empty()).then_some(problem)
}

/// `…and 3 more`, empty where there are none.
pub fn more(speaker: &impl Voice, count: usize) -> String {
    if count == 0 {
        String::new()
    } else {
        tr!(speaker.locale(), "paper-more", count = count)
    }
}
