//! What is written, and how much of it.

mod faults;
mod files;
mod names;
mod tables;

use chrono::{Days, Months, NaiveDate};
use clap::{Parser, ValueEnum};
use files::Folder;
use names::county;
use std::io;
use std::path::PathBuf;

/// Writes a folder of any size in the tables that duban reads.
#[derive(Debug, Parser)]
pub struct Arguments {
    /// Counties.
    #[arg(long, default_value_t = 1)]
    pub counties: usize,
    /// Months of readings, the last one December 2021's or earlier.
    #[arg(long, default_value_t = 10)]
    pub months: u32,
    /// The same seed writes the same bytes.
    #[arg(long, default_value_t = 1)]
    pub seed: u64,
    /// Tasks and parts of each county.
    #[arg(long, default_value_t = 30)]
    pub tasks: usize,
    /// Air stations of each county, each with PM2.5 and AQI daily.
    #[arg(long, default_value_t = 3)]
    pub sites: usize,
    /// Monthly versions of the tasks and milestones, the older ones under history/.
    #[arg(long, default_value_t = 1)]
    pub versions: u32,
    /// Where the region of a row stands.
    #[arg(long, value_enum, default_value_t = Regions::Column)]
    pub regions: Regions,
    /// How the files are encoded.
    #[arg(long, value_enum, default_value_t = Encoding::Utf8)]
    pub encoding: Encoding,
    /// With the faults of offices' files, about one row in fifty.
    #[arg(long)]
    pub dirty: bool,
    /// The folder to write, made where it is not there.
    pub dir: PathBuf,
}

/// Where the region of a row stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Regions {
    /// One file a table, with a 区县 column.
    Column,
    /// A sub-folder a county.
    Folders,
}

/// How files are encoded.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Encoding {
    /// UTF-8 without BOM.
    Utf8,
    /// GB18030, as WPS and older Excel save.
    Gb18030,
}

/// What all tables are written with.
struct World {
    arguments: Arguments,
    /// The last day of the readings, the plan's `as_of`.
    as_of: NaiveDate,
    /// The first day of the readings.
    first: NaiveDate,
}

impl World {
    /// The days of the versions, oldest first, the last one `as_of`.
    fn versions(&self) -> Vec<NaiveDate> {
        (0..self.arguments.versions.max(1))
            .rev()
            .filter_map(|back| self.as_of.checked_sub_months(Months::new(back)))
            .collect()
    }

    /// The random numbers of a county's table: a row does not depend on the rows before other
    /// tables, so that versions of a table agree.
    fn dice(&self, county: usize, table: u64) -> fastrand::Rng {
        let seed = self.arguments.seed.wrapping_mul(0x9e37_79b9_7f4a_7c15);
        fastrand::Rng::with_seed(seed ^ ((county as u64) << 20) ^ table)
    }
}

/// Writes the folder.
pub fn write(arguments: Arguments) -> io::Result<()> {
    let year = 2021;
    let last_month = arguments.months.clamp(1, 12);
    let first_of = NaiveDate::from_ymd_opt(year, last_month, 1).unwrap_or_default();
    let as_of = first_of + Months::new(1) - Days::new(1);
    let first = first_of - Months::new(arguments.months.max(1) - 1);
    let world = World {
        arguments,
        as_of,
        first,
    };
    let folder = Folder::new(&world.arguments.dir, world.arguments.encoding);
    folder.plan(&plan(&world))?;
    match world.arguments.regions {
        Regions::Column => {
            let all: Vec<(usize, String)> = (0..world.arguments.counties)
                .map(|index| (index, county(index)))
                .collect();
            tables::write(&world, &folder, &all, true)?;
        }
        Regions::Folders => {
            for index in 0..world.arguments.counties {
                let name = county(index);
                let inner = folder.sub(&name);
                tables::write(&world, &inner, &[(index, name)], false)?;
            }
        }
    }
    tables::targets(&world, &folder)
}

/// The plan file: the published goals with the folder's own days.
fn plan(world: &World) -> String {
    let goals = duban::plan::EMBEDDED
        .find("# 三(二)")
        .map_or("", |at| &duban::plan::EMBEDDED[at..]);
    format!(
        "[plan]\ntitle = \"生态环境保护督察反馈意见整改方案\"\ncounty = \"示范区域\"\nyear = 2021\n\
         issued = \"2021-02-20\"\nas_of = \"{}\"\n\n{goals}",
        world.as_of
    )
}
