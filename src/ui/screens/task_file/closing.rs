//! What the closed loop says of one task: steps of supervision, look-backs, publicity, decisions.

use super::Line;
use crate::analysis::board::{Light, TaskIx};
use crate::model::Task;
use crate::terms::{Handling, LookbackResult};
use crate::tr;
use crate::ui::{View, words};

/// The task and those above it, by id: what is said of a parent is said of its parts.
fn ids<'a>(view: &View<'a>, ix: TaskIx) -> Vec<&'a str> {
    let mut ids = Vec::new();
    let mut at = Some(ix);
    for _ in 0..8 {
        let Some(task) = at.and_then(|ix| view.board.task(ix)) else {
            break;
        };
        ids.push(task.id());
        at = at.and_then(|ix| view.board.parent_of(ix));
    }
    ids
}

/// Whether the newest look-back found it in order.
pub fn passed(view: &View<'_>, ix: TaskIx) -> bool {
    view.board
        .supervision
        .lookbacks
        .iter()
        .find(|one| one.task == Some(ix))
        .is_some_and(|one| one.result == Some(LookbackResult::Passed))
}

/// The lines of the file; a heading only where there is something.
pub fn lines(view: &View<'_>, ix: TaskIx, task: Task<'_>, out: &mut Vec<Line>) {
    supervision(view, ix, task, out);
    lookbacks(view, ix, out);
    petitions(view, ix, task, out);
    decisions(view, ix, task, out);
}

fn supervision(view: &View<'_>, ix: TaskIx, task: Task<'_>, out: &mut Vec<Line>) {
    let l = view.locale;
    let theme = view.theme;
    let ids = ids(view, ix);
    let as_of = view.board.as_of;
    // A country has hundreds of thousands; those of the county are at hand.
    let mut rows: Vec<_> = view
        .board
        .actions_of(task.region())
        .filter(|action| ids.contains(&action.task()))
        .collect();
    if rows.is_empty() {
        return;
    }
    rows.sort_by_key(|action| action.date());
    out.push(Line::Heading(tr!(l, "file-supervision")));
    for action in rows {
        let level = action
            .level()
            .map_or_else(String::new, |level| words::level(l, level));
        let answer = match (
            action.replied().filter(|day| *day <= as_of),
            action.reply_due(),
        ) {
            (Some(day), _) => (
                tr!(
                    l,
                    "file-replied",
                    date = words::date(view, day),
                    told = if action.result().is_empty() {
                        "no"
                    } else {
                        "yes"
                    },
                    result = action.result()
                ),
                theme.muted,
            ),
            (None, _) if action.is_answered(as_of) => (tr!(l, "record-answered-once"), theme.muted),
            (None, Some(due)) if due < as_of => (
                tr!(l, "file-reply-late", days = (as_of - due).num_days()),
                theme.light(Light::Red),
            ),
            (None, Some(due)) => (
                tr!(l, "file-reply-due", date = words::date(view, due)),
                theme.muted,
            ),
            (None, None) => (String::new(), theme.muted),
        };
        out.push(Line::Words(vec![
            (
                format!("{}  ", words::date_cell(view, action.date())),
                theme.muted,
            ),
            (
                format!("{level} {}  ", words::list(l, &action.units())),
                theme.text,
            ),
            (
                format!("{}  {}  ", action.number(), action.demand()),
                theme.muted,
            ),
            answer,
        ]));
    }
}

fn lookbacks(view: &View<'_>, ix: TaskIx, out: &mut Vec<Line>) {
    let l = view.locale;
    let theme = view.theme;
    let mut first = true;
    for one in &view.board.supervision.lookbacks {
        let Some(row) = view
            .board
            .tables
            .lookback(one.row)
            .filter(|_| one.task == Some(ix))
        else {
            continue;
        };
        if std::mem::take(&mut first) {
            out.push(Line::Heading(tr!(l, "file-lookbacks")));
        }
        let style = theme.light(match one.result {
            Some(LookbackResult::Passed) => Light::Green,
            Some(_) if one.reopens => Light::Red,
            Some(_) => Light::Yellow,
            None => Light::Grey,
        });
        let mut pieces = vec![
            (
                format!("{}  ", words::date_cell(view, row.date())),
                theme.muted,
            ),
            (
                format!(
                    "{}  ",
                    one.result
                        .map_or_else(String::new, |r| words::lookback(l, r))
                ),
                style,
            ),
            (format!("{}  ", row.problem()), theme.text),
        ];
        if let Some(day) = row.deadline().filter(|_| one.open) {
            pieces.push((tr!(l, "lookback-by", date = words::date(view, day)), style));
        }
        out.push(Line::Words(pieces));
    }
}

fn petitions(view: &View<'_>, ix: TaskIx, task: Task<'_>, out: &mut Vec<Line>) {
    let l = view.locale;
    let theme = view.theme;
    let ids = ids(view, ix);
    let mut first = true;
    for one in view.board.petitions_of(task.region()) {
        let Some(row) = view.board.tables.petition(one.row) else {
            continue;
        };
        // What is said of a part is not said of the whole: only its own number counts.
        if row.task().is_empty() || ids.first() != Some(&row.task()) {
            continue;
        }
        if std::mem::take(&mut first) {
            out.push(Line::Heading(tr!(l, "file-petitions")));
        }
        let light = match (one.days_overdue, one.state) {
            (1.., _) => Light::Red,
            (_, Some(Handling::Closed)) => Light::Blue,
            (_, Some(Handling::StageClosed)) => Light::Green,
            _ => Light::Yellow,
        };
        let mut standing = words::handling(l, one.state);
        if one.days_overdue > 0 {
            standing = tr!(l, "days-late", count = one.days_overdue);
        }
        out.push(Line::Words(vec![
            (format!("{}  ", row.id()), theme.muted),
            (format!("{}  ", row.content()), theme.text),
            (standing, theme.light(light)),
        ]));
    }
}

/// What the public was told of it.
pub fn publicity(view: &View<'_>, task: Task<'_>, out: &mut Vec<Line>) {
    let l = view.locale;
    let theme = view.theme;
    let mut first = true;
    for one in view.board.publicity_of(task.region()) {
        if one.task() != task.id() {
            continue;
        }
        if std::mem::take(&mut first) {
            out.push(Line::Heading(tr!(l, "file-publicity")));
        }
        let kind = one
            .kind()
            .map_or_else(String::new, |kind| words::release(l, kind));
        out.push(Line::Words(vec![
            (
                format!("{}  ", words::date_cell(view, one.date())),
                theme.muted,
            ),
            (format!("{kind}  {}  ", one.title()), theme.text),
            (one.medium().to_owned(), theme.muted),
        ]));
    }
}

fn decisions(view: &View<'_>, ix: TaskIx, task: Task<'_>, out: &mut Vec<Line>) {
    let l = view.locale;
    let theme = view.theme;
    let ids = ids(view, ix);
    let mut first = true;
    for one in &view.board.decisions {
        let Some(row) = view.board.tables.decision(one.row) else {
            continue;
        };
        if row.region() != task.region() || !ids.contains(&row.task()) {
            continue;
        }
        if std::mem::take(&mut first) {
            out.push(Line::Heading(tr!(l, "file-decisions")));
        }
        let standing = match (one.open, one.days_overdue) {
            (false, _) => (tr!(l, "decision-done"), theme.light(Light::Blue)),
            (true, 0) => (
                words::date_cell(view, row.deadline().date),
                theme.light(Light::Yellow),
            ),
            (true, days) => (tr!(l, "days-late", count = days), theme.light(Light::Red)),
        };
        out.push(Line::Words(vec![
            (
                format!("{}  ", words::date_cell(view, row.meeting())),
                theme.muted,
            ),
            (format!("{}  ", row.text()), theme.text),
            (format!("{}  ", words::list(l, &row.units())), theme.muted),
            standing,
        ]));
    }
}
