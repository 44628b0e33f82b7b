//! Every SQL statement of the hosts slice.

use kernel::{Slug, Uuid};
use store::Value;

use super::model::{Host, Nature};
use crate::documents::{Collection, Document};

store::statements! {
    HOST_ALL = "select id, position, slug, body from host where edition_id = $1
        order by position, id";
    HOST_INSERT = "insert into host (id, edition_id, position, slug, body, nature)
        values ($1, $2, $3, $4, $5, $6)";
    HOST_UPDATE = "update host set position = $3, slug = $4, body = $5, nature = $6
        where id = $1 and edition_id = $2";
    HOST_REMOVE = "delete from host where id = $1";
}

pub const HOSTS: Collection =
    Collection { all: HOST_ALL, insert: HOST_INSERT, update: HOST_UPDATE, remove: HOST_REMOVE };

impl Document for Host {
    fn id(&self) -> Uuid {
        self.id.uuid()
    }
    fn slug(&self) -> &Slug {
        &self.slug
    }
    fn keys(&self) -> Vec<Value<'_>> {
        let nature = match self.nature {
            Nature::Community { .. } => "community",
            Nature::Organisation { .. } => "organisation",
            Nature::Body => "body",
        };
        vec![nature.into()]
    }
}
