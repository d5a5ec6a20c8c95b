//! The faults of offices' files, put into rows that were right.

use super::files::Table;
use std::io;

/// Writes rows, about one in fifty of them wrong where that is asked for.
pub struct Faults {
    dice: fastrand::Rng,
    dirty: bool,
    before: String,
}

impl Faults {
    /// No fault yet.
    pub fn new(dice: fastrand::Rng, dirty: bool) -> Self {
        Self {
            dice,
            dirty,
            before: String::new(),
        }
    }

    /// A row, or what an office makes of it. `date` is the column of a date.
    pub fn write(&mut self, table: &mut Table, cells: &[String], date: usize) -> io::Result<()> {
        let plain = join(cells);
        if !self.dirty || self.dice.usize(..50) != 0 {
            table.line(&plain)?;
            if self.dirty {
                self.before = plain;
            }
            return Ok(());
        }
        let mut cells = cells.to_vec();
        let last = cells.len() - 1;
        match self.dice.usize(..14) {
            0 => cells[date] = "待定".into(),
            1 => cells[date] = "2021-13-05".into(),
            2 => cells[date] = "21.6.30".into(),
            3 => cells[date] = "２０２１年６月３０日".into(),
            4 => cells[0].clear(),
            5 => cells[1].clear(),
            6 => cells[last] = "第一行\n第二行".into(),
            7 => cells[last] = "带\u{7}控制\u{200b}字符".into(),
            8 => cells[last] = "他说\"好\"，1,2".into(),
            9 => cells.push("多出来的".into()),
            10 => cells.truncate(last),
            11 => table.line(&",".repeat(last))?,
            12 => table.line(&format!("合计{}", ",".repeat(last)))?,
            // The same row once more.
            _ => table.line(&self.before.clone())?,
        }
        table.line(&join(&cells))
    }
}

/// Cells as a row, quoted where they must be.
fn join(cells: &[String]) -> String {
    let mut row = String::with_capacity(256);
    for (at, cell) in cells.iter().enumerate() {
        if at > 0 {
            row.push(',');
        }
        if cell.contains([',', '"', '\n']) {
            row.push('"');
            row.push_str(&cell.replace('"', "\"\""));
            row.push('"');
        } else {
            row.push_str(cell);
        }
    }
    row
}
