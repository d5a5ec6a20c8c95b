//! Words of the closed loop: petitions, supervision, look-backs, projects, publicity
//! (plan 四(二)(三), 五(二)–(五)).

macro_rules! words {
    ($(#[$doc:meta])* $name:ident { $($(#[$each:meta])* $variant:ident = $code:literal,)+ }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum $name { $($(#[$each])* $variant,)+ }

        impl $name {
            /// Every value, in the order of the enum.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)+];

            /// The name in codes and locale keys.
            pub fn name(self) -> &'static str {
                match self { $(Self::$variant => $code,)+ }
            }
        }
    };
}

words! {
    /// Where a petition, a case or a decision stands. 阶段性办结 is its own state: published
    /// rates count it as closed or not, so both rates are given (DESIGN §4, Petitions).
    Handling {
        /// 未办结, 正在办理.
        Open = "open",
        /// 阶段性办结.
        StageClosed = "stage-closed",
        /// 已办结.
        Closed = "closed",
    }
}

words! {
    /// Whether what a petition says was found to be so.
    Truth {
        /// 属实.
        True = "true",
        /// 基本属实.
        Mostly = "mostly",
        /// 部分属实.
        Partly = "partly",
        /// 不属实.
        Untrue = "untrue",
    }
}

words! {
    /// A step of supervision, weakest first. 曝光 is no step of the ladder (DESIGN §4,
    /// Escalation); it stands last so that the order of the others is the ladder's.
    Level {
        /// 提醒.
        Reminder = "reminder",
        /// 通报.
        Circular = "circular",
        /// 督办.
        Supervision = "supervision",
        /// 约谈.
        Interview = "interview",
        /// 问责.
        Accountability = "accountability",
        /// 曝光.
        Exposure = "exposure",
    }
}

impl Level {
    /// As the actions table and the plan's ladder write it.
    pub fn word(self) -> &'static str {
        match self {
            Self::Reminder => "提醒",
            Self::Circular => "通报",
            Self::Supervision => "督办",
            Self::Interview => "约谈",
            Self::Accountability => "问责",
            Self::Exposure => "曝光",
        }
    }
}

words! {
    /// What a look-back found. All but the first reopen the task.
    LookbackResult {
        /// 合格.
        Passed = "passed",
        /// 不到位.
        Inadequate = "inadequate",
        /// 反弹.
        Relapsed = "relapsed",
        /// 弄虚作假.
        Fraud = "fraud",
    }
}

words! {
    /// How a look-back was made (plan 五(三): 四不两直).
    Visit {
        /// 四不两直: unannounced, straight to the place.
        Unannounced = "unannounced",
        /// 明察.
        Open = "open",
        /// 暗访.
        Covert = "covert",
    }
}

words! {
    /// The five stages of a reclaimed-land project (plan 四(三)), and withdrawal.
    Stage {
        /// 选址论证.
        Siting = "siting",
        /// 立项审批.
        Approval = "approval",
        /// 施工监管.
        Construction = "construction",
        /// 竣工验收.
        Acceptance = "acceptance",
        /// 后期管护.
        Upkeep = "upkeep",
        /// 已撤销.
        Withdrawn = "withdrawn",
    }
}

words! {
    /// What was made public (plan 五(五)).
    Release {
        /// 方案.
        Plan = "plan",
        /// 进展.
        Progress = "progress",
        /// 公示.
        Notice = "notice",
        /// 曝光.
        Exposure = "exposure",
    }
}
