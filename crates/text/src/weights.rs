//! Trained weights: a hashed table of numbers, read where they lie.

use crate::error::{Error, Kind};

/// First bytes of a weights file.
pub const MAGIC: &[u8; 8] = b"MITHAQWT";
/// Bytes before the numbers: magic, number of index bits, scale.
const HEADER: usize = 16;

/// An immutable table of `2^bits` weights, 16-bit fixed point, indexed by feature hash.
#[derive(Clone, Copy)]
pub struct Weights {
    mask: u64,
    scale: f32,
    table: &'static [u8],
}

impl Weights {
    /// Reads weights that are part of the program.
    ///
    /// # Errors
    /// When the bytes are not weights or are cut off.
    pub fn from_static(bytes: &'static [u8], name: &str) -> Result<Weights, Error> {
        let broken = |found: &str| Error::from(Kind::Weights { path: name.into(), found: found.into() });
        let word = |at: usize| bytes.get(at..at + 4).map(|b| [b[0], b[1], b[2], b[3]]);
        if !bytes.starts_with(MAGIC) {
            return Err(broken("no weights header"));
        }
        let (bits, scale) = word(8).zip(word(12)).ok_or_else(|| broken("a cut-off header"))?;
        let bits = u32::from_le_bytes(bits);
        let table = &bytes[HEADER..];
        if bits > 28 || table.len() != 2usize << bits {
            return Err(broken("a table of another size than its header says"));
        }
        Ok(Weights { mask: (1 << bits) - 1, scale: f32::from_le_bytes(scale), table })
    }

    /// The weight of a feature.
    #[inline]
    pub fn get(&self, hash: u64) -> f32 {
        let at = (hash & self.mask) as usize * 2;
        f32::from(i16::from_le_bytes([self.table[at], self.table[at + 1]])) * self.scale
    }

    /// Writes numbers (a power of two of them) in the form that [`Weights::from_static`] reads.
    pub fn write(numbers: &[f32]) -> Vec<u8> {
        let bits = numbers.len().next_power_of_two().trailing_zeros();
        let top = numbers.iter().fold(1e-9f32, |m, n| m.max(n.abs()));
        let scale = top / f32::from(i16::MAX);
        let mut out = MAGIC.to_vec();
        out.extend_from_slice(&bits.to_le_bytes());
        out.extend_from_slice(&scale.to_le_bytes());
        out.extend(numbers.iter().flat_map(|n| ((n / scale).round() as i16).to_le_bytes()));
        out
    }
}
