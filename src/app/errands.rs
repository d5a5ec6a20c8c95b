//! What is worked out elsewhere, so that no key waits for a million rows.

use super::{App, Around};
use crate::analysis::board::Board;
use crate::ui::{Answered, Errand, Screen, ScreenId};
use std::collections::HashSet;
use std::sync::Arc;

/// A screen's errand with all it needs, for another thread.
#[derive(Debug)]
pub struct Job {
    screen: ScreenId,
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
            screen: self.screen,
            ticket,
            found,
        })
    }
}

impl Job {
    /// The answer of a job that came to nothing.
    pub fn nothing(&self) -> Answer {
        Answer {
            screen: self.screen,
            ticket: self.errand.ticket,
            found: Box::new(()),
        }
    }
}

/// What came of a job.
pub struct Answer {
    screen: ScreenId,
    ticket: u64,
    found: Answered,
}

impl std::fmt::Debug for Answer {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_tuple("Answer")
            .field(&self.screen)
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
        let around = &self.around;
        let mut jobs: Vec<Job> = self
            .screens
            .iter_mut()
            .filter_map(|(screen, state)| {
                Some(Job {
                    screen: *screen,
                    errand: state.errand()?,
                    board: Arc::clone(&board),
                    around: Around {
                        feed: around.feed.clone(),
                        locale: Arc::clone(&around.locale),
                        theme: around.theme,
                        glyphs: around.glyphs,
                        marks: HashSet::new(),
                    },
                })
            })
            .collect();
        jobs.sort_by_key(|job| job.screen != self.active);
        jobs
    }

    /// Takes the answer to a job.
    pub fn answer(&mut self, answer: Answer) {
        let Some(board) = self.board.clone() else {
            return;
        };
        let view = self.around.view(&board);
        let screen = self.screens.iter_mut().find(|(id, _)| *id == answer.screen);
        if let Some((_, screen)) = screen {
            screen.answer(answer.ticket, answer.found, &view);
        }
    }

    /// Does all jobs at once: where nobody waits.
    pub fn settle(&mut self) {
        loop {
            let jobs = self.jobs();
            if jobs.is_empty() {
                return;
            }
            for answer in jobs.into_iter().filter_map(Job::run) {
                self.answer(answer);
            }
        }
    }

    /// Whether the screen that is shown waits for an answer.
    pub(super) fn is_busy(&self) -> bool {
        self.screen().is_some_and(Screen::is_busy)
    }
}
