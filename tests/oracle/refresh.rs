//! A refresh takes over what the changed files do not touch: it must say what a fresh load says.

use crate::LOCALE;
use crate::folder::{self, Case};
use duban::analysis::board::Board;
use duban::shell::loader::{Loader, Request};
use duban::shell::source::Place;
use proptest::prelude::*;
use std::collections::HashSet;
use std::fs;
use std::path::{Path, PathBuf};

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
        "{:?}\n{:?}\n{:?}\n{:?}\n{:?}\n{:?}\n{:?}\n{:?}\n{:?}\n{:?}",
        board.tables.readings,
        (&board.tables.tasks, &board.tables.milestones),
        board.indicators,
        board.petitions,
        board.tasks.stretches().collect::<Vec<_>>(),
        board.facts,
        (&board.units, &board.trend),
        board.supervision,
        board.changes,
        board.diagnostics
    );
    (String::from_utf8(out).unwrap(), more)
}

/// Every table there is, with versions to compare with: the sample. Each of its files in turn
/// loses its last third, and then has it again.
#[test]
fn each_file_of_the_sample_refreshed() {
    let sample = Path::new(env!("CARGO_MANIFEST_DIR")).join("data");
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path();
    let mut files = Vec::new();
    copy(&sample, root, &mut files);
    let loader = || {
        Loader::new(Request {
            place: Place::Paths(vec![root.to_owned()]),
            plan: None,
            as_of: None,
            since: None,
        })
    };
    let now = "2021-10-15T09:00:00".parse().unwrap();
    let mut refreshed = loader();
    let whole = refreshed.load(now, &HashSet::new(), |_, _| {}).unwrap();
    let mut kinds = HashSet::new();
    for file in files {
        let before = fs::read(&file).unwrap();
        for shortened in [true, false] {
            if shortened {
                let lines: Vec<&[u8]> = before.split_inclusive(|&byte| byte == b'\n').collect();
                let kept = lines.len() - lines.len().div_ceil(3);
                fs::write(&file, lines[..kept].concat()).unwrap();
            } else {
                fs::write(&file, &before).unwrap();
            }
            refreshed.forget(&file);
            let again = refreshed.load(now, &HashSet::new(), |_, _| {}).unwrap();
            let fresh = loader().load(now, &HashSet::new(), |_, _| {}).unwrap();
            assert!(
                told(&again.board) == told(&fresh.board),
                "{}",
                file.display()
            );
            let rows = |board: &Board| -> usize {
                let files = board.tables.segments.iter();
                files.map(|one| one.source.rows).sum()
            };
            let less = rows(&again.board) < rows(&whole.board);
            assert_eq!(less, shortened, "{}", file.display());
        }
        let name = file.file_name().unwrap().to_string_lossy().into_owned();
        let segments = whole.board.tables.segments.iter();
        kinds.extend(
            segments
                .filter(|one| one.source.file.ends_with(&name))
                .filter_map(|one| one.source.table),
        );
    }
    assert_eq!(kinds.len(), duban::model::TableKind::ALL.len());
}

/// Copies a folder; names the tables in it.
fn copy(from: &Path, to: &Path, files: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let target = to.join(entry.file_name());
        if entry.file_type().unwrap().is_dir() {
            fs::create_dir(&target).unwrap();
            copy(&entry.path(), &target, files);
        } else {
            fs::copy(entry.path(), &target).unwrap();
            if target.extension().is_some_and(|ending| ending == "csv") {
                files.push(target);
            }
        }
    }
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
