//! Several things at once, where none needs another.
//!
//! Nothing here knows what is done.

use std::ops::Range;
use std::panic::resume_unwind;
use std::sync::OnceLock;
use std::sync::atomic::{AtomicUsize, Ordering};

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

/// How many threads have a core each; the system is asked once, which reads several files.
pub fn cores() -> usize {
    static CORES: OnceLock<usize> = OnceLock::new();
    *CORES.get_or_init(|| std::thread::available_parallelism().map_or(1, Into::into))
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
    many.div_ceil(cores()).max(MANY)
}

/// How many items a piece has whose like are quickly gone through.
pub const PIECE: usize = 1 << 16;

/// A list of what comes of each place; where there are many, a part of them on each core.
pub fn collect<T: Send>(many: usize, of: impl Fn(usize) -> T + Sync) -> Vec<T> {
    if many < 2 * PIECE {
        return (0..many).map(of).collect();
    }
    let size = size(many);
    let part = |at: usize| (at * size).min(many)..((at + 1) * size).min(many);
    let of = &of;
    std::thread::scope(|scope| {
        let others = 1..many.div_ceil(size);
        let others = others.map(|at| scope.spawn(move || part(at).map(of).collect::<Vec<T>>()));
        let others: Vec<_> = others.collect();
        let mut all = Vec::with_capacity(many);
        all.extend(part(0).map(of));
        for other in others {
            match other.join() {
                Ok(more) => all.extend(more),
                Err(panic) => resume_unwind(panic),
            }
        }
        all
    })
}

/// What comes of each piece of a list, in order, the pieces side by side. The pieces are the same on
/// every machine, so sums of fractions come out the same.
pub fn map_pieces<T: Sync, A: Send>(
    list: &[T],
    size: usize,
    of: impl Fn(&[T]) -> A + Sync,
) -> Vec<A> {
    let pieces: Vec<&[T]> = list.chunks(size.max(1)).collect();
    map(&pieces, |piece| of(piece))
}

/// What comes of each range of so many places, [`PIECE`] long at most, in order, the ranges side by side.
pub fn map_places<A: Send>(many: usize, of: impl Fn(Range<usize>) -> A + Sync) -> Vec<A> {
    let starts: Vec<usize> = (0..many).step_by(PIECE).collect();
    map(&starts, |&start| of(start..(start + PIECE).min(many)))
}

/// What comes of each of a list, in order, side by side: whoever is done takes the next.
pub fn map<T: Sync, A: Send>(list: &[T], of: impl Fn(&T) -> A + Sync) -> Vec<A> {
    let next = AtomicUsize::new(0);
    let work = || {
        let mut found = Vec::new();
        loop {
            let at = next.fetch_add(1, Ordering::Relaxed);
            match list.get(at) {
                Some(one) => found.push((at, of(one))),
                None => return found,
            }
        }
    };
    let mut found = std::thread::scope(|scope| {
        let others = (1..cores().min(list.len())).map(|_| scope.spawn(work));
        let others: Vec<_> = others.collect();
        let mut found = work();
        for other in others {
            match other.join() {
                Ok(more) => found.extend(more),
                Err(panic) => resume_unwind(panic),
            }
        }
        found
    });
    found.sort_unstable_by_key(|(at, _)| *at);
    found.into_iter().map(|(_, found)| found).collect()
}

#[cfg(test)]
mod tests {
    use super::{PIECE, collect, map_places};

    #[test]
    fn ranges_are_all_places_in_order() {
        for many in [0, 1, PIECE, PIECE + 1, 3 * PIECE + 7] {
            let ranges = map_places(many, |places| places);
            assert!(ranges.into_iter().flatten().eq(0..many), "{many}");
        }
    }

    #[test]
    fn a_long_list_is_in_order() {
        for many in [0, 1, 2 * PIECE - 1, 2 * PIECE, 3 * PIECE + 7] {
            assert!(collect(many, |at| at).into_iter().eq(0..many), "{many}");
        }
    }
}
