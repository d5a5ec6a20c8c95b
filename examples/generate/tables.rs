//! The tables of some counties, row by row.

use super::World;
use super::faults::Faults;
use super::files::Folder;
use super::names::{WORKS, bureau, town};
use chrono::{Datelike, Days, NaiveDate};
use std::io;

/// Counties by number and name.
type Counties = [(usize, String)];

/// Writes every table of the counties; `column`: with a 区县 column.
pub fn write(world: &World, folder: &Folder, counties: &Counties, column: bool) -> io::Result<()> {
    let days = world.versions();
    for (index, &day) in days.iter().enumerate() {
        let inner = if index + 1 == days.len() {
            folder.sub("")
        } else {
            folder.sub("history").sub(&day.to_string())
        };
        tasks(world, &inner, counties, column, day)?;
        milestones(world, &inner, counties, column, day)?;
    }
    readings(world, folder, counties, column)?;
    water(world, folder, counties, column)?;
    petitions(world, folder, counties, column)?;
    actions(world, folder, counties, column)?;
    lookbacks(world, folder, counties, column)?;
    rest(world, folder, counties, column)
}

/// 区县 in front where it is a column.
fn with_region(column: bool, county: &str, mut cells: Vec<String>) -> Vec<String> {
    if column {
        cells.push(county.to_owned());
    }
    cells
}

fn header(column: bool, names: &str) -> String {
    format!("{names}{}", if column { ",区县" } else { "" })
}

/// The four forms of a day that offices write.
fn written(day: NaiveDate, form: usize) -> String {
    match form % 4 {
        0 => day.to_string(),
        1 => format!("{}/{}/{}", day.year(), day.month(), day.day()),
        2 => format!("{}年{}月{}日", day.year(), day.month(), day.day()),
        _ => format!("{}{:02}{:02}", day.year(), day.month(), day.day()),
    }
}

/// What is so of a task whatever the version: parts stand behind their task.
struct Plot {
    id: String,
    parent: String,
    start: NaiveDate,
    deadline: NaiveDate,
    finished: NaiveDate,
    form: usize,
}

fn plot(dice: &mut fastrand::Rng, index: usize) -> Plot {
    // Every fourth task has the three that follow as its parts.
    let (task, part) = (index / 4 + 1, index % 4);
    let whole = task.is_multiple_of(3);
    let start = NaiveDate::from_ymd_opt(2021, 1, 4).unwrap_or_default() + Days::new(dice.u64(..90));
    let deadline = start + Days::new(60 + dice.u64(..300));
    Plot {
        id: if whole && part > 0 {
            format!("{task}-{part}")
        } else if whole {
            task.to_string()
        } else {
            format!("{task}{}", ["", "甲", "乙", "丙"][part])
        },
        parent: if whole && part > 0 {
            task.to_string()
        } else {
            String::new()
        },
        start,
        deadline,
        finished: deadline - Days::new(40) + Days::new(dice.u64(..90)),
        form: dice.usize(..4),
    }
}

fn tasks(
    world: &World,
    folder: &Folder,
    counties: &Counties,
    column: bool,
    day: NaiveDate,
) -> io::Result<()> {
    let names = "任务编号,任务名称,上级编号,轮次,问题类型,反馈问题,整改目标,整改措施,工作标准,奖惩措施,牵头单位,\
                 责任单位,配合单位,责任人,整改类型,开始日期,完成时限,进度,状态,进展情况,实际完成日期,验收日期,\
                 公示日期,销号日期,备注";
    let mut table = folder.table(&format!("整改任务清单{day}.csv"), &header(column, names))?;
    for (number, county) in counties {
        let (mut plots, mut dice) = (world.dice(*number, 1), world.dice(*number, 12));
        let mut faults = Faults::new(world.dice(*number, 2), world.arguments.dirty);
        for index in 0..world.arguments.tasks {
            let plot = plot(&mut plots, index);
            let (work, at) = (WORKS[dice.usize(..WORKS.len())], dice.usize(..64));
            let place = town(county, at);
            let done = plot.finished <= day;
            let whole = (plot.deadline - plot.start).num_days();
            let gone = (day - plot.start).num_days();
            let share = (gone * 100 / whole.max(1)).clamp(0, 95) * (70 + dice.i64(0..30)) / 100;
            let signed = plot.finished + Days::new(20);
            let after = |days: u64| {
                let when = plot.finished + Days::new(days);
                if done && when <= day {
                    written(when, plot.form)
                } else {
                    String::new()
                }
            };
            let kilometres = dice.u32(2..60);
            let status = match (done, signed <= day, share) {
                (_, true, _) => "已销号",
                (true, ..) => "完成整改",
                (_, _, 0) => "尚未启动",
                (_, _, 1..60) => "未达到序时进度",
                _ => "达到序时进度",
            };
            let cells = vec![
                plot.id.clone(),
                format!("{place}{work}"),
                plot.parent.clone(),
                "中央第二轮".into(),
                if index.is_multiple_of(5) {
                    "个性"
                } else {
                    "共性"
                }
                .into(),
                format!("{place}{work}不到位，{}处未整改", dice.u32(1..9)),
                format!("完成{kilometres}公里{work}任务"),
                format!("分{}段实施；逐段验收", dice.u32(2..6)),
                if index.is_multiple_of(7) {
                    ""
                } else {
                    "验收合格率100%"
                }
                .into(),
                if index.is_multiple_of(6) {
                    ""
                } else {
                    "纳入年度考核"
                }
                .into(),
                bureau(county, at / 4),
                if at.is_multiple_of(3) {
                    format!("{}、{place}", bureau(county, at))
                } else {
                    bureau(county, at)
                },
                if at.is_multiple_of(5) {
                    bureau(county, at + 3)
                } else {
                    String::new()
                },
                "分管副局长".into(),
                ["立行立改", "分阶段", "分阶段", "长期坚持"][at % 4].into(),
                written(plot.start, plot.form),
                match at % 16 {
                    0 => "长期坚持".into(),
                    1 => format!("{}年{}月底前", plot.deadline.year(), plot.deadline.month()),
                    _ => written(plot.deadline, plot.form),
                },
                if done {
                    "100%".into()
                } else {
                    format!("{share}%")
                },
                status.into(),
                format!(
                    "已完成{}公里，正在推进下一段",
                    kilometres * share as u32 / 100
                ),
                after(0),
                after(8),
                after(12),
                after(20),
                String::new(),
            ];
            faults.write(&mut table, &with_region(column, county, cells), 16)?;
        }
    }
    table.end()
}

fn milestones(
    world: &World,
    folder: &Folder,
    counties: &Counties,
    column: bool,
    day: NaiveDate,
) -> io::Result<()> {
    let mut table = folder.table(
        &format!("整改节点{day}.csv"),
        &header(column, "任务编号,节点名称,计划日期,权重,完成日期,备注"),
    )?;
    for (number, county) in counties {
        let (mut plots, mut dice) = (world.dice(*number, 1), world.dice(*number, 13));
        let mut faults = Faults::new(world.dice(*number, 3), world.arguments.dirty);
        for index in 0..world.arguments.tasks {
            let plot = plot(&mut plots, index);
            if !index.is_multiple_of(6) {
                continue;
            }
            let step = (plot.deadline - plot.start).num_days().max(3) as u64 / 3;
            for (at, name) in ["方案批复", "主体完工", "验收备案"].into_iter().enumerate()
            {
                let due = plot.start + Days::new(step * (at as u64 + 1));
                let done = plot.start + Days::new(step * (at as u64 + 1) + dice.u64(..20));
                let cells = vec![
                    plot.id.clone(),
                    name.into(),
                    written(due, plot.form),
                    (at + 1).to_string(),
                    if done <= day {
                        written(done, plot.form)
                    } else {
                        String::new()
                    },
                    String::new(),
                ];
                faults.write(&mut table, &with_region(column, county, cells), 2)?;
            }
        }
    }
    table.end()
}

fn readings(world: &World, folder: &Folder, counties: &Counties, column: bool) -> io::Result<()> {
    let mut table = folder.table("空气质量日报.csv", &header(column, "指标,日期,点位,数值"))?;
    for (number, county) in counties {
        let mut dice = world.dice(*number, 4);
        let mut faults = Faults::new(world.dice(*number, 5), world.arguments.dirty);
        for site in 0..world.arguments.sites {
            let site = town(county, site);
            for indicator in ["PM2.5", "AQI"] {
                for day in world
                    .first
                    .iter_days()
                    .take_while(|day| *day <= world.as_of)
                {
                    let value = match indicator {
                        "AQI" => 20 + dice.u32(..95),
                        _ => 8 + dice.u32(..30),
                    };
                    let cells = vec![
                        indicator.into(),
                        day.to_string(),
                        site.clone(),
                        value.to_string(),
                    ];
                    faults.write(&mut table, &with_region(column, county, cells), 1)?;
                }
            }
        }
    }
    table.end()
}

fn water(world: &World, folder: &Folder, counties: &Counties, column: bool) -> io::Result<()> {
    let mut table = folder.table("水质月报.csv", &header(column, "指标,月份,断面,水质类别"))?;
    for (number, county) in counties {
        let mut dice = world.dice(*number, 6);
        for section in ["出境断面", "入境断面"] {
            let months = world
                .first
                .iter_days()
                .take_while(|day| *day <= world.as_of);
            for day in months.filter(|day| day.day() == 1) {
                let class = ["Ⅰ", "Ⅱ", "Ⅱ", "Ⅱ", "Ⅱ", "Ⅱ", "Ⅱ", "Ⅲ"][dice.usize(..8)];
                let cells = vec![
                    "地表水水质".into(),
                    format!("{}年{}月", day.year(), day.month()),
                    section.into(),
                    format!("{class}类"),
                ];
                table.line(&with_region(column, county, cells).join(","))?;
            }
        }
    }
    table.end()
}

fn petitions(world: &World, folder: &Folder, counties: &Counties, column: bool) -> io::Result<()> {
    let names = "信访编号,交办日期,责任单位,办理状态,问题类型,乡镇,内容,是否属实,办结时限,办结日期";
    let mut table = folder.table("信访件.csv", &header(column, names))?;
    for (number, county) in counties {
        let mut dice = world.dice(*number, 7);
        let mut faults = Faults::new(world.dice(*number, 8), world.arguments.dirty);
        for index in 0..world.arguments.tasks / 5 {
            let received = NaiveDate::from_ymd_opt(2021, 1, 10).unwrap_or_default()
                + Days::new(dice.u64(..250));
            let closed = received + Days::new(5 + dice.u64(..60));
            let done = closed <= world.as_of;
            let at = dice.usize(..64);
            let cells = vec![
                format!("X{:04}", index + 1),
                received.to_string(),
                bureau(county, at),
                if done {
                    "已办结"
                } else {
                    ["未办结", "阶段性办结"][at % 2]
                }
                .into(),
                ["大气", "水", "噪音", "固废"][at % 4].into(),
                town(county, at),
                format!(
                    "反映{}附近{}问题",
                    town(county, at),
                    WORKS[at % WORKS.len()]
                ),
                ["属实", "基本属实", "部分属实", "不属实"][at / 7 % 4].into(),
                (received + Days::new(30)).to_string(),
                if done {
                    closed.to_string()
                } else {
                    String::new()
                },
            ];
            faults.write(&mut table, &with_region(column, county, cells), 1)?;
        }
    }
    table.end()
}

fn actions(world: &World, folder: &Folder, counties: &Counties, column: bool) -> io::Result<()> {
    let mut table = folder.table(
        "督办记录.csv",
        &header(
            column,
            "日期,单位,方式,任务编号,文号,要求,反馈时限,反馈日期",
        ),
    )?;
    for (number, county) in counties {
        let mut dice = world.dice(*number, 9);
        for index in 0..world.arguments.tasks / 10 {
            let day = world.as_of - Days::new(dice.u64(..120));
            let at = dice.usize(..64);
            let task = dice.usize(..world.arguments.tasks.max(1));
            let cells = vec![
                day.to_string(),
                bureau(county, at),
                ["提醒", "通报", "督办", "约谈"][dice.usize(..4)].into(),
                if at.is_multiple_of(3) {
                    String::new()
                } else {
                    (task / 4 + 1).to_string()
                },
                format!("整改督〔2021〕{}号", index + 1),
                "限期完成整改并书面反馈".into(),
                (day + Days::new(15)).to_string(),
                if at.is_multiple_of(2) {
                    (day + Days::new(10)).to_string()
                } else {
                    String::new()
                },
            ];
            table.line(&with_region(column, county, cells).join(","))?;
        }
    }
    table.end()
}

fn lookbacks(world: &World, folder: &Folder, counties: &Counties, column: bool) -> io::Result<()> {
    let mut table = folder.table(
        "回头看.csv",
        &header(
            column,
            "日期,任务编号,结果,方式,单位,问题,整改时限,整改完成",
        ),
    )?;
    for (number, county) in counties {
        let mut dice = world.dice(*number, 10);
        for _ in 0..world.arguments.tasks / 50 {
            let day = world.as_of - Days::new(dice.u64(..90));
            let task = dice.usize(..world.arguments.tasks.max(1));
            let cells = vec![
                day.to_string(),
                (task / 4 + 1).to_string(),
                ["合格", "反弹", "不到位"][dice.usize(..3)].into(),
                "四不两直".into(),
                bureau(county, task),
                "台账不全".into(),
                (day + Days::new(30)).to_string(),
                String::new(),
            ];
            table.line(&with_region(column, county, cells).join(","))?;
        }
    }
    table.end()
}

/// The small tables: projects, cases, publicity, decisions.
fn rest(world: &World, folder: &Folder, counties: &Counties, column: bool) -> io::Result<()> {
    let as_of = world.as_of;
    let mut projects = folder.table(
        "垦造耕地项目.csv",
        &header(
            column,
            "项目编号,项目名称,乡镇,阶段,面积(亩),应还,已还,应复,已复,应提,已提,责任单位,时限",
        ),
    )?;
    let mut cases = folder.table(
        "问责情况.csv",
        &header(
            column,
            "编号,线索,移交日期,状态,责任单位,报送时限,报送日期,问责人数",
        ),
    )?;
    let mut publicity = folder.table(
        "信息公开.csv",
        &header(column, "日期,任务编号,媒体,标题,类型"),
    )?;
    let mut decisions = folder.table(
        "议定事项.csv",
        &header(
            column,
            "编号,会议日期,议定事项,责任单位,完成时限,任务编号,状态,办结日期",
        ),
    )?;
    for (number, county) in counties {
        let mut dice = world.dice(*number, 11);
        for index in 1..=3_usize {
            let place = town(county, dice.usize(..16));
            let done = dice.u32(100..300);
            let row = format!(
                "K{index},{place}垦造耕地,{place},{},{},{},{done},40,{},30,{},{place},{as_of}",
                ["施工监管", "竣工验收", "后期管护"][index % 3],
                dice.u32(80..200),
                done + dice.u32(..60),
                dice.u32(20..40),
                dice.u32(10..30),
            );
            projects.line(&with_region(column, county, vec![row]).join(","))?;
        }
        let unit = bureau(county, *number);
        let day = as_of - Days::new(dice.u64(10..100));
        let row = format!("W1,违规审批线索,{day},办理中,{unit},{as_of},,1");
        cases.line(&with_region(column, county, vec![row]).join(","))?;
        for task in 1..=6 {
            let row = format!("{day},{task},县政府门户网站,整改方案公开,方案");
            publicity.line(&with_region(column, county, vec![row]).join(","))?;
        }
        let row = format!("Y1,{day},明确运维经费,{unit},{as_of},1,未办结,");
        decisions.line(&with_region(column, county, vec![row]).join(","))?;
    }
    projects.end()?;
    cases.end()?;
    publicity.end()?;
    decisions.end()
}

/// The targets of the whole folder.
pub fn targets(world: &World, folder: &Folder) -> io::Result<()> {
    let mut table = folder.table(
        &format!("环境质量目标{}.csv", world.as_of),
        "指标,目标值,方向,单位,考核方式,小数位",
    )?;
    table.line("PM2.5,25,不高于,微克/立方米,均值,0")?;
    table.line("空气质量优良率,95,不低于,%,优良天数比例,1")?;
    table.end()
}
