use super::*;

#[test]
fn it_loads() {
    programme().unwrap_or_else(|error| panic!("{error}"));
}
