//! The figures at the head of the overview.

use crate::analysis::board::{IndicatorVerdict, Light, ReadClass, Verdict};
use crate::terms::Method;
use crate::tr;
use crate::ui::{View, words};
use crate::words::sentences::{self, Rows};

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

/// As many cards as there is room for: tasks and overdue always, of the indicators the worst, all
/// in their own order. An indicator that fails is not left out for one that does not.
pub(super) fn chosen(mut cards: Vec<Card>, room: usize) -> Vec<Card> {
    let fixed = cards.len().min(2);
    let mut worst: Vec<usize> = (fixed..cards.len()).collect();
    worst.sort_by_key(|&at| std::cmp::Reverse(cards[at].light.max(Light::Grey)));
    worst.truncate(room.saturating_sub(fixed));
    let mut at = 0..;
    cards.retain(|_| {
        let at = at.next().unwrap_or(room);
        at < fixed.min(room) || worst.contains(&at)
    });
    cards
}

/// Tasks first, then overdue, then the indicators in the plan's order.
pub(super) fn card_list(view: &View<'_>) -> Vec<Card> {
    let l = view.locale;
    let board = view.board;
    let leaves = &board.leaves;
    let mut cards = vec![
        Card {
            title: tr!(l, "card-done"),
            figure: format!(
                "{}/{}",
                words::many(l, board.top.done),
                words::many(l, board.top.total)
            ),
            unit: tr!(l, "card-items"),
            // Tasks are counted with tasks: parts that were not signed off in time are named so.
            note: if board.sub.late_sign_off > 0 && board.top.late_sign_off == 0 {
                tr!(l, "card-done-note-parts", late = board.sub.late_sign_off)
            } else {
                tr!(
                    l,
                    "card-done-note",
                    completed = board.top.completed,
                    late = board.top.late_sign_off
                )
            },
            light: if board.register.complete {
                Light::Blue
            } else {
                Light::Yellow
            },
        },
        Card {
            title: match sentences::overdue_are(board) {
                Rows::Tasks => tr!(l, "card-overdue"),
                Rows::Undivided => tr!(l, "card-overdue-undivided"),
                Rows::Parts => tr!(l, "card-overdue-parts"),
                Rows::Both => tr!(l, "card-overdue-both"),
            },
            figure: words::many(l, leaves.overdue),
            unit: tr!(l, "card-items"),
            note: tr!(
                l,
                "card-overdue-note",
                units = board.facts.late_units,
                behind = leaves.class(ReadClass::Behind)
            ),
            light: if leaves.overdue > 0 {
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
            // Of no figure there is no unit.
            unit: if indicator.value.is_none() && indicator.word.is_none() {
                String::new()
            } else if figure.ends_with('%') {
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
    let missed = indicator.regions_that(Verdict::Missed);
    if missed > 0 {
        return tr!(l, "card-regions-missed", count = missed);
    }
    match (
        indicator.method,
        indicator.budget_left,
        indicator.needed,
        indicator.failures.len(),
    ) {
        (Method::Ratio, Some(left), ..) if left >= 0 => tr!(l, "card-budget", left = left),
        (Method::Mean, _, Some(needed), _) => {
            tr!(
                l,
                "card-needed",
                needed = words::number(words::bound(indicator, needed), 1)
            )
        }
        (Method::Class, _, _, failures) if failures > 0 => {
            tr!(l, "card-failures", count = failures)
        }
        _ => words::indicator_standing(l, indicator),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Which cards of these lights are shown where so many fit.
    fn kept(lights: &[Light], room: usize) -> String {
        let cards = lights.iter().zip('a'..).map(|(&light, name)| Card {
            title: name.to_string(),
            figure: String::new(),
            unit: String::new(),
            note: String::new(),
            light,
        });
        chosen(cards.collect(), room)
            .into_iter()
            .map(|card| card.title)
            .collect()
    }

    #[test]
    fn the_worst_indicators_have_a_card() {
        use Light::{Blue, Green, Grey, Red, Yellow};
        let lights = [Yellow, Green, Green, Yellow, Grey, Red, Yellow];
        assert_eq!(kept(&lights, 7), "abcdefg");
        assert_eq!(kept(&lights, 5), "abdfg");
        assert_eq!(kept(&lights, 4), "abdf");
        assert_eq!(kept(&lights, 3), "abf");
        assert_eq!(kept(&lights, 2), "ab");
        assert_eq!(kept(&lights, 1), "a");
        // Where none is in trouble the plan's first are shown, whether they have data or not.
        assert_eq!(kept(&[Green, Green, Green, Blue, Grey, Green], 4), "abcd");
        assert_eq!(kept(&[Red], 4), "a");
    }
}
