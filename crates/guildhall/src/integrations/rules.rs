//! Pure rules of webhooks: which addresses are taken, how long to wait after a failure, when to stop.

use std::time::Duration;

use axum::http::Uri;
use kernel::Timestamp;

use super::address::{self, Reachable};
use super::refusal::Unwilling;

/// Longer addresses are nobody's.
const URL_LENGTH_MAX: usize = 500;
/// What takes nothing for so long is disabled.
pub const FAILING_MAX: Duration = Duration::from_secs(3 * 24 * 3600);
/// How long to wait after one failure, two, …; after more as after the last.
const WAITS_S: [u64; 8] = [5, 30, 120, 600, 1_800, 3_600, 7_200, 14_400];

/// How long to wait after so many failures in a row.
pub fn wait_after(failures: i64) -> Duration {
    let at = usize::try_from(failures - 1).unwrap_or(0).min(WAITS_S.len() - 1);
    Duration::from_secs(WAITS_S[at])
}

/// True when a webhook that fails since then has failed for long enough.
pub fn is_hopeless(since: Timestamp, now: Timestamp) -> bool {
    since + FAILING_MAX <= now
}

/// The address as it is kept.
pub fn checked_url(text: &str, reachable: Reachable) -> Result<String, Unwilling> {
    let text = text.trim();
    let uri: Uri = text.parse().map_err(|_| Unwilling::NoUrl)?;
    let authority = uri.authority().ok_or(Unwilling::NoUrl)?;
    let plain = !authority.as_str().contains('@') && !text.contains('#');
    if !plain || text.len() > URL_LENGTH_MAX || authority.host().is_empty() {
        return Err(Unwilling::NoUrl);
    }
    match (uri.scheme_str(), reachable) {
        (Some("https"), _) | (Some("http"), Reachable::Everything) => {}
        (Some("http"), Reachable::Public) => return Err(Unwilling::NotTls),
        _ => return Err(Unwilling::NoUrl),
    }
    // A name is looked at when it is resolved, each time anew; a number can be told at once.
    let host = authority.host().trim_start_matches('[').trim_end_matches(']');
    let number = host.parse().ok();
    if reachable == Reachable::Public && number.is_some_and(|ip| !address::is_public(ip)) {
        return Err(Unwilling::PrivateUrl);
    }
    Ok(text.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_public_addresses_over_tls_are_taken() {
        let public = |text| checked_url(text, Reachable::Public);
        assert_eq!(
            public(" https://hooks.example.org/a?b=c "),
            Ok("https://hooks.example.org/a?b=c".to_owned())
        );
        let private = [
            "https://127.0.0.1/",
            "https://10.0.0.8:8443/x",
            "https://[::1]/",
            "https://169.254.169.254/latest",
            "https://[::ffff:192.168.0.1]/",
        ];
        for url in private {
            assert_eq!(public(url), Err(Unwilling::PrivateUrl), "{url}");
        }
        assert_eq!(public("http://example.org/"), Err(Unwilling::NotTls));
        for url in [
            "",
            "example.org",
            "/hooks",
            "ftp://example.org/",
            "https://",
            "https://a@b.c/",
            "https://example.org/#x",
            "file:///etc/passwd",
            &format!("https://e.org/{}", "x".repeat(500)),
        ] {
            assert_eq!(public(url), Err(Unwilling::NoUrl), "{url}");
        }
        assert!(checked_url("http://127.0.0.1:9/x", Reachable::Everything).is_ok());
    }

    #[test]
    fn waits_grow_and_end() {
        let waits = [1, 2, 3, 8, 9, 1_000].map(|failures| wait_after(failures).as_secs());
        assert_eq!(waits, [5, 30, 120, 14_400, 14_400, 14_400]);
        let at = Timestamp::from_millis;
        assert!(!is_hopeless(at(0), at(3 * 86_400_000 - 1)));
        assert!(is_hopeless(at(0), at(3 * 86_400_000)));
    }
}
