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

/// How many colours a terminal has.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Depth {
    /// Any of 24 bits.
    #[default]
    True,
    /// The 256 of xterm.
    Ansi256,
    /// The 16 every terminal has.
    Ansi16,
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

impl Palette {
    /// Every colour through `act`.
    fn map(&self, act: impl Fn(Color) -> Color) -> Self {
        Self {
            bg: act(self.bg),
            bar: act(self.bar),
            text: act(self.text),
            muted: act(self.muted),
            accent: act(self.accent),
            border: act(self.border),
            selected: act(self.selected),
            track: act(self.track),
            red: act(self.red),
            yellow: act(self.yellow),
            green: act(self.green),
            blue: act(self.blue),
            grey: act(self.grey),
            on_alarm: act(self.on_alarm),
        }
    }
}

/// The levels of xterm's cube.
const STEPS: [i32; 6] = [0, 95, 135, 175, 215, 255];

/// The nearest of xterm's 256: its cube of 6 × 6 × 6 or its ramp of 24 greys.
fn nearest_256(color: Color) -> Color {
    let Color::Rgb(r, g, b) = color else {
        return color;
    };
    let own = [r, g, b].map(i32::from);
    let far =
        |other: [i32; 3]| -> i32 { own.iter().zip(other).map(|(a, b)| (a - b) * (a - b)).sum() };
    let cube = (0..216_u8).map(|at| {
        let step = |n: u8| STEPS[usize::from(n % 6)];
        (16 + at, [step(at / 36), step(at / 6), step(at)])
    });
    let greys = (0..24_u8).map(|at| (232 + at, [8 + 10 * i32::from(at); 3]));
    let best = cube.chain(greys).min_by_key(|(_, rgb)| far(*rgb));
    best.map_or(color, |(at, _)| Color::Indexed(at))
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

/// The same roles where there are 16 colours. What those look like is the terminal's, so only the
/// bright ones stand on black and only the dark ones on white.
const DARK_16: Palette = Palette {
    bg: Color::Black,
    bar: Color::Black,
    text: Color::White,
    muted: Color::Gray,
    accent: Color::LightCyan,
    border: Color::DarkGray,
    selected: Color::Blue,
    track: Color::DarkGray,
    red: Color::LightRed,
    yellow: Color::LightYellow,
    green: Color::LightGreen,
    blue: Color::LightBlue,
    grey: Color::Gray,
    on_alarm: Color::Black,
};

const LIGHT_16: Palette = Palette {
    bg: Color::White,
    bar: Color::Gray,
    text: Color::Black,
    muted: Color::Black,
    accent: Color::Blue,
    border: Color::DarkGray,
    selected: Color::Gray,
    track: Color::Gray,
    red: Color::Red,
    yellow: Color::Magenta,
    green: Color::Black,
    blue: Color::Blue,
    grey: Color::DarkGray,
    on_alarm: Color::White,
};

impl Theme {
    /// The styles of a theme on a terminal of so many colours.
    pub fn with_depth(name: ThemeName, depth: Depth) -> Self {
        let full = match name {
            ThemeName::Dark => &DARK,
            ThemeName::Light => &LIGHT,
            ThemeName::Contrast => &CONTRAST,
            ThemeName::None => return Self::plain(),
        };
        match (depth, name) {
            (Depth::True, _) => Self::paint(name, full),
            (Depth::Ansi256, _) => Self::paint(name, &full.map(nearest_256)),
            (Depth::Ansi16, ThemeName::Light) => Self::paint(name, &LIGHT_16),
            (Depth::Ansi16, _) => Self::paint(name, &DARK_16),
        }
    }

    /// The styles of a theme where there are all colours.
    pub fn new(name: ThemeName) -> Self {
        Self::with_depth(name, Depth::True)
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

    /// An xterm index back in 24 bits.
    fn full(color: Color) -> Color {
        const STEPS: [u8; 6] = [0, 95, 135, 175, 215, 255];
        match color {
            Color::Indexed(at @ 232..) => {
                let grey = 8 + 10 * (at - 232);
                Color::Rgb(grey, grey, grey)
            }
            Color::Indexed(at @ 16..) => {
                let step = |n: u8| STEPS[usize::from(n % 6)];
                let at = at - 16;
                Color::Rgb(step(at / 36), step(at / 6), step(at))
            }
            other => other,
        }
    }

    #[test]
    fn two_hundred_and_fifty_six_colours_are_readable_too() {
        assert_eq!(nearest_256(rgb(0xff_00_00)), Color::Indexed(196));
        assert_eq!(nearest_256(rgb(0x80_80_80)), Color::Indexed(244));
        for name in [ThemeName::Dark, ThemeName::Light, ThemeName::Contrast] {
            let theme = Theme::with_depth(name, Depth::Ansi256);
            let mut styles = vec![theme.text, theme.title, theme.accent, theme.muted];
            styles.extend(theme.lights);
            for style in styles {
                let ratio = contrast(full(style.fg.unwrap()), full(style.bg.unwrap()));
                assert!(ratio >= 4.5, "{name:?} {style:?}: {ratio:.2}");
            }
        }
    }

    /// What one sees who lacks a kind of cone (Machado, Oliveira, Fernandes 2009, severity 1): linear
    /// RGB through a matrix.
    fn seen_as(color: Color, matrix: [[f64; 3]; 3]) -> [f64; 3] {
        let Color::Rgb(r, g, b) = color else {
            panic!("themes are painted in RGB")
        };
        let linear = [r, g, b].map(|value| {
            let c = f64::from(value) / 255.0;
            if c <= 0.040_45 {
                c / 12.92
            } else {
                ((c + 0.055) / 1.055).powf(2.4)
            }
        });
        matrix.map(|row| {
            let sum: f64 = row.iter().zip(linear).map(|(a, b)| a * b).sum();
            sum.clamp(0.0, 1.0)
        })
    }

    const CONES: [(&str, [[f64; 3]; 3]); 3] = [
        (
            "protanopia",
            [
                [0.152_286, 1.052_583, -0.204_868],
                [0.114_503, 0.786_281, 0.099_216],
                [-0.003_882, -0.048_116, 1.051_998],
            ],
        ),
        (
            "deuteranopia",
            [
                [0.367_322, 0.860_646, -0.227_968],
                [0.280_085, 0.672_501, 0.047_413],
                [-0.011_820, 0.042_940, 0.968_881],
            ],
        ),
        (
            "tritanopia",
            [
                [1.255_528, -0.076_749, -0.178_779],
                [-0.078_411, 0.930_809, 0.147_602],
                [0.004_733, 0.691_367, 0.303_900],
            ],
        ),
    ];

    /// Every light stays readable for every eye; what colours alone would not tell apart, its own
    /// symbol and word do.
    #[test]
    fn lights_are_readable_for_every_eye() {
        use crate::analysis::board::ReadClass;
        use crate::glyphs::Glyphs;
        for name in [ThemeName::Dark, ThemeName::Light, ThemeName::Contrast] {
            let theme = Theme::new(name);
            for (who, matrix) in CONES {
                let bright = |color| {
                    let [r, g, b] = seen_as(color, matrix);
                    0.2126 * r + 0.7152 * g + 0.0722 * b
                };
                for light in Light::ALL {
                    let style = theme.light(light);
                    let (a, b) = (bright(style.fg.unwrap()), bright(style.bg.unwrap()));
                    let ratio = (a.max(b) + 0.05) / (a.min(b) + 0.05);
                    assert!(ratio >= 4.5, "{name:?} {who} {light:?}: {ratio:.2}");
                }
            }
        }
        let symbols: std::collections::HashSet<&str> = Light::ALL
            .into_iter()
            .map(|light| Glyphs::Unicode.light(light, ReadClass::Unknown))
            .collect();
        assert_eq!(symbols.len(), Light::ALL.len());
        let plain: std::collections::HashSet<_> = symbols
            .iter()
            .map(|symbol| symbol.chars().next().and_then(crate::glyphs::plain))
            .collect();
        assert_eq!(plain.len(), symbols.len());
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
