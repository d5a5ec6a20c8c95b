//! The one table of keys: dispatch, footer, help and README all read it.

use crate::action::Action;
use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

/// Where a help page lists a binding.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Group {
    /// Going from screen to screen.
    Screens,
    /// Moving on a screen.
    Moving,
    /// Finding and ordering.
    Finding,
    /// What the meeting does.
    Meeting,
    /// Everything else.
    Program,
}

impl Group {
    /// All groups in the order of the help page.
    pub const ALL: &'static [Self] = &[
        Self::Screens,
        Self::Moving,
        Self::Finding,
        Self::Meeting,
        Self::Program,
    ];
}

/// Keys that mean one action.
#[derive(Debug, Clone, Copy)]
pub struct Binding {
    /// Keys as `keys_of` reads them: a character, or a name such as `down`, `f2`, `ctrl-c`.
    pub keys: &'static [&'static str],
    /// What they mean.
    pub action: Action,
    /// Where the help page lists them.
    pub group: Group,
    /// Place in the footer, smaller first; 0: never there.
    pub hint: u8,
}

const fn bind(keys: &'static [&'static str], action: Action, group: Group, hint: u8) -> Binding {
    Binding {
        keys,
        action,
        group,
        hint,
    }
}

/// Every key. The first key of a line is the one the footer shows.
pub const BINDINGS: &[Binding] = &[
    bind(&["1"], Action::ShowOverview, Group::Screens, 0),
    bind(&["2"], Action::ShowTasks, Group::Screens, 0),
    bind(&["3"], Action::ShowOverdue, Group::Screens, 0),
    bind(&["4"], Action::ShowIndicators, Group::Screens, 0),
    bind(&["5"], Action::ShowTimeline, Group::Screens, 0),
    bind(&["6"], Action::ShowSupervision, Group::Screens, 0),
    bind(&["7"], Action::ShowPetitions, Group::Screens, 0),
    bind(&["8"], Action::ShowProjects, Group::Screens, 0),
    bind(&["9"], Action::ShowChanges, Group::Screens, 0),
    bind(&["0"], Action::ShowData, Group::Screens, 0),
    bind(&["tab"], Action::NextScreen, Group::Screens, 7),
    bind(&["backtab"], Action::PreviousScreen, Group::Screens, 0),
    bind(&["down", "j"], Action::Down, Group::Moving, 0),
    bind(&["up", "k"], Action::Up, Group::Moving, 0),
    bind(&["left", "h"], Action::Left, Group::Moving, 0),
    bind(&["right", "l"], Action::Right, Group::Moving, 0),
    bind(&["pagedown", "space"], Action::PageDown, Group::Moving, 0),
    bind(&["pageup"], Action::PageUp, Group::Moving, 0),
    bind(&["home", "g"], Action::First, Group::Moving, 0),
    bind(&["end", "G"], Action::Last, Group::Moving, 0),
    bind(&["enter"], Action::Open, Group::Moving, 2),
    bind(&["esc", "backspace"], Action::Back, Group::Moving, 3),
    bind(&["["], Action::Backward, Group::Moving, 0),
    bind(&["]"], Action::Forward, Group::Moving, 0),
    bind(&["/", "f3"], Action::Find, Group::Finding, 4),
    bind(&["n"], Action::NextMatch, Group::Finding, 0),
    bind(&["N"], Action::PreviousMatch, Group::Finding, 0),
    bind(&["f"], Action::Filter, Group::Finding, 5),
    bind(&["s"], Action::Sort, Group::Finding, 6),
    bind(&["S"], Action::SortReverse, Group::Finding, 0),
    bind(&["z"], Action::Fold, Group::Finding, 14),
    bind(&["o"], Action::Source, Group::Finding, 15),
    bind(&[":", "f4"], Action::Palette, Group::Finding, 0),
    bind(&["p", "f9"], Action::Present, Group::Meeting, 7),
    bind(&["b", "."], Action::Blank, Group::Meeting, 0),
    bind(&["a"], Action::Decide, Group::Meeting, 9),
    bind(&["d"], Action::Done, Group::Meeting, 10),
    bind(&["w"], Action::Notice, Group::Meeting, 8),
    bind(&["y"], Action::Copy, Group::Meeting, 12),
    bind(&["e"], Action::Export, Group::Meeting, 16),
    bind(&["?", "f1"], Action::Help, Group::Program, 1),
    bind(&["r", "f5"], Action::Reload, Group::Program, 11),
    bind(&["t", "f6"], Action::Theme, Group::Program, 17),
    bind(&["f2"], Action::Language, Group::Program, 18),
    bind(&["m"], Action::Log, Group::Program, 0),
    bind(&["ctrl-l"], Action::Redraw, Group::Program, 0),
    bind(&["q", "ctrl-c"], Action::Quit, Group::Program, 13),
];

/// The action of a key press, if it has one.
pub fn lookup(key: KeyEvent) -> Option<Action> {
    let name = name_of(key)?;
    BINDINGS
        .iter()
        .find(|binding| binding.keys.contains(&name.as_str()))
        .map(|binding| binding.action)
}

/// The binding of an action.
pub fn binding(action: Action) -> Option<&'static Binding> {
    BINDINGS.iter().find(|binding| binding.action == action)
}

/// The footer's bindings, most wanted first.
pub fn hints() -> Vec<&'static Binding> {
    let mut hints: Vec<_> = BINDINGS.iter().filter(|b| b.hint > 0).collect();
    hints.sort_by_key(|b| b.hint);
    hints
}

/// How a key is written on screen and in the README.
pub fn label(key: &str) -> String {
    match key {
        "down" => "↓".to_owned(),
        "up" => "↑".to_owned(),
        "left" => "←".to_owned(),
        "right" => "→".to_owned(),
        "pagedown" => "PgDn".to_owned(),
        "pageup" => "PgUp".to_owned(),
        "enter" => "Enter".to_owned(),
        "esc" => "Esc".to_owned(),
        "backspace" => "Bksp".to_owned(),
        "tab" => "Tab".to_owned(),
        "backtab" => "S-Tab".to_owned(),
        "space" => "Space".to_owned(),
        "home" => "Home".to_owned(),
        "end" => "End".to_owned(),
        "ctrl-c" => "^C".to_owned(),
        "ctrl-l" => "^L".to_owned(),
        other if other.starts_with('f') && other.len() > 1 => other.to_uppercase(),
        other => other.to_owned(),
    }
}

/// The ASCII key a full-width or Chinese character stands for while an input method is on.
///
/// A console program cannot turn the input method off, so `ｑ`, `？` and `。` do what
/// `q`, `?` and `.` do.
pub fn half_width(c: char) -> char {
    match c {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(c as u32 - 0xff01 + 0x21).unwrap_or(c),
        '\u{3000}' => ' ',
        '。' => '.',
        '、' => '/',
        _ => c,
    }
}

fn name_of(key: KeyEvent) -> Option<String> {
    let name = match key.code {
        KeyCode::Char(c) => {
            let c = half_width(c);
            if key.modifiers.contains(KeyModifiers::CONTROL) {
                return Some(format!("ctrl-{}", c.to_ascii_lowercase()));
            }
            if key.modifiers.contains(KeyModifiers::ALT) {
                return None;
            }
            match c {
                ' ' => "space".to_owned(),
                c => c.to_string(),
            }
        }
        KeyCode::F(n) => format!("f{n}"),
        KeyCode::Down => "down".to_owned(),
        KeyCode::Up => "up".to_owned(),
        KeyCode::Left => "left".to_owned(),
        KeyCode::Right => "right".to_owned(),
        KeyCode::PageDown => "pagedown".to_owned(),
        KeyCode::PageUp => "pageup".to_owned(),
        KeyCode::Home => "home".to_owned(),
        KeyCode::End => "end".to_owned(),
        KeyCode::Enter => "enter".to_owned(),
        KeyCode::Esc => "esc".to_owned(),
        KeyCode::Backspace => "backspace".to_owned(),
        KeyCode::Tab => "tab".to_owned(),
        KeyCode::BackTab => "backtab".to_owned(),
        _ => return None,
    };
    Some(name)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;

    fn press(code: KeyCode) -> Option<Action> {
        lookup(KeyEvent::new(code, KeyModifiers::NONE))
    }

    #[test]
    fn no_key_means_two_things_and_every_action_has_a_key() {
        let mut seen = HashSet::new();
        for key in BINDINGS.iter().flat_map(|b| b.keys) {
            assert!(seen.insert(*key), "{key} is bound twice");
        }
        for action in Action::ALL {
            assert!(binding(*action).is_some(), "{action:?} has no key");
        }
    }

    #[test]
    fn full_width_twins_do_the_same() {
        assert_eq!(press(KeyCode::Char('ｑ')), Some(Action::Quit));
        assert_eq!(press(KeyCode::Char('？')), Some(Action::Help));
        assert_eq!(press(KeyCode::Char('１')), Some(Action::ShowOverview));
        assert_eq!(press(KeyCode::Char('、')), Some(Action::Find));
        assert_eq!(press(KeyCode::Char('环')), None);
    }
}
