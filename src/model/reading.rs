//! 监测: readings of indicators, one row a period and site.

use super::column::{Cells, Renumber, Texts, Word, WordCells, table};
use crate::terms::{Nothing, Period, Value, WaterClass};

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

impl Renumber for Stored {
    fn renumber(self, words: &[Word]) -> Self {
        match self {
            Self::Word(word) => Self::Word(word.renumber(words)),
            other => other,
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
        period: Cells<Option<Period>>,
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
