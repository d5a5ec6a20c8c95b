//! The program's state on random boards: under any hand, at any size, with very many rows.

#![expect(clippy::unwrap_used, reason = "a test that fails stops here")]

mod boards;
mod hand;
mod large;
mod layout;
mod marks;
