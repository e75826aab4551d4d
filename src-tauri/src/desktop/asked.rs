//! Which hub a start asks for, and what becomes of a second start while the window is open.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use loopdock_hub::Result;

use super::{Desktop, News};

/// Which hub a start asks for.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) enum Wanted {
    /// The one in this file.
    File(PathBuf),
    /// The demo's, which may have to be made.
    Demo,
}

impl Wanted {
    /// The file that was named.
    pub(super) fn file(self) -> Option<PathBuf> {
        match self {
            Self::File(file) => Some(file),
            Self::Demo => None,
        }
    }
}

/// The answer to a second start.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Choice {
    /// The hub that is open stays so.
    Stay,
    /// The other one is opened in its place.
    Turn,
}

impl Desktop {
    /// A second start asks for this hub. Where it is another one than is open, whoever sits at the window says which it is
    /// to be: somebody may be packing.
    pub(crate) async fn ask_for(&self, wanted: Wanted) {
        self.begun().await;
        {
            let mut held = self.held();
            let wanted_file = self.file_of(&wanted);
            held.asked = Some(wanted).filter(|_| !is_same(&wanted_file, &held.file));
        }
        (self.tell)(News::Window);
    }

    /// Opens the hub that a second start asked for, or stays with this one.
    ///
    /// # Errors
    /// When it is the demo's, and can't be made.
    pub(crate) async fn answer(self: &Arc<Self>, choice: Choice) -> Result<()> {
        let asked = self.held().asked.take();
        match asked.filter(|_| choice == Choice::Turn) {
            Some(Wanted::File(file)) => self.turn_to(file).await,
            Some(Wanted::Demo) => self.open_demo().await?,
            None => {}
        }
        Ok(())
    }

    fn file_of(&self, wanted: &Wanted) -> PathBuf {
        match wanted {
            Wanted::File(file) => file.clone(),
            Wanted::Demo => self.demo(),
        }
    }
}

/// Whether two paths lead to one file, which may not be there yet.
fn is_same(one: &Path, other: &Path) -> bool {
    let real = |file: &Path| std::fs::canonicalize(file).or_else(|_| std::path::absolute(file));
    matches!((real(one), real(other)), (Ok(one), Ok(other)) if one == other)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_second_start_with_the_same_hub_is_known_by_whatever_path() {
        let folder = tempfile::tempdir().unwrap();
        let hub = folder.path().join("hub.db");
        std::fs::create_dir(folder.path().join("inside")).unwrap();
        for _ in 0..2 {
            assert!(is_same(&hub, &folder.path().join(".").join("hub.db")));
            assert!(!is_same(&hub, &folder.path().join("inside").join("hub.db")));
            // Whether it is there or not yet.
            std::fs::File::create(&hub).unwrap();
        }
        assert!(is_same(&hub, &folder.path().join("inside").join("..").join("hub.db")));
    }
}
