//! An XML document as a tree of elements that know where they stand.

use std::ops::Range;

use quick_xml::Reader;
use quick_xml::errors::{IllFormedError, SyntaxError};
use quick_xml::escape::resolve_xml_entity;
use quick_xml::events::{BytesDecl, BytesRef, BytesStart, Event};
use quick_xml::{Error, XmlVersion};

use crate::error::{Problem, ReadError};
use crate::limits::{DEPTH_MAX, NODES_MAX};
use crate::source::{Source, quoted};

/// One element.
pub(super) struct Element<'a> {
    /// Its name without a name space's prefix.
    pub(super) name: &'a str,
    pub(super) at: usize,
    /// What stands between its tags.
    inner: Range<usize>,
    pub(super) attributes: Vec<(String, String)>,
    text: String,
    pub(super) children: Vec<Element<'a>>,
}

impl<'a> Element<'a> {
    /// The text; with markup among it, such as unescaped HTML, the whole as it stands in the file.
    pub(super) fn text(&self, source: Source<'a>) -> String {
        if self.children.is_empty() {
            self.text.clone()
        } else {
            source.text[self.inner.clone()].to_owned()
        }
    }
}

/// Reads a whole document.
pub(super) fn parse<'a>(source: Source<'a>) -> Result<Element<'a>, ReadError> {
    let mut builder = Builder { source, open: Vec::new(), root: None, elements: 0 };
    let mut reader = Reader::from_str(source.text);
    loop {
        let at = offset(reader.buffer_position());
        let event = reader
            .read_event()
            .map_err(|error| builder.syntax(error, offset(reader.error_position())))?;
        let end = offset(reader.buffer_position());
        match event {
            Event::Start(tag) => builder.start(&tag, at, end)?,
            Event::Empty(tag) => {
                builder.start(&tag, at, end)?;
                builder.end(end, end)?;
            }
            Event::End(_) => builder.end(at, end)?,
            Event::Text(text) => builder.text(&text.xml10_content(), at)?,
            Event::CData(text) => builder.text(&text.xml10_content(), at)?,
            Event::GeneralRef(entity) => builder.entity(&entity, at)?,
            Event::DocType(_) => return Err(source.error(at, Problem::Doctype)),
            Event::Decl(declaration) => check_encoding(source, &declaration, at)?,
            Event::Comment(_) | Event::PI(_) => {}
            Event::Eof => return builder.finish(),
        }
    }
}

struct Builder<'a> {
    source: Source<'a>,
    open: Vec<Element<'a>>,
    root: Option<Element<'a>>,
    elements: usize,
}

impl<'a> Builder<'a> {
    fn start(&mut self, tag: &BytesStart<'_>, at: usize, end: usize) -> Result<(), ReadError> {
        if self.open.len() == DEPTH_MAX {
            return Err(self.source.error(at, Problem::TooDeep { limit: DEPTH_MAX }));
        }
        self.elements += 1;
        if self.elements > NODES_MAX {
            let problem = Problem::TooMany { what: "elements", limit: NODES_MAX };
            return Err(self.source.error(at, problem));
        }
        if self.root.is_some() {
            return Err(self.not_xml(at, "a second element follows the first"));
        }
        let name_end = at + 1 + tag.name().as_ref().len();
        let name = self.source.text.get(at + 1..name_end).unwrap_or_default();
        let name = name.rsplit_once(':').map_or(name, |(_, local)| local);
        if name.is_empty() {
            return Err(self.not_xml(at, "an element has no name"));
        }
        let mut attributes = Vec::new();
        for attribute in tag.attributes() {
            let attribute = attribute.map_err(|error| self.not_xml(at, &error.to_string()))?;
            let value = attribute
                .normalized_value(XmlVersion::Implicit1_0)
                .map_err(|error| self.not_xml(at, &error.to_string()))?;
            attributes.push((attribute.key.as_ref().to_owned(), value.into_owned()));
        }
        let (inner, text, children) = (end..end, String::new(), Vec::new());
        self.open.push(Element { name, at, inner, attributes, text, children });
        Ok(())
    }

    fn end(&mut self, inner_end: usize, at: usize) -> Result<(), ReadError> {
        let Some(mut element) = self.open.pop() else {
            return Err(self.not_xml(at, "an element ends that never began"));
        };
        element.inner.end = inner_end;
        match self.open.last_mut() {
            Some(parent) => parent.children.push(element),
            None => self.root = Some(element),
        }
        Ok(())
    }

    fn text(&mut self, text: &str, at: usize) -> Result<(), ReadError> {
        match self.open.last_mut() {
            Some(element) => element.text.push_str(text),
            None if text.bytes().all(|byte| byte.is_ascii_whitespace()) => {}
            None => return Err(self.not_xml(at, "text stands outside of the root element")),
        }
        Ok(())
    }

    fn entity(&mut self, entity: &BytesRef<'_>, at: usize) -> Result<(), ReadError> {
        let character = entity.resolve_char_ref();
        let character = character.map_err(|error| self.not_xml(at, &error.to_string()))?;
        if let Some(character) = character {
            return self.text(character.encode_utf8(&mut [0; 4]), at);
        }
        match resolve_xml_entity(entity) {
            Some(text) => self.text(text, at),
            None => Err(self.not_xml(at, &format!("nobody defined &{};", quoted(entity)))),
        }
    }

    fn finish(mut self) -> Result<Element<'a>, ReadError> {
        let end = self.source.text.len();
        match (self.open.pop(), self.root.take()) {
            (Some(element), _) => {
                let open = format!("<{}>", quoted(element.name));
                Err(self.source.error(end, Problem::Truncated { open }))
            }
            (None, Some(root)) => Ok(root),
            (None, None) => Err(self.not_xml(end, "there is no element")),
        }
    }

    fn not_xml(&self, at: usize, what: &str) -> ReadError {
        self.source.error(at, Problem::NotXml { what: what.to_owned() })
    }

    /// An error of the parser; one that says "the input ended" means a cut-off file.
    fn syntax(&self, error: Error, at: usize) -> ReadError {
        let end = self.source.text.len();
        let cut_off =
            |open: &str| self.source.error(end, Problem::Truncated { open: open.to_owned() });
        match error {
            Error::Syntax(SyntaxError::UnclosedComment) => cut_off("a comment"),
            Error::Syntax(SyntaxError::UnclosedCData) => cut_off("a CDATA section"),
            Error::Syntax(SyntaxError::UnclosedDoctype) => self.source.error(at, Problem::Doctype),
            Error::Syntax(SyntaxError::InvalidBangMarkup) if at + 2 < end => {
                self.not_xml(at, "unknown markup after <!")
            }
            Error::Syntax(_) => cut_off("a tag"),
            Error::IllFormed(IllFormedError::UnclosedReference) => {
                self.not_xml(at, "a lone & must be written &amp;")
            }
            other => self.not_xml(at, &other.to_string()),
        }
    }
}

fn check_encoding(
    source: Source<'_>,
    declaration: &BytesDecl<'_>,
    at: usize,
) -> Result<(), ReadError> {
    let Some(Ok(name)) = declaration.encoding() else { return Ok(()) };
    let read = ["utf-8", "utf8", "us-ascii", "ascii"];
    if read.iter().any(|read| name.eq_ignore_ascii_case(read)) {
        Ok(())
    } else {
        Err(source.error(at, Problem::Encoding { name: quoted(&name) }))
    }
}

fn offset(position: u64) -> usize {
    usize::try_from(position).expect("an offset in a text in memory")
}
