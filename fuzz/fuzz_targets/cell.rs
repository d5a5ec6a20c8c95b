//! Any text in any kind of cell: a value in its range, or none.
#![no_main]

use chrono::Datelike;
use duban::ingest::Origin;
use duban::ingest::cell::{self, Dating, Read};
use duban::plan::{EMBEDDED, Plan};
use libfuzzer_sys::fuzz_target;
use std::path::Path;
use std::sync::LazyLock;

static PLAN: LazyLock<Plan> = LazyLock::new(|| {
    let mut plan = Plan::parse(EMBEDDED).expect("the embedded plan");
    plan.issued = chrono::NaiveDate::from_ymd_opt(2021, 5, 20);
    plan
});

fuzz_target!(|text: &str| {
    let years = 1990..=2099;
    for from_1904 in [false, true] {
        let dating = Dating {
            year: 2021,
            from_1904,
        };
        if let Some(day) = cell::date(text, dating).value() {
            assert!(years.contains(&day.year()), "{day}");
        }
        if let Some(period) = cell::period(text, dating).value() {
            assert!(years.contains(&period.year()), "{period}");
        }
        if let Some(deadline) = cell::deadline(text, &PLAN, from_1904).value() {
            assert!(deadline.recognised);
        }
    }
    let _ = (cell::hour(text), cell::serial_years(text));
    if let Some((day, before, after)) = cell::date_in_name(text) {
        assert!(years.contains(&day.year()));
        assert!(text.starts_with(before) && text.ends_with(after));
    }
    if let Some((months, before, after)) = cell::months_in_name(text) {
        assert!(months.first <= months.last && years.contains(&months.last.year()));
        assert!(text.starts_with(before) && text.ends_with(after));
    }
    for written in [None, Some(1_636_977_600)] {
        let _ = Origin::new(Path::new(text), written).in_year(2021);
    }
    if let Some(number) = cell::number(text).value() {
        assert!(number.is_finite());
    }
    for ratio in [false, true] {
        if let Read::Value(share) = cell::percent(text, ratio) {
            assert!((0.0..=100.0).contains(&share), "{share}");
        }
    }
    let units = cell::units(text);
    for name in units.lead.iter().chain(&units.units).chain(&units.helpers) {
        assert!(!name.trim().is_empty() && text.contains(name.as_str()), "{name:?}");
    }
    let _ = (
        cell::reading(text),
        cell::target(text),
        cell::class(text),
        cell::direction(text),
        cell::method(text),
        cell::status(text),
        cell::category(text),
        cell::kind(text),
        cell::nature(text),
        cell::yes_no(text),
    );
    let _ = (
        cell::handling(text),
        cell::truth(text),
        cell::level(text),
        cell::lookback(text),
        cell::visit(text),
        cell::stage(text),
        cell::release(text),
        cell::replied(text),
        cell::without_persons(text),
    );
});
