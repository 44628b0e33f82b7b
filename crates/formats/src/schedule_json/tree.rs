//! A JSON document (RFC 8259) as a tree of values that know where they stand, keys in their order.

use std::borrow::Cow;

use crate::error::{Problem, ReadError};
use crate::limits::{DEPTH_MAX, NODES_MAX};
use crate::source::Source;

pub(crate) struct Value<'a> {
    pub(crate) at: usize,
    pub(crate) kind: Kind<'a>,
}

pub(crate) enum Kind<'a> {
    Null,
    Bool(bool),
    /// As written.
    Number(&'a str),
    Text(Cow<'a, str>),
    List(Vec<Value<'a>>),
    /// Keys and values in the order of the file.
    Object(Vec<(Cow<'a, str>, Value<'a>)>),
}

impl Kind<'_> {
    /// What an error message calls it.
    pub(crate) fn name(&self) -> &'static str {
        match self {
            Self::Null => "null",
            Self::Bool(_) => "true or false",
            Self::Number(_) => "a number",
            Self::Text(_) => "a text",
            Self::List(_) => "a list",
            Self::Object(_) => "an object",
        }
    }
}

/// Reads a whole document.
pub(crate) fn parse(source: Source<'_>) -> Result<Value<'_>, ReadError> {
    let mut parser = Parser { source, at: 0, values: 0 };
    parser.skip_space();
    let value = parser.value(0)?;
    parser.skip_space();
    if parser.at < source.text.len() {
        return Err(parser.not_json("something follows the end of the document"));
    }
    Ok(value)
}

struct Parser<'a> {
    source: Source<'a>,
    at: usize,
    values: usize,
}

type Read<T> = Result<T, ReadError>;

impl<'a> Parser<'a> {
    fn value(&mut self, depth: usize) -> Read<Value<'a>> {
        let at = self.at;
        if depth == DEPTH_MAX {
            return Err(self.source.error(at, Problem::TooDeep { limit: DEPTH_MAX }));
        }
        self.values += 1;
        if self.values > NODES_MAX {
            let problem = Problem::TooMany { what: "values", limit: NODES_MAX };
            return Err(self.source.error(at, problem));
        }
        let kind = match self.peek() {
            Some(b'{') => Kind::Object(self.object(depth)?),
            Some(b'[') => Kind::List(self.list(depth)?),
            Some(b'"') => Kind::Text(self.text()?),
            Some(b'-' | b'0'..=b'9') => Kind::Number(self.number()?),
            Some(b'a'..=b'z') => self.word()?,
            Some(_) => return Err(self.not_json("a value cannot begin like this")),
            None => return Err(self.cut_off("the document")),
        };
        Ok(Value { at, kind })
    }

    fn object(&mut self, depth: usize) -> Read<Vec<(Cow<'a, str>, Value<'a>)>> {
        let mut entries = Vec::new();
        self.items(b'}', "an object", |parser| {
            if parser.peek() != Some(b'"') {
                return Err(parser.not_json("a key in quotation marks is wanted here"));
            }
            let key = parser.text()?;
            parser.skip_space();
            match parser.peek() {
                Some(b':') => parser.at += 1,
                None => return Err(parser.cut_off("an object")),
                Some(_) => return Err(parser.not_json("a colon is wanted after a key")),
            }
            parser.skip_space();
            entries.push((key, parser.value(depth + 1)?));
            Ok(())
        })?;
        Ok(entries)
    }

    fn list(&mut self, depth: usize) -> Read<Vec<Value<'a>>> {
        let mut values = Vec::new();
        self.items(b']', "a list", |parser| {
            values.push(parser.value(depth + 1)?);
            Ok(())
        })?;
        Ok(values)
    }

    /// What stands between commas until `close`; the parser is on the opening bracket.
    fn items(
        &mut self,
        close: u8,
        of: &'static str,
        mut item: impl FnMut(&mut Self) -> Read<()>,
    ) -> Read<()> {
        self.at += 1;
        self.skip_space();
        if self.peek() == Some(close) {
            self.at += 1;
            return Ok(());
        }
        loop {
            if self.peek().is_none() {
                return Err(self.cut_off(of));
            }
            item(self)?;
            self.skip_space();
            match self.peek() {
                Some(byte) if byte == close => break,
                Some(b',') => self.at += 1,
                Some(_) => return Err(self.not_json("a comma is wanted between two values")),
                None => return Err(self.cut_off(of)),
            }
            self.skip_space();
        }
        self.at += 1;
        Ok(())
    }

    fn text(&mut self) -> Read<Cow<'a, str>> {
        self.at += 1;
        let mut owned: Option<String> = None;
        let mut from = self.at;
        loop {
            match self.peek() {
                None => return Err(self.cut_off("a text")),
                Some(b'"') => break,
                Some(b'\\') => {
                    let text = owned.get_or_insert_default();
                    text.push_str(&self.source.text[from..self.at]);
                    let symbol = self.escape()?;
                    owned.get_or_insert_default().push(symbol);
                    from = self.at;
                }
                Some(..0x20) => {
                    return Err(self.not_json("a line break or control character in a text"));
                }
                Some(_) => self.at += 1,
            }
        }
        let last = &self.source.text[from..self.at];
        self.at += 1;
        Ok(match owned {
            Some(text) => Cow::Owned(text + last),
            None => Cow::Borrowed(last),
        })
    }

    fn escape(&mut self) -> Read<char> {
        self.at += 1;
        let Some(byte) = self.peek() else { return Err(self.cut_off("a text")) };
        let symbol = match byte {
            b'"' | b'\\' | b'/' => char::from(byte),
            b'b' => '\u{8}',
            b'f' => '\u{c}',
            b'n' => '\n',
            b'r' => '\r',
            b't' => '\t',
            b'u' => return self.unicode(),
            _ => return Err(self.not_json("an unknown letter after \\")),
        };
        self.at += 1;
        Ok(symbol)
    }

    /// `u` and four digits or, beyond the first plane, two of these with a backslash between.
    fn unicode(&mut self) -> Read<char> {
        let at = self.at - 1;
        let lone = |parser: &Self| {
            let what = "half of a surrogate pair in a text".to_owned();
            parser.source.error(at, Problem::NotJson { what })
        };
        let first = self.four_digits()?;
        let code = match first {
            0xD800..=0xDBFF => {
                if !self.source.text[self.at..].starts_with("\\u") {
                    return Err(lone(self));
                }
                self.at += 1;
                let second = self.four_digits()?;
                if !(0xDC00..=0xDFFF).contains(&second) {
                    return Err(lone(self));
                }
                0x10000 + ((first - 0xD800) << 10) + (second - 0xDC00)
            }
            _ => first,
        };
        char::from_u32(code).ok_or_else(|| lone(self))
    }

    fn four_digits(&mut self) -> Read<u32> {
        let digits = self.source.text.as_bytes().get(self.at + 1..self.at + 5);
        let Some(digits) = digits else { return Err(self.cut_off("a text")) };
        let mut code = 0;
        for digit in digits {
            let Some(value) = char::from(*digit).to_digit(16) else {
                return Err(self.not_json("four hexadecimal digits are wanted after \\u"));
            };
            code = code * 16 + value;
        }
        self.at += 5;
        Ok(code)
    }

    fn number(&mut self) -> Read<&'a str> {
        let from = self.at;
        self.at += usize::from(self.peek() == Some(b'-'));
        if self.peek() == Some(b'0') {
            self.at += 1;
        } else {
            self.digits()?;
        }
        if self.peek() == Some(b'.') {
            self.at += 1;
            self.digits()?;
        }
        if let Some(b'e' | b'E') = self.peek() {
            self.at += 1;
            self.at += usize::from(matches!(self.peek(), Some(b'+' | b'-')));
            self.digits()?;
        }
        Ok(&self.source.text[from..self.at])
    }

    fn digits(&mut self) -> Read<()> {
        let from = self.at;
        while self.peek().is_some_and(|byte| byte.is_ascii_digit()) {
            self.at += 1;
        }
        match self.peek() {
            _ if self.at > from => Ok(()),
            None => Err(self.cut_off("a number")),
            Some(_) => Err(self.not_json("a digit is wanted here")),
        }
    }

    fn word(&mut self) -> Read<Kind<'a>> {
        let rest = &self.source.text[self.at..];
        let words =
            [("null", Kind::Null), ("true", Kind::Bool(true)), ("false", Kind::Bool(false))];
        for (word, kind) in words {
            if rest.starts_with(word) {
                self.at += word.len();
                return Ok(kind);
            }
            if word.starts_with(rest) {
                return Err(self.cut_off("a value"));
            }
        }
        Err(self.not_json("a value cannot begin like this"))
    }

    fn peek(&self) -> Option<u8> {
        self.source.text.as_bytes().get(self.at).copied()
    }

    fn skip_space(&mut self) {
        while let Some(b' ' | b'\t' | b'\n' | b'\r') = self.peek() {
            self.at += 1;
        }
    }

    fn not_json(&self, what: &str) -> ReadError {
        self.source.error(self.at, Problem::NotJson { what: what.to_owned() })
    }

    fn cut_off(&self, open: &str) -> ReadError {
        let open = open.to_owned();
        self.source.error(self.source.text.len(), Problem::Truncated { open })
    }
}
