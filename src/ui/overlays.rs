//! What lies over a screen: the help page and the find box.

pub mod find;
pub mod help;
