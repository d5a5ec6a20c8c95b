//! Bytes to text: BOM, strict UTF-8, strict GB18030, or the place of the first bad byte.
//!
//! No guessing by frequency: detectors take short Chinese texts for Korean or Cyrillic.

use encoding_rs::{Encoding, GB18030, UTF_16BE, UTF_16LE};
use std::borrow::Cow;

/// Text with how it was encoded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decoded<'a> {
    /// The text, without BOM.
    pub text: Cow<'a, str>,
    /// `utf-8`, `utf-8-bom`, `gb18030`, `utf-16le`, `utf-16be`.
    pub encoding: &'static str,
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
pub fn decode(bytes: &[u8]) -> Result<Decoded<'_>, BadByte> {
    if let Some(rest) = bytes.strip_prefix(b"\xef\xbb\xbf") {
        return match std::str::from_utf8(rest) {
            Ok(text) => Ok(Decoded {
                text: Cow::Borrowed(text),
                encoding: "utf-8-bom",
            }),
            Err(error) => Err(bad(bytes, 3 + error.valid_up_to())),
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
    match std::str::from_utf8(bytes) {
        Ok(text) => {
            if let Some(gbk) = gbk_in_disguise(text, bytes) {
                return Ok(gbk);
            }
            Ok(Decoded {
                text: Cow::Borrowed(text),
                encoding: "utf-8",
            })
        }
        Err(error) => match GB18030.decode_without_bom_handling_and_without_replacement(bytes) {
            Some(text) => Ok(Decoded {
                text,
                encoding: "gb18030",
            }),
            None => Err(bad(
                bytes,
                first_bad(GB18030, bytes).max(error.valid_up_to()),
            )),
        },
    }
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
        })
        .ok_or_else(|| bad(bytes, bytes.len() - rest.len() + first_bad(encoding, whole)))
}

/// One in seven of the GB2312 characters is also valid UTF-8 of two bytes. A text whose
/// non-ASCII characters are all below U+0800 and whose GB18030 reading is all Han is GBK.
fn gbk_in_disguise<'a>(text: &str, bytes: &'a [u8]) -> Option<Decoded<'a>> {
    if text.is_ascii() || text.chars().any(|c| c as u32 >= 0x800) {
        return None;
    }
    let gbk = GB18030.decode_without_bom_handling_and_without_replacement(bytes)?;
    let han = |c: char| ('\u{4e00}'..='\u{9fff}').contains(&c);
    gbk.chars()
        .filter(|c| !c.is_ascii())
        .all(han)
        .then_some(Decoded {
            text: gbk,
            encoding: "gb18030",
        })
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
        // Where Chinese stands before it too.
        let bytes = [gbk("任务编号,名称\n1,").as_slice(), b"\xff\n"].concat();
        let fault = decode(&bytes).unwrap_err();
        assert_eq!((fault.offset, fault.line), (16, 2));
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
