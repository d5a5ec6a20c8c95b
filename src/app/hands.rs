//! What a person did: keys, the mouse, what was pasted.

use super::overlay::Overlay;
use super::{App, Effect, LONGEST_QUERY, is_full};
use crate::action::Action;
use crate::i18n::Locale;
use crate::keymap;
use crate::theme::{Theme, ThemeName};
use crate::tr;
use crate::ui::overlays::agenda::Agenda;
use crate::ui::overlays::help::Help;
use crate::ui::overlays::log::Log;
use crate::ui::overlays::palette::Palette;
use crate::ui::{Outcome, ScreenId};
use chrono::{NaiveDate, NaiveDateTime};
use crossterm::event::{
    Event, KeyCode, KeyEvent, KeyEventKind, KeyModifiers, MouseButton, MouseEvent, MouseEventKind,
};
use std::sync::Arc;
use tui_input::Input;
use tui_input::backend::crossterm::EventHandler;

impl App {
    /// Acts on what a person did.
    pub fn handle(&mut self, event: &Event, now: NaiveDateTime) -> Vec<Effect> {
        match event {
            // Windows reports releases as well; they mean nothing here.
            Event::Key(key) if key.kind != KeyEventKind::Release => self.key(*key, now),
            Event::Mouse(mouse) => self.mouse(*mouse, now),
            Event::Paste(text) => {
                if self.overlay.is_some() {
                    self.overlay_paste(text);
                } else if self.find.is_some() {
                    let clean = crate::text::clean(text).into_owned();
                    for c in clean.chars().take(LONGEST_QUERY) {
                        if let Some(input) = &mut self.find
                            && input.value().chars().count() < LONGEST_QUERY
                        {
                            input.handle(tui_input::InputRequest::InsertChar(c));
                        }
                    }
                    self.search();
                }
                Vec::new()
            }
            _ => Vec::new(),
        }
    }

    fn key(&mut self, key: KeyEvent, now: NaiveDateTime) -> Vec<Effect> {
        if keymap::lookup(key) == Some(Action::Quit)
            && key.modifiers.contains(KeyModifiers::CONTROL)
        {
            return vec![Effect::Quit];
        }
        if self.find.is_some() {
            self.find_key(key);
            return Vec::new();
        }
        if self.overlay.is_some() {
            return self.overlay_key(key, now);
        }
        match keymap::lookup(key) {
            Some(action) => self.act(action, now),
            None => {
                if let KeyCode::Char(c) = key.code
                    && !c.is_ascii()
                {
                    // A Han character outside a box: the input method is on.
                    let words = tr!(self.around.locale, "message-input-method");
                    self.say(words, now);
                }
                Vec::new()
            }
        }
    }

    fn find_key(&mut self, key: KeyEvent) {
        match key.code {
            KeyCode::Enter => self.find = None,
            KeyCode::Esc => {
                self.find = None;
                self.with_screen(|screen, view| screen.find("", view));
            }
            _ => {
                if let Some(input) = &mut self.find
                    && !is_full(input, key, LONGEST_QUERY)
                {
                    input.handle_event(&Event::Key(key));
                    self.search();
                }
            }
        }
    }

    fn search(&mut self) {
        if let Some(query) = self.find.as_ref().map(|input| input.value().to_owned()) {
            self.with_screen(|screen, view| screen.find(&query, view));
        }
    }

    /// Does what an action means: the slide or the screen first, then the program.
    pub fn act(&mut self, action: Action, now: NaiveDateTime) -> Vec<Effect> {
        if self.on_slide() {
            return self.slide_act(action, now);
        }
        match self.with_screen(|screen, view| screen.update(action, view)) {
            Some(Outcome::Handled) => {
                self.looked_at();
                return Vec::new();
            }
            Some(Outcome::Go(target)) => {
                self.go(&target);
                return Vec::new();
            }
            Some(Outcome::Source(place)) => return self.show_source(place),
            Some(Outcome::Compare(day)) => return self.compare(day),
            Some(Outcome::Ignored) | None => {}
        }
        self.program(action, now)
    }

    /// What the program itself does.
    pub(super) fn program(&mut self, action: Action, now: NaiveDateTime) -> Vec<Effect> {
        if let Some(screen) = ScreenId::of(action) {
            self.show(screen);
            return Vec::new();
        }
        match action {
            Action::Quit => return vec![Effect::Quit],
            Action::Reload => {
                let words = tr!(self.around.locale, "message-reloading");
                self.asked = true;
                self.say(words, now);
                return vec![Effect::Reload];
            }
            Action::Redraw => return vec![Effect::Redraw],
            Action::Help => self.overlay = Some(Overlay::Help(Help::default())),
            Action::NextScreen | Action::PreviousScreen => {
                let all = ScreenId::ALL;
                let at = all.iter().position(|&id| id == self.active).unwrap_or(0);
                let step = if action == Action::NextScreen {
                    1
                } else {
                    all.len() - 1
                };
                self.show(all[(at + step) % all.len()]);
            }
            Action::Back if !self.travel.can_go_back() && self.back_to_slide(now) => {}
            Action::Back | Action::Backward => self.back(),
            Action::Present if self.back_to_slide(now) => {}
            Action::Present => self.present(None, now),
            Action::Forward => self.forward(),
            Action::NextMatch => return self.act(Action::Down, now),
            Action::PreviousMatch => return self.act(Action::Up, now),
            Action::Palette => {
                if let Some(board) = self.board.clone() {
                    let palette = Palette::new(&self.around.view(&board));
                    self.overlay = Some(Overlay::Palette(palette));
                }
            }
            Action::Log => self.overlay = Some(Overlay::Log(Log::default())),
            Action::Done => {
                self.overlay = Some(Overlay::Agenda(Agenda::new(self.current())));
                self.refresh_overlay();
            }
            Action::Notice => return self.notice(now),
            Action::Export => self.export(now),
            Action::Find
                if self
                    .screen()
                    .is_some_and(|screen| screen.offers(Action::Find)) =>
            {
                self.find = Some(Input::default());
            }
            Action::Copy => {
                let sentence = self.with_screen(|screen, view| screen.headline(view));
                if let Some(sentence) = sentence {
                    let words = tr!(self.around.locale, "message-copied");
                    self.say(words, now);
                    return vec![Effect::Copy(sentence)];
                }
            }
            Action::Decide => self.decide(now),
            Action::Source => match self.place() {
                Some(place) => return self.show_source(place),
                None => {
                    let words = tr!(self.around.locale, "message-no-source");
                    self.say(words, now);
                }
            },
            Action::Theme => {
                self.around.theme = Theme::with_depth(self.around.theme.name.next(), self.depth);
                // No colour is the system's wish; it is not kept when that goes.
                if self.around.theme.name != ThemeName::None {
                    self.around.theme.name.name().clone_into(&mut self.chosen);
                }
                let name = match self.around.theme.name {
                    ThemeName::Dark => tr!(self.around.locale, "theme-dark"),
                    ThemeName::Light => tr!(self.around.locale, "theme-light"),
                    ThemeName::Contrast => tr!(self.around.locale, "theme-contrast"),
                    ThemeName::None => tr!(self.around.locale, "theme-none"),
                };
                self.say(name, now);
            }
            Action::Language => {
                self.around.locale = Arc::new(Locale::new(self.around.locale.lang().other()));
                for (_, screen) in &mut self.screens {
                    screen.show_all();
                }
                self.refresh_all();
                let words = tr!(self.around.locale, "message-language");
                self.say(words, now);
            }
            _ => {}
        }
        Vec::new()
    }

    fn compare(&mut self, day: NaiveDate) -> Vec<Effect> {
        // The screen itself tells what it is held against.
        self.told = true;
        vec![Effect::Compare(day)]
    }

    /// What is under the cursor has been seen: its mark goes.
    pub(super) fn looked_at(&mut self) {
        if self.active != ScreenId::Overview
            && let Some(target) = self.current()
        {
            self.around.marks.remove(&target);
        }
    }

    fn mouse(&mut self, mouse: MouseEvent, now: NaiveDateTime) -> Vec<Effect> {
        match mouse.kind {
            MouseEventKind::ScrollDown if self.overlay.is_some() => {
                self.overlay_act(Action::Down, now)
            }
            MouseEventKind::ScrollUp if self.overlay.is_some() => self.overlay_act(Action::Up, now),
            MouseEventKind::ScrollDown => self.act(Action::Down, now),
            MouseEventKind::ScrollUp => self.act(Action::Up, now),
            MouseEventKind::Down(MouseButton::Left) => {
                if let Some(overlay) = &self.overlay {
                    // What was typed is not lost by a click beside it.
                    if !matches!(overlay, Overlay::Form(_)) {
                        self.overlay = None;
                    }
                    return Vec::new();
                }
                if self.on_slide() {
                    return self.act(Action::PageDown, now);
                }
                if mouse.row == self.places.tab_row {
                    let tab = self
                        .places
                        .tabs
                        .iter()
                        .find(|(from, to, _)| (*from..*to).contains(&mouse.column))
                        .map(|(_, _, screen)| *screen);
                    if let Some(screen) = tab {
                        self.show(screen);
                    }
                    return Vec::new();
                }
                let (x, y) = (mouse.column, mouse.row);
                let crumb = self
                    .places
                    .crumbs
                    .iter()
                    .position(|one| one.contains((x, y).into()));
                if let Some(at) = crumb {
                    self.back_along(at, now);
                    return Vec::new();
                }
                let chip = self
                    .places
                    .chips
                    .iter()
                    .position(|one| one.contains((x, y).into()));
                if let Some(at) = chip {
                    self.with_screen(|screen, view| screen.drop_chip(at, view));
                    return Vec::new();
                }
                let outcome = self.with_screen(|screen, view| screen.click(x, y, view));
                match outcome {
                    Some(Outcome::Go(target)) => self.go(&target),
                    Some(Outcome::Source(place)) => return self.show_source(place),
                    Some(Outcome::Compare(day)) => return self.compare(day),
                    _ => {}
                }
                self.looked_at();
                Vec::new()
            }
            _ => Vec::new(),
        }
    }
}
