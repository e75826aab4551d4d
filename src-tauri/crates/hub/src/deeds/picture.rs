//! What an item looks like.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use loopdock_domain::picture;
use loopdock_store::ItemPicture;

use crate::command::file_content;
use crate::doing::Doing;
use crate::error::{Error, Result};
use crate::find;

/// An item's picture.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct PictureRequest {
    /// The creator's key.
    pub creator: String,
    /// The item's SKU.
    pub sku: String,
    /// The file in base64: PNG, JPEG or WebP, at most 200,000 bytes. None takes the picture away.
    #[serde(default)]
    pub content: Option<String>,
}

/// The picture that an item has now.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct PictureSet {
    /// The SHA-256 of its bytes in hexadecimal; none where it was taken away.
    pub digest: Option<String>,
}

/// Keeps an item's picture, or takes it away.
///
/// The journal says which picture it was by its SHA-256 and its length, and does not hold it: an entry is a line that is
/// read whole again and again, and a picture is a thousand times as long. So an export, replayed, knows that an item had
/// this picture and can prove one that is shown to it, but does not bring it back; a copy of the hub's file does.
pub(crate) fn set_item_picture(doing: &mut Doing<'_>, request: PictureRequest) -> Result<PictureSet> {
    let item = find::item_named(&doing.read(), &request.creator, &request.sku)?;
    doing.note("item", item.id);
    let Some(content) = request.content else {
        if !doing.write.remove_item_picture(item.id)? {
            return Err(Error::refused(format!("{} has no picture that could be taken away.", item.title)));
        }
        return Ok(PictureSet { digest: None });
    };
    let bytes = file_content(&content)?;
    let media = picture::look_at(&bytes).map_err(|why| Error::refused(why.to_string()))?;
    doing.note("media", media);
    doing.note("bytes", bytes.len());
    let picture = ItemPicture::new(media, bytes);
    doing.note("sha256", &picture.digest);
    doing.write.set_item_picture(item.id, &picture)?;
    Ok(PictureSet { digest: Some(picture.digest) })
}
