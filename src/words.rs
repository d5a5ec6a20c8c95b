//! From codes and figures to words, for screens and papers alike.
//!
//! Knows no screen and no format; every word comes from the locale files.

pub mod changes;
mod closing;
mod indicators;
pub mod sentences;

pub use closing::{handling, level, lookback, release, stage, truth};
pub use indicators::{
    bound, goal, goal_of, goal_short, in_region, indicator_light, indicator_mark,
    indicator_standing, outlook_sentence, point_unit, regions_sentence, shown, unit, value,
};

use crate::analysis::board::{
    Board, Clear, Integrity, Light, Outlook, ReadClass, Reason, TaskIx, Verdict,
};
use crate::i18n::{Arg, Locale};
use crate::model::{TableKind, Task};
use crate::terms::Status;
use crate::tr;
use chrono::{Datelike, NaiveDate};
use std::borrow::Cow;

/// Who speaks: a board and a language.
pub trait Voice {
    /// The verdicts spoken of.
    fn board(&self) -> &Board;
    /// The language.
    fn locale(&self) -> &Locale;
}

/// A date, short where the year is the plan's: `10月31日`, `31 Oct`.
pub fn date(voice: &impl Voice, day: NaiveDate) -> String {
    if is_of_this_year(voice, day.year()) {
        tr!(
            voice.locale(),
            "date-short",
            month = i64::from(day.month()),
            day = i64::from(day.day()),
            name = month_name(voice.locale(), day.month())
        )
    } else {
        day.to_string()
    }
}

/// A region's name; what lies in the folder itself belongs to the plan's own.
pub fn region(voice: &impl Voice, name: &str) -> String {
    match (name, voice.board().plan.county.as_str()) {
        ("", "") => tr!(voice.locale(), "region-own"),
        ("", county) => county.to_owned(),
        (name, _) => name.to_owned(),
    }
}

/// Units of a row of a region, joined as the language joins them: with the region in front where
/// others may have one of the name.
pub fn units(voice: &impl Voice, names: &[&str], region: &str) -> String {
    let board = voice.board();
    let names: Vec<Cow<'_, str>> = names
        .iter()
        .map(|name| board.unit_in(name, region))
        .collect();
    let names: Vec<&str> = names.iter().map(|name| &**name).collect();
    list(voice.locale(), &names)
}

/// A task's title where its number is not told: of several counties with the county in front, for
/// they have tasks of the same name.
pub fn titled<'a>(voice: &impl Voice, task: Task<'a>) -> Cow<'a, str> {
    if voice.board().regions.len() > 1 {
        Cow::Owned(format!("{} {}", region(voice, task.region()), task.title()))
    } else {
        Cow::Borrowed(task.title())
    }
}

/// A number as it is listed: where several counties stand side by side, each of which counts its
/// tasks from 1, with the county in front.
pub fn numbered<'a>(voice: &impl Voice, region: &str, id: &'a str) -> Cow<'a, str> {
    if voice.board().regions.len() > 1 {
        Cow::Owned(format!("{} {id}", self::region(voice, region)))
    } else {
        Cow::Borrowed(id)
    }
}

/// From here on a count is rounded: nobody reads six figures out.
const ROUNDED: usize = 100_000;

/// A count as it is read out: in full up to five figures, then rounded (12.3 万, 123k).
pub fn many(locale: &Locale, count: usize) -> String {
    if count < ROUNDED {
        return count.to_string();
    }
    let unit = match locale.lang() {
        crate::i18n::Lang::Zh => 10_000.0,
        crate::i18n::Lang::En => 1_000.0,
    };
    let rounded = number(count as f64 / unit, 1);
    let rounded = rounded.trim_end_matches(".0");
    tr!(locale, "many", count = rounded)
}

/// A count for a sentence, rounded as [`many`] does.
pub fn counted(locale: &Locale, count: usize) -> Arg<'static> {
    if count < ROUNDED {
        Arg::from(count)
    } else {
        Arg::from(many(locale, count))
    }
}

/// Whether a year goes without saying: the one the board is of. A plan is followed into the next
/// year, when its own is no longer meant by a day without one.
fn is_of_this_year(voice: &impl Voice, year: i32) -> bool {
    year == voice.board().as_of.year()
}

/// A date in a table: `10-31`, with the year where it is not the board's.
pub fn date_cell(voice: &impl Voice, day: Option<NaiveDate>) -> String {
    match day {
        None => "—".to_owned(),
        Some(day) if is_of_this_year(voice, day.year()) => day.format("%m-%d").to_string(),
        Some(day) => day.format("%Y-%m-%d").to_string(),
    }
}

/// `1月`, `Jan`.
pub fn month_name(locale: &Locale, month: u32) -> String {
    match month {
        1 => tr!(locale, "month-1"),
        2 => tr!(locale, "month-2"),
        3 => tr!(locale, "month-3"),
        4 => tr!(locale, "month-4"),
        5 => tr!(locale, "month-5"),
        6 => tr!(locale, "month-6"),
        7 => tr!(locale, "month-7"),
        8 => tr!(locale, "month-8"),
        9 => tr!(locale, "month-9"),
        10 => tr!(locale, "month-10"),
        11 => tr!(locale, "month-11"),
        _ => tr!(locale, "month-12"),
    }
}

/// A figure without trailing zeros, at most `decimals` of them.
pub fn number(value: f64, decimals: usize) -> String {
    let text = format!("{value:.decimals$}");
    let text = if text.contains('.') {
        text.trim_end_matches('0').trim_end_matches('.')
    } else {
        &text
    };
    if text == "-0" {
        "0".to_owned()
    } else {
        text.to_owned()
    }
}

/// A percent to one decimal, `—` where unknown.
pub fn percent(value: Option<f64>) -> String {
    value.map_or_else(|| "—".to_owned(), |v| format!("{v:.1}%"))
}

/// A percent as a whole number: `72%`; only 100 shows as 100.
pub fn percent_short(value: Option<f64>) -> String {
    value.map_or_else(|| "—".to_owned(), |v| format!("{:.0}%", whole_percent(v)))
}

/// A percent as it is shown in whole numbers; only 100 is 100.
pub fn whole_percent(value: f64) -> f64 {
    if value < 100.0 {
        value.round().min(99.0)
    } else {
        value.round()
    }
}

/// The word of a class.
pub fn class(locale: &Locale, class: ReadClass) -> String {
    match class {
        ReadClass::Done => tr!(locale, "class-done"),
        ReadClass::Completed => tr!(locale, "class-completed"),
        ReadClass::Overdue => tr!(locale, "class-overdue"),
        ReadClass::Behind => tr!(locale, "class-behind"),
        ReadClass::OnSchedule => tr!(locale, "class-on-schedule"),
        ReadClass::NotStarted => tr!(locale, "class-not-started"),
        ReadClass::Unknown => tr!(locale, "class-unknown"),
    }
}

/// The word of a task's badge: its class, told apart where a class holds two things.
pub fn standing(locale: &Locale, verdict: &crate::analysis::board::TaskVerdict) -> String {
    match verdict.reason {
        // Read out with the overdue ones, and yet another thing.
        Reason::Reopened => tr!(locale, "class-reopened"),
        Reason::NoDeadline => tr!(locale, "class-no-deadline"),
        Reason::NotStarted => tr!(locale, "reason-not-begun"),
        _ => class(locale, verdict.class),
    }
}

/// The cells a badge takes: a symbol, a blank and the longest of the words.
pub fn badge_width(locale: &Locale) -> u16 {
    [
        class(locale, ReadClass::Done),
        class(locale, ReadClass::Completed),
        class(locale, ReadClass::Overdue),
        class(locale, ReadClass::Behind),
        class(locale, ReadClass::OnSchedule),
        class(locale, ReadClass::Unknown),
        tr!(locale, "class-no-deadline"),
        tr!(locale, "reason-not-begun"),
    ]
    .iter()
    .map(|word| crate::text::width(word) as u16)
    .max()
    .unwrap_or(6)
        + 2
}

/// The colour's name, for those who read "red light".
pub fn light(locale: &Locale, light: Light) -> String {
    match light {
        Light::Blue => tr!(locale, "light-blue"),
        Light::Green => tr!(locale, "light-green"),
        Light::Yellow => tr!(locale, "light-yellow"),
        Light::Red => tr!(locale, "light-red"),
        Light::Grey => tr!(locale, "light-grey"),
    }
}

/// Why a light is what it is.
pub fn reason(voice: &impl Voice, ix: TaskIx) -> String {
    let l = voice.locale();
    let Some(verdict) = voice.board().verdict(ix) else {
        return String::new();
    };
    match &verdict.reason {
        Reason::Reopened => tr!(l, "reason-reopened"),
        Reason::Done => tr!(l, "reason-done"),
        Reason::LateSignOff(days) => tr!(l, "reason-late-sign-off", days = *days),
        Reason::Completed => tr!(l, "reason-completed"),
        Reason::Overdue(days) => tr!(l, "reason-overdue", days = *days),
        Reason::Lag(points) => tr!(
            l,
            "reason-lag",
            points = number(*points, 1),
            expected = percent(verdict.expected()),
            actual = percent(verdict.actual())
        ),
        Reason::Milestone(at, days) => {
            let steps = voice.board().milestones_of(ix);
            let step = steps.get(*at as usize);
            let name = step.map_or("", |step| voice.board().milestone_name(step));
            tr!(l, "reason-milestone", name = name, days = *days)
        }
        Reason::DueSoon(days) => tr!(l, "reason-due-soon", days = *days),
        Reason::RedPart(part) => {
            let part = voice.board().parts_of(ix).nth(*part as usize);
            let part = part.and_then(|part| voice.board().task(part));
            let title = part.map_or("", crate::model::Task::title);
            tr!(l, "reason-red-part", part = title)
        }
        Reason::NotStarted => tr!(l, "reason-not-started"),
        Reason::NoDeadline
            if voice
                .board()
                .task(ix)
                .is_some_and(|task| task.deadline().long_term) =>
        {
            tr!(l, "reason-long-term")
        }
        Reason::NoDeadline => tr!(l, "reason-no-deadline"),
        Reason::Unknown => tr!(l, "reason-unknown"),
        Reason::OnSchedule => tr!(l, "reason-on-schedule"),
    }
}

/// Whether a target is met, in a word.
pub fn verdict(locale: &Locale, verdict: Verdict) -> String {
    match verdict {
        Verdict::Met => tr!(locale, "verdict-met"),
        Verdict::Missed => tr!(locale, "verdict-missed"),
        Verdict::NoData => tr!(locale, "verdict-no-data"),
        Verdict::NotApplicable => tr!(locale, "verdict-not-applicable"),
    }
}

/// What is still possible, in a word; empty where it is not a question.
pub fn outlook(locale: &Locale, outlook: Outlook) -> String {
    match outlook {
        Outlook::LockedIn => tr!(locale, "outlook-locked-in"),
        Outlook::OnTrack => tr!(locale, "outlook-on-track"),
        Outlook::AtRisk => tr!(locale, "outlook-at-risk"),
        Outlook::Lost => tr!(locale, "outlook-lost"),
        Outlook::None => String::new(),
    }
}

/// A period in words: `7月`, `三季度`, `2021年`, `10月3日`.
pub fn period(voice: &impl Voice, period: crate::terms::Period) -> String {
    use crate::terms::Period;
    match period {
        Period::Day(day) => date(voice, day),
        Period::Month(year, month) if is_of_this_year(voice, year) => {
            month_name(voice.locale(), u32::from(month))
        }
        Period::Quarter(year, quarter) if is_of_this_year(voice, year) => {
            tr!(voice.locale(), "quarter", n = i64::from(quarter))
        }
        other => other.to_string(),
    }
}

/// A finding against padded progress.
pub fn integrity(voice: &impl Voice, finding: &Integrity) -> String {
    let l = voice.locale();
    let day = |day: &Option<NaiveDate>| date_cell(voice, *day);
    match finding {
        Integrity::FullWithOpenMilestones => tr!(l, "integrity-full-with-open-milestones"),
        Integrity::DoneWithoutAcceptance => tr!(l, "integrity-done-without-acceptance"),
        Integrity::DoneWithoutPublication => tr!(l, "integrity-done-without-publication"),
        Integrity::DoneWithOpenPart => tr!(l, "integrity-done-with-open-part"),
        Integrity::FutureDate(date) => tr!(l, "integrity-future-date", date = date.to_string()),
        Integrity::ProgressFell(from, to) => tr!(
            l,
            "integrity-progress-fell",
            from = number(*from, 1),
            to = number(*to, 1)
        ),
        Integrity::DeadlineMoved(from, to, times) => tr!(
            l,
            "integrity-deadline-moved",
            from = day(from),
            to = day(to),
            times = i64::from(*times)
        ),
        Integrity::DeadlineEmptied(from) => {
            tr!(l, "integrity-deadline-emptied", from = from.to_string())
        }
        Integrity::Reopened => tr!(l, "integrity-reopened"),
    }
}

/// One of the five clears.
pub fn clear(locale: &Locale, clear: Clear) -> String {
    match clear {
        Clear::Goal => tr!(locale, "clear-goal"),
        Clear::Standard => tr!(locale, "clear-standard"),
        Clear::Responsible => tr!(locale, "clear-responsible"),
        Clear::Deadline => tr!(locale, "clear-deadline"),
        Clear::Stakes => tr!(locale, "clear-stakes"),
    }
}

/// A reported status in the office's words.
pub fn status(locale: &Locale, status: Status) -> String {
    match status {
        Status::NotStarted => tr!(locale, "status-not-started"),
        Status::Behind => tr!(locale, "status-behind"),
        Status::OnSchedule => tr!(locale, "status-on-schedule"),
        Status::Ahead => tr!(locale, "status-ahead"),
        Status::InProgress => tr!(locale, "status-in-progress"),
        Status::NearlyDone => tr!(locale, "status-nearly-done"),
        Status::NotDone => tr!(locale, "status-not-done"),
        Status::NotSignedOff => tr!(locale, "status-not-signed-off"),
        Status::Overdue => tr!(locale, "status-overdue"),
        Status::LongTerm => tr!(locale, "status-long-term"),
        Status::Completed => tr!(locale, "status-completed"),
        Status::Accepted => tr!(locale, "status-accepted"),
        Status::SignedOff => tr!(locale, "status-signed-off"),
        Status::NotApplicable => tr!(locale, "status-not-applicable"),
    }
}

/// A table's name.
pub fn table(locale: &Locale, table: Option<TableKind>) -> String {
    match table {
        Some(TableKind::Tasks) => tr!(locale, "table-tasks"),
        Some(TableKind::Milestones) => tr!(locale, "table-milestones"),
        Some(TableKind::Targets) => tr!(locale, "table-targets"),
        Some(TableKind::Readings) => tr!(locale, "table-readings"),
        Some(TableKind::Petitions) => tr!(locale, "table-petitions"),
        Some(TableKind::Actions) => tr!(locale, "table-actions"),
        Some(TableKind::Lookbacks) => tr!(locale, "table-lookbacks"),
        Some(TableKind::Projects) => tr!(locale, "table-projects"),
        Some(TableKind::Cases) => tr!(locale, "table-cases"),
        Some(TableKind::Publicity) => tr!(locale, "table-publicity"),
        Some(TableKind::Decisions) => tr!(locale, "table-decisions"),
        None => tr!(locale, "table-unknown"),
    }
}

/// Names joined as the language joins them.
pub fn list(locale: &Locale, names: &[&str]) -> String {
    names.join(&locale.tr("list-separator"))
}

/// The name of a ladder's step; plan files write it in Chinese, so the default four are
/// translated and others shown as written.
pub fn step(voice: &impl Voice, index: Option<usize>) -> String {
    match index.and_then(|index| voice.board().plan.steps.get(index)) {
        None => "—".to_owned(),
        Some(step) => match step.name.as_str() {
            "提醒" => tr!(voice.locale(), "step-remind"),
            "通报" => tr!(voice.locale(), "step-circulate"),
            "督办" => tr!(voice.locale(), "step-supervise"),
            "约谈" => tr!(voice.locale(), "step-summon"),
            other => other.to_owned(),
        },
    }
}

/// A kind of finding in a few words, without its arguments.
pub fn code(locale: &Locale, code: crate::diagnostic::Code) -> String {
    let key = format!("code-{}", code.name());
    if locale.has(&key) {
        locale.tr(&key).into_owned()
    } else {
        code.name().to_owned()
    }
}

/// A finding in a sentence.
pub fn diagnostic(locale: &Locale, finding: &crate::diagnostic::Diagnostic) -> String {
    locale.finding(
        finding.code.name(),
        &finding.value,
        &finding.understood,
        &finding.expected,
    )
}

/// An action in a word, for the footer.
pub fn action_short(locale: &Locale, action: crate::action::Action) -> String {
    locale
        .tr(&format!("action-{}-short", action.name()))
        .into_owned()
}

/// An action in words, for the help page.
pub fn action(locale: &Locale, action: crate::action::Action) -> String {
    locale.tr(&format!("action-{}", action.name())).into_owned()
}

#[cfg(test)]
mod tests {
    use super::many;
    use crate::i18n::{Lang, Locale};

    #[test]
    fn six_figures_are_rounded() {
        let (zh, en) = (Locale::new(Lang::Zh), Locale::new(Lang::En));
        for (count, chinese, english) in [
            (0, "0", "0"),
            (99_999, "99999", "99999"),
            (100_000, "10 万", "100k"),
            (123_456, "12.3 万", "123.5k"),
            (1_000_000, "100 万", "1000k"),
        ] {
            assert_eq!(many(&zh, count), chinese);
            assert_eq!(many(&en, count), english);
        }
    }
}
