//! A table with a cursor, an order, filters and a search: the one place that knows its keys.
//!
//! ```text
//! Source: rows, columns, values, keys      what a screen lists, as pure functions of a view
//! Ledger: cursor, sieve, drawn rows        what a person did to it
//! Errand: the same functions on a worker   where there are too many rows to wait for
//! ```
//!
//! A table of a county is put in order at once. Where there are more rows than a frame has time
//! for, the work is handed out as an [`Errand`] and the next key calls it back; until its answer
//! comes the rows stay as they were.

use crate::action::Action;
use crate::parallel;
use crate::tr;
use crate::ui::overlays::find::Query;
use crate::ui::widgets::list::Listing;
use crate::ui::widgets::paint;
use crate::ui::widgets::sieve::{Done, Key, Sieve};
use crate::ui::widgets::table::{self, Cell, Column, Rows};
use crate::ui::{Answered, Errand, Outcome, Seen, Target, View};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

/// Tables of more rows are put in order on a worker: 14,000 projects took 5 to 19 ms, more than a
/// frame has (benches/README.md).
const AT_ONCE: usize = 4_000;

/// How many rows are looked at between two looks at whether the answer is still wanted.
const STRIDE: usize = 1024;

/// What a screen leaves to its table as it is.
macro_rules! ledger {
    // What is seen and told of it is the screen's own.
    (but own $table:ident) => {
        fn refresh(&mut self, view: &View<'_>) {
            self.$table.refresh(view);
        }

        fn find(&mut self, query: &str, view: &View<'_>) {
            self.$table.find(query, view);
        }

        fn drop_chip(&mut self, at: usize, view: &View<'_>) {
            self.$table.drop_chip(at, view);
        }

        fn show_all(&mut self) {
            self.$table.show_all();
        }

        fn memo(&self) -> String {
            self.$table.memo()
        }

        fn recall(&mut self, memo: &str, view: &View<'_>) {
            self.$table.recall(memo, view);
        }

        fn errand(&mut self) -> Option<crate::ui::Errand> {
            self.$table.errand()
        }

        fn answer(&mut self, ticket: u64, answer: crate::ui::Answered, view: &View<'_>) {
            self.$table.answer(ticket, answer, view);
        }

        fn is_busy(&self) -> bool {
            self.$table.is_busy()
        }
    };
    ($table:ident) => {
        ledger!(but own $table);

        fn chips(&self, view: &View<'_>) -> Vec<String> {
            self.$table.chips(view)
        }

        fn seen(&self, view: &View<'_>) -> Seen {
            self.$table.seen(view)
        }

        fn query(&self) -> &str {
            self.$table.query()
        }
    };
}

pub(super) use ledger;

/// What a table lists: pure functions of a view, so that a worker can do the same.
pub trait Source: Clone + Send + Sync + 'static {
    /// What stands for a row: an index into the board.
    type Row: Copy + Send + Sync + 'static;
    /// The column under the cursor at first: one whose values many rows share, as `f` keeps these.
    const FIRST: usize = 0;

    /// How many rows there may be at most.
    fn count(&self, view: &View<'_>) -> usize;
    /// How many rows are put in order at once; more of them are an errand, which the screen has to
    /// hand on.
    fn at_once(&self) -> usize {
        AT_ONCE
    }
    /// Every row in the table's own order, before anything is left out.
    fn rows(&self, view: &View<'_>, sieve: &Sieve) -> Vec<Self::Row>;
    /// The columns.
    fn columns(&self, view: &View<'_>) -> Vec<Column>;
    /// A row's cells, and whether it is marked as changed. `plain`: without the signs of a tree.
    fn cells(&self, view: &View<'_>, row: Self::Row, plain: bool) -> (Vec<Cell>, bool);
    /// The values of a row in a column that rows can be kept by.
    fn values(&self, view: &View<'_>, row: Self::Row, column: usize) -> Vec<String>;
    /// What a row is ordered by in a column.
    fn sort_key(&self, view: &View<'_>, row: Self::Row, column: usize) -> Key;
    /// Whether a column begins with its greatest.
    fn falls(&self, _column: usize) -> bool {
        false
    }
    /// Whether a row's words hold what is looked for.
    fn matches(&self, view: &View<'_>, row: Self::Row, query: &Query<'_>) -> bool;
    /// The thing of a row.
    fn key(&self, view: &View<'_>, row: Self::Row) -> Option<Target>;
    /// Whether a row is of this thing; asked of every row of a table, so better without making it.
    fn is(&self, view: &View<'_>, row: Self::Row, target: &Target) -> bool {
        self.key(view, row).as_ref() == Some(target)
    }
}

/// Where the cursor goes once the rows are there.
#[derive(Debug, Clone, Default)]
enum Then {
    /// It stays on its thing.
    #[default]
    Stay,
    /// To the first row.
    First,
    /// To this thing, whatever is left out.
    Reveal(Target),
}

/// Rows in order, and where the thing under the cursor stands among them.
struct Sifted<R> {
    rows: Vec<R>,
    found: Option<usize>,
}

/// An errand that is out.
#[derive(Debug)]
struct Out {
    ticket: u64,
    then: Then,
    /// What was under the cursor when it went out; people move on meanwhile.
    wanted: Option<Target>,
    /// Set when the answer is not wanted any more.
    cancel: Arc<AtomicBool>,
}

/// A table as a person left it.
#[derive(Debug)]
pub struct Ledger<S: Source> {
    /// What it lists.
    pub source: S,
    list: Listing<S::Row>,
    drawn: Rows,
    sieve: Sieve,
    ticket: u64,
    out: Option<Out>,
    errand: Option<Errand>,
    /// The cursor is to stand on a thing that is not among the rows yet.
    astray: bool,
    /// The last errand came to nothing: that there are no rows says nothing.
    failed: bool,
}

impl<S: Source + Default> Default for Ledger<S> {
    fn default() -> Self {
        Self {
            source: S::default(),
            list: Listing::default(),
            drawn: Rows::default(),
            sieve: Sieve::at(S::FIRST),
            ticket: 0,
            out: None,
            errand: None,
            astray: false,
            failed: false,
        }
    }
}

impl<S: Source> Ledger<S> {
    /// The rows that are shown.
    pub fn rows(&self) -> &[S::Row] {
        self.list.rows()
    }

    /// The row under the cursor; `None` also while it is not there yet.
    pub fn selected(&self) -> Option<S::Row> {
        if self.astray {
            None
        } else {
            self.list.selected()
        }
    }

    /// The thing under the cursor.
    pub fn current(&self) -> Option<&Target> {
        self.list.cursor.key()
    }

    /// Whether an answer is still to come.
    pub fn is_busy(&self) -> bool {
        self.out.is_some()
    }

    /// Whether any row is left out.
    pub fn is_filtered(&self) -> bool {
        self.sieve.is_filtered()
    }

    /// Whether the rows stand in another order than the table's own.
    pub fn is_ordered(&self) -> bool {
        self.sieve.order().is_some()
    }

    /// What is looked for.
    pub fn query(&self) -> &str {
        self.sieve.query()
    }

    /// Moves, chooses a column, orders, filters; `Ignored` for what means something else here.
    pub fn update(&mut self, action: Action, view: &View<'_>) -> Outcome {
        // Nothing to move in yet: the thing that the cursor stands on is kept.
        if self.is_busy() && self.list.rows().is_empty() && moves(action) {
            return Outcome::Handled;
        }
        let source = &self.source;
        if self.list.step(action, |row| source.key(view, row)) {
            self.astray = false;
            return Outcome::Handled;
        }
        let at = self.selected();
        let values = |column| at.map_or_else(Vec::new, |at| source.values(view, at, column));
        let falls = |column| source.falls(column);
        match self.sieve.update(action, &self.drawn, values, falls) {
            Done::No => return Outcome::Ignored,
            Done::Look => {}
            Done::Rows => self.refill(view),
            Done::Order => self.fill(view, Then::First),
        }
        Outcome::Handled
    }

    /// A click: on a heading it orders. `Err` with whether the row that was hit was under the
    /// cursor already; it is now.
    pub fn click(&mut self, x: u16, y: u16, view: &View<'_>) -> Result<Outcome, bool> {
        if let Some(column) = self.drawn.heading_at(x, y) {
            self.sieve.choose(column);
            return Ok(self.update(Action::Sort, view));
        }
        let Some(row) = self.drawn.at(x, y) else {
            return Ok(Outcome::Ignored);
        };
        let again = row == self.list.cursor.index() && !self.astray;
        let source = &self.source;
        self.list.select(row, |row| source.key(view, row));
        self.astray = false;
        Err(again)
    }

    /// Of a screen that draws its rows itself, so many at a time: which to draw, and the place of
    /// the one under the cursor.
    pub fn window(&mut self, page: usize) -> (std::ops::Range<usize>, usize) {
        let (rows, cursor) = self.list.parts();
        let window = cursor.window(page, rows.len());
        (window, cursor.index())
    }

    /// A click on a line of such a screen; answers whether its row was under the cursor already. It
    /// is now.
    pub fn hit(&mut self, line: usize, view: &View<'_>) -> Option<bool> {
        let row = self.list.cursor.offset() + line;
        self.list.rows().get(row)?;
        let again = row == self.list.cursor.index() && !self.astray;
        let source = &self.source;
        self.list.select(row, |row| source.key(view, row));
        self.astray = false;
        Some(again)
    }

    /// Why there is no row; `empty`: there is none.
    pub fn nothing(&self, view: &View<'_>, empty: &str) -> String {
        match (self.is_busy(), self.failed) {
            (true, _) => tr!(view.locale, "table-busy", count = self.source.count(view)),
            (false, true) => tr!(view.locale, "table-failed"),
            (false, false) => empty.to_owned(),
        }
    }

    /// Makes the rows anew.
    pub fn refill(&mut self, view: &View<'_>) {
        self.fill(view, Then::Stay);
    }

    /// Makes the rows anew and puts the cursor on a thing, where it is listed.
    pub fn refill_on(&mut self, target: &Target, view: &View<'_>) {
        self.list.cursor.want(target.clone());
        self.fill(view, Then::Stay);
        self.astray = self.is_busy();
    }

    /// Makes the rows anew of another board: those of the old one mean nothing there.
    pub fn refresh(&mut self, view: &View<'_>) {
        if self.source.count(view) > self.source.at_once() {
            self.list.forget_rows();
        }
        self.refill(view);
    }

    /// Keeps only what matches; empty: everything.
    pub fn find(&mut self, query: &str, view: &View<'_>) {
        self.sieve.find(query);
        self.refill(view);
    }

    /// Brings a thing under the cursor; what is left out is taken in again for it.
    pub fn reveal(&mut self, target: &Target, view: &View<'_>) {
        if self.stand_on(target, view) {
            return;
        }
        self.list.cursor.want(target.clone());
        if self.is_busy() {
            // Whether it is left out is not known yet.
            self.fill(view, Then::Reveal(target.clone()));
        } else {
            self.sieve.clear();
            self.fill(view, Then::Stay);
        }
        self.astray = self.is_busy();
    }

    /// Whether a thing is listed.
    pub fn lists(&self, target: &Target, view: &View<'_>) -> bool {
        let mut rows = self.list.rows().iter();
        rows.any(|&row| self.source.is(view, row, target))
    }

    /// Brings a thing under the cursor, if it is listed.
    fn stand_on(&mut self, target: &Target, view: &View<'_>) -> bool {
        let source = &self.source;
        let found = self.list.rows().iter().copied();
        let found = found
            .enumerate()
            .find(|&(_, row)| source.is(view, row, target));
        match found {
            Some((at, _)) => {
                self.list.select(at, |row| source.key(view, row));
                self.astray = false;
                true
            }
            None => false,
        }
    }

    /// Which of the footer's actions make sense.
    pub fn offers(&self, action: Action) -> bool {
        matches!(
            action,
            Action::Find | Action::Filter | Action::Sort | Action::Left | Action::Right
        ) || (action == Action::Back && self.sieve.is_filtered())
    }

    /// The filters in words.
    pub fn chips(&self, view: &View<'_>) -> Vec<String> {
        let count = (!self.is_busy()).then(|| self.list.rows().len());
        self.sieve
            .chips(view.locale, &self.source.columns(view), count)
    }

    /// Takes one of the chips away.
    pub fn drop_chip(&mut self, at: usize, view: &View<'_>) {
        self.sieve.drop_chip(at);
        self.refill(view);
    }

    /// Shows every row again with the next refresh.
    pub fn show_all(&mut self) {
        self.sieve.clear();
    }

    /// The order as it is remembered.
    pub fn memo(&self) -> String {
        self.sieve.memo()
    }

    /// Takes up a remembered order.
    pub fn recall(&mut self, memo: &str, view: &View<'_>) {
        self.sieve.recall(memo, self.source.columns(view).len());
        self.refill(view);
    }

    /// The rows as a table to be exported.
    pub fn seen(&self, view: &View<'_>) -> Seen {
        let rows = self.list.rows();
        table::seen(&self.source.columns(view), rows.len(), |row| {
            self.source.cells(view, rows[row], true).0
        })
    }

    /// Draws heading and visible rows; `empty` is said where there is none.
    pub fn draw(
        &mut self,
        area: Rect,
        buffer: &mut Buffer,
        view: &View<'_>,
        focused: bool,
        empty: &str,
    ) {
        self.drawn = Rows::default();
        if self.list.rows().is_empty() {
            let words = self.nothing(view, empty);
            paint::paragraph(buffer, area, &words, view.theme.muted);
            return;
        }
        let columns = self.source.columns(view);
        let (source, ordered) = (&self.source, self.is_ordered());
        let (rows, cursor) = self.list.parts();
        self.drawn = table::draw_ordered(
            buffer,
            area,
            view.theme,
            &columns,
            cursor,
            rows.len(),
            (focused, self.sieve.head()),
            |row| source.cells(view, rows[row], ordered),
        );
    }

    fn fill(&mut self, view: &View<'_>, then: Then) {
        // What is out answers another question now.
        if let Some(out) = self.out.take() {
            out.cancel.store(true, Ordering::Relaxed);
        }
        self.errand = None;
        self.failed = false;
        if self.source.count(view) <= self.source.at_once() {
            let wanted = self.list.cursor.key();
            let sifted = sift(
                &self.source,
                &self.sieve,
                wanted,
                view,
                &AtomicBool::new(false),
            );
            if let Some(sifted) = sifted {
                self.take(sifted, &then, view);
            }
            return;
        }
        self.ticket += 1;
        let cancel = Arc::new(AtomicBool::new(false));
        let (source, sieve) = (self.source.clone(), self.sieve.clone());
        let wanted = self.list.cursor.key().cloned();
        self.errand = Some(Errand::new(self.ticket, &cancel, move |view, cancel| {
            let sifted = sift(&source, &sieve, wanted.as_ref(), view, cancel)?;
            Some(Box::new(sifted))
        }));
        self.out = Some(Out {
            ticket: self.ticket,
            then,
            wanted: self.list.cursor.key().cloned(),
            cancel,
        });
    }

    fn take(&mut self, sifted: Sifted<S::Row>, then: &Then, view: &View<'_>) {
        let source = &self.source;
        self.list
            .settle(sifted.rows, sifted.found, |row| source.key(view, row));
        self.astray = false;
        if matches!(then, Then::First) {
            self.list.select(0, |row| source.key(view, row));
        }
    }

    /// The work to be done elsewhere, once.
    pub fn errand(&mut self) -> Option<Errand> {
        self.errand.take()
    }

    /// The answer to an errand; one that is not wanted any more is dropped.
    pub fn answer(&mut self, ticket: u64, answer: Answered, view: &View<'_>) {
        if self.out.as_ref().is_none_or(|out| out.ticket != ticket) {
            return;
        }
        let Some(mut out) = self.out.take() else {
            return;
        };
        let Ok(sifted) = answer.downcast::<Sifted<S::Row>>() else {
            self.failed = true;
            return;
        };
        let mut sifted = *sifted;
        // Who moved on meanwhile stays where he is now.
        let now = self.list.cursor.key();
        if now != out.wanted.as_ref() {
            let mut rows = sifted.rows.iter();
            sifted.found = now.and_then(|now| rows.position(|&row| self.source.is(view, row, now)));
            out.then = Then::Stay;
        }
        let left_out = sifted.found.is_none() && self.sieve.is_filtered();
        self.take(sifted, &out.then, view);
        if let Then::Reveal(target) = out.then
            && left_out
        {
            self.sieve.clear();
            self.refill_on(&target, view);
        }
    }
}

/// Whether an action moves the cursor.
fn moves(action: Action) -> bool {
    matches!(
        action,
        Action::Up
            | Action::Down
            | Action::PageUp
            | Action::PageDown
            | Action::First
            | Action::Last
    )
}

/// The rows that stay, in the order in force; `None`: nobody wants them any more.
fn sift<S: Source>(
    source: &S,
    sieve: &Sieve,
    wanted: Option<&Target>,
    view: &View<'_>,
    cancel: &AtomicBool,
) -> Option<Sifted<S::Row>> {
    let gone = || cancel.load(Ordering::Relaxed);
    if gone() {
        return None;
    }
    let mut rows = source.rows(view, sieve);
    if gone() {
        return None;
    }
    if sieve.is_filtered() {
        let many = rows.len() > AT_ONCE;
        let kept = side_by_side(&rows, |piece| {
            // Its own for each: it remembers what it was asked.
            let query = if many {
                Query::for_many(sieve.query())
            } else {
                Query::new(sieve.query())
            };
            let keeps = |row: S::Row| {
                // Pinyin costs the most: asked last.
                sieve.keeps(|column| source.values(view, row, column))
                    && (query.is_empty() || source.matches(view, row, &query))
            };
            let mut kept = Vec::new();
            for rows in piece.chunks(STRIDE) {
                if cancel.load(Ordering::Relaxed) {
                    return None;
                }
                kept.extend(rows.iter().copied().filter(|&row| keeps(row)));
            }
            Some(kept)
        });
        rows = kept.into_iter().collect::<Option<Vec<_>>>()?.concat();
    }
    if let Some(order) = sieve.order() {
        let sorted = side_by_side(&rows, |piece| {
            let mut keys = Vec::with_capacity(piece.len());
            for rows in piece.chunks(STRIDE) {
                if cancel.load(Ordering::Relaxed) {
                    return None;
                }
                let key = |&row: &S::Row| (source.sort_key(view, row, order.column), row);
                keys.extend(rows.iter().map(key));
            }
            keys.sort_by(|(a, _), (b, _)| a.compare(b, order.falling));
            Some(keys)
        });
        let mut keys = sorted.into_iter().collect::<Option<Vec<_>>>()?;
        let mut keys = match keys.len() {
            1 => keys.pop().unwrap_or_default(),
            // Pieces in order are merged by the sort, which looks for them.
            _ => keys.into_iter().flatten().collect(),
        };
        keys.sort_by(|(a, _), (b, _)| a.compare(b, order.falling));
        rows = keys.into_iter().map(|(_, row)| row).collect();
    }
    if gone() {
        return None;
    }
    let found = wanted.and_then(|wanted| {
        let mut all = rows.iter();
        all.position(|&row| source.is(view, row, wanted))
    });
    Some(Sifted { rows, found })
}

/// Does the same with every piece of a list, the pieces side by side, the answers in their order.
fn side_by_side<R: Sync, T: Send>(rows: &[R], each: impl Fn(&[R]) -> T + Sync) -> Vec<T> {
    let pieces = if rows.len() > AT_ONCE {
        parallel::cores()
    } else {
        1
    };
    parallel::map_pieces(rows, rows.len().div_ceil(pieces), each)
}
