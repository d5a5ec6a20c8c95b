//! 一案一档: everything about one task, with the reason for its light first.

mod closing;

use crate::action::Action;
use crate::analysis::board::{Clear, State, TaskIx};
use crate::model::Task;
use crate::tr;
use crate::ui::widgets::{bar, paint, panel};
use crate::ui::{Outcome, Target, View, words};
use chrono::NaiveDate;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::{Modifier, Style};

/// The file of one task.
#[derive(Debug, Clone)]
pub struct TaskFile {
    key: Target,
    scroll: usize,
    /// Lines there are beyond the last drawing's room.
    hidden: usize,
}

/// A line of the file: pieces of words in styles, or a bar.
enum Line {
    Words(Vec<(String, Style)>),
    Heading(String),
    Progress(Option<f64>, Option<f64>, Style),
}

impl TaskFile {
    /// The file of the task with this identity.
    pub fn new(key: Target) -> Self {
        Self {
            key,
            scroll: 0,
            hidden: 0,
        }
    }

    fn task<'a>(&self, view: &View<'a>) -> Option<(TaskIx, Task<'a>)> {
        let Target::Task(region, id) = &self.key else {
            return None;
        };
        let ix = view.board.find_task(region, id)?;
        Some((ix, view.board.task(ix)?))
    }

    /// The task's standing in one sentence.
    pub fn headline(&self, view: &View<'_>) -> String {
        match self.task(view) {
            Some((ix, task)) => tr!(
                view.locale,
                "file-headline",
                id = task.id(),
                title = task.title(),
                reason = words::reason(view, ix)
            ),
            None => tr!(view.locale, "file-gone"),
        }
    }

    /// Scrolls.
    pub fn update(&mut self, action: Action) -> Outcome {
        let step = match action {
            Action::Down => 1,
            Action::Up => -1,
            Action::PageDown => 10,
            Action::PageUp => -10,
            Action::First => isize::MIN / 2,
            Action::Last => isize::MAX / 2,
            _ => return Outcome::Ignored,
        };
        let most = (self.scroll + self.hidden) as isize;
        self.scroll = (self.scroll as isize).saturating_add(step).clamp(0, most) as usize;
        Outcome::Handled
    }

    /// Draws the file into an area, scrolled.
    pub fn render(&mut self, area: Rect, buffer: &mut Buffer, view: &View<'_>) {
        let Some((ix, task)) = self.task(view) else {
            paint::paragraph(
                buffer,
                area,
                &tr!(view.locale, "file-gone"),
                view.theme.muted,
            );
            return;
        };
        let lines = lines(view, ix, task, usize::from(area.width));
        self.hidden = lines
            .len()
            .saturating_sub(self.scroll + usize::from(area.height));
        self.scroll = self.scroll.min(lines.len().saturating_sub(1));
        for (row, line) in (0u16..area.height).zip(lines.iter().skip(self.scroll)) {
            let y = area.y + row;
            match line {
                Line::Heading(title) => {
                    panel::heading(
                        buffer,
                        Rect {
                            y,
                            height: 1,
                            ..area
                        },
                        title,
                        "",
                        view.theme,
                    );
                }
                Line::Words(parts) => {
                    let parts: Vec<(&str, Style)> =
                        parts.iter().map(|(w, s)| (w.as_str(), *s)).collect();
                    paint::pieces(buffer, area.x, y, area.width, &parts);
                }
                Line::Progress(actual, expected, style) => {
                    let width = area.width.saturating_sub(30).clamp(10, 60);
                    bar::bar(
                        buffer,
                        area.x,
                        y,
                        width,
                        actual.map(|v| v / 100.0),
                        expected.map(|v| v / 100.0),
                        *style,
                        view.theme.track,
                        view.theme.target,
                    );
                    let words = tr!(
                        view.locale,
                        "file-progress",
                        actual = words::percent(*actual),
                        expected = words::percent(*expected)
                    );
                    paint::put(
                        buffer,
                        area.x + width + 1,
                        y,
                        &words,
                        area.width.saturating_sub(width + 1),
                        view.theme.text,
                    );
                }
            }
        }
        if self.hidden > 0 && area.height > 1 {
            let words = tr!(view.locale, "more-lines", count = self.hidden);
            paint::put_right(
                buffer,
                area.x,
                area.bottom() - 1,
                &format!(" {words}"),
                area.width,
                view.theme.accent,
            );
        }
    }
}

fn lines(view: &View<'_>, ix: TaskIx, task: Task<'_>, width: usize) -> Vec<Line> {
    let l = view.locale;
    let theme = view.theme;
    let Some(verdict) = view.board.verdict(ix) else {
        return Vec::new();
    };
    let light = theme.light(verdict.light);
    let mut out = Vec::new();
    out.push(Line::Words(vec![
        (
            format!(
                "{} {} ",
                view.glyphs.light(verdict.light, verdict.class),
                words::standing(l, verdict)
            ),
            light.add_modifier(Modifier::BOLD),
        ),
        (format!("{} {}", task.id(), task.title()), theme.title),
    ]));
    out.push(Line::Words(vec![(
        format!("  {}", words::reason(view, ix)),
        light,
    )]));
    out.push(Line::Progress(verdict.actual, verdict.expected, light));
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
        pieces.push((
            tr!(l, "file-mismatch"),
            theme.light(crate::analysis::board::Light::Yellow),
        ));
    }
    out.push(Line::Words(pieces));
    dates(view, task, verdict.deadline, &mut out);
    loop_line(view, ix, task, &mut out);

    out.push(Line::Heading(tr!(l, "file-why")));
    field(
        view,
        &tr!(l, "field-progress-text"),
        task.progress_text(),
        width,
        &mut out,
    );
    field(
        view,
        &tr!(l, "field-obstacles"),
        task.obstacles(),
        width,
        &mut out,
    );
    field(
        view,
        &tr!(l, "field-next-steps"),
        task.next_steps(),
        width,
        &mut out,
    );

    out.push(Line::Heading(tr!(l, "file-units")));
    let separator = l.tr("list-separator");
    field(
        view,
        &tr!(l, "field-lead"),
        &task.leads().join(&separator),
        width,
        &mut out,
    );
    field(
        view,
        &tr!(l, "field-local"),
        &task.local().join(&separator),
        width,
        &mut out,
    );
    field(
        view,
        &tr!(l, "field-units"),
        &task.units().join(&separator),
        width,
        &mut out,
    );
    optional(
        view,
        &tr!(l, "field-helpers"),
        &task.helpers().join(&separator),
        width,
        &mut out,
    );
    optional(
        view,
        &tr!(l, "field-supervisor"),
        task.supervisor(),
        width,
        &mut out,
    );
    optional(
        view,
        &tr!(l, "field-person"),
        task.person(),
        width,
        &mut out,
    );
    optional(view, &tr!(l, "field-phone"), task.phone(), width, &mut out);

    let milestones = view.board.milestones_of(ix);
    if !milestones.is_empty() {
        out.push(Line::Heading(tr!(l, "file-milestones")));
        for milestone in milestones {
            let (symbol, style, tail) = match (milestone.done, milestone.days_missed) {
                (Some(done), _) => (
                    "◆",
                    theme.light(crate::analysis::board::Light::Blue),
                    tr!(l, "milestone-done", date = words::date(view, done)),
                ),
                (None, 0) => ("◇", theme.muted, String::new()),
                (None, days) => (
                    "■",
                    theme.light(crate::analysis::board::Light::Red),
                    tr!(l, "milestone-missed", days = days),
                ),
            };
            out.push(Line::Words(vec![
                (format!("{symbol} "), style),
                (
                    format!("{}  ", words::date_cell(view, milestone.due)),
                    theme.muted,
                ),
                (format!("{}  ", milestone.name), theme.text),
                (tail, style),
            ]));
        }
    }
    let parts = view.board.parts_of(ix);
    if !parts.is_empty() {
        out.push(Line::Heading(tr!(l, "file-parts", count = parts.len())));
        for &part in parts {
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
                (words::percent_short(verdict.actual), theme.muted),
            ]));
        }
    }

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
                (
                    tr!(l, "file-clear-missing"),
                    theme.light(crate::analysis::board::Light::Red),
                ),
            ]));
        } else {
            field(view, &name, text, width, &mut out);
        }
    }
    out.push(Line::Heading(tr!(l, "file-problem")));
    field(
        view,
        &tr!(l, "field-problem"),
        task.problem(),
        width,
        &mut out,
    );
    field(
        view,
        &tr!(l, "field-measures"),
        task.measures(),
        width,
        &mut out,
    );
    optional(view, &tr!(l, "field-round"), task.round(), width, &mut out);
    optional(view, &tr!(l, "field-note"), task.note(), width, &mut out);
    closing::lines(view, ix, task, &mut out);
    history(view, ix, &mut out);
    if !verdict.integrity.is_empty() {
        out.push(Line::Heading(tr!(l, "file-integrity")));
        for finding in &verdict.integrity {
            out.push(Line::Words(vec![
                (
                    "▲ ".to_owned(),
                    theme.light(crate::analysis::board::Light::Yellow),
                ),
                (words::integrity(view, finding), theme.text),
            ]));
        }
    }
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
    out
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
            verdict.actual.is_some_and(|a| a > 0.0),
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
            view.theme
                .light(crate::analysis::board::Light::Blue)
                .add_modifier(Modifier::BOLD)
        } else {
            view.theme.muted
        };
        pieces.push((name, style));
    }
    out.push(Line::Words(pieces));
}

fn history(view: &View<'_>, ix: TaskIx, out: &mut Vec<Line>) {
    let Some(verdict) = view.board.verdict(ix) else {
        return;
    };
    let known: Vec<(NaiveDate, f64)> = view
        .board
        .trend
        .iter()
        .zip(&verdict.history)
        .filter_map(|(point, value)| Some((point.date, (*value)?)))
        .collect();
    if known.len() < 2 {
        return;
    }
    out.push(Line::Heading(tr!(view.locale, "file-history")));
    let mut pieces = vec![(
        format!("{}  ", bar::spark(&verdict.history)),
        view.theme.accent,
    )];
    for (at, (day, value)) in known.iter().enumerate() {
        let arrow = if at == 0 { "" } else { " → " };
        pieces.push((
            format!(
                "{arrow}{} {}",
                day.format("%m-%d"),
                words::percent_short(Some(*value))
            ),
            view.theme.text,
        ));
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
