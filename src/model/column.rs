//! Columns that cost nothing where a file does not have them, and little where it says the same
//! again and again.
//!
//! Rows are written in ascending order; a column that ends early answers with its
//! default, so an absent column is an empty one.

mod cells;
mod runs;
mod texts;
mod words;

pub use cells::{Cell, Cells, Lines, Periods};
pub use texts::Texts;
pub use words::{Lists, Word, WordCells, Words};

use std::sync::{Mutex, PoisonError};

/// What a macro-made table needs of a column.
pub trait Column {
    /// What a row's cell is given out as.
    type Item<'a>
    where
        Self: 'a;
    /// The cell of `row`.
    fn item<'a>(&'a self, words: &'a Words, row: usize) -> Self::Item<'a>;
    /// An empty column with room for as much as this one holds, and a little more: the next rows are
    /// mostly such as these.
    #[must_use]
    fn like(&self) -> Self;
    /// Makes room for so many times what is there: more of the like is to come.
    fn expect(&mut self, times: usize);
    /// Puts another column behind the first `at` rows of this one; `words`: the numbers here of
    /// the words there.
    fn append(&mut self, other: Self, at: usize, words: &[Word]);
}

/// Makes room in a list for so many times what it holds, where there is that much: room of this
/// thread, for what grows stays among the room of the thread that began it, to be kept from the
/// system for good.
fn expect<T>(list: &mut Vec<T>, times: usize) {
    let mut roomy = Vec::new();
    let many = list.len().saturating_mul(times);
    // Else it grows as lists do.
    if roomy.try_reserve_exact(many).is_ok() {
        roomy.append(list);
        *list = roomy;
    }
}

/// An empty list with room for as much as this one holds, and a little more.
fn like<T>(list: &[T]) -> Vec<T> {
    Vec::with_capacity(list.len() + list.len() / 16)
}

/// A column of any kind, all of whose rows are there.
pub trait Settle: Send {
    /// Gives back room that is not needed.
    fn settle(&mut self);
}

/// Fewer rows than this are not worth a thread.
const MANY: usize = 1 << 16;

/// Settles the columns of so many rows, of many rows two at a time.
pub fn settle(rows: usize, columns: &mut [&mut dyn Settle]) {
    let columns = Mutex::new(columns.iter_mut());
    let next = || {
        let mut columns = columns.lock().unwrap_or_else(PoisonError::into_inner);
        columns.next()
    };
    let settle = || {
        while let Some(column) = next() {
            column.settle();
        }
    };
    std::thread::scope(|scope| {
        if rows >= MANY {
            scope.spawn(settle);
        }
        settle();
    });
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
            pub line: $crate::model::column::Lines,
            /// It is known that no two rows have one identity (DESIGN §3), each row's 区县 column
            /// being part of it.
            pub once: bool,
            /// The 区县 column names the folder's own level (全市, 本级), so that a blank is meant.
            pub own: bool,
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

            /// An empty table with room for as much as this one holds: the next rows are mostly such
            /// as these.
            #[must_use]
            pub fn like(&self) -> Self {
                use $crate::model::column::Column as _;
                Self {
                    words: self.words.like(),
                    $($field: self.$field.like(),)+
                    ..Self::default()
                }
            }

            /// Makes room for so many times these rows: more of the like is to come.
            pub fn expect(&mut self, times: usize) {
                use $crate::model::column::Column as _;
                $(self.$field.expect(times);)+
            }

            /// Puts the rows of another table behind these.
            pub fn append(&mut self, other: Self) {
                use $crate::model::column::Column as _;
                let at = self.count;
                let words = self.words.absorb(&other.words);
                self.count += other.count;
                self.once = false;
                self.own |= other.own;
                self.line.append(other.line, at);
                $(self.$field.append(other.$field, at, &words);)+
            }

            /// Gives back room that is not needed once all rows are there.
            pub fn settle(&mut self) {
                self.words.settle();
                self.line.settle();
                $crate::model::column::settle(self.count, &mut [$(&mut self.$field),+]);
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
        assert_eq!(lists.number_of(4), lists.number_of(0));
    }
}
