//! Bytes to text: BOM, strict UTF-8, strict GB18030, or the place of the first bad byte.
//!
//! No guessing by frequency: detectors take short Chinese texts for Korean or Cyrillic.

use encoding_rs::{DecoderResult, Encoding, GB18030, UTF_16BE, UTF_16LE};
use std::borrow::Cow;

/// Text with how it was encoded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decoded<'a> {
    /// The text, without BOM.
    pub text: Cow<'a, str>,
    /// `utf-8`, `utf-8-bom`, `gb18030`, `utf-16le`, `utf-16be`; `mixed` where lines differ.
    pub encoding: &'static str,
    /// Lines that are in another encoding than most, or in none.
    pub odd: Vec<OddLine>,
}

/// A line that is not as the others.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct OddLine {
    /// 1-based line of the file.
    pub line: u32,
    /// Its encoding; `None`: the byte at `offset` is of none.
    pub encoding: Option<&'static str>,
    /// 0-based byte of the file: the first bad one, else where the line begins.
    pub offset: usize,
}

/// Where decoding failed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct BadByte {
    /// 0-based byte of the file.
    pub offset: usize,
    /// 1-based line of the file.
    pub line: u32,
}

/// Decodes a whole file. The whole of it: a prefix that is ASCII says nothing.
///
/// A file that is neither UTF-8 nor GB18030 throughout is read line by line, with the lines
/// named that differ; one with more bad lines than good is refused.
pub fn decode(bytes: &[u8]) -> Result<Decoded<'_>, BadByte> {
    let same = |text, encoding| Decoded {
        text,
        encoding,
        odd: Vec::new(),
    };
    if let Some(rest) = bytes.strip_prefix(b"\xef\xbb\xbf") {
        return match simdutf8::basic::from_utf8(rest) {
            Ok(text) => Ok(same(Cow::Borrowed(text), "utf-8-bom")),
            Err(_) => line_by_line(rest, 3),
        };
    }
    if let Some(rest) = bytes.strip_prefix(b"\xff\xfe") {
        return wide(bytes, rest, UTF_16LE, "utf-16le");
    }
    if let Some(rest) = bytes.strip_prefix(b"\xfe\xff") {
        return wide(bytes, rest, UTF_16BE, "utf-16be");
    }
    // Excel's Unicode text without its BOM: every other byte of the ASCII parts is NUL.
    let head = &bytes[..bytes.len().min(512) & !1];
    let zeros = |odd: usize| {
        head.iter()
            .skip(odd)
            .step_by(2)
            .filter(|b| **b == 0)
            .count()
    };
    if head.len() >= 8 {
        if zeros(1) * 4 > head.len() / 2 && zeros(0) == 0 {
            return wide(bytes, bytes, UTF_16LE, "utf-16le");
        }
        if zeros(0) * 4 > head.len() / 2 && zeros(1) == 0 {
            return wide(bytes, bytes, UTF_16BE, "utf-16be");
        }
    }
    // A picture or a program in a CSV's name: text has no NUL but by accident.
    let nuls = bytes.iter().take(4096).filter(|b| **b == 0).count();
    if nuls > 8 && nuls * 20 > bytes.len().min(4096) {
        let first = bytes.iter().position(|b| *b == 0).unwrap_or(0);
        return Err(bad(bytes, first));
    }
    match simdutf8::basic::from_utf8(bytes) {
        Ok(text) => match gbk_in_disguise(text, bytes) {
            Some(gbk) => Ok(same(gbk, "gb18030")),
            None => Ok(same(Cow::Borrowed(text), "utf-8")),
        },
        Err(_) => match GB18030.decode_without_bom_handling_and_without_replacement(bytes) {
            // Each line of a UTF-8 file may also be some GB18030: lines that are UTF-8 by
            // themselves tell a file that was put together from both.
            Some(text) if !has_utf8_lines(bytes) => Ok(same(text, "gb18030")),
            _ => line_by_line(bytes, 0),
        },
    }
}

/// How a piece of a file is encoded.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Either.
    Ascii,
    /// UTF-8, with characters that no short text of GB18030 has.
    Utf8,
    /// GB18030.
    Gb18030,
}

/// Decodes some lines of a large file, into `room` where they have to be; `None` for what only the
/// whole can tell. `gbk`: the lines before were GB18030.
pub fn piece<'b>(bytes: &'b [u8], gbk: bool, room: &'b mut String) -> Option<(&'b str, Kind)> {
    if let Ok(text) = simdutf8::basic::from_utf8(bytes) {
        if text.is_ascii() {
            return Some((text, Kind::Ascii));
        }
        let sure = !gbk && text.chars().any(|c| c as u32 >= 0x800);
        return sure.then_some((text, Kind::Utf8));
    }
    if has_utf8_lines(bytes) {
        return None;
    }
    let mut decoder = GB18030.new_decoder_without_bom_handling();
    room.clear();
    room.reserve(decoder.max_utf8_buffer_length_without_replacement(bytes.len())?);
    let (result, _) = decoder.decode_to_string_without_replacement(bytes, room, true);
    (result == DecoderResult::InputEmpty).then_some((room, Kind::Gb18030))
}

/// Whether some line has characters of three UTF-8 bytes and is UTF-8 throughout, which
/// GB18030 text is not by chance: three such characters in a row ask for nine bytes that fit.
fn has_utf8_lines(bytes: &[u8]) -> bool {
    bytes.split(|b| *b == b'\n').any(|line| {
        !line.is_ascii()
            && std::str::from_utf8(line).is_ok_and(|text| {
                text.chars().filter(|c| *c as u32 >= 0x800).count() >= 3
                    && gbk_in_disguise(text, line).is_none()
            })
    })
}

/// Each line in its own encoding. `before` bytes of the file stand in front of `bytes`.
fn line_by_line(bytes: &[u8], before: usize) -> Result<Decoded<'_>, BadByte> {
    let mut text = String::with_capacity(bytes.len() + bytes.len() / 2);
    let (mut utf8, mut gbk) = (Vec::new(), Vec::new());
    let mut bad: Vec<OddLine> = Vec::new();
    let mut at = 0;
    for (index, line) in bytes.split_inclusive(|b| *b == b'\n').enumerate() {
        let odd = |encoding, offset| OddLine {
            line: index as u32 + 1,
            encoding,
            offset: before + at + offset,
        };
        if line.is_ascii() {
            text.extend(line.iter().map(|b| char::from(*b)));
        } else if let Ok(decoded) = decode_line(line) {
            text.push_str(&decoded.0);
            let list = if decoded.1 == "utf-8" {
                &mut utf8
            } else {
                &mut gbk
            };
            list.push(odd(Some(decoded.1), 0));
        } else {
            let good = std::str::from_utf8(line).map_or_else(|e| e.valid_up_to(), |_| 0);
            bad.push(odd(None, first_bad(GB18030, line).max(good)));
            text.push_str(&String::from_utf8_lossy(line));
        }
        at += line.len();
    }
    if utf8.len() + gbk.len() < bad.len().max(1) {
        return Err(bad
            .first()
            .map_or(BadByte { offset: 0, line: 1 }, |odd| BadByte {
                offset: odd.offset,
                line: odd.line,
            }));
    }
    let encoding = match (utf8.is_empty(), gbk.is_empty()) {
        (false, false) => "mixed",
        (true, false) => "gb18030",
        _ if before > 0 => "utf-8-bom",
        _ => "utf-8",
    };
    // Where there are as many of both, the later ones are told.
    let fewer = if utf8.len() < gbk.len() { utf8 } else { gbk };
    let mut odd = bad;
    if encoding == "mixed" {
        odd.extend(fewer);
    }
    odd.sort_by_key(|odd| odd.line);
    // A bad line is shown as the others are written.
    if encoding == "gb18030" {
        return Ok(Decoded {
            text: Cow::Owned(GB18030.decode_without_bom_handling(bytes).0.into_owned()),
            encoding,
            odd,
        });
    }
    Ok(Decoded {
        text: Cow::Owned(text),
        encoding,
        odd,
    })
}

/// One line that is not ASCII.
fn decode_line(line: &[u8]) -> Result<(Cow<'_, str>, &'static str), ()> {
    if let Ok(text) = std::str::from_utf8(line) {
        return Ok(match gbk_in_disguise(text, line) {
            Some(gbk) => (gbk, "gb18030"),
            None => (Cow::Borrowed(text), "utf-8"),
        });
    }
    GB18030
        .decode_without_bom_handling_and_without_replacement(line)
        .map(|text| (text, "gb18030"))
        .ok_or(())
}

fn wide<'a>(
    bytes: &[u8],
    rest: &'a [u8],
    encoding: &'static Encoding,
    name: &'static str,
) -> Result<Decoded<'a>, BadByte> {
    // A file that was cut off in the middle of a character loses that one byte only.
    let whole = &rest[..rest.len() & !1];
    encoding
        .decode_without_bom_handling_and_without_replacement(whole)
        .map(|text| Decoded {
            text: Cow::Owned(text.into_owned()),
            encoding: name,
            odd: Vec::new(),
        })
        .ok_or_else(|| bad(bytes, bytes.len() - rest.len() + first_bad(encoding, whole)))
}

/// One in seven of the GB2312 characters is also valid UTF-8 of two bytes. A text whose
/// non-ASCII characters are all below U+0800 and whose GB18030 reading is all Han is GBK.
fn gbk_in_disguise<'a>(text: &str, bytes: &'a [u8]) -> Option<Cow<'a, str>> {
    if text.is_ascii() || text.chars().any(|c| c as u32 >= 0x800) {
        return None;
    }
    let gbk = GB18030.decode_without_bom_handling_and_without_replacement(bytes)?;
    let han = |c: char| ('\u{4e00}'..='\u{9fff}').contains(&c);
    gbk.chars()
        .filter(|c| !c.is_ascii())
        .all(han)
        .then_some(gbk)
}

/// The first byte that is none of the encoding's.
fn first_bad(encoding: &'static Encoding, bytes: &[u8]) -> usize {
    let mut decoder = encoding.new_decoder_without_bom_handling();
    let mut out = [0; 4096];
    let mut done = 0;
    loop {
        let (result, read, _) =
            decoder.decode_to_utf8_without_replacement(&bytes[done..], &mut out, true);
        done += read;
        match result {
            encoding_rs::DecoderResult::OutputFull => {}
            encoding_rs::DecoderResult::InputEmpty => return done,
            encoding_rs::DecoderResult::Malformed(length, after) => {
                return done.saturating_sub(usize::from(length) + usize::from(after));
            }
        }
    }
}

fn bad(bytes: &[u8], offset: usize) -> BadByte {
    let lines = bytes[..offset.min(bytes.len())]
        .split(|b| *b == b'\n')
        .count()
        - 1;
    BadByte {
        offset,
        line: lines as u32 + 1,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn gbk(text: &str) -> Vec<u8> {
        GB18030.encode(text).0.into_owned()
    }

    #[test]
    fn each_encoding_offices_save_in() {
        let text = "任务编号,任务名称\n1,鹤城街道\n";
        let utf16: Vec<u8> = [0xff, 0xfe]
            .into_iter()
            .chain(text.encode_utf16().flat_map(u16::to_le_bytes))
            .collect();
        let cases: [(&[u8], &str); 4] = [
            (text.as_bytes(), "utf-8"),
            (&[b"\xef\xbb\xbf", text.as_bytes()].concat(), "utf-8-bom"),
            (&gbk(text), "gb18030"),
            (&utf16, "utf-16le"),
        ];
        for (bytes, encoding) in cases {
            let decoded = decode(bytes).unwrap();
            assert_eq!((decoded.text.as_ref(), decoded.encoding), (text, encoding));
        }
    }

    #[test]
    fn short_gbk_that_is_valid_utf8() {
        // 女 is C5 AE in GBK, which UTF-8 reads as U+016E.
        let bytes = gbk("女,1\n");
        assert!(std::str::from_utf8(&bytes).is_ok());
        assert_eq!(decode(&bytes).unwrap().text, "女,1\n");
    }

    #[test]
    fn the_bad_byte_is_named() {
        let fault = decode(b"a,b\nc,\xff\xff\n").unwrap_err();
        assert_eq!((fault.offset, fault.line), (6, 2));
        // Among good lines the bad one is named and the others are read.
        let bytes = [gbk("任务编号,名称\n1,").as_slice(), b"\xff\n"].concat();
        let decoded = decode(&bytes).unwrap();
        assert_eq!(decoded.encoding, "gb18030");
        assert_eq!(
            decoded.odd,
            [OddLine {
                line: 2,
                encoding: None,
                offset: 16
            }]
        );
        assert!(
            decoded.text.starts_with("任务编号,名称\n1,\u{fffd}"),
            "{}",
            decoded.text
        );
        // Cut off in the middle of a character.
        let whole = "任务编号,名称\n1,鹤城街道".as_bytes();
        let decoded = decode(&whole[..whole.len() - 1]).unwrap();
        assert_eq!((decoded.encoding, decoded.odd.len()), ("utf-8", 1));
        assert_eq!(decoded.odd[0].line, 2);
        // After a BOM the offset is the file's.
        let bytes = [b"\xef\xbb\xbf", "编号\n".as_bytes(), b"\xff\n"].concat();
        assert_eq!(decode(&bytes).unwrap().odd[0].offset, 10);
    }

    #[test]
    fn lines_of_two_encodings_are_read_each_in_its_own() {
        let bytes = [
            "任务编号,任务名称\n1,鹤城街道\n".as_bytes(),
            &gbk("2,温溪镇污水管网\n"),
            "3,瓯南街道\n".as_bytes(),
        ]
        .concat();
        let decoded = decode(&bytes).unwrap();
        assert_eq!(decoded.encoding, "mixed");
        assert_eq!(
            decoded.text,
            "任务编号,任务名称\n1,鹤城街道\n2,温溪镇污水管网\n3,瓯南街道\n"
        );
        assert_eq!(decoded.odd.len(), 1);
        assert_eq!(
            (decoded.odd[0].line, decoded.odd[0].encoding),
            (3, Some("gb18030"))
        );
        // The other way round: one UTF-8 line pasted into a GB18030 file.
        let bytes = [
            gbk("任务编号,任务名称\n1,鹤城街道\n").as_slice(),
            "2,温溪镇污水管网\n".as_bytes(),
        ]
        .concat();
        let decoded = decode(&bytes).unwrap();
        assert_eq!(decoded.encoding, "mixed");
        assert_eq!(
            (decoded.odd[0].line, decoded.odd[0].encoding),
            (3, Some("utf-8"))
        );
    }

    proptest! {
        #[test]
        fn never_panics(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
            let _ = decode(&bytes);
        }

        #[test]
        fn gb18030_comes_back(text in "[\\x20-\\x7e一-龥，。；、]{1,60}") {
            let bytes = gbk(&text);
            prop_assume!(std::str::from_utf8(&bytes).is_err());
            prop_assert_eq!(decode(&bytes).unwrap().text, text);
        }
    }
}
