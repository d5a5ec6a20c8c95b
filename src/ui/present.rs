//! The meeting's slides: one question each, the answer in a sentence, one picture, figures large.
//!
//! ```text
//! question ──────────────────────────────── 2/9
//! the answer in a sentence
//! figures, then the picture: a full line a thing
//! as of · read at · sample ─────── progress line
//! ```
//!
//! The order is the meeting's (DOMAIN §4): what was decided, tasks, who is late, what was done,
//! petitions, projects, targets, changes, what is to be decided. No chrome, no cursor.

mod picture;

use super::{ScreenId, Target, View};
use crate::analysis::board::Board;
use crate::text;
use crate::tr;
use crate::ui::widgets::paint;
use crate::words::{self, sentences};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

/// A slide.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Slide {
    /// What the last meetings decided.
    Decisions,
    /// Where the tasks stand.
    Tasks,
    /// Who is late.
    Overdue,
    /// What was done about it.
    Supervision,
    /// Petitions.
    Petitions,
    /// Reclaimed-land projects.
    Projects,
    /// Targets.
    Indicators,
    /// What changed.
    Changes,
    /// What is to be decided.
    Todo,
    /// The end: which were left out.
    End,
}

impl Slide {
    /// All of them in the meeting's order.
    pub const ALL: [Self; 10] = [
        Self::Decisions,
        Self::Tasks,
        Self::Overdue,
        Self::Supervision,
        Self::Petitions,
        Self::Projects,
        Self::Indicators,
        Self::Changes,
        Self::Todo,
        Self::End,
    ];

    /// Whether there is anything to show.
    pub fn has_content(self, board: &Board) -> bool {
        match self {
            Self::Decisions => board.decisions.iter().any(|one| one.earlier),
            Self::Tasks => !board.tasks.is_empty(),
            Self::Overdue => !board.units.is_empty(),
            Self::Supervision => !board.supervision.escalations.is_empty(),
            Self::Petitions => board.petitions.counts.total > 0,
            Self::Projects => !board.projects.items.is_empty(),
            Self::Indicators => !board.indicators.is_empty(),
            Self::Changes => board.changes.from.is_some(),
            Self::Todo => !board.tasks.is_empty() || !board.indicators.is_empty(),
            Self::End => true,
        }
    }

    /// The question it answers.
    pub fn question(self, view: &View<'_>) -> String {
        let l = view.locale;
        match self {
            Self::Decisions => tr!(l, "slide-decisions"),
            Self::Tasks => tr!(l, "slide-tasks"),
            Self::Overdue => tr!(l, "slide-overdue"),
            Self::Supervision => tr!(l, "slide-supervision"),
            Self::Petitions => tr!(l, "slide-petitions"),
            Self::Projects => tr!(l, "slide-projects"),
            Self::Indicators => tr!(l, "slide-indicators"),
            Self::Changes => {
                let board = view.board;
                let from = board.changes.from;
                let known = board.baselines.iter().find(|one| Some(one.day) == from);
                match from.filter(|_| !known.is_some_and(|one| one.meeting)) {
                    Some(day) => tr!(l, "slide-changes-since", date = words::date(view, day)),
                    None => tr!(l, "slide-changes"),
                }
            }
            Self::Todo => tr!(l, "slide-todo"),
            Self::End => tr!(l, "slide-end"),
        }
    }

    /// The answer.
    pub fn answer(self, view: &View<'_>) -> String {
        match self {
            Self::Decisions => sentences::decisions(view),
            Self::Tasks => sentences::overview(view),
            Self::Overdue => sentences::overdue(view),
            Self::Supervision => sentences::supervision(view),
            Self::Petitions => sentences::petitions(view),
            Self::Projects => sentences::projects(view),
            Self::Indicators => sentences::indicators(view, sentences::pressing(view)),
            Self::Changes => sentences::changes(view),
            Self::Todo => match sentences::todo(view).count {
                0 => tr!(view.locale, "todo-none"),
                count => tr!(
                    view.locale,
                    "todo-headline",
                    count = words::counted(view.locale, count)
                ),
            },
            Self::End => match skipped(view).as_slice() {
                [] => tr!(view.locale, "slides-all"),
                names => tr!(
                    view.locale,
                    "slides-skipped",
                    names = words::list(
                        view.locale,
                        &names.iter().map(String::as_str).collect::<Vec<_>>()
                    )
                ),
            },
        }
    }

    /// What `o` opens.
    pub fn thing(self, board: &Board) -> Target {
        let screen = |screen| Target::Screen(screen);
        match self {
            Self::Decisions | Self::End => screen(ScreenId::Overview),
            Self::Tasks => screen(ScreenId::Tasks),
            Self::Overdue => match board.late_units().next() {
                Some(unit) => Target::Unit(board.units[unit].unit.clone()),
                None => screen(ScreenId::Overdue),
            },
            Self::Supervision | Self::Todo => screen(ScreenId::Supervision),
            Self::Petitions => screen(ScreenId::Petitions),
            Self::Projects => screen(ScreenId::Projects),
            Self::Indicators => match board
                .indicators
                .iter()
                .find(|one| words::indicator_light(one) == crate::analysis::board::Light::Red)
            {
                Some(one) => Target::Indicator(one.indicator.clone()),
                None => screen(ScreenId::Indicators),
            },
            Self::Changes => screen(ScreenId::Changes),
        }
    }
}

/// The slides of a board, in order.
pub fn slides(board: &Board) -> Vec<Slide> {
    Slide::ALL
        .into_iter()
        .filter(|slide| slide.has_content(board))
        .collect()
}

/// The questions that were left out, for want of data.
fn skipped(view: &View<'_>) -> Vec<String> {
    Slide::ALL
        .into_iter()
        .filter(|slide| !slide.has_content(view.board))
        .map(|slide| slide.question(view))
        .collect()
}

/// Where a presentation stands.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Standing {
    /// The slide shown.
    pub slide: Slide,
    /// Its place, from 1, and how many there are.
    pub place: (usize, usize),
    /// How much of its time has gone, 0..=1; `None`: it does not turn by itself.
    pub elapsed: Option<f64>,
    /// Nothing is shown: the room looks at the speaker.
    pub blank: bool,
}

/// Draws a slide over the whole screen.
pub fn draw(buffer: &mut Buffer, view: &View<'_>, standing: Standing) {
    let area = *buffer.area();
    let theme = view.theme;
    paint::fill(buffer, area, theme.text);
    if standing.blank {
        return;
    }
    let inner = Rect {
        x: area.x + 2,
        width: area.width.saturating_sub(4),
        y: area.y + u16::from(area.height >= 30),
        height: area.height.saturating_sub(1 + u16::from(area.height >= 30)),
    };
    let place = format!("{}/{}", standing.place.0, standing.place.1);
    let question = standing.slide.question(view);
    let used = paint::put(
        buffer,
        inner.x,
        inner.y,
        &question,
        inner.width.saturating_sub(8),
        theme.accent,
    );
    let line = inner.x + used + 1;
    let room = inner.right().saturating_sub(line + place.len() as u16 + 1);
    paint::rule(buffer, line, inner.y, room, theme.border);
    paint::put_right(buffer, inner.x, inner.y, &place, inner.width, theme.muted);
    let gap = 1 + u16::from(area.height >= 36);
    let sentence = Rect {
        y: inner.y + gap + 1,
        height: 4,
        ..inner
    };
    let answer = standing.slide.answer(view);
    let used = paint::paragraph(buffer, sentence, &answer, theme.title);
    let top = sentence.y + used + gap;
    let body = Rect {
        y: top,
        height: inner.bottom().saturating_sub(top + 1),
        ..inner
    };
    if !body.is_empty() {
        picture::draw(buffer, body, view, standing.slide);
    }
    foot(buffer, area, view, standing.elapsed);
}

/// The day the data is of, and the line of time.
fn foot(buffer: &mut Buffer, area: Rect, view: &View<'_>, elapsed: Option<f64>) {
    let l = view.locale;
    let theme = view.theme;
    let y = area.bottom().saturating_sub(1);
    let mut words = vec![
        tr!(l, "header-as-of", date = view.board.as_of.to_string()),
        tr!(
            l,
            "header-loaded",
            time = view.feed.at.format("%H:%M").to_string()
        ),
    ];
    if view.feed.sample {
        words.push(tr!(l, "header-sample"));
    }
    if let Some(fault) = view.feed.faults.first() {
        words.push(tr!(l, "slide-fault", file = fault.file.as_ref()));
    }
    let unread = view.board.unread_files.len();
    if unread > 0 {
        words.push(tr!(l, "slide-unread", count = unread));
    }
    let displaced = view.board.tables.displaced;
    if displaced > 0 {
        words.push(tr!(l, "slide-displaced", count = displaced));
    }
    let words = words.join(" · ");
    let used = text::width(&words) as u16 + 1;
    if elapsed.is_none() {
        let keys = tr!(l, "slide-keys");
        let room = area.width.saturating_sub(used + 4);
        paint::put(buffer, area.x + 2, y, &keys, room, theme.muted);
    }
    let style = if view.feed.faults.is_empty() && unread == 0 && displaced == 0 {
        theme.muted
    } else {
        theme.light(crate::analysis::board::Light::Red)
    };
    paint::put_right(
        buffer,
        area.x,
        y,
        &words,
        area.width.saturating_sub(2),
        style,
    );
    if let Some(elapsed) = elapsed {
        let room = area.width.saturating_sub(used + 6);
        super::widgets::bar::bar(
            buffer,
            area.x + 2,
            y,
            room,
            Some(elapsed),
            None,
            theme.accent,
            theme.border,
            theme.target,
        );
    }
}
