//! What a request that was refused is answered with: the error as JSON, under the HTTP status that says the same.

use axum::Json;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use loopdock_hub::{Error, ErrorCode};

/// A refused request.
pub(crate) struct Refusal {
    status: StatusCode,
    error: Error,
}

impl Refusal {
    /// The caller did not show the token.
    pub(crate) fn unknown_caller(message: impl Into<String>) -> Self {
        Self { status: StatusCode::UNAUTHORIZED, error: Error::refused(message) }
    }

    /// The request comes from where none may come from.
    pub(crate) fn outsider(message: impl Into<String>) -> Self {
        Self { status: StatusCode::FORBIDDEN, error: Error::refused(message) }
    }

    /// The request is longer than such a request may be.
    pub(crate) fn too_long(message: impl Into<String>) -> Self {
        Self { status: StatusCode::PAYLOAD_TOO_LARGE, error: Error::bad_call(message) }
    }

    /// The path is right and the method is not.
    pub(crate) fn wrong_method(message: impl Into<String>) -> Self {
        Self { status: StatusCode::METHOD_NOT_ALLOWED, error: Error::bad_call(message) }
    }
}

impl From<Error> for Refusal {
    fn from(error: Error) -> Self {
        Self { status: status_of(error.code), error }
    }
}

impl IntoResponse for Refusal {
    fn into_response(self) -> Response {
        let mut response = (self.status, Json(self.error)).into_response();
        if self.status == StatusCode::UNAUTHORIZED {
            // RFC 9110, section 11.6.1: a 401 names the scheme that would help.
            let scheme = axum::http::HeaderValue::from_static("Bearer realm=\"loopdock\"");
            response.headers_mut().insert(axum::http::header::WWW_AUTHENTICATE, scheme);
        }
        response
    }
}

/// The HTTP status (RFC 9110; 423 and 507 are of RFC 4918) that says the same as an error's code.
pub(crate) const fn status_of(code: ErrorCode) -> StatusCode {
    match code {
        ErrorCode::Refused => StatusCode::CONFLICT,
        ErrorCode::NotFound => StatusCode::NOT_FOUND,
        ErrorCode::BadCall => StatusCode::BAD_REQUEST,
        ErrorCode::Occupied => StatusCode::LOCKED,
        ErrorCode::DiskFull => StatusCode::INSUFFICIENT_STORAGE,
        ErrorCode::BadFile | ErrorCode::Internal => StatusCode::INTERNAL_SERVER_ERROR,
    }
}
