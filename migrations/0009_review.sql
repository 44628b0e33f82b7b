-- Reviews of what was proposed: phases, reviewers, who reads what, what they said, and what follows.

create table review_phase (
    id uuid primary key,
    call_id uuid not null references call (id),
    edition_id uuid not null,
    -- 1, 2, 3, ... within the call; the last one is the one that is on.
    number bigint not null,
    state text not null,
    -- How it is judged, by how many, whether names are hidden.
    body json not null,
    -- From which who reads what was drawn last.
    seed bigint,
    assigned_at bigint,
    ranked_at bigint,
    version bigint not null,
    made_at bigint not null,
    constraint review_phase_state check (state in ('prepared', 'open', 'closed')),
    constraint review_phase_number unique (call_id, number)
);

create table call_reviewer (
    id uuid primary key,
    call_id uuid not null references call (id),
    edition_id uuid not null,
    account_id uuid not null references account (id),
    -- Topics they know, between bars as in proposals.
    topics text not null,
    -- Employers and others in whose interest they might judge, one a line.
    interests text not null,
    load_max bigint not null,
    made_at bigint not null,
    ended_at bigint,
    constraint call_reviewer_load check (load_max > 0),
    constraint call_reviewer_once unique (call_id, account_id)
);
create index call_reviewer_by_account on call_reviewer (account_id);

create table review (
    id uuid primary key,
    phase_id uuid not null references review_phase (id),
    proposal_id uuid not null references proposal (id) on delete cascade,
    reviewer_id uuid not null references call_reviewer (id),
    state text not null,
    -- One mark a criterion.
    marks json not null,
    comment text not null,
    version bigint not null,
    assigned_at bigint not null,
    given_at bigint,
    constraint review_state check (state in ('assigned', 'given', 'conflict')),
    constraint review_given check ((given_at is not null) = (state = 'given')),
    constraint review_once unique (phase_id, proposal_id, reviewer_id)
);
create index review_by_reviewer on review (reviewer_id, phase_id);
create index review_of_proposal on review (proposal_id);

-- The discussion of a proposal among those who review it.
create table review_note (
    id uuid primary key,
    proposal_id uuid not null references proposal (id) on delete cascade,
    account_id uuid references account (id),
    words text not null,
    at bigint not null
);
create index review_note_of on review_note (proposal_id, at);

-- What the ranking model made of a phase's reviews, in thousandths.
create table review_result (
    phase_id uuid not null references review_phase (id),
    proposal_id uuid not null references proposal (id) on delete cascade,
    place bigint not null,
    value_e3 bigint not null,
    error_e3 bigint,
    place_low bigint,
    place_high bigint,
    plain_e3 bigint not null,
    reviews bigint not null,
    primary key (phase_id, proposal_id)
);
