//! 逾期: who is late, by how long, and what step is due (plan 五(三)).
//!
//! Where the data is of several regions they come first, and one opens into its units:
//! country → county → unit → task.
//!
//! What folds first: 最大滞后, 已销号, 滞后项; unit, overdue tasks and days stay.

mod detail;
mod late;
mod regions;
mod units;

use super::ledger::Ledger;
use crate::action::Action;
use crate::tr;
use crate::ui::{Answered, Errand, Outcome, Screen, Seen, Target, View, words};
use crate::words::sentences;
use ratatui::buffer::Buffer;
use ratatui::layout::{Constraint, Layout, Rect};
use regions::Regions;
pub(super) use regions::worst;
use units::Units;

/// Which units are listed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
enum Scope {
    /// None yet: the regions are, where there are several.
    #[default]
    Regions,
    /// Those of all regions.
    All,
    /// Those of one.
    Region(String),
}

/// The screen of units.
#[derive(Debug, Default)]
pub struct Overdue {
    scope: Scope,
    regions: Ledger<Regions>,
    /// The units of the region under the cursor, with its row.
    peek: Option<(usize, Units)>,
    table: Ledger<Units>,
    /// Whether the keys move in the tasks of the unit, and on which.
    inside: Option<usize>,
    /// The task there: a reload may order them anew.
    task: Option<Target>,
    /// The region was opened from another screen.
    visiting: bool,
}

impl Overdue {
    /// Whether the regions are shown, not units.
    fn above(&self, view: &View<'_>) -> bool {
        self.scope == Scope::Regions && view.board.regions.len() > 1
    }

    /// Lists the units of a scope.
    fn enter(&mut self, scope: Scope, view: &View<'_>) {
        let region = match &scope {
            Scope::Region(name) => {
                let mut all = view.board.regions.iter();
                all.position(|one| one.region == *name)
            }
            Scope::Regions | Scope::All => None,
        };
        self.scope = scope;
        self.inside = None;
        self.table.source = Units::of(view, region);
        self.table.refresh(view);
    }

    /// The units of the region under the cursor, worked out once for each place of it.
    fn look(&mut self, view: &View<'_>) {
        let Some(row) = self.regions.selected() else {
            self.peek = None;
            return;
        };
        if self.peek.as_ref().is_none_or(|(known, _)| *known != row) {
            self.peek = Some((row, Units::of(view, row.checked_sub(1))));
        }
    }

    fn update_above(&mut self, action: Action, view: &View<'_>) -> Outcome {
        if action != Action::Open {
            return self.regions.update(action, view);
        }
        match self.regions.current().cloned() {
            Some(Target::Region(name)) => self.enter(Scope::Region(name), view),
            Some(_) => self.enter(Scope::All, view),
            None => return Outcome::Ignored,
        }
        // What was looked at elsewhere says nothing of the units here: from the latest on.
        self.table.update(Action::First, view);
        self.visiting = false;
        Outcome::Handled
    }

    /// To the regions again.
    fn leave(&mut self, view: &View<'_>) {
        let was = std::mem::take(&mut self.scope);
        self.enter(Scope::Regions, view);
        if let Scope::Region(name) = was {
            self.regions.reveal(&Target::Region(name), view);
        }
    }
}

impl Screen for Overdue {
    fn headline(&self, view: &View<'_>) -> String {
        match &self.scope {
            Scope::Regions if self.above(view) => sentences::regions(view),
            Scope::Region(name) => {
                let region = view.board.regions.iter().find(|one| one.region == *name);
                let units = self.table.source.all(view);
                region.map_or_else(
                    || sentences::overdue(view),
                    |region| sentences::region(view, region, units),
                )
            }
            Scope::Regions | Scope::All => sentences::overdue(view),
        }
    }

    fn update(&mut self, action: Action, view: &View<'_>) -> Outcome {
        if self.above(view) {
            return self.update_above(action, view);
        }
        let unit = self.table.selected();
        let unit = unit.and_then(|at| self.table.source.all(view).get(at));
        if let Some(at) = self.inside {
            let tasks = unit.map_or_else(Vec::new, |unit| detail::tasks(view, unit));
            let last = tasks.len().saturating_sub(1);
            match action {
                Action::Up => self.inside = Some(at.saturating_sub(1)),
                Action::Down => self.inside = Some((at + 1).min(last)),
                Action::First => self.inside = Some(0),
                Action::Last => self.inside = Some(last),
                Action::Left | Action::Back => self.inside = None,
                Action::Open => {
                    return tasks
                        .get(at)
                        .and_then(|&ix| view.task_target(ix))
                        .map_or(Outcome::Ignored, Outcome::Go);
                }
                _ => return Outcome::Ignored,
            }
            let at = self.inside.and_then(|at| tasks.get(at).copied());
            self.task = at.and_then(|ix| view.task_target(ix));
            return Outcome::Handled;
        }
        match action {
            Action::Open if unit.is_some_and(|unit| unit.tasks().len() > 0) => {
                let first = unit.and_then(|unit| detail::tasks(view, unit).first().copied());
                self.task = first.and_then(|ix| view.task_target(ix));
                self.inside = Some(0);
                Outcome::Handled
            }
            Action::Back
                if self.scope != Scope::Regions
                    && view.board.regions.len() > 1
                    && !self.table.is_filtered() =>
            {
                self.leave(view);
                // Who came here for this region goes back to where he came from.
                if std::mem::take(&mut self.visiting) {
                    Outcome::Ignored
                } else {
                    Outcome::Handled
                }
            }
            other => self.table.update(other, view),
        }
    }

    fn refresh(&mut self, view: &View<'_>) {
        self.peek = None;
        self.regions.refresh(view);
        let several = view.board.regions.len() > 1;
        let known = |name: &str| view.board.regions.iter().any(|one| one.region == name);
        if !several || matches!(&self.scope, Scope::Region(name) if !known(name)) {
            self.scope = Scope::Regions;
        }
        let inside = self.inside;
        self.enter(self.scope.clone(), view);
        let unit = self.table.selected();
        let unit = unit.and_then(|at| self.table.source.all(view).get(at));
        // On the same task, else out of the list: another one must not be opened in its place.
        self.inside = inside.and(unit).and_then(|unit| {
            let mut tasks = detail::tasks(view, unit).into_iter();
            tasks.position(|ix| view.task_target(ix) == self.task)
        });
    }

    fn find(&mut self, query: &str, view: &View<'_>) {
        if self.above(view) {
            self.regions.find(query, view);
        } else {
            self.table.find(query, view);
        }
    }

    fn reveal(&mut self, target: &Target, view: &View<'_>) {
        self.inside = None;
        match target {
            Target::Region(name) if view.board.regions.iter().any(|one| one.region == *name) => {
                self.enter(Scope::Region(name.clone()), view);
                self.visiting = true;
            }
            Target::Unit(_) => {
                // Who names a unit means it with all it has to do, wherever.
                let several = view.board.regions.len() > 1;
                if several && self.scope != Scope::All {
                    self.enter(Scope::All, view);
                }
                self.visiting = several;
                self.table.reveal(target, view);
            }
            _ => {}
        }
    }

    fn point(&mut self, target: &Target, view: &View<'_>) {
        match target {
            Target::Region(_) | Target::Screen(_) => {
                self.leave(view);
                self.regions.reveal(target, view);
            }
            // Back from what was opened out of a county's unit: the county stays.
            Target::Unit(_) if !self.above(view) && self.table.lists(target, view) => {
                self.inside = None;
                self.table.reveal(target, view);
            }
            _ => self.reveal(target, view),
        }
    }

    fn current(&self) -> Option<Target> {
        match (&self.scope, self.regions.current()) {
            // Of one region the list is empty.
            (Scope::Regions, Some(target)) => Some(target.clone()),
            _ => self.table.current().cloned(),
        }
    }

    fn region(&self) -> Option<String> {
        match &self.scope {
            Scope::Region(name) => Some(name.clone()),
            Scope::Regions | Scope::All => None,
        }
    }

    fn click(&mut self, x: u16, y: u16, view: &View<'_>) -> Outcome {
        if self.above(view) {
            return match self.regions.click(x, y, view) {
                Ok(outcome) => outcome,
                Err(true) => self.update_above(Action::Open, view),
                Err(false) => Outcome::Handled,
            };
        }
        match self.table.click(x, y, view) {
            Ok(outcome) => outcome,
            Err(again) => {
                self.inside = None;
                if again {
                    return self.update(Action::Open, view);
                }
                Outcome::Handled
            }
        }
    }

    fn offers(&self, action: Action) -> bool {
        if self.inside.is_some() {
            return matches!(action, Action::Open | Action::Back);
        }
        match (&self.scope, action) {
            (_, Action::Open) => true,
            (Scope::All | Scope::Region(_), Action::Back) => true,
            (Scope::Regions, _) if self.regions.current().is_some() => self.regions.offers(action),
            _ => self.table.offers(action),
        }
    }

    fn chips(&self, view: &View<'_>) -> Vec<String> {
        if self.above(view) {
            return self.regions.chips(view);
        }
        let scope = match &self.scope {
            Scope::Region(name) => Some(words::region(view, name)),
            Scope::All if view.board.regions.len() > 1 => Some(tr!(view.locale, "region-all")),
            Scope::All | Scope::Regions => None,
        };
        let scope = scope.map(|name| {
            let column = tr!(view.locale, "column-region");
            tr!(view.locale, "chip-value", column = column, value = name)
        });
        scope.into_iter().chain(self.table.chips(view)).collect()
    }

    fn drop_chip(&mut self, at: usize, view: &View<'_>) {
        if self.above(view) {
            self.regions.drop_chip(at, view);
            return;
        }
        let scoped = self.scope != Scope::Regions && view.board.regions.len() > 1;
        match at.checked_sub(usize::from(scoped)) {
            Some(at) => self.table.drop_chip(at, view),
            None => self.leave(view),
        }
    }

    fn seen(&self, view: &View<'_>) -> Seen {
        if self.above(view) {
            self.regions.seen(view)
        } else {
            self.table.seen(view)
        }
    }

    fn show_all(&mut self) {
        self.regions.show_all();
        self.table.show_all();
    }

    fn memo(&self) -> String {
        let memo = [self.table.memo(), self.regions.memo()].join(";");
        memo.trim_end_matches(';').to_owned()
    }

    fn recall(&mut self, memo: &str, view: &View<'_>) {
        let (units, regions) = memo.split_once(';').unwrap_or((memo, ""));
        self.table.recall(units, view);
        self.regions.recall(regions, view);
    }

    fn query(&self) -> &str {
        match (&self.scope, self.regions.current()) {
            (Scope::Regions, Some(_)) => self.regions.query(),
            _ => self.table.query(),
        }
    }

    fn errand(&mut self) -> Option<Errand> {
        self.table.errand()
    }

    fn answer(&mut self, ticket: u64, answer: Answered, view: &View<'_>) {
        self.table.answer(ticket, answer, view);
    }

    fn is_busy(&self) -> bool {
        self.table.is_busy()
    }

    fn render(&mut self, area: Rect, buffer: &mut Buffer, view: &View<'_>) {
        let (list, below) = if area.width >= 150 {
            let [list, detail] =
                Layout::horizontal([Constraint::Percentage(56), Constraint::Min(0)])
                    .spacing(3)
                    .areas(area);
            (list, detail)
        } else {
            let below = (area.height / 3).clamp(4, 12);
            let [list, detail] =
                Layout::vertical([Constraint::Min(4), Constraint::Length(below)]).areas(area);
            (list, detail)
        };
        let none = tr!(view.locale, "overdue-empty");
        if self.above(view) {
            self.look(view);
            self.regions.draw(list, buffer, view, true, &none);
            if let Some((row, units)) = &self.peek {
                regions::draw(below, buffer, view, *row, units.all(view));
            }
            return;
        }
        self.table.draw(list, buffer, view, true, &none);
        // A table that leaves room, its head and a gap apart, is followed by the tasks behind it.
        let rows = self.table.rows();
        let used = u16::try_from(rows.len() + 2).unwrap_or(u16::MAX);
        if list.height.saturating_sub(used) >= late::LEAST {
            let room = Rect {
                y: list.y + used,
                height: list.height - used,
                ..list
            };
            let all = self.table.source.all(view);
            late::draw(
                room,
                buffer,
                view,
                rows.iter().filter_map(|&at| all.get(at)),
            );
        }
        let unit = self.table.selected();
        if let Some(unit) = unit.and_then(|at| self.table.source.all(view).get(at)) {
            let region = match &self.scope {
                Scope::Region(name) => Some(name.as_str()),
                Scope::Regions | Scope::All => None,
            };
            detail::draw(below, buffer, view, (unit, region), self.inside);
        }
    }
}
