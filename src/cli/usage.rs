//! The help and the faults of the command line, in the user's language: clap parses, nothing it
//! would say itself is shown.

use crate::i18n::{Lang, Locale};
use crate::tr;
use clap::builder::Resettable;
use clap::error::{ContextKind, ContextValue, ErrorKind};
use clap::{Arg, Command};
use std::ffi::OsString;
use std::fmt::Display;

/// The language asked for, found before the rest of the line is understood.
pub fn lang(arguments: &[OsString]) -> Lang {
    let mut words = arguments.iter().filter_map(|word| word.to_str());
    let mut found = None;
    while let Some(word) = words.next() {
        if word == "--lang" {
            found = words.next().or(found);
        } else if let Some(name) = word.strip_prefix("--lang=") {
            found = Some(name);
        }
    }
    Lang::ALL
        .into_iter()
        .find(|lang| Some(lang.name()) == found)
        .unwrap_or_default()
}

/// A command whose help speaks the locale's language, its subcommands included.
pub fn spoken(mut command: Command, locale: &Locale) -> Command {
    // What clap adds itself, `--help` and `help`, has words from here on too.
    command.build();
    translate(command, locale)
}

fn translate(mut command: Command, locale: &Locale) -> Command {
    let name = command.get_name().to_owned();
    let has_commands = command.has_subcommands() && name != "help";
    let usage = command.render_usage().to_string();
    let usage = usage.split_once(": ").map_or("", |(_, usage)| usage);
    let mut usage = usage
        .replace("[OPTIONS]", &locale.tr("usage-some-options"))
        .replace("[COMMAND]", &locale.tr("usage-some-command"));
    let mut values: Vec<(String, String)> = command
        .get_arguments()
        .filter_map(|one| Some((one, one.get_value_names()?.first()?)))
        .filter(|(one, _)| one.get_action().takes_values())
        .map(|(_, name)| (name.to_string(), value(name, locale)))
        .collect();
    values.sort();
    values.dedup();
    for (name, shown) in &values {
        for (open, close) in [('<', '>'), ('[', ']')] {
            usage = usage.replace(
                &format!("{open}{name}{close}"),
                &format!("{open}{shown}{close}"),
            );
        }
    }
    let mut template = format!(
        "{{about-with-newline}}\n{} {{usage}}",
        locale.tr("usage-heading")
    );
    let mut block = |key: &str, tag: &str| {
        template.extend(["\n\n", &locale.tr(key), "\n{", tag, "}"]);
    };
    if has_commands {
        block("usage-commands", "subcommands");
    }
    if command.get_positionals().next().is_some() {
        block("usage-arguments", "positionals");
    }
    block("usage-options", "options");
    template.push_str("{after-help}");
    let key = format!("help-{name}");
    let mut command = command
        .about(locale.tr(&key).into_owned())
        .long_about(Resettable::Reset)
        .help_template(template)
        .override_usage(usage)
        .mut_args(|one| argument(one, &name, locale))
        .mut_subcommands(|one| translate(one, locale));
    if has_commands {
        command = command.after_help(tr!(locale, "usage-more", command = name));
    }
    command
}

fn argument(one: Arg, command: &str, locale: &Locale) -> Arg {
    let id = one.get_id().as_str().replace('_', "-");
    // Some mean another thing in one command.
    let own = format!("help-{command}-{id}");
    let key = if locale.has(&own) {
        own
    } else {
        format!("help-option-{id}")
    };
    let takes = one.get_action().takes_values();
    let name = one
        .get_value_names()
        .and_then(|names| names.first())
        .filter(|_| takes)
        .map(|name| value(name, locale));
    let one = one
        .help(locale.tr(&key).into_owned())
        .long_help(Resettable::Reset)
        // The words say which there are, and which is taken without any.
        .hide_possible_values(true)
        .hide_default_value(true);
    match name {
        Some(name) => one.value_name(name),
        None => one,
    }
}

/// What stands for a value in the help.
fn value(name: &str, locale: &Locale) -> String {
    let key = format!("usage-value-{}", name.to_lowercase());
    if locale.has(&key) {
        locale.tr(&key).into_owned()
    } else {
        name.to_owned()
    }
}

/// What is wrong with the command line, and what to do about it. `None`: nothing, the help or the
/// version was asked for.
pub fn fault(error: &clap::Error, locale: &Locale) -> Option<String> {
    let text = |kind: ContextKind| match error.get(kind) {
        Some(ContextValue::String(text)) => bare(text),
        Some(ContextValue::Strings(texts)) => list(texts),
        Some(ContextValue::StyledStrs(texts)) => list(texts),
        Some(ContextValue::StyledStr(text)) => bare(&text.to_string()),
        Some(ContextValue::Number(number)) => number.to_string(),
        _ => String::new(),
    };
    let argument = text(ContextKind::InvalidArg);
    let given = text(ContextKind::InvalidValue);
    let told = match error.kind() {
        ErrorKind::DisplayHelp | ErrorKind::DisplayVersion => return None,
        ErrorKind::UnknownArgument => {
            let near = text(ContextKind::SuggestedArg);
            if near.is_empty() {
                tr!(locale, "error-usage-unknown", argument = argument)
            } else {
                tr!(
                    locale,
                    "error-usage-similar",
                    argument = argument,
                    near = near
                )
            }
        }
        ErrorKind::InvalidSubcommand => {
            let argument = text(ContextKind::InvalidSubcommand);
            tr!(locale, "error-usage-unknown", argument = argument)
        }
        ErrorKind::InvalidValue if given.is_empty() => {
            tr!(locale, "error-usage-no-value", argument = argument)
        }
        ErrorKind::InvalidValue | ErrorKind::ValueValidation => {
            // Our own readers of values answer the key of what they expect, and names behind it.
            let source = std::error::Error::source(error).map(ToString::to_string);
            let expected = match source.as_deref() {
                Some(key) if !key.contains(": ") => locale.tr(key).into_owned(),
                Some(names) => one_of(
                    locale,
                    names.split_once(": ").map_or("", |(_, names)| names),
                ),
                None => one_of(locale, &text(ContextKind::ValidValue)),
            };
            tr!(
                locale,
                "error-usage-value",
                argument = argument,
                value = given,
                expected = expected
            )
        }
        ErrorKind::MissingRequiredArgument => {
            tr!(locale, "error-usage-missing", argument = argument)
        }
        ErrorKind::ArgumentConflict => {
            tr!(locale, "error-usage-twice", argument = argument)
        }
        ErrorKind::TooManyValues => tr!(locale, "error-usage-no-room", argument = argument),
        ErrorKind::InvalidUtf8 => locale.tr("error-usage-utf-8").into_owned(),
        _ => locale.tr("error-usage-other").into_owned(),
    };
    Some(told)
}

fn one_of(locale: &Locale, names: &str) -> String {
    tr!(locale, "usage-one-of", names = names)
}

/// An option as it is written, without its value's name.
fn bare(text: &str) -> String {
    let word = if text.starts_with('-') {
        text.split([' ', '=']).next().unwrap_or(text)
    } else {
        text.trim_end_matches("...")
    };
    crate::text::clean(word).into_owned()
}

fn list(texts: &[impl Display]) -> String {
    let texts: Vec<String> = texts.iter().map(|one| bare(&one.to_string())).collect();
    texts.join(", ")
}

#[cfg(test)]
mod tests {
    use super::super::Arguments;
    use super::*;
    use clap::CommandFactory;

    fn told(line: &[&str], lang: Lang) -> String {
        let locale = Locale::new(lang);
        let words = std::iter::once(&"duban").chain(line);
        let error = spoken(Arguments::command(), &locale)
            .try_get_matches_from(words)
            .unwrap_err();
        fault(&error, &locale).unwrap_or_else(|| error.to_string())
    }

    fn each(command: &Command, check: &mut impl FnMut(&Command)) {
        check(command);
        for one in command.get_subcommands() {
            each(one, check);
        }
    }

    #[test]
    fn every_command_and_option_has_words() {
        for lang in Lang::ALL {
            let command = spoken(Arguments::command(), &Locale::new(lang));
            let mut seen = 0;
            each(&command, &mut |one| {
                let about = one.get_about().map(ToString::to_string).unwrap_or_default();
                assert!(!about.starts_with("help-"), "{about}");
                for argument in one.get_arguments() {
                    let help = argument.get_help().map(ToString::to_string);
                    let help = help.unwrap_or_default();
                    assert!(!help.is_empty() && !help.starts_with("help-"), "{help}");
                    seen += 1;
                }
            });
            assert!(seen > 80, "{seen}");
        }
    }

    #[test]
    fn the_help_is_in_one_language() {
        let help = told(&["report", "--help"], Lang::Zh);
        for word in [
            "Usage", "Options", "OPTIONS", "PATH", "values", "default", "Print",
        ] {
            assert!(!help.contains(word), "{word}: {help}");
        }
        assert!(
            help.contains("用法： duban report [选项] [路径]..."),
            "{help}"
        );
        assert!(help.contains("--output <文件>"), "{help}");
        let help = told(&["--help"], Lang::En);
        assert!(
            help.contains("Usage: duban [OPTIONS] [PATH]... [COMMAND]"),
            "{help}"
        );
        assert!(help.contains("--present [<SECONDS>]"), "{help}");
    }

    #[test]
    fn what_is_wrong_is_named_with_what_to_do() {
        let zh = |line: &[&str]| told(line, Lang::Zh);
        assert_eq!(
            zh(&["--sceen", "x"]),
            "没有 --sceen 这个选项，是否要写 --screen？请运行 duban --help 看全部用法。"
        );
        assert_eq!(
            zh(&["--as-of", "3月"]),
            "--as-of 的 3月 看不懂。请写日期，如 2021-10-15。"
        );
        assert_eq!(
            zh(&["check", "--format", "x"]),
            "--format 的 x 看不懂。请写以下之一：text, json。"
        );
        assert_eq!(
            zh(&["--theme", "pink"]),
            "--theme 的 pink 看不懂。请写以下之一：dark, light, contrast, none。"
        );
        assert!(zh(&["notice"]).contains("缺少必填的 --unit"));
        assert!(zh(&["init"]).contains("缺少必填的 <文件夹>"));
        assert!(zh(&["--theme"]).contains("--theme 后面缺少内容"));
        assert!(zh(&["--no-watch=3"]).contains("--no-watch 后面不带内容"));
        assert!(zh(&["--plan", "a", "--plan", "b"]).contains("--plan 写了不止一次"));
        assert!(zh(&["help", "nix"]).contains("没有 nix"));
        assert_eq!(
            told(&["render", "--size", "3"], Lang::En),
            "--size: 3 cannot be understood. Write columns and rows, 1 to 1000 each, as 120x36."
        );
        // What was typed may hold anything, and reaches the terminal.
        assert!(!zh(&["--theme", "a\u{1b}]0;x\u{7}b"]).contains('\u{1b}'));
        assert!(!zh(&["--a\u{1b}[31mb"]).contains('\u{1b}'));
    }

    #[test]
    fn the_language_is_found_before_the_line_is_understood() {
        let of = |line: &[&str]| {
            let words: Vec<OsString> = line.iter().map(OsString::from).collect();
            lang(&words)
        };
        assert_eq!(of(&["duban", "--lang", "en", "--foo"]), Lang::En);
        assert_eq!(of(&["duban", "--foo", "--lang=en"]), Lang::En);
        assert_eq!(of(&["duban", "--lang", "xx"]), Lang::Zh);
        assert_eq!(of(&["duban", "--lang"]), Lang::Zh);
    }
}
