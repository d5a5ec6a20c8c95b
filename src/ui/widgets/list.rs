//! A cursor over a list that remembers the thing, not the row.

use crate::ui::Target;

/// Cursor and scroll of a list.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Cursor {
    key: Option<Target>,
    index: usize,
    offset: usize,
    /// How many rows the last drawing had room for.
    page: usize,
}

impl Cursor {
    /// The row under the cursor.
    pub fn index(&self) -> usize {
        self.index
    }

    /// The first visible row.
    pub fn offset(&self) -> usize {
        self.offset
    }

    /// The thing under the cursor.
    pub fn key(&self) -> Option<&Target> {
        self.key.as_ref()
    }

    /// Finds the thing again in a list of `count`; a thing that is gone leaves the cursor
    /// on its neighbour. `at` gives the thing of a row.
    pub fn rebase(&mut self, count: usize, at: impl Fn(usize) -> Option<Target>) {
        let row_before = self.index.saturating_sub(self.offset);
        if let Some(key) = &self.key
            && (self.index >= count || at(self.index).as_ref() != Some(key))
            && let Some(found) = (0..count).find(|&row| at(row).as_ref() == Some(key))
        {
            self.index = found;
            // The thing stays on the screen line where it stood.
            self.offset = found.saturating_sub(row_before);
        }
        self.index = self.index.min(count.saturating_sub(1));
        self.offset = self.offset.min(self.index);
        self.key = if count == 0 { None } else { at(self.index) };
    }

    /// Takes the place of the thing under the cursor in a list of `count` as already looked up;
    /// a thing that is gone leaves the cursor on its neighbour.
    pub fn settle(
        &mut self,
        found: Option<usize>,
        count: usize,
        at: impl Fn(usize) -> Option<Target>,
    ) {
        let row_before = self.index.saturating_sub(self.offset);
        if let Some(found) = found {
            self.index = found;
            // The thing stays on the screen line where it stood.
            self.offset = found.saturating_sub(row_before);
        }
        self.index = self.index.min(count.saturating_sub(1));
        self.offset = self.offset.min(self.index);
        self.key = if count == 0 { None } else { at(self.index) };
    }

    /// Wants a thing under the cursor as soon as it is listed.
    pub fn want(&mut self, target: Target) {
        self.key = Some(target);
    }

    /// Moves to a row.
    pub fn select(&mut self, index: usize, count: usize, at: impl Fn(usize) -> Option<Target>) {
        self.index = index.min(count.saturating_sub(1));
        self.key = if count == 0 { None } else { at(self.index) };
    }

    /// Puts the cursor on a thing, if the list has it.
    pub fn reveal(
        &mut self,
        target: &Target,
        count: usize,
        at: impl Fn(usize) -> Option<Target>,
    ) -> bool {
        match (0..count).find(|&row| at(row).as_ref() == Some(target)) {
            Some(row) => {
                self.index = row;
                self.key = Some(target.clone());
                true
            }
            None => false,
        }
    }

    /// The row an action leads to, `None` where it is no movement.
    pub fn moved(&self, action: crate::action::Action, count: usize) -> Option<usize> {
        use crate::action::Action;
        let last = count.saturating_sub(1);
        let page = self.page.max(2) - 1;
        Some(match action {
            Action::Up => self.index.saturating_sub(1),
            Action::Down => (self.index + 1).min(last),
            Action::PageUp => self.index.saturating_sub(page),
            Action::PageDown => (self.index + page).min(last),
            Action::First => 0,
            Action::Last => last,
            _ => return None,
        })
    }

    /// Keeps the cursor inside a window of `page` rows; answers the rows to draw.
    pub fn window(&mut self, page: usize, count: usize) -> std::ops::Range<usize> {
        self.page = page;
        if page == 0 || count == 0 {
            self.offset = 0;
            return 0..0;
        }
        self.index = self.index.min(count - 1);
        self.offset = self.offset.min(self.index).min(count.saturating_sub(page));
        if self.index >= self.offset + page {
            self.offset = self.index + 1 - page;
        }
        self.offset..(self.offset + page).min(count)
    }
}

/// Rows of one kind with a cursor. `key` gives the thing of a row.
#[derive(Debug)]
pub struct Listing<R> {
    rows: Vec<R>,
    /// Where the list stands; drawing moves its window.
    pub cursor: Cursor,
}

impl<R> Default for Listing<R> {
    fn default() -> Self {
        Self {
            rows: Vec::new(),
            cursor: Cursor::default(),
        }
    }
}

impl<R: Copy> Listing<R> {
    /// The rows.
    pub fn rows(&self) -> &[R] {
        &self.rows
    }

    /// The rows and the cursor, for drawing.
    pub fn parts(&mut self) -> (&[R], &mut Cursor) {
        (&self.rows, &mut self.cursor)
    }

    /// The row under the cursor.
    pub fn selected(&self) -> Option<R> {
        self.rows.get(self.cursor.index()).copied()
    }

    /// New rows; the cursor stays on its thing.
    pub fn fill(&mut self, rows: Vec<R>, key: impl Fn(R) -> Option<Target>) {
        self.rows = rows;
        let rows = &self.rows;
        self.cursor
            .rebase(rows.len(), |row| rows.get(row).and_then(|&r| key(r)));
    }

    /// New rows, the place of the cursor's thing among them being known.
    pub fn settle(
        &mut self,
        rows: Vec<R>,
        found: Option<usize>,
        key: impl Fn(R) -> Option<Target>,
    ) {
        self.rows = rows;
        let rows = &self.rows;
        self.cursor
            .settle(found, rows.len(), |row| rows.get(row).and_then(|&r| key(r)));
    }

    /// Lists nothing for now; what the cursor stands on is kept.
    pub fn forget_rows(&mut self) {
        self.rows = Vec::new();
    }

    /// Puts the cursor on a row.
    pub fn select(&mut self, row: usize, key: impl Fn(R) -> Option<Target>) {
        let rows = &self.rows;
        self.cursor
            .select(row, rows.len(), |row| rows.get(row).and_then(|&r| key(r)));
    }

    /// Moves where the action is a movement; answers whether it was.
    pub fn step(
        &mut self,
        action: crate::action::Action,
        key: impl Fn(R) -> Option<Target>,
    ) -> bool {
        match self.cursor.moved(action, self.rows.len()) {
            Some(row) => {
                self.select(row, key);
                true
            }
            None => false,
        }
    }

    /// Puts the cursor on a thing, if it is listed.
    pub fn reveal(&mut self, target: &Target, key: impl Fn(R) -> Option<Target>) -> bool {
        let rows = &self.rows;
        self.cursor.reveal(target, rows.len(), |row| {
            rows.get(row).and_then(|&r| key(r))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::action::Action;

    #[expect(
        clippy::unnecessary_wraps,
        reason = "the shape that lists are asked in"
    )]
    fn unit(name: &str) -> Option<Target> {
        Some(Target::Unit(name.to_owned()))
    }

    #[test]
    fn the_thing_stays_under_the_cursor_when_rows_move() {
        let before = ["甲", "乙", "丙", "丁", "戊", "己"];
        let mut cursor = Cursor::default();
        cursor.window(3, before.len());
        cursor.select(4, before.len(), |row| unit(before[row]));
        cursor.window(3, before.len());
        assert_eq!(cursor.offset(), 2);
        let after = ["新", "甲", "乙", "丙", "丁", "戊", "己"];
        cursor.rebase(after.len(), |row| unit(after[row]));
        assert_eq!(cursor.index(), 5);
        assert_eq!(cursor.offset(), 3);
        assert_eq!(cursor.key(), unit("戊").as_ref());
    }

    #[test]
    fn a_thing_that_is_gone_leaves_the_neighbour() {
        let mut cursor = Cursor::default();
        cursor.select(2, 3, |row| unit(["甲", "乙", "丙"][row]));
        cursor.rebase(2, |row| unit(["甲", "乙"][row]));
        assert_eq!(cursor.key(), unit("乙").as_ref());
        cursor.rebase(0, |_| None);
        assert_eq!((cursor.index(), cursor.key()), (0, None));
    }

    #[test]
    fn movement_stays_in_range() {
        let mut cursor = Cursor::default();
        cursor.window(5, 3);
        assert_eq!(cursor.moved(Action::Up, 3), Some(0));
        assert_eq!(cursor.moved(Action::Last, 3), Some(2));
        assert_eq!(cursor.moved(Action::PageDown, 3), Some(2));
        assert_eq!(cursor.moved(Action::Down, 0), Some(0));
        assert_eq!(cursor.moved(Action::Quit, 3), None);
    }
}
