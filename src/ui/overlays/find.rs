//! Finding by what is written, by pinyin and by initials: `hjj` finds 环境局.
//!
//! The one place that knows the pinyin crate.

mod filter;

use filter::{Answer, Filter, readings};
use ib_pinyin::matcher::PinyinMatcher;
use ib_pinyin::pinyin::PinyinNotation;
use memchr::memmem;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;
use rustc_hash::FxHashMap;
use std::cell::RefCell;

/// Whether `words` hold `query`, as written (case aside) or by pinyin or its initials.
pub fn matches(words: &str, query: &str) -> bool {
    Query::new(query).matches(words)
}

/// A query made ready once, for lists of many rows.
pub struct Query<'q> {
    lower: String,
    finder: memmem::Finder<'static>,
    /// Whether the query has letters of two cases.
    cased: bool,
    /// Answers that were given already, by a number that stands for a text.
    known: RefCell<FxHashMap<u64, bool>>,
    pinyin: Option<PinyinMatcher<'q>>,
    filter: Option<Filter>,
}

impl<'q> Query<'q> {
    /// Makes a query ready.
    pub fn new(query: &'q str) -> Self {
        let query = query.trim();
        // Pinyin is Latin letters; other queries are answered without.
        let pinyin = (query.is_ascii() && !query.is_empty()).then(|| matcher(query));
        let lower = query.to_lowercase();
        Self {
            cased: lower != query.to_uppercase(),
            finder: memmem::Finder::new(&lower).into_owned(),
            known: RefCell::default(),
            lower,
            pinyin,
            filter: None,
        }
    }

    /// As [`Self::new`], made ready for so many texts that a few milliseconds are well spent.
    pub fn for_many(query: &'q str) -> Self {
        let mut ready = Self::new(query);
        ready.filter = ready.pinyin.is_some().then(|| Filter::new(query.trim()));
        ready
    }

    /// Whether nothing is asked for.
    pub fn is_empty(&self) -> bool {
        self.lower.is_empty()
    }

    /// As [`fn@matches`].
    pub fn matches(&self, words: &str) -> bool {
        let other_case = || {
            // Small letters are found as they are; of large ones ASCII's are seen at once.
            let large = || {
                if self.lower.is_ascii() {
                    words.bytes().any(|byte| byte.is_ascii_uppercase())
                } else {
                    words.chars().any(char::is_uppercase)
                }
            };
            self.cased && large() && self.is_in(&words.to_lowercase())
        };
        let by_pinyin = || {
            // Pinyin is of characters that are not Latin letters.
            let asked = || {
                let pinyin = self.pinyin.as_ref();
                pinyin.is_some_and(|pinyin| pinyin.is_match(words))
            };
            let sure = self.filter.as_ref().map(|filter| filter.ask(words));
            !words.is_ascii()
                && match sure {
                    Some(Answer::No) => false,
                    Some(Answer::Yes) => true,
                    Some(Answer::Perhaps) | None => asked(),
                }
        };
        self.is_empty() || self.is_in(words) || other_case() || by_pinyin()
    }

    fn is_in(&self, words: &str) -> bool {
        self.finder.find(words.as_bytes()).is_some()
    }

    /// The answer to a text that comes again and again, by a number that stands for it.
    pub fn once(&self, number: u64, matches: impl FnOnce(&Self) -> bool) -> bool {
        let known = self.known.borrow().get(&number).copied();
        known.unwrap_or_else(|| {
            let found = matches(self);
            self.known.borrow_mut().insert(number, found);
            found
        })
    }
}

/// Where texts hold a query, made ready once.
struct Spans<'q> {
    query: &'q str,
    long: usize,
    pinyin: Option<PinyinMatcher<'q>>,
}

impl<'q> Spans<'q> {
    fn new(query: &'q str) -> Self {
        let query = query.trim();
        Self {
            query,
            long: query.chars().count(),
            pinyin: (query.is_ascii() && !query.is_empty()).then(|| matcher(query)),
        }
    }

    /// The bytes of the first match at or after `from`.
    fn find(&self, words: &str, from: usize) -> Option<std::ops::Range<usize>> {
        let rest = words.get(from..)?;
        if self.query.is_empty() {
            return None;
        }
        let own = rest
            .char_indices()
            .find(|(at, _)| starts_with(&rest[*at..], self.query))
            .map(|(at, _)| {
                let end = rest[at..]
                    .char_indices()
                    .nth(self.long)
                    .map_or(rest.len(), |(n, _)| at + n);
                at..end
            });
        let found = own.or_else(|| {
            // Pinyin is of characters that are not Latin letters.
            let pinyin = self.pinyin.as_ref().filter(|_| !rest.is_ascii())?;
            let found = pinyin.find(rest)?;
            Some(found.start()..found.end())
        })?;
        Some(from + found.start..from + found.end)
    }
}

fn matcher(query: &str) -> PinyinMatcher<'_> {
    PinyinMatcher::builder(query)
        .pinyin_data(readings())
        .pinyin_notations(PinyinNotation::Ascii | PinyinNotation::AsciiFirstLetter)
        .build()
}

/// Case aside.
fn starts_with(words: &str, query: &str) -> bool {
    let mut theirs = words.chars().flat_map(char::to_lowercase);
    query
        .chars()
        .flat_map(char::to_lowercase)
        .all(|c| theirs.next() == Some(c))
}

/// Marks the matches in what was drawn, row by row.
pub fn mark(buffer: &mut Buffer, area: Rect, query: &str, style: Style) {
    let spans = Spans::new(query);
    for y in area.top()..area.bottom() {
        let mut words = String::new();
        // For each byte of the row the cell it stands in.
        let mut cells: Vec<u16> = Vec::new();
        let mut x = area.left();
        while x < area.right() {
            let symbol = buffer[(x, y)].symbol();
            words.push_str(symbol);
            cells.resize(words.len(), x);
            x += (crate::text::width(symbol) as u16).max(1);
        }
        let mut from = 0;
        while let Some(found) = spans.find(&words, from).filter(|found| !found.is_empty()) {
            let (first, last) = (cells[found.start], cells[found.end - 1]);
            let wide = crate::text::width(buffer[(last, y)].symbol()).max(1) as u16;
            for x in first..(last + wide).min(area.right()) {
                let own = buffer[(x, y)].style();
                buffer[(x, y)].set_style(own.patch(style));
            }
            from = found.end;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Spans, matches};

    #[test]
    fn where_it_stands() {
        let span = |words: &str, query, from| Spans::new(query).find(words, from);
        let found = |words: &'static str, query| span(words, query, 0).map(|at| &words[at]);
        assert_eq!(found("县环境局", "hjj"), Some("环境局"));
        assert_eq!(found("县环境局", "境局"), Some("境局"));
        assert_eq!(found("看PM2.5", "pm2"), Some("PM2"));
        assert_eq!(found("环境局", "zjj"), None);
        assert_eq!(span("甲乙甲", "甲", 3), Some(6..9));
    }

    #[test]
    fn written_pinyin_and_initials() {
        assert!(matches("环境局", "境局"));
        assert!(matches("环境局", "hjj"));
        assert!(matches("环境局", "huanjing"));
        assert!(matches("重庆", "chongqing"));
        assert!(matches("PM2.5", "pm2"));
        assert!(!matches("环境局", "zjj"));
        assert!(matches("环境局", "  "));
    }
}
