//! `duban report --format csv`: the list of what is late, for Excel and WPS.
//!
//! UTF-8 with BOM and CRLF. Cells are data: none of them can start a formula there, or becomes a
//! date that was an id.

use crate::analysis::board::Board;
use crate::i18n::Locale;
use crate::{text, tr, words};
use std::io::{self, Write};

/// Writes one row for each late task of each unit, in the order of the ranking.
pub fn write(board: &Board, locale: &Locale, mut out: impl Write) -> io::Result<()> {
    out.write_all(b"\xef\xbb\xbf")?;
    let mut csv = csv::WriterBuilder::new()
        .terminator(csv::Terminator::CRLF)
        .from_writer(out);
    // Of several counties each counts its tasks from 1.
    let several = board.regions.len() > 1;
    let county = |words: String| several.then_some(words);
    let head = [
        tr!(locale, "csv-unit"),
        tr!(locale, "csv-id"),
        tr!(locale, "csv-title"),
        tr!(locale, "csv-deadline"),
        tr!(locale, "csv-days"),
        tr!(locale, "csv-step-due"),
        tr!(locale, "csv-step-taken"),
        tr!(locale, "csv-gap"),
        tr!(locale, "csv-progress"),
        tr!(locale, "csv-obstacles"),
        tr!(locale, "csv-next"),
        tr!(locale, "csv-why"),
    ];
    csv.write_record(county(tr!(locale, "csv-region")).into_iter().chain(head))?;
    let speaker = Speaker(board, locale);
    for one in &board.supervision.escalations {
        let (Some(unit), Some(task), Some(verdict)) = (
            board.units.get(one.unit),
            board.task(one.task),
            board.verdict(one.task),
        ) else {
            continue;
        };
        let due = board
            .plan
            .steps
            .get(one.due)
            .map_or("", |step| step.name.as_str());
        let row = [
            safe(&unit.unit),
            safe(task.id()),
            safe(task.title()),
            verdict
                .deadline
                .map_or_else(String::new, |day| day.to_string()),
            verdict.days_overdue().to_string(),
            safe(due),
            one.taken
                .map_or_else(String::new, |taken| taken.level.word().to_owned()),
            one.gap.to_string(),
            safe(task.progress_text()),
            safe(task.obstacles()),
            safe(task.next_steps()),
            safe(&words::reason(&speaker, one.task)),
        ];
        let region = safe(&words::region(&speaker, task.region()));
        csv.write_record(county(region).into_iter().chain(row))?;
    }
    csv.flush()
}

/// Who says why.
struct Speaker<'a>(&'a Board, &'a Locale);

impl words::Voice for Speaker<'_> {
    fn board(&self) -> &Board {
        self.0
    }

    fn locale(&self) -> &Locale {
        self.1
    }
}

/// A cell that a spreadsheet takes as it stands: what begins as a formula does gets an apostrophe,
/// what it would take for a date a tab; a plain negative number stays a number.
pub fn safe(cell: &str) -> String {
    let clean = text::clean(cell);
    let clean = clean.trim();
    // `-inf` is a figure to us and a name to a spreadsheet.
    let figure = clean.starts_with('-')
        && clean.ends_with(|c: char| c.is_ascii_digit())
        && clean.parse::<f64>().is_ok();
    let formula = clean.starts_with(['=', '+', '-', '@']) && !figure;
    if formula {
        format!("'{clean}")
    } else if becomes_another(clean) {
        format!("\t{clean}")
    } else {
        clean.to_owned()
    }
}

/// Whether a spreadsheet would show something else than what stands here, as of the ids `1-4` (the
/// 4th of January) and `007` (7): figures that are neither a number as it would write it nor a
/// full date. A tab in front, which nobody sees there, keeps them as they are.
fn becomes_another(cell: &str) -> bool {
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    if digits(cell) {
        // More than 15 digits are rounded, from 12 on written as powers of ten.
        return cell.len() > 11 || (cell.len() > 1 && cell.starts_with('0'));
    }
    // 1E5 would be a power of ten, 1月4日 and 4-Jan days.
    if cell
        .split_once(['E', 'e'])
        .is_some_and(|(a, b)| digits(a) && digits(b))
        || cell
            .strip_suffix('日')
            .and_then(|cell| cell.split_once('月'))
            .is_some_and(|(month, day)| digits(month) && digits(day))
        || cell.split_once('-').is_some_and(|(day, month)| {
            digits(day) && month.len() == 3 && month.bytes().all(|b| b.is_ascii_alphabetic())
        })
    {
        return true;
    }
    let parts: Vec<&str> = cell.split(['-', '/']).collect();
    let date = parts.len() == 3 && parts[0].len() == 4;
    (2..=3).contains(&parts.len()) && parts.iter().all(|part| digits(part)) && !date
}

#[cfg(test)]
mod tests {
    use super::safe;

    #[test]
    fn no_cell_starts_a_formula() {
        assert_eq!(safe("=HYPERLINK(\"x\")"), "'=HYPERLINK(\"x\")");
        assert_eq!(safe("@SUM(A1)"), "'@SUM(A1)");
        assert_eq!(safe("+86 578"), "'+86 578");
        assert_eq!(safe(" \u{1b}[31m=1"), "'=1");
        assert_eq!(safe("-1.5"), "-1.5");
        assert_eq!(safe("-1e3"), "-1e3");
        assert_eq!(safe("-inf"), "'-inf");
        assert_eq!(safe("+1"), "'+1");
    }

    #[test]
    fn no_cell_becomes_another() {
        for id in [
            "1-4",
            "1/4",
            "1-4-2",
            "12-31",
            "2021-3",
            "007",
            "202109300001",
            "1E5",
            "1月4日",
            "4-Jan",
        ] {
            assert_eq!(safe(id), format!("\t{id}"));
        }
        for other in [
            "2021-09-30",
            "7",
            "0",
            "0.5",
            "23",
            "QT-1",
            "第1-4项",
            "1-",
            "",
            "20210930",
            "E5",
            "1月",
            "4-Janu",
        ] {
            assert_eq!(safe(other), other);
        }
    }
}
