//! Records what a meeting decided and marks it done: the one file duban writes.
//!
//! **A new decision** is one row behind the others, in the file's own encoding, separator, quote,
//! line end and column order, made whole in memory and written with one append and synced:
//! another program that reads the file sees the row whole or not at all.
//!
//! **Done** changes one row: the file is read again, written anew beside it, synced, held once more
//! against what was read (length, time, content) and put in its place by renaming, three times if
//! need be; what it had been stays as `NAME.bak`.
//!
//! What remains: between the last look and the renaming, some microseconds, another program's save
//! would be lost (it is not in the `.bak` either); and a program that holds an older copy, a
//! spreadsheet left open, takes the row away when it saves later. The next load shows what the
//! file says then.

use super::abort_for_test;
use super::source::{self, Stamp};
use crate::app::NewDecision;
use crate::ingest::{self, Dialect, Refusal};
use chrono::NaiveDate;
use encoding_rs::{GB18030, UTF_8};
use std::fs::{self, File, OpenOptions};
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};
use std::thread;
use std::time::Duration;

/// The name of a new decisions file.
pub const NAME: &str = "decisions.csv";

/// How often a file that changes meanwhile is taken up again.
const TRIES: u32 = 3;

/// How long between two tries: a virus scanner or a sync client lets go within that.
const PAUSE: Duration = Duration::from_millis(120);

/// Why nothing was recorded.
#[derive(Debug)]
pub enum Fault {
    /// The data is the sample inside the program.
    Sample,
    /// The file's header lacks what a decision needs, or it is a workbook or UTF-16.
    Form(PathBuf),
    /// It has neither 状态 nor 办结日期.
    NoColumn(PathBuf),
    /// It is another county's file and has no 区县 column to say so.
    NoRegion(PathBuf),
    /// No row of the file has the decision's id any more.
    NotThere(PathBuf),
    /// The file is a link: what it leads to is not duban's to write.
    Link(PathBuf),
    /// Somebody else writes it all the time.
    Busy(PathBuf),
    /// A link leads out of the folder.
    Outside(PathBuf),
    /// The system said no: locked, full, not allowed.
    Io(PathBuf, io::Error),
}

/// Appends a decision to the decisions file, which is made where there is none; `region` is what the
/// file is read as. Answers its path.
pub fn record(
    path: &Path,
    region: &str,
    decision: &NewDecision,
    counties: &[String],
) -> Result<PathBuf, Fault> {
    let path = path.to_owned();
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
        let decision = fitted(&bytes, &dialect, decision, region, counties)
            .ok_or_else(|| Fault::NoRegion(path.clone()))?;
        appended(&bytes, &dialect, &decision).ok_or(Fault::Form(path.clone()))?
    };
    let before = bytes.len() as u64;
    if let Err(error) = file.write_all(&row).and_then(|()| file.sync_all()) {
        // Half a row must not stay, as on a full disk.
        let _ = file.set_len(before);
        return Err(Fault::Io(path, error));
    }
    Ok(path)
}

/// Marks the decision of this id and region done on `day`. Answers the file's path.
pub fn close(path: &Path, id: &str, region: &str, day: NaiveDate) -> Result<PathBuf, Fault> {
    let io = |error| Fault::Io(path.to_owned(), error);
    no_link(path)?;
    let day = day.to_string();
    let mut last = Fault::Busy(path.to_owned());
    for attempt in 0..TRIES {
        if attempt > 0 {
            thread::sleep(PAUSE);
        }
        let stamp = source::stamp(path).map_err(io)?;
        let bytes = source::read(path).map_err(io)?;
        let made = ingest::decision_closed(&bytes, id, region, &day).map_err(|why| match why {
            Refusal::Form => Fault::Form(path.to_owned()),
            Refusal::NoColumn => Fault::NoColumn(path.to_owned()),
            Refusal::NotThere => Fault::NotThere(path.to_owned()),
        })?;
        match replace(path, &stamp, &bytes, &made) {
            Ok(true) => return Ok(path.to_owned()),
            Ok(false) => {}
            Err(error) => last = Fault::Io(path.to_owned(), error),
        }
    }
    Err(last)
}

/// Puts `made` in the place of a file that still is as it was read; `false`: it is not.
fn replace(path: &Path, stamp: &Stamp, was: &[u8], made: &[u8]) -> io::Result<bool> {
    let beside = Beside::write(path, ".new", made)?;
    let backup = Beside::write(path, ".old", was)?;
    // Renaming follows no link: what stands in the way is replaced, not written through.
    backup.rename(&named(path, "", ".bak"))?;
    if source::stamp(path)? != *stamp || source::read(path)? != was {
        return Ok(false);
    }
    abort_for_test("rename");
    beside.rename(path)?;
    // That the name is kept is asked for where the system can be asked.
    if let Some(folder) = path.parent()
        && let Ok(folder) = File::open(folder)
    {
        let _ = folder.sync_all();
    }
    Ok(true)
}

/// A file beside another that is taken away again unless it takes a name.
struct Beside {
    path: PathBuf,
}

impl Beside {
    /// Writes it whole and synced. Its name begins with a dot: no data file, for duban at least.
    fn write(path: &Path, ending: &str, bytes: &[u8]) -> io::Result<Self> {
        let beside = named(path, ".", &format!("{ending}~"));
        // What a killed program left behind.
        match fs::remove_file(&beside) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
            _ => {}
        }
        let mut file = OpenOptions::new()
            .write(true)
            .create_new(true)
            .open(&beside)?;
        let this = Self { path: beside };
        file.write_all(bytes)?;
        if let Ok(meta) = fs::metadata(path) {
            let _ = fs::set_permissions(&this.path, meta.permissions());
        }
        file.sync_all()?;
        Ok(this)
    }

    fn rename(self, to: &Path) -> io::Result<()> {
        fs::rename(&self.path, to)
    }
}

impl Drop for Beside {
    fn drop(&mut self) {
        // Gone already where it took its name.
        let _ = fs::remove_file(&self.path);
    }
}

/// The name of a file between two pieces, in its folder.
fn named(path: &Path, before: &str, after: &str) -> PathBuf {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    path.with_file_name(format!("{before}{name}{after}"))
}

fn no_link(path: &Path) -> Result<(), Fault> {
    match fs::symlink_metadata(path) {
        Ok(meta) if meta.is_symlink() => Err(Fault::Link(path.to_owned())),
        _ => Ok(()),
    }
}

/// The decision as this file can hold it: a number that no row has yet, though the screen knew less
/// than the file; the task in the text where there is no column for it. `None`: the region would be
/// lost.
fn fitted(
    bytes: &[u8],
    dialect: &Dialect,
    decision: &NewDecision,
    region: &str,
    counties: &[String],
) -> Option<NewDecision> {
    let has = |key: &str| dialect.columns.contains(&Some(key));
    if decision.region != region && !has("region") {
        return None;
    }
    let mut fitted = decision.clone();
    // In the file's own spelling, where that is of this county's folder and of no other's: two
    // spellings may mean two counties.
    let folder = |name: &String| counties.contains(name);
    let own = ingest::decision_region(bytes, &decision.region);
    if let Some(own) = own.filter(|own| folder(&decision.region) && !folder(own)) {
        fitted.region = own;
    }
    let taken = ingest::decision_ids(bytes);
    if taken.contains(&decision.id)
        && let Some((prefix, number)) = decision.id.rsplit_once('-')
        && let Ok(number) = number.parse::<u32>()
    {
        fitted.id = (number..=u32::MAX)
            .map(|number| format!("{prefix}-{number:02}"))
            .find(|id| !taken.contains(id))?;
    }
    if !fitted.task.is_empty() && !has("task") {
        fitted.text = format!("{}（任务 {}）", fitted.text, fitted.task);
    }
    if dialect.quote == '\'' {
        // One such quote would have the whole file read by it.
        for text in [&mut fitted.text, &mut fitted.units] {
            *text = text.replace('"', "”");
        }
    }
    Some(fitted)
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
        record(&path, "", &decision(text), &[]).unwrap();
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
            "每周报，\"倒排\"到户（任务 1-4）".to_owned(),
            "腊口镇".to_owned(),
        );
        // No column says the task, so the text does. GB18030, other order, an unknown column, no line end behind the last row.
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
        let path = record(
            &folder.path().join(NAME),
            "",
            &decision("=HYPERLINK(1)\n换行"),
            &[],
        )
        .unwrap();
        let bytes = std::fs::read(&path).unwrap();
        assert!(bytes.starts_with(b"\xef\xbb\xbf"));
        let text = String::from_utf8(bytes).unwrap();
        assert!(text.contains(",'=HYPERLINK(1) 换行,"), "{text}");
        // A second one goes behind it.
        record(&path, "", &decision("乙"), &[]).unwrap();
        assert_eq!(std::fs::read_to_string(&path).unwrap().lines().count(), 3);
    }

    #[test]
    fn what_the_file_knows_better_than_the_screen() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("decisions.csv");
        let head = "编号,会议日期,议定事项,责任单位,完成时限\n";
        std::fs::write(&path, format!("{head}Y-01,2021-10-15,甲,乙局,\n")).unwrap();
        let one = |region: &str| NewDecision {
            id: "Y-01".to_owned(),
            region: region.to_owned(),
            ..decision("丙")
        };
        // A number that is taken, and a task without a column.
        record(&path, "", &one(""), &[]).unwrap();
        let text = std::fs::read_to_string(&path).unwrap();
        assert!(
            text.ends_with("\nY-02,2021-10-15,丙（任务 1-4）,腊口镇,2021-10-31\n"),
            "{text}"
        );
        // Another county's decision in this one's file: refused, not moved.
        assert!(matches!(
            record(&path, "甲县", &one("乙县"), &[]),
            Err(Fault::NoRegion(_))
        ));
        record(&path, "甲县", &one("甲县"), &[]).unwrap();
        // A file quoted with ' is read by its own quote afterwards too.
        let head = "'编号','会议日期','议定事项','责任单位','完成时限'\n";
        std::fs::write(
            &path,
            format!("{head}'Y-01','2021-10-15','甲，乙','丙局',''\n"),
        )
        .unwrap();
        record(
            &path,
            "",
            &NewDecision {
                text: "\"倒排\"".to_owned(),
                ..one("")
            },
            &[],
        )
        .unwrap();
        let bytes = std::fs::read(&path).unwrap();
        assert!(!bytes.contains(&b'"'));
        assert!(ingest::decision_ids(&bytes).contains("Y-02"));
    }

    const OPEN: &str = "编号,会议日期,议定事项,责任单位,完成时限,状态,办结日期\n\
        Y-1,2021-09-16,甲,县住建局,2021-10-10,正在落实,\n";

    fn day() -> NaiveDate {
        "2021-10-15".parse().unwrap()
    }

    #[test]
    fn done_leaves_a_copy_of_what_was_and_nothing_else() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("decisions.csv");
        std::fs::write(&path, OPEN).unwrap();
        // What a killed program left.
        std::fs::write(folder.path().join(".decisions.csv.new~"), "half").unwrap();
        close(&path, "Y-1", "", day()).unwrap();
        let made = std::fs::read_to_string(&path).unwrap();
        assert_eq!(made, OPEN.replace("正在落实,", "已办结,2021-10-15"));
        let backup = folder.path().join("decisions.csv.bak");
        assert_eq!(std::fs::read_to_string(&backup).unwrap(), OPEN);
        let mut names: Vec<_> = std::fs::read_dir(folder.path())
            .unwrap()
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .collect();
        names.sort_unstable();
        assert_eq!(names, ["decisions.csv", "decisions.csv.bak"]);
        assert!(matches!(
            close(&path, "Y-2", "", day()),
            Err(Fault::NotThere(_))
        ));
    }

    /// Another program appends rows all the time: none of its rows and none of ours is lost but in
    /// the moment that is written down, and the file is a table whenever it is read.
    #[test]
    fn a_racing_writer_loses_nothing() {
        use std::sync::atomic::{AtomicBool, Ordering};
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("decisions.csv");
        std::fs::write(&path, OPEN).unwrap();
        let stop = AtomicBool::new(false);
        let theirs = std::thread::scope(|scope| {
            let other = scope.spawn(|| {
                let mut count = 0;
                while !stop.load(Ordering::Relaxed) {
                    let row = format!("T-{count},2021-09-16,丁,县水利局,,正在落实,\n");
                    let mut file = OpenOptions::new().append(true).open(&path).unwrap();
                    file.write_all(row.as_bytes()).unwrap();
                    count += 1;
                    std::thread::sleep(Duration::from_millis(2));
                }
                count
            });
            for at in 0..40 {
                let one = NewDecision {
                    id: format!("D-{at}"),
                    ..decision("甲，\"乙\"")
                };
                record(&path, "", &one, &[]).unwrap();
            }
            stop.store(true, Ordering::Relaxed);
            other.join().unwrap()
        });
        let text = std::fs::read_to_string(&path).unwrap();
        for at in 0..40 {
            let row = format!("\nD-{at},2021-10-15,\"甲，\"\"乙\"\"（任务 1-4）\",腊口镇,");
            assert!(text.contains(&row), "{at}");
        }
        for at in 0..theirs {
            assert!(text.contains(&format!("\nT-{at},2021")), "{at}");
        }
        assert_eq!(text.lines().count(), 2 + 40 + theirs);
    }

    /// The file changes between reading and renaming: what came meanwhile is kept, and the row is
    /// marked in the newer file or not at all.
    #[test]
    fn a_file_that_changes_meanwhile_is_read_again() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("decisions.csv");
        std::fs::write(&path, OPEN).unwrap();
        let stamp = source::stamp(&path).unwrap();
        let was = std::fs::read(&path).unwrap();
        let newer = format!("{OPEN}Y-2,2021-09-16,乙,县水利局,,正在落实,\n");
        std::fs::write(&path, &newer).unwrap();
        assert!(!replace(&path, &stamp, &was, b"old").unwrap());
        assert_eq!(std::fs::read_to_string(&path).unwrap(), newer);
        // The same length and a time put back: the content tells.
        let same = OPEN.replace('甲', "乙");
        std::fs::write(&path, &same).unwrap();
        let stamp = source::stamp(&path).unwrap();
        assert!(!replace(&path, &stamp, &was, b"old").unwrap());
        assert_eq!(std::fs::read_to_string(&path).unwrap(), same);
        assert!(!folder.path().join(".decisions.csv.new~").exists());
    }

    #[cfg(unix)]
    #[test]
    fn no_link_is_written_through() {
        let (folder, other) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        let real = other.path().join("theirs.csv");
        std::fs::write(&real, OPEN).unwrap();
        let path = folder.path().join("decisions.csv");
        std::os::unix::fs::symlink(&real, &path).unwrap();
        assert!(matches!(
            close(&path, "Y-1", "", day()),
            Err(Fault::Link(_))
        ));
        assert_eq!(std::fs::read_to_string(&real).unwrap(), OPEN);
        // Nor by way of the copy.
        std::fs::remove_file(&path).unwrap();
        std::fs::write(&path, OPEN).unwrap();
        std::os::unix::fs::symlink(&real, folder.path().join("decisions.csv.bak")).unwrap();
        close(&path, "Y-1", "", day()).unwrap();
        assert_eq!(std::fs::read_to_string(&real).unwrap(), OPEN);
    }

    #[test]
    fn what_is_no_decisions_file_is_left_alone() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("decisions.csv");
        std::fs::write(&path, "姓名,电话\n甲,1\n").unwrap();
        let refused = record(&path, "", &decision("甲"), &[]);
        assert!(matches!(refused, Err(Fault::Form(_))));
        assert_eq!(std::fs::read_to_string(&path).unwrap(), "姓名,电话\n甲,1\n");
        // A folder in the file's place.
        std::fs::remove_file(&path).unwrap();
        std::fs::create_dir(&path).unwrap();
        assert!(matches!(
            record(&path, "", &decision("甲"), &[]),
            Err(Fault::Io(..))
        ));
    }
}
