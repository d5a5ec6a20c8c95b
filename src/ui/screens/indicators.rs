//! 指标: are the targets met, and can they still be met by the year's end (plan 三(二))?
//!
//! List on the left, the picture of the one under the cursor on the right; on a low or
//! narrow terminal the picture gives way before the sentence does.

use super::overview::indicator_row;
use crate::action::Action;
use crate::analysis::board::{IndicatorVerdict, Light, Shown, Verdict};
use crate::terms::{Goal, Method, Period};
use crate::tr;
use crate::ui::widgets::chart::{Columns, Level};
use crate::ui::widgets::list::Cursor;
use crate::ui::widgets::{calendar, figures, paint, panel};
use crate::ui::{Outcome, Screen, Target, View, words};
use chrono::{Datelike, NaiveDate};
use ratatui::buffer::Buffer;
use ratatui::layout::{Constraint, Layout, Rect};
use ratatui::style::{Modifier, Style};
use std::collections::BTreeMap;

/// The screen of indicators.
#[derive(Debug, Default)]
pub struct Indicators {
    cursor: Cursor,
    rows: Vec<usize>,
    query: String,
    only_open: bool,
    /// Where each row was drawn.
    spots: Vec<(Rect, usize)>,
}

impl Indicators {
    fn at(rows: &[usize], view: &View<'_>, row: usize) -> Option<Target> {
        Some(Target::Indicator(
            view.board
                .indicators
                .get(*rows.get(row)?)?
                .indicator
                .clone(),
        ))
    }

    fn list(&mut self, view: &View<'_>) {
        self.rows = view
            .board
            .indicators
            .iter()
            .enumerate()
            .filter(|(_, i)| !self.only_open || words::indicator_light(i) != Light::Green)
            .filter(|(_, i)| {
                self.query.is_empty()
                    || crate::ui::overlays::find::matches(&i.indicator, &self.query)
            })
            .map(|(at, _)| at)
            .collect();
        let rows = &self.rows;
        let fresh = self.cursor.key().is_none();
        self.cursor
            .rebase(rows.len(), |row| Self::at(rows, view, row));
        if fresh
            && let Some(row) = rows.iter().position(|&at| {
                let indicator = &view.board.indicators[at];
                !indicator.series.is_empty() || !indicator.sites.is_empty()
            })
        {
            // The first look falls on something with a picture.
            self.cursor
                .select(row, rows.len(), |row| Self::at(rows, view, row));
        }
    }
}

impl Screen for Indicators {
    fn headline(&self, view: &View<'_>) -> String {
        let l = view.locale;
        let all = &view.board.indicators;
        let count = |wanted: Verdict| all.iter().filter(|i| i.verdict == wanted).count();
        let mut parts = vec![tr!(
            l,
            "indicators-headline",
            total = all.len(),
            met = count(Verdict::Met),
            missed = count(Verdict::Missed)
        )];
        if count(Verdict::NoData) > 0 {
            parts.push(tr!(
                l,
                "indicators-headline-no-data",
                count = count(Verdict::NoData)
            ));
        }
        let current = self
            .rows
            .get(self.cursor.index())
            .and_then(|&at| all.get(at));
        if let Some(indicator) = current {
            let sentence = words::outlook_sentence(view, indicator);
            if !sentence.is_empty() {
                parts.push(tr!(
                    l,
                    "indicators-headline-one",
                    name = indicator.indicator.as_str(),
                    sentence = sentence
                ));
            }
        }
        parts.concat()
    }

    fn update(&mut self, action: Action, view: &View<'_>) -> Outcome {
        if let Some(row) = self.cursor.moved(action, self.rows.len()) {
            let rows = &self.rows;
            self.cursor
                .select(row, rows.len(), |row| Self::at(rows, view, row));
            return Outcome::Handled;
        }
        match action {
            Action::Filter => self.only_open = !self.only_open,
            Action::Back if self.only_open || !self.query.is_empty() => {
                self.only_open = false;
                self.query.clear();
            }
            _ => return Outcome::Ignored,
        }
        self.list(view);
        Outcome::Handled
    }

    fn refresh(&mut self, view: &View<'_>) {
        self.list(view);
    }

    fn find(&mut self, query: &str, view: &View<'_>) {
        query.clone_into(&mut self.query);
        self.list(view);
    }

    fn reveal(&mut self, target: &Target, view: &View<'_>) {
        let rows = &self.rows;
        if !self
            .cursor
            .reveal(target, rows.len(), |row| Self::at(rows, view, row))
        {
            self.only_open = false;
            self.query.clear();
            self.list(view);
            let rows = &self.rows;
            self.cursor
                .reveal(target, rows.len(), |row| Self::at(rows, view, row));
        }
    }

    fn current(&self) -> Option<Target> {
        self.cursor.key().cloned()
    }

    fn click(&mut self, x: u16, y: u16, view: &View<'_>) -> Outcome {
        let Some(&(_, row)) = self
            .spots
            .iter()
            .find(|(spot, _)| spot.contains((x, y).into()))
        else {
            return Outcome::Ignored;
        };
        let rows = &self.rows;
        self.cursor
            .select(row, rows.len(), |row| Self::at(rows, view, row));
        Outcome::Handled
    }

    fn offers(&self, action: Action) -> bool {
        matches!(action, Action::Find | Action::Filter)
            || (action == Action::Back && (self.only_open || !self.query.is_empty()))
    }

    fn chips(&self, view: &View<'_>) -> Vec<String> {
        let mut chips = Vec::new();
        if self.only_open {
            chips.push(tr!(view.locale, "chip-only-open"));
        }
        if !self.query.is_empty() {
            chips.push(tr!(
                view.locale,
                "chip-query",
                query = self.query.as_str(),
                count = self.rows.len()
            ));
        }
        chips
    }

    fn render(&mut self, area: Rect, buffer: &mut Buffer, view: &View<'_>) {
        if self.rows.is_empty() {
            paint::paragraph(
                buffer,
                area,
                &tr!(view.locale, "indicators-empty"),
                view.theme.muted,
            );
            return;
        }
        let (list, detail) = if area.width >= 100 {
            let [list, detail] = Layout::horizontal([
                Constraint::Length((area.width * 2 / 5).min(64)),
                Constraint::Min(0),
            ])
            .spacing(3)
            .areas(area);
            (list, detail)
        } else {
            let rows = (self.rows.len() as u16)
                .min(area.height.saturating_sub(11))
                .max(4);
            let [list, detail] =
                Layout::vertical([Constraint::Length(rows + 1), Constraint::Min(0)]).areas(area);
            (list, detail)
        };
        self.draw_list(list, buffer, view);
        if let Some(indicator) = self
            .rows
            .get(self.cursor.index())
            .and_then(|&at| view.board.indicators.get(at))
        {
            draw_detail(detail, buffer, view, indicator);
        }
    }
}

impl Indicators {
    fn draw_list(&mut self, area: Rect, buffer: &mut Buffer, view: &View<'_>) {
        self.spots.clear();
        let window = self
            .cursor
            .window(usize::from(area.height), self.rows.len());
        let spare = usize::from(area.height) > self.rows.len() + 4;
        let mut y = area.y;
        let mut group = "";
        for row_ix in window {
            let Some(indicator) = view.board.indicators.get(self.rows[row_ix]) else {
                continue;
            };
            if spare && indicator.group != group && !indicator.group.is_empty() {
                group = &indicator.group;
                panel::heading(
                    buffer,
                    Rect {
                        y,
                        height: 1,
                        ..area
                    },
                    group,
                    "",
                    view.theme,
                );
                y += 1;
            }
            if y >= area.bottom() {
                break;
            }
            let row = Rect {
                y,
                height: 1,
                ..area
            };
            indicator_row(row, buffer, view, indicator);
            if view
                .marks
                .contains(&Target::Indicator(indicator.indicator.clone()))
            {
                paint::put(buffer, row.x, y, "•", 1, view.theme.accent);
            }
            if row_ix == self.cursor.index() {
                paint::tint(buffer, row, view.theme.selected);
                paint::put(
                    buffer,
                    row.x,
                    y,
                    "▌",
                    1,
                    view.theme.accent.patch(view.theme.selected),
                );
            }
            self.spots.push((row, row_ix));
            y += 1;
        }
    }
}

pub(super) fn draw_detail(
    area: Rect,
    buffer: &mut Buffer,
    view: &View<'_>,
    indicator: &IndicatorVerdict,
) {
    let l = view.locale;
    let clause = if indicator.clause.is_empty() {
        String::new()
    } else {
        tr!(l, "clause", clause = indicator.clause.as_str())
    };
    let body = panel::heading(buffer, area, &indicator.indicator, &clause, view.theme);
    if body.height < 2 {
        return;
    }
    let light = view.theme.light(words::indicator_light(indicator));
    let bold = light.add_modifier(Modifier::BOLD);
    let mut y = body.y;
    let value = words::value(indicator);
    let figure = value.trim_end_matches('%');
    let big = body.height >= 20
        && view.glyphs == crate::glyphs::Glyphs::Unicode
        && figures::width(figure).is_some();
    let facts_x = if big {
        figures::draw(buffer, body.x + 1, y + 1, figure, bold);
        let after = body.x + 2 + figures::width(figure).unwrap_or(0);
        let unit = words::unit(indicator);
        let used = paint::put(buffer, after, y + 3, unit.trim(), 12, view.theme.muted);
        (after + used + 3).max(body.x + 22)
    } else {
        body.x
    };
    let facts = facts(view, indicator);
    let room = body.right().saturating_sub(facts_x);
    if big {
        y += 1;
        for (line, (name, words)) in (0u16..4).zip(&facts) {
            let used = paint::put(
                buffer,
                facts_x,
                y + line,
                &format!("{name} "),
                room,
                view.theme.muted,
            );
            paint::put(
                buffer,
                facts_x + used,
                y + line,
                words,
                room.saturating_sub(used),
                view.theme.text,
            );
        }
        y += 5;
    } else {
        // One line a pair of facts where the room is short.
        let rows = if body.height >= 14 { 3 } else { 2 };
        let mut x = body.x;
        let mut line = 0;
        let unit = words::unit(indicator);
        let shown = if unit == "%" {
            value.clone()
        } else {
            format!("{value}{unit}")
        };
        x += paint::put(buffer, x, y, &format!("{shown}  "), body.width, bold);
        for (name, words) in &facts {
            let piece = format!("{name} {words}  ");
            let need = crate::text::width(&piece) as u16;
            if x + need > body.right() + 2 {
                line += 1;
                x = body.x;
                if line >= rows {
                    break;
                }
            }
            x += paint::put(
                buffer,
                x,
                y + line,
                &format!("{name} "),
                body.right().saturating_sub(x),
                view.theme.muted,
            );
            x += paint::put(
                buffer,
                x,
                y + line,
                &format!("{words}  "),
                body.right().saturating_sub(x),
                view.theme.text,
            );
        }
        y += (line + 1).min(rows);
    }
    let sentence = words::outlook_sentence(view, indicator);
    if !sentence.is_empty() {
        y += paint::paragraph(
            buffer,
            Rect {
                y,
                height: 2.min(body.bottom() - y),
                ..body
            },
            &sentence,
            bold,
        );
    }
    let picture = Rect {
        y: y + u16::from(body.height >= 16),
        height: 0,
        ..body
    };
    let picture = Rect {
        height: body.bottom().saturating_sub(picture.y),
        ..picture
    };
    draw_picture(picture, buffer, view, indicator);
}

/// Name and words of what stands beside the value.
fn facts(view: &View<'_>, indicator: &IndicatorVerdict) -> Vec<(String, String)> {
    let l = view.locale;
    let mut facts = Vec::new();
    let mut verdict = words::verdict(l, indicator.verdict);
    if indicator.provisional && indicator.verdict != Verdict::NoData {
        verdict.push_str(&tr!(l, "provisional"));
    }
    facts.push((
        tr!(l, "fact-target"),
        format!("{}  {verdict}", words::goal(l, indicator)),
    ));
    if let (Some(raw), Some(_)) = (indicator.value, indicator.decimals) {
        facts.push((tr!(l, "fact-raw"), words::number(raw, 2)));
    }
    if let Some(margin) = indicator.margin {
        let key = if margin >= 0.0 {
            tr!(l, "fact-room")
        } else {
            tr!(l, "fact-short")
        };
        facts.push((
            key,
            format!(
                "{}{}",
                words::number(margin.abs(), 2),
                words::point_unit(view, indicator)
            ),
        ));
    }
    if let Some(change) = indicator.year_on_year {
        let sign = if change > 0.0 { "+" } else { "" };
        facts.push((
            tr!(l, "fact-year-on-year"),
            format!(
                "{sign}{}{}",
                words::number(change, 2),
                words::point_unit(view, indicator)
            ),
        ));
    }
    if let Some(coverage) = indicator.coverage {
        facts.push((
            tr!(l, "fact-coverage"),
            format!("{}% ({})", words::number(coverage * 100.0, 1), indicator.n),
        ));
    }
    if !indicator.units.is_empty() {
        let units: Vec<&str> = indicator.units.iter().map(String::as_str).collect();
        facts.push((tr!(l, "fact-units"), words::list(l, &units)));
    }
    facts
}

fn draw_picture(area: Rect, buffer: &mut Buffer, view: &View<'_>, indicator: &IndicatorVerdict) {
    if area.height < 4 {
        return;
    }
    match indicator.method {
        Method::Ratio if !indicator.good.is_empty() && area.height >= calendar::HEIGHT => {
            air_calendar(area, buffer, view, indicator);
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
            None if day > view.board.as_of => ("·", theme.border),
            None => ("?", theme.light(Light::Yellow)),
        },
    );
    if area.height > calendar::HEIGHT {
        let y = area.y + calendar::HEIGHT + u16::from(area.height > calendar::HEIGHT + 1);
        if y < area.bottom() {
            let count =
                |test: &dyn Fn(&(f64, bool)) -> bool| days.values().filter(|d| test(d)).count();
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
                    (&tr!(l, "air-bad", count = count(&|d| !d.1)), theme.text),
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
    let mut periods: Vec<Period> = indicator
        .sites
        .iter()
        .flat_map(|site| site.points.iter().map(|(period, _)| *period))
        .collect();
    periods.sort_unstable();
    periods.dedup();
    let name_width = indicator
        .sites
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
    for (line, site) in (1u16..area.height).zip(&indicator.sites) {
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
            let failed = indicator
                .failures
                .iter()
                .any(|f| f.site == site.site && f.period == *period);
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
    let y = area.y + 2 + indicator.sites.len() as u16;
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
fn series_chart(area: Rect, buffer: &mut Buffer, view: &View<'_>, indicator: &IndicatorVerdict) {
    let l = view.locale;
    let theme = view.theme;
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
                slot.0 += value;
                slot.1 += 1;
            }
        }
        sums.into_iter()
            .map(|(sum, n)| (n > 0).then(|| sum / n as f64))
            .collect()
    };
    let mut values = spread(&indicator.series, indicator.year);
    let mut dots = spread(&indicator.last_year, indicator.year - 1);
    if indicator.method == Method::Cumulative {
        accumulate(&mut values);
        accumulate(&mut dots);
    }
    let target = match indicator.goal {
        Goal::Number(value) => Some(value),
        _ => None,
    };
    let bars = values
        .iter()
        .map(|value| {
            value.map(|value| {
                let good = target.is_none_or(|target| indicator.direction.holds(value, target));
                // A quarter of a sum that is still growing is not a failure.
                let style = if good {
                    theme.light(Light::Green)
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
            tr!(l, "legend-weekly")
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
                tr!(l, "legend-needed", value = words::number(needed, 1)),
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
