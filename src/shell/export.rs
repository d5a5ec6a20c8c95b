//! Writes papers and tables for people into a folder of their own: never over a file, never through
//! a link, never among the data.

use crate::text;
use std::fs::{self, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

/// The folder below the current one that exports go to; it is never read as data.
pub const FOLDER: &str = "duban-out";

/// How many files of one name there may be.
const MOST: u32 = 999;

/// Writes a file whole and synced, and answers where: `NAME.ending`, else `NAME (2).ending` and so
/// on.
pub fn write(name: &str, ending: &str, bytes: &[u8]) -> io::Result<PathBuf> {
    write_in(Path::new(FOLDER), name, ending, bytes)
}

fn write_in(folder: &Path, name: &str, ending: &str, bytes: &[u8]) -> io::Result<PathBuf> {
    match fs::symlink_metadata(folder) {
        Ok(meta) if meta.is_dir() => {}
        // Whoever can put a link here could have files written elsewhere.
        Ok(_) => return Err(io::Error::from(io::ErrorKind::NotADirectory)),
        Err(_) => fs::create_dir(folder)?,
    }
    let name = file_name(name);
    for number in 1..=MOST {
        let own = if number == 1 {
            format!("{name}.{ending}")
        } else {
            format!("{name} ({number}).{ending}")
        };
        let path = folder.join(own);
        match OpenOptions::new().write(true).create_new(true).open(&path) {
            Ok(mut file) => {
                if let Err(error) = file.write_all(bytes).and_then(|()| file.sync_all()) {
                    // Half a paper is worse than none.
                    let _ = fs::remove_file(&path);
                    return Err(error);
                }
                return Ok(path);
            }
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
            Err(error) => return Err(error),
        }
    }
    Err(io::Error::from(io::ErrorKind::AlreadyExists))
}

/// A name that every system takes as one file of this folder.
fn file_name(name: &str) -> String {
    let clean = text::clean(name);
    let safe: String = clean
        .chars()
        .map(|c| match c {
            '/' | '\\' | ':' | '*' | '?' | '"' | '<' | '>' | '|' => '_',
            c if c.is_control() => '_',
            c => c,
        })
        .take(80)
        .collect();
    let safe = safe.trim_matches([' ', '.']).to_owned();
    if safe.is_empty() {
        "duban".to_owned()
    } else {
        safe
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_is_written_over_or_elsewhere() {
        let root = tempfile::tempdir().unwrap();
        let folder = root.path().join(FOLDER);
        let first = write_in(&folder, "督办单 甲镇", "html", b"1").unwrap();
        let second = write_in(&folder, "督办单 甲镇", "html", b"2").unwrap();
        assert!(second.ends_with("督办单 甲镇 (2).html"));
        assert_eq!(fs::read_to_string(first).unwrap(), "1");
        // A unit's name is a cell of a file: it leads nowhere.
        let odd = write_in(&folder, "../../etc/\u{1b}[31mx", "csv", b"").unwrap();
        assert_eq!(odd.parent().unwrap(), folder);
        assert_eq!(odd.file_name().unwrap(), "_.._etc_x.csv");
        assert_eq!(file_name(" .. "), "duban");
        assert_eq!(file_name(&"长".repeat(300)).chars().count(), 80);
    }

    #[cfg(unix)]
    #[test]
    fn a_link_in_the_folders_place_is_refused() {
        let (root, other) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        let folder = root.path().join(FOLDER);
        std::os::unix::fs::symlink(other.path(), &folder).unwrap();
        assert!(write_in(&folder, "x", "csv", b"").is_err());
        assert_eq!(fs::read_dir(other.path()).unwrap().count(), 0);
    }
}
