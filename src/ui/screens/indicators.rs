//! 指标: are the targets met, and can they still be met by the year's end (plan 三(二))?
//!
//! List on the left, the picture of the one under the cursor on the right; on a low or
//! narrow terminal the picture gives way before the sentence does. Where several regions have
//! figures of their own an indicator opens into them: country → county.

mod detail;
mod picture;
mod regions;
mod row;
mod sites;

pub(in crate::ui) use detail::draw_detail;
pub(super) use row::indicator_row;

use crate::action::Action;
use crate::analysis::board::{IndicatorVerdict, RegionIndicator};
use crate::tr;
use crate::ui::screens::ledger::Ledger;
use crate::ui::widgets::list::Listing;
use crate::ui::widgets::sieve::{Done, Sieve};
use crate::ui::widgets::table::{Column, Rows};
use crate::ui::widgets::{paint, panel};
use crate::ui::{Answered, Errand, Outcome, Screen, Seen, Target, View, words};
use crate::words::sentences;
use ratatui::buffer::Buffer;
use ratatui::layout::{Constraint, Layout, Rect};
use regions::Regions;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

/// Of more readings than this a region's picture is worked out elsewhere.
const AT_ONCE: usize = 50_000;

/// The screen of indicators.
#[derive(Debug, Default)]
pub struct Indicators {
    list: Listing<usize>,
    sieve: Sieve,
    /// Where each row was drawn.
    spots: Vec<(Rect, usize)>,
    /// The indicator whose regions are listed.
    inside: Option<String>,
    regions: Ledger<Regions>,
    /// What is under the cursor in full, worked out once for each place of it.
    peek: Option<(Target, Option<IndicatorVerdict>)>,
    /// The region whose picture is being worked out elsewhere, or was.
    asked: Option<Target>,
    ticket: u64,
    /// Set when the answer that is out is not wanted any more; `None`: none is out.
    out: Option<Arc<AtomicBool>>,
    /// There are so many readings that a key would wait for a region's.
    large: bool,
    /// A region was opened from another screen.
    visiting: bool,
    /// Whether any indicator opens into its regions.
    opens: bool,
}

impl Indicators {
    /// Lists the regions of an indicator, where it has any.
    fn enter(&mut self, name: &str, view: &View<'_>) -> bool {
        let mut all = view.board.indicators.iter();
        let at = all.position(|one| one.indicator == name && !one.regions.is_empty());
        let Some(at) = at else {
            return false;
        };
        self.inside = Some(name.to_owned());
        self.forget();
        self.regions.source = Regions { indicator: at };
        self.regions.refresh(view);
        true
    }

    /// The indicator whose regions are listed.
    fn opened<'a>(&self, view: &View<'a>) -> Option<&'a IndicatorVerdict> {
        self.inside.as_ref()?;
        self.regions.source.whole(view)
    }

    fn leave(&mut self, view: &View<'_>) {
        if let Some(name) = self.inside.take() {
            self.list
                .reveal(&Target::Indicator(name), |row| key(view, row));
        }
    }

    /// Forgets what was looked at.
    fn forget(&mut self) {
        (self.peek, self.asked) = (None, None);
        if let Some(out) = self.out.take() {
            out.store(true, Ordering::Relaxed);
        }
    }

    /// What is under the cursor in full: with its picture and sites. Of many readings a region's
    /// figures, until its picture is there.
    fn look(&mut self, view: &View<'_>) {
        let Some(target) = self.current() else {
            self.peek = None;
            return;
        };
        if self
            .peek
            .as_ref()
            .is_some_and(|(known, _)| *known == target)
        {
            return;
        }
        let found = match (&target, self.list.selected()) {
            (Target::IndicatorOf(name, region), _) if self.large => {
                let whole = self.regions.source.whole(view);
                let of = |one: &&RegionIndicator| one.region == *region;
                let one = whole.and_then(|whole| Some((whole, whole.regions.iter().find(of)?)));
                one.map(|(whole, one)| IndicatorVerdict {
                    indicator: words::in_region(view, name, region),
                    ..whole.in_region(one)
                })
            }
            (Target::IndicatorOf(name, region), _) => {
                in_full(view, self.regions.source.indicator, name, region)
            }
            (_, Some(at)) => view.board.indicator_in_full(at, None),
            (_, None) => None,
        };
        self.peek = Some((target, found));
    }

    fn refill(&mut self, view: &View<'_>) {
        let rows: Vec<usize> = view
            .board
            .indicators
            .iter()
            .enumerate()
            .filter(|(_, one)| self.sieve.keeps(|_| values(view, one)))
            .filter(|(_, one)| {
                let query = self.sieve.query();
                query.is_empty() || crate::ui::overlays::find::matches(&one.indicator, query)
            })
            .map(|(at, _)| at)
            .collect();
        let fresh = self.list.cursor.key().is_none();
        let pictured = rows.iter().position(|&at| {
            let indicator = &view.board.indicators[at];
            !indicator.series.is_empty() || !indicator.sites.is_empty()
        });
        self.opens = view
            .board
            .indicators
            .iter()
            .any(|one| !one.regions.is_empty());
        self.list.fill(rows, |row| key(view, row));
        if let Some(row) = pictured.filter(|_| fresh) {
            // The first look falls on something with a picture.
            self.list.select(row, |row| key(view, row));
        }
    }
}

impl Screen for Indicators {
    fn headline(&self, view: &View<'_>) -> String {
        if let Some(one) = self.opened(view) {
            return sentences::indicator_regions(view, one);
        }
        let selected = self.list.selected();
        let one = selected.and_then(|at| view.board.indicators.get(at));
        sentences::indicators(view, one)
    }

    fn update(&mut self, action: Action, view: &View<'_>) -> Outcome {
        if self.inside.is_some() {
            if action == Action::Back && !self.regions.is_filtered() {
                self.leave(view);
                // Who came here for this region goes back to where he came from.
                return if std::mem::take(&mut self.visiting) {
                    Outcome::Ignored
                } else {
                    Outcome::Handled
                };
            }
            return self.regions.update(action, view);
        }
        if action == Action::Open {
            let one = self.list.selected();
            let one = one.and_then(|at| view.board.indicators.get(at));
            if !one.is_some_and(|one| self.enter(&one.indicator, view)) {
                return Outcome::Ignored;
            }
            // What was looked at of another indicator says nothing of this: from the worst on.
            self.regions.update(Action::First, view);
            self.visiting = false;
            return Outcome::Handled;
        }
        if self.list.step(action, |row| key(view, row)) {
            return Outcome::Handled;
        }
        // There is one thing to keep them by, and their order is the plan's.
        if !matches!(action, Action::Filter | Action::Back) {
            return Outcome::Ignored;
        }
        let one = self.list.selected();
        let one = one.and_then(|at| view.board.indicators.get(at));
        let values = |_| one.map_or_else(Vec::new, |one| values(view, one));
        match self
            .sieve
            .update(action, &Rows::default(), values, |_| false)
        {
            Done::No => Outcome::Ignored,
            _ => {
                self.refill(view);
                Outcome::Handled
            }
        }
    }

    fn refresh(&mut self, view: &View<'_>) {
        self.forget();
        self.large = view.board.tables.readings.len() > AT_ONCE;
        self.refill(view);
        if let Some(name) = self.inside.take() {
            self.enter(&name, view);
        }
    }

    fn find(&mut self, query: &str, view: &View<'_>) {
        if self.inside.is_some() {
            self.regions.find(query, view);
            return;
        }
        self.sieve.find(query);
        self.refill(view);
    }

    fn reveal(&mut self, target: &Target, view: &View<'_>) {
        if let Target::IndicatorOf(name, _) = target
            && self.enter(name, view)
        {
            self.visiting = true;
            self.regions.reveal(target, view);
            return;
        }
        self.inside = None;
        let whole = match target {
            Target::IndicatorOf(name, _) => &Target::Indicator(name.clone()),
            other => other,
        };
        if !self.list.reveal(whole, |row| key(view, row)) {
            self.sieve.clear();
            self.refill(view);
            self.list.reveal(whole, |row| key(view, row));
        }
    }

    fn point(&mut self, target: &Target, view: &View<'_>) {
        self.reveal(target, view);
        self.visiting = false;
    }

    fn current(&self) -> Option<Target> {
        match self.inside {
            Some(_) => self.regions.current().cloned(),
            None => self.list.cursor.key().cloned(),
        }
    }

    fn click(&mut self, x: u16, y: u16, view: &View<'_>) -> Outcome {
        if self.inside.is_some() {
            return match self.regions.click(x, y, view) {
                Ok(outcome) => outcome,
                Err(_) => Outcome::Handled,
            };
        }
        let Some(&(_, row)) = self
            .spots
            .iter()
            .find(|(spot, _)| spot.contains((x, y).into()))
        else {
            return Outcome::Ignored;
        };
        let again = row == self.list.cursor.index();
        self.list.select(row, |row| key(view, row));
        if again {
            return match self.update(Action::Open, view) {
                Outcome::Ignored => Outcome::Handled,
                other => other,
            };
        }
        Outcome::Handled
    }

    fn offers(&self, action: Action) -> bool {
        if self.inside.is_some() {
            return action == Action::Back || self.regions.offers(action);
        }
        matches!(action, Action::Find | Action::Filter)
            || (action == Action::Open && self.opens)
            || (action == Action::Back && self.sieve.is_filtered())
    }

    fn drop_chip(&mut self, at: usize, view: &View<'_>) {
        if self.inside.is_some() {
            match at.checked_sub(1) {
                Some(at) => self.regions.drop_chip(at, view),
                None => self.leave(view),
            }
            return;
        }
        self.sieve.drop_chip(at);
        self.refill(view);
    }

    fn show_all(&mut self) {
        self.sieve.clear();
        self.regions.show_all();
    }

    fn memo(&self) -> String {
        self.regions.memo()
    }

    fn recall(&mut self, memo: &str, view: &View<'_>) {
        self.regions.recall(memo, view);
    }

    fn chips(&self, view: &View<'_>) -> Vec<String> {
        if let Some(one) = self.opened(view) {
            let column = tr!(view.locale, "screen-indicators");
            let value = one.indicator.as_str();
            let scope = tr!(view.locale, "chip-value", column = column, value = value);
            return std::iter::once(scope)
                .chain(self.regions.chips(view))
                .collect();
        }
        let standing = Column::words(tr!(view.locale, "column-standing"), 1, 0, 0);
        self.sieve
            .chips(view.locale, &[standing], Some(self.list.rows().len()))
    }

    fn seen(&self, view: &View<'_>) -> Seen {
        if let Some(one) = self.opened(view) {
            // Who reads it elsewhere has no headline above it.
            let mut seen = self.regions.seen(view);
            seen.head.insert(0, tr!(view.locale, "screen-indicators"));
            for row in &mut seen.rows {
                row.insert(0, one.indicator.clone());
            }
            return seen;
        }
        let l = view.locale;
        let all = self.list.rows().iter();
        let rows = all.filter_map(|&at| {
            let one = view.board.indicators.get(at)?;
            Some(vec![
                one.group.clone(),
                one.indicator.clone(),
                words::value(one),
                words::goal_short(l, one),
                words::verdict(l, one.verdict),
                words::outlook(l, one.outlook),
                words::outlook_sentence(view, one),
                words::list(l, &one.units.iter().map(String::as_str).collect::<Vec<_>>()),
            ])
        });
        Seen {
            head: vec![
                tr!(l, "column-group"),
                tr!(l, "screen-indicators"),
                tr!(l, "paper-value"),
                tr!(l, "fact-target"),
                tr!(l, "paper-verdict"),
                tr!(l, "paper-outlook"),
                tr!(l, "column-finding-note"),
                tr!(l, "fact-units"),
            ],
            rows: rows.collect(),
        }
    }

    fn errand(&mut self) -> Option<Errand> {
        let target = self.current().filter(|_| self.large)?;
        let Target::IndicatorOf(name, region) = &target else {
            return None;
        };
        if self.asked.as_ref() == Some(&target) {
            return None;
        }
        if let Some(out) = &self.out {
            out.store(true, Ordering::Relaxed);
        }
        let (name, region) = (name.clone(), region.clone());
        let at = self.regions.source.indicator;
        let cancel = Arc::new(AtomicBool::new(false));
        self.ticket += 1;
        self.asked = Some(target);
        let errand = Errand::new(self.ticket, &cancel, move |view, cancel| {
            if cancel.load(Ordering::Relaxed) {
                return None;
            }
            Some(Box::new(in_full(view, at, &name, &region)))
        });
        self.out = Some(cancel);
        Some(errand)
    }

    fn answer(&mut self, ticket: u64, answer: Answered, _view: &View<'_>) {
        if ticket != self.ticket || self.out.take().is_none() {
            return;
        }
        if let Ok(found) = answer.downcast::<Option<IndicatorVerdict>>()
            && let Some(target) = self.asked.clone()
        {
            self.peek = Some((target, *found));
        }
    }

    fn query(&self) -> &str {
        if self.inside.is_some() {
            return self.regions.query();
        }
        self.sieve.query()
    }

    fn render(&mut self, area: Rect, buffer: &mut Buffer, view: &View<'_>) {
        let none = tr!(view.locale, "indicators-empty");
        if self.inside.is_some() {
            // A table needs more room than a list.
            let (list, detail) = parts(area, self.regions.rows().len() + 1, (150, 80));
            self.regions.draw(list, buffer, view, true, &none);
            self.look(view);
            if let Some((_, Some(one))) = &self.peek {
                draw_detail(detail, buffer, view, one);
            }
            return;
        }
        if self.list.rows().is_empty() {
            paint::paragraph(buffer, area, &none, view.theme.muted);
            return;
        }
        let (list, detail) = parts(area, self.list.rows().len(), (100, 64));
        self.draw_list(list, buffer, view);
        self.look(view);
        let full = self.peek.as_ref().and_then(|(_, full)| full.as_ref());
        let own = || view.board.indicators.get(self.list.selected()?);
        if let Some(indicator) = full.or_else(own) {
            draw_detail(detail, buffer, view, indicator);
        }
    }
}

/// An indicator of one region in full.
fn in_full(view: &View<'_>, at: usize, name: &str, region: &str) -> Option<IndicatorVerdict> {
    let found = view.board.indicator_in_full(at, Some(region))?;
    Some(IndicatorVerdict {
        indicator: words::in_region(view, name, region),
        ..found
    })
}

/// The room of a list of so many lines and of what stands beside it, in an area at least so wide
/// for that, else below it; the list is at most so wide.
fn parts(area: Rect, lines: usize, (beside, most): (u16, u16)) -> (Rect, Rect) {
    if area.width >= beside {
        let list = Constraint::Length((area.width * 2 / 5).min(most));
        let [list, detail] = Layout::horizontal([list, Constraint::Min(0)])
            .spacing(3)
            .areas(area);
        return (list, detail);
    }
    let lines = u16::try_from(lines).unwrap_or(u16::MAX);
    let lines = lines.min(area.height.saturating_sub(11)).max(4);
    let [list, detail] =
        Layout::vertical([Constraint::Length(lines + 1), Constraint::Min(0)]).areas(area);
    (list, detail)
}

impl Indicators {
    fn draw_list(&mut self, area: Rect, buffer: &mut Buffer, view: &View<'_>) {
        self.spots.clear();
        let window = self
            .list
            .cursor
            .window(usize::from(area.height), self.list.rows().len());
        let spare = usize::from(area.height) > self.list.rows().len() + 4;
        let mut y = area.y;
        let mut group = "";
        for row_ix in window {
            let Some(indicator) = view.board.indicators.get(self.list.rows()[row_ix]) else {
                continue;
            };
            if spare && indicator.group != group && !indicator.group.is_empty() {
                group = &indicator.group;
                panel::heading(
                    buffer,
                    Rect {
                        y,
                        height: 1,
                        ..area
                    },
                    group,
                    "",
                    view.theme,
                );
                y += 1;
            }
            if y >= area.bottom() {
                break;
            }
            let row = Rect {
                y,
                height: 1,
                ..area
            };
            indicator_row(row, buffer, view, indicator);
            if view
                .marks
                .contains(&Target::Indicator(indicator.indicator.clone()))
            {
                paint::put(buffer, row.x, y, "•", 1, view.theme.accent);
            }
            if row_ix == self.list.cursor.index() {
                paint::tint(buffer, row, view.theme.selected);
                paint::put(
                    buffer,
                    row.x,
                    y,
                    "▌",
                    1,
                    view.theme.accent.patch(view.theme.selected),
                );
            }
            self.spots.push((row, row_ix));
            y += 1;
        }
    }
}

/// What an indicator can be kept by: how it stands, in the words of its row.
fn values(view: &View<'_>, one: &IndicatorVerdict) -> Vec<String> {
    vec![words::indicator_standing(view.locale, one)]
}

/// The identity of a row.
fn key(view: &View<'_>, row: usize) -> Option<Target> {
    let indicator = view.board.indicators.get(row)?;
    Some(Target::Indicator(indicator.indicator.clone()))
}
