//! What the file of a task says, section by section.

use super::history::{Version, history};
use super::{Line, Path, closing};
use crate::analysis::board::{Clear, Light, State, TaskIx, TaskVerdict};
use crate::model::Task;
use crate::tr;
use crate::ui::{View, words};
use chrono::NaiveDate;
use ratatui::style::Modifier;

/// What the file says: the head over the whole width, then sections for the left column and the
/// right one. Where there is one column they follow each other.
pub fn lines(
    view: &View<'_>,
    ix: TaskIx,
    task: Task<'_>,
    versions: &[Version],
    width: usize,
    (wide, titled): (bool, bool),
) -> (Vec<Line>, Vec<Line>, Vec<Line>) {
    let Some(verdict) = view.board.verdict(ix) else {
        return Default::default();
    };
    let head = head(view, ix, task, verdict, titled);
    let (mut left, mut right) = (Vec::new(), Vec::new());
    why(view, task, width, &mut left);
    if !wide {
        units(view, task, width, &mut left);
    }
    milestones(view, ix, verdict, &mut left);
    parts(view, ix, &mut left);
    closing::lines(view, ix, task, &mut left);
    if wide {
        units(view, task, width, &mut right);
    }
    clears(view, task, verdict, width, &mut right);
    problem(view, task, width, &mut right);
    closing::publicity(view, task, &mut right);
    history(view, verdict, versions, &mut right);
    integrity(view, verdict, &mut right);
    source(view, task, &mut right);
    (head, left, right)
}

fn head(
    view: &View<'_>,
    ix: TaskIx,
    task: Task<'_>,
    verdict: &TaskVerdict,
    titled: bool,
) -> Vec<Line> {
    let l = view.locale;
    let theme = view.theme;
    let light = theme.light(verdict.light);
    let mut out = Vec::new();
    let badge = (
        format!(
            "{} {}  ",
            view.glyphs.light(verdict.light, verdict.class),
            words::standing(l, verdict)
        ),
        light.add_modifier(Modifier::BOLD),
    );
    if titled {
        let title = format!("{} {}", task.id(), task.title());
        out.push(Line::Words(vec![badge, (title, theme.title)]));
        out.push(Line::Words(vec![(
            format!("  {}", words::reason(view, ix)),
            light,
        )]));
    } else {
        out.push(Line::Words(vec![badge, (words::reason(view, ix), light)]));
    }
    out.push(Line::Progress(verdict.actual(), verdict.expected(), light));
    let reported = if task.status_text().is_empty() {
        "—"
    } else {
        task.status_text()
    };
    let mut pieces = vec![
        (tr!(l, "file-reported", status = reported), theme.text),
        (
            tr!(l, "file-computed", light = words::light(l, verdict.light)),
            light,
        ),
    ];
    if verdict.mismatch {
        pieces.push((tr!(l, "file-mismatch"), theme.light(Light::Yellow)));
    }
    out.push(Line::Words(pieces));
    dates(view, task, verdict.deadline, &mut out);
    loop_line(view, ix, task, &mut out);
    out
}

fn why(view: &View<'_>, task: Task<'_>, width: usize, out: &mut Vec<Line>) {
    let l = view.locale;
    out.push(Line::Heading(tr!(l, "file-why")));
    field(
        view,
        &tr!(l, "field-progress-text"),
        task.progress_text(),
        width,
        out,
    );
    field(
        view,
        &tr!(l, "field-obstacles"),
        task.obstacles(),
        width,
        out,
    );
    field(
        view,
        &tr!(l, "field-next-steps"),
        task.next_steps(),
        width,
        out,
    );
}

fn units(view: &View<'_>, task: Task<'_>, width: usize, out: &mut Vec<Line>) {
    let l = view.locale;
    out.push(Line::Heading(tr!(l, "file-units")));
    let separator = l.tr("list-separator");
    field(
        view,
        &tr!(l, "field-lead"),
        &task.leads().join(&separator),
        width,
        out,
    );
    field(
        view,
        &tr!(l, "field-local"),
        &task.local().join(&separator),
        width,
        out,
    );
    field(
        view,
        &tr!(l, "field-units"),
        &task.units().join(&separator),
        width,
        out,
    );
    optional(
        view,
        &tr!(l, "field-helpers"),
        &task.helpers().join(&separator),
        width,
        out,
    );
    optional(
        view,
        &tr!(l, "field-supervisor"),
        task.supervisor(),
        width,
        out,
    );
    optional(view, &tr!(l, "field-person"), task.person(), width, out);
    optional(view, &tr!(l, "field-phone"), task.phone(), width, out);
}

fn milestones(view: &View<'_>, ix: TaskIx, verdict: &TaskVerdict, out: &mut Vec<Line>) {
    let l = view.locale;
    let theme = view.theme;
    let milestones = view.board.milestones_of(ix);
    if milestones.is_empty() {
        return;
    }
    out.push(Line::Heading(tr!(l, "file-milestones")));
    let days = milestones.iter().filter_map(|one| one.due);
    let days = days.chain(verdict.start).chain(verdict.deadline);
    let (from, to) = days.fold((view.board.as_of, view.board.as_of), |(from, to), day| {
        (from.min(day), to.max(day))
    });
    let mut points = Vec::new();
    let mut list = Vec::new();
    for milestone in milestones {
        let (symbol, style, tail) = match (milestone.done, milestone.days_missed) {
            (Some(done), _) => (
                "◆",
                theme.light(Light::Blue),
                tr!(l, "milestone-done", date = words::date(view, done)),
            ),
            (None, 0) => ("◇", theme.muted, String::new()),
            (None, days) => (
                "■",
                theme.light(Light::Red),
                tr!(l, "milestone-missed", days = days),
            ),
        };
        if let Some(due) = milestone.due {
            points.push((due, symbol, style));
        }
        list.push(Line::Words(vec![
            (format!("{symbol} "), style),
            (
                format!("{}  ", words::date_cell(view, milestone.due)),
                theme.muted,
            ),
            (
                format!("{}  ", view.board.milestone_name(milestone)),
                theme.text,
            ),
            (tail, style),
        ]));
    }
    out.push(Line::Path(Path {
        points,
        from,
        to,
        today: view.board.as_of,
    }));
    out.extend(list);
}

fn parts(view: &View<'_>, ix: TaskIx, out: &mut Vec<Line>) {
    let l = view.locale;
    let theme = view.theme;
    let parts = view.board.parts_of(ix);
    if parts.len() > 0 {
        out.push(Line::Heading(tr!(l, "file-parts", count = parts.len())));
        for part in parts {
            let (Some(row), Some(verdict)) = (view.board.task(part), view.board.verdict(part))
            else {
                continue;
            };
            out.push(Line::Words(vec![
                (
                    format!(
                        "{} {}  ",
                        view.glyphs.light(verdict.light, verdict.class),
                        crate::text::pad(
                            &words::standing(l, verdict),
                            usize::from(words::badge_width(l)) - 2
                        )
                    ),
                    theme.light(verdict.light),
                ),
                (format!("{} {}  ", row.id(), row.title()), theme.text),
                (words::percent_short(verdict.actual()), theme.muted),
            ]));
        }
    }
}

fn clears(
    view: &View<'_>,
    task: Task<'_>,
    verdict: &TaskVerdict,
    width: usize,
    out: &mut Vec<Line>,
) {
    let l = view.locale;
    let theme = view.theme;
    let separator = l.tr("list-separator");
    out.push(Line::Heading(tr!(
        l,
        "file-clears",
        count = verdict.five_clears()
    )));
    let missing = |clear: Clear| verdict.unclear.contains(&clear);
    for (clear, text) in [
        (Clear::Goal, task.goal()),
        (Clear::Standard, task.standard()),
        (
            Clear::Responsible,
            task.responsible().join(&separator).as_str(),
        ),
        (Clear::Deadline, task.deadline_text()),
        (Clear::Stakes, task.stakes()),
    ] {
        let name = words::clear(l, clear);
        if missing(clear) {
            out.push(Line::Words(vec![
                (format!("{} ", label(&name)), theme.muted),
                (tr!(l, "file-clear-missing"), theme.light(Light::Red)),
            ]));
        } else {
            field(view, &name, text, width, out);
        }
    }
}

fn problem(view: &View<'_>, task: Task<'_>, width: usize, out: &mut Vec<Line>) {
    let l = view.locale;
    out.push(Line::Heading(tr!(l, "file-problem")));
    field(view, &tr!(l, "field-problem"), task.problem(), width, out);
    field(view, &tr!(l, "field-measures"), task.measures(), width, out);
    optional(view, &tr!(l, "field-round"), task.round(), width, out);
    optional(view, &tr!(l, "field-note"), task.note(), width, out);
}

fn integrity(view: &View<'_>, verdict: &TaskVerdict, out: &mut Vec<Line>) {
    let l = view.locale;
    let theme = view.theme;
    if !verdict.integrity().is_empty() {
        out.push(Line::Heading(tr!(l, "file-integrity")));
        for finding in verdict.integrity() {
            out.push(Line::Words(vec![
                ("▲ ".to_owned(), theme.light(Light::Yellow)),
                (words::integrity(view, finding), theme.text),
            ]));
        }
    }
}

fn source(view: &View<'_>, task: Task<'_>, out: &mut Vec<Line>) {
    let l = view.locale;
    let theme = view.theme;
    let source = &task.segment.source;
    out.push(Line::Words(vec![(
        tr!(
            l,
            "file-source",
            file = source.file.as_ref(),
            line = i64::from(task.line())
        ),
        theme.muted,
    )]));
}

fn dates(view: &View<'_>, task: Task<'_>, deadline: Option<NaiveDate>, out: &mut Vec<Line>) {
    let l = view.locale;
    let show =
        |day: Option<NaiveDate>| day.map_or_else(|| "—".to_owned(), |day| words::date(view, day));
    let mut words_ = tr!(
        l,
        "file-dates",
        start = show(task.start()),
        deadline = show(deadline)
    );
    if !task.deadline_text().is_empty()
        && task
            .deadline()
            .date
            .is_none_or(|d| task.deadline_text() != d.to_string())
    {
        words_.push_str(&tr!(l, "file-deadline-text", text = task.deadline_text()));
    }
    out.push(Line::Words(vec![(words_, view.theme.text)]));
}

/// The loop 建档 → 目标 → 倒排 → 整改 → 自查 → 验收 → 公示 → 销号, as far as it has come.
fn loop_line(view: &View<'_>, ix: TaskIx, task: Task<'_>, out: &mut Vec<Line>) {
    let l = view.locale;
    let Some(verdict) = view.board.verdict(ix) else {
        return;
    };
    let as_of = view.board.as_of;
    let past = |day: Option<NaiveDate>| day.is_some_and(|day| day <= as_of);
    let done = verdict.state == State::Done;
    let stages = [
        (tr!(l, "stage-filed"), true),
        (tr!(l, "stage-goal"), !task.goal().is_empty()),
        (
            tr!(l, "stage-schedule"),
            !view.board.milestones_of(ix).is_empty() || verdict.deadline.is_some(),
        ),
        (
            tr!(l, "stage-work"),
            verdict.actual().is_some_and(|a| a > 0.0),
        ),
        (
            tr!(l, "stage-completed"),
            matches!(verdict.state, State::Completed | State::Done),
        ),
        (tr!(l, "stage-accepted"), past(task.accepted())),
        (tr!(l, "stage-published"), past(task.published())),
        (tr!(l, "stage-signed-off"), done),
        (tr!(l, "stage-lookback"), done && closing::passed(view, ix)),
    ];
    let mut pieces = Vec::new();
    for (at, (name, reached)) in stages.into_iter().enumerate() {
        if at > 0 {
            pieces.push((" → ".to_owned(), view.theme.border));
        }
        let style = if reached {
            view.theme.light(Light::Blue).add_modifier(Modifier::BOLD)
        } else {
            view.theme.muted
        };
        pieces.push((name, style));
    }
    out.push(Line::Words(pieces));
}

fn label(name: &str) -> String {
    crate::text::pad(name, 11)
}

fn field(view: &View<'_>, name: &str, value: &str, width: usize, out: &mut Vec<Line>) {
    if value.is_empty() {
        out.push(Line::Words(vec![
            (format!("{} ", label(name)), view.theme.muted),
            ("—".to_owned(), view.theme.muted),
        ]));
        return;
    }
    for (at, line) in crate::text::wrap(value, width.saturating_sub(12).max(10))
        .into_iter()
        .enumerate()
    {
        let head = if at == 0 {
            format!("{} ", label(name))
        } else {
            " ".repeat(12)
        };
        out.push(Line::Words(vec![
            (head, view.theme.muted),
            (line, view.theme.text),
        ]));
    }
}

fn optional(view: &View<'_>, name: &str, value: &str, width: usize, out: &mut Vec<Line>) {
    if !value.is_empty() {
        field(view, name, value, width, out);
    }
}
