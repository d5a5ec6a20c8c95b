//! Rounding as GB/T 8170 asks: to the nearest, a tie to the even digit.

/// Rounds to so many decimals, ties to even: 22.5 → 22, 23.5 → 24, 0.125 → 0.12.
///
/// Values are means of decimal text: a difference to the tie below what doubles can hold
/// (one part in 10⁹, a thousandth of the last digit at most) is a tie.
pub fn round_half_even(value: f64, decimals: u8) -> f64 {
    let scale = 10_f64.powi(i32::from(decimals.min(12)));
    let scaled = value * scale;
    if !scaled.is_finite() || scaled.abs() >= 1e15 {
        return value;
    }
    let floor = scaled.floor();
    let above = scaled - floor - 0.5;
    let rounded = if above.abs() <= (1e-9 * scaled.abs()).clamp(1e-9, 1e-3) {
        if floor % 2.0 == 0.0 {
            floor
        } else {
            floor + 1.0
        }
    } else {
        scaled.round()
    };
    rounded / scale
}
