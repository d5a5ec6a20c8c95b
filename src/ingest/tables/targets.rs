//! 目标.

use super::cells::Cells;
use crate::diagnostic::Code;
use crate::ingest::cell::{self, Read};
use crate::ingest::header::{ColumnSpec, TableSpec};
use crate::model::{TableKind, Targets};
use crate::terms::Period;

const fn required(key: &'static str, names: &'static [&'static str]) -> ColumnSpec {
    ColumnSpec::required(key, names)
}

const fn more(key: &'static str, names: &'static [&'static str]) -> ColumnSpec {
    ColumnSpec::more(key, names)
}

/// The columns of DESIGN §3.
pub const SPEC: TableSpec = TableSpec {
    kind: TableKind::Targets,
    file: "环境质量目标.csv",
    mark: "indicator",
    words: &[],
    columns: &[
        required("indicator", &["指标", "指标名称"]).like("示例指标"),
        required("target", &["目标值", "目标", "指标值", "目标要求"]).like("22"),
        required("direction", &["方向", "比较"]).like("≤"),
        more("group", &["分组", "类别", "领域"]).like("环境质量"),
        more("nature", &["性质", "指标属性"]).like("约束性"),
        more("unit", &["单位", "计量单位"]).like("μg/m³"),
        more("method", &["考核方式", "计算方式", "考核方法"]).like("均值"),
        more("year", &["年度", "年份"]).like("2021"),
        more("units", &["责任单位", "牵头单位"]).like("市生态环境局青田分局"),
        more("clause", &["依据", "出处"]).like("三(二)"),
        more("decimals", &["小数位", "小数位数"]).like("0"),
        more("site", &["点位", "断面", "站点", "监测点位"]),
        more("share", &["达标率", "达标率要求"]),
        more("region", &["区县", "县区", "县市区"]),
    ],
};

/// Reads one row; `false`: left out.
pub fn row(table: &mut Targets, cells: &mut Cells<'_>) -> bool {
    let indicator = cells.text(key!("indicator")).into_owned();
    if cell::nothing(&indicator).is_some() {
        cells.tell(key!("indicator"), Code::IdMissing, &indicator, "");
        return false;
    }
    let site = cells.text(key!("site")).into_owned();
    let region = cells.text(key!("region")).into_owned();
    let year = cells.text(key!("year")).into_owned();
    let identity = [region.as_str(), &indicator, &site, &year].join("\u{1f}");
    if let Err(before) = cells.first_time(&identity) {
        cells.tell(
            key!("indicator"),
            Code::IdTwice,
            &indicator,
            &before.to_string(),
        );
    }
    let at = table.count;
    table.count += 1;
    table.line.set(at, cells.line());
    table.indicator.set(at, table.words.intern(&indicator));
    cells.word(key!("site"), &mut table.words, &mut table.site, at);
    let text = cells.text(key!("target")).into_owned();
    let target = cell::target(&text);
    if cell::nothing(&text).is_some() && !target.not_applicable {
        cells.tell(key!("target"), Code::CellMissing, "", "");
    }
    table.number.set(at, target.number);
    table.class.set(at, target.class);
    table.word.set(at, table.words.intern(&target.word));
    table.not_applicable.set(at, target.not_applicable);
    let way = cells.text(key!("direction")).into_owned();
    let own = cell::direction(&way);
    if own.is_none() && cell::nothing(&way).is_none() {
        cells.tell_unknown(key!("direction"), Code::WordUnknown, &way, cell::DIRECTION);
    }
    table.direction.set(at, own.or(target.direction));
    cells.word(key!("group"), &mut table.words, &mut table.group, at);
    table.nature.set(
        at,
        cells.choice(
            key!("nature"),
            (Code::WordUnknown, cell::NATURE),
            cell::nature,
        ),
    );
    cells.word(key!("unit"), &mut table.words, &mut table.unit, at);
    let method =
        cells.choice(
            key!("method"),
            (Code::WordUnknown, cell::METHOD),
            |text| match cell::method(text) {
                Some(method) => Read::Value(method),
                None => match cell::nothing(text) {
                    Some(nothing) => Read::Nothing(nothing),
                    None => Read::Invalid,
                },
            },
        );
    table.method.set(at, method);
    match cell::period(&year, cells.dating()) {
        Read::Value(Period::Year(year)) => table.year.set(at, Some(year)),
        Read::Nothing(_) => {}
        _ => cells.tell(key!("year"), Code::DateInvalid, &year, ""),
    }
    cells.units(key!("units"), &mut table.words, &mut table.units, at);
    cells.word(key!("clause"), &mut table.words, &mut table.clause, at);
    let decimals = cells.number(key!("decimals"));
    table.decimals.set(
        at,
        decimals
            .filter(|n| (0.0..=9.0).contains(n))
            .map(|n| n as u8),
    );
    table.share.set(at, cells.percent(key!("share")));
    cells.word(key!("region"), &mut table.words, &mut table.region_cell, at);
    true
}
