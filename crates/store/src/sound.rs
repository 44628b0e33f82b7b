//! What the engine itself can say about a database: whether its file is whole and its foreign keys
//! hold. Nothing of what the rows mean.

use std::collections::BTreeMap;

use crate::{Engine, Fault, Sql, Tx};

/// What was looked at, and what was found wrong with it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Soundness {
    /// How many rows or pages.
    pub looked_at: u64,
    /// One line for each thing that is wrong.
    pub wrong: Vec<String>,
}

crate::statements! {
    SQLITE_PAGES = "select page_count from pragma_page_count";
    SQLITE_INTEGRITY = "select integrity_check from pragma_integrity_check";
    SQLITE_KEYS = "select m.name, cast(k.id as text), k.\"from\", k.\"table\", k.\"to\"
        from sqlite_schema m join pragma_foreign_key_list(m.name) k
        where m.type = 'table' order by m.name, k.id, k.seq";
    POSTGRES_KEYS = "select c.conrelid::regclass::text, c.conname::text, a.attname::text,
            c.confrelid::regclass::text, b.attname::text
        from pg_constraint c
        cross join unnest(c.conkey, c.confkey) with ordinality as k(child, parent, place)
        join pg_attribute a on a.attrelid = c.conrelid and a.attnum = k.child
        join pg_attribute b on b.attrelid = c.confrelid and b.attnum = k.parent
        where c.contype = 'f' and c.connamespace = current_schema()::regnamespace
        order by 1, 2, k.place";
}

/// Reads every page of a SQLite file and compares tables with their indexes and constraints.
/// PostgreSQL offers no such thing, and nothing is looked at.
pub fn pages(tx: &mut Tx<'_>) -> Result<Soundness, Fault> {
    if tx.engine() == Engine::Postgres {
        return Ok(Soundness::default());
    }
    let looked_at = tx.one(SQLITE_PAGES, ())?;
    // Some damage ends the reading; then the error is what was found.
    let mut wrong: Vec<String> = match tx.attempt(|tx| tx.all(SQLITE_INTEGRITY, ())) {
        Err(Fault::Engine { reason, .. }) => vec![reason],
        read => read?,
    };
    wrong.retain(|line| line != "ok");
    Ok(Soundness { looked_at, wrong })
}

/// Looks for rows whose foreign keys name no row. Both engines refuse such rows, but only as long
/// as nobody tells them not to.
pub fn foreign_keys(tx: &mut Tx<'_>) -> Result<Soundness, Fault> {
    let mut found = Soundness::default();
    for key in keys(tx)? {
        let (rows, orphans): (u64, u64) = tx.one(key.orphans(), ())?;
        found.looked_at += rows;
        if orphans > 0 {
            let Key { child, columns, parent } = key;
            let columns: Vec<String> = columns.into_iter().map(|(column, _)| column).collect();
            let columns = columns.join(", ");
            found.wrong.push(format!("{child}.{columns}: {orphans} name no row of {parent}"));
        }
    }
    Ok(found)
}

struct Key {
    child: String,
    /// The child's column and the parent's.
    columns: Vec<(String, String)>,
    parent: String,
}

fn keys(tx: &mut Tx<'_>) -> Result<Vec<Key>, Fault> {
    let sql = match tx.engine() {
        Engine::Sqlite => SQLITE_KEYS,
        Engine::Postgres => POSTGRES_KEYS,
    };
    let rows: Vec<(String, String, String, String, String)> = tx.all(sql, ())?;
    let mut keys: BTreeMap<(String, String), Key> = BTreeMap::new();
    for (child, name, column, parent, parent_column) in rows {
        let key =
            keys.entry((child.clone(), name)).or_insert(Key { child, columns: Vec::new(), parent });
        key.columns.push((column, parent_column));
    }
    Ok(keys.into_values().collect())
}

impl Key {
    /// How many rows have the key, and how many of them name nothing.
    fn orphans(&self) -> Sql {
        let all = |of: &dyn Fn(&(String, String)) -> String| {
            self.columns.iter().map(of).collect::<Vec<_>>().join(" and ")
        };
        let (child, parent) = (&self.child, &self.parent);
        let present = all(&|(column, _)| format!("c.{column} is not null"));
        let found = all(&|(column, key)| format!("p.{key} = c.{column}"));
        let text = format!(
            "select count(*), coalesce(sum(case when exists
                    (select 1 from {parent} p where {found}) then 0 else 1 end), 0)
                from {child} c where {present}"
        );
        // A few hundred bytes a key, in a command that looks and ends.
        Sql::registered("FOREIGN_KEY_ORPHANS", Box::leak(text.into_boxed_str()))
    }
}
