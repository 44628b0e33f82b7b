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
    Migration::portable(7, "requests", include_str!("../../../migrations/0007_requests.sql")),
    Migration::portable(8, "calls", include_str!("../../../migrations/0008_calls.sql")),
    Migration::portable(9, "review", include_str!("../../../migrations/0009_review.sql")),
    Migration::portable(10, "table", include_str!("../../../migrations/0010_table.sql")),
    Migration::portable(11, "letters", include_str!("../../../migrations/0011_letters.sql")),
    Migration::portable(12, "guests", include_str!("../../../migrations/0012_guests.sql")),
    Migration::portable(
        13,
        "translation",
        include_str!("../../../migrations/0013_translation.sql"),
    ),
    Migration::portable(14, "api", include_str!("../../../migrations/0014_api.sql")),
    Migration::portable(15, "admissions", include_str!("../../../migrations/0015_admissions.sql")),
    Migration::portable(16, "stars", include_str!("../../../migrations/0016_stars.sql")),
    Migration::portable(17, "door_keys", include_str!("../../../migrations/0017_door_keys.sql")),
    Migration::portable(18, "pairs", include_str!("../../../migrations/0018_pairs.sql")),
    Migration::portable(19, "door", include_str!("../../../migrations/0019_door.sql")),
    Migration::portable(20, "seats", include_str!("../../../migrations/0020_seats.sql")),
    Migration::portable(21, "wishes", include_str!("../../../migrations/0021_wishes.sql")),
];
