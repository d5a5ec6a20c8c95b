//! 一案一档: everything about one task, with the reason for its light first.
//!
//! What folds first: the second column goes below the first, then the head is held to half the height;
//! what is below the screen is counted in its last line. Light, reason and progress stay.

mod closing;

use crate::action::Action;
use crate::analysis::board::{Clear, Light, State, TaskIx, TaskVerdict};
use crate::model::{Segment, Task};
use crate::tr;
use crate::ui::widgets::{bar, paint, panel};
use crate::ui::{Outcome, Seen, Target, View, words};
use chrono::NaiveDate;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::{Modifier, Style};
use std::sync::{Arc, Weak};

/// The files of a board.
type Files = Vec<Arc<Segment>>;

/// The file of one task.
#[derive(Debug, Clone)]
pub struct TaskFile {
    key: Target,
    /// The row's versions, read once a board: of which files, held without keeping them in memory,
    /// and what was read.
    versions: Option<(Weak<Files>, Vec<Version>)>,
    scroll: usize,
    /// Lines there are beyond the last drawing's room.
    hidden: usize,
}

/// A line of the file: pieces of words in styles, or a bar.
enum Line {
    Words(Vec<(String, Style)>),
    Heading(String),
    Progress(Option<f64>, Option<f64>, Style),
    Path(Path),
}

/// Milestones on a line of time with today.
struct Path {
    points: Vec<(NaiveDate, &'static str, Style)>,
    from: NaiveDate,
    to: NaiveDate,
    today: NaiveDate,
}

impl TaskFile {
    /// The file of the task with this identity.
    pub fn new(key: Target) -> Self {
        Self {
            key,
            versions: None,
            scroll: 0,
            hidden: 0,
        }
    }

    /// The task's identity.
    pub fn key(&self) -> &Target {
        &self.key
    }

    /// The file as a table of one column.
    pub fn seen(&self, view: &View<'_>) -> Seen {
        let Some((ix, task)) = self.task(view) else {
            return Seen::default();
        };
        let versions = versions(view, task);
        let (head, left, right) = lines(view, ix, task, &versions, 400, (false, true));
        let words = |line: Line| match line {
            Line::Words(pieces) => Some(pieces.into_iter().map(|(words, _)| words).collect()),
            Line::Heading(title) => Some(title),
            Line::Progress(actual, ..) => Some(words::percent(actual)),
            Line::Path(_) => None,
        };
        let all = head.into_iter().chain(left).chain(right);
        Seen {
            head: vec![format!("{} {}", task.id(), task.title())],
            rows: all
                .filter_map(words)
                .map(|line: String| vec![line.trim().to_owned()])
                .collect(),
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

    /// Draws the file into an area, scrolled. `titled`: with its title, which otherwise stands in
    /// the screen's sentence.
    pub fn render(&mut self, area: Rect, buffer: &mut Buffer, view: &View<'_>, titled: bool) {
        let Some((ix, task)) = self.task(view) else {
            paint::paragraph(
                buffer,
                area,
                &tr!(view.locale, "file-gone"),
                view.theme.muted,
            );
            return;
        };
        let files = &view.board.tables.segments;
        let known = self.versions.as_ref();
        if known.is_none_or(|(known, _)| !Weak::ptr_eq(known, &Arc::downgrade(files))) {
            self.versions = Some((Arc::downgrade(files), versions(view, task)));
        }
        let versions = self.versions.as_ref().map_or(&[][..], |(_, list)| list);
        let wide = area.width >= TWO_COLUMNS;
        let column = if wide {
            (area.width - GAP) / 2
        } else {
            area.width
        };
        let (head, left, right) = lines(
            view,
            ix,
            task,
            versions,
            usize::from(column),
            (wide, titled),
        );
        let head = wrapped(head, area.width);
        let top = (head.len() as u16).min(area.height / 2);
        let whole = Rect {
            height: top,
            ..area
        };
        draw(buffer, whole, view, &head, 0);
        let below = Rect {
            y: area.y + top,
            height: area.height - top,
            width: column,
            ..area
        };
        let (left, right) = if wide {
            (wrapped(left, column), wrapped(right, column))
        } else {
            let one = left.into_iter().chain(right).collect();
            (wrapped(one, column), Vec::new())
        };
        let most = left.len().max(right.len());
        let room = usize::from(below.height);
        self.scroll = self.scroll.min(most.saturating_sub(room));
        self.hidden = most.saturating_sub(self.scroll + room);
        let mut below = below;
        if self.hidden > 0 && below.height > 1 {
            // How many more there are has a line of its own.
            self.hidden += 1;
            below.height -= 1;
        }
        draw(buffer, below, view, &left, self.scroll);
        let beside = Rect {
            x: area.x + column + GAP,
            ..below
        };
        draw(buffer, beside.intersection(area), view, &right, self.scroll);
        if self.hidden > 0 && area.height > 1 {
            let words = tr!(view.locale, "more-lines", count = self.hidden);
            paint::put_right(
                buffer,
                area.x,
                area.bottom() - 1,
                &words,
                area.width,
                view.theme.accent,
            );
        }
    }
}

/// From this width on the file stands in two columns.
const TWO_COLUMNS: u16 = 104;

/// Between the columns.
const GAP: u16 = 3;

/// Lines of words that are too long go on in the next, set in a little.
fn wrapped(lines: Vec<Line>, width: u16) -> Vec<Line> {
    let mut out = Vec::with_capacity(lines.len());
    for line in lines {
        match line {
            Line::Words(pieces) => out.extend(wrap(pieces, usize::from(width))),
            other => out.push(other),
        }
    }
    out
}

fn wrap(pieces: Vec<(String, Style)>, width: usize) -> Vec<Line> {
    let whole: usize = pieces
        .iter()
        .map(|(words, _)| crate::text::width(words))
        .sum();
    if whole <= width || width < 8 {
        return vec![Line::Words(pieces)];
    }
    let mut lines = Vec::new();
    let mut row: Vec<(String, Style)> = Vec::new();
    let mut used = 0;
    for (words, style) in pieces {
        let mut rest = words.as_str();
        while !rest.is_empty() {
            let taken = whole_words(rest, crate::text::fitting(rest, width - used), used > 2);
            if taken == 0 {
                lines.push(Line::Words(std::mem::take(&mut row)));
                row.push(("  ".to_owned(), style));
                used = 2;
                rest = rest.trim_start_matches(' ');
                continue;
            }
            row.push((rest[..taken].to_owned(), style));
            used += crate::text::width(&rest[..taken]);
            rest = &rest[taken..];
        }
    }
    if !row.is_empty() {
        lines.push(Line::Words(row));
    }
    lines
}

/// So much of what fits that no Latin word is cut, where another line can take it whole.
fn whole_words(words: &str, fits: usize, begun: bool) -> usize {
    let letter = |c: char| c.is_ascii_alphanumeric();
    let cuts = words[..fits].ends_with(letter) && words[fits..].starts_with(letter);
    if !cuts {
        return fits;
    }
    let before = words[..fits].trim_end_matches(letter).len();
    if before > 0 || begun { before } else { fits }
}

/// Draws lines into an area, from one of them on.
fn draw(buffer: &mut Buffer, area: Rect, view: &View<'_>, lines: &[Line], from: usize) {
    for (row, line) in (0u16..area.height).zip(lines.iter().skip(from)) {
        let y = area.y + row;
        let whole = Rect {
            y,
            height: 1,
            ..area
        };
        match line {
            Line::Heading(title) => {
                panel::heading(buffer, whole, title, "", view.theme);
            }
            Line::Words(parts) => {
                let parts: Vec<(&str, Style)> =
                    parts.iter().map(|(w, s)| (w.as_str(), *s)).collect();
                paint::pieces(buffer, area.x, y, area.width, &parts);
            }
            Line::Progress(actual, expected, style) => {
                draw_progress(buffer, whole, view, (*actual, *expected), *style);
            }
            Line::Path(path) => draw_path(buffer, whole, view, path),
        }
    }
}

fn draw_progress(
    buffer: &mut Buffer,
    area: Rect,
    view: &View<'_>,
    (actual, expected): (Option<f64>, Option<f64>),
    style: Style,
) {
    let width = area.width.saturating_sub(30).clamp(10, 60);
    bar::bar(
        buffer,
        area.x,
        area.y,
        width,
        actual.map(|v| v / 100.0),
        expected.map(|v| v / 100.0),
        style,
        view.theme.track,
        view.theme.target,
    );
    let words = tr!(
        view.locale,
        "file-progress",
        actual = words::percent(actual),
        expected = words::percent(expected)
    );
    paint::put(
        buffer,
        area.x + width + 1,
        area.y,
        &words,
        area.width.saturating_sub(width + 1),
        view.theme.text,
    );
}

/// The milestones where they lie in time: a thick line up to today, a thin one behind it.
fn draw_path(buffer: &mut Buffer, area: Rect, view: &View<'_>, path: &Path) {
    let theme = view.theme;
    let label = words::date_cell(view, Some(path.from));
    let end = words::date_cell(view, Some(path.to));
    let (before, behind) = (label.len() as u16 + 1, end.len() as u16 + 1);
    paint::put(buffer, area.x, area.y, &label, before, theme.muted);
    paint::put_right(buffer, area.x, area.y, &end, area.width, theme.muted);
    let room = area.width.saturating_sub(before + behind);
    if room < 8 {
        return;
    }
    let days = (path.to - path.from).num_days().max(1) as f64;
    let x_of = |day: NaiveDate| {
        let share = ((day - path.from).num_days() as f64 / days).clamp(0.0, 1.0);
        area.x + before + (share * f64::from(room - 1)).round() as u16
    };
    let today = x_of(path.today);
    for x in area.x + before..area.x + before + room {
        let (symbol, style) = if x < today {
            ("━", theme.muted)
        } else {
            ("╌", theme.border)
        };
        paint::put(buffer, x, area.y, symbol, 1, style);
    }
    paint::put(buffer, today, area.y, "┃", 1, theme.accent);
    for (day, symbol, style) in &path.points {
        paint::put(buffer, x_of(*day), area.y, symbol, 1, *style);
    }
}

/// What the file says: the head over the whole width, then sections for the left column and the
/// right one. Where there is one column they follow each other.
fn lines(
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
    if !verdict.integrity.is_empty() {
        out.push(Line::Heading(tr!(l, "file-integrity")));
        for finding in &verdict.integrity {
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
            view.theme.light(Light::Blue).add_modifier(Modifier::BOLD)
        } else {
            view.theme.muted
        };
        pieces.push((name, style));
    }
    out.push(Line::Words(pieces));
}

/// The row's own past, the oldest version first: what moved stands out.
fn history(view: &View<'_>, verdict: &TaskVerdict, versions: &[Version], out: &mut Vec<Line>) {
    if versions.len() < 2 {
        return;
    }
    let theme = view.theme;
    out.push(Line::Heading(tr!(view.locale, "file-history")));
    let spark = bar::course(&verdict.history, 12);
    if !spark.is_empty() {
        out.push(Line::Words(vec![(spark, theme.accent)]));
    }
    for (at, one) in versions.iter().enumerate() {
        let before = at.checked_sub(1).and_then(|at| versions.get(at));
        let style = |same: bool| {
            if before.is_none() || same {
                theme.muted
            } else {
                theme.title
            }
        };
        let moved = before.is_some_and(|before| before.deadline != one.deadline);
        out.push(Line::Words(vec![
            (
                format!("{}  ", words::date_cell(view, Some(one.day))),
                theme.muted,
            ),
            (
                format!("{:>5}  ", words::percent_short(one.progress)),
                style(before.is_none_or(|before| before.progress == one.progress)),
            ),
            (
                format!("{}  ", crate::text::pad(&one.status, 14)),
                style(before.is_none_or(|before| before.status == one.status)),
            ),
            (
                one.deadline.clone(),
                if moved {
                    theme.light(Light::Yellow)
                } else {
                    theme.muted
                },
            ),
        ]));
    }
}

/// One version of a row.
#[derive(Debug, Clone, PartialEq)]
struct Version {
    day: NaiveDate,
    progress: Option<f64>,
    status: String,
    deadline: String,
}

/// The versions of a row that there are up to the board's day, the oldest first. Reads every
/// version's rows: once for a file, not for a frame.
fn versions(view: &View<'_>, task: Task<'_>) -> Vec<Version> {
    let own = &task.segment.source;
    let mut list: Vec<Version> = Vec::new();
    for segment in view.board.tables.segments.iter() {
        let source = &segment.source;
        if source.series != own.series || source.region != own.region {
            continue;
        }
        let Some(rows) = segment.tasks() else {
            continue;
        };
        let day = source.version.unwrap_or(view.board.as_of);
        let row = (0..rows.len())
            .map(|row| rows.row(segment, row))
            .find(|row| row.id() == task.id() && row.region() == task.region());
        if let Some(row) = row.filter(|_| day <= view.board.as_of) {
            list.push(Version {
                day,
                progress: row.progress(),
                status: row.status_text().to_owned(),
                // As the cell is read: another way to write a day is no other day.
                deadline: match row.deadline().date {
                    Some(day) => words::date_cell(view, Some(day)),
                    None => row.deadline_text().to_owned(),
                },
            });
        }
    }
    list.sort_by_key(|one| one.day);
    list.dedup_by_key(|one| one.day);
    list
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
