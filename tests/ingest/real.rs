//! Public files that are not ours to commit: `.ci/run` runs these where they lie, with
//! `DUBAN_REAL_FILES` naming the folder.

use super::read;
use duban::analysis::{self, Input};
use duban::ingest::{Origin, parse};
use duban::plan::Plan;
use duban::terms::Value;
use std::path::PathBuf;
use std::sync::Arc;

fn file(name: &str) -> Vec<u8> {
    let folder = std::env::var_os("DUBAN_REAL_FILES").unwrap();
    std::fs::read(PathBuf::from(folder).join(name)).unwrap()
}

/// Daily AQI of a Zhejiang city, January to August 2020: 234 of 244 days at AQI ≤ 100, counted
/// by hand, and 244 days are fewer than the 324 of an annual verdict.
#[test]
#[ignore = "needs the public files"]
fn a_city_s_air() {
    let name = "hangzhou_2020_1_8.bom.crlf.csv";
    let plan = Plan::parse(
        "[plan]\ntitle = \"t\"\ncounty = \"c\"\nyear = 2020\n[[target]]\nindicator = \"空气质量优良率\"\ntarget = 98\nmethod = \"ratio\"\n",
    )
    .unwrap();
    let parsed = parse(&Origin::new(name.as_ref(), None), &file(name), &plan);
    assert_eq!(parsed.segment.source.rows, 244);
    assert_eq!(parsed.segment.source.line_end, "crlf");
    let as_of = "2020-08-31".parse().unwrap();
    let board = analysis::build(Input {
        segments: Arc::new(vec![parsed.segment]),
        diagnostics: parsed.diagnostics,
        plan: Arc::new(plan),
        today: as_of,
        as_of,
        baseline: None,
    });
    let air = &board.indicators[0];
    assert_eq!(air.n, 244);
    assert!(air.provisional);
    assert!((air.value.unwrap() - 234.0 / 244.0 * 100.0).abs() < 1e-9);
}

/// One hour of stations: read, and told that an hour is no day.
#[test]
#[ignore = "needs the public files"]
fn stations_of_an_hour() {
    use duban::diagnostic::Code;
    let parsed = read("shenkeyu_aqi.csv", &file("shenkeyu_aqi.csv"));
    let readings = parsed.segment.readings().unwrap();
    let first = readings.row(&parsed.segment, 0);
    assert_eq!((first.indicator(), first.site()), ("AQI", "十五厂"));
    assert_eq!(first.value(), Value::Number(20.0));
    assert!(
        parsed
            .diagnostics
            .iter()
            .any(|d| d.code == Code::HourlyValue)
    );
}
