//! A large text file in pieces of whole lines, each decoded by itself.
//!
//! Neither UTF-8 nor GB18030 has a line end among the further bytes of a character, so a file is
//! cut at line ends before it is decoded. Whether a cut stands within quotes is found by whoever
//! reads the rows; what is odd in any way is left to the reading of the whole.

use super::decode::{self, Kind};
use super::records::Sheet;
use memchr::{memchr, memchr_iter};
use std::borrow::Cow;
use std::ops::Range;

/// Smaller files are read in one.
const LARGE: usize = 4 << 20;

/// How many bytes a piece has, more or less.
const PIECE: usize = 4 << 20;

/// How much of a file tells its dialect and header.
const HEAD: usize = 1 << 20;

/// How many rows the head must have: more than header and serials are looked for in.
const HEAD_ROWS: usize = 600;

/// A file cut at line ends.
#[derive(Debug)]
pub struct Pieces<'a> {
    bytes: &'a [u8],
    cuts: Vec<Range<usize>>,
    /// Lines in front of each piece.
    lines: Vec<u32>,
    /// The beginning, decoded.
    pub head: Cow<'a, str>,
    /// As [`super::Decoded::encoding`], if all pieces agree.
    encoding: &'static str,
}

/// How many parts of a file are worked on at once.
pub fn threads() -> usize {
    std::thread::available_parallelism().map_or(1, Into::into)
}

impl<'a> Pieces<'a> {
    /// The pieces of a large file; `None` for a file that is better read in one.
    pub fn new(bytes: &'a [u8]) -> Option<Self> {
        if bytes.len() < LARGE {
            return None;
        }
        let end = memchr(b'\n', &bytes[HEAD..])? + HEAD + 1;
        let decoded = decode::decode(&bytes[..end]).ok()?;
        let known = matches!(decoded.encoding, "utf-8" | "utf-8-bom" | "gb18030");
        if !known || !decoded.odd.is_empty() || decoded.text.starts_with("sep=") {
            return None;
        }
        let start = if decoded.encoding == "utf-8-bom" {
            3
        } else {
            0
        };
        let mut cuts = Vec::new();
        let mut at = start;
        while at < bytes.len() {
            let near = (at + PIECE).min(bytes.len());
            let end = memchr(b'\n', &bytes[near..]).map_or(bytes.len(), |more| near + more + 1);
            cuts.push(at..end);
            at = end;
        }
        let mut line = 0;
        let lines = cuts
            .iter()
            .map(|cut| {
                let before = line;
                line += memchr_iter(b'\n', &bytes[cut.clone()]).count() as u32;
                before
            })
            .collect();
        Some(Self {
            bytes,
            cuts,
            lines,
            encoding: decoded.encoding,
            head: decoded.text,
        })
    }

    /// The head as a sheet, where that tells all it must.
    pub fn sheet(&self) -> Option<Sheet<'_>> {
        let sheet = Sheet::new(&self.head);
        let mut rows = 0;
        sheet.rows(|_| {
            rows += 1;
            rows < HEAD_ROWS
        });
        (rows == HEAD_ROWS && sheet.separator()?.is_ascii()).then_some(sheet)
    }

    /// How many pieces.
    pub fn len(&self) -> usize {
        self.cuts.len()
    }

    /// The bytes of a piece.
    pub fn size(&self, at: usize) -> usize {
        self.cuts.get(at).map_or(0, Range::len)
    }

    /// A piece decoded, and how; lines in front of it. `None`: it is not as it should be.
    pub fn piece(&self, at: usize) -> Option<(Cow<'a, str>, Kind, u32)> {
        let bytes = self.bytes.get(self.cuts.get(at)?.clone())?;
        let (text, kind) = decode::piece(bytes, self.encoding == "gb18030")?;
        // Only the first cell of a file loses its mark.
        if at > 0 && text.starts_with('\u{feff}') {
            return None;
        }
        Some((text, kind, *self.lines.get(at)?))
    }

    /// The encoding of the whole, from those of its pieces; `None` where they differ.
    pub fn encoding(&self, kinds: impl Iterator<Item = Kind>) -> Option<&'static str> {
        let (mut utf8, mut gbk) = (self.encoding == "utf-8-bom", false);
        for kind in kinds {
            utf8 |= kind == Kind::Utf8;
            gbk |= kind == Kind::Gb18030;
        }
        match (utf8, gbk) {
            (true, true) => None,
            (false, true) => Some("gb18030"),
            _ if self.encoding == "utf-8-bom" => Some("utf-8-bom"),
            _ => Some("utf-8"),
        }
    }
}
