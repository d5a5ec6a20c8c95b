//! What lies over a screen: the help page, the find box, the form of a decision, a row of a source file.

pub mod decide;
pub mod find;
pub mod help;
pub mod source;
