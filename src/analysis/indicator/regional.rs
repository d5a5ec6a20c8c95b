//! What each region makes of an indicator, where several have figures of their own (DESIGN §3,
//! 区县): a city is asked for each of its counties, not for their mean alone.

use super::data::{Collected, Data, Depth};
use super::spec::{self, Spec, Specs};
use super::{finish, mean, ratio, verdict};
use crate::analysis::board::{IndicatorVerdict, Outlook, RegionIndicator, Verdict};
use crate::analysis::progress;
use crate::model::{Rows, Tables, Target};
use crate::parallel;
use crate::terms::{Direction, Goal, Method};
use chrono::NaiveDate;
use std::collections::{BTreeMap, BTreeSet};

/// How many regions are judged in one go.
const PIECE: usize = 64;

/// The regions of a folder.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Regions<'a> {
    /// Those with tasks or readings; without those that have no name.
    pub known: BTreeSet<&'a str>,
    /// Whether several of them have readings or targets: else there is nothing to tell apart.
    pub parted: bool,
}

impl<'a> Regions<'a> {
    /// Looks for them, by stretches of rows.
    pub fn of(tables: &'a Tables) -> Self {
        let mut read: BTreeSet<&'a str> = BTreeSet::new();
        // Rows that name the folder's own level beside a county's: 全市.
        let mut own_level = false;
        for (first, many) in tables.readings.runs() {
            let mut id = first;
            let end = first.row + many;
            while id.row < end
                && let Some(reading) = tables.reading(id)
            {
                read.insert(reading.region());
                own_level |= reading.table.own && reading.region().is_empty();
                let until = reading.table.region_cell.0.until(id.row as usize);
                id.row = until.min(end as usize) as u32;
            }
        }
        let mut known = read.clone();
        for (segment, current) in tables.segments.iter().zip(&tables.current) {
            let Some(Rows::Tasks(tasks)) = segment.rows.as_ref().filter(|_| *current) else {
                continue;
            };
            let mut row = 0;
            while row < tasks.count {
                known.insert(tasks.row(segment, row).region());
                row = tasks.region_cell.0.until(row).max(row + 1);
            }
        }
        known.remove("");
        // A folder that has neither is no county: 目标/.
        let targets = tables.targets.iter().filter_map(|&id| tables.target(id));
        let targets = targets.map(Target::region);
        read.extend(targets.filter(|region| known.contains(region)));
        read.remove("");
        let parted = read.len() > 1 || (own_level && read.len() == 1);
        Self { known, parted }
    }

    /// Those whose rows of the targets table are theirs alone.
    pub fn apart(&self) -> BTreeSet<&'a str> {
        if self.parted {
            self.known.clone()
        } else {
            BTreeSet::new()
        }
    }
}

/// What regions make of an indicator.
#[derive(Debug, Default)]
pub struct Figures {
    /// Each by itself, the worst first; none where not at least two of them have figures or goals of
    /// their own.
    pub each: Vec<RegionIndicator>,
    /// What is summed up of them for the whole.
    together: Option<Together>,
}

/// Figures of several regions as one, of the methods that read most: a country's days are gone
/// through once for its counties and itself.
#[derive(Debug)]
enum Together {
    Mean(mean::Together),
    Ratio(ratio::Together),
}

/// The years of one region.
enum Years<'a> {
    Mean(mean::Years),
    Ratio(ratio::Years<'a>),
}

impl<'a> Years<'a> {
    /// Those of some readings; `None` for the other methods.
    fn of(spec: &'a Spec, data: &Data<'_>, as_of: NaiveDate) -> Option<Self> {
        match spec.method {
            Method::Mean => Some(Self::Mean(mean::Years::of(spec, data, as_of))),
            Method::Ratio => Some(Self::Ratio(ratio::Years::of(spec, data, as_of))),
            _ => None,
        }
    }
}

impl Together {
    /// Nothing yet, of the kind of these years.
    fn like(years: &Years<'_>) -> Self {
        match years {
            Years::Mean(_) => Self::Mean(mean::Together::default()),
            Years::Ratio(_) => Self::Ratio(ratio::Together::default()),
        }
    }

    // Of one indicator all are of one kind.

    fn add(&mut self, region: &str, years: &Years<'_>, spec: &Spec, as_of: NaiveDate) {
        match (self, years) {
            (Self::Mean(all), Years::Mean(years)) => all.add(years),
            (Self::Ratio(all), Years::Ratio(years)) => {
                all.add(region, years, spec, Depth::Pictures, as_of);
            }
            _ => {}
        }
    }

    fn absorb(&mut self, other: Self) {
        match (self, other) {
            (Self::Mean(all), Self::Mean(more)) => all.absorb(more),
            (Self::Ratio(all), Self::Ratio(more)) => all.absorb(more),
            _ => {}
        }
    }

    /// The whole by them.
    fn tell(self, spec: &Spec, as_of: NaiveDate) -> IndicatorVerdict {
        let depth = Depth::Pictures;
        finish(spec, |one| match self {
            Self::Mean(all) => mean::tell(one, spec, &all.years(), depth, as_of),
            Self::Ratio(all) => ratio::tell(one, spec, all, depth, as_of),
        })
    }
}

/// The regions that have readings of an indicator.
pub fn readers<'a>(
    specs: &Specs<'_>,
    regions: &Regions<'a>,
    data: &'a Collected<'a>,
) -> Vec<&'a str> {
    let known = regions.known.iter().copied();
    let reads = |region: &&'a str| has(&data.of(region), &specs.whole);
    known.filter(reads).collect()
}

/// Whether there are readings of an indicator under any name.
fn has(data: &Data<'_>, spec: &Spec) -> bool {
    keys(spec).any(|key| data.has(key))
}

/// The regions of each of these. Lets the whole know their goals; `year`: the plan's.
pub fn figures<'a>(
    specs: &mut [Specs<'a>],
    regions: &Regions<'a>,
    data: &'a Collected<'a>,
    year: i32,
    as_of: NaiveDate,
) -> Vec<Figures> {
    let mut jobs: Vec<(usize, &str)> = Vec::new();
    for (at, one) in specs.iter_mut().enumerate() {
        let read = readers(one, regions, data);
        let mut named: BTreeSet<&str> = read.iter().copied().collect();
        named.extend(one.own.keys().copied());
        // What counties ask of themselves is told as theirs, also of one.
        let several = named.len() > 1 || !one.own.is_empty();
        // What is asked of all is a gap of those that tell nothing.
        if several && one.whole.stated != spec::Stated::Regions {
            named.extend(regions.known.iter().copied());
        }
        one.settle(&read, year);
        if several {
            jobs.extend(named.into_iter().map(|region| (at, region)));
        }
    }
    let specs = &*specs;
    let judged = parallel::map_pieces(&jobs, PIECE, |jobs| {
        let mut found: Vec<(usize, Figures)> = Vec::new();
        for &(at, region) in jobs {
            if found.last().is_none_or(|(last, _)| *last != at) {
                found.push((at, Figures::default()));
            }
            if let Some((_, figures)) = found.last_mut() {
                figures.add(&specs[at], region, data, as_of);
            }
        }
        found
    });
    let mut all: Vec<Figures> = Vec::new();
    all.resize_with(specs.len(), Figures::default);
    for (at, found) in judged.into_iter().flatten() {
        let figures = &mut all[at];
        figures.each.extend(found.each);
        match (&mut figures.together, found.together) {
            (Some(all), Some(more)) => all.absorb(more),
            (none, more) => *none = more.or(none.take()),
        }
    }
    for figures in &mut all {
        figures.each.sort_by(|a: &RegionIndicator, b| {
            let rank =
                |one: &RegionIndicator| (standing(one.verdict, one.outlook), one.margin.is_none());
            let margin = |one: &RegionIndicator| one.margin.unwrap_or(0.0);
            rank(a)
                .cmp(&rank(b))
                .then(margin(a).total_cmp(&margin(b)))
                .then_with(|| a.region.cmp(&b.region))
        });
        figures.each.shrink_to_fit();
    }
    all
}

impl Figures {
    /// One region more.
    fn add(&mut self, specs: &Specs<'_>, region: &str, data: &Collected<'_>, as_of: NaiveDate) {
        let (whole, own) = (&specs.whole, specs.of(region));
        let data = data.of(region).to(Depth::Figures);
        let years = Years::of(whole, &data, as_of);
        if let Some(years) = years.as_ref().filter(|_| specs.asks(region)) {
            let all = self.together.get_or_insert_with(|| Together::like(years));
            all.add(region, years, whole, as_of);
        }
        // A region that states another way of counting is counted that way for itself.
        let same = own.method == whole.method && own.year == whole.year && own.key == whole.key;
        let one = match years.filter(|_| same) {
            Some(Years::Mean(years)) => finish(own, |one| {
                mean::tell(one, own, &years, data.depth, as_of);
            }),
            Some(Years::Ratio(years)) => finish(own, |one| {
                let mut alone = ratio::Together::default();
                alone.add("", &years, own, data.depth, as_of);
                ratio::tell(one, own, alone, data.depth, as_of);
            }),
            None => verdict(own, &data, as_of),
        };
        let mut told = RegionIndicator::of(region, &one);
        if own.year != whole.year && told.value.is_some() {
            told.value_year = told.value_year.or(Some(own.year));
            told.provisional = true;
        }
        self.each.push(told);
    }
}

/// The keys under which an indicator's readings may stand.
fn keys(spec: &Spec) -> impl Iterator<Item = &str> {
    let air = (spec.method == Method::Ratio).then_some(super::names::AIR);
    let stand_in = super::names::stand_in(&spec.key, spec.method);
    std::iter::once(spec.key.as_str())
        .chain(stand_in)
        .chain(air)
}

/// The order in which regions are told: lost, missed, in doubt, unknown, met.
fn standing(verdict: Verdict, outlook: Outlook) -> u8 {
    match (verdict, outlook) {
        (Verdict::NotApplicable, _) => 5,
        (Verdict::NoData, _) => 3,
        (_, Outlook::Lost) => 0,
        (Verdict::Missed, _) => 1,
        (Verdict::Met, Outlook::AtRisk) => 2,
        (Verdict::Met, _) => 4,
    }
}

/// The whole by its regions. Ranks and latest values have no mean: the worst of the regions is the
/// whole's, unless the folder itself has readings. Where regions have goals that differ and the
/// whole has none, the whole is met once all of them have met theirs.
pub fn whole(
    specs: &Specs<'_>,
    figures: Figures,
    data: &Collected<'_>,
    as_of: NaiveDate,
) -> IndicatorVerdict {
    let spec = &specs.whole;
    let Figures {
        each: regions,
        together,
    } = figures;
    let own = specs.own.keys().copied();
    let unasked: Vec<&str> = own.filter(|region| !specs.asks(region)).collect();
    let all = of_whole(spec, data).without(&unasked);
    let has_own = has(&data.of(""), spec);
    let has_mean = match spec.method {
        Method::Rank | Method::Latest => false,
        Method::Rate => rates(spec, &all, as_of),
        Method::Mean | Method::Ratio | Method::Class | Method::Cumulative => true,
    };
    let worst = worst(&regions, spec.direction).filter(|_| !has_mean);
    let mut told = match (together, worst) {
        (Some(together), _) if !has_own => IndicatorVerdict {
            // A county that tells nothing is a gap as well.
            coverage: progress::mean(
                regions
                    .iter()
                    .filter(|one| one.verdict != Verdict::NotApplicable)
                    .map(|one| Some(one.coverage.unwrap_or(0.0))),
            ),
            ..together.tell(spec, as_of)
        },
        (None, Some(worst)) if !has_own => IndicatorVerdict {
            worst_of: Some(worst.region.clone()),
            ..verdict(spec, &data.of(&worst.region), as_of)
        },
        _ => verdict(spec, &all, as_of),
    };
    if matches!(&spec.goal, Goal::Word(word) if word.is_empty()) && !regions.is_empty() {
        let each = || {
            regions
                .iter()
                .filter(|one| one.verdict != Verdict::NotApplicable)
        };
        let first = each().map(|one| (one.verdict, one.outlook));
        // They stand the worst first.
        let (verdict, outlook) = first
            .clone()
            .find(|(verdict, _)| *verdict == Verdict::Missed)
            .or_else(|| {
                first
                    .clone()
                    .find(|(verdict, _)| *verdict == Verdict::NoData)
            })
            .or_else(|| first.clone().next())
            .unwrap_or((Verdict::NotApplicable, Outlook::None));
        (told.verdict, told.outlook) = (verdict, outlook);
    }
    let asked = regions.iter().any(|one| specs.asks(&one.region));
    if !regions.is_empty() && !asked && !has_own {
        (told.verdict, told.outlook) = (Verdict::NotApplicable, Outlook::None);
        (told.margin, told.needed) = (None, None);
    }
    told.regions = regions;
    told
}

/// The readings of a whole: the folder's own, where it has any under any name.
pub fn of_whole<'a>(spec: &Spec, data: &'a Collected<'a>) -> Data<'a> {
    let own = data.of("");
    if has(&own, spec) { own } else { data.whole() }
}

/// Whether each region that told a rate this year told what of how many: else the worst of them is
/// the whole's.
fn rates(spec: &Spec, data: &Data<'_>, as_of: NaiveDate) -> bool {
    let mut regions: BTreeMap<&str, bool> = BTreeMap::new();
    let begun = data
        .under(&spec.key)
        .filter(|one| one.period.year() == spec.year && one.period.first_day() <= as_of);
    for datum in begun {
        *regions.entry(datum.place().0).or_default() |= datum.fraction().is_some();
    }
    !regions.is_empty() && regions.into_values().all(|told| told)
}

/// The region with the worst figure; of words the first that stands worst.
fn worst(regions: &[RegionIndicator], direction: Direction) -> Option<&RegionIndicator> {
    let lower = direction.lower_is_better();
    let regions = || {
        let regions = regions.iter();
        regions.filter(|one| one.verdict != Verdict::NotApplicable)
    };
    let figures = regions().filter(|one| one.value.is_some());
    let worst = figures.max_by(|a, b| {
        let [a, b] = [a, b].map(|one| one.value.unwrap_or(0.0));
        let order = a.total_cmp(&b);
        if lower { order } else { order.reverse() }
    });
    worst.or_else(|| regions().find(|one| one.word.is_some()))
}
