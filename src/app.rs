//! The program's state: events in, effects out. Reads no file and no clock.
//!
//! The board is shared and immutable; a reload hands over a new one, and every screen
//! finds its place again by identity.

mod arrivals;
mod changed;
mod decide;
mod drawing;
mod errands;
mod hands;
mod overlay;
mod present;
mod source;
mod travel;

use crate::analysis::board::Board;
use crate::glyphs::Glyphs;
use crate::i18n::{Lang, Locale};
use crate::theme::{Depth, Theme, ThemeName};
use crate::ui::frame::Places;
use crate::ui::overlays::export;
use crate::ui::overlays::paper::Whom;
use crate::ui::present as slides;
use crate::ui::{Feed, Place, Screen, ScreenId, Seen, Target, View};
pub use changed::changed;
use changed::same_files;
use chrono::{NaiveDateTime, TimeDelta};
use crossterm::event::{KeyCode, KeyEvent};
pub use errands::{Answer, Job};
use overlay::Overlay;
use std::collections::HashSet;
use std::sync::Arc;
use std::time::Duration;
use tui_input::Input;

/// How the program starts.
#[derive(Debug, Clone, Default)]
pub struct Options {
    /// The language.
    pub lang: Lang,
    /// The theme; `None`: dark.
    pub theme: Option<ThemeName>,
    /// The colours there are.
    pub depth: Depth,
    /// The symbols.
    pub glyphs: Glyphs,
    /// The first screen.
    pub screen: ScreenId,
}

/// What a meeting decided, to be recorded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewDecision {
    /// 编号.
    pub id: String,
    /// 会议日期: the day it was decided.
    pub meeting: chrono::NaiveDate,
    /// 议定事项.
    pub text: String,
    /// 责任单位 as typed.
    pub units: String,
    /// 完成时限.
    pub deadline: Option<chrono::NaiveDate>,
    /// 任务编号; empty: no task in particular.
    pub task: String,
    /// 区县; empty: the folder's own.
    pub region: String,
}

/// What is remembered of a folder from one run to the next.
#[derive(Debug, Clone, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(default)]
pub struct Memory {
    /// The last screen.
    pub screen: String,
    /// The theme that was chosen; empty: none was.
    pub theme: String,
    /// The language.
    pub lang: String,
    /// The orders of screens, by name.
    pub orders: std::collections::BTreeMap<String, String>,
}

/// A decision to be marked done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Closing {
    /// The file it stands in, as shown.
    pub file: Arc<str>,
    /// 编号.
    pub id: String,
    /// 区县; empty: the file's own.
    pub region: String,
    /// 办结日期.
    pub day: chrono::NaiveDate,
}

/// How far a load is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Progress {
    /// Files read, or known already.
    pub files: usize,
    /// Files in all.
    pub of: usize,
    /// Rows read.
    pub rows: usize,
    /// Of the bytes to read, percent.
    pub percent: u8,
}

/// A finished load.
#[derive(Debug, Clone)]
pub struct Loaded {
    /// The verdicts.
    pub board: Arc<Board>,
    /// Where they came from.
    pub feed: Feed,
    /// What differs from this older board, where that is worked out already: it takes its time.
    pub since: Option<(Arc<Board>, HashSet<Target>)>,
}

/// What only the shell may do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Effect {
    /// End the program.
    Quit,
    /// Load again at once.
    Reload,
    /// Draw every cell again.
    Redraw,
    /// Put this text on the clipboard.
    Copy(String),
    /// Fetch the row of a source file for [`App::excerpt`].
    Excerpt(Place),
    /// Record a decision and tell [`App::decided`].
    Decide(NewDecision),
    /// Mark a decision done and tell [`App::decided`].
    Close(Closing),
    /// Draft the notice for this unit and tell [`App::paper`].
    Notice(Whom),
    /// Write the notice for this unit into a file and tell [`App::saved`].
    SaveNotice(Whom),
    /// Write what is seen into a file and tell [`App::saved`].
    Export {
        /// The form.
        kind: export::Kind,
        /// The screen's title.
        title: String,
        /// Its sentence.
        sentence: String,
        /// The table.
        seen: Seen,
    },
    /// Hold the board against its state on this day.
    Compare(chrono::NaiveDate),
}

/// How long a message stays.
const MESSAGE_TIME: TimeDelta = TimeDelta::seconds(4);

/// How many messages the log keeps.
const SAID: usize = 200;

/// The longest text that is looked for, in characters. A book pasted by a terminal that does not
/// mark it comes as a key a letter, and each would be looked for.
const LONGEST_QUERY: usize = 200;

/// Whether a key would make a box longer than it may be.
fn is_full(input: &Input, key: KeyEvent, longest: usize) -> bool {
    use crossterm::event::KeyModifiers;
    matches!(key.code, KeyCode::Char(_))
        && !key
            .modifiers
            .intersects(KeyModifiers::CONTROL | KeyModifiers::ALT)
        && input.value().chars().count() >= longest
}

struct Message {
    words: String,
    until: NaiveDateTime,
}

/// What every view of a board is taken with; apart from the screens, so that a screen can
/// change while it looks.
#[derive(Debug)]
struct Around {
    feed: Feed,
    locale: Arc<Locale>,
    theme: Theme,
    glyphs: Glyphs,
    marks: HashSet<Target>,
}

impl Around {
    fn view<'a>(&'a self, board: &'a Board) -> View<'a> {
        View {
            board,
            feed: &self.feed,
            locale: &self.locale,
            theme: &self.theme,
            glyphs: self.glyphs,
            marks: &self.marks,
        }
    }
}

/// The program.
pub struct App {
    around: Around,
    screens: Vec<(ScreenId, Box<dyn Screen>)>,
    active: ScreenId,
    travel: travel::Travel,
    presenting: Option<present::Present>,
    /// Where the presentation was left.
    last_slide: Option<slides::Slide>,
    depth: Depth,
    /// Orders to be taken up with the first board.
    orders: std::collections::BTreeMap<String, String>,
    /// The theme somebody chose, now or in an earlier run; empty: the terminal's background decides.
    chosen: String,
    board: Option<Arc<Board>>,
    loading: Option<Progress>,
    /// Why there is no board at all.
    failure: Option<String>,
    find: Option<Input>,
    overlay: Option<Overlay>,
    /// The board that the paper over the screen was made of.
    paper_board: Option<Arc<Board>>,
    /// Messages that were said, the newest last.
    said: Vec<(NaiveDateTime, String)>,
    /// The next load is told already.
    told: bool,
    /// The next load was asked for by hand.
    asked: bool,
    message: Option<Message>,
    places: Places,
}

impl std::fmt::Debug for App {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("App")
            .field("active", &self.active)
            .finish_non_exhaustive()
    }
}

impl App {
    /// The program before its first board.
    pub fn new(options: &Options) -> Self {
        Self {
            around: Around {
                feed: Feed::default(),
                locale: Arc::new(Locale::new(options.lang)),
                theme: Theme::with_depth(options.theme.unwrap_or_default(), options.depth),
                glyphs: options.glyphs,
                marks: HashSet::new(),
            },
            screens: ScreenId::ALL.iter().map(|&id| (id, id.create())).collect(),
            active: options.screen,
            travel: travel::Travel::default(),
            presenting: None,
            last_slide: None,
            depth: options.depth,
            orders: std::collections::BTreeMap::new(),
            chosen: String::new(),
            board: None,
            loading: None,
            failure: None,
            find: None,
            overlay: None,
            paper_board: None,
            said: Vec::new(),
            told: false,
            asked: false,
            message: None,
            places: Places::default(),
        }
    }

    /// The language in use.
    pub fn locale(&self) -> &Locale {
        &self.around.locale
    }

    /// What is to be remembered until the next run.
    pub fn memory(&self) -> Memory {
        Memory {
            screen: self.active.name().to_owned(),
            theme: self.chosen.clone(),
            lang: self.around.locale.lang().name().to_owned(),
            // Before the first board they still wait to be taken up.
            orders: if self.board.is_none() {
                self.orders.clone()
            } else {
                self.screens
                    .iter()
                    .map(|(id, screen)| (id.name().to_owned(), screen.memo()))
                    .filter(|(_, memo)| !memo.is_empty())
                    .collect()
            },
        }
    }

    /// Takes up the orders of an earlier run with the first board.
    pub fn remember(&mut self, memory: &Memory) {
        self.orders.clone_from(&memory.orders);
        self.chosen.clone_from(&memory.theme);
    }

    fn recall_orders(&mut self) {
        let orders = std::mem::take(&mut self.orders);
        let Some(board) = self.board.clone() else {
            return;
        };
        let view = self.around.view(&board);
        for (id, screen) in &mut self.screens {
            if let Some(memo) = orders.get(id.name()) {
                screen.recall(memo, &view);
            }
        }
    }

    /// The board that is shown.
    pub fn board(&self) -> Option<&Arc<Board>> {
        self.board.as_ref()
    }

    /// The board that the paper over the screen was made of.
    pub fn paper_board(&self) -> Option<&Arc<Board>> {
        self.paper_board.as_ref()
    }

    /// Whether the sample is shown: invented data.
    pub fn is_sample(&self) -> bool {
        self.around.feed.sample
    }

    /// Whether letters are a text and no keys now.
    pub fn is_typing(&self) -> bool {
        let boxed = matches!(self.overlay, Some(Overlay::Form(_) | Overlay::Palette(_)));
        boxed || self.find.is_some()
    }

    /// The screen that is shown.
    pub fn active(&self) -> ScreenId {
        self.active
    }

    /// The thing under the cursor of the screen that is shown.
    pub fn current(&self) -> Option<Target> {
        self.screen().and_then(Screen::current)
    }

    fn screen(&self) -> Option<&dyn Screen> {
        self.screens
            .iter()
            .find(|(id, _)| *id == self.active)
            .map(|(_, screen)| screen.as_ref())
    }

    /// Runs `act` on the active screen with a view of the board.
    fn with_screen<T>(&mut self, act: impl FnOnce(&mut dyn Screen, &View<'_>) -> T) -> Option<T> {
        let board = self.board.clone()?;
        let view = self.around.view(&board);
        let active = self.active;
        let screen = self.screens.iter_mut().find(|(id, _)| *id == active)?;
        Some(act(screen.1.as_mut(), &view))
    }

    fn refresh_all(&mut self) {
        let Some(board) = self.board.clone() else {
            return;
        };
        let view = self.around.view(&board);
        for (_, screen) in &mut self.screens {
            screen.refresh(&view);
        }
        self.refresh_overlay();
    }

    fn say(&mut self, words: String, now: NaiveDateTime) {
        if self.said.len() >= SAID {
            self.said.remove(0);
        }
        self.said.push((now, words.clone()));
        self.message = Some(Message {
            words,
            until: now + MESSAGE_TIME,
        });
    }

    /// A deadline may have passed; `true`: draw again.
    pub fn tick(&mut self, now: NaiveDateTime) -> bool {
        if self
            .message
            .as_ref()
            // A clock that was put back must not keep it for the hours in between.
            .is_some_and(|message| message.until <= now || message.until - now > MESSAGE_TIME)
        {
            self.message = None;
            self.turn(now);
            return true;
        }
        self.turn(now)
    }

    /// How long until something changes by itself.
    pub fn next_deadline(&self, now: NaiveDateTime) -> Option<Duration> {
        let message = self.message.as_ref().map(|message| {
            let left = (message.until - now).min(MESSAGE_TIME);
            left.to_std().unwrap_or_default() + Duration::from_millis(1)
        });
        message.into_iter().chain(self.next_turn()).min()
    }
}
