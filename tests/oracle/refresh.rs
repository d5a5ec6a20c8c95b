//! A refresh takes over what the changed files do not touch: it must say what a fresh load says.

use crate::LOCALE;
use crate::folder::{self, Case};
use duban::analysis::board::Board;
use duban::shell::loader::{Loader, Request};
use duban::shell::source::Place;
use proptest::prelude::*;
use std::collections::HashSet;
use std::fs;
use std::path::Path;

/// What is done to a file.
#[derive(Debug, Clone, Copy)]
enum Edit {
    /// Its last row once more.
    Again,
    /// Without its last row.
    Shorter,
    /// The last figure of its last row is another one.
    Other,
    /// Gone.
    Gone,
    /// There under another name too, which moves the files behind it.
    Twice,
}

fn edits() -> impl Strategy<Value = Vec<(prop::sample::Index, Edit)>> {
    let edit = prop_oneof![
        Just(Edit::Again),
        Just(Edit::Shorter),
        Just(Edit::Other),
        Just(Edit::Gone),
        Just(Edit::Twice),
    ];
    prop::collection::vec((any::<prop::sample::Index>(), edit), 1..4)
}

fn apply(root: &Path, path: &str, edit: Edit) {
    let file = root.join(path);
    let Ok(text) = fs::read_to_string(&file) else {
        return;
    };
    let lines: Vec<&str> = text.lines().collect();
    let Some((last, front)) = lines.split_last().filter(|(_, front)| !front.is_empty()) else {
        return;
    };
    let front = front.join("\n");
    match edit {
        Edit::Again => fs::write(&file, format!("{front}\n{last}\n{last}\n")).unwrap(),
        Edit::Shorter => fs::write(&file, format!("{front}\n")).unwrap(),
        Edit::Other => {
            let other: String = match last.rfind(|c: char| c.is_ascii_digit()) {
                Some(at) if &last[at..=at] == "3" => format!("{}4{}", &last[..at], &last[at + 1..]),
                Some(at) => format!("{}3{}", &last[..at], &last[at + 1..]),
                None => (*last).to_owned(),
            };
            fs::write(&file, format!("{front}\n{other}\n")).unwrap();
        }
        Edit::Gone => fs::remove_file(&file).unwrap(),
        Edit::Twice => {
            let name = file.file_name().unwrap().to_string_lossy().into_owned();
            fs::write(file.with_file_name(format!("0{name}")), text).unwrap();
        }
    }
}

fn loader(root: &Path, case: &Case) -> Loader {
    Loader::new(Request {
        place: Place::Paths(vec![root.to_owned()]),
        plan: None,
        as_of: Some(case.as_of),
        since: None,
    })
}

/// The report, and what it does not tell of the verdicts that may be taken over.
fn told(board: &Board) -> (String, String) {
    let mut out = Vec::new();
    LOCALE.with(|locale| duban::report::json::write(board, locale, &mut out).unwrap());
    let more = format!(
        "{:?}\n{:?}\n{:?}\n{:?}",
        board.tables.readings, board.indicators, board.petitions, board.tasks
    );
    (String::from_utf8(out).unwrap(), more)
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: 200,
        max_shrink_iters: 100,
        failure_persistence: None,
        ..ProptestConfig::default()
    })]
    #[test]
    fn a_refresh_says_what_a_fresh_load_says(
        case in folder::case().boxed(),
        rounds in prop::collection::vec((edits(), 0_u64..2), 1..3),
    ) {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path();
        fs::write(root.join("plan.toml"), case.plan.toml()).unwrap();
        for (path, text) in &case.files {
            let path = root.join(path);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, text).unwrap();
        }
        let mut now = case.today.and_hms_opt(9, 0, 0).unwrap();
        let mut refreshed = loader(root, &case);
        refreshed.load(now, &HashSet::new(), |_, _| {}).unwrap();
        for (edits, days) in rounds {
            for (file, edit) in edits {
                let (path, _) = &case.files[file.index(case.files.len())];
                apply(root, path, edit);
                refreshed.forget(&root.join(path));
            }
            // Midnight may pass, on which dateless files depend.
            now += chrono::TimeDelta::days(days as i64);
            let again = refreshed.load(now, &HashSet::new(), |_, _| {});
            let fresh = loader(root, &case).load(now, &HashSet::new(), |_, _| {});
            let (Ok(again), Ok(fresh)) = (again, fresh) else {
                // Nothing is left to load.
                return Ok(());
            };
            // A file that lost all its rows stays as it was for the one, and is empty for the other.
            if again.feed.faults.is_empty() && fresh.feed.faults.is_empty() {
                prop_assert_eq!(told(&again.board), told(&fresh.board));
            }
        }
    }
}
