//! The sentence of the overview.

use super::late_units;
use crate::analysis::board::{Light, ReadClass, Verdict};
use crate::tr;
use crate::ui::{View, words};

/// The sentence of the overview: tasks by class, then the latest unit.
pub(super) fn headline(view: &View<'_>) -> String {
    let l = view.locale;
    let top = &view.board.top;
    if top.total == 0
        && view
            .board
            .indicators
            .iter()
            .all(|i| i.verdict == Verdict::NoData)
    {
        return tr!(l, "overview-empty");
    }
    let classes: Vec<String> = ReadClass::ALL
        .into_iter()
        .filter(|&class| top.class(class) > 0)
        .map(|class| {
            tr!(
                l,
                "count-of-class",
                count = top.class(class),
                class = words::class(l, class)
            )
        })
        .collect();
    let classes: Vec<&str> = classes.iter().map(String::as_str).collect();
    let tasks = tr!(
        l,
        "overview-headline",
        total = top.total,
        classes = words::list(l, &classes)
    );
    let late = late_units(view).next().map(|unit| {
        let unit = &view.board.units[unit];
        tr!(
            l,
            "overview-headline-late",
            overdue = view.board.sub.overdue.max(top.overdue),
            unit = unit.unit.as_str(),
            days = unit.longest_overdue
        )
    });
    let lost: Vec<&str> = view
        .board
        .indicators
        .iter()
        .filter(|i| words::indicator_light(i) == Light::Red)
        .map(|i| i.indicator.as_str())
        .collect();
    let missed = match lost.len() {
        0 => String::new(),
        count => tr!(
            l,
            "overview-headline-missed",
            count = count,
            first = lost[0]
        ),
    };
    format!("{tasks}{}{missed}", late.unwrap_or_default())
}
