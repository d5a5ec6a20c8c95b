//! Loads a folder as the dashboard does, or only passes over its bytes, and tells what it took.
//!
//! ```text
//! cargo run --release --example load -- DIR          # board
//! cargo run --release --example load -- DIR --touch FILE --times 5   # and refreshes
//! cargo run --release --example load -- --bare DIR   # decoding and csv byte records alone
//! ```

#![expect(clippy::print_stdout, reason = "a measurement is told")]

use chrono::{NaiveDate, NaiveDateTime};
use clap::Parser;
use duban::app::changed;
use duban::shell::loader::{Loader, Request};
use duban::shell::source::{self, Entry, Place};
use encoding_rs::GB18030;
use std::collections::HashSet;
use std::path::PathBuf;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Instant;

/// Loads a folder and tells what it took.
#[derive(Debug, Parser)]
struct Arguments {
    /// Only decoding and a pass of csv byte records over the same bytes, on all cores.
    #[arg(long)]
    bare: bool,
    /// Loads once more as if this file had changed.
    #[arg(long)]
    touch: Option<PathBuf>,
    /// How often.
    #[arg(long, default_value_t = 1)]
    times: usize,
    /// Folders and files.
    paths: Vec<PathBuf>,
}

fn main() {
    let arguments = Arguments::parse();
    if arguments.bare {
        bare(&arguments.paths);
        return;
    }
    let mut loader = Loader::new(Request {
        place: Place::Paths(arguments.paths),
        plan: None,
        as_of: None,
        since: None,
    });
    let now = NaiveDate::from_ymd_opt(2021, 12, 31).map_or(NaiveDateTime::default(), Into::into);
    let start = Instant::now();
    let Ok(mut loaded) = loader.load(now, &HashSet::new(), |_, _| {}) else {
        println!("nothing to load");
        return;
    };
    let seconds = start.elapsed().as_secs_f64();
    let board = &loaded.board;
    println!(
        "load: {seconds:.3} s, peak {} MiB, at rest {} MiB, {} tasks, {} readings, {} units, {} findings",
        memory("VmHWM"),
        memory("VmRSS"),
        board.tasks.len(),
        board.tables.readings.len(),
        board.units.len(),
        board.diagnostics.len(),
    );
    for path in arguments
        .touch
        .iter()
        .flat_map(|path| std::iter::repeat_n(path, arguments.times))
    {
        loader.forget(path);
        let start = Instant::now();
        let Ok(again) = loader.load(now, &HashSet::new(), |_, _| {}) else {
            println!("refresh: failed");
            continue;
        };
        let read = start.elapsed().as_secs_f64();
        // The dashboard's loader marks what changed before it hands the board over.
        let changed = changed(&loaded.board, &again.board).len();
        println!(
            "refresh: {:.3} s ({read:.3} s the board), peak {} MiB, {changed} changed",
            start.elapsed().as_secs_f64(),
            memory("VmHWM"),
        );
        loaded = again;
    }
    // The system frees faster than we do.
    std::mem::forget(loaded);
    std::mem::forget(loader);
}

/// Peak (`VmHWM`) or present (`VmRSS`) memory in MiB; 0 where the system does not tell.
fn memory(key: &str) -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find(|line| line.starts_with(key));
    let number = line.and_then(|line| line.split_whitespace().nth(1));
    number.and_then(|n| n.parse::<u64>().ok()).unwrap_or(0) / 1024
}

/// The least that any reader of these bytes does: UTF-8 is checked, GB18030 decoded, csv byte
/// records are walked; pieces of 16 MiB on as many threads as there are cores.
fn bare(paths: &[PathBuf]) {
    const PIECE: usize = 16 << 20;
    let start = Instant::now();
    let entries = source::list(paths).unwrap_or_default();
    let files: Vec<Vec<u8>> = entries
        .iter()
        .filter_map(|Entry { path, .. }| source::read(path).ok())
        .collect();
    let mut pieces: Vec<&[u8]> = Vec::new();
    for file in &files {
        let mut rest = file.as_slice();
        while rest.len() > PIECE {
            let cut = rest[PIECE..].iter().position(|b| *b == b'\n');
            let (piece, after) = rest.split_at(cut.map_or(rest.len(), |at| PIECE + at + 1));
            pieces.push(piece);
            rest = after;
        }
        pieces.push(rest);
    }
    let (next, records, cells) = (
        AtomicUsize::new(0),
        AtomicUsize::new(0),
        AtomicUsize::new(0),
    );
    let cores = std::thread::available_parallelism().map_or(1, Into::into);
    std::thread::scope(|scope| {
        for _ in 0..cores {
            scope.spawn(|| {
                while let Some(piece) = pieces.get(next.fetch_add(1, Ordering::Relaxed)) {
                    let (rows, fields) = walk(piece);
                    records.fetch_add(rows, Ordering::Relaxed);
                    cells.fetch_add(fields, Ordering::Relaxed);
                }
            });
        }
    });
    println!(
        "bare: {:.3} s, peak {} MiB, {} records, {} cells",
        start.elapsed().as_secs_f64(),
        memory("VmHWM"),
        records.load(Ordering::Relaxed),
        cells.load(Ordering::Relaxed),
    );
}

fn walk(piece: &[u8]) -> (usize, usize) {
    let decoded = match std::str::from_utf8(piece) {
        Ok(_) => piece.into(),
        Err(_) => match GB18030.decode_without_bom_handling(piece).0 {
            std::borrow::Cow::Borrowed(text) => std::borrow::Cow::Borrowed(text.as_bytes()),
            std::borrow::Cow::Owned(text) => std::borrow::Cow::Owned(text.into_bytes()),
        },
    };
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .from_reader(&*decoded);
    let mut record = csv::ByteRecord::new();
    let (mut rows, mut cells) = (0, 0);
    while let Ok(true) = reader.read_byte_record(&mut record) {
        rows += 1;
        cells += record.len();
    }
    (rows, cells)
}
