//! What cells of a file were read as, to read a text only once: offices write the same few
//! thousand dates, units and words again and again.
//!
//! Keeps sure readings only: what has to be told is read and told anew.

use crate::ingest::cell::UnitCell;
use crate::model::Word;
use crate::terms::{Deadline, Nothing, Period, WaterClass};
use chrono::NaiveDate;
use rustc_hash::FxHashMap;
use std::any::Any;
use std::rc::Rc;

/// Texts beyond this many are read anew: a column of other texts is no vocabulary.
const ROOM: usize = 1 << 16;

/// Longer texts do not come again.
const LONGEST: usize = 256;

/// Readings of one kind.
#[derive(Debug)]
pub struct Known<T>(FxHashMap<Box<str>, T>);

impl<T> Default for Known<T> {
    fn default() -> Self {
        Self(FxHashMap::default())
    }
}

impl<T: Clone> Known<T> {
    /// What the text was read as.
    pub fn get(&self, text: &str) -> Option<T> {
        self.0.get(text).cloned()
    }

    /// Remembers a reading.
    pub fn keep(&mut self, text: &str, value: T) {
        if self.0.len() < ROOM && text.len() <= LONGEST {
            self.0.insert(text.into(), value);
        }
    }
}

/// A cell of units with the words of its list.
pub type UnitList = (Rc<UnitCell>, Rc<[Word]>);

/// A reading of a kind that needs no telling, and is small.
#[derive(Debug, Clone, Copy)]
pub enum Plain {
    /// No value.
    Missing(Nothing),
    /// A class.
    Class(WaterClass),
}

/// All that is remembered of a file.
#[derive(Debug, Default)]
pub struct Memo {
    /// Dates.
    pub dates: Known<NaiveDate>,
    /// Deadlines.
    pub deadlines: Known<Deadline>,
    /// Periods.
    pub periods: Known<Period>,
    /// Lists of units.
    pub units: Known<UnitList>,
    /// Values of readings.
    pub readings: Known<Plain>,
    /// Percents, by the column's name too: `true` where it says a ratio.
    pub percents: [Known<f64>; 2],
    /// Whether a column's name says a ratio, of the column asked for last.
    ratio: Option<(String, bool)>,
    /// Words of vocabularies by column, each of a kind of its own.
    choices: FxHashMap<&'static str, Box<dyn Any>>,
}

impl Memo {
    /// Whether the name of a column says that its percents are ratios.
    pub fn says_ratio(&mut self, name: &str) -> bool {
        if let Some((known, ratio)) = &self.ratio
            && known == name
        {
            return *ratio;
        }
        let words = ["比例", "小数", "ratio"];
        let ratio = words.iter().any(|word| name.contains(word)) && !name.contains(['%', '％']);
        self.ratio = Some((name.to_owned(), ratio));
        ratio
    }

    /// The words of a column.
    pub fn choices<T: Clone + 'static>(&mut self, key: &'static str) -> Option<&mut Known<T>> {
        self.choices
            .entry(key)
            .or_insert_with(|| Box::new(Known::<T>::default()))
            .downcast_mut()
    }
}

/// Where the columns of a file stand, by the address of the key that asks: every row asks for
/// every column, and a key is known again without comparing its text.
#[derive(Debug)]
pub struct Places(Vec<Option<Place>>);

/// A key with the column it asks for.
type Place = (&'static str, Option<usize>);

/// Places for the keys that are remembered: many more than a table asks for, so that hardly any
/// two share one.
const ASKED: usize = 1024;

impl Default for Places {
    fn default() -> Self {
        Self(vec![None; ASKED])
    }
}

impl Places {
    /// The place of a key, found by `find` where it is not known.
    pub fn of(&mut self, key: &'static str, find: impl Fn() -> Option<usize>) -> Option<usize> {
        let slot = (key.as_ptr() as usize).wrapping_mul(0x9e37_79b9) >> 16;
        let slot = &mut self.0[(slot ^ key.len()) % ASKED];
        if let Some((known, place)) = *slot
            && std::ptr::eq(known, key)
        {
            return place;
        }
        let place = find();
        *slot = Some((key, place));
        place
    }
}

/// `2021-06-30`, the form of most files, without a look at other forms.
pub fn iso(text: &str) -> Option<NaiveDate> {
    let &[y0, y1, y2, y3, b'-', m0, m1, b'-', d0, d1] = text.as_bytes() else {
        return None;
    };
    let digits = [y0, y1, y2, y3, m0, m1, d0, d1];
    if !digits.iter().all(u8::is_ascii_digit) {
        return None;
    }
    let number = |digits: &[u8]| {
        let digits = digits.iter();
        digits.fold(0_u32, |sum, digit| sum * 10 + u32::from(digit - b'0'))
    };
    let year = number(&digits[..4]);
    // Other years are a slip of the pen, which is told.
    (1990..=2099).contains(&year).then(|| {
        NaiveDate::from_ymd_opt(year as i32, number(&digits[4..6]), number(&digits[6..]))
    })?
}

/// `98` and `98.6`, the form of most figures.
pub fn decimal(text: &str) -> Option<f64> {
    let bytes = text.as_bytes();
    let first = bytes.first()?;
    let mut points = 0;
    for byte in bytes {
        points += u32::from(*byte == b'.');
        if !(byte.is_ascii_digit() || *byte == b'.') {
            return None;
        }
    }
    // Longer ones may be ids or overflow.
    (first.is_ascii_digit() && points <= 1 && bytes.len() <= 15)
        .then(|| text.parse().ok())
        .flatten()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ingest::cell::{self, Read, ReadingCell};
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn short_ways_lead_where_the_long_ones_do(
            text in "(19|20|21)?[0-9]{0,4}(-[0-9]{2}-[0-9]{2}|\\.[0-9]{0,3}|-[0-9]{1,2}|)"
        ) {
            if let Some(day) = iso(&text) {
                prop_assert_eq!(cell::date(&text, 2021), Read::Value(day));
                prop_assert_eq!(cell::period(&text, 2021), Read::Value(Period::Day(day)));
                prop_assert_eq!(cell::hour(&text), None);
            }
            if let Some(number) = decimal(&text) {
                prop_assert_eq!(cell::number(&text), Read::Value(number));
                prop_assert_eq!(cell::reading(&text), Some(ReadingCell::Number(number)));
            }
        }
    }
}
