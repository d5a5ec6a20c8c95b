//! Lists of months beside each other: which of them counts on a day.

use super::Archive;
use crate::ingest::{Origin, parse};
use crate::plan::{EMBEDDED, Plan};
use chrono::NaiveDate;
use rstest::rstest;
use std::path::Path;
use std::sync::Arc;

/// Files of one task each, `name=title`, and when they were written; the titles that count.
fn titles(files: &[(&str, &str)], at: &str, today: &str) -> String {
    let plan = Plan::parse(EMBEDDED).unwrap();
    let day = |text: &str| text.parse::<NaiveDate>().unwrap();
    let segments = files.iter().enumerate().map(|(ix, (name, written))| {
        let written = written.parse::<NaiveDate>().ok();
        let written = written.map(|day| day.and_hms_opt(12, 0, 0).unwrap().and_utc().timestamp());
        let origin = Origin::new(Path::new(name), written).in_year(plan.year);
        // A list of later months has numbers of its own.
        let id = if name.contains("7-12") { 9 } else { 1 };
        let text = format!("编号,任务名称,责任单位,完成时限\n{id},{ix},县住建局,2021-09-30\n");
        parse(&origin, text.as_bytes(), &plan).segment
    });
    let archive = Archive::new(Arc::new(segments.collect()), day(today));
    let tables = archive.tables(day(at), true);
    let tasks = tables.tasks.iter().filter_map(|&id| tables.task(id));
    tasks.map(|task| task.title().to_owned()).collect()
}

#[rstest]
// Last year's list is of last year, whatever the plan's year is.
#[case(&[("2020年1-12月台账.csv", ""), ("2021年1-9月台账.csv", "")], "2021-10-15", "2021-10-15", "1")]
#[case(&[("2020年1-12月台账.csv", ""), ("2021年1-12月台账.csv", "")], "2021-10-15", "2021-10-15", "1")]
#[case(&[("2025年1-12月台账.csv", ""), ("2026年1-9月台账.csv", "")], "2026-10-15", "2026-10-15", "1")]
// Asked for an earlier day, it gives way to this year's all the same.
#[case(&[("2020年1-12月台账.csv", ""), ("2021年1-12月台账.csv", "")], "2021-10-15", "2026-11-27", "1")]
// The list of the year that was written in January is older than that of nine months.
#[case(&[("2021年1-12月台账.csv", "2021-01-15"), ("2021年1-9月台账.csv", "2021-10-08")],
    "2021-10-15", "2021-10-15", "1")]
#[case(&[("2021年1-11月台账.csv", "2021-12-03"), ("2021年1-12月台账.csv", "2021-12-20")],
    "2021-12-31", "2021-12-31", "1")]
// Written before its months begin, or after the day that is asked for: it is all there is.
#[case(&[("2021年7-12月台账.csv", "2021-06-28")], "2021-07-15", "2021-07-15", "0")]
#[case(&[("2021年10-12月台账.csv", "2021-11-27")], "2021-10-31", "2021-10-31", "0")]
#[case(&[("2022年1-12月台账.csv", "2021-12-25")], "2022-11-27", "2022-11-27", "0")]
#[case(&[("2021年1-12月/台账.csv", "")], "2021-10-15", "2026-11-27", "0")]
#[case(&[("2021年1-10月/台账.csv", "2021-10-10")], "2021-10-15", "2021-10-15", "0")]
// Two halves of a year are two lists.
#[case(&[("2021年1-6月台账.csv", ""), ("2021年7-12月台账.csv", "")], "2021-10-15", "2021-10-15", "01")]
#[case(&[("2021年1-6月/台账.csv", ""), ("2021年7-12月/台账.csv", "")], "2021-10-15", "2021-10-15", "01")]
// Quarters are versions of one.
#[case(&[("2021年4-6月台账.csv", ""), ("2021年7-9月台账.csv", "")], "2021-10-15", "2021-10-15", "1")]
// September's is not hidden by October's, of which nobody could know yet.
#[case(&[("2021年1-9月台账.csv", ""), ("2021年1-10月台账.csv", "")], "2021-10-15", "2021-10-15", "0")]
fn lists_of_months(
    #[case] files: &[(&str, &str)],
    #[case] at: &str,
    #[case] today: &str,
    #[case] expected: &str,
) {
    assert_eq!(titles(files, at, today), expected);
}
