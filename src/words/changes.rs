//! What changed, each thing in a sentence, the most urgent first (DESIGN §4, Change).

use super::Voice;
use crate::analysis::board::{Light, TaskIx, TaskVerdict, Verdict};
use crate::i18n::Locale;
use crate::tr;
use std::collections::BTreeSet;

/// Kinds of change, the most urgent first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// A look-back reopened it.
    Reopened,
    /// Overdue since.
    Overdue,
    /// Signed off since.
    Done,
    /// Its row is gone.
    Vanished,
    /// Its deadline moved or was emptied.
    Moved,
    /// Its reported status went back.
    WentBack,
    /// An indicator crossed its target.
    Crossed,
    /// Its light changed.
    Light,
    /// Its progress changed.
    Progress,
    /// Its row is new.
    Appeared,
    /// A reading was revised.
    Revised,
}

/// What a change is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum About {
    /// A task of the board.
    Task(TaskIx),
    /// An indicator, by name.
    Indicator(String),
    /// A region, by name.
    Region(String),
    /// A row that is not there any more.
    Nothing,
}

/// One change.
#[derive(Debug, Clone)]
pub struct Change {
    /// Its kind.
    pub kind: Kind,
    /// The light it is shown in.
    pub light: Light,
    /// The sentence.
    pub words: String,
    /// What it is about.
    pub about: About,
}

/// A kind in a word.
pub fn kind(l: &Locale, kind: Kind) -> String {
    match kind {
        Kind::Reopened => tr!(l, "kind-reopened"),
        Kind::Overdue => tr!(l, "kind-overdue"),
        Kind::Done => tr!(l, "kind-done"),
        Kind::Vanished => tr!(l, "kind-vanished"),
        Kind::Moved => tr!(l, "kind-moved"),
        Kind::WentBack => tr!(l, "kind-went-back"),
        Kind::Crossed => tr!(l, "kind-crossed"),
        Kind::Light => tr!(l, "kind-light"),
        Kind::Progress => tr!(l, "kind-progress"),
        Kind::Appeared => tr!(l, "kind-appeared"),
        Kind::Revised => tr!(l, "kind-revised"),
    }
}

/// Everything that changed, in sentences.
pub fn changes(voice: &impl Voice) -> Vec<Change> {
    let mut out = tasks(voice);
    out.extend(indicators(voice));
    out.extend(regions(voice));
    out.sort_by_key(|change| change.kind);
    out
}

/// Regions that delivered for the first time.
fn regions(voice: &impl Voice) -> Vec<Change> {
    let all = voice.board().changes.new_regions.iter();
    let told = all.map(|(name, count)| Change {
        kind: Kind::Appeared,
        light: Light::Grey,
        words: tr!(
            voice.locale(),
            "change-new-region",
            region = super::region(voice, name),
            count = *count
        ),
        about: About::Region(name.clone()),
    });
    told.collect()
}

fn tasks(voice: &impl Voice) -> Vec<Change> {
    let l = voice.locale();
    let board = voice.board();
    let changes = &board.changes;
    let name = |ix: TaskIx| {
        let task = board.task(ix);
        task.map_or_else(String::new, |task| {
            format!(
                "{} {}",
                super::numbered(voice, task.region(), task.id()),
                task.title()
            )
        })
    };
    let date = |day| super::date_cell(voice, day);
    let mut out = Vec::new();
    let mut push = |kind, light, words: String, task: Option<TaskIx>| {
        out.push(Change {
            kind,
            light,
            words,
            about: task.map_or(About::Nothing, About::Task),
        });
    };
    for &ix in &changes.reopened {
        let words = tr!(l, "change-reopened", name = name(ix));
        push(Kind::Reopened, Light::Red, words, Some(ix));
    }
    for &ix in &changes.newly_overdue {
        let days = board.verdict(ix).map_or(0, TaskVerdict::days_overdue);
        let words = tr!(l, "change-overdue", name = name(ix), days = days);
        push(Kind::Overdue, Light::Red, words, Some(ix));
    }
    for &ix in &changes.newly_done {
        let words = tr!(l, "change-done", name = name(ix));
        push(Kind::Done, Light::Blue, words, Some(ix));
    }
    for one in &changes.vanished {
        let id = super::numbered(voice, &one.region, &one.id);
        let name = format!("{id} {}", one.title);
        let words = tr!(l, "change-vanished", name = name);
        push(Kind::Vanished, Light::Red, words, None);
    }
    for moved in &changes.deadline_moved {
        let words = tr!(
            l,
            "change-moved",
            name = name(moved.task),
            from = date(moved.from),
            to = date(moved.to),
            times = i64::from(moved.times)
        );
        push(Kind::Moved, Light::Yellow, words, Some(moved.task));
    }
    for one in &changes.went_back {
        let words = tr!(
            l,
            "change-went-back",
            name = name(one.task),
            from = super::status(l, one.from),
            to = super::status(l, one.to)
        );
        push(Kind::WentBack, Light::Yellow, words, Some(one.task));
    }
    let told: BTreeSet<TaskIx> = [
        &changes.reopened,
        &changes.newly_overdue,
        &changes.newly_done,
    ]
    .into_iter()
    .flatten()
    .copied()
    .collect();
    for &(ix, was, is) in &changes.lights {
        // Its light is the least of what was told of it.
        if told.contains(&ix) {
            continue;
        }
        let words = tr!(
            l,
            "change-light",
            name = name(ix),
            from = super::light(l, was),
            to = super::light(l, is)
        );
        push(Kind::Light, is, words, Some(ix));
    }
    for &(ix, was, is) in &changes.progress {
        let light = if is < was {
            Light::Yellow
        } else {
            Light::Green
        };
        let words = tr!(
            l,
            "change-progress",
            name = name(ix),
            from = super::percent_short(Some(was)),
            to = super::percent_short(Some(is)),
            points = format!(
                "{:+.0}",
                super::whole_percent(is) - super::whole_percent(was)
            )
        );
        push(Kind::Progress, light, words, Some(ix));
    }
    for &ix in &changes.appeared {
        let words = tr!(l, "change-appeared", name = name(ix));
        push(Kind::Appeared, Light::Grey, words, Some(ix));
    }
    out
}

fn indicators(voice: &impl Voice) -> Vec<Change> {
    let l = voice.locale();
    let board = voice.board();
    let whole = board.changes.crossed.iter();
    let whole = whole.map(|(at, was, is)| (at, None, was, is));
    let regions = board.changes.crossed_in.iter();
    let regions = regions.map(|(at, region, was, is)| (at, Some(region), was, is));
    let crossed = whole.chain(regions).filter_map(|(at, region, was, is)| {
        let indicator = board.indicators.get(*at)?;
        let name = match region {
            Some(region) => super::in_region(voice, &indicator.indicator, region),
            None => indicator.indicator.clone(),
        };
        Some(Change {
            kind: Kind::Crossed,
            light: match is {
                Verdict::Missed => Light::Red,
                _ => Light::Green,
            },
            words: tr!(
                l,
                "change-crossed",
                name = name,
                from = super::verdict(l, *was),
                to = super::verdict(l, *is)
            ),
            about: About::Indicator(indicator.indicator.clone()),
        })
    });
    let revised = board.changes.revised.iter().map(|one| {
        let name = match one.site.as_str() {
            "" => one.indicator.clone(),
            site => format!("{}（{site}）", one.indicator),
        };
        Change {
            kind: Kind::Revised,
            light: Light::Grey,
            words: tr!(
                l,
                "change-revised",
                name = name,
                period = super::period(voice, one.period),
                from = one.from.as_str(),
                to = one.to.as_str()
            ),
            about: About::Indicator(one.indicator.clone()),
        }
    });
    crossed.chain(revised).collect()
}
