//! How a table is ordered and filtered: by the column under the cursor and the value there, and by
//! what is looked for. Kept across reloads; each filter can be taken away by itself.

use super::table::{Cell, Column, Order, Rows};
use crate::action::Action;
use crate::collation;
use crate::i18n::Locale;
use crate::tr;
use std::cmp::Ordering;

/// What a row is ordered by in a column.
#[derive(Debug, Clone, PartialEq)]
pub enum Key {
    /// A figure, a day as its number, a rank.
    Number(f64),
    /// Words, by pinyin; figures in them count as figures: 第2项 stands before 第10项.
    Words(String),
    /// Nothing: always last.
    Nothing,
}

impl Key {
    /// A day.
    pub fn day(day: Option<chrono::NaiveDate>) -> Self {
        use chrono::Datelike;
        day.map_or(Self::Nothing, |day| {
            Self::Number(f64::from(day.num_days_from_ce()))
        })
    }

    /// A figure that may be unknown.
    pub fn figure(value: Option<f64>) -> Self {
        value.map_or(Self::Nothing, Self::Number)
    }

    /// A count.
    pub fn count(count: usize) -> Self {
        Self::Number(count as f64)
    }

    /// Words, blank ones last.
    pub fn words(words: &str) -> Self {
        if words.trim().is_empty() {
            Self::Nothing
        } else {
            Self::Words(words.to_owned())
        }
    }

    /// Which of two stands first; nothing always stands last.
    pub fn compare(&self, other: &Self, falling: bool) -> Ordering {
        let turned = |order: Ordering| if falling { order.reverse() } else { order };
        match (self, other) {
            (Self::Nothing, Self::Nothing) => Ordering::Equal,
            (Self::Nothing, _) => Ordering::Greater,
            (_, Self::Nothing) => Ordering::Less,
            (Self::Number(a), Self::Number(b)) => turned(a.total_cmp(b)),
            (Self::Words(a), Self::Words(b)) => turned(natural(a, b)),
            (Self::Number(_), Self::Words(_)) => Ordering::Less,
            (Self::Words(_), Self::Number(_)) => Ordering::Greater,
        }
    }
}

/// Words in their order, Chinese ones as a dictionary has them, runs of digits by their value.
fn natural(a: &str, b: &str) -> Ordering {
    let (mut a, mut b) = (a, b);
    loop {
        let (Some(x), Some(y)) = (a.chars().next(), b.chars().next()) else {
            return a.len().cmp(&b.len());
        };
        if x.is_ascii_digit() && y.is_ascii_digit() {
            let run = |text: &str| {
                text.find(|c: char| !c.is_ascii_digit())
                    .unwrap_or(text.len())
            };
            let (left, right) = (a.split_at(run(a)), b.split_at(run(b)));
            let digits = |(digits, _): (&'_ str, &'_ str)| digits.trim_start_matches('0').len();
            let value = |(all, _): (&str, &str)| all.trim_start_matches('0').to_owned();
            match digits(left)
                .cmp(&digits(right))
                .then_with(|| value(left).cmp(&value(right)))
            {
                Ordering::Equal => (a, b) = (left.1, right.1),
                other => return other,
            }
        } else if x == y {
            (a, b) = (&a[x.len_utf8()..], &b[y.len_utf8()..]);
        } else {
            return collation::compare(x, y);
        }
    }
}

/// Order, filters and query of a table.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Sieve {
    column: usize,
    order: Option<Order>,
    filters: Vec<(usize, String)>,
    query: String,
}

/// What came of an action.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Done {
    /// Nothing: it means something else here.
    No,
    /// Only the look changed.
    Look,
    /// The rows are to be made anew.
    Rows,
    /// And so is their order: the first of them is what was asked for.
    Order,
}

impl Sieve {
    /// With the cursor on a column.
    pub fn at(column: usize) -> Self {
        Self {
            column,
            ..Self::default()
        }
    }

    /// The column under the cursor and the order in force, for drawing.
    pub fn head(&self) -> (usize, Option<Order>) {
        (self.column, self.order)
    }

    /// Puts the cursor on a column.
    pub fn choose(&mut self, column: usize) {
        self.column = column;
    }

    /// What is looked for.
    pub fn query(&self) -> &str {
        &self.query
    }

    /// Looks for this from now on.
    pub fn find(&mut self, query: &str) {
        query.clone_into(&mut self.query);
    }

    /// Whether any row is left out.
    pub fn is_filtered(&self) -> bool {
        !self.filters.is_empty() || !self.query.is_empty()
    }

    /// The order in force; `None`: the table's own.
    pub fn order(&self) -> Option<Order> {
        self.order
    }

    /// Shows every row again.
    pub fn clear(&mut self) {
        self.filters.clear();
        self.query.clear();
    }

    /// The order as it is remembered: `4-`, `2+`; empty: the table's own.
    pub fn memo(&self) -> String {
        self.order.map_or_else(String::new, |order| {
            format!("{}{}", order.column, if order.falling { '-' } else { '+' })
        })
    }

    /// Takes up a remembered order of so many columns.
    pub fn recall(&mut self, memo: &str, columns: usize) {
        let Some((number, sign)) = memo
            .len()
            .checked_sub(1)
            .and_then(|at| memo.split_at_checked(at))
        else {
            return;
        };
        if let Ok(column) = number.parse::<usize>()
            && column < columns
        {
            self.order = Some(Order {
                column,
                falling: sign == "-",
            });
        }
    }

    /// Acts: `←` `→` choose a column, `s` orders by it, `f` keeps rows with the value under the
    /// cursor, `Esc` takes the last filter away. `values` gives the values of the row under the
    /// cursor in a column, `falls` whether a column begins with its greatest.
    pub fn update(
        &mut self,
        action: Action,
        drawn: &Rows,
        values: impl Fn(usize) -> Vec<String>,
        falls: impl Fn(usize) -> bool,
    ) -> Done {
        match action {
            Action::Left | Action::Right => {
                let shown = drawn.columns();
                // Several keys may come before the first drawing.
                if shown.is_empty() {
                    self.column = match action {
                        Action::Left => self.column.saturating_sub(1),
                        _ => self.column + 1,
                    };
                    return Done::Look;
                }
                let at = shown
                    .iter()
                    .position(|&one| one >= self.column)
                    .unwrap_or(0);
                let to = if action == Action::Left {
                    at.saturating_sub(1)
                } else {
                    (at + 1).min(shown.len().saturating_sub(1))
                };
                self.column = shown.get(to).copied().unwrap_or(0);
                Done::Look
            }
            Action::Sort => {
                let first = Order {
                    column: self.column,
                    falling: falls(self.column),
                };
                // Its own direction, the other one, the table's own order again.
                self.order = match self.order {
                    Some(order) if order == first => Some(Order {
                        falling: !order.falling,
                        ..order
                    }),
                    Some(order) if order.column == self.column => None,
                    _ => Some(first),
                };
                Done::Order
            }
            Action::SortReverse => {
                let order = self.order.get_or_insert(Order {
                    column: self.column,
                    falling: !falls(self.column),
                });
                order.falling = !order.falling;
                Done::Order
            }
            Action::Filter => {
                let Some(value) = values(self.column).into_iter().next() else {
                    return Done::Look;
                };
                let filter = (self.column, value);
                // The same once more takes it away.
                if let Some(at) = self.filters.iter().position(|one| *one == filter) {
                    self.filters.remove(at);
                } else {
                    self.filters.push(filter);
                }
                Done::Rows
            }
            Action::Back if !self.query.is_empty() => {
                self.query.clear();
                Done::Rows
            }
            Action::Back if self.filters.pop().is_some() => Done::Rows,
            _ => Done::No,
        }
    }

    /// Whether a row with these values stays; what is looked for is the screen's to ask.
    pub fn keeps(&self, values: impl Fn(usize) -> Vec<String>) -> bool {
        self.filters
            .iter()
            .all(|(column, value)| values(*column).contains(value))
    }

    /// The filters in words, then what is looked for and how often it was found; `None`: that is
    /// not known yet.
    pub fn chips(&self, locale: &Locale, columns: &[Column], count: Option<usize>) -> Vec<String> {
        let mut chips: Vec<String> = self
            .filters
            .iter()
            .map(|(column, value)| {
                let title = columns.get(*column).map_or("", |one| one.title.as_str());
                tr!(locale, "chip-value", column = title, value = value.as_str())
            })
            .collect();
        if !self.query.is_empty() {
            chips.push(tr!(
                locale,
                "chip-query",
                query = self.query.as_str(),
                count = count.map_or_else(|| "…".to_owned(), |count| count.to_string())
            ));
        }
        chips
    }

    /// Takes one chip away.
    pub fn drop_chip(&mut self, at: usize) {
        if at < self.filters.len() {
            self.filters.remove(at);
        } else {
            self.query.clear();
        }
    }
}

/// The values of a cell: of a list each name, else what it says.
pub fn values(locale: &Locale, cell: Option<&Cell>) -> Vec<String> {
    let Some(Cell::Text(words, _) | Cell::Tail(words, _) | Cell::Day(words, ..)) = cell else {
        return Vec::new();
    };
    words
        .split(locale.tr("list-separator").trim_end())
        .map(|value| value.trim().to_owned())
        .filter(|value| !value.is_empty())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_in_words_count_as_figures() {
        let mut words = ["第10项", "第2项", "第2项乙", "甲", "1-10", "1-9"];
        words.sort_by(|a, b| natural(a, b));
        // dì before jiǎ.
        assert_eq!(words, ["1-9", "1-10", "第2项", "第2项乙", "第10项", "甲"]);
        assert_eq!(natural("007", "7"), Ordering::Equal);
    }

    /// The streets and towns of Qingtian (plan, annex), as a dictionary lists them: hǎi, hè, là,
    /// ōu, sān, wēn, yóu.
    #[test]
    fn chinese_names_stand_by_pinyin() {
        let mut names = [
            "三溪口街道",
            "油竹街道",
            "海口镇",
            "温溪镇",
            "瓯南街道",
            "腊口镇",
            "鹤城街道",
        ];
        names.sort_by(|a, b| natural(a, b));
        assert_eq!(
            names,
            [
                "海口镇",
                "鹤城街道",
                "腊口镇",
                "瓯南街道",
                "三溪口街道",
                "温溪镇",
                "油竹街道"
            ]
        );
    }

    #[test]
    fn nothing_stands_last_in_both_directions() {
        let keys = [Key::Number(1.0), Key::Nothing, Key::Number(3.0)];
        for (falling, wanted) in [(false, [0, 2, 1]), (true, [2, 0, 1])] {
            let mut rows = [0, 1, 2];
            rows.sort_by(|&a, &b| keys[a].compare(&keys[b], falling));
            assert_eq!(rows, wanted);
        }
    }

    #[test]
    fn filters_are_taken_away_one_by_one() {
        let mut sieve = Sieve::default();
        let row = |column: usize| vec![["红", "甲镇"][column].to_owned()];
        let act = |sieve: &mut Sieve, action| {
            sieve.update(action, &Rows::with_columns(&[0, 1]), row, |_| false)
        };
        assert_eq!(act(&mut sieve, Action::Filter), Done::Rows);
        act(&mut sieve, Action::Right);
        assert_eq!(act(&mut sieve, Action::Filter), Done::Rows);
        sieve.find("管网");
        assert!(sieve.keeps(row));
        assert!(!sieve.keeps(|_| vec!["绿".to_owned()]));
        for left in [2, 1, 0] {
            assert_eq!(act(&mut sieve, Action::Back), Done::Rows);
            assert_eq!(sieve.filters.len(), left.min(2));
        }
        assert_eq!(act(&mut sieve, Action::Back), Done::No);
    }

    #[test]
    fn an_order_is_its_direction_the_other_and_none() {
        let mut sieve = Sieve::default();
        let mut memos = Vec::new();
        for _ in 0..3 {
            let none = |_| Vec::new();
            sieve.update(Action::Sort, &Rows::with_columns(&[0]), none, |_| true);
            memos.push(sieve.memo());
        }
        assert_eq!(memos, ["0-", "0+", ""]);
        sieve.recall("4-", 5);
        assert_eq!(sieve.memo(), "4-");
        for wrong in ["9-", "", "-", "x+", "镇"] {
            sieve.recall(wrong, 5);
            assert_eq!(sieve.memo(), "4-");
        }
    }
}
