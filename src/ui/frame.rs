//! What stands around every screen: header, tabs, the sentence, footer.

use super::widgets::paint;
use super::{ScreenId, View, words};
use crate::action::Action;
use crate::analysis::board::Light;
use crate::diagnostic::Code;
use crate::i18n::Arg;
use crate::keymap;
use crate::text;
use crate::tr;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

/// The least size that is drawn; below it a plain message.
pub const LEAST: (u16, u16) = (60, 20);

/// The cells below which a title says nothing.
const LEAST_TITLE: u16 = 8;

/// Where things were drawn, for the mouse.
#[derive(Debug, Clone, Default)]
pub struct Places {
    /// The tabs: from, to (exclusive), in the tab row.
    pub tabs: Vec<(u16, u16, ScreenId)>,
    /// The row of the tabs.
    pub tab_row: u16,
    /// The screen's own area.
    pub body: Rect,
    /// The chips, in their order.
    pub chips: Vec<Rect>,
    /// The stops of the way here, in their order.
    pub crumbs: Vec<Rect>,
}

/// What the footer says.
#[derive(Clone, Copy)]
pub enum Footer<'a> {
    /// The keys that matter here.
    Hints(&'a dyn Fn(Action) -> bool),
    /// What just happened.
    Message(&'a str),
}

/// Draws header, tabs and sentence, and answers where the screen goes.
pub fn draw(
    buffer: &mut Buffer,
    view: &View<'_>,
    active: ScreenId,
    headline: &str,
    (chips, crumbs): (&[String], &[String]),
    footer: Footer<'_>,
) -> Places {
    let area = *buffer.area();
    paint::fill(buffer, area, view.theme.text);
    header(buffer, area, view);
    let mut places = tabs(buffer, area, view, active);
    let mut top = area.y + 2;
    top += banner(
        buffer,
        Rect {
            y: top,
            height: 1,
            ..area
        },
        view,
    );
    // On a low screen the sentence stands right under the tabs; on a high one it has air.
    if area.height >= 30 {
        top += 1;
    }
    let inner = Rect {
        x: area.x + 1,
        width: area.width - 2,
        y: top,
        height: 2,
    };
    top += paint::paragraph(buffer, inner, headline, view.theme.title);
    if !chips.is_empty() {
        let mut x = inner.x;
        for chip in chips {
            let used = paint::put(
                buffer,
                x,
                top,
                &format!(" {chip} "),
                inner.right().saturating_sub(x),
                view.theme.notice,
            );
            places.chips.push(Rect::new(x, top, used, 1));
            x += used + 1;
        }
        top += 1;
    }
    // The way here stands in what is air otherwise; a lower screen has neither.
    if area.height >= 24 {
        let row = Rect {
            y: top,
            height: 1,
            ..inner
        };
        places.crumbs = way(buffer, row, view, crumbs);
        top += 1;
    }
    foot(buffer, area, view, footer);
    places.body = Rect {
        x: area.x + 1,
        width: area.width - 2,
        y: top,
        height: area.bottom().saturating_sub(top + 1),
    };
    places
}

fn header(buffer: &mut Buffer, area: Rect, view: &View<'_>) {
    let (l, theme, board) = (view.locale, view.theme, view.board);
    let row = Rect { height: 1, ..area };
    paint::fill(buffer, row, theme.bar);
    let (errors, warnings) = (board.facts.errors, board.facts.warnings);
    let as_of = tr!(l, "header-as-of", date = board.as_of.to_string());
    let (age, old) = age(view);
    let loaded = tr!(
        l,
        "header-loaded",
        time = view.feed.at.format("%H:%M:%S").to_string()
    );
    let name = tr!(l, "program");
    // Where an old age leaves no room for words, the count of what was found stands alone.
    let least = [&*name, &as_of, &age]
        .map(text::width)
        .iter()
        .sum::<usize>()
        + 12;
    let health = if errors + warnings == 0 {
        tr!(l, "header-clean")
    } else {
        let (unread, displaced) = (board.unread_files.len(), board.tables.displaced);
        let count = errors + warnings;
        // What is missing in the figures goes before what was found in the data.
        let missing = match (unread, displaced) {
            (0, 0) => None,
            (0, tasks) => Some(tr!(l, "header-displaced", tasks = tasks)),
            (files, _) => Some(tr!(l, "header-unread", files = files)),
        };
        let found = tr!(l, "header-findings", count = count);
        let both = missing
            .iter()
            .map(|missing| tr!(l, "header-both", missing = missing.as_str(), count = count));
        let mut words = both.chain(missing.clone()).chain([found]);
        words
            .find(|words| least + text::width(words) <= usize::from(area.width))
            .unwrap_or_else(|| tr!(l, "header-findings-count", count = count))
    };
    let light = match (errors, warnings) {
        (0, 0) => Light::Green,
        (0, _) if board.tables.displaced == 0 => Light::Yellow,
        _ => Light::Red,
    };
    let files = tr!(l, "header-files", count = board.facts.current_files);
    // What folds first: how many files there are, when they were read, an age that is nothing to
    // worry about.
    let mut parts: Vec<&str> = Vec::new();
    if area.width >= 130 {
        parts.push(&files);
    }
    if area.width >= 100 {
        parts.push(&loaded);
    }
    if !age.is_empty() && (old || area.width >= 100) {
        parts.push(&age);
    }
    parts.push(&health);
    let tail = format!("{} ", parts.join(" · "));
    let on_bar = |style: ratatui::style::Style| {
        style.patch(ratatui::style::Style::new().bg(theme.bar.bg.unwrap_or_default()))
    };
    let tail_width = text::width(&tail) as u16;
    let date_width = text::width(&as_of) as u16;
    let right = area.right().saturating_sub(tail_width);
    paint::put(buffer, right, row.y, &tail, tail_width, on_bar(theme.muted));
    let health_width = text::width(&health) as u16 + 1;
    paint::put(
        buffer,
        area.right().saturating_sub(health_width),
        row.y,
        &health,
        health_width,
        on_bar(theme.light(light)),
    );
    if old {
        let age_width = text::width(&age) as u16;
        paint::put(
            buffer,
            area.right().saturating_sub(health_width + 3 + age_width),
            row.y,
            &age,
            age_width,
            on_bar(theme.light(Light::Yellow)),
        );
    }
    let date_x = right.saturating_sub(date_width + 3);
    paint::put(
        buffer,
        date_x,
        row.y,
        &as_of,
        date_width,
        on_bar(theme.title),
    );
    let mut x = area.x + 1;
    x += paint::put(buffer, x, row.y, &name, 8, theme.key);
    x += 2;
    if view.feed.sample {
        let badge = format!(" {} ", l.tr("header-sample"));
        x += paint::put(
            buffer,
            x,
            row.y,
            &badge,
            date_x.saturating_sub(x + 1),
            theme.notice,
        );
        x += 1;
    }
    let title = if board.plan.title.contains(&board.plan.county) || board.plan.county.is_empty() {
        board.plan.title.clone()
    } else {
        format!("{} {}", board.plan.county, board.plan.title)
    };
    // One or two characters of it are no title.
    let room = date_x.saturating_sub(x + 2);
    if room >= LEAST_TITLE {
        paint::put(buffer, x, row.y, &title, room, theme.bar);
    }
}

/// How old the newest export of the tasks is, in words, and whether that is too old to trust
/// (`stale_days` of the plan).
fn age(view: &View<'_>) -> (String, bool) {
    let (l, board) = (view.locale, view.board);
    let Some(day) = view.feed.exported else {
        return (String::new(), false);
    };
    let days = (board.as_of - day).num_days().max(0);
    let old = days > board.plan.thresholds.stale_days;
    let words = if old {
        let county = &view.feed.exported_by;
        if county.is_empty() {
            tr!(l, "header-old", days = days)
        } else {
            tr!(l, "header-old-of", county = county.as_str(), days = days)
        }
    } else {
        tr!(l, "header-exported", date = words::date(view, day))
    };
    (words, old)
}

/// The words of the tabs: with air where there is room, else close together, else the titles
/// of those that are not shown cut short, their keys never.
fn tab_labels(view: &View<'_>, active: ScreenId, room: usize) -> Vec<String> {
    let titles: Vec<(ScreenId, String)> = ScreenId::ALL
        .iter()
        .map(|&screen| (screen, screen.title(view.locale)))
        .collect();
    let needed = |labels: &[String]| {
        labels
            .iter()
            .map(|label| text::width(label) + 1)
            .sum::<usize>()
    };
    let airy: Vec<String> = titles
        .iter()
        .map(|(screen, title)| format!(" {} {title} ", screen.key()))
        .collect();
    if needed(&airy) <= room {
        return airy;
    }
    let close: Vec<String> = titles
        .iter()
        .map(|(screen, title)| {
            if *screen == active {
                format!(" {} {title} ", screen.key())
            } else {
                format!("{} {title}", screen.key())
            }
        })
        .collect();
    if needed(&close) <= room {
        return close;
    }
    let shown = titles
        .iter()
        .find(|(screen, _)| *screen == active)
        .map_or(0, |(_, title)| text::width(title) + 5);
    let others = titles.len().saturating_sub(1).max(1);
    // Its key, a blank, the gap behind it.
    let each = (room.saturating_sub(shown) / others).saturating_sub(3);
    titles
        .iter()
        .map(|(screen, title)| {
            if *screen == active {
                format!(" {} {title} ", screen.key())
            } else if each >= 3 {
                format!("{} {}", screen.key(), text::truncate(title, each))
            } else {
                format!("{} ", screen.key())
            }
        })
        .collect()
}

fn tabs(buffer: &mut Buffer, area: Rect, view: &View<'_>, active: ScreenId) -> Places {
    let y = area.y + 1;
    let mut x = area.x + 1;
    let mut tabs = Vec::new();
    let labels = tab_labels(view, active, usize::from(area.width - 1));
    for (&screen, label) in ScreenId::ALL.iter().zip(&labels) {
        let style = if screen == active {
            view.theme.tab
        } else {
            view.theme.muted
        };
        let used = paint::put(buffer, x, y, label, area.right().saturating_sub(x), style);
        tabs.push((x, x + used, screen));
        x += used + 1;
    }
    Places {
        tabs,
        tab_row: y,
        body: Rect::default(),
        chips: Vec::new(),
        crumbs: Vec::new(),
    }
}

/// The stops of the way here, the last being where one is; where they are too long the first ones
/// go. Answers where those stand that one can go back to.
fn way(buffer: &mut Buffer, row: Rect, view: &View<'_>, crumbs: &[String]) -> Vec<Rect> {
    let theme = view.theme;
    let between = " › ";
    let gap = text::width(between);
    let needed = |from: usize| -> usize {
        let shown = crumbs.iter().skip(from);
        shown.map(|one| text::width(one) + gap).sum::<usize>()
    };
    let last = crumbs.len().saturating_sub(1);
    let from = (0..last)
        .find(|&from| {
            let cut = if from > 0 { gap + 1 } else { 0 };
            needed(from) + cut <= usize::from(row.width) + gap
        })
        .unwrap_or(last);
    // Those that were left out have no place to click.
    let mut places = vec![Rect::default(); from];
    let mut x = row.x;
    if from > 0 {
        x += paint::put(buffer, x, row.y, "…", row.width, theme.muted);
        x += paint::put(buffer, x, row.y, between, row.width, theme.muted);
    }
    for (at, crumb) in crumbs.iter().enumerate().skip(from) {
        let room = row.right().saturating_sub(x);
        let style = if at == last {
            theme.accent
        } else {
            theme.muted
        };
        let used = paint::put(buffer, x, row.y, crumb, room, style);
        places.push(Rect::new(x, row.y, used, 1));
        x += used;
        if at < last {
            let room = row.right().saturating_sub(x);
            x += paint::put(buffer, x, row.y, between, room, theme.muted);
        }
    }
    places
}

/// One line that says which file shows its last good state, and since when.
fn banner(buffer: &mut Buffer, row: Rect, view: &View<'_>) -> u16 {
    let Some(fault) = view.feed.faults.first() else {
        return 0;
    };
    paint::fill(buffer, row, view.theme.alarm);
    let key = match fault.code {
        // Of a plan no last state is shown: what it says is judged by.
        Code::PlanInvalid => "banner-fault-plan",
        _ => "banner-fault",
    };
    let words = view.locale.tr_args(
        key,
        &[
            ("file", Arg::from(fault.file.as_ref())),
            ("reason", Arg::from(words::code(view.locale, fault.code))),
            (
                "time",
                Arg::from(fault.since.format("%H:%M:%S").to_string()),
            ),
            ("others", Arg::from(view.feed.faults.len() - 1)),
        ],
    );
    paint::put(
        buffer,
        row.x + 1,
        row.y,
        &words,
        row.width - 2,
        view.theme.alarm,
    );
    1
}

fn foot(buffer: &mut Buffer, area: Rect, view: &View<'_>, footer: Footer<'_>) {
    let row = Rect {
        y: area.bottom() - 1,
        height: 1,
        ..area
    };
    paint::fill(buffer, row, view.theme.bar);
    match footer {
        Footer::Message(words) => {
            paint::put(
                buffer,
                row.x + 1,
                row.y,
                words,
                row.width - 2,
                view.theme.bar,
            );
        }
        Footer::Hints(offers) => {
            let mut x = row.x + 1;
            for binding in keymap::hints() {
                if !offers(binding.action) {
                    continue;
                }
                let key = keymap::label(binding.keys[0]);
                let label = words::action_short(view.locale, binding.action);
                let need = (text::width(&key) + 1 + text::width(&label)) as u16;
                if x + need + 1 > row.right() {
                    break;
                }
                x += paint::put(buffer, x, row.y, &key, need, view.theme.key) + 1;
                x += paint::put(buffer, x, row.y, &label, need, view.theme.bar) + 2;
            }
        }
    }
}

/// The message of a terminal that is too small.
pub fn too_small(
    buffer: &mut Buffer,
    view_locale: &crate::i18n::Locale,
    theme: &crate::theme::Theme,
) {
    let area = *buffer.area();
    paint::fill(buffer, area, theme.text);
    let words = tr!(
        view_locale,
        "too-small",
        width = i64::from(LEAST.0),
        height = i64::from(LEAST.1)
    );
    paint::paragraph(buffer, area, &words, theme.text);
}
