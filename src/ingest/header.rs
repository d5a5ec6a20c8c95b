//! Which table a file is: by its header row, wherever that stands, by names and aliases.

use super::cell::half;
use super::findings::Findings;
use super::records::{Row, Sheet};
use crate::diagnostic::Code;
use crate::model::TableKind;

/// A column a table knows.
#[derive(Debug, Clone, Copy)]
pub struct ColumnSpec {
    /// Its name in the contract's English.
    pub key: &'static str,
    /// Its Chinese names, the contract's first; without brackets and units.
    pub names: &'static [&'static str],
    /// Whether a file without it is not this table.
    pub required: bool,
}

/// A table's columns.
#[derive(Debug, Clone, Copy)]
pub struct TableSpec {
    /// The table.
    pub kind: TableKind,
    /// Its columns.
    pub columns: &'static [ColumnSpec],
}

/// A recognised header.
#[derive(Debug)]
pub struct Header {
    /// The table.
    pub spec: &'static TableSpec,
    /// For each column of the spec the file's column, 0-based.
    pub at: Vec<Option<usize>>,
    /// The file's column names as written, cleaned.
    pub names: Vec<String>,
    /// 1-based line of the header.
    pub line: u32,
    /// Rows above it that hold something.
    pub preamble: usize,
    /// Columns that claim a meaning taken already: file column, spec column.
    twice: Vec<(usize, usize)>,
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
    /// What it lacks.
    pub missing: Vec<String>,
}

/// How far down a header may stand.
const DEPTH: usize = 30;

/// A column name for comparison: half width, lower case, without brackets and white space.
pub fn fold(name: &str) -> String {
    let mut out = String::new();
    let mut depth = 0usize;
    for c in half(name).chars() {
        match c {
            '(' | '[' | '【' | '〔' | '<' => depth += 1,
            ')' | ']' | '】' | '〕' | '>' => depth = depth.saturating_sub(1),
            c if depth > 0 || c.is_whitespace() || "\u{feff}*:%_\"".contains(c) => {}
            c => out.extend(c.to_lowercase()),
        }
    }
    // A name that is all brackets keeps what they hold.
    if out.is_empty() {
        half(name).to_lowercase()
    } else {
        out
    }
}

impl Header {
    /// The file column of a spec column, by its English key.
    pub fn column(&self, key: &str) -> Option<usize> {
        let at = self
            .spec
            .columns
            .iter()
            .position(|column| column.key == key)?;
        self.at[at]
    }

    /// The name of a file column as written.
    pub fn name(&self, column: usize) -> &str {
        self.names.get(column).map_or("", String::as_str)
    }

    /// Whether a row is this header again.
    pub fn is_again(&self, row: &Row<'_>) -> bool {
        let mut same = 0;
        for column in self.at.iter().flatten() {
            let cell = row.get(*column);
            if !cell.is_empty() && cell == self.name(*column) {
                same += 1;
            }
        }
        same >= 2 && same * 2 >= self.at.iter().flatten().count()
    }

    /// Tells what the header's columns are worth.
    pub fn report(&self, findings: &mut Findings) {
        for &(column, spec) in &self.twice {
            findings
                .add(
                    self.line,
                    column as u32 + 1,
                    Code::ColumnTwice,
                    self.name(column),
                )
                .expected(self.spec.columns[spec].names[0]);
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
                None if !self.name(column).trim().is_empty() => {
                    findings.add(
                        self.line,
                        column as u32 + 1,
                        Code::ColumnUnknown,
                        self.name(column),
                    );
                }
                None => {}
            }
        }
    }
}

/// Finds the header among the first rows: the row that fits a table best.
pub fn find(sheet: &Sheet<'_>, specs: &'static [TableSpec]) -> Result<Header, Closest> {
    let mut best: Option<(usize, Header)> = None;
    let mut closest = (0, Closest::default());
    let mut seen = 0;
    let mut filled = 0;
    sheet.rows(|row| {
        seen += 1;
        if row.is_blank() {
            return seen < DEPTH * 4;
        }
        // Names of a hundred thousand columns are not worth comparing.
        let names: Vec<String> = row.cells.iter().take(512).map(fold).collect();
        for spec in specs {
            let (at, hits) = fit(&names, spec);
            let missing: Vec<String> = spec
                .columns
                .iter()
                .zip(&at)
                .filter(|(column, at)| column.required && at.is_none())
                .map(|(column, _)| lacking(column, &names))
                .collect();
            if missing.is_empty() {
                if best.as_ref().is_none_or(|(most, _)| hits > *most) {
                    best = Some((hits, header(row, spec, at, &names, filled)));
                }
            } else if hits > closest.0 || closest.1.table.is_none() {
                closest = (
                    hits,
                    Closest {
                        line: row.line,
                        text: row.cells.iter().take(12).collect::<Vec<_>>().join(","),
                        table: Some(spec.kind),
                        missing,
                    },
                );
            }
        }
        filled += 1;
        filled < DEPTH
    });
    best.map(|(_, header)| header).ok_or(closest.1)
}

/// A missing column, with the name that was nearly it.
fn lacking(column: &ColumnSpec, names: &[String]) -> String {
    let wanted = column.names[0];
    let near = names.iter().find(|name| {
        let longer = name.chars().count().max(wanted.chars().count());
        longer >= 3 && (1..=longer / 3).contains(&distance(name, wanted))
    });
    match near {
        Some(near) => format!("{wanted}（“{near}”？）"),
        None => wanted.to_owned(),
    }
}

/// The file column of each spec column, and how many fit.
fn fit(names: &[String], spec: &TableSpec) -> (Vec<Option<usize>>, usize) {
    let mut taken = vec![false; names.len()];
    let mut hits = 0;
    let at = spec
        .columns
        .iter()
        .map(|column| {
            // The contract's own name wins over an alias that stands further left.
            let found = column.names.iter().chain([&column.key]).find_map(|wanted| {
                names
                    .iter()
                    .position(|name| name == wanted)
                    .filter(|at| !taken[*at])
            });
            if let Some(at) = found {
                taken[at] = true;
                hits += 1;
            }
            found
        })
        .collect();
    (at, hits)
}

fn header(
    row: &Row<'_>,
    spec: &'static TableSpec,
    at: Vec<Option<usize>>,
    names: &[String],
    preamble: usize,
) -> Header {
    let mut twice = Vec::new();
    let mut unknown = Vec::new();
    for (column, name) in names.iter().enumerate() {
        if at.contains(&Some(column)) {
            continue;
        }
        let meant = spec
            .columns
            .iter()
            .position(|known| known.names.contains(&name.as_str()) || known.key == name);
        match meant {
            Some(meant) => twice.push((column, meant)),
            None => unknown.push((column, near(name, spec, &at))),
        }
    }
    Header {
        spec,
        at,
        names: row
            .cells
            .iter()
            .map(|cell| crate::text::clean(cell).trim().to_owned())
            .collect(),
        line: row.line,
        preamble,
        twice,
        unknown,
    }
}

/// A column name the file lacks that is nearly this one.
fn near(name: &str, spec: &TableSpec, at: &[Option<usize>]) -> Option<&'static str> {
    let length = name.chars().count();
    if !(2..=12).contains(&length) {
        return None;
    }
    spec.columns
        .iter()
        .zip(at)
        .filter(|(_, at)| at.is_none())
        .flat_map(|(column, _)| column.names.iter().copied())
        .map(|known| (distance(name, known), known))
        .filter(|(distance, known)| {
            let longer = length.max(known.chars().count());
            *distance == 1 && longer >= 3 || *distance == 2 && longer >= 5
        })
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, known)| known)
}

/// Edit distance in characters (Levenshtein).
fn distance(a: &str, b: &str) -> usize {
    let b: Vec<char> = b.chars().collect();
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.chars().enumerate() {
        let mut diagonal = row[0];
        row[0] = i + 1;
        for (j, y) in b.iter().enumerate() {
            let substituted = diagonal + usize::from(x != *y);
            diagonal = row[j + 1];
            row[j + 1] = substituted.min(row[j] + 1).min(row[j + 1] + 1);
        }
    }
    row[b.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Result<Header, Closest> {
        find(&Sheet::new(text), crate::ingest::contract())
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
        assert_eq!(closest.missing, ["完成时限"]);
        let closest = found("任务编号,任务名称,责任单位,完成时陷\n").unwrap_err();
        assert_eq!(closest.missing, ["完成时限（“完成时陷”？）"]);
        // What is like no table is held against the first.
        assert_eq!(found("甲,乙\n1,2\n").unwrap_err().missing.len(), 4);
    }

    #[test]
    fn distances() {
        assert_eq!(distance("完成时限", "完成时间"), 1);
        assert_eq!(distance("", "甲乙"), 2);
        assert_eq!(distance("甲", "甲"), 0);
    }
}
