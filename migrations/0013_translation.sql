-- Translation as work: the terms that all hosts share, and whether unread machine texts are released.

create table glossary_term (
    id uuid primary key,
    edition_id uuid not null references edition (id),
    zh text not null,
    en text not null,
    note text not null,
    changed_by uuid references account (id),
    changed_at bigint not null,
    constraint glossary_term_words check (zh <> '' and en <> ''),
    unique (edition_id, zh)
);

create table text_policy (
    edition_id uuid primary key references edition (id),
    machine text not null,
    constraint text_policy_machine check (machine in ('withheld', 'shown'))
);
