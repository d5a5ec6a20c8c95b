//! One indicator in full: value, target, facts, what is still possible, picture.

use super::picture::draw_picture;
use crate::analysis::board::{IndicatorVerdict, Verdict};
use crate::tr;
use crate::ui::widgets::{figures, paint, panel};
use crate::ui::{View, words};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Modifier;

pub(in crate::ui) fn draw_detail(
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
