//! Turns every `words.zh.ftl` / `words.en.ftl` pair under `src/` into one typed function a message,
//! so that a missing key, language or argument does not compile.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs};

use fluent_syntax::ast::{Entry, Expression, InlineExpression, Pattern, PatternElement};
use fluent_syntax::parser::parse;

/// One message in one language.
struct Message {
    /// The words, when they take no argument.
    plain: Option<String>,
    arguments: BTreeSet<String>,
}

type Messages = BTreeMap<String, Message>;

fn main() {
    println!("cargo::rerun-if-changed=src");
    let root = PathBuf::from(env::var("CARGO_MANIFEST_DIR").expect("cargo sets it"));
    let mut files = Vec::new();
    collect(&root.join("src"), &mut files);
    files.sort();
    let zh = read_all(&files, "zh");
    let en = read_all(&files, "en");
    compare(&zh, &en);
    let out = PathBuf::from(env::var("OUT_DIR").expect("cargo sets it")).join("words.rs");
    fs::write(out, generate(&zh, &en, &files)).expect("the build folder is writable");
}

fn collect(folder: &Path, files: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).expect("src is readable").flatten() {
        let path = entry.path();
        if path.is_dir() {
            collect(&path, files);
        } else if path.extension().is_some_and(|extension| extension == "ftl") {
            files.push(path);
        }
    }
}

fn in_language<'a>(files: &'a [PathBuf], lang: &str) -> impl Iterator<Item = &'a PathBuf> {
    let ending = format!(".{lang}.ftl");
    files.iter().filter(move |file| file.to_string_lossy().ends_with(&ending))
}

fn read_all(files: &[PathBuf], lang: &str) -> Messages {
    let mut all = Messages::new();
    for file in in_language(files, lang) {
        let text = fs::read_to_string(file).expect("words are readable");
        let resource = parse(text.as_str())
            .unwrap_or_else(|(_, errors)| panic!("{}: {errors:?}", file.display()));
        for entry in &resource.body {
            let Entry::Message(message) = entry else { continue };
            let value = message
                .value
                .as_ref()
                .unwrap_or_else(|| panic!("{}: {} has no words", file.display(), message.id.name));
            let key = message.id.name.to_owned();
            let known = all.insert(key.clone(), read_pattern(value));
            assert!(known.is_none(), "{}: {key} is there twice", file.display());
        }
    }
    all
}

fn read_pattern(pattern: &Pattern<&str>) -> Message {
    let mut arguments = BTreeSet::new();
    let mut plain = Some(String::new());
    for element in &pattern.elements {
        match element {
            PatternElement::TextElement { value } => {
                if let Some(plain) = &mut plain {
                    plain.push_str(value);
                }
            }
            PatternElement::Placeable { expression } => {
                plain = None;
                read_expression(expression, &mut arguments);
            }
        }
    }
    Message { plain, arguments }
}

fn read_expression(expression: &Expression<&str>, arguments: &mut BTreeSet<String>) {
    match expression {
        Expression::Inline(inline) => read_inline(inline, arguments),
        Expression::Select { selector, variants } => {
            read_inline(selector, arguments);
            for variant in variants {
                arguments.extend(read_pattern(&variant.value).arguments);
            }
        }
    }
}

fn read_inline(inline: &InlineExpression<&str>, arguments: &mut BTreeSet<String>) {
    match inline {
        InlineExpression::VariableReference { id } => {
            arguments.insert(id.name.to_owned());
        }
        InlineExpression::Placeable { expression } => read_expression(expression, arguments),
        InlineExpression::FunctionReference { arguments: call, .. } => {
            call.positional.iter().for_each(|inline| read_inline(inline, arguments));
        }
        _ => {}
    }
}

fn compare(zh: &Messages, en: &Messages) {
    for (one, other, missing) in [(zh, en, "English"), (en, zh, "Chinese")] {
        for (key, message) in one {
            let Some(twin) = other.get(key) else { panic!("{key} has no {missing} words") };
            assert!(
                message.arguments == twin.arguments,
                "{key} takes {:?} in one language and {:?} in the other",
                message.arguments,
                twin.arguments
            );
        }
    }
}

fn generate(zh: &Messages, en: &Messages, files: &[PathBuf]) -> String {
    let mut code = String::from("impl Words {\n");
    for (key, message) in zh {
        let name = key.replace('-', "_");
        match (&message.plain, &en[key].plain) {
            (Some(zh), Some(en)) => writeln!(
                code,
                "pub fn {name}(self) -> &'static str {{ self.pick({zh:?}, {en:?}) }}"
            ),
            _ => {
                let names: Vec<&String> = message.arguments.iter().collect();
                let taken: String =
                    names.iter().map(|name| format!(", {name}: impl Into<Argument>")).collect();
                let given: String =
                    names.iter().map(|name| format!("({name:?}, {name}.into()),")).collect();
                writeln!(
                    code,
                    "pub fn {name}(self{taken}) -> String {{ self.format({key:?}, [{given}]) }}"
                )
            }
        }
        .expect("writing to a string never fails");
    }
    code.push_str("}\n");
    for lang in ["zh", "en"] {
        let sources: String =
            in_language(files, lang).map(|file| format!("include_str!({file:?}),\n")).collect();
        writeln!(code, "const {}: &[&str] = &[{sources}];", lang.to_uppercase())
            .expect("writing to a string never fails");
    }
    code
}
