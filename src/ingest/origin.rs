//! What a path tells: series, version, region (DESIGN §3, Series and versions).

mod folder;

use super::cell::{date_in_name, day_in_name, months_in_name};
use crate::model::{Source, is_archive};
use crate::terms::Months;
use crate::text;
use chrono::{DateTime, Datelike, NaiveDate, TimeDelta};
use folder::{Stamp, county_and_stamp, stamped};
use std::borrow::Cow;
use std::path::{Component, Path};
use std::sync::Arc;

/// Where a file lies, from its path relative to the folder that was opened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Origin {
    /// The path as shown: cleaned, with `/` between.
    pub file: Arc<str>,
    /// The file name less date and extension.
    pub series: String,
    /// The date in the name, else of the `history/DATE/` folder.
    pub version: Option<NaiveDate>,
    /// The months in the name or the folder's, where these and no day say how old it is.
    pub months: Option<Months>,
    /// The first folder that is neither `history` nor a date.
    pub region: String,
    /// Of a file in no such folder: those beside it, which may be the counties that it names.
    pub beside: Arc<[String]>,
    /// When the file was last written, seconds since 1970 in UTC.
    pub modified: Option<i64>,
}

impl Origin {
    /// Reads a relative path.
    pub fn new(relative: &Path, modified: Option<i64>) -> Self {
        let parts: Vec<String> = relative
            .components()
            .filter_map(|part| match part {
                Component::Normal(name) => Some(text::clean(&name.to_string_lossy()).into_owned()),
                _ => None,
            })
            .collect();
        let (name, folders) = parts
            .split_last()
            .map_or(("", &[][..]), |(name, folders)| (name.as_str(), folders));
        let (stem, named) = parted(stem(name));
        let day = date_in_name(&stem).filter(|(_, before, after)| !is_due(before, after));
        let (series, dated) = match day {
            Some((date, before, after)) => {
                let series = trim(&format!("{}{}", trim(before), after));
                let month = is_of_a_month(&stem[before.len()..stem.len() - after.len()]);
                (
                    series,
                    Some(if month { within(date, modified) } else { date }),
                )
            }
            None => (trim(&stem), None),
        };
        let (mut folder_day, mut folder_months, mut region) = (None, None, String::new());
        let archive = folders.iter().any(|folder| is_archive(folder));
        for folder in folders {
            if let Some(day) = day_of_folder(folder) {
                // What lies in the folder of a month that is under way is of its writing.
                let is_month = !archive && is_of_a_month(folder);
                let day = if is_month { within(day, modified) } else { day };
                folder_day = folder_day.or(Some(day));
            } else if let Some(months) = months_of_folder(folder) {
                folder_months = folder_months.or(Some(months));
            } else if region.is_empty() && !is_archive(folder) {
                region.clone_from(folder);
            }
        }
        // The year's second half is a list of its own beside the first; other months are versions.
        let half = named.or(folder_months).filter(|months| months.end_a_year());
        let half = half
            .map(|months| months.first.month())
            .filter(|month| *month > 1);
        let series = half.map_or(series.clone(), |month| format!("{series} {month}月起"));
        // What an archive holds was there on its day.
        let archived = folder_day.map(|day| named.map_or(day, |months| day.min(months.last)));
        let months = named
            .or(folder_months)
            .filter(|_| dated.is_none() && archived.is_none());
        Self {
            file: parts.join("/").into(),
            series,
            version: dated.or(archived),
            months,
            region,
            beside: Arc::default(),
            modified,
        }
        .up_to_months()
    }

    /// The version that the months tell: the day of writing within them or before, for what comes up to
    /// October is there before October is over; else their last day. A list to December is of no day.
    fn up_to_months(self) -> Self {
        let Some(months) = self.months else {
            return self;
        };
        let last = (!months.end_a_year()).then_some(months.last);
        let version = written_for(months, self.modified).or(last);
        Self { version, ..self }
    }

    /// The same, read as of a plan's year: a name with a day and no year, `台账(11月12日).csv`, is of
    /// that year, or of the next one where the file was written in it, and the day is not later.
    #[must_use]
    pub fn in_year(self, year: i32) -> Self {
        self.folders_in_year(year).name_in_year(year)
    }

    /// Folders that are named for a day or months without a year, or with a word beside them (10月15日,
    /// 9月, 2021年9月台账), are no counties: what lies in them is of that day.
    fn folders_in_year(self, year: i32) -> Self {
        let mut folders: Vec<&str> = self.file.split('/').collect();
        let name = folders.pop().unwrap_or_default();
        let (mut stamp, mut region) = (None, "");
        for folder in folders {
            let is_told = is_archive(folder)
                || day_of_folder(folder).is_some()
                || months_of_folder(folder).is_some();
            if is_told {
                continue;
            }
            match stamped(folder, year, self.modified) {
                Some(found) => stamp = stamp.or(Some(found)),
                None if region.is_empty() => {
                    let (county, found) = county_and_stamp(folder, year, self.modified);
                    region = county;
                    stamp = stamp.or(found);
                }
                None => {}
            }
        }
        // 10月/台账10月12日.csv is of the 12th.
        let named = day_in_name(stem(name));
        let version = match stamp.filter(|_| self.months.is_none()) {
            Some(Stamp::Month(last)) => {
                let named = named.filter(|(month, _, before, after)| {
                    *month == last.month() && !is_due(before, after)
                });
                let named = named.and_then(|(_, day, ..)| last.with_day(day));
                Some(named.unwrap_or_else(|| within(last, self.modified)))
            }
            Some(Stamp::Span(months)) => {
                Some(written_for(months, self.modified).unwrap_or(months.last))
            }
            Some(Stamp::Day(day)) => day,
            None => None,
        };
        Self {
            version: self.version.or(version),
            region: region.to_owned(),
            ..self
        }
    }

    fn name_in_year(self, year: i32) -> Self {
        let (stem, named) = parted(stem(self.file.rsplit('/').next().unwrap_or_default()));
        let Some((month, day, before, after)) = day_in_name(&stem) else {
            return self;
        };
        if is_due(before, after) {
            return self;
        }
        let written = day_of(self.modified);
        let series = trim(&format!("{}{after}", trim(before)));
        if let Some(months) = named {
            let version = NaiveDate::from_ymd_opt(months.last.year(), month, day);
            let near = |day: &NaiveDate| {
                // No file tells of a day after its writing, but one for a meeting is saved before it.
                *day - months.last <= FAR && written.is_none_or(|written| *day - written <= EVE)
            };
            return match version.filter(near) {
                Some(version) if self.months.is_some() => Self {
                    series,
                    version: Some(version),
                    months: None,
                    ..self
                },
                _ => self,
            };
        }
        if let Some(version) = self.version {
            // Below history/2021-11-12/ it is of that day, and of the same series as outside; but a day
            // far behind is a deadline here as well as there. 12月31日 below history/2022-01-05/ is of
            // the year before.
            let of = |year| NaiveDate::from_ymd_opt(year, month, day);
            let of_year = of(version.year()).is_some_and(|named| named - version <= FAR);
            let before = of(version.year() - 1).is_some_and(|named| version - named <= FAR);
            let near = of_year || before;
            let is_day = near && date_in_name(&stem).is_none();
            return if is_day {
                Self { series, ..self }
            } else {
                self
            };
        }
        let version = of_year(year, month, day, written);
        if version.is_none() {
            return self;
        }
        Self {
            series,
            version,
            ..self
        }
    }

    /// The same, with the folders beside it.
    #[must_use]
    pub fn beside(self, folders: &Arc<[String]>) -> Self {
        if self.region.is_empty() {
            let beside = Arc::clone(folders);
            Self { beside, ..self }
        } else {
            self
        }
    }
}

/// A day of the plan's year, or of the next one where the file was written in it and the day is not later;
/// of the one before where it was written in that, not later. `None` where it lies far behind the day of
/// writing: a deadline, not a version.
fn of_year(year: i32, month: u32, day: u32, written: Option<NaiveDate>) -> Option<NaiveDate> {
    let of = |year| NaiveDate::from_ymd_opt(year, month, day);
    let written_in = |day: &NaiveDate| {
        written.is_some_and(|written| written.year() == day.year() && written >= *day)
    };
    let next = of(year.saturating_add(1)).filter(written_in);
    let last = of(year.saturating_sub(1)).filter(written_in);
    let ahead = |day: NaiveDate| {
        written.is_some_and(|written| written.year() == year && day - written > FAR)
    };
    let found = next.or(last).or_else(|| of(year));
    found.filter(|day| !ahead(*day))
}

/// A day in a name that lies so far behind the day of writing is a deadline, not a version.
const FAR: TimeDelta = TimeDelta::days(31);

/// So long before the day in its name what is made for that day is saved; the clock of files is that of
/// Greenwich besides.
const EVE: TimeDelta = TimeDelta::days(3);

/// Whether the day between these parts of a name is when something is due: 12月31日前完成, 12月31日完成.
/// 10月12日完成情况 and 截至10月12日 tell how it stood.
fn is_due(before: &str, after: &str) -> bool {
    const STANDS: [&str; 9] = [
        "情况", "进度", "进展", "率", "数", "台账", "统计", "汇总", "表",
    ];
    const BY: [&str; 3] = ["之前", "底前", "前"];
    const WHAT: [&str; 7] = ["完成", "销号", "整改", "应", "办结", "需", "须"];
    let until = ["截至", "截止", "截止到"];
    if until.iter().any(|word| trim_end(before).ends_with(word)) {
        return false;
    }
    // 9月完成整改情况统计表 tells how it stood; 12月31日前完成, 12月应销号 what is to be.
    let stands = STANDS.iter().any(|word| after.contains(word));
    let by = BY.iter().find_map(|word| after.strip_prefix(word));
    let by =
        by.is_some_and(|rest| rest.is_empty() || WHAT.iter().any(|word| rest.starts_with(word)));
    let due = ["到期", "应完成", "应销号"]
        .iter()
        .any(|word| after.starts_with(word));
    by || due || after.starts_with("完成") && !stands
}

/// A name less what stands between it and what follows.
fn trim_end(name: &str) -> &str {
    name.trim_end_matches(|c: char| c.is_whitespace() || "-_.·（(".contains(c))
}

impl Origin {
    /// What is known of the file before it is read.
    pub fn source(&self, bytes: u64) -> Source {
        Source {
            file: Arc::clone(&self.file),
            table: None,
            series: self.series.clone(),
            version: self.version,
            months: self.months,
            region: self.region.clone(),
            encoding: "",
            separator: None,
            quote: None,
            line_end: "",
            sheet: None,
            header_line: 0,
            rows: 0,
            rejected: 0,
            bytes,
            modified: self.modified,
        }
    }
}

/// A file's name less its ending.
fn stem(name: &str) -> &str {
    name.rsplit_once('.').map_or(name, |(stem, _)| stem)
}

/// A name less the months it tells from one to another, and these.
fn parted(name: &str) -> (Cow<'_, str>, Option<Months>) {
    let Some((months, before, after)) = months_in_name(name) else {
        return (Cow::Borrowed(name), None);
    };
    (Cow::Owned(format!("{}{after}", trim(before))), Some(months))
}

/// The day of a folder that is named for one and nothing else.
fn day_of_folder(name: &str) -> Option<NaiveDate> {
    if months_in_name(name).is_some() {
        return None;
    }
    let (day, before, after) = date_in_name(name)?;
    (trim(before).is_empty() && trim(after).is_empty()).then_some(day)
}

/// Whether a piece of a name that is a date tells a month and no day.
fn is_of_a_month(piece: &str) -> bool {
    let digits = piece.chars().filter(char::is_ascii_digit).count();
    piece.ends_with('月')
        || digits <= 6 && !piece.contains(['日', '号']) && {
            let parts = piece.split(|c: char| !c.is_ascii_digit());
            parts.filter(|part| !part.is_empty()).count() < 3
        }
}

/// The day that the list of a month is of: its last, or the day of writing where that was within the
/// month or before it.
fn within(last: NaiveDate, modified: Option<i64>) -> NaiveDate {
    let first = last.with_day(1).unwrap_or(last);
    written_for(Months { first, last }, modified).unwrap_or(last)
}

/// As [`day_of_folder`], of one that is named for months.
fn months_of_folder(name: &str) -> Option<Months> {
    let (months, before, after) = months_in_name(name)?;
    (trim(before).is_empty() && trim(after).is_empty()).then_some(months)
}

/// The day on which what tells of months was written, where that was before they were over. A clock
/// that stands a year in front of them and more is wrong.
fn written_for(months: Months, modified: Option<i64>) -> Option<NaiveDate> {
    const EARLY: TimeDelta = TimeDelta::days(366);
    day_of(modified).filter(|day| *day < months.last && months.first - *day <= EARLY)
}

fn day_of(modified: Option<i64>) -> Option<NaiveDate> {
    let written = DateTime::from_timestamp(modified?, 0)?;
    Some(written.date_naive())
}

/// Takes away what stood between a name and its date.
fn trim(name: &str) -> String {
    // The number a browser or a file manager puts behind a second copy.
    let copied = name.trim_end().trim_end_matches([')', '）']);
    let stem = copied.trim_end_matches(|c: char| c.is_ascii_digit());
    let name = match stem.strip_suffix(['(', '（']) {
        Some(stem) if copied.len() < name.trim_end().len() && stem.len() + 1 < copied.len() => stem,
        _ => name,
    };
    let name = name.trim_matches(|c: char| c.is_whitespace() || "-_.·()（）[]【】《》".contains(c));
    let name = name
        .strip_suffix("截至")
        .or_else(|| name.strip_suffix("截止"))
        .unwrap_or(name);
    name.trim_matches(|c: char| c.is_whitespace() || "-_.（(".contains(c))
        .to_owned()
}

/// Whether a file's name says that it may be a source. Lock files of Excel and WPS,
/// hidden files and half-saved ones are not.
pub fn is_candidate(file_name: &str) -> bool {
    let lower = file_name.to_lowercase();
    if lower.starts_with(['.', '~', '$']) || lower.ends_with(".tmp") || lower.ends_with(".bak") {
        return false;
    }
    [".csv", ".tsv", ".txt", ".xlsx", ".xlsm", ".xls", ".et"]
        .iter()
        .any(|end| lower.ends_with(end))
}

#[cfg(test)]
mod tests;
