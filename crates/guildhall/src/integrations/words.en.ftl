integrations-name-length = Please give the token a name, in at most { $count } characters.
integrations-no-edition = Please choose an edition in which you may do something.
integrations-no-reach = Please choose at least one thing that the token is for.
integrations-too-far = In this edition you may not do all of that yourself; a token never may more than its owner.
integrations-no-days = A token lives for 1 to { $count } days.
integrations-too-many-tokens = You have { $count } tokens already. Please revoke one first.
integrations-no-url = Please give an address such as https://example.org/hooks, without a name and password in it.
integrations-not-tls = Webhooks are sent over TLS alone: the address begins with https://.
integrations-private-url = This address is not public. Ask the operator, who can allow webhooks into your own network.
integrations-no-kinds = Please name kinds of facts such as programme.released, families such as hosting., or * for all.
integrations-too-many-webhooks = The edition has { $count } webhooks already. Please remove one first.
integrations-changed = Somebody changed this webhook meanwhile. What is there now is below; please look, then save again.
integrations-letter-subject = A webhook of { $edition } was disabled
integrations-letter-text =
    Hello,

    the webhook of “{ $edition }” to this address was disabled:

    { $url }

    Why: { $why }

    Nothing is lost: when it is enabled again it goes on where it stopped. Its page, with its last tries:
    { $link }
integrations-why-by-hand = disabled by hand
integrations-why-failing = it took nothing for three days
integrations-why-gone = the other side said that it is gone for good (410)
integrations-api-describe = This description, in the language of Accept-Language
integrations-api-facts = Lists what happened in the edition, in order, as far as the token may know; with “wait” it holds back until something does
integrations-api-after = The cursor after which to go on: “next” of the part before; “latest” answers where the journal ends now
integrations-api-webhooks = Lists the webhooks of the edition
integrations-api-make = Makes a webhook that is told what happens from now on; its secret is told once, here
integrations-api-webhook = Gets one webhook; its ETag is needed to change it
integrations-api-change = Changes a webhook, unless somebody else has meanwhile
integrations-api-remove = Removes a webhook with what is known of its tries
integrations-api-test = Tells a fact that only this webhook passes on
integrations-api-deliveries = Lists the last 100 tries of a webhook, newest first
integrations-read = read
integrations-write = read and write
integrations-tokens-title = Tokens
integrations-tokens-lead = A token lets a program of yours do what you may do yourself: in one edition, only what you choose, until a day you choose.
integrations-revoked = The token is revoked and dead at once.
integrations-token-made = Your new token
integrations-token-once = Copy it now. It is shown this once and kept nowhere; whoever has it can do what it is for.
integrations-own-tokens = Your tokens
integrations-no-tokens = You have no tokens.
integrations-never-used = never used
integrations-used-on = last used on { $day }
integrations-revoke = Revoke
integrations-make-token = Make a token
integrations-nothing-to-do = You hold no role with which a program could do anything. What everybody may read needs no token.
integrations-token-name = What is it for?
integrations-edition = Edition
integrations-for-what = What may it do?
integrations-days = For how long?
integrations-so-many-days =
    { $days ->
        [one] { $days } day
       *[other] { $days } days
    }
integrations-tokens-in-lead = Programs that may do something in this edition, and whom they speak for.
integrations-tokens-in = Living tokens
integrations-no-tokens-in = Nobody has made a token for this edition.
integrations-webhooks-title = Webhooks
integrations-webhooks-lead = Tell other programs what happens in this edition, as it happens: signed, in order, and again until it arrives.
integrations-removed = The webhook is removed.
integrations-webhook-made = The secret of your new webhook
integrations-secret-once = Copy it now: it is shown this once. The receiver checks with it that a delivery comes from here (Standard Webhooks).
integrations-webhooks = Webhooks
integrations-no-webhooks = There are no webhooks yet.
integrations-make-webhook = Make a webhook
integrations-url = Where to
integrations-kinds = Which facts
integrations-kinds-hint = Separate kinds with spaces. A word that ends in a dot stands for all that begin so; * stands for all.
integrations-happened = Kinds that have happened here
integrations-disabled-since = Disabled since { $at }: { $why }
integrations-failing-since =
    { $count ->
        [one] One failure, at { $at }
       *[other] { $count } failures in a row, since { $at }
    }
integrations-fine = All has arrived
integrations-webhook = Webhook
integrations-is-changed = The webhook is changed.
integrations-is-tested = A test fact is on its way; it appears below within a moment.
integrations-is-disabled = The webhook is disabled. What happens now waits for it.
integrations-is-enabled = The webhook is enabled and goes on where it stopped.
integrations-next-try = next try at { $at }
integrations-enable = Enable again
integrations-disable = Disable
integrations-test = Send a test
integrations-tries = Last tries
integrations-no-tries = Nothing was sent yet.
integrations-at = When
integrations-kind = Kind
integrations-cursor = Cursor
integrations-attempt = Try
integrations-took = ms
integrations-outcome = Answer
integrations-change = Change it
integrations-remove = Remove
integrations-remove-hint = Made on { $day }. What it was told stays told; the list of its tries goes with it.
integrations-no-host = no such host
integrations-private = not a public address
integrations-no-connection = no connection
integrations-no-tls = no valid TLS
integrations-too-slow = no answer within ten seconds
integrations-no-http = no HTTP
integrations-api-title = The API
integrations-begin = To begin
integrations-begin-text = What the public may read needs no token. For the rest make one, and send it with every request.
integrations-begin-rules = Answers are JSON; times are UTC; words come by language. What goes wrong is told as application/problem+json in the language of Accept-Language. Lists come in parts: send “next” as “after”. A POST with an Idempotency-Key may be repeated without harm.
integrations-needs-scope = Token for
integrations-needs-token = Any token
integrations-needs-nothing = No token needed
integrations-takes-key = takes an Idempotency-Key
integrations-query = Query and headers
integrations-body = Body
integrations-answer = Answer
