//! How fast one may ask: a bucket for each token, and one for all who ask without.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use kernel::Timestamp;

use crate::access::sessions::Token;
use crate::desk::{Bucket, Rate};

/// What a token may ask at once, and a second after that.
#[derive(Clone, Copy, Debug)]
pub struct Allowance {
    pub of_token: Rate,
    /// All together: by address would lock out a venue, where thousands share one.
    pub of_strangers: Rate,
}

impl Default for Allowance {
    fn default() -> Self {
        Self {
            of_token: Rate { at_once: 600, per_second: 100 },
            of_strangers: Rate { at_once: 600, per_second: 200 },
        }
    }
}

/// The buckets of those who asked lately.
pub(super) struct Rates {
    allowance: Allowance,
    strangers: Bucket,
    tokens: Mutex<HashMap<[u8; 32], Arc<Bucket>>>,
}

/// More than any conference has programs; whoever invents tokens to fill memory gets this far.
const TOKENS_MAX: usize = 10_000;

impl Rates {
    pub fn new(allowance: Allowance) -> Self {
        let strangers = Bucket::full(allowance.of_strangers);
        Self { allowance, strangers, tokens: Mutex::default() }
    }

    /// Takes one; false when there is none.
    pub fn take(&self, token: Option<&Token>, now: Timestamp) -> bool {
        let Some(token) = token else { return self.strangers.take(now) };
        let mut tokens = self.tokens.lock().unwrap_or_else(PoisonError::into_inner);
        if tokens.len() >= TOKENS_MAX {
            // Everybody begins with a full bucket again: kinder than to count wrong.
            tokens.clear();
        }
        let full = || Arc::new(Bucket::full(self.allowance.of_token));
        let bucket = Arc::clone(tokens.entry(token.hash()).or_insert_with(full));
        drop(tokens);
        bucket.take(now)
    }
}
