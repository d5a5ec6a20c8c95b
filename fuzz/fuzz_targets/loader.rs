//! A folder of any files: parsed, judged, reported and drawn. The input is cut into files at
//! lines of `=====`; the first byte of each picks its name.
#![no_main]

use duban::analysis::{self, Input};
use duban::app::{App, Loaded, Options};
use duban::i18n::{Lang, Locale};
use duban::ingest::{Origin, parse};
use duban::plan::{EMBEDDED, Plan};
use duban::report::json;
use duban::text::is_unsafe;
use duban::ui::{Feed, ScreenId};
use libfuzzer_sys::fuzz_target;
use ratatui::Terminal;
use ratatui::backend::TestBackend;
use std::path::Path;
use std::sync::{Arc, LazyLock};

const NAMES: [&str; 8] = [
    "整改任务清单2021-09-30.csv",
    "整改任务清单2021-10-15.csv",
    "history/2021-08-31/整改任务清单.csv",
    "节点.csv",
    "监测.csv",
    "青田县/整改任务.csv",
    "信访件.csv",
    "台账.xlsx",
];

static PLAN: LazyLock<Arc<Plan>> =
    LazyLock::new(|| Arc::new(Plan::parse(EMBEDDED).expect("the embedded plan")));
static LOCALE: LazyLock<Locale> = LazyLock::new(|| Locale::new(Lang::Zh));

/// Panics that the library catches and tells as findings are no crashes.
fn let_guarded_panics_pass() {
    let told = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |info| {
        if !duban::ingest::is_guarded() {
            told(info);
        }
    }));
}

fuzz_target!(init: let_guarded_panics_pass(), |bytes: &[u8]| {
    let mut segments = Vec::new();
    let mut diagnostics = Vec::new();
    for file in cut(bytes).into_iter().take(8) {
        let Some((pick, content)) = file.split_first() else {
            continue;
        };
        let name = NAMES[usize::from(*pick) % NAMES.len()];
        let parsed = parse(&Origin::new(Path::new(name), None), content, &PLAN);
        segments.push(parsed.segment);
        diagnostics.extend(parsed.diagnostics);
    }
    let as_of = chrono::NaiveDate::from_ymd_opt(2021, 10, 15).expect("a day");
    let board = analysis::build(Input {
        segments: Arc::new(segments),
        diagnostics,
        plan: Arc::clone(&PLAN),
        today: as_of,
        as_of,
        baseline: None,
    });
    // The lights count every task once, and the classes sum to the total.
    assert_eq!(board.all.total, board.tasks.len());
    assert_eq!(board.top.total + board.sub.total, board.all.total);
    let mut out = Vec::new();
    json::write(&board, &LOCALE, &mut out).expect("a report into memory");
    let report = std::str::from_utf8(&out).expect("UTF-8");
    assert!(!report.chars().any(|c| is_unsafe(c) && c != '\n'));
    serde_json::from_str::<serde_json::Value>(report).expect("JSON");
    let now = as_of.and_time(chrono::NaiveTime::MIN);
    let mut app = App::new(&Options {
        screen: ScreenId::ALL[bytes.len() % ScreenId::ALL.len()],
        ..Options::default()
    });
    app.loaded(
        Loaded {
            board: Arc::new(board),
            feed: Feed {
                at: now,
                ..Feed::default()
            },
            since: None,
        },
        now,
    );
    let mut terminal = Terminal::new(TestBackend::new(100, 30)).expect("no terminal is needed");
    terminal
        .draw(|frame| app.draw(frame, now))
        .expect("a frame into memory");
});

fn cut(bytes: &[u8]) -> Vec<&[u8]> {
    const MARK: &[u8] = b"\n=====\n";
    let mut files = Vec::new();
    let mut rest = bytes;
    while let Some(at) = rest.windows(MARK.len()).position(|window| window == MARK) {
        files.push(&rest[..at]);
        rest = &rest[at + MARK.len()..];
    }
    files.push(rest);
    files
}
