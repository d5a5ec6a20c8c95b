//! One indicator in a line, on this screen and on the overview.

use crate::analysis::board::IndicatorVerdict;
use crate::ui::widgets::paint;
use crate::ui::{View, words};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Modifier;

/// One indicator in a line: light, name, value, target, what is still possible.
pub(in crate::ui::screens) fn indicator_row(
    row: Rect,
    buffer: &mut Buffer,
    view: &View<'_>,
    indicator: &IndicatorVerdict,
) {
    let light = words::indicator_light(indicator);
    let style = view.theme.light(light);
    let symbol = words::indicator_mark(light);
    let tail = words::indicator_standing(view.locale, indicator);
    let tail_room: u16 = if row.width >= 44 { 10 } else { 0 };
    let goal_room: u16 = if row.width >= 52 { 13 } else { 0 };
    let value_room: u16 = 8;
    let name_room = row
        .width
        .saturating_sub(3 + value_room + goal_room + tail_room + 2);
    paint::put(buffer, row.x + 1, row.y, symbol, 1, style);
    paint::put(
        buffer,
        row.x + 3,
        row.y,
        &indicator.indicator,
        name_room,
        view.theme.text,
    );
    let mut x = row.x + 3 + name_room;
    paint::put_right(
        buffer,
        x,
        row.y,
        &words::value(indicator),
        value_room,
        style.add_modifier(Modifier::BOLD),
    );
    x += value_room;
    if goal_room > 0 {
        paint::put(
            buffer,
            x + 2,
            row.y,
            &words::goal_short(view.locale, indicator),
            goal_room - 2,
            view.theme.muted,
        );
        x += goal_room;
    }
    if tail_room > 0 {
        paint::put(buffer, x + 2, row.y, &tail, tail_room, style);
    }
}
