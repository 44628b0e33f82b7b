//! Letters made alike, and text cut into what is looked up.

/// What text is made of for searching.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Token {
    /// Letters and digits between other signs: `guildhall`, `2025`.
    Word(String),
    /// Signs of the Chinese script in a row.
    Han(Vec<char>),
}

/// The text in lower case, without accents, full-width letters made narrow.
pub fn folded(text: &str) -> String {
    text.chars().flat_map(char::to_lowercase).filter_map(alike).collect()
}

pub fn is_han(sign: char) -> bool {
    matches!(sign, '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{20000}'..='\u{2ffff}')
}

/// Cuts folded text.
pub fn tokens(folded: &str) -> Vec<Token> {
    let mut out: Vec<Token> = Vec::new();
    let mut open = false;
    for sign in folded.chars() {
        match (is_han(sign), sign.is_alphanumeric(), open, out.last_mut()) {
            (true, _, true, Some(Token::Han(row))) => row.push(sign),
            (true, ..) => out.push(Token::Han(vec![sign])),
            (false, true, true, Some(Token::Word(word))) => word.push(sign),
            (false, true, ..) => out.push(Token::Word(sign.to_string())),
            _ => {}
        }
        // An apostrophe does not end a word, but a space or any other sign does.
        open = sign.is_alphanumeric() || (open && matches!(sign, '\'' | '’'));
    }
    out
}

/// The word without what English adds for the plural: a beginning that both forms share.
pub fn singular(word: &str) -> &str {
    if word.len() < 4 || !word.is_ascii() || word.ends_with("ss") {
        return word;
    }
    word.strip_suffix("ies").or_else(|| word.strip_suffix('s')).unwrap_or(word)
}

/// The plain letter behind an accent; `None` for an accent that stands alone.
fn alike(sign: char) -> Option<char> {
    Some(match sign {
        '\u{300}'..='\u{36f}' => return None,
        '\u{ff01}'..='\u{ff5e}' => {
            let narrow = char::from_u32(u32::from(sign) - 0xfee0).unwrap_or(sign);
            narrow.to_ascii_lowercase()
        }
        'à'..='å' | 'ā' | 'ă' | 'ą' | 'ǎ' => 'a',
        'ç' | 'ć' | 'ĉ' | 'ċ' | 'č' => 'c',
        'ď' | 'đ' => 'd',
        'è'..='ë' | 'ē' | 'ĕ' | 'ė' | 'ę' | 'ě' => 'e',
        'ĝ' | 'ğ' | 'ġ' | 'ģ' => 'g',
        'ĥ' | 'ħ' => 'h',
        'ì'..='ï' | 'ĩ' | 'ī' | 'ĭ' | 'į' | 'ı' | 'ǐ' => 'i',
        'ĵ' => 'j',
        'ķ' => 'k',
        'ĺ' | 'ļ' | 'ľ' | 'ŀ' | 'ł' => 'l',
        'ñ' | 'ń' | 'ņ' | 'ň' => 'n',
        'ò'..='ö' | 'ø' | 'ō' | 'ŏ' | 'ő' | 'ǒ' => 'o',
        'ŕ' | 'ŗ' | 'ř' => 'r',
        'ś' | 'ŝ' | 'ş' | 'š' | 'ß' => 's',
        'ţ' | 'ť' | 'ŧ' => 't',
        'ù'..='ü' | 'ũ' | 'ū' | 'ŭ' | 'ů' | 'ű' | 'ų' | 'ǔ' | 'ǚ' | 'ǜ' => 'u',
        'ŵ' => 'w',
        'ý' | 'ÿ' | 'ŷ' => 'y',
        'ź' | 'ż' | 'ž' => 'z',
        _ => sign,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn accents_case_and_width_make_no_difference() {
        assert_eq!(folded("Łukasz CAFÉ ＡＩ Zürich e\u{301}"), "lukasz cafe ai zurich e");
    }

    #[test]
    fn text_is_cut_where_the_script_changes() {
        let han = |text: &str| Token::Han(text.chars().collect());
        let word = |text: &str| Token::Word(text.to_owned());
        assert_eq!(
            tokens("ai大模型 rust-lang, don't，智能"),
            [word("ai"), han("大模型"), word("rust"), word("lang"), word("dont"), han("智能")]
        );
    }

    #[test]
    fn both_forms_of_an_english_word_share_a_beginning() {
        assert_eq!(singular("agents"), "agent");
        assert_eq!(singular("communities"), "communit");
        assert_eq!(singular("chess"), "chess");
        assert_eq!(singular("bus"), "bus");
    }
}
