//! Stories of accounts, links, passwords and roles on every engine.
