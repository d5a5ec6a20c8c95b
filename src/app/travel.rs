//! From screen to screen, back and forward through where one has been, and the way here.

use super::App;
use crate::tr;
use crate::ui::{ScreenId, Target, View, words};

/// A screen and what is under its cursor.
type Spot = (ScreenId, Option<Target>);

/// A place one has been, and the things that were opened on the way there.
#[derive(Debug, Clone, PartialEq)]
struct Stop {
    spot: Spot,
    way: Vec<Spot>,
}

/// Where one has been.
#[derive(Debug, Default)]
pub(super) struct Travel {
    back: Vec<Stop>,
    forward: Vec<Stop>,
    /// The things that were opened one out of the other, from the last screen that was chosen by
    /// its tab.
    way: Vec<Spot>,
}

/// How many stops are remembered.
const STOPS: usize = 50;

/// How many things of a way are told.
const WAY: usize = 8;

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
        Stop {
            spot: (self.active, self.current()),
            way: self.travel.way.clone(),
        }
    }

    /// The way here in words, this place being the last; empty where nothing was opened.
    pub(super) fn crumbs(&self, view: &View<'_>) -> Vec<String> {
        let way = &self.travel.way;
        let inside = self.presenting.as_ref().is_some_and(|one| one.inside);
        if way.is_empty() && !inside {
            return Vec::new();
        }
        let slide = inside.then(|| tr!(view.locale, "crumb-slide"));
        let here = (self.active, self.current());
        let stops = way.iter().chain([&here]);
        slide
            .into_iter()
            .chain(stops.map(|spot| crumb(view, spot)))
            .collect()
    }

    /// To the stop of the way with this number.
    pub(super) fn back_along(&mut self, at: usize, now: chrono::NaiveDateTime) {
        let inside = self.presenting.as_ref().is_some_and(|one| one.inside);
        let at = match (inside, at) {
            (true, 0) => {
                self.back_to_slide(now);
                return;
            }
            (true, at) => at - 1,
            (false, at) => at,
        };
        if let Some(spot) = self.travel.way.get(at).cloned() {
            let here = self.here();
            self.travel.leave(here);
            let way = self.travel.way[..at].to_vec();
            self.stand(Stop { spot, way });
        }
    }

    /// Shows a screen.
    pub(super) fn show(&mut self, screen: ScreenId) {
        if screen != self.active {
            let here = self.here();
            self.travel.leave(here);
            self.travel.way.clear();
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
        if home != self.active || here.spot.1.as_ref() != Some(target) {
            self.travel.way.push(here.spot.clone());
            if self.travel.way.len() > WAY {
                self.travel.way.remove(0);
            }
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

    fn stand(&mut self, stop: Stop) {
        let (screen, target) = stop.spot;
        self.travel.way = stop.way;
        self.active = screen;
        if let Some(target) = target {
            self.with_screen(|screen, view| screen.point(&target, view));
        }
        self.looked_at();
    }
}

/// A stop in words: the screen, and the thing under its cursor where that is at home there.
fn crumb(view: &View<'_>, (screen, target): &Spot) -> String {
    let title = screen.title(view.locale);
    let own = target.as_ref().filter(|target| home(target) == *screen);
    match own.and_then(|target| thing(view, target)) {
        Some(thing) => format!("{title} {thing}"),
        None => title,
    }
}

/// What a thing is called, short.
fn thing(view: &View<'_>, target: &Target) -> Option<String> {
    let many = view.board.regions.len() > 1;
    let with_region = |region: &str, id: &str| {
        if many && !region.is_empty() {
            format!("{region} {id}")
        } else {
            id.to_owned()
        }
    };
    Some(match target {
        Target::Task(region, id)
        | Target::Petition(region, id)
        | Target::Project(region, id)
        | Target::Decision(region, id)
        | Target::Late(region, id, _) => with_region(region, id),
        Target::Unit(name) | Target::Indicator(name) => name.clone(),
        Target::IndicatorOf(name, region) => words::in_region(view, name, region),
        Target::Region(name) => words::region(view, name),
        Target::Screen(_) | Target::Finding(_) => return None,
    })
}

/// The screen a thing is at home on.
fn home(target: &Target) -> ScreenId {
    match target {
        Target::Task(..) => ScreenId::Tasks,
        Target::Unit(_) | Target::Region(_) => ScreenId::Overdue,
        Target::Indicator(_) | Target::IndicatorOf(..) => ScreenId::Indicators,
        Target::Screen(screen) => *screen,
        Target::Petition(..) => ScreenId::Petitions,
        Target::Project(..) => ScreenId::Projects,
        Target::Finding(_) => ScreenId::Data,
        Target::Decision(..) => ScreenId::Overview,
        Target::Late(..) => ScreenId::Supervision,
    }
}
