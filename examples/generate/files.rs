//! Files of a folder in the encoding asked for.

use super::Encoding;
use encoding_rs::GB18030;
use std::fs::{File, create_dir_all};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

/// A folder to write into.
pub struct Folder {
    path: PathBuf,
    encoding: Encoding,
}

/// A table being written, row by row.
pub struct Table {
    out: BufWriter<File>,
    encoding: Encoding,
}

impl Folder {
    /// A folder, made with the first file.
    pub fn new(path: &Path, encoding: Encoding) -> Self {
        Self {
            path: path.to_owned(),
            encoding,
        }
    }

    /// A folder in it.
    pub fn sub(&self, name: &str) -> Self {
        Self::new(&self.path.join(name), self.encoding)
    }

    /// Its plan file, always UTF-8.
    pub fn plan(&self, text: &str) -> io::Result<()> {
        create_dir_all(&self.path)?;
        File::create(self.path.join("plan.toml"))?.write_all(text.as_bytes())
    }

    /// A table with its header.
    pub fn table(&self, name: &str, header: &str) -> io::Result<Table> {
        create_dir_all(&self.path)?;
        let mut table = Table {
            out: BufWriter::with_capacity(1 << 20, File::create(self.path.join(name))?),
            encoding: self.encoding,
        };
        table.line(header)?;
        Ok(table)
    }
}

impl Table {
    /// One row, as it stands in the file without its line end.
    pub fn line(&mut self, text: &str) -> io::Result<()> {
        match self.encoding {
            Encoding::Utf8 => self.out.write_all(text.as_bytes())?,
            Encoding::Gb18030 => self.out.write_all(&GB18030.encode(text).0)?,
        }
        self.out.write_all(b"\r\n")
    }

    /// Ends the file.
    pub fn end(mut self) -> io::Result<()> {
        self.out.flush()
    }
}
