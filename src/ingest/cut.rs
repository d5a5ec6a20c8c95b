//! Whether a text was cut off in the middle of a row, as by a copy that broke off.

use super::decode::decode;
use super::records::{Row, Sheet};
use super::workbook;

/// The number of a line where the text ends in the middle of a row: nothing ends the line, and its
/// row is shorter than the row before it, or still within quotes.
pub fn cut_off(bytes: &[u8]) -> Option<u32> {
    if workbook::is_workbook(bytes) {
        return None;
    }
    let text = decode(bytes).ok()?.text;
    if text.ends_with(['\n', '\r']) {
        return None;
    }
    // 填报人：张三 in front of a row is a note, and no row.
    let is_note = |row: &Row<'_>| {
        let mut cells = row.cells.iter().map(str::trim);
        let first = cells.next().unwrap_or_default();
        let words = [
            "注",
            "备注",
            "说明",
            "合计",
            "总计",
            "审核",
            "制表",
            "填表",
            "填报",
            "数据来源",
        ];
        cells.all(str::is_empty)
            && (first.contains(['：', ':']) || words.iter().any(|word| first.starts_with(word)))
    };
    let (mut before, mut last) = (0, None);
    Sheet::new(&text).rows(|row| {
        if let Some((_, length, _)) = last {
            before = length;
        }
        // A note may be as short as it is.
        let length = if is_note(row) {
            before
        } else {
            row.cells.len()
        };
        last = Some((row.line, length, row.open));
        true
    });
    let (line, length, open) = last?;
    (open || length < before).then_some(line)
}

#[cfg(test)]
mod tests {
    use super::cut_off;
    use rstest::rstest;

    #[rstest]
    #[case("编号,名称,单位\n1,甲,局\n2,乙", Some(3))]
    #[case("编号,名称,单位\n1,甲,局\n2,\"乙,局", Some(3))]
    #[case("编号,名称,单位\n1,甲,局\n2,乙\n", None)]
    #[case("编号,名称,单位\n1,甲,局\n2,乙,局", None)]
    #[case("编号,名称,单位\n1,\"甲\n乙\",局\n2,\"丙\n丁\"", Some(4))]
    #[case("编号,名称,单位\n1,甲\n2,乙", None)]
    #[case("编号,名称,单位\n1,甲,局\n填报人：李某", None)]
    #[case("编号,名称,单位\n1,甲,局\n2", Some(3))]
    #[case("编号,名称,措施,单位\n1,甲,管,局\n,,措施：管", Some(3))]
    #[case("", None)]
    fn where_a_text_breaks_off(#[case] text: &str, #[case] line: Option<u32>) {
        assert_eq!(cut_off(text.as_bytes()), line);
    }
}
