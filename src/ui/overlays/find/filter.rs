//! Says fast of most texts that they do not hold a query by pinyin, so that the pinyin crate is
//! asked of a few of a million rows only.
//!
//! Shift-and over the letters of the query: bit k says that its first k letters are found so far.
//! A character leads on by one letter (its own, or a reading's initial) or by a whole reading.
//! What it lets through may still not match; what it holds back never does.

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

/// A query's filter.
pub(super) struct Filter {
    letters: usize,
    ascii: [u32; 128],
    /// By character of [`HAN`]: from where its initials lead on. Small, as it is asked of every
    /// character of every text.
    initials: Vec<u32>,
    /// From where its readings do; these begin with the initials, so most are never asked for.
    whole: Vec<Steps>,
}

fn readings() -> &'static PinyinData {
    static READINGS: OnceLock<PinyinData> = OnceLock::new();
    READINGS
        .get_or_init(|| PinyinData::new(PinyinNotation::Ascii | PinyinNotation::AsciiFirstLetter))
}

impl Filter {
    /// The filter of a query of ASCII letters.
    pub(super) fn new(query: &str) -> Self {
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
            ascii,
            initials: steps.iter().map(|steps| steps[1]).collect(),
            whole: steps,
        }
    }

    /// Whether a text may hold the query.
    pub(super) fn may(&self, words: &str) -> bool {
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
                    return true;
                }
                0
            };
            if next >= end {
                return true;
            }
            found = next | 1;
        }
        false
    }
}

#[cfg(test)]
mod tests {
    use super::Filter;
    use ib_pinyin::matcher::PinyinMatcher;
    use ib_pinyin::pinyin::PinyinNotation;
    use proptest::prelude::*;

    #[test]
    fn most_are_held_back() {
        let filter = Filter::new("wsgw");
        assert!(filter.may("污水管网改造"));
        assert!(filter.may("城区WSGW"));
        for other in ["河道清淤", "污水处理", "1-2", ""] {
            assert!(!filter.may(other), "{other}");
        }
        // Whole readings, and a reading next to initials.
        assert!(Filter::new("wushuigw").may("污水管网"));
        assert!(!Filter::new("wushigw").may("污水管网"));
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(2000))]

        /// What the crate finds is never held back.
        #[test]
        fn nothing_that_matches_is_held_back(
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
            if matcher.is_match(words.as_str()) {
                prop_assert!(Filter::new(&query).may(&words), "{query} in {words}");
            }
        }
    }
}
