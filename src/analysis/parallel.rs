//! Several things at once, where none needs another.
//!
//! Nothing here knows what is done.

use std::panic::resume_unwind;

/// Does both, the first on a thread of its own; a panic of either is the caller's.
pub fn both<A: Send, B>(a: impl FnOnce() -> A + Send, b: impl FnOnce() -> B) -> (A, B) {
    std::thread::scope(|scope| {
        let other = scope.spawn(a);
        let b = b();
        match other.join() {
            Ok(a) => (a, b),
            Err(panic) => resume_unwind(panic),
        }
    })
}

/// Fewer items than this are not worth a thread.
const MANY: usize = 4096;

/// Calls `each` with every piece of a list and the place of its first item, the pieces side by
/// side.
pub fn pieces<T: Send>(list: &mut [T], each: impl Fn(usize, &mut [T]) + Sync) {
    pairs(list, &mut vec![(); list.len()], |at, piece, _| {
        each(at, piece);
    });
}

/// As [`pieces`], of two lists in step: a piece of one with the same piece of the other.
pub fn pairs<T: Send, U: Send>(
    list: &mut [T],
    other: &mut [U],
    each: impl Fn(usize, &mut [T], &mut [U]) + Sync,
) {
    let size = size(list.len());
    std::thread::scope(|scope| {
        let pieces = list.chunks_mut(size).zip(other.chunks_mut(size));
        let mut pieces = pieces.enumerate();
        let own = pieces.next();
        for (at, (piece, other)) in pieces {
            let each = &each;
            scope.spawn(move || each(at * size, piece, other));
        }
        if let Some((_, (piece, other))) = own {
            each(0, piece, other);
        }
    });
}

/// How long a piece is, of a list that is so long.
fn size(many: usize) -> usize {
    let cores = std::thread::available_parallelism().map_or(1, Into::into);
    many.div_ceil(cores).max(MANY)
}

/// What comes of each piece of a list, in order, the pieces side by side. The pieces are the same on
/// every machine, so sums of fractions come out the same.
pub fn map_pieces<T: Sync, A: Send>(list: &[T], of: impl Fn(&[T]) -> A + Sync) -> Vec<A> {
    const PIECE: usize = 1 << 16;
    let mut found: Vec<(&[T], Option<A>)> = list.chunks(PIECE).map(|piece| (piece, None)).collect();
    let cores = std::thread::available_parallelism().map_or(1, Into::into);
    let size = found.len().div_ceil(cores).max(1);
    std::thread::scope(|scope| {
        let mut shares = found.chunks_mut(size);
        let own = shares.next();
        let work = |share: &mut [(&[T], Option<A>)]| {
            for (piece, found) in share {
                *found = Some(of(piece));
            }
        };
        for share in shares {
            scope.spawn(move || work(share));
        }
        if let Some(own) = own {
            work(own);
        }
    });
    found.into_iter().filter_map(|(_, found)| found).collect()
}
