//! Builds files in memory, so that rules are tested without reading bytes.

use chrono::NaiveDate;
use duban::analysis::board::{Board, IndicatorVerdict, TaskVerdict, UnitVerdict};
use duban::analysis::{Input, build};
use duban::model::{
    Milestones, Readings, Rows, Segment, Source, Stored, Targets, Tasks, Word, Words,
};
use duban::plan::{EMBEDDED, Plan};
use duban::terms::{
    Category, Deadline, Direction, Kind, Method, Nothing, Period, Status, WaterClass,
};
use std::sync::Arc;

pub fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn stand_once<K: Eq + std::hash::Hash>(keys: impl Iterator<Item = K>) -> bool {
    let mut seen = std::collections::HashSet::new();
    let mut keys = keys;
    keys.all(|key| seen.insert(key))
}

pub fn some_day(text: &str) -> Option<NaiveDate> {
    (!text.is_empty()).then(|| day(text))
}

/// `2021-10-15`, `2021-09`, `2021-Q3`, `2021`.
pub fn period(text: &str) -> Period {
    let year = text[..4].parse().unwrap();
    match text.len() {
        4 => Period::Year(year),
        7 if text.contains('Q') => Period::Quarter(year, text[6..].parse().unwrap()),
        7 => Period::Month(year, text[5..].parse().unwrap()),
        _ => Period::Day(day(text)),
    }
}

#[derive(Debug, Clone, Default)]
pub struct T {
    pub id: &'static str,
    pub title: &'static str,
    pub units: &'static [&'static str],
    pub lead: &'static [&'static str],
    pub parent: &'static str,
    pub region: &'static str,
    pub start: &'static str,
    pub deadline: &'static str,
    pub long_term: bool,
    pub immediate: bool,
    pub progress: Option<f64>,
    pub status: Option<Status>,
    pub completed: &'static str,
    pub accepted: &'static str,
    pub published: &'static str,
    pub signed_off: &'static str,
    pub category: Option<Category>,
    pub kind: Option<Kind>,
    pub text: &'static str,
    pub goal: &'static str,
    pub standard: &'static str,
    pub stakes: &'static str,
}

#[derive(Debug, Clone, Default)]
pub struct M {
    pub task: &'static str,
    pub name: &'static str,
    pub due: &'static str,
    pub weight: Option<f64>,
    pub done: &'static str,
}

#[derive(Debug, Clone, Copy)]
pub enum V {
    N(f64),
    C(WaterClass),
    W(&'static str),
    F(f64, f64),
    None,
    /// A figure marked 无效.
    Invalid(f64),
}

/// Indicator, site, period, value.
pub type R = (&'static str, &'static str, String, V);

pub fn r(indicator: &'static str, site: &'static str, period: &str, value: V) -> R {
    (indicator, site, period.to_owned(), value)
}

#[derive(Debug, Clone, Default)]
pub struct G {
    pub indicator: &'static str,
    pub site: &'static str,
    pub number: Option<f64>,
    pub class: Option<WaterClass>,
    pub word: &'static str,
    pub not_applicable: bool,
    pub direction: Option<Direction>,
    pub method: Option<Method>,
    pub year: Option<i32>,
    pub decimals: Option<u8>,
    pub share: Option<f64>,
}

/// A folder of files, the embedded plan, and the day 2021-10-15.
pub struct World {
    pub segments: Vec<Arc<Segment>>,
    pub plan: Plan,
    pub as_of: NaiveDate,
    pub today: NaiveDate,
    pub baseline: Option<NaiveDate>,
    pub region: &'static str,
}

pub fn world() -> World {
    World {
        segments: Vec::new(),
        plan: Plan::parse(EMBEDDED).unwrap(),
        as_of: day("2021-10-15"),
        today: day("2021-10-15"),
        baseline: None,
        region: "",
    }
}

fn word(words: &mut Words, text: &str) -> Word {
    words.intern(text)
}

impl World {
    pub fn at(mut self, day_text: &str) -> Self {
        self.as_of = day(day_text);
        self
    }

    pub fn since(mut self, day_text: &str) -> Self {
        self.baseline = some_day(day_text);
        self
    }

    /// The sub-folder of the files that follow.
    pub fn folder(mut self, region: &'static str) -> Self {
        self.region = region;
        self
    }

    pub fn plan(mut self, change: impl FnOnce(&mut Plan)) -> Self {
        change(&mut self.plan);
        self
    }

    fn push(mut self, series: &str, version: &str, rows: Rows) -> Self {
        let source = Source {
            file: Arc::from(format!("{}/{series}{version}.csv", self.region)),
            table: Some(rows.kind()),
            series: series.to_owned(),
            version: some_day(version),
            months: None,
            region: self.region.to_owned(),
            encoding: "utf-8",
            separator: Some(','),
            quote: Some('"'),
            line_end: "lf",
            sheet: None,
            header_line: 1,
            rows: rows.len(),
            rejected: 0,
            bytes: 0,
            modified: None,
        };
        self.segments.push(Arc::new(Segment {
            source,
            rows: Some(rows),
        }));
        self
    }

    /// The task file of the usual series, dateless.
    pub fn tasks(self, rows: &[T]) -> Self {
        self.tasks_in("整改任务清单", "", rows)
    }

    pub fn tasks_in(self, series: &str, version: &str, rows: &[T]) -> Self {
        let mut t = Tasks {
            count: rows.len(),
            ..Tasks::default()
        };
        for (at, row) in rows.iter().enumerate() {
            t.line.set(at, at as u32 + 2);
            t.id.set(at, row.id);
            t.title.set(at, row.title);
            let units: Vec<Word> = row.units.iter().map(|u| t.words.intern(u)).collect();
            t.units.set(at, &units);
            let leads: Vec<Word> = row.lead.iter().map(|u| t.words.intern(u)).collect();
            t.lead_units.set(at, &leads);
            t.parent.set(at, row.parent);
            let region = word(&mut t.words, row.region);
            t.region_cell.set(at, region);
            t.start.set(at, some_day(row.start));
            t.deadline.set(
                at,
                Deadline {
                    date: some_day(row.deadline),
                    long_term: row.long_term,
                    immediate: row.immediate,
                    recognised: !row.deadline.is_empty() || row.long_term || row.immediate,
                    ..Deadline::default()
                },
            );
            t.progress.set(at, row.progress);
            t.status.set(at, row.status);
            t.completed.set(at, some_day(row.completed));
            t.accepted.set(at, some_day(row.accepted));
            t.published.set(at, some_day(row.published));
            t.signed_off.set(at, some_day(row.signed_off));
            t.category.set(at, row.category);
            t.kind.set(at, row.kind);
            t.progress_text.set(at, row.text);
            t.goal.set(at, row.goal);
            t.standard.set(at, row.standard);
            t.stakes.set(at, row.stakes);
        }
        // As ingest tells: the short way over files without rows that stand twice is tested too.
        t.once = stand_once(rows.iter().map(|row| (row.region, row.id)));
        self.push(series, version, Rows::Tasks(t))
    }

    pub fn milestones(self, version: &str, rows: &[M]) -> Self {
        self.milestones_in("节点", version, rows)
    }

    pub fn milestones_in(self, series: &str, version: &str, rows: &[M]) -> Self {
        let mut t = Milestones {
            count: rows.len(),
            ..Milestones::default()
        };
        for (at, row) in rows.iter().enumerate() {
            t.line.set(at, at as u32 + 2);
            t.task.set(at, row.task);
            t.name.set(at, row.name);
            t.due.set(at, some_day(row.due));
            t.weight.set(at, row.weight);
            t.done.set(at, some_day(row.done));
        }
        self.push(series, version, Rows::Milestones(t))
    }

    pub fn readings(self, version: &str, rows: &[R]) -> Self {
        let mut t = Readings {
            count: rows.len(),
            ..Readings::default()
        };
        for (at, (indicator, site, when, value)) in rows.iter().enumerate() {
            t.line.set(at, at as u32 + 2);
            let indicator = word(&mut t.words, indicator);
            t.indicator.set(at, indicator);
            let site = word(&mut t.words, site);
            t.site.set(at, site);
            t.period.set(at, Some(period(when)));
            let stored = match *value {
                V::N(number) | V::Invalid(number) => Stored::Number(number),
                V::C(class) => Stored::Class(class),
                V::W(text) => Stored::Word(word(&mut t.words, text)),
                V::F(..) | V::None => Stored::Missing(Nothing::Blank),
            };
            t.stored.set(at, stored);
            if let V::F(part, whole) = *value {
                t.numerator.set(at, Some(part));
                t.denominator.set(at, Some(whole));
            }
            if matches!(value, V::Invalid(_)) {
                t.valid.set(at, Some(false));
            }
        }
        t.once = stand_once(rows.iter().map(|row| (row.0, row.1, period(&row.2))));
        self.push("监测数据", version, Rows::Readings(t))
    }

    pub fn targets(self, rows: &[G]) -> Self {
        let mut t = Targets {
            count: rows.len(),
            ..Targets::default()
        };
        for (at, row) in rows.iter().enumerate() {
            let indicator = word(&mut t.words, row.indicator);
            t.indicator.set(at, indicator);
            let site = word(&mut t.words, row.site);
            t.site.set(at, site);
            t.number.set(at, row.number);
            t.class.set(at, row.class);
            let text = word(&mut t.words, row.word);
            t.word.set(at, text);
            t.not_applicable.set(at, row.not_applicable);
            t.direction.set(at, row.direction);
            t.method.set(at, row.method);
            t.year.set(at, row.year);
            t.decimals.set(at, row.decimals);
            t.share.set(at, row.share);
        }
        self.push("目标", "", Rows::Targets(t))
    }

    pub fn board(self) -> Board {
        build(Input {
            segments: Arc::new(self.segments),
            diagnostics: Vec::new(),
            plan: Arc::new(self.plan),
            today: self.today,
            as_of: self.as_of,
            baseline: self.baseline,
        })
    }

    /// The verdict on the only task.
    pub fn task(self) -> TaskVerdict {
        verdict(&self.board(), "1").clone()
    }

    /// The indicator as it is looked at: with its sites, where it does not consist of regions.
    pub fn indicator(self, name: &str) -> IndicatorVerdict {
        let board = self.board();
        let mut all = board.indicators.iter();
        let at = all.position(|v| v.indicator == name);
        let at = at.unwrap_or_else(|| panic!("no {name}"));
        let own = &board.indicators[at];
        let Some(full) = board.indicator_in_full(at, None) else {
            return own.clone();
        };
        // Looked at it says the same.
        let sites = own.sites.clone();
        assert_eq!(
            format!("{own:?}"),
            format!(
                "{:?}",
                IndicatorVerdict {
                    sites,
                    ..full.clone()
                }
            )
        );
        full
    }
}

pub fn verdict<'a>(board: &'a Board, id: &str) -> &'a TaskVerdict {
    board.verdict(board.find_task("", id).unwrap()).unwrap()
}

pub fn unit<'a>(board: &'a Board, name: &str) -> &'a UnitVerdict {
    board.units.iter().find(|u| u.unit == name).unwrap()
}

/// Equal but for what doubles cannot hold.
#[track_caller]
pub fn near(found: Option<f64>, expected: f64) {
    let found = found.unwrap();
    assert!((found - expected).abs() < 1e-9, "{found} is not {expected}");
}
