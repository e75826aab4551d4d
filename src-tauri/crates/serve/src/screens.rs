//! `GET /`: the screens, for a browser on this computer. They are built by `make ui` and carried inside the program; a
//! program that was built without them says so.

use axum::extract::Path;
use axum::http::header::{CACHE_CONTROL, CONTENT_SECURITY_POLICY, CONTENT_TYPE, REFERRER_POLICY, X_FRAME_OPTIONS};
use axum::http::{HeaderName, HeaderValue};
use axum::response::{Html, IntoResponse, Response};
use loopdock_hub::Error;
use rust_embed::RustEmbed;

use crate::answer::Refusal;

#[derive(RustEmbed)]
#[folder = "../../../ui/dist"]
#[allow_missing = true]
struct Screens;

/// Its own scripts, styles and fonts, and nothing else; nothing frames it, nothing in it is inline.
const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; img-src 'self' blob:; \
    connect-src 'self'; worker-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

const WITHOUT_SCREENS: &str = "<!doctype html>
<html lang=\"en\">
<head><meta charset=\"utf-8\"><title>Loopdock</title></head>
<body>
<h1>This hub is running, without screens</h1>
<p>The program was built before its screens were: run <code>make ui</code>, build it again, and start it again. Programs
reach the hub all the same.</p>
</body>
</html>
";

/// The page that all screens are in.
pub(crate) async fn page() -> Response {
    let headers: [(HeaderName, &str); 3] =
        [(CONTENT_SECURITY_POLICY, POLICY), (REFERRER_POLICY, "no-referrer"), (X_FRAME_OPTIONS, "DENY")];
    let page = Screens::get("index.html").map(|file| String::from_utf8_lossy(&file.data).into_owned());
    (headers, Html(page.unwrap_or_else(|| WITHOUT_SCREENS.to_owned()))).into_response()
}

/// A script, a style, a font or a picture of theirs. Its name changes with its content, so a browser may keep it.
pub(crate) async fn part(Path(name): Path<String>) -> Response {
    let name = format!("assets/{name}");
    let Some(file) = Screens::get(&name) else {
        return Refusal::from(Error::not_found(format!("the screens have no {name}; load the page again")))
            .into_response();
    };
    let kind = HeaderValue::from_static(kind_of(&name));
    let mut response = file.data.into_response();
    response.headers_mut().insert(CONTENT_TYPE, kind);
    response.headers_mut().insert(CACHE_CONTROL, HeaderValue::from_static("max-age=31536000, immutable"));
    response
}

fn kind_of(name: &str) -> &'static str {
    match name.rsplit_once('.').map(|(_, ending)| ending) {
        Some("js" | "mjs") => "text/javascript",
        Some("css") => "text/css",
        Some("svg") => "image/svg+xml",
        Some("png") => "image/png",
        Some("woff2") => "font/woff2",
        _ => "application/octet-stream",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_policy_has_no_exception() {
        for exception in ["unsafe", "data:", "*", "http"] {
            assert!(!POLICY.contains(exception), "{exception}");
        }
    }

    #[test]
    fn nothing_in_the_page_is_inline() {
        let page = Screens::get("index.html").map(|file| String::from_utf8_lossy(&file.data).into_owned());
        for page in [Some(WITHOUT_SCREENS.to_owned()), page].into_iter().flatten() {
            for part in page.split("<script").skip(1) {
                assert!(part.trim_start_matches(|letter| letter != '>').starts_with("></script>"), "{part}");
            }
            for inline in ["<style", " style=", " onload", " onclick"] {
                assert!(!page.contains(inline), "{inline}");
            }
        }
    }
}
