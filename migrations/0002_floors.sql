-- The shared floors: the journal, leases of the nodes, jobs, and mail on its way out.
-- Facts refer to rows by bare ids: the journal outlives what it tells of.

create table fact (
    id uuid primary key,
    edition_id uuid,
    kind text not null,
    subject_id uuid not null,
    -- Who did it: 'account' with its id; 'operator' (at the machine), 'house' and 'visitor' without.
    actor_kind text not null,
    actor_id uuid,
    payload json not null,
    at bigint not null,
    -- Given by the sealer, without gaps; null until then.
    position bigint unique,
    hash bytea,
    constraint fact_actor check (
        actor_kind in ('account', 'operator', 'house', 'visitor')
        and (actor_kind = 'account') = (actor_id is not null)
    ),
    constraint fact_sealed check ((position is null) = (hash is null))
);
create index fact_unsealed on fact (at, id) where position is null;
create index fact_of_subject on fact (subject_id, position);

-- The last sealed fact, so that a journal cut off at its end is noticed. At most one row.
create table journal_head (
    only_row bigint primary key,
    position bigint not null,
    hash bytea not null,
    constraint journal_head_once check (only_row = 1)
);

create table lease (
    name text primary key,
    holder uuid not null,
    held_until bigint not null
);

create table job (
    id uuid primary key,
    kind text not null,
    -- Two jobs with one key are one job.
    key text not null unique,
    payload json not null,
    run_at bigint not null,
    held_until bigint not null,
    attempts bigint not null,
    -- Set when it will not be tried again.
    dead_at bigint,
    reason text
);
create index job_due on job (run_at, id) where dead_at is null;

create table outbox (
    id uuid primary key,
    kind text not null,
    -- Null when nobody asked for it whom we know: written and dropped all the same, so that asking
    -- takes as long for an unknown address as for a known one.
    account_id uuid,
    payload json not null,
    written_at bigint not null,
    send_at bigint not null,
    held_until bigint not null,
    attempts bigint not null,
    sent_at bigint,
    dead_at bigint,
    reason text
);
create index outbox_due on outbox (send_at, id) where sent_at is null and dead_at is null;
