//! Rows of each table. A new table is a file and a line in the list here.

mod actions;
mod cases;
mod cells;
mod decisions;
mod lookbacks;
mod memo;
mod merged;
mod milestones;
mod petitions;
mod projects;
mod publicity;
mod reader;
mod readings;
mod targets;
mod tasks;

use super::findings::Findings;
use super::header::{Header, TableSpec};
use super::records::Sheet;
use crate::model::{Rows, TableKind};
use crate::plan::Plan;

/// What the rows of a file are read with, besides themselves.
#[derive(Clone, Copy)]
pub struct Context<'a> {
    /// The plan, for dates without a year.
    pub plan: &'a Plan,
    /// Serials count from 1904; `None`: to be found out.
    pub from_1904: Option<bool>,
}

macro_rules! readers {
    ($($variant:ident => $module:ident;)+) => {
        /// Every table that is recognised.
        pub const SPECS: &[TableSpec] = &[$($module::SPEC,)+];

        /// Reads the rows below a header; answers them and how many were left out.
        pub fn read(
            sheet: &Sheet<'_>,
            header: &Header,
            context: Context<'_>,
            findings: &mut Findings,
        ) -> (Rows, usize) {
            match header.spec.kind {
                $(TableKind::$variant => {
                    let (rows, rejected) =
                        reader::rows(sheet, header, context, findings, $module::row);
                    (Rows::$variant(rows), rejected)
                })+
            }
        }
    };
}

readers! {
    Tasks => tasks;
    Milestones => milestones;
    Targets => targets;
    Readings => readings;
    Petitions => petitions;
    Actions => actions;
    Lookbacks => lookbacks;
    Projects => projects;
    Cases => cases;
    Publicity => publicity;
    Decisions => decisions;
}
