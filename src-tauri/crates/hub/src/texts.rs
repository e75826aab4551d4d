//! The catalogue of texts: one Fluent file a language, shared by the core, the papers and the screens.

use std::sync::Arc;

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use serde::Serialize;
use serde_json::Value;

use loopdock_labels::Words;

/// The English texts, as they are in `assets/texts/en.ftl`.
const ENGLISH: &str = include_str!("../../../../assets/texts/en.ftl");

/// Sentences by id, in one language.
#[derive(Clone)]
pub struct Texts {
    bundle: Arc<FluentBundle<FluentResource>>,
}

impl Texts {
    /// The English texts.
    #[must_use]
    pub fn english() -> Self {
        Self::of(ENGLISH).0
    }

    /// Texts of a Fluent source, with what could not be read of it.
    fn of(source: &str) -> (Self, Vec<String>) {
        let mut faults = Vec::new();
        let resource = FluentResource::try_new(source.to_owned()).unwrap_or_else(|(resource, errors)| {
            faults.extend(errors.iter().map(ToString::to_string));
            resource
        });
        let mut bundle = FluentBundle::new_concurrent(vec!["en".parse().unwrap_or_default()]);
        bundle.set_use_isolating(false);
        if let Err(errors) = bundle.add_resource(resource) {
            faults.extend(errors.iter().map(ToString::to_string));
        }
        (Self { bundle: Arc::new(bundle) }, faults)
    }

    /// The sentence of a message: an enum variant whose serde tag `id` names the text and whose fields are its arguments.
    #[must_use]
    pub fn say(&self, message: &impl Serialize) -> String {
        let Ok(Value::Object(fields)) = serde_json::to_value(message) else { return String::new() };
        let mut args = FluentArgs::new();
        let mut id = String::new();
        for (name, value) in fields {
            match value {
                Value::String(text) if name == "id" => id = text,
                Value::String(text) => args.set(name, FluentValue::from(text)),
                Value::Number(number) => args.set(name, FluentValue::from(number.as_i64().unwrap_or_default())),
                _ => {}
            }
        }
        self.text(&id, &args)
    }

    /// The text of `id`; the id itself where the catalogue lacks it, which a test rules out for every id in the code.
    fn text(&self, id: &str, args: &FluentArgs<'_>) -> String {
        let Some(pattern) = self.bundle.get_message(id).and_then(|message| message.value()) else {
            return id.to_owned();
        };
        let mut faults = Vec::new();
        self.bundle.format_pattern(pattern, Some(args), &mut faults).into_owned()
    }
}

impl Words for Texts {
    fn word(&self, id: &str, args: &[(&str, &str)]) -> String {
        let mut fluent = FluentArgs::new();
        for (name, value) in args {
            // Numbers arrive as digits; Fluent chooses plurals by numbers only.
            match value.parse::<i64>() {
                Ok(number) => fluent.set((*name).to_owned(), FluentValue::from(number)),
                Err(_) => fluent.set((*name).to_owned(), FluentValue::from((*value).to_owned())),
            }
        }
        self.text(id, &fluent)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use loopdock_domain::bench::Say;

    fn kebab(variant: &str) -> String {
        let mut id = String::new();
        for (at, letter) in variant.chars().enumerate() {
            if letter.is_uppercase() && at > 0 {
                id.push('-');
            }
            id.extend(letter.to_lowercase());
        }
        id
    }

    #[test]
    fn every_sentence_has_a_text_that_uses_only_its_arguments() {
        let (texts, faults) = Texts::of(ENGLISH);
        assert_eq!(faults, Vec::<String>::new());
        for (variant, fields) in Say::ALL {
            let id = kebab(variant);
            let message = texts.bundle.get_message(&id).unwrap_or_else(|| panic!("no text for {id}"));
            let mut args = FluentArgs::new();
            for field in *fields {
                args.set(*field, FluentValue::from(2_i64));
            }
            let mut unknown = Vec::new();
            let text = texts.bundle.format_pattern(message.value().unwrap(), Some(&args), &mut unknown);
            assert!(unknown.is_empty(), "{id}: {unknown:?}");
            assert!(!text.trim().is_empty(), "{id} is empty");
        }
    }
}
