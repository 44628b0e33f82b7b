-- Grants for halls of a kind, what hosts ask beyond their grants, and who is asked to host together.
-- No foreign keys to editions, hosts, halls and activities: an import may take one out and bring it back.

-- Minutes in halls that have this, and in no others.
alter table host_grant add column feature text;
drop index host_grant_once;
create unique index host_grant_once on host_grant (host_id, resource)
    where hall_id is null and feature is null;
create unique index host_grant_once_a_feature on host_grant (host_id, feature)
    where feature is not null;

create table host_request (
    id uuid primary key,
    edition_id uuid not null,
    host_id uuid not null,
    -- What is asked beyond the grants, and what of each was granted.
    asked json not null,
    -- The activity as it would be; null: nothing in particular.
    activity_id uuid,
    activity json,
    state text not null,
    -- Why it was decided so; empty while it is open.
    reason text not null,
    asked_by uuid references account (id),
    asked_at bigint not null,
    decided_by uuid references account (id),
    decided_at bigint,
    constraint host_request_state check (
        state in ('open', 'granted', 'in_part', 'refused', 'withdrawn')
    ),
    constraint host_request_decided check ((state = 'open') = (decided_at is null)),
    constraint host_request_activity check ((activity is null) = (activity_id is null))
);
create index host_request_in_edition on host_request (edition_id, asked_at);
create index host_request_of_host on host_request (host_id, asked_at);
create unique index host_request_once on host_request (activity_id) where state = 'open';

create table host_request_message (
    id uuid primary key,
    request_id uuid not null references host_request (id),
    side text not null,
    written_by uuid references account (id),
    written_at bigint not null,
    words text not null,
    constraint host_request_message_side check (side in ('host', 'organiser'))
);
create index host_request_message_of on host_request_message (request_id, written_at);

create table co_hosting (
    id uuid primary key,
    edition_id uuid not null,
    activity_id uuid not null,
    -- Who is asked, and by whom; null: by the organisers.
    host_id uuid not null,
    asking_host_id uuid,
    state text not null,
    asked_by uuid references account (id),
    asked_at bigint not null,
    answered_by uuid references account (id),
    answered_at bigint,
    -- What was said when it ended; may be empty.
    reason text not null,
    constraint co_hosting_state check (
        state in ('asked', 'agreed', 'declined', 'taken_back', 'withdrawn')
    ),
    constraint co_hosting_answered check ((state = 'asked') = (answered_at is null))
);
create index co_hosting_in_edition on co_hosting (edition_id, asked_at);
create unique index co_hosting_once on co_hosting (activity_id, host_id) where state = 'asked';
