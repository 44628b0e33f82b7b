//! Work that no reader waits for: leases that let one node do a thing at a time.

pub mod lease;
