//! The form of a decision: opened for what is under the cursor, checked, handed to the shell.

use super::overlay::Overlay;
use super::{App, Effect, NewDecision};
use crate::tr;
use crate::ui::overlays::decide::{Form, Wish};
use crate::ui::{Screen, Target};
use chrono::{NaiveDateTime, TimeDelta};
use crossterm::event::KeyEvent;

impl App {
    /// A key while the form is open.
    pub(super) fn form_key(&mut self, key: KeyEvent) -> Vec<Effect> {
        let Some(Overlay::Form(form)) = &mut self.overlay else {
            return Vec::new();
        };
        match form.key(key) {
            Wish::Stay => {}
            Wish::Leave => self.overlay = None,
            // Once is enough: the answer may take a while.
            Wish::Save if form.sending => {}
            Wish::Save => match self.decision() {
                Ok(decision) => {
                    if let Some(Overlay::Form(form)) = &mut self.overlay {
                        form.sending = true;
                    }
                    return vec![Effect::Decide(decision)];
                }
                Err((field, words)) => {
                    if let Some(Overlay::Form(form)) = &mut self.overlay {
                        form.refuse(field, words);
                    }
                }
            },
        }
        Vec::new()
    }

    /// What the form says, or which field is wrong and why.
    fn decision(&self) -> Result<NewDecision, (usize, String)> {
        let l = &self.around.locale;
        let (Some(Overlay::Form(form)), Some(board)) = (&self.overlay, &self.board) else {
            return Err((0, tr!(l, "loading")));
        };
        if form.text(0).is_empty() {
            return Err((0, tr!(l, "decide-no-text")));
        }
        let deadline = match form.text(2) {
            "" => None,
            text => Some(
                text.parse()
                    .map_err(|_| (2, tr!(l, "decide-no-date", text = text)))?,
            ),
        };
        let prefix = format!("Y{}-", board.as_of.format("%Y%m%d"));
        let taken = board
            .tables
            .decisions
            .iter()
            .filter_map(|&id| board.tables.decision(id))
            .filter_map(|row| row.id().strip_prefix(&prefix)?.parse::<u32>().ok())
            .max()
            .unwrap_or(0);
        Ok(NewDecision {
            id: format!("{prefix}{:02}", taken + 1),
            meeting: board.as_of,
            text: form.text(0).to_owned(),
            units: form.text(1).to_owned(),
            deadline,
            task: form.task.clone(),
            region: form.region.clone(),
        })
    }

    /// Opens the form for the thing under the cursor.
    pub(super) fn decide(&mut self, now: NaiveDateTime) {
        let about = if self.on_slide() {
            None
        } else {
            self.current()
        };
        self.decide_about(about, now);
    }

    /// Opens the form for a thing.
    pub(super) fn decide_about(&mut self, about: Option<Target>, now: NaiveDateTime) {
        let l = &self.around.locale;
        if self.around.feed.sample {
            let words = tr!(l, "decide-sample");
            self.say(words, now);
            return;
        }
        let Some(board) = self.board.clone() else {
            return;
        };
        let due = board
            .plan
            .next_meeting(board.as_of)
            .unwrap_or(board.as_of + TimeDelta::days(14));
        let due = due.to_string();
        let mut form = Form::new(tr!(l, "decide-general"), "", &due);
        match about {
            Some(Target::Task(region, id)) => {
                if let Some(task) = board.find_task(&region, &id).and_then(|ix| board.task(ix)) {
                    let units = task.responsible().join("、");
                    form = Form::new(format!("{id} {}", task.title()), &units, &due);
                }
                form.task = id;
                form.region = region;
            }
            Some(Target::Unit(unit)) => {
                form = Form::new(unit.clone(), &unit, &due);
                form.region = self.screen().and_then(Screen::region).unwrap_or_default();
            }
            _ => {}
        }
        self.overlay = Some(Overlay::Form(form));
    }
}
