//! Proposals from files: comes with the readers.
