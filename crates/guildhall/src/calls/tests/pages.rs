use super::*;
use crate::people::tests::pages::{ask, desk, send};

#[test]
fn what_was_typed_is_kept_and_what_is_wrong_stands_beside_its_field_in_the_readers_language() {
    for world in worlds() {
        let call = a_call(&world, "talks", false);
        let (id, token, _) = begun(&world, &call, "ada@example.org");
        let desk = desk(&world);
        let at = |lang: &str| format!("/{lang}/{EDITION}/proposals/{}/{id}", token.spelled());
        let form = "version=1&act=submit&written=en&title=Rust+%26+more&f.repo=nowhere";
        let page = send(&desk, &at("zh"), None, form);
        assert_eq!(page.status, 422);
        assert!(page.text.contains("value=\"Rust &#38; more\""), "{}", page.text);
        assert!(page.text.contains("id=\"summary-wrong\">请填写此项。"), "{}", page.text);
        assert!(page.text.contains("id=\"f-repo-wrong\">请填写以 https:// 开头的网址。"));
        let page = ask(&desk, &at("en"), None);
        assert!(page.text.contains("value=\"Rust &#38; more\""), "the draft is kept");
        // Two windows: the second is shown what the first wrote.
        let page = send(&desk, &at("en"), None, "version=1&act=save&written=en&title=Other");
        assert_eq!(page.status, 409);
        assert!(page.text.contains("value=\"Other\""), "{}", page.text);
        assert!(page.text.contains("They wrote:</b> Rust &#38; more"), "{}", page.text);
        // Too late: the words still stand there to be copied.
        world.pass(Duration::from_secs(7 * 24 * 3600));
        let page = send(&desk, &at("en"), None, "version=3&act=submit&written=en&title=Late");
        assert_eq!(page.status, 409);
        assert!(page.text.contains("value=\"Late\"") && page.text.contains("The call is closed"));
    }
}

#[test]
fn a_draft_call_is_nobodys_business_and_a_letter_is_ordered_for_a_stranger() {
    for world in worlds() {
        let call = a_call(&world, "talks", false);
        let desk = desk(&world);
        let path = format!("/en/{EDITION}/calls/talks");
        assert!(ask(&desk, &path, None).text.contains("No account needed"));
        let wrong = send(&desk, &path, None, "email=nobody");
        assert_eq!(wrong.status, 422);
        assert!(wrong.text.contains("value=\"nobody\""), "{}", wrong.text);
        let sent = send(&desk, &path, None, "email=ada%40example.org");
        assert_eq!(sent.location.as_deref(), Some("/en/sample-2025/calls/talks?sent=yes"));
        let (ctx, id) = (world.ctx.clone(), call.id);
        world.write(move |tx: &mut Tx<'_>| -> Result<(), Error<Unwilling>> {
            let call = rows::call(tx, id)?.ok_or(Error::Missing)?;
            let version = call.version;
            let may = gate::of_call(tx, &ctx, call)?;
            calls::set_state(tx, &ctx, &may, version, CallState::Draft)
        });
        assert_eq!(ask(&desk, &path, None).status, 404);
        assert_eq!(send(&desk, &path, None, "email=ada%40example.org").status, 404);
        assert!(!ask(&desk, &format!("/en/{EDITION}/calls"), None).text.contains("/calls/talks"));
    }
}
