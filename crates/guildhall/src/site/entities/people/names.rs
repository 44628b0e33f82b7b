//! Where a name stands in an index from A to Z: Chinese names by their pinyin.

use pinyin::ToPinyin;

/// What a name is sorted by.
pub fn sort_key(name: &str) -> String {
    let mut key = String::new();
    for sign in name.trim().chars() {
        match sign.to_pinyin() {
            Some(syllable) => {
                key.push_str(surname(&key, sign).unwrap_or_else(|| syllable.plain()));
                key.push(' ');
            }
            None => key.extend(sign.to_lowercase().map(unaccented)),
        }
    }
    key
}

/// Surnames that are read otherwise than the same sign elsewhere.
fn surname(before: &str, sign: char) -> Option<&'static str> {
    if !before.is_empty() {
        return None;
    }
    match sign {
        '\u{66fe}' => Some("zeng"),
        '\u{5355}' => Some("shan"),
        '\u{4ec7}' => Some("qiu"),
        '\u{89e3}' => Some("xie"),
        '\u{533a}' => Some("ou"),
        '\u{67e5}' => Some("zha"),
        '\u{6734}' => Some("piao"),
        _ => None,
    }
}

fn unaccented(sign: char) -> char {
    match sign {
        'à'..='å' => 'a',
        'ç' | 'č' | 'ć' => 'c',
        'è'..='ë' | 'ě' => 'e',
        'ì'..='ï' => 'i',
        'ñ' => 'n',
        'ò'..='ö' | 'ø' => 'o',
        'š' | 'ś' => 's',
        'ù'..='ü' => 'u',
        'ý' => 'y',
        'ž' | 'ź' | 'ż' => 'z',
        'ł' => 'l',
        other => other,
    }
}

/// The letter a key stands under: A to Z, or `#` for all others.
pub fn letter(key: &str) -> char {
    let first = key.chars().next().unwrap_or('#').to_ascii_uppercase();
    if first.is_ascii_uppercase() { first } else { '#' }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_both_scripts_stand_under_their_letters() {
        let of = |name: &str| letter(&sort_key(name));
        assert_eq!(
            ["张宏韬", "曾文", "Øystein", "élodie", "1984"].map(of),
            ['Z', 'Z', 'O', 'E', '#']
        );
        assert!(sort_key("李安") < sort_key("李明"));
    }
}
