//! The overall curve: planned against actual.

use super::axis;
use crate::analysis::board::Light;
use crate::tr;
use crate::ui::widgets::{chart, paint, panel};
use crate::ui::{View, words};
use chrono::{Datelike, NaiveDate};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

/// Planned against actual: the schedule over its whole length, the actual from the
/// versions in the folder, and today.
pub(in crate::ui) fn progress_curve(area: Rect, buffer: &mut Buffer, view: &View<'_>) {
    let l = view.locale;
    let theme = view.theme;
    let board = view.board;
    let planned = &board.planned;
    let (Some(first), Some(last), Some(now)) =
        (planned.first(), planned.last(), board.trend.last())
    else {
        return;
    };
    let body = panel::heading(
        buffer,
        area,
        &tr!(l, "curve-title"),
        &tr!(
            l,
            "curve-note",
            actual = words::percent(now.actual),
            expected = words::percent(now.expected)
        ),
        theme,
    );
    let plot = Rect {
        x: body.x + 5,
        width: body.width.saturating_sub(6),
        y: body.y,
        height: body.height.saturating_sub(1),
    };
    // Below that its three lines have no rows of their own.
    if plot.height < 3 || plot.width < 12 {
        return;
    }
    for (value, row) in [(100, 0), (50, (plot.height - 1) / 2), (0, plot.height - 1)] {
        paint::put_right(
            buffer,
            body.x,
            plot.y + row,
            &value.to_string(),
            4,
            theme.muted,
        );
        for x in plot.left()..plot.right() {
            paint::put(buffer, x, plot.y + row, "┄", 1, theme.border);
        }
    }
    let span = (last.0 - first.0).num_days().max(1) as f64;
    let x_of = |day: NaiveDate| ((day - first.0).num_days() as f64 / span).clamp(0.0, 1.0);
    let column = |day: NaiveDate| {
        plot.x + (x_of(day) * f64::from(plot.width.saturating_sub(1))).round() as u16
    };
    let today = column(board.as_of);
    for y in plot.top()..plot.bottom() {
        paint::put(buffer, today, y, "│", 1, theme.accent);
    }
    let plan: Vec<(f64, f64)> = planned
        .iter()
        .map(|(day, value)| (x_of(*day), value / 100.0))
        .collect();
    chart::curve(buffer, plot, &plan, theme.muted, true);
    let actual: Vec<(f64, f64)> = board
        .trend
        .iter()
        .filter_map(|point| Some((x_of(point.date), point.actual? / 100.0)))
        .collect();
    chart::curve(buffer, plot, &actual, theme.light(Light::Green), false);
    let ends = (plot.x, plot.right());
    let taken = axis::today(buffer, plot.bottom(), ends, today, view);
    let mut free = plot.x;
    for (day, _) in planned {
        let x = column(*day);
        let name = if day.month() == 1 && day.year() != board.plan.year {
            day.year().to_string()
        } else {
            words::month_name(l, day.month())
        };
        let fits = x + (crate::text::width(&name) as u16) <= plot.right();
        if x >= free && fits && axis::apart(&taken, x, &name) {
            free = x + paint::put(buffer, x, plot.bottom(), &name, 8, theme.muted) + 1;
        }
    }
    paint::pieces(
        buffer,
        plot.x + 1,
        plot.y + 1,
        today.saturating_sub(plot.x + 2),
        &[
            ("▄ ", theme.light(Light::Green)),
            (&tr!(l, "curve-actual"), theme.text),
            ("   ▄ ", theme.muted),
            (&tr!(l, "curve-expected"), theme.text),
        ],
    );
}
