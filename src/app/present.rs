//! The presentation: slides forward and back, by hand or by time, into a thing and back.

use super::{App, Effect, Overlay};
use crate::action::Action;
use crate::ui::overlays::agenda::Agenda;
use crate::ui::overlays::help::Help;
use crate::ui::present::{self, Slide, Standing};
use crate::ui::{ScreenId, Target};
use chrono::{NaiveDateTime, TimeDelta};
use std::time::Duration;

/// A presentation under way.
#[derive(Debug)]
pub(super) struct Present {
    slide: Slide,
    /// The room looks at the speaker.
    blank: bool,
    /// A thing of the slide lies open; `Esc` comes back.
    pub(super) inside: bool,
    /// Seconds a slide; `None`: by hand only.
    turn: Option<u32>,
    /// Since when the slide is shown.
    since: NaiveDateTime,
}

impl App {
    /// Begins at the first slide; `turn`: seconds a slide.
    pub fn present(&mut self, turn: Option<u32>, now: NaiveDateTime) {
        // Where it was left, else from the first.
        let first = self.last_slide.take().unwrap_or(Slide::ALL[0]);
        self.presenting = Some(Present {
            slide: first,
            blank: false,
            inside: false,
            turn: turn.filter(|seconds| *seconds > 0),
            since: now,
        });
    }

    /// Whether a slide is shown, not a screen.
    pub(super) fn on_slide(&self) -> bool {
        self.presenting.as_ref().is_some_and(|one| !one.inside)
    }

    /// An action on a slide.
    pub(super) fn slide_act(&mut self, action: Action, now: NaiveDateTime) -> Vec<Effect> {
        let Some(board) = self.board.clone() else {
            return match action {
                Action::Quit => vec![Effect::Quit],
                _ => Vec::new(),
            };
        };
        let slides = present::slides(&board);
        let Some(present) = &mut self.presenting else {
            return Vec::new();
        };
        let at = place(&slides, present.slide);
        let last = slides.len() - 1;
        // A blank screen comes back with any key that is not the end.
        if present.blank && !matches!(action, Action::Quit | Action::Back) {
            present.blank = false;
            present.since = now;
            return Vec::new();
        }
        let to = match action {
            Action::Down | Action::Right | Action::PageDown | Action::Open => (at + 1).min(last),
            Action::Up | Action::Left | Action::PageUp => at.saturating_sub(1),
            Action::First => 0,
            Action::Last => last,
            Action::Blank => {
                present.blank = true;
                return Vec::new();
            }
            Action::Back | Action::Present => {
                self.last_slide = Some(present.slide).filter(|slide| *slide != Slide::End);
                self.presenting = None;
                return Vec::new();
            }
            Action::Source => {
                present.inside = true;
                let target = present.slide.thing(&board);
                self.travel = super::travel::Travel::default();
                match target {
                    Target::Screen(screen) => self.active = screen,
                    other => self.go_there(&other),
                }
                return Vec::new();
            }
            Action::Done => {
                self.overlay = Some(Overlay::Agenda(Agenda::new(None)));
                self.refresh_overlay();
                return Vec::new();
            }
            Action::Help => {
                self.overlay = Some(Overlay::Help(Help::default()));
                return Vec::new();
            }
            Action::Copy => {
                let answer = present.slide.answer(&self.around.view(&board));
                return vec![Effect::Copy(answer)];
            }
            Action::Decide => {
                // About the thing of the slide, never about what the screen behind stands on.
                let about = present.slide.thing(&board);
                self.decide_about(Some(about), now);
                return Vec::new();
            }
            // Digits jump.
            other => match ScreenId::ALL
                .iter()
                .position(|&screen| Some(screen) == ScreenId::of(other))
            {
                Some(number) => number.min(last),
                // What needs no screen; anything else would act on the one behind.
                None => {
                    return match other {
                        Action::Quit
                        | Action::Reload
                        | Action::Redraw
                        | Action::Theme
                        | Action::Language
                        | Action::Palette
                        | Action::Log => self.program(other, now),
                        _ => Vec::new(),
                    };
                }
            },
        };
        if to != at {
            present.slide = slides[to];
        }
        present.since = now;
        Vec::new()
    }

    /// Turns the slide when its time has gone; `true`: draw again.
    pub(super) fn turn(&mut self, now: NaiveDateTime) -> bool {
        let Some(board) = &self.board else {
            return false;
        };
        let slides = present::slides(board);
        let still = self.overlay.is_some();
        let Some(present) = &mut self.presenting else {
            return false;
        };
        let Some(turn) = present
            .turn
            .filter(|_| !present.blank && !present.inside && !still)
        else {
            return false;
        };
        if now - present.since >= TimeDelta::seconds(i64::from(turn)) {
            // After the end it begins again, as on a screen in a hall.
            let at = place(&slides, present.slide);
            present.slide = slides[(at + 1) % slides.len()];
            present.since = now;
        }
        true
    }

    /// How long until the line of time moves on.
    pub(super) fn next_turn(&self) -> Option<Duration> {
        let present = self.presenting.as_ref()?;
        let turns = present.turn.is_some() && !present.blank && !present.inside;
        (turns && self.overlay.is_none()).then(|| Duration::from_millis(500))
    }

    /// Where the presentation stands; `None`: a screen is shown.
    pub(super) fn standing(&self, now: NaiveDateTime) -> Option<Standing> {
        let present = self.presenting.as_ref().filter(|one| !one.inside)?;
        let slides = present::slides(self.board.as_ref()?);
        let at = place(&slides, present.slide);
        let elapsed = present.turn.map(|turn| {
            let gone = (now - present.since).num_milliseconds() as f64;
            (gone / (f64::from(turn) * 1000.0)).clamp(0.0, 1.0)
        });
        Some(Standing {
            slide: slides[at],
            place: (at + 1, slides.len()),
            elapsed,
            blank: present.blank,
        })
    }

    /// Back to the slide from a thing of it; `false`: there is none to go back to.
    pub(super) fn back_to_slide(&mut self, now: NaiveDateTime) -> bool {
        match &mut self.presenting {
            Some(present) if present.inside => {
                present.inside = false;
                present.since = now;
                true
            }
            _ => false,
        }
    }
}

/// Where a slide stands; one that has gone since leaves its place to the next.
fn place(slides: &[Slide], slide: Slide) -> usize {
    let order = |slide: Slide| Slide::ALL.iter().position(|one| *one == slide);
    slides
        .iter()
        .position(|one| order(*one) >= order(slide))
        .unwrap_or(slides.len() - 1)
}
