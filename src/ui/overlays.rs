//! What lies over a screen: the help page, the find box, a row of a source file.

pub mod find;
pub mod help;
pub mod source;
