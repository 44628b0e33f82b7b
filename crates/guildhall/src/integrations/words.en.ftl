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
