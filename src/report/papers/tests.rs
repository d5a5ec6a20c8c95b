//! Papers of small boards whose every word can be foretold.

use super::*;
use crate::analysis::{self, Input};
use crate::i18n::Lang;
use crate::ingest::{Origin, parse};
use crate::plan::{EMBEDDED, Plan};
use std::path::Path;
use std::sync::Arc;

fn board(files: &[(&str, &str)]) -> Board {
    board_at("2021-10-15", files)
}

fn board_at(day: &str, files: &[(&str, &str)]) -> Board {
    let plan = Plan::parse(EMBEDDED).unwrap();
    let mut segments = Vec::new();
    for (name, text) in files {
        let parsed = parse(&Origin::new(Path::new(name), None), text.as_bytes(), &plan);
        assert!(parsed.segment.rows.is_some(), "{name}");
        segments.push(parsed.segment);
    }
    let as_of = day.parse().unwrap();
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
    let text = paper(Paper::Notice("甲镇", None), Format::Text, None).unwrap();
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
    assert!(paper(Paper::Notice("甲", None), Format::Text, None).is_ok());
    let fault = |name: &str| match paper(Paper::Notice(name, None), Format::Text, None) {
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

/// A circular to nobody says so; `None` stood there once, a word of the template's own.
#[test]
fn a_circular_to_nobody_says_so() {
    let tasks = "任务编号,任务名称,责任单位,开始日期,完成时限,进度\n\
        1,清淤,丙局,2021-01-01,2021-12-31,99\n";
    let board = board(&[("任务.csv", tasks)]);
    for (lang, whole) in [
        (
            Lang::Zh,
            "截至2021年10月15日，青田县 1 项任务：1 项达序时。没有逾期或进度明显滞后的单位。",
        ),
        (Lang::En, "No unit is overdue or far behind."),
    ] {
        let locale = Locale::new(lang);
        for format in [Format::Text, Format::Markdown, Format::Html] {
            let text = write(Paper::Circular, format, &board, &locale, false, None).unwrap();
            let plain = text.replace('\n', "");
            assert!(plain.contains(whole), "{text}");
            assert!(!plain.contains("None"), "{text}");
        }
    }
}

/// Of three tasks one has two parts: the other two are read out with the parts.
#[test]
fn tasks_without_parts_are_read_out_with_the_parts_of_the_others() {
    let tasks = "任务编号,上级编号,任务名称,责任单位,开始日期,完成时限,进度\n\
        1,,管网,甲镇,2021-01-01,2021-12-31,99\n\
        1-1,1,一期,甲镇,2021-01-01,2021-12-31,99\n\
        1-2,1,二期,甲镇,2021-01-01,2021-12-31,99\n\
        2,,尾水,乙局,2021-01-01,2021-10-12,90\n\
        3,,清淤,丙局,2021-01-01,2021-12-31,99\n";
    let board = board(&[("任务.csv", tasks)]);
    let text = made(&board, Paper::Circular, Lang::Zh, "{{ opening }}");
    assert!(
        text.contains("3 项任务（其中 1 项分为 2 个子项），合计 4 项：1 项逾期、3 项达序时"),
        "{text}"
    );
    let text = made(&board, Paper::Circular, Lang::En, "{{ opening }}");
    assert!(
        text.contains("3 tasks, 1 of them in 2 parts; of all 4: "),
        "{text}"
    );
}

/// What a notice says of the step, asks and threatens with.
fn notice(tasks: &str, actions: &str, unit: &str) -> String {
    let board = board(&[("任务.csv", tasks), ("督办.csv", actions)]);
    let template = "{{ opening }}{{ demands }}{{ closing }}";
    made(&board, Paper::Notice(unit, None), Lang::Zh, template)
}

/// A step that was taken is not taken again, and behind the last rung comes accountability.
#[test]
fn a_notice_knows_what_was_done_and_what_comes_next() {
    let tasks = "任务编号,任务名称,责任单位,开始日期,完成时限,进度\n\
        1,尾水,乙局,2021-01-01,2021-10-12,90\n\
        2,管网,甲镇,2021-01-01,2021-08-31,80\n";
    let actions = "日期,单位,方式,任务编号\n2021-10-13,乙局,提醒,1\n";
    let made = |unit| notice(tasks, actions, unit);
    // 3 days late: 提醒 is due and was taken; what follows is the plan's next step.
    let again = made("乙局");
    assert!(again.contains("已予提醒，现再次督促。"), "{again}");
    assert!(again.contains("将按方案升级措施"), "{again}");
    // 45 days late: 约谈, the last rung; a summons is no threat any more.
    let last = made("甲镇");
    assert!(last.contains("现予约谈。"), "{last}");
    assert!(
        last.contains("按方案问责") && !last.contains("予以约谈"),
        "{last}"
    );
}

/// Three days late each: of two matters one has had 提醒, so it is the other's that is taken; a
/// higher step than the one due is named as what it was.
#[test]
fn a_notice_says_no_step_that_was_not_taken() {
    let tasks = "任务编号,任务名称,责任单位,开始日期,完成时限,进度\n\
        1,尾水,乙局,2021-01-01,2021-10-12,90\n\
        2,管网,乙局,2021-01-01,2021-10-12,90\n\
        3,清淤,甲镇,2021-01-01,2021-10-12,90\n";
    let actions = "日期,单位,方式,任务编号,文号,反馈时限\n\
        2021-10-13,乙局,提醒,1,,2021-10-14\n2021-10-14,甲镇,通报,3,,\n";
    let made = |unit| notice(tasks, actions, unit);
    let one = made("乙局");
    assert!(one.contains("现予提醒。"), "{one}");
    assert!(one.contains("提醒（10月13日） 的反馈已逾期 1 天"), "{one}");
    let higher = made("甲镇");
    assert!(higher.contains("已予通报，现再次督促。"), "{higher}");
}

/// A plan is followed into the next year: its own is not left out of days any more.
#[test]
fn days_of_the_year_before_have_their_year() {
    let tasks = "任务编号,任务名称,责任单位,开始日期,完成时限,进度\n\
        1,管网,甲镇,2021-01-01,2021-08-31,80\n\
        2,尾水,甲镇,2021-01-01,2022-02-20,10\n";
    let day = "2022-02-10";
    let board = board_at(day, &[("任务.csv", tasks)]);
    let text = made(
        &board,
        Paper::Notice("甲镇", None),
        Lang::Zh,
        "{% for one in matters %}{{ one.deadline }};{% endfor %}",
    );
    assert!(
        text.contains("2021-08-31;") && text.contains("2月20日;"),
        "{text}"
    );
}

#[test]
fn cells_reach_no_markup() {
    let html = paper(Paper::Brief, Format::Html, None).unwrap();
    assert!(html.contains("&lt;b&gt;管网&lt;&#x2f;b&gt;"), "{html}");
    assert!(!html.contains("<b>管网"));
    let md = paper(Paper::Notice("甲镇", None), Format::Markdown, None).unwrap();
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

fn made(board: &Board, what: Paper<'_>, lang: Lang, template: &str) -> String {
    let template = Some(template).filter(|template| !template.is_empty());
    write(
        what,
        Format::Text,
        board,
        &Locale::new(lang),
        false,
        template,
    )
    .unwrap()
}

#[test]
fn of_a_long_register_the_worst_are_named() {
    let head = "任务编号,任务名称,责任单位,开始日期,完成时限,进度\n".to_owned();
    let mut rows = (1..=8).fold(head, |all, id| {
        all + &format!("{id},好{id},甲镇,2021-01-01,2021-12-31,99\n")
    });
    // 15 October is 5 days after the 10th and 20 after 25 September.
    rows += "9,迟,乙镇,2021-01-01,2021-10-10,50\n10,更迟,丙镇,2021-01-01,2021-09-25,50\n";
    let board = board(&[("任务.csv", &rows)]);
    let list = "{% for one in tasks %}{{ one.id }} {% endfor %}/ {{ more_tasks }}";
    assert_eq!(
        made(&board, Paper::Brief, Lang::En, list),
        "10 9 1 2 3 4 5 6 / … and 2 more on the dashboard.\n"
    );
}

const CLOSED_LOOP: &[(&str, &str)] = &[
    (
        "任务.csv",
        "任务编号,任务名称,责任单位,开始日期,完成时限,进度,实际完成日期\n\
         1,管网,甲镇,2021-01-01,2021-12-31,,2021-08-01\n\
         2,尾水,乙局,2021-01-01,2021-12-31,20,\n\
         3,清淤,丙局,2021-01-01,2021-12-31,99,\n\
         4,扬尘,甲镇,2021-01-01,2021-10-05,50,\n",
    ),
    (
        "回头看.csv",
        "日期,任务编号,结果,方式,单位,问题,整改时限,整改完成\n\
         2021-09-05,3,合格,暗访,丙局,,,\n\
         2021-09-10,2,不到位,明察,乙局,无台账,2021-09-14,2021-09-15\n\
         2021-09-12,2,弄虚作假,明察,乙局,记录补填,2021-09-30,\n\
         2021-09-20,2,不到位,明察,乙局,台账不全,2021-10-30,\n\
         2021-10-01,1,反弹,四不两直,甲镇,污水直排,2021-10-30,\n",
    ),
    (
        "议定.csv",
        "编号,会议日期,议定事项,责任单位,完成时限,状态\n\
         D1,2021-09-15,倒排工期,甲镇,2021-10-10,\n\
         D2,2021-09-15,开展排查,乙局,2021-10-31,\n\
         D3,2021-09-15,加强宣传,丙局,,\n\
         D4,2021-09-15,报送方案,丁局,2021-09-20,已办结\n",
    ),
];

#[test]
fn a_brief_tells_what_became_of_decisions_and_look_backs() {
    let board = board(CLOSED_LOOP);
    let decisions = "{% for one in decisions %}{{ one.text }}={{ one.units }}={{ one.standing }}=\
                     {{ one.late }};{% endfor %}";
    // The 10th was 5 days ago; what is done is not told.
    assert_eq!(
        made(&board, Paper::Brief, Lang::En, decisions),
        "倒排工期=甲镇=5 d late=True;开展排查=乙局=by 31 Oct=False;加强宣传=丙局=—=False;\n"
    );
    // Passed, and put right: not told. The newest comes first. Only 管网 had been completed, so
    // only there a task is reopened; what was found with 尾水 is open, twice.
    let lookbacks = "{% for one in lookbacks %}{{ one.light }} {{ one.task }} {{ one.result }} \
                     {{ one.problem }};{% endfor %}";
    assert_eq!(
        made(&board, Paper::Brief, Lang::En, lookbacks),
        "red 1 管网 relapsed 污水直排;yellow 2 尾水 inadequate 台账不全;yellow 2 尾水 faked 记录补填;\n"
    );
}

/// What was to be put right by a day that is past is to be put right at once.
#[test]
fn a_notice_asks_for_nothing_by_a_day_that_is_past() {
    let board = board(&[
        (
            "任务.csv",
            "任务编号,任务名称,责任单位,完成时限,状态,实际完成日期\n\
             1,管网,甲镇,2021-12-31,已完成,2021-08-01\n",
        ),
        (
            "回头看.csv",
            "日期,任务编号,结果,整改时限\n2021-09-01,1,反弹,2021-10-01\n",
        ),
    ]);
    let text = made(&board, Paper::Notice("甲镇", None), Lang::En, "");
    let plain = text.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(!plain.contains("put right by 1 Oct"), "{text}");
    assert!(
        plain.contains("1 Oct, is past; put it right at once"),
        "{text}"
    );
}

#[test]
fn a_notice_tells_late_and_behind_apart_and_what_to_put_right() {
    let board = board(CLOSED_LOOP);
    let text = made(&board, Paper::Notice("甲镇", None), Lang::En, "");
    let plain = text.split_whitespace().collect::<Vec<_>>().join(" ");
    // 扬尘 is late; 管网 was found relapsed, to be put right by 30 October.
    assert!(
        plain.contains("2 are overdue or far behind (1 overdue)"),
        "{text}"
    );
    assert!(plain.contains("管网: put right by 30 Oct"), "{text}");
    // 尾水 is at 20 where 288 of 365 days are gone: 58.9 behind, and not late.
    let text = made(&board, Paper::Notice("乙局", None), Lang::En, "");
    let plain = text.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(
        plain.contains("1 is far behind or reopened by a look-"),
        "{text}"
    );
    assert!(
        plain.contains("the next step of the plan follows"),
        "{text}"
    );
    assert!(!plain.contains("veto"), "{text}");
}

#[test]
fn every_paper_has_every_form() {
    let board = board(CLOSED_LOOP);
    for (format, ending) in [
        (Format::Text, "txt"),
        (Format::Markdown, "md"),
        (Format::Html, "html"),
    ] {
        assert_eq!(format.ending(), ending);
        for what in [Paper::Brief, Paper::Circular, Paper::Notice("甲镇", None)] {
            let made = write(what, format, &board, &Locale::new(Lang::Zh), false, None).unwrap();
            assert!(made.contains("甲镇"), "{what:?} {ending}: {made}");
            let is_page = made.contains("<!") || made.contains("<html");
            assert_eq!(is_page, format == Format::Html, "{what:?} {ending}");
        }
    }
}

#[test]
fn why_there_is_no_paper_is_told() {
    let locale = Locale::new(Lang::En);
    let told = |what, fault| explain(&locale, what, &fault);
    let near = |names: &[&str]| {
        let names = names.iter().map(|&name| name.to_owned()).collect();
        Fault::Notice(NoNotice::Unknown(names))
    };
    assert_eq!(
        told(Paper::Notice("局", None), near(&["乙局", "丙局"])),
        "There is no unit “局”. Did you mean: 乙局, 丙局?"
    );
    assert_eq!(
        told(Paper::Notice("某\u{1b}[31m镇", None), near(&[])),
        "There is no unit “某镇”. Names are as the task table writes them."
    );
    assert_eq!(
        told(
            Paper::Notice("丙局", None),
            Fault::Notice(NoNotice::NothingLate)
        ),
        "Nothing of 丙局 is overdue or far behind; no notice is needed."
    );
    assert_eq!(
        told(Paper::Brief, Fault::Template(3, "odd".to_owned())),
        "The template is wrong (line 3): odd. Correct it there, or leave --template out."
    );
}

#[test]
fn an_indicators_year_is_a_picture() {
    let day = |day: &str, value: u32| format!("PM2.5,{day},{value}\n");
    let readings: String = ["2020-01-10", "2020-02-10", "2021-01-10", "2021-02-10"]
        .into_iter()
        .zip(20..)
        .map(|(at, value)| day(at, value))
        .collect();
    let readings = format!("指标,日期,数值\n{readings}");
    let count = |files: &[(&str, &str)]| {
        let board = board(files);
        let locale = Locale::new(Lang::Zh);
        let html = write(Paper::Brief, Format::Html, &board, &locale, false, None).unwrap();
        html.matches("src=\"data:image/svg+xml;").count()
    };
    let tasks = ("任务.csv", TASKS);
    assert_eq!(
        count(&[tasks, ("监测.csv", &readings)]),
        count(&[tasks]) + 1
    );
}
