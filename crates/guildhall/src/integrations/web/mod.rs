//! The pages of this slice.
