//! What may be done to grants, invitations and members of hosts. Every verb tells one fact.

pub mod grants;
pub mod invitations;
pub mod members;
