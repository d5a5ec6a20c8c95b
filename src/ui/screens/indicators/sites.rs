//! The sites of a mean or of days, each with its own figure: which station pulls the county's.

use super::picture::LEAST;
use crate::analysis::board::{IndicatorVerdict, Shown, SiteVerdict};
use crate::terms::{Goal, Method};
use crate::tr;
use crate::ui::widgets::paint;
use crate::ui::{View, words};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

/// Draws the sites, the worst first, at the foot of an area, as far as a picture keeps its room
/// above them; answers what is left.
pub(super) fn draw(
    area: Rect,
    buffer: &mut Buffer,
    view: &View<'_>,
    indicator: &IndicatorVerdict,
) -> Rect {
    let days = match indicator.method {
        Method::Mean => false,
        Method::Ratio => true,
        _ => return area,
    };
    let count = indicator.sites.len();
    let room = usize::from(area.height.saturating_sub(LEAST + 1));
    if count == 0 || room < 2 {
        return area;
    }
    // The last line tells how many are left out.
    let rows = if count > room { room - 1 } else { count };
    let lines = (rows + usize::from(rows < count)) as u16;
    let mut sites: Vec<(f64, &SiteVerdict)> = indicator
        .sites
        .iter()
        .map(|site| (figure(site, days), site))
        .collect();
    let falling = !days && indicator.direction.lower_is_better();
    sites.sort_by(|(a, _), (b, _)| {
        if falling {
            b.total_cmp(a)
        } else {
            a.total_cmp(b)
        }
    });
    let name = sites.iter().map(|(_, site)| crate::text::width(&site.site));
    let name = name.max().unwrap_or(0).min(usize::from(area.width) / 3) as u16 + 2;
    let y = area.bottom() - lines;
    for (y, (figure, site)) in (y..).zip(sites.iter().take(rows)) {
        let (words, style) = told(view, indicator, site, *figure, days);
        paint::put(buffer, area.x, y, &site.site, name - 1, view.theme.text);
        let room = area.width.saturating_sub(name);
        paint::put(buffer, area.x + name, y, &words, room, style);
    }
    if rows < count {
        let words = tr!(view.locale, "more-items", count = count - rows);
        paint::put(
            buffer,
            area.x,
            area.bottom() - 1,
            &words,
            area.width,
            view.theme.accent,
        );
    }
    Rect {
        height: area.height - lines - 1,
        ..area
    }
}

/// The mean of a site, or its share of good days in percent.
fn figure(site: &SiteVerdict, days: bool) -> f64 {
    let count = site.points.len().max(1) as f64;
    if days {
        return 100.0 * site.good as f64 / count;
    }
    let sum: f64 = site
        .points
        .iter()
        .map(|(_, point)| match point {
            Shown::Number(number) => *number,
            Shown::Word(_) => 0.0,
        })
        .sum();
    sum / count
}

fn told(
    view: &View<'_>,
    indicator: &IndicatorVerdict,
    site: &SiteVerdict,
    figure: f64,
    days: bool,
) -> (String, Style) {
    let l = view.locale;
    let holds = match site.goal {
        Goal::Number(target) => indicator.direction.holds(figure, target),
        Goal::Class(_) | Goal::Word(_) => true,
    };
    let style = if holds {
        view.theme.text
    } else {
        view.theme.light(crate::analysis::board::Light::Yellow)
    };
    if days {
        let words = tr!(
            l,
            "site-days",
            share = words::number(figure, 1),
            good = site.good,
            total = site.points.len()
        );
        return (words, style);
    }
    let own = if site.goal == indicator.goal {
        String::new()
    } else {
        let goal = words::goal_of(l, indicator, &site.goal);
        tr!(l, "site-goal", goal = goal)
    };
    let words = tr!(
        l,
        "site-mean",
        value = words::number(figure, 1),
        count = site.points.len()
    );
    (format!("{words}{own}"), style)
}
