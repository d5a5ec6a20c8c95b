//! Merged cells of a register, which an export leaves blank: one task over several rows.
//!
//! The rows become one task with a part (子项) each. A column that is filled in the first row
//! only was merged over all of them; a column that is filled below too belongs to each row.

use crate::ingest::cell;
use crate::ingest::header::Header;
use crate::ingest::records::Record;
use crate::terms::Status;

/// A row held back until the rows that may belong to it are known.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Held {
    /// 1-based line of the file.
    pub line: u32,
    /// Its cells.
    pub cells: Vec<String>,
}

impl Held {
    /// A row as it stands.
    pub fn new(line: u32, record: &Record<'_>) -> Self {
        Self {
            line,
            cells: record.iter().map(str::to_owned).collect(),
        }
    }

    /// The row as a record again.
    pub fn record(&self) -> Record<'static> {
        self.cells.iter().map(String::as_str).collect()
    }

    fn get(&self, column: usize) -> &str {
        self.cells.get(column).map_or("", |cell| cell.trim())
    }

    fn set(&mut self, column: usize, text: String) {
        if self.cells.len() <= column {
            self.cells.resize(column + 1, String::new());
        }
        self.cells[column] = text;
    }
}

/// Columns that merged cells usually cover.
const COVERED: &[&str] = &[
    "title", "problem", "goal", "category", "round", "lead", "status", "deadline", "units",
];

/// Columns of which a continuing row has one.
const CONTINUED: &[&str] = &[
    "title",
    "measures",
    "units",
    "deadline",
    "goal",
    "standard",
    "progress_text",
    "status",
    "progress",
    "local",
];

/// Columns that say how far a row is.
const STANDING: &[&str] = &[
    "status",
    "progress",
    "completed",
    "accepted",
    "published",
    "signed_off",
];

/// Columns that tell of it in words.
const TOLD: &[&str] = &["note", "progress_text", "obstacles", "next_steps"];

/// Whether a blank among filled cells of a column is a blank of its own; where rows say themselves how
/// far they are, so is every blank there.
fn is_of_row(key: &str) -> bool {
    STANDING.contains(&key) || TOLD.contains(&key)
}

/// Texts that a task has all of, one below the other.
const JOINED: &[&str] = &[
    "measures",
    "goal",
    "standard",
    "progress_text",
    "obstacles",
    "next_steps",
    "note",
];

/// Lists of units that a task has all of.
const UNITED: &[&str] = &["units", "lead", "local", "helpers"];

/// Dates that a task has once each row has one: the last.
const DATES: &[&str] = &["completed", "accepted", "published", "signed_off"];

/// Whether a row may continue the one above: it has no id, and something of its own.
pub fn may_continue(cell: impl Fn(&str) -> bool) -> bool {
    !cell("id") && CONTINUED.iter().any(|key| cell(key))
}

/// Whether a row continues `first`: something that is filled there was merged over it.
pub fn continues(first: &Held, row: &Held, header: &Header) -> bool {
    let filled = |held: &Held, key: &str| {
        header
            .column(key)
            .is_some_and(|column| !held.get(column).is_empty())
    };
    may_continue(|key| filled(row, key))
        && COVERED
            .iter()
            .any(|key| filled(first, key) && !filled(row, key))
}

/// One task and a part for each of its rows. `header` has a parent column; `date` reads a
/// deadline's date.
pub fn split(
    rows: &[Held],
    header: &Header,
    date: impl Fn(&str) -> Option<chrono::NaiveDate>,
) -> Vec<Held> {
    let Some((first, below)) = rows.split_first() else {
        return Vec::new();
    };
    let column = |key: &str| header.column(key);
    let id = column("id").map_or("", |at| first.get(at)).to_owned();
    // Filled below the first row: each row has its own.
    let each =
        |key: &str| column(key).is_some_and(|at| below.iter().any(|r| !r.get(at).is_empty()));
    let all = |key: &str| {
        column(key).map_or_else(Vec::new, |at| rows.iter().map(|row| row.get(at)).collect())
    };

    // What the first row alone has of it is its own then, not merged over the others: a part of 20%
    // is not signed off because the one above it is. But a state that finishes nothing was merged, and
    // so was one over rows that are all at 100%: each of its own would say something.
    let each_stands = STANDING.iter().any(|key| each(key));
    let finished = each("progress") && all("progress").into_iter().all(is_whole);
    let open = column("status").and_then(|at| cell::status(first.get(at)).value());
    let open = open.is_some_and(|status| !status.is_completed());
    let stated = column("status").is_some_and(|at| !first.get(at).is_empty());
    let all_done = finished && stated && !each("status") && !each("is_signed_off");
    let is_merged = |key: &str| (open && key == "status") || (all_done && STANDING.contains(&key));
    // 是否销号: 是 beside the first row is that row's where another says that it is not finished; else,
    // and 否, was merged over all.
    let signed = column("is_signed_off").map(|at| cell::yes_no(first.get(at)).value());
    let is_open = |row: &Held| {
        let says = |key: &str| column(key).map_or("", |at| row.get(at));
        let says_status = cell::status(says("status"));
        // 施工中, 已完成80%: whatever it says, it does not say that all is finished.
        let unread = matches!(says_status, cell::Read::Invalid);
        let open = says_status.value().is_some_and(|status| {
            !status.is_completed() && !matches!(status, Status::LongTerm | Status::NotApplicable)
        });
        let open = open || unread;
        let progress = says("progress");
        open || !progress.is_empty() && !is_whole(progress)
    };
    let signs_one = signed == Some(Some(true)) && below.iter().any(is_open);
    let is_own = |key: &str| {
        each(key)
            || (each_stands && is_of_row(key) && !is_merged(key))
            || (signs_one && key == "is_signed_off")
    };

    let mut whole = first.clone();
    for key in JOINED.iter().filter(|key| each(key)) {
        let filled: Vec<&str> = all(key).into_iter().filter(|t| !t.is_empty()).collect();
        put(&mut whole, column(key), filled.join("\n"));
    }
    for key in UNITED.iter().filter(|key| each(key)) {
        let filled: Vec<&str> = all(key).into_iter().filter(|t| !t.is_empty()).collect();
        // A word of a role closes its clause: A牵头，B配合；C.
        let has_role = |names: &&str| {
            ["牵头", "配合", "负责"]
                .iter()
                .any(|role| names.contains(role))
        };
        let between = if filled.iter().any(has_role) {
            "；"
        } else {
            "、"
        };
        put(&mut whole, column(key), filled.join(between));
    }
    if each("deadline") {
        let last = all("deadline").into_iter().max_by_key(|text| date(text));
        put(
            &mut whole,
            column("deadline"),
            last.unwrap_or_default().to_owned(),
        );
    }
    for key in DATES.iter().filter(|key| is_own(key)) {
        let cells = all(key);
        let last = cells.iter().max_by_key(|text| date(text));
        let done = cells.iter().all(|text| date(text).is_some());
        put(
            &mut whole,
            column(key),
            last.filter(|_| done)
                .map_or_else(String::new, |t| (*t).to_owned()),
        );
    }
    if is_own("status") {
        let states: Vec<_> = all("status")
            .into_iter()
            .map(|text| (cell::status(text).value(), text))
            .collect();
        // The whole is as far as its last part, and says so only where all are finished.
        let least = states
            .iter()
            .all(|(state, _)| state.is_some_and(Status::is_completed))
            .then(|| states.iter().min_by_key(|(state, _)| *state))
            .flatten();
        // Where all are at 100% and none says more it is completed as well.
        let rest = if finished { COMPLETED } else { "" };
        put(
            &mut whole,
            column("status"),
            least.map_or_else(|| rest.to_owned(), |(_, text)| (*text).to_owned()),
        );
    }
    if is_own("is_signed_off") {
        // 是, 是, 否: the whole is not.
        let cells = all("is_signed_off");
        let least = cells
            .iter()
            .find(|cell| cell::yes_no(cell).value() != Some(true));
        let least = least.or(cells.first()).map_or("", |cell| cell);
        put(&mut whole, column("is_signed_off"), least.to_owned());
    }
    if is_own("progress") {
        put(&mut whole, column("progress"), String::new());
    }
    if each("title") {
        // Each row has a title; what was merged over them is the problem they are about.
        let problem = column("problem").filter(|_| !each("problem"));
        let problem = problem.map_or("", |at| first.get(at));
        let problem = problem
            .split(['。', '；', ';', '\n'])
            .next()
            .unwrap_or_default();
        let title = column("title").map_or("", |at| first.get(at));
        let title = match problem.trim() {
            "" => format!("{title}等{}项", rows.len()),
            problem => problem.to_owned(),
        };
        put(&mut whole, column("title"), title);
    }

    let mut out = vec![whole];
    let mut above = first.clone();
    for (index, row) in rows.iter().enumerate() {
        let mut part = row.clone();
        for known in header.spec.columns {
            let Some(at) = column(known.key) else {
                continue;
            };
            if !part.get(at).is_empty() {
                continue;
            }
            if !is_own(known.key) {
                part.set(at, first.get(at).to_owned());
            } else if !is_of_row(known.key) && known.key != "is_signed_off" {
                part.set(at, above.get(at).to_owned());
            }
        }
        above.clone_from(&part);
        if !each("title") {
            let measures = column("measures").map_or("", |at| row.get(at));
            let title = column("title").map_or("", |at| first.get(at));
            let own = if each("measures") && !measures.is_empty() {
                measures.chars().take(40).collect()
            } else {
                format!("{title}（{}）", index + 1)
            };
            put(&mut part, column("title"), own);
        }
        put(&mut part, column("id"), format!("{id}-{}", index + 1));
        put(&mut part, column("parent"), id.clone());
        out.push(part);
    }
    out
}

/// What a register calls a task whose rows are all at 100%.
const COMPLETED: &str = "已完成";

/// Whether a cell of progress says 100%.
fn is_whole(text: &str) -> bool {
    let figure = text.trim_end_matches(['%', '％']);
    figure
        .trim()
        .parse::<f64>()
        .is_ok_and(|figure| figure >= 100.0)
}

fn put(row: &mut Held, column: Option<usize>, text: String) {
    if let Some(column) = column {
        row.set(column, text);
    }
}
