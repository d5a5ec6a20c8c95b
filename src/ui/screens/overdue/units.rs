//! Units as a table: all of the board, or those of one region by themselves.

use crate::analysis::board::{Light, UnitVerdict};
use crate::tr;
use crate::ui::overlays::find::Query;
use crate::ui::screens::ledger::Source;
use crate::ui::widgets::bar;
use crate::ui::widgets::sieve::{self, Key, Sieve};
use crate::ui::widgets::table::{Cell, Column};
use crate::ui::{Target, View, words};
use std::sync::Arc;

/// The units; rows are their places in [`Units::all`].
#[derive(Debug, Clone, Default)]
pub(super) struct Units {
    /// Those of one region; `None`: all of the board.
    own: Option<Arc<[UnitVerdict]>>,
    /// The longest delay, for the length of bars.
    most: i64,
}

impl Units {
    /// Those of the region with this number, else all of the board.
    pub(super) fn of(view: &View<'_>, region: Option<usize>) -> Self {
        let mut units = Self {
            own: region.map(|at| view.board.units_of(at).into()),
            most: 1,
        };
        let longest = units.all(view).iter().map(|unit| unit.longest_overdue);
        units.most = longest.max().unwrap_or(1).max(1);
        units
    }

    /// The units in the order of the ranking.
    pub(super) fn all<'a>(&'a self, view: &'a View<'_>) -> &'a [UnitVerdict] {
        self.own.as_deref().unwrap_or(&view.board.units)
    }
}

impl Source for Units {
    type Row = usize;

    fn count(&self, view: &View<'_>) -> usize {
        self.all(view).len()
    }

    fn rows(&self, view: &View<'_>, _sieve: &Sieve) -> Vec<usize> {
        (0..self.count(view)).collect()
    }

    fn columns(&self, view: &View<'_>) -> Vec<Column> {
        columns(view)
    }

    fn cells(&self, view: &View<'_>, row: usize, _plain: bool) -> (Vec<Cell>, bool) {
        let unit = self.all(view).get(row);
        unit.map_or_else(Default::default, |unit| unit_row(view, unit, self.most))
    }

    fn values(&self, view: &View<'_>, row: usize, column: usize) -> Vec<String> {
        let unit = self.all(view).get(row);
        unit.map_or_else(Vec::new, |unit| values(view, unit, column))
    }

    fn sort_key(&self, view: &View<'_>, row: usize, column: usize) -> Key {
        let unit = self.all(view).get(row);
        unit.map_or(Key::Nothing, |unit| sort_key(unit, column))
    }

    fn falls(&self, column: usize) -> bool {
        !matches!(column, 0 | 9)
    }

    fn matches(&self, view: &View<'_>, row: usize, query: &Query<'_>) -> bool {
        let unit = self.all(view).get(row);
        unit.is_some_and(|unit| query.matches(&unit.unit))
    }

    fn key(&self, view: &View<'_>, row: usize) -> Option<Target> {
        Some(Target::Unit(self.all(view).get(row)?.unit.clone()))
    }

    fn is(&self, view: &View<'_>, row: usize, target: &Target) -> bool {
        let unit = self.all(view).get(row);
        matches!((unit, target), (Some(unit), Target::Unit(name)) if unit.unit == *name)
    }
}

fn columns(view: &View<'_>) -> Vec<Column> {
    let l = view.locale;
    vec![
        Column::words(tr!(l, "column-unit"), 20, 4, 0).at_most(30),
        Column::figures(tr!(l, "column-overdue"), 6, 0),
        Column::figures(tr!(l, "column-longest"), 8, 0),
        Column::words(String::new(), 6, 4, 7).at_most(24),
        Column::figures(tr!(l, "column-overdue-days"), 8, 3),
        Column::figures(tr!(l, "column-behind"), 6, 2),
        Column::figures(tr!(l, "column-worst-lag"), 8, 5),
        Column::figures(tr!(l, "column-tasks"), 5, 2),
        Column::figures(tr!(l, "column-done"), 6, 6),
        Column::words(tr!(l, "column-trend"), 8, 0, 4),
        Column::words(tr!(l, "column-step-due"), 9, 0, 0),
        Column::words(tr!(l, "column-step-taken"), 9, 0, 1),
        Column::words(tr!(l, "column-updated"), 8, 0, 1),
    ]
}

/// The values of a unit in a column that rows can be kept by.
fn values(view: &View<'_>, unit: &UnitVerdict, column: usize) -> Vec<String> {
    let cells = unit_row(view, unit, 1).0;
    match column {
        // Late or not is what one wants to know, not how many of it.
        1..=3 => vec![if unit.overdue > 0 {
            tr!(view.locale, "class-overdue")
        } else {
            tr!(view.locale, "value-not-late")
        }],
        _ => sieve::values(view.locale, cells.get(column)),
    }
}

fn sort_key(unit: &UnitVerdict, column: usize) -> Key {
    match column {
        0 => Key::words(&unit.unit),
        1 => Key::count(unit.overdue),
        2 | 3 => Key::Number(unit.longest_overdue as f64),
        4 => Key::Number(unit.overdue_days as f64),
        5 => Key::count(unit.behind),
        6 => Key::figure(unit.worst_lag),
        7 => Key::count(unit.tasks().len()),
        8 => Key::count(unit.done),
        9 => Key::figure(unit.actual()),
        10 => Key::figure(unit.step_due.map(|step| step as f64)),
        11 => match unit.step_due {
            Some(_) => Key::count(unit.step_gap),
            None => Key::Nothing,
        },
        _ => Key::count(usize::from(unit.updated == Some(false))),
    }
}

fn unit_row(view: &View<'_>, unit: &UnitVerdict, most: i64) -> (Vec<Cell>, bool) {
    let theme = view.theme;
    let red = theme.light(Light::Red);
    let yellow = theme.light(Light::Yellow);
    let count = |n: usize| {
        if n == 0 {
            "·".to_owned()
        } else {
            n.to_string()
        }
    };
    let late = unit.overdue > 0;
    let style = if late { red } else { theme.muted };
    let cells = vec![
        Cell::new(
            unit.unit.clone(),
            if late { theme.title } else { theme.text },
        ),
        Cell::new(count(unit.overdue), style),
        Cell::new(
            if late {
                tr!(view.locale, "days", count = unit.longest_overdue)
            } else {
                "·".to_owned()
            },
            style,
        ),
        if late {
            Cell::Bar(Some(unit.longest_overdue as f64 / most as f64), None, red)
        } else {
            Cell::new("", theme.muted)
        },
        Cell::new(
            if late {
                unit.overdue_days.to_string()
            } else {
                "·".to_owned()
            },
            style,
        ),
        Cell::new(
            count(unit.behind),
            if unit.behind > 0 { yellow } else { theme.muted },
        ),
        Cell::new(
            unit.worst_lag
                .filter(|lag| *lag > 0.05)
                .map_or_else(|| "·".to_owned(), |lag| words::number(lag, 1)),
            theme.text,
        ),
        Cell::new(unit.tasks().len().to_string(), theme.text),
        Cell::new(count(unit.done), theme.light(Light::Blue)),
        Cell::new(bar::course(&unit.history(), 8), theme.accent),
        Cell::new(
            words::step(view, unit.step_due),
            if unit.step_due.is_some() {
                theme.title
            } else {
                theme.muted
            },
        ),
        Cell::new(
            match unit.step_taken {
                Some(level) => words::level(view.locale, level),
                None if unit.step_due.is_some() => tr!(view.locale, "step-not-taken"),
                None => "—".to_owned(),
            },
            match (unit.step_due, unit.step_gap) {
                (None, _) => theme.muted,
                (Some(_), 0) => theme.light(Light::Green),
                (Some(_), _) => red,
            },
        ),
        Cell::new(
            if unit.updated == Some(false) {
                tr!(view.locale, "not-updated")
            } else {
                String::new()
            },
            yellow,
        ),
    ];
    (cells, view.marks.contains(&Target::Unit(unit.unit.clone())))
}
