//! The answer of each screen in one sentence, as a chair would read it out: screens, slides and
//! papers say the same.

use super::Voice;
use crate::analysis::board::{
    Board, Counts, Escalation, IndicatorVerdict, Light, Outlook, ReadClass, RegionVerdict, TaskIx,
    UnitVerdict, Verdict,
};
use crate::i18n::Locale;
use crate::terms::Stage;
use crate::tr;
use std::collections::HashSet;

/// Where everything stands: tasks by class, the latest unit, what is lost for the year.
pub fn overview(voice: &impl Voice) -> String {
    let l = voice.locale();
    let board = voice.board();
    let top = &board.top;
    let no_data = |i: &IndicatorVerdict| i.verdict == Verdict::NoData;
    if top.total == 0 && board.indicators.iter().all(no_data) {
        return tr!(l, "overview-empty");
    }
    let tasks = if top.total == 0 {
        tr!(l, "tasks-headline-none")
    } else {
        tr!(
            l,
            "overview-headline",
            total = super::counted(l, top.total),
            classes = classes(voice, top)
        )
    };
    let late = longest(voice).map(|unit| {
        let (overdue, days) = (board.leaves.overdue, unit.longest_overdue);
        let name = unit.unit.as_str();
        let overdue = super::counted(l, overdue);
        match overdue_are(board) {
            Rows::Parts => tr!(
                l,
                "overview-headline-late",
                overdue = overdue,
                unit = name,
                days = days
            ),
            Rows::Both => tr!(
                l,
                "overview-headline-late-both",
                overdue = overdue,
                unit = name,
                days = days
            ),
            Rows::Tasks => tr!(
                l,
                "overview-headline-late-tasks",
                overdue = overdue,
                unit = name,
                days = days
            ),
            Rows::Undivided => tr!(
                l,
                "overview-headline-late-undivided",
                overdue = overdue,
                unit = name,
                days = days
            ),
        }
    });
    let lost: Vec<&str> = board
        .indicators
        .iter()
        .filter(|i| super::indicator_light(i) == Light::Red)
        .map(|i| i.indicator.as_str())
        .collect();
    let missed = match lost.len() {
        0 => String::new(),
        count => tr!(
            l,
            "overview-headline-missed",
            count = count,
            first = lost[0]
        ),
    };
    format!(
        "{tasks}{}{missed}{}",
        late.unwrap_or_default(),
        unread(voice)
    )
}

/// Which counties are missing from what was said, as no file of theirs could be read.
fn unread(voice: &impl Voice) -> String {
    let l = voice.locale();
    let names: Vec<&str> = voice.board().unread.iter().map(String::as_str).collect();
    match names.len() {
        0 => String::new(),
        count => tr!(
            l,
            "headline-unread",
            count = count,
            more = if count > UNREAD { "yes" } else { "no" },
            names = super::list(l, &names[..count.min(UNREAD)])
        ),
    }
}

/// Which rows a count of rows without parts is of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Rows {
    /// Tasks.
    Tasks,
    /// Parts of tasks.
    Parts,
    /// Both: in one sentence with a count of tasks it must say so.
    Both,
    /// Tasks without parts, while others with parts are as late themselves: another count.
    Undivided,
}

impl Rows {
    /// Of so many rows without parts, so many of which are no parts themselves; `tasks`: the count of
    /// tasks, with parts or without.
    fn of(rows: usize, undivided: usize, tasks: usize, has_parts: bool) -> Self {
        match undivided {
            _ if has_parts && undivided == rows && rows > 0 && tasks != rows => Self::Undivided,
            _ if !has_parts || (undivided == rows && rows > 0) => Self::Tasks,
            0 => Self::Parts,
            _ => Self::Both,
        }
    }
}

/// Which rows those are that are overdue.
pub fn overdue_are(board: &Board) -> Rows {
    let (rows, facts) = (board.leaves.overdue, &board.facts);
    let tasks = board.top.overdue;
    Rows::of(rows, facts.undivided_overdue, tasks, board.sub.total > 0)
}

/// Which rows those are that are behind.
pub fn behind_are(board: &Board) -> Rows {
    let rows = board.leaves.class(ReadClass::Behind);
    let tasks = board.top.class(ReadClass::Behind);
    let undivided = board.facts.undivided_behind;
    Rows::of(rows, undivided, tasks, board.sub.total > 0)
}

/// The unit that is late the longest; the ranking begins with the one that is late the most often.
pub fn longest(voice: &impl Voice) -> Option<&UnitVerdict> {
    let board = voice.board();
    let late = board.late_units().filter_map(|at| board.units.get(at));
    // Of equals the first of the ranking.
    late.rev().max_by_key(|unit| unit.longest_overdue)
}

/// `2 项已销号、1 项逾期`: the read-out classes that hold anything. What a look-back reopened counts
/// with the overdue ones and is named apart, so that "逾期" is one number everywhere.
pub fn classes(voice: &impl Voice, counts: &Counts) -> String {
    let l = voice.locale();
    let mut classes = Vec::new();
    let mut push = |count: usize, class: String| {
        if count > 0 {
            let count = super::counted(l, count);
            classes.push(tr!(l, "count-of-class", count = count, class = class));
        }
    };
    for class in ReadClass::ALL {
        let count = counts.class(class);
        let word = super::class(l, class);
        if class == ReadClass::Overdue {
            let overdue = counts.overdue.min(count);
            push(overdue, word);
            push(count - overdue, tr!(l, "class-reopened"));
        } else {
            push(count, word);
        }
    }
    super::list(l, &classes.iter().map(String::as_str).collect::<Vec<_>>())
}

/// The tasks by class; of a register with parts the parts are counted, as such numbers are
/// read out at both levels.
pub fn tasks(voice: &impl Voice) -> String {
    let l = voice.locale();
    let board = voice.board();
    if board.top.total == 0 {
        return tr!(l, "tasks-headline-none");
    }
    if board.sub.total == 0 {
        return tr!(
            l,
            "tasks-headline",
            total = super::counted(l, board.top.total),
            classes = classes(voice, &board.top)
        );
    }
    let total = super::counted(l, board.top.total);
    let leaves = super::counted(l, board.leaves.total);
    let classes = classes(voice, &board.leaves);
    if board.facts.undivided == 0 {
        return tr!(
            l,
            "tasks-headline-parts",
            total = total,
            parts = leaves,
            classes = classes
        );
    }
    // Tasks without parts count as they are, else those of them that are late were not told.
    tr!(
        l,
        "tasks-headline-some-parts",
        total = total,
        split = super::counted(l, board.top.total - board.facts.undivided),
        parts = super::counted(l, board.leaves.total - board.facts.undivided),
        leaves = leaves,
        classes = classes
    )
}

/// Who is late and by how long.
pub fn overdue(voice: &impl Voice) -> String {
    let l = voice.locale();
    let board = voice.board();
    let late = board.facts.late_units;
    let Some(first) = longest(voice) else {
        return tr!(l, "overdue-headline-none", units = board.units.len());
    };
    tr!(
        l,
        "overdue-headline",
        units = late,
        overdue = super::counted(l, board.leaves.overdue),
        unit = first.unit.as_str(),
        days = first.longest_overdue,
        step = super::step(voice, first.step_due)
    )
}

/// Who is late among the regions.
pub fn regions(voice: &impl Voice) -> String {
    let (l, board) = (voice.locale(), voice.board());
    // The folder's own level is no county.
    let counties = || board.regions.iter().filter(|one| !one.region.is_empty());
    let late = counties().filter(|one| one.overdue > 0);
    // The ranking begins with the one that is late the most often.
    let said = match board.regions.first().filter(|one| one.overdue > 0) {
        None => tr!(l, "regions-headline-none", regions = counties().count()),
        Some(first) => tr!(
            l,
            "regions-headline",
            regions = counties().count(),
            late = late.count(),
            overdue = super::many(l, board.leaves.overdue),
            region = super::region(voice, &first.region),
            most = first.overdue,
            days = first.longest_overdue
        ),
    };
    format!("{said}{}", unread(voice))
}

/// Who is late in a region.
pub fn region(voice: &impl Voice, region: &RegionVerdict, units: &[UnitVerdict]) -> String {
    let l = voice.locale();
    let name = super::region(voice, &region.region);
    let late = units.iter().filter(|unit| unit.overdue > 0);
    // Of equals the first of the ranking.
    match late.rev().max_by_key(|unit| unit.longest_overdue) {
        None => tr!(
            l,
            "region-headline-none",
            region = name,
            units = units.len()
        ),
        Some(longest) => tr!(
            l,
            "region-headline",
            region = name,
            units = region.late_units,
            overdue = region.overdue,
            unit = longest.unit.as_str(),
            days = longest.longest_overdue,
            step = super::step(voice, longest.step_due)
        ),
    }
}

/// How many targets are met, and what there is to say of one of them.
pub fn indicators(voice: &impl Voice, one: Option<&IndicatorVerdict>) -> String {
    let l = voice.locale();
    let all = &voice.board().indicators;
    let count = |wanted: Verdict| all.iter().filter(|i| i.verdict == wanted).count();
    let mut out = tr!(
        l,
        "indicators-headline",
        total = all.len(),
        met = count(Verdict::Met),
        missed = count(Verdict::Missed)
    );
    if count(Verdict::NoData) > 0 {
        out.push_str(&tr!(
            l,
            "indicators-headline-no-data",
            count = count(Verdict::NoData)
        ));
    }
    if let Some(indicator) = one {
        let sentence = super::outlook_sentence(voice, indicator);
        if !sentence.is_empty() {
            out.push_str(&tr!(
                l,
                "indicators-headline-one",
                name = indicator.indicator.as_str(),
                sentence = sentence
            ));
        }
    }
    out
}

/// How the regions of an indicator stand.
pub fn indicator_regions(voice: &impl Voice, one: &IndicatorVerdict) -> String {
    tr!(
        voice.locale(),
        "indicator-regions-headline",
        indicator = one.indicator.as_str(),
        regions = super::regions_sentence(voice, one)
    )
}

/// The indicator whose year is still open and in doubt; else the first with a picture.
pub fn pressing(voice: &impl Voice) -> Option<&IndicatorVerdict> {
    let drawn = || {
        let all = voice.board().indicators.iter();
        all.filter(|i| !i.series.is_empty())
    };
    drawn()
        .find(|i| i.outlook == Outlook::AtRisk)
        .or_else(|| drawn().next())
}

/// Whether the schedule is kept.
pub fn timeline(voice: &impl Voice) -> String {
    let l = voice.locale();
    let board = voice.board();
    let last = board.trend.last();
    let overall = tr!(
        l,
        "timeline-headline",
        actual = super::percent(last.and_then(|p| p.actual)),
        expected = super::percent(last.and_then(|p| p.expected))
    );
    let unknown = match board.leaves.unknown {
        0 => String::new(),
        count => tr!(l, "timeline-headline-unknown", count = count),
    };
    let steps = tr!(
        l,
        "timeline-headline-milestones",
        total = board.facts.milestones,
        done = board.facts.milestones_done,
        missed = board.facts.milestones_missed
    );
    format!("{overall}{unknown}{steps}")
}

/// What is due against units that lag and what was not done yet.
pub fn supervision(voice: &impl Voice) -> String {
    let l = voice.locale();
    let board = voice.board();
    let glance = board.supervision.glance;
    let Some(worst) = glance.worst else {
        return tr!(l, "supervision-headline-none");
    };
    let mut out = tr!(
        l,
        "supervision-headline",
        units = glance.due,
        missing = glance.short
    );
    if worst.gap > 0 {
        let unit = board.units.get(worst.unit);
        out.push_str(&tr!(
            l,
            "supervision-headline-worst",
            unit = unit.map_or("", |unit| unit.unit.as_str()),
            due = super::step(voice, Some(worst.due)),
            taken = taken(voice, worst)
        ));
    }
    let (late, relapsed) = (glance.late_replies, glance.reopening);
    // Nothing is read out that there is none of.
    if late > 0 {
        out.push_str(&tr!(l, "supervision-headline-late", late = late));
    }
    if relapsed > 0 {
        out.push_str(&tr!(
            l,
            "supervision-headline-relapsed",
            relapsed = relapsed
        ));
    }
    out
}

/// The step taken so far: `只到提醒`, `还没有采取`.
pub fn taken(voice: &impl Voice, one: Escalation) -> String {
    match one.taken {
        Some(taken) => tr!(
            voice.locale(),
            "taken-only",
            step = super::level(voice.locale(), taken.level)
        ),
        None => tr!(voice.locale(), "step-none"),
    }
}

/// How many petitions are closed, counted both ways.
pub fn petitions(voice: &impl Voice) -> String {
    let l = voice.locale();
    let counts = voice.board().petitions.counts;
    if counts.total == 0 {
        return tr!(l, "petitions-headline-none");
    }
    tr!(
        l,
        "petitions-headline",
        total = counts.total,
        closed = counts.closed,
        stage = counts.stage_closed,
        open = counts.open,
        rate = super::percent(counts.closed_rate()),
        with = super::percent(counts.closed_rate_with_stage()),
        overdue = counts.overdue
    )
}

/// What the reclaimed-land projects lack.
pub fn projects(voice: &impl Voice) -> String {
    let l = voice.locale();
    let all = &voice.board().projects;
    if all.items.is_empty() {
        return tr!(l, "projects-headline-none");
    }
    // Of a kind that nothing is due of there is nothing to say.
    let works: Vec<String> = ["work-returned", "work-regreened", "work-tended"]
        .into_iter()
        .zip(all.works)
        .filter_map(|(name, work)| {
            let rate = super::percent(Some(work.rate()?));
            Some(format!("{} {rate}", l.tr(name)))
        })
        .collect();
    let works: Vec<&str> = works.iter().map(String::as_str).collect();
    let mut out = if works.is_empty() {
        tr!(l, "projects-headline-nothing", count = all.items.len())
    } else {
        tr!(
            l,
            "projects-headline",
            count = all.items.len(),
            works = super::list(l, &works),
            missing = super::number(all.works.iter().map(|work| work.missing()).sum(), 1)
        )
    };
    let withdrawn = all.stages[Stage::Withdrawn as usize];
    if withdrawn > 0 {
        out.push_str(&tr!(
            l,
            "projects-headline-withdrawn",
            withdrawn = withdrawn,
            restore = all.items.iter().filter(|one| one.must_restore).count()
        ));
    }
    out
}

/// What changed since the day compared with.
pub fn changes(voice: &impl Voice) -> String {
    let l = voice.locale();
    let changes = &voice.board().changes;
    let Some(from) = changes.from else {
        return tr!(l, "changes-headline-none");
    };
    let known = voice.board().baselines.iter().find(|one| one.day == from);
    // Better or worse than then?
    let now = voice.board().trend.last().and_then(|point| point.actual);
    let progress = match changes.actual.zip(now) {
        Some((then, now)) => {
            let [from, to] = [then, now].map(|share| super::percent(Some(share)));
            tr!(l, "changes-progress", from = from, to = to)
        }
        None => String::new(),
    };
    // One that crosses on the whole and in some counties is one.
    let own = changes.crossed_in.iter().map(|one| one.0);
    let crossed: HashSet<usize> = changes.crossed.iter().map(|one| one.0).chain(own).collect();
    // One of six tasks signed off and five parts are not six.
    let many = |list: &[TaskIx]| {
        let verdicts = list.iter().filter_map(|ix| voice.board().verdict(*ix));
        let parts = verdicts.filter(|one| one.is_part()).count();
        tr!(l, "changes-many", tasks = list.len() - parts, parts = parts)
    };
    let kind = match known {
        Some(one) if one.meeting => "meeting",
        Some(_) => "version",
        None => "day",
    };
    tr!(
        l,
        "changes-headline",
        date = super::date(voice, from),
        kind = kind,
        progress = progress,
        done = many(&changes.newly_done),
        overdue = many(&changes.newly_overdue),
        reopened = changes.reopened.len(),
        moved = changes.deadline_moved.len(),
        vanished = changes.vanished.len(),
        crossed = crossed.len()
    )
}

/// What became of what earlier meetings decided.
pub fn decisions(voice: &impl Voice) -> String {
    let l = voice.locale();
    let all = &voice.board().decisions;
    let earlier = || all.iter().filter(|one| one.earlier);
    if earlier().next().is_none() {
        return tr!(l, "decisions-headline-none");
    }
    tr!(
        l,
        "decisions-headline",
        total = earlier().count(),
        open = earlier().filter(|one| one.open).count(),
        late = earlier()
            .filter(|one| one.open && one.days_overdue > 0)
            .count()
    )
}

/// How many counties that could not be read are named.
const UNREAD: usize = 3;

/// How many units and targets the list of what is to be decided names.
const UNITS: usize = 8;
const TARGETS: usize = 3;

/// What the meeting has to decide: steps that are due and missing, targets that are in doubt.
#[derive(Debug)]
pub struct Todo {
    /// The first of it.
    pub items: Vec<Item>,
    /// How much more there is of either.
    pub more: Vec<String>,
    /// How much there is in all.
    pub count: usize,
}

/// One thing to decide.
#[derive(Debug)]
pub struct Item {
    /// A sentence.
    pub what: String,
    /// The task it is about, and why; empty where it is about none.
    pub about: String,
}

impl Item {
    /// Both in one.
    pub fn line(&self, locale: &Locale) -> String {
        if self.about.is_empty() {
            return self.what.clone();
        }
        tr!(
            locale,
            "todo-about",
            what = self.what.as_str(),
            about = self.about.as_str()
        )
    }
}

/// A task with its number, and why it has its light.
pub fn task_why(voice: &impl Voice, ix: TaskIx) -> String {
    let Some(task) = voice.board().task(ix) else {
        return String::new();
    };
    tr!(
        voice.locale(),
        "task-why",
        id = super::numbered(voice, task.region(), task.id()),
        title = task.title(),
        reason = super::reason(voice, ix)
    )
}

/// What the meeting has to decide.
pub fn todo(voice: &impl Voice) -> Todo {
    let l = voice.locale();
    let board = voice.board();
    let mut out = Vec::new();
    let all = &board.supervision.escalations;
    // Of each unit with a gap the task whose step is the highest.
    let missing = all.chunk_by(|a, b| a.unit == b.unit).filter_map(|of_unit| {
        let gaps = of_unit.iter().filter(|one| one.gap > 0);
        gaps.max_by_key(|one| (one.due, one.gap))
    });
    let missing: Vec<&Escalation> = missing.collect();
    for one in missing.iter().take(UNITS) {
        let unit = board.units.get(one.unit);
        let what = tr!(
            l,
            "todo-step",
            unit = unit.map_or("", |unit| unit.unit.as_str()),
            step = super::step(voice, Some(one.due)),
            taken = taken(voice, **one)
        );
        let about = task_why(voice, one.task);
        out.push(Item { what, about });
    }
    let mut more = Vec::new();
    if missing.len() > UNITS {
        let count = missing.len() - UNITS;
        more.push(tr!(l, "todo-more", count = super::counted(l, count)));
    }
    let risky = board.indicators.iter();
    let risky: Vec<&IndicatorVerdict> =
        risky.filter(|one| one.outlook == Outlook::AtRisk).collect();
    for one in risky.iter().take(TARGETS) {
        let what = tr!(
            l,
            "todo-indicator",
            name = one.indicator.as_str(),
            sentence = super::outlook_sentence(voice, one)
        );
        let about = String::new();
        out.push(Item { what, about });
    }
    if risky.len() > TARGETS {
        let count = risky.len() - TARGETS;
        more.push(tr!(l, "todo-more-indicators", count = count));
    }
    Todo {
        items: out,
        more,
        count: missing.len() + risky.len(),
    }
}
