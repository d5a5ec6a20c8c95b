//! The plan: its goals, thresholds, escalation steps and units, from `plan.toml`.
//!
//! The published plan of 青田县 is embedded. A plan file replaces it whole; only
//! thresholds and steps have defaults. Nothing here reads the clock or a data file.

use crate::terms::{Direction, Goal, Method, Nature, WaterClass};
use chrono::NaiveDate;
use serde::Deserialize;
use std::collections::BTreeMap;
use std::sync::LazyLock;

/// The embedded plan: 青田县中央生态环境保护督察反馈意见整改方案 (2021).
pub const EMBEDDED: &str = include_str!("plan/qingtian-2021.toml");

/// A plan, checked.
#[derive(Debug, Clone, PartialEq)]
pub struct Plan {
    /// The plan's title.
    pub title: String,
    /// The county.
    pub county: String,
    /// The year that yearly goals and dates without a year belong to.
    pub year: i32,
    /// The day of issue: the start of tasks without 开始日期.
    pub issued: Option<NaiveDate>,
    /// Only for archived or sample data; otherwise today counts.
    pub as_of: Option<NaiveDate>,
    /// Tasks from common problems that the plan names (plan 三(一): 5).
    pub expected_common: Option<u32>,
    /// Tasks from the county's own problems (plan 三(一): 1).
    pub expected_specific: Option<u32>,
    /// Days of the leadership group's meetings, ascending.
    pub meetings: Vec<NaiveDate>,
    /// Bounds of the lights.
    pub thresholds: Thresholds,
    /// The ladder, ascending by days; see [`Plan::step_due`].
    pub steps: Vec<Step>,
    /// The goals, in the order of the file.
    pub targets: Vec<PlanTarget>,
    /// Units: order, spellings, groups.
    pub units: Units,
    /// No plan file lies beside the data: this is the one that is built in, another county's
    /// perhaps.
    pub built_in: bool,
}

/// Bounds of the lights (DESIGN §4, Light), all from the plan file.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Thresholds {
    /// A deadline this many days ahead, or fewer, warns where progress is short.
    pub warning_days: i64,
    /// Lag in points from which a task is yellow.
    pub lag_yellow: f64,
    /// Lag in points from which a task is red.
    pub lag_red: f64,
    /// A milestone missed by more than this many days is red.
    pub milestone_red_days: i64,
    /// A notice asks for an answer within so many days.
    pub reply_days: i64,
    /// 立行立改 without a date: issued + this many days.
    pub immediate_days: i64,
    /// Progress in percent from which a near deadline does not warn.
    pub nearly_done: f64,
    /// The newest export of the tasks is old from more than this many days on: offices report by
    /// the month.
    pub stale_days: i64,
}

impl Default for Thresholds {
    fn default() -> Self {
        Self {
            warning_days: 15,
            lag_yellow: 10.0,
            lag_red: 30.0,
            milestone_red_days: 15,
            immediate_days: 30,
            reply_days: 7,
            nearly_done: 90.0,
            stale_days: 31,
        }
    }
}

/// One step of the ladder 提醒 → 通报 → 督办 → 约谈 (plan 五(三)).
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Step {
    /// Due from this many days late.
    pub days: i64,
    /// The step's name as shown and as the actions table writes it.
    pub name: String,
}

/// A goal of the plan.
#[derive(Debug, Clone, PartialEq)]
pub struct PlanTarget {
    /// 指标.
    pub indicator: String,
    /// 点位; empty: the indicator as a whole.
    pub site: String,
    /// 目标值.
    pub goal: Goal,
    /// 方向.
    pub direction: Direction,
    /// 分组.
    pub group: String,
    /// 性质.
    pub nature: Option<Nature>,
    /// 单位.
    pub unit: String,
    /// 考核方式.
    pub method: Method,
    /// 年度; `None`: the plan's year.
    pub year: Option<i32>,
    /// 责任单位.
    pub units: Vec<String>,
    /// 依据: the clause of the plan.
    pub clause: String,
    /// 小数位: the value rounded to these decides; `None`: the raw value.
    pub decimals: Option<u8>,
    /// 达标率 in percent, for classes; `None`: 100.
    pub share: Option<f64>,
    /// 不适用.
    pub not_applicable: bool,
}

/// Units as the plan knows them.
#[derive(Debug, Clone, PartialEq, Eq, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Units {
    /// The order in which equal units are listed.
    pub order: Vec<String>,
    /// Another spelling → the unit's name. Aliases join, they do not rename.
    pub aliases: BTreeMap<String, String>,
    /// A name for many, such as 各乡镇(街道) → its members.
    pub groups: BTreeMap<String, Vec<String>>,
}

/// Why a plan file was refused.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{line}:{column}: {what} {value}")]
pub struct PlanError {
    /// 1-based line of the plan file.
    pub line: usize,
    /// 1-based column, in characters.
    pub column: usize,
    /// What is wrong there: its words stand under this key of the locale files.
    pub what: &'static str,
    /// The key or value it is about; of a slip in the TOML what its reader says, in English.
    pub value: String,
}

/// The key of what is wrong, and the key or value it is about.
type Wrong = (&'static str, String);

/// What the TOML reader says, as far as it has words in the locale files.
fn toml_says(message: &str) -> Wrong {
    let named = || message.split('`').nth(1).unwrap_or_default().to_owned();
    if message.starts_with("unknown field") {
        ("plan-unknown-key", named())
    } else if message.starts_with("missing field") {
        ("plan-missing-key", named())
    } else if message.starts_with("invalid type") || message.starts_with("data did not match") {
        ("plan-wrong-type", String::new())
    } else {
        ("plan-syntax", message.to_owned())
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    plan: Head,
    #[serde(default)]
    thresholds: Thresholds,
    #[serde(default = "default_steps")]
    step: Vec<Step>,
    #[serde(default)]
    target: Vec<toml::Spanned<TargetRow>>,
    #[serde(default)]
    units: Units,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Head {
    title: String,
    county: String,
    year: i32,
    issued: Option<toml::Spanned<String>>,
    as_of: Option<toml::Spanned<String>>,
    expected_common: Option<u32>,
    expected_specific: Option<u32>,
    #[serde(default)]
    meetings: Vec<toml::Spanned<String>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct TargetRow {
    indicator: String,
    #[serde(default)]
    site: String,
    target: TomlGoal,
    direction: Option<String>,
    #[serde(default)]
    group: String,
    nature: Option<String>,
    #[serde(default)]
    unit: String,
    method: Option<String>,
    year: Option<i32>,
    #[serde(default)]
    units: Vec<String>,
    #[serde(default)]
    clause: String,
    decimals: Option<u8>,
    share: Option<f64>,
}

#[derive(Deserialize)]
#[serde(untagged)]
enum TomlGoal {
    Number(f64),
    Text(String),
}

fn default_steps() -> Vec<Step> {
    [(1, "提醒"), (8, "通报"), (16, "督办"), (31, "约谈")]
        .into_iter()
        .map(|(days, name)| Step {
            days,
            name: name.to_owned(),
        })
        .collect()
}

impl Plan {
    /// Reads a plan file. Unknown keys, bad dates and bad words are errors with their place.
    pub fn parse(text: &str) -> Result<Self, PlanError> {
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        let file: File = toml::from_str(text).map_err(|error| {
            let offset = error.span().map_or(0, |span| span.start);
            place(text, offset, toml_says(error.message()))
        })?;
        let mut meetings = file
            .plan
            .meetings
            .iter()
            .map(|day| date(text, day))
            .collect::<Result<Vec<_>, _>>()?;
        meetings.sort_unstable();
        let mut steps = file.step;
        steps.sort_by_key(|step| step.days);
        let targets = file
            .target
            .into_iter()
            .map(|row| {
                let offset = row.span().start;
                target(row.into_inner()).map_err(|wrong| place(text, offset, wrong))
            })
            .collect::<Result<Vec<_>, _>>()?;
        Ok(Self {
            title: file.plan.title,
            county: file.plan.county,
            year: file.plan.year,
            issued: file.plan.issued.map(|day| date(text, &day)).transpose()?,
            as_of: file.plan.as_of.map(|day| date(text, &day)).transpose()?,
            expected_common: file.plan.expected_common,
            expected_specific: file.plan.expected_specific,
            meetings,
            thresholds: file.thresholds,
            steps,
            targets,
            units: file.units,
            built_in: false,
        })
    }

    /// Whether this is the published plan of 青田县, whatever its file changes in it: papers cite its
    /// clauses, and must not cite another plan by them.
    pub fn is_published(&self) -> bool {
        static TITLE: LazyLock<Option<String>> =
            LazyLock::new(|| Plan::parse(EMBEDDED).ok().map(|plan| plan.title));
        TITLE.as_ref() == Some(&self.title)
    }

    /// The name a unit is counted under: its alias's target, else itself.
    pub fn canonical_unit<'a>(&'a self, name: &'a str) -> &'a str {
        self.units.aliases.get(name).map_or(name, String::as_str)
    }

    /// The day by which a notice of `as_of` asks for an answer.
    pub fn reply_by(&self, as_of: NaiveDate) -> NaiveDate {
        let days = self.thresholds.reply_days.clamp(0, 366);
        as_of
            .checked_add_days(chrono::Days::new(days.unsigned_abs()))
            .unwrap_or(as_of)
    }

    /// The ladder's step due at `days` late, as an index into [`Plan::steps`].
    pub fn step_due(&self, days: i64) -> Option<usize> {
        self.steps.iter().rposition(|step| days >= step.days)
    }

    /// The first meeting after `as_of`.
    pub fn next_meeting(&self, as_of: NaiveDate) -> Option<NaiveDate> {
        self.meetings.iter().copied().find(|&day| day > as_of)
    }

    /// The last meeting before `as_of`.
    pub fn last_meeting(&self, as_of: NaiveDate) -> Option<NaiveDate> {
        self.meetings.iter().copied().rfind(|&day| day < as_of)
    }
}

fn place(text: &str, offset: usize, (what, value): Wrong) -> PlanError {
    let before = &text[..text.floor_char_boundary(offset.min(text.len()))];
    let line_start = before.rfind('\n').map_or(0, |at| at + 1);
    PlanError {
        line: before.matches('\n').count() + 1,
        column: before[line_start..].chars().count() + 1,
        what,
        value,
    }
}

fn date(text: &str, value: &toml::Spanned<String>) -> Result<NaiveDate, PlanError> {
    NaiveDate::parse_from_str(value.get_ref(), "%Y-%m-%d").map_err(|_| {
        place(
            text,
            value.span().start,
            ("plan-not-a-date", value.get_ref().clone()),
        )
    })
}

fn target(row: TargetRow) -> Result<PlanTarget, Wrong> {
    let method = match row.method.as_deref() {
        None => Method::Latest,
        Some(name) => Method::ALL
            .into_iter()
            .find(|method| method.name() == name)
            .ok_or_else(|| ("plan-unknown-method", name.to_owned()))?,
    };
    let direction = match row.direction.as_deref() {
        None | Some(">=" | "≥") => Direction::AtLeast,
        Some("<=" | "≤") => Direction::AtMost,
        Some(">") => Direction::Above,
        Some("<") => Direction::Below,
        Some("=") => Direction::Equal,
        Some(other) => return Err(("plan-unknown-direction", other.to_owned())),
    };
    let nature = match row.nature.as_deref() {
        None => None,
        Some("约束性" | "binding") => Some(Nature::Binding),
        Some("参考性" | "reference") => Some(Nature::Reference),
        Some(other) => return Err(("plan-unknown-nature", other.to_owned())),
    };
    let mut not_applicable = false;
    let goal = match row.target {
        TomlGoal::Number(number) if number.is_finite() => Goal::Number(number),
        TomlGoal::Number(_) => return Err(("plan-no-number", String::new())),
        TomlGoal::Text(word) => {
            not_applicable = word == "不适用";
            let class = WaterClass::ALL
                .into_iter()
                .find(|class| method == Method::Class && word == class.to_string());
            match class {
                Some(class) => Goal::Class(class),
                None if method == Method::Class && !not_applicable => {
                    return Err(("plan-no-class", word));
                }
                None => Goal::Word(word),
            }
        }
    };
    Ok(PlanTarget {
        indicator: row.indicator,
        site: row.site,
        goal,
        direction,
        group: row.group,
        nature,
        unit: row.unit,
        method,
        year: row.year,
        units: row.units,
        clause: row.clause,
        decimals: row.decimals,
        share: row.share,
        not_applicable,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What is wrong with the plan file that has these lines behind its heading, and where.
    fn wrong(lines: &str) -> (usize, usize, &'static str, String) {
        let head = "[plan]\ntitle = \"甲\"\ncounty = \"乙\"\nyear = 2021\n";
        let error = Plan::parse(&format!("{head}{lines}\n")).unwrap_err();
        (error.line, error.column, error.what, error.value)
    }

    #[test]
    fn what_is_wrong_has_its_place() {
        let of = |lines: &str| {
            let (line, _, what, value) = wrong(lines);
            (line, what, value)
        };
        let target = |more: &str| of(&format!("[[target]]\nindicator = \"丙\"\n{more}"));
        assert_eq!(
            wrong("colour = 3"),
            (5, 1, "plan-unknown-key", "colour".to_owned())
        );
        assert_eq!(
            wrong("issued = \"3月\""),
            (5, 10, "plan-not-a-date", "3月".to_owned())
        );
        assert_eq!(of("meetings = 3"), (5, "plan-wrong-type", String::new()));
        assert_eq!(of("[unclosed").1, "plan-syntax");
        assert_eq!(target(""), (5, "plan-missing-key", "target".to_owned()));
        assert_eq!(
            target("target = 3\nmethod = \"guess\""),
            (5, "plan-unknown-method", "guess".to_owned())
        );
        assert_eq!(
            target("target = 3\ndirection = \"~\"").1,
            "plan-unknown-direction"
        );
        assert_eq!(
            target("target = 3\nnature = \"x\"").1,
            "plan-unknown-nature"
        );
        assert_eq!(target("target = nan").1, "plan-no-number");
        assert_eq!(target("target = [3]").1, "plan-wrong-type");
        assert_eq!(
            target("target = \"Ⅵ\"\nmethod = \"class\""),
            (5, "plan-no-class", "Ⅵ".to_owned())
        );
        let missing = Plan::parse("[plan]\ntitle = \"甲\"\n").unwrap_err();
        assert_eq!(
            (missing.what, missing.value.as_str()),
            ("plan-missing-key", "county")
        );
    }
}
