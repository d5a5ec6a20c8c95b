//! What comes from outside the keyboard: boards, how far they are, what was asked of the loader.

use super::changed::{fresh, gone};
use super::overlay::Overlay;
use super::{App, Loaded, Progress, changed, same_files};
use crate::diagnostic::Excerpt;
use crate::tr;
use crate::ui::{Fault, Place, Target};
use chrono::NaiveDateTime;
use std::sync::Arc;

impl App {
    /// A load is under way: files done, files in all.
    pub fn loading(&mut self, progress: Progress) {
        self.loading = Some(progress);
    }

    /// A load is done: the new board takes the old one's place, and what it changed is marked.
    pub fn loaded(&mut self, loaded: Loaded, now: NaiveDateTime) {
        self.loading = None;
        self.failure = None;
        let old = self.board.replace(loaded.board);
        self.around.feed = loaded.feed;
        let told = std::mem::take(&mut self.told);
        let asked = std::mem::take(&mut self.asked);
        if let (Some(old), Some(new)) = (&old, self.board.clone()) {
            let changed = match loaded.since {
                Some((known, changed)) if Arc::ptr_eq(&known, old) => changed,
                _ => changed(old, &new),
            };
            if !changed.is_empty() {
                let tasks = changed
                    .iter()
                    .filter(|t| matches!(t, Target::Task(..)))
                    .count();
                let indicators = changed
                    .iter()
                    .filter(|t| matches!(t, Target::Indicator(_)))
                    .count();
                let words = tr!(
                    self.around.locale,
                    "message-updated",
                    tasks = tasks,
                    indicators = indicators
                );
                if !told {
                    self.say(words, now);
                }
                self.around.marks.extend(changed);
            } else if !told && !same_files(old, &new) {
                // Nothing that a mark is for: petitions, steps, decisions, words of a task.
                let files = fresh(old, &new);
                let words = tr!(
                    self.around.locale,
                    "message-updated-other",
                    file = files.first().copied().unwrap_or_default(),
                    more = files.len().saturating_sub(1)
                );
                self.say(words, now);
            } else if !told && asked && self.around.feed.faults.is_empty() {
                let words = tr!(self.around.locale, "message-reloaded");
                self.say(words, now);
            }
            // The last word: the figures may look right without the file.
            if let [file, more @ ..] = &*gone(old, &new) {
                let words = tr!(
                    self.around.locale,
                    "message-gone",
                    file = *file,
                    more = more.len()
                );
                self.say(words, now);
            }
        }
        self.refresh_all();
        if old.is_none() {
            self.recall_orders();
        }
    }

    /// A load failed as a whole; the last good board stays.
    pub fn load_failed(&mut self, words: String, now: NaiveDateTime) {
        self.loading = None;
        if self.board.is_none() {
            self.failure = Some(words);
        } else {
            self.say(words, now);
        }
    }

    /// Files whose last good state is shown, without a new board.
    pub fn faults(&mut self, faults: Vec<Fault>) {
        self.around.feed.faults = faults;
    }

    /// The row of a source file has come; `None`: it cannot be shown.
    pub fn excerpt(&mut self, place: &Place, excerpt: Option<Excerpt>) {
        if let Some(Overlay::Source(shown)) = &mut self.overlay
            && shown.place == *place
        {
            shown.answer(excerpt);
        }
    }

    /// A decision was recorded or marked done in this file; or not, and why: then what lies open
    /// stays as it is.
    pub fn decided(&mut self, result: Result<String, String>, now: NaiveDateTime) {
        match (result, &mut self.overlay) {
            (Ok(file), overlay) => {
                let l = &self.around.locale;
                // A form that was opened since is not this one.
                let words = match overlay {
                    Some(Overlay::Form(form)) if form.sending => {
                        let known = |field: usize| {
                            if form.text(field).is_empty() {
                                "no"
                            } else {
                                "yes"
                            }
                        };
                        let words = tr!(
                            l,
                            "decide-recorded",
                            file = file,
                            has_units = known(1),
                            units = form.text(1),
                            has_deadline = known(2),
                            deadline = form.text(2)
                        );
                        self.overlay = None;
                        words
                    }
                    _ => tr!(l, "decide-closed", file = file),
                };
                self.told = true;
                self.say(words, now);
            }
            (Err(words), Some(Overlay::Form(form))) if form.sending => {
                form.sending = false;
                form.error = Some(words);
            }
            (Err(words), Some(Overlay::Agenda(agenda))) => agenda.error = Some(words),
            (Err(words), _) => self.say(words, now),
        }
    }
}
