//! The periods of a year: which are over, which still come, which were last year's twins.

use crate::terms::Period;
use chrono::{Datelike, NaiveDate};
use std::collections::BTreeMap;

/// Which of two years a period belongs to: 0 for the year itself, as far as it is over by `as_of`,
/// 1 for the whole year before.
pub fn of_two_years(period: Period, year: i32, as_of: NaiveDate) -> Option<usize> {
    if period.year() == year {
        (period.last_day() <= as_of).then_some(0)
    } else {
        (period.year() == year.saturating_sub(1)).then_some(1)
    }
}

/// What is summed up for each period of one year; of days, which are most, by their number.
#[derive(Debug)]
pub struct Sums<T> {
    days: Vec<Option<(NaiveDate, T)>>,
    longer: BTreeMap<Period, T>,
}

impl<T> Default for Sums<T> {
    fn default() -> Self {
        Self {
            days: Vec::new(),
            longer: BTreeMap::new(),
        }
    }
}

impl<T: Default> Sums<T> {
    /// The sum of a period.
    pub fn of(&mut self, period: Period) -> &mut T {
        let Period::Day(day) = period else {
            return self.longer.entry(period).or_default();
        };
        let at = day.ordinal0() as usize;
        if self.days.len() <= at {
            self.days.resize_with(at + 1, || None);
        }
        &mut self.days[at].get_or_insert_with(|| (day, T::default())).1
    }

    /// Takes in other sums, one by one.
    pub fn absorb(&mut self, other: Self, add: impl Fn(&mut T, T)) {
        let days = other.days.into_iter().flatten();
        let days = days.map(|(day, sum)| (Period::Day(day), sum));
        for (period, sum) in other.longer.into_iter().chain(days) {
            add(self.of(period), sum);
        }
    }

    /// What is summed up for a longer period, for each of the shortest ones in it as well.
    #[must_use]
    pub fn levelled(mut self, add: impl Fn(&mut T, &T)) -> Self {
        let days = self.days.iter().flatten();
        let day = days.map(|(day, _)| Period::Day(*day)).next();
        let shortest = self.longer.keys().min_by_key(|period| period.rank());
        let Some(like) = day.or(shortest.copied()) else {
            return self;
        };
        let longer: Vec<Period> = self.longer.keys().copied().collect();
        for long in longer.into_iter().filter(|long| long.rank() > like.rank()) {
            let Some(sum) = self.longer.remove(&long) else {
                continue;
            };
            let within = periods(like, long.year()).into_iter();
            for period in within.filter(|period| {
                period.first_day() >= long.first_day() && period.last_day() <= long.last_day()
            }) {
                add(self.of(period), &sum);
            }
        }
        self
    }

    /// Where some months are told, those that are not and have the days that GB 3095 asks of a month, from
    /// these days: an office that goes over from months to days loses neither.
    #[must_use]
    pub fn with_months_of_days(
        mut self,
        as_of: NaiveDate,
        month: impl Fn(&[(NaiveDate, &T)]) -> T,
    ) -> Self {
        if !self.longer.keys().any(|period| period.rank() == 1) {
            return self;
        }
        let days = self.days.iter().flatten().map(|(day, sum)| (*day, sum));
        let told = |month: Period| self.longer.keys().any(|known| known.holds(month));
        let made = months_of_days(&days.collect::<Vec<_>>(), as_of, told, month);
        self.longer.extend(made);
        self
    }

    /// Those of one length, in order: unlike lengths are never mixed. It is the shortest that covers three
    /// quarters of the days that any covers: neither ten days nor all of October stand for the year whose
    /// nine months are told.
    pub fn fullest(self) -> Line<T> {
        let mut covered = [0_i64; 4];
        covered[0] = self.days.iter().flatten().count() as i64;
        for period in self.longer.keys() {
            let many = (period.last_day() - period.first_day()).num_days() + 1;
            covered[usize::from(period.rank())] += many;
        }
        let most = covered.into_iter().max().unwrap_or(0);
        let mut lengths = covered.into_iter();
        let length = lengths.position(|many| many > 0 && many * 4 >= most * 3);
        self.of_length(length.unwrap_or(0))
    }

    /// Those of the length of a period, else of the shortest there is.
    pub fn like(self, period: Option<Period>) -> Line<T> {
        let length = period.map_or(0, |period| usize::from(period.rank()));
        let has = |length| match length {
            0 => !self.days.is_empty(),
            _ => self.longer.keys().any(|p| usize::from(p.rank()) == length),
        };
        let length = if has(length) {
            length
        } else {
            (0..4).find(|length| has(*length)).unwrap_or(0)
        };
        self.of_length(length)
    }

    fn of_length(mut self, length: usize) -> Line<T> {
        if length == 0 {
            let days = self.days.into_iter().flatten();
            return Line(days.map(|(day, sum)| (Period::Day(day), sum)).collect());
        }
        self.longer
            .retain(|period, _| usize::from(period.rank()) == length);
        Line(self.longer.into_iter().collect())
    }
}

/// What months come to by their days, of those that are over, not `told`, and have the days that
/// GB 3095 asks of a month.
fn months_of_days<T>(
    days: &[(NaiveDate, &T)],
    as_of: NaiveDate,
    told: impl Fn(Period) -> bool,
    month: impl Fn(&[(NaiveDate, &T)]) -> T,
) -> Vec<(Period, T)> {
    let of_month = days.chunk_by(|(a, _), (b, _)| (a.year(), a.month()) == (b.year(), b.month()));
    let made = of_month.filter_map(|days| {
        let (first, _) = days.first()?;
        let period = Period::Month(first.year(), first.month() as u8);
        let is_over = period.last_day() <= as_of;
        let is_full = days.len() >= days_asked(first.month0());
        (is_over && is_full && !told(period)).then(|| (period, month(days)))
    });
    made.collect()
}

/// Periods of one length, in order, with what is told of each: a list, for a country has thousands
/// of counties with a year of days each.
#[derive(Debug, Clone)]
pub struct Line<T>(Vec<(Period, T)>);

impl<T> Line<T> {
    /// Of months: with those that are not among them from the days of another line.
    #[must_use]
    pub fn with_months_of_days(
        mut self,
        days: &Self,
        as_of: NaiveDate,
        month: impl Fn(&[(NaiveDate, &T)]) -> T,
    ) -> Self {
        let days = days.0.iter().filter_map(|(period, found)| match period {
            Period::Day(day) => Some((*day, found)),
            _ => None,
        });
        let told = |month: Period| self.0.iter().any(|(known, _)| known.holds(month));
        let made = months_of_days(&days.collect::<Vec<_>>(), as_of, told, month);
        self.0.extend(made);
        self.0.sort_by_key(|(period, _)| period.first_day());
        self
    }

    /// The periods.
    pub fn keys(&self) -> impl Iterator<Item = &Period> {
        self.0.iter().map(|(period, _)| period)
    }

    /// What is told of each.
    pub fn values(&self) -> impl Iterator<Item = &T> {
        self.0.iter().map(|(_, value)| value)
    }

    /// Both.
    pub fn iter(&self) -> impl Iterator<Item = (Period, &T)> {
        self.0.iter().map(|(period, value)| (*period, value))
    }

    /// How many.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The first period.
    pub fn first(&self) -> Option<Period> {
        self.keys().next().copied()
    }

    /// Whether this period is among them.
    pub fn has(&self, period: Period) -> bool {
        self.0.binary_search_by_key(&period, |one| one.0).is_ok()
    }

    /// The same periods with something else.
    pub fn map<U>(self, of: impl Fn(Period, T) -> U) -> Line<U> {
        let each = self.0.into_iter();
        Line(
            each.map(|(period, value)| (period, of(period, value)))
                .collect(),
        )
    }
}

/// All periods of a year of the same length as `like`.
pub fn periods(like: Period, year: i32) -> Vec<Period> {
    let Some(first) = NaiveDate::from_ymd_opt(year, 1, 1) else {
        return Vec::new();
    };
    match like {
        Period::Day(_) => first
            .iter_days()
            .take(366)
            .take_while(|day| day.year() == year)
            .map(Period::Day)
            .collect(),
        Period::Month(..) => (1..=12).map(|month| Period::Month(year, month)).collect(),
        Period::Quarter(..) => (1..=4)
            .map(|quarter| Period::Quarter(year, quarter))
            .collect(),
        Period::Year(_) => vec![Period::Year(year)],
    }
}

/// The periods that still come (R): those that end after `as_of`, and the one that ends on
/// it while unread. A gap in the past stays a gap (DESIGN §4, `mean`).
pub fn remaining(
    like: Period,
    year: i32,
    as_of: NaiveDate,
    read: impl Fn(Period) -> bool,
) -> Vec<Period> {
    periods(like, year)
        .into_iter()
        .filter(|&period| {
            let last = period.last_day();
            last > as_of || (last == as_of && !read(period))
        })
        .collect()
}

/// The same period one year later; 29 February becomes 28 February.
pub fn year_after(period: Period) -> Period {
    match period {
        Period::Day(day) => {
            let year = day.year().saturating_add(1);
            Period::Day(
                day.with_year(year)
                    .or_else(|| NaiveDate::from_ymd_opt(year, 2, 28))
                    .unwrap_or(day),
            )
        }
        Period::Month(year, month) => Period::Month(year.saturating_add(1), month),
        Period::Quarter(year, quarter) => Period::Quarter(year.saturating_add(1), quarter),
        Period::Year(year) => Period::Year(year.saturating_add(1)),
    }
}

/// Whether last year's period is among those this year is compared with: its twin is over and told. Where
/// only periods of another length are told, `known`, there are no twins, and what is over is compared.
pub fn comparable(
    last_year: Period,
    as_of: NaiveDate,
    known: Option<Period>,
    is_told: impl Fn(Period) -> bool,
) -> bool {
    let twin = year_after(last_year);
    let alike = known.is_none_or(|known| known.rank() == twin.rank());
    twin.last_day() <= as_of && (!alike || is_told(twin))
}

/// Days of the year up to and with `as_of`, and all its days.
pub fn elapsed(year: i32, as_of: NaiveDate) -> (u32, u32) {
    let Some(first) = NaiveDate::from_ymd_opt(year, 1, 1) else {
        return (0, 365);
    };
    let day = Period::Day(first);
    (day.elapsed(year, as_of), day.per_year(year))
}

/// Only the periods of the shortest length there is: unlike lengths are never mixed.
pub fn finest<T>(mut periods: BTreeMap<Period, T>) -> BTreeMap<Period, T> {
    if let Some(finest) = periods.keys().map(|period| period.rank()).min() {
        periods.retain(|period, _| period.rank() == finest);
    }
    periods
}

/// Fewer daily values than an annual figure asks: 324 in the year, 27 in every month, 25 in
/// February (GB 3095). Values of longer periods are never short.
pub fn short_of_a_year<'a>(periods: impl Iterator<Item = &'a Period>) -> bool {
    let (mut days, mut months) = (0, [0_u32; 12]);
    for period in periods {
        let Period::Day(day) = period else {
            return false;
        };
        days += 1;
        if let Some(month) = months.get_mut(day.month0() as usize) {
            *month += 1;
        }
    }
    days < 324
        || (0..)
            .zip(months)
            .any(|(month, days)| (days as usize) < days_asked(month))
}

/// The days with a value that a month must have, its number from 0 (GB 3095).
fn days_asked(month0: u32) -> usize {
    if month0 == 1 { 25 } else { 27 }
}
