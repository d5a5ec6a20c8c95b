//! The counties of a file, spelled as folders spell them: else its tasks and the steps taken about
//! them would not meet.
//!
//! Done once all rows are there: whether 长沙县 is the folder 长沙 depends on what else the file
//! names.

use super::Context;
use crate::model::{Word, WordCells, Words};
use crate::terms::county;
use rustc_hash::FxHashSet;

/// Rows of a file without a county while others name theirs.
#[derive(Debug, Clone, Copy)]
pub struct Unnamed {
    /// The first of them.
    pub row: usize,
    /// How many.
    pub count: usize,
}

/// Puts the folder's county for a cell that only spells it otherwise; of a file that lies in no
/// county's folder the county of a folder beside it; and none for the folder's own level. Answers
/// what rows name no county, where others do and none names that level.
pub fn fold(
    cells: &mut WordCells,
    words: &mut Words,
    rows: usize,
    own_level: &mut bool,
    context: Context<'_>,
) -> Option<Unnamed> {
    // Rows of one county mostly follow each other.
    let mut last = None;
    let fresh = cells.0.values(rows).filter(|word| {
        let fresh = last != Some(*word);
        last = Some(*word);
        fresh
    });
    let all: FxHashSet<Word> = fresh.collect();
    let named = all.iter().filter(|word| **word != Word::default());
    let named = named.count();
    if named == 0 {
        return None;
    }
    let several = named > 1;
    let own = !context.region.is_empty();
    let spelled: Vec<&str> = all.iter().map(|word| words.get(*word)).collect();
    let folder = own.then_some(context.region);
    let meant: Vec<(Word, &str)> = all
        .iter()
        .filter_map(|&word| {
            let spelling = words.get(word);
            // A city alone is named as it is.
            let alone = !several && context.beside.is_empty();
            let place = if alone { "" } else { &*context.plan.county };
            if county::is_own_level(spelling, place) {
                return Some((word, ""));
            }
            let beside = context.beside.iter().map(String::as_str);
            let counties = folder.into_iter().chain(beside.filter(|_| !own));
            // A country's file names thousands, most of them as their folders do.
            let like = |county: &&str| county::same_county(county, spelling);
            let like: Vec<&str> = counties.filter(like).collect();
            if like.is_empty() || like.contains(&spelling) {
                return None;
            }
            // Where 松阳县 is a folder nobody else is 松阳, whether 松阳县 is named besides or not.
            let longer = |other: &&str| like.contains(other) && other.len() > spelling.len();
            let others: Vec<&str> = spelled.iter().copied().filter(|one| !longer(one)).collect();
            Some((word, county::one_of(spelling, &others, like)?))
        })
        .collect();
    *own_level = meant.iter().any(|(_, county)| county.is_empty());
    if !meant.is_empty() {
        let mut map: Vec<Word> = (0..words.count() as u32).map(Word).collect();
        for (word, county) in meant {
            if let Some(place) = map.get_mut(word.0 as usize) {
                *place = words.intern(county);
            }
        }
        cells.rename(rows, &map);
    }
    if !all.contains(&Word::default()) && !*own_level {
        return None;
    }
    let unnamed = || (0..rows).filter(|&row| cells.word(row) == Word::default());
    let row = unnamed()
        .next()
        .filter(|_| several && !*own_level && !own)?;
    Some(Unnamed {
        row,
        count: unnamed().count(),
    })
}
