//! 监测: readings of indicators, one row a period and site.

use super::column::{Cell, Cells, Periods, Texts, Word, WordCells, table};
use crate::terms::{Nothing, Value, WaterClass};

/// A value as a column keeps it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Stored {
    /// No value.
    Missing(Nothing),
    /// A figure.
    Number(f64),
    /// A water class.
    Class(WaterClass),
    /// A word of the table's words.
    Word(Word),
}

/// Bits that are no figure, for each kind of value that is none; what it is stands below them.
const MISSING: u64 = 0xfff1 << 48;
const CLASS: u64 = 0xfff2 << 48;
const WORD: u64 = 0xfff3 << 48;
const KIND: u64 = 0xffff << 48;

/// In 8 bytes: a figure by its bits, all else by bits that no figure has. A blank cell, the
/// default, is the number 0.
impl Cell for Stored {
    type Kept = u64;

    fn keep(self) -> u64 {
        let bits = match self {
            Self::Missing(nothing) => MISSING | nothing as u64,
            Self::Number(number) if number.is_nan() => f64::NAN.to_bits(),
            Self::Number(number) => number.to_bits(),
            Self::Class(class) => CLASS | class as u64,
            Self::Word(word) => WORD | u64::from(word.0),
        };
        bits ^ MISSING
    }

    fn give(kept: u64) -> Self {
        let bits = kept ^ MISSING;
        let below = (bits & !KIND) as usize;
        match bits & KIND {
            MISSING => Self::Missing(Nothing::ALL.get(below).copied().unwrap_or(Nothing::Blank)),
            CLASS => WaterClass::ALL
                .get(below)
                .map_or_else(Self::default, |class| Self::Class(*class)),
            WORD => Self::Word(Word(below as u32)),
            _ => Self::Number(f64::from_bits(bits)),
        }
    }

    fn renumber(kept: u64, words: &[Word]) -> u64 {
        match Self::give(kept) {
            Self::Word(word) => Self::Word(Word::renumber(word, words)).keep(),
            _ => kept,
        }
    }
}

impl Default for Stored {
    fn default() -> Self {
        Self::Missing(Nothing::Blank)
    }
}

table! {
    /// The readings of one file.
    Readings,
    /// One reading.
    Reading {
        /// 指标.
        indicator: WordCells,
        /// 点位; empty where there is only one.
        site: WordCells,
        /// 日期: a day, month, quarter or year. `None` never stays in a table.
        period: Periods,
        /// 数值; see [`Reading::value`].
        stored: Cells<Stored>,
        /// 分子.
        numerator: Cells<Option<f64>>,
        /// 分母.
        denominator: Cells<Option<f64>>,
        /// 有效: `Some(false)` keeps the reading out of every figure.
        valid: Cells<Option<bool>>,
        /// 区县 of the row; empty: the file's region.
        region_cell: WordCells,
        /// 备注.
        note: Texts,
    }
}

impl<'a> Reading<'a> {
    /// The region: the row's own, else the file's.
    pub fn region(self) -> &'a str {
        match self.region_cell() {
            "" => &self.segment.source.region,
            own => own,
        }
    }

    /// The value, with words as text.
    pub fn value(self) -> Value<'a> {
        match self.stored() {
            Stored::Missing(nothing) => Value::Missing(nothing),
            Stored::Number(number) => Value::Number(number),
            Stored::Class(class) => Value::Class(class),
            Stored::Word(word) => Value::Word(self.table.words.get(word)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_kept_in_eight_bytes() {
        let all = [
            Stored::Number(0.0),
            Stored::Number(-0.5),
            Stored::Number(f64::NEG_INFINITY),
            Stored::Word(Word(7)),
        ];
        let nothings = Nothing::ALL.map(Stored::Missing);
        let classes = WaterClass::ALL.map(Stored::Class);
        for value in all.into_iter().chain(nothings).chain(classes) {
            assert_eq!(Stored::give(value.keep()), value);
            assert_eq!(value.keep() == 0, value == Stored::default());
        }
        let renumbered = Stored::renumber(Stored::Word(Word(1)).keep(), &[Word(0), Word(9)]);
        assert_eq!(Stored::give(renumbered), Stored::Word(Word(9)));
    }
}
