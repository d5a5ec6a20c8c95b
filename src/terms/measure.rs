//! What an indicator is measured in and held against.

use super::Nothing;
use std::fmt;

/// How a value is held against its target. 以上/以下 include the figure, 低于/超过 do not
/// (Civil Code art. 1259).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Direction {
    /// ≥, 不低于, 以上, 及以上.
    AtLeast,
    /// ≤, 不高于, 以下, 前 (a rank).
    AtMost,
    /// >, 超过.
    Above,
    /// <, 低于.
    Below,
    /// =.
    Equal,
}

impl Direction {
    /// As the JSON contract and the CSV contract write it.
    pub fn symbol(self) -> &'static str {
        match self {
            Self::AtLeast => ">=",
            Self::AtMost => "<=",
            Self::Above => ">",
            Self::Below => "<",
            Self::Equal => "=",
        }
    }

    /// Lower values are better.
    pub fn lower_is_better(self) -> bool {
        matches!(self, Self::AtMost | Self::Below)
    }

    /// Whether `value` satisfies this direction towards `target`.
    pub fn holds(self, value: f64, target: f64) -> bool {
        // Values come from decimal text; a difference below this is representation, not measure.
        let same = (value - target).abs() <= 1e-9 * target.abs().max(1.0);
        match self {
            Self::AtLeast => value > target || same,
            Self::AtMost => value < target || same,
            Self::Above => value > target && !same,
            Self::Below => value < target && !same,
            Self::Equal => same,
        }
    }
}

/// How an indicator's value is made from its readings (DESIGN §4, Indicator).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Method {
    /// Arithmetic mean of valid values (GB 3095: annual mean of daily means).
    Mean,
    /// Good days ÷ valid days.
    Ratio,
    /// Share of (site, period) at the target class or better.
    Class,
    /// The newest place in a ranking.
    Rank,
    /// The newest value.
    Latest,
    /// The sum over the year.
    Cumulative,
    /// Σ numerator ÷ Σ denominator.
    Rate,
}

impl Method {
    /// Every method, in the order of the enum.
    pub const ALL: [Self; 7] = [
        Self::Mean,
        Self::Ratio,
        Self::Class,
        Self::Rank,
        Self::Latest,
        Self::Cumulative,
        Self::Rate,
    ];

    /// As plan files and the JSON contract write it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Mean => "mean",
            Self::Ratio => "ratio",
            Self::Class => "class",
            Self::Rank => "rank",
            Self::Latest => "latest",
            Self::Cumulative => "cumulative",
            Self::Rate => "rate",
        }
    }
}

/// 约束性 or 参考性 (plan 四(四)).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Nature {
    /// 约束性.
    Binding,
    /// 参考性.
    Reference,
}

/// Water quality classes of GB 3838, best first: the order is the derived one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum WaterClass {
    /// Ⅰ.
    I,
    /// Ⅱ.
    II,
    /// Ⅲ.
    III,
    /// Ⅳ.
    IV,
    /// Ⅴ.
    V,
    /// 劣Ⅴ.
    WorseThanV,
}

impl WaterClass {
    /// Best to worst.
    pub const ALL: [Self; 6] = [
        Self::I,
        Self::II,
        Self::III,
        Self::IV,
        Self::V,
        Self::WorseThanV,
    ];
}

impl fmt::Display for WaterClass {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::I => "Ⅰ",
            Self::II => "Ⅱ",
            Self::III => "Ⅲ",
            Self::IV => "Ⅳ",
            Self::V => "Ⅴ",
            Self::WorseThanV => "劣Ⅴ",
        })
    }
}

/// What a target asks for.
#[derive(Debug, Clone, PartialEq)]
pub enum Goal {
    /// A figure in the indicator's unit.
    Number(f64),
    /// A water class; better is always allowed.
    Class(WaterClass),
    /// A word: 建立, 制定实施.
    Word(String),
}

/// One reading's value.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Value<'a> {
    /// A figure in the indicator's unit.
    Number(f64),
    /// A water class.
    Class(WaterClass),
    /// A word: 优, 良, 轻度污染, 建立, 已建立.
    Word(&'a str),
    /// No value, and why.
    Missing(Nothing),
}
