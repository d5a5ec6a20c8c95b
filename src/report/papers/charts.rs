//! Pictures for paper as SVG: progress bars, the curve of progress, an indicator over the year.
//!
//! Each is a picture by `data:` address: a word processor that knows no SVG leaves it out, where
//! of an element it would spill the labels into the text. Drawn from figures and the words of the locale only: no cell of a file reaches the markup
//! unescaped.

use super::Speaker;
use crate::analysis::board::{IndicatorVerdict, Light};
use crate::terms::{Goal, Method, Period};
use crate::tr;
use crate::words::{self, sentences};
use chrono::{Datelike, NaiveDate};
use serde::Serialize;
use std::fmt::Write;

/// The pictures of the brief; empty where there is nothing to draw.
#[derive(Debug, Default, Serialize)]
pub struct Charts {
    /// Planned against actual progress.
    pub progress: String,
    /// Its caption.
    pub progress_words: String,
    /// The indicator in doubt over the year.
    pub indicator: String,
    /// Its caption.
    pub indicator_words: String,
}

impl Charts {
    pub fn of(speaker: &Speaker<'_>) -> Self {
        let l = speaker.locale;
        let last = speaker.board.trend.last();
        let one = sentences::pressing(speaker);
        Self {
            progress: progress(speaker),
            progress_words: tr!(
                l,
                "paper-curve",
                actual = words::percent(last.and_then(|point| point.actual)),
                expected = words::percent(last.and_then(|point| point.expected))
            ),
            indicator: one.map_or_else(String::new, |one| indicator(speaker, one)),
            indicator_words: one.map_or_else(String::new, |one| {
                super::facts::clean(&format!(
                    "{} {}{}{}{}",
                    one.indicator,
                    words::value(one),
                    l.tr("mark-open"),
                    words::goal_short(l, one),
                    l.tr("mark-close")
                ))
            }),
        }
    }
}

/// Colours that print: dark enough on white, told apart in grey by the marks beside them.
fn colour(light: Light) -> &'static str {
    match light {
        Light::Blue => "#1f5fbf",
        Light::Green => "#1a7f37",
        Light::Yellow => "#b26a00",
        Light::Red => "#c1121f",
        Light::Grey => "#6b7280",
    }
}

/// A bar of 0 to 100 with a tick where the schedule stands.
pub fn bar(actual: Option<f64>, expected: Option<f64>, light: Light) -> String {
    let mut out = String::from(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"90\" height=\"10\" viewBox=\"0 0 90 10\">\
         <rect x=\"0\" y=\"3\" width=\"90\" height=\"4\" fill=\"#e5e7eb\"/>",
    );
    if let Some(actual) = actual {
        let width = actual.clamp(0.0, 100.0) * 0.9;
        let fill = colour(light);
        let _ = write!(
            out,
            "<rect x=\"0\" y=\"3\" width=\"{width:.1}\" height=\"4\" fill=\"{fill}\"/>"
        );
    }
    if let Some(expected) = expected {
        let x = expected.clamp(0.0, 100.0).mul_add(0.9, -1.0).max(0.0);
        let _ = write!(
            out,
            "<rect x=\"{x:.1}\" y=\"0\" width=\"1.4\" height=\"10\" fill=\"#111827\"/>"
        );
    }
    out.push_str("</svg>");
    address(&out)
}

/// A drawing as the address of a picture (RFC 2397).
fn address(svg: &str) -> String {
    let mut out = String::from("data:image/svg+xml;charset=utf-8,");
    for byte in svg.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' => {
                out.push(char::from(byte));
            }
            _ => {
                let _ = write!(out, "%{byte:02X}");
            }
        }
    }
    out
}

/// A plot of so many points with room for an axis.
struct Plot {
    out: String,
    top: f64,
    from: NaiveDate,
    days: f64,
}

const WIDTH: f64 = 330.0;
const HEIGHT: f64 = 92.0;
const LEFT: f64 = 26.0;
const RIGHT: f64 = 6.0;
const BELOW: f64 = 16.0;
const ABOVE: f64 = 6.0;

impl Plot {
    fn new(from: NaiveDate, to: NaiveDate, top: f64) -> Self {
        Self {
            out: format!(
                "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{WIDTH}\" height=\"{HEIGHT}\" \
                 viewBox=\"0 0 {WIDTH} {HEIGHT}\" font-size=\"9\" fill=\"#4b5563\">"
            ),
            top,
            from,
            days: ((to - from).num_days().max(1)) as f64,
        }
    }

    fn x(&self, day: NaiveDate) -> f64 {
        let share = (day - self.from).num_days() as f64 / self.days;
        share.clamp(0.0, 1.0).mul_add(WIDTH - LEFT - RIGHT, LEFT)
    }

    fn y(&self, value: f64) -> f64 {
        let share = (value / self.top).clamp(0.0, 1.0);
        (HEIGHT - BELOW) - share * (HEIGHT - BELOW - ABOVE)
    }

    fn level(&mut self, value: f64, stroke: &str, dashes: &str, label: &str) {
        let y = self.y(value);
        let _ = write!(
            self.out,
            "<line x1=\"{LEFT}\" x2=\"{:.1}\" y1=\"{y:.1}\" y2=\"{y:.1}\" stroke=\"{stroke}\" \
             stroke-dasharray=\"{dashes}\"/><text x=\"{:.1}\" y=\"{:.1}\" text-anchor=\"end\">{}</text>",
            WIDTH - RIGHT,
            LEFT - 3.0,
            y + 3.0,
            crate::text::escape_markup(label)
        );
    }

    fn line(&mut self, points: &[(NaiveDate, f64)], stroke: &str, width: f64, dashes: &str) {
        let mut path = String::new();
        for (day, value) in points {
            let _ = write!(path, "{:.1},{:.1} ", self.x(*day), self.y(*value));
        }
        let _ = write!(
            self.out,
            "<polyline points=\"{}\" fill=\"none\" stroke=\"{stroke}\" stroke-width=\"{width}\" \
             stroke-dasharray=\"{dashes}\"/>",
            path.trim_end()
        );
    }

    fn upright(&mut self, day: NaiveDate) {
        let x = self.x(day);
        let _ = write!(
            self.out,
            "<line x1=\"{x:.1}\" x2=\"{x:.1}\" y1=\"{ABOVE}\" y2=\"{:.1}\" stroke=\"#111827\" \
             stroke-width=\"0.7\"/>",
            HEIGHT - BELOW
        );
    }

    fn months(&mut self, speaker: &Speaker<'_>, to: NaiveDate) {
        let mut day = self.from;
        let mut free = 0.0;
        while day <= to {
            let x = self.x(day);
            let name = if day.month() == 1 && day.year() != speaker.board.plan.year {
                day.year().to_string()
            } else {
                words::month_name(speaker.locale, day.month())
            };
            if x >= free && x < WIDTH - 20.0 {
                let _ = write!(
                    self.out,
                    "<text x=\"{x:.1}\" y=\"{:.1}\">{}</text>",
                    HEIGHT - 4.0,
                    crate::text::escape_markup(&name)
                );
                free = x + 26.0;
            }
            let Some(next) = day.checked_add_months(chrono::Months::new(1)) else {
                break;
            };
            day = next;
        }
    }

    fn end(mut self) -> String {
        self.out.push_str("</svg>");
        address(&self.out)
    }
}

/// The schedule over its whole length against what the versions tell.
fn progress(speaker: &Speaker<'_>) -> String {
    let board = speaker.board;
    let (Some(first), Some(last)) = (board.planned.first(), board.planned.last()) else {
        return String::new();
    };
    let mut plot = Plot::new(first.0, last.0, 100.0);
    for value in [0.0, 50.0, 100.0] {
        plot.level(value, "#d1d5db", "2 3", &words::number(value, 0));
    }
    plot.upright(board.as_of);
    plot.line(&board.planned, "#6b7280", 1.2, "4 2");
    let actual: Vec<(NaiveDate, f64)> = board
        .trend
        .iter()
        .filter_map(|point| Some((point.date, point.actual?)))
        .collect();
    plot.line(&actual, colour(Light::Green), 2.2, "");
    plot.months(speaker, last.0);
    plot.end()
}

/// An indicator's months against its target and last year; of a ratio the worst value of each
/// month.
fn indicator(speaker: &Speaker<'_>, one: &IndicatorVerdict) -> String {
    let year = speaker.board.plan.year;
    let (Some(from), Some(to)) = (
        NaiveDate::from_ymd_opt(year, 1, 1),
        NaiveDate::from_ymd_opt(year, 12, 31),
    ) else {
        return String::new();
    };
    let now = months(&one.series, one.method, year);
    let before = months(&one.last_year, one.method, year);
    if now.is_empty() {
        return String::new();
    }
    let limit = match (&one.goal, one.method) {
        // The share of good days is held against AQI 100 (HJ 633).
        (_, Method::Ratio) => Some(100.0),
        (Goal::Number(value), _) => Some(*value),
        _ => None,
    };
    let values = now.iter().chain(&before).map(|(_, value)| *value);
    let top = values.chain(limit).fold(1.0_f64, f64::max) * 1.15;
    let mut plot = Plot::new(from, to, top);
    plot.level(0.0, "#d1d5db", "2 3", "0");
    if let Some(limit) = limit {
        plot.level(limit, colour(Light::Red), "5 3", &words::number(limit, 1));
    }
    plot.line(&before, "#9ca3af", 1.2, "4 2");
    plot.line(&now, colour(words::indicator_light(one)), 2.2, "");
    plot.months(speaker, to);
    plot.end()
}

/// Values by month, each in the middle of its month of the plan's year: the mean, of a ratio the
/// greatest.
fn months(series: &[(Period, f64)], method: Method, year: i32) -> Vec<(NaiveDate, f64)> {
    let mut sums = [(0.0_f64, 0_u32, 0.0_f64); 12];
    for (period, value) in series {
        let month = period.last_day().month0() as usize;
        let (sum, count, most) = &mut sums[month];
        *sum += value;
        *count += 1;
        *most = most.max(*value);
    }
    sums.iter()
        .zip(1..)
        .filter(|((_, count, _), _)| *count > 0)
        .filter_map(|((sum, count, most), month)| {
            let value = match method {
                Method::Ratio => *most,
                _ => sum / f64::from(*count),
            };
            Some((NaiveDate::from_ymd_opt(year, month, 15)?, value))
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// January 10 and 20, March 30: the means are 15 and 30, the worst 20 and 30.
    #[test]
    fn a_month_is_its_mean_or_of_air_its_worst() {
        let day = |month, day| NaiveDate::from_ymd_opt(2021, month, day).unwrap();
        let series = [
            (Period::Day(day(1, 3)), 10.0),
            (Period::Day(day(1, 31)), 20.0),
            (Period::Day(day(3, 1)), 30.0),
        ];
        let of = |method| months(&series, method, 2021);
        assert_eq!(of(Method::Mean), [(day(1, 15), 15.0), (day(3, 15), 30.0)]);
        assert_eq!(of(Method::Ratio), [(day(1, 15), 20.0), (day(3, 15), 30.0)]);
        assert!(months(&[], Method::Mean, 2021).is_empty());
    }
}
