//! How parts one below the other share a height, and parts side by side a width.

use super::Layout;
use super::parts::Wanted;
use crate::PaperError;
use crate::fields::Fields;
use crate::page::Frame;
use crate::template::{Extent, PartId};

/// A part of a stack with the height that it wants.
struct Share {
    id: PartId,
    wanted: Wanted,
    /// How many shares of the rest it takes besides.
    shares: f32,
    gives_way: u32,
}

impl Layout<'_, '_, '_> {
    /// Draws parts one below the other in a frame. Blank ones take no room.
    ///
    /// # Errors
    ///
    /// [`PaperError::Code`] if a payload does not fit.
    pub(super) fn stack(
        &mut self,
        parts: &[PartId],
        gap_mm: f32,
        fields: &Fields,
        frame: Frame,
    ) -> Result<(), PaperError> {
        let shares = self.shares(parts, fields, frame.width_mm);
        let gaps_mm = gap_mm * shares.len().saturating_sub(1) as f32;
        let heights = heights_mm(&shares, (frame.height_mm - gaps_mm).max(0.0));
        let mut top_mm = frame.top_mm;
        for (share, height_mm) in shares.iter().zip(heights) {
            self.place(share.id, fields, Frame { top_mm, height_mm, ..frame })?;
            top_mm += height_mm + gap_mm;
        }
        Ok(())
    }

    /// What parts one below the other want together.
    pub(super) fn wanted_of_stack(&mut self, parts: &[PartId], gap_mm: f32, fields: &Fields, width_mm: f32) -> Wanted {
        let shares = self.shares(parts, fields, width_mm);
        let gaps_mm = gap_mm * shares.len().saturating_sub(1) as f32;
        let all = shares.iter().fold(Wanted::firm(0.0), |all, share| all.with(share.wanted, |one, other| one + other));
        all.map(|height_mm| height_mm + gaps_mm)
    }

    fn shares(&mut self, parts: &[PartId], fields: &Fields, width_mm: f32) -> Vec<Share> {
        let template = self.template;
        let seen: Vec<PartId> = parts.iter().copied().filter(|id| !self.is_blank(*id, fields)).collect();
        let share = |id: PartId| {
            let part = template.part(id);
            let shares = if let Some(Extent::Share(shares)) = part.height { shares } else { 0.0 };
            Share { id, wanted: self.wanted(id, fields, width_mm), shares, gives_way: part.gives_way }
        };
        seen.into_iter().map(share).collect()
    }

    /// Draws parts side by side in a frame. Those without a width of their own share what the others leave.
    ///
    /// # Errors
    ///
    /// [`PaperError::Code`] if a payload does not fit.
    pub(super) fn row(
        &mut self,
        parts: &[PartId],
        gap_mm: f32,
        fields: &Fields,
        frame: Frame,
    ) -> Result<(), PaperError> {
        let mut left_mm = frame.left_mm;
        for (id, width_mm) in self.widths_mm(parts, gap_mm, fields, frame.width_mm, frame.height_mm) {
            self.place(id, fields, Frame { left_mm, width_mm, ..frame })?;
            left_mm += width_mm + gap_mm;
        }
        Ok(())
    }

    /// What parts side by side want: as much as the highest of them.
    pub(super) fn wanted_of_row(&mut self, parts: &[PartId], gap_mm: f32, fields: &Fields, width_mm: f32) -> Wanted {
        let mut most = Wanted::firm(0.0);
        for (id, width_mm) in self.widths_mm(parts, gap_mm, fields, width_mm, f32::INFINITY) {
            most = most.with(self.wanted(id, fields, width_mm), f32::max);
        }
        most
    }

    /// The widths of parts side by side, in a row that is `height_mm` high at most.
    fn widths_mm(
        &self,
        parts: &[PartId],
        gap_mm: f32,
        fields: &Fields,
        width_mm: f32,
        height_mm: f32,
    ) -> Vec<(PartId, f32)> {
        let seen: Vec<PartId> = parts.iter().copied().filter(|id| !self.is_blank(*id, fields)).collect();
        let extent = |id: &PartId| {
            let part = self.template.part(*id);
            let square = part.square.map(|most| Extent::Fixed(height_mm.min(most * width_mm)));
            square.or(part.width).unwrap_or(Extent::Share(1.0))
        };
        let extents: Vec<Extent> = seen.iter().map(extent).collect();
        let room_mm = width_mm - gap_mm * seen.len().saturating_sub(1) as f32;
        seen.into_iter().zip(share_out(&extents, room_mm)).collect()
    }
}

/// Shares a length out: first the fixed extents, then the rest by shares.
pub(crate) fn share_out(extents: &[Extent], room_mm: f32) -> Vec<f32> {
    let sum = |of: fn(&Extent) -> f32| extents.iter().map(of).sum::<f32>();
    let fixed_mm = sum(|extent| if let Extent::Fixed(mm) = extent { *mm } else { 0.0 });
    let shares = sum(|extent| if let Extent::Share(shares) = extent { *shares } else { 0.0 });
    let rest_mm = (room_mm - fixed_mm).max(0.0);
    // Fixed extents that are together too long shrink alike, so that nothing leaves the frame.
    let squeeze = if fixed_mm > room_mm { room_mm / fixed_mm } else { 1.0 };
    let extent_mm = |extent: &Extent| match extent {
        Extent::Fixed(mm) => mm * squeeze,
        Extent::Share(count) => rest_mm * count / shares.max(f32::EPSILON),
    };
    extents.iter().map(extent_mm).collect()
}

impl Share {
    /// What it begins with: what shares the rest begins with the least that it can do with.
    fn base_mm(&self) -> f32 {
        if self.shares > 0.0 { self.wanted.least_mm } else { self.wanted.natural_mm }
    }
}

/// The heights that parts get of a room. Where it is too small for all, texts shrink, and then they are cut, each time those
/// first that give way first.
fn heights_mm(shares: &[Share], room_mm: f32) -> Vec<f32> {
    let mut heights: Vec<f32> = shares.iter().map(Share::base_mm).collect();
    let spare_mm = room_mm - heights.iter().sum::<f32>();
    let count: f32 = shares.iter().map(|share| share.shares).sum();
    if spare_mm >= 0.0 {
        if count > 0.0 {
            heights.iter_mut().zip(shares).for_each(|(height, share)| *height += spare_mm * share.shares / count);
        }
        return heights;
    }
    let mut excess_mm = -spare_mm;
    for floor_mm in [(|share| share.wanted.least_mm) as fn(&Share) -> f32, |share| share.wanted.cut_mm] {
        let mut order: Vec<usize> = (0..shares.len()).collect();
        // Of those that give way together, the one with the most to give begins.
        let to_give = |at: usize| heights[at] - floor_mm(&shares[at]);
        order.sort_by(|one, other| {
            shares[*one].gives_way.cmp(&shares[*other].gives_way).then(to_give(*other).total_cmp(&to_give(*one)))
        });
        for at in order {
            let given_mm = (heights[at] - floor_mm(&shares[at])).clamp(0.0, excess_mm);
            heights[at] -= given_mm;
            excess_mm -= given_mm;
        }
    }
    if excess_mm > 0.0 {
        let squeeze = room_mm / (room_mm + excess_mm);
        heights.iter_mut().for_each(|height| *height *= squeeze);
    }
    heights
}
