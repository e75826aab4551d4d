//! A paper once more: the same content, looked up anew.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use loopdock_store::PrintState;

use crate::doing::Doing;
use crate::error::Result;
use crate::find;
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
    let job = find::paper_numbered(&doing.read(), request.number)?;
    // What was refused is asked for anew: nobody needs to hear of the old one any more.
    if job.state == PrintState::Failed {
        doing.write.set_print_job(job.id, PrintState::Voided, &job.message)?;
    }
    doing.print(&Document::of(&job)?)?;
    doing.note("of", job.id);
    Ok(Reprinted { document: job.document })
}
