//! The counties of a file, spelled as folders spell them: else its tasks and the steps taken about
//! them would not meet.
//!
//! Done once all rows are there: whether 长沙县 is the folder 长沙 depends on what else the file
//! names.

use super::Context;
use crate::model::{Word, WordCells, Words};
use crate::terms::county;
use rustc_hash::FxHashSet;

/// Puts the folder's county for a cell that only spells it otherwise; of a file that lies in no
/// county's folder the county of a folder beside it.
pub fn fold(cells: &mut WordCells, words: &mut Words, rows: usize, context: Context<'_>) {
    let own = !context.region.is_empty();
    if !own && context.beside.is_empty() {
        return;
    }
    let all: FxHashSet<Word> = cells.0.values(rows).collect();
    if all.iter().all(|word| *word == Word::default()) {
        return;
    }
    let spelled: Vec<&str> = all.iter().map(|word| words.get(*word)).collect();
    let folder = own.then_some(context.region);
    let meant: Vec<(Word, &str)> = all
        .iter()
        .filter_map(|&word| {
            let beside = context.beside.iter().map(String::as_str);
            let counties = folder.into_iter().chain(beside.filter(|_| !own));
            let spelling = words.get(word);
            // In the folder 松阳县 nobody else is 松阳, whether 松阳县 is named besides or not.
            let itself = |other: &&str| folder.is_some_and(|one| one == *other && one > spelling);
            let others: Vec<&str> = spelled.iter().copied().filter(|one| !itself(one)).collect();
            Some((word, county::one_of(spelling, &others, counties)?))
        })
        .collect();
    if meant.is_empty() {
        return;
    }
    let mut map: Vec<Word> = (0..words.count() as u32).map(Word).collect();
    for (word, county) in meant {
        if let Some(place) = map.get_mut(word.0 as usize) {
            *place = words.intern(county);
        }
    }
    cells.rename(rows, &map);
}
