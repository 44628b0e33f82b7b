use std::fmt;

/// One registered SQL text. Only [`statements!`](crate::statements) makes one, so the test of the
/// register can prepare every statement of the house on both engines.
#[derive(Clone, Copy)]
pub struct Sql {
    name: &'static str,
    text: &'static str,
}

impl Sql {
    /// For the macro alone.
    #[doc(hidden)]
    pub const fn registered(name: &'static str, text: &'static str) -> Self {
        Self { name, text }
    }

    /// What messages call it, for example `ACTIVITY_INSERT`.
    pub const fn name(self) -> &'static str {
        self.name
    }

    /// The SQL as written.
    pub const fn text(self) -> &'static str {
        self.text
    }

    /// Finds a prepared statement without reading the text: a constant does not move.
    pub(crate) fn key(self) -> (usize, usize) {
        (self.text.as_ptr() as usize, self.text.len())
    }
}

impl fmt::Debug for Sql {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name)
    }
}

/// Names the SQL of one slice and registers it.
///
/// Each line becomes a constant [`Sql`]; `STATEMENTS` lists them all for
/// [`Db::prepare_all`](crate::Db::prepare_all).
///
/// ```
/// store::statements! {
///     /// Newest first.
///     ACTIVITY_INSERT = "insert into activity (id, slug) values ($1, $2)";
///     pub ACTIVITY_BY_SLUG = "select id, slug from activity where slug = $1";
/// }
/// assert_eq!(STATEMENTS.len(), 2);
/// assert_eq!(ACTIVITY_INSERT.name(), "ACTIVITY_INSERT");
/// ```
#[macro_export]
macro_rules! statements {
    ($($(#[$meta:meta])* $vis:vis $name:ident = $text:expr;)*) => {
        $(
            $(#[$meta])*
            $vis const $name: $crate::Sql = $crate::Sql::registered(stringify!($name), $text);
        )*
        /// Every statement of this module, for the test that prepares them on both engines.
        pub const STATEMENTS: &[$crate::Sql] = &[$($name),*];
    };
}
