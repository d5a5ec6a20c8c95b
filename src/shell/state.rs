//! What is remembered of each data folder between runs: screen, theme, language, orders.
//!
//! Kept outside the data, readable by its owner only; whatever is wrong with it is no reason not
//! to start.

use super::source::{self, Place};
use crate::app::Memory;
use std::ffi::OsString;
use std::fs;
use std::hash::{Hash, Hasher};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

/// More than that was not written by duban.
const LARGEST: u64 = 64 * 1024;

/// The folder of the state: `DUBAN_STATE_DIR`, else where the system keeps such things.
pub fn folder() -> Option<PathBuf> {
    let set = |name| std::env::var_os(name).filter(|value: &OsString| !value.is_empty());
    if let Some(own) = set("DUBAN_STATE_DIR") {
        return Some(PathBuf::from(own));
    }
    let base = if cfg!(windows) {
        PathBuf::from(set("LOCALAPPDATA")?)
    } else if let Some(xdg) = set("XDG_STATE_HOME") {
        PathBuf::from(xdg)
    } else {
        PathBuf::from(set("HOME")?).join(".local/state")
    };
    Some(base.join("duban"))
}

/// The file of a place: named by a number of its real path, so that no name of the data's is used.
fn file(folder: &Path, place: &Place) -> PathBuf {
    let paths = match place {
        Place::Sample => Vec::new(),
        Place::Paths(paths) => paths
            .iter()
            .map(|path| fs::canonicalize(path).unwrap_or_else(|_| path.clone()))
            .collect(),
    };
    let mut hasher = rustc_hash::FxHasher::default();
    paths.hash(&mut hasher);
    folder.join(format!("{:016x}.toml", hasher.finish()))
}

/// What is remembered of a place; nothing where there is nothing good.
pub fn load(place: &Place) -> Memory {
    folder().map_or_else(Memory::default, |folder| load_from(&folder, place))
}

fn load_from(folder: &Path, place: &Place) -> Memory {
    let path = file(folder, place);
    let good = source::stamp(&path).is_ok_and(|stamp| !stamp.odd && stamp.len <= LARGEST);
    let bytes = if good {
        source::read(&path)
    } else {
        return Memory::default();
    };
    bytes
        .ok()
        .and_then(|bytes| String::from_utf8(bytes).ok())
        .and_then(|text| toml::from_str(&text).ok())
        .unwrap_or_default()
}

/// Remembers; that it could not is not worth a word.
pub fn save(place: &Place, memory: &Memory) {
    if let Some(folder) = folder() {
        let _ = save_to(&folder, place, memory);
    }
}

fn save_to(folder: &Path, place: &Place, memory: &Memory) -> io::Result<()> {
    if load_from(folder, place) == *memory {
        return Ok(());
    }
    fs::create_dir_all(folder)?;
    let path = file(folder, place);
    let text = toml::to_string(memory).map_err(io::Error::other)?;
    let beside = path.with_extension(format!("{}.part", std::process::id()));
    let mut options = fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::OpenOptionsExt;
        options.mode(0o600);
    }
    let written = options
        .open(&beside)
        .and_then(|mut file| file.write_all(text.as_bytes()))
        .and_then(|()| fs::rename(&beside, &path));
    if written.is_err() {
        let _ = fs::remove_file(&beside);
    }
    written
}

#[cfg(test)]
mod tests {
    use super::*;

    fn memory(screen: &str) -> Memory {
        Memory {
            screen: screen.to_owned(),
            theme: "light".to_owned(),
            lang: "en".to_owned(),
            orders: [("tasks".to_owned(), "4-".to_owned())].into(),
        }
    }

    #[test]
    fn each_folder_has_its_own_and_nobody_else_reads_it() {
        let state = tempfile::tempdir().unwrap();
        let folder = state.path().join("new");
        let data = tempfile::tempdir().unwrap();
        let place = Place::Paths(vec![data.path().to_owned()]);
        assert_eq!(load_from(&folder, &place), Memory::default());
        save_to(&folder, &place, &memory("tasks")).unwrap();
        save_to(&folder, &Place::Sample, &memory("data")).unwrap();
        assert_eq!(load_from(&folder, &place), memory("tasks"));
        assert_eq!(load_from(&folder, &Place::Sample), memory("data"));
        // The same folder by another way.
        let again = Place::Paths(vec![data.path().join(".")]);
        assert_eq!(load_from(&folder, &again), memory("tasks"));
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            let meta = fs::metadata(file(&folder, &place)).unwrap();
            assert_eq!(meta.permissions().mode() & 0o777, 0o600);
        }
    }

    #[test]
    #[expect(clippy::disallowed_methods, reason = "the test damages the file")]
    fn what_is_damaged_is_nothing() {
        let state = tempfile::tempdir().unwrap();
        let path = file(state.path(), &Place::Sample);
        for bytes in [&b"\xff\xfe"[..], b"screen = 3", b"[[", &vec![b'x'; 70_000]] {
            fs::write(&path, bytes).unwrap();
            assert_eq!(load_from(state.path(), &Place::Sample), Memory::default());
        }
        // A folder in its place.
        fs::remove_file(&path).unwrap();
        fs::create_dir(&path).unwrap();
        assert_eq!(load_from(state.path(), &Place::Sample), Memory::default());
        assert!(save_to(state.path(), &Place::Sample, &memory("tasks")).is_err());
    }
}
