//! The readings, found by indicator.

use super::names;
use crate::model::{Reading, Readings, RowList, Stored, Tables};
use crate::terms::{Method, Period, Value};
use rustc_hash::{FxHashMap, FxHashSet};
use std::ops::Range;

/// A site within its region.
pub type Place<'a> = (&'a str, &'a str);

/// One valid reading. Most are asked for their period only: of another year, or not yet.
#[derive(Debug, Clone, Copy)]
pub struct Datum<'a> {
    reading: Reading<'a>,
    /// When.
    pub period: Period,
}

impl<'a> Datum<'a> {
    /// Where.
    pub fn place(&self) -> Place<'a> {
        (region(self.reading), self.reading.site())
    }

    /// The rows of its file that surely are of its place, from its own on.
    fn beside(&self) -> Range<usize> {
        let (table, row) = (self.reading.table, self.reading.row);
        row..table.site.0.until(row).min(table.region_cell.0.until(row))
    }

    /// What.
    pub fn value(&self) -> Value<'a> {
        self.reading.value()
    }

    /// The value as a finite figure.
    pub fn number(&self) -> Option<f64> {
        match self.reading.stored() {
            Stored::Number(number) => Some(number).filter(|number| number.is_finite()),
            _ => None,
        }
    }

    /// 分子 and 分母 where both are there and can be divided.
    pub fn fraction(&self) -> Option<(f64, f64)> {
        let (part, whole) = (self.reading.numerator()?, self.reading.denominator()?);
        (part.is_finite() && whole.is_finite() && whole > 0.0).then_some((part, whole))
    }
}

/// All readings that count, by indicator; those marked invalid stay out of every figure.
#[derive(Debug)]
pub struct Data<'a> {
    tables: &'a Tables,
    rows: FxHashMap<String, RowList>,
    several_regions: bool,
}

impl<'a> Data<'a> {
    /// Sorts the rows by the key of their indicator, looked up once a word and file.
    pub fn collect(tables: &'a Tables) -> Self {
        let mut lists: Vec<RowList> = Vec::new();
        let mut keys: FxHashMap<String, usize> = FxHashMap::default();
        let mut known: FxHashMap<(u32, u32), usize> = FxHashMap::default();
        let mut regions: FxHashSet<&str> = FxHashSet::default();
        for (first, many) in tables.readings.runs() {
            let mut id = first;
            let end = first.row + many;
            while id.row < end
                && let Some(reading) = tables.reading(id)
            {
                // One file may hold the rows of several regions.
                let (table, row) = (reading.table, reading.row);
                let until = table.indicator.0.until(row);
                let until = until.min(table.region_cell.0.until(row));
                let until = until.min(table.valid.until(row)).min(end as usize) as u32;
                if reading.valid() != Some(false) {
                    let word = (id.segment, table.indicator.word(row).0);
                    let at = *known.entry(word).or_insert_with(|| {
                        *keys
                            .entry(names::key(reading.indicator()))
                            .or_insert_with(|| {
                                lists.push(RowList::default());
                                lists.len() - 1
                            })
                    });
                    regions.insert(region(reading));
                    lists[at].push_run(id, until - id.row);
                }
                id.row = until;
            }
        }
        let rows = keys
            .into_iter()
            .map(|(key, at)| (key, std::mem::take(&mut lists[at])))
            .collect();
        Self {
            tables,
            rows,
            several_regions: regions.len() > 1,
        }
    }

    /// The key an indicator's readings stand under: its own, else its stand-in's.
    pub fn key<'k>(&self, own: &'k str, method: Method) -> &'k str {
        if self.rows.contains_key(own) {
            return own;
        }
        names::stand_in(own, method).unwrap_or(own)
    }

    /// The readings under a key of [`names::key`].
    pub fn under(&self, key: &str) -> impl Iterator<Item = Datum<'a>> + '_ {
        let runs = self.rows.get(key).into_iter().flat_map(RowList::runs);
        runs.filter_map(|(first, many)| {
            let segment = self.tables.segments.get(first.segment as usize)?;
            Some((segment, segment.readings()?, first.row..first.row + many))
        })
        .flat_map(|(segment, readings, rows)| {
            rows.filter_map(move |row| {
                let reading = readings.row(segment, row as usize);
                let period = reading.period()?;
                Some(Datum { reading, period })
            })
        })
    }

    /// A site's name as shown: with its region only where there are several.
    pub fn site(&self, (region, site): Place<'_>) -> String {
        match (self.several_regions, region, site) {
            (false, _, site) | (true, "", site) => site.to_owned(),
            (true, region, "") => region.to_owned(),
            (true, region, site) => format!("{region}/{site}"),
        }
    }
}

/// Figures by place in order, and of each place by period, the last one of a period. Files hold
/// a place's days one behind the other: most figures go where the one before went.
pub fn by_place<'a>(
    figures: impl Iterator<Item = (Datum<'a>, f64)>,
) -> Vec<(Place<'a>, Vec<(Period, f64)>)> {
    let mut known: FxHashMap<Place<'a>, usize> = FxHashMap::default();
    let mut places: Vec<(Place<'a>, Vec<(Period, f64)>)> = Vec::new();
    // Those whose periods did not come one after the other.
    let mut mixed: FxHashSet<usize> = FxHashSet::default();
    let mut last: Option<(&Readings, Range<usize>, usize)> = None;
    for (datum, figure) in figures {
        let (table, row) = (datum.reading.table, datum.reading.row);
        let at = match &last {
            Some((known, beside, at)) if std::ptr::eq(*known, table) && beside.contains(&row) => {
                *at
            }
            _ => {
                let place = datum.place();
                let at = *known.entry(place).or_insert_with(|| {
                    places.push((place, Vec::new()));
                    places.len() - 1
                });
                last = Some((table, datum.beside(), at));
                at
            }
        };
        if let Some((_, list)) = places.get_mut(at) {
            if list.last().is_some_and(|(last, _)| *last >= datum.period) {
                mixed.insert(at);
            }
            list.push((datum.period, figure));
        }
    }
    for at in mixed {
        let list = &mut places[at].1;
        list.sort_by_key(|(period, _)| *period);
        // Of one period the later row stands behind.
        list.reverse();
        list.dedup_by_key(|(period, _)| *period);
        list.reverse();
    }
    places.sort_unstable_by_key(|(place, _)| *place);
    places
}

fn region(reading: Reading<'_>) -> &str {
    match reading.region_cell() {
        "" => &reading.segment.source.region,
        own => own,
    }
}
