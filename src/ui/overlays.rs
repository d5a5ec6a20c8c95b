//! What lies over a screen: keys, a row of a source file, the form of a decision, the decisions, a
//! paper, the palette, what was said.

pub mod agenda;
pub mod decide;
pub mod export;
pub mod find;
pub mod help;
pub mod log;
pub mod palette;
pub mod paper;
pub mod source;

use crate::theme::Theme;
use crate::ui::widgets::paint;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

/// A cleared box over the middle of the screen with a title and a line of keys; answers the room
/// inside.
fn framed(buffer: &mut Buffer, theme: &Theme, size: (u16, u16), title: &str, keys: &str) -> Rect {
    let screen = *buffer.area();
    let (width, height) = (size.0.min(screen.width), size.1.min(screen.height));
    let area = Rect {
        x: screen.x + (screen.width - width) / 2,
        y: screen.y + (screen.height - height) / 2,
        width,
        height,
    };
    help::clear(buffer, area, theme);
    let inner = width.saturating_sub(4);
    paint::put(
        buffer,
        area.x + 2,
        area.y,
        &format!(" {title} "),
        inner,
        theme.tab,
    );
    paint::put_right(
        buffer,
        area.x + 2,
        area.bottom().saturating_sub(1),
        &format!(" {keys} "),
        inner,
        theme.muted,
    );
    Rect {
        x: area.x + 2,
        y: area.y + 1,
        width: inner,
        height: height.saturating_sub(2),
    }
}
