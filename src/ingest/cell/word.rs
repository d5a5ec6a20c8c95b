//! Words of a vocabulary: the whole cell first, then the longest word it holds.

use super::{Read, half, nothing};
use crate::terms::{Category, Kind, Nature, Status};

/// Words that contain their opposites stand in full, so that the longest match tells
/// `未达到序时进度` from `达到序时进度` and `超过序时进度` (ahead) from `超期` (late).
const STATUS: &[(&str, Status)] = &[
    ("尚未启动", Status::NotStarted),
    ("未启动", Status::NotStarted),
    ("未开始", Status::NotStarted),
    ("未达到序时进度", Status::Behind),
    ("未达序时进度", Status::Behind),
    ("未达序时", Status::Behind),
    ("没有达到序时进度", Status::Behind),
    ("滞后于序时进度", Status::Behind),
    ("进度滞后", Status::Behind),
    ("滞后", Status::Behind),
    ("超过序时进度", Status::Ahead),
    ("超序时进度", Status::Ahead),
    ("超前", Status::Ahead),
    ("达到序时进度", Status::OnSchedule),
    ("达序时进度", Status::OnSchedule),
    ("达到序时", Status::OnSchedule),
    ("达序时", Status::OnSchedule),
    ("按序时推进", Status::OnSchedule),
    ("按序时进度推进", Status::OnSchedule),
    ("序时推进", Status::OnSchedule),
    ("正在推进", Status::InProgress),
    ("正在整改", Status::InProgress),
    ("整改中", Status::InProgress),
    ("进行中", Status::InProgress),
    ("推进中", Status::InProgress),
    ("正在办理", Status::InProgress),
    ("基本完成", Status::NearlyDone),
    ("未完成整改", Status::NotDone),
    ("尚未完成", Status::NotDone),
    ("未完成", Status::NotDone),
    ("未整改", Status::NotDone),
    ("未销号", Status::NotSignedOff),
    ("待销号", Status::Completed),
    ("已完成待销号", Status::Completed),
    ("超过整改时限", Status::Overdue),
    ("已超期", Status::Overdue),
    ("超期", Status::Overdue),
    ("已逾期", Status::Overdue),
    ("逾期", Status::Overdue),
    ("长期坚持", Status::LongTerm),
    ("持续推进", Status::LongTerm),
    ("完成整改", Status::Completed),
    ("已完成整改", Status::Completed),
    ("整改完成", Status::Completed),
    ("已整改", Status::Completed),
    ("已经完成", Status::Completed),
    ("已完成", Status::Completed),
    ("完成", Status::Completed),
    ("已验收", Status::Accepted),
    ("通过验收", Status::Accepted),
    ("完成交账销号", Status::SignedOff),
    ("交账销号", Status::SignedOff),
    ("已销号", Status::SignedOff),
    ("完成销号", Status::SignedOff),
    ("销号", Status::SignedOff),
    ("不适用", Status::NotApplicable),
];

/// The state a unit reports.
pub fn status(text: &str) -> Read<Status> {
    if half(text) == "不适用" {
        return Read::Value(Status::NotApplicable);
    }
    // `未销号` inside a longer cell must not be found as `销号`: longest first does that;
    // a negation right before a word that is not in the list makes it unknown.
    longest(text, STATUS)
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

fn longest<T: Copy>(text: &str, words: &[(&str, T)]) -> Read<T> {
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
        Some((_, at, _)) if folded[..at].ends_with(['未', '不', '没', '非']) => Read::Invalid,
        Some((_, _, value)) => Read::Value(value),
        None => Read::Invalid,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    #[rstest]
    #[case("尚未启动", Status::NotStarted)]
    #[case("未达到序时进度", Status::Behind)]
    #[case("达到序时进度", Status::OnSchedule)]
    #[case("超过序时进度", Status::Ahead)]
    #[case("超期", Status::Overdue)]
    #[case("完成整改", Status::Completed)]
    #[case("完成交账销号", Status::SignedOff)]
    #[case("已销号", Status::SignedOff)]
    #[case("未销号", Status::NotSignedOff)]
    #[case("未完成", Status::NotDone)]
    #[case("基本完成", Status::NearlyDone)]
    #[case("已经完成，长期坚持", Status::Completed)]
    #[case("目前已完成整改", Status::Completed)]
    #[case("正在推进（未达到序时进度）", Status::Behind)]
    fn traps(#[case] text: &str, #[case] expected: Status) {
        assert_eq!(status(text), Read::Value(expected));
    }

    #[test]
    fn unknown_words_are_not_guessed() {
        assert_eq!(status("待研究"), Read::Invalid);
        assert_eq!(status("不完成"), Read::Invalid);
        assert_eq!(category("其他"), Read::Invalid);
        assert_eq!(category("共性问题"), Read::Value(Category::Common));
        assert_eq!(yes_no("无效"), Read::Value(false));
    }
}
