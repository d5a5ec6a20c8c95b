//! The axis of days and its months.

use crate::tr;
use crate::ui::widgets::paint;
use crate::ui::{View, words};
use chrono::{Datelike, Months, NaiveDate};
use ratatui::buffer::Buffer;
use std::ops::Range;

/// The days an axis shows.
#[derive(Clone, Copy)]
pub(super) struct Axis {
    from: NaiveDate,
    days: i64,
    pub(super) x: u16,
    pub(super) width: u16,
}

impl Axis {
    /// The axis that holds all tasks, drawn from `x` over `width` cells.
    pub(super) fn of(view: &View<'_>, x: u16, width: u16) -> Self {
        let facts = &view.board.facts;
        let year = view.board.plan.year;
        let first =
            |month: u32| NaiveDate::from_ymd_opt(year, month, 1).unwrap_or(view.board.as_of);
        let from = facts
            .first_start
            .map_or(first(1), |day| day.with_day(1).unwrap_or(day))
            .min(view.board.as_of);
        // The year at least; what lies further than half a year beyond it is cut at the edge.
        let year_end = NaiveDate::from_ymd_opt(year, 12, 31).unwrap_or(view.board.as_of);
        let latest = facts.last_deadline.unwrap_or(year_end);
        let limit = year_end
            .checked_add_months(Months::new(6))
            .unwrap_or(year_end);
        let to = latest.clamp(year_end, limit).max(view.board.as_of);
        Self {
            from,
            days: (to - from).num_days().max(1) + 1,
            x,
            width,
        }
    }

    /// The cell of a day, clamped to the axis.
    pub(super) fn at(self, day: NaiveDate) -> u16 {
        let days = (day - self.from).num_days().clamp(0, self.days - 1);
        self.x + (days * i64::from(self.width) / self.days) as u16
    }
}

/// Names today below or above where it lies, between `from` and `to`; answers the cells that no
/// other name may touch.
pub(super) fn today(
    buffer: &mut Buffer,
    y: u16,
    (from, to): (u16, u16),
    at: u16,
    view: &View<'_>,
) -> Range<u16> {
    let words = tr!(view.locale, "today");
    let wide = crate::text::width(&words) as u16;
    let last = to.saturating_sub(wide).max(from);
    let place = at.saturating_sub(wide / 2).clamp(from, last);
    paint::put(buffer, place, y, &words, wide, view.theme.tab);
    place.saturating_sub(1)..place + wide + 1
}

/// Whether a name at `x` keeps clear of cells that are taken.
pub(super) fn apart(taken: &Range<u16>, x: u16, name: &str) -> bool {
    x + crate::text::width(name) as u16 <= taken.start || x >= taken.end
}

/// Draws the months' names, and today where it lies; a name that would touch it is left out. A new
/// year goes before the months around it.
pub(super) fn months(buffer: &mut Buffer, y: u16, axis: Axis, view: &View<'_>) {
    let ends = (axis.x, axis.x + axis.width);
    let mut taken = vec![today(buffer, y, ends, axis.at(view.board.as_of), view)];
    let end = axis.from + chrono::Duration::days(axis.days - 1);
    let next = |day: &NaiveDate| {
        let first = day.with_day(1)?;
        first.checked_add_months(Months::new(1))
    };
    let all = std::iter::successors(Some(axis.from), next).take_while(|day| *day <= end);
    let is_year = |day: &NaiveDate| day.month() == 1 && day.year() != view.board.plan.year;
    let (years, months): (Vec<_>, Vec<_>) = all.partition(is_year);
    for day in years.into_iter().chain(months) {
        let x = axis.at(day);
        let name = if is_year(&day) {
            day.year().to_string()
        } else {
            words::month_name(view.locale, day.month())
        };
        let fits = x + (crate::text::width(&name) as u16) < ends.1;
        if fits && taken.iter().all(|one| apart(one, x, &name)) {
            let used = paint::put(buffer, x, y, &name, 8, view.theme.muted);
            taken.push(x.saturating_sub(1)..x + used + 1);
        }
    }
}
