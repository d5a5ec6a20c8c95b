//! Finding by what is written, by pinyin and by initials: `hjj` finds 环境局.
//!
//! The one place that knows the pinyin crate.

use ib_pinyin::matcher::PinyinMatcher;
use ib_pinyin::pinyin::PinyinNotation;

/// Whether `words` hold `query`, as written (case aside) or by pinyin or its initials.
pub fn matches(words: &str, query: &str) -> bool {
    let query = query.trim();
    if query.is_empty() {
        return true;
    }
    if words.to_lowercase().contains(&query.to_lowercase()) {
        return true;
    }
    // Pinyin is Latin letters; other queries are answered by now.
    query.is_ascii()
        && PinyinMatcher::builder(query)
            .pinyin_notations(PinyinNotation::Ascii | PinyinNotation::AsciiFirstLetter)
            .build()
            .is_match(words)
}

#[cfg(test)]
mod tests {
    use super::matches;

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
