//! `duban report` and `duban notice`: papers and reports to the output or into a file.
//!
//! Never onto a source, and never by a template that lies among the data.

use super::{PaperOptions, UNREADABLE, is_source, output, say, with_board};
use crate::i18n::Locale;
use crate::report;
use crate::report::papers::{self, Format, LARGEST_TEMPLATE, Paper};
use crate::shell::loader::Request;
use crate::shell::source::{self, Place};
use crate::shell::why;
use crate::{text, tr};
use std::io::{self, Write};
use std::path::Path;
use std::process::ExitCode;

/// What is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// A paper for people.
    Paper(Format),
    /// The whole board.
    Json,
    /// What is late, for Excel and WPS.
    Csv,
}

/// Writes it; exit 2 where it could not be written, whatever the data's findings.
pub fn run(
    request: Request,
    paper: Paper<'_>,
    kind: Kind,
    options: &PaperOptions,
    locale: &Locale,
) -> io::Result<ExitCode> {
    let refuse = |words: String| {
        say(&words);
        Ok(ExitCode::from(UNREADABLE))
    };
    if let Some(path) = &options.output
        && is_source(path, &request)
    {
        return refuse(tr!(locale, "error-output-is-source", path = shown(path)));
    }
    let template = match (&options.template, kind) {
        (None, _) => None,
        (Some(_), Kind::Json | Kind::Csv) => return refuse(tr!(locale, "template-not-for")),
        (Some(path), Kind::Paper(_)) => match template(path, &request, locale) {
            Ok(template) => Some(template),
            Err(words) => return refuse(words),
        },
    };
    with_board(request, locale, |board, feed, _| {
        let made = match kind {
            Kind::Paper(format) => {
                match papers::write(
                    paper,
                    format,
                    board,
                    locale,
                    feed.sample,
                    template.as_deref(),
                ) {
                    Ok(made) => Some(made),
                    Err(fault) => return refuse(papers::explain(locale, paper, &fault)),
                }
            }
            Kind::Json | Kind::Csv => None,
        };
        let report = |out: &mut dyn Write| match (&made, kind) {
            (Some(made), _) => out.write_all(made.as_bytes()),
            (None, Kind::Csv) => report::csv::write(board, locale, out),
            (None, _) => report::json::write(board, locale, out),
        };
        match &options.output {
            Some(path) => {
                if let Err(error) = output::write(path, report) {
                    return refuse(tr!(
                        locale,
                        "error-output",
                        path = shown(path),
                        reason = locale.why(&why(&error)).into_owned()
                    ));
                }
            }
            None => {
                let mut out = io::BufWriter::new(io::stdout().lock());
                report(&mut out)?;
                out.flush()?;
            }
        }
        Ok(ExitCode::SUCCESS)
    })
}

fn shown(path: &Path) -> String {
    text::clean(&path.to_string_lossy()).into_owned()
}

/// A template's text. What lies in the data folder is data: whoever sends a CSV must not be able
/// to send a template with it.
fn template(path: &Path, request: &Request, locale: &Locale) -> Result<String, String> {
    let unreadable = |reason: &str| {
        tr!(
            locale,
            "template-unreadable",
            path = shown(path),
            reason = text::clean(&locale.why(reason)).into_owned()
        )
    };
    let real = std::fs::canonicalize(path).map_err(|error| unreadable(&why(&error)))?;
    if let Place::Paths(paths) = &request.place {
        let inside = paths.iter().any(|root| {
            std::fs::canonicalize(root).is_ok_and(|root| {
                let folder = if root.is_dir() {
                    Some(root.as_path())
                } else {
                    root.parent()
                };
                folder.is_some_and(|folder| real.starts_with(folder))
            })
        });
        if inside {
            return Err(tr!(locale, "template-in-data", path = shown(path)));
        }
    }
    let stamp = source::stamp(&real).map_err(|error| unreadable(&why(&error)))?;
    if stamp.odd || stamp.len > LARGEST_TEMPLATE {
        return Err(unreadable("not-a-small-file"));
    }
    let bytes = source::read(&real).map_err(|error| unreadable(&why(&error)))?;
    String::from_utf8(bytes).map_err(|_| unreadable("not-utf-8"))
}
