use kernel::Lang;

use crate::error::{Error, Refusal};
use crate::words::Words;

/// A refusal as the terminal reads it.
pub fn said(refusal: &impl Refusal) -> String {
    refusal.words(Words::of(Lang::En))
}

/// Why a verb did not happen, for whoever runs the program; a fault keeps its kind, which decides
/// how the program ends.
pub fn refused<R: Refusal>(error: Error<R>) -> anyhow::Error {
    match error {
        Error::Refused(refusal) => anyhow::anyhow!("{}", said(&refusal)),
        Error::Fault(fault) => fault.into(),
        missing @ Error::Missing => anyhow::anyhow!("{missing}"),
    }
}
