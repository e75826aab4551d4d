//! The guard at the doors: every request's Host and Origin, and the token of those that want to do or see something.

use std::sync::Arc;

use axum::extract::{Request, State};
use axum::http::header::{AUTHORIZATION, CACHE_CONTROL, HOST, HeaderName, ORIGIN, X_CONTENT_TYPE_OPTIONS};
use axum::http::{HeaderMap, HeaderValue};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

use crate::answer::Refusal;
use crate::listening::House;

/// Turns away what was sent to another name than the hub's or by a page of another site.
pub(crate) async fn look_where_from(State(house): State<Arc<House>>, request: Request, next: Next) -> Response {
    let mut response = match where_from(&house, &request) {
        Ok(()) => next.run(request).await,
        Err(refusal) => refusal.into_response(),
    };
    let headers = response.headers_mut();
    headers.entry(CACHE_CONTROL).or_insert(HeaderValue::from_static("no-store"));
    headers.insert(X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    response
}

/// Turns away who does not show the token.
pub(crate) async fn ask_for_token(State(house): State<Arc<House>>, request: Request, next: Next) -> Response {
    let shown = single(request.headers(), &AUTHORIZATION).and_then(bearer);
    match shown {
        Some(token) if house.token.matches(token) => next.run(request).await,
        Some(_) => Refusal::unknown_caller(
            "this token is not the hub's; it is in the file beside the hub file, with .token appended to its name",
        )
        .into_response(),
        None => Refusal::unknown_caller(
            "show the hub's token in a header, Authorization: Bearer TOKEN; it is in the file beside the hub file, with \
             .token appended to its name",
        )
        .into_response(),
    }
}

fn where_from(house: &House, request: &Request) -> Result<(), Refusal> {
    let headers = request.headers();
    if !single(headers, &HOST).is_some_and(|host| house.doors.admit_host(host)) {
        return Err(Refusal::outsider(format!(
            "the request's Host is not this hub's address; call it as http://{}/",
            house.address
        )));
    }
    // A request line may name a host of its own (RFC 9112, section 3.2.2), which must not differ.
    if request.uri().authority().is_some_and(|authority| !house.doors.admit_host(authority.as_str())) {
        return Err(Refusal::outsider("the request line names a host that is not this hub's address"));
    }
    if headers.contains_key(ORIGIN) && !single(headers, &ORIGIN).is_some_and(|origin| house.doors.admit_origin(origin))
    {
        return Err(Refusal::outsider(
            "the request's Origin is another site; a hub answers its own page and programs only",
        ));
    }
    Ok(())
}

/// The value of a header that is there once; two would leave open which one counts.
fn single<'h>(headers: &'h HeaderMap, name: &HeaderName) -> Option<&'h str> {
    let mut values = headers.get_all(name).iter();
    let value = values.next()?;
    if values.next().is_some() {
        return None;
    }
    value.to_str().ok()
}

/// The token of `Bearer TOKEN` (RFC 6750, section 2.1); the scheme's case does not matter.
fn bearer(authorization: &str) -> Option<&str> {
    let (scheme, token) = authorization.split_once(' ')?;
    scheme.eq_ignore_ascii_case("bearer").then(|| token.trim())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_bearer_token_is_looked_at() {
        assert_eq!(bearer("Bearer abc"), Some("abc"));
        assert_eq!(bearer("bearer  abc "), Some("abc"));
        assert_eq!(bearer("Basic abc"), None);
        assert_eq!(bearer("abc"), None);
    }

    #[test]
    fn a_header_that_comes_twice_counts_as_none() {
        let mut headers = HeaderMap::new();
        headers.append(HOST, HeaderValue::from_static("127.0.0.1:4200"));
        assert_eq!(single(&headers, &HOST), Some("127.0.0.1:4200"));
        headers.append(HOST, HeaderValue::from_static("evil.example"));
        assert_eq!(single(&headers, &HOST), None);
    }
}
