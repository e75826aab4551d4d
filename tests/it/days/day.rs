//! A day while it goes on: the hub, what was done so far, and the steps as they are taken.

use std::path::PathBuf;

use loopdock_hub::{BenchView, Error, ErrorCode, Hub, Level};
use loopdock_tests::{SeededWorld, Tables, fast_folder};
use serde_json::{Value, json};
use tempfile::TempDir;

use super::evening;
use super::exports;
use super::laws::{self, Broken};
use super::packer;
use super::plan::{BENCHES, Edit, Office, Step, Watch, What};
use super::stage::{self, CARRIERS, CREATORS, Codes, text};
use super::tally::Tally;

/// Barcodes that an item may get: one of the catalogue's, one that two items share there, new ones, and none.
const BARCODES: &[&str] = &["4006381333931", "9780201379624", "12345670", "LAGER 17", "012345678905", ""];

/// A day while it goes on.
pub(super) struct Day {
    /// `None` only while the program is started again.
    hub: Option<Hub>,
    world: SeededWorld,
    pub file: PathBuf,
    pub tables: Tables,
    pub codes: Codes,
    pub tally: Tally,
    /// Every call so far, in words that can be typed again.
    pub log: Vec<String>,
    /// Ids given to deeds so far.
    deeds: u64,
    _folder: TempDir,
}

/// Takes the steps of a day on a new hub; the day as it stands, and what was found wrong.
pub(super) fn live(seed: u64, steps: &[Step]) -> (Day, Result<(), Broken>) {
    let mut day = Day::begin(seed);
    let lived = steps.iter().try_for_each(|step| day.take(step)).and_then(|()| day.end());
    (day, lived)
}

impl Day {
    fn begin(seed: u64) -> Self {
        let folder = fast_folder();
        let file = folder.path().join("hub.db");
        let world = SeededWorld::of(seed);
        let (hub, codes) = stage::furnished(&file, &world, seed).expect("a hub can be furnished");
        let tables = Tables::open(&file).expect("its tables can be read");
        let (tally, log) = (Tally::default(), Vec::new());
        Self { hub: Some(hub), world, file, tables, codes, tally, log, deeds: 0, _folder: folder }
    }

    pub fn hub(&mut self) -> &mut Hub {
        self.hub.as_mut().expect("the hub is open")
    }

    /// Calls a command that must be done.
    pub fn ask(&mut self, name: &str, request: Value) -> Result<Value, Broken> {
        let answer = self.hub().call(name, request, None);
        answer.map_err(|error| Broken::new(&format!("{name} answers"), &error.message))
    }

    /// The rows that a command lists.
    pub fn list(&mut self, name: &str, request: Value) -> Result<Vec<Value>, Broken> {
        Ok(self.ask(name, request)?.as_array().cloned().unwrap_or_default())
    }

    pub fn look(&mut self, bench: usize) -> Result<BenchView, Broken> {
        let view = self.ask("bench", json!({ "bench": BENCHES[bench] }))?;
        serde_json::from_value(view).map_err(|error| Broken::new("a bench can be read", &error.to_string()))
    }

    /// An id for a deed, the same on the same day.
    pub fn next_deed(&mut self) -> loopdock_hub::DeedId {
        self.deeds += 1;
        let id = format!("00000000-0000-7000-8000-{:012x}", self.deeds);
        serde_json::from_value(Value::String(id)).expect("an id can be read")
    }

    fn take(&mut self, step: &Step) -> Result<(), Broken> {
        self.go(step)?;
        laws::walks(self)
    }

    fn go(&mut self, step: &Step) -> Result<(), Broken> {
        match step {
            Step::Scan { bench, what, watch } => {
                let view = self.look(*bench)?;
                self.tally.mode(&view.mode);
                let code = match what {
                    What::Forward(pick) => packer::forward(self, &view, *pick)?,
                    other => packer::code(self, *other)?,
                };
                laws::hear(self, *bench, &code, *watch)
            }
            Step::Office { what, watch } => self.office(what, *watch),
            Step::Stock { item, bin, units } => self.stock(*item, *bin, *units),
            Step::Rest(pieces) => {
                self.log.push(format!("rest {pieces}"));
                for _ in 0..*pieces {
                    self.hub().rest().map_err(|error| Broken::new("rest rests", &error.message))?;
                }
                Ok(())
            }
            Step::RestAll => {
                evening::rest(self)?;
                laws::served(self)
            }
            Step::Restart => self.restart(),
            Step::Check => laws::check(self),
        }
    }

    /// What must hold when the day is over.
    fn end(&mut self) -> Result<(), Broken> {
        laws::check(self)?;
        laws::replayed(self)?;
        self.go(&Step::RestAll)?;
        laws::private(self)?;
        evening::clear(self)?;
        laws::check(self)?;
        laws::replayed(self)?;
        laws::private(self)
    }

    /// The program ends and is started again: every bench resumes where it was.
    fn restart(&mut self) -> Result<(), Broken> {
        self.log.push("the program is started again".to_owned());
        let views = |day: &mut Self| {
            (0..BENCHES.len()).map(|bench| Ok(format!("{:?}", day.look(bench)?))).collect::<Result<Vec<_>, Broken>>()
        };
        let before = views(self)?;
        self.hub = None;
        let opened = Hub::open(&self.file, Box::new(self.world.clone()));
        self.hub = Some(opened.map_err(|error| Broken::new("a hub opens again", &error.message))?);
        let after = views(self)?;
        if before == after {
            return Ok(());
        }
        Err(Broken::new("a bench resumes", &format!("before {before:#?}\nafter {after:#?}")))
    }

    /// A run comes in at the first bench, where nothing is being done, and goes into a bin.
    pub fn stock(&mut self, item: usize, bin: usize, units: u32) -> Result<(), Broken> {
        let stocked = self.codes.stocked();
        let Some(item) = stocked.get(item % stocked.len().max(1)).map(|item| (*item).clone()) else { return Ok(()) };
        let bin = self.codes.bins[bin % self.codes.bins.len()].name.clone();
        let run = json!({ "creator": item.creator, "sku": item.sku, "expected": units, "maker": "Works" });
        self.office_call("announce_run", run, Watch::Answer)?;
        let code = item.codes.last().cloned().unwrap_or_default();
        let scans = [code.clone(), format!("={units}"), bin, code, format!("={units}"), "DONE".to_owned()];
        scans.iter().try_for_each(|code| laws::hear(self, 0, code, Watch::Answer))
    }

    fn office(&mut self, what: &Office, watch: Watch) -> Result<(), Broken> {
        let creator = |at: &usize| CREATORS[at % CREATORS.len()];
        let order = |day: &Self, at: &usize| Ok(json!({ "order": packer::order_name(day, *at)? }));
        let (name, request) = match what {
            Office::Order { creator: at, lines, carrier, gift } => {
                let (key, _) = creator(at);
                let sold = self.codes.of(key);
                let lines: Vec<(String, u32)> =
                    lines.iter().map(|(item, qty)| (sold[item % sold.len()].sku.clone(), *qty)).collect();
                let request = json!({
                    "creator": key, "name": format!("#D{}", self.log.len()), "lines": lines, "gift": gift,
                    "shipping_method": CARRIERS[carrier % CARRIERS.len()].0,
                    "note": "leave it at the mauve door",
                    "buyer": {
                        "name": "Ada Quillfeather", "email": "ada@heimlich.example", "address1": "Heimlichweg 1",
                        "city": "Berlin", "country": "DE",
                    },
                });
                ("add_order", request)
            }
            Office::Import { creator: at, seed } => {
                let (key, currency) = creator(at);
                let skus: Vec<&str> = self.codes.of(key).iter().map(|item| item.sku.as_str()).collect();
                let csv = exports::orders(*seed, currency, &skus);
                ("import_orders", json!({ "creator": key, "content": base64_of(&csv) }))
            }
            Office::Allocate => ("allocate", json!({})),
            Office::Wave { orders } => ("plan_wave", json!({ "orders": orders })),
            Office::Hold { order: at } => ("hold_order", order(self, at)?),
            Office::Resolve { order: at, how, sku } => {
                let mut request = order(self, at)?;
                request["how"] = json!(["release", "release", "part", "cancel"][how % 4]);
                request["sku"] = json!(sku.map(|at| self.codes.items[at % self.codes.items.len()].sku.clone()));
                ("resolve_hold", request)
            }
            Office::Count { bin, item } => {
                let stop = packer::stop_of_a_walk(self, bin / 2)?.filter(|_| bin.is_multiple_of(2));
                let [bin, creator, sku] = stop.unwrap_or_else(|| {
                    let item = &self.codes.items[item % self.codes.items.len()];
                    let bin = &self.codes.bins[bin % self.codes.bins.len()].name;
                    [bin.clone(), item.creator.clone(), item.sku.clone()]
                });
                ("request_count", json!({ "bin": bin, "creator": creator, "sku": sku }))
            }
            Office::Announce { item, units } => {
                let item = &self.codes.items[item % self.codes.items.len()];
                ("announce_run", json!({ "creator": item.creator, "sku": item.sku, "expected": units }))
            }
            Office::Creator { creator: at, rule, deposit, part } => {
                let rule = ["never", "carrier", "always"][rule % 3];
                let (deposit, part) = (["0", "2", "5"][deposit % 3], ["whole", "part"][part % 2]);
                let (key, _) = creator(at);
                let request =
                    json!({ "key": key, "sleeve_rule": rule, "terms": { "deposit": deposit }, "part_orders": part });
                ("set_creator", request)
            }
            Office::Item { item, edit } => ("add_item", self.edited(*item, edit)),
        };
        self.office_call(name, request, watch)?;
        if let Office::Item { .. } = what {
            let items = stage::items(self.hub());
            self.codes.items = items.map_err(|error| Broken::new("items can be listed", &error.message))?;
        }
        Ok(())
    }

    /// The request that makes an edit of an item.
    fn edited(&self, item: usize, edit: &Edit) -> Value {
        let item = &self.codes.items[item % self.codes.items.len()];
        let mut request = json!({ "creator": item.creator, "sku": item.sku });
        match edit {
            Edit::Plain { typed, weight_g } => {
                request["typed_quantity"] = json!(if *typed { "yes" } else { "no" });
                request["weight_g"] = json!(weight_g);
            }
            Edit::Digital => request["digital"] = json!(true),
            Edit::Stocked => request["components"] = json!([]),
            Edit::Kit { parts, qty } => {
                let sold = self.codes.of(&item.creator);
                let parts = parts.map(|at| sold[at % sold.len()].sku.clone());
                request["components"] = json!([[parts[0], qty], [parts[1], 1]]);
            }
            Edit::Barcode(at) => request["barcode"] = json!(BARCODES[at % BARCODES.len()]),
        }
        request
    }

    /// A command that a rule may refuse, and then changes nothing.
    fn office_call(&mut self, name: &str, request: Value, watch: Watch) -> Result<(), Broken> {
        let before = if watch == Watch::Answer { None } else { Some(laws::everything(self)?) };
        let shown = if name == "import_orders" { "(an export)".to_owned() } else { request.to_string() };
        let answer = self.hub().call(name, request, None);
        let told = match &answer {
            Ok(answer) => format!("{} {}", text(answer, "order"), text(answer, "wave")),
            Err(Error { message, .. }) => format!("refused: {message}"),
        };
        self.log.push(format!("office {name} {shown} -> {}", told.trim()));
        self.tally.office(name, answer.is_ok());
        match answer {
            Err(error) if !matches!(error.code, ErrorCode::Refused | ErrorCode::NotFound) => {
                Err(Broken::new(&format!("{name} never fails"), &format!("{}: {}", error.code, error.message)))
            }
            Err(_) => match before {
                Some(before) => laws::unchanged(self, &before, &format!("a refused {name} changes nothing")),
                None => Ok(()),
            },
            Ok(_) => Ok(()),
        }
    }
}

/// The level as a word.
pub(super) fn word(level: Level) -> &'static str {
    match level {
        Level::Ok => "ok",
        Level::Warn => "warn",
        Level::Stop => "stop",
    }
}

fn base64_of(text: &str) -> String {
    use base64::Engine as _;
    base64::engine::general_purpose::STANDARD.encode(text)
}
