//! Exact fractions: what the rules compare is compared without rounding.

use std::cmp::Ordering;
use std::ops::{Add, Div, Mul, Sub};

#[derive(Debug, Clone, Copy)]
pub struct Exact {
    top: i128,
    bottom: i128,
}

fn divisor(a: i128, b: i128) -> i128 {
    if b == 0 { a.abs() } else { divisor(b, a % b) }
}

impl Exact {
    pub fn of(top: i128, bottom: i128) -> Self {
        assert!(bottom != 0, "nothing is divided by nothing");
        let common = divisor(top, bottom).max(1) * bottom.signum();
        Self {
            top: top / common,
            bottom: bottom / common,
        }
    }

    pub fn whole(number: i128) -> Self {
        Self::of(number, 1)
    }

    /// `98`, `22.5`, `-3`; nothing for anything else.
    pub fn parse(text: &str) -> Option<Self> {
        let (negative, digits) = match text.strip_prefix('-') {
            Some(rest) => (true, rest),
            None => (false, text),
        };
        let (before, after) = digits.split_once('.').unwrap_or((digits, ""));
        if before.is_empty() {
            return None;
        }
        let top: i128 = format!("{before}{after}").parse().ok()?;
        let number = Self::of(top, 10i128.pow(u32::try_from(after.len()).ok()?));
        Some(if negative {
            Self::whole(0) - number
        } else {
            number
        })
    }

    pub fn floor(self) -> i128 {
        self.top.div_euclid(self.bottom)
    }

    /// To so many decimals, half to even (GB/T 8170).
    pub fn rounded(self, decimals: u32) -> Self {
        let scale = 10i128.pow(decimals);
        let scaled = self * Self::whole(scale);
        let below = scaled.floor();
        let half = Self::of(1, 2);
        let rest = scaled - Self::whole(below);
        let up = rest > half || (rest == half && below % 2 != 0);
        Self::of(below + i128::from(up), scale)
    }

    #[expect(
        clippy::cast_precision_loss,
        reason = "only for showing and holding against a float"
    )]
    pub fn float(self) -> f64 {
        self.top as f64 / self.bottom as f64
    }
}

impl Add for Exact {
    type Output = Self;
    fn add(self, other: Self) -> Self {
        Self::of(
            self.top * other.bottom + other.top * self.bottom,
            self.bottom * other.bottom,
        )
    }
}

impl Sub for Exact {
    type Output = Self;
    fn sub(self, other: Self) -> Self {
        Self::of(
            self.top * other.bottom - other.top * self.bottom,
            self.bottom * other.bottom,
        )
    }
}

impl Mul for Exact {
    type Output = Self;
    fn mul(self, other: Self) -> Self {
        Self::of(self.top * other.top, self.bottom * other.bottom)
    }
}

impl Div for Exact {
    type Output = Self;
    fn div(self, other: Self) -> Self {
        Self::of(self.top * other.bottom, self.bottom * other.top)
    }
}

impl PartialEq for Exact {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}

impl Eq for Exact {}

impl PartialOrd for Exact {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Exact {
    fn cmp(&self, other: &Self) -> Ordering {
        (self.top * other.bottom).cmp(&(other.top * self.bottom))
    }
}
