//! Roles, not colours: what a thing is decides how it looks, in each theme.
//!
//! The background is painted, so a terminal's own colours never decide what is readable.

use crate::analysis::board::Light;
use ratatui::style::{Color, Modifier, Style};

/// The themes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum ThemeName {
    /// For a desk.
    #[default]
    Dark,
    /// For a projector.
    Light,
    /// For a bad projector.
    Contrast,
    /// No colours: `NO_COLOR`, `--theme none`.
    None,
}

impl ThemeName {
    /// All themes, in the order of the `t` key.
    pub const ALL: [Self; 4] = [Self::Dark, Self::Light, Self::Contrast, Self::None];

    /// As `--theme` writes it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Dark => "dark",
            Self::Light => "light",
            Self::Contrast => "contrast",
            Self::None => "none",
        }
    }

    /// The theme of a name.
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|theme| theme.name() == name)
    }

    /// The next one.
    #[must_use]
    pub fn next(self) -> Self {
        match self {
            Self::Dark => Self::Light,
            Self::Light => Self::Contrast,
            Self::Contrast => Self::None,
            Self::None => Self::Dark,
        }
    }
}

/// The styles of one theme.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Theme {
    /// Which one.
    pub name: ThemeName,
    /// Running text on the background.
    pub text: Style,
    /// Text of less weight; still at 4.5:1.
    pub muted: Style,
    /// Headings of panels.
    pub title: Style,
    /// The one accent: the active tab's text, cursor marks, links.
    pub accent: Style,
    /// Lines between things.
    pub border: Style,
    /// The header and footer bars.
    pub bar: Style,
    /// The active tab.
    pub tab: Style,
    /// The row under the cursor.
    pub selected: Style,
    /// A key in the footer.
    pub key: Style,
    /// The empty part of a bar.
    pub track: Style,
    /// The target's tick and line.
    pub target: Style,
    /// A banner that something is wrong.
    pub alarm: Style,
    /// The label that the data is invented, and toasts.
    pub notice: Style,
    /// What was looked for, where it stands.
    pub found: Style,
    /// In the order red, yellow, green, blue, grey.
    lights: [Style; 5],
}

struct Palette {
    bg: Color,
    bar: Color,
    text: Color,
    muted: Color,
    accent: Color,
    border: Color,
    selected: Color,
    track: Color,
    red: Color,
    yellow: Color,
    green: Color,
    blue: Color,
    grey: Color,
    on_alarm: Color,
}

const fn rgb(hex: u32) -> Color {
    Color::Rgb((hex >> 16) as u8, (hex >> 8) as u8, hex as u8)
}

const DARK: Palette = Palette {
    bg: rgb(0x0f_14_1b),
    bar: rgb(0x18_20_2b),
    text: rgb(0xe6_ea_f0),
    muted: rgb(0x93_a0_b2),
    accent: rgb(0x5c_c8_ff),
    border: rgb(0x35_40_50),
    selected: rgb(0x17_2d_42),
    track: rgb(0x2b_35_43),
    red: rgb(0xff_6f_6b),
    yellow: rgb(0xf2_c1_4e),
    green: rgb(0x5b_d1_8b),
    blue: rgb(0x74_b4_ff),
    grey: rgb(0x9c_a8_b8),
    on_alarm: rgb(0x1a_05_05),
};

const LIGHT: Palette = Palette {
    bg: rgb(0xfc_fc_fa),
    bar: rgb(0xe9_ed_f2),
    text: rgb(0x16_1d_27),
    muted: rgb(0x4e_5a_69),
    accent: rgb(0x0a_5c_a8),
    border: rgb(0xb9_c2_cd),
    selected: rgb(0xcf_e4_fa),
    track: rgb(0xd9_df_e6),
    red: rgb(0xb3_1b_26),
    yellow: rgb(0x80_50_00),
    green: rgb(0x12_68_35),
    blue: rgb(0x14_54_ae),
    grey: rgb(0x54_60_6e),
    on_alarm: rgb(0xff_ff_ff),
};

const CONTRAST: Palette = Palette {
    bg: rgb(0x00_00_00),
    bar: rgb(0x1c_1c_1c),
    text: rgb(0xff_ff_ff),
    muted: rgb(0xd0_d0_d0),
    accent: rgb(0x00_e5_ff),
    border: rgb(0x90_90_90),
    selected: rgb(0x00_2f_70),
    track: rgb(0x44_44_44),
    red: rgb(0xff_82_82),
    yellow: rgb(0xff_e1_00),
    green: rgb(0x4d_ff_88),
    blue: rgb(0x8a_c6_ff),
    grey: rgb(0xd0_d0_d0),
    on_alarm: rgb(0x00_00_00),
};

impl Theme {
    /// The styles of a theme.
    pub fn new(name: ThemeName) -> Self {
        match name {
            ThemeName::Dark => Self::paint(name, &DARK),
            ThemeName::Light => Self::paint(name, &LIGHT),
            ThemeName::Contrast => Self::paint(name, &CONTRAST),
            ThemeName::None => Self::plain(),
        }
    }

    fn paint(name: ThemeName, p: &Palette) -> Self {
        let on = |color| Style::new().fg(color).bg(p.bg);
        Self {
            name,
            text: on(p.text),
            muted: on(p.muted),
            title: on(p.text).add_modifier(Modifier::BOLD),
            accent: on(p.accent),
            border: on(p.border),
            bar: Style::new().fg(p.text).bg(p.bar),
            tab: Style::new()
                .fg(p.bg)
                .bg(p.accent)
                .add_modifier(Modifier::BOLD),
            selected: Style::new().bg(p.selected),
            key: Style::new()
                .fg(p.accent)
                .bg(p.bar)
                .add_modifier(Modifier::BOLD),
            track: on(p.track),
            target: on(p.text).add_modifier(Modifier::BOLD),
            alarm: Style::new()
                .fg(p.on_alarm)
                .bg(p.red)
                .add_modifier(Modifier::BOLD),
            notice: Style::new().fg(p.bg).bg(p.yellow),
            found: Style::new().fg(p.bg).bg(p.yellow),
            lights: [
                on(p.red).add_modifier(Modifier::BOLD),
                on(p.yellow),
                on(p.green),
                on(p.blue),
                on(p.grey),
            ],
        }
    }

    fn plain() -> Self {
        let plain = Style::new();
        let bold = plain.add_modifier(Modifier::BOLD);
        let reversed = plain.add_modifier(Modifier::REVERSED);
        Self {
            name: ThemeName::None,
            text: plain,
            muted: plain,
            title: bold,
            accent: bold,
            border: plain,
            bar: plain,
            tab: reversed.add_modifier(Modifier::BOLD),
            selected: reversed,
            key: bold,
            track: plain,
            target: bold,
            alarm: reversed.add_modifier(Modifier::BOLD),
            notice: reversed,
            found: bold.add_modifier(Modifier::UNDERLINED),
            lights: [
                reversed.add_modifier(Modifier::BOLD),
                bold,
                plain,
                plain,
                plain,
            ],
        }
    }

    /// The style of a light.
    pub fn light(&self, light: Light) -> Style {
        self.lights[match light {
            Light::Red => 0,
            Light::Yellow => 1,
            Light::Green => 2,
            Light::Blue => 3,
            Light::Grey => 4,
        }]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Relative luminance and contrast ratio of WCAG 2.1.
    fn luminance(color: Color) -> f64 {
        let Color::Rgb(r, g, b) = color else {
            panic!("themes are painted in RGB")
        };
        let channel = |value: u8| {
            let c = f64::from(value) / 255.0;
            if c <= 0.040_45 {
                c / 12.92
            } else {
                ((c + 0.055) / 1.055).powf(2.4)
            }
        };
        0.2126 * channel(r) + 0.7152 * channel(g) + 0.0722 * channel(b)
    }

    fn contrast(a: Color, b: Color) -> f64 {
        let (a, b) = (luminance(a), luminance(b));
        (a.max(b) + 0.05) / (a.min(b) + 0.05)
    }

    #[test]
    fn text_is_readable_in_each_painted_theme() {
        for name in [ThemeName::Dark, ThemeName::Light, ThemeName::Contrast] {
            let theme = Theme::new(name);
            let selected = theme.selected.bg.unwrap();
            let mut styles = vec![
                theme.text,
                theme.muted,
                theme.title,
                theme.accent,
                theme.bar,
                theme.tab,
                theme.key,
                theme.alarm,
                theme.notice,
            ];
            styles.extend(theme.lights);
            for style in styles {
                let ratio = contrast(style.fg.unwrap(), style.bg.unwrap());
                assert!(ratio >= 4.5, "{name:?} {style:?}: {ratio:.2}");
            }
            for style in [
                theme.text,
                theme.lights[0],
                theme.lights[1],
                theme.lights[2],
                theme.lights[3],
            ] {
                let ratio = contrast(style.fg.unwrap(), selected);
                assert!(ratio >= 4.5, "{name:?} selected {style:?}: {ratio:.2}");
            }
        }
    }
}
