//! Every word a person sees, in Chinese and English, from fluent files.
//!
//! No globals: a [`Locale`] is passed in, so that a key can switch the language live.
//! Isolation marks are off: they would reach the terminal as invisible cells.

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use std::borrow::Cow;

/// A language duban speaks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Hash)]
pub enum Lang {
    /// Chinese, the language of those who use it.
    #[default]
    Zh,
    /// English.
    En,
}

impl Lang {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Zh, Self::En];

    /// As `--lang` writes it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Zh => "zh",
            Self::En => "en",
        }
    }

    /// The other one.
    #[must_use]
    pub fn other(self) -> Self {
        match self {
            Self::Zh => Self::En,
            Self::En => Self::Zh,
        }
    }
}

/// The locale files by area: one line an area, each in both languages.
pub const FILES: &[(&str, &str, &str)] = &[
    (
        "ui",
        include_str!("locales/zh/ui.ftl"),
        include_str!("locales/en/ui.ftl"),
    ),
    (
        "diagnostics",
        include_str!("locales/zh/diagnostics.ftl"),
        include_str!("locales/en/diagnostics.ftl"),
    ),
    (
        "cli",
        include_str!("locales/zh/cli.ftl"),
        include_str!("locales/en/cli.ftl"),
    ),
];

/// One language's words.
pub struct Locale {
    lang: Lang,
    bundle: FluentBundle<FluentResource>,
}

impl std::fmt::Debug for Locale {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_tuple("Locale").field(&self.lang).finish()
    }
}

impl Locale {
    /// The words of `lang`. The files are embedded and checked by a test, so a resource
    /// with faults still gives what it has.
    pub fn new(lang: Lang) -> Self {
        let tag = match lang {
            Lang::Zh => "zh-CN",
            Lang::En => "en",
        };
        let id: unic_langid::LanguageIdentifier = tag.parse().unwrap_or_default();
        let mut bundle = FluentBundle::new_concurrent(vec![id]);
        bundle.set_use_isolating(false);
        for (_, zh, en) in FILES {
            let text = match lang {
                Lang::Zh => zh,
                Lang::En => en,
            };
            let resource = match FluentResource::try_new((*text).to_owned()) {
                Ok(resource) | Err((resource, _)) => resource,
            };
            bundle.add_resource_overriding(resource);
        }
        Self { lang, bundle }
    }

    /// Which language this is.
    pub fn lang(&self) -> Lang {
        self.lang
    }

    /// Whether the key has words.
    pub fn has(&self, key: &str) -> bool {
        self.bundle.has_message(key)
    }

    /// The words of `key`. A key without words shows itself; a test keeps that from happening.
    pub fn tr(&self, key: &str) -> Cow<'_, str> {
        let Some(pattern) = self.bundle.get_message(key).and_then(|m| m.value()) else {
            return Cow::Owned(key.to_owned());
        };
        self.bundle.format_pattern(pattern, None, &mut Vec::new())
    }

    /// Why something could not be read or written: the words of a `why-` key, else as it is.
    pub fn why<'a>(&'a self, what: &'a str) -> Cow<'a, str> {
        let key = format!("why-{what}");
        if self.has(&key) {
            self.tr(&key)
        } else {
            Cow::Borrowed(what)
        }
    }

    /// A finding in a sentence: `diag-<code>` with what it is about. `understood` may be the
    /// name of a table.
    pub fn finding(&self, code: &str, value: &str, understood: &str, expected: &str) -> String {
        let has = |text: &str| if text.is_empty() { "no" } else { "yes" };
        let table = format!("table-{understood}");
        let understood = if !understood.is_empty() && self.has(&table) {
            self.tr(&table)
        } else {
            Cow::Borrowed(understood)
        };
        // Of a file as a whole the value says why.
        let value = match code {
            "file-unreadable" | "workbook-broken" => self.why(value),
            _ => Cow::Borrowed(value),
        };
        self.tr_args(
            &format!("diag-{code}"),
            &[
                ("value", value.as_ref().into()),
                ("understood", understood.as_ref().into()),
                ("expected", expected.into()),
                ("has-value", has(&value).into()),
                ("has-understood", has(&understood).into()),
            ],
        )
    }

    /// The words of `key` with arguments filled in.
    pub fn tr_args(&self, key: &str, args: &[(&'static str, Arg<'_>)]) -> String {
        let Some(pattern) = self.bundle.get_message(key).and_then(|m| m.value()) else {
            return key.to_owned();
        };
        let mut fluent = FluentArgs::new();
        for (name, value) in args {
            match value {
                // Text keeps its own form; numbers choose plurals and print without grouping.
                Arg::Text(text) => fluent.set(*name, FluentValue::from(text.as_ref())),
                Arg::Count(count) => fluent.set(*name, FluentValue::from(*count)),
            }
        }
        self.bundle
            .format_pattern(pattern, Some(&fluent), &mut Vec::new())
            .into_owned()
    }
}

/// An argument of a message.
#[derive(Debug, Clone)]
pub enum Arg<'a> {
    /// Printed as it stands.
    Text(Cow<'a, str>),
    /// Printed as a number; chooses the plural form.
    Count(i64),
}

impl<'a> From<&'a str> for Arg<'a> {
    fn from(text: &'a str) -> Self {
        Self::Text(Cow::Borrowed(text))
    }
}

impl From<String> for Arg<'_> {
    fn from(text: String) -> Self {
        Self::Text(Cow::Owned(text))
    }
}

impl<'a> From<&'a String> for Arg<'a> {
    fn from(text: &'a String) -> Self {
        Self::Text(Cow::Borrowed(text))
    }
}

impl<'a> From<Cow<'a, str>> for Arg<'a> {
    fn from(text: Cow<'a, str>) -> Self {
        Self::Text(text)
    }
}

impl From<usize> for Arg<'_> {
    fn from(count: usize) -> Self {
        Self::Count(count as i64)
    }
}

impl From<i64> for Arg<'_> {
    fn from(count: i64) -> Self {
        Self::Count(count)
    }
}

/// `tr!(locale, "key")` or `tr!(locale, "key", name = value, …)`, always a `String`.
///
/// Keys are literals here so that `tests/locales.rs` can find every one of them.
#[macro_export]
macro_rules! tr {
    ($locale:expr, $key:literal) => {
        $locale.tr($key).into_owned()
    };
    ($locale:expr, $key:literal, $($name:ident = $value:expr),+ $(,)?) => {
        $locale.tr_args($key, &[$((stringify!($name), $crate::i18n::Arg::from($value))),+])
    };
}
