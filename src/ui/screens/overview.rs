//! 总览: where everything stands, on one page.
//!
//! ```text
//! cards   tasks │ overdue │ good air │ PM2.5 │ water │ solid waste
//! tasks ─────────────────────────────  indicators ────────────────
//! overdue units ─────────────────────  before the next meeting ───
//! ```
//!
//! What folds first: the figures' height, then the notes, then the indicators' bars.

mod cards;
mod notes;
mod regions;

use super::indicators::{draw_detail, indicator_row};
use super::timeline::progress_curve;
use crate::action::Action;
use crate::analysis::board::{Light, TaskIx, Verdict};
use crate::tr;
use crate::ui::widgets::list::Cursor;
use crate::ui::widgets::{bar, figures, paint, panel};
use crate::ui::{Outcome, Screen, Seen, Target, View, words};
use crate::words::sentences;
use cards::{card_list, chosen};
use notes::{draw_notes, notes};
use ratatui::buffer::Buffer;
use ratatui::layout::{Constraint, Layout, Rect};
use ratatui::style::Modifier;

/// How many tasks or units can be walked through here.
const SHOWN: usize = 200;

/// The overview.
#[derive(Debug, Default)]
pub struct Overview {
    cursor: Cursor,
    /// What can be opened, in reading order.
    items: Vec<Target>,
    /// Where each was drawn last.
    spots: Vec<(Rect, Target)>,
}

impl Screen for Overview {
    fn headline(&self, view: &View<'_>) -> String {
        sentences::overview(view)
    }

    fn update(&mut self, action: Action, _view: &View<'_>) -> Outcome {
        if action == Action::Open {
            return self.current().map_or(Outcome::Ignored, Outcome::Go);
        }
        let action = match action {
            Action::Left => Action::Up,
            Action::Right => Action::Down,
            other => other,
        };
        if let Some(row) = self.cursor.moved(action, self.items.len()) {
            let items = &self.items;
            self.cursor
                .select(row, items.len(), |row| items.get(row).cloned());
            return Outcome::Handled;
        }
        Outcome::Ignored
    }

    fn refresh(&mut self, view: &View<'_>) {
        let board = view.board;
        let several = board.regions.len() > 1;
        let regions = board.regions.iter().filter(|_| several);
        // No screen has room for more; a country has millions.
        let tasks = board.top_tasks().take(if several { 0 } else { SHOWN });
        self.items = tasks
            .filter_map(|ix| view.task_target(ix))
            .chain(regions.map(|one| Target::Region(one.region.clone())))
            .chain(
                view.board
                    .late_units()
                    .take(SHOWN)
                    .map(|unit| Target::Unit(view.board.units[unit].unit.clone())),
            )
            .chain(
                view.board
                    .indicators
                    .iter()
                    .map(|i| Target::Indicator(i.indicator.clone())),
            )
            .collect();
        let items = &self.items;
        self.cursor
            .rebase(items.len(), |row| items.get(row).cloned());
    }

    fn current(&self) -> Option<Target> {
        self.items.get(self.cursor.index()).cloned()
    }

    fn click(&mut self, x: u16, y: u16, _view: &View<'_>) -> Outcome {
        let Some((_, target)) = self
            .spots
            .iter()
            .find(|(spot, _)| spot.contains((x, y).into()))
        else {
            return Outcome::Ignored;
        };
        let target = target.clone();
        if self.current().as_ref() == Some(&target) {
            return Outcome::Go(target);
        }
        let items = &self.items;
        self.cursor
            .reveal(&target, items.len(), |row| items.get(row).cloned());
        Outcome::Handled
    }

    fn offers(&self, action: Action) -> bool {
        matches!(action, Action::Open)
    }

    fn seen(&self, view: &View<'_>) -> Seen {
        let l = view.locale;
        let board = view.board;
        let several = board.regions.len() > 1;
        let tasks = board.top_tasks().filter(|_| !several).filter_map(|ix| {
            let (task, verdict) = (board.task(ix)?, board.verdict(ix)?);
            Some(vec![
                tr!(l, "overview-tasks"),
                format!("{} {}", task.id(), task.title()),
                words::standing(l, verdict),
                words::reason(view, ix),
            ])
        });
        let regions = board.regions.iter().filter(|_| several).map(|one| {
            let late = tr!(
                l,
                "region-late",
                count = one.overdue,
                days = one.longest_overdue
            );
            vec![
                tr!(l, "overview-regions"),
                words::region(view, &one.region),
                format!("{}/{}", one.top.done, one.top.total),
                if one.overdue > 0 { late } else { String::new() },
            ]
        });
        let units = board.late_units().map(|at| {
            let unit = &board.units[at];
            vec![
                tr!(l, "overview-units"),
                unit.unit.clone(),
                tr!(l, "days-late", count = unit.longest_overdue),
                words::step(view, unit.step_due),
            ]
        });
        let indicators = board.indicators.iter().map(|one| {
            vec![
                tr!(l, "overview-indicators"),
                one.indicator.clone(),
                format!("{}（{}）", words::value(one), words::goal_short(l, one)),
                words::outlook_sentence(view, one),
            ]
        });
        Seen {
            head: vec![
                tr!(l, "column-kind"),
                tr!(l, "column-what"),
                tr!(l, "column-light"),
                tr!(l, "paper-why"),
            ],
            rows: tasks
                .chain(regions)
                .chain(units)
                .chain(indicators)
                .collect(),
        }
    }

    fn render(&mut self, area: Rect, buffer: &mut Buffer, view: &View<'_>) {
        self.spots.clear();
        self.cursor.window(self.items.len(), self.items.len());
        let tall = area.height >= 26;
        let cards_height = if tall { 6 } else { 3 };
        let [cards, rest] =
            Layout::vertical([Constraint::Length(cards_height), Constraint::Min(0)]).areas(area);
        Self::cards(cards, buffer, view, tall);
        let regions = view.board.regions.len();
        let tasks = if regions > 1 {
            regions
        } else {
            view.board.top.total
        };
        let tasks = u16::try_from(tasks).unwrap_or(u16::MAX).min(1000);
        let [upper, lower] = Layout::vertical([
            Constraint::Length(
                (tasks + 1 + u16::from(area.height >= 20))
                    .min(rest.height * 3 / 5)
                    .max(3),
            ),
            Constraint::Min(3),
        ])
        .areas(rest);
        if area.width < 100 {
            // Narrow: tasks over the whole width, then units beside indicators.
            self.work(upper, buffer, view);
            let [left, right] =
                Layout::horizontal([Constraint::Percentage(46), Constraint::Min(0)])
                    .spacing(2)
                    .areas(lower);
            let notes = notes(view);
            let note_rows = (notes.len() as u16).min(if left.height < 10 { 2 } else { 4 }) + 1;
            if left.height >= 6 {
                let [units, below] =
                    Layout::vertical([Constraint::Min(3), Constraint::Length(note_rows)])
                        .areas(left);
                self.units(units, buffer, view);
                draw_notes(below, buffer, view, &notes);
            } else {
                self.units(left, buffer, view);
            }
            self.indicators(right, buffer, view);
        } else {
            let [left, right] =
                Layout::horizontal([Constraint::Percentage(52), Constraint::Min(0)])
                    .spacing(3)
                    .areas(rest);
            let notes = notes(view);
            let late = u16::try_from(view.board.facts.late_units)
                .unwrap_or(u16::MAX)
                .min(1000);
            let rows = view.board.indicators.len() as u16 + groups(view) + 1;
            // A high terminal shows the pictures of the two questions below the lists; these come
            // first, also where there are few indicators.
            let lists = (tasks + 2).saturating_add(late.clamp(1, 6) + 2 + notes.len() as u16 + 1);
            let rows = rows.max(lists);
            let pictures = if rest.height >= rows.saturating_add(14) {
                (rest.height - rows - 1).min(24)
            } else {
                0
            };
            let [left, left_picture] =
                Layout::vertical([Constraint::Min(3), Constraint::Length(pictures)]).areas(left);
            let [right, right_picture] =
                Layout::vertical([Constraint::Min(3), Constraint::Length(pictures)]).areas(right);
            let units = (late.max(1) + 2).min(left.height * 2 / 5).max(3);
            // What units and notes leave is the tasks'.
            let spare = left
                .height
                .saturating_sub(units + (notes.len() as u16 + 1).max(3));
            let [tasks_area, units_area, notes_area] = Layout::vertical([
                Constraint::Length((tasks + 2).min(spare.max(left.height * 2 / 5)).max(3)),
                Constraint::Length(units),
                Constraint::Min(3),
            ])
            .areas(left);
            self.work(tasks_area, buffer, view);
            self.units(units_area, buffer, view);
            draw_notes(notes_area, buffer, view, &notes);
            self.indicators(right, buffer, view);
            if pictures > 0 {
                progress_curve(left_picture, buffer, view);
                if let Some(indicator) = sentences::pressing(view) {
                    draw_detail(right_picture, buffer, view, indicator);
                }
            }
        }
    }
}

impl Overview {
    fn spot(&mut self, buffer: &mut Buffer, row: Rect, target: Target, view: &View<'_>) {
        if self.current().as_ref() == Some(&target) {
            paint::tint(buffer, row, view.theme.selected);
        }
        if view.marks.contains(&target) {
            paint::put(buffer, row.x, row.y, "•", 1, view.theme.accent);
        }
        self.spots.push((row, target));
    }

    fn cards(area: Rect, buffer: &mut Buffer, view: &View<'_>, tall: bool) {
        let cards = card_list(view);
        let cards = chosen(cards, usize::from(area.width / 18).max(1));
        let slots = Layout::horizontal(vec![Constraint::Fill(1); cards.len()])
            .spacing(1)
            .split(area);
        for (card, slot) in cards.iter().zip(slots.iter()) {
            let style = view.theme.light(card.light).add_modifier(Modifier::BOLD);
            for y in slot.top()..slot.bottom().saturating_sub(u16::from(tall)) {
                paint::put(buffer, slot.x, y, "▎", 1, view.theme.light(card.light));
            }
            let x = slot.x + 2;
            let room = slot.width.saturating_sub(2);
            paint::put(buffer, x, slot.y, &card.title, room, view.theme.muted);
            let fits = figures::width(&card.figure).is_some_and(|w| w + card.unit_width() <= room);
            if tall && fits && view.glyphs == crate::glyphs::Glyphs::Unicode {
                figures::draw(buffer, x, slot.y + 1, &card.figure, style);
                let after = x + figures::width(&card.figure).unwrap_or(0) + 1;
                paint::put(
                    buffer,
                    after,
                    slot.y + 3,
                    &card.unit,
                    room,
                    view.theme.muted,
                );
                paint::put(buffer, x, slot.y + 4, &card.note, room, view.theme.text);
            } else {
                let y = slot.y + if tall { 2 } else { 1 };
                let used = paint::put(buffer, x, y, &card.figure, room, style);
                paint::put(
                    buffer,
                    x + used,
                    y,
                    &card.unit,
                    room.saturating_sub(used),
                    view.theme.muted,
                );
                paint::put(
                    buffer,
                    x,
                    y + if tall { 2 } else { 1 },
                    &card.note,
                    room,
                    view.theme.text,
                );
            }
        }
    }

    /// Who has the work: the regions, or the tasks of the only one.
    fn work(&mut self, area: Rect, buffer: &mut Buffer, view: &View<'_>) {
        if view.board.regions.len() > 1 {
            self.regions(area, buffer, view);
        } else {
            self.tasks(area, buffer, view);
        }
    }

    fn tasks(&mut self, area: Rect, buffer: &mut Buffer, view: &View<'_>) {
        let note = tr!(
            view.locale,
            "overview-parts",
            total = view.board.sub.total,
            done = view.board.sub.done,
            overdue = view.board.sub.overdue
        );
        let note = if view.board.sub.total == 0 {
            String::new()
        } else {
            note
        };
        let body = panel::heading(
            buffer,
            area,
            &tr!(view.locale, "overview-tasks"),
            &note,
            view.theme,
        );
        let total = view.board.top.total;
        let mut room = usize::from(body.height);
        // What finds no room is told in the last line.
        if total > room && room > 2 {
            room -= 1;
            let words = tr!(view.locale, "more-items", count = total - room);
            let y = body.y + body.height - 1;
            paint::put(buffer, body.x + 1, y, &words, body.width, view.theme.accent);
        }
        let chosen = matches!(self.current(), Some(Target::Task(..)));
        let at = self.cursor.index();
        let skip = if chosen {
            (at + 1).saturating_sub(room)
        } else {
            0
        };
        let tasks: Vec<TaskIx> = view.board.top_tasks().skip(skip).take(room).collect();
        for (line, ix) in (0u16..).zip(tasks) {
            let row = Rect {
                y: body.y + line,
                height: 1,
                ..body
            };
            let (Some(task), Some(verdict)) = (view.board.task(ix), view.board.verdict(ix)) else {
                continue;
            };
            let light = view.theme.light(verdict.light);
            let badge = format!(
                "{} {}",
                view.glyphs.light(verdict.light, verdict.class),
                words::standing(view.locale, verdict)
            );
            let badge_width = words::badge_width(view.locale);
            paint::put(buffer, row.x + 1, row.y, &badge, badge_width, light);
            let bar_width = (row.width / 5).clamp(8, 24);
            let right = bar_width + 6;
            let due = words::date_cell(view, verdict.deadline);
            let due_width = crate::text::width(&due) as u16;
            let title_x = row.x + 2 + badge_width;
            let title_room = row
                .width
                .saturating_sub(2 + badge_width + right + due_width + 2);
            paint::put(
                buffer,
                title_x,
                row.y,
                task.title(),
                title_room,
                view.theme.text,
            );
            paint::put_right(
                buffer,
                row.right().saturating_sub(right + due_width + 1),
                row.y,
                &due,
                due_width,
                if verdict.is_overdue() {
                    light
                } else {
                    view.theme.muted
                },
            );
            bar::bar(
                buffer,
                row.right() - right,
                row.y,
                bar_width,
                verdict.actual().map(|v| v / 100.0),
                verdict.expected().map(|v| v / 100.0),
                light,
                view.theme.track,
                view.theme.target,
            );
            paint::put_right(
                buffer,
                row.right() - 5,
                row.y,
                &words::percent_short(verdict.actual()),
                5,
                view.theme.text,
            );
            if let Some(target) = view.task_target(ix) {
                self.spot(buffer, row, target, view);
            }
        }
    }

    fn units(&mut self, area: Rect, buffer: &mut Buffer, view: &View<'_>) {
        let note = tr!(
            view.locale,
            "overview-units-note",
            count = view.board.facts.late_units
        );
        let body = panel::heading(
            buffer,
            area,
            &tr!(view.locale, "overview-units"),
            &note,
            view.theme,
        );
        let room = usize::from(body.height);
        let chosen = match self.current() {
            Some(Target::Unit(name)) => view
                .board
                .late_units()
                .take(SHOWN)
                .position(|at| view.board.units[at].unit == name),
            _ => None,
        };
        let skip = chosen.map_or(0, |at| (at + 1).saturating_sub(room));
        let late: Vec<usize> = view.board.late_units().skip(skip).take(room).collect();
        if late.is_empty() {
            paint::put(
                buffer,
                body.x + 1,
                body.y,
                &tr!(view.locale, "overview-no-late"),
                body.width,
                view.theme.light(Light::Green),
            );
        }
        let most = late
            .iter()
            .map(|&u| view.board.units[u].longest_overdue)
            .max()
            .unwrap_or(1)
            .max(1);
        for (line, unit_ix) in (0u16..).zip(late) {
            let unit = &view.board.units[unit_ix];
            let row = Rect {
                y: body.y + line,
                height: 1,
                ..body
            };
            let red = view.theme.light(Light::Red);
            let days = tr!(view.locale, "days", count = unit.longest_overdue);
            let step = words::step(view, unit.step_due);
            let step_width = crate::text::width(&step) as u16 + 2;
            let days_width = crate::text::width(&days) as u16;
            let name_room = row
                .width
                .saturating_sub(3 + step_width + days_width + 1)
                .min(26);
            paint::put(buffer, row.x + 1, row.y, "■", 2, red);
            paint::put(
                buffer,
                row.x + 3,
                row.y,
                &unit.unit,
                name_room,
                view.theme.text,
            );
            let bar_x = row.x + 3 + name_room + 1;
            let bar_room =
                (row.right().saturating_sub(step_width + days_width + 2)).saturating_sub(bar_x);
            if bar_room >= 4 {
                bar::bar(
                    buffer,
                    bar_x,
                    row.y,
                    bar_room,
                    Some(unit.longest_overdue as f64 / most as f64),
                    None,
                    red,
                    view.theme.track,
                    red,
                );
            }
            paint::put_right(
                buffer,
                row.right().saturating_sub(step_width + days_width),
                row.y,
                &days,
                days_width,
                red,
            );
            paint::put_right(
                buffer,
                row.right().saturating_sub(step_width),
                row.y,
                &step,
                step_width,
                view.theme.text,
            );
            self.spot(buffer, row, Target::Unit(unit.unit.clone()), view);
        }
    }

    fn indicators(&mut self, area: Rect, buffer: &mut Buffer, view: &View<'_>) {
        let met = view
            .board
            .indicators
            .iter()
            .filter(|i| i.verdict == Verdict::Met)
            .count();
        let note = tr!(
            view.locale,
            "overview-indicators-note",
            met = met,
            total = view.board.indicators.len()
        );
        let body = panel::heading(
            buffer,
            area,
            &tr!(view.locale, "overview-indicators"),
            &note,
            view.theme,
        );
        let mut y = body.y;
        let mut group = "";
        let with_groups =
            usize::from(body.height) >= view.board.indicators.len() + usize::from(groups(view));
        // The cursor's indicator is always visible.
        let current = self.current();
        let chosen = view.board.indicators.iter().position(
            |i| matches!(&current, Some(Target::Indicator(name)) if *name == i.indicator),
        );
        let skip = match chosen {
            Some(at) if !with_groups && at >= usize::from(body.height) => {
                at + 1 - usize::from(body.height)
            }
            _ => 0,
        };
        for indicator in view.board.indicators.iter().skip(skip) {
            if y >= body.bottom() {
                break;
            }
            if with_groups && indicator.group != group && !indicator.group.is_empty() {
                group = &indicator.group;
                paint::put(buffer, body.x + 1, y, group, body.width, view.theme.muted);
                y += 1;
                if y >= body.bottom() {
                    break;
                }
            }
            let row = Rect {
                y,
                height: 1,
                ..body
            };
            indicator_row(row, buffer, view, indicator);
            self.spot(
                buffer,
                row,
                Target::Indicator(indicator.indicator.clone()),
                view,
            );
            y += 1;
        }
    }
}

fn groups(view: &View<'_>) -> u16 {
    let mut groups: Vec<&str> = Vec::new();
    for indicator in &view.board.indicators {
        if !indicator.group.is_empty() && groups.last() != Some(&indicator.group.as_str()) {
            groups.push(&indicator.group);
        }
    }
    groups.len() as u16
}
