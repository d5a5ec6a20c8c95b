//! From screen to screen, back and forward through where one has been.

use super::App;
use crate::ui::{ScreenId, Target};

/// A place one has been: the screen and what was under its cursor.
type Stop = (ScreenId, Option<Target>);

/// Where one has been.
#[derive(Debug, Default)]
pub(super) struct Travel {
    back: Vec<Stop>,
    forward: Vec<Stop>,
}

/// How many stops are remembered.
const STOPS: usize = 50;

impl Travel {
    /// Whether there is a way back.
    pub(super) fn can_go_back(&self) -> bool {
        !self.back.is_empty()
    }

    /// Whether there is a way forward again.
    pub(super) fn can_go_forward(&self) -> bool {
        !self.forward.is_empty()
    }

    fn leave(&mut self, stop: Stop) {
        self.forward.clear();
        if self.back.last() == Some(&stop) {
            return;
        }
        if self.back.len() >= STOPS {
            self.back.remove(0);
        }
        self.back.push(stop);
    }
}

impl App {
    fn here(&self) -> Stop {
        (self.active, self.current())
    }

    /// Shows a screen.
    pub(super) fn show(&mut self, screen: ScreenId) {
        if screen != self.active {
            let here = self.here();
            self.travel.leave(here);
            self.active = screen;
        }
        self.looked_at();
    }

    /// Opens a thing on the screen that is its home.
    pub(super) fn go(&mut self, target: &Target) {
        // From a slide into the thing; `Esc` comes back.
        if let Some(present) = self.presenting.as_mut().filter(|one| !one.inside) {
            present.inside = true;
            self.travel = Travel::default();
            self.go_there(target);
            return;
        }
        let home = home(target);
        let here = self.here();
        if home != self.active || here.1.as_ref() != Some(target) {
            self.travel.leave(here);
        }
        self.stand_at(home, target);
    }

    /// Opens a thing without remembering where one was.
    pub(super) fn go_there(&mut self, target: &Target) {
        self.stand_at(home(target), target);
    }

    fn stand_at(&mut self, screen: ScreenId, target: &Target) {
        self.active = screen;
        self.with_screen(|screen, view| screen.reveal(target, view));
        self.looked_at();
    }

    /// To where one was before.
    pub(super) fn back(&mut self) {
        if let Some(stop) = self.travel.back.pop() {
            let here = self.here();
            self.travel.forward.push(here);
            self.stand(stop);
        }
    }

    /// To where one was before going back.
    pub(super) fn forward(&mut self) {
        if let Some(stop) = self.travel.forward.pop() {
            let here = self.here();
            self.travel.back.push(here);
            self.stand(stop);
        }
    }

    fn stand(&mut self, (screen, target): Stop) {
        self.active = screen;
        if let Some(target) = target {
            self.with_screen(|screen, view| screen.point(&target, view));
        }
        self.looked_at();
    }
}

/// The screen a thing is at home on.
fn home(target: &Target) -> ScreenId {
    match target {
        Target::Task(..) => ScreenId::Tasks,
        Target::Unit(_) => ScreenId::Overdue,
        Target::Indicator(_) => ScreenId::Indicators,
        Target::Screen(screen) => *screen,
        Target::Petition(..) => ScreenId::Petitions,
        Target::Project(..) => ScreenId::Projects,
        Target::Finding(_) => ScreenId::Data,
        Target::Decision(..) => ScreenId::Overview,
        Target::Late(..) => ScreenId::Supervision,
    }
}
