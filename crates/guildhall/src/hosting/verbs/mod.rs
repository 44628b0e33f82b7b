//! What may be done to grants, requests, activities, profiles, invitations and members of hosts.
//! Every verb tells one fact.

pub mod activities;
pub mod cohosting;
pub mod grants;
pub mod invitations;
pub mod members;
mod news;
pub mod people;
pub mod profile;
pub mod requests;
