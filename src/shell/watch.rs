//! Notices saves by polling: shares send no events, and offices save in steps.
//!
//! A file counts as changed when its length or time differ from what was loaded and stood
//! still for two polls. Lives on a thread of its own: a dead share blocks only this.

use super::source::{self, Stamp};
use std::collections::{HashMap, HashSet};
use std::path::PathBuf;
use std::time::Duration;

/// Between two polls of a folder of some 50 files.
const PERIOD: Duration = Duration::from_millis(400);

/// Looking at a file takes some 7 µs: with a thousand times that as a rest a folder of any size
/// costs 0.1% of a processor.
const PER_FILE: Duration = Duration::from_millis(7);

/// Nobody waits longer than this for a poll.
const LONGEST: Duration = Duration::from_secs(2);

/// A file that never stands still is taken as it is after so many polls: five seconds.
const PATIENCE: u8 = 12;

/// One that is still shorter than what was loaded is being written over in pieces, as by a slow
/// share; a part of it would be a wrong figure, so it has a minute.
const SLOW: u8 = 150;

/// What the folder looked like.
type Picture = HashMap<PathBuf, Stamp>;

/// A file that is being written.
#[derive(Debug, Default)]
struct Moving {
    /// For how many polls.
    polls: u8,
    /// It is shorter than what was loaded.
    shorter: bool,
}

/// Compares polls.
#[derive(Debug, Default)]
pub struct Watch {
    last: Option<Picture>,
    loaded: Option<Picture>,
    /// The files that have been moving.
    moving: HashMap<PathBuf, Moving>,
    /// For how many polls the folder could not be listed.
    away: u8,
}

/// What a poll found.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Change {
    /// Files that are still being written.
    pub hold: HashSet<PathBuf>,
}

impl Watch {
    /// How long to rest before the next poll. While something moves it is looked at often.
    pub fn rest(&self) -> Duration {
        let files = self.last.as_ref().map_or(0, HashMap::len);
        if !self.moving.is_empty() || self.away > 0 {
            return PERIOD;
        }
        let files = u32::try_from(files).unwrap_or(u32::MAX);
        PER_FILE.saturating_mul(files).clamp(PERIOD, LONGEST)
    }

    /// Takes a picture; answers a change once it stands still. `None` is a folder that
    /// cannot be listed: a change when it goes (the screen must say so), no news while it is
    /// away, a change when it is back.
    pub fn poll(&mut self, picture: Option<Picture>) -> Option<Change> {
        let Some(picture) = picture else {
            self.away = self.away.saturating_add(1);
            return (self.away == 2).then(Change::default);
        };
        let back = std::mem::take(&mut self.away) >= 2;
        let Some(last) = self.last.replace(picture.clone()) else {
            self.loaded = Some(picture);
            return back.then(Change::default);
        };
        let loaded = self.loaded.get_or_insert_with(|| last.clone());
        let mut hold = HashSet::new();
        let mut changed = back;
        self.moving.retain(|path, _| picture.contains_key(path));
        for (path, stamp) in &picture {
            if loaded.get(path) == Some(stamp) {
                self.moving.remove(path);
                continue;
            }
            let shorter = loaded.get(path).is_some_and(|old| stamp.len < old.len);
            let moving = self.moving.entry(path.clone()).or_default();
            // As long as what was there: from now on it is one that grows.
            if moving.shorter != shorter {
                *moving = Moving { polls: 0, shorter };
            }
            moving.polls = moving.polls.saturating_add(1);
            let patience = if shorter { SLOW } else { PATIENCE };
            if last.get(path) == Some(stamp) || moving.polls > patience {
                self.moving.remove(path);
                loaded.insert(path.clone(), *stamp);
                changed = true;
            } else {
                hold.insert(path.clone());
            }
        }
        // Gone in both polls: deleted, not in the middle of a replacement.
        let gone: Vec<PathBuf> = loaded
            .keys()
            .filter(|path| !picture.contains_key(*path) && !last.contains_key(*path))
            .cloned()
            .collect();
        for path in gone {
            loaded.remove(&path);
            changed = true;
        }
        changed.then_some(Change { hold })
    }
}

/// The files of the paths and the plan file as they stand now; `None` where a path cannot
/// be listed.
pub fn picture(paths: &[PathBuf], plan: Option<&PathBuf>) -> Option<Picture> {
    let entries = source::list(paths).ok()?;
    let mut picture: Picture = entries.into_iter().map(|e| (e.path, e.stamp)).collect();
    let plan = plan.cloned().or_else(|| source::plan_file(paths));
    if let Some(plan) = plan
        && let Ok(stamp) = source::stamp(&plan)
    {
        picture.insert(plan, stamp);
    }
    Some(picture)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[expect(clippy::unnecessary_wraps, reason = "what a poll takes")]
    fn files(list: &[(&str, u64)]) -> Option<Picture> {
        let picture = list
            .iter()
            .map(|(name, len)| {
                let stamp = Stamp {
                    len: *len,
                    modified: None,
                    changed: (0, 0),
                    odd: false,
                };
                (PathBuf::from(name), stamp)
            })
            .collect();
        Some(picture)
    }

    #[test]
    fn a_save_in_steps_is_one_change() {
        let mut watch = Watch::default();
        assert_eq!(watch.poll(files(&[("a", 1)])), None);
        assert_eq!(watch.poll(files(&[("a", 5)])), None);
        assert_eq!(watch.poll(files(&[("a", 9)])), None);
        assert!(watch.poll(files(&[("a", 9)])).is_some());
        assert_eq!(watch.poll(files(&[("a", 9)])), None);
    }

    #[test]
    fn a_large_folder_is_looked_at_less_often_unless_something_moves() {
        let many = |count: usize, len: u64| {
            let names: Vec<String> = (0..count).map(|at| at.to_string()).collect();
            let list: Vec<(&str, u64)> = names.iter().map(|name| (name.as_str(), len)).collect();
            files(&list)
        };
        let rest = |count| {
            let mut watch = Watch::default();
            watch.poll(many(count, 1));
            watch.rest()
        };
        // 7 ms a file, 0.4 s at least, 2 s at most.
        assert_eq!(Watch::default().rest(), Duration::from_millis(400));
        assert_eq!(rest(57), Duration::from_millis(400));
        assert_eq!(rest(100), Duration::from_millis(700));
        assert_eq!(rest(30_801), Duration::from_secs(2));
        let mut watch = Watch::default();
        watch.poll(many(100, 1));
        watch.poll(many(100, 2));
        assert_eq!(watch.rest(), Duration::from_millis(400));
        assert!(watch.poll(many(100, 2)).is_some());
        assert_eq!(watch.rest(), Duration::from_millis(700));
        watch.poll(None);
        assert_eq!(watch.rest(), Duration::from_millis(400));
    }

    #[test]
    fn one_that_grows_does_not_hold_back_another() {
        let mut watch = Watch::default();
        watch.poll(files(&[("a", 1), ("b", 1)]));
        watch.poll(files(&[("a", 2), ("b", 2)]));
        let change = watch.poll(files(&[("a", 3), ("b", 2)])).unwrap();
        assert_eq!(change.hold, HashSet::from([PathBuf::from("a")]));
    }

    #[test]
    fn deleted_and_restored() {
        let mut watch = Watch::default();
        watch.poll(files(&[("a", 1)]));
        assert_eq!(watch.poll(files(&[])), None);
        assert!(watch.poll(files(&[])).is_some());
        assert_eq!(watch.poll(files(&[("a", 1)])), None);
        assert!(watch.poll(files(&[("a", 1)])).is_some());
        // Replaced within one poll: never gone.
        assert_eq!(watch.poll(files(&[("a", 1)])), None);
    }

    #[test]
    fn what_never_stands_still_is_taken_in_the_end() {
        let mut watch = Watch::default();
        watch.poll(files(&[("log", 0)]));
        let first = (1..60).find(|&len| watch.poll(files(&[("log", len)])).is_some());
        assert_eq!(first, Some(u64::from(PATIENCE) + 1));
    }

    /// Ten seconds to write the same again: no part of it is ever taken.
    #[test]
    fn a_slow_save_over_what_was_there_is_one_change() {
        let mut watch = Watch::default();
        watch.poll(files(&[("a", 50)]));
        for len in 0..50 {
            assert_eq!(watch.poll(files(&[("a", len)])), None, "{len}");
        }
        watch.poll(files(&[("a", 51)]));
        assert!(watch.poll(files(&[("a", 51)])).is_some());
        // One that shrinks and moves for ever is taken after a minute.
        let first = (1..400).find(|&turn| {
            let len = u64::from(turn % 2 == 0);
            watch.poll(files(&[("a", len)])).is_some()
        });
        assert_eq!(first, Some(i32::from(SLOW) + 1));
    }

    #[test]
    fn a_folder_that_goes_and_comes_back() {
        let mut watch = Watch::default();
        watch.poll(files(&[("a", 1)]));
        // One poll without it: a folder replaced by renaming.
        assert_eq!(watch.poll(None), None);
        assert_eq!(watch.poll(files(&[("a", 1)])), None);
        assert_eq!(watch.poll(None), None);
        assert!(watch.poll(None).is_some());
        assert_eq!(watch.poll(None), None);
        assert!(watch.poll(files(&[("a", 1)])).is_some());
        assert_eq!(watch.poll(files(&[("a", 1)])), None);
    }
}
