//! The pieces of a large file, read on all cores and joined in order.
//!
//! The rows of a piece are read as those of a file are. What depends on rows of the piece before
//! (merged cells, a quote still open, another table's header) makes the whole file be read in
//! one; only a cell that was merged over a cut is read again with what stands above.

use super::above::Above;
use super::reader::{self, Pass};
use super::{Cells, Context, Table, twice::Told};
use crate::ingest::Heard;
use crate::ingest::cell::Dating;
use crate::ingest::decode::Kind;
use crate::ingest::findings::Findings;
use crate::ingest::header::Header;
use crate::ingest::pieces::{self, Pieces};
use crate::ingest::records::Sheet;
use std::collections::BTreeMap;
use std::sync::mpsc;

/// What pieces are read with.
struct Task<'a, F> {
    head: &'a Sheet<'a>,
    pieces: &'a Pieces<'a>,
    header: &'a Header,
    context: Context<'a>,
    dating: Dating,
    findings: Findings,
    read: &'a F,
}

/// What a thread reads one piece after another in.
#[derive(Default)]
struct Room<T> {
    /// A piece decoded, where it has to be.
    text: String,
    /// An empty table with room for what the piece before held.
    table: T,
}

/// A piece, read.
struct Piece<T> {
    kind: Kind,
    table: T,
    rows: usize,
    /// Bytes.
    size: usize,
    /// What it was read of, where a cell above it was asked for that was not known yet.
    missed: Option<pieces::Piece>,
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
        context,
        read: &read,
    };
    let cutter = pieces.cutter();
    let (send, done) = mpsc::sync_channel(2);
    let mut whole: Option<Piece<T>> = None;
    let mut kinds = Vec::new();
    std::thread::scope(|scope| {
        for _ in 0..crate::parallel::cores() {
            let (send, cutter, task) = (send.clone(), &cutter, &task);
            scope.spawn(move || {
                let (mut piece, mut room) = (pieces::Piece::default(), Room::default());
                loop {
                    let next = cutter.next(&mut piece);
                    let at = piece.at;
                    let read = match next {
                        Ok(true) => task.read(&mut piece, &mut room),
                        Ok(false) => return,
                        // The reading of the whole finds out why.
                        Err(_) => None,
                    };
                    if send.send((at, read)).is_err() {
                        return;
                    }
                }
            });
        }
        drop(send);
        // Dropped on every way out, so that no thread waits to be heard.
        let done = done;
        let mut early = BTreeMap::new();
        for (at, read) in &done {
            early.insert(at, read?);
            while let Some(mut read) = early.remove(&kinds.len()) {
                if let Some(missed) = &read.missed {
                    let above = whole.as_ref().map(|whole| whole.above.clone());
                    read = task.piece(
                        missed,
                        Some(above.unwrap_or_default()),
                        &mut Room::default(),
                    )?;
                }
                heard(read.rows, read.size);
                kinds.push(read.kind);
                match &mut whole {
                    Some(whole) => whole.join(read),
                    None => {
                        // Some more: rows are not all of one length.
                        let many = pieces.many(read.size);
                        read.table.expect(many + many / 32);
                        whole = Some(read);
                    }
                }
            }
        }
        Some(())
    })?;
    let encoding = pieces.encoding(kinds.into_iter())?;
    let mut whole = whole?;
    findings.absorb(whole.findings);
    reader::tell_unnamed(header, whole.unnamed, findings);
    let unnamed = whole.table.fold(context);
    reader::tell_unnamed_counties(unnamed, header, findings);
    whole.table.settle();
    whole.table.twice(&mut Told {
        header,
        findings,
        texts: &|lines, column| task.texts(lines, column),
        iso: whole.iso,
    });
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
    /// Reads one piece without what stands above it.
    fn read<T: Table>(&self, piece: &mut pieces::Piece, room: &mut Room<T>) -> Option<Piece<T>>
    where
        F: Fn(&mut T, &mut Cells<'_>) -> bool,
    {
        let mut read = self.piece(piece, None, room)?;
        if read.above.is_missed() {
            read.missed = Some(std::mem::take(piece));
        }
        Some(read)
    }

    /// Reads one piece; `above`: what stands above it, where that is known already.
    fn piece<T: Table>(
        &self,
        piece: &pieces::Piece,
        above: Option<Above>,
        room: &mut Room<T>,
    ) -> Option<Piece<T>>
    where
        F: Fn(&mut T, &mut Cells<'_>) -> bool,
    {
        let (text, kind) = self.pieces.text(piece, &mut room.text)?;
        let sheet = self.head.part(text, piece.lines);
        let mut findings = self.findings.clone();
        let mut pass = Pass::new(
            &sheet,
            self.header,
            self.context,
            self.dating,
            &mut findings,
            self.read,
        );
        pass.fill(std::mem::take(&mut room.table));
        if piece.at > 0 {
            pass.continues(above);
        }
        pass.run();
        let (table, rejected, unnamed, memory) = pass.parts(piece.last)?;
        room.table = table.like();
        Some(Piece {
            kind,
            rows: table.count(),
            size: piece.bytes.len(),
            missed: None,
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
        let cutter = self.pieces.cutter();
        let (mut piece, mut room) = (pieces::Piece::default(), String::new());
        while let Ok(true) = cutter.next(&mut piece) {
            if let Some((text, _)) = self.pieces.text(&piece, &mut room) {
                let sheet = self.head.part(text, piece.lines);
                reader::texts(&sheet, lines, column, &mut found);
            }
        }
        found
    }
}
