//! What items look like: one picture each, small enough to lie in the hub's file.

use rusqlite::params;
use sha2::{Digest as _, Sha256};

use loopdock_domain::ItemId;
use loopdock_domain::picture::Media;

use crate::check::{Broken, Finding};
use crate::row::Columns;
use crate::{Read, Result, Write};

/// An item's picture.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ItemPicture {
    /// What it is written in.
    pub media: Media,
    /// The SHA-256 of its bytes, in hexadecimal.
    pub digest: String,
    /// The file.
    pub bytes: Vec<u8>,
}

impl ItemPicture {
    /// A picture with the digest of its bytes.
    #[must_use]
    pub fn new(media: Media, bytes: Vec<u8>) -> Self {
        Self { media, digest: hex(&Sha256::digest(&bytes)), bytes }
    }
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

impl Read<'_> {
    /// The digest of an item's picture, if it has one. The picture itself is not read.
    pub fn item_picture_digest(&self, item: ItemId) -> Result<Option<String>> {
        self.row("SELECT digest FROM item_picture WHERE item = ?1", params![item.uuid()], |row| {
            Ok(hex(&row.get::<_, Vec<u8>>("digest")?))
        })
    }

    /// An item's picture, if it has one.
    pub fn item_picture(&self, item: ItemId) -> Result<Option<ItemPicture>> {
        self.row("SELECT media, digest, bytes FROM item_picture WHERE item = ?1", params![item.uuid()], |row| {
            Ok(ItemPicture {
                media: row.word("media")?,
                digest: hex(&row.get::<_, Vec<u8>>("digest")?),
                bytes: row.get("bytes")?,
            })
        })
    }

    /// Every picture is byte for byte what its deed brought.
    pub(crate) fn check_pictures(&self) -> Result<Finding> {
        let mut broken = Vec::new();
        let mut statement = self
            .connection
            .prepare_cached("SELECT i.sku, p.digest, p.bytes FROM item_picture p LEFT JOIN item i ON i.id = p.item")?;
        let mut rows = statement.query([])?;
        let mut counted = 0;
        // One after the other: together they may be larger than the memory.
        while let Some(row) = rows.next()? {
            counted += 1;
            let bytes = row.get_ref("bytes")?;
            if Sha256::digest(bytes.as_bytes().unwrap_or_default()).as_slice() != row.get::<_, Vec<u8>>("digest")? {
                let sku: Option<String> = row.get("sku")?;
                broken.push(Broken { what: format!("the picture of {} is damaged", sku.unwrap_or_default()) });
            }
        }
        Ok(Finding { name: "pictures", rule: "an item's picture is byte for byte what was given", counted, broken })
    }
}

impl Write<'_> {
    /// Gives an item its picture, in place of the one that it has.
    pub fn set_item_picture(&self, item: ItemId, picture: &ItemPicture) -> Result<()> {
        self.run(
            "INSERT INTO item_picture (item, media, digest, bytes) VALUES (?1, ?2, unhex(?3), ?4)
             ON CONFLICT (item) DO UPDATE SET media = excluded.media, digest = excluded.digest, bytes = excluded.bytes",
            params![item.uuid(), picture.media.as_str(), picture.digest, picture.bytes],
        )?;
        Ok(())
    }

    /// Takes an item's picture away; `false` where it has none.
    pub fn remove_item_picture(&self, item: ItemId) -> Result<bool> {
        Ok(self.run("DELETE FROM item_picture WHERE item = ?1", params![item.uuid()])? > 0)
    }
}
