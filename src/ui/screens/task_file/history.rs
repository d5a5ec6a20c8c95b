//! The past of a task's own row.

use super::Line;
use crate::analysis::board::{Light, TaskVerdict};
use crate::model::Task;
use crate::tr;
use crate::ui::widgets::bar;
use crate::ui::{View, words};
use chrono::NaiveDate;

/// The row's own past, the oldest version first: what moved stands out.
pub fn history(view: &View<'_>, verdict: &TaskVerdict, versions: &[Version], out: &mut Vec<Line>) {
    if versions.len() < 2 {
        return;
    }
    let theme = view.theme;
    out.push(Line::Heading(tr!(view.locale, "file-history")));
    let spark = bar::course(&verdict.history(), 12);
    if !spark.is_empty() {
        out.push(Line::Words(vec![(spark, theme.accent)]));
    }
    for (at, one) in versions.iter().enumerate() {
        let before = at.checked_sub(1).and_then(|at| versions.get(at));
        let style = |same: bool| {
            if before.is_none() || same {
                theme.muted
            } else {
                theme.title
            }
        };
        let moved = before.is_some_and(|before| before.deadline != one.deadline);
        out.push(Line::Words(vec![
            (
                format!("{}  ", words::date_cell(view, Some(one.day))),
                theme.muted,
            ),
            (
                format!("{:>5}  ", words::percent_short(one.progress)),
                style(before.is_none_or(|before| before.progress == one.progress)),
            ),
            (
                format!("{}  ", crate::text::pad(&one.status, 14)),
                style(before.is_none_or(|before| before.status == one.status)),
            ),
            (
                one.deadline.clone(),
                if moved {
                    theme.light(Light::Yellow)
                } else {
                    theme.muted
                },
            ),
        ]));
    }
}

/// One version of a row.
#[derive(Debug, Clone, PartialEq)]
pub struct Version {
    day: NaiveDate,
    progress: Option<f64>,
    status: String,
    deadline: String,
}

/// The versions of a row that there are up to the board's day, the oldest first. Looks for the row
/// from where it stands now: exports of a register keep their order but for what came and went.
pub fn versions(view: &View<'_>, task: Task<'_>) -> Vec<Version> {
    let own = &task.segment.source;
    let mut list: Vec<Version> = Vec::new();
    for segment in view.board.tables.segments.iter() {
        let source = &segment.source;
        if source.series != own.series || source.region != own.region {
            continue;
        }
        let Some(rows) = segment.tasks() else {
            continue;
        };
        let day = source.version.unwrap_or(view.board.as_of);
        let row = outward(task.row, rows.len())
            .map(|row| rows.row(segment, row))
            .find(|row| row.id() == task.id() && row.region() == task.region());
        if let Some(row) = row.filter(|_| day <= view.board.as_of) {
            list.push(Version {
                day,
                progress: row.progress(),
                status: row.status_text().to_owned(),
                // As the cell is read: another way to write a day is no other day.
                deadline: match row.deadline().date {
                    Some(day) => words::date_cell(view, Some(day)),
                    None => row.deadline_text().to_owned(),
                },
            });
        }
    }
    list.sort_by_key(|one| one.day);
    list.dedup_by_key(|one| one.day);
    list
}

/// Every place of so many, the nearest to `from` first.
fn outward(from: usize, count: usize) -> impl Iterator<Item = usize> {
    let from = from.min(count);
    let far = from.max(count - from);
    (0..far).flat_map(move |step| {
        let above = Some(from + step).filter(|at| *at < count);
        let below = from.checked_sub(step + 1);
        above.into_iter().chain(below)
    })
}

#[cfg(test)]
mod tests {
    use super::outward;

    #[test]
    fn the_nearest_first() {
        let places = |from, count| outward(from, count).collect::<Vec<_>>();
        assert_eq!(places(2, 5), [2, 1, 3, 0, 4]);
        assert_eq!(places(0, 3), [0, 1, 2]);
        assert_eq!(places(9, 3), [2, 1, 0]);
        assert_eq!(places(4, 0), [0; 0]);
    }
}
