//! Two things at once, where neither needs the other.
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
