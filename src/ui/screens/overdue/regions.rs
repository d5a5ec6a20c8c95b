//! Regions as a table: the counties of a city, or of the country, and what one of them consists of.

use crate::analysis::board::{Counts, Light, RegionVerdict, UnitVerdict};
use crate::tr;
use crate::ui::overlays::find::Query;
use crate::ui::screens::ledger::Source;
use crate::ui::widgets::sieve::{Key, Sieve};
use crate::ui::widgets::table::{Cell, Column};
use crate::ui::widgets::{paint, panel};
use crate::ui::{ScreenId, Target, View, words};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

/// The regions; row 0 is all of them, row n the region n − 1 of the board.
#[derive(Debug, Clone, Default)]
pub(super) struct Regions;

impl Regions {
    /// The region of a row; `None` for all of them.
    pub(super) fn at<'a>(view: &View<'a>, row: usize) -> Option<&'a RegionVerdict> {
        view.board.regions.get(row.checked_sub(1)?)
    }
}

impl Source for Regions {
    type Row = usize;

    /// One region is no list.
    fn count(&self, view: &View<'_>) -> usize {
        match view.board.regions.len() {
            0 | 1 => 0,
            several => several + 1,
        }
    }

    /// The country has some 2,800 counties and districts: the screen hands on the errands of its
    /// units only.
    fn at_once(&self) -> usize {
        usize::MAX
    }

    fn rows(&self, view: &View<'_>, _sieve: &Sieve) -> Vec<usize> {
        (0..self.count(view)).collect()
    }

    fn columns(&self, view: &View<'_>) -> Vec<Column> {
        let l = view.locale;
        vec![
            Column::words(tr!(l, "column-region"), 14, 4, 0).at_most(30),
            Column::figures(tr!(l, "column-overdue"), 6, 0),
            Column::figures(tr!(l, "column-longest"), 8, 0),
            Column::words(String::new(), 6, 4, 6).at_most(24),
            Column::figures(tr!(l, "column-overdue-days"), 8, 3),
            Column::figures(tr!(l, "column-late-units"), 8, 1),
            Column::figures(tr!(l, "column-behind"), 6, 2),
            Column::figures(tr!(l, "column-tasks"), 6, 0),
            Column::figures(tr!(l, "column-done"), 6, 1),
            Column::words(tr!(l, "column-progress"), 10, 2, 4).at_most(20),
            Column::figures("%".to_owned(), 4, 1),
        ]
    }

    fn cells(&self, view: &View<'_>, row: usize, _plain: bool) -> (Vec<Cell>, bool) {
        let theme = view.theme;
        let board = view.board;
        let name = match Self::at(view, row) {
            Some(one) => words::region(view, &one.region),
            None => tr!(view.locale, "region-all"),
        };
        let figures = Figures::of(view, row);
        let late = figures.overdue > 0;
        let style = theme.light(if late { Light::Red } else { Light::Grey });
        let style = if late { style } else { theme.muted };
        let count = |n: usize| {
            if n == 0 {
                "·".to_owned()
            } else {
                n.to_string()
            }
        };
        let most = longest(&board.regions).max(1);
        let bar = figures.longest as f64 / most as f64;
        let cells = vec![
            Cell::new(
                name,
                if late || row == 0 {
                    theme.title
                } else {
                    theme.text
                },
            ),
            Cell::new(count(figures.overdue), style),
            Cell::new(
                if late {
                    tr!(view.locale, "days", count = figures.longest)
                } else {
                    "·".to_owned()
                },
                style,
            ),
            if late && row > 0 {
                Cell::Bar(Some(bar), None, style)
            } else {
                Cell::new("", theme.muted)
            },
            Cell::new(
                if late {
                    figures.days.to_string()
                } else {
                    "·".to_owned()
                },
                style,
            ),
            Cell::new(count(figures.units), style),
            Cell::new(
                count(figures.behind),
                if figures.behind > 0 {
                    theme.light(Light::Yellow)
                } else {
                    theme.muted
                },
            ),
            Cell::new(figures.top.total.to_string(), theme.text),
            Cell::new(count(figures.top.done), theme.light(Light::Blue)),
            Cell::Bar(
                figures.progress[0].map(|v| v / 100.0),
                figures.progress[1].map(|v| v / 100.0),
                theme.light(worst(figures.top)),
            ),
            Cell::new(words::percent_short(figures.progress[0]), theme.text),
        ];
        (cells, false)
    }

    /// Late or not; of its name the region itself. All of them are kept by nothing.
    fn values(&self, view: &View<'_>, row: usize, column: usize) -> Vec<String> {
        let Some(one) = Self::at(view, row) else {
            return Vec::new();
        };
        vec![match column {
            0 => words::region(view, &one.region),
            _ if one.overdue > 0 => tr!(view.locale, "class-overdue"),
            _ => tr!(view.locale, "value-not-late"),
        }]
    }

    fn sort_key(&self, view: &View<'_>, row: usize, column: usize) -> Key {
        // The sum of all stands last in any order.
        let Some(one) = Self::at(view, row) else {
            return Key::Nothing;
        };
        match column {
            0 => Key::words(&words::region(view, &one.region)),
            1 => Key::count(one.overdue),
            2 | 3 => Key::Number(one.longest_overdue as f64),
            4 => Key::Number(one.overdue_days as f64),
            5 => Key::count(one.late_units),
            6 => Key::count(one.behind),
            7 => Key::count(one.top.total),
            8 => Key::count(one.top.done),
            _ => Key::figure(one.progress[0]),
        }
    }

    fn falls(&self, column: usize) -> bool {
        !matches!(column, 0 | 9 | 10)
    }

    fn matches(&self, view: &View<'_>, row: usize, query: &Query<'_>) -> bool {
        Self::at(view, row).is_some_and(|one| query.matches(&words::region(view, &one.region)))
    }

    fn key(&self, view: &View<'_>, row: usize) -> Option<Target> {
        Some(match Self::at(view, row) {
            Some(one) => Target::Region(one.region.clone()),
            None => Target::Screen(ScreenId::Overdue),
        })
    }
}

/// What is told of a region, or of all.
struct Figures<'a> {
    top: &'a Counts,
    progress: [Option<f64>; 2],
    overdue: usize,
    days: i64,
    longest: i64,
    behind: usize,
    units: usize,
}

fn longest(regions: &[RegionVerdict]) -> i64 {
    let all = regions.iter().map(|one| one.longest_overdue);
    all.max().unwrap_or(0)
}

impl<'a> Figures<'a> {
    fn of(view: &View<'a>, row: usize) -> Self {
        let board = view.board;
        let Some(one) = Regions::at(view, row) else {
            return Self {
                top: &board.top,
                progress: [board.leaves.actual, board.leaves.expected],
                overdue: board.leaves.overdue,
                days: board.regions.iter().map(|one| one.overdue_days).sum(),
                longest: longest(&board.regions),
                behind: board.regions.iter().map(|one| one.behind).sum(),
                units: board.facts.late_units,
            };
        };
        Self {
            top: &one.top,
            progress: one.progress,
            overdue: one.overdue,
            days: one.overdue_days,
            longest: one.longest_overdue,
            behind: one.behind,
            units: one.late_units,
        }
    }
}

/// The worst light that any of these tasks has, for the bar of all.
pub(in crate::ui::screens) fn worst(counts: &Counts) -> Light {
    let lights = [Light::Red, Light::Yellow, Light::Green, Light::Blue];
    let mut lights = lights.into_iter();
    lights
        .find(|&light| counts.light(light) > 0)
        .unwrap_or(Light::Grey)
}

/// Draws a region: its figures, then its units, the latest first.
pub(super) fn draw(
    area: Rect,
    buffer: &mut Buffer,
    view: &View<'_>,
    row: usize,
    units: &[UnitVerdict],
) {
    let l = view.locale;
    let name = match Regions::at(view, row) {
        Some(one) => words::region(view, &one.region),
        None => tr!(l, "region-all"),
    };
    let figures = Figures::of(view, row);
    let note = tr!(l, "region-units", count = units.len());
    let mut body = panel::heading(buffer, area, &name, &note, view.theme);
    if body.height > 4 {
        let facts = tr!(
            l,
            "region-facts",
            total = figures.top.total,
            done = figures.top.done,
            completed = figures.top.completed,
            overdue = figures.overdue,
            behind = figures.behind
        );
        let used = paint::paragraph(buffer, Rect { height: 2, ..body }, &facts, view.theme.text);
        body.y += used;
        body.height -= used;
    }
    for (y, unit) in (body.y..body.bottom()).zip(units) {
        let red = view.theme.light(Light::Red);
        let (mark, style, late) = if unit.overdue > 0 {
            let late = tr!(
                l,
                "unit-late",
                count = unit.overdue,
                days = unit.longest_overdue
            );
            ("■", red, late)
        } else if unit.behind > 0 {
            let late = tr!(l, "unit-behind", count = unit.behind);
            ("▲", view.theme.light(Light::Yellow), late)
        } else {
            ("●", view.theme.light(Light::Green), String::new())
        };
        let step = words::step(view, unit.step_due);
        let tail = [late, step].join("  ");
        let room = crate::text::width(&tail) as u16;
        paint::put_right(
            buffer,
            body.x,
            y,
            &tail,
            body.width,
            if unit.overdue > 0 {
                red
            } else {
                view.theme.muted
            },
        );
        paint::pieces(
            buffer,
            body.x + 1,
            y,
            body.width.saturating_sub(room + 3),
            &[(&format!("{mark} "), style), (&unit.unit, view.theme.text)],
        );
    }
}
