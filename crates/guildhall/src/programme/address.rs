//! The addresses of new things, made from their words.

use std::collections::HashSet;

use kernel::Slug;

/// The nearest slug to words of any script, cut between words.
pub fn slug(words: &str) -> Option<Slug> {
    let spelled = deunicode::deunicode_with_tofu(words, " ");
    let slug = Slug::from_words(&spelled)?;
    let cut = slug.as_str().len() == Slug::LENGTH_MAX && spelled.len() > Slug::LENGTH_MAX;
    let shorter = slug.as_str().rsplit_once('-').filter(|(kept, _)| cut && kept.len() > 40);
    shorter.and_then(|(kept, _)| kept.parse().ok()).or(Some(slug))
}

/// The first of `slug`, `slug-2`, … that nothing has.
pub fn untaken(taken: &mut HashSet<Slug>, slug: &Slug) -> Slug {
    let numbered = (2..).map(|number| slug.numbered(number));
    let mut candidates = std::iter::once(slug.clone()).chain(numbered);
    let free = candidates.find(|candidate| !taken.contains(candidate)).unwrap_or(slug.clone());
    taken.insert(free.clone());
    free
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_any_script_have_an_address() {
        let slug = |words| slug(words).map(String::from);
        assert_eq!(slug("José Müller"), Some("jose-muller".to_owned()));
        assert_eq!(slug("具身智能"), Some("ju-shen-zhi-neng".to_owned()));
        assert_eq!(slug("Что нового"), Some("chto-novogo".to_owned()));
        assert_eq!(slug("🎉"), Some("tada".to_owned()));
        assert_eq!(slug("…"), None);
        let long = slug(&"speaking ".repeat(20)).unwrap();
        assert!(long.ends_with("-speaking") && long.len() <= 80, "{long}");
    }
}
