//! Values that come in long runs, each kept once with the row behind its last.
//!
//! Knows no kind of value; `cells` decides what is kept so.

use super::expect;

/// Values that come in long runs.
#[derive(Debug, Clone, Default)]
pub(super) struct Runs<K> {
    /// The value of each run, and the row behind it.
    pub(super) list: Vec<(K, u32)>,
    /// The run of the first row of every block of rows, once all are there.
    blocks: Vec<u32>,
}

/// How many rows a block has: a value is found by a look at the few runs of its block.
pub(super) const BLOCK: usize = 64;

impl<K: Copy + Default + PartialEq> Runs<K> {
    /// How many runs so many values may have to save half of the room of a list.
    pub(super) fn most(rows: usize) -> usize {
        let blocks = rows / BLOCK * 4;
        (rows * size_of::<K>() / 2).saturating_sub(blocks) / size_of::<(K, u32)>()
    }

    /// The runs of a list; `None` where they are too short to save half of its room.
    pub(super) fn of(list: &[K]) -> Option<Self> {
        let most = Self::most(list.len());
        // No more are counted than there may be.
        let count = list.chunk_by(|a, b| a == b).take(most + 1).count();
        if list.len() < BLOCK || count > most {
            return None;
        }
        let mut runs = Self {
            list: Vec::with_capacity(count),
            blocks: Vec::new(),
        };
        for run in list.chunk_by(|a, b| a == b) {
            runs.add(run[0], run.len());
        }
        runs.settle();
        Some(runs)
    }

    /// No more values come.
    pub(super) fn settle(&mut self) {
        self.list.shrink_to_fit();
        self.blocks = Vec::with_capacity(self.len().div_ceil(BLOCK));
        for (run, (_, end)) in (0..).zip(&self.list) {
            self.blocks.resize((*end as usize).div_ceil(BLOCK), run);
        }
    }

    /// How many values.
    pub(super) fn len(&self) -> usize {
        self.list.last().map_or(0, |(_, end)| *end as usize)
    }

    /// Whether a list would be no larger, as far as so few values tell.
    pub(super) fn are_short(&self) -> bool {
        let rows = self.len();
        rows >= BLOCK && self.list.len() > Self::most(rows)
    }

    /// One value more where it is the next and that of the last run.
    #[inline]
    pub(super) fn goes_on(&mut self, row: usize, value: K) -> bool {
        let Some((last, end)) = self.list.last_mut() else {
            return false;
        };
        let goes_on = *last == value && *end as usize == row;
        *end += u32::from(goes_on);
        goes_on
    }

    /// So many times a value behind all.
    pub(super) fn add(&mut self, value: K, many: usize) {
        if many == 0 {
            return;
        }
        let end = self.len() + many;
        match self.list.last_mut() {
            Some((last, until)) if *last == value => *until = end as u32,
            _ => self.list.push((value, end as u32)),
        }
    }

    /// Makes `row` the next.
    pub(super) fn go_to(&mut self, row: usize) {
        // What stands there and behind it is set anew.
        if row < self.len() {
            let run = self.run(row);
            let value = self.list[run].0;
            self.list.truncate(run);
            self.blocks.clear();
            self.add(value, row - self.len());
        }
        self.add(K::default(), row - self.len());
    }

    /// The value of each run, and how often it stands there.
    pub(super) fn iter(&self) -> impl Iterator<Item = (K, usize)> + '_ {
        self.list.iter().scan(0, |start, &(value, end)| {
            let many = end - std::mem::replace(start, end);
            Some((value, many as usize))
        })
    }

    pub(super) fn expect(&mut self, times: usize) {
        expect(&mut self.list, times);
    }

    pub(super) fn get(&self, row: usize) -> K {
        let run = self.list.get(self.run(row));
        run.map_or_else(K::default, |(value, _)| *value)
    }

    /// The run that a row is of; there is none behind the last.
    pub(super) fn run(&self, row: usize) -> usize {
        let Some(&run) = self.blocks.get(row / BLOCK) else {
            return self.list.partition_point(|(_, end)| *end as usize <= row);
        };
        let run = run as usize;
        let more = self.list[run..].iter();
        let more = more.take_while(|(_, end)| *end as usize <= row);
        run + more.count()
    }

    pub(super) fn until(&self, row: usize) -> usize {
        let run = self.list.get(self.run(row));
        run.map_or(usize::MAX, |(_, end)| *end as usize)
    }

    pub(super) fn write(self, list: &mut Vec<K>) {
        for (value, end) in self.list {
            list.resize(end as usize, value);
        }
    }
}
