//! The program's state on the terminal: a screen, a slide, or the wait for the first board.

use super::App;
use crate::action::Action;
use crate::analysis::board::Board;
use crate::tr;
use crate::ui::frame::{self, Footer};
use crate::ui::overlays::find;
use crate::ui::present::{self as slides, Standing};
use crate::ui::widgets::paint;
use crate::ui::{ScreenId, Target};
use chrono::NaiveDateTime;
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use std::collections::HashSet;

impl App {
    /// Draws everything.
    pub fn draw(&mut self, frame: &mut ratatui::Frame<'_>, now: NaiveDateTime) {
        let area = frame.area();
        if area.width < frame::LEAST.0 || area.height < frame::LEAST.1 {
            frame::too_small(frame.buffer_mut(), &self.around.locale, &self.around.theme);
            self.around.glyphs.finish(frame.buffer_mut());
            return;
        }
        self.tick(now);
        let Some(board) = self.board.clone() else {
            self.draw_waiting(frame, area);
            self.around.glyphs.finish(frame.buffer_mut());
            return;
        };
        let far = self.far();
        let view = self.around.view(&board);
        let crumbs = self.crumbs(&view);
        let busy = self.is_busy();
        if let Some(standing) = self.standing(now) {
            self.draw_slide(frame, &board, standing);
            return;
        }
        let active = self.active;
        let offered = self.offered(&board);
        let Some((_, screen)) = self.screens.iter_mut().find(|(id, _)| *id == active) else {
            return;
        };
        let buffer = frame.buffer_mut();
        let headline = screen.headline(&view);
        let chips = screen.chips(&view);
        let loading = far.or_else(|| busy.then(|| tr!(self.around.locale, "sorting-out")));
        let offers = |action: Action| offered.contains(&action);
        let footer = match (&self.message, &loading) {
            (Some(message), _) => Footer::Message(&message.words),
            (None, Some(words)) => Footer::Message(words),
            (None, None) => Footer::Hints(&offers),
        };
        self.places = frame::draw(buffer, &view, active, &headline, (&chips, &crumbs), footer);
        screen.render(self.places.body, buffer, &view);
        if !screen.query().is_empty() {
            let style = self.around.theme.found;
            find::mark(buffer, self.places.body, screen.query(), style);
        }
        let typing = self
            .overlay
            .as_mut()
            .and_then(|overlay| overlay.draw(buffer, &view, &self.said, &offers));
        let finding = self.draw_find(buffer);
        self.around.glyphs.finish(frame.buffer_mut());
        if let Some(cursor) = finding.or(typing) {
            frame.set_cursor_position(cursor);
        }
    }

    /// The box of what is looked for, over the foot; where the cursor stands in it.
    fn draw_find(&self, buffer: &mut Buffer) -> Option<Position> {
        let input = self.find.as_ref()?;
        let area = *buffer.area();
        let theme = &self.around.theme;
        let row = Rect {
            y: area.bottom() - 1,
            height: 1,
            ..area
        };
        paint::fill(buffer, row, theme.bar);
        let prompt = format!("{} ", tr!(self.around.locale, "find-prompt"));
        let mut x = row.x + 1;
        x += paint::put(buffer, x, row.y, &prompt, row.width, theme.key);
        let room = row.right().saturating_sub(x + 1);
        let scroll = input.visual_scroll(usize::from(room));
        let shown = crate::text::skip(input.value(), scroll);
        paint::put(buffer, x, row.y, &shown, room, theme.bar);
        // The real cursor stands where the text goes: input methods open there.
        let at = input.visual_cursor().max(scroll) - scroll;
        Some(Position::new(x + at as u16, row.y))
    }

    /// What a key would do here, told in the help and at the foot.
    fn offered(&self, board: &Board) -> HashSet<Action> {
        let can_go_back = self.travel.can_go_back();
        let view = self.around.view(board);
        let Some(screen) = self.screen() else {
            return HashSet::new();
        };
        let sample = self.around.feed.sample;
        let current = screen.current();
        Action::ALL
            .iter()
            .copied()
            .filter(|&action| match action {
                Action::Help
                | Action::NextScreen
                | Action::PreviousScreen
                | Action::Reload
                | Action::Theme
                | Action::Language
                | Action::Quit
                | Action::Copy
                | Action::Palette
                | Action::Log
                | Action::Done
                | Action::Export
                | Action::Redraw => true,
                Action::Decide => {
                    !sample && matches!(current, Some(Target::Task(..) | Target::Unit(_)))
                }
                Action::Notice => {
                    screen.unit(&view).is_some() || matches!(current, Some(Target::Unit(_)))
                }
                Action::Back => {
                    can_go_back
                        || screen.offers(action)
                        || self.presenting.as_ref().is_some_and(|one| one.inside)
                }
                Action::Present => true,
                Action::Blank => false,
                Action::Backward => can_go_back,
                Action::Forward => self.travel.can_go_forward(),
                Action::NextMatch | Action::PreviousMatch => !screen.query().is_empty(),
                Action::SortReverse => screen.offers(Action::Sort),
                other => ScreenId::of(other).is_some() || screen.offers(other),
            })
            .collect()
    }

    fn draw_slide(&mut self, frame: &mut ratatui::Frame<'_>, board: &Board, standing: Standing) {
        let view = self.around.view(board);
        let buffer = frame.buffer_mut();
        slides::draw(buffer, &view, standing);
        let offers = |action: Action| {
            matches!(
                action,
                Action::Present | Action::Blank | Action::Source | Action::Back | Action::Done
            ) || ScreenId::of(action).is_some()
        };
        let typing = self
            .overlay
            .as_mut()
            .and_then(|overlay| overlay.draw(buffer, &view, &self.said, &offers));
        if let Some(message) = &self.message {
            let row = Rect {
                y: buffer.area().bottom() - 1,
                height: 1,
                ..*buffer.area()
            };
            paint::fill(buffer, row, self.around.theme.bar);
            let room = row.width.saturating_sub(2);
            paint::put(
                buffer,
                row.x + 1,
                row.y,
                &message.words,
                room,
                self.around.theme.bar,
            );
        }
        self.around.glyphs.finish(frame.buffer_mut());
        if let Some(cursor) = typing {
            frame.set_cursor_position(cursor);
        }
    }

    fn draw_waiting(&mut self, frame: &mut ratatui::Frame<'_>, area: Rect) {
        let buffer = frame.buffer_mut();
        paint::fill(buffer, area, self.around.theme.text);
        let middle = area.y + area.height / 2;
        paint::put_centre(
            buffer,
            area.x,
            middle.saturating_sub(2),
            &tr!(self.around.locale, "program-title"),
            area.width,
            self.around.theme.title,
        );
        let words = match (&self.failure, self.far()) {
            (Some(failure), _) => failure.clone(),
            (None, Some(far)) => far,
            (None, None) => tr!(self.around.locale, "loading"),
        };
        for (row, line) in (0u16..).zip(crate::text::wrap(&words, usize::from(area.width) - 4)) {
            paint::put_centre(
                buffer,
                area.x,
                middle + row,
                &line,
                area.width,
                self.around.theme.muted,
            );
        }
        paint::put_centre(
            buffer,
            area.x,
            area.bottom() - 1,
            &tr!(self.around.locale, "waiting-keys"),
            area.width,
            self.around.theme.muted,
        );
    }

    /// How far a load is, in words.
    fn far(&self) -> Option<String> {
        self.loading.map(|at| {
            tr!(
                self.around.locale,
                "loading-progress",
                done = at.files,
                total = at.of,
                rows = at.rows,
                percent = usize::from(at.percent)
            )
        })
    }
}
