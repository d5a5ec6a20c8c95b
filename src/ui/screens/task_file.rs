//! 一案一档: everything about one task, with the reason for its light first.
//!
//! What folds first: the second column goes below the first, then the head is held to half the height;
//! what is below the screen is counted in its last line. Light, reason and progress stay.

mod closing;
mod history;
mod sections;

use crate::action::Action;
use crate::analysis::board::TaskIx;
use crate::model::{Segment, Task};
use crate::tr;
use crate::ui::widgets::{bar, paint, panel};
use crate::ui::{Outcome, Seen, Target, View, words};
use chrono::NaiveDate;
use history::{Version, versions};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;
use sections::lines;
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
