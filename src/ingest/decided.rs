//! The decisions file as it is written: its dialect, and one of its rows marked done with every
//! other byte as it was. Touches no file.

use super::decode::decode;
use super::header::{self, Header};
use super::records::{Row, Sheet};
use super::{tables, workbook};
use crate::model::TableKind;
use crate::terms::county::{is_own_level, same_county};
use encoding_rs::{GB18030, UTF_8};
use std::collections::HashSet;

/// How a file is written, to write a row as it does.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Dialect {
    /// As [`Source::encoding`](crate::model::Source::encoding).
    pub encoding: &'static str,
    /// The separator.
    pub separator: char,
    /// The quote.
    pub quote: char,
    /// As [`Source::line_end`](crate::model::Source::line_end).
    pub line_end: &'static str,
    /// For each column of the file its key in the contract; `None`: unknown to it.
    pub columns: Vec<Option<&'static str>>,
}

/// Why a row was not marked done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Refusal {
    /// Not a decisions file that is text, or its bytes could not be written again as they are.
    Form,
    /// It has neither 状态 nor 办结日期.
    NoColumn,
    /// No row has this id.
    NotThere,
}

/// The dialect of a decisions file that is text; `None` for anything else.
pub fn decisions_dialect(bytes: &[u8]) -> Option<Dialect> {
    if workbook::is_workbook(bytes) {
        return None;
    }
    let decoded = decode(bytes).ok()?;
    let sheet = Sheet::new(&decoded.text);
    dialect(&sheet, decoded.encoding).map(|(dialect, _)| dialect)
}

/// With the header it was found by.
fn dialect(sheet: &Sheet<'_>, encoding: &'static str) -> Option<(Dialect, Header)> {
    let header = header::find(sheet, &tables::CONTRACT, &[]).ok()?;
    if header.spec.kind != TableKind::Decisions {
        return None;
    }
    let columns = (0..header.names.len())
        .map(|column| {
            let at = header.at.iter().position(|at| *at == Some(column))?;
            Some(header.spec.columns[at].key)
        })
        .collect();
    let dialect = Dialect {
        encoding,
        separator: sheet.separator()?,
        quote: sheet.quote()?,
        line_end: sheet.line_end(),
        columns,
    };
    Some((dialect, header))
}

/// Whether a row is the header of another table in the same file.
fn begins_another(header: &Header, row: &Row<'_>) -> bool {
    let column = header.column(header.spec.mark);
    column.is_some_and(|column| {
        let cell = row.get(column).trim();
        !cell.is_empty() && cell == header.name(column) && !header.is_again(row)
    })
}

/// The ids that stand in a decisions file, so that a new one is new; empty for anything else.
pub fn decision_ids(bytes: &[u8]) -> HashSet<String> {
    let mut ids = HashSet::new();
    let Ok(decoded) = decode(bytes) else {
        return ids;
    };
    let sheet = Sheet::new(&decoded.text);
    let Some((dialect, header)) = dialect(&sheet, decoded.encoding) else {
        return ids;
    };
    let column = dialect.columns.iter().position(|one| *one == Some("id"));
    sheet.rows(|row| {
        if let Some(column) = column.filter(|_| row.line > header.line) {
            ids.insert(row.get(column).trim().to_owned());
        }
        true
    });
    ids
}

/// How a decisions file spells a county it has named before; `None`: it has not, or not plainly.
pub fn decision_region(bytes: &[u8], region: &str) -> Option<String> {
    let decoded = decode(bytes).ok()?;
    let sheet = Sheet::new(&decoded.text);
    let (dialect, header) = dialect(&sheet, decoded.encoding)?;
    spelling(&spellings(&sheet, &dialect, &header, |_| true), region)
}

/// The cells in which these rows name their county.
fn spellings(
    sheet: &Sheet<'_>,
    dialect: &Dialect,
    header: &Header,
    of: impl Fn(&Row<'_>) -> bool,
) -> HashSet<String> {
    let column = dialect
        .columns
        .iter()
        .position(|key| *key == Some("region"));
    let mut spelled = HashSet::new();
    sheet.rows(|row| {
        if row.line > header.line && begins_another(header, row) {
            return false;
        }
        if row.line > header.line && of(row) {
            spelled.insert(column.map_or_else(String::new, |at| row.get(at).trim().to_owned()));
        }
        true
    });
    spelled
}

/// The county as it is spelled here: 松阳 may be 松阳县, but 长沙 is not 长沙县 beside it; the
/// folder's own level may be 全市.
fn spelling(spelled: &HashSet<String>, region: &str) -> Option<String> {
    let is_like = |own: &&String| match region {
        "" => is_own_level(own, ""),
        _ => same_county(own, region),
    };
    let mut like = spelled.iter().filter(is_like);
    match (spelled.get(region), like.next(), like.next()) {
        (Some(own), ..) | (None, Some(own), None) => Some(own.clone()),
        _ => None,
    }
}

/// The file's bytes with the row of this id and region marked done on `day` (`2021-10-15`): 状态
/// and 办结日期, whichever the file has. Of rows with the same id the last is meant, as in reading.
pub fn decision_closed(
    bytes: &[u8],
    id: &str,
    region: &str,
    day: &str,
) -> Result<Vec<u8>, Refusal> {
    if workbook::is_workbook(bytes) {
        return Err(Refusal::Form);
    }
    let decoded = decode(bytes).map_err(|_| Refusal::Form)?;
    let write = |text: &str| encoded(text, decoded.encoding);
    // What would not come back as it was is not touched.
    if write(&decoded.text).as_deref() != Some(bytes) {
        return Err(Refusal::Form);
    }
    let sheet = Sheet::new(&decoded.text);
    let (dialect, header) = dialect(&sheet, decoded.encoding).ok_or(Refusal::Form)?;
    let column = |key: &str| dialect.columns.iter().position(|one| *one == Some(key));
    let set: Vec<(usize, &str)> = [("status", "已办结"), ("closed", day)]
        .into_iter()
        .filter_map(|(key, value)| Some((column(key)?, value)))
        .collect();
    if set.is_empty() {
        return Err(Refusal::NoColumn);
    }
    let cell = |row: &Row<'_>, key: &str| {
        column(key).map_or_else(String::new, |at| row.get(at).trim().to_owned())
    };
    let has_id = |row: &Row<'_>| row.line > header.line && cell(row, "id") == id;
    let spelled = spellings(&sheet, &dialect, &header, |row| has_id(row));
    // A row without a county is its file's.
    let spelling = spelling(&spelled, region).unwrap_or_default();
    let is_it = |row: &Row<'_>| has_id(row) && cell(row, "region") == spelling;
    let separator = dialect.separator.to_string();
    let mut made = Err(Refusal::NotThere);
    sheet.rows(|row| {
        // As in reading: what stands below another table's header is not a decision.
        if row.line > header.line && begins_another(&header, row) {
            return false;
        }
        if is_it(row) {
            // A quote that never closes swallows rows; such a file is not one to be written.
            if !sheet.is_well_quoted(row) {
                made = Err(Refusal::Form);
                return true;
            }
            let mut pieces = sheet.pieces(row);
            // A row that its own pieces do not make again is not one to be written.
            if sheet
                .with_row(&decoded.text, row, &pieces.join(&separator))
                .as_deref()
                != Some(&*decoded.text)
            {
                made = Err(Refusal::Form);
                return true;
            }
            for (at, value) in &set {
                if pieces.len() <= *at {
                    pieces.resize(*at + 1, String::new());
                }
                (*value).clone_into(&mut pieces[*at]);
            }
            let fresh = pieces.join(&separator);
            let with = sheet.with_row(&decoded.text, row, &fresh);
            made = with.ok_or(Refusal::Form);
        }
        true
    });
    write(&made?).ok_or(Refusal::Form)
}

/// A text in the encodings that are written.
fn encoded(text: &str, encoding: &str) -> Option<Vec<u8>> {
    match encoding {
        "utf-8" => Some(UTF_8.encode(text).0.into_owned()),
        "utf-8-bom" => Some([b"\xef\xbb\xbf", text.as_bytes()].concat()),
        "gb18030" => Some(GB18030.encode(text).0.into_owned()),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const HEAD: &str = "编号,会议日期,议定事项,责任单位,完成时限,状态,办结日期";

    fn closed(bytes: &[u8], id: &str) -> Result<Vec<u8>, Refusal> {
        decision_closed(bytes, id, "", "2021-10-15")
    }

    #[test]
    fn one_row_changes_and_nothing_else() {
        let text = format!(
            "议定事项（2021年）,,,,,,\r\n{HEAD}\r\n\
             Y-1,2021-09-16,\"甲，\n\"\"乙\"\"\",县住建局,,正在落实,\r\n\
             Y-2,2021-09-16,丙,\"甲局,乙局\",2021-10-10,正在落实,\r\n\
             合计,2,,,,,"
        );
        let wanted = text.replace("2021-10-10,正在落实,", "2021-10-10,已办结,2021-10-15");
        assert_eq!(closed(text.as_bytes(), "Y-2").unwrap(), wanted.as_bytes());
        // The same in GB18030, where trail bytes may look like separators.
        let bytes = GB18030.encode(&text).0.into_owned();
        let wanted = GB18030.encode(&wanted).0.into_owned();
        assert_eq!(closed(&bytes, "Y-2").unwrap(), wanted);
        assert_eq!(closed(text.as_bytes(), "Y-3"), Err(Refusal::NotThere));
    }

    /// 长沙 and 长沙县 are two, 松阳 and 松阳县 one where nothing else is like them; a row without
    /// a county is its file's.
    #[test]
    fn the_row_of_the_county_is_meant() {
        let text = |rows: &[&str]| {
            let head = "编号,区县,会议日期,议定事项,责任单位,完成时限,状态,办结日期\n";
            let rows = rows
                .iter()
                .map(|county| format!("1,{county},2021-09-16,丙,甲局,,,\n"));
            format!("{head}{}", rows.collect::<String>())
        };
        let line_done = |counties: &[&str], region: &str| {
            let made =
                decision_closed(text(counties).as_bytes(), "1", region, "2021-10-15").ok()?;
            let made = String::from_utf8(made).ok()?;
            let done: Vec<usize> = (1..)
                .zip(made.lines())
                .filter(|(_, line)| line.contains("已办结"))
                .map(|(at, _)| at)
                .collect();
            (done.len() == 1).then(|| done[0])
        };
        assert_eq!(line_done(&["长沙", "长沙县"], "长沙"), Some(2));
        assert_eq!(line_done(&["长沙", "长沙县"], "长沙县"), Some(3));
        assert_eq!(line_done(&["松阳县", "青田县"], "松阳"), Some(2));
        assert_eq!(line_done(&["丽水市", "青田县"], "丽水市青田县"), None);
        assert_eq!(line_done(&["", "青田县"], "云和县"), Some(2));
        assert_eq!(line_done(&["", "青田县"], "青田县"), Some(3));
    }

    #[test]
    fn every_dialect_comes_back_as_it_was() {
        let rows = "\nY-1;2021-09-16;丙;甲局;2021-10-10;;\nY-2;2021-09-16;丁;乙局;;;\n";
        let text = format!("{}{rows}", HEAD.replace(',', ";"));
        let wanted = text.replace("2021-10-10;;", "2021-10-10;已办结;2021-10-15");
        for (from, to) in [("", ""), ("\n", "\r"), (";", "，"), ("\n", "\r\n")] {
            let as_written = |text: &str| {
                let text = if from.is_empty() {
                    text.to_owned()
                } else {
                    text.replace(from, to)
                };
                [b"\xef\xbb\xbf", text.as_bytes()].concat()
            };
            let made = closed(&as_written(&text), "Y-1").unwrap();
            assert_eq!(made, as_written(&wanted), "{to:?}");
        }
        // Excel's own hint stays the first line.
        let hinted = format!("sep=;\n{text}");
        let made = closed(hinted.as_bytes(), "Y-1").unwrap();
        assert_eq!(made, format!("sep=;\n{wanted}").as_bytes());
    }

    #[test]
    fn a_short_row_is_filled_up_and_the_last_of_twins_is_meant() {
        let text = format!("{HEAD}\nY-1,2021-09-16,丙,甲局\nY-1,2021-09-16,丁,甲局\n");
        let made = String::from_utf8(closed(text.as_bytes(), "Y-1").unwrap()).unwrap();
        assert!(
            made.ends_with("丙,甲局\nY-1,2021-09-16,丁,甲局,,已办结,2021-10-15\n"),
            "{made}"
        );
    }

    #[test]
    fn a_quote_beside_a_separator_parts_nothing() {
        let text = format!("{HEAD}\nY-1,2021-09-16,\"\"\",\",甲局,,正在落实,\n");
        let made = String::from_utf8(closed(text.as_bytes(), "Y-1").unwrap()).unwrap();
        assert_eq!(made, text.replace("正在落实,", "已办结,2021-10-15"));
    }

    #[test]
    fn what_reading_would_not_take_for_the_row_is_left_alone() {
        // A quote that never closes: the row would reach to the end of the file.
        let open = format!("{HEAD}\nY-1,2021-09-16,\"甲,局,,正在落实,\nY-2,2021-09-16,乙,局,,,\n");
        assert_eq!(closed(open.as_bytes(), "Y-1"), Err(Refusal::Form));
        // A second table below with the same value in its first column.
        let two = format!(
            "{HEAD}\nY-1,2021-09-16,甲,局,,正在落实,\n\n编号,日期,单位,方式,备注,甲,乙\nY-2,2021-09-16,局,通报,,,\n"
        );
        assert_eq!(closed(two.as_bytes(), "Y-2"), Err(Refusal::NotThere));
        let made = String::from_utf8(closed(two.as_bytes(), "Y-1").unwrap()).unwrap();
        assert_eq!(made, two.replace("正在落实,", "已办结,2021-10-15"));
        let ids = decision_ids(format!("{HEAD}\nY-1,,,,,,\nY-7,,,,,,\n").as_bytes());
        assert_eq!(ids.len(), 2);
        assert!(ids.contains("Y-7"));
    }

    #[test]
    fn regions_are_told_apart() {
        let text = "区县,编号,会议日期,议定事项,责任单位,完成时限,办结日期\n\
                    甲县,1,2021-09-16,丙,甲局,,\n乙县,1,2021-09-16,丁,甲局,,\n";
        let made = decision_closed(text.as_bytes(), "1", "甲县", "2021-10-15").unwrap();
        let made = String::from_utf8(made).unwrap();
        assert!(made.contains("丙,甲局,,2021-10-15\n乙县"), "{made}");
    }

    #[test]
    fn what_cannot_be_written_is_refused() {
        let none = "编号,会议日期,议定事项,责任单位,完成时限\nY-1,2021-09-16,丙,甲局,\n";
        assert_eq!(closed(none.as_bytes(), "Y-1"), Err(Refusal::NoColumn));
        assert_eq!(
            closed("姓名,电话\n甲,1\n".as_bytes(), "Y-1"),
            Err(Refusal::Form)
        );
        assert_eq!(closed(b"PK\x03\x04", "Y-1"), Err(Refusal::Form));
        let wide: Vec<u8> = [0xff, 0xfe]
            .into_iter()
            .chain(
                format!("{HEAD}\n")
                    .encode_utf16()
                    .flat_map(u16::to_le_bytes),
            )
            .collect();
        assert_eq!(closed(&wide, "Y-1"), Err(Refusal::Form));
    }

    proptest! {
        #[test]
        fn all_other_rows_stay(
            cells in proptest::collection::vec("[a丙\"，,；;\n'|=镇龙]{0,6}", 1..6),
            gbk in any::<bool>(),
        ) {
            let mut text = format!("{HEAD}\r\n");
            for (at, cell) in cells.iter().enumerate() {
                let cell = cell.replace('"', "\"\"");
                let row = format!("N{at},2021-09-16,\"{cell}\",县住建局,,正在落实,\r\n");
                text.push_str(&row);
            }
            let bytes = if gbk { GB18030.encode(&text).0.into_owned() } else { text.clone().into_bytes() };
            let made = closed(&bytes, "N0").unwrap();
            // One status and one date longer: nothing else moved.
            let again = decode(&made).unwrap().text.into_owned();
            let undone = again.replacen("已办结,2021-10-15", "正在落实,", 1);
            prop_assert_eq!(undone, text);
        }
    }
}
