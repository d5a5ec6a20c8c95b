//! Where data comes from: folders and files as given, or the sample inside the binary.

use crate::ingest::{Supply, is_candidate};
use include_dir::{Dir, include_dir};
use std::borrow::Cow;
use std::collections::HashSet;
use std::fs::Metadata;
use std::io::{self, Read as _, Seek as _, SeekFrom};
use std::path::{Path, PathBuf};
use std::time::SystemTime;

/// The sample county: invented data, as it lies in `data/sample`.
static SAMPLE: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/data/sample");

/// How deep folders are followed: region, history, date, file.
const DEPTH: usize = 4;

/// The largest file that is read, 2 GiB.
pub const LARGEST: u64 = 2 << 30;

/// Where the data lies.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Place {
    /// The sample inside the binary.
    Sample,
    /// Folders and files as the user named them.
    Paths(Vec<PathBuf>),
}

/// What tells one state of a file from the next.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stamp {
    /// Length in bytes.
    pub len: u64,
    /// When it was last written.
    pub modified: Option<SystemTime>,
    /// When anything about it last changed (unix): a file put in another's place by renaming
    /// may have its length and its time.
    pub changed: (i64, i64),
    /// Not a regular file: a folder, a pipe, a device. It is never opened.
    pub odd: bool,
}

impl Stamp {
    fn of(meta: &Metadata) -> Self {
        Self {
            len: meta.len(),
            modified: meta.modified().ok(),
            changed: changed(meta),
            odd: !meta.is_file(),
        }
    }

    /// Seconds since 1970.
    pub fn seconds(self) -> Option<i64> {
        let since = self.modified?.duration_since(SystemTime::UNIX_EPOCH).ok()?;
        i64::try_from(since.as_secs()).ok()
    }
}

#[cfg(unix)]
fn changed(meta: &Metadata) -> (i64, i64) {
    use std::os::unix::fs::MetadataExt;
    (meta.ctime(), meta.ctime_nsec())
}

#[cfg(not(unix))]
fn changed(_: &Metadata) -> (i64, i64) {
    (0, 0)
}

/// A file that may be a source.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// Where it is.
    pub path: PathBuf,
    /// Relative to what was opened, for series, version and region.
    pub relative: PathBuf,
    /// Its state.
    pub stamp: Stamp,
}

/// A file of the sample: its path and bytes.
pub fn sample_files() -> Vec<(&'static Path, &'static [u8])> {
    fn walk(dir: &'static Dir<'static>, out: &mut Vec<(&'static Path, &'static [u8])>) {
        for file in dir.files() {
            if is_candidate(&file_name(file.path())) {
                out.push((file.path(), file.contents()));
            }
        }
        for dir in dir.dirs() {
            walk(dir, out);
        }
    }
    let mut files = Vec::new();
    walk(&SAMPLE, &mut files);
    files.sort_unstable();
    files
}

/// The sample's plan file.
pub fn sample_plan() -> &'static str {
    SAMPLE
        .get_file("plan.toml")
        .and_then(include_dir::File::contents_utf8)
        .unwrap_or(crate::plan::EMBEDDED)
}

/// What lies below some paths.
#[derive(Debug, Default)]
pub struct Listing {
    /// The files that may be sources, in a stable order.
    pub entries: Vec<Entry>,
    /// The folders that were looked into, as they stood before that.
    pub folders: Vec<(PathBuf, Stamp)>,
}

/// The files below the given paths, in a stable order. An error names the path that is not
/// there; what lies inside and cannot be listed is left out.
pub fn list(paths: &[PathBuf]) -> Result<Vec<Entry>, (PathBuf, io::Error)> {
    Ok(list_all(paths)?.entries)
}

/// As [`list`], with the folders.
pub fn list_all(paths: &[PathBuf]) -> Result<Listing, (PathBuf, io::Error)> {
    super::stall_for_test();
    let mut listing = Listing::default();
    let mut been = HashSet::new();
    for root in paths {
        let meta = std::fs::metadata(root).map_err(|error| (root.clone(), error))?;
        if meta.is_dir() {
            // Several folders side by side are regions, named as the folders are.
            let prefix = if paths.len() > 1 {
                PathBuf::from(file_name(root))
            } else {
                PathBuf::new()
            };
            let items = std::fs::read_dir(root).map_err(|error| (root.clone(), error))?;
            been.extend(std::fs::canonicalize(root));
            listing.folders.push((root.clone(), Stamp::of(&meta)));
            walk(items, &prefix, DEPTH, &mut been, &mut listing);
        } else {
            listing.entries.push(Entry {
                relative: PathBuf::from(file_name(root)),
                path: root.clone(),
                stamp: Stamp::of(&meta),
            });
        }
    }
    let entries = &mut listing.entries;
    entries.sort_by(|a, b| a.relative.cmp(&b.relative));
    Ok(listing)
}

/// The files that may be sources and lie in a folder itself. Nothing below it is looked at: it may be
/// anything, as a home with a hundred thousand files.
pub fn lying_in(folder: &Path) -> io::Result<Vec<Entry>> {
    let mut listing = Listing::default();
    let items = std::fs::read_dir(folder)?;
    walk(items, Path::new(""), 1, &mut HashSet::new(), &mut listing);
    Ok(listing.entries)
}

/// `been` holds the folders that were walked, as a link may lead back to one of them.
fn walk(
    items: std::fs::ReadDir,
    prefix: &Path,
    depth: usize,
    been: &mut HashSet<PathBuf>,
    out: &mut Listing,
) {
    let mut items: Vec<_> = items.flatten().collect();
    // In one order always, so that of two ways to a folder the same is taken.
    items.sort_by_key(std::fs::DirEntry::file_name);
    for item in items {
        let name = item.file_name();
        let shown = name.to_string_lossy();
        let path = item.path();
        // Through links, to read; a link to nothing is not there.
        let Ok(meta) = std::fs::metadata(&path) else {
            continue;
        };
        if meta.is_dir() && !is_candidate(&shown) {
            if depth > 1
                && !shown.starts_with('.')
                && shown != super::export::FOLDER
                && let Ok(inner) = std::fs::read_dir(&path)
                && std::fs::canonicalize(&path).is_ok_and(|real| been.insert(real))
            {
                out.folders.push((path, Stamp::of(&meta)));
                walk(inner, &prefix.join(&name), depth - 1, been, out);
            }
        } else if is_candidate(&shown) {
            out.entries.push(Entry {
                path,
                relative: prefix.join(&name),
                stamp: Stamp::of(&meta),
            });
        }
    }
}

/// A file's stamp now.
pub fn stamp(path: &Path) -> io::Result<Stamp> {
    std::fs::metadata(path).map(|meta| Stamp::of(&meta))
}

/// All bytes of a file; the file is closed at once, so that nobody's save is in the way.
#[expect(
    clippy::disallowed_methods,
    reason = "the shell is where files are read"
)]
pub fn read(path: &Path) -> io::Result<Vec<u8>> {
    super::stall_for_test();
    std::fs::read(path)
}

/// The bytes of a file, read when they are asked for. It is closed between: nobody's save waits for
/// a nation's file to be parsed.
#[derive(Debug, Clone, Copy)]
pub struct Bytes<'a> {
    path: &'a Path,
    len: u64,
}

impl<'a> Bytes<'a> {
    /// Those of the file of an entry that had this length.
    pub fn new(path: &'a Path, len: u64) -> Self {
        Self { path, len }
    }
}

impl Supply for Bytes<'_> {
    fn len(&self) -> u64 {
        self.len
    }
    fn read(&self, from: u64, many: u64, into: &mut Vec<u8>) -> io::Result<()> {
        super::stall_for_test();
        let mut file = std::fs::File::open(self.path)?;
        file.seek(SeekFrom::Start(from))?;
        file.take(many).read_to_end(into)?;
        Ok(())
    }
    fn all(&self) -> io::Result<Cow<'_, [u8]>> {
        read(self.path).map(Cow::Owned)
    }
}

/// Whether a file or folder at `path` is one of `roots` or lies in one, seen through all links:
/// whoever can put a link into a folder must not have files written elsewhere. A link to nothing
/// leads nobody knows where.
pub fn within(roots: &[PathBuf], path: &Path) -> bool {
    // The folder of a bare name is the current one.
    let canonical = |path: &Path| {
        let here = path.as_os_str().is_empty();
        std::fs::canonicalize(if here { Path::new(".") } else { path })
    };
    let real = canonical(path).or_else(|error| {
        let (Some(folder), Some(name)) = (path.parent(), path.file_name()) else {
            return Err(error);
        };
        match std::fs::symlink_metadata(path) {
            Ok(_) => Err(error),
            Err(_) => Ok(canonical(folder)?.join(name)),
        }
    });
    let Ok(real) = real else { return false };
    roots.iter().any(|root| {
        let inside =
            || canonical(root).is_ok_and(|folder| folder.is_dir() && real.starts_with(folder));
        root == path || inside()
    })
}

/// As much of a file as tells which table it is: the first 300 KiB of a text, a workbook whole.
pub fn head(path: &Path) -> io::Result<Vec<u8>> {
    const HEAD: u64 = 300 * 1024;
    let name = path.to_string_lossy().to_lowercase();
    if [".csv", ".tsv", ".txt"]
        .iter()
        .any(|end| name.ends_with(end))
    {
        let mut bytes = Vec::new();
        std::fs::File::open(path)?
            .take(HEAD)
            .read_to_end(&mut bytes)?;
        // A workbook under a text's name is whole or nothing.
        if !bytes.starts_with(b"PK") && !bytes.starts_with(b"\xd0\xcf") {
            return Ok(bytes);
        }
    }
    read(path)
}

/// The plan file that belongs to the paths: `plan.toml` in the first of them.
pub fn plan_file(paths: &[PathBuf]) -> Option<PathBuf> {
    let file = paths.first()?.join("plan.toml");
    file.is_file().then_some(file)
}

fn file_name(path: &Path) -> String {
    path.file_name()
        .map(|name| name.to_string_lossy().into_owned())
        .or_else(|| {
            // `.` and `..` have no name of their own.
            let whole = std::fs::canonicalize(path).ok()?;
            Some(whole.file_name()?.to_string_lossy().into_owned())
        })
        .unwrap_or_default()
}
