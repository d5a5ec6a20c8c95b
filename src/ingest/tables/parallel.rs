//! The pieces of a large file, read on all cores and joined in order.
//!
//! The rows of a piece are read as those of a file are. What depends on rows of the piece before
//! (merged cells, a quote still open, another table's header) makes the whole file be read in
//! one; only a cell that was merged over a cut is read again with what stands above.

use super::cells::Above;
use super::reader::{self, Pass};
use super::{Cells, Context, Table, twice::Told};
use crate::ingest::Heard;
use crate::ingest::cell::Dating;
use crate::ingest::decode::Kind;
use crate::ingest::findings::Findings;
use crate::ingest::header::Header;
use crate::ingest::pieces::{Pieces, threads};
use crate::ingest::records::Sheet;
use crate::plan::Plan;
use std::collections::BTreeMap;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc;

/// What pieces are read with.
struct Task<'a, F> {
    head: &'a Sheet<'a>,
    pieces: &'a Pieces<'a>,
    header: &'a Header,
    plan: &'a Plan,
    dating: Dating,
    findings: Findings,
    read: &'a F,
}

/// A piece, read.
struct Piece<T> {
    kind: Kind,
    table: T,
    rows: usize,
    rejected: usize,
    findings: Findings,
    unnamed: BTreeMap<usize, String>,
    above: Above,
    iso: bool,
}

/// Reads the pieces; the rows, how many were left out, the encoding.
pub fn rows<T: Table>(
    head: &Sheet<'_>,
    pieces: &Pieces<'_>,
    header: &Header,
    context: Context<'_>,
    findings: &mut Findings,
    heard: Heard<'_>,
    read: impl Fn(&mut T, &mut Cells<'_>) -> bool + Sync,
) -> Option<(T, usize, &'static str)> {
    let task = Task {
        dating: reader::dating(head, header, context, findings),
        findings: findings.fresh(),
        head,
        pieces,
        header,
        plan: context.plan,
        read: &read,
    };
    let next = AtomicUsize::new(0);
    let (send, done) = mpsc::sync_channel(2);
    let mut whole: Option<Piece<T>> = None;
    let mut kinds = Vec::with_capacity(pieces.len());
    std::thread::scope(|scope| {
        for _ in 0..threads() {
            let (send, next, task) = (send.clone(), &next, &task);
            scope.spawn(move || {
                loop {
                    let at = next.fetch_add(1, Ordering::Relaxed);
                    if at >= task.pieces.len() || send.send((at, task.piece(at, None))).is_err() {
                        return;
                    }
                }
            });
        }
        drop(send);
        // Dropped on every way out, so that no thread waits to be heard.
        let done = done;
        let mut early = BTreeMap::new();
        while kinds.len() < pieces.len() {
            let (at, piece) = done.recv().ok()?;
            early.insert(at, piece);
            while let Some(piece) = early.remove(&kinds.len()) {
                let mut piece = piece?;
                if piece.above.is_missed() {
                    let above = whole.as_ref().map(|whole| whole.above.clone());
                    piece = task.piece(kinds.len(), Some(above.unwrap_or_default()))?;
                }
                heard(piece.rows, pieces.size(kinds.len()));
                kinds.push(piece.kind);
                match &mut whole {
                    Some(whole) => whole.join(piece),
                    None => whole = Some(piece),
                }
            }
        }
        Some(())
    })?;
    let encoding = pieces.encoding(kinds.into_iter())?;
    let mut whole = whole?;
    findings.absorb(whole.findings);
    reader::tell_unnamed(header, whole.unnamed, findings);
    whole.table.twice(&mut Told {
        header,
        findings,
        texts: &|lines, column| task.texts(lines, column),
        iso: whole.iso,
    });
    whole.table.settle();
    Some((whole.table, whole.rejected, encoding))
}

impl<T: Table> Piece<T> {
    fn join(&mut self, later: Self) {
        self.table.append(later.table);
        self.rejected += later.rejected;
        self.findings.absorb(later.findings);
        for (column, text) in later.unnamed {
            self.unnamed.entry(column).or_insert(text);
        }
        self.above.follow(later.above);
        self.iso &= later.iso;
    }
}

impl<F> Task<'_, F> {
    /// Reads one piece; `above`: what stands above it, where that is known already.
    fn piece<T: Table>(&self, at: usize, above: Option<Above>) -> Option<Piece<T>>
    where
        F: Fn(&mut T, &mut Cells<'_>) -> bool,
    {
        let (text, kind, lines) = self.pieces.piece(at)?;
        let sheet = self.head.part(&text, lines);
        let mut findings = self.findings.clone();
        let mut pass = Pass::new(
            &sheet,
            self.header,
            self.plan,
            self.dating,
            &mut findings,
            self.read,
        );
        if at > 0 {
            pass.continues(above);
        }
        pass.run();
        let last = at + 1 == self.pieces.len();
        let (table, rejected, unnamed, memory) = pass.parts(last)?;
        Some(Piece {
            kind,
            rows: table.count(),
            table,
            rejected,
            findings,
            unnamed,
            iso: memory.iso,
            above: memory.above,
        })
    }

    /// The text of a column in the rows of some lines.
    fn texts(&self, lines: &[u32], column: usize) -> Vec<String> {
        let mut found = vec![String::new(); lines.len()];
        for at in 0..self.pieces.len() {
            if let Some((text, _, before)) = self.pieces.piece(at) {
                reader::texts(&self.head.part(&text, before), lines, column, &mut found);
            }
        }
        found
    }
}
