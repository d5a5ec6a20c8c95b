//! Columns that cost nothing where a file does not have them.
//!
//! Rows are written in ascending order; a column that ends early answers with its
//! default, so an absent column is an empty one.

use rustc_hash::FxHashMap;

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
        let number = if let Some(&known) = self.index.get(words) {
            known
        } else {
            self.lists.push(words.to_vec());
            let number = self.lists.len() as u32;
            self.index.insert(words.to_vec(), number);
            number
        };
        self.cells.set(row, number);
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
}

impl<T: Copy + Default + PartialEq> Column for Cells<T> {
    type Item<'a>
        = T
    where
        Self: 'a;
    fn item<'a>(&'a self, _: &'a Words, row: usize) -> T {
        self.get(row)
    }
}

impl Column for Texts {
    type Item<'a> = &'a str;
    fn item<'a>(&'a self, _: &'a Words, row: usize) -> &'a str {
        self.get(row)
    }
}

impl Column for Lists {
    type Item<'a> = Vec<&'a str>;
    fn item<'a>(&'a self, words: &'a Words, row: usize) -> Vec<&'a str> {
        self.get(row).iter().map(|&word| words.get(word)).collect()
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
