//! What an item looks like: which picture it has, and the picture.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use loopdock_domain::ItemId;
use loopdock_domain::picture::Media;

use super::item_search::ItemNamed;
use crate::error::{Error, Result};
use crate::find;
use crate::view::View;

/// An item that has a picture. The same digest is the same picture, so that nobody asks for one twice.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct PicturedItem {
    /// The creator's key.
    pub creator: String,
    /// The item's SKU.
    pub sku: String,
    /// What it is called.
    pub title: String,
    /// The SHA-256 of the picture's bytes in hexadecimal.
    pub digest: String,
}

/// An item's picture.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct PictureView {
    /// What it is written in.
    pub media: Media,
    /// Its bytes in base64.
    pub content: String,
    /// Their SHA-256 in hexadecimal.
    pub digest: String,
}

/// A photo that was given with something.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct PhotoView {
    /// What it is written in.
    pub media: Media,
    /// Its bytes in base64.
    pub content: String,
}

impl PhotoView {
    /// The photo, where there is one.
    pub(super) fn of(media: Option<Media>, bytes: Option<Vec<u8>>) -> Option<Self> {
        media.zip(bytes).map(|(media, bytes)| Self { media, content: STANDARD.encode(bytes) })
    }
}

pub(crate) fn item_picture(view: &View<'_>, request: ItemNamed) -> Result<Option<PictureView>> {
    let item = find::item_named(&view.read, &request.creator, &request.sku)?;
    let picture = view.read.item_picture(item.id)?;
    Ok(picture.map(|picture| PictureView {
        media: picture.media,
        content: STANDARD.encode(&picture.bytes),
        digest: picture.digest,
    }))
}

/// The item, where it has a picture.
pub(crate) fn pictured(view: &View<'_>, item: ItemId) -> Result<Option<PicturedItem>> {
    let Some(digest) = view.read.item_picture_digest(item)? else { return Ok(None) };
    let item = find::item(&view.read, item)?;
    let creator = view.read.creator(item.creator)?.ok_or_else(|| Error::internal("a creator is missing"))?;
    Ok(Some(PicturedItem { creator: creator.key, sku: item.sku, title: item.title, digest }))
}
