//! Writing down what the money of a loan comes to: its legs into the ledger, its payments into the list that creators are asked
//! for.

use loopdock_domain::codes::base32;
use loopdock_domain::sleeve::{Leg, Owed, PayBack, PaymentKind, PaymentState, Settled, Terms};
use loopdock_domain::{LoanId, PaymentId};
use loopdock_store::Payment;

use crate::doing::Doing;
use crate::error::Result;

/// Letters and digits of a code that a buyer types into a creator's store: a thousand million million of them.
const CODE_LENGTH: usize = 10;

impl Doing<'_> {
    /// Posts legs into the books of the creator with this key.
    pub(crate) fn post_legs(&mut self, creator: &str, legs: &[Leg]) -> Result<()> {
        for leg in legs {
            self.post(&leg.from.name(creator), &leg.to.name(creator), leg.money)?;
        }
        Ok(())
    }

    /// Posts a step of a loan, and asks its creator for what it comes to.
    pub(crate) fn settle(&mut self, creator: &str, loan: LoanId, terms: &Terms, settled: &Settled) -> Result<()> {
        self.post_legs(creator, &settled.legs)?;
        for owed in &settled.owed {
            self.ask_for(loan, terms, *owed)?;
        }
        Ok(())
    }

    fn ask_for(&mut self, loan: LoanId, terms: &Terms, owed: Owed) -> Result<()> {
        // Whoever was asked for the same before may have paid it and not said so: under its old number it is paid once.
        if let Some(before) = self.read().cancelled_payment_of(loan, owed)? {
            return Ok(self.write.reopen_payment(before.id)?);
        }
        let is_code = terms.pay_back == PayBack::Credit && owed.kind != PaymentKind::Charge;
        let payment = Payment {
            id: self.id::<PaymentId>(),
            number: self.write.next_number("payment")?,
            journal: self.seq,
            loan,
            owed,
            state: PaymentState::Open,
            code: if is_code { self.new_code() } else { String::new() },
            reference: String::new(),
            asked_ms: self.at_ms,
            ended_ms: None,
        };
        Ok(self.write.insert_payment(&payment)?)
    }

    fn new_code(&self) -> String {
        let mut random = [0_u8; 8];
        self.random(&mut random);
        base32(&random, CODE_LENGTH)
    }
}
