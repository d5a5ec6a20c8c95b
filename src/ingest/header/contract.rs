//! The tables and columns of the contract, and how they are found by name.

use super::{first_letter, fold};
use crate::model::TableKind;
use rustc_hash::{FxHashMap, FxHashSet};

/// A column a table knows.
#[derive(Debug, Clone, Copy)]
pub struct ColumnSpec {
    /// Its name in the contract's English.
    pub key: &'static str,
    /// Its Chinese names, the contract's first; without brackets and units.
    pub names: &'static [&'static str],
    /// Whether a file without it is not this table.
    pub required: bool,
    /// What the template's example row has in it.
    pub example: &'static str,
}

impl ColumnSpec {
    /// A column that a file must have to be this table.
    pub const fn required(key: &'static str, names: &'static [&'static str]) -> Self {
        Self {
            key,
            names,
            required: true,
            example: "",
        }
    }

    /// A column that a file may have.
    pub const fn more(key: &'static str, names: &'static [&'static str]) -> Self {
        Self {
            required: false,
            ..Self::required(key, names)
        }
    }

    /// With what the example row has in it.
    #[must_use]
    pub const fn like(self, example: &'static str) -> Self {
        Self { example, ..self }
    }
}

/// A table's columns.
#[derive(Debug, Clone, Copy)]
pub struct TableSpec {
    /// The table.
    pub kind: TableKind,
    /// The name of its template.
    pub file: &'static str,
    /// The column whose text begins with [`EXAMPLE`] in an example row.
    pub mark: &'static str,
    /// Words of its cells, which decide where a header fits two tables alike.
    pub words: &'static [&'static str],
    /// Its columns.
    pub columns: &'static [ColumnSpec],
}

impl TableSpec {
    /// A column by its key, found when the program is built: a key that the table lacks does not
    /// compile where this is asked for in a `const`.
    pub const fn key(&self, name: &'static str) -> Key {
        let mut at = 0;
        while !is_same(self.columns[at].key, name) {
            at += 1;
        }
        Key { name, at }
    }
}

/// A column of a table.
#[derive(Debug, Clone, Copy)]
pub struct Key {
    /// Its name in the contract's English.
    pub name: &'static str,
    /// Its place in [`TableSpec::columns`].
    pub at: usize,
}

/// As `==`, for constants.
const fn is_same(a: &str, b: &str) -> bool {
    let (a, b) = (a.as_bytes(), b.as_bytes());
    let mut at = 0;
    while at < a.len() && at < b.len() && a[at] == b[at] {
        at += 1;
    }
    at == a.len() && at == b.len()
}

/// The tables there are, found by the names of their columns.
#[derive(Debug)]
pub struct Contract {
    pub(super) specs: &'static [TableSpec],
    /// For each name and key, as [`fold`] leaves it, the tables that have it: a bit each, in the
    /// order of `specs`. Most cells of the first rows are no column's name.
    names: FxHashMap<&'static str, u16>,
    /// How they begin.
    firsts: FxHashSet<char>,
}

impl Contract {
    /// Of these tables, sixteen at most.
    pub fn new(specs: &'static [TableSpec]) -> Self {
        let mut names: FxHashMap<&str, u16> = FxHashMap::default();
        for (at, spec) in specs.iter().enumerate() {
            for column in spec.columns {
                for name in column.names.iter().chain([&column.key]) {
                    *names.entry(name).or_default() |= 1 << at;
                }
            }
        }
        let firsts = names.keys().filter_map(|name| name.chars().next());
        Self {
            specs,
            firsts: firsts.collect(),
            names,
        }
    }

    /// The tables that have a column of this name, folded.
    pub(super) fn tables(&self, folded: &str) -> u16 {
        // Nothing so long is the name of a column.
        let known = self.names.get(folded).filter(|_| folded.len() <= LONGEST);
        known.copied().unwrap_or(0)
    }

    /// As [`Self::tables`], of a name as it stands, in two pieces: most are no column's, which their
    /// first letter tells.
    pub(super) fn tables_of(&self, front: &str, back: &str) -> u16 {
        let first = first_letter(front.chars().chain(back.chars()));
        match first {
            Some(first) if !self.firsts.contains(&first) => 0,
            _ if back.is_empty() => self.tables(&fold(front)),
            _ => self.tables(&fold(&format!("{front}{back}"))),
        }
    }
}

/// The longest name of a column that is looked for, in bytes.
pub(super) const LONGEST: usize = 120;

/// How the marked cell of an example row begins.
pub const EXAMPLE: &str = "示例";
