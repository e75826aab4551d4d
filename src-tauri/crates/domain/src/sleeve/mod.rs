//! Sleeves, their loans and the settlements of these: where each is in its life, what is agreed, and what is owed to whom.

mod books;
mod fleet;
mod terms;

use crate::words;
pub use books::{Account, Leg, Owed, PaymentKind, Settled, back, forfeited, lent, paid, turned_up};
pub use fleet::{bought, break_even_trips, found_again, mean_uses_hundredths, share_bp, shrunk};
pub use terms::{ForfeitTo, Paid, PayBack, Terms, TermsError, TurnsUp};

words! {
    /// Where a sleeve is in its life.
    SleeveState {
        /// Has a serial; its tag is being printed.
        Registered = "registered",
        /// On our shelf.
        Available = "available",
        /// In a parcel that is still here.
        Bound = "bound",
        /// With a buyer.
        Out = "out",
        /// With a buyer for longer than was agreed.
        Overdue = "overdue",
        /// Away for so long that nobody waits for it any more.
        Lost = "lost",
        /// Came back; its settlement is pending.
        Returned = "returned",
        /// Set aside for a closer look.
        Inspecting = "inspecting",
        /// To be washed.
        Cleaning = "cleaning",
        /// To be mended.
        Repairing = "repairing",
        /// Out of the fleet.
        Retired = "retired",
    }
}

words! {
    /// Which orders of a creator leave in a sleeve.
    SleeveRule {
        /// None.
        Never = "never",
        /// Those that a carrier takes.
        Carrier = "carrier",
        /// All.
        Always = "always",
    }
}

words! {
    /// Where a loan is.
    LoanState {
        /// The sleeve is with the buyer.
        Open = "open",
        /// The sleeve came back and waits for a look.
        ReturnPending = "return_pending",
        /// What was owed goes back the way it came.
        Refunded = "refunded",
        /// What was owed is given as a code for the creator's store.
        Credited = "credited",
        /// The deposit, or a part of it, was kept for a damage.
        PartlyRefunded = "partly_refunded",
        /// The buyer owes something: for a damage, or because the sleeve did not come back.
        Charged = "charged",
        /// The sleeve did not come back in time, and the deposit is gone.
        Forfeited = "forfeited",
        /// Nothing was owed.
        Closed = "closed",
    }
}

words! {
    /// Where a settlement is.
    SettlementState {
        /// Scanned, not yet looked at.
        Pending = "pending",
        /// In the ledger.
        Posted = "posted",
        /// Taken back: the loan is open again.
        Voided = "voided",
    }
}

words! {
    /// How a sleeve was found that came back.
    Look {
        /// It can travel again.
        Good = "good",
        /// It is set aside for repair.
        Damaged = "damaged",
    }
}

words! {
    /// Why something is in quarantine.
    CaseKind {
        /// There are two with the serial of one of our sleeves.
        Copy = "copy",
        /// Its tag is genuine, and yet it was never entered here.
        NeverEntered = "never_entered",
    }
}

words! {
    /// What a lead decides about what is in quarantine.
    CaseVerdict {
        /// One of them is our sleeve, and it is good.
        Good = "good",
        /// One of them is our sleeve, and it is damaged.
        Damaged = "damaged",
        /// None of them is our sleeve.
        NotOurs = "not_ours",
    }
}

words! {
    /// What a stocktake came to for a sleeve.
    Found {
        /// It is to be on the shelf, and was not seen yet.
        NotYet = "not_yet",
        /// It was seen where it belongs.
        OnTheShelf = "on_the_shelf",
        /// It was seen, and should be elsewhere.
        Stray = "stray",
        /// It was not seen.
        Missing = "missing",
    }
}

words! {
    /// Where a payment is that the creator is asked for.
    PaymentState {
        /// The creator was asked.
        Open = "open",
        /// The creator says that it is done, with a reference.
        Done = "done",
        /// It is not needed any more.
        Cancelled = "cancelled",
    }
}

impl SleeveState {
    /// True when the life of a sleeve may go on with `next`.
    #[must_use]
    pub const fn may_become(self, next: Self) -> bool {
        match self {
            Self::Registered => matches!(next, Self::Available | Self::Retired),
            Self::Available => {
                matches!(next, Self::Bound | Self::Inspecting | Self::Cleaning | Self::Repairing | Self::Retired)
            }
            Self::Bound => matches!(next, Self::Available | Self::Out),
            // A sleeve that nobody looked for in the meantime is overdue first, and then lost, all the same.
            Self::Out => matches!(next, Self::Returned | Self::Overdue | Self::Lost),
            // Its parcel never arrived, and nobody has it to send back.
            Self::Overdue => matches!(next, Self::Returned | Self::Lost | Self::Out),
            Self::Lost => matches!(next, Self::Returned),
            // A void inspection sends it back to the buyer's side.
            Self::Returned => {
                matches!(next, Self::Available | Self::Inspecting | Self::Out | Self::Overdue | Self::Lost)
            }
            Self::Inspecting => matches!(next, Self::Available | Self::Cleaning | Self::Repairing | Self::Retired),
            Self::Cleaning => matches!(next, Self::Available | Self::Inspecting | Self::Repairing | Self::Retired),
            Self::Repairing => matches!(next, Self::Available | Self::Inspecting | Self::Cleaning | Self::Retired),
            Self::Retired => false,
        }
    }

    /// Why it can't go on with `next`, as what follows the sleeve's name in a sentence.
    #[must_use]
    pub fn why_not(self, next: Self) -> &'static str {
        if self == next {
            return "is there already.";
        }
        match self {
            Self::Registered => "is not here yet: its tag is being printed.",
            Self::Available => "is on the shelf: it leaves with a parcel.",
            Self::Bound => {
                "is in a parcel that is still here. Take it out of that first: CANCEL, then the parcel's label."
            }
            Self::Out | Self::Overdue | Self::Lost => {
                "is with a buyer. When it is back, scan it at the bench first, so that what is owed is settled."
            }
            Self::Returned => "came back and waits for a look. Say OK or DAMAGED at the bench first.",
            Self::Inspecting | Self::Cleaning | Self::Repairing => {
                "is set aside. It goes back on the shelf first, or is retired."
            }
            Self::Retired => "is out of use for good. Register another in its place.",
        }
    }
}

impl LoanState {
    /// True while the sleeve may still come back by what was agreed, or is being looked at.
    #[must_use]
    pub const fn is_open(self) -> bool {
        matches!(self, Self::Open | Self::ReturnPending)
    }
}

impl SleeveRule {
    /// True when an order that leaves this way needs a sleeve.
    #[must_use]
    pub const fn calls_for_one(self, with: crate::order::CarrierKind) -> bool {
        match self {
            Self::Never => false,
            Self::Carrier => matches!(with, crate::order::CarrierKind::Carrier),
            Self::Always => true,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Where the life of a sleeve may go on from each state: section 7 of the design.
    const STEPS: &[(SleeveState, &str)] = &[
        (SleeveState::Registered, "available retired"),
        (SleeveState::Available, "bound inspecting cleaning repairing retired"),
        (SleeveState::Bound, "available out"),
        (SleeveState::Out, "overdue lost returned"),
        (SleeveState::Overdue, "out lost returned"),
        (SleeveState::Lost, "returned"),
        (SleeveState::Returned, "available out overdue lost inspecting"),
        (SleeveState::Inspecting, "available cleaning repairing retired"),
        (SleeveState::Cleaning, "available inspecting repairing retired"),
        (SleeveState::Repairing, "available inspecting cleaning retired"),
        (SleeveState::Retired, ""),
    ];

    #[test]
    fn a_sleeve_takes_the_steps_of_the_design_and_no_other() {
        assert_eq!(STEPS.len(), SleeveState::ALL.len());
        for (state, next) in STEPS {
            let may: Vec<&str> =
                SleeveState::ALL.iter().filter(|next| state.may_become(**next)).map(|next| next.as_str()).collect();
            assert_eq!(may.join(" "), *next, "{state}");
        }
    }

    #[test]
    fn every_step_that_is_refused_says_why() {
        for state in SleeveState::ALL {
            for next in SleeveState::ALL.iter().filter(|next| !state.may_become(**next)) {
                let why = state.why_not(*next);
                assert!((why.starts_with("is ") || why.starts_with("came ")) && why.ends_with('.'), "{why}");
                assert_eq!(why == "is there already.", state == next, "{state} {next}");
            }
        }
    }
}
