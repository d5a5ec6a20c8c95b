//! Writes a file that was asked for: whole, or not at all.
//!
//! What was there before stays until the new one is complete; it never decides what is written.

use std::ffi::OsString;
use std::fs::{self, File, OpenOptions};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

/// Writes through `act` to a file beside `path`, which then takes its place. A full disk costs
/// neither the last report nor leaves half of the new one.
pub fn write(path: &Path, act: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> io::Result<()> {
    // A link that the user named is followed; a pipe or a device has no place to take.
    let target = fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    let before = fs::metadata(&target).ok();
    if before.as_ref().is_some_and(|meta| !meta.is_file()) {
        return through(File::create(&target)?, act).map(drop);
    }
    let beside = beside(&target);
    let made = OpenOptions::new()
        .write(true)
        .create_new(true)
        .open(&beside);
    let file = match made {
        Ok(file) => file,
        // A folder where nothing new may be made, and a file in it that may be written.
        Err(_) if before.is_some() => return through(File::create(&target)?, act).map(drop),
        Err(error) => return Err(error),
    };
    let written = through(file, act)
        .and_then(|file| file.sync_all())
        .and_then(|()| match before {
            Some(meta) => fs::set_permissions(&beside, meta.permissions()),
            None => Ok(()),
        })
        .and_then(|()| fs::rename(&beside, &target));
    if written.is_err() {
        let _ = fs::remove_file(&beside);
    }
    written
}

fn through(file: File, act: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> io::Result<File> {
    let mut out = BufWriter::new(file);
    act(&mut out)?;
    out.into_inner().map_err(io::IntoInnerError::into_error)
}

/// A name that no load takes for a source, and no other run uses.
fn beside(target: &Path) -> PathBuf {
    let mut name = OsString::from(".");
    name.push(target.file_name().unwrap_or_default());
    name.push(format!(".{}.part", std::process::id()));
    target.with_file_name(name)
}
