//! The tables of the data contract (DESIGN §3) as immutable columns, one segment a file.
//!
//! A segment is built once by `ingest` and shared in an `Arc`; a row such as [`Task`] is a
//! view on it. Merging versions and series makes an index of [`RowId`]s, never a copy.
//! Nothing here reads bytes or judges. A new table is one file and one line below.

mod action;
mod case;
mod column;
mod decision;
mod lookback;
mod milestone;
mod petition;
mod project;
mod publicity;
mod reading;
mod target;
mod task;

pub use action::{Actions, SupervisionAction};
pub use case::{Case, Cases};
pub use column::{Cell, Cells, Column, Lines, Lists, Periods, Texts, Word, WordCells, Words};
pub use decision::{Decision, Decisions};
pub use lookback::{Lookback, Lookbacks};
pub use milestone::{Milestone, Milestones};
pub use petition::{Petition, Petitions};
pub use project::{Project, Projects};
pub use publicity::{Announcement, Publicity};
pub use reading::{Reading, Readings, Stored};
pub use target::{Target, Targets};
pub use task::{Task, Tasks};

use crate::terms::Months;
use chrono::NaiveDate;
use std::sync::Arc;

macro_rules! tables {
    ($($(#[$doc:meta])* $variant:ident($rows:ty) = $name:literal, $behaviour:ident;)+) => {
        /// Every table of the contract that is read.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum TableKind { $($(#[$doc])* $variant,)+ }

        impl TableKind {
            /// All tables, in the order of the contract.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)+];

            /// The name in the JSON contract.
            pub fn name(self) -> &'static str {
                match self { $(Self::$variant => $name,)+ }
            }

            /// Whether the newest version replaces the older ones or unites with them.
            pub fn behaviour(self) -> Behaviour {
                match self { $(Self::$variant => Behaviour::$behaviour,)+ }
            }
        }

        /// The rows of one file.
        #[derive(Debug)]
        #[expect(clippy::large_enum_variant, reason = "one a file, never in bulk")]
        pub enum Rows { $($(#[$doc])* $variant($rows),)+ }

        impl Rows {
            /// Which table the rows belong to.
            pub fn kind(&self) -> TableKind {
                match self { $(Self::$variant(_) => TableKind::$variant,)+ }
            }

            /// How many rows.
            pub fn len(&self) -> usize {
                match self { $(Self::$variant(rows) => rows.len(),)+ }
            }

            /// Whether there is no row.
            pub fn is_empty(&self) -> bool {
                self.len() == 0
            }

            /// 1-based line of the file where a row begins.
            pub fn line(&self, row: usize) -> u32 {
                match self { $(Self::$variant(rows) => rows.line.get(row),)+ }
            }

            /// Whether no two rows have one identity, as far as is known; and what stands in the 区县
            /// column, a run of the same once, empty where a row has none.
            pub fn identities(&self) -> (bool, impl Iterator<Item = &str> + '_) {
                let (once, cells, words, rows) = match self {
                    $(Self::$variant(rows) => (rows.once, &rows.region_cell, &rows.words, rows.count),)+
                };
                let regions = cells.0.values(rows).map(|word| words.get(word));
                (once, regions)
            }
        }
    };
}

tables! {
    /// 整改任务.
    Tasks(Tasks) = "tasks", State;
    /// 节点.
    Milestones(Milestones) = "milestones", State;
    /// 目标.
    Targets(Targets) = "targets", State;
    /// 监测.
    Readings(Readings) = "readings", Event;
    /// 信访件.
    Petitions(Petitions) = "petitions", Event;
    /// 督办记录.
    Actions(Actions) = "actions", Event;
    /// 回头看.
    Lookbacks(Lookbacks) = "lookbacks", Event;
    /// 垦造耕地项目.
    Projects(Projects) = "projects", State;
    /// 问责.
    Cases(Cases) = "cases", Event;
    /// 公开.
    Publicity(Publicity) = "publicity", Event;
    /// 议定事项.
    Decisions(Decisions) = "decisions", State;
}

/// How versions of a series add up (DESIGN §3).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Behaviour {
    /// The newest version replaces the older ones.
    State,
    /// All versions unite by key, the newer row wins; rows never vanish.
    Event,
}

/// Whether a folder of this name holds what was: `history`, or the copies that somebody keeps. 归档 may
/// as well hold the tasks that are finished.
pub fn is_archive(folder: &str) -> bool {
    let names = [
        "history",
        "backup",
        "backups",
        "bak",
        "历史版本",
        "旧版",
        "旧版本",
    ];
    let copies = folder.strip_prefix("备份");
    let copies = copies.is_some_and(|rest| {
        rest == "文件"
            || rest
                .chars()
                .all(|c| c.is_ascii_digit() || "-_.()（）".contains(c))
    });
    copies || names.iter().any(|name| folder.eq_ignore_ascii_case(name))
}

/// Where a file came from and how it was read.
#[derive(Debug, Clone, PartialEq)]
pub struct Source {
    /// The path as shown: relative to the folder that was opened, cleaned.
    pub file: Arc<str>,
    /// The table its header belongs to; `None` for a file that is nothing known.
    pub table: Option<TableKind>,
    /// The file name less date and extension.
    pub series: String,
    /// The date in the file's name or in its `history/DATE/` folder; `None`: dateless.
    pub version: Option<NaiveDate>,
    /// The months its name tells, where no day says more.
    pub months: Option<Months>,
    /// 区县: the sub-folder's name, `history/` apart; empty for the folder itself.
    /// A row's own 区县 column wins.
    pub region: String,
    /// `utf-8`, `utf-8-bom`, `gb18030`, `utf-16le`, `utf-16be`; `mixed` where lines differ;
    /// `xlsx`, `xls`, `xlsb`, `ods` for workbooks.
    pub encoding: &'static str,
    /// The separator found: `,` `\t` `;` `，`; a workbook has none.
    pub separator: Option<char>,
    /// The quote found: `"` or `'`; a workbook has none.
    pub quote: Option<char>,
    /// How lines end: `crlf`, `lf`, `cr`; empty for a workbook.
    pub line_end: &'static str,
    /// The sheet that was read, in a workbook.
    pub sheet: Option<String>,
    /// 1-based line of the header; 0 where none was found.
    pub header_line: u32,
    /// Rows read into the table.
    pub rows: usize,
    /// Rows left out.
    pub rejected: usize,
    /// Size in bytes as read.
    pub bytes: u64,
    /// When the file was last written, seconds since 1970 in UTC; `None` where unknown.
    pub modified: Option<i64>,
}

/// One file's rows with its origin.
#[derive(Debug)]
pub struct Segment {
    /// Where the rows came from.
    pub source: Source,
    /// The rows; `None` for a file that could not be read as a table.
    pub rows: Option<Rows>,
}

macro_rules! segment_rows {
    ($($method:ident -> $rows:ident;)+) => {
        impl Segment {
            $(
                /// The rows, if this is such a table.
                pub fn $method(&self) -> Option<&$rows> {
                    match &self.rows {
                        Some(Rows::$rows(rows)) => Some(rows),
                        _ => None,
                    }
                }
            )+
        }
    };
}

segment_rows! {
    tasks -> Tasks;
    milestones -> Milestones;
    targets -> Targets;
    readings -> Readings;
    petitions -> Petitions;
    actions -> Actions;
    lookbacks -> Lookbacks;
    projects -> Projects;
    cases -> Cases;
    publicity -> Publicity;
    decisions -> Decisions;
}

/// A row of a segment, by numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct RowId {
    /// Index into [`Tables::segments`].
    pub segment: u32,
    /// Row of that segment.
    pub row: u32,
}

/// Rows in the order in which they count: mostly whole files, one row behind the other.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub struct RowList {
    /// First rows, and how many follow each other from there.
    runs: Vec<(RowId, u32)>,
    count: usize,
}

impl RowList {
    /// One row more.
    pub fn push(&mut self, id: RowId) {
        self.push_run(id, 1);
    }

    /// So many rows more, which follow each other in their file.
    pub fn push_run(&mut self, next: RowId, more: u32) {
        self.count += more as usize;
        match self.runs.last_mut() {
            Some((first, many))
                if first.segment == next.segment && first.row + *many == next.row =>
            {
                *many += more;
            }
            _ if more > 0 => self.runs.push((next, more)),
            _ => {}
        }
    }

    /// How many rows.
    pub fn len(&self) -> usize {
        self.count
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.count == 0
    }

    /// Rows that follow each other in their file: the first of them, and how many.
    pub fn runs(&self) -> impl Iterator<Item = (RowId, u32)> + '_ {
        self.runs.iter().copied()
    }

    /// Every row.
    pub fn iter(&self) -> impl Iterator<Item = RowId> + '_ {
        self.runs().flat_map(|(first, many)| {
            (first.row..first.row + many).map(move |row| RowId { row, ..first })
        })
    }
}

impl FromIterator<RowId> for RowList {
    fn from_iter<I: IntoIterator<Item = RowId>>(rows: I) -> Self {
        let mut list = Self::default();
        for row in rows {
            list.push(row);
        }
        list.runs.shrink_to_fit();
        list
    }
}

/// The state of all tables at one day: for every table the rows that count, as an index.
///
/// Made by `analysis` from all segments; row views borrow from the segments.
#[derive(Debug, Default, Clone)]
pub struct Tables {
    /// Every segment that was loaded, past versions included.
    pub segments: Arc<Vec<Arc<Segment>>>,
    /// For each segment whether it holds the current version of its series.
    pub current: Vec<bool>,
    /// Current tasks, in file order, series after series.
    pub tasks: Vec<RowId>,
    /// Rows of the current registers that are tasks of their own and stand behind another of the same
    /// number: they are in no figure.
    pub displaced: usize,
    /// Current milestones.
    pub milestones: Vec<RowId>,
    /// Current targets of the targets table (the plan's own are in the plan).
    pub targets: Vec<RowId>,
    /// Readings of all versions up to the day, the newer row of a key.
    pub readings: RowList,
    /// Petitions handed over up to the day, the newer row of an id.
    pub petitions: Vec<RowId>,
    /// Steps of supervision up to the day.
    pub actions: Vec<RowId>,
    /// Look-backs up to the day.
    pub lookbacks: Vec<RowId>,
    /// Current projects.
    pub projects: Vec<RowId>,
    /// Cases handed over up to the day, the newer row of an id.
    pub cases: Vec<RowId>,
    /// What was made public up to the day.
    pub publicity: Vec<RowId>,
    /// Current decisions.
    pub decisions: Vec<RowId>,
}

impl Tables {
    /// The rows of a table; of readings, which are kept as runs, none.
    pub fn list(&self, kind: TableKind) -> &[RowId] {
        match kind {
            TableKind::Tasks => &self.tasks,
            TableKind::Milestones => &self.milestones,
            TableKind::Targets => &self.targets,
            TableKind::Readings => &[],
            TableKind::Petitions => &self.petitions,
            TableKind::Actions => &self.actions,
            TableKind::Lookbacks => &self.lookbacks,
            TableKind::Projects => &self.projects,
            TableKind::Cases => &self.cases,
            TableKind::Publicity => &self.publicity,
            TableKind::Decisions => &self.decisions,
        }
    }
}

macro_rules! rows_of_tables {
    ($($(#[$doc:meta])* $one:ident: $row:ident of $many:ident;)+) => {
        impl Tables {
            $(
                $(#[$doc])*
                pub fn $one(&self, id: RowId) -> Option<$row<'_>> {
                    let segment = self.segments.get(id.segment as usize)?;
                    Some(segment.$many()?.row(segment, id.row as usize))
                }
            )+
        }
    };
}

rows_of_tables! {
    /// The task at a row id of [`Tables::tasks`]. `None` only for an id of another table.
    task: Task of tasks;
    /// The milestone at a row id.
    milestone: Milestone of milestones;
    /// The target at a row id.
    target: Target of targets;
    /// The reading at a row id.
    reading: Reading of readings;
    /// The petition at a row id.
    petition: Petition of petitions;
    /// The step of supervision at a row id.
    action: SupervisionAction of actions;
    /// The look-back at a row id.
    lookback: Lookback of lookbacks;
    /// The project at a row id.
    project: Project of projects;
    /// The case at a row id.
    case: Case of cases;
    /// The announcement at a row id.
    announcement: Announcement of publicity;
    /// The decision at a row id.
    decision: Decision of decisions;
}
