use super::settings::Shown;

/// Shows every setting, where its value comes from, and no secret.
pub fn run(shown: &[Shown]) {
    let width =
        |of: fn(&Shown) -> &str| shown.iter().map(|one| of(one).chars().count()).max().unwrap_or(0);
    let (keys, values) = (width(|one| &one.key), width(|one| &one.value));
    for Shown { key, value, from } in shown {
        println!("{key:<keys$}  {value:<values$}  {from}");
    }
    for note in super::settings::strangers() {
        eprintln!("guildhall: {note}");
    }
}
