-- Guests on their way to an edition, and the running order of an activity on stage. No foreign keys to
-- editions, people and activities: an import may take one out and bring it back under the same id.

create table guest (
    id uuid primary key,
    edition_id uuid not null,
    state text not null,
    -- Order of protocol, 1 first.
    rank bigint,
    name json not null,
    title json not null,
    -- Home country, ISO 3166-1 alpha-2 in capitals; empty when nobody has said.
    country text not null,
    lang text not null,
    -- Who follows up; null: nobody yet.
    keeper_id uuid references account (id),
    next_step text not null,
    -- `2025-02-10`; empty when there is no hurry.
    next_by text not null,
    -- Language to interpret into, time zone: empty when none is needed or known.
    interpreter text not null,
    zone text not null,
    version bigint not null,
    made_at bigint not null,
    changed_at bigint not null,
    constraint guest_state check (
        state in ('found', 'invited', 'in_talks', 'accepted', 'declined')
    ),
    constraint guest_rank check (rank is null or rank >= 1)
);
create index guest_in_edition on guest (edition_id, state);

-- What only those read who arrange it; a table of its own, so that no list of guests reads it.
create table guest_need (
    guest_id uuid primary key references guest (id),
    travel text not null,
    diet text not null,
    version bigint not null,
    changed_at bigint not null
);

create table show_item (
    id uuid primary key,
    edition_id uuid not null,
    activity_id uuid not null,
    position bigint not null,
    minutes bigint not null,
    title json not null,
    who text not null,
    cue text not null,
    constraint show_item_minutes check (minutes >= 0)
);
create index show_item_of_activity on show_item (activity_id, position);

-- Where on the running order one is. `step` grows with every press, so that of two who press at once the
-- second is not counted.
create table show_place (
    activity_id uuid primary key,
    edition_id uuid not null,
    -- Null: not begun, or over.
    item_id uuid,
    began_at bigint,
    over bigint not null,
    step bigint not null
);
