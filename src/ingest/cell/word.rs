//! Words of a vocabulary: the whole cell first, then the longest word it holds.

use super::{Read, half, nothing};
use crate::terms::{Category, Kind, Nature};

/// The words that messages offer, of what [`category()`] reads.
pub const CATEGORY: &str = "共性、个性";
/// As [`CATEGORY`], of [`kind()`].
pub const KIND: &str = "立行立改、分阶段、长期坚持";
/// As [`CATEGORY`], of [`nature()`].
pub const NATURE: &str = "约束性、参考性";
/// As [`CATEGORY`], of [`yes_no()`].
pub const YES_NO: &str = "是、否";

/// The clauses of a folded cell, what stands in brackets apart: each is read by itself.
pub(super) fn clauses(folded: &str) -> impl Iterator<Item = &str> {
    folded.split(['，', ',', ';', '；', '。', '、', '(', ')', '[', ']'])
}

/// 共性 or 个性.
pub fn category(text: &str) -> Read<Category> {
    longest(
        text,
        &[
            ("共性", Category::Common),
            ("个性", Category::Specific),
            ("common", Category::Common),
            ("specific", Category::Specific),
        ],
    )
}

/// 立行立改, 分阶段 or 长期坚持.
pub fn kind(text: &str) -> Read<Kind> {
    longest(
        text,
        &[
            ("立行立改", Kind::Immediate),
            ("即知即改", Kind::Immediate),
            ("立即", Kind::Immediate),
            ("分阶段", Kind::Staged),
            ("阶段性", Kind::Staged),
            ("限期", Kind::Staged),
            ("长期", Kind::LongTerm),
            ("久久为功", Kind::LongTerm),
            ("持续", Kind::LongTerm),
        ],
    )
}

/// 约束性 or 参考性.
pub fn nature(text: &str) -> Read<Nature> {
    longest(
        text,
        &[("约束", Nature::Binding), ("参考", Nature::Reference)],
    )
}

/// 是 or 否, 有效 or 无效.
pub fn yes_no(text: &str) -> Read<bool> {
    let folded = half(text).to_lowercase();
    if let Some(nothing) = nothing(&folded) {
        return Read::Nothing(nothing);
    }
    match folded.as_str() {
        "是" | "有效" | "1" | "true" | "y" | "yes" | "√" => Read::Value(true),
        "否" | "无效" | "0" | "false" | "n" | "no" | "×" => Read::Value(false),
        _ => Read::Invalid,
    }
}

/// The value of the longest word a cell holds; unknown where a negation stands before it.
pub(super) fn longest<T: Copy>(text: &str, words: &[(&str, T)]) -> Read<T> {
    let folded = half(text).replace(' ', "");
    if let Some(nothing) = nothing(&folded) {
        return Read::Nothing(nothing);
    }
    if let Some((_, value)) = words.iter().find(|(word, _)| *word == folded) {
        return Read::Value(*value);
    }
    let best = words
        .iter()
        .filter_map(|(word, value)| folded.find(word).map(|at| (word.len(), at, *value)))
        .max_by_key(|(length, ..)| *length);
    match best {
        Some((_, at, _)) if turned(&folded[..at]) => Read::Invalid,
        Some((_, _, value)) => Read::Value(value),
        None => Read::Invalid,
    }
}

/// Whether the clause before a word turns it round: `未能`, `不能`, `尚未`.
fn turned(before: &str) -> bool {
    let clause = before
        .rsplit(['，', ',', ';', '。', '、', '('])
        .next()
        .unwrap_or("");
    clause.contains(['未', '不', '没', '非', '拟', '无'])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_in_cells() {
        assert_eq!(category("其他"), Read::Invalid);
        assert_eq!(category("共性问题"), Read::Value(Category::Common));
        assert_eq!(yes_no("无效"), Read::Value(false));
    }
}
