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
    let cores = std::thread::available_parallelism().map_or(1, Into::into);
    let size = list.len().div_ceil(cores).max(MANY);
    if list.len() <= size {
        each(0, list);
        return;
    }
    std::thread::scope(|scope| {
        for (at, piece) in list.chunks_mut(size).enumerate() {
            let each = &each;
            scope.spawn(move || each(at * size, piece));
        }
    });
}
