//! Folders that change under the loader.

#![expect(
    clippy::disallowed_methods,
    reason = "the tests play the office that saves"
)]

use super::*;
use chrono::TimeDelta;
use std::fs;
use tempfile::TempDir;

const HEADER: &str = "任务编号,任务名称,责任单位,完成时限";

struct Office {
    folder: TempDir,
    loader: Loader,
    now: NaiveDateTime,
}

impl Office {
    fn new(files: &[(&str, &str)]) -> Self {
        let folder = tempfile::tempdir().unwrap();
        for (name, content) in files {
            fs::write(folder.path().join(name), content).unwrap();
        }
        let loader = Loader::new(Request {
            place: Place::Paths(vec![folder.path().to_owned()]),
            plan: None,
            as_of: NaiveDate::from_ymd_opt(2021, 10, 15),
            since: None,
        });
        Self {
            folder,
            loader,
            now: NaiveDateTime::default(),
        }
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn save(&self, name: &str, content: &[u8]) {
        fs::write(self.path(name), content).unwrap();
    }

    fn load(&mut self) -> Result<Loaded, LoadError> {
        self.now += TimeDelta::seconds(1);
        self.loader.load(self.now, &HashSet::new(), |_, _| {})
    }

    /// Loads; answers ids of the tasks and codes of the faults.
    fn see(&mut self) -> (Vec<String>, Vec<Code>) {
        let loaded = self.load().unwrap();
        let board = &loaded.board;
        let ids = (0..board.tasks.len() as u32)
            .map(|ix| board.task(ix).unwrap().id().to_owned())
            .collect();
        let codes = loaded.feed.faults.iter().map(|fault| fault.code).collect();
        (ids, codes)
    }
}

fn tasks(ids: &[&str]) -> String {
    let rows = ids
        .iter()
        .map(|id| format!("\n{id},任务{id},鹤城街道,2021-12-31"));
    HEADER.chars().map(String::from).chain(rows).collect()
}

fn ids(list: &[&str]) -> Vec<String> {
    list.iter().map(|id| (*id).to_owned()).collect()
}

#[test]
fn a_broken_file_keeps_its_last_good_rows() {
    let mut office = Office::new(&[("任务.csv", &tasks(&["A1", "A2"]))]);
    assert_eq!(office.see(), (ids(&["A1", "A2"]), vec![]));
    // Mid-save, a workbook under the name of a CSV, and no table at all.
    for content in [
        &b""[..],
        b"PK\x03\x04rest",
        b"something,else\n1,2\n",
        b"\xff\xff\xff",
    ] {
        office.save("任务.csv", content);
        let (seen, faults) = office.see();
        assert_eq!(seen, ids(&["A1", "A2"]), "{content:?}");
        assert_eq!(faults.len(), 1, "{content:?}");
    }
    // Its findings are told although its rows are not taken, and since the first time.
    let loaded = office.load().unwrap();
    assert!(!loaded.board.diagnostics.is_empty());
    let first = NaiveDateTime::default() + TimeDelta::seconds(2);
    assert_eq!(loaded.feed.faults[0].since, first);
    office.save("任务.csv", tasks(&["A1", "A2", "A3"]).as_bytes());
    assert_eq!(office.see(), (ids(&["A1", "A2", "A3"]), vec![]));
}

#[test]
fn a_deleted_file_is_gone_and_comes_back() {
    let mut office = Office::new(&[("甲.csv", &tasks(&["A1"])), ("乙.csv", &tasks(&["B1"]))]);
    assert_eq!(office.see().0.len(), 2);
    fs::remove_file(office.path("乙.csv")).unwrap();
    assert_eq!(office.see(), (ids(&["A1"]), vec![]));
    office.save("乙.csv", tasks(&["B1"]).as_bytes());
    assert_eq!(office.see().0.len(), 2);
}

#[test]
fn a_file_put_in_place_by_renaming_is_read() {
    let mut office = Office::new(&[("任务.csv", &tasks(&["A1"]))]);
    office.see();
    let modified = fs::metadata(office.path("任务.csv"))
        .unwrap()
        .modified()
        .unwrap();
    // Same length, same time: only the change time tells.
    office.save("new.part", tasks(&["A9"]).as_bytes());
    let file = fs::File::options()
        .write(true)
        .open(office.path("new.part"))
        .unwrap();
    file.set_modified(modified).unwrap();
    drop(file);
    fs::rename(office.path("new.part"), office.path("任务.csv")).unwrap();
    if cfg!(unix) {
        assert_eq!(office.see(), (ids(&["A9"]), vec![]));
    }
}

#[test]
fn only_what_changed_is_read_again() {
    let mut office = Office::new(&[("甲.csv", &tasks(&["A1"])), ("乙.csv", &tasks(&["B1"]))]);
    let before = office.load().unwrap();
    office.save("甲.csv", tasks(&["A1", "A2"]).as_bytes());
    let after = office.load().unwrap();
    let same = |name: &str| {
        let find = |loaded: &Loaded| {
            let segments = &loaded.board.tables.segments;
            segments
                .iter()
                .find(|s| &*s.source.file == name)
                .cloned()
                .unwrap()
        };
        Arc::ptr_eq(&find(&before), &find(&after))
    };
    assert!(same("乙.csv"));
    assert!(!same("甲.csv"));
}

/// What one county saves costs the others nothing: their tasks are not judged again.
#[test]
fn only_the_county_that_changed_is_judged_again() {
    let folder = tempfile::tempdir().unwrap();
    for county in ["甲县", "乙县"] {
        fs::create_dir(folder.path().join(county)).unwrap();
    }
    let mut office = Office::new(&[]);
    office.folder = folder;
    office.loader.request.place = Place::Paths(vec![office.folder.path().to_owned()]);
    office.now = office.loader.request.as_of.unwrap().into();
    office.save("甲县/任务.csv", tasks(&["1"]).as_bytes());
    office.save("乙县/任务.csv", tasks(&["1", "2"]).as_bytes());
    let before = office.load().unwrap().board;
    office.save("甲县/任务.csv", tasks(&["1", "2", "3"]).as_bytes());
    let after = office.load().unwrap().board;
    assert_eq!((before.tasks.len(), after.tasks.len()), (3, 5));
    let kept = |board: &Board, region: &str| {
        let first = board.region(region).unwrap().tasks().next().unwrap();
        let mut stretches = board.tasks.stretches();
        let own = stretches.find(|(at, _)| *at == first).unwrap();
        Arc::clone(own.1)
    };
    for (region, same) in [("甲县", false), ("乙县", true)] {
        let (before, after) = (kept(&before, region), kept(&after, region));
        assert_eq!(Arc::ptr_eq(&before, &after), same, "{region}");
    }
}

#[test]
fn the_sample_read_again_is_the_same() {
    let mut loader = Loader::new(Request {
        place: Place::Sample,
        plan: None,
        as_of: None,
        since: None,
    });
    let mut load = || {
        let loaded = loader.load(NaiveDateTime::default(), &HashSet::new(), |_, _| {});
        loaded.unwrap().board
    };
    let (before, after) = (load(), load());
    assert_eq!(before.diagnostics, after.diagnostics);
    let (before, after) = (&before.tables.segments, &after.tables.segments);
    assert!(!before.is_empty() && before.len() == after.len());
    // The same, not only equal: by that the screen knows that nothing changed.
    assert!(
        before
            .iter()
            .zip(after.iter())
            .all(|(a, b)| Arc::ptr_eq(a, b))
    );
}

#[test]
fn a_broken_plan_keeps_the_last_good_one() {
    let plan = "[plan]\ntitle = \"甲\"\ncounty = \"乙\"\nyear = 2021\n";
    let mut office = Office::new(&[("任务.csv", &tasks(&["A1"])), ("plan.toml", plan)]);
    assert_eq!(office.see().1, vec![]);
    office.save("plan.toml", b"[plan]\ntitle = 7\n");
    let loaded = office.load().unwrap();
    assert_eq!(loaded.board.plan.title, "甲");
    assert_eq!(loaded.feed.faults[0].code, Code::PlanInvalid);
    let wrong = loaded.feed.faults[0].plan.as_ref().unwrap();
    assert_eq!(
        (wrong.line, wrong.column, wrong.what),
        (2, 9, "plan-wrong-type")
    );
    let since = loaded.feed.faults[0].since;
    assert_eq!(office.load().unwrap().feed.faults[0].since, since);
    // A file that breaks together with a new plan still has its rows.
    office.save("任务.csv", b"");
    office.save("plan.toml", plan.replace('甲', "丙").as_bytes());
    assert_eq!(office.see().0, ids(&["A1"]));
}

#[test]
fn a_plan_that_is_wrong_from_the_start_is_told_with_its_place() {
    let mut office = Office::new(&[
        ("任务.csv", &tasks(&["A1"])),
        ("plan.toml", "[plan]\ntitle = 7\n"),
    ]);
    let Err(LoadError::Plan(file, error)) = office.load() else {
        panic!("the plan was taken");
    };
    assert!(file.ends_with("plan.toml"));
    assert_eq!((error.line, error.column), (2, 9));
}

#[test]
fn nothing_to_read_is_told_apart() {
    let mut empty = Office::new(&[]);
    assert!(matches!(empty.load(), Err(LoadError::Nothing(_))));
    let mut gone = Office::new(&[("任务.csv", HEADER)]);
    fs::remove_dir_all(gone.folder.path()).unwrap();
    assert!(matches!(gone.load(), Err(LoadError::Missing(..))));
}

#[test]
fn a_folder_named_like_a_file_is_told() {
    let mut office = Office::new(&[("任务.csv", &tasks(&["A1"]))]);
    fs::create_dir(office.path("目录.csv")).unwrap();
    let loaded = office.load().unwrap();
    let codes: Vec<Code> = loaded.board.diagnostics.iter().map(|d| d.code).collect();
    assert!(codes.contains(&Code::NotAFile), "{codes:?}");
}

/// A pipe nobody writes to: opening it would wait for ever.
#[cfg(unix)]
#[test]
fn a_pipe_is_never_opened() {
    let mut office = Office::new(&[("任务.csv", &tasks(&["A1"]))]);
    for name in ["管道.csv", "plan.pipe"] {
        let made = std::process::Command::new("mkfifo")
            .arg(office.path(name))
            .status()
            .unwrap();
        assert!(made.success());
    }
    let loaded = office.load().unwrap();
    let codes: Vec<Code> = loaded.board.diagnostics.iter().map(|d| d.code).collect();
    assert!(codes.contains(&Code::NotAFile), "{codes:?}");
    office.loader.request.plan = Some(office.path("plan.pipe"));
    office.loader.plan = None;
    assert!(matches!(office.load(), Err(LoadError::PlanUnreadable(..))));
}

/// A copy that broke off shows what was there, and says so; one that is whole is taken, however short.
#[test]
fn a_file_that_breaks_off_in_a_row_does_not_replace_a_good_one() {
    let row = |id: u8| format!("{id},任务{id},县住建局,2021-12-31");
    let file = |rows: &[String], end: &str| format!("{HEADER}\n{}{end}", rows.join("\n"));
    let all = [row(1), row(2), row(3)];
    let mut office = Office::new(&[("任务.csv", &file(&all, "\n"))]);
    let ids = |many: usize| -> Vec<String> { (1..=many).map(|id| id.to_string()).collect() };
    assert_eq!(office.see(), (ids(3), vec![]));
    for cut in ["2,任", "2,\"任务2,县住建局", "2,任务2,县住"] {
        office.save("任务.csv", file(&[row(1), cut.to_owned()], "").as_bytes());
        assert_eq!(office.see(), (ids(3), vec![Code::FileCutOff]), "{cut}");
        let loaded = office.load().unwrap();
        let said = loaded.board.diagnostics.iter();
        let said: Vec<(u32, Code)> = said.map(|one| (one.line, one.code)).collect();
        assert!(said.contains(&(3, Code::FileCutOff)), "{said:?}");
    }
    // Complete at last.
    office.save("任务.csv", file(&all, "\n").as_bytes());
    assert_eq!(office.see(), (ids(3), vec![]));
    // Fewer rows on purpose: whole rows with a line's end or without, and a short one with it.
    office.save("任务.csv", file(&[row(1), row(2)], "").as_bytes());
    assert_eq!(office.see(), (ids(2), vec![]));
    office.save("任务.csv", file(&["1,任务1".to_owned()], "\n").as_bytes());
    assert_eq!(office.see(), (ids(1), vec![]));
    // As many rows as before: someone types the last one.
    office.save("任务.csv", file(&[row(1)], "").as_bytes());
    office.see();
    office.save("任务.csv", file(&["1,任务".to_owned()], "").as_bytes());
    assert_eq!(office.see(), (ids(1), vec![]));
}
