//! What a person would notice: that paper reads right in every script, scans, and never has text where it can't be read.

mod layout;
mod reading;
mod samples;
mod speed;
mod tools;

use crate::{CAPTIONS, Words};

/// The English captions, their arguments between isolates as Fluent puts them.
pub(crate) struct English;

impl Words for English {
    fn word(&self, id: &str, args: &[(&str, &str)]) -> String {
        let caption = CAPTIONS.iter().find(|caption| caption.id == id).unwrap();
        let names: Vec<&str> = args.iter().map(|(name, _)| *name).collect();
        assert_eq!(names, caption.args, "arguments of {id}");
        let fill = |text: String, (name, value): &(&str, &str)| {
            text.replace(&format!("{{ ${name} }}"), &format!("\u{2068}{value}\u{2069}"))
        };
        args.iter().fold(caption.english.to_owned(), fill)
    }
}
