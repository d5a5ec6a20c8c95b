//! Says fast of most texts whether they hold a query by pinyin, so that the pinyin crate is asked
//! of a few of a million rows only.
//!
//! Shift-and over the letters of the query: bit k says that its first k letters are found so far.
//! A character leads on by one letter (its own, or a reading's initial) or by a whole reading.
//! Property tests hold both sure answers against the crate's.

use ib_pinyin::pinyin::{PinyinData, PinyinNotation};
use std::sync::OnceLock;

/// How many letters of a query are looked at; what holds a query holds its beginning.
const LETTERS: usize = 24;

/// The longest reading has six letters: zhuang.
const LONGEST: usize = 6;

/// The characters with readings that are looked up in the table.
const HAN: std::ops::RangeInclusive<u32> = 0x4E00..=0x9FFF;

/// From which letters of the query a character leads on, by how many it leads on.
type Steps = [u32; LONGEST + 1];

/// Whether a text holds a query.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Answer {
    /// It does not.
    No,
    /// The pinyin crate must be asked.
    Perhaps,
    /// It does.
    Yes,
}

/// A query's filter.
pub(super) struct Filter {
    letters: usize,
    /// What it means that all letters are found: a query that is cut off, or has large letters,
    /// may not match for all that.
    found: Answer,
    ascii: [u32; 128],
    /// By character of [`HAN`]: from where its initials lead on. Small, as it is asked of every
    /// character of every text.
    initials: Vec<u32>,
    /// From where its readings do; these begin with the initials, so most are never asked for.
    whole: Vec<Steps>,
}

/// The table of readings, made once.
pub(super) fn readings() -> &'static PinyinData {
    static READINGS: OnceLock<PinyinData> = OnceLock::new();
    READINGS
        .get_or_init(|| PinyinData::new(PinyinNotation::Ascii | PinyinNotation::AsciiFirstLetter))
}

impl Filter {
    /// The filter of a query of ASCII letters.
    pub(super) fn new(query: &str) -> Self {
        let plain = query.len() < LETTERS && !query.bytes().any(|byte| byte.is_ascii_uppercase());
        let query: Vec<u8> = query
            .bytes()
            .take(LETTERS)
            .map(|letter| letter.to_ascii_lowercase())
            .collect();
        let at = |holds: &dyn Fn(usize) -> bool| {
            let places = (0..query.len()).filter(|&at| holds(at));
            places.fold(0_u32, |all, at| all | 1 << at)
        };
        let mut ascii = [0; 128];
        for (letter, mask) in (0_u8..128).zip(&mut ascii) {
            *mask = at(&|at| query[at] == letter.to_ascii_lowercase());
        }
        let steps = HAN
            .map(|code| {
                let mut steps = Steps::default();
                let readings = char::from_u32(code)
                    .into_iter()
                    .flat_map(|c| readings().get_pinyins(c));
                for reading in readings {
                    let Some(word) = reading.notation(PinyinNotation::Ascii) else {
                        continue;
                    };
                    let word = word.as_bytes();
                    let Some(first) = word.first() else { continue };
                    steps[1] |= at(&|at| query[at] == *first);
                    let long = word.len().min(LONGEST);
                    // The end of the query may cut a reading short: it was cut here.
                    steps[long] |= at(&|at| {
                        let rest = &query[at..];
                        rest.starts_with(word) || (query.len() == LETTERS && word.starts_with(rest))
                    });
                }
                steps
            })
            .collect::<Vec<Steps>>();
        Self {
            letters: query.len(),
            found: if plain { Answer::Yes } else { Answer::Perhaps },
            ascii,
            initials: steps.iter().map(|steps| steps[1]).collect(),
            whole: steps,
        }
    }

    /// Whether a text holds the query.
    pub(super) fn ask(&self, words: &str) -> Answer {
        let end = 1_u64 << self.letters;
        let mut found = 1_u64;
        for c in words.chars() {
            let code = c as u32;
            let next = if let Some(mask) = self.ascii.get(code as usize) {
                (found & u64::from(*mask)) << 1
            } else if HAN.contains(&code) {
                let at = (code - HAN.start()) as usize;
                if found & u64::from(self.initials[at]) == 0 {
                    0
                } else {
                    let steps = &self.whole[at];
                    let lead =
                        |all: u64, long: usize| all | (found & u64::from(steps[long])) << long;
                    (1..=LONGEST).fold(0, lead)
                }
            } else {
                // Rare characters have readings, too, those of old GBK files among them; the
                // Kelvin sign is a k, the long s an s.
                let rare = matches!(
                    code,
                    0x017F | 0x212A | 0x3007 | 0x3400..=0x4DBF | 0xE000..=0xFAFF | 0x2_0000..
                );
                if rare {
                    return Answer::Perhaps;
                }
                0
            };
            if next >= end {
                return self.found;
            }
            found = next | 1;
        }
        Answer::No
    }
}

#[cfg(test)]
mod tests {
    use super::{Answer, Filter};
    use ib_pinyin::matcher::PinyinMatcher;
    use ib_pinyin::pinyin::PinyinNotation;
    use proptest::prelude::*;

    #[test]
    fn most_are_held_back() {
        let filter = Filter::new("wsgw");
        assert_eq!(filter.ask("污水管网改造"), Answer::Yes);
        assert_eq!(filter.ask("城区WSGW"), Answer::Yes);
        for other in ["河道清淤", "污水处理", "1-2", ""] {
            assert_eq!(filter.ask(other), Answer::No, "{other}");
        }
        // Whole readings, and a reading next to initials.
        assert_eq!(Filter::new("wushuigw").ask("污水管网"), Answer::Yes);
        assert_eq!(Filter::new("wushigw").ask("污水管网"), Answer::No);
        // Large letters, a long query, and a rare character are the crate's to judge.
        assert_eq!(Filter::new("WSGW").ask("污水管网"), Answer::Perhaps);
        assert_eq!(Filter::new("wsgw").ask("㐀污水管网"), Answer::Perhaps);
        let long = Filter::new("wushuiguanwangwushuiguanwang");
        assert_eq!(long.ask("污水管网污水管网"), Answer::Perhaps);
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(2000))]

        /// What is sure is as the crate finds it.
        #[test]
        fn sure_answers_are_the_crate_s(
            words in "[城区污水管网改造重庆长行乐绿女略县局镇㐀〇Ａ、（Ⅱµ\u{e815}\u{e83a}\u{e864}ſKa-cA-C1.]{1,12}",
            start in 0_usize..8,
            long in 1_usize..5,
            whole in proptest::collection::vec(any::<bool>(), 5),
        ) {
            // A query that is likely to match: readings of a piece of the text.
            let data = super::readings();
            let query: String = words.chars().skip(start % words.chars().count()).take(long).zip(whole).map(|(c, whole)| {
                let notation = if whole { PinyinNotation::Ascii } else { PinyinNotation::AsciiFirstLetter };
                let mut readings = data.get_pinyins(c);
                let reading = readings.next().and_then(|one| one.notation(notation).map(str::to_owned));
                reading.unwrap_or_else(|| if c.is_ascii() { c.to_string() } else { "x".to_owned() })
            }).collect();
            let matcher = PinyinMatcher::builder(query.as_str())
                .pinyin_notations(PinyinNotation::Ascii | PinyinNotation::AsciiFirstLetter)
                .build();
            let wrong = if matcher.is_match(words.as_str()) { Answer::No } else { Answer::Yes };
            prop_assert_ne!(Filter::new(&query).ask(&words), wrong, "{} in {}", query, words);
        }
    }
}
