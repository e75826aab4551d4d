//! `loopdock label`: any document from a JSON file, without a hub.

use std::fs;
use std::path::{Path, PathBuf};

use loopdock_hub::{Error, Result, Texts};
use loopdock_labels::{Document, Dpi, Fonts, Format, Kind, Paper, Printing, Size, Templates};
use serde_json::{Value, json};

use crate::Outcome;
use crate::arguments::Label;
use crate::beside;
use crate::output::{Form, Output};

/// Prints a document into files, or shows what it can say.
///
/// # Errors
/// A wrong call for a document, a size, dots or a format that there are none of; refused for contents that can't be read or printed, and
/// when a file can't be written. No part of a file is left then.
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
    let format = format(wanted.format.as_deref(), out)?;
    let dpi = Dpi::try_from(wanted.dpi).map_err(Error::bad_call)?;
    let start_at = usize::try_from(wanted.start_at.saturating_sub(1)).unwrap_or_default();
    let count = size.labels_per_page();
    if start_at >= count {
        let reason =
            if count == 1 { "is no sheet of labels".to_owned() } else { format!("has {count} labels on a page") };
        return Err(Error::bad_call(format!("{} {reason}: --start-at {} is not on it.", size.name, wanted.start_at)));
    }
    let documents = read(kind, data)?;
    let printing = Printing { documents: &documents, size, dpi, start_at };
    let (templates, fonts, texts) = (Templates::bundled(), Fonts::with_installed(), Texts::english());
    let mut paper = loopdock_labels::print(printing, format, &templates, &fonts, &texts)
        .map_err(|error| Error::refused(error.to_string()))?;
    let files = named(out, std::mem::take(&mut paper.files));
    if let Some((out, _)) = files.iter().find(|(out, _)| is_same(data, out)) {
        return Err(Error::refused(format!("{} is what is to be printed; choose another name", out.display())));
    }
    beside::write_all(&files)?;
    tell(&paper, documents.len(), &files, output)
}

/// The format that is asked for, or else that of the file's name, or else PDF.
fn format(asked: Option<&str>, out: &Path) -> Result<Format> {
    let of_name = out.extension().and_then(|end| end.to_str()).and_then(|end| Format::named(end).ok());
    let asked = asked.map(Format::named).transpose().map_err(Error::bad_call)?;
    match (asked, of_name) {
        (Some(asked), Some(of_name)) if asked != of_name => Err(Error::bad_call(format!(
            "--format {} does not go with --out {}: name it .{}, or leave --format out.",
            asked.name(),
            out.display(),
            asked.name()
        ))),
        _ => Ok(asked.or(of_name).unwrap_or_default()),
    }
}

/// Gives files their names: `label.png` if there is one, and else `label-1.png`, `label-2.png` and so on.
fn named(out: &Path, files: Vec<Vec<u8>>) -> Vec<(PathBuf, Vec<u8>)> {
    let is_one = files.len() == 1;
    let numbered = |number: usize| {
        let mut name = out.file_stem().unwrap_or_default().to_owned();
        name.push(format!("-{number}"));
        if let Some(end) = out.extension() {
            name.push(".");
            name.push(end);
        }
        out.with_file_name(name)
    };
    let name = |number| if is_one { out.to_owned() } else { numbered(number) };
    (1..).zip(files).map(|(number, file)| (name(number), file)).collect()
}

/// Whether two paths lead to one file.
fn is_same(one: &Path, other: &Path) -> bool {
    matches!((one.canonicalize(), other.canonicalize()), (Ok(one), Ok(other)) if one == other)
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

/// Says what was printed into which files, and what did not go well.
fn tell(paper: &Paper, labels: usize, files: &[(PathBuf, Vec<u8>)], output: &mut Output) -> Result<()> {
    let missing = paper.missing_named();
    if output.form() == Form::Json {
        return output.json(&json!({
            "files": files.iter().map(|(out, _)| out.to_string_lossy()).collect::<Vec<_>>(),
            "documents": labels,
            "pages": paper.pages,
            "bytes": files.iter().map(|(_, bytes)| bytes.len()).sum::<usize>(),
            "missing": missing,
            "truncated": paper.truncated,
        }));
    }
    let pages = if paper.pages == 1 { "1 page is".to_owned() } else { format!("{} pages are", paper.pages) };
    if let [(first, _), between @ .., (last, _)] = files {
        let to = if between.is_empty() { "and" } else { "to" };
        output.line(&format!("{pages} in {} {to} {}", first.display(), last.display()))?;
    } else if let [(only, _)] = files {
        output.line(&format!("{pages} in {}", only.display()))?;
    }
    if !missing.is_empty() {
        output.line(&format!("No installed font has {}; boxes stand in their place.", missing.join(", ")))?;
    }
    for text in &paper.truncated {
        output.line(&format!("Too long, and ends in an ellipsis: {text}"))?;
    }
    Ok(())
}
