//! What may be typed after `loopdock`. The names are relied on by scripts.

use std::path::PathBuf;

use clap::error::ErrorKind;
use clap::{Args, Parser, Subcommand};
use loopdock_hub::{Bookkeeper, Figures};

use crate::benchmarks::Bench;
use crate::output::Form;

/// The whole command line.
#[derive(Parser, Clone, Debug)]
#[command(
    name = "loopdock",
    version,
    about = "A small fulfilment hub, without a window",
    disable_help_subcommand = true
)]
pub struct Arguments {
    /// The hub's file.
    #[arg(long, global = true, value_name = "FILE")]
    pub hub: Option<PathBuf>,
    /// Answer in JSON, for programs.
    #[arg(long, global = true)]
    pub json: bool,
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

impl Arguments {
    /// How the answer is to be printed.
    #[must_use]
    pub const fn form(&self) -> Form {
        if self.json { Form::Json } else { Form::Text }
    }
}

/// What `loopdock` can do.
#[derive(Subcommand, Clone, Debug)]
pub enum Command {
    /// Make a hub file.
    Init(Init),
    /// Take in a storefront's export.
    Import {
        /// Which export.
        #[command(subcommand)]
        what: Import,
    },
    /// Let a bench hear scans, one after the other.
    Scan(Scan),
    /// Say what codes are: reads them from standard input, one a line, with `<GS>` for byte 0x1D, and prints one JSON object a line.
    /// With --hub the hub's own codes are checked.
    Decode,
    /// Do any command of the table that `loopdock api` prints.
    Call {
        /// The command's name.
        command: String,
        /// Its request as JSON.
        #[arg(value_name = "JSON", default_value = "{}")]
        request: String,
    },
    /// Print the table of commands.
    Api,
    /// Recompute everything that must hold from the ledgers; exit 1 if something does not.
    Check {
        /// Look at what was done since this entry, which an earlier check has seen
        #[arg(long, value_name = "SEQ")]
        after: Option<i64>,
    },
    /// Write out what the hub holds, for others to read.
    Export {
        /// What to write.
        #[command(subcommand)]
        what: Export,
    },
    /// Print a document, such as a parcel label, from a JSON file into a PDF, pictures or ZPL.
    Label(Label),
    /// Answer programs on this computer until stopped.
    Serve {
        /// Where to listen; port 0 takes any free one.
        #[arg(long, value_name = "ADDRESS:PORT", default_value = "127.0.0.1:4200")]
        addr: String,
    },
    /// Go the whole way on the demo's data, at the bench by scans alone; ends with a check.
    Demo {
        /// Where to put hub.db and its papers.
        #[arg(long, value_name = "DIR")]
        dir: PathBuf,
    },
    /// Measure what the budgets name, against the same disk or the same SQL.
    Bench {
        /// What to measure.
        #[command(subcommand)]
        what: Bench,
    },
    /// Print the TypeScript types of the commands.
    Types,
}

/// A hub's first facts.
#[derive(Args, Clone, Debug)]
pub struct Init {
    /// What the hub is called, on labels too.
    #[arg(long)]
    pub name: String,
    /// The currency of its books, by ISO 4217.
    #[arg(long, default_value = "EUR")]
    pub currency: String,
    /// Where its days begin and end.
    #[arg(long, default_value = "Europe/Berlin")]
    pub timezone: String,
    /// Its postal address, for labels and slips.
    #[arg(long, value_name = "TEXT", default_value = "")]
    pub address: String,
    /// The country that it sends from, such as DE: parcels to others get customs forms
    #[arg(long, default_value = "")]
    pub country: String,
    /// Furnish it with the demo's places, creators, stock and orders.
    #[arg(long)]
    pub demo: bool,
}

/// A storefront's export.
#[derive(Subcommand, Clone, Debug)]
pub enum Import {
    /// The items that a creator sells; makes the creator where there is none of that key.
    Products(Storefront),
    /// The orders of a creator's buyers.
    Orders(Storefront),
}

/// Whose export, and where it is.
#[derive(Args, Clone, Debug)]
pub struct Storefront {
    /// The creator's key, such as fern-and-kiln.
    #[arg(long, value_name = "KEY")]
    pub creator: String,
    /// The file.
    #[arg(value_name = "CSV")]
    pub csv: PathBuf,
}

/// What can be exported.
#[derive(Subcommand, Clone, Debug)]
pub enum Export {
    /// The journal: one JSON line a deed, all that an outsider needs to recompute everything.
    Journal {
        /// Where to write it, instead of standard output.
        #[arg(long, value_name = "FILE")]
        out: Option<PathBuf>,
    },
    /// The money of sleeves, for a program that keeps books: it recomputes every balance, and refuses a forged one.
    Ledger {
        /// Which program: hledger or beancount.
        #[arg(long, value_name = "PROGRAM", default_value = "hledger")]
        format: Bookkeeper,
        /// Where to write it, instead of standard output.
        #[arg(long, value_name = "FILE")]
        out: Option<PathBuf>,
    },
    /// What happened to the sleeves, as EPCIS 2.0 events in JSON-LD, for a program that follows things on their way.
    Epcis {
        /// Where to write it, instead of standard output.
        #[arg(long, value_name = "FILE")]
        out: Option<PathBuf>,
    },
    /// What the sleeves are worth: how many come back and how soon, whether that pays, what is held.
    Fleet {
        /// As what: csv or json.
        #[arg(long, value_name = "FORM", default_value = "csv")]
        format: Figures,
        /// Where to write it, instead of standard output.
        #[arg(long, value_name = "FILE")]
        out: Option<PathBuf>,
    },
    /// Sleeves of a creator that should be back, or soon, so that it can remind its buyers.
    Reminders {
        /// The creator's key, such as fern-and-kiln.
        #[arg(long, value_name = "KEY")]
        creator: String,
        /// Those too that are overdue within so many days.
        #[arg(long, value_name = "DAYS")]
        within: Option<u32>,
        /// As what: csv or json.
        #[arg(long, value_name = "FORM", default_value = "csv")]
        format: Figures,
        /// Where to write it, instead of standard output.
        #[arg(long, value_name = "FILE")]
        out: Option<PathBuf>,
    },
    /// Goods that came back, a row a unit: how it looks, where it goes and why it was sent, for the creators who refund them;
    /// as JSON with their photos.
    Returns {
        /// Of this creator only, by its key, such as fern-and-kiln.
        #[arg(long, value_name = "KEY")]
        creator: Option<String>,
        /// As what: csv or json.
        #[arg(long, value_name = "FORM", default_value = "csv")]
        format: Figures,
        /// Where to write it, instead of standard output.
        #[arg(long, value_name = "FILE")]
        out: Option<PathBuf>,
    },
    /// What became of a creator's deposits in a month: each of them, what they come to, and what is outstanding by age.
    Statement {
        /// The creator's key, such as fern-and-kiln.
        #[arg(long, value_name = "KEY")]
        creator: String,
        /// The month, such as 2026-10.
        #[arg(long, value_name = "MONTH")]
        month: String,
        /// As what: csv or json.
        #[arg(long, value_name = "FORM", default_value = "csv")]
        format: Figures,
        /// Where to write it, instead of standard output.
        #[arg(long, value_name = "FILE")]
        out: Option<PathBuf>,
    },
}

/// A document without a hub.
#[derive(Args, Clone, Debug)]
pub struct Label {
    /// Its name, such as parcel_label; a wrong one is answered with all of them.
    pub document: String,
    /// Print a JSON that has every field, instead.
    #[arg(long, conflicts_with_all = ["data", "out"])]
    pub example: bool,
    /// What it says, as JSON; a list makes one label of each.
    #[arg(long, value_name = "FILE", required_unless_present = "example")]
    pub data: Option<PathBuf>,
    /// The paper, such as 100x150, a4 or a4-24; a wrong one is answered with all of them.
    #[arg(long)]
    pub size: Option<String>,
    /// The printer's dots to an inch: 203, 300 or 600.
    #[arg(long, default_value_t = 203)]
    pub dpi: u32,
    /// The first free label of a sheet, from 1.
    #[arg(long, value_name = "N", default_value_t = 1)]
    pub start_at: u32,
    /// What it is written as: pdf, png (pictures) or zpl (a thermal printer's program). Unless said, what --out ends in, or pdf.
    #[arg(long)]
    pub format: Option<String>,
    /// Where it goes. Of several pictures, `label.png` becomes `label-1.png`, `label-2.png` and so on.
    #[arg(long, value_name = "FILE", required_unless_present = "example")]
    pub out: Option<PathBuf>,
}

/// Scans at a bench.
#[derive(Args, Clone, Debug)]
pub struct Scan {
    /// The bench's name.
    #[arg(long, value_name = "NAME")]
    pub bench: String,
    /// What the scanner read, the key that was pressed or the text that was typed; `-` reads them from standard input,
    /// one a line, and answers each at once.
    #[arg(value_name = "CODE", required = true, allow_negative_numbers = true)]
    pub codes: Vec<String>,
}

/// What clap has to say, without its paragraphs on usage: they belong to `--help`.
#[must_use]
pub fn one_line(error: &clap::Error) -> String {
    if error.kind() == ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand {
        return "what is to be done? A command is missing; see loopdock --help".to_owned();
    }
    let rendered = error.render().to_string();
    let reason = rendered.split("\n\n").next().unwrap_or_default();
    let reason = reason.split_whitespace().collect::<Vec<_>>().join(" ");
    format!("{}; see loopdock --help", reason.strip_prefix("error: ").unwrap_or(&reason))
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::CommandFactory as _;

    fn read(words: &str) -> Result<Arguments, clap::Error> {
        Arguments::try_parse_from(words.split(' '))
    }

    #[test]
    fn the_command_line_is_well_made() {
        Arguments::command().debug_assert();
    }

    #[test]
    fn global_options_may_stand_anywhere() {
        for words in [
            "loopdock --hub h.db --json scan --bench B1 A B",
            "loopdock scan --bench B1 --hub h.db A --json B",
            "loopdock scan A B --bench B1 --json --hub h.db",
        ] {
            let arguments = read(words).unwrap();
            assert_eq!(
                (arguments.hub.as_deref(), arguments.json),
                (Some(std::path::Path::new("h.db")), true),
                "{words}"
            );
            let Command::Scan(scan) = arguments.command else { panic!("{words}") };
            assert_eq!(scan.codes, ["A", "B"]);
        }
    }

    #[test]
    fn a_typed_count_and_standard_input_are_codes() {
        let Command::Scan(scan) = read("loopdock scan --bench B1 =12 =450G -").unwrap().command else { panic!() };
        assert_eq!(scan.codes, ["=12", "=450G", "-"]);
    }

    #[test]
    fn a_wrong_call_is_said_in_one_line() {
        for words in
            ["loopdock", "loopdock scan", "loopdock init", "loopdock --nonsense", "loopdock import orders x.csv"]
        {
            let said = one_line(&read(words).unwrap_err());
            assert!(!said.contains('\n') && said.len() > 20 && !said.contains("  "), "{words}: {said}");
        }
    }
}
