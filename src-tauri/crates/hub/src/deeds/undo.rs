//! Taking back a bench's newest deed: its rows as they were, its movements and postings compensated, its papers voided.

use loopdock_domain::bench::{Bench, Outcome, Question, Say};
use loopdock_domain::codes::CodeKind;
use loopdock_domain::sleeve::PaymentState;
use loopdock_domain::{LoanId, ParcelId};
use loopdock_labels::Words as _;
use loopdock_store::{PrintState, UndoStep};

use super::{At, take_back};
use crate::doing::Doing;
use crate::error::{Error, ErrorCode, Result};
use crate::printing::Document;
use crate::texts::Texts;
use crate::{find, scan};

pub(super) fn undo(doing: &mut Doing<'_>, at: &At<'_>) -> Result<Outcome> {
    let Some(step) = doing.read().newest_undo_step(at.place)? else {
        return Ok(Outcome::Refused(Say::NothingToUndo {}));
    };
    let what = what(doing.texts, &step);
    let Some(inverse) = &step.inverse else { return Ok(Outcome::Refused(Say::UndoTooLate { what })) };
    void_papers(doing, step.seq)?;
    // Whatever a later deed did with the goods or the rows shows here; the scan is then rolled back as a whole.
    let touched = |error: Error| match error.code {
        ErrorCode::Refused => Error::refused(touched_since(doing.texts, &what)),
        _ => error,
    };
    withdraw_payments(doing, step.seq, &what)?;
    doing.compensate(step.seq).map_err(touched)?;
    let restored = doing.write.restore_rows(inverse)?;
    // A walk that ended meanwhile can't get a task back.
    if !restored || doing.read().count_tasks_on_ended_waves()? > 0 {
        return Err(Error::refused(touched_since(doing.texts, &what)));
    }
    if has_gone_on(doing, &step)? {
        return Err(Error::refused(touched_since(doing.texts, &what)));
    }
    // A look that was taken back waits again: meanwhile the office may have said what changes it.
    for waits in doing.read().pending_settlements_at(at.place, u32::MAX)? {
        take_back::reckon_anew(doing, waits.loan)?;
    }
    doing.write.drop_undo_step(at.place, step.seq)?;
    doing.undoes = Some(step.seq);
    let bench = before_approval(doing, at)?;
    Ok(Outcome::Undone(Box::new(bench), Say::TakenBack { what }))
}

/// Whether the sleeve of a loan that is restored went on since: it left with another parcel, or is set aside because there are two
/// of it. Its rows may look as they did all the same.
fn has_gone_on(doing: &Doing<'_>, step: &UndoStep) -> Result<bool> {
    let (read, since) = (doing.read(), doing.read().done_at(step.seq)?);
    for loan in step.rows_of::<LoanId>("loan") {
        let sleeve = find::loan(&read, loan)?.sleeve;
        let is_newest = read.newest_loan(sleeve)?.is_some_and(|newest| newest.id == loan);
        if !is_newest || read.was_in_quarantine(sleeve, since.map_or(0, |(at_ms, _)| at_ms))? {
            return Ok(true);
        }
    }
    Ok(false)
}

/// Where the bench stands after it; where two people stood for what is taken back, as before they were asked: for whatever is done
/// in its place they stand anew.
fn before_approval(doing: &Doing<'_>, at: &At<'_>) -> Result<Bench> {
    let name = doing.bench.clone().unwrap_or_default();
    loop {
        let row = doing.read().bench_named(&name)?.ok_or_else(|| Error::internal("the bench is missing"))?;
        let bench = scan::stored(&doing.read(), &row)?;
        if !matches!(bench.question, Some(Question::Approve(_))) {
            return Ok(bench);
        }
        // The scans of badges and PINs turned nothing but the bench.
        let step = doing.read().newest_undo_step(at.place)?;
        let Some(UndoStep { seq, inverse: Some(inverse), .. }) = step else { return not_asked(doing, at, bench) };
        if !doing.write.restore_rows(&inverse)? {
            return not_asked(doing, at, bench);
        }
        doing.write.drop_undo_step(at.place, seq)?;
    }
}

/// The bench without its question, where the scans that led to it are forgotten.
fn not_asked(doing: &Doing<'_>, at: &At<'_>, bench: Bench) -> Result<Bench> {
    let bench = Bench { question: None, ..bench };
    scan::turn_bench(doing, at.place, &bench)?;
    Ok(bench)
}

fn touched_since(texts: &Texts, what: &str) -> String {
    texts.say(&Say::UndoTouched { what: what.to_owned() })
}

/// What a step would take back, in words: of a question, what was done when it was asked.
pub(crate) fn what(texts: &Texts, step: &UndoStep) -> String {
    let Ok(said) = serde_json::from_str::<Say>(&step.said) else { return String::new() };
    match said {
        Say::AskReopen {} => texts.word("began-reopen", &[]),
        Say::AskUnload { carrier } => texts.word("began-unload", &[("carrier", carrier.as_str())]),
        Say::AskWhyShort {} => texts.word("began-short", &[]),
        Say::AskWhichUnit { why } => texts.word("began-spoil", &[("why", why.as_str())]),
        Say::AskDifferences { .. } => texts.word("began-differences", &[]),
        Say::AskUnannounced { .. } => texts.word("began-unannounced", &[]),
        Say::AskStray { title, .. } => texts.word("began-stray", &[("title", title.as_str())]),
        Say::AskWhose { .. } => texts.word("began-whose", &[]),
        Say::AskedNo {} => texts.word("began-no", &[]),
        said => texts.say(&said),
    }
}

/// Papers that wait are not printed any more; a code that was printed is good for nothing from now on.
fn void_papers(doing: &mut Doing<'_>, seq: i64) -> Result<()> {
    for job in doing.read().print_jobs_of(seq)? {
        doing.write.set_print_job(job.id, PrintState::Voided, job.told())?;
        if let Some(parcel) = Document::of(&job)?.parcel()
            && let Some(number) = doing.read().parcel(parcel)?.and_then(|parcel| parcel.number)
        {
            void_codes(doing, parcel, number)?;
            // Copies of it that wait, too.
            for document in Document::of_parcel(parcel) {
                doing.withdraw(&document)?;
            }
        }
    }
    Ok(())
}

/// Creators are not asked for these payments any more; they stay in the list, since whoever was asked may have paid.
fn withdraw_payments(doing: &mut Doing<'_>, seq: i64, what: &str) -> Result<()> {
    for payment in doing.read().payments_by(seq)? {
        if payment.state != PaymentState::Open {
            return Err(Error::refused(touched_since(doing.texts, what)));
        }
        doing.write.end_payment(payment.id, PaymentState::Cancelled, "", doing.at_ms)?;
    }
    Ok(())
}

/// The codes on a parcel's papers are good for nothing from now on.
pub(super) fn void_codes(doing: &Doing<'_>, parcel: ParcelId, number: i64) -> Result<()> {
    for kind in [CodeKind::Parcel, CodeKind::Return] {
        doing.write.void_code(kind.as_str(), &number.to_string(), parcel)?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use loopdock_domain::bench::ShortReason;

    #[test]
    fn what_asked_a_question_is_taken_back_as_what_was_done_and_not_as_the_question() {
        let texts = Texts::english();
        let what =
            |said: &Say| what(&texts, &UndoStep { seq: 1, said: serde_json::to_string(said).unwrap(), inverse: None });
        let (title, creator) = ("Mug".to_owned(), "Ink".to_owned());
        for said in [
            Say::AskReopen {},
            Say::AskUnload { carrier: "Van".into() },
            Say::AskWhyShort {},
            Say::AskWhichUnit { why: ShortReason::Missing },
            Say::AskWhichUnit { why: ShortReason::Damaged },
            Say::AskDifferences { differences: "#1: 3 counted, none announced (MUG)".into() },
            Say::AskUnannounced { title: title.clone(), creator: creator.clone() },
            Say::AskStray { title: title.clone(), order: "O-1".into() },
            Say::AskWhose { title, creator, at: 1, of: 2 },
            Say::AskedNo {},
        ] {
            let what = what(&said);
            assert!(what.contains(' ') && what.ends_with('.') && !what.contains('?'), "{said:?}: {what}");
        }
        assert!(what(&Say::AskUnload { carrier: "Van".into() }).contains("Van"));
    }

    #[test]
    fn a_sentence_that_an_older_program_kept_is_still_said() {
        let said = r#"{"id":"parcel-closed","parcel":"P-1","order":"O-1","carrier":"Van"}"#.to_owned();
        let what = what(&Texts::english(), &UndoStep { seq: 1, said, inverse: None });
        assert!(what.contains("P-1") && what.contains("Van") && what.contains("printing"), "{what}");
    }
}
