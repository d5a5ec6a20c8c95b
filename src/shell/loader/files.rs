//! The files that changed, read: most side by side, very large ones one after another, each on all
//! cores: two of those at once are hardly faster, and take a tenth more memory for good.

use crate::app::Progress;
use crate::diagnostic::{Code, Diagnostic};
use crate::ingest::{self, Heard, Origin, Parsed, Supply as _};
use crate::model::Segment;
use crate::parallel;
use crate::plan::Plan;
use crate::shell::source::{self, Bytes, Entry, LARGEST, Stamp};
use crate::text;
use std::cmp::Reverse;
use std::collections::HashMap;
use std::panic::AssertUnwindSafe;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};
use std::sync::mpsc;

/// Files from here on are read one after another.
const LARGE: u64 = 16 << 20;

/// How far the reading is.
struct Far<'a> {
    counties: &'a Arc<[String]>,
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

    /// Reads files, `many` at a time.
    fn read_side_by_side(
        &self,
        entries: &[&Entry],
        many: usize,
        plan: &Plan,
    ) -> HashMap<PathBuf, (Stamp, Parsed)> {
        let many = many.min(entries.len());
        if many < 2 {
            let read = |entry: &&Entry| (entry.path.clone(), self.read(entry, plan));
            return entries.iter().map(read).collect();
        }
        let next = AtomicUsize::new(0);
        let (send, done) = mpsc::channel();
        std::thread::scope(|scope| {
            for _ in 0..many {
                let (send, next) = (send.clone(), &next);
                scope.spawn(move || {
                    while let Some(entry) = entries.get(next.fetch_add(1, Ordering::Relaxed)) {
                        let _ = send.send((entry.path.clone(), self.read(entry, plan)));
                    }
                });
            }
        });
        drop(send);
        done.into_iter().collect()
    }

    /// Reads one file.
    fn read(&self, entry: &Entry, plan: &Plan) -> (Stamp, Parsed) {
        let (rows, bytes) = (AtomicUsize::new(0), AtomicU64::new(0));
        let found = read(entry, (plan, self.counties), &|more_rows, more_bytes| {
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

/// Reads files; what came of each by its path. `all`: how many files there are, read or not;
/// `counties`: the folders they lie in.
pub fn read_all(
    entries: &[&Entry],
    all: usize,
    (plan, counties): (&Plan, &Arc<[String]>),
    progress: &(dyn Fn(Progress) + Sync),
) -> HashMap<PathBuf, (Stamp, Parsed)> {
    let far = Far {
        counties,
        files: AtomicUsize::new(all - entries.len()),
        of: all,
        rows: AtomicUsize::new(0),
        bytes: AtomicU64::new(0),
        of_bytes: entries.iter().map(|entry| entry.stamp.len).sum(),
        progress,
    };
    far.tell();
    let (large, mut small): (Vec<&Entry>, Vec<&Entry>) =
        entries.iter().partition(|entry| entry.stamp.len >= LARGE);
    // The largest first: whoever is done takes the next, and no core waits long at the end.
    small.sort_by_key(|entry| Reverse(entry.stamp.len));
    let mut found = far.read_side_by_side(&small, parallel::cores(), plan);
    found.extend(far.read_side_by_side(&large, 1, plan));
    found
}

/// Reads a file that does not change while it is read; a parser that panics costs this
/// file only.
fn read(
    entry: &Entry,
    (plan, counties): (&Plan, &Arc<[String]>),
    heard: Heard<'_>,
) -> (Stamp, ingest::Parsed) {
    let mut stamp = entry.stamp;
    let origin = Origin::new(&entry.relative, stamp.seconds());
    let origin = origin.in_year(plan.year).beside(counties);
    for _ in 0..3 {
        if stamp.odd {
            return (stamp, refused(&origin, Code::NotAFile, ""));
        }
        if stamp.len > LARGEST {
            return (stamp, refused(&origin, Code::FileTooLarge, ""));
        }
        let parsed = std::panic::catch_unwind(AssertUnwindSafe(|| {
            if entry.relative.to_string_lossy().contains("panic") {
                crate::shell::panic_for_test("loader");
            }
            let bytes = Bytes::new(&entry.path, stamp.len);
            ingest::parse_heard(&origin, &bytes, plan, heard)
        }));
        let parsed = match parsed {
            Ok(Ok(parsed)) => parsed,
            Ok(Err(error)) => {
                let why = crate::shell::why(&error);
                return (stamp, refused(&origin, Code::FileUnreadable, &why));
            }
            Err(_) => refused(&origin, Code::FileUnreadable, "internal"),
        };
        let after = source::stamp(&entry.path).unwrap_or(stamp);
        if after == stamp {
            return (stamp, parsed);
        }
        stamp = after;
    }
    // It never stood still: the watcher will ask again.
    (
        stamp,
        refused(&origin, Code::FileUnreadable, "still-written"),
    )
}

/// How much of the end of a file tells whether it was cut off.
const TAIL: u64 = 1 << 18;

/// That a file which had so many rows before ends in the middle of one now.
pub fn cut_off(path: &Path, fresh: &ingest::Parsed, before: usize) -> Option<Diagnostic> {
    let source = &fresh.segment.source;
    if source.rows == 0 || source.rows >= before {
        return None;
    }
    let from = source.bytes.saturating_sub(TAIL);
    let mut tail = Vec::new();
    let bytes = Bytes::new(path, source.bytes);
    bytes.read(from, TAIL, &mut tail).ok()?;
    // Of a longer file whole lines, and no line's number.
    let begin = match from {
        0 => 0,
        _ => tail.iter().position(|byte| *byte == b'\n')? + 1,
    };
    let line = ingest::cut_off(tail.get(begin..)?)?;
    let line = if from == 0 { line } else { 0 };
    let cut = Diagnostic::new(&source.file, line, 0, Code::FileCutOff);
    Some(cut.with_understood(source.rows).with_expected(before))
}

fn refused(origin: &Origin, code: Code, detail: &str) -> ingest::Parsed {
    ingest::Parsed {
        segment: Arc::new(Segment {
            source: origin.source(0),
            rows: None,
        }),
        diagnostics: vec![
            Diagnostic::new(&origin.file, 0, 0, code).with_value(&text::clean(detail)),
        ],
    }
}
