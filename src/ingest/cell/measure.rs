//! Targets, methods, water classes and the values of readings.

use super::{Read, half, nothing, number};
use crate::terms::{Direction, Method, Nothing, WaterClass};

/// A water class: `Ⅱ`, `II`, `ii类`, `2类`, `Ⅱ类`, `劣Ⅴ`, `劣V类`. A bare digit is not one
/// here: whether it is a class is the indicator's to say.
pub fn class(text: &str) -> Option<WaterClass> {
    let folded = half(text).to_uppercase().replace(' ', "");
    let (worse, rest) = match folded.strip_prefix('劣') {
        Some(rest) => (true, rest),
        None => (false, folded.as_str()),
    };
    let name = rest.trim_end_matches("水质").trim_end_matches('类');
    let with_word = name.len() < rest.len();
    let class = match name {
        "Ⅰ" | "I" => WaterClass::I,
        "Ⅱ" | "II" => WaterClass::II,
        "Ⅲ" | "III" => WaterClass::III,
        "Ⅳ" | "IV" => WaterClass::IV,
        "Ⅴ" | "V" => WaterClass::V,
        "1" | "一" if with_word => WaterClass::I,
        "2" | "二" if with_word => WaterClass::II,
        "3" | "三" if with_word => WaterClass::III,
        "4" | "四" if with_word => WaterClass::IV,
        "5" | "五" if with_word || worse => WaterClass::V,
        _ => return None,
    };
    match (worse, class) {
        (true, WaterClass::V) => Some(WaterClass::WorseThanV),
        (true, _) => None,
        (false, class) => Some(class),
    }
}

/// The value of a reading cell.
#[derive(Debug, Clone, PartialEq)]
pub enum ReadingCell {
    /// No value.
    Missing(Nothing),
    /// A figure.
    Number(f64),
    /// A water class.
    Class(WaterClass),
    /// A word.
    Word(String),
}

/// Reads a reading's value; a word is kept for the indicator's method to judge.
pub fn reading(text: &str) -> Option<ReadingCell> {
    let folded = half(text);
    if let Some(nothing) = nothing(&folded) {
        return Some(ReadingCell::Missing(nothing));
    }
    if let Some(class) = class(&folded) {
        return Some(ReadingCell::Class(class));
    }
    match number(&folded) {
        Read::Value(value) | Read::Guess(value) => Some(ReadingCell::Number(value)),
        Read::Nothing(nothing) => Some(ReadingCell::Missing(nothing)),
        // Damaged figures are not words.
        Read::Invalid
            if folded.starts_with(|c: char| c.is_ascii_digit() || "+-.".contains(c))
                || ["nan", "inf", "-inf", "infinity"].contains(&folded.to_lowercase().as_str()) =>
        {
            None
        }
        Read::Invalid => Some(ReadingCell::Word(folded)),
    }
}

/// The words that messages offer, of what [`direction()`] reads.
pub const DIRECTION: &str = "≥、≤、＞、＜、＝";
/// As [`DIRECTION`], of [`method()`].
pub const METHOD: &str = "均值、优良天数比例、类别、排名、累计、最新值、比率";

/// A direction word or sign.
pub fn direction(text: &str) -> Option<Direction> {
    let folded = half(text).replace(' ', "");
    Some(match folded.as_str() {
        "≥" | ">=" | "=>" | "不低于" | "不少于" | "不小于" | "以上" | "及以上" | "高于等于"
        | "至少" => Direction::AtLeast,
        "≤" | "<=" | "=<" | "不高于" | "不超过" | "不大于" | "以下" | "及以下" | "以内" | "前"
        | "至多" => Direction::AtMost,
        ">" | "超过" | "高于" | "大于" | "多于" => Direction::Above,
        "<" | "低于" | "小于" | "少于" => Direction::Below,
        "=" | "等于" => Direction::Equal,
        _ => return None,
    })
}

/// A target cell taken apart.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct TargetCell {
    /// The figure.
    pub number: Option<f64>,
    /// The water class.
    pub class: Option<WaterClass>,
    /// The direction its words give.
    pub direction: Option<Direction>,
    /// What it asks for where it is a word.
    pub word: String,
    /// 不适用.
    pub not_applicable: bool,
}

/// A target: `≤22`, `22以下`, `不低于98%`, `前10`, `Ⅱ类及以上`, `10家以上`, `建立`, `不适用`.
pub fn target(text: &str) -> TargetCell {
    const BEFORE: [&str; 16] = [
        "≥",
        "≤",
        ">=",
        "<=",
        ">",
        "<",
        "=",
        "不低于",
        "不高于",
        "不少于",
        "不超过",
        "不大于",
        "低于",
        "高于",
        "超过",
        "前",
    ];
    const AFTER: [&str; 6] = ["及以上", "以上", "及以下", "以下", "以内", "前"];
    let folded = half(text).replace(' ', "");
    let mut cell = TargetCell::default();
    if folded == "不适用" {
        cell.not_applicable = true;
        return cell;
    }
    let mut rest = folded.as_str();
    for word in ["保持", "达到", "控制在", "全省"] {
        rest = rest.strip_prefix(word).unwrap_or(rest);
    }
    // Longest first: `不低于` before `低于`, `>=` before `>`.
    let mut before = BEFORE;
    before.sort_by_key(|word| std::cmp::Reverse(word.len()));
    for word in before {
        if let Some(after) = rest.strip_prefix(word) {
            cell.direction = direction(word);
            rest = after;
            break;
        }
    }
    if cell.direction.is_none() {
        for word in AFTER {
            if let Some(front) = rest.strip_suffix(word) {
                cell.direction = direction(word);
                rest = front;
                break;
            }
        }
    }
    cell.class = class(rest);
    if cell.class.is_none() {
        cell.number = number(rest).value();
    }
    if cell.class.is_none() && cell.number.is_none() {
        cell.direction = None;
        cell.word = folded;
    }
    cell
}

/// How an indicator is assessed, by its Chinese or English name.
pub fn method(text: &str) -> Option<Method> {
    let folded = half(text).to_lowercase();
    if let Some(method) = Method::ALL.into_iter().find(|m| m.name() == folded) {
        return Some(method);
    }
    // In this order: 优良率 is a ratio of days, not a rate; 达标率 of classes is a class.
    let known: [(&[&str], Method); 7] = [
        (&["均值", "平均", "年均"], Method::Mean),
        (&["优良", "天数比例", "天数"], Method::Ratio),
        (&["类别", "水质", "类"], Method::Class),
        (&["排名", "位次", "名次"], Method::Rank),
        (&["累计", "合计", "求和"], Method::Cumulative),
        (&["最新", "当期", "现状"], Method::Latest),
        (&["比率", "比例", "率", "分子"], Method::Rate),
    ];
    known
        .into_iter()
        .find(|(words, _)| words.iter().any(|word| folded.contains(word)))
        .map(|(_, method)| method)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use rstest::rstest;

    #[rstest]
    #[case("Ⅱ", Some(WaterClass::II))]
    #[case("II", Some(WaterClass::II))]
    #[case("ii类", Some(WaterClass::II))]
    #[case("2类", Some(WaterClass::II))]
    #[case("Ⅱ类", Some(WaterClass::II))]
    #[case("劣Ⅴ", Some(WaterClass::WorseThanV))]
    #[case("劣v类", Some(WaterClass::WorseThanV))]
    #[case("2", None)]
    #[case("川类", None)]
    #[case("劣Ⅱ", None)]
    fn classes(#[case] text: &str, #[case] expected: Option<WaterClass>) {
        assert_eq!(class(text), expected);
    }

    #[rstest]
    #[case("≤22", Some(22.0), Some(Direction::AtMost))]
    #[case("22以下", Some(22.0), Some(Direction::AtMost))]
    #[case("22微克/立方米以下", Some(22.0), Some(Direction::AtMost))]
    #[case("不低于98%", Some(98.0), Some(Direction::AtLeast))]
    #[case("低于29", Some(29.0), Some(Direction::Below))]
    #[case("超过60%", Some(60.0), Some(Direction::Above))]
    #[case("前10", Some(10.0), Some(Direction::AtMost))]
    #[case("10家以上", Some(10.0), Some(Direction::AtLeast))]
    #[case("98", Some(98.0), None)]
    fn figures(#[case] text: &str, #[case] figure: Option<f64>, #[case] way: Option<Direction>) {
        let cell = target(text);
        assert_eq!((cell.number, cell.direction), (figure, way));
    }

    #[test]
    fn classes_words_and_not_applicable() {
        assert_eq!(target("Ⅱ类及以上").class, Some(WaterClass::II));
        assert_eq!(target("建立").word, "建立");
        assert!(target("不适用").not_applicable);
    }

    #[test]
    fn readings() {
        assert_eq!(
            reading("-9999"),
            Some(ReadingCell::Missing(Nothing::Sentinel))
        );
        assert_eq!(
            reading("未监测"),
            Some(ReadingCell::Missing(Nothing::NotMonitored))
        );
        assert_eq!(reading("优"), Some(ReadingCell::Word("优".into())));
        assert_eq!(reading("1e309"), None);
        assert_eq!(reading("nan"), None);
        assert_eq!(reading("Ⅲ"), Some(ReadingCell::Class(WaterClass::III)));
    }

    proptest! {
        #[test]
        fn never_panics(text in any::<String>()) {
            let _ = (class(&text), reading(&text), target(&text), method(&text), direction(&text));
        }
        #[test]
        fn printed_classes_come_back(at in 0usize..6) {
            let one = WaterClass::ALL[at];
            prop_assert_eq!(class(&one.to_string()), Some(one));
        }
    }
}
