//! Tasks that stand behind another of the same number and so are in no figure: two offices that each
//! number from 1, a numbering that begins anew below a heading.
//!
//! Counts only; which of the two stands in front is for the merging to say.

use super::{Archive, Version};
use crate::model::{RowId, Rows, TableKind, Task};
use chrono::NaiveDate;
use rustc_hash::{FxHashMap, FxHashSet};

impl Archive {
    /// How many rows of the day's registers are tasks of their own, by title and, of two files, by
    /// units, and are not among `tasks`. The same task in two registers is one.
    pub(super) fn displaced(&self, as_of: NaiveDate, tasks: &[RowId]) -> usize {
        let serving = self
            .series(TableKind::Tasks)
            .filter_map(|one| one.by(as_of).last().copied());
        let serving: Vec<Version> = serving.collect();
        let many = |version: &Version| {
            let segment = &self.segments[version.segment as usize];
            segment.rows.as_ref().map_or(0, Rows::len)
        };
        // Of most folders every row is a task.
        if serving.iter().map(many).sum::<usize>() == tasks.len() {
            return 0;
        }
        let task = |id: RowId| -> Option<Task<'_>> {
            let segment = &self.segments[id.segment as usize];
            Some(segment.tasks()?.row(segment, id.row as usize))
        };
        let winners: FxHashMap<(&str, &str), RowId> = tasks
            .iter()
            .filter_map(|&id| task(id).map(|one| ((one.region(), one.id()), id)))
            .collect();
        let standing: FxHashSet<RowId> = tasks.iter().copied().collect();
        let rows = serving.iter().flat_map(|version| {
            let segment = version.segment;
            (0..many(version) as u32).map(move |row| RowId { segment, row })
        });
        let is_another = |id: &RowId| {
            let one = task(*id)?;
            let winner = *winners.get(&(one.region(), one.id()))?;
            let other = task(winner)?;
            let units = other.responsible();
            let own = one.responsible();
            // 青田县 in the city's list is whoever the county's list names.
            let zones = ["开发区", "园区", "新区", "集聚区", "库区"];
            let is_county = |unit: &&str| {
                unit.ends_with(['县', '市', '区']) && !zones.iter().any(|zone| unit.ends_with(zone))
            };
            let shared = own.iter().any(|unit| units.contains(unit))
                || own.iter().chain(&units).any(is_county);
            let is_alike = are_alike(one.title(), other.title(), shared);
            Some(!is_alike && (winner.segment == id.segment || !shared))
        };
        let lost = rows.filter(|id| !standing.contains(id) && is_another(id) == Some(true));
        lost.count()
    }
}

/// What numbers or places a thing beside another of its name.
const PLACES: &str = "一二三四五六七八九十甲乙丙丁东南西北中上下大小新老前后左右";

/// Whether two titles may be of one task in other words: less what both begin and end with, nothing is
/// left of one, or half of its characters stand in the other, or one character of a long title was
/// corrected, of one unit, that does not number or place it (甲村, 东片).
fn are_alike(one: &str, other: &str, shared: bool) -> bool {
    let letters =
        |text: &str| -> Vec<char> { text.chars().filter(|c| c.is_alphanumeric()).collect() };
    let (one, other) = (letters(one), letters(other));
    let whole = one.len().min(other.len());
    let front = one.iter().zip(&other).take_while(|(a, b)| a == b).count();
    let (one, other) = (&one[front..], &other[front..]);
    let pairs = one.iter().rev().zip(other.iter().rev());
    let back = pairs.take_while(|(a, b)| a == b).count();
    let (one, other) = (&one[..one.len() - back], &other[..other.len() - back]);
    let (short, long) = if one.len() < other.len() {
        (one, other)
    } else {
        (other, one)
    };
    if let ([one], [other]) = (short, long) {
        let tells = |c: &char| c.is_ascii_alphanumeric() || PLACES.contains(*c);
        return shared && whole >= 4 && !tells(one) && !tells(other);
    }
    let shared = short.iter().filter(|c| long.contains(c)).count();
    shared * 2 >= short.len()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ingest::{Origin, parse};
    use crate::plan::{EMBEDDED, Plan};
    use rstest::rstest;
    use std::path::Path;
    use std::sync::Arc;

    const HEADER: &str = "编号,任务名称,责任单位,完成时限\n";
    const FIRST: &str = "1,矿山修复,县住建局,2021-12-31\n2,河道清淤,县住建局,2021-12-31\n";

    /// Of two registers of the day, the first in `a.csv`.
    #[rstest]
    // Another office's own 1 and 2.
    #[case("1,餐饮油烟,县公安局,2021-12-31\n2,噪声,县公安局,2021-12-31\n", 2)]
    #[case("1,矿山修复,县公安局,2021-12-31\n3,噪声,县公安局,2021-12-31\n", 0)]
    // The same office told its task in other words.
    #[case("1,矿山生态修复,县住建局、县水利局,2021-12-31\n", 0)]
    // In the city's words, by the county's name; a title that was corrected.
    #[case("1,废弃矿山综合整治,青田县,2021-12-31\n", 0)]
    #[case(
        "8,噪声扰民,县公安局,2021-12-31\n8,噪声扰民整治,县公安局,2021-12-31\n",
        0
    )]
    // Other tasks in like words, of a zone that is no county.
    #[case("1,餐饮油烟,青田经济开发区,2021-12-31\n", 1)]
    #[case(
        "5,温溪镇污水问题整改,县住建局,2021-12-31\n5,温溪镇噪声问题整改,县公安局,2021-12-31\n",
        1
    )]
    // One character that was corrected, and one that tells two apart.
    #[case(
        "8,废水整治工程,县公安局,2021-12-31\n8,污水整治工程,县公安局,2021-12-31\n",
        0
    )]
    #[case(
        "8,东片整治工程,县公安局,2021-12-31\n8,西片整治工程,县公安局,2021-12-31\n",
        1
    )]
    #[case(
        "8,废水治理工程,县住建局,2021-12-31\n8,废气治理工程,县公安局,2021-12-31\n",
        1
    )]
    // A numbering that begins anew below, in one file.
    #[case(
        "7,餐饮油烟,县公安局,2021-12-31\n7,噪声,县公安局,2021-12-31\n7,噪声,县公安局,2021-12-31\n",
        1
    )]
    fn tasks_behind_others_of_their_number(#[case] rows: &str, #[case] displaced: usize) {
        let plan = Plan::parse(EMBEDDED).unwrap();
        let file = |name: &str, rows: &str| {
            let text = format!("{HEADER}{rows}");
            parse(&Origin::new(Path::new(name), None), text.as_bytes(), &plan).segment
        };
        let segments = vec![file("a.csv", FIRST), file("b.csv", rows)];
        let day = NaiveDate::from_ymd_opt(2021, 10, 15).unwrap();
        let archive = Archive::new(Arc::new(segments), day);
        assert_eq!(archive.tables(day, true).displaced, displaced);
    }
}
