//! Columns of one fixed size a cell: figures, dates, codes, numbers of words.
//!
//! Knows how a value is kept small, not what it means.

use super::runs::{BLOCK, Runs};
use super::{Column, Settle, Word, Words, expect, like};
use crate::terms::{
    Category, Deadline, Direction, Handling, Kind, Level, LookbackResult, Method, Nature, Period,
    Release, Stage, Status, Truth, Visit, WaterClass,
};
use chrono::{Datelike, NaiveDate};

/// A value of a column and how it is kept.
pub trait Cell: Copy + Default + PartialEq {
    /// What is kept: its default is that of the value.
    type Kept: Copy + Default + PartialEq + Send + std::fmt::Debug;
    /// The value as it is kept.
    fn keep(self) -> Self::Kept;
    /// The value that was kept.
    fn give(kept: Self::Kept) -> Self;
    /// What is kept, with the numbers of the words it is joined to.
    #[must_use]
    fn renumber(kept: Self::Kept, words: &[Word]) -> Self::Kept {
        let _ = words;
        kept
    }
}

macro_rules! plain {
    ($($kind:ty)+) => {
        $(impl Cell for $kind {
            type Kept = Self;
            fn keep(self) -> Self {
                self
            }
            fn give(kept: Self) -> Self {
                kept
            }
        })+
    };
}

plain! {
    bool u8 u32 u64 Option<bool> Option<u8> Option<i32> Option<u32> Option<NaiveDate>
    Option<Category> Option<Direction> Option<Handling> Option<Kind> Option<Level>
    Option<LookbackResult> Option<Method> Option<Nature> Option<Release> Option<Stage>
    Option<Status> Option<Truth> Option<Visit> Option<WaterClass>
}

/// A figure in 8 bytes: no figure has all these bits, and zero is none.
const NO_FIGURE: u64 = u64::MAX;

impl Cell for Option<f64> {
    type Kept = u64;
    fn keep(self) -> u64 {
        match self {
            None => 0,
            Some(figure) if figure.is_nan() => f64::NAN.to_bits() ^ NO_FIGURE,
            Some(figure) => figure.to_bits() ^ NO_FIGURE,
        }
    }
    fn give(kept: u64) -> Self {
        (kept != 0).then(|| f64::from_bits(kept ^ NO_FIGURE))
    }
}

impl Cell for Deadline {
    type Kept = (Option<NaiveDate>, u8);
    fn keep(self) -> Self::Kept {
        let facts = [
            self.long_term,
            self.derived,
            self.recurring,
            self.immediate,
            self.recognised,
        ];
        let bits = facts.into_iter().enumerate();
        let bits = bits.fold(0, |bits, (at, fact)| bits | (u8::from(fact) << at));
        (self.date, bits)
    }
    fn give((date, bits): Self::Kept) -> Self {
        let fact = |at: u8| bits & (1 << at) != 0;
        Self {
            date,
            long_term: fact(0),
            derived: fact(1),
            recurring: fact(2),
            immediate: fact(3),
            recognised: fact(4),
        }
    }
}

impl Cell for Word {
    type Kept = Self;
    fn keep(self) -> Self {
        self
    }
    fn give(kept: Self) -> Self {
        kept
    }
    fn renumber(kept: Self, words: &[Word]) -> Self {
        words.get(kept.0 as usize).copied().unwrap_or_default()
    }
}

/// Values of one fixed size, as runs of the same value while those are long, else as a list.
#[derive(Debug, Clone)]
pub struct Cells<T: Cell> {
    list: Vec<T::Kept>,
    /// Then the list is empty.
    runs: Option<Runs<T::Kept>>,
}

impl<T: Cell> Default for Cells<T> {
    fn default() -> Self {
        Self {
            list: Vec::new(),
            runs: None,
        }
    }
}

impl<T: Cell> Cells<T> {
    /// Sets the value of `row`, which is at or after the last row set.
    #[inline]
    pub fn set(&mut self, row: usize, value: T) {
        let value = value.keep();
        if value != T::Kept::default() {
            let known = match &mut self.runs {
                Some(runs) => runs.goes_on(row, value),
                None => {
                    let known = self.list.len() == row && row > 0;
                    if known {
                        self.list.push(value);
                    }
                    known
                }
            };
            if !known {
                self.begin(row, value);
            }
        }
    }

    /// Sets a value with which a run or a column begins, or which stands behind rows without one.
    #[cold]
    fn begin(&mut self, row: usize, value: T::Kept) {
        if self.runs.is_none() && self.list.is_empty() {
            self.runs = Some(Runs::default());
        }
        if let Some(runs) = &mut self.runs {
            runs.go_to(row);
            runs.add(value, 1);
            self.give_up_short_runs();
        } else {
            self.list.resize(row, T::Kept::default());
            self.list.push(value);
        }
    }

    fn give_up_short_runs(&mut self) {
        if self.runs.as_ref().is_some_and(Runs::are_short) {
            self.unsettle();
        }
    }

    /// The value of `row`, the default where none was set.
    pub fn get(&self, row: usize) -> T {
        T::give(match &self.runs {
            None => self.list.get(row).copied().unwrap_or_default(),
            Some(runs) => runs.get(row),
        })
    }

    /// A row behind `row` up to which all have the value that `row` has; often many rows on.
    pub fn until(&self, row: usize) -> usize {
        match &self.runs {
            None if row < self.list.len() => row + 1,
            None => usize::MAX,
            Some(runs) => runs.until(row),
        }
    }

    /// Every value that one of so many rows has, those of a run once.
    pub fn values(&self, rows: usize) -> impl Iterator<Item = T> + '_ {
        let runs = self.runs.iter().flat_map(|runs| &runs.list);
        let runs = runs.map(|(value, _)| value);
        let known = self.runs.as_ref().map_or(self.list.len(), Runs::len);
        let absent = (known < rows).then(T::default);
        let values = self.list.iter().chain(runs);
        values.map(|kept| T::give(*kept)).chain(absent)
    }

    /// Puts another column behind the first `at` rows of this one; `map`: what is kept here of
    /// what is kept there.
    pub(super) fn put(&mut self, mut other: Self, at: usize, map: impl Fn(T::Kept) -> T::Kept) {
        if self.list.is_empty()
            && let Some(more) = &other.runs
        {
            let runs = self.runs.get_or_insert_default();
            runs.go_to(at);
            for (value, many) in more.iter() {
                runs.add(map(value), many);
            }
            self.give_up_short_runs();
            return;
        }
        other.unsettle();
        if !other.list.is_empty() {
            self.unsettle();
            self.list.resize(at, T::Kept::default());
            self.list.extend(other.list.into_iter().map(map));
        }
    }

    fn unsettle(&mut self) {
        if let Some(runs) = self.runs.take() {
            runs.write(&mut self.list);
        }
    }
}

impl<T: Cell> Column for Cells<T> {
    type Item<'a>
        = T
    where
        Self: 'a;
    fn item<'a>(&'a self, _: &'a Words, row: usize) -> T {
        self.get(row)
    }
    fn like(&self) -> Self {
        Self {
            list: like(&self.list),
            runs: None,
        }
    }
    fn expect(&mut self, times: usize) {
        match &mut self.runs {
            Some(runs) => runs.expect(times),
            None => expect(&mut self.list, times),
        }
    }
    fn append(&mut self, other: Self, at: usize, words: &[Word]) {
        self.put(other, at, |kept| T::renumber(kept, words));
    }
}

impl<T: Cell> Settle for Cells<T> {
    fn settle(&mut self) {
        match &mut self.runs {
            // They may have been too few to tell.
            Some(runs) if runs.len() < BLOCK => self.unsettle(),
            Some(runs) => return runs.settle(),
            None => self.runs = Runs::of(&self.list),
        }
        if self.runs.is_some() {
            self.list = Vec::new();
        }
        self.list.shrink_to_fit();
    }
}

/// The line of every row: mostly each stands one below the row above.
#[derive(Debug, Clone, Default)]
pub struct Lines {
    /// Where that begins anew: row and line.
    breaks: Vec<(u32, u32)>,
}

impl Lines {
    /// Sets the line of `row`, which is after the last row set.
    pub fn set(&mut self, row: usize, line: u32) {
        let row = row as u32;
        let next = self
            .breaks
            .last()
            .map(|&(from, first)| first + (row - from));
        if next != Some(line) {
            self.breaks.push((row, line));
        }
    }

    /// The line of `row`.
    pub fn get(&self, row: usize) -> u32 {
        let row = row as u32;
        let behind = self.breaks.partition_point(|&(from, _)| from <= row);
        let at = behind.checked_sub(1).and_then(|at| self.breaks.get(at));
        at.map_or(0, |&(from, first)| first + (row - from))
    }

    /// Puts the lines of other rows behind the first `at` of these.
    pub(crate) fn append(&mut self, other: Self, at: usize) {
        for (from, first) in other.breaks {
            self.set(at + from as usize, first);
        }
    }

    /// Gives back room that is not needed once all rows are there.
    pub(crate) fn settle(&mut self) {
        self.breaks.shrink_to_fit();
    }
}

/// Periods: the first day of each, and its length only where one is not a day.
#[derive(Debug, Clone, Default)]
pub struct Periods {
    first: Cells<Option<NaiveDate>>,
    rank: Cells<u8>,
}

impl Periods {
    /// Sets the period of `row`, which is after the last row set.
    pub fn set(&mut self, row: usize, period: Option<Period>) {
        self.first.set(row, period.map(Period::first_day));
        self.rank.set(row, period.map_or(0, Period::rank));
    }

    /// The period of `row`.
    pub fn get(&self, row: usize) -> Option<Period> {
        let first = self.first.get(row)?;
        let month = || first.month() as u8;
        Some(match self.rank.get(row) {
            0 => Period::Day(first),
            1 => Period::Month(first.year(), month()),
            2 => Period::Quarter(first.year(), month().div_ceil(3)),
            _ => Period::Year(first.year()),
        })
    }

    /// The first days of the periods of so many rows, in no order, those of a run once.
    pub fn first_days(&self, rows: usize) -> impl Iterator<Item = Option<NaiveDate>> + '_ {
        self.first.values(rows)
    }

    /// The first day of the period of `row`.
    pub fn first_day(&self, row: usize) -> Option<NaiveDate> {
        self.first.get(row)
    }
}

impl Column for Periods {
    type Item<'a> = Option<Period>;
    fn item<'a>(&'a self, _: &'a Words, row: usize) -> Option<Period> {
        self.get(row)
    }
    fn like(&self) -> Self {
        Self {
            first: self.first.like(),
            rank: self.rank.like(),
        }
    }
    fn expect(&mut self, times: usize) {
        self.first.expect(times);
        self.rank.expect(times);
    }
    fn append(&mut self, other: Self, at: usize, words: &[Word]) {
        self.first.append(other.first, at, words);
        self.rank.append(other.rank, at, words);
    }
}

impl Settle for Periods {
    fn settle(&mut self) {
        self.first.settle();
        self.rank.settle();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn values_are_those_of_all_rows() {
        let mut cells = Cells::<u32>::default();
        for row in 0..400 {
            cells.set(row, if row < 200 { 7 } else { 9 });
        }
        let all = |cells: &Cells<u32>, rows| {
            let mut values: Vec<u32> = cells.values(rows).collect();
            values.dedup();
            values
        };
        assert_eq!(all(&cells, 400), [7, 9]);
        // Rows behind the last that was set have none.
        assert_eq!(all(&cells, 401), [7, 9, 0]);
        cells.settle();
        assert!(cells.runs.is_some());
        assert_eq!(cells.values(400).collect::<Vec<_>>(), [7, 9]);
        assert_eq!(cells.values(500).collect::<Vec<_>>(), [7, 9, 0]);
    }

    proptest! {
        /// Long runs, short ones and gaps give back what was set, some of it twice; settled and joined.
        #[test]
        fn runs_give_back_what_was_set(
            runs in proptest::collection::vec((0_u32..3, 1_usize..200), 0..40),
            more in proptest::collection::vec((0_u32..3, 1_usize..90), 0..9),
            settled: bool,
            again in 1_usize..100,
        ) {
            let column = |runs: &[(u32, usize)]| {
                let list: Vec<u32> = runs
                    .iter()
                    .flat_map(|&(value, count)| std::iter::repeat_n(value, count))
                    .collect();
                let mut cells = Cells::default();
                for (row, &value) in list.iter().enumerate() {
                    if row % again == 0 {
                        cells.set(row, 7);
                    }
                    // Nothing set leaves what was set before.
                    cells.set(row, value);
                }
                let list = list.into_iter().enumerate();
                let list = list.map(|(row, value)| match value {
                    0 if row % again == 0 => 7,
                    value => value,
                });
                (cells, list.collect::<Vec<u32>>())
            };
            let (mut cells, mut list) = column(&runs);
            if settled {
                cells.settle();
            }
            cells.expect(3);
            let (other, further) = column(&more);
            cells.append(other, list.len(), &[]);
            list.extend(further);
            for _ in 0..2 {
                for (row, &value) in list.iter().enumerate() {
                    prop_assert_eq!(cells.get(row), value);
                    let until = cells.until(row);
                    prop_assert!(until > row);
                    let same = &list[row..until.min(list.len())];
                    prop_assert!(same.iter().all(|other| *other == value));
                }
                prop_assert_eq!(cells.until(list.len()), usize::MAX);
                prop_assert_eq!(cells.get(list.len()), 0);
                cells.settle();
            }
        }

        #[test]
        fn figures_are_kept_bit_for_bit(figure in any::<f64>()) {
            let given = Option::<f64>::give(Some(figure).keep());
            let same = |given: f64| {
                given.to_bits() == figure.to_bits() || given.is_nan() && figure.is_nan()
            };
            prop_assert!(given.is_some_and(same));
        }

        #[test]
        fn lines_follow_each_other(gaps in proptest::collection::vec(0_u32..3, 1..40), cut in 0_usize..40) {
            let lines: Vec<u32> = gaps
                .iter()
                .scan(1, |line, gap| {
                    *line += gap;
                    Some(*line)
                })
                .collect();
            let (front, back) = lines.split_at(cut.min(lines.len()));
            let column = |lines: &[u32]| {
                let mut column = Lines::default();
                for (row, &line) in lines.iter().enumerate() {
                    column.set(row, line);
                }
                column
            };
            let mut whole = column(front);
            whole.append(column(back), front.len());
            let rows: Vec<u32> = (0..lines.len()).map(|row| whole.get(row)).collect();
            prop_assert_eq!(rows, lines);
        }
    }

    #[test]
    fn what_is_nothing_is_kept_as_nothing() {
        assert_eq!(None::<f64>.keep(), 0);
        assert_ne!(Some(0.0).keep(), 0);
        assert_eq!(Deadline::default().keep(), (None, 0));
        let all = Deadline {
            date: NaiveDate::from_ymd_opt(2021, 6, 30),
            long_term: true,
            derived: false,
            recurring: true,
            immediate: false,
            recognised: true,
        };
        assert_eq!(Deadline::give(all.keep()), all);
    }

    #[test]
    fn periods_of_every_length() {
        let periods = [
            NaiveDate::from_ymd_opt(2021, 10, 15).map(Period::Day),
            None,
            Some(Period::Month(2021, 9)),
            Some(Period::Quarter(2021, 3)),
            Some(Period::Year(2021)),
            NaiveDate::from_ymd_opt(2020, 2, 29).map(Period::Day),
        ];
        let mut column = Periods::default();
        for (row, period) in periods.into_iter().enumerate() {
            column.set(row, period);
        }
        assert_eq!([0, 1, 2, 3, 4, 5].map(|row| column.get(row)), periods);
    }
}
