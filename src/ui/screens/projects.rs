//! 项目: reclaimed-land projects along their stages, and what is missing of 应还、应复、应提
//! (plan 四(三)).
//!
//! What folds first: the board's names, then single works; name, stage and what is missing stay.

use super::ledger::{Ledger, Source, ledger};
use crate::action::Action;
use crate::analysis::board::{Light, ProjectVerdict, Work};
use crate::terms::Stage;
use crate::tr;
use crate::ui::overlays::find::Query;
use crate::ui::widgets::sieve::{self, Key, Sieve};
use crate::ui::widgets::table::{Cell, Column};
use crate::ui::widgets::{bar, paint, panel};
use crate::ui::{Outcome, Place, Screen, Seen, Target, View, words};
use crate::words::sentences;
use ratatui::buffer::Buffer;
use ratatui::layout::{Constraint, Layout, Rect};
use ratatui::style::Modifier;
use std::sync::Arc;

/// The projects as a table; rows are indices of the projects.
#[derive(Debug, Clone, Default)]
struct Works;

impl Source for Works {
    type Row = usize;
    /// Its stage.
    const FIRST: usize = 2;

    fn count(&self, view: &View<'_>) -> usize {
        view.board.projects.items.len()
    }

    /// What must be restored or is late, then what lacks the most.
    fn rows(&self, view: &View<'_>, sieve: &Sieve) -> Vec<usize> {
        let items = &view.board.projects.items;
        let mut rows: Vec<usize> = (0..items.len()).collect();
        if sieve.order().is_none() {
            rows.sort_by(|&a, &b| {
                let urgent = |at: usize| (items[at].must_restore, items[at].days_overdue > 0);
                urgent(b)
                    .cmp(&urgent(a))
                    .then_with(|| items[b].missing().total_cmp(&items[a].missing()))
            });
        }
        rows
    }

    fn columns(&self, view: &View<'_>) -> Vec<Column> {
        columns(view)
    }

    fn cells(&self, view: &View<'_>, row: usize, _plain: bool) -> (Vec<Cell>, bool) {
        project_row(view, row)
    }

    fn values(&self, view: &View<'_>, row: usize, column: usize) -> Vec<String> {
        values(view, row, column)
    }

    fn sort_key(&self, view: &View<'_>, row: usize, column: usize) -> Key {
        sort_key(view, row, column)
    }

    fn falls(&self, column: usize) -> bool {
        falls(column)
    }

    fn matches(&self, view: &View<'_>, row: usize, query: &Query<'_>) -> bool {
        let one = view.board.projects.items.get(row);
        let one = one.and_then(|one| view.board.tables.project(one.row));
        one.is_some_and(|one| {
            query.matches(one.name()) || query.matches(one.town()) || query.matches(one.id())
        })
    }

    fn key(&self, view: &View<'_>, row: usize) -> Option<Target> {
        let one = view.board.projects.items.get(row)?;
        let project = view.board.tables.project(one.row)?;
        let (region, id) = (project.region(), project.id());
        Some(Target::Project(region.to_owned(), id.to_owned()))
    }
}

/// The screen of projects.
#[derive(Debug, Default)]
pub struct Projects {
    table: Ledger<Works>,
}

impl Projects {
    fn selected(&self, view: &View<'_>) -> Option<ProjectVerdict> {
        let at = self.table.selected()?;
        view.board.projects.items.get(at).copied()
    }
}

impl Screen for Projects {
    ledger!(table);

    fn headline(&self, view: &View<'_>) -> String {
        sentences::projects(view)
    }

    fn update(&mut self, action: Action, view: &View<'_>) -> Outcome {
        match action {
            Action::Open => self.source(view).map_or(Outcome::Ignored, Outcome::Source),
            other => self.table.update(other, view),
        }
    }

    fn reveal(&mut self, target: &Target, view: &View<'_>) {
        self.table.reveal(target, view);
    }

    fn current(&self) -> Option<Target> {
        self.table.current().cloned()
    }

    fn source(&self, view: &View<'_>) -> Option<Place> {
        let project = view.board.tables.project(self.selected(view)?.row)?;
        Some(Place {
            file: Arc::clone(&project.segment.source.file),
            line: project.line(),
            column: 0,
            words: format!("{} {}", project.id(), project.name()),
            severity: None,
        })
    }

    fn click(&mut self, x: u16, y: u16, view: &View<'_>) -> Outcome {
        self.table.click(x, y, view).unwrap_or(Outcome::Handled)
    }

    fn offers(&self, action: Action) -> bool {
        match action {
            Action::Open => !self.table.rows().is_empty(),
            other => self.table.offers(other),
        }
    }

    fn render(&mut self, area: Rect, buffer: &mut Buffer, view: &View<'_>) {
        let l = view.locale;
        let all = &view.board.projects;
        if all.items.is_empty() {
            paint::paragraph(buffer, area, &tr!(l, "projects-empty"), view.theme.muted);
            return;
        }
        // The board shows as many names as there is room for; the table needs the most.
        let names = (area.height / 3).saturating_sub(4).min(6);
        let [board, works, list] = Layout::vertical([
            Constraint::Length(2 + names),
            Constraint::Length(4),
            Constraint::Min(4),
        ])
        .areas(area);
        stages(buffer, board, view, self.selected(view));
        totals(buffer, works, view);
        let none = tr!(l, "overdue-empty");
        self.table.draw(list, buffer, view, true, &none);
    }
}

/// The board: a column for each stage with its projects.
fn stages(buffer: &mut Buffer, area: Rect, view: &View<'_>, selected: Option<ProjectVerdict>) {
    let l = view.locale;
    let theme = view.theme;
    let all = &view.board.projects;
    let count = Stage::ALL.len() as u16;
    let width = area.width / count;
    if width < 6 {
        return;
    }
    for (at, stage) in (0_u16..).zip(Stage::ALL) {
        let x = area.x + at * width;
        let here = selected.is_some_and(|one| one.stage == Some(*stage));
        let many = all.stages[*stage as usize];
        let style = if here {
            theme.tab
        } else if many == 0 {
            theme.muted
        } else {
            theme.title
        };
        let words = format!(" {} {many} ", words::stage(l, Some(*stage)));
        paint::put(buffer, x, area.y, &words, width - 1, style);
        paint::rule(buffer, x, area.y + 1, width - 1, theme.border);
        let members: Vec<&ProjectVerdict> = all
            .items
            .iter()
            .filter(|one| one.stage == Some(*stage))
            .collect();
        let lines = (area.y + 2)..area.bottom();
        for (y, (row, one)) in lines.zip(members.iter().enumerate()) {
            let left = members.len() - row;
            if y + 1 == area.bottom() && left > 1 {
                let words = tr!(l, "more-items", count = left);
                paint::put(buffer, x, y, &words, width - 1, theme.muted);
                break;
            }
            let name = view
                .board
                .tables
                .project(one.row)
                .map_or("", crate::model::Project::name);
            let (mark, style) = standing(view, **one);
            let style = if selected.is_some_and(|this| this.row == one.row) {
                style.add_modifier(Modifier::BOLD | Modifier::UNDERLINED)
            } else {
                style
            };
            paint::put(buffer, x, y, &format!("{mark} {name}"), width - 1, style);
        }
    }
}

/// Nothing is asked of it in any of the three works.
fn nothing_due(one: ProjectVerdict) -> bool {
    one.works.iter().all(|work| work.due <= 0.0)
}

/// Symbol and style of a project: to be restored, late, something missing, complete.
fn standing(view: &View<'_>, one: ProjectVerdict) -> (&'static str, ratatui::style::Style) {
    if one.must_restore || one.days_overdue > 0 {
        ("■", view.theme.light(Light::Red))
    } else if one.missing() > 0.0 {
        ("▲", view.theme.light(Light::Yellow))
    } else if nothing_due(one) {
        ("○", view.theme.light(Light::Grey))
    } else {
        ("●", view.theme.light(Light::Green))
    }
}

/// The three works as bars: share done, area missing.
fn totals(buffer: &mut Buffer, area: Rect, view: &View<'_>) {
    let l = view.locale;
    let theme = view.theme;
    let body = panel::heading(buffer, area, &tr!(l, "projects-works"), "", theme);
    let names = [
        tr!(l, "work-return"),
        tr!(l, "work-regreen"),
        tr!(l, "work-tend"),
    ];
    let figures = view.board.projects.works.map(|work| {
        tr!(
            l,
            "work-figures",
            rate = words::percent(work.rate()),
            done = words::number(work.done, 1),
            due = words::number(work.due, 1),
            missing = words::number(work.missing(), 1)
        )
    });
    // The bars end in one line, so that they can be held against each other.
    let tail = figures
        .iter()
        .map(|words| crate::text::width(words) as u16)
        .max()
        .unwrap_or(0)
        .min(body.width * 2 / 3);
    let works = view.board.projects.works.into_iter().zip(&figures);
    for ((y, name), (work, words)) in (body.y..body.bottom()).zip(names).zip(works) {
        let label = 20.min(body.width / 4);
        paint::put(buffer, body.x + 1, y, &name, label, theme.text);
        let room = body.width.saturating_sub(label + tail + 4);
        let style = theme.light(if work.missing() > 0.0 {
            Light::Yellow
        } else {
            Light::Green
        });
        bar::bar(
            buffer,
            body.x + label + 2,
            y,
            room,
            work.rate().map(|rate| rate / 100.0),
            Some(1.0),
            style,
            theme.track,
            theme.target,
        );
        paint::put_right(buffer, body.x, y, words, body.width, theme.text);
    }
}

/// The values of a project in a column that rows can be kept by.
fn values(view: &View<'_>, at: usize, column: usize) -> Vec<String> {
    if at >= view.board.projects.items.len() {
        return Vec::new();
    }
    sieve::values(view.locale, project_row(view, at).0.get(column))
}

/// Columns whose greatest comes first.
fn falls(column: usize) -> bool {
    (3..=6).contains(&column)
}

fn sort_key(view: &View<'_>, at: usize, column: usize) -> Key {
    let Some(one) = view.board.projects.items.get(at) else {
        return Key::Nothing;
    };
    let Some(row) = view.board.tables.project(one.row) else {
        return Key::Nothing;
    };
    let rate = |work: usize| Key::figure(one.works[work].rate());
    match column {
        0 => Key::words(row.name()),
        1 => Key::words(row.town()),
        2 => Key::figure(one.stage.map(|stage| f64::from(stage as u8))),
        3 => rate(0),
        4 => rate(1),
        5 => rate(2),
        6 => Key::Number(one.missing()),
        7 => Key::day(row.deadline().date),
        // What must be restored, what is late, what lacks something.
        _ => Key::count(
            match (one.must_restore, one.days_overdue > 0, one.missing() > 0.0) {
                (true, ..) => 0,
                (_, true, _) => 1,
                (.., true) => 2,
                _ => 3,
            },
        ),
    }
}

fn columns(view: &View<'_>) -> Vec<Column> {
    let l = view.locale;
    vec![
        Column::words(tr!(l, "column-project"), 18, 5, 0).at_most(44),
        Column::words(tr!(l, "column-town"), 8, 1, 3).at_most(14),
        Column::words(tr!(l, "column-stage"), 9, 0, 1),
        Column::figures(tr!(l, "column-return"), 9, 4),
        Column::figures(tr!(l, "column-regreen"), 9, 4),
        Column::figures(tr!(l, "column-tend"), 9, 4),
        Column::figures(tr!(l, "column-missing"), 8, 0),
        Column::words(tr!(l, "column-deadline"), 10, 0, 2),
        Column::words(tr!(l, "column-standing"), 14, 1, 0).at_most(20),
    ]
}

fn project_row(view: &View<'_>, row: usize) -> (Vec<Cell>, bool) {
    let l = view.locale;
    let theme = view.theme;
    let verdict = view.board.projects.items[row];
    let Some(one) = view.board.tables.project(verdict.row) else {
        return (Vec::new(), false);
    };
    let (mark, style) = standing(view, verdict);
    let pair = |work: Work| {
        if work.due > 0.0 {
            Cell::new(
                format!(
                    "{}/{}",
                    words::number(work.done, 1),
                    words::number(work.due, 1)
                ),
                if work.missing() > 0.0 {
                    theme.text
                } else {
                    theme.muted
                },
            )
        } else {
            Cell::new("·", theme.muted)
        }
    };
    let words = if verdict.must_restore {
        tr!(l, "project-restore")
    } else if verdict.days_overdue > 0 {
        tr!(l, "days-late", count = verdict.days_overdue)
    } else if verdict.missing() > 0.0 {
        tr!(l, "project-working")
    } else if nothing_due(verdict) {
        tr!(l, "project-nothing")
    } else {
        tr!(l, "project-complete")
    };
    let cells = vec![
        Cell::new(one.name(), theme.text),
        Cell::new(one.town(), theme.text),
        Cell::new(words::stage(l, verdict.stage), theme.text),
        pair(verdict.works[0]),
        pair(verdict.works[1]),
        pair(verdict.works[2]),
        Cell::new(
            if verdict.missing() > 0.0 {
                words::number(verdict.missing(), 1)
            } else {
                "·".to_owned()
            },
            style,
        ),
        Cell::Day(
            words::date_cell(view, one.deadline().date),
            one.deadline().date,
            theme.muted,
        ),
        Cell::new(format!("{mark} {words}"), style),
    ];
    (cells, false)
}
