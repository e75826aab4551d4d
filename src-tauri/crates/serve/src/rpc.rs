//! `POST /rpc/COMMAND`: one command of the table. The body is its request as JSON (an empty one is `{}`), the answer is
//! JSON too. A header `Idempotency-Key` with a UUID is the deed's id: the same again is done once and answered twice.

use std::sync::Arc;

use axum::Json;
use axum::body::{Body, Bytes};
use axum::extract::{Path, Request, State};
use axum::http::HeaderMap;
use axum::http::header::CONTENT_LENGTH;
use futures_util::StreamExt as _;
use loopdock_hub::{DeedId, Error, Result};
use serde_json::{Value, json};
use uuid::Uuid;

use crate::answer::Refusal;
use crate::listening::House;

/// The longest request of a command that brings a file: 200 MB of it in base64, and room for the rest.
const IMPORT_BYTES: usize = 300_000_000;

/// The longest request of any other.
const REQUEST_BYTES: usize = 1_000_000;

/// How much of a request that is too long is read before the connection is cut.
const THROWN_AWAY_BYTES: usize = 64_000_000;

/// Does a command.
pub(crate) async fn call(
    State(house): State<Arc<House>>,
    Path(command): Path<String>,
    request: Request,
) -> std::result::Result<Json<Value>, Refusal> {
    let deed = deed_of(request.headers())?;
    let limit = if command.starts_with("import_") { IMPORT_BYTES } else { REQUEST_BYTES };
    let body = read(request, limit).await?;
    let request = parse(body).await?;
    Ok(Json(house.service.call(&command, request, deed).await?))
}

fn deed_of(headers: &HeaderMap) -> Result<Option<DeedId>> {
    let Some(key) = headers.get("idempotency-key") else { return Ok(None) };
    let uuid = key.to_str().ok().and_then(|text| Uuid::parse_str(text.trim().trim_matches('"')).ok());
    uuid.map(|uuid| Some(DeedId::from(uuid)))
        .ok_or_else(|| Error::bad_call("the Idempotency-Key is no UUID, such as 0198b6a0-7c1e-7d2a-9f00-3f2b8a6c1d10"))
}

/// Reads a body of at most `limit` bytes. What is longer is read on for a while and thrown away: a client that is still
/// sending does not hear an answer.
async fn read(request: Request<Body>, limit: usize) -> std::result::Result<Vec<u8>, Refusal> {
    let length = request.headers().get(CONTENT_LENGTH).and_then(|value| value.to_str().ok()?.parse::<usize>().ok());
    let mut body = Vec::with_capacity(length.unwrap_or_default().min(REQUEST_BYTES));
    let mut total = 0;
    let mut stream = request.into_body().into_data_stream();
    while let Some(chunk) = stream.next().await {
        let chunk: Bytes = chunk.map_err(|error| Error::bad_call(format!("the request broke off: {error}")))?;
        total += chunk.len();
        if total <= limit {
            body.extend_from_slice(&chunk);
        } else if total > limit + THROWN_AWAY_BYTES {
            break;
        } else {
            body = Vec::new();
        }
    }
    if total > limit {
        let allowed = limit / 1_000_000;
        return Err(Refusal::too_long(format!("the request is longer than the {allowed} MB that it may have")));
    }
    Ok(body)
}

async fn parse(body: Vec<u8>) -> Result<Value> {
    if body.trim_ascii().is_empty() {
        return Ok(json!({}));
    }
    let parsed = if body.len() > REQUEST_BYTES {
        // A file takes long enough to hold up the scans of other connections.
        tokio::task::spawn_blocking(move || serde_json::from_slice(&body))
            .await
            .map_err(|_| Error::internal("the request could not be read to its end"))?
    } else {
        serde_json::from_slice(&body)
    };
    parsed.map_err(|error| Error::bad_call(format!("the request is no JSON: {error}")))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn with_key(key: &'static str) -> Result<Option<DeedId>> {
        let mut headers = HeaderMap::new();
        headers.insert("idempotency-key", axum::http::HeaderValue::from_static(key));
        deed_of(&headers)
    }

    #[test]
    fn a_call_without_a_key_is_a_deed_of_its_own_and_a_wrong_key_is_no_deed() {
        assert_eq!(deed_of(&HeaderMap::new()).unwrap(), None);
        let uuid = Uuid::parse_str("0198b6a0-7c1e-7d2a-9f00-3f2b8a6c1d10").unwrap();
        assert_eq!(with_key("0198b6a0-7c1e-7d2a-9f00-3f2b8a6c1d10").unwrap(), Some(DeedId::from(uuid)));
        assert_eq!(with_key("\"0198b6a0-7c1e-7d2a-9f00-3f2b8a6c1d10\"").unwrap(), Some(DeedId::from(uuid)));
        assert!(with_key("today").is_err());
    }
}
