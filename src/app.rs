//! The program's state: events in, effects out. Reads no file and no clock.
//!
//! The board is shared and immutable; a reload hands over a new one, and every screen
//! finds its place again by identity.

mod changed;
mod decide;
mod source;

use crate::action::Action;
use crate::analysis::board::Board;
use crate::diagnostic::Excerpt;
use crate::glyphs::Glyphs;
use crate::i18n::{Lang, Locale};
use crate::keymap;
use crate::theme::{Theme, ThemeName};
use crate::tr;
use crate::ui::frame::{self, Footer, Places};
use crate::ui::overlays::decide::Form;
use crate::ui::overlays::help;
use crate::ui::overlays::source::{self as source_box, Shown};
use crate::ui::widgets::paint;
use crate::ui::{Fault, Feed, Outcome, Place, Screen, ScreenId, Target, View};
use changed::changed;
use chrono::{NaiveDateTime, TimeDelta};
use crossterm::event::{
    Event, KeyCode, KeyEvent, KeyEventKind, MouseButton, MouseEvent, MouseEventKind,
};
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

/// A finished load.
#[derive(Debug, Clone)]
pub struct Loaded {
    /// The verdicts.
    pub board: Arc<Board>,
    /// Where they came from.
    pub feed: Feed,
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
    /// Hold the board against its state on this day.
    Compare(chrono::NaiveDate),
}

/// How long a message stays.
const MESSAGE_TIME: TimeDelta = TimeDelta::seconds(4);

struct Message {
    words: String,
    until: NaiveDateTime,
}

/// What every view of a board is taken with; apart from the screens, so that a screen can
/// change while it looks.
struct Around {
    feed: Feed,
    locale: Locale,
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
    /// Where `Esc` goes back to, with the thing that was under the cursor.
    back: Vec<(ScreenId, Option<Target>)>,
    board: Option<Arc<Board>>,
    loading: Option<(usize, usize)>,
    /// Why there is no board at all.
    failure: Option<String>,
    help: bool,
    find: Option<Input>,
    /// The row of a source file that lies over the screen.
    source: Option<Shown>,
    /// The form of a decision that lies over the screen.
    form: Option<Form>,
    /// The next load is told already.
    told: bool,
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
                locale: Locale::new(options.lang),
                theme: Theme::new(options.theme.unwrap_or_default()),
                glyphs: options.glyphs,
                marks: HashSet::new(),
            },
            screens: ScreenId::ALL.iter().map(|&id| (id, id.create())).collect(),
            active: options.screen,
            back: Vec::new(),
            board: None,
            loading: None,
            failure: None,
            help: false,
            find: None,
            source: None,
            form: None,
            told: false,
            message: None,
            places: Places::default(),
        }
    }

    /// The language in use.
    pub fn locale(&self) -> &Locale {
        &self.around.locale
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
    }

    fn say(&mut self, words: String, now: NaiveDateTime) {
        self.message = Some(Message {
            words,
            until: now + MESSAGE_TIME,
        });
    }

    /// A load is under way: files done, files in all.
    pub fn loading(&mut self, done: usize, total: usize) {
        self.loading = Some((done, total));
    }

    /// A load is done: the new board takes the old one's place, and what it changed is marked.
    pub fn loaded(&mut self, loaded: Loaded, now: NaiveDateTime) {
        self.loading = None;
        self.failure = None;
        let old = self.board.replace(loaded.board);
        self.around.feed = loaded.feed;
        let told = std::mem::take(&mut self.told);
        if let (Some(old), Some(new)) = (&old, self.board.clone()) {
            let changed = changed(old, &new);
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
            } else if !told && (old.as_of != new.as_of || self.around.feed.faults.is_empty()) {
                let words = tr!(self.around.locale, "message-reloaded");
                self.say(words, now);
            }
        }
        self.refresh_all();
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
        if let Some(shown) = &mut self.source
            && shown.place == *place
        {
            shown.answer(excerpt);
        }
    }

    /// A decision was recorded in this file, or not, and why: then the form stays as it is.
    pub fn decided(&mut self, result: Result<String, String>, now: NaiveDateTime) {
        match result {
            Ok(file) => {
                self.form = None;
                self.told = true;
                let words = tr!(self.around.locale, "decide-recorded", file = file);
                self.say(words, now);
            }
            Err(words) => match &mut self.form {
                Some(form) => form.error = Some(words),
                None => self.say(words, now),
            },
        }
    }

    /// A deadline may have passed; `true`: draw again.
    pub fn tick(&mut self, now: NaiveDateTime) -> bool {
        if self
            .message
            .as_ref()
            .is_some_and(|message| message.until <= now)
        {
            self.message = None;
            return true;
        }
        false
    }

    /// How long until something changes by itself.
    pub fn next_deadline(&self, now: NaiveDateTime) -> Option<Duration> {
        let until = self.message.as_ref()?.until;
        Some((until - now).to_std().unwrap_or_default() + Duration::from_millis(1))
    }

    /// Acts on what a person did.
    pub fn handle(&mut self, event: &Event, now: NaiveDateTime) -> Vec<Effect> {
        match event {
            // Windows reports releases as well; they mean nothing here.
            Event::Key(key) if key.kind != KeyEventKind::Release => self.key(*key, now),
            Event::Mouse(mouse) => self.mouse(*mouse, now),
            Event::Paste(text) => {
                if let Some(form) = &mut self.form {
                    form.paste(text);
                } else if self.find.is_some() {
                    let clean = crate::text::clean(text).into_owned();
                    for c in clean.chars().take(200) {
                        if let Some(input) = &mut self.find {
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
        if self.form.is_some() {
            return self.form_key(key);
        }
        if self.help {
            if keymap::lookup(key) == Some(Action::Quit) {
                return vec![Effect::Quit];
            }
            self.help = false;
            return Vec::new();
        }
        if self.source.is_some() {
            return self.source_key(keymap::lookup(key));
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
                if let Some(input) = &mut self.find {
                    input.handle_event(&Event::Key(key));
                }
                self.search();
            }
        }
    }

    fn search(&mut self) {
        if let Some(query) = self.find.as_ref().map(|input| input.value().to_owned()) {
            self.with_screen(|screen, view| screen.find(&query, view));
        }
    }

    /// Does what an action means: the screen first, then the program.
    pub fn act(&mut self, action: Action, now: NaiveDateTime) -> Vec<Effect> {
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
        if let Some(screen) = ScreenId::of(action) {
            self.show(screen);
            return Vec::new();
        }
        match action {
            Action::Quit => return vec![Effect::Quit],
            Action::Reload => {
                let words = tr!(self.around.locale, "message-reloading");
                self.say(words, now);
                return vec![Effect::Reload];
            }
            Action::Redraw => return vec![Effect::Redraw],
            Action::Help => self.help = true,
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
            Action::Back => {
                if let Some((screen, target)) = self.back.pop() {
                    self.active = screen;
                    if let Some(target) = target
                        && !matches!(target, Target::Task(..))
                    {
                        self.with_screen(|screen, view| screen.reveal(&target, view));
                    }
                }
            }
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
                self.around.theme = Theme::new(self.around.theme.name.next());
                let name = match self.around.theme.name {
                    ThemeName::Dark => tr!(self.around.locale, "theme-dark"),
                    ThemeName::Light => tr!(self.around.locale, "theme-light"),
                    ThemeName::Contrast => tr!(self.around.locale, "theme-contrast"),
                    ThemeName::None => tr!(self.around.locale, "theme-none"),
                };
                self.say(name, now);
            }
            Action::Language => {
                self.around.locale = Locale::new(self.around.locale.lang().other());
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

    fn show(&mut self, screen: ScreenId) {
        if screen != self.active {
            self.active = screen;
            self.back.clear();
        }
        self.looked_at();
    }

    /// Opens a thing on the screen that is its home.
    fn go(&mut self, target: &Target) {
        let home = match target {
            Target::Task(..) => ScreenId::Tasks,
            Target::Unit(_) => ScreenId::Overdue,
            Target::Indicator(_) => ScreenId::Indicators,
            Target::Screen(screen) => *screen,
            Target::Petition(..) => ScreenId::Petitions,
            Target::Project(..) => ScreenId::Projects,
            Target::Finding(_) => ScreenId::Data,
        };
        if home != self.active {
            let from = (self.active, self.current());
            self.back.push(from);
            self.active = home;
        }
        self.with_screen(|screen, view| screen.reveal(target, view));
        self.looked_at();
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
            MouseEventKind::ScrollDown if self.source.is_some() => {
                self.source_key(Some(Action::Down))
            }
            MouseEventKind::ScrollUp if self.source.is_some() => self.source_key(Some(Action::Up)),
            MouseEventKind::ScrollDown => self.act(Action::Down, now),
            MouseEventKind::ScrollUp => self.act(Action::Up, now),
            MouseEventKind::Down(MouseButton::Left) => {
                if self.form.is_some() {
                    return Vec::new();
                }
                if self.help || self.source.is_some() {
                    self.help = false;
                    self.source = None;
                    return Vec::new();
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
        let view = self.around.view(&board);
        let active = self.active;
        let Some((_, screen)) = self.screens.iter_mut().find(|(id, _)| *id == active) else {
            return;
        };
        let buffer = frame.buffer_mut();
        let headline = screen.headline(&view);
        let chips = screen.chips(&view);
        let loading = self.loading.map(|(done, total)| {
            tr!(
                self.around.locale,
                "loading-progress",
                done = done,
                total = total
            )
        });
        let can_go_back = !self.back.is_empty();
        let offers = |action: Action| {
            matches!(
                action,
                Action::Help
                    | Action::NextScreen
                    | Action::Reload
                    | Action::Theme
                    | Action::Language
                    | Action::Quit
                    | Action::Copy
            ) || screen.offers(action)
                || (action == Action::Decide
                    && !self.around.feed.sample
                    && matches!(screen.current(), Some(Target::Task(..) | Target::Unit(_))))
                || (action == Action::Back && can_go_back)
        };
        let footer = match (&self.message, &loading) {
            (Some(message), _) => Footer::Message(&message.words),
            (None, Some(words)) => Footer::Message(words),
            (None, None) => Footer::Hints(&offers),
        };
        self.places = frame::draw(buffer, &view, active, &headline, &chips, footer);
        screen.render(self.places.body, buffer, &view);
        if let Some(shown) = &self.source {
            source_box::draw(buffer, shown, &self.around.locale, &self.around.theme);
        }
        let mut typing = None;
        if let Some(form) = &self.form {
            typing = Some(form.draw(buffer, &self.around.locale, &self.around.theme));
        }
        if self.help {
            help::draw(buffer, &self.around.locale, &self.around.theme);
        }
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
        let words = match (&self.failure, self.loading) {
            (Some(failure), _) => failure.clone(),
            (None, Some((done, total))) => {
                tr!(
                    self.around.locale,
                    "loading-progress",
                    done = done,
                    total = total
                )
            }
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
