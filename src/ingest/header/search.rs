//! Which of a file's first rows is a header, and of which table.

use super::contract::LONGEST;
use super::near::{distance, is_near};
use super::{Closest, ColumnSpec, Contract, Header, Missing, Names, TableSpec, fold};
use crate::ingest::records::Sheet;
use crate::model::TableKind;
use crate::text;
use rustc_hash::FxHashMap;
use std::ops::Range;

/// How far down a header may stand.
const DEPTH: usize = 30;

/// Names of a hundred thousand columns are not worth comparing.
const WIDTH: usize = 512;

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
                if !name.is_empty() && name.len() <= LONGEST {
                    tables |= contract.tables(name);
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

    /// Rows taken as a header.
    fn of(contract: &Contract, tops: &[Top], rows: Range<usize>) -> Self {
        let written = |front: &str, back: &str| {
            let name = format!("{front}{back}");
            (fold(&name), name)
        };
        let mut names: Vec<Vec<(String, String)>> = Vec::new();
        each_name(tops, rows.clone(), |column, front, back| {
            names.resize_with(names.len().max(column + 1), Vec::new);
            names[column].push(written(front, back));
        });
        Self::new(contract, rows, names)
    }
}

/// The names that columns may go by with these rows as header, each in two pieces: of one row its
/// cells; of two a cell below a merged one belongs to it, and is first looked at together with it.
fn each_name(tops: &[Top], rows: Range<usize>, mut each: impl FnMut(usize, &str, &str)) {
    let upper = &tops[rows.start].cells;
    if rows.len() == 1 {
        for (column, cell) in upper.iter().enumerate() {
            each(column, cell, "");
        }
        return;
    }
    let lower = &tops[rows.start + 1].cells;
    let mut above = "";
    for column in 0..upper.len().max(lower.len()) {
        let own = upper.get(column).map_or("", String::as_str);
        let below = lower.get(column).map_or("", String::as_str);
        if !own.is_empty() || below.is_empty() {
            above = own;
        }
        if below.is_empty() {
            each(column, own, "");
        } else if above.is_empty() {
            each(column, below, "");
        } else {
            each(column, above, below);
            each(column, below, "");
        }
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
    let mut nearest: Option<(usize, Range<usize>, &TableSpec, Vec<&'static ColumnSpec>)> = None;
    // Most rows are data, and name no column of any table.
    let candidate = |rows: Range<usize>| {
        let mut tables = 0;
        each_name(&tops, rows.clone(), |_, front, back| {
            tables |= contract.tables_of(front, back);
        });
        (tables != 0).then(|| Candidate::of(contract, &tops, rows))
    };
    let singles: Vec<Option<Candidate>> = (0..tops.len()).map(|at| candidate(at..at + 1)).collect();
    let hits = |single: &Option<Candidate>, index: usize, spec: &'static TableSpec| {
        let single = single.as_ref();
        single.map_or(0, |one| fit(one, index, spec, indicators).hits)
    };
    let hits: Vec<Vec<usize>> = singles
        .iter()
        .map(|one| {
            let specs = contract.specs.iter().enumerate();
            specs.map(|(index, spec)| hits(one, index, spec)).collect()
        })
        .collect();
    for (at, single) in singles.into_iter().enumerate() {
        // Where no row comes nearer the first does.
        if single.is_none()
            && nearest.is_none()
            && let Some(spec) = contract.specs.first()
        {
            let required = spec.columns.iter().filter(|one| one.required);
            nearest = Some((0, at..at + 1, spec, required.collect()));
        }
        let two = (at + 1 < tops.len())
            .then(|| candidate(at..at + 2))
            .flatten();
        for candidate in [single, two].into_iter().flatten() {
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
                nearest = Some((hits, candidate.rows, spec, absent));
            }
        }
    }
    best.map(|(_, _, header)| header).ok_or_else(|| {
        nearest.map_or_else(Closest::default, |(hits, rows, spec, absent)| {
            let row = &tops[rows.start];
            let candidate = Candidate::of(contract, &tops, rows);
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
                across: is_across(&tops[..tops.len().min(5)]),
                hits,
                missing: absent
                    .into_iter()
                    .map(|column| lacking(column, &candidate.names))
                    .collect(),
            }
        })
    })
}

/// Whether readings stand crosswise: periods in a row (`断面,1月,2月`), or sites beside a column of
/// periods (`月份,鹤城站,温溪站`).
fn is_across(tops: &[Top]) -> bool {
    let is_period = |cell: &String| {
        let months = cell.trim_end_matches('份').strip_suffix('月');
        let month = months.is_some_and(|front| front.ends_with(|c: char| c.is_ascii_digit()));
        month || cell.ends_with("季度")
    };
    let row = |top: &Top| top.cells.iter().filter(|cell| is_period(cell)).count() > 1;
    let is_reading = |cell: &String| {
        let figure = cell.trim_end_matches('%').parse::<f64>().is_ok();
        figure || cell.ends_with('类') || cell.starts_with(['Ⅰ', 'Ⅱ', 'Ⅲ', 'Ⅳ', 'Ⅴ'])
    };
    // A row further down holds readings.
    let told = |top: &Top| {
        top.cells
            .iter()
            .skip(1)
            .filter(|cell| is_reading(cell))
            .count()
            > 1
    };
    let beside = |top: &Top| {
        let first = top.cells.first().map(|cell| fold(cell));
        let periods = ["月份", "季度", "日期", "时间", "监测月份", "监测时间"];
        let named = first.is_some_and(|first| periods.contains(&first.as_str()));
        named && tops.iter().any(told)
    };
    tops.iter().any(|top| row(top) || beside(top))
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
    (
        "空气质量优良率",
        &[
            "空气质量优良率",
            "优良率",
            "空气优良率",
            "优良天数比例",
            "优良天数比率",
            "空气质量优良天数比例",
            "空气质量优良天数比率",
        ],
    ),
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
        at,
        wide,
        names,
        line: tops[candidate.rows.end - 1].line,
        preamble: candidate.rows.start,
        id_is_title,
        tops: tops[candidate.rows.clone()]
            .iter()
            .map(|top| Names::of(&top.cells))
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
