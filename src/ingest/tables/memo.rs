//! What cells of a file were read as, to read a text only once: offices write the same few
//! thousand dates, units and words again and again.
//!
//! Keeps sure readings only: what has to be told is read and told anew.

use crate::ingest::cell::UnitCell;
use crate::ingest::header::Key;
use crate::model::{Word, Words};
use crate::terms::{Deadline, Nothing, Period, WaterClass};
use chrono::NaiveDate;
use rustc_hash::FxHashMap;
use std::any::Any;
use std::rc::Rc;
use std::sync::OnceLock;

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

/// The units of a cell by role, where it names any role, and the number of the list in its column.
pub type UnitList = (Option<Rc<UnitCell>>, u32);

/// What words of a table were read as, by their number: for cells whose text is a word anyway.
#[derive(Debug)]
pub struct OfWords<T>(Vec<Option<T>>);

impl<T> Default for OfWords<T> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<T: Clone> OfWords<T> {
    /// What the word was read as.
    pub fn get(&self, word: Word) -> Option<T> {
        self.0.get(word.0 as usize).cloned().flatten()
    }

    /// Remembers a reading.
    pub fn keep(&mut self, word: Word, value: T) {
        let at = word.0 as usize;
        if self.0.len() <= at {
            self.0.resize(at + 1, None);
        }
        self.0[at] = Some(value);
    }
}

/// Words of a vocabulary.
#[derive(Debug)]
pub struct Chosen<T> {
    /// By their text.
    pub texts: Known<T>,
    /// By its number among the table's words, where that is known.
    pub words: OfWords<T>,
}

impl<T> Default for Chosen<T> {
    fn default() -> Self {
        Self {
            texts: Known::default(),
            words: OfWords::default(),
        }
    }
}

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
    /// Deadlines that need no telling, by the number their text has among the table's words.
    pub deadlines_of_words: OfWords<Deadline>,
    /// Periods.
    pub periods: Known<Period>,
    /// Lists of units, by the column's place.
    units: Vec<Known<UnitList>>,
    /// Values of readings.
    pub readings: Known<Plain>,
    /// Percents, by the column's name too: `true` where it says a ratio.
    pub percents: [Known<f64>; 2],
    /// Whether a column's name says a ratio, of the column asked for last.
    ratio: Option<(String, bool)>,
    /// Words of vocabularies by the column's place, each of a kind of its own.
    choices: Vec<Option<Box<dyn Any>>>,
    /// What stood last in a column of words, by its place.
    last: Vec<(String, Word)>,
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
    pub fn choices<T: Clone + 'static>(&mut self, key: Key) -> Option<&mut Chosen<T>> {
        if self.choices.len() <= key.at {
            self.choices.resize_with(key.at + 1, || None);
        }
        self.choices[key.at]
            .get_or_insert_with(|| Box::new(Chosen::<T>::default()))
            .downcast_mut()
    }

    /// The lists of units of a column.
    pub fn units(&mut self, key: Key) -> &mut Known<UnitList> {
        if self.units.len() <= key.at {
            self.units.resize_with(key.at + 1, Known::default);
        }
        &mut self.units[key.at]
    }

    /// The number of a column's word where it is that of the row above.
    #[inline]
    pub fn again(&self, key: Key, raw: &[u8]) -> Option<Word> {
        let (known, word) = self.last.get(key.at)?;
        (known.as_bytes() == raw).then_some(*word)
    }

    /// The number of a column's word: most often it is that of the row above.
    pub fn word(&mut self, key: Key, text: &str, words: &mut Words) -> Word {
        if self.last.len() <= key.at {
            self.last.resize_with(key.at + 1, Default::default);
        }
        let (known, word) = &mut self.last[key.at];
        if known != text {
            text.clone_into(known);
            *word = words.intern(text);
        }
        *word
    }
}

/// `2021-06-30`, the form of most files, without a look at other forms.
pub fn iso(text: &[u8]) -> Option<NaiveDate> {
    let &[y0, y1, y2, y3, b'-', m0, m1, b'-', d0, d1] = text else {
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
    date(
        number(&digits[..4]),
        number(&digits[4..6]),
        number(&digits[6..]),
    )
}

/// The day of a date, if there is one. Other years than these are a slip of the pen, which is told.
///
/// A year's days are reckoned once: files have few years and many days.
fn date(year: u32, month: u32, day: u32) -> Option<NaiveDate> {
    /// The days of each month, from the first place on.
    type Year = [[Option<NaiveDate>; 31]; 12];
    const FIRST: u32 = 1990;
    static YEARS: [OnceLock<Box<Year>>; 110] = [const { OnceLock::new() }; 110];
    let known = YEARS.get(year.checked_sub(FIRST)? as usize)?;
    let days = known.get_or_init(|| {
        let day = |month: usize, day: usize| {
            NaiveDate::from_ymd_opt(year as i32, month as u32 + 1, day as u32 + 1)
        };
        Box::new(std::array::from_fn(|month| {
            std::array::from_fn(|at| day(month, at))
        }))
    });
    let month = days.get((month as usize).checked_sub(1)?)?;
    *month.get((day as usize).checked_sub(1)?)?
}

/// `2021-06-30`, `2021/6/30`, `2021.6.30`, `20210630` and `2021年6月30日`, without a look at other
/// forms.
pub fn day(text: &[u8]) -> Option<NaiveDate> {
    iso(text).or_else(|| other_day(text))
}

fn other_day(text: &[u8]) -> Option<NaiveDate> {
    let (year, rest) = leading(text, 4)?;
    let (month, day) = match rest {
        [_, _, _, _] => {
            let (month, rest) = leading(rest, 2)?;
            (month, leading(rest, 2)?)
        }
        [mark @ (b'-' | b'/' | b'.'), rest @ ..] => {
            let (month, rest) = one_or_two(rest)?;
            (month, one_or_two(rest.strip_prefix(&[*mark])?)?)
        }
        _ => {
            let (month, rest) = one_or_two(rest.strip_prefix("年".as_bytes())?)?;
            let (day, rest) = one_or_two(rest.strip_prefix("月".as_bytes())?)?;
            (month, (day, rest.strip_prefix("日".as_bytes())?))
        }
    };
    let (day, []) = day else {
        return None;
    };
    date(year, month, day)
}

/// A number of one digit or two, and what stands behind it.
fn one_or_two(bytes: &[u8]) -> Option<(u32, &[u8])> {
    leading(bytes, 2).or_else(|| leading(bytes, 1))
}

/// A number of so many digits, and what stands behind it.
fn leading(bytes: &[u8], many: usize) -> Option<(u32, &[u8])> {
    let (digits, rest) = bytes.split_at_checked(many)?;
    let number = digits.iter().try_fold(0, |sum, digit| {
        (digit.is_ascii_digit()).then(|| sum * 10 + u32::from(digit - b'0'))
    })?;
    Some((number, rest))
}

/// `98` and `98.6`, the form of most figures.
pub fn decimal(bytes: &[u8]) -> Option<f64> {
    /// Longer ones may be ids or overflow; so many digits and their powers of ten are whole
    /// numbers of a double, and their quotient is the double next to the figure.
    const LONGEST: usize = 15;
    const TENS: [f64; LONGEST] = [
        1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14,
    ];
    if bytes.len() > LONGEST || !bytes.first()?.is_ascii_digit() {
        return None;
    }
    let (mut digits, mut point) = (0_u64, None);
    for (at, byte) in bytes.iter().enumerate() {
        match byte {
            b'0'..=b'9' => digits = digits * 10 + u64::from(byte - b'0'),
            b'.' if point.is_none() => point = Some(at),
            _ => return None,
        }
    }
    let behind = point.map_or(0, |point| bytes.len() - 1 - point);
    Some(digits as f64 / TENS[behind])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ingest::cell::{self, Read, ReadingCell};
    use crate::plan::{EMBEDDED, Plan};
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn short_ways_lead_where_the_long_ones_do(
            text in "(19|20|21)?[0-9]{0,4}(-[0-9]{2}-[0-9]{2}|\\.[0-9]{0,3}|-[0-9]{1,2}|)",
            any_day in "(19|20|21)[0-9]{2}([-/.年]?[01]?[0-9][-/.月]?[0-3]?[0-9]日?)[0-9]?",
        ) {
            if let Some(day) = iso(text.as_bytes()) {
                prop_assert_eq!(super::day(text.as_bytes()), Some(day));
            }
            for text in [&text, &any_day] {
                let Some(day) = super::day(text.as_bytes()) else { continue };
                prop_assert_eq!(cell::date(text, 2021), Read::Value(day));
                prop_assert_eq!(cell::period(text, 2021), Read::Value(Period::Day(day)));
                prop_assert_eq!(cell::hour(text), None);
                let deadline = Deadline { date: Some(day), recognised: true, ..Deadline::default() };
                let plan = Plan::parse(EMBEDDED).unwrap();
                prop_assert_eq!(cell::deadline(text, &plan, false), Read::Value(deadline));
            }
            if let Some(number) = decimal(text.as_bytes()) {
                prop_assert_eq!(text.parse(), Ok(number));
                prop_assert_eq!(cell::number(&text), Read::Value(number));
                prop_assert_eq!(cell::reading(&text), Some(ReadingCell::Number(number)));
            }
        }

        /// Figures of any length: the quotient is what the standard library reads.
        #[test]
        fn figures_are_the_nearest(text in "[0-9]{1,9}(\\.[0-9]{0,9})?") {
            if let Some(number) = decimal(text.as_bytes()) {
                prop_assert_eq!(text.parse(), Ok(number));
            }
        }
    }

    #[test]
    fn days_in_their_usual_forms() {
        let read = |text: &str| super::day(text.as_bytes()).map(|day| day.to_string());
        for text in [
            "2021-06-30",
            "2021/6/30",
            "2021.6.30",
            "20210630",
            "2021年6月30日",
            "2021-6-30",
        ] {
            assert_eq!(read(text).as_deref(), Some("2021-06-30"), "{text}");
        }
        for text in [
            "2021-06",
            "2021-06/30",
            "2021-13-01",
            "2021年6月",
            "1021-06-30",
            "202106301",
        ] {
            assert_eq!(read(text), None, "{text}");
        }
    }
}
