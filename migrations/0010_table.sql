-- The draft table: who moved what, what is answered to a conflict, who is at it, what a solver proposes,
-- and when people and hosts are not there. No foreign keys to editions, activities, people and hosts: an
-- import may take one out and bring it back under the same id.

-- How often the places of an edition's draft were changed. Whoever changes them holds this row, so that
-- two who place at once are one after the other, each seeing what the other did.
create table table_head (
    edition_id uuid primary key,
    version bigint not null
);

create table table_step (
    edition_id uuid not null,
    version bigint not null,
    cause text not null,
    -- Null: the operator at the machine, or the house.
    account_id uuid,
    at bigint not null,
    -- What its maker may still do with it.
    state text not null,
    -- What moved, from where to where.
    body json not null,
    primary key (edition_id, version),
    constraint table_step_cause check (
        cause in ('placed', 'undone', 'redone', 'accepted', 'elsewhere')
    ),
    constraint table_step_state check (state in ('done', 'undone', 'spent'))
);
create index table_step_of_account on table_step (edition_id, account_id, state, version);

create table table_rule (
    edition_id uuid not null,
    conflict text not null,
    answer text not null,
    primary key (edition_id, conflict),
    constraint table_rule_answer check (answer in ('block', 'warn', 'ignore'))
);

create table table_presence (
    edition_id uuid not null,
    account_id uuid not null,
    seen_at bigint not null,
    primary key (edition_id, account_id)
);

create table table_run (
    id uuid primary key,
    edition_id uuid not null,
    kind text not null,
    asked json not null,
    state text not null,
    -- Null: the operator at the machine.
    started_by uuid,
    started_at bigint not null,
    -- When its node last said that it works on it.
    beat_at bigint not null,
    ended_at bigint,
    stop_asked boolean not null,
    steps bigint not null,
    steps_max bigint not null,
    -- Null until it has ended.
    outcome json,
    constraint table_run_kind check (kind in ('these', 'rest', 'improve', 'without_hall')),
    constraint table_run_state check (
        state in ('running', 'proposed', 'failed', 'accepted', 'discarded')
    ),
    constraint table_run_ended check ((state = 'running') = (ended_at is null)),
    constraint table_run_outcome check (state not in ('proposed', 'accepted') or outcome is not null)
);
create index table_run_in_edition on table_run (edition_id, started_at);
-- One solver a draft: two proposals would contradict each other.
create unique index table_run_once on table_run (edition_id) where state = 'running';

create table availability (
    id uuid primary key,
    edition_id uuid not null,
    person_id uuid,
    host_id uuid,
    kind text not null,
    starts_at bigint not null,
    ends_at bigint not null,
    entered_by uuid,
    entered_at bigint not null,
    constraint availability_of_one check ((person_id is null) <> (host_id is null)),
    constraint availability_kind check (kind in ('away', 'rather_not')),
    constraint availability_span check (starts_at < ends_at)
);
create index availability_in_edition on availability (edition_id, starts_at);
