//! 信访: each petition, the counts both ways, truth, towns, kinds, batches (plan 五(三), 一案一档).
//!
//! What folds first: the lists by batch, kind and town, then content; number, state and days stay.

use super::ledger::{Ledger, Source, ledger};
use crate::action::Action;
use crate::analysis::board::{Light, PetitionCounts, PetitionVerdict, Tally};
use crate::terms::{Handling, Truth};
use crate::tr;
use crate::ui::overlays::find::Query;
use crate::ui::widgets::blocks::{self, Block, Line};
use crate::ui::widgets::sieve::{Key, Sieve};
use crate::ui::widgets::table::{Cell, Column};
use crate::ui::widgets::{paint, panel};
use crate::ui::{Outcome, Place, Screen, Seen, Target, View, words};
use crate::words::sentences;
use ratatui::buffer::Buffer;
use ratatui::layout::{Constraint, Layout, Rect};
use ratatui::style::Style;
use std::sync::Arc;

/// The petitions as a table; rows are indices of the petitions.
#[derive(Debug, Clone, Default)]
struct Letters;

impl Source for Letters {
    type Row = usize;
    /// Its state.
    const FIRST: usize = 1;

    fn count(&self, view: &View<'_>) -> usize {
        view.board.petitions.items.len()
    }

    fn rows(&self, view: &View<'_>, _sieve: &Sieve) -> Vec<usize> {
        (0..self.count(view)).collect()
    }

    fn columns(&self, view: &View<'_>) -> Vec<Column> {
        columns(view)
    }

    fn cells(&self, view: &View<'_>, row: usize, _plain: bool) -> (Vec<Cell>, bool) {
        petition_row(view, row)
    }

    fn values(&self, view: &View<'_>, row: usize, column: usize) -> Vec<String> {
        values(view, row, column)
    }

    fn sort_key(&self, view: &View<'_>, row: usize, column: usize) -> Key {
        sort_key(view, row, column)
    }

    fn matches(&self, view: &View<'_>, row: usize, query: &Query<'_>) -> bool {
        let one = view.board.petitions.items.get(row);
        let one = one.and_then(|one| view.board.tables.petition(one.row));
        one.is_some_and(|one| {
            query.matches(one.id())
                || query.matches(one.town())
                || query.matches(one.content())
                || one.units().iter().any(|unit| query.matches(unit))
                || one.kinds().iter().any(|kind| query.matches(kind))
        })
    }

    fn key(&self, view: &View<'_>, row: usize) -> Option<Target> {
        let one = view.board.petitions.items.get(row)?;
        let petition = view.board.tables.petition(one.row)?;
        let (region, id) = (petition.region(), petition.id());
        Some(Target::Petition(region.to_owned(), id.to_owned()))
    }
}

/// The screen of petitions.
#[derive(Debug, Default)]
pub struct Petitions {
    table: Ledger<Letters>,
    /// The file of the petition under the cursor is open.
    open: bool,
}

impl Petitions {
    fn selected(&self, view: &View<'_>) -> Option<PetitionVerdict> {
        let at = self.table.selected()?;
        view.board.petitions.items.get(at).copied()
    }
}

impl Screen for Petitions {
    ledger!(table);

    fn headline(&self, view: &View<'_>) -> String {
        sentences::petitions(view)
    }

    fn update(&mut self, action: Action, view: &View<'_>) -> Outcome {
        match action {
            Action::Open if !self.table.rows().is_empty() => self.open = !self.open,
            Action::Back if self.open => self.open = false,
            other => return self.table.update(other, view),
        }
        Outcome::Handled
    }

    fn reveal(&mut self, target: &Target, view: &View<'_>) {
        self.table.reveal(target, view);
    }

    fn current(&self) -> Option<Target> {
        self.table.current().cloned()
    }

    fn source(&self, view: &View<'_>) -> Option<Place> {
        let petition = view.board.tables.petition(self.selected(view)?.row)?;
        Some(Place {
            file: Arc::clone(&petition.segment.source.file),
            line: petition.line(),
            column: 0,
            words: petition.id().to_owned(),
            severity: None,
        })
    }

    fn click(&mut self, x: u16, y: u16, view: &View<'_>) -> Outcome {
        match self.table.click(x, y, view) {
            Ok(outcome) => outcome,
            Err(again) => {
                self.open = again;
                Outcome::Handled
            }
        }
    }

    fn offers(&self, action: Action) -> bool {
        match action {
            Action::Open | Action::Source => !self.table.rows().is_empty(),
            Action::Back => self.open || self.table.is_filtered(),
            other => self.table.offers(other),
        }
    }

    fn render(&mut self, area: Rect, buffer: &mut Buffer, view: &View<'_>) {
        let l = view.locale;
        if view.board.petitions.items.is_empty() {
            paint::paragraph(buffer, area, &tr!(l, "petitions-empty"), view.theme.muted);
            return;
        }
        let (list, side) = if area.width >= 110 {
            let [list, side] = Layout::horizontal([Constraint::Percentage(58), Constraint::Min(0)])
                .spacing(3)
                .areas(area);
            (list, side)
        } else {
            let below = (area.height / 2).clamp(6, 14);
            let [list, side] =
                Layout::vertical([Constraint::Min(4), Constraint::Length(below)]).areas(area);
            (list, side)
        };
        let none = tr!(l, "overdue-empty");
        self.table.draw(list, buffer, view, true, &none);
        let selected = self.selected(view);
        if let Some(verdict) = selected.filter(|_| side.height >= 44 && side.width >= 60) {
            // On a high screen both have room.
            let [above, below] =
                Layout::vertical([Constraint::Length(15), Constraint::Min(0)]).areas(side);
            file(buffer, above, view, verdict);
            blocks::draw(buffer, below, view.theme, &tallies(view), |count| {
                tr!(l, "more-items", count = count)
            });
        } else if let Some(verdict) =
            selected.filter(|_| self.open && !self.table.rows().is_empty())
        {
            file(buffer, side, view, verdict);
        } else {
            blocks::draw(buffer, side, view.theme, &tallies(view), |count| {
                tr!(l, "more-items", count = count)
            });
        }
    }
}

fn columns(view: &View<'_>) -> Vec<Column> {
    let l = view.locale;
    vec![
        match view.board.regions.len() {
            0 | 1 => Column::words(tr!(l, "column-petition"), 10, 0, 0),
            _ => Column::words(tr!(l, "column-petition"), 16, 1, 0).at_most(24),
        },
        Column::words(tr!(l, "column-state"), 12, 0, 0),
        Column::figures(tr!(l, "column-days"), 11, 0),
        Column::words(tr!(l, "column-town"), 8, 1, 2).at_most(14),
        Column::words(tr!(l, "column-units"), 10, 2, 3).at_most(24),
        Column::words(tr!(l, "column-kinds"), 8, 1, 4).at_most(16),
        Column::words(tr!(l, "column-content"), 14, 4, 1),
    ]
}

/// The values of a petition in a column that rows can be kept by.
fn values(view: &View<'_>, at: usize, column: usize) -> Vec<String> {
    let l = view.locale;
    let Some(one) = view.board.petitions.items.get(at) else {
        return Vec::new();
    };
    let Some(row) = view.board.tables.petition(one.row) else {
        return Vec::new();
    };
    let own = |names: Vec<&str>| names.into_iter().map(str::to_owned).collect();
    match column {
        1 => vec![words::handling(l, one.state)],
        2 => vec![if one.days_overdue > 0 {
            tr!(l, "class-overdue")
        } else {
            tr!(l, "value-not-late")
        }],
        3 => own(vec![row.town()]),
        4 => own(row.units()),
        5 => own(row.kinds()),
        _ => own(vec![row.id()]),
    }
}

fn sort_key(view: &View<'_>, at: usize, column: usize) -> Key {
    let Some(one) = view.board.petitions.items.get(at) else {
        return Key::Nothing;
    };
    let Some(row) = view.board.tables.petition(one.row) else {
        return Key::Nothing;
    };
    match column {
        0 => Key::words(&words::numbered(view, row.region(), row.id())),
        1 => Key::figure(one.state.map(|state| f64::from(state as u8))),
        // The latest first, then those that fall due soonest.
        2 => match (one.days_overdue, one.days_left) {
            (0, None) => Key::Nothing,
            (0, Some(left)) => Key::Number(left as f64),
            (late, _) => Key::Number(-(late as f64)),
        },
        3 => Key::words(row.town()),
        4 => Key::words(row.units().first().copied().unwrap_or_default()),
        5 => Key::words(row.kinds().first().copied().unwrap_or_default()),
        _ => Key::words(row.content()),
    }
}

fn style(view: &View<'_>, verdict: PetitionVerdict) -> Style {
    view.theme.light(if verdict.days_overdue > 0 {
        Light::Red
    } else {
        match verdict.state {
            Some(Handling::Closed) => Light::Blue,
            Some(Handling::StageClosed) => Light::Green,
            Some(Handling::Open) => Light::Yellow,
            None => Light::Grey,
        }
    })
}

/// Symbols of their own, so that the states are told apart without colour.
fn symbol(verdict: PetitionVerdict) -> &'static str {
    if verdict.days_overdue > 0 {
        return "■";
    }
    match verdict.state {
        Some(Handling::Closed) => "★",
        Some(Handling::StageClosed) => "◇",
        Some(Handling::Open) => "▲",
        None => "○",
    }
}

fn days(view: &View<'_>, verdict: PetitionVerdict) -> String {
    let l = view.locale;
    match (verdict.days_overdue, verdict.days_left) {
        (0, Some(left)) => tr!(l, "days-left", count = left),
        (0, None) => "·".to_owned(),
        (late, _) => tr!(l, "days-late", count = late),
    }
}

fn petition_row(view: &View<'_>, row: usize) -> (Vec<Cell>, bool) {
    let l = view.locale;
    let theme = view.theme;
    let verdict = view.board.petitions.items[row];
    let Some(one) = view.board.tables.petition(verdict.row) else {
        return (Vec::new(), false);
    };
    let style = style(view, verdict);
    let cells = vec![
        Cell::Tail(
            words::numbered(view, one.region(), one.id()).into_owned(),
            theme.text,
        ),
        Cell::new(
            format!("{} {}", symbol(verdict), words::handling(l, verdict.state)),
            style,
        ),
        Cell::new(
            days(view, verdict),
            if verdict.days_overdue > 0 {
                style
            } else {
                theme.muted
            },
        ),
        Cell::new(one.town(), theme.text),
        Cell::new(words::list(l, &one.units()), theme.text),
        Cell::new(words::list(l, &one.kinds()), theme.muted),
        Cell::new(one.content(), theme.muted),
    ];
    (cells, false)
}

/// 一案一档: everything about one petition.
fn file(buffer: &mut Buffer, area: Rect, view: &View<'_>, verdict: PetitionVerdict) {
    let l = view.locale;
    let theme = view.theme;
    let Some(one) = view.board.tables.petition(verdict.row) else {
        return;
    };
    let mut body = panel::heading(
        buffer,
        area,
        &tr!(l, "petition-file", id = one.id()),
        one.batch(),
        theme,
    );
    let date = |day| words::date_cell(view, day);
    let truth = one
        .verified()
        .map_or_else(|| "—".to_owned(), |truth| words::truth(l, truth));
    let accountable = one
        .accountable()
        .map_or_else(|| "—".to_owned(), |count| count.to_string());
    let fields: [(String, String); 10] = [
        (
            tr!(l, "field-state"),
            format!(
                "{} {}",
                words::handling(l, verdict.state),
                days(view, verdict)
            ),
        ),
        (tr!(l, "field-content"), one.content().to_owned()),
        (tr!(l, "field-town"), one.town().to_owned()),
        (tr!(l, "field-units"), words::list(l, &one.units())),
        (tr!(l, "field-kinds"), words::list(l, &one.kinds())),
        (tr!(l, "field-truth"), truth),
        (
            tr!(l, "field-investigation"),
            one.investigation().to_owned(),
        ),
        (tr!(l, "field-handling"), one.handling().to_owned()),
        (
            tr!(l, "field-received"),
            format!(
                "{} → {}",
                date(one.received()),
                date(one.closed().or(one.deadline().date))
            ),
        ),
        (
            tr!(l, "field-satisfaction"),
            format!(
                "{} · {}",
                dash(one.satisfaction()),
                tr!(l, "petition-accountable", count = accountable)
            ),
        ),
    ];
    let name = 12.min(body.width / 3);
    for (at, (label, value)) in fields.iter().enumerate() {
        if body.height == 0 {
            return;
        }
        paint::put(buffer, body.x + 1, body.y, label, name, theme.muted);
        let room = Rect {
            x: body.x + name + 1,
            width: body.width.saturating_sub(name + 1),
            height: body.height.min(4),
            ..body
        };
        let style = if at == 0 {
            style(view, verdict)
        } else {
            theme.text
        };
        let used = paint::paragraph(buffer, room, dash(value), style).max(1);
        body.y += used;
        body.height -= used.min(body.height);
    }
}

fn dash(text: &str) -> &str {
    if text.is_empty() { "—" } else { text }
}

/// Counts by truth, town, kind and batch.
fn tallies(view: &View<'_>) -> Vec<Block> {
    let l = view.locale;
    let theme = view.theme;
    let all = &view.board.petitions;
    let total = all.counts.total.max(1) as f64;
    let truth = Truth::ALL
        .iter()
        .map(|truth| {
            let count = all.counts.truth(*truth);
            Line::Bar(
                words::truth(l, *truth),
                Some(count as f64 / total),
                theme.accent,
                tr!(
                    l,
                    "tally-share",
                    count = count,
                    share = words::percent_short(Some(count as f64 * 100.0 / total))
                ),
            )
        })
        .collect();
    let line = |tally: &Tally, words: fn(&View<'_>, &PetitionCounts) -> String| {
        let name = if tally.name.is_empty() {
            tr!(l, "tally-unnamed")
        } else {
            tally.name.clone()
        };
        let style = if tally.counts.overdue > 0 {
            theme.light(Light::Red)
        } else {
            theme.accent
        };
        Line::Bar(
            name,
            Some(tally.counts.total as f64 / total),
            style,
            words(view, &tally.counts),
        )
    };
    let standing = |view: &View<'_>, counts: &PetitionCounts| {
        tr!(
            view.locale,
            "tally-open",
            count = counts.total,
            open = counts.open + counts.stage_closed,
            overdue = counts.overdue
        )
    };
    let batches = all
        .batches
        .iter()
        .take(blocks::LINES)
        .map(|batch| {
            let name = batch.name.clone();
            Line::Bar(
                name,
                batch
                    .counts
                    .closed_rate_with_stage()
                    .map(|rate| rate / 100.0),
                theme.light(Light::Blue),
                tr!(
                    l,
                    "tally-batch",
                    closed = batch.counts.closed + batch.counts.stage_closed,
                    total = batch.counts.total
                ),
            )
        })
        .collect();
    vec![
        Block {
            behind: 0,
            title: tr!(l, "block-truth"),
            note: String::new(),
            lines: truth,
        },
        Block {
            behind: all.towns.len().saturating_sub(blocks::LINES),
            title: tr!(l, "block-towns"),
            note: tr!(l, "block-open-overdue"),
            lines: all
                .towns
                .iter()
                .take(blocks::LINES)
                .map(|one| line(one, standing))
                .collect(),
        },
        Block {
            behind: all.kinds.len().saturating_sub(blocks::LINES),
            title: tr!(l, "block-kinds"),
            note: tr!(l, "block-kinds-note"),
            lines: all
                .kinds
                .iter()
                .take(blocks::LINES)
                .map(|one| line(one, standing))
                .collect(),
        },
        Block {
            behind: all.batches.len().saturating_sub(blocks::LINES),
            title: tr!(l, "block-batches"),
            note: tr!(l, "block-batches-note"),
            lines: batches,
        },
    ]
}
