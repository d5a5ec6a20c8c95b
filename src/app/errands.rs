//! What is worked out elsewhere, so that no key waits for a million rows.

use super::overlay::Overlay;
use super::{App, Around, Effect};
use crate::analysis::board::Board;
use crate::ui::{Answered, Errand, Screen, ScreenId};
use chrono::NaiveDateTime;
use std::collections::HashSet;
use std::sync::Arc;

/// Who has an errand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Asker {
    Screen(ScreenId),
    Palette,
}

/// An errand with all it needs, for another thread.
#[derive(Debug)]
pub struct Job {
    asker: Asker,
    errand: Errand,
    board: Arc<Board>,
    around: Around,
}

impl Job {
    /// Does it; `None`: nobody wants the answer any more.
    pub fn run(self) -> Option<Answer> {
        let ticket = self.errand.ticket;
        let found = self.errand.run(&self.around.view(&self.board))?;
        Some(Answer {
            asker: self.asker,
            ticket,
            found,
        })
    }
}

impl Job {
    /// The answer of a job that came to nothing.
    pub fn nothing(&self) -> Answer {
        Answer {
            asker: self.asker,
            ticket: self.errand.ticket,
            found: Box::new(()),
        }
    }
}

/// What came of a job.
pub struct Answer {
    asker: Asker,
    ticket: u64,
    found: Answered,
}

impl std::fmt::Debug for Answer {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_tuple("Answer")
            .field(&self.asker)
            .field(&self.ticket)
            .finish()
    }
}

impl App {
    /// What is to be worked out elsewhere, that of the screen that is shown first. Each is handed
    /// out once; an answer that comes too late is dropped.
    pub fn jobs(&mut self) -> Vec<Job> {
        let Some(board) = self.board.clone() else {
            return Vec::new();
        };
        let screens = self.screens.iter_mut();
        let screens =
            screens.filter_map(|(id, screen)| Some((Asker::Screen(*id), screen.errand()?)));
        let palette = match &mut self.overlay {
            Some(Overlay::Palette(palette)) => palette.errand(),
            _ => None,
        };
        let palette = palette.map(|errand| (Asker::Palette, errand));
        let around = &self.around;
        let mut jobs: Vec<Job> = screens
            .chain(palette)
            .map(|(asker, errand)| Job {
                asker,
                errand,
                board: Arc::clone(&board),
                around: Around {
                    feed: around.feed.clone(),
                    locale: Arc::clone(&around.locale),
                    theme: around.theme,
                    glyphs: around.glyphs,
                    marks: HashSet::new(),
                },
            })
            .collect();
        jobs.sort_by_key(|job| match job.asker {
            Asker::Palette => 0,
            Asker::Screen(screen) if screen == self.active => 1,
            Asker::Screen(_) => 2,
        });
        jobs
    }

    /// Takes the answer to a job; answers what there is to do then, as after a key.
    pub fn answer(&mut self, answer: Answer, now: NaiveDateTime) -> Vec<Effect> {
        let Some(board) = self.board.clone() else {
            return Vec::new();
        };
        let view = self.around.view(&board);
        match answer.asker {
            Asker::Palette => {
                if let Some(Overlay::Palette(palette)) = &mut self.overlay {
                    let wish = palette.answer(answer.ticket, answer.found, &view);
                    return self.wish(wish, now);
                }
            }
            Asker::Screen(screen) => {
                if let Some((_, screen)) = self.screens.iter_mut().find(|(id, _)| *id == screen) {
                    screen.answer(answer.ticket, answer.found, &view);
                }
            }
        }
        Vec::new()
    }

    /// Does all jobs at once: where nobody waits.
    pub fn settle(&mut self) {
        loop {
            let jobs = self.jobs();
            if jobs.is_empty() {
                return;
            }
            for answer in jobs.into_iter().filter_map(Job::run) {
                // Nobody pressed a key meanwhile.
                let _ = self.answer(answer, NaiveDateTime::default());
            }
        }
    }

    /// Whether the screen that is shown waits for an answer.
    pub(super) fn is_busy(&self) -> bool {
        self.screen().is_some_and(Screen::is_busy)
    }
}
