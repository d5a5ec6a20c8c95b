//! Papers of small boards whose every word can be foretold.

use super::*;
use crate::analysis::{self, Input};
use crate::i18n::Lang;
use crate::ingest::{Origin, parse};
use crate::plan::{EMBEDDED, Plan};
use std::path::Path;
use std::sync::Arc;

fn board(files: &[(&str, &str)]) -> Board {
    let plan = Plan::parse(EMBEDDED).unwrap();
    let mut segments = Vec::new();
    for (name, text) in files {
        let parsed = parse(&Origin::new(Path::new(name), None), text.as_bytes(), &plan);
        assert!(parsed.segment.rows.is_some(), "{name}");
        segments.push(Arc::new(parsed.segment));
    }
    let as_of = "2021-10-15".parse().unwrap();
    analysis::build(Input {
        segments: Arc::new(segments),
        diagnostics: Vec::new(),
        plan: Arc::new(plan),
        today: as_of,
        as_of,
        baseline: None,
    })
}

const TASKS: &str = "任务编号,任务名称,责任单位,开始日期,完成时限,进度,存在问题,下步措施\n\
    1,<b>管网</b>,甲镇,2021-01-01,2021-09-22,80,=1+1|院落狭窄,10月底前完成。\n\
    2,尾水,乙局,2021-01-01,2021-10-12,90,,\n\
    3,清淤,丙局,2021-01-01,2021-12-31,99,,\n";
// 1 is 23 days late: 督办 is due (16 to 30 days); 2 is 3 days late: 提醒.
const ACTIONS: &str = "日期,单位,方式,任务编号,文号,要求,反馈时限,反馈日期\n\
    2021-08-01,丙局,督办,,青整改督〔2021〕7号,报进度,2021-08-10,2021-08-09\n\
    2021-08-02,丙局,督办,,青整改督〔2020〕9号,报进度,,\n\
    2021-10-01,甲镇,提醒,1,青整改提〔2021〕1号,报计划,2021-10-05,\n";

fn paper(what: Paper<'_>, format: Format, template: Option<&str>) -> Result<String, Fault> {
    let board = board(&[("任务.csv", TASKS), ("督办.csv", ACTIONS)]);
    write(
        what,
        format,
        &board,
        &Locale::new(Lang::Zh),
        false,
        template,
    )
}

#[test]
fn a_notice_says_what_is_late_and_what_is_asked() {
    let text = paper(Paper::Notice("甲镇"), Format::Text, None).unwrap();
    let plain: String = text.split_whitespace().collect();
    for words in [
        "草稿",
        // The last 督办 of the year was 7号; that of another year does not count.
        "青整改督〔2021〕8号",
        "责任单位：甲镇",
        "逾期23天",
        "应采取：督办",
        "已采取：提醒（10月1日）",
        // Seven days after 15 October (plan value reply_days).
        "反馈时限：2021年10月22日",
        "落实你单位所报措施——10月底前完成。",
        // The answer was due on the 5th.
        "青整改提〔2021〕1号的反馈已逾期10天",
        "现予督办",
    ] {
        assert!(plain.contains(words), "{words}\n{text}");
    }
    assert!(!plain.contains("尾水"), "another unit's matter\n{text}");
    assert!(!plain.contains("虚构"));
    assert!(text.lines().all(|line| !line.ends_with(' ')));
}

#[test]
fn a_unit_is_found_by_the_part_that_only_it_has() {
    assert!(paper(Paper::Notice("甲"), Format::Text, None).is_ok());
    let fault = |name: &str| match paper(Paper::Notice(name), Format::Text, None) {
        Err(Fault::Notice(why)) => why,
        other => unreachable!("{other:?}"),
    };
    let two = NoNotice::Unknown(vec!["乙局".to_owned(), "丙局".to_owned()]);
    assert_eq!(fault("局"), two);
    assert_eq!(fault("某镇"), NoNotice::Unknown(Vec::new()));
    assert_eq!(fault(""), NoNotice::Unknown(Vec::new()));
    assert_eq!(fault("丙局"), NoNotice::NothingLate);
}

#[test]
fn the_circular_names_units_in_order() {
    let text = paper(Paper::Circular, Format::Text, None).unwrap();
    let (first, second) = (text.find("1.甲镇").unwrap(), text.find("2.乙局").unwrap());
    assert!(
        first < second && text.contains("尾水逾期 3 天）。请上述单位"),
        "{text}"
    );
    assert!(!text.contains("丙局"));
}

#[test]
fn cells_reach_no_markup() {
    let html = paper(Paper::Brief, Format::Html, None).unwrap();
    assert!(html.contains("&lt;b&gt;管网&lt;&#x2f;b&gt;"), "{html}");
    assert!(!html.contains("<b>管网"));
    let md = paper(Paper::Notice("甲镇"), Format::Markdown, None).unwrap();
    assert!(
        md.contains("&lt;b&gt;管网&lt;/b&gt;") && md.contains("=1+1\\|院落狭窄"),
        "{md}"
    );
    // One file: nothing is fetched, nothing runs.
    for foreign in ["http:", "https:", "//", "<script", "<link", "url("] {
        assert!(!html.contains(foreign), "{foreign}");
    }
    let pictures = html.matches("src=\"data:image/svg+xml;").count();
    assert!(pictures > 2 && html.matches("src=").count() == pictures);
}

#[test]
fn a_brief_of_nothing_is_still_a_page() {
    let board = board(&[]);
    for lang in Lang::ALL {
        for format in [Format::Text, Format::Markdown, Format::Html] {
            let made = write(Paper::Brief, format, &board, &Locale::new(lang), true, None);
            assert!(made.unwrap().len() > 200);
        }
    }
}

#[test]
fn a_template_of_ones_own_has_the_same_facts_and_bounds() {
    let own = |template| paper(Paper::Brief, Format::Text, Some(template));
    let made = own(
        "{{ head.county }}：{% for one in matters %}{{ one.unit }} {{ one.days }}；{% endfor %}",
    );
    assert_eq!(made.unwrap(), "青田县：甲镇 23；乙局 3；\n");
    let wrong = |template| match own(template) {
        Err(Fault::Template(line, why)) => (line, why),
        other => unreachable!("{other:?}"),
    };
    assert_eq!(wrong("一\n二 {{ head.nothing }}").0, 2);
    assert_eq!(wrong("{% for x in %}").0, 1);
    // It reads no file, takes in no other template, and ends.
    assert!(wrong("{% include \"/etc/passwd\" %}").1.len() > 3);
    let endless = "{% for a in range(9999) %}{% for b in range(9999) %}x{% endfor %}{% endfor %}";
    assert!(wrong(endless).1.contains("fuel"));
}
