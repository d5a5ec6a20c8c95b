//! The row of a source file that lies over the screen, and the way to its neighbours.

use super::overlay::Overlay;
use super::{App, Effect};
use crate::action::Action;
use crate::ui::overlays::source::Shown;
use crate::ui::{Place, Target};
use std::sync::Arc;

impl App {
    /// Over a row of a source file up and down go to the findings before and behind it, any
    /// other key closes it.
    pub(super) fn source_key(&mut self, action: Option<Action>) -> Vec<Effect> {
        match action {
            Some(Action::Quit) => vec![Effect::Quit],
            Some(step @ (Action::Down | Action::Up)) => {
                let before = match &self.overlay {
                    Some(Overlay::Source(shown)) => Some(shown.place.clone()),
                    _ => None,
                };
                // Headings of groups have no row; past them, to the end at most.
                for _ in 0..64 {
                    self.with_screen(|screen, view| screen.update(step, view));
                    let place = self
                        .with_screen(|screen, view| screen.source(view))
                        .flatten();
                    if place.is_some() && place != before {
                        return place.map_or_else(Vec::new, |place| self.show_source(place));
                    }
                }
                Vec::new()
            }
            _ => {
                self.overlay = None;
                Vec::new()
            }
        }
    }

    /// Opens the box and asks for the row.
    pub(super) fn show_source(&mut self, place: Place) -> Vec<Effect> {
        self.overlay = Some(Overlay::Source(Shown::waiting(place.clone())));
        vec![Effect::Excerpt(place)]
    }

    /// The row that the thing under the cursor stands in.
    pub(super) fn place(&mut self) -> Option<Place> {
        if let Some(place) = self
            .with_screen(|screen, view| screen.source(view))
            .flatten()
        {
            return Some(place);
        }
        let Target::Task(region, id) = self.current()? else {
            return None;
        };
        let board = self.board.as_ref()?;
        let ix = board.find_task(&region, &id)?;
        let task = board.task(ix)?;
        Some(Place {
            file: Arc::clone(&task.segment.source.file),
            line: task.line(),
            column: 0,
            words: format!("{} {}", task.id(), task.title()),
            severity: None,
        })
    }
}
