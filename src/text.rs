//! Text as a terminal shows it: cleaned, measured, cut and padded by cells.
//!
//! Knows nothing of tables, languages or colours.

use std::borrow::Cow;
use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

/// Whether a character may never reach an output raw: C0, DEL, C1, bidi controls and
/// other invisible characters that change what a reader sees.
pub fn is_unsafe(c: char) -> bool {
    c.is_control()
        || matches!(c,
            '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}'
            | '\u{feff}' | '\u{061c}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e007f}')
}

/// Whether a text surely needs no cleaning, told from its bytes alone: no control character but
/// line ends, and none of the lead bytes that the characters of [`is_unsafe`] have.
pub fn is_plain(text: &str) -> bool {
    let bytes = text.as_bytes();
    !has_suspects(bytes)
        || bytes
            .iter()
            .enumerate()
            .all(|(at, _)| is_plain_at(&bytes[at..]))
}

/// Whether a byte or two stand here that only unsafe characters and a few others have; line ends
/// are none.
#[expect(
    clippy::needless_bitwise_bool,
    reason = "without branches many bytes are looked at at once"
)]
fn has_suspects(bytes: &[u8]) -> bool {
    // One block at a time, for an answer that need not wait for the end.
    bytes.chunks(4096).enumerate().any(|(block, chunk)| {
        let next = bytes.get(block * 4096 + 1..).unwrap_or_default();
        let single = |b: u8| {
            ((b < 0x20) & (b != b'\n') & (b != b'\r'))
                | (b == 0x7f)
                | (b == 0xc2)
                | (b == 0xd8)
                | (b == 0xf3)
        };
        // U+2000 to U+207F; U+FEC0 to U+FEFF and U+FFC0 to U+FFFF.
        let double =
            |a: u8, b: u8| ((a == 0xe2) & (b & 0xfe == 0x80)) | ((a == 0xef) & (b & 0xfb == 0xbb));
        let pairs = chunk.iter().zip(next);
        let found = pairs.fold(false, |seen, (&a, &b)| seen | single(a) | double(a, b));
        // The last byte of the text has no next.
        found | chunk.last().is_some_and(|&last| single(last))
    })
}

/// Whether no unsafe character begins here, as far as the bytes tell; line ends are safe.
fn is_plain_at(bytes: &[u8]) -> bool {
    match *bytes {
        [b'\n' | b'\r', ..] => true,
        [b, ..] if b < 0x20 || matches!(b, 0x7f | 0xc2 | 0xd8 | 0xf3) => false,
        [0xe2, 0x80, 0x8b..=0x8f | 0xaa..=0xae, ..]
        | [0xe2, 0x81, 0xa0..=0xff, ..]
        | [0xef, 0xbb, ..]
        | [0xef, 0xbf, 0xb9..=0xff, ..] => false,
        _ => true,
    }
}

/// Whether a text that begins with this byte begins with a letter or a digit of ASCII or with an
/// ideograph (U+4000 to U+9FFF), as nearly all cells do.
#[inline]
pub fn is_letter(first: u8) -> bool {
    first.is_ascii_alphanumeric() || matches!(first, 0xe4..=0xe9)
}

/// As [`str::trim`], without a look at characters where the first and the last byte tell enough:
/// cells mostly begin and end with a letter, a digit or a Chinese character.
#[inline]
pub fn trim(text: &str) -> &str {
    let bytes = text.as_bytes();
    let is_plain = |byte: u8| matches!(byte, b'!'..=b'~');
    // The first byte of three, of which none makes white space: U+4000 and above.
    let is_ideograph = |byte: u8| matches!(byte, 0xe4..=0xef);
    let (Some(&first), Some(&last)) = (bytes.first(), bytes.last()) else {
        return text;
    };
    let begins = is_plain(first) || is_ideograph(first);
    let third = || bytes.len().checked_sub(3).map_or(0, |at| bytes[at]);
    if begins && (is_plain(last) || is_ideograph(third())) {
        text
    } else {
        text.trim()
    }
}

/// Removes escape sequences and unsafe characters; tabs and line breaks become one space.
///
/// Whole sequences go (CSI, OSC, DCS, …), not only their first byte, so that no litter
/// such as `]0;title` stays in a cell.
pub fn clean(text: &str) -> Cow<'_, str> {
    if !text.chars().any(is_unsafe) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '\u{1b}' => skip_escape(&mut chars),
            // The eight-bit forms of CSI and of OSC, DCS, SOS, PM, APC.
            '\u{9b}' => skip_csi(&mut chars),
            '\u{90}' | '\u{98}' | '\u{9d}'..='\u{9f}' => skip_string(&mut chars),
            '\t' | '\n' | '\r' => {
                if !out.ends_with(' ') {
                    out.push(' ');
                }
            }
            c if is_unsafe(c) => {}
            c => out.push(c),
        }
    }
    Cow::Owned(out)
}

type Chars<'a> = std::iter::Peekable<std::str::Chars<'a>>;

fn skip_escape(chars: &mut Chars<'_>) {
    match chars.peek() {
        Some('[') => {
            chars.next();
            skip_csi(chars);
        }
        Some(']' | 'P' | 'X' | '^' | '_') => {
            chars.next();
            skip_string(chars);
        }
        Some(c) if c.is_ascii() && !c.is_ascii_control() => {
            chars.next();
        }
        _ => {}
    }
}

fn skip_csi(chars: &mut Chars<'_>) {
    while let Some(&c) = chars.peek() {
        if !('\u{20}'..='\u{7e}').contains(&c) {
            return;
        }
        chars.next();
        if ('\u{40}'..='\u{7e}').contains(&c) {
            return;
        }
    }
}

/// A string sequence ends with BEL or ST; without an end it takes what stands in the line.
fn skip_string(chars: &mut Chars<'_>) {
    while let Some(&c) = chars.peek() {
        match c {
            '\n' | '\r' => return,
            '\u{7}' | '\u{9c}' => {
                chars.next();
                return;
            }
            '\u{1b}' => {
                chars.next();
                if chars.peek() == Some(&'\\') {
                    chars.next();
                }
                return;
            }
            _ => {
                chars.next();
            }
        }
    }
}

/// Text as it stands in HTML and SVG, in elements and in attributes.
pub fn escape_markup(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
        .replace('"', "&quot;")
}

/// Width in cells, grapheme by grapheme as ratatui draws it: the width of a whole string may
/// differ where rare scripts meet.
pub fn width(text: &str) -> usize {
    if text.is_ascii() {
        return text.len();
    }
    text.graphemes(true).map(UnicodeWidthStr::width).sum()
}

/// Cuts to at most `max` cells on a grapheme bound; what is cut ends in `…`.
pub fn truncate(text: &str, max: usize) -> Cow<'_, str> {
    truncate_with(text, max, "…")
}

/// As [`truncate`], with the ellipsis of the glyph set in use.
pub fn truncate_with<'a>(text: &'a str, max: usize, ellipsis: &str) -> Cow<'a, str> {
    if width(text) <= max {
        return Cow::Borrowed(text);
    }
    let room = max.saturating_sub(width(ellipsis));
    let mut used = 0;
    let mut end = 0;
    for (start, grapheme) in text.grapheme_indices(true) {
        let w = width(grapheme);
        if used + w > room {
            break;
        }
        used += w;
        end = start + grapheme.len();
    }
    let mut out = text[..end].to_owned();
    if width(ellipsis) <= max {
        out.push_str(ellipsis);
    }
    Cow::Owned(out)
}

/// How many bytes from the front fit into so many cells, whole graphemes only.
pub fn fitting(text: &str, cells: usize) -> usize {
    let mut used = 0;
    for (at, grapheme) in text.grapheme_indices(true) {
        used += width(grapheme);
        if used > cells {
            return at;
        }
    }
    text.len()
}

/// The text from the cell `cells` on.
pub fn skip(text: &str, cells: usize) -> String {
    let mut skipped = 0;
    for (at, grapheme) in text.grapheme_indices(true) {
        if skipped >= cells {
            return text[at..].to_owned();
        }
        skipped += width(grapheme);
    }
    if cells == 0 {
        text.to_owned()
    } else {
        String::new()
    }
}

/// Cuts the beginning so that at most `max` cells are left; what is cut begins with `…`.
pub fn truncate_start(text: &str, max: usize) -> String {
    if width(text) <= max {
        return text.to_owned();
    }
    let room = max.saturating_sub(1);
    let mut used = 0;
    let mut start = text.len();
    for (at, grapheme) in text.grapheme_indices(true).rev() {
        used += width(grapheme);
        if used > room {
            break;
        }
        start = at;
    }
    if max == 0 {
        String::new()
    } else {
        format!("…{}", &text[start..])
    }
}

/// What closes a clause, a quotation or a bracket.
const CLOSING: [char; 18] = [
    '，', '。', '；', '：', '、', '！', '？', '）', '》', '”', '」', ',', '.', ';', ':', '!', '?',
    ')',
];

/// Pads with spaces on the right, or cuts, to exactly `cells`.
pub fn pad(text: &str, cells: usize) -> String {
    let cut = truncate(text, cells);
    let fill = cells - width(&cut).min(cells);
    format!("{cut}{:fill$}", "")
}

/// Pads with spaces on the left, or cuts, to exactly `cells`.
pub fn pad_left(text: &str, cells: usize) -> String {
    let cut = truncate(text, cells);
    let fill = cells - width(&cut).min(cells);
    format!("{:fill$}{cut}", "")
}

/// The pieces that a line is made of: words, what stands between them, and dates such as `10-31`
/// in one.
fn pieces(text: &str) -> Vec<&str> {
    let mut pieces: Vec<(usize, &str)> = Vec::new();
    for (at, word) in text.split_word_bound_indices() {
        let digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
        let joins = match pieces.last() {
            // The hyphen behind a figure, and the figure behind that.
            Some((_, last)) if word == "-" => {
                digit(last.chars().next_back()) && digit(text[at + 1..].chars().next())
            }
            Some((_, last)) => last.len() > 1 && last.ends_with('-') && digit(word.chars().next()),
            None => false,
        };
        match pieces.last_mut() {
            Some((start, last)) if joins => *last = &text[*start..at + word.len()],
            _ => pieces.push((at, word)),
        }
    }
    pieces.into_iter().map(|(_, piece)| piece).collect()
}

/// Breaks into lines of at most `max` cells: between words for Latin text, anywhere
/// between Han characters.
pub fn wrap(text: &str, max: usize) -> Vec<String> {
    let max = max.max(2);
    let mut lines = Vec::new();
    for paragraph in text.split('\n') {
        let mut line = String::new();
        let mut used = 0;
        for piece in pieces(paragraph) {
            let w = width(piece);
            if used + w > max {
                if used > 0 {
                    let full = std::mem::take(&mut line);
                    // What opens a bracket or a quotation goes with what follows.
                    let mut kept = full
                        .trim_end()
                        .trim_end_matches(['（', '(', '“', '《', '「']);
                    // No line begins with what closes a clause: the character before it comes
                    // along, or the whole word of letters.
                    if piece.starts_with(CLOSING)
                        && let Some((start, last)) = kept.grapheme_indices(true).next_back()
                    {
                        let start = if last.is_ascii() {
                            let mut word = kept.char_indices().rev();
                            let before = word.find(|(_, c)| *c == ' ' || !c.is_ascii());
                            before.map_or(kept.len(), |(at, c)| at + c.len_utf8())
                        } else {
                            start
                        };
                        if start > 0 {
                            kept = kept[..start].trim_end();
                        }
                    }
                    if kept.is_empty() {
                        lines.push(full.trim_end().to_owned());
                        used = 0;
                    } else {
                        lines.push(kept.to_owned());
                        full[kept.len()..].trim().clone_into(&mut line);
                        used = width(&line);
                    }
                }
                if piece.trim().is_empty() {
                    continue;
                }
                // A single piece wider than the line is cut by graphemes.
                for grapheme in piece.graphemes(true) {
                    // Marks of rare scripts can make one grapheme wider than the line.
                    let grapheme = if width(grapheme) > max {
                        "…"
                    } else {
                        grapheme
                    };
                    let gw = width(grapheme);
                    if used + gw > max {
                        lines.push(std::mem::take(&mut line));
                        used = 0;
                    }
                    line.push_str(grapheme);
                    used += gw;
                }
                continue;
            }
            line.push_str(piece);
            used += w;
        }
        lines.push(line.trim_end().to_owned());
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn no_line_begins_with_a_stop() {
        assert_eq!(wrap("two are (one late).", 18), ["two are (one", "late)."]);
        assert_eq!(wrap("现予约谈。", 8), ["现予约", "谈。"]);
        // Only the word comes along, not what stands before it without a blank.
        assert_eq!(
            wrap("达到 甲乙丙丁95%，再", 16),
            ["达到 甲乙丙丁", "95%，再"]
        );
        // A word that fills the line stays, and the stop finds no other place.
        assert_eq!(wrap("unsigned.", 8), ["unsigned", "."]);
    }

    #[test]
    fn a_date_stays_in_one() {
        assert_eq!(
            wrap("by 10-31 and 2021-09-30", 9),
            ["by 10-31", "and", "2021-09-3", "0"]
        );
        assert_eq!(
            pieces("a-b 1-4 x-"),
            ["a", "-", "b", " ", "1-4", " ", "x", "-"]
        );
    }

    #[test]
    fn clean_takes_whole_sequences() {
        assert_eq!(clean("a\u{1b}]0;PWNED\u{7}b"), "ab");
        assert_eq!(clean("a\u{1b}[31mred\u{1b}[0m"), "ared");
        assert_eq!(clean("a\u{9b}31mb"), "ab");
        assert_eq!(clean("x\u{202e}y\u{200b}z"), "xyz");
        assert_eq!(clean("a\tb\r\nc"), "a b c");
        assert_eq!(clean("\u{1b}P1$r0m\u{1b}\\ok"), "ok");
        assert!(matches!(clean("平常"), Cow::Borrowed(_)));
    }

    #[test]
    fn no_line_begins_with_a_comma() {
        assert_eq!(
            wrap("青田县整改，县住建局", 10),
            ["青田县整", "改，县住建", "局"]
        );
        assert_eq!(wrap("青田县整改abc", 10), ["青田县整改", "abc"]);
    }

    #[test]
    fn the_end_of_a_text_is_kept_whole() {
        assert_eq!(truncate_start("青田县住建局", 7), "…住建局");
        assert_eq!(truncate_start("青田县住建局", 6), "…建局");
        assert_eq!(truncate_start("abc", 3), "abc");
        assert_eq!(truncate_start("abc", 0), "");
    }

    #[test]
    fn truncation_keeps_whole_characters() {
        assert_eq!(truncate("住建厅", 3), "住…");
        assert_eq!(truncate("住建厅", 4), "住…");
        assert_eq!(truncate("住建厅", 5), "住建…");
        assert_eq!(truncate("住建厅", 6), "住建厅");
        assert_eq!(truncate("住", 1), "…");
        assert_eq!(truncate("住", 0), "");
        assert_eq!(pad("住建厅", 5), "住建…");
        assert_eq!(pad("住", 5), "住   ");
        assert_eq!(pad_left("8", 3), "  8");
    }

    #[test]
    fn rare_scripts_wrap_too() {
        // Found by proptest: one grapheme of three cells.
        for line in wrap("\u{1d360}\u{1182c}", 2) {
            assert!(width(&line) <= 2);
        }
    }

    #[test]
    fn plain_text_is_clean() {
        assert!(is_plain("“十四五”——已完成…，100％\r\n次行\n"));
        // Far behind the first block, and over the bound of two.
        for many in [4096, 4094, 4095, 9000] {
            let front = "a".repeat(many);
            assert!(is_plain(&format!("{front}…")));
            assert!(!is_plain(&format!("{front}\u{200b}")));
            assert!(!is_plain(&format!("{front}\u{feff}甲")));
        }
        let every = (0..=0x10_ffff).filter_map(char::from_u32);
        let is_line_end = |c: &char| matches!(c, '\n' | '\r');
        for c in every.filter(|c| is_unsafe(*c) && !is_line_end(c)) {
            assert!(!is_plain(&format!("甲{c}乙")), "{c:?}");
        }
    }

    proptest! {
        #[test]
        fn cut_fits(text in "\\PC{0,40}", max in 0usize..30) {
            prop_assert!(width(&truncate(&text, max)) <= max);
            prop_assert_eq!(width(&pad(&text, max)), max);
        }

        #[test]
        fn wrapped_lines_fit(text in "[\\PC]{0,80}", max in 2usize..40) {
            for line in wrap(&text, max) {
                prop_assert!(width(&line) <= max, "{:?} in {}", line, max);
            }
        }

        #[test]
        fn trimmed_as_ever(text in "[ \u{3000}\u{2003}\u{85}\t\n甲a9、é\u{feff}\u{10400}]{0,6}") {
            prop_assert_eq!(trim(&text), text.trim());
        }

        #[test]
        fn clean_is_clean(text in any::<String>()) {
            prop_assert!(!clean(&text).chars().any(is_unsafe));
        }
    }
}
