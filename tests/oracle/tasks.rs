//! The rules on tasks, one after the other as DESIGN §4 states them.

use crate::number::Exact;
use crate::plan::Plan;
use crate::tables::{Folder, Row};
use chrono::{NaiveDate, TimeDelta};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State {
    Open,
    Completed,
    Done,
    Reopened,
}

#[derive(Debug, Clone)]
pub struct Task {
    pub row: Row,
    pub state: State,
    pub start: Option<NaiveDate>,
    pub deadline: Option<NaiveDate>,
    pub overdue: bool,
    pub days_overdue: i64,
    pub late_sign_off: bool,
    pub actual: Option<Exact>,
    pub expected: Option<Exact>,
    pub lag: Option<Exact>,
    pub light: &'static str,
    pub class: &'static str,
    pub five_clears: usize,
    /// Of other tasks of the list.
    pub parts: Vec<usize>,
    /// Among the other tasks; a parent that is not there is none.
    pub parent: Option<usize>,
    own_actual: Option<Exact>,
    steps: Vec<Step>,
}

impl Task {
    pub fn id(&self) -> &str {
        self.row.text("任务编号")
    }

    pub fn settled(&self) -> bool {
        matches!(self.state, State::Completed | State::Done)
    }
}

const BAD: [&str; 3] = ["反弹", "不到位", "弄虚作假"];
const COMPLETED_WORDS: [&str; 5] = ["已完成", "已整改", "完成整改", "已验收", "已销号"];

/// A milestone belongs to the task of its region and number; one without a region to the only
/// task of that number.
pub fn belongs(milestone: &Row, task: &Row, tasks: &[Row]) -> bool {
    let number = milestone.text("任务编号");
    if number != task.text("任务编号") {
        return false;
    }
    let same: Vec<&Row> = tasks
        .iter()
        .filter(|other| other.text("任务编号") == number)
        .collect();
    let exact = same.iter().any(|other| other.region == milestone.region);
    if exact {
        milestone.region == task.region
    } else {
        milestone.region.is_empty() && same.len() == 1
    }
}

#[derive(Debug, Clone)]
struct Step {
    due: NaiveDate,
    weight: Exact,
    done: bool,
}

/// All current tasks at a day.
pub fn judge(folder: &Folder, plan: &Plan, as_of: NaiveDate) -> Vec<Task> {
    let rows = folder.state("tasks", as_of, &["任务编号"]);
    let milestones = folder.state("milestones", as_of, &["任务编号", "节点名称"]);
    let lookbacks = folder.events("lookbacks", as_of, "日期", &[]);
    let mut tasks: Vec<Task> = rows
        .iter()
        .map(|row| {
            let of_task = |other: &&Row| {
                other.region == row.region && other.text("任务编号") == row.text("任务编号")
            };
            let steps: Vec<Step> = milestones
                .iter()
                .filter(|m| belongs(m, row, &rows))
                .filter_map(|m| {
                    Some(Step {
                        due: m.date("计划日期")?,
                        weight: Exact::parse(m.text("权重")).unwrap_or(Exact::whole(1)),
                        done: m.date("完成日期").is_some_and(|day| day <= as_of),
                    })
                })
                .collect();
            let looks: Vec<&Row> = lookbacks.iter().filter(of_task).collect();
            one(row, steps, &looks, plan, as_of)
        })
        .collect();
    let parents: Vec<Option<usize>> = tasks
        .iter()
        .map(|task| {
            let parent = task.row.text("上级编号");
            (!parent.is_empty())
                .then(|| {
                    tasks.iter().position(|other| {
                        other.row.region == task.row.region && other.id() == parent
                    })
                })
                .flatten()
        })
        .collect();
    for (at, parent) in parents.iter().enumerate() {
        if let Some(parent) = *parent {
            tasks[parent].parts.push(at);
            tasks[at].parent = Some(parent);
        }
    }
    // From the leaves up: a part's own parts come before it.
    let mut order: Vec<usize> = (0..tasks.len()).collect();
    let depth = |mut at: usize| {
        let mut depth = 0;
        while let Some(parent) = parents[at] {
            at = parent;
            depth += 1;
        }
        depth
    };
    order.sort_by_key(|&at| std::cmp::Reverse(depth(at)));
    for at in order {
        let parts: Vec<Task> = tasks[at].parts.iter().map(|&p| tasks[p].clone()).collect();
        light(&mut tasks[at], &parts, plan, as_of);
    }
    tasks
}

fn one(row: &Row, steps: Vec<Step>, looks: &[&Row], plan: &Plan, as_of: NaiveDate) -> Task {
    let status = row.text("状态");
    let signed = row.date("销号日期");
    let completed_on = row.date("实际完成日期");
    let progress = Exact::parse(row.text("进度"));
    let done = signed.is_some_and(|day| day <= as_of) || (status == "已销号" && signed.is_none());
    let completed = !done
        && match completed_on {
            Some(day) => day <= as_of,
            None => {
                COMPLETED_WORDS.contains(&status)
                    || progress.is_some_and(|p| p >= Exact::whole(100))
            }
        };
    let since = completed_on
        .into_iter()
        .chain(signed)
        .filter(|day| *day <= as_of)
        .max();
    let reopening = (done || completed)
        .then(|| reopening(looks, since, as_of))
        .flatten();
    let state = match (&reopening, done, completed) {
        (Some(_), ..) => State::Reopened,
        (None, true, _) => State::Done,
        (None, false, true) => State::Completed,
        _ => State::Open,
    };
    let settled = matches!(state, State::Completed | State::Done);
    let start = row.date("开始日期").or(plan.issued);
    let cell = deadline(row.text("完成时限"), plan);
    let deadline = match reopening {
        Some(look) => look.date("整改时限"),
        None => cell.0,
    };
    let overdue = !settled && deadline.is_some_and(|day| day < as_of);
    let weight = |held: &dyn Fn(&Step) -> bool| {
        steps
            .iter()
            .filter(|step| held(step))
            .fold(Exact::whole(0), |sum, step| sum + step.weight)
    };
    let all = weight(&|_| true);
    let share = |part: Exact| (all > Exact::whole(0)).then(|| part * Exact::whole(100) / all);
    let own_actual = if settled {
        Some(Exact::whole(100))
    } else {
        progress
    };
    let actual = own_actual.or_else(|| share(weight(&|step| step.done)));
    let expected = if steps.is_empty() {
        match (start, deadline) {
            (Some(start), Some(deadline)) => Some(if as_of >= deadline {
                Exact::whole(100)
            } else if as_of <= start {
                Exact::whole(0)
            } else {
                Exact::of(
                    100 * i128::from((as_of - start).num_days()),
                    i128::from((deadline - start).num_days()),
                )
            }),
            _ => None,
        }
    } else {
        share(weight(&|step| step.due < as_of))
    };
    Task {
        row: row.clone(),
        state,
        start,
        deadline,
        overdue,
        days_overdue: match deadline {
            Some(day) if overdue => (as_of - day).num_days(),
            _ => 0,
        },
        late_sign_off: state == State::Completed && deadline.is_some_and(|day| day < as_of),
        actual,
        expected,
        lag: None,
        light: "",
        class: "",
        five_clears: [
            !row.text("整改目标").is_empty(),
            !row.text("工作标准").is_empty(),
            // The lead where there is no responsible unit, as with the units.
            !row.names("责任单位").is_empty() || !row.names("牵头单位").is_empty(),
            cell.1,
            !row.text("奖惩措施").is_empty(),
        ]
        .into_iter()
        .filter(|filled| *filled)
        .count(),
        parts: Vec::new(),
        parent: None,
        own_actual,
        steps,
    }
}

/// The day that a deadline cell means, and whether it means anything.
fn deadline(cell: &str, plan: &Plan) -> (Option<NaiveDate>, bool) {
    let dated = cell
        .split('，')
        .find_map(|part| part.parse::<NaiveDate>().ok());
    if dated.is_none() && cell == "立行立改" {
        let derived = plan
            .issued
            .map(|day| day + TimeDelta::days(plan.immediate_days));
        return (derived, true);
    }
    (dated, !cell.is_empty())
}

/// The look-back that holds a task open: bad, not before the task was settled (a day does not
/// tell which came first, so the same day counts), and neither put right nor followed by a good
/// one. Of one day the later row is the later look.
fn reopening<'a>(looks: &[&'a Row], since: Option<NaiveDate>, as_of: NaiveDate) -> Option<&'a Row> {
    let mut open = None;
    let mut in_order = looks.to_vec();
    in_order.sort_by_key(|look| look.date("日期"));
    for look in in_order {
        let put_right = look.date("整改完成").is_some_and(|day| day <= as_of);
        if look.text("结果") == "合格" {
            open = None;
        } else if BAD.contains(&look.text("结果")) && !put_right {
            open = Some(look);
        }
    }
    open.filter(|look| since.is_none_or(|since| look.date("日期") >= Some(since)))
}

/// Progress with the parts', lag, light and class.
fn light(task: &mut Task, parts: &[Task], plan: &Plan, as_of: NaiveDate) {
    let mean = |of: fn(&Task) -> Option<Exact>| {
        let known: Vec<Exact> = parts.iter().filter_map(of).collect();
        (!known.is_empty()).then(|| {
            let sum = known.iter().fold(Exact::whole(0), |sum, next| sum + *next);
            sum / Exact::whole(known.len() as i128)
        })
    };
    // Without a progress of its own the mean of its parts' counts, expected as actual.
    let of_parts = mean(|part| part.actual);
    let by_milestones = task.own_actual.is_none() && of_parts.is_none() && task.actual.is_some();
    if task.own_actual.is_none() {
        task.actual = of_parts.or(task.actual);
    }
    task.expected = task.expected.or_else(|| mean(|part| part.expected));
    task.lag = if task.settled() {
        Some(Exact::whole(0))
    } else {
        task.expected
            .zip(task.actual)
            .map(|(expected, actual)| expected - actual)
    };
    let own = &task.steps;
    let missed_by = own
        .iter()
        .filter(|step| !step.done && step.due < as_of)
        .map(|step| (as_of - step.due).num_days())
        .max();
    let lags = |points: i64| {
        !by_milestones
            && task
                .lag
                .is_some_and(|lag| lag >= Exact::whole(points.into()))
    };
    let left = task.deadline.map(|day| (day - as_of).num_days());
    let near = left.is_some_and(|left| (0..=plan.warning_days).contains(&left))
        && task
            .actual
            .is_none_or(|actual| actual < Exact::whole(plan.nearly_done.into()));
    let undated = task.deadline.is_none() && own.is_empty();
    let early = task.start.is_some_and(|start| start > as_of);
    let mut unknown = false;
    task.light = if task.state == State::Reopened {
        "red"
    } else if task.state == State::Done {
        "blue"
    } else if task.late_sign_off {
        "yellow"
    } else if task.state == State::Completed {
        "green"
    } else if task.overdue
        || lags(plan.lag_red)
        || (by_milestones && missed_by.is_some_and(|days| days > plan.milestone_red_days))
    {
        "red"
    } else if lags(plan.lag_yellow) || missed_by.is_some() || near {
        "yellow"
    } else if early || undated {
        "grey"
    } else if task.actual.is_none() {
        unknown = true;
        "grey"
    } else {
        "green"
    };
    if ["green", "grey"].contains(&task.light) && parts.iter().any(|part| part.light == "red") {
        task.light = "yellow";
    }
    task.class = match (task.state, task.light) {
        (State::Done, _) => "done",
        (State::Completed, _) => "completed",
        (State::Reopened, _) => "overdue",
        (State::Open, _) if task.overdue => "overdue",
        (State::Open, "red" | "yellow") => "behind",
        (State::Open, "green") => "on_schedule",
        (State::Open, _) if unknown => "unknown",
        (State::Open, _) => "not_started",
    };
}
