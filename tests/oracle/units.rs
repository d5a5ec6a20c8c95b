//! Units, the ladder of supervision, petitions and projects, as DESIGN §4 states them.

use crate::number::Exact;
use crate::plan::{ALIAS, GROUP, MEMBERS, Plan};
use crate::tables::{Folder, Row};
use crate::tasks::{State, Task, belongs};
use chrono::{NaiveDate, TimeDelta};
use std::cmp::Reverse;

#[derive(Debug, Clone)]
pub struct Unit {
    pub name: String,
    pub tasks: usize,
    pub done: usize,
    pub overdue: usize,
    pub overdue_days: i64,
    pub led: usize,
    pub worst_lag: Option<Exact>,
    pub step_due: Option<usize>,
    pub step_taken: Option<usize>,
    pub updated: Option<bool>,
}

#[derive(Debug, Clone)]
pub struct Escalation {
    pub unit: String,
    pub region: String,
    pub task: String,
    pub due: usize,
    /// On the ladder of [`LEVELS`].
    pub taken: Option<usize>,
    pub gap: usize,
}

pub const LEVELS: [&str; 5] = ["提醒", "通报", "督办", "约谈", "问责"];

fn counted(names: Vec<String>) -> Vec<String> {
    let mut units: Vec<String> = Vec::new();
    for name in names {
        let members: Vec<String> = if name == GROUP {
            MEMBERS.map(str::to_owned).to_vec()
        } else if name == ALIAS.0 {
            vec![ALIAS.1.to_owned()]
        } else {
            vec![name]
        };
        for member in members {
            if !units.contains(&member) {
                units.push(member);
            }
        }
    }
    units
}

/// A name that every county has is a unit of its county where there are several; the county stands
/// in front of it, without saying 县 twice.
fn of_its_county(name: String, region: &str) -> String {
    let local = ["县", "区"].iter().any(|begin| name.starts_with(begin))
        || ["镇", "乡", "街道"].iter().any(|end| name.ends_with(end));
    if region.is_empty() || !local {
        name
    } else if region.ends_with('县') {
        format!("{region}{}", name.trim_start_matches('县'))
    } else {
        format!("{region}{name}")
    }
}

/// The region of a task where there are several; nothing where there is one.
fn county<'a>(tasks: &[Task], task: &'a Task) -> &'a str {
    let region = task.row.region.as_str();
    if tasks.iter().all(|other| other.row.region == region) {
        ""
    } else {
        region
    }
}

/// What a row says, or the nearest row above that says anything.
fn inherited(tasks: &[Task], task: &Task, names: fn(&Row) -> Vec<String>) -> Vec<String> {
    let own = names(&task.row);
    match task.parent {
        Some(parent) if own.is_empty() => inherited(tasks, &tasks[parent], names),
        _ => own,
    }
}

/// The units a task counts for.
fn responsible(tasks: &[Task], task: &Task) -> Vec<String> {
    let names = inherited(tasks, task, |row| {
        let own = counted(row.names("责任单位"));
        if own.is_empty() {
            counted(row.names("牵头单位"))
        } else {
            own
        }
    });
    of_their_county(names, county(tasks, task))
}

fn leads(tasks: &[Task], task: &Task) -> Vec<String> {
    let names = inherited(tasks, task, |row| counted(row.names("牵头单位")));
    of_their_county(names, county(tasks, task))
}

fn of_their_county(names: Vec<String>, region: &str) -> Vec<String> {
    let names = names.into_iter();
    names.map(|name| of_its_county(name, region)).collect()
}

/// Whether an action is about a task: the task, one above it, or none in particular of its region.
fn concerns(tasks: &[Task], task: &Task, action: &Row) -> bool {
    let about = action.text("任务编号");
    (about.is_empty() && (action.region.is_empty() || action.region == task.row.region))
        || (about == task.id() && action.region == task.row.region)
        || task
            .parent
            .is_some_and(|parent| concerns(tasks, &tasks[parent], action))
}

pub fn escalations(
    tasks: &[Task],
    folder: &Folder,
    plan: &Plan,
    as_of: NaiveDate,
) -> Vec<Escalation> {
    let actions = folder.events("actions", as_of, "日期", &[]);
    let mut found = Vec::new();
    for task in tasks.iter().filter(|task| task.parts.is_empty()) {
        let due = if task.overdue {
            plan.steps
                .iter()
                .rposition(|(days, _)| task.days_overdue >= *days)
        } else if task.light == "red" {
            plan.steps.iter().position(|(_, name)| *name == "通报")
        } else {
            None
        };
        let Some(due) = due else { continue };
        for unit in responsible(tasks, task) {
            let taken = actions
                .iter()
                .filter(|action| {
                    let names = counted(action.names("单位"));
                    let full = of_their_county(names, county(tasks, task));
                    full.contains(&unit)
                })
                .filter(|action| concerns(tasks, task, action))
                .filter(|action| {
                    let day = action.date("日期").unwrap();
                    match task.deadline {
                        Some(deadline) if task.overdue => day > deadline,
                        _ => day >= as_of - TimeDelta::days(30),
                    }
                })
                .filter_map(|action| LEVELS.iter().position(|l| *l == action.text("方式")))
                .max();
            // As levels: what the step is called decides, not how many steps the plan has.
            let asked = LEVELS
                .iter()
                .position(|level| *level == plan.steps[due].1)
                .unwrap();
            found.push(Escalation {
                unit,
                region: task.row.region.clone(),
                task: task.id().to_owned(),
                due,
                taken,
                gap: (asked + 1).saturating_sub(taken.map_or(0, |taken| taken + 1)),
            });
        }
    }
    found
}

pub fn units(
    tasks: &[Task],
    folder: &Folder,
    escalations: &[Escalation],
    as_of: NaiveDate,
) -> Vec<Unit> {
    let mut names: Vec<String> = Vec::new();
    let leaves: Vec<&Task> = tasks.iter().filter(|task| task.parts.is_empty()).collect();
    for task in &leaves {
        for name in responsible(tasks, task)
            .into_iter()
            .chain(leads(tasks, task))
        {
            if !names.contains(&name) {
                names.push(name);
            }
        }
    }
    let before = folder.before("tasks", as_of).unwrap_or_default();
    let steps = Steps {
        now: folder.state("milestones", as_of, &["任务编号", "节点名称"]),
        before: folder.before("milestones", as_of),
    };
    let mut units: Vec<Unit> = names
        .into_iter()
        .map(|name| {
            let own: Vec<&&Task> = leaves
                .iter()
                .filter(|task| responsible(tasks, task).contains(&name))
                .collect();
            // With none missing what was taken may differ: the least is told.
            let highest = escalations
                .iter()
                .filter(|one| one.unit == name)
                .max_by_key(|one| (one.due, one.gap, Reverse(one.taken)));
            Unit {
                tasks: own.len(),
                done: own.iter().filter(|t| t.state == State::Done).count(),
                overdue: own.iter().filter(|t| t.overdue).count(),
                overdue_days: own.iter().map(|t| t.days_overdue).sum(),
                led: leaves
                    .iter()
                    .filter(|task| {
                        leads(tasks, task).contains(&name)
                            && !responsible(tasks, task).contains(&name)
                    })
                    .count(),
                // Of what is still open: a settled task lags no more.
                worst_lag: own
                    .iter()
                    .filter(|t| !t.settled())
                    .filter_map(|t| t.lag)
                    .max(),
                step_due: highest.map(|one| one.due),
                step_taken: highest.and_then(|one| one.taken),
                updated: updated(&own, tasks, &before, &steps),
                name,
            }
        })
        .collect();
    units.sort_by_key(|unit| {
        (
            Reverse(unit.overdue),
            Reverse(unit.overdue_days),
            Reverse(unit.worst_lag),
            unit.name.clone(),
        )
    });
    units
}

/// Whether an open row, or a milestone of one, changed since the version before of its series;
/// nothing where no open row stood in it.
fn updated(own: &[&&Task], tasks: &[Task], before: &[Row], steps: &Steps) -> Option<bool> {
    own.iter()
        .filter(|task| !task.settled())
        .filter_map(|task| {
            let then = before.iter().find(|row| {
                row.series == task.row.series
                    && row.region == task.row.region
                    && row.text("任务编号") == task.id()
            })?;
            Some(!then.same_cells(&task.row) || steps.moved(task, tasks))
        })
        .reduce(|a, b| a || b)
}

/// The milestones now and, where there is one, in the version before.
struct Steps {
    now: Vec<Row>,
    before: Option<Vec<Row>>,
}

impl Steps {
    /// A milestone of the task that is new, or has another date, since the version before.
    fn moved(&self, task: &Task, tasks: &[Task]) -> bool {
        let Some(before) = &self.before else {
            return false;
        };
        let columns = ["任务编号", "节点名称", "计划日期", "完成日期"];
        let rows: Vec<Row> = tasks.iter().map(|task| task.row.clone()).collect();
        self.now
            .iter()
            .filter(|step| belongs(step, &task.row, &rows))
            .any(|step| {
                !before.iter().any(|then| {
                    columns
                        .iter()
                        .all(|column| then.text(column) == step.text(column))
                })
            })
    }
}

#[derive(Debug, Default, PartialEq)]
pub struct Petitions {
    pub total: usize,
    pub closed: usize,
    pub stage_closed: usize,
    pub open: usize,
    pub overdue: usize,
    pub truth: [usize; 4],
}

pub const TRUTHS: [&str; 4] = ["属实", "基本属实", "部分属实", "不属实"];

pub fn petitions(folder: &Folder, as_of: NaiveDate) -> Petitions {
    let mut counts = Petitions::default();
    for row in folder.events("petitions", as_of, "交办日期", &["信访编号"]) {
        let later = row.date("办结日期").is_some_and(|day| day > as_of);
        let closed = row.text("办理状态") == "已办结" && !later;
        let stage = row.text("办理状态") == "阶段性办结" && !later;
        counts.total += 1;
        counts.closed += usize::from(closed);
        counts.stage_closed += usize::from(stage);
        counts.open += usize::from(!closed && !stage);
        let late = row.date("办结时限").is_some_and(|day| day < as_of);
        counts.overdue += usize::from(!closed && late);
        if let Some(at) = TRUTHS.iter().position(|word| *word == row.text("是否属实")) {
            counts.truth[at] += 1;
        }
    }
    counts
}

/// How many, and the three rates in percent.
pub fn projects(folder: &Folder, as_of: NaiveDate) -> (usize, [Option<Exact>; 3]) {
    let rows = folder.state("projects", as_of, &["项目编号"]);
    let rate = |owed: &str, given: &str| {
        let sum = |column: &str| {
            rows.iter()
                .filter_map(|row| Exact::parse(row.text(column)))
                .fold(Exact::whole(0), |sum, next| sum + next)
        };
        (sum(owed) > Exact::whole(0)).then(|| sum(given) * Exact::whole(100) / sum(owed))
    };
    (
        rows.len(),
        [
            rate("应还", "已还"),
            rate("应复", "已复"),
            rate("应提", "已提"),
        ],
    )
}
