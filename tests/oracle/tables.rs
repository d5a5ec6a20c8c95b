//! A folder of CSV files as strings: which file is which table, which version counts, which row
//! of several wins (DESIGN §3, Series and versions).

use chrono::NaiveDate;
use std::collections::BTreeMap;
use std::path::Path;

#[derive(Debug, Clone)]
pub struct Row {
    pub region: String,
    pub version: NaiveDate,
    /// Folder and name less its date: what a row's earlier versions stand in.
    pub series: (String, String),
    line: usize,
    cells: BTreeMap<String, String>,
}

impl Row {
    pub fn text(&self, column: &str) -> &str {
        self.cells.get(column).map_or("", String::as_str)
    }

    pub fn date(&self, column: &str) -> Option<NaiveDate> {
        self.text(column).parse().ok()
    }

    pub fn names(&self, column: &str) -> Vec<String> {
        self.text(column)
            .split('、')
            .filter(|name| !name.is_empty())
            .map(str::to_owned)
            .collect()
    }

    pub fn same_cells(&self, other: &Self) -> bool {
        self.cells == other.cells
    }
}

#[derive(Debug)]
struct File {
    kind: &'static str,
    folder: String,
    series: String,
    /// `None`: no date in its name nor its folder's.
    version: Option<NaiveDate>,
    rows: Vec<Row>,
}

/// The column that no other table has, and the table.
const KINDS: &[(&str, &str)] = &[
    ("任务名称", "tasks"),
    ("节点名称", "milestones"),
    ("目标值", "targets"),
    ("数值", "readings"),
    ("信访编号", "petitions"),
    ("方式", "actions"),
    ("结果", "lookbacks"),
    ("项目编号", "projects"),
];

pub struct Folder {
    files: Vec<File>,
    /// The day that a file without a date counts as of.
    undated: NaiveDate,
}

/// A name less its date, and the date.
fn parted(stem: &str) -> (String, Option<NaiveDate>) {
    let chars: Vec<char> = stem.chars().collect();
    if chars.len() >= 10 {
        let tail: String = chars[chars.len() - 10..].iter().collect();
        if let Ok(day) = tail.parse() {
            return (chars[..chars.len() - 10].iter().collect(), Some(day));
        }
    }
    (stem.to_owned(), None)
}

impl Folder {
    /// `files`: path below the folder, and text.
    pub fn read(files: &[(String, String)], undated: NaiveDate) -> Self {
        let files = files
            .iter()
            .map(|(path, text)| {
                let path = Path::new(path);
                let stem = path.file_stem().unwrap().to_str().unwrap();
                let (series, mut version) = parted(stem);
                let mut folder = String::new();
                for part in path.parent().unwrap() {
                    let part = part.to_str().unwrap();
                    if let Ok(day) = part.parse() {
                        version = version.or(Some(day));
                    } else if part != "history" {
                        part.clone_into(&mut folder);
                    }
                }
                let mut reader = csv::ReaderBuilder::new().from_reader(text.as_bytes());
                let header: Vec<String> = reader
                    .headers()
                    .unwrap()
                    .iter()
                    .map(str::to_owned)
                    .collect();
                let kind = KINDS
                    .iter()
                    .find(|(column, _)| header.iter().any(|name| name == column))
                    .unwrap()
                    .1;
                let rows = reader
                    .records()
                    .enumerate()
                    .map(|(line, record)| {
                        let cells: BTreeMap<String, String> = header
                            .iter()
                            .cloned()
                            .zip(record.unwrap().iter().map(str::to_owned))
                            .collect();
                        let own = cells.get("区县").cloned().unwrap_or_default();
                        Row {
                            region: if own.is_empty() { folder.clone() } else { own },
                            version: version.unwrap_or(undated),
                            series: (folder.clone(), series.clone()),
                            line,
                            cells,
                        }
                    })
                    .collect();
                File {
                    kind,
                    folder,
                    series,
                    version,
                    rows,
                }
            })
            .collect();
        Self { files, undated }
    }

    /// The files of a table by series; of each series those not after `as_of`, the newest last.
    fn series(&self, kind: &str, as_of: NaiveDate) -> Vec<Vec<&File>> {
        let mut groups: BTreeMap<(&str, &str), Vec<&File>> = BTreeMap::new();
        for file in self.files.iter().filter(|file| file.kind == kind) {
            groups
                .entry((&file.folder, &file.series))
                .or_default()
                .push(file);
        }
        groups
            .into_values()
            .map(|group| {
                let mut dated: Vec<&File> = group
                    .iter()
                    .copied()
                    .filter(|file| file.version.is_some_and(|day| day <= as_of))
                    .collect();
                let plain = group.iter().copied().filter(|file| file.version.is_none());
                if self.undated <= as_of || dated.is_empty() {
                    dated.extend(plain);
                }
                dated.sort_by_key(|file| file.version.unwrap_or(self.undated));
                dated
            })
            .collect()
    }

    /// The current rows of a state table: the newest version of every series; of the same
    /// identity in two series the newer.
    pub fn state(&self, kind: &str, as_of: NaiveDate, identity: &[&str]) -> Vec<Row> {
        let mut rows: Vec<Row> = Vec::new();
        for series in self.series(kind, as_of) {
            let Some(newest) = series.last() else {
                continue;
            };
            for row in &newest.rows {
                let same = rows.iter_mut().find(|other| {
                    other.region == row.region
                        && identity.iter().all(|c| other.text(c) == row.text(c))
                });
                match same {
                    Some(other) if row.version > other.version => *other = row.clone(),
                    Some(_) => {}
                    None => rows.push(row.clone()),
                }
            }
        }
        rows
    }

    /// The rows of an event table: all versions up to the day, the newer row of a key; without
    /// a key the whole row. Rows dated after the day are left out.
    pub fn events(&self, kind: &str, as_of: NaiveDate, dated: &str, key: &[&str]) -> Vec<Row> {
        let mut rows: BTreeMap<Vec<&str>, Row> = BTreeMap::new();
        for series in self.series(kind, as_of) {
            for file in series {
                for row in &file.rows {
                    if row.date(dated).is_some_and(|day| day > as_of) {
                        continue;
                    }
                    let mut own: Vec<&str> = if key.is_empty() {
                        row.cells.values().map(String::as_str).collect()
                    } else {
                        key.iter().map(|column| row.text(column)).collect()
                    };
                    own.push(&row.region);
                    match rows.get(&own) {
                        Some(other) if row.version < other.version => {}
                        _ => {
                            rows.insert(own, row.clone());
                        }
                    }
                }
            }
        }
        let mut rows: Vec<Row> = rows.into_values().collect();
        // In the order they were written, so that of one day the later row is the later.
        rows.sort_by_key(|row| (row.version, row.line));
        rows
    }

    /// The rows of the version before the current one, of each series that has one; `None`
    /// where no series has.
    pub fn before(&self, kind: &str, as_of: NaiveDate) -> Option<Vec<Row>> {
        let series = self.series(kind, as_of);
        let older: Vec<&&File> = series
            .iter()
            .filter_map(|versions| versions.get(versions.len().checked_sub(2)?))
            .collect();
        let rows = older.iter().flat_map(|file| file.rows.iter().cloned());
        (!older.is_empty()).then(|| rows.collect())
    }
}
