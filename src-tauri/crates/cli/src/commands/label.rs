//! `loopdock label`: any document from a JSON file, without a hub.

use std::fs;
use std::io::Write as _;
use std::path::Path;

use loopdock_hub::{Error, Result, Texts};
use loopdock_labels::{Document, Dpi, Fonts, Kind, Paper, Printing, Size, Templates};
use serde_json::{Value, json};

use crate::Outcome;
use crate::arguments::Label;
use crate::beside;
use crate::output::{Form, Output};

/// Prints a document into a file, or shows what it can say.
///
/// # Errors
/// A wrong call for a document, a size or dots that there are none of; refused for contents that can't be read or printed, and
/// when the file can't be written. No part of a file is left then.
pub fn label(wanted: &Label, output: &mut Output) -> Result<Outcome> {
    let kind = Kind::named(&wanted.document).map_err(Error::bad_call)?;
    match (&wanted.data, &wanted.out) {
        (Some(data), Some(out)) => print(kind, wanted, data, out, output)?,
        _ => example(kind, output)?,
    }
    output.flush()?;
    Ok(Outcome::Done)
}

fn example(kind: Kind, output: &mut Output) -> Result<()> {
    let content = kind.example().content();
    match output.form() {
        Form::Json => output.json(&content),
        Form::Text => {
            let text = serde_json::to_string_pretty(&content).map_err(|error| Error::internal(error.to_string()))?;
            output.line(&text)
        }
    }
}

fn print(kind: Kind, wanted: &Label, data: &Path, out: &Path, output: &mut Output) -> Result<()> {
    let size = Size::named(wanted.size.as_deref().unwrap_or(kind.usual_size())).map_err(Error::bad_call)?;
    let dpi = Dpi::try_from(wanted.dpi).map_err(Error::bad_call)?;
    let start_at = usize::try_from(wanted.start_at.saturating_sub(1)).unwrap_or_default();
    let count = size.labels_per_page();
    if start_at >= count {
        let reason =
            if count == 1 { "is no sheet of labels".to_owned() } else { format!("has {count} labels on a page") };
        return Err(Error::bad_call(format!("{} {reason}: --start-at {} is not on it.", size.name, wanted.start_at)));
    }
    if let (Ok(data), Ok(out)) = (data.canonicalize(), out.canonicalize())
        && data == out
    {
        return Err(Error::refused(format!("{} is what is to be printed; choose another name", out.display())));
    }
    let documents = read(kind, data)?;
    let printing = Printing { documents: &documents, size, dpi, start_at };
    let paper = loopdock_labels::print(printing, &Templates::bundled(), &Fonts::with_installed(), &Texts::english())
        .map_err(|error| Error::refused(error.to_string()))?;
    beside::write(out, |to| to.write_all(&paper.pdf).map_err(|error| beside::unwritable(out, &error)))?;
    tell(&paper, documents.len(), out, output)
}

/// Reads one document, or a list of them.
fn read(kind: Kind, path: &Path) -> Result<Vec<Document>> {
    let refused = |reason: String| Error::refused(format!("{}: {reason}", path.display()));
    let text = fs::read_to_string(path).map_err(|error| refused(format!("it can't be read: {error}")))?;
    let value: Value = serde_json::from_str(&text).map_err(|error| refused(format!("it is no JSON: {error}")))?;
    let (contents, is_list) = match value {
        Value::Array(contents) => (contents, true),
        content => (vec![content], false),
    };
    let document = |(number, content): (usize, Value)| {
        let which = if is_list { format!("number {} of the list is", number + 1) } else { "it is".to_owned() };
        let hint = format!("`loopdock label {} --example` shows one", kind.name());
        kind.read(content).map_err(|reason| refused(format!("{which} no {}: {reason}. {hint}.", kind.name())))
    };
    contents.into_iter().enumerate().map(document).collect()
}

fn tell(paper: &Paper, labels: usize, path: &Path, output: &mut Output) -> Result<()> {
    let missing = paper.missing_named();
    if output.form() == Form::Json {
        return output.json(&json!({
            "file": path.to_string_lossy(),
            "documents": labels,
            "pages": paper.pages,
            "bytes": paper.pdf.len(),
            "missing": missing,
            "truncated": paper.truncated,
        }));
    }
    let pages = if paper.pages == 1 { "1 page is".to_owned() } else { format!("{} pages are", paper.pages) };
    output.line(&format!("{pages} in {}", path.display()))?;
    if !missing.is_empty() {
        output.line(&format!("No installed font has {}; boxes stand in their place.", missing.join(", ")))?;
    }
    for text in &paper.truncated {
        output.line(&format!("Too long, and ends in an ellipsis: {text}"))?;
    }
    Ok(())
}
