//! Long text, each text once while a file repeats itself.

use super::words::Pool;
use super::{Cells, Column, Settle, Word, Words};

/// Long text: offices write many cells again word for word.
#[derive(Debug, Clone, Default)]
pub struct Texts {
    pool: Pool,
    cells: Cells<u32>,
    /// Texts that were there already.
    again: usize,
    /// Hardly any is: they are no longer looked for.
    tired: bool,
    /// The text that was set last.
    last: u32,
}

/// Texts before it is seen whether any of them come again.
const TRIED: usize = 1024;

/// Texts beyond this many are not remembered for those below.
const ROOM: usize = 1 << 16;

impl Texts {
    /// Sets the text of `row`, which is after the last row set. A column holds at most
    /// 4 GiB; what does not fit is left empty (ingest refuses such files before).
    pub fn set(&mut self, row: usize, text: &str) {
        if text.is_empty() || !self.pool.fits(text.len()) {
            return;
        }
        let number = self.number(text);
        self.cells.set(row, number);
    }

    fn number(&mut self, text: &str) -> u32 {
        if self.tired {
            return self.pool.push(text);
        }
        // A column mostly says what it said last, or goes on as it did the time before.
        if let Some(&known) = [self.last, self.last.wrapping_add(1)]
            .iter()
            .find(|&&number| self.pool.is(number, text))
        {
            self.again += 1;
            self.last = known;
            return known;
        }
        let count = self.pool.count();
        let number = if count < ROOM {
            self.pool.number(text)
        } else {
            let known = self.pool.find(text);
            known.unwrap_or_else(|| self.pool.push(text))
        };
        if number as usize <= count {
            self.again += 1;
        } else if count.is_multiple_of(TRIED) && self.again * 4 < count {
            self.tired = true;
            self.pool.forget();
        }
        self.last = number;
        number
    }

    /// Whether each of so many rows has a text.
    pub fn is_full(&self, rows: usize) -> bool {
        self.cells.values(rows).all(|number| number != 0)
    }

    /// The text of `row`, empty where none was set.
    pub fn get(&self, row: usize) -> &str {
        self.pool.get(self.cells.get(row))
    }
}

impl Column for Texts {
    type Item<'a> = &'a str;
    fn item<'a>(&'a self, _: &'a Words, row: usize) -> &'a str {
        self.get(row)
    }
    fn like(&self) -> Self {
        Self {
            pool: self.pool.like(),
            cells: self.cells.like(),
            // What hardly comes again here hardly does there.
            tired: self.tired,
            ..Self::default()
        }
    }
    fn expect(&mut self, times: usize) {
        self.cells.expect(times);
        // Where texts come again, those of the further rows mostly are here.
        if self.tired {
            self.pool.expect(times);
        }
    }
    fn append(&mut self, other: Self, at: usize, _: &[Word]) {
        // As with `set`, what does not fit is left empty.
        if !self.pool.fits(other.pool.len()) {
            return;
        }
        if self.tired || other.tired {
            let before = self.pool.append(&other.pool);
            let map = |number| if number == 0 { 0 } else { number + before };
            self.cells.put(other.cells, at, map);
        } else {
            let numbers: Vec<u32> = std::iter::once(0)
                .chain(
                    (1..=other.pool.count() as u32).map(|text| self.number(other.pool.get(text))),
                )
                .collect();
            let map = |number: u32| numbers.get(number as usize).copied().unwrap_or(0);
            self.cells.put(other.cells, at, map);
        }
    }
}

impl Settle for Texts {
    fn settle(&mut self) {
        self.pool.settle();
        self.tired = true;
        self.cells.settle();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        /// Texts that come again and those that do not, in pieces of any size.
        #[test]
        fn pieces_give_back_what_was_set(
            pieces in proptest::collection::vec(
                (0_usize..3000, 1_usize..5000),
                1..5,
            ),
        ) {
            let mut whole = Texts::default();
            let mut texts = Vec::new();
            for (many, kinds) in pieces {
                let mut piece = Texts::default();
                let fresh: Vec<String> = (0..many)
                    .map(|row| match row * 7 % kinds {
                        0 => String::new(),
                        kind => format!("第{kind}项"),
                    })
                    .collect();
                for (row, text) in fresh.iter().enumerate() {
                    piece.set(row, text);
                }
                whole.append(piece, texts.len(), &[]);
                texts.extend(fresh);
            }
            whole.settle();
            for (row, text) in texts.iter().enumerate() {
                prop_assert_eq!(whole.get(row), text);
            }
        }
    }

    #[test]
    fn the_same_text_is_kept_once() {
        let mut texts = Texts::default();
        for row in 0..5000 {
            texts.set(
                row,
                if row % 2 == 0 {
                    "分段实施"
                } else {
                    "逐段验收"
                },
            );
        }
        assert_eq!(texts.pool.len(), 24);
    }
}
