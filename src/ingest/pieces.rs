//! A large text file in pieces of whole lines, each decoded by itself.
//!
//! Neither UTF-8 nor GB18030 has a line end among the further bytes of a character, so a file is
//! cut at line ends before it is decoded. Whether a cut stands within quotes is found by whoever
//! reads the rows; what is odd in any way is left to the reading of the whole.

use super::decode::{self, Kind};
use super::records::Sheet;
use memchr::{memchr_iter, memrchr};
use std::borrow::Cow;
use std::io;
use std::sync::{Mutex, PoisonError};

/// Smaller files are read in one.
const LARGE: u64 = 4 << 20;

/// How many bytes a piece has, more or less.
const PIECE: u64 = 4 << 20;

/// How much of a file tells its dialect and header.
const HEAD: u64 = 1 << 20;

/// How many rows the head must have: more than header and serials are looked for in.
const HEAD_ROWS: usize = 600;

/// The mark of byte order that UTF-8 may begin with.
const MARK: &[u8] = b"\xef\xbb\xbf";

/// The bytes of a file, had by whoever can open it: nothing here does.
pub trait Supply: Sync {
    /// How many bytes it has.
    fn len(&self) -> u64;
    /// Whether it has none.
    fn is_empty(&self) -> bool {
        self.len() == 0
    }
    /// Puts up to so many bytes from a place on behind those of `into`; fewer only where the file
    /// ends.
    fn read(&self, from: u64, many: u64, into: &mut Vec<u8>) -> io::Result<()>;
    /// All bytes at once.
    fn all(&self) -> io::Result<Cow<'_, [u8]>>;
}

impl Supply for &[u8] {
    fn len(&self) -> u64 {
        (**self).len() as u64
    }
    fn read(&self, from: u64, many: u64, into: &mut Vec<u8>) -> io::Result<()> {
        let rest = self.get(from as usize..).unwrap_or_default();
        into.extend_from_slice(&rest[..rest.len().min(many as usize)]);
        Ok(())
    }
    fn all(&self) -> io::Result<Cow<'_, [u8]>> {
        Ok(Cow::Borrowed(*self))
    }
}

/// A large file, cut at line ends as it is read: no more of it is held than is worked on.
pub struct Pieces<'a> {
    supply: &'a dyn Supply,
    /// The beginning, decoded.
    pub head: String,
    /// As [`super::Decoded::encoding`], if all pieces agree.
    encoding: &'static str,
}

/// Some whole lines of a file.
#[derive(Debug, Default)]
pub struct Piece {
    /// Its place among the pieces, from 0.
    pub at: usize,
    /// Its bytes, not yet decoded.
    pub bytes: Vec<u8>,
    /// Lines of the file in front of it.
    pub lines: u32,
    /// Nothing stands behind it.
    pub last: bool,
}

impl<'a> Pieces<'a> {
    /// The pieces of a large file; `None` for a file that is better read in one.
    pub fn new(supply: &'a dyn Supply) -> Option<Self> {
        if supply.len() < LARGE {
            return None;
        }
        let mut head = Piece::default();
        Cut::new(supply, HEAD).next(&mut head).ok()?;
        let bytes = head.bytes;
        let decoded = decode::decode(&bytes).ok()?;
        let known = matches!(decoded.encoding, "utf-8" | "utf-8-bom" | "gb18030");
        if !known || !decoded.odd.is_empty() || decoded.text.starts_with("sep=") {
            return None;
        }
        Some(Self {
            supply,
            encoding: decoded.encoding,
            head: decoded.text.into_owned(),
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

    /// Goes through the pieces from the first on; whoever is free takes the next.
    pub fn cutter(&self) -> Cutter<'a> {
        Cutter(Mutex::new(Cut::new(self.supply, PIECE)))
    }

    /// How many pieces of so many bytes the file has, the last one perhaps shorter.
    pub fn many(&self, size: usize) -> usize {
        self.supply.len().div_ceil(size.max(1) as u64) as usize
    }

    /// A piece decoded, in `room` where it has to be, and how. `None`: it is not as it should be.
    pub fn text<'b>(&self, piece: &'b Piece, room: &'b mut String) -> Option<(&'b str, Kind)> {
        let mut bytes = piece.bytes.as_slice();
        if piece.at == 0 && self.encoding == "utf-8-bom" {
            bytes = bytes.strip_prefix(MARK)?;
        }
        let (text, kind) = decode::piece(bytes, self.encoding == "gb18030", room)?;
        // Only the first cell of a file loses its mark.
        if piece.at > 0 && text.starts_with('\u{feff}') {
            return None;
        }
        Some((text, kind))
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

/// Hands out the pieces of a file, in order, to whoever asks.
pub struct Cutter<'a>(Mutex<Cut<'a>>);

impl Cutter<'_> {
    /// Puts the next piece into `piece`; `false`: there is none.
    pub fn next(&self, piece: &mut Piece) -> io::Result<bool> {
        let mut cut = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        cut.next(piece)
    }
}

struct Cut<'a> {
    supply: &'a dyn Supply,
    /// How much is read at a time.
    size: u64,
    /// What is read.
    read: u64,
    /// What stands behind the last line end of that.
    tail: Vec<u8>,
    at: usize,
    lines: u32,
    last: bool,
}

impl<'a> Cut<'a> {
    fn new(supply: &'a dyn Supply, size: u64) -> Self {
        Self {
            supply,
            size,
            read: 0,
            tail: Vec::new(),
            at: 0,
            lines: 0,
            last: false,
        }
    }

    fn next(&mut self, piece: &mut Piece) -> io::Result<bool> {
        if self.last {
            return Ok(false);
        }
        piece.bytes.clear();
        piece.bytes.append(&mut self.tail);
        loop {
            // A file that has grown since it was listed is read anew anyway.
            let want = (self.supply.len() - self.read).min(self.size);
            let fresh = piece.bytes.len();
            self.supply.read(self.read, want, &mut piece.bytes)?;
            let more = (piece.bytes.len() - fresh) as u64;
            self.read += more;
            self.last = more < want || self.read == self.supply.len();
            if self.last {
                break;
            }
            // A line longer than a piece is read to its end.
            if let Some(end) = memrchr(b'\n', &piece.bytes[fresh..]) {
                self.tail.extend_from_slice(&piece.bytes[fresh + end + 1..]);
                piece.bytes.truncate(fresh + end + 1);
                break;
            }
        }
        piece.at = self.at;
        piece.lines = self.lines;
        piece.last = self.last;
        self.at += 1;
        self.lines += memchr_iter(b'\n', &piece.bytes).count() as u32;
        Ok(true)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// A file that was of another length when it was listed.
    struct Listed<'a> {
        bytes: &'a [u8],
        listed: u64,
    }

    impl Supply for Listed<'_> {
        fn len(&self) -> u64 {
            self.listed
        }
        fn read(&self, from: u64, many: u64, into: &mut Vec<u8>) -> io::Result<()> {
            Supply::read(&self.bytes, from, many, into)
        }
        fn all(&self) -> io::Result<Cow<'_, [u8]>> {
            Ok(Cow::Borrowed(self.bytes))
        }
    }

    proptest! {
        /// All bytes, each once and in order, cut behind line ends only.
        #[test]
        fn pieces_are_the_file(
            text in "(甲|[a-c\r\n]){0,60}",
            size in 1_u64..12,
            more in -5_i64..5,
        ) {
            let bytes = text.as_bytes();
            let listed = (bytes.len() as i64 + more).max(0) as u64;
            let file = Listed { bytes, listed };
            let mut cut = Cut::new(&file, size);
            let (mut all, mut piece) = (Vec::new(), Piece::default());
            let mut many = 0;
            let mut ended = false;
            while cut.next(&mut piece).unwrap() {
                prop_assert!(!ended);
                prop_assert_eq!(piece.at, many);
                let before = memchr_iter(b'\n', &all).count();
                prop_assert_eq!(piece.lines as usize, before);
                prop_assert!(piece.last || piece.bytes.ends_with(b"\n"));
                ended = piece.last;
                all.extend_from_slice(&piece.bytes);
                many += 1;
            }
            prop_assert!(ended);
            // No more than was listed: a file that has grown is read anew.
            let known = bytes.len().min(listed as usize);
            prop_assert_eq!(all, &bytes[..known]);
        }
    }
}
