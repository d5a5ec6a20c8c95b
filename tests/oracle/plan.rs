//! The plan of a random folder: what the generator writes into plan.toml and the rules read.

use chrono::NaiveDate;
use std::fmt::Write;

#[derive(Debug, Clone)]
pub struct Plan {
    pub year: i32,
    pub issued: Option<NaiveDate>,
    pub targets: Vec<Target>,
    /// Days late and name.
    pub steps: Vec<(i64, &'static str)>,
    pub lag_red: i64,
    pub lag_yellow: i64,
    pub warning_days: i64,
    pub milestone_red_days: i64,
    pub immediate_days: i64,
    pub nearly_done: i64,
}

#[derive(Debug, Clone)]
pub struct Target {
    pub indicator: &'static str,
    pub method: &'static str,
    /// A number or a class.
    pub goal: &'static str,
    pub direction: &'static str,
    pub decimals: Option<u32>,
    pub share: Option<&'static str>,
}

pub const GROUP: &str = "各乡镇(街道)";
pub const MEMBERS: [&str; 2] = ["鹤城街道", "温溪镇"];
pub const ALIAS: (&str, &str) = ("县建设局", "县住建局");

impl Plan {
    pub fn toml(&self) -> String {
        let mut out = format!(
            "[plan]\ntitle = \"方案\"\ncounty = \"某县\"\nyear = {}\n",
            self.year
        );
        if let Some(day) = self.issued {
            writeln!(out, "issued = \"{day}\"").unwrap();
        }
        writeln!(
            out,
            "[thresholds]\nwarning_days = {}\nlag_yellow = {}\nlag_red = {}\nmilestone_red_days = {}\nimmediate_days = {}\nnearly_done = {}",
            self.warning_days,
            self.lag_yellow,
            self.lag_red,
            self.milestone_red_days,
            self.immediate_days,
            self.nearly_done
        )
        .unwrap();
        for (days, name) in &self.steps {
            writeln!(out, "[[step]]\ndays = {days}\nname = \"{name}\"").unwrap();
        }
        writeln!(
            out,
            "[units.aliases]\n\"{}\" = \"{}\"\n[units.groups]\n\"{GROUP}\" = [\"{}\", \"{}\"]",
            ALIAS.0, ALIAS.1, MEMBERS[0], MEMBERS[1]
        )
        .unwrap();
        for target in &self.targets {
            let goal = if target.method == "class" {
                format!("\"{}\"", target.goal)
            } else {
                target.goal.to_owned()
            };
            writeln!(
                out,
                "[[target]]\nindicator = \"{}\"\nmethod = \"{}\"\ntarget = {goal}\ndirection = \"{}\"",
                target.indicator, target.method, target.direction
            )
            .unwrap();
            if let Some(decimals) = target.decimals {
                writeln!(out, "decimals = {decimals}").unwrap();
            }
            if let Some(share) = target.share {
                writeln!(out, "share = {share}").unwrap();
            }
        }
        out
    }
}
