//! Waves, their tasks, and which order a tote carries.

use rusqlite::params;

use loopdock_domain::words;
use loopdock_domain::{AllocationId, ItemId, LineId, OrderId, PlaceId, RunId, TaskId, WaveId};

use crate::row::Columns;
use crate::{Read, Result, Write};

words! {
    /// Where a task is.
    TaskState {
        /// To do.
        Open = "open",
        /// The packer stands at its bin.
        AtBin = "at_bin",
        /// In the tote.
        Done = "done",
        /// Not to be done any more.
        Dropped = "dropped",
    }
}

words! {
    /// Where a wave is.
    WaveState {
        /// Being walked, or waiting for somebody who does.
        Open = "open",
        /// Nothing is left to pick.
        Done = "done",
    }
}

/// Orders picked in one walk.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Wave {
    /// Its id.
    pub id: WaveId,
    /// Its short number.
    pub number: i64,
    /// Where it is.
    pub state: WaveState,
    /// The bench that walks it.
    pub bench: Option<PlaceId>,
}

/// A task on its way into a wave.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct NewTask {
    /// Its id.
    pub id: TaskId,
    /// Its wave.
    pub wave: WaveId,
    /// Its place in the walk.
    pub position: i64,
    /// What it fetches.
    pub allocation: AllocationId,
}

/// A task with what it fetches, from where and for whom.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Task {
    /// Its id.
    pub id: TaskId,
    /// Its wave.
    pub wave: WaveId,
    /// Its place in the walk.
    pub position: i64,
    /// Units taken so far.
    pub counted: u32,
    /// Where it is.
    pub state: TaskState,
    /// The promise that it fulfils.
    pub allocation: AllocationId,
    /// To which line.
    pub line: LineId,
    /// Of which order.
    pub order: OrderId,
    /// That order's short number.
    pub order_number: i64,
    /// The item.
    pub item: ItemId,
    /// Its title.
    pub title: String,
    /// Its SKU.
    pub sku: String,
    /// The run.
    pub run: RunId,
    /// The bin.
    pub bin: PlaceId,
    /// Its name.
    pub bin_name: String,
    /// Units to take.
    pub qty: u32,
}

fn to_wave(row: &rusqlite::Row<'_>) -> Result<Wave> {
    Ok(Wave { id: row.id("id")?, number: row.int("number")?, state: row.word("state")?, bench: row.maybe_id("bench")? })
}

fn to_task(row: &rusqlite::Row<'_>) -> Result<Task> {
    Ok(Task {
        id: row.id("id")?,
        wave: row.id("wave")?,
        position: row.int("position")?,
        counted: row.count("counted")?,
        state: row.word("state")?,
        allocation: row.id("allocation")?,
        line: row.id("line")?,
        order: row.id("customer_order")?,
        order_number: row.int("order_number")?,
        item: row.id("item")?,
        title: row.text("title")?,
        sku: row.text("sku")?,
        run: row.id("run")?,
        bin: row.id("bin")?,
        bin_name: row.text("bin_name")?,
        qty: row.count("qty")?,
    })
}

const TASKS: &str = "SELECT t.id, t.wave, t.position, t.counted, t.state, t.allocation, a.line, l.customer_order,
        o.number AS order_number, a.item, i.title, i.sku, a.run, a.bin, p.name AS bin_name, a.qty
    FROM task t JOIN allocation a ON a.id = t.allocation JOIN order_line l ON l.id = a.line
    JOIN customer_order o ON o.id = l.customer_order JOIN item i ON i.id = a.item JOIN place p ON p.id = a.bin";

impl Read<'_> {
    /// A wave by its id.
    pub fn wave(&self, id: WaveId) -> Result<Option<Wave>> {
        self.row("SELECT * FROM wave WHERE id = ?1", params![id.uuid()], to_wave)
    }

    /// A wave by its short number.
    pub fn wave_numbered(&self, number: i64) -> Result<Option<Wave>> {
        self.row("SELECT * FROM wave WHERE number = ?1", params![number], to_wave)
    }

    /// Open waves, oldest first.
    pub fn open_waves(&self) -> Result<Vec<Wave>> {
        self.rows("SELECT * FROM wave WHERE state = 'open' ORDER BY number", [], to_wave)
    }

    /// The next open task of a wave.
    pub fn next_task(&self, wave: WaveId) -> Result<Option<Task>> {
        let sql = format!("{TASKS} WHERE t.wave = ?1 AND t.state IN ('open', 'at_bin') ORDER BY t.position LIMIT 1");
        self.row(&sql, params![wave.uuid()], to_task)
    }

    /// Every task of a wave, in walking order.
    pub fn tasks_of(&self, wave: WaveId) -> Result<Vec<Task>> {
        self.rows(&format!("{TASKS} WHERE t.wave = ?1 ORDER BY t.position"), params![wave.uuid()], to_task)
    }

    /// A task by its id.
    pub fn task(&self, id: TaskId) -> Result<Option<Task>> {
        self.row(&format!("{TASKS} WHERE t.id = ?1"), params![id.uuid()], to_task)
    }

    /// The open task that fetches an allocation.
    pub fn task_of(&self, allocation: AllocationId) -> Result<Option<Task>> {
        let sql = format!("{TASKS} WHERE t.allocation = ?1 AND t.state IN ('open', 'at_bin')");
        self.row(&sql, params![allocation.uuid()], to_task)
    }

    /// Open tasks of a wave.
    pub fn count_open_tasks(&self, wave: WaveId) -> Result<u32> {
        let sql = "SELECT count(*) FROM task WHERE wave = ?1 AND state IN ('open', 'at_bin')";
        self.count(sql, params![wave.uuid()])
    }

    /// Tasks of a wave that were done, and all that were not dropped.
    pub fn task_progress(&self, wave: WaveId) -> Result<(u32, u32)> {
        let progress = self.row(
            "SELECT count(*) FILTER (WHERE state = 'done') AS done, count(*) FILTER (WHERE state <> 'dropped') AS tasks
             FROM task WHERE wave = ?1",
            params![wave.uuid()],
            |row| Ok((row.count("done")?, row.count("tasks")?)),
        )?;
        Ok(progress.unwrap_or_default())
    }

    /// Open tasks of a wave that fetch for `order`.
    pub fn count_open_tasks_for(&self, wave: WaveId, order: OrderId) -> Result<u32> {
        // From the order, which has fewer lines than the wave has tasks.
        let sql = "SELECT count(*) FROM order_line l CROSS JOIN allocation a ON a.line = l.id
                       CROSS JOIN task t ON t.allocation = a.id
                   WHERE l.customer_order = ?2 AND t.wave = ?1 AND t.state IN ('open', 'at_bin')";
        self.count(sql, params![wave.uuid(), order.uuid()])
    }

    /// Orders on a wave, by number.
    pub fn orders_on(&self, wave: WaveId) -> Result<Vec<OrderId>> {
        self.rows("SELECT id FROM customer_order WHERE wave = ?1 ORDER BY number", params![wave.uuid()], |row| {
            row.id("id")
        })
    }

    /// Open tasks whose wave has ended; there must be none.
    pub fn count_tasks_on_ended_waves(&self) -> Result<i64> {
        self.number(
            // By the index of those that are to be done: any other holds all that ever were.
            "SELECT count(*) FROM task t INDEXED BY task_of_allocation CROSS JOIN wave w ON w.id = t.wave
             WHERE t.state IN ('open', 'at_bin') AND w.state = 'done'",
            [],
        )
    }

    /// Orders on open waves that no tote carries yet.
    pub fn count_orders_without_tote(&self) -> Result<u32> {
        let sql = "SELECT count(*) FROM customer_order o WHERE o.wave IS NOT NULL
                   AND NOT EXISTS (SELECT 1 FROM tote_use u WHERE u.customer_order = o.id)";
        self.count(sql, [])
    }

    /// Units of `item` that packers hold in their hands beside `bin`: taken for a task, not yet in a tote.
    pub fn units_in_hand(&self, bin: PlaceId, item: ItemId) -> Result<i64> {
        self.number(
            "SELECT sum(t.counted) FROM task t JOIN allocation a ON a.id = t.allocation
             WHERE a.bin = ?1 AND a.item = ?2 AND a.state = 'live' AND t.state IN ('open', 'at_bin')",
            params![bin.uuid(), item.uuid()],
        )
    }

    /// The order that a tote carries.
    pub fn order_in_tote(&self, tote: PlaceId) -> Result<Option<OrderId>> {
        self.row("SELECT customer_order FROM tote_use WHERE tote = ?1", params![tote.uuid()], |row| {
            row.id("customer_order")
        })
    }

    /// The first tote that carries an order by name, and its name.
    pub fn first_tote_of(&self, order: OrderId) -> Result<Option<(PlaceId, String)>> {
        self.row(
            "SELECT p.id, p.name FROM tote_use u JOIN place p ON p.id = u.tote WHERE u.customer_order = ?1
             ORDER BY length(p.name), p.name LIMIT 1",
            params![order.uuid()],
            |row| Ok((row.id("id")?, row.text("name")?)),
        )
    }

    /// The totes that carry an order, by name.
    pub fn totes_of(&self, order: OrderId) -> Result<Vec<PlaceId>> {
        self.rows(
            "SELECT u.tote FROM tote_use u JOIN place p ON p.id = u.tote WHERE u.customer_order = ?1
             ORDER BY length(p.name), p.name",
            params![order.uuid()],
            |row| row.id("tote"),
        )
    }
}

impl Write<'_> {
    /// Adds a wave.
    pub fn insert_wave(&self, wave: &Wave) -> Result<()> {
        self.run(
            "INSERT INTO wave (id, number, state, bench) VALUES (?1, ?2, ?3, ?4)",
            params![wave.id.uuid(), wave.number, wave.state.as_str(), wave.bench.map(PlaceId::uuid)],
        )?;
        Ok(())
    }

    /// Moves a wave to another state or bench.
    pub fn set_wave(&self, id: WaveId, state: WaveState, bench: Option<PlaceId>) -> Result<()> {
        self.run(
            "UPDATE wave SET state = ?2, bench = ?3 WHERE id = ?1",
            params![id.uuid(), state.as_str(), bench.map(PlaceId::uuid)],
        )?;
        Ok(())
    }

    /// Adds a task.
    pub fn insert_task(&self, task: &NewTask) -> Result<()> {
        self.run(
            "INSERT INTO task (id, wave, position, allocation, counted, state) VALUES (?1, ?2, ?3, ?4, 0, 'open')",
            params![task.id.uuid(), task.wave.uuid(), task.position, task.allocation.uuid()],
        )?;
        Ok(())
    }

    /// Moves a task to another state.
    pub fn set_task(&self, id: TaskId, state: TaskState, counted: u32) -> Result<()> {
        self.run(
            "UPDATE task SET state = ?2, counted = ?3 WHERE id = ?1",
            params![id.uuid(), state.as_str(), counted],
        )?;
        Ok(())
    }

    /// Notes how many units were taken for a task.
    pub fn set_task_counted(&self, id: TaskId, counted: u32) -> Result<()> {
        self.run("UPDATE task SET counted = ?2 WHERE id = ?1", params![id.uuid(), counted])?;
        Ok(())
    }

    /// Moves a task to another place in its walk.
    pub fn set_task_position(&self, id: TaskId, position: i64) -> Result<()> {
        self.run("UPDATE task SET position = ?2 WHERE id = ?1", params![id.uuid(), position])?;
        Ok(())
    }

    /// Says that a tote carries an order.
    pub fn use_tote(&self, tote: PlaceId, order: OrderId) -> Result<()> {
        self.run(
            "INSERT INTO tote_use (tote, customer_order) VALUES (?1, ?2) ON CONFLICT DO NOTHING",
            params![tote.uuid(), order.uuid()],
        )?;
        Ok(())
    }

    /// Says that a tote carries nobody's order.
    pub fn free_tote(&self, tote: PlaceId) -> Result<()> {
        self.run("DELETE FROM tote_use WHERE tote = ?1", params![tote.uuid()])?;
        Ok(())
    }
}
