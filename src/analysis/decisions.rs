//! What meetings decided and what became of it: checked at the next (plan 五(三)).

use super::board::DecisionVerdict;
use crate::model::Tables;
use crate::terms::Handling;
use chrono::NaiveDate;
use std::cmp::Reverse;

/// Every decision by the day: open ones first, the latest of them first, then as they are due.
pub fn decisions(tables: &Tables, as_of: NaiveDate) -> Vec<DecisionVerdict> {
    let mut list: Vec<([Option<NaiveDate>; 2], DecisionVerdict)> = tables
        .decisions
        .iter()
        .filter_map(|&row| {
            let decision = tables.decision(row)?;
            let closed = match decision.closed() {
                Some(day) => day <= as_of,
                None => decision.status() == Some(Handling::Closed),
            };
            let past = decision
                .deadline()
                .date
                .map_or(0, |day| (as_of - day).num_days().max(0));
            Some((
                [decision.deadline().date, decision.meeting()],
                DecisionVerdict {
                    row,
                    open: !closed,
                    days_overdue: if closed { 0 } else { past },
                    earlier: decision.meeting().is_none_or(|day| day < as_of),
                },
            ))
        })
        .collect();
    // Closed ones by their meeting alone: when they were due is over.
    list.sort_by_key(|([due, meeting], one)| {
        let due = due.filter(|_| one.open);
        let late = Reverse(one.days_overdue);
        (!one.open, late, due.is_none(), due, Reverse(*meeting))
    });
    list.into_iter().map(|(_, verdict)| verdict).collect()
}
