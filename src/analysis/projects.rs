//! Reclaimed-land projects: stages, and what is missing of 应还、应复、应提 (plan 四(三)).

use super::board::{ProjectVerdict, Projects, Work};
use crate::model::Tables;
use crate::terms::Stage;
use chrono::NaiveDate;

/// Every project of the current version.
pub fn projects(tables: &Tables, as_of: NaiveDate) -> Projects {
    let mut all = Projects::default();
    for &row in &tables.projects {
        let Some(project) = tables.project(row) else {
            continue;
        };
        let work = |due: Option<f64>, done: Option<f64>| Work {
            due: due.unwrap_or(0.0),
            done: done.unwrap_or(0.0),
        };
        let works = [
            work(project.return_due(), project.returned()),
            work(project.regreen_due(), project.regreened()),
            work(project.tend_due(), project.tended()),
        ];
        for (sum, work) in all.works.iter_mut().zip(works) {
            sum.due += work.due;
            sum.done += work.done;
        }
        let stage = project.stage();
        if let Some(stage) = stage {
            all.stages[stage as usize] += 1;
        }
        let missing = works.iter().any(|work| work.missing() > 0.0);
        let past = project
            .deadline()
            .date
            .map_or(0, |day| (as_of - day).num_days().max(0));
        all.items.push(ProjectVerdict {
            row,
            stage,
            works,
            days_overdue: if missing { past } else { 0 },
            must_restore: stage == Some(Stage::Withdrawn) && works[1].missing() > 0.0,
        });
    }
    all
}
