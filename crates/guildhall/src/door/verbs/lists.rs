//! What a device carries to admit without network: every pass, and later what changed.

use kernel::Timestamp;
use pinyin::ToPinyin as _;
use store::Tx;

use crate::access::{Can, ScanPasses};
use crate::ctx::Ctx;
use crate::door::refusal::Unwilling;
use crate::door::rules::{self, Presence};
use crate::door::short;
use crate::door::store as rows;
use crate::door::store::gates::Post;
use crate::door::store::scans::{self, Listed};
use crate::error::Error;

/// What changed so lately may be written by somebody who has not committed yet: it comes again.
const OVERLAP_MS: i64 = 30_000;

/// A pass on a device's list.
pub struct Carried {
    pub listed: Listed,
    pub short: String,
    /// The holder's name in Latin letters, and its initials: `wang fang wf`.
    pub spelled: String,
    /// Their stay has not lapsed.
    pub inside: Option<Presence>,
}

/// A device's list, or what changed of it.
pub struct List {
    pub passes: Vec<Carried>,
    /// What to ask with next time.
    pub until: Timestamp,
}

/// The passes that changed since then, whether they admit or not; all of them since the beginning.
pub fn since(
    tx: &mut Tx<'_>,
    ctx: &Ctx,
    can: &Can<ScanPasses>,
    since: Timestamp,
) -> Result<(Post, List), Error<Unwilling>> {
    let post = super::scans::post(tx, ctx, can)?;
    let edition = post.device.edition;
    let keys = rows::keys(tx, edition)?;
    let secret = keys.iter().find(|key| key.retired_at.is_none()).map(rows::Key::short_secret);
    let listed = scans::passes_since(tx, edition, post.space.id, since)?;
    let lapsed = rules::lapses_at(&post.space, ctx.now());
    let carried = listed.into_iter().map(|listed| Carried {
        short: secret.map(|secret| short::of(&secret, listed.pass.id)).unwrap_or_default(),
        spelled: spelled(&listed.holder),
        inside: listed.presence.filter(|presence| presence.at >= lapsed),
        listed,
    });
    let passes = carried.collect();
    let until = Timestamp::from_millis(ctx.now().as_millis() - OVERLAP_MS);
    Ok((post, List { passes, until }))
}

/// What somebody types to find a name: its letters, Chinese ones as pinyin, then the initials.
pub fn spelled(holder: &str) -> String {
    let (mut whole, mut initials) = (String::new(), String::new());
    let mut begins = true;
    for sign in holder.chars() {
        match sign.to_pinyin() {
            Some(pinyin) => {
                whole.push_str(pinyin.plain());
                initials.push_str(pinyin.first_letter());
                begins = true;
            }
            None if sign.is_alphanumeric() => {
                whole.extend(sign.to_lowercase());
                if begins {
                    initials.extend(sign.to_lowercase());
                }
                begins = false;
            }
            None => begins = true,
        }
    }
    format!("{whole} {initials}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_found_by_their_letters_and_initials() {
        assert_eq!(spelled("王芳"), "wangfang wf");
        assert_eq!(spelled("Ada Lovelace"), "adalovelace al");
        assert_eq!(spelled("欧阳 Nana"), "ouyangnana oyn");
    }
}
