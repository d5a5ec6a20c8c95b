//! A panel: a heading on a thin line, and room below.

use super::paint;
use crate::theme::Theme;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

/// Draws the heading `── title ───── note ──` and answers the room below it.
pub fn heading(buffer: &mut Buffer, area: Rect, title: &str, note: &str, theme: &Theme) -> Rect {
    if area.height == 0 {
        return area;
    }
    paint::rule(buffer, area.x, area.y, area.width, theme.border);
    let used = paint::put(
        buffer,
        area.x,
        area.y,
        &format!("{title} "),
        area.width,
        theme.title,
    );
    if !note.is_empty() {
        let room = area.width.saturating_sub(used + 1);
        let width = crate::text::width(note) as u16 + 1;
        if width <= room {
            paint::put_right(
                buffer,
                area.x + used,
                area.y,
                &format!(" {note}"),
                area.width - used,
                theme.muted,
            );
        }
    }
    Rect {
        y: area.y + 1,
        height: area.height - 1,
        ..area
    }
}
