-- Accounts (private, unlike the public profile in `person`), how one signs in, and who may do what.

create table account (
    id uuid primary key,
    -- In lower case.
    email text not null unique,
    name text not null,
    lang text not null,
    -- Argon2id in PHC form; null for those who sign in by link alone.
    password text,
    created_at bigint not null,
    disabled_at bigint
);

create table sign_in_link (
    -- SHA-256 of the token; the token itself is in the mail alone.
    token_hash bytea primary key,
    account_id uuid not null references account (id),
    made_at bigint not null,
    expires_at bigint not null,
    used_at bigint
);
create index sign_in_link_of_account on sign_in_link (account_id, made_at);

create table session (
    id uuid primary key,
    token_hash bytea not null unique,
    account_id uuid not null references account (id),
    way text not null,
    device text not null,
    created_at bigint not null,
    seen_at bigint not null,
    ends_at bigint not null,
    constraint session_way check (way in ('link', 'password'))
);
create index session_of_account on session (account_id, created_at);

-- Wrong passwords by SHA-256 of the address, known or not, so that both answer alike.
create table wrong_password (
    email_hash bytea primary key,
    tries bigint not null,
    last_at bigint not null,
    barred_until bigint not null
);

create table role_grant (
    id uuid primary key,
    account_id uuid not null references account (id),
    role text not null,
    -- The scope: the site when both are null. No foreign keys: an import may take a host out and
    -- bring it back under the same id.
    edition_id uuid,
    host_id uuid,
    -- Null: the operator at the machine.
    granted_by uuid references account (id),
    starts_at bigint not null,
    ends_at bigint,
    constraint role_grant_scope check (
        (role = 'operator' and edition_id is null and host_id is null)
        or (role in ('organiser', 'speaker') and edition_id is not null and host_id is null)
        or (role in ('host_lead', 'representative')
            and edition_id is not null and host_id is not null)
    )
);
create index role_grant_of_account on role_grant (account_id, starts_at);
create index role_grant_in_edition on role_grant (edition_id, starts_at);
