//! A paper once more: the same content, looked up anew.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use loopdock_store::PrintState;

use crate::doing::Doing;
use crate::error::{Error, Result};
use crate::printing::Document;

/// Which paper.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct ReprintRequest {
    /// The number of its print job.
    pub number: i64,
}

/// The paper that waits now.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct Reprinted {
    /// Which document.
    pub document: String,
}

pub(crate) fn reprint(doing: &mut Doing<'_>, request: ReprintRequest) -> Result<Reprinted> {
    let job = doing.read().print_job_numbered(request.number)?;
    let job = job.ok_or_else(|| Error::not_found(format!("There is no paper number {}.", request.number)))?;
    if job.state == PrintState::Voided {
        return Err(Error::refused(
            "That paper is void: its deed was taken back, its parcel opened again, or it was asked for once more. Closing a \
             parcel prints new ones.",
        ));
    }
    // What was refused is asked for anew: nobody needs to hear of the old one any more.
    if job.state == PrintState::Failed {
        doing.write.set_print_job(job.id, PrintState::Voided, &job.message)?;
    }
    let document: Document = serde_json::from_str(&job.subject)
        .map_err(|error| Error::internal(format!("a print job can't be read: {error}")))?;
    doing.print(&document)?;
    doing.note("of", job.id);
    Ok(Reprinted { document: job.document })
}
