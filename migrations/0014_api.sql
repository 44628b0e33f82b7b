-- What other programs may do: tokens of people, answers kept for repeated requests, webhooks of
-- editions. No foreign keys to editions: as everywhere, the journal and the letters outlive them.

create table api_token (
    id uuid primary key,
    -- SHA-256 of the token, which its maker saw once.
    token_hash bytea not null unique,
    account_id uuid not null references account (id),
    edition_id uuid not null,
    name text not null,
    -- What it was made for: 'grants:write programme:read'.
    reach text not null,
    made_at bigint not null,
    expires_at bigint not null,
    -- The midnight (UTC) that began the last day of use, no finer.
    used_on bigint,
    revoked_at bigint,
    constraint api_token_life check (expires_at > made_at)
);
create index api_token_of_account on api_token (account_id, made_at);
create index api_token_in_edition on api_token (edition_id, made_at);

-- What was answered to a request with an Idempotency-Key, for whoever asks the same again.
create table api_answer (
    account_id uuid not null,
    key text not null,
    -- SHA-256 of method, path and body: another request with the same key is a mistake.
    request_hash bytea not null,
    status bigint not null,
    body text,
    location text,
    etag text,
    made_at bigint not null,
    primary key (account_id, key)
);
create index api_answer_made on api_answer (made_at);

create table webhook (
    id uuid primary key,
    edition_id uuid not null,
    url text not null,
    -- Kinds of facts, separated by spaces; a kind that ends in a dot stands for all that begin so.
    kinds text not null,
    -- In the clear: every delivery is signed with it.
    secret bytea not null,
    -- Null: the operator at the machine.
    made_by uuid references account (id),
    made_at bigint not null,
    -- Raised by every change: who changes what somebody else changed meanwhile is told.
    version bigint not null,
    -- The last fact that was delivered or passed over.
    position bigint not null,
    next_at bigint not null,
    held_until bigint not null,
    failures bigint not null,
    failing_since bigint,
    disabled_at bigint,
    disabled_why text,
    constraint webhook_disabled check ((disabled_at is null) = (disabled_why is null)),
    constraint webhook_why check (disabled_why in ('by_hand', 'failing', 'gone')),
    constraint webhook_failing check ((failures = 0) = (failing_since is null))
);
create index webhook_in_edition on webhook (edition_id, made_at);
create index webhook_due on webhook (next_at, id) where disabled_at is null;

create table webhook_delivery (
    id uuid primary key,
    webhook_id uuid not null references webhook (id),
    position bigint not null,
    kind text not null,
    attempt bigint not null,
    at bigint not null,
    took_ms bigint not null,
    -- What the other side answered; null when it did not.
    status bigint,
    -- Why it did not: a word of the program, nothing of what was answered.
    trouble text,
    constraint webhook_delivery_told check (status is not null or trouble is not null)
);
create index webhook_delivery_of on webhook_delivery (webhook_id, at);

create index fact_in_edition on fact (edition_id, position) where position is not null;
