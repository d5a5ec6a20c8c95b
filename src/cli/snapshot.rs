//! `duban snapshot`: the current versions into `history/DATE/`, so that next month's board has a
//! past to be held against.
//!
//! Writes new files only: what was archived stays as it was, and no link is followed to write.

use crate::analysis::board::Board;
use crate::i18n::Locale;
use crate::model::is_archive;
use crate::shell::loader::Loader;
use crate::shell::source;
use crate::{text, tr};
use chrono::NaiveDate;
use std::fs::{self, OpenOptions};
use std::io::{self, Write};
use std::path::Path;
use std::process::ExitCode;

/// What became of one file.
enum Outcome {
    Archived,
    /// The archive has it already.
    Same,
    /// The archive of the day holds something else.
    Differs,
}

/// Archives every file that holds the current version of its series; exit 1 where the day's
/// archive holds another state of one.
pub fn run(
    board: &Board,
    loader: &Loader,
    day: NaiveDate,
    locale: &Locale,
) -> io::Result<ExitCode> {
    let mut out = io::stdout().lock();
    let (mut archived, mut differs) = (0_usize, 0_usize);
    for (at, segment) in board.tables.segments.iter().enumerate() {
        let current = board.tables.current.get(at).copied().unwrap_or(false);
        let Some(path) = loader.path(&segment.source.file).filter(|_| current) else {
            continue;
        };
        // The past is archived already.
        if segment.source.file.split('/').any(is_archive) {
            continue;
        }
        let shown = text::clean(&path.to_string_lossy()).into_owned();
        if !loader.may_write(path.parent().unwrap_or(path)) {
            differs += 1;
            writeln!(out, "{}", tr!(locale, "snapshot-outside", path = shown))?;
            continue;
        }
        match archive(path, day)? {
            Outcome::Archived => {
                archived += 1;
                writeln!(out, "{}", tr!(locale, "snapshot-archived", path = shown))?;
            }
            Outcome::Same => {}
            Outcome::Differs => {
                differs += 1;
                writeln!(out, "{}", tr!(locale, "snapshot-differs", path = shown))?;
            }
        }
    }
    let day = day.to_string();
    writeln!(
        out,
        "{}",
        tr!(locale, "snapshot-summary", day = day, count = archived)
    )?;
    out.flush()?;
    Ok(ExitCode::from(u8::from(differs > 0)))
}

fn archive(path: &Path, day: NaiveDate) -> io::Result<Outcome> {
    let (Some(folder), Some(name)) = (path.parent(), path.file_name()) else {
        return Err(io::Error::from(io::ErrorKind::InvalidInput));
    };
    let bytes = source::read(path)?;
    let history = folder.join("history");
    let place = history.join(day.to_string());
    for made in [&history, &place] {
        match fs::symlink_metadata(made) {
            // Whoever can put a link here could have files written elsewhere.
            Ok(meta) if !meta.is_dir() => {
                return Err(io::Error::new(
                    io::ErrorKind::NotADirectory,
                    text::clean(&made.to_string_lossy()).into_owned(),
                ));
            }
            Ok(_) => {}
            Err(_) => fs::create_dir(made)?,
        }
    }
    let target = place.join(name);
    match OpenOptions::new()
        .write(true)
        .create_new(true)
        .open(&target)
    {
        Ok(mut file) => {
            if let Err(error) = file.write_all(&bytes).and_then(|()| file.sync_all()) {
                // Half a file would be read as a version.
                let _ = fs::remove_file(&target);
                return Err(error);
            }
            Ok(Outcome::Archived)
        }
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {
            if source::read(&target)? == bytes {
                Ok(Outcome::Same)
            } else {
                Ok(Outcome::Differs)
            }
        }
        Err(error) => Err(error),
    }
}
