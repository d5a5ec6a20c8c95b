//! Words of the closed loop.

use crate::i18n::Locale;
use crate::terms::{Handling, Level, LookbackResult, Release, Stage, Truth};
use crate::tr;

/// A step of supervision.
pub fn level(locale: &Locale, level: Level) -> String {
    match level {
        Level::Reminder => tr!(locale, "step-remind"),
        Level::Circular => tr!(locale, "step-circulate"),
        Level::Supervision => tr!(locale, "step-supervise"),
        Level::Interview => tr!(locale, "step-summon"),
        Level::Accountability => tr!(locale, "step-account"),
        Level::Exposure => tr!(locale, "step-expose"),
    }
}

/// What a look-back found.
pub fn lookback(locale: &Locale, result: LookbackResult) -> String {
    match result {
        LookbackResult::Passed => tr!(locale, "lookback-passed"),
        LookbackResult::Inadequate => tr!(locale, "lookback-inadequate"),
        LookbackResult::Relapsed => tr!(locale, "lookback-relapsed"),
        LookbackResult::Fraud => tr!(locale, "lookback-fraud"),
    }
}

/// A kind of publicity.
pub fn release(locale: &Locale, kind: Release) -> String {
    match kind {
        Release::Plan => tr!(locale, "release-plan"),
        Release::Progress => tr!(locale, "release-progress"),
        Release::Notice => tr!(locale, "release-notice"),
        Release::Exposure => tr!(locale, "release-exposure"),
    }
}

/// Where a petition, a case or a decision stands.
pub fn handling(locale: &Locale, state: Option<Handling>) -> String {
    match state {
        Some(Handling::Open) => tr!(locale, "handling-open"),
        Some(Handling::StageClosed) => tr!(locale, "handling-stage-closed"),
        Some(Handling::Closed) => tr!(locale, "handling-closed"),
        None => tr!(locale, "handling-unknown"),
    }
}

/// Whether a petition was found to be so.
pub fn truth(locale: &Locale, truth: Truth) -> String {
    match truth {
        Truth::True => tr!(locale, "truth-true"),
        Truth::Mostly => tr!(locale, "truth-mostly"),
        Truth::Partly => tr!(locale, "truth-partly"),
        Truth::Untrue => tr!(locale, "truth-untrue"),
    }
}

/// A project's stage.
pub fn stage(locale: &Locale, stage: Option<Stage>) -> String {
    match stage {
        Some(Stage::Siting) => tr!(locale, "stage-siting"),
        Some(Stage::Approval) => tr!(locale, "stage-approval"),
        Some(Stage::Construction) => tr!(locale, "stage-construction"),
        Some(Stage::Acceptance) => tr!(locale, "stage-acceptance"),
        Some(Stage::Upkeep) => tr!(locale, "stage-upkeep"),
        Some(Stage::Withdrawn) => tr!(locale, "stage-withdrawn"),
        None => "—".to_owned(),
    }
}
