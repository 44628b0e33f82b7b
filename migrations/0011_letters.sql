-- Letters as an edition's organisers see them: what waits, what was sent, whose mailbox refuses; the
-- words they set; whom the programme's people are reached at. No foreign keys to editions, people and
-- releases: an import may take one out and bring it back under the same id.

alter table outbox add column edition_id uuid;
-- The person of the programme it goes to, when it is about them.
alter table outbox add column person_id uuid;
-- What it was ordered with: a release, a letter to a group.
alter table outbox add column batch_id uuid;
-- Set while it waits for an organiser's yes.
alter table outbox add column waits_since bigint;
-- How it ended unsent; null exactly while `dead_at` is.
alter table outbox add column ending text;
-- What was sent, kept for two weeks; never of a letter that holds a secret.
alter table outbox add column subject text;
alter table outbox add column body text;
update outbox set ending = 'given_up' where dead_at is not null;
drop index outbox_due;
create index outbox_due on outbox (send_at, id)
    where sent_at is null and dead_at is null and waits_since is null;
create index outbox_in_edition on outbox (edition_id, written_at);
create index outbox_of_person on outbox (person_id);
create index outbox_of_account on outbox (account_id);
create index outbox_of_batch on outbox (batch_id);

-- An edition's own words for a kind of letter; the house's where there is no row.
create table letter_wording (
    edition_id uuid not null,
    kind text not null,
    lang text not null,
    subject text not null,
    body text not null,
    -- Grows with every change, so that of two who change it at once the second is told.
    version bigint not null,
    changed_by uuid references account (id),
    changed_at bigint not null,
    primary key (edition_id, kind, lang)
);

-- Kinds whose letters wait for a yes.
create table letter_switch (
    edition_id uuid not null,
    kind text not null,
    changed_by uuid references account (id),
    changed_at bigint not null,
    primary key (edition_id, kind)
);

-- Mailboxes that refuse letters, noted by the server's answer or by hand.
create table bounce (
    email text primary key,
    reason text not null,
    noted_by uuid references account (id),
    noted_at bigint not null
);

-- Whom a person of the programme is reached at: private, unlike the profile in `person`.
create table contact (
    person_id uuid primary key,
    edition_id uuid not null,
    -- In lower case.
    email text not null,
    lang text not null,
    version bigint not null,
    noted_by uuid references account (id),
    noted_at bigint not null
);
create index contact_in_edition on contact (edition_id, email);

-- A letter that an organiser wrote to many.
create table group_letter (
    id uuid primary key,
    edition_id uuid not null,
    audience json not null,
    subject json not null,
    body json not null,
    made_by uuid references account (id),
    made_at bigint not null
);
create index group_letter_in_edition on group_letter (edition_id, made_at);

-- What became of each activity since the release before; null: made before this was noted.
alter table release add column changes json;
