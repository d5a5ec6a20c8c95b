//! From a place to a board: reads what changed, keeps what is good, builds the verdicts.
//!
//! A file that was good and now cannot be read stays as it was, with a [`Fault`] that says
//! since when. A file that was deleted is gone, and comes back when it comes back.

mod files;

use super::decisions;
use super::panics::Told;
use super::source::{self, Entry, LARGEST, Place, Stamp};
use crate::analysis::board::Board;
use crate::analysis::{self, Input, Last};
use crate::app::{Closing, Loaded, NewDecision, Progress};
use crate::diagnostic::{Code, Diagnostic, Excerpt};
use crate::ingest::{self, Origin};
use crate::model::{Segment, is_archive};
use crate::plan::{EMBEDDED, Plan, PlanError};
use crate::text;
use crate::ui::{Fault, Feed};
use chrono::{DateTime, Local, NaiveDate, NaiveDateTime};
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Why there is no board.
#[derive(Debug)]
pub enum LoadError {
    /// A path that is not there or may not be read, with what the system said.
    Missing(PathBuf, String),
    /// No file below the paths may be a source.
    Nothing(Vec<PathBuf>),
    /// The plan file is wrong.
    Plan(PathBuf, PlanError),
    /// The plan file cannot be read.
    PlanUnreadable(PathBuf, String),
    /// A fault of duban's own: what is told of the panic.
    Internal(Told),
}

/// What to load and how to judge it.
#[derive(Debug, Clone)]
pub struct Request {
    /// Where the data lies.
    pub place: Place,
    /// `--plan`.
    pub plan: Option<PathBuf>,
    /// `--as-of`.
    pub as_of: Option<NaiveDate>,
    /// `--since`: the day to compare with; `None`: the last meeting, else the version before.
    pub since: Option<NaiveDate>,
}

struct Known {
    stamp: Stamp,
    segment: Arc<Segment>,
    diagnostics: Vec<Diagnostic>,
    fault: Option<Fault>,
    /// What was found in the state that is not shown.
    refused: Vec<Diagnostic>,
}

/// The largest plan file that is read.
const LARGEST_PLAN: u64 = 4 << 20;

/// Loads a place again and again, reading only what changed.
pub struct Loader {
    request: Request,
    files: HashMap<PathBuf, Known>,
    /// What is known of the sample, which never changes but with the plan.
    sample: Vec<(Arc<Segment>, Vec<Diagnostic>)>,
    plan: Option<(String, Arc<Plan>)>,
    /// The board of the last load, of which a refresh takes over what still holds.
    last: Option<Last>,
    /// Since when the plan file is wrong.
    plan_wrong: Option<NaiveDateTime>,
    /// The folders the files lie in: counties, where there are several.
    counties: Arc<[String]>,
}

impl std::fmt::Debug for Loader {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Loader")
            .field("request", &self.request)
            .finish_non_exhaustive()
    }
}

impl Loader {
    /// A loader that has read nothing yet.
    pub fn new(request: Request) -> Self {
        Self {
            request,
            files: HashMap::new(),
            sample: Vec::new(),
            plan: None,
            last: None,
            plan_wrong: None,
            counties: Arc::default(),
        }
    }

    /// Compares with this day from the next load on.
    pub fn compare(&mut self, day: NaiveDate) {
        self.request.since = Some(day);
    }

    /// What is plainly wrong before a screen is opened: a path that is not there, a folder
    /// without any source, a plan that cannot be read.
    pub fn preflight(request: &Request) -> Option<LoadError> {
        if let Place::Paths(paths) = &request.place {
            match source::list(paths) {
                Err((path, error)) => return Some(LoadError::Missing(path, super::why(&error))),
                Ok(entries) if entries.is_empty() => {
                    return Some(LoadError::Nothing(paths.clone()));
                }
                Ok(_) => {}
            }
        }
        Self::new(request.clone())
            .plan(NaiveDateTime::default(), &mut Vec::new())
            .err()
    }

    /// Builds a board. Files in `hold` are still being written and stay as they were.
    /// `progress` hears of files done and files in all.
    pub fn load(
        &mut self,
        now: NaiveDateTime,
        hold: &HashSet<PathBuf>,
        progress: impl Fn(usize, usize) + Sync,
    ) -> Result<Loaded, LoadError> {
        self.load_heard(now, hold, &|at: Progress| progress(at.files, at.of))
    }

    /// As [`Self::load`], with all there is to tell of the progress.
    pub fn load_heard(
        &mut self,
        now: NaiveDateTime,
        hold: &HashSet<PathBuf>,
        progress: &(dyn Fn(Progress) + Sync),
    ) -> Result<Loaded, LoadError> {
        let mut faults = Vec::new();
        let plan = self.plan(now, &mut faults)?;
        let today = now.date();
        let as_of = self.request.as_of.or(plan.as_of).unwrap_or(today);
        let mut segments = Vec::new();
        let mut diagnostics = Vec::new();
        let (sample, place) = match self.request.place.clone() {
            Place::Sample => {
                if self.sample.is_empty() {
                    let parsed = source::sample_files().into_iter().map(|(path, bytes)| {
                        let parsed = ingest::parse(&Origin::new(path, None), bytes, &plan);
                        (parsed.segment, parsed.diagnostics)
                    });
                    self.sample = parsed.collect();
                }
                for (segment, found) in &self.sample {
                    segments.push(Arc::clone(segment));
                    diagnostics.extend(found.iter().cloned());
                }
                (true, String::new())
            }
            Place::Paths(paths) => {
                let entries = source::list(&paths)
                    .map_err(|(path, error)| LoadError::Missing(path, super::why(&error)))?;
                if entries.is_empty() {
                    return Err(LoadError::Nothing(paths));
                }
                let there: HashSet<&PathBuf> = entries.iter().map(|e| &e.path).collect();
                self.files.retain(|path, _| there.contains(path));
                self.look_for_counties(&entries, plan.year);
                let fresh: Vec<&Entry> = entries
                    .iter()
                    .filter(|entry| {
                        let known = self.files.get(&entry.path);
                        !hold.contains(&entry.path)
                            && known.is_none_or(|known| known.stamp != entry.stamp)
                            && shadowing(entry, &entries).is_none()
                    })
                    .collect();
                let with = (&*plan, &self.counties);
                let mut fresh = files::read_all(&fresh, entries.len(), with, progress);
                for entry in &entries {
                    if let Some(csv) = shadowing(entry, &entries) {
                        let (source, note) = shadowed(entry, csv);
                        segments.push(Arc::new(source));
                        diagnostics.push(note);
                        self.files.remove(&entry.path);
                        continue;
                    }
                    if let Some((stamp, parsed)) = fresh.remove(&entry.path) {
                        self.file(entry, stamp, parsed, now);
                    }
                    if let Some(known) = self.files.get(&entry.path) {
                        segments.push(Arc::clone(&known.segment));
                        diagnostics.extend(known.refused.iter().cloned());
                        diagnostics.extend(known.diagnostics.iter().cloned());
                        faults.extend(known.fault.clone());
                    }
                }
                let shown: Vec<String> = paths
                    .iter()
                    .map(|p| text::clean(&p.to_string_lossy()).into_owned())
                    .collect();
                (false, shown.join(" "))
            }
        };
        let input = Input {
            segments: Arc::new(segments),
            diagnostics,
            plan,
            today,
            as_of,
            baseline: self.request.since,
        };
        let judged = analysis::rebuild(input, self.last.as_ref());
        let board = Arc::clone(&judged.board);
        self.last = Some(judged);
        let (exported, exported_by) = exported(&board);
        Ok(Loaded {
            board,
            feed: Feed {
                sample,
                place,
                at: now,
                exported,
                exported_by,
                faults,
            },
            since: None,
        })
    }

    /// Finds the folders of counties. Files beside them are read with regard to these, and so anew
    /// when one comes or goes.
    fn look_for_counties(&mut self, entries: &[Entry], year: i32) {
        let folders = entries.iter();
        let origin = |entry: &Entry| Origin::new(&entry.relative, None).in_year(year);
        let folders = folders.map(|entry| origin(entry).region);
        let folders: BTreeSet<String> = folders.filter(|region| !region.is_empty()).collect();
        if self.counties.iter().eq(&folders) {
            return;
        }
        self.counties = folders.into_iter().collect();
        // What was good stays until it is read: one may be broken, or still being written.
        let beside = self.files.values_mut();
        for known in beside.filter(|known| known.segment.source.region.is_empty()) {
            known.stamp.len = u64::MAX;
        }
    }

    /// Records a decision: behind the others of the decisions file that was read, else in a new
    /// one in the first folder.
    pub fn record(&self, decision: &NewDecision) -> Result<PathBuf, decisions::Fault> {
        let Place::Paths(paths) = &self.request.place else {
            return Err(decisions::Fault::Sample);
        };
        // A county's decision belongs into its own folder, where it has one.
        let own = paths.iter().find_map(|path| {
            let is_own = |folder: &Path| {
                let name = folder.file_name().map(|name| name.to_string_lossy());
                !decision.region.is_empty() && name.is_some_and(|name| name == decision.region)
            };
            let below = path.join(&decision.region);
            let named = is_own(path) && path.is_dir();
            let inside =
                !decision.region.contains(['/', '\\', '.']) && is_own(&below) && below.is_dir();
            named
                .then(|| path.clone())
                .or_else(|| inside.then_some(below))
        });
        let first = own.or_else(|| paths.first().cloned()).unwrap_or_default();
        let folder = if first.is_dir() {
            first
        } else {
            first.parent().map(Path::to_owned).unwrap_or_default()
        };
        // The newest that lies beside the others, not in the past.
        let known = self
            .files
            .iter()
            .filter(|(_, known)| {
                let region = &known.segment.source.region;
                known.segment.decisions().is_some()
                    && (region.is_empty() || *region == decision.region)
                    && !known.segment.source.file.split('/').any(is_archive)
            })
            .max_by_key(|(path, known)| {
                let source = &known.segment.source;
                let own = source.region == decision.region;
                (
                    own,
                    source.version.is_none(),
                    source.version,
                    (*path).clone(),
                )
            });
        let region = known.map_or_else(
            // A new file says whose decision it is in a column of its own.
            || decision.region.clone(),
            |(_, known)| known.segment.source.region.clone(),
        );
        let known = known.map(|(path, _)| path.clone());
        let path = known.unwrap_or_else(|| folder.join(decisions::NAME));
        // The folder of a file that was named by itself was named with it.
        let named: Vec<PathBuf> = paths.iter().cloned().chain([folder]).collect();
        if !source::within(&named, &path) {
            return Err(decisions::Fault::Outside(path));
        }
        decisions::record(&path, &region, decision, &self.counties)
    }

    /// Whether writing at a path stays in what was named.
    pub fn may_write(&self, path: &Path) -> bool {
        let Place::Paths(paths) = &self.request.place else {
            return false;
        };
        let folders = paths.iter().filter_map(|named| {
            let folder = if named.is_dir() {
                Some(named.as_path())
            } else {
                named.parent()
            };
            folder.map(Path::to_owned)
        });
        source::within(&folders.collect::<Vec<_>>(), path)
    }

    /// Marks a decision of a file done.
    pub fn close(&self, closing: &Closing) -> Result<PathBuf, decisions::Fault> {
        if self.request.place == Place::Sample {
            return Err(decisions::Fault::Sample);
        }
        let Some(path) = self.path(&closing.file) else {
            return Err(decisions::Fault::NotThere(PathBuf::from(&*closing.file)));
        };
        if !self.may_write(path) {
            return Err(decisions::Fault::Outside(path.to_owned()));
        }
        decisions::close(path, &closing.id, &closing.region, closing.day)
    }

    /// Where a file lies, by its name as shown.
    pub fn path(&self, file: &str) -> Option<&Path> {
        self.files
            .iter()
            .find(|(_, known)| &*known.segment.source.file == file)
            .map(|(path, _)| path.as_path())
    }

    /// The rows of a file that findings are about, each with line and column as findings have
    /// them; `None` where they cannot be shown.
    pub fn excerpts(&self, file: &str, places: &[(u32, u32)]) -> Vec<Option<Excerpt>> {
        let none = || vec![None; places.len()];
        if self.request.place == Place::Sample {
            let found = source::sample_files()
                .into_iter()
                .find(|(path, _)| *Origin::new(path, None).file == *file);
            return found.map_or_else(none, |(_, bytes)| ingest::excerpts(bytes, None, places));
        }
        let Some((path, known)) = self
            .files
            .iter()
            .find(|(_, known)| &*known.segment.source.file == file)
        else {
            return none();
        };
        let readable = source::stamp(path).is_ok_and(|stamp| !stamp.odd && stamp.len <= LARGEST);
        if !readable {
            return none();
        }
        let sheet = known.segment.source.sheet.as_deref();
        source::read(path)
            .ok()
            .and_then(|bytes| {
                // As with loading, a fault of a reader costs no more than what it read.
                std::panic::catch_unwind(|| ingest::excerpts(&bytes, sheet, places)).ok()
            })
            .unwrap_or_else(none)
    }

    /// Takes a file as changed with the next load, whatever its stamp.
    pub fn forget(&mut self, path: &Path) {
        if let Some(known) = self.files.get_mut(path) {
            known.stamp.len = u64::MAX;
        }
    }

    /// Decides whether what came of a file is better than what was.
    fn file(&mut self, entry: &Entry, stamp: Stamp, mut fresh: ingest::Parsed, now: NaiveDateTime) {
        let known = self.files.get(&entry.path);
        let before = known.map_or(0, |known| known.segment.source.rows);
        let cut = files::cut_off(&entry.path, &fresh, before);
        let bad = fresh.segment.rows.is_none()
            || (fresh.segment.source.rows == 0 && before > 0)
            || cut.is_some();
        if let Some(cut) = cut {
            fresh.diagnostics.insert(0, cut);
        }
        if bad
            && let Some(known) = self.files.get_mut(&entry.path)
            && known.segment.rows.is_some()
        {
            let code = fresh
                .diagnostics
                .first()
                .map_or(Code::FileEmpty, |d| d.code);
            let since = known.fault.as_ref().map_or(now, |fault| fault.since);
            known.stamp = stamp;
            known.fault = Some(Fault {
                file: Arc::clone(&known.segment.source.file),
                code: if fresh.segment.rows.is_some() && code != Code::FileCutOff {
                    Code::FileEmpty
                } else {
                    code
                },
                detail: fresh
                    .diagnostics
                    .first()
                    .map(|d| d.value.clone())
                    .unwrap_or_default(),
                plan: None,
                since,
            });
            known.refused = fresh.diagnostics;
            return;
        }
        self.files.insert(
            entry.path.clone(),
            Known {
                stamp,
                segment: fresh.segment,
                diagnostics: fresh.diagnostics,
                fault: None,
                refused: Vec::new(),
            },
        );
    }

    fn plan(
        &mut self,
        now: NaiveDateTime,
        faults: &mut Vec<Fault>,
    ) -> Result<Arc<Plan>, LoadError> {
        let file = match (&self.request.plan, &self.request.place) {
            (Some(file), _) => Some(file.clone()),
            (None, Place::Paths(paths)) => source::plan_file(paths),
            (None, Place::Sample) => None,
        };
        let content = match &file {
            None if self.request.place == Place::Sample => Ok(source::sample_plan().to_owned()),
            None => Ok(EMBEDDED.to_owned()),
            Some(file) => {
                read_plan(file).map_err(|reason| LoadError::PlanUnreadable(file.clone(), reason))
            }
        };
        let parsed = content.and_then(|content| {
            let built_in = file.is_none() && self.request.place != Place::Sample;
            if let Some((known, plan)) = &self.plan
                && *known == content
                && plan.built_in == built_in
            {
                return Ok((content, Arc::clone(plan)));
            }
            match Plan::parse(&content) {
                Ok(plan) => Ok((content, Arc::new(Plan { built_in, ..plan }))),
                Err(error) => Err(LoadError::Plan(file.clone().unwrap_or_default(), error)),
            }
        });
        match (parsed, &self.plan) {
            (Ok((content, plan)), _) => {
                if self
                    .plan
                    .as_ref()
                    .is_none_or(|(known, _)| *known != content)
                {
                    // Dates without a year belong to the plan's: everything is read anew. What
                    // is known stays until then, for files that cannot be read just now.
                    self.sample.clear();
                    for known in self.files.values_mut() {
                        known.stamp.len = u64::MAX;
                    }
                }
                self.plan = Some((content, Arc::clone(&plan)));
                self.plan_wrong = None;
                Ok(plan)
            }
            (Err(error), Some((_, plan))) => {
                let (detail, wrong) = match error {
                    LoadError::Plan(_, error) => (String::new(), Some(error)),
                    LoadError::PlanUnreadable(_, reason) => (reason, None),
                    _ => (String::new(), None),
                };
                faults.push(Fault {
                    file: "plan.toml".into(),
                    code: Code::PlanInvalid,
                    detail: text::clean(&detail).into_owned(),
                    plan: wrong,
                    since: *self.plan_wrong.get_or_insert(now),
                });
                Ok(Arc::clone(plan))
            }
            (Err(error), None) => Err(error),
        }
    }
}

/// The day of the newest export of the tasks, of any table where there are none: the date in the
/// file's name, else the day it was last written. Where folders are counties, of that one whose
/// newest export is the oldest, and its name.
fn exported(board: &Board) -> (Option<NaiveDate>, String) {
    let current = board.tables.segments.iter().zip(&board.tables.current);
    let days = |of_tasks: bool| {
        let mut newest: BTreeMap<&str, NaiveDate> = BTreeMap::new();
        let days = current
            .clone()
            .filter(|(segment, current)| {
                **current && segment.rows.is_some() && (!of_tasks || segment.tasks().is_some())
            })
            .filter_map(|(segment, _)| {
                let written = || {
                    let at = DateTime::from_timestamp(segment.source.modified?, 0)?;
                    Some(at.with_timezone(&Local).date_naive())
                };
                let day = segment.source.version.or_else(written)?;
                Some((segment.source.region.as_str(), day))
            });
        for (region, day) in days {
            let known = newest.entry(region).or_insert(day);
            *known = day.max(*known);
        }
        newest
    };
    let tasks = days(true);
    if tasks.len() > 1 {
        let behind = tasks.iter().min_by_key(|(_, day)| **day);
        let (region, day) = behind.map_or(("", None), |(region, day)| (*region, Some(*day)));
        return (day, region.to_owned());
    }
    let day = tasks.into_values().next();
    (
        day.or_else(|| days(false).into_values().max()),
        String::new(),
    )
}

/// The text of a plan file. Only regular files of a sane size are opened: a pipe would
/// block for ever.
fn read_plan(file: &Path) -> Result<String, String> {
    let stamp = source::stamp(file).map_err(|error| super::why(&error))?;
    if stamp.odd {
        return Err("not-a-file".to_owned());
    }
    if stamp.len > LARGEST_PLAN {
        return Err("too-large".to_owned());
    }
    let bytes = source::read(file).map_err(|error| super::why(&error))?;
    String::from_utf8(bytes).map_err(|_| "not-utf-8".to_owned())
}

/// The CSV of the same name beside a workbook: who saves a CSV means it to be read.
fn shadowing<'a>(entry: &Entry, entries: &'a [Entry]) -> Option<&'a Entry> {
    let is = |entry: &Entry, endings: &[&str]| {
        let extension = entry.relative.extension().unwrap_or_default();
        endings
            .iter()
            .any(|end| extension.eq_ignore_ascii_case(end))
    };
    if !is(entry, &["xlsx", "xlsm", "xls", "et"]) {
        return None;
    }
    entries.iter().find(|other| {
        is(other, &["csv", "tsv", "txt"])
            && other.path.with_extension("") == entry.path.with_extension("")
            && !other.stamp.odd
    })
}

/// A workbook that is not read, and why.
fn shadowed(entry: &Entry, csv: &Entry) -> (Segment, Diagnostic) {
    let origin = Origin::new(&entry.relative, entry.stamp.seconds());
    // A minute: both may have been written by one save.
    let newer = entry
        .stamp
        .seconds()
        .zip(csv.stamp.seconds())
        .is_some_and(|(book, csv)| book > csv + 60);
    let code = if newer {
        Code::WorkbookNewer
    } else {
        Code::WorkbookShadowed
    };
    let name = csv.relative.file_name().unwrap_or_default();
    let note =
        Diagnostic::new(&origin.file, 0, 0, code).with_value(&text::clean(&name.to_string_lossy()));
    let segment = Segment {
        source: origin.source(entry.stamp.len),
        rows: None,
    };
    (segment, note)
}

#[cfg(test)]
mod tests;
