//! What the regions make of one indicator, as a table: the counties of a city, or of the country.

use crate::analysis::board::{IndicatorVerdict, RegionIndicator, Verdict};
use crate::tr;
use crate::ui::overlays::find::Query;
use crate::ui::screens::ledger::Source;
use crate::ui::widgets::sieve::{Key, Sieve};
use crate::ui::widgets::table::{Cell, Column};
use crate::ui::{Target, View, words};
use ratatui::style::Modifier;

/// The regions of the indicator at this place of the board, the worst first.
#[derive(Debug, Clone, Default)]
pub(super) struct Regions {
    pub(super) indicator: usize,
}

impl Regions {
    /// The indicator.
    pub(super) fn whole<'a>(&self, view: &View<'a>) -> Option<&'a IndicatorVerdict> {
        view.board.indicators.get(self.indicator)
    }

    fn one<'a>(&self, view: &View<'a>, row: usize) -> Option<&'a RegionIndicator> {
        self.whole(view)?.regions.get(row)
    }
}

impl Source for Regions {
    type Row = usize;
    /// How they stand.
    const FIRST: usize = 7;

    fn count(&self, view: &View<'_>) -> usize {
        self.whole(view).map_or(0, |whole| whole.regions.len())
    }

    /// The country has some 2,800 counties and districts.
    fn at_once(&self) -> usize {
        usize::MAX
    }

    fn rows(&self, view: &View<'_>, _sieve: &Sieve) -> Vec<usize> {
        (0..self.count(view)).collect()
    }

    fn columns(&self, view: &View<'_>) -> Vec<Column> {
        let l = view.locale;
        // A value of another year says so.
        let whole = self.whole(view);
        let dated = whole.is_some_and(|whole| whole.regions.iter().any(|r| r.value_year.is_some()));
        let value = if dated { 14 } else { 8 };
        vec![
            Column::words(String::new(), 1, 0, 0),
            Column::words(tr!(l, "column-region"), 10, 4, 0).at_most(24),
            Column::figures(tr!(l, "paper-value"), value, 0),
            Column::words(tr!(l, "fact-target"), 11, 1, 2).at_most(16),
            Column::figures(tr!(l, "column-margin"), 7, 3),
            Column::figures(tr!(l, "fact-year-on-year"), 8, 4),
            Column::figures(tr!(l, "fact-coverage"), 8, 5),
            Column::words(tr!(l, "column-standing"), 10, 0, 0),
        ]
    }

    fn cells(&self, view: &View<'_>, row: usize, _plain: bool) -> (Vec<Cell>, bool) {
        let (l, theme) = (view.locale, view.theme);
        let Some((whole, one)) = self.whole(view).zip(self.one(view, row)) else {
            return (Vec::new(), false);
        };
        let own = whole.in_region(one);
        let light = words::indicator_light(&own);
        let style = theme.light(light);
        let signed = |value: Option<f64>| {
            let sign = |value: f64| if value > 0.0 { "+" } else { "" };
            value.map_or_else(
                || "·".to_owned(),
                |value| format!("{}{}", sign(value), words::number(value, 1)),
            )
        };
        let share = one.coverage.map(|share| 100.0 * share);
        // Who is not asked has no goal, though another's row may have words for it.
        let goal = match one.verdict {
            Verdict::NotApplicable => String::new(),
            _ => words::goal_short(l, &own),
        };
        let value = match one.value_year {
            Some(year) => format!("{} ({year})", words::value(&own)),
            None => words::value(&own),
        };
        let cells = vec![
            Cell::new(words::indicator_mark(light), style),
            Cell::new(words::region(view, &one.region), theme.text),
            Cell::new(value, style.add_modifier(Modifier::BOLD)),
            Cell::new(goal, theme.muted),
            Cell::new(
                signed(one.margin),
                if one.margin.is_some_and(|m| m < 0.0) {
                    style
                } else {
                    theme.text
                },
            ),
            Cell::new(signed(one.year_on_year), theme.text),
            Cell::new(
                share.map_or_else(
                    || "·".to_owned(),
                    |share| format!("{}%", words::number(share, 0)),
                ),
                theme.muted,
            ),
            Cell::new(words::indicator_standing(l, &own), style),
        ];
        let name = whole.indicator.clone();
        let mark = Target::IndicatorOf(name, one.region.clone());
        (cells, view.marks.contains(&mark))
    }

    /// Of its name the region itself; else how it stands.
    fn values(&self, view: &View<'_>, row: usize, column: usize) -> Vec<String> {
        let Some((whole, one)) = self.whole(view).zip(self.one(view, row)) else {
            return Vec::new();
        };
        vec![match column {
            1 => words::region(view, &one.region),
            3 => words::goal_short(view.locale, &whole.in_region(one)),
            _ => words::indicator_standing(view.locale, &whole.in_region(one)),
        }]
    }

    fn sort_key(&self, view: &View<'_>, row: usize, column: usize) -> Key {
        let Some(one) = self.one(view, row) else {
            return Key::Nothing;
        };
        match column {
            1 => Key::words(&words::region(view, &one.region)),
            2 => match (&one.word, one.value) {
                (Some(word), _) => Key::words(word),
                (None, value) => Key::figure(value),
            },
            4 => Key::figure(one.margin),
            5 => Key::figure(one.year_on_year),
            6 => Key::figure(one.coverage),
            // They stand in the order of how they stand.
            _ => Key::count(row),
        }
    }

    fn matches(&self, view: &View<'_>, row: usize, query: &Query<'_>) -> bool {
        let one = self.one(view, row);
        one.is_some_and(|one| query.matches(&words::region(view, &one.region)))
    }

    fn key(&self, view: &View<'_>, row: usize) -> Option<Target> {
        let (whole, one) = self.whole(view).zip(self.one(view, row))?;
        let name = whole.indicator.clone();
        Some(Target::IndicatorOf(name, one.region.clone()))
    }
}
