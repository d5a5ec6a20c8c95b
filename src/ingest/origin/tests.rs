//! Names of files and folders, as offices give them.

use super::*;
use rstest::rstest;

#[rstest]
#[case("整改任务清单2021-09-30.csv", "整改任务清单", Some("2021-09-30"), "")]
#[case("整改任务清单_20210930.csv", "整改任务清单", Some("2021-09-30"), "")]
#[case(
    "整改任务清单（截至2021年9月30日）.csv",
    "整改任务清单",
    Some("2021-09-30"),
    ""
)]
#[case("整改任务清单20210930(1).csv", "整改任务清单", Some("2021-09-30"), "")]
#[case("整改任务清单.csv", "整改任务清单", None, "")]
#[case("2021年09台账.csv", "台账", Some("2021-09-30"), "")]
#[case("2021年第四季度任务清单.csv", "2021年第四季度任务清单", None, "")]
#[case("归档/任务.csv", "任务", None, "归档")]
#[case("2021年第1批整改任务清单.csv", "2021年第1批整改任务清单", None, "")]
#[case("2021年12项重点任务清单.csv", "2021年12项重点任务清单", None, "")]
#[case(
    "history/2021-08-31/整改任务清单.csv",
    "整改任务清单",
    Some("2021-08-31"),
    ""
)]
#[case(
    "history/2021-08-31/清单2021-08-20.csv",
    "清单",
    Some("2021-08-20"),
    ""
)]
#[case("青田县/水质2021年9月.csv", "水质", Some("2021-09-30"), "青田县")]
#[case("2021年1-9月整改台账.csv", "整改台账", Some("2021-09-30"), "")]
#[case("整改台账（2021年1月至10月）.csv", "整改台账", Some("2021-10-31"), "")]
#[case("整改台账2021年1-9.csv", "整改台账", Some("2021-01-09"), "")]
#[case("2021年1-12月整改任务清单.csv", "整改任务清单", None, "")]
#[case("2021年10-12月整改台账.csv", "整改台账", Some("2021-12-31"), "")]
#[case("整改台账2021年7－9月.csv", "整改台账", Some("2021-09-30"), "")]
#[case("2021年7-12月/整改台账.csv", "整改台账 7月起", None, "")]
#[case("2021年1-9月20日台账.csv", "台账", Some("2021-09-20"), "")]
#[case("2021年1月1日-9月30日台账.csv", "台账", Some("2021-09-30"), "")]
#[case("2021年1-12月/台账.csv", "台账", None, "")]
#[case(
    "2021年1-12月清单（截至2021年9月30日）.csv",
    "清单",
    Some("2021-09-30"),
    ""
)]
#[case(
    "history/2021-09-30/2021年1-12月清单.csv",
    "清单",
    Some("2021-09-30"),
    ""
)]
#[case("history/2021年1-9月/清单.csv", "清单", Some("2021-09-30"), "")]
#[case(
    "青整改办〔2021〕12号整改台账.csv",
    "青整改办〔2021〕12号整改台账",
    None,
    ""
)]
#[case(
    "青整改办[2021]5号 整改台账2021-09-30.csv",
    "青整改办[2021]5号 整改台账",
    Some("2021-09-30"),
    ""
)]
#[case(
    "青田县/history/2021-07/水质.csv",
    "水质",
    Some("2021-07-31"),
    "青田县"
)]
fn paths(
    #[case] path: &str,
    #[case] series: &str,
    #[case] version: Option<&str>,
    #[case] region: &str,
) {
    let origin = Origin::new(Path::new(path), None);
    assert_eq!(origin.series, series);
    assert_eq!(origin.version.map(|d| d.to_string()).as_deref(), version);
    assert_eq!(origin.region, region);
}

/// 2021-11-15, 2022-01-20 and 2026-11-27 at noon.
#[rstest]
#[case(
    "缙云/台账(11月12日).csv",
    Some(1_636_977_600),
    "台账",
    Some("2021-11-12")
)]
#[case("台账11月5号.csv", None, "台账", Some("2021-11-05"))]
#[case("台账（截至11月5日）.csv", None, "台账", Some("2021-11-05"))]
#[case("台账1月12日.csv", Some(1_642_680_000), "台账", Some("2022-01-12"))]
#[case("台账1月28日.csv", Some(1_642_680_000), "台账", Some("2021-01-28"))]
#[case("台账11月12日.csv", Some(1_795_780_800), "台账", Some("2021-11-12"))]
#[case("台账2021年11月12日.csv", None, "台账", Some("2021-11-12"))]
#[case("台账12月31日.csv", Some(1_636_977_600), "台账12月31日", None)]
#[case("台账11月30日.csv", Some(1_636_977_600), "台账", Some("2021-11-30"))]
#[case("2021年1-12月台账.csv", None, "台账", None)]
// Written in November 2021: when that year's list stood so, after what the other tells of, and
// before the third begins.
#[case(
    "2021年1-12月台账.csv",
    Some(1_636_977_600),
    "台账",
    Some("2021-11-15")
)]
#[case("2020年1-12月台账.csv", Some(1_636_977_600), "台账", None)]
#[case(
    "2022年1-12月台账.csv",
    Some(1_636_977_600),
    "台账",
    Some("2021-11-15")
)]
#[case(
    "2021年1-9月整改台账（12月31日前完成）.csv",
    None,
    "整改台账（12月31日前完成",
    Some("2021-09-30")
)]
#[case(
    "2021年1-12月台账（截至9月30日）.csv",
    Some(1_636_977_600),
    "台账",
    Some("2021-09-30")
)]
#[case(
    "2020年1-12月台账（截至9月30日）.csv",
    Some(1_636_977_600),
    "台账",
    Some("2020-09-30")
)]
// Of a clock that stood still in 1980.
#[case("2021年1-9月台账.csv", Some(315_532_800), "台账", Some("2021-09-30"))]
// How it stood, and when it is due.
#[case(
    "整改任务9月12日完成情况.csv",
    None,
    "整改任务完成情况",
    Some("2021-09-12")
)]
#[case(
    "任务截至10月12日完成情况.csv",
    None,
    "任务完成情况",
    Some("2021-10-12")
)]
#[case("任务10月31日到期.csv", None, "任务10月31日到期", None)]
#[case("11月30日到期台账.csv", None, "11月30日到期台账", None)]
#[case("延期至12月31日完成任务.csv", None, "延期至12月31日完成任务", None)]
#[case("任务10月31日前完成情况.csv", None, "任务10月31日前完成情况", None)]
// Saved on the eve of its day, 2021-10-11; on 2021-10-01 it is when something is due.
#[case(
    "2021年1-9月台账(10月12日).csv",
    Some(1_633_953_600),
    "台账",
    Some("2021-10-12")
)]
#[case(
    "2021年1-9月台账(10月12日).csv",
    Some(1_633_089_600),
    "台账(10月12日",
    Some("2021-09-30")
)]
#[case("2月29日.csv", None, "2月29日", None)]
#[case("台账11月.csv", None, "台账11月", None)]
#[case("台账11-12.csv", None, "台账11-12", None)]
#[case("月日.csv", None, "月日", None)]
fn days_without_a_year(
    #[case] path: &str,
    #[case] written: Option<i64>,
    #[case] series: &str,
    #[case] version: Option<&str>,
) {
    let origin = Origin::new(Path::new(path), written).in_year(2021);
    assert_eq!(origin.series, series);
    assert_eq!(origin.version.map(|d| d.to_string()).as_deref(), version);
}

/// A register of the old year is not one of the new: archived on 5 January 2022, and written on
/// 31 December 2021 beside a plan of 2022.
#[test]
fn across_the_new_year() {
    let archived = Origin::new(Path::new("history/2022-01-05/任务12月31日.csv"), None);
    let archived = archived.in_year(2021);
    assert_eq!(archived.series, "任务");
    assert_eq!(archived.version, "2022-01-05".parse().ok());
    let far = Origin::new(Path::new("history/2022-01-05/任务11月30日.csv"), None);
    assert_eq!(far.in_year(2021).series, "任务11月30日");
    let written = Some(1_640_952_000);
    let named = Origin::new(Path::new("任务12月31日.csv"), written).in_year(2022);
    assert_eq!(named.version, "2021-12-31".parse().ok());
    // 2021-10-15, before the last of its months is over.
    let half = Origin::new(Path::new("任务2021年9-10月.csv"), Some(1_634_299_200));
    assert_eq!(half.version, "2021-10-15".parse().ok());
}

/// What an office sends in by day or month is of one series, and no county.
#[rstest]
#[case("10月15日/台账.csv", "2021-10-15", "")]
#[case("9月/台账.csv", "2021-09-30", "")]
#[case("10月份/台账.csv", "2021-10-31", "")]
#[case("1-9月/台账.csv", "2021-09-30", "")]
#[case("0930/台账.csv", "2021-09-30", "")]
#[case("9.30/台账.csv", "2021-09-30", "")]
#[case("2021年9月台账/台账.csv", "2021-09-30", "")]
#[case("2021-09-30上报/台账.csv", "2021-09-30", "")]
#[case("青田县/10月15日/台账.csv", "2021-10-15", "青田县")]
#[case("10月15日/青田县/台账.csv", "2021-10-15", "青田县")]
#[case("10月15日/台账2021-10-12.csv", "2021-10-12", "")]
#[case("第三季度/台账.csv", "2021-09-30", "")]
#[case("上半年/台账.csv", "2021-06-30", "")]
#[case("2020年/台账.csv", "2020-12-31", "")]
#[case("1月-9月/台账.csv", "2021-09-30", "")]
#[case("10月15日上报台账/台账.csv", "2021-10-15", "")]
#[case("2021年10月整改台账/台账.csv", "2021-10-31", "")]
#[case("10月/台账10月12日.csv", "2021-10-12", "")]
#[case("2021-09-30青田县/台账.csv", "2021-09-30", "青田县")]
#[case("青田县10月/台账.csv", "2021-10-31", "青田县")]
#[case("青田县2021年9月/台账.csv", "2021-09-30", "青田县")]
#[case("鹤城街道10月15日上报/台账.csv", "2021-10-15", "鹤城街道")]
#[case("10月青田县台账/台账.csv", "2021-10-31", "青田县")]
#[case("青田县第3季度/台账.csv", "2021-09-30", "青田县")]
#[case("镇海区10月/台账.csv", "2021-10-31", "镇海区")]
#[case("万年县10月/台账.csv", "2021-10-31", "万年县")]
#[case("青田县2021.9/台账.csv", "2021-09-30", "青田县")]
#[case("青田10月/台账.csv", "2021-10-31", "青田")]
#[case("县住建局10月/台账.csv", "2021-10-31", "县住建局")]
#[case("备份1/台账2021-10-12.csv", "2021-10-12", "")]
#[case("十月/台账.csv", "2021-10-31", "")]
#[case("十一月份/台账.csv", "2021-11-30", "")]
#[case("2021年第3季度/台账.csv", "2021-09-30", "")]
#[case("2021Q2/台账.csv", "2021-06-30", "")]
#[case("10月终稿/台账.csv", "2021-10-31", "")]
#[case("备份/台账2021-10-12.csv", "2021-10-12", "")]
#[case("青田县/备份/2021-10-12/台账.csv", "2021-10-12", "青田县")]
// What is not a day stays a county.
#[case("五里镇/台账2021-10-12.csv", "2021-10-12", "五里镇")]
#[case(
    "中央督察2021年9月/台账2021-10-12.csv",
    "2021-10-12",
    "中央督察2021年9月"
)]
#[case("交办问题9月/台账2021-10-12.csv", "2021-10-12", "交办问题9月")]
#[case("9月归档/台账2021-10-12.csv", "2021-10-12", "9月归档")]
#[case("工业园区1-3/台账2021-10-12.csv", "2021-10-12", "工业园区1-3")]
#[case("0101鹤城街道/台账2021-10-12.csv", "2021-10-12", "0101鹤城街道")]
#[case("青田县2020年/台账2021-10-12.csv", "2021-10-12", "青田县2020年")]
#[case("十月镇/台账2021-10-12.csv", "2021-10-12", "十月镇")]
#[case("开发区9号/台账2021-10-12.csv", "2021-10-12", "开发区9号")]
#[case("青田县第1批/台账2021-10-12.csv", "2021-10-12", "青田县第1批")]
#[case("1331/台账2021-10-12.csv", "2021-10-12", "1331")]
#[case("三月镇/台账2021-10-12.csv", "2021-10-12", "三月镇")]
fn folders_of_days(#[case] path: &str, #[case] version: &str, #[case] region: &str) {
    let origin = Origin::new(Path::new(path), None).in_year(2021);
    assert_eq!(origin.version, version.parse().ok());
    assert_eq!(
        (origin.region.as_str(), origin.series.as_str()),
        (region, "台账")
    );
}

/// The list of a month that is under way is of the day on which it was written; that of a month that
/// is over of its last day. What is due by a day is of none.
#[rstest]
#[case("清单2021年11月.csv", Some("2021-11-15"), "清单", Some("2021-11-15"))]
#[case("清单202111.csv", Some("2021-11-15"), "清单", Some("2021-11-15"))]
#[case("清单2021-11.csv", Some("2021-11-15"), "清单", Some("2021-11-15"))]
#[case("清单2021年10月.csv", Some("2021-11-02"), "清单", Some("2021-10-31"))]
#[case("清单2021年10月.csv", None, "清单", Some("2021-10-31"))]
#[case("清单2021-11-30.csv", Some("2021-11-15"), "清单", Some("2021-11-30"))]
#[case("清单20211130.csv", Some("2021-11-15"), "清单", Some("2021-11-30"))]
#[case(
    "2021年12月31日前完成任务清单.csv",
    Some("2021-11-15"),
    "2021年12月31日前完成任务清单",
    None
)]
#[case(
    "2021年12月底前完成任务清单.csv",
    Some("2021-11-15"),
    "2021年12月底前完成任务清单",
    None
)]
#[case(
    "2021年12月应销号任务.csv",
    Some("2021-11-15"),
    "2021年12月应销号任务",
    None
)]
#[case(
    "截至2021年10月12日完成情况.csv",
    Some("2021-11-15"),
    "完成情况",
    Some("2021-10-12")
)]
#[case(
    "2021年9月完成整改情况统计表.csv",
    Some("2021-11-15"),
    "完成整改情况统计表",
    Some("2021-09-30")
)]
#[case(
    "台账2021年9月30日止.csv",
    Some("2021-11-15"),
    "台账止",
    Some("2021-09-30")
)]
#[case(
    "2021年11月15日前已销号台账.csv",
    Some("2021-11-15"),
    "前已销号台账",
    Some("2021-11-15")
)]
#[case("2021年11月/清单.csv", Some("2021-11-15"), "清单", Some("2021-11-15"))]
#[case(
    "history/2021年11月/清单.csv",
    Some("2021-11-15"),
    "清单",
    Some("2021-11-30")
)]
#[case("1月5日/清单.csv", Some("2022-01-05"), "清单", Some("2022-01-05"))]
#[case("1月/清单.csv", Some("2022-01-20"), "清单", Some("2022-01-20"))]
#[case("12月31日/清单.csv", Some("2021-11-15"), "清单", None)]
fn months_under_way(
    #[case] path: &str,
    #[case] written: Option<&str>,
    #[case] series: &str,
    #[case] version: Option<&str>,
) {
    let noon = |day: &str| day.parse::<NaiveDate>().ok()?.and_hms_opt(12, 0, 0);
    let written = written.and_then(noon);
    let written = written.map(|at| at.and_utc().timestamp());
    let origin = Origin::new(Path::new(path), written).in_year(2021);
    assert_eq!(origin.series, series);
    assert_eq!(
        origin.version.map(|day| day.to_string()).as_deref(),
        version
    );
}

#[test]
fn candidates() {
    assert!(is_candidate("任务.CSV"));
    assert!(is_candidate("unicode.txt"));
    assert!(is_candidate("任务.xlsx"));
    assert!(is_candidate("任务.et"));
    for name in [
        "~$任务.csv",
        ".任务.csv",
        "任务.csv.tmp",
        "任务.docx",
        "plan.toml",
    ] {
        assert!(!is_candidate(name), "{name}");
    }
}
