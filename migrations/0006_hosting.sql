-- What hosts were granted, and who is invited to act for them. No foreign keys to editions, hosts and
-- halls: an import may take one out and bring it back under the same id.

create table host_grant (
    id uuid primary key,
    edition_id uuid not null,
    host_id uuid not null,
    resource text not null,
    -- Minutes in one hall alone; null: in any.
    hall_id uuid,
    amount bigint not null,
    -- Null: the operator at the machine.
    granted_by uuid references account (id),
    granted_at bigint not null,
    constraint host_grant_resource check (
        resource in ('hall_minutes', 'activities', 'seats', 'passes', 'badges', 'tables')
    ),
    constraint host_grant_amount check (amount > 0),
    constraint host_grant_hall check (hall_id is null or resource = 'hall_minutes')
);
create index host_grant_in_edition on host_grant (edition_id, host_id);
create unique index host_grant_once on host_grant (host_id, resource) where hall_id is null;
create unique index host_grant_once_a_hall on host_grant (host_id, hall_id) where hall_id is not null;

create table host_invitation (
    id uuid primary key,
    edition_id uuid not null,
    host_id uuid not null,
    role text not null,
    -- In lower case; forgotten when the invitation has ended.
    email text not null,
    -- SHA-256 of the token, which is in the letter alone; null until the letter is written.
    token_hash bytea unique,
    made_by uuid references account (id),
    made_at bigint not null,
    expires_at bigint not null,
    used_at bigint,
    used_by uuid references account (id),
    withdrawn_at bigint,
    constraint host_invitation_role check (role in ('host_lead', 'representative')),
    constraint host_invitation_used check ((used_at is null) = (used_by is null)),
    constraint host_invitation_ended check (used_at is null or withdrawn_at is null)
);
create index host_invitation_of_host on host_invitation (host_id, made_at);
