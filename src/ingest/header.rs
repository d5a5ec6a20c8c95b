//! Which table a file is: by its header row, wherever that stands, by names and aliases.
//!
//! A header may stand on two rows (`整改时限` over `计划` and `实际`), below titles, and with
//! columns nobody knows. Readings may also lie wide: a column for each indicator.

mod contract;
mod near;
mod search;

use super::cell::{self, half};
use super::findings::Findings;
use super::records::Row;
use crate::diagnostic::Code;
use crate::model::TableKind;
use crate::text;
pub use contract::{ColumnSpec, Contract, EXAMPLE, Key, TableSpec};
pub use search::find;

/// A recognised header.
#[derive(Debug, Clone)]
pub struct Header {
    /// The table.
    pub spec: &'static TableSpec,
    /// For each column of the spec the file's column, 0-based.
    pub at: Vec<Option<usize>>,
    /// Columns that are readings of one indicator each: file column, indicator.
    pub wide: Vec<(usize, String)>,
    /// The file's column names as written, cleaned.
    pub names: Vec<String>,
    /// 1-based line of the header's last row.
    pub line: u32,
    /// Rows above it that hold something.
    pub preamble: usize,
    /// The file has no id column; the title stands for it.
    pub id_is_title: bool,
    /// The header's rows as they stand, to know them again.
    tops: Vec<Names>,
    /// Columns that claim a meaning taken already: file column, its name.
    twice: Vec<(usize, &'static str)>,
    /// Columns that mean nothing here: file column, the nearest name if it is near.
    unknown: Vec<(usize, Option<&'static str>)>,
}

/// The names in one row of a header.
#[derive(Debug, Clone)]
struct Names(Vec<Name>);

impl Names {
    /// Whether the first of them may stand in a row, by first bytes alone.
    #[inline]
    fn may_be(&self, row: &Row<'_>) -> bool {
        let mut first = self.0.iter().take(FIRST);
        first.any(|name| name.may_be_in(row))
    }

    /// Whether one of the first stands in a row, and half of all.
    fn are(&self, row: &Row<'_>) -> bool {
        let Self(names) = self;
        let mut first = names.iter().take(FIRST);
        if !first.any(|name| name.is_in(row)) {
            return false;
        }
        let (mut same, mut other) = (0, 0);
        for name in names {
            if name.column >= row.cells.len() {
                break;
            }
            if name.is_in(row) {
                same += 1;
            } else {
                other += 1;
                if other * 2 > names.len().max(4) {
                    return false;
                }
            }
        }
        same >= 2 && same >= other
    }
}

/// A name in a row of a header.
#[derive(Debug, Clone)]
struct Name {
    /// The file column.
    column: usize,
    /// Its first byte, which mostly tells that a cell is another.
    first: u8,
    text: String,
}

impl Name {
    fn is_in(&self, row: &Row<'_>) -> bool {
        self.may_be_in(row) && text::trim(row.get(self.column)) == self.text
    }

    #[inline]
    fn may_be_in(&self, row: &Row<'_>) -> bool {
        let first = row.cells.first_byte(self.column);
        first.is_some_and(|first| first == self.first || !text::is_letter(first))
    }
}

/// How many names of a row are looked at before anything else: where none of them stands in its place,
/// the row is no header again.
const FIRST: usize = 2;

impl Names {
    fn of(cells: &[String]) -> Self {
        let named = cells.iter().enumerate().filter_map(|(column, name)| {
            Some(Name {
                column,
                first: *name.as_bytes().first()?,
                text: name.clone(),
            })
        });
        Self(named.collect())
    }
}

/// The nearest table of a file that is none.
#[derive(Debug, Default)]
pub struct Closest {
    /// The row that came nearest.
    pub line: u32,
    /// That row's text.
    pub text: String,
    /// The table it came nearest to.
    pub table: Option<TableKind>,
    /// How many of its columns the row has.
    pub hits: usize,
    /// What it lacks.
    pub missing: Vec<Missing>,
    /// Periods stand across, or sites beside periods: each cell is a reading.
    pub across: bool,
}

/// A required column that a file lacks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Missing {
    /// The contract's name.
    pub name: &'static str,
    /// A column of the file that is nearly it: 0-based column, its name.
    pub near: Option<(usize, String)>,
}

/// Whether a cell is this name, which is not blank. Its first byte mostly tells.
#[inline]
pub fn is_name(row: &Row<'_>, column: usize, name: &str) -> bool {
    row.cells.first_byte(column).is_some_and(|first| {
        (name.as_bytes().first() == Some(&first) || !text::is_letter(first))
            && text::trim(row.get(column)) == name
    })
}

/// A column name for comparison: half width, lower case, without brackets and white space.
pub fn fold(name: &str) -> String {
    let name = half(name);
    let mut out = String::with_capacity(name.len());
    let mut depth = 0usize;
    for c in name.chars() {
        match c {
            // Nearly all; no table needs to be asked for their lower case.
            '\u{4e00}'..='\u{9fff}' if depth == 0 => out.push(c),
            '(' | '[' | '【' | '〔' | '<' => depth += 1,
            ')' | ']' | '】' | '〕' | '>' => depth = depth.saturating_sub(1),
            c if depth > 0 || c.is_whitespace() || "\u{feff}*:%_\"".contains(c) => {}
            c => out.extend(c.to_lowercase()),
        }
    }
    // A name that is all brackets keeps what they hold.
    if out.is_empty() {
        name.to_lowercase()
    } else {
        out
    }
}

/// The letter that [`fold`] leaves first; `None` where it is not sure that one is left.
fn first_letter(name: impl Iterator<Item = char>) -> Option<char> {
    let mut depth = 0usize;
    for c in name.map(cell::half_char) {
        match c {
            '(' | '[' | '【' | '〔' | '<' => depth += 1,
            ')' | ']' | '】' | '〕' | '>' => depth = depth.saturating_sub(1),
            c if depth > 0 || c.is_whitespace() || "\u{feff}*:%_\"'".contains(c) => {}
            c => return c.to_lowercase().next(),
        }
    }
    None
}

impl Header {
    /// The file column of a spec column, by its English key.
    pub fn column(&self, key: &str) -> Option<usize> {
        let at = self.spec.columns.iter().position(|one| one.key == key)?;
        self.at[at]
    }

    /// The file column of a column of this table.
    #[inline]
    pub fn place(&self, key: Key) -> Option<usize> {
        self.at.get(key.at).copied().flatten()
    }

    /// The name of a file column as written.
    pub fn name(&self, column: usize) -> &str {
        self.names.get(column).map_or("", String::as_str)
    }

    /// The columns and first bytes of the names of which one stands in a row that is this header again.
    pub fn first_names(&self) -> impl Iterator<Item = (usize, u8)> {
        let names = self
            .tops
            .iter()
            .flat_map(|names| names.0.iter().take(FIRST));
        names.map(|name| (name.column, name.first))
    }

    /// Whether a row is this header again, or one row of it.
    #[inline]
    pub fn is_again(&self, row: &Row<'_>) -> bool {
        self.tops
            .iter()
            .any(|names| names.may_be(row) && names.are(row))
    }

    /// Gives a column of the spec that the file lacks a place behind the file's own.
    pub fn with_virtual(&mut self, key: &str) {
        if let Some(at) = self.spec.columns.iter().position(|one| one.key == key)
            && self.at[at].is_none()
        {
            self.names.push(String::new());
            self.at[at] = Some(self.names.len() - 1);
        }
    }

    /// Tells what the header's columns are worth.
    pub fn report(&self, findings: &mut Findings) {
        if self.tops.len() > 1 {
            findings
                .add(self.line, 0, Code::HeaderTwoRows, "")
                .understood(self.tops.len());
        }
        if self.id_is_title {
            findings
                .add(self.line, 0, Code::IdFromTitle, "")
                .expected(self.spec.columns[0].names[0]);
        }
        if !self.wide.is_empty() {
            let names: Vec<&str> = self.wide.iter().map(|(_, name)| name.as_str()).collect();
            findings
                .add(self.line, 0, Code::ReadingsWide, "")
                .understood(names.join("、"));
        }
        for &(column, meant) in &self.twice {
            findings
                .add(
                    self.line,
                    column as u32 + 1,
                    Code::ColumnTwice,
                    self.name(column),
                )
                .expected(meant);
        }
        for &(column, near) in &self.unknown {
            match near {
                Some(near) => {
                    findings
                        .add(
                            self.line,
                            column as u32 + 1,
                            Code::ColumnSimilar,
                            self.name(column),
                        )
                        .expected(near);
                }
                None => {
                    findings.add(
                        self.line,
                        column as u32 + 1,
                        Code::ColumnUnknown,
                        self.name(column),
                    );
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ingest::records::Sheet;
    use crate::ingest::tables::CONTRACT;
    use proptest::prelude::*;

    fn found(text: &str) -> Result<Header, Closest> {
        find(&Sheet::new(text), &CONTRACT, &["柴油货车尾气监测率"])
    }

    #[test]
    fn names_with_brackets_units_and_width() {
        assert_eq!(fold("完成时限（年月日）"), "完成时限");
        assert_eq!(fold(" 进度(%) "), "进度");
        assert_eq!(fold("进度％"), "进度");
        assert_eq!(fold("ＩＤ"), "id");
        assert_eq!(fold("\u{feff}任务编号"), "任务编号");
    }

    #[test]
    fn a_title_row_stands_above() {
        let header =
            found("整改任务清单,,,\n\n任务编号,任务名称,责任单位,完成时限\n1,a,b,c\n").unwrap();
        assert_eq!(
            (header.spec.kind, header.line, header.preamble),
            (TableKind::Tasks, 3, 1)
        );
        assert_eq!(header.column("deadline"), Some(3));
        assert_eq!(header.column("parent"), None);
    }

    #[test]
    fn english_keys_and_other_orders() {
        let header = found("value,date,indicator\n1,2021-01-01,PM2.5\n").unwrap();
        assert_eq!(header.spec.kind, TableKind::Readings);
        assert_eq!(header.column("value"), Some(0));
    }

    #[test]
    fn a_near_miss_is_named() {
        let header = found("任务编号,任务名称,责任单位,完成时限,配合単位\n").unwrap();
        assert_eq!(header.unknown, [(4, Some("配合单位"))]);
    }

    #[test]
    fn what_lacks_a_column_says_so() {
        let closest = found("任务编号,任务名称,责任单位\n1,a,b\n").unwrap_err();
        assert_eq!(closest.table, Some(TableKind::Tasks));
        let lacks = |closest: &Closest| -> Vec<(&str, Option<String>)> {
            let near = |missing: &Missing| missing.near.clone().map(|(_, name)| name);
            closest.missing.iter().map(|m| (m.name, near(m))).collect()
        };
        assert_eq!(lacks(&closest), [("完成时限", None)]);
        let closest = found("任务编号,任务名称,责任单位,完成时陷\n").unwrap_err();
        assert_eq!(lacks(&closest), [("完成时限", Some("完成时陷".to_owned()))]);
        let closest = found("任务编号,任务名称,责任单位,时限完成\n").unwrap_err();
        assert_eq!(closest.missing[0].near, Some((3, "时限完成".to_owned())));
        // What is like no table is held against the first.
        assert_eq!(found("甲,乙\n1,2\n").unwrap_err().missing.len(), 4);
    }

    #[test]
    fn a_header_on_two_rows() {
        let header = found(
            "序号,整改任务,单位,,时限,,备注\n,,牵头单位,责任单位,完成时限,实际完成日期,\n1,a,b,c,d,e,f\n",
        )
        .unwrap();
        assert_eq!((header.line, header.preamble), (2, 0));
        for (key, column) in [
            ("id", 0),
            ("title", 1),
            ("lead", 2),
            ("units", 3),
            ("deadline", 4),
            ("completed", 5),
            ("note", 6),
        ] {
            assert_eq!(header.column(key), Some(column), "{key}");
        }
        // 验收 over 日期 is 验收日期.
        let header = found(
            "编号,任务名称,责任单位,完成时限,验收,,销号\n,,,,日期,意见,日期\n1,a,b,c,d,e,f\n",
        )
        .unwrap();
        assert_eq!(header.column("accepted"), Some(4));
        assert_eq!(header.column("signed_off"), Some(6));
        // A first data row is never part of a header.
        let header = found("编号,任务名称,责任单位,完成时限,备注\n1,a,b,c,\n").unwrap();
        assert_eq!(header.line, 1);
    }

    #[test]
    fn a_register_without_numbers_goes_by_its_titles() {
        // The columns of a county's own system (DOMAIN §1.1).
        let header = found("创建时间,归类,项目,问题简述,整改时限,任务具体整改要求,目前进展情况及存在问题,行政区划,责任人,责任人电话,责任部门,责任单位,涉及部门,牵头单位,配合单位,状态\n").unwrap();
        assert!(header.id_is_title);
        assert_eq!(header.column("title"), Some(2));
        assert_eq!(header.column("problem"), Some(3));
        assert!(found("任务名称,责任单位,完成时限\n").is_err());
    }

    #[test]
    fn readings_that_lie_wide() {
        let header =
            found(",城市,日期,天气,空气质量指数,空气质量\n0,甲,2020-01-01,晴,66,良\n").unwrap();
        assert_eq!(header.spec.kind, TableKind::Readings);
        assert_eq!(header.wide, [(4, "AQI".to_owned())]);
        assert_eq!(header.twice, [(5, "AQI")]);
        let header = found("断面,月份,水质类别\n甲,2021-01,Ⅱ\n").unwrap();
        assert_eq!(header.wide, [(2, "地表水水质".to_owned())]);
        // The plan's indicators may be columns too.
        let header = found("月份,柴油货车尾气监测率(%),PM2.5\n").unwrap();
        assert_eq!(header.wide.len(), 2);
        assert!(found("日期,天气\n").is_err());
    }

    #[test]
    fn two_tables_with_one_header_are_told_apart_by_their_words() {
        let kind = |rows: &str| found(rows).unwrap().spec.kind;
        let head = "日期,任务编号,结果,方式,单位\n";
        assert_eq!(
            kind(&format!("{head}2021-09-01,1,合格,暗访,县住建局\n")),
            TableKind::Lookbacks
        );
        assert_eq!(
            kind(&format!("{head}2021-09-01,1,已反馈,约谈,县住建局\n")),
            TableKind::Actions
        );
    }

    proptest! {
        /// The first letter rules out nothing that folding would find.
        #[test]
        fn names_are_found_by_their_first_letter(
            front in "[ '　（()）\\[*任务编号名称ＩID:\u{feff}]{0,6}",
            back in "[ '(）时限AQiＩd]{0,4}",
        ) {
            let whole = format!("{front}{back}");
            prop_assert_eq!(CONTRACT.tables_of(&front, &back), CONTRACT.tables(&fold(&whole)));
        }
    }

    #[test]
    fn names_of_columns() {
        // 任务编号 is a column of tasks, and of the tables that name a task.
        assert_ne!(CONTRACT.tables_of("任务编号", ""), 0);
        assert_eq!(
            CONTRACT.tables_of("' 任务(必填)", "编号*"),
            CONTRACT.tables("任务编号")
        );
        assert_eq!(CONTRACT.tables_of("青溪县住建局", ""), 0);
    }
}
