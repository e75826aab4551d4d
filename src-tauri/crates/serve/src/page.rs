//! `GET /`: what a browser shows that was pointed at a hub. The screens come with the window.

use axum::http::HeaderName;
use axum::http::header::{CONTENT_SECURITY_POLICY, REFERRER_POLICY, X_FRAME_OPTIONS};
use axum::response::{Html, IntoResponse};

const PAGE: &str = "<!doctype html>
<html lang=\"en\">
<head><meta charset=\"utf-8\"><title>Loopdock</title></head>
<body>
<h1>This hub is running</h1>
<p>Loopdock keeps the hub's file and answers the programs on this computer. The screens come with the window:
start Loopdock's desktop program to see the bench.</p>
</body>
</html>
";

/// Nothing is loaded, nothing runs, nothing frames it.
const POLICY: &str = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/// The page.
pub(crate) async fn show() -> impl IntoResponse {
    let headers: [(HeaderName, &str); 3] =
        [(CONTENT_SECURITY_POLICY, POLICY), (REFERRER_POLICY, "no-referrer"), (X_FRAME_OPTIONS, "DENY")];
    (headers, Html(PAGE))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_page_runs_no_script_and_loads_nothing() {
        for forbidden in ["<script", "src=", "href=", "style", "onload"] {
            assert!(!PAGE.contains(forbidden), "{forbidden}");
        }
    }
}
