//! Rows of each table. A new table is a file and a line in the list here.

/// A column of the table whose `SPEC` stands in the module.
macro_rules! key {
    ($name:literal) => {
        const { SPEC.key($name) }
    };
}

mod above;
mod actions;
mod cases;
mod cells;
mod counties;
mod decisions;
mod lookbacks;
mod memo;
mod merged;
mod milestones;
mod parallel;
mod petitions;
mod projects;
mod publicity;
mod reader;
mod readings;
mod targets;
mod tasks;
mod twice;

pub use cells::Cells;

use super::findings::Findings;
use super::header::{Contract, Header, TableSpec};
use super::pieces::Pieces;
use super::records::Sheet;
use crate::model::{Rows, TableKind};
use crate::plan::Plan;
use std::sync::LazyLock;

/// The tables by their columns' names.
pub static CONTRACT: LazyLock<Contract> = LazyLock::new(|| Contract::new(SPECS));

/// What the rows of a file are read with, besides themselves.
#[derive(Clone, Copy)]
pub struct Context<'a> {
    /// The plan, for dates without a year.
    pub plan: &'a Plan,
    /// Serials count from 1904; `None`: to be found out.
    pub from_1904: Option<bool>,
    /// The county of the file's folder.
    pub region: &'a str,
    /// Of a file that lies in no county's folder: the folders beside it.
    pub beside: &'a [String],
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

        /// Reads the pieces of a large file on all cores; answers also its encoding. `None`
        /// where a piece cannot be read by itself.
        pub fn read_pieces(
            sheet: &Sheet<'_>,
            pieces: &Pieces<'_>,
            header: &Header,
            context: Context<'_>,
            findings: &mut Findings,
            heard: super::Heard<'_>,
        ) -> Option<(Rows, usize, &'static str)> {
            // Of the others a row that stands twice is found row by row.
            if !matches!(
                header.spec.kind,
                TableKind::Tasks | TableKind::Readings | TableKind::Milestones | TableKind::Petitions
            ) {
                return None;
            }
            match header.spec.kind {
                $(TableKind::$variant => {
                    let (rows, rejected, encoding) =
                        parallel::rows(sheet, pieces, header, context, findings, heard, $module::row)?;
                    Some((Rows::$variant(rows), rejected, encoding))
                })+
            }
        }
    };
}

/// What rows read into.
pub trait Table: Default + Send {
    /// How many rows.
    fn count(&self) -> usize;
    /// An empty table with room for as much as this one holds.
    #[must_use]
    fn like(&self) -> Self;
    /// Makes room for so many times these rows.
    fn expect(&mut self, times: usize);
    /// Puts the rows of the next piece of the file behind these.
    fn append(&mut self, later: Self);
    /// Spells the counties of a file that is read as its folder does, or the folders beside it; answers
    /// the first line and the number of rows that name none, where others do.
    fn fold(&mut self, context: Context<'_>) -> Option<(u32, usize)>;
    /// Gives back room that is not needed.
    fn settle(&mut self);
    /// Tells of rows that stand twice, where that is told of the whole file at once, and remembers
    /// where none does.
    fn twice(&mut self, told: &mut twice::Told<'_>) {
        let _ = told;
    }
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

macro_rules! plain_tables {
    ($($rows:ident)+) => {
        $(impl Table for crate::model::$rows {
            fn count(&self) -> usize {
                self.count
            }
            fn like(&self) -> Self {
                Self::like(self)
            }
            fn expect(&mut self, times: usize) {
                Self::expect(self, times);
            }
            fn append(&mut self, later: Self) {
                Self::append(self, later);
            }
            fn fold(&mut self, context: Context<'_>) -> Option<(u32, usize)> {
                let (cells, own) = (&mut self.region_cell, &mut self.own);
                let found = counties::fold(cells, &mut self.words, self.count, own, context)?;
                Some((self.line.get(found.row), found.count))
            }
            fn settle(&mut self) {
                Self::settle(self);
            }
        })+
    };
}

plain_tables! { Milestones Targets Actions Lookbacks Projects Cases Publicity Decisions }
