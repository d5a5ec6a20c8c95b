//! What each indicator is asked for: the plan's targets, replaced and added to by the table.

use super::data::Place;
use super::names;
use crate::model::{Tables, Target};
use crate::plan::{Plan, PlanTarget};
use crate::terms::{Direction, Goal, Method, Nature, WaterClass};
use std::collections::{BTreeMap, BTreeSet, HashMap};

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
    /// Of the whole: goals that regions state for themselves, and for their sites.
    pub local: HashMap<String, Local>,
    /// Who states the goal.
    pub stated: Stated,
}

/// What a region states for itself.
#[derive(Debug, Clone, Default)]
pub struct Local {
    goal: Option<Goal>,
    sites: HashMap<String, Goal>,
}

/// Who states a goal.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stated {
    /// The plan that is built in: another county's perhaps.
    BuiltIn,
    /// The plan file beside the data.
    Plan,
    /// A row of the targets table.
    Row,
    /// Rows of regions only.
    Regions,
    /// Nobody: another goal lends its words.
    Nobody,
}

impl Spec {
    /// Lends its words to a region that says less: what another asks of itself it asks of no one else.
    fn lend(&mut self) {
        self.goal = Goal::Word(String::new());
        (self.decimals, self.share, self.not_applicable) = (None, 100.0, false);
    }

    /// The goal at a place: its own, its region's, else this one.
    pub fn goal_at(&self, (region, site): Place<'_>) -> &Goal {
        let local = self.local.get(region);
        local
            .and_then(|local| local.sites.get(site).or(local.goal.as_ref()))
            .or_else(|| self.sites.get(site))
            .unwrap_or(&self.goal)
    }
}

/// An indicator's target on the whole and in the regions that have rows of their own.
#[derive(Debug, Clone)]
pub struct Specs<'a> {
    /// On the whole.
    pub whole: Spec,
    /// In regions that state nothing of their own.
    pub other: Spec,
    /// In regions that do, in the order of their names.
    pub own: BTreeMap<&'a str, Spec>,
}

/// The plan's targets in its order; a row of the targets table with the same name and site
/// replaces one, its blank cells taken from the plan's; others are added (DESIGN §3).
/// A row with a 点位 gives that site its own target. Of rows for several years the one of
/// the plan's year is taken, else the newest. A row of one of these `regions` is that region's
/// alone.
pub fn specs<'a>(tables: &'a Tables, plan: &Plan, regions: &BTreeSet<&'a str>) -> Vec<Specs<'a>> {
    let mut all = List::default();
    for target in &plan.targets {
        all.add(of_plan(target, plan), &target.site);
    }
    let mut rows: Vec<(usize, Target<'a>)> = tables
        .targets
        .iter()
        .enumerate()
        .filter_map(|(place, &id)| Some((place, tables.target(id)?)))
        .collect();
    // Stable: the plan's year last, so that it wins; before it the years in order. What regions
    // leave blank is the whole's.
    rows.sort_by_key(|(_, row)| {
        let year = row.year().unwrap_or(plan.year);
        let local = regions.contains(row.region());
        (local, year == plan.year, year)
    });
    let mut in_file_order: Vec<(usize, usize)> = Vec::new();
    let from_plan = all.specs.len();
    for (place, row) in rows {
        let base = all.known.get(&names::key(row.indicator())).copied();
        let own = row.region();
        let other_year = row.year().is_some_and(|year| year != plan.year);
        if regions.contains(own) && other_year && row.not_applicable() {
            // Who was not asked another year is asked as the others this year.
            continue;
        }
        let at = if regions.contains(own) {
            all.add_local(row, own, base, plan.year)
        } else {
            let base = base.and_then(|at| Some(&all.specs.get(at)?.whole));
            all.add(of_row(row, base, plan.year), row.site())
        };
        in_file_order.extend(at.map(|at| (place, at)));
    }
    let List { mut specs, .. } = all;
    for one in &mut specs {
        one.other = one.whole.clone();
        match one.other.stated {
            Stated::Regions => {
                one.other.lend();
                one.other.year = plan.year;
            }
            // A number for all together is no single one's.
            _ if one.other.method == Method::Cumulative => one.other.not_applicable = true,
            _ => {}
        }
    }
    // What only the table has stands in the table's order.
    in_file_order.sort_unstable();
    let added: Vec<Specs<'a>> = in_file_order
        .iter()
        .filter_map(|&(_, at)| specs.get(at).cloned())
        .collect();
    specs.truncate(from_plan);
    specs.extend(added);
    specs
}

/// The specs so far, known by their key.
#[derive(Default)]
struct List<'a> {
    specs: Vec<Specs<'a>>,
    known: HashMap<String, usize>,
}

impl<'a> List<'a> {
    /// Replaces or adds; the place where something was added.
    fn add(&mut self, mut spec: Spec, site: &str) -> Option<usize> {
        let at = self.known.get(&spec.key).copied();
        let Some(old) = at.and_then(|at| self.specs.get_mut(at)) else {
            if !site.is_empty() {
                spec.sites.insert(site.to_owned(), spec.goal.clone());
            }
            return Some(self.push(spec));
        };
        replace(&mut old.whole, spec, site);
        None
    }

    fn push(&mut self, whole: Spec) -> usize {
        self.known.insert(whole.key.clone(), self.specs.len());
        self.specs.push(Specs {
            other: whole.clone(),
            whole,
            own: BTreeMap::new(),
        });
        self.specs.len() - 1
    }

    /// A region's row; the place where something was added.
    fn add_local(
        &mut self,
        row: Target<'a>,
        region: &'a str,
        at: Option<usize>,
        year: i32,
    ) -> Option<usize> {
        let added = at.is_none();
        // What only regions have is told of the whole in the words of the first of them.
        let at = at.unwrap_or_else(|| {
            let stated = Stated::Regions;
            self.push(Spec {
                stated,
                ..of_row(row, None, year)
            })
        });
        let specs = self.specs.get_mut(at)?;
        let mut base = specs.own.get(region).unwrap_or(&specs.whole).clone();
        if base.stated == Stated::Regions && !added {
            base.lend();
        }
        let spec = of_row(row, Some(&base), year);
        match specs.own.get_mut(region) {
            Some(old) => replace(old, spec, row.site()),
            None if row.site().is_empty() => {
                let sites = base.sites;
                specs.own.insert(region, Spec { sites, ..spec });
            }
            None => {
                // The site's goal is its own; the region's is the whole's.
                base.stated = Stated::Nobody;
                base.sites.insert(row.site().to_owned(), spec.goal);
                specs.own.insert(region, base);
            }
        }
        added.then_some(at)
    }
}

/// Puts a row of the same name in the place of the one before, or its goal at a site.
fn replace(old: &mut Spec, mut spec: Spec, site: &str) {
    if site.is_empty() {
        spec.sites = std::mem::take(&mut old.sites);
        *old = spec;
    } else {
        old.sites.insert(site.to_owned(), spec.goal);
    }
}

impl Specs<'_> {
    /// What a region is asked for.
    pub fn of(&self, region: &str) -> &Spec {
        self.own.get(region).unwrap_or(&self.other)
    }

    /// Whether a region is asked for it at all, as far as it says so itself.
    pub fn asks(&self, region: &str) -> bool {
        self.own.get(region).is_none_or(|own| !own.not_applicable)
    }

    /// Lets the whole know what regions state for themselves, where these `read` it: where all of
    /// them that are asked state a goal and neither a row nor a plan file of the whole does, it is
    /// theirs. A sum's is their sum; goals that differ otherwise make none. `year`: the plan's.
    pub fn settle(&mut self, read: &[&str], year: i32) {
        let own = || self.own.keys().copied();
        let asked = |region: &&str| self.asks(region);
        let row = |region: &str| self.own.get(region).filter(|own| own.stated == Stated::Row);
        // The whole is judged for the plan's year, whatever a region's row is of.
        let years = || own().filter_map(row).map(|own| own.year);
        let year = match years().find(|own| *own == year) {
            _ if self.whole.stated != Stated::Regions => self.whole.year,
            Some(year) => year,
            None => years().max().unwrap_or(self.whole.year),
        };
        let of_year = |region: &str| row(region).filter(|own| own.year == year);
        let all: Option<Vec<&Spec>> = match self.whole.stated {
            Stated::Plan | Stated::Row => None,
            Stated::Regions => {
                let stated = own().filter(asked).filter(|region| row(region).is_some());
                // One that states a goal of another year states none of this.
                let all: Option<Vec<&Spec>> = stated.map(of_year).collect();
                Some(all.unwrap_or_default())
            }
            Stated::BuiltIn | Stated::Nobody => {
                let read = read.iter().copied().filter(asked);
                let all: Option<Vec<&Spec>> = read.map(of_year).collect();
                all.filter(|all| !all.is_empty())
            }
        };
        let not_applicable = match self.whole.stated {
            Stated::Plan | Stated::Row => self.whole.not_applicable,
            Stated::Regions => !own().any(|region| self.asks(region)),
            Stated::BuiltIn | Stated::Nobody => {
                let nobody = !read.is_empty() && !read.iter().any(asked);
                self.whole.not_applicable || nobody
            }
        };
        if let Some(all) = all {
            let alike =
                |same: fn(&Spec, &Spec) -> bool| all.windows(2).all(|two| same(two[0], two[1]));
            let decimals = alike(|a, b| a.decimals == b.decimals);
            let same = all.windows(2).all(|two| {
                two[0].goal == two[1].goal
                    && two[0].direction == two[1].direction
                    && two[0].method == two[1].method
                    && two[0].share.total_cmp(&two[1].share).is_eq()
            });
            let numbers = all.iter().map(|one| match one.goal {
                Goal::Number(number) => Some(number),
                Goal::Class(_) | Goal::Word(_) => None,
            });
            let sum: Option<f64> = numbers.sum();
            let first = all.first().map(|first| (*first).clone());
            let sums = all.iter().all(|one| one.method == Method::Cumulative)
                && alike(|a, b| a.direction == b.direction);
            let goal = match (sum, first) {
                (Some(sum), Some(first)) if sums => Some((Goal::Number(sum), first)),
                (_, Some(first)) if same => Some((first.goal.clone(), first)),
                _ => None,
            };
            if let Some((goal, first)) = goal {
                self.whole = Spec {
                    goal,
                    decimals: first.decimals.filter(|_| decimals),
                    indicator: std::mem::take(&mut self.whole.indicator),
                    group: std::mem::take(&mut self.whole.group),
                    units: std::mem::take(&mut self.whole.units),
                    ..first
                };
                self.whole.sites.clear();
            } else {
                self.whole.goal = Goal::Word(String::new());
            }
        }
        (self.whole.year, self.whole.not_applicable) = (year, not_applicable);
        for (region, own) in &self.own {
            let local = self.whole.local.entry((*region).to_owned()).or_default();
            local.goal = (own.stated == Stated::Row).then(|| own.goal.clone());
            local.sites.clone_from(&own.sites);
        }
    }
}

fn of_plan(target: &PlanTarget, plan: &Plan) -> Spec {
    Spec {
        indicator: target.indicator.clone(),
        key: names::key(&target.indicator),
        goal: goal(target.goal.clone(), target.method),
        direction: target.direction,
        group: target.group.clone(),
        nature: target.nature,
        unit: target.unit.clone(),
        method: target.method,
        year: target.year.unwrap_or(plan.year),
        units: target.units.clone(),
        clause: target.clause.clone(),
        decimals: target.decimals,
        share: target.share.unwrap_or(100.0),
        not_applicable: target.not_applicable,
        sites: HashMap::new(),
        local: HashMap::new(),
        stated: if plan.built_in {
            Stated::BuiltIn
        } else {
            Stated::Plan
        },
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
        local: HashMap::new(),
        stated: Stated::Row,
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
