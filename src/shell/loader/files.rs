//! The files that changed, read: small ones side by side, large ones one after another, each on
//! all cores, so that no more than one large file's bytes are held at a time.

use crate::app::Progress;
use crate::diagnostic::{Code, Diagnostic};
use crate::ingest::{self, Heard, Origin, Parsed};
use crate::model::Segment;
use crate::plan::Plan;
use crate::shell::source::{self, Entry, LARGEST, Stamp};
use crate::text;
use std::collections::HashMap;
use std::panic::AssertUnwindSafe;
use std::path::PathBuf;
use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};
use std::sync::mpsc;

/// Files from here on are read one after another.
const LARGE: u64 = 4 << 20;

/// How far the reading is.
struct Far<'a> {
    files: AtomicUsize,
    of: usize,
    rows: AtomicUsize,
    bytes: AtomicU64,
    of_bytes: u64,
    progress: &'a (dyn Fn(Progress) + Sync),
}

impl Far<'_> {
    fn tell(&self) {
        let bytes = self.bytes.load(Ordering::Relaxed);
        (self.progress)(Progress {
            files: self.files.load(Ordering::Relaxed),
            of: self.of,
            rows: self.rows.load(Ordering::Relaxed),
            percent: (bytes * 100 / self.of_bytes.max(1)).min(100) as u8,
        });
    }

    /// Reads one file.
    fn read(&self, entry: &Entry, plan: &Plan) -> (Stamp, Parsed) {
        let (rows, bytes) = (AtomicUsize::new(0), AtomicU64::new(0));
        let found = read(entry, plan, &|more_rows, more_bytes| {
            rows.fetch_add(more_rows, Ordering::Relaxed);
            bytes.fetch_add(more_bytes as u64, Ordering::Relaxed);
            self.rows.fetch_add(more_rows, Ordering::Relaxed);
            self.bytes.fetch_add(more_bytes as u64, Ordering::Relaxed);
            self.tell();
        });
        // What was not told on the way.
        let rest = found.1.segment.source.rows;
        let rest = rest.saturating_sub(rows.into_inner());
        self.rows.fetch_add(rest, Ordering::Relaxed);
        let rest = entry.stamp.len.saturating_sub(bytes.into_inner());
        self.bytes.fetch_add(rest, Ordering::Relaxed);
        self.files.fetch_add(1, Ordering::Relaxed);
        self.tell();
        found
    }
}

/// Reads files; what came of each by its path. `all`: how many files there are, read or not.
pub fn read_all(
    entries: &[&Entry],
    all: usize,
    plan: &Plan,
    progress: &(dyn Fn(Progress) + Sync),
) -> HashMap<PathBuf, (Stamp, Parsed)> {
    let far = Far {
        files: AtomicUsize::new(all - entries.len()),
        of: all,
        rows: AtomicUsize::new(0),
        bytes: AtomicU64::new(0),
        of_bytes: entries.iter().map(|entry| entry.stamp.len).sum(),
        progress,
    };
    far.tell();
    let (large, small): (Vec<&Entry>, Vec<&Entry>) =
        entries.iter().partition(|entry| entry.stamp.len >= LARGE);
    let mut found = HashMap::with_capacity(entries.len());
    let cores = std::thread::available_parallelism().map_or(1, Into::into);
    if small.len() > 1 && cores > 1 {
        let next = AtomicUsize::new(0);
        let (send, done) = mpsc::channel();
        std::thread::scope(|scope| {
            for _ in 0..cores.min(small.len()) {
                let (send, next, far, small) = (send.clone(), &next, &far, &small);
                scope.spawn(move || {
                    while let Some(entry) = small.get(next.fetch_add(1, Ordering::Relaxed)) {
                        let _ = send.send((entry.path.clone(), far.read(entry, plan)));
                    }
                });
            }
        });
        drop(send);
        found.extend(done);
    } else {
        found.extend(
            small
                .iter()
                .map(|entry| (entry.path.clone(), far.read(entry, plan))),
        );
    }
    found.extend(
        large
            .iter()
            .map(|entry| (entry.path.clone(), far.read(entry, plan))),
    );
    found
}

/// Reads a file that does not change while it is read; a parser that panics costs this
/// file only.
fn read(entry: &Entry, plan: &Plan, heard: Heard<'_>) -> (Stamp, ingest::Parsed) {
    let mut stamp = entry.stamp;
    let origin = Origin::new(&entry.relative, stamp.seconds());
    for _ in 0..3 {
        if stamp.odd {
            return (stamp, refused(&origin, Code::NotAFile, ""));
        }
        if stamp.len > LARGEST {
            return (stamp, refused(&origin, Code::FileTooLarge, ""));
        }
        let bytes = match source::read(&entry.path) {
            Ok(bytes) => bytes,
            Err(error) => {
                return (
                    stamp,
                    refused(&origin, Code::FileUnreadable, &crate::shell::why(&error)),
                );
            }
        };
        let after = source::stamp(&entry.path).unwrap_or(stamp);
        if after == stamp {
            let parsed = std::panic::catch_unwind(AssertUnwindSafe(|| {
                if entry.relative.to_string_lossy().contains("panic") {
                    crate::shell::panic_for_test("loader");
                }
                ingest::parse_heard(&origin, &bytes, plan, heard)
            }));
            return (
                stamp,
                parsed.unwrap_or_else(|_| refused(&origin, Code::FileUnreadable, "internal")),
            );
        }
        stamp = after;
    }
    // It never stood still: the watcher will ask again.
    (
        stamp,
        refused(&origin, Code::FileUnreadable, "still-written"),
    )
}

fn refused(origin: &Origin, code: Code, detail: &str) -> ingest::Parsed {
    ingest::Parsed {
        segment: Segment {
            source: origin.source(0),
            rows: None,
        },
        diagnostics: vec![
            Diagnostic::new(&origin.file, 0, 0, code).with_value(&text::clean(detail)),
        ],
    }
}
