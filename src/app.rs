//! The program's state: events in, effects out. Reads no file and no clock.
//!
//! The board is shared and immutable; a reload hands over a new one, and every screen
//! finds its place again by identity.

mod changed;
mod decide;
mod errands;
mod overlay;
mod present;
mod source;
mod travel;

use crate::action::Action;
use crate::analysis::board::Board;
use crate::diagnostic::Excerpt;
use crate::glyphs::Glyphs;
use crate::i18n::{Lang, Locale};
use crate::keymap;
use crate::theme::{Depth, Theme, ThemeName};
use crate::tr;
use crate::ui::frame::{self, Footer, Places};
use crate::ui::overlays::agenda::Agenda;
use crate::ui::overlays::help::Help;
use crate::ui::overlays::log::Log;
use crate::ui::overlays::palette::Palette;
use crate::ui::overlays::paper::Whom;
use crate::ui::overlays::{export, find};
use crate::ui::present::{self as slides, Standing};
use crate::ui::widgets::paint;
use crate::ui::{Fault, Feed, Outcome, Place, Screen, ScreenId, Seen, Target, View};
pub use changed::changed;
use changed::same_files;
use chrono::{NaiveDateTime, TimeDelta};
use crossterm::event::{
    Event, KeyCode, KeyEvent, KeyEventKind, MouseButton, MouseEvent, MouseEventKind,
};
pub use errands::{Answer, Job};
use overlay::Overlay;
use ratatui::layout::{Position, Rect};
use std::collections::HashSet;
use std::sync::Arc;
use std::time::Duration;
use tui_input::Input;
use tui_input::backend::crossterm::EventHandler;

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
    /// The theme.
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
    /// The theme that was remembered.
    painted: String,
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
            painted: String::new(),
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
            // No colour is the system's wish; it is not kept when that goes.
            theme: match self.around.theme.name {
                ThemeName::None => self.painted.clone(),
                name => name.name().to_owned(),
            },
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
        self.painted.clone_from(&memory.theme);
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

    /// A load is under way: files done, files in all.
    pub fn loading(&mut self, progress: Progress) {
        self.loading = Some(progress);
    }

    /// How far a load is, in words.
    fn far(&self) -> Option<String> {
        self.loading.map(|at| {
            tr!(
                self.around.locale,
                "loading-progress",
                done = at.files,
                total = at.of,
                rows = at.rows,
                percent = usize::from(at.percent)
            )
        })
    }

    /// A load is done: the new board takes the old one's place, and what it changed is marked.
    pub fn loaded(&mut self, loaded: Loaded, now: NaiveDateTime) {
        self.loading = None;
        self.failure = None;
        let old = self.board.replace(loaded.board);
        self.around.feed = loaded.feed;
        let told = std::mem::take(&mut self.told);
        let asked = std::mem::take(&mut self.asked);
        if let (Some(old), Some(new)) = (&old, self.board.clone()) {
            let changed = match loaded.since {
                Some((known, changed)) if Arc::ptr_eq(&known, old) => changed,
                _ => changed(old, &new),
            };
            if !changed.is_empty() {
                let tasks = changed
                    .iter()
                    .filter(|t| matches!(t, Target::Task(..)))
                    .count();
                let indicators = changed
                    .iter()
                    .filter(|t| matches!(t, Target::Indicator(_)))
                    .count();
                let words = tr!(
                    self.around.locale,
                    "message-updated",
                    tasks = tasks,
                    indicators = indicators
                );
                if !told {
                    self.say(words, now);
                }
                self.around.marks.extend(changed);
            } else if !told && !same_files(old, &new) {
                // Something else than tasks, units and indicators: petitions, steps, decisions.
                let words = tr!(self.around.locale, "message-updated-other");
                self.say(words, now);
            } else if !told && asked && self.around.feed.faults.is_empty() {
                let words = tr!(self.around.locale, "message-reloaded");
                self.say(words, now);
            }
        }
        self.refresh_all();
        if old.is_none() {
            self.recall_orders();
        }
    }

    /// A load failed as a whole; the last good board stays.
    pub fn load_failed(&mut self, words: String, now: NaiveDateTime) {
        self.loading = None;
        if self.board.is_none() {
            self.failure = Some(words);
        } else {
            self.say(words, now);
        }
    }

    /// Files whose last good state is shown, without a new board.
    pub fn faults(&mut self, faults: Vec<Fault>) {
        self.around.feed.faults = faults;
    }

    /// The row of a source file has come; `None`: it cannot be shown.
    pub fn excerpt(&mut self, place: &Place, excerpt: Option<Excerpt>) {
        if let Some(Overlay::Source(shown)) = &mut self.overlay
            && shown.place == *place
        {
            shown.answer(excerpt);
        }
    }

    /// A decision was recorded or marked done in this file; or not, and why: then what lies open
    /// stays as it is.
    pub fn decided(&mut self, result: Result<String, String>, now: NaiveDateTime) {
        match (result, &mut self.overlay) {
            (Ok(file), overlay) => {
                // A form that was opened since is not this one.
                if matches!(overlay, Some(Overlay::Form(form)) if form.sending) {
                    self.overlay = None;
                }
                self.told = true;
                let words = tr!(self.around.locale, "decide-recorded", file = file);
                self.say(words, now);
            }
            (Err(words), Some(Overlay::Form(form))) if form.sending => {
                form.sending = false;
                form.error = Some(words);
            }
            (Err(words), Some(Overlay::Agenda(agenda))) => agenda.error = Some(words),
            (Err(words), _) => self.say(words, now),
        }
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

    /// Acts on what a person did.
    pub fn handle(&mut self, event: &Event, now: NaiveDateTime) -> Vec<Effect> {
        match event {
            // Windows reports releases as well; they mean nothing here.
            Event::Key(key) if key.kind != KeyEventKind::Release => self.key(*key, now),
            Event::Mouse(mouse) => self.mouse(*mouse, now),
            Event::Paste(text) => {
                if self.overlay.is_some() {
                    self.overlay_paste(text);
                } else if self.find.is_some() {
                    let clean = crate::text::clean(text).into_owned();
                    for c in clean.chars().take(LONGEST_QUERY) {
                        if let Some(input) = &mut self.find
                            && input.value().chars().count() < LONGEST_QUERY
                        {
                            input.handle(tui_input::InputRequest::InsertChar(c));
                        }
                    }
                    self.search();
                }
                Vec::new()
            }
            _ => Vec::new(),
        }
    }

    fn key(&mut self, key: KeyEvent, now: NaiveDateTime) -> Vec<Effect> {
        if keymap::lookup(key) == Some(Action::Quit)
            && key
                .modifiers
                .contains(crossterm::event::KeyModifiers::CONTROL)
        {
            return vec![Effect::Quit];
        }
        if self.find.is_some() {
            self.find_key(key);
            return Vec::new();
        }
        if self.overlay.is_some() {
            return self.overlay_key(key, now);
        }
        match keymap::lookup(key) {
            Some(action) => self.act(action, now),
            None => {
                if let KeyCode::Char(c) = key.code
                    && !c.is_ascii()
                {
                    // A Han character outside a box: the input method is on.
                    let words = tr!(self.around.locale, "message-input-method");
                    self.say(words, now);
                }
                Vec::new()
            }
        }
    }

    fn find_key(&mut self, key: KeyEvent) {
        match key.code {
            KeyCode::Enter => self.find = None,
            KeyCode::Esc => {
                self.find = None;
                self.with_screen(|screen, view| screen.find("", view));
            }
            _ => {
                if let Some(input) = &mut self.find
                    && !is_full(input, key, LONGEST_QUERY)
                {
                    input.handle_event(&Event::Key(key));
                    self.search();
                }
            }
        }
    }

    fn search(&mut self) {
        if let Some(query) = self.find.as_ref().map(|input| input.value().to_owned()) {
            self.with_screen(|screen, view| screen.find(&query, view));
        }
    }

    /// Does what an action means: the slide or the screen first, then the program.
    pub fn act(&mut self, action: Action, now: NaiveDateTime) -> Vec<Effect> {
        if self.on_slide() {
            return self.slide_act(action, now);
        }
        match self.with_screen(|screen, view| screen.update(action, view)) {
            Some(Outcome::Handled) => {
                self.looked_at();
                return Vec::new();
            }
            Some(Outcome::Go(target)) => {
                self.go(&target);
                return Vec::new();
            }
            Some(Outcome::Source(place)) => return self.show_source(place),
            Some(Outcome::Compare(day)) => return self.compare(day),
            Some(Outcome::Ignored) | None => {}
        }
        self.program(action, now)
    }

    /// What the program itself does.
    fn program(&mut self, action: Action, now: NaiveDateTime) -> Vec<Effect> {
        if let Some(screen) = ScreenId::of(action) {
            self.show(screen);
            return Vec::new();
        }
        match action {
            Action::Quit => return vec![Effect::Quit],
            Action::Reload => {
                let words = tr!(self.around.locale, "message-reloading");
                self.asked = true;
                self.say(words, now);
                return vec![Effect::Reload];
            }
            Action::Redraw => return vec![Effect::Redraw],
            Action::Help => self.overlay = Some(Overlay::Help(Help::default())),
            Action::NextScreen | Action::PreviousScreen => {
                let all = ScreenId::ALL;
                let at = all.iter().position(|&id| id == self.active).unwrap_or(0);
                let step = if action == Action::NextScreen {
                    1
                } else {
                    all.len() - 1
                };
                self.show(all[(at + step) % all.len()]);
            }
            Action::Back if !self.travel.can_go_back() && self.back_to_slide(now) => {}
            Action::Back | Action::Backward => self.back(),
            Action::Present if self.back_to_slide(now) => {}
            Action::Present => self.present(None, now),
            Action::Forward => self.forward(),
            Action::NextMatch => return self.act(Action::Down, now),
            Action::PreviousMatch => return self.act(Action::Up, now),
            Action::Palette => {
                if let Some(board) = self.board.clone() {
                    let palette = Palette::new(&self.around.view(&board));
                    self.overlay = Some(Overlay::Palette(palette));
                }
            }
            Action::Log => self.overlay = Some(Overlay::Log(Log::default())),
            Action::Done => {
                self.overlay = Some(Overlay::Agenda(Agenda::new(self.current())));
                self.refresh_overlay();
            }
            Action::Notice => return self.notice(now),
            Action::Export => self.export(now),
            Action::Find
                if self
                    .screen()
                    .is_some_and(|screen| screen.offers(Action::Find)) =>
            {
                self.find = Some(Input::default());
            }
            Action::Copy => {
                let sentence = self.with_screen(|screen, view| screen.headline(view));
                if let Some(sentence) = sentence {
                    let words = tr!(self.around.locale, "message-copied");
                    self.say(words, now);
                    return vec![Effect::Copy(sentence)];
                }
            }
            Action::Decide => self.decide(now),
            Action::Source => match self.place() {
                Some(place) => return self.show_source(place),
                None => {
                    let words = tr!(self.around.locale, "message-no-source");
                    self.say(words, now);
                }
            },
            Action::Theme => {
                self.around.theme = Theme::with_depth(self.around.theme.name.next(), self.depth);
                let name = match self.around.theme.name {
                    ThemeName::Dark => tr!(self.around.locale, "theme-dark"),
                    ThemeName::Light => tr!(self.around.locale, "theme-light"),
                    ThemeName::Contrast => tr!(self.around.locale, "theme-contrast"),
                    ThemeName::None => tr!(self.around.locale, "theme-none"),
                };
                self.say(name, now);
            }
            Action::Language => {
                self.around.locale = Arc::new(Locale::new(self.around.locale.lang().other()));
                for (_, screen) in &mut self.screens {
                    screen.show_all();
                }
                self.refresh_all();
                let words = tr!(self.around.locale, "message-language");
                self.say(words, now);
            }
            _ => {}
        }
        Vec::new()
    }

    fn compare(&mut self, day: chrono::NaiveDate) -> Vec<Effect> {
        // The screen itself tells what it is held against.
        self.told = true;
        vec![Effect::Compare(day)]
    }

    /// What is under the cursor has been seen: its mark goes.
    fn looked_at(&mut self) {
        if self.active != ScreenId::Overview
            && let Some(target) = self.current()
        {
            self.around.marks.remove(&target);
        }
    }

    fn mouse(&mut self, mouse: MouseEvent, now: NaiveDateTime) -> Vec<Effect> {
        match mouse.kind {
            MouseEventKind::ScrollDown if self.overlay.is_some() => {
                self.overlay_act(Action::Down, now)
            }
            MouseEventKind::ScrollUp if self.overlay.is_some() => self.overlay_act(Action::Up, now),
            MouseEventKind::ScrollDown => self.act(Action::Down, now),
            MouseEventKind::ScrollUp => self.act(Action::Up, now),
            MouseEventKind::Down(MouseButton::Left) => {
                if let Some(overlay) = &self.overlay {
                    // What was typed is not lost by a click beside it.
                    if !matches!(overlay, Overlay::Form(_)) {
                        self.overlay = None;
                    }
                    return Vec::new();
                }
                if self.on_slide() {
                    return self.act(Action::PageDown, now);
                }
                if mouse.row == self.places.tab_row {
                    let tab = self
                        .places
                        .tabs
                        .iter()
                        .find(|(from, to, _)| (*from..*to).contains(&mouse.column))
                        .map(|(_, _, screen)| *screen);
                    if let Some(screen) = tab {
                        self.show(screen);
                    }
                    return Vec::new();
                }
                let (x, y) = (mouse.column, mouse.row);
                let crumb = self
                    .places
                    .crumbs
                    .iter()
                    .position(|one| one.contains((x, y).into()));
                if let Some(at) = crumb {
                    self.back_along(at, now);
                    return Vec::new();
                }
                let chip = self
                    .places
                    .chips
                    .iter()
                    .position(|one| one.contains((x, y).into()));
                if let Some(at) = chip {
                    self.with_screen(|screen, view| screen.drop_chip(at, view));
                    return Vec::new();
                }
                let outcome = self.with_screen(|screen, view| screen.click(x, y, view));
                match outcome {
                    Some(Outcome::Go(target)) => self.go(&target),
                    Some(Outcome::Source(place)) => return self.show_source(place),
                    Some(Outcome::Compare(day)) => return self.compare(day),
                    _ => {}
                }
                self.looked_at();
                Vec::new()
            }
            _ => Vec::new(),
        }
    }

    /// Draws everything.
    pub fn draw(&mut self, frame: &mut ratatui::Frame<'_>, now: NaiveDateTime) {
        let area = frame.area();
        if area.width < frame::LEAST.0 || area.height < frame::LEAST.1 {
            frame::too_small(frame.buffer_mut(), &self.around.locale, &self.around.theme);
            self.around.glyphs.finish(frame.buffer_mut());
            return;
        }
        self.tick(now);
        let Some(board) = self.board.clone() else {
            self.draw_waiting(frame, area);
            self.around.glyphs.finish(frame.buffer_mut());
            return;
        };
        let far = self.far();
        let view = self.around.view(&board);
        let crumbs = self.crumbs(&view);
        let busy = self.is_busy();
        if let Some(standing) = self.standing(now) {
            self.draw_slide(frame, &board, standing);
            return;
        }
        let active = self.active;
        let Some((_, screen)) = self.screens.iter_mut().find(|(id, _)| *id == active) else {
            return;
        };
        let buffer = frame.buffer_mut();
        let headline = screen.headline(&view);
        let chips = screen.chips(&view);
        let loading = far.or_else(|| busy.then(|| tr!(self.around.locale, "sorting-out")));
        let can_go_back = self.travel.can_go_back();
        let sample = self.around.feed.sample;
        let current = screen.current();
        let offered: HashSet<Action> = Action::ALL
            .iter()
            .copied()
            .filter(|&action| match action {
                Action::Help
                | Action::NextScreen
                | Action::PreviousScreen
                | Action::Reload
                | Action::Theme
                | Action::Language
                | Action::Quit
                | Action::Copy
                | Action::Palette
                | Action::Log
                | Action::Done
                | Action::Export
                | Action::Redraw => true,
                Action::Decide => {
                    !sample && matches!(current, Some(Target::Task(..) | Target::Unit(_)))
                }
                Action::Notice => {
                    screen.unit(&view).is_some() || matches!(current, Some(Target::Unit(_)))
                }
                Action::Back => {
                    can_go_back
                        || screen.offers(action)
                        || self.presenting.as_ref().is_some_and(|one| one.inside)
                }
                Action::Present => true,
                Action::Blank => false,
                Action::Backward => can_go_back,
                Action::Forward => self.travel.can_go_forward(),
                Action::NextMatch | Action::PreviousMatch => !screen.query().is_empty(),
                Action::SortReverse => screen.offers(Action::Sort),
                other => ScreenId::of(other).is_some() || screen.offers(other),
            })
            .collect();
        let offers = |action: Action| offered.contains(&action);
        let footer = match (&self.message, &loading) {
            (Some(message), _) => Footer::Message(&message.words),
            (None, Some(words)) => Footer::Message(words),
            (None, None) => Footer::Hints(&offers),
        };
        self.places = frame::draw(buffer, &view, active, &headline, (&chips, &crumbs), footer);
        screen.render(self.places.body, buffer, &view);
        if !screen.query().is_empty() {
            let style = self.around.theme.found;
            find::mark(buffer, self.places.body, screen.query(), style);
        }
        let typing = self
            .overlay
            .as_mut()
            .and_then(|overlay| overlay.draw(buffer, &view, &self.said, &offers));
        let cursor = self.find.as_ref().map(|input| {
            let row = Rect {
                y: area.bottom() - 1,
                height: 1,
                ..area
            };
            paint::fill(buffer, row, self.around.theme.bar);
            let prompt = tr!(self.around.locale, "find-prompt");
            let mut x = row.x + 1;
            x += paint::put(
                buffer,
                x,
                row.y,
                &format!("{prompt} "),
                row.width,
                self.around.theme.key,
            );
            let room = row.right().saturating_sub(x + 1);
            let scroll = input.visual_scroll(usize::from(room));
            let shown = crate::text::skip(input.value(), scroll);
            paint::put(buffer, x, row.y, &shown, room, self.around.theme.bar);
            // The real cursor stands where the text goes: input methods open there.
            Position::new(
                x + (input.visual_cursor().max(scroll) - scroll) as u16,
                row.y,
            )
        });
        self.around.glyphs.finish(frame.buffer_mut());
        if let Some(cursor) = cursor.or(typing) {
            frame.set_cursor_position(cursor);
        }
    }

    fn draw_slide(&mut self, frame: &mut ratatui::Frame<'_>, board: &Board, standing: Standing) {
        let view = self.around.view(board);
        let buffer = frame.buffer_mut();
        slides::draw(buffer, &view, standing);
        let offers = |action: Action| {
            matches!(
                action,
                Action::Present | Action::Blank | Action::Source | Action::Back | Action::Done
            ) || ScreenId::of(action).is_some()
        };
        let typing = self
            .overlay
            .as_mut()
            .and_then(|overlay| overlay.draw(buffer, &view, &self.said, &offers));
        if let Some(message) = &self.message {
            let row = Rect {
                y: buffer.area().bottom() - 1,
                height: 1,
                ..*buffer.area()
            };
            paint::fill(buffer, row, self.around.theme.bar);
            let room = row.width.saturating_sub(2);
            paint::put(
                buffer,
                row.x + 1,
                row.y,
                &message.words,
                room,
                self.around.theme.bar,
            );
        }
        self.around.glyphs.finish(frame.buffer_mut());
        if let Some(cursor) = typing {
            frame.set_cursor_position(cursor);
        }
    }

    fn draw_waiting(&mut self, frame: &mut ratatui::Frame<'_>, area: Rect) {
        let buffer = frame.buffer_mut();
        paint::fill(buffer, area, self.around.theme.text);
        let middle = area.y + area.height / 2;
        paint::put_centre(
            buffer,
            area.x,
            middle.saturating_sub(2),
            &tr!(self.around.locale, "program-title"),
            area.width,
            self.around.theme.title,
        );
        let words = match (&self.failure, self.far()) {
            (Some(failure), _) => failure.clone(),
            (None, Some(far)) => far,
            (None, None) => tr!(self.around.locale, "loading"),
        };
        for (row, line) in (0u16..).zip(crate::text::wrap(&words, usize::from(area.width) - 4)) {
            paint::put_centre(
                buffer,
                area.x,
                middle + row,
                &line,
                area.width,
                self.around.theme.muted,
            );
        }
        paint::put_centre(
            buffer,
            area.x,
            area.bottom() - 1,
            &tr!(self.around.locale, "waiting-keys"),
            area.width,
            self.around.theme.muted,
        );
    }
}
