//! Creators' logos, which stand on their slips.

use rusqlite::params;

use loopdock_domain::CreatorId;
use loopdock_domain::picture::Media;

use crate::row::Columns;
use crate::{Read, Result, Write};

/// A creator's logo.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct CreatorLogo {
    /// What it is written in: PNG or JPEG.
    pub media: Media,
    /// The file.
    pub bytes: Vec<u8>,
}

impl Read<'_> {
    /// A creator's logo, if it has one.
    pub fn creator_logo(&self, creator: CreatorId) -> Result<Option<CreatorLogo>> {
        self.row("SELECT media, bytes FROM creator_logo WHERE creator = ?1", params![creator.uuid()], |row| {
            Ok(CreatorLogo { media: row.word("media")?, bytes: row.get("bytes")? })
        })
    }
}

impl Write<'_> {
    /// Gives a creator a logo.
    pub fn set_creator_logo(&self, creator: CreatorId, logo: &CreatorLogo) -> Result<()> {
        self.run(
            "INSERT INTO creator_logo (creator, media, bytes) VALUES (?1, ?2, ?3)
             ON CONFLICT DO UPDATE SET media = excluded.media, bytes = excluded.bytes",
            params![creator.uuid(), logo.media.as_str(), logo.bytes],
        )?;
        Ok(())
    }

    /// Takes a creator's logo away.
    pub fn remove_creator_logo(&self, creator: CreatorId) -> Result<()> {
        self.run("DELETE FROM creator_logo WHERE creator = ?1", params![creator.uuid()])?;
        Ok(())
    }
}
