//! The fonts that paper is set in: two bundled faces, and behind them whatever is installed.
//!
//! DejaVu Sans comes with the program, for Latin, Greek and Cyrillic. Other scripts look for an installed family made
//! for them first, so that a word does not mix faces, then in the bundled faces, then in everything installed. Installed
//! fonts are looked at the first time that a text needs them. A face is read, parsed and tried once, and kept.

mod face;
mod families;
mod installed;

use std::sync::Arc;

use unicode_script::Script;

pub(crate) use face::Face;
use installed::Installed;

/// How heavy a text is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Weight {
    /// Running text.
    Regular,
    /// What must be seen from afar.
    Bold,
}

/// Whose forms of Chinese characters a text uses: Unicode gives them one code, typography does not.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum HanStyle {
    /// Mainland China and Singapore; the choice for a text that does not show its language.
    Simplified,
    /// Taiwan and Hong Kong.
    Traditional,
    /// Japan.
    Japanese,
    /// Korea.
    Korean,
}

/// What a face is wanted for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) struct Wish {
    /// The script of the text.
    pub(crate) script: Script,
    /// Its Chinese characters, if it has any.
    pub(crate) han: HanStyle,
    /// Its weight.
    pub(crate) weight: Weight,
}

/// The fonts to print with. Make one and keep it: faces are parsed once.
#[derive(Debug)]
pub struct Fonts {
    regular: Arc<Face>,
    bold: Arc<Face>,
    installed: Option<Installed>,
}

impl Fonts {
    /// The bundled faces alone: the same paper on every computer, and boxes for most scripts of Asia.
    ///
    /// # Panics
    ///
    /// If the bundled fonts are damaged, which is a fault of the build.
    #[must_use]
    pub fn bundled() -> Fonts {
        let face = |name, bytes: &'static [u8]| Face::open(name, bytes.into(), 0).expect("the bundled fonts are whole");
        Fonts {
            regular: Arc::new(face("DejaVuSans", dejavu::sans::regular())),
            bold: Arc::new(face("DejaVuSans-Bold", dejavu::sans::bold())),
            installed: None,
        }
    }

    /// The bundled faces, and the installed ones for what those lack. Nothing is read until a text calls for it.
    #[must_use]
    pub fn with_installed() -> Fonts {
        Fonts { installed: Some(Installed::default()), ..Fonts::bundled() }
    }

    /// The bundled face of a weight.
    pub(crate) fn bundled_face(&self, weight: Weight) -> &Arc<Face> {
        match weight {
            Weight::Regular => &self.regular,
            Weight::Bold => &self.bold,
        }
    }

    /// The first face that has every character of `cluster`, the faces made for the wish's script coming first.
    pub(crate) fn face_for(&self, wish: Wish, cluster: &str) -> Option<Arc<Face>> {
        let bundled = self.bundled_face(wish.weight);
        let at_home = matches!(wish.script, Script::Latin | Script::Greek | Script::Cyrillic | Script::Common);
        if at_home && bundled.covers(cluster) {
            return Some(Arc::clone(bundled));
        }
        let made_for_it = || self.installed.as_ref()?.made_for(wish, cluster);
        let ours = || [bundled, &self.regular].into_iter().find(|face| face.covers(cluster)).cloned();
        let any = || self.installed.as_ref()?.any(wish.weight, cluster);
        made_for_it().or_else(ours).or_else(any)
    }
}
