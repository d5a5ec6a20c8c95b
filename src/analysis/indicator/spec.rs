//! What each indicator is asked for: the plan's targets, replaced and added to by the table.

use super::names;
use crate::model::{Tables, Target};
use crate::plan::{Plan, PlanTarget};
use crate::terms::{Direction, Goal, Method, Nature, WaterClass};
use std::collections::HashMap;

/// One indicator's target, all blanks filled.
#[derive(Debug, Clone)]
pub struct Spec {
    /// The name as written.
    pub indicator: String,
    /// The key its readings stand under.
    pub key: String,
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
    /// 年度.
    pub year: i32,
    /// 责任单位.
    pub units: Vec<String>,
    /// 依据.
    pub clause: String,
    /// 小数位.
    pub decimals: Option<u8>,
    /// 达标率 in percent.
    pub share: f64,
    /// 不适用.
    pub not_applicable: bool,
    /// Goals of sites that have their own.
    pub sites: HashMap<String, Goal>,
}

/// The plan's targets in its order; a row of the targets table with the same name and site
/// replaces one, its blank cells taken from the plan's; others are added (DESIGN §3).
/// A row with a 点位 gives that site its own target. Of rows for several years the one of
/// the plan's year is taken, else the newest.
pub fn specs(tables: &Tables, plan: &Plan) -> Vec<Spec> {
    let mut specs: Vec<Spec> = Vec::new();
    let mut known: HashMap<String, usize> = HashMap::new();
    for target in &plan.targets {
        add(
            &mut specs,
            &mut known,
            of_plan(target, plan.year),
            &target.site,
        );
    }
    let mut rows: Vec<(usize, Target<'_>)> = tables
        .targets
        .iter()
        .enumerate()
        .filter_map(|(place, &id)| Some((place, tables.target(id)?)))
        .collect();
    // Stable: the plan's year last, so that it wins; before it the years in order.
    rows.sort_by_key(|(_, row)| {
        let year = row.year().unwrap_or(plan.year);
        (year == plan.year, year)
    });
    let mut in_file_order: Vec<(usize, usize)> = Vec::new();
    let from_plan = specs.len();
    for (place, row) in rows {
        let key = names::key(row.indicator());
        let base = known.get(&key).and_then(|&at| specs.get(at));
        let spec = of_row(row, base, plan.year);
        if let Some(at) = add(&mut specs, &mut known, spec, row.site()) {
            in_file_order.push((place, at));
        }
    }
    // What only the table has stands in the table's order.
    in_file_order.sort_unstable();
    let added: Vec<Spec> = in_file_order
        .iter()
        .filter_map(|&(_, at)| specs.get(at).cloned())
        .collect();
    specs.truncate(from_plan);
    specs.extend(added);
    specs
}

/// Replaces or adds; the place where something was added.
fn add(
    specs: &mut Vec<Spec>,
    known: &mut HashMap<String, usize>,
    mut spec: Spec,
    site: &str,
) -> Option<usize> {
    let at = known.get(&spec.key).copied();
    let Some(old) = at.and_then(|at| specs.get_mut(at)) else {
        if !site.is_empty() {
            spec.sites.insert(site.to_owned(), spec.goal.clone());
        }
        known.insert(spec.key.clone(), specs.len());
        specs.push(spec);
        return Some(specs.len() - 1);
    };
    if site.is_empty() {
        spec.sites = std::mem::take(&mut old.sites);
        *old = spec;
    } else {
        old.sites.insert(site.to_owned(), spec.goal);
    }
    None
}

fn of_plan(target: &PlanTarget, year: i32) -> Spec {
    Spec {
        indicator: target.indicator.clone(),
        key: names::key(&target.indicator),
        goal: goal(target.goal.clone(), target.method),
        direction: target.direction,
        group: target.group.clone(),
        nature: target.nature,
        unit: target.unit.clone(),
        method: target.method,
        year: target.year.unwrap_or(year),
        units: target.units.clone(),
        clause: target.clause.clone(),
        decimals: target.decimals,
        share: target.share.unwrap_or(100.0),
        not_applicable: target.not_applicable,
        sites: HashMap::new(),
    }
}

fn of_row(row: Target<'_>, base: Option<&Spec>, year: i32) -> Spec {
    let text = |own: &str, base: Option<&String>| match own {
        "" => base.cloned().unwrap_or_default(),
        own => own.to_owned(),
    };
    let method = row.method().or(base.map(|base| base.method));
    let method = method.unwrap_or(if row.class().is_some() {
        Method::Class
    } else {
        Method::Latest
    });
    let own = row
        .class()
        .map(Goal::Class)
        .or(row.number().filter(|n| n.is_finite()).map(Goal::Number))
        .or((!row.word().is_empty()).then(|| Goal::Word(row.word().to_owned())));
    let goal = match own.or_else(|| base.map(|base| base.goal.clone())) {
        Some(own) => goal(own, method),
        None => Goal::Word(String::new()),
    };
    let units = row.units();
    Spec {
        indicator: row.indicator().to_owned(),
        key: names::key(row.indicator()),
        goal,
        direction: row
            .direction()
            .or(base.map(|base| base.direction))
            .unwrap_or(match method {
                Method::Rank => Direction::AtMost,
                _ => Direction::AtLeast,
            }),
        group: text(row.group(), base.map(|base| &base.group)),
        nature: row.nature().or(base.and_then(|base| base.nature)),
        unit: text(row.unit(), base.map(|base| &base.unit)),
        method,
        year: row.year().unwrap_or(year),
        units: if units.is_empty() {
            base.map(|base| base.units.clone()).unwrap_or_default()
        } else {
            units.into_iter().map(str::to_owned).collect()
        },
        clause: text(row.clause(), base.map(|base| &base.clause)),
        decimals: row.decimals().or(base.and_then(|base| base.decimals)),
        share: row
            .share()
            .or(base.map(|base| base.share))
            .filter(|share| share.is_finite())
            .unwrap_or(100.0),
        not_applicable: row.not_applicable(),
        sites: HashMap::new(),
    }
}

/// A plain 1 to 6 is a class where classes are asked for.
fn goal(goal: Goal, method: Method) -> Goal {
    match goal {
        Goal::Number(number) if method == Method::Class => {
            class_of(number).map_or(Goal::Number(number), Goal::Class)
        }
        other => other,
    }
}

/// 1 to 6 as a water class.
pub fn class_of(number: f64) -> Option<WaterClass> {
    WaterClass::ALL
        .into_iter()
        .zip(1_u8..)
        .find_map(|(class, n)| ((number - f64::from(n)).abs() < 1e-9).then_some(class))
}
