//! From bytes to typed rows: decode, find the table, read the cells, say what is wrong.
//!
//! Pure: the shell reads files, nothing here does. A bad cell never stops a row, a bad
//! row never stops a file; whatever the bytes, there is no panic.

pub mod cell;
mod decode;
mod findings;
mod header;
mod origin;
mod records;
mod tables;

pub use decode::{Decoded, decode};
pub use header::{ColumnSpec, TableSpec};
pub use origin::{Origin, is_candidate};

use crate::diagnostic::{Code, Diagnostic};
use crate::model::{Rows, Segment, Source};
use crate::plan::Plan;
use findings::Findings;
use records::Sheet;

/// One file, read.
#[derive(Debug)]
pub struct Parsed {
    /// Its rows and how they were read.
    pub segment: Segment,
    /// What was found wrong, in file order.
    pub diagnostics: Vec<Diagnostic>,
}

/// Every table that is recognised, with its columns and their names: the CSV contract.
pub fn contract() -> &'static [TableSpec] {
    tables::SPECS
}

/// Which table the beginning of a file belongs to, without reading its rows.
pub fn recognise(bytes: &[u8]) -> Option<crate::model::TableKind> {
    const HEAD: usize = 256 * 1024;
    let head = match bytes.get(..HEAD) {
        // Whole lines only, so that no character is cut.
        Some(head) => &head[..=head.iter().rposition(|b| *b == b'\n')?],
        None => bytes,
    };
    let decoded = decode(head).ok()?;
    let found = header::find(&Sheet::new(&decoded.text), tables::SPECS).ok()?;
    Some(found.spec.kind)
}

/// Reads one file's bytes.
pub fn parse(origin: &Origin, bytes: &[u8], plan: &Plan) -> Parsed {
    let mut findings = Findings::new(&origin.file);
    let mut source = Source {
        file: origin.file.clone(),
        table: None,
        series: origin.series.clone(),
        version: origin.version,
        region: origin.region.clone(),
        encoding: "utf-8",
        separator: ',',
        header_line: 0,
        rows: 0,
        rejected: 0,
        bytes: bytes.len() as u64,
        modified: origin.modified,
    };
    let rows = read(bytes, plan, &mut source, &mut findings);
    if let Some(rows) = &rows {
        source.table = Some(rows.kind());
        source.rows = rows.len();
    }
    Parsed {
        segment: Segment { source, rows },
        diagnostics: findings.finish(),
    }
}

fn read(bytes: &[u8], plan: &Plan, source: &mut Source, findings: &mut Findings) -> Option<Rows> {
    if bytes.is_empty() {
        findings.add(0, 0, Code::FileEmpty, "");
        return None;
    }
    // A column's text is addressed with 32 bits.
    if u32::try_from(bytes.len()).is_err() {
        findings.add(0, 0, Code::FileTooLarge, "");
        return None;
    }
    if bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"\xd0\xcf\x11\xe0") {
        findings.add(0, 0, Code::NotCsv, "");
        return None;
    }
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
    let sheet = Sheet::new(&decoded.text);
    source.separator = sheet.separator();
    let header = match header::find(&sheet, tables::SPECS) {
        Ok(header) => header,
        Err(closest) => {
            findings
                .add(closest.line, 0, Code::HeaderUnknown, &closest.text)
                .understood(closest.table.map_or("", crate::model::TableKind::name))
                .expected(closest.missing.join("、"));
            return None;
        }
    };
    source.header_line = header.line;
    if header.preamble > 0 {
        findings
            .add(1, 0, Code::Preamble, "")
            .understood(header.preamble);
    }
    header.report(findings);
    let (rows, rejected) = tables::read(&sheet, &header, plan, findings);
    source.rejected = rejected;
    Some(rows)
}
