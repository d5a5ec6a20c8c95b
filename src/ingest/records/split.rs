//! Text into rows of cells, by the rules of the csv crate, at the speed of finding bytes.
//!
//! Most rows have no quote: their cells stand between separators, and one search finds them.
//! Rows with a quote go byte by byte. A property test holds both against the csv crate.

use memchr::{memchr, memchr_iter, memchr2};

/// The cells of one row: stretches of the text it stands in, or of its own where quotes were taken
/// out.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Record<'t> {
    line: &'t str,
    own: String,
    is_own: bool,
    bounds: Vec<(u32, u32)>,
}

impl<'t> Record<'t> {
    /// How many cells.
    pub fn len(&self) -> usize {
        self.bounds.len()
    }

    fn text(&self) -> &str {
        if self.is_own { &self.own } else { self.line }
    }

    /// A cell.
    #[inline]
    pub fn get(&self, column: usize) -> Option<&str> {
        let &(start, end) = self.bounds.get(column)?;
        self.text().get(start as usize..end as usize)
    }

    /// The bytes of a cell, for a look that need not know where characters begin; none where there is
    /// no such cell.
    #[inline]
    pub fn bytes(&self, column: usize) -> &[u8] {
        let &(start, end) = self.bounds.get(column).unwrap_or(&(0, 0));
        let bytes = self.text().as_bytes().get(start as usize..end as usize);
        bytes.unwrap_or_default()
    }

    /// The first byte of a cell; `None` where it is empty.
    #[inline]
    pub fn first_byte(&self, column: usize) -> Option<u8> {
        self.bytes(column).first().copied()
    }

    /// All cells.
    pub fn iter(&self) -> impl Iterator<Item = &str> {
        let cells = self.bounds.iter();
        cells.map(|&(start, end)| self.text().get(start as usize..end as usize).unwrap_or(""))
    }

    /// Without cells.
    pub fn clear(&mut self) {
        self.own.clear();
        self.bounds.clear();
        self.is_own = true;
    }

    /// One more cell, of its own.
    pub fn push_field(&mut self, cell: &str) {
        let start = self.own.len() as u32;
        self.own.push_str(cell);
        self.bounds.push((start, self.own.len() as u32));
    }

    /// The cells of a line without quotes.
    fn borrow(&mut self, line: &'t str, separator: u8) {
        self.is_own = false;
        self.line = line;
        part(line.as_bytes(), separator, &mut self.bounds);
    }
}

impl<'a> FromIterator<&'a str> for Record<'_> {
    fn from_iter<I: IntoIterator<Item = &'a str>>(cells: I) -> Self {
        let mut record = Self::default();
        record.clear();
        for cell in cells {
            record.push_field(cell);
        }
        record
    }
}

/// How a text is parted.
#[derive(Debug, Clone, Copy)]
pub struct Dialect {
    /// The separator.
    pub separator: u8,
    /// The quote; `None`: quotes are plain characters.
    pub quote: Option<u8>,
}

/// Walks through the rows of a text.
#[derive(Debug)]
pub struct Splitter<'t> {
    text: &'t str,
    dialect: Dialect,
    at: usize,
    /// Line breaks before `at`.
    lines: u32,
    /// The next quote from `at` on, else the end of the text, where it was looked for.
    quote: usize,
}

/// Where a row stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Span {
    /// Its first byte.
    pub start: usize,
    /// Behind its last byte, the line end apart.
    pub end: usize,
    /// 1-based line of the text where it begins.
    pub line: u32,
    /// Line breaks stand within its quotes.
    pub breaks: bool,
    /// The text ends within its quotes.
    pub open: bool,
    /// It has quotes, and within them perhaps line ends of any kind.
    pub quoted: bool,
}

impl<'t> Splitter<'t> {
    /// At the beginning of a text.
    pub fn new(text: &'t str, dialect: Dialect) -> Self {
        Self {
            text,
            dialect,
            at: 0,
            lines: 0,
            quote: 0,
        }
    }

    /// The next row, its cells in `record`. Blank lines are no rows; `\r`, `\n` and both
    /// together end one.
    pub fn next(&mut self, record: &mut Record<'t>) -> Option<Span> {
        let bytes = self.text.as_bytes();
        // A byte order mark is no part of the first cell.
        if self.at == 0 && bytes.starts_with(b"\xef\xbb\xbf") {
            self.at = 3;
        }
        while let Some(b'\r' | b'\n') = bytes.get(self.at) {
            self.lines += u32::from(bytes[self.at] == b'\n');
            self.at += 1;
        }
        let from = self.at;
        let rest = bytes.get(from..).filter(|rest| !rest.is_empty())?;
        record.clear();
        let line = &rest[..memchr2(b'\n', b'\r', rest).unwrap_or(rest.len())];
        // Looked for once for all rows up to it: most files have none.
        let mut quote = self.dialect.quote;
        if let Some(byte) = quote {
            if self.quote < from || self.quote == 0 {
                self.quote = from + memchr(byte, rest).unwrap_or(rest.len());
            }
            quote = quote.filter(|_| self.quote < from + line.len());
        }
        let (length, breaks, open) = match quote {
            Some(quote) => self.quoted(quote, from, record),
            None => {
                record.borrow(&self.text[from..from + line.len()], self.dialect.separator);
                (line.len(), 0, false)
            }
        };
        let line = self.lines + 1;
        self.lines += breaks;
        self.at = from + length;
        Some(Span {
            start: from,
            end: self.at,
            line,
            breaks: breaks > 0,
            open,
            quoted: quote.is_some(),
        })
    }

    /// A row with quotes: its length, the line breaks in it, whether it ends within quotes.
    fn quoted(&self, quote: u8, from: usize, record: &mut Record<'_>) -> (usize, u32, bool) {
        let text = &self.text[from..];
        let bytes = text.as_bytes();
        let separator = self.dialect.separator;
        let mut at = 0;
        let mut breaks = 0;
        loop {
            let start = record.own.len() as u32;
            let mut open = false;
            if bytes.get(at) == Some(&quote) {
                at += 1;
                open = true;
                while let Some(next) = memchr(quote, &bytes[at..]) {
                    record.own.push_str(&text[at..at + next]);
                    breaks += memchr_iter(b'\n', &bytes[at..at + next]).count() as u32;
                    at += next + 1;
                    if bytes.get(at) != Some(&quote) {
                        open = false;
                        break;
                    }
                    // Two are one.
                    record.own.push(char::from(quote));
                    at += 1;
                }
                if open {
                    record.own.push_str(&text[at..]);
                    breaks += memchr_iter(b'\n', &bytes[at..]).count() as u32;
                    at = bytes.len();
                }
            }
            // An open cell, or what stands behind the closing quote.
            let rest = &bytes[at..];
            let end = rest
                .iter()
                .position(|b| *b == separator || matches!(b, b'\r' | b'\n'))
                .unwrap_or(rest.len());
            record.own.push_str(&text[at..at + end]);
            record.bounds.push((start, record.own.len() as u32));
            at += end;
            if bytes.get(at) != Some(&separator) {
                return (at, breaks, open);
            }
            at += 1;
        }
    }
}

/// Where the cells of a line without quotes stand. Cells are short: looking at eight bytes at once
/// is sooner done than beginning a search at each.
fn part(line: &[u8], separator: u8, bounds: &mut Vec<(u32, u32)>) {
    const LOW: u64 = 0x7f7f_7f7f_7f7f_7f7f;
    let pattern = u64::from_ne_bytes([separator; 8]);
    let mut begin = 0;
    let mut at = 0;
    let (words, rest) = line.as_chunks::<8>();
    for word in words {
        let other = u64::from_le_bytes(*word) ^ pattern;
        // The high bit of each byte that is the separator, and no other bit.
        let mut found = !(((other & LOW) + LOW) | other | LOW);
        while found != 0 {
            let end = at + found.trailing_zeros() / 8;
            bounds.push((begin, end));
            begin = end + 1;
            found &= found - 1;
        }
        at += 8;
    }
    for byte in rest {
        if *byte == separator {
            bounds.push((begin, at));
            begin = at + 1;
        }
        at += 1;
    }
    bounds.push((begin, at));
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    type Rows = Vec<(u64, Vec<String>)>;

    fn ours(text: &str, quoting: bool) -> Rows {
        let dialect = Dialect {
            separator: b',',
            quote: quoting.then_some(b'"'),
        };
        let mut splitter = Splitter::new(text, dialect);
        let mut record = Record::default();
        let mut rows = Vec::new();
        while let Some(span) = splitter.next(&mut record) {
            let line = 1 + text[..span.start].matches('\n').count();
            assert_eq!(span.line as usize, line);
            rows.push((
                span.start as u64,
                record.iter().map(str::to_owned).collect(),
            ));
        }
        rows
    }

    fn theirs(text: &str, quoting: bool) -> Rows {
        let mut reader = csv::ReaderBuilder::new()
            .has_headers(false)
            .flexible(true)
            .quoting(quoting)
            .from_reader(text.as_bytes());
        let mut record = csv::StringRecord::new();
        let mut rows = Vec::new();
        while reader.read_record(&mut record).unwrap() {
            let at = record.position().unwrap().byte() as usize;
            let blank = text[at..]
                .bytes()
                .take_while(|b| matches!(b, b'\r' | b'\n'))
                .count();
            rows.push((
                (at + blank) as u64,
                record.iter().map(str::to_owned).collect(),
            ));
        }
        rows
    }

    #[test]
    fn an_open_quote_is_told() {
        let mut record = Record::default();
        let dialect = Dialect {
            separator: b',',
            quote: Some(b'"'),
        };
        let mut splitter = Splitter::new("a,\"b\nc", dialect);
        let span = splitter.next(&mut record).unwrap();
        assert!(span.open && span.breaks);
        assert_eq!(record.get(1), Some("b\nc"));
        let mut splitter = Splitter::new("a,\"b\nc\"\n", dialect);
        let span = splitter.next(&mut record).unwrap();
        assert!(!span.open && span.breaks);
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(4000))]
        #[test]
        fn rows_are_those_of_the_csv_crate(text in "[a甲,\"\r\n ]{0,24}", quoting: bool) {
            prop_assert_eq!(ours(&text, quoting), theirs(&text, quoting));
        }

        /// Long lines, with the bytes next to the separator's (`+`, `-`) and all its bits flipped.
        #[test]
        fn long_lines_too(text in "[a甲,+\\-\u{ac}Ӭ]{0,60}") {
            prop_assert_eq!(ours(&text, true), theirs(&text, true));
        }

        #[test]
        fn byte_order_marks_too(text in "\u{feff}[a,\"\r\n]{0,8}") {
            prop_assert_eq!(ours(&text, true).len(), theirs(&text, true).len());
        }
    }
}
