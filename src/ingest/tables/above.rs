//! What stands above a row, where merged cells may cover those below.

use crate::ingest::header::Key;

/// Cells that merged cells below may continue.
#[derive(Debug, Clone, Default)]
pub struct Above {
    /// By the column's place.
    cells: Vec<Option<String>>,
    /// What stands above the first row is not known.
    unknown: bool,
    /// And was asked for.
    missed: bool,
}

impl Above {
    /// Above the rows of a later piece.
    pub fn unknown() -> Self {
        Self {
            unknown: true,
            ..Self::default()
        }
    }

    /// Whether something was asked for that was not known.
    pub fn is_missed(&self) -> bool {
        self.missed
    }

    /// What stands above the rows behind the next piece.
    pub fn follow(&mut self, later: Self) {
        if !later.unknown {
            self.cells.clear();
        }
        for (at, text) in later.cells.into_iter().enumerate() {
            if let Some(text) = text {
                *self.cell(at) = Some(text);
            }
        }
    }

    /// What stands above is above no longer.
    pub fn forget(&mut self) {
        self.cells.clear();
        self.unknown = false;
    }

    /// The text of a column in the row above.
    pub fn get(&mut self, key: Key) -> Option<String> {
        let known = self.cell(key.at).clone();
        self.missed |= known.is_none() && self.unknown;
        known
    }

    /// Keeps a text for the rows below.
    pub fn keep(&mut self, key: Key, text: &str) {
        let known = self.cell(key.at).get_or_insert_default();
        text.clone_into(known);
    }

    fn cell(&mut self, at: usize) -> &mut Option<String> {
        if self.cells.len() <= at {
            self.cells.resize(at + 1, None);
        }
        &mut self.cells[at]
    }
}
