//! The picture of each slide: few lines, each of them full, read from the back of the room.

use super::Slide;
use crate::analysis::board::{Light, ReadClass, TaskIx, rung};
use crate::glyphs::Glyphs;
use crate::text;
use crate::tr;
use crate::ui::View;
use crate::ui::overlays::agenda;
use crate::ui::screens::{draw_detail, progress_curve};
use crate::ui::widgets::{bar, figures, paint};
use crate::words::sentences::{self, Rows};
use crate::words::{self, changes};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::{Modifier, Style};

pub(super) fn draw(buffer: &mut Buffer, area: Rect, view: &View<'_>, slide: Slide) {
    match slide {
        Slide::Decisions => decisions(buffer, area, view),
        Slide::Tasks => tasks(buffer, area, view),
        Slide::Overdue => overdue(buffer, area, view),
        Slide::Supervision => supervision(buffer, area, view),
        Slide::Petitions => petitions(buffer, area, view),
        Slide::Projects => projects(buffer, area, view),
        Slide::Indicators => indicators(buffer, area, view),
        Slide::Changes => changed(buffer, area, view),
        Slide::Todo => todo(buffer, area, view),
        Slide::End => {
            let words = tr!(view.locale, "slides-leave");
            paint::put(buffer, area.x, area.y, &words, area.width, view.theme.muted);
        }
    }
}

/// A figure with its name below it.
struct Figure {
    figure: String,
    name: String,
    light: Light,
}

impl Figure {
    fn new(figure: impl Into<String>, name: String, light: Light) -> Self {
        Self {
            figure: figure.into(),
            name,
            light,
        }
    }
}

/// Large figures in a row; answers the room below them.
fn row_of_figures(buffer: &mut Buffer, area: Rect, view: &View<'_>, list: &[Figure]) -> Rect {
    let large = area.height >= 10 && view.glyphs == Glyphs::Unicode;
    let double = large && area.height >= 26;
    let height = match (large, double) {
        (_, true) => figures::HEIGHT * 2 + 1,
        (true, _) => figures::HEIGHT + 1,
        _ => 2,
    };
    if area.height < height + 2 || list.is_empty() {
        return area;
    }
    let width = area.width / list.len() as u16;
    for (at, one) in (0u16..).zip(list) {
        let x = area.x + at * width;
        let style = view.theme.light(one.light).add_modifier(Modifier::BOLD);
        let room = width.saturating_sub(1);
        let cells = figures::width(&one.figure).filter(|_| large);
        if double && cells.is_some_and(|cells| cells * 2 + 2 <= room) {
            figures::draw_double(buffer, x, area.y, &one.figure, style);
        } else if cells.is_some_and(|cells| cells <= room) {
            figures::draw(buffer, x, area.y, &one.figure, style);
        } else {
            paint::put(buffer, x, area.y + height - 2, &one.figure, room, style);
        }
        paint::put(
            buffer,
            x,
            area.y + height - 1,
            &one.name,
            room,
            view.theme.text,
        );
    }
    let used = height + 1;
    Rect {
        y: area.y + used,
        height: area.height - used,
        ..area
    }
}

/// So many lines with a blank between them where there is room for it.
fn lines(area: Rect, count: usize) -> impl Iterator<Item = u16> {
    let step = (usize::from(area.height) / count.max(1)).clamp(1, 3);
    (area.top()..area.bottom()).step_by(step)
}

/// How many of a list are shown in an area; the last line says how many are left.
fn fits(area: Rect, count: usize) -> usize {
    let room = usize::from(area.height);
    if count <= room {
        count
    } else {
        room.saturating_sub(1)
    }
}

fn more(buffer: &mut Buffer, area: Rect, view: &View<'_>, left: usize) {
    if left > 0 && area.height > 0 {
        let words = tr!(view.locale, "more-items", count = left);
        let y = area.bottom() - 1;
        paint::put(buffer, area.x, y, &words, area.width, view.theme.muted);
    }
}

fn decisions(buffer: &mut Buffer, area: Rect, view: &View<'_>) {
    let l = view.locale;
    let all: Vec<_> = view
        .board
        .decisions
        .iter()
        .filter(|one| one.earlier)
        .collect();
    let open = all.iter().filter(|one| one.open).count();
    let late = all
        .iter()
        .filter(|one| one.open && one.days_overdue > 0)
        .count();
    let area = row_of_figures(
        buffer,
        area,
        view,
        &[
            Figure::new(
                format!("{}/{}", all.len() - open, all.len()),
                tr!(l, "decision-done"),
                Light::Blue,
            ),
            Figure::new(open.to_string(), tr!(l, "decision-open"), Light::Yellow),
            Figure::new(late.to_string(), tr!(l, "class-overdue"), light_of(late)),
        ],
    );
    let count = fits(area, all.len());
    for (y, one) in lines(area, count).zip(all.iter().take(count)) {
        let Some(row) = view.board.tables.decision(one.row) else {
            continue;
        };
        let (mark, light, standing) = agenda::standing(view, one);
        let style = view.theme.light(light);
        let tail = text::width(&standing) as u16;
        let units = words::units(view, &row.units(), row.region());
        let words = format!("{}（{units}）", row.text());
        paint::put(buffer, area.x, y, mark, 2, style);
        let room = area.width.saturating_sub(tail + 4);
        let text_style = if one.open {
            view.theme.title
        } else {
            view.theme.muted
        };
        paint::put(buffer, area.x + 2, y, &words, room, text_style);
        paint::put_right(buffer, area.x, y, &standing, area.width, style);
    }
    more(buffer, area, view, all.len() - count);
}

fn light_of(bad: usize) -> Light {
    if bad > 0 { Light::Red } else { Light::Green }
}

/// A high terminal shows a picture below the lines; answers the room for the lines.
fn with_picture(area: Rect, count: usize) -> (Rect, Option<Rect>) {
    let above = u16::try_from(count.saturating_mul(2).saturating_add(1)).unwrap_or(u16::MAX);
    let above = above.max(8);
    if area.height < above.saturating_add(14) {
        return (area, None);
    }
    let lines = Rect {
        height: above,
        ..area
    };
    let picture = Rect {
        y: area.y + above + 1,
        height: (area.height - above - 1).min(24),
        ..area
    };
    (lines, Some(picture))
}

fn tasks(buffer: &mut Buffer, area: Rect, view: &View<'_>) {
    let l = view.locale;
    let board = view.board;
    let behind = board.leaves.class(ReadClass::Behind);
    let overdue = board.leaves.overdue;
    let area = row_of_figures(
        buffer,
        area,
        view,
        &[
            Figure::new(
                format!("{}/{}", board.top.done, board.top.total),
                tr!(l, "card-done"),
                Light::Blue,
            ),
            Figure::new(
                overdue.to_string(),
                match sentences::overdue_are(board) {
                    Rows::Tasks => tr!(l, "card-overdue"),
                    Rows::Undivided => tr!(l, "card-overdue-undivided"),
                    Rows::Parts => tr!(l, "card-overdue-parts"),
                    Rows::Both => tr!(l, "card-overdue-both"),
                },
                light_of(overdue),
            ),
            Figure::new(
                behind.to_string(),
                match sentences::behind_are(board) {
                    Rows::Tasks => tr!(l, "card-behind"),
                    Rows::Undivided => tr!(l, "card-behind-undivided"),
                    Rows::Parts => tr!(l, "card-behind-parts"),
                    Rows::Both => tr!(l, "card-behind-both"),
                },
                if behind > 0 {
                    Light::Yellow
                } else {
                    Light::Green
                },
            ),
        ],
    );
    let all = board.top.total;
    let (area, below) = with_picture(area, all);
    if let Some(below) = below {
        progress_curve(below, buffer, view);
    }
    // Of many the worst are shown.
    let count = match fits(area, all) {
        count if count < all => count.min(board.worst.len()),
        count => count,
    };
    let tops: Vec<TaskIx> = if count < all {
        board.worst.clone()
    } else {
        board.top_tasks().take(count).collect()
    };
    for (y, &ix) in lines(area, count).zip(tops.iter().take(count)) {
        let (Some(task), Some(verdict)) = (board.task(ix), board.verdict(ix)) else {
            continue;
        };
        let style = view.theme.light(verdict.light);
        let badge = words::badge_width(l);
        let words = format!(
            "{} {}",
            view.glyphs.light(verdict.light, verdict.class),
            words::standing(l, verdict)
        );
        paint::put(buffer, area.x, y, &words, badge, style);
        let width = area.width / 4;
        let title = area.width.saturating_sub(badge + width + 8);
        paint::put(
            buffer,
            area.x + badge + 1,
            y,
            &words::titled(view, task),
            title,
            view.theme.title,
        );
        bar::bar(
            buffer,
            area.right() - width - 6,
            y,
            width,
            verdict.actual().map(|v| v / 100.0),
            verdict.expected().map(|v| v / 100.0),
            style,
            view.theme.track,
            view.theme.target,
        );
        let percent = words::percent_short(verdict.actual());
        paint::put_right(buffer, area.x, y, &percent, area.width, view.theme.title);
    }
    more(buffer, area, view, all - count);
}

fn overdue(buffer: &mut Buffer, area: Rect, view: &View<'_>) {
    let l = view.locale;
    let board = view.board;
    let late: Vec<usize> = board.late_units().collect();
    let longest = sentences::longest(view).map_or(0, |unit| unit.longest_overdue);
    let most = longest.max(1);
    let area = row_of_figures(
        buffer,
        area,
        view,
        &[
            Figure::new(
                late.len().to_string(),
                tr!(l, "overview-units"),
                light_of(late.len()),
            ),
            Figure::new(
                longest.to_string(),
                tr!(l, "slide-longest"),
                light_of(late.len()),
            ),
        ],
    );
    let count = fits(area, late.len());
    let red = view.theme.light(Light::Red);
    let step = |at: usize| {
        let due = board.units[at].step_due;
        tr!(l, "slide-step", step = words::step(view, due))
    };
    // One scale for all rows, or the bars cannot be compared.
    let widest = late.iter().take(count).map(|&at| text::width(&step(at)));
    let tail = (widest.max().unwrap_or(0) as u16).max(12) + 2;
    // Its latest task below each, where there is room.
    let apart = usize::from(area.height) >= 2 * count;
    for (y, &at) in lines(area, count).zip(late.iter().take(count)) {
        let unit = &board.units[at];
        let days = tr!(l, "days", count = unit.longest_overdue);
        let step = step(at);
        let name = (area.width / 3).min(30);
        paint::put(buffer, area.x, y, "■", 2, red);
        paint::put(buffer, area.x + 2, y, &unit.unit, name, view.theme.title);
        let days_x = area.right().saturating_sub(tail + 8);
        let room = days_x.saturating_sub(area.x + name + 4);
        bar::bar(
            buffer,
            area.x + name + 3,
            y,
            room,
            Some(unit.longest_overdue as f64 / most as f64),
            None,
            red,
            view.theme.track,
            red,
        );
        paint::put_right(buffer, days_x, y, &days, 8, red);
        paint::put_right(buffer, area.x, y, &step, area.width, view.theme.title);
        if apart {
            let is_it = |ix: &TaskIx| {
                let verdict = board.verdict(*ix);
                verdict.is_some_and(|one| one.days_overdue() == unit.longest_overdue)
            };
            let latest = unit.tasks().find(is_it);
            let why = latest.map_or_else(String::new, |ix| sentences::task_why(view, ix));
            let width = area.width.saturating_sub(2);
            paint::put(buffer, area.x + 2, y + 1, &why, width, view.theme.muted);
        }
    }
    more(buffer, area, view, late.len() - count);
}

fn supervision(buffer: &mut Buffer, area: Rect, view: &View<'_>) {
    let l = view.locale;
    let board = view.board;
    let steps = board.plan.steps.len();
    let name = (area.width / 3).min(26);
    let gap = 10;
    let cell = area.width.saturating_sub(name + gap + 4) / (steps as u16).max(1);
    for at in 0..steps {
        let x = area.x + name + 2 + at as u16 * cell;
        let words = words::step(view, Some(at));
        paint::put(buffer, x, area.y, &words, cell, view.theme.muted);
    }
    let body = Rect {
        y: area.y + 1,
        height: area.height.saturating_sub(1),
        ..area
    };
    let all = &board.supervision.escalations;
    // A unit has one line: its highest step due, of those the largest gap.
    let units: Vec<_> = all
        .chunk_by(|a, b| a.unit == b.unit)
        .filter_map(|of_unit| of_unit.iter().max_by_key(|one| (one.due, one.gap)))
        .collect();
    let count = fits(body, units.len());
    for (y, one) in lines(body, count).zip(units.iter().take(count)) {
        let unit = board
            .units
            .get(one.unit)
            .map_or("", |unit| unit.unit.as_str());
        let style = if one.gap > 0 {
            view.theme.title
        } else {
            view.theme.text
        };
        paint::put(buffer, area.x, y, unit, name, style);
        let reached = one.taken.and_then(|taken| rung(&board.plan, taken.level));
        for at in 0..steps {
            let x = area.x + name + 2 + at as u16 * cell;
            let (mark, style) = match reached {
                _ if one.is_taken(at) => ("◆", view.theme.light(Light::Blue)),
                // Passed over: a higher step was taken without it.
                Some(reached) if at < reached => ("–", view.theme.muted),
                _ if at == one.due => ("◇", view.theme.light(Light::Red)),
                _ if at < one.due => ("◇", view.theme.light(Light::Yellow)),
                _ => ("·", view.theme.muted),
            };
            paint::put(buffer, x, y, mark, 2, style);
        }
        let (words, style) = match one.gap {
            0 => (tr!(l, "gap-none"), view.theme.light(Light::Green)),
            gap => (
                tr!(l, "gap-steps", count = gap),
                view.theme.light(Light::Red),
            ),
        };
        paint::put_right(buffer, area.x, y, &words, area.width, style);
    }
    more(buffer, body, view, units.len() - count);
}

fn petitions(buffer: &mut Buffer, area: Rect, view: &View<'_>) {
    let l = view.locale;
    let counts = view.board.petitions.counts;
    let rate = |rate: Option<f64>| rate.map_or("—".to_owned(), |rate| format!("{rate:.1}"));
    let area = row_of_figures(
        buffer,
        area,
        view,
        &[
            Figure::new(
                rate(counts.closed_rate()),
                format!("{} %", tr!(l, "slide-closed")),
                Light::Blue,
            ),
            Figure::new(
                rate(counts.closed_rate_with_stage()),
                format!("{} %", tr!(l, "slide-closed-stage")),
                Light::Green,
            ),
            Figure::new(
                counts.overdue.to_string(),
                tr!(l, "class-overdue"),
                light_of(counts.overdue),
            ),
        ],
    );
    let late: Vec<_> = view
        .board
        .petitions
        .items
        .iter()
        .filter(|one| one.days_overdue > 0)
        .collect();
    let count = fits(area, late.len());
    let red = view.theme.light(Light::Red);
    for (y, one) in lines(area, count).zip(late.iter().take(count)) {
        let Some(row) = view.board.tables.petition(one.row) else {
            continue;
        };
        let days = tr!(l, "days-late", count = one.days_overdue);
        let tail = text::width(&days) as u16 + 2;
        let words = format!(
            "{} {}（{}）",
            row.town(),
            row.content(),
            words::units(view, &row.units(), row.region())
        );
        let room = area.width.saturating_sub(tail + 2);
        paint::put(buffer, area.x, y, "■", 2, red);
        paint::put(buffer, area.x + 2, y, &words, room, view.theme.title);
        paint::put_right(buffer, area.x, y, &days, area.width, red);
    }
    more(buffer, area, view, late.len() - count);
}

fn projects(buffer: &mut Buffer, area: Rect, view: &View<'_>) {
    let l = view.locale;
    let names = [
        tr!(l, "work-return"),
        tr!(l, "work-regreen"),
        tr!(l, "work-tend"),
    ];
    let light = |rate: Option<f64>| match rate {
        Some(rate) if rate >= 100.0 => Light::Green,
        Some(_) => Light::Yellow,
        None => Light::Grey,
    };
    let works = view.board.projects.works;
    let figures: Vec<Figure> = works
        .iter()
        .zip(&names)
        .map(|(work, name)| {
            let rate = work
                .rate()
                .map_or("—".to_owned(), |rate| format!("{rate:.1}"));
            Figure::new(rate, format!("{name} %"), light(work.rate()))
        })
        .collect();
    let area = row_of_figures(buffer, area, view, &figures);
    for (y, (work, name)) in lines(area, works.len()).zip(works.iter().zip(&names)) {
        let words = tr!(
            l,
            "slide-work",
            done = words::number(work.done, 1),
            due = words::number(work.due, 1),
            missing = words::number(work.missing(), 1)
        );
        // One length for all bars, so that they can be compared.
        let tail = 26.min(area.width / 3);
        let label = 12;
        paint::put(buffer, area.x, y, name, label, view.theme.title);
        bar::bar(
            buffer,
            area.x + label + 1,
            y,
            area.width.saturating_sub(label + tail + 1),
            work.rate().map(|rate| rate / 100.0),
            Some(1.0),
            view.theme.light(light(work.rate())),
            view.theme.track,
            view.theme.target,
        );
        paint::put_right(buffer, area.x, y, &words, area.width, view.theme.text);
    }
}

fn indicators(buffer: &mut Buffer, area: Rect, view: &View<'_>) {
    let l = view.locale;
    let mut all: Vec<_> = view.board.indicators.iter().collect();
    let (area, below) = with_picture(area, all.len());
    if let (Some(below), Some(one)) = (below, sentences::pressing(view)) {
        draw_detail(below, buffer, view, one);
    }
    let count = fits(area, all.len());
    if count < all.len() {
        // The plan's own goals come first; of the rest those in doubt.
        all.sort_by_key(|one| std::cmp::Reverse(words::indicator_light(one) == Light::Red));
    }
    for (y, one) in lines(area, count).zip(all.iter().take(count)) {
        let light = words::indicator_light(one);
        let style: Style = view.theme.light(light);
        let mark = words::indicator_mark(light);
        let tail = words::indicator_standing(l, one);
        let (value, goal, last) = (9, 16, 10);
        let name = area.width.saturating_sub(value + goal + last + 4);
        paint::put(buffer, area.x, y, mark, 2, style);
        paint::put(
            buffer,
            area.x + 2,
            y,
            &one.indicator,
            name,
            view.theme.title,
        );
        let x = area.x + 2 + name;
        let bold = style.add_modifier(Modifier::BOLD);
        paint::put_right(buffer, x, y, &words::value(one), value, bold);
        paint::put(
            buffer,
            x + value + 2,
            y,
            &words::goal_short(l, one),
            goal - 2,
            view.theme.muted,
        );
        paint::put_right(buffer, area.x, y, &tail, area.width, style);
    }
    more(buffer, area, view, all.len() - count);
}

fn changed(buffer: &mut Buffer, area: Rect, view: &View<'_>) {
    let all: Vec<_> = changes::changes(view);
    let count = fits(area, all.len());
    for (y, one) in lines(area, count).zip(all.iter().take(count)) {
        let style = view.theme.light(one.light);
        let kind = changes::kind(view.locale, one.kind);
        let mark = match one.light {
            Light::Red => "■",
            Light::Yellow => "▲",
            Light::Green => "●",
            Light::Blue => "★",
            Light::Grey => "·",
        };
        let width = 14.min(area.width / 4);
        paint::put(buffer, area.x, y, &format!("{mark} {kind}"), width, style);
        let room = area.width.saturating_sub(width + 1);
        paint::put(
            buffer,
            area.x + width + 1,
            y,
            &one.words,
            room,
            view.theme.title,
        );
    }
    more(buffer, area, view, all.len() - count);
}

fn todo(buffer: &mut Buffer, area: Rect, view: &View<'_>) {
    let todo = sentences::todo(view);
    let items = (1..)
        .zip(&todo.items)
        .map(|(at, one)| (format!("{at}."), &one.what, &*one.about));
    let more = todo.more.iter().map(|one| (String::new(), one, ""));
    let all: Vec<(String, &String, &str)> = items.chain(more).collect();
    // The tasks where there is room for all of them, air where there is room for that, too.
    let height = usize::from(area.height);
    let abouts = all.iter().filter(|(.., about)| !about.is_empty()).count();
    let tell = height >= all.len() + abouts;
    let air = height >= all.len() * 2 + if tell { abouts } else { 0 };
    let mut y = area.y;
    for (number, one, about) in &all {
        let rest = Rect {
            x: area.x + 4,
            width: area.width.saturating_sub(4),
            y,
            height: area.bottom().saturating_sub(y).min(2),
        };
        if rest.is_empty() {
            break;
        }
        paint::put(buffer, area.x, y, number, 4, view.theme.accent);
        y += paint::paragraph(buffer, rest, one, view.theme.title);
        if tell && !about.is_empty() && y < area.bottom() {
            paint::put(buffer, rest.x, y, about, rest.width, view.theme.muted);
            y += 1;
        }
        y += u16::from(air);
    }
}
