//! The frame around every page: head, masthead, foot, the style sheet, the script and the icons,
//! and how words, dates and Markdown are set. It knows no slice; a page is a struct that holds a
//! [`Frame`] and a template that extends `shell/frame.html`.

mod assets;
mod frame;
mod markdown;
mod shown;
pub mod when;

pub use assets::{
    Asset, assets, file, gate_script, gate_sheet, icons, mark, mark_path, script, style_sheet,
    style_sheet_with, table_script, table_sheet,
};
pub use frame::{Frame, Masthead, NavItem, json_ld};
pub use markdown::{Article, Heading, article, brief, is_plain, markdown, plain};
pub use shown::{Markup, Shown, show};
