//! The house: which module may use which (DESIGN §6). Text matching: good for `crate::`
//! paths, blind to macros.

#![expect(clippy::unwrap_used, reason = "a test that fails stops here")]

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

/// A may use B, and what B may use.
const MAY_USE: &[(&str, &[&str])] = &[
    ("main", &["cli"]),
    ("cli", &["shell", "report", "analysis"]),
    (
        "shell",
        &["app", "ingest", "analysis", "report", "parallel"],
    ),
    ("app", &["ui"]),
    (
        "ui",
        &[
            "words",
            "analysis::board",
            "keymap",
            "theme",
            "glyphs",
            "i18n",
            "text",
            "collation",
            "parallel",
            "model",
            "plan",
            "diagnostic",
        ],
    ),
    (
        "report",
        &[
            "words",
            "analysis::board",
            "i18n",
            "text",
            "model",
            "plan",
            "diagnostic",
        ],
    ),
    (
        "words",
        &[
            "analysis::board",
            "action",
            "i18n",
            "text",
            "model",
            "plan",
            "diagnostic",
        ],
    ),
    ("keymap", &["action"]),
    ("theme", &["analysis::board"]),
    ("glyphs", &["analysis::board"]),
    ("analysis", &["model", "plan", "diagnostic", "parallel"]),
    ("analysis::board", &["model", "plan", "diagnostic"]),
    (
        "ingest",
        &["model", "plan", "diagnostic", "text", "parallel"],
    ),
    ("model", &["terms"]),
    ("plan", &["terms"]),
    ("diagnostic", &[]),
    ("terms", &[]),
    ("action", &[]),
    ("text", &[]),
    ("parallel", &[]),
    ("collation", &[]),
    ("i18n", &[]),
];

fn allowed(module: &str) -> BTreeSet<String> {
    let table: BTreeMap<_, _> = MAY_USE.iter().copied().collect();
    let mut open = vec![module];
    let mut seen = BTreeSet::from([module.to_owned()]);
    while let Some(next) = open.pop() {
        for used in table.get(next).copied().unwrap_or_default() {
            if seen.insert((*used).to_owned()) {
                open.push(used);
            }
        }
    }
    seen
}

fn files(folder: &Path, out: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            files(&path, out);
        } else if path.extension().is_some_and(|e| e == "rs") {
            out.push(path);
        }
    }
}

#[test]
fn modules_use_only_what_the_table_allows() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut all = Vec::new();
    files(&root, &mut all);
    let mut faults = Vec::new();
    for path in all {
        let relative = path.strip_prefix(&root).unwrap();
        let first = relative
            .components()
            .next()
            .unwrap()
            .as_os_str()
            .to_string_lossy();
        let module = first.trim_end_matches(".rs").to_owned();
        // Tests may use what they like.
        if module == "lib" || relative.ends_with("tests.rs") {
            continue;
        }
        let allowed = allowed(&module);
        let source = std::fs::read_to_string(&path).unwrap();
        // Tests may use what they like.
        let source = source.split("#[cfg(test)]").next().unwrap_or_default();
        for line in source
            .lines()
            .filter(|line| !line.trim_start().starts_with("//"))
        {
            for (at, _) in line.match_indices("crate::") {
                let rest = &line[at + "crate::".len()..];
                let name = |text: &str| -> String {
                    text.chars()
                        .take_while(|c| c.is_alphanumeric() || *c == '_')
                        .collect()
                };
                let used = name(rest);
                if used.is_empty() || used == "tr" || (rest.starts_with('{')) {
                    continue;
                }
                let deeper = format!(
                    "{used}::{}",
                    name(rest[used.len()..].trim_start_matches("::"))
                );
                if used != module && !allowed.contains(&used) && !allowed.contains(&deeper) {
                    faults.push(format!("{}: {}", relative.display(), line.trim()));
                }
            }
        }
    }
    assert!(
        faults.is_empty(),
        "not in the table of imports:\n{}",
        faults.join("\n")
    );
}

/// Words reach a buffer through `paint` only: it cuts them with `…`, never halves a wide character,
/// and tells a test of the layout what covers what.
#[test]
fn only_paint_puts_words_into_a_buffer() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut files = Vec::new();
    self::files(&root, &mut files);
    let mut faults = Vec::new();
    for path in files {
        let source = std::fs::read_to_string(&path).unwrap();
        let source = source.split("#[cfg(test)]").next().unwrap_or_default();
        let puts = ["set_string", "set_line", "set_span", "Paragraph::new"];
        if !path.ends_with("ui/widgets/paint.rs") && puts.iter().any(|put| source.contains(put)) {
            faults.push(path);
        }
    }
    assert!(faults.is_empty(), "{faults:?}");
}
