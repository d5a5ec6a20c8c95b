//! The tasks behind the units that are listed: what a meeting goes through one by one.

use crate::analysis::board::{ReadClass, TaskIx, UnitVerdict};
use crate::ui::widgets::blocks::{self, Block, Line};
use crate::ui::{View, words};
use crate::{text, tr};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use std::cmp::Reverse;
use std::collections::HashSet;

/// How many rows the list needs: its heading and some lines.
pub(super) const LEAST: u16 = 5;

/// How wide a title and a unit may be, cells.
const WIDTHS: (usize, usize) = (26, 20);

/// Late tasks of some units, each once: those past their day first, the longest first.
fn late<'a>(view: &View<'_>, units: impl Iterator<Item = &'a UnitVerdict>) -> Vec<TaskIx> {
    let mut known = HashSet::new();
    let mut list: Vec<TaskIx> = units
        .flat_map(UnitVerdict::tasks)
        .filter(|ix| {
            let class = view.board.verdict(*ix).map(|verdict| verdict.class);
            matches!(class, Some(ReadClass::Overdue | ReadClass::Behind)) && known.insert(*ix)
        })
        .collect();
    list.sort_by_key(|ix| {
        let verdict = view.board.verdict(*ix);
        verdict.map(|verdict| (Reverse(verdict.days_overdue()), Reverse(verdict.light)))
    });
    list
}

/// Draws the late tasks of the units, of no more of them than stand on the screen; nothing where
/// there are none.
pub(super) fn draw<'a>(
    area: Rect,
    buffer: &mut Buffer,
    view: &View<'_>,
    units: impl Iterator<Item = &'a UnitVerdict>,
) {
    let l = view.locale;
    let list = late(view, units);
    if list.is_empty() {
        return;
    }
    let shown: Vec<_> = list
        .iter()
        .take(usize::from(area.height))
        .filter_map(|&ix| {
            let task = view.board.task(ix)?;
            let units = words::list(l, &task.responsible());
            Some((ix, units, task, view.board.verdict(ix)?))
        })
        .collect();
    let titles = shown.iter().map(|(.., task, _)| text::width(task.title()));
    let titles = titles.max().unwrap_or(0).min(WIDTHS.0);
    let units = shown.iter().map(|(_, unit, ..)| text::width(unit));
    let units = units.max().unwrap_or(0).min(WIDTHS.1);
    let badges = usize::from(words::badge_width(l)) + 1;
    let lines = shown
        .into_iter()
        .map(|(ix, unit, task, verdict)| {
            let style = view.theme.light(verdict.light);
            let sign = view.glyphs.light(verdict.light, verdict.class);
            let badge = format!("{sign} {}", words::standing(l, verdict));
            let due = words::date_cell(view, verdict.deadline);
            let dated = if verdict.is_overdue() {
                style
            } else {
                view.theme.muted
            };
            let title = text::pad(task.title(), titles);
            let unit = text::pad(&unit, units);
            Line::Words(
                vec![
                    (text::pad(&badge, badges), style),
                    (format!("{title}  "), view.theme.text),
                    (format!("{unit}  "), view.theme.text),
                    (words::reason(view, ix), view.theme.muted),
                ],
                Some((due, dated)),
            )
        })
        .collect::<Vec<_>>();
    let block = Block {
        title: tr!(l, "overdue-tasks"),
        note: tr!(l, "column-deadline"),
        behind: list.len() - lines.len(),
        lines,
    };
    blocks::draw(buffer, area, view.theme, &[block], |count| {
        tr!(l, "more-items", count = count)
    });
}
