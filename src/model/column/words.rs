//! Words that come again and again, and lists of them, each kept once.

use super::{Cells, Column, Settle, expect, like};
use hashbrown::HashTable;
use rustc_hash::FxBuildHasher;
use std::hash::BuildHasher;
use std::ops::Range;

/// Texts by number, from 1, one behind the other; 0 is the empty text.
#[derive(Debug, Clone, Default)]
pub(super) struct Pool {
    text: String,
    ends: Vec<u32>,
    /// The numbers by the hash of their text.
    index: HashTable<u32>,
}

/// The stretch of a list that a number stands for, of stretches from 1 that end here; empty where
/// there is no such number.
fn stretch(ends: &[u32], number: u32) -> Range<usize> {
    let at = number.wrapping_sub(1) as usize;
    let Some(&end) = ends.get(at) else {
        return 0..0;
    };
    let start = at.checked_sub(1).map_or(0, |before| ends[before]);
    start as usize..end as usize
}

impl Pool {
    /// Bytes of all texts.
    pub fn len(&self) -> usize {
        self.text.len()
    }

    /// How many texts, the empty one apart.
    pub fn count(&self) -> usize {
        self.ends.len()
    }

    /// Whether so many bytes more can be addressed.
    pub fn fits(&self, more: usize) -> bool {
        u32::try_from(self.text.len() + more).is_ok()
    }

    /// A text, empty where there is no such number.
    pub fn get(&self, number: u32) -> &str {
        &self.text[stretch(&self.ends, number)]
    }

    /// Whether a number stands for a text; its bytes tell.
    #[inline]
    pub fn is(&self, number: u32, text: &str) -> bool {
        let known = self.text.as_bytes().get(stretch(&self.ends, number));
        known.unwrap_or_default() == text.as_bytes()
    }

    /// One more text.
    pub fn push(&mut self, text: &str) -> u32 {
        self.text.push_str(text);
        self.ends.push(self.text.len() as u32);
        self.ends.len() as u32
    }

    /// The number of a text, if it is remembered.
    pub fn find(&self, text: &str) -> Option<u32> {
        self.look(FxBuildHasher.hash_one(text), text)
    }

    fn look(&self, hash: u64, text: &str) -> Option<u32> {
        let found = self.index.find(hash, |&number| self.is(number, text));
        found.copied()
    }

    /// The number of a text, new or known.
    pub fn number(&mut self, text: &str) -> u32 {
        let hash = FxBuildHasher.hash_one(text);
        self.look(hash, text).unwrap_or_else(|| {
            let number = self.push(text);
            let (all, ends) = (&self.text, &self.ends);
            self.index.insert_unique(hash, number, |&number| {
                FxBuildHasher.hash_one(&all[stretch(ends, number)])
            });
            number
        })
    }

    /// Puts all texts of another behind these; how many stand in front of them.
    pub fn append(&mut self, other: &Self) -> u32 {
        let (before, texts) = (self.text.len() as u32, self.ends.len() as u32);
        self.text.push_str(&other.text);
        self.ends.extend(other.ends.iter().map(|end| end + before));
        texts
    }

    /// An empty pool with room for as many texts.
    pub fn like(&self) -> Self {
        Self {
            text: String::with_capacity(self.text.len() + self.text.len() / 16),
            ends: like(&self.ends),
            index: HashTable::with_capacity(self.index.len()),
        }
    }

    /// Makes room for so many times these texts.
    pub fn expect(&mut self, times: usize) {
        let mut roomy = String::new();
        let many = self.text.len().saturating_mul(times);
        // Else it grows as texts do.
        if roomy.try_reserve_exact(many).is_ok() {
            roomy.push_str(&self.text);
            self.text = roomy;
        }
        expect(&mut self.ends, times);
    }

    /// Remembers no text any longer.
    pub fn forget(&mut self) {
        self.index = HashTable::new();
    }

    /// Gives back room that is not needed once all texts are there.
    pub fn settle(&mut self) {
        self.forget();
        self.text.shrink_to_fit();
        self.ends.shrink_to_fit();
    }
}

/// A word of a segment's [`Words`]; 0 is the empty word.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, PartialOrd, Ord)]
pub struct Word(pub u32);

/// Words that come again and again, each kept once.
#[derive(Debug, Clone, Default)]
pub struct Words(Pool);

impl Words {
    /// The word's number, new or known. The empty word is always 0.
    pub fn intern(&mut self, word: &str) -> Word {
        if word.is_empty() {
            return Word(0);
        }
        Word(self.0.number(word))
    }

    /// The word's text.
    pub fn get(&self, word: Word) -> &str {
        self.0.get(word.0)
    }

    /// Takes in the words of another list; answers the number of each here.
    pub fn absorb(&mut self, other: &Self) -> Vec<Word> {
        let words = 0..=other.0.count() as u32;
        words.map(|word| self.intern(other.0.get(word))).collect()
    }

    /// How many numbers are in use, the empty word included: the length of a remap table.
    pub fn count(&self) -> usize {
        self.0.count() + 1
    }

    /// An empty list with room for as many words.
    pub(crate) fn like(&self) -> Self {
        Self(self.0.like())
    }

    /// Gives back room that is not needed once all words are there.
    pub(crate) fn settle(&mut self) {
        self.0.settle();
    }
}

/// Lists of words, such as the units of a cell; equal lists are kept once.
#[derive(Debug, Clone, Default)]
pub struct Lists {
    cells: Cells<u32>,
    words: Vec<Word>,
    /// Where each list ends among the words.
    ends: Vec<u32>,
    /// The numbers by the hash of their list.
    index: HashTable<u32>,
}

impl Lists {
    /// Sets the list of `row`, which is at or after the last row set.
    pub fn set(&mut self, row: usize, words: &[Word]) {
        let number = self.number(words);
        self.set_number(row, number);
    }

    /// As [`Self::set`], by the number that [`Self::number`] gave the list.
    pub fn set_number(&mut self, row: usize, number: u32) {
        self.cells.set(row, number);
    }

    /// The number of a list, new or known; 0 is the empty one.
    pub fn number(&mut self, words: &[Word]) -> u32 {
        if words.is_empty() {
            return 0;
        }
        let hash = FxBuildHasher.hash_one(words);
        let known = self.index.find(hash, |&number| self.list(number) == words);
        if let Some(&known) = known {
            return known;
        }
        self.words.extend_from_slice(words);
        self.ends.push(self.words.len() as u32);
        let number = self.ends.len() as u32;
        let (all, ends) = (&self.words, &self.ends);
        self.index.insert_unique(hash, number, |&number| {
            FxBuildHasher.hash_one(&all[stretch(ends, number)])
        });
        number
    }

    /// The number of the list of `row`, 0 for the empty one: equal lists of a file have the same.
    pub fn number_of(&self, row: usize) -> u32 {
        self.cells.get(row)
    }

    /// The list of `row`, empty where none was set.
    pub fn get(&self, row: usize) -> &[Word] {
        self.list(self.cells.get(row))
    }

    fn list(&self, number: u32) -> &[Word] {
        &self.words[stretch(&self.ends, number)]
    }
}

impl Column for Lists {
    type Item<'a> = Vec<&'a str>;
    fn item<'a>(&'a self, words: &'a Words, row: usize) -> Vec<&'a str> {
        self.get(row).iter().map(|&word| words.get(word)).collect()
    }
    fn like(&self) -> Self {
        Self {
            cells: self.cells.like(),
            words: like(&self.words),
            ends: like(&self.ends),
            index: HashTable::with_capacity(self.index.len()),
        }
    }
    fn expect(&mut self, times: usize) {
        self.cells.expect(times);
    }
    fn append(&mut self, other: Self, at: usize, words: &[Word]) {
        let mut list = Vec::new();
        let mut numbers = vec![0];
        for number in 1..=other.ends.len() as u32 {
            list.clear();
            let there = other.list(number).iter();
            list.extend(there.map(|word| words.get(word.0 as usize).copied().unwrap_or_default()));
            numbers.push(self.number(&list));
        }
        let map = |number: u32| numbers.get(number as usize).copied().unwrap_or(0);
        self.cells.put(other.cells, at, map);
    }
}

impl Settle for Lists {
    fn settle(&mut self) {
        self.cells.settle();
        self.words.shrink_to_fit();
        self.ends.shrink_to_fit();
        self.index = HashTable::new();
    }
}

/// A column of interned words.
#[derive(Debug, Clone, Default)]
pub struct WordCells(pub Cells<Word>);

impl WordCells {
    /// Sets the word of `row`.
    #[inline]
    pub fn set(&mut self, row: usize, word: Word) {
        self.0.set(row, word);
    }

    /// The number of the word of `row`.
    pub fn word(&self, row: usize) -> Word {
        self.0.get(row)
    }

    /// Puts other words for these, in so many rows; `map`: what stands for each number.
    pub(crate) fn rename(&mut self, rows: usize, map: &[Word]) {
        let mut renamed = Self::default();
        for row in 0..rows {
            let word = self.word(row);
            renamed.set(row, map.get(word.0 as usize).copied().unwrap_or(word));
        }
        *self = renamed;
    }
}

impl Column for WordCells {
    type Item<'a> = &'a str;
    fn item<'a>(&'a self, words: &'a Words, row: usize) -> &'a str {
        words.get(self.0.get(row))
    }
    fn like(&self) -> Self {
        Self(self.0.like())
    }
    fn expect(&mut self, times: usize) {
        self.0.expect(times);
    }
    fn append(&mut self, other: Self, at: usize, words: &[Word]) {
        self.0.append(other.0, at, words);
    }
}

impl Settle for WordCells {
    fn settle(&mut self) {
        self.0.settle();
    }
}
