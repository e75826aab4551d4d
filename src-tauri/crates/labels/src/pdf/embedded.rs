//! The fonts of a file: which glyphs of which faces, and the codes that the pages call them by.
//!
//! A PDF maps each code back to one text (`ToUnicode`; ISO 32000-1, 9.10.3). The same glyph may stand for different texts,
//! so in a TrueType face a code is a pair of glyph and text, and a `CIDToGIDMap` leads from code to glyph. A CFF face has
//! no such map: there a code is a glyph, the first text that it stood for is its text, and where it stands for another the
//! page says so itself (`ActualText`).
//!
//! printpdf writes a font's widths and texts for the codes that it finds on pages. Ours write their content themselves, so
//! [`EmbeddedFonts::all_codes`] shows it every code once.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use printpdf::{
    Codepoint, FontId, FontMetrics, FontType, Op, ParsedFont, PdfFontHandle, PdfFontMetricsStub, Pt, TextItem,
};
use subsetter::GlyphRemapper;

use super::spelling::{Letter, spell};
use crate::PaperError;
use crate::fonts::Face;
use crate::page::Page;

/// One face in the file.
pub(super) struct Embedded {
    face: Arc<Face>,
    glyphs: GlyphRemapper,
    /// What the codes of a TrueType face stand for, from code 1 on.
    codes: Vec<Spelled>,
    /// The codes of each glyph and width: there are as many as it has texts.
    codes_of: HashMap<(Option<u16>, u16), Vec<u16>>,
    /// The texts of the glyphs of a CFF face.
    texts: BTreeMap<u16, String>,
}

/// What a code of a TrueType face stands for.
struct Spelled {
    /// Its glyph; none for a blank that only carries text.
    glyph: Option<u16>,
    text: String,
    width_units: u16,
}

/// The longest text that poppler takes for a code, in UTF-16 units.
const LONGEST_TEXT: usize = 8;

/// A text as a code may stand for it: none where it is too long, such as that of a letter under a pile of marks, which the page
/// says itself then.
fn tellable(text: &str) -> &str {
    if text.encode_utf16().count() > LONGEST_TEXT { "" } else { text }
}

/// What two letters of one code have in common besides their text.
fn drawn(letter: &Letter<'_>) -> (Option<u16>, u16) {
    (letter.glyph.map(|glyph| glyph.id), letter.width_units)
}

/// All faces of a file, in the order in which the pages use them.
pub(super) struct EmbeddedFonts(Vec<Embedded>);

impl EmbeddedFonts {
    /// Collects what the pages use.
    pub(super) fn gather(pages: &[Page]) -> Self {
        let mut fonts = EmbeddedFonts(Vec::new());
        for run in pages.iter().flat_map(|page| &page.lines).flat_map(|line| &line.line.runs) {
            let embedded = fonts.entry(&run.face);
            for cluster in &run.clusters {
                spell(run, cluster, |letter| embedded.enter(&letter));
            }
        }
        fonts
    }

    fn entry(&mut self, face: &Arc<Face>) -> &mut Embedded {
        let number = self.0.iter().position(|embedded| Arc::ptr_eq(&embedded.face, face)).unwrap_or(self.0.len());
        if number == self.0.len() {
            self.0.push(Embedded {
                face: Arc::clone(face),
                glyphs: GlyphRemapper::new(),
                codes: Vec::new(),
                codes_of: HashMap::new(),
                texts: BTreeMap::new(),
            });
        }
        &mut self.0[number]
    }

    /// A face of this file, and its number in it.
    pub(super) fn get(&self, face: &Arc<Face>) -> Option<(&Embedded, usize)> {
        let number = self.0.iter().position(|embedded| Arc::ptr_eq(&embedded.face, face))?;
        Some((&self.0[number], number))
    }

    /// The font programs by resource name, each with the glyphs in use and no others.
    ///
    /// # Errors
    ///
    /// [`PaperError::Font`] if a face is damaged.
    pub(super) fn programs(&self) -> Result<Vec<(String, ParsedFont)>, PaperError> {
        let numbered = self.0.iter().enumerate();
        numbered.map(|(number, embedded)| Ok((resource_name(number), embedded.program(number)?))).collect()
    }

    /// Every code of every font with its text, as operators.
    pub(super) fn all_codes(&self) -> Vec<Op> {
        let numbered = self.0.iter().enumerate();
        let of_font = |(number, embedded): (usize, &Embedded)| {
            let font = PdfFontHandle::External(FontId(resource_name(number)));
            let text = TextItem::GlyphIds(embedded.codepoints());
            [Op::SetFont { font, size: Pt(1.0) }, Op::ShowText { items: vec![text] }]
        };
        numbered.flat_map(of_font).collect()
    }

    /// For each TrueType face its PDF name and, two bytes a code, the glyph of each code from zero up.
    pub(super) fn code_maps(&self) -> impl Iterator<Item = (String, Vec<u8>)> {
        let numbered = self.0.iter().enumerate().filter(|(_, embedded)| !embedded.face.is_cff());
        numbered.map(|(number, embedded)| (embedded.pdf_name(number), embedded.code_map()))
    }
}

/// The name of a face among the file's resources. Not `F1`, which printpdf takes for Helvetica.
pub(super) fn resource_name(number: usize) -> String {
    format!("L{number}")
}

impl Embedded {
    fn enter(&mut self, letter: &Letter<'_>) {
        if let Some(glyph) = letter.glyph {
            self.glyphs.remap(glyph.id);
        }
        match letter.glyph {
            Some(glyph) if self.face.is_cff() => {
                self.texts.entry(glyph.id).or_insert_with(|| tellable(letter.text).to_owned());
            }
            _ if self.spelled(letter).is_none() => {
                let (glyph, width_units) = drawn(letter);
                self.codes.push(Spelled { glyph, text: tellable(letter.text).to_owned(), width_units });
                let code = u16::try_from(self.codes.len()).unwrap_or(u16::MAX);
                self.codes_of.entry(drawn(letter)).or_default().push(code);
            }
            _ => {}
        }
    }

    /// The code of a letter of a TrueType face, if it has one.
    fn spelled(&self, letter: &Letter<'_>) -> Option<u16> {
        let codes = self.codes_of.get(&drawn(letter))?;
        codes.iter().copied().find(|code| self.codes[usize::from(*code) - 1].text == tellable(letter.text))
    }

    /// The code of a letter, and the text that the file gives to that code.
    pub(super) fn code<'s>(&'s self, letter: &Letter<'s>) -> (u16, &'s str) {
        match letter.glyph {
            Some(glyph) if self.face.is_cff() => {
                let text = self.texts.get(&glyph.id).map_or("", String::as_str);
                (self.glyphs.get(glyph.id).unwrap_or(0), text)
            }
            _ => (self.spelled(letter).unwrap_or(0), tellable(letter.text)),
        }
    }

    fn codepoints(&self) -> Vec<Codepoint> {
        let of_codes = (1..).zip(&self.codes).map(|(code, spelled)| (code, &spelled.text));
        let of_glyphs = self.texts.iter().map(|(glyph, text)| (self.glyphs.get(*glyph).unwrap_or(0), text));
        of_codes.chain(of_glyphs).map(|(code, text)| Codepoint::with_cid(code, 0.0, text.clone())).collect()
    }

    /// How far the reader's pen moves for a letter, in thousandths of an em: the whole number that printpdf writes.
    pub(super) fn written_width(&self, letter: &Letter<'_>) -> f32 {
        (f32::from(letter.width_units) * 1000.0 / f32::from(self.face.units_per_em())).trunc()
    }

    fn program(&self, number: usize) -> Result<ParsedFont, PaperError> {
        let face = &self.face;
        let units_per_em = face.units_per_em();
        let [x_min, y_min, x_max, y_max] = face.bounds_units();
        let units = |ems: f32| (ems * f32::from(units_per_em)) as i16;
        let font_metrics = FontMetrics { ascent: units(face.ascent_em()), descent: -units(face.descent_em()) };
        Ok(ParsedFont {
            original_bytes: face.subset(&self.glyphs)?,
            font_index: 0,
            font_name: Some(self.pdf_name(number)),
            codepoint_to_glyph: BTreeMap::new(),
            glyph_widths: self.widths(),
            units_per_em,
            font_metrics,
            // printpdf looks at the program itself to tell the types apart.
            font_type: FontType::TrueType,
            pdf_font_metrics: PdfFontMetricsStub { units_per_em, x_min, y_min, x_max, y_max, ..Default::default() },
        })
    }

    /// The advance of each code in font units.
    fn widths(&self) -> BTreeMap<u16, u16> {
        if self.face.is_cff() {
            let glyphs = (0..).zip(self.glyphs.remapped_gids());
            return glyphs.map(|(code, glyph)| (code, self.face.advance_units(glyph))).collect();
        }
        (1..).zip(&self.codes).map(|(code, spelled)| (code, spelled.width_units)).collect()
    }

    fn code_map(&self) -> Vec<u8> {
        // Blanks are drawn with glyph 0, which has an outline; so with the space, if the file has one, and else out of
        // the face, where nothing is.
        let blank = self.face.glyph(' ').and_then(|space| self.glyphs.get(space)).unwrap_or(u16::MAX);
        let glyph = |spelled: &Spelled| spelled.glyph.map_or(blank, |glyph| self.glyphs.get(glyph).unwrap_or(0));
        let glyphs = std::iter::once(0).chain(self.codes.iter().map(glyph));
        glyphs.flat_map(u16::to_be_bytes).collect()
    }

    /// Six capitals and a plus sign mark a font that was cut down (ISO 32000-1, 9.6.4).
    fn pdf_name(&self, number: usize) -> String {
        let letter = |place: u32| char::from(b'A' + u8::try_from(number / 26_usize.pow(place) % 26).unwrap_or(0));
        let tag: String = (0..6).rev().map(letter).collect();
        format!("{tag}+{}", self.face.name())
    }
}
