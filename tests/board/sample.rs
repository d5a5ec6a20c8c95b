//! The sample's figures, worked out by hand from its files (data/README.md).

use crate::support::loaded;
use duban::analysis::board::{IndicatorVerdict, Outlook, ReadClass, Verdict};

fn close(a: Option<f64>, b: f64) -> bool {
    a.is_some_and(|a| (a - b).abs() < 0.005)
}

fn indicator(name: &str) -> IndicatorVerdict {
    loaded()
        .board
        .indicators
        .iter()
        .find(|i| i.indicator == name)
        .cloned()
        .unwrap_or_else(|| panic!("{name} is not there"))
}

#[test]
fn tasks_and_parts() {
    let board = loaded().board;
    assert!(board.register.complete, "{:?}", board.register);
    assert_eq!(
        (board.top.total, board.top.done, board.top.completed),
        (6, 1, 1)
    );
    // Signed off: 3-6, 4-1, 4-2, 4-3, 5-1 to 5-4, 6-1.
    assert_eq!((board.sub.total, board.sub.done), (34, 9));
    // Completed: 2-5, 3-5, 4-4, 4-5; past their deadline: 2-5 (08-31), 3-5 (09-30).
    assert_eq!(board.sub.class(ReadClass::Completed), 4);
    assert_eq!(board.sub.late_sign_off, 2);
    let overdue: Vec<(String, i64)> = (0..board.tasks.len() as u32)
        .filter(|&ix| board.tasks[ix as usize].is_overdue())
        .map(|ix| {
            (
                board.task(ix).unwrap().id().to_owned(),
                board.tasks[ix as usize].days_overdue,
            )
        })
        .collect();
    // 09-22 → 10-15: 23; 10-07: 8; 10-12: 3.
    assert_eq!(
        overdue,
        [
            ("1-4".to_owned(), 23),
            ("2-4".to_owned(), 8),
            ("3-3".to_owned(), 3)
        ]
    );
}

#[test]
fn the_latest_town_is_due_a_supervision() {
    let board = loaded().board;
    let first = &board.units[0];
    assert_eq!(
        (first.unit.as_str(), first.overdue, first.overdue_days),
        ("腊口镇", 1, 23)
    );
    // 23 days: from 16 on 督办, the third step.
    assert_eq!(
        first.step_due.map(|at| board.plan.steps[at].name.as_str()),
        Some("督办")
    );
    let stale: Vec<&str> = board
        .units
        .iter()
        .filter(|u| u.updated == Some(false))
        .map(|u| u.unit.as_str())
        .collect();
    assert_eq!(stale, ["东源镇", "仁庄镇", "三溪口街道"]);
}

#[test]
fn pm25_needs_a_better_winter() {
    let pm = indicator("PM2.5");
    // 286 of 288 days, sum 6312; 77 days to come: (22.5 × 363 − 6312) ÷ 77 = 1855.5 ÷ 77.
    assert_eq!((pm.n, pm.remaining), (286, 77));
    assert!(close(pm.value, 6312.0 / 286.0), "{:?}", pm.value);
    assert_eq!((pm.rounded, pm.verdict), (Some(22.0), Verdict::Met));
    assert!(close(pm.needed, 24.097), "{:?}", pm.needed);
    // Last year's same days: 2079 ÷ 77 = 27.
    assert!(close(pm.reference, 27.0) && pm.reference_is_last_year);
    assert_eq!(pm.outlook, Outlook::AtRisk);
    assert!(pm.provisional);
}

#[test]
fn good_air_has_two_bad_days_left() {
    let air = indicator("空气质量优良率");
    // 285 valid days (two missing, one zero), 5 above 100; floor(2% × (285 + 77)) = 7.
    assert_eq!(air.n, 285);
    assert!(close(air.value, 280.0 / 285.0 * 100.0), "{:?}", air.value);
    assert_eq!(
        (air.budget, air.budget_used, air.budget_left),
        (Some(7), Some(5), Some(2))
    );
}

#[test]
fn one_bad_month_at_one_section() {
    let water = indicator("地表水水质");
    // Six sections, nine months: 53 of 54.
    assert_eq!(water.n, 54);
    assert!(close(water.value, 53.0 / 54.0 * 100.0));
    let failures: Vec<String> = water
        .failures
        .iter()
        .map(|f| format!("{} {} {}", f.site, f.period, f.value))
        .collect();
    assert_eq!(failures, ["四都港断面 2021-07 Ⅲ"]);
    assert_eq!(water.outlook, Outlook::Lost);
    assert_eq!(indicator("集中式饮用水源地水质").verdict, Verdict::Met);
}

#[test]
fn the_others() {
    assert!(close(
        indicator("退耕还林应还尽还率").value,
        1159.0 / 1260.0 * 100.0
    ));
    assert!(close(
        indicator("生态复绿应复必复率").value,
        378.0 / 430.0 * 100.0
    ));
    assert!(close(
        indicator("管护提质应提尽提率").value,
        1742.0 / 2150.0 * 100.0
    ));
    let vocs = indicator("涉VOCs企业治理");
    assert!(close(vocs.value, 8.0));
    let rank = indicator("生态环境状况指数(EI)全省排名");
    assert_eq!(
        (rank.rounded, rank.value_year, rank.verdict),
        (Some(8.0), Some(2020), Verdict::Met)
    );
}

#[test]
fn what_changed_since_the_last_meeting() {
    let board = loaded().board;
    // The meeting of 2021-09-16 falls between versions: the state of 08-31 counts then.
    let changes = &board.changes;
    assert_eq!(
        changes.from.map(|d| d.to_string()).as_deref(),
        Some("2021-09-16")
    );
    assert_eq!(changes.newly_overdue, ["1-4", "2-4", "3-3"]);
    let moved: Vec<&str> = changes
        .deadline_moved
        .iter()
        .map(|m| m.id.as_str())
        .collect();
    assert_eq!(moved, ["1-6"]);
    assert_eq!(changes.appeared, ["6-7"]);
    assert_eq!(
        changes
            .vanished
            .iter()
            .map(|(id, _)| id.as_str())
            .collect::<Vec<_>>(),
        ["2-7"]
    );
}

#[test]
fn a_bad_cell_loses_only_itself() {
    let board = loaded().board;
    let codes: Vec<&str> = board
        .diagnostics
        .iter()
        .filter(|d| d.file.as_ref() == "整改任务清单2021-10-15.csv")
        .map(|d| d.code.name())
        .collect();
    assert_eq!(
        codes,
        [
            "preamble",
            "percent-range",
            "date-invalid",
            "date-ambiguous",
            "deadline-invalid",
            "status-unknown",
            "footer-row",
        ]
    );
}
