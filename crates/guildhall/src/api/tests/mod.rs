//! Stories of the API floor and of every route on it.
