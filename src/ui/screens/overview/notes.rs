//! What the meeting should know: the register, what falls due, who has not updated.

use crate::analysis::board::Light;
use crate::tr;
use crate::ui::widgets::{paint, panel};
use crate::ui::{View, words};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

/// A line of the notes: its light and words.
pub(super) type Note = (Light, String);

pub(super) fn notes(view: &View<'_>) -> Vec<Note> {
    let l = view.locale;
    let board = view.board;
    let mut notes = Vec::new();
    let plan = &board.plan;
    // What the last meetings decided and what became of it comes first.
    let open = board.decisions.iter().filter(|one| one.open && one.earlier);
    let late = open.clone().filter(|one| one.days_overdue > 0).count();
    let count = open.clone().count();
    if count > 0 {
        let light = if late > 0 { Light::Red } else { Light::Yellow };
        let words = tr!(l, "note-decisions", count = count, late = late);
        notes.push((light, words));
    }
    // Those of this meeting behind those of the earlier ones.
    let today = board
        .decisions
        .iter()
        .filter(|one| one.open && !one.earlier);
    for one in open.clone().take(4).chain(today.take(3)) {
        let Some(row) = board.tables.decision(one.row) else {
            continue;
        };
        let due = if one.days_overdue > 0 {
            tr!(l, "days-late", count = one.days_overdue)
        } else {
            words::date_cell(view, row.deadline().date)
        };
        let light = if one.days_overdue > 0 {
            Light::Red
        } else {
            Light::Yellow
        };
        let units = words::units(view, &row.units(), row.region());
        let words = if one.earlier {
            tr!(
                l,
                "note-decision",
                text = row.text(),
                units = units,
                due = due
            )
        } else {
            tr!(
                l,
                "note-decision-now",
                text = row.text(),
                units = units,
                due = due
            )
        };
        notes.push((light, words));
    }
    if !board.register.complete {
        notes.push((
            Light::Yellow,
            tr!(
                l,
                "note-register",
                common = i64::from(plan.expected_common.unwrap_or(0)),
                specific = i64::from(plan.expected_specific.unwrap_or(0)),
                found_common = board.register.common,
                found_specific = board.register.specific,
                unmarked = board.register.unmarked
            ),
        ));
    }
    let horizon = words::date(view, board.horizon);
    let (tasks, milestones) = board.due_soon.iter().fold((0usize, 0usize), |(t, m), due| {
        if due.is_milestone {
            (t, m + 1)
        } else {
            (t + 1, m)
        }
    });
    let until = if board.horizon_is_meeting {
        tr!(l, "note-until-meeting", date = horizon)
    } else {
        tr!(l, "note-until-date", date = horizon)
    };
    notes.push((
        Light::Grey,
        tr!(
            l,
            "note-due",
            until = until,
            tasks = tasks,
            milestones = milestones
        ),
    ));
    let stale: Vec<&str> = board
        .units
        .iter()
        .filter(|unit| unit.updated == Some(false))
        .map(|unit| unit.unit.as_str())
        .collect();
    if !stale.is_empty() {
        let first: Vec<&str> = stale.iter().copied().take(3).collect();
        notes.push((
            Light::Yellow,
            tr!(
                l,
                "note-stale",
                count = stale.len(),
                names = words::list(l, &first)
            ),
        ));
    }
    let mut due = board.due_soon.iter().filter(|due| !due.is_milestone);
    for item in due.by_ref().take(12) {
        let Some(task) = board.task(item.task) else {
            continue;
        };
        let title = words::titled(view, task);
        notes.push((
            Light::Grey,
            tr!(
                l,
                "note-due-item",
                date = words::date(view, item.date),
                title = title
            ),
        ));
    }
    notes
}

pub(super) fn draw_notes(area: Rect, buffer: &mut Buffer, view: &View<'_>, notes: &[Note]) {
    let body = panel::heading(
        buffer,
        area,
        &tr!(view.locale, "overview-notes"),
        "",
        view.theme,
    );
    let mut y = body.y;
    for (light, words) in notes {
        if y >= body.bottom() {
            break;
        }
        let style: Style = view.theme.light(*light);
        let symbol = if *light == Light::Grey { "·" } else { "▲" };
        paint::put(buffer, body.x + 1, y, symbol, 1, style);
        let room = Rect {
            x: body.x + 3,
            y,
            width: body.width.saturating_sub(3),
            // Where room is short every note gets a line before any gets two.
            height: (body.bottom() - y).min(if body.height <= 4 { 1 } else { 2 }),
        };
        y += paint::paragraph(buffer, room, words, view.theme.text).max(1);
    }
}
