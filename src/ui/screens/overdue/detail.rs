//! The unit under the cursor.

use crate::analysis::board::{Light, State, TaskIx, UnitVerdict};
use crate::tr;
use crate::ui::widgets::blocks::{self, Block, Line};
use crate::ui::widgets::{bar, paint, panel};
use crate::ui::{View, words};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

/// The tasks of a unit, the latest first.
pub(super) fn tasks(view: &View<'_>, unit: &UnitVerdict) -> Vec<TaskIx> {
    let mut tasks = unit.tasks().collect::<Vec<_>>();
    tasks.sort_by_key(|&ix| {
        let verdict = &view.board.tasks[ix as usize];
        (
            std::cmp::Reverse(verdict.days_overdue()),
            std::cmp::Reverse(verdict.light),
        )
    });
    tasks
}

/// Draws a unit: its figures, its tasks, what was done, of one region only where there is one.
/// `inside`: the task that the keys stand on.
pub(super) fn draw(
    area: Rect,
    buffer: &mut Buffer,
    view: &View<'_>,
    (unit, region): (&UnitVerdict, Option<&str>),
    inside: Option<usize>,
) {
    let l = view.locale;
    let note = match unit.updated {
        Some(false) => tr!(l, "unit-stale"),
        _ => String::new(),
    };
    let mut body = panel::heading(
        buffer,
        area,
        &tr!(l, "unit-detail", unit = unit.unit.as_str()),
        &note,
        view.theme,
    );
    if body.height > 6 {
        let reopened = unit.tasks().filter(|&ix| {
            let verdict = view.board.verdict(ix);
            verdict.is_some_and(|one| one.state == State::Reopened && !one.is_overdue())
        });
        let facts = tr!(
            l,
            "unit-facts",
            tasks = unit.tasks().len(),
            done = unit.done,
            completed = unit.completed,
            overdue = unit.overdue,
            reopened = reopened.count(),
            behind = unit.behind,
            led = unit.led().len()
        );
        let used = paint::paragraph(buffer, Rect { height: 2, ..body }, &facts, view.theme.text);
        body.y += used;
        body.height -= used;
        if unit.at_risk {
            let risk = if unit.longest_overdue > 0 {
                tr!(l, "unit-risk", days = unit.longest_overdue)
            } else {
                tr!(l, "unit-risk-reopened")
            };
            let used = paint::paragraph(
                buffer,
                Rect { height: 2, ..body },
                &risk,
                view.theme.light(Light::Red),
            );
            body.y += used;
            body.height -= used;
        }
        let history = unit.history();
        if history.iter().flatten().count() > 1 {
            let spark = bar::spark(&history);
            paint::pieces(
                buffer,
                body.x,
                body.y,
                body.width,
                &[
                    (&format!("{} ", tr!(l, "unit-trend")), view.theme.muted),
                    (&spark, view.theme.accent),
                    (
                        &format!(" {}", words::percent(unit.actual())),
                        view.theme.text,
                    ),
                ],
            );
            body.y += 1;
            body.height -= 1;
        }
    }
    let tasks = tasks(view, unit);
    // A high terminal shows below the tasks what was done about the unit.
    let listed = u16::try_from(tasks.len() * 2 + 1).unwrap_or(u16::MAX);
    if body.height >= listed.saturating_add(6) {
        let below = Rect {
            y: body.y + listed,
            height: body.height - listed,
            ..body
        };
        blocks::draw(
            buffer,
            below,
            view.theme,
            &done_about(view, unit, region),
            |count| tr!(l, "more-items", count = count),
        );
        body.height = listed;
    }
    // Two lines a task where there is room: what it is, and why it stands so.
    let lines: u16 = if usize::from(body.height) >= tasks.len() * 2 {
        2
    } else {
        1
    };
    let room = usize::from(body.height / lines);
    let first = inside.map_or(0, |at| (at + 1).saturating_sub(room));
    for (slot, (at, &ix)) in (0u16..).zip(tasks.iter().enumerate().skip(first).take(room)) {
        let (Some(task), Some(verdict)) = (view.board.task(ix), view.board.verdict(ix)) else {
            continue;
        };
        let y = body.y + slot * lines;
        let light = view.theme.light(verdict.light);
        let badge = format!(
            "{} {}",
            view.glyphs.light(verdict.light, verdict.class),
            words::standing(l, verdict)
        );
        let badge_width = words::badge_width(l) + 1;
        let badge = crate::text::pad(&badge, usize::from(badge_width));
        let due = words::date_cell(view, verdict.deadline);
        let due_width = crate::text::width(&due) as u16;
        let room = body.width.saturating_sub(due_width + 2);
        if lines == 2 {
            paint::pieces(
                buffer,
                body.x + 1,
                y,
                room,
                &[(&badge, light), (task.title(), view.theme.text)],
            );
            paint::put(
                buffer,
                body.x + 1 + badge_width,
                y + 1,
                &words::reason(view, ix),
                body.width.saturating_sub(1 + badge_width),
                view.theme.muted,
            );
        } else {
            let reason = words::reason(view, ix);
            paint::pieces(
                buffer,
                body.x + 1,
                y,
                room,
                &[
                    (&badge, light),
                    (task.title(), view.theme.text),
                    ("  ", view.theme.text),
                    (&reason, view.theme.muted),
                ],
            );
        }
        paint::put_right(
            buffer,
            body.x,
            y,
            &due,
            body.width,
            if verdict.is_overdue() {
                light
            } else {
                view.theme.muted
            },
        );
        if inside == Some(at) {
            paint::tint(
                buffer,
                Rect {
                    x: body.x,
                    y,
                    width: body.width,
                    height: lines,
                },
                view.theme.selected,
            );
        }
    }
}

/// The steps taken about a unit and what meetings decided of it.
fn done_about(view: &View<'_>, unit: &UnitVerdict, region: Option<&str>) -> Vec<Block> {
    let l = view.locale;
    let theme = view.theme;
    let board = view.board;
    let own = |units: &[&str], of: &str| {
        let mut units = units.iter();
        units.any(|one| unit.is_called(&board.plan, one, of))
    };
    // What names no region is about all of them.
    let here = |of: &str| of.is_empty() || region.is_none_or(|region| region == of);
    let mut actions: Vec<_> = board
        .tables
        .actions
        .iter()
        .filter_map(|&id| board.tables.action(id))
        .filter(|action| own(&action.units(), action.region()) && here(action.region()))
        .collect();
    actions.sort_by_key(|action| std::cmp::Reverse(action.date()));
    let actions: Vec<Line> = actions
        .into_iter()
        .map(|action| {
            let level = action
                .level()
                .map_or_else(String::new, |level| words::level(l, level));
            let date = words::date_cell(view, action.date());
            Line::Words(
                vec![
                    (format!("{date}  {level}  "), theme.text),
                    (
                        format!("{}  {}", action.number(), action.demand()),
                        theme.muted,
                    ),
                ],
                None,
            )
        })
        .collect();
    let decisions: Vec<Line> = board
        .decisions
        .iter()
        .filter_map(|one| {
            let row = board
                .tables
                .decision(one.row)
                .filter(|row| own(&row.units(), row.region()) && here(row.region()))?;
            let (mark, light, standing) = crate::ui::overlays::agenda::standing(view, one);
            let style = theme.light(light);
            Some(Line::Words(
                vec![
                    (format!("{mark} "), style),
                    (row.text().to_owned(), theme.text),
                ],
                Some((standing, style)),
            ))
        })
        .collect();
    [
        (tr!(l, "file-supervision"), actions),
        (tr!(l, "file-decisions"), decisions),
    ]
    .into_iter()
    .filter(|(_, lines)| !lines.is_empty())
    .map(|(title, lines)| Block {
        title,
        note: String::new(),
        lines,
        behind: 0,
    })
    .collect()
}
