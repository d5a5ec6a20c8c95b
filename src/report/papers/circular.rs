//! 通报: a paragraph that names the units that lag, in order (plan 五(三)).

use super::Speaker;
use super::facts::{Head, Matter, clean, long_date};
use crate::tr;
use crate::words::sentences;
use serde::Serialize;

/// Everything in the paragraph.
#[derive(Debug, Serialize)]
pub struct Circular {
    head: Head,
    opening: String,
    units: Vec<UnitLine>,
    closing: String,
}

#[derive(Debug, Serialize)]
struct UnitLine {
    /// Place in the order, from 1.
    place: usize,
    unit: String,
    overdue: usize,
    days: i64,
    words: String,
    matters: Vec<Matter>,
}

/// How many matters of a unit are named.
const MATTERS: usize = 3;

/// The facts of the circular.
pub fn facts(speaker: &Speaker<'_>) -> Circular {
    let l = speaker.locale;
    let board = speaker.board;
    let all = &board.supervision.escalations;
    let units: Vec<UnitLine> = all
        .chunk_by(|a, b| a.unit == b.unit)
        .enumerate()
        .filter_map(|(place, of_unit)| {
            let unit = board.units.get(of_unit.first()?.unit)?;
            let matters: Vec<Matter> = of_unit
                .iter()
                .take(MATTERS)
                .filter_map(|one| Matter::of(speaker, *one))
                .collect();
            let named: Vec<String> = matters
                .iter()
                .map(|one| {
                    tr!(
                        l,
                        "circular-matter",
                        title = one.title.as_str(),
                        late = one.late.as_str()
                    )
                })
                .collect();
            let named =
                crate::words::list(l, &named.iter().map(String::as_str).collect::<Vec<_>>());
            let more = of_unit.len().saturating_sub(MATTERS);
            Some(UnitLine {
                place: place + 1,
                unit: clean(&unit.unit),
                overdue: unit.overdue,
                days: unit.longest_overdue,
                words: tr!(
                    l,
                    "circular-unit",
                    unit = clean(&unit.unit),
                    count = of_unit.len(),
                    matters = named,
                    more = more
                ),
                matters,
            })
        })
        .collect();
    let opening = tr!(
        l,
        "circular-opening",
        date = long_date(speaker, board.as_of),
        county = clean(&board.plan.county),
        tasks = sentences::tasks(speaker)
    );
    let order = if units.is_empty() {
        tr!(l, "circular-nobody")
    } else {
        tr!(l, "circular-order")
    };
    Circular {
        head: Head::new(speaker, tr!(l, "paper-circular")),
        opening: format!("{opening}{order}"),
        closing: tr!(l, "circular-closing"),
        units,
    }
}
