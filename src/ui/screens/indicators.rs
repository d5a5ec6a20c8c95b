//! 指标: are the targets met, and can they still be met by the year's end (plan 三(二))?
//!
//! List on the left, the picture of the one under the cursor on the right; on a low or
//! narrow terminal the picture gives way before the sentence does.

mod detail;
mod picture;
mod row;

pub(in crate::ui) use detail::draw_detail;
pub(super) use row::indicator_row;

use crate::action::Action;
use crate::analysis::board::IndicatorVerdict;
use crate::tr;
use crate::ui::widgets::list::Listing;
use crate::ui::widgets::sieve::{Done, Sieve};
use crate::ui::widgets::table::{Column, Rows};
use crate::ui::widgets::{paint, panel};
use crate::ui::{Outcome, Screen, Seen, Target, View, words};
use crate::words::sentences;
use ratatui::buffer::Buffer;
use ratatui::layout::{Constraint, Layout, Rect};

/// The screen of indicators.
#[derive(Debug, Default)]
pub struct Indicators {
    list: Listing<usize>,
    sieve: Sieve,
    /// Where each row was drawn.
    spots: Vec<(Rect, usize)>,
}

impl Indicators {
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
        self.list.fill(rows, |row| key(view, row));
        if let Some(row) = pictured.filter(|_| fresh) {
            // The first look falls on something with a picture.
            self.list.select(row, |row| key(view, row));
        }
    }
}

impl Screen for Indicators {
    fn headline(&self, view: &View<'_>) -> String {
        let selected = self.list.selected();
        let one = selected.and_then(|at| view.board.indicators.get(at));
        sentences::indicators(view, one)
    }

    fn update(&mut self, action: Action, view: &View<'_>) -> Outcome {
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
        self.refill(view);
    }

    fn find(&mut self, query: &str, view: &View<'_>) {
        self.sieve.find(query);
        self.refill(view);
    }

    fn reveal(&mut self, target: &Target, view: &View<'_>) {
        if !self.list.reveal(target, |row| key(view, row)) {
            self.sieve.clear();
            self.refill(view);
            self.list.reveal(target, |row| key(view, row));
        }
    }

    fn current(&self) -> Option<Target> {
        self.list.cursor.key().cloned()
    }

    fn click(&mut self, x: u16, y: u16, view: &View<'_>) -> Outcome {
        let Some(&(_, row)) = self
            .spots
            .iter()
            .find(|(spot, _)| spot.contains((x, y).into()))
        else {
            return Outcome::Ignored;
        };
        self.list.select(row, |row| key(view, row));
        Outcome::Handled
    }

    fn offers(&self, action: Action) -> bool {
        matches!(action, Action::Find | Action::Filter)
            || (action == Action::Back && self.sieve.is_filtered())
    }

    fn drop_chip(&mut self, at: usize, view: &View<'_>) {
        self.sieve.drop_chip(at);
        self.refill(view);
    }

    fn show_all(&mut self) {
        self.sieve.clear();
    }

    fn chips(&self, view: &View<'_>) -> Vec<String> {
        let standing = Column::words(tr!(view.locale, "column-standing"), 1, 0, 0);
        self.sieve
            .chips(view.locale, &[standing], Some(self.list.rows().len()))
    }

    fn seen(&self, view: &View<'_>) -> Seen {
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

    fn query(&self) -> &str {
        self.sieve.query()
    }

    fn render(&mut self, area: Rect, buffer: &mut Buffer, view: &View<'_>) {
        if self.list.rows().is_empty() {
            paint::paragraph(
                buffer,
                area,
                &tr!(view.locale, "indicators-empty"),
                view.theme.muted,
            );
            return;
        }
        let (list, detail) = if area.width >= 100 {
            let [list, detail] = Layout::horizontal([
                Constraint::Length((area.width * 2 / 5).min(64)),
                Constraint::Min(0),
            ])
            .spacing(3)
            .areas(area);
            (list, detail)
        } else {
            let rows = (self.list.rows().len() as u16)
                .min(area.height.saturating_sub(11))
                .max(4);
            let [list, detail] =
                Layout::vertical([Constraint::Length(rows + 1), Constraint::Min(0)]).areas(area);
            (list, detail)
        };
        self.draw_list(list, buffer, view);
        if let Some(indicator) = self
            .list
            .selected()
            .and_then(|at| view.board.indicators.get(at))
        {
            draw_detail(detail, buffer, view, indicator);
        }
    }
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
    let outlook = words::outlook(view.locale, one.outlook);
    vec![if outlook.is_empty() {
        words::verdict(view.locale, one.verdict)
    } else {
        outlook
    }]
}

/// The identity of a row.
fn key(view: &View<'_>, row: usize) -> Option<Target> {
    let indicator = view.board.indicators.get(row)?;
    Some(Target::Indicator(indicator.indicator.clone()))
}
