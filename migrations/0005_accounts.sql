-- An account is made when somebody asks for a link or is given a role; it is its owner's from the
-- first sign-in on. What nobody ever signed in to is swept.
alter table account add column verified_at bigint;
update account set verified_at = created_at;
