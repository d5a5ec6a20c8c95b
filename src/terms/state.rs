//! States and kinds of tasks, and the kinds of nothing.

/// The state a unit *reports*. Judged states are [`crate::analysis`]'s.
///
/// The six of the county systems, and the other wordings that offices use.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Status {
    /// 尚未启动, 未启动, 未开始.
    NotStarted,
    /// 未达到序时进度, 滞后.
    Behind,
    /// 达到序时进度, 按序时推进.
    OnSchedule,
    /// 超过序时进度: ahead, not overdue.
    Ahead,
    /// 正在推进, 整改中, 进行中: says nothing of the pace.
    InProgress,
    /// 基本完成: not completed.
    NearlyDone,
    /// 未完成.
    NotDone,
    /// 未销号.
    NotSignedOff,
    /// 逾期, 超期.
    Overdue,
    /// 长期坚持.
    LongTerm,
    /// 完成整改, 已完成, 已整改.
    Completed,
    /// 已验收.
    Accepted,
    /// 已销号, 完成交账销号.
    SignedOff,
    /// 不适用.
    NotApplicable,
}

impl Status {
    /// Counts as completed where no date says so (DESIGN §4, Done).
    pub fn is_completed(self) -> bool {
        matches!(self, Self::Completed | Self::Accepted | Self::SignedOff)
    }
}

/// 共性问题 or 个性问题 (plan 三(一)).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Category {
    /// 共性: found in every county.
    Common,
    /// 个性: this county's own.
    Specific,
}

/// The three kinds of problem (plan 五(三)).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Kind {
    /// 立行立改: solved at once.
    Immediate,
    /// 分阶段: solved in stages.
    Staged,
    /// 长期坚持, 久久为功: a long effort.
    LongTerm,
}

/// Kinds of no value; never a zero.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Nothing {
    /// An empty cell.
    Blank,
    /// `—`, `-`, `/`, `无`.
    Dash,
    /// `-9999`, or a zero where zero cannot be (AQI, PM2.5).
    Sentinel,
    /// 未监测.
    NotMonitored,
    /// 不适用.
    NotApplicable,
}

impl Nothing {
    /// Every kind, in the order of the enum.
    pub const ALL: [Self; 5] = [
        Self::Blank,
        Self::Dash,
        Self::Sentinel,
        Self::NotMonitored,
        Self::NotApplicable,
    ];
}
