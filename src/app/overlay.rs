//! What lies over the screen and has the keys: one thing at a time.

use super::{App, Closing, Effect};
use crate::action::Action;
use crate::keymap;
use crate::tr;
use crate::ui::overlays::agenda::{self, Agenda};
use crate::ui::overlays::decide::Form;
use crate::ui::overlays::export;
use crate::ui::overlays::help::{self, Help};
use crate::ui::overlays::log::Log;
use crate::ui::overlays::palette::{self, Choice, Palette};
use crate::ui::overlays::paper::{self, Sheet, Whom};
use crate::ui::overlays::source::{self, Shown};
use crate::ui::{Screen, Seen, Target, View};
use chrono::NaiveDateTime;
use crossterm::event::KeyEvent;
use ratatui::buffer::Buffer;
use ratatui::layout::Position;

/// One of them.
pub(super) enum Overlay {
    Help(Help),
    Source(Shown),
    Form(Form),
    Agenda(Agenda),
    Paper(Sheet),
    Palette(Palette),
    Log(Log),
    /// What is seen, waiting for the form it is to be written in.
    Export(Seen),
}

impl App {
    /// A key while something lies over the screen.
    pub(super) fn overlay_key(&mut self, key: KeyEvent, now: NaiveDateTime) -> Vec<Effect> {
        match &mut self.overlay {
            // Boxes that take text have every key.
            Some(Overlay::Form(_)) => self.form_key(key),
            Some(Overlay::Palette(_)) => self.palette_key(key, now),
            Some(Overlay::Export(_)) => self.export_key(key),
            _ => match keymap::lookup(key) {
                Some(Action::Quit) => vec![Effect::Quit],
                Some(action) => self.overlay_act(action, now),
                None => Vec::new(),
            },
        }
    }

    /// An action while something lies over the screen.
    pub(super) fn overlay_act(&mut self, action: Action, now: NaiveDateTime) -> Vec<Effect> {
        let Some(board) = self.board.clone() else {
            self.overlay = None;
            return Vec::new();
        };
        let view = self.around.view(&board);
        match &mut self.overlay {
            Some(Overlay::Help(help)) => {
                if !help.update(action) {
                    self.overlay = None;
                }
            }
            Some(Overlay::Log(log)) => {
                if !log.update(action, self.said.len()) {
                    self.overlay = None;
                }
            }
            Some(Overlay::Source(_)) => return self.source_key(Some(action)),
            Some(Overlay::Agenda(agenda)) => match agenda.update(action, &view) {
                agenda::Wish::Stay => {}
                agenda::Wish::Leave => self.overlay = None,
                agenda::Wish::New => self.decide(now),
                agenda::Wish::Go(target) => {
                    self.overlay = None;
                    self.go(&target);
                }
                agenda::Wish::Close(at) => return self.close(at),
            },
            Some(Overlay::Paper(sheet)) => match sheet.update(action) {
                paper::Wish::Stay => {}
                paper::Wish::Leave => self.overlay = None,
                paper::Wish::Save => {
                    return vec![Effect::SaveNotice(sheet.whom.clone())];
                }
                paper::Wish::Copy => {
                    let text = sheet.text.clone().unwrap_or_default();
                    let words = tr!(self.around.locale, "message-paper-copied");
                    self.say(words, now);
                    return vec![Effect::Copy(text)];
                }
            },
            Some(Overlay::Form(_) | Overlay::Palette(_) | Overlay::Export(_)) | None => {}
        }
        Vec::new()
    }

    /// Pasted text goes where text is taken.
    pub(super) fn overlay_paste(&mut self, text: &str) {
        let Some(board) = self.board.clone() else {
            return;
        };
        let view = self.around.view(&board);
        match &mut self.overlay {
            Some(Overlay::Form(form)) => form.paste(text),
            Some(Overlay::Palette(palette)) => palette.paste(text, &view),
            _ => {}
        }
    }

    fn palette_key(&mut self, key: KeyEvent, now: NaiveDateTime) -> Vec<Effect> {
        let Some(board) = self.board.clone() else {
            self.overlay = None;
            return Vec::new();
        };
        let view = self.around.view(&board);
        let Some(Overlay::Palette(palette)) = &mut self.overlay else {
            return Vec::new();
        };
        let wish = palette.key(key, &view);
        self.wish(wish, now)
    }

    /// Does what was wished for in the palette.
    pub(super) fn wish(&mut self, wish: palette::Wish, now: NaiveDateTime) -> Vec<Effect> {
        match wish {
            palette::Wish::Stay => {}
            palette::Wish::Leave => self.overlay = None,
            palette::Wish::Take(Choice::Act(action)) => {
                self.overlay = None;
                return self.act(action, now);
            }
            palette::Wish::Take(Choice::Go(target)) => {
                self.overlay = None;
                self.go(&target);
            }
        }
        Vec::new()
    }

    /// Asks in which form what is seen is to be written.
    pub(super) fn export(&mut self, now: NaiveDateTime) {
        // What is seen now is not what was asked for.
        if self.is_busy() {
            let words = tr!(self.around.locale, "sorting-out");
            self.say(words, now);
            return;
        }
        let seen = self
            .with_screen(|screen, view| screen.seen(view))
            .unwrap_or_default();
        if seen.rows.is_empty() {
            let words = tr!(self.around.locale, "export-nothing");
            self.say(words, now);
        } else {
            self.overlay = Some(Overlay::Export(seen));
        }
    }

    fn export_key(&mut self, key: KeyEvent) -> Vec<Effect> {
        let Some(Overlay::Export(seen)) = self.overlay.take() else {
            return Vec::new();
        };
        let crossterm::event::KeyCode::Char(c) = key.code else {
            return Vec::new();
        };
        let Some(kind) = export::Kind::of(keymap::half_width(c)) else {
            return Vec::new();
        };
        let sentence = self.with_screen(|screen, view| screen.headline(view));
        vec![Effect::Export {
            kind,
            title: self.active.title(&self.around.locale),
            sentence: sentence.unwrap_or_default(),
            seen,
        }]
    }

    /// Marks a decision of the board done.
    fn close(&self, at: usize) -> Vec<Effect> {
        let Some(board) = &self.board else {
            return Vec::new();
        };
        let row = board
            .decisions
            .get(at)
            .and_then(|one| board.tables.decision(one.row));
        let Some(row) = row else {
            return Vec::new();
        };
        vec![Effect::Close(Closing {
            file: std::sync::Arc::clone(&row.segment.source.file),
            id: row.id().to_owned(),
            region: row.region().to_owned(),
            day: board.as_of,
        })]
    }

    /// Opens the notice for the unit under the cursor.
    pub(super) fn notice(&mut self, now: NaiveDateTime) -> Vec<Effect> {
        match self.unit() {
            Some(unit) => {
                let region = self.screen().and_then(Screen::region);
                let whom = Whom { unit, region };
                self.overlay = Some(Overlay::Paper(Sheet::waiting(whom.clone())));
                vec![Effect::Notice(whom)]
            }
            None => {
                let words = tr!(self.around.locale, "message-no-unit");
                self.say(words, now);
                Vec::new()
            }
        }
    }

    /// The unit under the cursor; of a task the first that is late with it.
    pub(super) fn unit(&mut self) -> Option<String> {
        if let Some(unit) = self.with_screen(|screen, view| screen.unit(view)).flatten() {
            return Some(unit);
        }
        match self.current()? {
            Target::Unit(unit) => Some(unit),
            Target::Task(region, id) => {
                let board = self.board.as_ref()?;
                let ix = board.find_task(&region, &id)?;
                let mut late = board.supervision.escalations.iter();
                let unit = late.find(|one| one.task == ix).map(|one| one.unit)?;
                Some(board.units.get(unit)?.unit.clone())
            }
            _ => None,
        }
    }

    /// A notice has come, or why there is none.
    pub fn paper(&mut self, whom: &Whom, made: Result<String, String>, now: NaiveDateTime) {
        match (&mut self.overlay, made) {
            (Some(Overlay::Paper(sheet)), Ok(text)) if sheet.whom == *whom => {
                sheet.text = Some(text);
                // What is saved is what was read, whatever is loaded meanwhile.
                self.paper_board.clone_from(&self.board);
            }
            (Some(Overlay::Paper(_)), Err(words)) => {
                self.overlay = None;
                self.say(words, now);
            }
            _ => {}
        }
    }

    /// Something was saved, and where; or not, and why.
    pub fn saved(&mut self, result: Result<String, String>, now: NaiveDateTime) {
        if let Some(Overlay::Paper(sheet)) = &mut self.overlay {
            sheet.said = Some(result);
            return;
        }
        let words = match result {
            Ok(path) => tr!(self.around.locale, "export-saved", path = path),
            Err(words) => words,
        };
        self.say(words, now);
    }

    /// After a reload or a change of language.
    pub(super) fn refresh_overlay(&mut self) {
        let Some(board) = self.board.clone() else {
            return;
        };
        let view = self.around.view(&board);
        match &mut self.overlay {
            Some(Overlay::Agenda(agenda)) => agenda.refresh(&view),
            Some(Overlay::Palette(palette)) => palette.refresh(&view),
            _ => {}
        }
    }
}

impl Overlay {
    /// Draws it; answers where the cursor stands in what takes text.
    pub(super) fn draw(
        &mut self,
        buffer: &mut Buffer,
        view: &View<'_>,
        said: &[(NaiveDateTime, String)],
        offers: &dyn Fn(Action) -> bool,
    ) -> Option<Position> {
        match self {
            Self::Help(help) => help::draw(help, buffer, view.locale, view.theme, offers),
            Self::Source(shown) => source::draw(buffer, shown, view.locale, view.theme),
            Self::Form(form) => return Some(form.draw(buffer, view.locale, view.theme)),
            Self::Agenda(agenda) => agenda.draw(buffer, view),
            Self::Paper(sheet) => sheet.draw(buffer, view.locale, view.theme),
            Self::Palette(palette) => return Some(palette.draw(buffer, view)),
            Self::Log(log) => log.draw(buffer, said, view.locale, view.theme),
            Self::Export(seen) => {
                export::draw(buffer, seen.rows.len(), view.locale, view.theme);
            }
        }
        None
    }
}
