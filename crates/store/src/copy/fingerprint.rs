use sha2::{Digest, Sha256};

use super::plan::{AnyRow, Plan};
use crate::{Db, Fault, Tx, Value};

/// What one table holds, in a form that is the same on both engines.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fingerprint {
    /// The table.
    pub table: String,
    /// How many rows.
    pub rows: u64,
    /// The sum of the rows' SHA-256, whatever order they come in.
    pub sum: u128,
}

/// Reads every row of `tables`, all at one moment. Two databases with equal fingerprints hold
/// equal rows.
pub fn fingerprints(db: &Db, tables: &[&str]) -> Result<Vec<Fingerprint>, Fault> {
    let tables: Vec<String> = tables.iter().map(|table| (*table).to_owned()).collect();
    db.read_now(move |tx| {
        let plans =
            tables.iter().map(|table| Plan::of(tx, table)).collect::<Result<Vec<_>, _>>()?;
        plans.iter().map(|plan| of_table(tx, plan, |_| ())).collect()
    })
}

/// Reads one table, handing each row to `take`.
pub(super) fn of_table(
    tx: &mut Tx<'_>,
    plan: &Plan,
    mut take: impl FnMut(Vec<Value<'static>>),
) -> Result<Fingerprint, Fault> {
    let mut found = Fingerprint { table: plan.table.clone(), rows: 0, sum: 0 };
    let mut unreadable = None;
    tx.each::<AnyRow>(plan.select, (), |AnyRow(row)| match plan.typed(row) {
        Ok(row) => {
            found.rows += 1;
            found.sum = found.sum.wrapping_add(hash(&row));
            take(row);
        }
        Err(reason) => unreadable = Some(reason),
    })?;
    match unreadable {
        None => Ok(found),
        Some(reason) => {
            let reason = format!("table {}: {reason}", plan.table);
            Err(Fault::Decode { name: plan.select.name(), reason })
        }
    }
}

fn hash(row: &[Value<'_>]) -> u128 {
    let mut hash = Sha256::new();
    for value in row {
        match value {
            Value::Null => part(&mut hash, 0, &[]),
            Value::Bool(value) => part(&mut hash, 1, &[u8::from(*value)]),
            Value::Int(value) => part(&mut hash, 2, &value.to_be_bytes()),
            Value::Real(value) => part(&mut hash, 3, &value.to_bits().to_be_bytes()),
            Value::Text(text) => part(&mut hash, 4, text.as_bytes()),
            Value::Json(text) => part(&mut hash, 5, text.as_bytes()),
            Value::Bytes(bytes) => part(&mut hash, 6, bytes),
            Value::Id(id) => part(&mut hash, 7, id.as_bytes()),
            // No column holds a list.
            Value::List(_) => part(&mut hash, 8, &[]),
        }
    }
    let digest = hash.finalize();
    digest[..16].iter().fold(0, |sum, byte| sum << 8 | u128::from(*byte))
}

/// Lengths stand before contents, so that no two rows read alike.
fn part(hash: &mut Sha256, kind: u8, bytes: &[u8]) {
    hash.update([kind]);
    hash.update(bytes.len().to_be_bytes());
    hash.update(bytes);
}
