//! Columns that cost nothing where a file does not have them.
//!
//! Rows are written in ascending order; a column that ends early answers with its
//! default, so an absent column is an empty one.

use crate::terms::{
    Category, Deadline, Direction, Handling, Kind, Level, LookbackResult, Method, Nature, Period,
    Release, Stage, Status, Truth, Visit, WaterClass,
};
use chrono::NaiveDate;
use rustc_hash::FxHashMap;

/// A value that may hold a word, which has another number behind other rows.
pub trait Renumber: Copy {
    /// The value with the numbers of the words it is joined to.
    #[must_use]
    fn renumber(self, words: &[Word]) -> Self {
        let _ = words;
        self
    }
}

macro_rules! plain {
    ($($kind:ty)+) => { $(impl Renumber for $kind {})+ };
}

plain! {
    bool u32 u64 Deadline Option<bool> Option<u8> Option<i32> Option<u32> Option<f64>
    Option<NaiveDate> Option<Period> Option<Category> Option<Direction> Option<Handling>
    Option<Kind> Option<Level> Option<LookbackResult> Option<Method> Option<Nature>
    Option<Release> Option<Stage> Option<Status> Option<Truth> Option<Visit> Option<WaterClass>
}

impl Renumber for Word {
    fn renumber(self, words: &[Word]) -> Self {
        words.get(self.0 as usize).copied().unwrap_or_default()
    }
}

/// Values of one fixed size.
#[derive(Debug, Clone)]
pub struct Cells<T>(Vec<T>);

impl<T> Default for Cells<T> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<T: Copy + Default + PartialEq> Cells<T> {
    /// Sets the value of `row`, which is at or after the last row set.
    pub fn set(&mut self, row: usize, value: T) {
        if value != T::default() {
            self.0.resize(row, T::default());
            self.0.push(value);
        }
    }

    /// The value of `row`, the default where none was set.
    pub fn get(&self, row: usize) -> T {
        self.0.get(row).copied().unwrap_or_default()
    }
}

impl<T: Copy + Default + PartialEq + Renumber> Cells<T> {
    /// Puts another column behind the first `at` rows of this one.
    fn put(&mut self, other: Self, at: usize, words: &[Word]) {
        if !other.0.is_empty() {
            self.0.resize(at, T::default());
            self.0
                .extend(other.0.into_iter().map(|value| value.renumber(words)));
        }
    }
}

/// Long text, each cell once, one behind the other.
#[derive(Debug, Clone, Default)]
pub struct Texts {
    text: String,
    ends: Vec<u32>,
}

impl Texts {
    /// Sets the text of `row`, which is after the last row set. A column holds at most
    /// 4 GiB; what does not fit is left empty (ingest refuses such files before).
    pub fn set(&mut self, row: usize, text: &str) {
        if text.is_empty() || u32::try_from(self.text.len() + text.len()).is_err() {
            return;
        }
        self.ends.resize(row, self.text.len() as u32);
        self.text.push_str(text);
        self.ends.push(self.text.len() as u32);
    }

    /// The text of `row`, empty where none was set.
    pub fn get(&self, row: usize) -> &str {
        let Some(&end) = self.ends.get(row) else {
            return "";
        };
        let start = match row.checked_sub(1) {
            Some(before) => self.ends[before],
            None => 0,
        };
        &self.text[start as usize..end as usize]
    }
}

/// A word of a segment's [`Words`]; 0 is the empty word.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, PartialOrd, Ord)]
pub struct Word(pub u32);

/// Words that come again and again, each kept once.
#[derive(Debug, Clone, Default)]
pub struct Words {
    list: Vec<Box<str>>,
    index: FxHashMap<Box<str>, u32>,
}

impl Words {
    /// The word's number, new or known. The empty word is always 0.
    pub fn intern(&mut self, word: &str) -> Word {
        if word.is_empty() {
            return Word(0);
        }
        if let Some(&known) = self.index.get(word) {
            return Word(known);
        }
        self.list.push(word.into());
        let number = self.list.len() as u32;
        self.index.insert(word.into(), number);
        Word(number)
    }

    /// The word's text.
    pub fn get(&self, word: Word) -> &str {
        match word.0.checked_sub(1) {
            Some(index) => self.list.get(index as usize).map_or("", |w| w),
            None => "",
        }
    }

    /// The word's number, which is most likely `above`, that of the row above.
    pub fn again(&mut self, above: Word, word: &str) -> Word {
        if self.get(above) == word {
            return above;
        }
        self.intern(word)
    }

    /// Takes in the words of another list; answers the number of each here.
    pub fn absorb(&mut self, other: &Self) -> Vec<Word> {
        let known = other.list.iter().map(|word| self.intern(word));
        std::iter::once(Word(0)).chain(known).collect()
    }

    /// How many numbers are in use, the empty word included: the length of a remap table.
    pub fn count(&self) -> usize {
        self.list.len() + 1
    }
}

/// Lists of words, such as the units of a cell; equal lists are kept once.
#[derive(Debug, Clone, Default)]
pub struct Lists {
    cells: Cells<u32>,
    lists: Vec<Vec<Word>>,
    index: FxHashMap<Vec<Word>, u32>,
}

impl Lists {
    /// Sets the list of `row`, which is at or after the last row set.
    pub fn set(&mut self, row: usize, words: &[Word]) {
        if words.is_empty() {
            return;
        }
        let number = self.number(words);
        self.cells.set(row, number);
    }

    /// The number of a list, new or known; 0 is the empty one.
    fn number(&mut self, words: &[Word]) -> u32 {
        if let Some(&known) = self.index.get(words) {
            return known;
        }
        self.lists.push(words.to_vec());
        let number = self.lists.len() as u32;
        self.index.insert(words.to_vec(), number);
        number
    }

    /// The number of the list of `row`, 0 for the empty one: equal lists of a file have the same.
    pub fn number_of(&self, row: usize) -> u32 {
        self.cells.get(row)
    }

    /// The list of `row`, empty where none was set.
    pub fn get(&self, row: usize) -> &[Word] {
        match self.cells.get(row).checked_sub(1) {
            Some(index) => &self.lists[index as usize],
            None => &[],
        }
    }
}

/// What a macro-made table needs of a column.
pub trait Column {
    /// What a row's cell is given out as.
    type Item<'a>
    where
        Self: 'a;
    /// The cell of `row`.
    fn item<'a>(&'a self, words: &'a Words, row: usize) -> Self::Item<'a>;
    /// Puts another column behind the first `at` rows of this one; `words`: the numbers here of
    /// the words there.
    fn append(&mut self, other: Self, at: usize, words: &[Word]);
    /// Gives back room that is not needed once all rows are there.
    fn settle(&mut self);
}

impl<T: Copy + Default + PartialEq + Renumber> Column for Cells<T> {
    type Item<'a>
        = T
    where
        Self: 'a;
    fn item<'a>(&'a self, _: &'a Words, row: usize) -> T {
        self.get(row)
    }
    fn append(&mut self, other: Self, at: usize, words: &[Word]) {
        self.put(other, at, words);
    }
    fn settle(&mut self) {
        self.0.shrink_to_fit();
    }
}

impl Column for Texts {
    type Item<'a> = &'a str;
    fn item<'a>(&'a self, _: &'a Words, row: usize) -> &'a str {
        self.get(row)
    }
    fn append(&mut self, other: Self, at: usize, _: &[Word]) {
        // As with `set`, what does not fit is left empty.
        let fits = u32::try_from(self.text.len() + other.text.len()).is_ok();
        if other.ends.is_empty() || !fits {
            return;
        }
        let before = self.text.len() as u32;
        self.ends.resize(at, before);
        self.ends.extend(other.ends.iter().map(|end| end + before));
        self.text.push_str(&other.text);
    }
    fn settle(&mut self) {
        self.text.shrink_to_fit();
        self.ends.shrink_to_fit();
    }
}

impl Column for Lists {
    type Item<'a> = Vec<&'a str>;
    fn item<'a>(&'a self, words: &'a Words, row: usize) -> Vec<&'a str> {
        self.get(row).iter().map(|&word| words.get(word)).collect()
    }
    fn append(&mut self, other: Self, at: usize, words: &[Word]) {
        let lists = other.lists.iter().map(|list| {
            let list: Vec<Word> = list.iter().map(|word| word.renumber(words)).collect();
            self.number(&list)
        });
        let numbers: Vec<u32> = std::iter::once(0).chain(lists).collect();
        if !other.cells.0.is_empty() {
            self.cells.0.resize(at, 0);
            let cells = other.cells.0.iter();
            self.cells
                .0
                .extend(cells.map(|&cell| numbers.get(cell as usize).copied().unwrap_or(0)));
        }
    }
    fn settle(&mut self) {
        self.cells.settle();
    }
}

/// A column of interned words.
#[derive(Debug, Clone, Default)]
pub struct WordCells(pub Cells<Word>);

impl WordCells {
    /// Sets the word of `row`.
    pub fn set(&mut self, row: usize, word: Word) {
        self.0.set(row, word);
    }

    /// The number of the word of `row`.
    pub fn word(&self, row: usize) -> Word {
        self.0.get(row)
    }
}

impl Column for WordCells {
    type Item<'a> = &'a str;
    fn item<'a>(&'a self, words: &'a Words, row: usize) -> &'a str {
        words.get(self.0.get(row))
    }
    fn append(&mut self, other: Self, at: usize, words: &[Word]) {
        self.0.put(other.0, at, words);
    }
    fn settle(&mut self) {
        self.0.settle();
    }
}

/// Makes a table of columns and the view of one of its rows.
macro_rules! table {
    (
        $(#[$table_doc:meta])* $table:ident,
        $(#[$row_doc:meta])* $row:ident {
            $($(#[$doc:meta])* $field:ident: $column:ty,)+
        }
    ) => {
        $(#[$table_doc])*
        #[derive(Debug, Clone, Default)]
        pub struct $table {
            /// How many rows.
            pub count: usize,
            /// The words of the word and list columns.
            pub words: $crate::model::column::Words,
            /// 1-based line of the file where each row begins.
            pub line: $crate::model::column::Cells<u32>,
            $($(#[$doc])* pub $field: $column,)+
        }

        impl $table {
            /// How many rows.
            pub fn len(&self) -> usize {
                self.count
            }

            /// Whether there is no row.
            pub fn is_empty(&self) -> bool {
                self.count == 0
            }

            /// Puts the rows of another table behind these.
            pub fn append(&mut self, other: Self) {
                use $crate::model::column::Column as _;
                let at = self.count;
                let words = self.words.absorb(&other.words);
                self.count += other.count;
                self.line.append(other.line, at, &words);
                $(self.$field.append(other.$field, at, &words);)+
            }

            /// Gives back room that is not needed once all rows are there.
            pub fn settle(&mut self) {
                use $crate::model::column::Column as _;
                self.line.settle();
                $(self.$field.settle();)+
            }

            /// The view of one row.
            pub fn row<'a>(&'a self, segment: &'a $crate::model::Segment, row: usize) -> $row<'a> {
                $row { table: self, segment, row }
            }
        }

        $(#[$row_doc])*
        #[derive(Debug, Clone, Copy)]
        pub struct $row<'a> {
            /// The table it stands in.
            pub table: &'a $table,
            /// The file it came from.
            pub segment: &'a $crate::model::Segment,
            /// Its row.
            pub row: usize,
        }

        impl<'a> $row<'a> {
            /// 1-based line of the file where the row begins.
            pub fn line(self) -> u32 {
                self.table.line.get(self.row)
            }

            $(
                $(#[$doc])*
                pub fn $field(self) -> <$column as $crate::model::column::Column>::Item<'a> {
                    use $crate::model::column::Column as _;
                    self.table.$field.item(&self.table.words, self.row)
                }
            )+
        }
    };
}
pub(crate) use table;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn absent_cells_are_defaults() {
        let mut texts = Texts::default();
        texts.set(1, "甲");
        texts.set(3, "乙丙");
        assert_eq!(
            (0..5).map(|row| texts.get(row)).collect::<Vec<_>>(),
            ["", "甲", "", "乙丙", ""]
        );
        let mut cells = Cells::default();
        cells.set(2, 7_u32);
        assert_eq!((cells.get(0), cells.get(2), cells.get(9)), (0, 7, 0));
    }

    #[test]
    fn words_and_lists_are_kept_once() {
        let mut words = Words::default();
        let a = words.intern("鹤城街道");
        assert_eq!(words.intern("鹤城街道"), a);
        assert_eq!(words.get(a), "鹤城街道");
        assert_eq!(words.get(Word(0)), "");
        let mut lists = Lists::default();
        lists.set(0, &[a]);
        lists.set(4, &[a]);
        assert_eq!(lists.get(4), &[a]);
        assert!(lists.get(2).is_empty());
        assert_eq!(lists.lists.len(), 1);
    }
}
