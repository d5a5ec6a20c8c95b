//! The row of a file that a finding is about, to show it as it stands.
//!
//! Reads the bytes again instead of keeping them: findings are looked at one by one.

use super::decode::decode;
use super::header;
use super::records::Sheet;
use super::tables::CONTRACT;
use super::workbook::{Workbook, is_workbook};
use crate::diagnostic::Excerpt;
use crate::text;
use std::collections::BTreeMap;

/// How many columns are shown in front of the one in question, and how many in all.
const BEFORE: usize = 24;
const WIDTH: usize = 96;

/// How many characters of a cell are shown.
const CELL: usize = 240;

/// For each place, a line and a column of [`crate::diagnostic::Diagnostic`], the row that
/// stands there; `None` where the file has none or cannot be read. `sheet` is the workbook's
/// sheet that was read.
pub fn excerpts(bytes: &[u8], sheet: Option<&str>, places: &[(u32, u32)]) -> Vec<Option<Excerpt>> {
    let mut found = vec![None; places.len()];
    if is_workbook(bytes) {
        if let Some(name) = sheet
            && let Ok(mut book) = Workbook::open(bytes)
            && let Ok(rows) = book.rows(name)
        {
            fill(&Sheet::of_cells(&rows), places, &mut found);
        }
    } else if let Ok(decoded) = decode(bytes) {
        fill(&Sheet::new(&decoded.text), places, &mut found);
    }
    found
}

fn fill(sheet: &Sheet<'_>, places: &[(u32, u32)], found: &mut [Option<Excerpt>]) {
    let mut wanted: BTreeMap<u32, Vec<usize>> = BTreeMap::new();
    for (index, (line, _)) in places.iter().enumerate() {
        if *line > 0 {
            wanted.entry(*line).or_default().push(index);
        }
    }
    let names =
        header::find(sheet, &CONTRACT, &[]).map_or_else(|_| Vec::new(), |found| found.names);
    // A finding may stand on a later line of a row with line breaks in its cells: the row is
    // the last one that begins at or before it.
    let mut last: Option<Last> = None;
    sheet.rows(|row| {
        let next = row.line;
        settle(&mut wanted, &mut last, next, sheet, &names, places, found);
        if wanted.is_empty() {
            return false;
        }
        // Only a row that may be asked for is worth taking apart.
        let end = row.line + row.raw.matches('\n').count() as u32;
        if wanted.range(row.line..=end).next().is_some() {
            last = Some(Last {
                line: row.line,
                end,
                pieces: sheet.pieces(row),
            });
        }
        true
    });
    settle(
        &mut wanted,
        &mut last,
        u32::MAX,
        sheet,
        &names,
        places,
        found,
    );
}

/// The row read last: its lines and cells.
struct Last {
    line: u32,
    end: u32,
    pieces: Vec<String>,
}

/// Gives the last row to the places before `next`.
fn settle(
    wanted: &mut BTreeMap<u32, Vec<usize>>,
    last: &mut Option<Last>,
    next: u32,
    sheet: &Sheet<'_>,
    names: &[String],
    places: &[(u32, u32)],
    found: &mut [Option<Excerpt>],
) {
    let later = wanted.split_off(&next);
    let here = std::mem::replace(wanted, later);
    let Some(row) = last.take() else {
        return;
    };
    for (line, indices) in here {
        if line > row.end {
            continue;
        }
        for index in indices {
            let column = places[index].1;
            found[index] = Some(excerpt(row.line, column, &row.pieces, sheet, names));
        }
    }
}

fn excerpt(
    line: u32,
    column: u32,
    pieces: &[String],
    sheet: &Sheet<'_>,
    names: &[String],
) -> Excerpt {
    let at = (column as usize).saturating_sub(1);
    let first = if pieces.len() > WIDTH {
        at.saturating_sub(BEFORE).min(pieces.len() - 1)
    } else {
        0
    };
    let end = (first + WIDTH).min(pieces.len());
    let shown = |text: &str| {
        let cut: String = text.chars().take(CELL).collect();
        let clean = text::clean(&cut).into_owned();
        if cut.len() < text.len() {
            clean + "…"
        } else {
            clean
        }
    };
    Excerpt {
        line,
        column,
        first: first as u32 + 1,
        names: (first..end)
            .map(|at| names.get(at).cloned().unwrap_or_default())
            .collect(),
        cells: pieces[first..end]
            .iter()
            .map(|piece| shown(piece))
            .collect(),
        separator: match sheet.separator() {
            Some('\t') => " ⇥ ".to_owned(),
            Some(separator) => separator.to_string(),
            None => " │ ".to_owned(),
        },
        cut_before: first > 0,
        cut_after: end < pieces.len(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "任务编号,任务名称,责任单位,完成时限\n\n1,\"甲\n乙\",县住建局,待定\n2,丙,县水利局,2021-12-31\n";

    #[test]
    fn the_row_and_its_names() {
        let found = excerpts(
            TEXT.as_bytes(),
            None,
            &[(3, 4), (5, 1), (99, 1), (0, 0), (1, 0)],
        );
        let first = found[0].as_ref().unwrap();
        assert_eq!(first.line, 3);
        assert_eq!(first.cells, ["1", "\"甲 乙\"", "县住建局", "待定"]);
        assert_eq!(first.names[3], "完成时限");
        assert_eq!((first.first, first.column), (1, 4));
        assert_eq!(found[1].as_ref().unwrap().cells[1], "丙");
        // Behind the end the last row stands.
        assert!(found[2].is_none());
        assert!(found[3].is_none());
        assert_eq!(found[4].as_ref().unwrap().cells[0], "任务编号");
    }

    #[test]
    fn a_line_within_a_row_is_that_row() {
        let found = excerpts(TEXT.as_bytes(), None, &[(4, 0)]);
        assert_eq!(found[0].as_ref().unwrap().line, 3);
    }

    #[test]
    fn wide_rows_are_shown_around_the_column() {
        let row: Vec<String> = (1..=1000).map(|n| n.to_string()).collect();
        let text = row.join(",");
        let found = excerpts(text.as_bytes(), None, &[(1, 500)]);
        let shown = found[0].as_ref().unwrap();
        assert!(shown.cut_before && shown.cut_after);
        assert_eq!(shown.cells[(500 - shown.first) as usize], "500");
    }

    #[test]
    fn nothing_of_a_cell_steers_a_terminal() {
        let found = excerpts(b"a,b\n1,\x1b]0;x\x07y\n", None, &[(2, 2)]);
        assert_eq!(found[0].as_ref().unwrap().cells, ["1", "y"]);
    }
}
