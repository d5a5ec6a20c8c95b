//! Workbooks as rows of text: xlsx and xls, by their bytes (WPS writes `.et` as either).
//!
//! Says nothing of tables; a sheet comes out as a CSV's rows do. Memory is bounded: a sheet
//! that unpacks to more than [`LARGEST_UNPACKED`] is refused before it is unpacked.

use super::records::Record;
use calamine::{
    Data, DataRef, ExcelDateTime, Reader, Sheet, SheetVisible, Xls, XlsError, Xlsx, XlsxError,
};
use std::cell::Cell;
use std::io::{Cursor, Read as _, Write as _};
use std::panic::{AssertUnwindSafe, catch_unwind};

/// The most a workbook may unpack to, in bytes.
const LARGEST_UNPACKED: u64 = 1 << 30;

/// The most cells of one sheet.
const MOST_CELLS: usize = 50_000_000;

/// One row of a sheet: its filled cells.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SheetRow {
    /// 1-based row of the sheet.
    pub line: u32,
    /// 0-based columns with their text, ascending.
    cells: Vec<(u32, String)>,
}

impl SheetRow {
    fn get(&self, column: u32) -> Option<&str> {
        let at = self.cells.binary_search_by_key(&column, |cell| cell.0);
        at.ok().map(|at| self.cells[at].1.as_str())
    }

    /// Fills a cell that holds nothing.
    fn put(&mut self, column: u32, text: &str) {
        if let Err(at) = self.cells.binary_search_by_key(&column, |cell| cell.0) {
            self.cells.insert(at, (column, text.to_owned()));
        }
    }

    /// Writes the row as a CSV reader would give it.
    pub fn write(&self, record: &mut Record<'_>) {
        record.clear();
        let mut next = 0;
        for (column, text) in &self.cells {
            while next < *column {
                record.push_field("");
                next += 1;
            }
            record.push_field(text);
            next += 1;
        }
    }
}

/// Why a workbook cannot be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fault {
    /// It is protected by a password.
    Password,
    /// It unpacks to more than is read.
    TooLarge,
    /// It is damaged, or of a kind that is not known; what the reader said.
    Broken(String),
}

/// An open workbook.
pub struct Workbook<'a> {
    inner: Inner<'a>,
}

enum Inner<'a> {
    Xlsx(Xlsx<Cursor<&'a [u8]>>),
    Xls(Xls<Cursor<Vec<u8>>>),
}

thread_local! {
    /// A reader of workbooks runs on this thread, and its panics are findings.
    static GUARDED: Cell<bool> = const { Cell::new(false) };
}

/// Whether a panic of this thread is one that is caught and told as a damaged workbook: a
/// panic hook says nothing of it.
pub fn is_guarded() -> bool {
    GUARDED.get()
}

/// Runs a reader of workbooks. Damaged ones can make it panic (slices past the end of a
/// record); that is a broken file, not a broken program.
fn guard<T>(read: impl FnOnce() -> Result<T, Fault>) -> Result<T, Fault> {
    GUARDED.set(true);
    let result = catch_unwind(AssertUnwindSafe(read));
    GUARDED.set(false);
    result.unwrap_or_else(|_| Err(Fault::Broken("damaged".to_owned())))
}

/// Whether bytes begin as workbooks do.
pub fn is_workbook(bytes: &[u8]) -> bool {
    bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")
}

impl<'a> Workbook<'a> {
    /// Opens a workbook.
    pub fn open(bytes: &'a [u8]) -> Result<Self, Fault> {
        guard(|| Self::open_unguarded(bytes))
    }

    fn open_unguarded(bytes: &'a [u8]) -> Result<Self, Fault> {
        let inner = if bytes.starts_with(b"PK") {
            unpacked(bytes)?;
            Xlsx::new(Cursor::new(bytes)).map(Inner::Xlsx)?
        } else {
            Xls::new(Cursor::new(contained(bytes)?)).map(Inner::Xls)?
        };
        Ok(Self { inner })
    }

    /// `xlsx` or `xls`, by the bytes.
    pub fn format(&self) -> &'static str {
        match self.inner {
            Inner::Xlsx(_) => "xlsx",
            Inner::Xls(_) => "xls",
        }
    }

    /// Whether its serials count from 1904.
    pub fn counts_from_1904(&self) -> bool {
        match &self.inner {
            Inner::Xlsx(book) => book.has_1904_epoch(),
            Inner::Xls(book) => book.has_1904_epoch(),
        }
    }

    /// The sheets' names in order, those that are hidden behind the others: somebody put them away.
    pub fn sheets(&self) -> Vec<String> {
        let sheets = match &self.inner {
            Inner::Xlsx(book) => book.sheets_metadata(),
            Inner::Xls(book) => book.sheets_metadata(),
        };
        let (shown, hidden): (Vec<&Sheet>, Vec<&Sheet>) = sheets
            .iter()
            .partition(|sheet| sheet.visible == SheetVisible::Visible);
        let all = shown.into_iter().chain(hidden);
        all.map(|sheet| sheet.name.clone()).collect()
    }

    /// As [`Self::rows`], the text of a merged cell in each row it stands in, but for the rows up to
    /// `line`: a header is read by its gaps.
    /// Not the columns of `own`: amounts, of which each row would have all, and ids, of which two rows of
    /// one are one.
    pub fn rows_filled(
        &mut self,
        sheet: &str,
        line: u32,
        own: &[usize],
    ) -> Result<Vec<SheetRow>, Fault> {
        let mut rows = self.rows(sheet)?;
        let merged = guard(|| {
            Ok(match &mut self.inner {
                Inner::Xlsx(book) => book.merge_cells_by_sheet_name(sheet)?,
                Inner::Xls(book) => book.merge_cells_by_sheet_name(sheet)?,
            })
        })?;
        for one in merged {
            // Of rows; what is merged across is one cell.
            let ((top, column), (bottom, _)) = (one.start, one.end);
            if top >= bottom || top < line || own.contains(&(column as usize)) {
                continue;
            }
            let at = |row: u32| rows.binary_search_by_key(&(row + 1), |known| known.line);
            let text = at(top)
                .ok()
                .and_then(|at| rows[at].get(column))
                .map(str::to_owned);
            let Some(text) = text else { continue };
            let from = at(top + 1).unwrap_or_else(|at| at);
            let below = rows[from..].iter_mut();
            for row in below.take_while(|row| row.line <= bottom + 1) {
                row.put(column, &text);
            }
        }
        Ok(rows)
    }

    /// The filled rows of a sheet.
    pub fn rows(&mut self, sheet: &str) -> Result<Vec<SheetRow>, Fault> {
        guard(|| self.rows_unguarded(sheet))
    }

    fn rows_unguarded(&mut self, sheet: &str) -> Result<Vec<SheetRow>, Fault> {
        let mut rows: Vec<SheetRow> = Vec::new();
        let mut count = 0;
        let mut push = |row: u32, column: u32, text: String| {
            count += 1;
            if count > MOST_CELLS {
                return Err(Fault::TooLarge);
            }
            if text.is_empty() {
                return Ok(());
            }
            match rows.last_mut() {
                Some(last) if last.line == row + 1 => {
                    // A damaged sheet may name a column twice or go back.
                    if last.cells.last().is_none_or(|(before, _)| *before < column) {
                        last.cells.push((column, text));
                    }
                }
                Some(last) if last.line > row + 1 => {}
                _ => rows.push(SheetRow {
                    line: row + 1,
                    cells: vec![(column, text)],
                }),
            }
            Ok(())
        };
        match &mut self.inner {
            Inner::Xlsx(book) => {
                let mut cells = book.worksheet_cells_reader(sheet)?;
                while let Some((cell, style)) = cells.next_cell_with_style_id()? {
                    let percent = cells
                        .styles()
                        .get(style)
                        .and_then(|style| style.number_format.as_ref())
                        .is_some_and(|format| format.format_code.contains('%'));
                    let (row, column) = cell.get_position();
                    push(row, column, shared(cell.get_value(), percent))?;
                }
            }
            Inner::Xls(book) => {
                let range = book.worksheet_range(sheet)?;
                let (top, left) = range.start().unwrap_or_default();
                for (row, column, value) in range.used_cells() {
                    push(top + row as u32, left + column as u32, plain(value))?;
                }
            }
        }
        Ok(rows)
    }
}

impl From<XlsxError> for Fault {
    fn from(error: XlsxError) -> Self {
        match error {
            XlsxError::Password => Self::Password,
            other => Self::Broken(other.to_string()),
        }
    }
}

impl From<XlsError> for Fault {
    fn from(error: XlsError) -> Self {
        match error {
            XlsError::Password => Self::Password,
            other => Self::Broken(other.to_string()),
        }
    }
}

/// Refuses what says of itself that it unpacks to too much.
fn unpacked(bytes: &[u8]) -> Result<(), Fault> {
    // The list of contents stands at the end: what is cut short, or no archive, has none.
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).map_err(|error| match error {
        zip::result::ZipError::InvalidArchive(_) => Fault::Broken("cut-short".to_owned()),
        other => Fault::Broken(other.to_string()),
    })?;
    let mut sum = 0_u64;
    for index in 0..archive.len() {
        let file = archive
            .by_index_raw(index)
            .map_err(|error| Fault::Broken(error.to_string()))?;
        sum = sum.saturating_add(file.size());
    }
    if sum > LARGEST_UNPACKED {
        return Err(Fault::TooLarge);
    }
    Ok(())
}

/// The workbook of a compound file, alone in a fresh one. What the container holds besides,
/// and the faults of its chains, stay behind: the reader of workbooks trusts them.
fn contained(bytes: &[u8]) -> Result<Vec<u8>, Fault> {
    let broken = |error: std::io::Error| Fault::Broken(error.to_string());
    // An encrypted package is worth its own message, whatever else is wrong.
    if holds_utf16(bytes, "EncryptedPackage") {
        return Err(Fault::Password);
    }
    let mut file = cfb::CompoundFile::open(Cursor::new(bytes)).map_err(broken)?;
    let name = ["/Workbook", "/Book"]
        .into_iter()
        .find(|name| file.is_stream(name))
        .ok_or_else(|| Fault::Broken("no workbook stream".to_owned()))?;
    let mut stream = Vec::new();
    file.open_stream(name)
        .map_err(broken)?
        .take(bytes.len() as u64)
        .read_to_end(&mut stream)
        .map_err(broken)?;
    bounded(&stream)?;
    let mut fresh =
        cfb::CompoundFile::create_with_version(cfb::Version::V3, Cursor::new(Vec::new()))
            .map_err(broken)?;
    fresh
        .create_stream(name)
        .and_then(|mut out| out.write_all(&stream))
        .map_err(broken)?;
    fresh.flush().map_err(broken)?;
    Ok(fresh.into_inner().into_inner())
}

/// Refuses sheets whose cells lie so far apart that the rectangle around them, which the reader
/// makes room for, is out of proportion ([MS-XLS] 2.1.4: records of a type and a length; cells
/// begin with their row and column).
fn bounded(stream: &[u8]) -> Result<(), Fault> {
    const BOF: u16 = 0x0809;
    const CELLS: [u16; 9] = [
        0x0006, 0x00bd, 0x00be, 0x00d6, 0x00fd, 0x0201, 0x0203, 0x0204, 0x0205,
    ];
    const RK: u16 = 0x027e;
    /// A sheet of this many places is read whatever it holds.
    const SMALL: u64 = 4_000_000;
    /// Else no more places than this for each cell.
    const SPARSE: u64 = 64;
    let (mut rows, mut columns, mut cells) = (0_u64, 0_u64, 0_u64);
    let mut rest = stream;
    while let [a, b, c, d, tail @ ..] = rest {
        let kind = u16::from_le_bytes([*a, *b]);
        let length = usize::from(u16::from_le_bytes([*c, *d]));
        let data = tail.get(..length).unwrap_or(tail);
        if kind == BOF {
            (rows, columns, cells) = (0, 0, 0);
        } else if (CELLS.contains(&kind) || kind == RK)
            && let [r0, r1, c0, c1, more @ ..] = data
        {
            // A run of cells ends with its last column.
            let first = u16::from_le_bytes([*c0, *c1]);
            let last = match (kind, more) {
                (0x00bd | 0x00be, [.., l0, l1]) => u16::from_le_bytes([*l0, *l1]).max(first),
                _ => first,
            };
            rows = rows.max(u64::from(u16::from_le_bytes([*r0, *r1])) + 1);
            columns = columns.max(u64::from(last) + 1);
            cells += u64::from(last - first) + 1;
            if rows * columns > SMALL.max(cells * SPARSE) {
                return Err(Fault::TooLarge);
            }
        }
        rest = tail.get(length..).unwrap_or_default();
    }
    Ok(())
}

/// Whether a name of a compound file stands in it.
fn holds_utf16(bytes: &[u8], name: &str) -> bool {
    let wanted: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
    bytes
        .windows(wanted.len())
        .any(|window| window == wanted.as_slice())
}

fn shared(value: &DataRef<'_>, percent: bool) -> String {
    match value {
        DataRef::Int(int) if percent => figure(*int as f64 * 100.0) + "%",
        DataRef::Float(float) if percent => figure(float * 100.0) + "%",
        DataRef::Int(int) => int.to_string(),
        DataRef::Float(float) => figure(*float),
        DataRef::String(text) => text.clone(),
        DataRef::SharedString(text) => (*text).to_owned(),
        DataRef::Bool(bool) => yes_no(*bool),
        DataRef::DateTime(date) => moment(date),
        DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => text.clone(),
        DataRef::Error(error) => error.to_string(),
        DataRef::Empty => String::new(),
    }
}

fn plain(value: &Data) -> String {
    match value {
        Data::Int(int) => int.to_string(),
        Data::Float(float) => figure(*float),
        Data::String(text) => text.clone(),
        Data::Bool(bool) => yes_no(*bool),
        Data::DateTime(date) => moment(date),
        Data::DateTimeIso(text) | Data::DurationIso(text) => text.clone(),
        Data::Error(error) => error.to_string(),
        Data::Empty => String::new(),
    }
}

fn yes_no(value: bool) -> String {
    if value { "是" } else { "否" }.to_owned()
}

/// A figure as a workbook shows it: 15 significant digits, so that 0.1 + 0.2 is 0.3.
fn figure(value: f64) -> String {
    if !value.is_finite() {
        return value.to_string();
    }
    format!("{value:.14e}")
        .parse::<f64>()
        .unwrap_or(value)
        .to_string()
}

/// A date, with its time of day where that is not midnight.
fn moment(date: &ExcelDateTime) -> String {
    match date.as_datetime() {
        Some(when) if when.time() == chrono::NaiveTime::MIN => when.date().to_string(),
        Some(when) => when.format("%Y-%m-%d %H:%M:%S").to_string(),
        None => figure(date.as_f64()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_are_shown_as_a_workbook_shows_them() {
        assert_eq!(figure(0.1 + 0.2), "0.3");
        assert_eq!(figure(98.0), "98");
        assert_eq!(figure(0.984 * 100.0), "98.4");
        assert_eq!(figure(-9999.0), "-9999");
    }

    #[test]
    fn cells_at_the_ends_of_a_sheet_take_no_room() {
        let cell = |row: u16, column: u16| {
            let mut record = vec![0x03, 0x02, 14, 0];
            record.extend(row.to_le_bytes());
            record.extend(column.to_le_bytes());
            record.extend([0; 10]);
            record
        };
        let near: Vec<u8> = (0..200).flat_map(|row| cell(row, row % 20)).collect();
        assert_eq!(bounded(&near), Ok(()));
        let far = [cell(0, 0), cell(u16::MAX, u16::MAX)].concat();
        assert_eq!(bounded(&far), Err(Fault::TooLarge));
        // One long row is a sheet like another.
        assert_eq!(bounded(&cell(0, 255)), Ok(()));
        assert_eq!(bounded(&[0x03, 0x02, 0xff]), Ok(()));
    }

    #[test]
    fn what_is_no_workbook_is_refused() {
        for bytes in [
            &b"PK\x03\x04"[..],
            b"PK\x03\x04 and then nothing of a zip",
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 0123456789",
        ] {
            assert!(is_workbook(bytes) || bytes.len() < 8);
            assert!(matches!(Workbook::open(bytes), Err(Fault::Broken(_))));
        }
        let mut locked = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".to_vec();
        locked.extend("EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes));
        assert!(matches!(Workbook::open(&locked), Err(Fault::Password)));
    }
}
