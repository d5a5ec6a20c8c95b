//! What each region makes of an indicator, where several have figures of their own (DESIGN §3,
//! 区县): a city is asked for each of its counties, not for their mean alone.

use super::data::{self, Collected, Depth};
use super::spec::{self, Spec, Specs};
use super::verdict;
use crate::analysis::board::{IndicatorVerdict, Outlook, RegionIndicator, Verdict};
use crate::model::{Rows, Tables};
use crate::parallel;
use crate::terms::{Direction, Goal, Method};
use chrono::NaiveDate;
use std::collections::BTreeSet;

/// How many regions are judged in one go.
const PIECE: usize = 64;

/// The regions of a folder.
#[derive(Debug, Default)]
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
        for (first, many) in tables.readings.runs() {
            let mut id = first;
            let end = first.row + many;
            while id.row < end
                && let Some(reading) = tables.reading(id)
            {
                read.insert(data::region(reading));
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
        let targets = targets.map(spec::region);
        read.extend(targets.filter(|region| known.contains(region)));
        read.remove("");
        let parted = read.len() > 1;
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

/// The regions of each of these, the worst first; none where not at least two of them have figures
/// or goals of their own. Lets the whole know their goals.
pub fn figures<'a>(
    specs: &mut [Specs<'a>],
    regions: &Regions<'a>,
    data: &'a Collected<'a>,
    as_of: NaiveDate,
) -> Vec<Vec<RegionIndicator>> {
    let mut jobs: Vec<(usize, &str)> = Vec::new();
    for (at, one) in specs.iter_mut().enumerate() {
        let read = regions.known.iter().copied();
        let read: Vec<&str> = read
            .filter(|region| {
                let data = data.of(region);
                keys(&one.whole).any(|key| data.has(key))
            })
            .collect();
        let mut named: BTreeSet<&str> = read.iter().copied().collect();
        named.extend(one.own.keys().copied());
        let several = named.len() > 1;
        // What is asked of all is a gap of those that tell nothing.
        if several && one.whole.stated != spec::Stated::Regions {
            named.extend(regions.known.iter().copied());
        }
        one.settle(&read);
        if several {
            jobs.extend(named.into_iter().map(|region| (at, region)));
        }
    }
    let specs = &*specs;
    let judged = parallel::map_pieces(&jobs, PIECE, |jobs| {
        let jobs = jobs.iter().map(|&(at, region)| {
            let one = verdict(
                specs[at].of(region),
                &data.of(region).to(Depth::Figures),
                as_of,
            );
            (at, RegionIndicator::of(region, &one))
        });
        jobs.collect::<Vec<_>>()
    });
    let mut all = vec![Vec::new(); specs.len()];
    for (at, one) in judged.into_iter().flatten() {
        all[at].push(one);
    }
    for regions in &mut all {
        regions.sort_by(|a: &RegionIndicator, b| {
            let rank =
                |one: &RegionIndicator| (standing(one.verdict, one.outlook), one.margin.is_none());
            let margin = |one: &RegionIndicator| one.margin.unwrap_or(0.0);
            rank(a)
                .cmp(&rank(b))
                .then(margin(a).total_cmp(&margin(b)))
                .then_with(|| a.region.cmp(&b.region))
        });
        regions.shrink_to_fit();
    }
    all
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
    regions: &[RegionIndicator],
    data: &Collected<'_>,
    as_of: NaiveDate,
) -> IndicatorVerdict {
    let spec = &specs.whole;
    let all = data.whole();
    let has_mean = match spec.method {
        Method::Rank | Method::Latest => false,
        Method::Rate => all.under(&spec.key).any(|datum| datum.fraction().is_some()),
        Method::Mean | Method::Ratio | Method::Class | Method::Cumulative => true,
    };
    let worst = worst(regions, spec.direction);
    let mut told = match worst.filter(|_| !has_mean && !all.has_own(&spec.key)) {
        Some(worst) => verdict(spec, &data.of(&worst.region), as_of),
        None => verdict(spec, &all, as_of),
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
    told
}

/// The region with the worst figure; of words the first that stands worst.
fn worst(regions: &[RegionIndicator], direction: Direction) -> Option<&RegionIndicator> {
    let lower = direction.lower_is_better();
    let figures = regions.iter().filter(|one| one.value.is_some());
    let worst = figures.max_by(|a, b| {
        let [a, b] = [a, b].map(|one| one.value.unwrap_or(0.0));
        let order = a.total_cmp(&b);
        if lower { order } else { order.reverse() }
    });
    worst.or_else(|| regions.iter().find(|one| one.word.is_some()))
}
