//! A table as it was seen on a screen, for Excel and WPS, a wiki or a page.
//!
//! Cells are data: none of them can start a formula or become markup.

use super::csv::safe;
use super::papers::{clean, escape_markdown};
use std::io;

/// How a table is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// UTF-8 with BOM and CRLF.
    Csv,
    /// Markdown.
    Markdown,
    /// A page that opens in Word and WPS.
    Html,
}

impl Format {
    /// The ending of a file.
    pub fn ending(self) -> &'static str {
        match self {
            Self::Csv => "csv",
            Self::Markdown => "md",
            Self::Html => "html",
        }
    }
}

/// Writes a table with a title and a sentence above it; in a CSV only the table stands.
pub fn write(
    format: Format,
    title: &str,
    sentence: &str,
    head: &[String],
    rows: &[Vec<String>],
) -> io::Result<Vec<u8>> {
    match format {
        Format::Csv => csv(head, rows),
        Format::Markdown => Ok(markdown(title, sentence, head, rows).into_bytes()),
        Format::Html => Ok(html(title, sentence, head, rows).into_bytes()),
    }
}

fn csv(head: &[String], rows: &[Vec<String>]) -> io::Result<Vec<u8>> {
    let mut out = csv::WriterBuilder::new()
        .terminator(csv::Terminator::CRLF)
        .from_writer(b"\xef\xbb\xbf".to_vec());
    out.write_record(head.iter().map(|cell| safe(cell)))?;
    for row in rows {
        out.write_record(row.iter().map(|cell| safe(cell)))?;
    }
    out.into_inner()
        .map_err(|error| io::Error::other(error.to_string()))
}

fn markdown(title: &str, sentence: &str, head: &[String], rows: &[Vec<String>]) -> String {
    let line = |cells: &[String]| {
        let cells: Vec<String> = cells
            .iter()
            .map(|cell| escape_markdown(&clean(cell)))
            .collect();
        format!("| {} |\n", cells.join(" | "))
    };
    let mut out = format!(
        "# {}\n\n{}\n\n",
        escape_markdown(&clean(title)),
        escape_markdown(&clean(sentence))
    );
    out.push_str(&line(head));
    out.push('|');
    out.push_str(&"---|".repeat(head.len()));
    out.push('\n');
    for row in rows {
        out.push_str(&line(row));
    }
    out
}

fn html(title: &str, sentence: &str, head: &[String], rows: &[Vec<String>]) -> String {
    let line = |tag: &str, cells: &[String]| {
        let cells: Vec<String> = cells
            .iter()
            .map(|cell| {
                format!(
                    "<{tag}>{}</{tag}>",
                    crate::text::escape_markup(&clean(cell))
                )
            })
            .collect();
        format!("<tr>{}</tr>\n", cells.concat())
    };
    let body: String = rows.iter().map(|row| line("td", row)).collect();
    let (title, sentence) = (
        crate::text::escape_markup(&clean(title)),
        crate::text::escape_markup(&clean(sentence)),
    );
    format!(
        "<!DOCTYPE html>\n<html>\n<head>\n<meta charset=\"utf-8\">\n<title>{title}</title>\n\
         <style>\n{}</style>\n</head>\n<body>\n<h1>{title}</h1>\n<p class=\"say\">{sentence}</p>\n\
         <table class=\"form\">\n{}{body}</table>\n</body>\n</html>\n",
        include_str!("templates/page.css"),
        line("th", head),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn made(format: Format) -> String {
        let head = vec!["任务".to_owned(), "差".to_owned()];
        let rows = vec![
            vec!["=cmd|'/c'!A1".to_owned(), "-1.5".to_owned()],
            vec!["<b>\u{1b}[31m红|黑</b>".to_owned(), "1,2".to_owned()],
        ];
        String::from_utf8(write(format, "任务", "两项", &head, &rows).unwrap()).unwrap()
    }

    #[test]
    fn cells_are_data_in_each_format() {
        assert_eq!(
            made(Format::Csv),
            "\u{feff}任务,差\r\n'=cmd|'/c'!A1,-1.5\r\n<b>红|黑</b>,\"1,2\"\r\n"
        );
        let md = made(Format::Markdown);
        assert!(
            md.contains("| &lt;b&gt;红\\|黑&lt;/b&gt; | 1,2 |\n"),
            "{md}"
        );
        let html = made(Format::Html);
        assert!(
            html.contains("<td>&lt;b&gt;红|黑&lt;/b&gt;</td><td>1,2</td>"),
            "{html}"
        );
    }
}
