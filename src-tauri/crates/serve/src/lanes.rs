//! A queue with two lanes between the shells and a thread that works: what is urgent goes first, and each lane keeps its
//! order.

use std::collections::VecDeque;
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

/// Which lane a task waits in.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Lane {
    /// Before everything in the other lane: a person stands there and waits.
    Urgent,
    /// When nothing is urgent.
    Patient,
}

/// How long a worker is willing to wait for a task.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Patience {
    /// Only what is there already.
    None,
    /// So long, then [`Next::Nothing`].
    For(Duration),
    /// Until there is one.
    Endless,
}

/// What a worker gets.
#[derive(PartialEq, Eq, Debug)]
pub(crate) enum Next<T> {
    /// A task.
    Task(T),
    /// None came in time.
    Nothing,
    /// None will ever come.
    Closed,
}

/// The queue. Workers share it; a closed one still hands out what is in it.
pub(crate) struct Lanes<T> {
    waiting: Mutex<Waiting<T>>,
    arrived: Condvar,
}

struct Waiting<T> {
    urgent: VecDeque<T>,
    patient: VecDeque<T>,
    closed: bool,
}

impl<T> Lanes<T> {
    /// An empty, open queue.
    pub(crate) fn new() -> Self {
        let waiting = Waiting { urgent: VecDeque::new(), patient: VecDeque::new(), closed: false };
        Self { waiting: Mutex::new(waiting), arrived: Condvar::new() }
    }

    /// Puts a task at the end of its lane; gives it back when the queue is closed.
    pub(crate) fn put(&self, lane: Lane, task: T) -> Result<(), T> {
        let mut waiting = self.lock();
        if waiting.closed {
            return Err(task);
        }
        match lane {
            Lane::Urgent => waiting.urgent.push_back(task),
            Lane::Patient => waiting.patient.push_back(task),
        }
        drop(waiting);
        self.arrived.notify_one();
        Ok(())
    }

    /// Takes the next task.
    pub(crate) fn next(&self, patience: Patience) -> Next<T> {
        let mut waiting = self.lock();
        loop {
            if let Some(task) = waiting.urgent.pop_front().or_else(|| waiting.patient.pop_front()) {
                return Next::Task(task);
            }
            if waiting.closed {
                return Next::Closed;
            }
            match patience {
                Patience::None => return Next::Nothing,
                Patience::Endless => waiting = self.arrived.wait(waiting).unwrap_or_else(PoisonError::into_inner),
                Patience::For(time) => {
                    let (after, waited) =
                        self.arrived.wait_timeout(waiting, time).unwrap_or_else(PoisonError::into_inner);
                    waiting = after;
                    if waited.timed_out() && waiting.urgent.is_empty() && waiting.patient.is_empty() {
                        return if waiting.closed { Next::Closed } else { Next::Nothing };
                    }
                }
            }
        }
    }

    /// Takes the next urgent task, if there is one: for a worker in the middle of a long task.
    pub(crate) fn next_urgent(&self) -> Option<T> {
        self.lock().urgent.pop_front()
    }

    /// Takes in no more.
    pub(crate) fn close(&self) {
        self.lock().closed = true;
        self.arrived.notify_all();
    }

    /// Takes in no more and forgets what is waiting, so that whoever asked learns that there will be no answer.
    pub(crate) fn abandon(&self) {
        let mut waiting = self.lock();
        waiting.closed = true;
        let forgotten = (std::mem::take(&mut waiting.urgent), std::mem::take(&mut waiting.patient));
        drop(waiting);
        drop(forgotten);
        self.arrived.notify_all();
    }

    // No invariant spans a panic here: every change is one push or pop.
    fn lock(&self) -> MutexGuard<'_, Waiting<T>> {
        self.waiting.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_scan_overtakes_an_import_that_waits_and_scans_keep_their_order() {
        let lanes = Lanes::new();
        for (lane, task) in [
            (Lane::Patient, "import"),
            (Lane::Urgent, "first scan"),
            (Lane::Patient, "report"),
            (Lane::Urgent, "second scan"),
        ] {
            lanes.put(lane, task).unwrap();
        }
        let heard: Vec<_> = std::iter::from_fn(|| match lanes.next(Patience::None) {
            Next::Task(task) => Some(task),
            _ => None,
        })
        .collect();
        assert_eq!(heard, ["first scan", "second scan", "import", "report"]);
    }

    #[test]
    fn a_scan_is_heard_in_the_middle_of_an_import_and_the_next_import_is_not() {
        let lanes = Lanes::new();
        lanes.put(Lane::Patient, "import").unwrap();
        assert_eq!(lanes.next_urgent(), None);
        lanes.put(Lane::Urgent, "scan").unwrap();
        assert_eq!(lanes.next_urgent(), Some("scan"));
        assert_eq!(lanes.next_urgent(), None);
    }

    #[test]
    fn what_was_asked_before_closing_is_still_done_and_nothing_after() {
        let lanes = Lanes::new();
        lanes.put(Lane::Patient, 1).unwrap();
        lanes.close();
        assert_eq!(lanes.put(Lane::Urgent, 2), Err(2));
        assert_eq!(lanes.next(Patience::Endless), Next::Task(1));
        assert_eq!(lanes.next(Patience::Endless), Next::Closed);
    }

    #[test]
    fn a_worker_that_waits_a_while_goes_on_without_a_task() {
        let lanes = Lanes::<u8>::new();
        assert_eq!(lanes.next(Patience::For(Duration::from_millis(5))), Next::Nothing);
        assert_eq!(lanes.next(Patience::None), Next::Nothing);
        lanes.abandon();
        assert_eq!(lanes.next(Patience::For(Duration::from_secs(60))), Next::Closed);
    }
}
