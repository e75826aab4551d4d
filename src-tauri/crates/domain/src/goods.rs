//! Goods that come back: how a unit looks, where it goes, and why it was sent.

use crate::words;

words! {
    /// How a unit that was sent back looks, against what left.
    #[derive(Default)]
    Grade {
        /// It can be sold again as it is.
        #[default]
        AsNew = "as_new",
        /// It was opened or used and is whole.
        Opened = "opened",
        /// It is damaged.
        Damaged = "damaged",
        /// Something else lies in its place.
        WrongItem = "wrong_item",
        /// It was to be in the parcel and is not.
        Missing = "missing",
    }
}

words! {
    /// Where a unit that came back goes.
    GoesTo {
        /// To this bench, and from there into a bin.
        Restock = "restock",
        /// Aside, until somebody decides.
        Hold = "hold",
        /// Back to the microfactory, which makes it good.
        Rework = "rework",
        /// It is thrown away.
        Scrap = "scrap",
        /// Nowhere: it is not here.
        Nowhere = "nowhere",
    }
}

words! {
    /// Why a buyer sent a unit back.
    #[derive(Default)]
    ReturnReason {
        /// Nobody said.
        #[default]
        NotSaid = "not_said",
        /// They want it no more.
        ChangedMind = "changed_mind",
        /// It is too large or too small.
        DoesNotFit = "does_not_fit",
        /// It is not what the shop said.
        NotAsDescribed = "not_as_described",
        /// It does not work, or was made badly.
        Faulty = "faulty",
        /// It broke on its way.
        BrokenOnTheWay = "broken_on_the_way",
        /// The hub sent something else.
        WrongItemSent = "wrong_item_sent",
        /// It came too late.
        TooLate = "too_late",
        /// The carrier could not deliver it.
        Undeliverable = "undeliverable",
        /// Something else.
        Other = "other",
    }
}

words! {
    /// Where the return of goods stands.
    GoodsState {
        /// It is unpacked at a bench.
        Open = "open",
        /// The creator is asked what the buyer gets.
        Asked = "asked",
        /// The creator has said what came of it.
        Done = "done",
    }
}

impl Grade {
    /// Whether the unit itself is here.
    #[must_use]
    pub const fn is_here(self) -> bool {
        matches!(self, Self::AsNew | Self::Opened | Self::Damaged)
    }

    /// Where such a unit goes unless somebody says otherwise. Nothing is thrown away without a word.
    #[must_use]
    pub const fn usual(self) -> GoesTo {
        match self {
            Self::AsNew => GoesTo::Restock,
            Self::Opened | Self::Damaged => GoesTo::Hold,
            Self::WrongItem | Self::Missing => GoesTo::Nowhere,
        }
    }

    /// Whether such a unit may go there: one that is damaged is not sold as new, and one that is not here goes nowhere.
    #[must_use]
    pub fn may_go(self, to: GoesTo) -> bool {
        match to {
            GoesTo::Nowhere => !self.is_here(),
            GoesTo::Restock => matches!(self, Self::AsNew | Self::Opened),
            GoesTo::Hold | GoesTo::Rework | GoesTo::Scrap => self.is_here(),
        }
    }

    /// The grade that NEXT turns to.
    #[must_use]
    pub fn next(self) -> Self {
        let at = Self::ALL.iter().position(|grade| *grade == self).unwrap_or(0);
        Self::ALL[(at + 1) % Self::ALL.len()]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_grade_may_go_where_it_usually_goes_and_the_damaged_never_onto_the_shelf() {
        for grade in Grade::ALL {
            assert!(grade.may_go(grade.usual()), "{grade}");
        }
        assert!(!Grade::Damaged.may_go(GoesTo::Restock));
        assert!(!Grade::Missing.may_go(GoesTo::Scrap) && !Grade::AsNew.may_go(GoesTo::Nowhere));
    }

    #[test]
    fn next_turns_through_all_grades() {
        let seen: Vec<Grade> =
            std::iter::successors(Some(Grade::AsNew), |grade| Some(grade.next())).take(Grade::ALL.len()).collect();
        assert_eq!(seen, Grade::ALL);
        assert_eq!(Grade::Missing.next(), Grade::AsNew);
    }
}
