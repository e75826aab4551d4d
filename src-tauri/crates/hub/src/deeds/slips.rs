//! Papers that somebody asks for: a creator's statement, and the logo on its slips.

use std::ops::Range;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use loopdock_domain::picture::Media;
use loopdock_labels::Logo;
use loopdock_store::{Creator, CreatorLogo};

use crate::command::{Empty, file_content};
use crate::doing::Doing;
use crate::error::{Error, Result};
use crate::find;
use crate::printing::Document;
use crate::statement::StatementRequest;
use crate::view::View;

/// The most bytes of a logo that a hub keeps.
const MOST_BYTES: usize = 500_000;

/// A creator's logo.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct LogoRequest {
    /// The creator's key.
    pub key: String,
    /// The file in base64: PNG or JPEG, at most 500,000 bytes. None takes the logo away.
    #[serde(default)]
    pub content: Option<String>,
}

/// Which creator.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct CreatorNamed {
    /// The creator's key.
    pub key: String,
}

/// A logo to look at.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct LogoView {
    /// What it is written in.
    pub media: Media,
    /// The file, as base64.
    pub content: String,
}

pub(crate) fn set_creator_logo(doing: &mut Doing<'_>, request: LogoRequest) -> Result<Empty> {
    let creator = find::creator_keyed(&doing.read(), &request.key)?;
    doing.note("creator", creator.id);
    let Some(content) = request.content else {
        doing.write.remove_creator_logo(creator.id)?;
        return Ok(Empty {});
    };
    let bytes = file_content(&content)?;
    if bytes.len() > MOST_BYTES {
        return Err(Error::refused(format!(
            "The logo has {} bytes, and a hub keeps at most {MOST_BYTES}. Make it smaller: 600 px are plenty.",
            bytes.len()
        )));
    }
    let logo = Logo::new(&bytes).and_then(Logo::reduced).map_err(|why| Error::refused(sentence(&why)))?;
    let bytes = logo.file().to_vec();
    // What can be read as a logo is one of these two.
    let media = if bytes.starts_with(b"\x89PNG") { Media::Png } else { Media::Jpeg };
    doing.note("bytes", bytes.len());
    doing.write.set_creator_logo(creator.id, &CreatorLogo { media, bytes })?;
    Ok(Empty {})
}

fn sentence(words: &str) -> String {
    let mut letters = words.chars();
    let first = letters.next().map(char::to_uppercase);
    format!("{}{}.", first.map(String::from_iter).unwrap_or_default(), letters.as_str().trim_end_matches('.'))
}

pub(crate) fn creator_logo(view: &View<'_>, request: CreatorNamed) -> Result<Option<LogoView>> {
    let creator = find::creator_keyed(&view.read, &request.key)?;
    let logo = view.read.creator_logo(creator.id)?;
    Ok(logo.map(|logo| LogoView { media: logo.media, content: STANDARD.encode(logo.bytes) }))
}

pub(crate) fn print_statement(doing: &mut Doing<'_>, request: StatementRequest) -> Result<Empty> {
    let creator = find::creator_keyed(&doing.read(), &request.key)?;
    doing.print_asked(&statement_paper(&creator, request.period_ms(doing.hub)?), "", 0)?;
    doing.note("creator", creator.id);
    Ok(Empty {})
}

/// A creator's statement on paper, of a period in milliseconds since the epoch.
pub(crate) const fn statement_paper(creator: &Creator, period_ms: Range<i64>) -> Document {
    Document::DepositStatement { creator: creator.id, from_ms: period_ms.start, until_ms: period_ms.end }
}
