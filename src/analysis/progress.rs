//! Actual progress, expected progress (序时进度) and the lag between them.
//!
//! In points of percent, unrounded; nothing here knows a light (DESIGN §4, Actual progress).

use super::board::{ActualFrom, MilestoneVerdict, State};
use chrono::{Datelike, NaiveDate};

/// 100 once completed or done; else 进度; else the mean of the parts; else the done share of
/// milestone weight; else unknown (DESIGN §4, Actual progress; Tasks with a parent).
pub fn actual(
    state: State,
    column: Option<f64>,
    parts: Option<f64>,
    milestones: &[MilestoneVerdict],
) -> (Option<f64>, ActualFrom) {
    if matches!(state, State::Completed | State::Done) {
        return (Some(100.0), ActualFrom::State);
    }
    if let Some(column) = column.filter(|column| column.is_finite()) {
        return (Some(column.clamp(0.0, 100.0)), ActualFrom::Column);
    }
    if let Some(parts) = parts {
        return (Some(parts), ActualFrom::Parts);
    }
    let share = Weights::of(milestones).map(|all| all.share(|step| step.done.is_some()));
    match share {
        Some(share) => (Some(share), ActualFrom::Milestones),
        None => (None, ActualFrom::Unknown),
    }
}

/// Weight of milestones due before `as_of` ÷ all weight. `None` without milestones, and
/// where none of them has a date.
pub fn expected_by_milestones(milestones: &[MilestoneVerdict], as_of: NaiveDate) -> Option<f64> {
    Weights::dated(milestones).map(|all| all.due_before(as_of))
}

/// (`as_of` − start) ÷ (deadline − start), clamped to 0..100, so 100 from the deadline on.
pub fn expected_by_dates(
    start: Option<NaiveDate>,
    deadline: Option<NaiveDate>,
    as_of: NaiveDate,
) -> Option<f64> {
    let number = |day: NaiveDate| day.num_days_from_ce();
    Some(expected_between(
        number(start?),
        number(deadline?),
        number(as_of),
    ))
}

/// As [`expected_by_dates`], of days by number.
pub fn expected_between(start: i32, deadline: i32, as_of: i32) -> f64 {
    if as_of >= deadline {
        return 100.0;
    }
    if as_of <= start {
        return 0.0;
    }
    let whole = f64::from(deadline - start);
    (100.0 * f64::from(as_of - start) / whole).clamp(0.0, 100.0)
}

/// The mean of the known values.
pub fn mean(values: impl IntoIterator<Item = Option<f64>>) -> Option<f64> {
    let mut mean = Mean::default();
    for value in values {
        mean.add(value);
    }
    mean.mean()
}

/// A mean while it grows.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Mean {
    sum: f64,
    count: u32,
}

impl Mean {
    /// One value more, if there is one.
    pub fn add(&mut self, value: Option<f64>) {
        if let Some(value) = value {
            self.sum += value;
            self.count += 1;
        }
    }

    /// Something more to the sum, of values that are counted by [`Self::add_count`].
    pub fn add_part(&mut self, part: f64) {
        self.sum += part;
    }

    /// So many values more, whose sum is added by [`Self::add_part`].
    pub fn add_count(&mut self, many: u32) {
        self.count += many;
    }

    /// Over these values and others.
    #[must_use]
    pub fn with(self, more: Self) -> Self {
        Self {
            sum: self.sum + more.sum,
            count: self.count + more.count,
        }
    }

    /// The mean of those there were; `None` without any.
    pub fn mean(self) -> Option<f64> {
        (self.count > 0).then(|| self.sum / f64::from(self.count))
    }
}

/// Milestones that weigh something together, to ask for their share on many days.
#[derive(Debug, Clone, Copy)]
pub struct Weights<'a> {
    milestones: &'a [MilestoneVerdict],
    all: f64,
}

impl<'a> Weights<'a> {
    /// `None` where their weights tell nothing.
    fn of(milestones: &'a [MilestoneVerdict]) -> Option<Self> {
        let all: f64 = milestones.iter().map(|step| step.weight).sum();
        (all > 0.0 && all.is_finite()).then_some(Self { milestones, all })
    }

    /// `None` also where none of them has a date.
    pub fn dated(milestones: &'a [MilestoneVerdict]) -> Option<Self> {
        let any = milestones.iter().any(|step| step.due.is_some());
        Self::of(milestones).filter(|_| any)
    }

    /// Percent of the weight that is due before a day.
    pub fn due_before(self, day: NaiveDate) -> f64 {
        self.share(|step| step.due.is_some_and(|due| due < day))
    }

    fn share(self, counts: impl Fn(&MilestoneVerdict) -> bool) -> f64 {
        let counted = self.milestones.iter().filter(|step| counts(step));
        let part: f64 = counted.map(|step| step.weight).sum();
        // A sum of nothing is -0, which would be shown with its sign.
        (100.0 * part / self.all).clamp(0.0, 100.0) + 0.0
    }
}
