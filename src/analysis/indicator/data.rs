//! The readings, found by indicator.

use super::names;
use crate::model::{Reading, Readings, RowList, Stored, Tables, Word};
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
        (self.reading.region(), self.reading.site())
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

/// All readings that count, by indicator and region; those marked invalid stay out of every figure.
#[derive(Debug)]
pub struct Collected<'a> {
    tables: &'a Tables,
    rows: FxHashMap<String, Lists<'a>>,
    /// Whether rows of more than one region are there, rows without a region among them.
    unlike: bool,
    /// Whether several regions have figures of their own: see [`super::Regions`].
    parted: bool,
}

/// What stands for the region of rows that name none where they should.
const UNNAMED: &str = "\u{1f}";

/// The rows of one indicator.
#[derive(Debug, Default)]
struct Lists<'a> {
    /// Those of each region, in the order in which a region came first.
    each: Vec<RowList>,
    regions: FxHashMap<&'a str, usize>,
}

impl<'a> Collected<'a> {
    /// Sorts the rows by the key of their indicator, looked up once a word and file, and by region
    /// where several have figures of their own; of one region only where one is asked for.
    pub fn new(tables: &'a Tables, parted: bool, only: Option<&str>) -> Self {
        let mut lists: Vec<Lists<'a>> = Vec::new();
        let mut keys: FxHashMap<String, usize> = FxHashMap::default();
        let mut known: FxHashMap<(u32, u32), usize> = FxHashMap::default();
        let mut regions: FxHashSet<&str> = FxHashSet::default();
        // Blank cells of a column that else names counties: of no county, and not meant as the whole.
        let mut unnamed: FxHashMap<u32, bool> = FxHashMap::default();
        for (first, many) in tables.readings.runs() {
            let mut id = first;
            let end = first.row + many;
            while id.row < end
                && let Some(reading) = tables.reading(id)
            {
                // One file may hold the rows of several regions.
                let (table, row) = (reading.table, reading.row);
                let region = reading.region();
                let until = table.region_cell.0.until(row).min(end as usize);
                if only.is_some_and(|only| only != region) {
                    id.row = until as u32;
                    continue;
                }
                let until = until.min(table.indicator.0.until(row));
                let until = until.min(table.valid.until(row)) as u32;
                if reading.valid() != Some(false) {
                    let word = (id.segment, table.indicator.word(row).0);
                    let at = *known.entry(word).or_insert_with(|| {
                        *keys
                            .entry(names::key(reading.indicator()))
                            .or_insert_with(|| {
                                lists.push(Lists::default());
                                lists.len() - 1
                            })
                    });
                    regions.insert(region);
                    let lists = &mut lists[at];
                    let next = lists.each.len();
                    let blank = region.is_empty()
                        && *unnamed.entry(id.segment).or_insert_with(|| {
                            let mut cells = table.region_cell.0.values(table.len());
                            !table.own && cells.any(|word| word != Word::default())
                        });
                    let own = match (parted, blank) {
                        (false, _) => "",
                        (true, true) => UNNAMED,
                        (true, false) => region,
                    };
                    let own = *lists.regions.entry(own).or_insert(next);
                    if own == next {
                        lists.each.push(RowList::default());
                    }
                    lists.each[own].push_run(id, until - id.row);
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
            unlike: regions.len() > 1,
            parted,
        }
    }

    /// The readings by which the whole is judged.
    pub fn whole(&'a self) -> Data<'a> {
        Data {
            all: self,
            only: None,
            without: &[],
            depth: Depth::Pictures,
        }
    }

    /// The readings of one region.
    pub fn of(&'a self, region: &'a str) -> Data<'a> {
        Data {
            all: self,
            only: Some(region),
            without: &[],
            depth: Depth::Pictures,
        }
    }
}

/// How much is worked out of an indicator.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Depth {
    /// Its figures alone: a country has thousands of regions, and a list no room for pictures.
    Figures,
    /// With its year, what fell short, and the sites of classes.
    Pictures,
    /// With the figures of each site.
    Sites,
}

/// The readings of a region, or of the whole: where several regions have figures of their own and
/// the folder itself has readings of an indicator, these are the whole's; else all there are.
#[derive(Debug, Clone, Copy)]
pub struct Data<'a> {
    all: &'a Collected<'a>,
    only: Option<&'a str>,
    /// Regions whose readings are not the whole's: they are not asked for it.
    without: &'a [&'a str],
    /// How much is asked for.
    pub depth: Depth,
}

impl<'a> Data<'a> {
    /// The same, with so much to be worked out.
    pub fn to(self, depth: Depth) -> Self {
        Self { depth, ..self }
    }

    /// The same, without these regions' readings.
    pub fn without(self, without: &'a [&'a str]) -> Self {
        Self { without, ..self }
    }

    /// Whether there are readings under a key of [`names::key`].
    pub fn has(&self, key: &str) -> bool {
        !self.lists(key, None).is_empty()
    }

    /// Whether the folder itself has readings under a key, besides its regions.
    pub fn has_own(&self, key: &str) -> bool {
        let lists = self.all.rows.get(key);
        lists.is_some_and(|lists| lists.regions.contains_key(""))
    }

    /// The key an indicator's readings stand under: its own, else its stand-in's.
    pub fn key<'k>(&self, own: &'k str, method: Method) -> &'k str {
        if self.has(own) {
            return own;
        }
        names::stand_in(own, method).unwrap_or(own)
    }

    /// An indicator's readings, those of its stand-in where there are none of its own: of a whole that
    /// consists of regions each region's.
    pub fn of_indicator(
        &self,
        own: &str,
        method: Method,
    ) -> impl Iterator<Item = Datum<'a>> + use<'a> {
        let together = self.all.parted && self.only.is_none() && self.has(own);
        let lists = match names::stand_in(own, method).filter(|_| together) {
            Some(other) => {
                let mut lists = self.lists(own, None);
                lists.extend(self.lists(other, Some(own)));
                lists
            }
            None => self.lists(self.key(own, method), None),
        };
        self.data(lists)
    }

    /// The readings under a key of [`names::key`].
    pub fn under(&self, key: &str) -> impl Iterator<Item = Datum<'a>> + use<'a> {
        self.data(self.lists(key, None))
    }

    fn data(&self, lists: Vec<&'a RowList>) -> impl Iterator<Item = Datum<'a>> + use<'a> {
        let tables = self.all.tables;
        let runs = lists.into_iter().flat_map(RowList::runs);
        runs.filter_map(|(first, many)| {
            let segment = tables.segments.get(first.segment as usize)?;
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

    /// The rows under a key, but for regions that have rows under the `other`.
    fn lists(&self, key: &str, other: Option<&str>) -> Vec<&'a RowList> {
        let Some(lists) = self.all.rows.get(key) else {
            return Vec::new();
        };
        let only = self.only.or_else(|| {
            let own = self.all.parted && self.has_own(key);
            own.then_some("")
        });
        if let Some(region) = only {
            let own = lists.regions.get(region).and_then(|&at| lists.each.get(at));
            return own.into_iter().collect();
        }
        let other = other.and_then(|key| self.all.rows.get(key));
        let other = other
            .into_iter()
            .flat_map(|lists| lists.regions.keys().copied());
        // What names no region where others do is in nobody's figure.
        let skipped = self.without.iter().copied().chain(other).chain([UNNAMED]);
        let skipped: FxHashSet<usize> = skipped
            .filter_map(|region| lists.regions.get(region).copied())
            .collect();
        let each = lists.each.iter().enumerate();
        let each = each.filter(|(at, _)| !skipped.contains(at));
        each.map(|(_, list)| list).collect()
    }

    /// A site's name as shown: with its region only where there are several.
    pub fn site(&self, (region, site): Place<'_>) -> String {
        match (self.all.unlike && self.only.is_none(), region, site) {
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
