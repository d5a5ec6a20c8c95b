//! Water: sites and periods at class II or better (plan 三(二): 达标率保持100%).

use super::support::{G, R, V, near, period, r, world};
use duban::analysis::board::{Outlook, Verdict};
use duban::terms::{Goal, Method, WaterClass};
use rstest::rstest;

const NAME: &str = "地表水水质";
use WaterClass::{I, II, III};

/// Two sites, two months, one failure: 3 of 4; lost at the first failure.
#[test]
fn a_failure_is_named() {
    let found = world()
        .readings(
            "",
            &[
                r(NAME, "圩仁", "2021-08", V::C(II)),
                r(NAME, "圩仁", "2021-09", V::C(I)),
                r(NAME, "石郭", "2021-08", V::C(III)),
                r(NAME, "石郭", "2021-09", V::N(2.0)),
            ],
        )
        .indicator(NAME);
    near(found.value, 75.0);
    near(found.margin, -25.0);
    assert_eq!(
        (found.verdict, found.outlook),
        (Verdict::Missed, Outlook::Lost)
    );
    let failure = &found.failures[0];
    assert_eq!(
        (
            failure.site.as_str(),
            failure.period.to_string(),
            failure.value.as_str()
        ),
        ("石郭", "2021-08".to_owned(), "Ⅲ")
    );
    assert_eq!(
        (found.failures.len(), found.sites.len(), found.n),
        (1, 2, 4)
    );
    // In August one of two, in September both.
    let series = [("2021-08", 50.0), ("2021-09", 100.0)];
    assert_eq!(
        found.series,
        series.map(|(when, share)| (period(when), share))
    );
    assert_eq!(found.sites[0].good, 2);
    // Without last year's there is nothing to hold it against.
    assert_eq!((found.last_year.len(), found.year_on_year), (0, None));
    // Nine months are over at two sites: 4 of 18; three each still come.
    near(found.coverage, 4.0 / 18.0);
    assert_eq!(found.remaining, 6);
}

#[rstest]
#[case("2021-10-15", Outlook::OnTrack)]
#[case("2021-12-31", Outlook::LockedIn)]
fn all_met(#[case] as_of: &str, #[case] outlook: Outlook) {
    let rows = [
        r(NAME, "圩仁", "2021-09", V::C(II)),
        r(NAME, "圩仁", "2021-12", V::C(II)),
    ];
    let found = world().at(as_of).readings("", &rows).indicator(NAME);
    assert_eq!((found.verdict, found.outlook), (Verdict::Met, outlook));
}

/// A month still running does not count yet.
#[test]
fn the_running_month() {
    let rows = [r(NAME, "圩仁", "2021-10", V::C(III))];
    let found = world().readings("", &rows).indicator(NAME);
    assert_eq!(
        (found.verdict, found.outlook, found.value),
        (Verdict::NoData, Outlook::None, None)
    );
}

/// A target that is no class says nothing about classes.
#[test]
fn a_target_that_is_no_class() {
    let found = world()
        .targets(&[G {
            indicator: "湖库水质",
            word: "改善",
            method: Some(Method::Class),
            ..G::default()
        }])
        .readings("", &[r("湖库水质", "圩仁", "2021-09", V::C(II))])
        .indicator("湖库水质");
    assert_eq!(
        (found.verdict, found.outlook, found.n),
        (Verdict::NoData, Outlook::None, 1)
    );
}

/// A list of sites is for several, or for one that has a target of its own.
#[test]
fn one_site_is_no_list() {
    let sites = |own: &[G]| {
        let rows = [r(NAME, "石郭", "2021-09", V::C(III))];
        let world = world().targets(own).readings("", &rows);
        world.indicator(NAME).sites.len()
    };
    assert_eq!(sites(&[]), 0);
    let own = G {
        indicator: NAME,
        site: "石郭",
        class: Some(III),
        ..G::default()
    };
    assert_eq!(sites(&[own]), 1);
}

/// A site with a target of its own: Ⅲ is enough there.
#[test]
fn own_targets() {
    let found = world()
        .targets(&[G {
            indicator: NAME,
            site: "石郭",
            class: Some(III),
            ..G::default()
        }])
        .readings(
            "",
            &[
                r(NAME, "圩仁", "2021-09", V::C(II)),
                r(NAME, "石郭", "2021-09", V::C(III)),
            ],
        )
        .indicator(NAME);
    near(found.value, 100.0);
    assert_eq!(found.verdict, Verdict::Met);
    let goals: Vec<_> = found
        .sites
        .iter()
        .map(|s| (s.site.as_str(), s.goal.clone()))
        .collect();
    assert_eq!(
        goals,
        [("圩仁", Goal::Class(II)), ("石郭", Goal::Class(III))]
    );
}

/// 达标率 75: three of four meet it. Six site-months still come, so 25% of 10 is a budget of
/// 2; one used of 2 (50%) is less than 288 of 365 days gone.
#[test]
fn another_share() {
    let found = world()
        .targets(&[G {
            indicator: NAME,
            share: Some(75.0),
            ..G::default()
        }])
        .readings(
            "",
            &[
                r(NAME, "圩仁", "2021-08", V::C(II)),
                r(NAME, "圩仁", "2021-09", V::C(I)),
                r(NAME, "石郭", "2021-08", V::C(III)),
                r(NAME, "石郭", "2021-09", V::C(II)),
            ],
        )
        .indicator(NAME);
    assert_eq!(
        (found.verdict, found.outlook),
        (Verdict::Met, Outlook::OnTrack)
    );
    near(found.margin, 0.0);
}

/// 达标率 75, January to April read and 2 of 4 not met: with the eight months to come 25% of 12 is a
/// budget of 3. Two of three (67%) used with 120 of 365 days gone (33%) is at risk.
#[test]
fn a_share_at_risk() {
    let rows: Vec<R> = [("01", III), ("02", III), ("03", II), ("04", II)]
        .iter()
        .map(|(month, class)| r(NAME, "圩仁", &format!("2021-{month}"), V::C(*class)))
        .collect();
    let found = world()
        .at("2021-04-30")
        .targets(&[G {
            indicator: NAME,
            share: Some(75.0),
            ..G::default()
        }])
        .readings("", &rows)
        .indicator(NAME);
    assert_eq!((found.n, found.remaining), (4, 8));
    assert_eq!(
        (found.verdict, found.outlook),
        (Verdict::Missed, Outlook::AtRisk)
    );
}

/// Monthly and quarterly sites side by side: elapsed 9 + 3.
#[test]
fn quarters_beside_months() {
    let rows = [
        r(NAME, "圩仁", "2021-09", V::C(II)),
        r(NAME, "石郭", "2021-Q3", V::C(II)),
    ];
    let found = world().readings("", &rows).indicator(NAME);
    near(found.coverage, 2.0 / 12.0);
    assert_eq!((found.n, found.remaining), (2, 4));
}

/// Points against the same months of last year: of August 100 − 0; September has no twin yet.
#[test]
fn year_on_year() {
    let rows = [
        r(NAME, "圩仁", "2021-08", V::C(II)),
        r(NAME, "圩仁", "2020-08", V::C(III)),
        r(NAME, "圩仁", "2020-09", V::C(II)),
        r(NAME, "圩仁", "2020-12", V::C(III)),
    ];
    let found = world().readings("", &rows).indicator(NAME);
    near(found.year_on_year, 100.0);
    // The line to hold it against is of the whole year.
    let line = [("2020-08", 0.0), ("2020-09", 100.0), ("2020-12", 0.0)];
    assert_eq!(
        found.last_year,
        line.map(|(when, share)| (period(when), share))
    );
}

/// Classes may be written as 1 to 6: 3 is Ⅲ, 2.5 is none.
#[test]
fn classes_as_figures() {
    let rows = [
        r(NAME, "圩仁", "2021-07", V::N(2.0)),
        r(NAME, "圩仁", "2021-08", V::N(3.0)),
        r(NAME, "圩仁", "2021-09", V::N(2.5)),
    ];
    let on = |target| {
        world()
            .targets(&[G {
                indicator: NAME,
                number: target,
                ..G::default()
            }])
            .readings("", &rows)
            .indicator(NAME)
    };
    let found = on(None);
    assert_eq!((found.n, found.value), (2, Some(50.0)));
    let found = on(Some(3.0));
    assert_eq!((found.goal, found.value), (Goal::Class(III), Some(100.0)));
}

/// An indicator that only the table has: the site's own target stays when a row for all follows.
#[test]
fn a_site_before_the_rest() {
    let lakes = |site, class| G {
        indicator: "湖库水质",
        site,
        class: Some(class),
        ..G::default()
    };
    let rows = ["千峡湖", "滩坑水库"].map(|site| r("湖库水质", site, "2021-09", V::C(III)));
    let found = world()
        .targets(&[lakes("千峡湖", II), lakes("", III)])
        .readings("", &rows)
        .indicator("湖库水质");
    near(found.value, 50.0);
    assert_eq!(found.failures[0].site, "千峡湖");
}
