//! Notices saves by polling: shares send no events, and offices save in steps.
//!
//! A file counts as changed when its length or time differ from what was loaded and stood
//! still for some polls. Lives on a thread of its own: a dead share blocks only this.

use super::source::{self, Listing, Stamp};
use std::collections::{HashMap, HashSet};
use std::path::{Path, PathBuf};
use std::rc::Rc;
use std::time::Duration;

/// Between two polls of a folder of some 50 files.
const PERIOD: Duration = Duration::from_millis(250);

/// A poll of a hundred files takes 0.35 ms, one of fourteen 0.16: with so long a rest for each a
/// folder costs less than 0.1% of a processor.
const PER_FILE: Duration = Duration::from_millis(5);

/// How soon a file that moved is looked at again.
const STILL: Duration = Duration::from_millis(150);

/// Nobody waits longer than this for a poll.
const LONGEST: Duration = Duration::from_secs(2);

/// At one poll of so many the folders are listed, whatever their times say: some file systems tell
/// nothing of what comes and goes in a folder, and a link may lead elsewhere by now.
const LISTED: u8 = 8;

/// A file that never stands still is taken as it is after so many polls: five seconds.
const PATIENCE: u16 = 33;

/// One that is still shorter than what was loaded is being written over in pieces, as by a slow
/// share; a part of it would be a wrong figure, so it has a minute.
const SLOW: u16 = 400;

/// For how many polls in a row such a file stands still until it is taken for whole: a second.
const SURE: u16 = 7;

/// For how many any other does, and for how many one is away until it is deleted and not in the
/// middle of a replacement.
const STILL_FOR: u16 = 3;

/// What the folder looked like.
pub type Picture = HashMap<PathBuf, Stamp>;

/// A file that is being written.
#[derive(Debug, Default)]
struct Moving {
    /// For how many polls.
    polls: u16,
    /// For how many of them it has stood still.
    still: u16,
    /// It is shorter than what was loaded.
    shorter: bool,
}

/// Compares polls.
#[derive(Debug, Default)]
pub struct Watch {
    last: Option<Rc<Picture>>,
    loaded: Option<Picture>,
    /// The files that have been moving.
    moving: HashMap<PathBuf, Moving>,
    /// The files that are not there any more, and for how many polls.
    gone: HashMap<PathBuf, u16>,
    /// For how many polls the folder could not be listed.
    away: u8,
    /// The last poll showed just what was loaded.
    calm: bool,
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
        let files = self.last.as_ref().map_or(0, |last| last.len());
        if !self.moving.is_empty() || !self.gone.is_empty() {
            return STILL;
        }
        if self.away > 0 {
            return PERIOD;
        }
        let files = u32::try_from(files).unwrap_or(u32::MAX);
        PER_FILE.saturating_mul(files).clamp(PERIOD, LONGEST)
    }

    /// Takes a picture; answers a change once it stands still. `None` is a folder that
    /// cannot be listed: a change when it goes (the screen must say so), no news while it is
    /// away, a change when it is back.
    pub fn poll(&mut self, picture: Option<Rc<Picture>>) -> Option<Change> {
        let Some(picture) = picture else {
            self.calm = false;
            self.away = self.away.saturating_add(1);
            return (self.away == 2).then(Change::default);
        };
        let same = self.last.as_ref().map(|last| Rc::ptr_eq(last, &picture));
        if self.calm && same == Some(true) {
            return None;
        }
        let back = std::mem::take(&mut self.away) >= 2;
        let Some(last) = self.last.replace(Rc::clone(&picture)) else {
            self.loaded = Some((*picture).clone());
            return back.then(Change::default);
        };
        let loaded = self.loaded.get_or_insert_with(|| (*last).clone());
        let mut hold = HashSet::new();
        let mut changed = back;
        self.moving.retain(|path, _| picture.contains_key(path));
        for (path, stamp) in &*picture {
            if loaded.get(path) == Some(stamp) {
                self.moving.remove(path);
                continue;
            }
            let shorter = loaded.get(path).is_some_and(|old| stamp.len < old.len);
            let moving = self.moving.entry(path.clone()).or_default();
            // As long as what was there: from now on it is one that grows.
            if moving.shorter != shorter {
                *moving = Moving {
                    shorter,
                    ..Moving::default()
                };
            }
            moving.polls = moving.polls.saturating_add(1);
            let stands = last.get(path) == Some(stamp);
            moving.still = if stands { moving.still + 1 } else { 0 };
            let (patience, sure) = if shorter {
                (SLOW, SURE)
            } else {
                (PATIENCE, STILL_FOR)
            };
            if moving.still >= sure || moving.polls > patience {
                self.moving.remove(path);
                loaded.insert(path.clone(), *stamp);
                changed = true;
            } else {
                hold.insert(path.clone());
            }
        }
        self.gone.retain(|path, _| !picture.contains_key(path));
        for path in loaded.keys().filter(|path| !picture.contains_key(*path)) {
            *self.gone.entry(path.clone()).or_default() += 1;
        }
        let deleted = |(path, polls): (&PathBuf, &u16)| (*polls > STILL_FOR).then(|| path.clone());
        let deleted: Vec<PathBuf> = self.gone.iter().filter_map(deleted).collect();
        for path in deleted {
            self.gone.remove(&path);
            loaded.remove(&path);
            changed = true;
        }
        self.calm = hold.is_empty() && *loaded == *picture;
        changed.then_some(Change { hold })
    }
}

/// Looks at the files of some paths, and the plan file, again and again.
#[derive(Debug, Default)]
pub struct Look {
    listing: Listing,
    plan: Option<(PathBuf, Stamp)>,
    picture: Rc<Picture>,
    /// How many polls ago the folders were listed; `None`: never, or they could not be.
    listed: Option<u8>,
}

impl Look {
    /// The files as they stand now; `None` where a path cannot be listed. While each file and each
    /// folder is as it was none is listed again.
    pub fn picture(&mut self, paths: &[PathBuf], plan: Option<&PathBuf>) -> Option<Rc<Picture>> {
        match self.listed {
            Some(polls) if polls < LISTED && self.holds() => self.listed = Some(polls + 1),
            _ => {
                self.listed = None;
                self.list(paths, plan)?;
                self.listed = Some(1);
            }
        }
        Some(Rc::clone(&self.picture))
    }

    /// Whether all stands as it was listed.
    fn holds(&self) -> bool {
        let is = |path: &Path, stamp: Stamp| source::stamp(path).is_ok_and(|now| now == stamp);
        let Listing { entries, folders } = &self.listing;
        let folders = folders.iter();
        let mut folders = folders.map(|(path, stamp)| (path.as_path(), *stamp));
        let mut files = entries.iter();
        folders.all(|(path, stamp)| is(path, stamp))
            && files.all(|entry| is(&entry.path, entry.stamp))
            && self.plan.iter().all(|(path, stamp)| is(path, *stamp))
    }

    fn list(&mut self, paths: &[PathBuf], plan: Option<&PathBuf>) -> Option<()> {
        self.listing = source::list_all(paths).ok()?;
        let plan = plan.cloned().or_else(|| source::plan_file(paths));
        self.plan = plan.and_then(|path| source::stamp(&path).ok().map(|stamp| (path, stamp)));
        let entries = self.listing.entries.iter();
        let files = entries.map(|entry| (entry.path.clone(), entry.stamp));
        self.picture = Rc::new(files.chain(self.plan.clone()).collect());
        Some(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[expect(clippy::unnecessary_wraps, reason = "what a poll takes")]
    fn files(list: &[(&str, u64)]) -> Option<Rc<Picture>> {
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
        Some(Rc::new(picture))
    }

    /// Polls so often with nothing new; the poll, from 1, at which a change was told.
    fn told(watch: &mut Watch, list: &[(&str, u64)], polls: usize) -> Option<usize> {
        let mut polls = 1..=polls;
        polls.find(|_| watch.poll(files(list)).is_some())
    }

    #[test]
    fn a_save_in_steps_is_one_change() {
        let mut watch = Watch::default();
        assert_eq!(watch.poll(files(&[("a", 1)])), None);
        assert_eq!(watch.poll(files(&[("a", 5)])), None);
        // A pause of 0.3 s.
        assert_eq!(told(&mut watch, &[("a", 5)], 2), None);
        assert_eq!(watch.poll(files(&[("a", 9)])), None);
        assert_eq!(told(&mut watch, &[("a", 9)], 9), Some(3));
        assert_eq!(told(&mut watch, &[("a", 9)], 9), None);
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
        // 5 ms a file, 0.25 s at least, 2 s at most.
        assert_eq!(Watch::default().rest(), Duration::from_millis(250));
        assert_eq!(rest(50), Duration::from_millis(250));
        assert_eq!(rest(100), Duration::from_millis(500));
        assert_eq!(rest(30_801), Duration::from_secs(2));
        let mut watch = Watch::default();
        watch.poll(many(100, 1));
        watch.poll(many(100, 2));
        assert_eq!(watch.rest(), Duration::from_millis(150));
        assert!((0..3).any(|_| watch.poll(many(100, 2)).is_some()));
        assert_eq!(watch.rest(), Duration::from_millis(500));
        watch.poll(None);
        assert_eq!(watch.rest(), Duration::from_millis(250));
    }

    #[test]
    fn one_that_grows_does_not_hold_back_another() {
        let mut watch = Watch::default();
        watch.poll(files(&[("a", 1), ("b", 1)]));
        for len in 2..5 {
            assert_eq!(watch.poll(files(&[("a", len), ("b", 2)])), None);
        }
        let change = watch.poll(files(&[("a", 5), ("b", 2)])).unwrap();
        assert_eq!(change.hold, HashSet::from([PathBuf::from("a")]));
    }

    #[test]
    fn deleted_and_restored() {
        let mut watch = Watch::default();
        watch.poll(files(&[("a", 1)]));
        // Away for 0.6 s is being replaced, for longer it is deleted.
        assert_eq!(told(&mut watch, &[], 3), None);
        assert_eq!(told(&mut watch, &[("a", 1)], 9), None);
        assert_eq!(told(&mut watch, &[], 9), Some(4));
        assert_eq!(told(&mut watch, &[], 9), None);
        assert_eq!(told(&mut watch, &[("a", 1)], 9), Some(4));
        assert_eq!(told(&mut watch, &[("a", 1)], 9), None);
    }

    #[test]
    fn what_never_stands_still_is_taken_in_the_end() {
        let mut watch = Watch::default();
        watch.poll(files(&[("log", 0)]));
        let first = (1..60).find(|&len| watch.poll(files(&[("log", len)])).is_some());
        assert_eq!(first, Some(u64::from(PATIENCE) + 1));
    }

    /// Three quarters of a minute to write the same again, with pauses of 0.9 s: no part of it is ever taken.
    #[test]
    fn a_slow_save_over_what_was_there_is_one_change() {
        let mut watch = Watch::default();
        watch.poll(files(&[("a", 50)]));
        for poll in 0..300 {
            let len = poll / 6;
            assert_eq!(watch.poll(files(&[("a", len)])), None, "{len}");
        }
        assert_eq!(told(&mut watch, &[("a", 51)], 9), Some(4));
        // One that shrinks and moves for ever is taken after a minute.
        let first = (1..800).find(|&turn| {
            let len = u64::from(turn % 2 == 0);
            watch.poll(files(&[("a", len)])).is_some()
        });
        assert_eq!(first, Some(i32::from(SLOW) + 1));
    }

    /// A row less than before: taken once it stood still for a while.
    #[test]
    fn a_shorter_file_is_taken_when_it_has_stood_still_longer() {
        let mut watch = Watch::default();
        watch.poll(files(&[("a", 9)]));
        let first = (1..20).find(|_| watch.poll(files(&[("a", 8)])).is_some());
        // The first poll sees the change, seven more that it stands.
        assert_eq!(first, Some(8));
    }

    /// While all is as it was, folders are not listed; what comes, goes or changes is seen at once.
    #[test]
    #[expect(clippy::disallowed_methods, reason = "the test plays the office")]
    fn a_quick_look_sees_what_a_listing_sees() {
        let office = tempfile::tempdir().unwrap();
        let at = |name: &str| office.path().join(name);
        let paths = [office.path().to_owned()];
        let county = at("青田县");
        std::fs::create_dir(&county).unwrap();
        std::fs::write(at("a.csv"), "1").unwrap();
        std::fs::write(county.join("b.csv"), "1").unwrap();
        let mut look = Look::default();
        let mut see = || look.picture(&paths, None);
        let listed = see().unwrap();
        assert_eq!(listed.len(), 2);
        assert!(Rc::ptr_eq(&listed, &see().unwrap()));
        std::fs::write(county.join("b.csv"), "22").unwrap();
        assert_eq!(see().unwrap()[&county.join("b.csv")].len, 2);
        std::fs::write(county.join("c.csv"), "1").unwrap();
        assert_eq!(see().unwrap().len(), 3);
        std::fs::write(at("plan.toml"), "").unwrap();
        assert_eq!(see().unwrap().len(), 4);
        std::fs::write(at("plan.toml"), "[plan]").unwrap();
        assert_eq!(see().unwrap()[&at("plan.toml")].len, 6);
        std::fs::remove_file(at("a.csv")).unwrap();
        assert_eq!(see().unwrap().len(), 3);
        // Every eighth time the folders are listed all the same.
        let before = see().unwrap();
        let again = (0..LISTED).filter(|_| !Rc::ptr_eq(&before, &see().unwrap()));
        assert!(again.count() > 0);
        drop(office);
        assert_eq!(see(), None);
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
