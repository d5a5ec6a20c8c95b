//! The verdict on every indicator: value, target, outlook (DESIGN §4, Indicator; plan 三(二)).
//!
//! One file a method; this one knows the list and what all methods share. It names no
//! figure of a standard but those of data validity.

mod calendar;
mod class;
mod cumulative;
mod data;
mod latest;
mod mean;
mod names;
mod rate;
mod ratio;
mod regional;
mod rounding;
mod spec;

pub use rounding::round_half_even;

use super::board::{Board, IndicatorVerdict, Outlook, Verdict};
use crate::model::Tables;
use crate::plan::Plan;
use crate::terms::{Direction, Goal, Method};
use chrono::NaiveDate;
use data::{Collected, Data, Depth};
use regional::Regions;
use spec::Spec;

/// Boards with more readings do not work out sites when they are looked at: that would take longer
/// than a key has time for.
const LOOKED_AT: usize = 200_000;

/// The verdicts at `as_of`, in the plan's order, then those only the targets table has; where
/// several regions have figures of their own, with each of them.
pub fn verdicts(tables: &Tables, plan: &Plan, as_of: NaiveDate) -> Vec<IndicatorVerdict> {
    let regions = Regions::of(tables);
    let data = Collected::new(tables, regions.parted, None);
    let mut specs = spec::specs(tables, plan, &regions.apart());
    if !regions.parted {
        let whole = specs.iter();
        return whole
            .map(|specs| verdict(&specs.whole, &data.whole(), as_of))
            .collect();
    }
    let figures = regional::figures(&mut specs, &regions, &data, plan.year, as_of);
    let whole = specs.iter().zip(figures);
    whole
        .map(|(specs, figures)| regional::whole(specs, figures, &data, as_of))
        .collect()
}

/// Whether verdicts on the readings of one hold for the other as well, as far as tasks bear on them:
/// by the regions they name.
pub fn same_regions(a: &Tables, b: &Tables) -> bool {
    Regions::of(a) == Regions::of(b)
}

impl Board {
    /// An indicator with its pictures and sites, of one region or (`None`) of the whole; `at`: index
    /// into [`Board::indicators`]. Worked out when it is looked at: a country has thousands of
    /// regions. `None` where the region has no figure of its own there, and of a whole that consists
    /// of regions or is too large.
    pub fn indicator_in_full(&self, at: usize, region: Option<&str>) -> Option<IndicatorVerdict> {
        let known = &self.indicators.get(at)?.regions;
        let is_known = match region {
            Some(region) => known.iter().any(|one| one.region == region),
            None => known.is_empty() && self.tables.readings.len() <= LOOKED_AT,
        };
        if !is_known {
            return None;
        }
        let regions = Regions::of(&self.tables);
        let data = Collected::new(&self.tables, regions.parted, region);
        let mut specs = spec::specs(&self.tables, &self.plan, &regions.apart());
        let specs = specs.get_mut(at)?;
        if regions.parted && region.is_none() {
            let read = regional::readers(specs, &regions, &data);
            specs.settle(&read, self.plan.year);
        }
        let (spec, data) = match region {
            Some(region) => (specs.of(region), data.of(region)),
            None if regions.parted => (&specs.whole, regional::of_whole(&specs.whole, &data)),
            None => (&specs.whole, data.whole()),
        };
        Some(verdict(spec, &data.to(Depth::Sites), self.as_of))
    }
}

fn verdict(spec: &Spec, data: &Data<'_>, as_of: NaiveDate) -> IndicatorVerdict {
    finish(spec, |verdict| match spec.method {
        Method::Mean => mean::fill(verdict, spec, data, as_of),
        Method::Ratio => ratio::fill(verdict, spec, data, as_of),
        Method::Class => class::fill(verdict, spec, data, as_of),
        Method::Rank | Method::Latest => latest::fill(verdict, spec, data, as_of),
        Method::Cumulative => cumulative::fill(verdict, spec, data, as_of),
        Method::Rate => rate::fill(verdict, spec, data, as_of),
    })
}

/// A verdict, filled by its method.
fn finish(spec: &Spec, fill: impl FnOnce(&mut IndicatorVerdict)) -> IndicatorVerdict {
    let mut verdict = blank(spec);
    fill(&mut verdict);
    if spec.not_applicable {
        verdict.verdict = Verdict::NotApplicable;
        verdict.outlook = Outlook::None;
        verdict.margin = None;
        verdict.needed = None;
    }
    verdict
}

/// Rounds the value and holds it against a figure: 小数位 is part of the rule, the rounded
/// value decides, the raw one where no 小数位 is given (DESIGN §4).
fn settle(verdict: &mut IndicatorVerdict, target: f64, direction: Direction) {
    let Some(value) = verdict.value.filter(|value| value.is_finite()) else {
        verdict.value = None;
        return;
    };
    let decides = verdict
        .decimals
        .map_or(value, |decimals| round_half_even(value, decimals));
    verdict.rounded = Some(decides);
    verdict.margin = Some(if direction.lower_is_better() {
        target - decides
    } else {
        decides - target
    });
    verdict.verdict = if direction.holds(decides, target) {
        Verdict::Met
    } else {
        Verdict::Missed
    };
}

/// [`settle`] against the goal where that is a figure; a figure cannot be held against a word.
fn settle_goal(verdict: &mut IndicatorVerdict) {
    if let Goal::Number(target) = verdict.goal {
        settle(verdict, target, verdict.direction);
    } else {
        verdict.rounded = verdict.value;
    }
}

/// Once the year is over, what is met is locked in and what is missed is lost.
fn year_over(verdict: &IndicatorVerdict) -> Outlook {
    match verdict.verdict {
        Verdict::Met => Outlook::LockedIn,
        Verdict::Missed => Outlook::Lost,
        Verdict::NoData | Verdict::NotApplicable => Outlook::None,
    }
}

fn blank(spec: &Spec) -> IndicatorVerdict {
    IndicatorVerdict {
        indicator: spec.indicator.clone(),
        group: spec.group.clone(),
        nature: spec.nature,
        method: spec.method,
        direction: spec.direction,
        goal: spec.goal.clone(),
        share: spec.share,
        unit: spec.unit.clone(),
        clause: spec.clause.clone(),
        units: spec.units.clone(),
        decimals: spec.decimals,
        year: spec.year,
        value: None,
        rounded: None,
        word: None,
        value_year: None,
        verdict: Verdict::NoData,
        outlook: Outlook::None,
        provisional: false,
        margin: None,
        year_on_year: None,
        coverage: None,
        n: 0,
        remaining: 0,
        needed: None,
        needed_holds: false,
        reference: None,
        reference_is_last_year: false,
        budget: None,
        budget_used: None,
        budget_left: None,
        failures: Vec::new(),
        series: Vec::new(),
        last_year: Vec::new(),
        good: Vec::new(),
        sites: Vec::new(),
        worst_of: None,
        regions: Vec::new(),
    }
}
