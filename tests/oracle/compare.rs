//! The report of duban held against the judgement of the oracle, figure by figure.

use crate::folder::Case;
use crate::indicators;
use crate::number::Exact;
use crate::plan;
use crate::tables::Folder;
use crate::tasks::{State, Task};
use crate::units::{self as rules, LEVELS};
use serde_json::{Value, json};
use std::collections::BTreeMap;

/// Every difference found, in words.
#[derive(Debug, Default)]
pub struct Differences(pub Vec<String>);

impl Differences {
    fn number(&mut self, what: &str, found: &Value, expected: Option<Exact>) {
        let same = match (found.as_f64(), expected) {
            (None, None) => found.is_null(),
            (Some(found), Some(expected)) => {
                (found - expected.float()).abs() <= 1e-9 * expected.float().abs().max(1.0)
            }
            _ => false,
        };
        if !same {
            let expected = expected.map(Exact::float);
            self.0
                .push(format!("{what}: duban {found}, oracle {expected:?}"));
        }
    }

    fn value(&mut self, what: &str, found: &Value, expected: impl Into<Value>) {
        let expected = expected.into();
        if *found != expected {
            self.0
                .push(format!("{what}: duban {found}, oracle {expected}"));
        }
    }
}

pub fn tasks(report: &Value, tasks: &[Task], differ: &mut Differences) {
    let items: BTreeMap<(String, String), &Value> = report["tasks"]["items"]
        .as_array()
        .unwrap()
        .iter()
        .map(|item| {
            let key = |name: &str| item[name].as_str().unwrap().to_owned();
            ((key("region"), key("id")), item)
        })
        .collect();
    differ.value("number of tasks", &json!(items.len()), tasks.len());
    for task in tasks {
        let key = (task.row.region.clone(), task.id().to_owned());
        let name = format!("task {}/{}", key.0, key.1);
        let Some(item) = items.get(&key) else {
            differ.0.push(format!("{name}: not in the report"));
            continue;
        };
        let day = |day: Option<chrono::NaiveDate>| day.map(|day| day.to_string());
        differ.value(&format!("{name} start"), &item["start"], day(task.start));
        differ.value(
            &format!("{name} deadline"),
            &item["deadline"],
            day(task.deadline),
        );
        differ.number(&format!("{name} actual"), &item["actual"], task.actual);
        differ.number(
            &format!("{name} expected"),
            &item["expected"],
            task.expected,
        );
        differ.number(&format!("{name} lag"), &item["lag"], task.lag);
        differ.value(&format!("{name} light"), &item["light"], task.light);
        differ.value(
            &format!("{name} done"),
            &item["done"],
            task.state == State::Done,
        );
        differ.value(
            &format!("{name} completed"),
            &item["completed"],
            task.state == State::Completed,
        );
        differ.value(
            &format!("{name} days"),
            &item["days_overdue"],
            task.days_overdue,
        );
        differ.value(
            &format!("{name} clears"),
            &item["five_clears"],
            task.five_clears,
        );
    }
}

pub fn counts(report: &Value, classes: [[usize; 7]; 2], tasks: &[Task], differ: &mut Differences) {
    let found = &report["tasks"];
    let count =
        |list: &[&Task], held: &dyn Fn(&Task) -> bool| list.iter().filter(|t| held(t)).count();
    let all: Vec<&Task> = tasks.iter().collect();
    let top: Vec<&Task> = tasks.iter().filter(|task| task.parent.is_none()).collect();
    let done = |t: &Task| t.state == State::Done;
    let completed = |t: &Task| t.state == State::Completed;
    for (name, found, list) in [("all", found, &all), ("top", &found["top"], &top)] {
        differ.value(&format!("{name} total"), &found["total"], list.len());
        differ.value(&format!("{name} done"), &found["done"], count(list, &done));
        differ.value(
            &format!("{name} completed"),
            &found["completed"],
            count(list, &completed),
        );
        differ.value(
            &format!("{name} overdue"),
            &found["overdue"],
            count(list, &|t| t.overdue),
        );
    }
    differ.value(
        "late sign-off",
        &found["late_sign_off"],
        count(&all, &|t| t.late_sign_off),
    );
    for light in ["blue", "green", "yellow", "red", "grey"] {
        differ.value(
            light,
            &found["lights"][light],
            count(&all, &|t| t.light == light),
        );
    }
    for (name, list, found) in [("top", &top, classes[0]), ("all", &all, classes[1])] {
        let order = [
            "done",
            "completed",
            "overdue",
            "behind",
            "on_schedule",
            "not_started",
            "unknown",
        ];
        let expected: Vec<usize> = order
            .iter()
            .map(|class| count(list, &|t| t.class == *class))
            .collect();
        differ.value(
            &format!("{name} classes {order:?}"),
            &json!(found),
            json!(expected),
        );
    }
}

/// Each region by itself, the latest first.
pub fn regions(report: &Value, tasks: &[Task], differ: &mut Differences) {
    let mut names: Vec<&str> = tasks.iter().map(|task| task.row.region.as_str()).collect();
    names.sort_unstable();
    names.dedup();
    let mut expected: Vec<Value> = names
        .into_iter()
        .map(|name| {
            let own: Vec<&Task> = tasks
                .iter()
                .filter(|task| task.row.region == name)
                .collect();
            let top = own.iter().filter(|task| task.parent.is_none());
            let leaves = own.iter().filter(|task| task.parts.is_empty());
            let late = leaves.clone().filter(|task| task.overdue);
            json!({
                "region": name,
                "total": top.clone().count(),
                "done": top.clone().filter(|task| task.state == State::Done).count(),
                "completed": top.filter(|task| task.state == State::Completed).count(),
                "overdue": late.clone().count(),
                "overdue_days": late.map(|task| task.days_overdue).sum::<i64>(),
                "behind": leaves.filter(|task| task.class == "behind").count(),
            })
        })
        .collect();
    expected.sort_by_key(|one| {
        let figure = |key: &str| -one[key].as_i64().unwrap();
        let name = one["region"].as_str().unwrap().to_owned();
        (
            figure("overdue"),
            figure("overdue_days"),
            figure("behind"),
            name,
        )
    });
    let found = report["regions"].as_array().unwrap().iter().map(|one| {
        let mut one = one.clone();
        for other in ["late_units", "actual"] {
            one.as_object_mut().unwrap().remove(other);
        }
        one
    });
    differ.value(
        "regions",
        &json!(found.collect::<Vec<_>>()),
        json!(expected),
    );
}

/// Aliases join under the spelling that comes first; which that is does not matter here.
fn canonical(name: &Value) -> &str {
    let name = name.as_str().unwrap();
    if name == plan::ALIAS.0 {
        plan::ALIAS.1
    } else {
        name
    }
}

pub fn units(
    case: &Case,
    report: &Value,
    folder: &Folder,
    tasks: &[Task],
    differ: &mut Differences,
) {
    let escalations = rules::escalations(tasks, folder, &case.plan, case.as_of);
    let units = rules::units(tasks, folder, &escalations, case.as_of);
    let step = |at: usize| case.plan.steps[at].1;
    let names: Vec<&str> = units.iter().map(|unit| unit.name.as_str()).collect();
    let found = report["units"].as_array().unwrap();
    let found_names: Vec<&str> = found.iter().map(|u| canonical(&u["unit"])).collect();
    differ.value("units in order", &json!(found_names), json!(names));
    for unit in &units {
        let Some(item) = found
            .iter()
            .find(|item| canonical(&item["unit"]) == unit.name)
        else {
            continue;
        };
        let name = format!("unit {}", unit.name);
        differ.value(&format!("{name} tasks"), &item["tasks"], unit.tasks);
        differ.value(&format!("{name} done"), &item["done"], unit.done);
        differ.value(&format!("{name} overdue"), &item["overdue"], unit.overdue);
        differ.value(
            &format!("{name} days"),
            &item["overdue_days"],
            unit.overdue_days,
        );
        differ.value(&format!("{name} led"), &item["led"], unit.led);
        differ.number(
            &format!("{name} worst lag"),
            &item["worst_lag"],
            unit.worst_lag,
        );
        differ.value(
            &format!("{name} step due"),
            &item["step_due"],
            unit.step_due.map(step),
        );
        differ.value(
            &format!("{name} step taken"),
            &item["step_taken"],
            unit.step_taken.map(|at| LEVELS[at]),
        );
        differ.value(&format!("{name} updated"), &item["updated"], unit.updated);
    }
    let mut expected: Vec<String> = escalations
        .iter()
        .map(|one| {
            let taken = one.taken.map(|at| LEVELS[at]);
            let due = step(one.due);
            json!([one.unit, one.region, one.task, due, taken, one.gap]).to_string()
        })
        .collect();
    let mut found: Vec<String> = report["supervision"]["escalations"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| {
            let keys = ["region", "task", "step_due", "step_taken", "gap"];
            let [region, task, due, taken, gap] = keys.map(|key| &one[key]);
            json!([canonical(&one["unit"]), region, task, due, taken, gap]).to_string()
        })
        .collect();
    expected.sort();
    found.sort();
    differ.value("escalations", &json!(found), json!(expected));
}

pub fn others(case: &Case, report: &Value, folder: &Folder, differ: &mut Differences) {
    let expected = rules::petitions(folder, case.as_of);
    let found = &report["petitions"];
    for (name, count) in [
        ("total", expected.total),
        ("closed", expected.closed),
        ("stage_closed", expected.stage_closed),
        ("open", expected.open),
        ("overdue", expected.overdue),
    ] {
        differ.value(&format!("petitions {name}"), &found[name], count);
    }
    let share = |part: usize| {
        (expected.total > 0).then(|| Exact::of(100 * part as i128, expected.total as i128))
    };
    differ.number(
        "petitions closed rate",
        &found["closed_rate"],
        share(expected.closed),
    );
    differ.number(
        "petitions closed rate with stages",
        &found["closed_rate_with_stage"],
        share(expected.closed + expected.stage_closed),
    );
    let truth = found["truth"].as_object().unwrap();
    let counted: u64 = truth.values().filter_map(Value::as_u64).sum();
    differ.value(
        "petitions with a truth",
        &json!(counted),
        expected.truth.iter().sum::<usize>(),
    );
    let (total, rates) = rules::projects(folder, case.as_of);
    let found = &report["projects"];
    differ.value("projects", &found["total"], total);
    for (name, rate) in ["returned_rate", "regreened_rate", "tended_rate"]
        .iter()
        .zip(rates)
    {
        differ.number(&format!("projects {name}"), &found[*name], rate);
    }
    for (name, expected) in indicators::judge(folder, &case.plan, case.as_of) {
        let found = report["indicators"]
            .as_array()
            .unwrap()
            .iter()
            .find(|one| one["indicator"] == name.as_str())
            .unwrap();
        for (key, number) in [
            ("value", expected.value),
            ("rounded", expected.rounded),
            ("year_on_year", expected.year_on_year),
            ("coverage", expected.coverage),
            ("needed", expected.needed),
            ("budget", expected.budget.map(Exact::whole)),
            ("budget_used", expected.budget_used.map(Exact::whole)),
            ("budget_left", expected.budget_left.map(Exact::whole)),
        ] {
            differ.number(&format!("{name} {key}"), &found[key], number);
        }
        differ.value(
            &format!("{name} verdict"),
            &found["verdict"],
            expected.verdict,
        );
        differ.value(
            &format!("{name} outlook"),
            &found["outlook"],
            expected.outlook,
        );
        differ.value(
            &format!("{name} provisional"),
            &found["provisional"],
            expected.provisional,
        );
        differ.value(&format!("{name} n"), &found["n"], expected.n);
        if name == "空气质量优良率" {
            // The design names failures of classes; bad days are listed beside them.
            continue;
        }
        let mut failures: Vec<String> = expected
            .failures
            .iter()
            .map(|(site, period, value)| json!([site, period, value]).to_string())
            .collect();
        let mut told: Vec<String> = found["failures"]
            .as_array()
            .unwrap()
            .iter()
            .map(|one| json!([one["site"], one["period"], one["value"]]).to_string())
            .collect();
        failures.sort();
        told.sort();
        differ.value(&format!("{name} failures"), &json!(told), json!(failures));
    }
}
