//! One cell at a time: dates, deadlines, numbers, classes, states, lists of units.
//!
//! Pure and total: any text gives an answer. What could be read in several ways is a
//! [`Read::Guess`], never a silent one.

mod answer;
mod closing;

mod date;
mod deadline;
mod id;
mod lookback;
mod measure;
mod number;
mod state;
mod units;
mod word;

pub use answer::replied;
pub use closing::{
    HANDLING, LEVEL, RELEASE, STAGE, TRUTH, VISIT, handling, level, release, stage, truth, visit,
};
pub use date::{
    Dating, date, date_in_name, day_in_name, hour, months_in_name, period, quarter, serial_years,
};
pub use deadline::deadline;
pub use id::{half_width, is_rounded, taken_for_a_day};
pub use lookback::{LOOKBACK, lookback};
pub use measure::{
    DIRECTION, METHOD, ReadingCell, TargetCell, class, direction, method, reading, target,
};
pub use number::{number, percent};
pub use state::{STATUS_WORDS, status};
pub use units::{UnitCell, plain_units, units, without_persons};
pub use word::{CATEGORY, KIND, NATURE, YES_NO, category, kind, nature, yes_no};

use crate::terms::Nothing;

/// What a cell says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Read<T> {
    /// No value, and why.
    Nothing(Nothing),
    /// This value.
    Value(T),
    /// This value, one of several readings.
    Guess(T),
    /// Something, but not this.
    Invalid,
}

impl<T> Read<T> {
    /// The value, sure or guessed.
    pub fn value(self) -> Option<T> {
        match self {
            Self::Value(value) | Self::Guess(value) => Some(value),
            Self::Nothing(_) | Self::Invalid => None,
        }
    }

    /// The same reading of another kind.
    pub fn map<U>(self, make: impl FnOnce(T) -> U) -> Read<U> {
        match self {
            Self::Value(value) => Read::Value(make(value)),
            Self::Guess(value) => Read::Guess(make(value)),
            Self::Nothing(nothing) => Read::Nothing(nothing),
            Self::Invalid => Read::Invalid,
        }
    }
}

/// Full-width forms to ASCII, without outer white space.
pub fn half(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    folded.extend(text.chars().map(half_char));
    // Excel marks text with a leading apostrophe.
    folded.trim().trim_start_matches('\'').trim().to_owned()
}

/// One character as [`half`] leaves it.
pub fn half_char(c: char) -> char {
    match c {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(c as u32 - 0xfee0).unwrap_or(c),
        '\u{3000}' | '\u{a0}' | '\t' | '\r' | '\n' => ' ',
        '﹪' => '%',
        '−' => '-',
        _ => c,
    }
}

/// Whether a folded cell holds no value, and which kind of none.
#[inline]
pub fn nothing(folded: &str) -> Option<Nothing> {
    /// No word below is longer, and nearly all cells are.
    const LONGEST: usize = 9;
    // What they begin with; digits and most letters do not.
    let begins = |first: &u8| {
        matches!(
            first,
            b'-' | b'/' | b'\\' | b'N' | b'n' | 0xe2 | 0xe4 | 0xe6 | 0xe7
        )
    };
    let may_be = folded.len() <= LONGEST && folded.as_bytes().first().is_none_or(begins);
    if may_be {
        kind_of_nothing(folded)
    } else {
        None
    }
}

fn kind_of_nothing(folded: &str) -> Option<Nothing> {
    Some(match folded {
        "" => Nothing::Blank,
        "-" | "--" | "—" | "——" | "–" | "/" | "\\" | "无" | "N/A" | "n/a" | "NA" => {
            Nothing::Dash
        }
        "未监测" | "缺测" | "未测" | "ND" | "nd" => Nothing::NotMonitored,
        "不适用" => Nothing::NotApplicable,
        _ => return None,
    })
}
