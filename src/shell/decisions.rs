//! Records what a meeting decided: one row behind the others of the decisions file, in that
//! file's own encoding, separator, quote, line end and column order. The one file duban writes.
//!
//! The row is made whole in memory, written with one append and synced, so that another program
//! that reads the file sees it whole or not at all. What remains: a program that holds an older
//! copy (a spreadsheet left open) and saves it later takes the row away; the next load shows that.

use crate::app::NewDecision;
use crate::ingest::{self, Dialect};
use chrono::NaiveDate;
use encoding_rs::{GB18030, UTF_8};
use std::fs::OpenOptions;
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

/// The name of a new decisions file.
const NAME: &str = "decisions.csv";

/// Why a decision was not recorded.
#[derive(Debug)]
pub enum Fault {
    /// The data is the sample inside the program.
    Sample,
    /// The file's header lacks what a decision needs, or it is a workbook or UTF-16.
    Form(PathBuf),
    /// The system said no: locked, full, not allowed.
    Io(PathBuf, io::Error),
}

/// Appends a decision to the decisions file, which is made in `folder` where there is none.
/// Answers its path.
pub fn record(
    known: Option<PathBuf>,
    folder: &Path,
    decision: &NewDecision,
) -> Result<PathBuf, Fault> {
    let path = known.unwrap_or_else(|| folder.join(NAME));
    let io = |error| Fault::Io(path.clone(), error);
    let mut file = OpenOptions::new()
        .read(true)
        .append(true)
        .create(true)
        .open(&path)
        .map_err(io)?;
    let mut bytes = Vec::new();
    file.seek(SeekFrom::Start(0)).map_err(io)?;
    file.read_to_end(&mut bytes).map_err(io)?;
    let row = if bytes.is_empty() {
        fresh(decision)
    } else {
        let dialect = ingest::decisions_dialect(&bytes).ok_or(Fault::Form(path.clone()))?;
        appended(&bytes, &dialect, decision).ok_or(Fault::Form(path.clone()))?
    };
    let before = bytes.len() as u64;
    if let Err(error) = file.write_all(&row).and_then(|()| file.sync_all()) {
        // Half a row must not stay, as on a full disk.
        let _ = file.set_len(before);
        return Err(Fault::Io(path, error));
    }
    Ok(path)
}

/// A new file: the contract's columns, then the row.
fn fresh(decision: &NewDecision) -> Vec<u8> {
    let header = [
        "编号",
        "会议日期",
        "议定事项",
        "责任单位",
        "完成时限",
        "任务编号",
        "状态",
        "办结日期",
        "区县",
    ];
    let keys = [
        "id", "meeting", "text", "units", "deadline", "task", "status", "closed", "region",
    ];
    let cells: Vec<String> = keys
        .iter()
        .map(|key| quoted(&value(decision, key), ',', '"'))
        .collect();
    let mut bytes = b"\xef\xbb\xbf".to_vec();
    bytes.extend(format!("{}\r\n{}\r\n", header.join(","), cells.join(",")).bytes());
    bytes
}

/// The row for a file of this dialect; `None` where it cannot be written in its encoding.
fn appended(bytes: &[u8], dialect: &Dialect, decision: &NewDecision) -> Option<Vec<u8>> {
    let cells: Vec<String> = dialect
        .columns
        .iter()
        .map(|key| {
            let text = key.map_or_else(String::new, |key| value(decision, key));
            quoted(&text, dialect.separator, dialect.quote)
        })
        .collect();
    let end = match dialect.line_end {
        "crlf" => "\r\n",
        "cr" => "\r",
        _ => "\n",
    };
    let mut row = String::new();
    if !bytes.ends_with(b"\n") && !bytes.ends_with(b"\r") {
        row.push_str(end);
    }
    row.push_str(&cells.join(&dialect.separator.to_string()));
    row.push_str(end);
    let encoding = match dialect.encoding {
        "gb18030" => GB18030,
        "utf-8" | "utf-8-bom" | "mixed" => UTF_8,
        _ => return None,
    };
    Some(encoding.encode(&row).0.into_owned())
}

fn value(decision: &NewDecision, key: &str) -> String {
    let day = |day: Option<NaiveDate>| day.map_or_else(String::new, |day| day.to_string());
    match key {
        "id" => decision.id.clone(),
        "meeting" => decision.meeting.to_string(),
        "text" => decision.text.clone(),
        "units" => decision.units.clone(),
        "deadline" => day(decision.deadline),
        "task" => decision.task.clone(),
        "status" => "正在落实".to_owned(),
        "region" => decision.region.clone(),
        _ => String::new(),
    }
}

/// A cell as the dialect writes it; a text that a spreadsheet would take for a formula is kept a
/// text by an apostrophe.
fn quoted(text: &str, separator: char, quote: char) -> String {
    let clean = crate::text::clean(text);
    let clean = clean.trim();
    let guarded = if clean.starts_with(['=', '+', '-', '@']) {
        format!("'{clean}")
    } else {
        clean.to_owned()
    };
    if guarded.contains([separator, quote, '"', '\n', '\r']) {
        let doubled = guarded.replace(quote, &format!("{quote}{quote}"));
        format!("{quote}{doubled}{quote}")
    } else {
        guarded
    }
}

#[cfg(test)]
#[expect(
    clippy::disallowed_methods,
    reason = "the tests play the office that saves"
)]
mod tests {
    use super::*;
    use crate::ingest::{Origin, parse};
    use crate::plan::{EMBEDDED, Plan};

    fn decision(text: &str) -> NewDecision {
        NewDecision {
            id: "Y-9".to_owned(),
            meeting: "2021-10-15".parse().unwrap(),
            text: text.to_owned(),
            units: "腊口镇".to_owned(),
            deadline: "2021-10-31".parse().ok(),
            task: "1-4".to_owned(),
            region: String::new(),
        }
    }

    /// Appends to a file of these bytes; answers the file's bytes and the rows read from it.
    fn after(bytes: &[u8], text: &str) -> (Vec<u8>, Vec<(String, String, String)>) {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("议定.csv");
        std::fs::write(&path, bytes).unwrap();
        record(Some(path.clone()), folder.path(), &decision(text)).unwrap();
        let bytes = std::fs::read(&path).unwrap();
        let plan = Plan::parse(EMBEDDED).unwrap();
        let parsed = parse(&Origin::new(Path::new("议定.csv"), None), &bytes, &plan);
        let table = parsed.segment.decisions().unwrap();
        let rows = (0..table.len())
            .map(|row| {
                let one = table.row(&parsed.segment, row);
                (
                    one.id().to_owned(),
                    one.text().to_owned(),
                    one.units().join("、"),
                )
            })
            .collect();
        (bytes, rows)
    }

    #[test]
    fn a_row_in_the_files_own_dialect() {
        let expected = (
            "Y-9".to_owned(),
            "每周报，\"倒排\"到户".to_owned(),
            "腊口镇".to_owned(),
        );
        // GB18030, other order, an unknown column, no line end behind the last row.
        let text = "会议日期,完成时限,议定事项,承办科室,责任单位,编号\r\n2021-09-16,2021-10-10,甲,综合科,县住建局,Y-1";
        let gbk = GB18030.encode(text).0;
        let (bytes, rows) = after(&gbk, "每周报，\"倒排\"到户");
        assert!(bytes.starts_with(&gbk) && bytes.ends_with(b"\r\n"));
        assert!(std::str::from_utf8(&bytes).is_err());
        assert_eq!((rows.len(), &rows[1]), (2, &expected));
        // UTF-8 with BOM and semicolons.
        let text = "\u{feff}编号;会议日期;议定事项;责任单位;完成时限\n";
        let (bytes, rows) = after(text.as_bytes(), "每周报，\"倒排\"到户");
        assert_eq!(rows, [expected]);
        assert!(bytes.ends_with(b"\n") && !bytes.ends_with(b"\r\n"));
    }

    #[test]
    fn a_new_file_opens_in_excel_and_no_formula_starts() {
        let folder = tempfile::tempdir().unwrap();
        let path = record(None, folder.path(), &decision("=HYPERLINK(1)\n换行")).unwrap();
        let bytes = std::fs::read(&path).unwrap();
        assert!(bytes.starts_with(b"\xef\xbb\xbf"));
        let text = String::from_utf8(bytes).unwrap();
        assert!(text.contains(",'=HYPERLINK(1) 换行,"), "{text}");
        // A second one goes behind it.
        record(None, folder.path(), &decision("乙")).unwrap();
        assert_eq!(std::fs::read_to_string(&path).unwrap().lines().count(), 3);
    }

    #[test]
    fn what_is_no_decisions_file_is_left_alone() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("decisions.csv");
        std::fs::write(&path, "姓名,电话\n甲,1\n").unwrap();
        let refused = record(None, folder.path(), &decision("甲"));
        assert!(matches!(refused, Err(Fault::Form(_))));
        assert_eq!(std::fs::read_to_string(&path).unwrap(), "姓名,电话\n甲,1\n");
        // A folder in the file's place.
        std::fs::remove_file(&path).unwrap();
        std::fs::create_dir(&path).unwrap();
        assert!(matches!(
            record(None, folder.path(), &decision("甲")),
            Err(Fault::Io(..))
        ));
    }
}
