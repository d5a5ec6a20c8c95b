//! The sample's figures, worked out by hand from its files (data/README.md).

use crate::support::loaded;
use duban::analysis::board::{IndicatorVerdict, Outlook, ReadClass, State, Verdict};
use duban::terms::{Level, Stage, Truth};

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
    // Signed off: 3-6, 4-1, 4-2, 4-3, 5-1, 5-3, 5-4, 6-1; 5-2 was reopened on 10-12.
    assert_eq!((board.sub.total, board.sub.done), (34, 8));
    let relapsed = board.find_task("", "5-2").unwrap() as usize;
    assert_eq!(board.tasks[relapsed].state, State::Reopened);
    // Overdue as it is read out: the three below and the reopened one.
    assert_eq!(board.sub.class(ReadClass::Overdue), 4);
    // Completed: 2-5, 3-5, 4-4, 4-5; past their deadline: 2-5 (08-31), 3-5 (09-30).
    assert_eq!(board.sub.class(ReadClass::Completed), 4);
    assert_eq!(board.sub.late_sign_off, 2);
    let overdue: Vec<(String, i64)> = (0..board.tasks.len() as u32)
        .filter(|&ix| board.tasks[ix as usize].is_overdue())
        .map(|ix| {
            (
                board.task(ix).unwrap().id().to_owned(),
                board.tasks[ix as usize].days_overdue(),
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
    // 5-2 is open again, and its row says nothing new.
    assert_eq!(stale, ["东源镇", "仁庄镇", "瓯南街道", "三溪口街道"]);
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
    assert_eq!(board.ids(&changes.newly_overdue), ["1-4", "2-4", "3-3"]);
    assert_eq!(board.ids(&changes.reopened), ["5-2"]);
    let moved: Vec<u32> = changes.deadline_moved.iter().map(|m| m.task).collect();
    assert_eq!(board.ids(&moved), ["1-6"]);
    // Versions and meetings before the day, each once.
    let days: Vec<String> = board
        .baselines
        .iter()
        .map(|one| format!("{}{}", one.day, if one.meeting { "*" } else { "" }))
        .collect();
    assert_eq!(
        days,
        [
            "2021-07-31",
            "2021-08-16*",
            "2021-08-31",
            "2021-09-16*",
            "2021-09-30"
        ]
    );
    assert_eq!(board.ids(&changes.appeared), ["6-7"]);
    assert_eq!(
        changes
            .vanished
            .iter()
            .map(|one| one.id.as_str())
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

#[test]
fn the_ladder_and_what_was_done() {
    let board = loaded().board;
    let found: Vec<(&str, &str, &str, Option<Level>, usize)> = board
        .supervision
        .escalations
        .iter()
        .map(|one| {
            (
                board.units[one.unit].unit.as_str(),
                board.task(one.task).unwrap().id(),
                board.plan.steps[one.due].name.as_str(),
                one.taken.map(|taken| taken.level),
                one.gap,
            )
        })
        .collect();
    // 23 days: 督办 due, 提醒 (09-25) and 通报 (10-08) were done. 8 days: 通报 due, 提醒 done.
    // 3 days: 提醒 due, done for the bureau (10-13), not for the town. Red by lag: 通报 due,
    // 提醒 (10-10) done. Reopened: 通报 due, nothing done.
    let expected = [
        ("腊口镇", "1-4", "督办", Some(Level::Circular), 1),
        ("油竹街道", "2-4", "通报", Some(Level::Reminder), 1),
        ("县农业农村局", "3-3", "提醒", Some(Level::Reminder), 0),
        ("山口镇", "3-3", "提醒", None, 1),
        ("县水利局", "3-4", "通报", Some(Level::Reminder), 1),
        ("瓯南街道", "5-2", "通报", None, 2),
    ];
    assert_eq!(found, expected);
    // Unanswered: 腊口镇 since 10-13, 县水利局 until 10-18, 县农业农村局 until 10-20.
    let late: Vec<i64> = board
        .supervision
        .replies
        .iter()
        .map(|reply| reply.days_late)
        .collect();
    assert_eq!(late, [2, -3, -5]);
    // W03 was to be reported by 10-10; W04 has until 11-20.
    assert_eq!(board.supervision.cases[0].days_overdue, 5);
    assert_eq!(board.supervision.cases[1].days_left, Some(36));
    let open: Vec<&str> = board
        .decisions
        .iter()
        .filter(|one| one.open)
        .map(|one| board.tables.decision(one.row).unwrap().id())
        .collect();
    assert_eq!(open, ["Y2021-03", "Y2021-04"]);
    assert_eq!(board.decisions[0].days_overdue, 5);
}

#[test]
fn petitions_and_projects() {
    let board = loaded().board;
    let counts = board.petitions.counts;
    // 24: 17 closed, 4 in stages, 3 open; past their deadline 006, 012, 017, 019, 020.
    assert_eq!(
        (counts.total, counts.closed, counts.stage_closed),
        (24, 17, 4)
    );
    assert_eq!((counts.open, counts.overdue), (3, 5));
    assert!(close(counts.closed_rate(), 17.0 / 24.0 * 100.0));
    assert!(close(counts.closed_rate_with_stage(), 21.0 / 24.0 * 100.0));
    let truths: Vec<usize> = Truth::ALL
        .iter()
        .map(|truth| counts.truth(*truth))
        .collect();
    assert_eq!(truths, [11, 3, 8, 2]);
    let projects = &board.projects;
    assert_eq!(projects.items.len(), 14);
    let rates: Vec<f64> = projects
        .works
        .iter()
        .map(|work| work.rate().unwrap())
        .collect();
    // The same figures as the quarter's indicators.
    for (rate, expected) in rates.iter().zip([
        1159.0 / 1260.0 * 100.0,
        378.0 / 430.0 * 100.0,
        1742.0 / 2150.0 * 100.0,
    ]) {
        assert!((rate - expected).abs() < 1e-9);
    }
    assert_eq!(projects.stages[Stage::Upkeep as usize], 6);
    let restore: Vec<&str> = projects
        .items
        .iter()
        .filter(|one| one.must_restore)
        .map(|one| board.tables.project(one.row).unwrap().id())
        .collect();
    assert_eq!(restore, ["K09"]);
}
