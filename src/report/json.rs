//! `duban report --format json`: the contract of DESIGN §8.
//!
//! Keys are only added, never renamed. Unknown is `null`; dates are `YYYY-MM-DD`; shares
//! and points are numbers of 0..100. Control and direction characters are escaped, so that
//! a terminal that shows the output is not steered by a cell.

mod closing;

use crate::analysis::board::{
    Board, Counts, IndicatorVerdict, Light, RegionIndicator, RegionVerdict, State, TaskIx,
};
use crate::diagnostic::Diagnostic;
use crate::i18n::Locale;
use crate::terms::{Category, Goal, Kind, Level};
use crate::text;
use closing::{Decision, Petitions, Projects, Supervision};
use serde::Serialize;
use serde::ser::{SerializeSeq, Serializer};
use std::io::{self, Write};

/// Writes the report of a board.
pub fn write(board: &Board, locale: &Locale, out: impl Write) -> io::Result<()> {
    let mut serializer =
        serde_json::Serializer::with_formatter(out, Safe(serde_json::ser::PrettyFormatter::new()));
    Report::of(board, locale).serialize(&mut serializer)?;
    finish(serializer.into_inner())
}

/// Ends the output. A buffer that is only dropped would lose a full disk's error.
fn finish(mut out: impl Write) -> io::Result<()> {
    out.write_all(b"\n")?;
    out.flush()
}

/// Findings alone, for `duban check --format json`.
pub fn write_diagnostics(board: &Board, locale: &Locale, out: impl Write) -> io::Result<()> {
    let mut serializer =
        serde_json::Serializer::with_formatter(out, Safe(serde_json::ser::PrettyFormatter::new()));
    let findings: Vec<Finding<'_>> = board
        .diagnostics
        .iter()
        .map(|d| Finding::of(d, locale))
        .collect();
    findings.serialize(&mut serializer)?;
    finish(serializer.into_inner())
}

#[derive(Serialize)]
struct Report<'a> {
    schema: u8,
    as_of: String,
    plan: PlanHead<'a>,
    sources: Vec<SourceRow<'a>>,
    diagnostics: Vec<Finding<'a>>,
    tasks: Tasks<'a>,
    units: Vec<Unit<'a>>,
    regions: Vec<Region<'a>>,
    indicators: Vec<Indicator<'a>>,
    petitions: Petitions<'a>,
    projects: Projects<'a>,
    supervision: Supervision<'a>,
    decisions: Vec<Decision<'a>>,
    changes: Changes<'a>,
}

impl<'a> Report<'a> {
    fn of(board: &'a Board, locale: &Locale) -> Self {
        Self {
            schema: 1,
            as_of: board.as_of.to_string(),
            plan: PlanHead {
                title: &board.plan.title,
                county: &board.plan.county,
                year: board.plan.year,
                expected_common: board.plan.expected_common,
                expected_specific: board.plan.expected_specific,
            },
            sources: sources(board),
            diagnostics: board
                .diagnostics
                .iter()
                .map(|d| Finding::of(d, locale))
                .collect(),
            tasks: Tasks {
                total: board.all.total,
                done: board.all.done,
                completed: board.all.completed,
                overdue: board.all.overdue,
                late_sign_off: board.all.late_sign_off,
                displaced: board.tables.displaced,
                lights: Lights::of(&board.all),
                top: Top {
                    total: board.top.total,
                    done: board.top.done,
                    completed: board.top.completed,
                    overdue: board.top.overdue,
                },
                items: Items(board),
            },
            units: board
                .units
                .iter()
                .map(|unit| Unit {
                    unit: &unit.unit,
                    region: &unit.region,
                    tasks: unit.tasks().len(),
                    done: unit.done,
                    overdue: unit.overdue,
                    overdue_days: unit.overdue_days,
                    led: unit.led().len(),
                    worst_lag: unit.worst_lag,
                    step_due: step(board, unit.step_due),
                    step_taken: unit.step_taken.map(Level::word),
                    updated: unit.updated,
                })
                .collect(),
            regions: board.regions.iter().map(Region::of).collect(),
            indicators: board.indicators.iter().map(Indicator::of).collect(),
            petitions: Petitions::of(board),
            projects: Projects::of(board),
            supervision: Supervision::of(board),
            decisions: closing::decisions(board),
            changes: Changes::of(board),
        }
    }
}

#[derive(Serialize)]
struct PlanHead<'a> {
    title: &'a str,
    county: &'a str,
    year: i32,
    expected_common: Option<u32>,
    expected_specific: Option<u32>,
}

#[derive(Serialize)]
struct SourceRow<'a> {
    file: &'a str,
    table: Option<&'static str>,
    series: &'a str,
    version: Option<String>,
    current: bool,
    encoding: &'a str,
    separator: Option<char>,
    quote: Option<char>,
    line_end: Option<&'static str>,
    sheet: Option<&'a str>,
    header_line: Option<u32>,
    rows: usize,
    rejected: usize,
}

fn sources(board: &Board) -> Vec<SourceRow<'_>> {
    board
        .tables
        .segments
        .iter()
        .enumerate()
        .map(|(at, segment)| {
            let source = &segment.source;
            SourceRow {
                file: &source.file,
                table: source.table.map(crate::model::TableKind::name),
                series: &source.series,
                version: source.version.map(|day| day.to_string()),
                current: board.tables.current.get(at).copied().unwrap_or(false),
                encoding: source.encoding,
                separator: source.separator,
                quote: source.quote,
                line_end: Some(source.line_end).filter(|end| !end.is_empty()),
                sheet: source.sheet.as_deref(),
                header_line: Some(source.header_line).filter(|line| *line > 0),
                rows: source.rows,
                rejected: source.rejected,
            }
        })
        .collect()
}

#[derive(Serialize)]
struct Finding<'a> {
    file: &'a str,
    line: u32,
    column: u32,
    severity: &'static str,
    code: &'static str,
    value: &'a str,
    understood: &'a str,
    expected: &'a str,
    message: String,
}

impl<'a> Finding<'a> {
    fn of(finding: &'a Diagnostic, locale: &Locale) -> Self {
        Self {
            file: &finding.file,
            line: finding.line,
            column: finding.column,
            severity: finding.severity().name(),
            code: finding.code.name(),
            value: &finding.value,
            understood: &finding.understood,
            expected: &finding.expected,
            message: super::message(locale, finding),
        }
    }
}

#[derive(Serialize)]
struct Tasks<'a> {
    total: usize,
    done: usize,
    completed: usize,
    overdue: usize,
    late_sign_off: usize,
    displaced: usize,
    lights: Lights,
    top: Top,
    items: Items<'a>,
}

#[derive(Serialize)]
struct Top {
    total: usize,
    done: usize,
    completed: usize,
    overdue: usize,
}

#[derive(Serialize)]
struct Lights {
    blue: usize,
    green: usize,
    yellow: usize,
    red: usize,
    grey: usize,
}

impl Lights {
    fn of(counts: &Counts) -> Self {
        Self {
            blue: counts.light(Light::Blue),
            green: counts.light(Light::Green),
            yellow: counts.light(Light::Yellow),
            red: counts.light(Light::Red),
            grey: counts.light(Light::Grey),
        }
    }
}

/// The tasks, made one by one as they are written.
struct Items<'a>(&'a Board);

impl Serialize for Items<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut list = serializer.serialize_seq(Some(self.0.tasks.len()))?;
        for ix in 0..self.0.tasks.len() as TaskIx {
            if let Some(item) = Item::of(self.0, ix) {
                list.serialize_element(&item)?;
            }
        }
        list.end()
    }
}

#[derive(Serialize)]
struct Item<'a> {
    id: &'a str,
    region: &'a str,
    title: &'a str,
    parent: Option<&'a str>,
    category: Option<&'static str>,
    kind: Option<&'static str>,
    lead: &'a str,
    units: Vec<&'a str>,
    start: Option<String>,
    deadline: Option<String>,
    actual: Option<f64>,
    expected: Option<f64>,
    lag: Option<f64>,
    light: &'static str,
    done: bool,
    completed: bool,
    days_overdue: i64,
    five_clears: usize,
    integrity: Vec<&'static str>,
}

impl<'a> Item<'a> {
    fn of(board: &'a Board, ix: TaskIx) -> Option<Self> {
        let task = board.task(ix)?;
        let verdict = board.verdict(ix)?;
        Some(Self {
            id: task.id(),
            region: task.region(),
            title: task.title(),
            parent: Some(task.parent()).filter(|parent| !parent.is_empty()),
            category: task.category().map(|category| match category {
                Category::Common => "common",
                Category::Specific => "specific",
            }),
            kind: task.kind().map(|kind| match kind {
                Kind::Immediate => "immediate",
                Kind::Staged => "staged",
                Kind::LongTerm => "long_term",
            }),
            lead: task.lead(),
            units: task.units(),
            start: verdict.start.map(|day| day.to_string()),
            deadline: verdict.deadline.map(|day| day.to_string()),
            actual: verdict.actual(),
            expected: verdict.expected(),
            lag: verdict.lag(),
            light: verdict.light.name(),
            done: verdict.state == State::Done,
            completed: verdict.state == State::Completed,
            days_overdue: verdict.days_overdue(),
            five_clears: verdict.five_clears(),
            integrity: verdict
                .integrity()
                .iter()
                .map(crate::analysis::board::Integrity::code)
                .collect(),
        })
    }
}

/// A region in the order of the ranking. `total`, `done` and `completed` count tasks without a
/// parent, `overdue` and what is made of it rows without parts.
#[derive(Serialize)]
struct Region<'a> {
    region: &'a str,
    total: usize,
    done: usize,
    completed: usize,
    overdue: usize,
    overdue_days: i64,
    behind: usize,
    late_units: usize,
    actual: Option<f64>,
}

impl<'a> Region<'a> {
    fn of(one: &'a RegionVerdict) -> Self {
        Self {
            region: &one.region,
            total: one.top.total,
            done: one.top.done,
            completed: one.top.completed,
            overdue: one.overdue,
            overdue_days: one.overdue_days,
            behind: one.behind,
            late_units: one.late_units,
            actual: one.progress[0],
        }
    }
}

#[derive(Serialize)]
struct Unit<'a> {
    unit: &'a str,
    /// Of a name that each of several regions may have; the name has it in front then.
    #[serde(skip_serializing_if = "str::is_empty")]
    region: &'a str,
    tasks: usize,
    done: usize,
    overdue: usize,
    overdue_days: i64,
    led: usize,
    worst_lag: Option<f64>,
    step_due: Option<&'a str>,
    step_taken: Option<&'a str>,
    updated: Option<bool>,
}

fn step(board: &Board, index: Option<usize>) -> Option<&str> {
    Some(board.plan.steps.get(index?)?.name.as_str())
}

#[derive(Serialize)]
struct Indicator<'a> {
    indicator: &'a str,
    group: &'a str,
    method: &'static str,
    direction: &'static str,
    target: Target<'a>,
    value: Value<'a>,
    rounded: Option<f64>,
    unit: &'a str,
    clause: &'a str,
    verdict: &'static str,
    outlook: &'static str,
    provisional: bool,
    year_on_year: Option<f64>,
    coverage: Option<f64>,
    n: usize,
    needed: Option<f64>,
    budget: Option<i64>,
    budget_used: Option<i64>,
    budget_left: Option<i64>,
    failures: Vec<Failed<'a>>,
    /// Only where several regions have figures or targets of their own.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    regions: Vec<InRegion<'a>>,
}

/// What a region makes of an indicator; the worst first.
#[derive(Serialize)]
struct InRegion<'a> {
    region: &'a str,
    method: &'static str,
    direction: &'static str,
    target: Target<'a>,
    value: Value<'a>,
    rounded: Option<f64>,
    verdict: &'static str,
    outlook: &'static str,
    provisional: bool,
    margin: Option<f64>,
    year_on_year: Option<f64>,
    coverage: Option<f64>,
    n: u32,
}

impl<'a> InRegion<'a> {
    fn of(one: &'a RegionIndicator) -> Self {
        Self {
            region: &one.region,
            method: one.method.name(),
            direction: one.direction.symbol(),
            target: Target::of(&one.goal),
            value: Value::of(one.value, one.word.as_deref()),
            rounded: one.rounded,
            verdict: one.verdict.name(),
            outlook: one.outlook.name(),
            provisional: one.provisional,
            margin: one.margin,
            year_on_year: one.year_on_year,
            coverage: one.coverage,
            n: one.n,
        }
    }
}

#[derive(Serialize)]
#[serde(untagged)]
enum Target<'a> {
    Number(f64),
    Class(String),
    Word(&'a str),
}

#[derive(Serialize)]
#[serde(untagged)]
enum Value<'a> {
    Number(f64),
    Word(&'a str),
    None,
}

impl<'a> Target<'a> {
    fn of(goal: &'a Goal) -> Self {
        match goal {
            Goal::Number(value) => Self::Number(*value),
            Goal::Class(class) => Self::Class(class.to_string()),
            Goal::Word(word) => Self::Word(word),
        }
    }
}

impl<'a> Value<'a> {
    fn of(value: Option<f64>, word: Option<&'a str>) -> Self {
        match (value, word) {
            (Some(value), _) => Self::Number(value),
            (None, Some(word)) => Self::Word(word),
            (None, None) => Self::None,
        }
    }
}

#[derive(Serialize)]
struct Failed<'a> {
    site: &'a str,
    period: String,
    value: &'a str,
}

impl<'a> Indicator<'a> {
    fn of(indicator: &'a IndicatorVerdict) -> Self {
        Self {
            indicator: &indicator.indicator,
            group: &indicator.group,
            method: indicator.method.name(),
            direction: indicator.direction.symbol(),
            target: Target::of(&indicator.goal),
            value: Value::of(indicator.value, indicator.word.as_deref()),
            rounded: indicator.rounded,
            unit: &indicator.unit,
            clause: &indicator.clause,
            verdict: indicator.verdict.name(),
            outlook: indicator.outlook.name(),
            provisional: indicator.provisional,
            year_on_year: indicator.year_on_year,
            coverage: indicator.coverage,
            n: indicator.n,
            needed: indicator.needed,
            budget: indicator.budget,
            budget_used: indicator.budget_used,
            budget_left: indicator.budget_left,
            failures: indicator
                .failures
                .iter()
                .map(|failure| Failed {
                    site: &failure.site,
                    period: failure.period.to_string(),
                    value: &failure.value,
                })
                .collect(),
            regions: indicator.regions.iter().map(InRegion::of).collect(),
        }
    }
}

#[derive(Serialize)]
struct Changes<'a> {
    from: Option<String>,
    newly_done: Vec<&'a str>,
    newly_overdue: Vec<&'a str>,
    reopened: Vec<&'a str>,
    deadline_moved: Vec<Move<'a>>,
    appeared: Vec<&'a str>,
    /// Only of several regions.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    new_regions: Vec<&'a str>,
    vanished: Vec<&'a str>,
    readings_revised: usize,
}

#[derive(Serialize)]
struct Move<'a> {
    id: &'a str,
    from: Option<String>,
    to: Option<String>,
    times: u32,
}

impl<'a> Changes<'a> {
    fn of(board: &'a Board) -> Self {
        let changes = &board.changes;
        Self {
            from: changes.from.map(|day| day.to_string()),
            newly_done: board.ids(&changes.newly_done),
            newly_overdue: board.ids(&changes.newly_overdue),
            reopened: board.ids(&changes.reopened),
            deadline_moved: changes
                .deadline_moved
                .iter()
                .map(|moved| Move {
                    id: board.task(moved.task).map_or("", crate::model::Task::id),
                    from: moved.from.map(|day| day.to_string()),
                    to: moved.to.map(|day| day.to_string()),
                    times: moved.times,
                })
                .collect(),
            appeared: board.ids(&changes.appeared),
            new_regions: changes.new_regions.iter().map(|one| &*one.0).collect(),
            vanished: changes.vanished.iter().map(|one| &*one.id).collect(),
            readings_revised: changes.revised_count,
        }
    }
}

/// Pretty JSON whose strings hold no character that could steer a terminal.
struct Safe(serde_json::ser::PrettyFormatter<'static>);

impl serde_json::ser::Formatter for Safe {
    fn write_string_fragment<W: ?Sized + Write>(
        &mut self,
        writer: &mut W,
        fragment: &str,
    ) -> io::Result<()> {
        let mut rest = fragment;
        while let Some((at, c)) = rest.char_indices().find(|(_, c)| text::is_unsafe(*c)) {
            writer.write_all(&rest.as_bytes()[..at])?;
            let mut units = [0; 2];
            for unit in c.encode_utf16(&mut units) {
                write!(writer, "\\u{unit:04x}")?;
            }
            rest = &rest[at + c.len_utf8()..];
        }
        writer.write_all(rest.as_bytes())
    }

    fn begin_array<W: ?Sized + Write>(&mut self, writer: &mut W) -> io::Result<()> {
        self.0.begin_array(writer)
    }
    fn end_array<W: ?Sized + Write>(&mut self, writer: &mut W) -> io::Result<()> {
        self.0.end_array(writer)
    }
    fn begin_array_value<W: ?Sized + Write>(
        &mut self,
        writer: &mut W,
        first: bool,
    ) -> io::Result<()> {
        self.0.begin_array_value(writer, first)
    }
    fn end_array_value<W: ?Sized + Write>(&mut self, writer: &mut W) -> io::Result<()> {
        self.0.end_array_value(writer)
    }
    fn begin_object<W: ?Sized + Write>(&mut self, writer: &mut W) -> io::Result<()> {
        self.0.begin_object(writer)
    }
    fn end_object<W: ?Sized + Write>(&mut self, writer: &mut W) -> io::Result<()> {
        self.0.end_object(writer)
    }
    fn begin_object_key<W: ?Sized + Write>(
        &mut self,
        writer: &mut W,
        first: bool,
    ) -> io::Result<()> {
        self.0.begin_object_key(writer, first)
    }
    fn begin_object_value<W: ?Sized + Write>(&mut self, writer: &mut W) -> io::Result<()> {
        self.0.begin_object_value(writer)
    }
    fn end_object_value<W: ?Sized + Write>(&mut self, writer: &mut W) -> io::Result<()> {
        self.0.end_object_value(writer)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn strings_cannot_steer_a_terminal() {
        let mut out = Vec::new();
        let mut serializer = serde_json::Serializer::with_formatter(
            &mut out,
            Safe(serde_json::ser::PrettyFormatter::new()),
        );
        "a\u{1b}[31m\u{7f}\u{9b}\u{202e}镇"
            .serialize(&mut serializer)
            .unwrap();
        assert_eq!(
            String::from_utf8(out).unwrap(),
            r#""a\u001b[31m\u007f\u009b\u202e镇""#
        );
    }
}
