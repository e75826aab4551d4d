//! What the disk itself costs: as many bytes as the write-ahead log grew by, written over a file of the same disk.

use std::fs::{File, OpenOptions};
use std::io::{Read as _, Seek, SeekFrom, Write as _};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use loopdock_hub::{Error, Result};

use super::refused_by_disk;

/// How long the log is, read from outside the hub's own connection.
///
/// Neither the log file's length tells (it is written over from its beginning after a checkpoint, and keeps its length)
/// nor SQLite's commit hook (the hub's connection is its own). The header of the wal-index beside the log does: the
/// number of the last valid frame, and salts that change whenever the log begins anew (sqlite.org/walformat.html,
/// section 2.1). The file is mapped shared by SQLite, so reading it shows what was committed.
pub(super) struct LogGrowth {
    index: File,
    path: PathBuf,
}

/// Where the log stood.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Mark {
    frames: u32,
    salts: [u8; 8],
    page_bytes: u64,
}

/// Bytes of a frame's header, before its page.
const FRAME_HEADER: u64 = 24;

/// Bytes of the log's own header, written whenever it begins anew.
const LOG_HEADER: u64 = 32;

impl LogGrowth {
    /// Looks at the log of the open hub at `path`.
    pub fn of(path: &Path) -> Result<Self> {
        let mut name = path.as_os_str().to_owned();
        name.push("-shm");
        let path = PathBuf::from(name);
        let index = File::open(&path).map_err(refused_by_disk(&path))?;
        Ok(Self { index, path })
    }

    /// Where the log stands.
    pub fn mark(&mut self) -> Result<Mark> {
        let mut header = [0_u8; 48];
        self.index
            .seek(SeekFrom::Start(0))
            .and_then(|_| self.index.read_exact(&mut header))
            .map_err(refused_by_disk(&self.path))?;
        let part = |at: usize| header.get(at..at + 4).and_then(|bytes| bytes.try_into().ok()).unwrap_or([0; 4]);
        let mut salts = [0_u8; 8];
        salts.copy_from_slice(&header[32..40]);
        let page = u16::from_ne_bytes([header[14], header[15]]);
        // 1 stands for 65,536, as in the file's own header.
        let page_bytes = if page == 1 { 65_536 } else { u64::from(page) };
        Ok(Mark { frames: u32::from_ne_bytes(part(16)), salts, page_bytes })
    }
}

impl Mark {
    /// Bytes that were appended to the log since `before`.
    pub fn bytes_since(&self, before: &Self) -> u64 {
        let frame = self.page_bytes + FRAME_HEADER;
        if self.salts == before.salts {
            u64::from(self.frames.saturating_sub(before.frames)) * frame
        } else {
            u64::from(self.frames) * frame + LOG_HEADER
        }
    }

    /// Bytes in the log.
    pub fn log_bytes(&self) -> u64 {
        u64::from(self.frames) * (self.page_bytes + FRAME_HEADER)
    }
}

/// A file that is written over and over.
pub(super) struct Yardstick {
    file: File,
    path: PathBuf,
    at: u64,
    noise: Vec<u8>,
}

/// As long as the log gets, so that neither file has an easier disk under it.
const FILE_BYTES: u64 = 4 << 20;

impl Yardstick {
    /// Makes the file, with all its bytes on the disk.
    pub fn beside(hub: &Path) -> Result<Self> {
        let path = hub.with_extension("yardstick");
        let noise: Vec<u8> = (0_u32..1 << 20).map(|at| at.wrapping_mul(0x9E37_79B1).to_be_bytes()[0]).collect();
        let refused = refused_by_disk(&path);
        let mut file = OpenOptions::new().create(true).truncate(true).write(true).open(&path).map_err(&refused)?;
        for _ in 0..FILE_BYTES >> 20 {
            file.write_all(&noise).map_err(&refused)?;
        }
        file.sync_all().map_err(&refused)?;
        drop(refused);
        Ok(Self { file, path, at: 0, noise })
    }

    /// Overwrites `bytes` and waits until they are on the disk; answers with how long both took.
    pub fn write(&mut self, bytes: u64) -> Result<Duration> {
        let bytes = usize::try_from(bytes).unwrap_or(usize::MAX).min(self.noise.len());
        let length = u64::try_from(bytes).unwrap_or_default();
        if self.at + length > FILE_BYTES {
            self.at = 0;
        }
        let noise = self.noise.get(..bytes).ok_or_else(|| Error::internal("more was written than there is"))?;
        let began = Instant::now();
        self.file
            .seek(SeekFrom::Start(self.at))
            .and_then(|_| self.file.write_all(noise))
            .and_then(|()| self.file.sync_data())
            .map_err(refused_by_disk(&self.path))?;
        let took = began.elapsed();
        self.at += length;
        Ok(took)
    }
}

impl Drop for Yardstick {
    fn drop(&mut self) {
        // What can't be removed lies in a folder for measuring and harms nobody.
        let _ = std::fs::remove_file(&self.path);
    }
}
