//! Where the regions stand, the latest first: in place of the tasks where the data is of several.

use super::super::overdue::worst;
use super::Overview;
use crate::analysis::board::{Light, RegionVerdict};
use crate::tr;
use crate::ui::widgets::{bar, paint, panel};
use crate::ui::{Screen, Target, View, words};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

impl Overview {
    /// Draws as many regions as there is room for, the one under the cursor among them.
    pub(super) fn regions(&mut self, area: Rect, buffer: &mut Buffer, view: &View<'_>) {
        let l = view.locale;
        let all = &view.board.regions;
        // The folder's own level is no county.
        let counties = || all.iter().filter(|one| !one.region.is_empty());
        let late = counties().filter(|one| one.overdue > 0).count();
        let total = counties().count();
        let note = match view.board.unread.len() {
            0 => tr!(l, "overview-regions-note", late = late, total = total),
            unread => tr!(
                l,
                "overview-regions-note-unread",
                late = late,
                total = total,
                unread = unread
            ),
        };
        let title = tr!(l, "overview-regions");
        let body = panel::heading(buffer, area, &title, &note, view.theme);
        let chosen = match self.current() {
            Some(Target::Region(name)) => all.iter().position(|one| one.region == name),
            _ => None,
        };
        let room = usize::from(body.height);
        let skip = chosen.map_or(0, |at| (at + 1).saturating_sub(room));
        for (y, region) in (body.y..body.bottom()).zip(all.iter().skip(skip)) {
            let row = Rect {
                y,
                height: 1,
                ..body
            };
            region_row(row, buffer, view, region);
            self.spot(buffer, row, Target::Region(region.region.clone()), view);
        }
    }
}

/// Light, name, overdue and the longest of it, signed off of all, progress.
fn region_row(row: Rect, buffer: &mut Buffer, view: &View<'_>, region: &RegionVerdict) {
    let (l, theme) = (view.locale, view.theme);
    let light = if region.overdue > 0 {
        Light::Red
    } else {
        worst(&region.top)
    };
    let style = theme.light(light);
    let symbol = match light {
        Light::Red => "■",
        Light::Yellow => "▲",
        Light::Green => "●",
        Light::Blue => "★",
        Light::Grey => "○",
    };
    let bar_width = (row.width / 5).clamp(8, 24);
    let right = bar_width + 6;
    let done = format!("{}/{}", region.top.done, region.top.total);
    let done_width = crate::text::width(&done) as u16;
    let late = if region.overdue > 0 {
        tr!(
            l,
            "region-late",
            count = region.overdue,
            days = region.longest_overdue
        )
    } else {
        String::new()
    };
    let late_width = crate::text::width(&late) as u16;
    let tail = right + done_width + 2 + late_width;
    paint::put(buffer, row.x + 1, row.y, symbol, 1, style);
    let name = words::region(view, &region.region);
    let room = row.width.saturating_sub(4 + tail);
    paint::put(buffer, row.x + 3, row.y, &name, room, theme.text);
    let x = row.right().saturating_sub(tail);
    paint::put(buffer, x, row.y, &late, late_width, style);
    let x = row.right().saturating_sub(right + done_width + 1);
    paint::put(buffer, x, row.y, &done, done_width, theme.muted);
    bar::bar(
        buffer,
        row.right().saturating_sub(right),
        row.y,
        bar_width,
        region.progress[0].map(|v| v / 100.0),
        region.progress[1].map(|v| v / 100.0),
        style,
        theme.track,
        theme.target,
    );
    paint::put_right(
        buffer,
        row.right().saturating_sub(5),
        row.y,
        &words::percent_short(region.progress[0]),
        5,
        theme.text,
    );
}
