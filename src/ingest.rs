//! From bytes to typed rows: decode, find the table, read the cells, say what is wrong.
//!
//! Pure: the shell opens files, nothing here does; a large one is asked for piece by piece. A bad
//! cell never stops a row, a bad row never stops a file; whatever the bytes, there is no panic.

pub mod cell;
mod cut;
mod decided;
mod decode;
mod excerpt;
mod findings;
mod header;
mod origin;
mod pieces;
mod records;
mod tables;
mod workbook;

pub use cut::cut_off;
pub use decided::{
    Dialect, Refusal, decision_closed, decision_ids, decision_region, decisions_dialect,
};
pub use decode::{Decoded, decode};
pub use excerpt::excerpts;
pub use header::{ColumnSpec, EXAMPLE, TableSpec};
pub use origin::{Origin, is_candidate};
pub use pieces::Supply;
pub use workbook::is_guarded;

use crate::diagnostic::{Code, Diagnostic};
use crate::model::{Rows, Segment, Source, TableKind};
use crate::plan::Plan;
use crate::text;
use findings::Findings;
use header::{Closest, Header};
use pieces::Pieces;
use records::Sheet;
use std::io;
use std::sync::Arc;
use workbook::{Fault, Workbook};

/// One file, read.
#[derive(Debug)]
pub struct Parsed {
    /// Its rows and how they were read; shared from the first on, for the columns alone take some
    /// thousand bytes, and a folder may have tens of thousands of files.
    pub segment: Arc<Segment>,
    /// What was found wrong, in file order.
    pub diagnostics: Vec<Diagnostic>,
}

/// Every table that is recognised, with its columns and their names: the CSV contract.
pub fn contract() -> &'static [TableSpec] {
    tables::SPECS
}

/// Which table the beginning of a file belongs to, without reading its rows.
pub fn recognise(bytes: &[u8]) -> Option<TableKind> {
    const HEAD: usize = 256 * 1024;
    if workbook::is_workbook(bytes) {
        let mut book = Workbook::open(bytes).ok()?;
        return book.sheets().iter().find_map(|name| {
            let rows = book.rows(name).ok()?;
            let found = header::find(&Sheet::of_cells(&rows), &tables::CONTRACT, &[]).ok()?;
            Some(found.spec.kind)
        });
    }
    let head = match bytes.get(..HEAD) {
        // Whole lines only, so that no character is cut.
        Some(head) => &head[..=head.iter().rposition(|b| *b == b'\n')?],
        None => bytes,
    };
    let decoded = decode(head).ok()?;
    let found = header::find(&Sheet::new(&decoded.text), &tables::CONTRACT, &[]).ok()?;
    Some(found.spec.kind)
}

/// Hears of rows and bytes read since it heard last.
pub type Heard<'a> = &'a (dyn Fn(usize, usize) + Sync);

/// Reads one file's bytes.
pub fn parse(origin: &Origin, bytes: &[u8], plan: &Plan) -> Parsed {
    parse_pieces(origin, &bytes, plan, &|_, _| {})
        .unwrap_or_else(|| parse_whole(origin, bytes, plan))
}

/// Reads one file; `heard` is told how far a large one is.
///
/// # Errors
/// Its bytes cannot be had.
pub fn parse_heard(
    origin: &Origin,
    supply: &dyn Supply,
    plan: &Plan,
    heard: Heard<'_>,
) -> io::Result<Parsed> {
    if let Some(parsed) = parse_pieces(origin, supply, plan, heard) {
        return Ok(parsed);
    }
    Ok(parse_whole(origin, &supply.all()?, plan))
}

fn parse_whole(origin: &Origin, bytes: &[u8], plan: &Plan) -> Parsed {
    let mut findings = Findings::new(&origin.file);
    let mut source = origin.source(bytes.len() as u64);
    let rows = if bytes.is_empty() {
        findings.add(0, 0, Code::FileEmpty, "");
        None
    } else if u32::try_from(bytes.len()).is_err() {
        // A column's text is addressed with 32 bits.
        findings.add(0, 0, Code::FileTooLarge, "");
        None
    } else if workbook::is_workbook(bytes) {
        read_workbook(bytes, origin, plan, &mut source, &mut findings)
    } else {
        read_text(bytes, origin, plan, &mut source, &mut findings)
    };
    parsed(source, rows, findings)
}

fn parsed(mut source: Source, rows: Option<Rows>, findings: Findings) -> Parsed {
    if let Some(rows) = &rows {
        source.table = Some(rows.kind());
        source.rows = rows.len();
    }
    Parsed {
        segment: Arc::new(Segment { source, rows }),
        diagnostics: findings.finish(),
    }
}

/// The plan's indicators, which may be columns of readings that lie wide.
fn indicators(plan: &Plan) -> Vec<&str> {
    plan.targets
        .iter()
        .map(|target| target.indicator.as_str())
        .collect()
}

/// A text file in one.
fn read_text(
    bytes: &[u8],
    origin: &Origin,
    plan: &Plan,
    source: &mut Source,
    findings: &mut Findings,
) -> Option<Rows> {
    let decoded = match decode(bytes) {
        Ok(decoded) => decoded,
        Err(fault) => {
            findings
                .add(fault.line, 0, Code::EncodingUnknown, "")
                .understood(fault.offset);
            return None;
        }
    };
    source.encoding = decoded.encoding;
    for odd in &decoded.odd {
        match odd.encoding {
            Some(encoding) => findings
                .add(odd.line, 0, Code::EncodingMixed, "")
                .understood(encoding),
            None => findings
                .add(odd.line, 0, Code::BytesInvalid, "")
                .understood(odd.offset),
        };
    }
    let sheet = Sheet::new(&decoded.text);
    source.separator = sheet.separator();
    source.quote = sheet.quote();
    source.line_end = sheet.line_end();
    match header::find(&sheet, &tables::CONTRACT, &indicators(plan)) {
        Ok(header) => Some(read_table(
            &sheet,
            &header,
            None,
            (origin, plan),
            source,
            findings,
        )),
        Err(closest) => {
            refuse(&closest, findings);
            None
        }
    }
}

/// A large file in pieces on all cores; `None` where it is not so plain that its pieces can be
/// read each by itself.
fn parse_pieces(
    origin: &Origin,
    supply: &dyn Supply,
    plan: &Plan,
    heard: Heard<'_>,
) -> Option<Parsed> {
    // A column's text is addressed with 32 bits.
    u32::try_from(supply.len()).ok()?;
    let pieces = Pieces::new(supply)?;
    let sheet = pieces.sheet()?;
    let header = header::find(&sheet, &tables::CONTRACT, &indicators(plan)).ok()?;
    let mut findings = Findings::new(&origin.file);
    tell_header(&header, &mut findings);
    let context = tables::Context {
        plan,
        from_1904: None,
        region: &origin.region,
        beside: &origin.beside,
    };
    let (rows, rejected, encoding) =
        tables::read_pieces(&sheet, &pieces, &header, context, &mut findings, heard)?;
    let mut source = origin.source(supply.len());
    source.encoding = encoding;
    source.separator = sheet.separator();
    source.quote = sheet.quote();
    source.line_end = sheet.line_end();
    source.header_line = header.line;
    source.rejected = rejected;
    Some(parsed(source, Some(rows), findings))
}

/// The first sheet that fits a table.
fn read_workbook(
    bytes: &[u8],
    origin: &Origin,
    plan: &Plan,
    source: &mut Source,
    findings: &mut Findings,
) -> Option<Rows> {
    let mut book = match Workbook::open(bytes) {
        Ok(book) => book,
        Err(fault) => {
            refuse_workbook(&fault, findings);
            return None;
        }
    };
    source.encoding = book.format();
    let from_1904 = book.counts_from_1904();
    let names = book.sheets();
    let indicators = indicators(plan);
    let mut read: Option<Rows> = None;
    let mut others = Vec::new();
    let mut nearest: Option<Closest> = None;
    for name in &names {
        let rows = match book.rows(name) {
            Ok(rows) => rows,
            Err(fault) => {
                refuse_workbook(&fault, findings);
                continue;
            }
        };
        let sheet = Sheet::of_cells(&rows);
        match header::find(&sheet, &tables::CONTRACT, &indicators) {
            Ok(_) if read.is_some() => others.push(name.as_str()),
            Ok(header) => {
                source.sheet = Some(text::clean(name).into_owned());
                // Parts of a task are told by the gaps below it.
                let filled = match header.spec.kind {
                    TableKind::Tasks => None,
                    _ => {
                        let own = OWN.iter().filter_map(|key| header.column(key));
                        let wide = header.wide.iter().map(|(column, _)| *column);
                        let own: Vec<usize> = own.chain(wide).collect();
                        book.rows_filled(name, header.line, &own).ok()
                    }
                };
                let filled = filled.as_deref().map(Sheet::of_cells);
                let rows = read_table(
                    filled.as_ref().unwrap_or(&sheet),
                    &header,
                    Some(from_1904),
                    (origin, plan),
                    source,
                    findings,
                );
                read = Some(rows);
            }
            Err(closest) => {
                if nearest.as_ref().is_none_or(|near| closest.hits > near.hits) {
                    nearest = Some(closest);
                }
            }
        }
    }
    if !others.is_empty() {
        // One file is one table: series and versions go by files.
        findings
            .add(0, 0, Code::SheetsLeft, &others.join("、"))
            .understood(source.sheet.as_deref().unwrap_or_default());
    }
    if read.is_none() {
        refuse(&nearest.unwrap_or_default(), findings);
    }
    read
}

fn read_table(
    sheet: &Sheet<'_>,
    header: &Header,
    from_1904: Option<bool>,
    (origin, plan): (&Origin, &Plan),
    source: &mut Source,
    findings: &mut Findings,
) -> Rows {
    source.header_line = header.line;
    tell_header(header, findings);
    let context = tables::Context {
        plan,
        from_1904,
        region: &origin.region,
        beside: &origin.beside,
    };
    let (rows, rejected) = tables::read(sheet, header, context, findings);
    source.rejected = rejected;
    rows
}

/// Columns of which a merged cell says nothing of the rows below its first: ids, and amounts that are
/// summed up. A merged goal, day or number of a task is that of each row.
const OWN: [&str; 14] = [
    "id",
    "value",
    "numerator",
    "denominator",
    "days",
    "weight",
    "area",
    "return_due",
    "returned",
    "regreen_due",
    "regreened",
    "tend_due",
    "tended",
    "accountable",
];

fn tell_header(header: &Header, findings: &mut Findings) {
    if header.preamble > 0 {
        findings
            .add(1, 0, Code::Preamble, "")
            .understood(header.preamble);
    }
    header.report(findings);
}

/// Tells which table a file comes nearest to, and what it lacks.
fn refuse(closest: &Closest, findings: &mut Findings) {
    let table = closest.table.map_or("", TableKind::name);
    if closest.hits > 1
        && let [missing] = closest.missing.as_slice()
    {
        let (column, near) = match &missing.near {
            Some((column, near)) => (*column as u32 + 1, near.as_str()),
            None => (0, ""),
        };
        findings
            .add(closest.line, column, Code::ColumnMissing, near)
            .understood(table)
            .expected(missing.name);
        return;
    }
    // 断面 and 指标 in front of the months are columns of targets as well.
    let is_named = closest.hits > 1
        && !matches!(
            closest.table,
            Some(TableKind::Readings | TableKind::Targets)
        );
    if closest.across && !is_named {
        findings.add(closest.line, 0, Code::HeaderAcross, &closest.text);
        return;
    }
    let missing: Vec<String> = closest
        .missing
        .iter()
        .map(|missing| match &missing.near {
            Some((_, near)) => format!("{}（“{near}”？）", missing.name),
            None => missing.name.to_owned(),
        })
        .collect();
    findings
        .add(closest.line, 0, Code::HeaderUnknown, &closest.text)
        .understood(table)
        .expected(missing.join("、"));
}

fn refuse_workbook(fault: &Fault, findings: &mut Findings) {
    match fault {
        Fault::Password => findings.add(0, 0, Code::WorkbookLocked, ""),
        Fault::TooLarge => findings.add(0, 0, Code::FileTooLarge, ""),
        Fault::Broken(reason) => findings.add(0, 0, Code::WorkbookBroken, reason),
    };
}

#[cfg(test)]
mod tests;
