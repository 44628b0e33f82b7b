//! How the floor answers whatever comes: parts of lists, tags, tokens that are none, bodies that are
//! none, in the reader's language.

use std::time::Duration;

use super::*;

#[test]
fn a_list_comes_in_parts_that_lead_from_one_to_the_next() {
    let house = House::all().remove(0);
    let path = "/editions/sample-2025/activities";
    let whole = house.get(path, None).json();
    let slugs = |json: &Value| -> Vec<String> {
        let items = json["items"].as_array().unwrap();
        items.iter().map(|one| one["slug"].as_str().unwrap().to_owned()).collect()
    };
    assert_eq!((slugs(&whole).len(), &whole["next"]), (6, &Value::Null));
    let kind = whole["items"][0]["kind"].as_str().unwrap();
    let (mut seen, mut next) = (Vec::new(), format!("{path}?kind={kind}&limit=2"));
    while !next.is_empty() {
        let part = house.get(&next, None);
        seen.extend(slugs(&part.json()));
        let link = part.header("link").strip_prefix("</api/v1");
        next = link.and_then(|it| it.split('>').next()).unwrap_or_default().to_owned();
        assert_eq!(next.is_empty(), part.json()["next"].is_null());
    }
    let talks = house.get(&format!("{path}?kind={kind}"), None).json();
    assert_eq!(seen, slugs(&talks));
    assert!(!seen.is_empty());
    assert_eq!(house.get(&format!("{path}?after=nothing"), None).problem(), "bad-cursor");
    for wrong in ["limit=0", "limit=201", "limit=x", "day=tomorrow", "version=0", "version=-1"] {
        let answer = house.get(&format!("{path}?{wrong}"), None);
        assert_eq!(
            (answer.status.as_u16(), answer.problem().as_str()),
            (400, "bad-query"),
            "{wrong}"
        );
    }
    assert_eq!(house.get(&format!("{path}?version=2"), None).status, StatusCode::NOT_FOUND);
    let nobody = house.get(&format!("{path}?person=nobody"), None).json();
    assert_eq!(slugs(&nobody).len(), 0);
}

#[test]
fn a_token_that_lives_no_more_is_none() {
    for house in House::all() {
        let account = house.account("organiser@example.org", Some((Role::Organiser, edition())));
        let own = edition().edition_uuid().unwrap();
        let token = house.token(account, own, everything());
        let me = house.get("/me", Some(&token)).json();
        assert_eq!(
            (&me["account"], &me["edition"]),
            (&account.to_string().into(), &"sample-2025".into())
        );
        let used = house.world.read(move |tx| tokens::of_account(tx, account));
        // The day, and no finer.
        assert_eq!(used[0].used_on.map(|at| at.as_millis() % 86_400_000), Some(0));

        let whose = tokens::Whose::Account(account);
        let (id, now) = (used[0].id, house.world.ctx.now());
        assert!(house.world.write(move |tx| tokens::revoke(tx, id, whose, now)));
        let dead = house.get("/me", Some(&token));
        assert_eq!((dead.status.as_u16(), dead.problem().as_str()), (401, "bad-token"));
        assert_eq!(dead.header("www-authenticate"), "Bearer error=\"invalid_token\"");

        let old = house.token(account, own, everything());
        house.world.pass(Duration::from_secs(86_400));
        assert_eq!(house.get("/me", Some(&old)).problem(), "bad-token");
        for wrong in ["", "guildhall_", "nonsense", &old[1..], &old.to_uppercase()] {
            assert_eq!(house.get("/me", Some(wrong)).problem(), "bad-token", "{wrong}");
        }
        let basic = [("authorization", "Basic Zm9vOmJhcg==")];
        assert_eq!(house.ask("GET", "/me", None, &basic, "").problem(), "bad-token");
        assert_eq!(house.get("/me", None).header("www-authenticate"), "Bearer");
    }
}

#[test]
fn a_cookie_says_nothing_here() {
    let house = House::all().remove(0);
    let cookie = [("cookie", "guildhall=aa")];
    assert_eq!(house.ask("GET", "/me", None, &cookie, "").problem(), "no-token");
}

#[test]
fn a_body_that_cannot_be_read_is_told_where_and_why_in_the_readers_language() {
    let house = House::all().remove(0);
    let (token, path) = (house.organiser(), "/editions/sample-2025/grants");
    let put =
        |body: &str, headers: &[(&str, &str)]| house.ask("PUT", path, Some(&token), headers, body);
    let cases = [
        (r#"{"host": "sample-community", "resource": "seats", "amount": "many"}"#, "/amount"),
        (r#"{"host": "sample-community", "resource": "seats"}"#, ""),
        (r#"{"host": "x", "resource": "seats", "amount": 1, "colour": 2}"#, "/colour"),
        ("{", ""),
        ("[]", ""),
        (r#"{"host": "x", "resource": "seats", "amount": 1} x"#, ""),
    ];
    for (body, pointer) in cases {
        let answer = put(body, &[("accept-language", "en")]);
        assert_eq!(
            (answer.status.as_u16(), answer.problem().as_str()),
            (422, "bad-body"),
            "{body}"
        );
        assert_eq!(answer.json()["pointer"].as_str().unwrap_or(""), pointer, "{body}");
        assert_eq!(answer.header("content-type"), "application/problem+json");
        assert_eq!(answer.header("content-language"), "en");
    }
    let refused = put(r#"{"host": "moon", "resource": "seats", "amount": 1}"#, &[]);
    assert_eq!(refused.problem(), "no-host");
    assert_eq!(refused.json()["pointer"], "/host");
    assert_eq!(refused.json()["detail"], "请选择本届的一个社区或机构。");
    let form = put("host=x", &[("content-type", "application/x-www-form-urlencoded")]);
    assert_eq!((form.status.as_u16(), form.problem().as_str()), (415, "not-json"));
    let large = put(&format!("\"{}\"", "x".repeat(300_000)), &[]);
    assert_eq!((large.status.as_u16(), large.problem().as_str()), (413, "too-large"));
}

#[test]
fn what_is_no_route_and_no_method_is_told_so() {
    let house = House::all().remove(0);
    assert_eq!(house.get("/moon", None).problem(), "no-route");
    let answer = house.ask("PATCH", "/editions", None, &[], "");
    assert_eq!((answer.status.as_u16(), answer.header("allow")), (405, "GET, HEAD, OPTIONS"));
    let head = house.ask("HEAD", "/editions", None, &[], "");
    assert_eq!((head.status, head.text.as_str()), (StatusCode::OK, ""));
    let asked = house.ask("OPTIONS", "/editions/sample-2025/roles", None, &[], "");
    assert_eq!(asked.header("access-control-allow-methods"), "GET, POST, HEAD, OPTIONS");
    assert_eq!(asked.header("access-control-allow-origin"), "*");
}

#[test]
fn a_release_is_made_of_the_draft_that_was_looked_at() {
    for house in House::all() {
        let (token, path) = (house.organiser(), "/editions/sample-2025/releases");
        let draft = "/editions/sample-2025/programme?version=draft";
        let seen = house.get(draft, Some(&token)).header("etag").to_owned();
        let same = house.ask("POST", path, Some(&token), &[("if-match", &seen)], "{}");
        assert_eq!((same.status.as_u16(), same.problem().as_str()), (409, "nothing-changed"));
        let ctx = house.world.ctx.clone();
        house.world.write(move |tx: &mut Tx<'_>| -> Result<_, Error<programme::Unwilling>> {
            let may = access::require(tx, &ctx, edition()).map_err(|no| no.map(Into::into))?;
            programme::import(tx, &ctx, may, &fixture::programme(7)).map(drop)
        });
        let changed = house.ask("POST", path, Some(&token), &[("if-match", &seen)], "{}");
        assert_eq!((changed.status.as_u16(), changed.problem().as_str()), (412, "changed"));
        let now = house.get(draft, Some(&token)).header("etag").to_owned();
        // Somebody of the fixture is wanted in two places: that needs a deliberate yes.
        let heeding = house.ask("POST", path, Some(&token), &[("if-match", &now)], "{}");
        assert_eq!((heeding.status.as_u16(), heeding.problem().as_str()), (409, "blocked"));
        let note = r#"{"note": {"en": "One more", "zh": "新增一场"}, "anyway": true}"#;
        let made = house.ask("POST", path, Some(&token), &[("if-match", &now)], note);
        assert_eq!(made.status, StatusCode::CREATED, "{}", made.text);
        assert_eq!(made.header("location"), "/api/v1/editions/sample-2025/releases/2");
        let shown = house.get("/editions/sample-2025/releases/2", None);
        assert_eq!(shown.json()["activities"], 7);
        assert_eq!(shown.header("etag"), now);
        let unread = house.ask("POST", path, Some(&token), &[], r#"{"note": {"nonsense!": "x"}}"#);
        assert_eq!(unread.json()["pointer"], "/note");
    }
}

#[test]
fn who_asks_too_fast_waits_and_others_do_not() {
    let rate = Rate { at_once: 3, per_second: 1 };
    let allowance = Allowance { of_token: rate, of_strangers: rate };
    let house = House::on(World::all().remove(0), allowance);
    let (fast, other) = (house.organiser(), house.organiser());
    let status = |token: &str| house.get("/me", Some(token)).status.as_u16();
    assert_eq!([status(&fast), status(&fast), status(&fast), status(&fast)], [200, 200, 200, 429]);
    assert_eq!(house.get("/me", Some(&fast)).header("retry-after"), "1");
    assert_eq!(status(&other), 200);
    assert_eq!(house.get("/editions", None).status, StatusCode::OK);
    house.world.pass(Duration::from_secs(1));
    assert_eq!([status(&fast), status(&fast)], [200, 429]);
}
