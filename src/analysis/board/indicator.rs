//! What is judged of an indicator against its goal.

use crate::terms::{Direction, Goal, Method, Nature, Period};

/// Whether a target is met.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Verdict {
    /// Met.
    Met,
    /// Missed.
    Missed,
    /// No data is never met.
    NoData,
    /// 不适用.
    NotApplicable,
}

impl Verdict {
    /// As the JSON contract writes it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Met => "met",
            Self::Missed => "missed",
            Self::NoData => "no_data",
            Self::NotApplicable => "not_applicable",
        }
    }
}

/// What is still possible this year.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Outlook {
    /// Nothing can undo it.
    LockedIn,
    /// Will be met if it goes on as before.
    OnTrack,
    /// Will be missed if it goes on as before.
    AtRisk,
    /// Can no longer be met.
    Lost,
    /// Not a question for this method, or no data.
    None,
}

impl Outlook {
    /// As the JSON contract writes it.
    pub fn name(self) -> &'static str {
        match self {
            Self::LockedIn => "locked_in",
            Self::OnTrack => "on_track",
            Self::AtRisk => "at_risk",
            Self::Lost => "lost",
            Self::None => "none",
        }
    }
}

/// A value of an indicator as shown.
#[derive(Debug, Clone, PartialEq)]
pub enum Shown {
    /// A figure in the indicator's unit; shares in percent 0 to 100.
    Number(f64),
    /// A class or a word.
    Word(String),
}

/// A site and period below its target class.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Failure {
    /// The site; empty where there is only one.
    pub site: String,
    /// The period.
    pub period: Period,
    /// The class or value found.
    pub value: String,
}

/// One site of an indicator.
#[derive(Debug, Clone, PartialEq)]
pub struct SiteVerdict {
    /// The site.
    pub site: String,
    /// Its own target where it has one, else the indicator's.
    pub goal: Goal,
    /// The readings of the plan's year up to `as_of`.
    pub points: Vec<(Period, Shown)>,
    /// How many of them are at the target or better.
    pub good: usize,
}

/// The verdict on one indicator.
#[derive(Debug, Clone, PartialEq)]
pub struct IndicatorVerdict {
    /// The indicator's name.
    pub indicator: String,
    /// 分组.
    pub group: String,
    /// 性质.
    pub nature: Option<Nature>,
    /// How its value is made.
    pub method: Method,
    /// How it is held against the target.
    pub direction: Direction,
    /// The target.
    pub goal: Goal,
    /// For classes: the share asked for, percent.
    pub share: f64,
    /// The unit of measure.
    pub unit: String,
    /// The clause it comes from.
    pub clause: String,
    /// 责任单位.
    pub units: Vec<String>,
    /// 小数位.
    pub decimals: Option<u8>,
    /// The year it is judged for.
    pub year: i32,
    /// The raw value; shares in percent.
    pub value: Option<f64>,
    /// The value rounded half to even (GB/T 8170), which decides; the raw one without 小数位.
    pub rounded: Option<f64>,
    /// The value where it is a word.
    pub word: Option<String>,
    /// The year of the value where it is an earlier one (EI comes late).
    pub value_year: Option<i32>,
    /// Met or not.
    pub verdict: Verdict,
    /// What is still possible.
    pub outlook: Outlook,
    /// Fewer valid days than a year's verdict asks, or an earlier year's value.
    pub provisional: bool,
    /// Target − value where lower is better, value − target otherwise: positive is room.
    pub margin: Option<f64>,
    /// 同比, in the figure's unit; shares in points.
    pub year_on_year: Option<f64>,
    /// Periods with data ÷ periods elapsed.
    pub coverage: Option<f64>,
    /// Periods with data (for classes: site-periods).
    pub n: usize,
    /// Periods of the year still to come (R).
    pub remaining: usize,
    /// For a mean: what the remaining periods must average.
    pub needed: Option<f64>,
    /// Whether an average of just that meets the goal: 22.5 rounds to 22, 25.5 to 26.
    pub needed_holds: bool,
    /// For a mean: last year's mean of the same remaining dates, else the year to date.
    pub reference: Option<f64>,
    /// Whether `reference` is last year's.
    pub reference_is_last_year: bool,
    /// For a ratio: bad days the target allows in the year.
    pub budget: Option<i64>,
    /// For a ratio: bad days so far.
    pub budget_used: Option<i64>,
    /// For a ratio: bad days still allowed; negative once lost.
    pub budget_left: Option<i64>,
    /// What fell short, oldest first.
    pub failures: Vec<Failure>,
    /// The plan year's values by period up to `as_of`, the mean over sites; for a ratio the AQI.
    pub series: Vec<(Period, f64)>,
    /// The year before, the same way, whole.
    pub last_year: Vec<(Period, f64)>,
    /// For a ratio: whether each period of `series` was good.
    pub good: Vec<bool>,
    /// By site, where there are several or they have targets of their own; of means and ratios only
    /// where one is looked at: see [`Board::indicator_in_full`](super::Board::indicator_in_full).
    pub sites: Vec<SiteVerdict>,
    /// Of a whole whose figure is one of its regions': the worst one's.
    pub worst_of: Option<String>,
    /// By region, where several have figures or targets of their own, the worst first: lost, missed,
    /// in doubt, without data, met; in each by the margin.
    pub regions: Vec<RegionIndicator>,
}

impl IndicatorVerdict {
    /// How many regions stand so.
    pub fn regions_that(&self, verdict: Verdict) -> usize {
        let all = self.regions.iter();
        all.filter(|one| one.verdict == verdict).count()
    }

    /// What a region makes of this indicator, in figures alone: without pictures.
    #[must_use]
    pub fn in_region(&self, one: &RegionIndicator) -> Self {
        Self {
            indicator: self.indicator.clone(),
            group: self.group.clone(),
            nature: self.nature,
            method: one.method,
            direction: one.direction,
            goal: one.goal.clone(),
            share: one.share,
            unit: self.unit.clone(),
            clause: self.clause.clone(),
            units: self.units.clone(),
            decimals: one.decimals,
            year: self.year,
            value: one.value,
            rounded: one.rounded,
            word: one.word.clone(),
            value_year: one.value_year,
            verdict: one.verdict,
            outlook: one.outlook,
            provisional: one.provisional,
            margin: one.margin,
            year_on_year: one.year_on_year,
            coverage: one.coverage,
            n: one.n as usize,
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
}

/// What a region makes of an indicator, as far as lists tell it; with its picture see
/// [`Board::indicator_in_full`](super::Board::indicator_in_full). Fields as those of [`IndicatorVerdict`].
#[derive(Debug, Clone, PartialEq)]
pub struct RegionIndicator {
    /// 区县.
    pub region: String,
    /// Its own target where it states one, else the whole's.
    pub goal: Goal,
    /// How its value is made.
    pub method: Method,
    /// How it is held against the target.
    pub direction: Direction,
    /// For classes: the share asked for, percent.
    pub share: f64,
    /// 小数位.
    pub decimals: Option<u8>,
    /// The raw value; shares in percent.
    pub value: Option<f64>,
    /// The value that decides.
    pub rounded: Option<f64>,
    /// The value where it is a word.
    pub word: Option<String>,
    /// The year of the value where it is an earlier one.
    pub value_year: Option<i32>,
    /// Met or not.
    pub verdict: Verdict,
    /// What is still possible.
    pub outlook: Outlook,
    /// Fewer valid days than a year's verdict asks, or an earlier year's value.
    pub provisional: bool,
    /// Positive is room.
    pub margin: Option<f64>,
    /// 同比.
    pub year_on_year: Option<f64>,
    /// Periods with data ÷ periods elapsed.
    pub coverage: Option<f64>,
    /// Periods with data.
    pub n: u32,
}

impl RegionIndicator {
    /// The figures of a verdict.
    pub fn of(region: &str, one: &IndicatorVerdict) -> Self {
        Self {
            region: region.to_owned(),
            goal: one.goal.clone(),
            method: one.method,
            direction: one.direction,
            share: one.share,
            decimals: one.decimals,
            value: one.value,
            rounded: one.rounded,
            word: one.word.clone(),
            value_year: one.value_year,
            verdict: one.verdict,
            outlook: one.outlook,
            provisional: one.provisional,
            margin: one.margin,
            year_on_year: one.year_on_year,
            coverage: one.coverage,
            n: u32::try_from(one.n).unwrap_or(u32::MAX),
        }
    }
}
