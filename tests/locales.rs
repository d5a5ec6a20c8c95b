//! Every key has words in both languages, with the same arguments, and nothing is left over.

#![expect(clippy::unwrap_used, reason = "a test that fails stops here")]

use duban::action::Action;
use duban::i18n::{FILES, Lang, Locale};
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

/// Message keys of a locale file with the arguments they use.
fn messages(text: &str) -> BTreeMap<String, BTreeSet<String>> {
    let mut messages = BTreeMap::new();
    let mut current = String::new();
    for line in text.lines() {
        let is_key = line.starts_with(|c: char| c.is_ascii_alphabetic());
        if is_key && let Some((key, _)) = line.split_once(" =") {
            key.clone_into(&mut current);
            messages.insert(current.clone(), BTreeSet::new());
        }
        for piece in line.split('$').skip(1) {
            let name: String = piece
                .chars()
                .take_while(|c| c.is_ascii_alphanumeric() || *c == '_')
                .collect();
            if let Some(arguments) = messages.get_mut(&current) {
                arguments.insert(name);
            }
        }
    }
    messages
}

fn sources(folder: &Path, out: &mut Vec<String>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            sources(&path, out);
        } else if path.extension().is_some_and(|e| e == "rs") {
            out.push(std::fs::read_to_string(&path).unwrap());
        }
    }
}

/// Keys written as `tr!(locale, "key"` or `.tr("key"` anywhere in the sources.
fn used_keys() -> BTreeSet<String> {
    let mut files = Vec::new();
    sources(
        &Path::new(env!("CARGO_MANIFEST_DIR")).join("src"),
        &mut files,
    );
    let mut keys = BTreeSet::new();
    for text in files {
        for (start, opening) in text.match_indices("tr!(").chain(text.match_indices(".tr(")) {
            let rest = &text[start + opening.len()..];
            // The key is the first literal before any other bracket opens.
            let Some(quote) = rest.find('"') else {
                continue;
            };
            if rest[..quote].contains(['(', ')', ';', '$']) && opening != "tr!(" {
                continue;
            }
            if rest[..quote].contains([';', '{', '$']) {
                continue;
            }
            let key: String = rest[quote + 1..]
                .chars()
                .take_while(|c| *c != '"')
                .collect();
            if !key.is_empty() && key.chars().all(|c| c.is_ascii_alphanumeric() || c == '-') {
                keys.insert(key);
            }
        }
    }
    keys.remove("key");
    keys
}

#[test]
fn both_languages_have_the_same_messages_and_arguments() {
    for (name, zh, en) in FILES {
        let (zh, en) = (messages(zh), messages(en));
        let zh_keys: BTreeSet<_> = zh.keys().collect();
        let en_keys: BTreeSet<_> = en.keys().collect();
        assert_eq!(zh_keys, en_keys, "keys of {name}");
        for (key, arguments) in &zh {
            // A language may leave an argument out (a month's name), never use an unknown one.
            assert!(
                arguments.is_subset(&en[key])
                    || en[key].is_subset(arguments)
                    || key == "date-short",
                "{name}: {key} uses {arguments:?} and {:?}",
                en[key]
            );
        }
    }
}

#[test]
fn every_key_in_the_sources_has_words() {
    for lang in Lang::ALL {
        let locale = Locale::new(lang);
        for key in used_keys() {
            assert!(locale.has(&key), "{key} has no words in {}", lang.name());
        }
        for code in duban::diagnostic::Code::ALL {
            for key in [
                format!("diag-{}", code.name()),
                format!("code-{}", code.name()),
            ] {
                assert!(locale.has(&key), "{key} has no words in {}", lang.name());
            }
        }
        for action in Action::ALL {
            for key in [
                format!("action-{}", action.name()),
                format!("action-{}-short", action.name()),
            ] {
                assert!(locale.has(&key), "{key} has no words in {}", lang.name());
            }
        }
    }
}

#[test]
fn the_files_parse_whole() {
    for (name, zh, en) in FILES {
        for text in [zh, en] {
            let parsed = fluent_bundle::FluentResource::try_new((*text).to_owned());
            assert!(
                parsed.is_ok(),
                "{name}: {:?}",
                parsed.err().map(|(_, errors)| errors)
            );
        }
    }
}
