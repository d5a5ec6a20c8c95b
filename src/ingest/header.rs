//! Which table a file is: by its header row, wherever that stands, by names and aliases.
//!
//! A header may stand on two rows (`整改时限` over `计划` and `实际`), below titles, and with
//! columns nobody knows. Readings may also lie wide: a column for each indicator.

mod near;

use super::cell::half;
use super::findings::Findings;
use super::records::{Row, Sheet};
use crate::diagnostic::Code;
use crate::model::TableKind;
use crate::text;
use near::{distance, is_near};
use rustc_hash::FxHashMap;
use std::ops::Range;

/// A column a table knows.
#[derive(Debug, Clone, Copy)]
pub struct ColumnSpec {
    /// Its name in the contract's English.
    pub key: &'static str,
    /// Its Chinese names, the contract's first; without brackets and units.
    pub names: &'static [&'static str],
    /// Whether a file without it is not this table.
    pub required: bool,
    /// What the template's example row has in it.
    pub example: &'static str,
}

impl ColumnSpec {
    /// A column that a file must have to be this table.
    pub const fn required(key: &'static str, names: &'static [&'static str]) -> Self {
        Self {
            key,
            names,
            required: true,
            example: "",
        }
    }

    /// A column that a file may have.
    pub const fn more(key: &'static str, names: &'static [&'static str]) -> Self {
        Self {
            required: false,
            ..Self::required(key, names)
        }
    }

    /// With what the example row has in it.
    #[must_use]
    pub const fn like(self, example: &'static str) -> Self {
        Self { example, ..self }
    }
}

/// A table's columns.
#[derive(Debug, Clone, Copy)]
pub struct TableSpec {
    /// The table.
    pub kind: TableKind,
    /// The name of its template.
    pub file: &'static str,
    /// The column whose text begins with [`EXAMPLE`] in an example row.
    pub mark: &'static str,
    /// Words of its cells, which decide where a header fits two tables alike.
    pub words: &'static [&'static str],
    /// Its columns.
    pub columns: &'static [ColumnSpec],
}

/// The tables there are, found by the names of their columns.
#[derive(Debug)]
pub struct Contract {
    specs: &'static [TableSpec],
    /// For each name and key, as [`fold`] leaves it, the tables that have it: a bit each, in the
    /// order of `specs`. Most cells of the first rows are no column's name.
    names: FxHashMap<&'static str, u16>,
}

impl Contract {
    /// Of these tables, sixteen at most.
    pub fn new(specs: &'static [TableSpec]) -> Self {
        let mut names: FxHashMap<&str, u16> = FxHashMap::default();
        for (at, spec) in specs.iter().enumerate() {
            for column in spec.columns {
                for name in column.names.iter().chain([&column.key]) {
                    *names.entry(name).or_default() |= 1 << at;
                }
            }
        }
        Self { specs, names }
    }
}

/// How the marked cell of an example row begins.
pub const EXAMPLE: &str = "示例";

/// A recognised header.
#[derive(Debug, Clone)]
pub struct Header {
    /// The table.
    pub spec: &'static TableSpec,
    /// For each column of the spec the file's column, 0-based.
    pub at: Vec<Option<usize>>,
    /// Columns that are readings of one indicator each: file column, indicator.
    pub wide: Vec<(usize, String)>,
    /// The file's column names as written, cleaned.
    pub names: Vec<String>,
    /// 1-based line of the header's last row.
    pub line: u32,
    /// Rows above it that hold something.
    pub preamble: usize,
    /// The file has no id column; the title stands for it.
    pub id_is_title: bool,
    /// The header's rows as they stand, to know them again.
    tops: Vec<Vec<String>>,
    /// Where each key stands in the spec, from 1, by [`slot`]; 0: free.
    slots: [u8; SLOTS],
    /// Columns that claim a meaning taken already: file column, its name.
    twice: Vec<(usize, &'static str)>,
    /// Columns that mean nothing here: file column, the nearest name if it is near.
    unknown: Vec<(usize, Option<&'static str>)>,
}

/// The nearest table of a file that is none.
#[derive(Debug, Default)]
pub struct Closest {
    /// The row that came nearest.
    pub line: u32,
    /// That row's text.
    pub text: String,
    /// The table it came nearest to.
    pub table: Option<TableKind>,
    /// How many of its columns the row has.
    pub hits: usize,
    /// What it lacks.
    pub missing: Vec<Missing>,
}

/// A required column that a file lacks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Missing {
    /// The contract's name.
    pub name: &'static str,
    /// A column of the file that is nearly it: 0-based column, its name.
    pub near: Option<(usize, String)>,
}

/// How far down a header may stand.
const DEPTH: usize = 30;

/// Names of a hundred thousand columns are not worth comparing.
const WIDTH: usize = 512;

/// Room for the keys of the widest table, thinly filled.
const SLOTS: usize = 256;

/// Where a key is looked for first.
fn slot(key: &str) -> usize {
    let bytes = key.as_bytes();
    let byte = |at: usize| usize::from(bytes.get(at).copied().unwrap_or(0));
    (bytes.len() * 37 + byte(0) * 5 + byte(2) * 11 + byte(bytes.len().saturating_sub(1)) * 3)
        % SLOTS
}

/// The places of a spec's keys.
fn slots(spec: &TableSpec) -> [u8; SLOTS] {
    let mut slots = [0; SLOTS];
    for (at, column) in spec.columns.iter().enumerate() {
        let mut slot = slot(column.key);
        while slots[slot] != 0 {
            slot = (slot + 1) % SLOTS;
        }
        slots[slot] = at as u8 + 1;
    }
    slots
}

/// A column name for comparison: half width, lower case, without brackets and white space.
pub fn fold(name: &str) -> String {
    let name = half(name);
    let mut out = String::with_capacity(name.len());
    let mut depth = 0usize;
    for c in name.chars() {
        match c {
            // Nearly all; no table needs to be asked for their lower case.
            '\u{4e00}'..='\u{9fff}' if depth == 0 => out.push(c),
            '(' | '[' | '【' | '〔' | '<' => depth += 1,
            ')' | ']' | '】' | '〕' | '>' => depth = depth.saturating_sub(1),
            c if depth > 0 || c.is_whitespace() || "\u{feff}*:%_\"".contains(c) => {}
            c => out.extend(c.to_lowercase()),
        }
    }
    // A name that is all brackets keeps what they hold.
    if out.is_empty() {
        name.to_lowercase()
    } else {
        out
    }
}

impl Header {
    /// The file column of a spec column, by its English key.
    pub fn column(&self, key: &str) -> Option<usize> {
        let mut slot = slot(key);
        // Every row asks for every column: the place is found without going through the list.
        loop {
            match self.slots[slot] {
                0 => return None,
                at => {
                    let at = usize::from(at) - 1;
                    if self.spec.columns[at].key == key {
                        return self.at[at];
                    }
                }
            }
            slot = (slot + 1) % SLOTS;
        }
    }

    /// The name of a file column as written.
    pub fn name(&self, column: usize) -> &str {
        self.names.get(column).map_or("", String::as_str)
    }

    /// Whether a row is this header again, or one row of it.
    pub fn is_again(&self, row: &Row<'_>) -> bool {
        self.tops.iter().any(|top| {
            let (mut same, mut other) = (0, 0);
            let many = top.iter().filter(|name| !name.is_empty()).count();
            for (cell, name) in row.cells.iter().zip(top) {
                if name.is_empty() {
                    continue;
                }
                // Most cells of a row of data differ, and soon too many do.
                if cell.len() >= name.len() && text::trim(cell) == name {
                    same += 1;
                } else {
                    other += 1;
                    if other * 2 > many.max(4) {
                        return false;
                    }
                }
            }
            same >= 2 && same >= other
        })
    }

    /// Gives a column of the spec that the file lacks a place behind the file's own.
    pub fn with_virtual(&mut self, key: &str) {
        if let Some(at) = self.spec.columns.iter().position(|one| one.key == key)
            && self.at[at].is_none()
        {
            self.names.push(String::new());
            self.at[at] = Some(self.names.len() - 1);
        }
    }

    /// Tells what the header's columns are worth.
    pub fn report(&self, findings: &mut Findings) {
        if self.tops.len() > 1 {
            findings
                .add(self.line, 0, Code::HeaderTwoRows, "")
                .understood(self.tops.len());
        }
        if self.id_is_title {
            findings
                .add(self.line, 0, Code::IdFromTitle, "")
                .expected(self.spec.columns[0].names[0]);
        }
        if !self.wide.is_empty() {
            let names: Vec<&str> = self.wide.iter().map(|(_, name)| name.as_str()).collect();
            findings
                .add(self.line, 0, Code::ReadingsWide, "")
                .understood(names.join("、"));
        }
        for &(column, meant) in &self.twice {
            findings
                .add(
                    self.line,
                    column as u32 + 1,
                    Code::ColumnTwice,
                    self.name(column),
                )
                .expected(meant);
        }
        for &(column, near) in &self.unknown {
            match near {
                Some(near) => {
                    findings
                        .add(
                            self.line,
                            column as u32 + 1,
                            Code::ColumnSimilar,
                            self.name(column),
                        )
                        .expected(near);
                }
                None => {
                    findings.add(
                        self.line,
                        column as u32 + 1,
                        Code::ColumnUnknown,
                        self.name(column),
                    );
                }
            }
        }
    }
}

/// The first rows of a file, those that hold something.
struct Top {
    line: u32,
    cells: Vec<String>,
}

/// One or two rows taken as a header: for each column the names it may go by, folded and as
/// written, the best first.
struct Candidate {
    rows: Range<usize>,
    names: Vec<Vec<(String, String)>>,
    /// The columns of each folded name, left to right.
    places: FxHashMap<String, Vec<usize>>,
    /// The tables that have a column of such a name, as in [`Contract`].
    tables: u16,
}

impl Candidate {
    fn new(contract: &Contract, rows: Range<usize>, names: Vec<Vec<(String, String)>>) -> Self {
        let mut places: FxHashMap<String, Vec<usize>> = FxHashMap::default();
        let mut tables = 0;
        for (column, list) in names.iter().enumerate() {
            for (name, _) in list {
                // Nothing so long is the name of a column.
                if !name.is_empty() && name.len() <= 120 {
                    tables |= contract.names.get(name.as_str()).copied().unwrap_or(0);
                    places.entry(name.clone()).or_default().push(column);
                }
            }
        }
        Self {
            rows,
            names,
            places,
            tables,
        }
    }

    /// The first column of a name that is not taken.
    fn find(&self, name: &str, taken: &[bool]) -> Option<usize> {
        let places = self.places.get(name)?;
        places.iter().copied().find(|&column| !taken[column])
    }

    fn one(contract: &Contract, tops: &[Top], at: usize) -> Self {
        let names = tops[at]
            .cells
            .iter()
            .map(|cell| vec![(fold(cell), cell.clone())])
            .collect();
        Self::new(contract, at..at + 1, names)
    }

    /// A row under another: a cell below a merged one belongs to it.
    fn two(contract: &Contract, tops: &[Top], at: usize) -> Self {
        let (upper, lower) = (&tops[at].cells, &tops[at + 1].cells);
        let blank = String::new();
        let mut above = &blank;
        let names = (0..upper.len().max(lower.len()))
            .map(|column| {
                let own = upper.get(column).unwrap_or(&blank);
                let below = lower.get(column).unwrap_or(&blank);
                if !own.is_empty() || below.is_empty() {
                    above = own;
                }
                let list = if below.is_empty() {
                    vec![own.clone()]
                } else if above.is_empty() {
                    vec![below.clone()]
                } else {
                    vec![format!("{above}{below}"), below.clone()]
                };
                list.into_iter().map(|name| (fold(&name), name)).collect()
            })
            .collect();
        Self::new(contract, at..at + 2, names)
    }
}

/// How a candidate fits a table.
struct Fit {
    at: Vec<Option<usize>>,
    wide: Vec<(usize, String)>,
    twice: Vec<(usize, &'static str)>,
    id_is_title: bool,
    hits: usize,
    /// Required columns that are not there.
    absent: Vec<&'static ColumnSpec>,
}

/// Finds the header among the first rows: the rows that fit a table best. `indicators` are the
/// plan's, for readings that lie wide.
pub fn find(
    sheet: &Sheet<'_>,
    contract: &Contract,
    indicators: &[&str],
) -> Result<Header, Closest> {
    let mut tops = Vec::new();
    let mut seen = 0;
    sheet.rows(|row| {
        seen += 1;
        if !row.is_blank() {
            tops.push(Top {
                line: row.line,
                cells: row
                    .cells
                    .iter()
                    .take(WIDTH)
                    .map(|cell| text::clean(cell).trim().to_owned())
                    .collect(),
            });
        }
        tops.len() < DEPTH && seen < DEPTH * 4
    });
    let mut best: Option<(usize, usize, Header)> = None;
    let mut nearest: Option<(usize, Candidate, &TableSpec, Vec<&'static ColumnSpec>)> = None;
    let mut singles: Vec<Candidate> = (0..tops.len())
        .map(|at| Candidate::one(contract, &tops, at))
        .collect();
    let hits: Vec<Vec<usize>> = singles
        .iter()
        .map(|one| {
            let specs = contract.specs.iter().enumerate();
            specs
                .map(|(index, spec)| fit(one, index, spec, indicators).hits)
                .collect()
        })
        .collect();
    for (at, single) in singles.drain(..).enumerate() {
        let two = (at + 1 < tops.len()).then(|| Candidate::two(contract, &tops, at));
        for candidate in [Some(single), two].into_iter().flatten() {
            let mut came_nearest = None;
            for (index, spec) in contract.specs.iter().enumerate() {
                let fit = fit(&candidate, index, spec, indicators);
                // A title above a header adds nothing to it.
                if candidate.rows.len() > 1 && fit.hits <= hits[at + 1][index] {
                    continue;
                }
                if !fit.absent.is_empty() {
                    let known = came_nearest
                        .as_ref()
                        .map(|(hits, _, _)| *hits)
                        .or(nearest.as_ref().map(|(hits, ..)| *hits));
                    if known.is_none_or(|known| fit.hits > known) {
                        came_nearest = Some((fit.hits, spec, fit.absent));
                    }
                    continue;
                }
                let better = best.as_ref().is_none_or(|(hits, _, _)| fit.hits > *hits);
                let even = best.as_ref().is_some_and(|(hits, _, header)| {
                    fit.hits == *hits
                        && header.spec.kind != spec.kind
                        && header.line == tops[candidate.rows.end - 1].line
                });
                if better || even {
                    let words = spoken(&tops[candidate.rows.end..], spec);
                    if better || best.as_ref().is_some_and(|(_, known, _)| words > *known) {
                        best = Some((fit.hits, words, header(&tops, &candidate, spec, fit)));
                    }
                }
            }
            if let Some((hits, spec, absent)) = came_nearest {
                nearest = Some((hits, candidate, spec, absent));
            }
        }
    }
    best.map(|(_, _, header)| header).ok_or_else(|| {
        nearest.map_or_else(Closest::default, |(hits, candidate, spec, absent)| {
            let row = &tops[candidate.rows.start];
            Closest {
                line: row.line,
                text: row
                    .cells
                    .iter()
                    .take(12)
                    .cloned()
                    .collect::<Vec<_>>()
                    .join(","),
                table: Some(spec.kind),
                hits,
                missing: absent
                    .into_iter()
                    .map(|column| lacking(column, &candidate.names))
                    .collect(),
            }
        })
    })
}

/// How many cells of the rows below a header hold words of a table.
fn spoken(rows: &[Top], spec: &TableSpec) -> usize {
    rows.iter()
        .flat_map(|row| &row.cells)
        .filter(|cell| {
            cell.chars().count() <= 12 && spec.words.iter().any(|word| cell.contains(word))
        })
        .count()
}

/// How a candidate fits the table of this index.
fn fit(candidate: &Candidate, index: usize, spec: &'static TableSpec, indicators: &[&str]) -> Fit {
    // Wide columns too need one that the table has, their date.
    if candidate.tables & (1 << index) == 0 {
        return Fit {
            at: vec![None; spec.columns.len()],
            wide: Vec::new(),
            twice: Vec::new(),
            id_is_title: false,
            hits: 0,
            absent: spec.columns.iter().filter(|one| one.required).collect(),
        };
    }
    let names = &candidate.names;
    let mut taken = vec![false; names.len()];
    let mut at: Vec<Option<usize>> = spec
        .columns
        .iter()
        .map(|column| {
            // The contract's own name wins over an alias that stands further left.
            let found = column
                .names
                .iter()
                .chain([&column.key])
                .find_map(|wanted| candidate.find(wanted, &taken));
            if let Some(at) = found {
                taken[at] = true;
            }
            found
        })
        .collect();
    let mut wide = Vec::new();
    let mut twice = Vec::new();
    let place = |key: &str| spec.columns.iter().position(|column| column.key == key);
    if spec.kind == TableKind::Readings
        && let (Some(indicator), Some(value), Some(date)) =
            (place("indicator"), place("value"), place("date"))
        && at[indicator].is_none()
        && at[date].is_some()
    {
        // 水质类别 is a name of the value column, and an indicator where there is no other.
        if let Some(column) = at[value].take() {
            taken[column] = false;
        }
        (wide, twice) = wide_columns(candidate, &mut taken, indicators);
    }
    let is_wide = !wide.is_empty();
    let mut absent: Vec<&ColumnSpec> = spec
        .columns
        .iter()
        .zip(&at)
        .filter(|(column, at)| {
            column.required
                && at.is_none()
                && !(is_wide && matches!(column.key, "indicator" | "value"))
        })
        .map(|(column, _)| column)
        .collect();
    let hits = at.iter().flatten().count() + wide.len();
    // A register without numbers is still one: its titles tell the rows apart.
    let id_is_title =
        spec.kind == TableKind::Tasks && at[0].is_none() && absent.len() == 1 && hits >= 4;
    if id_is_title {
        absent.clear();
    }
    Fit {
        at,
        wide,
        twice,
        id_is_title,
        hits,
        absent,
    }
}

/// Indicators that tables have a column each for: the indicator's name, then names of columns
/// as [`fold`] leaves them, figures before words. One column an indicator is read.
const AIR: &[(&str, &[&str])] = &[
    (
        "AQI",
        &[
            "aqi",
            "aqi指数",
            "空气质量指数",
            "空气质量",
            "空气质量等级",
            "空气质量级别",
            "空气质量状况",
            "空气质量指数级别",
            "空气质量类别",
            "quality",
        ],
    ),
    ("PM2.5", &["pm2.5", "pm25", "细颗粒物", "pm2.5浓度"]),
    ("PM10", &["pm10", "可吸入颗粒物"]),
    ("SO2", &["so2", "二氧化硫"]),
    ("NO2", &["no2", "二氧化氮"]),
    ("O3", &["o3", "臭氧", "o38h", "o3-8h", "臭氧8小时"]),
    ("CO", &["co", "一氧化碳"]),
    ("地表水水质", &["水质类别", "水质现状", "断面水质"]),
];

/// The columns that are indicators, and those that say the same as one of them.
#[expect(clippy::type_complexity, reason = "two lists of columns")]
fn wide_columns(
    candidate: &Candidate,
    taken: &mut [bool],
    indicators: &[&str],
) -> (Vec<(usize, String)>, Vec<(usize, &'static str)>) {
    let mut wide = Vec::new();
    let mut twice = Vec::new();
    for (indicator, aliases) in AIR {
        let mut first = true;
        for alias in *aliases {
            while let Some(column) = candidate.find(alias, taken) {
                taken[column] = true;
                if std::mem::take(&mut first) {
                    wide.push((column, (*indicator).to_owned()));
                } else {
                    twice.push((column, *indicator));
                }
            }
        }
    }
    for indicator in indicators {
        if let Some(column) = candidate.find(&fold(indicator), taken) {
            taken[column] = true;
            wide.push((column, (*indicator).to_owned()));
        }
    }
    wide.sort_unstable();
    (wide, twice)
}

/// A missing column, with the name that was nearly it.
fn lacking(column: &ColumnSpec, names: &[Vec<(String, String)>]) -> Missing {
    let near = column.names.iter().find_map(|wanted| {
        names.iter().enumerate().find_map(|(at, list)| {
            let (_, written) = list.iter().find(|(name, _)| is_near(name, wanted))?;
            Some((at, written.clone()))
        })
    });
    Missing {
        name: column.names[0],
        near,
    }
}

fn header(tops: &[Top], candidate: &Candidate, spec: &'static TableSpec, fit: Fit) -> Header {
    let Fit {
        at,
        wide,
        mut twice,
        id_is_title,
        ..
    } = fit;
    let known = |name: &str| {
        spec.columns
            .iter()
            .find(|column| column.names.contains(&name) || column.key == name)
    };
    let names: Vec<String> = candidate
        .names
        .iter()
        .map(|list| {
            let best = list.iter().find(|(name, _)| known(name).is_some());
            best.or_else(|| list.first())
                .map_or_else(String::new, |(_, written)| written.clone())
        })
        .collect();
    let mut unknown = Vec::new();
    for (column, list) in candidate.names.iter().enumerate() {
        let used = at.contains(&Some(column))
            || wide.iter().any(|(wide, _)| *wide == column)
            || twice.iter().any(|(twice, _)| *twice == column);
        if used || names[column].is_empty() {
            continue;
        }
        // A running number beside the real one is no second id.
        let running = list
            .iter()
            .any(|(name, _)| matches!(name.as_str(), "序号" | "行号" | "no" | "no." | "index"));
        match list.iter().find_map(|(name, _)| known(name)) {
            Some(meant) if !running => twice.push((column, meant.names[0])),
            _ => {
                let near = list.iter().find_map(|(name, _)| near(name, spec, &at));
                unknown.push((column, near.filter(|_| !running)));
            }
        }
    }
    Header {
        spec,
        slots: slots(spec),
        at,
        wide,
        names,
        line: tops[candidate.rows.end - 1].line,
        preamble: candidate.rows.start,
        id_is_title,
        tops: tops[candidate.rows.clone()]
            .iter()
            .map(|top| top.cells.clone())
            .collect(),
        twice,
        unknown,
    }
}

/// A column name the file lacks that is nearly this one.
fn near(name: &str, spec: &TableSpec, at: &[Option<usize>]) -> Option<&'static str> {
    spec.columns
        .iter()
        .zip(at)
        .filter(|(_, at)| at.is_none())
        .flat_map(|(column, _)| column.names.iter().copied())
        .filter(|known| is_near(name, known))
        .min_by_key(|known| distance(name, known))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Result<Header, Closest> {
        find(
            &Sheet::new(text),
            &super::super::tables::CONTRACT,
            &["柴油货车尾气监测率"],
        )
    }

    #[test]
    fn names_with_brackets_units_and_width() {
        assert_eq!(fold("完成时限（年月日）"), "完成时限");
        assert_eq!(fold(" 进度(%) "), "进度");
        assert_eq!(fold("进度％"), "进度");
        assert_eq!(fold("ＩＤ"), "id");
        assert_eq!(fold("\u{feff}任务编号"), "任务编号");
    }

    #[test]
    fn a_title_row_stands_above() {
        let header =
            found("整改任务清单,,,\n\n任务编号,任务名称,责任单位,完成时限\n1,a,b,c\n").unwrap();
        assert_eq!(
            (header.spec.kind, header.line, header.preamble),
            (TableKind::Tasks, 3, 1)
        );
        assert_eq!(header.column("deadline"), Some(3));
        assert_eq!(header.column("parent"), None);
    }

    #[test]
    fn english_keys_and_other_orders() {
        let header = found("value,date,indicator\n1,2021-01-01,PM2.5\n").unwrap();
        assert_eq!(header.spec.kind, TableKind::Readings);
        assert_eq!(header.column("value"), Some(0));
    }

    #[test]
    fn a_near_miss_is_named() {
        let header = found("任务编号,任务名称,责任单位,完成时限,配合単位\n").unwrap();
        assert_eq!(header.unknown, [(4, Some("配合单位"))]);
    }

    #[test]
    fn what_lacks_a_column_says_so() {
        let closest = found("任务编号,任务名称,责任单位\n1,a,b\n").unwrap_err();
        assert_eq!(closest.table, Some(TableKind::Tasks));
        let lacks = |closest: &Closest| -> Vec<(&str, Option<String>)> {
            let near = |missing: &Missing| missing.near.clone().map(|(_, name)| name);
            closest.missing.iter().map(|m| (m.name, near(m))).collect()
        };
        assert_eq!(lacks(&closest), [("完成时限", None)]);
        let closest = found("任务编号,任务名称,责任单位,完成时陷\n").unwrap_err();
        assert_eq!(lacks(&closest), [("完成时限", Some("完成时陷".to_owned()))]);
        let closest = found("任务编号,任务名称,责任单位,时限完成\n").unwrap_err();
        assert_eq!(closest.missing[0].near, Some((3, "时限完成".to_owned())));
        // What is like no table is held against the first.
        assert_eq!(found("甲,乙\n1,2\n").unwrap_err().missing.len(), 4);
    }

    #[test]
    fn a_header_on_two_rows() {
        let header = found(
            "序号,整改任务,单位,,时限,,备注\n,,牵头单位,责任单位,完成时限,实际完成日期,\n1,a,b,c,d,e,f\n",
        )
        .unwrap();
        assert_eq!((header.line, header.preamble), (2, 0));
        for (key, column) in [
            ("id", 0),
            ("title", 1),
            ("lead", 2),
            ("units", 3),
            ("deadline", 4),
            ("completed", 5),
            ("note", 6),
        ] {
            assert_eq!(header.column(key), Some(column), "{key}");
        }
        // 验收 over 日期 is 验收日期.
        let header = found(
            "编号,任务名称,责任单位,完成时限,验收,,销号\n,,,,日期,意见,日期\n1,a,b,c,d,e,f\n",
        )
        .unwrap();
        assert_eq!(header.column("accepted"), Some(4));
        assert_eq!(header.column("signed_off"), Some(6));
        // A first data row is never part of a header.
        let header = found("编号,任务名称,责任单位,完成时限,备注\n1,a,b,c,\n").unwrap();
        assert_eq!(header.line, 1);
    }

    #[test]
    fn a_register_without_numbers_goes_by_its_titles() {
        // The columns of a county's own system (DOMAIN §1.1).
        let header = found("创建时间,归类,项目,问题简述,整改时限,任务具体整改要求,目前进展情况及存在问题,行政区划,责任人,责任人电话,责任部门,责任单位,涉及部门,牵头单位,配合单位,状态\n").unwrap();
        assert!(header.id_is_title);
        assert_eq!(header.column("title"), Some(2));
        assert_eq!(header.column("problem"), Some(3));
        assert!(found("任务名称,责任单位,完成时限\n").is_err());
    }

    #[test]
    fn readings_that_lie_wide() {
        let header =
            found(",城市,日期,天气,空气质量指数,空气质量\n0,甲,2020-01-01,晴,66,良\n").unwrap();
        assert_eq!(header.spec.kind, TableKind::Readings);
        assert_eq!(header.wide, [(4, "AQI".to_owned())]);
        assert_eq!(header.twice, [(5, "AQI")]);
        let header = found("断面,月份,水质类别\n甲,2021-01,Ⅱ\n").unwrap();
        assert_eq!(header.wide, [(2, "地表水水质".to_owned())]);
        // The plan's indicators may be columns too.
        let header = found("月份,柴油货车尾气监测率(%),PM2.5\n").unwrap();
        assert_eq!(header.wide.len(), 2);
        assert!(found("日期,天气\n").is_err());
    }

    #[test]
    fn two_tables_with_one_header_are_told_apart_by_their_words() {
        let kind = |rows: &str| found(rows).unwrap().spec.kind;
        let head = "日期,任务编号,结果,方式,单位\n";
        assert_eq!(
            kind(&format!("{head}2021-09-01,1,合格,暗访,县住建局\n")),
            TableKind::Lookbacks
        );
        assert_eq!(
            kind(&format!("{head}2021-09-01,1,已反馈,约谈,县住建局\n")),
            TableKind::Actions
        );
    }
}
