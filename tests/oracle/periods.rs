//! Days and months, and a year of them.

use chrono::{Datelike, NaiveDate};

/// A day or a month.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Period {
    pub first: NaiveDate,
    pub last: NaiveDate,
}

fn day(year: i32, month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, month, day).unwrap()
}

impl Period {
    fn month(year: i32, month: u32) -> Self {
        let next = if month == 12 {
            day(year + 1, 1, 1)
        } else {
            day(year, month + 1, 1)
        };
        Self {
            first: day(year, month, 1),
            last: next.pred_opt().unwrap(),
        }
    }

    pub fn parse(text: &str) -> Option<Self> {
        if let Ok(day) = text.parse() {
            return Some(Self {
                first: day,
                last: day,
            });
        }
        let (year, month) = text.split_once('-')?;
        Some(Self::month(year.parse().ok()?, month.parse().ok()?))
    }

    pub fn is_day(self) -> bool {
        self.first == self.last
    }

    pub fn written(self) -> String {
        if self.is_day() {
            self.first.to_string()
        } else {
            self.first.format("%Y-%m").to_string()
        }
    }

    /// The same day or month a year later; the 29th of February becomes the 28th.
    pub fn year_after(self) -> Self {
        let year = self.first.year() + 1;
        if self.is_day() {
            let later = self.first.with_year(year).unwrap_or(day(year, 2, 28));
            Self {
                first: later,
                last: later,
            }
        } else {
            Self::month(year, self.first.month())
        }
    }
}

/// All days or months of a year.
pub fn periods(year: i32, by_day: bool) -> Vec<Period> {
    if by_day {
        day(year, 1, 1)
            .iter_days()
            .take_while(|day| day.year() == year)
            .map(|day| Period {
                first: day,
                last: day,
            })
            .collect()
    } else {
        (1..=12).map(|month| Period::month(year, month)).collect()
    }
}
