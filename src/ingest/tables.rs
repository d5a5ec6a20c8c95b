//! Rows of each table. A new table is a file and a line in each list here.

mod milestones;
mod reader;
mod readings;
mod targets;
mod tasks;

use super::findings::Findings;
use super::header::{Header, TableSpec};
use super::records::Sheet;
use crate::model::{Rows, TableKind};
use crate::plan::Plan;

/// Every table that is recognised.
pub const SPECS: &[TableSpec] = &[tasks::SPEC, milestones::SPEC, targets::SPEC, readings::SPEC];

/// Reads the rows below a header; answers them and how many were left out.
pub fn read(
    sheet: &Sheet<'_>,
    header: &Header,
    plan: &Plan,
    findings: &mut Findings,
) -> (Rows, usize) {
    match header.spec.kind {
        TableKind::Tasks => {
            let (rows, rejected) = reader::rows(sheet, header, plan, findings, tasks::row);
            (Rows::Tasks(rows), rejected)
        }
        TableKind::Milestones => {
            let (rows, rejected) = reader::rows(sheet, header, plan, findings, milestones::row);
            (Rows::Milestones(rows), rejected)
        }
        TableKind::Targets => {
            let (rows, rejected) = reader::rows(sheet, header, plan, findings, targets::row);
            (Rows::Targets(rows), rejected)
        }
        TableKind::Readings => {
            let (rows, rejected) = reader::rows(sheet, header, plan, findings, readings::row);
            (Rows::Readings(rows), rejected)
        }
    }
}
