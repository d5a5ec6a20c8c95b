//! A second, slow and plain judgement of random folders, written from DESIGN §4 and sharing no
//! code with `analysis`: it reads the same CSV files as strings and reckons in exact fractions.
//! Where the two differ, one of them does not do what the design says.
#![expect(
    clippy::unwrap_used,
    clippy::disallowed_methods,
    reason = "a test that fails stops here, and tests write files"
)]

mod compare;
mod events;
mod folder;
mod indicators;
mod number;
mod periods;
mod plan;
mod readings;
mod refresh;
mod sums;
mod tables;
mod tasks;
mod units;

use chrono::NaiveDateTime;
use compare::Differences;
use duban::i18n::{Lang, Locale};
use duban::shell::loader::{Loader, Request};
use duban::shell::source::Place;
use folder::Case;
use proptest::prelude::*;
use serde_json::Value;
use std::collections::HashSet;
use std::fs;

thread_local! {
    /// Made once: what it holds is all the messages of a language.
    static LOCALE: Locale = Locale::new(Lang::Zh);
}

/// What the product says: the report as a program reads it, and the read-out classes, which the
/// contract has not.
fn product(case: &Case) -> (Value, [[usize; 7]; 2]) {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("plan.toml"), case.plan.toml()).unwrap();
    for (path, text) in &case.files {
        let path = folder.path().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    let mut loader = Loader::new(Request {
        place: Place::Paths(vec![folder.path().to_owned()]),
        plan: None,
        as_of: Some(case.as_of),
        since: None,
    });
    let now: NaiveDateTime = case.today.and_hms_opt(9, 0, 0).unwrap();
    let board = loader.load(now, &HashSet::new(), |_, _| {}).unwrap().board;
    let mut out = Vec::new();
    LOCALE.with(|locale| duban::report::json::write(&board, locale, &mut out).unwrap());
    (
        serde_json::from_slice(&out).unwrap(),
        [board.top.classes, board.all.classes],
    )
}

fn compare(case: &Case) -> Vec<String> {
    let (report, classes) = product(case);
    let mut differ = Differences::default();
    let folder = tables::Folder::read(&case.files, case.today);
    let tasks = tasks::judge(&folder, &case.plan, case.as_of);
    compare::tasks(&report, &tasks, &mut differ);
    compare::counts(&report, classes, &tasks, &mut differ);
    compare::regions(&report, &tasks, &mut differ);
    compare::units(case, &report, &folder, &tasks, &mut differ);
    compare::others(case, &report, &folder, &mut differ);
    differ.0
}

/// The check of one folder, and all that is needed to see it again.
fn check(case: &Case) -> Result<(), TestCaseError> {
    let differ = compare(case);
    prop_assert!(
        differ.is_empty(),
        "{}\nas of {} (today {})\n{}\n{}",
        differ.join("\n"),
        case.as_of,
        case.today,
        case.plan.toml(),
        case.files
            .iter()
            .fold(String::new(), |all, (path, text)| all
                + "--- "
                + path
                + "\n"
                + text)
    );
    Ok(())
}

/// A thousand folders in all, in four parts that run beside each other.
fn quarter() -> ProptestConfig {
    ProptestConfig {
        cases: 250,
        max_shrink_iters: 300,
        failure_persistence: None,
        ..ProptestConfig::default()
    }
}

proptest! {
    #![proptest_config(quarter())]
    #[test]
    fn the_product_says_what_the_design_says_1(case in folder::case()) {
        check(&case)?;
    }
    #[test]
    fn the_product_says_what_the_design_says_2(case in folder::case()) {
        check(&case)?;
    }
    #[test]
    fn the_product_says_what_the_design_says_3(case in folder::case()) {
        check(&case)?;
    }
    #[test]
    fn the_product_says_what_the_design_says_4(case in folder::case()) {
        check(&case)?;
    }
}
