//! Drawing: screens, overlays and widgets over a borrowed board.
//!
//! ```text
//! ┌ bar ─ 督办 · plan ──────────────── as of · data age · health ┐
//! │ tabs   1 总览  2 任务  3 逾期  4 指标  5 进度  0 数据          │
//! │ the answer in one sentence                                     │
//! │ screen                                                         │
//! └ footer: the keys that matter here, or what just happened ──────┘
//! ```
//!
//! Nothing here reads a file, the clock or a global; a [`View`] has all there is.

pub mod frame;
pub mod overlays;
pub mod present;
pub mod screens;
pub mod widgets;

use crate::action::Action;
use crate::analysis::board::{Board, TaskIx};
use crate::glyphs::Glyphs;
use crate::i18n::Locale;
use crate::theme::Theme;
use chrono::NaiveDateTime;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use std::any::Any;
use std::collections::HashSet;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

pub use crate::words;
pub use screens::ScreenId;

/// A thing that can be opened, by identity, so that it is found again after a reload.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Target {
    /// A task by region and id.
    Task(String, String),
    /// A unit by name.
    Unit(String),
    /// A region by name; empty: what lies in the folder itself.
    Region(String),
    /// An indicator by name.
    Indicator(String),
    /// An indicator by name in a region by name.
    IndicatorOf(String, String),
    /// A screen.
    Screen(ScreenId),
    /// A petition by region and id.
    Petition(String, String),
    /// A project by region and id.
    Project(String, String),
    /// A finding, by file, line, column and code.
    Finding(String),
    /// A late task of one unit: region, id, unit.
    Late(String, String, String),
    /// A decision by region and id.
    Decision(String, String),
}

/// A row of a source file, to be shown as it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// The file as shown.
    pub file: Arc<str>,
    /// 1-based line; 0 for the file as a whole.
    pub line: u32,
    /// 1-based column; 0 for the row as a whole.
    pub column: u32,
    /// What is to be said of it.
    pub words: String,
    /// How bad that is; `None`: it is only shown.
    pub severity: Option<crate::diagnostic::Severity>,
}

/// A file that shows its last good state, or cannot be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// The file.
    pub file: Arc<str>,
    /// What is wrong with it.
    pub code: crate::diagnostic::Code,
    /// What the system said, cleaned.
    pub detail: String,
    /// What is wrong in a plan file.
    pub plan: Option<crate::plan::PlanError>,
    /// Since when, local time.
    pub since: NaiveDateTime,
}

/// Where the board came from, besides its files.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Feed {
    /// The embedded sample: invented data.
    pub sample: bool,
    /// The folder, as shown.
    pub place: String,
    /// Local time of the load.
    pub at: NaiveDateTime,
    /// The day of the newest export of the tasks; `None`: nothing tells.
    pub exported: Option<chrono::NaiveDate>,
    /// Whose export that is, where there are several counties: the one that is behind the others.
    pub exported_by: String,
    /// Files with faults.
    pub faults: Vec<Fault>,
}

/// Everything a screen may look at.
#[derive(Debug, Clone, Copy)]
pub struct View<'a> {
    /// The verdicts.
    pub board: &'a Board,
    /// Where they came from.
    pub feed: &'a Feed,
    /// The words.
    pub locale: &'a Locale,
    /// The styles.
    pub theme: &'a Theme,
    /// The symbols.
    pub glyphs: Glyphs,
    /// What the last reload changed and nobody has looked at yet.
    pub marks: &'a HashSet<Target>,
}

impl words::Voice for View<'_> {
    fn board(&self) -> &Board {
        self.board
    }

    fn locale(&self) -> &Locale {
        self.locale
    }
}

impl View<'_> {
    /// The identity of a task.
    pub fn task_target(&self, ix: TaskIx) -> Option<Target> {
        let (region, id) = self.board.task_key(ix)?;
        Some(Target::Task(region, id))
    }
}

/// What is seen on a screen as a table, to be exported: every column, also those folded away.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Seen {
    /// The columns' names.
    pub head: Vec<String>,
    /// The rows, in the order and by the filters in force.
    pub rows: Vec<Vec<String>>,
}

/// What is asked of a worker: `None` once nobody wants the answer any more.
type Work = dyn FnOnce(&View<'_>, &AtomicBool) -> Option<Answered> + Send;

/// What a worker found, for the screen that knows what it is.
pub type Answered = Box<dyn Any + Send>;

/// Work on a board that would keep the keys waiting, to be done elsewhere.
pub struct Errand {
    /// Which of the screen's errands this is.
    pub ticket: u64,
    cancel: Arc<AtomicBool>,
    work: Box<Work>,
}

impl Errand {
    /// An errand that looks at `cancel` now and then.
    pub fn new(
        ticket: u64,
        cancel: &Arc<AtomicBool>,
        work: impl FnOnce(&View<'_>, &AtomicBool) -> Option<Answered> + Send + 'static,
    ) -> Self {
        Self {
            ticket,
            cancel: Arc::clone(cancel),
            work: Box::new(work),
        }
    }

    /// Does it.
    pub fn run(self, view: &View<'_>) -> Option<Answered> {
        (self.work)(view, &self.cancel)
    }
}

impl std::fmt::Debug for Errand {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_tuple("Errand").field(&self.ticket).finish()
    }
}

/// What a screen answers to an action.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    /// Not mine: the program's.
    Ignored,
    /// Done; draw again.
    Handled,
    /// Open this.
    Go(Target),
    /// Show this row of a source file.
    Source(Place),
    /// Hold the board against its state on this day.
    Compare(chrono::NaiveDate),
}

/// One numbered screen.
pub trait Screen {
    /// The answer in one sentence, as a chair would read it out.
    fn headline(&self, view: &View<'_>) -> String;
    /// Acts, or leaves it to the program.
    fn update(&mut self, action: Action, view: &View<'_>) -> Outcome;
    /// Draws.
    fn render(&mut self, area: Rect, buffer: &mut Buffer, view: &View<'_>);
    /// Makes what it lists anew after a reload, a language or a filter changed; the
    /// selection stays on the same thing.
    fn refresh(&mut self, view: &View<'_>);
    /// Brings a thing under the cursor or opens it.
    fn reveal(&mut self, _target: &Target, _view: &View<'_>) {}
    /// Brings a thing under the cursor without opening it.
    fn point(&mut self, target: &Target, view: &View<'_>) {
        self.reveal(target, view);
    }
    /// The thing under the cursor.
    fn current(&self) -> Option<Target> {
        None
    }
    /// The unit under the cursor, where the thing there is another.
    fn unit(&self, _view: &View<'_>) -> Option<String> {
        None
    }
    /// The only region that the thing under the cursor is looked at in.
    fn region(&self) -> Option<String> {
        None
    }
    /// What is seen, as a table.
    fn seen(&self, _view: &View<'_>) -> Seen {
        Seen::default()
    }
    /// What is looked for; its matches are marked.
    #[expect(
        clippy::unnecessary_literal_bound,
        reason = "screens with a query answer their own"
    )]
    fn query(&self) -> &str {
        ""
    }
    /// The row of a source file that the thing under the cursor stands in, where the screen
    /// knows better than the program.
    fn source(&self, _view: &View<'_>) -> Option<Place> {
        None
    }
    /// A click at a cell of the screen's area; `true`: the row was selected already.
    fn click(&mut self, _x: u16, _y: u16, _view: &View<'_>) -> Outcome {
        Outcome::Ignored
    }
    /// Which of the footer's actions make sense here.
    fn offers(&self, _action: Action) -> bool {
        false
    }
    /// Keeps only what matches; empty: everything.
    fn find(&mut self, _query: &str, _view: &View<'_>) {}
    /// Takes one of the chips away.
    fn drop_chip(&mut self, _at: usize, _view: &View<'_>) {}
    /// Shows every row again: what filters say is said in a language.
    fn show_all(&mut self) {}
    /// What is to be remembered of its look from one run to the next.
    fn memo(&self) -> String {
        String::new()
    }
    /// Takes up what was remembered.
    fn recall(&mut self, _memo: &str, _view: &View<'_>) {}
    /// Work that would keep the keys waiting, handed out once.
    fn errand(&mut self) -> Option<Errand> {
        None
    }
    /// Takes the answer to an errand.
    fn answer(&mut self, _ticket: u64, _answer: Answered, _view: &View<'_>) {}
    /// Whether an answer is still to come.
    fn is_busy(&self) -> bool {
        false
    }
    /// Filters in force, in words, for the chips.
    fn chips(&self, _view: &View<'_>) -> Vec<String> {
        Vec::new()
    }
}
