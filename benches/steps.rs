//! The steps of a load, and what a key costs afterwards, on a folder of 36,000 tasks and 180,000
//! readings of 100 counties; `cargo bench`. The whole nation is measured by `benches/all.sh`.

#![expect(clippy::unwrap_used, reason = "a measurement that fails stops here")]

#[path = "../examples/generate/world.rs"]
mod world;

use chrono::{NaiveDate, NaiveDateTime};
use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use crossterm::event::{Event, KeyCode, KeyEvent, KeyModifiers};
use duban::action::Action;
use duban::app::{App, Options};
use duban::glyphs::Glyphs;
use duban::i18n::Lang;
use duban::ingest::{self, Origin};
use duban::plan::{EMBEDDED, Plan};
use duban::shell::loader::{Loader, Request};
use duban::shell::source::{self, Place};
use duban::ui::ScreenId;
use ratatui::Terminal;
use ratatui::backend::TestBackend;
use std::collections::HashSet;
use std::hint::black_box;
use std::path::{Path, PathBuf};
use world::{Arguments, Encoding, Regions};

const SCREENS: [(Action, &str); 10] = [
    (Action::ShowOverview, "overview"),
    (Action::ShowTasks, "tasks"),
    (Action::ShowOverdue, "overdue"),
    (Action::ShowIndicators, "indicators"),
    (Action::ShowTimeline, "timeline"),
    (Action::ShowSupervision, "supervision"),
    (Action::ShowPetitions, "petitions"),
    (Action::ShowProjects, "projects"),
    (Action::ShowChanges, "changes"),
    (Action::ShowData, "data"),
];

fn folder(dir: &Path, encoding: Encoding, regions: Regions) -> PathBuf {
    let dir = dir.join(format!("{encoding:?}-{regions:?}"));
    world::write(Arguments {
        counties: 100,
        months: 10,
        seed: 1,
        tasks: 357,
        sites: 3,
        versions: 1,
        regions,
        encoding,
        dirty: false,
        dir: dir.clone(),
    })
    .unwrap();
    dir
}

fn now() -> NaiveDateTime {
    NaiveDate::from_ymd_opt(2021, 12, 31).unwrap().into()
}

fn loader(dir: &Path) -> Loader {
    Loader::new(Request {
        place: Place::Paths(vec![dir.to_owned()]),
        plan: None,
        as_of: None,
        since: None,
    })
}

fn load(loader: &mut Loader) -> duban::app::Loaded {
    loader.load(now(), &HashSet::new(), |_, _| {}).unwrap()
}

fn reading(c: &mut Criterion) {
    let temp = tempfile::tempdir().unwrap();
    let plan = Plan::parse(EMBEDDED).unwrap();
    for encoding in [Encoding::Utf8, Encoding::Gb18030] {
        let dir = folder(temp.path(), encoding, Regions::Column);
        for name in ["整改任务清单2021-10-31.csv", "空气质量日报.csv"] {
            let bytes = source::read(&dir.join(name)).unwrap();
            let origin = Origin::new(Path::new(name), None);
            let mut group = c.benchmark_group(format!("{encoding:?} {}", &name[..12]));
            group.sample_size(10);
            group.throughput(Throughput::Bytes(bytes.len() as u64));
            group.bench_function("decode", |b| {
                b.iter(|| ingest::decode(black_box(&bytes)).unwrap());
            });
            group.bench_function("sniff", |b| {
                b.iter(|| ingest::recognise(black_box(&bytes)).unwrap());
            });
            group.bench_function("rows", |b| {
                b.iter(|| ingest::parse(&origin, black_box(&bytes), &plan));
            });
            group.finish();
        }
    }
}

fn loading(c: &mut Criterion) {
    let temp = tempfile::tempdir().unwrap();
    let mut group = c.benchmark_group("load");
    group.sample_size(10);
    for regions in [Regions::Column, Regions::Folders] {
        let dir = folder(temp.path(), Encoding::Utf8, regions);
        group.bench_function(format!("whole, {regions:?}"), |b| {
            b.iter(|| load(&mut loader(&dir)));
        });
        let mut known = loader(&dir);
        let board = load(&mut known);
        group.bench_function(format!("board alone, {regions:?}"), |b| {
            b.iter(|| load(&mut known));
        });
        if regions == Regions::Folders {
            let file = board
                .board
                .tables
                .segments
                .iter()
                .find(|segment| segment.tasks().is_some());
            let file = known.path(&file.unwrap().source.file).unwrap().to_owned();
            group.bench_function("one file of 1,000 changed", |b| {
                b.iter(|| {
                    known.forget(&file);
                    load(&mut known)
                });
            });
        }
    }
    group.finish();
}

fn showing(c: &mut Criterion) {
    let temp = tempfile::tempdir().unwrap();
    let dir = folder(temp.path(), Encoding::Utf8, Regions::Column);
    let mut app = App::new(&Options {
        lang: Lang::Zh,
        theme: None,
        glyphs: Glyphs::Unicode,
        screen: ScreenId::Overview,
        depth: duban::theme::Depth::True,
    });
    app.loaded(load(&mut loader(&dir)), now());
    let mut group = c.benchmark_group("frame");
    for (show, name) in SCREENS {
        app.act(show, now());
        for (width, height) in [(80, 24), (120, 36), (200, 60)] {
            let mut terminal = Terminal::new(TestBackend::new(width, height)).unwrap();
            group.bench_function(format!("{name} {width}x{height}"), |b| {
                b.iter(|| {
                    terminal.draw(|frame| app.draw(frame, now())).unwrap();
                });
            });
        }
    }
    group.finish();
    let mut group = c.benchmark_group("key");
    group.sample_size(20);
    app.act(Action::ShowTasks, now());
    group.bench_function("sort", |b| b.iter(|| app.act(Action::Sort, now())));
    group.bench_function("filter", |b| b.iter(|| app.act(Action::Filter, now())));
    let key = |code| Event::Key(KeyEvent::new(code, KeyModifiers::NONE));
    group.bench_function("find by pinyin, two keys", |b| {
        b.iter(|| {
            app.act(Action::Find, now());
            app.handle(&key(KeyCode::Char('w')), now());
            app.handle(&key(KeyCode::Char('s')), now());
            app.handle(&key(KeyCode::Esc), now());
        });
    });
    group.finish();
}

criterion_group!(steps, reading, loading, showing);
criterion_main!(steps);
