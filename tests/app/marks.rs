//! What a reload marks: the short way over rows that stand near where they stood, held against
//! looking for every task among all.

use crate::boards::{PLAN, now};
use duban::analysis::board::Board;
use duban::analysis::{self, Input};
use duban::app::changed;
use duban::ingest::{Origin, parse};
use duban::ui::Target;
use proptest::prelude::*;
use std::collections::{BTreeMap, HashSet};
use std::fmt::Write;
use std::path::Path;
use std::sync::Arc;

/// A task as its row says it: number, title, progress, unit.
type Row = (u8, u8, u8, u8);

fn board(rows: &[Row]) -> Board {
    with_milestones(rows, "")
}

fn with_milestones(rows: &[Row], milestones: &str) -> Board {
    let mut text = "任务编号,任务名称,责任单位,完成时限,进度\n".to_owned();
    for (id, title, progress, unit) in rows {
        let _ = writeln!(text, "{id},第{title}件,{unit}局,2021-12-31,{progress}");
    }
    let parsed = parse(
        &Origin::new(Path::new("任务.csv"), None),
        text.as_bytes(),
        &PLAN,
    );
    let text = format!("任务编号,节点,计划完成日期,权重\n{milestones}");
    let milestones = parse(
        &Origin::new(Path::new("节点.csv"), None),
        text.as_bytes(),
        &PLAN,
    );
    let as_of = now().date();
    analysis::build(Input {
        segments: Arc::new(vec![parsed.segment, milestones.segment]),
        diagnostics: parsed.diagnostics,
        plan: Arc::clone(&PLAN),
        today: as_of,
        as_of,
        baseline: None,
    })
}

fn rows() -> impl Strategy<Value = Vec<Row>> {
    let row = (0..40_u8, 0..2_u8, 0..2_u8, 0..2_u8);
    proptest::collection::vec(row, 0..40).prop_map(|mut rows| {
        let mut seen = HashSet::new();
        rows.retain(|(id, ..)| seen.insert(*id));
        rows
    })
}

/// A task that is to be farther by now than it was to be, though its row is the same.
#[test]
fn what_is_due_by_now_is_marked() {
    let rows = [(1, 0, 1, 0), (2, 0, 1, 0)];
    let due =
        |weight: u8| format!("1,甲,2021-06-30,{weight}\n1,乙,2021-12-30,50\n2,丙,2021-12-30,50\n");
    let found = changed(
        &with_milestones(&rows, &due(50)),
        &with_milestones(&rows, &due(90)),
    );
    let first = Target::Task(String::new(), "1".to_owned());
    assert_eq!(
        found
            .into_iter()
            .filter(|one| matches!(one, Target::Task(..)))
            .collect::<Vec<_>>(),
        [first]
    );
}

proptest! {
    /// Rows changed, put in between, taken out and put elsewhere.
    #[test]
    fn tasks_that_differ_are_marked(
        before in rows(),
        fresh in rows(),
        edits in proptest::collection::vec((any::<u8>(), 0..4_u8), 0..6),
    ) {
        let mut after = before.clone();
        for (at, edit) in edits {
            let at = usize::from(at) % (after.len() + 1);
            match edit {
                0 if at < after.len() => after[at].1 ^= 1,
                1 if at < after.len() => {
                    after.remove(at);
                }
                2 if at < after.len() => {
                    let row = after.remove(at);
                    after.push(row);
                }
                _ => {
                    let new = fresh.iter().find(|(id, ..)| after.iter().all(|row| row.0 != *id));
                    after.extend(new.copied());
                    after.rotate_right(usize::from(new.is_some()));
                }
            }
        }
        let by_id = |rows: &[Row]| -> BTreeMap<u8, Row> {
            rows.iter().map(|row| (row.0, *row)).collect()
        };
        let (was, is) = (by_id(&before), by_id(&after));
        let all = was.keys().chain(is.keys());
        let expected: HashSet<String> = all
            .filter(|id| was.get(id) != is.get(id))
            .map(ToString::to_string)
            .collect();
        let found = changed(&board(&before), &board(&after));
        let found: HashSet<String> = found
            .into_iter()
            .filter_map(|target| match target {
                Target::Task(_, id) => Some(id),
                _ => None,
            })
            .collect();
        prop_assert_eq!(found, expected);
    }
}

/// A unit of two counties that loses its task in one of them is marked, though the other county, where it
/// is all by itself now, did not change.
#[test]
fn a_unit_that_leaves_a_county_is_marked() {
    let file = |county: &str, unit: &str| {
        let text = format!(
            "任务编号,任务名称,责任单位,完成时限,进度\n1,{county}一,{unit},2021-12-31,50\n2,{county}二,县住建局,2021-12-31,50\n"
        );
        let path = format!("{county}/任务.csv");
        parse(&Origin::new(Path::new(&path), None), text.as_bytes(), &PLAN).segment
    };
    let as_of = now().date();
    let input = |segments| Input {
        segments: Arc::new(segments),
        diagnostics: Vec::new(),
        plan: Arc::clone(&PLAN),
        today: as_of,
        as_of,
        baseline: None,
    };
    let kept = file("甲县", "省水利厅");
    let segments = vec![Arc::clone(&kept), file("乙县", "省水利厅")];
    let old = analysis::rebuild(input(segments), None);
    let segments = vec![kept, file("乙县", "县住建局")];
    let new = analysis::rebuild(input(segments), Some(&old));
    let marked = changed(&old.board, &new.board);
    assert!(
        marked.contains(&Target::Unit("省水利厅".to_owned())),
        "{marked:?}"
    );
    assert!(
        !marked.contains(&Target::Unit("甲县住建局".to_owned())),
        "{marked:?}"
    );
}
