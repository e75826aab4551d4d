//! A served hub over a real socket: who is let in, what is answered, and how it closes.

use std::io::{BufRead as _, BufReader};
use std::net::{Ipv4Addr, SocketAddr};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use loopdock_hub::{Hub, Setup, SystemHost, occupant};
use loopdock_serve::{Listening, Service, Token};
use serde_json::{Value, json};
use tokio::runtime::Runtime;
use ureq::http::{Request, Response};
use ureq::{Agent, Body};

struct Served {
    _folder: tempfile::TempDir,
    file: PathBuf,
    runtime: Runtime,
    service: Service,
    listening: Listening,
    token: String,
}

fn serve() -> Served {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("hub.db");
    let setup = Setup {
        name: "Test".to_owned(),
        currency: "EUR".to_owned(),
        timezone: "Europe/Berlin".to_owned(),
        address: String::new(),
        country: String::new(),
    };
    let hub = Hub::init(&file, &setup, Box::new(SystemHost)).expect("a hub");
    let runtime =
        tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().expect("a runtime");
    let service = Service::start(hub, &file, Arc::new(|_| ())).expect("a service");
    let any = SocketAddr::from((Ipv4Addr::LOCALHOST, 0));
    let listening = runtime.block_on(Listening::open(&service, &file, any)).expect("open doors");
    let token = Token::read(&file).expect("a token").as_str().to_owned();
    Served { _folder: folder, file, runtime, service, listening, token }
}

impl Served {
    fn url(&self, path: &str) -> String {
        format!("http://{}{path}", self.listening.address())
    }

    fn post(&self, command: &str, headers: &[(&str, &str)], body: &str) -> (u16, Value) {
        let mut request = Request::post(self.url(&format!("/rpc/{command}")));
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        let mut response = agent().run(request.body(body.to_owned()).expect("a request")).expect("an answer");
        let body = response.body_mut().read_to_string().expect("a body");
        (response.status().as_u16(), serde_json::from_str(&body).expect("JSON"))
    }

    fn authorized(&self, command: &str, body: &str) -> (u16, Value) {
        self.post(command, &[("authorization", &format!("Bearer {}", self.token))], body)
    }

    fn follow(&self, query: &str, headers: &[(&str, &str)]) -> Response<Body> {
        let mut request = Request::get(self.url(&format!("/events{query}")));
        for (name, value) in headers.iter().chain(&[("authorization", format!("Bearer {}", self.token).as_str())]) {
            request = request.header(*name, *value);
        }
        agent().run(request.body(()).expect("a request")).expect("an answer")
    }
}

fn agent() -> Agent {
    Agent::new_with_config(Agent::config_builder().proxy(None).http_status_as_error(false).build())
}

fn scan(code: &str) -> String {
    json!({ "bench": "B1", "code": code }).to_string()
}

fn ids(events: Response<Body>, wanted: usize) -> Vec<i64> {
    let lines = BufReader::new(events.into_body().into_reader()).lines();
    let ids = lines.map_while(|line| line.ok()).filter_map(|line| line.strip_prefix("id: ").map(str::to_owned));
    ids.take(wanted).map(|id| id.parse().expect("a seq")).collect()
}

fn is_free(file: &Path) -> bool {
    Hub::open(file, Box::new(SystemHost)).is_ok()
}

#[test]
fn nobody_is_let_in_without_the_token_and_no_page_of_another_site_with_it() {
    let served = serve();
    let bearer = format!("Bearer {}", served.token);
    let port = served.listening.address().port();
    assert_eq!(served.post("scan", &[], &scan("=1")).0, 401);
    assert_eq!(served.post("scan", &[("authorization", "Bearer 0000")], &scan("=1")).0, 401);
    for (name, value) in [
        ("host", "evil.example".to_owned()),
        ("host", format!("evil.example:{port}")),
        ("origin", "http://evil.example".to_owned()),
        ("origin", "null".to_owned()),
        ("origin", format!("https://localhost:{port}")),
    ] {
        let (status, answer) = served.post("scan", &[("authorization", &bearer), (name, &value)], &scan("=1"));
        assert_eq!(status, 403, "{name}: {value}");
        assert_eq!(answer["code"], "refused");
    }
    let page = format!("http://localhost:{port}");
    let (status, answer) = served.post("scan", &[("authorization", &bearer), ("origin", &page)], &scan("=1"));
    assert_eq!((status, &answer["heard"]), (200, &json!("=1")));
}

#[test]
fn a_wrong_request_is_answered_with_its_status_and_a_reason() {
    let served = serve();
    assert_eq!(served.authorized("no_such_command", "{}").0, 404);
    assert_eq!(served.authorized("scan", "{").0, 400);
    assert_eq!(served.authorized("scan", "{}").0, 400);
    let long = " ".repeat(1_000_001);
    let (status, answer) = served.authorized("scan", &long);
    assert_eq!((status, &answer["code"]), (413, &json!("bad_call")));
}

#[test]
fn a_screen_that_missed_scans_gets_them_in_order_and_a_new_one_begins_at_now() {
    let served = serve();
    let (_, _) = served.authorized("scan", &scan("=1"));
    let start = *served.service.newest().borrow();
    let new = served.follow("", &[]);
    for code in ["=2", "=3", "=4"] {
        assert_eq!(served.authorized("scan", &scan(code)).0, 200);
    }
    let wanted: Vec<i64> = (start + 1..=start + 3).collect();
    assert_eq!(ids(new, 3), wanted);
    assert_eq!(ids(served.follow("", &[("last-event-id", &(start + 1).to_string())]), 2), wanted[1..]);
    assert_eq!(ids(served.follow(&format!("?after={}", start + 2), &[]), 1), wanted[2..]);
    assert_eq!(served.follow("?after=yesterday", &[]).status().as_u16(), 400);
}

#[test]
fn a_hub_that_closes_ends_its_streams_withdraws_its_address_and_lets_go_of_the_file() {
    let served = serve();
    let address = occupant(&served.file).and_then(|occupant| occupant.address);
    assert_eq!(address, Some(served.listening.address().to_string()));
    assert!(!is_free(&served.file));
    let events = served.follow("", &[]);
    let Served { _folder, file, runtime, service, listening, .. } = served;
    runtime.block_on(async {
        listening.close(&service).await;
        service.end().await;
    });
    assert_eq!(ids(events, 1), Vec::<i64>::new());
    assert_eq!(occupant(&file).and_then(|occupant| occupant.address), None);
    assert!(is_free(&file));
}
