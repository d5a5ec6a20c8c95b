//! Water: sites and periods at class II or better (plan 三(二): 达标率保持100%).

use super::support::{G, V, near, r, world};
use duban::analysis::board::{Outlook, Verdict};
use duban::terms::{Goal, WaterClass};
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
    assert_eq!(
        world().readings("", &rows).indicator(NAME).verdict,
        Verdict::NoData
    );
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

/// Points against the same months of last year: 100 − 50.
#[test]
fn year_on_year() {
    let rows = [
        r(NAME, "圩仁", "2021-08", V::C(II)),
        r(NAME, "圩仁", "2020-08", V::C(III)),
        r(NAME, "圩仁", "2020-09", V::C(II)),
        r(NAME, "圩仁", "2020-12", V::C(III)),
    ];
    near(
        world().readings("", &rows).indicator(NAME).year_on_year,
        50.0,
    );
}
