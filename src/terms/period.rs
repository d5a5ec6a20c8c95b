//! A stretch of the calendar that one reading stands for.

use chrono::{Datelike, NaiveDate};
use std::fmt;

/// A day, a month, a quarter or a year; ordered by its first day, then by length.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Period {
    /// One day.
    Day(NaiveDate),
    /// A month, 1 to 12, of a year.
    Month(i32, u8),
    /// A quarter, 1 to 4, of a year.
    Quarter(i32, u8),
    /// A whole year.
    Year(i32),
}

impl Period {
    /// The year this period lies in.
    pub fn year(self) -> i32 {
        match self {
            Self::Day(day) => day.year(),
            Self::Month(year, _) | Self::Quarter(year, _) | Self::Year(year) => year,
        }
    }

    /// The first day. Month and quarter out of range are taken as the nearest in range.
    pub fn first_day(self) -> NaiveDate {
        let (year, month) = match self {
            Self::Day(day) => return day,
            Self::Month(year, month) => (year, u32::from(month.clamp(1, 12))),
            Self::Quarter(year, quarter) => (year, u32::from(quarter.clamp(1, 4)) * 3 - 2),
            Self::Year(year) => (year, 1),
        };
        NaiveDate::from_ymd_opt(year, month, 1).unwrap_or(NaiveDate::MIN)
    }

    /// The last day; a period counts as elapsed once this is not after `as_of`.
    pub fn last_day(self) -> NaiveDate {
        let (year, month) = match self {
            Self::Day(day) => return day,
            Self::Month(year, month) => (year, u32::from(month.clamp(1, 12))),
            Self::Quarter(year, quarter) => (year, u32::from(quarter.clamp(1, 4)) * 3),
            Self::Year(year) => (year, 12),
        };
        let next = if month == 12 {
            NaiveDate::from_ymd_opt(year.saturating_add(1), 1, 1)
        } else {
            NaiveDate::from_ymd_opt(year, month + 1, 1)
        };
        next.and_then(|day| day.pred_opt())
            .unwrap_or(NaiveDate::MAX)
    }

    /// The same period one year earlier; 29 February becomes 28 February.
    #[must_use]
    pub fn year_before(self) -> Self {
        match self {
            Self::Day(day) => Self::Day(
                day.with_year(day.year() - 1)
                    .or_else(|| NaiveDate::from_ymd_opt(day.year() - 1, 2, 28))
                    .unwrap_or(day),
            ),
            Self::Month(year, month) => Self::Month(year - 1, month),
            Self::Quarter(year, quarter) => Self::Quarter(year - 1, quarter),
            Self::Year(year) => Self::Year(year - 1),
        }
    }

    /// The period of the same length that holds `day`.
    #[must_use]
    pub fn around(self, day: NaiveDate) -> Self {
        match self {
            Self::Day(_) => Self::Day(day),
            Self::Month(..) => Self::Month(day.year(), day.month() as u8),
            Self::Quarter(..) => Self::Quarter(day.year(), day.month0() as u8 / 3 + 1),
            Self::Year(_) => Self::Year(day.year()),
        }
    }

    /// How many periods of this length `year` has.
    pub fn per_year(self, year: i32) -> u32 {
        match self {
            Self::Day(_) => Self::Year(year).last_day().ordinal(),
            Self::Month(..) => 12,
            Self::Quarter(..) => 4,
            Self::Year(_) => 1,
        }
    }

    /// How many periods of this length in `year` have their last day at or before `as_of`.
    pub fn elapsed(self, year: i32, as_of: NaiveDate) -> u32 {
        if as_of.year() > year {
            return self.per_year(year);
        }
        if as_of.year() < year {
            return 0;
        }
        let current = self.around(as_of);
        let before = match current {
            Self::Day(day) => day.ordinal0(),
            Self::Month(_, month) => u32::from(month) - 1,
            Self::Quarter(_, quarter) => u32::from(quarter) - 1,
            Self::Year(_) => 0,
        };
        before + u32::from(current.last_day() <= as_of)
    }

    /// Whether it is another period or longer than that and around it.
    pub fn holds(self, other: Self) -> bool {
        self.first_day() <= other.first_day() && other.last_day() <= self.last_day()
    }

    /// 0 for a day up to 3 for a year: periods of unlike length are never mixed in a mean.
    pub fn rank(self) -> u8 {
        match self {
            Self::Day(_) => 0,
            Self::Month(..) => 1,
            Self::Quarter(..) => 2,
            Self::Year(_) => 3,
        }
    }
}

impl PartialOrd for Period {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Period {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        (self.first_day(), self.rank()).cmp(&(other.first_day(), other.rank()))
    }
}

/// As the JSON contract writes it: `2021-10-15`, `2021-09`, `2021-Q3`, `2021`.
impl fmt::Display for Period {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Day(day) => write!(f, "{day}"),
            Self::Month(year, month) => write!(f, "{year:04}-{month:02}"),
            Self::Quarter(year, quarter) => write!(f, "{year:04}-Q{quarter}"),
            Self::Year(year) => write!(f, "{year:04}"),
        }
    }
}

/// Months from one to another, as the name of a file or a folder tells them: `2021年1-9月`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Months {
    /// The first day of the first month.
    pub first: NaiveDate,
    /// The last day of the last, or the day in it that is named.
    pub last: NaiveDate,
}

impl Months {
    /// Whether they end with a year: a list of what is to come as much as of what was. The last quarter
    /// is a quarter as others are.
    pub fn end_a_year(self) -> bool {
        let is_quarter = self.first.month() > 9 && self.first.year() == self.last.year();
        self.last.month() == 12 && !is_quarter
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(y: i32, m: u32, d: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(y, m, d).unwrap()
    }

    #[test]
    fn bounds_and_counts() {
        assert_eq!(Period::Month(2021, 2).last_day(), day(2021, 2, 28));
        assert_eq!(Period::Quarter(2021, 3).first_day(), day(2021, 7, 1));
        assert_eq!(Period::Year(2020).last_day(), day(2020, 12, 31));
        assert_eq!(Period::Day(day(2020, 1, 1)).per_year(2020), 366);
        // 2021-10-15 is day 288 of the year; nine months and three quarters are over.
        let as_of = day(2021, 10, 15);
        assert_eq!(Period::Day(as_of).elapsed(2021, as_of), 288);
        assert_eq!(Period::Month(2021, 1).elapsed(2021, as_of), 9);
        assert_eq!(Period::Quarter(2021, 1).elapsed(2021, as_of), 3);
        assert_eq!(Period::Year(2021).elapsed(2021, as_of), 0);
        assert_eq!(Period::Year(2021).elapsed(2021, day(2021, 12, 31)), 1);
        assert_eq!(Period::Day(as_of).elapsed(2020, as_of), 366);
    }

    #[test]
    fn months_that_end_a_year() {
        let ends = |first, last| {
            let (first, last) = (day(2021, first, 1), Period::Month(2021, last).last_day());
            Months { first, last }.end_a_year()
        };
        assert!(ends(1, 12) && ends(7, 12) && ends(5, 12));
        assert!(!ends(1, 9) && !ends(10, 12) && !ends(12, 12));
    }

    #[test]
    fn leap_day_goes_back_to_the_28th() {
        assert_eq!(
            Period::Day(day(2020, 2, 29)).year_before(),
            Period::Day(day(2019, 2, 28))
        );
    }
}
