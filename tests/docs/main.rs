//! The README's frames and tables are made from the program and never stale.
//!
//! `DUBAN_UPDATE=1 cargo test --test docs` writes them anew.

#![expect(
    clippy::unwrap_used,
    clippy::disallowed_methods,
    reason = "a test that fails stops here"
)]

mod messages;

use duban::action::Action;
use duban::diagnostic::Code;
use duban::i18n::{Lang, Locale};
use duban::keymap::{BINDINGS, label};
use duban::ui::{ScreenId, words};
use std::fmt::Write;
use std::path::Path;
use std::process::Command;

fn frame(screen: ScreenId, lang: Lang) -> String {
    let folder = tempfile::tempdir().unwrap();
    let out = Command::new(env!("CARGO_BIN_EXE_duban"))
        .current_dir(folder.path())
        .env_remove("NO_COLOR")
        .args([
            "render",
            "--screen",
            screen.name(),
            "--size",
            "100x30",
            "--lang",
            lang.name(),
        ])
        .output()
        .unwrap();
    assert!(out.status.success());
    format!("```text\n{}```\n", String::from_utf8(out.stdout).unwrap())
}

fn keys(locale: &Locale) -> String {
    let mut out = match locale.lang() {
        Lang::Zh => "| 键 | 作用 |\n|---|---|\n".to_owned(),
        Lang::En => "| key | action |\n|---|---|\n".to_owned(),
    };
    for binding in BINDINGS {
        let keys: Vec<String> = binding
            .keys
            .iter()
            .map(|key| format!("`{}`", label(key)))
            .collect();
        writeln!(
            out,
            "| {} | {} |",
            keys.join(" "),
            words::action(locale, binding.action)
        )
        .unwrap();
    }
    assert!(
        Action::ALL
            .iter()
            .all(|action| BINDINGS.iter().any(|b| b.action == *action))
    );
    out
}

fn codes(locale: &Locale) -> String {
    let mut out = match locale.lang() {
        Lang::Zh => "| 代码 | 级别 | 含义（…处为实际内容） |\n|---|---|---|\n".to_owned(),
        Lang::En => {
            "| code | severity | meaning (… stands for the text in question) |\n|---|---|---|\n"
                .to_owned()
        }
    };
    for code in Code::ALL {
        let message = locale.finding(code.name(), "…", "…", "…");
        writeln!(
            out,
            "| `{}` | {} | {} |",
            code.name(),
            code.severity().name(),
            message.replace('|', "\\|")
        )
        .unwrap();
    }
    out
}

fn contract(locale: &Locale) -> String {
    let mut out = String::new();
    for table in duban::ingest::contract() {
        let (title, column, also) = match locale.lang() {
            Lang::Zh => (words::table(locale, Some(table.kind)), "列", "也认"),
            Lang::En => (table.kind.name().to_owned(), "column", "also known as"),
        };
        writeln!(
            out,
            "#### {title}\n\n| {column} | key | {also} |\n|---|---|---|"
        )
        .unwrap();
        for known in table.columns {
            let (first, rest) = known.names.split_first().unwrap();
            let name = if known.required {
                format!("**{first}**")
            } else {
                (*first).to_owned()
            };
            writeln!(out, "| {name} | `{}` | {} |", known.key, rest.join("、")).unwrap();
        }
        out.push('\n');
    }
    out
}

/// Puts the block between its marks.
fn replace(text: &str, name: &str, block: &str) -> String {
    let (begin, end) = (
        format!("<!-- begin:{name} -->\n"),
        format!("<!-- end:{name} -->"),
    );
    let from = text.find(&begin).unwrap_or_else(|| unreachable!("{begin}")) + begin.len();
    let to = text.find(&end).unwrap_or_else(|| unreachable!("{end}"));
    format!("{}{block}{}", &text[..from], &text[to..])
}

#[test]
fn the_readmes_show_what_the_program_is() {
    for (file, lang) in [("README.md", Lang::En), ("README.zh-CN.md", Lang::Zh)] {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(file);
        let text = std::fs::read_to_string(&path).unwrap();
        let locale = Locale::new(lang);
        let mut made = text.clone();
        for &screen in ScreenId::ALL {
            made = replace(
                &made,
                &format!("frame-{}", screen.name()),
                &frame(screen, lang),
            );
        }
        made = replace(&made, "keys", &keys(&locale));
        made = replace(&made, "codes", &codes(&locale));
        made = replace(&made, "contract", &contract(&locale));
        if std::env::var_os("DUBAN_UPDATE").is_some() {
            std::fs::write(&path, &made).unwrap();
        } else {
            assert!(
                made == text,
                "{file} is stale: DUBAN_UPDATE=1 cargo test --test docs"
            );
        }
    }
}

/// The READMEs' pictures, one a language and screen.
fn pictures() -> impl Iterator<Item = (String, ScreenId, Lang)> {
    let screens = [ScreenId::Overview, ScreenId::Overdue, ScreenId::Indicators];
    screens.into_iter().flat_map(|screen| {
        Lang::ALL.map(|lang| {
            (
                format!("docs/{}-{}.svg", screen.name(), lang.name()),
                screen,
                lang,
            )
        })
    })
}

#[test]
fn the_pictures_show_what_the_program_draws() {
    for (file, screen, lang) in pictures() {
        let folder = tempfile::tempdir().unwrap();
        let out = Command::new(env!("CARGO_BIN_EXE_duban"))
            .current_dir(folder.path())
            .env_remove("NO_COLOR")
            .args(["render", "--format", "svg", "--size", "120x36"])
            .args(["--screen", screen.name(), "--lang", lang.name()])
            .output()
            .unwrap();
        assert!(out.status.success());
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(&file);
        if std::env::var_os("DUBAN_UPDATE").is_some() {
            std::fs::write(&path, &out.stdout).unwrap();
        } else {
            assert!(
                std::fs::read(&path).unwrap() == out.stdout,
                "{file} is stale: DUBAN_UPDATE=1 cargo test --test docs"
            );
        }
    }
}

#[test]
fn the_readmes_begin_with_the_two_commands() {
    for file in ["README.md", "README.zh-CN.md"] {
        let text =
            std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(file)).unwrap();
        let first = text.split("```").nth(1).unwrap();
        assert!(
            first.contains("cargo run --release") && first.contains("cargo test"),
            "{file}"
        );
    }
}
