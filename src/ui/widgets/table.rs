//! A table of the visible rows only: columns by priority, a cursor, marks, a scroll bar.

use super::list::Cursor;
use super::paint;
use crate::theme::Theme;
use crate::ui::Seen;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::{Modifier, Style};

/// How a column lies.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Align {
    /// Words.
    Left,
    /// Figures.
    Right,
}

/// A column.
#[derive(Debug, Clone)]
pub struct Column {
    /// Its heading.
    pub title: String,
    /// Least width in cells.
    pub min: u16,
    /// Share of what is left over; 0: stays at `min`.
    pub grow: u16,
    /// Greatest width; 0: none.
    pub max: u16,
    /// How it lies.
    pub align: Align,
    /// Folds before columns of smaller numbers; 0 never folds.
    pub fold: u8,
}

impl Column {
    /// A column of words.
    pub fn words(title: String, min: u16, grow: u16, fold: u8) -> Self {
        Self {
            title,
            min,
            grow,
            max: 0,
            align: Align::Left,
            fold,
        }
    }

    /// A column of figures.
    pub fn figures(title: String, min: u16, fold: u8) -> Self {
        Self {
            min: min.max(crate::text::width(&title) as u16),
            title,
            grow: 0,
            max: 0,
            align: Align::Right,
            fold,
        }
    }

    /// Limits the width.
    #[must_use]
    pub fn at_most(mut self, max: u16) -> Self {
        self.max = max;
        self
    }
}

/// What a cell shows.
#[derive(Debug, Clone)]
pub enum Cell {
    /// Words or a figure.
    Text(String, Style),
    /// Words whose end says more than their beginning: a path with a line number.
    Tail(String, Style),
    /// A day: as it is shown, and in full for who takes the table elsewhere.
    Day(String, Option<chrono::NaiveDate>, Style),
    /// A progress bar: value and expected of 0..=1, and its fill.
    Bar(Option<f64>, Option<f64>, Style),
}

impl Cell {
    /// Words in a style.
    pub fn new(text: impl Into<String>, style: Style) -> Self {
        Self::Text(text.into(), style)
    }
}

/// Columns and rows as words, for an export. Bars and sparks say nothing there.
pub fn seen(columns: &[Column], count: usize, row: impl Fn(usize) -> Vec<Cell>) -> Seen {
    let words = |cell: &Cell| match cell {
        Cell::Text(words, _) | Cell::Tail(words, _) | Cell::Day(words, None, _) => {
            Some(words.trim().to_owned())
        }
        Cell::Day(_, Some(day), _) => Some(day.to_string()),
        Cell::Bar(..) => None,
    };
    let rows: Vec<Vec<Option<String>>> = (0..count)
        .map(|at| row(at).iter().map(words).collect())
        .collect();
    let is_picture = |at: usize| {
        rows.iter().all(|row| {
            row.get(at).is_none_or(|cell| {
                cell.as_ref()
                    .is_none_or(|words| words.chars().all(super::bar::is_spark))
            })
        })
    };
    let kept: Vec<usize> = (0..columns.len())
        .filter(|&at| !columns[at].title.is_empty() && (rows.is_empty() || !is_picture(at)))
        .collect();
    Seen {
        head: kept.iter().map(|&at| columns[at].title.clone()).collect(),
        rows: rows
            .iter()
            .map(|row| {
                let cell = |at: &usize| row.get(*at).cloned().flatten().unwrap_or_default();
                kept.iter().map(cell).collect()
            })
            .collect(),
    }
}

/// The widths of the columns in `room`, with one cell between: `None` for those folded away.
pub fn layout(columns: &[Column], room: u16) -> Vec<Option<u16>> {
    let mut shown: Vec<bool> = vec![true; columns.len()];
    let need = |shown: &[bool]| -> u16 {
        columns
            .iter()
            .zip(shown)
            .filter(|(_, on)| **on)
            .map(|(column, _)| column.min + 1)
            .sum::<u16>()
            .saturating_sub(1)
    };
    while need(&shown) > room {
        let Some(victim) = (0..columns.len())
            .filter(|&at| shown[at] && columns[at].fold > 0)
            .max_by_key(|&at| columns[at].fold)
        else {
            break;
        };
        shown[victim] = false;
    }
    let mut widths: Vec<Option<u16>> = columns
        .iter()
        .zip(&shown)
        .map(|(column, on)| on.then_some(column.min))
        .collect();
    let mut spare = room.saturating_sub(need(&shown));
    // Columns that reach their limit leave their share to the others.
    while spare > 0 {
        let open: Vec<usize> = (0..columns.len())
            .filter(|&at| {
                columns[at].grow > 0
                    && widths[at].is_some_and(|w| columns[at].max == 0 || w < columns[at].max)
            })
            .collect();
        let total: u16 = open.iter().map(|&at| columns[at].grow).sum();
        if total == 0 {
            break;
        }
        let mut given = 0;
        for &at in &open {
            let share =
                (u32::from(spare) * u32::from(columns[at].grow) / u32::from(total)).max(1) as u16;
            let width = widths[at].unwrap_or(0);
            let cap = if columns[at].max == 0 {
                u16::MAX
            } else {
                columns[at].max
            };
            let extra = share.min(cap - width).min(spare - given);
            widths[at] = Some(width + extra);
            given += extra;
        }
        if given == 0 {
            break;
        }
        spare -= given;
    }
    widths
}

/// Where the rows were drawn, to find the row of a click.
#[derive(Debug, Clone, Default)]
pub struct Rows {
    /// The area of the rows, heading apart.
    pub area: Rect,
    /// The first row drawn.
    pub first: usize,
    /// How many rows the list has.
    pub count: usize,
    /// The columns that were drawn, each from and to (exclusive).
    columns: Vec<(usize, u16, u16)>,
}

/// The column a table is ordered by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Order {
    /// The column.
    pub column: usize,
    /// The greatest first.
    pub falling: bool,
}

impl Rows {
    /// The columns that were drawn, from the left.
    pub fn columns(&self) -> Vec<usize> {
        self.columns.iter().map(|(column, ..)| *column).collect()
    }

    /// The column whose heading is at a cell.
    pub fn heading_at(&self, x: u16, y: u16) -> Option<usize> {
        let heading = self.area.y.checked_sub(1)?;
        let found = self.columns.iter().filter(|_| y == heading);
        let mut found = found.filter(|(_, from, to)| (*from..*to).contains(&x));
        found.next().map(|(column, ..)| *column)
    }

    /// As if these columns had been drawn.
    #[cfg(test)]
    pub fn with_columns(columns: &[usize]) -> Self {
        Self {
            columns: columns.iter().map(|&column| (column, 0, 0)).collect(),
            ..Self::default()
        }
    }

    /// The row at a cell.
    pub fn at(&self, x: u16, y: u16) -> Option<usize> {
        if !self.area.contains((x, y).into()) {
            return None;
        }
        let row = self.first + usize::from(y - self.area.y);
        (row < self.count).then_some(row)
    }
}

/// Draws heading and visible rows. `row` gives a row's cells and whether it is marked as
/// changed; it is called for visible rows only.
#[expect(
    clippy::too_many_arguments,
    reason = "a drawing primitive: place, columns, rows"
)]
pub fn draw(
    buffer: &mut Buffer,
    area: Rect,
    theme: &Theme,
    columns: &[Column],
    cursor: &mut Cursor,
    count: usize,
    focused: bool,
    row: impl Fn(usize) -> (Vec<Cell>, bool),
) -> Rows {
    let head = (usize::MAX, None);
    draw_ordered(
        buffer,
        area,
        theme,
        columns,
        cursor,
        count,
        (focused, head),
        row,
    )
}

/// As [`draw`], with the column under the cursor marked in the heading and an arrow at the one the
/// rows are ordered by.
#[expect(
    clippy::too_many_arguments,
    reason = "a drawing primitive: place, columns, rows"
)]
pub fn draw_ordered(
    buffer: &mut Buffer,
    area: Rect,
    theme: &Theme,
    columns: &[Column],
    cursor: &mut Cursor,
    count: usize,
    (focused, (at, order)): (bool, (usize, Option<Order>)),
    row: impl Fn(usize) -> (Vec<Cell>, bool),
) -> Rows {
    if area.height < 2 || area.width < 4 {
        return Rows::default();
    }
    // One cell on the left for the change mark, one on the right for the scroll bar.
    let inner = Rect {
        x: area.x + 1,
        width: area.width - 2,
        ..area
    };
    let widths = layout(columns, inner.width);
    let mut x = inner.x;
    let mut drawn = Vec::new();
    for (number, (column, width)) in columns.iter().zip(&widths).enumerate() {
        let Some(width) = *width else { continue };
        let arrow = order
            .filter(|order| order.column == number)
            .map(|order| if order.falling { "▼" } else { "▲" });
        let style = match (number == at, arrow) {
            (true, _) => theme.accent.add_modifier(Modifier::UNDERLINED),
            (_, Some(_)) => theme.accent,
            _ => theme.muted,
        };
        let room = width.saturating_sub(u16::from(arrow.is_some()));
        let title = crate::text::truncate(&column.title, usize::from(room));
        let title = format!("{title}{}", arrow.unwrap_or_default());
        match column.align {
            Align::Left => {
                paint::put(buffer, x, area.y, &title, width, style);
            }
            Align::Right => {
                paint::put_right(buffer, x, area.y, &title, width, style);
            }
        }
        drawn.push((number, x, x + width));
        x += width + 1;
    }
    let body = Rect {
        y: area.y + 1,
        height: area.height - 1,
        ..area
    };
    let window = cursor.window(usize::from(body.height), count);
    let first = window.start;
    for (line, at) in (0u16..).zip(window.clone()) {
        let y = body.y + line;
        let (cells, marked) = row(at);
        let mut x = inner.x;
        for ((column, width), cell) in columns.iter().zip(&widths).zip(&cells) {
            let Some(width) = *width else { continue };
            match cell {
                Cell::Text(words, style) | Cell::Day(words, _, style) => match column.align {
                    Align::Left => {
                        paint::put(buffer, x, y, words, width, *style);
                    }
                    Align::Right => {
                        paint::put_right(buffer, x, y, words, width, *style);
                    }
                },
                Cell::Tail(words, style) => {
                    let cut = crate::text::truncate_start(words, usize::from(width));
                    paint::put(buffer, x, y, &cut, width, *style);
                }
                Cell::Bar(value, expected, fill) => super::bar::bar(
                    buffer,
                    x,
                    y,
                    width,
                    *value,
                    *expected,
                    *fill,
                    theme.track,
                    theme.target,
                ),
            }
            x += width + 1;
        }
        if marked {
            paint::put(buffer, area.x, y, "•", 1, theme.accent);
        }
        if focused && at == cursor.index() {
            paint::tint(
                buffer,
                Rect {
                    y,
                    height: 1,
                    width: area.width - 1,
                    ..area
                },
                theme.selected,
            );
            paint::put(
                buffer,
                area.x,
                y,
                // What changed stays marked below the cursor; its row is tinted anyway.
                if marked { "•" } else { "▌" },
                1,
                theme.accent.patch(theme.selected),
            );
        }
    }
    scroll_bar(buffer, body, &window, count, theme);
    Rows {
        area: body,
        first,
        count,
        columns: drawn,
    }
}

/// Where in the list the window stands; nothing where everything is visible.
fn scroll_bar(
    buffer: &mut Buffer,
    body: Rect,
    window: &std::ops::Range<usize>,
    count: usize,
    theme: &Theme,
) {
    if window.len() >= count || body.height == 0 {
        return;
    }
    let height = usize::from(body.height);
    let size = (height * height / count).max(1);
    let top = (height - size) * window.start / (count - window.len()).max(1);
    for line in 0..height {
        let (symbol, style) = if (top..top + size).contains(&line) {
            ("┃", theme.muted)
        } else {
            ("│", theme.border)
        };
        paint::put(
            buffer,
            body.right() - 1,
            body.y + line as u16,
            symbol,
            1,
            style,
        );
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn columns() -> Vec<Column> {
        vec![
            Column::words("名称".into(), 10, 2, 0),
            Column::words("单位".into(), 8, 1, 2).at_most(12),
            Column::figures("天数".into(), 4, 1),
        ]
    }

    #[test]
    fn columns_fold_by_priority_and_share_the_rest() {
        // 10 + 1 + 8 + 1 + 4 = 24
        assert_eq!(layout(&columns(), 24), [Some(10), Some(8), Some(4)]);
        assert_eq!(layout(&columns(), 20), [Some(15), None, Some(4)]);
        assert_eq!(layout(&columns(), 12), [Some(12), None, None]);
        // 40: 16 to share; 单位 stops at 12, 名称 takes the rest.
        assert_eq!(layout(&columns(), 40), [Some(22), Some(12), Some(4)]);
    }
}
