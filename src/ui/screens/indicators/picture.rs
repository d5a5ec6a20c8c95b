//! The picture of an indicator: calendar of days, grid of classes, columns over the year.

use super::sites;
use crate::analysis::board::{IndicatorVerdict, Light, Shown, SiteVerdict, Verdict};
use crate::terms::{Goal, Method, Period};
use crate::tr;
use crate::ui::widgets::chart::{Columns, Level};
use crate::ui::widgets::{calendar, paint};
use crate::ui::{View, words};
use chrono::{Datelike, NaiveDate};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::{Modifier, Style};
use std::collections::{BTreeMap, BTreeSet, HashSet};

/// The least height of a chart that is worth its place below another.
const WEEKS: u16 = 12;
/// The height a picture keeps beside a list of sites.
pub(super) const LEAST: u16 = calendar::HEIGHT;

/// Whether there are days to fill a calendar with: months of shares have none.
fn has_days(indicator: &IndicatorVerdict) -> bool {
    let is_day = |(period, _): &(Period, f64)| matches!(period, Period::Day(_));
    !indicator.good.is_empty() && indicator.series.iter().any(is_day)
}

pub(super) fn draw_picture(
    area: Rect,
    buffer: &mut Buffer,
    view: &View<'_>,
    indicator: &IndicatorVerdict,
) {
    if area.height < 4 {
        return;
    }
    let area = sites::draw(area, buffer, view, indicator);
    match indicator.method {
        Method::Ratio if has_days(indicator) && area.height >= calendar::HEIGHT => {
            // A high terminal shows the weeks below the days.
            let days = calendar::HEIGHT + 3;
            let both = area.height >= days + WEEKS;
            let above = Rect {
                height: if both { days } else { area.height },
                ..area
            };
            air_calendar(above, buffer, view, indicator);
            if both {
                let below = Rect {
                    y: area.y + days,
                    height: area.height - days,
                    ..area
                };
                series_chart(below, buffer, view, indicator);
            }
        }
        Method::Class => class_grid(area, buffer, view, indicator),
        _ if !indicator.series.is_empty() => series_chart(area, buffer, view, indicator),
        _ => {
            if indicator.verdict == Verdict::NoData {
                paint::paragraph(
                    buffer,
                    area,
                    &tr!(view.locale, "indicator-no-data"),
                    view.theme.muted,
                );
            }
        }
    }
}

/// Days by month: 优, 良, polluted, missing, still to come.
fn air_calendar(area: Rect, buffer: &mut Buffer, view: &View<'_>, indicator: &IndicatorVerdict) {
    let l = view.locale;
    let theme = view.theme;
    let days: BTreeMap<NaiveDate, (f64, bool)> = indicator
        .series
        .iter()
        .zip(&indicator.good)
        .filter_map(|((period, value), good)| match period {
            Period::Day(day) => Some((*day, (*value, *good))),
            _ => None,
        })
        .collect();
    let months: Vec<String> = (1..=12).map(|month| words::month_name(l, month)).collect();
    let green = theme.light(Light::Green);
    let blue = theme.light(Light::Blue);
    let red = theme.light(Light::Red);
    // 优 is AQI ≤ 50; the class of the day itself is in the readings (HJ 633).
    calendar::draw(
        buffer,
        area,
        indicator.year,
        &months,
        theme.muted,
        |day| match days.get(&day) {
            Some((_, false)) => ("█", red),
            Some((aqi, true)) if *aqi <= 50.0 => ("▪", green),
            Some(_) => ("▫", blue),
            // The day itself may still be read.
            None if day >= view.board.as_of => ("·", theme.border),
            None => ("?", theme.light(Light::Yellow)),
        },
    );
    if area.height > calendar::HEIGHT {
        let y = area.y + calendar::HEIGHT + u16::from(area.height > calendar::HEIGHT + 1);
        if y < area.bottom() {
            let count =
                |test: &dyn Fn(&(f64, bool)) -> bool| days.values().filter(|d| test(d)).count();
            // Of several counties a day is bad where it was in one of them.
            let bad = count(&|d| !d.1);
            let bad = if indicator.regions.len() > 1 {
                tr!(l, "air-bad-somewhere", count = bad)
            } else {
                tr!(l, "air-bad", count = bad)
            };
            paint::pieces(
                buffer,
                area.x,
                y,
                area.width,
                &[
                    ("▪ ", green),
                    (
                        &tr!(l, "air-excellent", count = count(&|d| d.1 && d.0 <= 50.0)),
                        theme.text,
                    ),
                    ("  ▫ ", blue),
                    (
                        &tr!(l, "air-good", count = count(&|d| d.1 && d.0 > 50.0)),
                        theme.text,
                    ),
                    ("  █ ", red),
                    (&bad, theme.text),
                    ("  ? ", theme.light(Light::Yellow)),
                    (&tr!(l, "air-missing"), theme.text),
                ],
            );
        }
    }
}

/// Sites × periods with the class of each.
fn class_grid(area: Rect, buffer: &mut Buffer, view: &View<'_>, indicator: &IndicatorVerdict) {
    let l = view.locale;
    let theme = view.theme;
    // Where not all sites find room, those that failed come first, and the last line tells how many
    // are left out.
    let all = indicator.sites.len();
    let mut room = usize::from(area.height.saturating_sub(1));
    if all > room {
        room = room.saturating_sub(1);
        let y = area.bottom().saturating_sub(1);
        let words = tr!(l, "more-items", count = all - room);
        paint::put(buffer, area.x, y, &words, area.width, theme.accent);
    }
    let failing: HashSet<&str> = indicator.failures.iter().map(|f| f.site.as_str()).collect();
    let fails = |site: &&SiteVerdict| failing.contains(site.site.as_str());
    let sites: Vec<&SiteVerdict> = if all > room {
        let last = indicator.sites.iter().filter(|site| !fails(site));
        let first = indicator.sites.iter().filter(fails);
        first.chain(last).take(room).collect()
    } else {
        indicator.sites.iter().collect()
    };
    let periods: BTreeSet<Period> = sites
        .iter()
        .flat_map(|site| site.points.iter().map(|(period, _)| *period))
        .collect();
    let periods: Vec<Period> = periods.into_iter().collect();
    let shown_sites: HashSet<&str> = sites.iter().map(|site| site.site.as_str()).collect();
    let failures: HashSet<(&str, Period)> = indicator
        .failures
        .iter()
        .map(|one| (one.site.as_str(), one.period))
        .filter(|(site, _)| shown_sites.contains(site))
        .collect();
    let name_width = sites
        .iter()
        .map(|site| crate::text::width(&site.site))
        .max()
        .unwrap_or(0)
        .min(usize::from(area.width) / 3) as u16
        + 2;
    let column = (area.width.saturating_sub(name_width) / periods.len().max(1) as u16).clamp(3, 6);
    let shown = usize::from(area.width.saturating_sub(name_width) / column).min(periods.len());
    let periods = &periods[periods.len() - shown..];
    for (at, period) in (0u16..).zip(periods) {
        let name = match period {
            Period::Month(_, month) => month.to_string(),
            Period::Quarter(_, quarter) => format!("Q{quarter}"),
            other => words::period(view, *other),
        };
        paint::put_right(
            buffer,
            area.x + name_width + at * column,
            area.y,
            &name,
            column - 1,
            theme.muted,
        );
    }
    for (line, site) in (1u16..area.height).zip(&sites) {
        let y = area.y + line;
        paint::put(buffer, area.x, y, &site.site, name_width - 1, theme.text);
        for (at, period) in (0u16..).zip(periods) {
            let Some((_, value)) = site.points.iter().find(|(p, _)| p == period) else {
                paint::put_right(
                    buffer,
                    area.x + name_width + at * column,
                    y,
                    "·",
                    column - 1,
                    theme.muted,
                );
                continue;
            };
            let failed = failures.contains(&(site.site.as_str(), *period));
            let style = if failed {
                theme.alarm
            } else {
                class_style(view, value)
            };
            paint::put_right(
                buffer,
                area.x + name_width + at * column,
                y,
                &words::shown(value),
                column - 1,
                style,
            );
        }
    }
    let y = area.y.saturating_add(2 + sites.len() as u16);
    for (line, failure) in (y..area.bottom()).zip(&indicator.failures) {
        let words = tr!(
            l,
            "failure",
            site = failure.site.as_str(),
            period = words::period(view, failure.period),
            value = failure.value.as_str()
        );
        paint::pieces(
            buffer,
            area.x,
            line,
            area.width,
            &[("■ ", theme.light(Light::Red)), (&words, theme.text)],
        );
    }
}

fn class_style(view: &View<'_>, value: &Shown) -> Style {
    match value {
        Shown::Word(class) if class == "Ⅰ" => view.theme.light(Light::Blue),
        _ => view.theme.light(Light::Green),
    }
}

/// Columns over the year with the target, last year's dots, and what the rest must average.
/// Whether a ratio is told by the shares of its months, which have no index.
fn are_shares(indicator: &IndicatorVerdict) -> bool {
    !has_days(indicator) && !indicator.series.is_empty()
}

fn series_chart(area: Rect, buffer: &mut Buffer, view: &View<'_>, indicator: &IndicatorVerdict) {
    let l = view.locale;
    let theme = view.theme;
    let air = indicator.method == Method::Ratio && !are_shares(indicator);
    let daily = indicator
        .series
        .iter()
        .all(|(period, _)| matches!(period, Period::Day(_)));
    let slots = if daily {
        53
    } else {
        usize::try_from(indicator.series[0].0.per_year(indicator.year)).unwrap_or(12)
    };
    // Days are drawn as weekly means: a county's year fits eighty cells.
    let slot_of = |period: Period, year: i32| -> Option<usize> {
        if period.year() != year {
            return None;
        }
        let first = period.first_day();
        Some(match period {
            Period::Day(day) => (day.ordinal0() / 7) as usize,
            Period::Month(..) => first.month0() as usize,
            Period::Quarter(..) => first.month0() as usize / 3,
            Period::Year(_) => 0,
        })
    };
    let spread = |series: &[(Period, f64)], year: i32| -> Vec<Option<f64>> {
        let mut sums = vec![(0.0, 0usize); slots];
        for (period, value) in series {
            if let Some(slot) = slot_of(*period, year).and_then(|slot| sums.get_mut(slot)) {
                // Of a week's AQI the worst day is drawn: it is the one that counts.
                slot.0 = if air {
                    f64::max(slot.0, *value)
                } else {
                    slot.0 + value
                };
                slot.1 += 1;
            }
        }
        sums.into_iter()
            .map(|(sum, n)| (n > 0).then(|| if air { sum } else { sum / n as f64 }))
            .collect()
    };
    let mut values = spread(&indicator.series, indicator.year);
    let mut dots = spread(&indicator.last_year, indicator.year - 1);
    if indicator.method == Method::Cumulative {
        accumulate(&mut values);
        accumulate(&mut dots);
    }
    let target = match indicator.goal {
        // The goal is a share of days; a day is good up to an AQI of 100 (HJ 633).
        _ if air => Some(100.0),
        Goal::Number(value) => Some(value),
        _ => None,
    };
    let bars = values
        .iter()
        .map(|value| {
            value.map(|value| {
                let good = match target {
                    Some(limit) if air => value <= limit,
                    Some(target) => indicator.direction.holds(value, target),
                    None => true,
                };
                // A quarter of a sum that is still growing is not a failure.
                let style = if good {
                    theme.light(Light::Green)
                } else if air {
                    theme.light(Light::Red)
                } else if indicator.method == Method::Cumulative {
                    theme.light(Light::Blue)
                } else {
                    theme.light(Light::Yellow)
                };
                (value, style)
            })
        })
        .collect();
    let mut levels = Vec::new();
    if let Some(target) = target {
        levels.push(Level {
            value: target,
            columns: 0..slots,
            style: theme.target,
            symbol: "╌",
            label: words::number(target, 1),
        });
    }
    let next = values
        .iter()
        .rposition(Option::is_some)
        .map_or(0, |at| at + 1);
    if let Some(needed) = indicator.needed.filter(|needed| *needed >= 0.0) {
        levels.push(Level {
            value: needed,
            columns: next..slots,
            style: theme.accent.add_modifier(Modifier::BOLD),
            symbol: "━",
            label: String::new(),
        });
    }
    let labels = match slots {
        53 => (1..=12u32)
            .filter_map(|month| {
                let first = NaiveDate::from_ymd_opt(indicator.year, month, 1)?;
                Some(((first.ordinal0() / 7) as usize, words::month_name(l, month)))
            })
            .collect(),
        12 => (0..12)
            .map(|at| (at, words::month_name(l, at as u32 + 1)))
            .collect(),
        4 => (0..4)
            .map(|at| (at, tr!(l, "quarter", n = at as i64 + 1)))
            .collect(),
        _ => vec![(0, indicator.year.to_string())],
    };
    let has_dots = dots.iter().any(Option::is_some);
    let chart = Columns {
        bars,
        dots,
        levels,
        labels,
    };
    let legend_rows = u16::from(area.height >= 7);
    chart.draw(
        buffer,
        Rect {
            height: area.height - legend_rows,
            ..area
        },
        theme,
    );
    if legend_rows == 1 {
        let mut pieces: Vec<(String, Style)> = Vec::new();
        let what = if daily {
            if air {
                tr!(l, "legend-worst-day")
            } else {
                tr!(l, "legend-weekly")
            }
        } else {
            tr!(l, "legend-value")
        };
        pieces.push(("█ ".into(), theme.light(Light::Green)));
        pieces.push((format!("{what}   "), theme.muted));
        if has_dots {
            pieces.push(("• ".into(), theme.muted));
            pieces.push((format!("{}   ", tr!(l, "legend-last-year")), theme.muted));
        }
        if target.is_some() {
            pieces.push(("╌ ".into(), theme.target));
            pieces.push((format!("{}   ", tr!(l, "legend-target")), theme.muted));
        }
        if let Some(needed) = indicator.needed.filter(|needed| *needed >= 0.0) {
            pieces.push(("━ ".into(), theme.accent));
            pieces.push((
                tr!(
                    l,
                    "legend-needed",
                    value = words::number(words::bound(indicator, needed), 1)
                ),
                theme.muted,
            ));
        }
        let pieces: Vec<(&str, Style)> = pieces.iter().map(|(w, s)| (w.as_str(), *s)).collect();
        paint::pieces(buffer, area.x, area.bottom() - 1, area.width, &pieces);
    }
}

fn accumulate(values: &mut [Option<f64>]) {
    let mut sum = 0.0;
    for value in values.iter_mut().flatten() {
        sum += *value;
        *value = sum;
    }
}
