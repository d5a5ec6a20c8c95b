//! What the program is not able to do at all.

use std::fs;
use std::path::{Path, PathBuf};

fn files(folder: &Path, out: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            files(&path, out);
        } else if path.extension().is_some_and(|end| end == "rs") {
            out.push(path);
        }
    }
}

/// No network, no other program, no code that the compiler does not check; files are written in
/// few places only.
#[test]
fn no_network_no_shell_no_unsafe() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut all = Vec::new();
    files(&root, &mut all);
    let writers = [
        "cli/init.rs",
        "cli/output.rs",
        "cli/snapshot.rs",
        "shell/decisions.rs",
        "shell/export.rs",
        "shell/journal.rs",
        "shell/panics.rs",
        "shell/state.rs",
    ];
    for path in all {
        let name = path.strip_prefix(&root).unwrap().to_str().unwrap();
        if name.ends_with("tests.rs") {
            continue;
        }
        let source = fs::read_to_string(&path).unwrap();
        let source = source.split("#[cfg(test)]").next().unwrap();
        let code: String = source
            .lines()
            .filter(|line| !line.trim_start().starts_with("//"))
            .collect::<Vec<_>>()
            .join("\n");
        for never in [
            "std::net",
            "TcpStream",
            "UdpSocket",
            "process::Command",
            "Command::new(\"",
            "unsafe ",
        ] {
            assert!(!code.contains(never), "{name}: {never}");
        }
        let writes = [
            "File::create",
            "OpenOptions",
            "fs::write",
            "fs::rename",
            "create_dir",
        ];
        let found = writes.iter().find(|one| {
            code.match_indices(**one)
                .any(|(at, _)| !code[..at].ends_with(char::is_alphanumeric))
        });
        if let Some(found) = found {
            assert!(writers.contains(&name), "{name}: {found}");
        }
    }
}
