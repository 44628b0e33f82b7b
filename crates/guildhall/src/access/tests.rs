use kernel::{Timestamp, Uuid};

use super::*;

const EDITION: Uuid = Uuid::from_u128(1);
const OTHER: Uuid = Uuid::from_u128(2);
const HOST: Scope = Scope::Host { edition: EDITION, host: Uuid::from_u128(3) };

fn someone() -> Actor {
    Actor::Account(AccountId::from_uuid(Uuid::from_u128(9)))
}

fn at(millis: i64) -> Timestamp {
    Timestamp::from_millis(millis)
}

fn holding(role: Role, scope: Scope) -> Holding {
    Holding { role, scope, starts_at: at(100), ends_at: Some(at(200)) }
}

/// What the policy says at moment 150 to somebody with that one role.
fn says<P: Permission>(role: Role, held: Scope, wanted: Scope) -> Result<(), Denied> {
    decide::<P>(someone(), wanted, &[holding(role, held)], at(150)).map(drop)
}

#[test]
fn an_organiser_edits_the_edition_of_the_grant_and_no_other() {
    let mine = Scope::Edition(EDITION);

    assert_eq!(says::<EditProgramme>(Role::Organiser, mine, mine), Ok(()));
    let other = Scope::Edition(OTHER);
    assert_eq!(says::<EditProgramme>(Role::Organiser, mine, other), Err(Denied::Missing));
}

#[test]
fn who_leads_a_host_reads_the_draft_of_its_edition_and_is_refused_the_pen() {
    let (mine, other) = (Scope::Edition(EDITION), Scope::Edition(OTHER));

    assert_eq!(says::<ReadDraft>(Role::HostLead, HOST, mine), Ok(()));
    assert_eq!(says::<EditProgramme>(Role::HostLead, HOST, mine), Err(Denied::Refused));
    assert_eq!(says::<ReadDraft>(Role::HostLead, HOST, other), Err(Denied::Missing));
    assert_eq!(says::<ReadJournal>(Role::HostLead, HOST, mine), Err(Denied::Missing));
}

#[test]
fn a_grant_holds_from_its_start_until_just_before_its_end() {
    let scope = Scope::Edition(EDITION);
    let held = [holding(Role::Organiser, scope)];
    let may = |now| decide::<EditProgramme>(someone(), scope, &held, at(now)).is_ok();

    assert_eq!([99, 100, 199, 200].map(may), [false, true, true, false]);
}

#[test]
fn an_operator_of_the_site_manages_every_edition() {
    let edition = Scope::Edition(EDITION);
    assert_eq!(says::<ManageRoles>(Role::Operator, Scope::Site, edition), Ok(()));
    assert_eq!(says::<CreateEdition>(Role::Operator, Scope::Site, Scope::Site), Ok(()));
    assert_eq!(says::<CreateEdition>(Role::Organiser, edition, Scope::Site), Err(Denied::Missing));
}

#[test]
fn a_visitor_and_the_house_hold_nothing_and_whoever_runs_the_machine_may_do_all() {
    let scope = Scope::Edition(EDITION);
    let held = [holding(Role::Organiser, scope)];
    let decided = |actor| decide::<EditProgramme>(actor, scope, &held, at(150)).map(drop);

    assert_eq!(decided(Actor::Visitor), Err(Denied::Missing));
    assert_eq!(decided(Actor::House), Err(Denied::Missing));
    assert_eq!(decided(Actor::Operator), Ok(()));
}

#[test]
fn a_permission_over_editions_is_never_given_for_the_site() {
    let all = [holding(Role::Operator, Scope::Site)];
    let wrong = decide::<ManageRoles>(someone(), Scope::Site, &all, at(150));
    assert_eq!(wrong.map(drop), Err(Denied::Missing));
}
