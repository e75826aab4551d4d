//! `GET /events`: what the journal gained, as server-sent events (html.spec.whatwg.org, section 9.2) whose id is the
//! journal's seq. A client that missed some names its last one, and a new one begins at now.

use std::collections::VecDeque;
use std::convert::Infallible;
use std::sync::Arc;
use std::time::Duration;

use axum::extract::{Query, State};
use axum::http::HeaderMap;
use axum::response::sse::{Event, KeepAlive, Sse};
use futures_util::Stream;
use futures_util::stream::unfold;
use loopdock_hub::{Error, JournalLine, Result};
use serde::{Deserialize, Serialize};
use tokio::sync::watch;

use crate::answer::Refusal;
use crate::listening::House;
use crate::service::Service;

/// Lines that are read at a time: few enough that a client who missed a year holds up nobody.
const AT_A_TIME: u32 = 200;

/// A comment so often tells both ends that the other is still there.
const KEEP_ALIVE: Duration = Duration::from_secs(15);

/// Where a client wants to begin, when it can't send a header.
#[derive(Deserialize)]
pub(crate) struct Since {
    after: Option<i64>,
}

/// What an event says; who wants to know more asks for it.
#[derive(Serialize)]
struct Happened {
    seq: i64,
    #[serde(flatten)]
    what: What,
}

/// What is taken from a journal line.
#[derive(Default, Serialize, Deserialize)]
struct What {
    kind: String,
    bench: Option<String>,
}

/// Streams events until the client goes or the hub closes.
pub(crate) async fn follow(
    State(house): State<Arc<House>>,
    since: std::result::Result<Query<Since>, axum::extract::rejection::QueryRejection>,
    headers: HeaderMap,
) -> std::result::Result<Sse<impl Stream<Item = std::result::Result<Event, Infallible>>>, Refusal> {
    let Query(since) = since.map_err(|error| Error::bad_call(format!("the query can't be read: {error}")))?;
    let newest = house.service.newest();
    let now = *newest.borrow();
    // A last event that lies ahead is of another file's journal; what follows here is new to that client anyway.
    let last = last_event(&headers)?.or(since.after).unwrap_or(now).clamp(0, now.max(0));
    let service = house.service.clone();
    let follower = Follower { service, newest, closing: house.closing.clone(), last, waiting: VecDeque::new() };
    let stream = unfold(follower, |mut follower| async move {
        let line = follower.next().await?;
        Some((Ok(event_of(&line)), follower))
    });
    Ok(Sse::new(stream).keep_alive(KeepAlive::new().interval(KEEP_ALIVE)))
}

fn last_event(headers: &HeaderMap) -> Result<Option<i64>> {
    let Some(value) = headers.get("last-event-id") else { return Ok(None) };
    let text = value.to_str().unwrap_or_default();
    text.parse().map(Some).map_err(|_| Error::bad_call(format!("the Last-Event-ID “{text}” is no journal seq")))
}

fn event_of(line: &JournalLine) -> Event {
    let what = serde_json::from_str(&line.line).unwrap_or_default();
    let data = serde_json::to_string(&Happened { seq: line.seq, what }).unwrap_or_default();
    Event::default().id(line.seq.to_string()).event("journal").data(data)
}

/// A client that follows the journal.
struct Follower {
    service: Service,
    newest: watch::Receiver<i64>,
    closing: watch::Receiver<bool>,
    last: i64,
    waiting: VecDeque<JournalLine>,
}

impl Follower {
    /// The next line, as soon as it is durable; none when the hub closes or can't be read. The client comes back then
    /// and names its last event.
    async fn next(&mut self) -> Option<JournalLine> {
        loop {
            if *self.closing.borrow() {
                return None;
            }
            if let Some(line) = self.waiting.pop_front() {
                self.last = line.seq;
                return Some(line);
            }
            let newest = *self.newest.borrow_and_update();
            if newest > self.last {
                self.waiting = self.service.journal_after(self.last, AT_A_TIME).await.ok()?.into();
                // What was committed a moment ago and not told yet comes with the next word of it, so that no client
                // knows a seq that the writer has not published.
                self.waiting.retain(|line| line.seq <= newest);
                if !self.waiting.is_empty() {
                    continue;
                }
            }
            tokio::select! {
                changed = self.newest.changed() => changed.ok()?,
                closed = self.closing.changed() => closed.ok()?,
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_event_says_what_happened_where_and_nothing_else_of_the_line() {
        let what: What = serde_json::from_str(r#"{"seq":7,"kind":"scan","bench":"B1","body":{"code":"X"}}"#).unwrap();
        let said = serde_json::to_string(&Happened { seq: 7, what }).unwrap();
        assert_eq!(said, r#"{"seq":7,"kind":"scan","bench":"B1"}"#);
        let what: What = serde_json::from_str(r#"{"seq":8,"kind":"import_orders"}"#).unwrap();
        let said = serde_json::to_string(&Happened { seq: 8, what }).unwrap();
        assert_eq!(said, r#"{"seq":8,"kind":"import_orders","bench":null}"#);
    }

    #[test]
    fn a_client_that_missed_some_names_its_last_event() {
        let mut headers = HeaderMap::new();
        assert_eq!(last_event(&headers).unwrap(), None);
        headers.insert("last-event-id", axum::http::HeaderValue::from_static("41"));
        assert_eq!(last_event(&headers).unwrap(), Some(41));
        headers.insert("last-event-id", axum::http::HeaderValue::from_static("yesterday"));
        assert!(last_event(&headers).is_err());
    }
}
