-- Review by comparison: of two proposals side by side, the one that a reviewer would rather have.

create table review_pair (
    id uuid primary key,
    phase_id uuid not null references review_phase (id),
    reviewer_id uuid not null references call_reviewer (id),
    left_id uuid not null references proposal (id) on delete cascade,
    right_id uuid not null references proposal (id) on delete cascade,
    -- Empty while it is asked.
    said text not null,
    version bigint not null,
    asked_at bigint not null,
    given_at bigint,
    constraint review_pair_said check (said in ('', 'left', 'right', 'equal')),
    constraint review_pair_two check (left_id <> right_id),
    constraint review_pair_given check ((given_at is not null) = (said <> ''))
);
-- One at a time.
create unique index review_pair_asked on review_pair (phase_id, reviewer_id) where said = '';
create index review_pair_by on review_pair (reviewer_id, phase_id);
create index review_pair_left on review_pair (left_id);
create index review_pair_right on review_pair (right_id);
