-- Calls for proposals, what is proposed, by whom, with which files. No foreign keys to editions, hosts
-- and activities: an import may take one out and bring it back under the same id.

create table call (
    id uuid primary key,
    edition_id uuid not null,
    -- Null: the edition's own.
    host_id uuid,
    slug text not null,
    state text not null,
    opens_at bigint not null,
    closes_at bigint not null,
    -- Handed on by whoever runs the call; empty: everybody may propose.
    access_code text not null,
    -- What the call says and asks: names, kinds, lengths, fields.
    body json not null,
    -- One more with every change, so that two who edit do not overwrite each other.
    version bigint not null,
    made_at bigint not null,
    constraint call_state check (state in ('draft', 'announced', 'closed')),
    constraint call_span check (opens_at < closes_at),
    constraint call_slug unique (edition_id, slug)
);

create table proposal (
    id uuid primary key,
    call_id uuid not null references call (id),
    edition_id uuid not null,
    -- 1, 2, 3, ... within the call: what people say to each other.
    number bigint not null,
    state text not null,
    -- Columns that a list filters by, derived from the body.
    kind text not null,
    language text not null,
    topics text not null,
    -- Title, summary and names in lower case.
    searched text not null,
    title json not null,
    body json not null,
    waiting_rank bigint,
    -- What the decision says to those who proposed.
    note text not null,
    version bigint not null,
    -- What an import calls it; null for what was written here.
    imported_as text,
    activity_id uuid,
    begun_at bigint not null,
    submitted_at bigint,
    changed_at bigint not null,
    decided_at bigint,
    decided_by uuid references account (id),
    answered_at bigint,
    -- From then on names, addresses, texts and files are gone.
    erase_at bigint,
    erased_at bigint,
    constraint proposal_state check (
        state in (
            'draft', 'submitted', 'withdrawn', 'accepted', 'waiting', 'declined', 'confirmed', 'refused'
        )
    ),
    constraint proposal_rank check ((waiting_rank is not null) = (state = 'waiting')),
    constraint proposal_number unique (call_id, number),
    constraint proposal_imported unique (call_id, imported_as)
);
create index proposal_in_call on proposal (call_id, state, number);
create index proposal_to_erase on proposal (erase_at);

create table proposal_speaker (
    id uuid primary key,
    proposal_id uuid not null references proposal (id) on delete cascade,
    edition_id uuid not null,
    -- 0 is whoever proposed and may change it.
    position bigint not null,
    state text not null,
    -- In lower case; empty once erased, and for those an import names without.
    email text not null,
    -- Language of letters.
    lang text not null,
    -- Name, affiliation, biography as they were written.
    body json not null,
    person_id uuid,
    invited_at bigint not null,
    answered_at bigint,
    constraint proposal_speaker_state check (state in ('lead', 'invited', 'confirmed', 'declined')),
    constraint proposal_speaker_lead check ((position = 0) = (state = 'lead')),
    constraint proposal_speaker_position unique (proposal_id, position)
);
create index proposal_speaker_by_email on proposal_speaker (edition_id, email);

-- Links from letters: whoever holds one acts as that address in that edition, without an account.
create table proposal_link (
    -- SHA-256 of the token, which is in the letter alone.
    token_hash bytea primary key,
    edition_id uuid not null,
    email text not null,
    made_at bigint not null,
    expires_at bigint not null
);
create index proposal_link_by_email on proposal_link (edition_id, email);

-- Small files lie in the database: they are written with their proposal or not at all, and backups,
-- moves and several nodes have them without more ado.
create table proposal_file (
    id uuid primary key,
    proposal_id uuid not null references proposal (id) on delete cascade,
    field text not null,
    name text not null,
    sort text not null,
    bytes bigint not null,
    content bytea not null,
    made_at bigint not null
);
create index proposal_file_of on proposal_file (proposal_id);
