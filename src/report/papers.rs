//! The papers of a meeting: the brief (会议一页纸), the 督办单 for a unit and the paragraph of a
//! 通报, each a draft, as text, Markdown or HTML.
//!
//! A template makes a paper from facts in words; `--template FILE` puts another in its place. What
//! a template may do is bounded: no files, no other templates, only so many steps.

mod brief;
mod charts;
mod circular;
mod facts;
mod notice;

pub use facts::clean;
pub use notice::NoNotice;

use crate::analysis::board::Board;
use crate::i18n::Locale;
use crate::words::Voice;
use crate::{text, tr};
use minijinja::syntax::SyntaxConfig;
use minijinja::value::Serde;
use minijinja::{AutoEscape, Environment, UndefinedBehavior, Value};

/// How a paper is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// For mail and terminal.
    Text,
    /// For a wiki.
    Markdown,
    /// One file without links to others; prints on A4, opens in Word and WPS.
    Html,
}

impl Format {
    /// The ending of a file.
    pub fn ending(self) -> &'static str {
        match self {
            Self::Text => "txt",
            Self::Markdown => "md",
            Self::Html => "html",
        }
    }
}

/// Which paper.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Paper<'a> {
    /// 会议一页纸.
    Brief,
    /// 督办单 for a unit, of one region only where there is one.
    Notice(&'a str, Option<&'a str>),
    /// 通报.
    Circular,
}

/// Why there is no paper.
#[derive(Debug)]
pub enum Fault {
    /// There is nothing to write to that unit.
    Notice(NoNotice),
    /// The template is wrong: 1-based line (0: as a whole) and why.
    Template(usize, String),
}

impl From<minijinja::Error> for Fault {
    fn from(error: minijinja::Error) -> Self {
        let detail = error.detail().map_or_else(
            || error.kind().to_string(),
            |detail| format!("{}: {detail}", error.kind()),
        );
        Self::Template(error.line().unwrap_or(0), text::clean(&detail).into_owned())
    }
}

/// Who speaks in a paper.
#[derive(Debug, Clone, Copy)]
struct Speaker<'a> {
    board: &'a Board,
    locale: &'a Locale,
    /// The data is the invented sample.
    sample: bool,
}

impl Voice for Speaker<'_> {
    fn board(&self) -> &Board {
        self.board
    }

    fn locale(&self) -> &Locale {
        self.locale
    }
}

/// Steps a template may take: a loop over everything there is takes a few thousand.
const FUEL: u64 = 2_000_000;

/// The largest template that is taken, in bytes.
pub const LARGEST_TEMPLATE: u64 = 1 << 20;

/// Writes a paper; `template` takes the place of its own. `sample`: the data is invented, which
/// the paper says.
pub fn write(
    paper: Paper<'_>,
    format: Format,
    board: &Board,
    locale: &Locale,
    sample: bool,
    template: Option<&str>,
) -> Result<String, Fault> {
    let speaker = Speaker {
        board,
        locale,
        sample,
    };
    let (own, facts) = match paper {
        Paper::Brief => (brief(format), Value::from(Serde(brief::facts(&speaker)))),
        Paper::Notice(unit, region) => {
            let facts = notice::facts(&speaker, unit, region).map_err(Fault::Notice)?;
            (notice(format), Value::from(Serde(facts)))
        }
        Paper::Circular => (
            circular(format),
            Value::from(Serde(circular::facts(&speaker))),
        ),
    };
    let mut environment = environment(format)?;
    environment.add_template("paper", template.unwrap_or(own))?;
    let made = environment.get_template("paper")?.render(facts)?;
    // Columns of text are filled with blanks; none is wanted at a line's end.
    Ok(match format {
        Format::Text => {
            let lines: Vec<&str> = made
                .lines()
                .map(|line| line.trim_end_matches(' '))
                .collect();
            lines.join("\n") + "\n"
        }
        Format::Markdown | Format::Html => made,
    })
}

/// Why there is no paper, and what to do.
pub fn explain(locale: &Locale, paper: Paper<'_>, fault: &Fault) -> String {
    let (unit, region) = match paper {
        Paper::Notice(unit, region) => (unit, region.unwrap_or_default()),
        _ => ("", ""),
    };
    let unit = text::clean(unit).into_owned();
    match fault {
        Fault::Notice(NoNotice::Unknown(near)) => {
            let near = near.iter().map(String::as_str).collect::<Vec<_>>();
            let near = match near.as_slice() {
                [] => "none".to_owned(),
                near => crate::words::list(locale, near),
            };
            tr!(locale, "notice-unknown", unit = unit, near = near)
        }
        Fault::Notice(NoNotice::NothingLate) => tr!(locale, "notice-nothing", unit = unit),
        Fault::Notice(NoNotice::NoRegion(all)) => {
            let all: Vec<&str> = all.iter().map(String::as_str).collect();
            tr!(
                locale,
                "notice-no-region",
                region = text::clean(region).into_owned(),
                regions = crate::words::list(locale, &all)
            )
        }
        Fault::Template(line, reason) => tr!(
            locale,
            "template-wrong",
            line = *line,
            reason = reason.as_str()
        ),
    }
}

fn brief(format: Format) -> &'static str {
    match format {
        Format::Text => include_str!("templates/brief.txt"),
        Format::Markdown => include_str!("templates/brief.md"),
        Format::Html => include_str!("templates/brief.html"),
    }
}

fn notice(format: Format) -> &'static str {
    match format {
        Format::Text => include_str!("templates/notice.txt"),
        Format::Markdown => include_str!("templates/notice.md"),
        Format::Html => include_str!("templates/notice.html"),
    }
}

fn circular(format: Format) -> &'static str {
    match format {
        Format::Text => include_str!("templates/circular.txt"),
        Format::Markdown => include_str!("templates/circular.md"),
        Format::Html => include_str!("templates/circular.html"),
    }
}

fn environment(format: Format) -> Result<Environment<'static>, Fault> {
    // Tags on lines of their own leave no blank lines behind.
    let syntax = SyntaxConfig::builder()
        .trim_blocks(true)
        .lstrip_blocks(true)
        .keep_trailing_newline(true)
        .build()?;
    let mut environment = Environment::new();
    environment.set_fuel(Some(FUEL));
    environment.set_undefined_behavior(UndefinedBehavior::Strict);
    environment.set_syntax(syntax);
    environment.set_auto_escape_callback(move |_| match format {
        Format::Html => AutoEscape::Html,
        Format::Text | Format::Markdown => AutoEscape::None,
    });
    environment.add_filter("fit", |words: &str, cells: usize| fit(words, cells));
    environment.add_filter("right", |words: &str, cells: usize| {
        text::pad_left(&text::truncate(words, cells), cells)
    });
    environment.add_filter("md", |words: &str| escape_markdown(words));
    environment.add_filter("fold", |words: &str, cells: usize, indent: usize| {
        text::wrap(words, cells).join(&format!("\n{}", " ".repeat(indent)))
    });
    Ok(environment)
}

/// Words in exactly so many cells, cut with `…`.
fn fit(words: &str, cells: usize) -> String {
    text::pad(&text::truncate(words, cells), cells)
}

/// Words that Markdown takes as they stand.
pub fn escape_markdown(words: &str) -> String {
    let mut out = String::with_capacity(words.len());
    for c in words.chars() {
        match c {
            '\n' | '\r' => out.push(' '),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '&' => out.push_str("&amp;"),
            '\\' | '`' | '*' | '_' | '[' | ']' | '|' | '#' | '~' | '!' => {
                out.push('\\');
                out.push(c);
            }
            _ => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests;
