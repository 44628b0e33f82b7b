//! The one numbered history of the schema, for both databases, compiled in.

use store::Migration;

/// Every migration, oldest first. A number is never used twice and a landed file never changes.
pub const MIGRATIONS: &[Migration] = &[
    Migration::portable(1, "programme", include_str!("../../../migrations/0001_programme.sql")),
    Migration::portable(2, "floors", include_str!("../../../migrations/0002_floors.sql")),
    Migration::portable(3, "people", include_str!("../../../migrations/0003_people.sql")),
    Migration::portable(4, "remainder", include_str!("../../../migrations/0004_remainder.sql")),
    Migration::portable(5, "accounts", include_str!("../../../migrations/0005_accounts.sql")),
    Migration::portable(6, "hosting", include_str!("../../../migrations/0006_hosting.sql")),
    // 7 to 13 belong to branches that are merged before this one.
    Migration::portable(7, "reserved", ""),
    Migration::portable(8, "reserved", ""),
    Migration::portable(9, "reserved", ""),
    Migration::portable(10, "reserved", ""),
    Migration::portable(11, "reserved", ""),
    Migration::portable(12, "reserved", ""),
    Migration::portable(13, "reserved", ""),
    Migration::portable(14, "api", include_str!("../../../migrations/0014_api.sql")),
    Migration::portable(15, "admissions", include_str!("../../../migrations/0015_admissions.sql")),
];
