//! The figures at the head of the overview.

use crate::analysis::board::{IndicatorVerdict, Light, ReadClass};
use crate::terms::Method;
use crate::tr;
use crate::ui::{View, words};

/// A figure with its name, at the head of the overview.
pub(super) struct Card {
    pub(super) title: String,
    pub(super) figure: String,
    pub(super) unit: String,
    pub(super) note: String,
    pub(super) light: Light,
}

impl Card {
    /// Cells the unit takes behind the figure.
    pub(super) fn unit_width(&self) -> u16 {
        crate::text::width(&self.unit) as u16 + 1
    }
}

/// Tasks first, then overdue, then the first indicators of the plan.
pub(super) fn card_list(view: &View<'_>) -> Vec<Card> {
    let l = view.locale;
    let board = view.board;
    let leaves = if board.sub.total > 0 {
        &board.sub
    } else {
        &board.top
    };
    let mut cards = vec![
        Card {
            title: tr!(l, "card-done"),
            figure: format!(
                "{}/{}",
                words::many(l, board.top.done),
                words::many(l, board.top.total)
            ),
            unit: tr!(l, "card-items"),
            note: tr!(
                l,
                "card-done-note",
                completed = board.top.completed,
                late = board.all.late_sign_off
            ),
            light: if board.register.complete {
                Light::Blue
            } else {
                Light::Yellow
            },
        },
        Card {
            title: if board.sub.total > 0 && board.facts.overdue_leaves == board.sub.overdue {
                tr!(l, "card-overdue-parts")
            } else {
                tr!(l, "card-overdue")
            },
            figure: words::many(l, board.facts.overdue_leaves),
            unit: tr!(l, "card-items"),
            note: tr!(
                l,
                "card-overdue-note",
                units = board.facts.late_units,
                behind = leaves.class(ReadClass::Behind)
            ),
            light: if board.facts.overdue_leaves > 0 {
                Light::Red
            } else {
                Light::Green
            },
        },
    ];
    for indicator in board
        .indicators
        .iter()
        .filter(|i| matches!(i.method, Method::Ratio | Method::Mean | Method::Class))
    {
        let figure = words::value(indicator);
        cards.push(Card {
            title: indicator.indicator.clone(),
            figure: figure.trim_end_matches('%').to_owned(),
            unit: if figure.ends_with('%') {
                "%".to_owned()
            } else {
                indicator.unit.clone()
            },
            note: card_note(view, indicator),
            light: words::indicator_light(indicator),
        });
    }
    cards
}

fn card_note(view: &View<'_>, indicator: &IndicatorVerdict) -> String {
    let l = view.locale;
    match (
        indicator.method,
        indicator.budget_left,
        indicator.needed,
        indicator.failures.len(),
    ) {
        (Method::Ratio, Some(left), ..) if left >= 0 => tr!(l, "card-budget", left = left),
        (Method::Mean, _, Some(needed), _) => {
            tr!(l, "card-needed", needed = words::number(needed, 1))
        }
        (Method::Class, _, _, failures) if failures > 0 => {
            tr!(l, "card-failures", count = failures)
        }
        _ => {
            let outlook = words::outlook(l, indicator.outlook);
            if outlook.is_empty() {
                words::verdict(l, indicator.verdict)
            } else {
                outlook
            }
        }
    }
}
